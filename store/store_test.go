package store_test

import (
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"juyo/listing"
	"juyo/store"
	"juyo/store/storetest"
)

// fresh opens an empty database and returns it with its path.
func fresh(tb testing.TB) (*store.DB, string) {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "juyo.db")
	return reopen(tb, path, store.Options{}), path
}

func reopen(tb testing.TB, path string, o store.Options) *store.DB {
	tb.Helper()
	db, err := store.Open(tb.Context(), path, o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	return db
}

func TestSQLite(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) *store.DB {
		t.Helper()
		db, _ := fresh(t)
		return db
	})
}

// moment is a fixed time, days after the first of 2026.
func moment(days int) time.Time { return time.Date(2026, 1, 1+days, 3, 0, 0, 0, time.UTC) }

// advert is the i-th of many advertisements, by one of seven employers, as seen
// on a day.
func advert(i, days int) listing.Reading {
	low := int64(4_000_000 + i%50*100_000)
	r := listing.Reading{
		Listing: listing.Listing{
			Source: "board", ID: strconv.Itoa(i), URL: fmt.Sprintf("https://jobs.umibe.example/%d", i), Title: fmt.Sprintf("Engineer %d", i),
			Company: fmt.Sprintf("Umibe Systems %d", i%7), Text: fmt.Sprintf("Work number %d with Go, PostgreSQL and %x.", i, i*7919), ObservedAt: listing.Date{Time: moment(days)},
		},
		Signals: listing.Signals{
			Version: "1", Employer: fmt.Sprintf("Umibe Systems %d", i%7), Population: listing.Software, Roles: []listing.Role{"backend"},
			Places: []listing.Place{{Country: "JP", Prefecture: i%47 + 1}}, Fingerprint: make([]byte, 64),
		},
	}
	for j := range i % 12 {
		r.Signals.Skills = append(r.Signals.Skills, listing.Mention{Skill: "skill-" + strconv.Itoa((i*i+j*j*13)%300), Level: listing.Level(1 + (i+j)%3)})
	}
	if i%3 == 0 {
		r.Signals.Salary = &listing.Pay{Min: &low, Currency: "JPY", Period: listing.PerYear}
	}
	return r
}
