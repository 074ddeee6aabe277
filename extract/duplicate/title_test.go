package duplicate_test

import (
	"testing"

	"juyo/extract/duplicate"
	"juyo/listing"
)

// verdicts says whether two titles of one employer, alone and beside equal
// texts, are one opening.
func verdicts(a, b string) (alone, withText bool) {
	body := duplicate.Fingerprint(text(7, 300))
	of := func(title string, print []byte, n int64) listing.GroupCandidate {
		return listing.GroupCandidate{Number: n, EmployerKey: "orchid", Title: title, FirstSeen: on(0), LastSeen: on(9), Fingerprint: print}
	}
	bare := duplicate.Group([]listing.GroupCandidate{of(a, nil, 1), of(b, nil, 2)})
	full := duplicate.Group([]listing.GroupCandidate{of(a, body, 1), of(b, body, 2)})
	return bare[0] == bare[1], full[0] == full[1]
}

// What sites hang on titles, and ways to write one, are not the opening.
func TestTitlesThatSayTheSame(t *testing.T) {
	for _, p := range [][2]string{
		{"バックエンドエンジニア", "【急募】バックエンドエンジニア"},
		{"バックエンドエンジニア", "★バックエンドエンジニア★正社員"},
		{"バックエンドエンジニア", "604｜バックエンドエンジニア／フルリモート可"},
		{"バックエンドエンジニア", "バックエンドエンジニア（求人番号：10423）"},
		{"バックエンドエンジニア", "ﾊﾞｯｸｴﾝﾄﾞｴﾝｼﾞﾆｱ"},
		{"バックエンドエンジニア", "サーバーサイドエンジニア"},
		{"バックエンドエンジニア", "Backend Engineer"},
		{"シニアフロントエンドエンジニア", "Sr. Front-End Developer"},
		{"データサイエンティスト", "Data Scientist (m/w/d)"},
		{"組み込みソフトウェアエンジニア", "組込エンジニア"},
		{"機械学習エンジニア", "Machine Learning Engineer"},
		{"Ｇｏエンジニア", "Go エンジニア 募集"},
		{"Go Engineer", "GO ENGINEER!!"},
		{"Go Engineer", "Golang Developer"},
		{"Go Engineer", "Go Engineer (m/f/d)"},
		{"Go Engineer", "Go Engineer - Remote"},
		{"Go Engineer", "Go Engineer | Full-time | 2026/04/01"},
		{"Go Engineer", "[JR10423] Go Engineer"},
		{"Go Engineer", "#1234 Go Engineer"},
		{"Go Engineer", "We're hiring: Go Engineer"},
		{"Copy of Go Engineer", "Go Engineer"},
		{"Senior Go Engineer", "Sr. Go Engineer"},
		{"Senior Go Engineer", "Go Engineer, Senior"},
		{"Go Engineer II", "Go Engineer Ⅱ"},
		{"Go Engineer II", "Go Engineer 2"},
		{"Go Engineer (L3)", "Go Engineer L3"},
		{"Backend Engineer", "Back-end Engineer"},
		{"Full Stack Engineer", "Fullstack engineer"},
		{"Site Reliability Engineer", "SRE"},
		{"QA Engineer", "Quality Assurance Engineer"},
		{"Engineer, FlashBoard", "Engineer, Flash Board"},
		{"Solution Architect", "Solutions Architect"},
		{"Tech Lead, Go", "テックリード（Go）"},
		{"SEO Strategist", "Search Engine Optimization Strategist"},
		{"静かな職場で道具を磨きませんか？｜バックエンドエンジニア募集！", "バックエンドエンジニア募集｜静かな職場で道具を磨こう"},
	} {
		if alone, withText := verdicts(p[0], p[1]); !alone || !withText {
			t.Errorf("%q / %q: alone %v, with a text %v; want one opening", p[0], p[1], alone, withText)
		}
	}
}

// A town in the title is the same opening where the text says so, and is not
// where there is no text to say it.
func TestTitlesWithTowns(t *testing.T) {
	for _, p := range [][2]string{
		{"Go Engineer (Berlin)", "Go Engineer (Munich)"},
		{"Go Engineer - New York", "Go Engineer - San Francisco, California"},
		{"Go Engineer - Scotch Ridge, Iowa", "Go Engineer - Indianola, Iowa"},
		{"Goエンジニア（大阪）", "Goエンジニア（福岡）"},
		{"【東京】Goエンジニア", "【名古屋】Goエンジニア"},
		{"Goエンジニア＠渋谷", "Goエンジニア"},
		{"Goエンジニア_東京勤務", "Goエンジニア_札幌勤務"},
		{"Remote US - Go Engineer", "Remote Canada - Go Engineer"},
	} {
		if alone, withText := verdicts(p[0], p[1]); alone || !withText {
			t.Errorf("%q / %q: alone %v, with a text %v; want two and one", p[0], p[1], alone, withText)
		}
	}
}

// Another rank, level, role, technology, team, intake or shift is another
// opening, whatever the texts.
func TestTitlesThatDiffer(t *testing.T) {
	for _, p := range [][2]string{
		{"Go Engineer", "Senior Go Engineer"},
		{"Go Engineer", "Junior Go Engineer"},
		{"Senior Go Engineer", "Staff Go Engineer"},
		{"Senior Go Engineer", "Principal Go Engineer"},
		{"Goエンジニア", "シニアGoエンジニア"},
		{"Goエンジニア", "Goエンジニア（リーダー候補）"},
		{"Goエンジニア", "Goエンジニア 新卒"},
		{"Go Engineer I", "Go Engineer II"},
		{"Go Engineer 2", "Go Engineer 3"},
		{"Engineer L3", "Engineer L4"},
		{"Account Executive 3", "Account Executive 4"},
		{"店舗開発エンジニア 12", "店舗開発エンジニア 13"},
		{"Go Engineer", "Go Engineer Intern"},
		{"Intern, Summer 2026", "Intern, Summer 2027"},
		{"エンジニア 27卒", "エンジニア 28卒"},
		{"Backend Engineer", "Frontend Engineer"},
		{"バックエンドエンジニア", "フロントエンドエンジニア"},
		{"バックエンドエンジニア", "Frontend Engineer"},
		{"iOSエンジニア", "Androidエンジニア"},
		{"C++ Engineer", "C# Engineer"},
		{"Java Engineer", "JavaScript Engineer"},
		{"Go Engineer, Payments", "Go Engineer, Search"},
		{"Goエンジニア（決済）", "Goエンジニア（検索）"},
		{"プロダクトセキュリティ担当", "コーポレートセキュリティ担当"},
		{"QAエンジニア", "QAマネージャー"},
		{"QA Engineer", "QA Manager"},
		{"Data Engineer", "Data Scientist"},
		{"Talent Partner - Sales", "Talent Partner - Tech"},
		{"University Grad - Data Engineer", "Data Engineer"},
		{"Engineering Manager", "Product Manager"},
		{"Support (French speaking)", "Support (German speaking)"},
		{"Technician - Day Shift", "Technician - Night Shift"},
		{"【Java】保険向け契約管理システム開発", "【Java】鉄道向け座席予約システム開発"},
	} {
		if alone, withText := verdicts(p[0], p[1]); alone || withText {
			t.Errorf("%q / %q: alone %v, with a text %v; want two openings", p[0], p[1], alone, withText)
		}
	}
}

// The employer's ways to write its name are one employer.
func TestEmployersMeet(t *testing.T) {
	body := duplicate.Fingerprint(text(7, 300))
	for _, p := range [][2]string{
		{"株式会社オーキッド", "(株)オーキッド"},
		{"株式会社オーキッド", "オーキッド㈱"},
		{"Orchid Freight, Inc.", "ORCHID FREIGHT"},
		{"Orchid Freight GmbH", "Orchid Freight Ltd."},
	} {
		got := duplicate.Group([]listing.GroupCandidate{
			{EmployerKey: listing.EmployerKey(p[0]), Title: "Go Engineer", Fingerprint: body},
			{EmployerKey: listing.EmployerKey(p[1]), Title: "Go Engineer", Fingerprint: body},
		})
		if got[0] != got[1] {
			t.Errorf("%q and %q are two employers", p[0], p[1])
		}
	}
}
