package store_test

import (
	"database/sql"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"juyo/listing"
	"juyo/store"
)

// viewed puts listings of which the views can tell something, and returns the
// file and what v_listing_skills must say.
func viewed(t *testing.T) (path string, want []string) {
	t.Helper()
	db, path := fresh(t)
	var skills []listing.Skill
	for i := range 400 { // numbers of more than eight bits
		skills = append(skills, listing.Skill{ID: fmt.Sprintf("skill-%d", i), Name: fmt.Sprintf("Skill %d", i), Kind: "language", Named: true})
	}
	if err := db.SetTaxonomy(t.Context(), "1", skills); err != nil {
		t.Fatal(err)
	}
	var all []listing.Reading
	for i := range 60 {
		r := advert(i, i%40)
		for j := range r.Signals.Skills {
			m := &r.Signals.Skills[j]
			m.Skill = fmt.Sprintf("skill-%d", (i*37+j*61)%400)
			want = append(want, fmt.Sprintf("%d|board|%s|%s|%s", i, m.Skill, "Skill "+m.Skill[6:], m.Level))
		}
		all = append(all, r)
	}
	s := &all[1].Signals
	low, high := int64(5_000_000), int64(8_000_000)
	s.Salary = &listing.Pay{Min: &low, Max: &high, Currency: "JPY", Period: listing.PerYear}
	s.Roles, s.Remote, s.Seniority, s.EmployerType = []listing.Role{"backend", "infra_sre"}, listing.RemoteFull, "senior", "ses"
	s.Places, s.Employment = []listing.Place{{Country: "US"}, {Country: "JP", Prefecture: 13}}, []listing.Employment{listing.Fulltime, listing.Contract}
	bonus, overtime := int64(9_000_000), int64(80_000)
	s.Salary.BonusMonths, s.Salary.WithBonusMax, s.Salary.OvertimeHours, s.Salary.OvertimePay = 4.5, &bonus, 42.5, &overtime
	s.Industries, s.Stage = []listing.Industry{"finance", "saas"}, "listed"
	s.LanguagesAsked = []listing.LanguageAsk{{Language: "ja", Level: listing.LevelRequired, Grade: "business"}, {Language: "en", Level: listing.LevelPreferred}}
	all[1].Listing.ClosedAt = listing.Date{Time: moment(30)}
	if _, err := db.Put(t.Context(), 0, all); err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	return path, want
}

const (
	skillsQuery   = `select id || '|' || source || '|' || skill || '|' || name || '|' || level from v_listing_skills`
	listingsQuery = `select id, source, title, employer, url, first_seen, last_seen, closed, posted, region, places, population, roles, employment,
		remote, seniority, employer_type, industries, stage, languages_asked, bonus_months, annual_with_bonus_min, annual_with_bonus_max, overtime_hours, overtime_pay, pay_min, pay_max, currency, unit, skills, revisions, panel from v_listings where id in ('1', '2') order by number`
)

var wantListings = strings.Join([]string{
	"1|board|Engineer 1|Umibe Systems 1|https://jobs.umibe.example/1|2026-01-02T03:00:00Z|2026-01-02T03:00:00Z|2026-01-31T03:00:00Z||jp global|JP-13 US|software|backend infra_sre|fulltime contract|full|senior|ses|saas finance|listed|ja:required:business en:preferred|4.5||9000000|42.5|80000|5000000|8000000|JPY|year|1|1|live",
	"2|board|Engineer 2|Umibe Systems 2|https://jobs.umibe.example/2|2026-01-03T03:00:00Z|2026-01-03T03:00:00Z|||jp|JP-03|software|backend||unknown||unknown|||||||||||||2|1|live",
}, "\n")

func TestViewsThroughAPlainDriver(t *testing.T) {
	t.Parallel()
	path, want := viewed(t)
	db := plain(t, path)
	if diff := compare(want, query(t, db, skillsQuery)); diff != "" {
		t.Errorf("v_listing_skills: %s", diff)
	}
	if got := strings.Join(query(t, db, listingsQuery), "\n"); got != wantListings {
		t.Errorf("v_listings:\n%s\nwant\n%s", got, wantListings)
	}
}

// TestViewsThroughSQLite3 reads the file with the tool people have.
func TestViewsThroughSQLite3(t *testing.T) {
	t.Parallel()
	tool, err := exec.LookPath("sqlite3")
	if err != nil {
		t.Skip("the sqlite3 command is not installed")
	}
	path, want := viewed(t)
	run := func(text string) []string {
		out, err := exec.CommandContext(t.Context(), tool, "-readonly", path, text).Output() // the test's own words
		if err != nil {
			t.Fatalf("sqlite3: %v", err)
		}
		return strings.Split(strings.TrimSpace(string(out)), "\n")
	}
	if diff := compare(want, run(skillsQuery)); diff != "" {
		t.Errorf("v_listing_skills: %s", diff)
	}
	if got := strings.Join(run(listingsQuery), "\n"); got != wantListings {
		t.Errorf("v_listings:\n%s\nwant\n%s", got, wantListings)
	}
	if got := strings.Join(run(`pragma integrity_check`), "\n"); got != "ok" {
		t.Errorf("integrity_check: %s", got)
	}
}

// TestWordsOfViews: every number a column can hold has a word.
func TestWordsOfViews(t *testing.T) {
	t.Parallel()
	path, _ := viewed(t)
	for kind, want := range map[string]int{
		"role": len(listing.Roles()), "employment": len(listing.Employments()), "remote": len(listing.Remotes()), "seniority": len(listing.Seniorities()),
		"employer_type": len(listing.EmployerTypes()), "population": len(listing.Populations()), "industry": len(listing.Industries()), "stage": len(listing.Stages()), "period": len(listing.Periods()), "level": 3,
	} {
		got := query(t, plain(t, path), fmt.Sprintf(`select count(*) from words where kind = '%s'`, kind))
		if got[0] != strconv.Itoa(want) {
			t.Errorf("%s: %s words, want %d", kind, got[0], want)
		}
	}
	// A word that changed is written again at the next opening.
	execute(t, plain(t, path), `update words set word = 'x' where kind = 'remote'`)
	reopen(t, path, store.Options{})
	if got := query(t, plain(t, path), `select count(*) from words where word = 'x'`); got[0] != "0" {
		t.Errorf("%s wrong words left", got[0])
	}
}

// query returns rows as sqlite3 prints them.
func query(t *testing.T, db *sql.DB, text string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for rows.Next() {
		values, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		words := make([]string, len(values))
		for i, v := range values {
			words[i] = v.String
		}
		all = append(all, strings.Join(words, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func compare(want, got []string) string {
	slices.Sort(got)
	if slices.Equal(want, got) {
		return ""
	}
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			return fmt.Sprintf("%d rows, want %d; row %d is %q, want %q", len(got), len(want), i, got[i], want[i])
		}
	}
	return fmt.Sprintf("%d rows, want %d", len(got), len(want))
}
