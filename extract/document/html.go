package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mark says what the markup knew of the line of text that begins at offset.
type mark struct {
	offset  int
	heading uint8 // 0 none, 1…6 for h1…h6, headingCell for dt and th, headingBold for a line all in bold
	bullet  bool
}

const (
	headingCell = 7
	headingBold = 8
)

// fromHTML returns the text a reader of src sees, block elements on lines of
// their own, list entries with "- ", table cells parted by tabs, and what the
// markup said about the lines. Markup that was escaped once more, as the
// Greenhouse API does, is unescaped first; a body without any markup is plain
// text with entities.
func fromHTML(src string) (string, []mark) {
	src = valid(src)
	if !hasMarkup(src) {
		plain := html.UnescapeString(src)
		if !hasMarkup(plain) {
			return strings.TrimSpace(fromPlain(html.UnescapeString(plain))), nil
		}
		src = plain
	}
	w := &textWriter{keepLines: !hasBlocks(src)}
	w.b.Grow(min(len(src), MaxBytes))
	m := markup{src: src}
	skip := atom.Atom(0) // element whose contents are not shown
	for w.b.Len() < MaxBytes {
		p, a, text := m.next()
		switch {
		case p == noPiece:
			w.endLine()
			return w.b.String(), w.marks
		case skip != 0:
			if p == endPiece && a == skip {
				skip = 0
			}
		case p == textPiece:
			w.text(text)
		case p == startPiece && hidden(a):
			skip = a
		case p == startPiece:
			w.open(a)
		case p == endPiece:
			w.close(a)
		case !hidden(a): // closes itself
			w.open(a)
			if a != atom.Br && a != atom.Hr {
				w.close(a)
			}
		}
	}
	w.endLine()
	return cut(w.b.String(), MaxBytes), w.marks
}

// hasMarkup reports whether s holds anything that looks like a tag.
func hasMarkup(s string) bool {
	for i := strings.IndexByte(s, '<'); i >= 0 && i+1 < len(s); {
		if tagName(s[i+1:]) != "" {
			return true
		}
		j := strings.IndexByte(s[i+1:], '<')
		if j < 0 {
			return false
		}
		i += 1 + j
	}
	return false
}

// hasBlocks reports whether s holds an element that begins a line; without one
// the line ends of the source are the only ones there are.
func hasBlocks(s string) bool {
	for i := strings.IndexByte(s, '<'); i >= 0 && i+1 < len(s); {
		if a := atom.Lookup([]byte(tagName(s[i+1:]))); a == atom.Br || breaks(a) > 0 {
			return true
		}
		j := strings.IndexByte(s[i+1:], '<')
		if j < 0 {
			return false
		}
		i += 1 + j
	}
	return false
}

// tagName returns the lower-case element name at the start of s (behind "<"),
// "" when no known element stands there: "<Must>" and "a < b" are text.
func tagName(s string) string {
	s = strings.TrimPrefix(s, "/")
	n := 0
	for n < len(s) && n < 12 && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || n > 0 && s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n == 0 || n == len(s) || !strings.ContainsRune(" \t\r\n/>", rune(s[n])) {
		return ""
	}
	name := strings.ToLower(s[:n])
	if atom.Lookup([]byte(name)) == 0 {
		return ""
	}
	return name
}

func hidden(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Iframe, atom.Noscript, atom.Select,
		atom.Textarea, atom.Title, atom.Object, atom.Math, atom.Canvas, atom.Audio, atom.Video:
		return true
	}
	return false
}

// breaks returns how many line ends stand before and after an element: 2 for
// paragraphs and headings, 1 for other blocks, 0 inside a line.
func breaks(a atom.Atom) int {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Blockquote, atom.Pre, atom.Hr:
		return 2
	case atom.Div, atom.Ul, atom.Ol, atom.Dl, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Section, atom.Article,
		atom.Header, atom.Footer, atom.Main, atom.Aside, atom.Nav, atom.Form, atom.Fieldset, atom.Figure,
		atom.Figcaption, atom.Address, atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption, atom.Details,
		atom.Summary, atom.Body, atom.Html, atom.Center, atom.Legend, atom.Option:
		return 1
	}
	return 0
}

// textWriter gathers visible text; white space is owed until a word follows.
type textWriter struct {
	b         strings.Builder
	marks     []mark
	keepLines bool // line ends of the source are shown
	pre       int
	bold      int
	heading   uint8
	owedLines int
	owedSpace byte // 0, ' ' or '\t'
	owedItem  bool // "- " is owed

	lineStart  int
	lineWords  bool // the line holds something
	linePlain  bool // something of it is not bold
	lineBullet bool
	lineHead   uint8
}

func (w *textWriter) open(a atom.Atom) {
	switch a {
	case atom.Br:
		w.owedLines = min(w.owedLines+1, 2)
		return
	case atom.Td, atom.Th:
		if w.owedSpace == 0 || w.owedSpace == ' ' {
			w.owedSpace = '\t'
		}
		if a == atom.Th {
			w.heading = headingCell
		}
		return
	case atom.B, atom.Strong:
		w.bold++
		return
	case atom.Pre:
		w.pre++
	case atom.Li:
		w.owedLines = max(w.owedLines, 1)
		w.owedItem = true
		return
	case atom.Dt:
		w.heading = headingCell
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.heading = a.String()[1] - '0'
	}
	w.owedLines = max(w.owedLines, breaks(a))
}

func (w *textWriter) close(a atom.Atom) {
	switch a {
	case atom.B, atom.Strong:
		w.bold = max(w.bold-1, 0)
	case atom.Pre:
		w.pre = max(w.pre-1, 0)
	case atom.Th, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.heading = 0
	case atom.Li:
		w.owedItem = false
	}
	w.owedLines = max(w.owedLines, breaks(a))
}

func (w *textWriter) text(s string) {
	for s != "" {
		switch r, n := shownRune(s); r {
		case '\n':
			if w.keepLines || w.pre > 0 {
				w.owedLines = min(w.owedLines+1, 2)
			} else if w.owedSpace == 0 {
				w.owedSpace = ' '
			}
			s = s[n:]
		case ' ':
			if w.owedSpace == 0 {
				w.owedSpace = ' '
			}
			s = s[n:]
		case 0:
			s = s[n:]
		default:
			end := n
			for end < len(s) {
				if r, n = shownRune(s[end:]); r != 'x' {
					break
				}
				end += n
			}
			w.word(s[:end])
			s = s[end:]
		}
	}
}

// shownRune returns what sort of rune s begins with and its length: '\n', ' ' for
// other white space but the ideographic space, 0 for what is seen by nobody, 'x'
// for everything else.
func shownRune(s string) (sort byte, length int) {
	switch c := s[0]; {
	case c == '\n':
		return '\n', 1
	case c == ' ' || c >= '\t' && c <= '\r':
		return ' ', 1
	case c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xEF: // the others begin no such rune
		return 'x', 1
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsSpace(r):
		return ' ', n
	case r == '\u200b' || r == '\ufeff' || r == '\u00ad':
		return 0, n
	}
	return 'x', n
}

func (w *textWriter) word(s string) {
	if w.owedLines > 0 {
		n := w.owedLines
		w.endLine()
		if w.b.Len() > 0 {
			w.b.WriteString("\n\n"[:n])
		}
		w.owedLines, w.owedSpace = 0, 0
		w.lineStart = w.b.Len()
	}
	if w.owedItem {
		w.b.WriteString("- ")
		w.owedItem, w.lineBullet = false, true
		w.owedSpace = 0
	}
	if w.owedSpace != 0 && w.lineWords {
		w.b.WriteByte(w.owedSpace)
	}
	w.owedSpace = 0
	if !w.lineWords {
		w.lineHead = w.heading
	}
	w.lineWords = true
	if w.bold == 0 && !w.linePlain && strings.Trim(s, ":：-–—・ 　") != "" {
		w.linePlain = true
	}
	w.b.WriteString(s)
}

// endLine keeps what is known of the line that ends here.
func (w *textWriter) endLine() {
	if w.lineWords {
		h := w.lineHead
		if h == 0 && !w.linePlain {
			h = headingBold
		}
		if h != 0 || w.lineBullet {
			w.marks = append(w.marks, mark{offset: w.lineStart, heading: h, bullet: w.lineBullet})
		}
	}
	w.lineWords, w.linePlain, w.lineBullet, w.lineHead = false, false, false, 0
}
