package demand

import (
	"cmp"
	"slices"

	"juyo/listing"
)

// The ends of a pay range that Pay can look at.
const (
	PayLow  = "low"  // the lower end, where stated
	PayMid  = "mid"  // halfway between both ends, where both are
	PayHigh = "high" // the upper end, where stated
)

// The kinds of work whose pay is kept apart.
const (
	PayEmployment = "employment" // 正社員, 契約社員 … and where the kind is not stated
	PayFreelance  = "freelance"  // 業務委託
)

// Pay returns the distribution of pay as published: for all listings, for each
// of Skills, and for each skill of Kinds that has enough; apart by currency,
// unit of time and kind of work. Nothing is converted, annualised or imputed.
//
// A unique listing counts once, with the pay of its earliest row that states
// any. One that offers employment and freelance work alike says nothing about
// whose pay it states and is in neither.
func (m *Market) Pay(q Question) (*PayResult, error) {
	a, err := m.ask(q)
	if err != nil {
		return nil, err
	}
	a.PayBasis = cmp.Or(a.PayBasis, PayMid)
	head, d := m.answer(a)
	res := &PayResult{Answer: head, Rows: []PayRow{}}
	if res.Suppressed != nil {
		return res, nil
	}
	p := m.collectPay(a)
	if rowFloor(&p.disclosed, a.MinN) == nil {
		s := p.disclosed.share(d)
		res.Disclosed = &s
	}
	if p.mixed > 0 {
		res.Warnings = append(res.Warnings, warnMixedEmployment(p.mixed))
	}
	for i := range p.groups {
		res.Rows = append(res.Rows, m.payRows(a, p, i, res)...)
	}
	if res.BelowFloor > 0 {
		res.Warnings = append(res.Warnings, warnBelowMedianFloor(res.BelowFloor))
	}
	return res, nil
}

// payUnit is what must not be pooled.
type payUnit struct {
	currency, period uint8
	freelance        bool
}

func (u payUnit) compare(v payUnit) int {
	f := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(u.currency, v.currency), cmp.Compare(u.period, v.period), cmp.Compare(f(u.freelance), f(v.freelance)))
}

// payGroup is a group of listings whose pay is asked about.
type payGroup struct {
	skill     int // -1: all listings
	picked    bool
	of        int // listings
	disclosed int // of them stating any pay
	units     map[payUnit]*payValues
}

// payValues are the figures of one group in one unit.
type payValues struct {
	values            []payValue // ascending
	stating           int        // listings that state pay in this unit, with a figure or not
	onlyLow, onlyHigh int        // listings that state one end
	silent            int        // of values, listings that do not state the kind of work
}

type payValue struct {
	value   float64
	cluster uint32
}

type payCollected struct {
	groups    []payGroup
	mixed     int
	disclosed tally // of all listings, those that state any pay
}

// collectPay reads the pay of every listing in one pass.
func (m *Market) collectPay(a *asked) *payCollected {
	p := &payCollected{groups: []payGroup{{skill: -1, picked: true, units: map[payUnit]*payValues{}}}}
	slot := make([]int32, len(m.catalogue.Skills))
	for k := range slot {
		slot[k] = -1
	}
	join := func(k uint16, picked bool) {
		if slot[k] < 0 {
			slot[k] = int32(len(p.groups))
			p.groups = append(p.groups, payGroup{skill: int(k), picked: picked, units: map[payUnit]*payValues{}})
		}
	}
	for _, k := range a.picked {
		join(k, true)
	}
	if len(a.Kinds) > 0 {
		for k := range m.catalogue.Skills {
			if a.want[k] {
				join(uint16(k), false)
			}
		}
	}
	t := &m.table
	in := []int32{0}
	stated := newCounter(1, a.month, a.month)
	for u := range m.unique(a.Scope, a.month, a.month) {
		stated.enter(u)
		in = in[:1]
		for _, s := range u.skills {
			if g := slot[s.Number()]; g >= 0 {
				in = append(in, g)
			}
		}
		for _, g := range in {
			p.groups[g].of++
		}
		r, ok := t.payRow(u.rows)
		if !ok {
			continue
		}
		stated.has(0, u)
		for _, g := range in {
			p.groups[g].disclosed++
		}
		var contract uint8
		for _, row := range u.rows {
			contract |= t.employment[row]
		}
		unit := payUnit{currency: t.currency[r], period: t.period[r], freelance: contract&employmentBit(listing.Freelance) != 0}
		if unit.freelance && contract != employmentBit(listing.Freelance) {
			p.mixed++
			continue
		}
		low, high := t.payLow[r], t.payHigh[r]
		value, ok := payOf(a.PayBasis, low, high)
		for _, g := range in {
			v := p.groups[g].units[unit]
			if v == nil {
				v = &payValues{}
				p.groups[g].units[unit] = v
			}
			v.stating++
			switch NoPay {
			case high:
				v.onlyLow++
			case low:
				v.onlyHigh++
			}
			if ok {
				v.values = append(v.values, payValue{value, u.cluster})
				if contract == 0 {
					v.silent++
				}
			}
		}
	}
	stated.flush()
	p.disclosed = *stated.at(0, 0)
	return p
}

// employmentBit returns the bit of a kind of employment in the stored column.
func employmentBit(e listing.Employment) uint8 {
	return 1 << slices.Index(listing.Employments(), e)
}

// payRow returns the row whose pay speaks for a listing: the earliest that
// states any; of several the one with the lowest source, currency, unit and pay,
// so that the order of rows does not matter.
func (t *table) payRow(rows []uint32) (uint32, bool) {
	best, ok := uint32(0), false
	for _, r := range rows {
		if t.currency[r] == 0 || t.payLow[r] == NoPay && t.payHigh[r] == NoPay {
			continue
		}
		if !ok || cmp.Or(
			cmp.Compare(t.first[r], t.first[best]), cmp.Compare(t.source[r], t.source[best]),
			cmp.Compare(t.currency[r], t.currency[best]), cmp.Compare(t.period[r], t.period[best]),
			cmp.Compare(t.payLow[r], t.payLow[best]), cmp.Compare(t.payHigh[r], t.payHigh[best]),
		) < 0 {
			best, ok = r, true
		}
	}
	return best, ok
}

// payOf returns the figure a basis takes from a range; false when that end, or
// for mid either, is not stated.
func payOf(basis string, low, high uint32) (float64, bool) {
	switch basis {
	case PayLow:
		return float64(low), low != NoPay
	case PayHigh:
		return float64(high), high != NoPay
	}
	return (float64(low) + float64(high)) / 2, low != NoPay && high != NoPay
}

// payRows returns the rows of group i, most listings first. Groups that only
// Kinds asked for show what has a median; res counts the rest.
func (m *Market) payRows(a *asked, p *payCollected, i int, res *PayResult) []PayRow {
	g := &p.groups[i]
	row := PayRow{Group: "all", Name: "All", NameJA: "全体", Disclosed: g.disclosed, Of: g.of, Basis: a.PayBasis, Warnings: []Warning{}}
	if g.skill >= 0 {
		row.Group, row.Name, row.NameJA, _, _ = m.name(uint16(g.skill))
	}
	if g.of > 0 {
		row.Disclosure = float64(g.disclosed) / float64(g.of)
	}
	if len(g.units) == 0 {
		if !g.picked {
			return nil
		}
		row.Reason = reasonListings(0, floor(MinPayMedian, a.MinN))
		return []PayRow{row}
	}
	units := make([]payUnit, 0, len(g.units))
	for u := range g.units {
		units = append(units, u)
	}
	slices.SortFunc(units, func(u, v payUnit) int {
		return cmp.Or(cmp.Compare(len(g.units[v].values), len(g.units[u].values)), u.compare(v))
	})
	var rows []PayRow
	for _, u := range units {
		r := row
		r.Warnings = []Warning{}
		r.Currency, r.Period = m.catalogue.Currencies[u.currency], listing.Periods()[u.period]
		r.Employment = PayEmployment
		if u.freelance {
			r.Employment = PayFreelance
		}
		v := g.units[u]
		r.Stating = v.stating
		v.fill(&r, a.MinN)
		if r.Reason != nil && !g.picked {
			res.BelowFloor++
			continue
		}
		if r.Disclosure < MinDisclosure {
			r.Warnings = append(r.Warnings, warnLowDisclosure(g.disclosed, g.of))
		}
		if v.onlyLow+v.onlyHigh > 0 {
			r.Warnings = append(r.Warnings, warnOneSided(a.PayBasis, v.onlyLow, v.onlyHigh))
		}
		if v.silent > 0 && !u.freelance {
			r.Warnings = append(r.Warnings, warnSilentEmployment(v.silent))
		}
		rows = append(rows, r)
	}
	return rows
}

// fill computes a row's figures down to what its floors allow.
func (v *payValues) fill(r *PayRow, minN int) {
	slices.SortFunc(v.values, func(a, b payValue) int {
		return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.cluster, b.cluster))
	})
	sorted := make([]float64, len(v.values))
	for i, p := range v.values {
		sorted[i] = p.value
	}
	r.N = len(sorted)
	median := 0.0
	if r.N > 0 {
		median = Quantile(sorted, 0.5)
	}
	clusters := v.clusters(median)
	r.Employers = len(clusters)
	if need := floor(MinPayMedian, minN); r.N < need {
		r.Reason = reasonListings(r.N, need)
		return
	}
	if r.Employers < MinPayEmployers {
		r.Reason = reasonEmployers(r.Employers, MinPayEmployers)
		return
	}
	r.P50 = &median
	if lo, hi, ok := medianInterval(sorted, clusters); ok {
		r.P50Lo, r.P50Hi = &lo, &hi
	}
	at := func(q float64) *float64 {
		x := Quantile(sorted, q)
		return &x
	}
	if r.N >= floor(MinPayQuartiles, minN) {
		r.P25, r.P75 = at(0.25), at(0.75)
	}
	if r.N >= floor(MinPayTails, minN) {
		r.P10, r.P90 = at(0.1), at(0.9)
	}
}

// clusters returns for each employer how many figures it has and how many of
// them are at most the median.
func (v *payValues) clusters(median float64) []Cluster {
	byEmployer := slices.Clone(v.values)
	slices.SortFunc(byEmployer, func(a, b payValue) int { return cmp.Compare(a.cluster, b.cluster) })
	var out []Cluster
	for i, p := range byEmployer {
		if i == 0 || p.cluster != byEmployer[i-1].cluster {
			out = append(out, Cluster{})
		}
		c := &out[len(out)-1]
		c.N++
		if p.value <= median {
			c.X++
		}
	}
	return out
}

// medianInterval bounds the median by two order statistics: those of
// QuantileRanks, or, where employers repeat themselves, those at the ends of the
// employer-clustered interval of a share of one half, whichever are further out.
// (Woodruff, JASA 47, 1952: the interval of a quantile is that of its share.)
func medianInterval(sorted []float64, clusters []Cluster) (lo, hi float64, ok bool) {
	n := len(sorted)
	l, u, _, ok := QuantileRanks(n, 0.5, Confidence)
	if !ok {
		return 0, 0, false
	}
	w := halfInterval(clusters)
	l = max(1, min(l, 1+int(float64(n)*w.Lo)))
	u = min(n, max(u, n-int(float64(n)*(1-w.Hi))))
	return sorted[l-1], sorted[u-1], true
}
