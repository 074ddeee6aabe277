package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"juyo/listing"
)

// Validators returns what to ask a server with whether a page has changed; zero
// when nothing is kept.
func (db *DB) Validators(ctx context.Context, url string) (listing.Validators, error) {
	var v listing.Validators
	var until sql.NullInt64
	err := db.reader.QueryRowContext(ctx, `select etag, last_modified, until from validators where url = $1`, url).Scan(&v.ETag, &v.LastModified, &until)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return v, fmt.Errorf("read validators of %s: %w", url, db.explain(err))
	}
	v.Until = timeOf(until)
	return v, nil
}

// SaveValidators keeps a page's validators; zero ones forget the page. Call it
// after what the page said is kept: a server that then answers "not modified"
// means what is in this database.
func (db *DB) SaveValidators(ctx context.Context, url string, v listing.Validators, at time.Time) error {
	return db.write(ctx, "keep validators of "+url, func(tx *sql.Tx) error {
		if v.IsZero() {
			_, err := tx.ExecContext(ctx, `delete from validators where url = $1`, url)
			return err
		}
		_, err := tx.ExecContext(ctx, `insert into validators (url, etag, last_modified, at, until) values ($1, $2, $3, $4, $5)
			on conflict (url) do update set etag = excluded.etag, last_modified = excluded.last_modified, at = excluded.at, until = excluded.until`,
			url, v.ETag, v.LastModified, at.UnixMilli(), moment(v.Until))
		return err
	})
}

// SavePageListings keeps which listings of a source were read from a page,
// replacing what was kept of that page. Needed only where a page is not the
// listing's own URL, or holds several.
func (db *DB) SavePageListings(ctx context.Context, source, url string, ids []string) error {
	return db.write(ctx, "keep listings of page "+url, func(tx *sql.Tx) error {
		n, err := db.source(ctx, tx, source, "")
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `delete from page_listings where source = $1 and url = $2`, n, url); err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, `insert into page_listings (source, url, id) values ($1, $2, $3) on conflict (source, url, id) do nothing`, n, url, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// ListingsOf returns the ids of the listings last read from a page of a source:
// those SavePageListings kept, else those whose own URL it is.
func (db *DB) ListingsOf(ctx context.Context, source, url string) ([]string, error) {
	ids, err := db.idsOf(ctx, `select p.id from page_listings p join sources s on s.number = p.source where s.name = $1 and p.url = $2 order by p.id`, source, url)
	if err == nil && len(ids) == 0 {
		canonical := listing.CanonicalURL(url)
		err = each(ctx, db.reader, func(r *sql.Rows) error {
			var id, has string
			if err := r.Scan(&id, &has); err != nil {
				return err
			}
			if listing.CanonicalURL(has) == canonical {
				ids = append(ids, id)
			}
			return nil
		}, `select l.id, l.url from listings l join sources s on s.number = l.source where l.url_hash = $2 and s.name = $1 order by l.id`, source, urlHash(canonical))
	}
	if err != nil {
		return nil, fmt.Errorf("find listings of page %s: %w", url, db.explain(err))
	}
	return ids, nil
}

func (db *DB) idsOf(ctx context.Context, query string, args ...any) ([]string, error) {
	var ids []string
	err := each(ctx, db.reader, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}, query, args...)
	return ids, err
}

// AnyClosed reports whether one of these listings of a source is closed.
func (db *DB) AnyClosed(ctx context.Context, source string, ids []string) (bool, error) {
	for _, id := range ids {
		var closed bool
		err := db.reader.QueryRowContext(ctx, `select l.closed_at is not null from listings l join sources s on s.number = l.source where s.name = $1 and l.id = $2`, source, id).Scan(&closed)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return false, fmt.Errorf("read listing %q of %s: %w", id, source, db.explain(err))
		}
		if closed {
			return true, nil
		}
	}
	return false, nil
}
