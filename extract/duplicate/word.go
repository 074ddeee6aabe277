package duplicate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold returns text in NFKC and lower case: full-width ASCII, half-width kana
// and ligatures become the usual forms.
func fold(text string) string {
	b := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case plainRune(r):
			b = append(b, text[i:i+n]...)
		case r >= 0xFF01 && r <= 0xFF5E: // ASCII in full width
			c := byte(r - 0xFEE0)
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
		case r == 0x3000 || r == 0xA0 || r == 0x2026:
			b = append(b, ' ')
		default: // what needs tables, in one text of many
			if !norm.NFKC.IsNormalString(text) {
				text = norm.NFKC.String(text)
			}
			return strings.ToLower(text)
		}
		i += n
	}
	return string(b)
}

// plainRune reports runes that fold to themselves, most of those there are: kana,
// kanji, and the punctuation and ornaments of advertisements.
func plainRune(r rune) bool {
	return r >= 0x3041 && r <= 0x3096 || r >= 0x30A1 && r <= 0x30FE || r >= 0x4E00 && r <= 0x9FFF || r >= 0x3001 && r <= 0x3020 ||
		r == 0x2010 || r >= 0x2012 && r <= 0x2016 || r >= 0x2018 && r <= 0x2022 || r >= 0x25A0 && r <= 0x25EF
}

// normalise keeps the letters, marks and digits of a folded text, and + and #,
// which tell C++ and C# from C.
func normalise(folded string) []byte {
	out := make([]byte, 0, len(folded))
	for i := 0; i < len(folded); {
		if c := folded[i]; c < utf8.RuneSelf {
			if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '#' {
				out = append(out, c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(folded[i:])
		if classOf(r) != breaks && r != utf8.RuneError {
			out = append(out, folded[i:i+n]...)
		}
		i += n
	}
	return out
}

// class is how a letter joins others to a term.
type class uint8

const (
	breaks   class = iota // spaces, punctuation, symbols
	letters               // of scripts that write spaces between words
	digits                //
	hiragana              //
	katakana              //
	kanji                 //
)

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '+', r == '#':
			return letters
		case r >= '0' && r <= '9':
			return digits
		}
		return breaks
	case r >= 0x2010 && r <= 0x2022, r >= 0x25A0 && r <= 0x25EF, r >= 0x3000 && r <= 0x3004, r >= 0x3008 && r <= 0x3020, r == '・': // without a table
		return breaks
	case r >= 0x3041 && r <= 0x309F:
		return hiragana
	case r >= 0x30A1 && r <= 0x30FF && r != '・':
		return katakana
	case r >= 0x4E00 && r <= 0x9FFF, r == '々':
		return kanji
	case unicode.Is(unicode.Han, r):
		return kanji
	case unicode.IsDigit(r):
		return digits
	case unicode.IsLetter(r), unicode.IsMark(r) && !unicode.Is(unicode.Variation_Selector, r):
		return letters
	}
	return breaks
}

// eachRun calls f with each longest run of one class in a folded text, digits
// being part of a run of letters that they touch ("ec2", "b2b").
func eachRun(folded string, f func(run string, c class)) {
	start, is := 0, breaks
	for i, r := range folded {
		c := classOf(r)
		if c == is || is == letters && c == digits {
			continue
		}
		if is == digits && c == letters { // "3d" is one word
			is = letters
			continue
		}
		if is != breaks {
			f(folded[start:i], is)
		}
		start, is = i, c
	}
	if is != breaks {
		f(folded[start:], is)
	}
}

// eachTerm calls f with the terms of a folded text: words but the most common
// ones, runs of katakana, and kanji in pairs. Numbers, hiragana and single kanji
// are none: pay, dates and greetings do not make another opening.
func eachTerm(folded string, f func(term string)) {
	eachRun(folded, func(run string, c class) {
		switch c {
		case letters:
			if t := stem(run); len(t) > longestCommon || !common(t) {
				f(t)
			}
		case katakana:
			if utf8.RuneCountInString(run) > 1 {
				f(run)
			}
		case kanji:
			eachPair(run, f)
		}
	})
}

// eachPair calls f with each two neighbouring letters of run.
func eachPair(run string, f func(string)) {
	last := -1
	for i, r := range run {
		if last >= 0 {
			f(run[last : i+utf8.RuneLen(r)])
		}
		last = i
	}
}

// stem takes the plural off an English word.
func stem(w string) string {
	if len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' {
		return w[:len(w)-1]
	}
	return w
}

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// longestCommon is the length in bytes of the longest of commonWords.
const longestCommon = len("through")

// common reports whether t is one of commonWords.
func common(t string) bool {
	h := termHash(t)
	return commonHashes[h/64]>>(h%64)&1 != 0 && commonWords[t]
}

// commonHashes are bits by the hash of commonWords: most words need no look-up.
var commonHashes = func() (bits [1 << 16 / 64]uint64) {
	for w := range commonWords {
		h := termHash(w)
		bits[h/64] |= 1 << (h % 64)
	}
	return bits
}()

// commonWords say nothing about an opening.
var commonWords = wordSet(`a an the and or of to in for with on at by from as is are be been was were will would can could should may might must
	we you your our us they their them it its this that these those who what which when where how why all any some each every not no than then so if but
	have has had do does did more most such other into over up out about across through while within also both very well s t re ve ll d m i`)
