package extract_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"juyo/extract"
	"juyo/listing"
)

// predictions is where the signals of the labelled listings are written, for
// the scorer beside the labels.
var predictions = flag.String("predictions", "", "write the signals of the labelled listings to this folder")

// sharedPath returns a path in the folder of real data beside the repository,
// which is not part of it, and whether it is there.
func sharedPath(elem ...string) (string, bool) {
	p := filepath.Join(append([]string{"..", "..", "shared"}, elem...)...)
	_, err := os.Stat(p)
	return p, err == nil
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

	Population   string `json:"population"`
	EmployerType string `json:"employer_type"`

	has map[string]json.RawMessage // the labels that the line has
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

// scoreboard is where the figures of the day are written, for people and for
// TestScore: a figure that falls below it fails. -update writes it anew.
const scoreboard = "../docs/scoreboard.md"

var update = flag.Bool("update", false, "rewrite golden files")

// sets are the labelled files that are scored: ours run anywhere, the others
// where the folder of real data is beside the repository.
var sets = []struct {
	name string
	path []string // in the folder of real data; nil: testdata
	own  string
}{
	{name: "real listings", path: []string{"gold", "listings.dev.jsonl"}},
	{name: "real pay texts", path: []string{"gold", "salary.dev.jsonl"}},
	{name: "fictional listings", own: "testdata/listings.jsonl"},
}

// TestScore reads labelled listings and compares their signals with the labels,
// as the scorer beside the labels does: skills as sets of ids (micro F1), named
// technologies and concepts apart; level where both have the skill; pay when
// both ends, currency and period agree.
func TestScore(t *testing.T) {
	e := extractor(t)
	floors := readScoreboard(t)
	var board strings.Builder
	board.WriteString(scoreboardHead)
	for _, set := range sets {
		path := set.own
		if set.path != nil {
			p, ok := sharedPath(set.path...)
			if !ok {
				t.Logf("%s: not scored, no real data beside the repository", set.name)
				continue
			}
			path = p
		}
		scores := scoreFile(t, e, path, kinds(t, e, set.path != nil))
		for _, group := range []string{"all", "ja", "en"} {
			s := scores[group]
			for _, f := range fields {
				c := s[f.key]
				if c == nil || f.size(c) == 0 {
					continue
				}
				row := fmt.Sprintf("| %s | %s | %s |", set.name, group, f.name)
				figure := math.Round(f.figure(c)*1e4) / 1e4
				fmt.Fprintf(&board, "%s %d | %.4f | %s |\n", row, f.size(c), figure, f.detail(c))
				floor, known := floors[row]
				switch {
				case *update:
				case !known:
					t.Errorf("%s %.4f is not on the scoreboard: go test ./extract -run Score -update", row, figure)
				case figure < floor:
					t.Errorf("%s fell from %.4f to %.4f", row, floor, figure)
				case figure > floor:
					t.Logf("%s rose from %.4f to %.4f: go test ./extract -run Score -update", row, floor, figure)
				}
			}
		}
	}
	if *update {
		if err := os.WriteFile(scoreboard, []byte(board.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// kinds says which skills are named technologies. The labels of real listings know
// the skills of their day: what is newer is neither right nor wrong there.
func kinds(t *testing.T, e *extract.Extractor, real bool) map[string]bool {
	t.Helper()
	named := map[string]bool{}
	for _, s := range e.Skills() {
		named[s.ID] = s.Named
	}
	path, ok := sharedPath("gold", "skills.tsv")
	if !real || !ok {
		return named
	}
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(src)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		known[f[0]] = len(f) > 1 && f[1] == "named"
	}
	return known
}

const scoreboardHead = `# Scoreboard

How well signals are read, against hand-labelled listings. Written by
` + "`go test ./extract -run Score -update`" + `, and held by that test: a figure that falls
fails it. The real listings are not part of this repository; their labels are one
careful reading, of which about 2 % can be argued. The rules were made with them in
view, so expect somewhat less of other listings. Skills, roles and employment are F1
over listings; the rest is the share that is right.

| set | language | field | labels | figure | of which |
|---|---|---|--:|--:|---|
`

// field is a figure of the scoreboard.
type field struct {
	key, name string
	set       bool
}

var fields = []field{
	{"named", "named skills", true},
	{"concept", "concept skills", true},
	{"level", "level", false},
	{"roles", "roles", true},
	{"employment", "employment", true},
	{"remote", "remote", false},
	{"min_years", "years", false},
	{"entry", "entry level", false},
	{"language", "language", false},
	{"salary", "pay, exact", false},
	{"no_salary", "no pay stated, none read", false},
	{"population", "population", false},
	{"employer_type", "employer type", false},
}

func (f field) figure(c *tally) float64 {
	if f.set {
		return c.f1()
	}
	return c.accuracy()
}

func (f field) size(c *tally) int {
	if f.set {
		return c.right + c.missed
	}
	return c.of
}

func (f field) detail(c *tally) string {
	if f.set {
		return fmt.Sprintf("precision %.4f, recall %.4f", c.precision(), c.recall())
	}
	return fmt.Sprintf("%d right", c.same)
}

// readScoreboard returns the figures by the first three cells of their row.
func readScoreboard(t *testing.T) map[string]float64 {
	t.Helper()
	floors := map[string]float64{}
	src, err := os.ReadFile(scoreboard)
	if err != nil && !*update {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(src)) {
		cells := strings.Split(line, "|")
		if len(cells) != 8 {
			continue
		}
		figure, err := strconv.ParseFloat(strings.TrimSpace(cells[5]), 64)
		if err != nil {
			continue // the head
		}
		floors[strings.Join(cells[:4], "|")+"|"] = figure
	}
	return floors
}

// scoreFile compares the signals of a labelled file with its labels, in all and
// by language.
func scoreFile(t *testing.T, e *extract.Extractor, path string, named map[string]bool) map[string]map[string]*tally {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out *json.Encoder
	if *predictions != "" {
		f, err := os.Create(filepath.Join(*predictions, filepath.Base(path)))
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
		if err := json.Unmarshal(lines.Bytes(), &g.has); err != nil {
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
	return scores
}

// compare adds one listing to the tallies.
func compare(s map[string]*tally, g *labelled, got *listing.Signals, named map[string]bool) {
	c := func(name string) *tally {
		if s[name] == nil {
			s[name] = &tally{}
		}
		return s[name]
	}
	has := func(key string) bool { return g.has[key] != nil }
	if has("skills") {
		compareSkills(c, g, got, named)
	}
	if has("employment") {
		c("employment").set(setOf(g.Employment), setOf(got.Employment))
	}
	if has("roles") {
		c("roles").set(setOf(g.Roles), setOf(got.Roles))
	}
	if g.Salary != nil {
		c("salary").value(samePay(g.Salary, got.Salary))
	} else {
		c("no_salary").value(got.Salary == nil)
	}
	for _, f := range []struct {
		key, name string
		same      bool
	}{
		{"remote", "remote", g.Remote == string(got.Remote)},
		{"min_years", "min_years", (g.MinYears == nil) == (got.MinYears == nil) && (g.MinYears == nil || *g.MinYears == *got.MinYears)},
		{"entry_level", "entry", g.Entry == got.EntryLevel},
		{"language", "language", g.Language == got.Language},
		{"population", "population", g.Population == string(got.Population)},
		{"employer_type", "employer_type", g.EmployerType == string(got.EmployerType)},
	} {
		if has(f.key) && has("skills") { // a pay text alone is in no language worth telling
			c(f.name).value(f.same)
		}
	}
}

// compareSkills adds the skills of one listing to the tallies.
func compareSkills(c func(string) *tally, g *labelled, got *listing.Signals, named map[string]bool) {
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
			if is, known := named[id]; known && is == (kind == "named") {
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
