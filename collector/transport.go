package collector

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"sync/atomic"

	"juyo/collector/source"
)

const maxRedirects = 5

// transport is the one way out: every request of a Collector, each hop of a
// redirect and each robots.txt goes through it. In this order it checks the
// address, asks robots.txt, waits for the host's slot, connects to public
// addresses only, reads the answer within bounds, undoes its compression and
// turns its text into UTF-8. What it returns is complete in memory.
type transport struct {
	base   http.RoundTripper
	clock  Clock
	guard  guard
	gate   *gate
	robots *robotsCache
	limits Limits
	agent  string // User-Agent; its first word is the token robots.txt names us by
	from   string // From: the operator's mail address, may be empty
}

func newTransport(clock Clock, limits Limits, kept Hosts, g guard, agent, from string) *transport {
	t := &transport{
		base: newBaseTransport(g), clock: clock, guard: g, gate: newGate(clock, limits, kept), limits: limits, agent: agent, from: from,
	}
	t.robots = &robotsCache{t: t, entries: map[string]*robotsEntry{}}
	return t
}

// sized is transport with the bound for one kind of page.
type sized struct {
	*transport
	limit int64
}

// RoundTrip implements http.RoundTripper for a GET. The answer's body has been
// read, decompressed and decoded; statuses are the caller's to judge, except for
// challenge pages, which are errors whatever their status.
func (t sized) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method != http.MethodGet {
		return nil, &FetchError{URL: req.URL.Redacted(), Kind: ErrRefused, Detail: "method " + req.Method + ": pages are only read"}
	}
	if err := t.guard.checkURL(req.URL); err != nil {
		return nil, err
	}
	if err := t.robots.check(req.Context(), req.URL); err != nil {
		return nil, err
	}
	res, err := t.exchange(req, t.limit, false)
	if err != nil {
		return nil, err
	}
	if res.StatusCode == http.StatusNotModified && req.Header.Get("If-None-Match") == "" && req.Header.Get("If-Modified-Since") == "" {
		return nil, &FetchError{URL: req.URL.String(), Kind: ErrStatus, Detail: "HTTP 304 Not Modified, though nothing was asked that it could answer"}
	}
	if res.StatusCode >= 300 && res.StatusCode < 400 {
		return res, nil
	}
	if err := challenge(res); err != nil {
		return nil, err
	}
	if err := toUTF8(res); err != nil {
		return nil, err
	}
	if res.Header.Get("Tdm-Reservation") == "1" || source.ReservesMining(bodyOf(res)) {
		return nil, &FetchError{URL: req.URL.String(), Kind: ErrReserved}
	}
	return res, nil
}

// checkRedirect is asked before each hop.
func checkRedirect(req *http.Request, via []*http.Request) error {
	last := via[len(via)-1]
	refuse := func(why string) error {
		return &FetchError{URL: via[0].URL.String(), Kind: ErrRedirect, Detail: why}
	}
	if len(via) > maxRedirects {
		return refuse(fmt.Sprintf("more than %d redirects", maxRedirects))
	}
	if last.URL.Scheme == "https" && req.URL.Scheme != "https" {
		return refuse("from https to " + req.URL.Scheme)
	}
	// Validators were given for the page first asked for.
	req.Header.Del("If-None-Match")
	req.Header.Del("If-Modified-Since")
	return nil
}

// tripsKey is where a context holds the number of requests made under it.
type tripsKey struct{}

// countTrips returns a context whose requests are counted in n.
func countTrips(ctx context.Context, n *atomic.Int64) context.Context {
	return context.WithValue(ctx, tripsKey{}, n)
}

// exchange sends one request in its turn and reads the whole answer. An answer
// beyond limit is an error, but a robots.txt is cut there.
func (t *transport) exchange(req *http.Request, limit int64, robots bool) (_ *http.Response, err error) {
	page := req.URL.String()
	attempt := t.limits.Attempt
	if limit > t.limits.MaxBody {
		attempt *= 10
	}
	h, err := t.gate.enter(req.Context(), hostKey(req.URL), ask{page, attempt, robots})
	if err != nil {
		return nil, err
	}
	if n, ok := req.Context().Value(tripsKey{}).(*atomic.Int64); ok {
		n.Add(1)
	}
	a := answer{began: t.clock.Now()}
	defer func() {
		if req.Context().Err() != nil && a.status == 0 {
			a.status = -1 // our own doing: no failure of the host
		}
		if kept := t.gate.leave(req.Context(), h, a); kept != nil && err == nil {
			err = kept
		}
	}()

	// The deadline is real time, whatever clock politeness goes by.
	ctx, cancel := context.WithTimeout(req.Context(), attempt)
	defer cancel()
	out := req.Clone(ctx)
	out.Header.Set("User-Agent", t.agent)
	out.Header.Set("Accept-Encoding", "gzip, deflate")
	if t.from != "" {
		out.Header.Set("From", t.from)
	}
	if out.Header.Get("Accept-Language") == "" {
		out.Header.Set("Accept-Language", "ja, en;q=0.8")
	}
	res, err := t.base.RoundTrip(out)
	if err != nil {
		return nil, fetchFailed(page, err)
	}
	defer res.Body.Close()
	a.header = res.Header
	body, err := inflate(res, page, limit, robots)
	if err != nil {
		if !isTransient(err) {
			a.status = res.StatusCode
		}
		return nil, err
	}
	a.status = res.StatusCode
	if challenged(res, body) {
		a.status = http.StatusTooManyRequests // the host wants fewer of us
	}
	setBody(res, body)
	res.Header.Del("Content-Length")
	res.Header.Del("Content-Encoding")
	res.Uncompressed = true // colly would otherwise inflate *.xml.gz once more
	res.Request = req
	return res, nil
}

// inMemory is a body that is in memory already.
type inMemory struct {
	*bytes.Reader
	all []byte
}

func (*inMemory) Close() error { return nil }

// bodyOf returns the bytes of an answer exchange made, without reading them up.
func bodyOf(res *http.Response) []byte {
	if p, ok := res.Body.(*inMemory); ok {
		return p.all
	}
	return nil
}

func setBody(res *http.Response, body []byte) {
	res.Body = &inMemory{bytes.NewReader(body), body}
	res.ContentLength = int64(len(body))
}

// fetchFailed names the page in an error of the network; a refusal by guard
// keeps its kind.
func fetchFailed(page string, err error) error {
	if refused, ok := errors.AsType[*FetchError](err); ok {
		return &FetchError{URL: page, Kind: refused.Kind, Detail: refused.URL + ": " + refused.Detail}
	}
	return fmt.Errorf("fetch %s: %w", page, err)
}

// isTransient reports errors that another try may not meet.
func isTransient(err error) bool {
	for _, lasting := range []error{
		ErrDisallowed, ErrReserved, ErrHostSkipped, ErrRefused, ErrRedirect, ErrTooLarge, ErrEncoding, source.ErrUndecodable, source.ErrUnreadable, context.Canceled,
	} {
		if errors.Is(err, lasting) {
			return false
		}
	}
	return true
}

// toUTF8 decodes the text of an answer and says so in its Content-Type.
func toUTF8(res *http.Response) error {
	contentType := res.Header.Get("Content-Type")
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		mediaType, _, _ = strings.Cut(contentType, ";")
		mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	}
	if mediaType == "" || mediaType == "application/octet-stream" || mediaType == "application/gzip" || mediaType == "application/x-gzip" {
		sniffed, _, _ := strings.Cut(http.DetectContentType(bodyOf(res)), ";")
		mediaType = sniffed
	}
	if !strings.HasPrefix(mediaType, "text/") && !strings.Contains(mediaType, "html") && !strings.Contains(mediaType, "xml") && !strings.Contains(mediaType, "json") {
		return nil
	}
	body, _, err := source.ToUTF8(bodyOf(res), contentType)
	if err != nil {
		return &FetchError{URL: res.Request.URL.String(), Kind: source.ErrUndecodable, Cause: err}
	}
	if !strings.Contains(mediaType, "html") {
		body = utf8Prolog(body)
	}
	setBody(res, body)
	res.Header.Set("Content-Type", mediaType+"; charset=utf-8")
	return nil
}

// utf8Prolog corrects the encoding an XML document declares, now that it is
// UTF-8: a reader would decode it a second time.
func utf8Prolog(body []byte) []byte {
	if !bytes.HasPrefix(body, []byte("<?xml")) {
		return body
	}
	end := bytes.Index(body[:min(len(body), 300)], []byte("?>"))
	if end < 0 {
		return body
	}
	return append([]byte(`<?xml version="1.0" encoding="UTF-8"`), body[end:]...)
}

// challenged reports an answer that wants to be solved by a human: a page that
// says nothing of the listing, whatever its status. They are recognised, never
// evaded.
func challenged(res *http.Response, body []byte) bool {
	if res.Header.Get("Cf-Mitigated") != "" || res.Header.Get("X-Amzn-Waf-Action") != "" {
		return true
	}
	if len(body) > 256<<10 || res.StatusCode == http.StatusNotModified || bytes.Contains(body, []byte("JobPosting")) {
		return false
	}
	for _, sign := range []string{
		"_cf_chl_opt", "/cdn-cgi/challenge-platform/h/", "cf-browser-verification", "captcha-delivery.com/captcha", "window._pxAppId", "id=\"px-captcha\"",
		"AwsWafIntegration", "awsWafCookieDomainList", "Pardon Our Interruption", "Incapsula incident ID", "/_Incapsula_Resource?SWUDNSAI",
	} {
		if bytes.Contains(body, []byte(sign)) {
			return true
		}
	}
	return false
}

func challenge(res *http.Response) error {
	if !challenged(res, bodyOf(res)) {
		return nil
	}
	return &FetchError{URL: res.Request.URL.String(), Kind: ErrChallenge, Detail: fmt.Sprintf("HTTP %d; ask the site for permission, or leave it out", res.StatusCode)}
}
