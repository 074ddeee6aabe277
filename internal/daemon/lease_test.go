package daemon

import (
	"bufio"
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"juyo/store"
)

// The real store is what keeps leases in earnest.
var _ Leases = (*store.DB)(nil)

// crew counts how many are at work at once, over all daemons.
type crew struct{ at, most, runs atomic.Int32 }

func (c *crew) work(ctx context.Context, takes time.Duration) error {
	c.runs.Add(1)
	if n := c.at.Add(1); n > c.most.Load() {
		c.most.Store(n)
	}
	defer c.at.Add(-1)
	sleep(ctx, takes)
	return ctx.Err()
}

// Two daemons on one database: every turn is served once, by one of them.
func TestTwoDaemons(t *testing.T) {
	for name, takes := range map[string]time.Duration{"quick work": time.Millisecond, "long work": 40 * time.Minute, "longer than a turn": 90 * time.Minute} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNotebook()
				var c crew
				job := Job{Name: "collect", Spec: "0 * * * *", CatchUp: true, Run: func(ctx context.Context) error { return c.work(ctx, takes) }}
				a, b := start(t, n, "a", job), start(t, n, "b", job)
				until(t, "2000-01-02 08:59")
				if err := errors.Join(a.stop(), b.stop()); err != nil {
					t.Error(err)
				}
				want := int32(24) // one on start, one an hour
				if takes > time.Hour {
					want = 12
				}
				t.Logf("%d runs, at most %d at once", c.runs.Load(), c.most.Load())
				if c.most.Load() != 1 {
					t.Errorf("%d at work at once", c.most.Load())
				}
				if got := c.runs.Load(); got != want && takes < time.Hour || got < want {
					t.Errorf("%d runs, want %d", got, want)
				}
				if sa, sb := a.Status()[0], b.Status()[0]; sa.Failures+sb.Failures != 0 {
					t.Errorf("failures: %v, %v", sa.Err, sb.Err)
				}
			})
		})
	}
}

// What fails on one daemon is not tried by the other in the same turn: that
// would only double the load on a source in trouble.
func TestFailedTurnIsNotServedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNotebook()
		var c crew
		job := Job{Name: "collect", Spec: "0 * * * *", Run: func(ctx context.Context) error {
			return errors.Join(c.work(ctx, 10*time.Minute), errors.New("source answers 503"))
		}}
		a, b := start(t, n, "a", job), start(t, n, "b", job)
		until(t, "2000-01-01 13:30")
		if err := errors.Join(a.stop(), b.stop()); err != nil {
			t.Error(err)
		}
		if c.runs.Load() != 4 {
			t.Errorf("%d runs in four hours", c.runs.Load())
		}
	})
}

// A daemon that dies at work leaves its lease behind; another takes the turn
// over when the lease has run out.
func TestDeadDaemonIsReplaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNotebook()
		if ok, err := n.AcquireLease(t.Context(), LeaseName("collect"), "dead", time.Now(), time.Now().Add(19*time.Hour)); !ok || err != nil {
			t.Fatal(ok, err)
		}
		var j journal
		r := start(t, n, "a", Job{Name: "collect", Spec: "30 3 * * *", Run: func(context.Context) error { j.note(); return nil }})
		until(t, "2000-01-02 12:00")
		if s := r.Status()[0]; s.Running {
			t.Errorf("status %+v", s)
		}
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if got := j.all(); !slices.Equal(got, []string{"2000-01-02 04:00"}) {
			t.Errorf("ran at %v", got)
		}
	})
}

// A daemon whose lease another has taken must stop working.
func TestLostLeaseEndsTheWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNotebook()
		r := start(t, n, "a", Job{Name: "collect", Spec: "0 10 * * *", Run: func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }})
		until(t, "2000-01-01 10:05")
		n.mu.Lock()
		n.holder[LeaseName("collect")] = "thief"
		n.mu.Unlock()
		until(t, "2000-01-01 10:06")
		s := r.Status()[0]
		if s.Running || !errors.Is(s.Err, ErrLeaseLost) {
			t.Errorf("status %+v", s)
		}
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if n.holder[LeaseName("collect")] != "thief" {
			t.Error("the other's lease was given back")
		}
	})
}

// A database that fails for a while is waited out; one that fails for longer
// costs the turn, and work without a lease is stopped before it runs out.
func TestDatabaseInTrouble(t *testing.T) {
	trouble := errors.New("database is locked")
	synctest.Test(t, func(t *testing.T) {
		n := newNotebook()
		var j journal
		r := start(t, n, "a", Job{Name: "collect", Spec: "0 10,12 * * *", Run: func(context.Context) error { j.note(); return nil }})
		n.set(trouble)
		until(t, "2000-01-01 10:01")
		n.set(nil) // back after a minute
		until(t, "2000-01-01 11:00")
		n.set(trouble)
		until(t, "2000-01-01 12:30")
		s := r.Status()[0]
		n.set(nil)
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if got := j.all(); len(got) != 1 || !errors.Is(s.Err, trouble) || s.Failures != 1 {
			t.Errorf("ran at %v, status %+v", got, s)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		n := newNotebook()
		r := start(t, n, "a", Job{Name: "collect", Spec: "0 10 * * *", Run: func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }})
		until(t, "2000-01-01 10:05")
		n.set(trouble)
		until(t, "2000-01-01 10:10")
		s := r.Status()[0]
		n.set(nil)
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if s.Running || !errors.Is(s.Err, ErrLeaseLost) || !errors.Is(s.Err, trouble) {
			t.Errorf("status %+v", s)
		}
	})
}

func openStore(t *testing.T, path string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), path, store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// Two daemons with a handle each on one real file, on the real clock.
func TestTwoDaemonsOneStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "juyo.db")
	var c crew
	done := make(chan struct{}, 2)
	job := Job{Name: "collect", Spec: "@yearly", CatchUp: true, Run: func(ctx context.Context) error {
		defer func() { done <- struct{}{} }()
		return c.work(ctx, 300*time.Millisecond)
	}}
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan error, 2)
	var logs [2]strings.Builder
	for i, holder := range []string{"a", "b"} {
		d, err := New(Options{
			Jobs: []Job{job}, Leases: openStore(t, path), Holder: holder, Now: time.Now, Heartbeat: 20 * time.Millisecond,
			Log: slog.New(slog.NewTextHandler(&logs[i], nil)),
		})
		if err != nil {
			t.Fatal(err)
		}
		go func() { over <- d.Run(ctx) }()
	}
	<-done
	// The one that waited finds out by itself; it is given ten heartbeats.
	select {
	case <-done:
	case <-time.After(200 * time.Millisecond):
	}
	cancel()
	if err := errors.Join(<-over, <-over); err != nil {
		t.Error(err)
	}
	if c.runs.Load() != 1 || c.most.Load() != 1 {
		t.Errorf("%d runs, %d at once", c.runs.Load(), c.most.Load())
	}
	if said := logs[0].String() + logs[1].String(); !strings.Contains(said, "job done") || !strings.Contains(said, "already served") {
		t.Errorf("logs:\n%s", said)
	}
	last, err := openStore(t, path).LastDone(t.Context(), "collect")
	if err != nil || time.Since(last) > time.Minute {
		t.Errorf("last done %s, %v", last, err)
	}
}

const holdVar = "JUYO_TEST_HOLD_LEASE"

// holdLease is the life of the process that TestKilledProcess kills: a daemon
// whose job takes for ever.
func holdLease() {
	ctx := context.Background()
	db, err := store.Open(ctx, os.Getenv(holdVar), store.Options{Now: time.Now})
	if err != nil {
		panic(err)
	}
	d, err := New(Options{
		Leases: db, Holder: "killed", Now: time.Now, Heartbeat: 50 * time.Millisecond,
		Jobs: []Job{{Name: "collect", Spec: "@yearly", CatchUp: true, Run: func(ctx context.Context) error {
			_, _ = os.Stdout.WriteString("at work\n")
			<-ctx.Done()
			return ctx.Err()
		}}},
	})
	if err != nil {
		panic(err)
	}
	_ = d.Run(ctx)
}

// kill -9 in the middle of a job: the next daemon serves the turn, but not
// before the lease has run out.
func TestKilledProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "juyo.db")
	db := openStore(t, path)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.run=^$")
	cmd.Env = append(os.Environ(), holdVar+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "at work\n" {
		t.Fatalf("the other process said %q, %v", line, err)
	}
	began := make(chan struct{})
	var log strings.Builder
	d, err := New(Options{
		Leases: db, Holder: "heir", Now: time.Now, Heartbeat: 50 * time.Millisecond, Log: slog.New(slog.NewTextHandler(&log, nil)),
		Jobs: []Job{{Name: "collect", Spec: "@yearly", CatchUp: true, Run: func(context.Context) error { close(began); return nil }}},
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan error, 1)
	go func() { over <- d.Run(ctx) }()
	select {
	case <-began:
		t.Error("the job was started while the other process was at it")
	case <-time.After(500 * time.Millisecond): // ten heartbeats of the other, two of its leases
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	select {
	case <-began:
	case <-time.After(10 * time.Second):
		t.Error("nobody took the turn over")
	}
	cancel()
	if err := <-over; err != nil {
		t.Error(err)
	}
	if !strings.Contains(log.String(), "waiting in case it dies") {
		t.Errorf("log:\n%s", log.String())
	}
}
