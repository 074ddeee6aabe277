package collector

import (
	"context"
	"net/url"
	"regexp"
	"slices"

	"juyo/collector/source"
	"juyo/listing"
)

// A look that was complete and did not meet a listing has not learned that it is
// gone: lists leave things out. Its own page may know, where it has one: 404 or 410
// is gone, and one that states an end has ended. A page that still carries the
// listing says little where the list should have had it, as many sites leave pages
// lying about; that, and whatever else it answers, leaves the listing missing and is
// no fault of the look. Of a feed, which shows the newest only, the pages are the one
// witness: there such a listing is open.

// pageUnlisted is the kind of such a page in the frontier; it is read as a detail
// page.
const pageUnlisted = "unlisted"

// maxUnlisted bounds how many of these pages a look visits.
const maxUnlisted = 250

// visitUnlisted puts the pages of listings that the look did not meet into the
// frontier, and reports whether there are any. Only a look that is complete so far
// has a right to ask.
func (r *runner) visitUnlisted(ctx context.Context) (bool, error) {
	if r.src.Kind != "jsonld" {
		return false, nil
	}
	t, err := r.c.o.Store.Tally(ctx, r.run.ID, 0)
	if err != nil || t.Pages[listing.OutcomeError] > 0 || t.Pages[""] > 0 || t.Listings == 0 {
		return false, err
	}
	r.newest = t.Pages[listing.OutcomeNewest] > 0
	// Optional as they are, they must not use up the budget, with all their tries.
	room := min(maxUnlisted, r.c.o.Limits.maxFrontier()-r.frontier)
	if most := r.c.o.Limits.MaxPages; most > 0 {
		room = min(room, (most-int(r.trips.Load())-1)/(1+max(0, r.c.o.Limits.Retries)))
	}
	if room <= 0 {
		return false, nil
	}
	found, err := r.c.o.Store.Unlisted(ctx, r.run.ID, room)
	if err != nil {
		return false, err
	}
	pattern, err := regexp.Compile(r.src.Pattern)
	if err != nil {
		return false, err
	}
	var pages []listing.FrontierURL
	for _, f := range found {
		if u, err := url.Parse(f.URL); err == nil && hostKey(u) == hostKey(r.home) && pattern.MatchString(f.URL) {
			f.Kind = pageUnlisted
			pages = append(pages, f)
		}
	}
	added, err := r.c.o.Store.Enqueue(ctx, r.run.ID, pages)
	if err != nil {
		return false, err
	}
	r.frontier += added
	r.mu.Lock()
	r.pending += added
	r.mu.Unlock()
	r.log.Debug("pages of listings not met are visited", "run", r.run.ID, "pages", added)
	return added > 0, nil
}

// readUnlisted takes from the page of a listing that is not advertised what it says
// of its end, and nothing else.
func (r *runner) readUnlisted(ctx context.Context, u listing.FrontierURL, p *source.Page) error {
	if p.NotModified {
		return r.settle(ctx, u, listing.OutcomeDone, "")
	}
	res, err := r.read(u, p)
	if err != nil {
		return r.settle(ctx, u, listing.OutcomeDone, err.Error())
	}
	ended := slices.DeleteFunc(res.Listings, func(l listing.Listing) bool { return l.ID != u.ListingID || l.ClosedAt.IsZero() })
	_, reasons, err := r.keep(ctx, ended)
	if err != nil {
		return err
	}
	return r.settle(ctx, u, listing.OutcomeDone, noteOf(reasons))
}
