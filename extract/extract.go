// Package extract reads signals out of listings: the skills they name, pay,
// employment, remote work, roles, experience, places and the rest of
// listing.Signals. It is pure: the same listing gives the same signals,
// whoever asks, and nothing is fetched, stored or logged.
//
// It is not the rules themselves; those live in skill, salary, terms,
// duplicate and document below it. Start with Default and Extractor.Read, or
// Stream for JSON Lines.
package extract

import (
	"fmt"

	"juyo/extract/document"
	"juyo/extract/duplicate"
	"juyo/extract/salary"
	"juyo/extract/skill"
	"juyo/extract/terms"
	"juyo/listing"
)

// rulesVersion counts changes of the rules that alter what is read from an
// unchanged listing with an unchanged taxonomy. Stored signals of an older
// version are read again.
const rulesVersion = "3"

// Extractor reads signals with one taxonomy. It is safe for concurrent use.
type Extractor struct {
	taxonomy *skill.Taxonomy
	matcher  *skill.Matcher
	version  string
}

// New returns an Extractor that finds the skills of t.
func New(t *skill.Taxonomy) (*Extractor, error) {
	m, err := skill.NewMatcher(t)
	if err != nil {
		return nil, fmt.Errorf("compile taxonomy %s: %w", t.Version(), err)
	}
	return &Extractor{taxonomy: t, matcher: m, version: rulesVersion + "/" + t.Version()}, nil
}

// Default returns an Extractor with the taxonomy that is part of the program.
func Default() (*Extractor, error) {
	t, err := skill.Default()
	if err != nil {
		return nil, fmt.Errorf("load taxonomy: %w", err)
	}
	return New(t)
}

// Version names the rules and the taxonomy that Read uses, e.g.
// "1/1-9f86d081". Signals with another version may differ.
func (e *Extractor) Version() string { return e.version }

// Skills returns the skills that Read can find, in the taxonomy's order.
func (e *Extractor) Skills() []listing.Skill { return e.taxonomy.Skills() }

// Text returns the text that Read reads l from: header fields a line each, a
// blank line, the body as plain text. Offsets of mentions are into it.
func (e *Extractor) Text(l *listing.Listing) string { return document.New(l).Text }

// Read returns everything that can be read from l. What the listing does not
// state stays nil, empty or unknown; slices are empty, never nil.
func (e *Extractor) Read(l *listing.Listing) listing.Signals {
	return e.read(l, document.New(l))
}

func (e *Extractor) read(l *listing.Listing, d *document.Document) listing.Signals {
	t := terms.Read(l, d)
	return listing.Signals{
		ID:           l.ID,
		Skills:       e.matcher.Find(d),
		Salary:       salary.ReadAt(l, d, t.Places),
		Employment:   full(t.Employment),
		Remote:       t.Remote,
		Roles:        full(t.Roles),
		MinYears:     t.MinYears,
		EntryLevel:   t.Entry,
		Language:     t.Language,
		Population:   t.Population,
		EmployerType: t.EmployerType,
		Employer:     t.Employer,
		Seniority:    t.Seniority,
		Places:       full(t.Places),
		Industries:   full(t.Industries), Stage: t.Stage, LanguagesAsked: full(t.LanguagesAsked), EmployerTypeWords: t.EmployerTypeWords,
		Version:     e.version,
		Fingerprint: duplicate.Fingerprint(d.Text),
	}
}

// full returns s, or an empty slice for nil: JSON readers expect [] where there
// is nothing.
func full[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
