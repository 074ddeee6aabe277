package demand

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"juyo/listing"
)

// Question is what a Market is asked. The zero value of every field but Scope
// (see DefaultScope) is the usual choice.
type Question struct {
	Scope Scope
	// Month is the month asked about; 0 is the latest complete one. No month
	// after it is looked at.
	Month listing.Month
	// From is the first month of a trend; 0 is the first with listings.
	From listing.Month
	// Limit cuts the rows; 0 is all of them.
	Limit int
	// MinN raises the floors that count listings; it never lowers one.
	MinN int
	// Kinds keeps skills of these kinds (listing.Kinds); empty keeps all.
	Kinds []string
	// Named keeps concrete products and technologies (true) or concepts (false);
	// nil keeps both.
	Named *bool
	// Skills keeps these skill ids. In Top they are picked out of the whole
	// ranking; in Trend and Pay they are the rows.
	Skills []string
	// PayBasis is the end of a pay range that is looked at: low, mid or high;
	// "" is mid.
	PayBasis string
	// Now tells which month is not over yet; zero is the latest moment anything
	// was observed.
	Now time.Time
}

// Validate reports the first field with a value it cannot have. Whether Skills
// are in the taxonomy only a Market knows.
func (q Question) Validate() error {
	if err := q.Scope.Validate(); err != nil {
		return err
	}
	if q.Limit < 0 {
		return fmt.Errorf("limit %d: want 0 (all) or more", q.Limit)
	}
	if q.MinN < 0 {
		return fmt.Errorf("min-n %d: want 0 (the built-in floors) or more", q.MinN)
	}
	if q.Month != 0 && q.From > q.Month {
		return fmt.Errorf("from %s: after the month asked about, %s", q.From, q.Month)
	}
	for _, k := range q.Kinds {
		if !slices.Contains(listing.Kinds(), k) {
			return fmt.Errorf("kind %q: want one of %s", k, strings.Join(listing.Kinds(), ", "))
		}
	}
	switch q.PayBasis {
	case "", PayLow, PayMid, PayHigh:
	default:
		return fmt.Errorf("pay basis %q: want low, mid or high", q.PayBasis)
	}
	return nil
}

// asked is a Question made definite.
type asked struct {
	Question
	month   listing.Month // 0 when there is nothing at all
	partial bool
	want    []bool // by skill number: passes Kinds, Named and Skills
	picked  []uint16
}

// ask checks q and settles what it leaves open.
func (m *Market) ask(q Question) (*asked, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	a := &asked{Question: q, month: q.Month}
	a.Now = m.clock(q.Now)
	if a.month == 0 {
		latest, ok := m.LatestMonth(q.Scope, a.Now)
		if !ok { // only a month that is not over, or none
			counts := m.counts(q.Scope, m.first, m.last)
			for i := range counts {
				if counts[i].n > 0 {
					latest = m.first + listing.Month(i)
				}
			}
		}
		a.month = latest
	}
	a.partial = a.month != 0 && m.partial(a.month, a.Now)
	for _, id := range q.Skills {
		n, ok := m.byID[id]
		if !ok {
			return nil, m.unknownSkill(id)
		}
		if !slices.Contains(a.picked, n) {
			a.picked = append(a.picked, n)
		}
	}
	a.want = make([]bool, len(m.catalogue.Skills))
	for i := range a.want {
		a.want[i] = a.keeps(&m.catalogue.Skills[i])
	}
	return a, nil
}

// keeps reports whether a skill passes Kinds and Named and is one to be ranked:
// tools that belong to no category of either article (office software, editors,
// certificates, human languages) are not, unless asked for by id.
func (a *asked) keeps(s *listing.Skill) bool {
	if len(a.Kinds) > 0 && !slices.Contains(a.Kinds, s.Kind) || a.Named != nil && s.Named != *a.Named {
		return false
	}
	return len(s.Article1)+len(s.Article2) > 0 || slices.Contains(a.Skills, s.ID)
}

// leftConcept reports whether a skill is a concept that only Named left out.
func (a *asked) leftConcept(s *listing.Skill) bool {
	if a.Named == nil || !*a.Named || s.Named {
		return false
	}
	both := *a
	both.Named = nil
	return both.keeps(s)
}

// UnknownSkillError says that a question names a skill the taxonomy lacks.
type UnknownSkillError struct {
	ID   string
	Near []string // ids that look or are named alike, at most five
}

// Error names the skill and what may have been meant.
func (e *UnknownSkillError) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("skill %q: not in the taxonomy", e.ID)
	}
	return fmt.Sprintf("skill %q: not in the taxonomy; did you mean %s?", e.ID, strings.Join(e.Near, ", "))
}

func (m *Market) unknownSkill(id string) error {
	type near struct {
		id   string
		rank int
	}
	var found []near
	want := plain(id)
	for i := range m.catalogue.Skills {
		s := &m.catalogue.Skills[i]
		have := plain(s.ID)
		switch {
		case want == "":
		case have == want, plain(s.Name) == want, plain(s.NameJA) == want:
			found = append(found, near{s.ID, 0})
		case strings.HasPrefix(have, want), strings.HasPrefix(want, have) && len(have) > 1:
			found = append(found, near{s.ID, 1})
		case len(want) > 3 && oneEditApart(have, want):
			found = append(found, near{s.ID, 1})
		case len(want) > 2 && strings.Contains(have, want):
			found = append(found, near{s.ID, 2})
		}
	}
	slices.SortFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(len(a.id), len(b.id)), cmp.Compare(a.id, b.id))
	})
	e := &UnknownSkillError{ID: id}
	for _, n := range found[:min(len(found), 5)] {
		e.Near = append(e.Near, n.id)
	}
	return e
}

// plain drops what people write differently in a name.
func plain(s string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "", ".", "").Replace(strings.ToLower(s))
}

// oneEditApart reports whether one letter added, dropped, changed or swapped
// with its neighbour turns a into b.
func oneEditApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) != len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
