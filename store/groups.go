package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"

	"juyo/listing"
)

// Stale reports whether duplicate groups or segments are older than the listings,
// or of another format: GroupCandidates, SetGroups and RebuildSegments then bring
// them up to date, in this order.
func (db *DB) Stale(ctx context.Context) (bool, error) {
	c, err := counters(ctx, db.reader)
	if err != nil {
		return false, fmt.Errorf("read counters: %w", db.explain(err))
	}
	if c["data_version"] == 0 {
		return false, nil // nothing was ever kept
	}
	return c["groups_at"] != c["data_version"] || c["segments_at"] != c["data_version"] ||
		c["segments_groups"] != c["groups_serial"] || c["segments_format"] != segmentFormat, nil
}

// errStop ends a query because the reader of an iterator has enough.
var errStop = errors.New("stop")

// GroupCandidates yields every listing with what is needed to judge which others
// advertise the same opening, in order of number, from one state of the database.
// Employers named in the alias file come under the key they stand for.
func (db *DB) GroupCandidates(ctx context.Context) iter.Seq2[listing.GroupCandidate, error] {
	return func(yield func(listing.GroupCandidate, error) bool) {
		err := db.read(ctx, "read duplicate candidates", func(tx *sql.Tx) error {
			c, err := counters(ctx, tx)
			if err != nil {
				return err
			}
			places, err := placeSetsOf(ctx, tx)
			if err != nil {
				return err
			}
			err = each(ctx, tx, func(r *sql.Rows) error {
				var g listing.GroupCandidate
				var set, first, last int64
				if err := r.Scan(&g.Number, &g.EmployerKey, &g.Title, &set, &first, &last, &g.Fingerprint); err != nil {
					return err
				}
				if set < int64(len(places)) {
					g.Places = places[set]
				}
				g.FirstSeen, g.LastSeen = timeOf(sql.NullInt64{Int64: first, Valid: true}), timeOf(sql.NullInt64{Int64: last, Valid: true})
				if !yield(g, nil) {
					return errStop
				}
				return nil
			}, `select l.number, coalesce(c.key, e.key, ''), r.title, r.place_set, l.first_seen, coalesce(l.closed_at, l.last_seen), r.fingerprint
				from listings l
				join revisions r on r.number = l.revision
				left join employers e on e.number = r.employer
				left join employer_aliases a on a.key = e.key
				left join employers c on c.number = a.employer
				order by l.number`)
			if err != nil {
				return err
			}
			db.candidatesMu.Lock()
			db.candidatesAt = c["data_version"]
			db.candidatesMu.Unlock()
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(listing.GroupCandidate{}, err)
		}
	}
}

// SetGroups replaces the duplicate groups: listing numbers[i] is in group
// groups[i]. Listings that are not named are each a group of their own. It answers
// for what the last complete GroupCandidates of this DB saw: what was put since
// leaves the database Stale.
func (db *DB) SetGroups(ctx context.Context, listings []int64, groups []uint32) error {
	if len(listings) != len(groups) {
		return fmt.Errorf("keep duplicate groups: %d listings but %d groups", len(listings), len(groups))
	}
	return db.write(ctx, "keep duplicate groups", func(tx *sql.Tx) error {
		free := context.WithoutCancel(ctx)
		have, err := groupsOf(ctx, tx)
		if err != nil {
			return err
		}
		set, err := tx.PrepareContext(free, `insert into duplicate_groups (listing, grp) values ($1, $2) on conflict (listing) do update set grp = excluded.grp`)
		if err != nil {
			return err
		}
		defer func() { _ = set.Close() }() // ends with the transaction at the latest
		differ := false
		for i, n := range listings {
			if i%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if old, ok := have[n]; ok {
				delete(have, n)
				if old == groups[i] {
					continue
				}
			}
			differ = true
			if _, err := set.ExecContext(free, n, groups[i]); err != nil {
				return err
			}
		}
		for n := range have { // those no longer named
			differ = true
			if _, err := tx.ExecContext(free, `delete from duplicate_groups where listing = $1`, n); err != nil {
				return err
			}
		}
		if differ {
			if _, err := tx.ExecContext(ctx, `update counters set n = n + 1 where name = 'groups_serial'`); err != nil {
				return err
			}
		}
		db.candidatesMu.Lock()
		at := db.candidatesAt
		db.candidatesMu.Unlock()
		if at < 0 { // whoever grouped did not read the candidates here
			if err := tx.QueryRowContext(ctx, `select n from counters where name = 'data_version'`).Scan(&at); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `update counters set n = $1 where name = 'groups_at'`, at)
		return err
	})
}

// groupsOf reads the duplicate groups by listing number.
func groupsOf(ctx context.Context, q querier) (map[int64]uint32, error) {
	var n int
	if err := q.QueryRowContext(ctx, `select count(*) from duplicate_groups`).Scan(&n); err != nil {
		return nil, err
	}
	m := make(map[int64]uint32, n)
	err := each(ctx, q, func(r *sql.Rows) error {
		var l int64
		var g uint32
		if err := r.Scan(&l, &g); err != nil {
			return err
		}
		m[l] = g
		return nil
	}, `select listing, grp from duplicate_groups`)
	return m, err
}

// placeSetsOf reads the sets of places by number; 0 is the empty set.
func placeSetsOf(ctx context.Context, q querier) ([][]listing.Place, error) {
	sets := [][]listing.Place{nil}
	err := each(ctx, q, func(r *sql.Rows) error {
		var n int64
		var key string
		if err := r.Scan(&n, &key); err != nil {
			return err
		}
		if n < 1 || n > math.MaxUint16 {
			return fmt.Errorf("place set %d: %w", n, ErrCorrupt)
		}
		for int64(len(sets)) <= n {
			sets = append(sets, nil)
		}
		sets[n] = placesOf(key)
		return nil
	}, `select number, places from place_sets order by number`)
	return sets, err
}
