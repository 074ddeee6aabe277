package skill

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Symbols of the automaton's alphabet: what remains of a rune after folding.
const (
	symNone uint16 = 0 // in no form
	symSep  uint16 = 1 // between the words of a form: a space or a hyphen
)

// foldRune returns the rune that r is matched as: lower case, normal width, one
// kind of apostrophe, hyphen and sharp.
func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r >= 0xff01 && r <= 0xff5e: // full-width ASCII
		return foldRune(r - 0xfee0)
	case r >= 0xff65 && r <= 0xff9f: // half-width katakana
		if s := norm.NFKC.String(string(r)); utf8.RuneCountInString(s) == 1 {
			r, _ = utf8.DecodeRuneInString(s)
		}
		return r
	}
	switch r {
	case '’', '‘', '＇':
		return '\''
	case '♯':
		return '#'
	case '\u00a0', '\u3000', '\u2009', '\u202f':
		return ' '
	case '‐', '‑', '−', '\u00ad':
		return '-'
	case 'µ':
		return 'μ'
	}
	return r
}

// isSep reports whether a folded rune parts the words of a form.
func isSep(r rune) bool { return r == ' ' || r == '-' }

// foldName is how names meet in Lookup: folded, without separators.
func foldName(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(s) {
		if r = foldRune(r); !isSep(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isKatakana(r rune) bool {
	return r >= 0x30a1 && r <= 0x30fa || r == 'ー' || r >= 0xff66 && r <= 0xff9f
}

// isWord reports whether r belongs to a word in ASCII, of either width.
func isWord(r rune) bool {
	if r >= 0xff01 && r <= 0xff5e {
		r -= 0xfee0
	}
	return r < 0x80 && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' || r == '_')
}

// isLatin reports letters with accents and raised digits, which belong to the word
// beside them.
func isLatin(r rune) bool {
	return r >= 0xc0 && r <= 0x24f && r != '×' && r != '÷' || r == '²' || r == '³' || r == '¹'
}

func isLetter(r rune) bool {
	if r >= 0xff01 && r <= 0xff5e {
		r -= 0xfee0
	}
	return r|0x20 >= 'a' && r|0x20 <= 'z'
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
