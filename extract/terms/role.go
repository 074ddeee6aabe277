package terms

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"

	"juyo/extract/document"
	"juyo/listing"
)

//go:embed roles.tsv
var roleTable string

// generic is the value of words that say "engineer" and no more; anyWeb of those
// that say web product and leave the side open.
const (
	generic = "generic"
	anyWeb  = "web"
)

// roleSet is a set of roles in the order they were met.
type roleSet []listing.Role

func (s *roleSet) add(r listing.Role) {
	if !slices.Contains(*s, r) {
		*s = append(*s, r)
	}
}

func (s roleSet) has(r listing.Role) bool { return slices.Contains(s, r) }

// sorted returns the set in the fixed order of roles, "other" last.
func (s roleSet) sorted() []listing.Role {
	out := make([]listing.Role, 0, len(s))
	for _, r := range listing.Roles() {
		if s.has(r) {
			out = append(out, r)
		}
	}
	if s.has(listing.RoleOther) {
		out = append(out, listing.RoleOther)
	}
	return out
}

// roles reads the roles advertised: the title's words; for a posting that names
// several, those of its lines; where neither says more than "engineer", what the
// duties and techniques weigh most.
func (r *reading) roles(p listing.Population) []listing.Role {
	if p != listing.Software {
		return r.otherRoles()
	}
	var set roleSet
	if r.posting() {
		r.postingRoles(&set)
	} else {
		r.titleRoles(&set)
	}
	if len(set) == 0 && !r.posting() {
		r.weighedRoles(&set, 1.5)
	}
	if len(set) == 0 {
		set.add(listing.RoleOther)
	}
	return set.sorted()
}

// otherRoles are the roles of a listing outside software: a role that borders on
// it, when the title says so, else other.
func (r *reading) otherRoles() []listing.Role {
	var set roleSet
	for _, h := range r.hits[readRole] {
		if !r.inTitle(h) && !r.inHeader(h) {
			continue
		}
		switch h.value {
		case "consultant", "design", "pm":
			set.add(listing.Role(h.value))
		case "infra_sre": // a network's field engineer
			if contains(r.title, "エンジニア") {
				set.add(listing.Role(h.value))
			}
		}
	}
	if len(set) == 0 {
		set.add(listing.RoleOther)
	}
	return set.sorted()
}

// titleRoles adds the roles that the title names.
func (r *reading) titleRoles(set *roleSet) {
	web, product, lead, aiWork := false, false, false, false
	for _, h := range r.hits[readRole] {
		if !r.inTitle(h) || strings.HasSuffix(h.value, "?") || r.inDepartment(h) {
			continue
		}
		switch h.value {
		case generic:
		case anyWeb:
			web = true
			product = product || contains(string(r.text[h.start:h.end]), "product", "プロダクト", "forward", "generalist")
		default:
			lead = lead || h.value == "em_lead" && contains(string(r.text[h.start:h.end]), "リード", "lead")
			aiWork = aiWork || h.value == "ml_ai" && contains(string(r.text[h.start:h.end]), "エンジニア", "engineer", "scientist", "learning", "学習")
			set.add(listing.Role(h.value))
		}
	}
	r.settle(set)
	if web && !product && !aiWork && len(*set) == 1 && set.has("ml_ai") { // a web engineer of a product with AI
		*set = nil
	}
	switch {
	case product && !set.has("backend") && !set.has("frontend") && !set.has("mobile"):
		set.add("fullstack")
	case web && len(*set) == 0:
		if r.weighedRoles(set, 4); len(*set) == 0 || !set.has("backend") && !set.has("frontend") {
			*set = roleSet{"fullstack"}
		}
	case lead && len(*set) == 1: // a tech lead of what?
		r.weighedRoles(set, 3)
	}
}

// inDepartment reports whether h stands in brackets that name a department:
// "（AIコンサル部）".
func (r *reading) inDepartment(h hit) bool {
	after := r.after(h, 40)
	i := strings.IndexByte(after, ')')
	if i < 0 || strings.IndexByte(after[:i], '(') >= 0 {
		return false
	}
	return endsWith(after[:i], "部", "室", "課", "本部", "事業部", "グループ") && strings.LastIndexByte(r.before(h, 60), '(') > strings.LastIndexByte(r.before(h, 60), ')')
}

// settle takes out roles that a title names beside the one it means.
func (r *reading) settle(set *roleSet) {
	drop := func(weak listing.Role, when ...listing.Role) {
		if !set.has(weak) {
			return
		}
		for _, w := range when {
			if set.has(w) {
				*set = slices.DeleteFunc(*set, func(x listing.Role) bool { return x == weak })
				return
			}
		}
	}
	drop("backend", "fullstack")
	drop("frontend", "fullstack")
	// "AIプロダクト バックエンドエンジニア", "データ基盤 SRE": the thing built, not the work.
	drop("ml_ai", "backend", "frontend", "mobile", "pm", "game", "helpdesk_it")
	drop("data", "backend", "frontend", "mobile", "design", "security", "qa", "consultant")
	drop("game", "design")
	drop("mobile", "backend", "frontend", "qa", "pm")
	drop("security", "pm", "helpdesk_it", "embedded")
	drop("infra_sre", "helpdesk_it", "consultant", "data")
	drop("consultant", "pm", "data", "backend", "frontend")
}

// postingRoles adds the roles of a posting with a header line: those of the
// header, then those of lines and phrases that name one with its noun.
func (r *reading) postingRoles(set *roleSet) {
	web, plain := false, false
	for _, h := range r.hits[readRole] {
		if !r.inHeader(h) && !r.inTitle(h) || strings.HasSuffix(h.value, "?") || r.inEmployer(h) {
			continue
		}
		switch h.value {
		case generic:
			plain = true
		case anyWeb:
			web = true
		default:
			set.add(listing.Role(h.value))
		}
	}
	if web && len(*set) == 0 {
		set.add("fullstack")
	}
	named := len(*set) > 0
	for _, h := range r.hits[readRole] {
		if h.end <= r.lead.end || strings.HasSuffix(h.value, "?") || h.value == generic {
			continue
		}
		if r.namesRole(h) && (!named || r.opening(h)) {
			if h.value == anyWeb {
				set.add("fullstack")
				continue
			}
			set.add(listing.Role(h.value))
		}
	}
	for _, h := range r.hits[readKind] {
		if h.value == "other!" && (h.end > r.lead.end && r.listed(h) || r.inHeader(h) && !r.inEmployer(h)) {
			set.add(listing.RoleOther)
			break
		}
	}
	if len(*set) == 0 {
		least := 3.0
		if plain {
			least = 4.5
		}
		r.weighedRoles(set, least)
	}
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
	after := r.after(h, 40)
	noun := contains(words, roleNouns...) || h.value == "design" && contains(words, "designer")
	if !noun {
		rest := strings.TrimLeft(after, " ")
		for range 4 { // "frontend and backend engineers", "iOS / Android devs"
			word, tail, _ := strings.Cut(rest, " ")
			if contains(strings.TrimFunc(word, func(c rune) bool { return c == ',' || c == '.' || c == ')' || c == '(' || c == ':' }), roleNouns...) {
				noun = true
				break
			}
			if strings.HasSuffix(word, ".") || strings.HasSuffix(word, ":") {
				break
			}
			rest = tail
		}
	}
	if !noun {
		return false
	}
	return r.listed(h)
}

// opening reports whether h begins a short line of its own, as openings do in a
// list, or follows "hiring".
func (r *reading) opening(h hit) bool {
	if n := h.start - r.blocks[h.block].start; r.runes(h) <= 70 && n <= 24 {
		return true
	}
	from, _ := r.sentence(h)
	return contains(string(r.text[from:h.start]), "hiring", "looking for", "openings", "positions", "seeking")
}

// listed reports whether the words at h stand in a list of openings or in a
// sentence that speaks of hiring.
func (r *reading) listed(h hit) bool {
	switch r.blocks[h.block].section {
	case document.Benefit, document.Process, document.Footer:
		return false
	}
	n := r.runes(h)
	if n <= 90 {
		return true
	}
	from, _ := r.sentence(h)
	lead := string(r.text[from:h.start])
	if contains(lead, "hiring", "looking for", "seeking", "need", "want", "searching", "recruit", "open", "join", "add", "grow", "love to") || h.start-from < 12 {
		return true
	}
	return n <= 220 && endsWith(lead, ",", "-", ":", "/", "&", " and", " or", " sr", " sr.", " senior", " jr", " junior", "(", "*", "+")
}

// weighedRoles adds the roles that the duties and techniques of the body, or the
// techniques of the title, weigh most, when they weigh at least least.
func (r *reading) weighedRoles(set *roleSet, least float64) {
	weights := map[string]float64{}
	seen := map[string]bool{}
	for _, h := range r.hits[readRole] {
		role, technique := strings.CutSuffix(h.value, "?")
		if role == generic || role == anyWeb {
			continue
		}
		words := string(r.text[h.start:h.end])
		if seen[words] {
			continue
		}
		w := 1.0
		switch r.region(h) {
		case document.Title:
			w = 3
		case document.Duty:
			w = 1.2
		case document.Preferred:
			w = 0.3
		case document.Company, document.Benefit, document.Process, document.Footer, document.Place, document.Pay, document.Hours, document.Person:
			continue
		}
		if strings.HasSuffix(words, "開発") {
			w *= 1.5
		}
		if !technique {
			w *= 0.8
			if words[0] < 0x80 && len(words) <= 5 {
				w *= 0.3 // "data", "ai", "ops" in running text
			}
		}
		seen[words] = true
		weights[role] += w
	}
	// Everybody's tools.
	weights["infra_sre"] *= 0.6
	weights["pm"] *= 0.5
	weights["qa"] *= 0.7
	weights["security"] *= 0.7
	weights["design"] *= 0.6
	weights["em_lead"] *= 0.4
	weights["consultant"] *= 0.8
	weights["embedded"] *= 0.9
	best, most := "", 0.0
	for _, role := range listing.Roles() {
		if w := weights[string(role)]; w > most {
			best, most = string(role), w
		}
	}
	if most < least {
		return
	}
	if best == "backend" && weights["frontend"] >= bothSides*most || best == "frontend" && weights["backend"] >= bothSides*most {
		if r.eitherSide() {
			set.add("backend")
			set.add("frontend")
			return
		}
		set.add("fullstack")
		return
	}
	set.add(listing.Role(best))
}

// bothSides is the share of the heavier of backend and frontend from which the
// lighter makes the work fullstack.
const bothSides = 0.5

// eitherSide reports whether the text offers one side or the other: "フロントエンド、
// またはバックエンド".
func (r *reading) eitherSide() bool {
	hits := r.hits[readRole]
	for i := 1; i < len(hits); i++ {
		a, b := strings.TrimSuffix(hits[i-1].value, "?"), strings.TrimSuffix(hits[i].value, "?")
		if a == b || a != "frontend" && a != "backend" || b != "frontend" && b != "backend" || hits[i].block != hits[i-1].block {
			continue
		}
		if gap := hits[i].start - hits[i-1].end; gap > 0 && gap <= 24 && contains(string(r.text[hits[i-1].end:hits[i].start]), "または", "もしくは", " or ", "か、") {
			return true
		}
	}
	return false
}
