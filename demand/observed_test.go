package demand_test

import (
	"slices"
	"strings"
	"testing"

	"juyo/demand"
	"juyo/listing"
)

// gapped is a market with listings each month from 2026-01 to 2026-10, but for
// 2026-04 and 2026-05, in which nothing was looked at, and 2026-08, in which a
// look found nothing.
func gapped(t *testing.T) *demand.Market {
	t.Helper()
	var rows []row
	for m := month(2026, 1); m <= month(2026, 10); m++ {
		if m == month(2026, 4) || m == month(2026, 5) || m == month(2026, 8) {
			continue
		}
		for _, r := range plainRows(40, 12, m, m) {
			r.group = uint32(len(rows))
			rows = append(rows, r)
		}
	}
	c := catalogue()
	c.Sources[0].Coverage = map[listing.Month]float64{month(2026, 5): 0, month(2026, 8): 1, month(2026, 9): 0.5}
	c.Sources[2].Coverage = map[listing.Month]float64{month(2026, 9): 0.1} // private
	return load(t, c, rows)
}

// A month that nobody looked at has no data; one that was looked at has none to
// count.
func TestAMonthWithoutDataIsNotAMonthWithoutListings(t *testing.T) {
	m := gapped(t)
	overview, err := m.Overview(ask(month(2026, 10)))
	if err != nil {
		t.Fatal(err)
	}
	var noData, afterGap []string
	for _, c := range overview.Months {
		if c.NoData {
			noData = append(noData, c.Month.String())
		}
		if c.AfterGap > 0 {
			afterGap = append(afterGap, c.Month.String())
			if c.AfterGap != 2 {
				t.Errorf("%s follows a gap of %d months, want 2", c.Month, c.AfterGap)
			}
		}
	}
	if want := []string{"2026-04", "2026-05"}; !slices.Equal(noData, want) || !slices.Equal(afterGap, []string{"2026-06"}) {
		t.Errorf("no data in %v, want %v; after a gap %v, want 2026-06", noData, want, afterGap)
	}
	low := overview.Months[8].LowCoverage
	if want := []demand.CoverageGap{{Source: "aozora-jobs", Coverage: 0.5}, {Coverage: 0.1}}; !slices.Equal(low, want) {
		t.Errorf("low coverage %v, want %v with the private source unnamed", low, want)
	}

	trend, err := m.Trend(ask(month(2026, 10)))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range trend.Rows[0].Points {
		want := demand.ReasonCode("")
		switch p.Month {
		case month(2026, 4), month(2026, 5):
			want = demand.NotCovered
		case month(2026, 8):
			want = demand.TooFewListings
		}
		got := demand.ReasonCode("")
		if p.Reason != nil {
			got = p.Reason.Code
		}
		if got != want {
			t.Errorf("%s: reason %q, want %q", p.Month, got, want)
		}
	}
}

// What is new after a gap may have appeared in it.
func TestNewAfterAGapIsSaid(t *testing.T) {
	m := gapped(t)
	fresh := ask(month(2026, 6))
	fresh.Scope.Basis = demand.New
	top, err := m.Top(fresh)
	if err != nil {
		t.Fatal(err)
	}
	overview, err := m.Overview(ask(month(2026, 6)))
	if err != nil {
		t.Fatal(err)
	}
	for _, warnings := range [][]demand.Warning{top.Warnings, overview.Warnings} {
		if i := slices.Index(codes(warnings), "after_gap"); i < 0 || warnings[i].N != 2 || !strings.Contains(warnings[i].EN, "The 2 months before 2026-06 have no data") {
			t.Errorf("warnings %+v", warnings)
		}
	}
	if top, err = m.Top(ask(month(2026, 6))); err != nil || slices.Contains(codes(top.Warnings), "after_gap") {
		t.Errorf("what is open does not depend on the gap: %v, %v", codes(top.Warnings), err)
	}
}

// Outside what was looked at there is nothing to count, so floors, regions and
// coverage are not what is wrong.
func TestAMonthThatIsNotCoveredSaysOnlyThat(t *testing.T) {
	m := gapped(t)
	for at, want := range map[listing.Month]string{
		month(2019, 1): "not covered (the data cover 2026-01 to 2026-10)",
		month(2028, 1): "not covered (the data cover 2026-01 to 2026-10)",
		month(2026, 5): "not covered (there is no data for this month)",
	} {
		overview, err := m.Overview(ask(at))
		if err != nil {
			t.Fatal(err)
		}
		top, err := m.Top(ask(at))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range []demand.Answer{overview.Answer, top.Answer} {
			if a.Suppressed == nil || a.Suppressed.Code != demand.NotCovered || a.Suppressed.EN != want || len(a.Warnings) != 0 {
				t.Errorf("%s: %+v, %v", at, a.Suppressed, codes(a.Warnings))
			}
		}
		if region, w := m.SuggestRegion(ask(at)); region != listing.RegionJP || w != nil {
			t.Errorf("%s: region %s, %+v", at, region, w)
		}
	}
}

// Concepts are not ranked among technologies, and not lost either.
func TestConceptsAreApart(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(60, 12, now, now)
	for i := range rows {
		switch {
		case i%3 == 0:
			rows[i].skills = packed(listing.LevelRequired, skillDBDesign)
		case i%3 == 1 && i < 30:
			rows[i].skills = packed(listing.LevelUsed, skillMySQL)
		default:
			rows[i].skills = nil
		}
	}
	m := load(t, catalogue(), rows)
	q := ask(now)
	q.Named, q.Kinds = new(true), []string{"database"}
	top, err := m.Top(q)
	if err != nil {
		t.Fatal(err)
	}
	if len(top.Rows) != 1 || top.Rows[0].Skill != "mysql" || len(top.Concepts) != 1 || top.Concepts[0].Skill != "db-design" || top.Concepts[0].Listings != 20 {
		t.Errorf("rows %+v, concepts %+v", top.Rows, top.Concepts)
	}
	categories, err := m.Categories(ask(now))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range categories.Rows {
		if r.Key != "db_design" {
			continue
		}
		if len(r.Top) != 2 || r.Top[0].Skill != "mysql" || r.Top[1].Skill != "db-design" {
			t.Errorf("database design: %+v", r.Top)
		}
	}
}

// English counts one listing, not one listings.
func TestOneIsSingular(t *testing.T) {
	now := month(2026, 10)
	rows := plainRows(60, 12, now, now)
	for i := range rows {
		rows[i].currency, rows[i].employment, rows[i].low, rows[i].high = 1, 1, 5_000_000, 9_000_000
	}
	rows[0].high, rows[1].employment, rows[2].source = demand.NoPay, 0, 2
	c := catalogue()
	c.StaleSignals = 1
	pay, err := load(t, c, rows).Pay(ask(now))
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, w := range append(pay.Warnings, pay.Rows[0].Warnings...) {
		said.WriteString(w.EN + "\n")
	}
	for _, want := range []string{
		"1 private source is included", "1 listing was read", "1 listing with only one end has no middle and is left out", "1 of them does not state the kind of contract and counts",
	} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("not said: %s\n%s", want, said.String())
		}
	}
}
