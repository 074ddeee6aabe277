package terms

import (
	_ "embed"
	"slices"
	"strings"

	"juyo/extract/document"
	"juyo/listing"
)

//go:embed roles.tsv
var roleTable string

// generic is the value of words that say "engineer" and no more; anyWeb of those
// that say web product and leave the side open; deployed of those for engineers
// who work at the customer's.
const (
	generic  = "generic"
	anyWeb   = "web"
	deployed = "deployed"
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
	var set roleSet
	switch p {
	case listing.Software:
	case listing.TalentPool: // an open application that names who is looked for
		if r.titleRoles(&set); len(set) == 0 || !r.namesPerson(r.title) {
			set = roleSet{listing.RoleOther}
		}
		return set.sorted()
	default:
		return r.otherRoles()
	}
	if r.posting() {
		r.postingRoles(&set)
	} else {
		r.titleRoles(&set)
	}
	if len(set) == 0 && !r.posting() {
		least := 1.5
		if r.titleOfItsOwnKind() {
			least = 5
		}
		r.weighedRoles(&set, least)
	}
	if len(set) == 0 {
		set.add(listing.RoleOther)
	}
	return set.sorted()
}

// titleOfItsOwnKind reports whether the title is for engineers of a kind that is no
// role, or in English for no engineers at all, so that only a body full of a role
// makes it of that: "Fraud Engineer".
func (r *reading) titleOfItsOwnKind() bool {
	own, engineers := false, false
	for _, h := range r.hits[readRole] {
		if !r.inTitle(h) {
			continue
		}
		if strings.HasSuffix(h.value, "?") {
			return false
		}
		engineers = engineers || h.value == generic
		own = own || h.value == generic && r.ofItsOwnKind(h)
	}
	return own || !engineers && !hasCJK(r.title) && r.title != ""
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
		case "consultant":
			if !r.ofOtherWork(h) {
				set.add(listing.Role(h.value))
			}
		case "design", "pm":
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

// ofOtherWork reports whether the words right before h name a job outside
// software, so that h is a kind of it: "Customer Support Consultant".
func (r *reading) ofOtherWork(h hit) bool {
	for _, k := range r.hits[readKind] {
		if k.value == "other!" && k.end <= h.start && strings.TrimSpace(string(r.text[k.end:h.start])) == "" {
			return true
		}
	}
	return false
}

// namesPerson reports whether title has a noun for who does the work, rather than
// a field alone.
func (r *reading) namesPerson(title string) bool {
	return contains(title, roleNouns...) || contains(title, "マネージャ", "マネジャ", "サイエンティスト", "アナリスト", "テックリード", "sdet", "sre", "pm")
}

// titleSays is what the words of a title say besides the roles they name.
type titleSays struct {
	web      bool // engineers of a product, on which side is open
	product  bool // of all of a product
	lead     bool // who leads, of what is open
	aiWork   bool // the work is with models, not the product
	deployed bool // engineers who work at the customer's
}

// titleRoles adds the roles that the title names.
func (r *reading) titleRoles(set *roleSet) {
	var says titleSays
	var aims, unit roleSet
	for _, h := range r.hits[readRole] {
		switch {
		case !r.inTitle(h) || strings.HasSuffix(h.value, "?") || r.inDepartment(h) || r.formerly(h):
		case r.aimedAt(h):
			r.titleWord(h, &aims, &titleSays{})
		case startsWith(r.after(h, 24), "部", "室", "本部", "グループ", "チーム", "課") && !startsWith(r.after(h, 24), "部長", "室長", "課長", "チームリーダー", "チームの", "グループリーダー", "グループマネ"):
			r.titleWord(h, &unit, &titleSays{})
		default:
			r.titleWord(h, set, &says)
		}
	}
	if len(*set) == 0 && !says.web && !says.deployed {
		*set = aims
	}
	if len(*set) == 0 || len(*set) == 1 && set.has("em_lead") { // the department tells the work
		for _, role := range unit {
			set.add(role)
		}
	}
	r.settle(set)
	if !set.has("pm") && !contains(r.title, "エンジニア", "engineer", "開発") && hasCJK(r.title) && r.managesProject() {
		set.add("pm")
	}
	if says.deployed {
		r.deployedRoles(set)
		return
	}
	if says.web && !says.product && !says.aiWork && len(*set) == 1 && set.has("ml_ai") { // a web engineer of a product with AI
		*set = nil
	}
	switch {
	case says.product && !set.has("backend") && !set.has("frontend") && !set.has("mobile"):
		set.add("fullstack")
	case says.web && len(*set) == 0:
		if r.weighedRoles(set, 4); len(*set) == 0 || !set.has("backend") && !set.has("frontend") {
			*set = roleSet{"fullstack"}
		}
	case says.lead && len(*set) == 1: // a tech lead of what?
		r.weighedRoles(set, 3)
	case len(*set) == 1 && set.has("ml_ai") && !says.aiWork && (r.asksBothSides() || hasCJK(r.title) && r.buildsProduct()): // what it is built with
		*set = nil
		if r.weighedRoles(set, 4); !set.has("backend") && !set.has("frontend") {
			*set = roleSet{"fullstack"}
		}
	case len(*set) == 1 && (set.has("ml_ai") || set.has("infra_sre") && contains(r.title, "devops")) && r.asksBothSides():
		set.add("fullstack")
	}
}

// aimedAt reports whether the title speaks of the role at h as what somebody may
// become, not as what is sought: "PMを目指すエンジニア".
func (r *reading) aimedAt(h hit) bool {
	if !hasCJK(r.title) {
		return false
	}
	after := r.after(h, 60)
	between, _, ok := strings.Cut(after, "目指")
	if !ok {
		return startsWith(after, "にもなれる", "にも挑戦", "へのキャリアアップ", "へステップアップ", "へのステップアップ")
	}
	return !strings.ContainsAny(between, "|!?。") && !contains(between, "募集")
}

// formerly reports whether the title speaks of the role at h as what applicants
// were: "テスターから開発エンジニアへ".
func (r *reading) formerly(h hit) bool {
	return startsWith(r.after(h, 40), "からエンジニア", "から開発", "・sierから", "・pmoから", "・テスターから", "期間な", "期間は", "経験者歓迎", "経験者大歓迎", "経験を活か")
}

// titleWord adds the role of a word of the title, and what else it says.
func (r *reading) titleWord(h hit, set *roleSet, says *titleSays) {
	words := string(r.text[h.start:h.end])
	switch h.value {
	case generic:
	case deployed:
		says.deployed = true
	case anyWeb:
		says.web = true
		says.product = says.product || contains(words, "product", "プロダクト", "generalist") || contains(words, "サイト", "ホームページ", "hp") && !r.namesTechnique("backend?", "wordpress")
	default:
		says.lead = says.lead || h.value == "em_lead" && contains(words, "リード", "lead")
		says.aiWork = says.aiWork || h.value == "ml_ai" && contains(words, "エンジニア", "engineer", "scientist", "learning", "学習")
		set.add(listing.Role(h.value))
		if r.leadFollows(h) {
			set.add("em_lead")
		}
	}
}

// buildsProduct reports whether the body speaks far more of a product's sides than
// of models.
func (r *reading) buildsProduct() bool {
	w := r.weights()
	sides := w["backend"] + w["frontend"]
	return sides >= muchOfSides && sides >= 2*w["ml_ai"]
}

// muchOfSides is what the sides of a product weigh together where the work is on
// them, whatever the title says it is built with.
const muchOfSides = 6

// namesTechnique reports whether the title names a technique of role besides except.
func (r *reading) namesTechnique(role, except string) bool {
	for _, h := range r.hits[readRole] {
		if h.value == role && r.inTitle(h) && string(r.text[h.start:h.end]) != except {
			return true
		}
	}
	return false
}

// managesProject reports whether the text says that the work is a project's
// management: "PMOとして", "PMO支援".
func (r *reading) managesProject() bool {
	for _, h := range r.hits[readRole] {
		if h.value != "pm" && h.value != "pm?" || r.inTitle(h) {
			continue
		}
		switch string(r.text[h.start:h.end]) {
		case "pmo", "pm", "pl", "pmo/pm", "プロジェクトマネージャー":
		default:
			continue
		}
		if w, ok := r.regionWeight(h); ok && w >= 1 && startsWith(r.after(h, 24), "として", "支援", "業務", "ポジション", "案件", "を担", "をお任せ", "を募集") && !startsWith(r.after(h, 24), "支援を受け", "業務経験", "としての経験", "としての実務", "支援経験") {
			return r.region(h) != document.Required
		}
	}
	return false
}

// deployedRoles adds the roles of engineers who work at the customer's: builders
// and advisers, or, where the title or the body speaks of models above all, those
// who build on models.
func (r *reading) deployedRoles(set *roleSet) {
	w := r.weights()
	if set.has("ml_ai") || w["ml_ai"] >= 2 && w["ml_ai"] >= w["backend"]+w["frontend"] {
		set.add("ml_ai")
		return
	}
	set.add("consultant")
	if !set.has("backend") && !set.has("frontend") && !set.has("data") {
		set.add("fullstack")
	}
}

// leadFollows reports whether the words behind h make it the role of those who
// lead its people: "Backend Lead", "QAマネージャー", but not "リードエンジニア".
func (r *reading) leadFollows(h hit) bool {
	switch h.value {
	case "backend", "frontend", "fullstack", "mobile", "infra_sre", "data", "ml_ai", "qa", "security", "embedded", "game":
	default:
		return false
	}
	if words := string(r.text[h.start:h.end]); endsWith(words, " lead", " leads", "manager", "マネージャー", "リーダー", "リード") {
		return true
	}
	after := r.after(h, 40)
	if !startsWith(after, "リード", "リーダー", "チームリーダー", "チームリード", "マネージャ", "マネジャ", "グループリーダー", "エンジニアリングマネ", "lead", "leads", "team lead", "chapter lead", "practice lead", "tech lead", "engineering lead", "engineering manager", "manager", "managers", "director") {
		return false
	}
	return !startsWith(after, "リードエンジニア", "lead engineer", "lead develop", "lead gen", "manager to") && !r.reportsTo(h)
}

// reportsTo reports whether the words before h make it who the role reports to.
func (r *reading) reportsTo(h hit) bool {
	return endsWith(r.before(h, 40), "report to", "reporting to", "reports to", "report to the", "reporting to the", "reports to the", "report to our", "with our", "with the")
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
	drop("ml_ai", listing.RoleOther)
	drop("helpdesk_it", "backend", "frontend", "fullstack", "mobile")
	if !contains(r.title, "デザイナ", "designer", "デザイン制作", "webデザイン", "design engineer", "デザインエンジニア") { // "UI/UX" is what they care for
		drop("design", "backend", "frontend", "fullstack", "mobile")
	}
	if contains(r.title, "エンジニア") && !contains(r.title, "コンサル", "導入", "ソリューション", "カスタマー", "sap", "プリセールス") { // "構想", "ERP"
		drop("consultant", "fullstack", "em_lead")
	}
	drop("mobile", "backend", "frontend", "qa", "pm")
	drop("security", "pm", "helpdesk_it", "embedded")
	drop("infra_sre", "helpdesk_it", "consultant", "data")
	drop("consultant", "pm", "data", "backend", "frontend")
	if set.has("pm") && englishManager(r.title) { // what is managed, not what is done
		drop("data", "pm")
		drop("infra_sre", "pm")
	}
}

// englishManager reports whether an English title names the manager of a product,
// a programme or a project.
func englishManager(title string) bool {
	return !hasCJK(title) && contains(title, "product manager", "product management", "program manager", "project manager", "product owner", "product lead")
}
