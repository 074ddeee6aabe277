package skill

import (
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// negated reports whether hit i is not asked for: "no PHP", "Java不可".
func (v *view) negated(i int) bool {
	h := &v.hits[i]
	st := v.sentenceOf(h.start)
	text := v.d.Text
	for j := h.cueBefore; j >= 0 && v.hits[j].start >= st.start; j = v.hits[j].cueBefore {
		o := &v.hits[j]
		if h.start-o.end > 40 {
			break
		}
		if o.cue != negateAfter {
			continue
		}
		if h.start-o.end <= 40 && binds(text[o.end:h.start], prefix(text[o.start:o.end])) {
			return v.note(h, whyNegated, o)
		}
	}
	if v.orNegated(i, st) {
		return true
	}
	if rest, ok := strings.CutPrefix(text[h.end:], "-like "); ok && !platform(rest) {
		return v.note(h, whyLike, h) // "an Excel-like editor" is no Excel
	}
	return v.negatedBehind(h, st) || v.ofOthers(h, st) || v.pitched(h, st) || (v.colleagues(h, st) || v.englishTeam(h, st)) && v.note(h, whyColleagues, h)
}

// orNegated reports whether hit i is an alternative to the hit before it and
// that is negated: "no experience with A or B".
func (v *view) orNegated(i int, st sentence) bool {
	if i == 0 {
		return false
	}
	h, o := &v.hits[i], &v.hits[i-1]
	if !o.negated || o.skill < 0 || o.start < st.start || o.cueBefore < 0 || o.cueBefore != h.cueBefore || v.hits[o.cueBefore].cue == unneeded {
		return false
	}
	switch v.d.Text[o.end:h.start] {
	case " or ", " nor ", "/", ", or ":
		for j := o.cueBefore; j >= 0 && v.hits[j].start >= st.start && o.start-v.hits[j].end <= 40; j = v.hits[j].cueBefore {
			if v.hits[j].cue == negateAfter {
				return v.note(h, whyNegated, &v.hits[j])
			}
		}
	}
	return false
}

// negatedBehind reports whether the words behind h say that it is not asked for.
// A wish before them stands: "would be nice but is not essential".
func (v *view) negatedBehind(h *hit, st sentence) bool {
	text := v.d.Text
	end := v.hits[h.listEnd].end // "A、B、Cは不要" is about all three
	for j := int(h.cueBehind); j < len(v.hits) && v.hits[j].start < min(st.end, end+61); j = int(v.hits[j].cueBehind) {
		o := &v.hits[j]
		if leads(text[o.end:min(st.end, o.end+8)]) {
			return false // a label speaks of what follows it
		}
		switch o.cue {
		case preferBefore, preferAround, preferEnd:
			if o.start >= end && unbroken(text[end:o.start]) {
				return false
			}
		case negateBefore, unneeded:
			if o.cue == unneeded && wished(text[o.end:min(st.end, o.end+reachBytes)]) {
				continue
			}
			if inner, ok := bracketed(text[h.end:max(h.end, o.start)], text[o.end:min(st.end, o.end+reachBytes)]); ok { // "COBOL（未導入）"
				newcomers := strings.HasPrefix(text[o.start:], "未経験") // "ネットワークエンジニア（未経験可）" is the trade still
				return !newcomers && itself(inner) && v.note(h, whyNegated, o)
			}
			return o.start >= end && o.start-end <= 60 && unbroken(aside(text[end:o.start])) && v.note(h, whyNegated, o)
		}
	}
	return false
}

// itself reports whether inner, between a bracket and a negation, names nothing
// but the skill before the bracket: in "マネジメント経験（人数問わず）" it is the
// number that does not matter.
func itself(inner string) bool {
	if inner == "" || inner[0] < 0x80 {
		return unbroken(inner)
	}
	for _, w := range [...]string{"の", "は", "も", "実務", "経験", "知識", "スキル", "現在", "いまは", "今は", "現時点", "で", "まだ"} {
		inner = strings.ReplaceAll(inner, w, "")
	}
	return strings.TrimSpace(inner) == ""
}

// bracketed returns what stands between a bracket right behind a name and a
// negation that closes the bracket.
func bracketed(gap, rest string) (inner string, ok bool) {
	for _, b := range [...][2]string{{"（", "）"}, {"(", ")"}} {
		if inner, ok = strings.CutPrefix(strings.TrimLeft(gap, " "), b[0]); ok {
			end := strings.Index(rest, b[1])
			return inner, end >= 0 && end <= 24
		}
	}
	return "", false
}

// aside cuts the words off gap that only lead to what is said of the name before
// it: "画面はReactですが、専任者がいます".
func aside(gap string) string {
	for _, w := range [...]string{"ですが、", "だが、", "ですけれど、", "もありますが、", "もあるが、"} {
		if rest, ok := strings.CutPrefix(gap, w); ok {
			return rest
		}
	}
	return gap
}

// ofOthers reports whether the words before h in its sentence say that it is not
// asked for ("Not required: a degree, COBOL") or is others': another team's, the
// customers'.
func (v *view) ofOthers(h *hit, st sentence) bool {
	for j, n := h.cueBefore, 0; j >= 0 && n < reachCues && v.hits[j].start >= max(st.start, h.start-reachBytes); j, n = v.hits[j].cueBefore, n+1 {
		o := &v.hits[j]
		switch {
		case o.cue == teams:
			return v.japaneseTeam(o, h, st) && v.note(h, whyColleagues, o)
		case o.cue == clients:
			return v.customers(h, st) && v.note(h, whyCustomers, o)
		case leads(v.d.Text[o.end:min(st.end, o.end+8)]):
			return (o.cue == unneeded || o.cue == negateBefore) && v.note(h, whyNegated, o)
		}
	}
	return false
}

// prefix reports whether a negation is the first part of a word: "non-PHP".
func prefix(cue string) bool {
	return strings.EqualFold(cue, "non") || strings.EqualFold(cue, "anti")
}

// platform reports whether s, behind "Unix-like", names what one works on.
func platform(s string) bool {
	for _, w := range [...]string{"environment", "system", "platform", "operating", "os"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// indexFold returns where the ASCII words w begin in s, in any case; -1 when they
// do not.
func indexFold(s, w string) int {
	for i := 0; i+len(w) <= len(s); i++ {
		if s[i]|0x20 == w[0]|0x20 && strings.EqualFold(s[i:i+len(w)], w) {
			return i
		}
	}
	return -1
}

// holdsFold reports whether s holds the ASCII words w in any case.
func holdsFold(s, w string) bool { return indexFold(s, w) >= 0 }

// wished reports whether s, behind "not required", goes on to say that it would
// be liked: "not required but a plus".
func wished(s string) bool {
	for _, w := range [...]string{"歓迎", "尚可", "望まし", "嬉し", "うれし", "優遇", "あれば", "プラス", "あると", "尚良"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	rest, turned := strings.TrimLeft(s, " ,;-–—("), false
	for _, but := range [...]string{"but ", "although ", "though "} {
		if len(rest) > len(but) && strings.EqualFold(rest[:len(but)], but) {
			rest, turned = rest[len(but):], true
			break
		}
	}
	if !turned {
		return false
	}
	for _, w := range [...]string{"a plus", "plus", "preferred", "a bonus", "nice", "helpful", "an advantage", "welcome", "desirable", "appreciated", "beneficial", "useful"} {
		if at := indexFold(rest[:min(len(rest), 40)], w); at >= 0 && at <= 24 && !strings.Contains(rest[:at], " to ") {
			return true
		}
	}
	return false
}

// pitched reports whether h stands, among what the job asks for, in a sentence
// that the company says of itself: a listing whose line ends are lost ends its
// wishes with the employer's vision.
func (v *view) pitched(h *hit, st sentence) bool {
	b := &v.d.Blocks[h.block]
	switch b.Section {
	case document.Required, document.Preferred, document.Person:
		if b.Level != 0 {
			return false
		}
	case document.Body: // the introduction: a tool named in it may be one of the work
		if v.m.taxonomy.entries[h.skill].Named {
			return false
		}
	default:
		return false
	}
	for j := v.firstNear(h, st); j < len(v.hits) && v.hits[j].start < min(st.end, h.end+reachBytes); j++ {
		o := &v.hits[j]
		if b.Section == document.Body && o.cue == requireBefore && strings.HasSuffix(v.d.Text[o.start:o.end], "不可欠") {
			return v.note(h, whyPitch, o) // "AIにはデータ基盤が不可欠です" is why the product exists
		}
		if o.cue == pitches {
			// In Japanese a client's own project may be what it aims at.
			return (b.Section != document.Body || v.d.Text[o.start] < 0x80) && !v.asksAround(h, st) && v.note(h, whyPitch, o)
		}
	}
	return false
}

// colleagues reports whether h is the trade of people to work with: "you work
// closely with security and product teams".
func (v *view) colleagues(h *hit, st sentence) bool {
	near := v.d.Text[max(st.start, h.start-90):h.start]
	if v.m.taxonomy.entries[h.skill].Named || !strings.Contains(near, " with ") || holdsFold(v.d.Text[h.start:h.end], "stakeholder") {
		return false // to get on with stakeholders is the skill
	}
	at := strings.LastIndex(near, " with ")
	if divided(near[at+6:]) || turnsToWork(v.d.Text[h.start-len(near)+at:h.end]) || holdsFold(near[at:], "experience") {
		return false
	}
	met := false
	for _, verb := range [...]string{"collaborat", "partner", "liais", "coordinat", "closely", "interact", "interfac"} {
		met = met || holdsFold(near[max(0, at-32):at], verb)
	}
	if !met {
		return false
	}
	rest := v.d.Text[h.end:min(st.end, h.end+48)]
	for _, w := range [...]string{" team", " engineers", " developers", " designers", " managers", " leads", " departments", " experts"} {
		if k := indexFold(rest, w); k >= 0 && !divided(rest[:k]) {
			return true
		}
	}
	return false
}

// turnsToWork reports whether s goes on with a verb of its own behind a comma:
// "with leaders across engineering, mentor engineers".
func turnsToWork(s string) bool {
	for _, w := range [...]string{"mentor", "coach", "design", "build", "write", "review", "own", "lead", "drive", "define", "support", "manage", "develop", "improve", "maintain", "ship", "create", "deliver", "implement"} {
		for _, joint := range [...]string{", ", ", and "} {
			if at := strings.LastIndex(s, joint+w); at >= 0 && (at+len(joint+w) == len(s) || s[at+len(joint+w)] == ' ') {
				return true
			}
		}
	}
	return false
}

// divided reports whether more than a list stands in gap.
func divided(gap string) bool {
	return strings.ContainsAny(gap, ".;:()") || strings.Contains(gap, " to ") || strings.Contains(gap, " on ") || strings.Contains(gap, " in ")
}

// binds reports whether gap, between a negation and a name, keeps them together.
// A negation that is part of a word binds the next one only.
func binds(gap string, part bool) bool {
	if part {
		return gap == "-" || gap == " " || gap == ""
	}
	if strings.ContainsAny(gap, ",;:.!?()/、。") {
		return false
	}
	gap = strings.TrimSpace(gap)
	for _, w := range notBefore {
		if len(gap) >= len(w) && strings.EqualFold(gap[:len(w)], w) {
			return false
		}
	}
	return strings.Count(gap, " ")+strings.Count(gap, "-") < 3
}

// unbroken reports whether gap, between a name and "不要", is one phrase.
func unbroken(gap string) bool {
	for _, r := range gap {
		switch r {
		case '、', '，', ',', '。', '/', '・', '／', '\n', '（', '(', '※', '|':
			return false
		}
	}
	return utf8.RuneCountInString(gap) <= 16
}

// level returns how strongly the words around hit i ask for it.
func (v *view) level(i int) listing.Level {
	h := &v.hits[i]
	b := &v.d.Blocks[h.block]
	l := listing.LevelUsed
	switch b.Section {
	case document.Required:
		l = listing.LevelRequired
	case document.Preferred:
		l = listing.LevelPreferred
	}
	if b.Level != 0 {
		l = b.Level
	}
	if c := v.levelCue(i, l == listing.LevelUsed && (b.Section != document.Environment || v.endsAsking(b))); c != 0 {
		return c
	}
	if b.Level == 0 && l != listing.LevelUsed && v.narrates(v.sentenceOf(h.start)) {
		return listing.LevelUsed
	}
	return l
}

// endsAsking reports whether b, an entry of a list, ends with words that ask for
// what it names: "…の構築経験" below the tools of a team is no tool.
func (v *view) endsAsking(b *document.Block) bool {
	s := strings.TrimRight(v.d.Text[b.Start:b.End], "。)） ")
	return strings.HasSuffix(s, "経験") || strings.HasSuffix(s, "知見") || strings.HasSuffix(s, "知識")
}

// levelCue returns what the cues of the sentence say of hit i; 0 when nothing.
// Wording such as "experience with" is heard only where asks is true: no heading
// has said more.
func (v *view) levelCue(i int, asks bool) listing.Level {
	st := v.sentenceOf(v.hits[i].start)
	behind, askedBehind := v.cueBehind(i, st, asks)
	if behind != 0 {
		return behind
	}
	ahead, askedAhead := v.cueAhead(i, st, asks)
	if ahead != 0 {
		return ahead
	}
	if askedBehind || askedAhead {
		return listing.LevelRequired
	}
	return 0
}

// cueBehind looks at the cues behind hit i, nearest first.
func (v *view) cueBehind(i int, st sentence, asks bool) (level listing.Level, asked bool) {
	h := &v.hits[i]
	text := v.d.Text
	reach := v.hits[h.listEnd].end
	for j, n := int(h.cueBehind), 0; j < len(v.hits) && n < reachCues && v.hits[j].start < min(st.end, h.end+reachBytes); j, n = int(v.hits[j].cueBehind), n+1 {
		o := &v.hits[j]
		if !v.scoped(i, j, st) {
			continue
		}
		if leads(text[o.end:min(st.end, o.end+8)]) {
			break // "尚可: …" speaks of what follows it
		}
		japanese := text[o.start] >= 0x80
		if japanese && strings.ContainsAny(strings.TrimSuffix(text[reach:max(reach, o.start)], "方、"), "、，,※") {
			break // "Java経験、英語歓迎": another entry's
		}
		if o.cue == unneeded && !unbroken(text[reach:max(reach, o.start)]) {
			continue // "our tools are A and B, but knowing them is not required"
		}
		switch o.cue {
		case preferBefore, preferAround, unneeded:
			if v.lastOnly(i, j) {
				return 0, asked
			}
			return v.heard(h, o, listing.LevelPreferred), asked
		case preferEnd, preferAfter:
			if closes(text[o.end:st.end]) && (text[o.start]|0x20 != 'w' || adjacent(text[reach:max(reach, o.start)])) {
				return v.heard(h, o, listing.LevelPreferred), asked
			}
			if o.cue == preferEnd {
				continue
			}
		case requireBefore:
			return v.heard(h, o, listing.LevelRequired), asked
		case askBefore:
			if k := int(o.cueBehind); k < len(v.hits) && v.hits[k].start < st.end && (v.hits[k].cue == unneeded || v.hits[k].cue == negateBefore) && unbroken(text[o.end:v.hits[k].start]) {
				continue // "Perl expertise is not required"
			}
			asked = asked || asks && v.askedBy(h, o, reach, st)
			continue
		case askAfter: // "Java experience with large systems"
			asked = asked || asks && reach < o.start && strings.TrimLeft(text[reach:o.start], " ") == "" && noun(text[o.start:o.end]) && !gained(text[max(st.start, h.start-48):h.start])
			continue
		case employersAfter, negateAfter, negateBefore, hushed, pitches, teams, clients:
			continue
		}
		break
	}
	return 0, asked
}

// lastOnly reports whether cue j, "is a plus", speaks of the last entry before it
// and hit i is another: "CSS you can defend, Nuxt is a plus".
func (v *view) lastOnly(i, j int) bool {
	text, h, c := v.d.Text, &v.hits[i], &v.hits[j]
	if cue := text[c.start:c.end]; cue[0] >= 0x80 || j == 0 {
		return false
	}
	last := &v.hits[j-1]
	if last.skill < 0 || last.start <= h.end || last.end > c.start {
		return false
	}
	verb := strings.TrimSpace(text[last.end:c.start])
	if verb != "" && verb != "is" && verb != "is a" || verb == "" && !strings.HasPrefix(text[c.start:], "is ") {
		return false
	}
	gap := strings.TrimRight(text[h.end:last.start], " ")
	return strings.HasSuffix(gap, ",") && len(gap) > 2 && gap[0] == ' ' && !strings.Contains(gap, " or ") && !strings.Contains(gap, " and ")
}

// adjacent reports whether gap, between a name and "welcome", says no more than
// what of it is welcome: "Interns also welcome" is about others.
func adjacent(gap string) bool {
	switch strings.TrimSpace(gap) {
	case "", "experience", "knowledge", "skills", "is", "are", "also", "would be":
		return true
	}
	return false
}

// noun reports whether a cue such as "experience with" begins with what is asked
// for, so that it may follow a name too.
func noun(cue string) bool {
	for _, w := range [...]string{"experience", "expertise", "knowledge", "background", "proficiency", "fluency"} {
		if len(cue) > len(w) && strings.EqualFold(cue[:len(w)], w) {
			return true
		}
	}
	return false
}

// cueAhead looks at the cues before hit i, nearest first.
func (v *view) cueAhead(i int, st sentence, asks bool) (level listing.Level, asked bool) {
	h := &v.hits[i]
	text := v.d.Text
	for j, n := h.cueBefore, 0; j >= 0 && n < reachCues && v.hits[j].start >= max(st.start, h.start-reachBytes); j, n = v.hits[j].cueBefore, n+1 {
		o := &v.hits[j]
		if !v.scoped(i, int(j), st) || turns(text[o.end:h.start]) {
			continue
		}
		leads := leads(text[o.end:min(st.end, o.end+8)])
		switch o.cue {
		case preferAfter:
			return v.heard(h, o, listing.LevelPreferred), asked
		case preferAround:
			if o.start-st.start < 4 {
				return v.heard(h, o, listing.LevelPreferred), asked
			}
		case requireAfter:
			if k := o.cueBefore; k >= 0 && v.hits[k].cue == preferAfter && v.hits[k].start >= st.start && strings.TrimSpace(text[v.hits[k].end:o.start]) == "" { // "it would help if you know"
				return v.heard(h, &v.hits[k], listing.LevelPreferred), asked
			}
			return v.heard(h, o, listing.LevelRequired), asked
		case useAfter:
			if !asks && o.start-st.start > 24 && !leads && thing(text[o.start:o.end]) {
				continue // "understanding of the technology stack" below a heading
			}
			return v.heard(h, o, listing.LevelUsed), asked
		case askAfter:
			asked = asked || asks && !gained(text[max(st.start, o.start-48):o.start])
			continue
		case askBefore: // "experience (Go, Rust)"
			rest := text[o.end:h.start]
			asked = asked || asks && (strings.HasPrefix(rest, " (") || strings.HasPrefix(rest, "（")) && !strings.ContainsAny(rest, ")）")
			continue
		case preferBefore, preferEnd:
			if leads {
				return v.heard(h, o, listing.LevelPreferred), asked
			}
			if o.cue == preferEnd {
				continue
			}
		case requireBefore:
			if leads {
				return v.heard(h, o, listing.LevelRequired), asked
			}
		default:
			continue
		}
		break
	}
	return 0, asked
}

// askedBy reports whether "experience" or "の経験", cue o behind hit h, asks for
// h: reach is the end of the list that h begins.
func (v *view) askedBy(h, o *hit, reach int, st sentence) bool {
	text := v.d.Text
	if text[o.start] >= 0x80 {
		for _, w := range [...]string{"を活か", "を生か", "を積", "を得", "が得ら", "が積", "を身に", "ができます", "できます", "を提供"} {
			if strings.HasPrefix(text[o.end:st.end], w) {
				return false
			}
		}
		return v.d.Blocks[h.block].Section != document.Person || !soft(text[o.start:o.end])
	}
	if o.start-h.end > 24 {
		return false
	}
	gap := text[min(reach, o.start):o.start]
	return !holdsFold(gap, " the ") && !holdsFold(gap, " so ") && !holdsFold(gap, " your ") && !gained(text[max(st.start, h.start-48):h.start])
}

// soft reports whether the words say what a person is like, not what it has
// done.
func soft(cue string) bool {
	return cue == "できる方" || cue == "いける方" || cue == "可能な方" || cue == "得意な"
}

// thing reports whether a cue of use names a thing rather than the using of it.
func thing(cue string) bool {
	const stack, our = "stack", "our"
	return len(cue) > len(stack) && strings.EqualFold(cue[len(cue)-len(stack):], stack) && !strings.EqualFold(cue[:len(our)], our)
}

// turns reports whether gap, between a cue and a name, passes on to what the job
// is: "a strong background in A, you will B".
func turns(gap string) bool {
	if len(gap) < 6 || gap[0] >= 0x80 {
		return false
	}
	return strings.Contains(gap, " will ") || strings.Contains(gap, ", you'll ") || strings.Contains(gap, ", you’ll ") || strings.Contains(gap, " you can ") || strings.Contains(gap, ", we ")
}

// gained reports whether s, before "understanding of" or "experience in", says
// within five words that the job is to gain it or to make use of it.
func gained(s string) bool {
	s = strings.TrimRight(s, " ")
	for range 5 {
		at := strings.LastIndexAny(s, " -")
		last := strings.Trim(s[at+1:], ",.*•・–—")
		for _, w := range gainWords {
			if strings.EqualFold(last, w) {
				return true
			}
		}
		if at < 0 {
			break
		}
		s = strings.TrimRight(s[:at], " ")
	}
	return false
}

// gainWords say that an understanding or an experience is to be had or used.
var gainWords = []string{"maintain", "maintaining", "gain", "gaining", "deepen", "deepening", "leverage", "leveraging", "utilize", "acquire", "expand", "grow", "based", "your"}

// closes reports whether nothing but marks follow in the sentence.
func closes(rest string) bool {
	return strings.Trim(rest, " .!。！)）]】;；") == ""
}

// leads reports whether s, the text behind a cue, makes the cue a label.
func leads(s string) bool {
	s = strings.TrimLeft(s, " ")
	return strings.HasPrefix(s, ":") || strings.HasPrefix(s, "：")
}

// pureList reports whether gap is nothing but what parts entries of a list.
func pureList(gap string) bool {
	return onlyMarks(gap) || gap == "や" || gap == "と" || gap == " and " || gap == " or " || gap == ", and " || gap == ", or "
}

// scoped reports whether cue j can speak of hit i: a cue in brackets speaks of
// the skills in the brackets, or where there are none of the entry before them.
func (v *view) scoped(i, j int, st sentence) bool {
	text := v.d.Text
	h, c := &v.hits[i], &v.hits[j]
	open := -1
	for k, depth := c.start, 0; k > max(st.start, c.start-reachBytes); {
		r, n := utf8.DecodeLastRuneInString(text[:k])
		k -= n
		if r == ')' || r == '）' {
			depth++
		} else if r == '(' || r == '（' {
			if depth == 0 {
				open = k
				break
			}
			depth--
		}
	}
	if open < 0 {
		return true
	}
	end := st.end
	if k := strings.IndexAny(text[c.end:min(st.end, c.end+reachBytes)], ")）"); k >= 0 {
		end = c.end + k
	}
	if h.start >= open && h.end <= end {
		return true
	}
	if h.start > end {
		return false
	}
	for k := i + 1; k < min(len(v.hits), i+2*reachHits) && v.hits[k].start < end; k++ {
		if o := &v.hits[k]; o.skill >= 0 && o.start > open {
			return false
		}
	}
	return !strings.ContainsAny(text[h.end:open], ",、，;/／")
}
