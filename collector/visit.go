package collector

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gocolly/colly/v2"

	"juyo/collector/source"
	"juyo/listing"
)

// visitor fetches the pages of one run. colly does the calling back on HTML and
// nothing else: its robots.txt, cache, limits, queue, storage, cookies and
// timeouts are off, as the transport does all that.
type visitor struct {
	t     *transport
	pages *colly.Collector // detail pages: no callback on HTML, the markup reader is faster without
	lists *colly.Collector // pages with links to follow
	bulk  *colly.Collector // sitemaps and boards: larger
	start *colly.Collector // what may turn out to be a list or a sitemap
}

// The links to follow when the source does not say: all of them, and what pages
// commonly mark as the next page.
const (
	anyLink  = "a[href]"
	nextLink = `link[rel~="next"][href], a[rel~="next"][href], .pagination .next a[href], a.next[href], a[aria-label="Next"][href], a[aria-label="次へ"][href]`
)

// visitKey is where a request's context holds its visit.
const visitKey = "visit"

// visit is one page on its way.
type visit struct {
	page  *source.Page
	found bool // an answer came
}

func (c *Collector) newVisitor(ctx context.Context, src Source) *visitor {
	v := &visitor{
		t:     c.t,
		pages: c.newColly(ctx, c.o.Limits.MaxBody),
		lists: c.newColly(ctx, c.o.Limits.MaxBody),
		bulk:  c.newColly(ctx, c.o.Limits.MaxBulk),
		start: c.newColly(ctx, c.o.Limits.MaxBulk),
	}
	link, next := src.LinkSelector, src.NextSelector
	if link == "" {
		link = anyLink
	}
	if next == "" {
		next = nextLink
	}
	for _, k := range []*colly.Collector{v.lists, v.start} {
		k.OnHTML(link, func(e *colly.HTMLElement) {
			if to := target(e); to != "" {
				p := visitOf(e.Request.Ctx).page
				p.Links = append(p.Links, to)
			}
		})
		k.OnHTML(next, func(e *colly.HTMLElement) {
			if to := target(e); to != "" {
				p := visitOf(e.Request.Ctx).page
				p.Next = append(p.Next, to)
			}
		})
	}
	return v
}

// newColly returns a synchronous collector that goes through our transport. Its
// settings are made after NewCollector, which reads COLLY_… from the environment.
func (c *Collector) newColly(ctx context.Context, limit int64) *colly.Collector {
	k := colly.NewCollector()
	k.Context = ctx
	k.UserAgent = c.t.agent
	k.AllowURLRevisit = true
	k.IgnoreRobotsTxt = true // the transport asks robots.txt, for every hop
	k.MaxDepth, k.MaxRequests, k.MaxBodySize = 0, 0, 0
	k.AllowedDomains, k.DisallowedDomains, k.URLFilters, k.DisallowedURLFilters = nil, nil, nil, nil
	k.CacheDir = ""
	k.Async, k.DetectCharset, k.TraceHTTP = false, false, false
	k.ParseHTTPErrorResponse = true
	k.DisableCookies()
	k.SetRequestTimeout(0) // would count the time spent waiting politely
	k.WithTransport(sized{c.t, limit})
	k.SetRedirectHandler(checkRedirect)
	k.OnResponse(func(r *colly.Response) {
		v := visitOf(r.Ctx)
		v.found = true
		p := &v.page.Page
		p.Status = r.StatusCode
		p.FinalURL = r.Request.URL.String()
		p.ContentType = r.Headers.Get("Content-Type")
		p.NotModified = r.StatusCode == http.StatusNotModified
		p.Validators = listing.Validators{ETag: r.Headers.Get("ETag"), LastModified: r.Headers.Get("Last-Modified")}
		if !p.NotModified {
			p.Body = r.Body
		}
	})
	return k
}

func visitOf(ctx *colly.Context) *visit {
	v, _ := ctx.GetAny(visitKey).(*visit)
	return v
}

// target is where an element leads: its own href, or that of the first link in it.
func target(e *colly.HTMLElement) string {
	href := e.Attr("href")
	if href == "" {
		href = e.ChildAttr("a[href]", "href")
	}
	if href == "" {
		return ""
	}
	return e.Request.AbsoluteURL(href)
}

// fetch gets one page. The error is a FetchError or one of the network, for
// statuses other than 200, 304, 404 and 410 too.
func (v *visitor) fetch(ctx context.Context, u listing.FrontierURL, old listing.Validators) (p *source.Page, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %s: %v", source.ErrUnreadable, u.URL, r)
		}
	}()
	if u.Kind == source.PageRobots {
		return v.robots(ctx, u)
	}
	k := v.lists
	switch u.Kind {
	case source.PageDetail:
		k = v.pages
	case source.PageSitemap, source.PageBoard, source.PageFeed:
		k = v.bulk
	case source.PageStart:
		k = v.start
	}
	vis := &visit{page: &source.Page{Page: listing.Page{URL: u.URL}}}
	values := colly.NewContext()
	values.Put(visitKey, vis)
	header := http.Header{}
	if old.ETag != "" {
		header.Set("If-None-Match", old.ETag)
	}
	if old.LastModified != "" {
		header.Set("If-Modified-Since", old.LastModified)
	}
	err = k.Request(http.MethodGet, u.URL, nil, values, header)
	if err != nil && !vis.found {
		// http.Client names the page, as we do.
		if outer, ok := errors.AsType[*url.Error](err); ok {
			err = outer.Err
		}
		return nil, err
	}
	// An error after the answer is one of reading it as HTML (nested too deep,
	// say): markup may still be readable, links are not.
	p = vis.page
	if err != nil && u.Kind != source.PageDetail {
		return nil, fmt.Errorf("%w: %s: %w", source.ErrUnreadable, u.URL, err)
	}
	switch p.Status {
	case http.StatusOK, http.StatusNotModified, http.StatusNotFound, http.StatusGone:
	default:
		return p, &FetchError{URL: u.URL, Kind: ErrStatus, Detail: fmt.Sprintf("HTTP %d %s", p.Status, http.StatusText(p.Status))}
	}
	return p, nil
}

// robots returns the sitemaps that the robots.txt of u's site names, from the copy
// the transport has fetched or fetches now to obey it.
func (v *visitor) robots(ctx context.Context, u listing.FrontierURL) (*source.Page, error) {
	at, err := url.Parse(u.URL)
	if err != nil {
		return nil, fmt.Errorf("robots.txt of %s: %w", u.URL, err)
	}
	if err := v.t.guard.checkURL(at); err != nil {
		return nil, err
	}
	rules, err := v.t.robots.rules(ctx, at)
	if err != nil {
		return nil, err
	}
	return &source.Page{Page: listing.Page{URL: u.URL, FinalURL: u.URL, Status: http.StatusOK}, Sitemaps: rules.Sitemaps()}, nil
}
