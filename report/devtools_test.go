package report_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"
)

// browser is a headless Chromium spoken to over two pipes (the DevTools protocol
// with --remote-debugging-pipe: JSON messages ended by a zero byte), so that
// the tests need no other tool and open no port.
type browser struct {
	to   io.Writer
	mu   sync.Mutex
	next int
	wait map[int]chan reply
	seen []event
}

type reply struct {
	ID     int             `json:"id"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// event is something the browser said by itself.
type event struct {
	Method    string          `json:"method"`
	Params    json.RawMessage `json:"params"`
	SessionID string          `json:"sessionId"`
}

// startBrowser starts Chromium, or skips the test where there is none.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium here: the page is not tried in a browser")
	}
	if testing.Short() {
		t.Skip("short: the page is not tried in a browser")
	}
	theirIn, ourOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ourIn, theirOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--hide-scrollbars", "--force-device-scale-factor=1", "--user-data-dir="+t.TempDir(), "--remote-debugging-pipe", "about:blank")
	cmd.ExtraFiles = []*os.File{theirIn, theirOut}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	theirIn.Close()
	theirOut.Close()
	b := &browser{to: ourOut, wait: map[int]chan reply{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.listen(ourIn)
	}()
	t.Cleanup(func() {
		// Asked to close, it takes its helper processes along.
		b.mu.Lock()
		_, _ = fmt.Fprint(b.to, `{"id":999999,"method":"Browser.close"}`+"\x00")
		b.mu.Unlock()
		stop := time.AfterFunc(5*time.Second, cancel)
		_ = cmd.Wait()
		stop.Stop()
		cancel()
		ourOut.Close()
		ourIn.Close()
		<-done
	})
	return b
}

func (b *browser) listen(from io.Reader) {
	r := bufio.NewReader(from)
	for {
		line, err := r.ReadBytes(0)
		if err != nil {
			b.mu.Lock()
			for _, c := range b.wait {
				close(c)
			}
			b.wait = map[int]chan reply{}
			b.mu.Unlock()
			return
		}
		line = line[:len(line)-1]
		var re reply
		if json.Unmarshal(line, &re) == nil && re.ID != 0 {
			b.mu.Lock()
			if c := b.wait[re.ID]; c != nil {
				c <- re
				delete(b.wait, re.ID)
			}
			b.mu.Unlock()
			continue
		}
		var e event
		if json.Unmarshal(line, &e) == nil {
			b.mu.Lock()
			b.seen = append(b.seen, e)
			b.mu.Unlock()
		}
	}
}

// call sends one command and waits for its answer.
func (b *browser) call(session, method string, params map[string]any, result any) error {
	b.mu.Lock()
	b.next++
	id := b.next
	c := make(chan reply, 1)
	b.wait[id] = c
	message := map[string]any{"id": id, "method": method}
	if params != nil {
		message["params"] = params
	}
	if session != "" {
		message["sessionId"] = session
	}
	line, err := json.Marshal(message)
	if err == nil {
		_, err = b.to.Write(append(line, 0))
	}
	b.mu.Unlock()
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	select {
	case re, ok := <-c:
		switch {
		case !ok:
			return fmt.Errorf("%s: the browser has gone", method)
		case re.Error != nil:
			return fmt.Errorf("%s: %s", method, re.Error.Message)
		case result != nil:
			return json.Unmarshal(re.Result, result)
		}
		return nil
	case <-time.After(60 * time.Second):
		return fmt.Errorf("%s: no answer", method)
	}
}

// tab is one page of the browser.
type tab struct {
	t       *testing.T
	b       *browser
	session string
}

// open loads a file in a new tab of a size and waits until it is there.
func (b *browser) open(t *testing.T, url string, width, height int, dark bool) *tab {
	t.Helper()
	var target struct {
		TargetID string `json:"targetId"`
	}
	var attached struct {
		SessionID string `json:"sessionId"`
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(b.call("", "Target.createTarget", map[string]any{"url": "about:blank"}, &target))
	must(b.call("", "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached))
	p := &tab{t: t, b: b, session: attached.SessionID}
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		p.do(domain+".enable", nil)
	}
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	p.do("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false})
	p.do("Emulation.setEmulatedMedia", map[string]any{"features": []any{map[string]any{"name": "prefers-color-scheme", "value": scheme}}})
	p.do("Page.navigate", map[string]any{"url": url})
	for range 200 {
		if p.text("document.readyState") == "complete" && p.text("location.href") != "about:blank" {
			return p
		}
		p.text("new Promise(r => setTimeout(r, 25))")
	}
	t.Fatalf("%s did not load", url)
	return nil
}

func (p *tab) do(method string, params map[string]any) {
	p.t.Helper()
	if err := p.b.call(p.session, method, params, nil); err != nil {
		p.t.Fatal(err)
	}
}

// text evaluates an expression in the page and returns it as a string.
func (p *tab) text(expression string) string {
	p.t.Helper()
	var out struct {
		Result struct {
			Value any `json:"value"`
		} `json:"result"`
		ExceptionDetails *struct {
			Text string `json:"text"`
		} `json:"exceptionDetails"`
	}
	err := p.b.call(p.session, "Runtime.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true}, &out)
	if err == nil && out.ExceptionDetails != nil {
		err = errors.New(out.ExceptionDetails.Text)
	}
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return fmt.Sprint(out.Result.Value)
}

// said returns the events of the tab by these names, as text.
func (p *tab) said(methods ...string) []string {
	p.b.mu.Lock()
	defer p.b.mu.Unlock()
	var out []string
	for _, e := range p.b.seen {
		if e.SessionID == p.session && slices.Contains(methods, e.Method) {
			out = append(out, e.Method+" "+string(e.Params))
		}
	}
	return out
}

// screenshot writes what the tab shows, the whole page, to a PNG file.
func (p *tab) screenshot(path string) {
	p.t.Helper()
	var shot struct {
		Data []byte `json:"data"`
	}
	if err := p.b.call(p.session, "Page.captureScreenshot", map[string]any{"captureBeyondViewport": true}, &shot); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, shot.Data, 0o600); err != nil {
		p.t.Fatal(err)
	}
}
