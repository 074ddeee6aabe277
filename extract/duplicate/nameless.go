package duplicate

import "slices"

// nameless joins clusters of unknown employers to the one opening of a known
// employer that has their text: one board names the employer, the other does
// not. When two employers have the text there is no telling whose it is.
func (g *grouper) nameless() {
	wanted := map[bandKey][]int32{}
	for c := range g.clusters {
		m := &g.all[g.clusters[c].lead]
		if g.rootOf(int32(c)) != int32(c) || m.employer != "" || m.print == nil || m.bare || lengthOf(m.print) < namelessText {
			continue
		}
		for b, rows := range bandsOf(m.print) {
			k := bandKey{b, rows}
			if len(wanted[k]) < lookBack {
				wanted[k] = append(wanted[k], int32(c))
			}
		}
	}
	if len(wanted) == 0 {
		return
	}
	owners := g.owners(wanted)
	for c, o := range owners {
		if o.employers == 1 {
			g.unite(c, o.cluster)
		}
	}
}

// owner is the best cluster of known employers for one of unknown ones.
type owner struct {
	cluster   int32
	sure      float64
	employers int // that have the text: 1, or 2 for more
}

// owners looks at all clusters of known employers for the wanted texts.
func (g *grouper) owners(wanted map[bandKey][]int32) map[int32]owner {
	out := map[int32]owner{}
	var tried []int32
	for c := range g.clusters {
		lead := &g.all[g.clusters[c].lead]
		if lead.employer == "" || lead.print == nil || lead.bare {
			continue
		}
		tried = tried[:0]
		for b, rows := range bandsOf(lead.print) {
			for _, w := range wanted[bandKey{b, rows}] {
				if slices.Contains(tried, w) {
					continue
				}
				tried = append(tried, w)
				m := &g.all[g.clusters[w].lead]
				if v := judgeNameless(m, lead, relate(m.title, lead.title), &g.clusters[c]); v > 0 {
					out[w] = g.better(out[w], owner{int32(c), v, 1})
				}
			}
		}
	}
	return out
}

// better returns the surer of two owners, and notes when they are two employers.
func (g *grouper) better(a, b owner) owner {
	if a.employers == 0 {
		return b
	}
	n := a.employers
	if g.rootOf(a.cluster) != g.rootOf(b.cluster) && g.all[g.clusters[a.cluster].lead].employer != g.all[g.clusters[b.cluster].lead].employer {
		n = 2
	}
	if b.sure > a.sure {
		a = b
	}
	a.employers = n
	return a
}
