package terms

import (
	"bytes"
	"slices"
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
	k := r.titleKinds()
	if r.posting() {
		return r.postingPopulation(k.outside || k.craft, k.software || k.weakSoftware || k.role)
	}
	switch {
	case k.pool, k.talk && !k.software && !k.outside && !k.role && !k.weakSoftware && !k.craft:
		return listing.TalentPool
	case k.craft && !k.software:
		return listing.OtherWork
	case k.outside && !k.software && !r.headEngineer(k.lastOutside):
		return listing.OtherWork
	case k.software:
		return listing.Software
	case k.outside: // a clause about those whom the software is for
		return listing.Software
	case k.weakCraft && !k.plain, !k.plain && (k.role || k.weakSoftware) && r.worksOnThings():
		return listing.OtherWork
	case k.engineer && (!k.plain || k.anyReliability) && r.saysNothingOfSoftware():
		return listing.OtherWork
	case k.role && !k.weakOutside && !k.person, k.plain, k.role && k.weakSoftware && (k.engineer || !k.weakOutside || r.softwareWork(3)), k.role && k.person && r.softwareWork(2):
		return listing.Software
	case k.weakOutside:
		if r.headEngineer(k.lastOutside) || r.engineerAlone() {
			return listing.Software
		}
		return listing.OtherWork
	case k.weakSoftware:
		return listing.Software
	case k.person:
		if r.softwareTechniques(manyTechniques) {
			return listing.Software
		}
		return listing.OtherWork
	case k.role:
		return listing.Software
	case k.industry && !k.consultant:
		return listing.OtherWork
	}
	if r.softwareWork(3) || r.opensWithSoftware() {
		return listing.Software
	}
	return listing.OtherWork
}

// firstSentenceBytes is the most of a first sentence that can be read as a title.
const firstSentenceBytes = 160

// opensWithSoftware reports whether a listing without a title begins with a
// sentence that names a job in software and no other.
func (r *reading) opensWithSoftware() bool {
	if r.doc.Title != "" || len(r.blocks) == 0 {
		return false
	}
	first := r.blocks[0]
	end := first.end
	if i := firstBreak(r.text[first.start:first.end]); i >= 0 {
		end = first.start + i
	}
	if i := bytes.IndexAny(r.text[first.start:end], "!?"); i >= 0 {
		end = first.start + i
	}
	if end-first.start > firstSentenceBytes {
		return false
	}
	software, named := false, 0
	for _, h := range r.hits[readKind] {
		if h.end > end {
			break
		}
		switch h.value {
		case "other!", "other", "craft!", "craft", "pool":
			if named == 0 || !bytes.ContainsAny(r.text[named:h.start], ",(:") {
				return false
			}
		case "software!", "software":
			software = true
			if h.value == "software!" {
				named = h.end
			}
		}
	}
	for _, h := range r.hits[readRole] {
		software = software || h.end <= end && h.value != generic && !strings.HasSuffix(h.value, "?")
	}
	return software
}

// manyTechniques is the number of techniques of software in a body from which a
// title that names no work ("Specialist") is one of software's.
const manyTechniques = 5

// titleKinds are the kinds of work that words of a title, or of a header, speak of.
type titleKinds struct {
	pool           bool // an open application
	talk           bool // an invitation to talk; an open application when nothing else is said
	outside        bool // a job outside software
	craft          bool // engineering of things
	software       bool // a job in software
	role           bool // a role that software work has
	plain          bool // a role that only software work has
	engineer       bool // a word that says engineer, of whatever
	anyReliability bool // what is reliable or produced is not said
	weakOutside    bool
	weakCraft      bool
	weakSoftware   bool
	person         bool // a person's rank: analyst, manager, specialist
	industry       bool
	consultant     bool // one of a kind that is not said
	fieldEnd       int  // where the last field of software ends, 0 without one
	lastOutside    int  // where the last word for a job outside software ends
}

// titleKinds reads the words of the title, or of the header.
func (r *reading) titleKinds() titleKinds {
	var k titleKinds
	for _, h := range r.hits[readKind] {
		if !r.inTitle(h) && (!r.inHeader(h) || r.inEmployer(h)) {
			continue
		}
		switch h.value {
		case "pool":
			k.pool = k.pool || !r.posting() && !poolAsObject.begin(r.after(h, 40))
		case "pool?":
			k.talk = true
		case "other!":
			k.outside, k.lastOutside = true, h.end
		case "craft!":
			k.craft = true
		case "craft":
			k.weakCraft = true
		case "other":
			k.weakOutside, k.lastOutside = true, h.end
			k.outside = k.outside || r.sellsOrServes(h)
		case "person":
			k.person = true
		case "industry":
			k.industry = true
		case "software!":
			if served.begin(r.after(h, 24)) {
				k.weakSoftware = true
				continue
			}
			if contains(string(r.text[h.start:h.end]), jobNouns...) || r.nounFollows(h, 2) {
				k.software = true
			} else {
				k.fieldEnd = h.end
			}
		case "software":
			k.weakSoftware = true
		}
	}
	// A field of software with nobody in it ("machine learning") is the work where
	// no other job follows ("machine learning recruiter").
	k.software = k.software || k.fieldEnd > 0 && (!k.outside || k.fieldEnd > k.lastOutside)
	for _, h := range r.hits[readRole] {
		if r.inTitle(h) && !r.inDepartment(h) || r.inHeader(h) && !r.inEmployer(h) {
			k.addRole(h, string(r.text[h.start:h.end]))
		}
	}
	return k
}

// anyReliability are words for engineers of systems, or of gearboxes.
var anyReliability = map[string]bool{"reliability engineer": true, "reliability engineers": true, "production engineer": true, "operations engineer": true, "operations engineers": true}

// jobNouns are parts of the words for jobs in software that say who does them.
var jobNouns = []string{"エンジニア", "プログラマ", "アナリスト", "サイエンティスト", "デザイナー", "マネージャー", "マスター", "技術者", "se", "リーダー", "情報システム", "engineer", "developer", "programmer", "manager", "scientist", "analyst", "architect", "administrator", "admin", "designer", "owner", "master", "tester", "researcher", "cto", "sde", "swe", "staff", "advocate", "lead", "php"}

// sellsOrServes reports whether the words at h end a part of a Japanese title and
// so say what the work is, whatever stands before them: "AI研修の営業".
func (r *reading) sellsOrServes(h hit) bool {
	switch string(r.text[h.start:h.end]) {
	case "営業", "セールス", "販売", "事務", "接客", "受付", "総合職", "現場監督":
	default:
		return false
	}
	after := strings.TrimSpace(r.after(h, 12))
	return (after == "" || startsWith(after, "(", "|", "/", "】", "職", "担当", "スタッフ", "募集", "マネ", "、", "・", "!")) && !strings.Contains(tail(r.before(h, 12), 6), "(")
}

// poolAsObject follow words for an open application where software or a team for
// them is spoken of: "タレントプール管理システム".
var poolAsObject = newPrefixes("を", "システム", "管理", "サービス", "の開発", "担当", "manager", "software", "platform", "lead", "engineer", "specialist", "coordinator", "partner")

// served follow the name of those whom the work is done for, not who does it:
// "ITエンジニア専門のキャリアアドバイザー".
var served = newPrefixes("専門の", "に特化", "特化の", "向けの", "を支え", "の採用", "採用担当", "の育成", "派遣の", "の営業", "のキャリア", "担当")

// addRole notes what a role's words say of the kind of work.
func (k *titleKinds) addRole(h hit, words string) {
	role, technique := strings.CutSuffix(h.value, "?")
	switch role {
	case generic:
		k.engineer = true
	case "consultant", "design", "pm", "data":
		if role == "consultant" && anyConsultant[words] {
			k.consultant = true
			return
		}
		k.role = k.role || !technique
	case "backend", "frontend", "fullstack", anyWeb, deployed, "infra_sre", "em_lead", "security", "mobile", "ml_ai", "qa", "helpdesk_it", "embedded", "game":
		if technique {
			k.weakSoftware = true
			return
		}
		if role == "em_lead" && !contains(words, leadsSoftware...) {
			return
		}
		k.role = true
		k.engineer = k.engineer || role == "qa" || contains(words, "engineer", "エンジニア")
		k.anyReliability = k.anyReliability || anyReliability[words]
		switch role {
		case "em_lead":
			k.plain = true
		case "qa":
		case "mobile", "ml_ai", "game", "embedded", "helpdesk_it":
			k.plain = k.plain || words[0] >= 0x80
		default:
			k.plain = true
		}
	}
}

// engineerHeads end the name of those who build software.
var engineerHeads = []string{"エンジニア", "プログラマ", "プログラマー", "開発者", "テックリード", "フロントエンド", "バックエンド", "サーバーサイド", "サーバサイド", "フルスタック", "sre", "プロダクトマネージャー", "pdm"}

// headEngineer reports whether the title goes on behind from, where a word for a
// job outside software ends, to name engineers: the word is then about those whom
// the software is for ("医師が使うプロダクトのエンジニア"). An engineer right behind
// the word is one of that kind ("看護師エンジニア"), and one that something is done
// for is nobody's title ("エンジニアを支える営業").
func (r *reading) headEngineer(from int) bool {
	if !hasCJK(r.title) { // in English the word before is what the engineer is of
		return false
	}
	for _, h := range r.hits[readRole] {
		if h.start < from || !r.inTitle(h) || !contains(string(r.text[h.start:h.end]), engineerHeads...) {
			continue
		}
		between := string(r.text[from:h.start])
		if between == "" || strings.Trim(between, " ") == "" || strings.ContainsAny(between, "/&") || contains(between, "、", "・", ", ", " - ", "|", "or ", "and ") && h.start-from < 8 {
			continue
		}
		if startsWith(r.after(h, 24), "を支", "の採用", "採用", "の育成", "向け", "専門", "担当", "出身", "の方", "との", "と", "の教育", "を育", "派遣", "の", "に", "職種") {
			continue
		}
		return true
	}
	return false
}

// engineerAlone reports whether a part of the title that marks set apart says
// engineer and nothing else: "エンジニア職｜宿泊業界のHR企業".
func (r *reading) engineerAlone() bool {
	for part := range strings.FieldsFuncSeq(r.title, func(c rune) bool { return strings.ContainsRune("|｜【】[]/", c) }) {
		part = strings.TrimSpace(part)
		for _, tail := range []string{"募集", "職", "大", "を", "!", "積極採用"} {
			part = strings.TrimSuffix(part, tail)
		}
		if slices.Contains(engineerHeads, part) {
			return true
		}
	}
	return false
}

// worksOnThings reports whether the body speaks of engineering of things and of
// nothing that software work needs.
func (r *reading) worksOnThings() bool {
	for _, h := range r.hits[readCraft] {
		if strings.HasPrefix(h.value, "code") && !r.inTitle(h) {
			return false
		}
	}
	return slices.ContainsFunc(r.hits[readCraft], func(h hit) bool { return h.value == "things" }) && !r.softwareTechniques(1)
}

// A body from leastSaid to mostSaid bytes says what the work is in few words; one
// that is longer speaks of much besides.
const (
	leastSaid = 20
	mostSaid  = 800
)

// itWords are parts of words that a text on work with software or its
// infrastructure can hardly do without.
var itWords = []string{
	"システム", "アプリ", "サイト", "クラウド", "サーバ", "ネットワーク", "データ", "インフラ", "ソフト", "プログラ", "開発", "テスト", "コード", "ツール", "実装", "機能", "プロダクト", "サービス", "エンジニア", "web", "api", "pc", " ai", " it ",
	"backend", "service", "platform", "cloud", "server", "database", " app ", " apps", "app.", "kubernetes", "linux", "data", "digital", "code", "infrastructure", "algorithm", "comput", "technolog", " tech", "model", "feature", "product", "python", "java", "rust", "c++", "network", "security", "deploy", "release", "simulation", "online", "compiler", "stack", "engineers", "developer", "software", "integration", "automat",
}

// sentenceWords are in every sentence on what somebody does; a row of pay and place
// has none.
var sentenceWords = []string{"ます", "する", "です", "you ", "we ", "your ", "our "}

// saysNothingOfSoftware reports whether the listing has a short body without any
// word that work on software can hardly do without.
func (r *reading) saysNothingOfSoftware() bool {
	var body strings.Builder
	for _, b := range r.blocks {
		switch b.section {
		case document.Title, document.Pay, document.Place, document.Hours, document.Benefit:
			continue
		}
		if body.WriteByte(' '); body.Len()+b.end-b.start > mostSaid {
			return false
		}
		body.Write(r.text[b.start:b.end])
	}
	for _, h := range r.hits[readRole] {
		if !r.inTitle(h) && h.value != generic {
			return false
		}
	}
	return body.Len() >= leastSaid && contains(body.String(), sentenceWords...) && !contains(body.String(), itWords...)
}

// softwareWork reports whether the body names n different techniques or phases of
// software work, a technique among them.
func (r *reading) softwareWork(n int) bool {
	if r.softwareTechniques(n) {
		return true
	}
	seen, labels := map[string]bool{}, map[string]bool{}
	for _, h := range r.hits[readCraft] {
		switch words := string(r.text[h.start:h.end]); {
		case h.value == "code!": // headings that only software work has
			labels[words] = true
		case h.value == "code" && r.aboutEmployer(h):
			seen[words] = true
		}
	}
	if len(labels) >= 2 {
		return true
	}
	// A label is worth two words.
	said := len(seen) + 2*len(labels)
	return said > 0 && r.softwareTechniques(max(2-len(labels), n-said))
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
		words := string(r.text[h.start:h.end])
		if strings.HasPrefix(h.value, "mobile") {
			words = "mobile" // iOS, Android and apps are where products are, one technique
		}
		if seen[words] = true; len(seen) >= n {
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
