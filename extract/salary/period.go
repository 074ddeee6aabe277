package salary

import (
	"strings"

	"juyo/listing"
)

// unitWords are the words for a period behind "/", "per", "a", "pro", "par" ….
var unitWords = map[string]listing.Period{
	"h": listing.PerHour, "hr": listing.PerHour, "hrs": listing.PerHour, "hour": listing.PerHour, "hours": listing.PerHour, "std": listing.PerHour, "stunde": listing.PerHour, "heure": listing.PerHour, "hora": listing.PerHour, "uur": listing.PerHour, "ora": listing.PerHour, "godz": listing.PerHour, "godzinę": listing.PerHour, "godzina": listing.PerHour, "hod": listing.PerHour, "hodinu": listing.PerHour, "tim": listing.PerHour, "timme": listing.PerHour, "timmen": listing.PerHour,
	"d": listing.PerDay, "day": listing.PerDay, "days": listing.PerDay, "tag": listing.PerDay, "jour": listing.PerDay, "diem": listing.PerDay, "día": listing.PerDay, "dia": listing.PerDay, "dag": listing.PerDay, "dagen": listing.PerDay, "giorno": listing.PerDay, "dzień": listing.PerDay, "den": listing.PerDay, "manday": listing.PerDay, "md": listing.PerDay,
	"w": listing.PerWeek, "wk": listing.PerWeek, "week": listing.PerWeek, "woche": listing.PerWeek, "semaine": listing.PerWeek, "semana": listing.PerWeek, "uge": listing.PerWeek, "vecka": listing.PerWeek,
	"m": listing.PerMonth, "mo": listing.PerMonth, "mon": listing.PerMonth, "mth": listing.PerMonth, "month": listing.PerMonth, "monat": listing.PerMonth, "mois": listing.PerMonth, "mes": listing.PerMonth, "mês": listing.PerMonth, "mies": listing.PerMonth, "maand": listing.PerMonth, "mese": listing.PerMonth, "miesiąc": listing.PerMonth, "msc": listing.PerMonth, "měsíc": listing.PerMonth, "měs": listing.PerMonth, "månad": listing.PerMonth, "månaden": listing.PerMonth, "mån": listing.PerMonth, "måned": listing.PerMonth, "måneden": listing.PerMonth, "mnd": listing.PerMonth, "hó": listing.PerMonth, "ay": listing.PerMonth,
	"y": listing.PerYear, "yr": listing.PerYear, "yrs": listing.PerYear, "year": listing.PerYear, "annum": listing.PerYear, "an": listing.PerYear, "jahr": listing.PerYear, "jaar": listing.PerYear, "anno": listing.PerYear, "ano": listing.PerYear, "año": listing.PerYear, "a": listing.PerYear, "år": listing.PerYear, "året": listing.PerYear, "rok": listing.PerYear,
}

// japaneseUnits are the same in Japanese, behind "/" only; longest first.
var japaneseUnits = []struct {
	word   string
	period listing.Period
}{
	{"時間", listing.PerHour},
	{"時", listing.PerHour},
	{"人日", listing.PerDay},
	{"人月", listing.PerMonth},
	{"ヶ月", listing.PerMonth},
	{"か月", listing.PerMonth},
	{"カ月", listing.PerMonth},
	{"ケ月", listing.PerMonth},
	{"ヵ月", listing.PerMonth},
	{"月額", listing.PerMonth},
	{"月給", listing.PerMonth},
	{"月収", listing.PerMonth},
	{"月", listing.PerMonth},
	{"年収", listing.PerYear},
	{"年俸", listing.PerYear},
	{"年間", listing.PerYear},
	{"年額", listing.PerYear},
	{"年", listing.PerYear},
	{"日給", listing.PerDay},
	{"日額", listing.PerDay},
	{"日", listing.PerDay},
	{"週", listing.PerWeek},
	{"時給", listing.PerHour},
}

// adverbs say the period without a preposition.
var adverbs = map[string]listing.Period{
	"hourly": listing.PerHour, "ph": listing.PerHour, "phr": listing.PerHour, "daily": listing.PerDay, "pd": listing.PerDay,
	"weekly": listing.PerWeek, "pw": listing.PerWeek, "monthly": listing.PerMonth, "pcm": listing.PerMonth, "monatlich": listing.PerMonth, "mensuel": listing.PerMonth, "mensuels": listing.PerMonth, "mensual": listing.PerMonth, "mensuales": listing.PerMonth, "mensal": listing.PerMonth, "mensais": listing.PerMonth, "mensili": listing.PerMonth, "miesięcznie": listing.PerMonth, "měsíčně": listing.PerMonth,
	"yearly": listing.PerYear, "annually": listing.PerYear, "annual": listing.PerYear, "annum": listing.PerYear, "pa": listing.PerYear, "annuel": listing.PerYear, "annuels": listing.PerYear, "anuales": listing.PerYear, "anuais": listing.PerYear, "annui": listing.PerYear, "rocznie": listing.PerYear, "ročně": listing.PerYear, "jährlich": listing.PerYear,
	"anual": listing.PerYear, //nolint:misspell // Spanish
}

// otherUnits behind "/" or "per" make the amount no pay of a period we know.
var otherUnits = map[string]bool{
	"quarter": true, "user": true, "users": true, "seat": true, "person": true, "employee": true, "article": true, "project": true, "session": true, "class": true, "lesson": true, "share": true, "night": true,
	"quarters": true, "two": true, "three": true, "four": true, "six": true, "other": true, "second": true, "fortnights": true, "half": true, "semester": true, "sprint": true, "milestone": true, "contract": true, "gig": true, "show": true, "delivery": true,
	"head": true, "post": true, "word": true, "page": true, "task": true, "ticket": true, "fortnight": true, "visit": true, "student": true, "customer": true, "transaction": true, "minute": true, "sec": true, "min": true, "event": true, "team": true, "family": true, "trip": true,
}

// fillers may stand between an amount and its period.
var fillers = map[string]bool{
	"gross": true, "net": true, "brutto": true, "netto": true, "bruto": true, "brut": true, "base": true, "cash": true, "before": true, "tax": true, "fixed": true, "total": true, "in": true, "of": true,
	"brutos": true, "netos": true, "bruts": true, "lordi": true, "lordo": true, "b2b": true,
	"usd": true, "eur": true, "gbp": true, "cad": true, "aud": true, "jpy": true, "vat": true,
}

// skipFillers steps over up to three fillers at k.
func skipFillers(s string, k int) int {
	for range 3 {
		if k < len(s) && s[k] == '+' && strings.HasPrefix(s[k:], "+ vat") {
			k += len("+ ")
		}
		if k >= len(s) || !isLower(s[k]) {
			return k
		}
		w, e := letters(s, k)
		if !fillers[w] || e >= len(s) || s[e] != ' ' && s[e] != '/' {
			return k
		}
		k = skipSpaces(s, e)
	}
	return k
}

// periodAfter reads the period behind an amount that ends at i: "/yr", "per
// hour", "p.a.", "annually", "／月", "（月給）". other is a unit that is no period
// of time (per user); end is the offset behind it, i when there is none.
func periodAfter(s string, i int) (p listing.Period, other bool, end int) {
	k := skipSpaces(s, i)
	if k < len(s) && s[k] == '(' {
		c := strings.IndexByte(s[k:min(len(s), k+40)], ')')
		if c < 0 {
			return "", false, i
		}
		inside := strings.TrimSpace(s[k+1 : k+c])
		if q, whole := periodWord(inside); whole {
			return q, false, k + c + 1
		}
		if !strings.HasPrefix(inside, "税") && !strings.HasPrefix(inside, "込") {
			return "", false, i
		}
		k = skipSpaces(s, k+c+1)
	} else if strings.HasPrefix(s[k:], "税込") || strings.HasPrefix(s[k:], "税抜") || strings.HasPrefix(s[k:], "税別") {
		k = skipSpaces(s, k+len("税込"))
	}
	for _, w := range []string{"程度", "前後", "くらい", "ぐらい", "ほど", "位"} {
		if strings.HasPrefix(s[k:], w) {
			k = skipSpaces(s, k+len(w))
		}
	}
	k = skipFillers(s, k)
	if k >= len(s) {
		return "", false, i
	}
	if s[k] == '/' {
		return unitAt(s, skipSpaces(s, k+1), i, true)
	}
	w, e := letters(s, k)
	switch w {
	case "per", "pro", "par", "por", "im", "al", "je", "each", "every", "a", "an", "p", "pr", "om", "i", "na", "za":
		switch {
		case w == "p" && e < len(s) && s[e] == '/':
			return unitAt(s, e+1, i, false)
		case w == "p" && e < len(s) && s[e] == '.':
			k := skipSpaces(s, e+1)
			if p, ok := unitWords[s[k:min(k+1, len(s))]]; ok && (k+1 >= len(s) || !isAlnum(s[k+1])) {
				return p, false, k + 1
			}
			return "", false, i
		case w == "pr" && e < len(s) && s[e] == '.':
			return unitAt(s, skipSpaces(s, e+1), i, true)
		case w == "per" || w == "every":
			k := skipDash(s, skipSpaces(s, e))
			if digitsAt(s, k) > 0 && (s[k] != '1' || digitsAt(s, k) > 1) {
				return "", true, e // every 2 weeks, per 1,000 words
			}
			return unitAt(s, k, i, true)
		case w != "p":
			return unitAt(s, skipDash(s, skipSpaces(s, e)), i, w == "each")
		}
		return "", false, i
	case "biweekly", "quarterly", "fortnightly", "semimonthly", "semiannually", "bimonthly", "twice", "bi", "semi":
		return "", true, e
	}
	if p, ok := adverbs[w]; ok {
		return p, false, e
	}
	if strings.HasPrefix(s[k:], "月額") || strings.HasPrefix(s[k:], "毎月") {
		return listing.PerMonth, false, k + len("月額")
	}
	return "", false, i
}

// unitAt reads a unit of time at k; from is returned as the end when there is
// none.
func unitAt(s string, k, from int, counts bool) (p listing.Period, other bool, end int) {
	if k+1 < len(s) && s[k] == '1' && !isDigit(s[k+1]) {
		k = skipSpaces(s, k+1)
	}
	w, e := letters(s, k)
	if w != "" {
		if p, ok := unitWords[w]; ok {
			return p, false, e
		}
		if p, ok := adverbs[w]; ok {
			return p, false, e
		}
		return "", counts && otherUnits[w], from
	}
	for _, u := range japaneseUnits {
		if !strings.HasPrefix(s[k:], u.word) {
			continue
		}
		e := k + len(u.word)
		if e < len(s) && isDigit(s[e]) || u.word == "日" && strings.HasPrefix(s[e:], "本") || labelsNext(s, u.word, e) {
			return "", false, from
		}
		return u.period, false, e
	}
	for _, u := range []string{"件", "本", "回", "記事", "文字", "ページ", "個", "コマ", "社", "名", "人", "枚", "講座", "案件"} {
		if strings.HasPrefix(s[k:], u) {
			return "", true, k + len(u)
		}
	}
	return "", false, from
}

// labelsNext reports whether a word such as 月給, which ends at i, is the label of
// what follows and not the unit of what stands before it: "手当 1万円 / 月給：27万円".
func labelsNext(s, w string, i int) bool {
	if len(w) < len("月給") || !startsAny(w, "月", "年", "日", "時給") {
		return false
	}
	rest := strings.TrimLeft(s[i:min(len(s), i+40)], " :\n")
	if e := strings.IndexAny(rest, "\n()/|"); e >= 0 {
		rest = rest[:e]
	}
	return strings.ContainsAny(rest, "0123456789")
}

// periodWord reports whether all of t names a period: 月給, 月額, annual, per year.
func periodWord(t string) (p listing.Period, whole bool) {
	t = strings.TrimSuffix(t, "換算")
	for _, u := range japaneseUnits {
		if t == u.word {
			return u.period, true
		}
	}
	if p, ok := adverbs[t]; ok {
		return p, true
	}
	if rest, ok := strings.CutPrefix(t, "per "); ok {
		p, ok = unitWords[rest]
		return p, ok
	}
	return "", false
}

// letters returns the run of Latin letters at k and its end.
func letters(s string, k int) (word string, end int) {
	e := k
	for e < len(s) && e-k < 14 && (isLower(s[e]) || latinLead(s[e]) || s[e] >= 0x80 && s[e] < 0xC0 && e > k && latinLead(s[e-1])) {
		e++
	}
	if e < len(s) && isAlnum(s[e]) {
		return "", k
	}
	return s[k:e], e
}

// latinLead reports whether c begins one of the accented letters of Latin-1 and
// Latin Extended-A: å, é, ě, ł.
func latinLead(c byte) bool { return c >= 0xC3 && c <= 0xC5 }

func skipSpaces(s string, k int) int {
	for n := 0; k < len(s) && n < 3 && s[k] == ' '; n++ {
		k++
	}
	return k
}

func skipDash(s string, k int) int {
	if k < len(s) && s[k] == '-' {
		k++
	}
	return k
}
