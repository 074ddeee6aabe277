package terms_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"juyo/listing"
)

// A posting's header line says the same whichever fields the listing has.
func TestHeaderWhateverTheFields(t *testing.T) {
	lines := []string{
		"Orchid | Backend Engineer | Leeds, UK | ONSITE, FULL-TIME",
		"Orchid Freight (YC W12) | DevOps Engineer, iOS Engineer | Lyon | REMOTE or ONSITE | INTERNS",
		"Orchid | Data Engineer | Osaka, Japan | no remote | Contract",
	}
	for _, line := range lines {
		body := line + "<p>We write Python and Go and move parcels."
		plain := read(listing.Listing{Source: "hackernews", HTML: body})
		for name, l := range map[string]listing.Listing{
			"a location":             {Source: "hackernews", HTML: body, Location: "San Francisco"},
			"a title that repeats":   {Source: "hackernews", HTML: body, Title: line},
			"a source of other name": {Source: "my-threads", HTML: body, Title: line, Location: "Austin"},
			"an address":             {Source: "my-threads", HTML: body, URL: "https://news.ycombinator.com/item?id=1", Location: "Austin"},
		} {
			got := read(l)
			got.Places = plain.Places // the field outranks the line
			if diff := cmp.Diff(plain, got); diff != "" {
				t.Errorf("%s, with %s, reads otherwise (-without +with):\n%s", line, name, diff)
			}
		}
	}
	onsite := listing.Listing{ID: "1", Location: "San Francisco", HTML: "Orchid | Engineer | Austin, TX | ONSITE, FULL-TIME<p>We write Python and Go."}
	if got := read(onsite).Remote; got != listing.RemoteOnsite {
		t.Errorf("onsite in the header of a listing with a location: got %s", got)
	}
	// A listing with a title of its own has no header, whatever its first line.
	own := listing.Listing{Source: "board", Title: "Backend Engineer", Text: "Leeds | Hybrid | Engineering\nWe move parcels."}
	if got := joined(read(own).Roles); got != "backend" {
		t.Errorf("a title of its own: got roles %q", got)
	}
}

func TestEmployerOfPostings(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Lyon, France | ONSITE | Competitive Salary & Benefits | Full-time\n\nWe make maps.", ""},
		{"BOSTON MA | Engineer | Onsite", ""},
		{"Southeast USA including: Texas, Virginia, Florida, all ONSITE.", ""},
		{"Head of Digital Product | Orchid.example | Leeds, UK", "Orchid.example"},
		{"Bigbank & Telco backed | Lantern Mail: robots | Leeds", ""},
		{"Senior Backend Engineer | New York | http://grnh.se/abc123", ""},
		{"Python developer | Geneva | https://recruitingapp-1.umantis.com/jobs/7", ""},
		{"B | Engineer | Berlin", ""},
		{"C# Software Engineer | ONSITE | St Neots, UK", ""},
		{"REMOTE ONLY Orchid - we're hiring engineers", "Orchid"},
		{"Orchid Web Services (OWS) | Engineers | Seattle | Onsite", "Orchid Web Services"},
		{"About Orchid\n\nOrchid is hiring engineers in Berlin.", "Orchid"},
		{"Visa Inc | Engineer | Austin, TX", "Visa Inc"},
		{"DEVELOPER AT ORCHID | Leeds | Onsite", "ORCHID"},
		{"Location: Lyon\n\nWilling to relocate: Yes\n\nTechnologies: Go", ""},
	}
	for _, tt := range tests {
		if got := read(listing.Listing{Source: "hn", Text: tt.text}).Employer; got != tt.want {
			t.Errorf("%.60q: got %q, want %q", tt.text, got, tt.want)
		}
	}
	for company, want := range map[string]string{
		"Orchid Web Services (OWS)":     "Orchid Web Services",
		"Orchid (YC W12)":               "Orchid",
		"Orchid (Japan)":                "Orchid (Japan)",
		"株式会社オーキッド（Orchid）":             "株式会社オーキッド（Orchid）",
		"Competitive Salary & Benefits": "Competitive Salary & Benefits", // a board's own field is believed
	} {
		if got := read(listing.Listing{Source: "board", Title: "Engineer", Company: company, Text: "We move parcels."}).Employer; got != want {
			t.Errorf("the company field %q: got %q, want %q", company, got, want)
		}
	}
}

// Threads hold more than advertisements.
func TestPostingsThatOfferNothing(t *testing.T) {
	nothing := []string{
		"Please remember to upvote companies who show a salary range. Few do this month.",
		"This description made me laugh. Switch between Javascript and JQuery? Lol.",
		"Is remote OK for a senior Go developer in Europe?",
		"How come there are no jobs in Oslo?",
		"With all due respect, you couldn't pay me $500k/yr to work with that Python code base.",
		"If you are looking for remote developer jobs I would check out http://jobs.example",
		"Location: Lyon\n\nRemote: yes\n\nWilling to relocate: yes\n\nTechnologies: Go, Python, React\n\nRésumé/CV: http://me.example",
		"Hey, a friendly reminder. I'm parsing this thread for my map of Python and Go jobs.",
	}
	for _, text := range nothing {
		if got := read(listing.Listing{Source: "hn", Text: text}).Population; got != listing.OtherWork {
			t.Errorf("%q: got %s, want %s", text, got, listing.OtherWork)
		}
	}
	terse := []string{
		"Orchid. JavaScript engineers. Leeds, UK.",
		"Senior Front End Developer, Tampa, Fl",
		"Leeds, UK - Orchid - Engineer\n\nSimple, fast computing.",
		"Orchid | Leeds | Several positions",
		"Data Scientists at Orchid in Hong Kong. Email in profile.",
		"Any developer who loves parcels: we need help with our Rails app, pm me.",
		"Contract-to-hire on-site Java Developer - Minneapolis, MN",
		"My team is looking for version control nerds for developer tools work.",
	}
	for _, text := range terse {
		if got := read(listing.Listing{Source: "hn", Text: text}).Population; got != listing.Software {
			t.Errorf("%q: got %s, want %s", text, got, listing.Software)
		}
	}
}
