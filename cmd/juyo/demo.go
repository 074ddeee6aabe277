package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"juyo/collector"
	"juyo/config"
	"juyo/extract"
	"juyo/internal/demosite"
	"juyo/internal/pipeline"
	"juyo/listing"
	"juyo/store"
)

// The demo's market: fixed, so that every demo on every day is the same.
const (
	demoSeed    = 1
	demoMonths  = 24
	demoReports = 3            // the last months get reports
	demoBegun   = "demo:begun" // marks a database as the demo's own
	demoDone    = "demo:complete"
)

var demoStart = listing.NewMonth(2024, time.November)

func (a *app) demoCommand() *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "show the whole road on a fictional market",
		Long: `Starts five fictional job sites on loopback, drives the real collector through
24 monthly visits with a clock of its own, reads and counts what it found, and
writes a folder with the database and the last months' reports in Japanese and
English. It takes about a minute. A second run changes nothing. Employers and
listings are invented; nothing leaves this machine.`,
		Example: "  juyo demo\n  juyo demo --folder /tmp/juyo-demo",
		Args:    args(0, 0, ""),
		RunE:    func(*cobra.Command, []string) error { return a.demo(folder) },
	}
	cmd.Flags().StringVar(&folder, "folder", "juyo-demo", "where to write")
	return cmd
}

func (a *app) demo(folder string) error {
	lang, err := a.lang()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return fmt.Errorf("make the demo's folder: %w", err)
	}
	path := filepath.Join(folder, "juyo.db")
	clock := &demoClock{}
	p, err := a.openDemo(path, clock)
	if err != nil {
		return err
	}
	defer func() { _ = p.Close() }()
	done, err := p.DB.LastDone(a.ctx, demoDone)
	if err != nil {
		return err
	}
	if done.IsZero() {
		if err := a.refuseOthers(p, path); err != nil {
			return err
		}
		// A demo that was stopped half-way starts over: its sites are gone.
		if err := p.Close(); err != nil {
			return err
		}
		for _, suffix := range []string{"", "-wal", "-shm"} {
			if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
				return fmt.Errorf("start the demo over: %w", err)
			}
		}
		if p, err = a.openDemo(path, clock); err != nil {
			return err
		}
		if err := p.DB.TaskDone(a.ctx, demoBegun, clock.Now()); err != nil {
			return err
		}
		if err := a.demoCollect(p, clock); err != nil {
			return err
		}
		if err := p.DB.TaskDone(a.ctx, demoDone, clock.Now()); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(a.stdout, "%s is complete already: nothing to collect.\n", path)
	}
	return a.demoShow(p, folder, path, lang, !done.IsZero())
}

// refuseOthers returns an error when the database holds listings and no demo made
// it: starting over would delete somebody's own.
func (a *app) refuseOthers(p *pipeline.Pipeline, path string) error {
	begun, err := p.DB.LastDone(a.ctx, demoBegun)
	if err != nil || !begun.IsZero() {
		return err
	}
	c, err := p.DB.Counts(a.ctx)
	if err != nil {
		return err
	}
	if c.Listings > 0 || c.Sources > 0 {
		return fmt.Errorf("%s holds %s of your own and stays as it is: name another --folder for the demo", path, plural(c.Listings, "listing"))
	}
	return nil
}

func (a *app) openDemo(path string, clock *demoClock) (*pipeline.Pipeline, error) {
	e, err := extract.Default()
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		return nil, err
	}
	clock.set(demoVisit(demoStart, zone))
	return pipeline.Open(a.ctx, path, e, store.Options{Log: slog.New(slog.DiscardHandler), Now: clock.Now, Zone: zone})
}

// demoVisit is when a month's visit begins: early on its last day.
func demoVisit(m listing.Month, zone *time.Location) time.Time {
	return m.End(zone).Add(-21 * time.Hour)
}

func (a *app) demoCollect(p *pipeline.Pipeline, clock *demoClock) error {
	ctx, stop := context.WithCancel(a.ctx)
	defer stop()
	market := demosite.NewMarket(demoSeed, demoStart, demoMonths, demosite.Size{})
	sites, err := demosite.Start(ctx, market, clock.Now)
	if err != nil {
		return fmt.Errorf("start the fictional job sites: %w", err)
	}
	defer sites.Close()
	sources, allow := demoSources(sites)
	col, err := collector.New(collector.Options{
		Log: slog.New(slog.DiscardHandler), Clock: clock, Zone: p.DB.Zone(), Store: p.DB, Read: p.Extract.Read,
		Contact: "demo@example.com", Version: versionString(), Environ: a.environ, Allow: allow,
		Limits: collector.Limits{Delay: 2 * time.Second},
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "collecting from %d fictional sites through %d months…\n", len(sites.Sites()), demoMonths)
	began := a.now()
	m := a.meter()
	defer m.stop()
	k := m.task("monthly visits", int64(demoMonths*len(sources)))
	var sum listing.RunCounts
	failed := 0
	for i := range demoMonths {
		month := demoStart + listing.Month(i)
		clock.set(demoVisit(month, p.DB.Zone()))
		k.say("visit of " + month.String())
		for j, s := range sources {
			run, err := col.Run(ctx, s)
			if err != nil {
				k.end(err)
				return fmt.Errorf("collect %s in %s: %w", s.Name, month, err)
			}
			if run.Status == listing.RunFailed {
				failed++
			}
			sum.Pages += run.Counts.Pages
			sum.NotModified += run.Counts.NotModified
			sum.New += run.Counts.New
			sum.Changed += run.Counts.Changed
			sum.Closed += run.Counts.Closed
			k.at(int64(i*len(sources) + j + 1))
		}
	}
	k.end(nil)
	m.stop()
	fmt.Fprintf(a.stdout, "fetched %s (%s unchanged): %s, %s changed, %s closed; %s failed (a site was down) and closed nothing. %.0f s\n",
		plural(sum.Pages, "page"), thousands(sum.NotModified), plural(sum.New, "listing"), thousands(sum.Changed), thousands(sum.Closed),
		plural(failed, "visit"), a.now().Sub(began).Seconds())
	return nil
}

// demoSources turns the sites into what a configuration would say.
func demoSources(sites *demosite.Sites) ([]collector.Source, []netip.AddrPort) {
	var sources []collector.Source
	var allow []netip.AddrPort
	for _, s := range sites.Sites() {
		allow = append(allow, s.AddrPort)
		pattern := "^https?://[^/]+" + strings.TrimPrefix(s.DetailPattern, "^") // the site says it of paths
		switch {
		case s.Kind == "greenhouse":
			for _, b := range s.Boards {
				sources = append(sources, collector.Source{Name: s.Name + "." + b.Token, Kind: s.Kind, URL: s.URL, Token: b.Token})
			}
		case s.Feed != "":
			sources = append(sources, collector.Source{Name: s.Name, Kind: s.Kind, URL: s.Feed, Discover: "feed", Pattern: pattern})
		case s.Sitemap != "":
			sources = append(sources, collector.Source{Name: s.Name, Kind: s.Kind, URL: s.Sitemap, Discover: "sitemap", Pattern: pattern})
		default:
			sources = append(sources, collector.Source{Name: s.Name, Kind: s.Kind, URL: s.List, Discover: "list", Pattern: pattern})
		}
	}
	return sources, allow
}

// demoShow writes the reports, but again only those that are missing, and prints the ten top skills and what to try next.
func (a *app) demoShow(p *pipeline.Pipeline, folder, path, lang string, again bool) error {
	m, err := p.Market(a.ctx, nil)
	if err != nil {
		return err
	}
	last := demoStart + demoMonths - 1
	// The demo's clock, not the machine's: its reports are the same on every day.
	then := *a
	then.now = func() time.Time { return (last + 1).Start(p.DB.Zone()).Add(6 * time.Hour) }
	then.stdout = io.Discard
	var files []string
	for month := last - demoReports + 1; month <= last; month++ {
		for _, l := range []string{"ja", "en"} {
			q := question{month: month.String(), population: "software", basis: "active", panel: "live"}
			asked, err := q.resolve(&then, config.Default(), m)
			if err != nil {
				return err
			}
			file := filepath.Join(folder, fmt.Sprintf("%s.%s.html", month, l))
			files = append(files, file)
			if _, err := os.Stat(file); err == nil && again {
				continue
			}
			r, err := then.buildReport(config.Default(), m, asked, l, false)
			if err != nil {
				return fmt.Errorf("report of %s: %w", month, err)
			}
			if err := then.writeReport(r, file); err != nil {
				return err
			}
		}
	}
	q := question{month: last.String(), population: "software", basis: "active", panel: "live"}
	asked, err := q.resolve(&then, config.Default(), m)
	if err != nil {
		return err
	}
	named := true
	asked.Limit, asked.Named = 10, &named
	top, err := m.Top(asked.Question)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout)
	if err := topAnswer(top, lang).write(a.stdout, "table"); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, "\nreports (open one in a browser):")
	for _, f := range files {
		fmt.Fprintln(a.stdout, "  "+f)
	}
	fmt.Fprintf(a.stdout, "\ntry next:\n  %[1]s top --db %[2]s --kind language\n  %[1]s report --db %[2]s --month %[3]s --lang %[4]s -o report.html\n  %[1]s import --help\n", a.called(), path, last-6, lang)
	return nil
}

// demoClock is the demo's time: it moves when the collector waits.
type demoClock struct {
	mu sync.Mutex
	at time.Time
}

// Now returns the demo's time.
func (c *demoClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Sleep moves the demo's time by d at once.
func (c *demoClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > 0 {
		c.at = c.at.Add(d)
	}
	return ctx.Err()
}

func (c *demoClock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t
}
