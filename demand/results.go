package demand

import "juyo/listing"

// Answer heads every result: what was asked, over how much, and what to know.
type Answer struct {
	Scope  Scope         `json:"scope"`
	Period listing.Month `json:"period"`
	// NListings counts unique listings (duplicate groups) in scope: the
	// denominator of every share below it. NAds counts the advertisements.
	NListings  int `json:"n_listings"`
	NAds       int `json:"n_ads"`
	NEmployers int `json:"n_employers"` // distinct employers, each unknown one counted by itself
	// NUnknownEmployer counts listings whose employer is unknown, NUnknownPlace
	// those of the same period and population that are in no region.
	NUnknownEmployer int `json:"n_unknown_employer"`
	NUnknownPlace    int `json:"n_unknown_place"`
	// Intensity is how much an opening is advertised, nil below a floor.
	Intensity *Intensity `json:"intensity,omitempty"`
	Warnings  []Warning  `json:"warnings"`
	// Suppressed is set when the whole answer is below a floor; rows are empty then.
	Suppressed *Reason `json:"suppressed,omitempty"`
}

// Intensity says how many advertisements there are for one opening (a unique
// listing): boards and agencies that repeat an opening make advertisements, not
// demand. It counts copies within the sources that are collected only.
type Intensity struct {
	AdsPerOpening float64 `json:"ads_per_opening"` // Ads ÷ Openings
	Ads           int     `json:"ads"`
	Openings      int     `json:"openings"` // n: unique listings in scope
	Several       int     `json:"several"`  // of them with more than one advertisement
}

// ReasonCode names why a number is not shown.
type ReasonCode string

// The reasons.
const (
	TooFewListings  ReasonCode = "too_few_listings"  // 件数不足
	TooFewEmployers ReasonCode = "too_few_employers" // 件数不足
	TooFewMonths    ReasonCode = "too_few_months"    // 期間不足
	NotCovered      ReasonCode = "not_covered"       // 調査対象外
)

// Reason says why a number is not shown: what there is (Have) and what it takes (Need).
type Reason struct {
	Code ReasonCode `json:"code"`
	Have int        `json:"have"`
	Need int        `json:"need"`
	JA   string     `json:"ja"`
	EN   string     `json:"en"`
}

// Share is a fraction of listings (0 … 1) with its 95 % interval clustered by
// employer, and the same question asked of employers (each weighs one).
type Share struct {
	Listings  int     `json:"listings"`  // that count
	Employers int     `json:"employers"` // with at least one such listing
	Share     float64 `json:"share"`
	Lo        float64 `json:"share_lo"`
	Hi        float64 `json:"share_hi"`

	EmployerShare float64 `json:"employer_share"`
	EmployerLo    float64 `json:"employer_share_lo"`
	EmployerHi    float64 `json:"employer_share_hi"`
}

// SkillRow is one skill's demand in a month.
type SkillRow struct {
	Skill  string `json:"skill"`
	Name   string `json:"name"`
	NameJA string `json:"name_ja"`
	Kind   string `json:"kind"`
	Named  bool   `json:"named"`
	Share
	// How the listings name it, by strongest level.
	Required  int `json:"required"`
	Preferred int `json:"preferred"`
	Used      int `json:"used"`

	Rank     int       `json:"rank"`
	RankLo   int       `json:"rank_lo"` // best rank its interval allows
	RankHi   int       `json:"rank_hi"` // worst
	Warnings []Warning `json:"warnings"`
}

// TopResult ranks skills by share of listings.
type TopResult struct {
	Answer
	Rows []SkillRow `json:"rows"`
	// BelowFloor counts skills that were named but by fewer listings or
	// employers than a row needs; Left counts rows that Limit cut.
	BelowFloor int `json:"below_floor"`
	Left       int `json:"left_out"`
	// Concepts ranks what Named = true left out of Rows: concepts of the same
	// kinds with enough listings for a row, such as "database".
	Concepts []SkillRow `json:"concepts,omitempty"`
	// Hidden says why a skill that was asked for by id has no row.
	Hidden []HiddenRow `json:"hidden,omitempty"`
}

// HiddenRow is a skill that was asked for and cannot be shown.
type HiddenRow struct {
	Skill  string `json:"skill"`
	Name   string `json:"name"`
	NameJA string `json:"name_ja"`
	Kind   string `json:"kind"`
	Reason Reason `json:"reason"`
}

// Point is one month of a series. Share is nil when there is no number to show
// (Reason says why); a Partial month is shown but never joined to the line.
type Point struct {
	Month   listing.Month `json:"month"`
	N       int           `json:"n"` // unique listings in scope that month
	Share   *Share        `json:"share"`
	Partial bool          `json:"partial,omitempty"`
	Reason  *Reason       `json:"reason,omitempty"`
}

// Series is one skill over the months.
type Series struct {
	Skill  string  `json:"skill"`
	Name   string  `json:"name"`
	NameJA string  `json:"name_ja"`
	Kind   string  `json:"kind"`
	Points []Point `json:"points"`
	// Reason is set when there are too few complete months for a line.
	Reason *Reason `json:"reason,omitempty"`
}

// TrendResult is shares over months, raw (not adjusted for coverage).
type TrendResult struct {
	Answer
	Months []listing.Month `json:"months"`
	Rows   []Series        `json:"rows"`
}

// PayRow is the distribution of advertised pay among listings of one group, in
// one currency and one unit, as published. Nothing is converted.
type PayRow struct {
	Group    string         `json:"group"` // "all" or a skill id
	Name     string         `json:"name"`
	NameJA   string         `json:"name_ja"`
	Currency string         `json:"currency"`
	Period   listing.Period `json:"unit"`
	// Employment tells contract work apart: "employment" (正社員, 契約社員 …) or
	// "freelance" (業務委託): the two are never pooled.
	Employment string  `json:"employment"`
	N          int     `json:"n"`          // unique listings that state such pay
	Employers  int     `json:"employers"`  // distinct
	Stating    int     `json:"stating"`    // listings that state pay in this currency, unit and kind of work, ≥ N
	Disclosed  int     `json:"disclosed"`  // listings of the group that state any pay
	Of         int     `json:"of"`         // listings of the group in scope, with or without pay
	Disclosure float64 `json:"disclosure"` // Disclosed ÷ Of
	Basis      string  `json:"basis"`      // low, mid or high of the range

	// Percentiles in plain units (Hyndman–Fan type 7), nil below their floor.
	P10 *float64 `json:"p10"`
	P25 *float64 `json:"p25"`
	P50 *float64 `json:"p50"`
	P75 *float64 `json:"p75"`
	P90 *float64 `json:"p90"`
	// P50Lo and P50Hi bound the median (order statistics, 95 %).
	P50Lo    *float64  `json:"p50_lo"`
	P50Hi    *float64  `json:"p50_hi"`
	Reason   *Reason   `json:"reason,omitempty"`
	Warnings []Warning `json:"warnings"`
}

// PayResult is pay by group.
type PayResult struct {
	Answer
	// Disclosed is the share of all listings in scope that state any pay, nil
	// below the floors of a row.
	Disclosed *Share   `json:"disclosed"`
	Rows      []PayRow `json:"rows"`
	// BelowFloor counts pay groups of Kinds that have too few listings to show.
	BelowFloor int `json:"below_floor"`
}

// CategoryRow is the demand for one category of an article: listings with at
// least one of its skills, each counted once. Categories overlap.
type CategoryRow struct {
	Scheme string `json:"scheme"`
	Key    string `json:"category"`
	NameJA string `json:"name_ja"`
	NameEN string `json:"name"`
	Share
	// Top is its three most named technologies and then at most two concepts, the
	// rest of three where there are fewer technologies.
	Top      []SkillRow `json:"top"`
	Warnings []Warning  `json:"warnings"`
	Reason   *Reason    `json:"reason,omitempty"`
}

// CategoryResult is the category map of both articles.
type CategoryResult struct {
	Answer
	Rows []CategoryRow `json:"rows"`
}

// MonthCount is how much there was in one month.
type MonthCount struct {
	Month     listing.Month `json:"month"`
	Active    int           `json:"active"` // 有効: unique listings open in the month
	New       int           `json:"new"`    // 新規: of them first seen in it
	Employers int           `json:"employers"`
	Sources   int           `json:"sources"`
	Partial   bool          `json:"partial,omitempty"`
	// NoData is set when nothing was seen in the month: no listing was open and no
	// look at a source was complete. Its counts are 0 and mean nothing.
	NoData bool `json:"no_data,omitempty"`
	// AfterGap counts the months without data directly before: New includes what
	// appeared in them.
	AfterGap int `json:"after_gap,omitempty"`
	// LowCoverage lists the sources with too few complete looks in the month.
	LowCoverage []CoverageGap `json:"low_coverage,omitempty"`
}

// CoverageGap is a source of which too little was seen in a month.
type CoverageGap struct {
	Source   string  `json:"source"` // "" for a private one
	Coverage float64 `json:"coverage"`
}

// SourceCount is what one source contributed to the month asked for.
type SourceCount struct {
	Source   string        `json:"source"`
	Kind     string        `json:"kind"`
	Active   int           `json:"active"`
	New      int           `json:"new"`
	First    listing.Month `json:"first"`
	Last     listing.Month `json:"last"`
	Coverage *float64      `json:"coverage"` // complete looks ÷ scheduled looks, nil for imports
	Private  bool          `json:"private,omitempty"`
}

// OverviewResult says how much there is: by month, by source, and mixes.
type OverviewResult struct {
	Answer
	New     int           `json:"new"`
	Carried int           `json:"carried"`
	Months  []MonthCount  `json:"months"`
	Sources []SourceCount `json:"sources"`
	// Mixes of the month's listings; each map's values and "unknown" may
	// overlap where a listing has several.
	Roles      map[string]int `json:"roles"`
	Remote     map[string]int `json:"remote"`
	Employment map[string]int `json:"employment"`
	// Of the languages, "ja" counts what asks for Japanese at any level and
	// "ja:required" what requires it.
	Industries     map[string]int `json:"industries,omitempty"`
	Stages         map[string]int `json:"stages,omitempty"`
	LanguagesAsked map[string]int `json:"languages_asked,omitempty"`
	// Entry counts the listings that welcome beginners, juniors or interns;
	// EntryShare is nil below the floors of a row.
	Entry      int    `json:"entry_level"`
	EntryShare *Share `json:"entry_level_share"`
}

// ComboRow is the demand for a combination of skills that an article names.
type ComboRow struct {
	Key    string `json:"combo"`
	NameJA string `json:"name_ja"`
	NameEN string `json:"name"`
	// What makes a listing count for it.
	DefinitionJA string `json:"definition_ja"`
	DefinitionEN string `json:"definition"`
	// Base marks backend alone, which the others are a part of.
	Base bool `json:"base,omitempty"`
	Share
	// Required is the share when only skills asked for as 必須 count, nil below
	// its floor.
	Required *Share    `json:"required"`
	Warnings []Warning `json:"warnings"`
	Reason   *Reason   `json:"reason,omitempty"`
}

// ComboResult is the combinations of both articles.
type ComboResult struct {
	Answer
	Rows []ComboRow `json:"rows"`
}
