package terms

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// postingRoles adds the roles of a posting with a header line: those of the
// header, then those of lines and phrases that name one with its noun.
func (r *reading) postingRoles(set *roleSet) {
	special := r.headerRoles(set)
	r.headerTechniques(set)
	named := len(*set) > 0
	for _, h := range r.hits[readRole] {
		if h.end <= r.lead.end {
			continue
		}
		if strings.HasSuffix(h.value, "?") {
			r.soughtTechnique(set, h)
			continue
		}
		if h.value == generic {
			special = special || r.opensLine(h) && r.ofItsOwnKind(h)
			r.plainOpening(set, h)
			continue
		}
		if r.namesRole(h) && (!named || r.opening(h)) || r.needListed(h) || r.bracketed(h) || r.bareItem(h) {
			r.addNamed(set, h)
		}
	}
	r.siblings(set)
	if special && len(*set) > 0 || r.otherWork() {
		set.add(listing.RoleOther)
	}
	if len(*set) == 0 {
		r.weighedRoles(set, 2)
	}
}

// soughtTechnique adds the role of a technique that stands before the noun for a
// person who is sought ("We're looking for Python programmers"), or in the brackets
// behind it in a list of openings ("Staff Engineer (Elixir)").
func (r *reading) soughtTechnique(set *roleSet, h hit) {
	role := strings.TrimSuffix(h.value, "?")
	switch role {
	case "backend", "frontend", "mobile", "data", "ml_ai", "embedded", "game":
	default:
		return
	}
	if r.nounFollows(h, 2) && r.opening(h) && r.listed(h) || r.areaOfWork(h) || r.bracketed(h) && r.onlyTechniques(h) {
		set.add(listing.Role(role))
	}
}

// plainOpening adds the role of an opening for engineers of an open kind whose line
// goes on with what they work in: "- Software Engineer: Ruby on Rails, Elixir".
func (r *reading) plainOpening(set *roleSet, h hit) {
	b := r.blocks[h.block]
	if h.start-b.start > 36 || r.runes(h) > 250 || !startsWith(r.after(h, 4), ":", "-", "(", "s:", "s -") {
		return
	}
	weights := map[string]float64{}
	for _, o := range r.rolesFrom(b.start) {
		if o.block != h.block {
			break
		}
		role, technique := strings.CutSuffix(o.value, "?")
		if !technique && role != generic && role != "backend" {
			return // the line says which role itself
		}
		if o.start > h.end {
			weights[role]++
		}
	}
	back, front := weights["backend"], weights["frontend"]
	if back > 0 && front > 0 {
		set.add("fullstack")
		return
	}
	for _, role := range []string{"backend", "frontend", "mobile", "embedded", "ml_ai", "data"} {
		if weights[role] > 0 {
			set.add(listing.Role(role))
			return
		}
	}
}

// areaOfWork reports whether h stands in a short item of a list of what people are
// sought for: "We are looking for talent in:", "- iOS development".
func (r *reading) areaOfWork(h hit) bool {
	b := r.blocks[h.block]
	if !b.bullet || r.runes(h) > 60 {
		return false
	}
	line := string(r.text[b.start:b.end])
	if !contains(line, "development", "engineering") || contains(line, "engineers", "engineer ", "engineer:", "experience", "knowledge", "skill", "understanding", "familiar", "year", "strong", "practice") {
		return false
	}
	for i := h.block - 1; i >= 0 && i > h.block-12; i-- {
		if o := r.blocks[i]; !o.bullet {
			const reach = 200 // bytes of the sentence that leads to the list
			lead := string(r.text[max(o.start, o.end-reach):o.end])
			return contains(lead, "looking for", "hiring", "openings", "positions", "roles", "seeking", "areas", "we need") && endsWith(lead, ":")
		}
	}
	return false
}

// onlyTechniques reports whether the noun before the brackets that h stands in says
// no role, and the brackets hold nothing but techniques.
func (r *reading) onlyTechniques(h hit) bool {
	open := bytes.LastIndexByte(r.text[r.blocks[h.block].start:h.start], '(') + r.blocks[h.block].start
	shut := bytes.IndexByte(r.text[h.start:r.blocks[h.block].end], ')') + h.start
	for _, o := range r.rolesFrom(open - 24) {
		if o.start > shut {
			break
		}
		if o.start >= open && o.end <= shut && !strings.HasSuffix(o.value, "?") && o.value != "ml_ai" {
			return false
		}
		if o.end <= open && open-o.end <= 24 && o.value != generic && !strings.ContainsAny(string(r.text[o.end:open]), "|,;.(") {
			return false
		}
	}
	return true
}

// bracketed reports whether h stands in brackets behind the noun for a person in a
// line of openings: "- Staff Software Engineer (ML/AI)".
func (r *reading) bracketed(h hit) bool {
	b := r.blocks[h.block]
	if h.end-b.start > 300 || h.end-b.start > 90 && !contains(string(r.text[b.start:h.start]), "hiring", "looking for", "openings", "positions") || !r.inPersonsBrackets(h) || startsWith(r.after(h, 12), "experience", "a plus", "preferred") {
		return false
	}
	open := bytes.LastIndexByte(r.text[b.start:h.start], '(')
	return b.bullet || (open <= 60 || h.end-b.start > 90) && !contains(string(r.text[b.start:b.start+open]), "our ", "we ", "team of", "with ")
}

// bareItem reports whether h is an item without a noun in a line that lists people
// of several roles: "Data Scientists, Security, Platform, Agentic AI".
func (r *reading) bareItem(h hit) bool {
	b := r.blocks[h.block]
	if r.runes(h) > 220 || !endsWith(r.before(h, 3), ",") && !endsWith(r.before(h, 12), ", agentic") || strings.Contains(string(r.text[b.start:h.start]), ". ") {
		return false
	}
	if after := strings.TrimLeft(r.after(h, 8), " "); after != "" && after[0] != ',' && !strings.HasPrefix(after, "and ") {
		return false
	}
	line := string(r.text[b.start:b.end])
	people := 0
	for _, noun := range []string{"engineers", "scientists", "developers", "designers", "managers"} {
		people += strings.Count(line, noun)
	}
	return people >= 2
}

// headerRoles adds the roles that the header names, and reports whether it names
// engineers of a kind that is none.
func (r *reading) headerRoles(set *roleSet) (special bool) {
	web := false
	for _, h := range r.hits[readRole] {
		if !r.inHeader(h) && !r.inTitle(h) || strings.HasSuffix(h.value, "?") || r.inEmployer(h) || r.inAddress(h) {
			continue
		}
		switch h.value {
		case generic:
			special = special || r.ofItsOwnKind(h)
		case anyWeb:
			web = true
		default:
			r.addNamed(set, h)
		}
	}
	if web && len(*set) == 0 {
		set.add("fullstack")
	}
	return special
}

// addNamed adds the role that the words at h name, and that of leading its people
// where they say so.
func (r *reading) addNamed(set *roleSet, h hit) {
	switch h.value {
	case anyWeb:
		set.add("fullstack")
		return
	case deployed:
		set.add("consultant")
		set.add("fullstack")
		return
	}
	set.add(listing.Role(h.value))
	if r.leadFollows(h) {
		set.add("em_lead")
	}
}

// otherWork reports whether the posting has an opening outside software.
func (r *reading) otherWork() bool {
	return slices.ContainsFunc(r.hits[readKind], func(h hit) bool {
		return h.value == "other!" && (h.end > r.lead.end && r.listed(h) && r.opening(h) || r.inHeader(h) && !r.inEmployer(h))
	})
}

// ofAnyKind are the words before "engineer" that leave open of what.
var ofAnyKind = map[string]bool{
	"": true, "software": true, "senior": true, "sr": true, "sr.": true, "snr": true, "jr": true, "jr.": true, "junior": true, "staff": true, "principal": true, "lead": true, "founding": true, "experienced": true, "and": true, "or": true, "mid": true, "level": true, "the": true, "a": true, "an": true, "our": true, "great": true, "talented": true, "good": true, "more": true, "several": true, "multiple": true, "first": true, "for": true, "of": true, "are": true, "application": true, "applications": true, "computer": true, "core": true, "it": true, "all": true, "some": true, "any": true, "early": true, "entry": true, "+": true, "&": true, "-": true, "hiring": true, "seeking": true, "remote": true, "technical": true, "general": true, "generalist": true, "awesome": true, "strong": true, "smart": true, "two": true, "three": true, "many": true, "other": true, "various": true, "with": true, "excellent": true, "engineering": true, "1": true, "2": true, "3": true, "4": true, "i": true, "ii": true, "iii": true, "time": true, "saas": true, "stage": true, "be": true, "intern": true, "contract": true, "se": true, "ses": true, "web": true, "dx": true, "ec": true, "pg": true, "os": true,
}

// ofItsOwnKind reports whether the words at h, which say engineer or developer,
// follow a word that says of what, and that is no role: "Blockchain Engineer".
func (r *reading) ofItsOwnKind(h hit) bool {
	words := string(r.text[h.start:h.end])
	switch words {
	case "systems engineer", "systems engineers", "system engineer", "system engineers":
		return true
	case "engineer", "engineers", "developer", "developers", "programmer", "programmers":
	case "エンジニア", "開発エンジニア":
		if before := r.before(h, 2); before == "" || !isLetter(before[len(before)-1]) {
			return false
		}
	default:
		return false
	}
	before := strings.TrimRight(r.before(h, 30), " ")
	word := before[strings.LastIndexAny(before, " |,(/:*>【】")+1:]
	if i := strings.LastIndexFunc(word, func(c rune) bool { return c >= utf8.RuneSelf }); i >= 0 {
		word = word[i:]
		_, size := utf8.DecodeRuneInString(word)
		word = word[size:]
	}
	if before == "" || ofAnyKind[word] || !isLetter(before[len(before)-1]) {
		return false
	}
	for _, o := range r.rolesFrom(h.start - 2) { // a role or technique says of what
		if o.start >= h.start {
			break
		}
		if o.end <= h.start {
			return false
		}
	}
	return true
}

// rolesFrom returns the words for roles and techniques that end at or behind at.
func (r *reading) rolesFrom(at int) []hit {
	hits := r.hits[readRole]
	i, _ := slices.BinarySearchFunc(hits, at, func(h hit, at int) int { return h.end - at })
	return hits[i:]
}

// opensLine reports whether h stands near the beginning of a line that is short or
// goes on to tell of the role: an item of a list of openings.
func (r *reading) opensLine(h hit) bool {
	return h.start-r.blocks[h.block].start <= 36 && r.blocks[h.block].bullet && (r.runes(h) <= 70 || startsWith(r.after(h, 3), ":", "- ", "("))
}

// headerTechniques adds the roles of techniques that a header puts before the noun
// for a person ("DevOps, Rails and Desktop Engineers"), and, where it names no role
// otherwise, of those in brackets behind one ("Engineers (Kotlin, React)").
func (r *reading) headerTechniques(set *roleSet) {
	named := len(*set) > 0
	for _, h := range r.hits[readRole] {
		role, technique := strings.CutSuffix(h.value, "?")
		if !technique || !r.inHeader(h) || r.inEmployer(h) || set.has("fullstack") {
			continue
		}
		switch role {
		case "backend", "frontend", "mobile", "data", "ml_ai", "embedded", "game":
		default:
			continue
		}
		if r.nounFollows(h, 4) || r.inPersonsBrackets(h) && (!named || r.onlyTechniques(h)) || !named && r.behindPerson(h) {
			set.add(listing.Role(role))
		}
	}
}

// behindPerson reports whether h follows the noun for a person and a mark that
// leads to what is worked with: "Senior Software Engineer: Rails".
func (r *reading) behindPerson(h hit) bool {
	return endsWith(r.before(h, 24), "engineer:", "engineers:", "developer:", "developers:", "engineer -", "developer -", "engineers -", "developers -", "engineer,", "developer,")
}

// inAddress reports whether h is the end of a site's name: "orchid.ai".
func (r *reading) inAddress(h hit) bool {
	return h.start > 1 && r.text[h.start-1] == '.' && isWord(r.text[h.start-2]) && h.end-h.start <= 3
}

// inPersonsBrackets reports whether h stands in brackets that follow the noun for
// a person: "Engineers (Kotlin/React)".
func (r *reading) inPersonsBrackets(h hit) bool {
	before := r.before(h, 80)
	i := strings.LastIndexByte(before, '(')
	return i >= 0 && strings.IndexByte(before[i:], ')') < 0 && endsWith(before[:i], "engineer", "engineers", "developer", "developers", "programmer", "programmers", "devs", "teams", "jobs", "roles", "positions")
}

// inEmployer reports whether h stands in the first field of the header, which
// names the employer: "Acme Security | …".
func (r *reading) inEmployer(h hit) bool {
	if h.start < r.lead.start {
		return false
	}
	first := bytes.IndexByte(r.text[r.lead.start:r.lead.end], '|')
	return first > 0 && h.end <= r.lead.start+first
}

// roleNouns end the name of a role.
var roleNouns = []string{"engineer", "developer", "dev", "programmer", "designer", "lead", "architect", "manager", "scientist", "position", "role", "hacker", "specialist", "expert", "admin", "people", "folks", "analyst", "researcher", "エンジニア", "デザイナー", "担当"}

// namesRole reports whether the words at h, in the body of a posting, name a
// role: they hold a noun for a person or one follows, and the line is a list's or
// speaks of hiring.
func (r *reading) namesRole(h hit) bool {
	words := string(r.text[h.start:h.end])
	last := words[strings.LastIndexByte(words, ' ')+1:]
	noun := isRoleNoun(last) || people[last] || contains(words, "designer", "director", "head of", "vp ") || (last == "devops" || last == "design") && r.runes(h) <= shortItem
	return (noun || r.nounFollows(h, 4) || r.nounShared(h)) && r.listed(h)
}

// shortItem is the most runes of an item of a list that is no more than a role.
const shortItem = 25

// people are nouns for those who have a role that hold no other noun for them.
var people = map[string]bool{
	"sre": true, "sres": true, "sysadmin": true, "sysadmins": true, "dba": true, "dbas": true, "cto": true, "sdet": true, "sdets": true, "tester": true, "testers": true, "pm": true, "pms": true, "consultant": true, "consultants": true, "administrator": true, "administrators": true, "owner": true, "owners": true, "backenders": true, "frontenders": true, "qa": true, "evangelist": true, "advocate": true, "advocates": true, "writer": true, "writers": true,
}

// nounFollows reports whether one of the n words behind h is a noun for a person:
// "frontend and backend engineers", "iOS / Android devs".
func (r *reading) nounFollows(h hit, n int) bool {
	rest := strings.TrimLeft(r.after(h, 40), " ")
	for range n {
		word, tail, _ := strings.Cut(rest, " ")
		if isRoleNoun(word) {
			return true
		}
		if strings.HasSuffix(word, ".") || strings.HasSuffix(word, ":") || strings.Contains(word, "|") {
			return false
		}
		rest = tail
	}
	return false
}

// isRoleNoun reports whether word, with the marks around it, is a noun for a person.
func isRoleNoun(word string) bool {
	word = strings.Trim(word, ",.():;!*\"'")
	if word != "" && word[0] >= 0x80 {
		return contains(word, roleNouns...)
	}
	for part := range strings.SplitSeq(word, "/") {
		if slices.Contains(roleNouns, strings.TrimSuffix(part, "s")) || part == "people" || part == "eng" || part == "folks" {
			return true
		}
	}
	return false
}

// inList are words that stand between the roles of a list.
var inList = map[string]bool{
	"and": true, "or": true, "&": true, "+": true, "plus": true, "as": true, "well": true, "also": true, "senior": true, "sr": true, "sr.": true, "junior": true, "jr": true, "mid": true, "level": true, "lead": true, "staff": true, "principal": true, "web": true, "server": true, "native": true, "software": true, "product": true, "desktop": true, "client": true, "both": true, "experienced": true, "a": true, "an": true, "engineering": true, "application": true,
}

// nounShared reports whether h stands in a list of roles that ends with the noun
// for all: "iOS, web, and backend engineers".
func (r *reading) nounShared(h hit) bool {
	rest := r.after(h, 100)
	at := h.end
	for range 10 {
		trimmed := strings.TrimLeft(rest, " ,/&+")
		at += len(rest) - len(trimmed)
		rest = trimmed
		if strings.HasPrefix(rest, "(") {
			i := strings.IndexByte(rest, ')')
			if i < 0 {
				return false
			}
			rest, at = rest[i+1:], at+i+1
			continue
		}
		end := strings.IndexAny(rest, " ,/()|:;.!")
		if end < 0 {
			end = len(rest)
		}
		word := rest[:end]
		switch {
		case word == "":
			return false
		case isRoleNoun(word):
			return true
		case inList[word], r.roleAt(at):
		default:
			return false
		}
		if end < len(rest) && strings.IndexByte("|:;.!)", rest[end]) >= 0 {
			return false
		}
		rest, at = rest[end:], at+end
	}
	return false
}

// roleAt reports whether a word for a role or a technique of one stands at text[at:].
func (r *reading) roleAt(at int) bool {
	hits := r.rolesFrom(at + 1)
	return len(hits) > 0 && hits[0].start <= at
}

// opening reports whether h begins a short line of its own, as openings do in a
// list, or is what is sought in a sentence that speaks of hiring.
func (r *reading) opening(h hit) bool {
	if n := h.start - r.blocks[h.block].start; n <= 24 && (r.runes(h) <= 70 || startsWith(r.after(h, 3), ":", "- ", "(")) {
		return true
	}
	from, _ := r.sentence(h)
	lead := string(r.text[from:h.start])
	i := lastOf(lead, "hiring", "looking for", "openings", "positions", "seeking", "looking")
	return i >= 0 && !contains(lead[i:], " to ", " who ", " that ", " which ", " working ", " report")
}

// needListed reports whether h is one of several roles without a noun that a
// sentence names as what is needed: "We're hiring for frontend, backend and data".
func (r *reading) needListed(h hit) bool {
	switch h.value {
	case anyWeb, deployed, "em_lead", "consultant":
		return false
	}
	from, to := r.sentence(h)
	lead, rest := string(r.text[from:h.start]), string(r.text[h.end:to])
	i := lastOf(lead, "needs, in ", "needs in ", "needs: ", "needs are ", "hiring for ", "hiring across ", "hiring in ", "hiring: ", "roles in ", "roles across ", "roles for ", "positions in ", "positions for ", "positions across ", "openings in ", "openings for ", "openings across ", "jobs in ", "teams (")
	if i < 0 || len(lead)-i > 120 {
		return false
	}
	between := lead[i:]
	if contains(between, " to ", " who ", " that ", " with ", " our ", " build", " experience") {
		return false
	}
	return strings.Contains(between, ",") || strings.Contains(between, "(") || strings.Contains(between, " and ") || strings.HasPrefix(strings.TrimLeft(rest, " "), ",") || startsWith(rest, "(", "and ", "/", "&")
}

// siblings adds the sides of a product that stand as plain words beside roles in a
// list: "(iOS, Android, Server, Web)", "iOS, web, and backend engineers".
func (r *reading) siblings(set *roleSet) {
	if set.has("fullstack") || !set.has("mobile") && !set.has("backend") {
		return
	}
	lead := string(r.text[r.lead.start:min(len(r.text), r.lead.end+600)])
	if set.has("mobile") && !set.has("backend") && listsItem(lead, "server") {
		set.add("backend")
	}
	if !set.has("frontend") && listsItem(lead, "web") {
		set.add("frontend")
	}
}

// listsItem reports whether word is an item of its own in a list in s.
func listsItem(s, word string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], word)
		if i < 0 {
			return false
		}
		at += i
		before, after := s[:at], s[at+len(word):]
		if endsWith(before, ",", "(", "/", "android,", " and", " or", "&") && startsWith(after, ",", ")", "/", "and ", "or ", "engineers", "developers", "& ") && (endsWith(before, ",", "(", "/") || startsWith(after, ",", "/", "&")) {
			return true
		}
		at += len(word)
	}
}

// listed reports whether the words at h stand in a list of openings or in a
// sentence that speaks of hiring.
func (r *reading) listed(h hit) bool {
	switch r.blocks[h.block].section {
	case document.Benefit, document.Unneeded, document.Process, document.Footer:
		return false
	}
	from, _ := r.sentence(h)
	lead := string(r.text[from:h.start])
	if contains(lead, "team of ", "our team ", "made up of", "founded by") {
		return false // colleagues
	}
	n := r.runes(h)
	if n <= 90 {
		return true
	}
	if contains(lead, "hiring", "looking for", "looking", "seeking", "need", "want", "searching", "recruit", "open", "join", "add", "grow", "love to") || h.start-from < 12 {
		return true
	}
	return n <= 220 && endsWith(lead, ",", "-", ":", "/", "&", " and", " or", " sr", " sr.", " senior", " jr", " junior", "(", "*", "+")
}
