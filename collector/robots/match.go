package robots

import "strings"

func newRule(value, key, line string) rule {
	r := rule{allow: strings.EqualFold(strings.TrimSpace(key), "allow"), line: line}
	r.pattern = normalise(value, true)
	r.size = len(r.pattern)
	r.pattern, r.end = strings.CutSuffix(r.pattern, "$")
	for strings.Contains(r.pattern, "**") {
		r.pattern = strings.ReplaceAll(r.pattern, "**", "*")
	}
	return r
}

// match reports whether path, normalised, begins with the pattern, * standing
// for any run of characters; an anchored pattern must match the whole path.
// Its time is at most the product of both lengths.
func (r *rule) match(path string) bool {
	p := r.pattern
	star, mark := -1, 0 // where to go back to: after the last *, and what it has eaten to
	i, j := 0, 0
	for {
		switch {
		case j == len(p):
			if !r.end || i == len(path) {
				return true
			}
		case p[j] == '*':
			star, mark = j+1, i
			j++
			if j == len(p) && !r.end {
				return true
			}
			continue
		case i < len(path) && p[j] == path[i]:
			i++
			j++
			continue
		}
		// A mismatch: let the last * eat one character more.
		if star < 0 || mark >= len(path) {
			return false
		}
		mark++
		i, j = mark, star
	}
}

const upperHex = "0123456789ABCDEF"

// normalise brings a path or pattern into the one form in which they are
// compared (section 2.2.2): octets outside ASCII, and those no URI may hold
// as they are, percent-encoded with hex digits in upper case; encoded octets that
// need no encoding (RFC 3986 section 2.3) decoded. Reserved octets that separate
// nothing in a path are compared decoded, and in a query / and ? too: the figure
// of section 2.2.2 compares them encoded, which is the same question. In a path,
// * and $ are literal, and so is a $ inside a pattern (section 2.2.3).
func normalise(s string, isPattern bool) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	query := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0:
			octet := byte(unhex(s[i+1])<<4 | unhex(s[i+2]))
			if isUnreserved(octet) || strings.IndexByte(":@!'(),;[]", octet) >= 0 || query && (octet == '/' || octet == '?') {
				b.WriteByte(octet)
			} else {
				writeEncoded(&b, octet)
			}
			i += 2
		case c == '*' && !isPattern, c == '$' && (!isPattern || i < len(s)-1):
			writeEncoded(&b, c)
		case c >= 0x7f || c <= 0x20 || strings.IndexByte("<>\"{}|\\^`", c) >= 0:
			writeEncoded(&b, c)
		default:
			query = query || c == '?'
			b.WriteByte(c)
		}
	}
	return b.String()
}

// isPlain reports that s is in normal form by its characters alone.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !isUnreserved(c) && c != '/' {
			return false
		}
	}
	return true
}

func writeEncoded(b *strings.Builder, c byte) {
	b.WriteByte('%')
	b.WriteByte(upperHex[c>>4])
	b.WriteByte(upperHex[c&15])
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}
