package demosite

import (
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"html"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"

	"juyo/listing"
)

// visit is a test's browser on a market served at a moment it sets.
type visit struct {
	*testing.T
	market *Market
	sites  *Sites
	now    atomic.Int64
	client *http.Client
}

func open(t *testing.T, seed uint64) *visit {
	t.Helper()
	v := &visit{T: t, market: NewMarket(seed, testStart, 24, Size{})}
	v.at(3, 15)
	sites, err := Start(t.Context(), v.market, func() time.Time { return time.Unix(v.now.Load(), 0) })
	if err != nil {
		t.Fatal(err)
	}
	v.sites = sites
	transport := &http.Transport{DisableCompression: true}
	v.client = &http.Client{Transport: transport}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		sites.Close()
	})
	return v
}

// at moves the clock to 10 o'clock of a day of the market's n-th month.
func (v *visit) at(n, day int) {
	v.now.Store((testStart + listing.Month(n)).Start(jst).AddDate(0, 0, day-1).Add(10 * time.Hour).Unix())
}

type answer struct {
	status int
	header http.Header
	body   string
}

func (v *visit) get(url string, header ...string) answer {
	v.Helper()
	req, err := http.NewRequestWithContext(v.Context(), http.MethodGet, url, nil)
	if err != nil {
		v.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := v.client.Do(req)
	if err != nil {
		v.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		v.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(body)}
}

func (v *visit) ok(url string) answer {
	v.Helper()
	a := v.get(url)
	if a.status != http.StatusOK {
		v.Fatalf("GET %s: status %d: %s", url, a.status, a.body)
	}
	return a
}

// details returns the addresses of all listings a site advertises, found the
// way the site offers.
func (v *visit) details(site Site) []string {
	v.Helper()
	var urls []string
	switch {
	case site.Sitemap != "":
		for _, m := range locs(v.ok(site.Sitemap).body) {
			a := v.ok(m)
			if strings.HasSuffix(m, ".gz") {
				z, err := gzip.NewReader(strings.NewReader(a.body))
				if err != nil {
					v.Fatalf("%s is no gzip file: %v", m, err)
				}
				b, err := io.ReadAll(z)
				if err != nil {
					v.Fatal(err)
				}
				a.body = string(b)
			}
			urls = append(urls, locs(a.body)...)
		}
	case site.List != "":
		for next := site.List; next != ""; {
			body := v.decoded(v.ok(next))
			for _, m := range regexp.MustCompile(`class="job" href="([^"]+)"`).FindAllStringSubmatch(body, -1) {
				urls = append(urls, site.URL+m[1])
			}
			m := regexp.MustCompile(`rel="next" href="([^"]+)"`).FindStringSubmatch(body)
			if next = ""; m != nil {
				next = site.URL + html.UnescapeString(m[1])
			}
		}
	case site.Feed != "":
		var feed struct {
			Items []struct {
				Link    string `xml:"link"`
				Title   string `xml:"title"`
				GUID    string `xml:"guid"`
				PubDate string `xml:"pubDate"`
			} `xml:"channel>item"`
		}
		if err := xml.Unmarshal([]byte(v.ok(site.Feed).body), &feed); err != nil {
			v.Fatal(err)
		}
		for _, it := range feed.Items {
			if _, err := time.Parse(time.RFC1123Z, it.PubDate); err != nil || it.GUID == "" || it.Title == "" {
				v.Errorf("feed: incomplete entry %+v: %v", it, err)
			}
			urls = append(urls, it.Link)
		}
	}
	pattern := regexp.MustCompile(site.DetailPattern)
	return slices.DeleteFunc(urls, func(u string) bool { return !pattern.MatchString(strings.TrimPrefix(u, site.URL)) })
}

func locs(body string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`<loc>([^<]+)</loc>`).FindAllStringSubmatch(body, -1) {
		out = append(out, html.UnescapeString(m[1]))
	}
	return out
}

// decoded returns the page in UTF-8.
func (v *visit) decoded(a answer) string {
	v.Helper()
	if !strings.Contains(a.body, `charset="Shift_JIS"`) {
		return a.body
	}
	s, err := japanese.ShiftJIS.NewDecoder().String(a.body)
	if err != nil {
		v.Fatal(err)
	}
	return s
}

// jobPostingOf returns the JobPosting in a page.
func (v *visit) jobPostingOf(body string) map[string]any {
	v.Helper()
	m := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`).FindStringSubmatch(body)
	if m == nil {
		v.Fatalf("no JSON-LD in %s", body)
	}
	var j map[string]any
	if err := json.Unmarshal([]byte(m[1]), &j); err != nil {
		v.Fatal(err)
	}
	if graph, ok := j["@graph"].([]any); ok {
		j = graph[1].(map[string]any)
	}
	if j["@type"] != "JobPosting" {
		v.Fatalf("no JobPosting: %v", j)
	}
	return j
}
