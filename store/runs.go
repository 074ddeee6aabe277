package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"juyo/listing"
)

// StartRun begins a collect run of a source, or resumes the one that was never
// finished: its frontier still says what is left to visit.
func (db *DB) StartRun(ctx context.Context, source string, now time.Time) (run listing.Run, resumed bool, err error) {
	err = db.write(ctx, "start run of "+source, func(tx *sql.Tx) error {
		n, err := db.source(ctx, tx, source, "")
		if err != nil {
			return err
		}
		run, err = scanRun(tx.QueryRowContext(ctx, runText+`where r.source = $1 and r.finished is null`, n))
		if err == nil {
			resumed = true
			// One process at a time runs a source (see AcquireLease), so whoever
			// claimed these pages is gone: the run need not wait for their leases.
			if _, err := tx.ExecContext(ctx, `update frontier set state = 0, lease_until = 0 where run = $1 and state = 1`, run.ID); err != nil {
				return err
			}
			run.Status, run.Reasons = listing.RunRunning, nil // it may have been cut by its budget
			_, err = tx.ExecContext(ctx, `update runs set status = $2, reasons = '[]' where number = $1`, run.ID, string(run.Status))
			return err
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		run = listing.Run{Source: source, Started: timeOf(sql.NullInt64{Int64: now.UnixMilli(), Valid: true}), Status: listing.RunRunning}
		if err := tx.QueryRowContext(ctx, `select coalesce(max(number) + 1, 1) from runs`).Scan(&run.ID); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `insert into runs (number, source, started, status) values ($1, $2, $3, $4)`, run.ID, n, now.UnixMilli(), string(run.Status))
		return err
	})
	return run, resumed, err
}

const runText = `select r.number, s.name, r.started, r.finished, r.status, r.reasons, r.counts from runs r join sources s on s.number = r.source `

// scanRun reads a row of runText.
func scanRun(r interface{ Scan(into ...any) error }) (listing.Run, error) {
	var run listing.Run
	var started, finished sql.NullInt64
	var status, reasons, counts string
	if err := r.Scan(&run.ID, &run.Source, &started, &finished, &status, &reasons, &counts); err != nil {
		return run, err
	}
	run.Started, run.Finished, run.Status = timeOf(started), timeOf(finished), listing.RunStatus(status)
	if err := json.Unmarshal([]byte(reasons), &run.Reasons); err != nil {
		return run, fmt.Errorf("%w: reasons of run %d: %w", ErrCorrupt, run.ID, err)
	}
	if len(run.Reasons) == 0 {
		run.Reasons = nil
	}
	if err := json.Unmarshal([]byte(counts), &run.Counts); err != nil {
		return run, fmt.Errorf("%w: counts of run %d: %w", ErrCorrupt, run.ID, err)
	}
	return run, nil
}

// Runs returns the latest runs of a source, newest first; of every source when
// source is empty. limit 0 is all.
func (db *DB) Runs(ctx context.Context, source string, limit int) ([]listing.Run, error) {
	if limit <= 0 {
		limit = -1
	}
	var all []listing.Run
	err := each(ctx, db.reader, func(r *sql.Rows) error {
		run, err := scanRun(r)
		all = append(all, run)
		return err
	}, runText+`where s.name = $1 or $1 = '' order by r.number desc limit $2`, source, limit)
	if err != nil {
		return nil, fmt.Errorf("read runs: %w", db.explain(err))
	}
	return all, nil
}

// PauseRun keeps the status, reasons and counts of a run that stops before it is
// through and is resumed by the next StartRun. One that is partial has used up its
// budget: that look, at now, was not complete.
func (db *DB) PauseRun(ctx context.Context, run listing.Run, now time.Time) error {
	if run.Status != listing.RunRunning && run.Status != listing.RunPartial {
		return fmt.Errorf("pause run %d: status %q: want running or partial", run.ID, run.Status)
	}
	return db.write(ctx, fmt.Sprintf("pause run %d", run.ID), func(tx *sql.Tx) error {
		var source int64
		err := tx.QueryRowContext(ctx, `select source from runs where number = $1 and finished is null`, run.ID).Scan(&source)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		if run.Status == listing.RunPartial {
			if err := db.look(ctx, tx, source, now.UnixMilli(), 0); err != nil {
				return err
			}
		}
		return saveRun(ctx, tx, run, sql.NullInt64{})
	})
}

// saveRun writes what a run came to.
func saveRun(ctx context.Context, tx *sql.Tx, run listing.Run, finished sql.NullInt64) error {
	reasons, err := json.Marshal(run.Reasons)
	if err != nil {
		return err
	}
	counts, err := json.Marshal(run.Counts)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `update runs set finished = $2, status = $3, reasons = $4, counts = $5 where number = $1`,
		run.ID, finished, string(run.Status), string(reasons), string(counts))
	return err
}

// FinishRun ends a run with the status, reasons and counts given and drops its
// frontier. If it was complete it closes what it and an earlier complete run did
// not find (see closing), unless a page of the run shows the newest listings only
// (listing.OutcomeNewest). What the run noted as Gone closes too, unless the run
// failed or too much is missing at once. It returns how many listings it closed
// and, when the source is frozen, why. A run that calls itself complete with pages
// left or given up is kept as partial, with that as a reason.
func (db *DB) FinishRun(ctx context.Context, run listing.Run, now time.Time) (closed int, frozen string, err error) {
	switch run.Status {
	case listing.RunComplete, listing.RunPartial, listing.RunFailed:
	default:
		return 0, "", fmt.Errorf("finish run %d: status %q: want complete, partial or failed", run.ID, run.Status)
	}
	err = db.write(ctx, fmt.Sprintf("finish run %d", run.ID), func(tx *sql.Tx) error {
		var source int64
		var started int64
		var finished sql.NullInt64
		err := tx.QueryRowContext(ctx, `select source, started, finished from runs where number = $1`, run.ID).Scan(&source, &started, &finished)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		if finished.Valid {
			return fmt.Errorf("it was finished at %s", timeOf(finished).Format(time.RFC3339))
		}
		if run.Status == listing.RunComplete {
			if err := checkComplete(ctx, tx, &run); err != nil {
				return err
			}
		}
		if err := countRun(ctx, tx, &run); err != nil {
			return err
		}
		complete := run.Status == listing.RunComplete
		if closed, frozen, err = db.close(ctx, tx, source, started, run); err != nil {
			return err
		}
		if complete {
			if _, err := tx.ExecContext(ctx, `update sources set first_complete = $2 where number = $1 and first_complete is null`, source, run.ID); err != nil {
				return err
			}
		}
		run.Counts.Closed += closed
		if err := db.look(ctx, tx, source, started, flag(complete)); err != nil {
			return err
		}
		if err := saveRun(ctx, tx, run, sql.NullInt64{Int64: now.UnixMilli(), Valid: true}); err != nil {
			return err
		}
		for _, text := range []string{`delete from gone where run = $1`, `delete from frontier where run = $1`} {
			if _, err := tx.ExecContext(ctx, text, run.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, "", err
	}
	return closed, frozen, nil
}

// countRun makes the run's counts of listings those of what it kept: a process
// that resumed the run knows only its own part.
func countRun(ctx context.Context, tx *sql.Tx, run *listing.Run) error {
	var found, seen int
	err := tx.QueryRowContext(ctx, `select count(case when first_run = $1 then 1 end), count(case when seen_run = $1 then 1 end) from listings
		where source = (select source from runs where number = $1)`, run.ID).Scan(&found, &seen)
	run.Counts.New, run.Counts.Listings = max(run.Counts.New, found), max(run.Counts.Listings, seen)
	return err
}

// checkComplete takes "complete" away from a run that left pages unread: it may
// not close anything.
func checkComplete(ctx context.Context, tx *sql.Tx, run *listing.Run) error {
	var left, given int
	if err := tx.QueryRowContext(ctx, `select count(case when state < 2 then 1 end), count(case when state = 3 then 1 end) from frontier where run = $1`, run.ID).Scan(&left, &given); err != nil {
		return err
	}
	if left > 0 {
		run.Reasons = append(run.Reasons, fmt.Sprintf("%d pages were not visited", left))
	}
	if given > 0 {
		run.Reasons = append(run.Reasons, fmt.Sprintf("%d pages could not be read", given))
	}
	if left+given > 0 {
		run.Status = listing.RunPartial
	}
	return nil
}
