package demosite

import "time"

// jobPosting returns a listing as schema.org JobPosting. The English site wraps
// it in a @graph beside a breadcrumb, as many content systems do.
func (p *page) jobPosting(q *posting, o *opening, e *employer, ad advert) any {
	at := &places[o.place]
	region, city := at.region, at.city
	if o.en {
		region, city = at.regionEN, at.cityEN
	}
	j := map[string]any{
		"@type":              "JobPosting",
		"title":              string(ad.title),
		"description":        string(ad.body),
		"identifier":         map[string]any{"@type": "PropertyValue", "name": siteTable[p.site].name, "value": q.id},
		"datePosted":         dayStart(q.from).Format(time.DateOnly),
		"employmentType":     [contracts]string{"FULL_TIME", "TEMPORARY", "CONTRACTOR", "PART_TIME", "INTERN"}[o.contract],
		"hiringOrganization": map[string]any{"@type": "Organization", "name": e.name},
		"jobLocation": map[string]any{
			"@type":   "Place",
			"address": map[string]any{"@type": "PostalAddress", "addressCountry": at.country, "addressRegion": region, "addressLocality": city},
		},
		"url": "https://" + siteTable[p.site].name + ".example.jp" + p.detailPath(q),
	}
	if o.remote == remoteFull {
		j["jobLocationType"] = "TELECOMMUTE"
		j["applicantLocationRequirements"] = map[string]any{"@type": "Country", "name": at.country}
	}
	if o.pay != payHidden && o.structured {
		value := map[string]any{"@type": "QuantitativeValue", "minValue": o.payMin}
		if o.payMax != 0 {
			value["maxValue"] = o.payMax
		}
		switch o.pay {
		case payMonth, payFee:
			value["unitText"] = "MONTH"
		case payHour:
			value["unitText"] = "HOUR"
		case payYear, payYearFrom, payHidden:
			value["unitText"] = "YEAR"
		}
		j["baseSalary"] = map[string]any{"@type": "MonetaryAmount", "currency": at.currency, "value": value}
	}
	const context = "https://schema.org/"
	if p.site != siteLantern {
		j["@context"] = context
		return j
	}
	return map[string]any{"@context": context, "@graph": []any{
		map[string]any{"@type": "BreadcrumbList", "itemListElement": []any{map[string]any{"@type": "ListItem", "position": 1, "name": siteTable[p.site].title}}},
		j,
	}}
}
