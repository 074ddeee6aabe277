package demand

// The floors below which no number is shown, all of them. Question.MinN may
// raise those that count listings; nothing lowers any. A share based on fewer
// has an interval too wide to act on, and a row from one or two employers says
// more about them than about the market.
const (
	// MinListings and MinEmployers are what the denominator of a share needs.
	MinListings  = 30
	MinEmployers = 10

	// MinRowListings and MinRowEmployers are what a row (a skill, a category, a
	// combination) or one point of a line needs.
	MinRowListings  = 5
	MinRowEmployers = 3

	// MinPayMedian listings that state pay, from MinPayEmployers, carry a median;
	// the quartiles need MinPayQuartiles, the 10th and 90th percentile MinPayTails.
	MinPayMedian    = 10
	MinPayEmployers = 5
	MinPayQuartiles = 20
	MinPayTails     = 50

	// MinTrendMonths complete months with a number make a line.
	MinTrendMonths = 6
)

// Levels of what is worth a warning.
const (
	// MinCoverage is the share of scheduled looks at a source that must have been
	// complete for its month to count as seen.
	MinCoverage = 0.8
	// MaxUnknownEmployers is the share of listings without a known employer above
	// which intervals are likely too narrow.
	MaxUnknownEmployers = 0.05
	// MaxUnknownPlaces is how many listings without a place there may be, as a
	// fraction of those in scope, before an answer about a region says so.
	MaxUnknownPlaces = 0.2
	// ThinMonth is the fraction of the six months before below which the last
	// month of the database looks like a collecting fault.
	ThinMonth = 0.6
	// MaxOneEmployer is the share of a row's listings from one employer above
	// which the row says so.
	MaxOneEmployer = 1.0 / 3
	// MinDisclosure is the share of listings stating pay below which a pay row
	// says that most of the market is silent.
	MinDisclosure = 0.8
)

// floor returns the larger of a floor in listings and what the asker wants.
func floor(listings, minN int) int { return max(listings, minN) }
