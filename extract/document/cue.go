package document

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"juyo/listing"
)

// levelLabel finds a label for a level inside a line. It must be bracketed or
// followed by a colon, and begin the line or follow the end of a phrase.
var levelLabel = regexp.MustCompile(`(?i)(?:[【《≪＜<［\[〔■◆●▼◎]\s*(必須|歓迎|尚可|優遇|must(?:[ -]haves?)?|want|nice[ -]to[ -]haves?)(?:スキル|要件|条件|経験|資格)?(?:・(?:スキル|経験|要件|条件))*\s*(?:[】》≫＞>］\]〕]\s*[:：]?|[:：])|(?:^|[\s\x{3000}。．.、,，;；/／）)】])(必須|歓迎|尚可|優遇|不要|不問|応募資格|応募条件|応募要件|求めるスキル|必要なスキル|必要な経験|must(?:[ -]haves?)?|nice[ -]to[ -]haves?|bonus(?: points)?)(?:スキル|要件|条件|経験|資格)?(?:・(?:スキル|経験|要件|条件))*\s*[:：＝])`)

// nextLevelLabel returns where the first label for a level in s, with characters c,
// begins and ends and the section it names; at is -1 when there is none.
func nextLevelLabel(s string, c characters) (at, end int, sec Section) {
	if !c.closes || !mayHoldLabel(s, c) {
		return -1, 0, Body
	}
	m := levelLabel.FindStringSubmatchIndex(s)
	if m == nil {
		return -1, 0, Body
	}
	at, end = m[0], m[1]
	word := ""
	if m[2] >= 0 {
		word = s[m[2]:m[3]]
	} else {
		word = s[m[4]:m[5]]
		at = m[4]
	}
	switch strings.ToLower(word)[0] {
	case 'm':
		return at, end, Required
	case 'n', 'w', 'b':
		return at, end, Preferred
	}
	switch word {
	case "歓迎", "尚可", "優遇":
		return at, end, Preferred
	case "不要", "不問":
		return at, end, Unneeded
	}
	return at, end, Required
}

// mayHoldLabel reports whether s can hold a label for a level; the regular
// expression that finds it is too slow for every line.
func mayHoldLabel(s string, chars characters) bool {
	if chars.holdAny(s, labelWords) {
		return true
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != ':' && c != '>' && c != ']' && (c < 0xe2 || !closesLabel(s[i:])) {
			continue
		}
		if levelWordIn(s[max(0, i-24):i]) {
			return true
		}
	}
	return false
}

var labelWords = keywords("必須", "歓迎", "尚可", "優遇", "不要", "不問", "応募資格", "応募条件", "応募要件", "求めるスキル", "必要なスキル", "必要な経験")

// levelWordIn reports whether s holds must, want, nice or bonus.
func levelWordIn(s string) bool {
	for i := range len(s) - 3 {
		switch s[i] | 0x20 {
		case 'm', 'w', 'n', 'b':
			for _, w := range [...]string{"must", "want", "nice", "bonus"} {
				if len(s)-i >= len(w) && strings.EqualFold(s[i:i+len(w)], w) {
					return true
				}
			}
		}
	}
	return false
}

// closesLabel reports whether s begins with a full-width mark that may close a
// label.
func closesLabel(s string) bool {
	if len(s) < 3 {
		return false
	}
	switch s[:3] {
	case "：", "】", "》", "≫", "＞", "］", "〕":
		return true
	}
	return false
}

// markerLevel returns the level that a marker at the start or the end of a
// block, with characters c, states: "（歓迎）", "※尚可", "Kubernetes (preferred)".
func markerLevel(s string, c characters) listing.Level {
	if dashed(s) {
		return listing.LevelPreferred
	}
	if !c.opens {
		return 0
	}
	if at, level := trailingMarker(s); level != 0 && !strings.ContainsAny(s[:at], ",、，;；") {
		return level
	}
	return leadingMarker(s)
}

// dashed reports whether a wish stands behind a dash at the end of s: "Experience
// with Go - advantage".
func dashed(s string) bool {
	s = strings.TrimRight(s, ".! ")
	if s == "" || !strings.ContainsRune("esldESLD", rune(s[len(s)-1])) {
		return false
	}
	for _, w := range dashedWords {
		if len(s) > len(w) && strings.EqualFold(s[len(s)-len(w):], w) {
			return dashBefore(s[:len(s)-len(w)])
		}
	}
	return false
}

// dashedWords end a line that would be liked.
var dashedWords = []string{"advantage", "plus", "bonus", "nice to have", "nice-to-have", "optional", "preferred", "desirable", "desired"}

// dashBefore reports whether s ends with a dash, words such as "a big" apart.
func dashBefore(s string) bool {
	s = strings.TrimRight(s, " ")
	for range 2 {
		for _, w := range [...]string{" a", " an", " big", " huge", " strong", " great", " definite", " real", " major", " nice"} {
			if len(s) > len(w) && strings.EqualFold(s[len(s)-len(w):], w) {
				s = strings.TrimRight(s[:len(s)-len(w)], " ")
			}
		}
	}
	return strings.HasSuffix(s, " -") || strings.HasSuffix(s, "--") || strings.HasSuffix(s, "–") || strings.HasSuffix(s, "—")
}

// markerReach is how far from its ends, in bytes, a block is looked at for markers.
const markerReach = 48

// trailingMarker returns the level of the marker that s ends with and where it
// begins; 0 without one.
func trailingMarker(s string) (at int, level listing.Level) {
	t := s
	for _, end := range [...]string{"。", "."} {
		if rest, ok := strings.CutSuffix(t, end); ok {
			t = rest
			break
		}
	}
	if n := closerBefore(t); n > 0 {
		t = t[:len(t)-n]
	}
	t = strings.TrimRight(t, markerSpace)
	if t == "" || !markerLast[t[len(t)-1]] {
		return 0, 0
	}
	for at = len(t) - 1; at >= max(0, len(s)-markerReach); at-- {
		if n := markerOpens(t[at:]); n > 0 {
			return at, levelSaid(strings.TrimLeft(t[at+n:], markerSpace), trailingWords)
		}
	}
	return 0, 0
}

// leadingMarker returns the level of the marker that s begins with, behind a
// bullet or none; 0 without one.
func leadingMarker(s string) listing.Level {
	s = s[:min(len(s), markerReach)]
	if r, n := utf8.DecodeRuneInString(s); strings.ContainsRune("-・*•●", r) {
		s = strings.TrimLeft(s[n:], markerSpace)
	}
	n := markerOpens(s)
	if n == 0 || strings.HasPrefix(s, "※") || strings.HasPrefix(s, "＊") {
		return 0
	}
	s = strings.TrimLeft(s[n:], markerSpace)
	end := strings.IndexAny(s, markerClosers)
	if end < 0 {
		return 0
	}
	return levelSaid(strings.TrimRight(s[:end], markerSpace), leadingWords)
}

const (
	markerClosers = "）)】］]＞>"
	markerSpace   = " \t\n\f\r"
)

// markerOpens returns the length of the mark at the start of s that a marker begins
// with, 0 for none.
func markerOpens(s string) int {
	switch s := s[:min(len(s), 3)]; {
	case s == "":
		return 0
	case s[0] == '(' || s[0] == '[' || s[0] == '<':
		return 1
	case s == "（" || s == "※" || s == "＊" || s == "【" || s == "［" || s == "＜":
		return 3
	}
	return 0
}

// closerBefore returns the length of the mark at the end of s that a marker may end
// with, 0 for none.
func closerBefore(s string) int {
	if s == "" {
		return 0
	}
	r, n := utf8.DecodeLastRuneInString(s)
	if r < utf8.RuneSelf && r != ')' && r != ']' && r != '>' || !strings.ContainsRune(markerClosers, r) {
		return 0
	}
	return n
}

// levelSaid looks up word in any case.
func levelSaid(word string, words map[string]listing.Level) listing.Level {
	var lower [markerReach]byte
	if len(word) > len(lower) {
		return 0
	}
	for i := range len(word) {
		lower[i] = word[i]
		if c := word[i]; c >= 'A' && c <= 'Z' {
			lower[i] += 'a' - 'A'
		}
	}
	return words[string(lower[:len(word)])]
}

// leadingWords and trailingWords are what markers say.
var (
	leadingWords = markerWords("必須", "歓迎", "尚可", "優遇", "must", "must have", "must-have", "required", "preferred", "optional",
		"nice to have", "nice-to-have", "nice to-have", "nice-to have", "plus", "bonus")

	trailingWords = func() map[string]listing.Level {
		words := []string{
			"あれば尚可", "望ましい", "必須ではありません", "must", "must have", "must-have", "required", "mandatory", "preferred", "preferably", "optional",
			"nice to have", "nice-to-have", "nice to-have", "nice-to have", "desired", "desirable", "ideally",
		}
		for _, w := range [...]string{"必須", "歓迎", "尚可", "なお可", "尚良", "尚良し", "優遇"} {
			words = append(words, w, "特に"+w, "より"+w)
		}
		for _, article := range [...]string{"", "a ", "an "} {
			for _, size := range [...]string{"", "big ", "huge ", "great ", "strong "} {
				words = append(words, article+size+"plus", article+size+"bonus", article+size+"advantage")
			}
		}
		return markerWords(words...)
	}()

	// markerLast marks the bytes that trailingWords end with, in any case.
	markerLast = func() (last [256]bool) {
		for w := range trailingWords {
			last[w[len(w)-1]] = true
			last[strings.ToUpper(w)[len(w)-1]] = true
		}
		return last
	}()
)

func markerWords(words ...string) map[string]listing.Level {
	m := make(map[string]listing.Level, len(words))
	for _, w := range words {
		m[w] = listing.LevelPreferred
		if strings.HasSuffix(w, "必須") || strings.HasPrefix(w, "must") || w == "required" || w == "mandatory" {
			m[w] = listing.LevelRequired
		}
	}
	return m
}
