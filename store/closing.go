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

// missed is an open listing that a complete look did not find.
type missed struct {
	number, last int64
	since        sql.NullInt64 // first complete look that missed it
}

// closeMissing applies the rule above after a complete run that began at started.
func (db *DB) closeMissing(ctx context.Context, tx *sql.Tx, source, run, started int64) (closed int, frozen string, err error) {
	var found int        // of what was known before the look
	var gone []missed    // all of it missing now
	var newlyMissing int // found by the complete look before, not by this one
	err = each(ctx, tx, func(r *sql.Rows) error {
		var m missed
		var seenRun sql.NullInt64
		var first int64
		if err := r.Scan(&m.number, &first, &m.last, &seenRun, &m.since); err != nil {
			return err
		}
		switch {
		case seenRun.Int64 == run || m.last >= started:
			if first < started {
				found++
			}
		default:
			gone = append(gone, m)
			if !m.since.Valid {
				newlyMissing++
			}
		}
		return nil
	}, `select number, first_seen, last_seen, seen_run, missed_at from listings where source = $1 and closed_at is null`, source)
	if err != nil {
		return 0, "", err
	}
	var was sql.NullString
	var agreeing int
	if err := tx.QueryRowContext(ctx, `select frozen, agreeing from sources where number = $1`, source).Scan(&was, &agreeing); err != nil {
		return 0, "", err
	}
	released := false
	if was.Valid {
		// Frozen: is this look like the one before?
		if why := mass(newlyMissing, found+newlyMissing); why != "" {
			frozen, agreeing = why, 0
		} else if agreeing++; agreeing < agreeingLooks {
			frozen = was.String
		} else {
			released = true
		}
	} else if frozen = mass(len(gone), found+len(gone)); frozen != "" {
		agreeing = 0
	}
	if frozen != was.String || was.Valid {
		if _, err := tx.ExecContext(ctx, `update sources set frozen = $2, agreeing = $3 where number = $1`, source, emptyNull(frozen), agreeing); err != nil {
			return 0, "", err
		}
	}
	if released {
		db.log.InfoContext(ctx, "source released: later looks agree", "source", source)
	}
	closed, err = db.markMissed(ctx, tx, gone, started, frozen == "")
	return closed, frozen, err
}

// markMissed notes the miss and, where allowed, closes what was missed before.
func (db *DB) markMissed(ctx context.Context, tx *sql.Tx, gone []missed, started int64, mayClose bool) (closed int, err error) {
	for _, m := range gone {
		switch {
		case !m.since.Valid:
			_, err = tx.ExecContext(ctx, `update listings set missed_at = $2 where number = $1`, m.number, started)
		case mayClose && started-m.since.Int64 >= closeAfter.Milliseconds():
			closed++
			_, err = tx.ExecContext(ctx, `update listings set closed_at = $2 where number = $1`, m.number, halfway(m.last, m.since.Int64))
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

// Gone closes a listing at once because its own page answered 404 or 410, as of
// halfway between when it was last seen and at. An unknown or closed listing, or
// one seen since, stays as it is.
func (db *DB) Gone(ctx context.Context, run int64, source, id string, at time.Time) error {
	if !listing.PlausibleDate(at) {
		return fmt.Errorf("close listing %q of %s: at %s: want a date from 1990 to 2099", id, source, at.Format(time.RFC3339))
	}
	return db.write(ctx, "close listing "+id+" of "+source, func(tx *sql.Tx) error {
		n, err := sourceNumber(ctx, tx, source)
		if err != nil {
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
