package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Ranges is a list of distributions on one scale: a thin line from the 10th to the
// 90th percentile, a thick one from the 25th to the 75th, the median as a point
// with its 95 % interval. What is nil is not drawn.
type Ranges struct {
	Rows []RangesRow
	// Unit divides the figures before they are written on the axis, which adds
	// Prefix and Suffix (10000 and "万円").
	Unit           float64
	Prefix, Suffix string
}

// RangesRow is one distribution.
type RangesRow struct {
	Label                   string
	P10, P25, P50, P75, P90 *float64
	P50Lo, P50Hi            *float64
	Text, Short, Tip        string // as in RankedRow
}

func (r RangesRow) marks() []*float64 {
	return []*float64{r.P10, r.P25, r.P50, r.P75, r.P90, r.P50Lo, r.P50Hi}
}

// Tips returns the tooltip text of each row.
func (c Ranges) Tips() []string {
	tips := make([]string, len(c.Rows))
	for i, r := range c.Rows {
		tips[i] = plain(r.Tip)
	}
	return tips
}

// Draw draws the distributions at width CSS pixels (Wide or Narrow).
func (c Ranges) Draw(width int) (Drawing, error) {
	if len(c.Rows) == 0 {
		return Drawing{}, ErrNothing
	}
	narrow := width < 500
	rowHeight, fontSize, ticks, mostLabel := 30, 13, 6, 220
	if narrow {
		rowHeight, fontSize, ticks, mostLabel = 36, 12, 3, 104
	}
	const top, bottom = 22, 4

	labels := make([]string, len(c.Rows))
	medians := make([]opts.ScatterData, len(c.Rows))
	ends := make([]opts.ScatterData, len(c.Rows))
	var outer, inner, interval []any
	furthest, widestText := 0.0, 0.0
	unit := c.Unit
	if unit == 0 {
		unit = 1
	}
	for i, r := range c.Rows {
		text := r.Text
		if narrow && r.Short != "" {
			text = r.Short
		}
		labels[i] = r.Label
		end := 0.0
		for _, m := range r.marks() {
			if m != nil {
				end = max(end, round(*m/unit))
			}
		}
		furthest = max(furthest, end)
		widestText = max(widestText, textWidth(text, float64(fontSize)))
		ends[i] = opts.ScatterData{Name: text, Value: []any{round(end), i}}
		medians[i] = opts.ScatterData{Value: []any{gap, i}}
		if r.P50 != nil {
			medians[i].Value = []any{round(*r.P50 / unit), i}
		}
		add := func(to *[]any, lo, hi *float64) {
			if lo != nil && hi != nil {
				*to = append(*to, line(round(*lo/unit), i, round(*hi/unit), i))
			}
		}
		add(&outer, r.P10, r.P90)
		add(&inner, r.P25, r.P75)
		add(&interval, r.P50Lo, r.P50Hi)
	}
	limit, step := scale(furthest, ticks)
	column := columnFor(labels, float64(fontSize), 48, mostLabel)
	left, lineHeight := column.width, fontSize+3
	rowHeight = column.rowHeight(rowHeight, lineHeight)

	chart := charts.NewScatter()
	chart.SetGlobalOptions(
		axisTooltip(),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "value", Position: "top", Min: 0, Max: limit, AxisLabel: axisText(11, plain(c.Prefix)+"{value}"+plain(c.Suffix)),
			SplitLine: rule(true), AxisLine: baseline(false), AxisTick: noTick(),
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Inverse: opts.Bool(true), Data: column.texts, AxisLine: baseline(true), SplitLine: rule(false),
			AxisLabel: &opts.AxisLabel{
				Show: opts.Bool(true), Color: inkColor, FontSize: fontSize, Width: left, Overflow: "break",
				ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true),
			},
		}),
	)
	// Each kind of line needs a series of its own; it comes with no points.
	lines := func(name string, data []any, color string, thickness float32) {
		if len(data) == 0 {
			return
		}
		chart.AddSeries(name, []opts.ScatterData{}, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
			s.Symbol, s.SymbolSize = "none", 1
			s.MarkLines = segments(data, color, thickness)
		}))
	}
	lines("p10-p90", outer, mutedColor, 1.5)
	lines("p25-p75", inner, softColor, 13)
	lines("interval", interval, inkColor, 2)
	chart.AddSeries("median", medians, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		s.Symbol, s.SymbolSize = "circle", 9
		s.ItemStyle = &opts.ItemStyle{Color: barColor, BorderColor: pageColor, BorderWidth: 1.5, Opacity: opts.Float(1)}
	}))
	chart.Overlap(texts(ends, fontSize))

	return finish(chart, width, top+bottom+rowHeight*len(c.Rows), "shadow",
		patch{"xAxis.0.interval", step},
		patch{"xAxis.0.axisLabel.hideOverlap", true},
		patch{"yAxis.0.axisTick", map[string]any{"show": false}},
		patch{"yAxis.0.axisLabel.interval", 0},
		patch{"yAxis.0.axisLabel.lineHeight", lineHeight},
		patch{"grid", map[string]any{
			"left": left + 10, "right": int(widestText) + 16, "top": top, "bottom": bottom,
			"outerBoundsMode": "none", "containLabel": false,
		}},
	)
}
