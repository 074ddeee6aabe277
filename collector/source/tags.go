package source

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tagScanner finds the start tags of a page by the rules of the HTML standard's
// tokenizer (https://html.spec.whatwg.org/multipage/parsing.html#tokenization):
// not those in comments, in attribute values, or in scripts and other raw text.
// It parses nothing else and copies nothing; a fuzz test compares it with a whole
// tokenizer.
type tagScanner struct {
	body []byte
	at   int

	// The tag that next found: body[start:end], and its raw text
	// body[end:rawEnd] where it has such.
	start, end, rawEnd int
	name               atom.Atom
}

// next goes to the next start tag.
func (s *tagScanner) next() bool {
	for {
		i := s.at
		if i >= len(s.body) || s.body[i] != '<' { // tags often stand side by side
			n := bytes.IndexByte(s.body[min(i, len(s.body)):], '<')
			if n < 0 {
				return false
			}
			i += n
		}
		if i+1 >= len(s.body) {
			return false
		}
		switch c := s.body[i+1]; {
		case isLetterByte(c):
			end, ok := s.tagEnd(i + 1)
			if !ok {
				return false
			}
			s.start, s.end = i, end
			s.read()
			return true
		case c == '/':
			s.at = s.endTag(i + 2)
		case c == '!':
			s.at = s.declaration(i + 2)
		case c == '?':
			s.at = s.closeAngle(i + 2)
		default:
			s.at = i + 1
		}
	}
}

// read sets the tag's name and raw text, and goes behind them.
func (s *tagScanner) read() {
	n := s.start + 2
	for n < s.end && endsName[s.body[n]] != 1 {
		n++
	}
	s.rawEnd, s.at, s.name = s.end, s.end, 0
	var lower [len("plaintext")]byte
	if n -= s.start + 1; n > len(lower) || knownStarts>>(s.body[s.start+1]&31)&1 == 0 {
		return
	}
	for i, c := range s.body[s.start+1 : s.start+1+n] {
		lower[i] = toLower(c)
	}
	switch string(lower[:n]) {
	case "meta":
		s.name = atom.Meta
	case "link":
		s.name = atom.Link
	case "h1":
		s.name = atom.H1
	case "script":
		s.name = atom.Script
	case "title":
		s.name = atom.Title
	case "style", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript":
		s.name = atom.Style // whichever it is, its text is no markup
	case "plaintext":
		s.rawEnd, s.at = len(s.body), len(s.body)
		return
	default:
		return
	}
	if s.name == atom.Script || s.name == atom.Title || s.name == atom.Style {
		s.rawEnd = s.raw(lower[:n])
		s.at = s.rawEnd
	}
}

// knownStarts says which letters the names begin with that read knows.
const knownStarts = 1<<('m'&31) | 1<<('l'&31) | 1<<('h'&31) | 1<<('s'&31) | 1<<('t'&31) | 1<<('x'&31) | 1<<('i'&31) | 1<<('n'&31) | 1<<('p'&31)

// endsName marks the bytes that end the name of a tag (1), and with them the one
// that ends the name of an attribute too (2).
var endsName = [256]uint8{' ': 1, '\n': 1, '\r': 1, '\t': 1, '\f': 1, '/': 1, '>': 1, '=': 2}

// raw returns where the raw text behind the tag ends: at its end tag.
func (s *tagScanner) raw(name []byte) int {
	at := s.end
	for {
		i := bytes.Index(s.body[at:], []byte("</"))
		if i < 0 {
			at = len(s.body)
			break
		}
		at += i
		after := at + 2 + len(name)
		if after < len(s.body) && equalFold(s.body[at+2:after], name) && (isSpaceByte(s.body[after]) || s.body[after] == '/' || s.body[after] == '>') {
			break
		}
		at += 2
	}
	if s.name == atom.Script && bytes.Contains(s.body[s.end:at], []byte("<!--")) {
		// A script within a comment within a script: the tokenizer knows.
		z := html.NewTokenizer(bytes.NewReader(s.body[s.start:]))
		z.Next()
		if z.Next() == html.TextToken {
			return s.end + len(z.Raw())
		}
		return s.end
	}
	return at
}

// tagEnd returns where the tag ends whose name begins at i, behind its ">"; ok is
// false when the page ends before it.
func (s *tagScanner) tagEnd(i int) (end int, ok bool) {
	b := s.body
	for i < len(b) && endsName[b[i]] != 1 {
		i++
	}
	if i < len(b) && isSpaceByte(b[i]) {
		i++
	}
	for {
		for i < len(b) && isSpaceByte(b[i]) {
			i++
		}
		if i >= len(b) {
			return 0, false
		}
		if b[i] == '>' {
			return i + 1, true
		}
		if i = attributeAt(b, i).end; i >= len(b) {
			return 0, false
		}
	}
}

// attribute is where an attribute of a tag stands: its name, its value without
// quotes (from is 0 when it has none), and where it ends.
type attribute struct{ nameEnd, from, to, end int }

// attributeAt reads the attribute that begins at b[i:].
func attributeAt(b []byte, i int) (a attribute) {
	if b[i] == '=' { // as a part of the name
		i++
	}
	for i < len(b) && endsName[b[i]] == 0 {
		i++
	}
	a.nameEnd = i
	for i < len(b) && isSpaceByte(b[i]) {
		i++
	}
	a.end = i
	switch {
	case i >= len(b):
		return a
	case b[i] == '/':
		a.end++
		return a
	case b[i] != '=':
		return a
	}
	i++
	for i < len(b) && isSpaceByte(b[i]) {
		i++
	}
	if a.end = i; i >= len(b) {
		return a
	}
	switch q := b[i]; q {
	case '>':
		return a
	case '"', '\'':
		a.from = i + 1
		n := bytes.IndexByte(b[i+1:], q)
		if n < 0 {
			a.to, a.end = len(b), len(b)
			return a
		}
		a.to, a.end = i+1+n, i+1+n+1
		return a
	}
	a.from = i
	for i++; i < len(b); i++ {
		if isSpaceByte(b[i]) {
			a.to, a.end = i, i+1
			return a
		}
		if b[i] == '>' {
			break
		}
	}
	a.to, a.end = i, i
	return a
}

// endTag returns where the end tag ends whose name begins at i.
func (s *tagScanner) endTag(i int) int {
	if i >= len(s.body) {
		return len(s.body)
	}
	if s.body[i] == '>' {
		return i + 1
	}
	if !isLetterByte(s.body[i]) {
		return s.closeAngle(i)
	}
	n := i + 1
	for n < len(s.body) && endsName[s.body[n]] != 1 {
		n++
	}
	if n < len(s.body) && s.body[n] == '>' {
		return n + 1 // as nearly all do
	}
	if end, ok := s.tagEnd(i); ok {
		return end
	}
	return len(s.body)
}

// declaration returns where a comment or another declaration ends, whose "<!"
// ends at i.
func (s *tagScanner) declaration(i int) int {
	if !bytes.HasPrefix(s.body[i:], []byte("--")) {
		return s.closeAngle(i)
	}
	start := i + 2
	for at := start; ; {
		n := bytes.IndexByte(s.body[at:], '>')
		if n < 0 {
			return len(s.body)
		}
		comment := s.body[start : at+n]
		if at == start && len(bytes.TrimLeft(comment, "-")) == 0 || bytes.HasSuffix(comment, []byte("--")) || bytes.HasSuffix(comment, []byte("--!")) {
			return at + n + 1
		}
		at += n + 1
	}
}

// closeAngle returns where the next ">" ends.
func (s *tagScanner) closeAngle(i int) int {
	if n := bytes.IndexByte(s.body[min(i, len(s.body)):], '>'); n >= 0 {
		return i + n + 1
	}
	return len(s.body)
}

func isLetterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isSpaceByte(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f'
}

func toLower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// equalFold reports whether b is lower in any case of ASCII.
func equalFold(b, lower []byte) bool {
	for i, c := range lower {
		if toLower(b[i]) != c {
			return false
		}
	}
	return true
}

// foldContains reports whether b holds lower in any case of ASCII.
func foldContains(b []byte, lower string) bool {
	for i := 0; i+len(lower) <= len(b); i++ {
		if toLower(b[i]) == lower[0] && equalFold(b[i:], []byte(lower)) {
			return true
		}
	}
	return false
}
