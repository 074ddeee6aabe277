package collector

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"juyo/collector/source"
	"juyo/listing"
)

// lease is how long a page stays with the worker that took it: longer than any
// wait for a host, as a claim that runs out counts as one more attempt. A run that
// was killed leaves nobody waiting: who resumes it takes its pages over at once.
const lease = 48 * time.Hour

const (
	maxReasons = 12   // a run keeps so many; the rest are counted
	maxNote    = 4000 // bytes of the reasons of one page
)

// Run looks at a source once: it visits every page that the source advertises and
// keeps the listings found there. It resumes a run that was cut short, page by
// page: nothing is read twice, nothing is forgotten.
//
// The run ends complete when every page was read, partial when some were not, and
// failed when nothing could be read; Reasons say why. Only a complete run lets the
// store close listings that were not seen. A run that has used up its budget
// (Limits.MaxPages) is partial and not finished: the next Run goes on where it
// stopped. The error is for what keeps a run from ending at all: a wrong source, a
// store that fails, ctx that ends. The run is then left to be resumed.
func (c *Collector) Run(ctx context.Context, s Source) (listing.Run, error) {
	if err := s.Check(); err != nil {
		return listing.Run{Source: s.Name}, err
	}
	r := &runner{c: c, src: s, log: c.log.With("source", s.Name)}
	ctx = countTrips(ctx, &r.trips)
	fail := func(err error) (listing.Run, error) { return r.run, fmt.Errorf("collect %s: %w", s.Name, err) }
	if err := r.begin(ctx); err != nil {
		return listing.Run{Source: s.Name}, fmt.Errorf("collect %s: %w", s.Name, err)
	}
	cut, err := r.loop(ctx)
	if err == nil && !cut {
		var more bool
		if more, err = r.visitUnlisted(ctx); err == nil && more {
			cut, err = r.loop(ctx)
		}
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return fail(errors.Join(err, c.o.Store.PauseRun(context.WithoutCancel(ctx), r.run, c.o.Clock.Now())))
	case err != nil:
		return fail(err)
	}
	if err := r.finish(ctx, cut); err != nil {
		return fail(err)
	}
	return r.run, nil
}

// begin makes the source known, starts or resumes its run and puts its first
// pages into the frontier.
func (r *runner) begin(ctx context.Context) (err error) {
	c, s := r.c, r.src
	if r.kind, err = source.Lookup(s.Kind); err != nil {
		return err
	}
	starts, err := r.kind.Start(s)
	if err != nil {
		return err
	}
	if len(starts) == 0 {
		return fmt.Errorf("kind %s has nowhere to start", s.Kind)
	}
	if r.home, err = url.Parse(starts[0].URL); err != nil {
		return fmt.Errorf("start at %s: %w", starts[0].URL, err)
	}
	about := listing.SourceInfo{Name: s.Name, Kind: s.Kind, URL: first(s.URL, r.home.String()), Private: s.Private, Panel: "live"}
	if err := c.o.Store.AddSource(ctx, about); err != nil {
		return err
	}
	if r.run, r.resumed, err = c.o.Store.StartRun(ctx, s.Name, c.o.Clock.Now()); err != nil {
		return err
	}
	for _, u := range starts {
		r.starts = append(r.starts, u.URL)
		at, err := url.Parse(u.URL)
		if err != nil {
			return fmt.Errorf("start at %s: %w", u.URL, err)
		}
		if s.DelaySeconds > 0 {
			d := time.Duration(s.DelaySeconds * float64(time.Second))
			if len(c.o.Allow) == 0 {
				d = max(d, time.Second) // in the open, never faster than this
			}
			if err := c.t.gate.setFloor(ctx, hostKey(at), d); err != nil {
				return err
			}
		}
	}
	if _, err := c.o.Store.Enqueue(ctx, r.run.ID, starts); err != nil {
		return err
	}
	t, err := c.o.Store.Tally(ctx, r.run.ID, 0)
	if err != nil {
		return err
	}
	r.pending, r.newest = t.Pages[""], t.Pages[listing.OutcomeNewest] > 0
	for _, n := range t.Pages {
		r.frontier += n
	}
	r.visitor = c.newVisitor(ctx, s)
	r.log.Info("run started", "run", r.run.ID, "resumed", r.resumed, "pending", r.pending)
	return nil
}

// loop works the frontier off; cut says that the budget was used up before. It
// returns an error only when the run cannot go on.
func (r *runner) loop(ctx context.Context) (cut bool, err error) {
	store, clock, limits := r.c.o.Store, r.c.o.Clock, r.c.o.Limits
	done := make(chan outcome)
	busy := 0
	var stop error // no more pages are taken; those under way are waited for
	for {
		for busy < r.c.o.Workers && stop == nil && !r.spent(busy) {
			u, ok, err := store.Claim(ctx, r.run.ID, clock.Now(), lease)
			if err != nil {
				stop = err
			}
			if !ok || err != nil {
				break
			}
			busy++
			go func() { done <- outcome{u.URL, r.visit(ctx, u)} }()
		}
		if busy > 0 {
			o := <-done
			busy--
			if o.err != nil && stop == nil {
				stop = o.err
			}
			r.progress(o.url)
			continue
		}
		if stop != nil {
			return false, stop
		}
		n, next, err := store.Pending(ctx, r.run.ID)
		switch wait := next.Sub(clock.Now()); {
		case err != nil:
			return false, err
		case n == 0:
			return false, nil
		case r.spent(0):
			r.because(fmt.Sprintf("%d requests were made, which is the most for one run (max_pages): the next run goes on with the %d pages that are left", r.trips.Load(), n))
			return true, nil
		case wait > limits.MaxWait:
			r.because(fmt.Sprintf("%d pages may be tried again only after %s", n, next.UTC().Format(time.RFC3339)))
			return false, nil
		default:
			if err := clock.Sleep(ctx, max(wait, time.Second)); err != nil {
				return false, err
			}
		}
	}
}

// outcome is the end of one visit; err is what the run cannot go on after.
type outcome struct {
	url string
	err error
}

// spent reports whether the run's budget is used up, when each page under way still
// needs a request.
func (r *runner) spent(busy int) bool {
	most := r.c.o.Limits.MaxPages
	return most > 0 && r.trips.Load()+int64(busy) >= int64(most)
}

func (r *runner) progress(page string) {
	if r.c.o.Progress == nil {
		return
	}
	r.mu.Lock()
	p := Progress{Source: r.src.Name, URL: page, Counts: r.run.Counts, Pending: r.pending}
	r.mu.Unlock()
	r.c.o.Progress(p)
}

// finish judges the run and ends it, or leaves it to the next when its budget has
// cut it.
func (r *runner) finish(ctx context.Context, cut bool) error {
	// What is collected is collected: an interrupt from here on is too late.
	ctx = context.WithoutCancel(ctx)
	store, now := r.c.o.Store, r.c.o.Clock.Now()
	t, err := store.Tally(ctx, r.run.ID, maxReasons)
	if err != nil {
		return err
	}
	r.judge(t)
	if cut {
		r.run.Status = listing.RunPartial
		r.log.Info("run cut", "run", r.run.ID, "pages", r.run.Counts.Pages, "left", t.Pages[""], "reasons", strings.Join(r.run.Reasons, "; "))
		return store.PauseRun(ctx, r.run, now)
	}
	closed, frozen, err := store.FinishRun(ctx, r.run, now)
	if err != nil {
		return err
	}
	r.run.Finished = now
	r.run.Counts.Closed += closed
	if frozen != "" {
		r.run.Reasons = append(r.run.Reasons, "closing is held back: "+frozen)
	}
	r.log.Info("run finished", "run", r.run.ID, "status", r.run.Status, "pages", r.run.Counts.Pages, "listings", r.run.Counts.Listings,
		"new", r.run.Counts.New, "changed", r.run.Counts.Changed, "closed", r.run.Counts.Closed, "errors", r.run.Counts.Errors,
		"disallowed", t.Pages[listing.OutcomeDisallowed], "reasons", strings.Join(r.run.Reasons, "; "))
	return nil
}

// judge sets the run's status and reasons from what the store has of it, so that a
// run that was interrupted is judged as one that was not.
func (r *runner) judge(t listing.RunTally) {
	r.mu.Lock()
	defer r.mu.Unlock()
	counts := &r.run.Counts
	given, gone, disallowed := t.Pages[listing.OutcomeError], t.Pages[listing.OutcomeGone], t.Pages[listing.OutcomeDisallowed]
	lost := t.Details[listing.OutcomeLost]
	details := t.Details[listing.OutcomeDone] + lost
	if r.resumed {
		counts.Pages = max(counts.Pages, t.Pages[listing.OutcomeDone]+t.Pages[listing.OutcomeNewest]+t.Pages[listing.OutcomeLost]+gone)
		counts.Listings = max(counts.Listings, t.Listings)
		counts.Errors = max(counts.Errors, given)
	}
	reasons := slices.Concat(t.Reasons, r.reasons)
	if lost > 3 && 20*lost > details {
		reasons = append(reasons, fmt.Sprintf("%d of %d pages that carried a listing carry none now: has the site changed?", lost, details))
	}
	nothing := t.Listings == 0
	switch {
	case !nothing || gone > 0:
	case details == 0 && disallowed > 0:
		reasons = append(reasons, fmt.Sprintf("robots.txt disallows all %d pages, e.g. %s", disallowed, t.Why))
		given++
	case given > 0:
	case details > 0:
		reasons = append(reasons, fmt.Sprintf("none of the %d pages that were read carries a listing (schema.org JobPosting): check pattern", details))
		given++
	case r.src.Kind == "jsonld":
		// Sites with no jobs at all are rarer than patterns that match none.
		reasons = append(reasons, "nothing led to a listing's page: check url, pattern and link_selector")
		given++
	}
	if given > 0 && len(reasons) == 0 {
		reasons = append(reasons, fmt.Sprintf("%d pages could not be read", given))
	}
	if left := t.Pages[""]; left > 0 && len(reasons) == 0 {
		reasons = append(reasons, fmt.Sprintf("%d pages were not visited", left))
	}
	if t.More > 0 {
		reasons = append(reasons, fmt.Sprintf("and %d more", t.More))
	}
	switch {
	case len(reasons) == 0:
		r.run.Status = listing.RunComplete
	case nothing && given > 0:
		r.run.Status = listing.RunFailed
	default:
		r.run.Status = listing.RunPartial
	}
	r.run.Reasons = reasons
}

// follow puts the pages found on a page into the frontier, but those of other
// sites, and returns why not all that belong there are in it.
func (r *runner) follow(ctx context.Context, from string, found []listing.FrontierURL) (reasons []string, err error) {
	var in []listing.FrontierURL
	other := ""
	for _, f := range found {
		u, err := url.Parse(f.URL)
		if err != nil || len(f.URL) > 2000 {
			continue
		}
		u.Fragment, u.RawFragment = "", ""
		f.URL = u.String()
		if f.Kind != source.PageSitemap && !r.leavesSite(f.Kind) && siteOf(u) != siteOf(r.home) {
			other = f.URL
			continue
		}
		in = append(in, f)
	}
	if len(in) == 0 && other != "" {
		reasons = append(reasons, fmt.Sprintf("the links of %s lead to other sites, e.g. %s: to follow them begin pattern with https?://", from, other))
	}
	r.following.Lock() // the bound holds for all workers together
	defer r.following.Unlock()
	most := r.c.o.Limits.maxFrontier()
	for room := most - r.frontier; len(in) > 0 && room > 0; room = most - r.frontier {
		batch := in[:min(room, len(in))]
		added, err := r.c.o.Store.Enqueue(ctx, r.run.ID, batch)
		if err != nil {
			return nil, err
		}
		in = in[len(batch):]
		r.frontier += added
		r.mu.Lock()
		r.pending += added
		r.mu.Unlock()
	}
	if len(in) > 0 {
		reasons = append(reasons, fmt.Sprintf("the site leads to more than %d pages, which is the most for one look: the rest is not read", most))
	}
	return reasons, nil
}

// leavesSite reports whether the operator wrote a pattern that names sites.
func (r *runner) leavesSite(kind string) bool {
	return kind == source.PageDetail && strings.HasPrefix(strings.TrimPrefix(r.src.Pattern, "^"), "http")
}

// siteOf is what belongs to one owner: the registrable domain of u's host, or the
// host itself where there is none.
func siteOf(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if site, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return site
	}
	return host
}

// because notes why the run is not complete, beside what its pages say of
// themselves.
func (r *runner) because(reason string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reasons = append(r.reasons, reason)
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
