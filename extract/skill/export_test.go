package skill

import "slices"

// Patterns returns everything that the automaton looks for, each way of writing
// once, in folded runes.
func (m *Matcher) Patterns() []string {
	var out []string
	for i := range m.forms {
		out = append(out, variants(m.forms[i].text)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Hits returns how many forms the automaton finds in text, before any rule.
func (m *Matcher) Hits(text string) int {
	s, _ := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	s.hits = m.scan(s.hits[:0], text, 0, len(text), 0)
	return len(s.hits)
}

// HitsWithoutFilters is Hits by a walk down the trie at every place: the oracle
// of what the filters may leave out.
func (m *Matcher) HitsWithoutFilters(text string) [][2]int {
	var out [][2]int
	for i := 0; i < len(text); {
		if h, ok := m.formAt(text, i); ok {
			out = append(out, [2]int{h.start, h.end})
			i = h.end
			continue
		}
		i = skip(text, i)
	}
	return out
}

// HitSpans is Hits with the places.
func (m *Matcher) HitSpans(text string) [][2]int {
	var out [][2]int
	for _, h := range m.scan(nil, text, 0, len(text), 0) {
		out = append(out, [2]int{h.start, h.end})
	}
	return out
}
