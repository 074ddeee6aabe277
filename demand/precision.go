package demand

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Stratum is what audits are drawn and weighed by: a skill in texts of one
// language.
type Stratum struct {
	Skill    string `json:"skill"`
	Language string `json:"language"`
}

func (s Stratum) compare(o Stratum) int {
	return cmp.Or(cmp.Compare(s.Skill, o.Skill), cmp.Compare(s.Language, o.Language))
}

// Verdict is what a person said about one mention of a skill.
type Verdict struct {
	Stratum
	// Right is whether the words name the skill as one of the job; nil: unsure.
	Right *bool
	// LevelRight is whether its level is right too; nil: not judged.
	LevelRight *bool
	// Ambiguous marks words that mean something else as well ("Go", "Swift").
	Ambiguous bool
	// Chosen marks a mention that was drawn from the ambiguous ones alone. It says
	// nothing about all mentions of the skill, and counts for ambiguous words only.
	Chosen bool
}

// Precision is a share of right verdicts with its 95 % interval. Without a verdict
// Share is 0 and the interval all of 0 … 1.
type Precision struct {
	Judged int     `json:"judged"` // yes or no
	Right  int     `json:"right"`
	Unsure int     `json:"unsure"` // not in Judged
	Share  float64 `json:"precision"`
	Lo     float64 `json:"precision_lo"`
	Hi     float64 `json:"precision_hi"`
}

// WeightedPrecision is a precision over strata, each weighing as often as its skill
// is counted.
type WeightedPrecision struct {
	Precision
	Strata int `json:"strata"` // that have a verdict
	// Covered is the share of all counted mentions that are in those strata: the
	// precision of the others is not known.
	Covered float64 `json:"covered"`
	// EffectiveN is how many verdicts of a simple random sample these amount to.
	EffectiveN float64 `json:"effective_n"`
}

// SkillPrecision is how often the mentions of one skill are right.
type SkillPrecision struct {
	Skill   string `json:"skill"`
	Counted int    `json:"counted"` // listings that it is counted in
	Precision
	Level     Precision `json:"level"`     // of the right ones: is the level right too
	Ambiguous Precision `json:"ambiguous"` // of words that mean something else as well, chosen ones included
}

// PrecisionResult sums up audits.
type PrecisionResult struct {
	Overall   WeightedPrecision `json:"overall"`
	Level     WeightedPrecision `json:"level"`
	Ambiguous Precision         `json:"ambiguous"`
	Rows      []SkillPrecision  `json:"rows"` // skills with a verdict, the most counted first
}

// PrecisionOf sums up verdicts. counted says how many mentions there are of each
// stratum; a stratum that is not there any more weighs nothing.
//
// A skill's precision is that of its verdicts with Wilson's interval. The overall
// one is the stratified estimate Σ W·p with W the stratum's share of the counted
// mentions among the strata that have verdicts (Cochran, Sampling Techniques, 3rd
// ed., ch. 5, (5.52)). Its interval is Wilson's on an effective number of verdicts,
// the smaller of 1/Σ(W²/n), Kish's for unequal weights, and p(1−p)/v with Cochran's
// v = Σ W²·p(1−p)/(n−1) (5.53) without the finite population correction: what is
// judged is the reading, not only the texts at hand. A stratum with a single
// verdict has no variance of its own and takes the overall p(1−p). Where all is
// right, v would be 0 and say that nothing can be wrong; Kish's number stays.
// (Score intervals on an effective n: Korn & Graubard, Survey Methodology 24, 1998.
// TestPrecisionCovers simulates it.)
func PrecisionOf(verdicts []Verdict, counted map[Stratum]int) *PrecisionResult {
	res := &PrecisionResult{Rows: []SkillPrecision{}}
	right, level := map[Stratum]*Precision{}, map[Stratum]*Precision{}
	skills := map[string]*SkillPrecision{}
	for _, v := range verdicts {
		s, ok := skills[v.Skill]
		if !ok {
			s = &SkillPrecision{Skill: v.Skill}
			skills[v.Skill] = s
		}
		if v.Ambiguous {
			s.Ambiguous.add(v.Right)
			res.Ambiguous.add(v.Right)
		}
		if v.Chosen {
			continue
		}
		s.add(v.Right)
		tallyOf(right, v.Stratum).add(v.Right)
		if v.Right != nil && *v.Right && v.LevelRight != nil {
			s.Level.add(v.LevelRight)
			tallyOf(level, v.Stratum).add(v.LevelRight)
		}
	}
	for stratum, n := range counted {
		if s, ok := skills[stratum.Skill]; ok {
			s.Counted += n
		}
	}
	for _, s := range skills {
		s.settle()
		s.Level.settle()
		s.Ambiguous.settle()
		res.Rows = append(res.Rows, *s)
	}
	slices.SortFunc(res.Rows, func(a, b SkillPrecision) int {
		return cmp.Or(cmp.Compare(b.Counted, a.Counted), cmp.Compare(a.Skill, b.Skill))
	})
	res.Ambiguous.settle()
	res.Overall, res.Level = weigh(right, counted), weigh(level, counted)
	return res
}

func tallyOf(m map[Stratum]*Precision, s Stratum) *Precision {
	p, ok := m[s]
	if !ok {
		p = &Precision{}
		m[s] = p
	}
	return p
}

// add counts a verdict.
func (p *Precision) add(right *bool) {
	switch {
	case right == nil:
		p.Unsure++
	case *right:
		p.Judged++
		p.Right++
	default:
		p.Judged++
	}
}

// settle computes the share and interval of the counts.
func (p *Precision) settle() {
	p.Lo, p.Hi = 0, 1
	if p.Judged > 0 {
		p.Share = float64(p.Right) / float64(p.Judged)
		w := Wilson(p.Share, float64(p.Judged), NormalQuantile(1-(1-Confidence)/2))
		p.Lo, p.Hi = w.Lo, w.Hi
	}
}

// StratumWeights returns each stratum's share of the mentions counted in all of
// them. They add up to 1 unless nothing is counted.
func StratumWeights(strata []Stratum, counted map[Stratum]int) []float64 {
	sum := 0
	for _, s := range strata {
		sum += counted[s]
	}
	weights := make([]float64, len(strata))
	for i, s := range strata {
		if sum > 0 {
			weights[i] = float64(counted[s]) / float64(sum)
		}
	}
	return weights
}

// weigh is the stratified estimate of PrecisionOf.
func weigh(tallies map[Stratum]*Precision, counted map[Stratum]int) WeightedPrecision {
	var w WeightedPrecision
	var strata []Stratum
	have, all := 0, 0
	for _, s := range slices.SortedFunc(maps.Keys(tallies), Stratum.compare) {
		t := tallies[s]
		w.Judged, w.Right, w.Unsure = w.Judged+t.Judged, w.Right+t.Right, w.Unsure+t.Unsure
		if t.Judged > 0 && counted[s] > 0 {
			strata = append(strata, s)
			have += counted[s]
		}
	}
	for _, n := range counted {
		all += n
	}
	w.Lo, w.Hi = 0, 1
	if w.Strata = len(strata); w.Strata == 0 {
		return w
	}
	w.Covered = float64(have) / float64(all)
	weights := StratumWeights(strata, counted)
	kish := 0.0
	for i, s := range strata {
		t := tallies[s]
		w.Share += weights[i] * float64(t.Right) / float64(t.Judged)
		kish += weights[i] * weights[i] / float64(t.Judged)
	}
	w.Share = min(1, w.Share) // the weights add up to 1 but for rounding
	if w.wrong(tallies, strata) == 0 {
		w.Share = 1
	}
	variance := 0.0
	for i, s := range strata {
		n, p := float64(tallies[s].Judged), float64(tallies[s].Right)/float64(tallies[s].Judged)
		own := w.Share * (1 - w.Share)
		if n > 1 {
			own = p * (1 - p) / (n - 1)
		}
		variance += weights[i] * weights[i] * own
	}
	w.EffectiveN = 1 / kish
	if variance > 0 {
		w.EffectiveN = min(w.EffectiveN, w.Share*(1-w.Share)/variance)
	}
	i := Wilson(w.Share, w.EffectiveN, NormalQuantile(1-(1-Confidence)/2))
	w.Lo, w.Hi = i.Lo, i.Hi
	return w
}

// wrong counts the wrong verdicts in strata.
func (w *WeightedPrecision) wrong(tallies map[Stratum]*Precision, strata []Stratum) int {
	n := 0
	for _, s := range strata {
		n += tallies[s].Judged - tallies[s].Right
	}
	return n
}

// few is how many verdicts each skill should have before the rest of a sample
// follows how often skills are counted.
const few = 3

// Allocate spreads n further questions over strata: first a few for each skill,
// the most counted first, as far as n and what is judged already go round (three
// each, or fewer when there are fewer than three a skill), then in proportion to
// how often a stratum is counted, by the divisors 1, 3, 5, … (Webster's method,
// which takes what is judged already into account). No stratum gets more than it
// has mentions that are not judged. The same arguments give the same result.
func Allocate(counted, judged map[Stratum]int, n int) map[Stratum]int {
	a := &allocation{given: map[Stratum]int{}, counted: counted, judged: judged, left: n}
	bySkill, size := map[string][]Stratum{}, map[string]int{}
	total := n
	for _, s := range slices.SortedFunc(maps.Keys(counted), Stratum.compare) {
		if counted[s] <= 0 {
			continue
		}
		bySkill[s.Skill] = append(bySkill[s.Skill], s)
		size[s.Skill] += counted[s]
		a.strata = append(a.strata, s)
		total += judged[s]
	}
	if len(a.strata) == 0 || n <= 0 {
		return a.given
	}
	skills := slices.SortedFunc(maps.Keys(bySkill), func(x, y string) int {
		return cmp.Or(cmp.Compare(size[y], size[x]), cmp.Compare(x, y))
	})
	for _, skill := range skills {
		have := 0
		for _, s := range bySkill[skill] {
			have += judged[s]
		}
		for ; have < min(few, total/len(skills)) && a.give(bySkill[skill]); have++ {
		}
	}
	for a.give(a.strata) {
	}
	return a.given
}

type allocation struct {
	strata                 []Stratum
	counted, judged, given map[Stratum]int
	left                   int
}

// give puts one question to the stratum whose turn it is; false when none is left
// or all are full.
func (a *allocation) give(to []Stratum) bool {
	if a.left <= 0 {
		return false
	}
	best, turn := -1, math.Inf(-1)
	for i, s := range to {
		have := a.judged[s] + a.given[s]
		if t := float64(a.counted[s]) / float64(2*have+1); have < a.counted[s] && t > turn {
			best, turn = i, t
		}
	}
	if best < 0 {
		return false
	}
	a.given[to[best]]++
	a.left--
	return true
}

// Lottery draws a simple random sample from each of some strata in one pass and in
// memory that grows with what is drawn only: of a stratum it keeps the items with
// the lowest tickets. A ticket depends on the seed and the item's own name, so the
// sample does not depend on the order in which items come, and what is drawn with
// one seed stays drawn when others join.
type Lottery struct {
	seed  uint64
	size  map[Stratum]int
	drawn map[Stratum][]Lot
}

// Lot is an item that was drawn.
type Lot struct {
	Stratum
	Name   string // unique in the stratum
	Ticket uint64
}

// NewLottery draws size[s] items from each stratum s.
func NewLottery(seed uint64, size map[Stratum]int) *Lottery {
	return &Lottery{seed: seed, size: size, drawn: map[Stratum][]Lot{}}
}

// Enter offers an item.
func (l *Lottery) Enter(s Stratum, name string) {
	size := l.size[s]
	if size <= 0 {
		return
	}
	lot := Lot{Stratum: s, Name: name, Ticket: ticket(l.seed, s.Skill, s.Language, name)}
	have := l.drawn[s]
	if len(have) == size && have[size-1].compare(lot) <= 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(have, lot, Lot.compare)
	have = slices.Insert(have, at, lot)
	l.drawn[s] = have[:min(len(have), size)]
}

// Drawn returns what was drawn of a stratum, by ticket.
func (l *Lottery) Drawn(s Stratum) []Lot { return l.drawn[s] }

func (l Lot) compare(o Lot) int {
	return cmp.Or(cmp.Compare(l.Ticket, o.Ticket), cmp.Compare(l.Name, o.Name))
}

// ticket mixes a seed and words: FNV-1a, finished as SplitMix64 is (Steele, Lea &
// Flood, OOPSLA 2014) so that names that differ little fall far apart.
func ticket(seed uint64, words ...string) uint64 {
	h := seed*0x9e3779b97f4a7c15 ^ 0xcbf29ce484222325
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 0x100000001b3
		}
		h = (h ^ 0xff) * 0x100000001b3 // ends the word: no byte of UTF-8
	}
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
