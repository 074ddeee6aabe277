// Package daemon runs jobs by the clock: a cron line each, never two of one name
// at once on one database, missed runs caught up on start, and an end within
// seconds when asked for it.
//
// It is not a queue: a job that fails waits for its next turn, and what is
// inside a job (pages, retries, politeness) is the job's own matter. It knows
// nothing of collecting or reports.
//
// Start with New and Run. The database is behind Leases, which the store
// satisfies.
package daemon

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// Job is one piece of work done by schedule.
type Job struct {
	Name    string // names its lease and what is remembered of it; unique
	Spec    string // when: see ParseSchedule
	CatchUp bool   // run on start when a turn was missed, or when it was never done
	Hint    string // for the log when it fails: what an operator can do

	// Timeout ends a run that takes longer, 0 none.
	Timeout time.Duration

	// Run does the work. It should stop soon when ctx ends, at a point from which
	// the next run can go on, and return an error then. nil means that the work of
	// this turn is done.
	Run func(ctx context.Context) error
}

// Leases keeps, for all processes on one database, who is running a job and when
// one was last done. Times are those of the callers' clocks.
type Leases interface {
	// AcquireLease takes the lease for holder and reports whether it got it.
	AcquireLease(ctx context.Context, name, holder string, now, until time.Time) (bool, error)
	// RenewLease prolongs it and reports whether holder still had it.
	RenewLease(ctx context.Context, name, holder string, now, until time.Time) (bool, error)
	ReleaseLease(ctx context.Context, name, holder string) error
	// TaskDone notes when a task was last done, LastDone tells it; zero: never.
	TaskDone(ctx context.Context, name string, at time.Time) error
	LastDone(ctx context.Context, name string) (time.Time, error)
}

// Options is what a daemon needs. Leases, Jobs, Holder and Now are required.
type Options struct {
	Jobs   []Job
	Leases Leases
	Holder string           // names this process in leases; no other process may use it
	Now    func() time.Time // the clock; timers run on the system's

	Log       *slog.Logger   // nil: silent
	Zone      *time.Location // of schedules that name none; nil: Asia/Tokyo
	Drain     time.Duration  // how long Run waits for running jobs at the end; 0: 10 s
	Heartbeat time.Duration  // a running job renews its lease so often, and the lease lasts four times as long; 0: 30 s
}

// Errors of a run that the daemon itself ended.
var (
	ErrLeaseLost = errors.New("lease lost to another process")
	ErrPanic     = errors.New("panic")
	ErrAbandoned = errors.New("jobs abandoned")
	ErrOptions   = errors.New("daemon options")
)

// Daemon runs jobs by schedule. Make one with New; Run it once.
type Daemon struct {
	Options
	jobs []*job

	running sync.WaitGroup // jobs under way, waiting for a lease included
}

// New checks everything o says and returns a daemon ready to run. All problems
// are reported at once, each naming its job.
func New(o Options) (*Daemon, error) {
	var errs []error
	if o.Leases == nil {
		errs = append(errs, fmt.Errorf("%w: no leases: jobs cannot be kept from running twice", ErrOptions))
	}
	if o.Holder == "" {
		errs = append(errs, fmt.Errorf("%w: no holder: give a name no other process has", ErrOptions))
	}
	if len(o.Jobs) == 0 {
		errs = append(errs, fmt.Errorf("%w: no jobs: there is nothing to run", ErrOptions))
	}
	if o.Now == nil {
		return nil, errors.Join(append(errs, fmt.Errorf("%w: no clock", ErrOptions))...)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Zone == nil {
		zone, err := time.LoadLocation("Asia/Tokyo")
		if err != nil { // a system without zone files; Japan's has no surprises
			zone = time.FixedZone("Asia/Tokyo", 9*60*60)
		}
		o.Zone = zone
	}
	if o.Drain <= 0 {
		o.Drain = 10 * time.Second
	}
	if o.Heartbeat <= 0 {
		o.Heartbeat = 30 * time.Second
	}
	d := &Daemon{Options: o}
	seen := map[string]bool{}
	for i, spec := range o.Jobs {
		name := spec.Name
		switch {
		case name == "":
			name = fmt.Sprintf("number %d", i+1)
			errs = append(errs, fmt.Errorf("%w: job %s has no name", ErrOptions, name))
		case seen[name]:
			errs = append(errs, fmt.Errorf("%w: two jobs are named %q", ErrOptions, name))
		}
		seen[name] = true
		if spec.Run == nil {
			errs = append(errs, fmt.Errorf("%w: job %q does nothing: Run is nil", ErrOptions, name))
		}
		s, err := ParseSchedule(spec.Spec, o.Zone, o.Now())
		if err != nil {
			errs = append(errs, fmt.Errorf("job %q: %w", name, err))
			continue
		}
		d.jobs = append(d.jobs, &job{Job: spec, daemon: d, schedule: s})
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return d, nil
}

// Run runs the jobs until ctx ends. Then it starts nothing more, tells running
// jobs to stop through their context, and waits for them up to Options.Drain. It
// returns nil, or an error wrapping ErrAbandoned that names the jobs which did
// not stop; the process should end then, and their leases run out by themselves.
func (d *Daemon) Run(ctx context.Context) error {
	logger := cronLog{d.Log}
	c := cron.New(cron.WithLocation(d.Zone), cron.WithLogger(logger))
	starts := make([]cron.Job, len(d.jobs))
	for i, j := range d.jobs {
		j.begin(d.Now())
		// Skip must stand outside Recover: the other way round, a panic would leave
		// the job marked as running for ever (robfig/cron#366).
		chain := cron.NewChain(cron.SkipIfStillRunning(skipLog{j}), cron.Recover(logger))
		starts[i] = chain.Then(cron.FuncJob(func() { j.turn(ctx) }))
		c.Schedule(j.schedule, cron.FuncJob(func() {
			j.fired(d.Now())
			if ctx.Err() == nil {
				d.running.Go(starts[i].Run)
			}
		}))
		if j.schedule.odd != "" {
			d.Log.LogAttrs(ctx, slog.LevelWarn, "schedule may not mean what it seems to", slog.String("job", j.Name), slog.String("spec", j.Spec), slog.String("why", j.schedule.odd))
		}
		d.Log.LogAttrs(ctx, slog.LevelInfo, "job scheduled", slog.String("job", j.Name), slog.String("spec", j.Spec), slog.Time("next", j.status().Next))
	}
	c.Start()
	for i, j := range d.jobs {
		if j.CatchUp {
			d.running.Go(func() {
				if j.missed(ctx) {
					starts[i].Run()
				}
			})
		}
	}
	<-ctx.Done()
	d.Log.LogAttrs(context.WithoutCancel(ctx), slog.LevelInfo, "stopping", slog.Any("running", d.runningNames()), slog.Duration("drain", d.Drain))
	// What cron itself starts is over at once: a turn runs in our own group.
	<-c.Stop().Done()
	return d.drain(context.WithoutCancel(ctx))
}

// drain waits for running jobs.
func (d *Daemon) drain(ctx context.Context) error {
	over := make(chan struct{})
	go func() {
		d.running.Wait()
		close(over)
	}()
	timer := time.NewTimer(d.Drain)
	defer timer.Stop()
	select {
	case <-over:
		d.Log.LogAttrs(ctx, slog.LevelInfo, "stopped")
		return nil
	case <-timer.C:
		names := d.runningNames()
		return fmt.Errorf("%w: %s did not stop within %s: the next start goes on where they were, once their leases have run out (%s)", ErrAbandoned, strings.Join(names, ", "), d.Drain, d.leaseTime())
	}
}

// leaseTime is how long a lease outlives a process that was killed.
func (d *Daemon) leaseTime() time.Duration { return 4 * d.Heartbeat }

func (d *Daemon) runningNames() []string {
	names := []string{}
	for _, j := range d.jobs {
		if j.status().Running {
			names = append(names, j.Name)
		}
	}
	return names
}

// Status returns the state of every job, in the order of Options.Jobs.
func (d *Daemon) Status() []JobStatus {
	all := make([]JobStatus, len(d.jobs))
	for i, j := range d.jobs {
		all[i] = j.status()
	}
	return all
}

// Next returns the job whose turn comes next, and when.
func (d *Daemon) Next() (name string, at time.Time) {
	now := d.Now()
	for _, j := range d.jobs {
		next := j.status().Next
		if next.IsZero() { // not running yet
			next = j.schedule.Next(now)
		}
		if at.IsZero() || next.Before(at) {
			name, at = j.Name, next
		}
	}
	return name, at
}

// cronLog takes what the cron library says: its routine to debug, a panic that
// our own net missed to error.
type cronLog struct{ log *slog.Logger }

func (l cronLog) Info(msg string, args ...any) {
	l.log.LogAttrs(context.Background(), slog.LevelDebug, "cron: "+msg, slog.Any("args", args))
}

func (l cronLog) Error(err error, msg string, args ...any) {
	l.log.LogAttrs(context.Background(), slog.LevelError, "cron: "+msg, slog.Any("err", err), slog.Any("args", args))
}

// skipLog hears that a turn came while the job was still running.
type skipLog struct{ job *job }

func (l skipLog) Info(string, ...any) { l.job.skipped() }

func (l skipLog) Error(error, string, ...any) {}
