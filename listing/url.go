package listing

import (
	"net/url"
	"slices"
	"strings"
)

// CanonicalURL returns the form under which the ways of writing one page's
// address meet: scheme and host in lower case, no default port, no user name, no
// fragment (except a client-side route such as #/jobs/12), no tracking
// parameters, the others in order of their names, percent-encoding in one form.
// It is idempotent. What does not parse as an absolute http or https URL comes
// back trimmed and otherwise as it was: two addresses are never merged by guess.
func CanonicalURL(raw string) string {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return raw
	}
	scheme := strings.ToLower(u.Scheme)
	if scheme != "http" && scheme != "https" {
		return raw
	}
	host := strings.ToLower(u.Host)
	if scheme == "http" {
		host = strings.TrimSuffix(host, ":80")
	} else {
		host = strings.TrimSuffix(host, ":443")
	}
	host = strings.TrimSuffix(host, ":") // an empty port says nothing
	if host == "" || strings.Contains(host, "%") {
		return raw // no name of a host has a percent sign
	}
	var b strings.Builder
	b.Grow(len(raw))
	b.WriteString(scheme)
	b.WriteString("://")
	b.WriteString(host)
	path := normalPercent(u.EscapedPath())
	if path == "" {
		path = "/"
	}
	b.WriteString(path)
	if q := canonicalQuery(u.RawQuery); q != "" {
		b.WriteByte('?')
		b.WriteString(q)
	}
	if f := u.EscapedFragment(); strings.HasPrefix(f, "/") || strings.HasPrefix(f, "!") {
		b.WriteByte('#')
		b.WriteString(normalPercent(f))
	}
	return b.String()
}

// canonicalQuery drops tracking parameters and orders the rest by name; values
// of one name keep their order, which may mean something.
func canonicalQuery(raw string) string {
	if raw == "" {
		return ""
	}
	type pair struct{ name, text string }
	var pairs []pair
	for text := range strings.SplitSeq(raw, "&") {
		if text == "" {
			continue
		}
		text = normalPercent(text)
		name, _, _ := strings.Cut(text, "=")
		if trackingParameter(name) {
			continue
		}
		pairs = append(pairs, pair{name, text})
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return strings.Compare(a.name, b.name) })
	texts := make([]string, len(pairs))
	for i, p := range pairs {
		texts[i] = p.text
	}
	return strings.Join(texts, "&")
}

// trackingParameter reports whether a query parameter only says where a visitor
// came from. The list is short on purpose: a parameter such as ref or id tells
// listings apart on some boards, and dropping it would merge them.
func trackingParameter(name string) bool {
	name = strings.ToLower(name)
	if strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "mtm_") || strings.HasPrefix(name, "pk_") {
		return true
	}
	switch name {
	case "gclid", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "li_fat_id",
		"mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id",
		"gh_src", "lever-source", "lever-origin", "lever-via", "trk", "trkcampaign":
		return true
	}
	return false
}

// normalPercent writes %xx in upper case and decodes what needs no encoding
// (RFC 3986 section 6.2.2); characters outside ASCII and spaces become %XX. A
// stray % is encoded.
func normalPercent(s string) string {
	const upperHex = "0123456789ABCDEF"
	clean := true
	for i := range len(s) {
		if c := s[i]; c == '%' || c <= ' ' || c >= 0x7f {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	encode := func(c byte) {
		b.WriteByte('%')
		b.WriteByte(upperHex[c>>4])
		b.WriteByte(upperHex[c&15])
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			v := unhex(s[i+1])<<4 | unhex(s[i+2])
			if unreserved(v) {
				b.WriteByte(v)
			} else {
				encode(v)
			}
			i += 2
		case c == '%':
			b.WriteString("%25")
		case c <= ' ' || c >= 0x7f:
			encode(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

// unreserved reports whether c never needs percent-encoding (RFC 3986 section 2.3).
func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}
