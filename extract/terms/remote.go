package terms

import (
	"strings"
	"unicode/utf8"

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
	var head, place, body remoteEvidence
	for _, h := range r.hits[readRemote] {
		ev := &body
		switch {
		case r.inHeader(h) || r.inTitle(h):
			ev = &head
		case r.inPlace(h):
			ev = &place
		}
		if !r.inWebAddress(h) {
			r.weighRemote(h, ev)
		}
	}
	if (head.days || place.days || body.days) && !head.strong && !place.strong && !body.strong && !r.posting() {
		return listing.RemotePartial
	}
	v := head.verdict(true)
	if v == listing.RemoteUnknown {
		v = place.verdict(false)
	}
	if v != listing.RemoteUnknown {
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
type remoteEvidence struct {
	strong          bool // all work is remote, in so many words
	full            bool // remote work, without a bound
	weak            bool // remote work is spoken of
	days            bool // some of the days at the office, or at home
	partial, onsite bool
}

// verdict weighs the evidence. In a header every mention is meant: "ONSITE or
// REMOTE" offers remote work.
func (e remoteEvidence) verdict(header bool) listing.Remote {
	switch {
	case e.strong:
		return listing.RemoteFull
	case e.days && (!header || !e.weak && !e.full):
		return listing.RemotePartial
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
	if r.region(h) != document.Process && r.weighDays(h, ev) {
		return
	}
	if h.value == "office" {
		switch {
		case words == "自宅":
			ev.weak = ev.weak || r.bounded(h) && r.blocks[h.block].section == document.Place || startsWith(after, "から働", "で働", "で勤務", "での勤務", "から勤務", "で開発", "で作業", "からの勤務", "で仕事", "で業務")
		case japanese:
			r.weighAttendance(h, words, before, after, ev)
		}
		return
	}
	if endsWith(before, "no", "not", "non", "isn't", "not a", "not currently", "sorry, no", "don't do", "don't offer", "not offer", "without") && h.value != "onsite" {
		ev.onsite = true
		return
	}
	if japanese && r.weighField(h, before, after, ev) {
		return
	}
	if japanese && refusesJapanese(after) {
		ev.onsite = ev.onsite || h.value == "full" || h.value == "weak"
		return
	}
	for _, w := range []string{" work", " working", " positions"} {
		if behind, ok := strings.CutPrefix(after, w); ok && !japanese && startsWith(behind, "is not", "isn't", "not ", ": no") {
			after = behind
		}
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
		if !japanese && r.leadsOthers(h) {
			return
		}
		if !japanese && !r.inHeader(h) && (region == document.Required || region == document.Preferred) && startsWith(after, "team", "environment", "compan", "organi", "culture", "setting") {
			return // experience of it is asked for
		}
		if japanese && startsWith(after, "企業のct", "企業の支援", "を支援", "向け") {
			return
		}
		if strings.Contains(words, "anywhere") && !strings.HasPrefix(words, "work") && !strings.HasPrefix(words, "remote") && !endsWith(before, "work", "working", "works", "live", "based", "located", "be", "remotely", "remote", "(", "remote:", "hire", "hiring", "people", "engineers", "developers", "done", "join us", "apply") && strings.TrimSpace(r.sentenceLead(h)) != "" && !r.aloneInPiece(h) {
			return // "share files from anywhere"
		}
		ev.full = true
		ev.strong = ev.strong || contains(words, saysAll...)
	case "partial":
		if words == "ハイブリッド" {
			from, to := r.sentence(h)
			s := string(r.text[from:to])
			ev.partial = ev.partial || r.bounded(h) && !contains(s, "設計", "構成", "方式", "アプリ", "クラウド", "モデル", "検索", "手法", "ルール", "アルゴリズム") || contains(s, "出社", "リモート", "在宅", "働き方", "勤務形態", "勤務スタイル")
			return
		}
		if words == "some remote" && startsWith(after, ",") {
			return // "some remote, sandy island"
		}
		if words == "hybrid" || words == "hybridly" {
			if !r.posting() && r.aloneInPiece(h) && !contains(string(r.text[r.blocks[h.block].start:r.blocks[h.block].end]), "remote") {
				ev.days = true
			}
			if r.inHeader(h) || r.aloneInPiece(h) || r.inTitle(h) || r.runes(h) <= shortBlock {
				ev.partial = true
				return
			}
			ev.partial = ev.partial || startsWith(after, "role", "work", "position", "schedule", "arrangement", "office", "setup", "set up", "team", "opportunit", "policy", "job", "/", "(", "in ", "from", "based", "remote", "flexib", "workplace", "in office", "company", "location", "with ", "of working", "employ", "(") || endsWith(before, "location:", "is", "we're", "we are", "it's", "remain", "stay", "arrangement:", "remote/", "onsite/", "remote or", "or", "work model:", "type:")
			return
		}
		if words == "出社頻度" && !startsWith(after, ":", "は", "(") {
			return
		}
		ev.partial = true
	case "onsite":
		r.weighOnsite(h, words, before, after, ev)
	case "weak":
		if !japanese && r.leadsOthers(h) {
			return
		}
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
	if words[0] < 0x80 && r.aloneInPiece(h) && !r.amongInterviews(h) {
		ev.onsite = true
		return
	}
	if onTrial(r.sentenceLead(h)) {
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
	if region == document.Required || region == document.Preferred || region == document.Company || region == document.Person || region == document.Process {
		return
	}
	if startsWith(after, "手当", "経験", "環境", "会議", "チーム", "支援", "補助", "ツール", "の普及", "の導入", "でき", "に必要", "と出社", "での打", "mtg", "面") && !startsWith(after, "できます", "できる") {
		if startsWith(after, "と出社") {
			ev.partial = true
		}
		return
	}
	if i := strings.LastIndex(before, "手当("); i >= 0 && !strings.Contains(before[i:], ")") {
		return
	}
	if (onTrial(before) || contains(before, "コロナ")) && !contains(after, "可") {
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
	if r.aloneInPiece(h) || r.inTitle(h) || r.runes(h) <= shortBlock && region != document.Required && region != document.Preferred {
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
	if contains(before, "paid ") {
		return // by a firm of that name
	}
	if startsWith(after, ",") && endsWith(before, " a", "most", "the") && !contains(after, "role", "position", "job", "company", "team", "startup", "opportunity", "work", "culture") {
		return // "a remote, sandy island"
	}
	if words == "remotely" {
		ev.weak = ev.weak || endsWith(before, "work", "working", "works", "can work", "hire", "team", "operate", "completely", "fully", "contributing", "we are", "collaborate", "based", "hiring", "or", "engineers") || startsWith(after, "in", "from", "or", "is", "within")
		return
	}
	if startsWith(after, "work", "position", "role", "job", "ok", "or ", "team", "first", "possible", "friendly", "(", ",", ".", "development", "opportunit", "candidate", "applica", "option", "is ok", "is fine", "is possible", "employee", "developer", "engineer", "hiring", "within", "in ", "for the right", "available", "welcome", "company", "anywhere", "allowed", "-", "/", "|", "us", "co located", "arrangement", ":", "culture", "works", "possibilit") || endsWith(before, "or", "open to", "be", "consider", "fully", "/", "are", "is", "location:", "100%", "most are", "also", "and", "offer", "allow", "support", "via") || after == "" {
		ev.weak = true
	}
}

// saysAll are parts of the words that leave no day at an office.
var saysAll = []string{"フルリモ", "完全", "フル在宅", "フルテレ", "どこから", "どこでも", "居住地不問", "全国リモート", "fully", "100%", "full remote", "completely", "entirely", "anywhere", "remote only", "all remote", "wherever", "where you work", "where and when"}

// weighDays adds what the sentence around h says of days at the office and at
// home, and reports whether the words at h are thereby used up.
func (r *reading) weighDays(h hit, ev *remoteEvidence) bool {
	d := r.officeDays(h)
	if d.some {
		ev.days = true
	}
	if d.home {
		ev.full = true
	}
	if d.all {
		ev.onsite = true
	}
	// Words for all work stand beside days that are an exception to them.
	return (d.some || d.home || d.all) && (h.value != "full" || !contains(string(r.text[h.start:h.end]), saysAll...))
}

// weighAttendance judges a Japanese word for coming to the office without days
// beside it: alone in a field, or said to be the rule.
func (r *reading) weighAttendance(h hit, words, before, after string, ev *remoteEvidence) {
	switch {
	case words == "通勤", words == "対面", strings.HasPrefix(words, "オフィス") && words != "オフィス勤務":
		return
	case words == "オンサイト" && (contains(r.sentenceLead(h)+after, "オフショア", "ニアショア", "サポート", "対応") || r.region(h) == document.Required || r.region(h) == document.Preferred):
		return
	case strings.HasPrefix(words, "現地"):
		if region := r.region(h); r.inTitle(h) || region == document.Required || region == document.Preferred || region == document.Duty || startsWith(after, ")") {
			return // a part of the duties
		}
	}
	if startsWith(after, "義務なし", "義務はあ", "義務は無", "の義務はあ", "不要", "は不要", "なし", "はなし", "の必要はあ", "の必要なし", "する必要はあ") {
		ev.full = true
		return
	}
	if endsWith(before, "初日", "初日のみ", "初日は", "入社日", "入社日のみ", "必要に応じて", "必要時", "必要時に", "適宜", "随時", "不定期", "場合は", "場合", "際は", "時は", "時のみ", "際のみ", "または", "もしくは", "or", "や", "と") || onTrial(before) {
		return
	}
	if startsWith(after, "のみ", "です", "となります", "になります", "いただきます", "での勤務", "での作業", "での業務", "を基本", "が基本", "を原則", "が原則", "が必須", "が必要", "オンリー", "をお願いします", "作業のみ", "のため") || r.bounded(h) {
		ev.onsite = true
	}
}

// weighField judges what a field's mark has behind it ("リモート:フル",
// "在宅勤務: 不可"), or a bound before or behind the words ("一部リモート可").
func (r *reading) weighField(h hit, before, after string, ev *remoteEvidence) bool {
	if h.value != "full" && h.value != "weak" {
		return false
	}
	if endsWith(before, "一部", "部分", "部分的", "部分的に", "部分的な", "半") || startsWith(after, "一部", "部分") {
		ev.partial = true
		ev.days = ev.days || h.value == "full"
		return true
	}
	answer, ok := strings.CutPrefix(strings.TrimLeft(after, " "), ":")
	if !ok {
		return false
	}
	switch {
	case startsWith(answer, "フル", "完全", "全日"):
		ev.strong = true
	case startsWith(answer, "一部", "併用", "部分", "半"):
		ev.partial = true
	case startsWith(answer, "不可", "なし", "無", "ng", "×", "✕", "✖", "x", "対象外", "できません", "出社"):
		ev.onsite = true
	default:
		return false
	}
	return true
}

// leadsOthers reports whether the words at h are about people whom the reader has
// led or is to serve: "managed remote engineers", "a product for remote teams".
func (r *reading) leadsOthers(h hit) bool {
	if r.inHeader(h) || r.inTitle(h) {
		return false
	}
	words, after := string(r.text[h.start:h.end]), r.after(h, 24)
	if !startsWith(after, "team", "engineering team", "engineer", "worker", "people", "staff", "compan", "employee", "and distributed team", "development team", "developer") && !contains(words, "engineers", "developers", "compan") {
		return false
	}
	lead := tail(r.sentenceLead(h), 40)
	return contains(lead, "manag", "led ", "leading ", "lead ", "help", "serve", "support", "connect", "for ", "mentor", "built ")
}

// inWebAddress reports whether h stands in an address of the web or of mail.
func (r *reading) inWebAddress(h hit) bool {
	if r.text[h.start] >= utf8.RuneSelf {
		return false
	}
	from, to := h.start, h.end
	for from > 0 && !addressEnd(r.text[from-1]) {
		from--
	}
	for to < len(r.text) && !addressEnd(r.text[to]) {
		to++
	}
	word := string(r.text[from:to])
	return contains(word, "://", "www.", "@", ".com", ".io/", ".co/")
}

// addressEnd reports whether c ends an address.
func addressEnd(c byte) bool {
	return c <= ' ' || c >= utf8.RuneSelf || strings.IndexByte(`()<>[]{}"|,;`, c) >= 0
}

// refusesJapanese reports whether the words behind リモート or 在宅 refuse it, a noun
// for the work and particles between them left out: "の制度はございません".
func refusesJapanese(after string) bool {
	for {
		next := strings.TrimLeft(after, " ")
		for _, w := range []string{"の", "での", "による", "制度", "勤務", "ワーク", "作業", "業務", "対応", "就業", "導入", "働き方", "実施", "は", "も", "を", "が"} {
			next = strings.TrimPrefix(next, w)
		}
		if next == after {
			break
		}
		after = next
	}
	return startsWith(after, "ございません", "ありません", "できません", "出来ません", "行っておりません", "行っていません", "しておりません", "していません", "認めておりません", "認めていません", "お断り", "想定しておりません", "想定していません", "不可", "対象外", "いたしません")
}

// amongInterviews reports whether the lines beside h are steps of an interview:
// "Hiring manager screen", "Onsite", "Offer".
func (r *reading) amongInterviews(h hit) bool {
	if r.inHeader(h) || r.inTitle(h) {
		return false
	}
	const beside = 120 // bytes on either side
	b := r.blocks[h.block]
	near := string(r.text[max(0, b.start-beside):min(len(r.text), b.end+beside)])
	return contains(near, "screen", "interview", "recruiter", "take home", "reference check", "phone call")
}
