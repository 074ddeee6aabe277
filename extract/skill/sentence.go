package skill

import (
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
)

// Texts may be hostile: a sentence of 200 KB must not cost the square of its
// words. What stands farther away than this says nothing of a skill.
const (
	reachHits  = 40  // forms on either side that are looked at
	reachBytes = 400 // bytes of a sentence on either side that are read
)

// around returns the part of st that is near hit h.
func (v *view) around(h *hit, st sentence) string {
	from, to := max(st.start, h.start-reachBytes), min(st.end, h.end+reachBytes)
	text := v.d.Text
	for from > st.start && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < st.end && !utf8.RuneStart(text[to]) {
		to++
	}
	return text[from:to]
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
	switch strings.ToLower(word) {
	case "e.g.", "i.e.", "vs.", "incl.", "approx.", "inc.", "eg.", "ie.", "etc.", "sr.", "jr.", "no.":
		rest := strings.TrimLeft(s[i:], " \t")
		return word == "etc." && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z'
	}
	return true
}

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
