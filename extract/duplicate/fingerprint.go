// Package duplicate tells which listings advertise the same opening: it
// fingerprints texts, estimates how alike two texts are, and groups listings.
//
// It is not a store: it keeps nothing and reads nothing. It does not judge
// whether an employer's name is spelt the same (see listing.EmployerKey).
// Start with Fingerprint, then Group.
package duplicate

import (
	"encoding/binary"
	"math/bits"
)

const (
	bins        = 64 // one-permutation MinHash bins
	shingle     = 9  // bytes a shingle: three kana or kanji, or about two short words
	minShingles = 48 // fewer shingles than this say nothing about likeness
	digestLen   = 8  // bytes of the digest that tells equal texts

	// FingerprintSize is the length in bytes of a fingerprint that is not nil.
	FingerprintSize = digestLen + bins

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

// Fingerprint returns 72 bytes by which Likeness tells near-equal texts and
// Group tells equal ones: an 8-byte digest of the normalised text, then a
// one-permutation MinHash of its 9-byte shingles (Li, Owen and Zhang 2012) in 64
// bins of 8 bits, empty bins filled by optimal densification (Shrivastava 2017).
// Letter case of ASCII, width of ASCII, spaces and ASCII punctuation do not count. It is
// nil for a text too short to tell (under about 56 bytes after normalising).
// The same text gives the same bytes on every machine and in every version.
func Fingerprint(text string) []byte {
	norm := normalise(text)
	if len(norm) < minShingles+shingle-1 {
		return nil
	}
	var least [bins]uint64
	for i := range least {
		least[i] = ^uint64(0)
	}
	var h, digest uint64
	for i := range shingle {
		h = h*rollBase + uint64(norm[i]) + 1
	}
	digest = mix(h)
	keep := func(v uint64) {
		if b := v >> 58; v < least[b] {
			least[b] = v
		}
	}
	keep(mix(h))
	for i := shingle; i < len(norm); i++ {
		h = h*rollBase + uint64(norm[i]) + 1 - (uint64(norm[i-shingle])+1)*rollOut
		v := mix(h)
		digest = bits.RotateLeft64(digest, 5)*rollBase ^ v // order counts: equal shingles are not yet equal texts
		keep(v)
	}
	out := make([]byte, FingerprintSize)
	binary.BigEndian.PutUint64(out, mix(digest^uint64(len(norm))))
	for i := range least {
		v := least[i]
		for try := uint64(1); v == ^uint64(0); try++ {
			v = least[mix(uint64(i)<<32|try)>>58]
		}
		out[digestLen+i] = byte(mix(v) >> 56)
	}
	return out
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// normalise keeps letters, digits and everything outside ASCII but spaces;
// ASCII becomes lower case and full-width ASCII becomes ASCII.
func normalise(text string) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			out = append(out, c)
		case c >= 'A' && c <= 'Z':
			out = append(out, c+'a'-'A')
		case c < 0x80:
		case c == 0xC2 && i+1 < len(text) && text[i+1] == 0xA0: // no-break space
			i++
		case c == 0xE3 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2] == 0x80: // ideographic space
			i += 2
		case c == 0xEF && i+2 < len(text) && (text[i+1] == 0xBC || text[i+1] == 0xBD && text[i+2] <= 0x9E):
			// Full-width ASCII, U+FF01 … U+FF5E.
			r := rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F) | 0xF000
			i += 2
			switch a := r - 0xFEE0; {
			case a >= 'A' && a <= 'Z':
				out = append(out, byte(a)+'a'-'A')
			case a >= 'a' && a <= 'z', a >= '0' && a <= '9':
				out = append(out, byte(a))
			}
		default:
			out = append(out, c)
		}
	}
	return out
}

// Likeness estimates the Jaccard similarity, 0 … 1, of the shingle sets of the
// texts that a and b were made from, with a standard error of about 0.04 near
// 0.9. It is 0 when either is nil or not a fingerprint, and exactly 1 only for
// texts whose fingerprints agree in every bin.
func Likeness(a, b []byte) float64 {
	if len(a) != FingerprintSize || len(b) != FingerprintSize {
		return 0
	}
	same := 0
	for i := digestLen; i < FingerprintSize; i++ {
		if a[i] == b[i] {
			same++
		}
	}
	// Eight bits agree by chance once in 256 (b-bit minwise hashing, Li and König 2010).
	const chance = 1.0 / 256
	return max(0, (float64(same)/bins-chance)/(1-chance))
}

// Equal reports whether a and b were made from texts that are equal but for
// case, spaces and punctuation.
func Equal(a, b []byte) bool {
	return len(a) == FingerprintSize && len(b) == FingerprintSize && digestOf(a) == digestOf(b)
}

// digestOf returns the digest part of a fingerprint, 0 when it is not one.
func digestOf(f []byte) uint64 {
	if len(f) != FingerprintSize {
		return 0
	}
	return binary.BigEndian.Uint64(f)
}
