// Package chart draws the charts of a report: plain rows in, an ECharts option
// out, and from the option an SVG, rendered here without a browser.
//
// It is not a page and knows nothing of demand or of languages: labels come in
// ready to print. Options hold no functions, so nothing in them can become
// code, and every colour is a CSS variable, so one drawing serves light, dark and
// print. Build a Ranked, Trend, Ranges or Columns, call Draw for a width, and
// give the Drawing to a Renderer's Session.
package chart

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// The two widths a chart is drawn at, in CSS pixels: a 760 px drawing shrunk to a
// phone has text too small to read, so a phone gets its own.
const (
	Wide   = 760
	Narrow = 340
)

// CSS variables a page must define; see Variables.
const (
	inkColor    = "var(--ink)"    // text and whiskers
	mutedColor  = "var(--muted)"  // axis text
	gridColor   = "var(--grid)"   // rules
	barColor    = "var(--bar)"    // bars, lines
	softColor   = "var(--soft)"   // second bars, quartile ranges
	bandColor   = "var(--band)"   // interval bands
	secondColor = "var(--second)" // share of employers
	pageColor   = "var(--page)"   // background
)

// Variables lists the CSS variables that drawings refer to.
func Variables() []string {
	return []string{"--ink", "--muted", "--grid", "--bar", "--soft", "--band", "--second", "--page"}
}

// ErrNothing is returned by Draw when there is nothing to draw: write the reason
// in words instead.
var ErrNothing = errors.New("nothing to draw")

// Drawing is one chart at one width.
type Drawing struct {
	// Option is the ECharts option: strings, numbers, booleans, maps and slices.
	Option map[string]any
	Width  int // CSS pixels
	Height int
	// Pointer marks what a tooltip is about: "shadow" (a bar's row) or "line".
	Pointer string
}

// Alike lists the parts of an option that every Drawing has the same.
func Alike() []string { return []string{"animation", "textStyle", "tooltip"} }

// JSON returns the option with <, >, & and U+2028/9 escaped, safe inside a script
// element.
func (d Drawing) JSON() ([]byte, error) {
	b, err := json.Marshal(d.Option)
	if err != nil {
		return nil, fmt.Errorf("write chart option: %w", err)
	}
	return b, nil
}

// validated is what go-echarts' charts have in common.
type validated interface {
	Validate()
	JSON() map[string]any
}

// finish turns a go-echarts chart into a Drawing: the option as plain JSON values,
// without the components that are never used, with what go-echarts has no field
// for.
func finish(c validated, width, height int, pointer string, patches ...patch) (Drawing, error) {
	c.Validate()
	b, err := json.Marshal(c.JSON())
	if err != nil {
		return Drawing{}, fmt.Errorf("write chart option: %w", err)
	}
	option := map[string]any{}
	if err := json.Unmarshal(b, &option); err != nil {
		return Drawing{}, fmt.Errorf("read chart option back: %w", err)
	}
	for _, unused := range []string{"title", "legend", "toolbox", "color"} {
		delete(option, unused)
	}
	option["animation"] = false
	option["textStyle"] = map[string]any{"fontFamily": "sans-serif"}
	if series, ok := option["series"].([]any); ok {
		for _, s := range series {
			if m, ok := s.(map[string]any); ok {
				// Hovering changes nothing but the tooltip, which follows the axis.
				m["silent"], m["animation"] = true, false
				m["emphasis"] = map[string]any{"disabled": true}
				shorten(m["data"])
				switch m["type"] {
				case "scatter":
					m["z"] = 6 // above mark lines, which have 5
					if label, ok := m["label"].(map[string]any); ok {
						label["distance"] = 8
					}
				case "line":
					m["showAllSymbol"] = true // "auto" leaves out the only point of a month
					m["clip"] = false         // no point is beyond the axes
				}
			}
		}
	}
	for _, p := range append(tooltipPatches(), patches...) {
		if err := p.apply(option); err != nil {
			return Drawing{}, err
		}
	}
	d := Drawing{Option: option, Width: width, Height: height, Pointer: pointer}
	return d, nil
}

// shorten writes a point that is nothing but its value as that value.
func shorten(data any) {
	points, _ := data.([]any)
	for i, p := range points {
		if m, ok := p.(map[string]any); ok && len(m) == 1 && m["value"] != nil {
			points[i] = m["value"]
		}
	}
}

// tooltipPatches keep the tooltip inside the SVG, as text: in ECharts' default
// mode it is HTML, which a strict Content-Security-Policy breaks and hostile
// text may use.
func tooltipPatches() []patch {
	return []patch{
		{"tooltip.renderMode", "richText"},
		{"tooltip.confine", true},
		{"tooltip.transitionDuration", 0},
		{"tooltip.backgroundColor", pageColor},
		{"tooltip.borderColor", mutedColor},
		{"tooltip.borderWidth", 1},
		{"tooltip.padding", []any{8, 10}},
		{"tooltip.textStyle", map[string]any{"color": inkColor, "fontSize": 12, "lineHeight": 18}},
		{"tooltip.axisPointer.animation", false},
		{"tooltip.axisPointer.lineStyle", map[string]any{"color": mutedColor}},
		{"tooltip.axisPointer.shadowStyle", map[string]any{"color": gridColor, "opacity": 0.35}},
	}
}

// patch sets one value by its path in the option ("xAxis.0.interval").
type patch struct {
	path  string
	value any
}

func (p patch) apply(option map[string]any) error {
	var at any = option
	steps := strings.Split(p.path, ".")
	for i, step := range steps {
		last := i == len(steps)-1
		switch v := at.(type) {
		case map[string]any:
			if last {
				v[step] = p.value
				return nil
			}
			if v[step] == nil {
				v[step] = map[string]any{}
			}
			at = v[step]
		case []any:
			n, err := strconv.Atoi(step)
			if err != nil || n < 0 || n >= len(v) {
				return fmt.Errorf("patch chart option: %s: no element %q", p.path, step)
			}
			if last {
				v[n] = p.value
				return nil
			}
			at = v[n]
		default:
			return fmt.Errorf("patch chart option: %s: %q is in no object", p.path, step)
		}
	}
	return nil
}

// scale returns a round axis maximum ≥ top and the distance of its ticks, at most
// ticks of them.
func scale(top float64, ticks int) (limit, step float64) {
	if top <= 0 || math.IsNaN(top) || math.IsInf(top, 0) {
		top = 1
	}
	step = math.Pow(10, math.Floor(math.Log10(top)))
	factors := []float64{0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10}
	if ticks <= 2 { // coarser steps would waste half of the chart
		factors = []float64{0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 1, 2, 2.5, 3, 4, 5, 10}
	}
	for _, f := range factors {
		if s := step * f; math.Ceil(top/s-1e-9) <= float64(ticks) {
			step = s
			break
		}
	}
	limit = math.Ceil(top/step-1e-9) * step
	return round(limit), round(step)
}

// round keeps six significant digits: options stay short and the same everywhere.
func round(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	if err != nil {
		return x
	}
	return r
}

// px is a length as go-echarts wants it.
func px(n int) string { return strconv.Itoa(n) }

// gap is the value of a point that is not there; ECharts leaves it out.
const gap = "-"

// line is a segment for markLine: from and to are coordinates.
func line(x0, y0, x1, y1 any) []any {
	return []any{map[string]any{"coord": []any{x0, y0}}, map[string]any{"coord": []any{x1, y1}}}
}

// segments draws data (made with line) in one colour and thickness.
func segments(data []any, color string, width float32) *opts.MarkLines {
	return &opts.MarkLines{
		Data: data,
		MarkLineStyle: opts.MarkLineStyle{
			Symbol:    []string{"none", "none"},
			Label:     &opts.Label{Show: opts.Bool(false)},
			LineStyle: &opts.LineStyle{Color: color, Width: width, Type: "solid"},
		},
	}
}

// plain makes text safe as a template and as rich text: ECharts would read {a} in
// a formatter and {style|text} in a tooltip. A word joiner, which has no width,
// parts the brace from its name.
func plain(s string) string { return strings.ReplaceAll(s, "{", "{\u2060") }

// percents returns a fraction in percent, to a hundredth.
func percents(x float64) float64 { return math.Round(x*1e4) / 100 }

func formatter(template string) types.FuncStr { return types.FuncStr(template) }

// axisText is the style of tick labels.
func axisText(size int, template string) *opts.AxisLabel {
	return &opts.AxisLabel{
		Show: opts.Bool(true), Color: mutedColor, FontSize: size, Formatter: formatter(template),
		ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true),
	}
}

func rule(show bool) *opts.SplitLine {
	return &opts.SplitLine{Show: opts.Bool(show), LineStyle: &opts.LineStyle{Color: gridColor}}
}

func noTick() *opts.AxisTick { return &opts.AxisTick{Show: opts.Bool(false)} }

func baseline(show bool) *opts.AxisLine {
	return &opts.AxisLine{Show: opts.Bool(show), LineStyle: &opts.LineStyle{Color: mutedColor}}
}

func axisTooltip() charts.GlobalOpts {
	return charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "axis", AxisPointer: &opts.AxisPointer{}})
}

// Keys returns the number of the series that has a point for each tooltip text.
func (d Drawing) Keys() int {
	series, _ := d.Option["series"].([]any)
	for i, s := range series {
		if m, ok := s.(map[string]any); ok {
			switch m["name"] {
			case "share", "median", "active":
				return i
			}
		}
	}
	return 0
}
