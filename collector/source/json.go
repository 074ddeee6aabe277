package source

import (
	"encoding/json"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// readJSON reads s, one JSON value (RFC 8259) of valid UTF-8, as encoding/json
// does into an any with numbers kept as json.Number. Strings without escapes are
// parts of s, no copies. ok is false for everything it does not read: what
// encoding/json says then counts. A fuzz test compares the two.
func readJSON(s string) (v any, ok bool) {
	if !utf8.ValidString(s) {
		return nil, false
	}
	r := jsonReader{s: s}
	r.space()
	if v, ok = r.value(0); !ok {
		return nil, false
	}
	r.space()
	return v, r.at == len(s)
}

// jsonReader reads s from at on.
type jsonReader struct {
	s  string
	at int
}

// maxJSONDepth is how deep readJSON reads; encoding/json knows its own bound.
const maxJSONDepth = 1000

func (r *jsonReader) space() {
	for r.at < len(r.s) && (r.s[r.at] == ' ' || r.s[r.at] == '\n' || r.s[r.at] == '\r' || r.s[r.at] == '\t') {
		r.at++
	}
}

// take reports whether c comes next, and steps over it and the white space behind.
func (r *jsonReader) take(c byte) bool {
	if r.at == len(r.s) || r.s[r.at] != c {
		return false
	}
	r.at++
	r.space()
	return true
}

func (r *jsonReader) value(depth int) (v any, ok bool) {
	if r.at == len(r.s) || depth > maxJSONDepth {
		return nil, false
	}
	switch r.s[r.at] {
	case '{':
		return r.object(depth)
	case '[':
		return r.array(depth)
	case '"':
		t, ok := r.text()
		return t, ok
	case 't':
		return true, r.literal("true")
	case 'f':
		return false, r.literal("false")
	case 'n':
		return nil, r.literal("null")
	}
	return r.number()
}

func (r *jsonReader) literal(word string) bool {
	if !strings.HasPrefix(r.s[r.at:], word) {
		return false
	}
	r.at += len(word)
	return true
}

func (r *jsonReader) object(depth int) (any, bool) {
	m := map[string]any{}
	r.take('{')
	for !r.take('}') {
		if len(m) > 0 && !r.take(',') {
			return nil, false
		}
		k, ok := r.text()
		if r.space(); !ok || !r.take(':') {
			return nil, false
		}
		v, ok := r.value(depth + 1)
		if r.space(); !ok {
			return nil, false
		}
		m[k] = v
	}
	return m, true
}

func (r *jsonReader) array(depth int) (any, bool) {
	list := []any{}
	r.take('[')
	for !r.take(']') {
		if len(list) > 0 && !r.take(',') {
			return nil, false
		}
		v, ok := r.value(depth + 1)
		if r.space(); !ok {
			return nil, false
		}
		list = append(list, v)
	}
	return list, true
}

// number reads -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?.
func (r *jsonReader) number() (any, bool) {
	start := r.at
	r.skip('-')
	if r.at < len(r.s) && r.s[r.at] == '0' {
		r.at++
	} else if !r.digits() {
		return nil, false
	}
	if r.skip('.') && !r.digits() {
		return nil, false
	}
	if r.skip('e') || r.skip('E') {
		if !r.skip('+') {
			r.skip('-')
		}
		if !r.digits() {
			return nil, false
		}
	}
	return json.Number(r.s[start:r.at]), true
}

func (r *jsonReader) skip(c byte) bool {
	if r.at < len(r.s) && r.s[r.at] == c {
		r.at++
		return true
	}
	return false
}

func (r *jsonReader) digits() bool {
	start := r.at
	for r.at < len(r.s) && r.s[r.at] >= '0' && r.s[r.at] <= '9' {
		r.at++
	}
	return r.at > start
}

// text reads a string.
func (r *jsonReader) text() (string, bool) {
	if !r.skip('"') {
		return "", false
	}
	start := r.at
	for r.at < len(r.s) && r.s[r.at] != '"' && r.s[r.at] != '\\' && r.s[r.at] >= ' ' {
		r.at++
	}
	if r.skip('"') {
		return r.s[start : r.at-1], true
	}
	var b strings.Builder
	end := strings.IndexByte(r.s[r.at:], '"')
	if end < 0 {
		return "", false
	}
	b.Grow(r.at - start + end) // all of it, but for strings that hold quotes
	for {
		b.WriteString(r.s[start:r.at])
		if r.skip('"') {
			return b.String(), true
		}
		if r.at+1 >= len(r.s) || r.s[r.at] != '\\' || !r.escape(&b) {
			return "", false
		}
		start = r.at
		for r.at < len(r.s) && r.s[r.at] != '"' && r.s[r.at] != '\\' && r.s[r.at] >= ' ' {
			r.at++
		}
	}
}

// escape writes what the escape at r.at stands for, and steps over it.
func (r *jsonReader) escape(b *strings.Builder) bool {
	c := r.s[r.at+1]
	if c == 'u' {
		return r.escapedRune(b)
	}
	i := strings.IndexByte(`"\/bfnrt`, c)
	if i < 0 {
		return false
	}
	b.WriteByte("\"\\/\b\f\n\r\t"[i])
	r.at += 2
	return true
}

// escapedRune is escape for \u263a, and two of them that are a surrogate pair.
func (r *jsonReader) escapedRune(b *strings.Builder) bool {
	u := hex4(r.s[r.at:])
	if u < 0 {
		return false
	}
	r.at += len(`\u0000`)
	if utf16.IsSurrogate(u) {
		u = utf16.DecodeRune(u, hex4(r.s[r.at:]))
		if u != utf8.RuneError {
			r.at += len(`\u0000`)
		}
	}
	b.WriteRune(u)
	return true
}

// hex4 returns the value of the \u escape at the start of s, -1 when there is none.
func hex4(s string) (u rune) {
	if len(s) < len(`\u0000`) || s[0] != '\\' || s[1] != 'u' {
		return -1
	}
	for _, c := range []byte(s[2:len(`\u0000`)]) {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		u = u<<4 | rune(c)
	}
	return u
}
