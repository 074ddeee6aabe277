package demand_test

import (
	"context"
	"iter"
	"math/rand/v2"
	"testing"
	"time"

	"juyo/demand"
	"juyo/listing"
)

// columns are segments written down in a test.
type columns struct {
	catalogue *demand.Catalogue
	segments  []*demand.Segment
}

func (c *columns) Catalogue(context.Context) (*demand.Catalogue, error) { return c.catalogue, nil }

func (c *columns) Segments(context.Context) iter.Seq2[*demand.Segment, error] {
	return func(yield func(*demand.Segment, error) bool) {
		for _, s := range c.segments {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// row is one row of a segment, the way a person writes it.
type row struct {
	first, last     listing.Month
	isNew           bool
	source          uint16
	employer, group uint32
	roles           uint16
	region          listing.RegionBits
	population      uint8
	employment      uint8
	remote          uint8
	entry           bool
	industries      uint32
	stage           uint8
	asks            demand.AskBits
	low, high       uint32
	currency        uint8
	period          uint8
	skills          []listing.PackedSkill
}

// segmentsOf packs rows into segments of at most size.
func segmentsOf(rows []row, size int) []*demand.Segment {
	var out []*demand.Segment
	for len(rows) > 0 {
		n := min(size, len(rows))
		s := &demand.Segment{N: n, SkillStart: []uint32{0}}
		for _, r := range rows[:n] {
			s.First, s.Last, s.New = append(s.First, r.first), append(s.Last, r.last), append(s.New, r.isNew)
			s.Source, s.Employer, s.Group = append(s.Source, r.source), append(s.Employer, r.employer), append(s.Group, r.group)
			s.Roles, s.Place, s.Region = append(s.Roles, r.roles), append(s.Place, 0), append(s.Region, r.region)
			s.Population, s.EmployerType = append(s.Population, r.population), append(s.EmployerType, 0)
			s.Employment, s.Remote, s.Seniority = append(s.Employment, r.employment), append(s.Remote, r.remote), append(s.Seniority, 0)
			s.Entry, s.Years = append(s.Entry, r.entry), append(s.Years, demand.NoYears)
			s.Industries, s.Stage, s.Asks = append(s.Industries, r.industries), append(s.Stage, r.stage), append(s.Asks, r.asks)
			s.PayLow, s.PayHigh = append(s.PayLow, r.low), append(s.PayHigh, r.high)
			s.Currency, s.Period = append(s.Currency, r.currency), append(s.Period, r.period)
			s.Skills = append(s.Skills, r.skills...)
			s.SkillStart = append(s.SkillStart, uint32(len(s.Skills)))
		}
		out = append(out, s)
		rows = rows[n:]
	}
	return out
}

func load(tb testing.TB, c *demand.Catalogue, rows []row) *demand.Market {
	tb.Helper()
	m, err := demand.Load(context.Background(), &columns{c, segmentsOf(rows, 97)})
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

var jst = time.FixedZone("JST", 9*60*60)

func month(year, m int) listing.Month { return listing.NewMonth(year, time.Month(m)) }

// The numbers of the skills and sources below.
const (
	skillGo = iota
	skillJava
	skillReact
	skillAWS
	skillDBDesign
	skillMySQL
	skillRequirements
	skillHTML
	skillSalesforce
	skillSlack
	skillTypeScript
	skillXSS
	skillCount
)

func catalogue() *demand.Catalogue {
	return &demand.Catalogue{
		Skills: []listing.Skill{
			{ID: "go", Name: "Go", NameJA: "Go", Kind: "language", Named: true, Article1: []string{"lang_fw"}, Article2: []string{"programming_basics"}},
			{ID: "java", Name: "Java", NameJA: "Java", Kind: "language", Named: true, Article1: []string{"lang_fw"}},
			{ID: "react", Name: "React", NameJA: "React", Kind: "frontend", Named: true, Article1: []string{"lang_fw"}},
			{ID: "aws", Name: "AWS", NameJA: "AWS", Kind: "cloud", Named: true, Article1: []string{"db_api_cloud"}, Article2: []string{"cloud"}},
			{ID: "db-design", Name: "Database design", NameJA: "DB設計", Kind: "database", Article1: []string{"db_api_cloud"}, Article2: []string{"db_design"}},
			{ID: "mysql", Name: "MySQL", Kind: "database", Named: true, Article1: []string{"db_api_cloud"}, Article2: []string{"db_design"}},
			{ID: "requirements-def", Name: "Requirements definition", NameJA: "要件定義", Kind: "design-process", Article1: []string{"upstream_design"}, Article2: []string{"service_design"}},
			{ID: "html", Name: "HTML", NameJA: "HTML", Kind: "language", Named: true, Article1: []string{"lang_fw"}},
			{ID: "salesforce", Name: "Salesforce", Kind: "cloud", Named: true, Article1: []string{"db_api_cloud"}, Article2: []string{"cloud"}},
			{ID: "slack", Name: "Slack", Kind: "practice", Named: true},
			{ID: "typescript", Name: "TypeScript", Kind: "language", Named: true, Article1: []string{"lang_fw"}},
			{ID: "xss", Name: "XSS", Kind: "security", Article1: []string{"upstream_design"}, Article2: []string{"security"}},
		},
		Sources: []demand.SourceRow{
			{SourceInfo: listing.SourceInfo{Name: "aozora-jobs", Kind: "jsonld", Panel: "live"}},
			{SourceInfo: listing.SourceInfo{Name: "kumo-board", Kind: "feed", Panel: "live"}},
			{SourceInfo: listing.SourceInfo{Name: "my-notes", Kind: "import", Panel: "live", Private: true}},
			{SourceInfo: listing.SourceInfo{Name: "old-board", Kind: "import", Panel: "archive"}},
		},
		PlaceSets:       [][]listing.Place{nil},
		Currencies:      []string{"", "JPY", "USD"},
		Zone:            jst,
		TaxonomyVersion: "test-1",
		Extractor:       "test-1",
		Through:         time.Date(2026, 11, 21, 12, 0, 0, 0, jst),
	}
}

func packed(level listing.Level, numbers ...uint16) []listing.PackedSkill {
	var out []listing.PackedSkill
	for _, n := range numbers {
		out = append(out, listing.PackSkill(n, level))
	}
	return out
}

// randomRows makes a market of groups with one to four rows, revisions and
// copies, in every region, population and panel.
func randomRows(seed uint64, groups int) []row {
	rng := rand.New(rand.NewPCG(seed, 1))
	start := month(2026, 1)
	var rows []row
	for g := range groups {
		employer := uint32(rng.IntN(24))
		if rng.IntN(3) == 0 {
			employer = uint32(rng.IntN(3))
		}
		n := 1
		if rng.IntN(3) == 0 {
			n += 1 + rng.IntN(3)
		}
		for range n {
			r := row{
				first: start + listing.Month(rng.IntN(9)), isNew: rng.IntN(3) > 0, source: []uint16{0, 0, 0, 1, 1, 2, 3, 3}[rng.IntN(8)],
				employer: employer, group: uint32(g), population: uint8(max(0, rng.IntN(10)-7)), roles: uint16(rng.IntN(8)),
				region: listing.RegionBits(rng.IntN(4)) | listing.InJP, employment: uint8(1 << rng.IntN(3)), remote: uint8(rng.IntN(4)),
				entry: rng.IntN(5) == 0, low: demand.NoPay, high: demand.NoPay,
			}
			r.last = r.first + listing.Month(rng.IntN(6))
			switch rng.IntN(12) {
			case 0:
				r.employer = 0
			case 1:
				r.employer = uint32(rng.IntN(30))
			case 2:
				r.region = 0
			case 3:
				r.region = listing.InGlobal
			case 4:
				r.employment = uint8(rng.IntN(8))
			}
			if rng.IntN(3) > 0 {
				r.industries = 1 << (4 * rng.IntN(3)) // saas, finance, media_ad
			}
			if rng.IntN(4) == 0 {
				r.industries |= 1
			}
			r.stage = uint8(max(0, rng.IntN(5)-1))
			r.asks = []demand.AskBits{0, 0, demand.AsksJA, demand.AsksJA | demand.RequiresJA, demand.AsksEN, demand.AsksJA | demand.AsksEN | demand.RequiresEN}[rng.IntN(6)]
			if rng.IntN(4) > 0 {
				r.currency, r.period = uint8(1+rng.IntN(8)/7), uint8(rng.IntN(6)/5)
				r.low = uint32(400+50*rng.IntN(8)) * 10_000
				r.high = r.low + uint32(50*rng.IntN(10))*10_000
				switch rng.IntN(8) {
				case 0:
					r.low = demand.NoPay
				case 1:
					r.high = demand.NoPay
				case 2:
					r.low, r.high = demand.NoPay, demand.NoPay
				}
			}
			for k := range uint16(skillCount) {
				if rng.IntN(3+int(k)) == 0 {
					r.skills = append(r.skills, listing.PackSkill(k, listing.Level(1+rng.IntN(3))))
				}
			}
			rows = append(rows, r)
		}
	}
	return rows
}
