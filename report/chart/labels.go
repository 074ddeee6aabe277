package chart

import (
	"math"
	"strings"
	"unicode"
)

// textWidth guesses the width of s in pixels: CJK is as wide as it is high, the
// rest a little over half. It leaves slack, since the reader's font is unknown.
func textWidth(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		if r >= 0x2E80 {
			w += size
		} else {
			w += size * 0.58
		}
	}
	return w * 1.05
}

// labelColumn is the column of labels beside a chart's rows.
type labelColumn struct {
	width int
	lines int // of the longest label
	texts []string
}

// columnFor breaks labels at the ends of words so that they fit most pixels, and
// returns how wide and how high they then are.
func columnFor(labels []string, size float64, least, most int) labelColumn {
	c := labelColumn{lines: 1}
	widest := 0.0
	for _, l := range labels {
		lines := wrap(l, size, float64(most-4))
		for _, line := range lines {
			widest = max(widest, textWidth(line, size))
		}
		c.lines = max(c.lines, len(lines))
		c.texts = append(c.texts, strings.Join(lines, "\n"))
	}
	c.width = min(max(int(math.Ceil(widest))+4, least), most)
	return c
}

// rowHeight is the height of rows whose labels have that many lines.
func (c labelColumn) rowHeight(least, lineHeight int) int {
	return max(least, c.lines*lineHeight+4)
}

// wrap breaks a label into lines of at most most pixels, as few as it takes. It
// breaks at the ends of words; within a word only when one is wider than a line.
func wrap(label string, size, most float64) []string {
	var lines []string
	line := ""
	for _, word := range words(label) {
		if line != "" && textWidth(strings.TrimRight(line+word, " "), size) > most {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		for strings.TrimRight(word, " ") != "" && textWidth(strings.TrimRight(word, " "), size) > most {
			head := fitting(word, size, most)
			lines = append(lines, head)
			word = word[len(head):]
		}
		line += word
	}
	return append(lines, strings.TrimRight(line, " "))
}

// fitting returns the longest start of word that is at most most pixels wide, at
// least one character.
func fitting(word string, size, most float64) string {
	end := 0
	for i := range word {
		switch {
		case i == 0:
		case end > 0 && textWidth(word[:i], size) > most:
			return word[:end]
		default:
			end = i
		}
	}
	if end == 0 {
		return word
	}
	return word[:end]
}

// words cuts a label where a line may end: after a space or a mark that joins
// names, before a bracket, and in Japanese where the script changes to or from
// katakana.
func words(label string) []string {
	var out []string
	start := 0
	before := rune(0)
	for i, r := range label {
		if i > start && mayBreak(before, r) {
			out = append(out, label[start:i])
			start = i
		}
		before = r
	}
	return append(out, label[start:])
}

func mayBreak(before, after rune) bool {
	switch {
	case after == ' ' || after == '+' && before == '+': // C++ is one word
		return false
	case strings.ContainsRune(" ・、/+,", before) || after == '（':
		return true
	}
	return before >= 0x2E80 && after >= 0x2E80 && unicode.IsLetter(before) && unicode.IsLetter(after) && katakana(before) != katakana(after)
}

func katakana(r rune) bool { return unicode.Is(unicode.Katakana, r) || r == 'ー' }
