package salary

import (
	"strings"

	"juyo/listing"
)

// reader judges the figures of one text.
type reader struct {
	options
	text    string
	short   bool
	guessed string // guessCurrency's answer, once asked
	krona   string // kronaOf's
	asked   bool   // krona has been looked up
	monthly answer // monthlyWork's
}

// answer is yes or no, or not asked yet.
type answer uint8

const (
	yes answer = iota + 1
	no
)

// judge decides whether a figure can be pay, of which currency and period.
func (r *reader) judge(f *figure, b binding) (candidate, bool) {
	c := candidate{figure: *f, binding: b}
	if b.rejected || f.other || f.part || f.counted || f.min == 0 && f.max == 0 {
		return c, false
	}
	where := anywhere
	if r.where != nil {
		where = r.where(f.line)
	}
	if !c.label && (where == paySection || r.field) {
		c.label, c.heading = true, true
	}
	if !f.money && r.inMan(&c) {
		c.min, c.max, c.yen = c.min*10_000, c.max*10_000, true
	} else if !f.money && !r.bareAllowed(f, &c.binding) {
		return c, false
	}
	c.cur = r.currency(&c.figure, &c.binding)
	if f.lakh && c.cur != "INR" {
		if !strings.Contains(r.text[max(0, f.start-leftReach):f.start], "ctc") {
			return c, false
		}
		c.cur = "INR"
	}
	if c.cur == "" {
		return c, false
	}
	if f.millions && c.cur != "JPY" && currencyScale[c.cur].hi < 20 {
		return c, false
	}
	if !r.setPeriod(&c) {
		return c, false
	}
	field := r.short || strings.TrimSpace(r.text[:f.start]) == ""
	c.tier = 1
	switch {
	case c.label:
		c.tier = 3
	case f.period != "" && f.ranged, c.per == listing.PerYear && c.yen && f.ranged && startsAny(r.text[f.end:], "(月額", "(月給", "(月収"):
		c.tier = 3 // 600万円~800万円（月額50万円~66.7万円）: the year and what it is by the month
	case f.period != "" || c.binding.period != "":
		c.tier = 2
	}
	if c.tier < 3 && where == asideSection {
		return c, false
	}
	if c.tier == 1 && !field && where != titleSection && !f.ranged && !r.betweenBars(f) {
		return c, false // one bare amount in prose may be anything
	}
	if c.tier == 2 && !field && !f.ranged && (c.per == listing.PerMonth || c.per == listing.PerWeek) {
		return c, false // $1,500/month may be a rent subsidy
	}
	return c, true
}

// betweenBars reports whether the figure opens a term of a header line such as
// "Acme | Berlin | €70k + equity | full-time", the form of Hacker News postings.
func (r *reader) betweenBars(f *figure) bool {
	before := strings.TrimRight(r.text[max(0, f.start-16):f.start], " ")
	if i := strings.LastIndexByte(before, '|'); i >= 0 {
		before = strings.TrimSpace(before[i+1:])
		return before == "" || before == "~" || before == "to" || before == "up to" || before == "from" || before == "circa" || before == "around"
	}
	return false
}

// inMan reports whether a bare range is in 万円 without saying so: 年収400〜600,
// 年収(万円): 400〜600, 単価60〜80. The label must be Japanese and stand right
// before it.
func (r *reader) inMan(c *candidate) bool {
	if !c.label || c.heading || c.grouped || !c.ranged && !c.open {
		return false
	}
	gap := strings.Trim(r.labelGap(&c.figure), " :(万円)単位=は")
	if gap != "" || c.start == 0 || !japaneseBefore(r.text, c.start) {
		return false
	}
	var b bounds
	switch c.binding.period {
	case listing.PerYear:
		b = bounds{150, 5000}
	case listing.PerMonth:
		b = bounds{15, 200}
	default:
		return false
	}
	return (c.min == 0 || b.holds(c.min)) && (c.max == 0 || b.holds(c.max))
}

// japaneseBefore reports whether Japanese stands in the few bytes before i.
func japaneseBefore(s string, i int) bool {
	for _, r := range s[max(0, i-16):i] {
		if r >= 'ぁ' && r <= 0x9FFF {
			return true
		}
	}
	return false
}

// bareAllowed decides on figures without any currency or scale: only a label
// with a period, or a written period, makes "4000000〜6000000" or "40000-60000
// per year" pay.
func (r *reader) bareAllowed(f *figure, b *binding) bool {
	hi := max(f.min, f.max)
	if yearLike(f.min) && (f.max == 0 || yearLike(f.max)) {
		return false
	}
	gap := r.labelGap(f)
	switch {
	case b.label && !b.heading && len(gap) <= 24 && hi >= 700_00:
		return f.ranged || b.period != "" || f.grouped && (gap == "" || gap == ":" || gap == "is" || gap == "of" || gap == "-")
	case f.period != "" && (r.short || f.ranged) && hi >= 100_00:
		return true
	case b.heading && b.period != "" && f.line > 0 && r.aloneInLine(f) && hi >= 700_00:
		// A table's cell under its label: 時給, a line break, 1200.
		return true
	case r.short && f.ranged && hi >= 14_000_00 && strings.TrimSpace(r.text[:f.start]) == "" && r.market != "":
		// A field that is a range and nothing else.
		return bareYear(f.min, marketCurrency[r.market]) && bareYear(f.max, marketCurrency[r.market])
	}
	return false
}

// aloneInLine reports whether nothing but the figure stands in its line.
func (r *reader) aloneInLine(f *figure) bool {
	before, after := r.text[max(0, f.start-8):f.start], r.text[f.end:min(len(r.text), f.end+8)]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	return strings.Trim(before, " ") == "" && strings.Trim(after, " ") == ""
}

// yearLike reports whether a bare amount may be a calendar year.
func yearLike(cents int64) bool { return cents >= 1900_00 && cents <= 2100_00 && cents%100 == 0 }

// labelGap returns the words between the last cue before the figure and the
// figure, as far as they stand close to it.
func (r *reader) labelGap(f *figure) string {
	from := max(0, f.start-60)
	t := r.text[from:f.start]
	if cues := scanCues(t); len(cues) > 0 {
		return strings.TrimSpace(t[cues[len(cues)-1].end:])
	}
	return t
}

// currency resolves the figure's currency.
func (r *reader) currency(f *figure, b *binding) string {
	switch {
	case f.currency == krona && resolveCurrency(krona, r.market) == "":
		if !r.asked {
			r.krona, r.asked = kronaOf(r.text), true
		}
		return r.krona
	case f.currency != "":
		return resolveCurrency(f.currency, r.market)
	case f.yen, japaneseBefore(r.text, f.start) && r.market == "":
		return "JPY"
	case f.scaled && !r.shorthandAllowed(f, b):
		return ""
	}
	if r.guessed == "" {
		r.guessed = guessCurrency(r.text, r.market)
	}
	return r.guessed
}

// shorthandAllowed decides on "120-150k" without a currency: with a label, or
// where a listing's header line states terms between bars and commas, and never
// before a noun (10k users).
func (r *reader) shorthandAllowed(f *figure, b *binding) bool {
	if b.label || f.period != "" {
		return true
	}
	if f.millions {
		return false
	}
	rest := strings.TrimLeft(r.text[f.end:], " ")
	if rest == "" {
		return f.ranged
	}
	if w, _ := letters(rest, 0); strings.ContainsRune("\n|,;)(+./&-[", rune(rest[0])) || termWords[w] {
		return f.ranged && f.min >= 15_000_00
	}
	return false
}

// termWords follow pay, not a count of something.
var termWords = map[string]bool{
	"doe": true, "depending": true, "dependent": true, "base": true, "plus": true, "pro": true, "negotiable": true, "equity": true, "gross": true, "and": true, "range": true, "with": true, "w": true, "salary": true, "dep": true, "based": true, "or": true,
}

// setPeriod finds what the figure is per, and whether it can be pay at that.
func (r *reader) setPeriod(c *candidate) bool {
	p := c.figure.period
	written := p != ""
	if !written {
		p = c.binding.period
	}
	if p != "" && c.fits(p) {
		c.per = p
		return true
	}
	switch {
	case c.cur == "JPY" && p == listing.PerMonth && c.ranged && !written && c.fitsYear():
		// 月給400万円〜600万円: a slip of the label, which a range shows (R10).
		c.per = listing.PerYear
		return true
	case p != "" && (written || c.cur == "JPY"):
		return false
	case c.fitsYear():
		c.per = listing.PerYear
		return true
	case c.label && p == "" && c.cur != "JPY" && c.fits(listing.PerYear) && c.ranged && max(c.min, c.max) >= 14_000_00:
		c.per = listing.PerYear
		return true
	case c.label && c.cur == "JPY" && c.fits(listing.PerMonth) && (c.max == 0 || c.max <= 2_000_000_00) && (!c.fee || r.monthlyWork()):
		c.per = listing.PerMonth
		return true
	}
	return false
}

// monthlyWork reports whether the text is about work by the month, so that 報酬
// without a period is for a month and not for a whole job.
func (r *reader) monthlyWork() bool {
	if r.monthly == 0 {
		r.monthly = no
		if byMonth(r.text) {
			r.monthly = yes
		}
	}
	return r.monthly == yes
}

func byMonth(text string) bool {
	for _, w := range []string{"納期", "1件", "一件", "一式", "買い切り", "成果物"} {
		if strings.Contains(text, w) {
			return false
		}
	}
	for _, w := range []string{"稼働", "時間程度", "時間/月", "h/月", "常駐", "週5", "週3", "週2", "正社員", "契約社員", "人月", "フルタイム"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// fits reports whether every stated end is plausible per p.
func (c *candidate) fits(p listing.Period) bool {
	return (c.min == 0 || plausible(c.min, c.cur, p)) && (c.max == 0 || plausible(c.max, c.cur, p))
}

// fitsYear reports whether the figure can only be for a year (R9).
func (c *candidate) fitsYear() bool {
	return (c.min == 0 || bareYear(c.min, c.cur)) && (c.max == 0 || bareYear(c.max, c.cur))
}
