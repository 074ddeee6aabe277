package terms

import (
	"strings"

	"juyo/extract/document"
	"juyo/listing"
)

// population reads whether the listing is for people who build, run, test or
// lead software and its infrastructure. The title decides: words for an open
// application first, then names of jobs outside software, then names of software
// jobs, then weaker words of either kind. The body decides only where the title
// says nothing.
func (r *reading) population() listing.Population {
	var outside, software, weakOutside, weakSoftware, industry, role bool
	for _, h := range r.hits[readKind] {
		if !r.inTitle(h) && (!r.inHeader(h) || r.inEmployer(h)) {
			continue
		}
		switch h.value {
		case "pool":
			if !r.posting() {
				return listing.TalentPool
			}
		case "other!":
			outside = true
		case "other":
			weakOutside = true
		case "industry":
			industry = true
		case "software!":
			software = true
		case "software":
			weakSoftware = true
		}
	}
	plain := false      // a role that only software work has
	consultant := false // one of a kind that is not said
	for _, h := range r.hits[readRole] {
		if !r.inTitle(h) && (!r.inHeader(h) || r.inEmployer(h)) {
			continue
		}
		switch strings.TrimSuffix(h.value, "?") {
		case generic, "consultant", "design", "pm", "data":
			if h.value == "consultant" && anyConsultant[string(r.text[h.start:h.end])] {
				consultant = true
				continue
			}
			role = role || h.value != generic && !strings.HasSuffix(h.value, "?")
		case "backend", "frontend", "fullstack", anyWeb, "infra_sre", "em_lead", "security", "mobile", "ml_ai", "qa", "helpdesk_it", "embedded", "game":
			if strings.HasSuffix(h.value, "?") {
				weakSoftware = true
				continue
			}
			if h.value == "em_lead" && !contains(string(r.text[h.start:h.end]), leadsSoftware...) {
				continue
			}
			role = true
			switch h.value {
			case "em_lead":
				plain = true
			case "mobile", "ml_ai", "qa", "game", "embedded", "helpdesk_it":
				plain = plain || r.text[h.start] >= 0x80
			default:
				plain = true
			}
		}
	}
	if r.posting() {
		return r.postingPopulation(outside, software || weakSoftware || role)
	}
	switch {
	case outside && !software:
		return listing.OtherWork
	case software:
		return listing.Software
	case role && !weakOutside, plain:
		return listing.Software
	case role && weakSoftware:
		return listing.Software
	case weakOutside:
		return listing.OtherWork
	case weakSoftware || role:
		return listing.Software
	case industry && !consultant:
		return listing.OtherWork
	}
	if r.softwareTechniques(3) {
		return listing.Software
	}
	return listing.OtherWork
}

// anyConsultant are words for consultants of anything: accounts, taxes, people.
var anyConsultant = map[string]bool{"コンサルタント": true, "コンサル": true, "consultant": true, "consultants": true, "consulting": true}

// leadsSoftware are parts of the words for those who lead, which say that they
// lead people who build software.
var leadsSoftware = []string{"エンジニア", "開発", "技術", "テック", "テクニカル", "engineer", "tech", "software", "dev", "cto", "vpoe", "vp eng", "platform", "infrastructure", "frontend", "backend", "front end", "back end", "mobile", "ios", "android", "data", "qa", "em候補", "(em)", "vp product"}

// softwareTechniques reports whether the body names at least n different
// techniques that only software work needs. Words that every office uses by now
// (生成AI, データ分析, 進捗管理) are none of them.
func (r *reading) softwareTechniques(n int) bool {
	seen := map[string]bool{}
	for _, h := range r.hits[readRole] {
		switch h.value {
		case "backend?", "frontend?", "mobile?", "infra_sre?", "embedded?", "backend", "frontend", "fullstack", "infra_sre", "mobile":
		default:
			continue
		}
		switch r.region(h) {
		case document.Company, document.Benefit, document.Process, document.Footer:
			continue
		}
		if seen[string(r.text[h.start:h.end])] = true; len(seen) >= n {
			return true
		}
	}
	return false
}

// postingPopulation is population for a posting of several roles: software as
// soon as one of them is. What offers no work at all is of no population that
// counts.
func (r *reading) postingPopulation(outside, software bool) listing.Population {
	if !r.offersWork() {
		return listing.OtherWork
	}
	if software && !outside {
		return listing.Software
	}
	for _, h := range r.hits[readRole] {
		if h.end > r.lead.end && !strings.HasSuffix(h.value, "?") && h.value != "consultant" && h.value != "design" && h.value != "pm" {
			if h.value != generic && r.namesRole(h) || h.value == generic && !outside {
				return listing.Software
			}
		}
	}
	if software || !outside && (r.techniques(2) || r.advertises()) {
		return listing.Software
	}
	return listing.OtherWork
}

// advertises reports whether a posting looks like an employer's: the boards it
// comes from are for software, so what it does not say is no reason to leave it
// out.
func (r *reading) advertises() bool {
	for _, hits := range [][]hit{r.hits[readEmployment], r.hits[readRemote]} {
		if len(hits) > 0 && r.inHeader(hits[0]) {
			return true
		}
	}
	return contains(string(r.text[:min(len(r.text), 600)]), "hiring", "we're looking", "we are looking", "join us", "positions", "openings") || len(headerPlaces(r.header, false)) > 0
}

// techniques reports whether the body names at least n different techniques or
// roles of software.
func (r *reading) techniques(n int) bool {
	seen := map[string]bool{}
	for _, h := range r.hits[readRole] {
		if h.value == "consultant?" || h.value == "design?" || h.value == "pm?" {
			continue
		}
		if seen[string(r.text[h.start:h.end])] = true; len(seen) >= n {
			return true
		}
	}
	return false
}

// employerType reads how the employer earns its money with the work, from words
// that say so; the kind named most often wins, a tie is unknown.
func (r *reading) employerType() listing.EmployerType {
	counts := map[string]int{}
	for _, h := range r.hits[readEmployerType] {
		w := 1
		words := string(r.text[h.start:h.end])
		after := r.after(h, 24)
		if startsWith(after, "ではな", "はあり", "なし", "はな", "は行", "とは異なり", "経験", "での経験", "出身", "企業での", "から") {
			continue
		}
		switch words {
		case "ses":
			if contains(r.before(h, 12), "aws", "amazon", "sns", "sqs", "s3") {
				continue
			}
		case "事業会社":
			if !startsWith(after, "の", "で") || startsWith(after, "での", "出身") {
				continue
			}
		case "consultancy", "consulting firm":
			if !contains(r.before(h, 60), "we are", "we're", "is a", " are a", "boutique") {
				continue
			}
		}
		if r.inTitle(h) || r.inHeader(h) {
			w = 3
		}
		counts[h.value] += w
	}
	best, most, tie := "unknown", 0, false
	for _, t := range listing.EmployerTypes()[1:] {
		switch n := counts[string(t)]; {
		case n > most:
			best, most, tie = string(t), n, false
		case n == most && n > 0:
			tie = true
		}
	}
	if tie {
		return "unknown"
	}
	return listing.EmployerType(best)
}

// seniority reads the level in a career that the title states, the highest of
// those named but that "lead" outranks "senior" and an intern stays one.
func (r *reading) seniority() listing.Seniority {
	level := map[listing.Seniority]int{}
	for i, s := range listing.Seniorities() {
		level[s] = i
	}
	var best listing.Seniority
	for _, h := range r.hits[readSeniority] {
		if !r.inTitle(h) && (!r.inHeader(h) || r.inEmployer(h)) {
			continue
		}
		s := listing.Seniority(h.value)
		if s == "intern" {
			return s
		}
		if level[s] > level[best] {
			best = s
		}
	}
	return best
}
