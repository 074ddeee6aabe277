package demand

import (
	"math/bits"

	"juyo/listing"
)

// counter counts unique listings, and those of them that have each of some
// traits (a skill, a category …), month by month, keeping for each what the
// employer-clustered intervals need. Listings must come employer by employer.
//
// Within an employer the months of a listing are added as +1 at its first and
// −1 after its last, and summed up when the employer is done: the cost does not
// grow with how long listings stay open.
type counter struct {
	from   listing.Month
	width  int
	traits int

	cluster uint32
	begun   bool
	lo, hi  int     // months the employer has listings in
	n       []int32 // the employer's listings, as differences
	x       []int32 // by trait and month, as differences
	seen    []bool  // trait was met in this employer
	touched []int32

	over  []denominator
	total []tally // by trait and month
}

func newCounter(traits int, from, to listing.Month) *counter {
	w := int(to-from) + 1
	return &counter{
		from: from, width: w, traits: traits, lo: w,
		n: make([]int32, w+1), x: make([]int32, traits*(w+1)), seen: make([]bool, traits),
		over: make([]denominator, w), total: make([]tally, traits*w),
	}
}

// enter counts u itself; its traits follow by has, skills or mask.
func (c *counter) enter(u *unique) {
	if !c.begun || u.cluster != c.cluster {
		c.flush()
		c.cluster, c.begun = u.cluster, true
	}
	a, b := int(u.from-c.from), int(u.to-c.from)
	c.n[a]++
	c.n[b+1]--
	c.lo, c.hi = min(c.lo, a), max(c.hi, b)
}

// has counts one trait of u.
func (c *counter) has(trait int, u *unique) {
	if !c.seen[trait] {
		c.seen[trait] = true
		c.touched = append(c.touched, int32(trait))
	}
	x := c.x[trait*(c.width+1):]
	x[u.from-c.from]++
	x[u.to-c.from+1]--
}

// skills counts the skills of u as the traits slot numbers them; a slot below 0
// is not counted.
func (c *counter) skills(slot []int32, u *unique) {
	a, b, w := int(u.from-c.from), int(u.to-c.from)+1, c.width+1
	for _, p := range u.skills {
		k := int(slot[p.Number()])
		if k < 0 {
			continue
		}
		if !c.seen[k] {
			c.seen[k] = true
			c.touched = append(c.touched, int32(k))
		}
		c.x[k*w+a]++
		c.x[k*w+b]--
	}
}

// mask counts the traits whose bit is set.
func (c *counter) mask(set uint64, u *unique) {
	for ; set != 0; set &= set - 1 {
		c.has(bits.TrailingZeros64(set), u)
	}
}

// flush closes the employer; call it after the last listing.
func (c *counter) flush() {
	if !c.begun {
		return
	}
	n := c.n[c.lo : c.hi+2]
	sum := int32(0)
	for i := range n {
		sum += n[i]
		n[i] = sum
		if sum > 0 {
			c.over[c.lo+i].add(int(sum))
		}
	}
	for _, k := range c.touched {
		c.seen[k] = false
		x := c.x[int(k)*(c.width+1)+c.lo:][:len(n)]
		total := c.total[int(k)*c.width:][:c.width]
		sum = 0
		for i := range x {
			sum += x[i]
			x[i] = 0
			if sum > 0 {
				total[c.lo+i].add(int(sum), int(n[i]))
			}
		}
	}
	clear(n)
	c.touched = c.touched[:0]
	c.lo, c.hi = c.width, 0
	c.begun = false
}

// denominators returns the denominators by month, ready for shares.
func (c *counter) denominators() []denominator {
	for i := range c.over {
		c.over[i] = c.over[i].ready()
	}
	return c.over
}

// at returns the tally of a trait in the i-th month.
func (c *counter) at(trait, i int) *tally { return &c.total[trait*c.width+i] }
