package source

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/mmcdole/gofeed"

	"juyo/listing"
)

// feed follows the entries of an RSS, Atom or JSON feed to their detail pages. A
// feed shows its newest entries only, so what is not in it has not ended.
func (jsonLD) feed(pattern *regexp.Regexp, p *Page) (Result, error) {
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(p.Body))
	if err != nil {
		return Result{}, fmt.Errorf("feed %s: %w", p.URL, err)
	}
	r := Result{Newest: true}
	for _, entry := range parsed.Items {
		link := entry.Link
		if link == "" && len(entry.Links) > 0 {
			link = entry.Links[0]
		}
		if target := resolve(&p.Page, link); target != "" && pattern.MatchString(target) {
			r.Follow = append(r.Follow, listing.FrontierURL{URL: target, Kind: PageDetail})
		}
	}
	if len(r.Follow) == 0 && len(parsed.Items) > 0 {
		return r, fmt.Errorf("feed %s: none of its %d entries leads to a listing: check pattern", p.URL, len(parsed.Items))
	}
	return r, nil
}
