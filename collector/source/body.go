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

var (
	tag        = regexp.MustCompile(`(?i)</?(p|br|div|ul|ol|li|h[1-6]|span|strong|b|em|i|u|a|table|tr|td|th|section|font|code|pre|hr)\b[^<>]*>`)
	escapedTag = regexp.MustCompile(`(?i)&(amp;)?lt;/?(p|br|div|ul|ol|li|h[1-6]|span|strong|b|em|a|table)\b`)
	escapedBR  = regexp.MustCompile(`(?i)&(?:amp;)?lt;br ?/?&(?:amp;)?gt;`)
	blockTag   = regexp.MustCompile(`(?i)<(p|br|div|li|h[1-6]|tr)\b`)
)

// newBody reads a description, which may be HTML, HTML escaped once or twice
// more, or text with line breaks.
func newBody(description string) body {
	s := unescapeBody(description)
	var b body
	if tag.MatchString(s) {
		if strings.Contains(s, "lt;") {
			s = escapedBR.ReplaceAllString(s, "<br>")
		}
		b.html = keepLineBreaks(s)
	} else {
		b.text = strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(s), "\r\n", "\n"))
	}
	b.description = s
	b.ja = hasCJK(s)
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
	s = strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
	for range 3 {
		if tag.MatchString(s) || !escapedTag.MatchString(s) {
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
	all := inText > 2*len(blockTag.FindAllStringIndex(s, -1)) || mostlyWide(s)
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

// mostlyWide reports a text in Japanese, markup and all.
func mostlyWide(s string) bool {
	wide, others := 0, 0
	for _, r := range s {
		if isWide(r) {
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
		if !tag.MatchString(s) {
			s = "<p>" + strings.ReplaceAll(html.EscapeString(html.UnescapeString(s)), "\n", "<br>\n") + "</p>"
		}
		b.html += "\n<h3>" + heading + "</h3>\n" + s
		return
	}
	if tag.MatchString(s) { // the description was text, this part is not
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
	if tag.MatchString(s) {
		s = stripTags(s)
	}
	s = html.UnescapeString(s)
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r > 0x3040 && r < 0x30fb, r >= 0x3400 && r <= 0x9fff: // most letters there are
		case unicode.IsSpace(r), unicode.IsPunct(r):
			continue
		default:
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
