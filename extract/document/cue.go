package document

import (
	"regexp"
	"strings"

	"juyo/listing"
)

// levelLabel finds a label for a level inside a line. It must be bracketed or
// followed by a colon, and begin the line or follow the end of a phrase.
var levelLabel = regexp.MustCompile(`(?i)(?:[【《≪＜<［\[〔■◆●▼◎]\s*(必須|歓迎|尚可|優遇|must(?:[ -]haves?)?|want|nice[ -]to[ -]haves?)(?:スキル|要件|条件|経験|資格)?(?:・(?:スキル|経験|要件|条件))*\s*(?:[】》≫＞>］\]〕]\s*[:：]?|[:：])|(?:^|[\s。．.、,，;；/／）)】])(必須|歓迎|尚可|優遇|must(?:[ -]haves?)?|nice[ -]to[ -]haves?|bonus(?: points)?)(?:スキル|要件|条件|経験|資格)?(?:・(?:スキル|経験|要件|条件))*\s*[:：])`)

// nextLevelLabel returns where the first label for a level in s begins and ends
// and the section it names; at is -1 when there is none.
func nextLevelLabel(s string) (at, end int, sec Section) {
	if !mayHoldLabel(s) {
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
	if word == "必須" {
		return at, end, Required
	}
	return at, end, Preferred
}

// mayHoldLabel reports whether s can hold a label for a level; the regular
// expression that finds it is too slow for every line.
func mayHoldLabel(s string) bool {
	if strings.Contains(s, "必須") || strings.Contains(s, "歓迎") || strings.Contains(s, "尚可") || strings.Contains(s, "優遇") {
		return true
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ':', '>', ']', 0xef, 0xe3: // 0xef and 0xe3 begin the full-width ones
			before := strings.ToLower(s[max(0, i-24):i])
			for _, w := range [...]string{"must", "want", "nice", "bonus"} {
				if strings.Contains(before, w) {
					return true
				}
			}
		}
	}
	return false
}

// markerLevel returns the level that a marker at the start or the end of a
// block states: "（歓迎）", "※尚可", "Kubernetes (preferred)".
func markerLevel(s string) listing.Level {
	if !strings.ContainsAny(s, "（(※＊【［[＜<") {
		return 0
	}
	const window = 48 // bytes looked at on either side
	head, tail := s[:min(len(s), window)], s[max(0, len(s)-window):]
	if m := marker.FindStringSubmatchIndex(tail); m != nil && !strings.ContainsAny(s[:len(s)-len(tail)+m[0]], ",、，;；") {
		return markerWord(tail[m[2]:m[3]])
	}
	if m := leading.FindStringSubmatch(head); m != nil {
		return markerWord(m[1])
	}
	return 0
}

var (
	marker  = regexp.MustCompile(`(?i)[（(※＊【［\[＜<]\s*(必須|歓迎|尚可|なお可|尚良し?|あれば尚可|優遇|望ましい|必須ではありません|must(?:[ -]have)?|required|mandatory|preferred|optional|nice[ -]to[ -]have|a?\s*(?:big |huge )?(?:plus|bonus)|bonus|desired|desirable|ideally)\s*[）)】］\]＞>]?[。.]?$`)
	leading = regexp.MustCompile(`(?i)^(?:[-・*•●]\s*)?[（(【［\[＜<]\s*(必須|歓迎|尚可|優遇|must(?:[ -]have)?|required|preferred|optional|nice[ -]to[ -]have|plus|bonus)\s*[）)】］\]＞>]`)
)

func markerWord(w string) listing.Level {
	w = strings.ToLower(w)
	switch {
	case w == "必須" || strings.HasPrefix(w, "must") || w == "required" || w == "mandatory":
		return listing.LevelRequired
	default:
		return listing.LevelPreferred
	}
}
