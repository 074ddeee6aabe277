package source_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"juyo/collector/source"
	"juyo/listing"
)

// read has the kind of src read a fixture.
func read(t *testing.T, src source.Source, u listing.FrontierURL, p *source.Page) source.Result {
	t.Helper()
	k, err := source.Lookup(src.Kind)
	if err != nil {
		t.Fatal(err)
	}
	r, err := k.Read(src, u, p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestGreenhouse(t *testing.T) {
	t.Parallel()
	src := source.Source{Name: "fernhill", Kind: "greenhouse", Token: "fernhill"}
	k, err := source.Lookup("greenhouse")
	if err != nil {
		t.Fatal(err)
	}
	starts, err := k.Start(src)
	if err != nil || len(starts) != 1 || starts[0].URL != "https://boards-api.greenhouse.io/v1/boards/fernhill/jobs?content=true" {
		t.Fatalf("starts at %+v, %v", starts, err)
	}
	r := read(t, src, starts[0], page(t, "greenhouse.json", starts[0].URL))
	golden(t, "greenhouse.golden.json", r.Listings)
	if len(r.Reasons) > 0 {
		t.Errorf("not complete: %v", r.Reasons)
	}
	// A board that lists fewer jobs than it says it has is not completely seen.
	p := page(t, "greenhouse.json", starts[0].URL)
	p.Body = []byte(strings.Replace(string(p.Body), `"total":2`, `"total":40`, 1))
	if r := read(t, src, starts[0], p); len(r.Reasons) != 1 || len(r.Listings) != 2 {
		t.Errorf("total 40, 2 listed: reasons %q", r.Reasons)
	}
	for _, body := range []string{"<html>Not found</html>", "{}", `{"error":"x"}`} {
		p.Body = []byte(body)
		if _, err := k.Read(src, starts[0], p); err == nil {
			t.Errorf("%s is taken for a board", body)
		}
	}
}

func TestHackerNews(t *testing.T) {
	t.Parallel()
	src := source.Source{Name: "hn", Kind: "hackernews", URL: "http://127.0.0.1:8080/", Months: 2}
	k, err := source.Lookup("hackernews")
	if err != nil {
		t.Fatal(err)
	}
	starts, err := k.Start(src)
	if err != nil {
		t.Fatal(err)
	}
	if want := "http://127.0.0.1:8080/api/v1/search_by_date?hitsPerPage=12&tags=story%2Cauthor_whoishiring"; starts[0].URL != want {
		t.Errorf("starts at %s", starts[0].URL)
	}
	r := read(t, src, starts[0], page(t, "hackernews_threads.json", starts[0].URL))
	want := []listing.FrontierURL{
		{URL: "http://127.0.0.1:8080/api/v1/items/90000300", Kind: source.PageBoard},
		{URL: "http://127.0.0.1:8080/api/v1/items/90000200", Kind: source.PageBoard, Note: "2026-11-02T16:00:01Z"},
	}
	if diff := cmp.Diff(want, r.Follow); diff != "" {
		t.Errorf("threads to read: %s", diff)
	}
	over := read(t, src, want[1], page(t, "hackernews_thread.json", want[1].URL))
	golden(t, "hackernews.golden.json", over.Listings)
	if diff := cmp.Diff([]string{"90000220"}, over.Gone); diff != "" {
		t.Errorf("taken back: %s", diff)
	}
	open := read(t, src, want[0], page(t, "hackernews_thread.json", want[1].URL))
	if l := open.Listings[0]; !l.ClosedAt.IsZero() || !l.ObservedAt.Equal(fetched) {
		t.Errorf("a thread that is open closes its listings: %+v", l)
	}
}

func TestJSONLDDiscovery(t *testing.T) {
	t.Parallel()
	site := source.Source{Name: "mikage", Kind: "jsonld", URL: "https://saiyo.mikage-densan.example", Pattern: `/jobs/\d+`}
	k, err := source.Lookup("jsonld")
	if err != nil {
		t.Fatal(err)
	}
	urls := func(r source.Result) []string {
		var out []string
		for _, f := range r.Follow {
			out = append(out, f.Kind+" "+f.URL)
		}
		return out
	}
	starts, err := k.Start(site)
	if err != nil || len(starts) != 1 || starts[0].Kind != source.PageRobots || starts[0].URL != site.URL+"/robots.txt" {
		t.Fatalf("starts at %+v, %v", starts, err)
	}
	robots := &source.Page{Page: listing.Page{URL: starts[0].URL, FinalURL: starts[0].URL, Status: 200}, Sitemaps: []string{"/maps/jobs.xml.gz", "javascript:alert(1)"}}
	if diff := cmp.Diff([]string{"sitemap https://saiyo.mikage-densan.example/maps/jobs.xml.gz"}, urls(read(t, site, starts[0], robots))); diff != "" {
		t.Errorf("sitemaps named: %s", diff)
	}
	robots.Sitemaps = nil
	if diff := cmp.Diff([]string{"sitemap https://saiyo.mikage-densan.example/sitemap.xml"}, urls(read(t, site, starts[0], robots))); diff != "" {
		t.Errorf("no sitemap named: %s", diff)
	}

	sitemap := page(t, "sitemap.xml", site.URL+"/sitemap.xml")
	want := []string{
		"detail https://saiyo.mikage-densan.example/jobs/1024", "detail https://saiyo.mikage-densan.example/jobs/1025?a=1&b=2",
		"detail https://saiyo.mikage-densan.example/jobs/1026",
	}
	if diff := cmp.Diff(want, urls(read(t, site, listing.FrontierURL{Kind: source.PageSitemap}, sitemap))); diff != "" {
		t.Errorf("sitemap: %s", diff)
	}
	if diff := cmp.Diff(want, urls(read(t, site, listing.FrontierURL{Kind: source.PageStart}, sitemap))); diff != "" {
		t.Errorf("sitemap, not known to be one: %s", diff)
	}
	index := *sitemap
	index.Body = []byte(`<sitemapindex><sitemap><loc>https://saiyo.mikage-densan.example/1.xml.gz</loc></sitemap></sitemapindex>`)
	if diff := cmp.Diff([]string{"sitemap https://saiyo.mikage-densan.example/1.xml.gz"}, urls(read(t, site, listing.FrontierURL{Kind: source.PageSitemap}, &index))); diff != "" {
		t.Errorf("index: %s", diff)
	}
	for _, body := range []string{"", "<html></html>", "<urlset><url><loc>x", "not an address"} {
		index.Body = []byte(body)
		if _, err := k.Read(site, listing.FrontierURL{Kind: source.PageSitemap}, &index); err == nil {
			t.Errorf("%q is taken for a sitemap", body)
		}
	}

	fern := source.Source{Name: "fern", Kind: "jsonld", URL: "https://careers.fernhill.example/feed", Pattern: "/careers/"}
	feed := read(t, fern, listing.FrontierURL{Kind: source.PageStart}, page(t, "feed.xml", fern.URL))
	if diff := cmp.Diff([]string{"detail https://careers.fernhill.example/careers/sre-17", "detail https://careers.fernhill.example/careers/firmware-18"}, urls(feed)); diff != "" {
		t.Errorf("feed: %s", diff)
	}
	if !feed.Newest || len(feed.Reasons) != 0 {
		t.Errorf("a feed is taken for all there is: newest %v, %q", feed.Newest, feed.Reasons)
	}
}

func TestJSONLDList(t *testing.T) {
	t.Parallel()
	src := source.Source{Name: "fern", Kind: "jsonld", URL: "https://careers.fernhill.example/jobs", Pattern: `/jobs/\d+$`, Discover: source.DiscoverList}
	k, err := source.Lookup("jsonld")
	if err != nil {
		t.Fatal(err)
	}
	at := func(note string, links, next []string) (source.Result, error) {
		p := &source.Page{Page: listing.Page{URL: src.URL, FinalURL: src.URL, Status: 200, Body: []byte("<html></html>")}, Links: links, Next: next}
		return k.Read(src, listing.FrontierURL{URL: src.URL, Kind: source.PageList, Note: note}, p)
	}
	r, err := at("", []string{"https://careers.fernhill.example/jobs/1", "https://careers.fernhill.example/about"}, []string{"https://careers.fernhill.example/jobs?page=2", src.URL})
	want := []listing.FrontierURL{
		{URL: "https://careers.fernhill.example/jobs/1", Kind: source.PageDetail},
		{URL: "https://careers.fernhill.example/jobs?page=2", Kind: source.PageList, Note: "page 2"},
	}
	if diff := cmp.Diff(want, r.Follow); diff != "" || err != nil {
		t.Errorf("first page: %v %s", err, diff)
	}
	if _, err := at("", []string{"https://careers.fernhill.example/about"}, nil); err == nil || !strings.Contains(err.Error(), "none of the 1 links") {
		t.Errorf("a list without listings: %v", err)
	}
	if r, err := at("page 3", nil, []string{"https://careers.fernhill.example/jobs?page=4"}); err != nil || len(r.Reasons) != 1 || len(r.Follow) != 0 {
		t.Errorf("an empty page that was advertised: %+v, %v", r, err)
	}
}

func TestCheckSaysWhatToWrite(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		src  source.Source
		want []string
	}{
		{source.Source{Name: "ok", Kind: "hackernews"}, nil},
		{source.Source{Name: "ok", Kind: "jsonld", URL: "https://jobs.example/"}, nil},
		{source.Source{Name: "Not OK", Kind: "rss"}, []string{"name", "kind", "jsonld"}},
		{source.Source{Name: "a", Kind: "jsonld", URL: "jobs.example", Pattern: "(", Discover: "magic", Market: "japan", DelaySeconds: -1}, []string{"url", "pattern", "discover", "market", "delay_seconds"}},
		{source.Source{Name: "a", Kind: "jsonld", URL: "https://jobs.example/", Discover: "list"}, []string{"link_selector"}},
		{source.Source{Name: "a", Kind: "greenhouse", Token: "../x", URL: "ftp://x"}, []string{"token", "url"}},
		{source.Source{Name: "a", Kind: "hackernews", Months: 1000}, []string{"months"}},
	} {
		err := tt.src.Check()
		if (err == nil) != (tt.want == nil) {
			t.Errorf("%+v: %v", tt.src, err)
			continue
		}
		for _, w := range tt.want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%+v: %q does not speak of %s", tt.src, err, w)
			}
		}
	}
}

// Every kind has a fixture of its own.
func TestEveryKindHasAFixture(t *testing.T) {
	t.Parallel()
	for _, name := range source.Names() {
		if found, err := filepath.Glob(filepath.Join("testdata", name+"*")); err != nil || len(found) == 0 {
			t.Errorf("kind %s has no testdata/%s*", name, name)
		}
	}
	if _, err := os.Stat("testdata"); err != nil {
		t.Fatal(err)
	}
}
