package storetest

import (
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"juyo/listing"
	"juyo/store"
)

// look makes one complete run over a source that finds the listings with these
// ids, and returns what FinishRun said.
func look(t *testing.T, db *store.DB, at time.Time, ids ...string) (closed int, frozen string) {
	t.Helper()
	run, resumed, err := db.StartRun(t.Context(), "board", at)
	if err != nil || resumed {
		t.Fatalf("StartRun: resumed %v, %v", resumed, err)
	}
	all := make([]listing.Reading, len(ids))
	for i, id := range ids {
		all[i] = reading("board", id, at.Add(time.Minute))
	}
	if _, err := db.Put(t.Context(), run.ID, all); err != nil {
		t.Fatal(err)
	}
	run.Status, run.Counts.Listings = listing.RunComplete, len(ids)
	closed, frozen, err = db.FinishRun(t.Context(), run, at.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return closed, frozen
}

// idsOf returns the ids from a to b.
func idsOf(a, b int) []string {
	var ids []string
	for i := a; i <= b; i++ {
		ids = append(ids, strconv.Itoa(i))
	}
	return ids
}

func open(t *testing.T, db *store.DB) int {
	t.Helper()
	c, err := db.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c.Open
}

func (suite) TestSources(t *testing.T, db *store.DB) {
	ctx := t.Context()
	a := listing.SourceInfo{Name: "board", Kind: "jsonld", URL: "https://jobs.hoshizora.example/", Private: true, Panel: "archive"}
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10"))) // makes the row
	for range 2 {
		if err := db.AddSource(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.AddSource(ctx, listing.SourceInfo{Name: "another", Kind: "import"}); err != nil {
		t.Fatal(err)
	}
	got, err := db.Sources(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := []listing.SourceInfo{{Name: "another", Kind: "import", Panel: "live"}, a}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	// An import into a source that is collected leaves what is known of it.
	if err := db.AddSource(ctx, listing.SourceInfo{Name: "board", Kind: "import", Panel: "archive"}); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Sources(ctx); err != nil || !cmp.Equal(want, got) {
		t.Errorf("an import changed the source to %+v, %v", got, err)
	}
	for _, bad := range []listing.SourceInfo{{Name: "Bad Name"}, {Name: "x", Panel: "sometimes"}} {
		if err := db.AddSource(ctx, bad); err == nil {
			t.Errorf("AddSource(%+v) was accepted", bad)
		}
	}
}

// A page that shows the newest listings only keeps a complete look from closing
// what it does not show.
func (suite) TestRunsOfNewestListingsCloseNothing(t *testing.T, db *store.DB) {
	ctx := t.Context()
	look(t, db, day(t, "2026-01-10"), "1", "2", "3", "4", "5", "6", "7", "8")
	for _, date := range []string{"2026-01-12", "2026-01-14", "2026-01-16"} {
		run, _, err := db.StartRun(ctx, "board", day(t, date))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Enqueue(ctx, run.ID, []listing.FrontierURL{{URL: "https://jobs.hoshizora.example/feed", Kind: "feed"}}); err != nil {
			t.Fatal(err)
		}
		if err := db.Seen(ctx, run.ID, "board", idsOf(2, 8), day(t, date)); err != nil {
			t.Fatal(err)
		}
		if err := db.Settle(ctx, run.ID, "https://jobs.hoshizora.example/feed", listing.OutcomeNewest, time.Time{}, ""); err != nil {
			t.Fatal(err)
		}
		run.Status = listing.RunComplete
		if closed, frozen, err := db.FinishRun(ctx, run, day(t, date)); err != nil || closed != 0 || frozen != "" {
			t.Errorf("%s: closed %d, frozen %q, %v", date, closed, frozen, err)
		}
	}
	if n := open(t, db); n != 8 {
		t.Errorf("%d listings are open, want all 8", n)
	}
	runs, err := db.Runs(ctx, "board", 1)
	if err != nil || runs[0].Status != listing.RunComplete || runs[0].Counts.Listings != 7 {
		t.Errorf("the last run = %+v, %v: want it complete with the 7 listings it saw", runs, err)
	}
}

func (suite) TestRunsResume(t *testing.T, db *store.DB) {
	ctx := t.Context()
	first, resumed, err := db.StartRun(ctx, "board", day(t, "2026-01-10"))
	if err != nil || resumed || first.Status != listing.RunRunning {
		t.Fatalf("StartRun = %+v, %v, %v", first, resumed, err)
	}
	if _, err := db.Enqueue(ctx, first.ID, []listing.FrontierURL{{URL: "https://jobs.hoshizora.example/", Kind: "list"}}); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := db.Claim(ctx, first.ID, day(t, "2026-01-10"), 90*24*time.Hour); err != nil || !ok {
		t.Fatalf("Claim: %v, %v", ok, err)
	}
	again, resumed, err := db.StartRun(ctx, "board", day(t, "2026-01-11"))
	if err != nil || !resumed {
		t.Fatalf("an unfinished run was not resumed: %v, %v", resumed, err)
	}
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the resumed run differs (-first +again):\n%s", diff)
	}
	if n, _, err := db.Pending(ctx, again.ID); err != nil || n != 1 {
		t.Errorf("Pending = %d, %v: the frontier was lost", n, err)
	}
	if _, ok, err := db.Claim(ctx, again.ID, day(t, "2026-01-11"), time.Minute); err != nil || !ok {
		t.Errorf("what the run before had claimed is not given again: %v, %v", ok, err)
	}
	again.Status, again.Reasons = listing.RunFailed, []string{"server says 503"}
	again.Counts = listing.RunCounts{Pages: 1, Errors: 1}
	if _, _, err := db.FinishRun(ctx, again, day(t, "2026-01-11")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.FinishRun(ctx, again, day(t, "2026-01-12")); err == nil {
		t.Error("a run was finished twice")
	}
	again.Finished = day(t, "2026-01-11")
	runs, err := db.Runs(ctx, "board", 5)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]listing.Run{again}, runs); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
	second, resumed, err := db.StartRun(ctx, "board", day(t, "2026-01-12"))
	if err != nil || resumed || second.ID == first.ID {
		t.Errorf("the next run = %+v, resumed %v, %v", second, resumed, err)
	}
	if other, resumed, err := db.StartRun(ctx, "other", day(t, "2026-01-12")); err != nil || resumed || other.ID == second.ID {
		t.Errorf("a run of another source = %+v, resumed %v, %v", other, resumed, err)
	}
	if _, _, err := db.FinishRun(ctx, listing.Run{ID: 999, Status: listing.RunComplete}, day(t, "2026-01-12")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("finishing an unknown run: %v, want ErrNotFound", err)
	}
	if runs, err := db.Runs(ctx, "", 0); err != nil || len(runs) != 3 || runs[0].Source != "other" {
		t.Errorf("all runs, newest first = %+v, %v", runs, err)
	}
}

func (suite) TestClosingTakesTwoLooks(t *testing.T, db *store.DB) {
	look(t, db, day(t, "2026-01-01"), idsOf(1, 10)...)
	if n, frozen := look(t, db, day(t, "2026-01-03"), idsOf(2, 10)...); n != 0 || frozen != "" {
		t.Fatalf("one miss: closed %d, frozen %q", n, frozen)
	}
	if n, _ := look(t, db, day(t, "2026-01-03").Add(10*time.Hour), idsOf(2, 10)...); n != 0 {
		t.Fatalf("two misses ten hours apart closed %d", n)
	}
	if n, _ := look(t, db, day(t, "2026-01-04"), idsOf(2, 10)...); n != 1 {
		t.Fatalf("two misses a day apart closed %d, want 1", n)
	}
	k := kept(t, db, "board", "1")
	if want := day(t, "2026-01-02").Add(30 * time.Second); !k.Listing.ClosedAt.Equal(want) {
		t.Errorf("last seen 1 January 03:01, first missed 3 January 03:00: closed %s, want halfway, %s", k.Listing.ClosedAt, want)
	}
	runs, err := db.Runs(t.Context(), "board", 1)
	if err != nil || runs[0].Counts.Closed != 1 {
		t.Errorf("the run counts %+v, %v", runs, err)
	}
	// A miss is forgotten once the listing is seen again.
	look(t, db, day(t, "2026-01-05"), idsOf(3, 10)...)
	look(t, db, day(t, "2026-01-06"), idsOf(2, 10)...)
	if n, _ := look(t, db, day(t, "2026-01-07"), idsOf(3, 10)...); n != 0 {
		t.Errorf("misses with a sighting between them closed %d", n)
	}
	look(t, db, day(t, "2026-01-08"), idsOf(1, 10)...)
	if k := kept(t, db, "board", "1"); !k.Listing.ClosedAt.IsZero() {
		t.Error("seen again, still closed")
	}
}

func (suite) TestOnlyCompleteRunsClose(t *testing.T, db *store.DB) {
	look(t, db, day(t, "2026-01-01"), idsOf(1, 10)...)
	for i, status := range []listing.RunStatus{listing.RunPartial, listing.RunFailed, listing.RunPartial, listing.RunFailed} {
		at := day(t, fmt.Sprintf("2026-01-%02d", 5+i))
		run, _, err := db.StartRun(t.Context(), "board", at)
		if err != nil {
			t.Fatal(err)
		}
		run.Status = status
		if n, frozen, err := db.FinishRun(t.Context(), run, at); n != 0 || frozen != "" || err != nil {
			t.Errorf("%s: closed %d, frozen %q, %v", status, n, frozen, err)
		}
	}
	if n, frozen := look(t, db, day(t, "2026-01-10"), idsOf(2, 10)...); n != 0 || frozen != "" {
		t.Errorf("the first complete miss: closed %d, frozen %q", n, frozen)
	}
	run, _, err := db.StartRun(t.Context(), "board", day(t, "2026-01-12"))
	if err != nil {
		t.Fatal(err)
	}
	run.Status = "fine"
	if _, _, err := db.FinishRun(t.Context(), run, day(t, "2026-01-12")); err == nil {
		t.Error("an unknown status was accepted")
	}
}

func (suite) TestMassDisappearanceFreezes(t *testing.T, db *store.DB) {
	for _, tt := range []struct {
		name       string
		open, left int
		frozen     bool
	}{
		{"none left", 10, 0, true},
		{"just over half", 11, 5, true},
		{"half", 10, 5, false},
		{"26 of 100", 100, 74, true},
		{"25 of 100", 100, 75, false},
		{"26 of 180 is less than 15 %", 180, 154, false},
		{"nothing was there", 0, 0, false},
	} {
		name := fmt.Sprintf("mass-%d-%d", tt.open, tt.left)
		step := func(at time.Time, n int) string {
			run, _, err := db.StartRun(t.Context(), name, at)
			if err != nil {
				t.Fatal(err)
			}
			var all []listing.Reading
			for _, id := range idsOf(1, n) {
				all = append(all, reading(name, id, at))
			}
			if _, err := db.Put(t.Context(), run.ID, all); err != nil {
				t.Fatal(err)
			}
			run.Status = listing.RunComplete
			closed, frozen, err := db.FinishRun(t.Context(), run, at)
			if err != nil || closed != 0 {
				t.Errorf("%s: closed %d, %v", tt.name, closed, err)
			}
			return frozen
		}
		step(day(t, "2026-01-01"), tt.open)
		frozen := step(day(t, "2026-01-02"), tt.left)
		if (frozen != "") != tt.frozen {
			t.Errorf("%s: frozen %q, want %v", tt.name, frozen, tt.frozen)
		}
		all, err := db.Frozen(t.Context())
		if err != nil || all[name] != frozen {
			t.Errorf("%s: Frozen says %q, %v", tt.name, all[name], err)
		}
	}
}

func (suite) TestFrozenSourceIsReleased(t *testing.T, db *store.DB) {
	// The reader broke and was mended: nothing was ever closed.
	look(t, db, day(t, "2026-01-01"), idsOf(1, 20)...)
	for i, tt := range []struct {
		ids    []string
		frozen bool
	}{
		{nil, true},
		{nil, true},           // agrees, but once is not enough
		{idsOf(1, 20), false}, // all back: agrees too
		{idsOf(1, 8), true},   // again
		{idsOf(1, 2), true},   // worse: does not agree
		{idsOf(1, 2), true},   // agrees
		{idsOf(1, 20), false}, // back
	} {
		n, frozen := look(t, db, day(t, fmt.Sprintf("2026-01-%02d", 2+i)), tt.ids...)
		if n != 0 || (frozen != "") != tt.frozen {
			t.Errorf("look %d: closed %d, frozen %q, want %v", i+1, n, frozen, tt.frozen)
		}
	}
	if n := open(t, db); n != 20 {
		t.Errorf("%d open, want 20", n)
	}
	// They really went: two further looks agree, and it closes.
	look(t, db, day(t, "2026-02-01"), idsOf(1, 8)...)
	if n, frozen := look(t, db, day(t, "2026-02-02"), idsOf(1, 8)...); n != 0 || frozen == "" {
		t.Errorf("one agreeing look: closed %d, frozen %q", n, frozen)
	}
	if n, frozen := look(t, db, day(t, "2026-02-03"), idsOf(1, 8)...); n != 12 || frozen != "" {
		t.Errorf("two agreeing looks: closed %d, frozen %q; want 12", n, frozen)
	}
	if n := open(t, db); n != 8 {
		t.Errorf("%d open, want 8", n)
	}
}

// A page that answers 404 closes its listing when the run ends, in a partial run
// too; a site in trouble answers 404 to everything, and closes nothing.
func (suite) TestGoneClosesWhenTheRunEnds(t *testing.T, db *store.DB) {
	ctx := t.Context()
	for _, tt := range []struct {
		name       string
		status     listing.RunStatus
		open, gone int
		closed     int
		frozen     bool
	}{
		{"one", listing.RunComplete, 10, 1, 1, false},
		{"one-of-a-partial-look", listing.RunPartial, 10, 1, 1, false},
		{"a-failed-look", listing.RunFailed, 10, 1, 0, false},
		{"all", listing.RunComplete, 100, 100, 0, true},
		{"all-of-a-partial-look", listing.RunPartial, 100, 100, 0, true},
		{"all-of-a-failed-look", listing.RunFailed, 100, 100, 0, false},
		{"25-of-100", listing.RunPartial, 100, 25, 25, false},
		{"26-of-100", listing.RunPartial, 100, 26, 0, true},
		{"more-than-half", listing.RunComplete, 11, 6, 0, true},
	} {
		at := day(t, "2026-01-01")
		run, _, err := db.StartRun(ctx, tt.name, at)
		if err != nil {
			t.Fatal(err)
		}
		var all []listing.Reading
		for _, id := range idsOf(1, tt.open) {
			all = append(all, reading(tt.name, id, at))
		}
		if _, err := db.Put(ctx, run.ID, all); err != nil {
			t.Fatal(err)
		}
		run.Status = listing.RunComplete
		if _, _, err := db.FinishRun(ctx, run, at); err != nil {
			t.Fatal(err)
		}

		at = day(t, "2026-01-03")
		if run, _, err = db.StartRun(ctx, tt.name, at); err != nil {
			t.Fatal(err)
		}
		for range 2 { // told twice, by a run that was killed and resumed
			for _, id := range idsOf(1, tt.gone) {
				if err := db.Gone(ctx, run.ID, tt.name, id, at.Add(time.Hour)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if k := kept(t, db, tt.name, "1"); !k.Listing.ClosedAt.IsZero() {
			t.Errorf("%s: closed before the run ended", tt.name)
		}
		if err := db.Seen(ctx, run.ID, tt.name, idsOf(tt.gone+1, tt.open), at.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		run.Status = tt.status
		closed, frozen, err := db.FinishRun(ctx, run, at.Add(2*time.Hour))
		if err != nil || closed != tt.closed || (frozen != "") != tt.frozen {
			t.Errorf("%s: closed %d, frozen %q, %v; want %d, %t", tt.name, closed, frozen, err, tt.closed, tt.frozen)
		}
		if k := kept(t, db, tt.name, "1"); tt.closed > 0 && !k.Listing.ClosedAt.Equal(day(t, "2026-01-02").Add(30*time.Minute)) {
			t.Errorf("%s: closed %s, want halfway", tt.name, k.Listing.ClosedAt)
		}
	}
}

// What a complete look did not meet and whose own page is gone closes, however much
// it is, unless nothing at all was found again.
func (suite) TestUnlistedAndGoneIsSure(t *testing.T, db *store.DB) {
	ctx := t.Context()
	look(t, db, day(t, "2026-01-01"), idsOf(1, 10)...)
	pageOf := func(id string) string { return "https://jobs.hoshizora.example/board/" + id }
	next := func(at time.Time, seen []string, want ...string) (closed int, frozen string) {
		t.Helper()
		run, _, err := db.StartRun(ctx, "board", at)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Seen(ctx, run.ID, "board", seen, at.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		pages, err := db.Unlisted(ctx, run.ID, 100)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range pages {
			got = append(got, pages[i].ListingID)
			if pages[i].URL != pageOf(pages[i].ListingID) {
				t.Errorf("listing %s has the page %s", pages[i].ListingID, pages[i].URL)
			}
			pages[i].Kind = "unlisted"
		}
		if !cmp.Equal(got, want) {
			t.Errorf("unlisted: %q, want %q", got, want)
		}
		if _, err := db.Enqueue(ctx, run.ID, pages); err != nil {
			t.Fatal(err)
		}
		if again, err := db.Unlisted(ctx, run.ID, 100); err != nil || len(again) != 0 {
			t.Errorf("asked again: %v, %v", again, err)
		}
		for _, id := range got {
			if err := db.Gone(ctx, run.ID, "board", id, at.Add(2*time.Minute)); err != nil {
				t.Fatal(err)
			}
			if err := db.Settle(ctx, run.ID, pageOf(id), listing.OutcomeGone, time.Time{}, "HTTP 404"); err != nil {
				t.Fatal(err)
			}
		}
		run.Status = listing.RunComplete
		if closed, frozen, err = db.FinishRun(ctx, run, at.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		return closed, frozen
	}
	if closed, frozen := next(day(t, "2026-02-01"), idsOf(1, 3), idsOf(4, 10)...); closed != 7 || frozen != "" {
		t.Errorf("7 of 10: closed %d, frozen %q", closed, frozen)
	}
	if closed, frozen := next(day(t, "2026-03-01"), nil, idsOf(1, 3)...); closed != 0 || frozen == "" {
		t.Errorf("all: closed %d, frozen %q", closed, frozen)
	}
}

// A run that its budget cut is a look that was not complete; the next one goes on
// with it, and only when it is through does it close anything.
func (suite) TestRunsPause(t *testing.T, db *store.DB) {
	ctx := t.Context()
	run, _, err := db.StartRun(ctx, "board", day(t, "2026-01-10"))
	if err != nil {
		t.Fatal(err)
	}
	paused := run
	paused.Status, paused.Reasons, paused.Counts = listing.RunPartial, []string{"the budget is used up"}, listing.RunCounts{Pages: 7}
	if err := db.PauseRun(ctx, paused, day(t, "2026-01-10")); err != nil {
		t.Fatal(err)
	}
	runs, err := db.Runs(ctx, "board", 1)
	if err != nil || !cmp.Equal(runs, []listing.Run{paused}) {
		t.Errorf("the paused run = %+v, %v", runs, err)
	}
	again, resumed, err := db.StartRun(ctx, "board", day(t, "2026-01-11"))
	want := run
	want.Counts = paused.Counts
	if err != nil || !resumed || !cmp.Equal(again, want) {
		t.Errorf("resumed %t as %+v, %v; want %+v", resumed, again, err, want)
	}
	again.Status = listing.RunComplete
	if _, _, err := db.FinishRun(ctx, again, day(t, "2026-01-11")); err != nil {
		t.Fatal(err)
	}
	c, err := db.Catalogue(ctx)
	if err != nil || !cmp.Equal(c.Sources[0].Coverage, map[listing.Month]float64{month(t, "2026-01"): 0.5}) {
		t.Errorf("coverage %v, %v: want one of two looks complete", c.Sources[0].Coverage, err)
	}
	if err := db.PauseRun(ctx, paused, day(t, "2026-01-12")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("pausing a finished run: %v, want ErrNotFound", err)
	}
}

// An import may make a source private, and nothing makes it public again; it
// changes neither kind, URL nor panel of a source that is known.
func (suite) TestImportsTakeNothingBack(t *testing.T, db *store.DB) {
	ctx := t.Context()
	for i, tt := range []struct{ add, want listing.SourceInfo }{
		{listing.SourceInfo{Name: "s", Kind: "import", Private: true, Panel: "archive"}, listing.SourceInfo{Name: "s", Kind: "import", Private: true, Panel: "archive"}},
		{listing.SourceInfo{Name: "s", Kind: "import", Panel: "live"}, listing.SourceInfo{Name: "s", Kind: "import", Private: true, Panel: "archive"}},
		{listing.SourceInfo{Name: "s", Kind: "jsonld", URL: "https://e.example/"}, listing.SourceInfo{Name: "s", Kind: "jsonld", URL: "https://e.example/", Private: true, Panel: "live"}},
		{listing.SourceInfo{Name: "t", Kind: "jsonld", URL: "https://e.example/", Private: true}, listing.SourceInfo{Name: "t", Kind: "jsonld", URL: "https://e.example/", Private: true, Panel: "live"}},
		{listing.SourceInfo{Name: "t", Kind: "jsonld", URL: "https://e.example/"}, listing.SourceInfo{Name: "t", Kind: "jsonld", URL: "https://e.example/", Panel: "live"}},
		{listing.SourceInfo{Name: "t", Kind: "import", Private: true}, listing.SourceInfo{Name: "t", Kind: "jsonld", URL: "https://e.example/", Private: true, Panel: "live"}},
		{listing.SourceInfo{Name: "t", Kind: "jsonld", URL: "https://e.example/"}, listing.SourceInfo{Name: "t", Kind: "jsonld", URL: "https://e.example/", Private: true, Panel: "live"}},
	} {
		if err := db.AddSource(ctx, tt.add); err != nil {
			t.Fatal(err)
		}
		all, err := db.Sources(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range all {
			if got.Name == tt.want.Name && got != tt.want {
				t.Errorf("step %d: %+v became %+v, want %+v", i+1, tt.add, got, tt.want)
			}
		}
	}
}

func (suite) TestNewCountsAfterTheFirstLook(t *testing.T, db *store.DB) {
	ctx := t.Context()
	posted := func(s string) func(*listing.Reading) {
		return func(r *listing.Reading) { r.Listing.PostedAt = listing.Date{Time: day(t, s)} }
	}
	step := func(at string, status listing.RunStatus, all ...listing.Reading) {
		run, _, err := db.StartRun(ctx, "board", day(t, at))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Put(ctx, run.ID, all); err != nil {
			t.Fatal(err)
		}
		run.Status = status
		if _, _, err := db.FinishRun(ctx, run, day(t, at)); err != nil {
			t.Fatal(err)
		}
	}
	step("2026-01-05", listing.RunPartial, reading("board", "1", day(t, "2026-01-05")))
	step("2026-01-06", listing.RunComplete,
		reading("board", "1", day(t, "2026-01-06")),
		reading("board", "2", day(t, "2026-01-06"), posted("2025-06-01")),
		reading("board", "3", day(t, "2026-01-06"), posted("2026-01-02")))
	step("2026-02-06", listing.RunComplete,
		reading("board", "1", day(t, "2026-02-06")), reading("board", "2", day(t, "2026-02-06")), reading("board", "3", day(t, "2026-02-06")),
		reading("board", "4", day(t, "2026-02-06"), posted("2025-06-01")))
	put(t, db, 0, one, reading("imported", "5", day(t, "2026-01-06"), posted("2020-01-01")))
	want := "2026-01..2026-02 2026-01..2026-02 2026-01..2026-02+ 2026-02..2026-02+ 2026-01..2026-01+"
	if got := spans(rebuild(t, db)); got != want {
		t.Errorf("rows %s, want %s (+ is new)", got, want)
	}
}

func (suite) TestCoverage(t *testing.T, db *store.DB) {
	look(t, db, day(t, "2026-01-01"), idsOf(1, 3)...)
	look(t, db, day(t, "2026-01-10"), idsOf(1, 3)...)
	run, _, err := db.StartRun(t.Context(), "board", day(t, "2026-01-20"))
	if err != nil {
		t.Fatal(err)
	}
	run.Status = listing.RunPartial
	if _, _, err := db.FinishRun(t.Context(), run, day(t, "2026-02-01")); err != nil { // counts where it began
		t.Fatal(err)
	}
	if err := db.MissedLook(t.Context(), "board", day(t, "2026-01-25")); err != nil {
		t.Fatal(err)
	}
	put(t, db, 0, one, reading("imported", "1", day(t, "2026-01-06")))
	c, err := db.Catalogue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Sources[0].Coverage, map[listing.Month]float64{month(t, "2026-01"): 0.5}; !cmp.Equal(got, want) {
		t.Errorf("coverage of board = %v, want %v", got, want)
	}
	if c.Sources[1].Name != "imported" || c.Sources[1].Coverage != nil {
		t.Errorf("an imported source = %+v", c.Sources[1])
	}
}
