package skill_test

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"juyo/extract/document"
	"juyo/extract/skill"
	"juyo/listing"
)

// month is what the postings of one month name.
type month struct {
	postings       int
	skills         map[string]int // postings that name a skill, by id
	golang, goWord int            // postings with the word "golang"; with that or the word "go", in any case
}

// share returns the part of the postings that n are, in percent.
func (m *month) share(n int) float64 { return 100 * float64(n) / float64(m.postings) }

// TestSharesOfHNThreads compares, month by month, the share of "Who is hiring"
// postings that name a technology with what is known of the same threads.
func TestSharesOfHNThreads(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 28,000 postings")
	}
	months := readMonths(t, shared(t, "data", "hn", "hn_2013_2018.jsonl.gz"))
	want := readShares(t, shared(t, "data", "hn", "reference_share.csv"))
	t.Run("independent count", func(t *testing.T) { againstCount(t, months, want) })
	t.Run("go", func(t *testing.T) { goInBounds(t, months) })
}

// readMonths counts, by month, what the postings of an import file name.
func readMonths(t *testing.T, path string) map[string]*month {
	t.Helper()
	golang, goWord := regexp.MustCompile(`(?i)\bgolang\b`), regexp.MustCompile(`(?i)\bgo(lang)?\b`)
	m := matcher(t)
	months := map[string]*month{}
	eachListing(t, path, func(l *listing.Listing) {
		key := l.PostedAt.UTC().Format("2006-01")
		if months[key] == nil {
			months[key] = &month{skills: map[string]int{}}
		}
		in, d := months[key], document.New(l)
		in.postings++
		for _, s := range m.Find(d) {
			in.skills[s.Skill]++
		}
		if goWord.MatchString(d.Text) {
			in.goWord++
		}
		if golang.MatchString(d.Text) {
			in.golang++
		}
	})
	return months
}

// againstCount compares the shares with an independent count of the same
// threads made with one plain pattern a term.
func againstCount(t *testing.T, months map[string]*month, want map[string]map[string]float64) {
	t.Helper()
	terms := map[string]string{
		"Python": "python", "React": "react", "Kafka": "kafka", "TypeScript": "typescript", "Kubernetes": "kubernetes",
		"Docker": "docker", "AWS": "aws", "Spark": "spark", "Scala": "scala", "Rust": "rust",
	}
	const partial = "2018-04"
	var b strings.Builder
	for _, term := range slices.Sorted(maps.Keys(terms)) {
		var sum, worst, bias float64
		worstMonth, compared := "", 0
		for key, w := range want[term] {
			in := months[key]
			if in == nil || in.postings < 100 || key == partial {
				continue
			}
			got := in.share(in.skills[terms[term]])
			d := math.Abs(got - w)
			sum, bias, compared = sum+d, bias+got-w, compared+1
			if d > worst {
				worst, worstMonth = d, key
			}
		}
		fmt.Fprintf(&b, "%-11s %2d months, mean difference %.2f points (bias %+.2f), worst %.2f in %s\n", term, compared, sum/float64(compared), bias/float64(compared), worst, worstMonth)
		if compared < 20 {
			t.Errorf("%s: only %d months to compare", term, compared)
		}
		if sum/float64(compared) > 1 || worst > 3 {
			t.Errorf("%s: mean difference %.2f points, worst %.2f in %s: want at most 1 and 3", term, sum/float64(compared), worst, worstMonth)
		}
	}
	t.Logf("shares of postings against an independent count:\n%s", &b)
}

// goInBounds holds Go, an everyday word, between two plain patterns in every
// month: everyone who writes "golang" means the language, and whoever means it
// writes "golang" or "go".
func goInBounds(t *testing.T, months map[string]*month) {
	t.Helper()
	if len(months) < 50 {
		t.Fatalf("only %d months to compare", len(months))
	}
	low, high := math.Inf(1), math.Inf(1)
	var lowMonth, highMonth string
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(months)) {
		in := months[key]
		strict, got, naive := in.share(in.golang), in.share(in.skills["go"]), in.share(in.goWord)
		fmt.Fprintf(&b, "%s %4d postings  golang %5.2f %%  go %5.2f %%  the word %5.2f %%\n", key, in.postings, strict, got, naive)
		if got < strict || got > naive {
			t.Errorf("%s: %.2f %% name Go: want between %.2f %% and %.2f %%", key, got, strict, naive)
		}
		if got-strict < low {
			low, lowMonth = got-strict, key
		}
		if naive-got < high {
			high, highMonth = naive-got, key
		}
	}
	t.Logf("%d months: at least %.2f points above \"golang\" (%s), %.2f below \"go\" (%s)\n%s", len(months), low, lowMonth, high, highMonth, &b)
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
