package report

import (
	"math"
	"strconv"
	"strings"

	"juyo/demand"
	"juyo/listing"
)

// count writes n with a comma every three digits.
func count(n int) string {
	s := strconv.Itoa(n)
	if n < 0 {
		return "-" + count(-n)
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// percent writes a fraction as a percentage with as many digits as its interval
// supports: whole points when the interval reaches a point or more to either side.
func percent(x, lo, hi float64) string {
	if (hi-lo)/2 >= 0.01 && (x == 0 || x >= 0.005) {
		return strconv.FormatFloat(x*100, 'f', 0, 64) + "%"
	}
	return percent1(x)
}

// percent1 writes a fraction as a percentage with one decimal, for tables.
func percent1(x float64) string { return strconv.FormatFloat(x*100, 'f', 1, 64) + "%" }

// between writes an interval of fractions, e.g. "10–15%", with the digits of percent.
func between(lo, hi float64) string {
	digits := 1
	if (hi-lo)/2 >= 0.01 {
		digits = 0
	}
	return strconv.FormatFloat(lo*100, 'f', digits, 64) + "–" + strconv.FormatFloat(hi*100, 'f', digits, 64) + "%"
}

// between1 writes an interval of fractions with one decimal, for tables.
func between1(lo, hi float64) string {
	return strconv.FormatFloat(lo*100, 'f', 1, 64) + "–" + strconv.FormatFloat(hi*100, 'f', 1, 64) + "%"
}

func shareText(s demand.Share) string { return percent(s.Share, s.Lo, s.Hi) }

func shareBetween(s demand.Share) string { return between(s.Lo, s.Hi) }

// monthText writes a month as people of the language do.
func (w *words) monthText(m listing.Month) string {
	if m == 0 {
		return ""
	}
	if w.Lang == "ja" {
		return strconv.Itoa(m.Year()) + "年" + strconv.Itoa(int(m.Month())) + "月"
	}
	return m.Month().String() + " " + strconv.Itoa(m.Year())
}

// payScale says how pay in a currency and unit is written: divided by unit and
// followed by suffix on axes; prefix precedes it.
type payScale struct {
	unit           float64
	prefix, suffix string
	step           float64 // figures are rounded to it: pay is advertised in round sums
}

// payScaleOf returns how pay is written. Yearly and monthly yen are counted in 万円
// in Japanese.
func (w *words) payScaleOf(currency string, per listing.Period) payScale {
	long := per == listing.PerYear || per == listing.PerMonth
	switch {
	case currency == "JPY" && w.Lang == "ja" && per == listing.PerYear:
		return payScale{unit: 1e4, suffix: "万円", step: 1e5}
	case currency == "JPY" && w.Lang == "ja" && per == listing.PerMonth:
		return payScale{unit: 1e4, suffix: "万円", step: 1e4}
	case currency == "JPY" && w.Lang == "ja":
		return payScale{unit: 1, suffix: "円", step: 10}
	case currency == "JPY" && per == listing.PerYear:
		return payScale{unit: 1e6, prefix: "¥", suffix: "M", step: 1e5}
	case currency == "JPY" && per == listing.PerMonth:
		return payScale{unit: 1e3, prefix: "¥", suffix: "k", step: 1e4}
	case currency == "JPY":
		return payScale{unit: 1, prefix: "¥", step: 10}
	case long:
		return payScale{unit: 1e3, prefix: currency + " ", suffix: "k", step: 1e3}
	}
	return payScale{unit: 1, prefix: currency + " ", step: 1}
}

// text writes one figure. Millions always have a decimal, so that ¥8.0M stands
// beside ¥7.9M.
func (p payScale) text(v float64) string {
	v = math.Round(v/p.step) * p.step / p.unit
	digits := -1
	if p.unit == 1e6 {
		digits = 1
	}
	s := strconv.FormatFloat(v, 'f', digits, 64)
	if whole, frac, ok := strings.Cut(s, "."); ok {
		s = whole + "." + frac[:min(1, len(frac))]
	} else if n, err := strconv.Atoi(s); err == nil {
		s = count(n)
	}
	return p.prefix + s + p.suffix
}

// interval writes two figures, the unit once.
func (p payScale) interval(lo, hi *float64) string {
	if lo == nil || hi == nil {
		return "—"
	}
	from := strings.TrimSuffix(p.text(*lo), p.suffix)
	return from + "–" + strings.TrimPrefix(p.text(*hi), p.prefix)
}
