package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Counts says how much a database holds.
type Counts struct {
	Listings  int
	Open      int // of them not closed
	Revisions int // distinct contents over time
	Texts     int // contents whose text is still kept
	Sources   int
	Employers int
	Skills    int // with a number, retired ones too
	Runs      int
	Groups    int // duplicate groups kept; listings outside are groups of their own
	Segments  int
	Bytes     int64 // size of the database file
	TextBytes int64 // of that, compressed texts
	Free      int64 // of that, unused
}

// Counts counts what is kept.
func (db *DB) Counts(ctx context.Context) (Counts, error) {
	var c Counts
	err := db.read(ctx, "count what is kept", func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `select (select count(*) from listings), (select count(*) from listings where closed_at is null),
				(select count(*) from revisions), (select count(*) from documents), (select count(*) from sources), (select count(*) from employers),
				(select count(*) from skills), (select count(*) from runs), (select count(distinct grp) from duplicate_groups),
				(select count(*) from segments where generation = (select n from counters where name = 'segments_generation')),
				(select coalesce(sum(length(body)), 0) from documents)`).
			Scan(&c.Listings, &c.Open, &c.Revisions, &c.Texts, &c.Sources, &c.Employers, &c.Skills, &c.Runs, &c.Groups, &c.Segments, &c.TextBytes); err != nil {
			return err
		}
		var size, pages, free int64
		for pragma, into := range map[string]*int64{`pragma page_size`: &size, `pragma page_count`: &pages, `pragma freelist_count`: &free} {
			if err := tx.QueryRowContext(ctx, pragma).Scan(into); err != nil {
				return err
			}
		}
		c.Bytes, c.Free = size*pages, size*free
		return nil
	})
	return c, err
}

// Check reads the whole database and reports everything that is not as it should
// be, joined; errors wrap ErrCorrupt, and derived data that is damaged wraps
// ErrStale too: RebuildSegments mends it.
func (db *DB) Check(ctx context.Context) error {
	var faults []error
	fault := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf("%w: %s: %s", ErrCorrupt, db.path, fmt.Sprintf(format, args...)))
	}
	err := each(ctx, db.reader, func(r *sql.Rows) error {
		var line string
		if err := r.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			fault("%s", line)
		}
		return nil
	}, `pragma integrity_check(20)`)
	if err != nil {
		return fmt.Errorf("check database: %w", db.explain(err))
	}
	err = each(ctx, db.reader, func(r *sql.Rows) error {
		var table, parent string
		var row sql.NullInt64
		var key int64
		if err := r.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		fault("row %d of %s points to nothing in %s", row.Int64, table, parent)
		return nil
	}, `pragma foreign_key_check`)
	if err != nil {
		return fmt.Errorf("check database: %w", db.explain(err))
	}
	for _, c := range []struct{ what, query string }{
		{"listings have no current revision", `select count(*) from listings l left join revisions r on r.number = l.revision and r.listing = l.number and r.seen is null where r.number is null`},
		{"listings have more than one current revision", `select count(*) from (select listing from revisions where seen is null group by listing having count(*) > 1)`},
		{"listings were first seen after they were last seen, or closed before", `select count(*) from listings where first_seen > last_seen or closed_at < last_seen`},
		{"revisions have a text that is not there", `select count(*) from revisions r left join documents d on d.number = r.document where r.document is not null and d.number is null`},
		{"revisions have half a skill", `select count(*) from revisions where length(skills) % 2 <> 0`},
	} {
		var n int
		if err := db.reader.QueryRowContext(ctx, c.query).Scan(&n); err != nil {
			return fmt.Errorf("check database: %w", db.explain(err))
		}
		if n > 0 {
			fault("%d %s", n, c.what)
		}
	}
	for _, err := range db.Segments(ctx) {
		if err != nil && !errors.Is(err, ErrStale) {
			faults = append(faults, fmt.Errorf("%w (%w: rebuild them)", err, ErrStale))
			break
		}
	}
	return errors.Join(faults...)
}

// Backup writes a copy of the database as it is at this moment to a new file,
// while others go on reading and writing.
func (db *DB) Backup(ctx context.Context, path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			return fmt.Errorf("back up to %s: %w", path, err)
		}
		return fmt.Errorf("back up to %s: it is there already: name a new file", path)
	}
	// Written beside its place and renamed when whole: a backup that was
	// interrupted must not look like one.
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	conn, err := db.reader.Conn(ctx)
	if err != nil {
		return fmt.Errorf("back up to %s: %w", path, db.explain(err))
	}
	defer func() { _ = conn.Close() }() // back to the pool
	// "query_only" forbids any write, even into another file.
	if _, err := conn.ExecContext(ctx, `pragma query_only = 0`); err != nil {
		return fmt.Errorf("back up to %s: %w", path, db.explain(err))
	}
	_, err = conn.ExecContext(ctx, `vacuum into $1`, part)
	if _, again := conn.ExecContext(context.WithoutCancel(ctx), `pragma query_only = 1`); again != nil {
		err = errors.Join(err, again)
	}
	if err == nil {
		err = syncFile(part)
	}
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		_ = os.Remove(part) // the first error tells more
		return fmt.Errorf("back up to %s: %w", path, explain(part, err))
	}
	return nil
}

// syncFile waits until a file is on the disk.
func syncFile(path string) error {
	f, err := os.OpenFile(filepath.Clean(path), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Compact gives space that is no longer used back to the disk. It needs about the
// size of the database free meanwhile and holds writers up.
func (db *DB) Compact(ctx context.Context) error {
	if db.ro {
		return fmt.Errorf("compact: database %s is open read-only", db.path)
	}
	db.writing.Lock()
	defer db.writing.Unlock()
	if _, err := db.writer.ExecContext(ctx, `vacuum`); err != nil {
		return fmt.Errorf("compact: %w", db.explain(err))
	}
	return nil
}
