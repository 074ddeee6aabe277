package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"juyo/demand"
	"juyo/listing"
)

// maxSkills is the most skills one listing can have: the views unpack so many.
const maxSkills = 2048

// The fixed orders that numbered columns count in, as numbers by word.
var (
	roleBits       = indexOf(listing.Roles())
	employmentBits = indexOf(listing.Employments())
	remoteNumbers  = indexOf(listing.Remotes())
	seniorities    = indexOf(listing.Seniorities())
	employerTypes  = indexOf(listing.EmployerTypes())
	populations    = indexOf(listing.Populations())
	periods        = indexOf(listing.Periods())
	industryBits   = indexOf(listing.Industries())
	stages         = indexOf(listing.Stages())
)

func indexOf[T comparable](words []T) map[T]int64 {
	m := make(map[T]int64, len(words))
	for i, w := range words {
		m[w] = int64(i)
	}
	return m
}

// signalColumns are the columns of a revision that signals fill, in the order of
// signalArgs.
const signalColumns = `version, employer, population, place_set, roles, employment, remote, seniority, employer_type, entry, years, language,
	industries, stage, languages_asked, pay_min, pay_max, currency, period, annual_min, annual_max, pay_method, pay_source,
	bonus_months, with_bonus_min, with_bonus_max, overtime_hours, overtime_pay, skills, fingerprint`

// signalCount is how many columns signalColumns names.
var signalCount = 1 + strings.Count(signalColumns, ",")

// placeholders writes $from, $from+1, … for n values.
func placeholders(from, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = "$" + strconv.Itoa(from+i)
	}
	return strings.Join(words, ", ")
}

// signalArgs turns signals into the values of signalColumns. Unknown words count
// as unknown; a word outside the fixed lists is a fault of the caller and an error.
func (db *DB) signalArgs(ctx context.Context, tx *sql.Tx, args []any, s *listing.Signals, company string) ([]any, error) {
	version, err := versionNumbering.of(ctx, tx, &db.numbers.versions, s.Version)
	if err != nil {
		return nil, err
	}
	employer, err := db.employer(ctx, tx, s.Employer, company)
	if err != nil {
		return nil, err
	}
	place, err := db.place(ctx, tx, s.Places)
	if err != nil {
		return nil, err
	}
	skills, err := db.packSkills(ctx, tx, s.Skills)
	if err != nil {
		return nil, err
	}
	var w wordReader
	population := w.number("population", string(s.Population), populations[s.Population], has(populations, s.Population) || s.Population == "")
	remote := w.number("remote", string(s.Remote), remoteNumbers[s.Remote], has(remoteNumbers, s.Remote) || s.Remote == "")
	seniority := w.number("seniority", string(s.Seniority), seniorities[s.Seniority], has(seniorities, s.Seniority))
	kind := w.number("employer_type", string(s.EmployerType), employerTypes[s.EmployerType], has(employerTypes, s.EmployerType) || s.EmployerType == "")
	if s.Population == "" {
		population = populations[listing.OtherWork] // not known to be software
	}
	var roles, employment int64
	for _, r := range s.Roles {
		if r == listing.RoleOther {
			continue
		}
		roles |= 1 << w.number("roles", string(r), roleBits[r], has(roleBits, r))
	}
	for _, e := range s.Employment {
		employment |= 1 << w.number("employment", string(e), employmentBits[e], has(employmentBits, e))
	}
	var industries int64
	for _, f := range s.Industries {
		industries |= 1 << w.number("industries", string(f), industryBits[f], has(industryBits, f))
	}
	stage := w.number("stage", string(s.Stage), stages[s.Stage], has(stages, s.Stage))
	args = append(args, version, employer, population, place, roles, employment, remote, seniority, kind, flag(s.EntryLevel), years(s.MinYears), s.Language,
		industries, stage, languagesKey(s.LanguagesAsked))
	if args, err = db.payArgs(ctx, tx, args, s.Salary, &w); err != nil {
		return nil, err
	}
	if w.err != nil {
		return nil, w.err
	}
	return append(args, skills, s.Fingerprint), nil
}

// payColumns is how many columns payArgs fills.
const payColumns = 13

// payArgs appends the pay columns.
func (db *DB) payArgs(ctx context.Context, tx *sql.Tx, args []any, p *listing.Pay, w *wordReader) ([]any, error) {
	if p == nil || p.Currency == "" || (p.Min == nil && p.Max == nil) {
		none := [payColumns]any{2: 0, 3: 0} // no currency and no period are numbers, the rest is null
		return append(args, none[:]...), nil
	}
	currency, err := int64(0), errNumbersFull
	if isCurrency(p.Currency) {
		currency, err = currencyNumbering.of(ctx, tx, &db.numbers.currencies, p.Currency)
	}
	if errors.Is(err, errNumbersFull) {
		// No currency anyone pays in: a page may say anything, and must not stop
		// the listing from being kept.
		db.log.WarnContext(ctx, "pay left out: its currency is not an ISO 4217 code", "currency", p.Currency)
		return db.payArgs(ctx, tx, args, nil, w)
	}
	if err != nil {
		return nil, err
	}
	period := w.number("period", string(p.Period), periods[p.Period], has(periods, p.Period))
	return append(args, optional(p.Min), optional(p.Max), currency, period, optional(p.AnnualMin), optional(p.AnnualMax), emptyNull(p.Method), emptyNull(p.Source),
		positive(p.BonusMonths), optional(p.WithBonusMin), optional(p.WithBonusMax), positive(p.OvertimeHours), optional(p.OvertimePay)), nil
}

// isCurrency reports whether s has the form of an ISO 4217 code.
func isCurrency(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// employer returns the number of the employer a listing names, nil when unknown.
func (db *DB) employer(ctx context.Context, tx *sql.Tx, names ...string) (any, error) {
	for _, name := range names {
		if key := listing.EmployerKey(name); key != "" {
			return employerNumbering.of(ctx, tx, &db.numbers.employers, key, name)
		}
	}
	return nil, nil //nolint:nilnil // null is how the column says unknown
}

// packSkills packs mentions as ordered two-byte entries; of one skill the
// strongest level stays.
func (db *DB) packSkills(ctx context.Context, tx *sql.Tx, mentions []listing.Mention) ([]byte, error) {
	if len(mentions) == 0 {
		return []byte{}, nil
	}
	packed := make([]listing.PackedSkill, 0, len(mentions))
	for _, m := range mentions {
		if m.Skill == "" || m.Level < listing.LevelUsed || m.Level > listing.LevelRequired {
			return nil, fmt.Errorf("skill %q with level %d: want an id and used, preferred or required", m.Skill, m.Level)
		}
		n, err := skillNumbering.of(ctx, tx, &db.numbers.skills, m.Skill)
		if err != nil {
			return nil, err
		}
		packed = append(packed, listing.PackSkill(uint16(n), m.Level)) // at most MaxSkillNumber
	}
	slices.Sort(packed)
	blob := make([]byte, 0, 2*len(packed))
	for i, p := range packed {
		if i+1 < len(packed) && packed[i+1].Number() == p.Number() {
			continue // the next entry names the same skill, as strongly or stronger
		}
		blob = binary.LittleEndian.AppendUint16(blob, uint16(p))
	}
	if len(blob) > 2*maxSkills {
		return nil, fmt.Errorf("%d skills in one listing: at most %d can be kept; the text is a list of words, not an advertisement", len(blob)/2, maxSkills)
	}
	return blob, nil
}

// wordReader keeps the first word that is not in its list.
type wordReader struct{ err error }

func (w *wordReader) number(field, word string, n int64, ok bool) int64 {
	if !ok && w.err == nil {
		w.err = fmt.Errorf("%s %q: not one of the words package listing has", field, word)
	}
	return n
}

func has[T comparable](m map[T]int64, w T) bool { _, ok := m[w]; return ok }

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func optional(p *int64) any {
	if p == nil {
		return nil
	}
	return *p
}

// years keeps required years that anyone can have; others are unknown.
func years(p *int) any {
	if p == nil || *p < 0 || *p >= int(demand.NoYears) {
		return nil
	}
	return int64(*p)
}

// positive keeps a number above 0; others are not stated.
func positive(x float64) any {
	if !(x > 0) || math.IsInf(x, 1) {
		return nil
	}
	return x
}

// languagesKey writes languages asked for as ja:required:business en:preferred. A
// name or grade that is not made of letters, digits and hyphens is left out: the
// key could not be read again.
func languagesKey(asked []listing.LanguageAsk) string {
	var words []string
	for _, l := range asked {
		if !isWord(l.Language) || l.Level < listing.LevelUsed || l.Level > listing.LevelRequired {
			continue
		}
		w := l.Language + ":" + l.Level.String()
		if isWord(l.Grade) {
			w += ":" + l.Grade
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

// isWord reports whether s can stand between the colons and spaces of a key.
func isWord(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}

// languagesOf is languagesKey undone.
func languagesOf(key string) []listing.LanguageAsk {
	var asked []listing.LanguageAsk
	for w := range strings.FieldsSeq(key) {
		language, rest, _ := strings.Cut(w, ":")
		level, grade, _ := strings.Cut(rest, ":")
		l := listing.LanguageAsk{Language: language, Grade: grade}
		_ = l.Level.UnmarshalText([]byte(level)) // an unknown word is level 0, never an error
		asked = append(asked, l)
	}
	return asked
}

func emptyNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
