package report

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"juyo/demand"
	"juyo/report/chart"
)

// section is one part of the page.
type section struct {
	ID, Heading, Lead string
	Said              string // what holds for all figures
	Figures           []*figure
	Reason            string   // why there are no figures
	Texts             []string // paragraphs after them
	Facts             []fact   // names and values after those
}

// figure is a chart with all that belongs to it: what it shows in words, its
// marks explained, its numbers as a table and as CSV. A figure with a Reason has
// nothing else.
type figure struct {
	ID, Heading     string
	Finding, Detail string // the finding in a sentence; measure, scope, period and n
	Reason          string
	Keys            []key
	Table           *table
	Open            bool // the table is not folded away
	Notes           []string

	drawing drawer  // nil: the table is all
	Cells   []*cell // small charts side by side instead of one
	Label   string  // of the chart, for who does not see it
	SVG     template.HTML

	CSV               template.URL
	CSVName, CSVLabel string
}

// cell is one of several small charts.
type cell struct {
	ID, Heading, Value, Reason string
	drawing                    drawer
	SVG                        template.HTML
}

// drawer is what the charts of package chart have in common.
type drawer interface {
	Draw(width int) (chart.Drawing, error)
	Tips() []string
}

// key explains a mark; Mark is the class that draws it.
type key struct{ Mark, Text string }

// table is a figure's numbers. The first column names the row.
type table struct {
	Caption string
	Head    []string
	Rows    [][]string
	// Words counts the leading columns that hold words; the rest are numbers.
	Words  int
	Region string // of the box it scrolls in, for who does not see it
}

// detail is the line under a finding: measure, population, region, month, n.
func (r *Report) detail(measure string, a demand.Answer) string {
	w := r.words
	return fmt.Sprintf(w.Detail, measure, w.Populations[a.Scope.Population], w.Regions[a.Scope.Region], w.Bases[a.Scope.Basis],
		w.monthText(a.Period), w.many(a.NListings, "listing"), w.many(a.NEmployers, "employer"))
}

// name picks a skill's name in the report's language.
func (r *Report) name(en, ja string) string {
	if r.Lang == "ja" && ja != "" {
		return ja
	}
	return en
}

// why words a reason in the report's language.
func (r *Report) why(reason *demand.Reason) string {
	if reason == nil {
		return ""
	}
	return r.name(reason.EN, reason.JA)
}

// warnings words what the reader must know, without repeats.
func (r *Report) warnings(lists ...[]demand.Warning) []string {
	var out []string
	seen := map[string]bool{}
	for _, list := range lists {
		for _, w := range list {
			if text := r.name(w.EN, w.JA); text != "" && !seen[text] {
				seen[text] = true
				out = append(out, text)
			}
		}
	}
	return out
}

// bar makes the row of a chart of shares of listings.
func (r *Report) bar(name string, s demand.Share, of int) chart.RankedRow {
	w, second := r.words, s.EmployerShare
	return chart.RankedRow{
		Label: name, Share: s.Share, Lo: s.Lo, Hi: s.Hi, Second: &second,
		Text: fmt.Sprintf(w.BarText, shareText(s), count(s.Listings)), Short: fmt.Sprintf(w.BarShort, shareText(s), count(s.Listings)),
		Tip: fmt.Sprintf(w.Tip, name, shareText(s), shareBetween(s), w.basis(s, of)),
	}
}

func (r *Report) shareKeys() []key {
	w := r.words
	return []key{{"bar", w.KeyShare}, {"whisker", w.KeyInterval}, {"ring", w.KeyEmployers}, {"none", w.KeyCount}}
}

// skillsFigure ranks the skills of one group.
func (r *Report) skillsFigure(g SkillGroup) *figure {
	w, top := r.words, g.Top
	f := &figure{ID: g.Key, Heading: w.Groups[g.Key], Detail: r.detail(w.MeasureShare, top.Answer)}
	if top.Suppressed != nil {
		f.Reason = r.why(top.Suppressed)
		return f
	}
	if len(top.Rows) == 0 {
		f.Reason = fmt.Sprintf(w.NoRows, w.Groups[g.Key], demand.MinRowListings, demand.MinRowEmployers, top.BelowFloor)
		return f
	}
	ranked := chart.Ranked{}
	t := &table{
		Caption: fmt.Sprintf(w.TableCaption, f.Heading, w.monthText(top.Period)), Words: 1,
		Head: []string{w.Skill, w.Rank, w.Share, w.Interval, w.Listings, w.Employers, w.EmployerShare, w.Interval, w.Required, w.Preferred, w.Used},
	}
	var notes []string
	for _, row := range top.Rows {
		name := r.name(row.Name, row.NameJA)
		ranked.Rows = append(ranked.Rows, r.bar(name, row.Share, top.NListings))
		t.Rows = append(t.Rows, append([]string{name, rankText(row)}, append(shareCells(row.Share),
			count(row.Required), count(row.Preferred), count(row.Used))...))
		notes = append(notes, r.rowNotes(name, row.Warnings)...)
	}
	f.Finding = r.findingTop(top)
	f.Keys, f.drawing, f.Table = r.shareKeys(), ranked, t
	f.Notes = r.leftOut(top)
	f.Notes = append(f.Notes, notes...)
	return f
}

// rowNotes words the warnings of one row.
func (r *Report) rowNotes(name string, warnings []demand.Warning) []string {
	var out []string
	for _, text := range r.warnings(warnings) {
		out = append(out, name+r.words.Colon+text)
	}
	return out
}

// leftOut says what a ranking does not show.
func (r *Report) leftOut(top *demand.TopResult) []string {
	w := r.words
	var out []string
	if top.Left > 0 {
		out = append(out, fmt.Sprintf(w.LeftOut, w.many(top.Left, "skill")))
	}
	if top.BelowFloor > 0 {
		out = append(out, fmt.Sprintf(w.BelowFloor, w.many(top.BelowFloor, "skill"), demand.MinRowListings, demand.MinRowEmployers))
	}
	if len(top.Concepts) > 0 {
		out = append(out, fmt.Sprintf(w.Concepts, r.namesWithShares(top.Concepts)))
	}
	return out
}

// namesWithShares lists rows with their shares, at most six of them.
func (r *Report) namesWithShares(rows []demand.SkillRow) string {
	const most = 6
	var out []string
	for _, row := range rows[:min(most, len(rows))] {
		out = append(out, fmt.Sprintf(r.words.BarText, r.name(row.Name, row.NameJA)+" "+shareText(row.Share), count(row.Listings)))
	}
	list := strings.Join(out, r.words.Comma)
	if more := len(rows) - most; more > 0 {
		list = fmt.Sprintf(r.words.AndMore, list, more)
	}
	return list
}

func rankText(row demand.SkillRow) string {
	if row.RankLo == row.RankHi || row.RankHi == 0 {
		return strconv.Itoa(row.Rank)
	}
	return fmt.Sprintf("%d (%d–%d)", row.Rank, row.RankLo, row.RankHi)
}

// shareCells are the columns share, interval, listings, employers, share of
// employers and its interval.
func shareCells(s demand.Share) []string {
	return []string{
		percent1(s.Share), between1(s.Lo, s.Hi), count(s.Listings), count(s.Employers),
		percent1(s.EmployerShare), between1(s.EmployerLo, s.EmployerHi),
	}
}
