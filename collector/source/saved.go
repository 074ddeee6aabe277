package source

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"juyo/listing"
)

// ErrNoListing marks a page in which no listing was found.
var ErrNoListing = errors.New("no listing found")

// savedFrom is the comment that browsers leave in a page they save.
var savedFrom = regexp.MustCompile(`<!-- saved from url=\(\d+\)(\S+) -->`)

// ReadSaved returns the listings of a page saved from a browser: those its markup
// describes (ReadPage), else one made of its heading, its main text and the
// fields it labels (会社名, 給与, 勤務地, 雇用形態). The page's URL is the one the
// browser noted or the page states; without one the id is p.URL's last part,
// which for a file is its name.
//
// It is for single pages that a person chose to save. A collect run never
// guesses: it reads markup only.
func ReadSaved(p *listing.Page, src string) ([]listing.Listing, error) {
	page := *p
	file := filepath.Base(filepath.ToSlash(p.URL))
	if u, err := url.Parse(p.URL); err != nil || u.Host == "" {
		page.URL, page.FinalURL = "", ""
		if m := savedFrom.FindSubmatch(p.Body); m != nil {
			page.URL = string(m[1])
		}
	}
	ls, err := ReadPage(&page, src)
	if len(ls) == 0 && err == nil {
		var l listing.Listing
		if l, err = mainText(&page, src); err == nil {
			ls = []listing.Listing{l}
		}
	}
	for i := range ls {
		if ls[i].ID == "" || strings.HasPrefix(ls[i].ID, "#") {
			ls[i].ID = strings.TrimSuffix(file, filepath.Ext(file)) + ls[i].ID
		}
	}
	return ls, err
}

// labels are the words before or above a field on a page meant for people.
var labels = []struct {
	field string
	words []string
}{
	{"company", []string{"会社名", "企業名", "社名", "募集企業", "company"}},
	{"salary", []string{"給与", "年収", "想定年収", "月給", "報酬", "単価", "salary", "compensation"}},
	{"location", []string{"勤務地", "勤務場所", "就業場所", "location"}},
	{"employment", []string{"雇用形態", "契約形態", "employment type", "job type"}},
	{"posted", []string{"掲載日", "公開日", "受付年月日", "posted"}},
}

// mainText makes a listing of a page without job markup.
func mainText(p *listing.Page, src string) (listing.Listing, error) {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(p.Body))
	if err != nil {
		return listing.Listing{}, fmt.Errorf("%w: parse: %w", ErrNoListing, err)
	}
	h := scanHead(p.Body)
	r := reader{page: p, src: src, head: h, alone: true}
	l := listing.Listing{
		Source: src, Title: first(h.h1, h.ogTitle, h.title), URL: r.pageURL(),
		ObservedAt: listing.Date{Time: p.FetchedAt},
	}
	l.ID = l.URL
	doc.Find("script, style, noscript, nav, header, footer, form, iframe, svg, template").Remove()
	fields := labelled(doc)
	l.Company, l.SalaryText, l.Location, l.EmploymentText = fields["company"], fields["salary"], fields["location"], fields["employment"]
	l.PostedAt = posted(fields["posted"], p)
	main := doc.Find("main, article, [role=main]").First()
	if len(strings.TrimSpace(main.Text())) < 200 {
		main = doc.Find("body")
	}
	l.HTML, err = main.Html()
	if err != nil || len(bare(main.Text())) < 40 {
		return l, fmt.Errorf("%w: the page has neither job markup nor enough text", ErrNoListing)
	}
	return l, nil
}

// labelled reads short label–value pairs: dt/dd and th/td.
func labelled(doc *goquery.Document) map[string]string {
	out := map[string]string{}
	doc.Find("dt, th").Each(func(_ int, s *goquery.Selection) {
		label := strings.ToLower(plain(s.Text()))
		for _, l := range labels {
			for _, w := range l.words {
				if label == w && out[l.field] == "" {
					if v := plain(s.NextFiltered("dd, td").First().Text()); len(v) <= 600 {
						out[l.field] = v
					}
				}
			}
		}
	})
	return out
}
