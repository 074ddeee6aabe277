package document

import (
	"slices"
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
	style      style // plainStyle unless it wears brackets or a symbol
}

// flatHeadings returns the headings inside s, a long line whose parts are
// divided by spaces only: "募集背景 … 必須スキル … 【給与】 …".
func flatHeadings(s string) []flatHeading {
	var out []flatHeading
	postfix := levelLast(s)
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
			} else if nakedHeading(folded, runes, postfix) {
				out = append(out, flatHeading{start: i, end: i + n, section: sec, known: true})
			}
		}
		prev, i = word[len(word)-1], i+n
	}
	return out
}

// shortFlat returns the headings inside s, a line too short to be a whole
// advertisement, when it puts what is required and what is welcome side by side:
// "応募資格 ・Goの経験 歓迎条件 ・Rustの経験", "必須 Go 歓迎 Rust".
func shortFlat(s string, c characters) []flatHeading {
	if !sideBySide(s, c) {
		return nil
	}
	hs := flatHeadings(s)
	required, preferred := false, false
	for i, h := range hs {
		switch {
		case !h.known, strings.HasSuffix(s[:h.end], ":"), strings.HasSuffix(s[:h.end], "："): // labels are read elsewhere
			return nil
		case h.section == Required:
			required = true
		case h.section == Preferred:
			preferred = true
		}
		// "Java 必須 Go 歓迎 …": a short word leads only where it begins the line.
		if i == 0 && h.start > 0 && h.style == plainStyle && utf8.RuneCountInString(s[h.start:h.end]) < 4 {
			return nil
		}
	}
	if !required || !preferred {
		return nil
	}
	return hs
}

// sideBySide reports whether s, with characters c, holds words for what is welcome
// and for what is required.
func sideBySide(s string, c characters) bool {
	return len(s) <= flatBytes && c.holdAny(s, welcomeWords) && c.holdAny(s, requiredWords)
}

var (
	welcomeWords  = keywords("歓迎", "尚可", "優遇", "あると", "望ましい", "活かせる")
	requiredWords = keywords("必須", "応募", "求める", "必要", "要件", "条件")
)

// nakedHeading reports whether a Japanese word that wears no mark is a heading,
// runes of it being words of headings. Where the line puts its words for a level
// behind what they speak of, they are none.
func nakedHeading(folded string, runes int, postfix bool) bool {
	all := utf8.RuneCountInString(folded)
	switch {
	case runes >= 4 && runes*20 >= all*11:
		return true
	case postfix && levelWords[folded]:
		return false
	case runes >= 2 && runes*2 >= all && strings.HasPrefix(folded, "歓迎"):
		return true
	}
	return runes == all && flatShort[folded]
}

// levelWords are the words of flatShort for a level.
var levelWords = map[string]bool{"必須": true, "歓迎": true, "尚可": true}

// levelLast reports whether s ends with a word for a level, which then follows
// what it speaks of: "Java 必須 Go 歓迎".
func levelLast(s string) bool {
	s = strings.TrimRight(s, " 　)）")
	return len(s) > 6 && levelWords[s[len(s)-6:]]
}

// flatShort are short headings that rarely stand between spaces otherwise.
var flatShort = map[string]bool{"必須": true, "歓迎": true, "尚可": true, "給与": true, "賃金": true, "勤務地": true, "待遇": true, "休日": true, "備考": true}

// fieldLen returns the length of the run of s without white space.
func fieldLen(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' || c >= '\t' && c <= '\r':
			return max(i, 1)
		case c == 0xC2 || c >= 0xE1 && c <= 0xE3: // what the other kinds of white space begin with
			r, n := utf8.DecodeRuneInString(s[i:])
			if unicode.IsSpace(r) {
				return max(i, 1)
			}
			i += n - 1
		}
	}
	return len(s)
}

// markedHeading reads a word such as 【必須スキル】 or ■業務内容, with what may be
// glued to it.
func markedHeading(word string) (flatHeading, bool) {
	r, n := utf8.DecodeRuneInString(word)
	switch {
	case beginsWord(r):
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
		return flatHeading{end: len(word) - len(after), section: sec, known: known, style: markStyle(r)}, true
	case strings.ContainsRune("■◆▼◇□★●○◎▽", r):
		folded := foldHeading(word)
		sec, runes := classify(folded)
		known := runes > 0 && runes*3 >= utf8.RuneCountInString(folded)
		if utf8.RuneCountInString(word) > 24 {
			return flatHeading{}, false
		}
		return flatHeading{end: len(word), section: sec, known: known, style: markStyle(r)}, known || strings.ContainsRune("■◆▼", r)
	}
	return flatHeading{}, false
}

// markStyle is the style of a heading that begins with symbol r.
func markStyle(r rune) style {
	return symbolStyle + style(strings.IndexRune(headingSymbols, r)%40)
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
	if !titleCase(s[:fieldLen(s)]) || !mayBeginHeading(s) || !headingBegins(foldHeading(s[:min(len(s), headingReach)])) {
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

// mayBeginHeading is a quick look whether headingBegins can hold for s folded.
func mayBeginHeading(s string) bool {
	if len(s) < 3 {
		return false // no heading is as short
	}
	if s[0]|0x20 < 'a' || s[0]|0x20 > 'z' || s[1] >= utf8.RuneSelf || s[2] >= utf8.RuneSelf {
		return true
	}
	h := leadHash(lowerByte(s[0]), lowerByte(s[1]), lowerByte(s[2]))
	return leadBits[h/64]>>(h%64)&1 == 1
}

func lowerByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

func leadHash(a, b, c byte) uint { return (uint(a)*1021 ^ uint(b)*173 ^ uint(c)*31) & 0x7FFF }

// leadBits holds the hashes of the first three letters of what headingBegins
// takes: words of headings, questions for them, and headingLeads.
var leadBits = func() (bits [1 << 9]uint64) {
	add := func(w string) {
		h := leadHash(w[0], w[1], w[2])
		bits[h/64] |= 1 << (h % 64)
	}
	for k := range headingsByStart {
		add(string(k[:]))
	}
	for i := 0; i < len(questions); i += 2 {
		add(questions[i])
	}
	for _, w := range headingLeads {
		add(w)
	}
	return bits
}()

// headingReach is how much of a text, in bytes, headingBegins can need: the longest
// words of a heading behind two of headingLeads, and what plainQuestion cuts.
var headingReach = func() int {
	longest := 0
	for w := range headingIndex {
		longest = max(longest, len(w))
	}
	return longest + 2*len("additional ") + 24
}()

// headingLeads may stand before the words of a heading.
var headingLeads = []string{"main", "your", "our", "the", "other", "key", "primary", "general", "core", "job", "basic", "minimum", "additional", "technical"}

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
		if !slices.Contains(headingLeads, first) {
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
