package salary

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"juyo/listing"
)

// role is what a cue word says about the amounts near it.
type role uint8

const (
	label     role = iota + 1 // names pay: 給与, salary; with a period: 年収, hourly rate
	loose                     // names pay unless other money stands before it: 月額 (通勤手当 月額)
	fee                       // names pay or the price of a whole job: 報酬
	expected                  // names the pay of this very job: 想定年収
	basic                     // names a part of pay: 基本給
	base                      // names pay without bonus: base salary
	total                     // names pay with bonus: OTE, total compensation
	timing                    // a period alone: annual, monthly
	against                   // names other money, before or behind it: 手当, raised, revenue
	behind                    // names other money only when it follows: "… in sales"
	average                   // 平均年収, of a company or a country
	example                   // モデル年収, 年収例: one person's pay
	probation                 // 試用期間
	contract                  // 業務委託, 単価
	odd                       // a period that is none of ours: quarterly, 半期
	neutral                   // looks like one of the above and says nothing
)

// cue is one cue word found in the text.
type cue struct {
	start, end int
	role       role
	period     listing.Period
	alsoLabel  bool // contract words that are pay labels too: 単価
}

// word is one row of the cue tables.
type word struct {
	text      string
	role      role
	period    listing.Period
	alsoLabel bool
}

// lexicon is the cue tables, by the first three bytes of each word (the third is 0
// for words of two), longest first.
type lexicon struct {
	byStart map[[3]byte][]word
	starts  [1 << 10]uint64 // a bit for the hashes of the keys of byStart
}

func cueHash(a, b, c byte) uint { return (uint(a)*2053 ^ uint(b)*389 ^ uint(c)*31) & 0xFFFF }

func (lx *lexicon) add(w word) {
	key := [3]byte{w.text[0], w.text[1]}
	if len(w.text) > 2 {
		key[2] = w.text[2]
	}
	lx.byStart[key] = append(lx.byStart[key], w)
	h := cueHash(key[0], key[1], key[2])
	lx.starts[h/64] |= 1 << (h % 64)
}

// at returns the word at s[i:], nil for none. Two bytes at least stand there.
func (lx *lexicon) at(s string, i int) *word {
	if i+2 < len(s) {
		if w := lx.under(s, i, s[i+2]); w != nil {
			return w
		}
	}
	return lx.under(s, i, 0)
}

// under is at for the words whose third byte is third.
func (lx *lexicon) under(s string, i int, third byte) *word {
	if h := cueHash(s[i], s[i+1], third); lx.starts[h/64]>>(h%64)&1 == 0 {
		return nil
	}
	words := lx.byStart[[3]byte{s[i], s[i+1], third}]
	for k := range words {
		if w := &words[k]; strings.HasPrefix(s[i:], w.text) && wordEnds(s, i+len(w.text)) {
			return w
		}
	}
	return nil
}

var cueLexicon = sync.OnceValue(func() *lexicon {
	lx := &lexicon{byStart: map[[3]byte][]word{}}
	for _, table := range [][]cueRow{japaneseCues, englishCues} {
		for _, row := range table {
			for w := range strings.FieldsSeq(row.words) {
				lx.add(word{strings.ReplaceAll(w, "_", " "), row.role, row.period, row.alsoLabel})
			}
		}
	}
	for _, words := range lx.byStart {
		sort.SliceStable(words, func(i, j int) bool { return len(words[i].text) > len(words[j].text) })
	}
	return lx
})

// cueRow is a row of a table: words separated by spaces, "_" for a space in one.
type cueRow struct {
	role      role
	period    listing.Period
	words     string
	alsoLabel bool
}

// scanCues finds the cue words of s, leftmost and longest, in one pass.
func scanCues(s string) []cue {
	lx := cueLexicon()
	out := make([]cue, 0, 4+len(s)/200)
	for i := 0; i+1 < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if !isAlnum(c) || i > 0 && isAlnum(s[i-1]) {
				i++
				continue
			}
		} else if !utf8.RuneStart(c) {
			i++
			continue
		}
		n := 1
		if w := lx.at(s, i); w != nil {
			n = len(w.text)
			out = append(out, cue{i, i + n, w.role, w.period, w.alsoLabel})
		}
		i += n
	}
	return out
}

// wordEnds reports whether a word may end at i: a Latin word ends at a letter's
// end, a Japanese one anywhere.
func wordEnds(s string, i int) bool {
	return i >= len(s) || s[i-1] >= utf8.RuneSelf || !isAlnum(s[i]) || !isAlnum(s[i-1])
}
