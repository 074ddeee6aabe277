package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// style is how a heading is marked off; sub-headings of another style than
// their heading do not end its section.
type style uint8

const (
	plainStyle   style = 0
	colonStyle   style = 1
	hashStyle    style = 10 // + number of #
	tagStyle     style = 20 // + 1…8 as mark.heading
	capitalStyle style = 30 // a line in capitals
	symbolStyle  style = 40 // + index in headingSymbols
)

const (
	headingSymbols = "■◆▼◇□★☆▶►▽◎●○＊*≪《【＜<〈［[〔「『▪️=◼❏✔✅・"
	openBrackets   = "【《≪＜<〈［[〔「『"
	closeBrackets  = "】》≫＞>〉］]〕」』"
	bulletSymbols  = "-・*•◦‣▪●○◎–—‐⁃∙·✓✔✅☑►▶→＊･"
)

// heading is what readHeading saw in a line.
type heading struct {
	found   bool
	words   string // the words to classify
	content int    // offset of what follows a label in the same line; -1 nothing
	style   style
	bullet  bool
	titled  bool // every word of weight begins with a capital letter
}

const (
	maxHeadingRunes = 48 // of a marked heading in Japanese, or a label
	maxHeadingASCII = 72 // the same in Latin letters
	maxLabelBytes   = 60 // a label before a colon
)

// trusts reports whether the words known in the heading are enough of it: a
// plain line must be hardly more than them, a marked one may say more.
func (h heading) trusts(folded string, runes int) bool {
	all := utf8.RuneCountInString(folded)
	switch {
	case h.style >= hashStyle:
		return runes*5 >= all
	case h.style == colonStyle && h.content < 0:
		return runes*2 >= all || headingBegins(folded) && !strings.Contains(folded, "looking for")
	case h.style == colonStyle:
		return runes*3 >= all*2
	case all <= 20 && benefitTail(folded):
		return true
	case h.titled:
		return runes*2 >= all
	default:
		return runes*20 >= all*13
	}
}

// benefitTail reports whether a plain line ends as headings of benefits do:
// "エンジニア向けの福利厚生".
func benefitTail(folded string) bool {
	return strings.HasSuffix(folded, "福利厚生") || strings.HasSuffix(folded, "待遇")
}

// readHeading looks at line s for the shapes headings have.
func readHeading(s string, ln line) heading {
	h := heading{content: -1, bullet: ln.bullet}
	rest := s
	r, n := utf8.DecodeRuneInString(rest)
	// Markdown #, and symbols in front.
	switch {
	case r == '#':
		k := 0
		for k < len(rest) && rest[k] == '#' {
			k++
		}
		if k < len(rest) && k <= 6 && (rest[k] == ' ' || rest[k] >= 0x80) {
			h.style = hashStyle + style(k)
			rest = strings.TrimLeftFunc(rest[k:], unicode.IsSpace)
		}
	case strings.HasPrefix(rest, "**"):
		if inner, after, ok := strings.Cut(rest[2:], "**"); ok && strings.Trim(after, " :：") == "" {
			h.style, rest = symbolStyle, inner
		}
	case numbered(rest) > 0:
		h.bullet = true
		rest = rest[numbered(rest):]
	case strings.ContainsRune(bulletSymbols, r) && !strings.ContainsRune(openBrackets, r):
		h.bullet = true
		after := strings.TrimLeftFunc(rest[n:], unicode.IsSpace)
		if i := strings.IndexRune(headingSymbols, r); i >= 0 && r != '-' && r != '*' && r != '・' {
			h.style = symbolStyle + style(i%40)
		}
		rest = after
	case strings.ContainsRune(headingSymbols, r) && !strings.ContainsRune(openBrackets, r):
		h.style = symbolStyle + style(strings.IndexRune(headingSymbols, r)%40)
		rest = strings.TrimLeftFunc(rest[n:], func(q rune) bool { return unicode.IsSpace(q) || q == r })
	}
	if ln.heading > 0 && (h.style == plainStyle || h.style >= symbolStyle) {
		h.style = tagStyle + style(ln.heading)
	}
	// Brackets around the words.
	if r, n := utf8.DecodeRuneInString(rest); n > 0 && strings.ContainsRune(openBrackets, r) {
		if inner, after, ok := cutBracket(rest[n:]); ok && shortHeading(inner) {
			if h.style == plainStyle {
				h.style = symbolStyle + style(strings.IndexRune(headingSymbols, r)%40)
			}
			h.found, h.words = true, inner
			after = strings.TrimLeft(after, " 　:：\t")
			if after != "" {
				h.content = len(s) - len(after)
			}
			return h
		}
	}
	// A label before a colon or a cell.
	if i := strings.IndexAny(rest, ":：\t"); i > 0 && i <= maxLabelBytes && !strings.HasPrefix(rest[i:], "://") && !strings.ContainsAny(rest[:i], "。、") {
		_, n := utf8.DecodeRuneInString(rest[i:])
		after := strings.TrimLeft(rest[i+n:], " 　\t:：")
		h.found, h.words = true, rest[:i]
		if h.style == plainStyle || h.bullet && h.style >= symbolStyle {
			h.style = colonStyle
		}
		if after != "" {
			h.content = len(s) - len(after)
		}
		return h
	}
	if !shortHeading(rest) {
		return h
	}
	if h.style == plainStyle && (h.bullet || strings.HasSuffix(rest, ".")) {
		return h
	}
	if h.style == plainStyle && allCapitals(rest) {
		h.style = capitalStyle
	}
	h.titled = titledLine(rest)
	h.found, h.words = true, rest
	return h
}

// allCapitals reports whether s is three words or more in capital letters.
func allCapitals(s string) bool {
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			return false
		}
	}
	return strings.Count(s, " ") >= 2 && strings.ContainsAny(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

// titledLine reports whether s is in Latin letters and in title case.
func titledLine(s string) bool {
	words := 0
	for w := range strings.FieldsSeq(s) {
		if w[0] >= 0x80 || !titleCase(w) {
			return false
		}
		words++
	}
	return words >= 2
}

// cutBracket cuts s behind an opening bracket at the first closing one.
func cutBracket(s string) (inner, after string, ok bool) {
	i := strings.IndexAny(s, closeBrackets)
	if i <= 0 {
		return "", "", false
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	after = s[i+n:]
	for { // 】】, 』」
		r, n := utf8.DecodeRuneInString(after)
		if n == 0 || !strings.ContainsRune(closeBrackets, r) {
			return s[:i], after, true
		}
		after = after[n:]
	}
}

// shortHeading reports whether s can be a heading by its length and shape.
func shortHeading(s string) bool {
	if s == "" || len(s) > 3*maxHeadingRunes || strings.ContainsAny(s, "。！") && !strings.Contains(s, "？") {
		return false
	}
	n := utf8.RuneCountInString(s)
	return n <= maxHeadingRunes || n == len(s) && n <= maxHeadingASCII
}

// numbered returns the length of a list number at the start of s: "1. ", "(2)",
// "①".
func numbered(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r >= '①' && r <= '⑳' {
		return n + len(s[n:]) - len(strings.TrimLeft(s[n:], " 　"))
	}
	i := 0
	if i < len(s) && s[i] == '(' {
		i++
	}
	d := i
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == d || i > d+2 || i+1 >= len(s) || s[i] != '.' && s[i] != ')' || s[i+1] != ' ' {
		return 0
	}
	return i + 2
}
