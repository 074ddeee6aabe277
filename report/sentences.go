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
	if r.Scope.Basis == demand.New {
		out = append(out, fmt.Sprintf(w.SaySizeNew, month, count(o.NListings), count(o.NEmployers), count(r.sourcesSeen())))
	} else {
		out = append(out, fmt.Sprintf(w.SaySize, month, count(o.NListings), count(o.New), count(o.NEmployers), count(r.sourcesSeen())))
	}
	if o.Suppressed != nil {
		// One reason holds for all that follows.
		return append(out, fmt.Sprintf(w.SayNothing, r.why(o.Suppressed)))
	}
	out = append(out, r.sayTop("languages"), r.sayTop("clouds"), r.sayCategory())
	out = append(out, r.sayCombos()...)
	out = append(out, r.sayPay(), fmt.Sprintf(w.SayEntry, count(o.NListings), count(o.Entry), percent1(ratio(o.Entry, o.NListings))))
	return append(out, r.sayTrend("languages"))
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
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

// names joins the names of rows, at most four.
func (r *Report) names(rows []demand.SkillRow) string {
	const most = 4
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

func (r *Report) findingTop(rows []demand.SkillRow) string {
	first := rows[0]
	if ties := tied(rows); len(ties) > 1 {
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
	figures := []any{shareText(row.Share), shareBetween(row.Share), count(row.Listings), count(row.Employers)}
	if ties := tied(top.Rows); len(ties) > 1 {
		return fmt.Sprintf(w.SayTied, append([]any{heading, r.names(ties), name}, figures...)...)
	}
	return fmt.Sprintf(w.SayTop, append([]any{heading, name}, figures...)...)
}

func (r *Report) sayCategory() string {
	w := r.words
	if why := r.Categories.Suppressed; why != nil {
		return fmt.Sprintf(w.SayNoCategory, r.why(why))
	}
	best := -1
	for i, row := range r.Categories.Rows {
		if row.Reason == nil && (best < 0 || row.Share.Share > r.Categories.Rows[best].Share.Share) {
			best = i
		}
	}
	if best < 0 {
		return w.NoCategory
	}
	row := r.Categories.Rows[best]
	return fmt.Sprintf(w.SayCategory, r.name(row.NameEN, row.NameJA), shareText(row.Share), shareBetween(row.Share), count(row.Listings), count(row.Employers))
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
		out = append(out, fmt.Sprintf(w.SayCombo, name, shareText(row.Share), shareBetween(row.Share), count(row.Listings), count(row.Employers)))
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
		if row.P50 == nil {
			return fmt.Sprintf(w.SayNoPay, r.why(row.Reason))
		}
		scale := w.payScaleOf(row.Currency, row.Period)
		return fmt.Sprintf(w.SayPay, percent1(row.Disclosure), w.PayKinds[row.Employment], w.PayUnits[row.Period], row.Currency,
			scale.text(*row.P50), scale.interval(row.P50Lo, row.P50Hi), count(row.N), count(row.Employers))
	}
	return w.NoPay
}

// sayTrend compares the month with the one a year before, else with the first
// complete month there is, for the leading skill of a group. It never claims a
// change: the numbers are raw.
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
	verdict := w.SayOverlap
	if from.Share.Hi < to.Share.Lo || to.Share.Hi < from.Share.Lo {
		verdict = w.SayApart
	}
	return fmt.Sprintf(w.SayTrend, name, w.monthText(from.Month), shareText(*from.Share), shareBetween(*from.Share),
		w.monthText(to.Month), shareText(*to.Share), shareBetween(*to.Share), verdict)
}
