package store_test

import (
	"os"
	"regexp"
	"strconv"
	"testing"
	"time"

	"juyo/listing"
	"juyo/store"
)

// TestMigrationsAreNumbered: from 1 without gaps up to the version the program
// says it knows, forward only, and with no clock or chance of their own.
func TestMigrationsAreNumbered(t *testing.T) {
	t.Parallel()
	files, err := os.ReadDir("migrations/sqlite")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`^(\d{4})_[a-z_]+\.sql$`)
	for i, f := range files {
		m := name.FindStringSubmatch(f.Name())
		if m == nil {
			t.Errorf("%s: want NNNN_name.sql", f.Name())
			continue
		}
		if n, _ := strconv.Atoi(m[1]); n != i+1 {
			t.Errorf("%s: want number %d", f.Name(), i+1)
		}
		text, err := os.ReadFile("migrations/sqlite/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if bad := regexp.MustCompile(`(?i)goose down|current_timestamp|random\(|autoincrement`).Find(text); bad != nil {
			t.Errorf("%s: has %q", f.Name(), bad)
		}
	}
	if len(files) != store.SchemaVersion {
		t.Errorf("%d migrations, but the program says it knows %d", len(files), store.SchemaVersion)
	}
}

// TestMonthsAgreeWithTheCalendar compares the table of months with the calendar,
// around the ends of months in zones with and without daylight saving time.
func TestMonthsAgreeWithTheCalendar(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Asia/Tokyo", "UTC", "America/New_York", "Pacific/Kiritimati"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Skip("no time zone data on this machine")
		}
		db := reopen(t, t.TempDir()+"/juyo.db", store.Options{Zone: zone})
		for m := listing.NewMonth(1988, time.January); m < listing.NewMonth(2103, time.January); m++ {
			for _, off := range []time.Duration{-time.Millisecond, 0, time.Millisecond, 11 * time.Hour} {
				at := m.Start(zone).Add(off)
				if got, want := store.MonthOf(db, at.UnixMilli()), listing.MonthOf(at, zone).String(); got != want {
					t.Fatalf("%s in %s: month %s, want %s", at, name, got, want)
				}
			}
		}
	}
}
