package collector

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"juyo/collector/robots"
	"juyo/listing"
)

const (
	robotsTTL   = 24 * time.Hour  // RFC 9309 section 2.4
	robotsFloor = time.Hour       // what says it is old at once is kept as long
	robotsRetry = 5 * time.Minute // after one that could not be read
)

// robotsCache keeps the robots.txt of every authority asked so far. One request
// fetches it while others that need it wait.
type robotsCache struct {
	t       *transport
	mu      sync.Mutex
	entries map[string]*robotsEntry
}

type robotsEntry struct {
	busy  chan struct{} // held by who fetches
	until time.Time
	rules *robots.Rules
	err   error // why nothing may be fetched
}

// check returns nil when robots.txt of u's authority lets us fetch u.
func (c *robotsCache) check(ctx context.Context, u *url.URL) error {
	if u.Path == "/robots.txt" {
		return nil
	}
	rules, err := c.rules(ctx, u)
	if err != nil {
		return err
	}
	path := u.EscapedPath()
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	if ok, line := rules.Allowed(c.t.agent, path); !ok {
		return &FetchError{URL: u.String(), Kind: ErrDisallowed, Detail: line}
	}
	return nil
}

// rules returns the rules of u's authority, fetching them when they are not
// known or have become old.
func (c *robotsCache) rules(ctx context.Context, u *url.URL) (*robots.Rules, error) {
	key := u.Scheme + "://" + hostKey(u) // http and https of one host may differ
	c.mu.Lock()
	e, ok := c.entries[key]
	if !ok {
		e = &robotsEntry{busy: make(chan struct{}, 1)}
		c.entries[key] = e
	}
	c.mu.Unlock()
	select {
	case e.busy <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-e.busy }()
	now := c.t.clock.Now()
	if now.Before(e.until) {
		return e.rules, e.err
	}
	// Another process may have fetched it since.
	f, ok, err := c.t.gate.kept.Robots(ctx, key)
	if err != nil {
		return nil, err
	}
	if ok && now.Before(f.Until) && !f.FetchedAt.After(now) {
		e.rules, e.err, e.until = robots.Parse(f.Body), nil, f.Until
		return e.rules, nil
	}
	got, err := c.fetch(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	now = c.t.clock.Now()
	e.rules, e.err, e.until = nil, err, now.Add(robotsRetry)
	if err != nil {
		if errors.Is(err, ErrHostSkipped) {
			e.until = now // says when it will pass
		}
		return nil, err
	}
	e.rules, e.until = robots.Parse(got.body), now.Add(got.ttl)
	delay := e.rules.CrawlDelay(c.t.agent)
	next := wholeMilli(now.Add(min(delay, c.t.limits.MaxDelay))) // the file itself was a request
	f = listing.RobotsFile{Authority: key, Body: got.body, Status: got.status, FetchedAt: now, Until: e.until}
	if err := c.t.gate.kept.SaveRobots(context.WithoutCancel(ctx), f, hostKey(u), delay, next); err != nil {
		return nil, err
	}
	return e.rules, c.t.gate.change(ctx, hostKey(u), func(h *host) {
		h.state.CrawlDelay = delay
		if next.After(h.state.NextAt) {
			h.state.NextAt = next
		}
	})
}

// robotsFile is a robots.txt as it was answered; an empty one when there is none.
type robotsFile struct {
	body   []byte
	status int
	ttl    time.Duration
}

// fetch gets a robots.txt, following redirects, which may lead to another host:
// the rules hold for the authority that was asked (RFC 9309 section 2.3.1.2).
// What cannot be reached disallows everything; that a file is not there allows
// everything; a refusal (401, 403, 429) is read as one.
func (c *robotsCache) fetch(ctx context.Context, u *url.URL) (robotsFile, error) {
	unreadable := func(detail string, cause error) (robotsFile, error) {
		if errors.Is(cause, ErrHostSkipped) || errors.Is(cause, ErrRefused) {
			return robotsFile{}, cause // says more
		}
		return robotsFile{}, &FetchError{URL: u.String(), Kind: ErrNoRobots, Detail: detail, Cause: cause}
	}
	at := u
	for hop := 0; ; hop++ {
		if err := c.t.guard.checkURL(at); err != nil {
			return unreadable("", err)
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), http.NoBody)
		if err != nil {
			return unreadable("", err)
		}
		res, err := c.t.exchange(req, robots.MaxSize+1, true)
		if err != nil {
			return unreadable("", err)
		}
		defer res.Body.Close() // in memory already
		switch s := res.StatusCode; {
		case s >= 300 && s < 400 && res.Header.Get("Location") != "":
			next, err := at.Parse(res.Header.Get("Location"))
			if err != nil || at.Scheme == "https" && next.Scheme == "http" {
				return unreadable("it redirects to "+res.Header.Get("Location"), nil)
			}
			if hop >= maxRedirects {
				return robotsFile{nil, http.StatusNotFound, robotsTTL}, nil // section 2.3.1.2: as if it were not there
			}
			at = next
		case s >= 200 && s < 300:
			return robotsFile{bodyOf(res), s, ttlOf(res.Header)}, nil
		case s >= 400 && s < 500 && s != http.StatusUnauthorized && s != http.StatusForbidden && s != http.StatusTooManyRequests:
			return robotsFile{nil, s, ttlOf(res.Header)}, nil
		default:
			return unreadable("HTTP "+strconv.Itoa(s), nil)
		}
	}
}

// ttlOf is how long a robots.txt may be kept: what Cache-Control says, between an
// hour and a day (RFC 9309 section 2.4).
func ttlOf(h http.Header) time.Duration {
	ttl := robotsTTL
	for part := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch strings.ToLower(name) {
		case "no-cache", "no-store":
			ttl = 0
		case "max-age":
			if n, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 32); err == nil {
				ttl = min(ttl, time.Duration(n)*time.Second)
			}
		}
	}
	return max(ttl, robotsFloor)
}
