package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"juyo/listing"
)

// A host's slot: one request at a time, whichever process makes it. Who holds it
// has the number of its hold; a holder that was killed loses it after a while.

// clockSlip bounds how far ahead a moment may lie that a host asked for. One
// further ahead was written while the clock was wrong and is not waited for.
const clockSlip = 24 * time.Hour

// HostState returns what politeness kept of a host; for an unknown one, only its
// name.
func (db *DB) HostState(ctx context.Context, host string) (listing.HostState, error) {
	h, err := scanHost(db.reader.QueryRowContext(ctx, hostText, host), host)
	if err != nil {
		return h, fmt.Errorf("read state of host %s: %w", host, db.explain(err))
	}
	return h, nil
}

const hostText = `select next_at, failures, open_until, crawl_delay from hosts where host = $1`

func scanHost(r *sql.Row, host string) (listing.HostState, error) {
	h := listing.HostState{Host: host}
	var next, open sql.NullInt64
	var delay int64
	if err := r.Scan(&next, &h.Failures, &open, &delay); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return h, err
	}
	h.NextAt, h.OpenUntil, h.CrawlDelay = timeOf(next), timeOf(open), time.Duration(delay)*time.Millisecond
	return h, nil
}

// HoldHost takes a host's slot until a moment at the latest and returns the number
// of the hold; 0 when another holds it at now or the host is not to be asked yet.
// The state returned is the one kept, either way. LeaveHost gives the slot back.
func (db *DB) HoldHost(ctx context.Context, host string, now, until time.Time) (h listing.HostState, hold int64, err error) {
	err = db.write(ctx, "hold host "+host, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `insert into hosts (host, hold, held_until) values ($1, 1, $3)
			on conflict (host) do update set hold = hosts.hold + 1, held_until = excluded.held_until
				where (hosts.held_until <= $2 or hosts.held_until > $4) and (coalesce(hosts.next_at, 0) <= $2 or hosts.next_at > $4)
			returning hold`, host, now.UnixMilli(), until.UnixMilli(), now.Add(clockSlip).UnixMilli()).Scan(&hold)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		h, err = scanHost(tx.QueryRowContext(ctx, hostText, host), host)
		return err
	})
	if err != nil {
		return listing.HostState{Host: host}, 0, err
	}
	return h, hold, nil
}

// LeaveHost keeps what politeness must remember of a host and gives its slot back.
// A holder that lost the slot meanwhile can only make others wait longer.
func (db *DB) LeaveHost(ctx context.Context, h listing.HostState, hold int64) error {
	return db.write(ctx, "leave host "+h.Host, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `update hosts set
				next_at = case when hold = $6 then $2 else max(coalesce(next_at, 0), coalesce($2, 0)) end,
				held_until = case when hold = $6 then 0 else held_until end,
				failures = $3, open_until = $4, crawl_delay = case when hold = $6 then $5 else crawl_delay end
			where host = $1`, h.Host, moment(h.NextAt), h.Failures, moment(h.OpenUntil), h.CrawlDelay.Milliseconds(), hold)
		return err
	})
}

// Robots returns the robots.txt kept of an authority; false when there is none.
func (db *DB) Robots(ctx context.Context, authority string) (f listing.RobotsFile, ok bool, err error) {
	f.Authority = authority
	var fetched, until sql.NullInt64
	err = db.reader.QueryRowContext(ctx, `select body, status, fetched_at, until from robots where authority = $1`, authority).Scan(&f.Body, &f.Status, &fetched, &until)
	if errors.Is(err, sql.ErrNoRows) {
		return f, false, nil
	}
	if err != nil {
		return f, false, fmt.Errorf("read robots.txt of %s: %w", authority, db.explain(err))
	}
	f.FetchedAt, f.Until = timeOf(fetched), timeOf(until)
	return f, true, nil
}

// SaveRobots keeps a robots.txt, with the pause it asks of host and the moment
// before which the host is not to be asked again.
func (db *DB) SaveRobots(ctx context.Context, f listing.RobotsFile, host string, delay time.Duration, next time.Time) error {
	return db.write(ctx, "keep robots.txt of "+f.Authority, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `insert into robots (authority, body, status, fetched_at, until) values ($1, $2, $3, $4, $5)
			on conflict (authority) do update set body = excluded.body, status = excluded.status, fetched_at = excluded.fetched_at, until = excluded.until`,
			f.Authority, f.Body, f.Status, f.FetchedAt.UnixMilli(), f.Until.UnixMilli()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `insert into hosts (host, next_at, crawl_delay) values ($1, $2, $3)
			on conflict (host) do update set crawl_delay = excluded.crawl_delay, next_at = max(coalesce(hosts.next_at, 0), coalesce(excluded.next_at, 0))`,
			host, moment(next), delay.Milliseconds())
		return err
	})
}
