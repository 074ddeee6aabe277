package collector_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"juyo/collector"
	"juyo/listing"
)

func TestRunCollectsThenFindsNothingNew(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(7)
	c := w.collector()
	run := w.run(c, w.source())
	if run.Status != listing.RunComplete || run.Counts.New != 7 || run.Counts.Listings != 7 || run.Counts.Pages != 9 || len(run.Reasons) != 0 {
		t.Fatalf("first run: %+v", run)
	}
	if gap := w.shortestGap(); gap < 2*time.Second {
		t.Errorf("two requests %s apart, want at least 2s", gap)
	}
	for _, h := range w.hits {
		if got := h.head.Get("User-Agent"); got != "juyo/1.0 (+ops@jobs.example)" {
			t.Errorf("%s was asked as %q", h.path, got)
		}
		if got := h.head.Get("From"); got != "ops@jobs.example" {
			t.Errorf("%s was asked from %q", h.path, got)
		}
	}
	w.asked()

	w.clock.pass(24 * time.Hour)
	run = w.run(c, w.source())
	if run.Status != listing.RunComplete || run.Counts.NotModified != 7 || run.Counts.Listings != 7 || run.Counts.New+run.Counts.Changed+run.Counts.Closed != 0 {
		t.Fatalf("second run: %+v", run)
	}

	// One page changes, one is gone, one is new.
	w.job("/jobs/3", "エンジニア 3", "Go と MySQL と Kubernetes")
	w.fails("/jobs/5", http.StatusGone)
	w.clock.pass(24 * time.Hour)
	run = w.run(c, w.source())
	if run.Status != listing.RunComplete || run.Counts.Changed != 1 || run.Counts.Closed != 1 || run.Counts.NotModified != 5 {
		t.Fatalf("third run: %+v", run)
	}
	if all := w.stored("mikage"); all != 8 {
		t.Errorf("%d texts are kept, want 7 and one more", all)
	}
}

// A page that fails makes the look incomplete: what it did not see stays open.
func TestRunPartialClosesNothing(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(8)
	c := w.collector()
	w.run(c, w.source())

	// Two jobs leave the sitemap while one page fails for good.
	w.board(6)
	w.fails("/jobs/4", http.StatusInternalServerError)
	for day := range 4 {
		w.clock.pass(24 * time.Hour)
		run := w.run(c, w.source())
		if run.Status != listing.RunPartial || run.Counts.Closed != 0 || !contains(run.Reasons, "/jobs/4") {
			t.Fatalf("day %d: %+v", day, run)
		}
	}
	// Well again: two complete looks close what both missed.
	w.board(6)
	closed := 0
	for range 2 {
		w.clock.pass(24 * time.Hour)
		run := w.run(c, w.source())
		if run.Status != listing.RunComplete {
			t.Fatalf("%+v", run)
		}
		closed += run.Counts.Closed
	}
	if closed != 2 {
		t.Errorf("%d listings closed, want 2", closed)
	}
}

// A feed read whole is a complete look, but it shows the newest listings only:
// what left it is not closed.
func TestRunOfAFeedClosesNothing(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	feed := func(from, to int) {
		var b strings.Builder
		b.WriteString(`<rss version="2.0"><channel><title>jobs</title>`)
		for i := from; i <= to; i++ {
			w.job(fmt.Sprintf("/jobs/%d", i), fmt.Sprintf("エンジニア %d", i), "Go と MySQL")
			fmt.Fprintf(&b, "<item><link>%s/jobs/%d</link></item>", w.srv.URL, i)
		}
		w.says("/feed.xml", b.String()+"</channel></rss>")
	}
	s := w.source()
	s.URL, s.Discover = w.srv.URL+"/feed.xml", "feed"
	c := w.collector()
	feed(1, 10)
	w.run(c, s)
	feed(2, 11) // the oldest left the feed
	for day := range 3 {
		w.clock.pass(24 * time.Hour)
		if run := w.run(c, s); run.Status != listing.RunComplete || run.Counts.Closed != 0 {
			t.Fatalf("day %d: %+v", day, run)
		}
	}
}

// A sitemap none of whose pages matches the pattern is a mistake to be told of,
// not a site without jobs.
func TestRunThatFindsNoPagesIsNotComplete(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(5)
	s := w.source()
	s.Pattern = "/positions/"
	if run := w.run(w.collector(), s); run.Status != listing.RunFailed || !contains(run.Reasons, "check url, pattern") {
		t.Errorf("%+v", run)
	}
}

// Pages that lose their markup all at once mean a changed site, not closed jobs.
func TestRunDoesNotCloseWhenTheSiteChanges(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(20)
	c := w.collector()
	w.run(c, w.source())
	for i := range 12 {
		w.says(fmt.Sprintf("/jobs/%d", i+1), "<html><body><h1>エンジニア</h1>new design</body></html>")
	}
	for range 3 {
		w.clock.pass(24 * time.Hour)
		run := w.run(c, w.source())
		if run.Status != listing.RunPartial || run.Counts.Closed != 0 || !contains(run.Reasons, "has the site changed?") {
			t.Fatalf("%+v", run)
		}
	}
}

func TestRunRefusesWhatIsNoListing(t *testing.T) {
	t.Parallel()
	bomb := gzipped(make([]byte, 64<<20))
	tests := []struct {
		name   string
		answer http.HandlerFunc
		reason string
	}{
		{"challenge with a 200", func(rw http.ResponseWriter, _ *http.Request) {
			_, _ = rw.Write([]byte(`<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>`))
		}, "asks for a human"},
		{"challenge by header", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Cf-Mitigated", "challenge")
			rw.WriteHeader(http.StatusForbidden)
		}, "asks for a human"},
		{"bomb by content encoding", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Encoding", "gzip")
			_, _ = rw.Write(bomb)
		}, "too large"},
		{"bomb as a file", func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write(bomb) }, "too large"},
		{"bomb within a bomb", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Encoding", "gzip")
			_, _ = rw.Write(gzipped(bomb))
		}, "too large"},
		{"larger than we take", func(rw http.ResponseWriter, _ *http.Request) {
			for range 9 << 10 {
				_, _ = rw.Write([]byte(strings.Repeat("jobs and ", 114)))
			}
		}, "too large"},
		{"an encoding not asked for", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Encoding", "br")
			_, _ = rw.Write([]byte("xxxx"))
		}, "not asked for"},
		{"cut off", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Length", "1000")
			_, _ = rw.Write([]byte("<html>"))
		}, "unexpected EOF"},
		{"private address", func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		}, "not an address of the public internet"},
		{"another loopback port", func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "http://127.0.0.1:9/", http.StatusFound)
		}, "port 9"},
		{"another scheme", func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "file:///etc/passwd", http.StatusFound)
		}, "refused"},
		{"turning in circles", func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "/jobs/1?again="+r.URL.RawQuery, http.StatusFound)
		}, "more than 5 redirects"},
		{"noise for text", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Type", "text/html; charset=shift_jis")
			_, _ = rw.Write([]byte(strings.Repeat("\x81\x00\xff\xfe\x9f\x80", 500)))
		}, "could not be decoded"},
		{"broken markup", func(rw http.ResponseWriter, _ *http.Request) {
			_, _ = rw.Write([]byte(`<script type="application/ld+json">{"@type":"JobPosting" ]]] [ "x" : : }</script>`))
		}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newTown(t)
			w.board(2)
			w.answers["/jobs/1"] = tt.answer
			run := w.run(w.collector(), w.source())
			if tt.reason == "" {
				return
			}
			if run.Status != listing.RunPartial || run.Counts.New != 1 || !contains(run.Reasons, tt.reason) {
				t.Errorf("%+v", run)
			}
		})
	}
}

func TestRunReadsPackedSitemapsAndForeignLetters(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(2)
	w.says("/robots.txt", "Sitemap: "+w.srv.URL+"/index.xml\n")
	w.says("/index.xml", "<sitemapindex><sitemap><loc>"+w.srv.URL+"/jobs.xml.gz</loc></sitemap></sitemapindex>")
	packed := gzipped([]byte("<?xml version='1.0' encoding='Shift_JIS'?><urlset><url><loc>" + w.srv.URL + "/jobs/1</loc></url><url><loc>" + w.srv.URL + "/jobs/2</loc></url></urlset>"))
	w.answers["/jobs.xml.gz"] = func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/x-gzip")
		_, _ = rw.Write(packed)
	}
	if run := w.run(w.collector(), w.source()); run.Status != listing.RunComplete || run.Counts.New != 2 {
		t.Errorf("%+v", run)
	}
}

func TestRunFollowsListPages(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(5)
	w.says("/robots.txt", "")
	w.says("/list", `<html><head><base href="/"></head><body><a href="jobs/1">1</a><a href="/jobs/2#top">2</a><a href="https://elsewhere.example/jobs/77">77</a><a href="/about">x</a><a rel="next" href="/list?p=2">次</a></body></html>`)
	w.says("/list?p=2", `<a href="/jobs/2">2</a><a href="/jobs/3">3</a><a href="/list">前</a><a rel="next" href="/list?p=3">次</a>`)
	w.says("/list?p=3", `<a href="/jobs/4">4</a><a href="/jobs/5">5</a><a rel="next" href="/list?p=3">次</a>`)
	s := w.source()
	s.URL, s.Discover = w.srv.URL+"/list", "list"
	if run := w.run(w.collector(), s); run.Status != listing.RunComplete || run.Counts.New != 5 || run.Counts.Pages != 8 {
		t.Errorf("%+v", run)
	}
	// The second page fails: what was on it is not known.
	w.fails("/list?p=2", http.StatusBadGateway)
	w.clock.pass(24 * time.Hour)
	if run := w.run(w.collector(), s); run.Status != listing.RunPartial || run.Counts.Closed != 0 {
		t.Errorf("page 2 fails: %+v", run)
	}
}

// Interrupted after any number of pages and run again, everything is there once.
// Killed at any change to the database and run again, the result is that of a run
// that was let be.
// Sources that share a host share its pace.
func TestRunStopsAtItsBudget(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(30)
	run := w.run(w.collector(func(o *collector.Options) { o.Limits.MaxPages = 10 }), w.source())
	if run.Status != listing.RunPartial || run.Counts.Pages != 10 || !contains(run.Reasons, "max_pages") {
		t.Errorf("%+v", run)
	}
}

func TestRunSurvivesAPanic(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(3)
	c := w.collector(func(o *collector.Options) {
		o.Read = func(l *listing.Listing) listing.Signals {
			if strings.HasSuffix(l.ID, "/jobs/2") {
				panic("boom")
			}
			return listing.Signals{}
		}
	})
	if run := w.run(c, w.source()); run.Status != listing.RunPartial || run.Counts.New != 2 || !contains(run.Reasons, "boom") {
		t.Errorf("%+v", run)
	}
}

func TestRunSaysWhyNothingWasFound(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(w *town, s *collector.Source)
		reason string
	}{
		"no sitemap":        {func(w *town, s *collector.Source) { w.answers = nil; s.Discover = "sitemap" }, "no sitemap"},
		"no markup":         {func(w *town, _ *collector.Source) { w.says("/jobs/1", "<html>x</html>") }, "schema.org JobPosting"},
		"everything closed": {func(w *town, _ *collector.Source) { w.says("/robots.txt", "User-agent: *\nDisallow: /") }, "robots.txt disallows"},
		"wrong pattern": {func(w *town, s *collector.Source) {
			w.says("/list", "<a href='/jobs/1'>1</a>")
			s.URL, s.Pattern = w.srv.URL+"/list", "/careers/"
		}, "check pattern"},
		"reserved": {func(w *town, s *collector.Source) {
			w.fails("/list", 200, "tdm-reservation", "1")
			s.URL = w.srv.URL + "/list"
		}, "tdm-reservation"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTown(t)
			w.board(1)
			s := w.source()
			tt.change(w, &s)
			if run := w.run(w.collector(), s); run.Status != listing.RunFailed || !contains(run.Reasons, tt.reason) {
				t.Errorf("%+v", run)
			}
		})
	}
}

func TestBoardsAreCollected(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.answers["/v1/boards/fernhill/jobs"] = func(rw http.ResponseWriter, r *http.Request) {
		http.ServeFile(rw, r, "source/testdata/greenhouse.json")
	}
	w.answers["/api/v1/search_by_date"] = func(rw http.ResponseWriter, r *http.Request) {
		http.ServeFile(rw, r, "source/testdata/hackernews_threads.json")
	}
	for _, id := range []string{"90000300", "90000200"} {
		w.answers["/api/v1/items/"+id] = func(rw http.ResponseWriter, r *http.Request) {
			http.ServeFile(rw, r, "source/testdata/hackernews_thread.json")
		}
	}
	w.clock.pass(48 * time.Hour)
	c := w.collector()
	greenhouse := collector.Source{Name: "fernhill", Kind: "greenhouse", URL: w.srv.URL, Token: "fernhill"}
	if run := w.run(c, greenhouse); run.Status != listing.RunComplete || run.Counts.New != 2 {
		t.Errorf("greenhouse: %+v", run)
	}
	w.clock.pass(24 * time.Hour)
	if run := w.run(c, greenhouse); run.Status != listing.RunComplete || run.Counts.NotModified != 1 || run.Counts.Listings != 2 {
		t.Errorf("greenhouse again: %+v", run)
	}
	if run := w.run(c, collector.Source{Name: "hn", Kind: "hackernews", URL: w.srv.URL}); run.Status != listing.RunComplete || run.Counts.New != 2 {
		t.Errorf("hackernews: %+v", run)
	}
}

// Without leave, a server on a private address is not asked for anything.
