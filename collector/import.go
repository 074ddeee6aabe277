package collector

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"juyo/listing"
)

// ImportStore keeps what an import reads.
type ImportStore interface {
	// Put keeps readings in one transaction; run is 0 outside collect runs. When
	// one of them is the reason why it cannot, the error is or wraps a Refusal.
	Put(ctx context.Context, run int64, readings []listing.Reading) (listing.PutResult, error)
	// AddSource makes a source known, or updates it.
	AddSource(ctx context.Context, src listing.SourceInfo) error
}

// Refusal is an error about one reading of a Put of which nothing was kept:
// without that reading the rest can be put again.
type Refusal interface {
	error
	// Refused returns the index of the reading. It is false when the reading is
	// not to blame: the disk is full, the database is locked.
	Refused() (index int, ok bool)
}

// ImportOptions says how to import. Store, Read and Now are required.
type ImportOptions struct {
	Store    ImportStore
	Read     func(*listing.Listing) listing.Signals
	Log      *slog.Logger      // nil: silent
	Now      func() time.Time  // when listings that do not say were observed; those seen, posted or closed later are bad lines
	Zone     *time.Location    // where months are cut: days and times of tables and saved pages that state no zone are of it; nil: Japan
	Workers  int               // goroutines that parse and extract; 0: one a CPU
	Source   string            // source of listings that state none; required for CSV and HTML
	Private  bool              // the sources are the operator's own and are never published
	Map      map[string]string // field → column or key of the file that holds it
	Progress func(done int64)  // told after each batch how many listings have been dealt with
	Report   func(error)       // told of every line that could not be read, a LineError each
}

// ImportResult counts what an import did.
type ImportResult struct {
	Read        int            // listings kept, new or not
	New         int            // not known before
	Changed     int            // known, with another text or fields now
	Unchanged   int            // known and the same
	Bad         int            // lines that could not be read, each reported
	UnknownKeys map[string]int // keys or columns that mean nothing to juyo, with the lines that have them
}

// LineError is a line or row of an imported file that was skipped.
type LineError struct {
	Name string // of the file
	Line int64  // counted from 1; in a JSON array, the element
	Err  error
}

// Error says where and why.
func (e LineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.Name, e.Line, e.Err) }

// Unwrap returns the reason.
func (e LineError) Unwrap() error { return e.Err }

const (
	importBatch   = 500      // listings a transaction
	importChunk   = 64       // lines a worker takes at once
	maxLine       = 16 << 20 // bytes of one line
	maxSavedPage  = 32 << 20 // bytes of one saved page
	maxUnknownKey = 200      // different unknown keys that are counted
)

// Import reads listings from r and keeps them. name is the file's name, for
// errors and to tell its kind: JSON Lines or a JSON array, CSV or TSV, or a saved
// HTML page, each plain or gzipped; without a telling name the first bytes decide.
//
// A line that cannot be read is reported and skipped. Importing the same file
// again changes nothing. On error, or when ctx ends, what was kept stays kept
// and the result counts it.
func Import(ctx context.Context, o ImportOptions, name string, r io.Reader) (ImportResult, error) {
	im := &importer{o: o, name: name, known: map[string]bool{}, res: ImportResult{UnknownKeys: map[string]int{}}}
	if o.Store == nil || o.Read == nil || o.Now == nil {
		return im.res, errors.New("import: Store, Read and Now are required")
	}
	if o.Source != "" && !listing.ValidSourceName(o.Source) {
		return im.res, fmt.Errorf("import: source %q: write lower-case letters, digits, - _ . (at most 63), starting with a letter or digit", o.Source)
	}
	if im.o.Workers <= 0 {
		im.o.Workers = runtime.GOMAXPROCS(0)
	}
	in, format, err := openImport(name, r)
	if errors.Is(err, errEmpty) {
		if o.Log != nil {
			o.Log.Warn("the file is empty: nothing to import", "file", name)
		}
		return im.res, nil
	}
	if err != nil {
		return im.res, fmt.Errorf("import %s: %w", name, err)
	}
	var produce producer
	switch format {
	case "jsonl":
		produce = lines(in)
	case "json":
		produce = elements(in)
	case "csv":
		produce, err = im.rows(in)
	case "html":
		produce, err = im.savedPage(in)
	}
	if err == nil {
		err = im.run(ctx, produce)
	}
	if err != nil {
		return im.res, fmt.Errorf("import %s: %w", name, err)
	}
	return im.res, nil
}

// errEmpty says that a file holds nothing to import.
var errEmpty = errors.New("empty")

// openImport undoes gzip and tells the format. The byte order mark of JSON is
// skipped; in other formats it tells the encoding.
func openImport(name string, r io.Reader) (io.Reader, string, error) {
	br := bufio.NewReaderSize(r, 256<<10)
	if magic, _ := br.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		zr, err := gzip.NewReader(br)
		if err != nil {
			return nil, "", fmt.Errorf("gunzip: %w", err)
		}
		br = bufio.NewReaderSize(zr, 256<<10)
	}
	head, err := br.Peek(4096)
	switch {
	case errors.Is(err, syscall.EISDIR):
		return nil, "", errors.New("is a directory: name the files in it")
	case err != nil && !errors.Is(err, io.EOF):
		return nil, "", fmt.Errorf("read: %w", err)
	}
	atEnd := err != nil
	mark := bytes.HasPrefix(head, []byte("\uFEFF"))
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\uFEFF")))
	if atEnd && len(head) == 0 {
		return nil, "", errEmpty
	}
	format := formatOf(name, head)
	if mark && strings.HasPrefix(format, "json") {
		_, _ = br.Discard(len("\uFEFF")) // just peeked at
	}
	return br, format, nil
}

// formatOf tells the format of a file by its name, else by how it begins.
func formatOf(name string, head []byte) string {
	ext := path.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz"))
	switch ext {
	case ".csv", ".tsv":
		return "csv"
	case ".html", ".htm", ".xhtml":
		return "html"
	}
	switch {
	case len(head) == 0, head[0] == '{':
		return "jsonl"
	case head[0] == '[':
		return "json"
	case head[0] == '<':
		return "html"
	case ext == ".jsonl":
		return "jsonl" // its bad lines are reported one by one
	}
	return "csv"
}

// job is one listing on its way: raw JSON to be parsed, or already read.
type job struct {
	line int64
	raw  []byte
	l    *listing.Listing
	err  error
}

// producer calls yield with every job of a file, in order, until yield says no.
type producer func(yield func(job) bool) error

// chunk is a run of jobs that one worker does; done is closed when it has.
type chunk struct {
	jobs     []job
	readings []listing.Reading
	lines    []int64 // of the readings
	bad      []LineError
	unknown  map[string]int
	done     chan struct{}
}

// importer carries one import.
type importer struct {
	o     ImportOptions
	name  string
	known map[string]bool // sources made known to the store
	res   ImportResult
	lines int64
}

// run feeds chunks to workers and keeps their results in the file's order. At
// most a few chunks a worker are in memory. When ctx ends it returns at once: a
// reader stuck in r (a terminal) ends when r does.
func (im *importer) run(ctx context.Context, produce producer) error {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	todo := make(chan *chunk, im.o.Workers)
	inOrder := make(chan *chunk, 2*im.o.Workers)
	var workers sync.WaitGroup
	for range im.o.Workers {
		workers.Go(func() {
			for c := range todo {
				im.work(c)
				close(c.done)
			}
		})
	}
	read := make(chan error, 1)
	go func() {
		err := im.chunks(inner, produce, func(c *chunk) bool {
			select {
			case inOrder <- c:
			case <-inner.Done():
				return false
			}
			todo <- c // workers never stop before it is closed
			return true
		})
		close(todo)
		close(inOrder)
		read <- err
	}()
	kept := im.keep(ctx, inOrder)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	cancel()
	for range inOrder { // drained so that the reader can end
	}
	workers.Wait()
	if err := <-read; kept == nil {
		return err
	}
	return kept
}

// chunks cuts the jobs of produce into chunks and hands each to send.
func (im *importer) chunks(ctx context.Context, produce producer, send func(*chunk) bool) error {
	c := &chunk{done: make(chan struct{})}
	size := 0
	stopped := false
	err := produce(func(j job) bool {
		c.jobs = append(c.jobs, j)
		size += len(j.raw)
		if len(c.jobs) < importChunk && size < 1<<20 {
			return true
		}
		ok := send(c)
		c, size = &chunk{done: make(chan struct{})}, 0
		stopped = !ok
		return ok
	})
	if !stopped && len(c.jobs) > 0 {
		send(c)
	}
	if err == nil && stopped {
		return ctx.Err()
	}
	return err
}

// work parses and extracts the jobs of c.
func (im *importer) work(c *chunk) {
	for _, j := range c.jobs {
		l, err := j.l, j.err
		if err == nil && l == nil {
			var parsed listing.Listing
			parsed, err = im.parse(c, j.raw)
			l = &parsed
		}
		if err == nil {
			err = im.complete(l)
		}
		if err != nil {
			c.bad = append(c.bad, LineError{im.name, j.line, err})
			continue
		}
		signals, err := extractSafely(im.o.Read, l)
		if err != nil {
			c.bad = append(c.bad, LineError{im.name, j.line, err})
			continue
		}
		c.readings = append(c.readings, listing.Reading{Listing: *l, Signals: signals})
		c.lines = append(c.lines, j.line)
	}
}

// complete fills what a listing may leave out and checks the rest.
func (im *importer) complete(l *listing.Listing) error {
	if l.Source == "" {
		l.Source = im.o.Source
	}
	if l.ID == "" && l.URL != "" {
		l.ID = listing.CanonicalURL(l.URL)
	}
	if l.ObservedAt.IsZero() {
		l.ObservedAt = listing.Date{Time: im.o.Now()}
	}
	if err := l.Validate(); err != nil {
		return err
	}
	return im.ahead(l)
}

// aheadSlack is how far a date may lie ahead of our clock: other clocks and zones
// differ.
const aheadSlack = 48 * time.Hour

// ahead reports the dates of l that have not come yet. A listing seen in 2062
// would never grow old, and so count in every month until then.
func (im *importer) ahead(l *listing.Listing) error {
	now := im.o.Now()
	var wrong []string
	for _, d := range []struct {
		field string
		date  listing.Date
		want  string
	}{
		{"observed_at", l.ObservedAt, "write when the listing was seen"},
		{"posted_at", l.PostedAt, "write when it was posted"},
		{"closed_at", l.ClosedAt, "write when it went, once it has"},
	} {
		if d.date.After(now.Add(aheadSlack)) {
			wrong = append(wrong, fmt.Sprintf("%s: %s lies ahead of today, %s: %s, or leave it out",
				d.field, d.date.Format(time.DateOnly), now.Format(time.DateOnly), d.want))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s", listing.ErrInvalid, strings.Join(wrong, "; "))
}
