package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"juyo/demand"
	"juyo/listing"
	"juyo/store"
)

// state is all that can be asked of a database about its listings.
func state(t *rapid.T, db *store.DB) []store.Kept {
	var all []store.Kept
	for k, err := range db.All(t.Context(), store.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, k)
	}
	return all
}

// rows returns the segments' rows as they are stored.
func rows(t *rapid.T, db *store.DB) []byte {
	if err := db.RebuildSegments(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	var b []byte
	for s, err := range db.Segments(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		b = append(b, store.EncodeSegment(s)...)
	}
	return b
}

// TestPutTwiceIsPutOnce puts sightings in any order, with texts that come and go,
// closings and reopenings, and then all of them again.
func TestPutTwiceIsPutOnce(t *testing.T) {
	t.Parallel()
	n := 0
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		n++
		path := filepath.Join(dir, fmt.Sprint(n, ".db"))
		db, err := store.Open(t.Context(), path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			_ = db.Close()
			_ = os.Remove(path)
		}()
		var all []listing.Reading
		days := rapid.SampledFrom([]int{3, 30, 400}).Draw(t, "days") // few days: many sightings at one moment
		for range rapid.IntRange(1, 25).Draw(t, "sightings") {
			r := advert(rapid.IntRange(1, 3).Draw(t, "listing"), rapid.IntRange(0, days).Draw(t, "day"))
			r.Listing.Text = rapid.SampledFrom([]string{"Go", "Rust", "Zig"}).Draw(t, "text")
			if rapid.IntRange(0, 3).Draw(t, "closed") == 0 {
				r.Listing.ClosedAt = listing.Date{Time: moment(rapid.IntRange(0, days).Draw(t, "closed at"))}
			}
			if rapid.Bool().Draw(t, "posted") {
				r.Listing.PostedAt = listing.Date{Time: moment(rapid.IntRange(-50, 300).Draw(t, "posted at"))}
			}
			all = append(all, r)
		}
		put := func() {
			for rest := all; len(rest) > 0; {
				size := min(len(rest), rapid.IntRange(1, 10).Draw(t, "batch"))
				if _, err := db.Put(t.Context(), 0, rest[:size]); err != nil {
					t.Fatal(err)
				}
				rest = rest[size:]
			}
			if err := db.Check(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		put()
		once, onceRows := state(t, db), rows(t, db)
		put()
		twice, twiceRows := state(t, db), rows(t, db)
		if diff := cmp.Diff(once, twice); diff != "" {
			t.Errorf("put twice (-once +twice):\n%s", diff)
		}
		if !bytes.Equal(onceRows, twiceRows) {
			t.Error("put twice, the segments differ")
		}
		checkDates(t, all, once)
	})
}

// checkDates compares what is kept with what the sightings say, whatever their
// order.
func checkDates(t *rapid.T, all []listing.Reading, keptNow []store.Kept) {
	for _, k := range keptNow {
		var first, last, posted time.Time
		for i := range all {
			l := &all[i].Listing
			if l.ID != k.Listing.ID {
				continue
			}
			at := l.ObservedAt.Time
			if c := l.ClosedAt.Time; !c.IsZero() && at.After(c) {
				at = c
			}
			if first.IsZero() || at.Before(first) {
				first = at
			}
			if at.After(last) {
				last = at
			}
			if p := l.PostedAt.Time; !p.IsZero() && (posted.IsZero() || p.Before(posted)) {
				posted = p
			}
		}
		var gone time.Time // the latest closing that no sighting contradicts
		for i := range all {
			if c := all[i].Listing.ClosedAt.Time; all[i].Listing.ID == k.Listing.ID && !c.Before(last) && c.After(gone) {
				gone = c
			}
		}
		if !k.FirstSeen.Equal(first) || !k.LastSeen.Equal(last) || !k.Listing.ClosedAt.Equal(gone) || !k.Listing.PostedAt.Equal(posted) {
			t.Errorf("listing %s: seen %s to %s, closed %s, posted %s; want %s to %s, closed %s, posted %s", k.Listing.ID,
				k.FirstSeen, k.LastSeen, k.Listing.ClosedAt.Time, k.Listing.PostedAt.Time, first, last, gone, posted)
		}
	}
}

// segmentOf draws a segment with values from the whole range of every column.
func segmentOf(t *rapid.T) *demand.Segment {
	n := rapid.IntRange(0, 200).Draw(t, "rows")
	s := &demand.Segment{N: n, SkillStart: []uint32{0}}
	wide := rapid.SampledFrom([]uint32{0, 1, 3, 15, 255, 65535, 1<<24 - 1, 1<<32 - 1}).Draw(t, "spread")
	small := func(most uint8, what string) uint8 { return rapid.Uint8Range(0, most).Draw(t, what) }
	for range n {
		first := listing.Month(rapid.Uint16Range(24000, 24600).Draw(t, "first"))
		s.First = append(s.First, first)
		s.Last = append(s.Last, first+listing.Month(rapid.Uint16Range(0, 300).Draw(t, "months")))
		s.New = append(s.New, rapid.Bool().Draw(t, "new"))
		s.Source = append(s.Source, rapid.Uint16().Draw(t, "source"))
		s.Employer = append(s.Employer, rapid.Uint32Range(0, wide).Draw(t, "employer"))
		s.Group = append(s.Group, rapid.Uint32Range(1<<32-1-wide, 1<<32-1).Draw(t, "group"))
		s.Roles = append(s.Roles, rapid.Uint16().Draw(t, "roles"))
		s.Place = append(s.Place, rapid.Uint16().Draw(t, "place"))
		s.Region = append(s.Region, listing.RegionBits(small(3, "region")))
		s.Population = append(s.Population, small(2, "population"))
		s.EmployerType = append(s.EmployerType, small(4, "type"))
		s.Employment = append(s.Employment, small(63, "employment"))
		s.Remote = append(s.Remote, small(3, "remote"))
		s.Seniority = append(s.Seniority, small(7, "seniority"))
		s.Entry = append(s.Entry, rapid.Bool().Draw(t, "entry"))
		s.Years = append(s.Years, rapid.Uint8().Draw(t, "years"))
		s.Industries = append(s.Industries, rapid.SampledFrom([]uint32{0, 0, 1, 1 << 31, wide}).Draw(t, "industries"))
		s.Stage = append(s.Stage, small(3, "stage"))
		s.Asks = append(s.Asks, demand.AskBits(small(15, "asks")))
		low, high, currency, period := demand.NoPay, demand.NoPay, small(255, "currency"), uint8(0)
		if currency != 0 {
			low, high, period = rapid.Uint32().Draw(t, "low"), rapid.Uint32().Draw(t, "high"), small(4, "period")
		}
		s.PayLow, s.PayHigh, s.Currency, s.Period = append(s.PayLow, low), append(s.PayHigh, high), append(s.Currency, currency), append(s.Period, period)
		for range rapid.IntRange(0, 20).Draw(t, "skills") {
			s.Skills = append(s.Skills, listing.PackedSkill(rapid.Uint16().Draw(t, "skill")))
		}
		s.SkillStart = append(s.SkillStart, uint32(len(s.Skills))) // small
	}
	return s
}

func TestSegmentComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := segmentOf(t)
		got, err := store.DecodeSegment(store.EncodeSegment(s))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("segment (-written +read):\n%s", diff)
		}
		s.Industries, s.Stage, s.Asks = nil, nil, nil
		if got, err = store.DecodeSegment(store.EncodeSegment(s)); err != nil || len(got.Stage) != s.N || slices.Max(append(got.Industries, 0)) != 0 {
			t.Errorf("a segment of rows that state no more: %v, %v", got, err)
		}
	})
}

// TestTermsCostLittle: what few listings state must not widen the rows of all. A
// third states one to three of eight industries, a fifth its stage, a fifth a
// language.
func TestTermsCostLittle(t *testing.T) {
	t.Parallel()
	const n = demand.SegmentRows
	s := &demand.Segment{
		N: n, First: make([]listing.Month, n), Last: make([]listing.Month, n), New: make([]bool, n), Source: make([]uint16, n), Employer: make([]uint32, n),
		Group: make([]uint32, n), Roles: make([]uint16, n), Place: make([]uint16, n), Region: make([]listing.RegionBits, n), Population: make([]uint8, n),
		EmployerType: make([]uint8, n), Employment: make([]uint8, n), Remote: make([]uint8, n), Seniority: make([]uint8, n), Entry: make([]bool, n), Years: make([]uint8, n),
		PayLow: make([]uint32, n), PayHigh: make([]uint32, n), Currency: make([]uint8, n), Period: make([]uint8, n), SkillStart: make([]uint32, n+1),
	}
	silent := len(store.EncodeSegment(s))
	s.Industries, s.Stage, s.Asks = make([]uint32, n), make([]uint8, n), make([]demand.AskBits, n)
	for i := range n {
		if i%3 == 0 {
			s.Industries[i] = 1<<(i/3%8*3) | 1<<(i/7%8*3) | 1<<(i/11%8*3)
		}
		if i%5 == 0 {
			s.Stage[i], s.Asks[i] = uint8(i/5%4), demand.AskBits(i/5%16)
		}
	}
	if cost := float64(len(store.EncodeSegment(s))-silent) / n; cost > 1.5 {
		t.Errorf("%.2f bytes a row more, want at most 1.5", cost)
	} else {
		t.Logf("%.2f bytes a row", cost)
	}
}

// FuzzDecodeSegment: whatever the bytes, an error or a segment whose columns are
// all as long as it says.
func FuzzDecodeSegment(f *testing.F) {
	db := &demand.Segment{SkillStart: []uint32{0}}
	f.Add(store.EncodeSegment(db)[:8], true)
	f.Add([]byte{1, 0, 0, 0, 8, 1, 2, 3, 4}, false)
	f.Fuzz(func(t *testing.T, b []byte, seal bool) {
		if seal {
			b = store.Seal(b) // past the checksum
		}
		s, err := store.DecodeSegment(b)
		if err != nil {
			return
		}
		if len(s.First) != s.N || len(s.Period) != s.N || len(s.Industries) != s.N || len(s.Stage) != s.N || len(s.Asks) != s.N || len(s.SkillStart) != s.N+1 || int(s.SkillStart[s.N]) != len(s.Skills) {
			t.Errorf("a segment of %d rows has %d months, %d periods, %d skills", s.N, len(s.First), len(s.Period), len(s.Skills))
		}
	})
}
