// Package storetest is the definition of a correct store: the behaviour that
// every engine must show. It is not a mock and has no store of its own. Call Run
// with a function that opens an empty database.
package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"juyo/demand"
	"juyo/listing"
	"juyo/store"
)

// Open opens an empty database of its own for a test, with months cut in
// Asia/Tokyo, and closes it when the test ends.
type Open func(t *testing.T) *store.DB

// suite holds the tests. They are named as tests are, because that is what they
// are, and not helpers of one.
type suite struct{}

// Run runs every test of the suite.
func Run(t *testing.T, open Open) {
	t.Helper()
	for _, s := range []struct {
		name string
		test func(s suite, t *testing.T, db *store.DB)
	}{
		{"PutNewAndAgain", suite.TestPutNewAndAgain},
		{"PutChangedMakesARevision", suite.TestPutChangedMakesARevision},
		{"PutOlderMovesFirstSeenBack", suite.TestPutOlderMovesFirstSeenBack},
		{"PutBetweenTwoLooks", suite.TestPutBetweenTwoLooks},
		{"PutWithoutIDUsesCanonicalURL", suite.TestPutWithoutIDUsesCanonicalURL},
		{"PutIsAllOrNothing", suite.TestPutIsAllOrNothing},
		{"PutHostileText", suite.TestPutHostileText},
		{"PutClosesAndReopens", suite.TestPutClosesAndReopens},
		{"PutKeepsTheEarliestPostedDate", suite.TestPutKeepsTheEarliestPostedDate},
		{"ListingComesBackAsPut", suite.TestListingComesBackAsPut},
		{"SeenAndGone", suite.TestSeenAndGone},
		{"AwayForMonths", suite.TestAwayForMonths},
		{"TaxonomyNumbersAreStable", suite.TestTaxonomyNumbersAreStable},
		{"Sources", suite.TestSources},
		{"RunsResume", suite.TestRunsResume},
		{"ClosingTakesTwoLooks", suite.TestClosingTakesTwoLooks},
		{"OnlyCompleteRunsClose", suite.TestOnlyCompleteRunsClose},
		{"MassDisappearanceFreezes", suite.TestMassDisappearanceFreezes},
		{"FrozenSourceIsReleased", suite.TestFrozenSourceIsReleased},
		{"GoneClosesWhenTheRunEnds", suite.TestGoneClosesWhenTheRunEnds},
		{"UnlistedAndGoneIsSure", suite.TestUnlistedAndGoneIsSure},
		{"RunsPause", suite.TestRunsPause},
		{"ImportsTakeNothingBack", suite.TestImportsTakeNothingBack},
		{"NewCountsAfterTheFirstLook", suite.TestNewCountsAfterTheFirstLook},
		{"Coverage", suite.TestCoverage},
		{"FrontierOrderAndLeases", suite.TestFrontierOrderAndLeases},
		{"FrontierRetriesAndSettles", suite.TestFrontierRetriesAndSettles},
		{"IncompleteFrontierIsPartial", suite.TestIncompleteFrontierIsPartial},
		{"PagesAndValidators", suite.TestPagesAndValidators},
		{"Tally", suite.TestTally},
		{"Hosts", suite.TestHosts},
		{"Robots", suite.TestRobots},
		{"Leases", suite.TestLeases},
		{"Tasks", suite.TestTasks},
		{"StaleUntilRebuilt", suite.TestStaleUntilRebuilt},
		{"SnapshotIsOneState", suite.TestSnapshotIsOneState},
		{"GroupCandidates", suite.TestGroupCandidates},
		{"SegmentsEqualWhatWasPut", suite.TestSegmentsEqualWhatWasPut},
		{"MonthsUseTheRevisionThenCurrent", suite.TestMonthsUseTheRevisionThenCurrent},
		{"EmployerAliases", suite.TestEmployerAliases},
		{"Reextract", suite.TestReextract},
		{"PurgedTextsKeepSignals", suite.TestPurgedTextsKeepSignals},
		{"FiltersOfAll", suite.TestFiltersOfAll},
		{"Auditables", suite.TestAuditables},
		{"Audits", suite.TestAudits},
		{"AuditsInAnyOrder", suite.TestAuditsInAnyOrder},
		{"CountsAndCheck", suite.TestCountsAndCheck},
	} {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			db := open(t)
			s.test(suite{}, t, db)
			if err := db.Check(t.Context()); err != nil {
				t.Errorf("after the test: %v", err)
			}
		})
	}
}

// day is a moment in Tokyo's daytime, written YYYY-MM-DD.
func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d.Add(3 * time.Hour)
}

func month(t *testing.T, s string) listing.Month {
	t.Helper()
	m, err := listing.ParseMonth(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// reading is an advertisement of Hoshizora Labs, a company that does not exist.
func reading(source, id string, at time.Time, change ...func(*listing.Reading)) listing.Reading {
	pay, high := int64(6_000_000), int64(9_000_000)
	years := 3
	r := listing.Reading{
		Listing: listing.Listing{
			Source: source, ID: id, URL: "https://jobs.hoshizora.example/" + source + "/" + id, Title: "Backend engineer " + id,
			Company: "株式会社ほしぞらラボ", Location: "東京都", Text: "Go と PostgreSQL での開発経験。年収600万円〜900万円。",
			SalaryText: "年収600万円〜900万円", EmploymentText: "正社員", ObservedAt: listing.Date{Time: at},
		},
		Signals: listing.Signals{
			ID: id, Version: "extract 1, taxonomy 1", Employer: "株式会社ほしぞらラボ", Population: listing.Software, EmployerType: "product",
			Skills:     []listing.Mention{{Skill: "postgresql", Level: listing.LevelPreferred}, {Skill: "go", Level: listing.LevelRequired}},
			Salary:     &listing.Pay{Min: &pay, Max: &high, Currency: "JPY", Period: listing.PerYear, AnnualMin: &pay, AnnualMax: &high, Method: "stated", Source: "field"},
			Employment: []listing.Employment{listing.Fulltime}, Remote: listing.RemotePartial, Roles: []listing.Role{"backend"},
			MinYears: &years, Language: "ja", Seniority: "mid", Places: []listing.Place{{Country: "JP", Prefecture: 13}}, Fingerprint: []byte{1, 2, 3, 4},
		},
	}
	for _, f := range change {
		f(&r)
	}
	return r
}

// text changes what a reading's text says, and so its content.
func text(s string) func(*listing.Reading) {
	return func(r *listing.Reading) { r.Listing.Text = s }
}

// closed says when a reading's listing is known to have gone.
func closed(at time.Time) func(*listing.Reading) {
	return func(r *listing.Reading) { r.Listing.ClosedAt = listing.Date{Time: at} }
}

func put(t *testing.T, db *store.DB, run int64, want listing.PutResult, readings ...listing.Reading) {
	t.Helper()
	got, err := db.Put(t.Context(), run, readings)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("Put of %d readings = %+v, want %+v", len(readings), got, want)
	}
}

var (
	one       = listing.PutResult{New: 1}
	changed   = listing.PutResult{Changed: 1}
	unchanged = listing.PutResult{Unchanged: 1}
)

func kept(t *testing.T, db *store.DB, source, id string) store.Kept {
	t.Helper()
	k, err := db.Listing(t.Context(), source, id)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// rebuild brings derived data up to date, each listing a group of its own.
func rebuild(t *testing.T, db *store.DB) []*demand.Segment {
	t.Helper()
	for _, err := range db.GroupCandidates(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.SetGroups(t.Context(), nil, nil); err != nil {
		t.Fatal(err)
	}
	if err := db.RebuildSegments(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if stale, err := db.Stale(t.Context()); err != nil || stale {
		t.Fatalf("after a rebuild: Stale = %v, %v", stale, err)
	}
	return segments(t, db)
}

func segments(t *testing.T, db *store.DB) []*demand.Segment {
	t.Helper()
	var all []*demand.Segment
	for s, err := range db.Segments(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// spans writes a segment's rows as 2026-01..2026-03 with a + when new.
func spans(all []*demand.Segment) string {
	var words []string
	for _, s := range all {
		for i := range s.N {
			w := fmt.Sprintf("%s..%s", s.First[i], s.Last[i])
			if s.New[i] {
				w += "+"
			}
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}
