package terms

import (
	"strings"

	"juyo/extract/document"
	"juyo/listing"
)

// employment reads the kinds of contract offered: the employment field and the
// title first, then the header line, 雇用形態 lines and words of offer in the
// body. Words about customers, perks and past experience do not count.
func (r *reading) employment() []listing.Employment {
	seen := map[listing.Employment]bool{}
	if f := r.listing.EmploymentText; f != "" {
		for _, e := range fieldEmployment(f) {
			seen[e] = true
		}
	}
	stated := len(seen) > 0
	for _, h := range r.hits[readEmployment] {
		e := listing.Employment(h.value)
		if seen[e] {
			continue
		}
		if stated && !r.inTitle(h) && !r.inHeader(h) {
			continue // the field outranks the body
		}
		if r.offers(h) {
			seen[e] = true
		}
	}
	out := []listing.Employment{}
	for _, e := range listing.Employments() {
		if seen[e] {
			out = append(out, e)
		}
	}
	return out
}

var fieldSpellings = strings.NewReplacer("_", " ", "fulltime", "full time", "parttime", "part time")

// fieldEmployment reads an employment field: schema.org's and the boards' own
// words.
func fieldEmployment(s string) []listing.Employment {
	s = fieldSpellings.Replace(foldString(s))
	var out []listing.Employment
	for _, f := range []struct {
		e     listing.Employment
		words []string
	}{
		{listing.Fulltime, []string{"正社員", "full time", "permanent", "正規", "無期雇用", "regular"}},
		{listing.Contract, []string{"契約社員", "contract", "嘱託", "fixed term", "有期"}},
		{listing.Freelance, []string{"業務委託", "フリーランス", "freelance", "個人事業", "副業", "準委任", "複業"}},
		{listing.Parttime, []string{"アルバイト", "part time", "パート"}},
		{listing.Intern, []string{"インターン", "intern"}},
		{listing.Temporary, []string{"派遣", "temporary", "temp", "seasonal"}},
	} {
		if contains(s, f.words...) {
			out = append(out, f.e)
		}
	}
	return out
}

// shortBlock is the length in runes up to which a line is a field, not a
// sentence.
const shortBlock = 34

// offers reports whether the words at h say what is offered here.
func (r *reading) offers(h hit) bool {
	before, after := r.before(h, 40), r.after(h, 40)
	if endsWith(before, " no", "(no", " not", "non") {
		return false
	}
	if e := listing.Employment(h.value); e != listing.Fulltime && e != listing.Temporary && r.denied(h) {
		return false
	}
	words := string(r.text[h.start:h.end])
	if words == "contract" && startsWith(after, "with ") && !endsWith(before, "month", "months", "year", "week", "term") {
		return false // with customers
	}
	if words[0] >= 0x80 && startsWith(after, "の方に", "の方が使", "の方が利用", "の方を支", "の方の", "の方々", "の方へ", "の方同士", "の方のため") && !startsWith(after, "の方にお願い", "の方にご依頼", "の方に依頼", "の方に参画", "の方の募集", "の方の応募", "の方のご応募") {
		return false // those whom a product is for
	}
	if h.value == string(listing.Fulltime) && words[0] < 0x80 && contains(tail(r.sentenceLead(h), 48), "grow in", "grow this", " to grow ", "convert", "transition", "path to", "may be offered", "turn into", "lead to a", "potential for", "possibility of") {
		return false // what it may become
	}
	if words[0] < 0x80 && r.openTo(h) {
		return true
	}
	if words[0] >= 0x80 && startsWith(after, "ではなく", "ではありません", "ではない", "じゃない") {
		return false
	}
	field := contains(before, "雇用形態", "契約形態", "就業形態", "雇用区分", "採用形態", "契約種別", "募集形態", "employment type", "job type", "contract type", "position type", "type:", "employment:")
	if words[0] >= 0x80 {
		return r.offersJapanese(h, words, before, after, field)
	}
	if r.inHeader(h) {
		switch words {
		case "permanent", "perm":
			return !contains(after, "resident")
		case "contracts", "contracting":
			return false
		}
		return true
	}
	if field || r.runes(h) <= len(words)+4 || r.termOfOffer(h, words) {
		return true
	}
	if words == "fte" {
		return false // "2000 FTE"
	}
	region := r.region(h)
	if region != document.Process && (r.namesPost(h) || r.wanted(h)) {
		return true
	}
	if words == "p/t" || words == "f/t" {
		return true
	}
	if r.inTitle(h) || contains(before+words+after, "("+words+")") && region != document.Benefit {
		return words != "contracts"
	}
	if region == document.Benefit || region == document.Pay || region == document.Footer || region == document.Preferred {
		return false
	}
	nouns := []string{"position", "role", "job", "opportunit", "basis", "work ", "engagement", "hire", "employment", "opening", "remote", "onsite", "on site"}
	switch listing.Employment(h.value) {
	case listing.Fulltime:
		if words == "permanent" || words == "perm" {
			return startsWith(after, nouns...)
		}
		if endsWith(before, "for") && startsWith(after, "positions", "roles", "employees") || startsWith(after, "experience", "employees", "students", "team", "staff", "equivalent", "work experience", "job experience") || endsWith(before, "years of", "year of") {
			return false
		}
		return startsWith(after, nouns...) || r.runes(h) <= 2*shortBlock ||
			endsWith(before, "hiring", "looking for", "seeking", "hiring for", "is a", "hire", "position is", "role is", "be a", "looking for a", "hiring a", "seeking a", "need a", "for a") ||
			startsWith(after, "or ", "and ", ",", "/", ".", ")", "software", "engineer", "developer", "backend", "frontend", "senior")
	case listing.Contract:
		switch words {
		case "contracts":
			return false
		case "contract to hire", "contract to perm", "contract to permanent":
			return true
		case "contractor", "contractors", "contracting":
			return endsWith(before, "needs a", "need a", "needs an independent", "need an independent") || startsWith(after, "position", "role", "basis", "ok", "welcome", "for ") || endsWith(before, "looking for", "hiring", "seeking", "as a", " or", "as an independent", "looking for a", "seeking a") || r.runes(h) <= shortBlock && r.region(h) != document.Duty
		}
		if t := strings.Fields(strings.ReplaceAll(after, "-", " ")); len(t) > 2 && (t[0] == "of" || t[0] == "for") {
			if n, _ := englishNumber(t[1:2]); (n > 0 || isDigit(t[1][0]) || numberWords[t[1]] > 0) && contains(t[2], "month", "week", "year") {
				return true
			}
		}
		return startsWith(after, "position", "role", "job", "opportunit", "basis", "work ", "engagement", "to hire", "to perm", "or full", "or perm", "technical", "engineer", "developer", "software", "will last", "length", "duration") ||
			endsWith(before, "month", "months", "year", "fixed term", "full time or", "full time/", "seeking a", "on a", "hiring a", "looking for a")
	case listing.Intern:
		if endsWith(before, "our", "mentor", "train our", "manage", "for our", "the", "as an", "your", "previous", "or", "mentoring", "supervise") && !endsWith(before, "full time or", "part time or", "full timers or") {
			return false
		}
		if contains(before, "mentor", "inspire", "coach", "supervis", "manage", "lead ", "with our", "experience", "onboard", "develop our") || startsWith(after, "experience", "or co op experience") || endsWith(before, "experience (") {
			return false
		}
		return startsWith(after, "position", "program", "role", "opportunit", "welcome", "available", ":", "for ", "in ", "at ") && !contains(words, "interns ") ||
			endsWith(before, "looking for", "hiring", "seeking", "full time or", "take", "full time and", "full time/", "summer", "co ops", "accept") || r.runes(h) <= shortBlock
	case listing.Parttime:
		return startsWith(after, append(nouns, "or ", "ok", "possible", "and ", "/", "(", "considered", "welcome")...) || r.runes(h) <= shortBlock || endsWith(before, "full time or", "full/", "full or")
	case listing.Freelance:
		return startsWith(after, append(nouns, "contract", "welcome", "ok")...) || endsWith(before, "seeking", "looking for", "hiring", "full time or", "contract or", "seeking a", "looking for a") || r.runes(h) <= shortBlock && r.region(h) != document.Duty
	case listing.Temporary:
		return words == "temp to perm" || words == "temp to hire" || startsWith(after, "position", "role", "assignment", "job", "to perm", "contract", "employ", "basis") && !contains(before, "no ")
	}
	return false
}

// offersJapanese is offers for Japanese words.
func (r *reading) offersJapanese(h hit, words, before, after string, field bool) bool {
	e := listing.Employment(h.value)
	from, to := r.sentence(h)
	sentence := string(r.text[from:to])
	if e != listing.Fulltime && contains(sentence, "試用期間") || contains(after, "登用", "以外") && startsWith(after, "(登用", "登用", "以外", "からの登用", "からの正社員") {
		return false
	}
	region := r.region(h)
	if region == document.Company && !field {
		return false
	}
	title, short := r.inTitle(h), r.runes(h) <= shortBlock || r.listsTerms(h)
	if startsWith(after, "向け") && !title {
		return startsWith(after, "向け案件", "向けの案件", "向け求人", "向けの求人", "向け募集", "向けの募集")
	}
	offered := startsWith(after, "として", "での採用", "採用", "での募集", "募集", "の募集", "での雇用", "での契約", "契約", "可", "ok", "も可", "の場合", "から", "でのスタート", "/", "・", ")", "]", "】", ",", "、", "(", "or ", "での参画", "での稼働", "歓迎", "の方", "案件", "スタート") || after == ""
	switch {
	case strings.HasPrefix(words, "個人") && words != "個人事業主":
		return true
	case words == "個人事業主":
		return startsWith(after, "可", "ok", "の方", "も可", "歓迎", "として参画", "・フリーランスの方")
	case words == "副業" || words == "複業":
		return title && !startsWith(after, "ok", "可", "も") || field || startsWith(after, "での参画", "で参画", "の方", "から", "案件", "としての", "・フリーランス", "・業務委託", "メンバー募集", "人材募集", "として参画", "からの", "/業務委託", "(業務委託") || endsWith(before, "業務委託・", "業務委託/", "業務委託(", "フリーランス・", "フリーランス/")
	case words == "派遣":
		return field || title && !startsWith(after, "業", "会") || short && (before == "" || after == "")
	case e == listing.Freelance:
		if !field && startsWith(after, "契約書", "契約の締結", "契約等", "契約管理", "契約に関する", "契約業務") {
			return false
		}
		if words == "準委任" && endsWith(before, "契約(", "業務委託(") {
			return true
		}
		if contains(words, "フリーランス") && !title && !field && !startsWith(after, "可", "ok", "歓迎", "の方", "として", "契約", "募集", ")", "/", "・副業") && !short {
			return false
		}
		return title || field || short && !startsWith(after, "と", "を", "に", "へ", "が") || offered && region != document.Person && !startsWith(after, "/派遣の管理")
	case e == listing.Intern || e == listing.Parttime:
		return title || field || short && !startsWith(after, "の", "を", "へ", "に", "経験", "と") || startsWith(after, "募集", "として", "を募集", "の募集", "生募集", "採用", "可", "ok", "歓迎")
	}
	return title || field || short && !startsWith(after, "と", "を", "に", "へ", "が", "の") || offered
}

// termOfOffer reports whether the English words at h are a term of their own. Nouns
// for people stand in lists of colleagues too ("vendors, freelancers, and
// agencies"), and a rarer kind of contract in lists of anything: only a short
// sentence makes an offer of those.
func (r *reading) termOfOffer(h hit, words string) bool {
	if words == "contracts" || startsWith(r.after(h, 8), "type", "&", "and ") || !r.aloneInPiece(h) {
		return false
	}
	switch listing.Employment(h.value) {
	case listing.Fulltime, listing.Parttime:
		return true
	}
	const most = 10 // words of a sentence that lists terms and little else
	from, to := r.sentence(h)
	return !strings.HasSuffix(words, "ers") && !strings.HasSuffix(words, "ors") && words != "interns" && len(strings.Fields(string(r.text[from:to]))) <= most
}

// namesPost reports whether the words at h say what the post is, in whatever
// section: "permanent full-time position", "full-time contract of employment".
func (r *reading) namesPost(h hit) bool {
	after := strings.TrimLeft(r.after(h, 40), " ")
	for _, more := range []string{"permanent ", "full time ", "salaried ", "fixed term "} {
		after = strings.TrimPrefix(after, more)
	}
	if !startsWith(after, "position", "role", "job", "post ", "employment", "contract of employment", "opening", "opportunity") || startsWith(after, "positions", "roles", "jobs", "job experience", "job offer", "opportunities", "employment opportunit", "employment history") {
		return false
	}
	lead := r.sentenceLead(h)
	return !endsWith(lead, "for", "all", "offered", "other", "our") && !contains(lead, "experience", "years", "year ", "conver", "may lead", "lead to", "grow in", "into ", "become", "transition", "path to", "possib", "mentor", "previous", "past ") && !r.denied(h)
}

// seekers are those whom a posting names as wanted.
var seekers = []string{"developer", "engineer", "designer", "programmer", "tester", "tutor", "analyst", "consultant", "writer", "admin", "architect", "scientist", "specialist", "manager"}

// wanted reports whether the words at h begin a sentence or a label's text that
// names whom is wanted: "Freelance Elm developer wanted", "Temp testers (six
// weeks)", "Role: COBOL contractor".
func (r *reading) wanted(h hit) bool {
	lead := strings.TrimRight(r.sentenceLead(h), " ")
	if contains(string(r.text[h.start:h.end]), "contractor", "freelancer", "intern") {
		return labelsPost(lead) && !strings.Contains(lead, ",")
	}
	if strings.Trim(lead, " *-•#") != "" && !endsWith(lead, "role:", "position:", "title:", "wanted:", "hiring:", "hiring a", "seeking a", "looking for a", "need a", "needs a", "seeking", "hiring", "need", "looking for") {
		return false
	}
	const names = 5 // words between the term and whom it is for, at most
	words := strings.Fields(r.after(h, 80))
	for i, w := range words {
		if i > names || i > 0 && strings.ContainsAny(words[i-1], ".,;:()") {
			return false
		}
		for _, who := range seekers {
			noun, rest, ok := strings.Cut(w, who)
			if !ok || noun != "" {
				continue
			}
			if strings.TrimPrefix(rest, "s") != "" || i+1 == len(words) { // "developer," "testers."
				return true
			}
			return startsWith(words[i+1], "wanted", "needed", "sought", "required", "for", "to", "(", "-", "in", "with", "at", "who", "|")
		}
	}
	return false
}

// labelsPost reports whether lead begins with a label for the post.
func labelsPost(lead string) bool {
	return startsWith(lead, "role:", "position:", "title:", "job title:", "post:", "wanted:", "job:")
}

// listsTerms reports whether the Japanese words at h stand between marks in a
// line whose pieces are terms, pay among them.
func (r *reading) listsTerms(h hit) bool {
	b := r.blocks[h.block]
	return r.bounded(h) && (b.section == document.Pay || contains(string(r.text[b.start:b.end]), "年収", "月給", "単価", "万円", "年俸", "時給", "報酬", "給与"))
}

// openTo reports whether the words at h are among those whom the sentence says
// the post is open to.
func (r *reading) openTo(h hit) bool {
	lead := tail(r.sentenceLead(h), 60)
	i := firstOf(lead, "open to ", "available to ", "available as ", "we consider ", "we hire ")
	if i < 0 || r.denied(h) {
		return false
	}
	return !contains(lead[i:], "learn", "feedback", "experience", "idea", "change", " who ")
}
