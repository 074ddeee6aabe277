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
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"sync"

	"juyo/listing"
)

//go:embed taxonomy/*.yaml
var embedded embed.FS

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

	Near    string   // company that is enough for a Context form: see taxonomy/taxonomy.yaml
	List    []string // kinds of skill that vouch for a Context form as list neighbours; empty: any
	Require []string // words that vouch for a Context form from the same sentence
	Reject  []string // phrases that are something else when they hold a form, or words that speak against it from the same sentence

	NoIntro bool // employers use the word of themselves: it does not count before the first heading

	off    bool     // a user's entry that takes the skill out
	remove []string // forms that a user's entry takes away
	given  []string // keys that the file states
	own    bool     // written or changed by a user
	file   string
	line   int
}

// At says where the entry is written: "language.yaml:12".
func (e *Entry) At() string { return fmt.Sprintf("%s:%d", e.file, e.line) }

// File is a taxonomy file: the name that errors call it by, and its bytes.
type File struct {
	Name    string
	Content []byte
}

// Taxonomy is every skill juyo knows. It is not changed after it is made.
type Taxonomy struct {
	version string
	entries []Entry
	skills  []listing.Skill
	byID    map[string]int
	byName  map[string]int
	phrases []string // not skills, whatever they hold
	files   []File   // it was read from
	number  string   // version without the hash
}

var defaultTaxonomy = sync.OnceValues(func() (*Taxonomy, error) {
	files, err := Embedded()
	if err != nil {
		return nil, err
	}
	return Parse(files...)
})

// Default returns the taxonomy that is part of the program. An error means that
// the program was built wrongly.
func Default() (*Taxonomy, error) { return defaultTaxonomy() }

// Embedded returns the files of the taxonomy that is part of the program, by
// name; taxonomy.yaml, at their end, says what the keys mean.
func Embedded() ([]File, error) {
	names, err := fs.Glob(embedded, "taxonomy/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the taxonomy's files: %w", err)
	}
	files := make([]File, 0, len(names))
	for _, name := range names {
		content, err := embedded.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read the taxonomy: %w", err)
		}
		files = append(files, File{Name: strings.TrimPrefix(name, "taxonomy/"), Content: content})
	}
	return files, nil
}

// Parse reads the files of one taxonomy: the YAML subset that
// taxonomy/taxonomy.yaml describes. The error wraps ErrTaxonomy and names the
// file and line of everything that breaks a rule.
func Parse(files ...File) (*Taxonomy, error) {
	all := &parsed{}
	var errs []error
	for _, f := range files {
		errs = append(errs, all.read(f))
	}
	if all.version == "" {
		errs = append(errs, fmt.Errorf("%w: no version", ErrTaxonomy))
	}
	if len(all.entries) == 0 {
		errs = append(errs, fmt.Errorf("%w: no skills", ErrTaxonomy))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	slices.SortStableFunc(all.entries, byKind)
	return newTaxonomy(all.version, all.phrases, all.entries, files)
}

// byKind orders entries as listing.Kinds does.
func byKind(a, b Entry) int {
	kinds := listing.Kinds()
	return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind)
}

// newTaxonomy indexes entries and checks them.
func newTaxonomy(version string, phrases []string, entries []Entry, files []File) (*Taxonomy, error) {
	t := &Taxonomy{
		entries: entries,
		phrases: phrases,
		skills:  make([]listing.Skill, 0, len(entries)),
		byID:    make(map[string]int, len(entries)),
		byName:  make(map[string]int, 4*len(entries)),
		files:   files,
		number:  version,
	}
	sum := sha256.New()
	for _, f := range files {
		sum.Write(fmt.Appendf(nil, "%d\n", len(f.Content)))
		sum.Write(f.Content)
	}
	t.version = version + "-" + hex.EncodeToString(sum.Sum(nil)[:4])
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
		errs = append(errs, fmt.Errorf("%w: %s: %s: %s", ErrTaxonomy, e.At(), e.ID, fmt.Sprintf(format, args...)))
	}
	kinds := map[string]bool{}
	for _, k := range listing.Kinds() {
		kinds[k] = true
	}
	keys := map[string]bool{}
	for _, c := range listing.Categories() {
		keys[c.Scheme+" "+c.Key] = true
	}
	ids := map[string]*Entry{}
	owner := map[string]*Entry{}
	for i := range t.entries {
		e := &t.entries[i]
		if !validID(e.ID) {
			bad(e, "an id is lower-case letters, digits and -")
		}
		if first, taken := ids[e.ID]; taken {
			bad(e, "the id is taken by %s", first.At())
		}
		ids[e.ID] = e
		if e.Name == "" {
			bad(e, "no name: write name: \"…\"")
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
				bad(e, "article1 %q is no category: want one of %s", k, categories("article1"))
			}
		}
		for _, k := range e.Article2 {
			if !keys["article2 "+k] {
				bad(e, "article2 %q is no category: want one of %s", k, categories("article2"))
			}
		}
		if _, ok := nearWords[e.Near]; !ok {
			bad(e, "near %q: want tech, list, neighbour, rule or any", e.Near)
		}
		for form := range e.forms {
			if strings.TrimSpace(form) != form || form == "" {
				bad(e, "form %q has white space around it", form)
			}
			if other, taken := owner[form]; taken && other != e {
				if other.own && !e.own { // the fault is the user's
					bad(other, "form %q belongs to %s (%s): leave it out here, or take it away there with remove", form, e.ID, e.At())
					continue
				}
				bad(e, "form %q belongs to %s (%s): leave it out here, or take it away there with remove", form, other.ID, other.At())
			}
			owner[form] = e
		}
	}
	return errors.Join(errs...)
}

// categories lists the keys of one article.
func categories(scheme string) string {
	var keys []string
	for _, c := range listing.Categories() {
		if c.Scheme == scheme {
			keys = append(keys, c.Key)
		}
	}
	return strings.Join(keys, ", ")
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
