package salary

import "strings"

// bonusWords name the bonus that Japanese employers pay beside monthly pay.
var bonusWords = []string{"賞与", "ボーナス"}

// Months of bonus outside this are something else: a length of service.
const maxBonusMonths = 12

// bonusMonths returns the months of pay that a folded text says are paid as bonus
// in a year (賞与4.5ヶ月分, 年2回・計4ヶ月分, 昨年度実績6.2ヶ月), the lower end of a
// range, 0 when it gives no number. 賞与年2回 alone is none.
func bonusMonths(s string) float64 {
	for _, word := range bonusWords {
		for i := strings.Index(s, word); i >= 0; i = next(s, word, i) {
			if m := monthsIn(noteAfter(s, i+len(word))); m > 0 && m <= maxBonusMonths {
				return m
			}
		}
	}
	return 0
}

// noteReach is how far behind a word, in bytes, what is said about it may stand.
const noteReach = 120

// noteAfter returns what stands behind a word that ends at i: the rest of its line,
// or the next line that says something when the word ends a heading.
func noteAfter(s string, i int) string {
	note := s[i:min(len(s), i+noteReach)]
	end := strings.IndexByte(note, '\n')
	if end < 0 {
		return note
	}
	if head := strings.Trim(note[:end], " :】]》>)・昇給制度について代手当"); head != "" {
		return note[:end]
	}
	rest := strings.TrimLeft(note[end:], " \n")
	if end = strings.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	return rest
}

// monthsIn reads the months of bonus of a note: a total when it gives one, else
// the sum of summer's and winter's, else the first number.
func monthsIn(note string) float64 {
	if e := strings.Index(note, "。"); e >= 0 {
		note = note[:e]
	}
	var found []float64
	total := 0.0
	for k := 0; k < len(note); k++ {
		if !isDigit(note[k]) {
			continue
		}
		n, ok := readNumber(note, k, false)
		if !ok {
			return 0
		}
		end := monthWord(note, n.end)
		if end == 0 {
			end = lowEndOfMonths(note, n.end)
		}
		if end > 0 && paysMonths(note[:k], note[end:]) {
			m := float64(n.cents) / 100 * timesPaid(note, k, end)
			found = append(found, m)
			if before := strings.TrimRight(note[:k], " :約"); strings.HasSuffix(before, "計") || strings.HasSuffix(before, "年間") {
				total = m
			}
		}
		k = max(n.end, end) - 1
	}
	switch {
	case total > 0:
		return total
	case len(found) == 2 && strings.Contains(note, "夏") && strings.Contains(note, "冬"):
		return found[0] + found[1]
	case len(found) > 0:
		return found[0]
	}
	return 0
}

// monthWord returns the end of ヶ月 in one of its spellings at i, a space before it
// allowed, 0 when there is none.
func monthWord(s string, i int) int {
	k := skipSpaces(s, i)
	for _, w := range []string{"ヶ月", "か月", "カ月", "ケ月", "ヵ月", "箇月", "ヶ⽉", "months"} {
		if strings.HasPrefix(s[k:], w) {
			return k + len(w)
		}
	}
	return 0
}

// lowEndOfMonths returns the end of "~6ヶ月" at i, the upper end of a range of
// months whose lower end is the number before i; 0 when there is none.
func lowEndOfMonths(s string, i int) int {
	k := skipSpaces(s, i)
	if !startsAny(s[k:], "~", "-") {
		return 0
	}
	k = skipSpaces(s, k+1)
	if k >= len(s) || !isDigit(s[k]) {
		return 0
	}
	n, ok := readNumber(s, k, false)
	if !ok {
		return 0
	}
	return monthWord(s, n.end)
}

// paysMonths reports whether months between before and after are an amount of
// bonus, and no length of service (入社6ヶ月後, 6ヶ月以上勤務) or upper limit.
func paysMonths(before, after string) bool {
	after = strings.TrimLeft(after, " ")
	if startsAny(after, "後", "間", "以内", "ごと", "毎", "経過", "目", "未満", "以上勤", "以上在", "以上の", "勤務", "在籍", "に1", "に一", "に2", "の試用") {
		return false
	}
	for _, w := range []string{"最大", "上限", "最高"} {
		if strings.HasSuffix(strings.TrimRight(before, " :"), w) {
			return false
		}
	}
	for _, w := range []string{"入社", "試用", "勤務", "在籍", "評価期間", "査定期間", "算定期間", "対象期間", "勤続", "研修", "月給", "昇給"} {
		if strings.Contains(before, w) {
			return false
		}
	}
	return true
}

// timesPaid is how often in a year the months between start and end are paid where
// the note gives them for one time: 各2ヶ月 with 年2回, 1.5ヶ月×2回.
func timesPaid(note string, start, end int) float64 {
	after := strings.TrimLeft(note[end:], " 分")
	if startsAny(after, "×2", "x2", "× 2", "×年2", "x 2") {
		return 2
	}
	if strings.HasSuffix(strings.TrimRight(note[:start], " "), "各") && strings.Contains(note, "2回") {
		return 2
	}
	return 1
}

// next returns where word stands in s behind the one at i, -1 when nowhere.
func next(s, word string, i int) int {
	j := strings.Index(s[i+len(word):], word)
	if j < 0 {
		return -1
	}
	return i + len(word) + j
}
