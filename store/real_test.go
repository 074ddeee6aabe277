package store_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"juyo/demand"
	"juyo/extract"
	"juyo/extract/duplicate"
	"juyo/listing"
	"juyo/store"
)

// shared finds the real data beside the repository and skips the test where
// there is none.
func shared(tb testing.TB, elem ...string) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		path := filepath.Join(append([]string{filepath.Dir(dir), "shared"}, elem...)...)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	tb.Skipf("no %s beside the repository: nothing to test with", filepath.Join(elem...))
	return ""
}

// postings reads years of real postings with their signals.
func postings(tb testing.TB) []listing.Reading {
	tb.Helper()
	f, err := os.Open(shared(tb, "data", "hn", "hn_2013_2018.jsonl.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	x, err := extract.Default()
	if err != nil {
		tb.Fatal(err)
	}
	var all []listing.Reading
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r listing.Reading
		if err := json.Unmarshal(lines.Bytes(), &r.Listing); err != nil {
			tb.Fatal(err)
		}
		r.Signals = x.Read(&r.Listing)
		all = append(all, r)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return all
}

// TestRealPostings keeps years of real postings and says what that costs.
func TestRealPostings(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 28,418 texts")
	}
	all := postings(t)
	path := filepath.Join(t.TempDir(), "juyo.db")
	db := reopen(t, path, store.Options{})
	ctx := t.Context()
	put := func(what string) (res listing.PutResult) {
		begin := time.Now()
		for rest := all; len(rest) > 0; {
			n := min(500, len(rest))
			p, err := db.Put(ctx, 0, rest[:n])
			if err != nil {
				t.Fatal(err)
			}
			res.New, res.Changed, res.Unchanged, rest = res.New+p.New, res.Changed+p.Changed, res.Unchanged+p.Unchanged, rest[n:]
		}
		took := time.Since(begin)
		t.Logf("%s: %d readings in %v, %.0f a second: %+v", what, len(all), took.Round(time.Millisecond), float64(len(all))/took.Seconds(), res)
		return res
	}
	first := put("put")
	begin := time.Now()
	var candidates []listing.GroupCandidate
	for c, err := range db.GroupCandidates(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		candidates = append(candidates, c)
	}
	t.Logf("candidates: %d in %v", len(candidates), time.Since(begin).Round(time.Millisecond))
	numbers := make([]int64, len(candidates))
	for i := range candidates {
		numbers[i] = candidates[i].Number
	}
	groups := duplicate.Group(candidates)
	begin = time.Now()
	if err := db.SetGroups(ctx, numbers, groups); err != nil {
		t.Fatal(err)
	}
	t.Logf("groups: %v", time.Since(begin).Round(time.Millisecond))
	begin = time.Now()
	if err := db.RebuildSegments(ctx, nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("rebuild: %v", time.Since(begin).Round(time.Millisecond))
	rows, stored, skills, priced := 0, 0, 0, 0
	begin = time.Now()
	var segs []*demand.Segment
	for s, err := range db.Segments(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		segs = append(segs, s)
	}
	t.Logf("read segments: %v", time.Since(begin).Round(time.Microsecond))
	for _, s := range segs {
		rows, skills, stored = rows+s.N, skills+len(s.Skills), stored+len(store.EncodeSegment(s))
		for _, c := range s.Currency {
			if c != 0 {
				priced++
			}
		}
	}
	c, err := db.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	per := func(n int64) float64 { return float64(n) / float64(c.Listings) }
	t.Logf("%d listings, %.1f skills each, %.0f %% with pay: segments %.1f bytes a listing; file %.0f, of that texts %.0f and the rest %.0f",
		c.Listings, float64(skills)/float64(rows), 100*float64(priced)/float64(rows), per(int64(stored)), per(c.Bytes), per(c.TextBytes), per(c.Bytes-c.TextBytes-int64(stored)))
	if first.New != c.Listings || rows < c.Listings {
		t.Errorf("%d new, %d listings, %d rows", first.New, c.Listings, rows)
	}
	if got := per(int64(stored)); got > 33 {
		t.Errorf("segments cost %.1f bytes a listing, want at most 33", got)
	}
	if again := put("put again"); again.New != 0 || again.Changed != 0 {
		t.Errorf("put again: %+v", again)
	}
	if stale, err := db.Stale(ctx); err != nil || stale {
		t.Errorf("put again: Stale = %v, %v", stale, err)
	}
	if err := db.Check(ctx); err != nil {
		t.Error(err)
	}
}
