package report

import (
	"cmp"
	"context"
	"fmt"

	"juyo/demand"
)

// Build asks m everything the report says. It draws nothing yet and reads and
// writes nothing; an error says which question could not be answered.
func Build(ctx context.Context, m *demand.Market, o Options) (*Report, error) {
	w, err := wordsIn(o.Lang)
	if err != nil {
		return nil, err
	}
	if err := o.Scope.Validate(); err != nil {
		return nil, fmt.Errorf("report scope: %w", err)
	}
	month := o.Month
	if month == 0 {
		latest, ok := m.LatestMonth(o.Scope, o.Now)
		if !ok {
			return nil, fmt.Errorf("%w: no complete month has a listing in scope %s/%s", ErrNoMonth, o.Scope.Region, o.Scope.Population)
		}
		month = latest
	}
	cat := m.Catalogue()
	r := &Report{
		Schema: SchemaVersion, Title: cmp.Or(o.Title, fmt.Sprintf(w.Title, w.monthText(month))), Month: month, Lang: o.Lang, Scope: o.Scope,
		Notes: o.Notes,
		Versions: Versions{
			Juyo: o.Version, Taxonomy: cat.TaxonomyVersion, Extractor: cat.Extractor, StaleSignals: cat.StaleSignals,
			Through: cat.Through.UTC(), Zone: zoneName(cat),
		},
		words: w, static: o.Static, renderer: o.Renderer, zone: cat.Zone,
	}
	if r.Notes == nil {
		r.Notes = []demand.Warning{}
	}
	q := demand.Question{Scope: o.Scope, Month: month, MinN: o.MinN, Now: o.Now}
	if r.Overview, err = m.Overview(q); err != nil {
		return nil, fmt.Errorf("report overview: %w", err)
	}
	if r.Categories, err = m.Categories(q); err != nil {
		return nil, fmt.Errorf("report categories: %w", err)
	}
	if r.Combos, err = m.Combos(q); err != nil {
		return nil, fmt.Errorf("report combinations: %w", err)
	}
	paid, err := r.askSkills(ctx, m, q)
	if err != nil {
		return nil, err
	}
	if err := r.askTrends(ctx, m, q); err != nil {
		return nil, err
	}
	q.Skills = paid
	if r.Pay, err = m.Pay(q); err != nil {
		return nil, fmt.Errorf("report pay: %w", err)
	}
	return r, nil
}

func zoneName(cat *demand.Catalogue) string {
	if cat.Zone == nil {
		return ""
	}
	return cat.Zone.String()
}

// askSkills fills Skills and returns the skills whose pay is worth a look.
func (r *Report) askSkills(ctx context.Context, m *demand.Market, q demand.Question) (paid []string, err error) {
	named := true
	for _, g := range groups() {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("report %s: %w", g.key, err)
		}
		q := q
		q.Kinds, q.Limit = g.kinds, g.limit
		if g.named {
			q.Named = &named
		}
		top, err := m.Top(q)
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", g.key, err)
		}
		r.Skills = append(r.Skills, SkillGroup{Key: g.key, Kinds: g.kinds, Top: top})
		paid = append(paid, leading(top, g.pays)...)
	}
	return paid, nil
}

// askTrends fills Trends: categories and combinations, then each group's leaders.
func (r *Report) askTrends(ctx context.Context, m *demand.Market, q demand.Question) error {
	add := func(key string, ask func(demand.Question) (*demand.TrendResult, error), q demand.Question) error {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("report trend of %s: %w", key, err)
		}
		trend, err := ask(q)
		if err != nil {
			return fmt.Errorf("report trend of %s: %w", key, err)
		}
		r.Trends = append(r.Trends, TrendGroup{Key: key, Trend: trend})
		return nil
	}
	if err := add("categories", m.CategoryTrend, q); err != nil {
		return err
	}
	if err := add("combos", m.CombosTrend, q); err != nil {
		return err
	}
	for i, g := range groups() {
		q := q
		q.Skills = leading(r.Skills[i].Top, g.trends)
		if len(q.Skills) == 0 {
			continue
		}
		if err := add(g.key, m.Trend, q); err != nil {
			return err
		}
	}
	return nil
}

// leading returns the ids of the first n rows.
func leading(top *demand.TopResult, n int) []string {
	var ids []string
	for _, row := range top.Rows[:min(n, len(top.Rows))] {
		ids = append(ids, row.Skill)
	}
	return ids
}

// trendOf returns the trend of a group, nil when there is none.
func (r *Report) trendOf(key string) *demand.TrendResult {
	for _, t := range r.Trends {
		if t.Key == key {
			return t.Trend
		}
	}
	return nil
}

// skillsOf returns the ranking of a group.
func (r *Report) skillsOf(key string) *demand.TopResult {
	for _, g := range r.Skills {
		if g.Key == key {
			return g.Top
		}
	}
	return &demand.TopResult{}
}
