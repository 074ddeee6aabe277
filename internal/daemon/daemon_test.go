package daemon

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	_ "time/tzdata"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if os.Getenv(holdVar) != "" {
		holdLease()
		return
	}
	goleak.VerifyTestMain(m)
}

var tokyo = time.FixedZone("Asia/Tokyo", 9*60*60)

// journal is the moments a job ran at, in Japan.
type journal struct {
	mu   sync.Mutex
	runs []string
}

func (j *journal) note() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.runs = append(j.runs, time.Now().In(tokyo).Format("2006-01-02 15:04"))
}

func (j *journal) all() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.runs)
}

// running is a daemon under way.
type running struct {
	*Daemon
	stop func() error // ends it and returns what Run returned
	log  *bytes.Buffer
}

func start(t *testing.T, l Leases, holder string, jobs ...Job) *running {
	t.Helper()
	r := &running{log: &bytes.Buffer{}}
	d, err := New(Options{Jobs: jobs, Leases: l, Holder: holder, Now: time.Now, Log: slog.New(slog.NewTextHandler(r.log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	r.Daemon = d
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan error, 1)
	go func() { over <- d.Run(ctx) }()
	r.stop = func() error {
		cancel()
		return <-over
	}
	return r
}

// until lets virtual time go by to a moment in Japan.
func until(t *testing.T, at string) {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", at, tokyo)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Until(when)) // virtual: inside synctest nothing is waited for
	synctest.Wait()
}

// A year of a nightly collection and a monthly report, by Japan's clock, in no
// time. 2000 is a leap year.
func TestYearOfSchedule(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var nightly, monthly, lastDays, hourly journal
		work := func(j *journal, takes time.Duration) func(context.Context) error {
			return func(ctx context.Context) error {
				j.note()
				sleep(ctx, takes)
				return ctx.Err()
			}
		}
		r := start(t, newNotebook(), "a",
			Job{Name: "collect", Spec: "30 3 * * *", Run: work(&nightly, 50*time.Minute)},
			Job{Name: "report", Spec: "0 6 1 * *", Run: work(&monthly, time.Minute)},
			Job{Name: "month-end", Spec: "0 0 31 * *", Run: work(&lastDays, time.Second)},
			Job{Name: "weekday", Spec: "CRON_TZ=UTC 0 12 * * MON-FRI", Run: work(&hourly, time.Second)},
		)
		until(t, "2001-01-01 00:30")
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		// The bubble starts at 2000-01-01 09:00 in Japan.
		if got := nightly.all(); len(got) != 365 || got[0] != "2000-01-02 03:30" || got[58] != "2000-02-29 03:30" || got[364] != "2000-12-31 03:30" {
			t.Errorf("nightly: %d runs, from %s, the 59th %s", len(got), got[0], got[58])
		}
		for i, at := range nightly.all() {
			if want := time.Date(2000, 1, 2+i, 3, 30, 0, 0, tokyo).Format("2006-01-02 15:04"); at != want {
				t.Fatalf("night %d at %s, want %s", i, at, want)
			}
		}
		if got := monthly.all(); len(got) != 11 || got[0] != "2000-02-01 06:00" || got[10] != "2000-12-01 06:00" {
			t.Errorf("monthly: %v", got)
		}
		if got := lastDays.all(); !slices.Equal(got, []string{"2000-01-31 00:00", "2000-03-31 00:00", "2000-05-31 00:00", "2000-07-31 00:00", "2000-08-31 00:00", "2000-10-31 00:00", "2000-12-31 00:00"}) {
			t.Errorf("on the 31st: %v", got)
		}
		if got := hourly.all(); len(got) != 260 || got[0] != "2000-01-03 21:00" {
			t.Errorf("weekdays at noon in UTC: %d, from %s", len(got), got[0])
		}
		for _, s := range r.Status() {
			if s.Failures != 0 || s.Skipped != 0 || s.Running {
				t.Errorf("status %+v", s)
			}
		}
	})
}

func TestMissedRunsAreCaughtUpOnce(t *testing.T) {
	for _, c := range []struct {
		name    string
		last    string // last done, "" never
		catchUp bool
		want    []string
	}{
		{"never done", "", true, []string{"2000-01-01 09:00", "2000-01-02 03:30"}},
		{"a week missed", "1999-12-25 03:30", true, []string{"2000-01-01 09:00", "2000-01-02 03:30"}},
		{"one missed", "1999-12-31 03:30", true, []string{"2000-01-01 09:00", "2000-01-02 03:30"}},
		{"none missed", "2000-01-01 03:30", true, []string{"2000-01-02 03:30"}},
		{"missed, not wanted", "1999-12-25 03:30", false, []string{"2000-01-02 03:30"}},
		{"done in the future", "2000-01-01 12:00", true, []string{"2000-01-02 03:30"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := newNotebook()
				if c.last != "" {
					at, err := time.ParseInLocation("2006-01-02 15:04", c.last, tokyo)
					if err != nil {
						t.Fatal(err)
					}
					n.done["collect"] = at
				}
				var j journal
				job := Job{Name: "collect", Spec: "30 3 * * *", CatchUp: c.catchUp, Run: func(context.Context) error { j.note(); return nil }}
				r := start(t, n, "a", job)
				until(t, "2000-01-02 10:00")
				if err := r.stop(); err != nil {
					t.Error(err)
				}
				if got := j.all(); !slices.Equal(got, c.want) {
					t.Errorf("ran %v, want %v", got, c.want)
				}
				// Started again at once, there is nothing to catch up.
				r = start(t, n, "a", job)
				until(t, "2000-01-02 11:00")
				if err := r.stop(); err != nil {
					t.Error(err)
				}
				if got := j.all(); len(got) != len(c.want) {
					t.Errorf("ran again after a restart: %v", got)
				}
			})
		})
	}
}

func TestJobNeverOverlapsItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		at, most, runs := 0, 0, 0
		r := start(t, newNotebook(), "a", Job{Name: "slow", Spec: "*/10 * * * *", CatchUp: true, Run: func(ctx context.Context) error {
			mu.Lock()
			at++
			runs++
			most = max(most, at)
			mu.Unlock()
			sleep(ctx, 25*time.Minute)
			mu.Lock()
			at--
			mu.Unlock()
			return nil
		}})
		until(t, "2000-01-01 12:05")
		s := r.Status()[0]
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		// One every 30 minutes: turns at +10 and +20 find it running.
		if most != 1 || runs != 7 || s.Skipped != 12 {
			t.Errorf("at most %d at once, %d runs, %d turns skipped", most, runs, s.Skipped)
		}
		if !strings.Contains(r.log.String(), "turn skipped") {
			t.Errorf("log says nothing of skipped turns:\n%s", r.log)
		}
	})
}

// A panic must neither kill the process nor leave the job marked as running.
func TestFailureAndPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNotebook()
		var runs journal
		r := start(t, n, "a",
			Job{Name: "panics", Spec: "@hourly", Hint: "look at the disk", Run: func(context.Context) error { runs.note(); panic("boom") }},
			Job{Name: "fails", Spec: "@hourly", Run: func(context.Context) error { return errors.New("disk full: free some space") }},
			Job{Name: "works", Spec: "@hourly", Run: func(context.Context) error { return nil }},
		)
		until(t, "2000-01-01 13:30")
		s := r.Status()
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if got := runs.all(); len(got) != 4 {
			t.Errorf("the job that panics ran at %v", got)
		}
		if s[0].Failures != 4 || !errors.Is(s[0].Err, ErrPanic) || s[1].Failures != 4 || s[2].Failures != 0 || s[2].Runs != 4 || s[2].Err != nil {
			t.Errorf("status %+v", s)
		}
		for _, want := range []string{"boom", "daemon_test.go", "disk full: free some space", "look at the disk", "next=2000-01-01T11:00:00.000+09:00"} {
			if !strings.Contains(r.log.String(), want) {
				t.Errorf("log does not say %q:\n%s", want, r.log)
			}
		}
		if done, _ := n.LastDone(t.Context(), "panics"); !done.IsZero() {
			t.Error("a failed job is noted as done")
		}
		if done, _ := n.LastDone(t.Context(), "works"); !done.Equal(time.Date(2000, 1, 1, 13, 0, 0, 0, tokyo)) {
			t.Errorf("works: last done %s", done)
		}
		if len(n.holder) != 0 {
			t.Errorf("leases kept: %v", n.holder)
		}
	})
}

func TestTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := start(t, newNotebook(), "a", Job{Name: "hangs", Spec: "@daily", Timeout: time.Hour, Run: func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }})
		until(t, "2000-01-02 02:00")
		s := r.Status()[0]
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if s.Took != time.Hour || !errors.Is(s.Err, context.DeadlineExceeded) || !strings.Contains(s.Err.Error(), "limit of 1h0m0s") {
			t.Errorf("status %+v", s)
		}
	})
}

func TestDrain(t *testing.T) {
	t.Run("a job that stops", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			n := newNotebook()
			r := start(t, n, "a", Job{Name: "collect", Spec: "@daily", Run: func(ctx context.Context) error {
				<-ctx.Done()
				time.Sleep(3 * time.Second) // finishes the page at hand
				return fmt.Errorf("stopped after 12 pages: %w", ctx.Err())
			}})
			until(t, "2000-01-02 01:00")
			began := time.Now()
			if err := r.stop(); err != nil {
				t.Error(err)
			}
			if took := time.Since(began); took != 3*time.Second {
				t.Errorf("stopped after %s", took)
			}
			if s := r.Status()[0]; s.Failures != 0 || s.Running {
				t.Errorf("status %+v", s)
			}
			if len(n.holder) != 0 || len(n.done) != 0 {
				t.Errorf("leases %v, done %v", n.holder, n.done)
			}
			if !strings.Contains(r.log.String(), "interrupted") || strings.Contains(r.log.String(), "failed") {
				t.Errorf("log:\n%s", r.log)
			}
		})
	})
	t.Run("a job that finishes in time", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			n := newNotebook()
			r := start(t, n, "a", Job{Name: "report", Spec: "@daily", Run: func(context.Context) error { time.Sleep(time.Minute); return nil }})
			until(t, "2000-01-02 00:00")
			time.Sleep(55 * time.Second)
			if err := r.stop(); err != nil {
				t.Error(err)
			}
			if n.done["report"].IsZero() {
				t.Error("finished while stopping, but not noted as done")
			}
		})
	})
	t.Run("a job that does not stop", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			release := make(chan struct{})
			r := start(t, newNotebook(), "a", Job{Name: "deaf", Spec: "@daily", Run: func(context.Context) error { <-release; return nil }}, Job{Name: "idle", Spec: "@yearly", Run: func(context.Context) error { return nil }})
			until(t, "2000-01-02 01:00")
			began := time.Now()
			err := r.stop()
			if !errors.Is(err, ErrAbandoned) || !strings.Contains(err.Error(), "deaf did not stop within 10s") || strings.Contains(err.Error(), "idle") {
				t.Errorf("error %v", err)
			}
			if took := time.Since(began); took != 10*time.Second {
				t.Errorf("waited %s", took)
			}
			close(release)
		})
	})
	t.Run("nothing starts while stopping", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var j journal
			r := start(t, newNotebook(), "a", Job{Name: "often", Spec: "* * * * *", Run: func(context.Context) error { j.note(); return nil }},
				Job{Name: "slow", Spec: "0 10 * * *", Run: func(context.Context) error { time.Sleep(9 * time.Second); return nil }})
			until(t, "2000-01-01 10:00")
			time.Sleep(55 * time.Second) // slow is over, often has run
			n := len(j.all())
			if err := r.stop(); err != nil {
				t.Error(err)
			}
			time.Sleep(10 * time.Minute)
			if got := len(j.all()); got != n {
				t.Errorf("%d runs before the end, %d after", n, got)
			}
		})
	})
}

func TestNewSaysEverythingAtOnce(t *testing.T) {
	run := func(context.Context) error { return nil }
	_, err := New(Options{Now: time.Now, Jobs: []Job{
		{Name: "a", Spec: "61 * * * *", Run: run}, {Name: "a", Spec: "@daily"}, {Spec: "@daily", Run: run}, {Name: "c", Spec: "TZ=Asia/Tokyo", Run: run},
	}})
	for _, want := range []string{"no leases", "no holder", `job "a": bad schedule "61 * * * *"`, `two jobs are named "a"`, `"a" does nothing`, "number 3 has no name", `job "c": bad schedule "TZ=Asia/Tokyo"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q: %v", want, err)
		}
	}
	if !errors.Is(err, ErrSchedule) || !errors.Is(err, ErrOptions) {
		t.Errorf("error %v", err)
	}
	if _, err := New(Options{}); !errors.Is(err, ErrOptions) {
		t.Errorf("error %v", err)
	}
}

func TestNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		run := func(context.Context) error { return nil }
		d, err := New(Options{Now: time.Now, Leases: newNotebook(), Holder: "a", Jobs: []Job{{Name: "report", Spec: "0 6 1 * *", Run: run}, {Name: "collect", Spec: "30 3 * * *", Run: run}}})
		if err != nil {
			t.Fatal(err)
		}
		if name, at := d.Next(); name != "collect" || at.Format(time.RFC3339) != "2000-01-02T03:30:00+09:00" {
			t.Errorf("next is %s at %s", name, at)
		}
	})
}

func ExampleNew() {
	now := func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }
	d, err := New(Options{
		Leases: newNotebook(), // the store, in earnest
		Holder: "host:4711",
		Now:    now,
		Jobs:   []Job{{Name: "report", Spec: "0 6 1 * *", CatchUp: true, Run: func(context.Context) error { return nil }}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Next())
	// Output: report 2026-12-01 06:00:00 +0900 JST
}
