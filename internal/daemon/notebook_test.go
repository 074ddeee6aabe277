package daemon

import (
	"context"
	"errors"
	"sync"
	"time"
)

// notebook keeps leases in memory, for tests that live on virtual time: a real
// file cannot be waited for there. Tests of the two together use the store.
type notebook struct {
	mu     sync.Mutex
	holder map[string]string
	until  map[string]time.Time
	done   map[string]time.Time
	broken error // what every call answers, when set
}

func newNotebook() *notebook {
	return &notebook{holder: map[string]string{}, until: map[string]time.Time{}, done: map[string]time.Time{}}
}

func (n *notebook) AcquireLease(ctx context.Context, name, holder string, now, until time.Time) (bool, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.broken != nil || ctx.Err() != nil {
		return false, errors.Join(n.broken, ctx.Err())
	}
	if h := n.holder[name]; h != "" && h != holder && n.until[name].After(now) {
		return false, nil
	}
	n.holder[name], n.until[name] = holder, until
	return true, nil
}

func (n *notebook) RenewLease(_ context.Context, name, holder string, now, until time.Time) (bool, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.broken != nil {
		return false, n.broken
	}
	if n.holder[name] != holder || !n.until[name].After(now) {
		return false, nil
	}
	n.until[name] = until
	return true, nil
}

func (n *notebook) ReleaseLease(_ context.Context, name, holder string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.holder[name] == holder {
		delete(n.holder, name)
	}
	return n.broken
}

func (n *notebook) TaskDone(_ context.Context, name string, at time.Time) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if at.After(n.done[name]) {
		n.done[name] = at
	}
	return n.broken
}

func (n *notebook) LastDone(_ context.Context, name string) (time.Time, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.done[name], n.broken
}

func (n *notebook) set(broken error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.broken = broken
}
