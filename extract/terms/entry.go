package terms

import (
	"slices"
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// entryLevel reports whether people without experience, new graduates or interns
// are explicitly welcome.
func (r *reading) entryLevel(employment []listing.Employment) bool {
	if slices.Contains(employment, listing.Intern) {
		return true
	}
	for _, h := range r.hits[readEntry] {
		before, after := r.before(h, 30), r.after(h, 30)
		words := string(r.text[h.start:h.end])
		if words[0] < 0x80 {
			if endsWith(before, "no", "not", "not for", "not a", "non", "not an", "than", "our", "mentor", "not suitable for", "beyond") || startsWith(after, "not", "need not") || startsWith(after, "engineers on") {
				continue
			}
			if section := r.region(h); section == document.Company || section == document.Footer || section == document.Benefit {
				continue
			}
			if !strings.HasPrefix(words, "no ") && !contains(words, "not ", "welcome") && r.denied(h) {
				continue
			}
		} else {
			if startsWith(after, "不可", "ではありません", "は不可", "採用を支援", "・キャリア採用の") || endsWith(before, "業界", "業種", "※業界", "業務", "領域", "分野") {
				continue
			}
			if !contains(words, "歓迎", "可", "ok", "不問", "問い", "問わ", "でも") && r.denied(h) || r.ofOneField(h, words) {
				continue
			}
			if section := r.region(h); strings.HasPrefix(words, "新卒") && (section == document.Company || section == document.Required || section == document.Preferred || section == document.Duty) && !contains(words, "歓迎", "可", "ok") {
				continue
			}
		}
		return true
	}
	return false
}

// ofOneField reports whether the words at h are about experience in one field
// only, so that other experience is still asked for: "ピープルマネジメントの経験は
// 不問", "経理領域未経験の方も". In a title they are about the work itself.
func (r *reading) ofOneField(h hit, words string) bool {
	if r.inTitle(h) || !strings.HasPrefix(words, "未経験") && !strings.HasPrefix(words, "経験") {
		return false
	}
	before := strings.TrimRight(r.before(h, 48), " ")
	if strings.HasPrefix(words, "経験") {
		var of bool
		if before, of = strings.CutSuffix(before, "の"); !of {
			return false
		}
	}
	if endsWith(before, "完全", "全くの", "まったくの", "職種", "職種・業種", "業界・職種", "職種・業界", "エンジニア", "it", "it業界", "開発", "プログラミング", "実務", "社会人", "職務", "業務", "技術", "実務経験", "就業", "仕事", "プログラマー") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return isKatakana(last) || last >= 0x4E00 && last <= 0x9FFF || last < utf8.RuneSelf && isWord(byte(last))
}
