package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// flatBytes is the length from which a line may be a whole advertisement whose
// line ends a source has dropped.
const flatBytes = 360

// flatHeading is a heading inside a line: the words s[start:end].
type flatHeading struct {
	start, end int
	section    Section
	known      bool
	marked     bool // it wears brackets or a symbol
}

// flatHeadings returns the headings inside s, a long line whose parts are
// divided by spaces only: "募集背景 … 必須スキル … 【給与】 …".
func flatHeadings(s string) []flatHeading {
	var out []flatHeading
	prev := byte('.')
	for i := 0; i < len(s); {
		if s[i] == ' ' || s[i] == '\t' {
			i++
			continue
		}
		if strings.HasPrefix(s[i:], "\u3000") {
			i += len("\u3000")
			continue
		}
		n := fieldLen(s[i:])
		word := s[i : i+n]
		if h, ok := markedHeading(word); ok {
			h.start, h.end = h.start+i, h.end+i
			out = append(out, h)
			prev, i = '.', i+n
			continue
		}
		if word[0] < 0x80 {
			if k, sec := englishHeading(s[i:], prev); k > 0 {
				out = append(out, flatHeading{start: i, end: i + k, section: sec, known: true})
				prev, i = '.', i+k
				continue
			}
		} else if r := utf8.RuneCountInString(word); r >= 2 && r <= 20 && !strings.ContainsAny(word, "、。") && i+n < len(s) {
			folded := foldHeading(word)
			if sec, runes := classify(folded); runes < utf8.RuneCountInString(folded) && labelsOn(s[i+n:]) {
				// "プロジェクト管理 : …" is an entry of a list.
			} else if runes >= 4 && runes*20 >= utf8.RuneCountInString(folded)*11 || runes >= 2 && strings.HasPrefix(folded, "歓迎") && runes*2 >= utf8.RuneCountInString(folded) || runes == utf8.RuneCountInString(folded) && flatShort[folded] {
				out = append(out, flatHeading{start: i, end: i + n, section: sec, known: true})
			}
		}
		prev, i = word[len(word)-1], i+n
	}
	return out
}

// flatShort are short headings that rarely stand between spaces otherwise.
var flatShort = map[string]bool{"必須": true, "歓迎": true, "尚可": true, "給与": true, "賃金": true, "勤務地": true, "待遇": true, "休日": true, "備考": true}

// fieldLen returns the length of the run of s without white space.
func fieldLen(s string) int {
	i := strings.IndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return len(s)
	}
	return max(i, 1)
}

// markedHeading reads a word such as 【必須スキル】 or ■業務内容, with what may be
// glued to it.
func markedHeading(word string) (flatHeading, bool) {
	r, n := utf8.DecodeRuneInString(word)
	switch {
	case strings.ContainsRune("【《≪", r) || strings.ContainsRune("＜<〈［[〔", r):
		inner, after, ok := cutBracket(word[n:])
		if !ok || !shortHeading(inner) {
			return flatHeading{}, false
		}
		folded := foldHeading(inner)
		sec, runes := classify(folded)
		known := runes > 0 && runes*5 >= utf8.RuneCountInString(folded)
		if !known && !strings.ContainsRune("【《≪", r) {
			return flatHeading{}, false
		}
		return flatHeading{end: len(word) - len(after), section: sec, known: known, marked: true}, true
	case strings.ContainsRune("■◆▼◇□★●○◎▽", r):
		folded := foldHeading(word)
		sec, runes := classify(folded)
		known := runes > 0 && runes*3 >= utf8.RuneCountInString(folded)
		if utf8.RuneCountInString(word) > 24 {
			return flatHeading{}, false
		}
		return flatHeading{end: len(word), section: sec, known: known, marked: true}, known || strings.ContainsRune("■◆▼", r)
	}
	return flatHeading{}, false
}

// flatSingle are one-word English headings that are told apart from words of a
// sentence by standing between a full stop and a capital letter.
var flatSingle = map[string]bool{
	"requirements": true, "qualifications": true, "responsibilities": true, "benefits": true, "perks": true, "overview": true,
	"compensation": true, "preferred": true, "description": true,
}

// englishHeading returns the length of the heading in title case at the start
// of s and its section; 0 when there is none. prev is the byte before.
func englishHeading(s string, prev byte) (int, Section) {
	if !titleCase(s[:fieldLen(s)]) || !headingBegins(foldHeading(s[:min(len(s), 2*maxHeadingASCII)])) {
		return 0, Body
	}
	best, bestSection := 0, Body
	end, words := 0, 0
	for words < 7 && end < len(s) {
		n := fieldLen(s[end:])
		w := s[end : end+n]
		if !titleCase(w) {
			break
		}
		end += n
		words++
		if strings.ContainsRune(".,;!?)", rune(w[n-1])) {
			break
		}
		next := strings.TrimLeft(s[end:], " \t")
		colon := w[n-1] == ':'
		folded := foldHeading(s[:end])
		sec, runes := classify(folded)
		if runes*20 >= utf8.RuneCountInString(folded)*11 && headingBegins(folded) && (!connective(w) || headingIndex[folded].section == Preferred) && next != "" && (colon || startsPart(next)) {
			switch {
			case words > 1 && runes >= 8 && (colon || prev != ','):
				best, bestSection = end, sec
			case words == 1 && flatSingle[folded] && (colon || strings.IndexByte(".!?):;", prev) >= 0):
				best, bestSection = end, sec
			}
		}
		if colon || next == "" {
			break
		}
		end = len(s) - len(next)
	}
	return best, bestSection
}

// labelsOn reports whether s begins with a colon.
func labelsOn(s string) bool {
	s = strings.TrimLeft(s, " 　")
	return strings.HasPrefix(s, ":") || strings.HasPrefix(s, "：")
}

// headingBegins reports whether the folded words s begin with words of a
// heading, apart from one word such as "main" or "your".
func headingBegins(s string) bool {
	for range 2 {
		if longestAt(s, 0) != "" {
			return true
		}
		first, rest, _ := strings.Cut(s, " ")
		switch first {
		case "main", "your", "our", "the", "other", "key", "primary", "general", "core", "job", "basic", "minimum", "additional", "technical":
		default:
			return false
		}
		s = rest
	}
	return false
}

// titleCase reports whether w can be a word of a heading in title case.
func titleCase(w string) bool {
	return w[0] >= 'A' && w[0] <= 'Z' || w == "&" || w == "/" || connective(w)
}

// connective reports whether w is a small word inside headings.
func connective(w string) bool {
	switch strings.TrimRight(w, ":") {
	case "and", "of", "the", "for", "to", "you", "in", "we", "or", "have", "a", "us", "with", "your", "our", "what's", "it", "are", "is":
		return true
	}
	return false
}

// startsPart reports whether s begins as a new part of a text does.
func startsPart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || r >= 0x2000 || strings.ContainsRune("-*•·~$", r)
}
