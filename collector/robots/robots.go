// Package robots reads robots.txt files and answers whether they let a crawler
// fetch a path, as RFC 9309 (Robots Exclusion Protocol) says.
//
// It fetches nothing and knows nothing of HTTP statuses: what an unreachable
// robots.txt means is the caller's to decide (RFC 9309 section 2.3.1). Start
// with Parse, then ask Allowed.
package robots

import (
	"bytes"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// MaxSize is how many bytes of a file are read; the rest is ignored, and with it
// the line that is not whole: hand Parse a byte more to tell it that there is a
// rest. RFC 9309 section 2.5 asks for at least 500 KiB.
const MaxSize = 512 << 10

// Rules is a parsed robots.txt. The zero value allows everything.
type Rules struct {
	groups   map[string]*group // by lower-case product token; "*" is everyone else's
	sitemaps []string
}

// group is what a file says to one product token. Groups of one token are one
// group (section 2.2.1).
type group struct {
	rules []rule
	delay time.Duration // 0: none stated
}

// rule is one Allow or Disallow line.
type rule struct {
	allow   bool
	pattern string // normalised, see normalise; without the $ of an anchored one
	end     bool   // $: the path must end where the pattern does
	size    int    // octets of the pattern, wildcards counted: the longest match wins
	line    string // as written, for people
}

// Parse reads a robots.txt file. It never fails: a line that is no record is
// passed over, so HTML sent in place of robots.txt is a file without rules.
func Parse(b []byte) *Rules {
	cut := len(b) > MaxSize
	b = decode(b[:min(len(b), MaxSize)])
	if cut {
		b = b[:bytes.LastIndexAny(b, "\r\n")+1] // half a line could say the opposite of the whole
	}
	r := &Rules{groups: map[string]*group{}}
	p := parser{rules: r}
	for line := range bytes.FieldsFuncSeq(b, func(c rune) bool { return c == '\n' || c == '\r' }) {
		p.line(string(line))
	}
	return r
}

// decode undoes byte order marks: UTF-8, and UTF-16, which some servers send.
func decode(b []byte) []byte {
	if rest, ok := bytes.CutPrefix(b, []byte("\xEF\xBB\xBF")); ok {
		return rest
	}
	little := bytes.HasPrefix(b, []byte("\xFF\xFE"))
	if !little && !bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		return b
	}
	b = b[2:]
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		hi, lo := b[i], b[i+1]
		if little {
			hi, lo = lo, hi
		}
		units = append(units, uint16(hi)<<8|uint16(lo))
	}
	return []byte(string(utf16.Decode(units)))
}

// parser holds the group under construction.
type parser struct {
	rules  *Rules
	agents []*group // the tokens the next rules are for
	inBody bool     // a rule has been seen: the next user-agent line starts a new group
}

func (p *parser) line(line string) {
	text, _, _ := strings.Cut(line, "#")
	key, value, ok := strings.Cut(text, ":")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "user-agent":
		if p.inBody {
			p.agents, p.inBody = nil, false
		}
		if token := fileToken(value); token != "" {
			p.agents = append(p.agents, p.group(token))
		}
	case "allow", "disallow":
		p.inBody = true
		if value == "" {
			return // an empty pattern matches nothing
		}
		rule := newRule(value, key, strings.TrimSpace(text))
		for _, g := range p.agents {
			g.rules = append(g.rules, rule)
		}
	case "crawl-delay":
		// Not of the RFC: it neither starts nor ends a group (section 2.2.4).
		if d, ok := parseDelay(value); ok {
			for _, g := range p.agents {
				g.delay = max(g.delay, d)
			}
		}
	case "sitemap":
		if value != "" && len(p.rules.sitemaps) < 1000 {
			p.rules.sitemaps = append(p.rules.sitemaps, value)
		}
	}
}

func (p *parser) group(token string) *group {
	g, ok := p.rules.groups[token]
	if !ok {
		g = &group{}
		p.rules.groups[token] = g
	}
	return g
}

// fileToken is the product token of a user-agent line, lower-case: "*", or the
// leading run of the characters a token may have. "FooBot/2.1" names foobot.
func fileToken(value string) string {
	if rest, ok := strings.CutPrefix(value, "*"); ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t') {
		return "*"
	}
	return Token(value)
}

// Token returns the product token an agent string begins with, lower-case:
// letters, - and _ (section 2.2.1). "juyo/1.2 (+https://…)" gives "juyo".
func Token(agent string) string {
	end := 0
	for end < len(agent) && isTokenByte(agent[end]) {
		end++
	}
	return strings.ToLower(agent[:end])
}

func isTokenByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_'
}

// maxDelay bounds a Crawl-delay to what time.Duration holds.
const maxDelay = 365 * 24 * time.Hour

// parseDelay reads seconds, perhaps with a fraction or a unit after them.
func parseDelay(s string) (time.Duration, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimSpace(strings.TrimRight(s, "second"))
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || !(v >= 0) {
		return 0, false
	}
	return time.Duration(min(v, maxDelay.Seconds()) * float64(time.Second)), true
}

// Allowed reports whether agent, a product token or a whole User-Agent value, may
// fetch a path with its query, and the line that decided: "" when none did. The
// path of /robots.txt itself is always allowed (section 2.2.2).
func (r *Rules) Allowed(agent, pathAndQuery string) (allowed bool, line string) {
	if pathAndQuery == "/robots.txt" {
		return true, ""
	}
	g := r.groupOf(agent)
	if g == nil {
		return true, ""
	}
	path := normalise(pathAndQuery, false)
	if path == "" || path[0] != '/' {
		path = "/" + path
	}
	best := -1
	allowed = true
	for i := range g.rules {
		rl := &g.rules[i]
		// The longest match wins, and allow wins ties.
		if rl.size < best || rl.size == best && (allowed || !rl.allow) {
			continue
		}
		if rl.match(path) {
			best, allowed, line = rl.size, rl.allow, rl.line
		}
	}
	return allowed, line
}

// CrawlDelay returns the Crawl-delay the file states for agent, 0 when it states
// none. The record is not of RFC 9309 but is widely meant.
func (r *Rules) CrawlDelay(agent string) time.Duration {
	if g := r.groupOf(agent); g != nil {
		return g.delay
	}
	return 0
}

// Sitemaps returns the values of the Sitemap lines in their order. They belong to
// no group.
func (r *Rules) Sitemaps() []string { return r.sitemaps }

// groupOf returns the group for agent: its own, else that of "*", else nil.
func (r *Rules) groupOf(agent string) *group {
	if token := Token(agent); token != "" {
		if g, ok := r.groups[token]; ok {
			return g
		}
	}
	return r.groups["*"]
}
