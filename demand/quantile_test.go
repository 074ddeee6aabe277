package demand_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"juyo/demand"
)

// R: quantile(c(1, 2, 4, 8, 16), c(.1, .25, .5, .75, .9)) and so on; type 7 is
// R's default.
func TestQuantileIsType7(t *testing.T) {
	for _, c := range []struct {
		values []float64
		q      float64
		want   float64
	}{
		{[]float64{1, 2, 4, 8, 16}, 0.1, 1.4},
		{[]float64{1, 2, 4, 8, 16}, 0.25, 2},
		{[]float64{1, 2, 4, 8, 16}, 0.5, 4},
		{[]float64{1, 2, 4, 8, 16}, 0.9, 12.8},
		{[]float64{1, 2, 3, 4}, 0.25, 1.75},
		{[]float64{1, 2, 3, 4}, 0.5, 2.5},
		{[]float64{7}, 0.9, 7},
		{[]float64{1, 2}, 1, 2},
		{[]float64{1, 2}, 0, 1},
	} {
		if got := demand.Quantile(c.values, c.q); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("Quantile(%v, %g) = %g, want %g", c.values, c.q, got, c.want)
		}
	}
	if got := demand.Quantile(nil, 0.5); !math.IsNaN(got) {
		t.Errorf("Quantile of nothing = %g, want NaN", got)
	}
}

// The published table of order-statistic intervals for a median.
func TestQuantileRanksMatchPublishedTable(t *testing.T) {
	for _, c := range []struct {
		n, l, u  int
		coverage float64
	}{
		{6, 1, 6, 0.969},
		{10, 2, 9, 0.979},
		{20, 6, 15, 0.959},
		{35, 12, 24, 0.959},
		{50, 18, 33, 0.967},
		{100, 40, 61, 0.965},
		{400, 180, 221, 0.960},
	} {
		l, u, coverage, ok := demand.QuantileRanks(c.n, 0.5, 0.95)
		if !ok || l != c.l || u != c.u || math.Abs(coverage-c.coverage) > 0.0005001 {
			t.Errorf("n=%d: ranks (%d, %d) at %.4f (%v), want (%d, %d) at %.3f", c.n, l, u, coverage, ok, c.l, c.u, c.coverage)
		}
	}
}

// Below these n no two observations bound the quantile with 95 %.
func TestQuantileRanksExistFrom(t *testing.T) {
	for q, least := range map[float64]int{0.5: 6, 0.25: 13, 0.75: 13, 0.1: 36, 0.9: 36} {
		if _, _, _, ok := demand.QuantileRanks(least-1, q, 0.95); ok {
			t.Errorf("q=%g: an interval at n=%d, want none", q, least-1)
		}
		if _, _, _, ok := demand.QuantileRanks(least, q, 0.95); !ok {
			t.Errorf("q=%g: no interval at n=%d, want one", q, least)
		}
	}
	for _, bad := range []struct {
		n    int
		q, c float64
	}{{0, 0.5, 0.95}, {100, 0, 0.95}, {100, 1, 0.95}, {100, 0.5, 1}} {
		if _, _, _, ok := demand.QuantileRanks(bad.n, bad.q, bad.c); ok {
			t.Errorf("QuantileRanks(%d, %g, %g) gave an interval, want none", bad.n, bad.q, bad.c)
		}
	}
}

func TestQuantileRanksHoldTheirCoverage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 3000).Draw(t, "n")
		q := rapid.Float64Range(0.01, 0.99).Draw(t, "q")
		l, u, coverage, ok := demand.QuantileRanks(n, q, 0.95)
		if !ok {
			return
		}
		if l < 1 || u > n || l >= u {
			t.Fatalf("ranks (%d, %d) of %d", l, u, n)
		}
		// Summed from the mass function, a way the code does not take.
		sum := 0.0
		for k := l; k < u; k++ {
			sum += binomialMass(k, n, q)
		}
		if math.Abs(sum-coverage) > 1e-9 || sum < 0.95 {
			t.Fatalf("n=%d q=%g: ranks (%d, %d) cover %.6f, said %.6f", n, q, l, u, sum, coverage)
		}
		// Neither end can move in.
		if below := tail(0, l, n, q); below <= 0.025 {
			t.Fatalf("n=%d q=%g: l=%d could be higher (%.6f)", n, q, l, below)
		}
		if above := tail(u-1, n, n, q); above <= 0.025 {
			t.Fatalf("n=%d q=%g: u=%d could be lower (%.6f)", n, q, u, above)
		}
	})
}

func tail(from, to, n int, q float64) float64 {
	sum := 0.0
	for k := from; k <= to; k++ {
		sum += binomialMass(k, n, q)
	}
	return sum
}

func binomialMass(k, n int, q float64) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return math.Exp(a - b - c + float64(k)*math.Log(q) + float64(n-k)*math.Log1p(-q))
}

func TestQuantileLiesBetweenItsNeighbours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e9, 1e9), 1, 50).Draw(t, "values")
		q := rapid.Float64Range(0, 1).Draw(t, "q")
		slices.Sort(values)
		got := demand.Quantile(values, q)
		if got < values[0] || got > values[len(values)-1] {
			t.Fatalf("Quantile(%v, %g) = %g", values, q, got)
		}
		if more := demand.Quantile(values, min(1, q+0.1)); more < got-1e-6 {
			t.Fatalf("not monotone: %g at %g, %g above it", got, q, more)
		}
	})
}
