package report

import (
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
	ScopeMonth, ScopeRegion, ScopePopulation, ScopeBasis, ScopePanel, CardListings, CardNew         string
	CardEmployers, CardSources, Attention                                                           string
	// Sections.
	Summary, Categories, CategoriesLead, SkillsLead, Skills, Combos, CombosLead, Pay, PayLead, Mixes    string
	MixesLead, MixRoles, MixRemote, MixEmployment, Trends, TrendsLead, Sources, SourcesLead, SourceList string
	MonthlyCounts, Method, Versions, Article1, Article2                                                 string
	// Findings, and the line under them.
	FindingTop, FindingTied, FindingCategory, FindingCombo, FindingPay, MeasureShare, MeasureCategory string
	MeasureCombo, MeasurePay, MeasureMix, Detail, DetailTrend, DetailCounts, BarText, PayText         string
	PayHeading, TableCaption, TrendCaption, TrendValue, Tip, MixTip, PayTip, TrendTip, CountsTip      string
	LeftOut, BelowFloor, CountsNote, NoRows, NoCategory, NoCombo, NoPay, NoTrend, NoMonths            string
	NoMix, NoSources                                                                                  string
	// Keys to marks.
	KeyShare, KeyInterval, KeyEmployers, KeyLine, KeyBand, KeyPartial, KeyGap, KeyMedian string
	KeyMedianInterval, KeyQuartiles, KeyTails, KeyActive, KeyNew, KeyMix                 string
	// Table heads.
	Skill, Rank, Share, Interval, Listings, Employers, EmployerShare, Required, Preferred, Used       string
	Category, TopSkills, Combo, Group, N, Disclosure, Median, MedianInterval, Quartiles, Tails, Month string
	Active, NewHead, SourcesHead, SourceName, SourceKind, SourceSpan, SourceCoverage                  string
	// Sentences of the summary, in order.
	SaySize, SaySizeNew, SayTop, SayTied, SayNoTop, SayCategory, SayNoCategory, SayCombo, SayNoCombo string
	SayPay, SayNoPay, SayEntry, SayTrend, SayApart, SayOverlap, SayNoTrend                           string
	// Values.
	Private, Imported, AllGroup, And, Comma string
	// Versions and marks of time.
	VersionJuyo, VersionTaxonomy, VersionExtractor, VersionThrough, VersionGenerated, VersionZone string
	VersionSchema, VersionCharts                                                                  string
	SayNothing                                                                                    string
	Colon                                                                                         string
	AndMore                                                                                       string
	TrendCategories                                                                               string
	RequiredShare                                                                                 string
	PayLeft                                                                                       string
	// The paragraphs of the method; the floors of demand are filled in.
	MethodUnit, MethodMention, MethodInterval, MethodRank, MethodFloors, MethodUnknown, MethodPay, MethodTrend, MethodLimits string
	CardNewListings                                                                                                          string

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
