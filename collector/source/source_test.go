package source_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"juyo/collector/source"
	"juyo/listing"
)

var update = flag.Bool("update", false, "write the golden files anew")

var fetched = time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC)

func page(t *testing.T, file, address string) *source.Page {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return &source.Page{Page: listing.Page{URL: address, FinalURL: address, Status: 200, Body: body, FetchedAt: fetched}}
}

// golden compares what was read with a file, or writes it with -update.
func golden(t *testing.T, file string, got any) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(got); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestReadPageFixtures(t *testing.T) {
	t.Parallel()
	for file, address := range map[string]string{
		"jsonld.html":    "https://saiyo.mikage-densan.example/jobs/1024?ref=top",
		"microdata.html": "https://careers.fernhill.example/x",
	} {
		p := page(t, file, address)
		ls, err := source.ReadPage(&p.Page, "fixture")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, strings.TrimSuffix(file, ".html")+".golden.json", ls)
	}
}

// Every way in which pages break or bend their JSON-LD still gives the listing.
func TestReadPageRepairs(t *testing.T) {
	t.Parallel()
	const whole = `{"@type":"JobPosting","title":"SRE","hiringOrganization":{"name":"Fernhill"},"description":"Go and AWS"}`
	tests := []struct{ name, block, text string }{
		{"as it should be", whole, "Go and AWS"},
		{"CDATA", "<![CDATA[" + whole + "]]>", "Go and AWS"},
		{"CDATA in a comment", "//<![CDATA[\n" + whole + "\n//]]>", "Go and AWS"},
		{"HTML comment", "<!--\n" + whole + "\n-->", "Go and AWS"},
		{"semicolon", whole + ";", "Go and AWS"},
		{"escaped as a whole", strings.ReplaceAll(whole, `"`, "&quot;"), "Go and AWS"},
		{"line break in a string", strings.Replace(whole, "Go and", "Go\nand", 1), "Go\nand AWS"},
		{"tab and other control characters", strings.Replace(whole, "Go and", "Go\tand\x01", 1), "Go\tand\x01 AWS"},
		{"unknown escapes", strings.Replace(whole, "Go and", `Go \$5 \'and\'`, 1), "Go $5 'and' AWS"},
		{"bare quotes inside a string", strings.Replace(whole, "Go and", `Go, the "fast" one, and`, 1), `Go, the "fast" one, and AWS`},
		{"missing comma", strings.Replace(whole, `"SRE",`, "\"SRE\"\n", 1), "Go and AWS"},
		{"trailing commas", strings.Replace(whole, `AWS"}`, `AWS",},`, 1), "Go and AWS"},
		{"comments", "/* job */\n" + strings.Replace(whole, `"SRE",`, "\"SRE\", // the title\n", 1), "Go and AWS"},
		{"keys without quotes", strings.Replace(whole, `"title"`, "title", 1), "Go and AWS"},
		{"single quotes", strings.Replace(whole, `"SRE"`, "'SRE'", 1), "Go and AWS"},
		{"undefined", strings.Replace(whole, `"title"`, `"image":undefined,"title"`, 1), "Go and AWS"},
		{"cut short", strings.TrimSuffix(whole, `"}`), "Go and AWS"},
		{"byte order mark", "\uFEFF" + whole, "Go and AWS"},
		{"two values in one block", `{"@type":"WebSite"}` + "\n" + whole, "Go and AWS"},
		{"array", "[" + whole + "]", "Go and AWS"},
		{"graph", `{"@graph":[{"@type":"WebPage"},` + whole + "]}", "Go and AWS"},
		{"item list", `{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":` + whole + "}]}", "Go and AWS"},
		{"main entity", `{"@type":"WebPage","mainEntity":` + whole + "}", "Go and AWS"},
		{"list of types", strings.Replace(whole, `"JobPosting"`, `["Thing","JobPosting"]`, 1), "Go and AWS"},
		{"type in full", strings.Replace(whole, `"JobPosting"`, `"https://schema.org/JobPosting"`, 1), "Go and AWS"},
		{"names in full", strings.Replace(whole, `"title"`, `"schema:title"`, 1), "Go and AWS"},
		{"description escaped", strings.Replace(whole, "Go and AWS", "&lt;p&gt;Go&lt;/p&gt;&lt;p&gt;and AWS&lt;/p&gt;", 1), "<p>Go</p><p>and AWS</p>"},
		{"description escaped twice", strings.Replace(whole, "Go and AWS", "&amp;lt;p&amp;gt;Go and AWS&amp;lt;/p&amp;gt;", 1), "<p>Go and AWS</p>"},
		{"escaped line breaks in HTML", strings.Replace(whole, "Go and AWS", "<p>Go&amp;lt;br&amp;gt;and AWS</p>", 1), "<p>Go<br>and AWS</p>"},
		{"Japanese lines in HTML", strings.Replace(whole, "Go and AWS", `<p>必須\n・Go\n・AWS</p>`, 1), "<p>必須<br>\n・Go<br>\n・AWS</p>"},
		{"English lines wrapped in HTML", strings.Replace(whole, "Go and AWS", `<p>Go\nand</p><p>AWS\ntoo</p>`, 1), "<p>Go\nand</p><p>AWS\ntoo</p>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			body := "<html><head><script type='application/ld+json'>" + tt.block + "</script></head><body></body></html>"
			ls, err := source.ReadPage(&listing.Page{URL: "https://jobs.example/1", Body: []byte(body)}, "x")
			if err != nil || len(ls) != 1 {
				t.Fatalf("got %d listings, %v", len(ls), err)
			}
			if l := ls[0]; l.Title != "SRE" || l.Company != "Fernhill" || l.Body() != tt.text || l.ID != "https://jobs.example/1" {
				t.Errorf("got %q by %q (%s): %q, want %q", l.Title, l.Company, l.ID, l.Body(), tt.text)
			}
		})
	}
}

func TestReadPagePay(t *testing.T) {
	t.Parallel()
	tests := []struct{ salary, want string }{
		{`{"currency":"JPY","value":{"minValue":"5,000,000","maxValue":"7,000,000","unitText":"YEAR"}}`, "5000000-7000000 JPY/year"},
		{`{"currency":"JPY","value":{"minValue":500,"maxValue":700,"unitText":"year"}}`, "5000000-7000000 JPY/year"},
		{`{"currency":"JPY","value":{"value":"30万円","unitText":"MONTH"}}`, "300000-300000 JPY/month (30万円)"},
		{`{"currency":"JPY","value":{"value":35.5,"unitText":"月給"}}`, "355000-355000 JPY/month"},
		{`{"currency":"JPY","value":{"minValue":0,"maxValue":"400000","unitText":"MONTH"}}`, "?-400000 JPY/month"},
		{`{"currency":"JPY","value":{"minValue":"300000","maxValue":0,"unitText":"MONTH"}}`, "300000-? JPY/month"},
		{`{"currency":"JPY","value":{"minValue":1,"maxValue":1,"unitText":"YEAR"}}`, "-"},
		{`{"currency":"JPY","value":{"value":999999999,"unitText":"YEAR"}}`, "-"},
		{`{"currency":"JPY","value":{"value":["370000"],"minValue":"370000","maxValue":"370000","unitText":"MONTH"}}`, "370000-370000 JPY/month"},
		{`{"currency":"JPY","value":{"minValue":6000000}}`, "6000000-? JPY/year"},
		{`{"currency":"JPY","value":{"value":1500}}`, "1500-1500 JPY/hour"},
		{`{"currency":"JPY","value":{"value":50000}}`, "- (50000 JPY)"},
		{`{"currency":"JPY","value":{"minValue":9000000,"maxValue":6000000,"unitText":"YEAR"}}`, "6000000-9000000 JPY/year"},
		{`{"currency":"USD","value":"55000","unitCode":"ANN"}`, "55000-55000 USD/year"},
		{`{"currency":"USD","value":{"minValue":"$120,000.00","maxValue":"$150k","unitText":"YEARLY"}}`, "120000-150000 USD/year"},
		{`{"currency":"EUR","value":{"value":"60.000 - 80.000"},"unitText":"YEAR"}`, "60000-80000 EUR/year"},
		{`{"currency":"EUR","value":{"value":"60.000","unitText":"YEAR"}}`, "60000-60000 EUR/year"},
		{`{"currency":"USD","value":{"value":2500,"unitText":"BIWEEKLY"}}`, "- (2500 USD BIWEEKLY)"},
		{`"年収400万円〜600万円"`, "4000000-6000000 JPY/year (年収400万円〜600万円)"},
		{`"400〜600万円（経験による）年収"`, "4000000-6000000 JPY/year (400〜600万円（経験による）年収)"},
		{`"月給23万円以上"`, "230000-? JPY/month (月給23万円以上)"},
		{`"応相談"`, "- (応相談)"},
		{`{"currency":"JPY","value":{"value":"応相談","unitText":"MONTH"}}`, "- (応相談)"},
		{`{"@type":"PriceSpecification","priceCurrency":"USD","minPrice":60,"maxPrice":80,"unitText":"per hour"}`, "60-80 USD/hour"},
		{`null`, "-"},
		{`{"currency":"USD","value":{"minValue":1e999,"maxValue":-5,"unitText":"YEAR"}}`, "-"},
	}
	for _, tt := range tests {
		body := `{"@type":"JobPosting","title":"SRE","description":"x","baseSalary":` + tt.salary + `}`
		ls, err := source.ReadPage(&listing.Page{URL: "https://jobs.example/1", Body: []byte(body)}, "x")
		if err != nil || len(ls) != 1 {
			t.Errorf("%s: %d listings, %v", tt.salary, len(ls), err)
			continue
		}
		if got := payText(ls[0]); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.salary, got, tt.want)
		}
	}
}

func payText(l listing.Listing) string {
	end := func(p *int64) string {
		if p == nil {
			return "?"
		}
		return strconv.FormatInt(*p, 10)
	}
	s := "-"
	if p := l.BaseSalary; p != nil {
		s = fmt.Sprintf("%s-%s %s/%s", end(p.Min), end(p.Max), p.Currency, p.Period)
	}
	if l.SalaryText != "" {
		s += " (" + l.SalaryText + ")"
	}
	return s
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2026-10-01": "2026-10-01T12:00:00Z",
		"2026/10/1":  "2026-10-01T12:00:00Z",
		"2026年10月1日": "2026-10-01T12:00:00Z",
		"２０２６年１０月１日（木）":                "2026-10-01T12:00:00Z",
		"令和8年10月1日":                    "2026-10-01T12:00:00Z",
		"令和元年5月1日":                     "2019-05-01T12:00:00Z",
		"2026.10.01":                   "2026-10-01T12:00:00Z",
		"20261001":                     "2026-10-01T12:00:00Z",
		"2026-10-01T09:00:00+09:00":    "2026-10-01T00:00:00Z",
		"2026-10-01T09:00:00.123Z":     "2026-10-01T09:00:00Z",
		"2026-10-01 09:00:00 UTC":      "2026-10-01T09:00:00Z",
		"2026-10-01T00:00":             "2026-10-01T00:00:00Z",
		"Thu Oct 01 09:00:00 UTC 2026": "2026-10-01T09:00:00Z",
		"Thu, 1 Oct 2026 09:00:00 GMT": "2026-10-01T09:00:00Z",
		"October 1, 2026":              "2026-10-01T12:00:00Z",
		"2026-10-01 (木)":               "2026-10-01T12:00:00Z",
		"1790845200":                   "2026-10-01T09:00:00Z",
		"1790845200000":                "2026-10-01T09:00:00Z",
		"2026年13月1日":                   "",
		"2026年2月30日":                   "",
		"0001-01-01":                   "",
		"soon":                         "",
		"":                             "",
	} {
		got := ""
		if d := source.ParseDate(in); !d.IsZero() {
			got = d.UTC().Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("ParseDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestReadPageIdentity(t *testing.T) {
	t.Parallel()
	job := func(more string) string {
		return `{"@type":"JobPosting","title":"SRE","description":"x","hiringOrganization":{"name":"Fernhill"}` + more + `}`
	}
	tests := []struct{ name, head, jsonLD, id, url string }{
		{"identifier", "", job(`,"identifier":{"value":17}`), "17", "https://jobs.example/p/1"},
		{"identifier as text", "", job(`,"identifier":"A-17"`), "A-17", "https://jobs.example/p/1"},
		{"identifier is the employer", "", job(`,"identifier":{"name":"Fernhill","value":"Fernhill"}`), "https://jobs.example/p/1", "https://jobs.example/p/1"},
		{"canonical link", `<link rel="canonical" href="/p/one?utm_source=x">`, job(""), "https://jobs.example/p/one", "https://jobs.example/p/one"},
		{"canonical link to the front page", `<link rel="canonical" href="https://jobs.example/">`, job(""), "https://jobs.example/p/1", "https://jobs.example/p/1"},
		{"url of the listing", "", job(`,"url":"https://jobs.example/job/17"`), "https://jobs.example/job/17", "https://jobs.example/job/17"},
		{"url of the employer", "", job(`,"url":"https://fernhill.example"`), "https://jobs.example/p/1", "https://jobs.example/p/1"},
		{"url of the employer's careers", "", job(`,"url":"https://fernhill.example/careers"`), "https://jobs.example/p/1", "https://jobs.example/p/1"},
	}
	for _, tt := range tests {
		body := "<html><head>" + tt.head + `<script type="application/ld+json">` + tt.jsonLD + "</script></head></html>"
		ls, err := source.ReadPage(&listing.Page{URL: "https://jobs.example/p/1?utm_campaign=y", Body: []byte(body)}, "x")
		if err != nil || len(ls) != 1 || ls[0].ID != tt.id || ls[0].URL != tt.url {
			t.Errorf("%s: %v, %+v", tt.name, err, ls)
		}
	}
	// Several on one page without ids of their own do not fall together.
	two := `{"@graph":[` + job("") + `,` + strings.Replace(job(""), "SRE", "QA", 1) + `,` + job("") + `]}`
	ls, err := source.ReadPage(&listing.Page{URL: "https://jobs.example/p/1", Body: []byte(`<script type="application/ld+json">` + two + "</script>")}, "x")
	if err != nil || len(ls) != 2 || ls[0].ID == ls[1].ID {
		t.Errorf("two on one page: %v, %+v", err, ls)
	}
}

func TestReadPageSaysWhatItCouldNotRead(t *testing.T) {
	t.Parallel()
	p := listing.Page{URL: "https://jobs.example/1", Body: []byte(`<script type="application/ld+json">JobPosting {</script>`)}
	if ls, err := source.ReadPage(&p, "x"); len(ls) != 0 || err != nil && !strings.Contains(err.Error(), "https://jobs.example/1") {
		t.Errorf("%v, %v", ls, err)
	}
	// Nested deeper than any parser takes: the markup is still read.
	deep := `<html><head><script type="application/ld+json">{"@type":"JobPosting","title":"SRE","description":"x"}</script></head>` + strings.Repeat("<div>", 5000)
	p.Body = []byte(deep)
	if ls, err := source.ReadPage(&p, "x"); len(ls) != 1 || err != nil {
		t.Errorf("deep page: %d listings, %v", len(ls), err)
	}
	for _, body := range []string{"", "<html>", "{}", "[]", "null", `{"@type":"JobPosting"}`} {
		p.Body = []byte(body)
		if ls, err := source.ReadPage(&p, "x"); len(ls) != 0 || err != nil {
			t.Errorf("%q: %+v, %v", body, ls, err)
		}
	}
}

func TestValidThroughCloses(t *testing.T) {
	t.Parallel()
	berlin := time.FixedZone("CET", 60*60)
	for _, tt := range []struct {
		until string
		zone  *time.Location
		want  string
	}{
		{"2026-11-02", nil, "2026-11-02T14:59:59Z"}, // the end of the day in Japan
		{"2026-11-02", berlin, "2026-11-02T22:59:59Z"},
		{"2026-11-02", time.UTC, "2026-11-02T23:59:59Z"},
		{"2026-10-31", nil, "2026-10-31T14:59:59Z"}, // not 1 November 08:59, a month later
		{"2026年10月31日", nil, "2026-10-31T14:59:59Z"},
		{"2026-10-31T23:59:59", nil, "2026-10-31T14:59:59Z"}, // no zone is stated: Japan's
		{"2026-10-31 23:59:59", berlin, "2026-10-31T22:59:59Z"},
		{"2026-10-31T23:59", nil, "2026-10-31T14:59:00Z"},
		{"2026-10-31T12:00:00Z", nil, "2026-10-31T12:00:00Z"}, // noon is a time, too
		{"2026-10-31T00:00:00Z", nil, "2026-10-31T00:00:00Z"},
		{"2026-11-03", nil, ""},
		{"2026-11-03", time.UTC, ""},
		{"2027-01-01", nil, ""},
		{"", nil, ""},
	} {
		body := `{"@type":"JobPosting","title":"SRE","description":"x","validThrough":"` + tt.until + `"}`
		ls, err := source.ReadPage(&listing.Page{URL: "https://jobs.example/1", Body: []byte(body), FetchedAt: fetched, Zone: tt.zone}, "x")
		if err != nil || len(ls) != 1 {
			t.Fatal(err)
		}
		got := ""
		if c := ls[0].ClosedAt; !c.IsZero() {
			got = c.Format(time.RFC3339)
		}
		if got != tt.want {
			t.Errorf("valid through %q, zone %v, on %s: closed %q, want %q", tt.until, tt.zone, fetched.Format(time.DateOnly), got, tt.want)
		}
	}
}

func TestPostedIsNotAhead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2026-11-02":                "2026-11-02T12:00:00Z",
		"2026-11-04":                "2026-11-04T12:00:00Z", // tomorrow: another zone's today
		"2026-10-31T20:00:00":       "2026-10-31T11:00:00Z", // Japan's evening, not UTC's: that would be November there
		"2026-10-31T20:00:00-08:00": "2026-11-01T04:00:00Z",
		"2062-11-02":                "",
		"2026-11-06":                "",
	} {
		body := `{"@type":"JobPosting","title":"SRE","description":"x","datePosted":"` + in + `"}`
		ls, err := source.ReadPage(&listing.Page{URL: "https://jobs.example/1", Body: []byte(body), FetchedAt: fetched}, "x")
		if err != nil || len(ls) != 1 {
			t.Fatal(err)
		}
		got := ""
		if d := ls[0].PostedAt; !d.IsZero() {
			got = d.UTC().Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("posted %q, fetched %s: got %q, want %q", in, fetched.Format(time.DateOnly), got, want)
		}
	}
}

func FuzzReadPage(f *testing.F) {
	for _, file := range []string{"jsonld.html", "microdata.html"} {
		b, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(`{"@type":"JobPosting","title":{"@value":["a"]},"baseSalary":{"value":{"value":{"value":"1万"}}}}`))
	f.Add([]byte(`<script type="application/ld+json">{'@type':'JobPosting',"a":"b"c":[1,2,}]</script>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		text, _, err := source.ToUTF8(body, "")
		if err != nil {
			return
		}
		p := listing.Page{URL: "https://jobs.example/1", Body: text, FetchedAt: fetched}
		ls, _ := source.ReadPage(&p, "x")
		again, _ := source.ReadPage(&p, "x")
		if diff := cmp.Diff(ls, again); diff != "" {
			t.Errorf("reading twice differs: %s", diff)
		}
		ids := map[string]bool{}
		for _, l := range ls {
			if err := l.Validate(); err != nil {
				t.Errorf("%v: %+v", err, l)
			}
			if ids[l.ID] {
				t.Errorf("id %q twice", l.ID)
			}
			ids[l.ID] = true
			if p := l.BaseSalary; p != nil && (p.Min == nil && p.Max == nil || p.Min != nil && *p.Min <= 0 || len(p.Currency) != 3 || p.Period == "") {
				t.Errorf("pay %+v", p)
			}
			if l.HTML != "" && l.Text != "" {
				t.Error("both HTML and text")
			}
		}
	})
}

func BenchmarkReadPage(b *testing.B) {
	body, err := os.ReadFile(filepath.Join("testdata", "jsonld.html"))
	if err != nil {
		b.Fatal(err)
	}
	body = append(body, bytes.Repeat([]byte("<div class=\"related\"><a href=\"/jobs/1\">求人</a></div>\n"), 300)...)
	p := listing.Page{URL: "https://jobs.example/1", Body: body, FetchedAt: fetched}
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if ls, err := source.ReadPage(&p, "x"); err != nil || len(ls) != 1 {
			b.Fatal(err)
		}
	}
}

func ExampleReadPage() {
	p := listing.Page{URL: "https://jobs.example/1", Body: []byte(`<html><script type="application/ld+json">
{"@type":"JobPosting","title":"SRE","hiringOrganization":{"name":"Fernhill Robotics"},"description":"<p>AWS</p>",
 "baseSalary":{"currency":"JPY","value":{"minValue":"700","maxValue":"900","unitText":"year"}}}</script></html>`)}
	ls, err := source.ReadPage(&p, "my-source")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(ls[0].Title, "/", ls[0].Company, "/", *ls[0].BaseSalary.Min, ls[0].BaseSalary.Currency, ls[0].BaseSalary.Period)
	// Output: SRE / Fernhill Robotics / 7000000 JPY year
}
