package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"juyo/demand"
	"juyo/listing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// share makes a share as demand would give it.
func shareOf(listings, employers, of int, lo, hi float64) demand.Share {
	x := float64(listings) / float64(of)
	return demand.Share{
		Listings: listings, Employers: employers, Share: x, Lo: lo, Hi: hi,
		EmployerShare: x * 0.9, EmployerLo: lo * 0.9, EmployerHi: hi * 0.9,
	}
}

// handwritten is a small report with one of everything: ties, a row with a
// warning, a group without rows, pay with and without its tails, a gap, a month
// that is not over, a private source, and a part below its floor.
func handwritten(tb testing.TB, lang string) *Report {
	tb.Helper()
	w, err := wordsIn(lang)
	if err != nil {
		tb.Fatal(err)
	}
	month := listing.NewMonth(2026, time.October)
	answer := demand.Answer{
		Scope: demand.DefaultScope(), Period: month, NListings: 120, NAds: 131, NEmployers: 48, NUnknownEmployer: 2, NUnknownPlace: 5,
		Warnings: []demand.Warning{{Code: demand.WarnStaleSignals, N: 3, JA: "3件の求人は古い辞書で読んだままです。", EN: "3 listings were read with another taxonomy."}},
	}
	few := &demand.Reason{Code: demand.TooFewListings, Have: 3, Need: 5, JA: "件数不足（求人3件、5件から表示）", EN: "too few listings (3; shown from 5)"}
	skill := func(id, name, ja string, s demand.Share, rank, lo, hi int) demand.SkillRow {
		return demand.SkillRow{
			Skill: id, Name: name, NameJA: ja, Kind: "language", Named: true, Share: s, Required: s.Listings / 2, Preferred: s.Listings / 4,
			Used: s.Listings - s.Listings/2 - s.Listings/4, Rank: rank, RankLo: lo, RankHi: hi, Warnings: []demand.Warning{},
		}
	}
	first := skill("go", "Go", "Go", shareOf(40, 22, 120, 0.25, 0.43), 1, 1, 2)
	second := skill("java", "Java", "Java", shareOf(36, 20, 120, 0.22, 0.39), 2, 1, 2)
	third := skill("cobol", "COBOL", "COBOL", shareOf(6, 3, 120, 0.02, 0.11), 3, 3, 3)
	third.Warnings = []demand.Warning{{Code: demand.WarnConcentrated, N: 4, JA: "6件中4件が1社の求人です。", EN: "4 of its 6 listings are one employer's."}}

	concept := skill("programming", "Programming", "プログラミング", shareOf(30, 18, 120, 0.18, 0.34), 1, 1, 1)
	concept.Named = false

	r := &Report{
		Schema: SchemaVersion, Title: "Report & <title>", Month: month, Lang: lang, Scope: answer.Scope,
		Versions: Versions{Juyo: "v0", Taxonomy: "t1", Extractor: "e1", StaleSignals: 3, Through: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Zone: "Asia/Tokyo"},
		Notes:    []demand.Warning{{Code: demand.WarnRegionFallback, JA: "地域を選んだ理由です。", EN: "Why this region."}},
		words:    w, static: true,
	}
	coverage := 0.97
	r.Overview = &demand.OverviewResult{
		Answer: answer, New: 30, Carried: 90,
		Sources: []demand.SourceCount{
			{Source: "careers-a", Kind: "jsonld", Active: 100, New: 25, First: month - 7, Last: month, Coverage: &coverage},
			{Source: "secret", Kind: "import", Active: 20, New: 5, First: month - 1, Last: month, Private: true},
		},
		Roles: map[string]int{"backend": 70, "frontend": 30, "other": 20}, Remote: map[string]int{"full": 40, "unknown": 80},
		Employment: map[string]int{"fulltime": 100, "freelance": 25}, Entry: 9, EntryShare: new(shareOf(9, 7, 120, 0.04, 0.14)),
	}
	line := demand.Series{Skill: "go", Name: "Go", NameJA: "Go", Kind: "language"}
	short := demand.Series{Skill: "cobol", Name: "COBOL", NameJA: "COBOL", Kind: "language", Reason: &demand.Reason{Code: demand.TooFewMonths, Have: 2, Need: 6, JA: "期間不足", EN: "too few months"}}
	trend := &demand.TrendResult{Answer: answer}
	for i := range 9 {
		m := month - 7 + listing.Month(i)
		p := demand.Point{Month: m, N: 100 + i, Partial: i == 8}
		switch i {
		case 3:
			p.N, p.Reason = 0, &demand.Reason{Code: demand.NotCovered, JA: "調査対象外（この月はデータがありません）", EN: "not covered (there is no data for this month)"}
		case 5:
			p.Reason = few
		default:
			s := shareOf(20+2*i, 12+i, 100+i, 0.12+0.02*float64(i), 0.28+0.02*float64(i))
			p.Share = &s
		}
		line.Points = append(line.Points, p)
		short.Points = append(short.Points, demand.Point{Month: m, N: 100 + i, Reason: few})
		trend.Months = append(trend.Months, m)
		c := demand.MonthCount{Month: m, Active: 100 + i, New: 20 + i, Employers: 40 + i, Sources: 2, Partial: i == 8}
		switch i {
		case 3: // nobody looked
			c = demand.MonthCount{Month: m, NoData: true}
		case 4:
			c.AfterGap = 1
		case 6:
			c.LowCoverage = []demand.CoverageGap{{Source: "careers-a", Coverage: 0.5}, {Coverage: 0.25}}
		}
		r.Overview.Months = append(r.Overview.Months, c)
	}
	trend.Rows = []demand.Series{line, short}
	r.Trends = []TrendGroup{{Key: "languages", Trend: trend}}
	r.Skills = []SkillGroup{
		{Key: "languages", Kinds: []string{"language"}, Top: &demand.TopResult{Answer: answer, Rows: []demand.SkillRow{first, second, third}, Concepts: []demand.SkillRow{concept}, BelowFloor: 4, Left: 1}},
		{Key: "mobile", Kinds: []string{"mobile"}, Top: &demand.TopResult{Answer: answer, Rows: []demand.SkillRow{}, BelowFloor: 2}},
	}
	r.Categories = &demand.CategoryResult{Answer: answer, Rows: []demand.CategoryRow{
		{Scheme: "article1", Key: "lang_fw", NameJA: "言語・フレームワーク", NameEN: "Languages and frameworks", Share: shareOf(90, 40, 120, 0.66, 0.82), Top: []demand.SkillRow{first, second, concept}},
		{Scheme: "article1", Key: "db_api_cloud", NameJA: "DB・API・クラウド", NameEN: "Databases, APIs and cloud", Share: shareOf(84, 39, 120, 0.61, 0.78), Top: []demand.SkillRow{concept}},
		{Scheme: "article1", Key: "ai_data", NameJA: "AI・データ", NameEN: "AI and data", Reason: few},
		{Scheme: "article2", Key: "security", NameJA: "セキュリティ", NameEN: "Security", Reason: few},
	}}
	required := shareOf(12, 8, 120, 0.05, 0.17)
	r.Combos = &demand.ComboResult{Answer: answer, Rows: []demand.ComboRow{
		{Key: "backend", NameJA: "バックエンド", NameEN: "Backend", Base: true, DefinitionJA: "職種か技術がサーバー側の求人", DefinitionEN: "the role or a technology is of servers", Share: shareOf(80, 38, 120, 0.58, 0.75)},
		{Key: "backend_frontend", NameJA: "バックエンド+フロントエンド", NameEN: "Backend and frontend", Share: shareOf(30, 15, 120, 0.17, 0.34), Required: &required},
		{Key: "backend_cloud", NameJA: "バックエンド+クラウド", NameEN: "Backend and cloud", Reason: few},
	}}
	pay := func(group, name, currency string, per listing.Period, n int, p50 *float64) demand.PayRow {
		row := demand.PayRow{
			Group: group, Name: name, NameJA: name, Currency: currency, Period: per, Employment: demand.PayEmployment,
			N: n, Employers: n / 2, Stating: n + 1, Disclosed: 66, Of: 120, Disclosure: 0.55, Basis: demand.PayMid, P50: p50, Warnings: []demand.Warning{},
		}
		if p50 == nil {
			row.Reason = few
			return row
		}
		row.P50Lo, row.P50Hi = new(*p50*0.95), new(*p50*1.06)
		if n >= 20 {
			row.P25, row.P75 = new(*p50*0.8), new(*p50*1.2)
		}
		if n >= 50 {
			row.P10, row.P90 = new(*p50*0.65), new(*p50*1.5)
		}
		return row
	}
	r.Pay = &demand.PayResult{Answer: answer, Disclosed: new(shareOf(66, 30, 120, 0.45, 0.65)), BelowFloor: 1, Rows: []demand.PayRow{
		pay("all", "All", "JPY", listing.PerYear, 60, new(6.5e6)),
		pay("java", "Java", "JPY", listing.PerYear, 12, new(6.1e6)),
		pay("go", "Go", "JPY", listing.PerYear, 25, new(7.2e6)),
		pay("cobol", "COBOL", "JPY", listing.PerYear, 3, nil),
		pay("all", "All", "USD", listing.PerYear, 3, nil),
	}}
	return r
}

func TestGolden(t *testing.T) {
	for _, lang := range []string{"ja", "en"} {
		r := handwritten(t, lang)
		for ext, write := range map[string]func(*bytes.Buffer) error{
			"html": func(b *bytes.Buffer) error { return r.WriteHTML(b) },
			"json": func(b *bytes.Buffer) error { return r.WriteJSON(b) },
			"csv":  func(b *bytes.Buffer) error { return r.WriteCSV(b) },
		} {
			var got bytes.Buffer
			if err := write(&got); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", "report."+lang+"."+ext)
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("%s differs (-want +got); go test ./report -update writes it anew:\n%.4000s", path, diff)
			}
		}
	}
}

// What the small report says, in words.
func TestSentences(t *testing.T) {
	want := map[string][]string{
		"ja": {
			"2026年10月に掲載中だった求人は120件（うち新規30）、募集企業は48社、情報源は2件です。",
			"言語で、挙げる求人が多いのはGo、Javaですが、区間が重なるため、順位は決めません。Goは40/120件・22社（33%、95%区間 25–43%）です。",
			"「クラウド」には、5件・3社以上の求人が挙げるスキルがまだありません（それ未満のスキル: 0件）。",
			"記事1の分類ごとに、そのスキルを1つ以上挙げる求人は、120件・48社のうち言語・フレームワーク 90件（75%、66–82%）、DB・API・クラウド 84件（70%、61–78%）です（括弧内は割合と95%区間）。分類の広さが違うため、大小は需要の順位ではありません。",
			"「バックエンド+フロントエンド」に当てはまる求人は30/120件・15社（25%、95%区間 17–34%）です。",
			"組み合わせの需要はまだ言えません: バックエンド+クラウド: 件数不足（求人3件、5件から表示）",
			"給与を書いている求人は66/120件・30社（55%、95%区間 45–65%）です。年収（円・雇用契約）の提示額の中央値は650万円（95%区間 620–690万円、60件・30社）です。",
			"未経験者・新人・インターンを歓迎すると書いている求人は9/120件・7社（8%、95%区間 4–14%）です。",
			"Goを挙げる求人の割合は、2026年3月が20%（95%区間 12–28%）、2026年10月が32%（26–42%）でした。この数字だけでは増減を判断できません（偶然や、集め方の変化と区別できません）。",
		},
		"en": {
			"October 2026: 120 listings open in the month (30 of them new), from 48 employers and 2 sources.",
			"Languages: Go and Java are named most often; their intervals overlap, so no order is given. Go is named by 40 of 120 listings from 22 employers (33%, 95% interval 25–43%).",
			"Clouds: no skill is named by at least 5 listings and 3 employers yet (skills below that: 0).",
			"Categories of article 1: of 120 listings from 48 employers, these name at least one skill of the category: Languages and frameworks 90 listings (75%, 66–82%), Databases, APIs and cloud 84 listings (70%, 61–78%) (share and 95% interval in brackets). Categories differ in breadth, so this is no order of demand.",
			"“Backend and frontend” fits 30 of 120 listings from 15 employers (25%, 95% interval 17–34%).",
			"Demand for combinations cannot be said yet: Backend and cloud: too few listings (3; shown from 5)",
			"Pay is stated by 66 of 120 listings from 30 employers (55%, 95% interval 45–65%). Median advertised pay per year in JPY (employment): ¥6.5M (95% interval ¥6.2–6.9M, 60 listings from 30 employers).",
			"Beginners, juniors or interns are welcome, as the listing says, in 9 of 120 listings from 7 employers (8%, 95% interval 4–14%).",
			"The share of listings naming Go was 20% (95% interval 12–28%) in March 2026 and 32% (26–42%) in October 2026. These numbers alone cannot tell a change of demand from chance or from changes in what was collected.",
		},
	}
	for lang, lines := range want {
		got := handwritten(t, lang).sentences()
		if diff := cmp.Diff(lines, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lang, diff)
		}
	}
}
