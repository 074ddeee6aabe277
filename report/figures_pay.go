package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"juyo/demand"
	"juyo/listing"
	"juyo/report/chart"
)

// payKey tells apart what is never pooled.
type payKey struct {
	currency   string
	period     listing.Period
	employment string
}

// payRows groups the rows of the pay answer by what is never pooled, in the order
// they come.
func payRows(res *demand.PayResult) (keys []payKey, rows map[payKey][]demand.PayRow) {
	rows = map[payKey][]demand.PayRow{}
	for _, row := range res.Rows {
		k := payKey{row.Currency, row.Period, row.Employment}
		if _, ok := rows[k]; !ok {
			keys = append(keys, k)
		}
		rows[k] = append(rows[k], row)
	}
	return keys, rows
}

// paySection draws each currency, unit and kind of contract by itself.
func (r *Report) paySection() section {
	w, res := r.words, r.Pay
	s := section{ID: "pay", Heading: w.Pay, Lead: w.PayLead}
	if d := res.Disclosed; d != nil {
		s.Said = fmt.Sprintf(w.PayDisclosed, w.basis(*d, res.NListings), shareText(*d), shareBetween(*d))
	}
	if res.Suppressed != nil {
		s.Reason = r.why(res.Suppressed)
		return s
	}
	keys, rows := payRows(res)
	if len(keys) == 0 {
		s.Reason = w.NoPay
		return s
	}
	const most = 4 // figures; the rest is in CSV and JSON
	left := 0
	for _, k := range keys {
		if k.currency == "" || rows[k][0].Group != "all" || rows[k][0].P50 == nil || len(s.Figures) == most {
			left++
			continue
		}
		s.Figures = append(s.Figures, r.payFigure(k, rows[k]))
	}
	switch {
	case len(s.Figures) == 0:
		s.Reason = fmt.Sprintf(w.SayNoPay, r.why(rows[keys[0]][0].Reason))
	case left > 0:
		s.Texts = append(s.Texts, fmt.Sprintf(w.PayLeft, left))
	}
	s.Texts = append(s.Texts, r.warnings(payOnly(res.Warnings))...)
	return s
}

// payOnly keeps the warnings that only pay has; the page's head says the others.
func payOnly(warnings []demand.Warning) []demand.Warning {
	var out []demand.Warning
	for _, w := range warnings {
		if w.Code == demand.WarnMixedEmployment {
			out = append(out, w)
		}
	}
	return out
}

// byMedian puts the highest median first and rows without one last.
func byMedian(a, b demand.PayRow) int {
	switch {
	case a.P50 == nil && b.P50 == nil:
		return 0
	case a.P50 == nil:
		return 1
	case b.P50 == nil:
		return -1
	}
	return cmp.Compare(*b.P50, *a.P50)
}

// payFigure draws the distributions of one currency, unit and kind of contract;
// the first row is all listings and has a median.
func (r *Report) payFigure(k payKey, rows []demand.PayRow) *figure {
	w := r.words
	scale := w.payScaleOf(k.currency, k.period)
	id := strings.ToLower("pay-" + k.currency + "-" + string(k.period) + "-" + k.employment)
	heading := fmt.Sprintf(w.PayHeading, w.PayUnits[k.period], w.currency(k.currency), w.PayKinds[k.employment])
	f := &figure{ID: id, Heading: heading, Detail: r.detail(fmt.Sprintf(w.MeasurePay, r.payPhrase(k), w.PayBases[rows[0].Basis]), r.Pay.Answer)}

	ranges := chart.Ranges{Unit: scale.unit, Prefix: scale.prefix, Suffix: scale.suffix}
	t := &table{
		Caption: fmt.Sprintf(w.TableCaption, heading, w.monthText(r.Month)), Words: 1,
		Head: []string{w.Group, w.N, w.Employers, w.Stating, w.Disclosure, w.Median, w.MedianInterval, w.Quartiles, w.Tails},
	}
	slices.SortStableFunc(rows[1:], byMedian)
	for _, row := range rows {
		name := r.name(row.Name, row.NameJA)
		if row.Group == "all" {
			name = w.AllGroup
		}
		if row.P50 == nil {
			t.Rows = append(t.Rows, append(payCounts(name, row), r.why(row.Reason), "—", "—", "—"))
			continue
		}
		median := scale.text(*row.P50)
		ranges.Rows = append(ranges.Rows, chart.RangesRow{
			Label: name, P10: row.P10, P25: row.P25, P50: row.P50, P75: row.P75, P90: row.P90, P50Lo: row.P50Lo, P50Hi: row.P50Hi,
			Text: fmt.Sprintf(w.PayText, median, count(row.N)), Short: fmt.Sprintf(w.BarShort, median, count(row.N)),
			Tip: fmt.Sprintf(w.PayTip, name, median, scale.interval(row.P50Lo, row.P50Hi), scale.interval(row.P25, row.P75), scale.interval(row.P10, row.P90),
				w.many(row.N, "listing"), w.many(row.Employers, "employer")),
		})
		t.Rows = append(t.Rows, append(payCounts(name, row), median, scale.interval(row.P50Lo, row.P50Hi),
			scale.interval(row.P25, row.P75), scale.interval(row.P10, row.P90)))
	}
	first := rows[0]
	f.Finding = fmt.Sprintf(w.FindingPay, scale.text(*first.P50), scale.interval(first.P50Lo, first.P50Hi), w.many(first.N, "listing"), w.many(first.Employers, "employer"))
	f.Keys = []key{{"median", w.KeyMedian}, {"whisker", w.KeyMedianInterval}, {"box", w.KeyQuartiles}, {"tail", w.KeyTails}, {"none", w.KeyCount}}
	f.drawing, f.Table = ranges, t
	f.Notes = append([]string{fmt.Sprintf(w.PayStating, w.many(first.Disclosed, "listing"), count(first.Stating), r.payPhrase(k))}, r.warnings(rowOnly(first.Warnings))...)
	return f
}

// payCounts are the first columns of a row: its name, the listings and employers
// its figures rest on, and what they are of.
func payCounts(name string, row demand.PayRow) []string {
	return []string{
		name, count(row.N), count(row.Employers), count(row.Stating) + "/" + count(row.Disclosed),
		count(row.Disclosed) + "/" + count(row.Of) + " (" + percent1(row.Disclosure) + ")",
	}
}

// rowOnly leaves out what the section says once.
func rowOnly(warnings []demand.Warning) []demand.Warning {
	return slices.DeleteFunc(slices.Clone(warnings), func(w demand.Warning) bool { return w.Code == demand.WarnLowDisclosure })
}

// payPhrase says which pay a figure is about, e.g. "per year in JPY (employment)".
func (r *Report) payPhrase(k payKey) string {
	w := r.words
	return fmt.Sprintf(w.PayPhrase, w.PayUnits[k.period], w.currency(k.currency), w.PayKinds[k.employment])
}
