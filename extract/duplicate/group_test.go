package duplicate_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"juyo/extract/duplicate"
	"juyo/listing"
)

var (
	tokyo  = []listing.Place{{Country: "JP", Prefecture: 13}}
	osaka  = []listing.Place{{Country: "JP", Prefecture: 27}}
	japan  = []listing.Place{{Country: "JP"}}
	london = []listing.Place{{Country: "GB"}}
)

func TestGroup(t *testing.T) {
	const seed = 7
	body := duplicate.Fingerprint(text(seed, 400))
	edited := func(change func(w []string)) []byte {
		w := words(seed, 400)
		change(w)
		return duplicate.Fingerprint(strings.Join(w, " "))
	}
	near := edited(func(w []string) { w[200] = "sentence" })
	swapped := edited(func(w []string) { copy(w[100:], words(9, 40)) })
	reworded := edited(func(w []string) {
		for i, by := range words(10, 80) {
			w[5*i] = by
		}
		slices.Reverse(w)
	})
	teaser := duplicate.Fingerprint(strings.Join(words(seed, 400)[:130], " "))
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
		{"title written otherwise", c("orchid", "【Go】エンジニア", tokyo, 0, 10, body), c("orchid", "[Ｇｏ] エンジニア", tokyo, 0, 10, near), true},
		{"gap of 60 days still continues", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 70, 80, near), true},
		{"changed and after the window it is a new opening", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 71, 80, near), false},
		{"the very same text is the same opening after years", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 800, 810, body), true},
		{"another town", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", osaka, 0, 10, near), true},
		{"another country", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", london, 0, 10, near), true},
		{"the prefecture left out", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", japan, 0, 10, near), true},
		{"a place left out", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", nil, 0, 10, near), true},
		{"another text", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 0, 10, other), false},
		{"a fifth of the words changed", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 20, 30, reworded), true},
		{"one part put in another's place", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 0, 10, swapped), false},
		{"a third of it on a list page", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 5, 10, teaser), true},
		{"another employer", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("lantern", "Go Engineer", tokyo, 0, 10, body), false},
		{"equal text under a title that says more", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Backend (Go)", tokyo, 0, 10, body), true},
		{"equal text for another rank", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Senior Go Engineer", tokyo, 0, 10, body), false},
		{"equal text for another team", c("orchid", "Engineer, Maps", tokyo, 0, 10, body), c("orchid", "Engineer, Queues", tokyo, 0, 10, body), false},
		{"a translated title", c("orchid", "バックエンドエンジニア（配車）", tokyo, 0, 10, body), c("orchid", "Backend Engineer, Dispatch", tokyo, 0, 10, near), true},
		{"titles alone", c("orchid", "Go Engineer", tokyo, 0, 10, nil), c("orchid", "Go Engineer", tokyo, 5, 10, nil), true},
		{"titles alone, another town", c("orchid", "Go Engineer", tokyo, 0, 10, nil), c("orchid", "Go Engineer", osaka, 5, 10, nil), false},
		{"titles alone, after the window", c("orchid", "Go Engineer", tokyo, 0, 10, nil), c("orchid", "Go Engineer", tokyo, 71, 90, nil), false},
		{"titles alone, the town in one", c("orchid", "Go Engineer, Bristol", nil, 0, 10, nil), c("orchid", "Go Engineer", nil, 5, 10, nil), false},
		{"titles alone, another town in each", c("orchid", "Go Engineer (Berlin)", nil, 0, 10, nil), c("orchid", "Go Engineer (Munich)", nil, 5, 10, nil), false},
		{"nothing but an employer", c("orchid", "", tokyo, 0, 10, nil), c("orchid", "", tokyo, 5, 10, nil), false},
		{"one board shows no text", c("orchid", "Go Engineer", tokyo, 0, 10, body), c("orchid", "Go Engineer", tokyo, 0, 10, nil), true},
		{"unknown employers, nearly equal", c("", "Go Engineer", nil, 0, 10, body), c("", "Go Engineer", nil, 3, 12, near), true},
		{"unknown employers, reworded", c("", "Go Engineer", nil, 0, 10, body), c("", "Go Engineer", nil, 3, 12, reworded), false},
		{"unknown employers, other title", c("", "Go Engineer", nil, 0, 10, body), c("", "Ruby Engineer", nil, 3, 12, body), false},
		{"unknown and known employer", c("", "Go Engineer", nil, 0, 10, body), c("orchid", "Go Engineer", nil, 3, 12, body), true},
		{"unknown and known employer, nearly equal", c("", "Go Engineer", nil, 0, 10, near), c("orchid", "Go Engineer", nil, 3, 12, body), true},
		{"two readings of an employer's name", c("orchid", "Go Engineer", nil, 0, 10, body), c("orchidfreight", "Go Engineer", nil, 3, 12, body), true},
		{"employers that count alike", c("orchid1", "Go Engineer", nil, 0, 10, body), c("orchid12", "Go Engineer", nil, 3, 12, body), false},
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

// A title without a place belongs to one office, and never makes one of two.
func TestGroupDoesNotBridgeOffices(t *testing.T) {
	at := func(n int64, places []listing.Place, day int) listing.GroupCandidate {
		return listing.GroupCandidate{Number: n, EmployerKey: "orchid", Title: "Go Engineer", Places: places, FirstSeen: on(day), LastSeen: on(day + 5)}
	}
	got := duplicate.Group([]listing.GroupCandidate{at(1, tokyo, 0), at(2, nil, 20), at(3, osaka, 40), at(4, tokyo, 30)})
	if want := []uint32{0, 0, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("groups %v, want %v", got, want)
	}
	// Nor when the one without a place came first.
	got = duplicate.Group([]listing.GroupCandidate{at(1, nil, 0), at(2, tokyo, 20), at(3, osaka, 20), at(4, japan, 30)})
	if got[1] == got[2] {
		t.Errorf("groups %v: Tokyo and Osaka are one", got)
	}
}

// Each month a tenth of the words change. The first months are one opening; in
// the end nothing is left of it and it is not, though no month broke with the
// one before.
func TestGroupCutsChains(t *testing.T) {
	w := words(7, 400)
	var cands []listing.GroupCandidate
	for month := range 24 {
		cands = append(cands, listing.GroupCandidate{
			Number: int64(month), EmployerKey: "orchid", Title: "Go Engineer", FirstSeen: on(30 * month), LastSeen: on(30*month + 25),
			Fingerprint: duplicate.Fingerprint(strings.Join(w, " ")),
		})
		r := rand.New(rand.NewPCG(uint64(month), 9))
		for i, by := range words(uint64(100+month), 40) {
			w[(10*i+r.IntN(10))%len(w)] = by
		}
	}
	got := duplicate.Group(cands)
	if got[0] != got[3] {
		t.Errorf("groups %v: a few changed words made another opening", got)
	}
	if got[0] == got[23] {
		t.Errorf("groups %v: texts with no word in common are one opening", got)
	}
	for i := 1; i < len(got); i++ {
		if got[i] < got[i-1] {
			t.Errorf("groups %v: an opening came back", got)
		}
	}
}

// An advert like two openings joins them no more than a wide title joins two teams.
func TestGroupWideTitleBridgesNothing(t *testing.T) {
	body := duplicate.Fingerprint(text(7, 400))
	titled := func(n int64, title string, day int) listing.GroupCandidate {
		return listing.GroupCandidate{Number: n, EmployerKey: "orchid", Title: title, FirstSeen: on(day), LastSeen: on(day + 5), Fingerprint: body}
	}
	got := duplicate.Group([]listing.GroupCandidate{titled(1, "Engineer", 0), titled(2, "Engineer, Maps", 1), titled(3, "Engineer, Queues", 2)})
	if got[1] == got[2] {
		t.Errorf("groups %v: two teams are one", got)
	}
}

// Whatever the order of the candidates, the groups are the same: those of the
// truth set, with unknown employers, towns and chains.
func TestGroupOrderDoesNotCount(t *testing.T) {
	cands := candidates(t, makeTruth(1).ads)
	plain := duplicate.Group(cands)
	for seed := range uint64(20) {
		perm := rand.New(rand.NewPCG(seed, 6)).Perm(len(cands))
		shuffled := make([]listing.GroupCandidate, len(cands))
		for to, from := range perm {
			shuffled[to] = cands[from]
			if seed%2 == 1 { // without numbers what they are must do
				shuffled[to].Number = 0
			}
		}
		want := plain
		if seed%2 == 1 {
			anon := slices.Clone(cands)
			for i := range anon {
				anon[i].Number = 0
			}
			want = duplicate.Group(anon)
		}
		mixed := duplicate.Group(shuffled)
		there, back := map[uint32]uint32{}, map[uint32]uint32{}
		for to, from := range perm {
			a, b := want[from], mixed[to]
			if x, ok := there[a]; ok && x != b {
				t.Fatalf("order %d made other groups", seed)
			}
			if x, ok := back[b]; ok && x != a {
				t.Fatalf("order %d made larger groups", seed)
			}
			there[a], back[b] = b, a
		}
	}
}

// market makes n listings of openings that are reposted 1 … 4 times, with
// the true number of each one's opening. Prints are made without a text, which
// is quicker.
func market(n, employers int) (cands []listing.GroupCandidate, truth []int) {
	r := rand.New(rand.NewPCG(3, 4))
	places := [][]listing.Place{tokyo, osaka, london}
	for opening := 0; len(cands) < n; opening++ {
		print := randomPrint(r)
		day := r.IntN(700)
		c := listing.GroupCandidate{EmployerKey: fmt.Sprintf("employer%d", opening%employers), Title: fmt.Sprintf("Engineer %c", 'q'+r.IntN(4)), Places: places[r.IntN(3)]}
		if opening%10 == 0 {
			c.EmployerKey = ""
		}
		for range 1 + r.IntN(4) {
			again := slices.Clone(print)
			if r.IntN(2) == 0 {
				again[0]++ // another digest: the text was edited a little
				again[10+r.IntN(64)]++
			}
			c.Number, c.FirstSeen, c.LastSeen, c.Fingerprint = int64(len(cands)), on(day), on(day+20), again
			cands, truth = append(cands, c), append(truth, opening)
			day += 30
		}
	}
	return cands[:n], truth[:n]
}

// randomPrint makes what Fingerprint would of a text of 2,000 bytes that is like
// no other.
func randomPrint(r *rand.Rand) []byte {
	print := make([]byte, 74, 74+2*96)
	for i := range print {
		print[i] = byte(r.IntN(256))
	}
	binary.BigEndian.PutUint16(print[8:], 2000)
	terms := make([]uint16, 0, 96)
	for len(terms) < 96 {
		terms = append(terms, uint16(r.IntN(40_000)))
		slices.Sort(terms)
		terms = slices.Compact(terms)
	}
	for _, h := range terms {
		print = binary.BigEndian.AppendUint16(print, h)
	}
	return print
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

// One text under the names of 20,000 employers: each has its opening, and it
// costs no square of them.
func TestGroupManyEmployersOneText(t *testing.T) {
	body := duplicate.Fingerprint(text(7, 400))
	cands := make([]listing.GroupCandidate, 20_000)
	for i := range cands {
		cands[i] = listing.GroupCandidate{Number: int64(i), EmployerKey: fmt.Sprintf("shop%d", i), Title: "Engineer", FirstSeen: on(i % 300), LastSeen: on(i%300 + 10), Fingerprint: body}
	}
	cands[777].EmployerKey = "" // whose is it? nobody can say
	began := time.Now()
	if got := int(slices.Max(duplicate.Group(cands))) + 1; got != len(cands) {
		t.Errorf("%d groups, want %d", got, len(cands))
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// Other texts of one employer under one title, and of unknown ones: the worst
// case for an index by titles.
func TestGroupManyTextsOneTitle(t *testing.T) {
	for _, employer := range []string{"sesgiant", ""} {
		r := rand.New(rand.NewPCG(8, 8))
		cands := make([]listing.GroupCandidate, 4_000)
		for i := range cands {
			cands[i] = listing.GroupCandidate{Number: int64(i), EmployerKey: employer, Title: "Javaエンジニア", FirstSeen: on(0), LastSeen: on(10), Fingerprint: randomPrint(r)}
		}
		if got := int(slices.Max(duplicate.Group(cands))) + 1; got != len(cands) {
			t.Errorf("%d groups, want %d", got, len(cands))
		}
	}
}

// BenchmarkGroup's times for 50,000 and 100,000 candidates should be as one to
// two.
func BenchmarkGroup(b *testing.B) {
	for _, n := range []int{50_000, 100_000} {
		for _, employers := range []int{5, n / 5} {
			cands, _ := market(n, employers)
			b.Run(fmt.Sprintf("%d/employers=%d", n, employers), func(b *testing.B) {
				for b.Loop() {
					duplicate.Group(cands)
				}
				b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "listings/s")
			})
		}
	}
}

func ExampleGroup() {
	body := duplicate.Fingerprint("Orchid Freight builds routing software. We look for a Go engineer who likes maps, queues and calm on-call weeks.")
	april := listing.GroupCandidate{EmployerKey: "orchidfreight", Title: "Go engineer", FirstSeen: on(0), LastSeen: on(20), Fingerprint: body}
	may := listing.GroupCandidate{EmployerKey: "orchidfreight", Title: "GO ENGINEER", FirstSeen: on(30), LastSeen: on(50), Fingerprint: body}
	other := listing.GroupCandidate{EmployerKey: "orchidfreight", Title: "Designer", FirstSeen: on(30), LastSeen: on(50)}
	fmt.Println(duplicate.Group([]listing.GroupCandidate{april, may, other}))
	// Output: [0 0 1]
}
