package report_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"juyo/demand"
	"juyo/report"
)

// hostile is what a listing may carry: text that closes a script, and the mark
// that go-echarts' own renderer turns into code.
const (
	hostileScript = `</script><script>alert(1)</script>`
	hostileMark   = `__f__(alert(1))__f__`
	hostileImage  = `<img src=x onerror=alert(1)>`
)

// hostileNames puts hostile text wherever names come from outside.
func hostileNames(c *demand.Catalogue) {
	c.Skills[0].Name, c.Skills[0].NameJA = hostileScript, hostileScript
	c.Skills[1].Name, c.Skills[1].NameJA = hostileMark, hostileMark
	c.Skills[2].Name, c.Skills[2].NameJA = hostileImage+" {b} {a|x}", hostileImage+" {b} {a|x}"
	c.Sources[0].Name, c.Sources[0].Kind = hostileScript, hostileImage
}

// In a real browser, at desk and phone width, in both languages, light and dark:
// the page asks the network for nothing, logs nothing, runs nothing it was
// given, fits its window, and its charts answer mouse and keyboard.
func TestBrowser(t *testing.T) {
	b := startBrowser(t)
	m := hostileMarket()
	for _, lang := range []string{"ja", "en"} {
		r, err := report.Build(t.Context(), m, report.Options{
			Lang: lang, Scope: demand.DefaultScope(), Now: october, Version: "test", Title: hostileScript,
			Notes: []demand.Warning{{JA: hostileImage, EN: hostileImage}},
		})
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "report.html")
		if _, err := report.WriteFiles(t.Context(), path, r); err != nil {
			t.Fatal(err)
		}
		address := (&url.URL{Scheme: "file", Path: path}).String()
		for _, window := range []struct {
			width int
			dark  bool
		}{{1280, false}, {1280, true}, {360, true}, {320, false}} {
			name := fmt.Sprintf("%s-%d-dark-%t", lang, window.width, window.dark)
			t.Run(name, func(t *testing.T) {
				p := b.open(t, address, window.width, 900, window.dark)
				if got := p.text("document.title"); got != hostileScript {
					t.Errorf("title %q, want the text as given", got)
				}
				if got := p.text("document.documentElement.scrollWidth"); got != strconv.Itoa(window.width) {
					t.Errorf("page is %s px wide in a window of %d: it scrolls sideways", got, window.width)
				}
				tryCharts(t, p)
				if shots := os.Getenv("JUYO_TEST_SHOTS"); shots != "" {
					p.screenshot(filepath.Join(shots, name+".png"))
				}
				checkQuiet(t, p, address)
			})
		}
	}
}

// On paper everything that is folded away is there, in ink on white, and what
// only a screen needs is not.
func TestPrint(t *testing.T) {
	b := startBrowser(t)
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, []byte(staticPage()), 0o600); err != nil {
		t.Fatal(err)
	}
	p := b.open(t, (&url.URL{Scheme: "file", Path: path}).String(), 720, 1000, true)
	p.do("Emulation.setEmulatedMedia", map[string]any{"media": "print"})
	if got := p.text("document.querySelector('#languages details table').getBoundingClientRect().height > 100"); got != "true" {
		t.Error("the table under a chart is not printed")
	}
	if got := p.text("document.querySelector('nav').getBoundingClientRect().height + document.querySelector('.actions').getBoundingClientRect().height"); got != "0" {
		t.Errorf("contents and downloads take %s px on paper", got)
	}
	if got := p.text("getComputedStyle(document.body).backgroundColor"); got != "rgb(255, 255, 255)" {
		t.Errorf("paper is %s", got)
	}
	if shots := os.Getenv("JUYO_TEST_SHOTS"); shots != "" {
		p.screenshot(filepath.Join(shots, "print.png"))
	}
}

// tryCharts hovers over a chart and walks through another with the keyboard.
func tryCharts(t *testing.T, p *tab) {
	t.Helper()
	p.text("document.getElementById('chart-languages').scrollIntoView()")
	var at struct{ X, Y float64 }
	if err := json.Unmarshal([]byte(p.text("JSON.stringify((r => ({X: r.left + r.width / 2, Y: r.top + 40}))(document.getElementById('chart-languages').getBoundingClientRect()))")), &at); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		p.do("Input.dispatchMouseEvent", map[string]any{"type": "mouseMoved", "x": at.X, "y": at.Y})
		at.X += 3
	}
	p.text("new Promise(r => setTimeout(r, 100))")
	shown := p.text("document.querySelector('#chart-languages .live svg').textContent")
	if !strings.Contains(shown, "95") {
		t.Errorf("no tooltip after hovering; the live chart says %q", shown)
	}
	if got := p.text("[...document.querySelectorAll('#chart-languages > svg')].filter(s => s.getBoundingClientRect().width > 0).length"); got != "0" {
		t.Errorf("%s still drawings beside the live chart", got)
	}
	if shots := os.Getenv("JUYO_TEST_SHOTS"); shots != "" {
		p.screenshot(filepath.Join(shots, strings.ReplaceAll(t.Name(), "/", "-")+"-tip.png"))
	}
	p.text("document.getElementById('chart-clouds').focus()")
	p.do("Input.dispatchKeyEvent", map[string]any{"type": "keyDown", "key": "ArrowDown", "code": "ArrowDown", "windowsVirtualKeyCode": 40})
	if said := p.text("document.getElementById('chart-said').textContent"); !strings.Contains(said, "AWS") {
		t.Errorf("arrow key on the clouds chart announced %q, want its first row, AWS", said)
	}
	if got := p.text("document.querySelectorAll('#chart-clouds .live svg').length"); got != "1" {
		t.Errorf("%s live charts after focus, want 1", got)
	}
	// Every chart can be made live.
	p.text("document.querySelectorAll('.chart').forEach(c => c.dispatchEvent(new PointerEvent('pointerenter')))")
	if got, want := p.text("document.querySelectorAll('.chart.on .live svg').length"), p.text("document.querySelectorAll('.chart').length"); got != want {
		t.Errorf("%s of %s charts went live", got, want)
	}
}

// checkQuiet fails on anything the page logged, asked for or opened.
func checkQuiet(t *testing.T, p *tab, address string) {
	t.Helper()
	for _, what := range p.said("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening") {
		t.Error(what)
	}
	for _, request := range p.said("Network.requestWillBeSent") {
		var r struct{ Request struct{ URL string } }
		if err := json.Unmarshal([]byte(strings.SplitN(request, " ", 2)[1]), &r); err != nil {
			t.Fatal(err)
		}
		if r.Request.URL != address {
			t.Errorf("the page asked for %s", r.Request.URL)
		}
	}
}
