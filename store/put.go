package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"juyo/listing"
)

// Put keeps readings in one transaction: all of them or, on an error, none. run is
// the collect run that made them, 0 for an import. Putting the same again changes
// nothing. A refused reading comes back as a *ReadingError that names it.
//
// A listing is known by its source and the provider's id, else by its canonical
// URL. Content that differs from what was current at the time of observation
// makes a dated revision; a sighting older than the first moves that one back, and
// one after the closing opens the listing again. ClosedAt closes it, unless it was
// seen after that.
func (db *DB) Put(ctx context.Context, run int64, readings []listing.Reading) (listing.PutResult, error) {
	var res listing.PutResult
	if len(readings) == 0 {
		return res, nil
	}
	err := db.write(ctx, "keep listings", func(tx *sql.Tx) error {
		k := db.keeper(ctx, tx, run)
		for i := range readings {
			if err := ctx.Err(); err != nil {
				return err
			}
			r := &readings[i]
			if err := k.put(r, &res); err != nil {
				return &ReadingError{Index: i, Source: r.Listing.Source, ID: r.Listing.ID, Err: err}
			}
		}
		return k.finish()
	})
	if err != nil {
		return listing.PutResult{}, err
	}
	return res, nil
}

// keeper is the state of one transaction that keeps sightings of listings.
type keeper struct {
	db  *DB
	tx  *sql.Tx
	ctx context.Context //nolint:containedctx // lives as long as one transaction, whose context it is
	run int64

	seeRun, seeImport, find, addListing, addDocument, addRevision, saveListing *sql.Stmt

	nextListing, nextDocument, nextRevision int64

	buf     []byte
	args    []any
	dirty   bool   // something derived data depends on changed
	through int64  // latest sighting
	version string // of the signals written last
	wrote   bool   // signals were written
}

func (db *DB) keeper(ctx context.Context, tx *sql.Tx, run int64) *keeper {
	// Statements take a context that cannot be cancelled: the driver would start a
	// goroutine for each one. put asks the real one between readings.
	free := context.WithoutCancel(ctx)
	use := func(text string) *sql.Stmt { return tx.StmtContext(free, db.stmts[text]) }
	return &keeper{
		db: db, tx: tx, ctx: free, run: run,
		seeRun: use(seeRunText), seeImport: use(seeImportText), find: use(findText),
		addListing: use(addListingText), addDocument: use(addDocumentText), addRevision: use(addRevisionText), saveListing: use(saveListingText),
	}
}

// preparedTexts are the statements that run once a listing.
var preparedTexts = []string{seeRunText, seeImportText, findText, addListingText, addDocumentText, addRevisionText, saveListingText, seenText}

const (
	// The usual case in one statement: the listing is open, its content and
	// address are as they were, and it is seen later than before. Whatever does
	// not fit goes the long way.
	seeRunText = `update listings set last_seen = $1, seen_run = $2, missed_at = null
		where source = $3 and id = $4 and hash = $5 and url_hash = $6 and closed_at is null
			and last_seen <= $1 and (last_seen < $1 or coalesce(seen_run, 0) < $2)
			and (missed_at is null or missed_at <= $1) and ($7 is null or posted_at <= $7)`
	seeImportText = `update listings set last_seen = $1, missed_at = null
		where source = $2 and id = $3 and hash = $4 and url_hash = $5 and closed_at is null
			and last_seen < $1 and (missed_at is null or missed_at <= $1) and ($6 is null or posted_at <= $6)`
	seenText = `update listings set last_seen = $1, seen_run = $2, missed_at = null
		where source = $3 and id = $4 and closed_at is null and last_seen <= $1 and (missed_at is null or missed_at <= $1)`

	findText = `select number, url, url_hash, posted_at, first_seen, last_seen, closed_at, first_run, seen_run, missed_at, revision, since, hash
		from listings where source = $1 and id = $2`
	addListingText = `insert into listings (number, source, id, url, url_hash, posted_at, first_seen, last_seen, closed_at, first_run, seen_run, revision, since, hash)
		values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $9, $10, $7, $11)`
	saveListingText = `update listings set url = $2, url_hash = $3, posted_at = $4, first_seen = $5, last_seen = $6, closed_at = $7,
			first_run = $8, seen_run = $9, missed_at = $10, revision = $11, since = $12, hash = $13
		where number = $1`
	addDocumentText = `insert into documents (number, body) values ($1, $2)`
)

var addRevisionText = `insert into revisions (number, listing, since, seen, ended, hash, document, title, ` + signalColumns + `)
		values (` + placeholders(1, 8+signalCount) + `)`

// kept is a listing's row.
type kept struct {
	number, urlHash             int64
	url                         string
	posted, closed              sql.NullInt64
	first, last                 int64
	firstRun, seenRun, missedAt sql.NullInt64
	revision, since, hash       int64
}

// sighting is what one observation says of a listing.
type sighting struct {
	source         int64
	id, url        string
	urlHash, hash  int64
	at             int64
	posted, closed sql.NullInt64
	reading        *listing.Reading // nil: seen, nothing read
}

// sighting reads what an observation says.
func (k *keeper) sighting(r *listing.Reading) (*sighting, error) {
	l := &r.Listing
	if err := l.Validate(); err != nil {
		return nil, err
	}
	s := &sighting{reading: r, id: l.ID, url: l.URL}
	canonical := listing.CanonicalURL(l.URL)
	if s.id == "" {
		s.id = canonical
	}
	s.urlHash = urlHash(canonical)
	at := l.ObservedAt.Time
	if at.IsZero() {
		if k.db.now == nil {
			return nil, fmt.Errorf("%w: observed_at: missing, and the database was opened without a clock", listing.ErrInvalid)
		}
		at = k.db.now()
	}
	if c := l.ClosedAt.Time; !c.IsZero() {
		s.closed = sql.NullInt64{Int64: c.UnixMilli(), Valid: true}
		if at.After(c) {
			at = c // learned later, but it was there no longer than this
		}
	}
	if p := l.PostedAt.Time; listing.PlausibleDate(p) { // else the page lies: unknown
		s.posted = sql.NullInt64{Int64: p.UnixMilli(), Valid: true}
	}
	s.at = at.UnixMilli()
	s.hash, k.buf = contentHash(l, k.buf)
	var err error
	s.source, err = k.db.source(k.ctx, k.tx, l.Source, "import")
	return s, err
}

func (k *keeper) put(r *listing.Reading, res *listing.PutResult) error {
	s, err := k.sighting(r)
	if err != nil {
		return err
	}
	k.through = max(k.through, s.at)
	if !s.closed.Valid {
		seen, err := k.seeAgain(s)
		if err != nil {
			return err
		}
		if seen {
			res.Unchanged++
			return nil
		}
	}
	l, err := k.load(s.source, s.id)
	if errors.Is(err, sql.ErrNoRows) {
		res.New++
		return k.add(s)
	}
	if err != nil {
		return err
	}
	revised, err := k.observe(l, s)
	if err != nil {
		return err
	}
	if revised {
		res.Changed++
	} else {
		res.Unchanged++
	}
	return nil
}

// seeAgain handles the usual case and reports whether it was one.
func (k *keeper) seeAgain(s *sighting) (bool, error) {
	var r sql.Result
	var err error
	if k.run != 0 {
		r, err = k.seeRun.ExecContext(k.ctx, s.at, k.run, s.source, s.id, s.hash, s.urlHash, s.posted)
	} else {
		r, err = k.seeImport.ExecContext(k.ctx, s.at, s.source, s.id, s.hash, s.urlHash, s.posted)
	}
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	if n > 0 {
		k.dirty = true
	}
	return n > 0, err
}

// load reads a listing's row; sql.ErrNoRows when there is none.
func (k *keeper) load(source int64, id string) (*kept, error) {
	l := &kept{}
	err := k.find.QueryRowContext(k.ctx, source, id).Scan(&l.number, &l.url, &l.urlHash, &l.posted, &l.first, &l.last, &l.closed,
		&l.firstRun, &l.seenRun, &l.missedAt, &l.revision, &l.since, &l.hash)
	return l, err
}

func (k *keeper) save(l *kept) error {
	k.dirty = true
	_, err := k.saveListing.ExecContext(k.ctx, l.number, l.url, l.urlHash, l.posted, l.first, l.last, l.closed,
		l.firstRun, l.seenRun, l.missedAt, l.revision, l.since, l.hash)
	return err
}

// add keeps a listing seen for the first time.
func (k *keeper) add(s *sighting) error {
	k.dirty = true
	number, err := k.next(&k.nextListing, `select coalesce(max(number) + 1, 1) from listings`)
	if err != nil {
		return err
	}
	revision, err := k.next(&k.nextRevision, nextRevisionText)
	if err != nil {
		return err
	}
	run := sql.NullInt64{Int64: k.run, Valid: k.run != 0}
	if _, err := k.addListing.ExecContext(k.ctx, number, s.source, s.id, s.url, s.urlHash, s.posted, s.at, s.closed, run, revision, s.hash); err != nil {
		return err
	}
	return k.writeRevision(revision, number, s.at, sql.NullInt64{}, sql.NullInt64{}, s)
}

const nextRevisionText = `select coalesce(max(number) + 1, 1) from revisions`

// next counts up from what the table has; the write lock is ours, so nobody else
// counts meanwhile.
func (k *keeper) next(counter *int64, start string) (int64, error) {
	if *counter == 0 {
		if err := k.tx.QueryRowContext(k.ctx, start).Scan(counter); err != nil {
			return 0, err
		}
	}
	n := *counter
	*counter++
	return n, nil
}

// writeRevision keeps a sighting's content and signals as a revision.
func (k *keeper) writeRevision(number, of, since int64, seen, ended sql.NullInt64, s *sighting) error {
	body, err := k.db.zipper.pack(&s.reading.Listing)
	if err != nil {
		return err
	}
	document, err := k.next(&k.nextDocument, `select coalesce(max(number) + 1, 1) from documents`)
	if err != nil {
		return err
	}
	if _, err := k.addDocument.ExecContext(k.ctx, document, body); err != nil {
		return err
	}
	k.version, k.wrote = s.reading.Signals.Version, true
	k.args = append(k.args[:0], number, of, since, seen, ended, s.hash, document, s.reading.Listing.Title)
	if k.args, err = k.db.signalArgs(k.ctx, k.tx, k.args, &s.reading.Signals, s.reading.Listing.Company); err != nil {
		return err
	}
	_, err = k.addRevision.ExecContext(k.ctx, k.args...)
	return err
}

// finish notes that something changed.
func (k *keeper) finish() error {
	if !k.dirty {
		return nil
	}
	if _, err := k.tx.ExecContext(k.ctx, `update counters set n = $1 where name = 'through' and n < $1`, k.through); err != nil {
		return err
	}
	if k.wrote {
		if err := setMeta(k.ctx, k.tx, "signals_version", k.version); err != nil {
			return err
		}
	}
	return changed(k.ctx, k.tx)
}
