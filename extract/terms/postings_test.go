package terms_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"testing"

	"juyo/extract/document"
	"juyo/extract/terms"
	"juyo/listing"
)

// TestRealPostings measures on real postings how many get an employer and a
// place, with and without the location field, and how often both agree on the
// country. With TERMS_SHOW=1 it prints a sample to be read by eye.
func TestRealPostings(t *testing.T) {
	f, err := os.Open(shared(t, "data", "hn", "hn_2013_2018.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<22)
	var n, placed, read, both, agree, employer, software int
	for line := 0; sc.Scan(); line++ {
		if line%7 != 0 {
			continue
		}
		var l listing.Listing
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		n++
		field := terms.Places(l.Location)
		if len(terms.Read(&l, document.New(&l)).Places) > 0 {
			placed++
		}
		l.Location = ""
		got := terms.Read(&l, document.New(&l))
		if len(got.Places) > 0 {
			read++
		}
		if len(field) > 0 && len(got.Places) > 0 {
			both++
			if sharesCountry(field, got.Places) {
				agree++
			}
		}
		if got.Employer != "" {
			employer++
		}
		if got.Population == listing.Software {
			software++
		}
		if os.Getenv("TERMS_SHOW") != "" && line%280 == 0 {
			text := document.New(&l).Text
			t.Logf("%-26s %-10s %s %v | %.110q", got.Employer, shortPlaces(got.Places), got.Remote, got.Roles, text)
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	share := func(k, n int) float64 { return float64(k) / float64(n) }
	t.Logf("of %d postings: place %.3f (from the text alone %.3f, same country as the field %.3f), employer %.3f, software %.3f",
		n, share(placed, n), share(read, n), share(agree, both), share(employer, n), share(software, n))
	for name, got := range map[string]float64{"place": share(placed, n), "place from text": share(read, n), "agreement": share(agree, both), "employer": share(employer, n)} {
		if got < 0.9 {
			t.Errorf("%s: %.3f, want at least 0.9", name, got)
		}
	}
}

func sharesCountry(a, b []listing.Place) bool {
	for _, p := range a {
		for _, q := range b {
			if p.Country == q.Country {
				return true
			}
		}
	}
	return false
}
