// Package store keeps everything juyo knows in one database: sources, listings
// with every distinct text they had, the signals read from them, what people said
// of those (audits), collect runs and their frontier, what politeness remembers of hosts, leases, and the derived
// columns that demand reads. Today that is one SQLite file; a second engine joins
// by passing package storetest, which defines what correct means.
//
// It is not statistics and not extraction: it neither counts demand nor reads
// texts. Call Open first, then Put to keep listings; when Stale says so, feed
// GroupCandidates to extract/duplicate, SetGroups, RebuildSegments, and hand the
// DB to demand, which needs no more than Catalogue and Segments.
//
// Everything that changes the database is one transaction: killing the process at
// any moment loses at most the call that was under way, and repeating it counts
// nothing twice.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"juyo/demand"
)

var _ demand.Columns = (*DB)(nil)

// Options says how a database is opened. The zero value is useful.
type Options struct {
	Log *slog.Logger // nil: silent

	// Now dates readings that do not say when they were observed; nil: such a
	// reading is refused.
	Now func() time.Time

	// Zone is where months are cut. It is recorded when the database is created
	// (nil: Asia/Tokyo); afterwards the recorded one holds and a different wish is
	// an error naming both (nil: no wish).
	Zone *time.Location

	// ReadOnly opens an existing database without ever writing to it.
	ReadOnly bool

	// Program is recorded as the last one that wrote here, e.g. "juyo 1.2.0", so
	// that an older one can name it when it cannot read the file.
	Program string

	// BusyTimeout is how long a write waits for another process; 0: 5 seconds.
	BusyTimeout time.Duration
}

// DB is an open database. Its methods may be called from many goroutines: reads
// run beside each other, writes one after another.
type DB struct {
	path   string
	log    *slog.Logger
	now    func() time.Time
	zone   *time.Location
	ro     bool
	writer *sql.DB // one connection; nil when read-only
	reader *sql.DB

	writing sync.Mutex // held for a write transaction: guards numbers and statements
	numbers numbers
	stmts   map[string]*sql.Stmt
	zipper  zipper
	months  months

	// candidatesAt is the data version GroupCandidates last read through to its
	// end, which SetGroups then answers for; -1 none.
	candidatesMu sync.Mutex
	candidatesAt int64
}

// Close closes the database. The file is then complete in itself: no journal
// needs to be copied with it.
func (db *DB) Close() error {
	var errs []error
	for _, s := range db.stmts {
		errs = append(errs, s.Close())
	}
	// Readers first: the last connection to close folds the journal into the file.
	errs = append(errs, db.reader.Close())
	if db.writer != nil {
		errs = append(errs, db.writer.Close())
	}
	db.zipper.close()
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close database %s: %w", db.path, err)
	}
	return nil
}

// Zone returns the zone in which the database cuts months.
func (db *DB) Zone() *time.Location { return db.zone }

// Path returns the file the database is in.
func (db *DB) Path() string { return db.path }

// write runs f in one immediate transaction. Whatever goes wrong, nothing of it
// stays; numbers given out meanwhile are forgotten.
func (db *DB) write(ctx context.Context, what string, f func(tx *sql.Tx) error) (err error) {
	if db.ro {
		return fmt.Errorf("%s: database %s is open read-only", what, db.path)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	db.writing.Lock()
	defer db.writing.Unlock()
	tx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", what, db.explain(err))
	}
	done := false
	defer func() {
		if !done { // f failed or panicked
			_ = tx.Rollback() // the failure is already on its way; a full disk has rolled back by itself
			db.numbers.forget()
		}
	}()
	if err := f(tx); err != nil {
		return fmt.Errorf("%s: %w", what, db.explain(err))
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("%s: %w", what, db.explain(err))
	}
	done = true
	return nil
}

// read runs f in a transaction that sees one state of the database throughout.
func (db *DB) read(ctx context.Context, what string, f func(tx *sql.Tx) error) error {
	tx, err := db.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("%s: %w", what, db.explain(err))
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	if err := f(tx); err != nil {
		return fmt.Errorf("%s: %w", what, db.explain(err))
	}
	return nil
}

// changed moves the data version: derived data is older than the listings now.
func changed(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `update counters set n = n + 1 where name = 'data_version'`)
	return err
}

// querier is what reading needs: a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// counters reads all counters by name.
func counters(ctx context.Context, q querier) (map[string]int64, error) {
	m := map[string]int64{}
	err := each(ctx, q, func(r *sql.Rows) error {
		var name string
		var n int64
		if err := r.Scan(&name, &n); err != nil {
			return err
		}
		m[name] = n
		return nil
	}, `select name, n from counters`)
	return m, err
}

// each runs a query and calls f for each row.
func each(ctx context.Context, q querier, f func(r *sql.Rows) error, query string, args ...any) (err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// moment turns a time into what a column keeps: milliseconds, or null for zero.
func moment(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// timeOf is moment undone.
func timeOf(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.UnixMilli(n.Int64).UTC()
}
