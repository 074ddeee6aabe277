package salary

import (
	"strings"

	"juyo/extract/document"
	"juyo/listing"
)

// Read reads the pay of a listing at no place but those its location field names;
// see ReadAt.
func Read(l *listing.Listing, d *document.Document) *listing.Pay { return ReadAt(l, d, nil) }

// ReadAt reads the pay of a listing: what the source published as structured data
// when it is sane, else the pay field, else title and body. d is l's document;
// nil makes one. The Source of the result says which it was: "structured",
// "field" or "text". It is nil when the listing states no pay, or none that can
// be told for sure. places are where the work is: without a market of its own, a
// listing whose places lie in one country that writes $ for its own money is paid in
// that.
func ReadAt(l *listing.Listing, d *document.Document, places []listing.Place) *listing.Pay {
	if d == nil {
		d = document.New(l)
	}
	p, _, _ := readAll(l, d, places)
	return p
}

// readAll is ReadAt, with the readings of the pay field and of title and body that
// it chose from.
func readAll(l *listing.Listing, d *document.Document, places []listing.Place) (p *listing.Pay, field, body reading) {
	market := marketOf(l, places)
	body = parseBody(l, d, market)
	if strings.TrimSpace(l.SalaryText) != "" {
		field = parse(l.SalaryText, options{market: market, field: true})
	}
	words := field
	if words.pay == nil {
		words = body
	}
	contract := field.contract || body.contract || contractWork(l.EmploymentText)

	p = structured(l.BaseSalary, market, words.pay)
	switch {
	case p != nil:
		p.Source = "structured"
	case field.pay != nil:
		p = field.pay
		p.Source = "field"
	case body.pay != nil:
		p = body.pay
		p.Source = "text"
	default:
		return nil, field, body
	}
	field.contract, body.contract = contract, contract
	Annualise(p, basisOf(field.text, contract).or(basisOf(body.text, contract)))
	o := field.overtime()
	if o == (overtime{}) {
		o = body.overtime()
	}
	o.set(p)
	return p, field, body
}

// parseBody reads title and body together, since the title of one listing may
// hold the range and that of another only its lower end.
func parseBody(l *listing.Listing, d *document.Document, market string) reading {
	text, shift := titleAndBody(l, d)
	parts := lineParts(d, d.BodyStart, shift)
	return parse(text, options{market: market, where: func(line int) part {
		if line < len(parts) {
			return parts[line]
		}
		return anywhere
	}})
}

// titleAndBody returns the text that parseBody reads and how many lines of title
// come first in it.
func titleAndBody(l *listing.Listing, d *document.Document) (text string, shift int) {
	text = d.Text[d.BodyStart:]
	if strings.TrimSpace(l.Title) == "" {
		return text, 0
	}
	return d.Title + "\n" + text, 1
}

// lineParts says for each line of the body in which part of the listing it
// stands; shift lines of title come first.
func lineParts(d *document.Document, offset, shift int) []part {
	body := d.Text[offset:]
	parts := make([]part, shift, shift+1+strings.Count(body, "\n"))
	for i := range parts {
		parts[i] = titleSection
	}
	k := 0
	for start := offset; ; {
		end := len(d.Text)
		if j := strings.IndexByte(d.Text[start:], '\n'); j >= 0 {
			end = start + j
		}
		p := anywhere
		for k < len(d.Blocks) && d.Blocks[k].Start < start {
			k++
		}
		for j := k; j < len(d.Blocks) && d.Blocks[j].Start <= end; j++ {
			if q := partOf(d.Blocks[j].Section); q == paySection || p == anywhere {
				p = q
			}
		}
		parts = append(parts, p)
		if end == len(d.Text) {
			return parts
		}
		start = end + 1
	}
}

func partOf(s document.Section) part {
	switch s {
	case document.Pay:
		return paySection
	case document.Title:
		return titleSection
	case document.Company, document.Footer:
		return asideSection
	default:
		return anywhere
	}
}

// contractWork reports whether an employment field names contract work alone.
func contractWork(employment string) bool {
	s := fold(employment)
	if strings.Contains(s, "正社員") || strings.Contains(s, "契約社員") || strings.Contains(s, "full") {
		return false
	}
	return strings.Contains(s, "業務委託") || strings.Contains(s, "フリーランス") || strings.Contains(s, "準委任") || strings.Contains(s, "freelance") || strings.Contains(s, "contractor")
}

// dollarPlaces are the ends of location fields in countries that write $ for
// their own money.
var dollarPlaces = []struct{ name, market string }{
	{"canada", "CA"},
	{"toronto", "CA"},
	{"vancouver", "CA"},
	{"montreal", "CA"},
	{"ontario", "CA"},
	{"australia", "AU"},
	{"sydney", "AU"},
	{"melbourne", "AU"},
	{"brisbane", "AU"},
	{"singapore", "SG"},
	{"hong kong", "HK"},
	{"new zealand", "NZ"},
	{"auckland", "NZ"},
	{"taiwan", "TW"},
	{"taipei", "TW"},
}

// marketOf is the market of a listing: as stated, else the one country of its
// places, else by a location that names one country only.
func marketOf(l *listing.Listing, places []listing.Place) string {
	if l.Market != "" {
		return l.Market
	}
	if len(places) > 0 {
		country := places[0].Country
		for _, p := range places[1:] {
			if p.Country != country {
				return ""
			}
		}
		// Where a dollar of the place is worth much less than that of the United
		// States, postings mean the latter as often.
		if dollarMarkets[country] && currencyScale[marketCurrency[country]].hi == 0 {
			return country
		}
	}
	place := strings.ToLower(l.Location)
	if strings.ContainsAny(place, ";/|") {
		return ""
	}
	for _, p := range dollarPlaces {
		if strings.Contains(place, p.name) {
			return p.market
		}
	}
	return ""
}
