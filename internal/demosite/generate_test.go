package demosite

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"juyo/listing"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func generate(tb testing.TB, o GenerateOptions) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Generate(tb.Context(), &b, o); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func readLines(tb testing.TB, lines []byte) []listing.Listing {
	tb.Helper()
	var all []listing.Listing
	s := bufio.NewScanner(bytes.NewReader(lines))
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var l listing.Listing
		d := json.NewDecoder(bytes.NewReader(s.Bytes()))
		d.DisallowUnknownFields()
		if err := d.Decode(&l); err != nil {
			tb.Fatalf("line %d: %v: %s", len(all)+1, err, s.Text())
		}
		all = append(all, l)
	}
	if err := s.Err(); err != nil {
		tb.Fatal(err)
	}
	return all
}

func TestGenerateSameSeedSameBytes(t *testing.T) {
	o := GenerateOptions{Listings: 3000, Months: 24, Seed: 5}
	a := generate(t, o)
	// The bytes must not depend on how many processors share the work.
	before := runtime.GOMAXPROCS(7)
	b := generate(t, o)
	runtime.GOMAXPROCS(before)
	if !bytes.Equal(a, b) {
		t.Error("same seed, other bytes")
	}
	o.Seed = 6
	if bytes.Equal(a, generate(t, o)) {
		t.Error("another seed, the same bytes")
	}
}

func TestGenerateIsValid(t *testing.T) {
	end := listing.NewMonth(2026, time.March)
	all := readLines(t, generate(t, GenerateOptions{Listings: 10_000, Months: 24, Seed: 2, End: end}))
	if len(all) != 10_000 {
		t.Fatalf("%d lines, want 10000", len(all))
	}
	seen := map[string]bool{}
	employers := map[string]bool{}
	months := map[listing.Month]int{}
	closed, pay, last := 0, 0, time.Time{}
	for i := range all {
		l := &all[i]
		if err := l.Validate(); err != nil {
			t.Errorf("line %d: %v", i+1, err)
		}
		if key := l.Source + "/" + l.ID; seen[key] {
			t.Errorf("line %d: %s appears twice", i+1, key)
		} else {
			seen[key] = true
		}
		employers[l.Company] = true
		months[listing.MonthOf(l.ObservedAt.Time, jst)]++
		if l.ObservedAt.Before(last.AddDate(0, 0, -2)) {
			t.Errorf("line %d: observed %s, long before the line above", i+1, l.ObservedAt)
		}
		last = l.ObservedAt.Time
		if !l.ClosedAt.IsZero() {
			closed++
			if !l.ClosedAt.After(l.ObservedAt.Time) {
				t.Errorf("line %d: closed %s, observed %s", i+1, l.ClosedAt, l.ObservedAt)
			}
		}
		if l.SalaryText != "" {
			pay++
		}
	}
	t.Logf("%d employers, %d closed, %d with a pay field", len(employers), closed, pay)
	if len(months) != 24 || months[end] == 0 {
		t.Errorf("spread over %d months to %s: %v", len(months), end, months)
	}
	if len(employers) < 120 || closed < 8000 || pay < 5000 {
		t.Error("too little variety")
	}
}

// The planted shares come out of the generated text by plain patterns, and the
// generated file is made of many texts, not of one.
func TestGenerateFollowsTheTruth(t *testing.T) {
	all := readLines(t, generate(t, GenerateOptions{Listings: 4000, Months: 24, Seed: 3}))
	truth, err := Truth()
	if err != nil {
		t.Fatal(err)
	}
	others := []string{"オープンポジション", "Open Application"}
	for i := range otherWorks {
		others = append(others, "^"+regexp.QuoteMeta(otherWorks[i].ja), "^"+regexp.QuoteMeta(otherWorks[i].en))
	}
	other := regexp.MustCompile(strings.Join(others, "|"))
	counts := map[string][2]float64{}
	var n [2]float64
	bodies := map[string]int{}
	for i, l := range all {
		bodies[l.Body()]++
		if other.MatchString(l.Title) {
			continue
		}
		half := i * 2 / len(all)
		n[half]++
		said := l.Title + "\n" + l.Body()
		for _, id := range []string{"go", "php", "typescript", "react", "aws", "kubernetes", "mysql", "llm"} {
			if plainPatterns[id].MatchString(said) {
				c := counts[id]
				c[half]++
				counts[id] = c
			}
		}
	}
	for _, tr := range truth {
		c, ok := counts[tr.Skill]
		if !ok {
			continue
		}
		quarter, threeQuarters := tr.Start+(tr.End-tr.Start)/4, tr.Start+(tr.End-tr.Start)*3/4
		t.Logf("%-12s planned %5.1f → %5.1f, counted %5.1f → %5.1f", tr.Skill, 100*quarter, 100*threeQuarters, 100*c[0]/n[0], 100*c[1]/n[1])
		if math.Abs(c[0]/n[0]-quarter) > 0.035 || math.Abs(c[1]/n[1]-threeQuarters) > 0.035 {
			t.Errorf("%s strays from the truth", tr.Skill)
		}
	}
	t.Logf("%d different texts in %d listings", len(bodies), len(all))
	if len(bodies) < len(all)*9/10 {
		t.Errorf("only %d different texts in %d listings", len(bodies), len(all))
	}
}

func TestGenerateBadOptions(t *testing.T) {
	for name, o := range map[string]GenerateOptions{
		"listings":  {Listings: -1, Months: 24},
		"no months": {Listings: 1},
		"months":    {Listings: 1, Months: 601},
		"end":       {Listings: 1, Months: 24, End: 3},
	} {
		if err := Generate(t.Context(), io.Discard, o); !errors.Is(err, ErrOptions) {
			t.Errorf("%s: error %v, want ErrOptions", name, err)
		}
	}
	if err := Generate(t.Context(), io.Discard, GenerateOptions{Months: 1}); err != nil {
		t.Errorf("no listings: %v", err)
	}
}

// fullDisk takes some bytes and then fails.
type fullDisk struct{ room int }

func (w *fullDisk) Write(p []byte) (int, error) {
	if w.room -= len(p); w.room < 0 {
		return 0, errors.New("no space left on device")
	}
	return len(p), nil
}

func TestGenerateStops(t *testing.T) {
	err := Generate(t.Context(), &fullDisk{1 << 20}, GenerateOptions{Listings: 100_000, Months: 24})
	if err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("full disk: error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Generate(ctx, io.Discard, GenerateOptions{Listings: 100_000, Months: 24}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: error %v", err)
	}
}

// Memory does not grow with the number of listings.
func TestGenerateMemory(t *testing.T) {
	peak := func(n int) uint64 {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		if err := Generate(t.Context(), io.Discard, GenerateOptions{Listings: n, Months: 24}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc // all ever allocated: an upper bound of the peak
	}
	small, large := peak(5000), peak(50_000)
	t.Logf("allocated in all: %d KB for 5,000 listings, %d KB for 50,000", small>>10, large>>10)
	if large > 4*small+8<<20 {
		t.Errorf("memory grows with the listings: %d → %d bytes", small, large)
	}
}

func TestAppendJSONString(t *testing.T) {
	for _, s := range []string{"", "求人", `a"b\c`, "line\nline", "tab\tend", "日本\u2028"} {
		var back string
		if err := json.Unmarshal(appendJSONString(nil, []byte(s)), &back); err != nil {
			t.Errorf("%q: %v", s, err)
		} else if want := strings.ReplaceAll(s, "\t", "\ufffd"); back != want {
			t.Errorf("%q came back as %q", s, back)
		}
	}
}

func TestEmployerNamesDiffer(t *testing.T) {
	seen := map[string]int{}
	for i := range 4000 {
		name := string(appendEmployerName(nil, i, i%6 == 5))
		if j, ok := seen[name]; ok {
			t.Fatalf("employers %d and %d are both %s", j, i, name)
		}
		seen[name] = i
	}
}

func ExampleGenerate() {
	var b bytes.Buffer
	if err := Generate(context.Background(), &b, GenerateOptions{Listings: 2, Months: 6, Seed: 4}); err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(b.String()) {
		var l listing.Listing
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(l.Source, l.ID, l.PostedAt.Format(time.DateOnly), l.Title)
	}
	// Output:
	// gen-kikori 1 2026-05-01 エンジニアリングマネージャー｜映画館の座席予約
	// gen-kikori 2 2026-08-01 Webアプリケーションエンジニア（Go）
}

func BenchmarkGenerate(b *testing.B) {
	const n = 20_000
	for b.Loop() {
		if err := Generate(b.Context(), io.Discard, GenerateOptions{Listings: n, Months: 24, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "listings/s")
}
