package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Ranked is a list of shares as horizontal bars from 0, in the order given, each
// with its 95 % interval as a whisker.
type Ranked struct {
	Rows []RankedRow
}

// RankedRow is one bar. Shares are fractions, 0 … 1.
type RankedRow struct {
	Label string
	Share float64
	// Lo and Hi are the ends of the whisker; both 0: no whisker.
	Lo, Hi float64
	// Second is a share drawn as a hollow point on the same row (of employers), nil for none.
	Second *float64
	// Text is written beyond the whisker: the share as a person reads it; Short
	// is the same for a narrow drawing.
	Text, Short string
	Tip         string // what the tooltip says, lines separated by "\n"
}

// end is how far the marks of r reach.
func (r RankedRow) end() float64 {
	e := max(r.Share, r.Hi)
	if r.Second != nil {
		e = max(e, *r.Second)
	}
	return e
}

// Tips returns the tooltip text of each row.
func (c Ranked) Tips() []string {
	tips := make([]string, len(c.Rows))
	for i, r := range c.Rows {
		tips[i] = plain(r.Tip)
	}
	return tips
}

// Draw draws the bars at width CSS pixels (Wide or Narrow).
func (c Ranked) Draw(width int) (Drawing, error) {
	if len(c.Rows) == 0 {
		return Drawing{}, ErrNothing
	}
	narrow := width < 500
	rowHeight, fontSize, ticks, mostLabel := 27, 13, 5, 220
	if narrow {
		rowHeight, fontSize, ticks, mostLabel = 34, 12, 3, 118
	}
	const top, bottom = 22, 4

	labels := make([]string, len(c.Rows))
	bars := make([]opts.BarData, len(c.Rows))
	ends := make([]opts.ScatterData, len(c.Rows))
	seconds := make([]opts.ScatterData, len(c.Rows))
	var whiskers []any
	furthest, widestText, hasSecond := 0.0, 0.0, false
	for i, r := range c.Rows {
		text := r.Text
		if narrow && r.Short != "" {
			text = r.Short
		}
		labels[i] = r.Label
		bars[i] = opts.BarData{Value: percents(r.Share)}
		ends[i] = opts.ScatterData{Name: text, Value: []any{percents(r.end()), i}}
		seconds[i] = opts.ScatterData{Value: []any{gap, i}}
		if r.Second != nil {
			seconds[i].Value = []any{percents(*r.Second), i}
			hasSecond = true
		}
		if r.Lo != 0 || r.Hi != 0 {
			whiskers = append(whiskers, line(percents(r.Lo), i, percents(r.Hi), i))
		}
		furthest = max(furthest, r.end())
		widestText = max(widestText, textWidth(text, float64(fontSize)))
	}
	limit, step := scale(percents(furthest), ticks) // as the marks are rounded
	column := columnFor(labels, float64(fontSize), 48, mostLabel)
	left, lineHeight := column.width, fontSize+3
	rowHeight = column.rowHeight(rowHeight, lineHeight)

	bar := charts.NewBar()
	bar.SetXAxis(column.texts)
	bar.SetGlobalOptions(
		axisTooltip(),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "value", Position: "top", Min: 0, Max: limit,
			AxisLabel: axisText(11, "{value}%"), SplitLine: rule(true), AxisLine: baseline(false), AxisTick: noTick(),
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Inverse: opts.Bool(true), AxisLine: baseline(true), SplitLine: rule(false),
			AxisLabel: &opts.AxisLabel{
				Show: opts.Bool(true), Color: inkColor, FontSize: fontSize, Width: left, Overflow: "break",
				ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true),
			},
		}),
		charts.WithGridOpts(opts.Grid{
			Left: px(left + 10), Right: px(int(widestText) + 16), Top: px(top), Bottom: px(bottom),
		}),
	)
	bar.XYReversal()
	bar.AddSeries("share", bars, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		s.BarWidth = "13"
		s.ItemStyle = &opts.ItemStyle{Color: barColor}
		if len(whiskers) > 0 {
			s.MarkLines = segments(whiskers, inkColor, 1.5)
		}
	}))
	if hasSecond {
		bar.Overlap(points("employers", seconds, 8, &opts.ItemStyle{
			Color: pageColor, BorderColor: secondColor, BorderWidth: 2, Opacity: opts.Float(1),
		}))
	}
	bar.Overlap(texts(ends, fontSize))

	return finish(bar, width, top+bottom+rowHeight*len(c.Rows), "shadow",
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

// points is a series of marks.
func points(name string, data []opts.ScatterData, size int, style *opts.ItemStyle) *charts.Scatter {
	s := charts.NewScatter()
	s.AddSeries(name, data, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		s.Symbol, s.SymbolSize, s.ItemStyle = "circle", size, style
	}))
	return s
}

// above writes each element's name above its point; the point itself is not drawn.
func above(data []opts.ScatterData, size int) *charts.Scatter {
	s := texts(data, size)
	for i := range s.MultiSeries {
		s.MultiSeries[i].Label.Position = "top"
	}
	return s
}

// texts writes each element's name to the right of its point; the point itself is
// not drawn.
func texts(data []opts.ScatterData, size int) *charts.Scatter {
	s := charts.NewScatter()
	s.AddSeries("text", data, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		// A point without a symbol would have no label either.
		s.Symbol, s.SymbolSize = "circle", 1
		s.ItemStyle = &opts.ItemStyle{Color: "transparent", Opacity: opts.Float(1)}
		s.Label = &opts.Label{
			Show: opts.Bool(true), Position: "right", Formatter: formatter("{b}"), Color: inkColor, FontSize: float32(size),
		}
	}))
	return s
}
