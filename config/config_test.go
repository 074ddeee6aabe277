package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"juyo/config"
)

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "juyo.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The annotated example says what holds anyway: it loads to the defaults.
func TestExampleEqualsDefaults(t *testing.T) {
	got, err := config.Load(write(t, string(config.Example())), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := config.Default()
	got.Sources, got.Collect.Allow, got.Report.Folder = nil, nil, want.Report.Folder // empty lists say nothing; folders are anchored
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("example.yaml differs from the defaults (-default +example):\n%s", diff)
	}
}

// The commented sources of the example are what a user will uncomment.
func TestExampleSourcesLoad(t *testing.T) {
	text := string(config.Example())
	head, tail, ok := strings.Cut(text, "sources: []\n")
	if !ok {
		t.Fatal("example.yaml has no sources: []")
	}
	text = strings.Replace(head, `contact: ""`, "contact: you@example.com", 1) + "sources:\n" + strings.ReplaceAll(tail, "\n#", "\n")
	text = strings.Replace(text, "sources:\n#", "sources:\n", 1)
	c, err := config.Load(write(t, text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Sources) != 3 {
		t.Fatalf("got %d sources, want the example's 3", len(c.Sources))
	}
}

func TestEveryProblemIsReportedAtOnce(t *testing.T) {
	path := write(t, `contcat: me@example.com
zone: Asia/Edo
collect:
  delay: soon
  workers: 0
report:
  langs: [ja, fr]
sources:
  - name: Bad Name
    kind: jsonld
    url: careers.example.com
  - name: b
    kind: carrier-pigeon
  - name: b
    kind: jsonld
    url: https://example.com
    pattern: "(["
`)
	_, err := config.Load(path, []string{"JUYO_LOG_LEVEL=loud", "JUYO_DATABSE=x.db", "JUYO_TEST_POSTGRES=1", "HOME=/root"})
	if !errors.Is(err, config.ErrProblems) {
		t.Fatalf("got %v, want ErrProblems", err)
	}
	for _, want := range []string{
		`line 1: contcat: unknown key: did you mean "contact"?`,
		`contact: missing`,
		`line 2: zone: unknown zone "Asia/Edo": write an IANA name such as Asia/Tokyo`,
		`line 4: collect.delay:`,
		`line 5: collect.workers: 0: write a number from 1 to 64`,
		`line 7: report.langs[1]: "fr": write ja, en`,
		`line 9: sources[0].name: "Bad Name"`,
		`line 11: sources[0].url: "careers.example.com"`,
		`line 13: sources[1].kind: "carrier-pigeon": write one of jsonld`,
		`line 14: sources[2].name: "b" is already the name of sources[1]`,
		`line 17: sources[2].pattern:`,
		`log.level: "loud"`,
		`JUYO_DATABSE: unknown variable: did you mean "JUYO_DATABASE"?`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no problem %q in:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "JUYO_TEST") {
		t.Error("JUYO_TEST_… belongs to tests and is no setting")
	}
}

func TestEnvironmentOverridesTheFile(t *testing.T) {
	secret := write(t, "file@example.com\n")
	path := write(t, "contact: a@example.com\ndatabase: a.db\ntaxonomy: own/skills.yaml\n")
	c, err := config.Load(path, []string{"JUYO_CONTACT_FILE=" + secret, "JUYO_COLLECT_DELAY=5s", "JUYO_REPORT_LANGS=en"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Contact != "file@example.com" || c.Collect.Delay.String() != "5s" || len(c.Report.Langs) != 1 {
		t.Errorf("not overridden: %+v", c)
	}
	if want := filepath.Join(filepath.Dir(path), "a.db"); c.Database != want {
		t.Errorf("database %q, want it beside the file: %q", c.Database, want)
	}
	if want := filepath.Join(filepath.Dir(path), "own", "skills.yaml"); c.Taxonomy != want {
		t.Errorf("taxonomy %q, want it below the file's folder: %q", c.Taxonomy, want)
	}
	if c, err = config.Load(path, []string{"JUYO_TAXONOMY=" + path}); err != nil || c.Taxonomy != path {
		t.Errorf("taxonomy %q (%v), want the environment's %q", c.Taxonomy, err, path)
	}
}

func TestMissingFileSaysHowToMakeOne(t *testing.T) {
	_, err := config.Load(filepath.Join(t.TempDir(), "none.yaml"), nil)
	if !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "juyo init") {
		t.Errorf("got %v", err)
	}
}

func TestShowLoadsToTheSame(t *testing.T) {
	c := config.Default()
	c.Contact, c.Report.Folder = "a@example.com", filepath.Join(t.TempDir(), "reports")
	c.Sources = []config.Source{{Name: "a", Kind: "greenhouse", Token: "acme"}}
	b, err := config.Show(c)
	if err != nil {
		t.Fatal(err)
	}
	got, err := config.Load(write(t, string(b)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c, got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(config.Example())
	f.Add([]byte("sources: [{name: a}]"))
	f.Add([]byte("a: &a [*a]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "juyo.yaml")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := config.Load(path, nil)
		if err != nil {
			return
		}
		// What loads can be shown and loads again.
		shown, err := config.Show(c)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, shown, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := config.Load(path, nil); err != nil {
			t.Fatalf("shown configuration does not load: %v\n%s", err, shown)
		}
	})
}
