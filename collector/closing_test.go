package collector_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"juyo/collector"
	"juyo/listing"
)

// openCount returns how many listings are open.
func (w *town) openCount() int {
	w.t.Helper()
	c, err := w.db.Counts(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return c.Open
}

// A site in trouble answers 404 to everything: nothing closes, and when it is well
// again nothing has happened.
func TestRunClosesNothingWhenAllPagesAre404(t *testing.T) {
	t.Parallel()
	for name, also := range map[string]func(w *town){
		"complete": func(*town) {},
		"partial":  func(w *town) { w.fails("/jobs/100", http.StatusForbidden) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTown(t)
			w.board(100)
			c := w.collector()
			w.run(c, w.source())
			for i := range 70 {
				w.fails(fmt.Sprintf("/jobs/%d", i+1), http.StatusNotFound)
			}
			also(w)
			w.clock.pass(24 * time.Hour)
			run := w.run(c, w.source())
			if run.Counts.Closed != 0 || w.openCount() != 100 || !contains(run.Reasons, "closing is held back") {
				t.Errorf("%d of 100 listings are open: %+v", w.openCount(), run)
			}
			w.board(100)
			for range 3 {
				w.clock.pass(24 * time.Hour)
				if run := w.run(c, w.source()); run.Status != listing.RunComplete || run.Counts.Closed != 0 || w.openCount() != 100 {
					t.Errorf("well again: %d open, %+v", w.openCount(), run)
				}
			}
		})
	}
}

// Every page 404: a look that found the site as it is, not one that found nothing.
func TestRunOfNothingBut404(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(10)
	c := w.collector()
	w.run(c, w.source())
	for i := range 10 {
		w.fails(fmt.Sprintf("/jobs/%d", i+1), http.StatusGone)
	}
	want := []int{10, 10, 0} // believed when two further looks agree
	for day, open := range want {
		w.clock.pass(24 * time.Hour)
		if run := w.run(c, w.source()); run.Status != listing.RunComplete || w.openCount() != open {
			t.Errorf("day %d: %d open, want %d: %+v", day+1, w.openCount(), open, run)
		}
	}
}

// A page that is gone closes its listing in a partial run, too, and a process that
// was killed after it asked does not forget.
func TestRunRemembersWhatIsGone(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(10)
	w.run(w.collector(), w.source())
	w.fails("/jobs/1", http.StatusNotFound)
	w.fails("/jobs/2", http.StatusForbidden)
	w.clock.pass(24 * time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := w.collector(func(o *collector.Options) {
		o.Workers = 1
		o.Progress = func(p collector.Progress) {
			if p.URL == w.srv.URL+"/jobs/3" {
				cancel()
			}
		}
	}).Run(ctx, w.source())
	if err == nil {
		t.Fatal("the run was not interrupted")
	}
	if w.openCount() != 10 {
		t.Error("a listing closed before the run ended")
	}
	w.asked()
	run := w.run(w.collector(), w.source())
	if run.Status != listing.RunPartial || run.Counts.Closed != 1 || w.openCount() != 9 {
		t.Errorf("%d open: %+v", w.openCount(), run)
	}
	if asked := w.asked(); len(asked) > 8 {
		t.Errorf("asked again for %v", asked)
	}
}

// ending makes path answer with a listing that ends at a date, and "not modified" to
// who has the page.
func (w *town) ending(path, end string) {
	body := fmt.Sprintf(`<script type="application/ld+json">{"@type":"JobPosting","title":"エンジニア","description":"Go","hiringOrganization":{"name":"みかげ電算"},"datePosted":"2026-10-01","validThrough":%q}</script>`, end)
	w.answers[path] = func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("ETag", `"`+end+`"`)
		if r.Header.Get("If-None-Match") == `"`+end+`"` {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = rw.Write([]byte(body))
	}
}

// A page that says its listing has ended, or comes to say so by the mere passing of
// time, ends it for good: "not modified" is not "open again".
func TestNotModifiedOpensNothingAgain(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(5)
	w.ending("/jobs/1", "2026-10-20") // past
	w.ending("/jobs/2", "2026-11-03") // in two days
	c := w.collector()
	w.run(c, w.source())
	for day, want := range []int{4, 4, 4, 3, 3, 3} {
		if got := w.openCount(); day != 2 && got != want { // the day itself is the zone's to say
			t.Errorf("day %d: %d open, want %d", day, got, want)
		}
		w.clock.pass(24 * time.Hour)
		if run := w.run(c, w.source()); run.Status != listing.RunComplete {
			t.Errorf("day %d: %+v", day, run)
		}
	}
}

// A listing that closed and is advertised again is open again, though its page has
// not changed.
func TestAdvertisedAgainIsOpenAgain(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(8)
	c := w.collector()
	w.run(c, w.source())
	for _, n := range []int{7, 7, 7} {
		w.board(n)
		w.clock.pass(24 * time.Hour)
		w.run(c, w.source())
	}
	if n := w.openCount(); n != 7 {
		t.Fatalf("%d open, want 7", n)
	}
	w.board(8)
	w.clock.pass(24 * time.Hour)
	w.run(c, w.source())
	if n := w.openCount(); n != 8 {
		t.Errorf("%d open, want 8", n)
	}
}

// A thread that has not changed since the next one opened is over nevertheless, and
// stays so.
func TestThreadThatIsOver(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	type hit struct {
		ID      string `json:"objectID"`
		Title   string `json:"title"`
		Created string `json:"created_at"`
	}
	hits := []hit{{"101", "Ask HN: Who is hiring? (November 2026)", "2026-11-01T00:00:00Z"}}
	w.answers["/api/v1/search_by_date"] = func(rw http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(rw).Encode(map[string]any{"hits": hits})
	}
	thread := func(id, comment int, created string) {
		w.answers[fmt.Sprintf("/api/v1/items/%d", id)] = func(rw http.ResponseWriter, r *http.Request) {
			tag := fmt.Sprintf(`"%d"`, id)
			rw.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				rw.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = fmt.Fprintf(rw, `{"id":%d,"type":"story","created_at":%q,"children":[{"id":%d,"author":"a","created_at":%q,"text":"Fernhill | Backend engineer | Remote | Go and PostgreSQL"}]}`, id, created, comment, created)
		}
	}
	thread(101, 1001, "2026-11-01T00:00:00Z")
	thread(102, 1002, "2026-12-01T00:00:00Z")
	s := collector.Source{Name: "hn", Kind: "hackernews", URL: w.srv.URL, Months: 1}
	c := w.collector()
	for range 2 {
		w.run(c, s)
		w.clock.pass(24 * time.Hour)
	}
	if n := w.openCount(); n != 1 {
		t.Fatalf("%d open, want 1", n)
	}
	w.clock.pass(31 * 24 * time.Hour)
	hits = append([]hit{{"102", "Ask HN: Who is hiring? (December 2026)", "2026-12-01T00:00:00Z"}}, hits...)
	s.Months = 2
	for day := range 3 {
		w.run(c, s)
		if n := w.openCount(); n != 1 {
			t.Errorf("day %d: %d open, want only the new thread's", day, n)
		}
		w.clock.pass(24 * time.Hour)
	}
}

// A page of the list, or a sitemap, that robots.txt or a reservation keeps from us is
// a part not seen, even one that never held a listing of ours.
func TestRunWithoutAPartIsNotComplete(t *testing.T) {
	t.Parallel()
	for name, close := range map[string]func(w *town){
		"robots.txt": func(w *town) {
			w.says("/robots.txt", "User-agent: *\nDisallow: /part2\nSitemap: "+w.srv.URL+"/index.xml\n")
		},
		"reservation": func(w *town) { w.fails("/part2.xml", http.StatusOK, "tdm-reservation", "1") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTown(t)
			w.board(6)
			w.says("/robots.txt", "Sitemap: "+w.srv.URL+"/index.xml\n")
			w.says("/index.xml", "<sitemapindex><sitemap><loc>"+w.srv.URL+"/part1.xml</loc></sitemap><sitemap><loc>"+w.srv.URL+"/part2.xml</loc></sitemap></sitemapindex>")
			shard := func(from, to int) string {
				var b strings.Builder
				for i := from; i <= to; i++ {
					fmt.Fprintf(&b, "<url><loc>%s/jobs/%d</loc></url>", w.srv.URL, i)
				}
				return "<urlset>" + b.String() + "</urlset>"
			}
			w.says("/part1.xml", shard(1, 4))
			w.says("/part2.xml", shard(5, 6))
			c := w.collector()
			if run := w.run(c, w.source()); run.Status != listing.RunComplete || run.Counts.New != 6 {
				t.Fatalf("%+v", run)
			}
			close(w)
			for range 3 {
				w.clock.pass(25 * time.Hour)
				if run := w.run(c, w.source()); run.Status != listing.RunPartial || !contains(run.Reasons, "/part2.xml") || w.openCount() != 6 {
					t.Errorf("%d open: %+v", w.openCount(), run)
				}
			}
		})
	}
}

// A listing that is no longer advertised and whose page is gone has gone, however
// many they are: two witnesses agree. A page that is still there says little, one
// that states an end has ended, and none of it makes the look incomplete.
func TestUnlistedPagesAreVisited(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(10)
	c := w.collector()
	w.run(c, w.source())
	w.board(4)
	w.fails("/jobs/5", http.StatusNotFound)
	w.fails("/jobs/6", http.StatusGone)
	w.fails("/jobs/7", http.StatusForbidden)
	w.ending("/jobs/8", "2026-11-15")
	w.says("/jobs/9", "<html>no markup</html>")
	w.clock.pass(31 * 24 * time.Hour)
	w.asked()
	run := w.run(c, w.source())
	if run.Status != listing.RunComplete || w.openCount() != 7 || run.Counts.Closed != 2 {
		t.Errorf("%d open, want 7: %+v", w.openCount(), run)
	}
	asked := w.asked()
	if len(asked) != 12 { // robots.txt, the sitemap, four pages and six that are not in it
		t.Errorf("asked for %v", asked)
	}
	// Nearly all go at once, and say so.
	for i := range 3 {
		w.fails(fmt.Sprintf("/jobs/%d", i+2), http.StatusNotFound)
	}
	w.board(1)
	for _, i := range []int{2, 3, 4, 7, 9, 10} {
		w.fails(fmt.Sprintf("/jobs/%d", i), http.StatusNotFound)
	}
	w.clock.pass(31 * 24 * time.Hour)
	if run := w.run(c, w.source()); run.Status != listing.RunComplete || w.openCount() != 1 || len(run.Reasons) != 0 {
		t.Errorf("%d open, want 1: %+v", w.openCount(), run)
	}
	// A site that moved: what was known is all gone, and not believed.
	w.fails("/jobs/1", http.StatusNotFound)
	w.says("/sitemap.xml", "<urlset><url><loc>"+w.srv.URL+"/jobs/11</loc></url></urlset>")
	w.job("/jobs/11", "エンジニア", "Go")
	w.clock.pass(31 * 24 * time.Hour)
	if run := w.run(c, w.source()); run.Status != listing.RunComplete || w.openCount() != 2 || !contains(run.Reasons, "closing is held back") {
		t.Errorf("%d open, want 2: %+v", w.openCount(), run)
	}
}

// A look with a part missing does not ask after what it has not met, and a budget is
// not spent on asking.
func TestUnlistedPagesAreOptional(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(9)
	w.run(w.collector(), w.source())
	w.board(3)
	w.fails("/jobs/3", http.StatusForbidden)
	w.clock.pass(48 * time.Hour)
	w.asked()
	run := w.run(w.collector(), w.source())
	if asked := w.asked(); run.Status != listing.RunPartial || len(asked) != 5 {
		t.Errorf("asked for %v: %+v", asked, run)
	}
	w.board(3)
	w.clock.pass(48 * time.Hour)
	run = w.run(w.collector(func(o *collector.Options) { o.Limits.MaxPages = 12 }), w.source())
	if asked := w.asked(); run.Status != listing.RunComplete || len(asked) > 8 {
		t.Errorf("asked for %v: %+v", asked, run)
	}
}

// Feeds show the newest only: whether the others are open, their pages say.
func TestFeedAsksPagesThatLeftIt(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	feed := func(from, to int) {
		var b strings.Builder
		for i := from; i <= to; i++ {
			fmt.Fprintf(&b, "<item><link>%s/jobs/%d</link></item>", w.srv.URL, i)
		}
		w.says("/feed.xml", `<rss version="2.0"><channel><title>jobs</title>`+b.String()+"</channel></rss>")
	}
	w.board(20)
	feed(1, 12)
	s := w.source()
	s.URL, s.Discover = w.srv.URL+"/feed.xml", "feed"
	c := w.collector()
	w.run(c, s)
	feed(9, 20)
	for i := range 5 {
		w.fails(fmt.Sprintf("/jobs/%d", i+1), http.StatusNotFound)
	}
	w.clock.pass(31 * 24 * time.Hour)
	run := w.run(c, s)
	if run.Status != listing.RunComplete || w.openCount() != 15 || run.Counts.Closed != 5 || run.Counts.Listings != 15 {
		t.Errorf("%d open, want 15: %+v", w.openCount(), run)
	}
}
