package report_test

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"juyo/demand"
	"juyo/listing"
	"juyo/report"
	"juyo/report/chart"
)

// tokyo is the zone the test markets cut months in.
var tokyo = time.FixedZone("JST", 9*60*60)

// columns are a small market in memory, as a store would hand them over.
type columns struct {
	catalogue *demand.Catalogue
	segment   *demand.Segment
}

func (c columns) Catalogue(context.Context) (*demand.Catalogue, error) { return c.catalogue, nil }

func (c columns) Segments(context.Context) iter.Seq2[*demand.Segment, error] {
	return func(yield func(*demand.Segment, error) bool) { yield(c.segment, nil) }
}

// planted is a skill with the share of listings that name it in the first and in
// the last month.
type planted struct {
	listing.Skill
	from, to float64
}

func skill(id, name, ja, kind string, from, to float64, article1, article2 string) planted {
	s := planted{Skill: listing.Skill{ID: id, Name: name, NameJA: ja, Kind: kind, Named: true}, from: from, to: to}
	if article1 != "" {
		s.Article1 = []string{article1}
	}
	if article2 != "" {
		s.Article2 = []string{article2}
	}
	return s
}

// plantedSkills is a taxonomy in little, with a market that changes: Go and
// TypeScript rise, PHP and Perl fall.
func plantedSkills() []planted {
	const lf, dac, up, ai = "lang_fw", "db_api_cloud", "upstream_design", "ai_data"
	out := []planted{
		skill("java", "Java", "", "language", .30, .27, lf, ""), skill("python", "Python", "", "language", .26, .30, lf, ""),
		skill("typescript", "TypeScript", "", "language", .22, .36, lf, ""), skill("go", "Go", "", "language", .09, .19, lf, ""),
		skill("javascript", "JavaScript", "", "language", .24, .22, lf, ""), skill("php", "PHP", "", "language", .17, .10, lf, ""),
		skill("ruby", "Ruby", "", "language", .12, .10, lf, ""), skill("csharp", "C#", "", "language", .10, .09, lf, ""),
		skill("kotlin", "Kotlin", "", "language", .07, .08, lf, ""), skill("swift", "Swift", "", "language", .05, .05, lf, ""),
		skill("rust", "Rust", "", "language", .01, .04, lf, ""), skill("scala", "Scala", "", "language", .02, .015, lf, ""),
		skill("perl", "Perl", "", "language", .03, .012, lf, ""), skill("cobol", "COBOL", "", "language", .012, .008, lf, ""),
		skill("elixir", "Elixir", "", "language", .004, .004, lf, ""),
		skill("spring-boot", "Spring Boot", "", "framework", .15, .15, lf, ""), skill("rails", "Ruby on Rails", "", "framework", .11, .09, lf, ""),
		skill("laravel", "Laravel", "", "framework", .10, .08, lf, ""), skill("django", "Django", "", "framework", .06, .06, lf, ""),
		skill("fastapi", "FastAPI", "", "framework", .02, .06, lf, ""), skill("nestjs", "NestJS", "", "framework", .02, .05, lf, ""),
		skill("gin", "Gin", "", "framework", .01, .03, lf, ""), skill("aspnet", "ASP.NET Core", "", "framework", .05, .05, lf, ""),
		skill("react", "React", "", "frontend", .24, .32, lf, ""), skill("vue", "Vue.js", "", "frontend", .16, .14, lf, ""),
		skill("nextjs", "Next.js", "", "frontend", .08, .20, lf, ""), skill("angular", "Angular", "", "frontend", .06, .05, lf, ""),
		skill("flutter", "Flutter", "", "mobile", .04, .06, lf, ""), skill("react-native", "React Native", "", "mobile", .03, .03, lf, ""),
		skill("android-sdk", "Android SDK", "", "mobile", .03, .02, lf, ""),
		skill("mysql", "MySQL", "", "database", .24, .22, dac, "db_design"), skill("postgresql", "PostgreSQL", "", "database", .18, .25, dac, "db_design"),
		skill("oracle", "Oracle Database", "", "database", .10, .08, dac, "db_design"), skill("redis", "Redis", "", "database", .08, .10, dac, "db_design"),
		skill("dynamodb", "Amazon DynamoDB", "", "database", .05, .08, dac, "db_design"), skill("mongodb", "MongoDB", "", "database", .04, .04, dac, "db_design"),
		skill("elasticsearch", "Elasticsearch", "", "search", .05, .05, dac, ""), skill("kafka", "Apache Kafka", "", "message-queue", .03, .04, dac, ""),
		skill("aws", "AWS", "", "cloud", .42, .52, dac, "cloud"), skill("gcp", "Google Cloud", "", "cloud", .15, .22, dac, "cloud"),
		skill("azure", "Microsoft Azure", "", "cloud", .09, .13, dac, "cloud"), skill("oci", "Oracle Cloud Infrastructure (OCI)", "", "cloud", .01, .012, dac, "cloud"),
		skill("ecs", "Amazon ECS", "", "cloud-service", .08, .11, dac, "cloud"), skill("lambda", "AWS Lambda", "", "cloud-service", .07, .10, dac, "cloud"),
		skill("gke", "Google Kubernetes Engine", "", "cloud-service", .03, .05, dac, "cloud"), skill("bigquery", "BigQuery", "", "cloud-service", .06, .10, dac, "cloud"),
		skill("cloud-run", "Cloud Run", "", "cloud-service", .02, .06, dac, "cloud"), skill("rds", "Amazon RDS", "", "cloud-service", .06, .07, dac, "cloud"),
		skill("docker", "Docker", "", "infrastructure", .24, .30, dac, "server_infra"), skill("kubernetes", "Kubernetes", "", "infrastructure", .12, .18, dac, "server_infra"),
		skill("terraform", "Terraform", "", "infrastructure", .12, .22, dac, "server_infra"), skill("linux", "Linux", "", "os", .16, .13, dac, "server_infra"),
		skill("nginx", "nginx", "", "infrastructure", .05, .04, dac, "server_infra"),
		skill("github-actions", "GitHub Actions", "", "ci-cd", .10, .18, dac, "server_infra"), skill("jenkins", "Jenkins", "", "ci-cd", .06, .03, dac, "server_infra"),
		skill("circleci", "CircleCI", "", "ci-cd", .07, .05, dac, "server_infra"), skill("datadog", "Datadog", "", "observability", .07, .12, dac, "server_infra"),
		skill("prometheus", "Prometheus", "", "observability", .03, .04, dac, "server_infra"),
		skill("rest", "REST API", "", "api", .20, .22, dac, "service_design"), skill("graphql", "GraphQL", "", "api", .06, .09, dac, "service_design"),
		skill("grpc", "gRPC", "", "api", .03, .05, dac, "service_design"),
		skill("authn", "Authentication and authorization", "認証・認可", "security", .05, .07, dac, "security"),
		skill("vulnerability", "Vulnerability management", "脆弱性対応", "security", .04, .05, "", "security"),
		skill("waf", "WAF", "", "security", .015, .02, "", "security"),
		skill("llm", "LLM applications", "LLM・生成AIの活用", "ai-ml", .03, .24, ai, ""), skill("pytorch", "PyTorch", "", "ai-ml", .03, .04, ai, ""),
		skill("dbt", "dbt", "", "data-pipeline", .01, .03, ai, ""), skill("airflow", "Apache Airflow", "", "data-pipeline", .02, .03, ai, ""),
		skill("requirements", "Requirements definition", "要件定義", "design-process", .28, .30, up, "service_design"),
		skill("basic-design", "Basic design", "基本設計", "design-process", .22, .22, up, "service_design"),
		skill("detailed-design", "Detailed design", "詳細設計", "design-process", .18, .17, up, "service_design"),
		skill("tech-selection", "Choosing technologies", "技術選定", "design-process", .07, .09, up, "service_design"),
		skill("code-review", "Code review", "コードレビュー", "practice", .12, .15, up, ""),
		skill("agile", "Agile development", "アジャイル開発", "practice", .16, .19, up, ""),
		skill("client-facing", "Working with clients", "顧客折衝", "business", .10, .10, up, ""),
		skill("team-lead", "Leading a team", "チームリード", "management", .10, .11, up, ""),
	}
	// Enough others to fill every ranking.
	for _, kind := range listing.Kinds() {
		for i := range 8 {
			id := fmt.Sprintf("%s-%d", kind, i+1)
			out = append(out, skill(id, "Filler "+id, "", kind, .03, .03, dac, ""))
		}
	}
	for i := range out {
		if out[i].NameJA == "" {
			out[i].NameJA = out[i].Name
		}
		if k := out[i].Kind; k == "design-process" || k == "practice" || k == "business" || k == "management" {
			out[i].Named = false
		}
	}
	return out
}

// marketSize says how big a market to plant.
type marketSize struct {
	months   int
	listings int // new ones a month
	through  time.Time
	rename   func(*demand.Catalogue) // lets a test put hostile names in
}

// plantedMarket makes a market whose truth is known: same size, same market.
func plantedMarket(tb testing.TB, size marketSize) *demand.Market {
	tb.Helper()
	m, err := demand.Load(tb.Context(), plantedColumns(size))
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func plantedColumns(size marketSize) columns {
	rng := rand.New(rand.NewPCG(7, 11))
	skills := plantedSkills()
	last := listing.MonthOf(size.through, tokyo)
	first := last - listing.Month(size.months-1)
	cat := &demand.Catalogue{
		Sources: []demand.SourceRow{
			{SourceInfo: listing.SourceInfo{Name: "careers-a", Kind: "jsonld", Panel: "live"}, Coverage: map[listing.Month]float64{}},
			{SourceInfo: listing.SourceInfo{Name: "board-b", Kind: "greenhouse", Panel: "live"}, Coverage: map[listing.Month]float64{}},
			{SourceInfo: listing.SourceInfo{Name: "my-notes", Kind: "import", Panel: "live", Private: true}},
			{SourceInfo: listing.SourceInfo{Name: "feed-c", Kind: "rss", Panel: "live"}, Coverage: map[listing.Month]float64{}},
		},
		PlaceSets:  [][]listing.Place{nil, {{Country: "JP", Prefecture: 13}}, {{Country: "US"}}},
		Currencies: []string{"", "JPY", "USD"},
		Zone:       tokyo, TaxonomyVersion: "test-1", Extractor: "test-1", Through: size.through,
	}
	for _, s := range skills {
		cat.Skills = append(cat.Skills, s.Skill)
	}
	for m := first; m <= last; m++ {
		cat.Sources[0].Coverage[m] = 1
		cat.Sources[1].Coverage[m] = 0.96
		if m > first+listing.Month(size.months/2) {
			cat.Sources[3].Coverage[m] = 0.9
		}
	}
	if size.rename != nil {
		size.rename(cat)
	}
	seg := &demand.Segment{SkillStart: []uint32{0}}
	employers := max(12, size.listings/2)
	for m := first; m <= last; m++ {
		at := float64(m-first) / float64(max(1, size.months-1))
		n := size.listings + int(float64(size.listings)*0.3*at)
		for range n {
			if seg.N == demand.SegmentRows {
				break
			}
			plant(rng, seg, skills, m, last, at, employers, size.months, first)
		}
	}
	return columns{cat, seg}
}

// plant adds one listing that is new in month m.
func plant(rng *rand.Rand, seg *demand.Segment, skills []planted, m, last listing.Month, at float64, employers, months int, first listing.Month) {
	row := seg.N
	seg.N++
	stays := listing.Month(rng.IntN(4))
	seg.First, seg.Last = append(seg.First, m), append(seg.Last, min(last, m+stays))
	seg.New = append(seg.New, m != first)
	source := uint16(rng.IntN(2))
	switch {
	case rng.IntN(60) == 0:
		source = 2
	case m > first+listing.Month(months/2) && rng.IntN(5) == 0:
		source = 3
	}
	seg.Source = append(seg.Source, source)
	// A few employers have many listings.
	e := uint32(float64(employers)*rng.Float64()*rng.Float64()) + 1
	if rng.IntN(40) == 0 {
		e = 0
	}
	seg.Employer = append(seg.Employer, e)
	seg.Group = append(seg.Group, uint32(row))
	place, region := uint16(1), listing.InJP
	switch rng.IntN(20) {
	case 0:
		place, region = 0, 0
	case 1, 2:
		place, region = 2, listing.InGlobal
	}
	seg.Place, seg.Region = append(seg.Place, place), append(seg.Region, region)
	population := uint8(0)
	if rng.IntN(12) == 0 {
		population = 1
	}
	seg.Population = append(seg.Population, population)
	seg.EmployerType = append(seg.EmployerType, uint8(rng.IntN(4)))
	roles := []uint16{1, 1, 1, 1, 2, 2, 4, 8, 16, 16, 32, 64, 256, 512, 2048, 4096, 0}
	seg.Roles = append(seg.Roles, roles[rng.IntN(len(roles))])
	employments := []uint8{1, 1, 1, 1, 1, 1, 3, 4, 4, 0, 0, 16}
	employment := employments[rng.IntN(len(employments))]
	seg.Employment = append(seg.Employment, employment)
	seg.Remote = append(seg.Remote, uint8([]int{0, 0, 1, 2, 2, 3}[rng.IntN(6)]))
	seg.Seniority = append(seg.Seniority, 0)
	entry := rng.IntN(12) == 0
	seg.Entry = append(seg.Entry, entry)
	years := demand.NoYears
	if rng.IntN(2) == 0 {
		years = uint8(rng.IntN(6))
	}
	seg.Years = append(seg.Years, years)
	var set []listing.PackedSkill
	bonus := 0.0
	for i, s := range skills {
		// Each employer leans its own way, so its listings are alike.
		lean := 0.6 + 0.8*float64((e*2654435761+uint32(i)*40503)%1000)/1000
		if rng.Float64() < (s.from+(s.to-s.from)*at)*lean {
			set = append(set, listing.PackSkill(uint16(i), listing.Level(1+rng.IntN(3))))
			if slices.Contains([]string{"go", "kubernetes", "aws"}, s.ID) {
				bonus += 0.07
			}
		}
	}
	seg.Skills = append(seg.Skills, set...)
	seg.SkillStart = append(seg.SkillStart, uint32(len(seg.Skills)))
	low, high, currency, period := demand.NoPay, demand.NoPay, uint8(0), uint8(0)
	switch {
	case rng.IntN(100) >= 55:
	case region == listing.InGlobal:
		low, currency = uint32(80+rng.IntN(80))*1000, 2
		high = low + uint32(rng.IntN(60))*1000
	case employment == 4:
		low, currency, period = uint32(50+rng.IntN(40))*10000, 1, 1
		high = low + uint32(rng.IntN(20))*10000
	default:
		base := 380 + 400*rng.Float64()*rng.Float64() + 200*bonus*3
		if entry {
			base = 320 + 60*rng.Float64()
		}
		low, currency = uint32(base/10)*100000, 1
		high = low + uint32(10+rng.IntN(35))*100000
	}
	seg.PayLow, seg.PayHigh = append(seg.PayLow, low), append(seg.PayHigh, high)
	seg.Currency, seg.Period = append(seg.Currency, currency), append(seg.Period, period)
}

// october is a report day: October 2026 is over.
var october = time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC)

// bigMarket is two years of a few hundred listings, made once for all tests that
// only read it.
var bigMarket = sync.OnceValue(func() *demand.Market {
	return loaded(marketSize{months: 24, listings: 220, through: time.Date(2026, 11, 1, 0, 30, 0, 0, tokyo)})
})

// hostileMarket is small and has hostile names in it.
var hostileMarket = sync.OnceValue(func() *demand.Market {
	return loaded(marketSize{months: 8, listings: 100, through: october, rename: hostileNames})
})

func loaded(size marketSize) *demand.Market {
	m, err := demand.Load(context.Background(), plantedColumns(size))
	if err != nil {
		panic(err) // planted columns that do not load: nothing can be tested
	}
	return m
}

// renderer is made once: compiling ECharts is a tenth of a second.
var renderer = sync.OnceValue(func() *chart.Renderer {
	r, err := chart.NewRenderer()
	if err != nil {
		panic(err)
	}
	return r
})

// pages are drawn once for all tests that only read them.
var (
	staticPage      = sync.OnceValue(func() string { return drawn(bigMarket(), true) })
	interactivePage = sync.OnceValue(func() string { return drawn(bigMarket(), false) })
	hostilePage     = sync.OnceValue(func() string { return drawn(hostileMarket(), false) })
)

func drawn(m *demand.Market, static bool) string {
	r, err := report.Build(context.Background(), m, report.Options{
		Lang: "ja", Scope: demand.DefaultScope(), Now: october, Version: "test", Static: static, Renderer: renderer(),
		Title: hostileScript, Notes: []demand.Warning{{JA: hostileImage, EN: hostileImage}},
	})
	if err != nil {
		panic(err)
	}
	var b strings.Builder
	if err := r.WriteHTML(&b); err != nil {
		panic(err)
	}
	return b.String()
}
