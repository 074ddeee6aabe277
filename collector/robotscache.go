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
)

const (
	robotsTTL   = 24 * time.Hour  // RFC 9309 section 2.4
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
	key := u.Scheme + "://" + strings.ToLower(u.Host)
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
	if !ok {
		if err := c.remember(ctx, u, e); err != nil {
			return nil, err
		}
		if now.Before(e.until) {
			return e.rules, nil
		}
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
	return e.rules, c.t.gate.change(ctx, hostKey(u), func(h *host) {
		// Saved with the host's next answer, which follows at once.
		h.state.CrawlDelay = e.rules.CrawlDelay(c.t.agent)
		if from := now.Add(h.state.CrawlDelay); from.After(h.state.NextAt) {
			h.state.NextAt = from // the file itself was a request
		}
		h.state.Robots, h.state.RobotsStatus, h.state.RobotsFetchedAt = got.body, got.status, now
	})
}

// remember takes over a robots.txt that another process fetched within the day.
// http and https of one host may differ, so only what is kept of https, or of a
// port of its own, is believed.
func (c *robotsCache) remember(ctx context.Context, u *url.URL, e *robotsEntry) error {
	if key := hostKey(u); u.Scheme == "https" || key != strings.ToLower(u.Hostname()) {
		return c.t.gate.change(ctx, key, func(h *host) {
			s := h.state
			if s.RobotsStatus >= 200 && s.RobotsStatus < 500 && !s.RobotsFetchedAt.IsZero() && !s.RobotsFetchedAt.After(c.t.clock.Now()) {
				e.rules, e.until = robots.Parse(s.Robots), s.RobotsFetchedAt.Add(robotsTTL)
			}
		})
	}
	return nil
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
		res, err := c.t.exchange(req, robots.MaxSize, true)
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

// ttlOf is how long an answer may be kept: what Cache-Control says, between five
// minutes and a day.
func ttlOf(h http.Header) time.Duration {
	for part := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if !strings.EqualFold(name, "max-age") {
			continue
		}
		if n, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 32); err == nil {
			return min(max(time.Duration(n)*time.Second, robotsRetry), robotsTTL)
		}
	}
	return robotsTTL
}
