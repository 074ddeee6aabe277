package terms

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold appends s to dst as the readers of this package compare it: lower case,
// full-width ASCII as ASCII, every dash "-", every wave "~", every quote "'" or
// `"`, odd spaces as a space, and a dash between two letters as a space, so that
// "full-time" and "full time" are one. Lengths change: offsets into the result
// are not offsets into s.
func fold(dst []byte, s string) []byte {
	if strings.Contains(s, "\xef\xbd") || strings.Contains(s, "\xef\xbe") { // may hold half-width katakana
		s = norm.NFKC.String(s)
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
			case c == '-' && len(dst) > 0 && isLetter(dst[len(dst)-1]) && i < len(s) && isLetter(s[i]|0x20):
				c = ' '
			case c == '\t':
				c = ' '
			}
			dst = append(dst, c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r >= 0xFF01 && r <= 0xFF5D:
			a := byte(r - 0xFEE0)
			if a >= 'A' && a <= 'Z' {
				a += 'a' - 'A'
			}
			dst = append(dst, a)
		case r == 0x3000 || r == 0xA0 || r >= 0x2002 && r <= 0x200A || r == 0x202F:
			dst = append(dst, ' ')
		case r == 0x2010 || r == 0x2011: // hyphens
			if len(dst) > 0 && isLetter(dst[len(dst)-1]) && i < len(s) && isLetter(s[i]|0x20) {
				dst = append(dst, ' ')
			} else {
				dst = append(dst, '-')
			}
		case r >= 0x2012 && r <= 0x2015 || r == 0x2212:
			dst = append(dst, '-')
		case r == '〜' || r == '～' || r == '∼':
			dst = append(dst, '~')
		case r == '’' || r == '‘':
			dst = append(dst, '\'')
		case r == '“' || r == '”':
			dst = append(dst, '"')
		case r == 0x200B || r == 0x200C || r == 0x200D || r == 0xFEFF || r == 0xFE0F || r == 0xAD:
		default:
			dst = append(dst, s[i-n:i]...)
		}
	}
	return dst
}

// foldString is fold for a single string.
func foldString(s string) string { return string(fold(nil, s)) }

// isLetter reports whether c is a lower-case ASCII letter.
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

// isDigit reports whether c is an ASCII digit.
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isWord reports whether c, of a folded text, is part of an ASCII word.
func isWord(c byte) bool { return isLetter(c) || isDigit(c) }

// isKatakana reports whether r is katakana or the long mark.
func isKatakana(r rune) bool { return r >= 'ァ' && r <= 'ヺ' || r == 'ー' }
