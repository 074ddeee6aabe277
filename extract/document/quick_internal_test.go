package document

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"juyo/listing"
)

// What foldHeading, trailingMarker and leadingMarker do, put plainly.
var (
	trailing = regexp.MustCompile(`(?i)[（(※＊【［\[＜<]\s*((?:特に|より)?(?:必須|歓迎|尚可|なお可|尚良し?|優遇)|あれば尚可|望ましい|必須ではありません|must(?:[ -]have)?|required|mandatory|preferred|preferably|optional|nice[ -]to[ -]have|(?:a |an )?(?:big |huge |great |strong )?(?:plus|bonus|advantage)|desired|desirable|ideally)\s*[）)】］\]＞>]?[。.]?$`)
	leading  = regexp.MustCompile(`(?i)^(?:[-・*•●]\s*)?[（(【［\[＜<]\s*(必須|歓迎|尚可|優遇|must(?:[ -]have)?|required|preferred|optional|nice[ -]to[ -]have|plus|bonus)\s*[）)】］\]＞>]`)
)

func plainFold(s string) string {
	s = strings.ReplaceAll(strings.ToLower(norm.NFKC.String(s)), "’", "'")
	s = strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '(' && r != ')' || unicode.IsSymbol(r)
	})
	if strings.Contains(s, "you") || strings.Contains(s, "we") || strings.Contains(s, " is ") {
		s = putPlainly.Replace(s)
	}
	return s
}

func plainTrailing(s string) (at int, level listing.Level) {
	tail := s[max(0, len(s)-markerReach):]
	m := trailing.FindStringSubmatchIndex(tail)
	if m == nil {
		return 0, 0
	}
	return len(s) - len(tail) + m[0], markerWords(strings.ToLower(tail[m[2]:m[3]]))[strings.ToLower(tail[m[2]:m[3]])]
}

func plainLeading(s string) listing.Level {
	m := leading.FindStringSubmatch(s[:min(len(s), markerReach)])
	if m == nil {
		return 0
	}
	w := strings.ToLower(m[1])
	return markerWords(w)[w]
}

var oddLines = []string{
	"", "What You’ll Do", "ＲＥＱＵＩＲＥＭＥＮＴＳ：", "■必須スキル■", "【歓迎】", "what is this", "Who will you be?", "カ゛", "が", "①経験", "　応募資格　", "(optional)", "“You”", "Ｇｏ’", "é", "ﾊﾟ", "、。", "〜", "！？",
	"Go (preferred)", "Go（歓迎）。", "Go ※尚可", "Go (a big plus).", "Go [ must-have ]", "Go <ideally>", "（（必須）", "Go (nice to-have", "Go（特に歓迎", "Go (Plus) x", "Go (必須ではありません)", "(plus", "- [Must] Go", "・ 【 優遇 】Go", "※必須 Go", "<bonus>", "＊（歓迎）", "(must have Go)",
}

func compareLine(t *testing.T, s string) {
	t.Helper()
	if strings.ContainsAny(s, "\u017f\u212a") { // which fold to s and k
		return
	}
	if got, want := foldHeading(s), plainFold(s); got != want {
		t.Errorf("%q folds to %q, want %q", s, got, want)
	}
	at, level := trailingMarker(s)
	if wantAt, want := plainTrailing(s); level != want || level != 0 && at != wantAt {
		t.Errorf("%q ends with a marker at %d for %v, want at %d for %v", s, at, level, wantAt, want)
	}
	if got, want := leadingMarker(s), plainLeading(s); got != want {
		t.Errorf("%q begins with a marker for %v, want %v", s, got, want)
	}
}

func TestLinesReadQuickly(t *testing.T) {
	for _, s := range oddLines {
		compareLine(t, s)
	}
}

func FuzzLines(f *testing.F) {
	for _, s := range oddLines {
		f.Add(s)
	}
	f.Fuzz(compareLine)
}
