package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"juyo/listing"
)

// States of a URL in the frontier.
const (
	urlWaiting = 0
	urlClaimed = 1
	urlDone    = 2
	urlError   = 3
	urlGone    = 4
	urlNewest  = 5 // done; what the page does not show may still be there

	urlDisallowed = 6
	urlLost       = 7 // done; the page's listing is not on it any more
)

// rank orders a run's visits: pages that lead to others come first, so that a run
// cut short has at least seen what there is.
func rank(kind string) int {
	switch kind {
	case "list", "sitemap", "feed", "index", "api":
		return 0
	}
	return 1
}

// Enqueue adds URLs to a run's frontier and returns how many were not there yet:
// a run visits each URL once, however often it is found.
func (db *DB) Enqueue(ctx context.Context, run int64, urls []listing.FrontierURL) (added int, err error) {
	if len(urls) == 0 {
		return 0, nil
	}
	err = db.write(ctx, fmt.Sprintf("enqueue pages of run %d", run), func(tx *sql.Tx) error {
		free := context.WithoutCancel(ctx)
		added = 0
		add, err := tx.PrepareContext(free, `insert into frontier (run, url, kind, rank, not_before, listing_id, note)
			values ($1, $2, $3, $4, $5, $6, $7) on conflict (run, url) do nothing`)
		if err != nil {
			return err
		}
		defer func() { _ = add.Close() }() // ends with the transaction at the latest
		for _, u := range urls {
			if u.URL == "" {
				return errors.New("an empty URL")
			}
			r, err := add.ExecContext(free, run, u.URL, u.Kind, rank(u.Kind), millis(u.NotBefore), u.ListingID, u.Note)
			if err != nil {
				return err
			}
			n, err := r.RowsAffected()
			if err != nil {
				return err
			}
			added += int(n)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// millis is a moment as a number, 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Claim takes the next URL of a run that is due, for as long as the lease: lists
// and sitemaps before details, then in order of arrival. A claim that was not
// settled before its lease ran out may be taken again. Attempts counts this claim.
// It reports false when nothing is due now; Pending says whether to wait.
func (db *DB) Claim(ctx context.Context, run int64, now time.Time, lease time.Duration) (u listing.FrontierURL, ok bool, err error) {
	err = db.write(ctx, fmt.Sprintf("claim a page of run %d", run), func(tx *sql.Tx) error {
		var notBefore int64
		err := tx.QueryRowContext(ctx, `update frontier set state = 1, lease_until = $3, attempts = attempts + 1
			where number = (select number from frontier where run = $1 and state < 2
					and ((state = 0 and not_before <= $2) or (state = 1 and lease_until <= $2))
				order by rank, number limit 1)
			returning url, kind, attempts, not_before, listing_id, note`,
			run, now.UnixMilli(), now.Add(lease).UnixMilli()).Scan(&u.URL, &u.Kind, &u.Attempts, &notBefore, &u.ListingID, &u.Note)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		ok = true
		if notBefore > 0 {
			u.NotBefore = timeOf(sql.NullInt64{Int64: notBefore, Valid: true})
		}
		return nil
	})
	return u, ok && err == nil, err
}

// Settle says what became of a visit. With OutcomeRetry the URL is due again at
// notBefore. A note that is not empty replaces the one kept.
func (db *DB) Settle(ctx context.Context, run int64, url string, o listing.Outcome, notBefore time.Time, note string) error {
	var state int
	switch o {
	case listing.OutcomeRetry:
		state = urlWaiting
	case listing.OutcomeDone:
		state = urlDone
	case listing.OutcomeError:
		state = urlError
	case listing.OutcomeGone:
		state = urlGone
	case listing.OutcomeNewest:
		state = urlNewest
	case listing.OutcomeDisallowed:
		state = urlDisallowed
	case listing.OutcomeLost:
		state = urlLost
	default:
		return fmt.Errorf("settle page %s: outcome %q: want done, newest, disallowed, lost, retry, error or gone", url, o)
	}
	return db.write(ctx, "settle page "+url, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `update frontier set state = $3, not_before = $4, lease_until = 0, note = case when $5 = '' then note else $5 end
			where run = $1 and url = $2`, run, url, state, millis(notBefore), note)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fmt.Errorf("run %d has no such page: %w", run, ErrNotFound))
		}
		return nil
	})
}

// Pending returns how many URLs of a run are still to be visited and when the
// first of them may be: next is not after now when one is due.
func (db *DB) Pending(ctx context.Context, run int64) (n int, next time.Time, err error) {
	var at sql.NullInt64
	err = db.reader.QueryRowContext(ctx, `select count(*), min(case when state = 1 then lease_until else not_before end) from frontier where run = $1 and state < 2`, run).Scan(&n, &at)
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("count pages of run %d: %w", run, db.explain(err))
	}
	if at.Int64 == 0 {
		return n, time.Time{}, nil
	}
	return n, timeOf(at), nil
}

// Tally returns what became of a run's pages and why those given up were: at most
// so many reasons, one a line of the notes they were settled with.
func (db *DB) Tally(ctx context.Context, run int64, reasons int) (listing.RunTally, error) {
	words := map[int]listing.Outcome{
		urlDone: listing.OutcomeDone, urlError: listing.OutcomeError, urlGone: listing.OutcomeGone, urlNewest: listing.OutcomeNewest,
		urlDisallowed: listing.OutcomeDisallowed, urlLost: listing.OutcomeLost,
	}
	t := listing.RunTally{Pages: map[listing.Outcome]int{}, Details: map[listing.Outcome]int{}}
	err := db.read(ctx, fmt.Sprintf("sum up run %d", run), func(tx *sql.Tx) error {
		err := each(ctx, tx, func(r *sql.Rows) error {
			var state, n int
			var detail bool
			if err := r.Scan(&state, &detail, &n); err != nil {
				return err
			}
			t.Pages[words[state]] += n
			if detail {
				t.Details[words[state]] += n
			}
			return nil
		}, `select state, kind = 'detail', count(*) from frontier where run = $1 group by 1, 2`, run)
		if err != nil {
			return err
		}
		seen := map[string]bool{}
		err = each(ctx, tx, func(r *sql.Rows) error {
			var note string
			if err := r.Scan(&note); err != nil {
				return err
			}
			for line := range strings.SplitSeq(note, "\n") {
				switch {
				case line == "" || seen[line]:
				case len(t.Reasons) < reasons:
					t.Reasons = append(t.Reasons, line)
					seen[line] = true
				default:
					t.More++
				}
			}
			return nil
		}, `select note from frontier where run = $1 and state = $2 order by number`, run, urlError)
		if err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, `select count(*) from listings where seen_run = $1 and source = (select source from runs where number = $1)`, run).Scan(&t.Listings); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `select coalesce((select note from frontier where run = $1 and state = $2 order by number limit 1), '')`, run, urlDisallowed).Scan(&t.Why)
	})
	if err != nil {
		return listing.RunTally{}, err
	}
	return t, nil
}

// Unlisted returns open listings of a run's source that were known before it and
// that it has not met on any of its pages, each with the page it was read from, the
// longest unseen first. A page that the run visits anyway is not among them. Enqueued
// with the kind "unlisted" and settled as gone they close whatever else is missing.
func (db *DB) Unlisted(ctx context.Context, run int64, limit int) ([]listing.FrontierURL, error) {
	var all []listing.FrontierURL
	err := each(ctx, db.reader, func(r *sql.Rows) error {
		var u listing.FrontierURL
		err := r.Scan(&u.ListingID, &u.URL)
		all = append(all, u)
		return err
	}, `with look as (select number, source, started from runs where number = $1),
			pages as (select id, min(url) as url from page_listings where source = (select source from look) group by id),
			open as (select l.number, l.id, l.last_seen, coalesce(p.url, l.url) as url from look
				join listings l on l.source = look.source and l.closed_at is null and l.last_seen < look.started and coalesce(l.seen_run, 0) <> look.number
				left join pages p on p.id = l.id)
		select id, url from open
		where url <> '' and not exists (select 1 from gone g where g.run = $1 and g.listing = open.number)
			and not exists (select 1 from frontier f where f.run = $1 and f.url = open.url)
		order by last_seen, number limit $2`, run, limit)
	if err != nil {
		return nil, fmt.Errorf("find unlisted listings of run %d: %w", run, db.explain(err))
	}
	return all, nil
}
