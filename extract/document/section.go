package document

import (
	"strings"
	"unicode"

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
		switch {
		case ln.field:
			g.blocks = append(g.blocks, Block{Start: ln.start, End: ln.end, Content: ln.start, Section: ln.section})
		case i == titleLine:
			g.blocks = append(g.blocks, Block{Start: ln.start, End: ln.end, Content: ln.start, Section: Title})
		case ln.end-ln.start >= flatBytes:
			g.flat(ln)
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
	style   style // of the heading that set section
}

func (g *segmenter) line(ln line) {
	h := readHeading(g.text[ln.start:ln.end], ln)
	if g.section == Company && opensJob(g.text[ln.start:ln.end]) {
		g.section, g.style = Body, plainStyle
	}
	if !h.found {
		g.parts(ln.start, ln.start, ln.end, g.section, h.bullet, 0)
		return
	}
	folded := foldHeading(h.words)
	sec, runes := classify(folded)
	known := runes > 0 && h.trusts(folded, runes)
	if h.content < 0 { // nothing but a heading
		switch {
		case known:
			g.section, g.style = sec, h.style
		case h.style == plainStyle: // an ordinary short line after all
			g.parts(ln.start, ln.start, ln.end, g.section, h.bullet, 0)
			return
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
	if sec <= Duty || h.style >= tagStyle {
		g.section, g.style = sec, h.style
	}
	g.parts(ln.start, ln.start+h.content, ln.end, sec, h.bullet, levelOf(sec, true))
}

// opensJob reports whether s begins as the part about the job does where no
// heading divides it from what precedes it.
func opensJob(s string) bool {
	for _, w := range [...]string{
		"As a ", "As an ", "As the ", "As our ", "You will ", "You'll ", "You’ll ", "In this role", "In this position", "We're looking for", "We’re looking for",
		"We are looking for", "We are seeking", "We're seeking", "We’re seeking", "We're hiring", "We’re hiring", "We are hiring", "The ideal candidate", "This role ", "本ポジションでは", "今回募集", "今回の募集", "今回は",
	} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// flat segments a line that may hold a whole advertisement.
func (g *segmenter) flat(ln line) {
	hs := flatHeadings(g.text[ln.start:ln.end])
	if len(hs) == 0 {
		g.line(ln)
		return
	}
	at := ln.start
	for _, h := range hs {
		if t := strings.TrimLeftFunc(g.text[at:ln.start+h.start], unicode.IsSpace); t != "" {
			at = ln.start + h.start - len(t)
			g.parts(at, at, ln.start+h.start, g.section, ln.bullet, 0)
		}
		at = ln.start + h.end
		if h.known {
			g.section, g.style = h.section, symbolStyle
		} else {
			g.section, g.style = Body, symbolStyle
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
		at, labelEnd, next := nextLevelLabel(g.text[content:end])
		if at < 0 || content+at == start {
			break
		}
		g.add(start, content, content+at, sec, bullet, level)
		start, content = content+at, content+labelEnd
		sec, level = next, levelOf(next, true)
		g.section = sec
	}
	g.add(start, content, end, sec, bullet, level)
}

func (g *segmenter) add(start, content, end int, sec Section, bullet bool, level listing.Level) {
	s := g.text[start:end]
	t := strings.TrimRightFunc(s, unicode.IsSpace)
	if t == "" {
		return
	}
	end = start + len(t)
	if level == 0 {
		level = markerLevel(t)
	}
	g.blocks = append(g.blocks, Block{Start: start, End: end, Content: min(content, end), Section: sec, Bullet: bullet, Level: level})
}
