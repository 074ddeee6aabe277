package salary

import (
	"strings"
	"unicode/utf8"
)

// number is digits as written, before any unit.
type number struct {
	cents   int64 // the value in hundredths
	end     int   // offset behind the last digit
	digits  int   // digits of the whole part
	grouped byte  // the thousands separator used, 0 none
	indian  bool  // grouped by lakhs: 8,00,000
}

// maxDigits is the longest whole part read; longer runs are telephone numbers,
// identifiers and noise.
const maxDigits = 11

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isAlnum(c byte) bool { return isDigit(c) || isLower(c) }

// digitsAt returns how many digits stand at s[i:].
func digitsAt(s string, i int) int {
	n := 0
	for i+n < len(s) && isDigit(s[i+n]) {
		n++
	}
	return n
}

// readNumber reads the number at s[i], a digit. Thousands may be grouped by
// comma, full stop, apostrophe or, with spaces, a space; Indian groups
// (8,00,000) are read too; decimals are one or two digits. A full stop with
// exactly three digits groups, since no pay is written with three decimals,
// unless a unit that takes decimals follows (1.125万). ok is false for what is
// no amount: too long, a version number, a date.
func readNumber(s string, i int, spaces bool) (n number, ok bool) {
	d := digitsAt(s, i)
	n = number{end: i + d, digits: d}
	if d > maxDigits {
		return n, false
	}
	whole := atoi(s[i:n.end])
	if d <= 3 {
		if e := indianGroups(s, n.end, d); e > 0 {
			n.end, n.grouped, n.indian = e, ',', true
		} else if sep := groupSeparator(s, n.end, spaces); sep != 0 {
			n.grouped = sep
			for n.end < len(s) && s[n.end] == sep && digitsAt(s, n.end+1) == 3 {
				n.end += 4
			}
		}
		if n.grouped != 0 {
			whole, n.digits = 0, 0
			for k := i; k < n.end; k++ {
				if isDigit(s[k]) {
					whole = whole*10 + int64(s[k]-'0')
					n.digits++
				}
			}
			if n.digits > maxDigits {
				return n, false
			}
			if n.grouped == '.' && n.digits-d == 3 && takesDecimals(s, n.end) {
				// 1.125万: the full stop was a decimal point after all.
				n.cents, n.grouped = whole/10, 0
				n.digits = d
				return n, true
			}
		}
	}
	n.cents = whole * 100
	if n.end < len(s) && (s[n.end] == '.' || s[n.end] == ',') && s[n.end] != n.grouped {
		point := s[n.end]
		dec := digitsAt(s, n.end+1)
		comma := point == ','
		switch {
		case comma && dec == 1 && n.grouped == 0 && strings.HasPrefix(s[n.end+2:], "k"):
			// 31,2k
			n.cents += atoi(s[n.end+1:n.end+2]) * 10
			n.end += 2
		case comma && (dec != 2 || n.grouped == 0 && !strings.HasPrefix(strings.TrimLeft(s[n.end+3:min(len(s), n.end+6)], " "), "€")):
			// A comma that separates words, not decimals.
		case dec == 1 || dec == 2:
			n.cents += atoi(s[n.end+1:n.end+1+dec]) * pow10(2-dec)
			n.end += 1 + dec
		case dec > 2 && !comma && n.grouped == 0:
			n.cents += atoi(s[n.end+1 : n.end+3])
			n.end += 1 + dec
		}
	}
	// 1.2.3, 192.168.0.1, 03-1234 style runs are not amounts.
	if n.end+1 < len(s) && (s[n.end] == '.' || s[n.end] == '_') && isDigit(s[n.end+1]) {
		return n, false
	}
	return n, true
}

// groupSeparator returns the separator at s[i] when exactly three digits follow
// it, else 0.
func groupSeparator(s string, i int, spaces bool) byte {
	if i >= len(s) || digitsAt(s, i+1) != 3 {
		return 0
	}
	switch c := s[i]; c {
	case ',', '.', '\'':
		return c
	case ' ':
		if spaces {
			return c
		}
	}
	return 0
}

// indianGroups returns the end of a number grouped 8,00,000 or 1,20,00,000 whose
// first d digits end at i, 0 when it is not one.
func indianGroups(s string, i, d int) int {
	if d > 2 {
		return 0
	}
	pairs := 0
	for i < len(s) && s[i] == ',' {
		switch digitsAt(s, i+1) {
		case 2:
			pairs++
			i += 3
		case 3:
			if pairs == 0 {
				return 0
			}
			return i + 4
		default:
			return 0
		}
	}
	return 0
}

// takesDecimals reports whether a unit that is written with decimals follows.
func takesDecimals(s string, i int) bool {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	rest := s[i:]
	if strings.HasPrefix(rest, "万") || strings.HasPrefix(rest, "百万") {
		return true
	}
	return len(rest) > 0 && (rest[0] == 'k' || rest[0] == 'm') && (len(rest) == 1 || !isAlnum(rest[1]) && !latinLead(rest[1]))
}

// atoi reads digits; the caller has limited their number.
func atoi(s string) int64 {
	var v int64
	for i := range len(s) {
		v = v*10 + int64(s[i]-'0')
	}
	return v
}

func pow10(n int) int64 {
	v := int64(1)
	for ; n > 0; n-- {
		v *= 10
	}
	return v
}

// kanjiDigit returns the value of a kanji numeral: 1 to 9, or 10, 100, 1000 for
// 十百千; -1 for anything else.
func kanjiDigit(r rune) int64 {
	switch r {
	case '〇':
		return 0
	case '一':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return -1
}

// readKanjiNumber reads 五百, 二十四, 千二百 at s[i] when 万 or 円 follows (other
// kanji numerals are words: 一緒, 三菱). end is the offset of the 万 or 円.
func readKanjiNumber(s string, i int) (value int64, end int, ok bool) {
	var total, digit int64
	n := 0
	for i < len(s) && n < 8 {
		r, size := utf8.DecodeRuneInString(s[i:])
		v := kanjiDigit(r)
		if v < 0 {
			break
		}
		n++
		i += size
		if v >= 10 {
			total += max(digit, 1) * v
			digit = 0
		} else {
			digit = digit*10 + v
		}
	}
	total += digit
	if n == 0 || total == 0 || !strings.HasPrefix(s[i:], "万") && !strings.HasPrefix(s[i:], "円") {
		return 0, i, false
	}
	return total, i, true
}
