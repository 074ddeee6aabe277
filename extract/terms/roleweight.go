package terms

import (
	"strings"

	"juyo/extract/document"
	"juyo/listing"
)

// Factors of techniques that the most different people use at work, so that they
// tell less of a role than others do.
var roleFactor = map[string]float64{
	"infra_sre": 0.6, "pm": 0.5, "qa": 0.7, "security": 0.7, "design": 0.6, "em_lead": 0.4, "consultant": 0.8, "embedded": 0.9,
}

// everybodys are tools that those who write software of any kind write it with.
var everybodys = map[string]bool{
	"claude": true, "chatgpt": true, "copilot": true, "openai": true, "プロンプト": true, "ai agents": true, "git": true, "windows": true, "ai駆動": true, "ai native": true, "ai活用": true, "aiツール": true, "生成ai": true, "llms": true, "llm": true,
}

// weights returns how much the duties and techniques of the body, and the
// techniques of the title, weigh for each role. A word counts once.
func (r *reading) weights() map[string]float64 {
	weights := map[string]float64{}
	seen := map[string]bool{}
	for _, h := range r.hits[readRole] {
		role, technique := strings.CutSuffix(h.value, "?")
		if role == generic || role == anyWeb || role == deployed {
			continue
		}
		words := string(r.text[h.start:h.end])
		if seen[words] {
			continue
		}
		w, ok := r.regionWeight(h)
		if !ok {
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
		if everybodys[words] && !r.inTitle(h) {
			w *= 0.5
		}
		if technique && r.posting() {
			if r.whatYouDo(h) {
				w *= 1.5
			} else {
				w *= 0.6 // the employer's stack
			}
		}
		seen[words] = true
		if words == "typescript" {
			role = words
		}
		weights[role] += w
	}
	if w := weights["typescript"]; seen["react"] || seen["react.js"] || seen["vue"] || seen["vue.js"] || seen["angular"] || seen["next.js"] || seen["svelte"] || seen["nuxt"] || seen["nuxt.js"] {
		weights["frontend"] += w // it is what those are written in
	} else {
		weights["backend"] += w
	}
	for role, f := range roleFactor {
		weights[role] *= f
	}
	return weights
}

// whatYouDo reports whether the sentence of h tells the reader what to do with it.
func (r *reading) whatYouDo(h hit) bool {
	from, _ := r.sentence(h)
	return contains(string(r.text[from:h.start]), "you'll", "you will", "you'd", "you would", "you can", "you know", "strong in", "someone who", "someone with", "experience with", "experience in", "fluent in", "proficient in", "looking for", "need someone", "to work on", "help us build", "to build")
}

// regionWeight returns what a word at h weighs where it stands; false where words
// say nothing of the work.
func (r *reading) regionWeight(h hit) (float64, bool) {
	switch r.region(h) {
	case document.Title:
		return 3, true
	case document.Duty:
		return 1.2, true
	case document.Preferred:
		return 0.3, true
	case document.Company, document.Unneeded, document.Benefit, document.Process, document.Footer, document.Place, document.Pay, document.Hours, document.Person:
		return 0, false
	}
	return 1, true
}

// weighedRoles adds the roles that the duties and techniques of the body, or the
// techniques of the title, weigh most, when they weigh at least least.
func (r *reading) weighedRoles(set *roleSet, least float64) {
	weights := r.weights()
	best, most := "", 0.0
	for _, role := range listing.Roles() {
		if w := weights[string(role)]; w > most {
			best, most = string(role), w
		}
	}
	oneSided := max(weights["backend"], weights["frontend"]) >= oneSide*max(1, min(weights["backend"], weights["frontend"]))
	if (best == "" || best == "backend" || best == "frontend" || best == "fullstack" || best == "mobile") && !oneSided && r.asksBothSides() {
		r.addSides(set)
		return
	}
	back, front := weights["backend"], weights["frontend"]
	if side := max(back, front); best != "" && side >= least && side < most && most < clearly*side {
		// What a side's people also work with is no other role.
		if best = "backend"; front > back {
			best = "frontend"
		}
		most = side
	}
	switch sides := (best == "backend" || best == "frontend") && min(back, front) >= bothSides*max(back, front); {
	case sides && back+front >= least:
		r.addSides(set)
	case most >= least:
		set.add(listing.Role(best))
	}
}

// addSides adds the work on both sides of a product, or each of them where the
// text offers the one or the other.
func (r *reading) addSides(set *roleSet) {
	if r.eitherSide() {
		set.add("backend")
		set.add("frontend")
		return
	}
	set.add("fullstack")
}

const (
	// bothSides is the share of the heavier of backend and frontend from which the
	// lighter makes the work fullstack.
	bothSides = 0.5
	// clearly is how many times a side another role must weigh to be the role.
	clearly = 1.2
	// oneSide is how many times the lighter the heavier weighs where a word for both
	// sides is no more than praise.
	oneSide = 4.0
)

// side returns the side of a product that h names by a word for it, "" for other
// hits.
func (r *reading) side(h hit) string {
	role, technique := strings.CutSuffix(h.value, "?")
	if role != "backend" && role != "frontend" || technique && !contains(string(r.text[h.start:h.end]), "front", "back", "server", "フロント", "バックエンド", "サーバ") {
		return ""
	}
	return role
}

// eitherSide reports whether the text offers one side or the other: "フロントエンド、
// またはバックエンド".
func (r *reading) eitherSide() bool {
	return r.sidesJoined(func(_, between, _ string) bool {
		return contains(between, "または", "もしくは", " or ", "か、")
	})
}

// asksBothSides reports whether the text says that the work, or what is asked of
// the applicant, is on both sides: "フロントエンドとバックエンドの両方", "full stack".
func (r *reading) asksBothSides() bool {
	for _, h := range r.hits[readRole] {
		if h.value == "fullstack" && !r.inTitle(h) && r.ofTheWork(h) {
			return true
		}
	}
	return r.sidesJoined(func(before, between, after string) bool {
		if linked := strings.Trim(between, " /・、,&と及び") == "" || between == " and "; linked && (after == "" || startsWith(after, "/", "・", "開発/", "開発・", "の開発", "の実装", "の設計", "の構築", "を一貫", "development", "code", "systems", "services", "features", "work", "components")) {
			return true
		}
		return startsWith(after, "両方", "の両方", "双方", "の双方", "どちらも", "のどちらも", "ともに", "を横断", "を問わず", "半々", "and backend", "sides") || endsWith(before, "both", "both the", "between", "across", "across the", "span", "spanning")
	})
}

// ofTheWork reports whether the words at h stand where the work or what it needs
// is told, and are no team's or colleague's.
func (r *reading) ofTheWork(h hit) bool {
	if w, ok := r.regionWeight(h); !ok || w < 1 {
		return false
	}
	japanese := r.text[h.start] >= 0x80
	return (japanese || startsWith(r.after(h, 24), "app", "dev", "engineer", "web", "product", "software", "feature", "system", "experience")) &&
		!startsWith(r.after(h, 24), "engineers", "developers", "エンジニアと", "エンジニアを", "development team", "engineering team", "エンジニア経験", "エンジニアへ", "エンジニアが", "と協", "と連携", "と一緒", "とともに", "や") && !endsWith(r.before(h, 24), "our", "with", "other", "not", "no")
}

// sidesJoined reports whether two words near each other, one for each side of a
// product, satisfy says, which gets the words before, between and after them.
func (r *reading) sidesJoined(says func(before, between, after string) bool) bool {
	var last hit
	lastSide := ""
	for _, h := range r.hits[readRole] {
		this := r.side(h)
		if this == "" {
			continue
		}
		a, aSide := last, lastSide
		last, lastSide = h, this
		if aSide == "" || aSide == this || h.block-a.block > 1 || r.inTitle(h) {
			continue
		}
		if gap := h.start - a.end; gap <= 0 || gap > 24 {
			continue
		}
		if _, ok := r.regionWeight(h); ok && says(r.before(a, 16), string(r.text[a.end:h.start]), r.after(h, 16)) {
			return true
		}
	}
	return false
}
