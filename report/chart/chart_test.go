package chart_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"juyo/report/chart"
	"juyo/report/chart/charttest"
)

// drawer is what all charts have in common.
type drawer interface {
	Draw(width int) (chart.Drawing, error)
	Tips() []string
}

func someRanked(n int) chart.Ranked {
	var c chart.Ranked
	for i := range n {
		share := 0.9 / float64(i+1)
		c.Rows = append(c.Rows, chart.RankedRow{
			Label: fmt.Sprintf("技術 %d", i), Share: share, Lo: share * 0.8, Hi: min(1, share*1.3), Second: new(share * 0.9),
			Text: fmt.Sprintf("%.0f%%・12件", share*100), Short: "x%", Tip: "a\nb",
		})
	}
	return c
}

func someTrend() chart.Trend {
	c := chart.Trend{}
	for i := range 12 {
		share := 0.1 + 0.01*float64(i)
		c.Months = append(c.Months, fmt.Sprintf("2026-%02d", i+1))
		c.Points = append(c.Points, chart.TrendPoint{
			Known: i != 3 && i != 5, Share: share, Lo: share - 0.03, Hi: share + 0.04, Partial: i == 11, Tip: "t",
		})
	}
	return c
}

func someRanges() chart.Ranges {
	return chart.Ranges{Unit: 1e4, Suffix: "万円", Rows: []chart.RangesRow{
		{Label: "All", P10: new(4e6), P25: new(5e6), P50: new(6e6), P75: new(7e6), P90: new(9e6), P50Lo: new(5.8e6), P50Hi: new(6.2e6), Text: "600万円", Tip: "t"},
		{Label: "quartiles only", P25: new(5e6), P50: new(6e6), P75: new(7e6), P50Lo: new(5.5e6), P50Hi: new(6.5e6), Text: "600万円", Tip: "t"},
		{Label: "median only", P50: new(6e6), P50Lo: new(5e6), P50Hi: new(8e6), Text: "600万円", Tip: "t"},
	}}
}

func someColumns() chart.Columns {
	c := chart.Columns{}
	for i := range 12 {
		c.Months = append(c.Months, fmt.Sprintf("2026-%02d", i+1))
		c.Points = append(c.Points, chart.ColumnsPoint{Whole: 100 + i, Part: 30, Partial: i == 11, Tip: "t"})
	}
	return c
}

func someCharts() map[string]drawer {
	return map[string]drawer{"ranked": someRanked(15), "trend": someTrend(), "ranges": someRanges(), "columns": someColumns()}
}

func TestChartsAreHonest(t *testing.T) {
	for name, c := range someCharts() {
		for _, width := range []int{chart.Wide, chart.Narrow} {
			d, err := c.Draw(width)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, broken := range charttest.Lint(d.Option) {
				t.Errorf("%s at %d px: %s", name, width, broken)
			}
		}
	}
}

// Whatever the numbers, every bar, whisker, point and label end is within the axes.
func TestRankedFitsItsAxes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c chart.Ranked
		for range rapid.IntRange(1, 20).Draw(t, "rows") {
			share := rapid.Float64Range(0, 1).Draw(t, "share")
			c.Rows = append(c.Rows, chart.RankedRow{
				Label: rapid.String().Draw(t, "label"), Share: share,
				Lo: rapid.Float64Range(0, share).Draw(t, "lo"), Hi: rapid.Float64Range(share, 1).Draw(t, "hi"),
				Second: new(rapid.Float64Range(0, 1).Draw(t, "second")), Text: "x",
			})
		}
		d, err := c.Draw(chart.Wide)
		if err != nil {
			t.Fatal(err)
		}
		for _, broken := range charttest.Lint(d.Option) {
			t.Error(broken)
		}
	})
}

func TestTrendFitsItsAxes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c chart.Trend
		for i := range rapid.IntRange(1, 40).Draw(t, "months") {
			share := rapid.Float64Range(0, 1).Draw(t, "share")
			c.Months = append(c.Months, strconv.Itoa(i))
			c.Points = append(c.Points, chart.TrendPoint{
				Known: rapid.Bool().Draw(t, "known"), Partial: rapid.Bool().Draw(t, "partial"), Share: share,
				Lo: rapid.Float64Range(0, share).Draw(t, "lo"), Hi: rapid.Float64Range(share, 1).Draw(t, "hi"),
			})
		}
		d, err := c.Draw(chart.TrendWidth)
		if err != nil {
			t.Fatal(err)
		}
		for _, broken := range charttest.Lint(d.Option) {
			t.Error(broken)
		}
	})
}

// A month that is not over is joined to nothing, and months without a number
// stay gaps.
func TestTrendLeavesGaps(t *testing.T) {
	d, err := someTrend().Draw(chart.TrendWidth)
	if err != nil {
		t.Fatal(err)
	}
	data := map[string][]any{}
	for _, s := range d.Option["series"].([]any) {
		m := s.(map[string]any)
		data[m["name"].(string)] = m["data"].([]any)
	}
	for _, name := range []string{"share", "low", "band"} {
		for _, month := range []int{3, 5, 11} {
			if data[name][month] != "-" {
				t.Errorf("%s in month %d is %v, want a gap", name, month, data[name][month])
			}
		}
	}
	if data["partial"][11] == "-" {
		t.Error("the month that is not over is not drawn")
	}
	// Month 4 stands alone between two gaps: only a mark makes it visible.
	if m, ok := data["share"][4].(map[string]any); !ok || m["symbol"] != "circle" {
		t.Errorf("a month alone is drawn as %v, want a circle", data["share"][4])
	}
}

func TestNothingToDraw(t *testing.T) {
	for name, c := range map[string]drawer{
		"ranked": chart.Ranked{}, "trend": chart.Trend{}, "ranges": chart.Ranges{}, "columns": chart.Columns{},
		"months without points": chart.Trend{Months: []string{"2026-01"}},
	} {
		if _, err := c.Draw(chart.Wide); !errors.Is(err, chart.ErrNothing) {
			t.Errorf("%s: %v, want ErrNothing", name, err)
		}
	}
}

func newSession(tb testing.TB) *chart.Session {
	tb.Helper()
	r, err := chart.NewRenderer()
	if err != nil {
		tb.Fatal(err)
	}
	s, err := r.NewSession()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// What stays in a drawing: shapes and text. No style, class of ECharts, script,
// handler, link or id.
func TestSVGIsPlain(t *testing.T) {
	s := newSession(t)
	forbidden := regexp.MustCompile(`style|script|on[a-z]+=|href|ecmeta|zr\d|NaN|undefined|id="`)
	for name, c := range someCharts() {
		d, err := c.Draw(chart.Wide)
		if err != nil {
			t.Fatal(err)
		}
		svg, err := s.SVG(d, name, "wide")
		if err != nil {
			t.Fatal(err)
		}
		if m := forbidden.FindString(svg); m != "" {
			t.Errorf("%s has %q in it", name, m)
		}
		wellFormed(t, svg)
	}
}

func wellFormed(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
	}
}

// Every whisker that was asked for is drawn, also where it ends at the axis.
func TestWhiskersAreDrawn(t *testing.T) {
	s := newSession(t)
	c := chart.Ranked{Rows: []chart.RankedRow{{Label: "a", Share: 0.9, Lo: 0.8, Hi: 1, Text: "90%"}, {Label: "b", Share: 0.02, Lo: 0, Hi: 0.5, Text: "2%"}}}
	d, err := c.Draw(chart.Wide)
	if err != nil {
		t.Fatal(err)
	}
	svg, err := s.SVG(d, "whiskers", "wide")
	if err != nil {
		t.Fatal(err)
	}
	path := regexp.MustCompile(`<path d="([^"]*)"[^>]*stroke="var\(--ink\)"`).FindStringSubmatch(svg)
	if path == nil || strings.Count(path[1], "M") != 2 {
		t.Errorf("want two whiskers in %s", svg)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	const hostile = `</script><script>alert(1)</script>`
	c := chart.Ranked{Rows: []chart.RankedRow{{Label: hostile, Share: 0.5, Text: hostile, Tip: "{a|b}"}}}
	d, err := c.Draw(chart.Wide)
	if err != nil {
		t.Fatal(err)
	}
	option, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(string(option), "<>&") {
		t.Errorf("option is not escaped: %s", option)
	}
	svg, err := newSession(t).SVG(d, "hostile", "wide")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(svg, "<script") || !strings.Contains(svg, "&lt;script&gt;") {
		t.Errorf("label is not escaped: %s", svg)
	}
	if tips := c.Tips(); strings.Contains(tips[0], "{a") {
		t.Errorf("tip %q would be read as rich text", tips[0])
	}
}

// The same charts give the same bytes, in whatever order and session they are drawn.
func TestDrawingIsDeterministic(t *testing.T) {
	a, b := newSession(t), newSession(t)
	first, err := someTrend().Draw(chart.TrendWidth)
	if err != nil {
		t.Fatal(err)
	}
	other, err := someRanked(4).Draw(chart.Wide)
	if err != nil {
		t.Fatal(err)
	}
	want, err := a.SVG(first, "one", "small")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.SVG(other, "other", "wide"); err != nil {
		t.Fatal(err)
	}
	got, err := b.SVG(first, "one", "small")
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("second drawing differs:\n%s\n%s", want, got)
	}
}

func BenchmarkSVG(b *testing.B) {
	s := newSession(b)
	d, err := someRanked(15).Draw(chart.Wide)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.SVG(d, "bench", "wide"); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleSession_SVG() {
	renderer, err := chart.NewRenderer()
	if err != nil {
		fmt.Println(err)
		return
	}
	session, err := renderer.NewSession()
	if err != nil {
		fmt.Println(err)
		return
	}
	languages := chart.Ranked{Rows: []chart.RankedRow{
		{Label: "Go", Share: 0.18, Lo: 0.15, Hi: 0.22, Text: "18%"},
		{Label: "COBOL", Share: 0.01, Lo: 0, Hi: 0.02, Text: "1%"},
	}}
	drawing, err := languages.Draw(chart.Narrow)
	if err != nil {
		fmt.Println(err)
		return
	}
	svg, err := session.SVG(drawing, "languages", "narrow")
	fmt.Println(strings.HasPrefix(svg, `<svg class="narrow"`), strings.Contains(svg, ">COBOL<"), err)
	// Output: true true <nil>
}

// Options are plain JSON: what was written reads back the same.
func TestOptionIsJSON(t *testing.T) {
	for name, c := range someCharts() {
		d, err := c.Draw(chart.Wide)
		if err != nil {
			t.Fatal(err)
		}
		b, err := d.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var back map[string]any
		if err := json.Unmarshal(b, &back); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(c.Tips()) == 0 {
			t.Errorf("%s has no tips", name)
		}
	}
}
