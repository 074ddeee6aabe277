package salary

import (
	"sort"
	"strings"

	"juyo/listing"
)

// personal reports whether a single figure is one employee's pay: an age or a
// year of service stands by it (年収600万円／28歳, 入社3年目 年収500万円).
func (b *binder) personal(f *figure) bool {
	line := b.text[f.end:min(len(b.text), f.end+60)]
	if e := strings.IndexByte(line, '\n'); e >= 0 {
		line = line[:e]
	}
	if ageOrService(line) {
		return true
	}
	from := max(0, f.start-60)
	before := b.text[from:f.start]
	if e := strings.LastIndexByte(before, '\n'); e >= 0 {
		before = before[e+1:]
	}
	return ageOrService(before)
}

// promoted reports whether s, the text behind a figure, says that it is the pay of
// a later post, or what somebody's pay rose to: "リーダー（年収550〜900万円）へ登用",
// "年収が420万円から610万円に上がった".
func promoted(s string) bool {
	s = strings.TrimLeft(s, " 円程度)")
	return startsAny(s, "へ登用", "に登用", "への登用", "へ昇格", "に昇格", "への昇格", "に上が", "へ上が", "まで上が", "にアップ", "へアップ", "へのアップ", "アップ", "に増", "増額")
}

func ageOrService(t string) bool {
	for i := 0; i < len(t); i++ {
		if !isDigit(t[i]) || i > 0 && isDigit(t[i-1]) {
			continue
		}
		e := i + digitsAt(t, i)
		rest := t[e:]
		switch {
		case strings.HasPrefix(rest, "年目"):
			return true
		case strings.HasPrefix(rest, "歳"):
			after := strings.TrimPrefix(rest, "歳")
			if !startsAny(after, "以", "未満", "まで", "位", "~", "-", "迄") {
				return true
			}
		case strings.HasPrefix(t[:i], "入社") || strings.HasSuffix(t[:i], "入社"):
			if strings.HasPrefix(rest, "年") {
				return true
			}
		}
		i = e - 1
	}
	return false
}

// above looks for a label in the heading lines over a figure that starts its
// line's sentence.
func (b *binder) above(f *figure, o *binding) {
	s := b.text
	lineStart, ok := startOfLine(s, f.start, leftReach)
	if !ok || hasSentence(s[lineStart:f.start]) {
		return
	}
	end := lineStart - 1
	for seen := 0; seen < headingLines && end > 0; {
		if s[end-1] == '\n' || s[end-1] == ' ' {
			end-- // an empty line, or the blank end of one
			continue
		}
		start, ok := startOfLine(s, end, headingBytes)
		if !ok {
			return
		}
		seen++
		line := s[start:end]
		sibling := strings.ContainsAny(line, "0123456789")
		if b.headingCue(start, end, sibling, o) {
			return
		}
		end = start - 1
	}
}

// part reports what a label that other money takes over (月額) is a part of, where
// the line above names it: 基本給, 通勤手当.
func (b *binder) part(f *figure, o *binding) {
	s := b.text
	lineStart, ok := startOfLine(s, f.start, headingBytes)
	end := lineStart - 1
	for end > 0 && s[end-1] == '\n' {
		end--
	}
	if !ok || end <= 0 {
		return
	}
	start, ok := startOfLine(s, end, headingBytes)
	if !ok || strings.ContainsAny(s[start:end], "0123456789") {
		return
	}
	first := sort.Search(len(b.cues), func(k int) bool { return b.cues[k].start >= start })
	for k := first; k < len(b.cues) && b.cues[k].end <= end; k++ {
		switch b.cues[k].role {
		case basic:
			o.basic = true
			return
		case against:
			o.rejected = true
			return
		case label, expected, fee, contract, base:
			return
		}
	}
}

// startOfLine returns where the line that i stands in starts, ok false when that is
// more than reach bytes before.
func startOfLine(s string, i, reach int) (start int, ok bool) {
	from := max(0, i-reach-1)
	k := strings.LastIndexByte(s[from:i], '\n')
	return from + k + 1, k >= 0 || from == 0
}

// headingCue applies the cues of a heading line: a label in it labels what is
// below, else other money takes it away, unless the line is a sibling entry of a
// list with figures of its own.
func (b *binder) headingCue(start, end int, sibling bool, o *binding) bool {
	first := sort.Search(len(b.cues), func(k int) bool { return b.cues[k].start >= start })
	var other bool
	var period listing.Period
	for k := first; k < len(b.cues) && b.cues[k].end <= end; k++ {
		switch q := &b.cues[k]; q.role {
		case odd:
			other = !sibling
		case timing:
			period = q.period
		case label, loose, fee, expected, base, total, basic:
			if next := k + 1; q.role == loose && next < len(b.cues) && b.cues[next].start == q.end && b.cues[next].role == basic {
				continue // 月額基本給
			}
			o.label, o.heading, o.by = true, true, span{q.start, q.end}
			o.fee = q.role == fee
			o.expected = q.role == expected
			o.base, o.total, o.basic = q.role == base, q.role == total, q.role == basic
			if o.period == "" {
				o.period = q.period
			}
			if o.period == "" {
				o.period = period
			}
			return true
		case contract:
			if q.alsoLabel {
				o.label, o.heading, o.contract, o.by = true, true, true, span{q.start, q.end}
				if o.period == "" {
					o.period = q.period
				}
				return true
			}
		case average, example:
			o.rejected = true
			return true
		case probation:
			o.trial = true
		case against:
			other = !sibling
		}
	}
	if other {
		o.rejected = true
	}
	return other
}

func hasSentence(t string) bool {
	for i := range len(t) {
		if (t[i] == '.' || t[i] == '!' || t[i] == '?') && i+1 < len(t) && sentenceEnds(t, i) {
			return true
		}
	}
	return strings.Contains(t, "。")
}
