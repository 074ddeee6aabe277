package demand

import "juyo/listing"

// observed says, month by month from the first with rows, whether anything was
// seen: a listing was open, or a look at a source was complete. A month in which
// nothing was seen has no data, which is not the same as no listings.
type observed struct {
	first  listing.Month
	months [observers][]bool
}

// observers are what can see a month: the sources of each panel, private ones
// apart.
const observers = 4

// observerOf returns which of the observers a source belongs to.
func observerOf(src *SourceRow) int {
	i := 0
	if src.Panel == "archive" {
		i = 1
	}
	if src.Private {
		i += 2
	}
	return i
}

// observe gathers what was seen from rows and looks.
func (m *Market) observe() {
	w := m.width()
	o := observed{first: m.first}
	var open [observers][]int32
	for i := range open {
		open[i], o.months[i] = make([]int32, w+1), make([]bool, w)
	}
	by := make([]int, len(m.catalogue.Sources))
	for i := range m.catalogue.Sources {
		src := &m.catalogue.Sources[i]
		by[i] = observerOf(src)
		for month, complete := range src.Coverage {
			if complete > 0 && month >= m.first && month <= m.last {
				o.months[by[i]][month-m.first] = true
			}
		}
	}
	t := &m.table
	for r := range t.first {
		at := open[by[t.source[r]]]
		at[t.first[r]-m.first]++
		at[t.last[r]-m.first+1]--
	}
	for i := range open {
		sum := int32(0)
		for j := range w {
			sum += open[i][j]
			o.months[i][j] = o.months[i][j] || sum > 0
		}
	}
	m.observed = o
}

// saw reports whether the sources of a scope saw anything in a month, of any
// region and population.
func (m *Market) saw(s Scope, month listing.Month) bool {
	if month < m.first || month > m.last {
		return false
	}
	panel := 0
	if s.Panel == "archive" {
		panel = 1
	}
	at := month - m.observed.first
	return m.observed.months[panel][at] || !s.Public && m.observed.months[panel+2][at]
}

// gapBefore counts the months without data directly before a month; 0 when
// nothing was seen before them either.
func (m *Market) gapBefore(s Scope, month listing.Month) int {
	n := 0
	for before := month - 1; before >= m.first && before < month; before-- {
		if m.saw(s, before) {
			return n
		}
		n++
	}
	return 0
}
