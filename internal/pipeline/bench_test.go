package pipeline_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"juyo/collector/source"
	"juyo/extract"
	"juyo/listing"
)

// shared returns a path in the folder of real data beside the repository, and
// skips the benchmark when it is absent.
func shared(tb testing.TB, elem ...string) string {
	tb.Helper()
	p := filepath.Join(append([]string{"..", "..", "..", "shared"}, elem...)...)
	if _, err := os.Stat(p); err != nil {
		tb.Skipf("no real data beside the repository: %v", err)
	}
	return p
}

// jobPages returns the saved pages that carry a JobPosting as JSON-LD.
func jobPages(tb testing.TB) []listing.Page {
	tb.Helper()
	dir := shared(tb, "data", "pages")
	manifest, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		tb.Fatal(err)
	}
	var entries []struct {
		File  string
		Types []string `json:"jsonld_types"`
	}
	if err := json.Unmarshal(manifest, &entries); err != nil {
		tb.Fatal(err)
	}
	var pages []listing.Page
	for _, m := range entries {
		if !slices.Contains(m.Types, "JobPosting") {
			continue
		}
		body, err := os.ReadFile(filepath.Join(dir, m.File))
		if err != nil {
			tb.Fatal(err)
		}
		pages = append(pages, listing.Page{URL: "https://jobs.example/" + m.File, ContentType: "text/html; charset=utf-8", Body: body})
	}
	return pages
}

// toSignals goes the whole way from the bytes of pages to signals and returns how
// many skills were found.
func toSignals(tb testing.TB, e *extract.Extractor, pages []listing.Page) (skills int) {
	tb.Helper()
	for _, p := range pages {
		text, _, err := source.ToUTF8(p.Body, p.ContentType)
		if err != nil {
			tb.Fatal(err)
		}
		p.Body = text
		found, err := source.ReadPage(&p, "pages")
		if err != nil && len(found) == 0 {
			tb.Fatal(err)
		}
		for i := range found {
			skills += len(e.Read(&found[i]).Skills)
		}
	}
	return skills
}

// toText parses pages into goquery documents and returns how long their texts are.
func toText(tb testing.TB, pages []listing.Page) (letters int) {
	tb.Helper()
	for i := range pages {
		d, err := goquery.NewDocumentFromReader(bytes.NewReader(pages[i].Body))
		if err != nil {
			tb.Fatal(err)
		}
		letters += len(d.Text())
	}
	return letters
}

// BenchmarkPageToSignals compares, in turns on the same saved job pages, the
// whole way from a page's bytes to its signals with nothing but parsing the page
// into a goquery document and taking its text. x/goquery is how many times as
// fast the whole way is at its best, x/goquery-total over all rounds, with the
// garbage that each leaves to be collected, allocs/page what it allocates for a page and
// x/goquery-allocs how many times less that is.
func BenchmarkPageToSignals(b *testing.B) {
	pages := jobPages(b)
	e, err := extract.Default()
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for i := range pages {
		size += len(pages[i].Body)
	}
	b.SetBytes(int64(size))
	// The machine's other work makes means of little use: what counts is the least
	// time of each page.
	best := make([][2]time.Duration, len(pages))
	for i := range best {
		best[i] = [2]time.Duration{time.Hour, time.Hour}
	}
	skills, letters := 0, 0
	var all [2]time.Duration
	for b.Loop() {
		for i := range pages {
			at := time.Now()
			skills += toSignals(b, e, pages[i:i+1])
			took := time.Since(at)
			best[i][0], all[0] = min(best[i][0], took), all[0]+took
			at = time.Now()
			letters += toText(b, pages[i:i+1])
			took = time.Since(at)
			best[i][1], all[1] = min(best[i][1], took), all[1]+took
		}
	}
	var whole, text time.Duration
	for i := range best {
		whole, text = whole+best[i][0], text+best[i][1]
	}
	if skills == 0 || letters == 0 {
		b.Fatal("nothing was read")
	}
	ours := testing.AllocsPerRun(1, func() { toSignals(b, e, pages) })
	theirs := testing.AllocsPerRun(1, func() { toText(b, pages) })
	b.ReportMetric(float64(text)/float64(whole), "x/goquery")
	b.ReportMetric(float64(all[1])/float64(all[0]), "x/goquery-total")
	b.ReportMetric(ours/float64(len(pages)), "allocs/page")
	b.ReportMetric(theirs/ours, "x/goquery-allocs")
}

// BenchmarkStreamSpeedUp reads real postings with one worker and with all, and
// runs an empty loop on one processor and on all in the same rounds. x/stream and
// x/empty are the two speed-ups, of-empty their quotient: 1 is as good as the
// machine allows.
func BenchmarkStreamSpeedUp(b *testing.B) {
	e, err := extract.Default()
	if err != nil {
		b.Fatal(err)
	}
	postings := unzip(b, shared(b, "data", "hn", "hn_2013_2018.jsonl.gz"))
	workers := runtime.GOMAXPROCS(0)
	read := func(n int) time.Duration {
		at := time.Now()
		if _, err := extract.Stream(context.Background(), bytes.NewReader(postings), io.Discard, e, extract.StreamOptions{Workers: n}); err != nil {
			b.Fatal(err)
		}
		return time.Since(at)
	}
	b.SetBytes(int64(len(postings)))
	one, all, emptyOne, emptyAll := time.Hour, time.Hour, time.Hour, time.Hour
	for b.Loop() {
		emptyOne = min(emptyOne, spin(1, workers))
		emptyAll = min(emptyAll, spin(workers, workers))
		one = min(one, read(1))
		all = min(all, read(workers))
	}
	stream, empty := float64(one)/float64(all), float64(emptyOne)/float64(emptyAll)
	b.ReportMetric(stream, "x/stream")
	b.ReportMetric(empty, "x/empty")
	b.ReportMetric(stream/empty, "of-empty")
}

// spin shares a fixed amount of counting among n goroutines.
func spin(n, parts int) time.Duration {
	const turns = 400_000_000
	at := time.Now()
	todo := make(chan int, parts)
	for range parts {
		todo <- turns / parts
	}
	close(todo)
	done := make(chan uint64)
	for range n {
		go func() {
			x := uint64(1)
			for turns := range todo {
				for range turns {
					x = x*6364136223846793005 + 1442695040888963407
				}
			}
			done <- x
		}()
	}
	for range n {
		<-done
	}
	return time.Since(at)
}

func unzip(tb testing.TB, path string) []byte {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		tb.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}
