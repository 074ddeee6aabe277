package source

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"juyo/listing"
)

// readPay reads baseSalary of a JobPosting: as structured pay when currency and
// unit can be told, and as text when it was published as text or cannot be told.
// estimatedSalary is a board's guess, not the employer's word, and is not read.
func readPay(n node, country string) (*listing.Pay, string) {
	currency := n.str("salaryCurrency")
	published := ""
	if len(currency) > 3 { // the whole pay was put into this field
		published, currency = plain(currency), ""
	}
	for _, v := range list(n.get("baseSalary")) {
		pay, text := payOf(v, currency, country)
		if published == "" {
			published = text
		}
		if pay != nil {
			return pay, published
		}
	}
	return nil, published
}

// amounts gathers what a MonetaryAmount says on its several levels.
type amounts struct {
	min, max, value figure
	currency, unit  string
	published       string // words found in place of numbers
}

func payOf(v any, currency, country string) (*listing.Pay, string) {
	a := amounts{currency: currency}
	a.read(v, 0)
	if a.currency == "" {
		a.currency = currencyOf(a.published, country)
	}
	a.currency = strings.ToUpper(a.currency)
	low, high := a.min, a.max
	if !low.ok && !high.ok {
		low, high = a.value, figure{a.value.high, a.value.ok && !a.value.open, a.value.man, false, 0}
	}
	if !low.ok && !high.ok {
		return nil, a.published
	}
	period := periodOf(a.unit)
	if period == "" {
		period = periodOf(a.published)
	}
	scaleMan(&low, &high, a.currency, period)
	if period == "" {
		period = guessPeriod(max(low.amount, high.amount), a.currency)
	}
	if low.ok && high.ok && low.amount > high.amount {
		low, high = high, low
	}
	if period == "" || len(a.currency) != 3 {
		return nil, first(a.published, a.words(low, high))
	}
	pay := &listing.Pay{Currency: a.currency, Period: period, Source: "structured"}
	if low.ok {
		pay.Min = new(int64(math.Round(low.amount)))
	}
	if high.ok {
		pay.Max = new(int64(math.Round(high.amount)))
	}
	return pay, a.published
}

// words writes figures whose unit or currency is unknown as a person would.
func (a amounts) words(low, high figure) string {
	var b strings.Builder
	write := func(f figure) {
		if f.ok {
			b.WriteString(strconv.FormatFloat(f.amount, 'f', -1, 64))
		}
	}
	write(low)
	if low.ok != high.ok || low.amount != high.amount {
		b.WriteString(" - ")
		write(high)
	}
	return strings.TrimSpace(b.String() + " " + a.currency + " " + a.unit)
}

// read takes what v says; outer levels speak first.
func (a *amounts) read(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case nil:
	case []any:
		for _, e := range v {
			a.read(e, depth+1)
		}
	case map[string]any:
		n := node(v)
		a.currency = first(a.currency, n.str("currency"), n.str("priceCurrency"), n.str("currencyCode"))
		a.unit = first(a.unit, n.str("unitText"), n.str("unitCode"), n.str("duration"))
		set := func(dst *figure, names ...string) {
			for _, name := range names {
				if f := figureOf(text(n.get(name))); f.ok && !dst.ok {
					*dst = f
				}
			}
		}
		set(&a.min, "minValue", "minPrice")
		set(&a.max, "maxValue", "maxPrice")
		a.read(n.get("price"), depth+1)
		a.read(n.get("value"), depth+1)
	default:
		s := strings.TrimSpace(text(v))
		if f := figureOf(s); f.ok {
			if !a.value.ok {
				a.value = f
			}
		}
		if a.published == "" && strings.ContainsFunc(s, isLetter) {
			a.published = plain(s)
		}
	}
}

// figure is an amount of money as published.
type figure struct {
	amount float64
	ok     bool
	man    bool // written in 万 already scaled
	open   bool // "以上", "from": no upper end
	high   float64
}

var (
	number  = `(\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万|千|億|[kKmM]\b)?`
	amount  = regexp.MustCompile(number)
	dotted  = regexp.MustCompile(`\b\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?\b`)
	hasDash = regexp.MustCompile(`[-~〜–—ー]|から|\bto\b`)
)

// figureOf reads an amount or a range of two. Placeholders (0, 1, a row of
// nines) are no amount.
func figureOf(s string) figure {
	s = strings.TrimSpace(norm.NFKC.String(s))
	if s == "" || len(s) > 200 || s[0] == '-' {
		return figure{}
	}
	s = dotted.ReplaceAllStringFunc(s, func(m string) string { // 60.000 and 60.000,50: thousands with points
		m, _, _ = strings.Cut(m, ",")
		return strings.ReplaceAll(m, ".", "")
	})
	var f figure
	found := amount.FindAllStringSubmatch(s, 3)
	if len(found) == 0 || len(found) > 2 || len(found) == 2 && !hasDash.MatchString(s) {
		return figure{}
	}
	low, man, ok := scaled(found[0])
	if !ok {
		return figure{}
	}
	f = figure{amount: low, ok: true, man: man, high: low}
	if len(found) == 2 {
		high, highMan, ok := scaled(found[1])
		if !ok {
			return figure{}
		}
		if highMan && !man && low < 10000 { // 400〜600万
			f.amount, f.man = low*1e4, true
		}
		f.high = high
	} else {
		f.open = strings.Contains(s, "以上") || strings.HasSuffix(strings.TrimRight(s, "円 "), "~") || strings.HasSuffix(s, "+") || strings.Contains(s, "から")
	}
	return f
}

// scaled is one match of amount as a number.
func scaled(m []string) (v float64, man, ok bool) {
	v, err := strconv.ParseFloat(strings.NewReplacer(",", "", "'", "", " ", "").Replace(m[1]), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, false, false
	}
	switch m[2] {
	case "万":
		v, man = v*1e4, true
	case "億":
		v *= 1e8
	case "千", "k", "K":
		v *= 1e3
	case "m", "M":
		v *= 1e6
	}
	switch {
	case v <= 1, v > 1e12, v == 99999, v == 999999, v == 9999999, v == 99999999, v == 999999999:
		return 0, false, false
	}
	return v, man, true
}

// scaleMan undoes amounts of yen left in units of 万: a year of 500 or a month
// of 30 can be nothing else.
func scaleMan(low, high *figure, currency string, period listing.Period) {
	if currency != "JPY" {
		return
	}
	limit := map[listing.Period]float64{listing.PerYear: 10000, listing.PerMonth: 1000}[period]
	top := max(low.amount, high.amount)
	if top == 0 || top >= limit {
		return
	}
	low.amount *= 1e4
	high.amount *= 1e4
}

// guessPeriod tells the unit of an amount published without one, when its size
// leaves no doubt.
func guessPeriod(v float64, currency string) listing.Period {
	switch currency {
	case "JPY":
		switch {
		case v >= 2_000_000:
			return listing.PerYear
		case v >= 100_000 && v <= 1_200_000:
			return listing.PerMonth
		case v >= 800 && v <= 4_500:
			return listing.PerHour
		}
	case "USD", "EUR", "GBP", "CAD", "AUD", "SGD", "CHF":
		switch {
		case v >= 20_000:
			return listing.PerYear
		case v >= 8 && v <= 200:
			return listing.PerHour
		}
	}
	return ""
}

// periodOf reads a unit of time: schema.org's HOUR … YEAR in any case, the unit
// codes of UN/CEFACT (ANN, MON, WEE, DAY, HUR), ISO 8601 durations, and words.
// Two weeks are no Period and read as none.
func periodOf(unit string) listing.Period {
	u := strings.ToLower(norm.NFKC.String(strings.TrimSpace(unit)))
	switch {
	case u == "", strings.Contains(u, "biweek"), strings.Contains(u, "bi-week"), strings.Contains(u, "fortnight"):
		return ""
	case u == "hur", u == "pt1h", strings.Contains(u, "hour"), strings.Contains(u, "時"), strings.HasSuffix(u, "/h"), strings.HasSuffix(u, "/hr"):
		return listing.PerHour
	case u == "p1d", strings.HasPrefix(u, "day"), strings.Contains(u, "daily"), strings.Contains(u, "per day"), strings.Contains(u, "日給"), strings.Contains(u, "日額"), u == "日":
		return listing.PerDay
	case u == "wee", u == "p1w", strings.Contains(u, "week"), strings.Contains(u, "週給"):
		return listing.PerWeek
	case u == "mon", u == "p1m", strings.Contains(u, "month"), strings.Contains(u, "月"):
		return listing.PerMonth
	case u == "ann", u == "p1y", strings.Contains(u, "year"), strings.Contains(u, "annual"), strings.Contains(u, "annum"), strings.Contains(u, "年"), strings.HasSuffix(u, "/yr"), strings.HasSuffix(u, "/yr."):
		return listing.PerYear
	}
	return ""
}

// currencyOf tells the currency when no field states it: from a sign in the
// text, else from the country of the work for currencies without doubt.
func currencyOf(s, country string) string {
	switch {
	case strings.ContainsAny(s, "円¥￥万"):
		return "JPY"
	case strings.Contains(s, "€"):
		return "EUR"
	case strings.Contains(s, "£"):
		return "GBP"
	}
	return map[string]string{"JP": "JPY", "US": "USD", "GB": "GBP", "DE": "EUR", "FR": "EUR", "CA": "CAD", "AU": "AUD", "SG": "SGD"}[country]
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x3041 && r != 0xFFE5
}
