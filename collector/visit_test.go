package collector_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"juyo/collector"
	"juyo/listing"
	"juyo/store"
)

// A start page may turn out to be a sitemap, and those are large.
func TestStartPageMayBeALargeSitemap(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(2)
	w.says("/jobs-map.xml", "<urlset><url><loc>"+w.srv.URL+"/jobs/1</loc></url><!--"+strings.Repeat(" a comment as long as a sitemap of fifty thousand pages is. ", 160_000)+"--></urlset>")
	s := w.source()
	s.URL = w.srv.URL + "/jobs-map.xml"
	if run := w.run(w.collector(), s); run.Status != listing.RunComplete || run.Counts.New != 1 {
		t.Errorf("%+v", run)
	}
}

// "Not modified" to who did not ask is no answer, after a redirect neither.
func TestNotModifiedThatNobodyAskedFor(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(3)
	w.fails("/jobs/1", http.StatusNotModified)
	c := w.collector()
	if run := w.run(c, w.source()); run.Status != listing.RunPartial || run.Counts.New != 2 || !contains(run.Reasons, "/jobs/1: unexpected status: HTTP 304") {
		t.Errorf("%+v", run)
	}
	w.answers["/jobs/2"] = func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, "/elsewhere", http.StatusFound) }
	w.fails("/elsewhere", http.StatusNotModified)
	w.clock.pass(24 * time.Hour)
	if run := w.run(c, w.source()); run.Status != listing.RunPartial || !contains(run.Reasons, "/elsewhere: unexpected status: HTTP 304") {
		t.Errorf("%+v", run)
	}
}

// A page of which not everything could be kept is read again, changed or not.
func TestPageNotKeptWholeIsReadAgain(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.says("/robots.txt", "Sitemap: "+w.srv.URL+"/sitemap.xml")
	w.says("/sitemap.xml", "<urlset><url><loc>"+w.srv.URL+"/jobs/1</loc></url></urlset>")
	asked := 0
	w.answers["/jobs/1"] = func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		asked++
		var posts []string
		for i := range 2 {
			posts = append(posts, fmt.Sprintf(`{"@type":"JobPosting","identifier":"%d","title":"エンジニア %d","description":"Go","hiringOrganization":{"name":"みかげ電算"}}`, i, i))
		}
		_, _ = fmt.Fprintf(rw, `<script type="application/ld+json">[%s]</script>`, strings.Join(posts, ","))
	}
	broken := true
	c := w.collector(func(o *collector.Options) {
		o.Read = func(l *listing.Listing) listing.Signals {
			if broken && strings.HasSuffix(l.Title, "1") {
				panic("boom")
			}
			return listing.Signals{ID: l.ID, Version: "1"}
		}
	})
	if run := w.run(c, w.source()); run.Status != listing.RunPartial || run.Counts.New != 1 {
		t.Errorf("%+v", run)
	}
	broken = false
	w.clock.pass(24 * time.Hour)
	if run := w.run(c, w.source()); run.Status != listing.RunComplete || run.Counts.New != 1 || asked != 2 {
		t.Errorf("asked %d times: %+v", asked, run)
	}
	w.clock.pass(24 * time.Hour)
	if run := w.run(c, w.source()); run.Counts.NotModified != 1 || run.Counts.Listings != 2 {
		t.Errorf("%+v", run)
	}
}

// tries is a store that notes how often pages were claimed.
type tries struct {
	*store.DB
	most int
}

func (s *tries) Claim(ctx context.Context, run int64, now time.Time, lease time.Duration) (listing.FrontierURL, bool, error) {
	u, ok, err := s.DB.Claim(ctx, run, now, lease)
	s.most = max(s.most, u.Attempts)
	return u, ok, err
}

// Pages that wait long for their host are not taken for lost meanwhile.
func TestWaitingIsNotAnAttempt(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	w.board(12)
	s := w.source()
	s.DelaySeconds = 300
	counted := &tries{DB: w.db}
	if run := w.run(w.collector(func(o *collector.Options) { o.Store = counted }), s); run.Status != listing.RunComplete {
		t.Errorf("%+v", run)
	}
	if counted.most != 1 {
		t.Errorf("a page was claimed %d times", counted.most)
	}
}
