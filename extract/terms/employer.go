package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// employer returns the employer's name as written: the listing's own field, else
// the field of a posting's header line that is neither a place, a role nor a
// term, else the poster's own words ("Acme is hiring", "At Acme, we"). A name
// that is not sure is left out: "" is better than a wrong employer.
func (r *reading) employer() string {
	if c := strings.TrimSpace(r.listing.Company); c != "" && (!r.posting() || !notEmployer(c)) {
		return withoutAbbreviation(c)
	}
	if !r.posting() {
		return ""
	}
	if name := r.headerEmployer(); name != "" {
		return name
	}
	return r.spokenEmployer()
}

// maxNameRunes and maxNameWords bound what is taken for a name.
const (
	maxNameRunes = 48
	maxNameWords = 6
)

// employerMarks part the fields of a header, strongest first. A weaker mark is
// tried inside the first fields only: names hold dashes and commas too.
var employerMarks = []string{"|", " - ", " – ", " — ", " -- ", " ― ", " • ", " · ", " ☆ ", " // ", " / ", ": ", "—", "–", " -", "- ", "; ", " \\ ", " ~ ", ". ", "  "}

// headerEmployer returns the name in the header line.
func (r *reading) headerEmployer() string {
	return employerOf(strings.ReplaceAll(r.header, "｜", "|"))
}

// employerOf returns the name in a line shaped like a header.
func employerOf(line string) string {
	if name := hiringName(line); name != "" {
		return name
	}
	// Marks inside brackets part nothing.
	fields := []string{line}
	for _, mark := range employerMarks {
		var parts []string
		if parts = splitOutside(line, mark); len(parts) > 1 {
			fields = parts
			break
		}
	}
	marked := len(fields) > 1
	for i, f := range fields {
		if i > 3 {
			break
		}
		name, sure := nameOf(f, marked)
		if i == 0 && marked && (name == "" || utf8.RuneCountInString(name) > 30) {
			if first := firstPart(f); first != "" {
				name, sure = first, true
			}
		}
		if name != "" {
			if i > 0 && !sure && !strings.Contains(line, "|") && i > 1 {
				return ""
			}
			return name
		}
		if !skippable(f) {
			return "" // something else stands where the name should be
		}
	}
	return ""
}

// firstPart returns the name before a weaker mark inside the first field of a
// header: "Acme - Engineer, Growth | London".
func firstPart(f string) string {
	for _, mark := range employerMarks[1:] {
		if parts := splitOutside(f, mark); len(parts) > 1 {
			name, _ := nameOf(parts[0], true)
			return name
		}
	}
	return ""
}

// splitOutside splits s at mark where no bracket is open.
func splitOutside(s, mark string) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(0, depth-1)
		}
		if depth == 0 && strings.HasPrefix(s[i:], mark) {
			out = append(out, strings.TrimSpace(s[from:i]))
			from = i + len(mark)
			i = from - 1
		}
	}
	return append(out, strings.TrimSpace(s[from:]))
}

// hiringVerbs follow a name in the poster's own words.
var hiringVerbs = []string{" is hiring", " is looking", " is seeking", " is growing", " is searching", " is expanding", " is recruiting", " are hiring", " are looking for", " is building", " are seeking", "'s hiring", " is still hiring", " is also hiring", " is currently hiring", " is actively hiring", " hiring ", " needs ", " is on the lookout", " is now hiring", " has engineering jobs", " is!", " has several", " is proud", " seeks ", " wants ", " is is hiring", " is the ", " is a ", " is an ", " provides ", " builds ", " makes ", " helps ", " is always ", " has a lot ", " has a number ", ", the company behind", " has openings", " has open", " and its numerous"}

// hiringName returns the name that a line like "Acme (acme.example) is hiring
// engineers" begins with.
func hiringName(line string) string {
	lower := strings.ToLower(line)
	if len(lower) != len(line) {
		return ""
	}
	cut := -1
	for _, v := range hiringVerbs {
		if i := strings.Index(lower, v); i > 0 && (cut < 0 || i < cut) {
			cut = i
		}
	}
	if cut < 0 || cut > 90 {
		return ""
	}
	lead := line[:cut]
	// "REMOTE: Acme is hiring", "San Francisco - Acme is hiring"
	for _, mark := range employerMarks {
		if parts := splitOutside(lead, mark); len(parts) > 1 {
			if mark == "|" {
				return ""
			}
			if name, _ := nameOf(parts[0], true); name != "" && !skippable(parts[0]) {
				return name
			}
			lead = parts[len(parts)-1]
		}
	}
	name, _ := nameOf(lead, false)
	if name == "" || len(strings.Fields(name)) > 4 {
		return ""
	}
	return name
}

// skippable reports whether a field of a header is a place, a term, a role, pay
// or an address: something that may stand before the name.
func skippable(f string) bool {
	f = strings.TrimSpace(withoutURLs(withoutBrackets(f)))
	if f == "" {
		return true
	}
	if got := findPlaces(f, true); got.named > 0 && got.other == 0 {
		return true
	}
	if strings.ContainsAny(f, "$€£¥") {
		return true
	}
	for _, lead := range postLeads {
		if len(f) > len(lead) && strings.EqualFold(f[:len(lead)], lead) {
			return true
		}
	}
	words, job, named := 0, 0, 0
	for _, t := range tokens(f) {
		if t.mark != 0 {
			continue
		}
		words++
		if jobWords[t.key] && !besidePlaces[t.key] {
			named++
		}
		if jobWords[t.key] || besidePlaces[t.key] || isNumber(t.key) {
			job++
		}
		if roleWords[t.key] {
			return true
		}
	}
	if got := findPlaces(f, true); got.named > 0 && got.other <= named { // "Android, Palo Alto"
		return true
	}
	return words == job
}

// nameOf returns the employer's name that a field of a header holds, "" when it
// holds something else. sure means that the field shows it: a batch, a site, a
// legal form.
func nameOf(f string, marked bool) (name string, sure bool) {
	sure = strings.Contains(f, "(YC") || strings.Contains(f, "http") || strings.Contains(f, "Inc") || strings.Contains(f, "Ltd") || strings.Contains(f, "GmbH") || strings.Contains(f, "LLC")
	host := hostOf(f)
	f = withoutBrackets(f)
	f = withoutURLs(f)
	f = strings.Trim(f, " \t,.;:*-–—_|\"'“”#=>~!•·☆★✓▶►\u00a0")
	for _, p := range []string{"Company: ", "Company Name: ", "Employer: ", "Join ", "Come work at ", "Come join ", "Work at ", "Work for ", "Hiring: ", "Repost: ", "At ", "COMPANY ", "Job Description ", "JOB DESCRIPTION ", "Hi, We're ", "About ", "ABOUT "} {
		f = strings.TrimPrefix(f, p)
	}
	if i := strings.Index(f, ". "); i > 0 && !strings.HasSuffix(f[:i], "Inc") && !strings.HasSuffix(f[:i], "St") && !strings.HasSuffix(f[:i], "Dr") && i > 3 {
		f = f[:i]
	}
	if i := strings.Index(f, ", "); i > 0 && !legalForm(f[i+2:]) {
		rest := f[i+2:]
		if got := findPlaces(rest, true); got.named > 0 && got.other == 0 || skippable(rest) {
			f = f[:i]
		} else if !marked {
			return "", false
		}
	}
	if i := strings.Index(f, " in "); i > 0 && len(findPlaces(f[i+4:], true).places) > 0 {
		f = f[:i]
	}
	if i := strings.Index(f, " @ "); i > 0 && skippable(f[:i]) {
		f = f[i+3:]
	} else if i := indexFold(f, " at "); i > 0 && skippable(f[:i]) {
		f = f[i+4:]
	}
	f = strings.Trim(withoutTerms(f), " ,.;:*-–—!")
	if f == "" {
		return host, host != ""
	}
	if !plausibleName(f) {
		return "", false
	}
	return f, sure
}

// allCapitalised reports whether every word begins with a capital.
func allCapitalised(words []string) bool {
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !unicode.IsDigit(r) && r != '&' {
			return false
		}
	}
	return true
}

func legalForm(s string) bool {
	return startsWith(strings.ToLower(s), "inc", "llc", "ltd", "limited", "corp", "gmbh", "co.", "lp", "llp", "s.a", "b.v")
}

// plausibleName reports whether s can be a name by its length and its words.
func plausibleName(s string) bool {
	if n := utf8.RuneCountInString(s); n > maxNameRunes || n < 2 || skippable(s) || strings.ContainsAny(s, "?@:") || strings.Contains(s, "[email") || notEmployer(s) {
		return false
	}
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > maxNameWords {
		return false
	}
	first := strings.ToLower(strings.Trim(words[0], ".,:;!'"))
	if notNames[first] && (len(words) == 1 || !allCapitalised(words)) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false
	}
	// Names are written with capitals, but for those that are one word or a site.
	capitals, small := 0, 0
	for _, w := range words {
		c, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(c) || unicode.IsDigit(c) || strings.ContainsRune(w, '.'):
			capitals++
		case unicode.IsLower(c) && !besidePlaces[w] && w != "de" && w != "by" && w != "&":
			small++
		}
	}
	return small == 0 || small < capitals || len(words) == 1 && utf8.RuneCountInString(s) >= 3
}

// indexFold is strings.Index without regard to case.
func indexFold(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(sub)], sub) {
			return i
		}
	}
	return -1
}

// withoutTerms leaves out the terms that stand before or behind a name without a
// mark: "REMOTE Acme", "Acme Full-time".
func withoutTerms(s string) string {
	term := func(w string) bool { return loneTerms[strings.ToLower(strings.Trim(w, ".,!"))] }
	words := strings.Fields(s)
	from, to := 0, len(words)
	for from < to && term(words[from]) && leadTerms[strings.ToLower(strings.Trim(words[from], ".,!"))] {
		from++
	}
	for to > from && term(words[to-1]) {
		to--
	}
	if from == 0 && to == len(words) || from == to || to-from > 4 {
		return s
	}
	name := strings.Join(words[from:to], " ")
	if r, _ := utf8.DecodeRuneInString(name); from > 0 && !unicode.IsUpper(r) || findPlaces(name, true).named > 0 || strings.Contains(name, " - ") {
		return s
	}
	return name
}

// withoutAbbreviation leaves out brackets at the end of a name that hold its
// abbreviation or its batch: "Acme Web Services (AWS)", "Acme (YC W12)".
func withoutAbbreviation(s string) string {
	i := strings.LastIndexByte(s, '(')
	if i <= 0 || !strings.HasSuffix(s, ")") {
		return s
	}
	name, in := strings.TrimSpace(s[:i]), s[i+1:len(s)-1]
	if name == "" {
		return s
	}
	if strings.HasPrefix(in, "YC ") || strings.HasPrefix(in, "http") {
		return name
	}
	var initials strings.Builder
	for _, w := range strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' }) {
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) || unicode.IsDigit(c) {
			initials.WriteRune(c)
		}
	}
	if n := len(in); n >= 2 && n <= 6 && strings.HasPrefix(initials.String(), in) {
		return name
	}
	return s
}

// notEmployer reports whether s is something that headers hold and no employer is
// called: a term, a heading, a head of something, a place.
func notEmployer(s string) bool {
	lower := strings.ToLower(s)
	words := strings.FieldsFunc(lower, func(c rune) bool { return c == ' ' || c == ',' || c == '/' || c == '&' || c == '(' || c == ')' })
	if len(words) == 0 || notNamesAlone[lower] || len(words) == 1 && notNamesAlone[words[0]] {
		return true
	}
	if len(words) == 2 && (words[0] == "st" || words[0] == "st.") {
		return true // St Neots
	}
	if startsWith(lower, notNameLeads...) {
		return true
	}
	for i, w := range words {
		if notNameWords[w] || i == len(words)-1 && notNameTails[w] {
			return true
		}
	}
	if strings.HasSuffix(words[0], "east") || strings.HasSuffix(words[0], "west") { // "Southeast USA"
		if got := findPlaces(s, true); got.named > 0 && got.other <= 1 {
			return true
		}
	}
	// "BOSTON MA", "Austin Texas": the mark between town and state left out.
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		if got := findPlaces(s[:i]+","+s[i:], true); got.named > 1 && got.other <= 0 {
			return true
		}
	}
	return false
}

// withoutBrackets leaves out what stands in brackets.
func withoutBrackets(s string) string {
	if !strings.ContainsAny(s, "([{") {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '{':
			depth++
			continue
		case ')', ']', '}':
			depth = max(0, depth-1)
			continue
		}
		if depth == 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}
