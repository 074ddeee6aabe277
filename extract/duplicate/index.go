package duplicate

import (
	"encoding/binary"
	"slices"
	"strings"
)

const (
	compareAll = 128 // clusters of one employer up to which each member is compared with all
	lookBack   = 48  // beyond: with so many of the latest under each key
	bandRows   = 4   // MinHash bins a band: texts alike to 0.8 share one of 16 bands with 0.9998
)

// index finds the clusters of one employer that a member may belong to, in
// bounded time however many there are.
type index struct {
	g       *grouper
	all     []int32
	byText  map[uint64][]int32 // members: the first of each cluster with this text
	byTitle map[string][]int32
	byBand  map[bandKey][]int32
	banded  bool // too many clusters to compare with all
	seen    map[int32]bool
	out     []int32
}

type bandKey struct {
	band int
	rows uint32
}

func newIndex(g *grouper, n int) *index {
	return &index{
		g: g, byText: map[uint64][]int32{}, byTitle: map[string][]int32{},
		byBand: map[bandKey][]int32{}, banded: n > compareAll, seen: map[int32]bool{},
	}
}

// near returns the clusters to compare member i with.
func (x *index) near(i int32) []int32 {
	if len(x.all) == 0 {
		return nil
	}
	m := &x.g.all[i]
	if !x.banded {
		return x.all
	}
	clear(x.seen)
	x.out = x.out[:0]
	if m.print != nil {
		for b, rows := range bandsOf(m.print) {
			x.take(x.byBand[bandKey{b, rows}])
		}
	}
	if m.title.key != "" {
		x.take(x.byTitle[titleKey(m.title)])
	}
	return x.out
}

// equal returns the cluster of a member with the very text of i under a title
// that does not conflict, -1: none. Such a text carries sameness on even to
// members that are unlike the first of their cluster, and over any time.
func (x *index) equal(i int32) int32 {
	m := &x.g.all[i]
	if m.print == nil || m.employer == "" && m.bare {
		return -1
	}
	for _, j := range x.byText[digestOf(m.print)] {
		rel := relate(m.title, x.g.all[j].title)
		if rel != conflicting && (rel != unstated || !m.bare) {
			return x.g.cluster[j]
		}
	}
	return -1
}

// take adds the latest clusters of a key.
func (x *index) take(clusters []int32) {
	for _, c := range clusters[max(0, len(clusters)-lookBack):] {
		if !x.seen[c] {
			x.seen[c] = true
			x.out = append(x.out, c)
		}
	}
}

// add records that member i is of cluster c.
func (x *index) add(i, c int32) {
	m := &x.g.all[i]
	if m.print != nil {
		x.addText(i, c)
	}
	if x.g.clusters[c].lead != i {
		return
	}
	x.all = append(x.all, c)
	if !x.banded {
		return
	}
	if m.title.key != "" {
		k := titleKey(m.title)
		x.byTitle[k] = append(x.byTitle[k], c)
	}
	if m.print != nil {
		for b, rows := range bandsOf(m.print) {
			k := bandKey{b, rows}
			x.byBand[k] = append(x.byBand[k], c)
		}
	}
}

// addText records the text of member i, of a few clusters at most: equal texts
// under titles that conflict are a rare thing.
func (x *index) addText(i, c int32) {
	d := digestOf(x.g.all[i].print)
	of := x.byText[d]
	if len(of) < lookBack && !slices.ContainsFunc(of, func(j int32) bool { return x.g.cluster[j] == c }) {
		x.byText[d] = append(of, i)
	}
}

// titleKey is what titles that relate as same have in common.
func titleKey(t *title) string {
	parts := make([]string, 0, 1+len(t.words))
	parts = append(parts, t.rank)
	for _, w := range t.words {
		parts = append(parts, w.text)
	}
	return strings.Join(parts, " ")
}

// bandsOf cuts the MinHash of a fingerprint into bands.
func bandsOf(print []byte) [bins / bandRows]uint32 {
	var out [bins / bandRows]uint32
	for b := range out {
		out[b] = binary.BigEndian.Uint32(print[binsAt+b*bandRows:])
	}
	return out
}
