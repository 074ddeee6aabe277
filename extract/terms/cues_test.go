package terms

import (
	"math"
	"strings"
	"testing"
)

// The tables are written by hand: every phrase must be folded as texts are, name
// a reader that exists, and all must fit the automaton's 16-bit states.
func TestCues(t *testing.T) {
	for _, table := range []string{cueTable, roleTable, fieldTable} {
		for line := range strings.Lines(table) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			cells := strings.Split(line, "\t")
			if len(cells) != 3 {
				t.Fatalf("%.40q has %d cells, want 3", line, len(cells))
			}
			if _, ok := readerNames[cells[0]]; !ok {
				t.Errorf("no reader %q", cells[0])
			}
			for words := range strings.SplitSeq(cells[2], ";") {
				p := newPhrase(words)
				if p.words == "" || foldString(p.words) != p.words {
					t.Errorf("%s %s: %q is not folded: %q", cells[0], cells[1], words, foldString(p.words))
				}
			}
		}
	}
	a, says := cues()
	if n := len(a.ends); n > math.MaxUint16 {
		t.Errorf("%d states do not fit 16 bits", n)
	}
	if len(says) != len(a.phrases) {
		t.Errorf("%d phrases say %d things", len(a.phrases), len(says))
	}
}

func TestAutomaton(t *testing.T) {
	a := newAutomaton([]phrase{newPhrase("she"), newPhrase("he"), newPhrase("hers*"), newPhrase("|パート|"), newPhrase("remote work")})
	tests := []struct{ text, want string }{
		{"she", "she"},
		{"ushers", ""},
		{"hers hersx", "hers hers"},
		{"パート", "パート"},
		{"パートナー", ""},
		{"remote work!", "remote work"},
		{"remote working", ""},
		{"he, she", "he she"},
	}
	for _, tt := range tests {
		var got []string
		a.each([]byte(tt.text), func(_, start, end int) { got = append(got, tt.text[start:end]) })
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q: found %q, want %q", tt.text, s, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Full-Time", "full time"},
		{"ＧＯ言語（３年以上）", "go言語(3年以上)"},
		{"週３〜４日", "週3~4日"},
		{"3–5 years", "3-5 years"},
		{"front‑end", "front end"},
		{"ﾘﾓｰﾄ", "リモート"},
		{"a\u00a0b\u3000c", "a b c"},
		{"You’ll", "you'll"},
	}
	for _, tt := range tests {
		if got := foldString(tt.in); got != tt.want {
			t.Errorf("fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// Two tables may look for the same words with other marks around them.
func TestSameWordsOtherEdges(t *testing.T) {
	a := newAutomaton([]phrase{newPhrase("|ターン|"), newPhrase("ターン"), newPhrase("turn*"), newPhrase("turn")})
	for text, want := range map[string]int{"ターン": 2, "uターンで": 2, "パターン": 1, "turn": 2, "turns": 1, "return": 0} {
		n := 0
		a.each([]byte(text), func(int, int, int) { n++ })
		if n != want {
			t.Errorf("%s: %d phrases found, want %d", text, n, want)
		}
	}
}
