package demand

import (
	"slices"
	"time"

	"juyo/listing"
)

// Market is every listing's columns in memory, ready for questions. It never
// changes after Load; any number of goroutines may ask it.
type Market struct {
	catalogue *Catalogue
	byID      map[string]uint16 // skill number by id
	table     table

	first, last listing.Month // months with rows; first > last when there are none
	rowsIn      []int         // rows by month from first
	sourceSpan  []monthSpan   // months with rows of each source
	observed    observed
}

// monthSpan is a first and a last month; from > to when empty.
type monthSpan struct{ from, to listing.Month }

// Catalogue returns the names behind the numbers; read it only.
func (m *Market) Catalogue() *Catalogue { return m.catalogue }

// Rows returns how many rows there are: revisions of listings, in any scope.
func (m *Market) Rows() int { return len(m.table.first) }

// Skill returns the skill with an id.
func (m *Market) Skill(id string) (listing.Skill, bool) {
	n, ok := m.byID[id]
	if !ok {
		return listing.Skill{}, false
	}
	return m.catalogue.Skills[n], true
}

// countMonths fills rowsIn and sourceSpan.
func (m *Market) countMonths() {
	t := &m.table
	m.sourceSpan = make([]monthSpan, len(m.catalogue.Sources))
	for i := range m.sourceSpan {
		m.sourceSpan[i] = monthSpan{1, 0}
	}
	m.rowsIn = make([]int, m.width()+1)
	for r := range t.first {
		m.rowsIn[t.first[r]-m.first]++
		m.rowsIn[t.last[r]-m.first+1]--
		s := &m.sourceSpan[t.source[r]]
		if s.from > s.to {
			*s = monthSpan{t.first[r], t.last[r]}
		} else {
			s.from, s.to = min(s.from, t.first[r]), max(s.to, t.last[r])
		}
	}
	for i := 1; i < len(m.rowsIn); i++ {
		m.rowsIn[i] += m.rowsIn[i-1]
	}
	m.rowsIn = m.rowsIn[:m.width()]
}

// width is the number of months from the first row to the last.
func (m *Market) width() int {
	if m.first > m.last {
		return 0
	}
	return int(m.last-m.first) + 1
}

// Months returns the months in which any listing, of any scope, was open.
func (m *Market) Months() []listing.Month {
	months := make([]listing.Month, 0, m.width())
	for i, n := range m.rowsIn {
		if n > 0 {
			months = append(months, m.first+listing.Month(i))
		}
	}
	return months
}

// LatestMonth returns the latest month that is over at now and has a listing in
// scope; false when there is none. A zero now is the latest moment anything was
// observed.
func (m *Market) LatestMonth(s Scope, now time.Time) (listing.Month, bool) {
	now = m.clock(now)
	counts := m.counts(s, m.first, m.last)
	for i, d := range slices.Backward(counts) {
		month := m.first + listing.Month(i)
		if d.n > 0 && !m.partial(month, now) {
			return month, true
		}
	}
	return 0, false
}

// SuggestRegion returns the region to ask q about when nobody says: Japan if its
// listings meet the floors of a share in q's month, else global if those do, else
// Japan; never both together. The warning says why it is not Japan, or that
// neither has enough; it is nil for a Japan that has. Without a month it is each
// region's latest complete one. An invalid q, or a month without data, gets Japan
// and no warning: the answer itself will say what is wrong.
func (m *Market) SuggestRegion(q Question) (listing.Region, *Warning) {
	if q.Month != 0 && !m.saw(q.Scope, q.Month) {
		return listing.RegionJP, nil
	}
	need := floor(MinListings, q.MinN)
	var have [2]denominator
	for i, r := range []listing.Region{listing.RegionJP, listing.RegionGlobal} {
		s := q.Scope
		s.Region = r
		month := q.Month
		if month == 0 {
			month, _ = m.LatestMonth(s, q.Now)
		}
		if month < m.first || month > m.last {
			continue
		}
		have[i] = m.counts(s, month, month)[0]
		if overFloor(have[i], q.MinN) == nil {
			if r == listing.RegionJP {
				return r, nil
			}
			w := warnRegionFallback(have[0], need)
			return r, &w
		}
	}
	w := warnNoRegion(have[0], have[1], need)
	return listing.RegionJP, &w
}

// clock returns now, or when nobody says, the latest moment observed.
func (m *Market) clock(now time.Time) time.Time {
	if now.IsZero() {
		return m.catalogue.Through
	}
	return now
}

// partial reports whether month is not over at now.
func (m *Market) partial(month listing.Month, now time.Time) bool {
	return !now.IsZero() && now.Before(month.End(m.catalogue.Zone))
}

// counts returns the denominators of a scope month by month; empty when from is
// after to.
func (m *Market) counts(s Scope, from, to listing.Month) []denominator {
	if from > to {
		return nil
	}
	c := newCounter(0, from, to)
	for u := range m.unique(s, from, to) {
		c.enter(u)
	}
	c.flush()
	return c.denominators()
}
