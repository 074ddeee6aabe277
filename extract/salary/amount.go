package salary

import (
	"strings"
	"unicode/utf8"

	"juyo/listing"
)

// amount is one number with the currency, unit and period written next to it.
type amount struct {
	start, end int   // offsets in the folded text, currency and unit included
	tail       int   // end, or the end of the period behind it
	raw        int64 // hundredths as written
	scale      int64 // what one unit stands for: 1, 1000 (k, 千), 10000 (万), …
	cents      int64 // raw × scale
	currency   string
	code       bool // the currency stands before it as a word (USD, YEN)
	period     listing.Period
	other      bool // per quarter, per user, per article: no pay period
	millions   bool // written in millions: pay only in currencies of small worth
	yen        bool // 円 or 万 written: Japanese rules for open ends
	man        bool // 万 written
	tai        bool // 400万円台
	plus       bool // written 40+k: a lower end
	lakh       bool // written 30L, which needs a rupee sign on either end
	spaced     bool // thousands grouped by spaces
	grouped    bool // thousands grouped at all
	counted    bool // a counter follows (3年, 5名): never pay
	part       bool // 5万円分, 70,000円を含む: a part of some other figure
}

// money reports whether the text itself says that a is an amount of money.
func (a *amount) money() bool { return a.currency != "" || a.scale > 1 }

// maxAmounts bounds the work on texts that are tables of numbers.
const maxAmounts = 20_000

// scanAmounts finds every number of the folded text s that could be an amount,
// in one pass. URLs are skipped.
func scanAmounts(s string) []amount {
	var out []amount
	for i := 0; i < len(s) && len(out) < maxAmounts; {
		c := s[i]
		switch {
		case isDigit(c):
			a, next, ok := readAmount(s, i, len(out) > 0 && out[len(out)-1].spaced)
			if ok {
				if out == nil {
					out = make([]amount, 0, 16)
				}
				out = append(out, a)
			}
			i = next
		case (c == 'h' || c == 'w') && atURL(s, i):
			for i < len(s) && s[i] > ' ' && s[i] < utf8.RuneSelf {
				i++
			}
		case c >= 0xE0 && c < 0xF0 && !mayBeKanjiDigit(s[i:]):
			i += 3
		case c == 0xE4 || c == 0xE5 || c == 0xE7:
			r, size := utf8.DecodeRuneInString(s[i:])
			if kanjiDigit(r) <= 0 {
				i += size
				continue
			}
			a, next, ok := readKanjiAmount(s, i)
			if ok {
				out = append(out, a)
			}
			i = max(next, i+size)
		default:
			i++
		}
	}
	return out
}

// mayBeKanjiDigit is a quick look at a character of three bytes: 一二三四五六七八九
// 十百千 begin with these.
func mayBeKanjiDigit(s string) bool {
	if len(s) < 3 {
		return true
	}
	switch s[0] {
	case 0xE4:
		return s[1] >= 0xB8 && s[1] <= 0xBA
	case 0xE5:
		return s[1] == 0x9B || s[1] == 0x85 || s[1] == 0x8D
	case 0xE7:
		return s[1] == 0x99
	}
	return false
}

func atURL(s string, i int) bool {
	if i > 0 && isAlnum(s[i-1]) {
		return false
	}
	rest := s[i:]
	return strings.HasPrefix(rest, "http://") || strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "www.")
}

// readAmount reads the amount whose first digit is s[i]; next is where to go on.
func readAmount(s string, i int, afterSpaced bool) (a amount, next int, ok bool) {
	mark, code, start := currencyBefore(s, i)
	if mark == "" && isRand(s, i) {
		mark, start = "ZAR", i-1
	}
	n, good := readNumber(s, i, true)
	if good && mark == "" {
		mark, code, start = wordCodeBefore(s, i, &n)
	}
	if n.grouped == ' ' {
		// 60 000 € is one number, "5 100" may be two: a currency decides.
		after, _ := currencyAfter(s, n.end)
		if mark == "" && after == "" && !afterSpaced && !spacedRange(s, n.end) {
			n, good = readNumber(s, i, false)
		}
	}
	next = n.end
	if !good || badBefore(s, i, mark) {
		return a, next, false
	}
	a = amount{start: start, end: n.end, raw: n.cents, scale: 1, currency: mark, code: code, spaced: n.grouped == ' ', grouped: n.grouped != 0}
	if n.indian && mark == "" {
		a.currency = "INR"
	}
	if !a.readUnit(s) {
		return a, max(next, a.end), false
	}
	a.finish(s)
	return a, max(next, a.tail), true
}

// spacedRange reports whether a range mark and an amount with a currency follow: the
// number before it, 45 000 of "45 000 - 55 000 €", is one number then.
func spacedRange(s string, i int) bool {
	k := skipSpaces(s, i)
	mark := 0
	for _, w := range []string{"-", "~", "à ", "to ", "a ", "do ", "til ", "till ", "bis ", "y ", "et "} {
		if strings.HasPrefix(s[k:], w) {
			mark = len(w)
		}
	}
	if mark == 0 {
		return false
	}
	k = skipSpaces(s, k+mark)
	if k >= len(s) || !isDigit(s[k]) {
		return false
	}
	n, ok := readNumber(s, k, true)
	if !ok || n.grouped != ' ' {
		return false
	}
	code, _ := currencyAfter(s, n.end)
	return code != ""
}

func readKanjiAmount(s string, i int) (a amount, next int, ok bool) {
	if p, _ := utf8.DecodeLastRuneInString(s[:i]); p == '数' || p == '何' || p == '第' || p == '幾' {
		_, next, _ = readKanjiNumber(s, i)
		return a, next, false
	}
	v, end, good := readKanjiNumber(s, i)
	if !good {
		return a, end, false
	}
	a = amount{start: i, end: end, raw: v * 100, scale: 1}
	if !a.readUnit(s) {
		return a, a.end, false
	}
	a.finish(s)
	return a, a.tail, true
}

// badBefore reports what stands before the digits at i and makes them part of a
// word, a version, an anchor or a fraction.
func badBefore(s string, i int, mark string) bool {
	if i == 0 || mark != "" {
		return false
	}
	switch p := s[i-1]; {
	case isLower(p):
		w, _ := wordBefore(s, i)
		return w != "max" && w != "min"
	case isDigit(p), p == '_', p == '#', p == '@', p == '=':
		return true
	case p == '.' || p == ',':
		return i > 1 && isDigit(s[i-2])
	case p == ':':
		return i > 1 && isDigit(s[i-2]) && digitsAt(s, i) == 2 // 18:00
	case p == '-':
		// covid-19, but 60k-80k
		return i > 1 && isLower(s[i-2]) && !unitBefore(s, i-1)
	}
	return false
}

// isRand reports whether the digits at i stand behind a lone r and are South
// African rand: R540k, R540-660k, R65,000, R45 000.
func isRand(s string, i int) bool {
	if i == 0 || s[i-1] != 'r' || i > 1 && (isAlnum(s[i-2]) || s[i-2] >= utf8.RuneSelf) {
		return false
	}
	n, ok := readNumber(s, i, true)
	if !ok {
		return false
	}
	rest := s[n.end:]
	return n.digits >= 5 && n.grouped != 0 || strings.HasPrefix(rest, "k") || rest != "" && rest[0] == '-' && digitsAt(rest, 1) == 3 && strings.HasPrefix(rest[4:], "k")
}

// unitBefore reports whether the letters that end at i are a unit behind digits:
// 60k, 80usd.
func unitBefore(s string, i int) bool {
	k := i
	for k > 0 && i-k < 4 && isLower(s[k-1]) {
		k--
	}
	return k > 0 && (isDigit(s[k-1]) || s[k-1] == ' ' && currencyWords[s[k:i]] != "")
}

// currencyBefore reads the currency that ends at i, spaces skipped: $, US$, €,
// CAD $, GBP, Rs. It returns the mark ("" when there is none), whether it is a
// word, and where it starts.
func currencyBefore(s string, i int) (mark string, word bool, start int) {
	k := i
	for k > 0 && i-k < 2 && s[k-1] == ' ' {
		k--
	}
	for _, c := range currencySymbols {
		if !strings.HasSuffix(s[:k], c.sign) {
			continue
		}
		j := k - len(c.sign)
		if c.sign != "$" {
			return c.code, false, j
		}
		for j > 0 && s[j-1] == '$' {
			j--
		}
		w, ws := wordBefore(s, j)
		if code, ok := dollarPrefixes[w]; ok {
			return code, false, ws
		}
		if j > 0 && s[j-1] == ' ' {
			if w, ws := wordBefore(s, j-1); len(w) == 3 && dollarPrefixes[w] != "" {
				return dollarPrefixes[w], false, ws
			}
		}
		return dollar, false, j
	}
	dotted := k > 0 && s[k-1] == '.'
	j := k
	if dotted {
		j--
	}
	w, ws := wordBefore(s, j)
	switch w {
	case "fr", "sfr":
		if !dotted {
			return "", false, i
		}
	case "rs", "yen", "euro", "eur":
	case "kr", "sek", "nok", "dkk":
	default:
		if len(w) != 3 || dotted || w == "won" {
			return "", false, i
		}
	}
	if code, ok := currencyWords[w]; ok {
		return code, true, ws
	}
	return "", false, i
}

// wordCodes are the codes of currencies that are words or names of technology as
// well: money only beside an amount that nothing else would be.
var wordCodes = map[string]string{"php": "PHP", "try": "TRY", "cop": "COP", "pen": "PEN", "tl": "TRY", "lei": "RON", "ft": "HUF"}

// wordCodeBefore reads one of wordCodes before the number n at i.
func wordCodeBefore(s string, i int, n *number) (code string, word bool, start int) {
	k := i
	for k > 0 && i-k < 2 && s[k-1] == ' ' {
		k--
	}
	w, ws := wordBefore(s, k)
	if code := wordCodes[w]; code != "" && k < i && len(w) == 3 && (n.grouped != 0 && n.digits >= 5 || strings.HasPrefix(s[n.end:], "k") || strings.HasPrefix(s[n.end:], "/h") || strings.HasPrefix(s[n.end:], " per ")) {
		return code, true, ws
	}
	return "", false, i
}

// wordCodeAfter reads one of wordCodes behind digits that end at i: only where the
// sentence ends there or goes on with a word of pay.
func wordCodeAfter(s string, i, e int, grouped bool) string {
	code := wordCodes[s[i:e]]
	if code == "" || !grouped {
		return ""
	}
	rest := strings.TrimLeft(s[e:], " ")
	if rest == "" || strings.ContainsRune("/\n|,;.)(+-~", rune(rest[0])) {
		return code
	}
	switch w, _ := letters(rest, 0); w {
	case "net", "gross", "per", "a", "to", "brut", "brutto", "netto", "monthly", "yearly", "annually":
		return code
	}
	return ""
}

// wordBefore returns the ASCII letters (and the full stops of u.s.) that end at
// i, when they are a whole word of at most five.
func wordBefore(s string, i int) (word string, start int) {
	j := i
	for j > 0 && i-j < 6 && (isLower(s[j-1]) || s[j-1] == '.' && j < i) {
		j--
	}
	if i-j > 5 || j > 0 && isAlnum(s[j-1]) {
		return "", i
	}
	return s[j:i], j
}

// currencyAfter reads the currency that starts at i, one space skipped. A sign
// that a digit follows belongs to the next amount.
func currencyAfter(s string, i int) (mark string, end int) {
	k := i
	if k < len(s) && s[k] == ' ' {
		k++
	}
	rest := s[k:]
	if len(rest) > 4 && rest[0] == '(' && rest[4] == ')' {
		if code := currencyWords[rest[1:4]]; code != "" {
			return code, k + 5
		}
	}
	for _, c := range currencySymbols {
		if !strings.HasPrefix(rest, c.sign) {
			continue
		}
		e := k + len(c.sign)
		j := e
		for j < len(s) && s[j] == ' ' {
			j++
		}
		if j < len(s) && isDigit(s[j]) {
			return "", i
		}
		return c.code, e
	}
	if strings.HasPrefix(rest, "円") {
		return "JPY", k + len("円")
	}
	e := k
	for e < len(s) && e-k < 9 && (isLower(s[e]) || s[e] >= 0xC4 && s[e] <= 0xC5 || s[e] >= 0x80 && s[e] < 0xC0) {
		e++
	}
	if e == k || e < len(s) && isAlnum(s[e]) {
		return "", i
	}
	if code, ok := currencyWords[s[k:e]]; ok && s[k:e] != "fr" && s[k:e] != "sfr" {
		if code == krona && e < len(s) && s[e] == '.' && (e+1 == len(s) || s[e+1] == ' ' || s[e+1] == '/') {
			e++
		}
		return code, e
	}
	grouped := i > 3 && (s[i-4] == ',' || s[i-4] == '.' || s[i-4] == ' ') || digitsBefore(s, i) >= 4
	if code := wordCodeAfter(s, k, e, grouped); code != "" {
		return code, e
	}
	return "", i
}

// digitsBefore returns how many digits, at most eight, end at i.
func digitsBefore(s string, i int) int {
	n := 0
	for i-n > 0 && n < 8 && isDigit(s[i-n-1]) {
		n++
	}
	return n
}

// finish sets what follows from the unit, and reads the period.
func (a *amount) finish(s string) {
	a.cents = a.raw
	if a.scale > 1 {
		if a.raw > (1<<62)/a.scale {
			a.cents = 1 << 62
		} else {
			a.cents = a.raw * a.scale
		}
	}
	if strings.HasPrefix(s[a.end:], "台") && a.yen {
		a.tai = true
		a.end += len("台")
	}
	a.tail = a.end
	if a.period == "" {
		a.period, a.other, a.tail = periodAfter(s, a.end)
	}
	rest := s[a.end:]
	for _, w := range partWords {
		if a.yen && strings.HasPrefix(rest, w) {
			a.part = true
		}
	}
}

// partWords directly behind an amount of yen say that it is a part of another
// figure, or worth of something.
var partWords = []string{"分", "を含", "含む", "が含", "以上を含", "相当", "引", "玉", "突破", "規模", "を突破", "を調達", "調達", "を超", "の資金", "を支給し", "/件", "/本", "プレイヤー", "プレーヤー"}
