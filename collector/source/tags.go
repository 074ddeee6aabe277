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
		i := bytes.IndexByte(s.body[s.at:], '<')
		if i < 0 || s.at+i+1 >= len(s.body) {
			return false
		}
		i += s.at
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
	n := s.start + 1
	for n < s.end && !isSpaceByte(s.body[n]) && s.body[n] != '/' && s.body[n] != '>' {
		n++
	}
	var lower [16]byte
	s.name = 0
	if n-s.start-1 <= len(lower) {
		for i, c := range s.body[s.start+1 : n] {
			lower[i] = toLower(c)
		}
		s.name = atom.Lookup(lower[:n-s.start-1])
	}
	s.rawEnd, s.at = s.end, s.end
	switch s.name {
	case atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Xmp, atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript:
		s.rawEnd = s.raw(lower[:n-s.start-1])
		s.at = s.rawEnd
	case atom.Plaintext:
		s.rawEnd, s.at = len(s.body), len(s.body)
	}
}

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
	for i < len(b) && !isSpaceByte(b[i]) && b[i] != '/' && b[i] != '>' {
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
		if i = attributeEnd(b, i); i >= len(b) {
			return 0, false
		}
	}
}

// attributeEnd returns where the attribute ends that begins at b[i:].
func attributeEnd(b []byte, i int) int {
	start := i
	for i < len(b) && !isSpaceByte(b[i]) && b[i] != '/' && b[i] != '>' && (b[i] != '=' || i == start) {
		i++
	}
	for i < len(b) && isSpaceByte(b[i]) {
		i++
	}
	switch {
	case i >= len(b):
		return i
	case b[i] == '/':
		return i + 1
	case b[i] != '=':
		return i
	}
	i++
	for i < len(b) && isSpaceByte(b[i]) {
		i++
	}
	if i >= len(b) {
		return i
	}
	switch q := b[i]; q {
	case '>':
		return i
	case '"', '\'':
		if n := bytes.IndexByte(b[i+1:], q); n >= 0 {
			return i + 1 + n + 1
		}
		return len(b)
	}
	for i++; i < len(b); i++ {
		if isSpaceByte(b[i]) {
			return i + 1
		}
		if b[i] == '>' {
			return i
		}
	}
	return i
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
		if len(bytes.TrimLeft(comment, "-")) == 0 || bytes.HasSuffix(comment, []byte("--")) || bytes.HasSuffix(comment, []byte("--!")) {
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
