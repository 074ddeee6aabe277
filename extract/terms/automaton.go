package terms

import (
	"slices"
	"unicode/utf8"
)

// automaton finds every phrase of a set in one pass over a folded text (Aho and
// Corasick 1975), as a table over classes of bytes.
type automaton struct {
	class   [256]uint8
	classes int
	next    []uint16 // state*classes + class
	ends    []uint16 // 1 + the phrase that ends in a state, 0 none
	shorter []uint16 // the next state whose phrase ends here too, 0 none
	first   []uint16 // the first state whose phrase ends here, the state itself or shorter; 0 none
	same    []uint16 // by phrase: 1 + another one of the same words with other edges, 0 none
	phrases []phrase
}

// phrase is what the automaton looks for: words, and what must stand around them.
type phrase struct {
	words       string
	left, right edge
}

// edge says what may stand beside a phrase.
type edge uint8

const (
	anyEdge      edge = iota // anything
	wordEdge                 // no ASCII letter or digit
	katakanaEdge             // no katakana
)

// newPhrase reads a phrase as the cue tables write it: "*" at an end lets a word
// go on there, "|" stops katakana from going on; without either, an ASCII word
// must end where the phrase ends.
func newPhrase(s string) phrase {
	p := phrase{words: s}
	switch last := len(s) - 1; {
	case s[last] == '*':
		p.words = p.words[:last]
	case s[last] == '|':
		p.words, p.right = p.words[:last], katakanaEdge
	case isWord(s[last]):
		p.right = wordEdge
	}
	switch {
	case s[0] == '*':
		p.words = p.words[1:]
	case s[0] == '|':
		p.words, p.left = p.words[1:], katakanaEdge
	case isWord(s[0]):
		p.left = wordEdge
	}
	return p
}

// newAutomaton builds the table for phrases, whose words must be folded and not
// empty.
func newAutomaton(phrases []phrase) *automaton {
	a := &automaton{phrases: phrases, classes: 1}
	for _, p := range phrases {
		for i := range len(p.words) {
			if c := p.words[i]; a.class[c] == 0 {
				a.class[c] = uint8(a.classes)
				a.classes++
			}
		}
	}
	// The trie.
	a.next = make([]uint16, a.classes)
	a.ends = []uint16{0}
	a.same = make([]uint16, len(phrases))
	for n, p := range phrases {
		state := 0
		for i := range len(p.words) {
			at := state*a.classes + int(a.class[p.words[i]])
			if a.next[at] == 0 {
				a.next[at] = uint16(len(a.ends))
				a.ends = append(a.ends, 0)
				a.next = append(a.next, make([]uint16, a.classes)...)
			}
			state = int(a.next[at])
		}
		a.same[n] = a.ends[state]
		a.ends[state] = uint16(n + 1)
	}
	// Failure links, breadth first, folded into the table.
	fail := make([]uint16, len(a.ends))
	a.shorter = make([]uint16, len(a.ends))
	queue := make([]uint16, 0, len(a.ends))
	for c := range a.classes {
		if s := a.next[c]; s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		f := fail[s]
		if a.ends[f] != 0 {
			a.shorter[s] = f
		} else {
			a.shorter[s] = a.shorter[f]
		}
		for c := range a.classes {
			at := int(s)*a.classes + c
			onFail := a.next[int(f)*a.classes+c]
			if t := a.next[at]; t != 0 {
				fail[t] = onFail
				queue = append(queue, t)
			} else {
				a.next[at] = onFail
			}
		}
	}
	a.first = slices.Clone(a.shorter)
	for s, end := range a.ends {
		if end != 0 {
			a.first[s] = uint16(s)
		}
	}
	return a
}

// each calls found with every phrase in text and where it begins and ends.
func (a *automaton) each(text []byte, found func(phrase, start, end int)) {
	state := 0
	for i, c := range text {
		state = int(a.next[state*a.classes+int(a.class[c])])
		for s := int(a.first[state]); s != 0; s = int(a.shorter[s]) {
			for n := a.ends[s]; n != 0; n = a.same[n-1] {
				p := &a.phrases[n-1]
				if start := i + 1 - len(p.words); p.fits(text, start, i+1) {
					found(int(n-1), start, i+1)
				}
			}
		}
	}
}

// fits reports whether what stands beside text[start:end] lets p end there.
func (p *phrase) fits(text []byte, start, end int) bool {
	switch p.left {
	case wordEdge:
		if start > 0 && isWord(text[start-1]) {
			return false
		}
	case katakanaEdge:
		if r, _ := utf8.DecodeLastRune(text[:start]); isKatakana(r) {
			return false
		}
	}
	switch p.right {
	case wordEdge:
		return end == len(text) || !isWord(text[end])
	case katakanaEdge:
		r, _ := utf8.DecodeRune(text[end:])
		return !isKatakana(r)
	}
	return true
}
