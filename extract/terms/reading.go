package terms

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// hit is a phrase found in a reading.
type hit struct {
	value      string
	start, end int // offsets into reading.text
	block      int
}

// block is a block of the document, in folded text.
type block struct {
	start, end int
	section    document.Section
	level      listing.Level
	heading    bool
	bullet     bool
}

// reading is a document made ready for the readers: folded, and with every
// phrase of the cue tables found in one pass.
type reading struct {
	listing *listing.Listing
	doc     *document.Document
	text    []byte
	blocks  []block
	hits    [readers][]hit
	header  string // the first line of a posting in the shape of HN's, as written; "" for others
	lead    span   // of the header line in text; empty without one
	repeats bool   // the title field holds the header line once more
	title   string // folded
}

// newReading folds d and finds the phrases.
func newReading(l *listing.Listing, d *document.Document) *reading {
	r := &reading{listing: l, doc: d, text: make([]byte, 0, len(d.Text)+len(d.Blocks)+16), blocks: make([]block, 0, len(d.Blocks))}
	for _, b := range d.Blocks {
		start := len(r.text)
		r.text = fold(r.text, d.Text[b.Start:b.End])
		r.blocks = append(r.blocks, block{start, len(r.text), b.Section, b.Level, b.Heading, b.Bullet})
		r.text = append(r.text, '\n')
	}
	r.title = foldString(d.Title)
	r.header = headerLine(l, d)
	if r.header != "" {
		r.lead = r.leadSpan()
		r.repeats = l.Title != "" && sameStart(r.header, l.Title)
	}
	a, says := cues()
	const usual = 8 // most readers find no more in a listing
	room := make([]hit, readers*usual)
	for i := range r.hits {
		r.hits[i] = room[i*usual : i*usual : (i+1)*usual]
	}
	at := 0
	a.each(r.text, func(phrase, start, end int) {
		for at < len(r.blocks)-1 && r.blocks[at+1].start <= start {
			at++
		}
		b := at
		for b > 0 && r.blocks[b].start > start {
			b--
		}
		for _, c := range says[phrase] {
			if len(r.hits[c.reader]) < mostHits {
				r.hits[c.reader] = append(r.hits[c.reader], hit{c.value, start, end, b})
			}
		}
	})
	for i := range r.hits {
		r.hits[i] = widest(r.hits[i])
	}
	return r
}

// mostHits is how many phrases a reader looks at. No advertisement has so many; a
// text made to be slow does.
const mostHits = 192

// span is a part of reading.text.
type span struct{ start, end int }

// posting reports whether the listing is a posting with a header line.
func (r *reading) posting() bool { return r.lead.end > 0 }

// leadSpan returns where the header line stands in text: at the beginning of the
// body, behind the header fields that the listing may have.
func (r *reading) leadSpan() span {
	d := r.doc
	from := d.BodyStart + strings.Index(d.Text[d.BodyStart:], r.header)
	to := from + len(r.header)
	out := span{start: -1}
	for i, b := range d.Blocks {
		if b.End <= from || b.Start >= to {
			continue
		}
		if out.start < 0 {
			out.start = r.blocks[i].start
		}
		out.end = r.blocks[i].end
		if b.End > to {
			out.end = r.blocks[i].start + len(fold(nil, d.Text[b.Start:to]))
		}
	}
	if out.start < 0 {
		return span{}
	}
	return out
}

// sameStart reports whether a and b begin with the same words.
func sameStart(a, b string) bool {
	a, b = strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " ")
	n := min(len(a), len(b), 60)
	return n > 0 && strings.EqualFold(a[:n], b[:n])
}

// widest leaves out hits that lie inside a longer one, and then the masks.
func widest(hits []hit) []hit {
	out := hits[:0]
	for _, h := range hits { // in the order of their ends
		for len(out) > 0 {
			last := out[len(out)-1]
			if h.start <= last.start && h.end >= last.end && h.end-h.start > last.end-last.start {
				out = out[:len(out)-1]
				continue
			}
			break
		}
		if len(out) > 0 {
			last := out[len(out)-1]
			if last.start <= h.start && last.end >= h.end && last.end-last.start > h.end-h.start {
				continue
			}
		}
		out = append(out, h)
	}
	kept := out[:0]
	for i, h := range out {
		inside := false
		for j := i + 1; j < len(out) && j < i+4; j++ { // a longer one that ends later
			inside = inside || out[j].start <= h.start && out[j].end >= h.end && out[j].end-out[j].start > h.end-h.start
		}
		if h.value != masked && !inside {
			kept = append(kept, h)
		}
	}
	return kept
}

// sentence returns the sentence around text[start:end], inside its block.
func (r *reading) sentence(h hit) (from, to int) {
	b := r.blocks[h.block]
	from, to = b.start, b.end
	const reach = 400
	from, to = max(from, h.start-reach), min(to, h.end+reach)
	if i := lastBreak(r.text[from:h.start]); i >= 0 {
		from += i
	}
	if i := firstBreak(r.text[h.end:to]); i >= 0 {
		to = h.end + i
	}
	return from, to
}

// lastBreak returns the offset behind the last end of a sentence in s, -1.
func lastBreak(s []byte) int {
	for i := range slices.Backward(s) {
		if n := breakAt(s, i); n > 0 {
			return i + n
		}
	}
	return -1
}

// firstBreak returns the offset of the first end of a sentence in s, -1.
func firstBreak(s []byte) int {
	for i := range s {
		if breakAt(s, i) > 0 {
			return i
		}
	}
	return -1
}

// breakAt returns the length of the end of a sentence at s[i], 0 when none is
// there.
func breakAt(s []byte, i int) int {
	switch s[i] {
	case '.', '!', '?', ';':
		if i+1 < len(s) && s[i+1] == ' ' {
			return 1
		}
	case '\n', '|':
		return 1
	case 0xE3:
		if i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x82 { // 。
			return 3
		}
	case 0xE2:
		if bytes.HasPrefix(s[i:], []byte("●")) || bytes.HasPrefix(s[i:], []byte("■")) || bytes.HasPrefix(s[i:], []byte("•")) {
			return 3
		}
	}
	return 0
}

// before and after return up to n bytes beside h inside its block.
func (r *reading) before(h hit, n int) string {
	return string(r.text[max(r.blocks[h.block].start, h.start-n):h.start])
}

func (r *reading) after(h hit, n int) string {
	return string(r.text[h.end:min(r.blocks[h.block].end, h.end+n)])
}

// inHeader reports whether h stands in the header line of an HN posting.
func (r *reading) inHeader(h hit) bool {
	return r.posting() && h.start >= r.lead.start && h.end <= r.lead.end
}

// inTitle reports whether h stands in the title.
func (r *reading) inTitle(h hit) bool {
	return r.blocks[h.block].section == document.Title && !r.repeats && !r.inHeader(h)
}

// runes returns the length of h's block in runes, of a long block that of its
// beginning: readers ask whether a block is short.
func (r *reading) runes(h hit) int {
	const counted = 2048 // bytes
	b := r.blocks[h.block]
	return utf8.RuneCount(r.text[b.start:min(b.end, b.start+counted)])
}

// region returns the section h stands in, by the headings inside its own block
// when the source flattened the text.
func (r *reading) region(h hit) document.Section {
	b := r.blocks[h.block]
	section := b.section
	switch b.level {
	case listing.LevelRequired:
		section = document.Required
	case listing.LevelPreferred:
		section = document.Preferred
	}
	if b.end-b.start < 60 {
		return section
	}
	marks := r.hits[readRegion]
	first, _ := slices.BinarySearchFunc(marks, h.block, func(m hit, block int) int { return m.block - block })
	for _, m := range marks[first:] {
		if m.start > h.start || m.block != h.block {
			break
		}
		switch m.value {
		case "required":
			section = document.Required
		case "preferred":
			section = document.Preferred
		case "other":
			section = document.Body
		}
	}
	return section
}

// contains reports whether s has any of words.
func contains(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// startsWith reports whether s begins with any of words, spaces left out.
func startsWith(s string, words ...string) bool {
	s = strings.TrimLeft(s, " ")
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// endsWith reports whether s ends with any of words, spaces left out.
func endsWith(s string, words ...string) bool {
	s = strings.TrimRight(s, " ")
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
