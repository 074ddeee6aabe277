package collector_test

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"juyo/collector"
	"juyo/listing"
)

var port = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// Killed at any change to the database and resumed, a run is judged as one that was
// let be: what a page told is kept with the page.
func TestKilledRunIsJudgedAlike(t *testing.T) {
	t.Parallel()
	scenarios := map[string]struct {
		seen bool // a good look goes before
		set  func(w *town, s *collector.Source, o *collector.Options)
		want listing.RunStatus
	}{
		"pages lost their markup": {true, func(w *town, _ *collector.Source, _ *collector.Options) {
			for i := range 5 {
				w.says(fmt.Sprintf("/jobs/%d", i+1), "<html><body>new design</body></html>")
			}
		}, listing.RunPartial},
		"no markup at all": {false, func(w *town, _ *collector.Source, _ *collector.Options) {
			for i := range 6 {
				w.says(fmt.Sprintf("/jobs/%d", i+1), "<html><body>new design</body></html>")
			}
		}, listing.RunFailed},
		"a listing left out": {false, func(_ *town, _ *collector.Source, o *collector.Options) {
			read := o.Read
			o.Read = func(l *listing.Listing) listing.Signals {
				if strings.HasSuffix(l.ID, "/jobs/1") {
					panic("boom")
				}
				return read(l)
			}
		}, listing.RunPartial},
		"links to other sites": {false, func(w *town, _ *collector.Source, _ *collector.Options) {
			w.says("/robots.txt", "Sitemap: "+w.srv.URL+"/sitemap.xml\nSitemap: "+w.srv.URL+"/other.xml")
			w.says("/other.xml", "<urlset><url><loc>https://elsewhere.example/jobs/1</loc></url></urlset>")
		}, listing.RunPartial},
		"all disallowed": {false, func(w *town, _ *collector.Source, _ *collector.Options) {
			w.says("/robots.txt", "User-agent: *\nDisallow: /jobs\nSitemap: "+w.srv.URL+"/sitemap.xml")
		}, listing.RunFailed},
		"some disallowed": {false, func(w *town, _ *collector.Source, _ *collector.Options) {
			w.says("/robots.txt", "User-agent: *\nDisallow: /jobs/2\nSitemap: "+w.srv.URL+"/sitemap.xml")
		}, listing.RunComplete},
		"nothing matches": {false, func(_ *town, s *collector.Source, _ *collector.Options) { s.Pattern = "/positions/" }, listing.RunFailed},
		"a page fails": {false, func(w *town, _ *collector.Source, _ *collector.Options) {
			w.fails("/jobs/1", http.StatusForbidden)
		}, listing.RunPartial},
		"well": {true, func(*town, *collector.Source, *collector.Options) {}, listing.RunComplete},
	}
	for name, tt := range scenarios {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var want listing.Run
			step := int32(1)
			if testing.Short() {
				step = 5
			}
			for n := int32(-1); ; n += step { // -1: not killed
				w := newTown(t)
				w.board(6)
				if tt.seen {
					w.run(w.collector(), w.source())
					w.clock.pass(24 * time.Hour)
				}
				s := w.source()
				d := &dying{DB: w.db}
				d.left.Store(1 << 20)
				c := w.collector(func(o *collector.Options) {
					o.Workers = 1
					tt.set(w, &s, o)
					o.Store = d
				})
				if n < 0 {
					want = w.run(c, s)
					if want.Status != tt.want {
						t.Fatalf("let be: %+v", want)
					}
					continue
				}
				d.left.Store(n)
				_, err := c.Run(t.Context(), s)
				if err == nil {
					return
				}
				if !errors.Is(err, errKilled) {
					t.Fatal(err)
				}
				d.left.Store(1 << 20)
				run := w.run(c, s)
				for _, r := range []*listing.Run{&want, &run} { // towns differ by their port
					for i, why := range r.Reasons {
						r.Reasons[i] = port.ReplaceAllString(why, "host")
					}
				}
				if run.Status != want.Status || !cmp.Equal(run.Reasons, want.Reasons) {
					t.Errorf("killed at change %d: %s %q, want %s %q", n, run.Status, run.Reasons, want.Status, want.Reasons)
				}
			}
		})
	}
}

// A run cut by its budget is gone on with by the next, which asks for nothing twice;
// once all is read it is complete.
func TestRunGoesOnAfterItsBudget(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(30)
	w.fails("/jobs/3", http.StatusForbidden) // a request all the same
	seen := map[string]int{}
	var run listing.Run
	for sitting := 1; sitting <= 4; sitting++ {
		run = w.run(w.collector(func(o *collector.Options) { o.Limits.MaxPages = 10 }), w.source())
		asked := w.asked()
		if len(asked) > 10 {
			t.Errorf("sitting %d: %d requests, the budget is 10", sitting, len(asked))
		}
		for _, path := range asked {
			seen[path]++
		}
		if run.Status != listing.RunPartial || contains(run.Reasons, "max_pages") != (sitting < 4) {
			t.Errorf("sitting %d: %+v", sitting, run)
		}
		w.clock.pass(time.Hour)
	}
	for path, n := range seen {
		if n != 1 {
			t.Errorf("%s was asked for %d times", path, n)
		}
	}
	if len(seen) != 32 || w.openCount() != 29 || run.Counts.Pages != 31 {
		t.Errorf("%d paths, %d open: %+v", len(seen), w.openCount(), run)
	}
	if runs, err := w.db.Runs(t.Context(), "mikage", 0); err != nil || len(runs) != 1 {
		t.Errorf("%d runs, %v", len(runs), err)
	}
	// Without a number there is no bound.
	w.job("/jobs/3", "エンジニア 3", "Go")
	if run := w.run(w.collector(), w.source()); run.Status != listing.RunComplete || run.Counts.Pages != 32 {
		t.Errorf("no budget: %+v", run)
	}
}

// A site that makes up addresses without end does not fill the database.
func TestRunBoundsItsFrontier(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(200)
	c := w.collector(func(o *collector.Options) { o.Limits.MaxPages = 12 })
	asked := 0
	for sitting := range 10 {
		run := w.run(c, w.source())
		n := len(w.asked())
		asked += n
		if run.Status != listing.RunPartial || !contains(run.Reasons, "more than 60 pages") {
			t.Errorf("sitting %d: %+v", sitting, run)
		}
		if !run.Finished.IsZero() {
			break
		}
	}
	if asked != 60 {
		t.Errorf("%d requests, want 60", asked)
	}
}
