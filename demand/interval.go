package demand

import "math"

// Confidence is the confidence of every interval here: 95 %.
const Confidence = 0.95

// Interval is a closed range of a share.
type Interval struct {
	Lo float64 `json:"lo"`
	Hi float64 `json:"hi"`
}

// Wilson returns Wilson's score interval for a share p of n observations with
// critical value z (1.96 for 95 %). n is a float because it may be an effective
// number. The interval contains p and stays within 0 and 1. (Wilson, JASA
// 22(158), 1927; Agresti & Coull 1998 on why not p ± z·se.)
func Wilson(p, n, z float64) Interval {
	if !(n > 0) || math.IsNaN(p) || !(z*z < 1e200) {
		return Interval{0, 1}
	}
	z2n := z * z / n
	center := (p + z2n/2) / (1 + z2n)
	half := z * math.Sqrt(p*(1-p)/n+z2n/(4*n)) / (1 + z2n)
	return Interval{max(0, min(p, center-half)), min(1, max(p, center+half))}
}

// Newcombe returns the 95 % interval of the difference x1/n1 − x2/n2 of two
// independent shares: Newcombe's hybrid score method without continuity
// correction (Statistics in Medicine 17, 1998, method 10). Two months of one
// market are not independent: the same employers are in both.
func Newcombe(x1, n1, x2, n2 int) Interval {
	if n1 <= 0 || n2 <= 0 {
		return Interval{-1, 1}
	}
	z := NormalQuantile(1 - (1-Confidence)/2)
	p1, p2 := float64(x1)/float64(n1), float64(x2)/float64(n2)
	a, b := Wilson(p1, float64(n1), z), Wilson(p2, float64(n2), z)
	d := p1 - p2
	return Interval{
		Lo: d - math.Hypot(p1-a.Lo, b.Hi-p2),
		Hi: d + math.Hypot(a.Hi-p1, p2-b.Lo),
	}
}

// Cluster is one employer: X of its N listings are the ones counted.
type Cluster struct{ X, N int }

// ClusterShare returns the share ΣX/ΣN with its interval when listings of one
// employer are alike and employers are the sample, and the mean of X/N over
// employers with its own. Clusters with N = 0 are left out.
//
// Share: v = C/(C−1)·Σ(x−p·n)²/N², deff = max(1, v/(p(1−p)/N)), Wilson on N/deff
// with the t quantile of G−1 degrees, G = (Σn)²/Σn² (the number of employers if
// all were of one size). Where p is 0 or 1 the variance says nothing about
// clustering; then the worst case, deff = N/G, is taken. Employer share: the
// same with every employer weighing one, on C−1 degrees.
// (Kish, Survey Sampling, 1965, for the effective number; Korn & Graubard, Survey
// Methodology 24, 1998, for score intervals on it. TestCoverage simulates markets
// with few huge employers: plain Wilson covers as little as a third of the time.)
func ClusterShare(clusters []Cluster) Share {
	var b denominator
	var t tally
	for _, c := range clusters {
		if c.N > 0 {
			b.add(c.N)
			t.add(c.X, c.N)
		}
	}
	return t.share(b.ready())
}

// denominator is the denominator of shares: n listings of c employers.
type denominator struct {
	n, c int
	nn   int64 // Σn² over employers

	even   float64 // G, the number of equal employers this amounts to
	tShare float64 // critical value for the share of listings
	tMean  float64 // critical value for the mean over employers
}

func (b *denominator) add(n int) {
	b.n += n
	b.c++
	b.nn += int64(n) * int64(n)
}

// ready computes what every share over b needs; call it after the last add.
func (b denominator) ready() denominator {
	if b.n == 0 {
		return b
	}
	b.even = float64(b.n) * float64(b.n) / float64(b.nn)
	p := 1 - (1-Confidence)/2
	b.tShare = StudentQuantile(p, b.even-1)
	b.tMean = StudentQuantile(p, float64(b.c-1))
	return b
}

// ratioOne is 1 in the fixed point that ratios are summed in: whole numbers add
// up to the same sum in any order, floats do not.
const ratioOne = 1 << 40

// tally sums one numerator over employers.
type tally struct {
	x, c   int   // listings, and employers with at least one
	xx, xn int64 // Σx², Σx·n
	r, rr  int64 // Σx/n, Σ(x/n)², in units of 1/ratioOne
	top    int   // most listings of one employer
}

// add counts an employer with x of n listings.
func (t *tally) add(x, n int) {
	if x <= 0 {
		return
	}
	t.x += x
	t.c++
	t.xx += int64(x) * int64(x)
	t.xn += int64(x) * int64(n)
	if x == n {
		t.r += ratioOne
		t.rr += ratioOne
	} else {
		q := float64(x) / float64(n)
		t.r += int64(q * ratioOne)
		t.rr += int64(q * q * ratioOne)
	}
	t.top = max(t.top, x)
}

// share is ClusterShare from the sums.
func (t *tally) share(b denominator) Share {
	s := Share{Listings: t.x, Employers: t.c}
	if b.n == 0 {
		s.Hi, s.EmployerHi = 1, 1
		return s
	}
	n, c := float64(b.n), float64(b.c)
	p := float64(t.x) / n
	w := Wilson(p, t.effective(b), b.tShare)
	s.Share, s.Lo, s.Hi = p, w.Lo, w.Hi

	// Rounding in fixed point must not turn "every employer" into nearly.
	m := float64(t.r) / ratioOne / c
	effective := c
	if t.x > 0 && t.x < b.n && m > 0 && m < 1 {
		effective = n // no employer mean is surer than independent listings
		if b.c > 1 {
			v := max(0, float64(t.rr)/ratioOne-c*m*m) / (c * (c - 1))
			if v > 0 {
				effective = min(n, m*(1-m)/v)
			}
		}
	}
	w = Wilson(m, effective, b.tMean)
	s.EmployerShare, s.EmployerLo, s.EmployerHi = m, w.Lo, w.Hi
	return s
}

// effective returns how many independent listings the clustered ones amount to
// for this numerator.
func (t *tally) effective(b denominator) float64 {
	n, c := float64(b.n), float64(b.c)
	switch {
	case t.x <= 0 || t.x >= b.n:
		return b.even
	case b.c < 2:
		return n
	}
	p := float64(t.x) / n
	v := c / (c - 1) * max(0, float64(t.xx)-2*p*float64(t.xn)+p*p*float64(b.nn)) / (n * n)
	return n / max(1, v/(p*(1-p)/n))
}

// halfInterval returns the interval of a share of one half when figures on
// either side of it clump by employer as clusters say.
func halfInterval(clusters []Cluster) Interval {
	var d denominator
	var t tally
	for _, c := range clusters {
		d.add(c.N)
		t.add(c.X, c.N)
	}
	d = d.ready()
	return Wilson(0.5, t.effective(d), d.tShare)
}
