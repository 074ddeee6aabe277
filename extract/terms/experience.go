package terms

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
)

// maxYears is the longest experience a listing is believed to ask for; beyond
// it, the years are the company's age.
const maxYears = 20

// mostYears is how many numbers of years are looked at. No advertisement has so
// many; a text made to be slow does.
const mostYears = 192

// minYears returns the smallest number of years of experience required, nil when
// none is stated. Years that are preferred, the employer's own, a person's age or
// a date do not count.
func (r *reading) minYears() *int {
	least := maxYears + 1
	looked := 0
	for i := range r.blocks {
		b := &r.blocks[i]
		text := r.text[b.start:b.end]
		for at := 0; looked < mostYears; looked++ {
			j := bytes.Index(text[at:], []byte("年"))
			if j < 0 {
				break
			}
			at += j
			if n, ok := r.japaneseYears(i, b.start+at); ok {
				least = min(least, n)
			}
			at += len("年")
		}
		for at := 0; looked < mostYears; looked++ {
			j := indexYear(text[at:])
			if j < 0 {
				break
			}
			at += j
			if n, ok := r.englishYears(i, b.start+at); ok {
				least = min(least, n)
			}
			at += 2
		}
	}
	if least > maxYears {
		return nil
	}
	return &least
}

// indexYear returns where the next "year" or "yr" begins as a word, -1.
func indexYear(s []byte) int {
	for at := 0; ; {
		j := bytes.IndexByte(s[at:], 'y')
		if j < 0 {
			return -1
		}
		at += j
		if (at == 0 || !isLetter(s[at-1])) && (bytes.HasPrefix(s[at:], []byte("year")) || bytes.HasPrefix(s[at:], []byte("yr")) || bytes.HasPrefix(s[at:], []byte("yoe"))) {
			return at
		}
		at++
	}
}

// unwanted are sections whose years are not asked of the applicant.
func unwanted(s document.Section) bool {
	switch s {
	case document.Preferred, document.Unneeded, document.Company, document.Benefit, document.Pay, document.Hours, document.Process, document.Footer, document.Place:
		return true
	}
	return false
}

// japaneseYears reads the number before the 年 at text[at:] when it is
// experience asked for.
func (r *reading) japaneseYears(blockIndex, at int) (int, bool) {
	b := r.blocks[blockIndex]
	h := hit{start: at, end: at + len("年"), block: blockIndex}
	n, from, ranged := numberBefore(r.text[b.start:at])
	if n < 1 || n > maxYears {
		return 0, false
	}
	h.start = b.start + from
	after, before := r.after(h, 60), r.before(h, 90)
	if startsWith(after, "月", "度", "版", "生", "代", "末", "春", "卒", "目", "前", "後", "連続", "以内", "ぶり", "未満", "以降", "近く", "間連続", "弱", "次", "間の歴史", "にわた", "を迎", "で", "先", "創業", "以上前", "かけて", "計画", "保証") {
		return 0, false
	}
	if endsWith(before, "創業", "設立", "勤続", "直近", "過去", "ここ", "今後", "次の", "約", "第", "平成", "令和", "昭和", "満", "直近の", "過去の", "今後の", "この", "築", "社歴", "入社", "入社後", "在籍", "創業から", "設立から", "創業以来", "西暦") {
		return 0, false
	}
	from, to := r.sentence(h)
	sentence := string(r.text[from:to])
	clauseAfter := after
	if i := strings.IndexAny(clauseAfter, "。\n"); i >= 0 {
		clauseAfter = clauseAfter[:i]
	}
	open := startsWith(after, "以上", "程", "~", "-", "ほど", "くらい", "ぐらい", "超", "間以上", "より", "前後", ")以上", "以上)", "+", "~)", "目安", "相当") || ranged || contains(tail(before, 24), "目安", "最低", "およそ", "少なくとも")
	experience := []string{"経験", "実務", "歴", "キャリア", "従事", "携わ", "ご経験", "職"}
	near := contains(tail(before, 60), experience...) || contains(head(clauseAfter, 45), experience...)
	direct := startsWith(after, "の経験", "の実務", "の開発", "経験", "間の経験", "の業務経験", "間の実務", "以上の", "分の経験") || endsWith(before, "経験", "経験(", "経験:", "実務経験", "歴", "歴:", "経験は", "経験が", "経験年数", "経験年数:", "実務経験:")
	section := r.region(h)
	if unwanted(section) {
		return 0, false
	}
	wanted := section == document.Required || contains(sentence, "必須", "求め", "必要", "対象", "限定", "応募")
	if asked := open && (near || wanted) || direct && near; !asked {
		return 0, false
	}
	// 尚可 behind it, or 歓迎 in the same clause.
	if tailMark := clause(clauseAfter); contains(tailMark, "尚可", "歓迎", "優遇", "望ましい", "尚良", "あれば", "プラス", "嬉しい", "ベター") && !contains(tailMark, "必須") {
		return 0, false
	}
	if m := preferredBefore(string(r.text[max(b.start, h.start-240):h.start])); m {
		return 0, false
	}
	if contains(clauseAfter, "の歴史", "の実績を", "続く", "の運用実績", "のメンバー", "の社員", "愛され", "の信頼", "を誇") || contains(sentence, "平均年齢", "平均勤続", "年齢", "メンバーが在籍", "のメンバーが", "が多数在籍", "創業") && section != document.Required {
		return 0, false
	}
	return n, true
}

// clause cuts s at the first mark that ends a clause.
func clause(s string) string {
	if i := strings.IndexAny(s, "、,"); i >= 0 {
		return s[:i]
	}
	return s
}

// head and tail return at most n bytes of s.
func head(s string, n int) string { return s[:min(n, len(s))] }
func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// preferredBefore reports whether the last label for a level in s is one for
// "preferred", as in "必須:… 尚可:…" on one line.
func preferredBefore(s string) bool {
	pref, must := -1, -1
	for _, w := range []string{"尚可:", "尚可】", "尚可)", "尚可>", "尚可]", "歓迎:", "歓迎】", "歓迎]", "歓迎>", "尚可スキル", "歓迎スキル", "推奨スキル", "歓迎条件", "歓迎要件", "優遇:", "尚可;", "尚可 ", "歓迎 "} {
		pref = max(pref, strings.LastIndex(s, w))
	}
	for _, w := range []string{"必須:", "必須】", "必須)", "必須>", "必須]", "必須スキル", "必須条件", "必須要件", "必須経験"} {
		must = max(must, strings.LastIndex(s, w))
	}
	return pref > must
}

// numberBefore reads the number that s ends with, and the lower end of a range:
// "3", "3~5", "2-3", "三". from is where it begins in s.
func numberBefore(s []byte) (n, from int, ranged bool) {
	end := len(s)
	for end > 0 && s[end-1] == ' ' {
		end--
	}
	n, from = digitsBefore(s[:end])
	if n < 0 {
		return 0, 0, false
	}
	// A range: what stands before the mark is the lower end.
	i := from
	for i > 0 && s[i-1] == ' ' {
		i--
	}
	mark := 0
	switch {
	case i > 0 && (s[i-1] == '~' || s[i-1] == '-'):
		mark = 1
	case i >= 6 && string(s[i-6:i]) == "から":
		mark = 6
	}
	if mark > 0 {
		j := i - mark
		for j > 0 && s[j-1] == ' ' {
			j--
		}
		if j >= 3 && string(s[j-3:j]) == "年" {
			j -= 3
		}
		if low, at := digitsBefore(s[:j]); low > 0 && low <= n {
			return low, at, true
		}
		if s[i-mark] == '~' {
			return n, from, true // "~3年"
		}
	}
	return n, from, false
}

// digitsBefore reads the digits, or a kanji numeral, that s ends with; -1 when
// it ends with neither.
func digitsBefore(s []byte) (n, from int) {
	i := len(s)
	for i > 0 && isDigit(s[i-1]) && len(s)-i < 6 {
		i--
	}
	if i < len(s) {
		if i > 1 && s[i-1] == '.' && isDigit(s[i-2]) {
			return -1, i // 1.5年: its own matter
		}
		v := 0
		for _, c := range s[i:] {
			v = v*10 + int(c-'0')
		}
		return v, i
	}
	r, size := utf8.DecodeLastRune(s)
	if k := strings.IndexRune(kanjiDigits, r); k > 0 && r != utf8.RuneError {
		return k / len("一"), len(s) - size
	}
	return -1, len(s)
}

// numberWords are English numerals.
var numberWords = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "couple": 2,
}

// englishYears reads the number before the "year" at text[at:] when it is
// experience asked for.
func (r *reading) englishYears(blockIndex, at int) (int, bool) {
	b := r.blocks[blockIndex]
	h := hit{start: at, end: at, block: blockIndex}
	for h.end < b.end && isLetter(r.text[h.end]) {
		h.end++
	}
	word := string(r.text[h.start:h.end])
	switch word {
	case "year", "years", "yrs", "yr", "yoe":
	default:
		return 0, false
	}
	n, from, sure := yearsNumber(r.text[b.start:at])
	if n < 1 || n > maxYears || word == "year" && n != 1 && !sure {
		return 0, false
	}
	h.start = b.start + from
	before, after := r.before(h, 60), r.after(h, 80)
	if startsWith(after, "old", "ago", "in a row", "of history", "running", "later", "of age", "anniversary", "contract", "term", "warrant", "from now", "of runway", "cliff", "vest", "in the making", "of service", "of tenure", "into", "in operation", "straight", "of growth", "of profitab", "of funding", "roadmap", "plan", "after", "post", "legacy", "of research and", "of existence", "with us", "at the company", "in production", "by default", "of paid", "extended") {
		return 0, false
	}
	if trade, ok := strings.CutPrefix(strings.TrimLeft(after, " "), "in business"); ok && !startsWith(trade, "intel", "analy", "dev", "oper", "sys", "appl", "process", "admin", "consult", "strateg", "tech", "manag") {
		return 0, false // the employer's own
	}
	if endsWith(before, "with", "including", "of which", "with at least", "including at least", "of which at least", "with a minimum of", "including a minimum of") && partOfYears(r.before(h, 120)) || partOfYears(r.before(h, 160)) && contains(r.before(h, 120), "combining") {
		return 0, false // a part of the years named before
	}
	if endsWith(before, "next", "last", "past", "in under", "in", "within", "every", "first", "previous", "coming", "per", "after", "a", "another", "final", "in the last", "over the", "in less than", "under", "age", "in just", "in only", "these", "couple of", "recent", "each", "ago,", "in about") && !sure || endsWith(before, "next", "last", "past", "first", "within", "previous", "coming") {
		return 0, false
	}
	section := r.region(h)
	if unwanted(section) {
		return 0, false
	}
	sentenceFrom, sentenceTo := r.sentence(h)
	lead := string(r.text[sentenceFrom:h.start])
	rest := string(r.text[h.end:sentenceTo])
	if governed := withoutAsides(rest); contains(governed, "preferred", "a plus", "is plus", "bonus", "nice to have", "desired", "desirable", "ideal", "would be great", "an advantage") && !contains(governed, "required") ||
		contains(lead, "preferably", "ideally", "bonus", "nice to have", "preferred:", "plus:", "would love", "optionally", "even better") {
		return 0, false
	}
	// "We have built trading systems for 15 years": the employer's own.
	if own := lastOf(lead, "we've", "we have", " our ", "we are", "we're", "has been", "have been", "founders", "combined", "team of", "company", "team has", "with nearly", "with over", "collective"); own >= 0 && section != document.Required && lastOf(lead, "you", "looking for", "seeking", "candidate", "require", "need", "must", "should", "hiring", "want", "engineer with", "developer with", "someone") < own {
		return 0, false
	}
	if contains(lead, "bachelor", "degree", "b.s", "bs ", "bs/", "ph.d", "phd", "computer science") && endsWith(before, "or", "or at least") && contains(head(rest, 40), "equivalent") {
		return 0, false // in place of a degree
	}
	experience := []string{"experience", "exp ", "exp.", "background", "professional", "industry", "hands on", "track record", "working", "expertise", "development", "programming", "coding"}
	near := contains(head(rest, 90), experience...) || contains(tail(lead, 70), "experience", "background", "worked", "experienced", "exp:", "have been")
	least := endsWith(before, "at least", "minimum", "minimum of", "min", "min.", "minimum:", "more than", "over", "min of", "least")
	doing := startsWith(after, "in ", "of ", "as ", "as a", "using ", "with ", "work", "writ", "develop", "build", "engineer", "manag", "design", "lead", "programming", "software", "python", "java", "ruby", "c++", "javascript", "rails", "php", "ios", "android", "web", "front", "back", "full stack", "'", "+", "experience", "exp", "professional", "hands", "relevant", "in-", "practical", "post", "total", "at ", "shipping", "on ", "(", "doing", "commercial", "coding", "delivering", "running", "operating", "industry")
	switch {
	case word == "yoe", sure && (near || doing || section == document.Required), least && (near || doing), near && doing, section == document.Required && (near || doing):
		return n, true
	case sure && contains(tail(lead, 40), "for "):
		return n, true
	case sure && (strings.TrimSpace(rest) == "" || startsWith(after, ")", ",", ".", ";", "|")) && (section == document.Title || r.inHeader(h) || contains(lead, "engineer", "developer", "experience", "senior")):
		return n, true
	}
	return 0, false
}

// partOfYears reports whether s, which ends before years of experience, names
// other years in the same clause: "8+ years of backend work with ".
func partOfYears(s string) bool {
	i := strings.LastIndex(s, "year")
	return i > 0 && !strings.ContainsAny(s[i:], ";.|\n") && strings.ContainsAny(tail(s[:i], 8), "0123456789")
}

// withoutAsides returns s, which follows years of experience, without what is said
// of its own: brackets, and the end that a word of preference behind a comma begins
// ("…, ideally in retail").
func withoutAsides(s string) string {
	var b strings.Builder
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteByte(s[i])
			}
		}
	}
	out := b.String()
	if i := strings.LastIndexByte(s, '('); i >= 0 && contains(s[i:], "(preferred)", "(desired)", "(ideally)", "(ideal)", "(bonus)", "(nice to have)", "(a plus)") && len(s)-i <= len("(nice to have). ") {
		out += " preferred" // the last brackets hold the word alone and mean the years
	}
	for _, w := range []string{", ideally", ", preferably", " - ideally", " - preferably", ", and ideally", ", and preferably", ", optionally"} {
		if i := strings.Index(out, w); i >= 0 {
			out = out[:i]
		}
	}
	return out
}

// lastOf returns the last offset in s of any of words, -1.
func lastOf(s string, words ...string) int {
	at := -1
	for _, w := range words {
		at = max(at, strings.LastIndex(s, w))
	}
	return at
}

// yearsNumber reads the number that s ends with as English writes years: "5+ ",
// "3-5 ", "two to four ", "five (5) ", "3 or more ". sure means that the form
// itself ("+", "or more", a range) speaks of experience.
func yearsNumber(s []byte) (n, from int, sure bool) {
	t := strings.TrimRight(string(tailBytes(s, 48)), " ")
	cutAt := len(s) - len(tailBytes(s, 48))
	trim := func(suffixes ...string) bool {
		for _, x := range suffixes {
			if strings.HasSuffix(t, x) {
				t = strings.TrimRight(t[:len(t)-len(x)], " ")
				return true
			}
		}
		return false
	}
	trim("full", "solid", "whole")
	for trim("+", "plus", "or more", "-plus", ">", "and more", "and up", "or so") {
		sure = true
	}
	paren := trim(")")
	n, t = lastNumber(t)
	if n < 0 {
		return 0, 0, false
	}
	if paren {
		if !trim("(") {
			return 0, 0, false
		}
		if m, rest := lastNumber(t); m == n {
			t = rest
		}
	}
	if trim("+") { // "3+-5+"
		sure = true
	}
	if whole := t; trim("-", "~", " to", " or", "/") {
		trim("+")
		if m, rest := lastNumber(t); m > 0 && m <= n {
			n, t, sure = m, rest, true
		} else {
			t = whole
		}
	}
	if trim(">", ">=", "≥") {
		sure = true
	}
	return n, cutAt + len(t), sure
}

func tailBytes(s []byte, n int) []byte { return s[max(0, len(s)-n):] }

// lastNumber reads the number, in digits or in a word, that s ends with, and
// returns what stands before it; -1 when there is none.
func lastNumber(s string) (int, string) {
	if n, from := digitsBefore([]byte(s)); n >= 0 && from < len(s) && isDigit(s[len(s)-1]) {
		if from > 0 && (s[from-1] == '$' || s[from-1] == '.' && from > 1 && isDigit(s[from-2])) {
			return -1, s
		}
		return n, strings.TrimRight(s[:from], " ")
	}
	i := len(s)
	for i > 0 && isLetter(s[i-1]) {
		i--
	}
	if n, ok := numberWords[s[i:]]; ok {
		return n, strings.TrimRight(s[:i], " ")
	}
	return -1, s
}
