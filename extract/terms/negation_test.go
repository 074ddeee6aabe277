package terms_test

import (
	"testing"

	"juyo/listing"
)

func TestEntryLevelDenied(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"I currently don't have openings for interns or recent college grads.", false},
		{"We have filled our seats and are not currently interviewing interns.", false},
		{"Unfortunately we are unable to hire new grads for these roles.", false},
		{"Please, no agencies, interns, or recent college graduates.", false},
		{"New grads need not apply.", false},
		{"Note: we are not looking for new college grads.", false},
		{"No remote/visa/internships", false},
		{"We don't care if you are a new grad or a veteran.", true},
		{"Not only for veterans: new grads welcome", true},
		{"We do not require a degree, and new grads are welcome.", true},
		{"No experience required", true},
		{"We're looking for engineers of all experience levels.", false},
		{"新卒不可", false},
		{"新卒の方は対象外とさせていただきます", false},
		{"新卒採用は現在行っておりません", false},
		{"インターンは募集していません", false},
		{"未経験の方はご遠慮ください", false},
		{"未経験歓迎、ブランク不可", true},
		{"新卒・第二新卒歓迎", true},
		{"学生の方は新卒採用サイトをご覧ください", false},
		{"必須要件\nマネジメントの経験は不問です", false},
		{"経理領域未経験の方も多く活躍しています", false},
		{"実務経験は不問です", true},
		{"※未経験の方も歓迎します", true},
		{"エンジニア未経験OK", true},
	}
	for _, tt := range tests {
		if got := read(listing.Listing{Title: "エンジニア", Text: tt.text}).Entry; got != tt.want {
			t.Errorf("%q: got %v, want %v", tt.text, got, tt.want)
		}
	}
	for line, want := range map[string]bool{
		"Orchid | Engineer | Leeds | Full-Time/Contract | INTERNS": true,
		"Orchid - Leeds (INTERN no, REMOTE no)":                    false,
		"Orchid | Leeds | No Remote, No Visa, No Internships":      false,
	} {
		if got := read(listing.Listing{Source: "hn", Text: line}).Entry; got != want {
			t.Errorf("%q: got %v, want %v", line, got, want)
		}
	}
}

func TestEmploymentDenied(t *testing.T) {
	tests := []struct{ title, text, want string }{
		{"Engineer", "We are not looking for contractors or freelancers.", ""},
		{"Engineer", "Full-time position. We don't hire interns at this time.", "fulltime"},
		{"物流ECインターン（就業型）", "雇用形態\nインターン\n応募資格\n正社員としての就業経験がない方", "intern"},
		{"開発エンジニア（副業・業務委託）", "雇用形態：業務委託（副業可）※相性次第で正社員も相談可", "freelance"},
		{"渉外担当", "必須要件\n業務委託契約等の締結を推進した経験", ""},
	}
	for _, tt := range tests {
		if got := joined(read(listing.Listing{Title: tt.title, Text: tt.text}).Employment); got != tt.want {
			t.Errorf("%s, %q: got %q, want %q", tt.title, tt.text, got, tt.want)
		}
	}
}

func TestRemoteBesideTheOffice(t *testing.T) {
	tests := []struct {
		text string
		want listing.Remote
	}{
		{"働き方\nハイブリッドワークスタイル（出社曜日はチームによる）", listing.RemotePartial},
		{"働き方\n週2日以上の出社 + リモート", listing.RemotePartial},
		{"必要に応じてリモートワーク、出社どちらも対応するハイブリットな働き方です", listing.RemotePartial},
		{"参考記事\n月次決算を1日でフルリモートできた理由", listing.RemoteUnknown},
		{"Requirements\n- Experience managing remote-first teams across countries", listing.RemoteUnknown},
	}
	for _, tt := range tests {
		if got := read(listing.Listing{Title: "エンジニア", Text: tt.text}).Remote; got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

// Jobs of the office name techniques of software too.
func TestPopulationOfOfficeJobs(t *testing.T) {
	ai := "業務内容\n生成AI、ChatGPT、データ分析、SQLを使い、進捗管理と課題管理を行います。"
	tests := []struct {
		title, text string
		want        listing.Population
	}{
		{"上場準備室メンバー", ai, listing.OtherWork},
		{"リードジェネレーション担当", ai, listing.OtherWork},
		{"BizDev", ai, listing.OtherWork},
		{"【HRBP】組織開発", ai, listing.OtherWork},
		{"海外M&Aリード", ai, listing.OtherWork},
		{"コンサルタント", ai, listing.OtherWork},
		{"コンサルタント", "業務内容\nJava、Spring、AWS、Terraformでお客様のシステムを作ります。", listing.Software},
		{"ITコンサルタント", "", listing.Software},
		{"デザインマネージャー", "", listing.Software},
		{"プラットフォーム開発グループマネージャー", "", listing.Software},
		{"Senior Product Manager", "", listing.Software},
		{"Fraud Ops Analyst - Night shift", "", listing.OtherWork},
		{"Client Success Coach", "You track Looker, SQL and AI dashboards.", listing.OtherWork},
	}
	for _, tt := range tests {
		if got := read(listing.Listing{Title: tt.title, Company: "Orchid", Text: tt.text}).Population; got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.title, got, tt.want)
		}
	}
	for title, want := range map[string]listing.Seniority{
		"セキュリティエンジニア_CISO室":            "",
		"Project Manager (CTO Office)": "",
		"プリンシパルエンジニア CTO室":             "lead",
		"CTO候補": "executive",
	} {
		if got := read(listing.Listing{Title: title, Company: "Orchid"}).Seniority; got != want {
			t.Errorf("%s: got seniority %q, want %q", title, got, want)
		}
	}
	if got := read(listing.Listing{Title: "PM", Company: "Orchid", Text: "将来は人材紹介等の領域へ広げます。"}).EmployerType; got != "unknown" {
		t.Errorf("a field of business is no agency: got %s", got)
	}
}
