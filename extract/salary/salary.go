// Package salary reads the pay a job listing states, from Japanese and English
// text and from structured fields, and works out what it comes to in a year.
//
// It converts no currencies, guesses no pay that is not written, and refuses
// when in doubt: a wrong figure is worse than a missing one. It reads only what
// it is given and does no input or output. Start with Read for a listing, with
// Parse for a text.
package salary

import (
	"strings"

	"juyo/listing"
)

// Parse reads the pay that text states. market is the ISO 3166 country that
// decides what "$" and amounts without a currency are, "" when it is unknown.
//
// The result is in plain units as published: a one-sided range keeps its other
// end nil, a single figure has Min = Max, several ranges of one currency and
// period give the lowest and the highest end. It is nil when no pay is stated,
// or none that can be told for sure from other money (allowances, funding,
// averages of the company).
func Parse(text, market string) *listing.Pay {
	r := parse(text, options{market: market})
	if r.pay != nil {
		Annualise(r.pay, basisOf(r.text, r.contract))
		r.overtime().set(r.pay)
	}
	return r.pay
}

// options say what is known about a text besides its words.
type options struct {
	market string
	field  bool                // the text is the listing's pay field: a label by itself
	where  func(line int) part // the part of the listing a line stands in, nil unknown
}

// part is what the section of a line says about amounts in it.
type part uint8

const (
	anywhere part = iota
	paySection
	titleSection
	asideSection // company, benefits, footer: amounts need their own label
)

// reading is the pay found in one text.
type reading struct {
	pay      *listing.Pay
	contract bool   // stated as contract work
	text     string // folded
	at       span   // the figures it was read from, in text
	by       span   // the label of the first of them, empty without one
}

// overtime reads the fixed overtime that r's text states beside its pay, as
// employees have it.
func (r *reading) overtime() overtime {
	if r.contract {
		return overtime{}
	}
	return readOvertime(r.text)
}

// span is a range of bytes of a folded text.
type span struct{ start, end int }

func parse(text string, opt options) reading {
	s := fold(text)
	out := reading{text: s}
	amounts := scanAmounts(s)
	if len(amounts) == 0 {
		return out
	}
	fs := figures(s, amounts)
	if !worthReading(fs) {
		return out
	}
	opt.market = strings.ToUpper(strings.TrimSpace(opt.market))
	r := reader{options: opt, text: s, short: shortText(s)}
	b := binder{text: s, figures: fs, cues: scanCues(s)}
	var cs []candidate
	for n := range fs {
		bound := b.bind(n)
		if c, ok := r.judge(&fs[n], bound); ok {
			cs = append(cs, c)
		}
	}
	if c, ok := choose(cs); ok {
		out.pay, out.contract = c.pay(), c.contract
		out.at, out.by = c.at, c.by
	}
	return out
}

// worthReading spares the texts without a single amount of money or bare number
// that could be one.
func worthReading(fs []figure) bool {
	for i := range fs {
		f := &fs[i]
		if f.money || f.period != "" || f.ranged || f.open || max(f.min, f.max) >= 700_00 {
			return true
		}
	}
	return false
}

// shortText reports whether s is a field rather than prose: one figure in it
// needs no label to be the pay.
func shortText(s string) bool {
	t := strings.TrimSpace(s)
	return len(t) <= 120 && strings.Count(t, "\n") <= 2
}

// pay returns c as the listing's Pay, annual figures not yet set.
func (c *candidate) pay() *listing.Pay {
	p := &listing.Pay{Currency: c.cur, Period: c.per, Source: "text"}
	p.Min, p.MinCents = split(c.min)
	p.Max, p.MaxCents = split(c.max)
	return p
}

func split(cents int64) (whole *int64, rest uint8) {
	if cents <= 0 {
		return nil, 0
	}
	w := cents / 100
	return &w, uint8(cents % 100)
}
