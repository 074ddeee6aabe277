package salary

import (
	"strings"
	"unicode/utf8"
)

// openness says which side of a figure is not stated.
type openness uint8

const (
	closed    openness = iota
	openAbove          // 以上, 〜, from
	openBelow          // 以下, まで, up to
)

var (
	aboveRight = []string{"以上", "より", "からスタート", "からのスタート", "から", "超", "オーバー", "スタート", "or more", "and up", "and above", "upwards", "minimum", "以降"}
	belowRight = []string{"以下", "まで", "未満", "以内", "が上限", "上限", "or less", "maximum", "max", "を上限", "迄"}
	aboveLeft  = []string{"from", "starting at", "starting from", "start at", "starts at", "start from", "at least", "min", "min.", "minimum", "minimum of", "over", "above", "more than", "north of", "upwards of", ">", "≥", ">=", "ab", "à partir de", "最低", "下限", "最低額", "desde"}
	belowLeft  = []string{"up to", "upto", "max", "max.", "maximum", "maximum of", "no more than", "under", "below", "less than", "<", "≤", "<=", "bis zu", "jusqu'à", "hasta", "最大", "上限", "最高", "max:", "最大で", "~最大"}
)

// openRight reads an open mark behind an amount that ends at i.
func openRight(s string, i int, yen bool) (end int, o openness) {
	k := skipTax(s, skipSpaces(s, i))
	rest := s[k:]
	for _, w := range aboveRight {
		if strings.HasPrefix(rest, w) {
			return k + len(w), openAbove
		}
	}
	for _, w := range belowRight {
		if strings.HasPrefix(rest, w) && (!isLower(w[0]) || len(rest) == len(w) || !isAlnum(rest[len(w)])) {
			return k + len(w), openBelow
		}
	}
	if rest == "" {
		return i, closed
	}
	next := strings.TrimLeft(rest[1:], " ")
	switch rest[0] {
	case '~':
		return k + 1, openAbove
	case '-':
		// 500万円- at the end of a line
		if yen && (next == "" || next[0] == '\n' || next[0] == '/' || next[0] == '(') {
			return k + 1, openAbove
		}
	case '+':
		ends := next == "" || strings.ContainsRune("\n|,;)(./-", rune(next[0]))
		if k == i && !addition(next) || ends {
			return k + 1, openAbove
		}
	}
	return i, closed
}

// skipTax steps over a note on tax in parentheses at k: 80万円（税別）〜.
func skipTax(s string, k int) int {
	if !startsAny(s[k:], "(税", "(消費税") {
		return k
	}
	c := strings.IndexByte(s[k:min(len(s), k+40)], ')')
	if c < 0 {
		return k
	}
	return skipSpaces(s, k+c+1)
}

// addition reports whether what follows a plus sign is added to the pay, so
// that the sign opens nothing: "+ bonus", "+equity".
func addition(rest string) bool {
	w, _ := letters(rest, 0)
	switch w {
	case "bonus", "equity", "super", "superannuation", "options", "stock", "benefits", "commission", "ote", "rsu", "rsus", "gst", "vat", "package", "car", "shares", "comp", "profit", "incentive", "incentives", "perks", "tips", "medical", "health", "generous", "significant", "variable":
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return r >= 'ぁ' && r <= 0x9FFF // +賞与, +歩合, +諸手当
}

// openLeft reads an open mark before an amount that starts at i. A wave before
// an amount of yen is an upper limit; before other money it means "about".
func openLeft(s string, i int, yen bool) openness {
	t := strings.TrimRight(s[max(0, i-40):i], " :")
	if strings.HasSuffix(t, "~") {
		if yen {
			return openBelow
		}
		return closed
	}
	t = strings.TrimRight(t, " :\n")
	for range 2 {
		for _, w := range belowLeft {
			if endsWithWord(t, w) {
				return openBelow
			}
		}
		for _, w := range aboveLeft {
			if endsWithWord(t, w) {
				return openAbove
			}
		}
		// 最大年収1500万円, up to a salary of
		cut := t
		for _, w := range []string{"年収", "月給", "月収", "月額", "時給", "年俸", "日給", "単価"} {
			cut = strings.TrimRight(strings.TrimSuffix(cut, w), " :")
		}
		if cut == t {
			break
		}
		t = cut
	}
	return closed
}

func endsWithWord(t, w string) bool {
	if !strings.HasSuffix(t, w) {
		return false
	}
	k := len(t) - len(w)
	if (w[0] == '<' || w[0] == '>') && k > 0 && isAlnum(t[k-1]) {
		return false // the end of a tag
	}
	return !isLower(w[0]) || k == 0 || !isAlnum(t[k-1])
}
