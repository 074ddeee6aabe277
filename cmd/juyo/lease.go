package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"juyo/internal/pipeline"
)

// leaseTime is how long a lease outlives a process that was killed.
const leaseTime = 2 * time.Minute

// lease takes the named lease and keeps renewing it until release is called. It
// returns errElsewhere when another process holds it.
func (a *app) lease(ctx context.Context, p *pipeline.Pipeline, name string) (release func(), err error) {
	holder := holderName()
	now := a.now()
	ok, err := p.DB.AcquireLease(ctx, name, holder, now, now.Add(leaseTime))
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%s: %w: wait for it, or, if it was killed, up to %s", name, errElsewhere, leaseTime)
	}
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(leaseTime / 4)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				now := a.now()
				if ok, err := p.DB.RenewLease(ctx, name, holder, now, now.Add(leaseTime)); err != nil || !ok {
					p.Log.Warn("lease not renewed", "task", name, "err", err)
				}
			}
		}
	}()
	return func() {
		close(stop)
		<-done
		// The lease is given back also after an interrupt, so the next run need
		// not wait for it to expire.
		rctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := p.DB.ReleaseLease(rctx, name, holder); err != nil {
			p.Log.Warn("lease not given back", "task", name, "err", err)
		}
	}, nil
}

// holderName names this process in leases.
func holderName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s:%d", host, os.Getpid())
}
