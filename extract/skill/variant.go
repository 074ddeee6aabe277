package skill

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// variants returns the ways of writing a form that are the same to the matcher,
// as folded runes where ' ' is a separator: words may be joined by a space, a
// hyphen or nothing, scripts may be parted by a space, katakana may end with or
// without ー, and "js" may follow a dot, a space or nothing.
func variants(form string) []string {
	var words []rune // with ' ' for required-or-nothing joints
	runes := []rune(norm.NFKC.String(form))
	for i, r := range runes {
		r = foldRune(r)
		if isSep(r) {
			if len(words) > 0 && words[len(words)-1] != ' ' && i < len(runes)-1 {
				words = append(words, ' ')
			}
			continue
		}
		if i > 0 && len(words) > 0 && words[len(words)-1] != ' ' && scriptChange(words[len(words)-1], r) {
			words = append(words, ' ')
		}
		words = append(words, r)
	}
	out := expand(string(words))
	if i := strings.Index(form, "."); i > 0 && strings.HasSuffix(strings.ToLower(form), ".js") {
		stem := strings.ToLower(form[:len(form)-3])
		for _, v := range expand(stem) {
			out = append(out, v+" js", v+"js")
		}
	}
	if strings.Contains(form, "/") {
		for _, v := range slices.Clone(out) {
			if w := strings.ReplaceAll(v, "/", " / "); !strings.Contains(w, "  ") {
				out = append(out, w)
			}
		}
	}
	return longVowels(out)
}

// scriptChange reports whether a Japanese and a Latin letter meet.
func scriptChange(a, b rune) bool {
	return isWord(a) && b >= 0x3040 || isWord(b) && a >= 0x3040 && a != '・'
}

// expand writes out s with every joint as a space and as nothing; a form of many
// words gets all or none only.
func expand(s string) []string {
	n := strings.Count(s, " ")
	if n == 0 {
		return []string{s}
	}
	if n > 4 {
		return []string{s, strings.ReplaceAll(s, " ", "")}
	}
	parts := strings.Split(s, " ")
	out := make([]string, 0, 1<<n)
	for bits := range 1 << n {
		var b strings.Builder
		b.WriteString(parts[0])
		for i, p := range parts[1:] {
			if bits>>i&1 == 0 {
				b.WriteByte(' ')
			}
			b.WriteString(p)
		}
		out = append(out, b.String())
	}
	return out
}

// longVowels adds the spellings of long katakana words with and without the last
// ー: サーバー and サーバ.
func longVowels(forms []string) []string {
	n := len(forms)
	for _, f := range forms[:n] {
		runes := []rune(f)
		for i := range runes {
			if !isKatakana(runes[i]) || i+1 < len(runes) && isKatakana(runes[i+1]) {
				continue
			}
			run := 0
			for run <= i && isKatakana(runes[i-run]) {
				run++
			}
			switch {
			case runes[i] == 'ー' && run >= 4:
				forms = append(forms, string(runes[:i])+string(runes[i+1:]))
			case run >= 4 && strings.ContainsRune("タダバザラァャカガパ", runes[i]):
				forms = append(forms, string(runes[:i+1])+"ー"+string(runes[i+1:]))
			}
		}
	}
	return forms
}
