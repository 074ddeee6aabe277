package storetest

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"juyo/listing"
	"juyo/store"
)

func start(t *testing.T, db *store.DB, urls ...listing.FrontierURL) (listing.Run, time.Time) {
	t.Helper()
	now := day(t, "2026-01-10")
	run, _, err := db.StartRun(t.Context(), "board", now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Enqueue(t.Context(), run.ID, urls); err != nil {
		t.Fatal(err)
	}
	return run, now
}

func claim(t *testing.T, db *store.DB, run int64, now time.Time) listing.FrontierURL {
	t.Helper()
	u, ok, err := db.Claim(t.Context(), run, now, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if !ok && u != (listing.FrontierURL{}) {
		t.Errorf("nothing claimed, yet %+v", u)
	}
	return u
}

func (suite) TestFrontierOrderAndLeases(t *testing.T, db *store.DB) {
	ctx := t.Context()
	urls := []listing.FrontierURL{
		{URL: "https://e.example/1", Kind: "detail", ListingID: "1"},
		{URL: "https://e.example/list?p=1", Kind: "list", Note: "of 3"},
		{URL: "https://e.example/2", Kind: "detail"},
		{URL: "https://e.example/sitemap.xml", Kind: "sitemap"},
	}
	run, now := start(t, db, urls...)
	if n, err := db.Enqueue(ctx, run.ID, append(urls, listing.FrontierURL{URL: "https://e.example/3", Kind: "detail"})); err != nil || n != 1 {
		t.Errorf("Enqueue of four known URLs and a new one = %d, %v", n, err)
	}
	var order []string
	for range 5 {
		order = append(order, strings.TrimPrefix(claim(t, db, run.ID, now).URL, "https://e.example/"))
	}
	if got, want := strings.Join(order, " "), "list?p=1 sitemap.xml 1 2 3"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
	if u := claim(t, db, run.ID, now); u.URL != "" {
		t.Errorf("claimed %s twice", u.URL)
	}
	n, next, err := db.Pending(ctx, run.ID)
	if err != nil || n != 5 || !next.Equal(now.Add(time.Minute)) {
		t.Errorf("Pending = %d from %s, %v", n, next, err)
	}
	// Whoever held them died: they come again, with one more attempt.
	u := claim(t, db, run.ID, now.Add(time.Minute))
	if want := (listing.FrontierURL{URL: "https://e.example/list?p=1", Kind: "list", Attempts: 2, Note: "of 3"}); u != want {
		t.Errorf("after the lease ran out: %+v, want %+v", u, want)
	}
	if _, err := db.Enqueue(ctx, run.ID, []listing.FrontierURL{{Kind: "list"}}); err == nil {
		t.Error("an empty URL was accepted")
	}
	if _, err := db.Enqueue(ctx, 999, urls); err == nil {
		t.Error("a run that is not there was accepted")
	}
}

func (suite) TestFrontierRetriesAndSettles(t *testing.T, db *store.DB) {
	ctx := t.Context()
	run, now := start(t, db,
		listing.FrontierURL{URL: "https://e.example/1", Kind: "detail"},
		listing.FrontierURL{URL: "https://e.example/2", Kind: "detail", NotBefore: day(t, "2026-01-10").Add(time.Hour)})
	claim(t, db, run.ID, now)
	later := now.Add(30 * time.Second)
	if err := db.Settle(ctx, run.ID, "https://e.example/1", listing.OutcomeRetry, later, "503"); err != nil {
		t.Fatal(err)
	}
	if u := claim(t, db, run.ID, now); u.URL != "" {
		t.Errorf("claimed %s before its time", u.URL)
	}
	if n, next, err := db.Pending(ctx, run.ID); err != nil || n != 2 || !next.Equal(later) {
		t.Errorf("Pending = %d from %s, %v; want 2 from %s", n, next, err, later)
	}
	u := claim(t, db, run.ID, later)
	if u.URL != "https://e.example/1" || u.Attempts != 2 || u.Note != "503" || !u.NotBefore.Equal(later) {
		t.Errorf("claimed %+v", u)
	}
	if err := db.Settle(ctx, run.ID, u.URL, listing.OutcomeDone, time.Time{}, ""); err != nil {
		t.Fatal(err)
	}
	u = claim(t, db, run.ID, now.Add(time.Hour))
	if err := db.Settle(ctx, run.ID, u.URL, listing.OutcomeGone, time.Time{}, "410"); err != nil {
		t.Fatal(err)
	}
	if n, next, err := db.Pending(ctx, run.ID); err != nil || n != 0 || !next.IsZero() {
		t.Errorf("Pending = %d from %s, %v; want none", n, next, err)
	}
	got, err := db.Tally(ctx, run.ID, 10)
	if want := map[listing.Outcome]int{listing.OutcomeDone: 1, listing.OutcomeGone: 1}; err != nil || !cmp.Equal(got.Pages, want) || !cmp.Equal(got.Details, want) {
		t.Errorf("Tally = %+v, %v, want pages %v", got, err, want)
	}
	if err := db.Settle(ctx, run.ID, "https://e.example/9", listing.OutcomeDone, time.Time{}, ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("settling an unknown URL: %v, want ErrNotFound", err)
	}
	if err := db.Settle(ctx, run.ID, "https://e.example/1", "perhaps", time.Time{}, ""); err == nil {
		t.Error("an unknown outcome was accepted")
	}
}

func (suite) TestIncompleteFrontierIsPartial(t *testing.T, db *store.DB) {
	ctx := t.Context()
	look(t, db, day(t, "2026-01-01"), idsOf(1, 10)...)
	look(t, db, day(t, "2026-01-03"), idsOf(2, 10)...)
	run, now := start(t, db, listing.FrontierURL{URL: "https://e.example/1", Kind: "list"}, listing.FrontierURL{URL: "https://e.example/2", Kind: "detail"})
	claim(t, db, run.ID, now)
	if err := db.Settle(ctx, run.ID, "https://e.example/1", listing.OutcomeError, time.Time{}, "403"); err != nil {
		t.Fatal(err)
	}
	run.Status = listing.RunComplete // it is not
	if n, _, err := db.FinishRun(ctx, run, now); err != nil || n != 0 {
		t.Errorf("closed %d, %v", n, err)
	}
	runs, err := db.Runs(ctx, "board", 1)
	if err != nil {
		t.Fatal(err)
	}
	if runs[0].Status != listing.RunPartial || len(runs[0].Reasons) != 2 {
		t.Errorf("kept as %s because %q, want partial with two reasons", runs[0].Status, runs[0].Reasons)
	}
	if n, _, err := db.Pending(ctx, run.ID); err != nil || n != 0 {
		t.Errorf("a finished run still has %d pages, %v", n, err)
	}
}

func (suite) TestPagesAndValidators(t *testing.T, db *store.DB) {
	ctx := t.Context()
	url := "https://jobs.hoshizora.example/board/1"
	v := listing.Validators{ETag: `"a"`, LastModified: "Sat, 10 Jan 2026 00:00:00 GMT", Until: day(t, "2026-02-01")}
	if got, err := db.Validators(ctx, url); err != nil || !got.IsZero() {
		t.Errorf("of an unknown page: %+v, %v", got, err)
	}
	if err := db.SaveValidators(ctx, url, v, day(t, "2026-01-10")); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Validators(ctx, url); err != nil || got != v {
		t.Errorf("Validators = %+v, %v", got, err)
	}
	if err := db.SaveValidators(ctx, url, listing.Validators{}, day(t, "2026-01-11")); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Validators(ctx, url); err != nil || !got.IsZero() {
		t.Errorf("forgotten: %+v, %v", got, err)
	}
	put(t, db, 0, one, reading("board", "1", day(t, "2026-01-10")))
	if ids, err := db.ListingsOf(ctx, "board", url+"?utm_source=x"); err != nil || !cmp.Equal(ids, []string{"1"}) {
		t.Errorf("ListingsOf its own URL = %q, %v", ids, err)
	}
	for _, want := range []bool{false, true} {
		if closed, err := db.AnyClosed(ctx, "board", []string{"unknown", "1"}); err != nil || closed != want {
			t.Errorf("AnyClosed = %t, %v; want %t", closed, err, want)
		}
		if err := db.Gone(ctx, 0, "board", "1", day(t, "2026-01-12")); err != nil {
			t.Fatal(err)
		}
	}
	if ids, err := db.ListingsOf(ctx, "other", url); err != nil || len(ids) != 0 {
		t.Errorf("ListingsOf another source = %q, %v", ids, err)
	}
	api := "https://api.hoshizora.example/jobs"
	for _, ids := range [][]string{{"9"}, {"2", "1", "2"}} { // the second replaces the first
		if err := db.SavePageListings(ctx, "board", api, ids); err != nil {
			t.Fatal(err)
		}
	}
	if ids, err := db.ListingsOf(ctx, "board", api); err != nil || !cmp.Equal(ids, []string{"1", "2"}) {
		t.Errorf("ListingsOf a page of several = %q, %v", ids, err)
	}
}

// What a run came to is told by the database alone, whoever asks.
func (suite) TestTally(t *testing.T, db *store.DB) {
	ctx := t.Context()
	var urls []listing.FrontierURL
	for i := range 9 {
		kind := "detail"
		if i == 0 {
			kind = "sitemap"
		}
		urls = append(urls, listing.FrontierURL{URL: "https://e.example/" + strconv.Itoa(i), Kind: kind})
	}
	run, now := start(t, db, urls...)
	put(t, db, run.ID, listing.PutResult{New: 2}, reading("board", "1", now), reading("board", "2", now))
	for i, s := range []struct {
		o    listing.Outcome
		note string
	}{
		{listing.OutcomeError, "the list goes on\nlisting 7 is left out"},
		{listing.OutcomeDone, ""},
		{listing.OutcomeLost, ""},
		{listing.OutcomeDisallowed, "Disallow: /a"},
		{listing.OutcomeDisallowed, "Disallow: /b"},
		{listing.OutcomeError, "HTTP 500"},
		{listing.OutcomeError, "HTTP 500"},
		{listing.OutcomeError, "HTTP 403"},
	} {
		if err := db.Settle(ctx, run.ID, urls[i].URL, s.o, time.Time{}, s.note); err != nil {
			t.Fatal(err)
		}
	}
	got, err := db.Tally(ctx, run.ID, 3)
	if err != nil {
		t.Fatal(err)
	}
	want := listing.RunTally{
		Pages:    map[listing.Outcome]int{"": 1, listing.OutcomeDone: 1, listing.OutcomeLost: 1, listing.OutcomeDisallowed: 2, listing.OutcomeError: 4},
		Details:  map[listing.Outcome]int{"": 1, listing.OutcomeDone: 1, listing.OutcomeLost: 1, listing.OutcomeDisallowed: 2, listing.OutcomeError: 3},
		Listings: 2, Reasons: []string{"the list goes on", "listing 7 is left out", "HTTP 500"}, More: 1, Why: "Disallow: /a",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tally (-want +got):\n%s", diff)
	}
}

func (suite) TestHosts(t *testing.T, db *store.DB) {
	ctx := t.Context()
	if h, err := db.HostState(ctx, "e.example"); err != nil || !cmp.Equal(h, listing.HostState{Host: "e.example"}) {
		t.Errorf("an unknown host = %+v, %v", h, err)
	}
	now := day(t, "2026-01-10")
	hold := func(at time.Time, want bool) int64 {
		t.Helper()
		_, n, err := db.HoldHost(ctx, "e.example", at, at.Add(time.Minute))
		if err != nil || (n != 0) != want {
			t.Errorf("hold at %s: number %d, %v; want it held %t", at.Format(time.TimeOnly), n, err, want)
		}
		return n
	}
	first := hold(now, true)
	hold(now.Add(30*time.Second), false) // one at a time
	h := listing.HostState{Host: "e.example", NextAt: now.Add(40 * time.Second), Failures: 2, OpenUntil: day(t, "2026-01-11"), CrawlDelay: 2500 * time.Millisecond}
	if err := db.LeaveHost(ctx, h, first); err != nil {
		t.Fatal(err)
	}
	if got, err := db.HostState(ctx, "e.example"); err != nil || !cmp.Equal(got, h) {
		t.Errorf("HostState = %+v, %v; want %+v", got, err, h)
	}
	hold(now.Add(39*time.Second), false) // not yet
	hold(now.Add(40*time.Second), true)
	// It died: its slot is free when its time is up, and it can no longer give it back.
	second := hold(now.Add(100*time.Second), true)
	h.NextAt = now
	if err := db.LeaveHost(ctx, h, second-1); err != nil {
		t.Fatal(err)
	}
	if got, err := db.HostState(ctx, "e.example"); err != nil || !got.NextAt.Equal(now.Add(40*time.Second)) {
		t.Errorf("who lost the slot moved the host's next moment to %s, %v", got.NextAt, err)
	}
	hold(now.Add(101*time.Second), false)
	h.NextAt = now.Add(30 * 24 * time.Hour) // the clock was wrong
	if err := db.LeaveHost(ctx, h, second); err != nil {
		t.Fatal(err)
	}
	hold(now.Add(101*time.Second), true)
}

func (suite) TestRobots(t *testing.T, db *store.DB) {
	ctx := t.Context()
	if _, ok, err := db.Robots(ctx, "https://e.example"); err != nil || ok {
		t.Errorf("of an unknown host: %t, %v", ok, err)
	}
	f := listing.RobotsFile{
		Authority: "https://e.example", Body: []byte("User-agent: *\nCrawl-delay: 3\n"), Status: 200, FetchedAt: day(t, "2026-01-10"), Until: day(t, "2026-01-11"),
	}
	if err := db.SaveRobots(ctx, f, "e.example", 3*time.Second, day(t, "2026-01-10").Add(3*time.Second)); err != nil {
		t.Fatal(err)
	}
	if got, ok, err := db.Robots(ctx, "https://e.example"); err != nil || !ok || !cmp.Equal(got, f) {
		t.Errorf("Robots = %+v, %t, %v", got, ok, err)
	}
	if _, ok, err := db.Robots(ctx, "http://e.example"); err != nil || ok {
		t.Errorf("the file of https is that of http: %t, %v", ok, err)
	}
	want := listing.HostState{Host: "e.example", NextAt: day(t, "2026-01-10").Add(3 * time.Second), CrawlDelay: 3 * time.Second}
	if got, err := db.HostState(ctx, "e.example"); err != nil || !cmp.Equal(got, want) {
		t.Errorf("HostState = %+v, %v; want %+v", got, err, want)
	}
}

func (suite) TestLeases(t *testing.T, db *store.DB) {
	ctx := t.Context()
	now := day(t, "2026-01-10")
	acquire := func(holder string, at time.Time, want bool) {
		t.Helper()
		if got, err := db.AcquireLease(ctx, "collect", holder, at, at.Add(time.Minute)); err != nil || got != want {
			t.Errorf("%s acquires at %s: %v, %v; want %v", holder, at.Format(time.TimeOnly), got, err, want)
		}
	}
	acquire("a", now, true)
	acquire("b", now.Add(30*time.Second), false)
	acquire("a", now.Add(30*time.Second), true) // again
	acquire("b", now.Add(80*time.Second), false)
	if ok, err := db.RenewLease(ctx, "collect", "a", now.Add(80*time.Second), now.Add(3*time.Minute)); err != nil || !ok {
		t.Errorf("renew = %v, %v", ok, err)
	}
	if ok, err := db.RenewLease(ctx, "collect", "b", now.Add(80*time.Second), now.Add(3*time.Minute)); err != nil || ok {
		t.Errorf("another renews = %v, %v", ok, err)
	}
	if ok, err := db.RenewLease(ctx, "collect", "a", now.Add(4*time.Minute), now.Add(5*time.Minute)); err != nil || ok {
		t.Errorf("renew after its time = %v, %v", ok, err)
	}
	if holder, err := db.LeaseHolder(ctx, "collect", now.Add(time.Minute)); err != nil || holder != "a" {
		t.Errorf("holder = %q, %v", holder, err)
	}
	acquire("b", now.Add(4*time.Minute), true) // its time was up
	if err := db.ReleaseLease(ctx, "collect", "a"); err != nil {
		t.Fatal(err)
	}
	acquire("a", now.Add(4*time.Minute), false) // a gave back what it had not
	if err := db.ReleaseLease(ctx, "collect", "b"); err != nil {
		t.Fatal(err)
	}
	acquire("a", now.Add(4*time.Minute), true)
}

func (suite) TestTasks(t *testing.T, db *store.DB) {
	ctx := t.Context()
	if at, err := db.LastDone(ctx, "report"); err != nil || !at.IsZero() {
		t.Errorf("never done: %s, %v", at, err)
	}
	for _, s := range []string{"2026-01-10", "2026-01-09"} {
		if err := db.TaskDone(ctx, "report", day(t, s)); err != nil {
			t.Fatal(err)
		}
	}
	if at, err := db.LastDone(ctx, "report"); err != nil || !at.Equal(day(t, "2026-01-10")) {
		t.Errorf("last done %s, %v", at, err)
	}
}
