package terms_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"juyo/extract/document"
	"juyo/extract/terms"
	"juyo/listing"
)

func read(l listing.Listing) terms.Terms {
	if l.Source == "" {
		l.Source, l.ID = "test", "1"
	}
	return terms.Read(&l, document.New(&l))
}

func joined[T ~string](in []T) string { return strings.Join(words(in), " ") }

func TestEmployment(t *testing.T) {
	tests := []struct{ name, field, text, want string }{
		{"a line of its own", "", "バックエンドエンジニア\n正社員\n東京都港区", "fulltime"},
		{"a labelled field", "", "エンジニア募集\n雇用形態：正社員・契約社員\n", "fulltime contract"},
		{"conversion is no offer", "", "カスタマーサポート\n雇用形態：契約社員（正社員登用あり）", "contract"},
		{"side work is a perk", "", "エンジニア\n正社員\n福利厚生\n・副業OK\n・書籍補助", "fulltime"},
		{"side work is the job", "", "【副業】週1日からのGo開発\n業務委託（準委任）契約です。", "freelance"},
		{"probation under another contract", "", "エンジニア\n正社員\n※試用期間中の雇用形態は契約社員です。", "fulltime"},
		{"customers are freelancers", "", "エンジニア\n正社員\nフリーランス向けの請求サービスを開発しています。", "fulltime"},
		{"an industry", "", "【PM】人材派遣業の基幹システム刷新\n要件定義から担当します。", ""},
		{"anything but", "", "ネットワーク構築\n正社員以外 フル", ""},
		{"full-width", "", "エンジニア\n雇用形態：アルバイト・パート", "parttime"},
		{"partners are not part-timers", "", "エンジニア\nカウンターパートと連携します。", ""},
		{"sole traders welcome", "", "Java開発\n年齢40代まで、個人事業主可。", "freelance"},
		{"the structured field", "FULL_TIME", "We have contractors too.", "fulltime"},
		{"camel case", "FullTime", "", "fulltime"},
		{"two in the field", "FULL_TIME, CONTRACTOR", "", "fulltime contract"},
		{"an intern by title", "", "Backend Engineering Intern\nAbout us\nWe build maps.", "intern"},
		{"pay footers speak of others", "", "Data Engineer\nFor full-time positions, Orchid offers dental insurance.", ""},
		{"experience is not an offer", "", "Data Engineer\nOver 3 years of full-time experience with SQL.", ""},
		{"smart contracts", "", "Blockchain Engineer\nYou write smart contracts and define data contracts.", ""},
		{"a contract role", "", "Backend Engineer (Contract)\nDuration: 12 months", "contract"},
		{"mentoring interns", "", "Senior Engineer\nYou mentor engineers and interns.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := joined(read(listing.Listing{EmploymentText: tt.field, Text: tt.text}).Employment); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRemote(t *testing.T) {
	tests := []struct {
		text string
		want listing.Remote
	}{
		{"エンジニア\n勤務地\nフルリモートワーク", listing.RemoteFull},
		{"エンジニア\nリモート可、フレックス", listing.RemoteFull},
		{"エンジニア\n完全在宅です", listing.RemoteFull},
		{"エンジニア\nフルリモート可（初日のみ出社）", listing.RemoteFull},
		{"エンジニア\n週3日リモート、週2日出社", listing.RemotePartial},
		{"エンジニア\n一部リモートあり", listing.RemotePartial},
		{"エンジニア\n出社とリモートのハイブリッド勤務です。", listing.RemotePartial},
		{"エンジニア\nリモート不可", listing.RemoteOnsite},
		{"エンジニア\n客先常駐の案件です", listing.RemoteOnsite},
		{"エンジニア\n勤務地：東京都（原則出社）", listing.RemoteOnsite},
		{"エンジニア\n客先常駐なし", listing.RemoteUnknown},
		{"エンジニア\n福利厚生\n・リモートワーク手当", listing.RemoteUnknown},
		{"エンジニア\nリモートデスクトップの運用経験", listing.RemoteUnknown},
		{"ハイブリッドクラウドの構築", listing.RemoteUnknown},
		{"Data Engineer\nThis is a fully remote position.", listing.RemoteFull},
		{"Data Engineer\nThis is a hybrid role based in Lyon.", listing.RemotePartial},
		{"Data Engineer\nWe work in the office 3 days a week.", listing.RemotePartial},
		{"Data Engineer\nThis is an onsite position.", listing.RemoteOnsite},
		{"Data Engineer\nExperience with remote sensing and distributed systems.", listing.RemoteUnknown},
		{"Data Engineer\nAfter a call you come onsite to meet the team.", listing.RemoteUnknown},
		{"Orchid | Engineer | Leeds | REMOTE or ONSITE", listing.RemoteFull},
		{"Orchid | Engineer | Leeds | ONSITE", listing.RemoteOnsite},
		{"Orchid | Engineer | Leeds | Hybrid", listing.RemotePartial},
		{"Orchid | Engineer | Leeds | no remote", listing.RemoteOnsite},
		{"Orchid | Engineer | Leeds | ONSITE + PART REMOTE", listing.RemotePartial},
		{"Orchid | Engineer | Leeds (Hybrid) or REMOTE (UK)", listing.RemoteFull},
	}
	for _, tt := range tests {
		if got := read(listing.Listing{Text: tt.text}).Remote; got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
	if got := read(listing.Listing{Text: "Engineer\nOur office is lovely.", Telecommute: true}).Remote; got != listing.RemoteFull {
		t.Errorf("structured data says remote: got %s", got)
	}
}

func TestMinYears(t *testing.T) {
	tests := []struct {
		text string
		want int
	}{
		{"必須スキル\n・Goでの開発経験3年以上", 3},
		{"必須スキル\n・Javaの実務経験（5年以上）\n・SQLの実務経験（2年以上）", 2},
		{"必須: PHP開発経験５年以上. 尚可: AWS経験1年以上.", 5},
		{"必須スキル\n・開発経験2〜4年\n歓迎スキル\n・リーダー経験1年以上", 2},
		{"応募資格\n・三年以上の実務経験", 3},
		{"会社概要\n創業10年、設立3年で上場しました。", -1},
		{"必須スキル\n・直近3年以内にPL経験がある方", -1},
		{"次の10年を見据えた開発をします。", -1},
		{"2015年からサービスを運営しています。", -1},
		{"必須スキル\n・サーバー構築経験（複数年）", -1},
		{"Requirements\n- 5+ years of experience with Go", 5},
		{"Requirements\n- 3-5 years of professional experience", 3},
		{"Requirements\n- At least two years of experience in Java", 2},
		{"Requirements\n- five (5) years of experience", 5},
		{"Requirements\n- Bachelor's degree\nNice to have\n- 4+ years of experience with Rust", -1},
		{"About us\nOrchid is a six-year old company. Over the last three years we grew.", -1},
		{"We need a developer with 3 - 5 years of experience.", 3},
		{"Our founders have 20 years of experience in logistics.", -1},
		{"Requirements\n- BSc in Computer Science or 3+ years equivalent experience", -1},
	}
	for _, tt := range tests {
		got := years(read(listing.Listing{Title: "Engineer", Text: tt.text}).MinYears)
		if got != tt.want {
			t.Errorf("%q: got %d, want %d", tt.text, got, tt.want)
		}
	}
}

func TestEntryLevel(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"未経験歓迎！研修があります", true},
		{"経験不問 学歴不問", true},
		{"新卒・第二新卒歓迎", true},
		{"業界未経験可（開発経験は必要です）", false},
		{"未経験不可", false},
		{"学歴不問", false},
		{"新卒研修の講師をお任せします", false},
		{"New graduates welcome", true},
		{"No experience required", true},
		{"Robotics experience isn't required", false},
		{"Not an entry level position", false},
	}
	for _, tt := range tests {
		if got := read(listing.Listing{Title: "エンジニア", Text: tt.text}).Entry; got != tt.want {
			t.Errorf("%q: got %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestRolesAndPopulation(t *testing.T) {
	tests := []struct {
		title, text, roles string
		population         listing.Population
	}{
		{"バックエンドエンジニア（Go）", "", "backend", listing.Software},
		{"フルスタックエンジニア（フロントエンド/バックエンド）", "", "fullstack", listing.Software},
		{"【AWS】インフラエンジニア", "", "infra_sre", listing.Software},
		{"iOSアプリ開発エンジニア", "", "mobile", listing.Software},
		{"QAエンジニア", "", "qa", listing.Software},
		{"社内SE（情報システム）", "", "helpdesk_it", listing.Software},
		{"プロダクトマネージャー", "", "pm", listing.Software},
		{"Webエンジニア（テックリード候補）", "必須スキル\n・PHP、Laravel、MySQL、Rubyの経験", "backend em_lead", listing.Software},
		{"システム開発エンジニア", "開発環境\nJava, Spring, Oracle", "backend", listing.Software},
		{"開発メンバー", "開発環境\nReact, Next.js, TypeScript, PHP, Laravel", "fullstack", listing.Software},
		{"Senior Backend Engineer", "", "backend", listing.Software},
		{"Site Reliability Engineer", "", "infra_sre", listing.Software},
		{"Machine Learning Engineer", "", "ml_ai", listing.Software},
		{"Engineering Manager, Payments", "", "em_lead", listing.Software},
		{"Software Engineer", "", "other", listing.Software},
		{"法人営業", "", "other", listing.OtherWork},
		{"セールスエンジニア", "", "consultant", listing.OtherWork},
		{"施工管理エンジニア", "", "other", listing.OtherWork},
		{"機械設計エンジニア", "", "other", listing.OtherWork},
		{"営業支援システムの開発エンジニア", "", "other", listing.Software},
		{"教育サービスのエンジニア", "", "other", listing.Software},
		{"Account Executive", "", "other", listing.OtherWork},
		{"Mechanical Engineer", "", "other", listing.OtherWork},
		{"Sales Engineer", "", "other", listing.OtherWork},
		{"オープンポジション", "", "other", listing.TalentPool},
		{"【カジュアル面談】まずは話しましょう", "", "other", listing.TalentPool},
		{"General Application", "", "other", listing.TalentPool},
	}
	for _, tt := range tests {
		got := read(listing.Listing{Title: tt.title, Company: "Orchid", Text: tt.text})
		if joined(got.Roles) != tt.roles || got.Population != tt.population {
			t.Errorf("%s: got %q %s, want %q %s", tt.title, joined(got.Roles), got.Population, tt.roles, tt.population)
		}
	}
}

func TestPostings(t *testing.T) {
	tests := []struct{ text, employer, places, roles string }{
		{"Orchid Freight (YC W12) | Backend Engineer | Lyon, France | ONSITE", "Orchid Freight", "FR", "backend"},
		{"Orchid Freight - https://orchid.example - San Francisco, CA - Full Time", "Orchid Freight", "US", ""},
		{"London, England - Full Time\n\nLantern Mail is hiring backend engineers.", "Lantern Mail", "GB", "backend"},
		{"San Francisco - Lantern Mail - Frontend Developer", "Lantern Mail", "US", "frontend"},
		{"REMOTE | Senior iOS Engineer | Full-time\n\nAt Lantern Mail, we build mail.", "Lantern Mail", "", "mobile"},
		{"Lantern Mail is hiring data engineers in Osaka", "Lantern Mail", "JP27", "data"},
		{"Software Engineer | Lantern Mail | Tokyo | REMOTE (Japan)", "Lantern Mail", "JP13", ""},
		{"NYC, full time, interns\n\nWe make maps.", "", "US", ""},
		{"10orchids | DevOps Engineer | Berlin", "10orchids", "DE", "infra_sre"},
	}
	for _, tt := range tests {
		got := read(listing.Listing{Source: "hackernews", ID: "1", Text: tt.text})
		if got.Employer != tt.employer || shortPlaces(got.Places) != tt.places || tt.roles != "" && joined(got.Roles) != tt.roles {
			t.Errorf("%q:\n got %q %q %q\nwant %q %q %q", tt.text, got.Employer, shortPlaces(got.Places), joined(got.Roles), tt.employer, tt.places, tt.roles)
		}
	}
}

func shortPlaces(ps []listing.Place) string {
	var out []string
	for _, p := range ps {
		s := p.Country
		if p.Prefecture > 0 {
			s += strconv.Itoa(p.Prefecture)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestWorkPlaces(t *testing.T) {
	tests := []struct {
		name string
		l    listing.Listing
		want string
	}{
		{"the field", listing.Listing{Title: "エンジニア", Location: "東京都渋谷区", Text: "本社は京都です"}, "JP13"},
		{"a labelled line", listing.Listing{Title: "エンジニア", Text: "勤務地\n大阪府大阪市北区梅田1-2-3"}, "JP27"},
		{"behind the label", listing.Listing{Title: "エンジニア", Text: "就業場所: 〒810-0001 福岡県福岡市中央区天神"}, "JP40"},
		{"the title", listing.Listing{Title: "【バックエンドエンジニア】開発部_福岡", Text: "開発します"}, "JP40"},
		{"the English title", listing.Listing{Title: "SRE, Platform, Tokyo", Text: "You run it."}, "JP13"},
		{"the head office is no workplace", listing.Listing{Title: "エンジニア", Text: "会社概要\n本社所在地：愛知県名古屋市中村区1-1"}, "JP"},
		{"nothing stated", listing.Listing{Title: "エンジニア", Text: "開発をお任せします。フルリモートです。"}, ""},
		{"spoken", listing.Listing{Title: "Engineer", Company: "Orchid", Text: "Our team is based in Lisbon and loves it."}, "PT"},
	}
	for _, tt := range tests {
		if got := shortPlaces(read(tt.l).Places); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct{ text, want string }{
		{"エンジニア募集", "ja"},
		{"開発経験必須", "ja"},
		{"急募：正社員", "ja"},
		{"软件工程师 北京 薪资面议", "zh"},
		{"백엔드 개발자 모집", "ko"},
		{"Backend Engineer", "en"},
		{"We are looking for a developer who knows Go.", "en"},
		{"Wir suchen einen Entwickler für unser Team in Berlin mit Erfahrung in Java", "de"},
		{"Nous recherchons un développeur pour notre équipe avec une expérience en Java", "fr"},
		{"Buscamos un desarrollador con experiencia en Java para nuestro equipo", "es"},
		{"Hledáme vývojáře do týmu, nabízíme zkušenosti a práce na zajímavých projektech", "cs"},
		{"Vi søger en udvikler til vores team i København med erfaring og lyst til det", "da"},
		{"Wij zoeken een ontwikkelaar met ervaring voor ons team in Utrecht", "nl"},
		{"Ищем разработчика с опытом", "ru"},
		{"バックエンドエンジニア Go AWS Docker Kubernetes PostgreSQL を使って開発します", "ja"},
		{"", ""},
		{"123", ""},
	}
	for _, tt := range tests {
		if got := terms.Language(tt.text); got != tt.want {
			t.Errorf("Language(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestEmployerTypeAndSeniority(t *testing.T) {
	tests := []struct {
		title, text string
		kind        listing.EmployerType
		level       listing.Seniority
	}{
		{"シニアエンジニア", "自社開発のサービスです。", "product", "senior"},
		{"エンジニア", "受託開発を行う会社です。", "contract", ""},
		{"SESエンジニア", "客先常駐の案件です。", "ses", ""},
		{"エンジニア", "客先常駐なし。", "unknown", ""},
		{"Senior Tech Lead", "", "unknown", "lead"},
		{"プロジェクトマネージャー", "", "unknown", ""},
		{"Engineering Manager", "", "unknown", "manager"},
		{"VP of Engineering", "", "unknown", "executive"},
		{"Software Engineering Intern", "", "unknown", "intern"},
	}
	for _, tt := range tests {
		got := read(listing.Listing{Title: tt.title, Company: "Orchid", Text: tt.text})
		if got.EmployerType != tt.kind || got.Seniority != tt.level {
			t.Errorf("%s: got %s %q, want %s %q", tt.title, got.EmployerType, got.Seniority, tt.kind, tt.level)
		}
	}
}

// Width, case and dashes are spelling, not meaning.
func TestReadIgnoresSpelling(t *testing.T) {
	plain := "バックエンドエンジニア\n雇用形態：正社員\nリモートOK\n必須スキル\n・Goの開発経験3年以上"
	want := read(listing.Listing{Text: plain})
	for _, text := range []string{
		strings.NewReplacer("OK", "ＯＫ", "3", "３", "：", ":").Replace(plain),
		strings.ReplaceAll(plain, "\n", "\r\n"),
		strings.ReplaceAll(plain, "・", "- "),
	} {
		if diff := cmp.Diff(want, read(listing.Listing{Text: text})); diff != "" {
			t.Errorf("%q reads otherwise (-want +got):\n%s", text, diff)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("test", "エンジニア", "渋谷", "正社員\n必須スキル\n・経験3年以上\nリモート可")
	f.Add("hackernews", "", "", "Acme (YC W12) | Engineer | Leeds, UK | REMOTE or ONSITE\n5+ years")
	f.Add("hn", "", "", "(((|||---,,, in 3-- years \xff 〒")
	f.Add("test", "ＳＥＳのエンジニア", "", "ＳＥＳ企業です。\n日本語：Ｎ１、英語：ＴＯＥＩＣ800\n従業員数12,000名のｻｰﾋﾞｽ会社\n金融業界、医療業界")
	f.Fuzz(func(t *testing.T, source, title, location, text string) {
		l := listing.Listing{Source: source, ID: "1", Title: title, Location: location, Text: text}
		d := document.New(&l)
		got := terms.Read(&l, d)
		if got.Employment == nil || got.Roles == nil || got.Places == nil || got.Industries == nil || got.LanguagesAsked == nil {
			t.Fatal("a slice is nil")
		}
		checkFields(t, got, d.Text)
		if len(got.Roles) == 0 {
			t.Fatal("no role, not even other")
		}
		if !slices.Contains(listing.Remotes(), got.Remote) || !slices.Contains(listing.Populations(), got.Population) || !slices.Contains(listing.EmployerTypes(), got.EmployerType) || !slices.Contains(listing.Seniorities(), got.Seniority) {
			t.Fatalf("a value outside its list: %+v", got)
		}
		if got.MinYears != nil && (*got.MinYears < 1 || *got.MinYears > 20) {
			t.Fatalf("%d years", *got.MinYears)
		}
		if diff := cmp.Diff(got, terms.Read(&l, d)); diff != "" {
			t.Fatalf("read twice, it differs:\n%s", diff)
		}
	})
}

// checkFields holds what was read of industries, stage, languages and the kind of
// employer to their lists and to the text.
func checkFields(t *testing.T, got terms.Terms, text string) {
	t.Helper()
	order := listing.Industries()
	for i, v := range got.Industries {
		if at := slices.Index(order, v); at < 0 || i > 0 && at <= slices.Index(order, got.Industries[i-1]) {
			t.Fatalf("industries %q are not in the order of the list", got.Industries)
		}
	}
	if !slices.Contains(listing.Stages(), got.Stage) {
		t.Fatalf("no stage %q", got.Stage)
	}
	for i, a := range got.LanguagesAsked {
		if len(a.Language) != 2 || i > 0 && a.Language <= got.LanguagesAsked[i-1].Language {
			t.Fatalf("languages %v are not in the order of their codes", got.LanguagesAsked)
		}
		if a.Level < listing.LevelUsed || a.Level > listing.LevelRequired || !slices.Contains([]string{"", "basic", "conversational", "business", "native"}, a.Grade) {
			t.Fatalf("language %+v", a)
		}
	}
	if (got.EmployerType == "unknown") != (got.EmployerTypeWords == "") || !strings.Contains(text, got.EmployerTypeWords) {
		t.Fatalf("%s, by the words %q that the text does not hold", got.EmployerType, got.EmployerTypeWords)
	}
}

// sample is an advertisement of about 3 KB.
var sample = func() listing.Listing {
	body := "仕事内容\n自社開発の物流サービスのバックエンドを開発していただきます。設計から運用まで一貫して担当し、プロダクトマネージャーやデザイナーと協力します。\n" +
		strings.Repeat("・新機能の設計、実装、テスト、リリース、運用、監視、改善を少人数のチームで進めます。\n", 14) +
		"必須スキル\n・Go または Java での開発経験3年以上\n・RDBの設計経験\n歓迎スキル\n・AWS の運用経験2年以上\n雇用形態：正社員\n勤務地\n東京都渋谷区（リモート可）\n"
	return listing.Listing{Source: "test", ID: "1", Title: "バックエンドエンジニア（Go）", Company: "蘭物流株式会社", Text: body}
}()

func BenchmarkRead(b *testing.B) {
	l := sample
	d := document.New(&l)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		terms.Read(&l, d)
	}
}

func BenchmarkReadPosting(b *testing.B) {
	l := listing.Listing{Source: "hackernews", ID: "1", Text: "Orchid Freight (YC W12) | Backend and Frontend Engineers | San Francisco, CA | ONSITE or REMOTE (US) | https://orchid.example\n\n" + strings.Repeat("We build routing software for trucks, ships and trains, and we care about calm on-call weeks and good tests. ", 24) + "\nYou have 3+ years of experience."}
	d := document.New(&l)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		terms.Read(&l, d)
	}
}

func ExampleRead() {
	l := listing.Listing{
		Source: "notes", ID: "1", Title: "バックエンドエンジニア（Go）",
		Text: "雇用形態：正社員\n勤務地\n東京都渋谷区（フルリモート可）\n必須スキル\n・Goでの開発経験3年以上",
	}
	t := terms.Read(&l, document.New(&l))
	fmt.Println(t.Employment, t.Remote, t.Roles, *t.MinYears, t.Places, t.Language)
	// Output: [fulltime] full [backend] 3 [{JP 13}] ja
}
