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
	opens   bool // a list follows it
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
	if open := strings.IndexAny(folded, "(["); open > 0 && latin(folded) { // "Benefits (for all who work full time)"
		all = utf8.RuneCountInString(folded[:open])
	}
	switch {
	case h.style >= hashStyle:
		return runes*5 >= all
	case h.style == colonStyle && h.content < 0:
		return runes*2 >= all || headingBegins(folded) && !strings.Contains(folded, "looking for")
	case h.style == colonStyle:
		return runes*3 >= all*2
	case all <= 20 && benefitTail(folded):
		return true
	case h.titled && h.opens:
		return runes*3 >= all
	case h.titled || h.opens:
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

// beginsWord reports letters that words begin with: no symbol, bracket, bullet or
// number that may stand before a heading.
func beginsWord(r rune) bool {
	return r|0x20 >= 'a' && r|0x20 <= 'z' || japaneseLetter(r)
}

// readHeading looks at line s for the shapes headings have.
func readHeading(s string, ln line) heading {
	h := heading{content: -1, bullet: ln.bullet}
	rest := s
	r, n := utf8.DecodeRuneInString(rest)
	// Markdown #, and symbols in front.
	switch {
	case beginsWord(r): // as most lines do
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
	if r, n := utf8.DecodeRuneInString(rest); n > 0 && !beginsWord(r) && strings.ContainsRune(openBrackets, r) {
		if inner, after, ok := cutBracket(rest[n:]); ok && shortHeading(strings.TrimRight(inner, "！")) {
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
	if i := labelEnd(rest); i > 0 && !strings.HasPrefix(rest[i:], "://") && !strings.Contains(rest[:i], "。") && !strings.Contains(rest[:i], "、") {
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
	if i := fieldEnd(rest); i > 0 {
		h.found, h.words, h.content = true, rest[:i], len(s)-len(strings.TrimLeft(rest[i:], " 　"))
		if h.style == plainStyle || h.bullet && h.style >= symbolStyle {
			h.style = colonStyle
		}
		return h
	}
	if !shortHeading(rest) {
		return h
	}
	if h.style == plainStyle && (h.bullet && !levelHeading(rest) || strings.HasSuffix(rest, ".") && !strings.HasSuffix(rest, "..")) {
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
	if s == "" || len(s) > 3*maxHeadingRunes || (strings.Contains(s, "。") || strings.Contains(s, "！")) && !strings.Contains(s, "？") {
		return false
	}
	n := utf8.RuneCountInString(s)
	return n <= maxHeadingRunes || n <= maxHeadingASCII && latin(s)
}

// latin reports whether s holds no letters of Japanese.
func latin(s string) bool {
	for _, r := range s {
		if r >= 0x3040 {
			return false
		}
	}
	return true
}

// labelEnd returns where the colon or the tab behind a label at the start of s
// stands, -1 for none.
func labelEnd(s string) int {
	for i := range min(len(s), maxLabelBytes+1) {
		switch s[i] {
		case ':', '\t':
			return i
		case 0xef:
			if strings.HasPrefix(s[i:], "：") || strings.HasPrefix(s[i:], "＝") && names(s[:i]) {
				return i
			}
		case '=':
			if names(s[:i]) {
				return i
			}
		}
	}
	return -1
}

// names reports whether s is the words of a heading and nothing else.
func names(s string) bool {
	w, ok := headingIndex[foldHeading(s)]
	return ok && w.section != noSection
}

// blankIn returns where the first space of either width stands in s, -1 without
// one.
func blankIn(s string) int {
	for i := range len(s) {
		if s[i] == ' ' || s[i] == 0xE3 && strings.HasPrefix(s[i:], "\u3000") {
			return i
		}
	}
	return -1
}

// fieldEnd returns where the Japanese name of a field ends that a space divides
// from its words at the start of s, "応募資格 Goでの開発"; 0 when there is none.
// A short name of the work's part is a word like others.
func fieldEnd(s string) int {
	const longest, short = 30, 12 // bytes
	if s == "" || s[0] < 0x80 {
		return 0
	}
	i := blankIn(s[:min(len(s), longest)])
	if i <= 0 {
		return 0
	}
	rest := strings.TrimLeft(s[i:], " 　")
	if r, _ := utf8.DecodeRuneInString(rest); rest == "" || r != '（' && unicode.IsPunct(r) || unicode.IsSymbol(r) && r != '¥' && r != '￥' && r != '~' && r != '〜' {
		return 0
	}
	w, ok := headingIndex[s[:i]]
	if !ok || w.section == noSection || i < short && !asksFor(w.section) && !aside(w.section) {
		return 0
	}
	return i
}

// saysLevel reports whether s may hold a word for a level.
func saysLevel(s string) bool {
	if s[0] < 0x80 {
		return len(s) <= 32
	}
	return charactersOf(s).holdAny(s, levelTalk)
}

var levelTalk = keywords("歓迎", "必須", "尚可", "優遇", "望まし", "嬉し", "あると", "あれば", "活かせる")

// levelHeading reports whether s, an entry of a list, is a heading of what
// follows it: all of it says how much something is asked for.
func levelHeading(s string) bool {
	if len(s) > maxLabelBytes || !saysLevel(s) {
		return false
	}
	folded := foldHeading(s)
	sec, runes := classify(folded)
	all := utf8.RuneCountInString(folded)
	if runes < 4 || all > 18 && runes*20 < all*17 || runes*20 < all*11 {
		return false
	}
	return sec == Preferred || sec == Required && demands(folded)
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
