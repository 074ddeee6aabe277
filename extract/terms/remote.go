package terms

import (
	"strings"

	"juyo/extract/document"
	"juyo/listing"
)

// remote reads where the work may be done. The header line, the title and the
// place lines outrank the body; in the body a plain word for full remote work
// outranks a part of it, and either a bare mention. Silence is unknown.
func (r *reading) remote() listing.Remote {
	if r.listing.Telecommute {
		return listing.RemoteFull
	}
	var head, body remoteEvidence
	for _, h := range r.hits[readRemote] {
		ev := &body
		if r.inHeader(h) || r.inTitle(h) || r.inPlace(h) {
			ev = &head
		}
		r.weighRemote(h, ev)
	}
	if v := head.verdict(true); v != listing.RemoteUnknown {
		if v == listing.RemoteOnsite && body.full && !r.posting() {
			return listing.RemoteFull
		}
		return v
	}
	return body.verdict(false)
}

// inPlace reports whether h stands in the location field, or in a line of the
// body that states the place of work.
func (r *reading) inPlace(h hit) bool {
	if h.end <= r.lead.start {
		return r.blocks[h.block].section == document.Place
	}
	return r.blocks[h.block].section == document.Place && !r.blocks[h.block].bullet && !r.posting() && r.runes(h) <= 4*shortBlock
}

// remoteEvidence is what the words of a part of a listing say.
type remoteEvidence struct{ full, weak, partial, onsite bool }

// verdict weighs the evidence. In a header every mention is meant: "ONSITE or
// REMOTE" offers remote work.
func (e remoteEvidence) verdict(header bool) listing.Remote {
	switch {
	case e.full:
		return listing.RemoteFull
	case e.partial && (!header || !e.weak):
		return listing.RemotePartial
	case e.weak:
		return listing.RemoteFull
	case e.onsite:
		return listing.RemoteOnsite
	}
	return listing.RemoteUnknown
}

// weighRemote adds to ev what the words at h say.
func (r *reading) weighRemote(h hit, ev *remoteEvidence) {
	before, after := r.before(h, 48), r.after(h, 48)
	words := string(r.text[h.start:h.end])
	region := r.region(h)
	japanese := words[0] >= 0x80
	if endsWith(before, "no", "not", "non", "isn't", "not a", "not currently", "sorry, no", "don't do", "don't offer", "not offer", "without") && h.value != "onsite" {
		ev.onsite = true
		return
	}
	if startsWith(after, "不可", "なし", "無し", "はなし", "は不可", "はできません", "は行っておりません", "はありません", "はございません", "not possible", "not available", "is not", "isn't", "not considered", "not allowed", "not an option", ": no", "- no") && !startsWith(after, ": not", ": now") {
		if h.value != "onsite" {
			ev.onsite = true
		}
		return
	}
	switch h.value {
	case "full":
		if !japanese && !r.inHeader(h) && startsWith(words, "remote in", "remote based") && region == document.Company {
			return
		}
		if !japanese && endsWith(before, "days", "day", "days a week", "days/week", "days per week") {
			ev.partial = true
			return
		}
		if !japanese && !r.inHeader(h) && (region == document.Required || region == document.Preferred) && startsWith(after, "team", "environment", "compan", "organi", "culture", "setting") {
			return // experience of it is asked for
		}
		if japanese && startsWith(after, "企業のct", "企業の支援", "を支援", "向け") {
			return
		}
		ev.full = true
	case "partial":
		if words == "hybrid" || words == "hybridly" {
			if r.inHeader(h) || r.inTitle(h) || r.runes(h) <= shortBlock {
				ev.partial = true
				return
			}
			ev.partial = ev.partial || startsWith(after, "role", "work", "position", "schedule", "arrangement", "office", "setup", "set up", "team", "opportunit", "policy", "job", "/", "(", "in ", "from", "based", "remote", "flexib", "workplace", "in office", "company", "location", "with ", "of working", "employ", "(") || endsWith(before, "location:", "is", "remote/", "onsite/", "remote or", "or", "work model:", "type:")
			return
		}
		if words == "出社頻度" && !startsWith(after, ":", "は", "(") {
			return
		}
		ev.partial = true
	case "onsite":
		r.weighOnsite(h, words, before, after, ev)
	case "weak":
		if japanese {
			r.weighJapanese(before, after, region, ev)
			return
		}
		if r.inHeader(h) {
			if endsWith(before, "part", "some", "partially", "semi", "occasional", "partly", "flexible", "flex") {
				ev.partial = true
				return
			}
			ev.weak = true
			return
		}
		r.weighEnglish(h, words, before, after, region, ev)
	}
}

// weighOnsite judges words for work at a place of the employer or customer. With
// fewer than five days a week beside them the rest is remote.
func (r *reading) weighOnsite(h hit, words, before, after string, ev *remoteEvidence) {
	if words[0] < 0x80 && !r.inHeader(h) && fewDays(before+" "+after) {
		ev.partial = true
		return
	}
	switch words {
	case "常駐", "客先常駐", "現場常駐":
		if r.region(h) == document.Company || startsWith(after, "する社員", "型", "スタッフ", "エンジニアを", "支援", "監視", "者", "では", "も可能", "ベンダ", "sier", "メンバー", "はな", "先の") || endsWith(before, "脱") {
			return
		}
		if contains(after, "フルリモート", "リモート") {
			ev.weak = ev.weak || contains(after, "フルリモート")
			return
		}
		ev.onsite = true
	case "通勤可能", "通勤圏内", "出社勤務":
		ev.onsite = true
	case "in office", "in the office", "in person", "onsite", "on site":
		if r.inHeader(h) {
			ev.onsite = true
			return
		}
		region := r.region(h)
		if region == document.Benefit || region == document.Process || region == document.Company && words != "in person" {
			return
		}
		switch words {
		case "onsite", "on site":
			if r.inTitle(h) || r.runes(h) <= shortBlock || startsWith(after, "position", "role", "job", "only", "in ", "at ", "work", "(", "opportunit", "5 days", "employ", "team") && !startsWith(after, "at customer", "at client") || endsWith(before, "days/week", "days a week", "days per week", "is", "fully", "100%", "location:", "this is an", "work", "must be", "be", "full time") {
				ev.onsite = true
			}
		case "in person":
			if startsWith(after, "team", "role", "in our", "in sf", "in nyc", "at our", "position", "5 days", "five days", "only", "culture", "company", "from our", "collaboration in our") || endsWith(before, "work", "fully", "is", "100%", "working", "we're", "we work") {
				ev.onsite = true
			}
		default:
			if contains(before, "5 days", "five days", "full time", "fully", "expected", "required", "everyone", "work") && !contains(before, " 2 ", " 3 ", "two", "three", "some") {
				ev.onsite = true
			} else if contains(before, "days") {
				ev.partial = true
			}
		}
	default:
		ev.onsite = true
	}
}

// weighJapanese judges a bare リモート, 在宅 or テレワーク, with the days beside it.
func (r *reading) weighJapanese(before, after string, region document.Section, ev *remoteEvidence) {
	if n, ok := daysBeside(before, after); ok {
		if n >= 5 {
			ev.full = true
		} else {
			ev.partial = true
		}
		return
	}
	if region == document.Required || region == document.Preferred || region == document.Company || region == document.Person || region == document.Process {
		return
	}
	if startsWith(after, "手当", "経験", "環境", "会議", "チーム", "支援", "補助", "ツール", "の普及", "の導入", "でき", "に必要", "と出社", "での打", "mtg", "面") && !startsWith(after, "できます", "できる") {
		if startsWith(after, "と出社") {
			ev.partial = true
		}
		return
	}
	if contains(before, "試用期間", "コロナ") && !contains(after, "可") {
		return
	}
	ev.weak = true
}

// weighEnglish judges a bare "remote" outside a header.
func (r *reading) weighEnglish(h hit, words, before, after string, region document.Section, ev *remoteEvidence) {
	if words == "work from home" || words == "wfh" || words == "telecommute" || words == "telecommuting" {
		if startsWith(after, "stipend", "allowance", "budget", "equipment", "setup", "office") {
			return
		}
		if contains(before, "day", "some", "occasional", "flexib", "sometimes") || startsWith(after, "day", "friday", "wednesday", "flexib", "a few", "when", "policy", "1", "2", "some", "one", "two") {
			ev.partial = true
			return
		}
		ev.weak = true
		return
	}
	if r.inTitle(h) || r.runes(h) <= shortBlock && region != document.Required && region != document.Preferred {
		ev.weak = true
		return
	}
	if endsWith(before, "days", "day", "days of", "partially", "partly", "some") || startsWith(after, "days", "day", "2 days", "1 day") {
		ev.partial = true
		return
	}
	if region == document.Required || region == document.Preferred || region == document.Company {
		return
	}
	if words == "remotely" {
		ev.weak = ev.weak || endsWith(before, "work", "working", "works", "can work", "hire", "team", "operate", "completely", "fully", "contributing", "we are", "collaborate", "based", "hiring", "or", "engineers") || startsWith(after, "in", "from", "or", "is", "within")
		return
	}
	if startsWith(after, "work", "position", "role", "job", "ok", "or ", "team", "first", "possible", "friendly", "(", ",", ".", "development", "opportunit", "candidate", "applica", "option", "is ok", "is fine", "is possible", "employee", "developer", "engineer", "hiring", "within", "in ", "for the right", "available", "welcome", "company", "anywhere", "allowed", "-", "/", "|", "us", "co located", "arrangement", ":", "culture", "works", "possibilit") || endsWith(before, "or", "open to", "be", "consider", "fully", "/", "are", "is", "location:", "100%", "most are", "also", "and", "offer", "allow", "support", "via") || after == "" {
		ev.weak = true
	}
}

// daysBeside returns the days a week of remote work, or a number below five when
// days at the office are stated, from the words on either side of リモート.
func daysBeside(before, after string) (int, bool) {
	// "週2日以上の出社 + リモート": the rest of the week.
	if i := strings.LastIndex(before, "出社"); i >= 0 && strings.Trim(before[i+len("出社"):], " +と、/・&") == "" {
		if j := strings.LastIndex(before[:i], "週"); j >= 0 && i-j <= 30 {
			if n, ok := firstNumber(before[j+len("週"):]); ok && n < 5 {
				return n, true
			}
		}
	}
	if i := strings.LastIndex(before, "週"); i >= 0 && len(before)-i <= 24 && !contains(before[i:], "。", "、", "出社", "週休") {
		if n, ok := firstNumber(before[i+len("週"):]); ok {
			return n, true
		}
	}
	if len(after) > 0 {
		cut := after
		if i := firstBreak([]byte(cut)); i >= 0 {
			cut = cut[:i]
		}
		if i := strings.Index(cut, "週"); i >= 0 && i <= 20 {
			if n, ok := firstNumber(cut[i+len("週"):]); ok {
				if contains(cut[i:], "出社", "出勤", "勤務") {
					return min(n, 4), true
				}
				return n, true
			}
		}
		if contains(cut, "月1", "月2", "月に1", "月に2", "月一", "月数回") && contains(cut, "出社", "出勤") {
			return 4, true
		}
	}
	return 0, false
}

// fewDays reports whether s names one to four days or times a week.
func fewDays(s string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], "week")
		if i < 0 {
			return false
		}
		at += i + len("week")
		lead := tail(s[:at-len("week")], 20)
		lead = strings.TrimRight(lead, " /")
		for _, w := range []string{"per", "a", "each", "every", "in the office", "the"} {
			lead = strings.TrimRight(strings.TrimSuffix(lead, " "+w), " ")
		}
		for _, unit := range []string{"days", "day", "times", "x"} {
			if rest, ok := strings.CutSuffix(lead, unit); ok {
				n, _ := lastNumber(strings.TrimRight(rest, " +"))
				return n >= 1 && n <= 4
			}
		}
	}
}
