package collector_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"juyo/collector"
	"juyo/listing"
)

func TestRunObeysRobots(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(3)
	w.job("/private/jobs/9", "秘密", "x")
	w.says("/sitemap.xml", "<urlset><url><loc>"+w.srv.URL+"/jobs/1</loc></url><url><loc>"+w.srv.URL+"/private/jobs/9</loc></url><url><loc>"+w.srv.URL+"/jobs/2</loc></url></urlset>")
	// A page that redirects to where we may not go.
	w.answers["/jobs/2"] = func(rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, "/private/jobs/9", http.StatusFound)
	}
	w.says("/robots.txt", "User-agent: juyo\nCrawl-delay: 7\nDisallow: /private\n\nUser-agent: *\nDisallow: /\nSitemap: "+w.srv.URL+"/sitemap.xml")
	run := w.run(w.collector(), w.source())
	if run.Status != listing.RunComplete || run.Counts.New != 1 {
		t.Errorf("%+v", run)
	}
	if gap := w.shortestGap(); gap < 7*time.Second {
		t.Errorf("two requests %s apart, Crawl-delay is 7s", gap)
	}
	for _, path := range w.asked() {
		if strings.HasPrefix(path, "/private") {
			t.Errorf("%s was asked for", path)
		}
	}
}

func TestRunWhenRobotsCannotBeRead(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]listing.RunStatus{
		200: listing.RunComplete, 404: listing.RunComplete, 410: listing.RunComplete, 400: listing.RunComplete,
		401: listing.RunFailed, 403: listing.RunFailed, 429: listing.RunFailed, 500: listing.RunFailed, 503: listing.RunFailed,
	} {
		t.Run(strconv.Itoa(status), func(t *testing.T) {
			t.Parallel()
			w := newTown(t)
			w.board(1)
			s := w.source()
			s.URL = w.srv.URL + "/sitemap.xml"
			w.fails("/robots.txt", status)
			run := w.run(w.collector(), s)
			if run.Status != want {
				t.Errorf("robots.txt %d: %+v", status, run)
			}
			if asked := w.asked(); (want == listing.RunFailed) == slices.Contains(asked, "/sitemap.xml") {
				t.Errorf("robots.txt %d: asked for %v", status, asked)
			}
		})
	}
}

func TestRunSkipsAHostThatAsksForHours(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(3)
	w.says("/robots.txt", "User-agent: *\nCrawl-delay: 3600\nSitemap: "+w.srv.URL+"/sitemap.xml")
	run := w.run(w.collector(), w.source())
	if run.Status == listing.RunComplete || !contains(run.Reasons, "asks for 1h0m0s between requests") {
		t.Errorf("%+v", run)
	}
	if asked := w.asked(); len(asked) > 2 {
		t.Errorf("asked for %v", asked)
	}
}

func TestRunHonoursRetryAfter(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"120", "date"} {
		w := newTown(t)
		w.board(3)
		good := w.answers["/jobs/2"]
		busy := true
		w.answers["/jobs/2"] = func(rw http.ResponseWriter, r *http.Request) {
			if !busy {
				good(rw, r)
				return
			}
			busy = false
			value := header
			if header == "date" {
				value = w.clock.Now().Add(2 * time.Minute).Format(http.TimeFormat)
			}
			rw.Header().Set("Retry-After", value)
			rw.WriteHeader(http.StatusTooManyRequests)
		}
		run := w.run(w.collector(), w.source())
		if run.Status != listing.RunComplete || run.Counts.New != 3 {
			t.Errorf("Retry-After %s: %+v", header, run)
		}
		for i, h := range w.hits[:len(w.hits)-1] {
			if next := w.hits[i+1]; h.path == "/jobs/2" && i < len(w.hits)-2 && next.at.Sub(h.at) < 119*time.Second && next.path != "/jobs/2" {
				t.Errorf("Retry-After %s: %s was asked %s after the 429", header, next.path, next.at.Sub(h.at))
			}
		}
	}
}

func TestSourcesShareAHost(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(4)
	c := w.collector()
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
	for i := range 8 {
		s := w.source()
		s.Name = fmt.Sprintf("mikage-%d", i)
		go func() {
			_, err := c.Run(t.Context(), s)
			done <- err
		}()
	}
	for range 8 {
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
	if n := len(slices.DeleteFunc(w.asked(), func(p string) bool { return p != "/robots.txt" })); n > 8+1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
}

func TestRunLeavesABrokenHostAlone(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(30)
	for i := range 30 {
		w.fails(fmt.Sprintf("/jobs/%d", i+1), http.StatusServiceUnavailable)
	}
	run := w.run(w.collector(), w.source())
	if run.Status != listing.RunFailed || !contains(run.Reasons, "left alone until") {
		t.Errorf("%+v", run)
	}
	if asked := w.asked(); len(asked) > 6 {
		t.Errorf("%d requests to a host that fails: %v", len(asked), asked)
	}
	// Another process knows, too.
	run = w.run(w.collector(), w.source())
	if asked := w.asked(); len(asked) != 0 || run.Status != listing.RunFailed {
		t.Errorf("asked again at once: %v, %+v", asked, run)
	}
	w.clock.pass(time.Hour)
	w.board(30)
	if run = w.run(w.collector(), w.source()); run.Status != listing.RunComplete || run.Counts.New != 30 {
		t.Errorf("well again: %+v", run)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	for name, tt := range map[string]struct {
		change func(*collector.Options)
		want   string
	}{
		"no contact":         {func(o *collector.Options) { o.Contact = "" }, "contact"},
		"contact is a name":  {func(o *collector.Options) { o.Contact = "Taro" }, "contact"},
		"contact with lines": {func(o *collector.Options) { o.Contact = "a@b.example\r\nX: y" }, "contact"},
		"colly by the back":  {func(o *collector.Options) { o.Environ = []string{"PATH=/bin", "COLLY_IGNORE_ROBOTSTXT=y"} }, "COLLY_IGNORE_ROBOTSTXT"},
		"no store":           {func(o *collector.Options) { o.Store = nil }, "store"},
	} {
		o := collector.Options{Clock: w.clock, Store: w.db, Read: func(*listing.Listing) listing.Signals { return listing.Signals{} }, Contact: "https://jobs.example/about", Version: "1"}
		if _, err := collector.New(o); err != nil {
			t.Fatal(err)
		}
		tt.change(&o)
		if _, err := collector.New(o); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPrivateServersAreNotAsked(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(1)
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	for name, allow := range map[string][]netip.AddrPort{
		"no exception":  nil,
		"another port":  {netip.MustParseAddrPort(strings.TrimPrefix(other.URL, "http://"))},
		"another place": {netip.AddrPortFrom(netip.MustParseAddr("10.1.2.3"), w.allow()[0].Port())},
	} {
		run := w.run(w.collector(func(o *collector.Options) { o.Allow = allow }), w.source())
		if run.Status != listing.RunFailed || !contains(run.Reasons, "address refused") {
			t.Errorf("%s: %+v", name, run)
		}
	}
	if asked := w.asked(); len(asked) != 0 {
		t.Errorf("asked for %v", asked)
	}
}
