package storetest

import (
	"errors"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"juyo/listing"
	"juyo/store"
)

func (suite) TestTaxonomyNumbersAreStable(t *testing.T, db *store.DB) {
	ctx := t.Context()
	gopher := listing.Skill{ID: "go", Name: "Go", NameJA: "Go言語", Kind: "language", Named: true, Article1: []string{"lang_fw"}, Article2: []string{"server_infra", "cloud"}}
	rust := listing.Skill{ID: "rust", Name: "Rust", NameJA: "Rust", Kind: "language", Named: true}
	sql := listing.Skill{ID: "postgresql", Name: "PostgreSQL", NameJA: "PostgreSQL", Kind: "database", Named: true}
	// Found before anybody named it: it has a number and its id for a name.
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10"), func(r *listing.Reading) {
		r.Signals.Skills = []listing.Mention{{Skill: "rust", Level: listing.LevelUsed}}
	}))
	numbers := func() map[string]int {
		t.Helper()
		c, err := db.Catalogue(ctx)
		if err != nil {
			t.Fatal(err)
		}
		m := map[string]int{}
		for n, s := range c.Skills {
			m[s.ID] = n
		}
		return m
	}
	was := numbers()
	for _, skills := range [][]listing.Skill{{gopher, rust}, {sql}, {rust, sql, gopher}} {
		if err := db.SetTaxonomy(ctx, "2", skills); err != nil {
			t.Fatal(err)
		}
		now := numbers()
		for id, n := range was {
			if got, ok := now[id]; !ok || got != n {
				t.Errorf("%s had number %d, has %d (%v)", id, n, got, ok)
			}
		}
		was = now
	}
	c, err := db.Catalogue(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(gopher, c.Skills[was["go"]]); diff != "" {
		t.Errorf("skill (-set +got):\n%s", diff)
	}
	if c.TaxonomyVersion != "2" || len(c.Skills) != 3 {
		t.Errorf("taxonomy %q with %d skills", c.TaxonomyVersion, len(c.Skills))
	}
	if err := db.SetTaxonomy(ctx, "3", []listing.Skill{gopher, gopher}); err == nil {
		t.Error("an id given twice was accepted")
	}
}

func (suite) TestEmployerAliases(t *testing.T, db *store.DB) {
	ctx := t.Context()
	by := func(name string) func(*listing.Reading) {
		return func(r *listing.Reading) { r.Signals.Employer = name }
	}
	put(t, db, 0, listing.PutResult{New: 3},
		reading("board", "1", day(t, "2026-01-10"), by("Hoshizora Labs Inc.")),
		reading("board", "2", day(t, "2026-01-10"), by("株式会社ほしぞらラボ")),
		reading("board", "3", day(t, "2026-01-10"), by("Umibe Systems")))
	if s := rebuild(t, db)[0]; s.Employer[0] == s.Employer[1] {
		t.Fatal("one employer before anybody said so")
	}
	for range 2 {
		if err := db.SetEmployerAliases(ctx, map[string][]string{"Hoshizora Labs": {"(株)ほしぞらラボ", "星空ラボ"}, "Nobody Yet": {"まだない"}}); err != nil {
			t.Fatal(err)
		}
	}
	s := rebuild(t, db)[0]
	if s.Employer[0] != s.Employer[1] || s.Employer[0] == s.Employer[2] || s.Employer[0] == 0 {
		t.Errorf("employers %v", s.Employer)
	}
	if stale, err := db.Stale(ctx); err != nil || stale {
		t.Errorf("Stale = %v, %v", stale, err)
	}
	for c, err := range db.GroupCandidates(ctx) {
		if err != nil || c.Number == 2 && c.EmployerKey != listing.EmployerKey("Hoshizora Labs") {
			t.Errorf("candidate of %q, %v", c.EmployerKey, err)
		}
	}
	for name, bad := range map[string]map[string][]string{
		"two employers": {"A": {"C"}, "B": {"C"}},
		"a chain":       {"A": {"B"}, "B": {"C"}},
		"only a form":   {"A": {"株式会社"}},
	} {
		if err := db.SetEmployerAliases(ctx, bad); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := db.SetEmployerAliases(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if s := rebuild(t, db)[0]; s.Employer[0] == s.Employer[1] {
		t.Error("still one employer after the alias went")
	}
}

func (suite) TestReextract(t *testing.T, db *store.DB) {
	ctx := t.Context()
	var all []listing.Reading
	for i := range 600 { // more than are read at a time
		all = append(all, reading("board", strconv.Itoa(i), day(t, "2026-01-10")))
	}
	put(t, db, 0, listing.PutResult{New: 600}, all...)
	put(t, db, 0, changed, reading("board", "7", day(t, "2026-02-10"), text("Rust")))
	if n, err := db.CountRevisions(ctx, "extract 2"); err != nil || n != 601 {
		t.Errorf("CountRevisions = %d, %v", n, err)
	}
	read := func(stop int) (n int) {
		t.Helper()
		var batch []store.RevisionSignals
		for r, err := range db.Revisions(ctx, "extract 2") {
			if err != nil {
				t.Fatal(err)
			}
			s := listing.Signals{
				Version: "extract 2", Population: listing.Software, Employer: r.Listing.Company,
				Skills: []listing.Mention{{Skill: "rust", Level: listing.LevelRequired}},
			}
			if r.Listing.Text == "" || r.Listing.Source != "board" || r.Listing.ObservedAt.IsZero() {
				t.Fatalf("revision %d = %+v", r.Number, r.Listing)
			}
			batch = append(batch, store.RevisionSignals{Revision: r.Number, Signals: s})
			if len(batch) == 100 || n+1 == stop {
				if err := db.SetSignals(ctx, batch); err != nil { // while reading
					t.Fatal(err)
				}
				batch = batch[:0]
			}
			if n++; n == stop {
				return n
			}
		}
		if err := db.SetSignals(ctx, batch); err != nil {
			t.Fatal(err)
		}
		return n
	}
	read(250)
	rebuild(t, db)
	if c, err := db.Catalogue(ctx); err != nil || c.Extractor != "extract 2" || c.StaleSignals != 351 {
		t.Errorf("halfway: extractor %q, %d stale, %v", c.Extractor, c.StaleSignals, err)
	}
	if n := read(-1); n != 351 {
		t.Errorf("resumed with %d, want 351", n)
	}
	if n := read(-1); n != 0 {
		t.Errorf("%d were left", n)
	}
	if stale, err := db.Stale(ctx); err != nil || !stale {
		t.Errorf("Stale = %v, %v", stale, err)
	}
	rebuild(t, db)
	if c, err := db.Catalogue(ctx); err != nil || c.StaleSignals != 0 {
		t.Errorf("%d stale, %v", c.StaleSignals, err)
	}
	k := kept(t, db, "board", "7")
	if len(k.Signals.Skills) != 1 || k.Signals.Skills[0].Skill != "rust" || k.Signals.Salary != nil || k.Signals.Version != "extract 2" {
		t.Errorf("signals %+v", k.Signals)
	}
	if err := db.SetSignals(ctx, []store.RevisionSignals{{Revision: 9999}}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an unknown revision: %v, want ErrNotFound", err)
	}
}

func (suite) TestPurgedTextsKeepSignals(t *testing.T, db *store.DB) {
	ctx := t.Context()
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10"), closed(day(t, "2026-02-01"))))
	put(t, db, 0, one, reading("board", "2", day(t, "2026-01-10")))
	put(t, db, 0, changed, reading("board", "2", day(t, "2026-03-10"), text("Rust")))
	before := spans(rebuild(t, db))
	n, err := db.PurgeTexts(ctx, day(t, "2026-03-01"))
	if err != nil || n != 2 {
		t.Fatalf("purged %d, %v; want the closed listing's and the replaced one", n, err)
	}
	if n, err := db.PurgeTexts(ctx, day(t, "2026-03-01")); err != nil || n != 0 {
		t.Errorf("purged %d again, %v", n, err)
	}
	k := kept(t, db, "board", "1")
	if !k.Frozen || k.Listing.Text != "" || k.Listing.Title != "Backend engineer 1" || len(k.Signals.Skills) != 2 {
		t.Errorf("purged listing = %+v", k)
	}
	if k := kept(t, db, "board", "2"); k.Frozen || k.Listing.Text != "Rust" {
		t.Errorf("open listing = %+v", k)
	}
	if n, err := db.CountRevisions(ctx, "extract 2"); err != nil || n != 1 {
		t.Errorf("%d revisions to read again, %v; want 1", n, err)
	}
	if err := db.SetSignals(ctx, []store.RevisionSignals{{Revision: 1, Signals: listing.Signals{Version: "extract 2"}}}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("setting frozen signals: %v, want ErrNotFound", err)
	}
	put(t, db, 0, unchanged, reading("board", "2", day(t, "2026-03-11"), text("Rust")))
	if after := spans(rebuild(t, db)); after != before {
		t.Errorf("rows %s, were %s", after, before)
	}
}
