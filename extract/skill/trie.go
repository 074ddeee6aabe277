package skill

import (
	"slices"
	"unicode/utf8"
)

// trie finds forms in text. Folding is part of its alphabet: a table maps each
// rune of the text to the symbol of the rune it is matched as, so text is never
// copied. Nodes are numbers; edges live in one open-addressed table, those of the
// first two symbols of Latin forms in a dense one.
type trie struct {
	ascii    [128]uint16
	pages    [256]*[256]uint16
	root     []int32  // by symbol
	dense    []int32  // by two symbols below denseSymbols
	begins   []uint64 // bits by three symbols below denseSymbols: some form begins so
	edges    []edge
	mask     uint32
	terminal []int32 // by node: index of terminals, or -1
	ends     [][]int32
}

type edge struct {
	key  uint32 // node<<12 | symbol; 0 is an empty place: no edge leaves node 0 by symbol 0
	node int32
}

const (
	denseSymbols = 64
	symBits      = 12
)

// trieBuilder gathers forms before the tables are laid out.
type trieBuilder struct {
	symbols  map[rune]uint16
	children []map[uint16]int32
	terminal []int32
	ends     [][]int32
}

func newTrieBuilder() *trieBuilder {
	b := &trieBuilder{symbols: map[rune]uint16{' ': symSep, '-': symSep}}
	// Latin letters and digits first, so that they fall into the dense table.
	for _, r := range "abcdefghijklmnopqrstuvwxyz0123456789./+#&'" {
		b.symbol(r)
	}
	b.node()
	return b
}

func (b *trieBuilder) symbol(r rune) uint16 {
	s, ok := b.symbols[r]
	if !ok {
		s = uint16(len(b.symbols))
		b.symbols[r] = s
	}
	return s
}

func (b *trieBuilder) node() int32 {
	b.children = append(b.children, nil)
	b.terminal = append(b.terminal, -1)
	return int32(len(b.children) - 1)
}

// add makes the folded form s end in form number.
func (b *trieBuilder) add(s string, form int32) {
	n := int32(0)
	for _, r := range s {
		sym := b.symbol(r)
		if b.children[n] == nil {
			b.children[n] = make(map[uint16]int32, 1)
		}
		c, ok := b.children[n][sym]
		if !ok {
			c = b.node()
			b.children[n][sym] = c
		}
		n = c
	}
	if b.terminal[n] < 0 {
		b.terminal[n] = int32(len(b.ends))
		b.ends = append(b.ends, nil)
	}
	t := b.terminal[n]
	if !slices.Contains(b.ends[t], form) {
		b.ends[t] = append(b.ends[t], form)
	}
}

// build lays the tables out.
func (b *trieBuilder) build() *trie {
	t := &trie{terminal: b.terminal, ends: b.ends}
	edges := 0
	for _, c := range b.children {
		edges += len(c)
	}
	size := uint32(1)
	for int(size) < edges*3 {
		size *= 2
	}
	t.edges, t.mask = make([]edge, size), size-1
	t.root = make([]int32, len(b.symbols)+1)
	t.dense = make([]int32, denseSymbols*denseSymbols)
	for n, c := range b.children {
		for sym, child := range c {
			if n == 0 {
				t.root[sym] = child
				continue
			}
			key := uint32(n)<<symBits | uint32(sym)
			i := hashEdge(key) & t.mask
			for t.edges[i].key != 0 {
				i = (i + 1) & t.mask
			}
			t.edges[i] = edge{key, child}
		}
	}
	for a := range uint16(denseSymbols) {
		if int(a) >= len(t.root) || t.root[a] == 0 {
			continue
		}
		for c := range uint16(denseSymbols) {
			t.dense[int(a)*denseSymbols+int(c)] = t.next(t.root[a], c)
		}
	}
	t.begins = make([]uint64, denseSymbols*denseSymbols*denseSymbols/64)
	for a := range uint16(denseSymbols) {
		for c := range uint16(denseSymbols) {
			node := t.dense[int(a)*denseSymbols+int(c)]
			ended := int(a) < len(t.root) && t.root[a] != 0 && (t.terminal[t.root[a]] >= 0 || node != 0 && t.terminal[node] >= 0)
			for d := range uint16(denseSymbols) {
				if ended || node != 0 && t.next(node, d) != 0 {
					i := int(a)*denseSymbols*denseSymbols + int(c)*denseSymbols + int(d)
					t.begins[i/64] |= 1 << (i % 64)
				}
			}
		}
	}
	for r, sym := range b.symbols {
		t.set(r, sym)
	}
	// Runes that fold to a rune of the alphabet.
	for r := rune(1); r < 0x10000; r++ {
		if f := foldRune(r); f != r {
			if sym, ok := b.symbols[f]; ok {
				t.set(r, sym)
			}
		}
	}
	return t
}

// mayBegin reports whether a form may begin with the three ASCII bytes at s[i:];
// it is wrong on the safe side only.
func (t *trie) mayBegin(s string, i int) bool {
	if i+2 >= len(s) || s[i+1] >= 0x80 || s[i+2] >= 0x80 {
		return true
	}
	a, b, c := int(t.ascii[s[i]]), int(t.ascii[s[i+1]]), int(t.ascii[s[i+2]])
	if a|b|c >= denseSymbols {
		return true
	}
	k := a*denseSymbols*denseSymbols + b*denseSymbols + c
	return t.begins[k/64]>>(k%64)&1 != 0
}

func (t *trie) set(r rune, sym uint16) {
	if r < 0x80 {
		t.ascii[r] = sym
		return
	}
	if r >= 0x10000 {
		return
	}
	p := &t.pages[r>>8]
	if *p == nil {
		*p = new([256]uint16)
	}
	(*p)[r&0xff] = sym
}

func hashEdge(key uint32) uint32 {
	key ^= key >> 15
	key *= 0x2c1b3c6d
	return key ^ key>>13
}

// next follows the edge of node by sym; 0 when there is none.
func (t *trie) next(node int32, sym uint16) int32 {
	key := uint32(node)<<symBits | uint32(sym)
	for i := hashEdge(key) & t.mask; ; i = (i + 1) & t.mask {
		switch e := t.edges[i]; e.key {
		case key:
			return e.node
		case 0:
			return 0
		}
	}
}

// at returns the symbol of the rune at s[i:] and its length. A half-width kana
// and its sound mark are one.
func (t *trie) at(s string, i int) (uint16, int) {
	c := s[i]
	if c < 0x80 {
		return t.ascii[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if r >= 0xff66 && r <= 0xff9d && i+n < len(s) {
		if m, w := utf8.DecodeRuneInString(s[i+n:]); m == 0xff9e || m == 0xff9f {
			if v, ok := voiced(r, m); ok {
				r, n = v, n+w
			}
		}
	}
	if r >= 0x10000 {
		return symNone, n
	}
	p := t.pages[r>>8]
	if p == nil {
		return symNone, n
	}
	return p[r&0xff], n
}

// voiced composes half-width kana r with sound mark m.
func voiced(r, m rune) (rune, bool) {
	base := foldRune(r)
	switch {
	case m == 0xff9e && base == 'ウ':
		return 'ヴ', true
	case m == 0xff9e && (base >= 'カ' && base <= 'ト' || base >= 'ハ' && base <= 'ホ'):
		return base + 1, true
	case m == 0xff9f && base >= 'ハ' && base <= 'ホ':
		return base + 2, true
	}
	return 0, false
}

// longest returns the end and the terminal of the longest form that begins at
// s[i:] and ends at a boundary; end is 0 when there is none.
func (t *trie) longest(s string, i int) (end int, terminal int32) {
	sym, w := t.at(s, i)
	if sym == symNone {
		return 0, -1
	}
	node := t.root[sym]
	if node == 0 {
		return 0, -1
	}
	terminal = -1
	pos := i + w
	if t.terminal[node] >= 0 && rightBoundary(s, i, pos) {
		end, terminal = pos, t.terminal[node]
	}
	if pos >= len(s) {
		return end, terminal
	}
	second, w := t.at(s, pos)
	switch {
	case sym < denseSymbols && second < denseSymbols:
		node = t.dense[int(sym)*denseSymbols+int(second)]
	case second != symNone:
		node = t.next(node, second)
	default:
		node = 0
	}
	for node != 0 {
		pos += w
		if t.terminal[node] >= 0 && rightBoundary(s, i, pos) {
			end, terminal = pos, t.terminal[node]
		}
		if pos >= len(s) {
			break
		}
		sym, w = t.at(s, pos)
		if sym == symNone {
			break
		}
		node = t.next(node, sym)
	}
	return end, terminal
}

// rightBoundary reports whether a form may end at s[:end], having begun at
// start: its last rune and the next one do not belong to one word.
func rightBoundary(s string, start, end int) bool {
	if end == len(s) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s[:end])
	next, w := utf8.DecodeRuneInString(s[end:])
	switch {
	case isKatakana(last):
		return !isKatakana(next) || compoundAfter(s[end:])
	case !isWord(last):
		if last == '+' || last == '#' {
			return !isWord(next) && next != '+' && next != '#'
		}
		return true
	case isWord(next):
		return isLetter(last) && isDigit(next) && versionFollows(s, start, end)
	case next == '+' || next == '＋' || next == '#' || next == '＃':
		if next == '#' || next == '＃' {
			return end-start > 2
		}
		if end+w < len(s) {
			after, _ := utf8.DecodeRuneInString(s[end+w:])
			return after != '+' && after != '＋' && (end-start > 1 || isLetter(after))
		}
		return end-start > 1
	case next == '.' && end+1 < len(s):
		c := s[end+1]
		return c < 'a' || c > 'z' || domainTail(s[end+1:]) == 0
	}
	return true
}

// versionFollows reports whether a version number is glued to the name
// s[start:end]: Java17, Rails7. Short names would make other words with it.
func versionFollows(s string, start, end int) bool {
	if end-start < 3 {
		return false
	}
	i := end
	for i < len(s) && i < end+4 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == end || i == end+4 {
		return false
	}
	if i < len(s) {
		r, _ := utf8.DecodeRuneInString(s[i:])
		if isWord(r) && r != 'x' && r != 'c' && r != 'g' {
			return false
		}
	}
	return true
}

// domainTail returns the length of a domain's or file's last part at the start
// of s, or 0: "com/jobs", "js".
func domainTail(s string) int {
	n := 0
	for n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
		n++
	}
	if n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '_' || s[n] >= 'A' && s[n] <= 'Z') {
		return 0
	}
	if domainTails[s[:n]] {
		return n
	}
	return 0
}

var domainTails = map[string]bool{
	"com": true, "net": true, "org": true, "io": true, "co": true, "jp": true, "dev": true, "ai": true, "app": true, "me": true,
	"us": true, "uk": true, "de": true, "fr": true, "eu": true, "ch": true, "ca": true, "in": true, "tv": true, "fm": true, "cc": true,
	"ly": true, "gg": true, "so": true, "sh": true, "tech": true, "jobs": true, "careers": true, "work": true, "cloud": true,
	"page": true, "team": true, "info": true, "biz": true, "gov": true, "edu": true, "xyz": true, "ventures": true, "health": true,
	"js": true, "ts": true, "py": true, "rb": true, "md": true, "html": true, "pdf": true, "php": true, "jsx": true, "tsx": true,
}
