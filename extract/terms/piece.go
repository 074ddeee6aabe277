package terms

import (
	"strings"
	"unicode/utf8"
)

// pieceMarks part the terms of a line that lists them: "Leeds, hybrid, full-time",
// "年収600万円／正社員／週1出社".
const pieceMarks = ",;:()[]/|*\n、。・【】◆●■※＜＞<>"

// piece returns the part of h's sentence between marks, and its words before and
// behind h.
func (r *reading) piece(h hit) (before, after string) {
	from, to := r.sentence(h)
	before, after = string(r.text[from:h.start]), string(r.text[h.end:to])
	if i := strings.LastIndexAny(before, pieceMarks); i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		before = before[i+n:]
	}
	if i := strings.LastIndex(before, " - "); i >= 0 {
		before = before[i+len(" - "):]
	}
	if i := strings.IndexAny(after, pieceMarks); i >= 0 {
		after = after[:i]
	}
	if i := strings.Index(after, " - "); i >= 0 {
		after = after[:i]
	}
	return strings.Trim(before, " .!-\""), strings.Trim(after, " .!-\"")
}

// pieceWords may stand beside a term in a piece of its own.
var pieceWords = wordSet(`work working position positions role job only permanent basis opportunity contract employee employment permanent or and us usa uk eu emea europe worldwide global globally canada ok possible first friendly
	available preferred salaried please both in role: position: fixed month months year 3 6 12 30 40 hours week per a contract to hire freelance full time part`)

// mostWords is how many words a sentence may have whose pieces are terms.
const mostWords = 24

// aloneInPiece reports whether the English words at h are a term of their own: a
// piece of a short sentence that says nothing else but a place.
func (r *reading) aloneInPiece(h hit) bool {
	from, to := r.sentence(h)
	sentence := string(r.text[from:to])
	if to < len(r.text) && r.text[to] == '?' || len(strings.Fields(sentence)) > mostWords || contains(sentence, "experience", "cloud", "native", "premise", "on prem", "mobile app", "deploy") {
		return false
	}
	if h.start > from && r.text[h.start-1] == '/' && contains(sentence, "ios", "android") {
		return false // "iOS/Android/hybrid"
	}
	before, after := r.piece(h)
	return termsOnly(before) && termsOnly(after)
}

// termsOnly reports whether s has only words that stand beside terms, or names of
// places.
func termsOnly(s string) bool {
	named := true
	for w := range strings.FieldsSeq(s) {
		named = named && pieceWords[w]
	}
	if named || s == "" {
		return true
	}
	const longest = 40
	if len(s) > longest || strings.Count(s, " ") > 2 {
		return false
	}
	got := findPlaces(strings.TrimPrefix(s, "in "), true)
	return got.named > 0 && got.other == 0
}

// bounded reports whether the Japanese words at h stand alone between marks or
// spaces.
func (r *reading) bounded(h hit) bool {
	b := r.blocks[h.block]
	left, _ := utf8.DecodeLastRune(r.text[b.start:h.start])
	right, _ := utf8.DecodeRune(r.text[h.end:b.end])
	return (h.start == b.start || left == ' ' || strings.ContainsRune(pieceMarks, left)) && (h.end == b.end || right == ' ' || right == '!' || strings.ContainsRune(pieceMarks, right))
}
