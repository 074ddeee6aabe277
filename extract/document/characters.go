package document

import "strings"

// characters tells quickly what a line can't hold: a bit for every few of the
// characters of Japanese, and what sorts of marks there are. Most words that lines
// are searched for are in few of them.
type characters struct {
	letters uint64
	opens   bool // a bracket or another mark that a marker begins with
	closes  bool // a mark that ends a label
}

// charactersOf looks at all of s.
func charactersOf(s string) (c characters) {
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b < 0xE2 {
			c.opens = c.opens || b == '(' || b == '[' || b == '<'
			c.closes = c.closes || b == ':' || b == '>' || b == ']'
			continue
		}
		if i+2 >= len(s) {
			break
		}
		if b == 0xE2 || b == 0xEF || b == 0xE3 && s[i+1] == 0x80 && s[i+2] != 0x81 && s[i+2] != 0x82 { // no 、 and 。
			c.opens, c.closes = true, true
		}
		c.letters |= 1 << ((uint(b)*5 ^ uint(s[i+1])*11 ^ uint(s[i+2])) & 63)
		i += 2
	}
	return c
}

// keyword is a word in Japanese that lines are searched for.
type keyword struct {
	text    string
	letters uint64
}

func keywords(words ...string) []keyword {
	ks := make([]keyword, len(words))
	for i, w := range words {
		ks[i] = keyword{w, charactersOf(w).letters}
	}
	return ks
}

// holdAny reports whether s, whose characters c are or are among, holds one of ks.
func (c characters) holdAny(s string, ks []keyword) bool {
	for i := range ks {
		if k := &ks[i]; c.letters&k.letters == k.letters && strings.Contains(s, k.text) {
			return true
		}
	}
	return false
}
