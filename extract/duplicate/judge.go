package duplicate

import (
	"bytes"
	"slices"
	"time"

	"juyo/listing"
)

// The thresholds of judge. They were set on made-up openings (the truth set of
// the tests) and by reading pairs of real boards.
const (
	sameTitle          = 0.38 // share of common terms under one title
	sameContained      = 0.80 // the same, of the shorter text
	elsewhereShare     = 0.60 // … in places that differ
	elsewhereContained = 0.90
	narrowerShare      = 0.85 // … when one title says more
	narrowerLike       = 0.85 // and the likeness of the texts
	translatedShare    = 0.60 // … when titles are in two languages
	untitledShare      = 0.85 // … without titles
	untitledLike       = 0.75 // and the likeness of the texts
	swapLike           = 0.65 // likeness of texts from which what differs was not reworded but put in another's place
	swapNone           = 0.95 // likeness from which nothing of length was
	swapTerms          = 5.0  // terms each then has of its own
	namelessLike       = 0.95 // likeness of texts of unknown employers
	commonWeight       = 0.10 // what a term of the employer's template counts

	boilerTitles = 3    // different titles from which a template can be told
	boilerSample = 64   // titles looked at
	boilerShare  = 0.60 // of them hold a term of the template

	clusterTitles = 8 // different titles kept of a cluster

	bareTerms = 10 // terms of a line on the place
	bareBytes = 80 // its length

	// Of unknown employers: of 3,241 titles of 60 bytes and more that known
	// employers wrote on one board none was written by two.
	namelessTitle = 60
	namelessText  = 240 // bytes from which likeness says something
)

// judge returns how surely m is of the opening of cluster k, whose first member
// is lead, when the employer is the same: 0 not at all, 1 when the texts are
// equal.
//
//   - Titles that conflict (another role, team, technology or seniority) are
//     different openings, whatever the texts.
//   - Equal texts are one opening, wherever and whenever.
//   - Else not more than Window may lie between the sightings, and the texts must
//     share enough of the terms that are not the employer's template: more when
//     the places differ, one title says more than the other, or is missing.
//   - Without texts the titles and the places must be the same.
func judge(m, lead *member, rel relation, k *cluster) float64 {
	if rel == conflicting {
		return 0
	}
	if Equal(m.print, lead.print) && (rel != unstated || !m.bare) {
		return 1
	}
	if !near(m, k) {
		return 0
	}
	if m.strange != nil || lead.strange != nil {
		if rel == same && bytes.Equal(m.strange, lead.strange) {
			return 1
		}
		return 0
	}
	if m.bare || lead.bare {
		return judgeBare(m, lead, rel, k)
	}
	return judgeTexts(m, lead, rel, k)
}

// judgeTexts compares texts that both say more than a title.
func judgeTexts(m, lead *member, rel relation, k *cluster) float64 {
	o := shared(m.print, lead.print, m.boiler)
	like := Likeness(m.print, lead.print)
	apart := placesApart(m.places, k.places) || !slices.Equal(m.title.towns, lead.title.towns)
	swapped := o.swapped >= swapTerms && like < swapNone
	ok := false
	switch rel {
	case same:
		ok = o.jaccard >= sameTitle || o.contained >= sameContained
		if apart {
			ok = o.jaccard >= elsewhereShare || o.contained >= elsewhereContained
		} else if like >= swapLike && swapped {
			return 0 // word for word the same but for one part: another team or project
		}
	case narrower:
		ok = o.jaccard >= narrowerShare && like >= narrowerLike && !swapped
	case translated:
		ok = o.jaccard >= translatedShare
	case unstated:
		ok = o.jaccard >= untitledShare && like >= untitledLike && !swapped
	}
	if !ok {
		return 0
	}
	return 0.01 + 0.98*(o.jaccard+like)/2
}

// judgeBare compares listings of which one or both have no text.
func judgeBare(m, lead *member, rel relation, k *cluster) float64 {
	if rel != same || placesApart(m.places, k.places) {
		return 0
	}
	if !m.bare || !lead.bare {
		return 0.3 // one board shows the text, the other does not
	}
	if !sameTowns(m, lead) {
		return 0
	}
	return 0.5
}

// sameTowns compares the places that titles and the line beside them name, of
// listings without a text: all that the one names the other must name too.
func sameTowns(a, b *member) bool {
	if !slices.Equal(a.title.towns, b.title.towns) {
		return false
	}
	x, y := a.town(), b.town()
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y)
	}
	within := func(of, in []uint16) bool {
		return !slices.ContainsFunc(of, func(h uint16) bool { return !slices.Contains(in, h) })
	}
	return within(x, y) || within(y, x)
}

// town returns the terms beside the title that are not as wide as a country.
func (m *member) town() []uint16 {
	return slices.DeleteFunc(m.beside(), func(h uint16) bool { return wideTerms[h] })
}

// judgeNameless is judge for unknown employers: texts must be nearly equal under
// the same title.
func judgeNameless(m, lead *member, rel relation, k *cluster) float64 {
	if m.print == nil || lead.print == nil || rel == conflicting {
		return 0
	}
	if Equal(m.print, lead.print) {
		if m.bare && (lengthOf(m.print) < namelessTitle || !near(m, k)) {
			return 0
		}
		return 1
	}
	if rel != same && rel != unstated || m.bare || lead.bare || !near(m, k) || lengthOf(m.print) < namelessText {
		return 0
	}
	if like := Likeness(m.print, lead.print); like >= namelessLike {
		return like - 0.01
	}
	return 0
}

// near reports whether not more than Window lies between the sightings of m and
// those of cluster k.
func near(m *member, k *cluster) bool {
	return max(m.first, k.first)-min(m.last, k.last) <= int64(Window/time.Second)
}

// placesApart reports whether a and b both state places and none in common.
// Places of one country agree when either leaves the prefecture out.
func placesApart(a, b []listing.Place) bool {
	for _, p := range a {
		for _, q := range b {
			if p.Country == q.Country && (p.Prefecture == q.Prefecture || p.Prefecture == 0 || q.Prefecture == 0) {
				return false
			}
		}
	}
	return len(a) > 0 && len(b) > 0
}
