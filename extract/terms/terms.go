// Package terms reads the terms of a listing: contract, remote work, roles,
// experience, language, population, employer and places, the fields of business
// and the stage of the employer, and the languages asked of the reader.
//
// It reads no skills and no pay, and it never infers "no" from silence: what the
// text does not state is unknown or empty. It looks at words in their place (the
// title, a header line, the section a line stands in), all found in one pass over
// the text. Start with Read.
package terms

import (
	"juyo/extract/document"
	"juyo/listing"
)

// Terms is what Read found. Slices are never nil.
type Terms struct {
	Employment   []listing.Employment
	Remote       listing.Remote
	Roles        []listing.Role
	MinYears     *int // years of experience required, the smallest stated; nil: not stated
	Entry        bool // people without experience, new graduates or interns are explicitly welcome
	Language     string
	Population   listing.Population
	EmployerType listing.EmployerType
	Employer     string // as written; "" unknown
	Seniority    listing.Seniority
	Places       []listing.Place

	Industries        []listing.Industry
	Stage             listing.Stage         // "" unknown
	LanguagesAsked    []listing.LanguageAsk // strongest level of each
	EmployerTypeWords string                // the words that say EmployerType
}

// Read reads the terms of l, whose text is d.
func Read(l *listing.Listing, d *document.Document) Terms {
	r := newReading(l, d)
	t := Terms{
		Employment: r.employment(),
		Remote:     r.remote(),
		MinYears:   r.minYears(),
		Population: r.population(),
		Seniority:  r.seniority(),
		Employer:   r.employer(),
		Places:     r.places(),
		Language:   Language(d.Text),

		Industries:     r.industries(),
		Stage:          r.stage(),
		LanguagesAsked: r.languagesAsked(),
	}
	t.EmployerType, t.EmployerTypeWords = r.employerType()
	t.Roles = r.roles(t.Population)
	t.Entry = r.entryLevel(t.Employment)
	if t.Language == "" {
		t.Language = l.Lang
	}
	return t
}
