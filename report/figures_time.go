package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"juyo/demand"
	"juyo/listing"
	"juyo/report/chart"
)

// trendFigure draws the leading skills of a group over the months, one small
// chart each on one scale.
func (r *Report) trendFigure(g TrendGroup) *figure {
	w, res := r.words, g.Trend
	f := &figure{ID: "trend-" + g.Key, Heading: r.trendHeading(g.Key)}
	if res.Suppressed != nil {
		f.Reason = r.why(res.Suppressed)
		return f
	}
	if len(res.Rows) == 0 {
		f.Reason = w.NoTrend
		return f
	}
	cut := max(0, len(res.Months)-TrendMonths)
	months := make([]string, len(res.Months)-cut)
	t := &table{Caption: fmt.Sprintf(w.TrendCaption, f.Heading), Words: 1, Head: []string{w.Month}}
	thin := r.thinMonths()
	for i, m := range res.Months[cut:] {
		months[i] = m.String()
		t.Rows = append(t.Rows, []string{m.String() + thin[m]})
	}
	trends := make([]chart.Trend, len(res.Rows))
	anyPartial, anyGap, anyNoData := false, false, false
	for i, s := range res.Rows {
		name := r.trendName(g.Key, s)
		t.Head = append(t.Head, name)
		trends[i] = chart.Trend{Months: months}
		for j, p := range s.Points[min(cut, len(s.Points)):] {
			point, text := r.trendPoint(name, p)
			trends[i].Points = append(trends[i].Points, point)
			if j < len(t.Rows) {
				t.Rows[j] = append(t.Rows[j], text)
			}
			anyPartial = anyPartial || p.Partial && p.Share != nil
			anyNoData = anyNoData || noData(p)
			anyGap = anyGap || p.Share == nil && !noData(p)
		}
	}
	top := chart.TrendTop(trends...)
	drawn := 0
	for i, s := range res.Rows {
		c := &cell{ID: fmt.Sprintf("%s-%d", f.ID, i+1), Heading: r.trendName(g.Key, s), Reason: r.why(s.Reason)}
		if last := lastPoint(s); last != nil {
			c.Value = fmt.Sprintf(w.TrendValue, last.Month.String(), shareText(*last.Share), shareBetween(*last.Share))
		}
		if s.Reason == nil {
			trends[i].Top = top
			c.drawing = trends[i]
			drawn++
		}
		f.Cells = append(f.Cells, c)
	}
	if drawn == 0 {
		f.Reason, f.Cells = r.why(res.Rows[0].Reason), nil
		return f
	}
	f.Detail = fmt.Sprintf(w.DetailTrend, w.MeasureShare, w.Populations[res.Scope.Population], w.Regions[res.Scope.Region],
		w.Bases[res.Scope.Basis], months[0], months[len(months)-1])
	f.Keys = []key{{"line", w.KeyLine}, {"band", w.KeyBand}}
	if anyPartial {
		f.Keys = append(f.Keys, key{"hollow", w.KeyPartial})
	}
	if anyGap {
		f.Keys = append(f.Keys, key{"none", w.KeyGap})
	}
	if anyNoData {
		f.Keys = append(f.Keys, key{"none", w.KeyGapNoData})
	}
	f.Table = t
	return f
}

func (r *Report) trendHeading(key string) string {
	switch key {
	case "categories":
		return r.words.TrendCategories
	case "combos":
		return r.words.Combos
	}
	return r.words.Groups[key]
}

// trendName names a line.
func (r *Report) trendName(group string, s demand.Series) string {
	if group == "combos" {
		return r.comboName(s.Skill, s.Name, s.NameJA)
	}
	return r.name(s.Name, s.NameJA)
}

// noData reports whether nothing was seen in a month.
func noData(p demand.Point) bool {
	return p.Reason != nil && p.Reason.Code == demand.NotCovered
}

// The marks beside a month.
const (
	markPartial = " *"
	markThin    = " †"
	markGap     = " ‡"
)

// thinMonths marks the months in which sources were not seen completely.
func (r *Report) thinMonths() map[listing.Month]string {
	marks := map[listing.Month]string{}
	for _, m := range r.Overview.Months {
		if len(m.LowCoverage) > 0 {
			marks[m.Month] = markThin
		}
	}
	return marks
}

// trendPoint turns a month into a point and the text of its table cell.
func (r *Report) trendPoint(name string, p demand.Point) (chart.TrendPoint, string) {
	w := r.words
	if p.Share == nil {
		why, text := r.why(p.Reason), "—"
		if noData(p) {
			text = w.NoData
		}
		return chart.TrendPoint{Partial: p.Partial, Tip: name + "\n" + p.Month.String() + "\n" + why}, text
	}
	s := *p.Share
	tip := fmt.Sprintf(w.TrendTip, name, p.Month.String(), shareText(s), shareBetween(s), w.basis(s, p.N))
	text := percent1(s.Share) + " (" + between1(s.Lo, s.Hi) + ")"
	if p.Partial {
		tip += "\n" + w.KeyPartial
		text += markPartial
	}
	return chart.TrendPoint{Known: true, Share: s.Share, Lo: s.Lo, Hi: s.Hi, Partial: p.Partial, Tip: tip}, text
}

// lastPoint returns the last complete month with a number.
func lastPoint(s demand.Series) *demand.Point {
	for _, p := range slices.Backward(s.Points) {
		if p.Share != nil && !p.Partial {
			return &p
		}
	}
	return nil
}

// firstPoint returns the first complete month with a number that is not before
// month.
func firstPoint(s demand.Series, month listing.Month) *demand.Point {
	for _, p := range s.Points {
		if p.Share != nil && !p.Partial && p.Month >= month {
			return &p
		}
	}
	return nil
}

// countsFigure draws how many listings there were each month.
func (r *Report) countsFigure() *figure {
	w, res := r.words, r.Overview
	f := &figure{ID: "monthly-counts", Heading: w.MonthlyCounts}
	if len(res.Months) == 0 {
		f.Reason = w.NoMonths
		return f
	}
	c := chart.Columns{}
	t := &table{
		Caption: w.MonthlyCounts, Words: 1,
		Head: []string{w.Month, w.Active, w.NewHead, w.Employers, w.SourcesHead},
	}
	var marks monthMarks
	for _, m := range res.Months {
		marks.see(r, m)
		month := m.Month.String()
		c.Months = append(c.Months, month)
		if m.NoData {
			c.Points = append(c.Points, chart.ColumnsPoint{NoData: true, Mark: "×", Tip: month + "\n" + w.NoData})
			t.Rows = append(t.Rows, []string{month, w.NoData, "—", "—", "—"})
			continue
		}
		p := chart.ColumnsPoint{
			Whole: m.Active, Part: m.New, Partial: m.Partial,
			Tip: fmt.Sprintf(w.CountsTip, month, w.many(m.Active, "listing"), w.many(m.New, "listing"), w.many(m.Employers, "employer"), w.many(m.Sources, "source")),
		}
		label := month
		mark := func(sign, means string) {
			label += sign
			p.Tip += "\n" + means
			if sign != markPartial { // which the column itself shows
				p.Mark += strings.TrimSpace(sign)
			}
		}
		if m.Partial {
			mark(markPartial, w.KeyPartial)
		}
		if len(m.LowCoverage) > 0 {
			mark(markThin, w.KeyLowCoverage)
		}
		if m.AfterGap > 0 {
			mark(markGap, w.KeyAfterGap)
		}
		c.Points = append(c.Points, p)
		t.Rows = append(t.Rows, []string{label, count(m.Active), count(m.New), count(m.Employers), count(m.Sources)})
	}
	f.Detail = fmt.Sprintf(w.DetailCounts, w.Populations[res.Scope.Population], w.Regions[res.Scope.Region], c.Months[0], c.Months[len(c.Months)-1])
	f.Keys = append([]key{{"soft", w.KeyActive}, {"bar", w.KeyNew}}, marks.keys(w)...)
	f.drawing, f.Table = c, t
	f.Notes = append(marks.notes(w), w.CountsNote)
	return f
}

// monthMarks gathers what there is to say about single months.
type monthMarks struct {
	partial, noData bool
	low, gaps       []string
}

func (k *monthMarks) see(r *Report, m demand.MonthCount) {
	w := r.words
	k.partial = k.partial || m.Partial
	k.noData = k.noData || m.NoData
	if len(m.LowCoverage) > 0 {
		var sources []string
		for _, s := range m.LowCoverage {
			sources = append(sources, cmp.Or(s.Source, w.Private)+" "+percent1(s.Coverage))
		}
		k.low = append(k.low, fmt.Sprintf(w.LowCoverageOf, m.Month, strings.Join(sources, w.Comma)))
	}
	if m.AfterGap > 0 {
		k.gaps = append(k.gaps, m.Month.String())
	}
}

func (k *monthMarks) keys(w *words) []key {
	var keys []key
	for _, mark := range []struct {
		there bool
		key
	}{
		{k.partial, key{"open", w.KeyPartial}},
		{k.noData, key{"none", w.KeyNoData}},
		{len(k.low) > 0, key{"none", w.KeyLowCoverage}},
		{len(k.gaps) > 0, key{"none", w.KeyAfterGap}},
	} {
		if mark.there {
			keys = append(keys, mark.key)
		}
	}
	return keys
}

func (k *monthMarks) notes(w *words) []string {
	var notes []string
	list := func(text []string) string {
		const most = 8 // the latest
		if more := len(text) - most; more > 0 {
			return fmt.Sprintf(w.AndMore, strings.Join(text[more:], w.Comma), more)
		}
		return strings.Join(text, w.Comma)
	}
	if len(k.low) > 0 {
		notes = append(notes, fmt.Sprintf(w.LowCoverage, int(100*demand.MinCoverage), list(k.low)))
	}
	if len(k.gaps) > 0 {
		notes = append(notes, fmt.Sprintf(w.AfterGap, list(k.gaps)))
	}
	return notes
}

// mixFigure draws how the month's listings divide.
func (r *Report) mixFigure(id, heading string, mix map[string]int, names map[string]string) *figure {
	w, res := r.words, r.Overview
	f := &figure{ID: id, Heading: heading, Detail: r.detail(w.MeasureMix, res.Answer)}
	if res.Suppressed != nil {
		f.Reason = r.why(res.Suppressed)
		return f
	}
	keys := slices.SortedFunc(maps.Keys(mix), func(a, b string) int {
		if (a == "unknown") != (b == "unknown") { // the unknown last
			if a == "unknown" {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(mix[b], mix[a]), cmp.Compare(a, b))
	})
	ranked := chart.Ranked{}
	t := &table{Caption: fmt.Sprintf(w.TableCaption, heading, w.monthText(res.Period)), Words: 1, Head: []string{heading, w.Listings, w.Share}}
	for _, k := range keys {
		n := mix[k]
		if n == 0 || res.NListings == 0 {
			continue
		}
		name := names[k]
		if name == "" {
			name = k
		}
		share := float64(n) / float64(res.NListings)
		ranked.Rows = append(ranked.Rows, chart.RankedRow{
			Label: name, Share: share, Text: fmt.Sprintf(w.BarText, percent1(share), count(n)), Short: fmt.Sprintf(w.BarShort, percent1(share), count(n)),
			Tip: fmt.Sprintf(w.MixTip, name, percent1(share), w.many(n, "listing")),
		})
		t.Rows = append(t.Rows, []string{name, count(n), percent1(share)})
	}
	if len(t.Rows) == 0 {
		f.Reason = w.NoMix
		return f
	}
	f.Keys = []key{{"bar", w.KeyMix}}
	f.drawing, f.Table = ranked, t
	return f
}

// sourcesFigure lists what was collected from where. A private source is counted
// but not named.
func (r *Report) sourcesFigure() *figure {
	w, res := r.words, r.Overview
	f := &figure{ID: "source-list", Heading: w.SourceList, Open: true}
	if len(res.Sources) == 0 {
		f.Reason = w.NoSources
		return f
	}
	t := &table{
		Caption: fmt.Sprintf(w.TableCaption, w.SourceList, w.monthText(res.Period)), Words: 2,
		Head: []string{w.SourceName, w.SourceKind, w.Active, w.NewHead, w.SourceSpan, w.SourceCoverage},
	}
	for _, s := range res.Sources {
		name, kind := s.Source, s.Kind
		if s.Private {
			name, kind = w.Private, "—"
		}
		coverage := w.Imported
		if s.Coverage != nil {
			coverage = percent1(*s.Coverage)
		}
		active, fresh := count(s.Active), count(s.New)
		if r.NotCovered() != nil {
			active, fresh, coverage = "—", "—", "—"
		}
		t.Rows = append(t.Rows, []string{name, kind, active, fresh, s.First.String() + "–" + s.Last.String(), coverage})
	}
	f.Table = t
	return f
}
