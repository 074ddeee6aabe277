package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"juyo/listing"
)

// Kept is a listing as it stands in the database now.
type Kept struct {
	Number    int64
	Listing   listing.Listing // current content; ObservedAt is when it was last seen
	Signals   listing.Signals // mentions carry skill and level only: their places are read from the text
	FirstSeen time.Time
	LastSeen  time.Time
	Frozen    bool // the text was purged: Listing has its title only, Signals stay
	Revisions int  // distinct contents over time
}

const keptText = `select l.number, s.name, l.id, l.url, l.posted_at, l.first_seen, l.last_seen, l.closed_at,
		(select count(*) from revisions where listing = l.number), d.body, r.title, r.frozen,
		v.name, coalesce(e.name, ''), r.population, r.place_set, r.roles, r.employment, r.remote, r.seniority, r.employer_type, r.entry, r.years, r.language,
		r.industries, r.stage, r.languages_asked, r.pay_min, r.pay_max, coalesce(y.code, ''), r.period, r.annual_min, r.annual_max, coalesce(r.pay_method, ''), coalesce(r.pay_source, ''),
		coalesce(r.bonus_months, 0), r.with_bonus_min, r.with_bonus_max, coalesce(r.overtime_hours, 0), r.overtime_pay, r.skills, r.fingerprint
	from listings l
	join sources s on s.number = l.source
	join revisions r on r.number = l.revision
	join signal_versions v on v.number = r.version
	left join documents d on d.number = r.document
	left join employers e on e.number = r.employer
	left join currencies y on y.number = r.currency
	`

// names are what numbers in a revision stand for.
type names struct {
	skills []skillRow
	places [][]listing.Place
}

func namesOf(ctx context.Context, q querier) (names, error) {
	var n names
	var err error
	if n.skills, err = skillsOf(ctx, q); err != nil {
		return n, err
	}
	n.places, err = placeSetsOf(ctx, q)
	return n, err
}

// Listing returns one listing of a source; the error wraps ErrNotFound when it is
// not there.
func (db *DB) Listing(ctx context.Context, source, id string) (Kept, error) {
	var k Kept
	err := db.read(ctx, "read listing "+id+" of "+source, func(tx *sql.Tx) error {
		n, err := namesOf(ctx, tx)
		if err != nil {
			return err
		}
		k, err = db.scanKept(tx.QueryRowContext(ctx, keptText+`where s.name = $1 and l.id = $2`, source, id), &n)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		return err
	})
	return k, err
}

// Filter says which listings All yields. Zero fields ask for nothing.
type Filter struct {
	Source string        // of this source
	Skill  string        // that name this skill
	Month  listing.Month // open at any time in this month
	Limit  int           // at most so many
}

// All yields the listings that pass the filter in order of number, from one state
// of the database.
func (db *DB) All(ctx context.Context, f Filter) iter.Seq2[Kept, error] {
	return func(yield func(Kept, error) bool) {
		err := db.read(ctx, "read listings", func(tx *sql.Tx) error {
			n, err := namesOf(ctx, tx)
			if err != nil {
				return err
			}
			where, args := `where 1 = 1`, []any{}
			add := func(condition string, value any) { // the placeholder comes last
				args = append(args, value)
				where += fmt.Sprintf(` and %s $%d`, condition, len(args))
			}
			if f.Source != "" {
				add(`s.name =`, f.Source)
			}
			if f.Month != 0 {
				add(`l.first_seen <`, f.Month.End(db.zone).UnixMilli())
				add(`coalesce(l.closed_at, l.last_seen) >=`, f.Month.Start(db.zone).UnixMilli())
			}
			left := f.Limit
			return each(ctx, tx, func(r *sql.Rows) error {
				k, err := db.scanKept(r, &n)
				if err != nil {
					return err
				}
				if f.Skill != "" && !slices.ContainsFunc(k.Signals.Skills, func(m listing.Mention) bool { return m.Skill == f.Skill }) {
					return nil
				}
				if !yield(k, nil) {
					return errStop
				}
				if left--; left == 0 {
					return errStop
				}
				return nil
			}, keptText+where+` order by l.number`, args...)
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Kept{}, err)
		}
	}
}

// scanKept reads a row of keptText.
func (db *DB) scanKept(r interface{ Scan(into ...any) error }, n *names) (Kept, error) {
	var k Kept
	l, s := &k.Listing, &k.Signals
	var posted, closed, years, payMin, payMax, annualMin, annualMax, bonusMin, bonusMax, overtime sql.NullInt64
	var first, last, population, place, roles, employment, remote, seniority, kind, period, industries, stage int64
	var body, skills []byte
	var title, currency, method, source, languages string
	var bonusMonths, overtimeHours float64
	if err := r.Scan(&k.Number, &l.Source, &l.ID, &l.URL, &posted, &first, &last, &closed,
		&k.Revisions, &body, &title, &k.Frozen,
		&s.Version, &s.Employer, &population, &place, &roles, &employment, &remote, &seniority, &kind, &s.EntryLevel, &years, &s.Language,
		&industries, &stage, &languages, &payMin, &payMax, &currency, &period, &annualMin, &annualMax, &method, &source,
		&bonusMonths, &bonusMin, &bonusMax, &overtimeHours, &overtime, &skills, &s.Fingerprint); err != nil {
		return k, err
	}
	k.FirstSeen, k.LastSeen = time.UnixMilli(first).UTC(), time.UnixMilli(last).UTC()
	l.PostedAt.Time, l.ClosedAt.Time, l.ObservedAt.Time = timeOf(posted), timeOf(closed), k.LastSeen
	l.Title = title
	if body != nil {
		if err := db.zipper.unpack(body, l); err != nil {
			return k, fmt.Errorf("listing %s of %s: %w", l.ID, l.Source, err)
		}
	}
	s.ID = l.ID
	if years.Valid {
		y := int(years.Int64)
		s.MinYears = &y
	}
	s.Population, s.Remote = at(listing.Populations(), population), at(listing.Remotes(), remote)
	s.Seniority, s.EmployerType = at(listing.Seniorities(), seniority), at(listing.EmployerTypes(), kind)
	for i, role := range listing.Roles() {
		if roles>>i&1 != 0 {
			s.Roles = append(s.Roles, role)
		}
	}
	if roles == 0 {
		s.Roles = []listing.Role{listing.RoleOther}
	}
	for i, e := range listing.Employments() {
		if employment>>i&1 != 0 {
			s.Employment = append(s.Employment, e)
		}
	}
	s.Places = at(n.places, place)
	for i, f := range listing.Industries() {
		if industries>>i&1 != 0 {
			s.Industries = append(s.Industries, f)
		}
	}
	s.Stage, s.LanguagesAsked = at(listing.Stages(), stage), languagesOf(languages)
	if currency != "" {
		s.Salary = &listing.Pay{
			Min: pointer(payMin), Max: pointer(payMax), Currency: currency, Period: at(listing.Periods(), period),
			AnnualMin: pointer(annualMin), AnnualMax: pointer(annualMax), Method: method, Source: source,
			BonusMonths: bonusMonths, WithBonusMin: pointer(bonusMin), WithBonusMax: pointer(bonusMax),
			OvertimeHours: overtimeHours, OvertimePay: pointer(overtime),
		}
	}
	for i := 0; i+1 < len(skills); i += 2 {
		p := listing.PackedSkill(binary.LittleEndian.Uint16(skills[i:]))
		s.Skills = append(s.Skills, listing.Mention{Skill: at(n.skills, int64(p.Number())).ID, Level: p.Level()})
	}
	return k, nil
}

// at returns the i-th of words, the zero word outside.
func at[T any](words []T, i int64) T {
	if i < 0 || i >= int64(len(words)) {
		var none T
		return none
	}
	return words[i]
}

func pointer(n sql.NullInt64) *int64 {
	if !n.Valid {
		return nil
	}
	return &n.Int64
}
