package source

import (
	"encoding/json"
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bodyField is a property of JobPosting that states part of the advertisement
// beside its description, with the heading it gets when it is appended.
type bodyField struct {
	name, ja, en string
}

// bodyFields are in the order they are appended.
var bodyFields = []bodyField{
	{"responsibilities", "仕事内容", "Responsibilities"},
	{"qualifications", "応募資格", "Qualifications"},
	{"experienceRequirements", "必要な経験", "Experience"},
	{"skills", "スキル", "Skills"},
	{"educationRequirements", "学歴", "Education"},
	{"occupationalCategory", "職種", "Occupation"},
	{"industry", "業種", "Industry"},
	{"workHours", "勤務時間", "Working hours"},
	{"jobBenefits", "福利厚生", "Benefits"},
	{"benefits", "福利厚生", "Benefits"},
	{"incentiveCompensation", "インセンティブ", "Incentives"},
	{"incentives", "インセンティブ", "Incentives"},
	{"specialCommitments", "備考", "Special commitments"},
	{"physicalRequirement", "身体的要件", "Physical requirements"},
	{"securityClearanceRequirement", "セキュリティ要件", "Security clearance"},
}

// body is an advertisement's text under construction: HTML or plain, not both.
type body struct {
	html, text  string
	description string // what it says so far; empty once bare says it
	bare        string // what it says so far, without markup and white space
	ja          bool
}

// escapedBR is a line break escaped once or twice.
var escapedBR = regexp.MustCompile(`(?i)&(?:amp;)?lt;br ?/?&(?:amp;)?gt;`)

// elements are the kinds of tag that bodies are made of.
type elements uint8

const (
	anyElement   elements = 1 << iota // tells a body with markup
	givenAway                         // tells one whose markup is escaped
	blockElement                      // begins a line
)

// elementAt returns what s, behind its "<" or "</", names.
func elementAt(s string) elements {
	n := 0
	var name [len("section")]byte
	for n < len(s) && (isLetterByte(s[n]) || s[n] >= '0' && s[n] <= '9' || s[n] == '_') {
		if n == len(name) {
			return 0
		}
		name[n] = toLower(s[n])
		n++
	}
	switch string(name[:n]) {
	case "p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6":
		return anyElement | givenAway | blockElement
	case "ul", "ol", "span", "strong", "b", "em", "a", "table":
		return anyElement | givenAway
	case "tr":
		return anyElement | blockElement
	case "i", "u", "td", "th", "section", "font", "code", "pre", "hr":
		return anyElement
	}
	return 0
}

// hasTag reports whether s holds a tag that bodies are made of: not any "<".
func hasTag(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		s = s[i+1:]
		if elementAt(strings.TrimPrefix(s, "/"))&anyElement == 0 {
			continue
		}
		if i = strings.IndexAny(s, "<>"); i >= 0 && s[i] == '>' {
			return true
		}
	}
}

// hasEscapedTag reports whether s holds a tag that was escaped once or twice.
func hasEscapedTag(s string) bool {
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return false
		}
		s = s[i+1:]
		name := s
		if len(name) > 4 && strings.EqualFold(name[:4], "amp;") {
			name = name[4:]
		}
		if len(name) > 3 && strings.EqualFold(name[:3], "lt;") && elementAt(strings.TrimPrefix(name[3:], "/"))&givenAway != 0 {
			return true
		}
	}
}

// blockTags counts the tags in s that begin a line.
func blockTags(s string) int {
	n := 0
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return n
		}
		s = s[i+1:]
		if elementAt(s)&blockElement != 0 {
			n++
		}
	}
}

// newBody reads a description, which may be HTML, HTML escaped once or twice
// more, or text with line breaks.
func newBody(description string) body {
	s := unescapeBody(description)
	var b body
	if hasTag(s) {
		if strings.Contains(s, "lt;") {
			s = escapedBR.ReplaceAllString(s, "<br>")
		}
		b.html = keepLineBreaks(s)
	} else {
		b.text = strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(s), "\r\n", "\n"))
	}
	b.description = s
	b.ja = hasJapanese(s)
	return b
}

// says reports whether the body says already what key, bare, says; if not, it
// does from now on.
func (b *body) says(key string) bool {
	if b.description != "" { // only pages that state more than a description pay for this
		b.bare, b.description = bare(b.description), ""
	}
	if strings.Contains(b.bare, key) {
		return true
	}
	b.bare += key
	return false
}

// unescapeBody undoes escaping of the whole: real tags are absent and escaped
// ones present.
func unescapeBody(s string) string {
	if !utf8.ValidString(s) { // quicker than ToValidUTF8, and nearly all are
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	s = strings.TrimSpace(s)
	for range 3 {
		if hasTag(s) || !hasEscapedTag(s) {
			break
		}
		s = html.UnescapeString(s)
	}
	return s
}

// keepLineBreaks turns line breaks that the author meant into <br>: those next to
// Japanese, where nobody wraps lines; empty lines inside a run of text; and all
// of them in a Japanese text or one that has hardly any block elements.
func keepLineBreaks(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	lines := strings.Split(s, "\n")
	if len(lines) == 1 {
		return s
	}
	inText := 0
	for i := 1; i < len(lines); i++ {
		if betweenText(lines[i-1], lines[i]) {
			inText++
		}
	}
	all := inText > 2*blockTags(s) || mostlyWide(s)
	var b strings.Builder
	b.Grow(len(s) + 4*len(lines))
	b.WriteString(lines[0])
	for i := 1; i < len(lines); i++ {
		prev, next := strings.TrimSpace(lines[i-1]), strings.TrimSpace(lines[i])
		switch {
		case prev == "" && next == "":
		case !betweenText(lines[i-1], lines[i]):
		case all, prev == "", next == "", endsCJK(prev), startsCJK(next):
			b.WriteString("<br>")
		}
		b.WriteByte('\n')
		b.WriteString(lines[i])
	}
	return b.String()
}

// betweenText reports that a line break has text, not a tag, on both sides. An
// empty line counts as text.
func betweenText(prev, next string) bool {
	prev, next = strings.TrimSpace(prev), strings.TrimSpace(next)
	return !strings.HasSuffix(prev, ">") && !strings.HasPrefix(next, "<")
}

// hasJapanese is hasCJK for long texts, most of which hold none.
func hasJapanese(s string) bool {
	const first = 0xE2 // no letter of Japanese begins with a lower byte
	for i := 0; i < len(s); i++ {
		if s[i] < first {
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= 0x2E80 && hasCJK(s[i:i+n]) {
			return true
		}
		i += n - 1
	}
	return false
}

// mostlyWide reports a text in Japanese, markup and all.
func mostlyWide(s string) bool {
	wide, others := 0, 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			others++
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if i += n; isWide(r) {
			wide++
		} else {
			others++
		}
	}
	return 4*wide > others
}

func endsCJK(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && isWide(r)
}

func startsCJK(s string) bool {
	for _, r := range s {
		return isWide(r)
	}
	return false
}

// isWide reports letters, punctuation and the ornaments of Japanese text.
func isWide(r rune) bool {
	if r >= 0x3000 && r < 0xA000 { // most there are
		return true
	}
	return r >= 0x2000 && !unicode.In(r, unicode.Latin) && r != '’' && r != '“' && r != '”' && r != '–' && r != '—'
}

// add appends field f unless the body says the same already.
func (b *body) add(f bodyField, v any) {
	s := b.words(f, v)
	key := bare(s)
	if key == "" || b.says(key) {
		return
	}
	heading := f.en
	if b.ja {
		heading = f.ja
	}
	if b.html != "" {
		if !hasTag(s) {
			s = "<p>" + strings.ReplaceAll(html.EscapeString(html.UnescapeString(s)), "\n", "<br>\n") + "</p>"
		}
		b.html += "\n<h3>" + heading + "</h3>\n" + s
		return
	}
	if hasTag(s) { // the description was text, this part is not
		b.html = "<p>" + strings.ReplaceAll(html.EscapeString(b.text), "\n", "<br>\n") + "</p>\n<h3>" + heading + "</h3>\n" + s
		b.text = ""
		return
	}
	b.text = strings.TrimSpace(b.text + "\n\n" + heading + ":\n" + html.UnescapeString(s))
}

// words writes the value of a field as text or HTML.
func (b *body) words(f bodyField, v any) string {
	var parts []string
	for _, e := range list(v) {
		s := ""
		if m, ok := e.(map[string]any); ok {
			s = b.structured(f, node(m))
		} else {
			s = unescapeBody(text(e))
		}
		if bare(s) != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n")
}

// structured writes the nodes schema.org allows in place of text:
// OccupationalExperienceRequirements, EducationalOccupationalCredential,
// DefinedTerm, CategoryCode.
func (b *body) structured(f bodyField, n node) string {
	if f.name == "experienceRequirements" {
		if s := b.months(n.get("monthsOfExperience")); s != "" {
			return s
		}
	}
	s := unescapeBody(first(n.str("credentialCategory"), n.str("description"), n.str("name"), n.str("text"), n.str("codeValue")))
	return s
}

func (b *body) months(v any) string {
	num, ok := v.(json.Number)
	if s, isText := v.(string); isText {
		num, ok = json.Number(strings.TrimSpace(s)), true
	}
	months, err := num.Float64()
	if !ok || err != nil || months <= 0 || months > 600 {
		return ""
	}
	years := strconv.FormatFloat(months/12, 'f', -1, 64)
	switch {
	case months != float64(int(months)) || int(months)%12 != 0:
		if b.ja {
			return "実務経験" + num.String() + "か月以上"
		}
		return num.String() + "+ months of experience"
	case b.ja:
		return "実務経験" + years + "年以上"
	}
	return years + "+ years of experience"
}

// bare is what s says, without markup, entities, white space and case.
func bare(s string) string {
	if hasTag(s) {
		s = stripTags(s)
	}
	s = html.UnescapeString(s)
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c = bareASCII[c]; c != 0 {
				b.WriteByte(c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r > 0x3040 && r < 0x30fb, r >= 0x3400 && r <= 0x9fff: // most letters there are
			b.WriteString(s[i : i+n])
		case unicode.IsSpace(r), unicode.IsPunct(r):
		default:
			b.WriteRune(unicode.ToLower(r))
		}
		i += n
	}
	return b.String()
}

// bareASCII is what bare makes of ASCII; 0 is left out.
var bareASCII = func() (out [utf8.RuneSelf]byte) {
	for c := range rune(utf8.RuneSelf) {
		if !unicode.IsSpace(c) && !unicode.IsPunct(c) {
			out[c] = byte(unicode.ToLower(c))
		}
	}
	return out
}()
