package skill

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"juyo/extract/document"
	"juyo/listing"
)

// formKind says when a form counts.
type formKind uint8

const (
	formSafe formKind = iota
	formExact
	formContext
	formPhrase // not a skill; keeps skills inside it from being seen
	formCue
)

// form is one way of writing a skill.
type form struct {
	text  string // as the taxonomy writes it
	skill int32  // -1 of a phrase or a cue
	kind  formKind
	cue   cue
}

// near is how much company a Context form needs.
type near uint8

const (
	nearTech      near = iota // another named skill in the same sentence
	nearList                  // a list neighbour, a word of Require, or wording such as "experience in Go"
	nearNeighbour             // a list neighbour
	nearRule                  // a word of Require in the same sentence
	nearAny                   // none: it counts unless Reject speaks against it
)

var nearWords = map[string]near{"": nearTech, "tech": nearTech, "list": nearList, "neighbour": nearNeighbour, "rule": nearRule, "any": nearAny}

// rule is what Context forms of a skill need, compiled.
type rule struct {
	near    near
	kinds   uint32 // bits of the kinds that vouch as list neighbours
	require []string
	reject  []string // words in the sentence that speak against it
}

// Matcher finds the skills of one taxonomy. It is safe for concurrent use.
type Matcher struct {
	taxonomy *Taxonomy
	trie     *trie
	forms    []form
	rules    []rule
	kinds    []uint8 // by skill
	scratch  sync.Pool
}

// hit is one form found in a text.
type hit struct {
	start, end int
	form       int32
	skill      int32 // -1 for cues
	block      int32
	cue        cue
	kind       formKind
	accepted   bool
	negated    bool

	// The nearest cues on either side, -1 and len(hits) when there is none, and
	// the last hit of the list that begins here: see link.
	cueBefore, cueBehind, listEnd int32
}

// scratch is what Find needs while it works.
type scratch struct {
	hits      []hit
	sentences []sentence
	level     []listing.Level // by skill
	best      []int32         // by skill: index of the hit, or -1
	touched   []int32
	own       ownNames
	window    window
	seen      []uint8 // by skill: hits so far
}

// NewMatcher compiles t. The error wraps ErrTaxonomy.
func NewMatcher(t *Taxonomy) (*Matcher, error) {
	m := &Matcher{taxonomy: t, kinds: make([]uint8, len(t.entries)), rules: make([]rule, len(t.entries))}
	b := newTrieBuilder()
	kindBit := map[string]uint8{}
	for i, k := range listing.Kinds() {
		kindBit[k] = uint8(i)
	}
	phrases := slices.Clone(t.phrases)
	add := func(text string, skill int32, kind formKind, c cue) {
		m.forms = append(m.forms, form{text: text, skill: skill, kind: kind, cue: c})
		for _, v := range variants(text) {
			b.add(v, int32(len(m.forms)-1))
			if skill >= 0 && !t.entries[skill].Named && kind == formSafe && takesPlural(v) {
				b.add(v+"s", int32(len(m.forms)-1))
			}
		}
	}
	for i := range t.entries {
		e, skill := &t.entries[i], int32(i)
		m.kinds[i] = kindBit[e.Kind]
		r := rule{near: nearWords[e.Near]}
		for _, k := range e.List {
			r.kinds |= 1 << kindBit[k]
		}
		for _, w := range e.Require {
			r.require = append(r.require, foldText(w))
		}
		special := map[string]bool{}
		for _, f := range e.Never {
			special[f] = true
		}
		for _, f := range e.Exact {
			special[f] = true
			add(f, skill, formExact, cueNone)
		}
		for _, f := range e.Context {
			special[f] = true
			add(f, skill, formContext, cueNone)
		}
		for _, p := range e.Reject {
			if e.holdsForm(p) {
				phrases = append(phrases, p)
			} else {
				r.reject = append(r.reject, foldText(p))
			}
		}
		m.rules[i] = r
		for _, list := range [...][]string{{e.Name}, e.En, e.Ja} {
			for _, f := range list {
				if !special[f] {
					add(f, skill, formSafe, cueNone)
				}
			}
		}
	}
	// A phrase that is a name of another skill ("Oracle Cloud") is that skill.
	for _, p := range phrases {
		if _, named := t.byName[foldName(p)]; !named {
			add(p, -1, formPhrase, cueNone)
		}
	}
	for c := range cueEnd {
		for _, w := range cueWords[c] {
			add(w, -1, formCue, c)
		}
	}
	if len(b.symbols) >= 1<<symBits || len(b.children) >= 1<<(32-symBits) {
		return nil, fmt.Errorf("%w: too large: %d different characters, %d places", ErrTaxonomy, len(b.symbols), len(b.children))
	}
	m.trie = b.build()
	m.scratch.New = func() any {
		s := &scratch{level: make([]listing.Level, len(t.entries)), best: make([]int32, len(t.entries)), seen: make([]uint8, len(t.entries))}
		for i := range s.best {
			s.best[i] = -1
		}
		return s
	}
	return m, nil
}

// holdsForm reports whether phrase p contains one of e's forms that need
// company, so that p can be matched instead of it.
func (e *Entry) holdsForm(p string) bool {
	p = foldText(p)
	for _, list := range [...][]string{e.Exact, e.Context, {e.Name}, e.En, e.Ja} {
		for _, f := range list {
			if containsWord(p, foldText(f)) && len(p) > len(f) {
				return true
			}
		}
	}
	return false
}

// Find returns the skills that d's listing asks for or works with: one entry a
// skill, its strongest mention (the first of them), by Start. It never returns
// nil.
func (m *Matcher) Find(d *document.Document) []listing.Mention {
	return m.AppendMentions([]listing.Mention{}, d)
}

// AppendMentions appends what Find returns to dst. With room in dst it allocates
// nothing.
func (m *Matcher) AppendMentions(dst []listing.Mention, d *document.Document) []listing.Mention {
	s, _ := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	m.gather(s, d)
	v := view{m: m, d: d, hits: s.hits, sentences: s.sentences, own: &s.own, window: &s.window}
	v.resolve()
	for i := range s.hits {
		h := &s.hits[i]
		if h.skill < 0 || !h.accepted || h.negated {
			continue
		}
		if s.best[h.skill] >= 0 && s.level[h.skill] == listing.LevelRequired {
			continue // nothing is stronger
		}
		l := v.level(i)
		switch best := s.best[h.skill]; {
		case best < 0:
			s.touched = append(s.touched, h.skill)
			s.best[h.skill], s.level[h.skill] = int32(i), l
		case l > s.level[h.skill]:
			s.best[h.skill], s.level[h.skill] = int32(i), l
		}
	}
	from := len(dst)
	dst = slices.Grow(dst, len(s.touched))
	for _, skill := range s.touched {
		h := &s.hits[s.best[skill]]
		dst = append(dst, listing.Mention{
			Skill: m.taxonomy.entries[skill].ID, Level: s.level[skill],
			Start: h.start, End: h.end, Surface: d.Text[h.start:h.end],
		})
		s.best[skill] = -1
	}
	slices.SortFunc(dst[from:], func(a, b listing.Mention) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return strings.Compare(a.Skill, b.Skill)
	})
	return dst
}

// gather finds the forms in d and the sentences that hold them.
func (m *Matcher) gather(s *scratch, d *document.Document) {
	s.hits, s.sentences, s.touched = s.hits[:0], s.sentences[:0], s.touched[:0]
	s.window.from, s.window.to = 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Section == document.Footer {
			continue
		}
		first := len(s.hits)
		s.hits = m.scan(s.hits, d.Text, b.Start, b.End, int32(i))
		if len(s.hits) > first {
			s.sentences = sentences(s.sentences, d.Text, b, int32(i))
		}
	}
	s.thin()
	s.link(d.Text)
}

// link notes for each hit where the cues next to it are and where the list ends
// that begins with it, so that nothing walks from hit to hit to find out.
func (s *scratch) link(text string) {
	last := int32(-1)
	for i := range s.hits {
		s.hits[i].cueBefore = last
		if s.hits[i].cue != cueNone {
			last = int32(i)
		}
	}
	next := int32(len(s.hits))
	for i := int32(len(s.hits)) - 1; i >= 0; i-- {
		h := &s.hits[i]
		h.cueBehind, h.listEnd = next, i
		if h.cue != cueNone {
			next = i
		}
		if h.skill >= 0 && int(i)+1 < len(s.hits) {
			if o := &s.hits[i+1]; o.skill >= 0 && o.block == h.block && o.start >= h.end && pureList(text[h.end:o.start]) {
				h.listEnd = o.listEnd
			}
		}
	}
}

// mostHits is how often a skill is looked at in one text. No advertisement names
// one so often; a text made to be slow does.
const mostHits = 64

// thin drops the hits of a skill beyond mostHits.
func (s *scratch) thin() {
	if len(s.hits) <= mostHits {
		return
	}
	kept := s.hits[:0]
	for _, h := range s.hits {
		if h.skill >= 0 {
			if s.seen[h.skill] == mostHits {
				continue
			}
			s.seen[h.skill]++
		}
		kept = append(kept, h)
	}
	s.hits = kept
	clear(s.seen)
}

// outside reports whether skills named in section s are as a rule no skills of
// the job.
func outside(s document.Section) bool {
	switch s {
	case document.Company, document.Benefit, document.Footer, document.Pay, document.Hours, document.Place, document.Process, document.Unneeded:
		return true
	}
	return false
}
