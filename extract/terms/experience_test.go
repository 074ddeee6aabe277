package terms_test

import (
	"testing"

	"juyo/listing"
)

// A word of preference, and years that are a part of others, bind what they stand
// with and no more.
func TestMinYearsClauses(t *testing.T) {
	tests := []struct {
		text string
		want int
	}{
		{"- 5+ years building web services, ideally in Elixir", 5},
		{"- At least 4 years with Kotlin, ideally on GCP", 4},
		{"- 3+ years of experience in logistics, preferably at sea", 3},
		{"- 6+ years of full-cycle recruiting experience (games experience preferred)", 6},
		{"- 3+ years of hands-on experience with one of: Scala (preferred), Java or Go.", 3},
		{"- 3+ years of experience with Go (preferred)", -1},
		{"- 3+ years of experience with Go preferred", -1},
		{"- Ideally 3+ years of experience with Go", -1},
		{"- 9+ years of backend experience with 4+ years in Rust", 9},
		{"- 7 years of experience in software, including at least 3 years leading people", 7},
		{"- At least 4 years of testing experience, combining manual work and a minimum of 2 years of work with Playwright", 4},
		{"- 5+ years of experience with Java\n- 2+ years of experience with SQL", 2},
		{"- Experience: 4+ years in Business Intelligence", 4},
		{"We have been 12 years in business.", -1},
	}
	for _, tt := range tests {
		got := years(read(listing.Listing{Title: "Engineer", Text: "Requirements\n" + tt.text}).MinYears)
		if got != tt.want {
			t.Errorf("%q: got %d, want %d", tt.text, got, tt.want)
		}
	}
}
