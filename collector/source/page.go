package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"juyo/listing"
)

// ErrUnreadable marks a page that carries job markup which could not be read.
var ErrUnreadable = errors.New("job markup could not be read")

// maxListings bounds what one page may hold.
const maxListings = 2000

// ReadPage returns the listings that the markup of p describes: schema.org
// JobPosting as JSON-LD, else as microdata or RDFa. A page without such markup
// has none, and that is no error. p.Body is UTF-8 (see ToUTF8). ObservedAt is
// p.FetchedAt; ClosedAt is the stated validThrough where that has passed by
// then. The id is the identifier's value, else the canonical URL.
//
// The error wraps ErrUnreadable and names every block that could not be read;
// listings of the others are still returned.
func ReadPage(p *listing.Page, src string) ([]listing.Listing, error) {
	r := reader{page: p, src: src}
	var nodes []node
	var errs []error
	if isJSON(p) {
		values, err := parseJSONLD(string(p.Body))
		if err != nil {
			errs = append(errs, fmt.Errorf("%w: %s: %w", ErrUnreadable, p.URL, err))
		}
		nodes = r.collect(values)
	} else {
		r.head = scanHead(p.Body)
		for i, block := range r.head.blocks {
			values, err := parseJSONLD(block)
			if err != nil {
				// Only a broken block that speaks of a job is a loss.
				if strings.Contains(block, "JobPosting") {
					errs = append(errs, fmt.Errorf("%w: %s: script %d: %w", ErrUnreadable, p.URL, i+1, err))
				}
				continue
			}
			nodes = append(nodes, r.collect(values)...)
		}
		if len(nodes) == 0 && bytes.Contains(p.Body, []byte("JobPosting")) {
			found, err := r.microdata()
			if err != nil {
				errs = append(errs, fmt.Errorf("%w: %s: %w", ErrUnreadable, p.URL, err))
			}
			nodes = found
		}
	}
	if len(nodes) > maxListings {
		errs = append(errs, fmt.Errorf("%w: %s: %d listings on one page, the first %d are read", ErrUnreadable, p.URL, len(nodes), maxListings))
		nodes = nodes[:maxListings]
	}
	r.alone = len(nodes) == 1
	out := make([]listing.Listing, 0, len(nodes))
	seen := map[string]bool{}
	for _, n := range nodes {
		l := r.posting(n)
		if seen[l.ID] || l.Title == "" && l.Body() == "" {
			continue // a page that carries the same listing twice, or an empty shell
		}
		seen[l.ID] = true
		out = append(out, l)
	}
	return out, errors.Join(errs...)
}

func isJSON(p *listing.Page) bool {
	if strings.Contains(p.ContentType, "html") {
		return false
	}
	b := bytes.TrimSpace(p.Body)
	return strings.Contains(p.ContentType, "json") || len(b) > 0 && (b[0] == '{' || b[0] == '[')
}

// reader reads the nodes of one page.
type reader struct {
	page  *listing.Page
	src   string
	head  head
	alone bool            // the page holds one listing: what the page says of itself is said of it
	byID  map[string]node // nodes by @id, for references within the page
}

// maxDepth bounds how deep a node may sit in structured data.
const maxDepth = 64

// collect returns the JobPosting nodes among values, wherever they sit: in
// @graph, in an ItemList, in an array.
func (r *reader) collect(values []any) []node {
	if r.byID == nil {
		r.byID = map[string]node{}
	}
	var found []node
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		if depth > maxDepth {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e, depth+1)
			}
		case map[string]any:
			n := node(v)
			if id, ok := v["@id"].(string); ok && len(v) > 1 {
				r.byID[id] = n
			}
			if n.is("JobPosting") {
				found = append(found, n)
			}
			for _, k := range n.nested() {
				walk(v[k], depth+1)
			}
		}
	}
	for _, v := range values {
		walk(v, 0)
	}
	return found
}

// identity returns the id and the URL of a listing on this page.
func (r *reader) identity(n node, company, title, place string) (id, address string) {
	address = r.address(n)
	id = identifier(n.get("identifier"), company)
	switch {
	case id != "":
	case r.alone:
		id = address
	case n.str("url") != "" && address != r.pageURL():
		id = address
	default:
		id = address + "#" + shortHash(title, company, place)
	}
	return id, address
}

// address is where a person reads the listing: the URL the markup states for it,
// unless that is a front page or another site's page without a number in its
// address (an employer's careers page, the same for all listings); else the
// page's own.
func (r *reader) address(n node) string {
	own := r.pageURL()
	for _, stated := range []string{n.str("url"), n.str("mainEntityOfPage")} {
		if u := r.absolute(stated); u != nil && isDeep(u) && (sameSite(u, own) || strings.ContainsAny(u.RequestURI(), "0123456789")) {
			return listing.CanonicalURL(u.String())
		}
	}
	return own
}

// pageURL is the page's canonical URL as it states it, else as it was fetched.
// A canonical link to a front page is a template's mistake.
func (r *reader) pageURL() string {
	fetched := r.page.FinalURL
	if fetched == "" {
		fetched = r.page.URL
	}
	at, err := url.Parse(fetched)
	for _, stated := range []string{r.head.canonical, r.head.ogURL} {
		if u := r.absolute(stated); u != nil && (isDeep(u) || err == nil && !isDeep(at)) {
			return listing.CanonicalURL(u.String())
		}
	}
	return listing.CanonicalURL(fetched)
}

func (r *reader) absolute(ref string) *url.URL {
	ref = strings.TrimSpace(ref)
	if ref == "" || len(ref) > 2000 {
		return nil
	}
	u, err := url.Parse(ref)
	if err != nil {
		return nil
	}
	if !u.IsAbs() {
		base, err := url.Parse(r.page.FinalURL)
		if err != nil || base.Host == "" {
			base, err = url.Parse(r.page.URL)
		}
		if err != nil || base.Host == "" {
			return nil
		}
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil
	}
	return u
}

// isDeep reports whether u leads to something other than a front page.
func isDeep(u *url.URL) bool { return strings.Trim(u.Path, "/") != "" || u.RawQuery != "" }

func sameSite(u *url.URL, other string) bool {
	o, err := url.Parse(other)
	return err == nil && strings.TrimPrefix(u.Hostname(), "www.") == strings.TrimPrefix(o.Hostname(), "www.")
}

// identifier returns the provider's id from schema.org identifier: text, a
// number, or a PropertyValue. The employer's name in its place, as some pages
// have it, is no id.
func identifier(v any, company string) string {
	for _, e := range list(v) {
		id := ""
		switch e := e.(type) {
		case map[string]any:
			id = node(e).str("value")
		default:
			id = text(e)
		}
		id = strings.TrimSpace(id)
		if id != "" && len(id) <= 300 && id != "0" && !strings.EqualFold(id, strings.TrimSpace(company)) {
			return id
		}
	}
	return ""
}

func shortHash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p))
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// plain is s as a line of text: markup dropped, entities resolved, white space
// folded.
func plain(s string) string {
	if strings.ContainsRune(s, '<') {
		s = stripTags(s)
	}
	for range 2 { // escaped twice is common
		if !strings.ContainsRune(s, '&') {
			break
		}
		s = html.UnescapeString(s)
	}
	if strings.ContainsRune(s, '<') {
		s = stripTags(s)
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// stripTags drops tags and comments of an HTML fragment, a space for each.
func stripTags(s string) string {
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Raw())
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			b.WriteByte(' ')
		}
	}
}
