package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"juyo/demand"
)

var _ demand.Columns = (*Snapshot)(nil)

// Snapshot is one state of the database, whatever is written after it was taken:
// its Catalogue names exactly what its Segments number. A DB's own Catalogue and
// Segments are two looks, between which another process may have rebuilt. It is
// not for keeping: while it is open the journal cannot shrink.
type Snapshot struct {
	db *DB
	tx *sql.Tx
}

// Snapshot takes one. Close gives it back.
func (db *DB) Snapshot(ctx context.Context) (*Snapshot, error) {
	tx, err := db.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("take a snapshot: %w", db.explain(err))
	}
	// The state is fixed by the first read.
	var n int64
	if err := tx.QueryRowContext(ctx, `select n from counters where name = 'data_version'`).Scan(&n); err != nil {
		return nil, errors.Join(fmt.Errorf("take a snapshot: %w", db.explain(err)), tx.Rollback())
	}
	return &Snapshot{db: db, tx: tx}, nil
}

// Catalogue is DB.Catalogue of this state. Employer names are read when first
// asked for, from the database as it is then: names are never taken back.
func (s *Snapshot) Catalogue(ctx context.Context) (*demand.Catalogue, error) {
	c := s.db.newCatalogue(ctx)
	if err := readCatalogue(ctx, s.tx, c); err != nil {
		return nil, fmt.Errorf("read catalogue: %w", s.db.explain(err))
	}
	return c, nil
}

// Segments is DB.Segments of this state.
func (s *Snapshot) Segments(ctx context.Context) iter.Seq2[*demand.Segment, error] {
	return func(yield func(*demand.Segment, error) bool) {
		if err := readSegments(ctx, s.tx, yield); err != nil && !errors.Is(err, errStop) {
			yield(nil, fmt.Errorf("read segments: %w", s.db.explain(err)))
		}
	}
}

// Close gives the snapshot back. After that it reads nothing more.
func (s *Snapshot) Close() error { return s.tx.Rollback() }
