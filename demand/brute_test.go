package demand_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"juyo/demand"
	"juyo/listing"
)

// brute answers by the definitions, one group and one month at a time, with maps
// and no care for speed: what every answer of a Market is checked against.
type brute struct {
	cat  *demand.Catalogue
	rows []row
}

// opening is a unique listing in a month.
type opening struct {
	cluster string
	unknown bool
	rows    []row
	levels  map[uint16]listing.Level
}

func (b *brute) in(s demand.Scope, r row) bool {
	return b.history(s, r) && r.region.In(s.Region) && (s.Population == demand.PopulationAll || listing.Populations()[r.population] == s.Population) && states(s, r)
}

// states spells out what a scope is narrowed to.
func states(s demand.Scope, r row) bool {
	if s.Industry != "" && !slices.Contains(industriesOf(r), s.Industry) {
		return false
	}
	if s.Stage != "" && listing.Stages()[r.stage] != s.Stage {
		return false
	}
	switch s.LanguageAsked {
	case "ja":
		return r.asks&demand.AsksJA != 0
	case "ja:required":
		return r.asks&demand.RequiresJA != 0
	case "en":
		return r.asks&demand.AsksEN != 0
	case "en:required":
		return r.asks&demand.RequiresEN != 0
	}
	return true
}

func industriesOf(r row) []listing.Industry {
	var all []listing.Industry
	for i, f := range listing.Industries() {
		if r.industries>>i&1 != 0 {
			all = append(all, f)
		}
	}
	return all
}

func (b *brute) history(s demand.Scope, r row) bool {
	src := b.cat.Sources[r.source]
	return src.Panel == s.Panel && (!s.Public || !src.Private)
}

// openings returns the unique listings of a scope in a month, by group.
func (b *brute) openings(s demand.Scope, m listing.Month) []opening {
	groups := map[uint32][]row{}
	for _, r := range b.rows {
		groups[r.group] = append(groups[r.group], r)
	}
	var out []opening
	for _, g := range slices.Sorted(maps.Keys(groups)) {
		o := opening{levels: map[uint16]listing.Level{}}
		earliest, counts := listing.Month(65535), false
		employer, since := uint32(0), listing.Month(65535)
		for _, r := range groups[g] {
			if b.history(s, r) {
				earliest = min(earliest, r.first)
			}
			if r.employer != 0 && (r.first < since || r.first == since && r.employer < employer) {
				employer, since = r.employer, r.first
			}
		}
		for _, r := range groups[g] {
			if !b.in(s, r) || r.first > m || r.last < m {
				continue
			}
			o.rows = append(o.rows, r)
			counts = counts || s.Basis == demand.Active || r.isNew && r.first == m && earliest == m
			for _, p := range r.skills {
				o.levels[p.Number()] = max(o.levels[p.Number()], p.Level())
			}
		}
		if !counts {
			continue
		}
		o.cluster, o.unknown = fmt.Sprint("employer ", employer), employer == 0
		if o.unknown {
			o.cluster = fmt.Sprint("group ", g)
		}
		out = append(out, o)
	}
	return out
}

// silent counts the openings that say nothing about what q is narrowed to, or
// returns -1 when it is not narrowed, or nothing could be said anyway.
func (b *brute) silent(q demand.Question) int {
	wide := q.Scope
	wide.Industry, wide.Stage, wide.LanguageAsked = "", "", ""
	os := b.openings(wide, q.Month)
	if wide == q.Scope || len(os) == 0 {
		return -1
	}
	n := 0
	for _, o := range os {
		said := func(f func(r row) bool) bool { return slices.ContainsFunc(o.rows, f) }
		if q.Scope.Industry != "" && !said(func(r row) bool { return r.industries != 0 }) ||
			q.Scope.Stage != "" && !said(func(r row) bool { return r.stage != 0 }) ||
			q.Scope.LanguageAsked != "" && !said(func(r row) bool { return r.asks != 0 }) {
			n++
		}
	}
	return n
}

// share is the share of openings for which has holds.
func share(os []opening, has func(opening) bool) demand.Share {
	byCluster := map[string]demand.Cluster{}
	for _, o := range os {
		c := byCluster[o.cluster]
		c.N++
		if has(o) {
			c.X++
		}
		byCluster[o.cluster] = c
	}
	var all []demand.Cluster
	for _, k := range slices.Sorted(maps.Keys(byCluster)) {
		all = append(all, byCluster[k])
	}
	return demand.ClusterShare(all)
}

func employers(os []opening) int {
	seen := map[string]bool{}
	for _, o := range os {
		seen[o.cluster] = true
	}
	return len(seen)
}

func names(k uint16) func(opening) bool {
	return func(o opening) bool { return o.levels[k] != 0 }
}

func enough(s demand.Share) bool {
	return s.Listings >= demand.MinRowListings && s.Employers >= demand.MinRowEmployers
}

func meetsFloor(os []opening) bool {
	return len(os) >= demand.MinListings && employers(os) >= demand.MinEmployers
}

func drawScope(t *rapid.T) demand.Scope {
	s := demand.Scope{
		Region:     rapid.SampledFrom([]listing.Region{listing.RegionJP, listing.RegionJP, listing.RegionGlobal, listing.RegionAll}).Draw(t, "region"),
		Population: rapid.SampledFrom([]listing.Population{listing.Software, listing.Software, listing.OtherWork, demand.PopulationAll}).Draw(t, "population"),
		Basis:      rapid.SampledFrom([]demand.Basis{demand.Active, demand.New}).Draw(t, "basis"),
		Panel:      rapid.SampledFrom([]string{"live", "live", "live", "archive"}).Draw(t, "panel"),
		Public:     rapid.Bool().Draw(t, "public"),
	}
	switch rapid.IntRange(0, 9).Draw(t, "narrowed") {
	case 0:
		s.Industry = rapid.SampledFrom([]listing.Industry{"saas", "finance", "crypto"}).Draw(t, "industry")
	case 1:
		s.Stage = rapid.SampledFrom([]listing.Stage{"startup", "listed", "large"}).Draw(t, "stage")
	case 2:
		s.LanguageAsked = rapid.SampledFrom(demand.LanguagesAsked()).Draw(t, "asked")
	case 3:
		s.Industry, s.Stage, s.LanguageAsked = "saas", "startup", "ja"
	}
	return s
}

func drawMarket(t *rapid.T) (*brute, *demand.Market, demand.Question) {
	b := &brute{catalogue(), randomRows(rapid.Uint64().Draw(t, "seed"), rapid.SampledFrom([]int{0, 20, 250, 500, 800}).Draw(t, "groups"))}
	m, err := demand.Load(t.Context(), &columns{b.cat, segmentsOf(b.rows, rapid.IntRange(1, 200).Draw(t, "segment"))})
	if err != nil {
		t.Fatal(err)
	}
	q := demand.Question{Scope: drawScope(t), Month: month(2026, rapid.SampledFrom([]int{1, 3, 5, 6, 7, 8, 9, 11, 14}).Draw(t, "month")), Now: b.cat.Through}
	return b, m, q
}

func TestTopIsWhatTheDefinitionsSay(t *testing.T) {
	answered := 0
	rapid.Check(t, func(t *rapid.T) {
		b, m, q := drawMarket(t)
		got, err := m.Top(q)
		if err != nil {
			t.Fatal(err)
		}
		os := b.openings(q.Scope, q.Month)
		ads, unknown := 0, 0
		for _, o := range os {
			ads += len(o.rows)
			if o.unknown {
				unknown++
			}
		}
		if got.NListings != len(os) || got.NAds != ads || got.NEmployers != employers(os) || got.NUnknownEmployer != unknown {
			t.Fatalf("head %+v, want %d listings, %d ads, %d employers, %d unknown", got.Answer, len(os), ads, employers(os), unknown)
		}
		all := q.Scope
		all.Region = listing.RegionAll
		nowhere := 0
		for _, o := range b.openings(all, q.Month) {
			if !slices.ContainsFunc(o.rows, func(r row) bool { return r.region != 0 }) {
				nowhere++
			}
		}
		if got.NUnknownPlace != nowhere {
			t.Fatalf("%d listings without a place, want %d", got.NUnknownPlace, nowhere)
		}
		if (got.Suppressed == nil) != meetsFloor(os) {
			t.Fatalf("suppressed %+v with %d listings of %d employers", got.Suppressed, len(os), employers(os))
		}
		several := 0
		for _, o := range os {
			if len(o.rows) > 1 {
				several++
			}
		}
		if (got.Intensity == nil) != (got.Suppressed != nil) ||
			got.Intensity != nil && *got.Intensity != (demand.Intensity{AdsPerOpening: float64(ads) / float64(len(os)), Ads: ads, Openings: len(os), Several: several}) {
			t.Fatalf("intensity %+v, want %d ads of %d openings, %d with several", got.Intensity, ads, len(os), several)
		}
		if silent := b.silent(q); silent >= 0 != slices.Contains(codes(got.Warnings), "narrowed") {
			t.Fatalf("warnings %v; %d listings are silent", codes(got.Warnings), silent)
		} else if i := slices.IndexFunc(got.Warnings, func(w demand.Warning) bool { return w.Code == demand.WarnNarrowed }); i >= 0 && got.Warnings[i].N != silent {
			t.Fatalf("%d listings are silent, want %d", got.Warnings[i].N, silent)
		}
		if got.Suppressed != nil {
			if len(got.Rows) > 0 {
				t.Fatal("rows below the floor")
			}
			return
		}
		answered++
		var want []demand.SkillRow
		below := 0
		for k, s := range b.cat.Skills {
			if len(s.Article1)+len(s.Article2) == 0 {
				continue
			}
			sh := share(os, names(uint16(k)))
			if !enough(sh) {
				if sh.Listings > 0 {
					below++
				}
				continue
			}
			r := demand.SkillRow{Skill: s.ID, Name: s.Name, NameJA: cmp.Or(s.NameJA, s.Name), Kind: s.Kind, Named: s.Named, Share: sh}
			for _, o := range os {
				switch o.levels[uint16(k)] {
				case listing.LevelRequired:
					r.Required++
				case listing.LevelPreferred:
					r.Preferred++
				case listing.LevelUsed:
					r.Used++
				}
			}
			want = append(want, r)
		}
		for i := range want {
			r := &want[i]
			r.Rank, r.RankLo, r.RankHi = 1, 1, 1
			for j := range want {
				if want[j].Listings > r.Listings {
					r.Rank++
				}
				if want[j].Lo > r.Hi {
					r.RankLo++
				}
				if j != i && want[j].Hi >= r.Lo {
					r.RankHi++
				}
			}
		}
		slices.SortFunc(want, func(a, b demand.SkillRow) int {
			return cmp.Or(cmp.Compare(b.Listings, a.Listings), cmp.Compare(a.Skill, b.Skill))
		})
		for i := range got.Rows {
			got.Rows[i].Warnings = nil
		}
		if diff := gocmp.Diff(want, got.Rows); diff != "" || below != got.BelowFloor {
			t.Fatalf("below the floor %d, want %d; rows (-want +got):\n%s", got.BelowFloor, below, diff)
		}
	})
	if answered == 0 && !testing.Short() {
		t.Error("no market met the floors: the test tests nothing")
	} else {
		t.Logf("%d markets met the floors", answered)
	}
}

func TestTrendIsTopMonthByMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, m, q := drawMarket(t)
		q.Skills = []string{"java", "go", "slack"}
		got, err := m.Trend(q)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range got.Rows {
			k := uint16(slices.IndexFunc(b.cat.Skills, func(s listing.Skill) bool { return s.ID == line.Skill }))
			complete := 0
			for i, p := range line.Points {
				if p.Month != got.Months[i] || p.Month > q.Month {
					t.Fatalf("point %d is of %s; months %v up to %s", i, p.Month, got.Months, q.Month)
				}
				os := b.openings(q.Scope, p.Month)
				want := share(os, names(k))
				if p.N != len(os) {
					t.Fatalf("%s: n %d, want %d", p.Month, p.N, len(os))
				}
				if shown := meetsFloor(os) && enough(want); shown != (p.Share != nil) || shown == (p.Reason != nil) {
					t.Fatalf("%s %s: share %v, reason %v, want shown %v", line.Skill, p.Month, p.Share, p.Reason, shown)
				}
				if p.Share != nil && *p.Share != want {
					t.Fatalf("%s %s:\ngot  %+v\nwant %+v", line.Skill, p.Month, *p.Share, want)
				}
				if p.Share != nil && !p.Partial {
					complete++
				}
			}
			if (complete < demand.MinTrendMonths) != (line.Reason != nil) {
				t.Fatalf("%s: %d complete months, reason %v", line.Skill, complete, line.Reason)
			}
		}
		for _, month := range m.Months() {
			if n := len(b.openings(q.Scope, month)); n > 0 && month <= q.Month && got.Suppressed == nil && !slices.Contains(got.Months, month) {
				t.Fatalf("%s with %d listings is missing", month, n)
			}
		}
	})
}

func TestCategoriesAndCombosCountAListingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, m, q := drawMarket(t)
		got, err := m.Categories(q)
		if err != nil {
			t.Fatal(err)
		}
		combos, err := m.Combos(q)
		if err != nil {
			t.Fatal(err)
		}
		os := b.openings(q.Scope, q.Month)
		for _, r := range got.Rows {
			want := share(os, func(o opening) bool {
				for k := range o.levels {
					s := b.cat.Skills[k]
					if r.Scheme == "article1" && slices.Contains(s.Article1, r.Key) || r.Scheme == "article2" && slices.Contains(s.Article2, r.Key) {
						return true
					}
				}
				return false
			})
			if (r.Reason == nil) != enough(want) || r.Reason == nil && r.Share != want {
				t.Fatalf("%s/%s:\ngot  %+v (%v)\nwant %+v", r.Scheme, r.Key, r.Share, r.Reason, want)
			}
			for i, s := range r.Top {
				// Technologies first, then concepts, each by how many name them.
				before := i > 0 && (s.Named && !r.Top[i-1].Named || s.Named == r.Top[i-1].Named && s.Listings > r.Top[i-1].Listings)
				if before || s.Listings > r.Listings || len(r.Top) > 5 {
					t.Fatalf("%s: top %+v", r.Key, r.Top)
				}
			}
		}
		for _, r := range combos.Rows {
			for _, strict := range []bool{false, true} {
				want := share(os, func(o opening) bool { return fits(r.Key, o, strict) })
				have := &r.Share
				if strict {
					have = r.Required
				} else if r.Reason != nil {
					have = nil
				}
				if (have != nil) != enough(want) || have != nil && *have != want {
					t.Fatalf("%s, only required %v:\ngot  %+v\nwant %+v", r.Key, strict, have, want)
				}
			}
		}
	})
}

// fits spells the combinations out for the catalogue of these tests.
func fits(combo string, o opening, onlyRequired bool) bool {
	any := func(ks ...uint16) bool {
		return slices.ContainsFunc(ks, func(k uint16) bool {
			return o.levels[k] == listing.LevelRequired || !onlyRequired && o.levels[k] != 0
		})
	}
	role := func(i int) bool { return slices.ContainsFunc(o.rows, func(r row) bool { return r.roles>>i&1 != 0 }) }
	backend := role(0) || role(2) || any(skillGo, skillJava)
	switch combo {
	case "backend":
		return backend
	case "backend_frontend":
		return backend && (role(1) || role(2) || any(skillReact))
	case "backend_cloud":
		return backend && any(skillAWS)
	case "language_cloud_db":
		return any(skillGo, skillJava, skillTypeScript) && any(skillAWS) && any(skillDBDesign, skillMySQL)
	}
	return false
}

func TestPayIsWhatTheDefinitionsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, m, q := drawMarket(t)
		q.Skills = []string{"go"}
		q.PayBasis = rapid.SampledFrom([]string{"low", "mid", "high"}).Draw(t, "basis")
		got, err := m.Pay(q)
		if err != nil {
			t.Fatal(err)
		}
		os := b.openings(q.Scope, q.Month)
		for _, r := range got.Rows {
			of, disclosed := 0, 0
			var values []float64
			seen := map[string]bool{}
			for _, o := range os {
				if r.Group == "go" && o.levels[skillGo] == 0 {
					continue
				}
				of++
				var stated []row
				freelance, employed := false, false
				for _, x := range o.rows {
					if x.currency != 0 && (x.low != demand.NoPay || x.high != demand.NoPay) {
						stated = append(stated, x)
					}
					freelance = freelance || x.employment&4 != 0
					employed = employed || x.employment&^4 != 0
				}
				if len(stated) == 0 {
					continue
				}
				disclosed++
				x := slices.MinFunc(stated, func(a, b row) int {
					return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.source, b.source), cmp.Compare(a.currency, b.currency),
						cmp.Compare(a.period, b.period), cmp.Compare(a.low, b.low), cmp.Compare(a.high, b.high))
				})
				kind := "employment"
				if freelance {
					kind = "freelance"
				}
				if freelance && employed || kind != r.Employment || b.cat.Currencies[x.currency] != r.Currency || listing.Periods()[x.period] != r.Period {
					continue
				}
				value := float64(x.low)
				switch {
				case q.PayBasis != "high" && x.low == demand.NoPay, q.PayBasis != "low" && x.high == demand.NoPay:
					continue
				case q.PayBasis == "high":
					value = float64(x.high)
				case q.PayBasis == "mid":
					value = (float64(x.low) + float64(x.high)) / 2
				}
				values = append(values, value)
				seen[o.cluster] = true
			}
			slices.Sort(values)
			if r.Of != of || r.N != len(values) || r.Employers != len(seen) || of > 0 && !near(r.Disclosure, float64(disclosed)/float64(of), 1e-12) {
				t.Fatalf("%+v: want of %d, n %d, employers %d, disclosed %d", r, of, len(values), len(seen), disclosed)
			}
			figure := func(have *float64, q float64, least int) {
				if shown := len(values) >= least && len(seen) >= demand.MinPayEmployers; shown != (have != nil) {
					t.Fatalf("%+v: figure for %g shown %v, want %v", r, q, have != nil, shown)
				}
				if have != nil && !near(*have, demand.Quantile(values, q), 1e-6) {
					t.Fatalf("%+v: figure for %g = %g, want %g", r, q, *have, demand.Quantile(values, q))
				}
			}
			figure(r.P10, 0.1, demand.MinPayTails)
			figure(r.P25, 0.25, demand.MinPayQuartiles)
			figure(r.P50, 0.5, demand.MinPayMedian)
			figure(r.P75, 0.75, demand.MinPayQuartiles)
			figure(r.P90, 0.9, demand.MinPayTails)
			if r.P50 == nil {
				continue
			}
			l, u, _, _ := demand.QuantileRanks(len(values), 0.5, 0.95)
			if *r.P50Lo > values[l-1] || *r.P50Hi < values[u-1] || *r.P50Lo > *r.P50 || *r.P50Hi < *r.P50 {
				t.Fatalf("median %g in [%g, %g], order statistics say [%g, %g]", *r.P50, *r.P50Lo, *r.P50Hi, values[l-1], values[u-1])
			}
		}
	})
}

func TestOverviewAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, m, q := drawMarket(t)
		got, err := m.Overview(q)
		if err != nil {
			t.Fatal(err)
		}
		active, fresh := q.Scope, q.Scope
		active.Basis, fresh.Basis = demand.Active, demand.New
		for _, c := range got.Months {
			a, n := b.openings(active, c.Month), b.openings(fresh, c.Month)
			sources := map[uint16]bool{}
			for _, o := range a {
				for _, r := range o.rows {
					sources[r.source] = true
				}
			}
			if c.Active != len(a) || c.New != len(n) || c.Employers != employers(a) || c.Sources != len(sources) {
				t.Fatalf("%+v, want %d active, %d new, %d employers, %d sources", c, len(a), len(n), employers(a), len(sources))
			}
			if c.Month == q.Month && (got.New != len(n) || got.Carried != len(a)-len(n)) {
				t.Fatalf("new %d, carried %d, want %d and %d", got.New, got.Carried, len(n), len(a)-len(n))
			}
		}
		for _, s := range got.Sources {
			has := func(o opening) bool {
				return slices.ContainsFunc(o.rows, func(r row) bool { return b.cat.Sources[r.source].Name == s.Source })
			}
			if a, n := share(b.openings(active, q.Month), has), share(b.openings(fresh, q.Month), has); s.Active != a.Listings || s.New != n.Listings {
				t.Fatalf("%+v, want %d active, %d new", s, a.Listings, n.Listings)
			}
		}
		os := b.openings(q.Scope, q.Month)
		for i, role := range []string{"backend", "frontend", "fullstack"} {
			want := 0
			for _, o := range os {
				if slices.ContainsFunc(o.rows, func(r row) bool { return r.roles>>i&1 != 0 }) {
					want++
				}
			}
			if got.Roles[role] != want {
				t.Fatalf("%s: %d, want %d", role, got.Roles[role], want)
			}
		}
		for i, f := range []string{"saas", "dx", "web_service", "ec", "finance"} {
			if want := share(os, func(o opening) bool {
				return slices.ContainsFunc(o.rows, func(r row) bool { return r.industries>>i&1 != 0 })
			}).Listings; got.Industries[f] != want {
				t.Fatalf("%s: %d, want %d", f, got.Industries[f], want)
			}
		}
		for stage, f := range map[string]func(row) bool{"startup": func(r row) bool { return r.stage == 1 }, "listed": func(r row) bool { return r.stage == 2 }} {
			if want := share(os, func(o opening) bool { return slices.ContainsFunc(o.rows, f) }).Listings; got.Stages[stage] != want {
				t.Fatalf("%s: %d, want %d", stage, got.Stages[stage], want)
			}
		}
		requires := share(os, func(o opening) bool {
			return slices.ContainsFunc(o.rows, func(r row) bool { return r.asks&demand.RequiresEN != 0 })
		})
		silent := share(os, func(o opening) bool { return !slices.ContainsFunc(o.rows, func(r row) bool { return r.asks != 0 }) })
		if got.LanguagesAsked["en:required"] != requires.Listings || got.LanguagesAsked["unknown"] != silent.Listings {
			t.Fatalf("languages %v, want %d that require English and %d silent", got.LanguagesAsked, requires.Listings, silent.Listings)
		}
		entry := share(os, func(o opening) bool { return slices.ContainsFunc(o.rows, func(r row) bool { return r.entry }) })
		if got.Entry != entry.Listings || (got.EntryShare != nil) != (got.Suppressed == nil && enough(entry)) || got.EntryShare != nil && *got.EntryShare != entry {
			t.Fatalf("entry level: %d %+v, want %+v", got.Entry, got.EntryShare, entry)
		}
		unknown := 0
		for _, o := range os {
			if !slices.ContainsFunc(o.rows, func(r row) bool { return r.remote != 0 }) {
				unknown++
			}
		}
		if got.Remote["unknown"] != unknown {
			t.Fatalf("remote unknown: %d, want %d", got.Remote["unknown"], unknown)
		}
	})
}
