package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"juyo/demand"
	"juyo/listing"
	"juyo/store"
)

func (suite) TestStaleUntilRebuilt(t *testing.T, db *store.DB) {
	ctx := t.Context()
	stale := func(want bool, when string) {
		t.Helper()
		if got, err := db.Stale(ctx); err != nil || got != want {
			t.Errorf("%s: Stale = %v, %v; want %v", when, got, err, want)
		}
	}
	stale(false, "an empty database")
	if all := segments(t, db); len(all) != 0 {
		t.Errorf("an empty database has %d segments", len(all))
	}
	r := reading("board", "1", day(t, "2026-01-10"))
	put(t, db, 0, one, r)
	stale(true, "after the first listing")
	for _, err := range db.Segments(ctx) {
		if !errors.Is(err, store.ErrStale) {
			t.Errorf("segments that were never made: %v, want ErrStale", err)
		}
	}
	rebuild(t, db)
	put(t, db, 0, unchanged, r)
	stale(false, "after putting the same again")
	put(t, db, 0, one, reading("board", "2", day(t, "2026-01-10")))
	stale(true, "after another listing")
	if got := spans(segments(t, db)); got != "2026-01..2026-01+" {
		t.Errorf("stale segments still serve: %s", got)
	}
	// A listing put after the candidates were read is not in the groups made of them.
	for _, err := range db.GroupCandidates(ctx) {
		if err != nil {
			t.Fatal(err)
		}
	}
	put(t, db, 0, one, reading("board", "3", day(t, "2026-01-10")))
	if err := db.SetGroups(ctx, []int64{1, 2}, []uint32{0, 0}); err != nil {
		t.Fatal(err)
	}
	if err := db.RebuildSegments(ctx, nil); err != nil {
		t.Fatal(err)
	}
	stale(true, "with groups older than the listings")
	rebuild(t, db)
	if err := db.SetGroups(ctx, []int64{1, 2}, []uint32{0, 0}); err != nil {
		t.Fatal(err)
	}
	stale(true, "with groups newer than the segments")
	done := 0
	if err := db.RebuildSegments(ctx, func(n, total int) { done = n * 100 / total }); err != nil || done != 100 {
		t.Fatalf("rebuilt %d %%, %v", done, err)
	}
	stale(false, "after a rebuild")
}

func (suite) TestSnapshotIsOneState(t *testing.T, db *store.DB) {
	ctx := t.Context()
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10")))
	rebuild(t, db)
	snap, err := db.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := snap.Close(); err != nil {
			t.Error(err)
		}
	}()
	put(t, db, 0, one, reading("later", "2", day(t, "2026-02-10"), func(r *listing.Reading) { r.Signals.Places = []listing.Place{{Country: "FR"}} }))
	rebuild(t, db)
	c, err := snap.Catalogue(ctx)
	if err != nil || len(c.Sources) != 1 || len(c.PlaceSets) != 2 {
		t.Errorf("%d sources, %d place sets, %v; want what there was", len(c.Sources), len(c.PlaceSets), err)
	}
	var all []*demand.Segment
	for s, err := range snap.Segments(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	if got := spans(all); got != "2026-01..2026-01+" {
		t.Errorf("rows %s", got)
	}
	if got := spans(segments(t, db)); got != "2026-01..2026-01+ 2026-02..2026-02+" {
		t.Errorf("rows now %s", got)
	}
}

func (suite) TestGroupCandidates(t *testing.T, db *store.DB) {
	ctx := t.Context()
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10")))
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-02-10")))
	put(t, db, 0, one, reading("other", "2", day(t, "2026-01-12"), closed(day(t, "2026-01-15")), func(r *listing.Reading) {
		r.Signals.Employer, r.Listing.Company, r.Signals.Places, r.Signals.Fingerprint = "", "", nil, nil
	}))
	want := []listing.GroupCandidate{
		{
			Number: 1, EmployerKey: listing.EmployerKey("ほしぞらラボ"), Title: "Backend engineer 1", Places: []listing.Place{{Country: "JP", Prefecture: 13}},
			FirstSeen: day(t, "2026-01-10"), LastSeen: day(t, "2026-02-10"), Fingerprint: []byte{1, 2, 3, 4},
		},
		{Number: 2, Title: "Backend engineer 2", FirstSeen: day(t, "2026-01-12"), LastSeen: day(t, "2026-01-15")},
	}
	var got []listing.GroupCandidate
	for c, err := range db.GroupCandidates(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("candidates (-want +got):\n%s", diff)
	}
	for _, err := range db.GroupCandidates(ctx) {
		if err != nil {
			t.Error(err)
		}
		break // a reader may stop early
	}
	if err := db.SetGroups(ctx, []int64{1}, nil); err == nil {
		t.Error("a listing without a group was accepted")
	}
}

// TestSegmentsEqualWhatWasPut puts listings that use every column and finds in the segments
// what was put.
func (suite) TestSegmentsEqualWhatWasPut(t *testing.T, db *store.DB) {
	ctx := t.Context()
	levels := []listing.Level{listing.LevelUsed, listing.LevelPreferred, listing.LevelRequired}
	var all []listing.Reading
	for i := range 300 {
		all = append(all, reading([]string{"board", "other"}[i%2], strconv.Itoa(i), day(t, "2026-01-10").AddDate(0, i%14, 0), func(r *listing.Reading) {
			s := &r.Signals
			s.Employer, r.Listing.Company = fmt.Sprintf("Company %d K.K.", i%37), ""
			s.Population = listing.Populations()[i%3]
			s.EmployerType = listing.EmployerTypes()[i%5]
			s.Remote = listing.Remotes()[i%4]
			s.Seniority = listing.Seniorities()[i%8]
			s.Employment = listing.Employments()[:i%7]
			s.Roles = listing.Roles()[i%16 : i%16+1]
			s.EntryLevel = i%5 == 0
			s.Industries = [][]listing.Industry{nil, nil, listing.Industries()[i%22 : i%22+1], {"saas", "finance"}, {"crypto", "saas"}}[i%5]
			s.Stage = listing.Stages()[i%4]
			s.LanguagesAsked = [][]listing.LanguageAsk{
				nil,
				{{Language: "ja", Level: listing.LevelRequired, Grade: "business"}, {Language: "en", Level: listing.LevelPreferred}},
				{{Language: "en", Level: listing.LevelRequired}},
				{{Language: "zh", Level: listing.LevelRequired}, {Language: "ja", Level: listing.LevelUsed}},
			}[i%4]
			years := i % 9
			s.MinYears = []*int{nil, &years}[i%2]
			s.Places = [][]listing.Place{nil, {{Country: "JP", Prefecture: i%47 + 1}}, {{Country: "US"}}, {{Country: "DE"}, {Country: "JP"}}}[i%4]
			low, high := int64(i*10_000), int64(i*20_000)
			s.Salary = []*listing.Pay{
				nil,
				{Min: &low, Max: &high, Currency: "JPY", Period: listing.PerMonth},
				{Min: &low, Currency: "USD", Period: listing.PerYear},
				{Max: &high, Currency: "EUR", Period: listing.PerHour},
			}[i%4]
			s.Skills = nil
			for j := range i % 13 {
				s.Skills = append(s.Skills, listing.Mention{Skill: fmt.Sprintf("skill-%d", (i*7+j*j*3)%90), Level: levels[(i+j)%3]})
			}
		}))
	}
	put(t, db, 0, listing.PutResult{New: 300}, all...)
	numbers, groups := make([]int64, 0, 300), make([]uint32, 0, 300)
	for c, err := range db.GroupCandidates(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		numbers, groups = append(numbers, c.Number), append(groups, uint32(c.Number/3*100)) // small
	}
	if err := db.SetGroups(ctx, numbers, groups); err != nil {
		t.Fatal(err)
	}
	if err := db.RebuildSegments(ctx, nil); err != nil {
		t.Fatal(err)
	}
	c, err := db.Catalogue(ctx)
	if err != nil {
		t.Fatal(err)
	}
	segs := segments(t, db)
	if len(segs) != 1 || segs[0].N != 300 {
		t.Fatalf("%d segments", len(segs))
	}
	s := segs[0]
	for i := range all {
		compareRow(t, c, s, i, &all[i])
	}
	if s.Group[0] != 0 || s.Group[1] != 0 || s.Group[2] != 1 || s.Group[4] != 1 || s.Group[299] != 100 {
		t.Errorf("groups are not dense: %v", s.Group)
	}
	if !c.Through.Equal(day(t, "2027-02-10")) || c.Zone.String() != "Asia/Tokyo" || c.Extractor != "extract 1, taxonomy 1" || c.StaleSignals != 0 {
		t.Errorf("catalogue: through %s, zone %s, extractor %q, %d stale", c.Through, c.Zone, c.Extractor, c.StaleSignals)
	}
}

// compareRow checks row i of a segment against what was put.
func compareRow(t *testing.T, c *demand.Catalogue, s *demand.Segment, i int, r *listing.Reading) {
	t.Helper()
	g := &r.Signals
	type row struct {
		Source, Employer  string
		Places            []listing.Place
		Region            listing.RegionBits
		Population        listing.Population
		EmployerType      listing.EmployerType
		Remote            listing.Remote
		Seniority         listing.Seniority
		Industries        uint32
		Stage             listing.Stage
		Asks              demand.AskBits
		Entry             bool
		Years             uint8
		Employment, Roles int
		Low, High         uint32
		Currency          string
		Period            listing.Period
		Skills            map[string]listing.Level
	}
	var industries uint32
	for n, f := range listing.Industries() {
		if slices.Contains(g.Industries, f) {
			industries |= 1 << n
		}
	}
	want := row{
		Industries: industries, Stage: g.Stage,
		Asks:   [...]demand.AskBits{0, demand.AsksJA | demand.RequiresJA | demand.AsksEN, demand.AsksEN | demand.RequiresEN, demand.AsksJA}[i%4],
		Source: r.Listing.Source, Employer: g.Employer, Places: g.Places, Region: listing.RegionsOf(g.Places), Population: g.Population,
		EmployerType: g.EmployerType, Remote: g.Remote, Seniority: g.Seniority, Entry: g.EntryLevel, Years: demand.NoYears,
		Employment: 1<<len(g.Employment) - 1, Roles: 1 << (i % 16), Low: demand.NoPay, High: demand.NoPay, Period: listing.PerYear, Skills: map[string]listing.Level{},
	}
	if g.MinYears != nil {
		want.Years = uint8(*g.MinYears) // small
	}
	if p := g.Salary; p != nil {
		want.Currency, want.Period = p.Currency, p.Period
		if p.Min != nil {
			want.Low = uint32(*p.Min) // small
		}
		if p.Max != nil {
			want.High = uint32(*p.Max) // small
		}
	}
	for _, m := range g.Skills {
		want.Skills[m.Skill] = max(want.Skills[m.Skill], m.Level)
	}
	got := row{
		Industries: s.Industries[i], Stage: listing.Stages()[s.Stage[i]], Asks: s.Asks[i],
		Source: c.Sources[s.Source[i]].Name, Employer: c.Employers(s.Employer[i]), Places: c.PlaceSets[s.Place[i]], Region: s.Region[i],
		Population: listing.Populations()[s.Population[i]], EmployerType: listing.EmployerTypes()[s.EmployerType[i]], Remote: listing.Remotes()[s.Remote[i]],
		Seniority: listing.Seniorities()[s.Seniority[i]], Entry: s.Entry[i], Years: s.Years[i], Employment: int(s.Employment[i]), Roles: int(s.Roles[i]),
		Low: s.PayLow[i], High: s.PayHigh[i], Currency: c.Currencies[s.Currency[i]], Period: listing.Periods()[s.Period[i]], Skills: map[string]listing.Level{},
	}
	last := -1
	for _, p := range s.SkillsOf(i) {
		if int(p.Number()) <= last {
			t.Errorf("row %d: skills are not ascending", i)
		}
		last = int(p.Number())
		got.Skills[c.Skills[p.Number()].ID] = p.Level()
	}
	// Employers are displayed as first written: numbers tell which is meant.
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("row %d (-put +segment):\n%s", i, diff)
	}
	if m := listing.MonthOf(r.Listing.ObservedAt.Time, c.Zone); s.First[i] != m || s.Last[i] != m || !s.New[i] {
		t.Errorf("row %d: %s..%s new %v, want %s and new", i, s.First[i], s.Last[i], s.New[i], m)
	}
}

func (suite) TestMonthsUseTheRevisionThenCurrent(t *testing.T, db *store.DB) {
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10")))
	put(t, db, 0, changed, reading("board", "1", day(t, "2026-01-20"), text("second"))) // within the month: replaces it
	put(t, db, 0, changed, reading("board", "1", day(t, "2026-03-05"), text("third")))
	put(t, db, 0, unchanged, reading("board", "1", day(t, "2026-04-05"), text("third")))
	// 31 January 16:00 UTC is February in Tokyo.
	put(t, db, 0, one, reading("board", "2", day(t, "2026-01-31").Add(13*3600e9)))
	if got, want := spans(rebuild(t, db)), "2026-01..2026-02+ 2026-03..2026-04 2026-02..2026-02+"; got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
}
