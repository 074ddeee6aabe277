package collector_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"juyo/collector"
	"juyo/listing"
	"juyo/store"
)

func TestRunResumes(t *testing.T) {
	t.Parallel()
	for after := 1; after <= 8; after++ {
		w := newTown(t)
		w.board(6)
		ctx, cancel := context.WithCancel(t.Context())
		pages := 0
		_, err := w.collector(func(o *collector.Options) {
			o.Workers = 2
			o.Progress = func(collector.Progress) {
				if pages++; pages == after {
					cancel()
				}
			}
		}).Run(ctx, w.source())
		cancel()
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		interrupted := err != nil
		first := w.asked()
		c := w.collector()
		run := w.run(c, w.source())
		if run.Status != listing.RunComplete {
			t.Errorf("after %d pages: %+v", after, run)
		}
		if all := w.stored("mikage"); all != 6 {
			t.Errorf("after %d pages: %d listings kept, want 6", after, all)
		}
		if interrupted {
			for _, path := range w.asked() {
				if strings.HasPrefix(path, "/jobs/") && slices.Contains(first[:min(after, len(first))], path) {
					t.Errorf("after %d pages: %s was read again", after, path)
				}
			}
			if run.Counts.Pages != 8 {
				t.Errorf("after %d pages: the whole run has %d pages, want 8", after, run.Counts.Pages)
			}
		}
	}
}

// dying is a store that fails from its nth change on: what a killed process
// leaves behind.
type dying struct {
	*store.DB
	left atomic.Int32
}

var errKilled = errors.New("killed")

func (d *dying) dead() bool { return d.left.Add(-1) < 0 }

func (d *dying) Enqueue(ctx context.Context, run int64, urls []listing.FrontierURL) (int, error) {
	if d.dead() {
		return 0, errKilled
	}
	return d.DB.Enqueue(ctx, run, urls)
}

func (d *dying) Claim(ctx context.Context, run int64, now time.Time, lease time.Duration) (listing.FrontierURL, bool, error) {
	if d.dead() {
		return listing.FrontierURL{}, false, errKilled
	}
	return d.DB.Claim(ctx, run, now, lease)
}

func (d *dying) Settle(ctx context.Context, run int64, url string, o listing.Outcome, at time.Time, note string) error {
	if d.dead() {
		return errKilled
	}
	return d.DB.Settle(ctx, run, url, o, at, note)
}

func (d *dying) Put(ctx context.Context, run int64, readings []listing.Reading) (listing.PutResult, error) {
	if d.dead() {
		return listing.PutResult{}, errKilled
	}
	return d.DB.Put(ctx, run, readings)
}

func (d *dying) SaveValidators(ctx context.Context, url string, v listing.Validators, at time.Time) error {
	if d.dead() {
		return errKilled
	}
	return d.DB.SaveValidators(ctx, url, v, at)
}

func (d *dying) FinishRun(ctx context.Context, run listing.Run, now time.Time) (int, string, error) {
	if d.dead() {
		return 0, "", errKilled
	}
	return d.DB.FinishRun(ctx, run, now)
}

func TestRunKilledAnywhere(t *testing.T) {
	t.Parallel()
	for n := int32(0); ; n++ {
		w := newTown(t)
		w.board(4)
		d := &dying{DB: w.db}
		d.left.Store(n)
		_, err := w.collector(func(o *collector.Options) { o.Store, o.Workers = d, 2 }).Run(t.Context(), w.source())
		if err == nil {
			if n < 20 {
				t.Errorf("a run makes %d changes only", n)
			}
			return
		}
		if !errors.Is(err, errKilled) {
			t.Fatal(err)
		}
		run := w.run(w.collector(), w.source())
		if run.Status != listing.RunComplete || len(run.Reasons) != 0 || w.stored("mikage") != 4 {
			t.Errorf("killed at change %d: %d listings, %+v", n, w.stored("mikage"), run)
		}
		runs, err := w.db.Runs(t.Context(), "mikage", 0)
		if err != nil || len(runs) != 1 {
			t.Errorf("killed at change %d: %d runs, %v", n, len(runs), err)
		}
	}
}
