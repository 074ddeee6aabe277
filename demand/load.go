package demand

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"juyo/listing"
)

// ErrColumns marks columns that contradict themselves or their catalogue. They
// are derived: rebuilding them from the listings is the way out.
var ErrColumns = errors.New("columns do not fit together; rebuild them")

// maxMonths bounds the span of months a Market may hold; more means a broken date.
const maxMonths = 1200

// Load reads all columns into a Market. It checks every number against the
// catalogue once, so that questions need not; an error wraps ErrColumns and
// names the segment and row.
func Load(ctx context.Context, c Columns) (*Market, error) {
	cat, err := c.Catalogue(ctx)
	if err != nil {
		return nil, fmt.Errorf("load catalogue: %w", err)
	}
	panels, err := checkCatalogue(cat)
	if err != nil {
		return nil, err
	}
	var segments []*Segment
	for s, err := range c.Segments(ctx) {
		if err != nil {
			return nil, fmt.Errorf("load segment %d: %w", len(segments), err)
		}
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("load segments: %w", err)
		}
		if err := checkSegment(s, cat); err != nil {
			return nil, fmt.Errorf("segment %d: %w", len(segments), err)
		}
		segments = append(segments, s)
	}
	m := &Market{catalogue: cat, byID: make(map[string]uint16, len(cat.Skills))}
	for i := range cat.Skills {
		m.byID[cat.Skills[i].ID] = uint16(i)
	}
	if err := m.arrange(segments, panels); err != nil {
		return nil, err
	}
	m.countMonths()
	m.observe()
	return m, nil
}

// checkCatalogue reports the first contradiction, and returns the class bits of
// each source.
func checkCatalogue(cat *Catalogue) ([]class, error) {
	if cat.Zone == nil {
		return nil, fmt.Errorf("%w: the catalogue has no zone to cut months in", ErrColumns)
	}
	if len(cat.Skills) > listing.MaxSkillNumber+1 {
		return nil, fmt.Errorf("%w: %d skills, at most %d", ErrColumns, len(cat.Skills), listing.MaxSkillNumber+1)
	}
	of := make([]class, len(cat.Sources))
	for i := range cat.Sources {
		s := &cat.Sources[i]
		switch s.Panel {
		case "live", "":
		case "archive":
			of[i] |= classArchive
		default:
			return nil, fmt.Errorf("%w: source %s: panel %q: want live or archive", ErrColumns, s.Name, s.Panel)
		}
		if s.Private {
			of[i] |= classPrivate
		}
	}
	return of, nil
}

// checkSegment reports the first row that does not fit.
func checkSegment(s *Segment, cat *Catalogue) error {
	n := s.N
	if n < 0 || n > SegmentRows {
		return fmt.Errorf("%w: %d rows, at most %d", ErrColumns, n, SegmentRows)
	}
	for _, col := range []struct {
		name string
		have int
	}{
		{"First", len(s.First)},
		{"Last", len(s.Last)},
		{"New", len(s.New)},
		{"Source", len(s.Source)},
		{"Employer", len(s.Employer)},
		{"Group", len(s.Group)},
		{"Roles", len(s.Roles)},
		{"Place", len(s.Place)},
		{"Region", len(s.Region)},
		{"Population", len(s.Population)},
		{"EmployerType", len(s.EmployerType)},
		{"Employment", len(s.Employment)},
		{"Remote", len(s.Remote)},
		{"Seniority", len(s.Seniority)},
		{"Entry", len(s.Entry)},
		{"Years", len(s.Years)},
		{"PayLow", len(s.PayLow)},
		{"PayHigh", len(s.PayHigh)},
		{"Currency", len(s.Currency)},
		{"Period", len(s.Period)},
		{"SkillStart", len(s.SkillStart) - 1},
	} {
		if col.have != n {
			return fmt.Errorf("%w: column %s has %d rows, want %d", ErrColumns, col.name, col.have, n)
		}
	}
	if s.SkillStart[0] != 0 || int(s.SkillStart[n]) != len(s.Skills) {
		return fmt.Errorf("%w: SkillStart ends at %d of %d skills", ErrColumns, s.SkillStart[n], len(s.Skills))
	}
	for _, col := range []struct {
		name string
		have int
	}{{"Industries", len(s.Industries)}, {"Stage", len(s.Stage)}, {"Asks", len(s.Asks)}} {
		if col.have != n && col.have != 0 {
			return fmt.Errorf("%w: column %s has %d rows, want %d or none", ErrColumns, col.name, col.have, n)
		}
	}
	populations, remotes := len(listing.Populations()), len(listing.Remotes())
	types, seniorities, periods := len(listing.EmployerTypes()), len(listing.Seniorities()), len(listing.Periods())
	industries, stages := len(listing.Industries()), len(listing.Stages())
	for i := range n {
		bad := func(column string, v, count int) error {
			return fmt.Errorf("%w: row %d: %s %d of %d", ErrColumns, i, column, v, count)
		}
		switch {
		case s.First[i] == 0 || s.First[i] > s.Last[i] || s.Last[i] == math.MaxUint16:
			return fmt.Errorf("%w: row %d: months %s to %s", ErrColumns, i, s.First[i], s.Last[i])
		case int(s.Source[i]) >= len(cat.Sources):
			return bad("source", int(s.Source[i]), len(cat.Sources))
		case int(s.Place[i]) >= max(1, len(cat.PlaceSets)):
			return bad("place set", int(s.Place[i]), len(cat.PlaceSets))
		case s.Region[i] > listing.InJP|listing.InGlobal:
			return bad("region bits", int(s.Region[i]), 4)
		case int(s.Population[i]) >= populations:
			return bad("population", int(s.Population[i]), populations)
		case int(s.Remote[i]) >= remotes:
			return bad("remote", int(s.Remote[i]), remotes)
		case int(s.EmployerType[i]) >= types:
			return bad("employer type", int(s.EmployerType[i]), types)
		case int(s.Seniority[i]) >= seniorities:
			return bad("seniority", int(s.Seniority[i]), seniorities)
		case int(s.Currency[i]) >= max(1, len(cat.Currencies)):
			return bad("currency", int(s.Currency[i]), len(cat.Currencies))
		case s.Currency[i] != 0 && int(s.Period[i]) >= periods:
			return bad("pay period", int(s.Period[i]), periods)
		case s.Industries != nil && s.Industries[i]>>industries != 0:
			return bad("industry bits", bits.Len32(s.Industries[i])-1, industries)
		case s.Stage != nil && int(s.Stage[i]) >= stages:
			return bad("stage", int(s.Stage[i]), stages)
		case s.Asks != nil && s.Asks[i] > allAsks:
			return bad("bits of languages asked for", int(s.Asks[i]), int(allAsks)+1)
		case s.SkillStart[i] > s.SkillStart[i+1] || int(s.SkillStart[i+1]) > len(s.Skills):
			return fmt.Errorf("%w: row %d: skills from %d to %d", ErrColumns, i, s.SkillStart[i], s.SkillStart[i+1])
		}
		before := -1
		for _, p := range s.SkillsOf(i) {
			k := int(p.Number())
			if k >= len(cat.Skills) {
				return bad("skill", k, len(cat.Skills))
			}
			if k <= before {
				return fmt.Errorf("%w: row %d: skill %d after %d, want ascending", ErrColumns, i, k, before)
			}
			if p.Level() == 0 {
				return fmt.Errorf("%w: row %d: skill %d has no level", ErrColumns, i, k)
			}
			before = k
		}
	}
	return nil
}

// class packs what a scope looks at: two region bits, two population bits, the
// panel and whether the source is private. A scope is then a set of classes, and
// the test whether a row is in it one shift.
type class uint8

const (
	classRegions    class = 3
	classPopulation       = 2 // shift
	classArchive    class = 1 << 4
	classPrivate    class = 1 << 5
	classes               = 1 << 6
)

// table holds all rows as columns, those of one employer together and within
// them those of one duplicate group: an employer's counts can be closed when the
// next begins, and one pass answers a question.
type table struct {
	groupStart    []uint32 // rows of group g are groupStart[g] … groupStart[g+1]
	groupEmployer []uint32 // 0 unknown

	first, last  []listing.Month
	isNew        []bool
	source       []uint16
	class        []class
	roles        []uint16
	place        []uint16
	employerType []uint8
	employment   []uint8
	remote       []uint8
	seniority    []uint8
	entry        []bool
	years        []uint8
	industries   []uint32
	stage        []uint8
	asks         []AskBits
	payLow       []uint32
	payHigh      []uint32
	currency     []uint8
	period       []uint8
	skillStart   []uint32
	skills       []listing.PackedSkill
}

// skillsOf returns the skills of row r.
func (t *table) skillsOf(r uint32) []listing.PackedSkill {
	return t.skills[t.skillStart[r]:t.skillStart[r+1]]
}

// arrange copies segments into the table in the order of employers and groups.
func (m *Market) arrange(segments []*Segment, panels []class) error {
	rows, skills := 0, 0
	for _, s := range segments {
		rows += s.N
		skills += len(s.Skills)
	}
	if uint64(rows) > math.MaxUint32-1 || uint64(skills) > math.MaxUint32-1 {
		return fmt.Errorf("%w: %d rows with %d skills are more than one market can hold", ErrColumns, rows, skills)
	}
	groupOf, groups := denseGroups(segments, rows)
	order, employers := orderGroups(segments, groupOf, groups)

	// position[g] is where the next row of group g goes.
	count := make([]uint32, groups)
	for _, g := range groupOf {
		count[g]++
	}
	t := &m.table
	t.groupStart = make([]uint32, groups+1)
	t.groupEmployer = make([]uint32, groups)
	position := count
	next := uint32(0)
	for i, g := range order {
		t.groupStart[i] = next
		t.groupEmployer[i] = employers[g]
		next, position[g] = next+count[g], next
	}
	t.groupStart[groups] = next

	// Where each row goes, then how long its skills are, then everything.
	t.skillStart = make([]uint32, rows+1)
	to := groupOf // reused: row in input order -> row in the table
	at := 0
	for _, s := range segments {
		for i := range s.N {
			g := groupOf[at]
			to[at] = position[g]
			position[g]++
			t.skillStart[to[at]+1] = s.SkillStart[i+1] - s.SkillStart[i]
			at++
		}
	}
	for r := range rows {
		t.skillStart[r+1] += t.skillStart[r]
	}
	t.allocate(rows, skills)
	m.first, m.last = math.MaxUint16, 0
	at = 0
	for _, s := range segments {
		for i := range s.N {
			r := to[at]
			at++
			m.first, m.last = min(m.first, s.First[i]), max(m.last, s.Last[i])
			t.put(r, s, i, panels)
		}
	}
	if rows == 0 {
		m.first, m.last = 1, 0
	} else if int(m.last)-int(m.first) >= maxMonths {
		return fmt.Errorf("%w: months run from %s to %s, more than %d", ErrColumns, m.first, m.last, maxMonths)
	}
	return nil
}

func (t *table) allocate(rows, skills int) {
	t.first, t.last = make([]listing.Month, rows), make([]listing.Month, rows)
	t.isNew, t.entry = make([]bool, rows), make([]bool, rows)
	t.source, t.roles, t.place = make([]uint16, rows), make([]uint16, rows), make([]uint16, rows)
	t.class = make([]class, rows)
	t.employerType, t.employment, t.remote = make([]uint8, rows), make([]uint8, rows), make([]uint8, rows)
	t.seniority, t.years = make([]uint8, rows), make([]uint8, rows)
	t.industries, t.stage, t.asks = make([]uint32, rows), make([]uint8, rows), make([]AskBits, rows)
	t.payLow, t.payHigh = make([]uint32, rows), make([]uint32, rows)
	t.currency, t.period = make([]uint8, rows), make([]uint8, rows)
	t.skills = make([]listing.PackedSkill, skills)
}

// put copies row i of s to row r.
func (t *table) put(r uint32, s *Segment, i int, panels []class) {
	t.first[r], t.last[r], t.isNew[r] = s.First[i], s.Last[i], s.New[i]
	t.source[r] = s.Source[i]
	t.class[r] = class(s.Region[i]) | class(s.Population[i])<<classPopulation | panels[s.Source[i]]
	t.roles[r], t.place[r] = s.Roles[i], s.Place[i]
	t.employerType[r], t.employment[r], t.remote[r] = s.EmployerType[i], s.Employment[i], s.Remote[i]
	t.seniority[r], t.entry[r], t.years[r] = s.Seniority[i], s.Entry[i], s.Years[i]
	if s.Industries != nil {
		t.industries[r] = s.Industries[i]
	}
	if s.Stage != nil {
		t.stage[r] = s.Stage[i]
	}
	if s.Asks != nil {
		t.asks[r] = s.Asks[i]
	}
	t.payLow[r], t.payHigh[r], t.currency[r], t.period[r] = s.PayLow[i], s.PayHigh[i], s.Currency[i], s.Period[i]
	copy(t.skills[t.skillStart[r]:], s.SkillsOf(i))
}

// denseGroups returns the group of every row, renumbered from 0 without gaps in
// the order of their numbers.
func denseGroups(segments []*Segment, rows int) (groupOf []uint32, groups int) {
	groupOf = make([]uint32, 0, rows)
	highest := uint32(0)
	for _, s := range segments {
		for _, g := range s.Group[:s.N] {
			highest = max(highest, g)
			groupOf = append(groupOf, g)
		}
	}
	if uint64(highest) < 4*uint64(rows)+1024 {
		number := make([]uint32, highest+1)
		for _, g := range groupOf {
			number[g] = 1
		}
		next := uint32(0)
		for g, used := range number {
			number[g] = next
			next += used
		}
		for i, g := range groupOf {
			groupOf[i] = number[g]
		}
		return groupOf, int(next)
	}
	// Numbers far apart: sort and search instead of an array as long as the
	// highest.
	sorted := slices.Clone(groupOf)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	for i, g := range groupOf {
		at, _ := slices.BinarySearch(sorted, g)
		groupOf[i] = uint32(at)
	}
	return groupOf, len(sorted)
}

// orderGroups returns the groups ordered by employer and number, and the
// employer of each: that of its first row which names one. Of rows that begin in
// the same month the lowest employer number wins, so the order of rows does not
// matter.
func orderGroups(segments []*Segment, groupOf []uint32, groups int) (order, employers []uint32) {
	employers = make([]uint32, groups)
	since := make([]listing.Month, groups)
	at := 0
	for _, s := range segments {
		for i := range s.N {
			g, e, first := groupOf[at], s.Employer[i], s.First[i]
			at++
			if e != 0 && (employers[g] == 0 || first < since[g] || first == since[g] && e < employers[g]) {
				employers[g], since[g] = e, first
			}
		}
	}
	order = make([]uint32, groups)
	highest := uint32(0)
	for g := range order {
		order[g] = uint32(g)
		highest = max(highest, employers[g])
	}
	if uint64(highest) < 4*uint64(groups)+1024 {
		// Counting sort.
		start := make([]uint32, highest+2)
		for _, e := range employers {
			start[e+1]++
		}
		for e := range highest + 1 {
			start[e+1] += start[e]
		}
		for g, e := range employers {
			order[start[e]] = uint32(g)
			start[e]++
		}
		return order, employers
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(employers[a], employers[b]) })
	return order, employers
}
