package collector

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"juyo/listing"
)

// Limits bounds what a Collector does. Zero fields take what is in brackets.
type Limits struct {
	Delay        time.Duration // least pause between two requests to one host [2 s]; a longer Crawl-delay or Source.DelaySeconds wins
	MaxDelay     time.Duration // a host that asks for a longer Crawl-delay is skipped [60 s]
	MaxPause     time.Duration // a host that asks for a longer Retry-After is skipped in this run [10 min]
	MaxWait      time.Duration // longest wait for a page that is to be tried again before the run ends partial [30 min]
	MaxPages     int           // requests for one source before its run is cut, to be resumed by the next; failed ones count [no bound]
	Retries      int           // further tries of a page after an error that may pass [2]; negative: none
	Attempt      time.Duration // longest time for one answer [30 s], ten times that for sitemaps and boards
	MaxBody      int64         // bytes of a page, decoded [8 MiB]
	MaxBulk      int64         // bytes of a sitemap or a board, decoded [50 MiB]
	HostFailures int           // failures in a row after which a host is left alone [3]
	HostRest     time.Duration // how long it is left alone [30 min]
}

func (l Limits) withDefaults() Limits {
	set := func(d *time.Duration, v time.Duration) {
		if *d <= 0 {
			*d = v
		}
	}
	set(&l.Delay, 2*time.Second)
	set(&l.MaxDelay, time.Minute)
	set(&l.MaxPause, 10*time.Minute)
	set(&l.MaxWait, 30*time.Minute)
	set(&l.Attempt, 30*time.Second)
	set(&l.HostRest, 30*time.Minute)
	if l.Retries == 0 {
		l.Retries = 2
	}
	if l.MaxBody <= 0 {
		l.MaxBody = 8 << 20
	}
	if l.MaxBulk <= 0 {
		l.MaxBulk = 50 << 20
	}
	if l.HostFailures <= 0 {
		l.HostFailures = 3
	}
	return l
}

// maxFrontier bounds the pages of one run: a site that makes up addresses without
// end is a trap. With a budget a look takes five runs at most.
func (l Limits) maxFrontier() int {
	if l.MaxPages <= 0 {
		return 250_000
	}
	return 5 * l.MaxPages
}

// Hosts keeps what politeness must remember of hosts, from one process to the next
// and between those that run at once.
type Hosts interface {
	HostState(ctx context.Context, host string) (listing.HostState, error)
	// HoldHost takes a host's slot until a moment at the latest and returns the
	// number of the hold, 0 when another has the slot or the host's NextAt is not
	// reached; the state is what is kept, either way.
	HoldHost(ctx context.Context, host string, now, until time.Time) (h listing.HostState, hold int64, err error)
	// LeaveHost keeps the state and gives the slot back.
	LeaveHost(ctx context.Context, h listing.HostState, hold int64) error
	Robots(ctx context.Context, authority string) (f listing.RobotsFile, ok bool, err error)
	// SaveRobots keeps a robots.txt with the pause it asks of its host, and the
	// moment before which the host is not to be asked.
	SaveRobots(ctx context.Context, f listing.RobotsFile, host string, delay time.Duration, next time.Time) error
}

// gate lets one request at a time through to a host, with a pause between two.
// Sources that share a host share its slot, in other processes too: there the slot
// is in the store.
type gate struct {
	clock  Clock
	limits Limits
	kept   Hosts

	mu    sync.Mutex
	hosts map[string]*host
}

// host is what the gate knows of a host. slot guards the rest: who holds it may
// read and write.
type host struct {
	slot chan struct{}

	state   listing.HostState // as last read or left; other processes may have changed it since
	loaded  bool
	hold    int64         // number of the hold in the store
	floor   time.Duration // least pause asked for by sources, 0: Limits.Delay
	latency time.Duration // of its last answer
}

func newGate(clock Clock, limits Limits, kept Hosts) *gate {
	return &gate{clock: clock, limits: limits, kept: kept, hosts: map[string]*host{}}
}

// hostKey names the host of u: lower case, with its port when it is not the
// scheme's own.
func hostKey(u *url.URL) string {
	host, port := strings.ToLower(u.Hostname()), u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return host
	}
	return net.JoinHostPort(host, port)
}

func (g *gate) host(key string) *host {
	g.mu.Lock()
	defer g.mu.Unlock()
	h, ok := g.hosts[key]
	if !ok {
		h = &host{slot: make(chan struct{}, 1), state: listing.HostState{Host: key}}
		g.hosts[key] = h
	}
	return h
}

// change runs f while the host's slot is held in this process.
func (g *gate) change(ctx context.Context, key string, f func(h *host)) error {
	h := g.host(key)
	select {
	case h.slot <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-h.slot }()
	f(h)
	return nil
}

// setFloor sets the least pause a source asks for on a host, which may be less
// than the default. Of several sources the longest holds.
func (g *gate) setFloor(ctx context.Context, key string, d time.Duration) error {
	return g.change(ctx, key, func(h *host) { h.floor = max(h.floor, d) })
}

// ask is one request that wants to go out.
type ask struct {
	page    string        // names it in errors, and makes its pause differ a little from others, the same in every run
	longest time.Duration // it is over by then
	robots  bool          // for robots.txt, whose Crawl-delay may have changed
}

// enter waits until a request to the host may go out and returns with its slot
// held: leave gives it back.
func (g *gate) enter(ctx context.Context, key string, a ask) (*host, error) {
	h := g.host(key)
	select {
	case h.slot <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := g.take(ctx, h, a); err != nil {
		<-h.slot
		return nil, err
	}
	return h, nil
}

const (
	slotPoll   = 250 * time.Millisecond // between two tries for a slot that another process holds
	slotMargin = time.Minute            // a hold outlasts its request by this: reading and saving take time
)

// take waits for the host's slot in the store.
func (g *gate) take(ctx context.Context, h *host, a ask) error {
	for {
		now := g.clock.Now()
		if !h.loaded || g.skip(h, a, now) != nil {
			// What was true a while ago is no reason: another process may have learned more.
			s, err := g.kept.HostState(ctx, h.state.Host)
			if err != nil {
				return err
			}
			h.state, h.loaded = s, true
		}
		if err := g.skip(h, a, now); err != nil {
			return err
		}
		if err := g.clock.Sleep(ctx, g.due(h, a, now).Sub(now)); err != nil {
			return err
		}
		now = g.clock.Now()
		s, hold, err := g.kept.HoldHost(ctx, h.state.Host, now, now.Add(a.longest+min(slotMargin, 2*g.limits.Attempt)))
		if err != nil {
			return err
		}
		h.state, h.hold = s, hold
		if hold != 0 {
			if err := g.skip(h, a, now); err != nil {
				return errors.Join(err, g.kept.LeaveHost(context.WithoutCancel(ctx), s, hold))
			}
			return nil
		}
		if err := g.clock.Sleep(ctx, slotPoll); err != nil {
			return err
		}
	}
}

// skip returns why a host is left out of this run, nil when it is not.
func (g *gate) skip(h *host, a ask, now time.Time) error {
	s := &h.state
	var why string
	switch ahead := s.NextAt.Sub(now); {
	case s.CrawlDelay > g.limits.MaxDelay && !a.robots:
		why = fmt.Sprintf("asks for %s between requests in its robots.txt; at most %s is waited", s.CrawlDelay, g.limits.MaxDelay)
	case s.OpenUntil.After(now):
		why = fmt.Sprintf("failed %d times in a row and is left alone until %s", s.Failures, s.OpenUntil.UTC().Format(time.RFC3339))
	case ahead > max(g.limits.MaxPause, g.pause(h)+time.Second) && ahead <= maxRetryAfter:
		why = fmt.Sprintf("asks to come back after %s (Retry-After)", s.NextAt.UTC().Format(time.RFC3339))
	default:
		return nil
	}
	return &FetchError{URL: a.page, Kind: ErrHostSkipped, Detail: s.Host + " " + why}
}

// due is when a request may go out, as far as is known.
func (g *gate) due(h *host, a ask, now time.Time) time.Time {
	next := h.state.NextAt
	if next.IsZero() || next.Sub(now) > maxRetryAfter { // the clock was wrong once
		return now
	}
	return next.Add(jitter(a.page, g.pause(h)/2))
}

// pause is the least time between two requests to h: what we, the operator, the
// host's robots.txt or its slowness ask for, whichever is longest. A Crawl-delay
// that is not waited for lets through nothing but robots.txt.
func (g *gate) pause(h *host) time.Duration {
	floor := h.floor
	if floor == 0 {
		floor = g.limits.Delay
	}
	return max(floor, min(h.state.CrawlDelay, g.limits.MaxDelay), min(5*h.latency, 30*time.Second))
}

// answer is what a request to a host came to.
type answer struct {
	began  time.Time
	status int         // 0: no answer; -1: we broke off
	header http.Header // nil: no answer
}

// leave notes how a request went, and gives the slot back.
func (g *gate) leave(ctx context.Context, h *host, a answer) error {
	defer func() { <-h.slot }()
	now := g.clock.Now()
	s := &h.state
	h.latency = now.Sub(a.began)
	next := now.Add(g.pause(h))
	busy := a.status == http.StatusTooManyRequests || a.status >= 500
	if d, ok := retryAfter(a.header, now); ok && busy && now.Add(d).After(next) {
		next = now.Add(d)
	}
	s.NextAt = wholeMilli(next)
	switch {
	case busy || a.status == 0:
		s.Failures++
		if s.Failures >= g.limits.HostFailures {
			s.OpenUntil = now.Add(g.limits.HostRest)
		}
	case a.status > 0:
		s.Failures, s.OpenUntil = 0, time.Time{}
	}
	return g.kept.LeaveHost(context.WithoutCancel(ctx), *s, h.hold)
}

// wholeMilli rounds up to what the store keeps: a pause is never cut short.
func wholeMilli(t time.Time) time.Time {
	if r := t.Truncate(time.Millisecond); !r.Equal(t) {
		return r.Add(time.Millisecond)
	}
	return t
}

// maxRetryAfter bounds what a Retry-After may ask for.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads a Retry-After header: seconds or a date (RFC 9110 section
// 10.2.3), within a day.
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	s := strings.TrimSpace(header.Get("Retry-After"))
	if s == "" {
		return 0, false
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return min(max(time.Duration(min(n, int64(maxRetryAfter/time.Second)))*time.Second, 0), maxRetryAfter), true
	}
	t, err := http.ParseTime(s)
	if err != nil {
		return 0, false
	}
	return min(max(t.Sub(now), 0), maxRetryAfter), true
}

// jitter is a time from 0 to most that depends on key alone.
func jitter(key string, most time.Duration) time.Duration {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key)) // a hash never fails
	return time.Duration(float64(most) * float64(h.Sum64()>>11) / (1 << 53))
}
