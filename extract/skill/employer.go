package skill

import (
	"bytes"
	"strings"

	"juyo/extract/document"
)

// introduces reports whether h tells of the employer rather than of the job: a
// word employers use of themselves, before the first heading.
func (v *view) introduces(h *hit) bool {
	return h.start < v.d.Intro && v.d.Blocks[h.block].Section == document.Body && v.m.taxonomy.entries[h.skill].NoIntro
}

// employers gathers the names by which the text calls its employer: a product
// that is named after it (Kong at Kong) is not asked for by every mention of it.
func (v *view) employers() {
	v.own.reset()
	add := v.own.add
	add(v.d.Company)
	if first, _, ok := strings.Cut(v.d.Title, " | "); ok { // as Hacker News writes it
		add(first)
	}
	for i := range v.d.Blocks {
		b := &v.d.Blocks[i]
		s := v.d.Text[b.Start:b.End]
		if name, ok := strings.CutPrefix(s, "At "); ok {
			if name, _, ok := strings.Cut(name, ", we"); ok {
				add(name)
			}
		}
		if b.Heading && len(s) < 60 {
			for _, w := range [...]string{"About ", "ABOUT ", "Working at ", "Life at ", "Why "} {
				if name, ok := strings.CutPrefix(strings.TrimLeft(s, "*#-_ "), w); ok {
					add(name)
				}
			}
		}
	}
}

// ownNames are the names of the employer, folded.
type ownNames struct {
	buf   []byte
	ends  [4]int
	count int
	form  []byte // room for folding what is compared with them
}

func (o *ownNames) reset() { o.buf, o.count = o.buf[:0], 0 }

// add adds a name, up to four.
func (o *ownNames) add(name string) {
	name = strings.TrimSpace(strings.Trim(name, "*_:?! "))
	if name == "" || o.count == len(o.ends) || len(name) >= 40 {
		return
	}
	o.buf = appendFolded(o.buf, name)
	o.ends[o.count] = len(o.buf)
	o.count++
}

// has reports whether words are one of the names, or one without what follows
// names of companies.
func (o *ownNames) has(words string) bool {
	o.form = o.form[:0]
	from := 0
	for _, end := range o.ends[:o.count] {
		name := o.buf[from:end]
		from = end
		if len(name) < len(words) {
			continue
		}
		if len(o.form) == 0 {
			o.form = appendFolded(o.form, words)
		}
		if rest, ok := bytes.CutPrefix(name, o.form); ok && (len(rest) == 0 || ownSuffix(rest)) {
			return true
		}
	}
	return false
}

// ownName reports whether h is a name of the employer.
func (v *view) ownName(h *hit) bool {
	return v.m.taxonomy.entries[h.skill].Named && v.own.has(v.d.Text[h.start:h.end]) || h.kind == formContext && v.own.endsWith(v.d.Text[:h.end], h.end-h.start)
}

// endsWith reports whether text ends with one of the names, and the last tail
// bytes of it are no more than the name's end: the AI of "Sootcap AI".
func (o *ownNames) endsWith(text string, tail int) bool {
	from := 0
	for _, end := range o.ends[:o.count] {
		name := o.buf[from:end]
		from = end
		if len(name) <= tail+1 || len(text) < len(name) || !endsFolded(text, name) {
			continue
		}
		return name[len(name)-tail-1] == ' '
	}
	return false
}

// endsFolded reports whether text ends with the folded name as a word.
func endsFolded(text string, name []byte) bool {
	at := len(text) - len(name)
	if at > 0 && isWord(rune(text[at-1])) {
		return false
	}
	for i, c := range name {
		b := text[at+i]
		if b >= 0x80 && b != c || b < 0x80 && foldedByte[b] != c {
			return false
		}
	}
	return true
}

// ownSuffix reports whether s is what follows the name in a company's.
func ownSuffix(s []byte) bool {
	switch string(bytes.Trim(s, " ,.")) {
	case "inc", "labs", "hq", "technologies", "software", "networks", "io", "health", "capital", "systems", "corp", "ai", "llc", "ltd", "gmbh", "fix":
		return true
	}
	return false
}

// used reports whether the sentence of hit i says that it is worked with, which
// counts in any section: "About us: … our stack is …".
func (v *view) used(i int) bool {
	st := v.sentenceOf(v.hits[i].start)
	for j, n := v.hits[i].cueBefore, 0; j >= 0 && n < reachCues && v.hits[j].start >= st.start; j, n = v.hits[j].cueBefore, n+1 {
		if v.hits[j].cue == useAfter {
			return true
		}
	}
	return false
}

// reachNames is how far behind "engineers from" the names of companies may stand,
// in bytes.
const reachNames = 120

// employer reports whether hit i stands among names of companies: "engineers
// from …".
func (v *view) employer(i int) bool {
	h := &v.hits[i]
	st := v.sentenceOf(h.start)
	for j, n := h.cueBefore, 0; j >= 0 && n < reachCues && v.hits[j].start >= max(st.start, h.start-reachNames); j, n = v.hits[j].cueBefore, n+1 {
		switch o := &v.hits[j]; o.cue {
		case employersAfter:
			return !people(v.d.Text[o.end:h.start])
		case useAfter, requireAfter, preferAfter:
			return false
		}
	}
	return false
}

// people reports whether gap, behind "used by", begins with people rather than
// with names of companies: "used by other engineers".
func people(gap string) bool {
	gap = strings.TrimLeft(gap, " ")
	for _, w := range [...]string{"other ", "our ", "the ", "all ", "engineer", "developer", "team", "million", "thousand", "hundred", "people", "users", "customers"} {
		if len(gap) >= len(w) && strings.EqualFold(gap[:len(w)], w) {
			return true
		}
	}
	return false
}
