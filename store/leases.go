package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// AcquireLease takes the lease on name for holder until a moment, and reports
// whether it got it: it does when nobody holds it, when the last one's time is up
// at now, or when holder has it already.
func (db *DB) AcquireLease(ctx context.Context, name, holder string, now, until time.Time) (bool, error) {
	return db.lease(ctx, "acquire lease "+name, `insert into leases (name, holder, until) values ($1, $2, $4)
		on conflict (name) do update set holder = excluded.holder, until = excluded.until
		where leases.until <= $3 or leases.holder = excluded.holder`, name, holder, now.UnixMilli(), until.UnixMilli())
}

// RenewLease prolongs a lease that holder still has and reports whether it does;
// false: its time ran out or another has it, and the work must stop.
func (db *DB) RenewLease(ctx context.Context, name, holder string, now, until time.Time) (bool, error) {
	return db.lease(ctx, "renew lease "+name, `update leases set until = $4 where name = $1 and holder = $2 and until > $3`, name, holder, now.UnixMilli(), until.UnixMilli())
}

// ReleaseLease gives a lease back. One that holder does not have stays.
func (db *DB) ReleaseLease(ctx context.Context, name, holder string) error {
	_, err := db.lease(ctx, "release lease "+name, `delete from leases where name = $1 and holder = $2`, name, holder)
	return err
}

func (db *DB) lease(ctx context.Context, what, query string, args ...any) (got bool, err error) {
	err = db.write(ctx, what, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, query, args...)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		got = n > 0
		return err
	})
	return got && err == nil, err
}

// LeaseHolder returns who holds a lease at now, "" when nobody does.
func (db *DB) LeaseHolder(ctx context.Context, name string, now time.Time) (string, error) {
	var holder string
	err := db.reader.QueryRowContext(ctx, `select holder from leases where name = $1 and until > $2`, name, now.UnixMilli()).Scan(&holder)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("read lease %s: %w", name, db.explain(err))
	}
	return holder, nil
}

// TaskDone notes when a scheduled task was last done; an earlier moment than the
// one kept changes nothing.
func (db *DB) TaskDone(ctx context.Context, name string, at time.Time) error {
	return db.write(ctx, "note task "+name+" as done", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `insert into tasks (name, done_at) values ($1, $2)
			on conflict (name) do update set done_at = excluded.done_at where tasks.done_at < excluded.done_at`, name, at.UnixMilli())
		return err
	})
}

// LastDone returns when a task was last done, the zero time when it never was.
func (db *DB) LastDone(ctx context.Context, name string) (time.Time, error) {
	var at sql.NullInt64
	err := db.reader.QueryRowContext(ctx, `select done_at from tasks where name = $1`, name).Scan(&at)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, fmt.Errorf("read task %s: %w", name, db.explain(err))
	}
	return timeOf(at), nil
}
