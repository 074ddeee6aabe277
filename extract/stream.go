package extract

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"juyo/extract/document"
	"juyo/listing"
)

// maxLine is the longest line Stream reads, in bytes. A longer one is reported
// and skipped.
const maxLine = 16 << 20

// StreamOptions say how Stream works.
type StreamOptions struct {
	Workers  int  // listings read at once; 0: one a processor
	EmitText bool // write "text", the text that the offsets of mentions are into
	// Bad is called for every line that is skipped, in order; nil: they are only
	// counted.
	Bad func(*LineError)
}

// StreamResult counts what Stream did.
type StreamResult struct {
	Lines int // not empty
	Read  int // listings written
	Bad   int // lines skipped
}

// LineError is a line that is no listing.
type LineError struct {
	Line int // from 1
	Err  error
}

// Error names the line.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the reason.
func (e *LineError) Unwrap() error { return e.Err }

// ErrLine marks a line that cannot be read as a listing.
var ErrLine = errors.New("not a listing")

// signalsWithText is one line of output with --emit-text.
type signalsWithText struct {
	listing.Signals
	Text string `json:"text"`
}

// job is one line on its way through the workers.
type job struct {
	number int
	line   []byte
	out    []byte
	err    error
	done   chan struct{}
}

// Stream reads listings from r, one JSON object a line, and writes their signals
// to w, one JSON object a line, in the same order and in constant memory. A line
// that is no listing is skipped and counted (see StreamOptions.Bad). The error is
// that of ctx, of reading r or of writing w; what the result counts is written.
func Stream(ctx context.Context, r io.Reader, w io.Writer, e *Extractor, o StreamOptions) (StreamResult, error) {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	g, ctx := errgroup.WithContext(ctx)
	todo := make(chan *job)
	ordered := make(chan *job, 2*workers)
	pool := sync.Pool{New: func() any { return new(job) }}

	g.Go(func() error {
		defer close(todo)
		defer close(ordered)
		return eachLine(r, func(number int, line []byte, err error) error {
			j, _ := pool.Get().(*job)
			j.number, j.err, j.done = number, err, make(chan struct{})
			j.line = append(j.line[:0], line...)
			select {
			case ordered <- j:
			case <-ctx.Done():
				return ctx.Err()
			}
			select {
			case todo <- j:
			case <-ctx.Done():
				return ctx.Err()
			}
			return nil
		})
	})
	for range workers {
		g.Go(func() error {
			for j := range todo {
				if j.err == nil {
					j.out, j.err = e.line(j.out[:0], j.line, o.EmitText)
				}
				close(j.done)
			}
			return nil
		})
	}

	var res StreamResult
	g.Go(func() error {
		buf := bufio.NewWriterSize(w, 1<<16)
		for j := range ordered {
			select {
			case <-j.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			res.Lines++
			if j.err != nil {
				res.Bad++
				if o.Bad != nil {
					o.Bad(&LineError{Line: j.number, Err: j.err})
				}
			} else {
				if _, err := buf.Write(j.out); err != nil {
					return fmt.Errorf("write signals: %w", err)
				}
				res.Read++
			}
			pool.Put(j)
		}
		if err := buf.Flush(); err != nil {
			return fmt.Errorf("write signals: %w", err)
		}
		return nil
	})
	if err := g.Wait(); err != nil {
		return res, err
	}
	return res, nil
}

// line appends the signals of the listing that src holds to dst, with a line
// end.
func (e *Extractor) line(dst, src []byte, emitText bool) ([]byte, error) {
	var l listing.Listing
	if err := decode(src, &l); err != nil {
		return dst, err
	}
	d := document.New(&l)
	s := e.read(&l, d)
	b := bytes.NewBuffer(dst)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	var err error
	if emitText {
		err = enc.Encode(signalsWithText{Signals: s, Text: d.Text})
	} else {
		err = enc.Encode(s)
	}
	if err != nil {
		return dst, fmt.Errorf("write signals of %s: %w", l.ID, err)
	}
	return b.Bytes(), nil
}

// eachLine calls f with every line of r that is not blank, without its end. A
// line over maxLine is reported as an error and read to its end.
func eachLine(r io.Reader, f func(number int, line []byte, err error) error) error {
	br := bufio.NewReaderSize(r, 1<<16)
	var line []byte
	for number := 1; ; number++ {
		line = line[:0]
		var tooLong bool
		var readErr error
		for {
			part, err := br.ReadSlice('\n')
			if len(line)+len(part) > maxLine {
				tooLong = true
			} else {
				line = append(line, part...)
			}
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			readErr = err
			break
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 || tooLong {
			var lineErr error
			if tooLong {
				lineErr = fmt.Errorf("%w: longer than %d MiB", ErrLine, maxLine>>20)
			}
			if err := f(number, trimmed, lineErr); err != nil {
				return err
			}
		}
		if errors.Is(readErr, io.EOF) {
			return nil
		}
		if readErr != nil {
			return fmt.Errorf("read listings: %w", readErr)
		}
	}
}
