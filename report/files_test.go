package report_test

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"juyo/demand"
	"juyo/report"
)

// Every number is in the CSV, as text a spreadsheet does not run.
func TestCSV(t *testing.T) {
	m := plantedMarket(t, marketSize{months: 3, listings: 100, through: october, rename: func(c *demand.Catalogue) {
		c.Skills[0].Name = `=HYPERLINK("http://127.0.0.1/","x")`
		c.Skills[1].Name = "＋1"
		c.Skills[2].Name = "-2+3"
		c.Skills[4].Name = "@SUM(A1)"
	}})
	r := build(t, m, report.Options{})
	var b bytes.Buffer
	if err := r.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "\ufeff\"schema_version\"") {
		t.Errorf("opens with %q", b.String()[:20])
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]int{}
	for _, row := range rows[1:] {
		sections[row[1]]++
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(cell)[0]) {
				t.Errorf("a spreadsheet may run %q", cell)
			}
		}
	}
	for _, want := range []string{"overview", "months", "sources", "mix", "categories", "skills", "combos", "pay", "trends"} {
		if sections[want] == 0 {
			t.Errorf("no rows of %s", want)
		}
	}
	// The files behind the links are safe too.
	doc := parse(t, html(t, r))
	link := doc.Find("#languages a[download]").AttrOr("href", "")
	raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(link, "data:text/csv;charset=utf-8;base64,"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), `"=`) || !strings.HasPrefix(string(raw), "\ufeff") {
		t.Errorf("file of a figure: %.200s", raw)
	}
}

func TestWriteFiles(t *testing.T) {
	dir := t.TempDir()
	r := build(t, plantedMarket(t, marketSize{months: 3, listings: 100, through: october}), report.Options{Static: true})
	path := filepath.Join(dir, "reports", "2026-10.ja.html")
	paths, err := report.WriteFiles(t.Context(), path, r)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{path, strings.TrimSuffix(path, ".html") + ".json", strings.TrimSuffix(path, ".html") + ".csv"}; strings.Join(paths, " ") != strings.Join(want, " ") {
		t.Errorf("wrote %v, want %v", paths, want)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3 {
		t.Errorf("%d files in the folder, want three and nothing left behind", len(entries))
	}
	var twin struct {
		Schema int    `json:"schema_version"`
		Month  string `json:"month"`
		Skills []struct {
			Group string `json:"group"`
			Top   struct {
				Rows []struct {
					Share float64 `json:"share"`
				} `json:"rows"`
			} `json:"top"`
		} `json:"skills"`
	}
	b, err := os.ReadFile(paths[1])
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &twin); err != nil {
		t.Fatal(err)
	}
	if twin.Schema != report.SchemaVersion || twin.Month != "2026-10" || len(twin.Skills) == 0 || twin.Skills[0].Top.Rows[0].Share <= 0 {
		t.Errorf("JSON: %+v", twin)
	}

	// What goes wrong leaves the old file as it was.
	stop, cancel := contextCanceled(t)
	cancel()
	if _, err := report.WriteFiles(stop, path, r); err == nil {
		t.Error("cancelled: no error")
	}
	if _, err := report.WriteFiles(t.Context(), filepath.Join(dir, "report.pdf"), r); err == nil {
		t.Error("a name without .html: no error")
	}
	blocked := filepath.Join(dir, "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := report.WriteFiles(t.Context(), filepath.Join(blocked, "report.html"), r); err == nil || !strings.Contains(err.Error(), blocked) {
		t.Errorf("a folder that is a file: %v, want an error that names it", err)
	}
}

func TestBuildErrors(t *testing.T) {
	m := plantedMarket(t, marketSize{months: 2, listings: 40, through: october})
	empty := plantedMarket(t, marketSize{months: 1, listings: 0, through: october})
	good := report.Options{Lang: "ja", Scope: demand.DefaultScope(), Now: october}
	tests := map[string]struct {
		market *demand.Market
		change func(*report.Options)
		want   string
	}{
		"a language it does not speak": {m, func(o *report.Options) { o.Lang = "fr" }, `language "fr": want ja or en`},
		"a region there is not":        {m, func(o *report.Options) { o.Scope.Region = "mars" }, "want jp, global or all"},
		"a market without listings":    {empty, func(*report.Options) {}, "no month to report on"},
		"a floor below nothing":        {m, func(o *report.Options) { o.MinN = -1 }, "min-n -1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := good
			tt.change(&o)
			_, err := report.Build(t.Context(), tt.market, o)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want an error with %q", err, tt.want)
			}
		})
	}
	if _, err := report.Build(t.Context(), empty, good); !errors.Is(err, report.ErrNoMonth) {
		t.Errorf("%v, want ErrNoMonth", err)
	}
}
