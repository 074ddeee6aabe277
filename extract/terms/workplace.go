package terms

import (
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// places reads where the work is: the location field; for a posting its header
// line; else the 勤務地 lines, the title, address lines of the body. A place that
// is not stated stays unknown, and the head office of the company's own section
// tells the country at most.
func (r *reading) places() []listing.Place {
	if loc := r.listing.Location; loc != "" {
		if f := findPlaces(strings.ReplaceAll(loc, "\n", "; "), true); len(f.places) > 0 {
			return f.places
		}
	}
	if r.posting() {
		if p := headerPlaces(r.header, true); len(p) > 0 {
			return p
		}
		if p := r.leadingLines(); len(p) > 0 {
			return p
		}
	}
	if p := r.labelledPlaces(); len(p) > 0 {
		return p
	}
	if p := r.titlePlaces(); len(p) > 0 {
		return p
	}
	if p := r.addressPlaces(); len(p) > 0 {
		return p
	}
	if p := r.spokenPlaces(); len(p) > 0 {
		return p
	}
	return []listing.Place{}
}

// headerFields cuts a header line at its marks.
func headerFields(line string) []string {
	for _, mark := range []string{"｜", " - ", " – ", " — ", "--", " -", "- ", "—", "–", "•", " · ", "☆", ";", " / ", "(", ")", "[", "]", "\\", "*", " ~ ", " @ ", " : ", "//", "<", ">", "。", ". ", " in "} {
		line = strings.ReplaceAll(line, mark, "|")
	}
	fields := strings.Split(line, "|")
	out := fields[:0]
	for _, f := range fields {
		if f = strings.TrimSpace(f); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// headerPlaces reads the places of a header line: fields that name places and
// nothing else, then, when lenient, fields that name one among other words. The
// first field is the employer's and counts only when it is nothing but a place.
func headerPlaces(line string, lenient bool) []listing.Place {
	var all found
	fields := headerFields(withoutURLs(line))
	for i, f := range fields {
		got := findPlaces(f, true)
		if got.named == 0 || got.other > 0 {
			continue
		}
		if i == 0 && len(fields) > 1 && findPlaces(f, false).named == 0 {
			continue
		}
		for _, p := range got.places {
			all.add(p)
		}
	}
	if len(all.places) > 0 || !lenient {
		return all.places
	}
	for i, f := range fields {
		switch {
		case i == 0 && len(fields) > 1:
			if _, rest, ok := strings.Cut(f, ","); ok { // "Acme, Boston | Engineer"
				f = rest
			} else {
				continue
			}
		case i == 0: // no marks at all: not what the line begins with, unless a comma follows
			first, rest, ok := strings.Cut(f, " ")
			if ok && !strings.HasSuffix(first, ",") {
				if toks := tokens(f); len(toks) > 0 {
					if _, n := places().longest(toks); n > 0 && (n >= len(toks) || toks[n].mark == 0) {
						f = rest
					}
				}
			}
		}
		for _, p := range findPlaces(f, false).places {
			all.add(p)
		}
	}
	return all.places
}

// leadingLines reads the places of the short lines below the header line.
func (r *reading) leadingLines() []listing.Place {
	n := 0
	for line := range strings.SplitSeq(r.doc.Text[r.doc.BodyStart:], "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if n++; n == 1 {
			continue
		}
		if n > 5 {
			break
		}
		if len(line) > 140 {
			continue
		}
		if p := headerPlaces(line, false); len(p) > 0 {
			return p
		}
	}
	return nil
}

// placeLabels begin lines that state the place of work.
var placeLabels = newPrefixes("勤務地", "就業場所", "勤務場所", "作業場所", "就業先", "勤務先", "所在地:", "最寄駅", "最寄り駅", "場所:", "location:", "locations:", "location -", "job location", "work location", "office location", "where:", "based in", "based:", "office:", "offices:", "city:")

// labelledPlaces reads the lines under or behind a label for the place of work.
func (r *reading) labelledPlaces() []listing.Place {
	var all found
	lines := 0
	for i, b := range r.blocks {
		src := r.doc.Blocks[i]
		start := string(r.text[b.start:min(b.end, b.start+48)])
		label := placeLabels.begin(start) || placeLabels.begin(strings.TrimLeft(start, "■◆●【[<(・*-# 〇◎▼"))
		if b.section != document.Place && !label || b.heading && !label || b.section == document.Company {
			continue
		}
		if lines++; lines > 12 {
			break
		}
		text := r.doc.Text[src.Start:src.End]
		if src.Content > src.Start && src.Content < src.End {
			text = r.doc.Text[src.Content:src.End]
		}
		if utf8.RuneCountInString(text) > 220 {
			if text = cutRunes(text, 220); !hasCJK(text) {
				continue // a paragraph about the office's charms
			}
		}
		got := findPlaces(text, true)
		if hasCJK(text) || got.other <= 3*got.named || label {
			for _, p := range got.places {
				all.add(p)
			}
		}
	}
	return all.places
}

// titleMarks turns whatever parts a title into one mark.
var titleMarks = strings.NewReplacer("、", "|", "_", "|", "＿", "|", "／", "|", "/", "|", "（", "|", "）", "|", "(", "|", ")", "|", "【", "|", "】", "|", "[", "|", "]", "|", "｜", "|", " - ", "|", " – ", "|", " — ", "|", "@", "|", "＠", "|", "・", "|", "※", "|", "- ", "|", " in ", "|", "･", "|", "　", "|", "／", "|", "〜", "|")

// titlePlaces reads places that a title sets apart: "Engineer, Tokyo",
// "SRE (London)", "営業_福岡", "【大阪勤務】".
func (r *reading) titlePlaces() []listing.Place {
	if r.posting() || r.doc.Title == "" {
		return nil
	}
	var all found
	marked := titleMarks.Replace(r.doc.Title)
	for i, f := range strings.Split(marked, "|") {
		if strings.TrimSpace(f) == "" {
			continue
		}
		if !hasCJK(f) {
			if i == 0 { // behind the first comma only: "Paris Engineer" is no office
				_, rest, ok := strings.Cut(f, ",")
				if !ok {
					continue
				}
				f = rest
			}
			for rest, more := f, true; more; _, rest, more = strings.Cut(rest, ",") {
				if got := findPlaces(rest, true); got.other == 0 {
					for _, p := range got.places {
						all.add(p)
					}
					break
				}
			}
			continue
		}
		f = strings.TrimSpace(f)
		for _, tail := range []string{"市内勤務", "都内勤務", "内勤務", "勤務可", "勤務地", "勤務", "本社", "支社", "支店", "オフィス", "拠点", "エリア", "開発センター", "配属", "駅", "在住", "常駐", "限定", "近郊"} {
			f = strings.TrimSuffix(f, tail)
		}
		if n := utf8.RuneCountInString(f); n <= 12 {
			got := findPlaces(f, true)
			if got.named > 0 && got.runes >= n-1 {
				for _, p := range got.places {
					all.add(p)
				}
			}
		}
	}
	return all.places
}

// addressPlaces reads Japanese addresses in short lines: 〒, or a prefecture's
// full name. In the company's own section they tell the country only.
func (r *reading) addressPlaces() []listing.Place {
	var all found
	japan := false
	for _, b := range r.doc.Blocks {
		text := r.doc.Text[b.Start:b.End]
		if !hasCJK(text) {
			continue
		}
		if b.Section == document.Benefit || b.Section == document.Process {
			continue
		}
		at := strings.Index(text, "〒")
		if at < 0 && len(text) <= 300 {
			at = prefectureAt(text)
		}
		if at < 0 {
			continue
		}
		got := findPlaces(cutRunes(text[at:], 60), true)
		if len(got.places) == 0 || got.places[0].Country != "JP" {
			continue
		}
		if b.Section == document.Company || b.Section == document.Footer {
			japan = true
			continue
		}
		all.add(got.places[0])
	}
	if len(all.places) == 0 && japan {
		all.add(listing.Place{Country: "JP"})
	}
	return all.places
}

// prefectureAt returns where the full name of a prefecture that a city or ward
// follows begins in s, -1.
func prefectureAt(s string) int {
	for _, mark := range []string{"都", "道", "府", "県"} {
		for at := 0; ; {
			i := strings.Index(s[at:], mark)
			if i < 0 {
				break
			}
			i += at
			at = i + len(mark)
			from := i
			for range 3 {
				_, n := utf8.DecodeLastRuneInString(s[:from])
				from -= n
			}
			for ; from < i; from++ {
				if !utf8.RuneStart(s[from]) {
					continue
				}
				if sp, ok := places().japanese[s[from:at]]; ok && sp.place.Prefecture > 0 {
					rest := cutRunes(s[at:], 8)
					if strings.ContainsAny(rest, "市区町村郡") {
						return from
					}
				}
			}
		}
	}
	return -1
}

// placeVerbs come before a place in the running text of a posting.
var placeVerbs = []string{"based in ", "located in ", "office in ", "offices in ", "headquartered in ", "team in ", "hq in ", "offices are in ", "office is in ", "position is in ", "onsite in ", "on-site in ", "working in ", "work in ", "hiring in ", "jobs in ", "role in ", "here in ", "we're in ", "we are in ", "are in ", "out of our ", "startup in ", "company in ", "located near ", "located at ", "downtown ", "in our ", "remote in ", "remote within ", "anywhere in ", "engineers in ", "developers in ", "join us in ", "relocate to ", "of our ", "from our ", "come to ", "move to ", "location:", "london-based", "berlin-based"}

// spokenPlaces reads places that the running text says the work or the team is
// in: "based in Lyon". Only the first that is found counts.
func (r *reading) spokenPlaces() []listing.Place {
	if hasCJK(head(r.doc.Text, 200)) {
		return nil
	}
	text := r.doc.Text[r.doc.BodyStart:]
	if len(text) > 5000 {
		text = text[:5000]
	}
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return nil
	}
	first, at := []listing.Place(nil), len(text)
	for _, verb := range placeVerbs {
		for from := 0; ; {
			i := strings.Index(lower[from:], verb)
			if i < 0 || from+i >= at {
				break
			}
			from += i
			rest := text[from+len(verb) : min(len(text), from+len(verb)+48)]
			if j := strings.IndexAny(rest, "\n;|"); j >= 0 {
				rest = rest[:j]
			}
			if p := leadingPlace(rest); len(p) > 0 {
				first, at = p, from
				break
			}
			from += len(verb)
		}
	}
	return first
}

// leadingPlace returns the place that s begins with, words like "the beautiful"
// passed over.
func leadingPlace(s string) []listing.Place {
	toks := tokens(s)
	skipped := 0
	for i := range toks {
		if toks[i].mark != 0 {
			return nil
		}
		if sp, n := places().longest(toks[i:]); n > 0 && toks[i].upper {
			got := found{}
			end := i + n
			if end+1 < len(toks) && toks[end].mark == ',' {
				if next, m := places().longest(toks[end+1:]); m > 0 && next.kind != spotCity {
					sp.place = next.place
					if next.place.Country == "JP" {
						sp.place, _ = listing.Place{Country: "JP"}, m
					}
				} else if c, ok := places().code(toks, end+1); ok {
					sp.place = c.place
				}
			}
			got.add(sp.place)
			return got.places
		}
		if skipped++; skipped > 2 || toks[i].upper && !besidePlaces[toks[i].key] {
			return nil
		}
	}
	return nil
}

// cutRunes returns at most n runes of s.
func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// withoutURLs leaves out addresses of pages and mails, which name no place.
func withoutURLs(s string) string {
	if !strings.Contains(s, "://") && !strings.Contains(s, "www.") && !strings.Contains(s, "@") {
		return s
	}
	words := strings.Split(s, " ")
	out := words[:0]
	for _, w := range words {
		if i := strings.Index(w, "http"); i >= 0 && strings.Contains(w, "://") {
			w = w[:i]
		} else if i := strings.Index(w, "www."); i >= 0 {
			w = w[:i]
		} else if i := strings.IndexByte(w, '@'); i > 0 && i < len(w)-1 {
			w = ""
		}
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}
