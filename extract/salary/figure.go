package salary

import (
	"strings"

	"juyo/listing"
)

// figure is one pay figure of the text: a range, a one-sided range or a single
// amount, before it is known what it is for.
type figure struct {
	start, end int   // offsets in the folded text, period and open marks included
	min, max   int64 // hundredths; 0: open
	currency   string
	period     listing.Period // written at the figure itself, "" not
	other      bool           // per something that is no period of time
	money      bool           // a currency or a scale is written
	scaled     bool           // k, 万 …: written short
	yen        bool
	ranged     bool // two ends were written
	millions   bool
	part       bool
	counted    bool
	grouped    bool
	open       bool // one-sided
	lakh       bool // written 30L without a rupee sign
	line       int  // line of the text, from 0
}

// single reports whether one amount was written, exact or as the only end.
func (f *figure) single() bool { return !f.ranged }

// maxFigures bounds the work on texts that are tables of prices.
const maxFigures = 2_000

// figures joins amounts into figures.
func figures(s string, amounts []amount) []figure {
	var out []figure
	line, at := 0, 0
	for i := 0; i < len(amounts) && len(out) < maxFigures; i++ {
		a := amounts[i]
		var f figure
		used := 1
		switch {
		case i+1 < len(amounts) && joins(s, &a, &amounts[i+1]):
			f = join(s, a, amounts[i+1])
			used = 2
			if i+2 < len(amounts) && joins(s, &amounts[i+1], &amounts[i+2]) {
				// $200,000 (min) - $250,000 (mid) - $300,000 (max)
				if g := join(s, amounts[i+1], amounts[i+2]); f.money && g.money && f.min < g.min && f.max <= g.min && g.min < g.max {
					f.max, f.end = g.max, g.end
					used = 3
				}
			}
		case i+1 < len(amounts) && schemaRange(s, &a, &amounts[i+1]):
			b := amounts[i+1]
			p, e := bareUnit(s, b.end)
			f = figure{start: a.start, end: e, min: a.cents, max: b.cents, currency: a.currency, period: p, money: true, ranged: true}
			used = 2
		case tooSmall(s, &a):
			continue
		default:
			f = single(s, a)
		}
		if i+used < len(amounts) && f.end > amounts[i+used].start {
			f.end = amounts[i+used].start
		}
		line += strings.Count(s[at:f.start], "\n")
		at = f.start
		f.line = line
		if arrow(s, f.end, true) || arrow(s, f.start, false) {
			f.part = true // 年収450万円→600万円: somebody's change of job
		}
		i += used - 1
		if f.money || f.period != "" || !f.counted && max(f.min, f.max) >= 700_00 || (f.ranged || f.open) && max(f.min, f.max) >= 15_00 {
			out = append(out, f)
		}
	}
	shareUnits(s, out)
	return out
}

// tooSmall is a quick look at a number that is no end of a range: it reports most
// of those that figures drops, whatever stands before them.
func tooSmall(s string, a *amount) bool {
	if a.cents >= 15_00 || a.money() || a.period != "" || a.tai {
		return false
	}
	end, right := openRight(s, a.end, a.yen)
	if right == closed {
		end, right = openRight(s, a.tail, a.yen)
	}
	if right == closed {
		end = a.tail
	}
	p, _, _ := periodAfter(s, max(a.tail, end))
	return p == ""
}

// shareUnits gives the unit of the last range of a list to bare ranges before it:
// 400〜550、550〜750、750〜1,100万円.
func shareUnits(s string, fs []figure) {
	for i := len(fs) - 2; i >= 0; i-- {
		f, g := &fs[i], &fs[i+1]
		if f.money || !f.ranged || f.grouped || !g.ranged || !g.scaled || g.start < f.end || g.start-f.end > 48 {
			continue
		}
		gap := s[f.end:g.start]
		if strings.Contains(gap, "\n") || !startsAny(strings.TrimLeft(gap, " "), "、", ",", "/", "・") {
			continue
		}
		unit := int64(1000)
		if g.yen {
			unit = 10_000
		}
		if f.min*unit <= g.max && f.max*unit <= g.max && f.min*unit*20 >= g.min {
			f.min, f.max = f.min*unit, f.max*unit
			f.currency, f.yen, f.money, f.scaled, f.counted = g.currency, g.yen, true, true, false
		}
	}
}

// arrow reports whether an arrow stands between the amount that ends (or starts)
// at i and another amount.
func arrow(s string, i int, after bool) bool {
	if after {
		k := skipSpaces(s, i)
		if !strings.HasPrefix(s[k:], "→") {
			return false
		}
		k = skipSpaces(s, k+len("→"))
		for _, w := range []string{"年収", "月給", "月収", "$", "£", "€", "¥"} {
			if strings.HasPrefix(s[k:], w) {
				k = skipSpaces(s, k+len(w))
			}
		}
		return k < len(s) && isDigit(s[k])
	}
	t := strings.TrimRight(s[max(0, i-30):i], " ")
	for _, w := range []string{"年収", "月給", "月収"} {
		t = strings.TrimRight(strings.TrimSuffix(t, w), " ")
	}
	if !strings.HasSuffix(t, "→") {
		return false
	}
	t = strings.TrimRight(strings.TrimSuffix(t, "→"), " ")
	return strings.HasSuffix(t, "円") || strings.HasSuffix(t, "万") || t != "" && (isDigit(t[len(t)-1]) || t[len(t)-1] == 'k')
}

// joins reports whether what stands between a and b makes them one range.
func joins(s string, a, b *amount) bool {
	if b.start < a.tail || b.start-a.end > 90 || a.other {
		return false
	}
	if !rangeMark(s, a, b) {
		return false
	}
	if a.period != "" && b.period != "" && a.period != b.period {
		return false
	}
	return sameCurrency(a.currency, b.currency)
}

func sameCurrency(a, b string) bool {
	if a == "" || b == "" || a == b {
		return true
	}
	isDollar := func(c string) bool { return c == dollar || strings.HasSuffix(c, "D") && len(c) == 3 || c == "MXN" }
	isKrona := func(c string) bool { return c == krona || c == "SEK" || c == "NOK" || c == "DKK" }
	if (a == krona || b == krona) && isKrona(a) && isKrona(b) {
		return true
	}
	isYen := func(c string) bool { return c == yenish || c == "JPY" || c == "CNY" }
	return (a == dollar || b == dollar) && isDollar(a) && isDollar(b) || (a == yenish || b == yenish) && isYen(a) && isYen(b)
}

// rangeMark reports whether the text between a and b is a range mark: a dash, a
// wave, から, to, bis, à, or "and" behind "between".
func rangeMark(s string, a, b *amount) bool {
	gap := s[a.tail:b.start]
	if strings.HasPrefix(s[b.start:], "~") {
		gap += "~"
	}
	t := strings.TrimSpace(gap)
	if t == "" || !markLast[t[len(t)-1]] {
		return false
	}
	breaks := strings.Count(gap, "\n")
	for _, w := range []string{"以上", "程度", "位", "くらい", "前後", "+", "base", "usd"} {
		t = strings.TrimSpace(strings.TrimPrefix(t, w))
	}
	if strings.HasPrefix(t, "(") {
		if c := strings.IndexByte(t, ')'); c >= 0 && c <= 60 {
			t = strings.TrimSpace(t[c+1:])
		}
	}
	for _, w := range abouts {
		t = strings.TrimSpace(strings.TrimSuffix(t, w))
	}
	if breaks > 0 {
		// A range broken over lines, as table cells are: only with its mark
		// alone on a line or at the head of the second.
		if breaks == 1 && t == "~" && b.money() && strings.TrimSpace(gap[strings.IndexByte(gap, '\n'):]) == "" {
			return a.cents <= b.cents || a.scale != b.scale
		}
		return breaks <= 2 && (t == "~" || t == "-" && a.currency != "" && a.currency == b.currency) && strings.HasPrefix(strings.TrimLeft(gap, " "), "\n") && b.money()
	}
	switch t {
	case "-", "~", "--", "-~", "~-", "~~", "から", "to", "till", "til", "tot", "do", "until", "bis", "à", "ー", "ー~", "..", "...", "…", "->", "- to", "and up to", "から~":
		return t != "ー" || a.money() || b.money()
	case "a":
		// 9.000 a 12.000: Spanish, Portuguese, Italian.
		return b.money() && (a.money() || a.grouped && b.grouped)
	case "and", "&", "und", "et", "y", "e", "en":
		before := s[max(0, a.start-24):a.start]
		return strings.Contains(before, "between") || strings.Contains(before, "zwischen") || strings.Contains(before, "tussen") || strings.Contains(before, "entre")
	}
	return false
}

// abouts may stand between a range mark and its upper end.
var abouts = []string{"最大", "上限", "最高", "up to", "max", "約", "およそ", "概ね", "おおよそ", "about", "approx", "approx.", "ca."}

// markLast marks the bytes that a range mark and what may follow it end with.
var markLast = func() (last [256]bool) {
	for _, c := range []byte("-~.>&") {
		last[c] = true
	}
	for c := 'a'; c <= 'z'; c++ {
		last[c] = true
	}
	for _, w := range append([]string{"から", "à", "ー", "…"}, abouts...) {
		last[w[len(w)-1]] = true
	}
	return last
}()

// schemaRange reports whether a and b are the two ends of a structured pay
// object printed as words: "YEN 5000000 8000000 YEAR".
func schemaRange(s string, a, b *amount) bool {
	if !a.code || a.end > len(s) || b.currency != "" || b.scale != 1 || strings.TrimSpace(s[a.end:b.start]) != "" || strings.Contains(s[a.end:b.start], "\n") {
		return false
	}
	p, _ := bareUnit(s, b.end)
	return p != ""
}

// bareUnit reads a unit of time without a preposition: "JPY 300000 MONTH".
func bareUnit(s string, i int) (listing.Period, int) {
	w, e := letters(s, skipSpaces(s, i))
	switch w {
	case "year", "month", "week", "day", "hour":
		return unitWords[w], e
	}
	return "", i
}

// join makes one range of a and b; a unit written on one end only is shared.
func join(s string, a, b amount) figure {
	f := figure{
		start: a.start, end: b.tail, ranged: true, money: a.money() || b.money(), yen: a.yen || b.yen, scaled: a.scale > 1 || b.scale > 1,
		millions: a.millions || b.millions, other: b.other, part: b.part, counted: b.counted, grouped: a.grouped && b.grouped,
	}
	f.currency = a.currency
	if f.currency == "" || f.currency == dollar && b.currency != "" || (f.currency == yenish || f.currency == krona) && b.currency != "" {
		f.currency = b.currency
	}
	f.period = b.period
	if f.period == "" {
		f.period = a.period
	}
	if a.raw == 0 && a.currency == "" && !b.yen {
		f.counted = true // from 0 to $100k
	}
	if (a.lakh || b.lakh) && f.currency != "INR" {
		f.lakh = true
	}
	lo, hi := a.cents, b.cents
	switch {
	case a.scale == 1 && b.scale > 1 && !a.grouped && a.raw <= b.raw*10 && a.raw < 100_000_00:
		// 600〜1000万円, $130 to $160k, 6-10 million yen.
		lo = a.raw * b.scale
	case b.scale == 1 && a.scale > 1 && !b.grouped && b.raw < 10_000_00 && b.raw >= a.raw/2:
		// $150K - 200
		hi = b.raw * a.scale
	case a.scale == 1 && b.scale == 1 && lo > 0 && lo < 1000_00 && hi >= 14_000_00 && lo*1000 <= hi && f.period != listing.PerHour && f.period != listing.PerDay && !b.yen:
		// $140 - $160000
		lo *= 1000
	}
	if b.tai {
		hi = topOf(hi)
	}
	if a.scale > 1<<30/100 || lo < 0 || hi < 0 {
		lo, hi = 0, 0
	}
	if lo > hi && hi > 0 {
		lo, hi = hi, lo
	}
	f.min, f.max = lo, hi
	end, _ := openRight(s, b.end, f.yen)
	if end > f.end {
		f.end = end
	}
	if f.period == "" {
		f.addPeriod(s)
	}
	return f
}

// topOf returns the last amount of "400万円台": 4,999,999 for 4,000,000.
func topOf(cents int64) int64 {
	step := int64(100)
	for cents > 0 && cents%(step*10) == 0 && step < 1_000_000_00 {
		step *= 10
	}
	return cents + step - 100
}

// single makes a figure of one amount, open to one side when the text says so.
func single(s string, a amount) figure {
	f := figure{
		start: a.start, end: a.tail, min: a.cents, max: a.cents, currency: a.currency, period: a.period, other: a.other, money: a.money(),
		scaled: a.scale > 1, yen: a.yen, millions: a.millions, part: a.part, counted: a.counted, lakh: a.lakh && a.currency != "INR", grouped: a.grouped,
	}
	if a.tai {
		f.max = topOf(a.cents)
		f.ranged = true
		return f
	}
	if a.code && f.period == "" {
		if p, e := bareUnit(s, a.end); p != "" {
			f.period, f.end = p, e
			return f
		}
	}
	yen := a.yen || a.currency == yenish || a.currency == "JPY"
	end, right := openRight(s, a.end, yen)
	if right == closed {
		end, right = openRight(s, a.tail, yen)
	}
	switch {
	case right != closed:
		f.end = max(f.end, end)
	case a.plus:
		right = openAbove
	default:
		right = openLeft(s, a.start, yen)
	}
	if right == openAbove && hundredMillion(s, f.end) {
		f.part = true // 3,000万円~1億円 is no pay
	}
	switch right {
	case openAbove:
		f.max, f.open = 0, true
	case openBelow:
		f.min, f.open = 0, true
	}
	if f.period == "" {
		f.addPeriod(s)
	}
	return f
}

// hundredMillion reports whether a number of 億 stands at i.
func hundredMillion(s string, i int) bool {
	k := skipSpaces(s, i)
	if k >= len(s) || !isDigit(s[k]) {
		return false
	}
	n, _ := readNumber(s, k, false)
	return strings.HasPrefix(s[n.end:], "億")
}

// addPeriod reads a period behind an open mark: 50万円以上/月.
func (f *figure) addPeriod(s string) {
	p, other, end := periodAfter(s, f.end)
	if p != "" || other {
		f.period, f.other, f.end = p, f.other || other, end
	}
}
