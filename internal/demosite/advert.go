package demosite

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"juyo/listing"
)

// layout is how the body of a listing is laid out.
type layout uint8

const (
	layoutHTML   layout = iota // h3, p, ul
	layoutBreaks               // p, strong, ・ and br, as many older Japanese sites do
	layoutText                 // plain text, 【heading】 and ・
	layoutMarks                // plain text, ■heading and -
	layouts
)

// advert is the text of one listing. Its slices are the composer's own and hold
// until it composes again. HTML bodies are escaped; the other fields are plain.
type advert struct {
	title, body, pay, employment, place []byte
}

// composer writes listings. It is a pure function of the opening; what it holds
// is scratch space. It is not for use by two goroutines at once.
type composer struct {
	cat *catalog
	pcg rand.PCG
	rng *rand.Rand

	b       []byte // body under way
	layout  layout
	inList  bool
	title   []byte
	pay     []byte
	product *product
	role    string // name of the work, as the title has it
	ad      advert
}

func newComposer(cat *catalog) *composer {
	w := &composer{cat: cat}
	w.rng = newRNG(&w.pcg)
	return w
}

// compose writes the advert of o. repost counts the earlier adverts of the same
// opening: the words stay, the title may get an ornament, as happens when a
// listing is put up again. revised adds what the employer added later.
func (w *composer) compose(o *opening, company string, l layout, repost int, revised bool) advert {
	w.pcg.Seed(o.words, 0x6a75796f)
	w.b, w.title, w.pay = w.b[:0], w.title[:0], w.pay[:0]
	w.layout, w.inList = l, false
	w.product = &productTable[o.product]
	switch {
	case o.population == popOther:
		w.composeOther(o, company)
	case o.population == popTalentPool:
		w.composePool(o, company)
	case o.en:
		w.composeEN(o, repost, revised)
	default:
		w.composeJA(o, company, repost, revised)
	}
	w.endList()
	w.writePay(o)
	w.ad.title, w.ad.body, w.ad.pay = w.title, w.b, w.pay
	w.ad.employment = append(w.ad.employment[:0], employmentWords(o.contract, o.en)...)
	w.ad.place = append(w.ad.place[:0], placeWords(o)...)
	return w.ad
}

func placeWords(o *opening) string {
	if o.en {
		return places[o.place].en
	}
	return places[o.place].ja
}

func employmentWords(c contract, en bool) string {
	if en {
		return [contracts]string{"Full-time", "Fixed-term contract", "Freelance", "Part-time", "Internship"}[c]
	}
	return [contracts]string{"正社員", "契約社員", "業務委託（フリーランス）", "アルバイト", "インターン"}[c]
}

func (w *composer) html() bool { return w.layout == layoutHTML || w.layout == layoutBreaks }

func (w *composer) endList() {
	if !w.inList {
		return
	}
	w.inList = false
	switch w.layout {
	case layoutHTML:
		w.b = append(w.b, "</ul>\n"...)
	case layoutBreaks:
		w.b = append(w.b, "</p>\n"...)
	case layoutText, layoutMarks, layouts:
	}
}

func (w *composer) heading(s string) {
	w.endList()
	switch w.layout {
	case layoutHTML:
		w.wrap("<h3>", s, "</h3>\n")
	case layoutBreaks:
		w.wrap("<p><strong>【", s, "】</strong></p>\n")
	case layoutText, layouts:
		w.wrap("\n【", s, "】\n")
	case layoutMarks:
		w.wrap("\n■", s, "\n")
	}
}

func (w *composer) wrap(before, s, after string) {
	w.b = append(w.b, before...)
	w.b = append(w.b, s...)
	w.b = append(w.b, after...)
}

// paragraph and item open a line that endLine closes.
func (w *composer) paragraph() {
	w.endList()
	if w.html() {
		w.b = append(w.b, "<p>"...)
	}
}

func (w *composer) endParagraph() {
	if w.html() {
		w.b = append(w.b, "</p>"...)
	}
	w.b = append(w.b, '\n')
}

func (w *composer) item() {
	if !w.inList {
		w.inList = true
		switch w.layout {
		case layoutHTML:
			w.b = append(w.b, "<ul>\n"...)
		case layoutBreaks:
			w.b = append(w.b, "<p>"...)
		case layoutText, layoutMarks, layouts:
		}
	}
	switch w.layout {
	case layoutHTML:
		w.b = append(w.b, "<li>"...)
	case layoutMarks:
		w.b = append(w.b, "- "...)
	case layoutBreaks, layoutText, layouts:
		w.b = append(w.b, "・"...)
	}
}

func (w *composer) endItem() {
	switch w.layout {
	case layoutHTML:
		w.b = append(w.b, "</li>\n"...)
	case layoutBreaks:
		w.b = append(w.b, "<br>\n"...)
	case layoutText, layoutMarks, layouts:
		w.b = append(w.b, '\n')
	}
}

// escaped appends s, escaped where the layout is HTML.
func (w *composer) escaped(s string) {
	if !w.html() || !strings.ContainsAny(s, "&<>") {
		w.b = append(w.b, s...)
		return
	}
	for i := range len(s) {
		switch s[i] {
		case '&':
			w.b = append(w.b, "&amp;"...)
		case '<':
			w.b = append(w.b, "&lt;"...)
		case '>':
			w.b = append(w.b, "&gt;"...)
		default:
			w.b = append(w.b, s[i])
		}
	}
}

// phrase appends p with its placeholders filled (see words_ja.go).
func (w *composer) phrase(p, skill string, years int, en bool) {
	for {
		i := strings.IndexByte(p, '%')
		if i < 0 || i+1 == len(p) {
			w.b = append(w.b, p...)
			return
		}
		w.b = append(w.b, p[:i]...)
		switch p[i+1] {
		case 'p':
			if en {
				w.b = append(w.b, w.product.en...)
			} else {
				w.b = append(w.b, w.product.ja...)
			}
		case 's':
			w.b = append(w.b, skill...)
		case 'n':
			w.b = appendInt(w.b, int64(20+w.rng.IntN(461)))
		case 'd':
			w.b = appendInt(w.b, int64(2+w.rng.IntN(8)))
		case 'y':
			w.b = appendInt(w.b, int64(years))
		default:
			w.b = append(w.b, p[i:i+2]...)
		}
		p = p[i+2:]
	}
}

func (w *composer) itemOf(p string, en bool) {
	w.item()
	w.phrase(p, "", 0, en)
	w.endItem()
}

func (w *composer) paragraphOf(p string, en bool) {
	w.paragraph()
	w.phrase(p, "", 0, en)
	w.endParagraph()
}

// some calls put with n different phrases of bank, at most all.
func (w *composer) some(bank []string, n int, put func(string)) {
	var seen uint64
	for n = min(n, len(bank)); n > 0; {
		i := w.rng.IntN(len(bank))
		if seen&(1<<i) == 0 {
			seen |= 1 << i
			n--
			put(bank[i])
		}
	}
}

func oneOf(r *rand.Rand, bank []string) string { return bank[r.IntN(len(bank))] }

// spelling returns a way of writing the skill: mostly the usual one.
func (w *composer) spelling(skill int, en bool) string {
	forms := skillTable[skill].ja
	if en {
		forms = skillTable[skill].en
	}
	if len(forms) > 1 && chance(w.rng, 0.25) {
		return forms[1]
	}
	return forms[0]
}

// asksFor writes one item for every skill asked for at level.
func (w *composer) asksFor(o *opening, level listing.Level, phrases *[kinds][]string, years []string) {
	for i, a := range o.asks {
		if a.level != level {
			continue
		}
		bank, n := phrases[skillTable[a.skill].kind], 0
		if i == 0 && level == listing.LevelRequired && o.years > 0 {
			bank, n = years, o.years
		}
		w.item()
		w.phrase(oneOf(w.rng, bank), w.spelling(a.skill, o.en), n, o.en)
		w.endItem()
	}
}

// statedYears reports whether asksFor will have stated o.years.
func (o *opening) statedYears() bool {
	return o.years > 0 && len(o.asks) > 0 && o.asks[0].level == listing.LevelRequired
}

// stackLines writes the tools of the work, one line a kind: all that are only
// used, and most of the others.
func (w *composer) stackLines(o *opening, names *[kinds]string, colon, comma string) {
	for k := range kinds {
		started := false
		for _, a := range o.asks {
			if skillTable[a.skill].kind != k || a.level != listing.LevelUsed && !chance(w.rng, 0.65) {
				continue
			}
			if started {
				w.b = append(w.b, comma...)
			} else {
				w.item()
				w.b = append(w.b, names[k]...)
				w.b = append(w.b, colon...)
				started = true
			}
			w.b = append(w.b, w.spelling(a.skill, o.en)...)
		}
		if started {
			w.endItem()
		}
	}
}

// leading returns the skill that a title may name: the first, when it is a
// language, a framework or a cloud.
func (o *opening) leading() (int, bool) {
	if len(o.asks) == 0 || skillTable[o.asks[0].skill].kind > kindCloud || o.asks[0].level == listing.LevelPreferred {
		return 0, false
	}
	return o.asks[0].skill, true
}

func appendInt(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) }

// appendGrouped writes n with commas: 1,200,000.
func appendGrouped(b []byte, n int64) []byte {
	var digits [20]byte
	d := strconv.AppendInt(digits[:0], n, 10)
	for i, c := range d {
		if i > 0 && (len(d)-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, c)
	}
	return b
}
