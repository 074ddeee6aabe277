package demand

import (
	"slices"

	"juyo/listing"
)

// Categories maps demand onto the categories of both articles: a listing counts
// once for a category when it names any of its skills. Categories overlap, so
// their shares do not add up to 1. Kinds and Named narrow what counts.
func (m *Market) Categories(q Question) (*CategoryResult, error) {
	a, err := m.ask(q)
	if err != nil {
		return nil, err
	}
	head, d := m.answer(a)
	res := &CategoryResult{Answer: head, Rows: []CategoryRow{}}
	if res.Suppressed != nil {
		return res, nil
	}
	cats := listing.Categories()
	of := m.categoriesOf(a)
	c := newCounter(len(cats), a.month, a.month)
	for u := range m.unique(a.Scope, a.month, a.month) {
		c.enter(u)
		c.mask(union(of, u.skills), u)
	}
	c.flush()
	skills, levels := m.countSkills(a)
	for i, cat := range cats {
		row := CategoryRow{Scheme: cat.Scheme, Key: cat.Key, NameJA: cat.NameJA, NameEN: cat.NameEN, Top: []SkillRow{}, Warnings: []Warning{}}
		t := c.at(i, 0)
		if row.Reason = rowFloor(t, a.MinN); row.Reason == nil {
			row.Share = t.share(d)
			row.Warnings = t.warnings()
			row.Top = m.topOf(a, uint64(1)<<i, of, skills, levels, d)
		}
		res.Rows = append(res.Rows, row)
	}
	return res, nil
}

// The most that topOf shows of a category.
const (
	topSkills   = 3
	topConcepts = 2
)

// topOf returns the three most named technologies of a category and then up to
// two concepts, or as many as make three; their ranks are within it. Concepts
// ("database", "performance") are named by the way and would crowd out the
// technologies that readers can learn.
func (m *Market) topOf(a *asked, category uint64, of []uint64, skills *counter, levels []levelCounts, d denominator) []SkillRow {
	rows := []SkillRow{}
	for k := range of {
		if t := skills.at(k, 0); of[k]&category != 0 && rowFloor(t, a.MinN) == nil {
			rows = append(rows, m.skillRow(uint16(k), t, d, levels[k]))
		}
	}
	rank(rows)
	var named, concepts []SkillRow
	for _, r := range rows {
		if r.Named {
			named = append(named, r)
		} else {
			concepts = append(concepts, r)
		}
	}
	top := append([]SkillRow{}, named[:min(topSkills, len(named))]...)
	return append(top, concepts[:min(max(topConcepts, topSkills-len(top)), len(concepts))]...)
}

// categoriesOf returns by skill number the categories a skill belongs to, bit i
// for listing.Categories()[i]; none for skills that are not wanted.
func (m *Market) categoriesOf(a *asked) []uint64 {
	cats := listing.Categories()
	of := make([]uint64, len(m.catalogue.Skills))
	for k := range m.catalogue.Skills {
		s := &m.catalogue.Skills[k]
		for i, c := range cats {
			keys := s.Article1
			if c.Scheme == "article2" {
				keys = s.Article2
			}
			if a.want[k] && slices.Contains(keys, c.Key) {
				of[k] |= 1 << i
			}
		}
	}
	return of
}

// union returns the bits of all skills together.
func union(of []uint64, skills []listing.PackedSkill) uint64 {
	var set uint64
	for _, p := range skills {
		set |= of[p.Number()]
	}
	return set
}
