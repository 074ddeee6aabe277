package terms_test

import (
	"slices"
	"strings"
	"testing"

	"juyo/listing"
)

func TestRolesLabelled(t *testing.T) {
	var s tally
	for _, row := range labelled(t, "roles.tsv", 4) {
		l := advert(row[2], row[3])
		if row[1] == "hn" {
			l = listing.Listing{Source: "hackernews", ID: "1", Text: row[3]}
		}
		want := strings.Fields(row[0])
		got := words(read(l).Roles)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Logf("want %q, got %q: %s | %.90q", want, got, row[2], row[3])
		}
		s.sets(want, got)
	}
	t.Logf("precision %.3f recall %.3f f1 %.3f", ratio(s.tp, s.tp+s.fp), ratio(s.tp, s.tp+s.fn), s.score())
	if f := s.score(); f < 0.93 {
		t.Errorf("f1 %.3f, want at least 0.93", f)
	}
}

// Each rule of roles on its own: a title, a body, what they advertise.
func TestRoleRules(t *testing.T) {
	tests := []struct{ rule, title, text, want string }{
		{"abbreviated sides", "FE Developer", "You build the parcel screens.", "frontend"},
		{"the plural of a role", "SREs and Platform Engineers", "You keep the tills running.", "infra_sre"},
		{"who leads a role's people", "Payments Backend Lead", "You guide five people.", "backend em_lead"},
		{"a lead engineer leads the code", "データ基盤リードエンジニア", "集計を速くします。", "data"},
		{"a manager of testers", "QAマネージャー", "品質を率います。", "qa em_lead"},
		{"an open application that names a role", "【エンジニアオープンポジション】QAエンジニア", "まずはお話ししましょう。", "qa"},
		{"an open application that names none", "オープンポジション", "まずはお話ししましょう。", "other"},
		{"a kind of support is no consultant", "Customer Support Consultant", "You answer callers.", "other"},
		{"support of the technical kind", "Technical Support Specialist", "You answer tickets on our API.", "helpdesk_it"},
		{"the only person for machines", "General Technology Manager", "You are the only IT position: laptops, vendors, network.", "helpdesk_it"},
		{"builders at the customer's", "Forward Deployed Engineer", "You integrate our API at customers' sites and build what they miss.", "fullstack consultant"},
		{"builders of models at the customer's", "Forward Deployed Engineer, AI Models", "You adapt models for customers.", "ml_ai"},
		{"the body may speak of models above all", "Forward Deployed Engineer", "You build LLM agents at customers' sites: RAG pipelines, fine-tuning.", "ml_ai"},
		{"the department is no second role", "データサイエンス部／機械学習エンジニア", "PyTorchで推薦モデルを作ります。", "ml_ai"},
		{"the department tells what a head leads", "【部長候補】プロダクトセキュリティ部", "チームを率います。", "security em_lead"},
		{"near a chief is not the chief", "CTO直下｜バックエンドエンジニア", "APIを作ります。", "backend"},
		{"what one may become", "PMを目指せるバックエンドエンジニア", "APIを作ります。", "backend"},
		{"what one was", "テスターから開発エンジニアへ", "Javaでの開発です。Spring Bootを使います。", "backend"},
		{"a figure of speech", "予防医療のインフラをつくるフルスタックエンジニア", "RailsとReact。", "fullstack"},
		{"the employer's field", "AIスタートアップのフルスタックエンジニア", "RailsとReact。", "fullstack"},
		{"what screens care for", "UI/UXにこだわるフロントエンドエンジニア", "React。", "frontend"},
		{"inner systems are built too", "社内システムを支えるバックエンドエンジニア", "Go。", "backend"},
		{"both sides named as one", "フロント・バックを担うエンジニア", "何でも作ります。", "fullstack"},
		{"both sides asked for", "Software Engineer", "What you'll do\n- Work across our frontend and backend code for clinics.", "fullstack"},
		{"both sides asked of an AI engineer", "AIエンジニア", "業務内容\n・フロントエンドとバックエンドの両方を開発します。\n・モデルを組み込みます。", "fullstack ml_ai"},
		{"colleagues are not the work", "AIエンジニア", "業務内容\n・モデルを作り、フルスタックエンジニアと協力します。", "ml_ai"},
		{"many languages of one side do not outweigh the other", "開発エンジニア", "業務内容\nJavaScript、React、Java、PHP、C#を使うシステムの開発。フロントとサーバー半々です。React、Vue.js、HTML。", "fullstack"},
		{"the language of a framework", "開発エンジニア", "使用技術\nTypeScript、React、Next.js", "frontend"},
		{"everybody's assistants", "開発エンジニア", "業務内容\nPHPとLaravelでの開発。ChatGPT、Copilot、Claudeを活用。MySQL。", "backend"},
		{"an engineer of a kind of its own", "Fraud Engineer", "You care for trust. Python is nice.", "other"},
		{"a kind of its own, a body full of a side", "Fraud Engineer", "What you'll do\n- Build services in Java, Kotlin and Go, with PostgreSQL, Redis, Kafka and gRPC\n- Design REST APIs and microservices", "backend"},
		{"who speaks for the product", "Developer Advocate", "You give talks on Python and Go.", "other"},
		{"a site to be made", "新規ホームページ制作（WordPress）", "5ページをお願いします。", "fullstack"},
		{"a project's management beside its field", "商社のセキュリティ高度化プロジェクト", "案件概要\n次世代セキュリティ構想のPMO支援をお願いします。", "security pm"},
		{"a poll is no work in software", "アプリのモニター募集", "感想をお書きください。", "other"},
	}
	for _, tt := range tests {
		if got := joined(read(advert(tt.title, tt.text)).Roles); got != tt.want {
			t.Errorf("%s: %s: got %q, want %q", tt.rule, tt.title, got, tt.want)
		}
	}
}

// The rules of postings: what the header and the lines of a list offer.
func TestPostingRoleRules(t *testing.T) {
	tests := []struct{ rule, text, want string }{
		{"one noun for several roles", "Wrenhouse | Oslo\nWe're looking for iOS, web, and backend engineers.", "backend frontend mobile"},
		{"needs without a noun", "Wrenhouse | Oslo | ONSITE\nWe have three needs, in native iOS, backend (Rails), and product design.", "backend mobile design"},
		{"heads of a chapter", "Wrenhouse | Oslo\nWe are hiring back-end (Scala or Java) and ops engineering Chapter leads.", "backend infra_sre em_lead"},
		{"plain words of a list", "Wrenhouse has openings on all teams (iOS, Android, Server, Web)\nOslo or remote.", "backend frontend mobile"},
		{"techniques behind engineers", "Wrenhouse | Engineers (Elixir, React) | Oslo", "backend frontend"},
		{"a technique behind a colon", "Wrenhouse | Senior Software Engineer: Rails | Oslo", "backend"},
		{"an opening told by its techniques", "Wrenhouse | Oslo | Full-time\nWe're hiring:\n- Software Engineer: Ruby on Rails, React\n- Data Analyst", "fullstack data"},
		{"areas of work", "Wrenhouse | Oslo\nWe are looking for talent in:\n- Android application development\n- Angular development", "frontend mobile"},
		{"items that go without the noun", "Wrenhouse | Oslo | Full-time\nOpen roles:\nData Scientists, Security, Product Managers, Product Designers", "data security pm design"},
		{"engineers of a kind of their own", "Wrenhouse | Frontend Engineers and Blockchain Engineers | Oslo", "frontend other"},
		{"plain engineers beside a role", "Wrenhouse | Software Engineer, Data Engineer | Oslo", "data"},
		{"a sought programmer of a language", "Wrenhouse | Oslo\nWe're looking for Python programmers to tame our scales.", "backend"},
		{"the team one joins", "Wrenhouse | Software Engineers | Oslo\nYou will join a team of eight Rails and data engineers.", "other"},
		{"what somebody will be in the team", "Wrenhouse | Platform Engineer | Oslo\nWe are seeking a calm person to serve as the technical lead.", "infra_sre"},
		{"work outside software", "Wrenhouse | Oslo | Full-time\nOpen roles:\n- Backend Engineer\n- Office Manager", "backend other"},
		{"clients in a sentence are no opening", "Wrenhouse | AI Engineer | Oslo\nWe build tools that open clinical records to nurses.", "ml_ai"},
		{"what you would write", "Wrenhouse | Founding Engineer | Oslo\nYou'd write the API in Django and PostgreSQL and the web app in React and TypeScript.", "fullstack"},
	}
	for _, tt := range tests {
		l := listing.Listing{Source: "hackernews", ID: "1", Text: tt.text}
		if got := joined(read(l).Roles); got != tt.want {
			t.Errorf("%s: %q: got %q, want %q", tt.rule, tt.text, got, tt.want)
		}
	}
}
