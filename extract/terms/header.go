package terms

import (
	"strings"

	"juyo/extract/document"
	"juyo/listing"
)

// headerBytes is the most of a first line that is read as a header.
const headerBytes = 420

// headerLine returns the first line of a posting shaped like those of HN's "Who
// is hiring" ("Acme (YC W12) | Engineer | London | ONSITE"), as written; "" when
// the listing has fields of its own or its first line is nothing of the kind.
func headerLine(l *listing.Listing, d *document.Document) string {
	thread := strings.HasPrefix(l.Source, "hackernews") || strings.HasPrefix(l.Source, "hn")
	if !thread && (l.Company != "" || l.Title != "") {
		return ""
	}
	body := strings.TrimLeft(d.Text[d.BodyStart:], " \n\t\u00a0")
	line, _, _ := strings.Cut(body, "\n")
	line = strings.TrimSpace(line)
	if len(line) > headerBytes {
		line = line[:headerBytes]
	}
	if thread || strings.Count(line, " | ") >= 2 && !hasCJK(line) {
		return line
	}
	return ""
}
