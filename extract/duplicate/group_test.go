package duplicate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"juyo/extract/duplicate"
	"juyo/listing"
)

var day0 = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)

func on(day int) time.Time { return day0.AddDate(0, 0, day) }

var (
	tokyo  = []listing.Place{{Country: "JP", Prefecture: 13}}
	osaka  = []listing.Place{{Country: "JP", Prefecture: 27}}
	japan  = []listing.Place{{Country: "JP"}}
	london = []listing.Place{{Country: "GB"}}
)

func TestGroup(t *testing.T) {
	const seed = 7
	body := duplicate.Fingerprint(text(seed, 400))
	edited := words(seed, 400)
	edited[200] = "sentence"
	near := duplicate.Fingerprint(strings.Join(edited, " "))
	other := duplicate.Fingerprint(text(8, 400))
	c := func(employer, title string, places []listing.Place, first, last int, print []byte) listing.GroupCandidate {
		return listing.GroupCandidate{EmployerKey: employer, Title: title, Places: places, FirstSeen: on(first), LastSeen: on(last), Fingerprint: print}
	}
	tests := []struct {
		name string
		a, b listing.GroupCandidate
		same bool
	}{
		{"reposted after a month", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 40, 50, near), true},
		{"title written otherwise", c("orchid", "【Go】エンジニア", tokyo, 0, 10, body), c("orchid", "[Ｇｏ] エンジニア", tokyo, 0, 10, body), true},
		{"gap of 60 days still continues", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 70, 80, body), true},
		{"after the window it is a new opening", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 71, 80, body), false},
		{"another town", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", osaka, 0, 10, body), false},
		{"another country", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", london, 0, 10, body), false},
		{"the prefecture left out", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", japan, 0, 10, body), true},
		{"a place left out", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", nil, 0, 10, body), true},
		{"another text", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 0, 10, other), false},
		{"another employer", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("lantern", "Go Engineer", tokyo, 0, 10, body), false},
		{"equal text under another title", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Backend (Go)", tokyo, 0, 10, body), true},
		{"near text under another title", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Backend (Go)", tokyo, 0, 10, near), false},
		{"titles alone", c("orchid", "Go Engineer", tokyo, 0, 10, nil), c("orchid", "Go Engineer", tokyo, 5, 10, nil), true},
		{"nothing but an employer", c("orchid", "", tokyo, 0, 10, nil), c("orchid", "", tokyo, 5, 10, nil), false},
		{"one text missing", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 0, 10, nil), false},
		{"unknown employers, equal", c("", "Go Engineer", nil, 0, 10, body), c("", "Go Engineer", nil, 3, 12, near), true},
		{"unknown employers, other title", c("", "Go Engineer", nil, 0, 10, body), c("", "Ruby Engineer", nil, 3, 12, body), false},
		{"unknown and known employer", c("", "Go Engineer", nil, 0, 10, body), c("orchid", "Go Engineer", nil, 3, 12, body), false},
		{"unknown employers, titles alone", c("", "Go Engineer", nil, 0, 10, nil), c("", "Go Engineer", nil, 3, 12, nil), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := duplicate.Group([]listing.GroupCandidate{tt.a, tt.b})
			if same := got[0] == got[1]; same != tt.same {
				t.Errorf("same opening: %v, want %v", same, tt.same)
			}
			if back := duplicate.Group([]listing.GroupCandidate{tt.b, tt.a}); (back[0] == back[1]) != tt.same {
				t.Error("the other way round it differs")
			}
		})
	}
}

// A listing without a place belongs to one office, and never makes one of two.
func TestGroupDoesNotBridgeOffices(t *testing.T) {
	body := duplicate.Fingerprint(text(7, 400))
	at := func(n int64, places []listing.Place, day int) listing.GroupCandidate {
		return listing.GroupCandidate{Number: n, EmployerKey: "orchid", Title: "Go Engineer", Places: places, FirstSeen: on(day), LastSeen: on(day + 5), Fingerprint: body}
	}
	got := duplicate.Group([]listing.GroupCandidate{at(1, tokyo, 0), at(2, nil, 20), at(3, osaka, 40), at(4, tokyo, 30)})
	if want := []uint32{0, 0, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("groups %v, want %v", got, want)
	}
}

// market makes n listings of openings that are reposted 1 … 4 times, with
// the true number of each one's opening.
func market(n, employers int) (cands []listing.GroupCandidate, truth []int) {
	r := rand.New(rand.NewPCG(3, 4))
	places := [][]listing.Place{tokyo, osaka, london}
	for opening := 0; len(cands) < n; opening++ {
		print := make([]byte, duplicate.FingerprintSize)
		for i := range print {
			print[i] = byte(r.IntN(256))
		}
		day := r.IntN(700)
		c := listing.GroupCandidate{EmployerKey: fmt.Sprintf("employer%d", opening%employers), Title: fmt.Sprintf("Engineer %d", r.IntN(4)), Places: places[r.IntN(3)]}
		if opening%10 == 0 {
			c.EmployerKey = ""
		}
		for range 1 + r.IntN(4) {
			again := slices.Clone(print)
			if c.EmployerKey != "" && r.IntN(2) == 0 {
				again[0]++ // another digest: the text was edited a little
				again[8+r.IntN(64)]++
			}
			c.Number, c.FirstSeen, c.LastSeen, c.Fingerprint = int64(len(cands)), on(day), on(day+20), again
			cands, truth = append(cands, c), append(truth, opening)
			day += 30
		}
	}
	return cands[:n], truth[:n]
}

// Small and large buckets, known and unknown employers: groups are the openings,
// whatever the order.
func TestGroupFindsOpenings(t *testing.T) {
	for _, employers := range []int{3, 4000} {
		cands, truth := market(20_000, employers)
		perm := rand.New(rand.NewPCG(5, 6)).Perm(len(cands))
		shuffled := make([]listing.GroupCandidate, len(cands))
		for to, from := range perm {
			shuffled[to] = cands[from]
		}
		plain, mixed := duplicate.Group(cands), duplicate.Group(shuffled)
		group := map[int]uint32{}
		back := map[uint32]uint32{}
		for i := range cands {
			if g, ok := group[truth[i]]; ok && g != plain[i] {
				t.Fatalf("%d employers: opening %d is in two groups", employers, truth[i])
			}
			group[truth[i]] = plain[i]
		}
		for to, from := range perm {
			if g, ok := back[plain[from]]; ok && g != mixed[to] {
				t.Fatalf("%d employers: another order made other groups", employers)
			}
			back[plain[from]] = mixed[to]
		}
		if got := int(slices.Max(plain)) + 1; got != len(group) {
			t.Errorf("%d employers: %d groups for %d openings", employers, got, len(group))
		}
	}
}

// Many equal advertisements of one employer must not cost their square.
func TestGroupManyEqual(t *testing.T) {
	body := duplicate.Fingerprint(text(7, 400))
	cands := make([]listing.GroupCandidate, 50_000)
	for i := range cands {
		cands[i] = listing.GroupCandidate{Number: int64(i), EmployerKey: "sesgiant", Title: "開発エンジニア", Places: tokyo, FirstSeen: on(i % 300), LastSeen: on(i%300 + 10), Fingerprint: body}
		if i%3 == 0 {
			cands[i].Places = nil
		}
	}
	if got := slices.Max(duplicate.Group(cands)); got != 0 {
		t.Errorf("%d groups, want one", got+1)
	}
}

func BenchmarkGroup(b *testing.B) {
	cands, _ := market(100_000, 20_000)
	for b.Loop() {
		duplicate.Group(cands)
	}
	b.ReportMetric(float64(len(cands)*b.N)/b.Elapsed().Seconds(), "listings/s")
}

func ExampleGroup() {
	body := duplicate.Fingerprint("Orchid Freight builds routing software. We look for a Go engineer who likes maps, queues and calm on-call weeks.")
	april := listing.GroupCandidate{EmployerKey: "orchidfreight", Title: "Go engineer", FirstSeen: on(0), LastSeen: on(20), Fingerprint: body}
	may := listing.GroupCandidate{EmployerKey: "orchidfreight", Title: "GO ENGINEER", FirstSeen: on(30), LastSeen: on(50), Fingerprint: body}
	other := listing.GroupCandidate{EmployerKey: "orchidfreight", Title: "Designer", FirstSeen: on(30), LastSeen: on(50)}
	fmt.Println(duplicate.Group([]listing.GroupCandidate{april, may, other}))
	// Output: [0 0 1]
}
