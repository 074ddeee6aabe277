// Package demand turns signals into statistics: which skills are asked for, by
// how many listings and employers, how sure that is, how it moves and what it
// pays. Every result carries its scope, period, n, intervals and warnings, and
// the floors below which no number is shown are kept here and nowhere else.
//
// It is pure: no database, no clock, no files. Call Load with a Columns, then
// ask the Market.
package demand

import (
	"fmt"

	"juyo/listing"
)

// Scope says which listings a question is about. It is part of every answer.
type Scope struct {
	Region     listing.Region     `json:"region"`     // jp, global or all
	Population listing.Population `json:"population"` // software, other, talent_pool or "all"
	Basis      Basis              `json:"basis"`      // active or new
	Panel      string             `json:"panel"`      // live or archive
	// Industry, Stage and LanguageAsked narrow the scope to listings that state
	// them; "" asks for nothing. A listing that is silent is left out: it is not
	// known, and the answer's warning says how many those are.
	Industry listing.Industry `json:"industry,omitempty"`
	Stage    listing.Stage    `json:"stage,omitempty"`
	// LanguageAsked is one of LanguagesAsked.
	LanguageAsked string `json:"language_asked,omitempty"`
	// Public leaves out sources marked private, as anything published must.
	Public bool `json:"public,omitempty"`
}

// PopulationAll is the scope of every population together; only when asked for.
const PopulationAll listing.Population = "all"

// Basis says which listings of a month count.
type Basis string

// The bases.
const (
	Active Basis = "active" // 有効: open at any time in the month
	New    Basis = "new"    // 新規: first seen in the month
)

// DefaultScope is what a question is about when nobody says otherwise.
func DefaultScope() Scope {
	return Scope{Region: listing.RegionJP, Population: listing.Software, Basis: Active, Panel: "live"}
}

// Validate reports the first field that has a value it cannot have.
func (s Scope) Validate() error {
	switch s.Region {
	case listing.RegionJP, listing.RegionGlobal, listing.RegionAll:
	default:
		return fmt.Errorf("region %q: want jp, global or all", s.Region)
	}
	switch s.Population {
	case listing.Software, listing.OtherWork, listing.TalentPool, PopulationAll:
	default:
		return fmt.Errorf("population %q: want software, other, talent_pool or all", s.Population)
	}
	switch s.Basis {
	case Active, New:
	default:
		return fmt.Errorf("basis %q: want active or new", s.Basis)
	}
	switch s.Panel {
	case "live", "archive":
	default:
		return fmt.Errorf("panel %q: want live or archive", s.Panel)
	}
	return s.validateTerms()
}

// WarningCode names a kind of Warning; codes are stable, texts are not.
type WarningCode string

// Warning is something the reader of a number must know.
type Warning struct {
	Code WarningCode `json:"code"`
	// N is the number the warning is about, 0 when there is none.
	N  int    `json:"n,omitempty"`
	JA string `json:"ja"`
	EN string `json:"en"`
}
