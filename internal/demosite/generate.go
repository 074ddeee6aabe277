package demosite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"juyo/listing"
)

// GenerateOptions says what Generate writes.
type GenerateOptions struct {
	Listings int           // how many lines
	Months   int           // they are spread over so many months (1 … 600)
	Seed     uint64        // same seed, same bytes
	End      listing.Month // the last of the months; zero is DefaultEnd
}

// DefaultEnd is the last month of generated listings when nothing else is said.
// It does not follow the clock: equal options give equal bytes on any day.
const DefaultEnd listing.Month = 2026*12 + 9 // 2026-10

// ErrOptions marks options that Generate cannot follow.
var ErrOptions = errors.New("generate options")

// Generate writes o.Listings listings to w, one JSON object a line in the form
// `juyo import` reads, ordered by the day they were posted. Shares and pay are
// those of Truth; about one listing in seventeen is an earlier opening put up
// again. Memory does not grow with o.Listings, every line depends on the seed
// and its number alone, and lines are composed on all processors.
func Generate(ctx context.Context, w io.Writer, o GenerateOptions) error {
	if o.Listings < 0 {
		return fmt.Errorf("%w: listings: %d is negative", ErrOptions, o.Listings)
	}
	if o.Months < 1 || o.Months > 600 {
		return fmt.Errorf("%w: months: %d is outside 1 … 600", ErrOptions, o.Months)
	}
	if o.End == 0 {
		o.End = DefaultEnd
	}
	if int(o.End) <= o.Months {
		return fmt.Errorf("%w: end: %s leaves no room for %d months before it", ErrOptions, o.End, o.Months)
	}
	cat, err := newCatalog()
	if err != nil {
		return err
	}
	g := generation{GenerateOptions: o, cat: cat}
	g.firstDay = dayOf((o.End + 1 - listing.Month(o.Months)).Start(jst))
	g.days = dayOf((o.End + 1).Start(jst)) - g.firstDay
	g.employers = min(4000, max(60, o.Listings/60))
	return g.run(ctx, w)
}

type generation struct {
	GenerateOptions
	cat       *catalog
	firstDay  int
	days      int
	employers int
}

// chunk is a run of lines that one goroutine composes.
type chunk struct {
	from, to int
	lines    []byte
	done     chan struct{}
}

const chunkLines = 256

// run hands chunks to one goroutine a processor and writes them in order.
func (g *generation) run(ctx context.Context, w io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	workers := min(runtime.GOMAXPROCS(0), 16)
	todo := make(chan *chunk, 2*workers)
	order := make(chan *chunk, 2*workers)
	free := make(chan *chunk, 4*workers+2)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for range workers {
		wg.Go(func() {
			lines := newLineWriter(g)
			for c := range todo {
				c.lines = c.lines[:0]
				for i := c.from; i < c.to && ctx.Err() == nil; i++ {
					c.lines = lines.append(c.lines, i)
				}
				c.done <- struct{}{}
			}
		})
	}
	wg.Go(func() {
		defer close(order)
		defer close(todo)
		for from := 0; from < g.Listings; from += chunkLines {
			var c *chunk
			select {
			case c = <-free:
			default:
				c = &chunk{done: make(chan struct{}, 1)}
			}
			c.from, c.to = from, min(from+chunkLines, g.Listings)
			select {
			case order <- c:
			case <-ctx.Done():
				return
			}
			todo <- c // there is room: todo is as long as order, and order took it
		}
	})
	for c := range order {
		select {
		case <-c.done:
		case <-ctx.Done():
			return fmt.Errorf("generate listings: %w", context.Cause(ctx))
		}
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("generate listings: %w", err)
		}
		if _, err := w.Write(c.lines); err != nil {
			return fmt.Errorf("write listings %d to %d: %w", c.from+1, c.to, err)
		}
		select {
		case free <- c:
		default:
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("generate listings: %w", err)
	}
	return nil
}

// lineWriter composes lines; one goroutine's own.
type lineWriter struct {
	*generation
	w       *composer
	pick    *composer // for drawing: its generator only
	o       opening
	company []byte
}

func newLineWriter(g *generation) *lineWriter {
	return &lineWriter{generation: g, w: newComposer(g.cat), pick: newComposer(g.cat)}
}

// generatedSources publish the generated listings, those in Japanese by the
// first three.
var generatedSources = [4]string{"gen-kikori", "gen-mukashi", "gen-tayori", "gen-lantern"}

// draw fills l.o with the i-th opening.
func (l *lineWriter) draw(i int) {
	l.pick.pcg.Seed(l.Seed, uint64(i))
	r := l.pick.rng
	o := &l.o
	asks := o.asks
	*o = opening{asks: asks, words: r.Uint64(), product: r.IntN(len(productTable))}
	x := float64(i) / float64(max(1, l.Listings-1))
	o.posted = l.firstDay + int(float64(i)*float64(l.days)/float64(l.Listings))
	o.closed = o.posted + drawLife(r)
	// A few employers publish much, most publish little.
	e := min(l.employers-1, int(float64(l.employers)*math.Pow(r.Float64(), 1.7)))
	o.employer = len(employerTable) + e
	o.en = e%6 == 5
	o.place = e * 7 % placesInJapan
	if u := r.Float64(); u < 0.55 {
		o.place = e % 7 // Tokyo
	}
	if e%12 == 11 {
		o.place = placesInJapan + e/12%(len(places)-placesInJapan)
	}
	who := employer{pay: 0.92 + 0.2*spread(e)}
	if u := r.Float64(); u < 0.12 {
		drawOther(r, o, u < 0.03)
		return
	}
	o.role = l.cat.pickRole(r.Float64())
	o.stack = l.cat.roles[o.role].pickStack(r.Float64(), x)
	o.seniority = drawSeniority(r, l.cat.roles[o.role].role)
	l.cat.drawAsks(r, o, x)
	l.cat.drawTerms(r, o, &who, x)
}

// repostOf returns the opening that line i advertises again, or i itself.
func (l *lineWriter) repostOf(i int) int {
	l.pick.pcg.Seed(l.Seed^0x7265706f7374, uint64(i))
	r := l.pick.rng
	window := l.Listings * 70 / max(l.days, 70) // lines of about seventy days
	if i < window || window < 2 || !chance(r, 0.06) {
		return i
	}
	return i - 1 - r.IntN(window)
}

// append appends line i to b.
func (l *lineWriter) append(b []byte, i int) []byte {
	l.draw(i)
	posted, closed := l.o.posted, l.o.closed
	from := l.repostOf(i)
	repost := 0
	if from != i {
		l.draw(from)
		repost = 1
	}
	o := &l.o
	l.pick.pcg.Seed(l.Seed^0x6c696e65, uint64(i))
	r := l.pick.rng
	source := o.employer % 3
	if o.en {
		source = 3
	} else if repost > 0 && chance(r, 0.5) {
		source = (source + 1) % 3
	}
	var form layout
	switch source {
	case 0, 3:
		form = layoutHTML
	case 1:
		form = layoutBreaks
	default:
		form = layoutText + layout(o.employer%2)
	}
	l.company = appendEmployerName(l.company[:0], o.employer-len(employerTable), o.en)
	ad := l.w.compose(o, string(l.company), form, repost, false)

	b = append(b, `{"source":"`...)
	b = append(b, generatedSources[source]...)
	b = append(b, `","id":"`...)
	b = appendInt(b, int64(i+1))
	b = append(b, `","url":"https://jobs.example.jp/`...)
	b = append(b, generatedSources[source]...)
	b = append(b, '/')
	b = appendInt(b, int64(i+1))
	b = append(b, '"')
	b = appendField(b, "title", ad.title)
	b = appendField(b, "company", l.company)
	b = appendField(b, "location", ad.place)
	if form >= layoutText {
		b = appendField(b, "text", ad.body)
	} else {
		b = appendField(b, "html", ad.body)
	}
	b = appendField(b, "salary_text", ad.pay)
	b = appendField(b, "employment_text", ad.employment)
	if p := &places[o.place]; p.country != "JP" {
		b = append(b, `,"market":"`...)
		b = append(b, p.country...)
		b = append(b, '"')
	}
	b = append(b, `,"posted_at":"`...)
	b = dayStart(posted).AppendFormat(b, time.DateOnly)
	// Seen some hours later, in the daytime of the same day in Japan.
	b = append(b, `","observed_at":"`...)
	b = dayStart(posted).Add(time.Duration(9*3600+r.IntN(12*3600))*time.Second).AppendFormat(b, time.RFC3339)
	// What is still open at the end of the last month is seen until then: with one
	// observation a line, a listing without an end would count in its first month only.
	b = append(b, `","closed_at":"`...)
	if end := l.firstDay + l.days; closed < end {
		b = dayStart(closed).AppendFormat(b, time.DateOnly)
	} else {
		b = dayStart(end).Add(-time.Second).AppendFormat(b, time.RFC3339)
	}
	b = append(b, `","lang":"`...)
	if o.en {
		b = append(b, `en"}`...)
	} else {
		b = append(b, `ja"}`...)
	}
	return append(b, '\n')
}

// appendField appends ,"name":"value" unless value is empty.
func appendField(b []byte, name string, value []byte) []byte {
	if len(value) == 0 {
		return b
	}
	b = append(b, `,"`...)
	b = append(b, name...)
	b = append(b, `":`...)
	return appendJSONString(b, value)
}

// appendJSONString appends valid UTF-8 s as a JSON string.
func appendJSONString(b, s []byte) []byte {
	b = append(b, '"')
	from := 0
	for i, c := range s {
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '\n':
			b = append(b, `\n`...)
		case '"', '\\':
			b = append(b, '\\', c)
		default:
			b = append(b, strconv.QuoteRuneToASCII(utf8.RuneError)[1:7]...)
		}
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}
