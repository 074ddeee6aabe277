package report

import (
	"fmt"
	"strings"

	"juyo/demand"
)

// sentences is the summary, made from the answers: each sentence has its n and
// its interval, or says that there is nothing to say yet and why.
func (r *Report) sentences() []string {
	w, o := r.words, r.Overview
	var out []string
	month := w.monthText(r.Month)
	listings, employers, sources := w.many(o.NListings, "listing"), w.many(o.NEmployers, "employer"), w.many(r.sourcesSeen(), "source")
	if r.Scope.Basis == demand.New {
		out = append(out, fmt.Sprintf(w.SaySizeNew, month, listings, employers, sources))
	} else {
		out = append(out, fmt.Sprintf(w.SaySize, month, listings, count(o.New), employers, sources))
	}
	if o.Suppressed != nil {
		// One reason holds for all that follows.
		return append(out, fmt.Sprintf(w.SayNothing, r.why(o.Suppressed)))
	}
	out = append(out, r.sayTop("languages"), r.sayTop("clouds"))
	out = append(out, r.sayCategories()...)
	out = append(out, r.sayCombos()...)
	return append(out, r.sayPay(), r.sayEntry(), r.sayTrend("languages"))
}

// sourcesSeen counts the sources with a listing in the month.
func (r *Report) sourcesSeen() int {
	n := 0
	for _, s := range r.Overview.Sources {
		if s.Active > 0 || s.New > 0 {
			n++
		}
	}
	return n
}

// tied returns the rows that may hold rank 1.
func tied(rows []demand.SkillRow) []demand.SkillRow {
	var out []demand.SkillRow
	for _, row := range rows {
		if row.RankLo <= 1 {
			out = append(out, row)
		}
	}
	return out
}

// mostNames is how many names a sentence lists.
const mostNames = 4

// names joins the names of rows, at most mostNames.
func (r *Report) names(rows []demand.SkillRow) string {
	const most = mostNames
	var out []string
	for i, row := range rows {
		if i == most {
			break
		}
		out = append(out, r.name(row.Name, row.NameJA))
	}
	if len(rows) > most || len(out) < 3 {
		s := strings.Join(out, r.words.And)
		if len(rows) > most {
			s = fmt.Sprintf(r.words.AndMore, strings.Join(out, r.words.Comma), len(rows)-most)
		}
		return s
	}
	return strings.Join(out[:len(out)-1], r.words.Comma) + r.words.And + out[len(out)-1]
}

// allTied reports whether every skill of a ranking may lead, and there are more
// than names lists.
func allTied(top *demand.TopResult) bool {
	return len(top.Rows) > mostNames && len(tied(top.Rows)) == len(top.Rows)
}

func (r *Report) findingTop(top *demand.TopResult) string {
	first, ties := top.Rows[0], tied(top.Rows)
	switch {
	case allTied(top):
		return fmt.Sprintf(r.words.FindingAllTied, r.words.many(len(ties), "skill"))
	case len(ties) > 1:
		return fmt.Sprintf(r.words.FindingTied, r.names(ties))
	}
	return fmt.Sprintf(r.words.FindingTop, r.name(first.Name, first.NameJA), shareText(first.Share))
}

func (r *Report) sayTop(key string) string {
	w, top := r.words, r.skillsOf(key)
	heading := w.Groups[key]
	if top.Suppressed != nil {
		return fmt.Sprintf(w.SayNoTop, heading, r.why(top.Suppressed))
	}
	if len(top.Rows) == 0 {
		return fmt.Sprintf(w.NoRows, heading, demand.MinRowListings, demand.MinRowEmployers, top.BelowFloor)
	}
	row := top.Rows[0]
	name := r.name(row.Name, row.NameJA)
	figures := []any{name, w.basis(row.Share, top.NListings), shareText(row.Share), shareBetween(row.Share)}
	ties := tied(top.Rows)
	switch {
	case allTied(top):
		return fmt.Sprintf(w.SayAllTied, append([]any{heading, w.many(len(ties), "skill")}, figures...)...)
	case len(ties) > 1:
		return fmt.Sprintf(w.SayTied, append([]any{heading, r.names(ties)}, figures...)...)
	}
	return fmt.Sprintf(w.SayTop, append([]any{heading}, figures...)...)
}

// sayCategories says the categories of each article, in the article's order: a
// broad category is not one in more demand, so none comes first.
func (r *Report) sayCategories() []string {
	w, res := r.words, r.Categories
	if res.Suppressed != nil {
		return []string{fmt.Sprintf(w.SayNoCategory, r.why(res.Suppressed))}
	}
	var out []string
	for _, article := range []struct{ scheme, name string }{{"article1", w.Article1}, {"article2", w.Article2}} {
		var shares []string
		for _, row := range res.Rows {
			if row.Scheme == article.scheme && row.Reason == nil {
				shares = append(shares, fmt.Sprintf(w.SayCategoryOne, r.name(row.NameEN, row.NameJA),
					w.many(row.Listings, "listing"), shareText(row.Share), shareBetween(row.Share)))
			}
		}
		if len(shares) > 0 {
			of := fmt.Sprintf(w.Both, w.many(res.NListings, "listing"), w.many(res.NEmployers, "employer"))
			out = append(out, fmt.Sprintf(w.SayCategory, article.name, of, strings.Join(shares, w.Comma)))
		}
	}
	if len(out) == 0 {
		return []string{w.NoCategory}
	}
	return out
}

// sayCombos says each combination: article 1 asks after them by name.
func (r *Report) sayCombos() []string {
	w := r.words
	if why := r.Combos.Suppressed; why != nil {
		return []string{fmt.Sprintf(w.SayNoCombo, r.why(why))}
	}
	var out []string
	for _, row := range r.Combos.Rows {
		if row.Key != "backend_frontend" && row.Key != "backend_cloud" {
			continue
		}
		name := r.name(row.NameEN, row.NameJA)
		if row.Reason != nil {
			out = append(out, fmt.Sprintf(w.SayNoCombo, name+w.Colon+r.why(row.Reason)))
			continue
		}
		out = append(out, fmt.Sprintf(w.SayCombo, name, w.basis(row.Share, r.Combos.NListings), shareText(row.Share), shareBetween(row.Share)))
	}
	return out
}

// sayPay says the median of the currency, unit and contract with most listings.
func (r *Report) sayPay() string {
	w := r.words
	if why := r.Pay.Suppressed; why != nil {
		return fmt.Sprintf(w.SayNoPay, r.why(why))
	}
	for _, row := range r.Pay.Rows {
		if row.Group != "all" {
			continue
		}
		d := r.Pay.Disclosed
		if row.P50 == nil || d == nil {
			return fmt.Sprintf(w.SayNoPay, r.why(row.Reason))
		}
		scale := w.payScaleOf(row.Currency, row.Period)
		return fmt.Sprintf(w.SayPay, w.basis(*d, r.Pay.NListings), shareText(*d), shareBetween(*d), r.payPhrase(payKey{row.Currency, row.Period, row.Employment}),
			scale.text(*row.P50), scale.interval(row.P50Lo, row.P50Hi), w.many(row.N, "listing"), w.many(row.Employers, "employer"))
	}
	return w.NoPay
}

// sayEntry says how many listings are open to beginners.
func (r *Report) sayEntry() string {
	w, o := r.words, r.Overview
	if s := o.EntryShare; s != nil {
		return fmt.Sprintf(w.SayEntry, w.basis(*s, o.NListings), shareText(*s), shareBetween(*s))
	}
	return fmt.Sprintf(w.SayEntryFew, fmt.Sprintf(w.OutOf, count(o.Entry), count(o.NListings)))
}

// sayTrend sets the month beside the one a year before, else the first complete
// month there is, for the leading skill of a group. It never claims a change, nor
// that there is none: the numbers are raw, and two intervals, overlapping or not,
// do not say how sure a difference is.
func (r *Report) sayTrend(key string) string {
	w, t := r.words, r.trendOf(key)
	if t == nil || len(t.Rows) == 0 {
		return w.NoTrend
	}
	if t.Suppressed != nil {
		return fmt.Sprintf(w.SayNoTrend, r.why(t.Suppressed))
	}
	s := t.Rows[0]
	name := r.name(s.Name, s.NameJA)
	if s.Reason != nil {
		return fmt.Sprintf(w.SayNoTrend, name+w.Colon+r.why(s.Reason))
	}
	to := lastPoint(s)
	from := firstPoint(s, to.Month-12)
	if from == nil || from.Month == to.Month {
		return w.NoTrend
	}
	return fmt.Sprintf(w.SayTrend, name, w.monthText(from.Month), shareText(*from.Share), shareBetween(*from.Share),
		w.monthText(to.Month), shareText(*to.Share), shareBetween(*to.Share))
}
