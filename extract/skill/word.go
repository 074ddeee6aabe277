package skill

import (
	"strings"
	"unicode/utf8"
	"unsafe"
)

// sameCase reports whether surface is written in the case of form, whatever its
// width, its separators and its long vowels (サーバー, サーバ).
func sameCase(surface, form string) bool {
	if surface == form {
		return true
	}
	i, j := 0, 0
	for {
		var a, b rune
		a, i = nextLetter(surface, i)
		b, j = nextLetter(form, j)
		if a != b {
			return false
		}
		if a == 0 {
			return true
		}
	}
}

// nextLetter returns the next rune of s from i that is no separator and no ー, in
// normal width, and where it ends; 0 at the end.
func nextLetter(s string, i int) (rune, int) {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r >= 0xff01 && r <= 0xff5e {
			r -= 0xfee0
		} else if r >= 0x80 {
			r = foldRune(r)
		}
		if !isSep(r) && r != 'ー' {
			return r, i
		}
	}
	return 0, i
}

// foldText folds s rune by rune, keeping its separators as spaces.
func foldText(s string) string { return string(appendFolded(make([]byte, 0, len(s)), s)) }

// appendFolded appends s as foldText folds it.
func appendFolded(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < 0x80 {
			if c = foldedByte[c]; c == '-' {
				c = ' '
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r = foldRune(r); isSep(r) {
			r = ' '
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// window is a part of the text in folded letters, kept while the hits of one
// sentence are judged.
type window struct {
	from, to int
	buf      []byte
}

// folded returns the folded text around h, which is good until the next call.
func (v *view) folded(h *hit, st sentence) string {
	w := v.window
	from, to := v.reach(h, st)
	if w.from != from || w.to != to {
		w.from, w.to = from, to
		w.buf = appendFolded(w.buf[:0], v.d.Text[from:to])
	}
	// No copy for each hit: the buffer stays as it is while the hits of this window
	// are judged.
	return unsafe.String(unsafe.SliceData(w.buf), len(w.buf)) //nolint:gosec // see above
}

// holdsWord reports whether the folded text holds the folded word between
// boundaries.
func holdsWord(text, word string) bool {
	if word == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		i += at
		if (i == 0 || leftBoundary(text, i)) && rightBoundary(text, i, i+len(word)) {
			return true
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		at = i + n
	}
}

// containsWord reports whether s, folded, holds the folded word between
// boundaries.
func containsWord(s, word string) bool {
	if word == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(word)
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= 0x80 {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if r = foldRune(r); r == first || isSep(r) && first == ' ' {
			if end := hasFolded(s, i, word); end > 0 && (i == 0 || leftBoundary(s, i)) && rightBoundary(s, i, end) {
				return true
			}
		}
		i += n
	}
	return false
}

// hasFolded returns where the folded word ends that begins at s[i:], or 0.
func hasFolded(s string, i int, word string) int {
	for _, want := range word {
		if i >= len(s) {
			return 0
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r = foldRune(r); isSep(r) {
			r = ' '
		}
		if r != want {
			return 0
		}
		i += n
	}
	return i
}
