package terms

import (
	"strings"

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
			if r.lead == 0 {
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
	plain := false // a role that only software work has
	for _, h := range r.hits[readRole] {
		if !r.inTitle(h) && (!r.inHeader(h) || r.inEmployer(h)) {
			continue
		}
		switch strings.TrimSuffix(h.value, "?") {
		case generic, "consultant", "design", "pm", "data":
			role = role || h.value != generic && !strings.HasSuffix(h.value, "?")
		case "backend", "frontend", "fullstack", anyWeb, "infra_sre", "em_lead", "security", "mobile", "ml_ai", "qa", "helpdesk_it", "embedded", "game":
			if strings.HasSuffix(h.value, "?") {
				weakSoftware = true
				continue
			}
			role = true
			switch h.value {
			case "em_lead":
				plain = plain || !contains(string(r.text[h.start:h.end]), "team lead")
			case "mobile", "ml_ai", "qa", "game", "embedded", "helpdesk_it":
				plain = plain || r.text[h.start] >= 0x80
			default:
				plain = true
			}
		}
	}
	if r.lead > 0 {
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
	case industry:
		return listing.OtherWork
	}
	if r.techniques(3) {
		return listing.Software
	}
	return listing.OtherWork
}

// postingPopulation is population for a posting of several roles: software as
// soon as one of them is.
func (r *reading) postingPopulation(outside, software bool) listing.Population {
	if software && !outside {
		return listing.Software
	}
	for _, h := range r.hits[readRole] {
		if h.end > r.lead && !strings.HasSuffix(h.value, "?") && h.value != "consultant" && h.value != "design" && h.value != "pm" {
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
