package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"juyo/demand"
	"juyo/report/chart"
)

// ownCategory is the category that no article has and this report adds.
const ownCategory = "ai_data"

// categoryFigure draws one article's categories in the article's order: how large
// a category is depends on how much is in it, so they are not ranked.
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
	var shown []demand.CategoryRow
	var notes []string
	for _, row := range res.Rows {
		if row.Scheme != scheme {
			continue
		}
		if row.Key == ownCategory {
			notes = append(notes, w.CategoryOwn)
		}
		name := r.name(row.NameEN, row.NameJA)
		if row.Reason != nil {
			t.Rows = append(t.Rows, []string{name, r.why(row.Reason), "—", "—", "—", "—", "—", "—"})
			continue
		}
		shown = append(shown, row)
		ranked.Rows = append(ranked.Rows, r.bar(name, row.Share, res.NListings))
		t.Rows = append(t.Rows, append([]string{name, r.topOfCategory(row.Top)}, shareCells(row.Share)...))
		notes = append(notes, r.rowNotes(name, row.Warnings)...)
	}
	if len(t.Rows) == 0 {
		f.Reason = w.NoCategory
		return f
	}
	if len(shown) > 0 {
		f.Finding = w.FindingCategory
		f.Keys, f.drawing = r.shareKeys(), ranked
	}
	if pairs := r.overlapping(shown); len(pairs) > 0 {
		notes = append([]string{fmt.Sprintf(w.CategoryOverlap, strings.Join(pairs, w.Comma))}, notes...)
	}
	f.Table, f.Notes = t, notes
	return f
}

// topOfCategory lists what a category's listings name most, concepts apart.
func (r *Report) topOfCategory(top []demand.SkillRow) string {
	w := r.words
	var named, concepts []string
	for _, s := range top {
		text := r.name(s.Name, s.NameJA) + " " + shareText(s.Share)
		if s.Named {
			named = append(named, text)
		} else {
			concepts = append(concepts, text)
		}
	}
	out := strings.Join(named, w.Comma)
	if len(concepts) == 0 {
		return out
	}
	if out != "" {
		out += w.Stop
	}
	return out + fmt.Sprintf(w.Concept, strings.Join(concepts, w.Comma))
}

// overlapping names the neighbours by size whose intervals overlap.
func (r *Report) overlapping(rows []demand.CategoryRow) []string {
	bySize := slices.Clone(rows)
	slices.SortStableFunc(bySize, func(a, b demand.CategoryRow) int { return cmp.Compare(b.Share.Share, a.Share.Share) })
	var pairs []string
	for i := 1; i < len(bySize); i++ {
		more, less := bySize[i-1], bySize[i]
		if less.Hi >= more.Lo {
			pairs = append(pairs, fmt.Sprintf(r.words.CategoryPair, r.name(more.NameEN, more.NameJA), r.name(less.NameEN, less.NameJA)))
		}
	}
	return pairs
}

// combosFigure draws the combinations the articles name. Backend alone, which
// they build on, is said below the chart and is no bar of it.
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
	var findings, notes, warnings []string
	for _, row := range res.Rows {
		name, means := r.comboName(row.Key, row.NameEN, row.NameJA), r.name(row.DefinitionEN, row.DefinitionJA)
		switch {
		case row.Reason != nil:
			t.Rows = append(t.Rows, []string{name, r.why(row.Reason), "—", "—", "—", "—", "—", "—", "—"})
		default:
			t.Rows = append(t.Rows, slices.Concat([]string{name}, shareCells(row.Share), required(row.Required)))
			warnings = append(warnings, r.rowNotes(name, row.Warnings)...)
			if row.Base {
				means = fmt.Sprintf(w.ComboBaseShare, w.basis(row.Share, res.NListings), shareText(row.Share), shareBetween(row.Share), means)
				break
			}
			ranked.Rows = append(ranked.Rows, r.bar(name, row.Share, res.NListings))
			findings = append(findings, fmt.Sprintf(w.FindingCombo, name, shareText(row.Share), shareBetween(row.Share)))
		}
		if means != "" {
			notes = append(notes, name+w.Colon+means)
		}
	}
	if len(t.Rows) == 0 {
		f.Reason = w.NoCombo
		return f
	}
	if len(findings) > 0 {
		f.Finding = strings.Join(findings, w.Comma)
		f.Keys, f.drawing = r.shareKeys(), ranked
	}
	f.Table, f.Notes = t, slices.Concat(notes, warnings)
	return f
}

// comboName names a combination, and marks the one the others build on.
func (r *Report) comboName(key, en, ja string) string {
	name := r.name(en, ja)
	if key == "backend" {
		return fmt.Sprintf(r.words.ComboBase, name)
	}
	return name
}

// required are the columns share and interval when only 必須 counts.
func required(s *demand.Share) []string {
	if s == nil {
		return []string{"—", "—"}
	}
	return []string{percent1(s.Share), between1(s.Lo, s.Hi)}
}
