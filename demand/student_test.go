package demand_test

import (
	"math"
	"testing"

	"juyo/demand"
)

// The t table printed in every statistics book.
func TestStudentQuantileMatchesPublishedTable(t *testing.T) {
	for _, c := range []struct{ df, p90, p95, p975, p995 float64 }{
		{1, 3.078, 6.314, 12.706, 63.657},
		{2, 1.886, 2.920, 4.303, 9.925},
		{3, 1.638, 2.353, 3.182, 5.841},
		{4, 1.533, 2.132, 2.776, 4.604},
		{5, 1.476, 2.015, 2.571, 4.032},
		{7, 1.415, 1.895, 2.365, 3.499},
		{10, 1.372, 1.812, 2.228, 3.169},
		{15, 1.341, 1.753, 2.131, 2.947},
		{20, 1.325, 1.725, 2.086, 2.845},
		{30, 1.310, 1.697, 2.042, 2.750},
		{60, 1.296, 1.671, 2.000, 2.660},
		{120, 1.289, 1.658, 1.980, 2.617},
		{1e9, 1.282, 1.645, 1.960, 2.576},
	} {
		for p, want := range map[float64]float64{0.90: c.p90, 0.95: c.p95, 0.975: c.p975, 0.995: c.p995} {
			if got := demand.StudentQuantile(p, c.df); math.Abs(got-want) > 0.0005001 {
				t.Errorf("t(%g) with %g degrees = %.5f, want %.3f", p, c.df, got, want)
			}
		}
	}
}

// One, two and four degrees have closed forms.
func TestStudentQuantileMatchesClosedForms(t *testing.T) {
	for _, p := range []float64{0.51, 0.6, 0.9, 0.975, 0.9999, 0.3, 0.001} {
		a := 4 * p * (1 - p)
		q := math.Cos(math.Acos(math.Sqrt(a))/3) / math.Sqrt(a)
		four := 2 * math.Sqrt(q-1)
		if p < 0.5 {
			four = -four
		}
		for df, want := range map[float64]float64{1: math.Tan(math.Pi * (p - 0.5)), 2: (2*p - 1) / math.Sqrt(2*p*(1-p)), 4: four} {
			if got := demand.StudentQuantile(p, df); math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
				t.Errorf("t(%g) with %g degrees = %.15g, want %.15g", p, df, got, want)
			}
		}
	}
}

func TestStudentQuantileAtTheEdges(t *testing.T) {
	if a, b := demand.StudentQuantile(0.975, 999.999999), demand.StudentQuantile(0.975, 1000); math.Abs(a-b) > 1e-9 {
		t.Errorf("the two methods part at 1000 degrees: %.15g and %.15g", a, b)
	}
	if got := demand.StudentQuantile(0.975, 0); !math.IsInf(got, 1) {
		t.Errorf("no degrees of freedom: %g, want +Inf", got)
	}
	if got := demand.StudentQuantile(0.025, 0.001); !math.IsInf(got, -1) {
		t.Errorf("a thousandth of a degree: %g, want -Inf", got)
	}
	if got := demand.StudentQuantile(0.5, 3); got != 0 {
		t.Errorf("median = %g, want 0", got)
	}
	if got := demand.StudentQuantile(1, 3); !math.IsNaN(got) {
		t.Errorf("p = 1 gives %g, want NaN", got)
	}
	// Between whole degrees the quantile falls steadily.
	before := math.Inf(1)
	for df := 0.2; df < 60; df *= 1.17 {
		got := demand.StudentQuantile(0.975, df)
		if !(got < before) {
			t.Fatalf("t with %g degrees = %g, not below %g", df, got, before)
		}
		before = got
	}
}
