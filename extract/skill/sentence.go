package skill

import (
	"sort"
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
)

// Texts may be hostile: a sentence of 200 KB must not cost the square of its
// words. What stands farther away than this says nothing of a skill.
const (
	reachHits  = 40  // forms on either side that are looked at
	reachCues  = 12  // cues on either side that are heard
	reachBytes = 400 // bytes of a sentence on either side that are read
)

// reach returns where the part of st begins and ends that is near hit h.
func (v *view) reach(h *hit, st sentence) (from, to int) {
	from, to = max(st.start, h.start-reachBytes), min(st.end, h.end+reachBytes)
	text := v.d.Text
	for from > st.start && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < st.end && !utf8.RuneStart(text[to]) {
		to++
	}
	return from, to
}

// sentence is a part of a block between full stops.
type sentence struct {
	start, end int
	block      int32
}

// sentences appends the sentences of block b.
func sentences(out []sentence, text string, b *document.Block, block int32) []sentence {
	start := b.Start
	s := text[:b.End]
	for i := b.Start; i < b.End; {
		c := s[i]
		if c < 0x80 {
			i++
			if c == ';' || (c == '.' || c == '!' || c == '?') && fullStop(s, i) {
				out = append(out, sentence{start, i, block})
				start = i
			} else if c == ' ' && i > start+4 && s[i-2] >= 0x80 && itemEnds(s[start:i-1], s[i:]) {
				out = append(out, sentence{start, i - 1, block})
				start = i
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r == '。' || r == '！' || r == '？' || r == '．' || r == '；' {
			out = append(out, sentence{start, i, block})
			start = i
		}
	}
	if start < b.End {
		out = append(out, sentence{start, b.End, block})
	}
	return out
}

// itemEnds reports whether the space between before and after parts two entries
// of a Japanese list whose line ends a source has dropped: "Goの経験 AWSの知識".
func itemEnds(before, after string) bool {
	r, n := utf8.DecodeRuneInString(after)
	switch {
	case r == '・' || r == '※':
		return len(after) > n && after[n] != ' '
	case r < 0x80 && (r < 'A' || r > 'Z'), r == '（', r == '\u3000', r == '／':
		return false
	}
	for _, w := range [...]string{"歓迎", "必須", "尚可", "優遇", "不問", "不要", "あれば", "のある", "または", "もしくは", "及び", "および", "かつ", "など"} {
		if strings.HasPrefix(after, w) {
			return false
		}
	}
	if strings.HasSuffix(before, "）") || strings.HasSuffix(before, ")") { // "経験（3年以上） "
		const longest = 90 // bytes in brackets
		near := before[max(0, len(before)-longest):]
		if k := max(strings.LastIndex(near, "（"), strings.LastIndexByte(near, '(')); k > 0 {
			before = before[:len(before)-len(near)+k]
		}
	}
	for _, w := range [...]string{"経験", "知識", "能力", "スキル", "理解", "知見", "方", "こと", "力", "姿勢", "レベル", "マインド", "資格", "資格者"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// fullStop reports whether the mark before s[i:] ends a sentence: white space
// follows and no abbreviation precedes.
func fullStop(s string, i int) bool {
	if i >= len(s) || s[i] != ' ' && s[i] != '\t' && s[i] != ')' {
		return false
	}
	word := s[max(0, i-8):i]
	if j := strings.LastIndexAny(word, " (,/\t"); j >= 0 {
		word = word[j+1:]
	}
	for _, w := range abbreviations {
		if strings.EqualFold(word, w) {
			rest := strings.TrimLeft(s[i:], " \t")
			return word == "etc." && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z'
		}
	}
	return true
}

// abbreviations end with a full stop that ends no sentence, but for "etc.".
var abbreviations = []string{"e.g.", "i.e.", "vs.", "incl.", "approx.", "inc.", "eg.", "ie.", "etc.", "sr.", "jr.", "no."}

// sentenceOf returns the sentence that holds offset.
func (v *view) sentenceOf(offset int) sentence {
	lo, hi := 0, len(v.sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if v.sentences[mid].start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return sentence{}
	}
	return v.sentences[lo-1]
}

// firstNear returns the index of the first hit in st that is near hit h.
func (v *view) firstNear(h *hit, st sentence) int {
	at := max(st.start, h.start-reachBytes)
	return sort.Search(len(v.hits), func(j int) bool { return v.hits[j].start >= at })
}

// asksAround reports whether the sentence of h asks for something.
func (v *view) asksAround(h *hit, st sentence) bool {
	for j := v.firstNear(h, st); j < len(v.hits) && v.hits[j].start < min(st.end, h.end+reachBytes); j++ {
		switch o := &v.hits[j]; o.cue {
		case askBefore, askAfter:
			if o.start >= h.start-48 && o.start <= h.end+48 {
				return true
			}
		}
	}
	return false
}

// narrates reports whether st tells what is done or has been done, rather than
// what is asked for.
func (v *view) narrates(st sentence) bool {
	s := strings.TrimRight(v.d.Text[st.start:st.end], " 。")
	s = s[max(0, len(s)-reachBytes):]
	narrative := false
	for _, w := range [...]string{"ています", "ております", "てきました", "ていきます", "いただきます", "頂きます", "いたします"} {
		narrative = narrative || strings.HasSuffix(s, w)
	}
	if !narrative {
		return false
	}
	for _, w := range [...]string{"求め", "歓迎", "必須", "必要", "望", "期待", "募集", "重視", "想定", "優遇", "尚可", "条件", "お持ち", "方を", "探して", "お待ち"} {
		if strings.Contains(s, w) {
			return false
		}
	}
	return true
}
