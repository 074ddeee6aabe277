package collector_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"juyo/collector"
	"juyo/listing"
	"juyo/store"
)

// virtualClock is a clock whose Sleep moves its time on at once.
type virtualClock struct {
	mu    sync.Mutex
	now   time.Time
	slept time.Duration
}

func (c *virtualClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *virtualClock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > 0 {
		c.now = c.now.Add(d)
		c.slept += d
	}
	return nil
}

// pass moves the time on by d.
func (c *virtualClock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// hit is one request a town received.
type hit struct {
	path string
	at   time.Time
	head http.Header
}

// town is a loopback web site that records who came when, and a collector with a
// database of its own that visits it.
type town struct {
	t     *testing.T
	clock *virtualClock
	srv   *httptest.Server
	db    *store.DB

	mu      sync.Mutex
	hits    []hit
	answers map[string]http.HandlerFunc
}

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{t: t, clock: &virtualClock{now: time.Date(2026, 11, 1, 3, 0, 0, 0, time.UTC)}, answers: map[string]http.HandlerFunc{}}
	w.srv = httptest.NewServer(w)
	t.Cleanup(w.srv.Close)
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "juyo.db"), store.Options{Now: w.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	w.db = db
	return w
}

func (w *town) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.hits = append(w.hits, hit{r.URL.RequestURI(), w.clock.Now(), r.Header.Clone()})
	h := w.answers[r.URL.RequestURI()]
	if h == nil {
		h = w.answers[r.URL.Path]
	}
	w.mu.Unlock()
	if h == nil {
		http.NotFound(rw, r)
		return
	}
	h(rw, r)
}

// says makes path answer with body, of the type its beginning tells.
func (w *town) says(path, body string) {
	w.answers[path] = func(rw http.ResponseWriter, _ *http.Request) {
		if strings.HasPrefix(body, "{") {
			rw.Header().Set("Content-Type", "application/json")
		}
		_, _ = rw.Write([]byte(body))
	}
}

// job makes path answer with a page that carries a listing, with an ETag, and
// "not modified" to who has it.
func (w *town) job(path, title, text string) {
	body := fmt.Sprintf(`<html><head><title>%s</title><script type="application/ld+json">{"@type":"JobPosting","title":%q,"description":"<p>%s</p>","hiringOrganization":{"name":"みかげ電算"},"datePosted":"2026-10-20"}</script></head><body>%s</body></html>`, title, title, text, title)
	tag := fmt.Sprintf(`"%x"`, len(title)*1000+len(text))
	w.answers[path] = func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = rw.Write([]byte(body))
	}
}

// fails makes path answer with a status.
func (w *town) fails(path string, status int, header ...string) {
	w.answers[path] = func(rw http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			rw.Header().Set(header[i], header[i+1])
		}
		rw.WriteHeader(status)
	}
}

// board lists n jobs in a sitemap that robots.txt names.
func (w *town) board(n int) {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><urlset>`)
	for i := range n {
		path := fmt.Sprintf("/jobs/%d", i+1)
		w.job(path, fmt.Sprintf("エンジニア %d", i+1), "Go と MySQL")
		fmt.Fprintf(&b, "<url><loc>%s%s</loc></url>", w.srv.URL, path)
	}
	b.WriteString("</urlset>")
	w.says("/sitemap.xml", b.String())
	w.says("/robots.txt", "User-agent: *\nDisallow: /private\nSitemap: "+w.srv.URL+"/sitemap.xml\n")
}

func (w *town) source() collector.Source {
	return collector.Source{Name: "mikage", Kind: "jsonld", URL: w.srv.URL + "/", Pattern: `/jobs/\d+$`}
}

func (w *town) allow() []netip.AddrPort {
	u, err := url.Parse(w.srv.URL)
	if err != nil {
		w.t.Fatal(err)
	}
	return []netip.AddrPort{netip.MustParseAddrPort(u.Host)}
}

func (w *town) collector(change ...func(*collector.Options)) *collector.Collector {
	w.t.Helper()
	o := collector.Options{
		Clock: w.clock, Store: w.db, Contact: "ops@jobs.example", Version: "1.0", Allow: w.allow(),
		Read: func(l *listing.Listing) listing.Signals { return listing.Signals{ID: l.ID, Version: "1"} },
	}
	for _, f := range change {
		f(&o)
	}
	c, err := collector.New(o)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w *town) run(c *collector.Collector, s collector.Source) listing.Run {
	w.t.Helper()
	run, err := c.Run(w.t.Context(), s)
	if err != nil {
		w.t.Fatal(err)
	}
	return run
}

// asked returns the paths asked for, in order, and forgets them.
func (w *town) asked() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []string
	for _, h := range w.hits {
		out = append(out, h.path)
	}
	w.hits = nil
	return out
}

// gaps returns the shortest time between two requests.
func (w *town) shortestGap() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	least := time.Duration(1 << 62)
	for i := 1; i < len(w.hits); i++ {
		least = min(least, w.hits[i].at.Sub(w.hits[i-1].at))
	}
	return least
}

// stored returns how many texts of a source's listings the database holds.
func (w *town) stored(name string) int {
	w.t.Helper()
	n := 0
	for r, err := range w.db.Revisions(w.t.Context(), "none") {
		if err != nil {
			w.t.Fatal(err)
		}
		if r.Listing.Source == name {
			n++
		}
	}
	return n
}

func gzipped(b []byte) []byte {
	var out bytes.Buffer
	zw := gzip.NewWriter(&out)
	_, _ = zw.Write(b)
	_ = zw.Close()
	return out.Bytes()
}

// shared returns a path in the test data beside the repository, and skips the
// test when it is not there.
func shared(t *testing.T, path string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	full := filepath.Join(filepath.Dir(dir), "shared", path)
	if _, err := os.Stat(full); err != nil {
		t.Skip("no test data beside the repository: " + path)
	}
	return full
}

func contains(reasons []string, part string) bool {
	return slices.ContainsFunc(reasons, func(s string) bool { return strings.Contains(s, part) })
}
