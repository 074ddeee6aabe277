package report

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"juyo/demand"
	"juyo/report/chart"
)

// section is one part of the page.
type section struct {
	ID, Heading, Lead string
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
		w.monthText(a.Period), count(a.NListings), count(a.NEmployers))
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

// rowTip is the tooltip of a share.
func (r *Report) rowTip(name string, s demand.Share) string {
	return fmt.Sprintf(r.words.Tip, name, shareText(s), shareBetween(s), count(s.Listings), count(s.Employers))
}

// bar makes the row of a ranking.
func (r *Report) bar(name string, s demand.Share) chart.RankedRow {
	second := s.EmployerShare
	return chart.RankedRow{
		Label: name, Share: s.Share, Lo: s.Lo, Hi: s.Hi, Second: &second,
		Text: fmt.Sprintf(r.words.BarText, shareText(s), count(s.Listings)), Short: shareText(s), Tip: r.rowTip(name, s),
	}
}

func (r *Report) shareKeys() []key {
	w := r.words
	return []key{{"bar", w.KeyShare}, {"whisker", w.KeyInterval}, {"ring", w.KeyEmployers}}
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
		ranked.Rows = append(ranked.Rows, r.bar(name, row.Share))
		t.Rows = append(t.Rows, append([]string{name, rankText(row)}, append(shareCells(row.Share),
			count(row.Required), count(row.Preferred), count(row.Used))...))
		notes = append(notes, r.rowNotes(name, row.Warnings)...)
	}
	f.Finding = r.findingTop(top.Rows)
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
	var out []string
	if top.Left > 0 {
		out = append(out, fmt.Sprintf(r.words.LeftOut, top.Left))
	}
	if top.BelowFloor > 0 {
		out = append(out, fmt.Sprintf(r.words.BelowFloor, top.BelowFloor, demand.MinRowListings, demand.MinRowEmployers))
	}
	return out
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

// categoryFigure draws one article's categories.
func (r *Report) categoryFigure(id, heading, scheme string) *figure {
	w, res := r.words, r.Categories
	f := &figure{ID: id, Heading: heading, Detail: r.detail(w.MeasureCategory, res.Answer), Open: true}
	if res.Suppressed != nil {
		f.Reason = r.why(res.Suppressed)
		return f
	}
	ranked := chart.Ranked{}
	t := &table{
		Caption: fmt.Sprintf(w.TableCaption, heading, w.monthText(res.Period)), Words: 2,
		Head: []string{w.Category, w.TopSkills, w.Share, w.Interval, w.Listings, w.Employers, w.EmployerShare, w.Interval},
	}
	var notes []string
	best := -1
	for i, row := range res.Rows {
		if row.Scheme != scheme {
			continue
		}
		name := r.name(row.NameEN, row.NameJA)
		if row.Reason != nil {
			t.Rows = append(t.Rows, []string{name, r.why(row.Reason), "—", "—", "—", "—", "—", "—"})
			continue
		}
		var skills []string
		for _, s := range row.Top {
			skills = append(skills, r.name(s.Name, s.NameJA)+" "+shareText(s.Share))
		}
		ranked.Rows = append(ranked.Rows, r.bar(name, row.Share))
		t.Rows = append(t.Rows, append([]string{name, strings.Join(skills, w.Comma)}, shareCells(row.Share)...))
		notes = append(notes, r.rowNotes(name, row.Warnings)...)
		if best < 0 || row.Share.Share > res.Rows[best].Share.Share {
			best = i
		}
	}
	switch {
	case len(t.Rows) == 0:
		f.Reason = w.NoCategory
		return f
	case best >= 0:
		row := res.Rows[best]
		f.Finding = fmt.Sprintf(w.FindingCategory, r.name(row.NameEN, row.NameJA), shareText(row.Share), shareBetween(row.Share))
		f.Keys, f.drawing = r.shareKeys(), ranked
	}
	f.Table, f.Notes = t, notes
	return f
}

// combosFigure draws the combinations the articles name.
func (r *Report) combosFigure() *figure {
	w, res := r.words, r.Combos
	f := &figure{ID: "combos-chart", Detail: r.detail(w.MeasureCombo, res.Answer)}
	if res.Suppressed != nil {
		f.Reason = r.why(res.Suppressed)
		return f
	}
	ranked := chart.Ranked{}
	t := &table{
		Caption: fmt.Sprintf(w.TableCaption, w.Combos, w.monthText(res.Period)), Words: 1,
		Head: []string{w.Combo, w.Share, w.Interval, w.Listings, w.Employers, w.EmployerShare, w.Interval, w.RequiredShare, w.Interval},
	}
	var notes []string
	best := -1
	for i, row := range res.Rows {
		name := r.name(row.NameEN, row.NameJA)
		if row.Reason != nil {
			t.Rows = append(t.Rows, []string{name, r.why(row.Reason), "—", "—", "—", "—", "—", "—", "—"})
			continue
		}
		ranked.Rows = append(ranked.Rows, r.bar(name, row.Share))
		t.Rows = append(t.Rows, slices.Concat([]string{name}, shareCells(row.Share), required(row.Required)))
		notes = append(notes, r.rowNotes(name, row.Warnings)...)
		if row.Key != "backend" && (best < 0 || row.Share.Share > res.Rows[best].Share.Share) {
			best = i
		}
	}
	switch {
	case len(t.Rows) == 0:
		f.Reason = w.NoCombo
		return f
	case best >= 0:
		row := res.Rows[best]
		f.Finding = fmt.Sprintf(w.FindingCombo, r.name(row.NameEN, row.NameJA), shareText(row.Share), shareBetween(row.Share))
		f.Keys, f.drawing = r.shareKeys(), ranked
	}
	f.Table, f.Notes = t, notes
	return f
}

// required are the columns share and interval when only 必須 counts.
func required(s *demand.Share) []string {
	if s == nil {
		return []string{"—", "—"}
	}
	return []string{percent1(s.Share), between1(s.Lo, s.Hi)}
}
