package salary_test

import (
	"encoding/json"
	"testing"

	"juyo/extract/document"
	"juyo/extract/salary"
	"juyo/listing"
)

func pay(lo, hi int64, currency string, period listing.Period) *listing.Pay {
	p := &listing.Pay{Currency: currency, Period: period}
	if lo >= 0 {
		p.Min = &lo
	}
	if hi >= 0 {
		p.Max = &hi
	}
	return p
}

func TestRead(t *testing.T) {
	const body = "バックエンドエンジニアを募集します。\n\n■給与\n年収600万円〜900万円\n\n■会社概要\n資本金 3,000万円〜5,000万円"
	for _, tc := range []struct {
		name   string
		l      listing.Listing
		want   string
		source string
	}{
		{"body", listing.Listing{Text: body}, "6000000..9000000 JPY/year", "text"},
		{"field before body", listing.Listing{Text: body, SalaryText: "500万円 〜 800万円"}, "5000000..8000000 JPY/year", "field"},
		{"a field is a label", listing.Listing{SalaryText: "30万円〜50万円", Text: "x"}, "300000..500000 JPY/month", "field"},
		{"a field that says nothing", listing.Listing{SalaryText: "応相談", Text: body}, "6000000..9000000 JPY/year", "text"},
		{"title", listing.Listing{Title: "【年収700万円〜1,000万円】SRE", Text: "急成長中の会社です。"}, "7000000..10000000 JPY/year", "text"},
		{"HTML", listing.Listing{HTML: "<h3>Salary</h3><p>&pound;60,000 &ndash; &pound;75,000</p>"}, "60000..75000 GBP/year", "text"},
		{"the place says which dollar", listing.Listing{Location: "Toronto, Canada", Text: "Pay: $90,000 - $120,000"}, "90000..120000 CAD/year", "text"},
		{"a company's figures", listing.Listing{Text: "Engineer\n\nAbout us\n\nOur deals are £100,000 - £200,000 each."}, "none", ""},

		{"structured", listing.Listing{Text: body, BaseSalary: pay(7_000_000, 9_000_000, "JPY", listing.PerYear)}, "7000000..9000000 JPY/year", "structured"},
		{"structured, upper case unit", listing.Listing{BaseSalary: pay(50, 65, "usd", "HOUR")}, "50..65 USD/hour", "structured"},
		{"structured, no upper end", listing.Listing{BaseSalary: pay(120_000, 0, "USD", listing.PerYear)}, "120000.. USD/year", "structured"},
		{"structured, ends swapped", listing.Listing{BaseSalary: pay(150_000, 120_000, "USD", listing.PerYear)}, "120000..150000 USD/year", "structured"},
		{"structured, 万円 left as 500", listing.Listing{BaseSalary: pay(500, 800, "JPY", listing.PerYear)}, "5000000..8000000 JPY/year", "structured"},
		{"structured, unit missing", listing.Listing{BaseSalary: pay(5_000_000, 8_000_000, "JPY", "")}, "5000000..8000000 JPY/year", "structured"},
		{"structured, currency missing", listing.Listing{Market: "GB", BaseSalary: pay(50_000, 60_000, "", listing.PerYear)}, "50000..60000 GBP/year", "structured"},
		{"structured, a year's unit on monthly pay", listing.Listing{Text: "月給30万円〜40万円", BaseSalary: pay(300_000, 400_000, "JPY", listing.PerYear)}, "300000..400000 JPY/month", "text"},
		{"structured, a month's unit on annual pay", listing.Listing{Text: "Salary: $96,000 - $120,000 a year", BaseSalary: pay(96_000, 120_000, "USD", listing.PerMonth)}, "96000..120000 USD/year", "text"},
		{"structured placeholders", listing.Listing{Text: body, BaseSalary: pay(0, 1, "JPY", listing.PerYear)}, "6000000..9000000 JPY/year", "text"},
		{"structured, the upper end alone", listing.Listing{BaseSalary: pay(0, 150_000, "USD", listing.PerYear)}, "..150000 USD/year", "structured"},
		{"structured, the lower end alone", listing.Listing{BaseSalary: pay(5_000_000, -1, "JPY", listing.PerYear)}, "5000000.. JPY/year", "structured"},
		{"structured, equal ends", listing.Listing{BaseSalary: pay(400_000, 400_000, "JPY", listing.PerMonth)}, "400000..400000 JPY/month", "structured"},
		{"structured, 万円 with only a lower end", listing.Listing{BaseSalary: pay(500, 0, "JPY", listing.PerYear)}, "5000000.. JPY/year", "structured"},
		{"structured, 万円 by the month", listing.Listing{BaseSalary: pay(30, 45, "JPY", listing.PerMonth)}, "300000..450000 JPY/month", "structured"},
		{"structured, 万円 without a unit", listing.Listing{BaseSalary: pay(600, 900, "JPY", "")}, "6000000..9000000 JPY/year", "structured"},
		{"structured, monthly yen without a unit", listing.Listing{BaseSalary: pay(300_000, 400_000, "JPY", "")}, "none", ""},
		{"structured, monthly yen called a year, no words", listing.Listing{Text: "x", BaseSalary: pay(300_000, 400_000, "JPY", listing.PerYear)}, "none", ""},
		{"structured, unit missing but in the words", listing.Listing{Text: "Pay: $45 - $60 per hour", BaseSalary: pay(45, 60, "USD", "")}, "45..60 USD/hour", "text"},
		{"structured, thousands left out", listing.Listing{Text: "Salary: $120k - $150k", BaseSalary: pay(120, 150, "USD", listing.PerYear)}, "120000..150000 USD/year", "text"},
		{"structured, UN/CEFACT unit", listing.Listing{BaseSalary: pay(120_000, 150_000, "USD", "ANN")}, "120000..150000 USD/year", "structured"},
		{"structured, a sign for the currency", listing.Listing{Market: "CA", BaseSalary: pay(90_000, 110_000, "$", listing.PerYear)}, "90000..110000 CAD/year", "structured"},
		{"structured, 円", listing.Listing{BaseSalary: pay(6_000_000, 9_000_000, "円", "年収")}, "6000000..9000000 JPY/year", "structured"},
		{"structured, biweekly", listing.Listing{BaseSalary: pay(4_000, 5_000, "USD", "BIWEEKLY")}, "none", ""},
		{"structured, all zero", listing.Listing{BaseSalary: pay(0, 0, "JPY", listing.PerYear)}, "none", ""},
		{"structured, below any wage", listing.Listing{BaseSalary: pay(-5, -5, "JPY", listing.PerYear)}, "none", ""},
		{"structured nonsense alone", listing.Listing{BaseSalary: pay(7, 9, "USD", listing.PerYear)}, "none", ""},
		{"nothing", listing.Listing{Text: "エンジニア募集"}, "none", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := tc.l
			l.Source, l.ID = "fixture", "1"
			got := salary.Read(&l, document.New(&l))
			if shape(got) != tc.want {
				t.Fatalf("got %s, want %s", shape(got), tc.want)
			}
			if got != nil && got.Source != tc.source {
				t.Errorf("source %q, want %q", got.Source, tc.source)
			}
			if again := salary.Read(&l, nil); shape(again) != shape(got) {
				t.Errorf("without a document: %s", shape(again))
			}
		})
	}
}

// Sources write the figures of structured pay as strings, too.
func TestReadStructuredStrings(t *testing.T) {
	for _, tc := range []struct{ json, want string }{
		{`{"min":"5,000,000","max":"8,000,000","currency":"JPY","period":"YEAR"}`, "5000000..8000000 JPY/year"},
		{`{"min":"18.50","max":"22","currency":"USD","period":"HOUR"}`, "18.50..22 USD/hour"},
		{`{"min":"500","max":"","currency":"JPY","period":"YEAR"}`, "5000000.. JPY/year"},
		{`{"min":0,"max":"0","currency":"USD","period":"YEAR"}`, "none"},
	} {
		var p listing.Pay
		if err := json.Unmarshal([]byte(tc.json), &p); err != nil {
			t.Errorf("%s: %v", tc.json, err)
			continue
		}
		if got := shape(salary.Read(&listing.Listing{Text: "x", BaseSalary: &p}, nil)); got != tc.want {
			t.Errorf("%s: got %s, want %s", tc.json, got, tc.want)
		}
	}
}

// "$" is the dollar of the one country the work is in, unless the source says its
// market or the dollar there is worth much less.
func TestReadAtPlace(t *testing.T) {
	const text = "Orchid | Engineer | Toronto | $60k-$90k"
	for _, tc := range []struct {
		market string
		places []listing.Place
		want   string
	}{
		{"", nil, "60000..90000 USD/year"},
		{"", []listing.Place{{Country: "CA"}}, "60000..90000 CAD/year"},
		{"", []listing.Place{{Country: "CA"}, {Country: "US"}}, "60000..90000 USD/year"},
		{"US", []listing.Place{{Country: "CA"}}, "60000..90000 USD/year"},
		{"", []listing.Place{{Country: "AU"}}, "60000..90000 AUD/year"},
		{"", []listing.Place{{Country: "HK"}}, "60000..90000 USD/year"},
		{"", []listing.Place{{Country: "NL"}}, "60000..90000 USD/year"},
	} {
		if got := shape(salary.ReadAt(&listing.Listing{Text: text, Market: tc.market}, nil, tc.places)); got != tc.want {
			t.Errorf("market %q, places %v: got %s, want %s", tc.market, tc.places, got, tc.want)
		}
	}
}
