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

// lexicon is the cue tables, by the first two bytes of each word, longest first.
type lexicon map[[2]byte][]word

var cueLexicon = sync.OnceValue(func() lexicon {
	lx := lexicon{}
	for _, table := range [][]cueRow{japaneseCues, englishCues} {
		for _, row := range table {
			for w := range strings.FieldsSeq(row.words) {
				w = strings.ReplaceAll(w, "_", " ")
				key := [2]byte{w[0], w[1]}
				lx[key] = append(lx[key], word{w, row.role, row.period, row.alsoLabel})
			}
		}
	}
	for _, words := range lx {
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
	var out []cue
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
		n := 0
		for _, w := range lx[[2]byte{c, s[i+1]}] {
			if len(w.text) <= len(s)-i && s[i:i+len(w.text)] == w.text && wordEnds(s, i+len(w.text)) {
				n = len(w.text)
				out = append(out, cue{i, i + n, w.role, w.period, w.alsoLabel})
				break
			}
		}
		i += max(n, 1)
	}
	return out
}

// wordEnds reports whether a word may end at i: a Latin word ends at a letter's
// end, a Japanese one anywhere.
func wordEnds(s string, i int) bool {
	return i >= len(s) || s[i-1] >= utf8.RuneSelf || !isAlnum(s[i]) || !isAlnum(s[i-1])
}
