package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"juyo/listing"
)

// source returns the number of a source, making its row when there is none.
func (db *DB) source(ctx context.Context, tx *sql.Tx, name, kind string) (int64, error) {
	if !listing.ValidSourceName(name) {
		return 0, fmt.Errorf("%w: source %q: a name is lower-case letters, digits, - _ . (at most 63), starting with a letter or digit", listing.ErrInvalid, name)
	}
	return sourceNumbering.of(ctx, tx, &db.numbers.sources, name, kind)
}

// sourceNumber finds a source that is there already.
func sourceNumber(ctx context.Context, q querier, name string) (int64, error) {
	var n int64
	err := q.QueryRowContext(ctx, `select number from sources where name = $1`, name).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("source %q: %w", name, ErrNotFound)
	}
	return n, err
}

// AddSource keeps what is known of a source, replacing what was kept before. An
// import may add to a source but takes nothing back: it leaves the kind and URL of
// one that is collected, leaves the panel of one that is known, and may make a
// source private, which then no configuration undoes: what was imported is still
// in it. An empty panel is live.
func (db *DB) AddSource(ctx context.Context, s listing.SourceInfo) error {
	if s.Panel == "" {
		s.Panel = "live"
	}
	if s.Panel != "live" && s.Panel != "archive" {
		return fmt.Errorf("keep source %s: panel %q: want live or archive", s.Name, s.Panel)
	}
	return db.write(ctx, "keep source "+s.Name, func(tx *sql.Tx) error {
		if s.Kind != "import" {
			n, err := db.source(ctx, tx, s.Name, s.Kind)
			if err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, `update sources set kind = $2, url = $3, private = max($4, import_private), panel = $5 where number = $1`,
				n, s.Kind, s.URL, flag(s.Private), s.Panel)
			return err
		}
		_, err := sourceNumber(ctx, tx, s.Name)
		known := err == nil
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		n, err := db.source(ctx, tx, s.Name, s.Kind)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `update sources set
				kind = case when kind = '' then 'import' else kind end,
				url = case when url = '' then $2 else url end,
				private = max(private, $3), import_private = max(import_private, $3),
				panel = case when $4 then panel else $5 end
			where number = $1`,
			n, s.URL, flag(s.Private), flag(known), s.Panel)
		return err
	})
}

// Sources returns every source known, by name.
func (db *DB) Sources(ctx context.Context) ([]listing.SourceInfo, error) {
	var all []listing.SourceInfo
	err := each(ctx, db.reader, func(r *sql.Rows) error {
		var s listing.SourceInfo
		if err := r.Scan(&s.Name, &s.Kind, &s.URL, &s.Private, &s.Panel); err != nil {
			return err
		}
		all = append(all, s)
		return nil
	}, `select name, kind, url, private, panel from sources order by name`)
	if err != nil {
		return nil, fmt.Errorf("read sources: %w", db.explain(err))
	}
	return all, nil
}

// Frozen returns why nothing is closed in a source at present, by source name;
// sources that are not frozen are not in it.
func (db *DB) Frozen(ctx context.Context) (map[string]string, error) {
	frozen := map[string]string{}
	err := each(ctx, db.reader, func(r *sql.Rows) error {
		var name, why string
		if err := r.Scan(&name, &why); err != nil {
			return err
		}
		frozen[name] = why
		return nil
	}, `select name, frozen from sources where frozen is not null`)
	if err != nil {
		return nil, fmt.Errorf("read frozen sources: %w", db.explain(err))
	}
	return frozen, nil
}

// MissedLook notes that a scheduled look at a source did not take place (the
// machine was off, the source is held back): its month is covered that much less.
func (db *DB) MissedLook(ctx context.Context, source string, at time.Time) error {
	return db.write(ctx, "note a missed look at "+source, func(tx *sql.Tx) error {
		n, err := db.source(ctx, tx, source, "")
		if err != nil {
			return err
		}
		return db.look(ctx, tx, n, at.UnixMilli(), 0)
	})
}

// look counts a scheduled look, complete 1 or 0, in its month.
func (db *DB) look(ctx context.Context, tx *sql.Tx, source, at, complete int64) error {
	_, err := tx.ExecContext(ctx, `insert into coverage (source, month, scheduled, complete) values ($1, $2, 1, $3)
		on conflict (source, month) do update set scheduled = coverage.scheduled + 1, complete = coverage.complete + excluded.complete`,
		source, int64(db.month(at)), complete)
	return err
}
