package salary

import (
	"strings"

	"juyo/listing"
)

// overtimeWords name overtime that is paid whether worked or not, as a part of
// the pay stated.
var overtimeWords = []string{
	"固定残業", "みなし残業", "見なし残業", "定額残業", "見込残業", "見込み残業", "固定時間外", "みなし時間外", "固定の時間外", "定額時間外",
	"fixed overtime", "deemed overtime",
}

// Plausible fixed overtime a month, in hours and in hundredths of yen.
const (
	maxOvertimeHours = 100
	minOvertimePay   = 3_000_00
	maxOvertimePay   = 1_000_000_00
)

// overtime is the fixed overtime of a month that pay includes; zero: not stated.
type overtime struct {
	hours float64
	cents int64
}

// readOvertime reads the fixed overtime that a folded text states: its hours and
// its lowest amount. Text that says there is none gives nothing.
func readOvertime(s string) overtime {
	var out overtime
	named := overtimeNamed(s)
	for k, word := range overtimeWords {
		if named>>k&1 == 0 {
			continue
		}
		for i := strings.Index(s, word); i >= 0; i = next(s, word, i) {
			note := noteAfter(s, i+len(word))
			if denies(note) {
				continue
			}
			if out.hours == 0 {
				out.hours = hoursIn(s[lineStart(s, i):i], note)
			}
			if c := amountIn(s[lineStart(s, i):i], note); c > 0 && (out.cents == 0 || c < out.cents) {
				out.cents = c
			}
		}
	}
	return out
}

// overtimeNamed returns a bit for each of overtimeWords that s holds.
func overtimeNamed(s string) (named uint) {
	for _, stem := range [...]string{"残業", "時間外", "overtime"} { // all of them end so
		for i := strings.Index(s, stem); i >= 0; i = next(s, stem, i) {
			for k, word := range overtimeWords {
				if strings.HasSuffix(s[:i+len(stem)], word) {
					named |= 1 << k
				}
			}
		}
	}
	return named
}

// set writes o into p.
func (o overtime) set(p *listing.Pay) {
	p.OvertimeHours = o.hours
	p.OvertimePay, _ = split(o.cents)
}

// lineStart returns where the line of i starts, at most 60 bytes before it.
func lineStart(s string, i int) int {
	from := max(0, i-60)
	if k := strings.LastIndexByte(s[from:i], '\n'); k >= 0 {
		return from + k + 1
	}
	return from
}

// denies reports whether a note says that there is no such overtime: なし,
// は採用しておりません.
func denies(note string) bool {
	for changed := true; changed; {
		changed = false
		note = strings.TrimLeft(note, " :(【】")
		for _, w := range []string{"代", "手当", "制度", "制", "時間", "等", "は", "も", "の", "を", "に", "採用", "導入", "設定", "支給", "設け", "一切", "該当", "含", "み", "pay", "is", "system"} {
			if rest, ok := strings.CutPrefix(note, w); ok {
				note, changed = rest, true
			}
		}
	}
	return startsAny(note, "なし", "無", "ナシ", "ありません", "ございません", "ない", "なく", "して", "していません", "しており", "しません", "されて", "はして", "まず", "まれて", "まない", "まれない", "ておりません", "ていません", "では", "でな", "0円", "0時間", "not ", "none", "-\n", "×") && !startsAny(note, "しており、", "して支給")
}

// hoursIn returns the hours of fixed overtime that stand before (45時間分の固定残業代)
// or behind (固定残業代45時間分) its name, 0 when neither does.
func hoursIn(before, after string) float64 {
	if h := lastHours(before); h > 0 {
		return h
	}
	for k := 0; k < len(after); k++ {
		if strings.HasPrefix(after[k:], "。") {
			return 0
		}
		if !isDigit(after[k]) {
			continue
		}
		n, ok := readNumber(after, k, false)
		if !ok {
			return 0
		}
		if end := hourWord(after, n.end); end > 0 && !startsAny(after[end:], "労働", "勤務", "以内", "あたり", "当たり") && !strings.HasSuffix(after[:k], "平均") {
			return limitHours(float64(n.cents)/100 + minutesAt(after, end)/60)
		}
		k = n.end - 1
	}
	return 0
}

// lastHours reads hours that end a text but for 分, の and (: "月45時間分の".
func lastHours(before string) float64 {
	t := before
	for changed := true; changed; {
		changed = false
		t = strings.TrimRight(t, " (/、")
		for _, w := range []string{"の", "分", "相当", "/月", "・", "of", "worth"} {
			if rest, ok := strings.CutSuffix(t, w); ok {
				t, changed = rest, true
			}
		}
	}
	for _, w := range []string{"時間", "h", "hours"} {
		rest, ok := strings.CutSuffix(t, w)
		if !ok {
			continue
		}
		rest = strings.TrimRight(rest, " ")
		if n := digitsBefore(rest, len(rest)); n > 0 && n <= 3 {
			return limitHours(float64(atoi(rest[len(rest)-n:])))
		}
	}
	return 0
}

func limitHours(h float64) float64 {
	if h <= 0 || h > maxOvertimeHours {
		return 0
	}
	return h
}

// hourWord returns the end of a word for hours at i, 0 when there is none.
func hourWord(s string, i int) int {
	k := skipSpaces(s, i)
	for _, w := range []string{"時間", "hours", "hrs", "h"} {
		if strings.HasPrefix(s[k:], w) && (w != "h" || k+1 >= len(s) || !isAlnum(s[k+1])) {
			return k + len(w)
		}
	}
	return 0
}

// minutesAt returns the minutes at i: 30 of 45時間30分.
func minutesAt(s string, i int) float64 {
	if d := digitsAt(s, i); d > 0 && d <= 2 && strings.HasPrefix(s[i+d:], "分") {
		return float64(atoi(s[i : i+d]))
	}
	return 0
}

// amountIn returns the lowest amount of yen a month, in hundredths, that stands
// behind the name of fixed overtime before anything else is named, or right before
// it (うち7万円は固定残業代); 0 when none does.
func amountIn(before, after string) int64 {
	for _, w := range []string{"。", "月給", "月収", "年収", "年俸", "基本給", "総額", "合計", "支給総", "賞与", "交通費", "住宅手当", "資格手当", "職務手当", "通勤手当", "役職手当", "超過"} {
		if e := strings.Index(after, w); e >= 0 {
			after = after[:e]
		}
	}
	lowest := int64(0)
	for _, f := range figures(after, scanAmounts(after)) {
		c := f.min
		if c == 0 {
			c = f.max
		}
		if f.yen && c >= minOvertimePay && c <= maxOvertimePay && (lowest == 0 || c < lowest) {
			lowest = c
		}
	}
	if lowest > 0 {
		return lowest
	}
	t := strings.TrimRight(before, " (")
	amounts := scanAmounts(t)
	if len(amounts) == 0 {
		return 0
	}
	a := &amounts[len(amounts)-1]
	if gap := t[a.end:]; a.yen && a.cents >= minOvertimePay && a.cents <= maxOvertimePay && (gap == "は" || gap == "を" || gap == "分の" || gap == "の" || gap == "分は") {
		return a.cents
	}
	return 0
}
