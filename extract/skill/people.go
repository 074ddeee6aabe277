package skill

import (
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
)

// tradeWords are words for what a team or a profession does. Where the title of a
// listing has none of the same group, that team is another than the one that
// hires. They are written as foldText folds them.
var tradeWords = [][]string{
	{"クラウド", "cloud"},
	{"インフラ", "基盤", "sre", "infrastructure", "infra", "platform", "devops"},
	{"サーバー", "サーバ", "バックエンド", "backend", "back end"},
	{"フロントエンド", "フロント", "frontend", "front end"},
	{"モバイル", "アプリ", "mobile", "android", "ios"},
	{"データ", "分析", "data", "analytics"},
	{"機械学習", "ai", "ml", "machine learning"},
	{"デザイン", "デザイナー", "デザイナ", "design", "designer", "designers"},
	{"セキュリティ", "security"},
	{"qa", "テスト", "品質", "test"},
	{"電装", "電気", "回路", "hardware", "electrical", "ハードウェア", "ハード"},
	{"機械", "メカ", "mechanical"},
	{"組込み", "組み込み", "制御", "firmware", "embedded"},
	{"risk", "finance"},
	{"web", "ウェブ"},
	{"エンジニア", "開発者", "プログラマ", "engineer", "engineers", "developer", "developers", "engineering"},
}

// anyTrade are words of titles whose holders work with every team.
var anyTrade = []string{"リード", "マネージャー（開発", "cto", "vpoe", "フルスタック", "full stack", "fullstack", "テックリード", "lead", "head of", "architect", "アーキテクト"}

// foreign reports whether the folded trade is none of this listing's title.
func (v *view) foreign(trade string) bool {
	title := v.d.Title
	if title == "" {
		return false
	}
	for _, w := range anyTrade {
		if containsWord(title, w) {
			return false
		}
	}
	for _, group := range tradeWords {
		for _, w := range group {
			if !strings.EqualFold(w, trade) {
				continue
			}
			return !v.titled(group)
		}
	}
	return false
}

// titled reports whether the title holds one of the words.
func (v *view) titled(words []string) bool {
	for _, w := range words {
		if w[0] >= 0x80 && strings.Contains(v.d.Title, w) || w[0] < 0x80 && containsWord(v.d.Title, w) {
			return true
		}
	}
	return false
}

// tasked reports whether the section of h is of what this job asks for, whoever
// the sentence tells of.
func (v *view) tasked(h *hit) bool {
	switch v.d.Blocks[h.block].Section {
	case document.Required, document.Preferred, document.Title:
		return true
	}
	return false
}

// japaneseTeam reports whether topic names a team or a profession of another
// trade that works with h: "クラウド側のチームはAWSで開発しています".
func (v *view) japaneseTeam(topic, h *hit, st sentence) bool {
	_, to := v.reach(h, st)
	if v.tasked(h) || !tells(v.d.Text[h.end:max(h.end, to)]) {
		return false
	}
	before := v.d.Text[st.start:topic.start]
	if who := strings.TrimSuffix(v.d.Text[topic.start:topic.end], "は"); !strings.HasPrefix(who, "チーム") {
		r, _ := utf8.DecodeLastRuneInString(before)
		return !isKatakana(r) && v.foreign(who)
	}
	whose := strings.TrimSuffix(strings.TrimSuffix(before, "の"), "側")
	for _, group := range tradeWords {
		for _, w := range group {
			if w[0] >= 0x80 && strings.HasSuffix(whose, w) {
				return v.foreign(w)
			}
		}
	}
	return false
}

// tells reports whether s, the rest of a Japanese sentence, tells what is done.
func tells(s string) bool {
	s = strings.TrimRight(s, " 。")
	for _, w := range [...]string{"ています", "ております", "担当します", "担当です", "使います", "書きます", "開発します", "ている"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// englishTeam reports whether a team of another trade and its verb stand before
// h, or h in brackets behind that team: "the backend folks (Scala, Kafka)", "the
// mobile team writes Swift".
func (v *view) englishTeam(h *hit, st sentence) bool {
	const longest = 60 // bytes from the team to the name
	near := v.d.Text[max(st.start, h.start-longest):h.start]
	the := strings.Index(near, "he ") // "The", "the"
	if the < 1 || near[the-1]|0x20 != 't' || v.tasked(h) {
		return false
	}
	near = near[the+3:]
	for _, w := range [...]string{" team", " folks", " people", " engineers", " developers", " guys"} {
		trade, rest, ok := strings.Cut(near, w)
		if ok && v.handedOver(trade, rest) {
			return true
		}
		if !ok || !v.foreign(trade) {
			continue
		}
		if inner, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "("); ok {
			return !strings.Contains(inner, ")")
		}
		for _, verb := range [...]string{" writes ", " write ", " uses ", " use ", " lives in ", " live in ", " works in ", " works with ", " runs ", " owns "} {
			if strings.HasPrefix(rest, verb) {
				return !strings.ContainsAny(rest, ";.") && !strings.Contains(rest, "you")
			}
		}
	}
	return false
}

// handedOver reports whether rest says of the team of a trade that the title
// does not name that it looks after what follows: "the vision team handles".
func (v *view) handedOver(trade, rest string) bool {
	for _, w := range [...]string{"", "whole", "entire", "same", "own", "engineering", "development", "dev", "core", "product", "software", "current", "new", "it", "tech", "technical", "small"} {
		if strings.EqualFold(trade, w) {
			return false
		}
	}
	if strings.Contains(trade, " ") || v.d.Title == "" || holdsFold(v.d.Title, trade) {
		return false
	}
	for _, verb := range [...]string{" handles ", " handle ", " looks after ", " look after ", " takes care of ", " take care of "} {
		if strings.HasPrefix(rest, verb) {
			return !strings.ContainsAny(rest, ";.") && !strings.Contains(rest, "you")
		}
	}
	return false
}

// customers reports whether the rest of h's sentence says that the customers
// before it exist: "お客様にはSAPを使う会社もいらっしゃいます".
func (v *view) customers(h *hit, st sentence) bool {
	_, to := v.reach(h, st)
	after := v.d.Text[h.end:max(h.end, to)]
	for _, w := range [...]string{"いらっしゃ", "もいます", "がいます", "もおり", "も多く", "が多く", "が多い", "が中心です", "も多い", "などです"} {
		if strings.Contains(after, w) {
			return true
		}
	}
	return false
}
