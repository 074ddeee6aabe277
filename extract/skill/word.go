package skill

import (
	"strings"
	"unicode/utf8"
)

// sameCase reports whether surface is written in the case of form, whatever its
// width and its separators.
func sameCase(surface, form string) bool {
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

// nextLetter returns the next rune of s from i that is no separator, in normal
// width, and where it ends; 0 at the end.
func nextLetter(s string, i int) (rune, int) {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r >= 0xff01 && r <= 0xff5e {
			r -= 0xfee0
		} else if r >= 0x80 {
			r = foldRune(r)
		}
		if !isSep(r) {
			return r, i
		}
	}
	return 0, i
}

// foldText folds s rune by rune, keeping its separators as spaces.
func foldText(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r = foldRune(r); isSep(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
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
