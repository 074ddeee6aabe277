package skill

import (
	"errors"
	"fmt"
	"slices"
)

// With returns t changed by a user's own files, which t itself does not see. An
// entry with a new id adds a skill (kind and name are needed; named is true when
// left out). An entry with an id of t changes that skill: name, kind, near, list
// and the categories are replaced by what it gives; forms and words (en, ja,
// exact, context, never, require, reject) are added; forms under remove are taken
// away; off: true takes the skill out. The error wraps ErrTaxonomy and names file
// and line.
func (t *Taxonomy) With(own ...File) (*Taxonomy, error) {
	p := &parsed{}
	var errs []error
	for _, f := range own {
		errs = append(errs, p.read(f))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	number := t.number
	if p.version != "" {
		number += "+" + p.version
	}
	entries := make([]Entry, 0, len(t.entries)+len(p.entries))
	for i := range t.entries {
		entries = append(entries, t.entries[i].clone())
	}
	at := make(map[string]int, len(entries))
	for i := range entries {
		at[entries[i].ID] = i
	}
	for _, e := range p.entries {
		i, known := at[e.ID]
		switch {
		case known:
			errs = append(errs, entries[i].change(&e))
		case e.off || len(e.remove) > 0:
			errs = append(errs, fmt.Errorf("%w: %s: %s: there is no such skill to change: `juyo taxonomy list` names them", ErrTaxonomy, e.At(), e.ID))
		default:
			if !e.gives("named") {
				e.Named = true
			}
			e.own = true
			at[e.ID] = len(entries)
			entries = append(entries, e)
		}
	}
	entries = slices.DeleteFunc(entries, func(e Entry) bool { return e.off })
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	slices.SortStableFunc(entries, byKind)
	return newTaxonomy(number, append(slices.Clone(t.phrases), p.phrases...), entries, append(slices.Clone(t.files), own...))
}

// gives reports whether the file states key of e.
func (e *Entry) gives(key string) bool { return slices.Contains(e.given, key) }

// clone returns a copy that shares nothing that change changes.
func (e *Entry) clone() Entry {
	c := *e
	for _, list := range c.lists() {
		*list = slices.Clone(*list)
	}
	return c
}

// lists are the lists that a user's entry adds to.
func (e *Entry) lists() []*[]string {
	return []*[]string{&e.En, &e.Ja, &e.Exact, &e.Context, &e.Never, &e.Require, &e.Reject}
}

// change applies a user's entry for the same skill.
func (e *Entry) change(own *Entry) error {
	for _, form := range own.remove {
		found := false
		for _, list := range e.lists() {
			n := len(*list)
			*list = slices.DeleteFunc(*list, func(f string) bool { return f == form })
			found = found || len(*list) < n
		}
		if form == e.Name && !slices.Contains(e.Never, form) {
			e.Never = append(e.Never, form)
			found = true
		}
		if !found {
			return fmt.Errorf("%w: %s: %s: remove %q: the skill has no such form: see `juyo taxonomy show %s`", ErrTaxonomy, own.At(), e.ID, form, e.ID)
		}
	}
	if own.gives("name") && own.Name != e.Name {
		// The old name stays a form, in the company it needed.
		if !slices.ContainsFunc(e.lists(), func(l *[]string) bool { return slices.Contains(*l, e.Name) }) {
			e.En = append(e.En, e.Name)
		}
		if e.NameJA == e.Name {
			e.NameJA = own.Name
		}
		e.Name = own.Name
	}
	for _, r := range []struct {
		key      string
		from, to *string
	}{{"name_ja", &own.NameJA, &e.NameJA}, {"kind", &own.Kind, &e.Kind}, {"near", &own.Near, &e.Near}} {
		if own.gives(r.key) {
			*r.to = *r.from
		}
	}
	for _, r := range []struct {
		key      string
		from, to *[]string
	}{{"list", &own.List, &e.List}, {"article1", &own.Article1, &e.Article1}, {"article2", &own.Article2, &e.Article2}} {
		if own.gives(r.key) {
			*r.to = *r.from
		}
	}
	if own.gives("named") {
		e.Named = own.Named
	}
	if own.gives("intro") {
		e.NoIntro = own.NoIntro
	}
	mine := e.lists()
	for i, list := range own.lists() {
		for _, f := range *list {
			if !slices.Contains(*mine[i], f) {
				*mine[i] = append(*mine[i], f)
			}
		}
	}
	e.off, e.own = own.off, true
	e.file, e.line = own.file, own.line
	return nil
}
