// Package duplicate tells which listings advertise the same opening: it
// fingerprints texts, estimates how alike two texts are, and groups listings.
//
// It is not a store: it keeps nothing and reads nothing. It does not judge
// whether an employer's name is spelt the same (see listing.EmployerKey).
// Start with Fingerprint, then Group.
package duplicate

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

const (
	bins     = 64  // one-permutation MinHash bins
	shingle  = 9   // bytes a shingle: three kana or kanji, or about two short words
	maxTerms = 128 // terms kept of a text, those with the smallest hashes

	// A fingerprint is the digest that tells equal texts (8 bytes), the length of
	// the normalised text in bytes (2, at most 65,535), the MinHash bins of its
	// shingles (64), then the hashes of its terms (2 each, ascending).
	digestAt = 0
	lengthAt = 8
	binsAt   = 10
	termsAt  = binsAt + bins

	rollBase = 0x9e3779b97f4a7c15 | 1 // odd multiplier of the rolling hash
)

// rollOut is rollBase^shingle: what a byte is worth when it leaves the window.
var rollOut = func() uint64 {
	p := uint64(1)
	for range shingle {
		p *= rollBase
	}
	return p
}()

// Fingerprint returns 74 to 330 bytes by which Likeness tells near-equal texts
// and Group tells openings: an 8-byte digest of the normalised text, its length,
// a one-permutation MinHash of its 9-byte shingles (Li, Owen and Zhang 2012) in
// 64 bins of 8 bits, empty bins filled by optimal densification (Shrivastava
// 2017), and the 128 smallest hashes of its terms (a bottom-k sketch, Cohen and
// Kaplan 2007), for which the order of sentences does not count. Letter case,
// width, spaces and punctuation but + and # do not count. It is nil for a text
// without letters and digits. The same text gives the same bytes on every
// machine.
func Fingerprint(text string) []byte {
	folded := fold(text)
	norm := normalise(folded)
	if len(norm) == 0 {
		return nil
	}
	terms := sketch(folded)
	out := make([]byte, termsAt, termsAt+2*len(terms))
	binary.BigEndian.PutUint16(out[lengthAt:], uint16(min(len(norm), math.MaxUint16)))
	binary.BigEndian.PutUint64(out[digestAt:], minHash(norm, out[binsAt:termsAt]))
	for _, t := range terms {
		out = binary.BigEndian.AppendUint16(out, t)
	}
	return out
}

// minHash fills into with the MinHash of norm's shingles and returns its digest.
// A text shorter than a shingle is one shingle.
func minHash(norm []byte, into []byte) uint64 {
	var least [bins]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	var h uint64
	for i := range min(shingle, len(norm)) {
		h = h*rollBase + uint64(norm[i]) + 1
	}
	v := mix(h)
	digest := v
	least[v>>58] = v
	for i := shingle; i < len(norm); i++ {
		h = h*rollBase + uint64(norm[i]) + 1 - (uint64(norm[i-shingle])+1)*rollOut
		v := mix(h)
		digest = bits.RotateLeft64(digest, 5)*rollBase ^ v // order counts: equal shingles are not yet equal texts
		if b := v >> 58; v < least[b] {
			least[b] = v
		}
	}
	for i := range least {
		v := least[i]
		for try := uint64(1); v == math.MaxUint64; try++ {
			v = least[mix(uint64(i)<<32|try)>>58]
		}
		into[i] = byte(mix(v) >> 56)
	}
	return mix(digest ^ uint64(len(norm)))
}

// sketch returns the smallest maxTerms different hashes of the terms of a folded
// text, ascending.
func sketch(folded string) []uint16 {
	var seen [1 << 16 / 64]uint64
	eachTerm(folded, func(term string) {
		h := termHash(term)
		seen[h/64] |= 1 << (h % 64)
	})
	out := make([]uint16, 0, maxTerms)
	for i, word := range seen {
		for ; word != 0; word &= word - 1 {
			if len(out) == maxTerms {
				return out
			}
			out = append(out, uint16(i*64+bits.TrailingZeros64(word)))
		}
	}
	return out
}

// termHash is FNV-1a, mixed, cut to 16 bits.
func termHash(term string) uint16 {
	h := uint64(14695981039346656037)
	for i := range len(term) {
		h = (h ^ uint64(term[i])) * 1099511628211
	}
	return uint16(mix(h) >> 48)
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// Likeness estimates the Jaccard similarity, 0 … 1, of the shingle sets of the
// texts that a and b were made from, with a standard error of about 0.04 near
// 0.9. It is 0 when either is nil or not a fingerprint, and exactly 1 only for
// texts whose fingerprints agree in every bin.
func Likeness(a, b []byte) float64 {
	if !valid(a) || !valid(b) {
		return 0
	}
	same := 0
	for i := binsAt; i < termsAt; i++ {
		if a[i] == b[i] {
			same++
		}
	}
	// Eight bits agree by chance once in 256 (b-bit minwise hashing, Li and König 2010).
	const chance = 1.0 / 256
	return max(0, (float64(same)/bins-chance)/(1-chance))
}

// Equal reports whether a and b were made from texts that are equal but for
// case, width, spaces and punctuation.
func Equal(a, b []byte) bool {
	return valid(a) && valid(b) && digestOf(a) == digestOf(b)
}

// valid reports whether f is a fingerprint: of the right size, terms ascending.
func valid(f []byte) bool {
	if len(f) < termsAt || len(f) > termsAt+2*maxTerms || len(f)%2 != 0 {
		return false
	}
	for i := 1; i < termCount(f); i++ {
		if termOf(f, i-1) >= termOf(f, i) {
			return false
		}
	}
	return true
}

func digestOf(f []byte) uint64 { return binary.BigEndian.Uint64(f[digestAt:]) }

func lengthOf(f []byte) int { return int(binary.BigEndian.Uint16(f[lengthAt:])) }

func termCount(f []byte) int { return (len(f) - termsAt) / 2 }

func termOf(f []byte, i int) uint16 { return binary.BigEndian.Uint16(f[termsAt+2*i:]) }

// overlap is what two sketches say the terms of two texts have in common.
type overlap struct {
	jaccard   float64 // the common part of all their terms
	contained float64 // the common part of the terms of the text that has fewer
	swapped   float64 // how many terms of its own each has, at least: an estimate for the whole texts
}

// shared estimates what the texts of a and b have in common. Terms that common
// names weigh little in the shares. Terms of either above the smaller bound are
// unknown and not counted.
func shared(a, b []byte, common map[uint16]bool) overlap {
	limit := min(boundOf(a), boundOf(b))
	var both, onlyA, onlyB, ownA, ownB float64
	i, j := 0, 0
	na, nb := termCount(a), termCount(b)
	for i < na || j < nb {
		x, y := uint32(math.MaxUint32), uint32(math.MaxUint32)
		if i < na {
			x = uint32(termOf(a, i))
		}
		if j < nb {
			y = uint32(termOf(b, j))
		}
		if min(x, y) > limit {
			break
		}
		w := 1.0
		if common[uint16(min(x, y))] {
			w = commonWeight
		}
		switch {
		case x == y:
			both += w
			i++
			j++
		case x < y:
			onlyA += w
			ownA++
			i++
		default:
			onlyB += w
			ownB++
			j++
		}
	}
	o := overlap{swapped: min(ownA, ownB) * (math.MaxUint16 + 1) / float64(limit+1)}
	if both > 0 {
		o.jaccard, o.contained = both/(both+onlyA+onlyB), both/(both+min(onlyA, onlyB))
	}
	return o
}

// boundOf returns the highest hash up to which the sketch f is complete.
func boundOf(f []byte) uint32 {
	if n := termCount(f); n == maxTerms {
		return uint32(termOf(f, n-1))
	}
	return math.MaxUint16
}

// hashesOf returns the ascending hashes of the terms of text.
func hashesOf(text string) []uint16 {
	var out []uint16
	eachTerm(fold(text), func(t string) { out = append(out, termHash(t)) })
	slices.Sort(out)
	return slices.Compact(out)
}
