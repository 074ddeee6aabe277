package collector

import (
	"context"
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

// Limits bounds what a Collector does. Zero fields take the default in brackets.
type Limits struct {
	Delay        time.Duration // least pause between two requests to one host [2 s]; a longer Crawl-delay or Source.DelaySeconds wins
	MaxDelay     time.Duration // a host that asks for a longer Crawl-delay is skipped [60 s]
	MaxPause     time.Duration // a host that asks for a longer Retry-After is skipped in this run [10 min]
	MaxWait      time.Duration // longest wait for a page that is to be tried again before the run ends partial [30 min]
	MaxPages     int           // pages fetched in one run [20000]
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
	if l.MaxPages <= 0 {
		l.MaxPages = 20_000
	}
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

// Hosts keeps what politeness must remember of hosts from one process to the
// next.
type Hosts interface {
	HostState(ctx context.Context, host string) (listing.HostState, error)
	SaveHostState(ctx context.Context, h listing.HostState) error
}

// gate lets one request at a time through to a host, with a pause between two.
// Sources that share a host share its slot.
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

	state   listing.HostState // NextAt, CrawlDelay, failures in a row and the rest after them
	loaded  bool
	floor   time.Duration // least pause asked for by sources, 0: Limits.Delay
	latency time.Duration // of its last answer
	paused  time.Time     // Retry-After
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

// hold returns the host with its slot held and its state loaded.
func (g *gate) hold(ctx context.Context, key string) (*host, error) {
	h := g.host(key)
	select {
	case h.slot <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if !h.loaded {
		s, err := g.kept.HostState(ctx, key)
		if err != nil {
			<-h.slot
			return nil, err
		}
		h.state, h.loaded = s, true
	}
	return h, nil
}

// change runs f while holding the host's slot.
func (g *gate) change(ctx context.Context, key string, f func(h *host)) error {
	h, err := g.hold(ctx, key)
	if err != nil {
		return err
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

// enter waits until a request to the host may go out and returns with its slot
// held: leave gives it back. page names the request in errors and makes its
// pause differ a little from others, the same in every run.
func (g *gate) enter(ctx context.Context, key, page string) (*host, error) {
	h, err := g.hold(ctx, key)
	if err != nil {
		return nil, err
	}
	if err := g.wait(ctx, h, page); err != nil {
		<-h.slot
		return nil, err
	}
	return h, nil
}

func (g *gate) wait(ctx context.Context, h *host, page string) error {
	skip := func(format string, args ...any) error {
		return &FetchError{URL: page, Kind: ErrHostSkipped, Detail: h.state.Host + " " + fmt.Sprintf(format, args...)}
	}
	now := g.clock.Now()
	s := &h.state
	if s.CrawlDelay > g.limits.MaxDelay {
		return skip("asks for %s between requests in its robots.txt; at most %s is waited", s.CrawlDelay, g.limits.MaxDelay)
	}
	if s.OpenUntil.After(now) {
		return skip("failed %d times in a row and is left alone until %s", s.Failures, s.OpenUntil.UTC().Format(time.RFC3339))
	}
	if h.paused.Sub(now) > g.limits.MaxPause {
		return skip("asks to come back after %s (Retry-After)", h.paused.UTC().Format(time.RFC3339))
	}
	until := s.NextAt
	if until.Sub(now) > maxRetryAfter { // the clock was wrong once
		until = now
	}
	if !until.IsZero() {
		until = until.Add(jitter(page, g.pause(h)/2))
	}
	if h.paused.After(until) {
		until = h.paused
	}
	return g.clock.Sleep(ctx, until.Sub(now))
}

// pause is the least time between two requests to h: what we, the operator, the
// host's robots.txt or its slowness ask for, whichever is longest.
func (g *gate) pause(h *host) time.Duration {
	floor := h.floor
	if floor == 0 {
		floor = g.limits.Delay
	}
	return max(floor, h.state.CrawlDelay, min(5*h.latency, 30*time.Second))
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
	s.NextAt = now.Add(g.pause(h))
	busy := a.status == http.StatusTooManyRequests || a.status >= 500
	if d, ok := retryAfter(a.header, now); ok && busy {
		h.paused = now.Add(d)
		if h.paused.After(s.NextAt) {
			s.NextAt = h.paused
		}
	}
	switch {
	case busy || a.status == 0:
		s.Failures++
		if s.Failures >= g.limits.HostFailures {
			s.OpenUntil = now.Add(g.limits.HostRest)
		}
	case a.status > 0:
		s.Failures, s.OpenUntil = 0, time.Time{}
	}
	return g.kept.SaveHostState(context.WithoutCancel(ctx), *s)
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
