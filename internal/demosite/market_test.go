package demosite

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"juyo/listing"
)

var testStart = listing.NewMonth(2024, time.November)

func testMarket(tb testing.TB) *Market {
	tb.Helper()
	return NewMarket(1, testStart, 24, Size{})
}

// plainPatterns find some planted skills in a text by nothing but a regular
// expression, so that the truth does not rest on the tables that made the text.
var plainPatterns = map[string]*regexp.Regexp{
	"go":         regexp.MustCompile(`(^|[^A-Za-z])(Go|Golang)([^A-Za-z]|$)`),
	"java":       regexp.MustCompile(`Java([^A-Za-z]|$)`),
	"javascript": regexp.MustCompile(`JavaScript`),
	"typescript": regexp.MustCompile(`TypeScript`),
	"php":        regexp.MustCompile(`PHP`),
	"python":     regexp.MustCompile(`Python`),
	"rails":      regexp.MustCompile(`Rails`),
	"rust":       regexp.MustCompile(`Rust`),
	"csharp":     regexp.MustCompile(`C#`),
	"cpp":        regexp.MustCompile(`C\+\+`),
	"react":      regexp.MustCompile(`React(\.js)?([^A-Za-z. ]|[.]?[^A-Za-z]?$| [^N]|\.[^j])`),
	"aws":        regexp.MustCompile(`AWS|Amazon Web Services`),
	"gcp":        regexp.MustCompile(`GCP|Google Cloud`),
	"kubernetes": regexp.MustCompile(`Kubernetes|k8s`),
	"docker":     regexp.MustCompile(`Docker`),
	"terraform":  regexp.MustCompile(`Terraform`),
	"mysql":      regexp.MustCompile(`MySQL`),
	"postgresql": regexp.MustCompile(`Postgre`),
	"sql":        regexp.MustCompile(`(^|[^A-Za-z])SQL([^A-Za-z ]|$| [^S])`),
	"llm":        regexp.MustCompile(`LLM|大規模言語モデル|large language model`),
	"linux":      regexp.MustCompile(`Linux`),
}

var tags = regexp.MustCompile(`<[^>]*>`)

// text returns what the advert of a posting says, without its markup.
func text(m *Market, c *composer, p *posting) string {
	o := &m.openings[p.opening]
	ad := c.compose(o, employerTable[o.employer].name, p.layout, p.repost, false)
	return string(ad.title) + "\n" + tags.ReplaceAllString(string(ad.body), "\n") + "\n" + string(ad.pay)
}

func TestSameSeedSameMarket(t *testing.T) {
	a, b, c := NewMarket(7, testStart, 24, Size{}), NewMarket(7, testStart, 24, Size{}), NewMarket(8, testStart, 24, Size{})
	if diff := cmp.Diff(a.Openings(), b.Openings()); diff != "" {
		t.Errorf("same seed, another market (-first +second):\n%s", diff)
	}
	if cmp.Equal(a.Openings(), c.Openings()) {
		t.Error("another seed, the same market")
	}
	for site := range a.postings {
		ca, cb := newComposer(a.cat), newComposer(b.cat)
		for i := range a.postings[site] {
			p, q := &a.postings[site][i], &b.postings[site][i]
			x := ca.compose(&a.openings[p.opening], "株式会社", p.layout, p.repost, false)
			if y := cb.compose(&b.openings[q.opening], "株式会社", q.layout, q.repost, false); !bytes.Equal(x.title, y.title) || !bytes.Equal(x.body, y.body) {
				t.Fatalf("same seed, another text: site %s, listing %s", siteTable[site].name, a.postings[site][i].id)
			}
		}
	}
}

// What the plan puts into a listing must stand in its text, and nothing else.
func TestTextsNameWhatIsPlantedAndNothingElse(t *testing.T) {
	m := testMarket(t)
	c := newComposer(m.cat)
	bad := 0
	for site := range m.postings {
		for i := range m.postings[site] {
			if i%3 != 0 { // a third of them is plenty
				continue
			}
			p := &m.postings[site][i]
			o := &m.openings[p.opening]
			said := text(m, c, p)
			for id, pattern := range plainPatterns {
				planted := slices.ContainsFunc(o.asks, func(a ask) bool { return skillTable[a.skill].id == id })
				if found := pattern.MatchString(said); found != planted {
					if bad++; bad < 5 {
						t.Errorf("%s %s: %s planted %v, found %v in\n%s", siteTable[site].name, p.id, id, planted, found, said)
					}
				}
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d wrong in all", bad)
	}
}

func TestPlan(t *testing.T) {
	want := map[string]Direction{
		"go": Rising, "typescript": Rising, "kubernetes": Rising, "terraform": Rising, "gcp": Rising, "nextjs": Rising, "llm": Rising, "github-actions": Rising,
		"php": Falling, "javascript": Falling, "laravel": Falling, "java": Flat, "aws": Flat, "docker": Flat, "python": Flat,
	}
	got := map[string]Direction{}
	for _, tr := range testMarket(t).Truth() {
		t.Logf("%-16s %-8s %5.1f %% → %5.1f %%, pay × %.2f", tr.Skill, tr.Direction, 100*tr.Start, 100*tr.End, tr.Premium)
		if _, ok := want[tr.Skill]; ok {
			got[tr.Skill] = tr.Direction
		}
		if tr.Start <= 0 && tr.End <= 0 {
			t.Errorf("%s is in the table of skills but in no plan", tr.Skill)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("directions (-want +got):\n%s", diff)
	}
}

// The shares of the openings drawn are those of the plan, within what a market
// of this size allows.
func TestMarketFollowsThePlan(t *testing.T) {
	m := testMarket(t)
	shares := func(from, to time.Time) (map[string]float64, int) {
		n, k := 0, map[string]float64{}
		for _, o := range m.Openings() {
			if o.Population != listing.Software || o.Posted.Before(from) || !o.Posted.Before(to) {
				continue
			}
			n++
			for _, s := range o.Skills {
				k[s]++
			}
		}
		for s := range k {
			k[s] /= float64(n)
		}
		return k, n
	}
	first, n1 := shares(testStart.Start(jst), (testStart + 3).Start(jst))
	last, n2 := shares((testStart + 21).Start(jst), (testStart + 24).Start(jst))
	t.Logf("new software openings: %d in the first three months, %d in the last", n1, n2)
	for _, tr := range m.Truth()[:25] {
		t.Logf("%-16s planned %5.1f → %5.1f, drawn %5.1f → %5.1f", tr.Skill, 100*tr.Start, 100*tr.End, 100*first[tr.Skill], 100*last[tr.Skill])
		// Three months are an eighth of the way; so much may be missing.
		slack := math.Abs(tr.End-tr.Start)/8 + 0.05
		if math.Abs(first[tr.Skill]-tr.Start) > slack || math.Abs(last[tr.Skill]-tr.End) > slack {
			t.Errorf("%s strays from its plan", tr.Skill)
		}
	}
}

func TestPayFollowsThePlan(t *testing.T) {
	m := testMarket(t)
	median := func(with string) (float64, int) {
		var v []float64
		for _, o := range m.Openings() {
			if o.YearlyMiddle > 0 && (o.Role == "backend" || o.Role == "fullstack") && slices.Contains(o.Skills, with) {
				v = append(v, float64(o.YearlyMiddle))
			}
		}
		sort.Float64s(v)
		return v[len(v)/2], len(v)
	}
	goPay, n1 := median("go")
	javaPay, n2 := median("java")
	phpPay, n3 := median("php")
	t.Logf("median of stated yearly pay: go %.0f (n=%d), java %.0f (n=%d), php %.0f (n=%d)", goPay, n1, javaPay, n2, phpPay, n3)
	if goPay <= javaPay || javaPay <= phpPay {
		t.Error("pay does not follow the premiums go > java > php")
	}
}

// The market must stay small enough that two years of visits take seconds.
func TestMarketSize(t *testing.T) {
	m := testMarket(t)
	visits := 0
	for i := range 24 {
		day := dayOf((testStart + listing.Month(i)).Start(jst).AddDate(0, 0, 14))
		var open, software int
		for j := range m.openings {
			if o := &m.openings[j]; o.posted <= day && day < o.closed {
				open++
				if o.population == popSoftware {
					software++
				}
			}
		}
		var perSite [siteCount]int
		for site := range m.postings {
			for _, p := range m.postings[site] {
				if p.from <= day && day < p.to {
					perSite[site]++
				}
			}
			if perSite[site] > 150 || perSite[site] < 30 {
				t.Errorf("month %d: %s publishes %d listings", i, siteTable[site].name, perSite[site])
			}
			if site != siteBoards {
				visits += perSite[site]
			}
		}
		if software < 310 || software > 450 {
			t.Errorf("month %d: %d software openings are open", i, software)
		}
		if i%6 == 0 {
			t.Logf("month %d: %d open, %d of them software; by site %v", i, open, software, perSite)
		}
	}
	t.Logf("%d visits of detail pages in 24 months", visits)
	if visits > 9000 {
		t.Errorf("%d visits of detail pages in 24 months: too many for a demo", visits)
	}
}

// Listings of one employer must differ unless they advertise one opening again.
func TestListingsOfAnEmployerDiffer(t *testing.T) {
	m := testMarket(t)
	c := newComposer(m.cat)
	type shingled struct {
		opening int
		set     map[string]bool
		text    string
	}
	byEmployer := map[int][]shingled{}
	for site := range m.postings {
		for i := range m.postings[site] {
			p := &m.postings[site][i]
			o := &m.openings[p.opening]
			if o.population != popSoftware || p.from < m.lastDay-150 {
				continue
			}
			said := text(m, c, p)
			// Letters and digits only: 【】, ・ and their like are the site's.
			runes := []rune(strings.Join(strings.FieldsFunc(said, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), ""))
			set := map[string]bool{}
			for i := 0; i+5 <= len(runes); i++ {
				set[string(runes[i:i+5])] = true
			}
			byEmployer[o.employer] = append(byEmployer[o.employer], shingled{p.opening, set, said})
		}
	}
	var worst, leastSame float64 = 0, 1
	var worstPair, leastPair [2]string
	pairs, same := 0, 0
	for _, all := range byEmployer {
		for i := range all {
			for j := range i {
				both := 0
				for s := range all[i].set {
					if all[j].set[s] {
						both++
					}
				}
				likeness := float64(both) / float64(len(all[i].set)+len(all[j].set)-both)
				if all[i].opening == all[j].opening {
					same++
					if likeness < leastSame {
						leastSame, leastPair = likeness, [2]string{all[i].text, all[j].text}
					}
					continue
				}
				pairs++
				if likeness > worst {
					worst, worstPair = likeness, [2]string{all[i].text, all[j].text}
				}
			}
		}
	}
	t.Logf("%d pairs of different openings: likeness at most %.2f; %d pairs of one opening: at least %.2f", pairs, worst, same, leastSame)
	if worst > 0.6 {
		t.Errorf("two openings of one employer are as like as %.2f:\n%s\n----\n%s", worst, worstPair[0], worstPair[1])
	}
	if leastSame < 0.75 {
		t.Errorf("two adverts of one opening are only %.2f alike:\n%s\n----\n%s", leastSame, leastPair[0], leastPair[1])
	}
}

func TestOpenAt(t *testing.T) {
	m := testMarket(t)
	at := (testStart + 5).Start(jst).AddDate(0, 0, 14)
	open := m.OpenAt(at)
	for _, o := range open {
		if o.Posted.After(at) || !o.Closed.After(at) {
			t.Errorf("opening %d is open from %s to %s, not at %s", o.Number, o.Posted, o.Closed, at)
		}
		if len(o.Adverts) == 0 {
			t.Errorf("opening %d is advertised nowhere", o.Number)
		}
	}
	if len(open) < 300 {
		t.Errorf("%d openings at %s", len(open), at)
	}
}
