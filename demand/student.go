package demand

import "math"

// NormalQuantile returns the p quantile of the standard normal distribution,
// 0 < p < 1: √2·erf⁻¹(2p−1).
func NormalQuantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// StudentQuantile returns the p quantile (0 < p < 1) of Student's t with df
// degrees of freedom; df need not be whole. It is ±Inf when df is not positive
// or so small that the quantile is beyond 1e150.
//
// The two-sided tail is P(|T| > t) = I_x(df/2, 1/2) with x = df/(df+t²) (DLMF
// 8.17, Abramowitz & Stegun 26.7.1), inverted by bisection; from 1,000 degrees
// on, A&S 26.7.5 (an expansion around the normal quantile) is exact to 12
// digits and used instead.
func StudentQuantile(p, df float64) float64 {
	switch {
	case math.IsNaN(p) || p <= 0 || p >= 1:
		return math.NaN()
	case p == 0.5:
		return 0
	case p < 0.5:
		return -StudentQuantile(1-p, df)
	case !(df > 0):
		return math.Inf(1)
	case df >= 1000:
		return studentExpansion(NormalQuantile(p), df)
	}
	tail := 2 * (1 - p)
	lo, hi := 0.0, 2.0
	for studentTail(hi, df) > tail {
		lo = hi
		hi *= hi
		if hi > 1e150 {
			return math.Inf(1)
		}
	}
	// Bisection: plain and sure; 120 halvings of any bracket under 1e150 that
	// begins by squaring leave less than the last bits.
	for range 600 {
		mid := lo + (hi-lo)/2
		if mid == lo || mid == hi {
			break
		}
		if studentTail(mid, df) > tail {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}

// studentExpansion is Abramowitz & Stegun 26.7.5.
func studentExpansion(z, df float64) float64 {
	z2 := z * z
	g1 := z * (z2 + 1) / 4
	g2 := z * ((5*z2+16)*z2 + 3) / 96
	g3 := z * (((3*z2+19)*z2+17)*z2 - 15) / 384
	g4 := z * ((((79*z2+776)*z2+1482)*z2-1920)*z2 - 945) / 92160
	return z + g1/df + g2/(df*df) + g3/(df*df*df) + g4/(df*df*df*df)
}

// studentTail returns P(|T| > t), t ≥ 0.
func studentTail(t, df float64) float64 {
	t2 := t * t
	return incompleteBeta(df/2, 0.5, df/(df+t2), t2/(df+t2))
}

// incompleteBeta is the regularized incomplete beta function I_x(a, b), with
// y = 1−x given apart so that neither end loses digits. It is the continued
// fraction DLMF 8.17.22, evaluated by Lentz's method on the side where it
// converges fast.
func incompleteBeta(a, b, x, y float64) float64 {
	if x <= 0 {
		return 0
	}
	if y <= 0 {
		return 1
	}
	if x > (a+1)/(a+b+2) {
		return 1 - incompleteBetaFraction(b, a, y, x)
	}
	return incompleteBetaFraction(a, b, x, y)
}

func incompleteBetaFraction(a, b, x, y float64) float64 {
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	front := math.Exp(lab-la-lb+a*math.Log(x)+b*math.Log(y)) / a
	const tiny = 1e-300
	keep := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d := 1.0, 1/keep(1-(a+b)*x/(a+1))
	f := d
	for i := 1; i <= 100_000; i++ {
		m := float64(i)
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d = 1 / keep(1+even*d)
		c = keep(1 + even/c)
		f *= d * c
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d = 1 / keep(1+odd*d)
		c = keep(1 + odd/c)
		step := d * c
		f *= step
		if math.Abs(step-1) < 1e-16 {
			break
		}
	}
	return front * f
}
