package demand

import (
	"iter"
	"slices"

	"juyo/listing"
)

// gate says which rows are in a scope.
type gate struct {
	classes  uint64  // set of classes, one bit a class
	narrow   bool    // the rest asks for something
	industry uint32  // bit of the industry; 0 any
	stage    uint8   // 0 any
	asks     AskBits // 0 any
}

// gate returns the gate of a valid scope.
func (s Scope) gate() gate {
	g := gate{classes: s.mask(), asks: askBitsBy[s.LanguageAsked]}
	if i := slices.Index(listing.Industries(), s.Industry); i >= 0 {
		g.industry = 1 << i
	}
	g.stage = uint8(max(0, slices.Index(listing.Stages(), s.Stage)))
	g.narrow = g.industry != 0 || g.stage != 0 || g.asks != 0
	return g
}

// lets reports whether row r is in the scope.
func (g *gate) lets(t *table, r uint32) bool {
	return g.classes>>t.class[r]&1 != 0 && (!g.narrow || g.states(t, r))
}

// states reports whether row r states what the scope is narrowed to.
func (g *gate) states(t *table, r uint32) bool {
	return t.industries[r]&g.industry == g.industry && (g.stage == 0 || t.stage[r] == g.stage) && t.asks[r]&g.asks == g.asks
}

// mask returns the set of classes in a scope, one bit a class.
func (s Scope) mask() uint64 {
	var set uint64
	for c := range class(classes) {
		if !s.history(c) || !listing.RegionBits(c&classRegions).In(s.Region) {
			continue
		}
		p := int(c&(3<<classPopulation)) >> classPopulation
		all := listing.Populations()
		if s.Population == PopulationAll || p < len(all) && all[p] == s.Population {
			set |= 1 << c
		}
	}
	return set
}

// history reports whether rows of a class tell if a listing was there before:
// those of the panel, whatever region or population they were read as.
func (s Scope) history(c class) bool {
	return (c&classArchive != 0) == (s.Panel == "archive") && (!s.Public || c&classPrivate == 0)
}

// unique is one unique listing (a duplicate group) in scope as it stands
// from one month to another. It is overwritten by the next.
type unique struct {
	group    uint32
	employer uint32 // 0 unknown
	cluster  uint32 // differs between employers, and between unknown ones
	from, to listing.Month
	rows     []uint32              // of the table, in scope and open then
	skills   []listing.PackedSkill // of all rows together, the strongest level of each, ascending
}

// unique yields every unique listing in scope between two months, employer by
// employer. One that changes (a revision, a copy that comes or goes) is yielded
// once for each stretch of months in which it stays the same; stretches never
// overlap, so each month counts a group at most once.
func (m *Market) unique(s Scope, from, to listing.Month) iter.Seq[*unique] {
	return m.uniqueIn(s.gate(), s, from, to)
}

func (m *Market) uniqueIn(in gate, s Scope, from, to listing.Month) iter.Seq[*unique] {
	t := &m.table
	onlyNew := s.Basis == New
	return func(yield func(*unique) bool) {
		var u unique
		var several merger
		one := make([]uint32, 1)
		before := uint32(0)
		for g, e := range t.groupEmployer {
			if e == 0 || e != before {
				u.cluster++
				before = e
			}
			r, end := t.groupStart[g], t.groupStart[g+1]
			if end-r > 1 {
				u.group, u.employer = uint32(g), e
				if !several.yield(t, &u, r, end, &in, s, from, to, yield) {
					return
				}
				continue
			}
			if !in.lets(t, r) {
				continue
			}
			u.from, u.to = t.first[r], t.last[r]
			if onlyNew {
				if !t.isNew[r] {
					continue
				}
				u.to = u.from
			}
			u.from, u.to = max(u.from, from), min(u.to, to)
			if u.from > u.to {
				continue
			}
			one[0] = r
			u.group, u.employer, u.rows, u.skills = uint32(g), e, one, t.skillsOf(r)
			if !yield(&u) {
				return
			}
		}
	}
}

// merger yields groups of several rows; its slices are reused.
type merger struct {
	in     []uint32 // rows in scope
	open   []uint32 // of them those open in a stretch
	cuts   []listing.Month
	skills []listing.PackedSkill
}

func (w *merger) yield(t *table, u *unique, r, end uint32, in *gate, s Scope, from, to listing.Month, yield func(*unique) bool) bool {
	w.in, w.cuts = w.in[:0], w.cuts[:0]
	if s.Basis == New {
		month, ok := newIn(t, r, end, in, s)
		if !ok || month < from || month > to {
			return true
		}
		from, to = month, month
	}
	for ; r < end; r++ {
		if !in.lets(t, r) || t.first[r] > to || t.last[r] < from {
			continue
		}
		w.in = append(w.in, r)
		w.cuts = append(w.cuts, max(t.first[r], from), min(t.last[r], to)+1)
	}
	slices.Sort(w.cuts)
	w.cuts = slices.Compact(w.cuts)
	for i := 0; i+1 < len(w.cuts); i++ {
		u.from, u.to = w.cuts[i], w.cuts[i+1]-1
		w.open = w.open[:0]
		for _, r := range w.in {
			if t.first[r] <= u.from && t.last[r] >= u.from {
				w.open = append(w.open, r)
			}
		}
		switch len(w.open) {
		case 0:
			continue
		case 1:
			u.skills = t.skillsOf(w.open[0])
		default:
			u.skills = w.union(t)
		}
		u.rows = w.open
		if !yield(u) {
			return false
		}
	}
	return true
}

// union returns the skills of the open rows together.
func (w *merger) union(t *table) []listing.PackedSkill {
	w.skills = w.skills[:0]
	for _, r := range w.open {
		w.skills = append(w.skills, t.skillsOf(r)...)
	}
	// A packed skill sorts by number, then level: of equal numbers the last is
	// the strongest.
	slices.Sort(w.skills)
	n := 0
	for i, p := range w.skills {
		if i+1 < len(w.skills) && w.skills[i+1].Number() == p.Number() {
			continue
		}
		w.skills[n] = p
		n++
	}
	return w.skills[:n]
}

// newIn returns the month in which the group of rows r … end is new: that of a
// row in scope first seen then, if no row of the panel is earlier.
func newIn(t *table, r, end uint32, in *gate, s Scope) (listing.Month, bool) {
	earliest := listing.Month(1<<16 - 1)
	for i := r; i < end; i++ {
		if s.history(t.class[i]) {
			earliest = min(earliest, t.first[i])
		}
	}
	for i := r; i < end; i++ {
		if in.lets(t, i) && t.isNew[i] && t.first[i] == earliest {
			return earliest, true
		}
	}
	return 0, false
}
