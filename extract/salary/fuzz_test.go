package salary_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"juyo/extract/salary"
	"juyo/listing"
)

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s.text, s.market)
	}
	f.Add("年収五百万円〜, 〜28万8 $0 - $650 per day ₹8,00,000 12-18 LPA", "IN")
	f.Add("R540-660k/year (USD) 1.2.3 03-1234-5678 1億2000万円 100'000.50", "ZA")
	f.Fuzz(func(t *testing.T, text, market string) {
		p := salary.Parse(text, market)
		if again := salary.Parse(text, market); shape(again) != shape(p) {
			t.Fatalf("two readings: %s and %s", shape(p), shape(again))
		}
		if p == nil {
			return
		}
		if p.Currency == "" || p.Period == "" || p.Min == nil && p.Max == nil {
			t.Fatalf("incomplete: %s", shape(p))
		}
		if p.Min != nil && p.Max != nil && (*p.Min > *p.Max || *p.Min == *p.Max && p.MinCents > p.MaxCents) {
			t.Fatalf("ends swapped: %s", shape(p))
		}
		for _, v := range []*int64{p.Min, p.Max, p.AnnualMin, p.AnnualMax} {
			if v != nil && *v <= 0 {
				t.Fatalf("an end that is no amount: %s", shape(p))
			}
		}
		if len(p.Currency) != 3 || p.Method == "" {
			t.Fatalf("currency %q, method %q", p.Currency, p.Method)
		}
		known := false
		for _, q := range listing.Periods() {
			known = known || q == p.Period
		}
		if !known {
			t.Fatalf("period %q", p.Period)
		}
	})
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
	}
}

// The time must grow with the text and no faster.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	for name, text := range longTexts(1 << 20) {
		start := time.Now()
		salary.Parse(text, "")
		if d := time.Since(start); d > 3*time.Second {
			t.Errorf("%s: %s for 1 MB", name, d)
		}
	}
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
