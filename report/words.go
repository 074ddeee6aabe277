package report

import (
	"cmp"
	"fmt"

	"juyo/demand"
	"juyo/listing"
)

// words is every text of a report in one language. Texts with verbs (%s, %d) are
// filled with fmt; both languages take the same arguments, which a test checks.
type words struct {
	Lang string // BCP 47

	// The page.
	Title, SkipToText, Contents, NotTheMarket, Download, DownloadHint, TableOf, TableHint, LinkHere string
	ScopeMonth, ScopeRegion, ScopePopulation, ScopeBasis, ScopePanel, Attention, NotCovered         string
	// Sections.
	Summary, Categories, CategoriesLead, SkillsLead, Skills, Combos, CombosLead, Pay, PayLead, Mixes    string
	MixesLead, MixRoles, MixRemote, MixEmployment, Trends, TrendsLead, Sources, SourcesLead, SourceList string
	MonthlyCounts, Method, Versions, Article1, Article2                                                 string
	// Findings, and the line under them.
	FindingTop, FindingTied, FindingAllTied, FindingCategory, FindingCombo, FindingPay             string
	CategoryOverlap, CategoryPair, CategoryOwn, Concept, Concepts, Stop, ComboBase, ComboBaseShare string
	PayStating, PayDisclosed, PayPhrase, MeasureShare, MeasureCategory, BarShort                   string
	LowCoverage, LowCoverageOf, AfterGap, NoData                                                   string
	MeasureCombo, MeasurePay, MeasureMix, Detail, DetailTrend, DetailCounts, BarText, PayText      string
	PayHeading, TableCaption, TrendCaption, TrendValue, Tip, MixTip, PayTip, TrendTip, CountsTip   string
	LeftOut, BelowFloor, CountsNote, NoRows, NoCategory, NoCombo, NoPay, NoTrend, NoMonths         string
	NoMix, NoSources                                                                               string
	// Keys to marks.
	KeyShare, KeyInterval, KeyEmployers, KeyLine, KeyBand, KeyPartial, KeyGap, KeyMedian string
	KeyMedianInterval, KeyQuartiles, KeyTails, KeyActive, KeyNew, KeyMix, KeyCount       string
	KeyGapNoData, KeyNoData, KeyLowCoverage, KeyAfterGap                                 string
	// Table heads.
	Skill, Rank, Share, Interval, Listings, Employers, EmployerShare, Required, Preferred, Used                string
	Category, TopSkills, Combo, Group, N, Stating, Disclosure, Median, MedianInterval, Quartiles, Tails, Month string
	Active, NewHead, SourcesHead, SourceName, SourceKind, SourceSpan, SourceCoverage                           string
	// Sentences of the summary, in order.
	SaySize, SaySizeNew, SayTop, SayTied, SayNoTop, SayCategory, SayNoCategory, SayCombo, SayNoCombo string
	SayPay, SayNoPay, SayEntry, SayEntryFew, SayTrend, SayNoTrend, SayAllTied, SayCategoryOne        string
	// Values.
	Private, Imported, AllGroup, And, Comma, OutOf, Both string
	// Versions and marks of time.
	VersionJuyo, VersionTaxonomy, VersionExtractor, VersionThrough, VersionZone string
	VersionSchema, VersionCharts                                                string
	SayNothing                                                                  string
	Colon                                                                       string
	AndMore                                                                     string
	TrendCategories                                                             string
	RequiredShare                                                               string
	PayLeft                                                                     string
	// The paragraphs of the method; the floors of demand are filled in.
	MethodUnit, MethodMention, MethodCategories, MethodInterval, MethodRank, MethodFloors, MethodUnknown, MethodPay, MethodTrend, MethodLimits string

	// Names of values. A value without a name is shown as it is.
	Groups      map[string]string // of skills, see groups
	Regions     map[listing.Region]string
	Populations map[listing.Population]string
	Bases       map[demand.Basis]string
	Panels      map[string]string
	Roles       map[string]string
	Remotes     map[string]string
	Employments map[string]string
	PayUnits    map[listing.Period]string
	PayKinds    map[string]string
	PayBases    map[string]string
	Currencies  map[string]string // by code; others are written as their code

	Nouns  map[string]plural // with their count, see many
	Labels map[string]plural // under a number, see label
}

// plural is a text for one and for any other number. Japanese has one for both.
type plural struct{ one, more string }

// many writes a count with its noun, e.g. "1 listing", "1,234 listings".
func (w *words) many(n int, noun string) string {
	if n == 1 {
		return w.Nouns[noun].one
	}
	return fmt.Sprintf(w.Nouns[noun].more, count(n))
}

// label names what a number above it counts.
func (w *words) label(n int, noun string) string {
	if n == 1 {
		return w.Labels[noun].one
	}
	return w.Labels[noun].more
}

// basis writes what a share rests on, e.g. "76 of 317 listings from 35 employers".
func (w *words) basis(s demand.Share, of int) string {
	return fmt.Sprintf(w.Both, fmt.Sprintf(w.OutOf, count(s.Listings), count(of)), w.many(s.Employers, "employer"))
}

// currency names a currency.
func (w *words) currency(code string) string {
	return cmp.Or(w.Currencies[code], code)
}

// wordsIn returns the texts of a language, "ja" or "en".
func wordsIn(lang string) (*words, error) {
	switch lang {
	case "ja":
		return japanese(), nil
	case "en":
		return english(), nil
	}
	return nil, fmt.Errorf("language %q: want ja or en", lang)
}
