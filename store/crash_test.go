package store_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"juyo/listing"
	"juyo/store"
)

// The test binary runs itself as the process to be killed.
const crashPath = "JUYO_TEST_CRASH_PATH"

const crashBatch = 20

// TestCrashChild puts batch after batch, tells of each one kept, and never ends.
func TestCrashChild(t *testing.T) {
	path := os.Getenv(crashPath)
	if path == "" {
		t.Skip("runs only as the child of TestKilled")
	}
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := c.Listings / crashBatch; ; n++ {
		if _, err := db.Put(t.Context(), 0, crashReadings(n)); err != nil {
			t.Fatal(err)
		}
		fmt.Println("kept", n) // how the parent learns of it
		if n%5 == 4 {
			if err := db.RebuildSegments(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func crashReadings(n int) []listing.Reading {
	all := make([]listing.Reading, crashBatch)
	for i := range all {
		all[i] = advert(n*crashBatch+i, 0)
	}
	return all
}

// TestKilled kills a process three times while it writes. What it said was kept
// is kept; the batch under way is there or not, never in part; doing it all
// again counts nothing twice.
func TestKilled(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/juyo.db"
	kept := -1
	for kill := range 3 {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestCrashChild$") // this very binary
		cmd.Env = append(os.Environ(), crashPath+"="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for seen := 0; seen < 7+4*kill && lines.Scan(); {
			if n, ok := strings.CutPrefix(lines.Text(), "kept "); ok {
				if kept, err = strconv.Atoi(n); err != nil {
					t.Fatal(err)
				}
				seen++
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed
		db, err := store.Open(t.Context(), path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Check(t.Context()); err != nil {
			t.Errorf("after kill %d: %v", kill+1, err)
		}
		c, err := db.Counts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if c.Listings%crashBatch != 0 || c.Listings < (kept+1)*crashBatch || c.Revisions != c.Listings || c.Texts != c.Listings {
			t.Errorf("after kill %d, with %d batches kept: %+v", kill+1, kept+1, c)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
	db := reopen(t, path, store.Options{})
	for n := range kept + 2 {
		if _, err := db.Put(t.Context(), 0, crashReadings(n)); err != nil {
			t.Fatal(err)
		}
	}
	c, err := db.Counts(t.Context())
	if err != nil || c.Listings < (kept+2)*crashBatch || c.Revisions != c.Listings || c.Employers != 7 {
		t.Errorf("done again: %+v, %v", c, err)
	}
	if err := db.RebuildSegments(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	rows := 0
	for s, err := range db.Segments(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		rows += s.N
	}
	if rows != c.Listings {
		t.Errorf("%d rows for %d listings", rows, c.Listings)
	}
	if err := db.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
