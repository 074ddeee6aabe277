package salary_test

import (
	"strings"
	"testing"

	"juyo/extract/salary"
)

type textCase struct{ text, market, want string }

func run(t *testing.T, cases []textCase) {
	t.Helper()
	for _, tc := range cases {
		if got := shape(salary.Parse(tc.text, tc.market)); got != tc.want {
			t.Errorf("%q (market %q)\n got %s\nwant %s", tc.text, tc.market, got, tc.want)
		}
	}
}

// The cases a reader hesitates over, and their answers.
func TestAmbiguous(t *testing.T) {
	run(t, []textCase{
		{"年収300万円台〜400万円台", "", "3000000..4999999 JPY/year"},
		{"月給25万〜30万（年収300万〜360万）", "", "3000000..3600000 JPY/year"},
		{"単価 ～80万円（精算幅：140h〜180h）", "", "..800000 JPY/month"},
		{"給与：平均年収2178万円 月給29.9万〜33.1万 初年度想定年収1200万〜2000万", "", "12000000..20000000 JPY/year"},
		{"月給30万円×12ヶ月＋賞与4ヶ月分", "", "300000..300000 JPY/month"},
		{"月給28万円（固定残業代30h、5万2000円含む）", "", "280000..280000 JPY/month"},
		{"副業 時給4,000円〜 / 正社員 年収600〜1,000万円", "", "6000000..10000000 JPY/year"},
		{"ジュニア400〜550、ミドル550〜750、シニア750〜1,100万円", "", "4000000..11000000 JPY/year"},
		{"¥100000", "", "none"},
		{"150 or 170 - 200", "", "none"},
		{"$0 - $650 per day", "", "..650 USD/day"},
		{"401(k) match up to $10k. Salary $140k.", "", "140000..140000 USD/year"},
		{"Zone 1: $180–220k; Zone 2: $160–200k", "", "160000..220000 USD/year"},
		{"Commission Only, can earn up to 4k a month", "", "none"},
	})
}

func TestJapanese(t *testing.T) {
	for name, cases := range map[string][]textCase{
		"labels": {
			{"年収450万円～800万円", "", "4500000..8000000 JPY/year"},
			{"想定年収：520万円〜760万円", "", "5200000..7600000 JPY/year"},
			{"年俸 7,200,000円（1/12を毎月支給）", "", "7200000..7200000 JPY/year"},
			{"月給32万円～", "", "320000.. JPY/month"},
			{"固定給25万円+インセンティブ", "", "250000..250000 JPY/month"},
			{"時給1,450円", "", "1450..1450 JPY/hour"},
			{"時間単価 3,500円～5,500円", "", "3500..5500 JPY/hour"},
			{"日給12,000円", "", "12000..12000 JPY/day"},
			{"1人日4万5千円", "", "45000..45000 JPY/day"},
			{"週給8万円", "", "80000..80000 JPY/week"},
			{"単金：75万円", "", "750000..750000 JPY/month"},
			{"【単価】60～70万（上下割160±20h）", "", "600000..700000 JPY/month"},
			{"32万4,500円（月給）", "", "324500..324500 JPY/month"},
			{"給与\n650万円～1000万円（昇給年1回）", "", "6500000..10000000 JPY/year"},
			{"賃金（手当等を含む） 241,300円〜402,500円", "", "241300..402500 JPY/month"},
			{"給与（時給）：1,450円〜1,800円", "", "1450..1800 JPY/hour"},
			{"M1：800万円〜1,000万円、M2：1,000万円〜1,300万円", "", "8000000..13000000 JPY/year"},
			{"基本給(a) 200,000円〜300,000円\n手当(b) 40,000円〜60,000円\n(a+b) 240,000円〜360,000円", "", "240000..360000 JPY/month"},
			{"【月給】260,000円～ (基本給：200,000円～、固定残業代：60,000円～/40時間)", "", "260000.. JPY/month"},
			{"時給制：1,450円〜", "", "1450.. JPY/hour"},
			{"月給制 265,000円", "", "265000..265000 JPY/month"},
			{"400万円～800万円（月給制）", "", "4000000..8000000 JPY/year"},
			{"■稼働：160時間程度\n■報酬：45万円～75万円を想定", "", "450000..750000 JPY/month"},
			{"【想定年収】\n724万円～920万円", "", "7240000..9200000 JPY/year"},
		},
		"units": {
			{"月給24万2000円", "", "242000..242000 JPY/month"},
			{"月給25万3千円", "", "253000..253000 JPY/month"},
			{"月給28万8", "", "288000..288000 JPY/month"},
			{"月給23.85万円", "", "238500..238500 JPY/month"},
			{"月給 22 万 5 千円", "", "220000..220000 JPY/month"},
			{"年収 6,000千円〜9,000千円", "", "6000000..9000000 JPY/year"},
			{"年収6.5百万円", "", "6500000..6500000 JPY/year"},
			{"年収五百万円〜八百万円", "", "5000000..8000000 JPY/year"},
			{"年収4500000〜6500000", "", "4500000..6500000 JPY/year"},
			{"年収(万円)：450〜600", "", "4500000..6000000 JPY/year"},
			{"月額400~700K円", "", "400000..700000 JPY/month"},
			{"¥6M - ¥9M", "", "6000000..9000000 JPY/year"},
			{"年収1億円以上", "", "none"},
		},
		"ends": {
			{"年収500万円以上", "", "5000000.. JPY/year"},
			{"年収700万円超", "", "7000000.. JPY/year"},
			{"年収〜1,200万円", "", "..12000000 JPY/year"},
			{"最大年収1500万円", "", "..15000000 JPY/year"},
			{"月額報酬：〜85万円/月（税込）", "", "..850000 JPY/month"},
			{"50万円以上/月", "", "500000.. JPY/month"},
			{"下限400万円〜上限800万円", "", "4000000..8000000 JPY/year"},
			{"年収600万円前後", "", "6000000..6000000 JPY/year"},
			{"月給30万円台", "", "300000..399999 JPY/month"},
			{"600〜1000万円", "", "6000000..10000000 JPY/year"},
			{"年収900万円〜700万円", "", "7000000..9000000 JPY/year"},
		},
		"not the offer": {
			{"月給25万円＋諸手当（住宅手当2万円、家族手当1万円）", "", "250000..250000 JPY/month"},
			{"試用期間3ヶ月（月給24万円）／本採用後 月給28万円～", "", "280000.. JPY/month"},
			{"月収例 35万円（25歳・入社2年目）", "", "none"},
			{"モデル年収：650万円／32歳・入社5年", "", "none"},
			{"年収450万円（25歳 経験3年）、年収700万円（33歳 経験8年）", "", "none"},
			{"従業員の平均年収は650万円です", "", "none"},
			{"転職で年収450万円→600万円にアップした実績", "", "none"},
			{"未経験から年収500万円を目指せる", "", "none"},
			{"資本金：3,000万円", "", "none"},
			{"通勤手当（上限月額15万円）", "", "none"},
			{"入社祝い金30万円", "", "none"},
			{"50万円のUIターン費用を支給します", "", "none"},
			{"みなし残業代（月20時間分、147,300～181,100円分）", "", "none"},
			{"課金ユーザーは59.7万を突破", "", "none"},
			{"サラリーマン月給26万円", "", "260000..260000 JPY/month"},
			{"30万円〜50万円", "", "none"},
			{"契約金額\n50万円〜100万円（税込）", "", "none"},
			{"【報酬】\n10万円〜30万円（一式）", "", "none"},
			{"年俸制 / 給与計算ソフト 月5,000円", "", "none"},
			{"月給 5,000円", "", "none"},
			{"時給25万円", "", "none"},
			{"月給400万円〜600万円", "", "4000000..6000000 JPY/year"},
			{"電話番号 03-1234-5678", "", "none"},
		},
	} {
		t.Run(name, func(t *testing.T) { run(t, cases) })
	}
}

func TestEnglish(t *testing.T) {
	for name, cases := range map[string][]textCase{
		"ranges": {
			{"$120k-$150k", "", "120000..150000 USD/year"},
			{"$120-150k", "", "120000..150000 USD/year"},
			{"$150K - 200", "", "150000..200000 USD/year"},
			{"$140 - $160000", "", "140000..160000 USD/year"},
			{"$120,000.00/yr - $150,000.00/yr", "", "120000..150000 USD/year"},
			{"between £35,000 and £45,000", "", "35000..45000 GBP/year"},
			{"Starting at $90k, up to $130k DOE", "", "90000..130000 USD/year"},
			{"$80k guaranteed, up to $120k", "", "80000..120000 USD/year"},
			{"60k-80k EUR", "", "60000..80000 EUR/year"},
			{"Acme | Lyon | full-time | 70-85k€ + equity\nWe make maps.", "", "70000..85000 EUR/year"},
			{"USD 90000 120000 YEAR", "", "90000..120000 USD/year"},
		},
		"periods": {
			{"$55/hr - $65/hr", "", "55..65 USD/hour"},
			{"Paid at an hourly rate of $46.75", "AU", "46.75..46.75 AUD/hour"},
			{"£500 a day", "", "500..500 GBP/day"},
			{"£600pd", "", "600..600 GBP/day"},
			{"$500 - $550 p.d.", "AU", "500..550 AUD/day"},
			{"$1,200 per week", "", "1200..1200 USD/week"},
			{"CHF 8'000 - 10'000 per month", "", "8000..10000 CHF/month"},
			{"$43.50hr", "", "43.50..43.50 USD/hour"},
			{"$2,000 biweekly", "", "none"},
			{"costs $300 per user", "", "none"},
			{"$85", "", "none"},
		},
		"currencies": {
			{"$90,000 to $110,000 per year", "CA", "90000..110000 CAD/year"},
			{"C$90k – C$110k", "US", "90000..110000 CAD/year"},
			{"$5,000 SGD monthly", "", "5000..5000 SGD/month"},
			{"€60.000 - €80.000", "", "60000..80000 EUR/year"},
			{"45 000 - 55 000 € par an", "", "45000..55000 EUR/year"},
			{"PLN 15 000 – 20 000 / mies.", "", "15000..20000 PLN/month"},
			{"CHF 100'000", "", "100000..100000 CHF/year"},
			{"₹8,00,000 - ₹12,00,000 P.A.", "", "800000..1200000 INR/year"},
			{"CTC 6,00,000 - 10,00,000", "", "600000..1000000 INR/year"},
			{"12-18 LPA", "", "1200000..1800000 INR/year"},
			{"₹25L - 30", "", "2500000..3000000 INR/year"},
			{"CTC: 2021 LPA", "", "none"},
			{"7 to 12 MJPY", "", "7000000..12000000 JPY/year"},
			{"6-10 million yen", "", "6000000..10000000 JPY/year"},
			{"R540-660k/year", "", "540000..660000 ZAR/year"},
			{"€60k-€70k (Berlin) or £55k-£65k (London)", "", "60000..70000 EUR/year"},
		},
		"base and total": {
			{"Total compensation: $300k (base $180k, bonus $30k, RSU $90k)", "", "180000..180000 USD/year"},
			{"$20k sign-on bonus; base $160,000–$185,000", "", "160000..185000 USD/year"},
			{"$60K base salary + commissions + equity ($75k+ OTE)", "", "60000..60000 USD/year"},
			{"Package valued to $72,969 includes salary ($59,636 - $65,827)", "AU", "59636..65827 AUD/year"},
			{"Compensation\n\n$300K – $375K OTE", "", "300000..375000 USD/year"},
		},
		"not pay": {
			{"We raised a $50M Series B and serve 10k users.", "", "none"},
			{"$2M ARR, over $500k in revenue", "", "none"},
			{"save customers $120,000 - $150,000 per year", "", "none"},
			{"$10,000 annual learning budget", "", "none"},
			{"$1,500/month rent stipend", "", "none"},
			{"up to $5,000 referral bonus", "", "none"},
			{"Bonus: $10k - $20k", "", "none"},
			{"team of 120-150, founded in 2019", "", "none"},
			{"Equity: 0.1% - 0.5%", "", "none"},
			{"bootstrapped from 0 to $100K in the first year", "", "none"},
			{"our 300,000 paying customers (300,000 and growing)", "", "none"},
			{"see https://jobs.example.com/120000-150000", "", "none"},
		},
	} {
		t.Run(name, func(t *testing.T) { run(t, cases) })
	}
}

// Ways of writing that must not change the answer.
var rewrites = []struct {
	name string
	with *strings.Replacer
}{
	{"full-width digits", strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", ",", "，", ".", "．")},
	{"full-width letters", strings.NewReplacer("k", "ｋ", "K", "Ｋ", "M", "Ｍ", "J", "Ｊ", "P", "Ｐ", "Y", "Ｙ")},
	{"wave dashes", strings.NewReplacer("〜", "～", "～", "~", "~", "〜")},
	{"dashes", strings.NewReplacer("-", "–", "–", "—")},
	{"long dashes", strings.NewReplacer("-", "—", "–", "-")},
	{"minus signs", strings.NewReplacer("-", "−", "–", "‐")},
	{"ideographic spaces", strings.NewReplacer(" ", "　")},
	{"no-break spaces", strings.NewReplacer(" ", "\u00a0")},
	{"spaces around marks", strings.NewReplacer("〜", " 〜 ", "～", " ～ ", "–", " – ")},
	{"full-width parentheses", strings.NewReplacer("(", "（", ")", "）", "（", "(", "）", ")", ":", "：", "：", ":")},
	{"full-width signs", strings.NewReplacer("$", "＄", "£", "￡", "¥", "￥")},
	{"upper case", strings.NewReplacer("k", "K", "per hour", "PER HOUR", "salary", "SALARY", "year", "YEAR")},
	{"zero-width spaces", strings.NewReplacer("万", "万\u200b", "$", "$\u200b")},
	{"CR LF", strings.NewReplacer("\n", "\r\n")},
}

var seeds = []textCase{
	{text: "年収450万円〜800万円"},
	{text: "想定年収：520万円～760万円（経験による）"},
	{text: "月給28万800円～32万5,000円"},
	{text: "単価：70〜90万円/月（140-180h）"},
	{text: "時給1,450円〜2,000円"},
	{text: "給与\n600〜1,200万（昇給年1回）\n※スキルをふまえて判断"},
	{text: "月給30万円（固定残業代45時間分、70,000円を含む）"},
	{text: "JPY 8,000,000 - 12,000,000"},
	{text: "The base salary range is $120,000 – $150,000 per year plus bonus."},
	{text: "Acme | Remote | $120k-$150k + equity"},
	{text: "£450-£550 per day"},
	{text: "Pay: $18.50 - $22.75 per hour"},
	{text: "€60k – €80k"},
	{text: "Salary: ¥6M - ¥10M"},
	{text: "資本金：3,000万円、従業員の平均年収は650万円"},
	{text: "We raised $50M and have 10k users (team of 120-150)."},
}

func TestRewritingChangesNothing(t *testing.T) {
	for _, seed := range seeds {
		want := shape(salary.Parse(seed.text, seed.market))
		for _, w := range rewrites {
			text := w.with.Replace(seed.text)
			if got := shape(salary.Parse(text, seed.market)); got != want {
				t.Errorf("%s: %q gives %s, %q gives %s", w.name, seed.text, want, text, got)
			}
		}
		for _, around := range []string{"\n%s\n", "  %s  ", "開発環境: Go, PostgreSQL 15\n%s\n年間休日125日", "<br>%s"} {
			text := strings.Replace(around, "%s", seed.text, 1)
			if got := shape(salary.Parse(text, seed.market)); got != want {
				t.Errorf("%q gives %s, alone %s", text, got, want)
			}
		}
	}
}

// Money in prose that is nobody's pay, and ranges of several posts.
func TestBesidePay(t *testing.T) {
	run(t, []textCase{
		{"No state income tax, surfing, and houses that commonly go for $150,000 to $450,000.", "US", "none"},
		{"You couldn't pay me $500k/yr to work there.", "US", "none"},
		{"Even for the $300k they offered me I said no.", "US", "none"},
		{"Orchid | ML Engineer | Leeds | $150k-220k & Enterprise Sales | $70-120k + Commission", "", "70000..220000 USD/year"},
		{"ML Engineer $150k-220k; Sales $70k-120k", "", "70000..220000 USD/year"},
		{"想定年収：420万円 〜 540万円\n※成果に応じてリーダー（想定年収550〜900万）へ登用", "", "4200000..5400000 JPY/year"},
	})
}
