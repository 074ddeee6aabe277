// Package listing holds the nouns every other package of juyo speaks in: a
// Listing as a source publishes it, the Signals read from it, a Skill, an
// employer, a place, a month, and what a collect run leaves behind.
//
// It is not a store, not a parser and not statistics: it imports nothing of
// ours and does no input or output. Start with Listing and Signals.
package listing

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Listing is one job advertisement as one source publishes it. Its JSON form is
// one line of `juyo import`; dates are RFC 3339 or YYYY-MM-DD (see Date).
// It is never called a vacancy: one vacancy may be advertised many times.
type Listing struct {
	Source         string `json:"source"`                    // name of the source, required
	ID             string `json:"id"`                        // the provider's id, unique in its source, required
	URL            string `json:"url,omitempty"`             // where a person reads it
	Title          string `json:"title,omitempty"`           // as published
	Company        string `json:"company,omitempty"`         // as published
	Location       string `json:"location,omitempty"`        // as published; several places separated by "; "
	HTML           string `json:"html,omitempty"`            // body as HTML, or
	Text           string `json:"text,omitempty"`            // body as plain text
	SalaryText     string `json:"salary_text,omitempty"`     // the pay field as published
	EmploymentText string `json:"employment_text,omitempty"` // the employment field as published
	Market         string `json:"market,omitempty"`          // ISO 3166 country, where the text alone cannot tell which $ is meant
	PostedAt       Date   `json:"posted_at,omitzero"`        // the date the source states
	ObservedAt     Date   `json:"observed_at,omitzero"`      // when we saw it
	ClosedAt       Date   `json:"closed_at,omitzero"`        // when it is known to have gone
	Lang           string `json:"lang,omitempty"`            // ISO 639-1, when the source states it

	// BaseSalary is the pay the source publishes as structured data (schema.org
	// baseSalary, an ATS field), nil when there is none.
	BaseSalary *Pay `json:"base_salary,omitempty"`
	// Telecommute says that the source's structured data marks the job as fully
	// remote (schema.org jobLocationType TELECOMMUTE).
	Telecommute bool `json:"telecommute,omitempty"`
}

// ErrInvalid marks a listing that cannot be kept because a required field is
// missing or a field breaks its rule.
var ErrInvalid = errors.New("invalid listing")

// Validate reports every rule l breaks, joined; the error wraps ErrInvalid.
func (l *Listing) Validate() error {
	var errs []error
	bad := func(field, why string) {
		errs = append(errs, fmt.Errorf("%w: %s: %s", ErrInvalid, field, why))
	}
	if strings.TrimSpace(l.Source) == "" {
		bad("source", `missing: write the name of the place that published it, e.g. "source": "my-notes"`)
	} else if !ValidSourceName(l.Source) {
		bad("source", fmt.Sprintf("%q: a source's name is lower-case letters, digits, - _ . (at most 63), starting with a letter or digit", l.Source))
	}
	if strings.TrimSpace(l.ID) == "" && strings.TrimSpace(l.URL) == "" {
		bad("id", "missing: write the provider's id, unique in its source (or a url)")
	}
	if l.Body() == "" && strings.TrimSpace(l.Title) == "" {
		bad("text", "empty: a listing needs html, text or at least a title")
	}
	if !l.ObservedAt.IsZero() && !PlausibleDate(l.ObservedAt.Time) {
		bad("observed_at", l.ObservedAt.Format(time.DateOnly)+": want a date from 1990 to 2099")
	}
	if !l.ClosedAt.IsZero() && !PlausibleDate(l.ClosedAt.Time) {
		bad("closed_at", l.ClosedAt.Format(time.DateOnly)+": want a date from 1990 to 2099")
	}
	return errors.Join(errs...)
}

// PlausibleDate reports whether t can be the date of something that happened to a
// listing, from 1990 to 2099: others are slips of a hand or lies of a page.
func PlausibleDate(t time.Time) bool { return t.Year() >= 1990 && t.Year() <= 2099 }

// Body returns the advertisement's body, HTML when there is some, else Text.
func (l *Listing) Body() string {
	if l.HTML != "" {
		return l.HTML
	}
	return l.Text
}

// ValidSourceName reports whether s can name a source. Names are part of file
// names and log lines, so they stay plain.
func ValidSourceName(s string) bool {
	if len(s) == 0 || len(s) > 63 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case i > 0 && (c == '-' || c == '_' || c == '.'):
		default:
			return false
		}
	}
	return true
}

// Date is a moment whose JSON form is RFC 3339 or a plain YYYY-MM-DD, which is
// read as noon UTC so that no zone from -11 to +11 hours moves it to another day.
type Date struct{ time.Time }

// ParseDate reads RFC 3339 (with or without seconds' fraction), "2006-01-02T15:04:05"
// (taken as UTC), "2006-01-02 15:04:05", YYYY-MM-DD and YYYY/MM/DD.
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return Date{t}, nil
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05.000Z0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			return Date{t}, nil
		}
	}
	for _, layout := range []string{time.DateOnly, "2006/01/02", "2006/1/2", "2006-1-2"} {
		if t, err := time.Parse(layout, s); err == nil {
			return Date{t.Add(12 * time.Hour)}, nil
		}
	}
	return Date{}, fmt.Errorf("date %q: want 2006-01-02 or 2006-01-02T15:04:05Z", s)
}

// UnmarshalText reads s as ParseDate does; the empty string is the zero Date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// UnmarshalJSON reads a JSON string as ParseDate does, and null as the zero Date.
func (d *Date) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" {
		*d = Date{}
		return nil
	}
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return fmt.Errorf(`date %s: want a string such as "2006-01-02"`, s)
	}
	return d.UnmarshalText([]byte(s[1 : len(s)-1]))
}

// MarshalJSON writes RFC 3339 in UTC, to the second.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte(`""`), nil
	}
	return []byte(`"` + d.UTC().Format(time.RFC3339) + `"`), nil
}

// Month is a calendar month as months since year 0: year*12 + month-1. The zero
// Month means "none". It is cut in the one zone the database records.
type Month uint16

// MonthOf returns the month t falls in, in zone loc.
func MonthOf(t time.Time, loc *time.Location) Month {
	if t.IsZero() {
		return 0
	}
	t = t.In(loc)
	return Month(t.Year()*12 + int(t.Month()) - 1)
}

// NewMonth returns the month with the given year and month (1-12).
func NewMonth(year int, month time.Month) Month {
	return Month(year*12 + int(month) - 1)
}

// ParseMonth reads YYYY-MM.
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return 0, fmt.Errorf("month %q: want YYYY-MM, e.g. 2026-10", s)
	}
	return MonthOf(t, time.UTC), nil
}

// Year returns the calendar year.
func (m Month) Year() int { return int(m) / 12 }

// Month returns the month of the year.
func (m Month) Month() time.Month { return time.Month(int(m)%12 + 1) }

// String returns YYYY-MM, or "" for the zero Month.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year(), int(m.Month()))
}

// MarshalText writes YYYY-MM.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads YYYY-MM, or nothing as the zero Month.
func (m *Month) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*m = 0
		return nil
	}
	v, err := ParseMonth(string(b))
	*m = v
	return err
}

// Start returns the first moment of the month in zone loc.
func (m Month) Start(loc *time.Location) time.Time {
	return time.Date(m.Year(), m.Month(), 1, 0, 0, 0, 0, loc)
}

// End returns the first moment after the month in zone loc.
func (m Month) End(loc *time.Location) time.Time { return (m + 1).Start(loc) }
