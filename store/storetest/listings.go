package storetest

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"juyo/listing"
	"juyo/store"
)

func (suite) TestPutNewAndAgain(t *testing.T, db *store.DB) {
	r := reading("board", "1", day(t, "2026-01-10"))
	put(t, db, 0, one, r)
	before := kept(t, db, "board", "1")
	put(t, db, 0, unchanged, r)
	if diff := cmp.Diff(before, kept(t, db, "board", "1")); diff != "" {
		t.Errorf("putting the same again changed (-before +after):\n%s", diff)
	}
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-02-01")))
	k := kept(t, db, "board", "1")
	if !k.FirstSeen.Equal(day(t, "2026-01-10")) || !k.LastSeen.Equal(day(t, "2026-02-01")) || k.Revisions != 1 {
		t.Errorf("seen %s to %s in %d revisions, want 2026-01-10 to 2026-02-01 in 1", k.FirstSeen, k.LastSeen, k.Revisions)
	}
	put(t, db, 0, one, reading("other", "1", day(t, "2026-02-01"))) // the same id elsewhere is another listing
	if res, err := db.Put(t.Context(), 0, nil); err != nil || res != (listing.PutResult{}) {
		t.Errorf("Put of nothing = %+v, %v", res, err)
	}
}

func (suite) TestPutChangedMakesARevision(t *testing.T, db *store.DB) {
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10")))
	put(t, db, 0, changed, reading("board", "1", day(t, "2026-02-10"), text("Rust")))
	k := kept(t, db, "board", "1")
	if k.Revisions != 2 || k.Listing.Text != "Rust" {
		t.Errorf("%d revisions, text %q; want 2 and Rust", k.Revisions, k.Listing.Text)
	}
	// An older sighting of the older text is known already; of a third text it is not.
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-01-20")))
	put(t, db, 0, changed, reading("board", "1", day(t, "2026-01-25"), text("Zig")))
	if k := kept(t, db, "board", "1"); k.Revisions != 3 || k.Listing.Text != "Rust" {
		t.Errorf("%d revisions, text %q; want 3 and still Rust", k.Revisions, k.Listing.Text)
	}
	// A date or an address is not content.
	r := reading("board", "1", day(t, "2026-03-01"), text("Rust"))
	r.Listing.URL += "?page=2"
	r.Listing.PostedAt = listing.Date{Time: day(t, "2026-02-20")}
	put(t, db, 0, unchanged, r)
	if k := kept(t, db, "board", "1"); k.Listing.URL != r.Listing.URL {
		t.Errorf("URL %s, want the latest, %s", k.Listing.URL, r.Listing.URL)
	}
}

func (suite) TestPutOlderMovesFirstSeenBack(t *testing.T, db *store.DB) {
	put(t, db, 0, one, reading("board", "1", day(t, "2026-03-10")))
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-01-10")))
	put(t, db, 0, changed, reading("board", "1", day(t, "2025-11-10"), text("COBOL")))
	k := kept(t, db, "board", "1")
	if !k.FirstSeen.Equal(day(t, "2025-11-10")) || !k.LastSeen.Equal(day(t, "2026-03-10")) || k.Listing.Text == "COBOL" {
		t.Errorf("seen %s to %s, text %q", k.FirstSeen, k.LastSeen, k.Listing.Text)
	}
	if got, want := spans(rebuild(t, db)), "2025-11..2025-12+ 2026-01..2026-03"; got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
}

func (suite) TestPutBetweenTwoLooks(t *testing.T, db *store.DB) {
	all := []listing.Reading{
		reading("board", "1", day(t, "2026-01-10")),
		reading("board", "1", day(t, "2026-05-10")),
		reading("board", "1", day(t, "2026-03-10"), text("Elixir")),
	}
	put(t, db, 0, listing.PutResult{New: 1, Unchanged: 1, Changed: 1}, all...)
	want := spans(rebuild(t, db))
	if want != "2026-01..2026-02+ 2026-03..2026-05" && want != "2026-01..2026-02+ 2026-03..2026-03 2026-04..2026-05" {
		// Elixir was replaced at a moment nobody saw, after 10 March: within that
		// month the later text holds.
		t.Errorf("rows %s", want)
	}
	put(t, db, 0, listing.PutResult{Unchanged: 3}, all...)
	if got := spans(rebuild(t, db)); got != want {
		t.Errorf("after putting the same again: rows %s, were %s", got, want)
	}
}

func (suite) TestPutWithoutIDUsesCanonicalURL(t *testing.T, db *store.DB) {
	r := reading("board", "", day(t, "2026-01-10"))
	r.Listing.URL = "https://Jobs.Hoshizora.example/a?utm_source=mail&id=7"
	put(t, db, 0, one, r)
	r.Listing.URL = "https://jobs.hoshizora.example:443/a?id=7#apply"
	r.Listing.ObservedAt = listing.Date{Time: day(t, "2026-01-11")}
	put(t, db, 0, unchanged, r)
	kept(t, db, "board", "https://jobs.hoshizora.example/a?id=7")
}

func (suite) TestPutIsAllOrNothing(t *testing.T, db *store.DB) {
	good := reading("board", "1", day(t, "2026-01-10"))
	for name, bad := range map[string]func(*listing.Reading){
		"no text":          func(r *listing.Reading) { r.Listing.Text, r.Listing.Title = "", "" },
		"no source":        func(r *listing.Reading) { r.Listing.Source = "" },
		"hostile source":   func(r *listing.Reading) { r.Listing.Source = "../etc" },
		"far future":       func(r *listing.Reading) { r.Listing.ObservedAt.Time = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) },
		"unknown role":     func(r *listing.Reading) { r.Signals.Roles = []listing.Role{"wizard"} },
		"unknown industry": func(r *listing.Reading) { r.Signals.Industries = []listing.Industry{"alchemy"} },
		"unknown stage":    func(r *listing.Reading) { r.Signals.Stage = "seed" },
		"unknown period":   func(r *listing.Reading) { p := *r.Signals.Salary; p.Period = "fortnight"; r.Signals.Salary = &p },
		"skill, no level":  func(r *listing.Reading) { r.Signals.Skills = []listing.Mention{{Skill: "go"}} },
		"skill without id": func(r *listing.Reading) { r.Signals.Skills = []listing.Mention{{Level: listing.LevelUsed}} },
	} {
		_, err := db.Put(t.Context(), 0, []listing.Reading{good, reading("board", "2", day(t, "2026-01-10"), bad)})
		var at *store.ReadingError
		if !errors.As(err, &at) || at.Index != 1 {
			t.Errorf("%s: Put = %v, want a ReadingError of index 1", name, err)
		}
	}
	if c, err := db.Counts(t.Context()); err != nil || c.Listings != 0 || c.Sources != 0 || c.Skills != 0 || c.Employers != 0 {
		t.Errorf("something was kept: %+v, %v", c, err)
	}
	put(t, db, 0, one, good) // numbers given out in failed transactions are forgotten
}

// TestPutHostileText: pages say anything; what they say is kept or left out, and
// never keeps a listing from being kept.
func (suite) TestPutHostileText(t *testing.T, db *store.DB) {
	long := strings.Repeat("長い", 100_000)
	for i, change := range []func(*listing.Reading){
		func(r *listing.Reading) { r.Listing.Title, r.Listing.Text = "a\x00b", "\xff\xfe\x00 not UTF-8" },
		func(r *listing.Reading) {
			r.Listing.Title = "</script><script>alert(1)</script>'; drop table listings; --"
		},
		func(r *listing.Reading) { r.Listing.Title, r.Listing.HTML, r.Signals.Employer = long, long, long },
		func(r *listing.Reading) { r.Listing.URL = "javascript:alert(1)" },
		func(r *listing.Reading) { r.Listing.URL, r.Listing.ID = "http://[::1", "%00../../" },
		func(r *listing.Reading) { p := *r.Signals.Salary; p.Currency = "円"; r.Signals.Salary = &p },
		func(r *listing.Reading) {
			huge, negative := int64(1<<62), int64(-5)
			r.Signals.Salary = &listing.Pay{Min: &negative, Max: &huge, Currency: "JPY", Period: listing.PerYear}
		},
		func(r *listing.Reading) {
			p := *r.Signals.Salary
			p.BonusMonths, p.OvertimeHours = math.NaN(), math.Inf(1)
			r.Signals.Salary = &p
		},
		func(r *listing.Reading) {
			r.Signals.LanguagesAsked = []listing.LanguageAsk{{Language: "日本 語:", Level: listing.LevelRequired}, {Language: "en", Level: 9}, {Language: "en", Level: 1, Grade: "a b"}}
		},
		func(r *listing.Reading) { y := 1_000_000; r.Signals.MinYears = &y },
		func(r *listing.Reading) { r.Signals.Employer, r.Listing.Company = "株式会社", " " },
		func(r *listing.Reading) {
			r.Signals.Places = []listing.Place{{Country: ""}, {Country: "JP", Prefecture: -3}}
		},
		func(r *listing.Reading) { r.Listing.PostedAt.Time = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) },
	} {
		r := reading("board", strconv.Itoa(i), day(t, "2026-01-10"), change)
		put(t, db, 0, one, r)
		put(t, db, 0, unchanged, r)
		kept(t, db, "board", r.Listing.ID)
	}
	rebuild(t, db)
}

func (suite) TestPutClosesAndReopens(t *testing.T, db *store.DB) {
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10"), closed(day(t, "2026-02-20"))))
	k := kept(t, db, "board", "1")
	if !k.Listing.ClosedAt.Equal(day(t, "2026-02-20")) || !k.LastSeen.Equal(day(t, "2026-01-10")) {
		t.Errorf("closed %s, last seen %s", k.Listing.ClosedAt, k.LastSeen)
	}
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-02-01"))) // seen before that: still closed
	if k := kept(t, db, "board", "1"); k.Listing.ClosedAt.IsZero() {
		t.Error("a sighting before the closing opened it")
	}
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-03-01")))
	if k := kept(t, db, "board", "1"); !k.Listing.ClosedAt.IsZero() {
		t.Error("a sighting after the closing did not open it")
	}
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-01-10"), closed(day(t, "2026-02-20")))) // told again: known to be wrong
	if k := kept(t, db, "board", "1"); !k.Listing.ClosedAt.IsZero() {
		t.Error("an old closing closed a listing seen after it")
	}
	// Closed in the past, learned of today: it was there no longer than that.
	put(t, db, 0, one, reading("board", "2", day(t, "2026-06-01"), closed(day(t, "2026-01-31"))))
	if k := kept(t, db, "board", "2"); !k.LastSeen.Equal(day(t, "2026-01-31")) || !k.FirstSeen.Equal(day(t, "2026-01-31")) {
		t.Errorf("seen %s to %s", k.FirstSeen, k.LastSeen)
	}
}

func (suite) TestPutKeepsTheEarliestPostedDate(t *testing.T, db *store.DB) {
	posted := func(s string) func(*listing.Reading) {
		return func(r *listing.Reading) { r.Listing.PostedAt = listing.Date{Time: day(t, s)} }
	}
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10"), posted("2026-01-05")))
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-01-11"), posted("2026-01-11"))) // "refreshed"
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-01-12"), posted("2025-12-24")))
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-01-13"), posted("1970-01-01"))) // a lie
	if k := kept(t, db, "board", "1"); !k.Listing.PostedAt.Equal(day(t, "2025-12-24")) {
		t.Errorf("posted %s, want 2025-12-24", k.Listing.PostedAt)
	}
}

func (suite) TestListingComesBackAsPut(t *testing.T, db *store.DB) {
	low := int64(40)
	r := reading("board", "1", day(t, "2026-01-10"))
	r.Listing.HTML, r.Listing.Lang, r.Listing.Market, r.Listing.Telecommute = "<p>Go &amp; 日本語</p>", "ja", "JP", true
	r.Listing.PostedAt = listing.Date{Time: day(t, "2026-01-02")}
	r.Listing.BaseSalary = &listing.Pay{Min: &low, Currency: "USD", Period: listing.PerHour}
	r.Signals.Salary = &listing.Pay{Min: &low, Currency: "USD", Period: listing.PerHour}
	r.Signals.Places = []listing.Place{{Country: "JP", Prefecture: 13}, {Country: "US"}}
	r.Signals.Skills = []listing.Mention{{Skill: "postgresql", Level: listing.LevelPreferred}, {Skill: "go", Level: listing.LevelRequired}}
	hours, bonus, overtime := 45.5, int64(120), int64(30_000)
	r.Signals.Salary.BonusMonths, r.Signals.Salary.WithBonusMin, r.Signals.Salary.OvertimeHours, r.Signals.Salary.OvertimePay = 4.5, &bonus, hours, &overtime
	r.Signals.Industries, r.Signals.Stage = []listing.Industry{"saas", "finance", "crypto"}, "listed"
	r.Signals.LanguagesAsked = []listing.LanguageAsk{
		{Language: "ja", Level: listing.LevelRequired, Grade: "business"}, {Language: "en", Level: listing.LevelPreferred}, {Language: "zh", Level: listing.LevelUsed, Grade: "native"},
	}
	put(t, db, 0, one, r)
	k := kept(t, db, "board", "1")
	if diff := cmp.Diff(r.Listing, k.Listing); diff != "" {
		t.Errorf("listing (-put +kept):\n%s", diff)
	}
	if diff := cmp.Diff(r.Signals, k.Signals); diff != "" {
		t.Errorf("signals (-put +kept):\n%s", diff)
	}
	if _, err := db.Listing(t.Context(), "board", "2"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an unknown listing: %v, want ErrNotFound", err)
	}
}

func (suite) TestSeenAndGone(t *testing.T, db *store.DB) {
	ctx := t.Context()
	put(t, db, 0, listing.PutResult{New: 2}, reading("board", "1", day(t, "2026-01-10")), reading("board", "2", day(t, "2026-01-10")))
	if err := db.Seen(ctx, 0, "board", []string{"1", "unknown"}, day(t, "2026-01-20")); err != nil {
		t.Fatal(err)
	}
	if k := kept(t, db, "board", "1"); !k.LastSeen.Equal(day(t, "2026-01-20")) {
		t.Errorf("last seen %s", k.LastSeen)
	}
	if err := db.Seen(ctx, 0, "board", []string{"1"}, day(t, "2026-01-15")); err != nil {
		t.Fatal(err)
	}
	if k := kept(t, db, "board", "1"); !k.LastSeen.Equal(day(t, "2026-01-20")) {
		t.Errorf("an older sighting moved last seen to %s", k.LastSeen)
	}
	if err := db.Seen(ctx, 0, "nowhere", []string{"1"}, day(t, "2026-01-15")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an unknown source: %v, want ErrNotFound", err)
	}
	for range 2 { // told twice, closed once
		if err := db.Gone(ctx, 0, "board", "2", day(t, "2026-01-30")); err != nil {
			t.Fatal(err)
		}
	}
	if k := kept(t, db, "board", "2"); !k.Listing.ClosedAt.Equal(day(t, "2026-01-20")) {
		t.Errorf("gone between 10 and 30 January: closed %s, want halfway", k.Listing.ClosedAt)
	}
	if err := db.Gone(ctx, 0, "board", "1", day(t, "2026-01-15")); err != nil { // seen since
		t.Fatal(err)
	}
	if k := kept(t, db, "board", "1"); !k.Listing.ClosedAt.IsZero() {
		t.Error("closed by an answer older than the last sighting")
	}
	if err := db.Seen(ctx, 0, "board", []string{"2"}, day(t, "2026-02-02")); err != nil {
		t.Fatal(err)
	}
	if k := kept(t, db, "board", "2"); !k.Listing.ClosedAt.IsZero() || k.Revisions != 1 {
		t.Errorf("seen again: closed %s, %d revisions", k.Listing.ClosedAt, k.Revisions)
	}
	if err := db.Gone(ctx, 0, "board", "unknown", day(t, "2026-02-02")); err != nil {
		t.Errorf("an unknown listing: %v", err)
	}
}

func (suite) TestAwayForMonths(t *testing.T, db *store.DB) {
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10"), closed(day(t, "2026-02-20"))))
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-06-10")))
	put(t, db, 0, one, reading("board", "2", day(t, "2026-01-10"), closed(day(t, "2026-02-20"))))
	put(t, db, 0, changed, reading("board", "2", day(t, "2026-06-10"), text("Rust")))
	put(t, db, 0, one, reading("board", "3", day(t, "2026-01-10"), closed(day(t, "2026-02-20"))))
	if err := db.Seen(t.Context(), 0, "board", []string{"3"}, day(t, "2026-03-10")); err != nil { // no whole month away
		t.Fatal(err)
	}
	want := "2026-01..2026-02+ 2026-06..2026-06 2026-01..2026-02+ 2026-06..2026-06 2026-01..2026-03+"
	if got := spans(rebuild(t, db)); got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
}

func (suite) TestFiltersOfAll(t *testing.T, db *store.DB) {
	rust := func(r *listing.Reading) {
		r.Signals.Skills = []listing.Mention{{Skill: "rust", Level: listing.LevelUsed}}
	}
	put(t, db, 0, listing.PutResult{New: 3},
		reading("board", "1", day(t, "2026-01-10")),
		reading("board", "2", day(t, "2026-02-10"), rust),
		reading("other", "3", day(t, "2026-01-10"), rust, closed(day(t, "2026-02-10"))))
	for _, tt := range []struct {
		filter store.Filter
		want   string
	}{
		{store.Filter{}, "1 2 3 "},
		{store.Filter{Source: "board"}, "1 2 "},
		{store.Filter{Skill: "rust"}, "2 3 "},
		{store.Filter{Skill: "rust", Source: "other"}, "3 "},
		{store.Filter{Month: month(t, "2026-02")}, "2 3 "},
		{store.Filter{Month: month(t, "2026-01"), Limit: 1}, "1 "},
		{store.Filter{Skill: "go"}, "1 "},
		{store.Filter{Skill: "'; drop table listings"}, ""},
	} {
		var got strings.Builder
		for k, err := range db.All(t.Context(), tt.filter) {
			if err != nil {
				t.Fatal(err)
			}
			got.WriteString(k.Listing.ID + " ")
		}
		if got.String() != tt.want {
			t.Errorf("All(%+v) = %q, want %q", tt.filter, got.String(), tt.want)
		}
	}
}

func (suite) TestCountsAndCheck(t *testing.T, db *store.DB) {
	var all []listing.Reading
	for i := range 40 {
		all = append(all, reading("board", strconv.Itoa(i), day(t, "2026-01-10")))
	}
	put(t, db, 0, listing.PutResult{New: 40}, all...)
	put(t, db, 0, changed, reading("board", "0", day(t, "2026-01-11"), text("Rust"), closed(day(t, "2026-01-12"))))
	c, err := db.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if c.Listings != 40 || c.Open != 39 || c.Revisions != 41 || c.Texts != 41 || c.Sources != 1 || c.Employers != 1 || c.Skills != 2 || c.Bytes == 0 || c.TextBytes == 0 {
		t.Errorf("%+v", c)
	}
}
