package document

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// piece is what markup reads next.
type piece uint8

const (
	noPiece    piece = iota // the end
	textPiece               // text as a reader sees it
	startPiece              // <p>
	emptyPiece              // <br/>
	endPiece                // </p>
)

// markup reads HTML piece by piece by the rules of the HTML standard's tokenizer
// (https://html.spec.whatwg.org/multipage/parsing.html#tokenization), comments and
// attributes left out. It copies text only where entities or line ends change it.
// A fuzz test compares it with the tokenizer of golang.org/x/net/html.
type markup struct {
	src string
	at  int
	raw string // the element whose text is next and holds no tags, "" for none
}

// next returns the next piece, with its text or the name of its element.
func (m *markup) next() (p piece, name atom.Atom, text string) {
	if m.raw != "" {
		if text := m.rawText(); text != "" {
			return textPiece, 0, text
		}
	}
	start := m.at
	for i := start; ; {
		n := strings.IndexByte(m.src[i:], '<')
		if n < 0 || i+n+1 >= len(m.src) {
			m.at = len(m.src)
			return m.rest(start)
		}
		i += n
		c := m.src[i+1]
		if !isLetter(c) && c != '/' && c != '!' && c != '?' {
			i++
			continue
		}
		if m.at = i; i > start {
			return textPiece, 0, shown(m.src[start:i])
		}
		if isLetter(c) {
			return m.startTag()
		}
		if c == '/' {
			if i+2 >= len(m.src) {
				m.at = len(m.src)
				return m.rest(i)
			}
			if isLetter(m.src[i+2]) {
				return m.endTag()
			}
		}
		m.at = m.aside(i + 1)
		start, i = m.at, m.at
	}
}

// rest is the text from start to the end.
func (m *markup) rest(start int) (p piece, name atom.Atom, text string) {
	if start == len(m.src) {
		return noPiece, 0, ""
	}
	return textPiece, 0, shown(m.src[start:])
}

// shown resolves line ends and entities.
func shown(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return s
}

func (m *markup) startTag() (p piece, name atom.Atom, text string) {
	tag := m.at
	nameEnd := elementEnd(m.src, tag+1)
	end, slash := tagEnd(m.src, nameEnd)
	if end < 0 {
		m.at = len(m.src)
		return noPiece, 0, ""
	}
	m.at = end
	name = element(m.src[tag+1 : nameEnd])
	switch name {
	case atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Plaintext, atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Xmp:
		m.raw = name.String()
	}
	if slash {
		return emptyPiece, name, ""
	}
	return startPiece, name, ""
}

func (m *markup) endTag() (p piece, name atom.Atom, text string) {
	nameEnd := elementEnd(m.src, m.at+2)
	end, _ := tagEnd(m.src, nameEnd)
	if end < 0 {
		m.at = len(m.src)
		return noPiece, 0, ""
	}
	name = element(m.src[m.at+2 : nameEnd])
	m.at = end
	return endPiece, name, ""
}

// element looks up a name in any case; 0 for one that means nothing here.
func element(s string) atom.Atom {
	var lower [len("blockquote")]byte
	if len(s) > len(lower) {
		return 0
	}
	for i := range len(s) {
		lower[i] = lowerByte(s[i])
	}
	return atom.Lookup(lower[:len(s)])
}

// elementEnd returns where the name ends that begins at s[i].
func elementEnd(s string, i int) int {
	for i < len(s) && !isBlank(s[i]) && s[i] != '/' && s[i] != '>' {
		i++
	}
	return i
}

// tagEnd returns where the tag ends whose name ends at i, behind its ">", -1 when
// the text ends before it, and whether it closes itself.
func tagEnd(s string, i int) (end int, slash bool) {
	first, last := i, attribute{}
	for {
		for i < len(s) && isBlank(s[i]) {
			i++
		}
		if i >= len(s) {
			return -1, false
		}
		if s[i] == '>' {
			slash = s[i-1] == '/'
			if slash && last.end == i && last.bare && !repeats(s, first, last) {
				slash = false // the slash is the end of a value: <a href=x/>
			}
			return i + 1, slash
		}
		last = attributeAt(s, i)
		if i = last.end; i >= len(s) {
			return -1, false
		}
	}
}

// attribute is where an attribute of a tag stands.
type attribute struct {
	start, nameEnd, end int
	bare                bool // it has a value without quotes
}

// repeats reports whether an attribute of a's name stands before it in the tag
// whose name ends at i: of two the first counts.
func repeats(s string, i int, a attribute) bool {
	for {
		for isBlank(s[i]) {
			i++
		}
		if i >= a.start {
			return false
		}
		b := attributeAt(s, i)
		if sameName(s[b.start:b.nameEnd], s[a.start:a.nameEnd]) {
			return true
		}
		i = b.end
	}
}

// sameName compares names in any case of ASCII.
func sameName(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lowerByte(a[i]) != lowerByte(b[i]) {
			return false
		}
	}
	return true
}

// attributeAt reads the attribute that begins at s[i].
func attributeAt(s string, i int) attribute {
	a := attribute{start: i}
	if s[i] == '=' { // as a part of the name
		i++
	}
	for i < len(s) && !isBlank(s[i]) && s[i] != '/' && s[i] != '>' && s[i] != '=' {
		i++
	}
	a.nameEnd = i
	for i < len(s) && isBlank(s[i]) {
		i++
	}
	a.end = i
	switch {
	case i >= len(s):
		return a
	case s[i] == '/':
		a.end++
		return a
	case s[i] != '=':
		return a
	}
	i++
	for i < len(s) && isBlank(s[i]) {
		i++
	}
	if a.end = i; i >= len(s) || s[i] == '>' {
		return a
	}
	if q := s[i]; q == '"' || q == '\'' {
		n := strings.IndexByte(s[i+1:], q)
		if a.end = i + 1 + n + 1; n < 0 {
			a.end = len(s)
		}
		return a
	}
	a.bare = true
	for i < len(s) && !isBlank(s[i]) && s[i] != '>' {
		i++
	}
	if a.end = i; i < len(s) && isBlank(s[i]) {
		a.end++
	}
	return a
}

// rawText returns the text of the element m.raw, up to its end tag.
func (m *markup) rawText() string {
	element, start := m.raw, m.at
	m.raw, m.at = "", len(m.src)
	for at := start; element != "plaintext"; at += len("</") {
		n := strings.Index(m.src[at:], "</")
		if n < 0 {
			break
		}
		at += n
		after := at + len("</") + len(element)
		if after < len(m.src) && sameName(m.src[at+2:after], element) && (isBlank(m.src[after]) || m.src[after] == '/' || m.src[after] == '>') {
			m.at = at
			break
		}
	}
	if element == "script" && strings.Contains(m.src[start:m.at], "<!--") {
		// A script within a comment within a script: the tokenizer knows.
		z := html.NewTokenizer(strings.NewReader("<script>" + m.src[start:]))
		z.Next()
		m.at = start
		if z.Next() == html.TextToken {
			m.at = start + len(z.Raw())
		}
	}
	text := strings.ReplaceAll(m.src[start:m.at], "\x00", "\uFFFD")
	if element == "textarea" || element == "title" {
		return shown(text)
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// aside returns where the comment, the declaration or the like ends whose "<" ends
// at i.
func (m *markup) aside(i int) int {
	if !strings.HasPrefix(m.src[i:], "!--") {
		return m.closeAngle(i + 1)
	}
	start := i + len("!--")
	for at := start; ; {
		n := strings.IndexByte(m.src[at:], '>')
		if n < 0 {
			return len(m.src)
		}
		comment := m.src[start : at+n]
		if at == start && strings.Trim(comment, "-") == "" || strings.HasSuffix(comment, "--") || strings.HasSuffix(comment, "--!") {
			return at + n + 1
		}
		at += n + 1
	}
}

// closeAngle returns where the next ">" ends.
func (m *markup) closeAngle(i int) int {
	i = min(i, len(m.src))
	if n := strings.IndexByte(m.src[i:], '>'); n >= 0 {
		return i + n + 1
	}
	return len(m.src)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isBlank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f'
}
