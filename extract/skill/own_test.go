package skill_test

import (
	"errors"
	"strings"
	"testing"

	"juyo/extract/skill"
)

func own(t *testing.T, src string) (*skill.Taxonomy, error) {
	t.Helper()
	tx, err := skill.Default()
	if err != nil {
		t.Fatal(err)
	}
	return tx.With(skill.File{Name: "own.yaml", Content: []byte(src)})
}

// TestOwnTaxonomy adds, renames and switches off skills without touching ours.
func TestOwnTaxonomy(t *testing.T) {
	tx, err := own(t, `version: "house"
skills:
- id: houselang
  name: "HouseLang"
  kind: language
  ja: ["ハウスラング"]
- id: go
  name: "Golang"
  ja: ["碁言語"]
- id: rails
  remove: ["RoR", "ROR"]
- id: php
  off: true
`)
	if err != nil {
		t.Fatal(err)
	}
	m, err := skill.NewMatcher(tx)
	if err != nil {
		t.Fatal(err)
	}
	got := levels(m, "開発\nハウスラング、碁言語、PHP、RoR、Java, Go, Golang")
	for id, want := range map[string]bool{"houselang": true, "go": true, "php": false, "rails": false, "java": true} {
		if _, found := got[id]; found != want {
			t.Errorf("%s: found %t, want %t (%v)", id, found, want, got)
		}
	}
	if s, ok := tx.Lookup("go"); !ok || s.Name != "Golang" || s.NameJA != "Golang" {
		t.Errorf("go is called %+v", s)
	}
	if s, ok := tx.Lookup("houselang"); !ok || !s.Named {
		t.Errorf("houselang: %+v, want a named skill", s)
	}
	ours, err := skill.Default()
	if err != nil {
		t.Fatal(err)
	}
	if s, _ := ours.Lookup("go"); s.Name != "Go" {
		t.Errorf("our own taxonomy calls go %q now", s.Name)
	}
	if _, ok := ours.Lookup("碁言語"); ok {
		t.Error("our own taxonomy knows the user's form")
	}
	if tx.Version() == ours.Version() || !strings.HasPrefix(tx.Version(), "1+house-") {
		t.Errorf("version %q beside ours %q", tx.Version(), ours.Version())
	}
}

// TestBadOwnTaxonomy says what a user reads who breaks a rule.
func TestBadOwnTaxonomy(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"form of another skill", "skills:\n- id: mine\n  name: Mine\n  kind: language\n  en: [\"Ruby on Rails\"]\n", `own.yaml:2: mine: form "Ruby on Rails" belongs to rails (framework.yaml:`},
		{"off without a skill", "skills:\n- id: nothing\n  off: true\n", "own.yaml:2: nothing: there is no such skill"},
		{"remove of no form", "skills:\n- id: go\n  remove: [\"Goo\"]\n", `own.yaml:2: go: remove "Goo": the skill has no such form`},
		{"no kind", "skills:\n- id: mine\n  name: Mine\n", `own.yaml:2: mine: kind "": want one of language,`},
		{"typing error", "skills:\n- id: go\n  alias: [\"Goo\"]\n", `own.yaml:3: unknown key "alias"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := own(t, tt.src)
			if !errors.Is(err, skill.ErrTaxonomy) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}
