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
	heading := fmt.Sprintf(w.PayHeading, w.PayKinds[k.employment], w.PayUnits[k.period], k.currency)
	f := &figure{ID: id, Heading: heading, Detail: r.detail(fmt.Sprintf(w.MeasurePay, w.PayUnits[k.period], k.currency, w.PayBases[rows[0].Basis]), r.Pay.Answer)}

	ranges := chart.Ranges{Unit: scale.unit, Suffix: scale.suffix}
	t := &table{
		Caption: fmt.Sprintf(w.TableCaption, heading, w.monthText(r.Month)), Words: 1,
		Head: []string{w.Group, w.N, w.Employers, w.Disclosure, w.Median, w.MedianInterval, w.Quartiles, w.Tails},
	}
	slices.SortStableFunc(rows[1:], byMedian)
	for _, row := range rows {
		name := r.name(row.Name, row.NameJA)
		if row.Group == "all" {
			name = w.AllGroup
		}
		if row.P50 == nil {
			t.Rows = append(t.Rows, []string{name, count(row.N), count(row.Employers), percent1(row.Disclosure), r.why(row.Reason), "—", "—", "—"})
			continue
		}
		median := scale.text(*row.P50)
		ranges.Rows = append(ranges.Rows, chart.RangesRow{
			Label: name, P10: row.P10, P25: row.P25, P50: row.P50, P75: row.P75, P90: row.P90, P50Lo: row.P50Lo, P50Hi: row.P50Hi,
			Text: fmt.Sprintf(w.PayText, median, count(row.N)), Short: median,
			Tip: fmt.Sprintf(w.PayTip, name, median, scale.interval(row.P50Lo, row.P50Hi), scale.interval(row.P25, row.P75), scale.interval(row.P10, row.P90), count(row.N), count(row.Employers)),
		})
		t.Rows = append(t.Rows, []string{
			name, count(row.N), count(row.Employers), percent1(row.Disclosure), median, scale.interval(row.P50Lo, row.P50Hi),
			scale.interval(row.P25, row.P75), scale.interval(row.P10, row.P90),
		})
	}
	first := rows[0]
	f.Finding = fmt.Sprintf(w.FindingPay, scale.text(*first.P50), scale.interval(first.P50Lo, first.P50Hi), count(first.N), percent1(first.Disclosure))
	f.Keys = []key{{"median", w.KeyMedian}, {"whisker", w.KeyMedianInterval}, {"box", w.KeyQuartiles}, {"tail", w.KeyTails}}
	f.drawing, f.Table = ranges, t
	f.Notes = r.warnings(first.Warnings)
	return f
}
