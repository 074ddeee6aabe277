package terms

import (
	"slices"
	"strings"

	"juyo/extract/document"
)

// ownProduct is the value of words that may speak of a product of the employer's
// own. They count where nothing says another kind of employer: agencies speak of
// their clients' products, and every shop of its platform.
const ownProduct = "product?"

// productJobs follow the name of a kind of product where a job, a team or a craft
// is meant: "software engineer", "platform team".
var productJobs = newPrefixes("engineer", "developer", "development", "manager", "management", "owner", "designer", "design", "lead", "architect", "programmer", "tester", "test", "scientist", "analyst", "specialist", "consult", "role", "position", "agency", "house", "craft", "department", "license", "licence", "vendor", "support", "solution", "services", "delivery", "companies", "industry", "as code", "team lead", "partner", "stack", "marketing", "roadmap", "strategy", "organi", "quality", "sense", "thinking", "store", "folks", "people", "crew", "group", "squad", "practice", "side", "work ", "architecture", "operations", "ops", "event", "conference", "systems")

// productVerbs are what makers do with their products, as said of "we" and of a
// name.
var (
	productVerbs = wordSet("build make sell write develop create run operate offer provide publish maintain")
	productDoes  = wordSet("builds makes sells writes develops creates runs operates offers provides publishes")
	productDone  = wordSet("built launched created made")
	productDoing = wordSet("building making selling writing developing creating running launching scaling growing")
)

// betweenStops end the reach of "our" or of a verb towards the product.
var betweenStops = wordSet("for with to of at in on using from that which who and or by about into as like internal client's clients' client clients company company's custom bespoke customer's customers' partners' partner's their your his her team experience you tests code test scripts we we're i it do does is are was has have can will time")

// ownProductEnglish reports whether the English noun at h is a product of the
// employer's own, and from where in the text that is said.
func (r *reading) ownProductEnglish(h hit) (start int, ok bool) {
	words, after := string(r.text[h.start:h.end]), r.after(h, 32)
	if productJobs.begin(after) && !startsWith(after, "designed", "designs", "supports", "supporting", "leading", "leads", "tested", "manages", "managing", "operates", "partners with", "organized", "delivers", "developed") {
		return 0, false
	}
	if (words == "platform" || words == "software" || words == "product") && startsWith(after, "team", "engineering") {
		return 0, false
	}
	from, _ := r.sentence(h)
	lead := string(r.text[from:h.start])
	if contains(lead, "experience", "you have", "you've", "you know", "background", "our client", "the client", "client's", "clients'", "if you", "would you", "used to", "previously") {
		return 0, false
	}
	t := strings.Fields(lead)
	const reach = 7
	for i := len(t) - 1; i >= 0 && i >= len(t)-reach; i-- {
		w := strings.Trim(t[i], ",()\"'*:")
		if w == "our" {
			return r.wordStart(from, i), len(t)-i <= 5
		}
		subject := t[:i]
		switch {
		case betweenStops[w], strings.HasSuffix(t[i], "s'"), strings.HasSuffix(w, "'s") && !slices.Contains([]string{"world's", "nation's", "industry's", "country's", "europe's", "japan's", "today's"}, w):
			return 0, false
		case productVerbs[w] && endsInWe(subject), productDoes[w] && namesEmployer(subject), productDoing[w] && doing(subject, lead), productDone[w] && endsIn(subject, "we've", "we", "have") && contains(lead, "we've", "we "):
			return r.wordStart(from, i), true
		case isArticle[w] && i > 0 && saysWhatItIs(t[:i], words):
			return r.wordStart(from, i-1), true
		}
	}
	return 0, false
}

// isArticle has the articles.
var isArticle = wordSet("a an the")

// saysWhatItIs reports whether words, up to an article, say that the employer is
// what follows: "Orchid is", "we're".
func saysWhatItIs(words []string, kind string) bool {
	subject := words[:len(words)-1]
	switch words[len(words)-1] {
	case "we're":
		return true
	case "are":
		return endsInWe(subject)
	case "is":
		return namesEmployer(subject) && kind != "software" && kind != "product" && kind != "products"
	}
	return false
}

// doing reports whether words, up to a verb in -ing, say that the employer is at
// it.
func doing(words []string, lead string) bool {
	if contains(lead, "role", "position", "you", "job is") {
		return false
	}
	return endsIn(words, "we're", "is", "i'm", "currently", "been") || endsIn(words, "are") && contains(lead, "we ") || endsIn(words, "on") && contains(lead, "we're ", "we are ")
}

// wordStart returns where the i-th word of the text from offset from on begins.
func (r *reading) wordStart(from, i int) int {
	for ; i >= 0; i-- {
		for r.text[from] == ' ' {
			from++
		}
		if i == 0 {
			break
		}
		for r.text[from] != ' ' {
			from++
		}
	}
	return from
}

// endsIn reports whether the last of words is any of ends.
func endsIn(words []string, ends ...string) bool {
	return len(words) > 0 && slices.Contains(ends, strings.Trim(words[len(words)-1], ",:()-"))
}

// endsInWe reports whether words end in "we", an adverb left out.
func endsInWe(words []string) bool {
	if n := len(words); n > 1 && (strings.HasSuffix(words[n-1], "ly") || words[n-1] == "also" || words[n-1] == "are") {
		words = words[:n-1]
	}
	return endsIn(words, "we")
}

// nobody are subjects of verbs that are not the employer.
var nobody = wordSet("you he she it this that which who they team teams role position candidate engineer engineers developer client clients customer customers person everyone someone job work project kafka kubernetes docker each")

// namesEmployer reports whether words, from the beginning of a sentence to a verb,
// may be an employer's name.
func namesEmployer(words []string) bool {
	const longest = 8
	if len(words) == 0 || len(words) > longest {
		return false
	}
	last := strings.Trim(words[len(words)-1], ",()\"")
	if nobody[last] || nobody[words[0]] {
		return false
	}
	switch words[0] {
	case "the", "our", "your", "as", "if", "when", "what", "how", "my", "a", "an", "one", "in", "-", "*":
		return endsIn(words, "company", "startup", "group", "studio") && words[0] != "your"
	}
	return true
}

// Words that make a product between brackets another's, or a duty.
var othersProduct = []string{"お客様", "クライアント", "顧客", "取引先", "客先", "企業様", "大手企業が", "他社", "某", "エンドユーザー"}

// ownProductJapanese reports whether the Japanese words at h speak of a product of
// the employer's own.
func (r *reading) ownProductJapanese(h hit) bool {
	words, after := string(r.text[h.start:h.end]), r.after(h, 60)
	lead := tail(r.sentenceLead(h), 90)
	if contains(lead, othersProduct...) || contains(cutRunes(after, 14), "お客様", "クライアント", "企業様", "案件", "いただ", "頂", "経験", "会社の", "企業の") {
		return false
	}
	switch words {
	case "プロダクト「", "プロダクト『", "saas「", "saas『":
		return !contains(lead, "連携", "導入", "利用")
	case "開発元", "運営元", "提供元":
		return startsWith(after, "です", "、", "の株式会社", "である", "として", "「", ")", ",", "株式会社") || after == ""
	case "当社が開発", "当社が運営", "当社が提供", "弊社が開発", "弊社が運営", "弊社が提供", "私たちが開発", "私たちが運営", "私たちが提供":
		return contains(cutRunes(after, 24), "サービス", "プロダクト", "アプリ", "saas", "プラットフォーム", "サイト", "メディア", "ゲーム", "「", "製品", "ツール")
	}
	if strings.HasPrefix(words, "当社") || strings.HasPrefix(words, "弊社") || strings.HasPrefix(words, "自社で") {
		return !startsWith(after, "の利用", "をご利用", "のご利用", "を使う", "への登録", "にご登録", "に登録", "した経験", "できる", "導入")
	}
	// "「…」を開発", "アプリを開発・運営"
	if startsWith(after, "している企業", "している会社の", "しているお", "する業務", "する仕事", "するお仕事", "した", "するチーム", "するプロジェクト", "する部署") {
		return false
	}
	if startsWith(after, "する") {
		return contains(cutRunes(after, 22), "株式会社", "合同会社", "有限会社", "会社です", "企業です", "スタートアップ", "ベンチャー", "当社", "弊社", "会社。", "カンパニー")
	}
	return startsWith(after, "しています", "しております", "・", "、", "し、", "してい", "中", "。", "/", "を行っ", "を行う会社") || after == ""
}

// productOfOwn reports whether the words at h speak of a product of the employer's
// own; the hit it returns has the words that say so.
func (r *reading) productOfOwn(h hit) (hit, bool) {
	switch r.region(h) {
	case document.Benefit, document.Process:
		return h, false
	case document.Preferred, document.Required:
		if r.text[h.end-1] >= 0x80 || !strings.Contains(r.sentenceLead(h), "our ") {
			return h, false
		}
	}
	if r.text[h.end-1] >= 0x80 { // "SaaSを提供" is Japanese too
		return h, r.ownProductJapanese(h)
	}
	start, ok := r.ownProductEnglish(h)
	if ok {
		h.start = start
	}
	return h, ok
}
