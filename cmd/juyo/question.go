package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"juyo/config"
	"juyo/demand"
	"juyo/internal/pipeline"
	"juyo/listing"
)

// question holds the flags that every question has: its scope and month.
type question struct {
	month, region, population, basis, panel string
	industry, stage, asks                   string
	minN                                    int
}

func (q *question) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&q.month, "month", "", "YYYY-MM (default: the latest complete month)")
	f.StringVar(&q.region, "region", "", "jp, global or all, by where the work is (default: the configuration, else jp, else global when jp has too few listings)")
	f.StringVar(&q.population, "population", "software", "software, other, talent_pool or all")
	f.StringVar(&q.basis, "basis", "active", "active (open in the month, 有効) or new (first seen in it, 新規)")
	f.StringVar(&q.panel, "panel", "live", "live (everything collected or imported) or archive")
	f.StringVar(&q.industry, "industry", "", "only listings that state this field of business: "+strings.Join(industries(), ", "))
	f.StringVar(&q.stage, "stage", "", "only listings whose employer says it is this: "+strings.Join(stages(), ", "))
	f.StringVar(&q.asks, "asks", "", "only listings that ask for this language: "+strings.Join(demand.LanguagesAsked(), ", "))
	f.IntVar(&q.minN, "min-n", 0, "raise the least number of listings a share needs")
	_ = cmd.RegisterFlagCompletionFunc("region", cobra.FixedCompletions([]string{"jp", "global", "all"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("industry", cobra.FixedCompletions(industries(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("stage", cobra.FixedCompletions(stages(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("asks", cobra.FixedCompletions(demand.LanguagesAsked(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("basis", cobra.FixedCompletions([]string{"active", "new"}, cobra.ShellCompDirectiveNoFileComp))
}

// industries and stages are the words that --industry and --stage take.
func industries() []string {
	var words []string
	for _, f := range listing.Industries() {
		words = append(words, string(f))
	}
	return words
}

func stages() []string {
	var words []string
	for _, s := range listing.Stages()[1:] { // the first is unknown
		words = append(words, string(s))
	}
	return words
}

// narrow sets what narrows s and checks the words under the flags' names.
func (q *question) narrow(s *demand.Scope) error {
	for _, f := range []struct {
		flag, value string
		words       []string
	}{{"industry", q.industry, industries()}, {"stage", q.stage, stages()}, {"asks", q.asks, demand.LanguagesAsked()}} {
		if f.value != "" && !slices.Contains(f.words, f.value) {
			return usagef("--%s %q: want one of %s", f.flag, f.value, strings.Join(f.words, ", "))
		}
	}
	s.Industry, s.Stage, s.LanguageAsked = listing.Industry(q.industry), listing.Stage(q.stage), q.asks
	return nil
}

// asked is a question made whole: scope and month chosen, notes on why.
type asked struct {
	demand.Question
	notes []demand.Warning
}

// resolve checks the flags and fills what they leave open from the market.
func (q *question) resolve(a *app, c config.Config, m *demand.Market) (asked, error) {
	out := asked{Question: demand.Question{Scope: demand.DefaultScope(), MinN: q.minN, Now: a.now()}}
	s := &out.Scope
	s.Population, s.Basis, s.Panel = listing.Population(q.population), demand.Basis(q.basis), q.panel
	if err := q.narrow(s); err != nil {
		return out, err
	}
	region := q.region
	if region == "" {
		region = c.Region
	}
	if region != "" {
		s.Region = listing.Region(region)
	}
	if err := s.Validate(); err != nil {
		return out, usageError{err}
	}
	if q.minN < 0 {
		return out, usagef("--min-n %d: want 0 or more", q.minN)
	}
	var err error
	if q.month != "" {
		if out.Month, err = listing.ParseMonth(q.month); err != nil {
			return out, usageError{err}
		}
	} else if month, ok := m.LatestMonth(*s, a.now()); ok {
		out.Month = month
	} else if month, ok := m.LatestMonth(demand.Scope{Region: listing.RegionAll, Population: s.Population, Basis: s.Basis, Panel: s.Panel}, a.now()); ok {
		out.Month = month
	} else {
		return out, errors.New("no complete month to answer for yet: name one with --month YYYY-MM, or come back next month")
	}
	if region == "" {
		chosen, why := m.SuggestRegion(out.Question)
		s.Region = chosen
		if why != nil {
			out.notes = append(out.notes, *why)
		}
	}
	return out, nil
}

// market opens the database and loads what questions are asked of. The caller
// closes the pipeline.
func (a *app) market(c config.Config) (*pipeline.Pipeline, *demand.Market, error) {
	log, err := a.logger(c.Log)
	if err != nil {
		return nil, nil, err
	}
	p, err := a.open(c, log, false)
	if err != nil {
		return nil, nil, err
	}
	m := a.meter()
	k := m.task("rebuild columns", 0)
	market, err := p.Market(a.ctx, func(done, total int) { k.total(int64(total)); k.at(int64(done)) })
	k.end(err)
	m.stop()
	if err != nil {
		_ = p.Close()
		return nil, nil, err
	}
	return p, market, nil
}

// narrowed says what a scope is narrowed to, " industry=finance"; "" when it is not.
func narrowed(s demand.Scope, lang string) string {
	var b strings.Builder
	for _, t := range []struct{ ja, en, value string }{
		{"業種", "industry", string(s.Industry)}, {"企業段階", "stage", string(s.Stage)}, {"求める言語", "asks", s.LanguageAsked},
	} {
		if t.value != "" {
			b.WriteString(" " + pick(lang, t.ja, t.en) + "=" + t.value)
		}
	}
	return b.String()
}

// heading says in one line what an answer is about.
func heading(an demand.Answer, lang string) string {
	if lang == "ja" {
		return fmt.Sprintf("%s 地域=%s 対象=%s 基準=%s 情報源=%s%s: 求人 %s件(広告 %s件)、募集企業 %s社", an.Period, an.Scope.Region, an.Scope.Population,
			map[demand.Basis]string{demand.Active: "掲載中", demand.New: "新規"}[an.Scope.Basis], an.Scope.Panel, narrowed(an.Scope, lang),
			thousands(an.NListings), thousands(an.NAds), thousands(an.NEmployers))
	}
	return fmt.Sprintf("%s region=%s population=%s basis=%s panel=%s%s: %s listings (%s ads), %s employers", an.Period, an.Scope.Region,
		an.Scope.Population, an.Scope.Basis, an.Scope.Panel, narrowed(an.Scope, lang), thousands(an.NListings), thousands(an.NAds), thousands(an.NEmployers))
}

// notes renders the reason of a suppressed answer and all warnings.
func notes(an demand.Answer, lang string) []string {
	var out []string
	if r := an.Suppressed; r != nil {
		out = append(out, pick(lang, r.JA, r.EN))
	}
	for _, w := range an.Warnings {
		out = append(out, pick(lang, "注意: "+w.JA, "note: "+w.EN))
	}
	return out
}

func pick(lang, ja, en string) string {
	if lang == "ja" {
		return ja
	}
	return en
}

func percent(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }
