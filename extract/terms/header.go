package terms

import (
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// headerBytes is the most of a first line that is read as a header.
const headerBytes = 420

// headerLine returns the first line of a posting shaped like those of HN's "Who
// is hiring" ("Acme (YC W12) | Engineer | London | ONSITE"), as written; "" when
// its first line is nothing of the kind. The fields the listing has do not
// matter, but for a title of its own: one that does not repeat the line shows
// that the line is no header.
func headerLine(l *listing.Listing, d *document.Document) string {
	thread := strings.HasPrefix(l.Source, "hackernews") || strings.HasPrefix(l.Source, "hn") || strings.Contains(l.URL, "news.ycombinator.com/")
	body := strings.TrimLeft(d.Text[d.BodyStart:], " \n\t\u00a0")
	line, _, _ := strings.Cut(body, "\n")
	line = strings.TrimSpace(line)
	if n := headerBytes; len(line) > n {
		for !utf8.RuneStart(line[n]) {
			n--
		}
		line = line[:n]
	}
	if thread || strings.Count(line, " | ") >= 2 && !hasCJK(line) && (l.Title == "" || sameStart(line, l.Title)) {
		return line
	}
	return ""
}
