package collector

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"juyo/collector/source"
	"juyo/listing"
)

// lease is how long a page stays with a run that was killed before the one that
// resumes it takes the page up. A run that lives holds on to its pages longer.
const lease = 2 * time.Minute

// maxReasons bounds how many reasons a run keeps; the rest are counted.
const maxReasons = 12

// Run looks at a source once: it visits every page that the source advertises and
// keeps the listings found there. It resumes a run that was cut short, page by
// page: nothing is read twice, nothing is forgotten.
//
// The run ends complete when every page was read, partial when some were not, and
// failed when nothing could be read; Reasons say why. Only a complete run lets the
// store close listings that were not seen. The error is for what keeps a run from
// ending at all: a wrong source, a store that fails, ctx that ends. The run is
// then left to be resumed.
func (c *Collector) Run(ctx context.Context, s Source) (listing.Run, error) {
	if err := s.Check(); err != nil {
		return listing.Run{Source: s.Name}, err
	}
	r, err := c.begin(ctx, s)
	if err != nil {
		return listing.Run{Source: s.Name}, fmt.Errorf("collect %s: %w", s.Name, err)
	}
	if err := r.loop(ctx); err != nil {
		return r.run, fmt.Errorf("collect %s: %w", s.Name, err)
	}
	if err := r.finish(ctx); err != nil {
		return r.run, fmt.Errorf("collect %s: %w", s.Name, err)
	}
	return r.run, nil
}

// begin makes the source known, starts or resumes its run and puts its first
// pages into the frontier.
func (c *Collector) begin(ctx context.Context, s Source) (*runner, error) {
	kind, err := source.Lookup(s.Kind)
	if err != nil {
		return nil, err
	}
	starts, err := kind.Start(s)
	if err != nil {
		return nil, err
	}
	if len(starts) == 0 {
		return nil, fmt.Errorf("kind %s has nowhere to start", s.Kind)
	}
	home, err := url.Parse(starts[0].URL)
	if err != nil {
		return nil, fmt.Errorf("start at %s: %w", starts[0].URL, err)
	}
	info := listing.SourceInfo{Name: s.Name, Kind: s.Kind, URL: first(s.URL, home.String()), Private: s.Private, Panel: "live"}
	if err := c.o.Store.AddSource(ctx, info); err != nil {
		return nil, err
	}
	r := &runner{c: c, src: s, kind: kind, home: home, log: c.log.With("source", s.Name)}
	if r.run, r.resumed, err = c.o.Store.StartRun(ctx, s.Name, c.o.Clock.Now()); err != nil {
		return nil, err
	}
	for _, u := range starts {
		r.starts = append(r.starts, u.URL)
		at, err := url.Parse(u.URL)
		if err != nil {
			return nil, fmt.Errorf("start at %s: %w", u.URL, err)
		}
		if s.DelaySeconds > 0 {
			d := time.Duration(s.DelaySeconds * float64(time.Second))
			if len(c.o.Allow) == 0 {
				d = max(d, time.Second) // in the open, never faster than this
			}
			if err := c.t.gate.setFloor(ctx, hostKey(at), d); err != nil {
				return nil, err
			}
		}
	}
	if _, err := c.o.Store.Enqueue(ctx, r.run.ID, starts); err != nil {
		return nil, err
	}
	if r.pending, _, err = c.o.Store.Pending(ctx, r.run.ID); err != nil {
		return nil, err
	}
	r.visitor = c.newVisitor(ctx, s)
	r.log.Info("run started", "run", r.run.ID, "resumed", r.resumed, "pending", r.pending)
	return r, nil
}

// loop works the frontier off. It returns an error only when the run cannot go on.
func (r *runner) loop(ctx context.Context) error {
	store, clock, limits := r.c.o.Store, r.c.o.Clock, r.c.o.Limits
	done := make(chan outcome)
	busy := 0
	under := map[string]bool{} // pages under way
	var stop error             // no more pages are taken; those under way are waited for
	for {
		for busy < r.c.o.Workers && stop == nil && !r.spent(busy) {
			u, ok, err := store.Claim(ctx, r.run.ID, clock.Now(), lease)
			if err != nil {
				stop = err
			}
			if !ok || err != nil {
				break
			}
			if under[u.URL] {
				continue // still waiting for its host: its lease has just been renewed
			}
			under[u.URL] = true
			busy++
			go func() { done <- outcome{u.URL, r.visit(ctx, u)} }()
		}
		if busy > 0 {
			o := <-done
			busy--
			delete(under, o.url)
			if o.err != nil && stop == nil {
				stop = o.err
			}
			r.progress(o.url)
			continue
		}
		if stop != nil {
			return stop
		}
		n, next, err := store.Pending(ctx, r.run.ID)
		switch wait := next.Sub(clock.Now()); {
		case err != nil:
			return err
		case n == 0:
			return nil
		case r.spent(0):
			r.because(fmt.Sprintf("%d pages were read, which is the most for one run (max_pages); %d are left", limits.MaxPages, n))
			return nil
		case wait > limits.MaxWait:
			r.because(fmt.Sprintf("%d pages may be tried again only after %s", n, next.UTC().Format(time.RFC3339)))
			return nil
		default:
			if err := clock.Sleep(ctx, max(wait, time.Second)); err != nil {
				return err
			}
		}
	}
}

// outcome is the end of one visit; err is what the run cannot go on after.
type outcome struct {
	url string
	err error
}

// spent reports whether the run's page budget is used up.
func (r *runner) spent(busy int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.run.Counts.Pages+busy >= r.c.o.Limits.MaxPages
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

// finish judges the run and ends it.
func (r *runner) finish(ctx context.Context) error {
	outcomes, err := r.c.o.Store.Outcomes(ctx, r.run.ID)
	if err != nil {
		return err
	}
	r.judge(outcomes)
	// What is collected is collected: an interrupt from here on is too late.
	closed, frozen, err := r.c.o.Store.FinishRun(context.WithoutCancel(ctx), r.run, r.c.o.Clock.Now())
	if err != nil {
		return err
	}
	r.run.Finished = r.c.o.Clock.Now()
	r.run.Counts.Closed += closed
	if frozen != "" {
		r.run.Reasons = append(r.run.Reasons, "closing is held back: "+frozen)
	}
	r.log.Info("run finished", "run", r.run.ID, "status", r.run.Status, "pages", r.run.Counts.Pages, "listings", r.run.Counts.Listings,
		"new", r.run.Counts.New, "changed", r.run.Counts.Changed, "closed", r.run.Counts.Closed, "errors", r.run.Counts.Errors,
		"disallowed", r.disallowed, "reasons", strings.Join(r.run.Reasons, "; "))
	return nil
}

// judge sets the run's status and reasons.
func (r *runner) judge(outcomes map[listing.Outcome]int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	counts := &r.run.Counts
	given, left := outcomes[listing.OutcomeError], outcomes[""]
	if r.resumed {
		counts.Pages = max(counts.Pages, outcomes[listing.OutcomeDone]+outcomes[listing.OutcomeNewest]+outcomes[listing.OutcomeGone]+given)
		counts.Errors = max(counts.Errors, given)
	}
	reasons := r.reasons
	if r.lost > 3 && 20*r.lost > r.details {
		reasons = append(reasons, fmt.Sprintf("%d of %d pages that carried a listing carry none now: has the site changed?", r.lost, r.details))
	}
	nothing := !r.resumed && counts.Listings == 0
	if nothing && r.details > 0 && given == 0 && outcomes[listing.OutcomeGone] == 0 {
		reasons = append(reasons, fmt.Sprintf("none of the %d pages that were read carries a listing (schema.org JobPosting): check pattern", r.details))
		given++
	}
	if nothing && r.details == 0 && r.disallowed == 0 && given == 0 && r.src.Kind == "jsonld" {
		// Sites with no jobs at all are rarer than patterns that match none.
		reasons = append(reasons, "nothing led to a listing's page: check url, pattern and link_selector")
		given++
	}
	if nothing && r.disallowed > 0 && r.details == 0 {
		reasons = append(reasons, fmt.Sprintf("robots.txt disallows all %d pages, e.g. %s", r.disallowed, r.disallowedBy))
		given++
	}
	if given > 0 && len(reasons) == 0 {
		reasons = append(reasons, fmt.Sprintf("%d pages could not be read before the run was resumed", given))
	}
	if left > 0 && len(reasons) == 0 {
		reasons = append(reasons, fmt.Sprintf("%d pages were not visited", left))
	}
	if r.more > 0 {
		reasons = append(reasons, fmt.Sprintf("and %d more", r.more))
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
// sites.
func (r *runner) follow(ctx context.Context, from string, found []listing.FrontierURL) error {
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
		r.because(fmt.Sprintf("the links of %s lead to other sites, e.g. %s: to follow them begin pattern with https?://", from, other))
	}
	added, err := r.c.o.Store.Enqueue(ctx, r.run.ID, in)
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.pending += added
	r.mu.Unlock()
	return nil
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

// because notes why the run is not complete.
func (r *runner) because(reason string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case slices.Contains(r.reasons, reason):
	case len(r.reasons) < maxReasons:
		r.reasons = append(r.reasons, reason)
	default:
		r.more++
	}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
