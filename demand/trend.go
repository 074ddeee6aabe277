package demand

import "juyo/listing"

// Trend returns the share of each skill month by month, as counted: it is not
// adjusted for sources that came or went, and says so. Rows are Skills in the
// order given, else what Top gives for the month asked about, Limit and all. A
// month that is not over is flagged and never counts towards a line.
func (m *Market) Trend(q Question) (*TrendResult, error) {
	a, err := m.ask(q)
	if err != nil {
		return nil, err
	}
	ids := a.picked
	if len(ids) == 0 {
		for _, r := range m.top(a).Rows {
			ids = append(ids, m.byID[r.Skill])
		}
	}
	slot := make([]int32, len(m.catalogue.Skills))
	for i := range slot {
		slot[i] = -1
	}
	lines := make([]Series, len(ids))
	for i, k := range ids {
		slot[k] = int32(i)
		s := &lines[i]
		s.Skill, s.Name, s.NameJA, s.Kind, _ = m.name(k)
	}
	return m.trend(a, lines, func(c *counter, u *unique) { c.skills(slot, u) }), nil
}

// CategoryTrend returns the share of each category month by month, as Trend does
// for skills; a row's Kind is its scheme and its Skill "scheme/category".
func (m *Market) CategoryTrend(q Question) (*TrendResult, error) {
	a, err := m.ask(q)
	if err != nil {
		return nil, err
	}
	cats := listing.Categories()
	lines := make([]Series, len(cats))
	for i, c := range cats {
		lines[i] = Series{Skill: c.Scheme + "/" + c.Key, Name: c.NameEN, NameJA: c.NameJA, Kind: c.Scheme}
	}
	of := m.categoriesOf(a)
	return m.trend(a, lines, func(c *counter, u *unique) { c.mask(union(of, u.skills), u) }), nil
}

// CombosTrend returns the share of each combination month by month, as Trend
// does for skills; a row's Kind is "combo".
func (m *Market) CombosTrend(q Question) (*TrendResult, error) {
	a, err := m.ask(q)
	if err != nil {
		return nil, err
	}
	defs := combos()
	lines := make([]Series, len(defs))
	for i, d := range defs {
		lines[i] = Series{Skill: d.key, Name: d.en, NameJA: d.ja, Kind: "combo"}
	}
	parts := m.partsOf()
	return m.trend(a, lines, func(c *counter, u *unique) {
		all, _ := m.partsIn(parts, u)
		c.mask(combosIn(defs, all), u)
	}), nil
}

// trend fills lines with what count counts in one pass over all months.
func (m *Market) trend(a *asked, lines []Series, count func(*counter, *unique)) *TrendResult {
	head, _ := m.answer(a)
	res := &TrendResult{Answer: head, Months: []listing.Month{}, Rows: []Series{}}
	from, to := m.first, m.last
	if a.Month != 0 {
		to = min(to, a.Month)
	}
	if a.From != 0 {
		from = max(from, a.From)
	}
	if from > to {
		res.Suppressed = reasonNotCovered(m.first, m.last)
		return res
	}
	c := newCounter(len(lines), from, to)
	for u := range m.unique(a.Scope, from, to) {
		c.enter(u)
		count(c, u)
	}
	c.flush()
	over := c.denominators()
	// The line begins and ends with listings; months without any in between stay.
	first, last := 0, len(over)-1
	for first <= last && over[first].n == 0 {
		first++
	}
	for last >= first && over[last].n == 0 {
		last--
	}
	shown := false
	for i := first; i <= last; i++ {
		res.Months = append(res.Months, from+listing.Month(i))
		shown = shown || overFloor(over[i], a.MinN) == nil
	}
	if shown && len(lines) > 0 {
		res.Suppressed = nil
	}
	if res.Suppressed != nil {
		return res
	}
	for i := range lines {
		s := &lines[i]
		s.Points = make([]Point, 0, len(res.Months))
		complete := 0
		for j := first; j <= last; j++ {
			p := m.point(a, from+listing.Month(j), c.at(i, j), over[j])
			if p.Share != nil && !p.Partial {
				complete++
			}
			s.Points = append(s.Points, p)
		}
		if complete < MinTrendMonths {
			s.Reason = reasonMonths(complete, MinTrendMonths)
		}
		res.Rows = append(res.Rows, *s)
	}
	res.Warnings = append(res.Warnings, m.trendWarnings(a, res.Months)...)
	return res
}

func (m *Market) point(a *asked, month listing.Month, t *tally, d denominator) Point {
	p := Point{Month: month, N: d.n, Partial: m.partial(month, a.Now)}
	if !m.saw(a.Scope, month) {
		p.Reason = reasonNoData()
	} else if p.Reason = overFloor(d, a.MinN); p.Reason == nil {
		p.Reason = rowFloor(t, a.MinN)
	}
	if p.Reason == nil {
		s := t.share(d)
		p.Share = &s
	}
	return p
}

// trendWarnings returns what to know about a line beyond its last month.
func (m *Market) trendWarnings(a *asked, months []listing.Month) []Warning {
	w := []Warning{warnRawTrend()}
	if len(months) == 0 {
		return w
	}
	from, to := months[0], months[len(months)-1]
	if to != a.month && m.partial(to, a.Now) {
		w = append(w, warnPartial(to, a.Now.In(m.catalogue.Zone)))
	}
	changed := 0
	for i := range m.catalogue.Sources {
		span := m.sourceSpan[i]
		inside := span.from <= span.to && span.from <= to && span.to >= from
		if inside && a.Scope.hasSource(&m.catalogue.Sources[i]) && (span.from > from || span.to < to) {
			changed++
		}
	}
	if changed > 0 {
		w = append(w, warnSourceChange(changed))
	}
	// The month asked about has its own warning in the head.
	if from < a.month {
		if low := m.lowCoverage(a.Scope, from, min(to, a.month-1)); len(low) > 0 {
			w = append(w, warnCoverage(low))
		}
	}
	return w
}
