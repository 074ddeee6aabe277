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
		words := string(r.text[h.start:h.end])
		if words[0] < utf8.RuneSelf {
			if r.welcomesEnglish(h, words) {
				return true
			}
		} else if r.welcomesJapanese(h, words) {
			return true
		}
	}
	return false
}

// Words behind "entry level" that make it a level of this work; any other noun is
// about somebody else ("entry-level nurses").
var entryNouns = newPrefixes("position", "role", "job", "engineer", "developer", "programmer", "software", "candidate", "applicant", "analyst", "opportunit", "opening", "test", "qa", "data", "it ", "tech", "to ", "-", ")", "(", "or ", "and ", "front", "back", "full", "web", "sales", "support", "one", "*", "•", "staff", "internship", "team", "talent", "ok", "welcome", "people", "hire", "designer", "/", ",", ".", ":", "|", "!", "up", "is ", "are ", "for ", "at ", "in ", "with ", "who")

// servedWords end the words before those who are the reader's pupils, users or
// colleagues, not the reader.
var servedWords = []string{"no", "not", "not for", "not a", "non", "not an", "than", "our", "mentor", "mentoring", "not suitable for", "beyond", "help", "helps", "helping", "among", "with", "coach", "coaching", "teach", "teaching", "train", "training", "manage", "managing", "supervise", "from a", "events for", "program for", "programme for", "programs for", "programmes for", "platform for", "app for", "tools for", "users are", "customers are", "closely with", "hire", "hiring of", "recruit", "recruiting of", "design our", "your"}

// welcomesEnglish reports whether the English words at h welcome the reader
// without experience.
func (r *reading) welcomesEnglish(h hit, words string) bool {
	before, after := r.before(h, 40), r.after(h, 40)
	if endsWith(before, servedWords...) || startsWith(after, "not", "need not", "engineers on") {
		return false
	}
	if contains(tail(r.sentenceLead(h), 40), "mentor", "coach", "supervis", "teach") {
		return false
	}
	if section := r.region(h); section == document.Company || section == document.Footer || section == document.Benefit {
		return false
	}
	switch {
	case h.value == "welcome":
		return r.welcomed(h)
	case words == "entry level":
		if strings.TrimSpace(after) != "" && !entryNouns.begin(after) || contains(before, "users", "customers") {
			return false
		}
	case strings.HasPrefix(words, "no ") && strings.HasSuffix(words, "experience"):
		return startsWith(after, "required", "needed", "necessary", "is ", "or ", "?", "at all", "in tech") && !startsWith(after, "is a problem")
	case strings.HasPrefix(words, "experience") && strings.HasSuffix(words, "required"):
		// "Fintech experience is not required": of one field only.
		lead := strings.TrimSpace(r.sentenceLead(h))
		return lead == "" || endsWith(lead, "prior", "previous", "work", "professional", "coding", "programming", "industry", "any", "-", ":", ",", "(", "*", "•")
	case contains(words, "apprenticeship", "apprentice") && startsWith(after, "program"):
		return !endsWith(before, "design", "run", "lead", "own")
	}
	return strings.HasPrefix(words, "no ") || contains(words, "not ", "welcome") || !r.denied(h)
}

// welcomed reports whether the sentence around h says that those named are
// welcome.
func (r *reading) welcomed(h hit) bool {
	from, to := r.sentence(h)
	lead, rest := tail(string(r.text[from:h.start]), 30), head(string(r.text[h.end:to]), 60)
	if r.denied(h) || contains(rest, "not welcome", "n't ", "not ") {
		return false
	}
	return contains(rest, "are welcome", "welcome to apply", "welcome", "are encouraged", "encouraged to apply", "can apply", "should apply", "are ok", " ok", "to apply") && !contains(rest, "welcome you", "welcomed you") || contains(lead, "welcome", "we encourage", "open to", "suitable for", "ideal for", "great for", "perfect for")
}

// sentenceLead returns the words of h's sentence before it.
func (r *reading) sentenceLead(h hit) string {
	from, _ := r.sentence(h)
	return string(r.text[from:h.start])
}

// welcomesJapanese reports whether the Japanese words at h welcome people without
// experience.
func (r *reading) welcomesJapanese(h hit, words string) bool {
	before, after := r.before(h, 30), r.after(h, 30)
	if startsWith(after, "不可", "ではありません", "は不可", "採用を支援", "・キャリア採用の", "採用担当", "採用の企画", "採用の運営", "採用業務", "採用に携わ", "者を育て", "者の育成") || endsWith(before, "業種", "※業界", "業務", "領域", "分野") {
		return false
	}
	welcome := contains(words, "歓迎", "可", "ok", "不問", "問い", "問わ", "でも")
	if !welcome && r.denied(h) || r.ofOneField(h, words) {
		return false
	}
	if (strings.HasPrefix(words, "新卒") || strings.HasSuffix(words, "卒")) && !welcome {
		switch r.region(h) {
		case document.Company, document.Required, document.Preferred, document.Duty:
			return strings.HasSuffix(words, "卒") && r.region(h) == document.Required
		}
	}
	return true
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
			last, _ := utf8.DecodeLastRuneInString(before)
			of = isKatakana(last) || last < utf8.RuneSelf && last > 0 && isWord(byte(last)) // "Kotlin経験は不問"
		}
		if !of {
			return false
		}
	}
	if endsWith(before, "完全", "全くの", "まったくの", "職種", "職種・業種", "業界・職種", "職種・業界", "エンジニア", "it", "it業界", "開発", "プログラミング", "実務", "社会人", "職務", "業務", "技術", "実務経験", "就業", "仕事", "プログラマー") {
		return false
	}
	if i := strings.LastIndex(before, "業界・"); i >= 0 && len(before)-i <= len("業界・営業職") {
		return false // neither the business nor the job is known
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return isKatakana(last) || last >= 0x4E00 && last <= 0x9FFF || last < utf8.RuneSelf && isWord(byte(last))
}
