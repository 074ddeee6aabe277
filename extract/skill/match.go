package skill

import (
	"strings"
	"unicode/utf8"
)

// scan appends the forms found in text[start:end].
func (m *Matcher) scan(hits []hit, text string, start, end int, block int32) []hit {
	s := text[:end]
	t := m.trie
	for i := start; i < end; {
		next := i + 1    // where to go on when nothing begins here
		node := int32(0) // where the text up to next leads; 0: nowhere yet
		may := true      // a form may begin that the node says nothing of
		switch c := s[i]; {
		case c >= 0x80:
			if i = t.candidate(s, i); i >= end || s[i] < 0x80 {
				continue
			}
			next = skip(s, i)
		case wordByte[c]:
			if next, node, may = t.word(s, i); node == 0 && !may {
				i = next
				continue
			}
		case c == ' ' || !t.mark(s, i):
			i++
			continue
		}
		h, ok := hit{}, false
		if node != 0 {
			h, ok = m.formFrom(s, i, next, node)
		}
		if !ok && may {
			h, ok = m.formAt(s, i)
		}
		if !ok {
			i = next
			continue
		}
		h.block = block
		hits = append(hits, h)
		i = h.end
	}
	return hits
}

// formAt returns the longest form at s[i:] that is written as it must be: "React
// to" is no "react to", but it holds React.
func (m *Matcher) formAt(s string, i int) (hit, bool) {
	sym, n := m.trie.at(s, i)
	return m.formFrom(s, i, i+n, m.trie.root[sym])
}

// formFrom is formAt for a form whose beginning s[i:pos] leads to node; 0 is
// nowhere.
func (m *Matcher) formFrom(s string, i, pos int, node int32) (hit, bool) {
	before := len(s) + 1
	for {
		stop, terminal := m.trie.longest(s, i, pos, node, before)
		if terminal < 0 {
			return hit{}, false
		}
		if h, ok := m.choose(s, i, stop, terminal); ok {
			return h, true
		}
		before = stop
	}
}

// skip returns where the next form may begin behind s[i]: behind the Latin word
// that s[i] belongs to, else at the next rune.
func skip(s string, i int) int {
	if s[i] >= 0x80 {
		_, n := utf8.DecodeRuneInString(s[i:])
		return i + n
	}
	if i++; !wordByte[s[i-1]] {
		return i
	}
	for i < len(s) && wordByte[s[i]] {
		i++
	}
	return i
}

// wordByte says which bytes are inside words in ASCII.
var wordByte = func() (t [256]bool) {
	for c := range 0x80 {
		t[c] = isWord(rune(c))
	}
	return t
}()

// choose picks the form that s[start:end] is, among those that fold alike.
func (m *Matcher) choose(s string, start, end int, terminal int32) (hit, bool) {
	if start > 0 && !leftBoundary(s, start) {
		return hit{}, false
	}
	surface := s[start:end]
	var found *form
	var id int32
	for _, f := range m.trie.ends[terminal] {
		fm := &m.forms[f]
		ok := true
		switch fm.kind {
		case formExact, formContext, formPhrase:
			ok = sameCase(surface, fm.text)
		case formSafe, formCue:
		}
		// A form in the right case beats one that any case will do for.
		if ok && (found == nil || rank(fm.kind) > rank(found.kind)) {
			found, id = fm, f
		}
	}
	if found == nil {
		// Other spellings of names that need their case are settled by their
		// neighbours: "java, go, rust".
		for _, f := range m.trie.ends[terminal] {
			if fm := &m.forms[f]; fm.kind <= formContext && len(surface) > 1 {
				return hit{start: start, end: end, form: f, skill: fm.skill, kind: formOtherCase}, true
			}
		}
		return hit{}, false
	}
	return hit{start: start, end: end, form: id, skill: found.skill, cue: found.cue, kind: found.kind}, true
}

// formOtherCase is a form that needs its case and stands in another.
const formOtherCase formKind = 9

// takesPlural reports whether the folded English concept s may end in "s".
func takesPlural(s string) bool {
	n := len(s)
	return n >= 3 && s[n-1] >= 'a' && s[n-1] <= 'z' && s[n-1] != 's' && s[n-1] != 'y' && !strings.HasSuffix(s, "ing")
}

func rank(k formKind) int {
	switch k {
	case formExact, formContext:
		return 2
	case formPhrase:
		return 3
	}
	return 1
}

// leftBoundary reports whether a form may begin at s[start:].
func leftBoundary(s string, start int) bool {
	prev, _ := utf8.DecodeLastRuneInString(s[:start])
	first, _ := utf8.DecodeRuneInString(s[start:])
	switch {
	case isKatakana(first):
		return !isKatakana(prev) || compoundBefore(s[:start])
	case first == '.' || first == '＃' || first == '#':
		return !isWord(prev)
	case isWord(first) && isLatin(prev):
		return false
	case isWord(first):
		if prev == '.' && start > 1 && isLetter(rune(s[start-2])) && (start == 2 || !strings.HasSuffix(s[:start], ".g.") && !strings.HasSuffix(s[:start], "e.")) {
			return false // example.java
		}
		return !isWord(prev) && prev != '@'
	}
	return true
}
