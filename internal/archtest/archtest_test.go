package archtest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"juyo/internal/archtest"
)

// juyo is the picture of docs/design.md. A change here changes it there in the
// same commit.
func juyo() archtest.Rules {
	return archtest.Rules{
		Module: "juyo",
		Packages: map[string]archtest.Rule{
			"listing": {},

			"extract":           {Ours: []string{"listing", "extract/..."}},
			"extract/document":  {Ours: []string{"listing"}},
			"extract/skill/...": {Ours: []string{"listing", "extract/document", "extract/skill"}},
			"extract/salary":    {Ours: []string{"listing", "extract/document"}},
			"extract/terms":     {Ours: []string{"listing", "extract/document"}},
			"extract/duplicate": {Ours: []string{"listing"}},
			"demand":            {Ours: []string{"listing"}},

			"collector":        {Ours: []string{"listing", "extract/...", "collector/..."}, Doors: []string{"colly"}},
			"collector/robots": {},
			"collector/source": {Ours: []string{"listing"}},
			"store":            {Ours: []string{"listing", "demand", "store/migrations"}, Doors: []string{"sql"}},
			"store/migrations": {},
			"store/storetest":  {Ours: []string{"listing", "demand", "store"}},
			"report/...":       {Ours: []string{"listing", "demand", "report/..."}, Doors: []string{"charts"}},
			"config":           {},

			"internal/daemon":   {Doors: []string{"cron"}},
			"internal/demosite": {Ours: []string{"listing"}},
			"internal/pipeline": {Ours: []string{"listing", "extract/...", "store", "demand"}},
			"internal/archtest": {},

			"cmd/juyo": {Ours: []string{"*"}},
		},
		Doors: map[string][]string{
			"colly":  {"github.com/gocolly/colly/v2"},
			"sql":    {"modernc.org/sqlite", "github.com/pressly/goose/v3", "github.com/jackc/pgx/v5", "database/sql"},
			"charts": {"github.com/go-echarts/go-echarts/v2", "github.com/dop251/goja"},
			"cron":   {"github.com/robfig/cron/v3"},
		},
		Pure: map[string][]string{
			"listing": {"golang.org/x/text"},
			"extract": {"golang.org/x/text", "golang.org/x/net/html", "golang.org/x/sync"},
			"demand":  nil,
		},
	}
}

func TestArrows(t *testing.T) {
	violations, err := archtest.Check(filepath.Join("..", ".."), juyo())
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range violations {
		t.Error(v)
	}
}

// A planted forbidden import must be caught: each case writes one file into an
// otherwise empty tree.
func TestPlantedImportsAreCaught(t *testing.T) {
	tests := map[string]struct {
		file, imports string
		want          string // part of the violation; "" when the import is allowed
	}{
		"statistics that read the database":  {"demand/x.go", `"juyo/store"`, "demand may import only [listing] of ours"},
		"an adapter that knows another":      {"report/x.go", `"juyo/store"`, "may import only"},
		"SQL outside the store":              {"collector/x.go", `"database/sql"`, "sql comes in by its one door only"},
		"a driver below the root of a door":  {"cmd/juyo/x.go", `"modernc.org/sqlite/lib"`, "sql comes in by its one door only"},
		"cron outside the daemon":            {"cmd/juyo/x.go", `"github.com/robfig/cron/v3"`, "cron comes in by its one door only"},
		"a foreign module in a pure package": {"extract/salary/x.go", `"github.com/gocolly/colly/v2"`, "one door only"},
		"an unlisted module in demand":       {"demand/x.go", `"gonum.org/v1/gonum/stat"`, "demand is pure"},
		"a package nobody drew arrows for":   {"helpers/x.go", `"fmt"`, "nobody drew arrows"},
		"a package below a drawn one":        {"collector/queue/x.go", `"fmt"`, "nobody drew arrows"},
		"what is allowed":                    {"demand/x.go", `"juyo/listing"`, ""},
		"the standard library":               {"listing/x.go", `"strings"`, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			file := filepath.Join(root, filepath.FromSlash(tt.file))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			src := "package x\n\nimport _ " + tt.imports + "\n"
			if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
				t.Fatal(err)
			}
			violations, err := archtest.Check(root, juyo())
			if err != nil {
				t.Fatal(err)
			}
			if tt.want == "" {
				if len(violations) > 0 {
					t.Fatalf("allowed import reported: %v", violations)
				}
				return
			}
			if len(violations) != 1 || !strings.Contains(violations[0].String(), tt.want) {
				t.Fatalf("got %v, want one violation with %q", violations, tt.want)
			}
		})
	}
}

// Every direct dependency has a line in docs/dependencies.md that says what for
// and why this one.
func TestDependenciesAreExplained(t *testing.T) {
	root := filepath.Join("..", "..")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile(filepath.Join(root, "docs", "dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(doc)) {
		if cells := strings.Split(line, "|"); len(cells) > 3 {
			listed[strings.Trim(strings.TrimSpace(cells[1]), "`")] = true
		}
	}
	direct := map[string]bool{}
	for line := range strings.Lines(string(mod)) {
		fields := strings.Fields(line)
		if len(fields) >= 2 && strings.Contains(fields[0], ".") && strings.HasPrefix(fields[1], "v") && !strings.Contains(line, "// indirect") {
			direct[fields[0]] = true
		}
	}
	if len(direct) < 10 {
		t.Fatalf("only %d direct dependencies read from go.mod: the test no longer reads it right", len(direct))
	}
	for m := range direct {
		if !listed[m] {
			t.Errorf("docs/dependencies.md has no row for %s: say what for and why this one", m)
		}
	}
	for m := range listed {
		if strings.Contains(m, ".") && strings.Contains(m, "/") && !direct[m] {
			t.Errorf("docs/dependencies.md explains %s, which go.mod does not require directly", m)
		}
	}
}
