package demand_test

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"juyo/demand"
	"juyo/listing"
)

var after = time.Date(2027, 6, 1, 0, 0, 0, 0, jst)

// plainRows makes n groups of one software row each in Japan, open from first to
// last, spread over employers, every second one naming Go.
func plainRows(n, employers int, first, last listing.Month) []row {
	rows := make([]row, 0, n)
	for i := range n {
		r := row{
			first: first, last: last, isNew: true, employer: uint32(1 + i%employers), group: uint32(i), region: listing.InJP,
			employment: 1, low: demand.NoPay, high: demand.NoPay,
		}
		if i/employers%2 == 0 {
			r.skills = packed(listing.LevelRequired, skillGo)
		}
		rows = append(rows, r)
	}
	return rows
}

func ask(m listing.Month) demand.Question {
	return demand.Question{Scope: demand.DefaultScope(), Month: m, Now: after}
}

func codes(ws []demand.Warning) []string {
	out := []string{}
	for _, w := range ws {
		out = append(out, string(w.Code))
	}
	return out
}

// every answer of a market, for comparing markets that should be the same.
func everything(t interface{ Fatal(...any) }, m *demand.Market, q demand.Question) string {
	var out strings.Builder
	enc := json.NewEncoder(&out)
	put := func(v any, err error) {
		if err == nil {
			err = enc.Encode(v)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	top, err := m.Top(q)
	put(top, err)
	trend, err := m.Trend(q)
	put(trend, err)
	q.Skills = []string{"go"}
	q.Kinds = []string{"language", "cloud"}
	pay, err := m.Pay(q)
	put(pay, err)
	q.Skills, q.Kinds = nil, nil
	categories, err := m.Categories(q)
	put(categories, err)
	byMonth, err := m.CategoryTrend(q)
	put(byMonth, err)
	combos, err := m.Combos(q)
	put(combos, err)
	overview, err := m.Overview(q)
	put(overview, err)
	return out.String()
}

func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, m, q := drawMarket(t)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "shuffle"), 1)).Shuffle(len(b.rows), func(i, j int) { b.rows[i], b.rows[j] = b.rows[j], b.rows[i] })
		again, err := demand.Load(t.Context(), &columns{b.cat, segmentsOf(b.rows, 61)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(everything(t, m, q), everything(t, again, q)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A copy of a row in its own group is one more advertisement and nothing else.
func TestACopyChangesOnlyTheCountOfAds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, m, q := drawMarket(t)
		if len(b.rows) == 0 {
			return
		}
		copied := b.rows[rapid.IntRange(0, len(b.rows)-1).Draw(t, "row")]
		again, err := demand.Load(t.Context(), &columns{b.cat, segmentsOf(append(b.rows, copied), 61)})
		if err != nil {
			t.Fatal(err)
		}
		withoutAds := func(m *demand.Market) string {
			return regexp.MustCompile(`"n_ads":\d+|"intensity":\{[^}]*\}`).ReplaceAllString(everything(t, m, q), "")
		}
		if diff := gocmp.Diff(withoutAds(m), withoutAds(again)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestGroupNumbersMayBeFarApart(t *testing.T) {
	rows := randomRows(3, 200)
	spread := slices.Clone(rows)
	for i := range spread {
		spread[i].group = spread[i].group*20_000_000 + 5
		if spread[i].employer != 0 {
			spread[i].employer *= 100_000_000
		}
	}
	q := ask(month(2026, 6))
	if diff := gocmp.Diff(everything(t, load(t, catalogue(), rows), q), everything(t, load(t, catalogue(), spread), q)); diff != "" {
		t.Fatal(diff)
	}
}

// The shape other programs read.
func TestTopJSON(t *testing.T) {
	m := load(t, catalogue(), plainRows(60, 12, month(2026, 5), month(2026, 10)))
	top, err := m.Top(ask(0))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(top)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"scope", "period", "n_listings", "n_employers", "rows", "warnings"} {
		if _, ok := got[key]; !ok {
			t.Errorf("no %q in %s", key, text)
		}
	}
	scope := map[string]any{"region": "jp", "population": "software", "basis": "active", "panel": "live"}
	if !reflect.DeepEqual(got["scope"], scope) || got["period"] != "2026-10" || got["n_listings"] != 60.0 {
		t.Errorf("head of %s", text)
	}
	first := got["rows"].([]any)[0].(map[string]any)
	for _, key := range []string{"skill", "name", "kind", "listings", "employers", "share", "share_lo", "share_hi", "rank", "rank_lo", "rank_hi", "warnings"} {
		if _, ok := first[key]; !ok {
			t.Errorf("no %q in a row: %v", key, first)
		}
	}
	if first["skill"] != "go" || first["share"] != 0.6 || first["rank"] != 1.0 {
		t.Errorf("first row %v", first)
	}
	if w, ok := first["warnings"].([]any); !ok || len(w) != 0 {
		t.Errorf("warnings are %v, want []", first["warnings"])
	}
}

func TestFloors(t *testing.T) {
	now := month(2026, 10)
	for _, c := range []struct {
		name      string
		rows      []row
		minN      int
		reason    demand.ReasonCode
		rowsShown int
	}{
		{"29 listings", plainRows(29, 12, now, now), 0, demand.TooFewListings, 0},
		{"30 listings of 9 employers", plainRows(30, 9, now, now), 0, demand.TooFewEmployers, 0},
		{"30 listings of 10 employers", plainRows(30, 10, now, now), 0, "", 1},
		{"the same, 31 asked for", plainRows(30, 10, now, now), 31, demand.TooFewListings, 0},
		{"the same, 5 asked for: a floor is not lowered", plainRows(29, 10, now, now), 5, demand.TooFewListings, 0},
		{"a row of 20, 21 asked for", plainRows(30, 10, now, now), 21, "", 0},
		{"another month", plainRows(30, 10, now-1, now-1), 0, demand.NotCovered, 0},
		{"nothing at all", nil, 0, demand.NotCovered, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := ask(now)
			q.MinN = c.minN
			top, err := load(t, catalogue(), c.rows).Top(q)
			if err != nil {
				t.Fatal(err)
			}
			var reason demand.ReasonCode
			if top.Suppressed != nil {
				reason = top.Suppressed.Code
				if top.Suppressed.JA == "" || top.Suppressed.EN == "" {
					t.Error("a reason without words")
				}
			}
			if reason != c.reason || len(top.Rows) != c.rowsShown {
				t.Errorf("reason %q, %d rows; want %q, %d", reason, len(top.Rows), c.reason, c.rowsShown)
			}
		})
	}
}

func TestASkillOfTwoEmployersIsNotARow(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(60, 12, now, now)
	for i := range rows {
		if rows[i].employer <= 2 {
			rows[i].skills = append(rows[i].skills, listing.PackSkill(skillAWS, listing.LevelUsed))
		}
	}
	q := ask(now)
	q.Skills = []string{"aws", "mysql"}
	top, err := load(t, catalogue(), rows).Top(q)
	if err != nil {
		t.Fatal(err)
	}
	if len(top.Rows) != 0 || top.BelowFloor != 1 || len(top.Hidden) != 2 {
		t.Fatalf("%+v", top)
	}
	if r := top.Hidden[0].Reason; r.Code != demand.TooFewEmployers || r.Have != 2 || r.Need != 3 {
		t.Errorf("aws: %+v", r)
	}
	if r := top.Hidden[1].Reason; r.Code != demand.TooFewListings || r.Have != 0 {
		t.Errorf("mysql: %+v", r)
	}
}

func TestOneEmployerBehindARowIsSaid(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(60, 12, now, now)
	for i := range rows {
		rows[i].skills = nil
		if rows[i].employer == 1 || rows[i].employer < 5 && i < 12 {
			rows[i].skills = packed(listing.LevelUsed, skillJava)
		}
	}
	top, err := load(t, catalogue(), rows).Top(ask(now))
	if err != nil {
		t.Fatal(err)
	}
	if len(top.Rows) != 1 || !slices.Equal(codes(top.Rows[0].Warnings), []string{"one_employer"}) || top.Rows[0].Warnings[0].N != 5 {
		t.Fatalf("%+v", top.Rows)
	}
}

func TestOfficeToolsAreRankedOnlyWhenNamed(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(60, 12, now, now)
	for i := range rows {
		rows[i].skills = packed(listing.LevelUsed, skillGo, skillSlack)
	}
	m := load(t, catalogue(), rows)
	q := ask(now)
	for _, c := range []struct {
		skills []string
		want   []string
	}{{nil, []string{"go"}}, {[]string{"slack"}, []string{"slack"}}} {
		q.Skills = c.skills
		top, err := m.Top(q)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, r := range top.Rows {
			got = append(got, r.Skill)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("skills %v: rows %v, want %v", c.skills, got, c.want)
		}
	}
}

func TestKindsNamedAndLimit(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(60, 12, now, now)
	for i := range rows {
		rows[i].skills = packed(listing.LevelUsed, skillGo, skillJava, skillAWS, skillDBDesign)[:1+i%4]
	}
	m := load(t, catalogue(), rows)
	concept := false
	for _, c := range []struct {
		q    demand.Question
		want string
		left int
	}{
		{demand.Question{}, "go java aws db-design", 0},
		{demand.Question{Limit: 2}, "go java", 2},
		{demand.Question{Kinds: []string{"cloud", "language"}}, "go java aws", 0},
		{demand.Question{Named: &concept}, "db-design", 0},
	} {
		c.q.Scope, c.q.Month, c.q.Now = demand.DefaultScope(), now, after
		top, err := m.Top(c.q)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, r := range top.Rows {
			got = append(got, r.Skill)
			if r.Rank != i+1 || r.RankLo > r.Rank || r.RankHi < r.Rank {
				t.Errorf("%s: rank %d in %d–%d", r.Skill, r.Rank, r.RankLo, r.RankHi)
			}
		}
		if strings.Join(got, " ") != c.want || top.Left != c.left {
			t.Errorf("%+v: %v, %d left; want %s, %d", c.q, got, top.Left, c.want, c.left)
		}
	}
}

func TestAPartialMonthIsFlaggedAndNeverTheDefault(t *testing.T) {
	rows := plainRows(60, 12, month(2026, 4), month(2026, 11))
	m := load(t, catalogue(), rows)
	q := ask(0)
	q.Now = time.Date(2026, 11, 21, 9, 0, 0, 0, jst)
	trend, err := m.Trend(q)
	if err != nil {
		t.Fatal(err)
	}
	if trend.Period != month(2026, 10) {
		t.Errorf("period %s, want 2026-10", trend.Period)
	}
	points := trend.Rows[0].Points
	if last := points[len(points)-1]; last.Month != month(2026, 11) || !last.Partial || points[len(points)-2].Partial {
		t.Errorf("last points %+v", points[len(points)-2:])
	}
	if !slices.Contains(codes(trend.Warnings), "partial_month") {
		t.Errorf("warnings %v", codes(trend.Warnings))
	}
	q.Month = month(2026, 11)
	top, err := m.Top(q)
	if err != nil {
		t.Fatal(err)
	}
	if w := top.Warnings[0]; w.Code != demand.WarnPartialMonth || !strings.Contains(w.JA, "21/30日") {
		t.Errorf("warning %+v", w)
	}
	// Without a clock, the last observation is the clock.
	q.Month, q.Now = 0, time.Time{}
	if top, err = m.Top(q); err != nil || top.Period != month(2026, 10) {
		t.Errorf("period %s, %v", top.Period, err)
	}
	// A month starts in the catalogue's zone, not in the clock's.
	if got, ok := m.LatestMonth(demand.DefaultScope(), time.Date(2026, 10, 31, 15, 0, 0, 0, time.UTC)); !ok || got != month(2026, 10) {
		t.Errorf("at midnight in Tokyo the latest month is %s, want 2026-10", got)
	}
}

func TestFiveMonthsAreNoLine(t *testing.T) {
	m := load(t, catalogue(), plainRows(60, 12, month(2026, 6), month(2026, 11)))
	q := ask(0)
	q.Now = time.Date(2026, 11, 21, 9, 0, 0, 0, jst)
	trend, err := m.Trend(q)
	if err != nil {
		t.Fatal(err)
	}
	if r := trend.Rows[0].Reason; r == nil || r.Code != demand.TooFewMonths || r.Have != 5 || r.Need != 6 {
		t.Errorf("five complete months and a partial one: %+v", r)
	}
	q.Now = after
	if trend, err = m.Trend(q); err != nil || trend.Rows[0].Reason != nil {
		t.Errorf("six complete months: %+v, %v", trend.Rows[0].Reason, err)
	}
}

func TestWarningsNameWhatIsWrong(t *testing.T) {
	now := month(2026, 10)
	var rows []row
	for i := range 7 {
		n := 120
		if i == 6 {
			n = 48
		}
		for _, r := range plainRows(n, 12, now-6+listing.Month(i), now-6+listing.Month(i)) {
			r.group = uint32(len(rows))
			if r.group%4 == 0 {
				r.employer = 0
			}
			r.source = uint16(r.group % 3)
			rows = append(rows, r)
		}
	}
	c := catalogue()
	c.Through = time.Date(2026, 10, 20, 0, 0, 0, 0, jst)
	c.StaleSignals = 17
	c.Sources[1].Coverage = map[listing.Month]float64{now: 0.5, now - 1: 1}
	c.Sources[3].Coverage = map[listing.Month]float64{now: 0.1}
	q := ask(now)
	q.Scope.Region, q.Scope.Population = listing.RegionAll, demand.PopulationAll
	m := load(t, c, rows)
	top, err := m.Top(q)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"all_regions", "all_populations", "ends_early", "thin_month", "low_coverage", "private_sources", "stale_signals", "unknown_employer"}
	if got := codes(top.Warnings); !slices.Equal(got, want) {
		t.Fatalf("warnings %v, want %v", got, want)
	}
	for _, w := range top.Warnings {
		if w.JA == "" || w.EN == "" || strings.Contains(w.JA+w.EN, "%!") {
			t.Errorf("%s: %q %q", w.Code, w.JA, w.EN)
		}
		if w.Code == "low_coverage" && !strings.Contains(w.JA, "kumo-board（2026-10、50%）") {
			t.Errorf("coverage: %s", w.JA)
		}
	}
	// What is published has no private source, and one month earlier all is well.
	q = ask(now - 1)
	q.Scope.Public = true
	if top, err = m.Top(q); err != nil || !slices.Equal(codes(top.Warnings), []string{"stale_signals", "unknown_employer"}) {
		t.Errorf("warnings %v, %v", codes(top.Warnings), err)
	}
	if top.NListings != 80 {
		t.Errorf("%d listings without the private source, want 80", top.NListings)
	}
}

func TestSuggestRegionNeverPools(t *testing.T) {
	now := month(2026, 10)
	build := func(jp, global int) *demand.Market {
		rows := plainRows(jp+global, 12, now, now)
		for i := range rows[jp:] {
			rows[jp+i].region = listing.InGlobal
		}
		return load(t, catalogue(), rows)
	}
	for _, c := range []struct {
		jp, global int
		region     listing.Region
		code       demand.WarningCode
	}{
		{40, 100, listing.RegionJP, ""},
		{20, 100, listing.RegionGlobal, "region_fallback"},
		{20, 20, listing.RegionJP, "no_region"},
		{0, 0, listing.RegionJP, "no_region"},
	} {
		region, w := build(c.jp, c.global).SuggestRegion(ask(0))
		code := demand.WarningCode("")
		if w != nil {
			code = w.Code
		}
		if region != c.region || code != c.code {
			t.Errorf("jp %d, global %d: %s %q, want %s %q", c.jp, c.global, region, code, c.region, c.code)
		}
	}
}

func TestNewIsOnlyWhatWasNeverThere(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(40, 12, now, now)
	rows[0].isNew = false // carried when its source was first looked at
	earlier := rows[1]    // the same opening, seen on another board before
	earlier.first, earlier.last, earlier.source = now-2, now-2, 1
	archived := rows[2] // seen before in another panel: another history
	archived.first, archived.last, archived.source = now-2, now-2, 3
	revised := rows[3] // its text changed: not new again
	revised.first, revised.last, revised.isNew = now+1, now+1, false
	m := load(t, catalogue(), append(rows, earlier, archived, revised))
	overview, err := m.Overview(ask(now))
	if err != nil {
		t.Fatal(err)
	}
	if overview.NListings != 40 || overview.New != 38 || overview.Carried != 2 {
		t.Errorf("%d listings, %d new, %d carried; want 40, 38, 2", overview.NListings, overview.New, overview.Carried)
	}
	q := ask(now + 1)
	q.Scope.Basis = demand.New
	if top, err := m.Top(q); err != nil || top.NListings != 0 {
		t.Errorf("a revision counts as new: %d, %v", top.NListings, err)
	}
}

func TestACopyAddsItsSkillsAndTheStrongestLevelWins(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(40, 12, now, now)
	var copies []row
	for _, r := range rows {
		r.source, r.employer = 1, 0 // a board that hides the employer
		r.skills = append(packed(listing.LevelUsed, skillGo), packed(listing.LevelPreferred, skillAWS)...)
		copies = append(copies, r)
	}
	top, err := load(t, catalogue(), append(rows, copies...)).Top(ask(now))
	if err != nil {
		t.Fatal(err)
	}
	if top.NListings != 40 || top.NAds != 80 || top.NEmployers != 12 || top.NUnknownEmployer != 0 {
		t.Errorf("head %+v", top.Answer)
	}
	for _, r := range top.Rows {
		switch r.Skill {
		case "go":
			if r.Listings != 40 || r.Required+r.Used != 40 || r.Required != 24 {
				t.Errorf("go %+v", r)
			}
		case "aws":
			if r.Listings != 40 || r.Preferred != 40 {
				t.Errorf("aws %+v", r)
			}
		}
	}
}

func TestPayIsNeverPooled(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(120, 13, now, now)
	for i := range rows {
		r := &rows[i]
		r.currency, r.low, r.high = 1, 6_000_000, 8_000_000
		switch i % 4 {
		case 1:
			r.currency, r.low, r.high = 2, 90_000, 120_000
		case 2:
			r.period, r.low, r.high, r.employment = 1, 700_000, 900_000, 4 // 業務委託, a month
		case 3:
			switch i % 3 {
			case 0:
				r.currency = 0 // silent
			case 1:
				r.high = demand.NoPay // 600万円〜
			case 2:
				r.employment = 5 // 正社員 or 業務委託
			}
		}
	}
	m := load(t, catalogue(), rows)
	pay, err := m.Pay(ask(now))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range pay.Rows {
		got = append(got, strings.Join([]string{r.Group, r.Currency, string(r.Period), r.Employment}, " "))
		if r.N != 30 || r.P50 == nil || r.P25 == nil || r.P10 != nil || r.Of != 120 || !near(r.Disclosure, 110.0/120, 1e-12) {
			t.Errorf("%+v", r)
		}
	}
	want := []string{"all JPY year employment", "all JPY month freelance", "all USD year employment"}
	if !slices.Equal(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
	if *pay.Rows[0].P50 != 7_000_000 || !slices.Equal(codes(pay.Rows[0].Warnings), []string{"one_sided_pay"}) {
		t.Errorf("yen: %g %v", *pay.Rows[0].P50, codes(pay.Rows[0].Warnings))
	}
	if got := codes(pay.Warnings); !slices.Contains(got, "mixed_employment") {
		t.Errorf("warnings %v", got)
	}
	q := ask(now)
	q.PayBasis = demand.PayLow
	if pay, err = m.Pay(q); err != nil || pay.Rows[0].N != 40 || *pay.Rows[0].P50 != 6_000_000 {
		t.Errorf("lower ends: %+v, %v", pay.Rows[0], err)
	}
}

// Ten employers with one figure each, or with five equal ones each: the second
// median is no surer than the first.
func TestMedianOfOneVoiceRepeatedIsNoSurer(t *testing.T) {
	now := month(2026, 10)
	build := func(times int) demand.PayRow {
		var rows []row
		for e := range 30 {
			for range times {
				rows = append(rows, row{
					first: now, last: now, employer: uint32(e + 1), group: uint32(len(rows)), region: listing.InJP, employment: 1,
					currency: 1, low: uint32(4_000_000 + e*100_000), high: uint32(4_000_000 + e*100_000),
				})
			}
		}
		pay, err := load(t, catalogue(), rows).Pay(ask(now))
		if err != nil {
			t.Fatal(err)
		}
		return pay.Rows[0]
	}
	once, often := build(1), build(8)
	if *often.P50Hi-*often.P50Lo < *once.P50Hi-*once.P50Lo {
		t.Errorf("once [%g, %g], eight times [%g, %g]", *once.P50Lo, *once.P50Hi, *often.P50Lo, *often.P50Hi)
	}
}

func TestTrendsOfCategoriesAndCombos(t *testing.T) {
	rows := plainRows(60, 12, month(2026, 1), month(2026, 8))
	for i := range rows {
		if i%2 == 0 {
			rows[i].skills = packed(listing.LevelRequired, skillGo, skillReact, skillAWS, skillDBDesign)
		}
	}
	m := load(t, catalogue(), rows)
	q := ask(month(2026, 8))
	cats, err := m.CategoryTrend(q)
	if err != nil {
		t.Fatal(err)
	}
	combos, err := m.CombosTrend(q)
	if err != nil {
		t.Fatal(err)
	}
	flat, err := m.Combos(q)
	if err != nil {
		t.Fatal(err)
	}
	if len(cats.Rows) != len(listing.Categories()) || len(combos.Rows) != len(flat.Rows) {
		t.Fatalf("%d categories, %d combos", len(cats.Rows), len(combos.Rows))
	}
	for i, r := range combos.Rows {
		if p := r.Points[len(r.Points)-1]; p.Share == nil || *p.Share != flat.Rows[i].Share || r.Reason != nil {
			t.Errorf("%s: %+v, want %+v", r.Skill, p, flat.Rows[i].Share)
		}
	}
}

// A line that rises because a board was added must say so.
func TestATrendNamesWhatChangedBesideTheMarket(t *testing.T) {
	rows := plainRows(60, 13, month(2026, 1), month(2026, 8))
	for i := range rows {
		if i%2 == 0 {
			rows[i].source, rows[i].first = 1, month(2026, 4)
		}
	}
	c := catalogue()
	c.Sources[0].Coverage = map[listing.Month]float64{month(2026, 2): 0.75, month(2026, 3): 0.5, month(2026, 4): 1}
	trend, err := load(t, c, rows).Trend(ask(month(2026, 8)))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := codes(trend.Warnings), []string{"raw_trend", "source_change", "low_coverage"}; !slices.Equal(got, want) {
		t.Fatalf("warnings %v, want %v", got, want)
	}
	if w := trend.Warnings[1]; w.N != 1 {
		t.Errorf("%d sources changed, want 1", w.N)
	}
	if w := trend.Warnings[2]; !strings.Contains(w.EN, "aozora-jobs (2026-02 and 1 more, 50% at worst)") {
		t.Errorf("coverage: %s", w.EN)
	}
	if n := len(trend.Rows[0].Points); n != 8 || trend.Rows[0].Points[0].N != 30 || trend.Rows[0].Points[3].N != 60 {
		t.Errorf("%d points, %+v", n, trend.Rows[0].Points)
	}
}

func TestPayWarningsSayWhatIsCounted(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(60, 13, now, now)
	for i := range rows {
		rows[i].currency, rows[i].employment = 1, 0
		rows[i].low, rows[i].high = 5_000_000, 9_000_000
		switch i % 6 {
		case 0:
			rows[i].low = demand.NoPay
		case 1, 2:
			rows[i].high = demand.NoPay
		case 3:
			rows[i].currency = 0
		}
	}
	m := load(t, catalogue(), rows)
	for basis, c := range map[string]struct {
		n       int
		figure  float64
		oneside string
	}{
		"":     {20, 7_000_000, "30 listings with only one end have no middle"},
		"low":  {40, 5_000_000, "20 listings with only a lower end are in, 10 with only an upper end are not"},
		"high": {30, 9_000_000, "10 listings with only an upper end are in, 20 with only a lower end are not"},
	} {
		q := ask(now)
		q.PayBasis, q.Skills = basis, []string{"mysql"}
		pay, err := m.Pay(q)
		if err != nil {
			t.Fatal(err)
		}
		all := pay.Rows[0]
		if all.N != c.n || *all.P50 != c.figure || *all.P50Lo != c.figure || !strings.Contains(all.Warnings[0].EN+all.Warnings[1].EN, c.oneside) {
			t.Errorf("%q: %+v", basis, all)
		}
		if all.Stating != 50 || all.Disclosed != 50 || all.Of != 60 || pay.Disclosed == nil || pay.Disclosed.Listings != 50 || !(pay.Disclosed.Lo < 5./6 && 5./6 < pay.Disclosed.Hi) {
			t.Errorf("%q: %d state pay so, %d any, of %d; share %+v", basis, all.Stating, all.Disclosed, all.Of, pay.Disclosed)
		}
		if got := codes(all.Warnings); !slices.Contains(got, "unstated_contract") {
			t.Errorf("warnings %v", got)
		}
		// A skill nobody names has a row that says so, not a zero.
		if none := pay.Rows[1]; none.Group != "mysql" || none.Of != 0 || none.P50 != nil || none.Reason == nil {
			t.Errorf("mysql: %+v", none)
		}
	}
}

func TestQuestionsThatCannotBeAnswered(t *testing.T) {
	m := load(t, catalogue(), plainRows(40, 12, month(2026, 10), month(2026, 10)))
	for want, change := range map[string]func(*demand.Question){
		`region "mars": want jp, global or all`:                             func(q *demand.Question) { q.Scope.Region = "mars" },
		`limit -1: want 0 (all) or more`:                                    func(q *demand.Question) { q.Limit = -1 },
		`min-n -1: want 0 (the built-in floors) or more`:                    func(q *demand.Question) { q.MinN = -1 },
		`from 2026-11: after the month asked about, 2026-10`:                func(q *demand.Question) { q.From = month(2026, 11) },
		`skill "golang": not in the taxonomy; did you mean go?`:             func(q *demand.Question) { q.Skills = []string{"golang"} },
		`skill "rect": not in the taxonomy; did you mean react?`:            func(q *demand.Question) { q.Skills = []string{"rect"} },
		`skill "DB設計": not in the taxonomy; did you mean db-design?`:        func(q *demand.Question) { q.Skills = []string{"DB設計"} },
		`skill "zzz": not in the taxonomy`:                                  func(q *demand.Question) { q.Skills = []string{"zzz"} },
		`pay basis "mean": want low, mid or high`:                           func(q *demand.Question) { q.PayBasis = "mean" },
		`kind "lang": want one of ` + strings.Join(listing.Kinds(), ", "):   func(q *demand.Question) { q.Kinds = []string{"lang"} },
		`population "cats": want software, other, talent_pool or all`:       func(q *demand.Question) { q.Scope.Population = "cats" },
		`basis "": want active or new`:                                      func(q *demand.Question) { q.Scope.Basis = "" },
		`panel "dead": want live or archive`:                                func(q *demand.Question) { q.Scope.Panel = "dead" },
		`stage "seed": want one of startup, listed, large`:                  func(q *demand.Question) { q.Scope.Stage = "seed" },
		`language asked "zh": want one of ja, ja:required, en, en:required`: func(q *demand.Question) { q.Scope.LanguageAsked = "zh" },
	} {
		q := ask(month(2026, 10))
		change(&q)
		if _, err := m.Top(q); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func TestLoadRefusesColumnsThatDoNotFit(t *testing.T) {
	for name, spoil := range map[string]func(*demand.Catalogue, *demand.Segment){
		"no zone":                          func(c *demand.Catalogue, _ *demand.Segment) { c.Zone = nil },
		`source aozora-jobs: panel "x"`:    func(c *demand.Catalogue, _ *demand.Segment) { c.Sources[0].Panel = "x" },
		"row 3: source 99 of 4":            func(_ *demand.Catalogue, s *demand.Segment) { s.Source[3] = 99 },
		"column Roles has 39 rows":         func(_ *demand.Catalogue, s *demand.Segment) { s.Roles = s.Roles[1:] },
		"row 0: months 2026-10 to 2026-09": func(_ *demand.Catalogue, s *demand.Segment) { s.Last[0]-- },
		"row 0: skill 500 of 12":           func(_ *demand.Catalogue, s *demand.Segment) { s.Skills[0] = listing.PackSkill(500, 1) },
		"row 0: skill 0 has no level":      func(_ *demand.Catalogue, s *demand.Segment) { s.Skills[0] = 0 },
		"row 5: currency 7 of 3":           func(_ *demand.Catalogue, s *demand.Segment) { s.Currency[5] = 7 },
		"row 2: population 3 of 3":         func(_ *demand.Catalogue, s *demand.Segment) { s.Population[2] = 3 },
		"SkillStart ends at":               func(_ *demand.Catalogue, s *demand.Segment) { s.Skills = s.Skills[1:] },
		"row 0: skills from 0 to 4000":     func(_ *demand.Catalogue, s *demand.Segment) { s.SkillStart[1] = 4000 },
		"row 4: industry bits 31 of":       func(_ *demand.Catalogue, s *demand.Segment) { s.Industries[4] = 1 << 31 },
		"row 6: stage 4 of 4":              func(_ *demand.Catalogue, s *demand.Segment) { s.Stage[6] = 4 },
		"languages asked for 16 of 16":     func(_ *demand.Catalogue, s *demand.Segment) { s.Asks[1] = 16 },
		"column Stage has 39 rows":         func(_ *demand.Catalogue, s *demand.Segment) { s.Stage = s.Stage[1:] },
		"months run from":                  func(_ *demand.Catalogue, s *demand.Segment) { s.Last[9] = 60000 },
	} {
		c := &columns{catalogue(), segmentsOf(plainRows(40, 12, month(2026, 10), month(2026, 10)), 100)}
		spoil(c.catalogue, c.segments[0])
		_, err := demand.Load(context.Background(), c)
		if !errors.Is(err, demand.ErrColumns) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := demand.Load(ctx, &columns{catalogue(), segmentsOf(plainRows(4, 2, 9, 9), 100)}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestAnEmptyMarketAnswers(t *testing.T) {
	m := load(t, catalogue(), nil)
	if got := m.Months(); len(got) != 0 {
		t.Errorf("months %v", got)
	}
	if _, ok := m.LatestMonth(demand.DefaultScope(), after); ok {
		t.Error("a latest month of nothing")
	}
	text := everything(t, m, ask(0))
	if strings.Contains(text, `"rows":null`) || strings.Contains(text, `"warnings":null`) || !strings.Contains(text, "not_covered") {
		t.Error(text)
	}
}

func FuzzQuestion(f *testing.F) {
	m := load(f, catalogue(), randomRows(5, 300))
	f.Add("jp", "software", "active", "live", uint16(month(2026, 6)), uint16(0), 3, 0, "language", "go", "mid")
	f.Add("all", "all", "new", "archive", uint16(0), uint16(1), 0, 40, "", "", "")
	f.Add("", "x", "", "", uint16(65535), uint16(65535), -1, 1<<40, "cloud", "\xff", "high")
	f.Fuzz(func(t *testing.T, region, population, basis, panel string, at, from uint16, limit, minN int, kind, skill, payBasis string) {
		q := demand.Question{
			Scope: demand.Scope{Region: listing.Region(region), Population: listing.Population(population), Basis: demand.Basis(basis), Panel: panel},
			Month: listing.Month(at), From: listing.Month(from), Limit: limit, MinN: minN, PayBasis: payBasis, Now: after,
		}
		if kind != "" {
			q.Kinds = []string{kind}
		}
		if skill != "" {
			q.Skills = []string{skill}
		}
		_, known := m.Skill(skill)
		valid := q.Validate() == nil && (skill == "" || known)
		top, err := m.Top(q)
		if (err == nil) != valid {
			t.Fatalf("%+v: error %v, valid %v", q, err, valid)
		}
		if err != nil {
			return
		}
		for _, r := range top.Rows {
			if r.Listings < max(minN, demand.MinRowListings) || r.Employers < demand.MinRowEmployers || top.NListings < max(minN, demand.MinListings) {
				t.Fatalf("%+v below a floor", r)
			}
		}
		if trend, err := m.Trend(q); err != nil || len(trend.Rows) > 0 && len(trend.Rows[0].Points) != len(trend.Months) {
			t.Fatalf("%+v, %v", trend, err)
		}
		if _, err := m.Pay(q); err != nil {
			t.Fatal(err)
		}
		if _, err := m.Overview(q); err != nil {
			t.Fatal(err)
		}
		m.SuggestRegion(q)
	})
}

// A listing that is silent about what is asked for is neither in nor out, and the
// answer says how many those are; columns made before there was any are all silent.
func TestSilenceIsUnknown(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(120, 12, now, now)
	for i := range rows {
		switch {
		case i < 48:
			rows[i].industries = 1
		case i < 60:
			rows[i].industries = 2
		}
	}
	q := ask(now)
	q.Scope.Industry = "saas"
	top, err := load(t, catalogue(), rows).Top(q)
	if err != nil {
		t.Fatal(err)
	}
	if top.NListings != 48 || top.Scope.Industry != "saas" || !slices.Equal(codes(top.Warnings), []string{"narrowed"}) || top.Warnings[0].N != 60 {
		t.Errorf("%+v", top.Answer)
	}
	old := segmentsOf(rows, 200)
	old[0].Industries, old[0].Stage, old[0].Asks = nil, nil, nil
	m, err := demand.Load(t.Context(), &columns{catalogue(), old})
	if err != nil {
		t.Fatal(err)
	}
	if top, err = m.Top(q); err != nil || top.NListings != 0 || top.Suppressed == nil || top.Warnings[0].N != 120 {
		t.Errorf("%+v, %v", top, err)
	}
}

func TestAskBits(t *testing.T) {
	for _, c := range []struct {
		asked []listing.LanguageAsk
		want  demand.AskBits
	}{
		{nil, 0},
		{[]listing.LanguageAsk{{Language: "zh", Level: listing.LevelRequired}}, 0},
		{[]listing.LanguageAsk{{Language: "en", Level: listing.LevelUsed}}, demand.AsksEN},
		{[]listing.LanguageAsk{{Language: "ja", Level: listing.LevelRequired, Grade: "native"}, {Language: "en", Level: listing.LevelPreferred}}, demand.AsksJA | demand.RequiresJA | demand.AsksEN},
	} {
		if got := demand.AskBitsOf(c.asked); got != c.want {
			t.Errorf("%v: %b, want %b", c.asked, got, c.want)
		}
	}
}
