package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"juyo/listing"
	"juyo/store"
)

// auditables writes what can be audited as source/id language skill+skill.
func auditables(t *testing.T, db *store.DB) (words []string, contents []store.ContentHash) {
	t.Helper()
	for a, err := range db.Auditables(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, fmt.Sprintf("%s/%s %s %s", a.Source, a.Listing, a.Language, strings.Join(a.Skills, "+")))
		contents = append(contents, a.Content)
	}
	return words, contents
}

func (suite) TestAuditables(t *testing.T, db *store.DB) {
	ctx := t.Context()
	english := func(r *listing.Reading) {
		r.Signals.Language, r.Signals.Skills = "en", []listing.Mention{{Skill: "rust", Level: listing.LevelUsed}}
	}
	put(t, db, 0, listing.PutResult{New: 5},
		reading("board", "1", day(t, "2026-01-10")),
		reading("board", "2", day(t, "2026-01-10"), english, text("Rust")),
		reading("other", "1", day(t, "2026-01-10")), // a copy of the first
		reading("board", "3", day(t, "2026-01-10"), func(r *listing.Reading) { r.Signals.Population = listing.OtherWork }),
		reading("board", "4", day(t, "2026-01-10"), closed(day(t, "2026-01-11"))))
	if _, err := db.PurgeTexts(ctx, day(t, "2026-02-01")); err != nil { // the closed one's
		t.Fatal(err)
	}
	for _, err := range db.GroupCandidates(ctx) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.SetGroups(ctx, []int64{1, 2, 3, 4, 5}, []uint32{0, 1, 0, 2, 3}); err != nil {
		t.Fatal(err)
	}
	words, contents := auditables(t, db)
	if want := []string{"board/1 ja postgresql+go", "board/2 en rust"}; !slices.Equal(words, want) { // by number of the skill
		t.Errorf("%v, want %v", words, want)
	}

	// A text that was replaced can still be looked at, by its content.
	put(t, db, 0, changed, reading("board", "2", day(t, "2026-02-10"), english, text("Rust and Go")))
	before, err := db.Text(ctx, "board", "2", contents[1])
	if err != nil || before.Text != "Rust" || before.URL == "" {
		t.Errorf("the text before: %+v, %v", before, err)
	}
	_, contents = auditables(t, db)
	if now, err := db.Text(ctx, "board", "2", contents[1]); err != nil || now.Text != "Rust and Go" {
		t.Errorf("the text now: %+v, %v", now, err)
	}
	for _, unknown := range []struct {
		source, id string
		content    store.ContentHash
	}{{"board", "2", 5}, {"board", "9", contents[0]}, {"nowhere", "1", contents[0]}} {
		if _, err := db.Text(ctx, unknown.source, unknown.id, unknown.content); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%v: %v, want ErrNotFound", unknown, err)
		}
	}
}

func audit(at time.Time, change ...func(*store.Audit)) store.Audit {
	right := true
	a := store.Audit{
		Skill: "go", Source: "board", Listing: "1", Content: -5, Start: 3, End: 5, Surface: "Go", Level: listing.LevelRequired, Version: "extract 1",
		Kind: "context", Language: "ja", Draw: store.DrawAll, Verdict: store.VerdictYes, LevelRight: &right, At: at,
	}
	for _, f := range change {
		f(&a)
	}
	return a
}

func (suite) TestAudits(t *testing.T, db *store.DB) {
	ctx := t.Context()
	set := func(want int, all ...store.Audit) {
		t.Helper()
		if n, err := db.SetAudits(ctx, all); err != nil || n != want {
			t.Errorf("%d kept, %v; want %d", n, err, want)
		}
	}
	kept := func(want ...store.Audit) {
		t.Helper()
		got, err := db.Audits(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("verdicts (-want +got):\n%s", diff)
		}
	}
	kept()
	first := audit(day(t, "2026-01-10"))
	no := audit(day(t, "2026-01-12"), func(a *store.Audit) {
		a.Verdict, a.LevelRight, a.Note, a.Draw = store.VerdictNo, nil, "a board game", store.DrawAmbiguous
	})
	elsewhere := audit(day(t, "2026-01-11"), func(a *store.Audit) { a.Start, a.End, a.Surface = 40, 46, "Golang" })
	set(2, first, elsewhere) // of a listing that is not kept here
	set(0, first, elsewhere)
	set(1, no)    // the later one stands
	set(0, first) // whatever comes after it
	kept(no, elsewhere)

	// Verdicts are nothing that is counted: no column is older for them.
	if stale, err := db.Stale(ctx); err != nil || stale {
		t.Errorf("Stale = %v, %v", stale, err)
	}
	for name, spoil := range map[string]func(*store.Audit){
		"no skill":      func(a *store.Audit) { a.Skill = "" },
		"no words":      func(a *store.Audit) { a.End = a.Start },
		"no level":      func(a *store.Audit) { a.Level = 0 },
		"no such draw":  func(a *store.Audit) { a.Draw = "some" },
		"maybe":         func(a *store.Audit) { a.Verdict = "maybe" },
		"before clocks": func(a *store.Audit) { a.At = time.Time{} },
	} {
		if n, err := db.SetAudits(ctx, []store.Audit{audit(day(t, "2026-03-01")), audit(day(t, "2026-03-01"), spoil)}); err == nil || n != 0 {
			t.Errorf("%s: %d kept, %v", name, n, err)
		}
	}
	kept(no, elsewhere)
}

// TestAuditsInAnyOrder: two databases that exchange verdicts have the same.
func (suite) TestAuditsInAnyOrder(t *testing.T, db *store.DB) {
	all := []store.Audit{
		audit(day(t, "2026-01-10")),
		audit(day(t, "2026-01-10"), func(a *store.Audit) { a.Verdict, a.LevelRight = store.VerdictNo, nil }), // at the same moment
		audit(day(t, "2026-01-10"), func(a *store.Audit) { wrong := false; a.LevelRight = &wrong }),
		audit(day(t, "2026-01-09"), func(a *store.Audit) { a.Verdict, a.LevelRight = store.VerdictUnsure, nil }),
	}
	var want []store.Audit
	for i := range all {
		for j := range all {
			order := slices.Clone(all)
			order[i], order[j] = order[j], order[i]
			// A listing of its own for each order, so that nothing was there before.
			for n := range order {
				order[n].Listing = fmt.Sprint(i, "-", j)
				if _, err := db.SetAudits(t.Context(), order[n:n+1]); err != nil {
					t.Fatal(err)
				}
			}
			want = append(want, order[0])
		}
	}
	got, err := db.Audits(t.Context())
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d verdicts, %v; want %d", len(got), err, len(want))
	}
	for i := range got {
		if got[i].Verdict != got[0].Verdict || (got[i].LevelRight == nil) != (got[0].LevelRight == nil) {
			t.Errorf("in order %s the verdict is %s, in order %s %s", got[i].Listing, got[i].Verdict, got[0].Listing, got[0].Verdict)
		}
	}
}
