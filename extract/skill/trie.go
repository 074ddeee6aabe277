package skill

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// trie finds forms in text. Folding is part of its alphabet: a table maps each
// rune of the text to the symbol of the rune it is matched as, so text is never
// copied. Nodes are numbers; the edges of those with several live in one
// open-addressed table, and another leads from the first word of a Latin form
// straight to its end.
type trie struct {
	ascii   [128]uint16
	wide    []uint16 // by rune below 0x10000
	root    []int32  // by symbol
	words   []uint64 // filter: hashed forms of one ASCII word
	follow  []uint64 // filter: hashed first ASCII words of other forms with the two symbols behind
	marks   []uint64 // filter: hashed first two symbols of the other forms
	pairs   []uint64 // filter: the same, of those that end there
	triples []uint64 // filter: hashed first three symbols
	nodes   []node
	heads   []head // by hash of their word, open-addressed
	edges   []edge // of nodes with several
	mask    uint32
	ends    [][]int32
}

// node is a place in the trie. Most have one edge, which stands in the node: no
// table to look it up in.
type node struct {
	terminal int32  // index into ends, or -1
	child    int32  // by sym; manyEdges: see trie.edges
	sym      uint16 // symNone: no edge
}

const manyEdges = -1

// head is the first word of forms that begin with an ASCII word.
type head struct {
	word string
	hash uint32
	node int32 // where it leads; 0: an empty place
}

// headOf returns the node where the folded word of that hash leads, which stands
// at s[i:end] in any case; 0 when no form begins with it.
func (t *trie) headOf(s string, i, end int, hash uint32) int32 {
	mask := uint32(len(t.heads) - 1)
	for k := wordHash(hash) & mask; ; k = (k + 1) & mask {
		h := &t.heads[k]
		if h.node == 0 {
			return 0
		}
		if h.hash == hash && len(h.word) == end-i {
			same := true
			for j := range len(h.word) {
				same = same && foldedByte[s[i+j]] == h.word[j]
			}
			if same {
				return h.node
			}
		}
	}
}

// addHeads lays out the table of heads.
func (t *trie) addHeads(heads []head) {
	size := 1
	for size < 3*len(heads) {
		size *= 2
	}
	t.heads = make([]head, size)
	for _, h := range heads {
		k := wordHash(h.hash) & uint32(size-1)
		for t.heads[k].node != 0 {
			k = (k + 1) & uint32(size-1)
		}
		t.heads[k] = h
	}
}

type edge struct {
	key  uint32 // node<<12 | symbol; 0 is an empty place: no edge leaves node 0 by symbol 0
	node int32
}

const (
	symBits    = 12
	filterBits = 17 // of a filter, as a power of two: 16 KB
)

// trieBuilder gathers forms before the tables are laid out.
type trieBuilder struct {
	symbols  map[rune]uint16
	root     map[uint16]int32 // the edges of node 0, of which there are many
	children [][]step
	terminal []int32
	ends     [][]int32
}

// step is an edge while the trie is built.
type step struct {
	sym  uint16
	node int32
}

func newTrieBuilder() *trieBuilder {
	b := &trieBuilder{root: map[uint16]int32{}, symbols: map[rune]uint16{' ': symSep, '-': symSep}}
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
		n = b.follow(n, b.symbol(r))
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

// follow returns where the edge of n by sym leads, and makes it when it is new.
func (b *trieBuilder) follow(n int32, sym uint16) int32 {
	if n == 0 {
		if c, ok := b.root[sym]; ok {
			return c
		}
	} else {
		for _, e := range b.children[n] {
			if e.sym == sym {
				return e.node
			}
		}
	}
	c := b.node()
	b.children[n] = append(b.children[n], step{sym, c})
	if n == 0 {
		b.root[sym] = c
	}
	return c
}

// share makes equal ends of forms one: what follows "spring boot" and
// "springboot" is the same. The smaller the trie, the more of it stays in the
// processor's cache.
func (b *trieBuilder) share() {
	canonical := make([]int32, len(b.children)) // by node
	ends := make(map[string]int32, len(b.ends))
	one := make(map[[3]int32]int32, len(b.children)) // terminal, symbol, child
	several := map[string]int32{}
	var key []byte
	for i := int32(len(b.children)) - 1; i >= 0; i-- { // children have larger numbers than their parents
		if t := b.terminal[i]; t >= 0 {
			key = key[:0]
			for _, f := range b.ends[t] {
				key = binary.LittleEndian.AppendUint32(key, uint32(f))
			}
			first, ok := ends[string(key)]
			if !ok {
				ends[string(key)] = t
				first = t
			}
			b.terminal[i] = first
		}
		children := b.children[i]
		for j := range children {
			children[j].node = canonical[children[j].node]
		}
		canonical[i] = i
		if len(children) <= 1 {
			k := [3]int32{b.terminal[i], 0, 0}
			for _, e := range children {
				k[1], k[2] = int32(e.sym), e.node
			}
			if same, ok := one[k]; ok {
				canonical[i] = same
			} else {
				one[k] = i
			}
			continue
		}
		slices.SortFunc(children, func(x, y step) int { return int(x.sym) - int(y.sym) })
		key = binary.LittleEndian.AppendUint32(key[:0], uint32(b.terminal[i]))
		for _, e := range children {
			key = binary.LittleEndian.AppendUint16(key, e.sym)
			key = binary.LittleEndian.AppendUint32(key, uint32(e.node))
		}
		if same, ok := several[string(key)]; ok {
			canonical[i] = same
		} else {
			several[string(key)] = i
		}
	}
	// Number what is left from the root on, so that what is walked together lies
	// together.
	number := make([]int32, len(b.children)) // from 1; 0: none yet
	old := []int32{0}
	number[0] = 1
	for at := 0; at < len(old); at++ {
		for _, e := range b.children[old[at]] {
			for c := e.node; number[c] == 0; c = b.children[c][0].node { // a chain of single edges at once
				old = append(old, c)
				number[c] = int32(len(old))
				if len(b.children[c]) != 1 {
					break
				}
			}
		}
	}
	children, terminal := make([][]step, len(old)), make([]int32, len(old))
	for i, o := range old {
		terminal[i], children[i] = b.terminal[o], b.children[o]
		for j := range children[i] {
			children[i][j].node = number[children[i][j].node] - 1
		}
	}
	b.children, b.terminal = children, terminal
}

// build lays the tables out.
func (b *trieBuilder) build() *trie {
	b.share()
	t := &trie{ends: b.ends, nodes: make([]node, len(b.children)), wide: make([]uint16, 0x10000)}
	edges := 0
	for i, c := range b.children {
		t.nodes[i].terminal = b.terminal[i]
		if len(c) == 1 {
			t.nodes[i].sym, t.nodes[i].child = c[0].sym, c[0].node
		}
		if len(c) > 1 {
			t.nodes[i].child = manyEdges
			edges += len(c)
		}
	}
	size := uint32(1)
	for int(size) < edges*3 {
		size *= 2
	}
	t.edges, t.mask = make([]edge, size), size-1
	t.root = make([]int32, len(b.symbols)+1)
	for n, c := range b.children {
		for _, e := range c {
			if n == 0 {
				t.root[e.sym] = e.node
				continue
			}
			if len(c) == 1 {
				continue
			}
			key := uint32(n)<<symBits | uint32(e.sym)
			i := hashEdge(key) & t.mask
			for t.edges[i].key != 0 {
				i = (i + 1) & t.mask
			}
			t.edges[i] = edge{key, e.node}
		}
	}
	b.filters(t)
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

// filters fills the filters. A walk down the trie misses the cache at every
// step; these small tables tell most places of a text apart before it.
func (b *trieBuilder) filters(t *trie) {
	for _, f := range []*[]uint64{&t.words, &t.follow, &t.marks, &t.pairs, &t.triples} {
		*f = make([]uint64, 1<<filterBits/64)
	}
	word := make([]bool, len(b.symbols)+1) // by symbol: part of an ASCII word
	byteOf := make([]byte, len(b.symbols)+1)
	for r, sym := range b.symbols {
		if r < 0x80 && wordByte[r] {
			word[sym], byteOf[sym] = true, byte(r)
		}
	}
	var path []uint16
	var heads []head
	var walk func(node int32, first bool, hash uint32)
	walk = func(node int32, first bool, hash uint32) {
		switch len(path) {
		case 2:
			setBit(t.marks, symbolHash(path[0], path[1], 0))
		case 3:
			setBit(t.triples, symbolHash(path[0], path[1], path[2]))
		}
		if b.terminal[node] >= 0 {
			switch len(path) {
			case 1:
				for next := range uint16(len(b.symbols) + 1) {
					setBit(t.marks, symbolHash(path[0], next, 0))
					setBit(t.pairs, symbolHash(path[0], next, 0))
				}
			case 2:
				setBit(t.pairs, symbolHash(path[0], path[1], 0))
			}
			if first {
				setBit(t.words, wordHash(hash))
			}
		}
		ends := first && b.terminal[node] >= 0
		for _, e := range b.children[node] {
			sym := e.sym
			still := (first || node == 0) && word[sym]
			if first && !still {
				b.follows(t, hash, e)
				ends = true
			}
			h := hash
			if still {
				h = addHash(hash, byteOf[sym])
			}
			if !still && len(path) >= 3 {
				continue // the filters know all they need of it
			}
			path = append(path, sym)
			walk(e.node, still, h)
			path = path[:len(path)-1]
		}
		if ends {
			letters := make([]byte, len(path))
			for i, sym := range path {
				letters[i] = byteOf[sym]
			}
			heads = append(heads, head{word: string(letters), hash: hash, node: node})
		}
	}
	walk(0, false, 0)
	t.addHeads(heads)
}

// follows adds to the filters what may stand behind a form's first word: the
// next two symbols, and whether a separator parts them from it.
func (b *trieBuilder) follows(t *trie, hash uint32, e step) {
	second := func(parted uint16, e step) {
		if b.terminal[e.node] >= 0 {
			setBit(t.follow, followHash(hash, parted, e.sym, symNone))
		}
		for _, f := range b.children[e.node] {
			setBit(t.follow, followHash(hash, parted, e.sym, f.sym))
		}
	}
	if e.sym != symSep {
		second(0, e)
		return
	}
	for _, f := range b.children[e.node] {
		second(symSep, f)
	}
}

func followHash(word uint32, parted, a, b uint16) uint32 {
	return symbolHash(parted, a, b) ^ wordHash(word)
}

func setBit(bits []uint64, k uint32) { bits[k/64] |= 1 << (k % 64) }

func hasBit(bits []uint64, k uint32) bool { return bits[k/64]>>(k%64)&1 != 0 }

func symbolHash(a, b, c uint16) uint32 {
	h := uint64(a)<<(2*symBits) | uint64(b)<<symBits | uint64(c)
	return uint32(h * 0x9e3779b97f4a7c15 >> (64 - filterBits))
}

// addHash adds a folded byte to the hash of a word; wordHash closes it.
func addHash(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 0x01000193 }

func wordHash(h uint32) uint32 { return h * 0x9e3779b1 >> (32 - filterBits) }

// foldedByte is each byte of an ASCII word in lower case.
var foldedByte = func() (t [128]byte) {
	for c := range t {
		t[c] = byte(foldRune(rune(c)))
	}
	return t
}()

// word returns the end of the ASCII word at s[i:] and the node where it leads as
// the first word of a form, 0 when none begins with it: a form's first word is the
// text's whole word. may says that another may begin there, but for a version
// number at the end (Java17) or letters of full width behind it; it is wrong on
// the safe side only.
func (t *trie) word(s string, i int) (end int, node int32, may bool) {
	h, stem := uint32(0), uint32(0)
	for end = i; end < len(s) && wordByte[s[end]]; end++ {
		c := foldedByte[s[end]]
		h = addHash(h, c)
		if c < '0' || c > '9' {
			stem = h
		}
	}
	if hasBit(t.words, wordHash(h)) || end < len(s) && t.followed(s, end, h) {
		node = t.headOf(s, i, end, h)
	}
	return end, node, stem != h && t.versioned(s[i:end]) || end < len(s) && s[end] == 0xef
}

// followed reports whether a form of several words may begin with the word of
// that hash and what stands at s[i:], behind it.
func (t *trie) followed(s string, i int, hash uint32) bool {
	a, n := t.at(s, i)
	parted := uint16(0)
	if a == symSep {
		parted = symSep
		if i += n; i >= len(s) {
			return false
		}
		a, n = t.at(s, i)
	}
	if a == symNone {
		return false
	}
	if hasBit(t.follow, followHash(hash, parted, a, symNone)) {
		return true
	}
	if i += n; i >= len(s) {
		return false
	}
	b, _ := t.at(s, i)
	return b != symNone && hasBit(t.follow, followHash(hash, parted, a, b))
}

// versioned reports whether a form may be followed by a version number in word,
// which ends in letters and digits mixed: "Java17x", "HTML5".
func (t *trie) versioned(word string) bool {
	h := uint32(0)
	for i := range len(word) {
		c := foldedByte[word[i]]
		if c >= '0' && c <= '9' && hasBit(t.words, wordHash(h)) {
			return true
		}
		h = addHash(h, c)
	}
	return false
}

func (t *trie) set(r rune, sym uint16) {
	if r < 0x80 {
		t.ascii[r] = sym
		return
	}
	if r >= 0x10000 {
		return
	}
	t.wide[r] = sym
}

func hashEdge(key uint32) uint32 {
	key ^= key >> 15
	key *= 0x2c1b3c6d
	return key ^ key>>13
}

// next follows the edge of node by sym; 0 when there is none.
func (t *trie) next(node int32, sym uint16) int32 {
	n := &t.nodes[node]
	if n.child != manyEdges {
		if n.sym == sym && sym != symNone {
			return n.child
		}
		return 0
	}
	return t.among(node, sym)
}

// among is next for nodes with several edges.
func (t *trie) among(node int32, sym uint16) int32 {
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
	if c >= 0xe1 && c != 0xed && c <= 0xef && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80 && (c != 0xef || s[i+1] == 0xbc) {
		// Kana, kanji and letters of full width, without a call.
		return t.wide[rune(c&0xf)<<12|rune(s[i+1]&0x3f)<<6|rune(s[i+2]&0x3f)], 3
	}
	return t.rare(s, i)
}

// rare is at for everything else.
func (t *trie) rare(s string, i int) (uint16, int) {
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
	return t.wide[r], n
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

// candidate returns where, at or behind the rune beyond ASCII at s[i:], the next
// form may begin: at the next byte of ASCII, or at a rune that begins a form
// together with those behind it.
func (t *trie) candidate(s string, i int) int {
	sym, n := t.at(s, i)
	for {
		next := i + n
		if next >= len(s) {
			if sym != symNone && t.root[sym] != 0 {
				return i
			}
			return next
		}
		var second uint16
		w := 3
		if c := s[next]; c < 0x80 {
			second, w = t.ascii[c], 1
		} else if c >= 0xe3 && c <= 0xe9 && next+2 < len(s) && s[next+1]&0xc0 == 0x80 && s[next+2]&0xc0 == 0x80 {
			second = t.wide[rune(c&0xf)<<12|rune(s[next+1]&0x3f)<<6|rune(s[next+2]&0x3f)] // as at does, without the call
		} else {
			second, w = t.at(s, next)
		}
		if sym != symNone && hasBit(t.marks, symbolHash(sym, second, 0)) && t.third(s, next+w, sym, second) {
			return i
		}
		if i = next; s[i] < 0x80 {
			return i
		}
		sym, n = second, w
	}
}

// mark reports whether a form may begin with the ASCII mark at s[i:], as .NET
// does.
func (t *trie) mark(s string, i int) bool {
	sym := t.ascii[s[i]]
	if sym == symNone || t.root[sym] == 0 || i+1 >= len(s) {
		return false
	}
	second, _ := t.at(s, i+1)
	return hasBit(t.marks, symbolHash(sym, second, 0))
}

// third reports whether a form may begin with symbols a and b and what stands at
// s[i:].
func (t *trie) third(s string, i int, a, b uint16) bool {
	if hasBit(t.pairs, symbolHash(a, b, 0)) {
		return true
	}
	if i >= len(s) {
		return false
	}
	c, _ := t.at(s, i)
	return hasBit(t.triples, symbolHash(a, b, c))
}

// longest returns the end and the terminal of the longest form that begins at
// s[i:] and ends at a boundary before offset before; s[i:pos] leads to node. end
// is 0 when there is none.
func (t *trie) longest(s string, i, pos int, node int32, before int) (end int, terminal int32) {
	terminal = -1
	for node != 0 {
		if n := t.nodes[node].terminal; n >= 0 && pos < before && rightBoundary(s, i, pos) {
			end, terminal = pos, n
		}
		if pos >= len(s) {
			break
		}
		sym, w := t.at(s, pos)
		if sym == symNone {
			break
		}
		node = t.next(node, sym)
		pos += w
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
	case isLatin(next) && isWord(last):
		return false // Résumé is no R
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
