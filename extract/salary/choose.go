package salary

import "juyo/listing"

// candidate is a figure that can be the pay, with what was read of it.
type candidate struct {
	figure
	binding
	cur  string // ISO 4217
	per  listing.Period
	tier int  // how sure: 1 a bare figure, 2 with its period, 3 labelled
	at   span // the figures its ends come from, once chosen
}

// periodOrder is rule R3: a year beats a month beats a week, a day, an hour.
var periodOrder = map[listing.Period]int{listing.PerYear: 5, listing.PerMonth: 4, listing.PerWeek: 3, listing.PerDay: 2, listing.PerHour: 1}

// choose picks the pay of the listing among candidates and joins those of the
// same currency and period into one range; ok is false when there is none.
func choose(cs []candidate) (c candidate, ok bool) {
	if len(cs) == 0 {
		return candidate{}, false
	}
	// Rules that prefer one kind when both are there: pay after probation
	// (R8), employment over contract work (R7), base over total pay (R6), whole
	// pay over a part of it.
	cs = prefer(cs, func(c *candidate) bool { return !c.trial })
	best := 0
	for i := range cs {
		best = max(best, cs[i].tier)
	}
	cs = prefer(cs, func(c *candidate) bool { return c.tier == best })
	cs = prefer(cs, func(c *candidate) bool { return c.cur == cs[0].cur })
	cs = prefer(cs, func(c *candidate) bool { return !c.contract })
	top := 0
	for i := range cs {
		top = max(top, periodOrder[cs[i].per])
	}
	cs = prefer(cs, func(c *candidate) bool { return periodOrder[c.per] == top })
	cs = prefer(cs, func(c *candidate) bool { return !c.total })
	cs = prefer(cs, func(c *candidate) bool { return !c.basic })
	cs = prefer(cs, func(c *candidate) bool { return c.expected })
	cs = prefer(cs, func(c *candidate) bool { return c.ranged }) // R1
	for i := range cs {
		if cs[i].open && cs[i].max == 0 {
			// 以上 beats a single figure too, but "$80k, up to $120k" is one range
			// in two words.
			cs = prefer(cs, func(c *candidate) bool { return c.open })
			break
		}
	}
	return joinAll(cs), true
}

// joinAll makes one range of all candidates: the lowest and the highest end. Its
// span covers the figures that gave the two.
func joinAll(cs []candidate) candidate {
	c := cs[0]
	low, high := span{c.start, c.end}, span{c.start, c.end}
	for i := range cs[1:] {
		d := &cs[i+1]
		if d.min > 0 && (c.min == 0 || d.min < c.min) {
			c.min, low = d.min, span{d.start, d.end}
		}
		if d.max > 0 && (c.max == 0 || d.max > c.max) {
			c.max, high = d.max, span{d.start, d.end}
		}
	}
	if c.min > 0 && c.max > 0 && c.min > c.max {
		// Only one-sided figures that contradict each other: the first stands.
		c = cs[0]
		low, high = span{c.start, c.end}, span{c.start, c.end}
	}
	c.at = span{min(low.start, high.start), max(low.end, high.end)}
	return c
}

// prefer keeps the candidates that want holds for, or all when it holds for none.
func prefer(cs []candidate, want func(*candidate) bool) []candidate {
	wanted := 0
	for i := range cs {
		if want(&cs[i]) {
			wanted++
		}
	}
	if wanted == 0 || wanted == len(cs) {
		return cs
	}
	kept := make([]candidate, 0, wanted)
	for i := range cs {
		if want(&cs[i]) {
			kept = append(kept, cs[i])
		}
	}
	return kept
}
