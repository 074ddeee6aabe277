package duplicate

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"juyo/listing"
)

// Window is the longest gap between two sightings of one opening whose text was
// changed or is not known; the one Lightcast uses. What comes back after it is a
// new opening. The very same text is the same opening whenever it comes.
const Window = 60 * 24 * time.Hour

// Group returns, for each candidate, the number of its duplicate group: dense
// from 0, numbered by first member. Two listings are one opening when a reader
// would say so: one job, advertised twice. See judge for the rule.
//
// A listing joins the group whose first member it is one opening with, not one
// of whose later members happens to be like it: so a chain of small changes
// never makes one group of texts that are far apart. Only equal texts carry
// sameness on. The groups do not depend on the order of candidates but for the
// numbering. It takes about n log n time.
func Group(candidates []listing.GroupCandidate) []uint32 {
	g := newGrouper(candidates)
	for start := 0; start < len(g.order); {
		end := start + 1
		for end < len(g.order) && g.all[g.order[end]].employer == g.all[g.order[start]].employer {
			end++
		}
		g.employer(g.order[start:end])
		start = end
	}
	g.kin()
	g.nameless()
	return g.numbers()
}

// member is what grouping needs of a candidate.
type member struct {
	employer string
	title    *title
	heading  string // the title as written
	first    int64  // seconds
	last     int64
	number   int64
	print    []byte // nil: no text
	strange  []byte // instead of print: what another version left, which tells only equal texts
	bare     bool   // no text beside the title and a line on the place
	places   []listing.Place
	boiler   map[uint16]bool // terms that the employer's other openings hold too
}

// grouper holds the state of one Group call.
type grouper struct {
	all      []member
	order    []int32 // by employer, then oldest first
	cluster  []int32 // of each member, an index of clusters
	clusters []cluster
	moved    []int32 // of each cluster: the one it was joined to, else itself
}

// cluster is the listings of one opening while grouping.
type cluster struct {
	lead        int32 // the first member, with which others are compared
	first, last int64
	places      []listing.Place // of the first members that state one
	titles      []*title        // the first few different ones
}

func newGrouper(candidates []listing.GroupCandidate) *grouper {
	g := &grouper{all: make([]member, len(candidates)), order: make([]int32, len(candidates)), cluster: make([]int32, len(candidates))}
	titles := map[string]*title{}
	for i := range candidates {
		c := &candidates[i]
		t := titles[c.Title]
		if t == nil {
			read := readTitle(c.Title)
			t = &read
			titles[c.Title] = t
		}
		g.all[i] = newMember(c, t)
		g.order[i] = int32(i)
	}
	slices.SortFunc(g.order, func(i, j int32) int { return before(&g.all[i], &g.all[j]) })
	return g
}

func newMember(c *listing.GroupCandidate, t *title) member {
	m := member{
		employer: c.EmployerKey, title: t, heading: c.Title, number: c.Number,
		first: c.FirstSeen.Unix(), last: c.LastSeen.Unix(), places: c.Places,
	}
	switch {
	case valid(c.Fingerprint):
		m.print = c.Fingerprint
	case len(c.Fingerprint) > 0:
		m.strange = c.Fingerprint
	}
	m.last = max(m.last, m.first)
	m.bare = m.print == nil || t.key != "" && len(m.beside()) <= bareTerms && lengthOf(m.print) <= len(c.Title)+bareBytes
	return m
}

// beside returns the terms of m's text that its title does not hold.
func (m *member) beside() []uint16 {
	var out []uint16
	for i := range termCount(m.print) {
		if _, found := slices.BinarySearch(m.title.terms, termOf(m.print, i)); !found {
			out = append(out, termOf(m.print, i))
			if len(out) > bareTerms {
				break
			}
		}
	}
	return out
}

// before orders members by what they are, never by where they stood.
func before(a, b *member) int {
	return cmp.Or(cmp.Compare(a.employer, b.employer), cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last), cmp.Compare(a.number, b.number),
		cmp.Compare(a.heading, b.heading), bytes.Compare(a.print, b.print), bytes.Compare(a.strange, b.strange),
		slices.CompareFunc(a.places, b.places, func(p, q listing.Place) int {
			return cmp.Or(cmp.Compare(p.Country, q.Country), cmp.Compare(p.Prefecture, q.Prefecture))
		}))
}

// employer groups the members of one employer, oldest first; or those of unknown
// employers.
func (g *grouper) employer(run []int32) {
	known := g.all[run[0]].employer != ""
	if known {
		g.markBoiler(run)
	}
	x := newIndex(g, len(run))
	for _, i := range run {
		best := x.equal(i)
		if best < 0 {
			best = g.best(i, x.near(i), known)
		}
		if best < 0 {
			best = g.found(i)
		} else {
			g.join(i, best)
		}
		x.add(i, best)
	}
}

// best returns the cluster of those that member i fits best, -1: none.
func (g *grouper) best(i int32, of []int32, known bool) int32 {
	best, verdict := int32(-1), 0.0
	for _, c := range of {
		if v := g.fits(i, c, known); v > verdict || v == verdict && v > 0 && c < best {
			best, verdict = c, v
		}
	}
	return best
}

// fits returns how surely member i is of the opening of cluster c, 0: it is not.
func (g *grouper) fits(i, c int32, known bool) float64 {
	m, k := &g.all[i], &g.clusters[c]
	lead := &g.all[k.lead]
	rel := relate(m.title, lead.title)
	for _, t := range k.titles[1:] { // two narrower titles are not one because a wider one is like both
		if relate(m.title, t) == conflicting {
			return 0
		}
	}
	if !known {
		return judgeNameless(m, lead, rel, k)
	}
	return judge(m, lead, rel, k)
}

// found makes a new cluster of member i.
func (g *grouper) found(i int32) int32 {
	c := int32(len(g.clusters))
	m := &g.all[i]
	g.clusters = append(g.clusters, cluster{lead: i, first: m.first, last: m.last, places: m.places, titles: []*title{m.title}})
	g.moved = append(g.moved, c)
	g.cluster[i] = c
	return c
}

// join adds member i to cluster c.
func (g *grouper) join(i, c int32) {
	k, m := &g.clusters[c], &g.all[i]
	g.cluster[i] = c
	k.first, k.last = min(k.first, m.first), max(k.last, m.last)
	if len(k.titles) < clusterTitles && !slices.ContainsFunc(k.titles, func(t *title) bool { return t.key == m.title.key }) {
		k.titles = append(k.titles, m.title)
	}
	if len(m.places) > 0 && vague(k.places) && !vague(m.places) {
		k.places = m.places
	}
}

// vague reports whether places leave open where in a country work is done.
func vague(places []listing.Place) bool {
	return !slices.ContainsFunc(places, func(p listing.Place) bool { return p.Country != "JP" || p.Prefecture != 0 })
}

// markBoiler finds the terms that openings of one employer with different titles
// have in common: what it says of itself, and its template.
func (g *grouper) markBoiler(run []int32) {
	if len(run) < boilerTitles {
		return
	}
	titles := map[string]int32{}
	var firsts []int32
	for _, i := range run {
		m := &g.all[i]
		k := m.title.rank + "|" + m.title.key
		if _, seen := titles[k]; !seen && m.print != nil && !m.bare {
			titles[k] = i
			firsts = append(firsts, i)
		}
	}
	if len(firsts) < boilerTitles {
		return
	}
	count := map[uint16]int{}
	for _, i := range firsts[:min(len(firsts), boilerSample)] {
		p := g.all[i].print
		for n := range termCount(p) {
			count[termOf(p, n)]++
		}
	}
	common := map[uint16]bool{}
	for h, n := range count {
		if float64(n) >= boilerShare*float64(min(len(firsts), boilerSample)) && n >= 2 {
			common[h] = true
		}
	}
	for _, i := range run {
		g.all[i].boiler = common
	}
}

// numbers returns the dense group numbers in the order of first members.
func (g *grouper) numbers() []uint32 {
	out := make([]uint32, len(g.all))
	dense := make([]uint32, len(g.clusters))
	next := uint32(1)
	for i := range out {
		c := g.rootOf(g.cluster[i])
		if dense[c] == 0 {
			dense[c] = next
			next++
		}
		out[i] = dense[c] - 1
	}
	return out
}
