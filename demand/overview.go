package demand

import (
	"cmp"
	"slices"

	"juyo/listing"
)

// Overview says how much there is. Its numbers are counts of what was collected,
// not estimates, so they are there below the floors too; Suppressed then says
// that no share may be made of them.
func (m *Market) Overview(q Question) (*OverviewResult, error) {
	a, err := m.ask(q)
	if err != nil {
		return nil, err
	}
	head, d := m.answer(a)
	if n := m.gapBefore(a.Scope, a.month); n > 0 && a.Scope.Basis != New && (head.Suppressed == nil || head.Suppressed.Code != NotCovered) {
		head.Warnings = append(head.Warnings, warnAfterGap(a.month, n))
	}
	res := &OverviewResult{
		Answer: head, Months: []MonthCount{}, Sources: []SourceCount{},
		Roles: map[string]int{}, Remote: map[string]int{}, Employment: map[string]int{},
		Industries: map[string]int{}, Stages: map[string]int{}, LanguagesAsked: map[string]int{},
	}
	if a.month == 0 {
		return res, nil
	}
	m.countMonthly(a, res)
	m.countSources(a, res)
	m.countMixes(a, res, d)
	return res, nil
}

// countMonthly fills Months, and New and Carried of the month asked about.
func (m *Market) countMonthly(a *asked, res *OverviewResult) {
	from, to := m.first, m.last
	if a.Month != 0 {
		to = min(to, a.Month)
	}
	if a.From != 0 {
		from = max(from, a.From)
	}
	if from > to {
		return
	}
	open, fresh := a.Scope, a.Scope
	open.Basis, fresh.Basis = Active, New
	active, isNew := m.counts(open, from, to), m.counts(fresh, from, to)
	sources := m.sourcesByMonth(open, from, to)
	for i := range active {
		if active[i].n == 0 && len(res.Months) == 0 {
			continue
		}
		month := from + listing.Month(i)
		c := MonthCount{
			Month: month, Active: active[i].n, New: isNew[i].n, Employers: active[i].c, Sources: sources[i], Partial: m.partial(month, a.Now),
			NoData: !m.saw(a.Scope, month),
		}
		if !c.NoData {
			c.AfterGap = m.gapBefore(a.Scope, month)
		}
		for _, low := range m.lowCoverage(a.Scope, month, month) {
			c.LowCoverage = append(c.LowCoverage, CoverageGap{low.source, low.worst})
		}
		res.Months = append(res.Months, c)
		if month == a.month {
			res.New, res.Carried = isNew[i].n, active[i].n-isNew[i].n
		}
	}
	for n := len(res.Months); n > 0 && res.Months[n-1].Active == 0; n-- {
		res.Months = res.Months[:n-1]
	}
}

// sourcesByMonth counts the sources with a row in scope, month by month.
func (m *Market) sourcesByMonth(s Scope, from, to listing.Month) []int {
	t := &m.table
	in := s.gate()
	w := int(to-from) + 1
	open := make([]int32, len(m.catalogue.Sources)*(w+1))
	for r := range t.class {
		if !in.lets(t, uint32(r)) || t.first[r] > to || t.last[r] < from {
			continue
		}
		at := open[int(t.source[r])*(w+1):]
		at[max(t.first[r], from)-from]++
		at[min(t.last[r], to)-from+1]--
	}
	n := make([]int, w)
	for i := range m.catalogue.Sources {
		sum := int32(0)
		for j := range w {
			if sum += open[i*(w+1)+j]; sum > 0 {
				n[j]++
			}
		}
	}
	return n
}

// countSources fills Sources: those with a row in scope at any time, or looked
// at in the month.
func (m *Market) countSources(a *asked, res *OverviewResult) {
	t := &m.table
	in := a.Scope.gate()
	rows := make([]SourceCount, len(m.catalogue.Sources))
	for r := range t.class {
		if !in.lets(t, uint32(r)) {
			continue
		}
		s := &rows[t.source[r]]
		if s.First == 0 {
			s.First, s.Last = t.first[r], t.last[r]
		} else {
			s.First, s.Last = min(s.First, t.first[r]), max(s.Last, t.last[r])
		}
	}
	var seen []uint16
	each := func(basis Basis, count func(*SourceCount)) {
		s := a.Scope
		s.Basis = basis
		for u := range m.unique(s, a.month, a.month) {
			seen = seen[:0]
			for _, r := range u.rows {
				if src := t.source[r]; !slices.Contains(seen, src) {
					seen = append(seen, src)
					count(&rows[src])
				}
			}
		}
	}
	each(Active, func(s *SourceCount) { s.Active++ })
	each(New, func(s *SourceCount) { s.New++ })
	for i := range rows {
		src := &m.catalogue.Sources[i]
		coverage, looked := src.Coverage[a.month]
		if !a.Scope.hasSource(src) || rows[i].First == 0 && !looked {
			continue
		}
		rows[i].Source, rows[i].Kind, rows[i].Private = src.Name, src.Kind, src.Private
		if looked {
			rows[i].Coverage = &coverage
		}
		res.Sources = append(res.Sources, rows[i])
	}
	slices.SortFunc(res.Sources, func(a, b SourceCount) int {
		return cmp.Or(cmp.Compare(b.Active, a.Active), cmp.Compare(a.Source, b.Source))
	})
}

// countMixes fills the mixes and Entry; d is what they are of.
func (m *Market) countMixes(a *asked, res *OverviewResult, d denominator) {
	t := &m.table
	var roles [17]int     // the last: none of them
	var employment [9]int // the last: not stated
	var industries [33]int
	var asks [9]int
	stages := make([]int, len(listing.Stages()))
	remotes := listing.Remotes()
	remote := make([]int, len(remotes))
	entries := newCounter(1, a.month, a.month)
	for u := range m.unique(a.Scope, a.month, a.month) {
		var role uint16
		var contract, where uint8
		var field uint32
		var stage uint8
		var asked AskBits
		entry := false
		for _, r := range u.rows {
			role |= t.roles[r]
			contract |= t.employment[r]
			where |= 1 << t.remote[r]
			field |= t.industries[r]
			stage |= 1 << t.stage[r]
			asked |= t.asks[r]
			entry = entry || t.entry[r]
		}
		countBits(roles[:], uint64(role))
		countBits(employment[:], uint64(contract))
		countBits(industries[:], uint64(field))
		countBits(asks[:], uint64(asked))
		if stage != 1 {
			stage &^= 1
		}
		for i := range stages {
			stages[i] += int(stage >> i & 1)
		}
		if where != 1 { // known from one copy, unknown from another: known
			where &^= 1
		}
		for i := range remote {
			remote[i] += int(where >> i & 1)
		}
		entries.enter(u)
		if entry {
			entries.has(0, u)
		}
	}
	entries.flush()
	welcome := entries.at(0, 0)
	res.Entry = welcome.x
	if res.Suppressed == nil && rowFloor(welcome, a.MinN) == nil {
		s := welcome.share(d)
		res.EntryShare = &s
	}
	for i, r := range listing.Roles() {
		put(res.Roles, string(r), roles[i])
	}
	put(res.Roles, string(listing.RoleOther), roles[16])
	for i, e := range listing.Employments() {
		put(res.Employment, string(e), employment[i])
	}
	put(res.Employment, "unknown", employment[8])
	for i, f := range listing.Industries() {
		put(res.Industries, string(f), industries[i])
	}
	put(res.Industries, "unknown", industries[32])
	for i, s := range listing.Stages() {
		put(res.Stages, cmp.Or(string(s), "unknown"), stages[i])
	}
	for i, l := range LanguagesAsked() {
		put(res.LanguagesAsked, l, asks[i])
	}
	put(res.LanguagesAsked, "unknown", asks[8])
	for i, r := range remotes {
		put(res.Remote, string(r), remote[i])
	}
}

// countBits adds 1 for each set bit, and to the last count when none is.
func countBits(n []int, set uint64) {
	if set == 0 {
		n[len(n)-1]++
	}
	for i := range n[:len(n)-1] {
		n[i] += int(set >> i & 1)
	}
}

func put(mix map[string]int, key string, n int) {
	if n > 0 {
		mix[key] = n
	}
}
