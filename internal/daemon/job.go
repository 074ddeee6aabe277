package daemon

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// JobStatus is the state of one job in this process.
type JobStatus struct {
	Name     string
	Spec     string
	Next     time.Time     // its next turn; zero before Run
	Running  bool          // under way, or waiting for another process to finish it
	Started  time.Time     // of the run under way or the last one; zero: none yet
	Took     time.Duration // of the last run that ended
	Err      error         // of the last run that ended; nil it went well
	Runs     int           // ended, failures included
	Failures int
	Skipped  int // turns that came while the job was running
}

// job is a Job with its state.
type job struct {
	Job
	daemon   *Daemon
	schedule *Schedule

	mu    sync.Mutex
	state JobStatus
	slot  time.Time // the turn being served
}

// Bookkeeping goes on for so long after the work was told to stop.
const noteTime = 5 * time.Second

// FailedTask is the name under which a failed turn is remembered, so that
// another process does not serve it again.
func FailedTask(name string) string { return name + " (failed)" }

// LeaseName is the lease under which a job of that name runs. Another process that
// does the same work by hand takes it too, so that the two never run at once.
func LeaseName(name string) string { return "daemon:" + name }

func (j *job) status() JobStatus {
	j.mu.Lock()
	defer j.mu.Unlock()
	s := j.state
	s.Name, s.Spec = j.Name, j.Spec
	return s
}

// begin sets the first turn.
func (j *job) begin(now time.Time) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.state.Next = j.schedule.Next(now)
	j.slot = now
}

// fired moves on to the turn that has come.
func (j *job) fired(now time.Time) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.state.Running {
		j.slot = j.state.Next
	}
	j.state.Next = j.schedule.Next(now)
}

// skipped counts a turn that came while the last one was still being served.
func (j *job) skipped() {
	j.mu.Lock()
	j.state.Skipped++
	since := j.state.Started
	j.mu.Unlock()
	j.log(context.Background(), slog.LevelWarn, "turn skipped: the job is still running", slog.Time("since", since))
}

func (j *job) log(ctx context.Context, level slog.Level, msg string, attrs ...slog.Attr) {
	j.daemon.Log.LogAttrs(ctx, level, msg, append([]slog.Attr{slog.String("job", j.Name)}, attrs...)...)
}

// missed reports whether a turn went by while no daemon was running: the job was
// never done, or a turn came after it was last done. However many were missed,
// they are caught up by one run.
func (j *job) missed(ctx context.Context) bool {
	last, err := j.daemon.Leases.LastDone(ctx, j.Name)
	if err != nil {
		if ctx.Err() == nil {
			j.log(ctx, slog.LevelError, "cannot tell whether a turn was missed; the job waits for its next one", slog.Any("err", err), slog.Time("next", j.status().Next))
		}
		return false
	}
	now := j.daemon.Now()
	due := j.schedule.Next(last)
	if !last.IsZero() && (due.IsZero() || due.After(now)) {
		return false
	}
	j.mu.Lock()
	if !j.state.Running {
		// Done by anybody from here on, the missed turn is served.
		j.slot = due
		if last.IsZero() {
			j.slot = time.Time{}
		}
	}
	j.mu.Unlock()
	j.log(ctx, slog.LevelInfo, "catching up", slog.Time("last_done", last))
	return true
}

// turn serves one turn: takes the lease, runs, notes what became of it.
func (j *job) turn(ctx context.Context) {
	j.mu.Lock()
	slot := j.slot
	j.state.Running, j.state.Started = true, j.daemon.Now()
	j.mu.Unlock()
	defer func() {
		j.mu.Lock()
		j.state.Running = false
		j.mu.Unlock()
	}()

	mine, err := j.take(ctx, slot)
	if err != nil {
		j.ended(ctx, j.daemon.Now(), err)
		return
	}
	if !mine {
		return
	}
	started := j.daemon.Now()
	j.mu.Lock()
	j.state.Started = started
	j.mu.Unlock()
	err = j.work(ctx)

	// The work is over, and what it came to is noted even when we are stopping.
	nctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTime)
	defer cancel()
	switch {
	case err == nil:
		if nerr := j.daemon.Leases.TaskDone(nctx, j.Name, started); nerr != nil {
			j.log(nctx, slog.LevelError, "done, but that could not be noted: the next start will run it again", slog.Any("err", nerr))
		}
	case ctx.Err() == nil && !errors.Is(err, ErrLeaseLost):
		if nerr := j.daemon.Leases.TaskDone(nctx, FailedTask(j.Name), started); nerr != nil {
			j.log(nctx, slog.LevelWarn, "failure could not be noted", slog.Any("err", nerr))
		}
	}
	if rerr := j.daemon.Leases.ReleaseLease(nctx, LeaseName(j.Name), j.daemon.Holder); rerr != nil {
		j.log(nctx, slog.LevelWarn, "lease not given back: it runs out by itself", slog.Any("err", rerr), slog.Duration("within", j.daemon.leaseTime()))
	}
	j.ended(ctx, started, err)
}

// ended notes and logs the end of a run.
func (j *job) ended(ctx context.Context, started time.Time, err error) {
	lctx := context.WithoutCancel(ctx)
	took := j.daemon.Now().Sub(started)
	interrupted := err != nil && ctx.Err() != nil
	j.mu.Lock()
	j.state.Runs++
	j.state.Took, j.state.Err = took, err
	if err != nil && !interrupted {
		j.state.Failures++
	}
	next := j.state.Next
	j.mu.Unlock()
	switch {
	case err == nil:
		j.log(lctx, slog.LevelInfo, "job done", slog.Duration("took", took), slog.Time("next", next))
	case interrupted:
		j.log(lctx, slog.LevelInfo, "job interrupted: the next start goes on", slog.Duration("after", took), slog.Any("err", err))
	default:
		hint := "it runs again at its next turn"
		if j.Hint != "" {
			hint += "; " + j.Hint
		}
		j.log(lctx, slog.LevelError, "job failed", slog.Any("err", err), slog.Duration("after", took), slog.Time("next", next), slog.String("hint", hint))
	}
}

// mostErrors is how many times in a row the database may fail to answer before a
// turn is given up.
const mostErrors = 5

// take gets the lease for the turn of slot. While another process has it, it
// waits, in case that process dies; it reports false when the turn has been
// served there, well or badly, or when ctx ends.
func (j *job) take(ctx context.Context, slot time.Time) (bool, error) {
	d := j.daemon
	for errs, waited := 0, false; ; {
		now := d.Now()
		mine, err := d.Leases.AcquireLease(ctx, LeaseName(j.Name), d.Holder, now, now.Add(d.leaseTime()))
		served := false
		if err == nil {
			served, err = j.served(ctx, slot)
		}
		if mine && (served || err != nil || ctx.Err() != nil) {
			nctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTime)
			_ = d.Leases.ReleaseLease(nctx, LeaseName(j.Name), d.Holder) // it runs out by itself
			cancel()
		}
		switch {
		case ctx.Err() != nil:
			return false, nil
		case err != nil:
			if errs++; errs >= mostErrors {
				return false, fmt.Errorf("take the lease: %w", err)
			}
		case served:
			j.log(ctx, slog.LevelInfo, "turn already served by another process", slog.Time("next", j.status().Next))
			return false, nil
		case mine:
			return true, nil
		default:
			errs = 0
			if !waited {
				waited = true
				j.log(ctx, slog.LevelInfo, "another process is running the job: waiting in case it dies")
			}
		}
		if !sleep(ctx, d.Heartbeat) {
			return false, nil
		}
	}
}

// served reports whether some process has served the turn of slot, well or
// badly. The zero slot is that of a job never done: then only success counts.
func (j *job) served(ctx context.Context, slot time.Time) (bool, error) {
	done, err := j.daemon.Leases.LastDone(ctx, j.Name)
	if err != nil || !done.IsZero() && !done.Before(slot) {
		return err == nil, err
	}
	if slot.IsZero() {
		return false, nil
	}
	failed, err := j.daemon.Leases.LastDone(ctx, FailedTask(j.Name))
	return err == nil && !failed.IsZero() && !failed.Before(slot), err
}

// sleep waits for d and reports whether ctx is still alive.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// work runs the job under its lease. A panic in it is an error, and so is losing
// the lease: another process may be at work by then, so the job is told to stop.
func (j *job) work(ctx context.Context) (err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if j.Timeout > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeoutCause(ctx, j.Timeout, fmt.Errorf("took longer than its limit of %s: %w", j.Timeout, context.DeadlineExceeded))
		defer stop()
	}
	over := make(chan struct{})
	var beat sync.WaitGroup
	beat.Go(func() { j.renew(context.WithoutCancel(ctx), over, cancel) })
	defer beat.Wait()
	defer close(over)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v\n%s", ErrPanic, r, debug.Stack())
		}
	}()
	err = j.Run(ctx)
	if cause := context.Cause(ctx); err != nil && cause != nil && !errors.Is(err, cause) {
		err = fmt.Errorf("%w: %w", cause, err)
	}
	return err
}

// renew prolongs the lease every heartbeat until over. It cancels the work when
// the lease is lost, or when it could not be renewed for so long that another
// process may soon take it.
func (j *job) renew(ctx context.Context, over <-chan struct{}, cancel context.CancelCauseFunc) {
	d := j.daemon
	held := d.Now()
	tick := time.NewTicker(d.Heartbeat)
	defer tick.Stop()
	for {
		select {
		case <-over:
			return
		case <-tick.C:
		}
		now := d.Now()
		rctx, stop := context.WithTimeout(ctx, d.Heartbeat)
		ok, err := d.Leases.RenewLease(rctx, LeaseName(j.Name), d.Holder, now, now.Add(d.leaseTime()))
		stop()
		switch {
		case err == nil && ok:
			held = now
			continue
		case err == nil:
			cancel(ErrLeaseLost)
			return
		}
		j.log(ctx, slog.LevelWarn, "lease not renewed", slog.Any("err", err), slog.Time("held_since", held))
		if now.Sub(held) >= d.leaseTime()-d.Heartbeat {
			cancel(fmt.Errorf("%w: not renewed since %s: %w", ErrLeaseLost, held.Format(time.RFC3339), err))
			return
		}
	}
}
