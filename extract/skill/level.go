package skill

import (
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// negated reports whether hit i is not asked for: "no PHP", "Java不可".
func (v *view) negated(i int) bool {
	h := &v.hits[i]
	st := v.sentenceOf(h.start)
	text := v.d.Text
	for j := i - 1; j >= max(0, i-reachHits) && v.hits[j].start >= st.start; j-- {
		o := &v.hits[j]
		if o.cue == cueNone || o.cue != negateAfter {
			continue
		}
		if h.start-o.end <= 40 && binds(text[o.end:h.start]) {
			return true
		}
	}
	end := h.end
	for j := i + 1; j < min(len(v.hits), i+reachHits) && v.hits[j].start < st.end; j++ {
		o := &v.hits[j]
		if o.cue == negateBefore {
			return o.start-end <= 60 && unbroken(text[end:o.start])
		}
		// "A、B、Cは不要" is about all three.
		if o.skill >= 0 && strings.Trim(text[end:o.start], "、，,・/／ 　") == "" {
			end = o.end
		}
	}
	return false
}

// binds reports whether gap, between a negation and a name, keeps them together.
func binds(gap string) bool {
	if strings.ContainsAny(gap, ",;:.!?()/、。") {
		return false
	}
	folded := strings.TrimSpace(foldText(gap))
	for _, w := range notBefore {
		if strings.HasPrefix(folded, w) {
			return false
		}
	}
	return strings.Count(folded, " ") < 3
}

// unbroken reports whether gap, between a name and "不要", is one phrase.
func unbroken(gap string) bool {
	for _, r := range gap {
		switch r {
		case '、', '，', ',', '。', '/', '・', '／', '\n', '（', '(', '※', '|':
			return false
		}
	}
	return utf8.RuneCountInString(gap) <= 16
}

// level returns how strongly the words around hit i ask for it.
func (v *view) level(i int) listing.Level {
	h := &v.hits[i]
	b := &v.d.Blocks[h.block]
	l := listing.LevelUsed
	switch b.Section {
	case document.Required:
		l = listing.LevelRequired
	case document.Preferred:
		l = listing.LevelPreferred
	}
	if b.Level != 0 {
		l = b.Level
	}
	if c := v.levelCue(i, l == listing.LevelUsed && b.Section != document.Environment); c != 0 {
		l = c
	}
	return l
}

// levelCue returns what the cues of the sentence say of hit i; 0 when nothing.
// Wording such as "experience with" is heard only where asks is true: no heading
// has said more.
func (v *view) levelCue(i int, asks bool) listing.Level {
	h := &v.hits[i]
	st := v.sentenceOf(h.start)
	asked := false
	// Cues behind the name, nearest first.
	reach := h.end
	for j := i + 1; j < min(len(v.hits), i+reachHits) && v.hits[j].start < st.end; j++ {
		o := &v.hits[j]
		if o.cue == cueNone {
			if o.skill >= 0 && pureList(v.d.Text[reach:o.start]) {
				reach = o.end
			}
			continue
		}
		if !v.scoped(i, j, st) {
			continue
		}
		c := o.cue
		if leads(v.d.Text[o.end:min(st.end, o.end+8)]) {
			break // "尚可: …" speaks of what follows it
		}
		japanese := v.d.Text[o.start] >= 0x80
		if japanese && strings.ContainsAny(v.d.Text[reach:max(reach, o.start)], "、，,") {
			break // "Java経験、英語歓迎": another entry's
		}
		switch c {
		case preferBefore, preferAround:
			return listing.LevelPreferred
		case requireBefore:
			return listing.LevelRequired
		case askBefore:
			asked = asked || asks && (japanese || o.start-h.end <= 24)
			continue
		case askAfter, employersAfter, negateAfter, negateBefore:
			continue
		}
		break
	}
	// Cues before the name, nearest first.
	for j := i - 1; j >= max(0, i-reachHits) && v.hits[j].start >= st.start; j-- {
		o := &v.hits[j]
		if o.cue == cueNone || !v.scoped(i, j, st) {
			continue
		}
		switch o.cue {
		case preferAfter:
			return listing.LevelPreferred
		case preferAround:
			if o.start-st.start < 4 {
				return listing.LevelPreferred
			}
		case requireAfter:
			return listing.LevelRequired
		case useAfter:
			return listing.LevelUsed
		case askAfter:
			asked = asked || asks
			continue
		case preferBefore:
			if leads(v.d.Text[o.end:min(st.end, o.end+8)]) {
				return listing.LevelPreferred
			}
		case requireBefore:
			if leads(v.d.Text[o.end:min(st.end, o.end+8)]) {
				return listing.LevelRequired
			}
		default:
			continue
		}
		break
	}
	if asked {
		return listing.LevelRequired
	}
	return 0
}

// leads reports whether s, the text behind a cue, makes the cue a label.
func leads(s string) bool {
	s = strings.TrimLeft(s, " ")
	return strings.HasPrefix(s, ":") || strings.HasPrefix(s, "：")
}

// pureList reports whether gap is nothing but what parts entries of a list.
func pureList(gap string) bool {
	return strings.Trim(gap, "、，,・/／ 　&+") == "" || gap == "や" || gap == "と" || gap == " and " || gap == " or " || gap == ", and " || gap == ", or "
}

// scoped reports whether cue j can speak of hit i: a cue in brackets speaks of
// the skills in the brackets, or where there are none of the entry before them.
func (v *view) scoped(i, j int, st sentence) bool {
	text := v.d.Text
	h, c := &v.hits[i], &v.hits[j]
	open := -1
	for k, depth := c.start, 0; k > max(st.start, c.start-reachBytes); {
		r, n := utf8.DecodeLastRuneInString(text[:k])
		k -= n
		if r == ')' || r == '）' {
			depth++
		} else if r == '(' || r == '（' {
			if depth == 0 {
				open = k
				break
			}
			depth--
		}
	}
	if open < 0 {
		return true
	}
	end := st.end
	if k := strings.IndexAny(text[c.end:min(st.end, c.end+reachBytes)], ")）"); k >= 0 {
		end = c.end + k
	}
	if h.start >= open && h.end <= end {
		return true
	}
	if h.start > end {
		return false
	}
	for k := i + 1; k < min(len(v.hits), i+2*reachHits) && v.hits[k].start < end; k++ {
		if o := &v.hits[k]; o.skill >= 0 && o.start > open {
			return false
		}
	}
	return !strings.ContainsAny(text[h.end:open], ",、，;/／")
}
