package terms

import (
	"cmp"
	"slices"
	"strings"

	"juyo/extract/document"
	"juyo/listing"
)

// ask is a language named in a clause, with what the clause says about it.
type ask struct {
	hit   hit
	level listing.Level // 0: not said
	grade string
	clue  bool // something in the clause says that the reader is to know it
}

// languagesAsked reads the languages that the listing asks its reader for, in the
// order of their codes. A language is asked for where its clause speaks of
// knowing or using it; customers, markets, lessons and texts in it say nothing,
// and neither does what is not needed.
func (r *reading) languagesAsked() []listing.LanguageAsk {
	hits := r.hits[readLanguage]
	out := []listing.LanguageAsk{}
	asks := make([]ask, 0, len(hits))
	for i := range hits {
		if a, ok := r.askAt(i); ok {
			asks = append(asks, a)
		}
	}
	r.shareGrades(asks)
	for _, a := range asks {
		if !a.clue {
			continue
		}
		out = addAsk(out, listing.LanguageAsk{Language: a.hit.value, Level: r.askLevel(a), Grade: a.grade})
	}
	slices.SortFunc(out, func(a, b listing.LanguageAsk) int { return cmp.Compare(a.Language, b.Language) })
	return out
}

// addAsk adds a to out; a language met before keeps its strongest level, with the
// grade of that level.
func addAsk(out []listing.LanguageAsk, a listing.LanguageAsk) []listing.LanguageAsk {
	i := slices.IndexFunc(out, func(o listing.LanguageAsk) bool { return o.Language == a.Language })
	switch {
	case i < 0:
		return append(out, a)
	case a.Level > out[i].Level:
		out[i] = listing.LanguageAsk{Language: a.Language, Level: a.Level, Grade: cmp.Or(a.Grade, out[i].Grade)}
	case a.Level == out[i].Level && out[i].Grade == "":
		out[i].Grade = a.Grade
	}
	return out
}

// askAt reads the clause around the i-th language.
func (r *reading) askAt(i int) (ask, bool) {
	hits := r.hits[readLanguage]
	h := hits[i]
	switch r.region(h) {
	case document.Benefit, document.Unneeded, document.Footer, document.Process, document.Pay, document.Environment:
		return ask{}, false
	}
	from, to := r.sentence(h)
	from, to = max(from, h.start-askBytes), min(to, h.end+askBytes)
	near := string(r.text[from:to])
	if i > 0 {
		from = max(from, hits[i-1].end)
	}
	if i+1 < len(hits) {
		to = min(to, hits[i+1].start)
	}
	before, after := clauseBefore(string(r.text[from:h.start])), string(r.text[h.end:to])
	if h.start >= len(r.text) || r.noLanguage(h, before, after) {
		return ask{}, false
	}
	a := ask{hit: h, grade: gradeOf(string(r.text[h.start:h.end]), before, after)}
	a.level = levelOf(after, near)
	a.clue = a.grade != "" || r.bareLanguage(i) || asksFor(before, after)
	return a, true
}

// askBytes is how far around a language the words about it are looked for.
const askBytes = 110

// clauseBefore cuts from s what belongs to an earlier clause.
func clauseBefore(s string) string {
	at := 0
	for _, mark := range []string{",", "、", ") ", ")・", "・", "※", ";", "+"} {
		at = max(at, strings.LastIndex(s, mark))
	}
	return s[at:]
}

// notAsked are words that take back what a clause says of a language.
var notAsked = []string{
	"不問", "不要", "使わない", "使いません", "使用しません", "必要ありません", "必要ない", "必要なし", "必要ではな", "問いません", "問わず", "問わない", "できなくても", "話せなくても", "なくても", "苦手でも", "苦手な方でも", "使う機会はありません", "求めません", "求めていません",
	"not required", "not needed", "not necessary", "isn't required", "isn't needed", "isn't necessary", "not a requirement", "not mandatory", "no requirement", "is optional", "not essential",
}

// notAskedBefore are words before a language that take it back.
var notAskedBefore = []string{"no ", "not need ", "don't need ", "not require ", "without ", "not have to ", "don't have to ", "not speak ", "non ", "not required to speak ", "doesn't require ", "don't require ", "not expected to "}

// languageNounsJapanese follow the name of a language where a text or a speaker is
// meant, not knowing it.
var languageNounsJapanese = newPrefixes("の文書", "の文章", "のテキスト", "文書", "を解析", "処理", "サイト", "教材", "コンテンツ", "圏", "の書籍", "の論文を書", "モデル", "音声認識", "テキスト", "字幕", "llm", "ocr", "学科", "話者向け", "の問い合わせ対応サービス")

// noLanguage reports whether the words around h say that the language is not
// asked for, or that its name means something else.
func (r *reading) noLanguage(h hit, before, after string) bool {
	if contains(head(after, 60), notAsked...) {
		return true
	}
	if r.text[h.start] >= 0x80 {
		return languageNounsJapanese.begin(after)
	}
	if contains(tail(before, 40), notAskedBefore...) && !contains(before, "no less", "no problem") {
		return true
	}
	return !languageFollowers.begin(after) && strings.Trim(after, " .,;:)|-") != "" || startsWith(after, "to english translation", "and abroad")
}

// languageFollowers may follow the English name of a language that is asked for.
// Any other word makes an adjective of it: "Japanese companies".
var languageFollowers = newPrefixes(
	"language", "skill", "level", "speak", "proficien", "fluen", "communicat", "abilit", "and ", "or ", "required", "preferred", "is ", "are ", "a plus", "(", ")", ",", ".", ";", ":", "/", "&", "|", "at ", "with ", "for ", "both", "verbal", "written", "writing", "spoken", "n1", "n2", "n3", "n4", "n5", "jlpt", "in ", "to ", "will", "would", "comprehension", "conversation", "read", "knowledge", "as ", "plus", "must", "well", "business", "essential", "mandatory", "desirable", "nice", "- ", "communication", "capabilit", "fluency", "test", "exam", "competenc", "command", "native", "b1", "b2", "c1", "c2", "not ", "need", "on ", "if ", "score", "8", "7", "9", "6", "5", "of ", "(n", "beyond", "ok", "daily",
)

// Words that say how well, the best first.
var (
	nativeWords   = []string{"ネイティブ", "母語", "母国語", "native", "mother tongue", "mother language", "bilingual"}
	businessWords = []string{"ビジネス", "n1", "n2", "流暢", "上級", "堪能", "fluent", "fluency", "fluently", "proficien", "excellent", "strong", "advanced", "business", "professional", "c1", "c2", "b2", "perfect", "outstanding", "great", "high level", "full working", "good command", "very good", "impeccable"}
	conversing    = []string{"日常会話", "会話レベル", "n3", "conversation", "intermediate", "b1", "daily", "英会話"}
	basicWords    = []string{"初級", "基礎", "n4", "n5", "読み書き", "読解", "ドキュメント", "抵抗", "読める", "読む", "basic", "elementary", "beginner", "reading", "some "}
)

// gradeOf reads how well a language is to be known, from the words directly before
// it ("fluent English", "ビジネスレベルの日本語") and else from those behind.
func gradeOf(words, before, after string) string {
	if words == "toeic" {
		return toeicGrade(after)
	}
	if words == "jlpt" {
		return gradeIn(after)
	}
	front := gradeIn(tail(before, 44))
	if front != "" && !startsWith(after, ":", "(", "-") {
		return front
	}
	if strings.Contains(after, "toeic") {
		return front
	}
	return cmp.Or(gradeIn(head(after, 72)), front)
}

// gradeIn returns the best grade that s names, "" without one.
func gradeIn(s string) string {
	for _, g := range []struct {
		name  string
		words []string
	}{{"native", nativeWords}, {"business", businessWords}, {"conversational", conversing}, {"basic", basicWords}} {
		for _, w := range g.words {
			i := strings.Index(s, w)
			if i < 0 || w == "native" && i > 0 && strings.HasSuffix(s[:i], "non ") {
				continue
			}
			if (w == "ビジネス" || w == "business" || w == "professional") && startsWith(s[i+len(w):], "パーソン", "モデル", "サイド", "ドメイン", "domain", "model", "experience", "value") {
				continue
			}
			return g.name
		}
	}
	return ""
}

// toeicGrade tells the grade of a score behind "TOEIC": from 700 people work in
// the language, from 500 they converse (the bands of its own conversion tables,
// rounded).
func toeicGrade(after string) string {
	n, ok := largeNumber(after)
	switch {
	case !ok:
		return ""
	case n >= 700 && n <= 990:
		return "business"
	case n >= 500 && n < 700:
		return "conversational"
	case n >= 200 && n < 500:
		return "basic"
	}
	return ""
}

// levelOf reads how strongly a language is asked for from the words behind it and
// in its sentence, 0 when they don't say.
func levelOf(after, near string) listing.Level {
	switch {
	case contains(after, "必須ではあり", "必須ではな", "歓迎", "尚可", "なお可", "あれば", "望ましい", "優遇", "だと嬉しい", "a plus", "nice to have", "preferred", "bonus", "desirable", "an advantage", "an asset", "ideally", "beneficial", "helpful", "is nice", "would be") || contains(near, "nice to have", "bonus:", "ideally", "preferably"):
		return listing.LevelPreferred
	case contains(after, "必須", "必要", "求め", "required", "is a must", "mandatory", "essential", "is necessary") || contains(near, "you are fluent", "you have", "you're fluent", "you speak", "must ", "you must", "required"):
		return listing.LevelRequired
	case contains(near, "公用語", "社内言語", "共通言語", "working language", "company language", "official language", "common language", "office language"):
		return listing.LevelUsed
	}
	return 0
}

// askLevel is the level of a: what its clause says, else its section, else
// required where the clause says how well, else used.
func (r *reading) askLevel(a ask) listing.Level {
	if a.level != 0 {
		return a.level
	}
	switch r.region(a.hit) {
	case document.Required, document.Hours: // 外国籍 and the like stand among the terms
		return listing.LevelRequired
	case document.Preferred:
		return listing.LevelPreferred
	}
	if a.grade != "" && a.grade != "basic" {
		return listing.LevelRequired
	}
	return listing.LevelUsed
}

// knownBehind follow the name of a language where knowing or using it is meant.
var knownBehind = newPrefixes(
	"力", "能力", "スキル", "検定", "ができ", "が使え", "が話せ", "が堪能", "を使", "を話", "を用い", "を活か", "で会話", "でのコミュ", "でのやり取り", "でのやりとり", "での業務", "での会議", "でのミーティング", "での会話", "でのドキュメント", "でのメール", "でコミュ", "のコミュ", "のドキュメント", "の読み書き", "の技術", "に抵抗", "が必須", "必須", "歓迎", "の会話", "が公用語", "が得意", "が読め", "の読解", "の能力", "のスキル", "話者", "対応可", "を学", "が社内", "(", "・英語", "や英語", "です",
	"skill", "language skill", "language proficien", "language abilit", "speak", "proficien", "fluen", "communication", "communicat", "level", "language is", "abilit", "required", "preferred", "is required", "is preferred", "is a plus", "a plus", "is nice", "is a must", "is essential", "is mandatory", "would be", "language required", "language preferred", "is the working", "is our", "is an advantage", "n1", "n2", "n3", "n4", "n5", "comprehension", "as a working", "verbal", "(verbal", "(written", "(spoken", "conversation",
)

// asksFor reports whether the words around a language speak of knowing or using
// it.
func asksFor(before, after string) bool {
	if knownBehind.begin(after) {
		return true
	}
	return endsWith(before, "公用語は", "公用語:", "言語は", "公用語が", "working language is", "company language is", "official language is", "languages:", "language:", "speak", "speaking", "spoken", "written", "verbal", "communicate in", "command of", "knowledge of", "work in", "skills in", "communication in", "ability in", "in both", "your", "level")
}

// bareLanguage reports whether the i-th language named, with others, is all that a
// line of the requirements holds.
func (r *reading) bareLanguage(i int) bool {
	hits := r.hits[readLanguage]
	h := hits[i]
	b := r.blocks[h.block]
	if b.end-b.start > h.end-h.start+40 {
		return false
	}
	line := string(r.text[b.start:b.end])
	for i > 0 && hits[i-1].block == h.block {
		i--
	}
	for ; i < len(hits) && hits[i].block == h.block; i++ { // "Japanese and English"
		line = strings.Replace(line, string(r.text[hits[i].start:hits[i].end]), "", 1)
	}
	line = strings.ReplaceAll(strings.ReplaceAll(line, " and ", ""), " or ", "")
	if len(strings.Trim(line, "・-*•■●◆○()[]。.、, &/と")) > 4 {
		return false
	}
	section := r.region(h)
	return section == document.Required || section == document.Preferred
}

// shareGrades lets languages joined in one breath share what is said of one of
// them: "fluent in English and Japanese", "英語・日本語ともにビジネスレベル".
func (r *reading) shareGrades(asks []ask) {
	joined := func(a, b ask) bool {
		if a.hit.block != b.hit.block || b.hit.start-a.hit.end > 16 || b.hit.start < a.hit.end {
			return false
		}
		switch strings.TrimSpace(string(r.text[a.hit.end:b.hit.start])) {
		case "and", "or", "&", "/", "、", "・", "と", "または", ",", "もしくは", "and/or", "及び", "および", "や", "(jlpt", "or business", ", and":
			return true
		}
		return false
	}
	for i := 1; i < len(asks); i++ {
		a, b := &asks[i-1], &asks[i]
		if !joined(*a, *b) {
			continue
		}
		if a.clue && !b.clue {
			b.clue, b.grade, b.level = true, cmp.Or(b.grade, a.grade), cmp.Or(b.level, a.level)
		} else if b.clue && !a.clue {
			a.clue, a.grade, a.level = true, cmp.Or(a.grade, b.grade), cmp.Or(a.level, b.level)
		}
	}
}
