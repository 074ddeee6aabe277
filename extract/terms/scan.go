package terms

import (
	"strings"
	"unicode/utf8"
)

// kanjiDigits are the numerals Japanese writes small numbers with.
const kanjiDigits = "〇一二三四五六七八九十"

// firstNumber reads the number s begins with, up to three bytes of other signs
// before it.
func firstNumber(s string) (int, bool) {
	for i := 0; i < len(s) && i <= 3; {
		if isDigit(s[i]) {
			n := 0
			for i < len(s) && isDigit(s[i]) && n < 10000 {
				n = n*10 + int(s[i]-'0')
				i++
			}
			return n, true
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if k := strings.IndexRune(kanjiDigits, r); k >= 0 {
			return k / len("一"), true
		}
		i += size
	}
	return 0, false
}
