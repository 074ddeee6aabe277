package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"juyo/listing"
)

// Revision is a stored text with the number its signals are set by.
type Revision struct {
	Number  int64
	Listing listing.Listing // as published; ObservedAt is when this text was first seen
}

// RevisionSignals are the signals read anew from a Revision.
type RevisionSignals struct {
	Revision int64
	Signals  listing.Signals
}

// revisionPage is how many texts are read at a time: between pages no state of
// the database is held, so that SetSignals may write meanwhile.
const revisionPage = 256

// Revisions yields the stored texts whose signals another version than notVersion
// made, in a fixed order, for SetSignals. Texts that retention has purged are not
// among them: their signals stay as they are. It may be stopped and started again
// at any time; what has been set meanwhile does not come again.
func (db *DB) Revisions(ctx context.Context, notVersion string) iter.Seq2[Revision, error] {
	return func(yield func(Revision, error) bool) {
		after := int64(0)
		for {
			n := 0
			err := each(ctx, db.reader, func(r *sql.Rows) error {
				n++
				rev, err := db.scanRevision(r)
				after = rev.Number
				if err != nil {
					// One damaged text must not keep the others from being read.
					err = fmt.Errorf("revision %d (%s %s): %w", rev.Number, rev.Listing.Source, rev.Listing.ID, err)
				}
				if !yield(rev, err) {
					return errStop
				}
				return nil
			}, `select r.number, s.name, l.id, l.url, l.posted_at, r.since, d.body
				from revisions r
				join signal_versions v on v.number = r.version
				join listings l on l.number = r.listing
				join sources s on s.number = l.source
				join documents d on d.number = r.document
				where r.number > $1 and r.frozen = 0 and v.name <> $2
				order by r.number limit $3`, after, notVersion, revisionPage)
			if errors.Is(err, errStop) {
				return
			}
			if err != nil {
				yield(Revision{}, fmt.Errorf("read revisions: %w", db.explain(err)))
				return
			}
			if n < revisionPage {
				return
			}
		}
	}
}

func (db *DB) scanRevision(r *sql.Rows) (Revision, error) {
	var rev Revision
	var posted sql.NullInt64
	var since int64
	var body sql.RawBytes
	l := &rev.Listing
	if err := r.Scan(&rev.Number, &l.Source, &l.ID, &l.URL, &posted, &since, &body); err != nil {
		return rev, err
	}
	l.PostedAt.Time, l.ObservedAt.Time = timeOf(posted), time.UnixMilli(since).UTC()
	return rev, db.zipper.unpack(body, l)
}

// CountRevisions returns how many texts Revisions would yield.
func (db *DB) CountRevisions(ctx context.Context, notVersion string) (int, error) {
	var n int
	err := db.reader.QueryRowContext(ctx, `select count(*) from revisions r join signal_versions v on v.number = r.version
		where r.frozen = 0 and r.document is not null and v.name <> $1`, notVersion).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count revisions: %w", db.explain(err))
	}
	return n, nil
}

var setSignalsText = `update revisions set (` + signalColumns + `) = (` + //nolint:gosec // our own names of columns and placeholders
	placeholders(2, signalCount) + `) where number = $1 and frozen = 0`

// SetSignals replaces the signals of revisions, all of them in one transaction. A
// revision that is not there, or whose text is purged, is an error.
func (db *DB) SetSignals(ctx context.Context, all []RevisionSignals) error {
	if len(all) == 0 {
		return nil
	}
	return db.write(ctx, "keep signals", func(tx *sql.Tx) error {
		free := context.WithoutCancel(ctx)
		set, err := tx.PrepareContext(free, setSignalsText)
		if err != nil {
			return err
		}
		defer func() { _ = set.Close() }() // ends with the transaction at the latest
		var args []any
		for i := range all {
			if err := ctx.Err(); err != nil {
				return err
			}
			args = append(args[:0], all[i].Revision)
			if args, err = db.signalArgs(free, tx, args, &all[i].Signals, ""); err != nil {
				return fmt.Errorf("revision %d: %w", all[i].Revision, err)
			}
			r, err := set.ExecContext(free, args...)
			if err != nil {
				return fmt.Errorf("revision %d: %w", all[i].Revision, err)
			}
			if n, err := r.RowsAffected(); err != nil || n == 0 {
				return fmt.Errorf("revision %d: %w", all[i].Revision, errors.Join(err, ErrNotFound))
			}
		}
		if err := setMeta(free, tx, "signals_version", all[len(all)-1].Signals.Version); err != nil {
			return err
		}
		return changed(free, tx)
	})
}

// PurgeTexts drops the texts of revisions that were last seen before a moment and
// returns how many: of listings closed by then, and of revisions that have been
// replaced. Their signals stay, marked frozen. The space is used again; Compact
// gives it back to the disk.
func (db *DB) PurgeTexts(ctx context.Context, before time.Time) (purged int, err error) {
	err = db.write(ctx, "purge texts", func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `update revisions set document = null, frozen = 1
			where document is not null and (seen < $1
				or seen is null and listing in (select number from listings where closed_at < $1 and revision = revisions.number))`, before.UnixMilli())
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		if err != nil || n == 0 {
			return err
		}
		purged = int(n)
		// A text may serve several revisions: it goes with the last of them.
		_, err = tx.ExecContext(ctx, `delete from documents where number not in (select document from revisions where document is not null)`)
		return err
	})
	if err != nil {
		return 0, err
	}
	return purged, nil
}
