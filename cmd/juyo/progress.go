package main

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/jedib0t/go-pretty/v6/progress"
	"github.com/jedib0t/go-pretty/v6/text"
)

// meter shows how far long work has come: trackers on stderr while that is a
// terminal, nothing otherwise.
type meter struct {
	w    progress.Writer // nil: silent
	done chan struct{}
}

// meter starts one; call stop before writing anything else to the terminal.
func (a *app) meter() *meter {
	if a.quiet || !a.stderrTTY {
		return &meter{}
	}
	w := progress.NewWriter()
	w.SetOutputWriter(a.stderr)
	w.SetUpdateFrequency(150 * time.Millisecond)
	w.SetAutoStop(false)
	w.SetTrackerLength(20)
	w.SetMessageLength(28)
	w.SetStyle(progress.StyleDefault)
	w.Style().Visibility.Speed = true
	w.Style().Visibility.ETA = true
	if !a.color(a.stderrTTY) {
		w.Style().Colors = progress.StyleColors{}
		text.DisableColors()
	}
	m := &meter{w: w, done: make(chan struct{})}
	go func() {
		defer close(m.done)
		w.Render()
	}()
	return m
}

// task adds one line; total 0 means the end is not known.
func (m *meter) task(message string, total int64) *task {
	if m.w == nil {
		return &task{}
	}
	t := &progress.Tracker{Message: message, Total: total}
	m.w.AppendTracker(t)
	return &task{t: t}
}

func (m *meter) stop() {
	if m.w != nil {
		m.w.Stop()
		<-m.done
		m.w = nil
	}
}

type task struct{ t *progress.Tracker }

func (k *task) at(n int64) {
	if k.t != nil {
		k.t.SetValue(n)
	}
}

func (k *task) total(n int64) {
	if k.t != nil && k.t.Total != n {
		k.t.UpdateTotal(n)
	}
}

func (k *task) say(message string) {
	if k.t != nil {
		k.t.UpdateMessage(message)
	}
}

func (k *task) end(err error) {
	switch {
	case k.t == nil:
	case err != nil:
		k.t.MarkAsErrored()
	default:
		k.t.MarkAsDone()
	}
}

// countReader counts the bytes read through it.
type countReader struct {
	r io.Reader
	f func(total int64)
	n int64
}

func (c *countReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.f(c.n)
	return n, err
}

// plural returns "1 listing" or "2 listings".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%s %ss", thousands(n), noun)
}

// thousands writes n with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
