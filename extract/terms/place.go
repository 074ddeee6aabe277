package terms

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"juyo/listing"
)

// maxPlaces is the most places kept of one listing: beyond that a list of
// offices says "everywhere".
const maxPlaces = 24

// found is the outcome of looking for places in a short text.
type found struct {
	places []listing.Place
	named  int // words that name a place
	runes  int // runes of Japanese names of places
	other  int // words that neither name a place nor usually stand beside one
}

// Places reads the places that a short text names: a location field, a header
// line, an address. Words that name no place are passed over, so it must not be
// given whole advertisements.
func Places(text string) []listing.Place {
	return findPlaces(text, true).places
}

// token is a word or a mark of a short text.
type token struct {
	text  string // as written
	key   string // as the gazetteer writes it; "" for a mark
	mark  byte   // ',' or '/' for marks, 0 for words
	upper bool   // begins with a capital
	caps  bool   // all capitals
}

// tokens splits s into words and the marks that part places.
func tokens(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) && !isCJK(r) || r >= '0' && r <= '9':
			j := i + n
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if unicode.IsLetter(r) && !isCJK(r) || r >= '0' && r <= '9' || (r == '.' || r == '\'' || r == '’') && nextLetter(s[j+n:]) || r == '-' && nextLower(s[j+n:]) {
					j += n
					continue
				}
				break
			}
			w := s[i:j]
			// "D.C." and "St." keep their last dot out of the way.
			if j < len(s) && s[j] == '.' && len(w) <= 3 {
				j++
			}
			out = append(out, wordTokens(w)...)
			i = j
			continue
		case r == ',' || r == '、' || r == '，':
			out = append(out, token{mark: ','})
		case r == '(' || r == ')' || r == '（' || r == '）' || r == '[' || r == ']':
			out = append(out, token{mark: '('})
		case !unicode.IsSpace(r):
			out = append(out, token{mark: '/'})
		}
		i += n
	}
	return out
}

func wordTokens(w string) []token {
	key := latinKey(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"))
	upper, _ := utf8.DecodeRuneInString(w)
	t := token{text: w, key: key, upper: unicode.IsUpper(upper), caps: w == strings.ToUpper(w)}
	if !strings.Contains(key, " ") {
		return []token{t}
	}
	var out []token // "Tel-Aviv", "Minato-ku": one token a part
	for k := range strings.FieldsSeq(key) {
		u := t
		u.key = k
		out = append(out, u)
	}
	return out
}

func nextLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && !isCJK(r)
}

func nextLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && !isCJK(r)
}

// isCJK reports whether r is written without spaces between words.
func isCJK(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3 || r == '々' || r == '〇'
}

// besidePlaces are words that stand beside places without naming one.
var besidePlaces = wordSet(`remote remotely onsite on site off offsite hybrid or and ok okay only preferred possible hq headquarters area greater metro downtown office offices
	local locals near in the of at based center centre city region full time fulltime part parttime ft pt visa h1b h1 interns intern contract permanent wfh work from home anywhere
	also welcome friendly east west north south central new world wide worldwide global international timezone timezones tz relocation relocate available will assistance location locations
	is no not yes up to for within about hours utc gmt est pst cet edt pdt cst mst eastern pacific us-only state county district valley island bay st street upper lower suburb suburbs
	multiple various several other major any citizens citizen residents us usa eu eea north america american latam south europe european asia apac uk both either plus some partial partially days week per month time flexible telecommute telecommuting sponsor sponsorship can candidates applicants authorized must live living house campus
	preferably considered allowed encouraged optional reimbursed paid relo transfer negotiable friendly-ish based-ish possibility distributed team teams right candidate`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// maskedCodes are state codes that are words in capitals too often.
var maskedCodes = map[string]bool{"OK": true, "OR": true, "IN": true, "ME": true, "HI": true, "AI": true, "IT": true, "PM": true, "AM": true, "QA": true, "TV": true, "UX": true, "UI": true, "VR": true, "IO": true}

// findPlaces reads the places a short text names; codes says whether bare codes of
// states and countries count ("Leawood, KS").
func findPlaces(s string, codes bool) found {
	var f found
	g := places()
	if hasCJK(s) {
		f.japanese(s, g)
	}
	toks := tokens(s)
	type match struct {
		spot
		from, to int // tokens
		word     string
	}
	var matches []match
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		if t.mark != 0 {
			continue
		}
		sp, n := g.longest(toks[i:])
		word := t.key
		if n == 0 && codes {
			if c, ok := g.code(toks, i); ok {
				sp, n = c, 1
			}
		}
		if n == 0 {
			if !besidePlaces[t.key] && !isNumber(t.key) {
				f.other++
			}
			continue
		}
		matches = append(matches, match{sp, i, i + n, word})
		f.named++
		i += n - 1
	}
	adjacent := func(a, b match) bool { // only commas, opening brackets and "in" between them
		for _, t := range toks[a.to:b.from] {
			if t.mark == '/' || t.mark == 0 && t.key != "area" {
				return false
			}
		}
		return true
	}
	var us, gb bool
	for _, m := range matches {
		us = us || m.place.Country == "US" && m.word != "cambridge"
		gb = gb || m.place.Country == "GB" && m.word != "cambridge"
	}
	for i := 0; i < len(matches); i++ {
		m := matches[i]
		p := m.place
		if m.word == "cambridge" && us && !gb && m.to == m.from+1 {
			p.Country = "US"
		}
		// What follows narrows it down: "Paris, TX", "Toronto, ON, Canada".
		for i+1 < len(matches) && m.kind != spotCountry && adjacent(matches[i], matches[i+1]) {
			next := matches[i+1]
			if next.kind == spotCity && next.place != p && (p.Country != "JP" || next.place.Country != "JP") {
				break
			}
			if next.kind == spotCountry && hasBreak(toks[matches[i].to:next.from]) && next.place.Country != p.Country && m.kind == spotCity && next.place.Country == "EU" {
				break
			}
			switch {
			case next.kind == spotCode && toks[next.from].text == p.Country: // "Toronto, CA", "Berlin, DE"
			case next.place.Country != p.Country:
				p = listing.Place{Country: next.place.Country}
			case next.kind == spotCity:
				if p.Prefecture == 0 {
					p = next.place
				}
			}
			i++
			if next.kind == spotCountry {
				break
			}
		}
		f.add(p)
	}
	// A town the gazetteer does not know, told by what follows: "Leawood, KS".
	if len(matches) > 0 && matches[0].kind != spotCity {
		before := 0
		for _, t := range toks[:matches[0].from] {
			if t.mark == 0 && t.upper && !besidePlaces[t.key] {
				before++
			}
		}
		if before > 0 && before <= 3 && matches[0].from > 0 && toks[matches[0].from-1].mark == ',' {
			f.other -= before
		}
	}
	return f
}

func hasBreak(toks []token) bool {
	return slices.ContainsFunc(toks, func(t token) bool { return t.mark == ',' || t.mark == '(' })
}

// isNumber reports whether s is a number, or an amount such as "120k" or "40h".
func isNumber(s string) bool {
	digits := 0
	for digits < len(s) && isDigit(s[digits]) {
		digits++
	}
	return digits > 0 && len(s)-digits <= 1
}

func hasCJK(s string) bool { return strings.IndexFunc(s, isCJK) >= 0 }

// add keeps p once; a country alone gives way to a place inside it.
func (f *found) add(p listing.Place) {
	for i, q := range f.places {
		if q == p || q.Country == p.Country && p.Prefecture == 0 {
			return
		}
		if q.Country == p.Country && q.Prefecture == 0 {
			f.places[i] = p
			return
		}
	}
	if len(f.places) < maxPlaces {
		f.places = append(f.places, p)
	}
}

// longest returns the longest name of the gazetteer that toks begin with and how
// many tokens it takes; 0 when there is none.
func (g *gazetteer) longest(toks []token) (spot, int) {
	if !g.starts[toks[0].key] {
		return spot{}, 0
	}
	best, used := spot{}, 0
	var buf [64]byte
	key := buf[:0]
	words := 0
	for n, t := range toks {
		if words == g.words {
			break
		}
		if t.mark == ',' && n > 0 {
			continue
		}
		if t.mark != 0 {
			break
		}
		if words > 0 {
			key = append(key, ' ')
		}
		key = append(key, t.key...)
		words++
		sp, ok := g.latin[string(key)]
		if !ok {
			continue
		}
		// Short names are abbreviations and must look like it: "us" is a word.
		if words == 1 && len(key) <= 3 && !t.caps || words == 1 && !toks[0].upper && commonPlaceWords[string(key)] {
			continue
		}
		best, used = sp, n+1
	}
	return best, used
}

// commonPlaceWords are names of places that are words when written small.
var commonPlaceWords = wordSet("reading bath essen cork split bend orange nice mobile central campbell lund york fremont draper mesa lincoln bergen chelsea soma dumbo victoria states america riverside windsor warwick goa bali soho durham minato tribeca")

// code reads token i as a state's or country's code: in capitals, behind a comma
// or behind a name, or all there is.
func (g *gazetteer) code(toks []token, i int) (spot, bool) {
	t := toks[i]
	if !t.caps || len(t.text) < 2 || len(t.text) > 3 {
		return spot{}, false
	}
	country, ok := g.codes[t.text]
	if !ok {
		return spot{}, false
	}
	sp := spot{listing.Place{Country: country}, spotCode}
	if i == 0 {
		return sp, len(toks) == 1 && !maskedCodes[t.text] || len(toks) > 1 && toks[1].mark != 0 && country == "US" && !maskedCodes[t.text]
	}
	prev := toks[i-1]
	if prev.mark == ',' && i >= 2 {
		before := toks[i-2]
		return sp, before.mark == 0 && before.upper && !besidePlaces[before.key] || before.mark == 0 && !maskedCodes[t.text]
	}
	if prev.mark == 0 && prev.upper && !besidePlaces[prev.key] && !maskedCodes[t.text] && !prev.caps {
		return sp, i+1 == len(toks) || toks[i+1].mark != 0
	}
	return spot{}, false
}

// japanese reads places written in kana, kanji or hangul, leftmost and longest:
// 東京都 is never 京都.
func (f *found) japanese(s string, g *gazetteer) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isCJK(r) {
			i += n
			continue
		}
		end, runes, best := i, 0, 0
		var sp spot
		for end < len(s) && runes < g.runes {
			r, n := utf8.DecodeRuneInString(s[end:])
			if !isCJK(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			end += n
			runes++
			if v, ok := g.japanese[s[i:end]]; ok && japaneseEdge(s, i, end) {
				sp, best = v, end
			}
		}
		if best == 0 {
			i += n
			continue
		}
		f.named++
		f.runes += utf8.RuneCountInString(s[i:best])
		f.add(sp.place)
		i = best
	}
}

// japaneseEdge reports whether the name s[i:end] stands by itself: katakana
// names not inside a longer word, and 本社 of a 大学 or the like not taken for it.
func japaneseEdge(s string, i, end int) bool {
	first, _ := utf8.DecodeRuneInString(s[i:])
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[end:])
	if isKatakana(first) && (isKatakana(before) || isKatakana(after)) {
		return false
	}
	rest := s[end:]
	for _, not := range []string{"大学", "銀行", "電力", "ガス", "証券", "新聞", "放送", "テレビ", "海上", "製鉄", "語", "人材", "人"} {
		if strings.HasPrefix(rest, not) {
			return false
		}
	}
	return true
}
