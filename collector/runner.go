package collector

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"juyo/collector/source"
	"juyo/listing"
)

// runner carries one run. What mu guards is shared by its workers.
type runner struct {
	c       *Collector
	src     Source
	kind    source.Kind
	home    *url.URL
	starts  []string
	visitor *visitor
	log     *slog.Logger
	resumed bool

	trips     atomic.Int64 // requests made
	following sync.Mutex   // guards frontier
	frontier  int          // pages in the frontier, settled ones too
	newest    bool         // the source shows its newest listings only; known before unlisted pages are visited

	mu      sync.Mutex
	run     listing.Run
	reasons []string // of the run itself; those of pages are in the frontier
	pending int
}

// visit deals with one page to its end. The error is one the run cannot go on
// after; everything else is settled.
func (r *runner) visit(ctx context.Context, u listing.FrontierURL) error {
	store := r.c.o.Store
	unlisted := u.Kind == pageUnlisted
	if unlisted {
		u.Kind = source.PageDetail
	}
	var old listing.Validators
	var known []string
	conditional := u.Kind == source.PageDetail || u.Kind == source.PageBoard
	if conditional {
		var err error
		if known, err = store.ListingsOf(ctx, r.src.Name, u.URL); err != nil {
			return err
		}
		if old, err = r.validators(ctx, u, known); err != nil {
			return err
		}
	}
	p, err := r.visitor.fetch(ctx, u, old)
	now := r.c.o.Clock.Now()
	if err != nil && ctx.Err() != nil {
		// Interrupted: whoever resumes need not wait for the lease.
		settled := store.Settle(context.WithoutCancel(ctx), r.run.ID, u.URL, listing.OutcomeRetry, now, "")
		return errors.Join(ctx.Err(), settled)
	}
	if err != nil && unlisted && (!retryable(p, err) || u.Attempts > r.c.o.Limits.Retries) {
		return r.settle(ctx, u, listing.OutcomeDone, err.Error()) // the look is complete without it
	}
	if err != nil {
		return r.failed(ctx, u, known, p, err)
	}
	// What has been fetched is kept, so that nobody is asked for it twice.
	ctx = context.WithoutCancel(ctx)
	p.FetchedAt, p.Zone = now, r.c.o.Zone
	r.mu.Lock()
	r.run.Counts.Pages++
	r.mu.Unlock()
	switch {
	case unlisted && !r.newest && p.Status != http.StatusNotFound && p.Status != http.StatusGone:
		return r.readUnlisted(ctx, u, p)
	case p.NotModified:
		return r.unchanged(ctx, u, known, now)
	case u.Kind == source.PageDetail && p.Status != http.StatusOK:
		for _, id := range known {
			if err := store.Gone(ctx, r.run.ID, r.src.Name, id, now); err != nil {
				return err
			}
		}
		return r.settle(ctx, u, listing.OutcomeGone, "HTTP "+strconv.Itoa(p.Status))
	}
	res, readErr := r.read(u, p)
	ids, reasons, err := r.keep(ctx, res.Listings)
	if err != nil {
		return err
	}
	for _, id := range res.Gone {
		if err := store.Gone(ctx, r.run.ID, r.src.Name, id, now); err != nil {
			return err
		}
	}
	more, err := r.follow(ctx, u.URL, res.Follow)
	if err != nil {
		return err
	}
	reasons = slices.Concat(reasons, more, res.Reasons)
	if conditional && readErr == nil && len(res.Listings) > 0 {
		if err := r.remember(ctx, u, p, res.Listings, ids, known, len(reasons) == 0); err != nil {
			return err
		}
	}
	switch {
	case unlisted:
		return r.settle(ctx, u, listing.OutcomeDone, noteOf(reasons))
	case readErr != nil:
		return r.failed(ctx, u, known, p, readErr, reasons...)
	case len(reasons) > 0:
		// Kept as an error of the run, so that one which resumes knows of it.
		return r.settle(ctx, u, listing.OutcomeError, noteOf(reasons))
	case res.Newest:
		return r.settle(ctx, u, listing.OutcomeNewest, "")
	case u.Kind == source.PageDetail && len(res.Listings) == 0 && len(known) > 0:
		return r.settle(ctx, u, listing.OutcomeLost, "")
	}
	return r.settle(ctx, u, listing.OutcomeDone, "")
}

// validators returns what to ask with whether a page has changed, zero when it is
// to be read whatever it says: because "not modified" would tell us nothing (we have
// no listings of it, or it is read with a note, such as when a thread was over), or
// would tell us wrong (one of them is closed, or has ended since by its own word).
func (r *runner) validators(ctx context.Context, u listing.FrontierURL, known []string) (v listing.Validators, err error) {
	if len(known) == 0 || u.Note != "" {
		return v, nil
	}
	if v, err = r.c.o.Store.Validators(ctx, u.URL); err != nil || v.IsZero() {
		return v, err
	}
	if !v.Until.IsZero() && !r.c.o.Clock.Now().Before(v.Until) {
		return listing.Validators{}, nil
	}
	closed, err := r.c.o.Store.AnyClosed(ctx, r.src.Name, known)
	if closed || err != nil {
		return listing.Validators{}, err
	}
	return v, nil
}

// read has the kind read a page; one that makes it panic is a page that cannot be
// read.
func (r *runner) read(u listing.FrontierURL, p *source.Page) (res source.Result, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w: %s: %v", source.ErrUnreadable, u.URL, v)
		}
	}()
	return r.kind.Read(r.src, u, p)
}

// unchanged notes that the listings of a page are still there.
func (r *runner) unchanged(ctx context.Context, u listing.FrontierURL, known []string, now time.Time) error {
	if err := r.c.o.Store.Seen(ctx, r.run.ID, r.src.Name, known, now); err != nil {
		return err
	}
	r.count(func(c *listing.RunCounts) {
		c.NotModified++
		c.Listings += len(known)
	})
	return r.settle(ctx, u, listing.OutcomeDone, "")
}

// keep extracts and stores listings and returns their ids. A listing that cannot
// be kept makes the run partial, for the reason returned, and costs no other.
func (r *runner) keep(ctx context.Context, found []listing.Listing) (ids, reasons []string, err error) {
	readings := make([]listing.Reading, 0, len(found))
	for i := range found {
		l := &found[i]
		err := l.Validate()
		var signals listing.Signals
		if err == nil {
			signals, err = extractSafely(r.c.o.Read, l)
		}
		if err != nil {
			reasons = append(reasons, fmt.Sprintf("listing %q is left out: %v", l.ID, err))
			r.count(func(c *listing.RunCounts) { c.Errors++ })
			continue
		}
		ids = append(ids, l.ID)
		readings = append(readings, listing.Reading{Listing: *l, Signals: signals})
	}
	for batch := range slices.Chunk(readings, importBatch) {
		put, err := r.c.o.Store.Put(ctx, r.run.ID, batch)
		if err != nil {
			return ids, reasons, err
		}
		r.count(func(c *listing.RunCounts) {
			c.Listings += len(batch)
			c.New += put.New
			c.Changed += put.Changed
		})
	}
	return ids, reasons, nil
}

// remember keeps what a page is known by: its listings where its address does not
// tell them, and its validators when everything it said is kept.
func (r *runner) remember(ctx context.Context, u listing.FrontierURL, p *source.Page, found []listing.Listing, ids, known []string, whole bool) error {
	store := r.c.o.Store
	apart := u.Kind == source.PageBoard || len(found) != 1 || listing.CanonicalURL(found[0].URL) != listing.CanonicalURL(u.URL)
	if (apart || len(known) > 1) && !slices.Equal(sorted(ids), sorted(known)) {
		if err := store.SavePageListings(ctx, r.src.Name, u.URL, ids); err != nil {
			return err
		}
	}
	v := p.Validators
	if !whole || len(ids) != len(found) || u.Note != "" {
		v = listing.Validators{}
	}
	if !v.IsZero() {
		v.Until = source.EndsAt(p.Body)
	}
	return store.SaveValidators(ctx, u.URL, v, p.FetchedAt)
}

// failed settles a page that could not be fetched or read; reasons are what it told
// nevertheless.
func (r *runner) failed(ctx context.Context, u listing.FrontierURL, known []string, p *source.Page, err error, reasons ...string) error {
	now := r.c.o.Clock.Now()
	if errors.Is(err, ErrDisallowed) || errors.Is(err, ErrReserved) {
		if u.Kind == source.PageDetail && len(known) == 0 && !slices.Contains(r.starts, u.URL) {
			// Not for us, and never was: the look is complete without it. A page that
			// leads to others is another matter.
			return r.settle(ctx, u, listing.OutcomeDisallowed, err.Error())
		}
	}
	if retryable(p, err) && u.Attempts <= r.c.o.Limits.Retries {
		back := 30 * time.Second << min(max(u.Attempts-1, 0), 7)
		back = back/2 + jitter(u.URL+strconv.Itoa(u.Attempts), back)
		if errors.Is(err, ErrNoRobots) {
			back = max(back, robotsRetry)
		}
		r.log.Debug("page is tried again", "url", u.URL, "after", back, "err", err)
		return r.settle(ctx, u, listing.OutcomeRetry, err.Error(), now.Add(back))
	}
	r.log.Warn("page given up", "url", u.URL, "err", err)
	r.count(func(c *listing.RunCounts) { c.Errors++ })
	why := err.Error()
	if fetch, ok := errors.AsType[*FetchError](err); ok && errors.Is(fetch.Kind, ErrHostSkipped) {
		why = fetch.Detail // once, not for every page of the host
	}
	return r.settle(ctx, u, listing.OutcomeError, noteOf(append(reasons, why)))
}

// noteOf puts reasons into a page's note, each on a line.
func noteOf(reasons []string) string {
	lines := make([]string, len(reasons))
	for i, why := range reasons {
		lines[i] = strings.ReplaceAll(why, "\n", "; ")
	}
	return strings.Join(lines, "\n")
}

// retryable reports errors that may have passed in a minute.
func retryable(p *source.Page, err error) bool {
	if p != nil && errors.Is(err, ErrStatus) {
		switch p.Status {
		case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
			return true
		}
		return p.Status >= 500
	}
	if errors.Is(err, ErrStatus) || errors.Is(err, ErrChallenge) {
		return false
	}
	return p == nil && isTransient(err)
}

// settle says what became of a page; notBefore is for OutcomeRetry.
func (r *runner) settle(ctx context.Context, u listing.FrontierURL, o listing.Outcome, note string, notBefore ...time.Time) error {
	var at time.Time
	if o == listing.OutcomeRetry {
		at = notBefore[0]
		note = "" // kinds read the note of a page that is still to come
	} else {
		r.mu.Lock()
		r.pending--
		r.mu.Unlock()
	}
	if len(note) > maxNote {
		note = strings.ToValidUTF8(note[:maxNote], "")
	}
	return r.c.o.Store.Settle(ctx, r.run.ID, u.URL, o, at, note)
}

func (r *runner) count(f func(c *listing.RunCounts)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(&r.run.Counts)
}

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

// extractSafely reads signals; a text that makes the extractor panic costs one
// listing, not the run.
func extractSafely(read func(*listing.Listing) listing.Signals, l *listing.Listing) (s listing.Signals, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("extract %s: %v: please report this listing", l.ID, p)
		}
	}()
	return read(l), nil
}
