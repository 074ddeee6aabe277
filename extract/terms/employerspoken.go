package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// spokenEmployer returns the name in the poster's own words in the first lines.
func (r *reading) spokenEmployer() string {
	body := r.doc.Text[r.doc.BodyStart:]
	if len(body) > 1500 {
		body = body[:1500]
	}
	var lines []string
	for line := range strings.SplitSeq(body, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	for i, line := range lines {
		if i > 8 {
			break
		}
		if name := labelledName(line); name != "" {
			return name
		}
		if i == 0 {
			continue
		}
		// A posting that begins with its place or its role: the name comes next.
		if i <= 3 && skippable(r.header) {
			if strings.ContainsAny(line, "|(") || strings.Contains(line, " - ") || strings.Contains(line, "://") {
				if name := employerOf(line); name != "" && (startsUpper(name) || strings.ContainsRune(name, '.') || strings.Contains(line, "://")) {
					return name
				}
			} else if words := strings.Fields(line); len(words) <= 4 && allCapitalised(words) {
				if name, _ := nameOf(line, true); name != "" && properName(name) {
					return name
				}
			}
		}
	}
	for i, line := range lines {
		if i > 8 {
			break
		}
		for sentence := range strings.SplitSeq(line, ". ") {
			if name := sentenceName(strings.TrimSpace(sentence)); name != "" {
				return name
			}
		}
	}
	return ""
}

// labelledName reads "Company: Acme".
func labelledName(line string) string {
	for _, label := range []string{"Company:", "Company Name:", "Company name:", "Employer:", "COMPANY:", "Organization:"} {
		if rest, ok := strings.CutPrefix(line, label); ok {
			name, _ := nameOf(rest, true)
			return name
		}
	}
	return ""
}

// sentenceName reads the name in "At Acme, we …", "Acme is hiring …",
// "We're Acme, …", "I work for Acme".
func sentenceName(s string) string {
	for _, lead := range []string{"At ", "Here at ", "Join ", "We are ", "We're ", "I'm with ", "I work for ", "I work at ", "We at ", "Come work at ", "Work at ", "About ", "Why "} {
		rest, ok := strings.CutPrefix(s, lead)
		if !ok {
			continue
		}
		name := capitalised(rest)
		after := rest[len(name):]
		switch lead {
		case "About ", "Why ":
			if strings.Trim(after, " :?.") != "" {
				name = ""
			}
		case "We are ", "We're ":
			if !startsWith(after, ",", "(", "-", "–", "—", ".", " and ") && after != "" {
				name = ""
			}
		}
		if properName(name) {
			return name
		}
	}
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return ""
	}
	name := capitalised(s)
	if name == "" {
		return ""
	}
	after := withoutLeadingBracket(lower[len(name):])
	if startsWith(after, "is hiring", "is looking", "is seeking", "is growing", "is a ", "is an ", "is the ", "is building", "provides ", "builds ", "makes ", "helps ", "are hiring", "was founded", "is on a mission", "is revolution", "is transforming", "is one of", "is changing", "is disrupting", "develops ", "offers ", "is developing", "is reinventing", "is creating", "is backed", "is expanding", "enables ", "lets ", "allows ") && properName(name) {
		return name
	}
	return ""
}

func withoutLeadingBracket(s string) string {
	s = strings.TrimLeft(s, " ")
	if strings.HasPrefix(s, "(") {
		if i := strings.IndexByte(s, ')'); i > 0 {
			return strings.TrimLeft(s[i+1:], " ,")
		}
	}
	return s
}

// capitalised returns the words with capitals that s begins with, at most four.
func capitalised(s string) string {
	end, words := 0, 0
	for i := 0; i < len(s) && words < 5; {
		j := strings.IndexAny(s[i:], " ,(:;!?")
		if j < 0 {
			j = len(s) - i
		}
		w := strings.TrimSuffix(s[i:i+j], "'s")
		c, _ := utf8.DecodeRuneInString(w)
		if w == "" || !unicode.IsUpper(c) && !unicode.IsDigit(c) && w != "&" && w != "of" && w != "and" {
			break
		}
		words++
		if w != "&" && w != "of" && w != "and" {
			end = i + len(w)
		}
		if i+j >= len(s) || s[i+j] != ' ' || len(w) < j {
			break
		}
		i += j + 1
	}
	if words > 4 {
		return ""
	}
	return strings.TrimRight(s[:end], ".,")
}

// properName is plausibleName for words out of running text: no place, no
// pronoun, nothing every posting says.
func properName(s string) bool {
	if s == "" || !plausibleName(s) || utf8.RuneCountInString(s) < 2 {
		return false
	}
	first, _, _ := strings.Cut(strings.ToLower(s), " ")
	switch strings.Trim(first, ".,") {
	case "the", "our", "this", "these", "we", "you", "it", "they", "he", "she", "experience", "experienced", "strong", "knowledge", "bonus", "candidates", "candidate", "there", "everyone", "each", "every", "both", "salary", "equity", "startup", "y", "series", "us", "now", "today", "since", "while", "as", "being", "having", "compensation", "responsibilities", "requirements", "benefits", "culture", "team", "engineering", "product":
		return false
	}
	return len(findPlaces(s, true).places) == 0
}

// startsUpper reports whether s begins with a capital letter or a digit.
func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
