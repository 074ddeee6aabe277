package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Columns is two counts a month as columns from 0, the second a part of the first
// and drawn inside it.
type Columns struct {
	Months []string
	Points []ColumnsPoint
}

// ColumnsPoint is one month.
type ColumnsPoint struct {
	Whole, Part int
	Partial     bool // month not over: hollow
	NoData      bool // nothing is known of the month: no column, Mark stands on the axis
	// Mark is written above the column, a character that a key explains; "" for none.
	Mark string
	Tip  string
}

// Tips returns the tooltip text of each month.
func (c Columns) Tips() []string {
	tips := make([]string, len(c.Points))
	for i, p := range c.Points {
		tips[i] = plain(p.Tip)
	}
	return tips
}

// Draw draws the columns at width CSS pixels (Wide or Narrow).
func (c Columns) Draw(width int) (Drawing, error) {
	n := len(c.Points)
	if n == 0 || n != len(c.Months) {
		return Drawing{}, ErrNothing
	}
	whole, part := make([]opts.BarData, n), make([]opts.BarData, n)
	var marks []opts.ScatterData
	most := 0
	for i, p := range c.Points {
		whole[i], part[i] = opts.BarData{Value: p.Whole}, opts.BarData{Value: p.Part}
		if p.Partial {
			whole[i].ItemStyle = &opts.ItemStyle{Color: pageColor, BorderColor: barColor, BorderWidth: 1}
			part[i].ItemStyle = &opts.ItemStyle{Color: softColor, BorderColor: barColor, BorderWidth: 1}
		}
		top := p.Whole
		if p.NoData {
			whole[i], part[i], top = opts.BarData{Value: gap}, opts.BarData{Value: gap}, 0
		}
		if p.Mark != "" {
			marks = append(marks, opts.ScatterData{Name: plain(p.Mark), Value: []any{i, top}})
		}
		most = max(most, p.Whole)
	}
	room := 1.0
	if len(marks) > 0 {
		room = 1.08 // for a mark above the highest column
	}
	limit, step := scale(float64(most)*room, 4)
	if step < 1 {
		limit, step = max(1, limit), 1
	}
	every := 1 // label every how many months
	for float64(width-60)/float64(n)*float64(every) < 62 {
		every++
	}

	chart := charts.NewBar()
	chart.SetXAxis(c.Months)
	chart.SetGlobalOptions(
		axisTooltip(),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "category", AxisLine: baseline(true), AxisTick: noTick(), SplitLine: rule(false), AxisLabel: &opts.AxisLabel{
				Show: opts.Bool(true), Color: mutedColor, FontSize: 11, ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(false),
			},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "value", Min: 0, Max: limit, AxisLabel: axisText(11, "{value}"), SplitLine: rule(true), AxisLine: baseline(false),
		}),
	)
	column := func(name string, data []opts.BarData, color string) {
		chart.AddSeries(name, data, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
			s.BarGap, s.BarCategoryGap, s.BarMaxWidth = "-100%", "25%", "36"
			s.ItemStyle = &opts.ItemStyle{Color: color}
		}))
	}
	column("active", whole, softColor)
	column("new", part, barColor)
	if len(marks) > 0 {
		chart.Overlap(above(marks, 12))
	}
	return finish(chart, width, 210, "shadow",
		patch{"xAxis.0.axisLabel.interval", every - 1},
		patch{"yAxis.0.interval", step},
		patch{"grid", map[string]any{
			"left": int(textWidth("10,000", 11)) + 12, "right": 8, "top": 12, "bottom": 26, "outerBoundsMode": "none", "containLabel": false,
		}},
	)
}
