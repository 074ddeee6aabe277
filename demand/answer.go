package demand

import (
	"slices"

	"juyo/listing"
)

// answer counts what heads every result, collects its warnings, and suppresses
// it when its denominator is below a floor.
func (m *Market) answer(a *asked) (Answer, denominator) {
	out := Answer{Scope: a.Scope, Period: a.month, Warnings: []Warning{}}
	var d denominator
	if a.month != 0 {
		several := 0
		c := newCounter(0, a.month, a.month)
		for u := range m.unique(a.Scope, a.month, a.month) {
			c.enter(u)
			out.NAds += len(u.rows)
			if len(u.rows) > 1 {
				several++
			}
			if u.employer == 0 {
				out.NUnknownEmployer++
			}
		}
		c.flush()
		d = c.denominators()[0]
		out.NUnknownPlace = m.unknownPlace(a)
		if d.n > 0 {
			out.Intensity = &Intensity{AdsPerOpening: float64(out.NAds) / float64(d.n), Ads: out.NAds, Openings: d.n, Several: several}
		}
	}
	out.NListings, out.NEmployers = d.n, d.c
	if out.Suppressed = m.suppress(a, d); out.Suppressed != nil {
		out.Intensity = nil
	}
	out.Warnings = m.warnings(a, &out)
	return out, d
}

// suppress returns why nothing may be said over a denominator, or nil. A month
// without data is not covered; floors are for months with some.
func (m *Market) suppress(a *asked, d denominator) *Reason {
	if a.month == 0 || a.month < m.first || a.month > m.last {
		return reasonNotCovered(m.first, m.last)
	}
	if !m.saw(a.Scope, a.month) {
		return reasonNoData()
	}
	return overFloor(d, a.MinN)
}

// overFloor checks a denominator against the floors of a share.
func overFloor(d denominator, minN int) *Reason {
	if need := floor(MinListings, minN); d.n < need {
		return reasonListings(d.n, need)
	}
	if d.c < MinEmployers {
		return reasonEmployers(d.c, MinEmployers)
	}
	return nil
}

// rowFloor checks a numerator against the floors of a row.
func rowFloor(t *tally, minN int) *Reason {
	if need := floor(MinRowListings, minN); t.x < need {
		return reasonListings(t.x, need)
	}
	if t.c < MinRowEmployers {
		return reasonEmployers(t.c, MinRowEmployers)
	}
	return nil
}

// unknownPlace counts unique listings of the scope's population and panel that
// are in no region.
func (m *Market) unknownPlace(a *asked) int {
	s := a.Scope
	s.Region = listing.RegionAll
	all := s.gate()
	nowhere := all
	nowhere.classes = 0
	for c := range class(classes) {
		if all.classes>>c&1 != 0 && c&classRegions == 0 {
			nowhere.classes |= 1 << c
		}
	}
	t := &m.table
	n := 0
	for u := range m.uniqueIn(nowhere, s, a.month, a.month) {
		placed := false
		if start, end := t.groupStart[u.group], t.groupStart[u.group+1]; end-start > 1 {
			for r := start; r < end && !placed; r++ {
				placed = all.lets(t, r) && t.class[r]&classRegions != 0 && t.first[r] <= a.month && t.last[r] >= a.month
			}
		}
		if !placed {
			n++
		}
	}
	return n
}

// warnings returns what the reader of any answer about a's scope and month must
// know, in a fixed order.
func (m *Market) warnings(a *asked, out *Answer) []Warning {
	w := []Warning{}
	if a.Scope.Region == listing.RegionAll {
		w = append(w, warnAllRegions())
	}
	if a.Scope.Population == PopulationAll {
		w = append(w, warnAllPopulations())
	}
	if out.Suppressed != nil && out.Suppressed.Code == NotCovered {
		return w // there is nothing to warn of
	}
	switch {
	case a.partial:
		w = append(w, warnPartial(a.month, a.Now.In(m.catalogue.Zone)))
	case m.endsEarly(a.month):
		w = append(w, warnEndsEarly(a.month, m.catalogue.Through.In(m.catalogue.Zone)))
	}
	if !a.partial && a.month == m.last {
		if before, ok := m.medianBefore(a); ok && float64(out.NListings) < ThinMonth*before {
			w = append(w, warnThin(out.NListings, before))
		}
	}
	if n := m.gapBefore(a.Scope, a.month); n > 0 && a.Scope.Basis == New {
		w = append(w, warnAfterGap(a.month, n))
	}
	if low := m.lowCoverage(a.Scope, a.month, a.month); len(low) > 0 {
		w = append(w, warnCoverage(low))
	}
	if n := m.privateSources(a); n > 0 {
		w = append(w, warnPrivate(n))
	}
	if silent, of := m.silent(a); of > 0 {
		w = append(w, warnNarrowed(silent, of))
	}
	if n := m.catalogue.StaleSignals; n > 0 {
		w = append(w, warnStale(n))
	}
	if float64(out.NUnknownEmployer) > MaxUnknownEmployers*float64(out.NListings) {
		w = append(w, warnUnknownEmployers(out.NUnknownEmployer, out.NListings))
	}
	if a.Scope.Region != listing.RegionAll && float64(out.NUnknownPlace) > MaxUnknownPlaces*float64(out.NListings) {
		w = append(w, warnUnknownPlaces(out.NUnknownPlace))
	}
	return w
}

// endsEarly reports whether observation stopped two days or more before the end
// of a month that is over.
func (m *Market) endsEarly(month listing.Month) bool {
	zone, through := m.catalogue.Zone, m.catalogue.Through
	return !through.IsZero() && listing.MonthOf(through, zone) == month && through.AddDate(0, 0, 2).Before(month.End(zone))
}

// medianBefore returns the median number of listings in scope over the six
// months before the one asked about; false without six such months.
func (m *Market) medianBefore(a *asked) (float64, bool) {
	if a.month < m.first+6 {
		return 0, false
	}
	var n []float64
	for _, d := range m.counts(a.Scope, a.month-6, a.month-1) {
		if d.n == 0 {
			return 0, false
		}
		n = append(n, float64(d.n))
	}
	slices.Sort(n)
	return Quantile(n, 0.5), true
}

// thinlyCovered is a source and the months in which too few looks at it were
// complete.
type thinlyCovered struct {
	source string // "" for a private one
	months []listing.Month
	worst  float64
}

// lowCoverage returns the sources of the scope's panel with thinly covered
// months between two, in the catalogue's order.
func (m *Market) lowCoverage(s Scope, from, to listing.Month) []thinlyCovered {
	var low []thinlyCovered
	for i := range m.catalogue.Sources {
		src := &m.catalogue.Sources[i]
		if len(src.Coverage) == 0 || !s.hasSource(src) {
			continue
		}
		t := thinlyCovered{source: src.Name, worst: 1}
		if src.Private {
			t.source = ""
		}
		for i := range int(to) - int(from) + 1 {
			month := from + listing.Month(i)
			if c, ok := src.Coverage[month]; ok && c < MinCoverage {
				t.months = append(t.months, month)
				t.worst = min(t.worst, c)
			}
		}
		if len(t.months) > 0 {
			low = append(low, t)
		}
	}
	return low
}

// hasSource reports whether a source's listings can be in scope.
func (s Scope) hasSource(src *SourceRow) bool {
	return (src.Panel == "archive") == (s.Panel == "archive") && (!s.Public || !src.Private)
}

// privateSources counts the private sources with rows in the month asked about.
func (m *Market) privateSources(a *asked) int {
	n := 0
	for i := range m.catalogue.Sources {
		span := m.sourceSpan[i]
		if src := &m.catalogue.Sources[i]; src.Private && a.Scope.hasSource(src) && span.from <= a.month && a.month <= span.to {
			n++
		}
	}
	return n
}
