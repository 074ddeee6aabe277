package demand_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"juyo/demand"
)

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

// Worked examples from the literature on job listings and from textbooks, to the
// digits they print.
func TestWilsonMatchesWorkedExamples(t *testing.T) {
	for _, c := range []struct {
		x, n         int
		lo, hi, unit float64 // unit is the last digit printed
	}{
		{3, 50, 0.021, 0.162, 1e-3},
		{18, 1125, 0.010, 0.025, 1e-3},
		{50, 205, 0.190, 0.307, 1e-3},
		{300, 2000, 0.135, 0.166, 1e-3},
		// Newcombe 1998, "Two-sided confidence intervals for the single
		// proportion", table I, method 3.
		{81, 263, 0.2553, 0.3662, 1e-4},
		{15, 148, 0.0624, 0.1605, 1e-4},
		{0, 20, 0, 0.1611, 1e-4},
		{1, 29, 0.0061, 0.1718, 1e-4},
	} {
		got := demand.Wilson(float64(c.x)/float64(c.n), float64(c.n), demand.NormalQuantile(0.975))
		if !near(got.Lo, c.lo, 0.5001*c.unit) || !near(got.Hi, c.hi, 0.5001*c.unit) {
			t.Errorf("%d of %d: [%.5f, %.5f], want [%g, %g]", c.x, c.n, got.Lo, got.Hi, c.lo, c.hi)
		}
	}
}

// Newcombe 1998, "Interval estimation for the difference between independent
// proportions", table II, method 10.
func TestNewcombeMatchesThePaper(t *testing.T) {
	for _, c := range []struct {
		x1, n1, x2, n2 int
		lo, hi         float64
	}{
		{56, 70, 48, 80, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.1705, 0.8090},
		{10, 10, 0, 10, 0.6075, 1},
		{5, 56, 0, 29, -0.0381, 0.1926},
	} {
		got := demand.Newcombe(c.x1, c.n1, c.x2, c.n2)
		if !near(got.Lo, c.lo, 0.00005001) || !near(got.Hi, c.hi, 0.00005001) {
			t.Errorf("%d/%d − %d/%d: [%.5f, %.5f], want [%g, %g]", c.x1, c.n1, c.x2, c.n2, got.Lo, got.Hi, c.lo, c.hi)
		}
	}
	if got := demand.Newcombe(1, 0, 1, 2); got.Lo != -1 || got.Hi != 1 {
		t.Errorf("no listings on one side: %v, want [-1, 1]", got)
	}
}

// naiveShare writes the formulas out as they stand in the doc comments, in plain
// floats.
func naiveShare(clusters []demand.Cluster) demand.Share {
	var s demand.Share
	var n, c, nn, mean float64
	for _, e := range clusters {
		if e.N == 0 {
			continue
		}
		c++
		n += float64(e.N)
		nn += float64(e.N) * float64(e.N)
		mean += float64(e.X) / float64(e.N)
		s.Listings += e.X
		if e.X > 0 {
			s.Employers++
		}
	}
	if n == 0 {
		s.Hi, s.EmployerHi = 1, 1
		return s
	}
	p := float64(s.Listings) / n
	mean /= c
	var v, vm float64
	for _, e := range clusters {
		if e.N > 0 {
			v += math.Pow(float64(e.X)-p*float64(e.N), 2)
			vm += math.Pow(float64(e.X)/float64(e.N)-mean, 2)
		}
	}
	g := n * n / nn
	effective, effectiveMean := g, c
	if p > 0 && p < 1 {
		effective, effectiveMean = n, n
		if c > 1 {
			v *= c / (c - 1) / (n * n)
			effective = n / math.Max(1, v/(p*(1-p)/n))
			if vm /= c * (c - 1); vm > 1e-11 {
				effectiveMean = math.Min(n, mean*(1-mean)/vm)
			}
		}
	}
	w := demand.Wilson(p, effective, demand.StudentQuantile(0.975, g-1))
	s.Share, s.Lo, s.Hi = p, w.Lo, w.Hi
	w = demand.Wilson(mean, effectiveMean, demand.StudentQuantile(0.975, c-1))
	s.EmployerShare, s.EmployerLo, s.EmployerHi = mean, w.Lo, w.Hi
	return s
}

func sameShare(a, b demand.Share) bool {
	const tolerance = 1e-7
	return a.Listings == b.Listings && a.Employers == b.Employers && near(a.Share, b.Share, tolerance) && near(a.Lo, b.Lo, tolerance) &&
		near(a.Hi, b.Hi, tolerance) && near(a.EmployerShare, b.EmployerShare, tolerance) &&
		near(a.EmployerLo, b.EmployerLo, tolerance) && near(a.EmployerHi, b.EmployerHi, tolerance)
}

func clusters(t *rapid.T) []demand.Cluster {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) demand.Cluster {
		n := rapid.IntRange(0, 40).Draw(t, "n")
		return demand.Cluster{X: rapid.IntRange(0, n).Draw(t, "x"), N: n}
	}), 0, 60).Draw(t, "clusters")
}

func TestClusterShareIsTheFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := clusters(t)
		if got, want := demand.ClusterShare(c), naiveShare(c); !sameShare(got, want) {
			t.Fatalf("\ngot  %+v\nwant %+v", got, want)
		}
	})
}

func TestClusterShareIntervalsHoldTheirShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := clusters(t)
		s := demand.ClusterShare(c)
		if !(0 <= s.Lo && s.Lo <= s.Share && s.Share <= s.Hi && s.Hi <= 1) {
			t.Fatalf("share %g in [%g, %g]", s.Share, s.Lo, s.Hi)
		}
		if !(0 <= s.EmployerLo && s.EmployerLo <= s.EmployerShare && s.EmployerShare <= s.EmployerHi && s.EmployerHi <= 1) {
			t.Fatalf("employer share %g in [%g, %g]", s.EmployerShare, s.EmployerLo, s.EmployerHi)
		}
		// It is never narrower than if every listing were its own.
		n := 0
		for _, e := range c {
			n += e.N
		}
		if n == 0 {
			return
		}
		w := demand.Wilson(s.Share, float64(n), demand.NormalQuantile(0.975))
		if s.Lo > w.Lo+1e-9 || s.Hi < w.Hi-1e-9 {
			t.Fatalf("[%g, %g] is inside plain Wilson [%g, %g]", s.Lo, s.Hi, w.Lo, w.Hi)
		}
	})
}

func TestClusterShareDoesNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := clusters(t)
		before := demand.ClusterShare(c)
		rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed"))).Shuffle(len(c), func(i, j int) { c[i], c[j] = c[j], c[i] })
		if after := demand.ClusterShare(c); before != after {
			t.Fatalf("\nbefore %+v\nafter  %+v", before, after)
		}
	})
}

// Twice the employers, each like one there was: a narrower interval.
func TestClusterShareShrinksWithMoreEmployers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := clusters(t)
		one := demand.ClusterShare(c)
		two := demand.ClusterShare(append(append([]demand.Cluster{}, c...), c...))
		if two.Hi-two.Lo > one.Hi-one.Lo+1e-9 || two.EmployerHi-two.EmployerLo > one.EmployerHi-one.EmployerLo+1e-6 {
			t.Fatalf("\none %+v\ntwo %+v", one, two)
		}
	})
}

// Markets with a few huge employers whose listings are alike are where plain
// intervals fail: here it covers the truth in under two thirds of the markets,
// and ours where it should.
func TestCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates markets")
	}
	const truth, alike, markets = 0.15, 0.3, 1500
	for _, c := range []struct {
		employers, largest          int
		plainMost, oursLeast, least float64 // coverage: plain Wilson, share of listings, share of employers
	}{
		{40, 200, 0.80, 0.90, 0.92},
		{150, 200, 0.70, 0.87, 0.92},
		{600, 5, 0.95, 0.92, 0.93},
	} {
		rng := rand.New(rand.NewPCG(7, uint64(c.employers)))
		var plain, ours, byEmployer int
		for range markets {
			cl := make([]demand.Cluster, c.employers)
			n := 0
			for i := range cl {
				size := min(c.largest, int(math.Pow(1-rng.Float64(), -1/1.3)))
				p := betaDraw(rng, truth*(1-alike)/alike, (1-truth)*(1-alike)/alike)
				cl[i].N = size
				n += size
				for range size {
					if rng.Float64() < p {
						cl[i].X++
					}
				}
			}
			s := demand.ClusterShare(cl)
			w := demand.Wilson(s.Share, float64(n), 1.959964)
			plain += covers(w.Lo, w.Hi, truth)
			ours += covers(s.Lo, s.Hi, truth)
			byEmployer += covers(s.EmployerLo, s.EmployerHi, truth)
		}
		p, o, e := float64(plain)/markets, float64(ours)/markets, float64(byEmployer)/markets
		t.Logf("%d employers of at most %d: plain Wilson %.3f, listings %.3f, employers %.3f", c.employers, c.largest, p, o, e)
		if p > c.plainMost || o < c.oursLeast || e < c.least {
			t.Errorf("%d employers of at most %d: coverage plain %.3f (≤ %g), listings %.3f (≥ %g), employers %.3f (≥ %g)",
				c.employers, c.largest, p, c.plainMost, o, c.oursLeast, e, c.least)
		}
	}
}

func covers(lo, hi, truth float64) int {
	if lo <= truth && truth <= hi {
		return 1
	}
	return 0
}

// betaDraw draws from Beta(a, b) as a ratio of gamma draws.
func betaDraw(rng *rand.Rand, a, b float64) float64 {
	x, y := gammaDraw(rng, a), gammaDraw(rng, b)
	return x / (x + y)
}

// gammaDraw is Marsaglia and Tsang's method.
func gammaDraw(rng *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gammaDraw(rng, shape+1) * math.Pow(rng.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := rng.NormFloat64()
		v := 1 + c*x
		v = v * v * v
		if v > 0 && math.Log(rng.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}
