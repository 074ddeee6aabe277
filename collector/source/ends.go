package source

import (
	"regexp"
	"time"
)

// validThrough finds what follows the property in JSON-LD and in microdata, where
// it is the content or datetime of an element.
var validThrough = regexp.MustCompile(`validThrough["'\\]*(?:\s*:\s*\\?["']|\s+(?:content|datetime)\s*=\s*["']?|\s*>)\s*([0-9][0-9A-Za-z:.+/ -]{7,34})`)

// EndsAt returns the earliest end (schema.org validThrough) that a page states for
// a listing, the zero time when it states none. It is a quick look at the bytes,
// good enough to tell when a copy of the page must be looked at again; what a
// listing's end is, ReadPage says.
func EndsAt(body []byte) time.Time {
	var end time.Time
	for _, m := range validThrough.FindAllSubmatch(body, 1000) {
		if d := ParseDate(string(m[1])); !d.IsZero() && (end.IsZero() || d.Before(end)) {
			end = d.Time
		}
	}
	return end
}
