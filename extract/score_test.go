package extract_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"juyo/extract"
	"juyo/listing"
)

// predictions is where the signals of the labelled listings are written, for
// the scorer beside the labels.
var predictions = flag.String("predictions", "", "write the signals of the labelled listings to this file")

// shared returns a path in the folder of real data beside the repository, which
// is not part of it, and skips the test when it is absent.
func shared(tb testing.TB, elem ...string) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			tb.Skip("no go.mod above the package")
		}
		dir = parent
	}
	p := filepath.Join(append([]string{filepath.Dir(dir), "shared"}, elem...)...)
	if _, err := os.Stat(p); err != nil {
		tb.Skipf("no real data beside the repository: %v", err)
	}
	return p
}

// labelled is a listing with what a careful reader saw in it.
type labelled struct {
	listing.Listing
	Skills     []listing.Mention `json:"skills"`
	Salary     *listing.Pay      `json:"salary"`
	Employment []string          `json:"employment"`
	Remote     string            `json:"remote"`
	Roles      []string          `json:"roles"`
	MinYears   *int              `json:"min_years"`
	Entry      bool              `json:"entry_level"`
	Language   string            `json:"language"`
}

// tally counts what agrees between labels and signals.
type tally struct {
	right, extra, missed int // sets: skills, roles, employment
	same, of             int // single values
}

func (c tally) precision() float64 { return ratio(c.right, c.right+c.extra) }
func (c tally) recall() float64    { return ratio(c.right, c.right+c.missed) }
func (c tally) f1() float64        { return ratio(2*c.right, 2*c.right+c.extra+c.missed) }
func (c tally) accuracy() float64  { return ratio(c.same, c.of) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func (c *tally) set(want, got map[string]bool) {
	for k := range got {
		if want[k] {
			c.right++
		} else {
			c.extra++
		}
	}
	for k := range want {
		if !got[k] {
			c.missed++
		}
	}
}

func (c *tally) value(same bool) {
	c.of++
	if same {
		c.same++
	}
}

// TestScore reads the labelled listings and compares the signals with the
// labels: named technologies, concepts and levels by language, and every other
// signal. The floors are well below the figures of the day, so that an honest
// change of a rule passes and a broken one does not.
func TestScore(t *testing.T) {
	named := map[string]bool{}
	kinds, err := os.ReadFile(shared(t, "gold", "skills.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(kinds)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		named[f[0]] = len(f) > 1 && f[1] == "named"
	}
	e, err := extract.Default()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(shared(t, "gold", "listings.dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out *json.Encoder
	if *predictions != "" {
		f, err := os.Create(*predictions)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		out = json.NewEncoder(f)
	}

	scores := map[string]map[string]*tally{"all": {}, "ja": {}, "en": {}}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g labelled
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		got := e.Read(&g.Listing)
		if out != nil {
			if err := out.Encode(got); err != nil {
				t.Fatal(err)
			}
		}
		for _, group := range []string{"all", g.Language} {
			if s := scores[group]; s != nil {
				compare(s, &g, &got, named)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}

	for _, group := range []string{"all", "ja", "en"} {
		s := scores[group]
		for _, f := range []string{"named", "concept", "roles", "employment"} {
			c := s[f]
			t.Logf("%-3s %-10s precision %.4f  recall %.4f  F1 %.4f  (%d labels)", group, f, c.precision(), c.recall(), c.f1(), c.right+c.missed)
		}
		for _, f := range []string{"level", "salary", "remote", "min_years", "entry", "language"} {
			t.Logf("%-3s %-10s right %.4f of %d", group, f, s[f].accuracy(), s[f].of)
		}
		if s["named"].precision() < 0.96 || s["named"].recall() < 0.95 {
			t.Errorf("%s: named technologies: precision %.3f, recall %.3f: want at least 0.96 and 0.95", group, s["named"].precision(), s["named"].recall())
		}
		if s["concept"].f1() < 0.85 {
			t.Errorf("%s: concepts: F1 %.3f: want at least 0.85", group, s["concept"].f1())
		}
		if s["level"].accuracy() < 0.92 {
			t.Errorf("%s: levels: %.3f right: want at least 0.92", group, s["level"].accuracy())
		}
	}
}

// compare adds one listing to the tallies.
func compare(s map[string]*tally, g *labelled, got *listing.Signals, named map[string]bool) {
	c := func(name string) *tally {
		if s[name] == nil {
			s[name] = &tally{}
		}
		return s[name]
	}
	want, have := map[string]listing.Level{}, map[string]listing.Level{}
	for _, m := range g.Skills {
		want[m.Skill] = m.Level
	}
	for _, m := range got.Skills {
		have[m.Skill] = m.Level
	}
	for _, kind := range []string{"named", "concept"} {
		w, h := map[string]bool{}, map[string]bool{}
		for id := range want {
			if named[id] == (kind == "named") {
				w[id] = true
			}
		}
		for id := range have {
			if _, known := named[id]; known && named[id] == (kind == "named") {
				h[id] = true
			}
		}
		c(kind).set(w, h)
	}
	for id, l := range want {
		if have[id] != 0 {
			c("level").value(have[id] == l)
		}
	}
	c("employment").set(setOf(g.Employment), setOf(got.Employment))
	c("roles").set(setOf(g.Roles), setOf(got.Roles))
	c("salary").value(samePay(g.Salary, got.Salary))
	c("remote").value(g.Remote == string(got.Remote))
	c("min_years").value((g.MinYears == nil) == (got.MinYears == nil) && (g.MinYears == nil || *g.MinYears == *got.MinYears))
	c("entry").value(g.Entry == got.EntryLevel)
	c("language").value(g.Language == got.Language)
}

func setOf[S ~string](list []S) map[string]bool {
	m := map[string]bool{}
	for _, s := range list {
		m[string(s)] = true
	}
	return m
}

func samePay(a, b *listing.Pay) bool {
	if a == nil || b == nil {
		return a == b
	}
	same := func(x, y *int64) bool { return (x == nil) == (y == nil) && (x == nil || *x == *y) }
	return same(a.Min, b.Min) && same(a.Max, b.Max) && a.Currency == b.Currency && a.Period == b.Period
}
