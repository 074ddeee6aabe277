package terms

import (
	"strings"
)

// kanjiDigits are the numerals Japanese writes small numbers with.
const kanjiDigits = "〇一二三四五六七八九十"

// prefixes is a set of words that a text may begin with, spread over buckets by
// their first three bytes: asking looks at few of them however many there are.
type prefixes struct {
	buckets [64][]string
	short   []string // of one or two bytes
}

// bucket returns the bucket of words that begin as s does.
func bucket(s string) int { return int(s[0]+3*s[1]+5*s[2]) % 64 }

func newPrefixes(words ...string) *prefixes {
	p := &prefixes{}
	for _, w := range words {
		if len(w) < 3 {
			p.short = append(p.short, w)
			continue
		}
		b := bucket(w)
		p.buckets[b] = append(p.buckets[b], w)
	}
	return p
}

// begin reports whether s begins with any of p's words, spaces left out.
func (p *prefixes) begin(s string) bool {
	s = strings.TrimLeft(s, " ")
	for _, w := range p.short {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	if len(s) < 3 {
		return false
	}
	for _, w := range p.buckets[bucket(s)] {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
