package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Trend is one share over months: a line with its 95 % band. It is small, to stand
// among others with the same Top.
type Trend struct {
	Months []string // every month, also those without a number
	Points []TrendPoint
	Top    float64 // upper end of the axis, a fraction; 0: from the points
}

// TrendPoint is one month. Shares are fractions, 0 … 1.
type TrendPoint struct {
	Known         bool // false: a gap, never bridged
	Share, Lo, Hi float64
	Partial       bool // month not over: hollow, joined to nothing
	Tip           string
}

// TrendTop returns the axis end that all of several trends fit under.
func TrendTop(trends ...Trend) float64 {
	top := 0.0
	for _, t := range trends {
		for _, p := range t.Points {
			if p.Known {
				top = max(top, p.Hi)
			}
		}
	}
	limit, _ := scale(percents(top), 2)
	return limit / 100
}

// Tips returns the tooltip text of each month.
func (c Trend) Tips() []string {
	tips := make([]string, len(c.Points))
	for i, p := range c.Points {
		tips[i] = plain(p.Tip)
	}
	return tips
}

// The size of a Trend; it fits a phone as it is.
const (
	TrendWidth  = 250
	trendHeight = 118
)

// Draw draws the line; width is TrendWidth.
func (c Trend) Draw(width int) (Drawing, error) {
	n := len(c.Points)
	if n == 0 || n != len(c.Months) {
		return Drawing{}, ErrNothing
	}
	top := c.Top
	if top == 0 {
		top = TrendTop(c)
	}
	limit, step := scale(top*100, 2)

	low, high := make([]opts.LineData, n), make([]opts.LineData, n)
	mid, partial := make([]opts.LineData, n), make([]opts.LineData, n)
	var whiskers []any
	hasPartial := false
	for i, p := range c.Points {
		low[i], high[i] = opts.LineData{Value: gap}, opts.LineData{Value: gap}
		mid[i], partial[i] = opts.LineData{Value: gap}, opts.LineData{Value: gap}
		switch {
		case !p.Known:
		case p.Partial:
			hasPartial = true
			partial[i].Value = percents(p.Share)
			whiskers = append(whiskers, line(i, percents(p.Lo), i, percents(p.Hi)))
		default:
			low[i].Value, high[i].Value = percents(p.Lo), percents(p.Hi-p.Lo)
			mid[i].Value = percents(p.Share)
			if c.alone(i) { // a line needs two points: mark this one
				mid[i].Symbol, mid[i].SymbolSize = "circle", 5
				whiskers = append(whiskers, line(i, percents(p.Lo), i, percents(p.Hi)))
			}
		}
	}

	chart := charts.NewLine()
	chart.SetXAxis(c.Months)
	chart.SetGlobalOptions(
		axisTooltip(),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "category", BoundaryGap: opts.Bool(false), AxisLine: baseline(true), AxisTick: noTick(), SplitLine: rule(false),
			AxisLabel: &opts.AxisLabel{
				Show: opts.Bool(true), Color: mutedColor, FontSize: 11, ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true),
				AlignMinLabel: "left", AlignMaxLabel: "right",
			},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "value", Min: 0, Max: limit, AxisLabel: axisText(11, "{value}%"), SplitLine: rule(true), AxisLine: baseline(false),
		}),
	)
	chart.AddSeries("low", low, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		s.Stack, s.Symbol = "band", "none"
		s.LineStyle = &opts.LineStyle{Opacity: opts.Float(0)}
	}))
	chart.AddSeries("band", high, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		s.Stack, s.Symbol = "band", "none"
		s.LineStyle = &opts.LineStyle{Opacity: opts.Float(0)}
		s.AreaStyle = &opts.AreaStyle{Color: bandColor, Opacity: opts.Float(1)}
	}))
	chart.AddSeries("share", mid, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		s.ConnectNulls, s.ShowSymbol, s.Symbol = opts.Bool(false), opts.Bool(true), "none"
		s.ItemStyle = &opts.ItemStyle{Color: barColor}
		s.LineStyle = &opts.LineStyle{Color: barColor, Width: 2}
		if len(whiskers) > 0 {
			s.MarkLines = segments(whiskers, barColor, 1)
		}
	}))
	if hasPartial {
		chart.AddSeries("partial", partial, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
			s.Symbol, s.SymbolSize, s.ShowSymbol = "circle", 7, opts.Bool(true)
			s.ItemStyle = &opts.ItemStyle{Color: pageColor, BorderColor: barColor, BorderWidth: 1.5}
			s.LineStyle = &opts.LineStyle{Opacity: opts.Float(0)}
		}))
	}
	return finish(chart, width, trendHeight, "line",
		patch{"xAxis.0.axisLabel.interval", n},
		patch{"yAxis.0.interval", step},
		patch{"grid", map[string]any{"left": 36, "right": 8, "top": 8, "bottom": 22, "outerBoundsMode": "none", "containLabel": false}},
	)
}

// alone reports whether the months before and after i have no point of the line.
func (c Trend) alone(i int) bool {
	joined := func(j int) bool { return j >= 0 && j < len(c.Points) && c.Points[j].Known && !c.Points[j].Partial }
	return !joined(i-1) && !joined(i+1)
}
