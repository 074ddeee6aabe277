package salary

import (
	"strings"

	"juyo/listing"
)

// Currency marks that do not name one currency until the market is known.
const (
	dollar = "$"
	yenish = "¥"
	krona  = "kr"
)

// currencyWords maps what is written before or after an amount to ISO 4217.
// Words that are also technologies or English words (PHP, TRY, LEI) are left out.
var currencyWords = map[string]string{
	"usd": "USD", "us dollars": "USD", "dollars": dollar, "dollar": dollar, "bucks": "USD",
	"eur": "EUR", "euro": "EUR", "euros": "EUR", "gbp": "GBP", "pounds": "GBP", "pound": "GBP", "sterling": "GBP",
	"cad": "CAD", "aud": "AUD", "nzd": "NZD", "sgd": "SGD", "hkd": "HKD", "chf": "CHF", "fr": "CHF", "sfr": "CHF", "francs": "CHF",
	"kr": krona, "kronor": "SEK", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "zł": "PLN", "zl": "PLN", "czk": "CZK", "kč": "CZK", "huf": "HUF", "ron": "RON",
	"inr": "INR", "rs": "INR", "rupees": "INR", "jpy": "JPY", "yen": "JPY", "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "krw": "KRW", "won": "KRW",
	"twd": "TWD", "ntd": "TWD", "brl": "BRL", "mxn": "MXN", "zar": "ZAR", "aed": "AED", "ils": "ILS", "nis": "ILS", "thb": "THB", "baht": "THB",
	"uah": "UAH", "rub": "RUB", "sar": "SAR", "qar": "QAR", "pkr": "PKR", "ngn": "NGN", "kes": "KES", "egp": "EGP", "bgn": "BGN", "ars": "ARS", "clp": "CLP",
	"myr": "MYR", "idr": "IDR", "vnd": "VND", "円": "JPY",
}

// currencySymbols are the signs, longest in bytes first where one begins another.
var currencySymbols = []struct{ sign, code string }{
	{"$", dollar}, {"¥", yenish}, {"€", "EUR"}, {"£", "GBP"}, {"₹", "INR"}, {"₩", "KRW"}, {"₪", "ILS"}, {"฿", "THB"}, {"₫", "VND"}, {"₱", "PHP"}, {"₴", "UAH"}, {"₦", "NGN"}, {"₺", "TRY"}, {"₽", "RUB"},
}

// dollarPrefixes are the letters that may stand before a $ sign.
var dollarPrefixes = map[string]string{
	"us": "USD", "u.s.": "USD", "usd": "USD", "a": "AUD", "au": "AUD", "aud": "AUD", "c": "CAD", "ca": "CAD", "cad": "CAD", "cdn": "CAD",
	"s": "SGD", "sg": "SGD", "sgd": "SGD", "hk": "HKD", "hkd": "HKD", "nz": "NZD", "nzd": "NZD", "nt": "TWD", "r": "BRL", "mx": "MXN",
}

// marketCurrency is the currency of a country, for bare and ambiguous amounts.
var marketCurrency = map[string]string{
	"US": "USD", "JP": "JPY", "GB": "GBP", "UK": "GBP", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD", "IN": "INR",
	"CN": "CNY", "KR": "KRW", "CH": "CHF", "SE": "SEK", "NO": "NOK", "DK": "DKK", "PL": "PLN", "CZ": "CZK", "HU": "HUF", "BR": "BRL", "MX": "MXN",
	"ZA": "ZAR", "AE": "AED", "IL": "ILS", "TH": "THB", "MY": "MYR", "ID": "IDR", "VN": "VND", "PH": "PHP", "TR": "TRY", "RO": "RON",
	"DE": "EUR", "FR": "EUR", "NL": "EUR", "ES": "EUR", "IT": "EUR", "IE": "EUR", "AT": "EUR", "BE": "EUR", "FI": "EUR", "PT": "EUR", "GR": "EUR", "EE": "EUR", "LV": "EUR", "LT": "EUR",
}

// dollarMarkets are the countries whose own currency is written $.
var dollarMarkets = map[string]bool{"US": true, "CA": true, "AU": true, "NZ": true, "SG": true, "HK": true, "TW": true, "MX": true}

// resolveCurrency turns a mark into ISO 4217: $ by the market, US dollars when
// it does not write $ (the convention of the web); ¥ is yen but in China.
func resolveCurrency(mark, market string) string {
	switch mark {
	case dollar:
		if dollarMarkets[market] {
			return marketCurrency[market]
		}
		return "USD"
	case yenish:
		if market == "CN" {
			return "CNY"
		}
		return "JPY"
	case krona:
		switch market {
		case "SE", "NO", "DK":
			return marketCurrency[market]
		}
		return "" // three currencies are written kr; see kronaOf
	}
	return mark
}

// kronaOf tells from the words of a text whose kr it means, "" when it can't.
func kronaOf(text string) string {
	code := ""
	for _, k := range []struct{ code, words string }{
		{"SEK", "månad sverige sweden stockholm göteborg gothenburg malmö årslön sek"},
		{"NOK", "norge norway oslo bergen trondheim stavanger årslønn mnd nok"},
		{"DKK", "danmark denmark københavn copenhagen aarhus odense månedsløn pr.md dkk"},
	} {
		for w := range strings.FieldsSeq(k.words) {
			if !strings.Contains(text, w) {
				continue
			}
			if code != "" && code != k.code {
				return ""
			}
			code = k.code
		}
	}
	return code
}

// bounds is a plausible range in plain units.
type bounds struct{ lo, hi int64 }

func (b bounds) holds(cents int64) bool { return cents >= b.lo*100 && cents <= b.hi*100 }

// Plausible pay in yen. Outside it a figure is something else: an allowance, a
// budget, a slip of the pen.
var yenBounds = map[listing.Period]bounds{
	listing.PerYear:  {1_200_000, 60_000_000},
	listing.PerMonth: {100_000, 4_000_000},
	listing.PerWeek:  {30_000, 800_000},
	listing.PerDay:   {5_000, 200_000},
	listing.PerHour:  {700, 30_000},
}

// Plausible pay in US dollars and currencies of about its worth.
var dollarBounds = map[listing.Period]bounds{
	listing.PerYear:  {8_000, 2_000_000},
	listing.PerMonth: {800, 200_000},
	listing.PerWeek:  {200, 50_000},
	listing.PerDay:   {60, 5_000},
	listing.PerHour:  {8, 500},
}

// currencyScale is about how many units of a currency make a dollar, as far as
// bounds need it: lo for the lower bound (pay is lower where money is worth
// less), hi for the upper.
var currencyScale = map[string]struct{ lo, hi int64 }{
	"INR": {10, 50}, "PLN": {2, 8}, "SEK": {8, 12}, "NOK": {8, 12}, "DKK": {5, 8}, "TRY": {8, 40}, "HKD": {5, 8}, "CNY": {4, 8}, "TWD": {15, 40},
	"CZK": {12, 25}, "HUF": {150, 400}, "KRW": {800, 1500}, "BRL": {2, 6}, "MXN": {6, 20}, "ZAR": {6, 20}, "AED": {2, 4}, "ILS": {3, 4}, "THB": {10, 40},
	"MYR": {2, 5}, "IDR": {4000, 16000}, "VND": {8000, 25000}, "PHP": {15, 60}, "RUB": {20, 90}, "RON": {2, 5},
	"UAH": {10, 45}, "SAR": {2, 4}, "QAR": {2, 4}, "PKR": {40, 300}, "NGN": {100, 1600}, "KES": {20, 130}, "EGP": {5, 50}, "BGN": {1, 2}, "ARS": {200, 1500}, "CLP": {300, 950}, "COP": {1000, 4200}, "PEN": {2, 4},
}

// plausible reports whether an amount can be pay per period in currency.
func plausible(cents int64, currency string, period listing.Period) bool {
	if currency == "JPY" {
		b, ok := yenBounds[period]
		return ok && b.holds(cents)
	}
	b, ok := dollarBounds[period]
	if !ok {
		return false
	}
	if k, ok := currencyScale[currency]; ok {
		b.lo *= k.lo
		b.hi *= k.hi
	}
	return b.holds(cents)
}

// bareYear reports whether an amount without a period can only be for a year.
func bareYear(cents int64, currency string) bool {
	if currency == "JPY" {
		return bounds{2_000_000, 60_000_000}.holds(cents)
	}
	b := bounds{14_000, 2_000_000}
	if k, ok := currencyScale[currency]; ok {
		b.lo *= k.lo
		b.hi *= k.hi
	}
	return b.holds(cents)
}

// guessCurrency is the currency of amounts written without a mark: the market's,
// else the one other amounts or place names of the text point to.
func guessCurrency(text, market string) string {
	if c := marketCurrency[market]; c != "" {
		return c
	}
	for _, r := range text {
		if r >= 'ぁ' && r <= 'ヶ' {
			return "JPY"
		}
	}
	pounds, euros, dollars := strings.Contains(text, "£"), strings.Contains(text, "€"), strings.Contains(text, "$")
	switch {
	case pounds && !euros && !dollars:
		return "GBP"
	case euros && !pounds && !dollars:
		return "EUR"
	case strings.Contains(text, "¥") && !dollars && !euros && !pounds:
		return "JPY"
	}
	if !dollars {
		head := text[:min(len(text), 300)]
		for _, p := range placeCurrency {
			if strings.Contains(head, p.name) {
				return p.code
			}
		}
	}
	return "USD"
}

// placeCurrency are places that English listings name in their first lines, and
// what is paid there.
var placeCurrency = []struct{ name, code string }{
	{"london", "GBP"},
	{"united kingdom", "GBP"},
	{"england", "GBP"},
	{"manchester, uk", "GBP"},
	{", uk", "GBP"},
	{"(uk", "GBP"},
	{"germany", "EUR"},
	{"berlin", "EUR"},
	{"munich", "EUR"},
	{"hamburg", "EUR"},
	{"amsterdam", "EUR"},
	{"netherlands", "EUR"},
	{"paris", "EUR"},
	{"france", "EUR"},
	{"dublin", "EUR"},
	{"ireland", "EUR"},
	{"spain", "EUR"},
	{"barcelona", "EUR"},
	{"madrid", "EUR"},
	{"vienna", "EUR"},
	{"helsinki", "EUR"},
	{"zurich", "CHF"},
	{"zürich", "CHF"},
	{"switzerland", "CHF"},
	{"toronto", "CAD"},
	{"vancouver, bc", "CAD"},
	{"montreal", "CAD"},
	{"sydney", "AUD"},
	{"melbourne", "AUD"},
	{"australia", "AUD"},
	{"singapore", "SGD"},
	{"hong kong", "HKD"},
	{"tokyo", "JPY"},
	{"japan", "JPY"},
	{"bangalore", "INR"},
	{"bengaluru", "INR"},
	{"india", "INR"},
}
