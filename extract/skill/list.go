package skill

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"juyo/extract/document"
)

// alone reports whether h is all there is in a block of a list of skills: a
// bullet that says "Go".
func (v *view) alone(h *hit) bool {
	b := &v.d.Blocks[h.block]
	switch b.Section {
	case document.Required, document.Preferred, document.Environment:
	default:
		return false
	}
	rest := v.d.Text[b.Content:b.End]
	return b.Content <= h.start && strings.Trim(v.d.Text[b.Content:h.start], " 　-・*•") == "" && strings.Trim(v.d.Text[h.end:b.End], " 　0123456789.x") == "" && rest != ""
}

// listNeighbour reports whether hit i stands in a list with an accepted skill
// of one of the kinds (any when 0) at most three entries away.
func (v *view) listNeighbour(i int, kinds uint32) bool {
	h := &v.hits[i]
	entry := v.entry(h)
	vouches := func(o *hit) bool {
		if o.skill < 0 || o.skill == h.skill || o.negated {
			return false
		}
		if !o.accepted {
			// Two everyday words of one kind vouch for each other: "RDS/Aurora".
			return o.kind == formContext && h.kind == formContext && v.m.kinds[o.skill] == v.m.kinds[h.skill] && !v.rejected(o)
		}
		return (kinds == 0 || entry) && v.m.taxonomy.entries[o.skill].Named || kinds>>v.m.kinds[o.skill]&1 == 1
	}
	pos, items := h.end, 0
	for j := i + 1; j < len(v.hits) && items <= 3; j++ {
		o := &v.hits[j]
		n, ok := listGap(v.d.Text, pos, o.start)
		if !ok || o.block != h.block && !v.entries(h, o) {
			break
		}
		if items += n; vouches(o) {
			return v.note(h, whyNeighbour, o)
		}
		pos = o.end
	}
	if v.continues(h) {
		return false
	}
	pos, items = h.start, 0
	for j := i - 1; j >= 0 && items <= 3; j-- {
		o := &v.hits[j]
		n, ok := listGap(v.d.Text, o.end, pos)
		if !ok || o.block != h.block && !v.entries(h, o) {
			break
		}
		if items += n; vouches(o) {
			return v.note(h, whyNeighbour, o)
		}
		pos = o.start
	}
	return false
}

// entries reports whether both hits stand in blocks that are entries of a list,
// no heading between them.
func (v *view) entries(a, b *hit) bool {
	const short = 48 // bytes
	x, y := &v.d.Blocks[a.block], &v.d.Blocks[b.block]
	if x.End-x.Start > short || y.End-y.Start > short {
		return false
	}
	for k := min(a.block, b.block) + 1; k <= max(a.block, b.block); k++ {
		if v.d.Blocks[k].Heading {
			return false
		}
	}
	return true
}

// entry reports whether h is all of an entry in a list of what is asked for or
// worked with: its neighbours may then be of any kind.
func (v *view) entry(h *hit) bool {
	b := &v.d.Blocks[h.block]
	switch b.Section {
	case document.Required, document.Preferred, document.Environment:
	default:
		if b.Level == 0 && !v.labelled(h) {
			return false
		}
	}
	before := strings.TrimRight(v.d.Text[b.Start:h.start], " 　")
	after := strings.TrimLeft(v.d.Text[h.end:b.End], " 　")
	return (before == "" || h.start <= b.Content || endsEntry(before)) && (after == "" || beginsEntry(after))
}

// labelled reports whether a label such as "Ideally:" stands before h in its
// sentence.
func (v *view) labelled(h *hit) bool {
	st := v.sentenceOf(h.start)
	j := h.cueBefore
	return j >= 0 && v.hits[j].start >= max(st.start, h.start-reachBytes) && leads(v.d.Text[v.hits[j].end:min(st.end, v.hits[j].end+8)])
}

// endsEntry reports whether an entry of a list may begin behind s.
func endsEntry(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	switch r {
	case ',', '、', '，', '/', '／', '・', ':', '：', '-', '*', '•', '●', '＝':
		return true
	}
	return n == 1 && (strings.HasSuffix(s, ", and") || strings.HasSuffix(s, ", or"))
}

// beginsEntry reports whether an entry of a list may end before s.
func beginsEntry(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch r {
	case ',', '、', '，', '/', '／', '・', '.', '。', ';':
		return true
	}
	for _, w := range [...]string{"など", "等", "のいずれか", "の経験", "and ", "or ", "experience"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// item reports whether h is an entry by itself on its left: what precedes it is
// no word that it belongs to, as in "compliance teams".
func (v *view) item(h *hit) bool {
	b := &v.d.Blocks[h.block]
	before := strings.TrimRight(v.d.Text[b.Start:h.start], " 　")
	if before == "" || len(before) == h.start-b.Start && before != "" && strings.ContainsRune("/,(&+|-", rune(before[len(before)-1])) {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	if !isWord(r) {
		return r != '-'
	}
	word := before[strings.LastIndexAny(before, " \t(/,")+1:]
	switch strings.ToLower(word) {
	case "and", "or", "in", "with", "using", "like", "as", "including", "of", "on", "to", "use", "e.g", "for":
		return true
	}
	return false
}

// continues reports whether the sentence goes on behind h with a word that does
// not follow a name: "…, Solid understanding of".
func (v *view) continues(h *hit) bool {
	b := &v.d.Blocks[h.block]
	rest := v.d.Text[h.end:b.End]
	return len(rest) > 1 && rest[0] == ' ' && rest[1] >= 'a' && rest[1] <= 'z' && !followsName(rest[1:])
}

// listGap counts the entries between two hits of one list, 1 for neighbours;
// ok is false when text[from:to] is not what stands between entries of a list.
func listGap(text string, from, to int) (items int, ok bool) {
	const longest = 60 // bytes between neighbours, unknown entries included
	if to-from > longest || to < from {
		return 0, false
	}
	gap := text[from:to]
	letters := 0
	first := true
	seps := 0
	for i := 0; i < len(gap); {
		r, n := utf8.DecodeRuneInString(gap[i:])
		switch {
		case strings.ContainsRune("/,、・／｜|+&;＋＆，＞>→•·●\n\t", r):
			seps++
			letters, first = 0, false
		case r == '(' || r == ')' || r == '（' || r == '）' || r == '「' || r == '」' || r == '[' || r == ']':
			if seps == 0 {
				seps++ // "Rails (Ruby)" are neighbours
			}
			first = false
		case r == '。' || r == '.' && i+1 < len(gap) && gap[i+1] == ' ' && i > 0 || r == '！' || r == ':' || r == '：':
			return 0, false
		case r == ' ' || r == '\u3000' || r == '-' || r == '\u00a0':
			if w := joining(gap[i:]); w > 0 {
				seps++
				letters, first = 0, false
				n = w
			}
		case isDigit(r) || r == '.' || r == '_' || r == '\'' || r == '*':
		case strings.HasPrefix(gap[i:], "のいずれか"):
			n, first = len("のいずれか"), false
		case r == 'と' || r == 'や' || r == 'か' || r == 'の' && strings.HasPrefix(gap[i:], "の"):
			if r == 'の' {
				return 0, false
			}
			seps++
			letters, first = 0, false
		case unicode.IsLetter(r):
			if first {
				return 0, false // the hit goes on as a phrase: "React to …"
			}
			if letters++; letters > 24 {
				return 0, false
			}
		default:
			if first {
				return 0, false
			}
		}
		i += n
	}
	if seps == 0 {
		return 0, false
	}
	// An unknown entry glued to the next hit: ", spring React" is no list.
	if letters > 0 && !strings.HasSuffix(gap, " ") {
		return 0, false
	}
	return seps, true
}

// joining returns the length of a word that joins entries of a list at the start
// of s, with the spaces around it, or 0.
func joining(s string) int {
	for _, w := range [...]string{" and/or ", " and ", " or ", " & ", " + ", " および ", " または ", " plus ", " as well as ", " to "} {
		if strings.HasPrefix(s, w) && w != " to " {
			return len(w) - 1
		}
	}
	return 0
}

// onlyMarks reports whether gap is nothing but the marks between entries of a
// list.
func onlyMarks(gap string) bool {
	for _, r := range gap {
		switch r {
		case '、', '，', ',', '・', '/', '／', ' ', '\u3000', '&', '+':
		default:
			return false
		}
	}
	return true
}
