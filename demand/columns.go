package demand

import (
	"context"
	"iter"
	"time"

	"juyo/listing"
)

// SegmentRows is the largest number of rows in one Segment.
const SegmentRows = 65536

// Segment holds up to SegmentRows rows as columns, one row for each revision of
// a listing: the listing as its text stood from month First to month Last,
// inclusive. A listing whose text never changed is one row. Every slice but
// SkillStart, Skills and the pay columns has N entries.
//
// Segments are derived data: a store builds them from listings and signals and
// may drop and rebuild them at any time.
type Segment struct {
	N int

	First []listing.Month // first month of the row
	Last  []listing.Month // last month of the row, ≥ First
	// New says that the listing was first seen in First: the row counts as 新規
	// there. It is false for later revisions and for what a source already
	// carried when it was first looked at.
	New []bool

	Source   []uint16 // source number
	Employer []uint32 // employer number; 0 unknown: a cluster of its own
	Group    []uint32 // duplicate group number, unique in the database, dense from 0

	Roles        []uint16             // bit i = listing.Roles()[i]; 0 none of them
	Place        []uint16             // number of a set of places in Catalogue.PlaceSets
	Region       []listing.RegionBits // regions of that set
	Population   []uint8              // index into listing.Populations()
	EmployerType []uint8              // index into listing.EmployerTypes()
	Employment   []uint8              // bit i = listing.Employments()[i]; 0 not stated
	Remote       []uint8              // index into listing.Remotes()
	Seniority    []uint8              // index into listing.Seniorities(); 0 unknown
	Entry        []bool               // 未経験可 and the like
	Years        []uint8              // required years; NoYears not stated

	// Each of these may be nil: then no row states any.
	Industries []uint32  // bit i = listing.Industries()[i]; 0 not stated
	Stage      []uint8   // index into listing.Stages(); 0 unknown
	Asks       []AskBits // languages asked for; 0 none named

	// Pay as published, in plain units; NoPay is an open end. Currency is an
	// index into Catalogue.Currencies, 0 when no pay is stated; Period an index
	// into listing.Periods().
	PayLow   []uint32
	PayHigh  []uint32
	Currency []uint8
	Period   []uint8

	// Skills of row i are Skills[SkillStart[i]:SkillStart[i+1]], ascending by
	// number; SkillStart has N+1 entries.
	SkillStart []uint32
	Skills     []listing.PackedSkill
}

// Marks for "not stated" in columns.
const (
	NoYears uint8  = 255
	NoPay   uint32 = 1<<32 - 1
)

// SkillsOf returns the packed skills of row i.
func (s *Segment) SkillsOf(i int) []listing.PackedSkill {
	return s.Skills[s.SkillStart[i]:s.SkillStart[i+1]]
}

// Catalogue names what the columns number.
type Catalogue struct {
	// Skills by skill number; a number that is no longer in the taxonomy has an
	// entry with the ID it had.
	Skills     []listing.Skill
	Sources    []SourceRow           // by source number
	PlaceSets  [][]listing.Place     // by place-set number; 0 is the empty set
	Currencies []string              // by currency number; 0 is ""
	Employers  func(n uint32) string // display name of employer number n, "" when unknown; nil: not available

	Zone            *time.Location // months are cut here
	TaxonomyVersion string         // of the signals in the segments
	Extractor       string         // version of the extractor that made them
	StaleSignals    int            // listings whose signals another version made
	Through         time.Time      // latest moment anything was observed
}

// SourceRow is one source with how well each month of it was covered.
type SourceRow struct {
	listing.SourceInfo
	// Coverage has an entry for each month with a scheduled look: complete looks
	// ÷ scheduled looks, 0 … 1. Imported sources have none and count as covered.
	Coverage map[listing.Month]float64
}

// Columns is what demand needs from a store: the numbers' names and the
// columns. Segments yields them in a fixed order.
type Columns interface {
	Catalogue(ctx context.Context) (*Catalogue, error)
	Segments(ctx context.Context) iter.Seq2[*Segment, error]
}
