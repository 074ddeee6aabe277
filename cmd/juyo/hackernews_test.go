package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"juyo/demand"
)

// shared returns a path below the folder of real data beside the checkout, and
// skips the test when there is none.
func shared(t *testing.T, path ...string) string {
	t.Helper()
	p := filepath.Join(append([]string{"..", "..", "..", "shared"}, path...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("no real listings here: %s is absent", filepath.Join(append([]string{"../shared"}, path...)...))
	}
	return p
}

// juyo runs one command in this process and returns what it printed.
func juyo(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, env{
		stdin: strings.NewReader(""), stdout: &out, stderr: &errs, environ: []string{"HOME=" + t.TempDir()},
		now: func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
	})
	return out.String(), errs.String(), code
}

// hnTerms are the terms whose monthly share an independent count of the same
// threads gives (column of reference_share.csv → skill).
var hnTerms = []struct{ column, skill string }{
	{"Python", "python"},
	{"React", "react"},
	{"Kafka", "kafka"},
	{"TypeScript", "typescript"},
	{"Kubernetes", "kubernetes"},
	{"Docker", "docker"},
	{"AWS", "aws"},
	{"Spark", "spark"},
	{"Scala", "scala"},
	{"Rust", "rust"},
}

// The monthly shares of ten terms in "Who is hiring?" agree with an independent
// count of the same threads: within 1 percentage point on average for each
// term, and 3 in its worst month. The report of a month is made from the same
// database, and importing twice changes nothing.
func TestHackerNewsSharesAgreeWithAnIndependentCount(t *testing.T) {
	if testing.Short() {
		t.Skip("28,418 postings: not in -short")
	}
	listings := shared(t, "data", "hn", "hn_2013_2018.jsonl.gz")
	reference := readReference(t, shared(t, "data", "hn", "reference_share.csv"))
	db := filepath.Join(t.TempDir(), "hn.db")
	for i, want := range []string{"28,418 new, 0 changed, 0 known already", "0 new, 0 changed, 28,418 known already"} {
		out, errs, code := juyo(t, "import", "--db", db, listings)
		if code != 0 || !strings.Contains(out, want) {
			t.Fatalf("import %d: exit %d, %s%swant %s", i+1, code, out, errs, want)
		}
		t.Log(strings.TrimSpace(out))
	}

	months := 0
	type sum struct{ total, worst float64 }
	sums := map[string]*sum{}
	table := map[string][]string{}
	for _, month := range reference.months {
		if month < "2013-08" || month >= "2018-04" { // the data's whole months
			continue
		}
		out, errs, code := juyo(t, "top", "--db", db, "--month", month, "--region", "all", "--population", "all", "--limit", "0", "--format", "json")
		if code != 0 {
			t.Fatalf("top %s: exit %d, %s", month, code, errs)
		}
		var top demand.TopResult
		if err := json.Unmarshal([]byte(out), &top); err != nil {
			t.Fatal(err)
		}
		if top.NListings == 0 {
			continue // a month that the data lacks
		}
		months++
		for _, term := range hnTerms {
			ours, shown := floorShare(top, term.skill)
			theirs := reference.share[month][term.column]
			diff := math.Abs(ours - theirs)
			if !shown && theirs <= ours {
				diff = 0 // below the floor in both
			}
			if sums[term.column] == nil {
				sums[term.column] = &sum{}
			}
			sums[term.column].total += diff
			sums[term.column].worst = max(sums[term.column].worst, diff)
			mark := ""
			if !shown {
				mark = "<"
			}
			table[term.column] = append(table[term.column], fmt.Sprintf("%s %s%.1f/%.1f", month, mark, ours, theirs))
		}
	}
	if months != 25 {
		t.Errorf("%d whole months in common, want 25", months)
	}
	for _, term := range hnTerms {
		s := sums[term.column]
		mean := s.total / float64(months)
		t.Logf("%-11s mean |difference| %.2f pp, worst month %.2f pp  (ours/theirs %%: %s)", term.column, mean, s.worst, strings.Join(table[term.column], ", "))
		if mean > 1 {
			t.Errorf("%s: mean difference %.2f pp, want ≤ 1.0", term.column, mean)
		}
		if s.worst > 3 {
			t.Errorf("%s: worst month %.2f pp, want ≤ 3", term.column, s.worst)
		}
	}

	html := filepath.Join(t.TempDir(), "hn.html")
	if out, errs, code := juyo(t, "report", "--db", db, "--month", "2018-03", "--lang", "en", "-o", html); code != 0 {
		t.Fatalf("report: exit %d, %s%s", code, out, errs)
	}
	b, err := os.ReadFile(html)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<html lang="en"`, "2018-03", "Python"} {
		if !bytes.Contains(b, []byte(want)) {
			t.Errorf("the report lacks %q", want)
		}
	}
	t.Logf("report of 2018-03: %d bytes", len(b))
}

// floorShare returns the skill's share in percent; for one below the floor, the
// share that the floor itself would be.
func floorShare(top demand.TopResult, skill string) (percent float64, shown bool) {
	for _, r := range top.Rows {
		if r.Skill == skill {
			return 100 * r.Share.Share, true
		}
	}
	return 100 * float64(demand.MinRowListings) / float64(top.NListings), false
}

type reference struct {
	months []string
	share  map[string]map[string]float64 // month → column → percent
}

func readReference(t *testing.T, path string) reference {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := reference{share: map[string]map[string]float64{}}
	for _, row := range rows[1:] {
		m := map[string]float64{}
		for i, cell := range row[1:] {
			if m[rows[0][i+1]], err = strconv.ParseFloat(cell, 64); err != nil {
				t.Fatalf("%s: %v", row[0], err)
			}
		}
		out.months = append(out.months, row[0])
		out.share[row[0]] = m
	}
	return out
}
