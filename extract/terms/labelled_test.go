package terms_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"juyo/extract/document"
	"juyo/extract/terms"
	"juyo/listing"
)

// labelled reads a table of testdata: rows of n cells, with "\n" for the ends of
// lines in a body.
func labelled(tb testing.TB, name string, n int) [][]string {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != n {
			tb.Fatalf("%s: %q has %d cells, want %d", name, line, len(cells), n)
		}
		cells[n-1] = strings.ReplaceAll(cells[n-1], `\n`, "\n")
		rows = append(rows, cells)
	}
	return rows
}

// advert is a listing of a made-up employer's board.
func advert(title, body string) listing.Listing {
	return listing.Listing{Source: "board", ID: "1", Title: title, Company: "株式会社オーキッド", Text: body}
}

// scores counts right and wrong answers for each value of a field.
type scores map[string]*tally

func (s scores) count(want, got string) {
	for _, v := range []string{want, got} {
		if s[v] == nil {
			s[v] = &tally{}
		}
	}
	if want == got {
		s[want].tp++
		return
	}
	s[want].fn++
	s[got].fp++
}

func (s scores) report(t *testing.T) {
	t.Helper()
	for _, v := range slices.Sorted(maps.Keys(s)) {
		c := s[v]
		t.Logf("%-14s precision %.3f recall %.3f f1 %.3f (tp %d fp %d fn %d)", v, ratio(c.tp, c.tp+c.fp), ratio(c.tp, c.tp+c.fn), c.score(), c.tp, c.fp, c.fn)
	}
}

func ratio(k, n int) float64 {
	if n == 0 {
		return 1
	}
	return float64(k) / float64(n)
}

func TestPopulationLabelled(t *testing.T) {
	s := scores{}
	for _, row := range labelled(t, "population.tsv", 4) {
		l := advert(row[2], row[3])
		if row[1] == "hn" {
			l = listing.Listing{Source: "hackernews", ID: "1", Text: row[3]}
		}
		got := string(read(l).Population)
		if got != row[0] {
			t.Logf("want %s, got %s: %s | %.60q", row[0], got, row[2], row[3])
		}
		s.count(row[0], got)
	}
	s.report(t)
	for _, p := range []string{"software", "talent_pool"} {
		if f := s[p].score(); f < 0.97 {
			t.Errorf("%s: f1 %.3f, want at least 0.97", p, f)
		}
	}
}

func TestEmployerTypeLabelled(t *testing.T) {
	s := scores{}
	known, right, asked := 0, 0, 0
	for _, row := range labelled(t, "employertype.tsv", 4) {
		l := advert(row[2], row[3])
		r := read(l)
		got := string(r.EmployerType)
		if got != row[0] {
			t.Logf("want %s, got %s (%s): %s | %.90q", row[0], got, r.EmployerTypeWords, row[2], row[3])
		}
		s.count(row[0], got)
		if row[0] != "unknown" {
			asked++
		}
		if got != "unknown" {
			known++
		}
		if got != "unknown" && got == row[0] {
			right++
			checkWords(t, row, r.EmployerTypeWords, document.New(&l).Text)
		}
		if row[0] == "unknown" && got != "unknown" {
			t.Errorf("a guess where the text is silent: %s from %q: %q", got, r.EmployerTypeWords, row[3])
		}
		if (got == "unknown") != (r.EmployerTypeWords == "") {
			t.Errorf("%s with the words %q: %q", got, r.EmployerTypeWords, row[3])
		}
	}
	s.report(t)
	if p := ratio(right, known); p < 0.95 {
		t.Errorf("precision of the known types %.3f, want at least 0.95", p)
	}
	if p := ratio(right, asked); p < 0.9 {
		t.Errorf("recall of the known types %.3f, want at least 0.9", p)
	}
}

// checkWords holds the words of evidence to those of row and to the text.
func checkWords(t *testing.T, row []string, words, text string) {
	t.Helper()
	if !strings.Contains(text, words) {
		t.Errorf("%q is not in the text %q", words, text)
	}
	for want := range strings.SplitSeq(row[1], " / ") {
		if w, g := strings.ToLower(want), strings.ToLower(words); strings.Contains(g, w) || strings.Contains(w, g) {
			return
		}
	}
	t.Errorf("evidence %q, want %s: %q", words, row[1], row[3])
}

func TestEntryLevelLabelled(t *testing.T) {
	s := scores{}
	for _, row := range labelled(t, "entry.tsv", 3) {
		got := "no"
		if read(advert(row[1], row[2])).Entry {
			got = "yes"
		}
		if got != row[0] {
			t.Logf("want %s, got %s: %s | %.90q", row[0], got, row[1], row[2])
		}
		s.count(row[0], got)
	}
	s.report(t)
	if f := s["yes"].score(); f < 0.9 {
		t.Errorf("entry level: f1 %.3f, want at least 0.9", f)
	}
}

// setLabelled holds a field of sets, written with spaces or ", " between its
// members, to a table.
func setLabelled(t *testing.T, table, sep string, least float64, field func(terms.Terms) []string) {
	t.Helper()
	var s tally
	for _, row := range labelled(t, table, 3) {
		var want []string
		if row[0] != "-" {
			want = strings.Split(row[0], sep)
		}
		got := field(read(advert(row[1], row[2])))
		if !slices.Equal(want, got) {
			t.Logf("want %q, got %q: %s | %.90q", want, got, row[1], row[2])
		}
		s.sets(want, got)
	}
	t.Logf("precision %.3f recall %.3f f1 %.3f", ratio(s.tp, s.tp+s.fp), ratio(s.tp, s.tp+s.fn), s.score())
	if f := s.score(); f < least {
		t.Errorf("f1 %.3f, want at least %.2f", f, least)
	}
}

func TestRemoteLabelled(t *testing.T) {
	s := scores{}
	right, rows := 0, labelled(t, "remote.tsv", 3)
	for _, row := range rows {
		got := string(read(advert(row[1], row[2])).Remote)
		if got == row[0] {
			right++
		} else {
			t.Logf("want %s, got %s: %s | %.90q", row[0], got, row[1], row[2])
		}
		s.count(row[0], got)
	}
	s.report(t)
	if share := ratio(right, len(rows)); share < 0.97 {
		t.Errorf("%.3f of the rows are right, want at least 0.97", share)
	}
}

func TestEmploymentLabelled(t *testing.T) {
	setLabelled(t, "employment.tsv", " ", 0.95, func(r terms.Terms) []string { return words(r.Employment) })
}

func TestIndustriesLabelled(t *testing.T) {
	setLabelled(t, "industries.tsv", " ", 0.95, func(r terms.Terms) []string { return words(r.Industries) })
}

func TestStageLabelled(t *testing.T) {
	setLabelled(t, "stage.tsv", " ", 0.95, func(r terms.Terms) []string {
		if r.Stage == "" {
			return nil
		}
		return []string{string(r.Stage)}
	})
}

func TestLanguagesAskedLabelled(t *testing.T) {
	setLabelled(t, "languages.tsv", ", ", 0.95, func(r terms.Terms) []string {
		var out []string
		for _, a := range r.LanguagesAsked {
			grade := a.Grade
			if grade == "" {
				grade = "-"
			}
			out = append(out, a.Language+" "+a.Level.String()+" "+grade)
		}
		return out
	})
}
