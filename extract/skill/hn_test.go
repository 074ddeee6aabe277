package skill_test

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"juyo/extract/document"
	"juyo/extract/skill"
	"juyo/listing"
)

// TestSharesOfHNThreads compares, month by month, the share of "Who is hiring"
// postings that name a technology with an independent count of the same threads
// made with one plain pattern a term.
func TestSharesOfHNThreads(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 28,000 postings")
	}
	postings := shared(t, "data", "hn", "hn_2013_2018.jsonl.gz")
	want := readShares(t, shared(t, "data", "hn", "reference_share.csv"))
	terms := map[string]string{
		"Python": "python", "React": "react", "Kafka": "kafka", "TypeScript": "typescript", "Kubernetes": "kubernetes",
		"Docker": "docker", "AWS": "aws", "Spark": "spark", "Scala": "scala", "Rust": "rust",
	}
	m := matcher(t)
	n := map[string]float64{}
	named := map[string]map[string]float64{}
	eachListing(t, postings, func(l *listing.Listing) {
		month := l.PostedAt.UTC().Format("2006-01")
		n[month]++
		for _, s := range m.Find(document.New(l)) {
			if named[s.Skill] == nil {
				named[s.Skill] = map[string]float64{}
			}
			named[s.Skill][month]++
		}
	})
	const partial = "2018-04"
	var b strings.Builder
	for _, term := range slices.Sorted(maps.Keys(terms)) {
		var sum, worst, bias float64
		worstMonth, months := "", 0
		for month, w := range want[term] {
			if n[month] < 100 || month == partial {
				continue
			}
			got := 100 * named[terms[term]][month] / n[month]
			d := math.Abs(got - w)
			sum, bias, months = sum+d, bias+got-w, months+1
			if d > worst {
				worst, worstMonth = d, month
			}
		}
		fmt.Fprintf(&b, "%-11s %2d months, mean difference %.2f points (bias %+.2f), worst %.2f in %s\n", term, months, sum/float64(months), bias/float64(months), worst, worstMonth)
		if months < 20 {
			t.Errorf("%s: only %d months to compare", term, months)
		}
		if sum/float64(months) > 1 || worst > 3 {
			t.Errorf("%s: mean difference %.2f points, worst %.2f in %s: want at most 1 and 3", term, sum/float64(months), worst, worstMonth)
		}
	}
	t.Logf("shares of postings against an independent count:\n%s", &b)
}

// readShares returns the table of reference shares by term and month.
func readShares(t *testing.T, path string) map[string]map[string]float64 {
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
	out := map[string]map[string]float64{}
	for c, term := range rows[0] {
		if c == 0 {
			continue
		}
		out[term] = map[string]float64{}
		for _, row := range rows[1:] {
			v, err := strconv.ParseFloat(row[c], 64)
			if err != nil {
				t.Fatal(err)
			}
			out[term][row[0]] = v
		}
	}
	return out
}

func matcher(tb testing.TB) *skill.Matcher {
	tb.Helper()
	tx, err := skill.Default()
	if err != nil {
		tb.Fatal(err)
	}
	m, err := skill.NewMatcher(tx)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}
