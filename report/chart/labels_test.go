package chart

import (
	"slices"
	"strings"
	"testing"
)

// A phone's labels break where words end.
func TestWrap(t *testing.T) {
	for label, want := range map[string][]string{
		"Go":         {"Go"},
		"言語・フレームワーク": {"言語・", "フレームワーク"},
		"バックエンド+フロントエンド":           {"バックエンド+", "フロントエンド"},
		"上流工程・設計力・ビジネス理解":          {"上流工程・設計力・", "ビジネス理解"},
		"データベース設計の経験":              {"データベース", "設計の経験"},
		"Google Kubernetes Engine": {"Google", "Kubernetes", "Engine"},
		"すべての求人（正社員）":              {"すべての求人", "（正社員）"},
		"C++":                      {"C++"},
		"メッセージキューイングシステム":          {"メッセージキューイ", "ングシステム"}, // one word, wider than a line
		"": {""},
	} {
		if got := wrap(label, 12, 114); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
}

// Nothing is lost but spaces at breaks, no line is too wide, and there is an end.
func FuzzWrap(f *testing.F) {
	f.Add("言語・フレームワーク", 114)
	f.Add("\xff{b}  +", 1)
	f.Fuzz(func(t *testing.T, label string, most int) {
		if len(label) > 300 {
			t.Skip("no label is that long")
		}
		lines := wrap(label, 12, float64(most))
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := bare(strings.Join(lines, "")); got != bare(label) {
			t.Fatalf("%q became %q", label, lines)
		}
		for _, l := range lines {
			if textWidth(l, 12) > float64(most) && len([]rune(strings.TrimSpace(l))) > 1 {
				t.Fatalf("%q is wider than %d", l, most)
			}
		}
	})
}
