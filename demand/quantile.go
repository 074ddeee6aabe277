package demand

import "math"

// Quantile returns the q quantile (0 ≤ q ≤ 1) of sorted values by Hyndman and
// Fan's type 7, linear between the order statistics around (n−1)q: the default
// of R and NumPy. It is NaN for no values. (Hyndman & Fan, "Sample quantiles in
// statistical packages", The American Statistician 50(4), 1996.)
func Quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	h := float64(len(sorted)-1) * q
	i := int(math.Floor(h))
	if i >= len(sorted)-1 {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}

// QuantileRanks returns the ranks (1-based) of the two order statistics that
// bound the q quantile of the population with at least the given confidence,
// whatever its distribution: the narrowest l, u with P(B < l) and P(B ≥ u) each
// at most half of what confidence leaves, B ~ Bin(n, q). Coverage is
// P(l ≤ B < u). ok is false when n is too small for such an interval to exist
// (at 95 %: n < 6 for the median, 13 for a quartile, 36 for a tenth).
//
// (Conover, Practical Nonparametric Statistics, "confidence interval for a
// quantile"; n = 20, q = 0.5 gives the published 6 and 15 at 95.9 %.)
func QuantileRanks(n int, q, confidence float64) (l, u int, coverage float64, ok bool) {
	half := (1 - confidence) / 2
	if n < 1 || q <= 0 || q >= 1 || !(half > 0) || binomialAtMost(0, n, q) > half || 1-binomialAtMost(n-1, n, q) > half {
		return 0, 0, 0, false
	}
	// l: the largest with P(B ≤ l−1) ≤ half. u: the smallest with P(B ≥ u) ≤ half.
	lo, hi := 1, n // l = lo holds, l = hi+1 does not
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if binomialAtMost(mid-1, n, q) <= half {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	l = lo
	lo, hi = l, n // u = hi holds
	for lo < hi {
		mid := (lo + hi) / 2
		if 1-binomialAtMost(mid-1, n, q) <= half {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	u = lo
	return l, u, binomialAtMost(u-1, n, q) - binomialAtMost(l-1, n, q), true
}

// binomialAtMost returns P(B ≤ k) for B ~ Bin(n, q): I_{1−q}(n−k, k+1).
func binomialAtMost(k, n int, q float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= n:
		return 1
	}
	return incompleteBeta(float64(n-k), float64(k+1), 1-q, q)
}
