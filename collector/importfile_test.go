package collector_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"juyo/collector"
	"juyo/listing"
)

// One quote too many in a CSV costs its row, with its number; a broken row is a
// bad line, so the import says so.
func TestImportTableWithAWrongQuote(t *testing.T) {
	t.Parallel()
	var in strings.Builder
	in.WriteString("id,title,company\n")
	for i := range 2000 {
		title := "SRE"
		if i == 2 {
			title = `"27 inch`
		}
		fmt.Fprintf(&in, "%d,%s,みかげ電算\n", i, title)
	}
	var s shelf
	var bad []string
	res, err := collector.Import(t.Context(), importOptions(&s, &bad), "jobs.csv", strings.NewReader(in.String()))
	if err != nil || res.Read != 1999 || res.Bad != 1 || len(bad) != 1 || !strings.HasPrefix(bad[0], "jobs.csv:4: the quoted field that begins on line 4 is never closed") {
		t.Errorf("%+v, %v, reported %q; want 1999 read and line 4 reported", res, err, bad)
	}
}

// An array that is not whole is an error, though what was read is kept.
func TestImportJSONArrayMustBeWhole(t *testing.T) {
	t.Parallel()
	const two = `[{"id":"1","title":"SRE"},{"id":"2","title":"QA"}`
	for _, tt := range []struct {
		name, in, want string
		read           int
	}{
		{"whole", two + " ]\n\n", "", 2},
		{"with a byte order mark", "\uFEFF" + two + "]", "", 2},
		{"of nothing", "[]", "", 0},
		{"no closing bracket", two, "has no ] after element 2, at byte 49, where the file ends: is it cut short?", 2},
		{"cut after a comma", two + ",", "in the middle of element 3", 2},
		{"cut inside an element", two + `,{"id":"3","ti`, "in the middle of element 3", 2},
		{"another bracket", two + "}", "after element 2, at byte 49", 2},
		{"a broken element", two + `,{"id":nope},{"id":"4","title":"PM"}]`, "read element 3", 2},
		{"rubbish after it", two + "] x", "after the JSON array of 2 elements, which ends at byte 50, comes something else", 2},
		{"a second array", two + "]\n" + two + "]", "after the JSON array of 2 elements", 2},
		{"a line after it", two + "]\n" + `{"id":"3","title":"PM"}`, "after the JSON array of 2 elements", 2},
	} {
		var s shelf
		var bad []string
		res, err := collector.Import(t.Context(), importOptions(&s, &bad), "a.json", strings.NewReader(tt.in))
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: error %v, want %q in it", tt.name, err, tt.want)
		}
		if res.Read != tt.read || len(s.order) != tt.read || len(bad) != 0 {
			t.Errorf("%s: kept %v, bad %q, want %d listings", tt.name, s.order, bad, tt.read)
		}
	}
}

// A date that has not come yet is a slip: a listing seen in 2062 would be active
// in every month until then.
func TestImportRefusesDatesAhead(t *testing.T) {
	t.Parallel()
	line := func(id, field, date string) string {
		return fmt.Sprintf(`{"source":"notes","id":%q,"title":"SRE",%q:%q}`, id, field, date)
	}
	in := strings.Join([]string{
		line("1", "observed_at", "2062-03-01"),
		line("2", "posted_at", "2026-11-04"),
		line("3", "closed_at", "2026-12-31"),
		line("4", "observed_at", "2026-11-02"), // tomorrow may be today elsewhere
		line("5", "observed_at", "2026-11-03T09:00:00Z"),
		line("6", "observed_at", "2026-11-03T09:00:01Z"),
		line("7", "posted_at", "2026-10-01"),
	}, "\n")
	var s shelf
	var bad []string
	res, err := collector.Import(t.Context(), importOptions(&s, &bad), "x.jsonl", strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{
		"x.jsonl:1: invalid listing: observed_at: 2062-03-01 lies ahead of today, 2026-11-01: write when the listing was seen, or leave it out",
		"x.jsonl:2: invalid listing: posted_at: 2026-11-04 lies ahead of today, 2026-11-01: write when it was posted, or leave it out",
		"x.jsonl:3: invalid listing: closed_at: 2026-12-31 lies ahead of today, 2026-11-01: write when it went, once it has, or leave it out",
		"x.jsonl:6: invalid listing: observed_at: 2026-11-03 lies ahead of today, 2026-11-01: write when the listing was seen, or leave it out",
	}, bad); diff != "" {
		t.Errorf("reported (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"notes/4", "notes/5", "notes/7"}, s.order); diff != "" || res.Bad != 4 {
		t.Errorf("kept: %s%+v", diff, res)
	}
}

// A column of planned ends closes what has ended, on the last second of that day
// where months are cut, and leaves the rest open.
func TestImportPlannedEnds(t *testing.T) {
	t.Parallel()
	const table = "id,求人名,掲載終了日\n1,SRE,2026-10-31\n2,QA,2026-12-31\n3,PM,\n"
	page := `<script type="application/ld+json">{"@type":"JobPosting","title":"SRE","description":"Go","validThrough":"2026-10-31","datePosted":"2062-01-01"}</script>`
	for _, tt := range []struct {
		zone *time.Location
		want string
	}{{nil, "2026-10-31T14:59:59Z"}, {time.FixedZone("PST", -8*60*60), "2026-11-01T07:59:59Z"}} {
		var s shelf
		var bad []string
		o := importOptions(&s, &bad)
		o.Zone = tt.zone
		for name, in := range map[string]string{"a.csv": table, "p.html": page} {
			if res, err := collector.Import(t.Context(), o, name, strings.NewReader(in)); err != nil || res.Bad != 0 {
				t.Fatal(res, err, bad)
			}
		}
		for id, want := range map[string]string{"1": tt.want, "2": "0001-01-01T00:00:00Z", "3": "0001-01-01T00:00:00Z", "p": tt.want} {
			l := s.last["notes/"+id]
			if got := l.ClosedAt.Format(time.RFC3339); got != want || !l.PostedAt.IsZero() {
				t.Errorf("zone %v: %s closed %s, posted %s; want closed %s", tt.zone, id, got, l.PostedAt, want)
			}
		}
	}
}

// fussy refuses some listings as a database does: nothing of the batch is kept.
type fussy struct {
	shelf
	refuse map[string]bool
	full   bool
}

type refusal struct {
	index int
	full  bool
}

var errWords = errors.New("70000 skills in one listing")

func (r refusal) Error() string        { return fmt.Sprintf("listing %d: %v", r.index+1, errWords) }
func (r refusal) Unwrap() error        { return errWords }
func (r refusal) Refused() (int, bool) { return r.index, !r.full }

func (f *fussy) Put(ctx context.Context, run int64, readings []listing.Reading) (listing.PutResult, error) {
	for i := range readings {
		if f.refuse[readings[i].Listing.ID] {
			return listing.PutResult{}, fmt.Errorf("keep listings: %w", refusal{i, f.full})
		}
	}
	return f.shelf.Put(ctx, run, readings)
}

// What the store refuses is a bad line like any other; the rest of its batch is
// kept. A disk that is full is nobody's bad line.
func TestImportReportsWhatTheStoreRefuses(t *testing.T) {
	t.Parallel()
	var in strings.Builder
	in.WriteString("\n{not JSON}\n")
	for i := range 600 {
		fmt.Fprintf(&in, `{"source":"notes","id":"%d","title":"t"}`+"\n", i)
	}
	s := fussy{refuse: map[string]bool{"0": true, "7": true, "599": true}}
	var bad []string
	o := importOptions(&s.shelf, &bad)
	o.Store = &s
	res, err := collector.Import(t.Context(), o, "x.jsonl", strings.NewReader(in.String()))
	if err != nil || res.New != 597 || res.Read != 597 || res.Bad != 4 || len(s.order) != 597 {
		t.Fatalf("%+v, %v: want 597 kept", res, err)
	}
	for i, want := range []string{"x.jsonl:2: not JSON", `x.jsonl:3: id "0" cannot be kept: 70000 skills`, `x.jsonl:10: id "7" cannot be kept`, `x.jsonl:602: id "599" cannot be kept`} {
		found := false
		for _, b := range bad {
			found = found || strings.HasPrefix(b, want)
		}
		if !found {
			t.Errorf("report %d: %q is missing in %q", i, want, bad)
		}
	}
	s.full, bad = true, nil
	if res, err := collector.Import(t.Context(), o, "x.jsonl", strings.NewReader(in.String())); err == nil || !errors.Is(err, errWords) || res.Bad != 1 {
		t.Errorf("an error that no listing is to blame for: %+v, %v, %q", res, err, bad)
	}
}

// A file with nothing in it is no mistake, but is said; a folder is one.
func TestImportEmptyFileAndFolder(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a.jsonl", "a.json", "a.csv", "a.html", "-"} {
		for _, in := range []string{"", "\uFEFF", " \r\n\n"} {
			var s shelf
			var bad []string
			var log bytes.Buffer
			o := importOptions(&s, &bad)
			o.Source, o.Log = "", slog.New(slog.NewTextHandler(&log, nil))
			res, err := collector.Import(t.Context(), o, name, strings.NewReader(in))
			if err != nil || res.Read != 0 || res.Bad != 0 || !strings.Contains(log.String(), "the file is empty") {
				t.Errorf("%s holding %q: %+v, %v, log %s", name, in, res, err, log.String())
			}
		}
	}
	dir := t.TempDir()
	f, err := os.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var bad []string
	if _, err := collector.Import(t.Context(), importOptions(&shelf{}, &bad), dir, f); err == nil || !strings.Contains(err.Error(), dir+": is a directory: name the files in it") {
		t.Errorf("a folder: %v", err)
	}
}

// A key that means nothing is counted once for each line that has it, whatever the
// line ends and marks of the file, and up to as many keys as anyone reads.
func TestImportCountsUnknownKeys(t *testing.T) {
	t.Parallel()
	in := "\uFEFF" + `{"colour":"red","id":"1","title":"SRE","text":"the \"colour\": {","deep":{"id":"x","shape":1}}` + "\r\n" +
		"\r\n" +
		`{"colour":1,"colour":2,"\u0063olour":3,"ID":4,"Title":"QA","list":[{"colour":5},"colour"]}` + "\r\n" +
		`{"colour":"on a line that is bad","id":"5"}` + "\r\n"
	var s shelf
	var bad []string
	res, err := collector.Import(t.Context(), importOptions(&s, &bad), "x.jsonl", strings.NewReader(in))
	if err != nil || res.Read != 2 || res.Bad != 1 || !strings.HasPrefix(bad[0], "x.jsonl:4:") {
		t.Fatalf("%+v, %v, %q", res, err, bad)
	}
	if diff := cmp.Diff(map[string]int{"colour": 3, "deep": 1, "list": 1}, res.UnknownKeys); diff != "" {
		t.Errorf("unknown keys (-want +got):\n%s", diff)
	}
	var many strings.Builder
	for i := range 300 {
		fmt.Fprintf(&many, `{"id":"%d","title":"t","key%03d":1,"key000":2}`+"\n", i, i)
	}
	res, err = collector.Import(t.Context(), importOptions(&s, &bad), "y.jsonl", strings.NewReader(many.String()))
	if err != nil || len(res.UnknownKeys) != 200 || res.UnknownKeys["key000"] != 300 {
		t.Errorf("%d keys, key000 on %d lines (%v); want 200 and 300", len(res.UnknownKeys), res.UnknownKeys["key000"], err)
	}
}
