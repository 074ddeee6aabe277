package source_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"juyo/collector/source"
	"juyo/listing"
)

// tableRows reads a whole table: "line id/title" of every listing, "line error" of
// every row that is none.
func tableRows(t *testing.T, in string) (read, bad []string) {
	t.Helper()
	table, err := source.NewTable(strings.NewReader(in), "notes", nil)
	if err != nil {
		t.Fatal(err)
	}
	for {
		l, line, more, err := table.Next()
		switch {
		case errors.Is(err, io.EOF):
			return read, bad
		case err != nil && !more:
			t.Fatal(err)
		case err != nil:
			bad = append(bad, fmt.Sprintf("%d %v", line, err))
		default:
			read = append(read, fmt.Sprintf("%d %s/%s", line, l.ID, l.Title))
		}
	}
}

// A quote that is missing or too many costs its own row, with its number, and no
// other.
func TestTableQuotes(t *testing.T) {
	t.Parallel()
	const head = "id,title,company,location\n"
	tests := []struct {
		name, in  string
		read, bad []string
	}{
		{
			name: "a lone quote inside a field is text",
			in:   head + "1,27\" monitor,x,y\n2,SRE,x,y\n",
			read: []string{`2 1/27" monitor`, "3 2/SRE"},
		},
		{
			name: "quotes as they should be",
			in:   head + "1,\"the \"\"fast\"\" one, soon\",x,y\n2,\"\",\"x\",y\n3,\"SRE\" ,x,y\n",
			read: []string{`2 1/the "fast" one, soon`, "3 2/", "4 3/SRE"},
		},
		{
			name: "cells of several lines, Windows ends",
			in:   strings.ReplaceAll("id,title,company,location,text\n1,\"SRE\n\n東京\",x,y,\"Go, AWS\n\nMySQL\"\n\n2,QA,x,y,z\n", "\n", "\r\n"),
			read: []string{"2 1/SRE 東京", "8 2/QA"},
		},
		{
			name: "a quote that is never closed",
			in:   head + "1,SRE,x,y\n2,\"QA,x,y\n3,PM,x,y\n4,CTO,x,y\n",
			read: []string{"2 1/SRE", "4 3/PM", "5 4/CTO"},
			bad:  []string{`3 the quoted field that begins on line 3 is never closed: write "" for a quote inside a quoted field`},
		},
		{
			name: "never closed, before rows that have quotes",
			in:   head + "1,\"SRE,x,y\n2,\"QA, senior\",x,y\n\"3\",\"PM\",\"x\",\"y\"\n",
			read: []string{"3 2/QA, senior", "4 3/PM"},
			bad:  []string{`2 text after the closing quote of a field: write "" for a quote inside a quoted field`},
		},
		{
			name: "closed by the quote of a later row",
			in:   head + "1,\"SRE,x,y\n2,QA,x,y\n3,PM,x,y\n4,5\",x,y\n5,CTO,x,y\n",
			read: []string{"3 2/QA", "4 3/PM", `5 4/5"`, "6 5/CTO"},
			bad:  []string{`2 a quoted field that begins on line 2 holds whole rows: its closing quote is missing, or a quote inside it is not written ""`},
		},
		{
			name: "quotes inside a quoted field on one line",
			in:   head + "1,\"say \"hi\" now\",x,y\n2,QA,x,y\n",
			read: []string{`2 1/say "hi" now`, "3 2/QA"},
		},
		{
			name: "a broken cell of several lines is left out whole",
			in:   head + "1,\"say \"hi\"\nnow\",x,y\n\n2,QA,x,y\n",
			read: []string{"5 2/QA"},
			bad:  []string{`2 text after the closing quote of a field: write "" for a quote inside a quoted field; lines 2 to 3 are left out`},
		},
		{
			name: "the last field of the file",
			in:   head + "1,SRE,x,y\n2,QA,x,\"y",
			read: []string{"2 1/SRE"},
			bad:  []string{`3 the quoted field that begins on line 3 is never closed: write "" for a quote inside a quoted field`},
		},
		{
			name: "rows without the empty fields at their end",
			in:   "id,title,company,location,note\n1,SRE,x,y\n2,\"QA,x,y\n3,PM,x,y\n",
			read: []string{"2 1/SRE", "4 3/PM"},
			bad:  []string{`3 the quoted field that begins on line 3 is never closed: write "" for a quote inside a quoted field`},
		},
		{
			name: "a byte order mark before a quoted heading",
			in:   "\uFEFF\"id\",\"title\",\"company\",\"location\"\r\n\"1\",\"SRE\",\"x\",\"y\"\r\n",
			read: []string{"2 1/SRE"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			read, bad := tableRows(t, tt.in)
			if diff := cmp.Diff(tt.read, read); diff != "" {
				t.Errorf("read (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.bad, bad); diff != "" {
				t.Errorf("reported (-want +got):\n%s", diff)
			}
		})
	}
}

// One quote too many near the beginning of a long file: nothing after it is lost,
// be the rest short of the bound of a field or far beyond it.
func TestTableQuoteDoesNotSwallowTheFile(t *testing.T) {
	t.Parallel()
	for _, rows := range []int{2_000, 60_000} {
		var in strings.Builder
		in.WriteString("id,title,company,location\n")
		for i := range rows {
			quote := ""
			if i == 4 {
				quote = `"`
			}
			fmt.Fprintf(&in, "%d,%sバックエンドエンジニア,みかげ電算株式会社,東京都港区\n", i, quote)
		}
		read, bad := tableRows(t, in.String())
		if len(read) != rows-1 || len(bad) != 1 || !strings.HasPrefix(bad[0], "6 the quoted field that begins on line 6") {
			t.Errorf("%d rows: %d read, reported %q; want all but line 6", rows, len(read), bad)
		}
		if last := fmt.Sprintf("%d %d/バックエンドエンジニア", rows+1, rows-1); read[len(read)-1] != last {
			t.Errorf("the last row is %q, want %q", read[len(read)-1], last)
		}
	}
	if in, want := "id,title\n1,x\n2,\""+strings.Repeat("y", 2<<20)+"\"\n3,z\n", "longer than 1 MiB"; true {
		read, bad := tableRows(t, in)
		if len(read) != 2 || len(bad) != 1 || !strings.Contains(bad[0], want) {
			t.Errorf("a field of 2 MiB: read %v, reported %.200q", read, bad)
		}
	}
	for name, in := range map[string]string{"heading": "id,\"title\n1,x\n", "empty": "", "only blank lines": "\n\r\n"} {
		if _, err := source.NewTable(strings.NewReader(in), "notes", nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTableDatesAreOfItsZone(t *testing.T) {
	t.Parallel()
	const in = "id,title,掲載日,掲載終了日\n1,SRE,2026/10/31 23:30,2026/10/31\n2,QA,2026-10-31,2026-10-31 18:00\n"
	for _, tt := range []struct {
		zone *time.Location
		want []string
	}{
		{nil, []string{"2026-10-31T14:30:00Z 2026-10-31T14:59:59Z", "2026-10-31T12:00:00Z 2026-10-31T09:00:00Z"}},
		{time.UTC, []string{"2026-10-31T23:30:00Z 2026-10-31T23:59:59Z", "2026-10-31T12:00:00Z 2026-10-31T18:00:00Z"}},
	} {
		table, err := source.NewTable(strings.NewReader(in), "notes", nil)
		if err != nil {
			t.Fatal(err)
		}
		table.Zone = tt.zone
		if !table.EndsByPlan() {
			t.Error("掲載終了日 is a planned end")
		}
		show := func(d listing.Date) string { return d.UTC().Format(time.RFC3339) }
		for _, want := range tt.want {
			l, _, _, err := table.Next()
			if got := show(l.PostedAt) + " " + show(l.ClosedAt); err != nil || got != want {
				t.Errorf("zone %v: posted and closed %s (%v), want %s", tt.zone, got, err, want)
			}
		}
	}
}
