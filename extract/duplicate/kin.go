package duplicate

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// kin joins clusters that hold the very same long text where the employers may
// well be one: a name is the beginning of the other ("Uken", "Uken Games": two
// readings of one name), or one is not known. The texts of different employers
// stay apart, and so does a text of unknown origin that two of them have.
func (g *grouper) kin() {
	type holder struct {
		digest uint64
		member int32
	}
	var of []holder
	for i := range g.all {
		if m := &g.all[i]; m.print != nil && !m.bare && lengthOf(m.print) >= namelessText {
			of = append(of, holder{digestOf(m.print), int32(i)})
		}
	}
	slices.SortFunc(of, func(a, b holder) int {
		return cmp.Or(cmp.Compare(a.digest, b.digest), before(&g.all[a.member], &g.all[b.member]))
	})
	for start := 0; start < len(of); {
		end := start + 1
		for end < len(of) && of[end].digest == of[start].digest {
			end++
		}
		if end-start > 1 {
			run := make([]int32, 0, end-start)
			for _, h := range of[start:end] {
				run = append(run, h.member)
			}
			g.kinOf(run)
		}
		start = end
	}
}

// kinOf joins those of run, which hold one text, in the order of employers:
// unknown ones first, then a name before those that begin with it.
func (g *grouper) kinOf(run []int32) {
	unknown := 0
	for unknown < len(run) && g.all[run[unknown]].employer == "" {
		unknown++
	}
	if unknown == len(run) {
		return
	}
	root, names := run[unknown], 1
	for _, i := range run[unknown+1:] {
		if !beginsWith(g.all[i].employer, g.all[root].employer) {
			root = i
			names++
			continue
		}
		g.merge(root, i)
	}
	if names > 1 {
		return
	}
	for _, i := range run[:unknown] {
		g.merge(root, i)
	}
}

// merge joins the clusters of two members with one text, unless their titles
// conflict.
func (g *grouper) merge(i, j int32) {
	if relate(g.all[i].title, g.all[j].title) != conflicting {
		g.unite(g.cluster[i], g.cluster[j])
	}
}

// beginsWith reports whether name is root or begins with it, and does not just
// number it ("shop1", "shop12").
func beginsWith(name, root string) bool {
	rest, ok := strings.CutPrefix(name, root)
	if !ok || len(root) < 4 {
		return ok && rest == ""
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || classOf(r) != digits
}

// unite makes clusters c and d one.
func (g *grouper) unite(c, d int32) {
	c, d = g.rootOf(c), g.rootOf(d)
	g.moved[max(c, d)] = min(c, d)
}

// rootOf returns the cluster that c was joined to.
func (g *grouper) rootOf(c int32) int32 {
	for g.moved[c] != c {
		g.moved[c] = g.moved[g.moved[c]]
		c = g.moved[c]
	}
	return c
}
