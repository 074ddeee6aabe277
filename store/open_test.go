package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"juyo/listing"
	"juyo/store"
)

// plain opens the file the way any other program would.
func plain(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func execute(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(file, []byte(strings.Repeat("not a database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	alien := filepath.Join(dir, "alien.db")
	execute(t, plain(t, alien), `create table recipes (name text)`)
	made := filepath.Join(dir, "made.db")
	if err := reopen(t, made, store.Options{Program: "juyo 9.0.0"}).Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	reopen(t, newer, store.Options{Program: "juyo 9.0.0"})
	execute(t, plain(t, newer), `insert into schema_versions (version_id, is_applied) values (99, 1)`)

	for _, tt := range []struct {
		name, dsn string
		options   store.Options
		is        error
		says      string
	}{
		{"Postgres", "postgres://localhost/juyo", store.Options{}, nil, "PostgreSQL is not in this version"},
		{"nothing", "", store.Options{}, nil, "no path given"},
		{"memory", ":memory:", store.Options{}, nil, "a database is a file"},
		{"a driver's own DSN", "file:a.db?mode=ro", store.Options{}, nil, "want PATH"},
		{"a folder", dir, store.Options{}, nil, "is a folder"},
		{"a text file", file, store.Options{}, store.ErrNotDatabase, "is not an SQLite file"},
		{"a text file, read-only", file, store.Options{ReadOnly: true}, store.ErrNotDatabase, "is not an SQLite file"},
		{"another program's database", alien, store.Options{}, store.ErrNotDatabase, "of another program"},
		{"below a file", filepath.Join(file, "juyo.db"), store.Options{}, nil, "notes.txt"},
		{"newer", newer, store.Options{}, store.ErrNewer, "has schema 99, written by juyo 9.0.0"},
		{"newer, read-only", newer, store.Options{ReadOnly: true}, store.ErrNewer, "juyo 9.0.0"},
		{"not there, read-only", filepath.Join(dir, "none.db"), store.Options{ReadOnly: true}, fs.ErrNotExist, "nothing has been collected"},
		{"another zone", made, store.Options{Zone: time.UTC}, store.ErrZone, "records Asia/Tokyo, asked for was UTC"},
		{"a zone without a name", filepath.Join(dir, "zone.db"), store.Options{Zone: time.FixedZone("", 3600)}, nil, "want a name such as Asia/Tokyo"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db, err := store.Open(t.Context(), tt.dsn, tt.options)
			if err == nil {
				_ = db.Close()
				t.Fatal("it was opened")
			}
			if tt.is != nil && !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%v\nwant an error that wraps %v and says %q", err, tt.is, tt.says)
			}
		})
	}
}

func TestOpenForms(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"plain.db", "with space.db", "求人?100%#a&b.db", "new/folder/juyo.db"} {
		for _, scheme := range []string{"", "sqlite:"} {
			path := filepath.Join(dir, name)
			db, err := store.Open(t.Context(), scheme+path, store.Options{})
			if err != nil {
				t.Errorf("%q: %v", scheme+path, err)
				continue
			}
			if db.Path() != path || db.Zone().String() != "Asia/Tokyo" {
				t.Errorf("path %q, zone %s", db.Path(), db.Zone())
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
			if _, err := os.Stat(path); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestZoneIsRecorded(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zone data on this machine")
	}
	path := filepath.Join(t.TempDir(), "juyo.db")
	reopen(t, path, store.Options{Zone: berlin})
	for _, o := range []store.Options{{}, {Zone: berlin}, {ReadOnly: true}} {
		if got := reopen(t, path, o).Zone().String(); got != "Europe/Berlin" {
			t.Errorf("zone %s", got)
		}
	}
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	db, path := fresh(t)
	if _, err := db.Put(t.Context(), 0, []listing.Reading{advert(1, 0)}); err != nil {
		t.Fatal(err)
	}
	ro := reopen(t, path, store.Options{ReadOnly: true})
	if _, err := ro.Listing(t.Context(), "board", "1"); err != nil {
		t.Errorf("beside a writer: %v", err)
	}
	if _, err := ro.Put(t.Context(), 0, []listing.Reading{advert(2, 0)}); err == nil || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("a write: %v", err)
	}
}

// A database on a medium that cannot be written has no place for the journal's
// shared memory.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write anywhere")
	}
	path := filepath.Join(t.TempDir(), "sub", "juyo.db")
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for name, mode := range map[string]fs.FileMode{path: 0o400, filepath.Dir(path): 0o500} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Dir(path), 0o700) }) // a folder must be searchable
	if _, err := store.Open(t.Context(), path, store.Options{}); err == nil || !strings.Contains(err.Error(), "permissions") {
		t.Errorf("opened for writing: %v", err)
	}
	reopen(t, path, store.Options{ReadOnly: true})
}

func TestLockedByAnotherProcess(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "juyo.db")
	db := reopen(t, path, store.Options{BusyTimeout: 20 * time.Millisecond})
	taxonomy := []listing.Skill{{ID: "go", Name: "Go", Kind: "language"}, {ID: "rust"}}
	if err := db.SetTaxonomy(t.Context(), "1", taxonomy); err != nil {
		t.Fatal(err)
	}
	other := plain(t, path)
	other.SetMaxOpenConns(1)
	execute(t, other, `begin immediate`)
	_, err := db.Put(t.Context(), 0, []listing.Reading{advert(1, 0)})
	if !errors.Is(err, store.ErrLocked) || !strings.Contains(err.Error(), "wait for it or stop it") {
		t.Errorf("Put = %v, want ErrLocked with advice", err)
	}
	if _, err := db.Counts(t.Context()); err != nil {
		t.Errorf("reading beside a writer: %v", err)
	}
	// What every question does first waits for no writer.
	if err := reopen(t, path, store.Options{BusyTimeout: 20 * time.Millisecond}).SetTaxonomy(t.Context(), "1", taxonomy); err != nil {
		t.Errorf("opening beside a writer: %v", err)
	}
	execute(t, other, `commit`)
	if _, err := db.Put(t.Context(), 0, []listing.Reading{advert(1, 0)}); err != nil {
		t.Errorf("after the other was done: %v", err)
	}
}

// TestFullDisk limits the file as a full disk would.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "juyo.db")
	db := reopen(t, path, store.Options{})
	put := func(n int) error {
		all := make([]listing.Reading, 50)
		for i := range all {
			all[i] = advert(n*50+i, 0)
		}
		_, err := db.Put(t.Context(), 0, all)
		return err
	}
	if err := put(0); err != nil {
		t.Fatal(err)
	}
	c, err := db.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := store.LimitPages(t.Context(), db, c.Bytes/4096+20); err != nil {
		t.Fatal(err)
	}
	full := 0
	for full = 1; full < 1000; full++ {
		if err = put(full); err != nil {
			break
		}
	}
	if !errors.Is(err, store.ErrFull) || !strings.Contains(err.Error(), "free some space") {
		t.Fatalf("Put = %v, want ErrFull with the way out", err)
	}
	c, err = db.Counts(t.Context())
	if err != nil || c.Listings != full*50 {
		t.Errorf("%d listings, %v; want the %d of the batches that fitted", c.Listings, err, full*50)
	}
	if err := db.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := db.RebuildSegments(t.Context(), nil); err != nil && !errors.Is(err, store.ErrFull) {
		t.Errorf("RebuildSegments = %v", err)
	}
	if err := store.LimitPages(t.Context(), db, 1<<30); err != nil {
		t.Fatal(err)
	}
	if err := put(full); err != nil { // room again: the same batch goes in
		t.Error(err)
	}
	if c, err := db.Counts(t.Context()); err != nil || c.Listings != (full+1)*50 || c.Employers != 7 {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestDamage overwrites pages in the middle of a file.
func TestDamage(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "juyo.db")
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all []listing.Reading
	for i := range 2000 {
		all = append(all, advert(i, 0))
	}
	if _, err := db.Put(t.Context(), 0, all); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) / 3; i < len(b)/2; i++ {
		b[i] = 0xA5
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	db = reopen(t, path, store.Options{})
	if err := db.Check(t.Context()); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("Check = %v, want ErrCorrupt", err)
	}
	var first error
	for _, err := range db.All(t.Context(), store.Filter{}) {
		if err != nil {
			first = err
		}
	}
	if first == nil {
		t.Error("reading everything found no damage")
	} else if errors.Is(first, store.ErrCorrupt) && !strings.Contains(first.Error(), "restore a backup") {
		t.Errorf("no way out in: %v", first)
	}
}

func TestDamagedSegmentsAreRebuilt(t *testing.T) {
	t.Parallel()
	db, path := fresh(t)
	if _, err := db.Put(t.Context(), 0, []listing.Reading{advert(1, 0)}); err != nil {
		t.Fatal(err)
	}
	for name, harm := range map[string]string{
		"damaged":        `update segments set body = cast(substr(body, 1, 20) || x'ff' || substr(body, 22) as blob)`,
		"cut":            `update segments set body = substr(body, 1, 20)`,
		"another format": `update counters set n = 0 where name = 'segments_format'`,
	} {
		if err := db.RebuildSegments(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		execute(t, plain(t, path), harm)
		n := 0
		for _, err := range db.Segments(t.Context()) {
			if !errors.Is(err, store.ErrCorrupt) && !errors.Is(err, store.ErrStale) {
				t.Errorf("%s: %v", name, err)
			}
			n++
		}
		if n != 1 {
			t.Errorf("%s: %d results", name, n)
		}
	}
	if stale, err := db.Stale(t.Context()); err != nil || !stale {
		t.Errorf("another format: Stale = %v, %v", stale, err)
	}
	if err := db.RebuildSegments(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := db.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestBackup(t *testing.T) {
	t.Parallel()
	db, path := fresh(t)
	if _, err := db.Put(t.Context(), 0, []listing.Reading{advert(1, 0), advert(2, 0)}); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(filepath.Dir(path), "backup of 10%.db")
	if err := db.Backup(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(t.Context(), to); err == nil || !strings.Contains(err.Error(), "there already") {
		t.Errorf("over an older one: %v", err)
	}
	if _, err := db.Put(t.Context(), 0, []listing.Reading{advert(3, 0)}); err != nil {
		t.Fatal(err)
	}
	b := reopen(t, to, store.Options{})
	if c, err := b.Counts(t.Context()); err != nil || c.Listings != 2 {
		t.Errorf("%d listings in the backup, %v", c.Listings, err)
	}
	if err := errors.Join(b.Check(t.Context()), db.Compact(t.Context()), db.Check(t.Context())); err != nil {
		t.Error(err)
	}
	if err := db.Backup(t.Context(), filepath.Join(to, "x")); err == nil {
		t.Error("a backup below a file was made")
	}
}

// TestManyProcesses opens one file from several DBs at once, as a daemon and a
// person at the prompt do.
func TestManyProcesses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "juyo.db")
	done := make(chan error)
	const processes, batches = 4, 10
	for p := range processes {
		go func() {
			done <- func() error {
				db, err := store.Open(t.Context(), path, store.Options{})
				if err != nil {
					return err
				}
				defer func() { _ = db.Close() }()
				for i := range batches {
					if _, err := db.Put(t.Context(), 0, []listing.Reading{advert(p*batches+i, i), advert(1000+i, p)}); err != nil {
						return fmt.Errorf("process %d: %w", p, err)
					}
					if err := db.RebuildSegments(t.Context(), nil); err != nil {
						return fmt.Errorf("process %d: %w", p, err)
					}
				}
				return nil
			}()
		}()
	}
	for range processes {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	db := reopen(t, path, store.Options{})
	if c, err := db.Counts(t.Context()); err != nil || c.Listings != processes*batches+batches || c.Employers != 7 {
		t.Errorf("%+v, %v", c, err)
	}
	if err := db.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
