package duplicate

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// title is what a listing's title says about the opening.
type title struct {
	key   string   // its words in order, "" when it has none
	words []word   // what is done, sorted; each once
	rank  string   // seniority and level, "" when not stated
	tight string   // key without spaces: FlashBlade is Flash Blade
	towns []string // places it names, in order
	terms []uint16 // hashes of the terms of all of it, ascending
}

// word is a word of a title, in English where it is known.
type word struct {
	text   string
	script script
}

// script is how a word of a title is written.
type script uint8

const (
	latin   script = iota // in other letters than Japanese
	known                 // in Japanese, and a table has it in English
	foreign               // in Japanese, and no table has it
)

// relation is how two titles stand to each other.
type relation uint8

const (
	conflicting relation = iota // another job: other words, or another rank
	unstated                    // one or both say nothing
	narrower                    // one says what the other says, and more
	translated                  // what differs is in two scripts
	same
)

// relate compares two titles. A difference in seniority is a conflict.
func relate(a, b *title) relation {
	if len(a.words) == 0 || len(b.words) == 0 {
		if a.rank != b.rank && a.rank != "" && b.rank != "" {
			return conflicting
		}
		if a.key == b.key && a.key != "" {
			return same
		}
		return unstated
	}
	if a.rank != b.rank {
		return conflicting
	}
	if a.tight == b.tight {
		return same
	}
	onlyA, onlyB := without(a.words, b.words), without(b.words, a.words)
	switch {
	case len(onlyA) == 0 && len(onlyB) == 0:
		return same
	case len(onlyA) == 0 || len(onlyB) == 0:
		if slices.ContainsFunc(append(onlyA, onlyB...), isHead) {
			return conflicting // a QA engineer is no QA manager
		}
		return narrower
	case scriptsDiffer(onlyA, onlyB) && !slices.ContainsFunc(onlyA, isHead) && !slices.ContainsFunc(onlyB, isHead):
		return translated
	}
	return conflicting
}

// without returns what sorted a holds and sorted b does not.
func without(a, b []word) []word {
	var out []word
	for _, w := range a {
		if _, found := slices.BinarySearchFunc(b, w, compareWords); !found {
			out = append(out, w)
		}
	}
	return out
}

func compareWords(a, b word) int { return strings.Compare(a.text, b.text) }

func isHead(w word) bool { return headWords[w.text] }

// scriptsDiffer reports whether the one side is all in Japanese that no table
// has in English, and the other all in other letters: they may mean the same.
func scriptsDiffer(a, b []word) bool {
	all := func(of []word, is script) bool {
		return !slices.ContainsFunc(of, func(w word) bool { return w.script != is })
	}
	return all(a, latin) && all(b, foreign) || all(a, foreign) && all(b, latin)
}

// readTitle reads a title as its site writes it.
func readTitle(s string) title {
	r := titleReader{}
	folded, towns := cutTowns(fold(s))
	for field := range strings.FieldsFuncSeq(folded, func(c rune) bool { return classOf(c) == breaks }) {
		eachRun(field, r.run)
		r.flush()
	}
	t := title{terms: hashesOf(s), towns: towns}
	toks := dropGenders(r.tokens)
	dated := slices.ContainsFunc(toks, func(w word) bool { return cohortWords[w.text] })
	var ranks, key []string
	for i, w := range toks {
		before := ""
		if i > 0 {
			before = toks[i-1].text
		}
		switch {
		case titlePlaces[w.text]:
			t.towns = append(t.towns, w.text)
		case titleNoise[w.text] || isReference(w.text):
		case seniorities[w.text] != "":
			ranks = append(ranks, seniorities[w.text])
		case levelOf(w.text, before, i == len(toks)-1) != "":
			ranks = append(ranks, levelOf(w.text, before, i == len(toks)-1))
		case isNumber(w.text):
			if dated && isYear(w.text) {
				t.words = append(t.words, word{text: w.text[len(w.text)-2:]})
				key = append(key, w.text)
			}
		default:
			t.words = append(t.words, w)
			key = append(key, w.text)
		}
	}
	slices.Sort(ranks)
	ranks = slices.DeleteFunc(slices.Compact(ranks), func(r string) bool { return r == unranked })
	t.rank = strings.Join(ranks, " ")
	t.key = strings.TrimSpace(t.rank + " " + strings.Join(key, " "))
	t.tight = strings.ReplaceAll(t.key, " ", "")
	t.words = specific(t.words)
	return t
}

// cutTowns takes off parts like "- Scotch Ridge, Iowa" of a folded title, which
// no list of towns could know, and returns their words. Only states are known to
// stand behind a town and not behind a team ("Payments, Tokyo").
func cutTowns(folded string) (rest string, towns []string) {
	if !strings.Contains(folded, ",") {
		return folded, nil
	}
	var b strings.Builder
	for i, part := range titleParts(folded) {
		at := strings.LastIndexByte(part, ',')
		if i > 0 && at > 0 && americanStates[strings.Trim(part[at+1:], " )]")] && len(strings.Fields(part[:at])) <= 3 {
			towns = append(towns, strings.Fields(part)...)
			continue
		}
		b.WriteString(part)
		b.WriteByte(' ')
	}
	return b.String(), towns
}

var titleBreaks = strings.NewReplacer(" - ", "\n", " – ", "\n", " — ", "\n", "|", "\n", "(", "\n", "[", "\n")

// titleParts cuts a title at brackets, bars and dashes between spaces.
func titleParts(folded string) []string {
	return strings.Split(titleBreaks.Replace(folded), "\n")
}

// specific sorts words and leaves out those that add nothing beside the others:
// a "backend engineer" is a "backend software developer".
func specific(words []word) []word {
	slices.SortFunc(words, compareWords)
	words = slices.CompactFunc(words, func(a, b word) bool { return a.text == b.text })
	out := make([]word, 0, len(words))
	for _, w := range words {
		if !genericWords[w.text] {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return words
	}
	if spoken := slices.DeleteFunc(slices.Clone(out), isHiragana); len(spoken) >= wordsEnough {
		return spoken
	}
	return out
}

// wordsEnough is how many words tell a title when its verbs and endings, which
// are in hiragana, are left out: "募集しています" or "しませんか".
const wordsEnough = 3

func isHiragana(w word) bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return classOf(r) == hiragana
}

// titleReader collects the tokens of a title.
type titleReader struct {
	tokens []word
	cjk    strings.Builder // neighbouring runs of Japanese: words may cross scripts (組み込み)
}

func (r *titleReader) run(run string, c class) {
	switch c {
	case hiragana, katakana, kanji:
		r.cjk.WriteString(run)
		return
	case letters:
		r.flush()
		if run = strings.TrimLeft(run, "#+"); run != "" {
			r.latin(run)
		}
	default:
		r.flush()
		r.tokens = append(r.tokens, word{text: run})
	}
}

// latin adds a word; two that are often written apart become one.
func (r *titleReader) latin(w string) {
	if r.pair(w) {
		return
	}
	w = stemTitle(w)
	if to, ok := titleSynonyms[w]; ok {
		w = to
	}
	if !r.pair(w) {
		r.tokens = append(r.tokens, word{text: w})
	}
}

// pair joins w to the word before where the two make one.
func (r *titleReader) pair(w string) bool {
	n := len(r.tokens)
	if n == 0 {
		return false
	}
	joined, ok := pairedWords[r.tokens[n-1].text+" "+w]
	if ok {
		r.tokens[n-1].text = joined
	}
	return ok
}

func stemTitle(w string) string {
	switch w {
	case "sales", "devops", "kubernetes", "aws", "ios", "macos", "sas", "os", "mlops", "analytics", "js", "css", "logistics":
		return w
	}
	return stem(w)
}

// flush cuts the Japanese collected so far into known words and what is between.
func (r *titleReader) flush() {
	s := r.cjk.String()
	r.cjk.Reset()
	rest := 0
	for i := 0; i < len(s); {
		to, n := longestJapanese(s[i:])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		r.unknown(s[rest:i])
		for part := range strings.SplitSeq(to, "+") {
			r.tokens = append(r.tokens, word{part, known})
		}
		i += n
		rest = i
	}
	r.unknown(s[rest:])
}

// unknown adds the katakana and kanji runs of s, and hiragana that is no particle.
func (r *titleReader) unknown(s string) {
	eachRun(s, func(run string, c class) {
		if c == hiragana && (utf8.RuneCountInString(run) < 3 || titleNoise[run]) {
			return
		}
		r.tokens = append(r.tokens, word{run, foreign})
	})
}

// longestJapanese returns what the longest known word at the start of s stands
// for and its length in bytes, 0 when none does.
func longestJapanese(s string) (to string, n int) {
	first, _ := utf8.DecodeRuneInString(s)
	for _, e := range japaneseWords[first] {
		if strings.HasPrefix(s, e.from) {
			return e.to, len(e.from)
		}
	}
	return "", 0
}

// genders are the letters of "m/f/d" and its like.
var genders = wordSet(`m f d w x h n`)

// dropGenders leaves out "m/f/d", "w/m/d" and the like: two or more of these
// letters in a row.
func dropGenders(toks []word) []word {
	isGender := func(w word) bool { return genders[w.text] }
	out := make([]word, 0, len(toks))
	for i := 0; i < len(toks); {
		end := i
		for end < len(toks) && isGender(toks[end]) {
			end++
		}
		if end-i < 2 {
			end = i + 1
			out = append(out, toks[i])
		}
		i = end
	}
	return out
}

// levelOf reads "II" of "Engineer II", "2" of "Engineer 2", "L4", "IC5", and the
// number a title ends in, which tells it from others of its kind.
func levelOf(w, before string, last bool) string {
	if n := romans[w]; n != "" {
		if before == "" {
			return ""
		}
		return "level" + n
	}
	prefix := strings.TrimRight(w, "0123456789")
	number := w[len(prefix):]
	switch {
	case number == "" || len(number) > 3 || number[0] == '0':
	case prefix == "":
		if len(number) == 1 && levelled[before] || last && before != "" && !isNumber(before) && !titleNoise[before] {
			return "level" + number
		}
	case levelPrefixes[prefix] && len(number) == 1:
		return "level" + number
	}
	return ""
}

// levelPrefixes stand before the number of a level: L4, IC5, SDE2.
var levelPrefixes = wordSet(`l ic p e se swe sde lv level grade`)

var romans = map[string]string{"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}

// levelled are words a bare number after which is a level.
var levelled = wordSet(`engineer scientist analyst designer manager architect level grade specialist technician technician associate`)

// isReference reports whether w is an id: at most three letters before three or
// more digits ("jr10423").
func isReference(w string) bool {
	digits := strings.TrimLeft(w, "abcdefghijklmnopqrstuvwxyz")
	return len(digits) >= 3 && len(w)-len(digits) <= 3 && len(w) > len(digits) && isNumber(digits)
}

func isNumber(w string) bool {
	return w != "" && strings.Trim(w, "0123456789") == ""
}

func isYear(w string) bool {
	return len(w) == 4 && strings.HasPrefix(w, "20") || len(w) == 2
}
