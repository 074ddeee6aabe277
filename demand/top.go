package demand

import (
	"cmp"
	"slices"

	"juyo/listing"
)

// Top ranks skills by the share of unique listings that name them.
//
// Ranks are within what Kinds and Named keep; skills that belong to no category
// of either article (editors, office software, certificates) are left out unless
// named in Skills, which then picks its rows out of the whole ranking.
func (m *Market) Top(q Question) (*TopResult, error) {
	a, err := m.ask(q)
	if err != nil {
		return nil, err
	}
	return m.top(a), nil
}

func (m *Market) top(a *asked) *TopResult {
	head, d := m.answer(a)
	res := &TopResult{Answer: head, Rows: []SkillRow{}}
	if res.Suppressed != nil {
		for _, k := range a.picked {
			res.Hidden = append(res.Hidden, m.hidden(k, res.Suppressed))
		}
		return res
	}
	c, levels := m.countSkills(a)
	for k := range m.catalogue.Skills {
		t := c.at(k, 0)
		if a.leftConcept(&m.catalogue.Skills[k]) && rowFloor(t, a.MinN) == nil {
			res.Concepts = append(res.Concepts, m.skillRow(uint16(k), t, d, levels[k]))
		}
		if !a.want[k] || t.x == 0 && !slices.Contains(a.picked, uint16(k)) {
			continue
		}
		if why := rowFloor(t, a.MinN); why != nil {
			if t.x > 0 {
				res.BelowFloor++
			}
			if slices.Contains(a.picked, uint16(k)) {
				res.Hidden = append(res.Hidden, m.hidden(uint16(k), why))
			}
			continue
		}
		res.Rows = append(res.Rows, m.skillRow(uint16(k), t, d, levels[k]))
	}
	rank(res.Rows)
	rank(res.Concepts)
	if len(a.Skills) > 0 {
		res.Rows = slices.DeleteFunc(res.Rows, func(r SkillRow) bool { return !slices.Contains(a.Skills, r.Skill) })
	}
	if a.Limit > 0 && len(res.Rows) > a.Limit {
		res.Left = len(res.Rows) - a.Limit
		res.Rows = res.Rows[:a.Limit]
	}
	return res
}

// levelCounts counts listings by the strongest level they name a skill at,
// indexed by listing.Level.
type levelCounts [4]int

// countSkills tallies every skill in the month asked about.
func (m *Market) countSkills(a *asked) (*counter, []levelCounts) {
	n := len(m.catalogue.Skills)
	slot := make([]int32, n)
	for i := range slot {
		slot[i] = int32(i)
	}
	c := newCounter(n, a.month, a.month)
	levels := make([]levelCounts, n)
	for u := range m.unique(a.Scope, a.month, a.month) {
		c.enter(u)
		c.skills(slot, u)
		for _, p := range u.skills {
			levels[p.Number()][p.Level()]++
		}
	}
	c.flush()
	return c, levels
}

func (m *Market) skillRow(k uint16, t *tally, d denominator, l levelCounts) SkillRow {
	id, name, ja, kind, named := m.name(k)
	return SkillRow{
		Skill: id, Name: name, NameJA: ja, Kind: kind, Named: named, Share: t.share(d),
		Required: l[listing.LevelRequired], Preferred: l[listing.LevelPreferred], Used: l[listing.LevelUsed],
		Warnings: t.warnings(),
	}
}

func (m *Market) hidden(k uint16, why *Reason) HiddenRow {
	id, name, ja, kind, _ := m.name(k)
	return HiddenRow{Skill: id, Name: name, NameJA: ja, Kind: kind, Reason: *why}
}

// name returns how to show a skill; a skill without names shows its id.
func (m *Market) name(k uint16) (id, name, ja, kind string, named bool) {
	s := &m.catalogue.Skills[k]
	name = cmp.Or(s.Name, s.ID)
	return s.ID, name, cmp.Or(s.NameJA, name), s.Kind, s.Named
}

// warnings returns what to know about a row.
func (t *tally) warnings() []Warning {
	w := []Warning{}
	if float64(t.top) > MaxOneEmployer*float64(t.x) {
		w = append(w, warnConcentrated(t.top, t.x))
	}
	return w
}

// rank sorts rows by listings, the most first, and by id where they tie, and
// numbers them; ties share the best rank. RankLo and RankHi are the ranks a row
// could have if every row sat anywhere in its own 95 % interval: one more than
// the rows certainly above it, and all but those certainly below. It is a simple
// bound, wider than a joint rank interval would be.
func rank(rows []SkillRow) {
	slices.SortFunc(rows, func(a, b SkillRow) int {
		return cmp.Or(cmp.Compare(b.Listings, a.Listings), cmp.Compare(a.Skill, b.Skill))
	})
	lows, highs := make([]float64, len(rows)), make([]float64, len(rows))
	for i := range rows {
		lows[i], highs[i] = rows[i].Lo, rows[i].Hi
	}
	slices.Sort(lows)
	slices.Sort(highs)
	for i := range rows {
		r := &rows[i]
		r.Rank = i + 1
		if i > 0 && rows[i-1].Listings == r.Listings {
			r.Rank = rows[i-1].Rank
		}
		notAbove, _ := slices.BinarySearchFunc(lows, r.Hi, func(lo, hi float64) int {
			if lo > hi {
				return 1
			}
			return -1
		})
		below, _ := slices.BinarySearch(highs, r.Lo)
		r.RankLo = 1 + len(rows) - notAbove
		r.RankHi = len(rows) - below
	}
}
