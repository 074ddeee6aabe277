package duplicate

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"juyo/listing"
)

// The rule of Group. The window is the one Lightcast uses: a repost inside it
// continues the old opening, one after it is a new opening.
const (
	Window        = 60 * 24 * time.Hour // longest gap between two sightings of one opening
	MinLikeness   = 0.9                 // of texts of one employer with one title
	MinAnonymous  = 0.95                // of texts of unknown employers with one title
	MinUntitled   = 0.97                // of texts of unknown employers without titles
	pairwiseLimit = 48                  // buckets up to this size are compared pair by pair
	lookBack      = 16                  // larger ones: each with this many before it in its band
)

// Group returns, for each candidate, the number of its duplicate group: dense
// from 0, numbered by first member. Two listings advertise the same opening when
//
//   - their employer is the same and known, their titles agree but for case, width
//     and punctuation, their places overlap or one is unknown, their texts are alike
//     to MinLikeness (or both have no text), and not more than Window lies between
//     when one was last and the other first seen; or
//   - all that, but the titles differ and the texts are equal; or
//   - the employers are unknown, the titles agree and the texts are near-identical.
//
// Sameness is carried on from pair to pair, but a listing without a place never
// joins two groups that state different places. The outcome does not depend on
// the order of candidates but for the numbering. It takes about n log n time.
func Group(candidates []listing.GroupCandidate) []uint32 {
	g := &grouper{all: make([]member, len(candidates)), sets: newSets(len(candidates))}
	for i := range candidates {
		g.all[i] = newMember(&candidates[i])
	}
	order := make([]int32, len(candidates))
	for i := range order {
		order[i] = int32(i)
	}

	// One employer, one title.
	g.buckets(order, func(m *member) (key, bool) {
		return key{employer: m.employer, title: m.title}, m.employer != "" && (m.title != "" || m.print != nil)
	}, func(run []int32) {
		g.link(run, 4, func(a, b *member) bool {
			if a.print == nil && b.print == nil {
				return true
			}
			return Likeness(a.print, b.print) >= MinLikeness
		})
	})
	// One employer, equal texts under different titles.
	g.buckets(order, func(m *member) (key, bool) {
		return key{employer: m.employer, digest: m.digest}, m.employer != "" && m.print != nil
	}, func(run []int32) {
		g.link(run, 0, func(a, b *member) bool { return a.digest == b.digest })
	})
	// Unknown employers.
	g.buckets(order, func(m *member) (key, bool) {
		return key{title: m.title}, m.employer == "" && m.print != nil
	}, func(run []int32) {
		least := MinAnonymous
		if g.all[run[0]].title == "" {
			least = MinUntitled
		}
		g.link(run, 8, func(a, b *member) bool { return Likeness(a.print, b.print) >= least })
	})
	g.attach()
	return g.numbers()
}

// member is what grouping needs of a candidate.
type member struct {
	employer string
	title    string
	first    int64 // seconds
	last     int64
	number   int64
	print    []byte
	digest   uint64
	places   []listing.Place
}

func newMember(c *listing.GroupCandidate) member {
	m := member{
		employer: c.EmployerKey, title: titleKey(c.Title), number: c.Number,
		first: c.FirstSeen.Unix(), last: c.LastSeen.Unix(), places: c.Places,
	}
	if len(c.Fingerprint) == FingerprintSize {
		m.print, m.digest = c.Fingerprint, digestOf(c.Fingerprint)
	}
	if m.last < m.first {
		m.last = m.first
	}
	return m
}

// titleKey keeps a title's letters and digits, folded.
func titleKey(title string) string {
	if !norm.NFKC.IsNormalString(title) {
		title = norm.NFKC.String(title)
	}
	var b strings.Builder
	b.Grow(len(title))
	for _, r := range title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '#' {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// near reports whether not more than Window lies between the times a and b were
// seen.
func near(a, b *member) bool {
	return max(a.first, b.first)-min(a.last, b.last) <= int64(Window/time.Second)
}

// overlap reports whether a and b state a place in common. Places of one country
// agree when either leaves the prefecture out.
func overlap(a, b *member) bool {
	for _, p := range a.places {
		for _, q := range b.places {
			if p.Country == q.Country && (p.Prefecture == q.Prefecture || p.Prefecture == 0 || q.Prefecture == 0) {
				return true
			}
		}
	}
	return false
}

// key is what members of a bucket share.
type key struct {
	employer, title string
	digest          uint64
}

// pair is a link that waits for attach: of one or two members without a place.
type pair struct{ a, b int32 }

// grouper holds the state of one Group call.
type grouper struct {
	all     []member
	sets    sets
	waiting []pair
}

// before orders members by what they are, never by where they stood.
func (g *grouper) before(i, j int32) int {
	a, b := &g.all[i], &g.all[j]
	return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last), cmp.Compare(a.number, b.number), cmp.Compare(i, j))
}

// buckets calls link with each run of members that share a key, oldest first.
func (g *grouper) buckets(order []int32, of func(*member) (key, bool), link func([]int32)) {
	byKey := make(map[key]int32, len(order)/2)
	var runs [][]int32
	for _, i := range order {
		k, ok := of(&g.all[i])
		if !ok {
			continue
		}
		n, seen := byKey[k]
		if !seen {
			n = int32(len(runs))
			byKey[k] = n
			runs = append(runs, nil)
		}
		runs[n] = append(runs[n], i)
	}
	for _, run := range runs {
		if len(run) > 1 {
			slices.SortFunc(run, g.before)
			link(run)
		}
	}
}

// link joins the members of run that are near in time, stand in the same place
// and are alike. Runs above pairwiseLimit are cut into bands of rows MinHash
// bins first (0 rows: the members are alike already): members alike to 0.9 share
// one of 16 bands of 4 with probability above 0.9999, members alike to 0.95 one
// of 8 bands of 8 with 0.9998.
func (g *grouper) link(run []int32, rows int, alike func(a, b *member) bool) {
	if len(run) <= pairwiseLimit {
		for i := range run {
			for _, j := range run[:i] {
				g.try(j, run[i], alike)
			}
		}
		return
	}
	if rows == 0 {
		g.sweep(slices.Clone(run), func(int32) uint64 { return 0 }, alike)
		return
	}
	without := func(i int32) bool { return g.all[i].print == nil }
	if blank := slices.DeleteFunc(slices.Clone(run), func(i int32) bool { return !without(i) }); len(blank) > 1 {
		g.sweep(blank, func(int32) uint64 { return 0 }, alike)
	}
	run = slices.DeleteFunc(slices.Clone(run), without)
	for start := digestLen; start < FingerprintSize; start += rows {
		g.sweep(run, func(i int32) uint64 {
			var v uint64
			for _, b := range g.all[i].print[start : start+rows] {
				v = v<<8 | uint64(b)
			}
			return v
		}, alike)
	}
}

// sweep goes through run by band and place, oldest first, and tries each member
// with the few before it and the one seen last.
func (g *grouper) sweep(run []int32, band func(int32) uint64, alike func(a, b *member) bool) {
	type spot struct {
		band  uint64
		place int32
		rank  int32 // position in the run, which is oldest first
	}
	rank := make([]spot, 0, len(run))
	for n, i := range run {
		v := band(i)
		places := g.all[i].places
		if len(places) == 0 {
			rank = append(rank, spot{v, -1, int32(n)})
		}
		for _, p := range places[:min(len(places), 8)] {
			code := int32(0)
			for _, c := range []byte(p.Country) {
				code = code<<8 | int32(c)
			}
			// Those of one prefecture meet there, and in the country those that leave it out.
			rank = append(rank, spot{v, code << 6, int32(n)})
			if p.Prefecture > 0 {
				rank = append(rank, spot{v, code<<6 | int32(p.Prefecture), int32(n)})
			}
		}
	}
	slices.SortFunc(rank, func(a, b spot) int {
		return cmp.Or(cmp.Compare(a.band, b.band), cmp.Compare(a.place, b.place), cmp.Compare(a.rank, b.rank))
	})
	for start := 0; start < len(rank); {
		end := start + 1
		for end < len(rank) && rank[end].band == rank[start].band && rank[end].place == rank[start].place {
			end++
		}
		latest := start
		for n := start + 1; n < end; n++ {
			for back := max(start, n-lookBack); back < n; back++ {
				g.try(run[rank[back].rank], run[rank[n].rank], alike)
			}
			g.try(run[rank[latest].rank], run[rank[n].rank], alike)
			if g.all[run[rank[n].rank]].last > g.all[run[rank[latest].rank]].last {
				latest = n
			}
		}
		start = end
	}
	g.sweepPlaceless(run, band, alike)
}

// sweepPlaceless tries members without a place with those around them in their
// band, whatever place these state.
func (g *grouper) sweepPlaceless(run []int32, band func(int32) uint64, alike func(a, b *member) bool) {
	if !slices.ContainsFunc(run, func(i int32) bool { return len(g.all[i].places) == 0 }) {
		return
	}
	byBand := slices.Clone(run)
	slices.SortStableFunc(byBand, func(a, b int32) int { return cmp.Compare(band(a), band(b)) })
	for n, i := range byBand {
		if len(g.all[i].places) > 0 {
			continue
		}
		for m := max(0, n-lookBack/2); m < min(len(byBand), n+lookBack/2); m++ {
			if m != n && band(byBand[m]) == band(i) && len(g.all[byBand[m]].places) > 0 {
				g.try(byBand[m], i, alike)
			}
		}
	}
}

// try joins a and b when they advertise the same opening. Links of a member
// without a place to one with a place wait for attach.
func (g *grouper) try(i, j int32, alike func(a, b *member) bool) {
	a, b := &g.all[i], &g.all[j]
	if i == j || !near(a, b) || g.sets.find(i) == g.sets.find(j) {
		return
	}
	switch an, bn := len(a.places) == 0, len(b.places) == 0; {
	case an != bn:
		if alike(a, b) {
			g.waiting = append(g.waiting, pair{i, j})
		}
	case an || overlap(a, b):
		if alike(a, b) {
			g.sets.join(i, j)
		}
	}
}

// attach joins groups without a place to one group with a place each: the one
// nearest in time. So they never bridge offices that are apart.
func (g *grouper) attach() {
	type offer struct {
		gap    int64
		placed int32 // a member of the group that states a place
		loose  int32
	}
	best := map[int32]offer{}
	for _, p := range g.waiting {
		placed, loose := p.a, p.b
		if len(g.all[placed].places) == 0 {
			placed, loose = loose, placed
		}
		a, b := &g.all[placed], &g.all[loose]
		o := offer{max(0, max(a.first, b.first)-min(a.last, b.last)), placed, loose}
		root := g.sets.find(loose)
		old, ok := best[root]
		if !ok || cmp.Or(cmp.Compare(o.gap, old.gap), g.before(o.placed, old.placed), g.before(o.loose, old.loose)) < 0 {
			best[root] = o
		}
	}
	for _, o := range best { // joins of different roots: their order does not matter
		g.sets.join(o.placed, o.loose)
	}
}

// numbers returns the dense group numbers in the order of first members.
func (g *grouper) numbers() []uint32 {
	out := make([]uint32, len(g.all))
	dense := make([]uint32, len(g.all))
	next := uint32(1)
	for i := range out {
		root := g.sets.find(int32(i))
		if dense[root] == 0 {
			dense[root] = next
			next++
		}
		out[i] = dense[root] - 1
	}
	return out
}

// sets is a union-find over members, by halving paths and joining by size.
type sets struct {
	parent []int32
	size   []int32
}

func newSets(n int) sets {
	s := sets{parent: make([]int32, n), size: make([]int32, n)}
	for i := range s.parent {
		s.parent[i], s.size[i] = int32(i), 1
	}
	return s
}

func (s *sets) find(i int32) int32 {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

func (s *sets) join(i, j int32) {
	i, j = s.find(i), s.find(j)
	if i == j {
		return
	}
	if s.size[i] < s.size[j] {
		i, j = j, i
	}
	s.parent[j] = i
	s.size[i] += s.size[j]
}
