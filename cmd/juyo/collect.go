package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"juyo/collector"
	"juyo/config"
	"juyo/internal/daemon"
	"juyo/internal/pipeline"
	"juyo/listing"
)

func (a *app) collectCommand() *cobra.Command {
	var only []string
	var failOn string
	cmd := &cobra.Command{
		Use:   "collect",
		Short: "visit the configured sources once",
		Long: `Fetches every source of the configuration once, politely: robots.txt is obeyed,
one host gets one request at a time, and what has not changed is not fetched
again. A run that could not read everything is "partial" and closes no listing.
Stopping it loses nothing: the next run goes on where it stopped.`,
		Example: "  juyo collect\n  juyo collect --source example-careers --fail-on partial",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			if !slices.Contains([]string{"failed", "partial", "never"}, failOn) {
				return usagef("--fail-on %q: want failed, partial or never", failOn)
			}
			c, path, err := a.settings()
			if err != nil {
				return err
			}
			sources, err := chooseSources(c, only)
			if err != nil {
				return err
			}
			if len(sources) == 0 {
				return fmt.Errorf("no source to collect from in %s: write one under sources (see `juyo init --print`)", orNone(path))
			}
			log, err := a.logger(c.Log)
			if err != nil {
				return err
			}
			p, err := a.open(c, log, true)
			if err != nil {
				return err
			}
			defer p.Close()
			m := a.meter()
			runs, err := a.collectAll(a.ctx, c, p, log, sources, m)
			m.stop()
			if err != nil {
				return err
			}
			return a.sayRuns(runs, failOn)
		},
	}
	cmd.Flags().StringSliceVar(&only, "source", nil, "only these sources, by name")
	a.addTaxonomy(cmd)
	cmd.Flags().StringVar(&failOn, "fail-on", "failed", "exit 1 when a source failed, when one was partial, or never")
	return cmd
}

// chooseSources returns the sources that are on, or those named.
func chooseSources(c config.Config, only []string) ([]config.Source, error) {
	var out []config.Source
	var names []string
	for _, s := range c.Sources {
		names = append(names, s.Name)
		if slices.Contains(only, s.Name) || len(only) == 0 && !s.Off {
			out = append(out, s)
		}
	}
	for _, name := range only {
		if !slices.Contains(names, name) {
			return nil, usagef("--source %q: not in the configuration, which has %s", name, strings.Join(names, ", "))
		}
	}
	return out, nil
}

// newCollector makes the collector of this configuration.
func (a *app) newCollector(c config.Config, p *pipeline.Pipeline, log *slog.Logger, m *meter) (*collector.Collector, error) {
	var allow []netip.AddrPort
	for _, s := range c.Collect.Allow {
		addr, err := netip.ParseAddrPort(s)
		if err != nil {
			return nil, fmt.Errorf("collect.allow: %w", err)
		}
		allow = append(allow, addr)
	}
	limits := collector.Limits{Delay: c.Collect.Delay, MaxPages: c.Collect.MaxPages}
	if a.delay != nil {
		// A killed process's hold on a host ends when its request must have.
		limits.Delay, limits.Attempt = *a.delay, time.Second
	}
	var mu sync.Mutex
	lines := map[string]*task{}
	return collector.New(collector.Options{
		Log: log, Clock: collector.SystemClock(), Zone: p.DB.Zone(), Store: p.DB, Read: p.Extract.Read,
		Contact: c.Contact, Version: versionString(), Environ: a.environ, Allow: allow,
		Limits: limits,
		Progress: func(e collector.Progress) {
			mu.Lock()
			defer mu.Unlock()
			k, ok := lines[e.Source]
			if !ok {
				k = m.task(e.Source, 0)
				lines[e.Source] = k
			}
			k.say(fmt.Sprintf("%s: %d pages, %d new, %d changed", e.Source, e.Counts.Pages, e.Counts.New, e.Counts.Changed))
			k.total(int64(e.Counts.Pages + e.Pending))
			k.at(int64(e.Counts.Pages))
		},
	})
}

// collectAll runs the sources, collect.workers at once, and returns their runs
// in the configuration's order. A source that fails stops no other.
func (a *app) collectAll(ctx context.Context, c config.Config, p *pipeline.Pipeline, log *slog.Logger, sources []config.Source, m *meter) ([]listing.Run, error) {
	col, err := a.newCollector(c, p, log, m)
	if err != nil {
		return nil, err
	}
	runs := make([]listing.Run, len(sources))
	g := new(errgroup.Group)
	g.SetLimit(c.Collect.Workers)
	for i, s := range sources {
		g.Go(func() error {
			run, err := a.collectOne(ctx, col, p, s)
			if err != nil && ctx.Err() == nil {
				log.Error("source failed", "source", s.Name, "err", err)
				run.Source, run.Status = s.Name, listing.RunFailed
				run.Reasons = append(run.Reasons, err.Error())
			}
			runs[i] = run
			return ctx.Err()
		})
	}
	return runs, g.Wait()
}

// errElsewhere says that another process is collecting the source now.
var errElsewhere = errors.New("another juyo process is collecting this source now")

// collectOne runs one source under its lease, so that no two processes collect
// it at once.
func (a *app) collectOne(ctx context.Context, col *collector.Collector, p *pipeline.Pipeline, s config.Source) (listing.Run, error) {
	began := a.now()
	work, release, err := a.lease(ctx, p, daemon.LeaseName(collectTask(s.Name)))
	if err != nil {
		return listing.Run{Source: s.Name}, err
	}
	defer release()
	run, err := col.Run(work, collectorSource(s))
	if err != nil {
		if cause := context.Cause(work); cause != nil && ctx.Err() == nil {
			err = cause
		}
		return run, err
	}
	if run.Status != listing.RunFailed {
		// A daemon on this database need not look again before its next turn.
		err = p.DB.TaskDone(ctx, collectTask(s.Name), began)
	}
	return run, err
}

// collectTask names the task of collecting a source, for the daemon and its lease.
func collectTask(source string) string { return "collect:" + source }

// collectorSource is a configured source in the collector's words.
func collectorSource(s config.Source) collector.Source {
	return collector.Source{
		Name: s.Name, Kind: s.Kind, URL: s.URL, Token: s.Token, Discover: s.Discover, Pattern: s.Pattern,
		LinkSelector: s.LinkSelector, NextSelector: s.NextSelector, Months: s.Months, Market: s.Market, Private: s.Private,
	}
}

func (a *app) sayRuns(runs []listing.Run, failOn string) error {
	an := answer{columns: []column{{"source", false}, {"result", false}, {"pages", true}, {"unchanged", true}, {"listings", true}, {"new", true}, {"changed", true}, {"closed", true}}}
	var failed, partial int
	for _, r := range runs {
		an.rows = append(an.rows, []any{r.Source, r.Status, r.Counts.Pages, r.Counts.NotModified, r.Counts.Listings, r.Counts.New, r.Counts.Changed, r.Counts.Closed})
		switch r.Status {
		case listing.RunFailed:
			failed++
		case listing.RunPartial:
			partial++
		}
		for _, why := range r.Reasons {
			an.notes = append(an.notes, r.Source+": "+why)
		}
	}
	an.heading = fmt.Sprintf("collected %s: %d complete, %d partial, %d failed", plural(len(runs), "source"), len(runs)-failed-partial, partial, failed)
	if err := an.write(a.stdout, "table"); err != nil {
		return err
	}
	if failed > 0 && failOn != "never" || partial > 0 && failOn == "partial" {
		return fmt.Errorf("%d failed, %d partial: the reasons are above; what was read is kept", failed, partial)
	}
	return nil
}
