package report

import (
	"testing"

	"juyo/listing"
)

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234"} {
		if got := count(n); got != want {
			t.Errorf("count(%d) = %s, want %s", n, got, want)
		}
	}
}

// Digits follow the interval.
func TestPercent(t *testing.T) {
	tests := []struct {
		x, lo, hi float64
		share     string
		interval  string
	}{
		{0.2839, 0.25, 0.32, "28%", "25–32%"},
		{0.2839, 0.2790, 0.2888, "28.4%", "27.9–28.9%"},
		{0.004, 0, 0.03, "0.4%", "0–3%"},
		{0, 0, 0.03, "0%", "0–3%"},
		{1, 0.97, 1, "100%", "97–100%"},
	}
	for _, tt := range tests {
		if got := percent(tt.x, tt.lo, tt.hi); got != tt.share {
			t.Errorf("percent(%v, %v, %v) = %s, want %s", tt.x, tt.lo, tt.hi, got, tt.share)
		}
		if got := between(tt.lo, tt.hi); got != tt.interval {
			t.Errorf("between(%v, %v) = %s, want %s", tt.lo, tt.hi, got, tt.interval)
		}
	}
}

func TestPayText(t *testing.T) {
	ja, en := japanese(), english()
	tests := []struct {
		w        *words
		currency string
		per      listing.Period
		v        float64
		want     string
	}{
		{ja, "JPY", listing.PerYear, 7_234_567, "720万円"},
		{ja, "JPY", listing.PerYear, 12_000_000, "1,200万円"},
		{ja, "JPY", listing.PerMonth, 654_321, "65万円"},
		{ja, "JPY", listing.PerHour, 2_345, "2,350円"},
		{ja, "USD", listing.PerYear, 123_456, "USD 123k"},
		{en, "JPY", listing.PerYear, 7_234_567, "¥7.2M"},
		{en, "JPY", listing.PerMonth, 654_321, "¥650k"},
		{en, "EUR", listing.PerYear, 65_499, "EUR 65k"},
		{en, "USD", listing.PerHour, 80.4, "USD 80"},
	}
	for _, tt := range tests {
		if got := tt.w.payScaleOf(tt.currency, tt.per).text(tt.v); got != tt.want {
			t.Errorf("%s: %v %s a %s = %s, want %s", tt.w.Lang, tt.v, tt.currency, tt.per, got, tt.want)
		}
	}
	lo, hi := 6e6, 7.2e6
	if got := ja.payScaleOf("JPY", listing.PerYear).interval(&lo, &hi); got != "600–720万円" {
		t.Errorf("interval %s", got)
	}
	if got := en.payScaleOf("JPY", listing.PerYear).interval(&lo, &hi); got != "¥6.0–7.2M" {
		t.Errorf("interval %s", got)
	}
}

func TestSafeCell(t *testing.T) {
	tests := map[string]string{
		"Go": "Go", "": "", "=1+1": "'=1+1", "+1": "+1", "+81-3": "'+81-3", "-2.5": "-2.5", "-cmd|x": "'-cmd|x", "@SUM(1)": "'@SUM(1)",
		"\tx": "'\tx", "\rx": "'\rx", "＝1+1": "'＝1+1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a", "C++": "C++",
	}
	for in, want := range tests {
		if got := safeCell(in); got != want {
			t.Errorf("safeCell(%q) = %q, want %q", in, got, want)
		}
	}
}
