package chart

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"juyo/report/assets"
)

// Renderer holds ECharts compiled, ready to run. Making one takes about a tenth
// of a second; it is safe for concurrent use, so make one and pass it around.
type Renderer struct {
	program *goja.Program
}

// NewRenderer compiles the embedded ECharts.
func NewRenderer() (*Renderer, error) {
	p, err := goja.Compile("echarts.min.js", assets.ECharts(), false)
	if err != nil {
		return nil, fmt.Errorf("compile ECharts: %w", err)
	}
	return &Renderer{program: p}, nil
}

// Session draws the charts of one report, one JavaScript engine for all of them.
// ECharts keeps state (it counts what it has drawn), so each report gets a fresh
// one and comes out the same, byte for byte. It is not safe for concurrent use.
type Session struct {
	draw goja.Callable
	vm   *goja.Runtime
}

// ambient is the little that ECharts asks of its surroundings.
const ambient = `var window=this,self=this,global=this,console={log:function(){},warn:function(){},error:function(){}};` +
	`var setTimeout=function(){return 0},clearTimeout=function(){};`

// drawOne renders one option, given as JSON, to an SVG string.
const drawOne = `(function(option,width,height){` +
	`var c=echarts.init(null,null,{renderer:'svg',ssr:true,width:width,height:height});` +
	`try{c.setOption(JSON.parse(option));return c.renderToSVGString({useViewBox:true})}finally{c.dispose()}})`

// NewSession starts a fresh JavaScript engine with ECharts in it.
func (r *Renderer) NewSession() (*Session, error) {
	vm := goja.New()
	if _, err := vm.RunString(ambient); err != nil {
		return nil, fmt.Errorf("start the chart engine: %w", err)
	}
	if _, err := vm.RunProgram(r.program); err != nil {
		return nil, fmt.Errorf("load ECharts: %w", err)
	}
	v, err := vm.RunString(drawOne)
	if err != nil {
		return nil, fmt.Errorf("start the chart engine: %w", err)
	}
	draw, ok := goja.AssertFunction(v)
	if !ok {
		return nil, errors.New("start the chart engine: no drawing function")
	}
	return &Session{draw: draw, vm: vm}, nil
}

// SVG renders d as an SVG element for a page with a strict Content-Security-Policy:
// no style, script or id in it, colours as CSS variables. It belongs inside an
// element with role img and a label. An error names the chart by name.
func (s *Session) SVG(d Drawing, name, class string) (string, error) {
	option, err := d.JSON()
	if err != nil {
		return "", err
	}
	v, err := s.draw(goja.Undefined(), s.vm.ToValue(string(option)), s.vm.ToValue(d.Width), s.vm.ToValue(d.Height))
	if err != nil {
		return "", fmt.Errorf("draw chart %s: %w", name, err)
	}
	if !safeName(class) {
		return "", fmt.Errorf("draw chart %s: class %q: want lower-case letters, digits and -", name, class)
	}
	svg, err := clean(v.String(), ` class="`+class+`"`)
	if err != nil {
		return "", fmt.Errorf("draw chart %s: %w", name, err)
	}
	return svg, nil
}

func safeName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
