package collector_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"juyo/collector"
	"juyo/listing"
)

// shelf keeps readings in memory in the order they come: enough for what Import
// itself promises. What a database makes of them is store's own test.
type shelf struct {
	mu      sync.Mutex
	order   []string
	kept    map[string]string
	last    map[string]listing.Listing
	sources []listing.SourceInfo
	puts    int
	fail    error
}

func (s *shelf) AddSource(_ context.Context, src listing.SourceInfo) error {
	s.sources = append(s.sources, src)
	return nil
}

func (s *shelf) Put(_ context.Context, _ int64, readings []listing.Reading) (listing.PutResult, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return listing.PutResult{}, s.fail
	}
	if s.kept == nil {
		s.kept, s.last = map[string]string{}, map[string]listing.Listing{}
	}
	s.puts++
	var res listing.PutResult
	for _, r := range readings {
		key := r.Listing.Source + "/" + r.Listing.ID
		b, err := json.Marshal(r.Listing)
		if err != nil {
			return res, err
		}
		switch old, ok := s.kept[key]; {
		case !ok:
			res.New++
			s.order = append(s.order, key)
		case old != string(b):
			res.Changed++
		default:
			res.Unchanged++
		}
		s.kept[key] = string(b)
		s.last[key] = r.Listing
	}
	return res, nil
}

var importDay = time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)

func importOptions(s *shelf, bad *[]string) collector.ImportOptions {
	return collector.ImportOptions{
		Store: s, Workers: 3, Source: "notes",
		Read:   func(l *listing.Listing) listing.Signals { return listing.Signals{ID: l.ID} },
		Now:    func() time.Time { return importDay },
		Report: func(e error) { *bad = append(*bad, e.Error()) },
	}
}

func TestImportReadsEveryFormWeTake(t *testing.T) {
	t.Parallel()
	const table = "求人名,会社名,勤務地,給与,必須スキル,歓迎スキル,掲載日,担当者\n" +
		"バックエンドエンジニア,みかげ電算株式会社,東京都港区,年収600万円〜900万円,\"Goでの開発経験\nMySQL\",Kubernetes,2026年10月1日,佐藤\n" +
		"フロントエンドエンジニア,みかげ電算株式会社,大阪府大阪市,月給40万円,React,TypeScript,2026/10/02,佐藤\n"
	encode := func(e encoding.Encoding) string {
		out, err := e.NewEncoder().String(strings.ReplaceAll(table, "〜", "～"))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	var zipped bytes.Buffer
	zw := gzip.NewWriter(&zipped)
	_, _ = zw.Write([]byte(`{"source":"notes","id":"1","title":"バックエンドエンジニア","text":"Go"}` + "\n" + `{"source":"notes","id":"2","title":"SRE","text":"AWS"}`))
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, file, in string
	}{
		{"json lines", "a.jsonl", "{\"source\":\"notes\",\"id\":\"1\",\"title\":\"バックエンドエンジニア\",\"text\":\"Go\"}\n\n{\"source\":\"notes\",\"id\":\"2\",\"title\":\"SRE\",\"text\":\"AWS\"}\n"},
		{"with a byte order mark and Windows line ends", "a.jsonl", "\uFEFF{\"source\":\"notes\",\"id\":\"1\",\"title\":\"バックエンドエンジニア\",\"text\":\"Go\"}\r\n{\"id\":\"2\",\"title\":\"SRE\",\"text\":\"AWS\"}"},
		{"gzip under any name", "-", zipped.String()},
		{"a JSON array", "a.json", `[{"id":"1","title":"バックエンドエンジニア","text":"Go"}, {"id":2,"title":"SRE","text":"AWS"}]`},
		{"CSV in UTF-8", "a.csv", table},
		{"CSV as Excel saves UTF-8", "a.csv", "\uFEFF" + strings.ReplaceAll(table, "\n", "\r\n")},
		{"CSV as Excel saves it in Japan", "求人.csv", encode(japanese.ShiftJIS)},
		{"CSV in EUC-JP", "a.csv", encode(japanese.EUCJP)},
		{"Unicode text of Excel: UTF-16, tabs", "a.txt", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))},
		{"tabs", "a.tsv", strings.ReplaceAll(table, ",", "\t")},
		{"semicolons", "a.csv", strings.ReplaceAll(table, ",", ";")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var s shelf
			var bad []string
			res, err := collector.Import(t.Context(), importOptions(&s, &bad), tt.file, strings.NewReader(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if res.New != 2 || res.Bad != 0 || len(s.sources) != 1 {
				t.Fatalf("got %+v, bad %q, sources %v; want 2 new of one source", res, bad, s.sources)
			}
			first := s.last[s.order[0]]
			if first.Title != "バックエンドエンジニア" || !first.ObservedAt.Equal(importDay) {
				t.Errorf("first listing is %+v", first)
			}
			if !strings.HasSuffix(tt.file, "n") && strings.Contains(tt.name, "CSV") {
				want := "■必須スキル\nGoでの開発経験\nMySQL\n\n■歓迎スキル\nKubernetes"
				if first.Text != want && strings.ReplaceAll(first.Text, "\r", "") != want {
					t.Errorf("text: %s", cmp.Diff(want, first.Text))
				}
				if got := first.PostedAt.Format(time.DateOnly); got != "2026-10-01" || first.Company != "みかげ電算株式会社" || !strings.HasPrefix(first.SalaryText, "年収600万円") {
					t.Errorf("fields: posted %s, %+v", got, first)
				}
				if diff := cmp.Diff(map[string]int{"担当者": 1}, res.UnknownKeys); diff != "" {
					t.Errorf("unknown columns: %s", diff)
				}
			}
			again, err := collector.Import(t.Context(), importOptions(&s, &bad), tt.file, strings.NewReader(tt.in))
			if err != nil || again.New != 0 || again.Changed != 0 || again.Unchanged != 2 {
				t.Errorf("imported again: %+v, %v; want everything unchanged", again, err)
			}
		})
	}
}

func TestImportReportsBadLinesAndGoesOn(t *testing.T) {
	t.Parallel()
	in := strings.Join([]string{
		`{"source":"notes","id":"1","title":"SRE","text":"Go","colour":"red","Title":"x"}`,
		`{"source":"notes","id":"2",`,
		`{"source":"notes","id":3,"title":"number as id"}`,
		`{"source":"notes","id":"4","title":["a","b"]}`,
		`{"source":"notes","title":"neither id nor url"}`,
		`["not","an","object"]`,
		"{\"source\":\"notes\",\"id\":\"7\",\"title\":\"\x83\x47\"}",
		`{"source":"Bad Name","id":"8","title":"x"}`,
		`{"source":"notes","id":"9","posted_at":"yesterday","title":"x"}`,
		``,
		`{"source":"notes","url":"https://jobs.example/1?utm_source=x&id=5#top","title":"from its URL","colour":"blue"}`,
		`{"source":"notes","id":"12","title":"` + strings.Repeat("x", 17<<20) + `"}`,
		`{"source":"notes","id":"13","title":"last","shape":{"colour":1}}`,
	}, "\n")
	var s shelf
	var bad []string
	res, err := collector.Import(t.Context(), importOptions(&s, &bad), "in.jsonl", strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`in.jsonl:2: not JSON: unexpected end of JSON input at byte 27, after`,
		`in.jsonl:4: title: a JSON array, want text`,
		`in.jsonl:5: invalid listing: id: missing`,
		`in.jsonl:6: a JSON array: want one object a line`,
		`in.jsonl:7: not UTF-8`,
		`in.jsonl:8: invalid listing: source: "Bad Name"`,
		`in.jsonl:9: date "yesterday"`,
		`in.jsonl:12: longer than 16 MiB`,
	}
	if len(bad) != len(want) || res.Bad != len(want) {
		t.Fatalf("%d lines reported, want %d:\n%s", res.Bad, len(want), strings.Join(bad, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(bad[i], want[i]) {
			t.Errorf("report %d is %q, want it to begin %q", i, bad[i], want[i])
		}
	}
	if diff := cmp.Diff([]string{"notes/1", "notes/3", "notes/https://jobs.example/1?id=5", "notes/13"}, s.order); diff != "" {
		t.Errorf("kept: %s", diff)
	}
	if diff := cmp.Diff(map[string]int{"colour": 2, "shape": 1}, res.UnknownKeys); diff != "" {
		t.Errorf("unknown keys: %s", diff)
	}
}

func TestImportSavedPage(t *testing.T) {
	t.Parallel()
	markup := `<!doctype html><html><head><meta charset="utf-8"><title>x</title>
<script type="application/ld+json">{"@type":"JobPosting","title":"SRE","hiringOrganization":{"name":"みかげ電算"},"description":"<p>Go と AWS</p>"}</script></head></html>`
	people := `<html><head><title>社内SE | もりのソフト</title></head><body><nav>menu</nav><main><h1>社内SE</h1>
<dl><dt>会社名</dt><dd>もりのソフト合同会社</dd><dt>給与</dt><dd>月給35万円〜45万円</dd></dl><p>` + strings.Repeat("社内システムの開発と運用をお任せします。", 12) + `</p></main></body></html>`
	sjis, err := japanese.ShiftJIS.NewEncoder().String(strings.ReplaceAll(people, "〜", "～"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, in, id, title, company, salary string }{
		{"job-1.html", markup, "job-1", "SRE", "みかげ電算", ""},
		{"job-2.html", "<!-- saved from url=(0030)https://jobs.example/p/2?utm_medium=x -->\n" + markup, "https://jobs.example/p/2", "SRE", "みかげ電算", ""},
		{"dir/job-3.htm", people, "job-3", "社内SE", "もりのソフト合同会社", "月給35万円〜45万円"},
		{"job-4.html", sjis, "job-4", "社内SE", "もりのソフト合同会社", "月給35万円～45万円"},
	} {
		var s shelf
		var bad []string
		if _, err := collector.Import(t.Context(), importOptions(&s, &bad), tt.name, strings.NewReader(tt.in)); err != nil {
			t.Fatal(tt.name, err)
		}
		l := s.last["notes/"+tt.id]
		if l.Title != tt.title || l.Company != tt.company || l.SalaryText != tt.salary {
			t.Errorf("%s: kept %v (bad %q): %+v", tt.name, s.order, bad, l)
		}
	}
	var s shelf
	var bad []string
	res, err := collector.Import(t.Context(), importOptions(&s, &bad), "empty.html", strings.NewReader("<html><body>ページが見つかりません</body></html>"))
	if err != nil || res.Bad != 1 || !strings.Contains(bad[0], "no listing found") {
		t.Errorf("an empty page: %+v %v %q", res, err, bad)
	}
}

func TestImportKeepsOrderInBatches(t *testing.T) {
	t.Parallel()
	var in strings.Builder
	for i := range 2345 {
		fmt.Fprintf(&in, `{"source":"notes","id":"%d","title":"t"}`+"\n", i)
	}
	var s shelf
	var bad []string
	var done []int64
	o := importOptions(&s, &bad)
	o.Progress = func(n int64) { done = append(done, n) }
	res, err := collector.Import(t.Context(), o, "x.jsonl", strings.NewReader(in.String()))
	if err != nil || res.New != 2345 {
		t.Fatalf("%+v, %v", res, err)
	}
	for i, k := range s.order {
		if k != fmt.Sprintf("notes/%d", i) {
			t.Fatalf("listing %d is %s", i, k)
		}
	}
	if s.puts != 5 || len(done) != 5 || done[4] != 2345 {
		t.Errorf("%d transactions, progress %v; want 5 ending at 2345", s.puts, done)
	}
}

func TestImportStops(t *testing.T) {
	t.Parallel()
	var in strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&in, `{"source":"notes","id":"%d","title":"t"}`+"\n", i)
	}
	full := errors.New("disk full")
	s := shelf{fail: full}
	var bad []string
	if _, err := collector.Import(t.Context(), importOptions(&s, &bad), "x.jsonl", strings.NewReader(in.String())); !errors.Is(err, full) {
		t.Errorf("store error: got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := collector.Import(ctx, importOptions(&shelf{}, &bad), "x.jsonl", strings.NewReader(in.String())); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
	o := importOptions(&shelf{}, &bad)
	o.Read = func(l *listing.Listing) listing.Signals {
		if l.ID == "7" {
			panic("boom")
		}
		return listing.Signals{}
	}
	bad = nil
	res, err := collector.Import(t.Context(), o, "x.jsonl", strings.NewReader(in.String()))
	if err != nil || res.Read != 4999 || len(bad) != 1 || !strings.Contains(bad[0], "x.jsonl:8: extract 7: boom") {
		t.Errorf("a panic in extraction: %+v, %v, %q", res, err, bad)
	}
}

func FuzzImport(f *testing.F) {
	f.Add("{\"source\":\"a\",\"id\":\"1\",\"title\":\"x\"}\n{\n\n[1]\n", "a.jsonl")
	f.Add("title,company\nx,y\n\"a\nb\",c\n", "a.csv")
	f.Add("[{\"id\":1,\"title\":\"x\"}]", "-")
	f.Add("\x1f\x8b", "x.gz")
	f.Fuzz(func(t *testing.T, in, name string) {
		var s shelf
		var bad []string
		o := importOptions(&s, &bad)
		o.Workers = 1
		res, _ := collector.Import(t.Context(), o, name, strings.NewReader(in))
		if res.Bad != len(bad) || res.Read != res.New+res.Changed+res.Unchanged || res.New != len(s.order) {
			t.Errorf("counts do not add up: %+v, %d reported, %d kept", res, len(bad), len(s.order))
		}
	})
}

func BenchmarkImport(b *testing.B) {
	line := `{"source":"bench","id":"%d","url":"https://jobs.example/%d","title":"バックエンドエンジニア","company":"みかげ電算株式会社","text":"` + strings.Repeat("Go と MySQL による決済基盤の開発。", 40) + `"}` + "\n"
	var in strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&in, line, i, i)
	}
	var bad []string
	b.SetBytes(int64(in.Len()))
	for b.Loop() {
		o := importOptions(nil, &bad)
		o.Store, o.Workers = nowhere{}, 0
		if res, err := collector.Import(b.Context(), o, "x.jsonl", strings.NewReader(in.String())); err != nil || res.Read != 5000 {
			b.Fatal(res, err)
		}
	}
}

// nowhere keeps nothing: what is measured is reading.
type nowhere struct{}

func (nowhere) AddSource(context.Context, listing.SourceInfo) error { return nil }

func (nowhere) Put(_ context.Context, _ int64, r []listing.Reading) (listing.PutResult, error) {
	return listing.PutResult{New: len(r)}, nil
}

func ExampleImport() {
	const file = "求人名,会社名,給与\nバックエンドエンジニア,みかげ電算株式会社,年収600万円〜900万円\n"
	res, err := collector.Import(context.Background(), collector.ImportOptions{
		Store: nowhere{}, Source: "notes",
		Read: func(l *listing.Listing) listing.Signals {
			fmt.Println(l.Title, "/", l.Company, "/", l.SalaryText)
			return listing.Signals{}
		},
		Now: func() time.Time { return importDay },
	}, "求人.csv", strings.NewReader(file))
	fmt.Println(res.Read, "read,", res.Bad, "bad,", err)
	// Output:
	// バックエンドエンジニア / みかげ電算株式会社 / 年収600万円〜900万円
	// 1 read, 0 bad, <nil>
}
