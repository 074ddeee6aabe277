package source

import (
	"slices"
	"strings"
	"unicode"
)

// places is where a listing's work is done, as published.
type places struct {
	text    string // several places separated by "; "
	country string // ISO 3166 code when all of them state the same
}

// maxPlaces bounds how many places are read: some pages list every branch.
const maxPlaces = 50

// places reads jobLocation, and applicantLocationRequirements of remote jobs.
func (r *reader) places(n node) places {
	var p places
	var all []string
	countries := map[string]bool{}
	for _, v := range list(n.get("jobLocation")) {
		where, country := r.place(v, 0)
		if where != "" && !slices.Contains(all, where) && len(all) < maxPlaces {
			all = append(all, where)
		}
		countries[country] = true
	}
	for _, v := range list(n.get("applicantLocationRequirements")) {
		where, country := r.place(v, 0)
		if where == "" || len(all) >= maxPlaces {
			continue
		}
		if where = "Remote: " + where; !slices.Contains(all, where) {
			all = append(all, where)
		}
		countries[country] = true
	}
	p.text = strings.Join(all, "; ")
	if len(countries) == 1 {
		for c := range countries {
			p.country = c
		}
	}
	return p
}

// place reads a Place, a PostalAddress or text.
func (r *reader) place(v any, depth int) (where, country string) {
	m, ok := v.(map[string]any)
	if !ok {
		return plain(text(v)), ""
	}
	n := r.resolve(m)
	if depth < 4 {
		for _, a := range list(n.get("address")) {
			if where, country = r.place(a, depth+1); where != "" {
				return where, country
			}
		}
	}
	part := func(name string) string {
		s := plain(n.str(name))
		switch strings.ToLower(s) {
		case "unavailable", "n/a", "na", "-", "null", "none", "undefined": // a form's word for nothing
			return ""
		}
		return s
	}
	countryText := part("addressCountry")
	country = countryCode(countryText)
	where = joinAddress(part("streetAddress"), part("addressLocality"), part("addressRegion"), countryText)
	if where == "" {
		where = part("name")
		if n.is("Country") {
			country = countryCode(where)
		}
	}
	if where == "" {
		where = part("postalCode")
	}
	return where, country
}

// joinAddress writes an address in the order of its language: 東京都新宿区…
// from the region down without separators, others from the street up with
// commas. A part that another repeats is written once.
func joinAddress(street, locality, region, country string) string {
	if hasCJK(region+locality+street) && (country == "" || countryCode(country) == "JP") {
		s := ""
		for _, p := range []string{region, locality, street} {
			switch {
			case p == "" || strings.Contains(s, p):
			case strings.HasPrefix(p, region) && s == region: // 東京都 + 東京都新宿区
				s = p
			default:
				s += p
			}
		}
		if region == "" && country != "" && !strings.ContainsAny(s, "都道府県") {
			s += ", Japan"
		}
		return s
	}
	if countryCode(country) == "JP" {
		country = "Japan"
	}
	var parts []string
	for _, p := range []string{street, locality, region, country} {
		if p != "" && !slices.ContainsFunc(parts, func(q string) bool { return strings.EqualFold(p, q) || strings.HasSuffix(q, ", "+p) }) {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

func hasCJK(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) })
}

// countryNames are the country names that pages write instead of a code, where
// the code matters to reading pay.
var countryNames = map[string]string{
	"japan": "JP", "日本": "JP", "日本国": "JP", "united states": "US", "usa": "US", "united states of america": "US", "u.s.": "US", "アメリカ": "US",
	"canada": "CA", "australia": "AU", "singapore": "SG", "hong kong": "HK", "new zealand": "NZ", "taiwan": "TW", "united kingdom": "GB",
	"uk": "GB", "germany": "DE", "france": "FR", "india": "IN", "ireland": "IE", "netherlands": "NL", "mexico": "MX", "brazil": "BR",
}

func countryCode(s string) string {
	s = strings.TrimSpace(s)
	if len(s) == 2 && unicode.IsLetter(rune(s[0])) && unicode.IsLetter(rune(s[1])) {
		return strings.ToUpper(s)
	}
	return countryNames[strings.ToLower(s)]
}
