// Package demosite is a fictional market for software engineers: employers that
// do not exist, openings with planted trends and pay, and five job sites on
// loopback that publish them over real HTTP, each in its own way and with its
// own faults. Generate writes the same kind of listings as a file of any size.
//
// It is no test double of the collector or of anything else of ours: it is the
// outside world, made small and repeatable. The same seed gives the same bytes.
// Everything in it is invented, and its addresses are example.jp and
// example.com, which nobody can own.
//
// Start with NewMarket and Start, or with Generate. Truth tells what was
// planted, so that a test can look for it in the statistics.
package demosite

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"juyo/listing"
)

// jst is the zone of the market. Japan has had no summer time since 1951, so a
// fixed offset is right and needs no zone file.
var jst = time.FixedZone("Asia/Tokyo", 9*60*60)

// dayOf returns the calendar day of t in Japan, as days since 1970.
func dayOf(t time.Time) int { return int((t.Unix() + 9*60*60) / 86400) }

// dayStart returns the first moment of a day.
func dayStart(day int) time.Time { return time.Unix(int64(day)*86400-9*60*60, 0).In(jst) }

// Size says how big a market is. Zero fields take the default.
type Size struct {
	Open int // openings that are open at a time, of all kinds; default 395
}

// Market is a fictional job market over some months. It is immutable and safe
// for concurrent use.
type Market struct {
	start    listing.Month
	months   int
	firstDay int
	lastDay  int
	cat      *catalog
	openings []opening
	postings [siteCount][]posting // by first day
	byID     [siteCount]map[string]int
}

// posting is one opening as one site publishes it for a while.
type posting struct {
	id      string
	opening int
	from    int // first day on the site
	to      int // first day it is gone
	repost  int // earlier postings of the same opening on the site
	layout  layout
}

// meanLife is the mean of drawLife in days.
const meanLife = 90

// NewMarket draws the market of months months from start on. Openings posted
// before start and still open are there from the first day.
func NewMarket(seed uint64, start listing.Month, months int, size Size) *Market {
	cat, err := newCatalog()
	if err != nil {
		panic("demosite: " + err.Error()) // a mistake in this package's tables; its tests read them all
	}
	if size.Open <= 0 {
		size.Open = 395
	}
	m := &Market{start: start, months: months, cat: cat, firstDay: dayOf(start.Start(jst)), lastDay: dayOf((start + listing.Month(months)).Start(jst))}
	d := &draw{Market: m, rng: newRNG(rand.NewPCG(seed, 0x64656d6f)), ofRole: make([]int, len(cat.roles))}
	rate := float64(size.Open) / meanLife
	due := 0.0
	for day := m.firstDay - 125; day < m.lastDay; day++ {
		for due += rate; due >= 1; due-- {
			d.add(day)
		}
	}
	d.publish()
	return m
}

// draw is what is needed while a market is drawn.
type draw struct {
	*Market
	rng      *rand.Rand
	software int   // openings of software so far
	ofRole   []int // of them, by role
}

// progress returns how far day is on the market's way, 0 … 1.
func (m *Market) progress(day int) float64 {
	return min(1, max(0, float64(day-m.firstDay)/float64(max(1, m.lastDay-m.firstDay))))
}

// add draws one opening posted on day.
func (d *draw) add(day int) {
	r := d.rng
	x := d.progress(day)
	o := opening{posted: day, words: r.Uint64(), product: r.IntN(len(productTable))}
	o.closed = day + drawLife(r)
	if o.closed > day+50 && chance(r, 0.08) {
		o.revised = day + 25
	}
	kind := r.Float64()
	u := r.Float64() // where on the scale of stacks; decides who is likely to hire
	if kind >= 0.12 {
		o.role = d.cat.pickRole(spread(d.software))
		u = spread(d.ofRole[o.role] + 13*o.role)
		d.software++
		d.ofRole[o.role]++
	}
	e := d.pickEmployer(u)
	o.employer = e
	who := &employerTable[e]
	o.en, o.place = who.en, who.place
	if who.place < placesInJapan && chance(r, 0.15) {
		o.place = r.IntN(placesInJapan)
	}
	if kind < 0.12 {
		drawOther(r, &o, kind < 0.03)
	} else {
		o.stack = d.cat.roles[o.role].pickStack(u, x)
		o.seniority = drawSeniority(r, d.cat.roles[o.role].role)
		d.cat.drawAsks(r, &o, x)
		d.cat.drawTerms(r, &o, who, x)
	}
	d.openings = append(d.openings, o)
}

// pickEmployer draws three employers by their weight and returns the one whose
// taste is nearest to u. Employers so have a taste in stacks, as real ones do,
// and the planted shares still hold.
func (d *draw) pickEmployer(u float64) int {
	var total float64
	for i := range employerTable {
		total += employerTable[i].weight
	}
	best, distance := 0, math.Inf(1)
	for range 3 {
		at := d.rng.Float64() * total
		e := 0
		for ; e < len(employerTable)-1; e++ {
			if at -= employerTable[e].weight; at < 0 {
				break
			}
		}
		away := math.Abs(spread(e) - u)
		if away = min(away, 1-away); away < distance {
			best, distance = e, away
		}
	}
	return best
}

// elsewhere are the sites that also take listings of a site's employers.
var elsewhere = [siteCount][]int{
	siteKikori: {siteTayori, siteMukashi}, siteMukashi: {siteKikori}, siteTayori: {siteKikori, siteMukashi}, siteBoards: {siteKikori, siteTayori},
}

// publish decides where and when every opening is advertised: once on its
// employer's site, sometimes taken down and put up again under a new id,
// sometimes on another site too.
func (d *draw) publish() {
	r := d.rng
	for i := range d.openings {
		o := &d.openings[i]
		site := employerTable[o.employer].site
		p := posting{opening: i, from: o.posted, to: o.closed, layout: layoutOf(site, o.employer)}
		if o.closed-o.posted >= 60 && o.population != popTalentPool && chance(r, 0.15) {
			again := p
			p.to = o.posted + 28 + r.IntN(14)
			again.from, again.repost = p.to+r.IntN(4), 1
			d.postings[site] = append(d.postings[site], again)
		}
		d.postings[site] = append(d.postings[site], p)
		others := elsewhere[site]
		if o.en && site == siteBoards {
			others = []int{siteLantern}
		}
		if len(others) > 0 && o.population == popSoftware && chance(r, 0.08) {
			other := others[r.IntN(len(others))]
			q := posting{opening: i, from: o.posted + 2 + r.IntN(8), to: o.closed, layout: layoutOf(other, o.employer)}
			d.postings[other] = append(d.postings[other], q)
		}
	}
	for site := range d.postings {
		ps := d.postings[site]
		slices.SortStableFunc(ps, func(a, b posting) int { return cmp.Compare(a.from, b.from) })
		d.byID[site] = make(map[string]int, len(ps))
		for i := range ps {
			ps[i].id = strconv.Itoa([siteCount]int{10001, 4001, 300001, 7000001, 501}[site] + i*[siteCount]int{1, 3, 7, 11, 1}[site])
			d.byID[site][ps[i].id] = i
		}
	}
}

func layoutOf(site, employer int) layout {
	if site == siteMukashi || site == siteTayori && employer%2 == 0 {
		return layoutBreaks
	}
	return layoutHTML
}

// Truth returns what is planted about every skill, the most asked for at the
// end of the market first.
func (m *Market) Truth() []Trend { return m.cat.truth() }

// Truth returns what is planted about every skill in listings of Generate; a
// Market of any seed and size plants the same.
func Truth() ([]Trend, error) {
	cat, err := newCatalog()
	if err != nil {
		return nil, fmt.Errorf("read planted trends: %w", err)
	}
	return cat.truth(), nil
}

// Opening is one job of the market as it truly is, whatever sites say.
type Opening struct {
	Number       int // from 0, by the day posted
	Employer     string
	Population   listing.Population
	Role         listing.Role // "" outside software
	English      bool         // its listings are in English
	Skills       []string     // taxonomy ids of the skills planted in its text
	Required     []string     // those of them that are required
	Country      string       // ISO 3166
	Posted       time.Time    // first day open
	Closed       time.Time    // first day no longer open
	YearlyMiddle int64        // middle of the stated pay, yen a year; 0 when hidden, open-ended, not for a year's work or not in yen
	Adverts      []Advert
}

// Advert is one listing of an opening.
type Advert struct {
	Site string    // name of the site
	ID   string    // the site's id of it
	From time.Time // first day on the site
	To   time.Time // first day it is gone
}

// Openings returns every opening that is open at some time of the market.
func (m *Market) Openings() []Opening {
	return m.collect(func(o *opening) bool { return o.closed > m.firstDay && o.posted < m.lastDay })
}

// OpenAt returns the openings that are open at t.
func (m *Market) OpenAt(t time.Time) []Opening {
	day := dayOf(t)
	return m.collect(func(o *opening) bool { return o.posted <= day && day < o.closed })
}

func (m *Market) collect(want func(*opening) bool) []Opening {
	adverts := map[int][]Advert{}
	for site := range m.postings {
		for _, p := range m.postings[site] {
			adverts[p.opening] = append(adverts[p.opening], Advert{Site: siteTable[site].name, ID: p.id, From: dayStart(p.from), To: dayStart(p.to)})
		}
	}
	var all []Opening
	for i := range m.openings {
		o := &m.openings[i]
		if !want(o) {
			continue
		}
		out := Opening{
			Number: i, Employer: employerTable[o.employer].name, Population: listing.Populations()[o.population], English: o.en,
			Country: places[o.place].country, Posted: dayStart(o.posted), Closed: dayStart(o.closed), YearlyMiddle: o.yearMiddle(), Adverts: adverts[i],
		}
		if o.population == popSoftware {
			out.Role = m.cat.roles[o.role].role
		}
		for _, a := range o.asks {
			out.Skills = append(out.Skills, skillTable[a.skill].id)
			if a.level == listing.LevelRequired {
				out.Required = append(out.Required, skillTable[a.skill].id)
			}
		}
		all = append(all, out)
	}
	return all
}
