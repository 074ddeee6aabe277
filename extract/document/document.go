// Package document turns a listing into the one text that everything else in
// extract reads: its header fields a line each, a blank line, then the body as
// plain text, cut into blocks that know which section of the advertisement they
// stand in (requirements, duties, benefits, …).
//
// It reads no skills, no pay and no terms, and it changes no words: a body that
// is plain text already stays as it is, so byte offsets into Text are offsets
// into what `juyo extract --emit-text` prints. Start with New.
package document

import (
	"slices"
	"strings"
	"unicode/utf8"

	"juyo/listing"
)

// MaxBytes is the longest Text kept; what is longer is cut at a rune boundary.
// The longest real advertisements are about 30 KB.
const MaxBytes = 200 << 10

// Section is the part of an advertisement a block stands in.
type Section uint8

// The sections. Body is everything whose heading says nothing known, or that
// has no heading.
const (
	Body        Section = iota
	Title               // the title field, or the first line of a body without one
	Required            // 必須スキル, 応募資格, requirements, what you bring
	Preferred           // 歓迎スキル, 尚可, nice to have
	Environment         // 開発環境, 技術スタック, our stack
	Duty                // 仕事内容, responsibilities, the role
	Person              // 求める人物像: character, not technology
	Company             // 会社概要, about us
	Benefit             // 福利厚生, perks
	Pay                 // 給与, compensation
	Hours               // 勤務時間, 休日
	Place               // 勤務地, location
	Process             // 選考フロー, how to apply
	Footer              // privacy notice, equal opportunity, 会社の注意書き
	Unneeded            // 不問, 使わない技術, not required: nothing of it is asked for
)

var sectionNames = [...]string{
	"body", "title", "required", "preferred", "environment", "duty", "person",
	"company", "benefit", "pay", "hours", "place", "process", "footer", "unneeded",
}

// String returns the section's name in lower case.
func (s Section) String() string {
	if int(s) < len(sectionNames) {
		return sectionNames[s]
	}
	return "unknown"
}

// Block is one line of a Document's text, or part of one where a line holds
// several labelled parts ("必須: … 尚可: …"). Blocks are in order, never empty
// and never overlap; Text[Start:End] has no white space around it.
type Block struct {
	Start, End int // byte offsets in Text
	// Content is where the words after a label in the same line begin
	// ("給与：" of "給与：年収600万円" ends there); equal to Start without one and
	// to End for a pure heading.
	Content int
	Section Section
	Heading bool // names what follows and says nothing else
	Bullet  bool // an entry of a list
	// Level is what a label or marker in the block itself says about all of it:
	// "（歓迎）", "※尚可", "必須:". 0 when it has none; Section still stands.
	Level listing.Level
}

// Document is a listing's text with its blocks. It is not changed after New and
// may be read from several goroutines.
type Document struct {
	Text      string
	Blocks    []Block
	BodyStart int    // offset in Text where the body begins, behind the header fields
	Intro     int    // offset of the first words on the work or on what it asks for (a heading, "We are looking for …"): what stands before them introduces the employer; 0 without any
	Company   string // Listing.Company in one line
	Title     string // Listing.Title, else the body's first line when it is short enough to be one
}

// New reads l's header fields and body. It never fails: markup that is broken
// yields the text a browser would show.
func New(l *listing.Listing) *Document {
	var b strings.Builder
	d := &Document{}
	var lines []line
	header := func(s string, sec Section) {
		if s = oneLine(s); s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		start := b.Len()
		b.WriteString(s)
		lines = append(lines, line{start: start, end: b.Len(), field: true, section: sec})
	}
	header(l.Title, Title)
	header(l.Location, Place)
	header(l.SalaryText, Pay)
	header(l.EmploymentText, Body)

	var marks []mark
	body := ""
	if l.HTML != "" {
		body, marks = fromHTML(l.HTML)
	} else {
		body = fromPlain(l.Text)
	}
	if b.Len() > 0 && body != "" {
		b.WriteString("\n\n")
	}
	d.BodyStart = b.Len()
	b.WriteString(body)
	d.Text = cut(b.String(), MaxBytes)
	d.BodyStart = min(d.BodyStart, len(d.Text))
	for i := range lines {
		lines[i].end = min(lines[i].end, len(d.Text))
		lines[i].start = min(lines[i].start, lines[i].end)
	}

	lines = appendLines(lines, d.Text, d.BodyStart, marks)
	d.Company = oneLine(l.Company)
	d.Title = oneLine(l.Title)
	titleLine := -1
	if d.Title == "" {
		d.Title, titleLine = firstLineTitle(d.Text, lines)
	}
	d.Blocks = segment(d.Text, lines, titleLine)
	d.Intro = intro(d.Text, d.Blocks)
	return d
}

// intro returns Document.Intro: where a heading of the work stands, or before it
// a sentence that opens the part about the job.
func intro(text string, blocks []Block) int {
	opens := -1
	for i := range blocks {
		b := &blocks[i]
		if b.Heading && b.Section >= Required && b.Section <= Duty {
			if opens >= 0 {
				return opens
			}
			return b.Start
		}
		if opens < 0 && b.Section == Body && opensJob(text[b.Start:b.End]) {
			opens = b.Start
		}
	}
	return 0
}

// BlockAt returns the index of the block that holds the byte at offset, or of
// the last one before it; -1 before the first block.
func (d *Document) BlockAt(offset int) int {
	lo, hi := 0, len(d.Blocks)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Blocks[mid].Start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

// oneLine trims s and turns every run of white space that holds a line break
// into one space.
func oneLine(s string) string {
	s = strings.ToValidUTF8(strings.TrimSpace(s), "\uFFFD")
	if !strings.ContainsAny(s, "\r\n\v\f\u2028\u2029\u0085") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == '\r' || r == '\n' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029' || r == '\u0085'
	}), " ")
}

// fromPlain keeps s as it is apart from its line ends and broken UTF-8.
func fromPlain(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return valid(cut(s, MaxBytes))
}

// valid is strings.ToValidUTF8, which is slow where there is nothing to do.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// cut shortens s to at most n bytes at a rune boundary.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// titleRunes is the longest first line taken for a title.
const titleRunes = 140

// firstLineTitle returns the first line of the body when it can be a title, and
// its index in lines; -1 without one. Header fields before it change nothing.
func firstLineTitle(text string, lines []line) (title string, index int) {
	i := slices.IndexFunc(lines, func(ln line) bool { return !ln.field })
	if i < 0 {
		return "", -1
	}
	s := text[lines[i].start:lines[i].end]
	if utf8.RuneCountInString(s) > titleRunes || strings.HasSuffix(s, "。") || strings.HasSuffix(s, ".") || strings.HasPrefix(s, "http") {
		return "", -1
	}
	return s, i
}
