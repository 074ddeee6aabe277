package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"juyo/listing"
)

// Closing. Only complete looks say anything about what is gone, and one is not
// enough: a listing closes when two complete looks at least closeAfter apart have
// both missed it. It is then taken to have closed halfway between when it was last
// seen and the first look that missed it, which is the middle of the time in which
// it must have happened: neither end, so that looks a month apart do not lengthen
// every listing's life by a month.
//
// When much is missing at once, the reader of the pages is the likelier cause: the
// source is frozen, nothing in it closes, and the reason is kept. It is released
// when two further complete looks agree with what the first one saw, that is,
// themselves lose no such mass of listings against the look before: either all is
// back, or it has really gone and closes now.
//
// A listing whose own page answers 404 or 410, or that its source says is gone, needs
// no second look; but a site in trouble answers 404 as well, so the same bound holds
// for these. They are noted during a run and closed when it ends, in a partial run
// too; a failed one closes nothing. The bound does not count a listing of which two
// witnesses say the same: a complete look did not find it advertised, and its own
// page, visited for that reason, is gone. They are enough as long as the look found
// anything that was there before: else the site has moved, or its reader broke.

const (
	closeAfter = 20 * time.Hour

	// What counts as a mass: all of it, more than half, or more than massCount
	// when that is more than massShare of what was open.
	massCount = 25
	massShare = 0.15

	agreeingLooks = 2
)

// mass returns why so much missing is not believed, "" when it is.
func mass(missing, open int) string {
	switch {
	case open == 0 || missing == 0:
		return ""
	case missing == open:
		return fmt.Sprintf("none of %d open listings was found", open)
	case 2*missing > open, missing > massCount && float64(missing) > massShare*float64(open):
		return fmt.Sprintf("%d of %d open listings were missing at once", missing, open)
	}
	return ""
}

// missed is an open listing that a look did not find.
type missed struct {
	number, last int64
	since        sql.NullInt64 // first complete look that missed it
	gone         sql.NullInt64 // when its page, or its source, said so in this look
	sure         bool          // and it is not advertised either
}

// close applies the rule above at the end of a run that began at started.
func (db *DB) close(ctx context.Context, tx *sql.Tx, source, started int64, run listing.Run) (closed int, frozen string, err error) {
	var was sql.NullString
	var agreeing int
	if err := tx.QueryRowContext(ctx, `select frozen, agreeing from sources where number = $1`, source).Scan(&was, &agreeing); err != nil {
		return 0, "", err
	}
	if run.Status == listing.RunFailed {
		return 0, was.String, nil
	}
	complete := run.Status == listing.RunComplete
	whole := complete // what was not seen is missing; else only what is known to be gone
	if complete {
		var newest bool
		if err := tx.QueryRowContext(ctx, `select exists (select 1 from frontier where run = $1 and state = $2)`, run.ID, urlNewest).Scan(&newest); err != nil {
			return 0, "", err
		}
		whole = !newest
	}
	found, gone, err := notFound(ctx, tx, source, run.ID, started, whole)
	if err != nil {
		return 0, "", err
	}
	missing, newlyMissing := 0, 0 // newly: found by the complete look before, not by this one
	for i := range gone {
		m := &gone[i]
		if m.sure = m.sure && found > 0; m.sure {
			continue
		}
		missing++
		if !m.since.Valid {
			newlyMissing++
		}
	}
	released := false
	switch {
	case !was.Valid:
		if frozen = mass(missing, found+missing); frozen != "" {
			agreeing = 0
		}
	case !complete:
		frozen = was.String // says nothing of whether this look is like the one before
	default:
		if why := mass(newlyMissing, found+newlyMissing); why != "" {
			frozen, agreeing = why, 0
		} else if agreeing++; agreeing < agreeingLooks {
			frozen = was.String
		} else {
			released = true
		}
	}
	if frozen != was.String || was.Valid {
		if _, err := tx.ExecContext(ctx, `update sources set frozen = $2, agreeing = $3 where number = $1`, source, emptyNull(frozen), agreeing); err != nil {
			return 0, "", err
		}
	}
	if released {
		db.log.InfoContext(ctx, "source released: later looks agree", "source", run.Source)
	}
	closed, err = markMissed(ctx, tx, gone, started, complete, frozen == "")
	return closed, frozen, err
}

// notFound returns the open listings of a source that a run did not find, when
// whole is true, and those noted as gone; and how many of those known before it
// are there still.
func notFound(ctx context.Context, tx *sql.Tx, source, run, started int64, whole bool) (found int, gone []missed, err error) {
	unlisted := map[string]bool{}
	err = each(ctx, tx, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		unlisted[id] = true
		return err
	}, `select listing_id from frontier where run = $1 and kind = 'unlisted' and state = $2`, run, urlGone)
	if err != nil {
		return 0, nil, err
	}
	err = each(ctx, tx, func(r *sql.Rows) error {
		var m missed
		var seenRun sql.NullInt64
		var first int64
		var id string
		if err := r.Scan(&m.number, &id, &first, &m.last, &seenRun, &m.since, &m.gone); err != nil {
			return err
		}
		if m.gone.Valid && m.gone.Int64 < m.last {
			m.gone = sql.NullInt64{} // seen since
		}
		m.sure = m.gone.Valid && unlisted[id]
		switch {
		case m.gone.Valid, whole && seenRun.Int64 != run && m.last < started:
			gone = append(gone, m)
		case first < started:
			found++
		}
		return nil
	}, `select l.number, l.id, l.first_seen, l.last_seen, l.seen_run, l.missed_at, g.at
		from listings l left join gone g on g.run = $2 and g.listing = l.number
		where l.source = $1 and l.closed_at is null`, source, run)
	return found, gone, err
}

// markMissed notes what a complete look missed and, where allowed, closes what was
// missed before or is known to be gone.
func markMissed(ctx context.Context, tx *sql.Tx, gone []missed, started int64, complete, mayClose bool) (closed int, err error) {
	for _, m := range gone {
		switch {
		case m.sure || mayClose && (m.gone.Valid || m.since.Valid && started-m.since.Int64 >= closeAfter.Milliseconds()):
			closed++
			by := m.gone.Int64
			if m.since.Valid {
				by = m.since.Int64
			}
			_, err = tx.ExecContext(ctx, `update listings set closed_at = $2 where number = $1`, m.number, halfway(m.last, by))
		case complete && !m.since.Valid:
			_, err = tx.ExecContext(ctx, `update listings set missed_at = $2 where number = $1`, m.number, started)
		}
		if err != nil {
			return 0, err
		}
	}
	if closed > 0 {
		err = changed(ctx, tx)
	}
	return closed, err
}

// halfway is the middle between two moments, never before the first.
func halfway(a, b int64) int64 { return a + max(0, b-a)/2 }

// Seen notes that listings of a source were seen again with nothing fetched: a
// page that has not changed, or a list that still carries them. Ids that are not
// known are passed over.
func (db *DB) Seen(ctx context.Context, run int64, source string, ids []string, at time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	if !listing.PlausibleDate(at) {
		return fmt.Errorf("note listings of %s as seen: at %s: want a date from 1990 to 2099", source, at.Format(time.RFC3339))
	}
	return db.write(ctx, "note listings of "+source+" as seen", func(tx *sql.Tx) error {
		n, err := sourceNumber(ctx, tx, source)
		if err != nil {
			return err
		}
		k := db.keeper(ctx, tx, run)
		see := tx.StmtContext(k.ctx, db.stmts[seenText])
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := k.see(see, n, id, at.UnixMilli()); err != nil {
				return fmt.Errorf("listing %q: %w", id, err)
			}
		}
		return k.finish()
	})
}

// Gone notes that a listing's own page answered 404 or 410, or that its source says
// it is gone. FinishRun closes it, as of halfway between when it was last seen and
// at, unless much of the source is gone at once; with run 0 it closes now. An
// unknown or closed listing, or one seen since, stays as it is.
func (db *DB) Gone(ctx context.Context, run int64, source, id string, at time.Time) error {
	if !listing.PlausibleDate(at) {
		return fmt.Errorf("close listing %q of %s: at %s: want a date from 1990 to 2099", id, source, at.Format(time.RFC3339))
	}
	return db.write(ctx, "close listing "+id+" of "+source, func(tx *sql.Tx) error {
		n, err := sourceNumber(ctx, tx, source)
		if err != nil {
			return err
		}
		if run != 0 {
			_, err := tx.ExecContext(ctx, `insert into gone (run, listing, at)
				select $1, number, $4 from listings where source = $2 and id = $3 and closed_at is null and last_seen <= $4
				on conflict (run, listing) do nothing`, run, n, id, at.UnixMilli())
			return err
		}
		k := db.keeper(ctx, tx, run)
		l, err := k.load(n, id)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := k.leave(l, at.UnixMilli()); err != nil {
			return err
		}
		return k.finish()
	})
}
