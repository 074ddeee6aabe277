// Package source knows how each kind of source publishes job listings: where
// its pages start, which pages follow, and how one page becomes listings.
//
// It fetches nothing and keeps nothing: package collector does the fetching and
// hands each page to the Kind of its source. Reading is pure, so a page saved
// years ago reads as it did on the day. Start with ReadPage for a single page,
// or with Lookup for a Kind. A new kind of source is one file with one fixture:
// a type with the methods of Kind, and its line in kinds.
package source

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"juyo/listing"
)

// Source is one place that publishes listings, as the operator configured it.
type Source struct {
	Name string // unique; see listing.ValidSourceName
	Kind string // jsonld, greenhouse, hackernews; see Names
	URL  string // where to start; kinds with a known address have a default

	Pattern      string // jsonld: regular expression on the URLs of detail pages; starting with "http" it may leave the site
	Discover     string // jsonld: auto (default), sitemap, list or feed
	NextSelector string // jsonld lists: CSS selector of the link to the next page; default rel=next
	LinkSelector string // jsonld lists: CSS selector of the links to detail pages; default every link that fits Pattern

	Token  string // greenhouse: the board's name
	Months int    // hackernews: how many monthly threads to read, newest first; default 1

	Private bool   // the operator's own: stays out of anything published
	Market  string // ISO 3166 country, where the text alone cannot tell what $ is

	DelaySeconds float64 // least pause between two requests to its host; 0: the collector's default
}

// The ways a jsonld source finds its detail pages (Source.Discover).
const (
	DiscoverAuto    = "auto"    // robots.txt and sitemaps for a bare site, else whatever URL turns out to be
	DiscoverSitemap = "sitemap" // URL is a sitemap, or a site whose robots.txt names sitemaps
	DiscoverList    = "list"    // URL is a page with links, perhaps with further pages
	DiscoverFeed    = "feed"    // URL is an RSS, Atom or JSON feed
)

// The kinds of page every Kind may use in FrontierURL.Kind. The collector
// treats them differently: a 404 of a detail page means that its listing is
// gone, and only detail and board pages are asked for with validators, since an
// unchanged list still has to be read for its links.
const (
	PageDetail  = "detail"  // one listing
	PageBoard   = "board"   // many listings in one answer
	PageList    = "list"    // links to detail pages
	PageSitemap = "sitemap" // a sitemap or an index of sitemaps; may be 50 MiB
	PageFeed    = "feed"    // an RSS, Atom or JSON feed
	PageRobots  = "robots"  // robots.txt, for its Sitemap lines
	PageStart   = "start"   // not known before it is read
)

// Page is a fetched page as a Kind reads it. The collector fills Links and Next
// for HTML pages, Sitemaps for robots.txt.
type Page struct {
	listing.Page
	Links    []string // absolute targets of the links that LinkSelector selects
	Next     []string // absolute targets of the links that NextSelector selects
	Sitemaps []string // values of the Sitemap lines
}

// Result is what a page told.
type Result struct {
	Listings []listing.Listing
	Follow   []listing.FrontierURL
	Gone     []string // ids of listings the source says are gone
	Reasons  []string // why, judging by this page, the look at the source is not complete
	Newest   bool     // the page shows the newest listings only: what it lacks has not ended
}

// Kind reads one kind of source. Its methods are pure and safe for concurrent
// use.
type Kind interface {
	// Check reports what src lacks for this kind, joined, each with what to write.
	Check(src Source) error
	// Start returns the pages to visit first.
	Start(src Source) ([]listing.FrontierURL, error)
	// Read reads one page. It is called for answers of status 200, and of 404 and
	// 410 for pages that are not detail pages: some may be missing.
	Read(src Source, u listing.FrontierURL, p *Page) (Result, error)
}

var kinds = map[string]Kind{
	"jsonld":     jsonLD{},
	"greenhouse": greenhouse{},
	"hackernews": hackerNews{},
}

// Names lists the kinds of source, sorted.
func Names() []string {
	names := make([]string, 0, len(kinds))
	for name := range kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Lookup returns the Kind of that name.
func Lookup(name string) (Kind, error) {
	k, ok := kinds[name]
	if !ok {
		return nil, fmt.Errorf("kind %q: no such kind of source; write one of %s", name, strings.Join(Names(), ", "))
	}
	return k, nil
}

// Check reports every rule src breaks, joined: those of all sources and those of
// its kind.
func (s Source) Check() error {
	var errs []error
	if !listing.ValidSourceName(s.Name) {
		errs = append(errs, fmt.Errorf("name %q: write lower-case letters, digits, - _ . (at most 63), starting with a letter or digit", s.Name))
	}
	if s.Pattern != "" {
		if _, err := compilePattern(s.Pattern); err != nil {
			errs = append(errs, err)
		}
	}
	if s.DelaySeconds < 0 || s.DelaySeconds > 3600 {
		errs = append(errs, fmt.Errorf("delay_seconds %g: write a number of seconds between 0 and 3600", s.DelaySeconds))
	}
	if s.Market != "" && (len(s.Market) != 2 || strings.ToUpper(s.Market) != s.Market) {
		errs = append(errs, fmt.Errorf("market %q: write an ISO 3166 country code of two capitals, e.g. JP", s.Market))
	}
	k, err := Lookup(s.Kind)
	if err != nil {
		errs = append(errs, err)
	} else if err := k.Check(s); err != nil {
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("source %s: %w", s.Name, err)
	}
	return nil
}

// maxPattern bounds a regular expression from the configuration.
const maxPattern = 512

func compilePattern(p string) (*regexp.Regexp, error) {
	if len(p) > maxPattern {
		return nil, fmt.Errorf("pattern: %d characters, at most %d are taken; write a shorter regular expression", len(p), maxPattern)
	}
	re, err := regexp.Compile(p)
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w; write a Go regular expression on the URL, e.g. /jobs/[0-9]+$", p, err)
	}
	return re, nil
}

// checkURL reports whether s is an absolute http or https URL.
func checkURL(s string) error {
	u, err := url.Parse(s)
	if err != nil {
		return fmt.Errorf("url %q: %w", s, err)
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return fmt.Errorf("url %q: write the whole address, e.g. https://jobs.example.com/", s)
	}
	return nil
}
