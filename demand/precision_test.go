package demand_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"juyo/demand"
)

// verdictsOf writes n verdicts of which right are right.
func verdictsOf(skill, language string, right, n int) []demand.Verdict {
	var all []demand.Verdict
	for i := range n {
		all = append(all, demand.Verdict{Stratum: demand.Stratum{Skill: skill, Language: language}, Right: new(i < right)})
	}
	return all
}

// Worked by hand: Go is counted 900 times and right in 8 of 10, Rust 100 times and
// right in 1 of 2: 0.9·0.8 + 0.1·0.5 = 0.77. Cochran's variance is
// 0.81·0.16/9 + 0.01·0.25/1 = 0.0169; p(1−p)/v = 10.479 and Kish's
// 1/(0.81/10 + 0.01/2) = 11.628, so the effective number is 10.479.
func TestPrecisionWorkedByHand(t *testing.T) {
	goJA, rust := demand.Stratum{Skill: "go", Language: "ja"}, demand.Stratum{Skill: "rust", Language: "en"}
	verdicts := slices.Concat(verdictsOf("go", "ja", 8, 10), verdictsOf("rust", "en", 1, 2))
	verdicts = append(verdicts, demand.Verdict{Stratum: goJA}) // unsure
	verdicts[0].LevelRight, verdicts[1].LevelRight, verdicts[2].LevelRight = new(true), new(true), new(false)
	verdicts[9].LevelRight = new(false) // of a wrong mention: means nothing
	got := demand.PrecisionOf(verdicts, map[demand.Stratum]int{goJA: 900, rust: 100, {Skill: "cobol", Language: "ja"}: 1000})
	o := got.Overall
	if o.Judged != 12 || o.Right != 9 || o.Unsure != 1 || o.Strata != 2 || o.Covered != 0.5 || !near(o.Share, 0.77, 1e-12) || !near(o.EffectiveN, 0.77*0.23/0.0169, 1e-9) {
		t.Errorf("overall %+v", o)
	}
	w := demand.Wilson(0.77, o.EffectiveN, demand.NormalQuantile(0.975))
	if !near(o.Lo, w.Lo, 1e-12) || !near(o.Hi, w.Hi, 1e-12) {
		t.Errorf("interval %g–%g, want %+v", o.Lo, o.Hi, w)
	}
	if len(got.Rows) != 2 || got.Rows[0].Skill != "go" || got.Rows[0].Share != 0.8 || got.Rows[0].Counted != 900 || got.Rows[0].Level.Judged != 3 || got.Level.Right != 2 {
		t.Errorf("rows %+v, level %+v", got.Rows, got.Level)
	}
}

// That nothing was wrong so far does not mean that nothing is.
func TestPrecisionOfAllRightIsNotCertain(t *testing.T) {
	counted := map[demand.Stratum]int{}
	var verdicts []demand.Verdict
	for i := range 20 {
		s := demand.Stratum{Skill: fmt.Sprint("skill-", i), Language: "ja"}
		counted[s] = 7 * (i + 1)
		verdicts = append(verdicts, verdictsOf(s.Skill, "ja", 1, 1)...)
	}
	o := demand.PrecisionOf(verdicts, counted).Overall
	if o.Share != 1 || o.Hi != 1 || !(o.EffectiveN > 10 && o.EffectiveN < 20) || !(o.Lo > 0.7 && o.Lo < 0.84) {
		t.Errorf("%+v: want 1 with a lower bound that 15 to 20 verdicts allow", o)
	}
	if none := demand.PrecisionOf(nil, counted); none.Overall.Lo != 0 || none.Overall.Hi != 1 || len(none.Rows) != 0 {
		t.Errorf("without verdicts: %+v", none)
	}
	if gone := demand.PrecisionOf(verdicts, nil).Overall; gone.Strata != 0 || gone.Hi != 1 || gone.Lo != 0 || gone.Judged != 20 {
		t.Errorf("of skills that are counted no more: %+v", gone)
	}
}

// What was drawn from ambiguous words alone must not speak for all mentions.
func TestChosenVerdictsStayApart(t *testing.T) {
	s := demand.Stratum{Skill: "go", Language: "en"}
	verdicts := verdictsOf("go", "en", 10, 10)
	for i := range 6 {
		verdicts = append(verdicts, demand.Verdict{Stratum: s, Right: new(i == 0), Ambiguous: true, Chosen: true})
	}
	got := demand.PrecisionOf(verdicts, map[demand.Stratum]int{s: 50})
	if got.Overall.Share != 1 || got.Rows[0].Share != 1 || got.Rows[0].Judged != 10 || got.Rows[0].Ambiguous.Judged != 6 || got.Ambiguous.Right != 1 {
		t.Errorf("%+v", got)
	}
}

func TestWeightsAddUpToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counted := drawCounted(t)
		var strata []demand.Stratum
		sum := 0
		for s, n := range counted {
			if rapid.Bool().Draw(t, "judged") {
				strata = append(strata, s)
				sum += n
			}
		}
		total := 0.0
		for _, w := range demand.StratumWeights(strata, counted) {
			total += w
		}
		if sum > 0 && !near(total, 1, 1e-9) || sum == 0 && total != 0 {
			t.Fatalf("weights of %d mentions add up to %g", sum, total)
		}
	})
}

func drawCounted(t *rapid.T) map[demand.Stratum]int {
	counted := map[demand.Stratum]int{}
	for i := range rapid.IntRange(0, 30).Draw(t, "skills") {
		for _, language := range []string{"en", "ja"} {
			if n := rapid.SampledFrom([]int{0, 1, 2, 5, 40, 900}).Draw(t, "counted"); n > 0 {
				counted[demand.Stratum{Skill: fmt.Sprint("skill-", i), Language: language}] = n
			}
		}
	}
	return counted
}

func TestAllocation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counted, judged := drawCounted(t), map[demand.Stratum]int{}
		room, done, skills := 0, 0, map[string]int{}
		for s, n := range counted {
			judged[s] = rapid.IntRange(0, n).Draw(t, "judged")
			room += n - judged[s]
			done += judged[s]
			skills[s.Skill] += n
		}
		n := rapid.SampledFrom([]int{0, 1, 20, 200}).Draw(t, "n")
		got := demand.Allocate(counted, judged, n)
		if diff := gocmp.Diff(got, demand.Allocate(counted, judged, n)); diff != "" {
			t.Fatal(diff)
		}
		sum, have := 0, map[string]int{}
		for s, k := range got {
			if k < 0 || k+judged[s] > counted[s] {
				t.Fatalf("%v: %d more than the %d of %d that are left", s, k, counted[s]-judged[s], counted[s])
			}
			sum += k
		}
		for s := range counted {
			have[s.Skill] += got[s] + judged[s]
		}
		if sum != min(n, room) {
			t.Fatalf("%d given, want %d", sum, min(n, room))
		}
		if n > 0 && done == 0 {
			for skill, of := range skills {
				if want := min(3, n/len(skills), of); have[skill] < want {
					t.Fatalf("%s has %d of %d, want a few: %d", skill, have[skill], of, want)
				}
			}
		}
	})
}

// With nothing judged and few skills, shares follow how often each is counted.
func TestAllocationIsProportional(t *testing.T) {
	a, b, c := demand.Stratum{Skill: "a", Language: "ja"}, demand.Stratum{Skill: "b", Language: "ja"}, demand.Stratum{Skill: "b", Language: "en"}
	got := demand.Allocate(map[demand.Stratum]int{a: 700, b: 200, c: 100}, nil, 100)
	if got[a] != 70 || got[b] != 20 || got[c] != 10 {
		t.Errorf("%v", got)
	}
	// What is judged already counts: only the missing ones are asked for.
	got = demand.Allocate(map[demand.Stratum]int{a: 700, b: 200, c: 100}, map[demand.Stratum]int{a: 70}, 30)
	if got[a] != 0 || got[b] != 20 || got[c] != 10 {
		t.Errorf("after 70 of a: %v", got)
	}
}

// The sample depends on the seed and on what there is, not on the order it comes in.
func TestLotteryIsDeterministic(t *testing.T) {
	s := demand.Stratum{Skill: "go", Language: "ja"}
	rapid.Check(t, func(t *rapid.T) {
		n, size := rapid.IntRange(0, 60).Draw(t, "items"), rapid.IntRange(0, 10).Draw(t, "size")
		seed := rapid.Uint64().Draw(t, "seed")
		draw := func(order []int) []demand.Lot {
			l := demand.NewLottery(seed, map[demand.Stratum]int{s: size})
			for _, i := range order {
				l.Enter(s, fmt.Sprint("board/", i))
				l.Enter(demand.Stratum{Skill: "rust"}, strconv.Itoa(i)) // nothing is drawn of it
			}
			return l.Drawn(s)
		}
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		first := draw(order)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		if diff := gocmp.Diff(first, draw(order)); diff != "" || len(first) != min(n, size) {
			t.Fatalf("%d drawn of %d; in another order:\n%s", len(first), n, diff)
		}
	})
}

// Over many seeds every item is drawn equally often (χ² on 19 degrees: 43.8 is the
// 99.9th percentile).
func TestLotteryIsFair(t *testing.T) {
	s := demand.Stratum{Skill: "go", Language: "ja"}
	const items, size, seeds = 20, 5, 4000
	var hits [items]int
	for seed := range uint64(seeds) {
		l := demand.NewLottery(seed, map[demand.Stratum]int{s: size})
		for i := range items {
			l.Enter(s, strconv.Itoa(i))
		}
		for _, lot := range l.Drawn(s) {
			var i int
			if _, err := fmt.Sscan(lot.Name, &i); err != nil {
				t.Fatal(err)
			}
			hits[i]++
		}
	}
	want, chi := float64(seeds*size)/items, 0.0
	for _, h := range hits {
		chi += (float64(h) - want) * (float64(h) - want) / want
	}
	if chi > 43.8 {
		t.Errorf("χ² = %.1f: %v", chi, hits)
	}
}

// TestPrecisionCovers draws samples as an audit does from markets whose precision is
// known, and counts how often the interval holds it.
func TestPrecisionCovers(t *testing.T) {
	for _, c := range []struct {
		name    string
		skills  int
		n       int
		correct func(i int) float64 // by skill, the most counted first
	}{
		{"one precision", 40, 150, func(int) float64 { return 0.9 }},
		{"nearly always right", 40, 150, func(int) float64 { return 0.985 }},
		{"rare skills are bad", 60, 200, func(i int) float64 { return 1 - 0.5*float64(i)/60 }},
		{"one frequent skill is bad", 40, 150, func(i int) float64 { return []float64{1, 0.5}[min(1, max(0, 1-i))] }},
		{"fewer questions than skills", 80, 40, func(i int) float64 { return 0.8 + 0.15*math.Mod(float64(i), 2) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(5, uint64(c.skills)))
			counted := map[demand.Stratum]int{}
			correct := map[demand.Stratum]float64{}
			var strata []demand.Stratum
			for i := range c.skills {
				for j, language := range []string{"ja", "en"} {
					s := demand.Stratum{Skill: fmt.Sprint("skill-", i), Language: language}
					counted[s], correct[s] = 1+3000/(i+2)/(j+1), c.correct(i)
					strata = append(strata, s)
				}
			}
			size := demand.Allocate(counted, nil, c.n)
			// What is estimated is the precision of the strata that are covered.
			truly, of := 0.0, 0
			for s, k := range size {
				if k > 0 {
					truly, of = truly+correct[s]*float64(counted[s]), of+counted[s]
				}
			}
			truly /= float64(of)
			const rounds = 2000
			held := 0
			for range rounds {
				var verdicts []demand.Verdict
				for _, s := range strata {
					for range size[s] {
						verdicts = append(verdicts, demand.Verdict{Stratum: s, Right: new(rng.Float64() < correct[s])})
					}
				}
				if o := demand.PrecisionOf(verdicts, counted).Overall; o.Lo <= truly && truly <= o.Hi {
					held++
				}
			}
			share := float64(held) / rounds
			t.Logf("precision %.3f: the interval holds it in %.1f %%", truly, 100*share)
			if share < 0.93 {
				t.Errorf("the interval holds the true precision in %.1f %% only", 100*share)
			}
		})
	}
}
