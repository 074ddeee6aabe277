package salary_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/extract/salary"
	"juyo/listing"
)

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s.text, s.market)
	}
	for _, s := range readForms(f) {
		f.Add(s.text, s.market)
	}
	f.Add("年収五百万円〜, 〜28万8 $0 - $650 per day ₹8,00,000 12-18 LPA", "IN")
	f.Add("R540-660k/year (USD) 1.2.3 03-1234-5678 1億2000万円 100'000.50", "ZA")
	f.Add("月給30万円 賞与4.5ヶ月分 固定残業代45時間30分 8万円～\n1日6万円〜 kr 850 000", "NO")
	f.Fuzz(func(t *testing.T, text, market string) {
		p := salary.Parse(text, market)
		if again := salary.Parse(text, market); written(t, again) != written(t, p) {
			t.Fatalf("two readings: %s and %s", written(t, p), written(t, again))
		}
		for name, other := range map[string]string{"narrow": narrow(text), "wide": wide(text)} {
			if got := salary.Parse(other, market); written(t, got) != written(t, p) {
				t.Fatalf("%s: %s, as it was %s", name, written(t, got), written(t, p))
			}
		}
		if p != nil {
			sound(t, p)
		}
	})
}

// FuzzEvidence checks that what is shown for a listing's pay lies in its text.
func FuzzEvidence(f *testing.F) {
	for _, s := range readForms(f) {
		f.Add("Engineer", "", s.text)
		f.Add(s.text, s.text, "")
	}
	f.Add("SRE\u200b\t年収\n700万円", "500万円\r\n〜\u2028800万円", "月給\u200b４０\u3000万円\xff")
	f.Fuzz(func(t *testing.T, title, field, text string) {
		l := &listing.Listing{Source: "fixture", ID: "1", Title: title, SalaryText: field, Text: text}
		d := document.New(l)
		p, start, end, why := salary.Evidence(l, d, nil)
		if want := salary.ReadAt(l, d, nil); written(t, p) != written(t, want) {
			t.Fatalf("evidence for %s, read %s", written(t, p), written(t, want))
		}
		if p == nil {
			if start != 0 || end != 0 || why != "" {
				t.Fatalf("no pay, but %d to %d by %q", start, end, why)
			}
			return
		}
		sound(t, p)
		if start < 0 || start >= end || end > len(d.Text) {
			t.Fatalf("%d to %d of %d bytes", start, end, len(d.Text))
		}
		if words := d.Text[start:end]; !utf8.ValidString(words) || !utf8.ValidString(d.Text[:start]) || why == "" {
			t.Fatalf("%q by %q", words, why)
		}
		if again := salary.Read(l, nil); written(t, again) != written(t, p) {
			t.Fatalf("without a document: %s and %s", written(t, again), written(t, p))
		}
	})
}

// sound checks what holds for every reading.
func sound(t *testing.T, p *listing.Pay) {
	t.Helper()
	if p.Currency == "" || p.Period == "" || p.Min == nil && p.Max == nil {
		t.Fatalf("incomplete: %s", shape(p))
	}
	if p.Min != nil && p.Max != nil && (*p.Min > *p.Max || *p.Min == *p.Max && p.MinCents > p.MaxCents) {
		t.Fatalf("ends swapped: %s", shape(p))
	}
	for _, v := range []*int64{p.Min, p.Max, p.AnnualMin, p.AnnualMax, p.WithBonusMin, p.WithBonusMax, p.OvertimePay} {
		if v != nil && *v <= 0 {
			t.Fatalf("an end that is no amount: %s", shape(p))
		}
	}
	if len(p.Currency) != 3 || p.Method == "" || !slices.Contains(listing.Periods(), p.Period) {
		t.Fatalf("currency %q, method %q, period %q", p.Currency, p.Method, p.Period)
	}
	if p.BonusMonths < 0 || p.BonusMonths > 12 || p.OvertimeHours < 0 || p.OvertimeHours > 100 {
		t.Fatalf("%v months of bonus, %v hours of overtime", p.BonusMonths, p.OvertimeHours)
	}
}

// written is all of p as JSON.
func written(t *testing.T, p *listing.Pay) string {
	t.Helper()
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// narrow writes full-width signs as ASCII.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - 0xFEE0
		case r == '\u3000':
			return ' '
		}
		return r
	}, text)
}

// longTexts are texts of about n bytes: an ordinary listing repeated, and such as
// would hurt a reader whose work grows faster than the text.
func longTexts(n int) map[string]string {
	repeat := func(s string) string { return strings.Repeat(s, n/len(s)+1)[:n/len(s)*len(s)] }
	return map[string]string{
		"prose":        repeat("We build tools for people who plan routes. You will own services in Go and work with 3 teams.\n自社サービスのバックエンド開発をお任せします。経験3年以上の方を歓迎します。\n"),
		"listings":     repeat("給与：年収600万円〜900万円（固定残業代45時間分を含む）\nSalary: $120,000 - $150,000 per year\n"),
		"digits":       strings.Repeat("1", n),
		"amounts":      repeat("$100k "),
		"ranges":       repeat("100-200-"),
		"groups":       repeat("1,234,567,890,"),
		"spaces":       repeat("1 000 000 "),
		"parentheses":  repeat("(("),
		"closing":      repeat("¥5,000,000)"),
		"labels":       repeat("年収月給"),
		"kanji digits": repeat("一二三四五"),
		"urls":         repeat("https://1/"),
		"dollars":      strings.Repeat("$", n),
		"lines":        strings.Repeat("\n", n/2) + "$100k",
		"spread":       repeat("~ \n5万円"),
		"bonus":        repeat("賞与"),
		"bonus lines":  repeat("月給30万円 賞与年2回4ヶ月分 固定残業代45時間 5万円を含む"),
		"no overtime":  repeat("固定残業代は採用しておりません月給30万円"),
		"dashes":       strings.Repeat("-", n),
		"waves":        repeat("〜～~"),
		"dashed yen":   repeat("5万円-"),
		"one line":     repeat("給与 月給 30万円 手当 2万円 年収 500万円 "),
		"cells":        repeat("月給 | 30万円 | "),
		"blank lines":  repeat("年収\n\n\n\n\n\n\n\n500万円\n\n\n\n\n\n"),
		"kronor":       repeat("45 000 kr/mnd "),
		"lakhs":        repeat("ctc 10l - 15l "),
		"fees":         repeat("報酬 30万円\n"),
		"kanji run":    strings.Repeat("千", n/3) + "万円",
		"commas":       strings.Repeat("1,", n/2),
		"open marks":   repeat("年収500万円以上"),
		"zero width":   "年収" + strings.Repeat("\u200b", n/3) + "500万円",
	}
}

// How much longer four times the text may take: four times when the work is
// linear, sixteen times when it is quadratic.
const maxGrowth = 9

// The work must grow with the text and no faster. Two sizes are measured in one
// run, so that a slow machine is slow in both.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	const size = 50 << 10
	small, large := longTexts(size), longTexts(4*size)
	for name := range small {
		if growth := growth(small[name], large[name]); growth > maxGrowth {
			t.Errorf("%s: four times the text takes %.1f times as long", name, growth)
		}
	}
}

// growth is how many times longer large takes than small: the least of several
// measurements of each, taken in turn.
func growth(small, large string) float64 {
	shortest := [2]time.Duration{time.Hour, time.Hour}
	for range 7 {
		for k, text := range []string{small, large} {
			start := time.Now()
			salary.Parse(text, "")
			shortest[k] = min(shortest[k], time.Since(start))
		}
	}
	return float64(shortest[1]) / float64(max(shortest[0], 20*time.Microsecond))
}

func BenchmarkParse(b *testing.B) {
	for _, name := range []string{"prose", "listings", "amounts", "ranges"} {
		text := longTexts(200 << 10)[name]
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				salary.Parse(text, "")
			}
		})
	}
	b.Run("field", func(b *testing.B) {
		for b.Loop() {
			salary.Parse("月給28万円～35万円（固定残業代30時間分を含む）", "")
		}
	})
}

func ExampleParse() {
	for _, text := range []string{"年収600万円〜", "月給28万800円～32万円（固定残業代5万円を含む）", "Pay: $18.50 - $22 per hour", "資金調達額50億円を突破"} {
		p := salary.Parse(text, "")
		if p == nil {
			fmt.Println("no pay stated")
			continue
		}
		fmt.Printf("%s %s, a year from %d (%s)\n", p.Currency, p.Period, *p.AnnualMin, p.Method)
	}
	// Output:
	// JPY year, a year from 6000000 (stated)
	// JPY month, a year from 3369600 (month*12)
	// USD hour, a year from 38480 (hour*2080)
	// no pay stated
}
