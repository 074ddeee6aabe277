package skill

import (
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
	n := 0
	add := func(name string) {
		name = strings.TrimSpace(strings.Trim(name, "*_:?! "))
		if name != "" && n < len(v.own) && len(name) < 40 {
			v.own[n] = foldText(name)
			n++
		}
	}
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

// ownName reports whether h is a name of the employer.
func (v *view) ownName(h *hit) bool {
	if !v.m.taxonomy.entries[h.skill].Named {
		return false
	}
	var surface string
	for _, name := range v.own {
		if name == "" || len(name) < h.end-h.start {
			continue
		}
		if surface == "" {
			surface = foldText(v.d.Text[h.start:h.end])
		}
		if name == surface || strings.HasPrefix(name, surface) && ownSuffix(name[len(surface):]) {
			return true
		}
	}
	return false
}

// ownSuffix reports whether s is what follows the name in a company's.
func ownSuffix(s string) bool {
	switch strings.Trim(s, " ,.") {
	case "inc", "labs", "hq", "technologies", "software", "networks", "io", "health", "capital", "systems", "corp", "ai", "llc", "ltd", "gmbh", "fix":
		return true
	}
	return false
}

// used reports whether the sentence of hit i says that it is worked with, which
// counts in any section: "About us: … our stack is …".
func (v *view) used(i int) bool {
	st := v.sentenceOf(v.hits[i].start)
	for j := i - 1; j >= max(0, i-reachHits) && v.hits[j].start >= st.start; j-- {
		if v.hits[j].cue == useAfter {
			return true
		}
	}
	return false
}

// employer reports whether hit i stands among names of companies: "engineers
// from …".
func (v *view) employer(i int) bool {
	st := v.sentenceOf(v.hits[i].start)
	for j := i - 1; j >= max(0, i-reachHits) && v.hits[j].start >= st.start; j-- {
		switch v.hits[j].cue {
		case employersAfter:
			return true
		case useAfter, requireAfter, preferAfter:
			return false
		}
	}
	return false
}
