package source

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"juyo/listing"
)

// dateLayouts are forms seen in pages and feeds beyond those of
// listing.ParseDate. A form without a time of day is read as noon UTC.
var dateLayouts = []string{
	"2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04",
	"2006/01/02 15:04:05", "2006/01/02 15:04", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05.999999999",
	"Mon Jan 02 15:04:05 MST 2006", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 2 15:04:05 2006",
	time.RFC1123, time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05 -0700", time.RFC850, time.ANSIC,
}

var dayLayouts = []string{
	"2006.01.02", "2006.1.2", "20060102", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "02-Jan-2006", "2006-01-02Z07:00",
}

// japaneseDate is 2026年10月1日, with spaces, an era year or a time after it.
var japaneseDate = regexp.MustCompile(`^(?:(令和|平成)\s*(\d{1,2}|元)|(\d{4}))\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日`)

// japan is where plain days and times without a zone are meant unless the
// operator says otherwise: its pages rarely state one. It has had no summer time
// since 1951.
var japan = time.FixedZone("JST", 9*60*60)

func inJapan(zone *time.Location) *time.Location {
	if zone == nil {
		return japan
	}
	return zone
}

// ParseDate reads a date as pages write it: the forms of listing.ParseDate, those
// of Java, of mail and of feeds, 2026年10月1日 and 令和8年10月1日, and seconds or
// milliseconds since 1970. A time without a zone is taken as UTC. Anything else,
// and years outside 1990–2100, is the zero Date: a date a source misstates is an
// unknown date.
func ParseDate(s string) listing.Date {
	d, _ := parseDateIn(s, time.UTC)
	return d
}

// parseDateIn is ParseDate with times that state no zone taken as of zone. day
// says that s names a day and no time: d is then noon UTC of it.
func parseDateIn(s string, zone *time.Location) (d listing.Date, day bool) {
	d, day = readDate(strings.TrimSpace(norm.NFKC.String(s)), zone)
	if y := d.Year(); y < 1990 || y > 2100 {
		return listing.Date{}, false
	}
	return d, day
}

func readDate(s string, zone *time.Location) (d listing.Date, day bool) {
	if s == "" || len(s) > 64 {
		return listing.Date{}, false
	}
	if d, err := listing.ParseDate(s); err == nil {
		switch {
		case len(s) <= len(time.DateOnly):
			return d, true
		case !strings.ContainsAny(s[len(time.DateOnly):], "Zz+-"):
			d.Time = time.Date(d.Year(), d.Month(), d.Day(), d.Hour(), d.Minute(), d.Second(), d.Nanosecond(), zone).UTC()
		}
		return d, false
	}
	for _, layout := range dateLayouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return listing.Date{Time: t.UTC()}, false
		}
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return noon(t.Year(), int(t.Month()), t.Day()), true
		}
	}
	if m := japaneseDate.FindStringSubmatch(s); m != nil {
		year, _ := strconv.Atoi(m[3])
		if m[1] != "" {
			year = 1 // 元年
			if m[2] != "元" {
				year, _ = strconv.Atoi(m[2])
			}
			year += map[string]int{"令和": 2018, "平成": 1988}[m[1]]
		}
		month, _ := strconv.Atoi(m[4])
		day, _ := strconv.Atoi(m[5])
		return noon(year, month, day), true
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch {
		case n > 1e12 && n < 1e13: // milliseconds
			return listing.Date{Time: time.UnixMilli(n).UTC()}, false
		case n > 5e8 && n < 1e10:
			return listing.Date{Time: time.Unix(n, 0).UTC()}, false
		}
	}
	// A day followed by what we do not know: 2026-10-01T00:00:00 JST, 2026-10-01 (木).
	if len(s) > 10 {
		if t, err := time.Parse(time.DateOnly, s[:10]); err == nil {
			return noon(t.Year(), int(t.Month()), t.Day()), true
		}
	}
	return listing.Date{}, false
}

// noon is the moment listing.Date gives a plain day, the zero Date when there is
// no such day.
func noon(year, month, day int) listing.Date {
	t := time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC)
	if t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return listing.Date{}
	}
	return listing.Date{Time: t}
}

// endOfDay reads a date that ends something: a plain day ends with its last
// second in zone, nil for Japan.
func endOfDay(s string, zone *time.Location) time.Time {
	zone = inJapan(zone)
	d, day := parseDateIn(s, zone)
	if !day {
		return d.Time
	}
	return time.Date(d.Year(), d.Month(), d.Day(), 23, 59, 59, 0, zone).UTC()
}

// postedSlack is how far ahead of its fetching a page may be posted: clocks and
// zones differ.
const postedSlack = 48 * time.Hour

// posted reads the date a page says it was posted on. One that lies ahead is a
// lie of the page, and so unknown.
func posted(s string, p *listing.Page) listing.Date {
	d, _ := parseDateIn(s, inJapan(p.Zone))
	if !p.FetchedAt.IsZero() && d.After(p.FetchedAt.Add(postedSlack)) {
		return listing.Date{}
	}
	return d
}
