package demosite

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"juyo/listing"
)

// rolePlan is what is planted about one kind of work: how much of the market it
// is, which stacks are asked for in it and what goes with every stack.
//
// Picks are written "skill=P" or "skill=P>Q": the share of new listings of the
// stack that name the skill, at the start of the market and at its end.
type rolePlan struct {
	role    listing.Role
	weight  float64
	pay     float64 // factor on pay
	stacks  []stackPlan
	shared  string // picks of every stack
	titleJA []string
	titleEN []string
}

// stackPlan is one main technology and its company. Its weights are shares of
// the role at the start and at the end; they are scaled to sum to 1.
type stackPlan struct {
	start, end float64
	picks      string
	titleJA    string // the role's own title when set
	titleEN    string
}

var rolePlans = []rolePlan{
	{
		role: "backend", weight: 0.33, pay: 1,
		titleJA: []string{"バックエンドエンジニア", "サーバーサイドエンジニア", "Webアプリケーションエンジニア", "バックエンド開発エンジニア"},
		titleEN: []string{"Backend Engineer", "Server-side Engineer", "Software Engineer, Backend"},
		stacks: []stackPlan{
			{start: 32, end: 36, picks: "java=1, spring-boot=.68, postgresql=.34, oracle-db=.26>.22, aws=.6, kafka=.1, mysql=.2, javascript=.16, linux=.2"},
			{start: 15, end: 40, picks: "go=1, grpc=.42, kubernetes=.32>.5, gcp=.38, aws=.6, mysql=.34, postgresql=.3, docker=.5, typescript=.14"},
			{start: 30, end: 10, picks: "php=1, laravel=.72, mysql=.74, aws=.62, javascript=.26, jquery=.2>.12, vue=.2, linux=.2"},
			{start: 13, end: 9, picks: "ruby=1, rails=.9, mysql=.4, postgresql=.36, aws=.62, react=.2, redis=.3, rspec=.34"},
			{start: 7, end: 7, picks: "python=1, django=.4, fastapi=.2>.46, postgresql=.48, aws=.5, gcp=.26, docker=.42, redis=.22"},
			{start: 4, end: 7, picks: "typescript=1, nodejs=.74, nestjs=.3>.44, postgresql=.42, aws=.6, graphql=.36, docker=.4"},
			{start: 5, end: 4, picks: "csharp=1, aspnet=.7, sqlserver=.62, azure=.56, javascript=.2"},
			{start: 3, end: 4, picks: "kotlin=1, spring-boot=.6, postgresql=.4, aws=.6, kubernetes=.3>.4, grpc=.24"},
			{start: 2, end: 2, picks: "scala=1, aws=.6, mysql=.4, kafka=.5, kubernetes=.3>.4"},
			{start: 1, end: 3, picks: "rust=1, grpc=.3, kubernetes=.4>.5, gcp=.4, postgresql=.4"},
		},
		shared: "docker=.3, kubernetes=.04>.14, terraform=.06>.12, redis=.12, github-actions=.1>.24, circleci=.1>.05, elasticsearch=.06, dynamodb=.08, datadog=.08>.12, llm=.01>.07, graphql=.06",
	},
	{
		role: "frontend", weight: 0.16, pay: 0.97,
		titleJA: []string{"フロントエンドエンジニア", "Webフロントエンドエンジニア", "UIエンジニア"},
		titleEN: []string{"Frontend Engineer", "Web Frontend Engineer", "Software Engineer, Frontend"},
		stacks: []stackPlan{
			{start: 60, end: 68, picks: "react=1, typescript=.66>.9, nextjs=.26>.6, storybook=.28, graphql=.2, javascript=.4>.24"},
			{start: 34, end: 20, picks: "vue=1, nuxt=.46, typescript=.42>.68, javascript=.5, storybook=.16"},
			{start: 14, end: 6, picks: "javascript=1, jquery=.8, php=.2"},
		},
		shared: "figma=.32, jest=.26, playwright=.05>.18, github-actions=.1>.24, aws=.14, docker=.1",
	},
	{
		role: "fullstack", weight: 0.12, pay: 1.02,
		titleJA: []string{"フルスタックエンジニア", "プロダクトエンジニア", "Webエンジニア（フルスタック）"},
		titleEN: []string{"Full-stack Engineer", "Product Engineer", "Software Engineer, Full Stack"},
		stacks: []stackPlan{
			{start: 22, end: 30, picks: "typescript=1, react=.9, nextjs=.3>.56, nodejs=.6, postgresql=.46, graphql=.22"},
			{start: 14, end: 34, picks: "go=1, react=.76, typescript=.62>.8, mysql=.38, gcp=.34, kubernetes=.16>.36"},
			{start: 24, end: 16, picks: "ruby=1, rails=.9, react=.46, postgresql=.4, javascript=.22"},
			{start: 24, end: 10, picks: "php=1, laravel=.7, vue=.46, mysql=.7, javascript=.3"},
			{start: 16, end: 16, picks: "java=1, spring-boot=.66, react=.56, postgresql=.4, typescript=.2>.34"},
		},
		shared: "aws=.64, docker=.42, github-actions=.12>.26, terraform=.08>.14, llm=.02>.14, redis=.1",
	},
	{
		role: "infra_sre", weight: 0.14, pay: 1.04,
		titleJA: []string{"SRE", "インフラエンジニア", "プラットフォームエンジニア", "クラウドインフラエンジニア"},
		titleEN: []string{"Site Reliability Engineer", "Platform Engineer", "Infrastructure Engineer"},
		stacks: []stackPlan{
			{start: 52, end: 50, picks: "aws=1, kubernetes=.38>.66, terraform=.5>.74, docker=.5, go=.12>.4, python=.22, datadog=.34"},
			{start: 16, end: 22, picks: "gcp=1, kubernetes=.5>.78, terraform=.5>.74, docker=.4, go=.18>.44, prometheus=.36, bigquery=.2"},
			{start: 12, end: 14, picks: "azure=1, terraform=.34>.5, kubernetes=.26>.44, python=.14, sqlserver=.1"},
			{start: 20, end: 14, picks: "linux=1, ansible=.5, aws=.4, docker=.2, mysql=.16, python=.14"},
		},
		shared: "linux=.32, github-actions=.16>.34, prometheus=.18, grafana=.22, mysql=.12, jenkins=.14>.06",
	},
	{
		role: "mobile", weight: 0.08, pay: 1.01,
		titleJA: []string{"モバイルアプリエンジニア", "アプリエンジニア"},
		titleEN: []string{"Mobile Engineer", "Mobile App Engineer"},
		stacks: []stackPlan{
			{start: 34, end: 28, picks: "swift=1, swiftui=.3>.66", titleJA: "iOSエンジニア", titleEN: "iOS Engineer"},
			{start: 34, end: 28, picks: "kotlin=1, jetpack-compose=.3>.66, java=.24", titleJA: "Androidエンジニア", titleEN: "Android Engineer"},
			{start: 20, end: 34, picks: "flutter=1, dart=.66, swift=.2, kotlin=.2"},
			{start: 12, end: 10, picks: "react-native=1, typescript=.76"},
		},
		shared: "graphql=.2, github-actions=.18>.26, figma=.24, grpc=.06, aws=.12",
	},
	{
		role: "data", weight: 0.06, pay: 1.06,
		titleJA: []string{"データエンジニア", "データ基盤エンジニア", "アナリティクスエンジニア"},
		titleEN: []string{"Data Engineer", "Analytics Engineer", "Data Platform Engineer"},
		stacks: []stackPlan{
			{start: 50, end: 52, picks: "python=1, sql=.78, bigquery=.6, gcp=.48, airflow=.42, dbt=.2>.56"},
			{start: 30, end: 36, picks: "python=1, sql=.8, snowflake=.5>.8, aws=.7, dbt=.3>.6, airflow=.3"},
			{start: 20, end: 12, picks: "sql=1, looker=.5, bigquery=.5, python=.3"},
		},
		shared: "terraform=.14>.24, docker=.26, looker=.16, github-actions=.12>.2",
	},
	{
		role: "ml_ai", weight: 0.05, pay: 1.14,
		titleJA: []string{"機械学習エンジニア", "AIエンジニア", "MLエンジニア"},
		titleEN: []string{"Machine Learning Engineer", "AI Engineer", "Applied ML Engineer"},
		stacks: []stackPlan{
			{start: 70, end: 42, picks: "python=1, pytorch=.66, tensorflow=.4>.24, docker=.4, llm=.06>.3"},
			{start: 30, end: 58, picks: "python=1, llm=.9, rag=.2>.6, langchain=.2>.4, fastapi=.3, typescript=.2"},
		},
		shared: "aws=.46, gcp=.34, kubernetes=.14>.22, sql=.2",
	},
	{
		role: "qa", weight: 0.03, pay: 0.86,
		titleJA: []string{"QAエンジニア", "SET（テスト自動化エンジニア）"},
		titleEN: []string{"QA Engineer", "Software Engineer in Test"},
		stacks: []stackPlan{
			{start: 60, end: 36, picks: "selenium=1, java=.4, python=.3, jenkins=.36>.2"},
			{start: 40, end: 64, picks: "playwright=1, typescript=.66, github-actions=.3>.5"},
		},
	},
	{
		role: "embedded", weight: 0.03, pay: 0.93,
		titleJA: []string{"組み込みソフトウェアエンジニア", "制御ソフトウェアエンジニア"},
		titleEN: []string{"Embedded Software Engineer", "Firmware Engineer"},
		stacks: []stackPlan{
			{start: 90, end: 78, picks: "cpp=1, c=.72, linux=.56, python=.34"},
			{start: 10, end: 22, picks: "rust=1, cpp=.5, linux=.5"},
		},
	},
	{
		role: "em_lead", weight: 0.02, pay: 1.2,
		titleJA: []string{"エンジニアリングマネージャー", "テックリード"},
		titleEN: []string{"Engineering Manager", "Tech Lead"},
		stacks: []stackPlan{
			{start: 50, end: 50, picks: "aws=1, java=.4, typescript=.4, react=.3"},
			{start: 50, end: 50, picks: "go=.6, aws=.6, typescript=.5, kubernetes=.3"},
		},
	},
}

// pick is one skill of a stack with its share at the start and at the end.
type pick struct {
	skill      int
	start, end float64
}

func (p pick) at(x float64) float64 { return p.start + (p.end-p.start)*x }

type stack struct {
	start, end float64 // shares of the role, summing to 1
	picks      []pick  // the stack's own first, then the role's
	titleJA    string
	titleEN    string
}

type role struct {
	*rolePlan
	stacks []stack
}

// catalog is the plan made ready for drawing from.
type catalog struct {
	roles  []role
	weight float64 // of all roles
}

// newCatalog reads the plan. Its errors are mistakes in the tables of this
// package, found by its first test.
func newCatalog() (*catalog, error) {
	bySkill := make(map[string]int, len(skillTable))
	for i := range skillTable {
		bySkill[skillTable[i].id] = i
	}
	c := &catalog{}
	for i := range rolePlans {
		plan := &rolePlans[i]
		shared, err := parsePicks(plan.shared, bySkill)
		if err != nil {
			return nil, fmt.Errorf("role %s: %w", plan.role, err)
		}
		r := role{rolePlan: plan}
		var start, end float64
		for _, s := range plan.stacks {
			start, end = start+s.start, end+s.end
		}
		for _, s := range plan.stacks {
			own, err := parsePicks(s.picks, bySkill)
			if err != nil {
				return nil, fmt.Errorf("role %s: %w", plan.role, err)
			}
			r.stacks = append(r.stacks, stack{
				start: s.start / start, end: s.end / end, picks: append(own, shared...), titleJA: s.titleJA, titleEN: s.titleEN,
			})
		}
		c.roles = append(c.roles, r)
		c.weight += plan.weight
	}
	return c, nil
}

func parsePicks(s string, bySkill map[string]int) ([]pick, error) {
	if s == "" {
		return nil, nil
	}
	var picks []pick
	for part := range strings.SplitSeq(s, ", ") {
		id, share, ok := strings.Cut(part, "=")
		skill, known := bySkill[id]
		if !ok || !known {
			return nil, fmt.Errorf("pick %q: want skill=share of a known skill", part)
		}
		from, to, changes := strings.Cut(share, ">")
		start, err := strconv.ParseFloat(from, 64)
		if err != nil {
			return nil, fmt.Errorf("pick %q: %w", part, err)
		}
		end := start
		if changes {
			if end, err = strconv.ParseFloat(to, 64); err != nil {
				return nil, fmt.Errorf("pick %q: %w", part, err)
			}
		}
		picks = append(picks, pick{skill, start, end})
	}
	return picks, nil
}

// share returns the share of new software listings that name skill when the
// market is x (0 … 1) on its way: exact, from the plan alone.
func (c *catalog) share(skill int, x float64) float64 {
	var sum float64
	for i := range c.roles {
		r := &c.roles[i]
		for j := range r.stacks {
			s := &r.stacks[j]
			missing := 1.0
			for _, p := range s.picks {
				if p.skill == skill {
					missing *= 1 - p.at(x)
				}
			}
			sum += r.weight / c.weight * (s.start + (s.end-s.start)*x) * (1 - missing)
		}
	}
	return sum
}

// Direction is the way a planted share moves.
type Direction string

// The directions. A skill moves when its share changes by at least three points
// and a quarter of itself.
const (
	Rising  Direction = "rising"
	Falling Direction = "falling"
	Flat    Direction = "flat"
)

// Trend is what is planted about one skill: the truth that statistics over the
// market must find again.
type Trend struct {
	Skill      string    // id in the taxonomy
	Name       string    // usual way of writing it
	Direction  Direction // from Start to End
	Start, End float64   // share (0 … 1) of new software listings that name it, at the market's first and last day
	Premium    float64   // factor that naming it puts on pay, all else equal; 1 is none
}

// truth returns every skill's trend, the most asked for at the end first.
func (c *catalog) truth() []Trend {
	trends := make([]Trend, 0, len(skillTable))
	for i := range skillTable {
		s := &skillTable[i]
		t := Trend{Skill: s.id, Name: s.name(), Start: c.share(i, 0), End: c.share(i, 1), Premium: s.premium, Direction: Flat}
		if t.Premium == 0 {
			t.Premium = 1
		}
		switch d := t.End - t.Start; {
		case d >= 0.03 && d >= t.Start/4:
			t.Direction = Rising
		case -d >= 0.03 && -d >= t.Start/4:
			t.Direction = Falling
		}
		trends = append(trends, t)
	}
	sort.SliceStable(trends, func(i, j int) bool { return trends[i].End > trends[j].End })
	return trends
}
