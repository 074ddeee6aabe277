package salary

import (
	"strings"
	"unicode/utf8"

	"juyo/listing"
)

// readUnit reads the scale and currency behind the digits and sets them; false
// when what follows makes the number something else: 5%, 3x, 10億, 20万人.
func (a *amount) readUnit(s string) bool {
	k := a.end
	if k < len(s) && s[k] == ' ' {
		k++
	}
	rest := s[k:]
	switch {
	case strings.HasPrefix(rest, "%"), strings.HasPrefix(rest, ":") && k == a.end && len(rest) > 1 && isDigit(rest[1]):
		return false
	case strings.HasPrefix(rest, "億"), strings.HasPrefix(rest, "兆"):
		a.end = skipLarge(s, k)
		return false
	case strings.HasPrefix(rest, "万"), strings.HasPrefix(rest, "百万"), strings.HasPrefix(rest, "千万"), strings.HasPrefix(rest, "千円"), strings.HasPrefix(rest, "十万"):
		return a.readMan(s, k)
	}
	if strings.HasPrefix(rest, "+k") && (len(rest) == 2 || !isAlnum(rest[2])) {
		a.scale, a.end, a.plus = 1000, k+2, true // £40+k
		return a.readCurrency(s)
	}
	w := asciiWord(rest)
	if w == "" {
		return a.readCurrency(s)
	}
	attached := k == a.end
	if w[0] == 'k' && currencyWords[w[1:]] != "" && attached {
		w = "k" // 130kcad
	}
	switch w {
	case "k":
		if a.raw == 401_00 && w == "k" {
			return false
		}
		a.scale, a.end = 1000, k+1
		if a.raw >= 10_000_00 {
			a.scale = 1 // $150,000k: the k says nothing new
		}
		return a.readCurrency(s)
	case "tkr", "kkr":
		if !attached && a.raw > 2000_00 {
			return false
		}
		a.scale, a.end, a.currency = 1000, k+len(w), krona
		return true
	case "thousand":
		a.scale, a.end = 1000, k+len(w)
		return a.readCurrency(s)
	case "lpa":
		a.scale, a.end, a.currency, a.period = 100_000, k+len(w), "INR", listing.PerYear
		return true
	case "lakh", "lakhs", "lac", "lacs":
		a.scale, a.end, a.currency = 100_000, k+len(w), "INR"
		return true
	case "l":
		a.scale, a.end, a.lakh = 100_000, k+1, true
		return attached
	case "cr", "crore", "crores":
		a.scale, a.end, a.currency = 10_000_000, k+len(w), "INR"
		return true
	case "m", "mm", "mn", "mil", "mio", "million", "millions", "mjpy", "myen":
		if !attached && len(w) < 3 {
			break
		}
		a.scale, a.end, a.millions = 1_000_000, k+len(w), true
		if w == "mjpy" || w == "myen" {
			a.end -= len(w) - 1
		}
		return a.readCurrency(s)
	case "b", "bn", "billion", "billions", "t", "tn", "trillion":
		if attached || len(w) > 1 {
			a.end = k + len(w)
			return false
		}
	}
	if p, ok := adverbs[w]; ok && attached && a.currency != "" && len(w) <= 3 {
		// £600pd, £75,000pa
		a.period, a.end = p, k+len(w)
		return true
	}
	if p := unitWords[w]; attached && a.currency != "" && len(w) > 1 && (p == listing.PerHour || p == listing.PerYear) {
		// $43.00hr
		a.period, a.end = p, k+len(w)
		return true
	}
	if !a.readCurrency(s) {
		return false
	}
	// Letters that are no unit of money: 3x, 5th, 120gb, 140h.
	return !attached || a.end > k
}

// readCurrency reads the currency behind the amount.
func (a *amount) readCurrency(s string) bool {
	mark, end := currencyAfter(s, a.end)
	if mark == "" {
		a.counted = a.currency == "" && counterFollows(s[a.end:])
		return true
	}
	if a.currency == "" || a.currency == dollar && (strings.HasSuffix(mark, "D") || mark == "MXN" || mark == "BRL") || a.currency == yenish && mark != dollar {
		a.currency = mark
	}
	a.yen = a.yen || strings.HasSuffix(s[:end], "円")
	a.end = end
	return true
}

// readMan reads the Japanese units at k: 万, 千円, 百万円, and what may follow 万
// (24万2000円, 25万3千円, 28万8).
func (a *amount) readMan(s string, k int) bool {
	a.yen = true
	switch {
	case strings.HasPrefix(s[k:], "千円"):
		a.scale, a.end, a.currency = 1000, k+len("千円"), "JPY"
		return true
	case strings.HasPrefix(s[k:], "百万"):
		a.scale, k = 1_000_000, k+len("百万")
	case strings.HasPrefix(s[k:], "千万"):
		a.scale, k = 10_000_000, k+len("千万")
	case strings.HasPrefix(s[k:], "十万"):
		a.scale, k = 100_000, k+len("十万")
	default:
		a.scale, k = 10_000, k+len("万")
	}
	a.end, a.man = k, true
	rest := s[k:]
	if rest != "" && isDigit(rest[0]) && a.scale == 10_000 {
		return a.readBelowMan(s, k)
	}
	if strings.HasPrefix(rest, " 円") {
		rest = rest[1:]
		a.end++
	}
	if strings.HasPrefix(rest, "円") {
		a.currency = "JPY"
		a.end += len("円")
		return true
	}
	return manMayEnd(rest)
}

// readBelowMan reads what is below ten thousand: 2000円, 3千円, and the lone 8 of
// 28万8, which stands for 8,000. The whole becomes raw, at scale 1.
func (a *amount) readBelowMan(s string, k int) bool {
	n, ok := readNumber(s, k, false)
	if !ok {
		return false
	}
	low, end := n.cents, n.end
	switch rest := s[end:]; {
	case strings.HasPrefix(rest, "千"):
		low *= 1000
		end += len("千")
		if strings.HasPrefix(s[end:], "円") {
			end += len("円")
		}
	case strings.HasPrefix(rest, "円"):
		end += len("円")
	case strings.HasPrefix(rest, " 円"):
		end += len(" 円")
	case n.digits == 1:
		if counterFollows(rest) {
			return false
		}
		low *= 1000
	case n.digits == 4:
	default:
		return false
	}
	if low >= 10_000_00 {
		return false
	}
	a.raw = a.raw*a.scale + low
	a.scale, a.end, a.currency = 1, end, "JPY"
	return true
}

// manMayEnd reports whether an amount in 万 without 円 may end before rest: 万人,
// 万ユーザー, 万PV, 万ドル count something else.
func manMayEnd(rest string) bool {
	t := strings.TrimLeft(rest, " ")
	if len(t) < len(rest) {
		for _, w := range []string{"pv", "uu", "dl", "mau", "dau", "user", "ユーザ", "ダウンロード", "件", "人", "社", "ドル"} {
			if strings.HasPrefix(t, w) {
				return false
			}
		}
		return true
	}
	if rest == "" || rest[0] < utf8.RuneSelf && !isAlnum(rest[0]) {
		return true
	}
	for _, w := range manEndings {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// manEndings may follow 万 directly when it means 万円.
var manEndings = []string{
	"から", "以上", "以下", "まで", "程度", "前後", "台", "超", "未満", "くらい", "ぐらい", "も", "を", "が", "は", "で", "に", "と", "の", "可", "想定", "位", "ほど", "スタート", "税", "ー",
	"、", "。", "・", "】", "」", "』", "》", "〉", "→", "※", "◎", "★", "☆", "♪", "✕", "×", "!", "相当", "…", "│", "円",
}

// counterFollows reports whether a kanji or kana that is not a word of ranges
// follows: 3年, 5名, 1,200件.
func counterFollows(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	if r < '々' || r == 'ー' || r > 0x9FFF {
		return false
	}
	for _, w := range []string{"から", "以上", "以下", "まで", "程度", "前後", "くらい", "ぐらい", "円", "台", "超", "未満", "【", "】", "」", "』", "》", "〉", "・", "」"} {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return true
}

// skipLarge returns the end of 億 and 兆 amounts with what follows them (1億2000万円).
func skipLarge(s string, k int) int {
	for k < len(s) {
		switch {
		case isDigit(s[k]) || s[k] == ',' || s[k] == '.':
			k++
		case strings.HasPrefix(s[k:], "億"), strings.HasPrefix(s[k:], "兆"), strings.HasPrefix(s[k:], "万"), strings.HasPrefix(s[k:], "円"), strings.HasPrefix(s[k:], "千"):
			k += 3
		default:
			return k
		}
	}
	return k
}

// asciiWord returns the lower-case letters rest starts with.
func asciiWord(rest string) string {
	n := 0
	for n < len(rest) && n < 12 && isLower(rest[n]) {
		n++
	}
	if n < len(rest) && latinLead(rest[n]) {
		return "" // kč
	}
	if n < len(rest) && isDigit(rest[n]) {
		return rest[:n] + "0" // letters and digits: no unit
	}
	return rest[:n]
}
