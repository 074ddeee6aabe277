package store

import (
	"database/sql"
	"errors"

	"juyo/listing"
)

// A listing's revisions are intervals of time in which its content was observed
// to be the same: [since, seen], in order, touching at most in a moment. Every
// sighting widens an interval or adds one and none is ever narrowed without its
// moments staying covered by the same content, so a sighting told twice finds
// itself covered and changes nothing, in whatever order sightings arrive.

// observe applies a sighting to a known listing and reports whether it made a
// revision of new content.
func (k *keeper) observe(l *kept, s *sighting) (revised bool, err error) {
	before := *l
	newest := s.at >= l.last
	if s.reading != nil && (newest && l.closed.Valid || s.hash != l.hash || s.at < l.since) {
		if revised, err = k.revise(l, s); err != nil {
			return false, err
		}
	} else if s.reading == nil && s.at > l.last {
		if err := k.comeBack(l, s.at); err != nil {
			return false, err
		}
	}
	if l.closed.Valid && s.at > l.closed.Int64 {
		l.closed = sql.NullInt64{}
	}
	if s.at < l.first {
		l.first = s.at
		if k.run == 0 {
			l.firstRun = sql.NullInt64{} // known before any run found it
		}
	}
	l.last = max(l.last, s.at)
	if s.closed.Valid && s.closed.Int64 >= l.last && (!l.closed.Valid || l.closed.Int64 < s.closed.Int64) {
		l.closed = s.closed
	}
	if k.run > l.seenRun.Int64 {
		l.seenRun = sql.NullInt64{Int64: k.run, Valid: true}
	}
	if l.missedAt.Valid && s.at >= l.missedAt.Int64 {
		l.missedAt = sql.NullInt64{}
	}
	if s.posted.Valid && (!l.posted.Valid || s.posted.Int64 < l.posted.Int64) {
		l.posted = s.posted
	}
	if newest && s.url != "" && s.url != l.url {
		l.url, l.urlHash = s.url, s.urlHash
	}
	if *l == before && !revised {
		return false, nil
	}
	return revised, k.save(l)
}

// comeBack starts a revision of the same content when a closed listing is seen
// again after it was away for a whole month or more: the months between must not
// count it. It reports nothing: content did not change.
func (k *keeper) comeBack(l *kept, at int64) error {
	if !k.wasAway(l, at) {
		return nil
	}
	number, err := k.next(&k.nextRevision, nextRevisionText)
	if err != nil {
		return err
	}
	if err := k.copyRevision(number, l.revision, at, sql.NullInt64{}, sql.NullInt64{}); err != nil {
		return err
	}
	if err := k.retire(l.revision, l.last, l.closed); err != nil {
		return err
	}
	l.revision, l.since = number, at
	return nil
}

func (k *keeper) wasAway(l *kept, at int64) bool {
	return l.closed.Valid && at > l.closed.Int64 && k.db.month(at) > k.db.month(l.closed.Int64)+1
}

// revise applies a sighting's content and reports whether that made a new
// revision. It may move l.revision, l.since and l.hash.
func (k *keeper) revise(l *kept, s *sighting) (bool, error) {
	if s.at > l.last {
		if s.hash == l.hash {
			return false, k.comeBack(l, s.at)
		}
		ended := sql.NullInt64{}
		if k.wasAway(l, s.at) {
			ended = l.closed
		}
		return true, k.succeed(l, s, ended)
	}
	if s.hash == l.hash && s.at >= l.since {
		return false, nil
	}
	covered, err := k.covered(l, s)
	if covered || err != nil {
		return false, err
	}
	if s.at == l.last && s.at >= l.since {
		return true, k.succeed(l, s, sql.NullInt64{}) // two contents at one moment: the one told last is current
	}
	return k.insert(l, s)
}

// covered reports whether the listing is already known to have had this content
// at that moment.
func (k *keeper) covered(l *kept, s *sighting) (bool, error) {
	var n int
	err := k.tx.QueryRowContext(k.ctx, `select count(*) from revisions where listing = $1 and hash = $2 and since <= $3 and coalesce(seen, $4) >= $3`,
		l.number, s.hash, s.at, l.last).Scan(&n)
	return n > 0, err
}

// succeed makes the sighting's content the current revision.
func (k *keeper) succeed(l *kept, s *sighting, ended sql.NullInt64) error {
	number, err := k.next(&k.nextRevision, nextRevisionText)
	if err != nil {
		return err
	}
	if err := k.writeRevision(number, l.number, s.at, sql.NullInt64{}, sql.NullInt64{}, s); err != nil {
		return err
	}
	if err := k.retire(l.revision, l.last, ended); err != nil {
		return err
	}
	l.revision, l.since, l.hash = number, s.at, s.hash
	return nil
}

// retire ends the current revision: seen says when its content was last observed.
func (k *keeper) retire(revision, seen int64, ended sql.NullInt64) error {
	_, err := k.tx.ExecContext(k.ctx, `update revisions set seen = $2, ended = $3 where number = $1`, revision, seen, ended)
	return err
}

// span is a revision as an interval.
type span struct {
	number, since, seen, hash int64
	ended                     sql.NullInt64
}

// around returns the revision current at a moment and the one after it; a span
// with number 0 is none.
func (k *keeper) around(l *kept, at int64) (before, after span, err error) {
	const columns = `select number, since, coalesce(seen, $3), hash, ended from revisions where listing = $1 and `
	for _, q := range []struct {
		text string
		into *span
	}{
		{columns + `since <= $2 order by since desc, number desc limit 1`, &before},
		{columns + `since > $2 order by since, number limit 1`, &after},
	} {
		p := q.into
		err := k.tx.QueryRowContext(k.ctx, q.text, l.number, at, l.last).Scan(&p.number, &p.since, &p.seen, &p.hash, &p.ended)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return before, after, err
		}
	}
	return before, after, nil
}

// insert puts a sighting older than the newest into the listing's past.
func (k *keeper) insert(l *kept, s *sighting) (bool, error) {
	before, after, err := k.around(l, s.at)
	if err != nil {
		return false, err
	}
	inside := before.number != 0 && s.at <= before.seen
	switch {
	case before.number != 0 && before.hash == s.hash:
		// The same content, seen later than known.
		if before.ended.Valid {
			before.ended.Int64 = max(before.ended.Int64, s.at)
		}
		return false, k.retire(before.number, s.at, before.ended)
	case after.number != 0 && after.hash == s.hash && !inside:
		// The next content was there earlier than known.
		if after.number == l.revision {
			l.since = s.at
		}
		k.dirty = true
		_, err := k.tx.ExecContext(k.ctx, `update revisions set since = $2 where number = $1`, after.number, s.at)
		return false, err
	}
	number, err := k.next(&k.nextRevision, nextRevisionText)
	if err != nil {
		return false, err
	}
	ended := sql.NullInt64{}
	if before.number != 0 {
		if inside && s.at < before.seen {
			if err := k.split(l, before, s.at); err != nil {
				return false, err
			}
		} else if before.ended.Valid && s.at <= before.ended.Int64 {
			ended = before.ended // the listing left after this content, not after the one before
			if err := k.retire(before.number, before.seen, sql.NullInt64{}); err != nil {
				return false, err
			}
		}
	}
	k.dirty = true
	return true, k.writeRevision(number, l.number, s.at, sql.NullInt64{Int64: s.at, Valid: true}, ended, s)
}

// split cuts a revision in two at a moment at which other content was seen: the
// second half begins just after it.
func (k *keeper) split(l *kept, r span, at int64) error {
	number, err := k.next(&k.nextRevision, nextRevisionText)
	if err != nil {
		return err
	}
	seen := sql.NullInt64{Int64: r.seen, Valid: true}
	if r.number == l.revision {
		seen = sql.NullInt64{}
		l.revision, l.since = number, at+1
	}
	if err := k.copyRevision(number, r.number, at+1, seen, r.ended); err != nil {
		return err
	}
	return k.retire(r.number, at, sql.NullInt64{})
}

// copyRevision makes another revision of the same content and signals.
func (k *keeper) copyRevision(number, of, since int64, seen, ended sql.NullInt64) error {
	k.dirty = true
	_, err := k.tx.ExecContext(k.ctx, `insert into revisions (number, listing, since, seen, ended, hash, document, frozen, title, `+signalColumns+`)
		select $1, listing, $3, $4, $5, hash, document, frozen, title, `+signalColumns+` from revisions where number = $2`,
		number, of, since, seen, ended)
	return err
}

// month cuts a moment into a month of the database's zone.
func (db *DB) month(ms int64) listing.Month { return db.months.of(ms) }

// see notes that a listing was seen, whatever its content.
func (k *keeper) see(usual *sql.Stmt, source int64, id string, at int64) error {
	if k.run != 0 {
		r, err := usual.ExecContext(k.ctx, at, k.run, source, id)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		if n > 0 || err != nil {
			k.dirty, k.through = k.dirty || n > 0, max(k.through, at)
			return err
		}
	}
	l, err := k.load(source, id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	k.through = max(k.through, at)
	_, err = k.observe(l, &sighting{at: at})
	return err
}

// leave closes a listing that its page says is gone.
func (k *keeper) leave(l *kept, at int64) error {
	if l.closed.Valid || at < l.last {
		return nil // known already, or seen since
	}
	l.closed = sql.NullInt64{Int64: halfway(l.last, at), Valid: true}
	return k.save(l)
}
