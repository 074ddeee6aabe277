package collector_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"juyo/collector"
	"juyo/listing"
	"juyo/store"
)

// process returns a collector with a connection of its own to the town's database,
// as another process would have.
func (w *town) process() *collector.Collector {
	w.t.Helper()
	db, err := store.Open(w.t.Context(), w.db.Path(), store.Options{Now: w.clock.Now})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() {
		if err := db.Close(); err != nil {
			w.t.Error(err)
		}
	})
	return w.collector(func(o *collector.Options) { o.Store = db })
}

// Processes that share a database share a host's slot and its pace.
func TestProcessesShareAHost(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(8)
	var inFlight, most atomic.Int32
	for path, h := range w.answers {
		w.answers[path] = func(rw http.ResponseWriter, r *http.Request) {
			n := inFlight.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			h(rw, r)
			inFlight.Add(-1)
		}
	}
	done := make(chan error)
	for i := range 3 {
		c, s := w.process(), w.source()
		s.Name = fmt.Sprintf("mikage-%d", i)
		go func() {
			run, err := c.Run(t.Context(), s)
			if err == nil && (run.Status != listing.RunComplete || run.Counts.New != 8) {
				err = fmt.Errorf("%+v", run)
			}
			done <- err
		}()
	}
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if most.Load() != 1 {
		t.Errorf("%d requests at once, want one", most.Load())
	}
	if gap := w.shortestGap(); gap < 2*time.Second {
		t.Errorf("two requests %s apart, want at least 2s", gap)
	}
}

// What one process learns of a host, another that has met it before knows.
func TestProcessesLearnFromEachOther(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(3)
	a, b := w.process(), w.process()
	w.run(a, w.source())
	w.clock.pass(time.Hour)
	w.run(b, w.source())
	w.clock.pass(time.Hour)
	w.fails("/jobs/1", http.StatusServiceUnavailable, "Retry-After", "7200")
	w.run(a, w.source())
	w.asked()
	run := w.run(b, w.source())
	if asked := w.asked(); len(asked) != 0 || !contains(run.Reasons, "asks to come back after") {
		t.Errorf("asked for %v: %+v", asked, run)
	}
}

// A long Retry-After is not waited out by a process that was started since.
func TestRestartSkipsALongRetryAfter(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(3)
	w.fails("/jobs/1", http.StatusTooManyRequests, "Retry-After", "7200")
	w.run(w.collector(), w.source())
	w.asked()
	before := w.clock.Now()
	run := w.run(w.collector(), w.source())
	if asked := w.asked(); len(asked) != 0 || !contains(run.Reasons, "(Retry-After)") {
		t.Errorf("asked for %v: %+v", asked, run)
	}
	if waited := w.clock.Now().Sub(before); waited > time.Hour {
		t.Errorf("waited %s", waited)
	}
}

// A source that asks for a longer pause than a Retry-After may be gets it.
func TestLongDelayOfASourceIsKept(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(2)
	s := w.source()
	s.DelaySeconds = 1200
	if run := w.run(w.collector(), s); run.Status != listing.RunComplete || w.shortestGap() < 20*time.Minute {
		t.Errorf("gap %s: %+v", w.shortestGap(), run)
	}
}

// A Crawl-delay that is too long is read again once its robots.txt has become old,
// by the process that read it.
func TestCrawlDelayIsReadAgain(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(3)
	good := w.answers["/robots.txt"]
	w.says("/robots.txt", "User-agent: *\nCrawl-delay: 86400\nSitemap: "+w.srv.URL+"/sitemap.xml")
	c := w.collector()
	for range 2 {
		if run := w.run(c, w.source()); run.Status == listing.RunComplete {
			t.Errorf("%+v", run)
		}
		w.clock.pass(time.Hour)
	}
	if asked := w.asked(); len(asked) != 1 {
		t.Errorf("asked for %v", asked)
	}
	w.clock.pass(24 * time.Hour)
	w.answers["/robots.txt"] = good
	if run := w.run(c, w.source()); run.Status != listing.RunComplete || run.Counts.New != 3 {
		t.Errorf("the delay is gone: %+v", run)
	}
}

// A robots.txt that broke off half way disallows everything: the line that matters
// may be the one that is missing.
func TestRobotsThatBreaksOff(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(2)
	w.answers["/robots.txt"] = func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Length", "1000")
		_, _ = rw.Write([]byte("User-agent: *\nSitemap: " + w.srv.URL + "/sitemap.xml\n"))
	}
	if run := w.run(w.collector(), w.source()); run.Status != listing.RunFailed || !contains(run.Reasons, "robots.txt could not be read") {
		t.Errorf("%+v", run)
	}
	for _, path := range w.asked() {
		if path != "/robots.txt" {
			t.Errorf("%s was asked for", path)
		}
	}
}

// Of a robots.txt beyond the size that is read, the last line is half a line.
func TestRobotsThatIsCut(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(2)
	// The cut falls behind "Disallow: /" of a line that goes on.
	head := "User-agent: *\n#"
	tail := "\nDisallow: /"
	fill := strings.Repeat("x", 512<<10-len(head)-len(tail))
	w.says("/robots.txt", head+fill+tail+"nothing-of-ours\n")
	s := w.source()
	s.URL = w.srv.URL + "/sitemap.xml"
	if run := w.run(w.collector(), s); run.Status != listing.RunComplete || run.Counts.New != 2 {
		t.Errorf("%+v", run)
	}
}
