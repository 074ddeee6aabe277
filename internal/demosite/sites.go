package demosite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"juyo/listing"
)

// Site is one job site as a person who configures a source sees it. Addresses
// are absolute; those that do not apply are empty.
type Site struct {
	Name          string         // fits as the name of a source
	Title         string         // what the site calls itself
	Kind          string         // "jsonld" or "greenhouse"
	Lang          string         // ISO 639-1 of most listings
	URL           string         // scheme, host and port, no path
	AddrPort      netip.AddrPort // the only address the site may be dialled at
	Sitemap       string         // sitemap index
	List          string         // first list page; the next is its link with rel=next
	Feed          string         // RSS 2.0
	DetailPattern string         // regular expression on the path of a detail page; group 1 is the site's id
	Boards        []Board        // boards of the API, one employer each
	CrawlDelay    time.Duration  // robots.txt asks for it; 0 no
	Down          []listing.Month
}

// Board is one employer's board on the Greenhouse-shaped site.
type Board struct {
	Token   string
	Company string
	URL     string // of the jobs, with their content
}

// Request is one request a site answered.
type Request struct {
	Site      string
	Path      string    // with the query
	At        time.Time // on the virtual clock
	Status    int
	Forbidden bool // the path is disallowed by the site's robots.txt
	UserAgent string
}

// siteEntry is what is fixed about a site.
type siteEntry struct {
	name, title, kind, lang string
	detail                  string // DetailPattern
	detailPath              string // with one %s, the id
	disallow                []string
	crawlDelay              time.Duration
	gone                    int   // status of a listing that is gone
	down                    []int // months of the market, from 0, the site is down
	etag, lastModified      bool
}

var siteTable = [siteCount]siteEntry{
	siteKikori: {
		name: "kikori-career", title: "きこりキャリア", kind: "jsonld", lang: "ja", detail: `^/jobs/(\d+)$`, detailPath: "/jobs/%s",
		disallow: []string{"/apply/", "/search"}, gone: http.StatusGone, etag: true, lastModified: true,
	},
	siteLantern: {
		name: "lantern-jobs", title: "Lantern Jobs", kind: "jsonld", lang: "en", detail: `^/positions/(\d+)$`, detailPath: "/positions/%s",
		disallow: []string{"/apply/", "/*?ref="}, crawlDelay: 5 * time.Second, gone: http.StatusNotFound, etag: true,
	},
	siteMukashi: {
		name: "mukashi-navi", title: "むかしナビ", kind: "jsonld", lang: "ja", detail: `^/kyujin/(\d+)\.html$`, detailPath: "/kyujin/%s.html",
		disallow: []string{"/oubo/", "/*sort="}, gone: http.StatusGone, down: []int{13, 14}, lastModified: true,
	},
	siteBoards: {
		name: "bundle-boards", title: "Bundle Boards", kind: "greenhouse", lang: "ja", detail: `^/v1/boards/[a-z-]+/jobs/(\d+)$`,
		disallow: []string{"/admin/", "/*candidates"}, gone: http.StatusNotFound, etag: true,
	},
	siteTayori: {
		name: "tayori-feed", title: "たより求人", kind: "jsonld", lang: "ja", detail: `^/post/(\d+)$`, detailPath: "/post/%s",
		disallow: []string{"/kanri/", "/preview/"}, gone: http.StatusNotFound, etag: true, lastModified: true,
	},
}

// forbids reports whether the site's robots.txt disallows path (with its query)
// for everybody: prefixes, and patterns whose only wildcard is a leading /*.
func (e *siteEntry) forbids(path string) bool {
	for _, rule := range e.disallow {
		if rest, ok := strings.CutPrefix(rule, "/*"); ok && strings.Contains(path, rest) || !ok && strings.HasPrefix(path, rule) {
			return true
		}
	}
	return false
}

// Sites are the job sites, serving.
type Sites struct {
	market  *Market
	clock   func() time.Time
	sites   []Site
	servers []*http.Server
	wg      sync.WaitGroup
	stop    func() bool

	mu       sync.Mutex
	requests []Request
}

// Start serves the market's five sites on free ports of 127.0.0.1. What they
// publish is what the market publishes on the day clock returns; clock must be
// safe for concurrent use. Close, or the end of ctx, stops them.
func Start(ctx context.Context, m *Market, clock func() time.Time) (*Sites, error) {
	s := &Sites{market: m, clock: clock}
	var listen net.ListenConfig
	for i := range siteTable {
		l, err := listen.Listen(ctx, "tcp", "127.0.0.1:0")
		if err != nil {
			s.Close()
			return nil, fmt.Errorf("open a port on 127.0.0.1 for the site %s: %w", siteTable[i].name, err)
		}
		addr := l.Addr().(*net.TCPAddr).AddrPort()
		s.sites = append(s.sites, s.describe(i, addr))
		server := &http.Server{Handler: s.handler(i), ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 1 << 16}
		s.servers = append(s.servers, server)
		s.wg.Go(func() {
			// Serve ends with ErrServerClosed; when it ends otherwise, clients see
			// a refused connection, which is what a broken site looks like.
			_ = server.Serve(l)
		})
	}
	s.stop = context.AfterFunc(ctx, s.shut)
	return s, nil
}

func (s *Sites) describe(i int, addr netip.AddrPort) Site {
	e := &siteTable[i]
	site := Site{Name: e.name, Title: e.title, Kind: e.kind, Lang: e.lang, URL: "http://" + addr.String(), AddrPort: addr, DetailPattern: e.detail, CrawlDelay: e.crawlDelay}
	for _, n := range e.down {
		site.Down = append(site.Down, s.market.start+listing.Month(n))
	}
	switch i {
	case siteKikori, siteLantern:
		site.Sitemap = site.URL + "/sitemap.xml"
	case siteMukashi:
		site.List = site.URL + "/list"
	case siteTayori:
		site.Feed = site.URL + "/feed.xml"
	case siteBoards:
		for j := range employerTable {
			if b := &employerTable[j]; b.board != "" {
				site.Boards = append(site.Boards, Board{Token: b.board, Company: b.name, URL: site.URL + "/v1/boards/" + b.board + "/jobs?content=true"})
			}
		}
	}
	return site
}

// Sites returns the five sites in a fixed order.
func (s *Sites) Sites() []Site { return append([]Site(nil), s.sites...) }

// Requests returns what was asked of all sites so far, in the order answered.
func (s *Sites) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Close stops the sites and waits until their goroutines have ended. It may be
// called more than once.
func (s *Sites) Close() {
	if s.stop != nil {
		s.stop()
	}
	s.shut()
	s.wg.Wait()
}

func (s *Sites) shut() {
	for _, server := range s.servers {
		_ = server.Close() // open connections are cut; nobody is left to tell
	}
}

// down reports whether site is down at now.
func (s *Sites) down(site int, now time.Time) bool {
	month := listing.MonthOf(now, jst)
	for _, n := range siteTable[site].down {
		if month == s.market.start+listing.Month(n) {
			return true
		}
	}
	return false
}

// statusWriter remembers the status that was sent.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// handler returns what one site answers.
func (s *Sites) handler(site int) http.Handler {
	e := &siteTable[site]
	mux := http.NewServeMux()
	serve := func(pattern string, h func(*page)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			now := s.clock()
			h(&page{ResponseWriter: w, Request: r, sites: s, site: site, now: now, day: dayOf(now), host: "http://" + r.Host})
		})
	}
	serve("GET /robots.txt", (*page).robots)
	serve("GET /{$}", (*page).home)
	switch site {
	case siteKikori, siteLantern:
		serve("GET /sitemap.xml", (*page).sitemapIndex)
		serve("GET /sitemaps/{name}", (*page).sitemapShard)
		serve("GET /about", (*page).about)
	case siteMukashi:
		serve("GET /list", (*page).list)
	case siteBoards:
		serve("GET /v1/boards/{token}", (*page).board)
		serve("GET /v1/boards/{token}/jobs", (*page).boardJobs)
		serve("GET /v1/boards/{token}/jobs/{id}", (*page).boardJob)
	case siteTayori:
		serve("GET /feed.xml", (*page).feed)
	}
	if dir, _, ok := strings.Cut(strings.TrimPrefix(e.detailPath, "/"), "/"); ok {
		serve("GET /"+dir+"/{id}", (*page).detail)
	}
	serve("GET /", (*page).trap)

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := s.clock()
		sw := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		// The sites live on the virtual clock: their answers are dated by it.
		w.Header().Set("Date", now.UTC().Format(http.TimeFormat))
		if s.down(site, now) {
			w.Header().Set("Retry-After", "3600")
			http.Error(sw, "down for maintenance", http.StatusServiceUnavailable)
		} else {
			mux.ServeHTTP(sw, r)
		}
		path := r.URL.RequestURI()
		s.mu.Lock()
		defer s.mu.Unlock()
		s.requests = append(s.requests, Request{Site: e.name, Path: path, At: now, Status: sw.status, Forbidden: e.forbids(path), UserAgent: r.UserAgent()})
	})
}

// page is one request under way.
type page struct {
	http.ResponseWriter
	*http.Request
	sites *Sites
	site  int
	now   time.Time
	day   int
	host  string // scheme and host as the client wrote it
}

// send answers with body and what the client needs to ask again cheaply; a
// client that has it already gets 304 (RFC 9110 section 13).
func (p *page) send(contentType string, body []byte, modified time.Time) {
	e := &siteTable[p.site]
	h := p.ResponseWriter.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-cache")
	if e.etag {
		sum := fnv.New64a()
		_, _ = sum.Write(body) // a hash takes every write
		h.Set("ETag", `"`+strconv.FormatUint(sum.Sum64(), 16)+`"`)
	}
	if !e.lastModified {
		modified = time.Time{}
	}
	http.ServeContent(p.ResponseWriter, p.Request, "", modified, bytes.NewReader(body))
}

// open returns the postings of the page's site that are published today, the
// newest first.
func (p *page) open() []*posting {
	all := p.sites.market.postings[p.site]
	var open []*posting
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].from <= p.day && p.day < all[i].to {
			open = append(open, &all[i])
		}
	}
	return open
}

var (
	errNotYet = errors.New("not published")
	errGone   = errors.New("no longer published")
)

// find returns a posting by the site's id.
func (p *page) find(id string) (*posting, error) {
	i, ok := p.sites.market.byID[p.site][id]
	if !ok {
		return nil, errNotYet
	}
	found := &p.sites.market.postings[p.site][i]
	switch {
	case p.day < found.from:
		return nil, errNotYet
	case p.day >= found.to:
		return nil, errGone
	}
	return found, nil
}

// modified returns when a posting last changed.
func (p *page) modified(q *posting) time.Time {
	if o := &p.sites.market.openings[q.opening]; p.revised(q) {
		return dayStart(o.revised)
	}
	return dayStart(q.from)
}

// revised reports whether the text of a posting has been changed by now.
func (p *page) revised(q *posting) bool {
	o := &p.sites.market.openings[q.opening]
	return o.revised != 0 && o.revised >= q.from && p.day >= o.revised
}

// compose writes the advert of a posting; it is the caller's to keep.
func (p *page) compose(q *posting) (*opening, *employer, advert) {
	m := p.sites.market
	o := &m.openings[q.opening]
	e := &employerTable[o.employer]
	return o, e, newComposer(m.cat).compose(o, e.name, q.layout, q.repost, p.revised(q))
}
