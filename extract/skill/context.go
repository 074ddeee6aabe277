package skill

import (
	"strings"

	"juyo/extract/document"
)

// view is one document while its hits are judged.
type view struct {
	m         *Matcher
	d         *document.Document
	hits      []hit
	sentences []sentence
	own       *ownNames
	window    *window
	notes     notes // why hits were judged as they were; nil unless Explain asks
}

// resolve decides which hits are mentions. Safe and exact forms are settled
// first; forms that need company are looked at until nothing changes, since a
// list neighbour may itself need one.
func (v *view) resolve() {
	v.employers()
	for i := range v.hits {
		h := &v.hits[i]
		if h.skill < 0 {
			continue
		}
		if v.inAddress(h.start, h.end) && v.note(h, whyAddress, nil) {
			h.negated = true
			continue
		}
		if outside(v.d.Blocks[h.block].Section) && !v.used(i) && v.note(h, whyOutside, nil) || v.employer(i) && v.note(h, whyEmployers, nil) ||
			v.ownName(h) && v.note(h, whyOwnName, nil) || v.introduces(h) && v.note(h, whyIntroduces, nil) {
			h.negated = true
			continue
		}
		if h.kind == formSafe || h.kind == formExact {
			h.accepted = !v.rejected(h)
		}
	}
	for range 3 {
		changed := false
		for i := range v.hits {
			h := &v.hits[i]
			if h.skill < 0 || h.accepted || h.negated || h.kind != formContext && h.kind != formOtherCase {
				continue
			}
			if v.rejected(h) {
				h.negated = true
				continue
			}
			if v.vouched(i) {
				h.accepted, changed = true, true
			}
		}
		if !changed {
			break
		}
	}
	for i := range v.hits {
		if h := &v.hits[i]; h.skill >= 0 && h.accepted && v.negated(i) {
			h.negated = true
		}
	}
}

// rejected reports whether a word in the sentence speaks against h.
func (v *view) rejected(h *hit) bool {
	r := &v.m.rules[h.skill]
	if len(r.reject) == 0 {
		return false
	}
	st := v.sentenceOf(h.start)
	return anyWord(v.folded(h, st), r.reject) && v.note(h, whyReject, nil)
}

// anyWord reports whether the folded text holds one of the folded words.
func anyWord(text string, words []string) bool {
	for _, w := range words {
		if holdsWord(text, w) {
			return true
		}
	}
	return false
}

// vouched reports whether the company hit i keeps makes it a mention.
func (v *view) vouched(i int) bool {
	h := &v.hits[i]
	r := &v.m.rules[h.skill]
	if h.kind == formOtherCase {
		switch r.near {
		case nearAny:
			if e := &v.m.taxonomy.entries[h.skill]; !e.Named && h.end-h.start > 3 {
				return v.note(h, whyAnyCase, nil) // the case of a concept says nothing
			}
			return v.listNeighbour(i, r.kinds) || !v.continues(h) && hasSuffixFold(v.d.Text[v.d.Blocks[h.block].Start:h.start], otherCasePrefixes) && v.note(h, whyWorded, nil) || v.alone(h) && v.note(h, whyAlone, nil)
		case nearNeighbour:
			return v.entry(h) && v.listNeighbour(i, r.kinds)
		case nearTech, nearList:
			return v.alone(h) && v.note(h, whyAlone, nil) || v.item(h) && v.listNeighbour(i, r.kinds)
		}
		return false
	}
	if r.near == nearAny {
		return v.note(h, whyAny, nil)
	}
	if yearFollows(v.d.Text, h.end) {
		return false
	}
	st := v.sentenceOf(h.start)
	if len(r.require) > 0 && anyWord(v.folded(h, st), r.require) {
		return v.note(h, whyRequire, nil)
	}
	if r.near == nearRule {
		return false
	}
	if v.listNeighbour(i, r.kinds) {
		return true
	}
	if r.near == nearNeighbour {
		return false
	}
	if v.worded(h) && v.note(h, whyWorded, nil) || v.alone(h) && v.note(h, whyAlone, nil) {
		return true
	}
	if r.near == nearList {
		return false
	}
	for j := max(0, i-reachHits); j < min(len(v.hits), i+reachHits); j++ {
		o := &v.hits[j]
		if o.start >= st.end {
			break
		}
		if o.start >= st.start && o.accepted && o.skill >= 0 && o.skill != h.skill && v.m.taxonomy.entries[o.skill].Named {
			return v.note(h, whySentence, o)
		}
	}
	return false
}

// worded reports whether the words around h say that it is a technology:
// "Goでの開発", "experience in Go".
func (v *view) worded(h *hit) bool {
	b := &v.d.Blocks[h.block]
	after := v.d.Text[h.end:b.End]
	i := 0
	for i < len(after) && (after[i] == ' ' || after[i] == '.' || after[i] >= '0' && after[i] <= '9') {
		i++
	}
	for _, w := range suffixes {
		if strings.HasPrefix(after[i:], w) {
			return true
		}
	}
	rest := strings.TrimLeft(after, " 0123456789.x")
	for _, w := range wordsAfter {
		if strings.HasPrefix(after, " "+w) {
			return true
		}
	}
	if rest != "" && rest[0] >= 'a' && rest[0] <= 'z' && strings.HasPrefix(after, " ") && !followsName(rest) {
		return false
	}
	return hasSuffixFold(v.d.Text[b.Start:h.start], prefixes)
}

// hasSuffixFold reports whether s ends with one of the words, in any case.
func hasSuffixFold(s string, words []string) bool {
	for _, w := range words {
		if len(s) >= len(w) && strings.EqualFold(s[len(s)-len(w):], w) && (len(s) == len(w) || !isWord(rune(s[len(s)-len(w)-1]))) {
			return true
		}
	}
	return false
}

// otherCasePrefixes precede the name of a technology even where it is not
// written in its case: "using react".
var otherCasePrefixes = []string{"using ", "with ", "in ", "use "}

// yearFollows reports whether a year stands behind text[:end]: "Spring 2027".
func yearFollows(text string, end int) bool {
	s := text[end:]
	return len(s) >= 5 && s[0] == ' ' && (s[1:3] == "20" || s[1:3] == "19") && isDigit(rune(s[3])) && isDigit(rune(s[4]))
}

// followsName reports whether s begins with a word that may follow the name of
// a technology in a sentence.
func followsName(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' })
	if end < 0 {
		end = len(s)
	}
	switch s[:end] {
	case "and", "or", "for", "on", "with", "to", "as", "is", "at", "in", "but", "using", "would", "preferred", "required", "we", "experience", "developer", "developers", "engineer", "engineers", "etc", "code", "services", "service", "backend", "frontend", "app", "apps", "microservices", "web", "from", "are", "running", "via", "that", "which", "if", "into", "rather", "instead":
		return true
	}
	return false
}

// suffixes follow the name of a technology in Japanese.
var suffixes = []string{
	"言語", "での開発", "で開発", "による開発", "を用い", "を使", "を利用", "を活用", "の実務", "の開発", "開発", "経験", "エンジニア", "で書", "製の", "での実装", "での", "の経験", "の知識", "の基礎", "のスキル", "プログラマ", "フレームワーク", "などの",
	"は必須", "が必須", "必須", "は歓迎", "歓迎", "は尚可", "尚可", "が書け", "を書", "等の", "系", "による", "に関する", "もしくは", "または", "バックエンド", "サーバー", "の使用", "の利用", "の設計", "の構築", "の運用", "環境",
}

// wordsAfter follow the name of a technology in English.
var wordsAfter = []string{
	"preferred", "required", "is required", "is a plus", "is a must", "is essential", "developer", "Developer", "engineer", "Engineer", "programmer", "Programmer", "programming", "framework", "Framework", "codebase", "backend", "Backend", "stack", "microservice", "expert", "Expert", "dev ", "devs", "experience", "library", "libraries", "development", "Development", "code ", "ecosystem", "language", "Lang", "services", "APIs", "API",
}

// prefixes precede the name of a technology in English.
var prefixes = []string{
	"in ", "using ", "with ", "written in ", "experience in ", "proficient in ", "knowledge of ", "experience of ", "use ", "like ", "know ", "learn ", "love ", "as ", "in: ", "e.g. ", "including ", "primarily ", "mostly ", "mainly ", "modern ", "of ", "our ", "from ", "100% ", "to ", "into ", "language: ", "言語：", "言語:", "言語 ", "such as ",
}
