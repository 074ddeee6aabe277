package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"juyo/config"
	"juyo/demand"
	"juyo/internal/daemon"
	"juyo/internal/pipeline"
	"juyo/listing"
)

// heartbeat is the task under which a daemon says it is alive, and how often.
const (
	heartbeat      = "daemon:alive"
	heartbeatEvery = 30 * time.Second
	drain          = 10 * time.Second
)

func (a *app) daemonCommand() *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:   "daemon",
		Short: "collect and report by schedule, until stopped",
		Long: `Collects every source by collect.schedule and writes the report of the month
before by report.schedule, until SIGTERM or Ctrl-C; then it stops between
requests and ends within ten seconds. What was missed while it was not running is
done once at start. Two daemons on one database never run one task at once.`,
		Example: "  juyo daemon --config /etc/juyo/config.yaml\n  juyo daemon --check && echo alive",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			c, path, err := a.settings()
			if err != nil {
				return err
			}
			log, err := a.logger(c.Log)
			if err != nil {
				return err
			}
			if check {
				return a.checkDaemon(c, log)
			}
			return a.runDaemon(c, path, log)
		},
	}
	a.addTaxonomy(cmd)
	cmd.Flags().BoolVar(&check, "check", false, "exit 0 when a daemon is alive on the database, else 1")
	return cmd
}

func (a *app) checkDaemon(c config.Config, log *slog.Logger) error {
	p, err := a.open(c, log, false)
	if err != nil {
		return err
	}
	defer p.Close()
	at, err := p.DB.LastDone(a.ctx, heartbeat)
	if err != nil {
		return err
	}
	if at.IsZero() {
		return fmt.Errorf("no daemon has run on %s", a.dsn(c))
	}
	if age := a.now().Sub(at).Round(time.Second); age > 4*heartbeatEvery {
		return fmt.Errorf("the daemon was last alive %s ago", age)
	}
	_, err = fmt.Fprintln(a.stdout, "alive")
	return err
}

func (a *app) runDaemon(c config.Config, path string, log *slog.Logger) error {
	sources, err := chooseSources(c, nil)
	if err != nil {
		return err
	}
	if len(sources) == 0 {
		log.Warn("no source to collect from: only reports will be written", "config", orNone(path))
	}
	p, err := a.open(c, log, true)
	if err != nil {
		return err
	}
	defer p.Close()
	jobs, err := a.jobs(c, p, log, sources)
	if err != nil {
		return err
	}
	d, err := daemon.New(daemon.Options{Log: log, Leases: p.DB, Jobs: jobs, Zone: p.DB.Zone(), Holder: holderName(), Drain: drain, Now: a.now})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(a.ctx)
	beating := make(chan struct{})
	go func() {
		defer close(beating)
		a.beat(ctx, p, log)
	}()
	log.Info("daemon started", "version", versionString(), "db", a.dsn(c), "sources", len(sources), "collect", c.Collect.Schedule, "report", c.Report.Schedule)
	err = d.Run(ctx)
	stop()
	<-beating
	log.Info("daemon stopped", "err", err)
	return err
}

// beat says every half minute that this daemon is alive.
func (a *app) beat(ctx context.Context, p *pipeline.Pipeline, log *slog.Logger) {
	tick := time.NewTicker(heartbeatEvery)
	defer tick.Stop()
	for {
		if err := p.DB.TaskDone(ctx, heartbeat, a.now()); err != nil && ctx.Err() == nil {
			log.Warn("heartbeat not written", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// jobs are one for each source, and one for the report.
func (a *app) jobs(c config.Config, p *pipeline.Pipeline, log *slog.Logger, sources []config.Source) ([]daemon.Job, error) {
	var jobs []daemon.Job
	if len(sources) > 0 {
		col, err := a.newCollector(c, p, log, &meter{})
		if err != nil {
			return nil, err
		}
		// Sources fire together; so many run at once.
		slots := make(chan struct{}, c.Collect.Workers)
		for _, s := range sources {
			jobs = append(jobs, daemon.Job{Name: collectTask(s.Name), Spec: c.Collect.Schedule, CatchUp: true, Hint: "look at it with `juyo collect --source " + s.Name + "`", Run: func(ctx context.Context) error {
				select {
				case slots <- struct{}{}:
					defer func() { <-slots }()
				case <-ctx.Done():
					return ctx.Err()
				}
				run, err := col.Run(ctx, collectorSource(s))
				if err != nil {
					return err
				}
				log.Info("collected", "source", s.Name, "status", run.Status, "pages", run.Counts.Pages, "new", run.Counts.New, "changed", run.Counts.Changed, "closed", run.Counts.Closed, "reasons", run.Reasons)
				if run.Status == listing.RunFailed {
					return fmt.Errorf("source %s: %v", s.Name, run.Reasons)
				}
				return nil
			}})
		}
	}
	reports := func(ctx context.Context) error { return a.monthlyReports(ctx, c, p, log) }
	jobs = append(jobs,
		daemon.Job{Name: reportTask, Spec: c.Report.Schedule, CatchUp: true, Hint: "it is tried again within the hour; by hand: `juyo report`", Run: reports},
		// A month's report must not wait a month because the disk was full once.
		daemon.Job{Name: reportTask + ":again", Spec: "17 * * * *", Run: func(ctx context.Context) error {
			done, err := p.DB.LastDone(ctx, reportTask)
			if err != nil {
				return err
			}
			failed, err := p.DB.LastDone(ctx, daemon.FailedTask(reportTask))
			if err != nil || !failed.After(done) {
				return err
			}
			if err := reports(ctx); err != nil {
				return err
			}
			return p.DB.TaskDone(ctx, reportTask, a.now())
		}})
	return jobs, nil
}

// reportTask is the task of writing the monthly reports.
const reportTask = "report"

// reportMonths is how far back a daemon writes reports that are missing.
const reportMonths = 12

// monthlyReports writes, in every language, the report of the month before and of
// earlier ones that were missed while no daemon ran.
func (a *app) monthlyReports(ctx context.Context, c config.Config, p *pipeline.Pipeline, log *slog.Logger) error {
	counts, err := p.DB.Counts(ctx)
	if err != nil {
		return err
	}
	if counts.Listings == 0 {
		log.Info("no report: nothing has been collected yet")
		return nil
	}
	m, err := p.Market(ctx, nil)
	if err != nil {
		return err
	}
	last := listing.MonthOf(a.now(), p.DB.Zone()) - 1
	first := last
	if months := m.Months(); len(months) > 0 {
		first = min(last, max(months[0], last-reportMonths+1))
	}
	var errs []error
	for month := first; month <= last; month++ {
		for _, lang := range c.Report.Langs {
			if err := ctx.Err(); err != nil {
				return errors.Join(append(errs, err)...)
			}
			if err := a.monthlyReport(c, m, month, lang, month < last, log); err != nil {
				errs = append(errs, fmt.Errorf("report of %s in %s: %w", month, lang, err))
			}
		}
	}
	return errors.Join(errs...)
}

// monthlyReport writes one report; ifMissing leaves a file that is there alone:
// people keep past reports as they were.
func (a *app) monthlyReport(c config.Config, m *demand.Market, month listing.Month, lang string, ifMissing bool, log *slog.Logger) error {
	q := question{month: month.String(), population: "software", basis: "active", panel: "live"}
	asked, err := q.resolve(a, c, m)
	if err != nil {
		return err
	}
	path := filepath.Clean(reportPath(c, asked.Question, lang))
	if _, err := os.Stat(path); err == nil && ifMissing {
		return nil
	}
	r, err := a.buildReport(c, m, asked, lang, false)
	if err != nil {
		return err
	}
	if err := a.writeReport(r, path); err != nil {
		return err
	}
	log.Info("report written", "month", month.String(), "lang", lang, "file", path)
	return nil
}
