package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// What may stay in an SVG. Everything else that ECharts writes (a style element,
// classes, clip paths, its own marks, handlers of the pointer) is dropped: a page
// whose Content-Security-Policy allows no inline style needs none of it, and
// what is not listed cannot hurt.
var (
	keptElements   = regexp.MustCompile(`^(svg|g|path|text|tspan|rect|circle|ellipse|line|polyline|polygon)$`)
	keptAttributes = regexp.MustCompile(`^(d|x|y|width|height|viewBox|points|r|rx|ry|cx|cy|x1|x2|y1|y2|transform|fill|fill-opacity|` +
		`stroke|stroke-width|stroke-opacity|stroke-dasharray|stroke-linejoin|opacity|text-anchor|font-size|font-weight|font-style)$`)
	plainValue = regexp.MustCompile(`^[A-Za-z0-9_ .,#%()+-]*$`) // all that ECharts writes in these attributes
	styleRule  = regexp.MustCompile(`(font-size|font-weight|font-style|fill|stroke)\s*:\s*([^;]+)`)
	longNumber = regexp.MustCompile(`-?\d+\.\d{2,}`)

	// unitCircle is how ECharts draws a round mark, before it is scaled and moved.
	unitCircle     = "M1 0A1 1 0 1 1 1 -0.1A1 1 0 0 1 1 0"
	scaledAndMoved = regexp.MustCompile(`^matrix\(([\d.]+),0,0,([\d.]+),([\d.]+),([\d.]+)\)$`)
	moved          = regexp.MustCompile(`^translate\((-?[\d.]+) (-?[\d.]+)\)$`)
)

// clean rewrites an SVG of ECharts for a page with a strict policy: only listed
// elements and attributes, styles as attributes, numbers to a tenth of a pixel,
// nothing that is not seen, and what looks alike in one path. The result opens
// with attrs, e.g. ` class="wide"`.
func clean(svg, attrs string) (string, error) {
	dec := xml.NewDecoder(strings.NewReader(svg))
	w := &svgWriter{}
	var open []string // the open elements, "" for one that was not written
	hidden := 0       // depth inside a dropped element
	for {
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			if len(open) > 0 || hidden > 0 {
				return "", errors.New("read the drawn SVG: it ends too soon")
			}
			return w.out.String(), nil
		}
		if err != nil {
			return "", fmt.Errorf("read the drawn SVG: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			name := t.Name.Local
			if hidden > 0 || !keptElements.MatchString(name) || !belongs(name, open) {
				hidden++
				continue
			}
			// Groups only clip, and nothing reaches beyond the axes.
			own := attributesOf(t)
			if name == "g" || name == "rect" && unseen(own) {
				open = append(open, "")
				continue
			}
			open = append(open, name)
			w.start(name, own, attrs)
		case xml.EndElement:
			if hidden > 0 {
				hidden--
				continue
			}
			if len(open) == 0 {
				return "", errors.New("read the drawn SVG: it ends twice")
			}
			if name := open[len(open)-1]; name != "" {
				w.end(name)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if hidden == 0 && inText(open) && strings.TrimSpace(string(t)) != "" {
				w.text(t)
			}
		}
	}
}

// belongs reports whether an element may stand inside the open ones: all but the
// svg element itself inside one, and only parts of text inside text.
func belongs(name string, open []string) bool {
	switch {
	case len(open) == 0 || name == "svg":
		return len(open) == 0 && name == "svg"
	case inText(open):
		return name == "tspan"
	}
	last := open[len(open)-1]
	return name != "tspan" && (last == "" || last == "svg")
}

func inText(open []string) bool { return slices.Contains(open, "text") }

// attribute is a name and a value, in the order ECharts writes them.
type attribute struct{ name, value string }

// attributesOf keeps what is listed, shortens it, and turns a style into
// attributes.
func attributesOf(t xml.StartElement) []attribute {
	var out []attribute
	add := func(name, value string) {
		if plainValue.MatchString(value) {
			out = append(out, attribute{name, longNumber.ReplaceAllStringFunc(value, tenth)})
		}
	}
	for _, a := range t.Attr {
		switch {
		case a.Name.Local == "style":
			for _, m := range styleRule.FindAllStringSubmatch(a.Value, -1) {
				add(m[1], strings.TrimSuffix(strings.TrimSpace(m[2]), "px"))
			}
		case a.Name.Space == "" && keptAttributes.MatchString(a.Name.Local):
			add(a.Name.Local, a.Value)
		}
	}
	return out
}

// take removes an attribute and returns its value.
func take(attrs *[]attribute, name string) string {
	for i, a := range *attrs {
		if a.name == name {
			*attrs = append((*attrs)[:i:i], (*attrs)[i+1:]...)
			return a.value
		}
	}
	return ""
}

// svgWriter writes elements, holding a path back as long as the next may join it.
type svgWriter struct {
	out  strings.Builder
	path string // d of the path held back
	look string // its other attributes
	bare bool   // an element is open and nothing is inside it yet

	group string // attributes of the open group of texts or circles, "" when none is
}

func (w *svgWriter) start(name string, attrs []attribute, extra string) {
	switch name {
	case "svg":
		// The viewBox says the size; the page's style sets it.
		take(&attrs, "width")
		take(&attrs, "height")
	case "path":
		w.startPath(attrs)
		return
	case "text":
		placeText(&attrs)
		w.flush()
		w.grouped(attrs, "x", "y")
		w.out.WriteString("<text" + joined(place(attrs, "x", "y")))
		w.bare = true
		return
	}
	w.flush()
	w.ungroup()
	w.out.WriteString("<" + name)
	if name == "svg" {
		w.out.WriteString(extra)
	}
	w.out.WriteString(joined(attrs))
	w.bare = true
}

// grouped opens a group with the look of an element, its attributes but the named
// ones, unless that group is open already.
func (w *svgWriter) grouped(attrs []attribute, geometry ...string) {
	look := joined(slices.DeleteFunc(slices.Clone(attrs), func(a attribute) bool { return slices.Contains(geometry, a.name) }))
	if look == w.group {
		w.closeTag()
		return
	}
	w.ungroup()
	if look != "" {
		w.out.WriteString("<g" + look + ">")
		w.group = look
	}
}

func (w *svgWriter) ungroup() {
	w.closeTag()
	if w.group != "" {
		w.out.WriteString("</g>")
		w.group = ""
	}
}

// place keeps the named attributes.
func place(attrs []attribute, names ...string) []attribute {
	return slices.DeleteFunc(slices.Clone(attrs), func(a attribute) bool { return !slices.Contains(names, a.name) })
}

// startPath joins the path to the one before when they look alike.
func (w *svgWriter) startPath(attrs []attribute) {
	if unseen(attrs) {
		return
	}
	d := take(&attrs, "d")
	if circle := circleOf(d, attrs); circle != nil {
		w.flush()
		w.grouped(circle, "cx", "cy", "r")
		w.out.WriteString("<circle" + joined(place(circle, "cx", "cy", "r")) + "/>")
		return
	}
	look := joined(attrs)
	if look != w.look || strings.Contains(look, "transform") {
		w.flush()
	}
	w.path, w.look = w.path+d, look
}

// flush writes the path held back.
func (w *svgWriter) flush() {
	if w.path == "" {
		return
	}
	w.ungroup()
	w.out.WriteString(`<path d="` + w.path + `"` + w.look + "/>")
	w.path, w.look = "", ""
}

// closeTag ends a start tag that something goes into or that something follows.
func (w *svgWriter) closeTag() {
	if w.bare {
		w.out.WriteString(">")
		w.bare = false
	}
}

func (w *svgWriter) end(name string) {
	switch {
	case name == "path":
	case name == "svg" || !w.bare:
		w.flush()
		if name == "svg" {
			w.ungroup()
		}
		w.closeTag()
		w.out.WriteString("</" + name + ">")
	default: // nothing inside: a short tag, which HTML takes from SVG
		w.out.WriteString("/>")
		w.bare = false
	}
}

func (w *svgWriter) text(t []byte) {
	w.flush()
	w.closeTag()
	_ = xml.EscapeText(&w.out, t) // a strings.Builder takes everything
}

func joined(attrs []attribute) string {
	var b strings.Builder
	for _, a := range attrs {
		b.WriteString(" " + a.name + `="` + a.value + `"`)
	}
	return b.String()
}

// unseen reports whether a shape paints nothing.
func unseen(attrs []attribute) bool {
	fill, stroke, opacity := "black", "none", "1"
	for _, a := range attrs {
		switch a.name {
		case "fill":
			fill = a.value
		case "stroke":
			stroke = a.value
		case "stroke-opacity", "opacity":
			opacity = a.value
		}
	}
	return fill == "none" && (stroke == "none" || opacity == "0")
}

// placeText writes where a text is as x and y, and leaves out what it inherits
// from the svg element.
func placeText(attrs *[]attribute) {
	if m := moved.FindStringSubmatch(take(attrs, "transform")); m != nil {
		x, y := take(attrs, "x"), take(attrs, "y")
		*attrs = append([]attribute{{"x", sum(m[1], x)}, {"y", sum(m[2], y)}}, *attrs...)
	}
	*attrs = slices.DeleteFunc(*attrs, func(a attribute) bool {
		return a == attribute{"fill", inkColor} || a == attribute{"text-anchor", "start"}
	})
}

func sum(a, b string) string {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a
	}
	return tenth(strconv.FormatFloat(x+y, 'f', -1, 64))
}

// circleOf returns the attributes of a circle for the path that ECharts makes of a
// round mark, which is three times as long; nil when it is none.
func circleOf(d string, attrs []attribute) []attribute {
	if d != unitCircle {
		return nil
	}
	m := scaledAndMoved.FindStringSubmatch(take(&attrs, "transform"))
	if m == nil || m[1] != m[2] {
		return nil
	}
	if width := take(&attrs, "stroke-width"); width != "" {
		scale, errScale := strconv.ParseFloat(m[1], 64)
		w, errWidth := strconv.ParseFloat(width, 64)
		if errScale != nil || errWidth != nil {
			return nil
		}
		attrs = append(attrs, attribute{"stroke-width", tenth(strconv.FormatFloat(w*scale, 'f', -1, 64))})
	}
	return append([]attribute{{"cx", m[3]}, {"cy", m[4]}, {"r", m[1]}}, attrs...)
}

// tenth rounds a number to one decimal, without a trailing ".0".
func tenth(s string) string {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	s = strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
	if s == "-0" {
		return "0"
	}
	return s
}
