// Package skill holds the taxonomy of skills and finds them in a listing's
// text: products and technologies (Go, Amazon S3) and concepts of the work
// (要件定義, code review), in English and Japanese, each with how strongly the
// listing asks for it.
//
// It is a curated dictionary with rules for ambiguous words; it guesses nothing
// that the text does not name: Rails does not add Ruby. Start with Default and
// NewMatcher, then Matcher.Find.
package skill

import (
	"crypto/sha256"
	_ "embed" // the taxonomy
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"juyo/listing"
)

//go:embed taxonomy.yaml
var embedded []byte

// ErrTaxonomy marks a taxonomy file that breaks one of its rules.
var ErrTaxonomy = errors.New("invalid taxonomy")

// Entry is one skill as the taxonomy file writes it. Every form, a way of
// writing the skill, stands in exactly one list; the name is a safe form itself
// unless Exact, Context or Never holds it.
type Entry struct {
	listing.Skill

	En, Ja  []string // safe forms: they count wherever they stand, in any case
	Exact   []string // count in exactly this case
	Context []string // everyday words too: count in this case and in the right company only
	Never   []string // never count alone; kept so that nobody adds them

	Near    string   // company that is enough for a Context form: see the head of taxonomy.yaml
	List    []string // kinds of skill that vouch for a Context form as list neighbours; empty: any
	Require []string // words that vouch for a Context form from the same sentence
	Reject  []string // phrases that are something else when they hold a form, or words that speak against it from the same sentence

	NoIntro bool // employers use the word of themselves: it does not count before the first heading

	line int // of the file
}

// Taxonomy is every skill juyo knows. It is not changed after it is made.
type Taxonomy struct {
	version string
	entries []Entry
	skills  []listing.Skill
	byID    map[string]int
	byName  map[string]int
	phrases []string // not skills, whatever they hold
}

var defaultTaxonomy = sync.OnceValues(func() (*Taxonomy, error) { return Parse(embedded) })

// Default returns the taxonomy that is part of the program. An error means that
// the program was built wrongly.
func Default() (*Taxonomy, error) { return defaultTaxonomy() }

// Parse reads a taxonomy file: the YAML subset that taxonomy.yaml describes at
// its head. The error wraps ErrTaxonomy and names every line that breaks a rule.
func Parse(src []byte) (*Taxonomy, error) {
	f, err := parseFile(src)
	if err != nil {
		return nil, err
	}
	t := &Taxonomy{
		entries: f.entries,
		phrases: f.phrases,
		skills:  make([]listing.Skill, 0, len(f.entries)),
		byID:    make(map[string]int, len(f.entries)),
		byName:  make(map[string]int, 4*len(f.entries)),
	}
	sum := sha256.Sum256(src)
	t.version = f.version + "-" + hex.EncodeToString(sum[:4])
	for i := range t.entries {
		e := &t.entries[i]
		t.skills = append(t.skills, e.Skill)
		t.byID[e.ID] = i
	}
	for i := range t.entries {
		for form := range t.entries[i].forms {
			if key := foldName(form); key != "" {
				if _, taken := t.byName[key]; !taken {
					t.byName[key] = i
				}
			}
		}
	}
	sort.Slice(t.skills, func(a, b int) bool { return t.skills[a].ID < t.skills[b].ID })
	if err := t.check(); err != nil {
		return nil, err
	}
	return t, nil
}

// forms yields every form that can count.
func (e *Entry) forms(yield func(string) bool) {
	if !slices.Contains(e.Never, e.Name) && !yield(e.Name) {
		return
	}
	for _, list := range [...][]string{e.En, e.Ja, e.Exact, e.Context} {
		for _, f := range list {
			if !yield(f) {
				return
			}
		}
	}
}

// Version names the taxonomy: a number for people and a short hash of its
// content, e.g. "1-9f86d081".
func (t *Taxonomy) Version() string { return t.version }

// Skills returns every skill, by id.
func (t *Taxonomy) Skills() []listing.Skill { return slices.Clone(t.skills) }

// Entries returns every entry with its forms and rules, in the file's order.
func (t *Taxonomy) Entries() []Entry { return slices.Clone(t.entries) }

// Lookup finds a skill by its id, or by any of its names in any case: "go",
// "Golang" and "Go言語" are the same skill.
func (t *Taxonomy) Lookup(idOrName string) (listing.Skill, bool) {
	s := strings.TrimSpace(idOrName)
	if i, ok := t.byID[strings.ToLower(s)]; ok {
		return t.entries[i].Skill, true
	}
	if i, ok := t.byName[foldName(s)]; ok {
		return t.entries[i].Skill, true
	}
	return listing.Skill{}, false
}

// Suggest returns up to n names of skills that hold s or begin alike, for "did
// you mean".
func (t *Taxonomy) Suggest(s string, n int) []string {
	key := foldName(s)
	if key == "" {
		return nil
	}
	var out []string
	for _, sk := range t.skills {
		name := foldName(sk.Name)
		if strings.Contains(name, key) || strings.HasPrefix(key, name) || strings.HasPrefix(sk.ID, key[:min(len(key), 3)]) {
			out = append(out, sk.ID)
			if len(out) == n {
				break
			}
		}
	}
	return out
}

// check reports every rule of a taxonomy that t breaks.
func (t *Taxonomy) check() error {
	var errs []error
	bad := func(e *Entry, format string, args ...any) {
		errs = append(errs, fmt.Errorf("%w: line %d: %s: %s", ErrTaxonomy, e.line, e.ID, fmt.Sprintf(format, args...)))
	}
	kinds := map[string]bool{}
	for _, k := range listing.Kinds() {
		kinds[k] = true
	}
	keys := map[string]bool{}
	for _, c := range listing.Categories() {
		keys[c.Scheme+" "+c.Key] = true
	}
	ids := map[string]int{}
	owner := map[string]*Entry{}
	for i := range t.entries {
		e := &t.entries[i]
		if !validID(e.ID) {
			bad(e, "an id is lower-case letters, digits and -")
		}
		if first, taken := ids[e.ID]; taken {
			bad(e, "the id is taken by line %d", first)
		}
		ids[e.ID] = e.line
		if e.Name == "" {
			bad(e, "no name")
		}
		if !kinds[e.Kind] {
			bad(e, "kind %q: want one of %s", e.Kind, strings.Join(listing.Kinds(), ", "))
		}
		for _, k := range e.List {
			if !kinds[k] {
				bad(e, "list: kind %q: want one of %s", k, strings.Join(listing.Kinds(), ", "))
			}
		}
		for _, k := range e.Article1 {
			if !keys["article1 "+k] {
				bad(e, "article1 %q is no category", k)
			}
		}
		for _, k := range e.Article2 {
			if !keys["article2 "+k] {
				bad(e, "article2 %q is no category", k)
			}
		}
		if _, ok := nearWords[e.Near]; !ok {
			bad(e, "near %q: want tech, list, rule or any", e.Near)
		}
		for form := range e.forms {
			if strings.TrimSpace(form) != form || form == "" {
				bad(e, "form %q has white space around it", form)
			}
			if other, taken := owner[form]; taken && other != e {
				bad(e, "form %q belongs to %s (line %d)", form, other.ID, other.line)
			}
			owner[form] = e
		}
	}
	return errors.Join(errs...)
}

func validID(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' || i == 0) {
			return false
		}
	}
	return s != ""
}
