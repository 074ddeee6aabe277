package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"juyo/listing"
)

// line is one non-empty line of the text, white space around it left out.
type line struct {
	start, end int
	field      bool // a header field: section is given
	section    Section
	heading    uint8 // as mark.heading
	bullet     bool
}

// appendLines appends the lines of text from offset from on, with what the
// markup said of them.
func appendLines(lines []line, text string, from int, marks []mark) []line {
	k := 0
	for i := from; i < len(text); {
		end := len(text)
		if j := strings.IndexByte(text[i:], '\n'); j >= 0 {
			end = i + j
		}
		s := strings.TrimRightFunc(text[i:end], unicode.IsSpace)
		t := strings.TrimLeftFunc(s, unicode.IsSpace)
		if t != "" {
			ln := line{start: i + len(s) - len(t), end: i + len(s)}
			for k < len(marks) && from+marks[k].offset < i {
				k++
			}
			if k < len(marks) && from+marks[k].offset <= ln.start {
				ln.heading, ln.bullet = marks[k].heading, marks[k].bullet
			}
			lines = append(lines, ln)
		}
		i = end + 1
	}
	return lines
}

// segment cuts lines into blocks. titleLine is the index of the line of the body
// that is the title, -1 for none.
func segment(text string, lines []line, titleLine int) []Block {
	g := &segmenter{text: text, blocks: make([]Block, 0, len(lines)+8)}
	for i, ln := range lines {
		g.opens = i+1 < len(lines) && !ln.bullet && g.listed(lines[i+1])
		if i > 0 && bareBullet(text[lines[i-1].start:lines[i-1].end]) {
			ln.bullet = true
		}
		switch {
		case ln.field:
			g.blocks = append(g.blocks, Block{Start: ln.start, End: ln.end, Content: ln.start, Section: ln.section})
		case i == titleLine:
			g.blocks = append(g.blocks, Block{Start: ln.start, End: ln.end, Content: ln.start, Section: Title})
		case ln.end-ln.start >= flatBytes:
			g.chars = charactersOf(text[ln.start:ln.end])
			g.flat(ln, flatHeadings(text[ln.start:ln.end]))
		default:
			g.line(ln)
		}
	}
	return g.blocks
}

type segmenter struct {
	text    string
	blocks  []Block
	section Section
	style   style      // of the heading that set section
	opens   bool       // a list follows the line at hand
	chars   characters // of the line at hand
	fielded bool       // field set section
	field   field
}

// listed reports whether ln is an entry of a list.
func (g *segmenter) listed(ln line) bool {
	r, n := utf8.DecodeRuneInString(g.text[ln.start:ln.end])
	return ln.bullet || !beginsWord(r) && strings.ContainsRune("-・*•◦‣▪–·✓✔", r) && (ln.end-ln.start == n || r >= 0x80 || g.text[ln.start+n] == ' ')
}

// bareBullet reports whether s is nothing but a bullet: its entry stands on the
// next line.
func bareBullet(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && strings.ContainsRune(bulletSymbols, r)
}

func (g *segmenter) line(ln line) {
	g.chars = charactersOf(g.text[ln.start:ln.end])
	if hs := shortFlat(g.text[ln.start:ln.end], g.chars); len(hs) > 0 {
		g.flat(ln, hs)
		return
	}
	h := readHeading(g.text[ln.start:ln.end], ln)
	h.opens = g.opens
	if g.section == Company && opensJob(g.text[ln.start:ln.end]) {
		g.section, g.style = Body, plainStyle
	}
	if !h.found {
		g.endField(g.text[ln.start:ln.end], h, Body, false)
		g.prose(ln, h.bullet)
		return
	}
	folded := foldHeading(h.words)
	sec, runes := classify(folded)
	if asksFor(sec) && runes > 0 {
		runes += neutralTail(folded)
	}
	known := runes > 0 && h.trusts(folded, runes) && (h.content >= 0 || !labelOnly(folded))
	if announced, ok := introduced(h.words, g.chars); ok && !known { // 以下の経験は求めません：
		sec, known = announced, true
	}
	g.endField(g.text[ln.start:ln.end], h, sec, known)
	if folded == "background" && g.opens { // a list is of what one brings, a paragraph of why the job is offered
		sec = Required
	}
	if h.content < 0 { // nothing but a heading
		g.fielded = g.fielded && !known
		switch {
		case known:
			g.section, g.style = sec, h.style
		case topic(folded): // サービス名について
			g.section, g.style = Body, h.style
		case h.style == plainStyle: // an ordinary short line after all
			g.prose(ln, h.bullet)
			return
		case markerLevel(g.text[ln.start:ln.end], g.chars) == listing.LevelPreferred: // ●クラウドの経験（歓迎）
			sec, known = Preferred, true
			g.section, g.style = sec, h.style
		case ends(h.style, g.style), h.style >= hashStyle && g.style == plainStyle && aside(g.section):
			g.section, g.style = Body, h.style
		}
		g.blocks = append(g.blocks, Block{Start: ln.start, End: ln.end, Content: ln.end, Section: g.section, Heading: true, Bullet: h.bullet, Level: levelOf(sec, known)})
		return
	}
	// A label with its words in the same line. Skills, duties and tools go on in
	// the lines below it; a pay, place or time label speaks for its line only.
	if !known {
		g.parts(ln.start, ln.start+h.content, ln.end, g.section, h.bullet, 0)
		return
	}
	if h.bullet && asksFor(g.section) && (sec == Person || sec == Required && !demands(folded)) {
		sec = g.section // "- Soft skills: …", "- Certifications: …" among what is asked for
	}
	entry := h.bullet && sec == Preferred && latin(folded) // "- Advantage: Go" is one of what is asked for
	if (sec <= Duty || h.style >= tagStyle) && !lineOnly(folded) && !entry {
		g.beginField(g.text[ln.start:ln.end], h)
		g.field.level = sec == Preferred || demands(folded) || sec == Unneeded
		g.section, g.style = sec, h.style
	}
	g.parts(ln.start, ln.start+h.content, ln.end, sec, h.bullet, levelOf(sec, true))
}

// field is a label with words in its own line that began the section at hand:
// "歓迎：Go". It goes on in the entries below it, but not past its siblings.
type field struct {
	mark    rune    // its bullet, 0 for none
	level   bool    // the label says how much is asked for, not only what
	section Section // before the first of the fields
	style   style
}

// beginField notes that the label in line s begins a section.
func (g *segmenter) beginField(s string, h heading) {
	if !g.fielded {
		g.field.section, g.field.style = g.section, g.style
		if g.style == h.style && h.style >= symbolStyle { // the heading above is of the same rank
			g.field.section, g.field.style = Body, plainStyle
		}
	}
	g.fielded, g.field.mark = true, bulletMark(s, h)
}

// endField goes back to the section before the fields where line s, another
// field than one for a level, is no entry of the field above it: a label of its
// own, a note, or an entry with the same bullet.
func (g *segmenter) endField(s string, h heading, sec Section, known bool) {
	if !g.fielded {
		return
	}
	sibling := bulletMark(s, h) == g.field.mark
	switch label := h.found && h.content >= 0; {
	case aside(g.section):
		if g.field.mark == 0 || !sibling || known {
			return
		}
	case !asksFor(g.section) && g.section != Unneeded:
		return
	case label && known:
		if !aside(sec) {
			return
		}
	case label && sibling && g.field.level, !label && sibling && g.field.mark != 0, strings.HasPrefix(s, "※"), !label && sibling && (payLine(s) || tells(s)):
	default:
		return
	}
	g.fielded, g.section, g.style = false, g.field.section, g.field.style
}

// payLine reports whether s begins with pay: "単価65〜75万", "$120,000".
func payLine(s string) bool {
	if word := longestAt(s, 0); word != "" && headingIndex[word].section == Pay {
		s = strings.TrimLeft(s[len(word):], " 約:：")
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsDigit(r) || unicode.Is(unicode.Sc, r)
	}
	r, n := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Sc, r) && len(s) > n && s[n] >= '0' && s[n] <= '9'
}

// tells reports whether s is a sentence of what is done, and no wish or demand.
func tells(s string) bool {
	if !strings.HasSuffix(s, "ます。") && !strings.HasSuffix(s, "です。") && !strings.HasSuffix(s, "ません。") {
		for _, w := range [...]string{"We ", "Our ", "The ", "You'll ", "You’ll ", "You will "} {
			if strings.HasPrefix(s, w) {
				return strings.HasSuffix(s, ".") && !strings.Contains(s, "expect") && !strings.Contains(s, "need")
			}
		}
		return false
	}
	if strings.HasSuffix(s, "必要ありません。") || strings.HasSuffix(s, "不要です。") {
		return true
	}
	for _, w := range [...]string{"求め", "歓迎", "必須", "必要", "経験", "優遇", "尚可", "知識", "方"} {
		if strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// bulletMark returns the bullet of line s, 0 for none.
func bulletMark(s string, h heading) rune {
	if !h.bullet && h.style < symbolStyle {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// labelOnly reports whether the folded words are a heading only where what they
// speak of follows in their line: a page may say "Welcome!".
func labelOnly(folded string) bool {
	switch folded {
	case "welcome", "welcomed", "should", "could", "won't", "need", "minimum":
		return true
	}
	return false
}

// neutralTail returns how many runes of the folded heading end it without saying
// how much is asked for: "歓迎するスキル".
func neutralTail(folded string) int {
	for _, w := range [...]string{"スキル", "経験", "知識", "資格", "能力", "技術", "こと", "もの", "方"} {
		if strings.HasSuffix(folded, w) {
			return utf8.RuneCountInString(w)
		}
	}
	return 0
}

// prose appends a line that is no heading. One that introduces a list ("以下の
// 経験をお持ちの方を歓迎します") says what section the list is.
func (g *segmenter) prose(ln line, bullet bool) {
	s := g.text[ln.start:ln.end]
	if sec, ok := introduced(s, g.chars); ok {
		g.section, g.style = sec, colonStyle
	} else if !bullet && g.closesList(s) {
		g.section, g.style = Body, plainStyle
	}
	g.parts(ln.start, ln.start, ln.end, g.section, bullet, 0)
}

// closesList reports whether s, a paragraph behind the list of what is asked
// for, is no part of it any more.
func (g *segmenter) closesList(s string) bool {
	const paragraph = 80 // bytes
	if !asksFor(g.section) && g.section != Unneeded || len(s) < paragraph {
		return false
	}
	last := &g.blocks[len(g.blocks)-1]
	if !last.Bullet || last.Section != g.section || last.Heading {
		return false
	}
	before := 0
	for i := len(g.blocks) - 1; i >= 0 && g.blocks[i].Section == g.section && !g.blocks[i].Heading; i-- {
		if before++; !g.blocks[i].Bullet {
			return false
		}
	}
	return before > 1 && (strings.HasSuffix(s, ".") || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "！"))
}

// introduced returns the section of the list that sentence s, with characters c,
// announces.
func introduced(s string, c characters) (Section, bool) {
	if len(s) > 3*maxHeadingRunes || s == "" || s[0] < 0x80 && s[0] != '*' && s[0] != '(' || !c.holdAny(s, announcing) {
		return Body, false
	}
	if c.holdAny(s, announcesWishes) {
		return Preferred, true
	}
	if c.holdAny(s, announcesNoNeed) {
		return Unneeded, true
	}
	return Required, c.holdAny(s, announcesDemands)
}

var (
	announcing       = keywords("以下の", "以下が", "以下に", "以下を", "以下は", "以下すべて", "以下全て", "下記の", "下記が", "下記に", "下記は", "次の", "いずれか", "どれか")
	announcesWishes  = keywords("歓迎", "尚可", "優遇", "望ましい", "嬉しい", "うれしい", "尚良", "必須ではありませんが")
	announcesNoNeed  = keywords("求めません", "求めていません", "必要ありません", "必要はありません", "不要です", "不問です", "問いません", "使いません", "使用しません", "使っていません", "必須ではありません")
	announcesDemands = keywords("必須", "方のみ", "が必要", "を満たす方", "求めます", "求めています", "条件とします", "当てはまる方", "該当する方", "十分です", "足ります")
)

// topic reports whether the folded line says no more than what the lines below
// it are about.
func topic(folded string) bool {
	stem, ok := strings.CutSuffix(folded, "について")
	if !ok {
		stem, ok = strings.CutSuffix(folded, "とは")
	}
	return ok && utf8.RuneCountInString(stem) <= 16 && !strings.ContainsAny(stem, "、。はがを")
}

// lineOnly reports whether the label speaks for its line only: what is asked of
// languages at the top of a listing begins no requirements.
func lineOnly(folded string) bool {
	switch folded {
	case "you", "language requirements", "language requirement", "language skills", "languages", "language", "求める語学力", "語学力", "語学要件", "言語要件", "日本語要件", "英語要件", "必要な語学力", "語学":
		return true
	}
	return false
}

// opensJob reports whether s begins as the part about the job does where no
// heading divides it from what precedes it.
func opensJob(s string) bool {
	if s == "" {
		return false
	}
	for _, w := range jobOpeners[s[0]] {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// jobOpeners are what opensJob looks for, by their first bytes.
var jobOpeners = func() (by [256][]string) {
	for _, w := range [...]string{
		"As a ", "As an ", "As the ", "As our ", "You will ", "You'll ", "You’ll ", "In this role", "In this position", "We're looking for", "We’re looking for",
		"We are looking for", "We are seeking", "We're seeking", "We’re seeking", "We need a ", "We need an ", "We're hiring", "We’re hiring", "We are hiring", "The ideal candidate", "This role ", "本ポジションでは", "今回募集", "今回の募集", "今回は",
	} {
		by[w[0]] = append(by[w[0]], w)
	}
	return by
}()

// flat segments a line that holds the headings hs: it may be a whole
// advertisement.
func (g *segmenter) flat(ln line, hs []flatHeading) {
	if len(hs) == 0 {
		g.line(ln)
		return
	}
	at := ln.start
	g.fielded = false
	for _, h := range hs {
		if t := strings.TrimLeftFunc(g.text[at:ln.start+h.start], unicode.IsSpace); t != "" {
			at = ln.start + h.start - len(t)
			g.parts(at, at, ln.start+h.start, g.section, ln.bullet, 0)
		}
		at = ln.start + h.end
		switch {
		case h.known:
			g.section, g.style = h.section, h.style
		case ends(h.style, g.style) || !asksFor(g.section):
			g.section, g.style = Body, h.style
		}
		g.blocks = append(g.blocks, Block{Start: ln.start + h.start, End: at, Content: at, Section: g.section, Heading: true, Level: levelOf(h.section, h.known)})
	}
	rest := g.text[at:ln.end]
	if t := strings.TrimLeftFunc(rest, unicode.IsSpace); t != "" {
		at = ln.end - len(t)
		g.parts(at, at, ln.end, g.section, false, 0)
	}
}

// ends reports whether a heading of style s that names nothing known ends the
// section that a heading of style current began: it is of the same rank, or of a
// higher one in the same notation.
func ends(s, current style) bool {
	switch {
	case s == colonStyle || s == plainStyle:
		return false
	case current == colonStyle:
		return true
	case s < tagStyle && current >= hashStyle && current < tagStyle, s < capitalStyle && s >= tagStyle && current >= tagStyle && current < capitalStyle:
		return s <= current
	}
	return s == current
}

// asksFor reports whether s holds what the job asks for.
func asksFor(s Section) bool { return s == Required || s == Preferred }

// aside reports whether s holds neither the work nor what it asks for.
func aside(s Section) bool {
	switch s {
	case Company, Benefit, Pay, Hours, Place, Process, Footer:
		return true
	}
	return false
}

func levelOf(sec Section, known bool) listing.Level {
	switch {
	case known && sec == Required:
		return listing.LevelRequired
	case known && sec == Preferred:
		return listing.LevelPreferred
	}
	return 0
}

// parts appends the block text[start:end], cut where a label for another level
// stands inside it: "必須: Java. 尚可: AWS".
func (g *segmenter) parts(start, content, end int, sec Section, bullet bool, level listing.Level) {
	for {
		at, labelEnd, next := nextLevelLabel(g.text[content:end], g.chars)
		if at < 0 || content+at == start {
			break
		}
		g.add(start, content, content+at, sec, bullet, level)
		start, content = content+at, content+labelEnd
		sec, level = next, levelOf(next, true)
		if sec != Unneeded { // which is of its line only
			g.section = sec
		}
	}
	if sec == Environment {
		for at := nextLabel(g.text[content:end]); at > 0; at = nextLabel(g.text[content:end]) {
			g.add(start, content, content+at, sec, bullet, level)
			start, content = content+at, content+at
		}
	}
	g.add(start, content, end, sec, bullet, level)
}

// nextLabel returns where a label such as "CI/CD：" begins in s, behind a word in
// Latin letters that it must not join: "GitHub, GitLab CI/CD：Jenkins" names no
// GitLab CI/CD. 0 when there is none.
func nextLabel(s string) int {
	for i := 1; i < len(s); {
		colon := strings.Index(s[i:], "：")
		if colon < 0 {
			return 0
		}
		colon += i
		at := strings.LastIndexByte(s[:colon], ' ') + 1
		if at > 1 && s[at-2] < 0x80 && strings.Contains(s[at:colon], "/") && latin(s[at:colon]) {
			return at
		}
		i = colon + len("：")
	}
	return 0
}

func (g *segmenter) add(start, content, end int, sec Section, bullet bool, level listing.Level) {
	s := g.text[start:end]
	t := strings.TrimRightFunc(s, unicode.IsSpace)
	if t == "" {
		return
	}
	end = start + len(t)
	if level == 0 {
		level = markerLevel(t, g.chars)
	}
	g.blocks = append(g.blocks, Block{Start: start, End: end, Content: min(content, end), Section: sec, Bullet: bullet, Level: level})
}
