package demosite

import (
	"bytes"
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"juyo/listing"
)

func TestSitesPublishTheMarket(t *testing.T) {
	v := open(t, 1)
	day := dayOf(time.Unix(v.now.Load(), 0))
	for i, site := range v.sites.Sites() {
		if !listing.ValidSourceName(site.Name) || !site.AddrPort.Addr().IsLoopback() {
			t.Errorf("site %q at %s", site.Name, site.AddrPort)
		}
		var want, got []string
		for _, p := range v.market.postings[i] {
			if p.from <= day && day < p.to {
				want = append(want, p.id)
			}
		}
		pattern := regexp.MustCompile(site.DetailPattern)
		for _, url := range v.details(site) {
			a := v.ok(url)
			j := v.jobPostingOf(v.decoded(a))
			id := pattern.FindStringSubmatch(strings.TrimPrefix(url, site.URL))[1]
			got = append(got, id)
			if j["identifier"].(map[string]any)["value"] != id || j["title"] == "" || j["hiringOrganization"].(map[string]any)["name"] == "" || len(j["description"].(string)) < 100 {
				t.Errorf("%s: incomplete JobPosting: %v", url, j)
			}
		}
		for _, board := range site.Boards {
			var answer struct {
				Jobs []struct {
					ID      int
					Title   string
					Content string
				}
				Meta struct{ Total int }
			}
			if err := json.Unmarshal([]byte(v.ok(board.URL).body), &answer); err != nil {
				t.Fatal(err)
			}
			if answer.Meta.Total != len(answer.Jobs) || len(answer.Jobs) == 0 {
				t.Errorf("%s: total %d, jobs %d", board.Token, answer.Meta.Total, len(answer.Jobs))
			}
			for _, job := range answer.Jobs {
				got = append(got, strconv.Itoa(job.ID))
				if !strings.HasPrefix(job.Content, "&lt;h3&gt;") || !strings.HasPrefix(html.UnescapeString(job.Content), "<h3>") {
					t.Fatalf("%s: content is not HTML escaped once more: %.80s", board.Token, job.Content)
				}
			}
			v.ok(strings.TrimSuffix(board.URL, "/jobs?content=true"))
			v.ok(strings.TrimSuffix(board.URL, "?content=true") + "/" + strconv.Itoa(answer.Jobs[0].ID))
		}
		// A posting on another employer's board site is published by that board too.
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s publishes %d listings, found %d", site.Name, len(want), len(got))
		}
	}
	for _, r := range v.sites.Requests() {
		if r.Forbidden || r.Status != http.StatusOK || r.At.Unix() != v.now.Load() {
			t.Errorf("unexpected request %+v", r)
		}
	}
}

func TestRobots(t *testing.T) {
	v := open(t, 1)
	for i, site := range v.sites.Sites() {
		a := v.ok(site.URL + "/robots.txt")
		for _, rule := range siteTable[i].disallow {
			if !strings.Contains(a.body, "\nDisallow: "+rule+"\n") {
				t.Errorf("%s: no rule for %s in\n%s", site.Name, rule, a.body)
			}
		}
		if (site.CrawlDelay > 0) != strings.Contains(a.body, "Crawl-delay: 5") {
			t.Errorf("%s: crawl delay %s and\n%s", site.Name, site.CrawlDelay, a.body)
		}
		if (site.Sitemap != "") != strings.Contains(a.body, "Sitemap: "+site.Sitemap+"\n") {
			t.Errorf("%s: sitemap %q and\n%s", site.Name, site.Sitemap, a.body)
		}
		// Links of the pages lead where the rules forbid to go, and the site notes
		// who went.
		links := regexp.MustCompile(`href="([^"]+)"`).FindAllStringSubmatch(v.ok(site.URL+"/").body, -1)
		went := 0
		for _, m := range links {
			if path := html.UnescapeString(m[1]); siteTable[i].forbids(path) {
				went++
				v.ok(site.URL + path)
			}
		}
		noted := 0
		for _, r := range v.sites.Requests() {
			if r.Site == site.Name && r.Forbidden {
				noted++
			}
		}
		if went == 0 || noted != went {
			t.Errorf("%s: went to %d disallowed pages, %d noted", site.Name, went, noted)
		}
	}
	for path, want := range map[string]bool{"/list?sort=pay": true, "/list?page=2&sort=pay": true, "/list?page=2": false, "/oubo/1": true, "/kyujin/1.html": false} {
		if got := siteTable[siteMukashi].forbids(path); got != want {
			t.Errorf("forbids(%s) = %v", path, got)
		}
	}
}

func TestConditionalRequests(t *testing.T) {
	v := open(t, 1)
	for i, site := range v.sites.Sites() {
		urls := v.details(site)
		for _, b := range site.Boards {
			urls = append(urls, b.URL)
		}
		a := v.ok(urls[0])
		etag, modified := a.header.Get("ETag"), a.header.Get("Last-Modified")
		if (etag != "") != siteTable[i].etag || (modified != "") != (siteTable[i].lastModified && len(site.Boards) == 0) {
			t.Errorf("%s: ETag %q, Last-Modified %q", site.Name, etag, modified)
		}
		if date := a.header.Get("Date"); date != time.Unix(v.now.Load(), 0).UTC().Format(http.TimeFormat) {
			t.Errorf("%s: dated %s", site.Name, date)
		}
		if etag != "" {
			for _, c := range []struct {
				match string
				want  int
			}{{etag, 304}, {`"x", W/` + etag, 304}, {"*", 304}, {`"x"`, 200}} {
				if b := v.get(urls[0], "If-None-Match", c.match); b.status != c.want || b.status == 304 && b.body != "" {
					t.Errorf("%s: If-None-Match %s: status %d, want %d", site.Name, c.match, b.status, c.want)
				}
			}
			// If-None-Match goes before If-Modified-Since (RFC 9110 section 13.2.2).
			if b := v.get(urls[0], "If-None-Match", `"x"`, "If-Modified-Since", time.Unix(v.now.Load(), 0).UTC().Format(http.TimeFormat)); b.status != 200 {
				t.Errorf("%s: If-None-Match that differs and If-Modified-Since: status %d", site.Name, b.status)
			}
		}
		if modified != "" {
			when, err := http.ParseTime(modified)
			if err != nil {
				t.Fatal(err)
			}
			for at, want := range map[time.Time]int{when: 304, when.Add(time.Hour): 304, when.Add(-time.Hour): 200} {
				if b := v.get(urls[0], "If-Modified-Since", at.UTC().Format(http.TimeFormat)); b.status != want {
					t.Errorf("%s: If-Modified-Since %s: status %d, want %d", site.Name, at, b.status, want)
				}
			}
		}
	}
}

// A month later most pages are the same, some are gone, some are new, a few
// were edited.
func TestMonthLater(t *testing.T) {
	v := open(t, 1)
	for i, site := range v.sites.Sites() {
		if len(site.Boards) > 0 {
			continue
		}
		v.at(3, 15)
		before := map[string]answer{}
		for _, u := range v.details(site) {
			before[u] = v.ok(u)
		}
		v.at(4, 15)
		count := map[string]int{}
		listed := v.details(site)
		for u, old := range before {
			header := []string{"If-None-Match", old.header.Get("ETag")}
			if old.header.Get("ETag") == "" {
				header = []string{"If-Modified-Since", old.header.Get("Last-Modified")}
			}
			a := v.get(u, header...)
			switch a.status {
			case http.StatusNotModified:
				count["same"]++
			case http.StatusOK:
				count["edited"]++
			case siteTable[i].gone:
				count["gone"]++
			default:
				t.Errorf("%s: status %d", u, a.status)
			}
			if (a.status == siteTable[i].gone) == slices.Contains(listed, u) {
				t.Errorf("%s: status %d, listed %v", u, a.status, slices.Contains(listed, u))
			}
		}
		for _, u := range listed {
			if _, ok := before[u]; !ok {
				count["new"]++
			}
		}
		t.Logf("%s: %v", site.Name, count)
		if count["same"] < 20 || count["gone"] < 10 || count["new"] < 10 {
			t.Errorf("%s: a month changes too little or too much: %v", site.Name, count)
		}
	}
	// What was not yet published has never been there.
	p := v.market.postings[siteKikori][len(v.market.postings[siteKikori])-1]
	if a := v.get(v.sites.Sites()[siteKikori].URL + "/jobs/" + p.id); a.status != http.StatusNotFound {
		t.Errorf("a listing of the future: status %d", a.status)
	}
}

func TestShiftJIS(t *testing.T) {
	v := open(t, 1)
	site := v.sites.Sites()[siteMukashi]
	for _, u := range append(v.details(site), site.List) {
		a := v.ok(u)
		if got := a.header.Get("Content-Type"); got != "text/html" {
			t.Fatalf("%s: Content-Type %q", u, got)
		}
		if utf8.ValidString(a.body) || !strings.Contains(a.body, `<meta charset="Shift_JIS">`) {
			t.Fatalf("%s: not Shift_JIS bytes with a meta element", u)
		}
		if s := v.decoded(a); strings.ContainsRune(s, utf8.RuneError) || !strings.Contains(s, "むかしナビ") {
			t.Fatalf("%s: does not decode", u)
		}
	}
	// Every listing that may ever appear there can be written in Shift_JIS.
	c := newComposer(v.market.cat)
	for i := range v.market.postings[siteMukashi] {
		s := strings.ReplaceAll(text(v.market, c, &v.market.postings[siteMukashi][i]), "〜", "～")
		if _, err := japanese.ShiftJIS.NewEncoder().String(s); err != nil {
			t.Fatalf("listing %s: %v", v.market.postings[siteMukashi][i].id, err)
		}
	}
}

func TestSiteDownForAWhile(t *testing.T) {
	v := open(t, 1)
	for _, site := range v.sites.Sites() {
		for month := range 24 {
			v.at(month, 10)
			want := http.StatusOK
			if slices.Contains(site.Down, testStart+listing.Month(month)) {
				want = http.StatusServiceUnavailable
			}
			for _, path := range []string{"/robots.txt", "/"} {
				a := v.get(site.URL + path)
				if a.status != want || want != http.StatusOK && a.header.Get("Retry-After") == "" {
					t.Errorf("%s%s in month %d: status %d, want %d", site.Name, path, month, a.status, want)
				}
			}
		}
	}
}

func TestUnknownPaths(t *testing.T) {
	v := open(t, 1)
	urls := []string{}
	for _, site := range v.sites.Sites() {
		urls = append(urls, site.URL+"/nothing/here")
	}
	kikori, mukashi, boards := v.sites.Sites()[siteKikori].URL, v.sites.Sites()[siteMukashi].URL, v.sites.Sites()[siteBoards].URL
	urls = append(urls, kikori+"/jobs/abc", kikori+"/jobs/", kikori+"/sitemaps/jobs-99.xml.gz", kikori+"/sitemaps/x", mukashi+"/list?page=99", mukashi+"/list?page=x",
		mukashi+"/kyujin/1", boards+"/v1/boards/nobody/jobs", boards+"/v1/boards/soramame/jobs/1", boards+"/v1/boards/nobody", boards+"/v1/boards/nobody/jobs/1")
	for _, u := range urls {
		if a := v.get(u); a.status != http.StatusNotFound {
			t.Errorf("%s: status %d", u, a.status)
		}
	}
}

// Nothing in the market may point at anybody real.
func TestNoRealAddresses(t *testing.T) {
	v := open(t, 1)
	var all bytes.Buffer
	for _, site := range v.sites.Sites() {
		for _, u := range append(v.details(site), site.URL+"/", site.URL+"/robots.txt") {
			all.WriteString(v.decoded(v.ok(u)))
		}
		for _, b := range site.Boards {
			all.WriteString(v.ok(b.URL).body)
		}
	}
	all.Write(generate(t, GenerateOptions{Listings: 500, Months: 12, Seed: 1}))
	allowed := regexp.MustCompile(`^(https?://)?((127\.0\.0\.1:\d+)|([a-z-]+\.)*example\.(jp|com)|schema\.org|www\.sitemaps\.org)$`)
	for _, host := range regexp.MustCompile(`https?://[^/"<\s]+|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|jp|net|org|io|dev)\b`).FindAllString(all.String(), -1) {
		if !allowed.MatchString(host) {
			t.Errorf("address %s", host)
		}
	}
}

// The text of a listing does not depend on the port or on who asks: collecting
// the same day again from a new start must change nothing.
func TestPagesAreTheSameAfterRestart(t *testing.T) {
	a, b := open(t, 9), open(t, 9)
	for i, site := range a.sites.Sites() {
		other := b.sites.Sites()[i]
		ua, ub := a.details(site), b.details(other)
		if len(ua) != len(ub) {
			t.Fatalf("%s: %d and %d listings", site.Name, len(ua), len(ub))
		}
		for j := range ua {
			if strings.TrimPrefix(ua[j], site.URL) != strings.TrimPrefix(ub[j], other.URL) || a.ok(ua[j]).body != b.ok(ub[j]).body {
				t.Fatalf("%s and %s differ", ua[j], ub[j])
			}
		}
	}
}

func TestCloseTwice(t *testing.T) {
	v := open(t, 1)
	v.sites.Close()
	v.sites.Close()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, v.sites.Sites()[0].URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := v.client.Do(req); err == nil {
		_ = res.Body.Close()
		t.Error("a closed site answers")
	}
}
