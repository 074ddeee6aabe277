package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"juyo/demand"
	"juyo/listing"
	"juyo/report"
	"juyo/report/chart"
	"juyo/report/chart/charttest"
)

func build(tb testing.TB, m *demand.Market, o report.Options) *report.Report {
	tb.Helper()
	if o.Lang == "" {
		o.Lang = "ja"
	}
	if o.Scope == (demand.Scope{}) {
		o.Scope = demand.DefaultScope()
	}
	if o.Now.IsZero() {
		o.Now = october
	}
	o.Version = "test"
	if o.Renderer == nil {
		o.Renderer = renderer()
	}
	r, err := report.Build(tb.Context(), m, o)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func html(tb testing.TB, r *report.Report) string {
	tb.Helper()
	var b bytes.Buffer
	if err := r.WriteHTML(&b); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func parse(tb testing.TB, page string) *goquery.Document {
	tb.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		tb.Fatal(err)
	}
	return doc
}

// What the page says is what demand answered.
func TestPageShowsTheAnswers(t *testing.T) {
	m := bigMarket()
	for _, lang := range []string{"ja", "en"} {
		r := build(t, m, report.Options{Lang: lang, Static: true})
		page := staticPage()
		if lang == "en" {
			page = html(t, r)
		}
		doc := parse(t, page)
		if got := doc.Find("html").AttrOr("lang", ""); got != lang {
			t.Errorf("lang %q", got)
		}
		named := true
		top, err := m.Top(demand.Question{Scope: r.Scope, Month: r.Month, Kinds: []string{"language"}, Named: &named, Limit: 15, Now: october})
		if err != nil {
			t.Fatal(err)
		}
		rows := doc.Find("#languages tbody tr")
		if rows.Length() != len(top.Rows) {
			t.Errorf("%s: %d languages in the table, want %d", lang, rows.Length(), len(top.Rows))
		}
		for i, row := range top.Rows[:5] {
			cells := rows.Eq(i).Find("td")
			want := []string{
				fmt.Sprintf("%.1f%%", 100*row.Share.Share), fmt.Sprintf("%.1f–%.1f%%", 100*row.Lo, 100*row.Hi),
				strconv.Itoa(row.Listings), strconv.Itoa(row.Employers),
			}
			if name := rows.Eq(i).Find("th").Text(); name != row.Name {
				t.Errorf("%s: row %d is %s, want %s", lang, i+1, name, row.Name)
			}
			for j, w := range want {
				if got := cells.Eq(j + 1).Text(); got != w {
					t.Errorf("%s: %s: cell %d is %s, want %s", lang, row.Name, j+1, got, w)
				}
			}
		}
		summary := doc.Find("#summary").Text()
		for _, n := range []int{top.NListings, top.NEmployers} {
			if !strings.Contains(summary, strconv.Itoa(n)) {
				t.Errorf("%s: the summary does not say %d", lang, n)
			}
		}
	}
}

// Every part of the page has something in it, every figure says what and over
// how much, and every chart has its table, file and label.
func TestPageIsComplete(t *testing.T) {
	doc := parse(t, staticPage())
	var sections []string
	doc.Find("main > section").Each(func(_ int, s *goquery.Selection) {
		sections = append(sections, s.AttrOr("id", ""))
		if strings.TrimSpace(s.Find("h2").Text()) == "" || s.Children().Length() < 2 {
			t.Errorf("section %s is blank", s.AttrOr("id", ""))
		}
	})
	if want := "summary categories skills combos pay mixes trends sources method versions"; strings.Join(sections, " ") != want {
		t.Errorf("sections %v, want %s", sections, want)
	}
	doc.Find("figure").Each(func(_ int, f *goquery.Selection) {
		id := f.AttrOr("id", "")
		if id == "source-list" {
			return
		}
		if f.Find(".detail").Length() == 0 {
			t.Errorf("%s does not say what it measures", id)
		}
		if f.Find(".chart").Length() > 0 && (f.Find("table caption").Length() != 1 || f.Find("a[download]").Length() != 1 || f.Find(".keys li").Length() == 0) {
			t.Errorf("%s lacks its table, file or key", id)
		}
	})
	doc.Find(".chart").Each(func(_ int, c *goquery.Selection) {
		if c.AttrOr("role", "") != "img" || c.AttrOr("aria-label", "") == "" || c.Find("svg path").Length() == 0 {
			t.Errorf("%s is not labelled or not drawn", c.AttrOr("id", ""))
		}
	})
	doc.Find("nav a, a.here, a.skip").Each(func(_ int, a *goquery.Selection) {
		if to := a.AttrOr("href", ""); doc.Find(to).Length() != 1 {
			t.Errorf("link to %s leads nowhere", to)
		}
	})
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if ids[id] {
			t.Errorf("id %s twice", id)
		}
		ids[id] = true
	})
	text := doc.Find("main").Text()
	for _, want := range []string{"調査対象", "求人に占める割合", "95%区間", "募集企業数", "掲載中", "新規", "情報源", "給与を書いている求人の割合", "補正していません"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page never says %s", want)
		}
	}
	for _, bad := range []string{"%!", "NaN", "<nil>", "+Inf", "undefined", "{{"} {
		if strings.Contains(text, bad) {
			t.Errorf("the page says %q: …%s…", bad, around(text, bad))
		}
	}
}

func around(s, part string) string {
	i := strings.Index(s, part)
	return s[max(0, i-60):min(len(s), i+60)]
}

// Below the floors there are reasons instead of numbers, and no blank part.
func TestTooFewListings(t *testing.T) {
	m := plantedMarket(t, marketSize{months: 2, listings: 6, through: time.Date(2026, 11, 1, 0, 0, 0, 0, tokyo)})
	for _, lang := range []string{"ja", "en"} {
		doc := parse(t, html(t, build(t, m, report.Options{Lang: lang, Static: true})))
		if n := doc.Find("#skills svg, #combos svg, #pay svg, #categories svg").Length(); n != 0 {
			t.Errorf("%s: %d drawings from a dozen listings", lang, n)
		}
		for _, id := range []string{"skills", "combos", "pay", "mixes", "trends"} {
			if got := doc.Find("#" + id + " .reason").Length(); got == 0 {
				t.Errorf("%s: section %s gives no reason", lang, id)
			}
		}
		want := "まだ言えません"
		if lang == "en" {
			want = "cannot be said yet"
		}
		if got := doc.Find("#summary .sentences").Text(); !strings.Contains(got, want) {
			t.Errorf("%s: the summary says %q", lang, got)
		}
	}
}

// A month that is not over is marked, and never part of a line.
func TestPartialMonth(t *testing.T) {
	now := time.Date(2026, 10, 20, 12, 0, 0, 0, tokyo)
	m := plantedMarket(t, marketSize{months: 8, listings: 120, through: now})
	october := listing.NewMonth(2026, time.October)
	r := build(t, m, report.Options{Month: october, Now: now, Static: true})
	doc := parse(t, html(t, r))
	if !strings.Contains(doc.Find(".attention").Text(), "途中経過") {
		t.Error("the head does not say that the month is not over")
	}
	if doc.Find("#trend-languages .k-hollow").Length() != 1 || doc.Find("#trend-languages svg circle").Length() == 0 {
		t.Error("no hollow mark for the month that is not over")
	}
	if last := doc.Find("#trend-languages tbody tr").Last().Find("td").First().Text(); !strings.HasSuffix(last, "*") {
		t.Errorf("the month that is not over reads %q in the table", last)
	}
	// Without a month asked for, the last that is over is reported.
	if r := build(t, m, report.Options{Now: now}); r.Month != october-1 {
		t.Errorf("month %s, want the last that is over", r.Month)
	}
}

// The page needs nothing but itself: no address to load from, no inline style or
// handler, and a policy that allows exactly what is in it.
func TestSelfContained(t *testing.T) {
	for static, page := range map[bool]string{true: staticPage(), false: interactivePage()} {
		doc := parse(t, page)
		if n := doc.Find("[src], link, iframe, object, embed, base, form, img, video, audio").Length(); n != 0 {
			t.Errorf("static %t: %d elements that load something", static, n)
		}
		doc.Find("[href]").Each(func(_ int, s *goquery.Selection) {
			if to := s.AttrOr("href", ""); !strings.HasPrefix(to, "#") && !strings.HasPrefix(to, "data:text/csv;") {
				t.Errorf("static %t: link to %s", static, to)
			}
		})
		doc.Find("*").Each(func(_ int, s *goquery.Selection) {
			for _, a := range s.Nodes[0].Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("static %t: <%s %s=%q>", static, s.Nodes[0].Data, a.Key, a.Val)
				}
			}
		})
		css := doc.Find("style").Text()
		if m := regexp.MustCompile(`@import|url\(`).FindString(css); m != "" {
			t.Errorf("the style has %s", m)
		}
		checkPolicy(t, doc, static)
	}
}

// checkPolicy computes the hashes of what is in the page and compares.
func checkPolicy(t *testing.T, doc *goquery.Document, static bool) {
	t.Helper()
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; style-src " + hash(doc.Find("style").Text()) + "; img-src data:; base-uri 'none'; form-action 'none'"
	scripts := doc.Find("script")
	if static {
		if scripts.Length() != 0 {
			t.Errorf("%d scripts in a static page", scripts.Length())
		}
	} else {
		if scripts.Length() != 3 {
			t.Fatalf("%d scripts, want data, library and boot", scripts.Length())
		}
		want += "; script-src " + hash(scripts.Eq(1).Text()) + " " + hash(scripts.Eq(2).Text())
	}
	if got := doc.Find(`meta[http-equiv="Content-Security-Policy"]`).AttrOr("content", ""); got != want {
		t.Errorf("policy\n%s\nwant\n%s", got, want)
	}
}

// Hostile text stays text, in the page, in its data, in CSV and in JSON.
func TestHostileText(t *testing.T) {
	doc := parse(t, hostilePage())
	if got := doc.Find("script").Length(); got != 3 {
		t.Errorf("%d scripts, want 3: something broke out", got)
	}
	if doc.Find("img").Length() != 0 {
		t.Error("an image came in")
	}
	if got := doc.Find("h1").Text(); got != hostileScript {
		t.Errorf("heading %q", got)
	}
	names := doc.Find("#languages tbody th").Text()
	for _, want := range []string{hostileScript, hostileMark, hostileImage} {
		if !strings.Contains(names, want) {
			t.Errorf("the table lacks %q", want)
		}
	}
	block := doc.Find("#chart-options").Text()
	if strings.ContainsAny(block, "<>&") {
		t.Error("the data block is not escaped")
	}
	if !json.Valid([]byte(block)) {
		t.Error("the data block is no JSON")
	}
}

// Every option that the page carries is drawn honestly.
func TestOptionsAreHonest(t *testing.T) {
	doc := parse(t, interactivePage())
	var data struct {
		Shared map[string]any
		Charts map[string]struct {
			Wide, Narrow map[string]any
			Tips         []string
		}
	}
	if err := json.Unmarshal([]byte(doc.Find("#chart-options").Text()), &data); err != nil {
		t.Fatal(err)
	}
	if data.Shared["tooltip"].(map[string]any)["renderMode"] != "richText" || data.Shared["animation"] != false {
		t.Errorf("tooltips are not text, or charts move: %v", data.Shared)
	}
	if got, want := len(data.Charts), doc.Find(".chart").Length(); got != want || got < 20 {
		t.Errorf("%d options for %d charts", got, want)
	}
	for id, c := range data.Charts {
		if doc.Find("#"+id).Length() != 1 {
			t.Errorf("no place for chart %s", id)
		}
		for _, option := range []map[string]any{c.Wide, c.Narrow} {
			if option == nil {
				continue
			}
			for _, broken := range charttest.Lint(option) {
				t.Errorf("%s: %s", id, broken)
			}
		}
		for _, tip := range c.Tips {
			if tip == "" {
				t.Errorf("%s has an empty tip", id)
			}
		}
	}
}

// Private sources are counted, never named.
func TestPrivateSourcesAreNotNamed(t *testing.T) {
	r := build(t, bigMarket(), report.Options{})
	var jsonText, csvText bytes.Buffer
	if err := r.WriteJSON(&jsonText); err != nil {
		t.Fatal(err)
	}
	if err := r.WriteCSV(&csvText); err != nil {
		t.Fatal(err)
	}
	for form, text := range map[string]string{"HTML": interactivePage(), "JSON": jsonText.String(), "CSV": csvText.String()} {
		if strings.Contains(text, "my-notes") {
			t.Errorf("%s names a private source", form)
		}
	}
	if r.Overview.Sources[len(r.Overview.Sources)-1].Source == "private" {
		t.Error("writing changed the report")
	}
}

func TestSameInputSameBytes(t *testing.T) {
	size := marketSize{months: 5, listings: 100, through: october}
	fresh, err := chart.NewRenderer()
	if err != nil {
		t.Fatal(err)
	}
	one := build(t, plantedMarket(t, size), report.Options{Renderer: fresh})
	two := build(t, plantedMarket(t, size), report.Options{}) // with a renderer that has drawn other reports
	if html(t, one) != html(t, two) {
		t.Error("the same market makes two pages")
	}
	var a, b bytes.Buffer
	if err := errors.Join(one.WriteJSON(&a), one.WriteCSV(&a), two.WriteJSON(&b), two.WriteCSV(&b)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same market makes two JSON or CSV files")
	}
}

// The sizes that people mail and keep.
func TestSizes(t *testing.T) {
	if n := len(interactivePage()); n > 1_500_000 {
		t.Errorf("interactive page of %d bytes, want at most 1.5 MB", n)
	}
	if n := len(staticPage()); n > 400_000 {
		t.Errorf("static page of %d bytes, want at most 400 kB", n)
	}
}

// New listings as the basis change what the page counts, and it says so.
func TestBasisNew(t *testing.T) {
	scope := demand.DefaultScope()
	scope.Basis = demand.New
	doc := parse(t, html(t, build(t, bigMarket(), report.Options{Scope: scope, Static: true})))
	if got := doc.Find(".cards").Text(); !strings.Contains(got, "新規の求人") || strings.Contains(got, "掲載中") {
		t.Errorf("cards say %q", got)
	}
	if got := doc.Find(".sentences li").First().Text(); !strings.Contains(got, "新しく出た求人") {
		t.Errorf("first sentence: %q", got)
	}
}

// The links of a page are its own or safe addresses, whatever is in the market.
func TestLinksStayHere(t *testing.T) {
	doc := parse(t, hostilePage())
	doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		u, err := url.Parse(a.AttrOr("href", ""))
		if err != nil || u.Host != "" || u.Scheme != "" && u.Scheme != "data" {
			t.Errorf("link %q", a.AttrOr("href", ""))
		}
	})
}

func BenchmarkReport(b *testing.B) {
	m := bigMarket()
	for b.Loop() {
		r := build(b, m, report.Options{})
		var out bytes.Buffer
		if err := r.WriteHTML(&out); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len()), "bytes/page")
	}
}
