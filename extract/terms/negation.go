package terms

import "strings"

// denied reports whether the sentence around h turns away those whom the words at
// h name: "we don't have openings for interns", "新卒は募集していません". Words of
// welcome in h itself settle that before it is asked.
func (r *reading) denied(h hit) bool {
	from, to := r.sentence(h)
	before, after := string(r.text[from:h.start]), string(r.text[h.end:to])
	if r.text[h.start] >= 0x80 {
		return deniedJapanese(after)
	}
	return deniedBefore(before) && !startsWith(after, "welcome", "ok", "are welcome", "encouraged", "too", "are encouraged", "are ok") || deniedBehind(after)
}

// deniedJapanese reports whether the clause that goes on with s ends in a
// refusal.
func deniedJapanese(s string) bool {
	if i := strings.IndexAny(s, "。!?"); i >= 0 {
		s = s[:i]
	}
	if len(s) > 90 {
		s = s[:90]
	}
	// "新卒歓迎、ブランク不可": a welcome before the refusal is for these.
	no := firstOf(s, "不可", "対象外", "対象とはなりません", "対象としておりません", "対象としていません", "募集していません", "募集しておりません", "募集はして", "募集を行って", "募集は行って", "行っていません", "行っておりません", "実施しておりません", "実施していません", "受け付けておりません",
		"受け付けていません", "受入れておりません", "ご遠慮", "お断り", "応募できません", "応募いただけません", "応募はできません", "採用しておりません", "採用していません", "想定しておりません", "想定していません", "お見送り", "難しい", "厳しい")
	if no < 0 {
		return false
	}
	yes := firstOf(s, "歓迎", "ok", "可能", "も可", "問わず", "不問", "問いません", "応募可", "大丈夫", "活躍", "、")
	return yes < 0 || no < yes
}

// firstOf returns the first offset in s of any of words, -1.
func firstOf(s string, words ...string) int {
	at := -1
	for _, w := range words {
		if i := strings.Index(s, w); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	return at
}

// clauseMarks part clauses of an English sentence; a refusal reaches no further.
var clauseMarks = []string{", ", ": ", " - ", " but ", " however ", " though ", "(", ")", "/ ", " & ", " yes", " only "}

// hiringWords follow "not" where it says who is not hired.
var hiringWords = []string{"hir", "look", "have", "interview", "accept", "tak", "offer", "consider", "open", "seek", "able", "recruit", "bring", "suit", "appropriate", "ideal", "right", "for ", "currently", "run", "support", "available", "working with", "position", "entertain", "at this", "right now", "interns", "intern", "a fit", "a good fit", "in the market"}

// deniedBefore reports whether the English clause that ends with s refuses what
// comes next.
func deniedBefore(s string) bool {
	if listedNo(s) {
		return true
	}
	for _, m := range clauseMarks {
		if i := strings.LastIndex(s, m); i >= 0 {
			s = s[i+len(m):]
		}
	}
	s = " " + tail(s, 90)
	for _, neg := range []string{"n't ", " not ", " no longer ", "unable to ", " never ", " cannot "} {
		i := strings.LastIndex(s, neg)
		if i < 0 {
			continue
		}
		rest := s[i+len(neg):]
		if contains(rest, "care", "matter", "mind", "worry", "hesitate", "afraid", "require", "only", "need", "problem", "whether", "just ", "limited") {
			continue
		}
		if strings.TrimSpace(rest) == "" || contains(rest, hiringWords...) || neg == "unable to " {
			return true
		}
	}
	if i := strings.LastIndex(s, " no "); i >= 0 {
		rest := strings.TrimSpace(s[i+len(" no "):])
		if rest == "" || contains(rest, "opening", "position", "role", "room", "space", "capacity", "slot", "remote or", "contractors", "freelancers", "recruiters or", "agencies or", "junior", "plans") {
			return !contains(rest, "experience", "degree")
		}
	}
	return false
}

// turnedAway are those whom postings refuse in one breath: "no agencies, interns
// or new grads".
var turnedAway = wordSet("agencies agency recruiters contractors freelancers offshore firms visa visas h1b h1 remote remotes relocation interns intern juniors bootcamp dev shops please sponsorship third parties consultants")

// listedNo reports whether s ends in a list that "no" begins and an "or" or a
// slash goes on: "no remote/visa/".
func listedNo(s string) bool {
	s = " " + tail(s, 80)
	i := strings.LastIndex(s, " no ")
	if j := strings.LastIndex(s, "(no "); j > i {
		i = j
	}
	if i < 0 {
		return false
	}
	list := strings.TrimRight(s[i+len(" no "):], " ")
	please := strings.HasPrefix(strings.TrimSpace(s[:i]), "please")
	if !strings.HasSuffix(list, "/") && !strings.HasSuffix(list, " or") && (!please || !strings.HasSuffix(list, ",")) {
		return false
	}
	for w := range strings.FieldsFuncSeq(list, func(c rune) bool { return c == ' ' || c == ',' || c == '/' || c == '&' }) {
		if w != "or" && w != "and" && !turnedAway[w] {
			return false
		}
	}
	return true
}

// deniedBehind reports whether the English words that go on with s refuse what
// came before: "Interns: not at this time".
func deniedBehind(s string) bool {
	if rest, ok := strings.CutPrefix(strings.TrimLeft(s, " "), "no"); ok && (rest == "" || strings.IndexByte(",)/|;", rest[0]) >= 0) {
		return true // "INTERN no, REMOTE no"
	}
	return startsWith(s, "need not", "not welcome", ": no", "- no", "no.", "not at", "not currently", "are not", "aren't", "is not", "isn't", "not considered", "not accepted", "not available", "positions are not", "positions are closed", "roles are closed", "will not be", "won't be", "cannot be", "applications will not", "(not", "please don't", "should not", "are currently not", "are full", "are closed", "or new grads please do not") &&
		!startsWith(s, ": now", ": not only", "are not limited", "- now", ": north", ": novem", "- north", ": node", "- node", "is not required", "isn't required", "are not required")
}
