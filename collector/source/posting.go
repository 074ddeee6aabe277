package source

import (
	"strings"

	"juyo/listing"
)

// posting turns one JobPosting node into a listing.
func (r *reader) posting(n node) listing.Listing {
	l := listing.Listing{
		Source:         r.src,
		Title:          plain(first(n.str("title"), n.str("name"))),
		Company:        r.company(n),
		EmploymentText: plain(text(n.get("employmentType"))),
		PostedAt:       posted(n.str("datePosted"), r.page),
		ObservedAt:     listing.Date{Time: r.page.FetchedAt},
		Lang:           language(n),
		Telecommute:    telecommute(n),
	}
	if l.Title == "" && r.alone {
		l.Title = first(r.head.h1, r.head.ogTitle, r.head.title)
	}
	if until := endOfDay(n.str("validThrough"), r.page.Zone); !until.IsZero() && !r.page.FetchedAt.IsZero() && until.Before(r.page.FetchedAt) {
		l.ClosedAt = listing.Date{Time: until}
	}
	places := r.places(n)
	l.Location = places.text
	l.Market = places.country
	l.BaseSalary, l.SalaryText = readPay(n, places.country)
	l.ID, l.URL = r.identity(n, l.Company, l.Title, l.Location)

	body := newBody(n.str("description"))
	for _, f := range bodyFields {
		body.add(f, n.get(f.name))
	}
	l.HTML, l.Text = body.html, body.text
	return l
}

// company is the name of the hiring organisation: a node, a reference to one
// elsewhere on the page, or plain text.
func (r *reader) company(n node) string {
	for _, name := range []string{"hiringOrganization", "employer", "organization"} {
		for _, v := range list(n.get(name)) {
			m, ok := v.(map[string]any)
			if !ok {
				if s := plain(text(v)); s != "" {
					return s
				}
				continue
			}
			org := r.resolve(m)
			if s := plain(first(org.str("name"), org.str("legalName"), org.str("alternateName"))); s != "" {
				return s
			}
		}
	}
	return ""
}

// resolve follows a bare reference {"@id": …} to the node it names.
func (r *reader) resolve(m map[string]any) node {
	if id, ok := m["@id"].(string); ok && len(m) <= 2 {
		if n, ok := r.byID[id]; ok {
			return n
		}
	}
	return m
}

func telecommute(n node) bool {
	for _, v := range list(n.get("jobLocationType")) {
		if strings.Contains(strings.ToUpper(text(v)), "TELECOMMUTE") {
			return true
		}
	}
	return false
}

// language is the two-letter language the markup states for the listing. The
// page's own lang attribute is the site's language, not the text's.
func language(n node) string {
	s := strings.ToLower(n.str("inLanguage"))
	code, _, _ := strings.Cut(s, "-")
	if len(code) == 2 {
		return code
	}
	return map[string]string{"japanese": "ja", "english": "en", "日本語": "ja"}[s]
}

func first(candidates ...string) string {
	for _, s := range candidates {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}
