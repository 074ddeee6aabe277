package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"juyo/demand"
	"juyo/listing"
)

func (a *app) topCommand() *cobra.Command {
	var q question
	var format string
	var limit int
	var kinds []string
	var concepts bool
	cmd := &cobra.Command{
		Use:   "top",
		Short: "the skills named in the most listings of a month",
		Long: `Ranks skills by the share of a month's listings that name them. Every share
has its 95 % interval (clustered by employer: one employer's many listings are
one vote), the number of employers, and the ranks its interval allows. A skill
in fewer than 5 listings or 3 employers has no row, and below 30 listings or 10
employers there is no answer, but the reason.

--industry, --stage and --asks keep the listings that say so; what is silent is
left out and counted in a note.

json prints {"scope","period","n_listings","n_employers","rows":[{"skill",
"name","kind","listings","employers","share","share_lo","share_hi","rank",
"rank_lo","rank_hi","warnings",…}]}, and "intensity": advertisements per opening.`,
		Example: "  juyo top\n  juyo top --month 2026-10 --kind language --limit 10\n  juyo top --industry finance --asks en\n  juyo top --basis new --format json",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			if err := checkFormat(format); err != nil {
				return err
			}
			if limit < 0 {
				return usagef("--limit %d: want 0 (all) or more", limit)
			}
			for _, k := range kinds {
				if !slices.Contains(listing.Kinds(), k) {
					return usagef("--kind %q: want one of %s", k, strings.Join(listing.Kinds(), ", "))
				}
			}
			lang, err := a.lang()
			if err != nil {
				return err
			}
			c, _, err := a.settings()
			if err != nil {
				return err
			}
			p, m, err := a.market(c)
			if err != nil {
				return err
			}
			defer p.Close()
			asked, err := q.resolve(a, c, m)
			if err != nil {
				return err
			}
			asked.Kinds, asked.Limit = kinds, limit
			if !concepts {
				named := true
				asked.Named = &named
			}
			r, err := m.Top(asked.Question)
			if err != nil {
				return err
			}
			r.Warnings = append(asked.notes, r.Warnings...)
			return topAnswer(r, lang).write(a.stdout, format)
		},
	}
	q.flags(cmd)
	cmd.Flags().IntVar(&limit, "limit", 20, "most rows; 0 prints all")
	cmd.Flags().StringSliceVar(&kinds, "kind", nil, "only these kinds of skill: "+strings.Join(listing.Kinds(), ", "))
	cmd.Flags().BoolVar(&concepts, "concepts", false, "also concepts (設計, マイクロサービス …), not only named technologies")
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(listing.Kinds(), cobra.ShellCompDirectiveNoFileComp))
	addFormat(cmd, &format)
	return cmd
}

func topAnswer(r *demand.TopResult, lang string) answer {
	an := answer{
		value: r, heading: heading(r.Answer, lang), notes: notes(r.Answer, lang),
		columns: []column{
			{pick(lang, "順位", "rank"), true},
			{pick(lang, "順位の幅", "could be"), true},
			{pick(lang, "スキル", "skill"), false},
			{pick(lang, "種類", "kind"), false},
			{pick(lang, "求人", "listings"), true},
			{pick(lang, "割合", "share"), true},
			{pick(lang, "95%区間", "95% interval"), true},
			{pick(lang, "企業", "employers"), true},
			{pick(lang, "必須", "required"), true},
			{pick(lang, "歓迎", "preferred"), true},
		},
		csvHeader: append(scopeHeader(), "rank", "rank_lo", "rank_hi", "skill", "name", "kind", "listings", "employers", "share", "share_lo", "share_hi", "required", "preferred", "used", "industry", "stage", "language_asked"),
	}
	for _, row := range r.Rows {
		name := pick(lang, row.NameJA, row.Name)
		an.rows = append(an.rows, []any{
			row.Rank, fmt.Sprintf("%d–%d", row.RankLo, row.RankHi), name, row.Kind, thousands(row.Listings),
			percent(row.Share.Share), fmt.Sprintf("%s–%s", percent(row.Lo), percent(row.Hi)), row.Employers, row.Required, row.Preferred,
		})
		an.csvRows = append(an.csvRows, append(scopeCells(r.Answer), row.Rank, row.RankLo, row.RankHi, row.Skill, name, row.Kind,
			row.Listings, row.Employers, row.Share.Share, row.Lo, row.Hi, row.Required, row.Preferred, row.Used,
			r.Scope.Industry, r.Scope.Stage, r.Scope.LanguageAsked))
	}
	if r.BelowFloor > 0 || r.Left > 0 {
		an.notes = append(an.notes, pick(lang,
			fmt.Sprintf("ほかに %d件のスキルは件数不足(求人%d件・企業%d社未満)のため、%d件は --limit のため省きました", r.BelowFloor, demand.MinRowListings, demand.MinRowEmployers, r.Left),
			fmt.Sprintf("left out: %s below the floor of %d listings and %d employers, %d by --limit", plural(r.BelowFloor, "skill"), demand.MinRowListings, demand.MinRowEmployers, r.Left)))
	}
	return an
}

// scopeHeader and scopeCells go before every CSV row: no number travels without
// its scope.
func scopeHeader() []string {
	return []string{"period", "region", "population", "basis", "panel", "n_listings", "n_employers"}
}

func scopeCells(an demand.Answer) []any {
	return []any{an.Period, an.Scope.Region, an.Scope.Population, an.Scope.Basis, an.Scope.Panel, an.NListings, an.NEmployers}
}
