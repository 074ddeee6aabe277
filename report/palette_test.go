package report

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"juyo/report/chart"
)

var variable = regexp.MustCompile(`(--[a-z]+):(#[0-9a-f]{6})`)

// palettes reads the colours of light, dark and print from the style sheet.
func palettes(t *testing.T) map[string]map[string]string {
	t.Helper()
	parts := map[string]string{}
	rest := pageCSS
	for _, cut := range []struct{ name, before string }{{"light", "@media (prefers-color-scheme:dark)"}, {"dark", "*{box-sizing"}} {
		i := strings.Index(rest, cut.before)
		if i < 0 {
			t.Fatalf("no %s in the style sheet", cut.before)
		}
		parts[cut.name], rest = rest[:i], rest[i:]
	}
	_, parts["print"], _ = strings.Cut(rest, "@media print")
	out := map[string]map[string]string{}
	for name, css := range parts {
		out[name] = map[string]string{}
		for _, m := range variable.FindAllStringSubmatch(css, -1) {
			out[name][m[1]] = m[2]
		}
	}
	return out
}

// luminance and contrast follow WCAG 2.2.
func luminance(hex string) float64 {
	channel := func(s string) float64 {
		n, err := strconv.ParseUint(s, 16, 8)
		if err != nil {
			return 0
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(hex[1:3]) + 0.7152*channel(hex[3:5]) + 0.0722*channel(hex[5:7])
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Text is readable (4.5:1) and marks are told from what they stand on (3:1), in
// every palette. The browser's tools cannot judge this inside an SVG.
func TestContrast(t *testing.T) {
	pairs := []struct {
		on, what string
		least    float64
	}{
		{"--page", "--ink", 4.5},
		{"--page", "--muted", 4.5},
		{"--page", "--link", 4.5},
		{"--panel", "--ink", 4.5},
		{"--panel", "--muted", 4.5},
		{"--warn", "--ink", 4.5},
		{"--page", "--bar", 3},
		{"--page", "--second", 3},
		{"--page", "--muted", 3},
		{"--page", "--warnline", 3},
		{"--bar", "--ink", 3}, // whisker on its bar
		{"--band", "--bar", 2.5},
		{"--soft", "--ink", 3}, // line on its band, median's interval on the quartiles
	}
	for name, p := range palettes(t) {
		for _, v := range chart.Variables() {
			if p[v] == "" {
				t.Errorf("%s has no %s", name, v)
			}
		}
		for _, pair := range pairs {
			if got := contrast(p[pair.on], p[pair.what]); got < pair.least {
				t.Errorf("%s: %s on %s is %.2f:1, want %.1f:1", name, pair.what, pair.on, got, pair.least)
			}
		}
	}
	if got := contrast("#000000", "#ffffff"); math.Abs(got-21) > 0.01 {
		t.Errorf("black on white is %.2f:1", got)
	}
}
