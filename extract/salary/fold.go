package salary

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fold rewrites text so that one way of writing pay has one spelling: lower
// case, ASCII digits and punctuation for full-width ones, '~' for every wave
// dash, '-' for every dash, one space for a run of any. It is the part of NFKC that pay
// needs, without its table, and it keeps line breaks one for one (CR LF is one),
// so a line of the result is the same line of text.
func fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	spaced := false // the last byte written is a space
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
			case c == '\t' || c == '\v' || c == '\f' || c == 0:
				c = ' '
			case c == '\r':
				if i < len(text) && text[i] == '\n' {
					continue
				}
				c = '\n'
			}
			if c != ' ' || !spaced {
				b.WriteByte(c)
			}
			spaced = c == ' '
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if r >= '、' && r <= '鿿' && r != '〜' && r != '〔' && r != '〕' && r != '〰' && n == 3 {
			// Most Japanese: nothing to fold.
			b.WriteString(text[i : i+3])
			i += 3
			spaced = false
			continue
		}
		i += n
		if r >= 'Ａ' && r <= 'Ｚ' {
			b.WriteByte(byte(r-'Ａ') + 'a')
			spaced = false
			continue
		}
		if r > '！' && r <= '～' || r == '！' {
			b.WriteByte(byte(r - 0xFEE0))
			spaced = false
			continue
		}
		if s := foldRune(r); s >= 0 {
			if s > 0 && (s != ' ' || !spaced) {
				b.WriteRune(s)
			}
			spaced = s == ' ' || s == 0 && spaced
			continue
		}
		b.WriteRune(unicode.ToLower(r))
		spaced = false
	}
	return b.String()
}

// foldRune returns what stands for r, 0 when r is dropped, -1 when it stays.
func foldRune(r rune) rune {
	switch r {
	case '\u00a0', '\u1680', '\u202f', '\u205f', '\u3000', '\u2028', '\u2029', '\u0085':
		return ' '
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\ufe0e', '\ufe0f', '\u200e', '\u200f':
		return 0
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '─', '━', '⁃', '➖', '˗':
		return '-'
	case '〜', '∼', '∿', '˜', '〰', '⁓', '≈':
		return '~'
	case '’', '‘', 'ʼ', '′', '´':
		return '\''
	case '、':
		return -1
	case '，', '﹐':
		return ','
	case 'ｰ':
		return 'ー'
	case '￥':
		return '¥'
	case '￡':
		return '£'
	case '￦':
		return '₩'
	case '﹩':
		return '$'
	case '〔', '﹙':
		return '('
	case '〕', '﹚':
		return ')'
	case '→', '⇒', '➡', '⇨', '➔':
		return '→'
	case '≧':
		return '≥'
	case '≦':
		return '≤'
	case '㍻', '㋿':
		return -1
	}
	if r >= '\u2000' && r <= '\u200a' {
		return ' '
	}
	return -1
}
