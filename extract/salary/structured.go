package salary

import (
	"strings"

	"juyo/listing"
)

// structured returns a corrected copy of the pay a source publishes as data, nil
// when there is none that can be believed. The known faults of such data: 0 or 1
// for "not stated", ends swapped, 万円 left as 500, a missing or wrong unit of
// time, a missing currency. Where the words of the listing give the same
// figures in another unit, or 10,000 or 12 times as much, the words win.
func structured(p *listing.Pay, market string, words *listing.Pay) *listing.Pay {
	if p == nil {
		return nil
	}
	q := *p
	q.AnnualMin, q.AnnualMax, q.Method = nil, nil, ""
	q.OvertimeHours, q.OvertimePay = 0, nil
	lo, hi := centsOf(q.Min, q.MinCents), centsOf(q.Max, q.MaxCents)
	if lo <= 100 {
		lo = 0 // 0 and 1 are placeholders
	}
	if hi <= 100 {
		hi = 0
	}
	if lo == 0 && hi == 0 {
		return nil
	}
	if lo > hi && hi > 0 {
		lo, hi = hi, lo
	}
	q.Currency = strings.ToUpper(strings.TrimSpace(q.Currency))
	for _, c := range currencySymbols {
		if q.Currency == c.sign {
			q.Currency = resolveCurrency(c.code, strings.ToUpper(market))
		}
	}
	switch {
	case q.Currency == "":
		q.Currency = marketCurrency[strings.ToUpper(market)]
		if q.Currency == "" && words != nil {
			q.Currency = words.Currency
		}
	case currencyWords[strings.ToLower(q.Currency)] != "":
		q.Currency = resolveCurrency(currencyWords[strings.ToLower(q.Currency)], strings.ToUpper(market))
	}
	if q.Currency == "" {
		return nil
	}
	q.Period = periodOf(string(q.Period))
	c := candidate{figure: figure{min: lo, max: hi, ranged: lo > 0 && hi > 0}, cur: q.Currency}
	if q.Period == "" || !c.fits(q.Period) {
		if words != nil {
			return nil // the words say it better
		}
		switch {
		case q.Period == "" && c.fitsYear():
			q.Period = listing.PerYear
		case q.Currency == "JPY" && (q.Period == "" || q.Period == listing.PerYear || q.Period == listing.PerMonth) && hi < 6000_00 && lo < 6000_00:
			// 600 for 600万円
			c.min, c.max = lo*10_000, hi*10_000
			lo, hi = c.min, c.max
			if q.Period == "" {
				q.Period = listing.PerYear
			}
		default:
			return nil
		}
		if !c.fits(q.Period) {
			return nil
		}
	}
	if words != nil && words.Currency == q.Currency && disagrees(lo, hi, q.Period, words) {
		return nil
	}
	q.Min, q.MinCents = split(lo)
	q.Max, q.MaxCents = split(hi)
	return &q
}

// disagrees reports a mistake of unit: the same figures per another period, or
// 10,000 times as much.
func disagrees(lo, hi int64, period listing.Period, words *listing.Pay) bool {
	wlo, whi := centsOf(words.Min, words.MinCents), centsOf(words.Max, words.MaxCents)
	same := func(a, b int64) bool { return a == b }
	tenThousand := func(a, b int64) bool { return a*10_000 == b }
	twelve := func(a, b int64) bool { return a*12 == b || b*12 == a }
	match := func(f func(a, b int64) bool) bool {
		any := lo > 0 && wlo > 0 || hi > 0 && whi > 0
		return any && (lo == 0 || wlo == 0 || f(lo, wlo)) && (hi == 0 || whi == 0 || f(hi, whi))
	}
	return words.Period != period && match(same) || match(tenThousand) || words.Period == period && match(twelve)
}

func centsOf(whole *int64, cents uint8) int64 {
	if whole == nil || *whole < 0 || *whole > 1<<50 {
		return 0
	}
	return *whole*100 + int64(cents)
}

// periodOf reads a unit of time as sources spell it: YEAR, yearly, ANNUAL, HOURLY,
// MON (schema.org also allows UN/CEFACT codes).
func periodOf(unit string) listing.Period {
	u := strings.ToLower(strings.TrimSpace(unit))
	u = strings.TrimPrefix(u, "1 ")
	u = strings.TrimPrefix(u, "per ")
	u = strings.TrimPrefix(u, "per-")
	u = strings.TrimSuffix(strings.TrimSuffix(u, "-salary"), "-wage")
	switch u {
	case "ann", "yearly", "annual", "annually", "annum", "per_year", "年収", "年俸", "年":
		return listing.PerYear
	case "mon", "monthly", "per_month", "月給", "月":
		return listing.PerMonth
	case "wee", "weekly", "per_week", "週給":
		return listing.PerWeek
	case "daily", "per_day", "日給", "日":
		return listing.PerDay
	case "hur", "hourly", "per_hour", "時給", "時":
		return listing.PerHour
	}
	return unitWords[u]
}
