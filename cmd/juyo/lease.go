package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"juyo/internal/pipeline"
)

// leaseTime is how long a lease outlives a process that was killed.
const leaseTime = 2 * time.Minute

// errLeaseLost ends work whose lease another process may have taken, because this
// one did not renew it in time (a laptop that slept).
var errLeaseLost = errors.New("the lease ran out while this process was held up: run it again")

// lease takes the named lease and keeps renewing it until release is called. It
// returns errElsewhere when another process holds it. The context it returns is
// cancelled, with errLeaseLost as its cause, when the lease is lost.
func (a *app) lease(parent context.Context, p *pipeline.Pipeline, name string) (ctx context.Context, release func(), err error) {
	holder := holderName()
	now := a.now()
	ok, err := p.DB.AcquireLease(parent, name, holder, now, now.Add(leaseTime))
	if err != nil {
		return nil, nil, err
	}
	if !ok {
		return nil, nil, fmt.Errorf("%s: %w: wait for it, or, if it was killed, up to %s", name, errElsewhere, leaseTime)
	}
	ctx, cancel := context.WithCancelCause(parent)
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
				ok, err := p.DB.RenewLease(ctx, name, holder, now, now.Add(leaseTime))
				if err != nil {
					p.Log.Warn("lease not renewed, trying again", "task", name, "err", err)
				} else if !ok {
					cancel(errLeaseLost)
					return
				}
			}
		}
	}()
	return ctx, func() {
		close(stop)
		<-done
		defer cancel(nil)
		// The lease is given back also after an interrupt, so the next run need
		// not wait for it to expire.
		rctx, end := context.WithTimeout(context.WithoutCancel(parent), 5*time.Second)
		defer end()
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
