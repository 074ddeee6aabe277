package terms_test

import (
	"bufio"
	"encoding/json"
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

// shared returns the path of a file in the folder of labelled listings that
// stands beside the repository, or skips the test.
func shared(tb testing.TB, name ...string) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(dir) == dir {
			tb.Skip("no go.mod above the package")
		}
		dir = filepath.Dir(dir)
	}
	path := filepath.Join(append([]string{filepath.Dir(dir), "shared"}, name...)...)
	if _, err := os.Stat(path); err != nil {
		tb.Skip("the labelled listings are not on this machine")
	}
	return path
}

// goldListing is a line of the labelled listings.
type goldListing struct {
	ID         string               `json:"id"`
	Source     string               `json:"source"`
	Text       string               `json:"text"`
	Employment []listing.Employment `json:"employment"`
	Remote     listing.Remote       `json:"remote"`
	Roles      []listing.Role       `json:"roles"`
	MinYears   *int                 `json:"min_years"`
	Entry      bool                 `json:"entry_level"`
	Language   string               `json:"language"`
}

func readGold(tb testing.TB) []goldListing {
	tb.Helper()
	f, err := os.Open(shared(tb, "gold", "listings.dev.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []goldListing
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		var g goldListing
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			tb.Fatal(err)
		}
		out = append(out, g)
	}
	if err := sc.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}

// tally counts right and wrong answers of a field of sets (micro F1) or of
// single values (accuracy).
type tally struct{ tp, fp, fn, right, n int }

func (s *tally) sets(want, got []string) {
	for _, g := range got {
		if slices.Contains(want, g) {
			s.tp++
		} else {
			s.fp++
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			s.fn++
		}
	}
}

func (s *tally) single(right bool) {
	s.n++
	if right {
		s.right++
	}
}

func (s *tally) score() float64 {
	if s.n > 0 {
		return float64(s.right) / float64(s.n)
	}
	return 2 * float64(s.tp) / float64(2*s.tp+s.fp+s.fn)
}

func words[T ~string](in []T) []string {
	var out []string
	for _, v := range in {
		out = append(out, string(v))
	}
	return out
}

// TestGold holds Read to the labelled listings. The floors are below what was
// reached when they were written: they catch a reader that broke, they are not
// the aim.
func TestGold(t *testing.T) {
	fields := map[string]*tally{"employment": {}, "roles": {}, "remote": {}, "min_years": {}, "entry_level": {}, "language": {}}
	bySource := map[string]*tally{}
	wrong := func(g goldListing, field string, want, got any) {
		if os.Getenv("TERMS_ERRORS") == field {
			t.Logf("%-12s %s want %v got %v | %.90s", field, g.ID, want, got, strings.ReplaceAll(g.Text, "\n", "⏎"))
		}
	}
	for _, g := range readGold(t) {
		l := &listing.Listing{Source: strings.ReplaceAll(g.Source, "_", "-"), ID: g.ID, Text: g.Text}
		got := terms.Read(l, document.New(l))
		fields["employment"].sets(words(g.Employment), words(got.Employment))
		if !slices.Equal(words(g.Employment), words(got.Employment)) {
			wrong(g, "employment", g.Employment, got.Employment)
		}
		fields["roles"].sets(words(g.Roles), words(got.Roles))
		if bySource[g.Source] == nil {
			bySource[g.Source] = &tally{}
		}
		bySource[g.Source].sets(words(g.Roles), words(got.Roles))
		if w, h := slices.Sorted(slices.Values(g.Roles)), slices.Sorted(slices.Values(got.Roles)); !slices.Equal(w, h) {
			wrong(g, "roles", g.Roles, got.Roles)
		}
		fields["remote"].single(g.Remote == got.Remote)
		if g.Remote != got.Remote {
			wrong(g, "remote", g.Remote, got.Remote)
		}
		same := (g.MinYears == nil) == (got.MinYears == nil) && (g.MinYears == nil || *g.MinYears == *got.MinYears)
		fields["min_years"].single(same)
		if !same {
			wrong(g, "min_years", years(g.MinYears), years(got.MinYears))
		}
		fields["entry_level"].single(g.Entry == got.Entry)
		if g.Entry != got.Entry {
			wrong(g, "entry_level", g.Entry, got.Entry)
		}
		fields["language"].single(g.Language == got.Language)
		if g.Language != got.Language {
			wrong(g, "language", g.Language, got.Language)
		}
	}
	for _, source := range slices.Sorted(maps.Keys(bySource)) {
		s := bySource[source]
		t.Logf("roles of %-22s %.3f (tp %d fp %d fn %d)", source, s.score(), s.tp, s.fp, s.fn)
	}
	floors := map[string]float64{"employment": 0.85, "roles": 0.80, "remote": 0.90, "min_years": 0.90, "entry_level": 0.95, "language": 0.98}
	for _, field := range []string{"employment", "roles", "remote", "min_years", "entry_level", "language"} {
		s := fields[field]
		t.Logf("%-12s %.4f (tp %d fp %d fn %d, %d of %d)", field, s.score(), s.tp, s.fp, s.fn, s.right, s.n)
		if s.score() < floors[field] {
			t.Errorf("%s scores %.4f, want at least %.2f", field, s.score(), floors[field])
		}
	}
}

func years(n *int) int {
	if n == nil {
		return -1
	}
	return *n
}
