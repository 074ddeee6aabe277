package listing_test

import (
	"testing"

	"juyo/listing"
)

func TestCanonicalURL(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"scheme, host and port", "HTTPS://Jobs.Example.COM:443/a", "https://jobs.example.com/a"},
		{"another port stays", "http://jobs.example.com:8080/", "http://jobs.example.com:8080/"},
		{"no path", "https://jobs.example.com", "https://jobs.example.com/"},
		{"tracking goes, the rest is ordered", "https://e.example/j?utm_source=x&b=2&gh_jid=7&a=1&fbclid=z", "https://e.example/j?a=1&b=2&gh_jid=7"},
		{"only tracking", "https://e.example/j?utm_medium=mail", "https://e.example/j"},
		{"ref may be an id", "https://e.example/j?ref=12", "https://e.example/j?ref=12"},
		{"values of one name keep their order", "https://e.example/?t=b&t=a", "https://e.example/?t=b&t=a"},
		{"fragment goes", "https://e.example/j#apply", "https://e.example/j"},
		{"client-side route stays", "https://e.example/#/jobs/12", "https://e.example/#/jobs/12"},
		{"percent encoding", "https://e.example/%e6%b1%82%e4%ba%ba/%7Ea", "https://e.example/%E6%B1%82%E4%BA%BA/~a"},
		{"raw Japanese meets encoded", "https://e.example/求人", "https://e.example/%E6%B1%82%E4%BA%BA"},
		{"user name goes", "https://me:pw@e.example/", "https://e.example/"},
		{"not a web address", "  mailto:jobs@e.example ", "mailto:jobs@e.example"},
		{"not an address", "posting 12", "posting 12"},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := listing.CanonicalURL(tt.in); got != tt.want {
				t.Errorf("CanonicalURL(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func FuzzCanonicalURL(f *testing.F) {
	for _, s := range []string{"https://e.example/a?utm_a=1&b=%2f#x", "http://e.example:80/求人?q=%zz", "x", "http://[::1]:80/", "https://e.example/%25", "https://%2525"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := listing.CanonicalURL(s)
		if twice := listing.CanonicalURL(once); twice != once {
			t.Errorf("not idempotent: %q -> %q -> %q", s, once, twice)
		}
	})
}
