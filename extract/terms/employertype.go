package terms

import (
	"sort"
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// employerType reads how the employer earns its money with the work, from words
// that say so, and the first of those words as written; the kind named most often
// wins, a tie is unknown.
func (r *reading) employerType() (kind listing.EmployerType, words string) {
	counts := map[string]int{}
	first := map[string]hit{}
	var own hit
	for _, h := range r.hits[readEmployerType] {
		if h.value == ownProduct {
			if own.end == 0 {
				if product, ok := r.productOfOwn(h); ok {
					own = product
				}
			}
			continue
		}
		if !r.saysType(h) {
			continue
		}
		w := 1
		if r.inTitle(h) || r.inHeader(h) {
			w = 3
		}
		if counts[h.value] == 0 {
			first[h.value] = h
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
	if most == 0 && own.end > 0 {
		return "product", r.written(own)
	}
	if tie || most == 0 {
		return "unknown", ""
	}
	return listing.EmployerType(best), r.written(first[best])
}

// Words behind those for a kind of employer that make them another's, past or no.
var (
	typeDenied = newPrefixes("ではな", "ではあり", "じゃな", "はあり", "なし", "無し", "はな", "は無", "は行", "は一切", "一切な", "を行わ", "を行って", "をして", "とは異なり", "経験", "での経験", "出身", "企業での", "から", "企業から", "や受託から", "での勤務", "での業務経験", "での開発経験", "サービスでの開発経験", "の経験", "会社での", "向け", "様向け", "会社向け", "企業向け", "を支援", "をご利用", "の割引", "を利用", "の比較", "の知識", "業界の", "に登録", "への", "experience", "background", "need not", "or ", "s need")
	typeBefore = []string{"脱", "前職は", "前職が", "前職で", "元", "非", "no", "not", "not a", "not an", "without"}
)

// saysType reports whether the words at h are the employer's own about itself.
func (r *reading) saysType(h hit) bool {
	switch r.region(h) {
	case document.Preferred, document.Benefit, document.Process, document.Footer:
		return false
	case document.Person:
		if h.value != "product" || contains(string(r.text[h.end:min(len(r.text), h.end+30)]), "経験", "experience") {
			return false
		}
	case document.Required:
		if from, to := r.sentence(h); contains(string(r.text[from:to]), "経験", "出身", "知識", "いる方", "experience", "background") {
			return false
		}
	}
	words := string(r.text[h.start:h.end])
	before, after := r.before(h, 60), r.after(h, 40)
	own := strings.HasPrefix(words, "自社") && startsWith(after, "向けの開発", "向けに開発", "向けのシステム")
	if typeDenied.begin(after) && !own && !startsWith(after, "を行っております", "を行っています", "をしております", "をしています", "を行う会社", "から成長", "から始まり") || endsWith(before, typeBefore...) {
		return false
	}
	from, to := r.sentence(h)
	if rest := string(r.text[h.end:to]); contains(string(r.text[from:h.start]), "前職", "出身") || contains(head(rest, 60), "経験がある", "経験のある", "経験をお持ち", "経験者", "経験を活かし") || contains(rest, "から転職", "から入社", "出身者", "から参画した") {
		return false
	}
	if clause, _, _ := strings.Cut(string(r.text[h.end:to]), "、"); contains(head(clause, 90), "行っていません", "行っておりません", "行いません", "ありません", "ございません", "しません", "していません", "しておりません", "いたしません", "行っておらず", "行わず") {
		return false
	}
	if words[0] < utf8.RuneSelf {
		return r.saysTypeEnglish(h, words, before, after)
	}
	return saysTypeJapanese(words, before, after)
}

// saysTypeJapanese is saysType for words that need a closer look.
func saysTypeJapanese(words, before, after string) bool {
	switch words {
	case "商流":
		return startsWith(after, ":", "→", "】", ")", "は元請", "はエンド", "が浅", "の浅", "浅い")
	case "事業会社":
		return startsWith(after, "の", "で", "として") && !startsWith(after, "での", "出身", "で働いた") && !contains(after, "経験", "従事", "勤務", "されて")
	case "自社製品":
		return startsWith(after, "の開発", "を開発", "である", "の企画", "の設計", "開発", "を持つ", "を提供", "に携わ")
	case "自社サービス", "自社メディア", "自社ec", "自社アプリ":
		return !startsWith(after, "の利用", "を使", "ユーザー割", "無料", "の広告", "の営業") && !endsWith(before, "お客様の", "顧客の", "クライアントの")
	case "転職エージェント", "人材エージェント", "フリーランスエージェント":
		return startsWith(after, "です", "として", "の求人", "の非公開", "が運営", "である", "事業", "が募集", "による", "の当社")
	case "人材紹介会社", "人材派遣会社":
		return startsWith(after, "です", "として", "である", "の求人", "を通", "の当社") || endsWith(before, "当社は", "弊社は")
	case "エージェントです":
		return contains(before, "フリーランス", "転職", "人材", "技術者", "エンジニア", "求人", "当社は", "弊社は") && !endsWith(before, "ai", "生成ai")
	case "受託した", "受託して":
		if startsWith(after, "いま", "おり") && contains(before, "システム", "ソフト", "アプリ", "web", "サイト", "開発", "制作") {
			return true
		}
		return startsWith(after, "業務ソフト", "業務システム", "システム", "ソフト", "アプリ", "web", "サイト", "開発", "プログラム")
	case "紹介予定派遣":
		return !startsWith(after, "の実績", "も可")
	}
	return true
}

// saysTypeEnglish is saysType for English words: nouns for a kind of company must
// be said of the employer, not of partners or of those who need not apply.
func (r *reading) saysTypeEnglish(h hit, words, before, after string) bool {
	switch words {
	case "ses":
		return !contains(before+after, "aws", "amazon", "sns", "sqs", "s3", "ecs", "rds", "lambda", "cloudwatch", "sendgrid", "メール", "email") && r.region(h) != document.Environment
	case "our client is", "one of our clients is":
		return startsWith(after, "a ", "an ", "the ", "looking", "seeking", "based", "hiring", "one of", "expanding", "growing", "currently", "searching", "now ") && !startsWith(after, "the most important", "a priority")
	case "for our client", "for one of our clients":
		return contains(before, "hiring", "looking", "recruit", "search", "seek", "role", "position", "hire", "need")
	case "product company":
		return contains(before, "we are", "we're", "is a", " as a", "join a") || r.inHeader(h)
	case "our own product", "our own products", "our own saas", "our own software product", "in house product", "in house products":
		return !contains(before, "experience")
	case "for clients", "for our clients", "for a client", "for other companies", "for external clients":
		from, _ := r.sentence(h)
		return contains(string(r.text[from:h.start]), "we build", "we develop", "we design", "we make", "we create", "project is", "projects are", "software", "apps", "websites", "applications") && !contains(string(r.text[from:h.start]), "support", "our product", "our platform", "you ", "your ")
	case "custom software", "bespoke software":
		return endsWith(before, "we build", "we develop", "we design", "we create", "we write", "builds", "develops", "designs", "creates") && !startsWith(after, "for internal")
	case "an agency":
		return endsWith(before, "we are", "we're", "is") && startsWith(after, ":", "of", "that", "in ", ",", "based", "building", "speciali", "-", "and", "for ", "with ") && !contains(before, "client")
	case "working with a", "working with an", "partnered with a", "partnering with a", "partnering with an":
		return contains(before, "recruitment", "recruiting", "recruiters", "resourcing", "talent", "staffing", "search")
	case "my client", "my client is", "the client's stack", "the client's tech stack", "client's tech stack":
		return !contains(before, "experience")
	case "client projects":
		return contains(before, "we ", "our ") && !contains(before, "experience")
	}
	if contains(words, "agency", "consultancy", "firm", "shop", "company", "house", "search") {
		return contains(before, "we are", "we're", "is a", "are a ", "boutique", "join our", "as a ", "as an ", "our ") && !contains(before, "work with", "works with", "experience") || r.inHeader(h)
	}
	return true
}

// written returns the words at h as the document has them.
func (r *reading) written(h hit) string {
	b := r.doc.Blocks[h.block]
	s := r.doc.Text[b.Start:b.End]
	if f := r.blocks[h.block]; f.end-f.start == len(s) && !strings.Contains(s, "\xef") {
		return s[h.start-f.start : h.end-f.start] // folding shortened nothing
	}
	bounds := make([]int, 0, len(s)+1)
	for i := range s {
		bounds = append(bounds, i)
	}
	bounds = append(bounds, len(s))
	// Folding never makes a longer beginning shorter, so its bounds can be searched.
	folded := func(n int) int { return len(fold(nil, s[:bounds[n]])) }
	start := r.blocks[h.block].start
	from := sort.Search(len(bounds), func(n int) bool { return folded(n) > h.start-start })
	to := sort.Search(len(bounds), func(n int) bool { return folded(n) >= h.end-start })
	return s[bounds[max(0, from-1)]:bounds[min(to, len(bounds)-1)]]
}
