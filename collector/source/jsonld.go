package source

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"juyo/listing"
)

// jsonLD reads any site whose detail pages carry schema.org JobPosting markup.
// It finds them through sitemaps, a list with further pages, or a feed.
type jsonLD struct{}

// maxListDepth bounds how many pages of a list are followed.
const maxListDepth = 1000

// notes that a page carries to those that follow from it.
const (
	noteFallback = "fallback" // tried because robots.txt names no sitemap; may be missing
	notePage     = "page "    // with the page's number, of a list
)

func (jsonLD) Check(src Source) error {
	var errs []error
	if err := checkURL(src.URL); err != nil {
		errs = append(errs, err)
	}
	switch src.Discover {
	case "", DiscoverAuto, DiscoverSitemap, DiscoverFeed:
	case DiscoverList:
		if src.Pattern == "" && src.LinkSelector == "" {
			errs = append(errs, errors.New(`discover list: say which links lead to listings: pattern, e.g. "/jobs/[0-9]+$", or link_selector, e.g. "a.job-title"`))
		}
	default:
		errs = append(errs, fmt.Errorf("discover %q: write auto, sitemap, list or feed", src.Discover))
	}
	return errors.Join(errs...)
}

func (jsonLD) Start(src Source) ([]listing.FrontierURL, error) {
	u, err := url.Parse(src.URL)
	if err != nil {
		return nil, fmt.Errorf("url %q: %w", src.URL, err)
	}
	kind := PageStart
	switch src.Discover {
	case DiscoverList:
		kind = PageList
	case DiscoverFeed:
		kind = PageFeed
	case DiscoverSitemap:
		kind = PageSitemap
	}
	// A bare site is asked for its sitemaps first.
	if src.Discover != DiscoverList && src.Discover != DiscoverFeed && !isDeep(u) {
		return []listing.FrontierURL{{URL: u.ResolveReference(&url.URL{Path: "/robots.txt"}).String(), Kind: PageRobots}}, nil
	}
	return []listing.FrontierURL{{URL: u.String(), Kind: kind}}, nil
}

func (k jsonLD) Read(src Source, u listing.FrontierURL, p *Page) (Result, error) {
	if p.Status == 404 || p.Status == 410 {
		return k.missing(src, u, p)
	}
	pattern, err := compilePattern(src.Pattern)
	if err != nil {
		return Result{}, err
	}
	switch u.Kind {
	case PageDetail:
		ls, err := ReadPage(&p.Page, src.Name)
		return Result{Listings: withMarket(ls, src.Market)}, err
	case PageRobots:
		return k.robots(src, p), nil
	case PageSitemap:
		return k.sitemap(pattern, p)
	case PageFeed:
		return k.feed(pattern, p)
	case PageList:
		return k.list(src, pattern, u, p)
	}
	// PageStart: told by what it is.
	switch sniff(p.Body) {
	case "sitemap":
		return k.sitemap(pattern, p)
	case "feed":
		return k.feed(pattern, p)
	}
	return k.list(src, pattern, u, p)
}

// missing says what a page that is not there means.
func (k jsonLD) missing(src Source, u listing.FrontierURL, p *Page) (Result, error) {
	switch {
	case u.Kind == PageRobots:
		return k.robots(src, p), nil // no robots.txt: no rules, and no sitemap named
	case u.Note == noteFallback && src.Discover == DiscoverSitemap:
		return Result{}, errors.New("no sitemap: robots.txt names none and /sitemap.xml is not there; write the sitemap's address as url, or discover: list")
	case u.Note == noteFallback:
		return Result{Follow: []listing.FrontierURL{{URL: src.URL, Kind: PageList}}}, nil
	}
	return Result{}, fmt.Errorf("%s is not there (HTTP %d): check url", u.URL, p.Status)
}

// robots follows the sitemaps that robots.txt names, else tries the usual place.
func (jsonLD) robots(src Source, p *Page) Result {
	var r Result
	for _, s := range p.Sitemaps {
		if target := resolve(&p.Page, s); target != "" {
			r.Follow = append(r.Follow, listing.FrontierURL{URL: target, Kind: PageSitemap})
		}
	}
	if len(r.Follow) == 0 {
		if base, err := url.Parse(src.URL); err == nil {
			r.Follow = append(r.Follow, listing.FrontierURL{URL: base.ResolveReference(&url.URL{Path: "/sitemap.xml"}).String(), Kind: PageSitemap, Note: noteFallback})
		}
	}
	return r
}

func (jsonLD) sitemap(pattern *regexp.Regexp, p *Page) (Result, error) {
	m, err := readSitemap(p.Body)
	if err != nil {
		return Result{}, fmt.Errorf("sitemap %s: %w", p.URL, err)
	}
	var r Result
	if m.cut {
		r.Reasons = append(r.Reasons, fmt.Sprintf("sitemap %s lists more than %d pages: the rest is not read", p.URL, maxSitemapURLs))
	}
	for _, s := range m.sitemaps {
		if target := resolve(&p.Page, s); target != "" {
			r.Follow = append(r.Follow, listing.FrontierURL{URL: target, Kind: PageSitemap})
		}
	}
	for _, s := range m.pages {
		if target := resolve(&p.Page, s); target != "" && pattern.MatchString(target) {
			r.Follow = append(r.Follow, listing.FrontierURL{URL: target, Kind: PageDetail})
		}
	}
	return r, nil
}

func (k jsonLD) list(src Source, pattern *regexp.Regexp, u listing.FrontierURL, p *Page) (Result, error) {
	// A single page with one listing is a source of one; an ItemList of whole
	// postings is a board.
	ls, err := ReadPage(&p.Page, src.Name)
	if err != nil {
		return Result{}, err
	}
	r := Result{Listings: withMarket(ls, src.Market)}
	here := listing.CanonicalURL(p.FinalURL)
	if src.Pattern != "" || src.LinkSelector != "" {
		for _, target := range p.Links {
			if pattern.MatchString(target) && listing.CanonicalURL(target) != here {
				r.Follow = append(r.Follow, listing.FrontierURL{URL: target, Kind: PageDetail})
			}
		}
	}
	number := 1
	if n, ok := strings.CutPrefix(u.Note, notePage); ok {
		if number, err = strconv.Atoi(n); err != nil {
			number = 1
		}
	}
	switch {
	case len(r.Follow) == 0 && len(ls) == 0 && number == 1 && src.Pattern == "" && src.LinkSelector == "":
		return r, fmt.Errorf(`%s carries no JobPosting, and nothing says which of its links lead to some: write pattern, e.g. "/jobs/[0-9]+$", or link_selector`, p.URL)
	case len(r.Follow) == 0 && len(ls) == 0 && number == 1:
		return r, fmt.Errorf("none of the %d links of %s leads to a listing: check pattern and link_selector", len(p.Links), p.URL)
	case len(r.Follow) == 0 && len(ls) == 0:
		// An advertised page that is empty: the end of a list that cannot count,
		// or an error shown with a 200. Either way we cannot say we saw it all.
		r.Reasons = append(r.Reasons, fmt.Sprintf("page %d of the list is empty: %s", number, p.URL))
		return r, nil
	case number >= maxListDepth && len(p.Next) > 0:
		r.Reasons = append(r.Reasons, fmt.Sprintf("the list goes on after %d pages: %s", number, p.URL))
		return r, nil
	}
	for _, target := range p.Next {
		if listing.CanonicalURL(target) != here {
			r.Follow = append(r.Follow, listing.FrontierURL{URL: target, Kind: PageList, Note: notePage + strconv.Itoa(number+1)})
		}
	}
	return r, nil
}

// resolve makes ref absolute against the page it stands on; "" when it is no
// http or https address.
func resolve(p *listing.Page, ref string) string {
	r := reader{page: p}
	u := r.absolute(ref)
	if u == nil {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// withMarket fills in the market the operator configured where the page says none.
func withMarket(ls []listing.Listing, market string) []listing.Listing {
	for i := range ls {
		if ls[i].Market == "" {
			ls[i].Market = market
		}
	}
	return ls
}

// sniff tells a sitemap and a feed from an HTML page by their root element.
func sniff(body []byte) string {
	head := bytes.ToLower(body[:min(len(body), 2048)])
	for _, root := range []struct{ tag, what string }{
		{"<urlset", "sitemap"}, {"<sitemapindex", "sitemap"}, {"<rss", "feed"}, {"<feed", "feed"}, {"<rdf:rdf", "feed"}, {"jsonfeed.org/version", "feed"},
	} {
		if bytes.Contains(head, []byte(root.tag)) && !slices.ContainsFunc([]string{"<html", "<!doctype html"}, func(s string) bool { return bytes.Contains(head, []byte(s)) }) {
			return root.what
		}
	}
	return "html"
}
