// Package charttest checks that a chart's option is drawn honestly. It is for
// tests only: call Lint on an option and fail on what it returns.
package charttest

import (
	"fmt"
	"slices"
	"strings"
)

// Lint returns the rules that an ECharts option, as plain JSON values, breaks:
//
//   - only bars, lines and points: no pies, radars, gauges, word clouds or maps;
//   - one value axis a grid, linear, and from 0 where bars stand on it;
//   - no line bridges a gap, and no more than four lines in one panel;
//   - every month has its place on a time axis, and every point one on it;
//   - every mark lies within the axes: ECharts leaves out what does not;
//   - no function and nothing that becomes one;
//   - colours are the page's variables.
func Lint(option map[string]any) []string {
	l := &linter{}
	xs, ys := maps(option["xAxis"]), maps(option["yAxis"])
	if len(xs) != 1 || len(ys) != 1 {
		l.add("%d x axes and %d y axes, want one of each", len(xs), len(ys))
		return l.broken
	}
	x, y := xs[0], ys[0]
	category, value, categoryFirst := x, y, true
	if y["type"] == "category" {
		category, value, categoryFirst = y, x, false
	}
	if category["type"] != "category" || value["type"] != "value" {
		l.add("axes are %v and %v, want a category and a value", x["type"], y["type"])
		return l.broken
	}
	labels, _ := category["data"].([]any)
	low, okLow := value["min"].(float64)
	high, okHigh := value["max"].(float64)
	if !okLow || !okHigh || low >= high {
		l.add("value axis from %v to %v, want both ends set", value["min"], value["max"])
		return l.broken
	}
	if low != 0 {
		l.add("value axis starts at %v, want 0", low)
	}
	at := func(coord []any) (index, v any) {
		if categoryFirst {
			return coord[0], coord[1]
		}
		return coord[1], coord[0]
	}
	inside := func(what string, coord []any) {
		if len(coord) != 2 {
			l.add("%s: %v is no point", what, coord)
			return
		}
		index, v := at(coord)
		if i, ok := index.(float64); !ok || i < 0 || int(i) >= len(labels) {
			l.add("%s: %v is on no row", what, coord)
		}
		if f, ok := v.(float64); ok && (f < low || f > high) {
			l.add("%s: %v is beyond the axis, %v to %v", what, f, low, high)
		}
	}
	seen := 0
	for _, s := range maps(option["series"]) {
		name := fmt.Sprint(s["name"])
		data, _ := s["data"].([]any)
		switch s["type"] {
		case "bar", "line":
			if len(data) != len(labels) {
				l.add("%s: %d points for %d places on the axis", name, len(data), len(labels))
			}
			for i, d := range data {
				if v, ok := number(d); ok && s["stack"] == nil {
					if categoryFirst {
						inside(name, []any{float64(i), v})
					} else {
						inside(name, []any{v, float64(i)})
					}
				}
			}
		case "scatter":
			for _, d := range data {
				if m, ok := d.(map[string]any); ok {
					d = m["value"]
				}
				if coord, ok := d.([]any); ok {
					inside(name, coord)
				} else {
					l.add("%s: %v is no point", name, d)
				}
			}
		default:
			l.add("%s: a %v, want bars, lines or points", name, s["type"])
		}
		if s["type"] == "line" && visible(s) {
			seen++
			if s["connectNulls"] == true {
				l.add("%s: bridges gaps", name)
			}
		}
		if s["areaStyle"] != nil && name != "band" {
			l.add("%s: a filled area that is no interval", name)
		}
		if mark, ok := s["markLine"].(map[string]any); ok {
			for _, pair := range list(mark["data"]) {
				for _, end := range list(pair) {
					if m, ok := end.(map[string]any); ok {
						inside(name+" whisker", list(m["coord"]))
					}
				}
			}
		}
	}
	if seen > 4 {
		l.add("%d lines in one panel, want four at most", seen)
	}
	l.walk("", option)
	return l.broken
}

type linter struct{ broken []string }

func (l *linter) add(format string, args ...any) {
	l.broken = append(l.broken, fmt.Sprintf(format, args...))
}

// walk looks at every value: colours are variables, nothing is code.
func (l *linter) walk(path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			l.walk(path+"."+k, e)
		}
	case []any:
		for _, e := range v {
			l.walk(path, e)
		}
	case string:
		key := path[strings.LastIndex(path, ".")+1:]
		switch {
		case strings.Contains(strings.ToLower(key), "color") && !strings.HasPrefix(v, "var(--") && v != "transparent":
			l.add("%s is %s, want one of the page's variables", path, v)
		case key == "formatter" && !slices.Contains([]string{"{b}"}, v) && !strings.Contains(v, "{value}"):
			l.add("%s is %q, want a plain template", path, v)
		}
	case float64, int, bool, nil:
	default:
		l.add("%s is a %T", path, v)
	}
}

func visible(s map[string]any) bool {
	style, _ := s["lineStyle"].(map[string]any)
	return style["opacity"] != 0.0
}

func number(d any) (float64, bool) {
	if m, ok := d.(map[string]any); ok {
		d = m["value"]
	}
	f, ok := d.(float64)
	return f, ok
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

func maps(v any) []map[string]any {
	var out []map[string]any
	for _, e := range list(v) {
		if m, ok := e.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}
