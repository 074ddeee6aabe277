// Package collector turns web pages into listings: it fetches politely, keeps
// its frontier in the store so that a run can be killed and resumed, and hands
// each page to the kind of its source (package collector/source) to be read.
// Import does the same for files of one's own.
//
// It is not a crawler for pages that need a login or a solved challenge, and it
// cannot be made impolite: robots.txt, one request at a time for a host, and
// the refusal of private addresses are in the transport, which every request
// goes through. Call New, then Run for each source.
package collector

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"juyo/collector/source"
	"juyo/listing"
)

// Source is one place that publishes listings; see package source.
type Source = source.Source

// Frontier keeps which pages a run has to visit and has visited.
type Frontier interface {
	Enqueue(ctx context.Context, run int64, urls []listing.FrontierURL) (added int, err error)
	// Claim takes the next page that is due, for as long as the lease.
	Claim(ctx context.Context, run int64, now time.Time, lease time.Duration) (listing.FrontierURL, bool, error)
	Settle(ctx context.Context, run int64, url string, o listing.Outcome, notBefore time.Time, note string) error
	// Pending returns how many pages are not settled and when the first is due.
	Pending(ctx context.Context, run int64) (n int, next time.Time, err error)
	// Tally sums up the whole run, whichever process did which part, with at most
	// so many reasons.
	Tally(ctx context.Context, run int64, reasons int) (listing.RunTally, error)
	// Unlisted returns open listings that the run has not met, with their pages.
	Unlisted(ctx context.Context, run int64, limit int) ([]listing.FrontierURL, error)
}

// Archive keeps listings and what pages they were read from.
type Archive interface {
	ImportStore
	// Seen notes that listings are still there though nothing of them was fetched.
	Seen(ctx context.Context, run int64, source string, ids []string, at time.Time) error
	// Gone notes that a listing's page is gone; FinishRun closes it.
	Gone(ctx context.Context, run int64, source, id string, at time.Time) error
	Validators(ctx context.Context, url string) (listing.Validators, error)
	SaveValidators(ctx context.Context, url string, v listing.Validators, at time.Time) error
	// ListingsOf returns the ids read from a page earlier.
	ListingsOf(ctx context.Context, source, url string) (ids []string, err error)
	// AnyClosed reports whether one of these listings is closed.
	AnyClosed(ctx context.Context, source string, ids []string) (bool, error)
	SavePageListings(ctx context.Context, source, url string, ids []string) error
}

// Runs keeps collect runs.
type Runs interface {
	// StartRun begins a run, or resumes the one that was not finished.
	StartRun(ctx context.Context, source string, now time.Time) (run listing.Run, resumed bool, err error)
	// PauseRun keeps what a run that stops before it is through has come to: partial
	// when its budget is used up, running when it was interrupted.
	PauseRun(ctx context.Context, run listing.Run, now time.Time) error
	// FinishRun ends a run, closes what is gone and, if it was complete, what it did
	// not see; frozen says why it did not dare to.
	FinishRun(ctx context.Context, run listing.Run, now time.Time) (closed int, frozen string, err error)
}

// Store is everything a Collector needs kept.
type Store interface {
	Frontier
	Archive
	Runs
	Hosts
}

// Options says how to collect. Clock, Store, Read, Contact and Version are
// required.
type Options struct {
	Log      *slog.Logger // nil: silent
	Clock    Clock
	Store    Store
	Read     func(*listing.Listing) listing.Signals
	Zone     *time.Location   // where months are cut: days and times of pages that state no zone are of it; nil: Japan
	Contact  string           // who answers for the requests: a mail address or a web page, sent with each
	Version  string           // of juyo, in the User-Agent
	Allow    []netip.AddrPort // private addresses that may be fetched from nevertheless: tests, the demo
	Limits   Limits
	Progress func(Progress) // told after every page; called from one goroutine a run
	Environ  []string       // the process environment: COLLY_… in it is refused
	Workers  int            // pages of one source that are worked on at once; 0: 4. A host still gets one request at a time
}

// Progress is how far a run is.
type Progress struct {
	Source  string
	URL     string // the page just dealt with
	Counts  listing.RunCounts
	Pending int // pages still to visit, of those known so far
}

// Collector collects sources. Its methods may be called from many goroutines:
// runs of different sources go on beside each other and share the pace of the
// hosts they share.
type Collector struct {
	o    Options
	log  *slog.Logger
	t    *transport
	from string
}

// New returns a Collector, or every reason why there can be none, joined.
func New(o Options) (*Collector, error) {
	var errs []error
	if o.Clock == nil || o.Store == nil || o.Read == nil {
		errs = append(errs, errors.New("a clock, a store and a reader are required"))
	}
	if err := checkContact(o.Contact); err != nil {
		errs = append(errs, err)
	}
	for _, e := range o.Environ {
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "COLLY_") {
			errs = append(errs, fmt.Errorf("%s is set in the environment, which could switch politeness off: unset it", name))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("start collecting: %w", err)
	}
	o.Limits = o.Limits.withDefaults()
	if o.Workers <= 0 {
		o.Workers = 4
	}
	c := &Collector{o: o, log: o.Log}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	version := strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune("()/", r) {
			return '-'
		}
		return r
	}, o.Version)
	if strings.Contains(o.Contact, "@") {
		c.from = strings.TrimPrefix(o.Contact, "mailto:")
	}
	agent := fmt.Sprintf("juyo/%s (+%s)", version, o.Contact)
	c.t = newTransport(o.Clock, o.Limits, o.Store, guard{allow: slices.Clone(o.Allow)}, agent, c.from)
	return c, nil
}

// checkContact asks for a mail address or a page by which a site's owner reaches
// the operator.
func checkContact(s string) error {
	const want = "contact %q: write a mail address or the address of a page by which site owners reach you; it is sent with every request"
	bad := fmt.Errorf(want, s)
	if s == "" || len(s) > 200 || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || r == '(' || r == ')' }) {
		return bad
	}
	if u, err := url.Parse(s); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return nil
	}
	user, domain, ok := strings.Cut(strings.TrimPrefix(s, "mailto:"), "@")
	if !ok || user == "" || !strings.Contains(domain, ".") || strings.Contains(domain, "@") {
		return bad
	}
	return nil
}
