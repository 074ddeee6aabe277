package skill

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// Finding is one form of a skill found in a text and what became of it. Why says
// which rule took it for the skill or refused it, LevelWhy what its level comes
// from, each in a line of English and of Japanese that quotes the words it rests
// on. A refused finding has no level.
type Finding struct {
	listing.Mention
	Accepted   bool   `json:"accepted"`
	Why        string `json:"why"`
	WhyJA      string `json:"why_ja"`
	LevelWhy   string `json:"level_why,omitempty"`
	LevelWhyJA string `json:"level_why_ja,omitempty"`
}

// reason is the rule that judged a hit.
type reason uint8

const (
	whyNone       reason = iota // the form alone
	whyAny                      // nothing speaks against it
	whyAnyCase                  // a concept in another case
	whyNeighbour                // in a list with an accepted skill
	whySentence                 // in a sentence with one
	whyRequire                  // a word of Require in the sentence
	whyWorded                   // the words around it
	whyAlone                    // alone in an entry of a list
	whyAddress                  // refused from here on
	whyOutside                  // in a part that names no skills
	whyEmployers                // among names of companies
	whyOwnName                  // the employer's name
	whyIntroduces               // tells of the employer
	whyReject                   // a word of Reject in the sentence
	whyNegated                  // "no …", "…不要"
	whyPitch                    // in what the company says of itself
	whyColleagues               // the trade or the tools of others
	whyCustomers                // what customers have
	whyLike                     // "an Excel-like editor"
	whyPhrase                   // inside a phrase that is something else
	whyFooter                   // in the footer, which is not searched
)

// note is why one hit was judged as it was: the rule, and the hits that decided.
type note struct {
	why reason
	by  *hit // the neighbour or the negation
	cue *hit // that set the level
}

// notes are taken only where an explanation is asked for.
type notes map[*hit]note

// note remembers why h is being judged; it is always true, so that it can stand
// in the condition it explains.
func (v *view) note(h *hit, why reason, by *hit) bool {
	if v.notes != nil {
		v.notes.judge(h, why, by)
	}
	return true
}

// heard remembers the cue that set h's level to l, and returns l.
func (v *view) heard(h, cue *hit, l listing.Level) listing.Level {
	if v.notes != nil {
		v.notes.hear(h, cue)
	}
	return l
}

func (n notes) judge(h *hit, why reason, by *hit) {
	x := n[h]
	x.why, x.by = why, by
	n[h] = x
}

func (n notes) hear(h, cue *hit) {
	x := n[h]
	x.cue = cue
	n[h] = x
}

// Explain returns every form of a skill in d's listing, by Start: what Find
// counts, every mention of it, and what looks like a skill and was refused. The
// strongest accepted finding of each skill, the first of them, is what Find
// returns.
func (m *Matcher) Explain(d *document.Document) []Finding {
	s, _ := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	m.gather(s, d)
	v := view{m: m, d: d, hits: s.hits, sentences: s.sentences, own: &s.own, window: &s.window, notes: notes{}}
	v.resolve()
	var out []Finding
	for i := range v.hits {
		h := &v.hits[i]
		switch {
		case h.kind == formPhrase:
			for _, inner := range v.inside(h) {
				out = append(out, v.refused(&inner, note{why: whyPhrase, by: h}))
			}
		case h.skill < 0:
		case h.accepted && !h.negated:
			out = append(out, v.counted(i))
		default:
			out = append(out, v.refused(h, v.notes[h]))
		}
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Section != document.Footer {
			continue
		}
		for _, h := range m.scan(nil, d.Text, b.Start, b.End, int32(i)) {
			if h.skill >= 0 {
				out = append(out, v.refused(&h, note{why: whyFooter}))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return strings.Compare(a.Skill, b.Skill)
	})
	return out
}

// inside returns the forms of skills within the phrase h.
func (v *view) inside(h *hit) []hit {
	text := v.d.Text
	var out []hit
	for end := h.end - 1; end > h.start; end-- {
		if !utf8.RuneStart(text[end]) || isWord(rune(text[end-1])) && isWord(rune(text[end])) {
			continue
		}
		if head := v.m.scan(nil, text[:end], h.start, end, h.block); len(head) > 0 && head[0].start == h.start && head[0].skill >= 0 {
			out = append(out, head[0])
			break
		}
	}
	_, n := utf8.DecodeRuneInString(text[h.start:])
	for _, inner := range v.m.scan(nil, text[:h.end], h.start+n, h.end, h.block) {
		if inner.skill >= 0 {
			out = append(out, inner)
		}
	}
	return out
}

// mention is where h stands, without a level.
func (v *view) mention(h *hit) listing.Mention {
	return listing.Mention{Skill: v.m.taxonomy.entries[h.skill].ID, Start: h.start, End: h.end, Surface: v.d.Text[h.start:h.end]}
}

// words returns the text of h, "" for none.
func (v *view) words(h *hit) string {
	if h == nil {
		return ""
	}
	return v.d.Text[h.start:h.end]
}

// counted explains the accepted hit i.
func (v *view) counted(i int) Finding {
	h := &v.hits[i]
	f := Finding{Mention: v.mention(h), Accepted: true}
	f.Level = v.level(i)
	n := v.notes[h]
	words := v.words(n.by)
	switch {
	case n.why == whyNone && h.kind == formExact:
		f.Why, f.WhyJA = "in exactly its own case", "大文字・小文字がこのとおりの呼び名"
	case n.why == whyNone:
		f.Why, f.WhyJA = "a safe form: counts wherever it stands", "どこにあっても数える呼び名"
	case n.why == whyAny:
		f.Why, f.WhyJA = "an everyday word too, and nothing in the sentence speaks against it", "普通の言葉でもあるが、文中に否定する言葉がない"
	case n.why == whyAnyCase:
		f.Why, f.WhyJA = "a concept: its case says nothing", "概念の名前なので大文字・小文字は問わない"
	case n.why == whyNeighbour:
		f.Why, f.WhyJA = fmt.Sprintf("in a list with %q", words), fmt.Sprintf("「%s」と並べて書かれている", words)
	case n.why == whySentence:
		f.Why, f.WhyJA = fmt.Sprintf("in one sentence with %q", words), fmt.Sprintf("同じ文に「%s」がある", words)
	case n.why == whyRequire:
		words = v.firstWord(h, v.m.rules[h.skill].require)
		f.Why, f.WhyJA = fmt.Sprintf("the word %q in the sentence vouches for it", words), fmt.Sprintf("文中の「%s」が裏づける", words)
	case n.why == whyWorded:
		words = v.wording(h)
		f.Why, f.WhyJA = fmt.Sprintf("the words around it speak of a technology: %q", words), fmt.Sprintf("前後の言葉が技術を指す:「%s」", words)
	case n.why == whyAlone:
		f.Why, f.WhyJA = "stands alone in a list of skills", "スキルの一覧に単独で書かれている"
	}
	if h.kind == formOtherCase {
		f.Why, f.WhyJA = "in another case, but "+f.Why, "大文字・小文字は違うが、"+f.WhyJA
	}
	f.LevelWhy, f.LevelWhyJA = v.levelReason(i, f.Level, n.cue)
	return f
}

// refused explains a hit that is no mention.
func (v *view) refused(h *hit, n note) Finding {
	f := Finding{Mention: v.mention(h)}
	words := v.words(n.by)
	switch n.why {
	case whyAddress:
		f.Why, f.WhyJA = "part of an address", "URLやメールアドレスの一部"
	case whyFooter:
		f.Why, f.WhyJA = "in the closing words, which are not searched", "末尾の注意書きにあり、調べない部分"
	case whyOutside:
		en, ja := v.part(h)
		f.Why, f.WhyJA = "in the part about "+en, ja+"の部分にある"
	case whyEmployers:
		words = v.words(v.cueBefore(h, employersAfter))
		f.Why, f.WhyJA = fmt.Sprintf("among names of companies, behind %q", words), fmt.Sprintf("「%s」に続く会社名の中にある", words)
	case whyOwnName:
		f.Why, f.WhyJA = "a name of the employer", "募集企業の名前"
	case whyIntroduces:
		f.Why, f.WhyJA = "before the first heading, where employers use the word of themselves", "最初の見出しより前、企業が自社を語る部分にある"
	case whyReject:
		words = v.firstWord(h, v.m.rules[h.skill].reject)
		f.Why, f.WhyJA = fmt.Sprintf("the word %q in the sentence speaks against it", words), fmt.Sprintf("文中の「%s」があるので別の意味", words)
	case whyNegated:
		f.Why, f.WhyJA = fmt.Sprintf("negated by %q", words), fmt.Sprintf("「%s」と否定されている", words)
	case whyPitch:
		f.Why, f.WhyJA = fmt.Sprintf("in what the company says of itself, %q", words), fmt.Sprintf("「%s」と企業が自社を語る文にある", words)
	case whyColleagues:
		f.Why, f.WhyJA = "what colleagues do or work with, not this job", "この仕事ではなく、他の担当者やチームのこと"
	case whyCustomers:
		f.Why, f.WhyJA = "what customers have or use", "顧客が使っているもの"
	case whyLike:
		f.Why, f.WhyJA = fmt.Sprintf("%q says what something is like", words+"-like"), fmt.Sprintf("「%s-like」は似たものを指す", words)
	case whyPhrase:
		f.Why, f.WhyJA = fmt.Sprintf("in the phrase %q, which is something else", words), fmt.Sprintf("「%s」という別の言葉の一部", words)
	default:
		if h.kind == formOtherCase {
			form := v.m.forms[h.form].text
			f.Why, f.WhyJA = fmt.Sprintf("in another case than %q, and nothing vouches for it", form), fmt.Sprintf("「%s」と大文字・小文字が違い、裏づけもない", form)
			break
		}
		en, ja := v.company(h)
		f.Why, f.WhyJA = "an everyday word too, and nothing vouches for it: it needs "+en, "普通の言葉でもあり、裏づけがない: "+ja+"が必要"
	}
	return f
}

// company says what would have vouched for a Context form.
func (v *view) company(h *hit) (en, ja string) {
	r := &v.m.rules[h.skill]
	en, ja = NearWords(v.m.taxonomy.entries[h.skill].Near)
	if len(r.require) == 0 {
		return en, ja
	}
	some := r.require[:min(3, len(r.require))]
	words := "\"" + strings.Join(some, `", "`) + "\""
	wordsJA := "「" + strings.Join(some, "」「") + "」"
	if r.near == nearRule {
		return "a word such as " + words + " in the sentence", "同じ文に" + wordsJA + "などの言葉"
	}
	en += ", or a word such as " + words
	ja += "か、" + wordsJA + "などの言葉"
	return en, ja
}

// NearWords says in plain words what company a Context form with Entry.Near near
// needs, in English and Japanese.
func NearWords(near string) (en, ja string) {
	switch nearWords[near] {
	case nearList:
		return `a neighbour in a list, or wording such as "experience in …"`, "並記されたスキルか「…での開発」のような言い回し"
	case nearNeighbour:
		return "a neighbour in a list", "並記されたスキル"
	case nearRule:
		return "one of its own words in the sentence", "文中に決まった言葉"
	case nearAny:
		return "nothing, where no word speaks against it", "なし(否定する言葉がなければ数える)"
	}
	return "another technology in the sentence, a neighbour in a list, or wording such as \"experience in …\"", "同じ文の別の技術、並記されたスキル、「…での開発」のような言い回し"
}

// firstWord returns the first of the folded words in h's sentence.
func (v *view) firstWord(h *hit, words []string) string {
	around := v.folded(h, v.sentenceOf(h.start))
	for _, w := range words {
		if holdsWord(around, w) {
			return w
		}
	}
	return ""
}

// wording returns the words before or behind h that worded heard, with h.
func (v *view) wording(h *hit) string {
	b := &v.d.Blocks[h.block]
	behind := v.d.Text[h.end:b.End]
	rest := strings.TrimLeft(behind, " .0123456789")
	for _, list := range [...][]string{suffixes, wordsAfter} {
		for _, w := range list {
			if strings.HasPrefix(rest, w) {
				return v.words(h) + behind[:len(behind)-len(rest)] + strings.TrimRight(w, " ")
			}
		}
	}
	for _, list := range [...][]string{prefixes, otherCasePrefixes} {
		for _, w := range list {
			if hasSuffixFold(v.d.Text[b.Start:h.start], []string{w}) {
				return v.d.Text[h.start-len(w) : h.end]
			}
		}
	}
	return v.words(h)
}

// cueBefore returns the nearest cue of one of the kinds before h in its
// sentence.
func (v *view) cueBefore(h *hit, kinds ...cue) *hit {
	st := v.sentenceOf(h.start)
	for j := len(v.hits) - 1; j >= 0; j-- {
		if o := &v.hits[j]; o.start < h.start && o.start >= st.start && o.cue != cueNone && slices.Contains(kinds, o.cue) {
			return o
		}
	}
	return nil
}

// levelReason says what level l of hit i rests on.
func (v *view) levelReason(i int, l listing.Level, heard *hit) (en, ja string) {
	h := &v.hits[i]
	b := &v.d.Blocks[h.block]
	section := map[document.Section]listing.Level{document.Required: listing.LevelRequired, document.Preferred: listing.LevelPreferred}[b.Section]
	switch {
	case heard != nil:
		return fmt.Sprintf("the sentence says %q", v.words(heard)), fmt.Sprintf("文に「%s」とある", v.words(heard))
	case b.Level == l && b.Content > b.Start:
		label := clip(v.d.Text[b.Start:b.Content])
		return fmt.Sprintf("behind the label %q", label), fmt.Sprintf("「%s」に続く", label)
	case b.Level == l:
		return "a mark in its line", "行の中に印がある"
	case b.Level == 0 && section == l, b.Level == 0 && b.Section == document.Environment && l == listing.LevelUsed:
		if head := v.heading(int(h.block)); head != "" {
			return fmt.Sprintf("under the heading %q", head), fmt.Sprintf("見出し「%s」の下", head)
		}
	case l == listing.LevelRequired:
		if asks := v.asking(h); asks != nil {
			return fmt.Sprintf("asked for in the words %q", v.words(asks)), fmt.Sprintf("「%s」と求めている", v.words(asks))
		}
	}
	if b.Section == document.Title {
		return "in the title", "題名にある"
	}
	return "no heading and no word says more", "それ以上を言う見出しも言葉もない"
}

// asking returns the wording such as "experience with" nearest to h in its
// sentence.
func (v *view) asking(h *hit) *hit {
	st := v.sentenceOf(h.start)
	for j := range v.hits {
		if o := &v.hits[j]; o.start >= h.end && o.start < st.end && o.cue == askBefore {
			return o
		}
	}
	return v.cueBefore(h, askAfter)
}

// heading returns the words of the heading or label that put block i in its
// section, "" for none.
func (v *view) heading(i int) string {
	section := v.d.Blocks[i].Section
	for ; i >= 0; i-- {
		b := &v.d.Blocks[i]
		switch {
		case b.Section != section:
		case b.Heading:
			return clip(v.d.Text[b.Start:b.End])
		case b.Content > b.Start:
			return clip(v.d.Text[b.Start:b.Content])
		}
	}
	return ""
}

// part names the section that h stands in.
func (v *view) part(h *hit) (en, ja string) {
	names := map[document.Section][2]string{
		document.Company: {"the company", "会社紹介"}, document.Benefit: {"benefits", "福利厚生"}, document.Pay: {"pay", "給与"},
		document.Unneeded: {"what is not needed", "求めないもの"}, document.Hours: {"working hours", "勤務時間・休日"}, document.Place: {"the place", "勤務地"}, document.Process: {"applying", "選考・応募"},
	}
	name, ok := names[v.d.Blocks[h.block].Section]
	if !ok {
		name = [2]string{v.d.Blocks[h.block].Section.String(), v.d.Blocks[h.block].Section.String()}
	}
	if head := v.heading(int(h.block)); head != "" {
		return fmt.Sprintf("%s, %q", name[0], head), fmt.Sprintf("%s「%s」", name[1], head)
	}
	return name[0], name[1]
}

// clip shortens s to what fits into a reason.
func clip(s string) string {
	const runes = 40
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:runes-1])) + "…"
}
