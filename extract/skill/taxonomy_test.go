package skill_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"juyo/extract/skill"
	"juyo/listing"
)

// TestTaxonomyIsYAML reads the taxonomy's files with a general YAML parser and
// compares what they say with what the small one of the package reads.
func TestTaxonomyIsYAML(t *testing.T) {
	type yamlSkill struct {
		ID, Name, Kind, Near          string
		NameJA                        string `yaml:"name_ja"`
		Intro                         *bool
		Named                         bool
		En, Ja, Exact, Context, Never []string
		List, Require, Reject         []string
		Article1, Article2            []string
	}
	var doc struct {
		Version string
		Phrases []string
		Skills  []yamlSkill
	}
	files, err := skill.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]yamlSkill{}
	for _, f := range files {
		if len(f.Content) > 100<<10 {
			t.Errorf("%s has %d KB: split it at 100", f.Name, len(f.Content)>>10)
		}
		doc.Skills = nil
		if err := yaml.Unmarshal(f.Content, &doc); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		for _, s := range doc.Skills {
			if s.Kind+".yaml" != f.Name {
				t.Errorf("%s: %s is of kind %s", f.Name, s.ID, s.Kind)
			}
			byID[s.ID] = s
		}
	}
	tx, err := skill.Default()
	if err != nil {
		t.Fatal(err)
	}
	entries := tx.Entries()
	if len(entries) != len(byID) {
		t.Fatalf("%d entries, want %d", len(entries), len(byID))
	}
	for _, e := range entries {
		y := byID[e.ID]
		if y.NameJA == "" {
			y.NameJA = y.Name
		}
		want := skill.Entry{
			Skill: listing.Skill{ID: y.ID, Name: y.Name, NameJA: y.NameJA, Kind: y.Kind, Named: y.Named, Article1: y.Article1, Article2: y.Article2},
			En:    y.En, Ja: y.Ja, Exact: y.Exact, Context: y.Context, Never: y.Never, Near: y.Near, List: y.List, Require: y.Require, Reject: y.Reject,
		}
		for _, f := range []struct{ want, got any }{
			{want.Skill, e.Skill},
			{want.En, e.En},
			{want.Ja, e.Ja},
			{want.Exact, e.Exact},
			{want.Context, e.Context},
			{want.Never, e.Never},
			{y.Intro != nil && !*y.Intro, e.NoIntro},
			{want.Near, e.Near},
			{want.List, e.List},
			{want.Require, e.Require},
			{want.Reject, e.Reject},
		} {
			if diff := cmp.Diff(f.want, f.got); diff != "" {
				t.Errorf("%s (-yaml +parsed):\n%s", y.ID, diff)
			}
		}
	}
	if !strings.HasPrefix(tx.Version(), doc.Version+"-") {
		t.Errorf("version %q, want %s and a hash", tx.Version(), doc.Version)
	}
}

// TestTaxonomyOrder keeps the file in the order its head asks for, so that two
// people who add a skill seldom touch the same line.
func TestTaxonomyOrder(t *testing.T) {
	tx, err := skill.Default()
	if err != nil {
		t.Fatal(err)
	}
	kinds := listing.Kinds()
	rank := func(e skill.Entry) [3]string {
		named := "0"
		if !e.Named {
			named = "1"
		}
		return [3]string{string(rune('a' + slices.Index(kinds, e.Kind))), named, e.ID}
	}
	entries := tx.Entries()
	for i := 1; i < len(entries); i++ {
		a, b := rank(entries[i-1]), rank(entries[i])
		if slices.Compare(a[:], b[:]) >= 0 {
			t.Errorf("%s stands behind %s: entries are ordered by kind, named skills first, then by id", entries[i].ID, entries[i-1].ID)
		}
	}
	if len(entries) < 1200 {
		t.Errorf("%d skills: ids are never taken out", len(entries))
	}
}

func TestTaxonomyForms(t *testing.T) {
	tx, err := skill.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range tx.Entries() {
		seen := map[string]bool{}
		for _, list := range [][]string{e.En, e.Ja, e.Exact, e.Context, e.Never} {
			for _, f := range list {
				if seen[f] {
					t.Errorf("%s: form %q stands in two lists", e.ID, f)
				}
				seen[f] = true
				if strings.Contains(f, "/") && !slashNames[f] && strings.Count(f, "/") > 0 && e.Named && isPair(tx, f) {
					t.Errorf("%s: form %q swallows two skills: a pair is no name", e.ID, f)
				}
			}
		}
		for _, list := range [][]string{e.En, e.Ja} {
			for _, f := range list {
				if f == e.Name {
					t.Errorf("%s: form %q is the name already", e.ID, f)
				}
			}
		}
		if len(e.Context) == 0 && len(e.Exact) == 0 && (e.Near != "" || len(e.List) > 0 || len(e.Require) > 0) {
			t.Errorf("%s: rules for context forms, but there are none", e.ID)
		}
		if !e.Named && e.NameJA == "" {
			t.Errorf("%s: a concept needs a Japanese name", e.ID)
		}
	}
}

// slashNames are names with a slash that are one thing.
var slashNames = map[string]bool{"PL/SQL": true, "PL / SQL": true}

// isPair reports whether both sides of the slash in form name other skills.
func isPair(tx *skill.Taxonomy, form string) bool {
	a, b, _ := strings.Cut(form, "/")
	x, okA := tx.Lookup(a)
	y, okB := tx.Lookup(b)
	return okA && okB && x.ID != y.ID
}

func TestLookup(t *testing.T) {
	tx, err := skill.Default()
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{"go": "go", "Golang": "go", " Go言語 ": "go", "ｇｏｌａｎｇ": "go", "k8s": "kubernetes", "Ruby on Rails": "rails", "ruby-on-rails": "rails", "要件定義": "requirements-def"} {
		if got, ok := tx.Lookup(in); !ok || got.ID != want {
			t.Errorf("Lookup(%q) = %q, %t; want %s", in, got.ID, ok, want)
		}
	}
	if got, ok := tx.Lookup("no such thing"); ok {
		t.Errorf("found %s", got.ID)
	}
	for _, s := range tx.Skills() {
		if got, ok := tx.Lookup(s.ID); !ok || got.ID != s.ID {
			t.Errorf("Lookup(%q) = %q", s.ID, got.ID)
		}
		if slices.Contains(s.Article1, "none") || slices.Contains(s.Article2, "none") || slices.Contains(s.Article2, "programming_basics") {
			t.Errorf("%s: categories %v %v", s.ID, s.Article1, s.Article2)
		}
	}
}

// TestBadTaxonomy says what a contributor reads who breaks a rule.
func TestBadTaxonomy(t *testing.T) {
	const head = "version: \"x\"\nskills:\n"
	for _, tt := range []struct{ name, src, want string }{
		{"empty", "", "no version"},
		{"no skills", "version: x\n", "no skills"},
		{"twice", head + "- id: a\n  name: A\n  kind: language\n  named: true\n- id: a\n  name: B\n  kind: language\n  named: true\n", "x.yaml:7: a: the id is taken by x.yaml:3"},
		{"shared form", head + "- id: a\n  name: Foo\n  kind: language\n  named: true\n- id: b\n  name: B\n  kind: language\n  named: true\n  en: [\"Foo\"]\n", `x.yaml:7: b: form "Foo" belongs to a (x.yaml:3)`},
		{"kind", head + "- id: a\n  name: A\n  kind: langage\n  named: true\n", `kind "langage": want one of language,`},
		{"key", head + "- id: a\n  name: A\n  alias: B\n", `x.yaml:5: unknown key "alias"`},
		{"list", head + "- id: a\n  name: A\n  en: B\n", "want a list in one line"},
		{"quote", head + "- id: a\n  name: \"A\n", "no closing quote"},
		{"category", head + "- id: a\n  name: A\n  kind: language\n  named: true\n  article1: [fun]\n", `article1 "fun" is no category`},
		{"near", head + "- id: a\n  name: A\n  kind: language\n  named: true\n  near: far\n", `near "far"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := skill.Parse(skill.File{Name: "x.yaml", Content: []byte(tt.src)})
			if !errors.Is(err, skill.ErrTaxonomy) {
				t.Fatalf("error %v, want ErrTaxonomy", err)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %q does not say %q", err, tt.want)
			}
		})
	}
}
