package terms

import (
	"bytes"
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

//go:embed fields.tsv
var fieldTable string

// industryFollowers stand behind a noun where it names a field of business:
// 金融業界, 医療系, 物流サービス, "insurance company".
var industryFollowers = newPrefixes(
	"系", "業", "分野", "領域", "向け", "事業", "サービス", "システム", "プラットフォーム", "会社", "企業", "案件", "プロジェクト", "アプリ", "サイト", "テック", "dx", "saas", "機関向け", "機関様向け", "業務", "基盤", "パッケージ", "ソフト", "ソリューション",
	"スタートアップ", "ベンチャー", "メーカー", "プロダクト", "のdx", "関連", "ドメイン", "ビジネス", "市場", "it", "施設向け", "店向け", "予約", "管理システム", "情報サイト", "マッチング", "データ基盤", "商社", "の会社", "のシステム", "のサービス", "のプラットフォーム", "のプロダクト", "の業界", "の分野", "の領域", "のsaas", "の企画", "の開発を行", "の開発会社", "の運営会社", "を提供", "を運営", "を展開", "のお客様先",
	"compan", "industry", "platform", "software", "firm", "space", "sector", "provider", "product", "app ", "apps", "app.", "app,", "marketplace", "systems", "domain", "experience", "business", "technolog", "tech", "startup", "start up", "solutions", "institution", "saas", "data platform", "giant", "market leader", "booking",
)

// fieldThings is what is built for a field, a few characters behind its name:
// 損害保険の契約管理システム.
var fieldThings = regexp.MustCompile(`^[^、。,.・()|]{0,8}(システム|プラットフォーム|アプリ|サイト|パッケージ)`)

// industryLabels stand before a noun that a line gives as the field of business.
var industryLabels = []string{"業界:", "業種:", "分野:", "領域:", "業界】", "業種】", "分野】", "領域】", "業界 ", "業種 ", "industry:", "domain:", "sector:"}

// industries reads the fields of business that the text gives to the employer or
// to the work: words that say so by themselves, or a noun with one that makes a
// field of it. What the listing welcomes, grants or warns of says nothing of them;
// nor does a row of fields that customers come from.
func (r *reading) industries() []listing.Industry {
	hits := r.hits[readIndustry]
	out := []listing.Industry{}
	for i, h := range hits {
		name, alone := strings.CutSuffix(h.value, "!")
		name, beside := strings.CutSuffix(name, "?")
		if name == "dx" && r.region(h) == document.Required {
			continue // asked of the reader's past, in any field
		}
		if slices.Contains(out, listing.Industry(name)) || !r.aboutEmployer(h) {
			continue
		}
		if !alone && !r.namesField(h, beside) || r.disowned(h) || r.ofManyFields(i) {
			continue
		}
		out = append(out, listing.Industry(name))
		if words := r.text[h.start:h.end]; name != "saas" && bytes.Contains(words, []byte("saas")) && !slices.Contains(out, "saas") {
			out = append(out, "saas") // 人事労務saas is both
		}
	}
	order := listing.Industries()
	slices.SortFunc(out, func(a, b listing.Industry) int { return slices.Index(order, a) - slices.Index(order, b) })
	return out
}

// aboutEmployer reports whether h stands where a listing speaks of its employer
// or of the work: not among benefits, terms, wishes or footers.
func (r *reading) aboutEmployer(h hit) bool {
	switch r.region(h) {
	case document.Body, document.Title, document.Required, document.Duty, document.Company:
		return true
	}
	return false
}

// namesField reports whether the noun at h names a field of business where it
// stands: in a title (unless beside says that it must not), behind a label, or
// before a word that makes a field of it.
func (r *reading) namesField(h hit, beside bool) bool {
	if !beside && r.inTitle(h) && !r.inDepartment(h) {
		return true
	}
	after, before := r.after(h, 36), r.before(h, 36)
	if r.text[h.start] < utf8.RuneSelf && endsWith(before, "software for", "platform for", "apps for", "tools for", "products for", "systems for", "solutions for", "technology for", "marketplace for") {
		return true
	}
	if rest, ok := strings.CutPrefix(after, "の"); ok && fieldThings.MatchString(rest) {
		return true
	}
	return industryFollowers.begin(after) && !startsWith(after, "業務委託", "サービス残業", "サービス券") || endsWith(before, industryLabels...)
}

// disowned reports whether the words around h say that the field doesn't matter
// here, or that it is another's: "EC以外", "金融業界の経験は不問".
func (r *reading) disowned(h hit) bool {
	_, to := r.sentence(h)
	after := head(string(r.text[h.end:to]), 60)
	if contains(after, "不要", "不問", "問いません", "ではありません", "以外", "is not required", "isn't required", "not needed", "not necessary", "経験を問わず") {
		return true
	}
	before := r.before(h, 50)
	return endsWith(before, "not a", "not an", "non", "no", "outside", "not need any", "not need", "don't need any", "don't need", "no prior") || endsWith(before, "to") && contains(before, "from ")
}

// manyFields is the number of fields in one sentence from which they are those of
// customers of every kind, not the employer's.
const manyFields = 3

// ofManyFields reports whether the sentence around hits[i] names manyFields or
// more fields of business.
func (r *reading) ofManyFields(i int) bool {
	hits := r.hits[readIndustry]
	from, to := r.sentence(hits[i])
	first := i
	for first > 0 && hits[first-1].start >= from {
		first--
	}
	var seen []string
	for _, h := range hits[first:] {
		if h.start >= to || len(seen) >= manyFields {
			break
		}
		switch name := strings.TrimRight(h.value, "!?"); name {
		case "saas", "dx", "web_service", "ai": // ways of doing business, beside any field
		default:
			if !slices.Contains(seen, name) {
				seen = append(seen, name)
			}
		}
	}
	return len(seen) >= manyFields
}

// stage reads where in its life the employer says it stands: listed before large
// before startup.
func (r *reading) stage() listing.Stage {
	order := []listing.Stage{"", "startup", "large", "listed"}
	best := 0
	for _, h := range r.hits[readStage] {
		name, alone := strings.CutSuffix(h.value, "!")
		n := slices.Index(order, listing.Stage(name))
		if n <= best || !r.aboutEmployer(h) || r.region(h) == document.Required {
			continue
		}
		if alone || r.ownStage(h, name) {
			best = n
		}
	}
	return order[best]
}

// ownStage reports whether the words at h say the stage of the employer itself,
// not of its customers, of past employers or of a culture.
func (r *reading) ownStage(h hit, name string) bool {
	words := string(r.text[h.start:h.end])
	before, after := r.before(h, 60), r.after(h, 40)
	if words[0] >= 0x80 {
		return r.ownJapaneseStage(words, after)
	}
	switch {
	case words == "employees" || strings.HasPrefix(words, "people "):
		return headcount(before) >= thousands && !contains(before, "organization", "companies", "customers", "clients", "businesses", "serving")
	case strings.HasPrefix(words, "fortune"):
		return startsWith(after, "company", "firm", "retailer", "manufacturer", "bank", "insurer") && endsWith(before, " a", "the")
	case strings.HasPrefix(words, "series "):
		return !endsWith(before, "time") && (r.inHeader(h) || contains(before, "rais", "fund", "back", "closed", "our", "we're", "we are", " a") || startsWith(after, "fund", "startup", "start up", "compan", "round", "stage", "led", "back", "("))
	case name == "listed":
		return contains(before, "is ", "are ", "we're", "a ", "our ") && !contains(before, "customer", "client", "compan", "future", "becom", "toward", "prepar", "path to") || words[0] == '('
	case words == "startup" || words == "start up" || words == "early stage" || words == "seed stage":
		return r.ownStartup(h, before, after)
	}
	return !contains(before, "help", "customers", "clients", "experience")
}

// ownStartup reports whether a startup is what the employer says it is: "we are a
// startup", "early-stage startup building …"; not "startup experience".
func (r *reading) ownStartup(h hit, before, after string) bool {
	if startsWith(after, "experience", "environment", "culture", "mindset", "mentality", "ecosystem", "community", "communities", "time", "background", "or ", "s ", "founders", "customers", "clients", "world", "atmosphere", "investor", "accelerator", "studio", "feel", "energy", "pace", "life", "vibe", "spirit", "setting") {
		return false
	}
	if contains(before, "experience", "previous", "worked", "customer", "client", "helps", "help ", "ideally", "background", "similar", "prior", "another", "like a", "feel", "for a") {
		return false
	}
	return r.inHeader(h) || contains(before, "we are", "we're", "is a", "is an", "'s a", "our ", "as a", "funded", "stage", "growing", "backed", "growth", "join", "small", "profitable", "tech", "of a", "at a", "stealth")
}

// ownJapaneseStage is ownStage for Japanese words.
func (r *reading) ownJapaneseStage(words, after string) bool {
	if startsWith(after, "向け", "支援", "での", "出身", "様", "や", "から", "など", "等", "との", "へ", "のお客", "企業向け", "企業での", "企業や", "企業の支援", "企業出身", "企業様", "企業から", "企業など", "企業を", "を支援", "に投資", "を含", "クライアント", "企業との", "取引", "市場", "・") {
		return false
	}
	if contains(after, "まで", "お客", "顧客", "クライアント", "取引", "幅広", "を支援") {
		return false
	}
	switch words {
	case "従業員数", "社員数":
		n, ok := largeNumber(after)
		return ok && n >= thousands
	case "最大手", "大手企業", "大手メーカー", "大手sier", "大企業":
		return startsWith(after, "です", "として", "企業です", "の企業です", "企業として", "の商社です", "のメーカーです", "の当社", "である") || strings.HasPrefix(words, "最大手") && startsWith(after, "の") && contains(after, "です", "である", "として", "企業")
	}
	return true
}

// thousands is the number of people from which a company is a large one.
const thousands = 1000

// largeNumber reads the number that s begins with, behind up to 12 bytes of other
// signs, its thousands parted by commas or written with 万.
func largeNumber(s string) (int, bool) {
	i := strings.IndexAny(s, "0123456789")
	if i < 0 || i > 12 {
		return 0, false
	}
	n := 0
	for i < len(s) && (isDigit(s[i]) || s[i] == ',') && n < 1e8 {
		if s[i] != ',' {
			n = n*10 + int(s[i]-'0')
		}
		i++
	}
	if strings.HasPrefix(s[i:], "万") {
		n *= 10000
	}
	return n, true
}

// headcount reads the number that s ends with, a sign and a word behind it at
// most: "8,000+ ", "over 8,000 full-time ".
func headcount(s string) int {
	s = strings.TrimRight(s, " +")
	if i := strings.LastIndexByte(s, ' '); i > 0 && !isDigit(s[len(s)-1]) {
		s = strings.TrimRight(s[:i], " +")
	}
	end := len(s)
	for end > 0 && (isDigit(s[end-1]) || s[end-1] == ',') {
		end--
	}
	n, _ := largeNumber(s[end:])
	return n
}
