package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"juyo/demand"
	"juyo/internal/demosite"
	"juyo/internal/pipeline"
	"juyo/listing"
)

// The demo collects for real, so what its market planted must come out of the
// database again, and a second run must change nothing.
func TestDemoFindsWhatWasPlanted(t *testing.T) {
	if testing.Short() {
		t.Skip("the demo takes half a minute: not in -short")
	}
	folder := filepath.Join(t.TempDir(), "juyo-demo")
	out, errs, code := juyo(t, "demo", "--folder", folder)
	if code != 0 {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	t.Log(out)
	path := filepath.Join(folder, "juyo.db")
	for _, lang := range []string{"ja", "en"} {
		if _, err := os.Stat(filepath.Join(folder, "2026-10."+lang+".html")); err != nil {
			t.Error(err)
		}
	}
	before := countsOf(t, path)
	out, errs, code = juyo(t, "demo", "--folder", folder)
	if code != 0 || !regexp.MustCompile("complete already: nothing to collect").MatchString(out) {
		t.Errorf("second run: exit %d\n%s%s", code, out, errs)
	}
	if after := countsOf(t, path); after != before {
		t.Errorf("a second run changed the counts: %+v, then %+v", before, after)
	}

	p := openForTest(t, path)
	m, err := demand.Load(t.Context(), p.DB)
	if err != nil {
		t.Fatal(err)
	}
	// The number of unique listings open in a month is that of the market's openings,
	// though the sites repost them and visits are a month apart.
	market := demosite.NewMarket(demoSeed, demoStart, demoMonths, demosite.Size{})
	for _, month := range []listing.Month{demoStart + 6, demoStart + 12, demoStart + demoMonths - 1} {
		truly := 0
		for _, o := range market.Openings() {
			if o.Population == listing.Software && o.Posted.Before(demoVisit(month, p.DB.Zone())) && o.Closed.After(month.Start(p.DB.Zone())) {
				truly++
			}
		}
		q := demand.Question{Scope: demand.DefaultScope(), Month: month, Now: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}
		q.Scope.Region = listing.RegionAll
		r, err := m.Top(q)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d unique listings active, %d openings truly open", month, r.NListings, truly)
		if r.NListings < truly*85/100 || r.NListings > truly*115/100 {
			t.Errorf("%s: %d unique listings active, but %d openings were truly open", month, r.NListings, truly)
		}
	}
	truth, err := demosite.Truth()
	if err != nil {
		t.Fatal(err)
	}
	last := demoStart + demoMonths - 1
	right, moved := 0, 0
	for _, planted := range truth {
		change := planted.End - planted.Start
		if change < 0.05 && change > -0.05 {
			continue
		}
		early, okEarly := pooledNew(t, m, planted.Skill, demoStart+1, demoStart+8)
		late, okLate := pooledNew(t, m, planted.Skill, last-7, last)
		if !okEarly || !okLate {
			continue
		}
		moved++
		found := late - early
		t.Logf("%-16s planted %4.1f%% → %4.1f%%, found %4.1f%% → %4.1f%%", planted.Skill, 100*planted.Start, 100*planted.End, 100*early, 100*late)
		if (found > 0) == (change > 0) {
			right++
		}
	}
	if moved < 5 || right < moved-1 {
		t.Errorf("of %d skills that were planted to rise or fall, %d were found to", moved, right)
	}
}

// pooledNew returns the share of new listings from month a to b that name the skill.
func pooledNew(t *testing.T, m *demand.Market, skill string, a, b listing.Month) (share float64, ok bool) {
	t.Helper()
	var named, all int
	for month := a; month <= b; month++ {
		q := demand.Question{Scope: demand.DefaultScope(), Month: month, Now: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}
		q.Scope.Basis, q.Scope.Region = demand.New, listing.RegionAll
		r, err := m.Top(q)
		if err != nil {
			t.Fatal(err)
		}
		if r.Suppressed != nil {
			continue
		}
		all += r.NListings
		for _, row := range r.Rows {
			if row.Skill == skill {
				named += row.Listings
			}
		}
	}
	return float64(named) / float64(max(all, 1)), all > 0
}

func openForTest(t *testing.T, path string) *pipeline.Pipeline {
	t.Helper()
	clock := &demoClock{}
	a := &app{ctx: t.Context(), env: env{environ: os.Environ()}}
	p, err := a.openDemo(path, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// countsOf returns what the database at path holds.
func countsOf(t *testing.T, path string) string {
	t.Helper()
	p := openForTest(t, path)
	defer p.Close()
	if err := p.DB.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	c, err := p.DB.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("listings %d (%d open), revisions %d, texts %d, sources %d, employers %d, runs %d", c.Listings, c.Open, c.Revisions, c.Texts, c.Sources, c.Employers, c.Runs)
}
