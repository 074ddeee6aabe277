package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf8"
)

// errNoJSON marks a block that holds no JSON even after repair.
var errNoJSON = errors.New("no JSON in the block")

// maxJSONLD bounds one block of structured data.
const maxJSONLD = 4 << 20

// parseJSONLD reads the values of a JSON-LD block. Pages break their JSON in a
// few known ways, each undone only when the plain reading fails: CDATA and
// comment wrappers, the whole block escaped for HTML, raw line breaks and other
// control characters in strings, escapes JSON does not know (\$ \'), quotes left
// bare inside strings, commas missing or trailing, comments, unquoted keys, and
// a block cut short.
func parseJSONLD(block string) ([]any, error) {
	if len(block) > maxJSONLD {
		return nil, fmt.Errorf("%d bytes of structured data, at most %d are read", len(block), maxJSONLD)
	}
	block = unwrapCDATA(block)
	if !strings.ContainsAny(block, "{[") {
		return nil, errNoJSON
	}
	values, err := decodeJSON(block)
	if err == nil {
		return values, nil
	}
	if strings.Contains(block, "&quot;") || strings.Contains(block, "&#34;") {
		// Escaped once for the attribute or template it went through; strings
		// inside may hold what looks like quotes only after that, so the repair
		// below gets the result.
		unescaped := html.UnescapeString(block)
		if values, err := decodeJSON(unescaped); err == nil {
			return values, nil
		}
		if !strings.Contains(block, `"`) {
			block = unescaped
		}
	}
	values, again := decodeJSON(repairJSON(block))
	if again != nil {
		return nil, fmt.Errorf("read structured data: %w", err)
	}
	return values, nil
}

// decodeJSON reads one JSON value or several in a row.
func decodeJSON(s string) ([]any, error) {
	if v, ok := readJSON(s); ok {
		return []any{v}, nil
	}
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	var values []any
	for {
		var v any
		switch err := dec.Decode(&v); {
		case errors.Is(err, io.EOF) && len(values) > 0:
			return values, nil
		case err != nil:
			return nil, err
		}
		values = append(values, v)
	}
}

// unwrapCDATA takes away what pages wrap around JSON to please old parsers.
func unwrapCDATA(s string) string {
	for {
		before := s
		s = strings.TrimSpace(strings.TrimPrefix(s, "\uFEFF"))
		for _, prefix := range []string{"//<![CDATA[", "/*<![CDATA[*/", "// <![CDATA[", "/* <![CDATA[ */", "<![CDATA[", "<!--"} {
			s = strings.TrimPrefix(s, prefix)
		}
		for _, suffix := range []string{"//]]>", "/*]]>*/", "// ]]>", "/* ]]> */", "]]>", "//-->", "-->", ";"} {
			s = strings.TrimSuffix(s, suffix)
		}
		if s == before {
			return s
		}
	}
}

// repairer rewrites almost-JSON into JSON, one pass, left to right.
type repairer struct {
	in    string
	out   strings.Builder
	stack []byte // open brackets, as their closers
	value bool   // a value has just ended: a comma must come before the next
	comma bool   // a comma is owed, and written only if something follows it
	key   bool   // within an object: the next string is a key
}

func repairJSON(s string) string {
	r := &repairer{in: s}
	r.out.Grow(len(s) + 64)
	for i := 0; i < len(s); {
		i = r.step(i)
	}
	for len(r.stack) > 0 { // cut short
		r.close(r.stack[len(r.stack)-1])
	}
	return r.out.String()
}

// step handles what begins at in[i] and returns where the next thing begins.
func (r *repairer) step(i int) int {
	s := r.in
	switch c := s[i]; {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		return i + 1
	case c == '/' && strings.HasPrefix(s[i:], "//"):
		if end := strings.IndexByte(s[i:], '\n'); end >= 0 {
			return i + end
		}
		return len(s)
	case c == '/' && strings.HasPrefix(s[i:], "/*"):
		if end := strings.Index(s[i:], "*/"); end >= 0 {
			return i + end + 2
		}
		return len(s)
	case c == '{' || c == '[':
		r.separate()
		r.out.WriteByte(c)
		closer := byte('}')
		if c == '[' {
			closer = ']'
		}
		r.stack = append(r.stack, closer)
		r.key = c == '{'
		return i + 1
	case c == '}' || c == ']':
		r.close(c)
		return i + 1
	case c == ',':
		r.comma = r.value
		r.value = false
		r.key = r.inObject()
		return i + 1
	case c == ':':
		r.out.WriteByte(':')
		r.value, r.key = false, false
		return i + 1
	case c == '"' || c == '\'':
		return r.str(i, c)
	case isWordByte(c):
		return r.word(i)
	default:
		return i + 1 // noise between values
	}
}

// separate writes the comma that must come before the next value or key.
func (r *repairer) separate() {
	if r.comma || r.value && len(r.stack) > 0 {
		r.out.WriteByte(',')
		if r.value {
			r.key = r.inObject()
		}
	}
	r.comma, r.value = false, false
}

func (r *repairer) inObject() bool {
	return len(r.stack) > 0 && r.stack[len(r.stack)-1] == '}'
}

// close closes the innermost bracket, and with it those a wrong closer skipped.
func (r *repairer) close(c byte) {
	for len(r.stack) > 0 {
		top := r.stack[len(r.stack)-1]
		r.stack = r.stack[:len(r.stack)-1]
		r.out.WriteByte(top)
		if top == c {
			break
		}
	}
	r.comma, r.value, r.key = false, true, false
}

// word copies a number or literal, and quotes what is an unquoted key.
func (r *repairer) word(i int) int {
	end := i
	for end < len(r.in) && isWordByte(r.in[end]) {
		end++
	}
	w := r.in[i:end]
	r.separate()
	after := strings.TrimLeft(r.in[end:], " \t\r\n")
	if r.key && strings.HasPrefix(after, ":") {
		r.out.WriteString(quoteJSON(w))
		return end
	}
	switch {
	case json.Valid([]byte(w)):
		r.out.WriteString(w)
	case w == "undefined" || w == "NaN" || w == "None":
		r.out.WriteString("null")
	default:
		r.out.WriteString(quoteJSON(w))
	}
	r.value = true
	return end
}

// str copies a string that opens with quote at in[i].
func (r *repairer) str(i int, quote byte) int {
	s := r.in
	r.separate()
	isKey := r.key
	r.out.WriteByte('"')
	for i++; i < len(s); {
		c := s[i]
		switch {
		case c == quote && r.closes(i, isKey):
			r.out.WriteByte('"')
			r.value = !isKey
			return i + 1
		case c == '"':
			r.out.WriteString(`\"`)
			i++
		case c == '\\' && i+1 < len(s):
			i += r.escape(i)
		case c < 0x20:
			r.out.WriteString(escapeControl(c))
			i++
		default:
			_, n := utf8.DecodeRuneInString(s[i:])
			r.out.WriteString(s[i : i+n])
			i += n
		}
	}
	r.out.WriteByte('"')
	r.value = !isKey
	return len(s)
}

// escape copies the escape at in[i], without its backslash when JSON does not
// know it, and returns how many bytes it took.
func (r *repairer) escape(i int) int {
	next := r.in[i+1]
	switch {
	case strings.IndexByte(`"\/bfnrt`, next) >= 0:
		r.out.WriteString(r.in[i : i+2])
		return 2
	case next == 'u' && i+6 <= len(r.in) && isHex(r.in[i+2:i+6]):
		r.out.WriteString(r.in[i : i+6])
		return 6
	default: // \$ \' \- and a backslash before a line break
		return 1
	}
}

// lookahead is how far closes looks: it is asked at every quote.
const lookahead = 2 << 10

// closes reports whether the quote at in[i] ends its string rather than being a
// bare quote inside it, judging by what follows.
func (r *repairer) closes(i int, isKey bool) bool {
	rest := skipSpace(r.in[i+1 : min(len(r.in), i+1+lookahead)])
	if rest == "" {
		return true
	}
	switch rest[0] {
	case ':':
		return isKey
	case '}', ']':
		// A closer that is text is followed by text.
		after := strings.TrimLeft(skipSpace(rest[1:]), "; \t\r\n")
		return after == "" || strings.IndexByte(",}]{[", after[0]) >= 0 || looksLikeKey(after)
	case ',':
		after := skipSpace(rest[1:])
		if after == "" || after[0] == '}' || after[0] == ']' {
			return true
		}
		if r.inObject() {
			return looksLikeKey(after)
		}
		return strings.IndexByte(`"'{[-0123456789tfn`, after[0]) >= 0
	case '"', '\'':
		return !isKey && (looksLikeKey(rest) || !r.inObject())
	case '{', '[':
		return !isKey && !r.inObject()
	}
	return false
}

// skipSpace drops white space and comments.
func skipSpace(s string) string {
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		var end int
		switch {
		case strings.HasPrefix(s, "//"):
			end = strings.IndexByte(s, '\n')
		case strings.HasPrefix(s, "/*"):
			if end = strings.Index(s[2:], "*/"); end >= 0 {
				end += 4
			}
		default:
			return s
		}
		if end < 0 {
			return ""
		}
		s = s[end:]
	}
}

// looksLikeKey reports that s begins with a short quoted or bare word and a colon.
func looksLikeKey(s string) bool {
	if s == "" {
		return false
	}
	if q := s[0]; q == '"' || q == '\'' {
		end := strings.IndexByte(s[1:], q)
		if end < 0 || end > 64 {
			return false
		}
		return strings.HasPrefix(strings.TrimLeft(s[end+2:], " \t\r\n"), ":")
	}
	end := 0
	for end < len(s) && isWordByte(s[end]) {
		end++
	}
	return end > 0 && end <= 64 && strings.HasPrefix(strings.TrimLeft(s[end:], " \t\r\n"), ":")
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("+-._@$", c) >= 0
}

func isHex(s string) bool {
	return strings.Trim(s, "0123456789abcdefABCDEF") == ""
}

func escapeControl(c byte) string {
	switch c {
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	}
	return fmt.Sprintf(`\u%04x`, c)
}

func quoteJSON(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(b)
}
