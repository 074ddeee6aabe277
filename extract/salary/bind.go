package salary

import (
	"sort"
	"strings"
	"unicode/utf8"

	"juyo/listing"
)

// binding is what the words around a figure say about it.
type binding struct {
	label    bool // a pay label stands by it
	heading  bool // … in a heading line above
	period   listing.Period
	rejected bool // other money, or one person's pay
	expected bool
	basic    bool
	base     bool
	total    bool
	trial    bool
	contract bool
	fee      bool // labelled by a word for the price of a job as well as for pay: 報酬
	loose    bool // labelled by a word that other money before it takes over

	labelStart int  // where the label furthest to the left begins
	by         span // the cue that made it a label
}

// How far, in bytes of the folded text, words count for a figure.
const (
	leftReach    = 220 // a label before it, in its sentence
	rightReach   = 60
	againstReach = 70 // other money before it
	headingLines = 3
	headingBytes = 90 // a longer line is prose, not a heading
)

// binder looks up the words around figures of one text.
type binder struct {
	text    string
	figures []figure
	cues    []cue
	bounds  []binding // of the figures before the current one
}

// bind returns the binding of figure n. It must be called in order, since a
// figure in a list takes over what its neighbour to the left was bound to.
func (b *binder) bind(n int) binding {
	f := &b.figures[n]
	var out binding
	b.right(f, &out)
	if !out.rejected {
		b.left(n, &out)
	}
	switch {
	case out.rejected:
	case !out.label:
		b.above(f, &out)
	case out.loose:
		b.part(f, &out)
	}
	if promoted(b.text[f.end:]) || !out.rejected && f.single() && b.personal(f) {
		out.rejected = true
	}
	b.bounds = append(b.bounds, out)
	return out
}

// apply takes a cue met to the left of a figure into account, nearest first;
// more is false when nothing further to the left can matter.
func (o *binding) apply(c *cue, near bool) (more bool) {
	switch c.role {
	case label, loose, fee, expected, base, basic, total:
		o.labelStart = c.start
		if !o.label || o.loose {
			o.label, o.by = true, span{c.start, c.end}
			o.loose = c.role == loose
			o.fee = c.role == fee
			o.expected = c.role == expected
			o.basic = c.role == basic
			o.base = c.role == base
			o.total = c.role == total
		}
		if o.period == "" {
			o.period = c.period
		}
	case contract:
		o.contract = true
		if c.alsoLabel && !o.label {
			o.label, o.by = true, span{c.start, c.end}
			if o.period == "" {
				o.period = c.period
			}
		}
	case timing:
		if o.period == "" {
			o.period = c.period
		}
	case against:
		if (!o.label || o.loose) && near {
			o.rejected = true
		}
		return false
	case average:
		// 平均年収, but also 全国平均の時給 and 最低賃金（時給1,200円）.
		if !o.label || o.loose || o.labelStart-c.end <= len("の") {
			o.rejected = true
		}
		return false
	case odd:
		if o.period == "" && near {
			o.rejected = true
		}
		return false
	case example:
		if !o.expected {
			o.rejected = true
		}
		return false
	case probation:
		o.trial = true
	}
	return true
}

// cueBefore returns the index of the last cue that ends at or before i, -1 none.
func (b *binder) cueBefore(i int) int {
	return sort.Search(len(b.cues), func(k int) bool { return b.cues[k].end > i }) - 1
}

// left walks from figure n to the left through its sentence. Text in closed
// parentheses is stepped over: 賃金（手当等を含む）240,300円.
func (b *binder) left(n int, o *binding) {
	f := &b.figures[n]
	s := b.text
	o.period = periodBefore(s, f.start)
	stop := max(0, f.start-leftReach)
	prev := -1
	if n > 0 {
		prev = n - 1
		stop = max(stop, min(b.figures[prev].end, f.start))
	}
	c := b.cueBefore(f.start)
	comma := false
	for i := f.start; i > stop; {
		if c >= 0 && b.cues[c].end >= i && b.cues[c].start >= stop {
			if b.cues[c].end == i || b.cues[c].start < i {
				near := f.start-i <= againstReach && !comma
				if !o.apply(&b.cues[c], near) {
					return
				}
				i = b.cues[c].start
			}
			c--
			continue
		}
		i--
		for i > stop && !utf8.RuneStart(s[i]) {
			i--
		}
		switch s[i] {
		case '|':
			if o.label || !b.labelCell(f, i) {
				return
			}
		case '\n', ';':
			return
		case '.', '!', '?':
			if sentenceEnds(s, i) {
				return
			}
		case ',', '+':
			comma = comma || i+1 < len(s) && (s[i+1] == ' ' || s[i] == '+')
		case '/':
			if o.label {
				return
			}
		case ')':
			if open := openParen(s, i, stop); open >= 0 {
				inside := strings.TrimSpace(s[open+1 : i])
				for ; c >= 0 && b.cues[c].start >= open; c-- {
					// 給与（月給）: a label alone in parentheses is one.
					if b.cues[c].end-b.cues[c].start == len(inside) && !o.apply(&b.cues[c], true) {
						return
					}
				}
				i = open
			} else if o.label {
				return
			}
		case '*':
			if o.label {
				return
			}
		}
		if s[i] >= 0xE2 {
			switch {
			case strings.HasPrefix(s[i:], "。"):
				return
			case o.label && startsAny(s[i:], "※", "■", "◆", "●", "▼", "・", "】"):
				return
			}
		}
	}
	// The walk ended at the neighbour: a list of figures under one label.
	if prev >= 0 && stop == b.figures[prev].end && !o.label && f.start-stop <= 60 {
		p := b.bounds[prev]
		if p.rejected || p.label {
			period, trial := o.period, o.trial
			*o = p
			o.trial = o.trial || trial
			if period != "" {
				o.period = period
			}
			if f.period == "" && o.period == "" {
				o.period = b.figures[prev].period
			}
		}
	}
}

// labelCell reports whether the bar at i stands between a figure and the table
// cell that labels it: 月給 | 250,000円.
func (b *binder) labelCell(f *figure, i int) bool {
	s := b.text
	if strings.TrimSpace(s[i+1:f.start]) != "" {
		return false
	}
	start := strings.LastIndexAny(s[max(0, i-leftReach):i], "|\n") + 1 + max(0, i-leftReach)
	cell := strings.TrimSpace(s[start:i])
	k := b.cueBefore(i)
	if k < 0 || b.cues[k].start < start || len(cell) > 40 {
		return false
	}
	switch q := &b.cues[k]; q.role {
	case label, loose, fee, expected, base, basic, total, timing:
		return len(cell)-(q.end-q.start) <= 12
	default:
		return false
	}
}

// oneOf are periods written as one of a unit: 1日6万円.
var oneOf = []struct {
	word   string
	period listing.Period
}{
	{"1日", listing.PerDay},
	{"一日", listing.PerDay},
	{"1時間", listing.PerHour},
	{"1h", listing.PerHour},
	{"1ヶ月", listing.PerMonth},
	{"1か月", listing.PerMonth},
	{"1カ月", listing.PerMonth},
}

// periodBefore reads 月 and 年 right before the amount that starts at i: 月40万円.
// Behind a space they must be words of their own, and no dates.
func periodBefore(s string, i int) listing.Period {
	k := i
	if k > 0 && s[k-1] == ' ' {
		k--
	}
	for _, u := range oneOf {
		if strings.HasSuffix(s[:k], u.word) {
			before := s[:k-len(u.word)]
			if digitBefore(before, len(before)) || strings.HasSuffix(before, "月") || strings.HasSuffix(before, ".") {
				return ""
			}
			return u.period
		}
	}
	var p listing.Period
	switch {
	case strings.HasSuffix(s[:k], "月"):
		p = listing.PerMonth
	case strings.HasSuffix(s[:k], "年"):
		p = listing.PerYear
	default:
		return ""
	}
	k -= len("月")
	if digitBefore(s, k) || k+len("月") < i && japaneseBefore(s[:k], k) && !startsAny(s[max(0, k-3):], "、", "。", "・", "】") {
		return ""
	}
	return p
}

func digitBefore(s string, i int) bool {
	for i > 0 && s[i-1] == ' ' {
		i--
	}
	return i > 0 && isDigit(s[i-1])
}

// sentenceEnds reports whether the mark at s[i] ends a sentence: a space or the
// end follows, and it isn't the mark of an abbreviation or a number.
func sentenceEnds(s string, i int) bool {
	if i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\n' && s[i+1] != ')' {
		return false
	}
	if s[i] != '.' {
		return true
	}
	w, _ := wordBefore(s, i)
	switch w {
	case "approx", "ca", "rs", "fr", "max", "min", "p.a", "u.s", "incl", "est", "no", "vs", "usd", "e.g", "i.e":
		return false
	}
	return len(w) != 1
}

// openParen returns where the parenthesis that closes at i opens, -1 when not
// after stop on the same line.
func openParen(s string, i, stop int) int {
	depth := 0
	for k := i; k > stop; k-- {
		switch s[k] {
		case '\n':
			return -1
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return -1
}

func startsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// right reads the few words behind a figure: "base salary" and "OTE" label it,
// "stipend" and "の引越手当" take it away.
func (b *binder) right(f *figure, o *binding) {
	s := b.text
	stop := min(len(s), f.end+rightReach)
	c := b.cueBefore(f.end) + 1
	japanese := false
	words := 0
	i := f.end
	if startsAny(s[i:], "+ ote", " + ote", "+ tc") {
		i = skipSpaces(s, i) + 2
	}
	for i < stop {
		for c < len(b.cues) && b.cues[c].start < i {
			c++
		}
		if c < len(b.cues) && b.cues[c].start == i {
			q := &b.cues[c]
			switch q.role {
			case against, behind:
				if q.start > f.end || s[i] < utf8.RuneSelf || !startsAny(s[i:], "賞与", "昇給", "交通費", "手数料") {
					o.rejected = true
				}
				return
			case label, loose, fee, base, total, expected:
				if s[i] < utf8.RuneSelf {
					o.label, o.by = true, span{q.start, q.end}
					o.base, o.total = q.role == base, q.role == total
					if q.period != "" {
						o.period = q.period
					}
				}
				return
			case timing:
				if o.period == "" {
					o.period = q.period
				}
			case example:
				o.rejected = true
				return
			}
			i = q.end
			words++
			continue
		}
		switch ch := s[i]; {
		case ch == '\n', ch == ',', ch == ';', ch == '|', ch == '&', ch == '(', ch == '[', ch == '+', ch == '.', ch == ')', ch == '/', ch == ':', isDigit(ch), ch == '$':
			return
		case ch == '-' && i+1 < len(s) && s[i+1] == ' ':
			return
		case ch == ' ' && japanese, ch == ' ' && i+1 < len(s) && s[i+1] >= 0xE3:
			return
		case isLower(ch) && (i == 0 || !isAlnum(s[i-1])):
			w, e := letters(s, i)
			if words++; words > 6 || breaker[w] {
				return
			}
			i = max(e, i+1)
			continue
		case ch >= 0xE2:
			if startsAny(s[i:], "、", "。", "・", "※", "】", "」", "【", "「", "と", "＋") {
				return
			}
			if !japanese && !startsAny(s[i:], "の", "まで", "以上", "程度", "相当", "分", "補助", "手当", "祝", "支給の", "も", "を") {
				return
			}
			japanese = true
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			continue
		}
		i++
	}
}

// breaker are the words that end a noun phrase behind a figure.
var breaker = map[string]bool{
	"and": true, "with": true, "plus": true, "depending": true, "based": true, "commensurate": true, "according": true, "for": true, "which": true, "that": true, "is": true, "as": true,
	"at": true, "or": true, "but": true, "while": true, "if": true, "when": true, "we": true, "you": true, "our": true, "this": true, "doe": true, "dependent": true, "including": true, "includes": true, "inclusive": true,
	"on": true, "are": true, "will": true, "the": true, "excluding": true, "before": true, "after": true, "from": true, "by": true, "negotiable": true, "across": true, "within": true, "to": true, "who": true, "provides": true, "provide": true, "offers": true, "offering": true, "equity": true, "remote": true, "onsite": true,
}
