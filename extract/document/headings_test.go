package document_test

import (
	"strings"
	"testing"

	"juyo/extract/document"
	"juyo/listing"
)

// under returns the section of the line below heading, where something else
// stood before it.
func under(heading, before, line string) document.Section {
	d := document.New(&listing.Listing{Title: "Engineer", Text: before + "\n" + heading + "\n" + line})
	return d.Blocks[len(d.Blocks)-1].Section
}

// TestEnglishHeadings reads an entry of a list under each heading as English
// advertisements put it.
func TestEnglishHeadings(t *testing.T) {
	for section, headings := range map[document.Section][]string{
		document.Required: {
			"What you'll bring", "What will you bring?", "What You Will Bring to the Team", "About you", "Who are you?", "Who you are", "Is this you?", "Sound like you?",
			"You might be a fit if", "You might be a great fit if you…", "Strong fit if you have:", "Minimum qualifications", "Basic Qualifications:", "Key skills", "Core Skills",
			"What you'll need to be successful…", "What you need to succeed in this role:", "What do you need?", "What are we looking for?", "WHAT WE LOOK FOR", "Qualities we look for", "QUALITIES WE LOOK FOR",
			"The Traits We Think Matter Most for This Role", "Skills and Qualifications", "Education & Experience", "Person specification", "Essential criteria",
			"You should apply if", "Non-negotiables", "Your profile", "Your toolkit", "The ideal candidate", "Who should apply?", "This role requires", "**What You’ll Need**",
		},
		document.Preferred: {
			"Preferred qualifications", "Bonus points if you", "Bonus Points:", "Extra credit if you…", "Extra credit if you...", "What's a plus?", "What will make us happy?",
			"What will make us extra happy?", "What would make you stand out", "Even better if you", "Desirable criteria", "Good to have", "Added advantage", "Advantages", "Nice-to-have skills",
			"It's a plus if", "Great if you have", "Desired Qualifications", "- Nice to have", "Optional", "We'd love it if you",
		},
		document.Duty: {
			"Day to day", "Your day-to-day", "A typical day", "What will you do?", "What would you do?", "What you'd own:", "How you'll contribute", "What you'll achieve", "In this role, you will",
			"Key duties", "Accountabilities", "Main tasks", "Problems to solve", "Why this role exists", "What success looks like", "What you will be responsible for", "About the team",
		},
		document.Environment: {
			"Tech we use", "Technologies you'll use", "Our tools", "Tools and technologies", "What we work with", "Our tech stack", "Development environment",
		},
		document.Person:  {"You'll thrive here if you", "You’ll enjoy this role if you…", "Soft skills"},
		document.Benefit: {"Perks", "What's in it for you?", "What do we offer?", "What can we offer you?", "Why you'll love working here", "Why work with us?", "What you'll learn", "Experience Gained"},
		document.Process: {"Interview process", "How we hire", "What happens next?", "Ready to apply?", "Our hiring process"},
		document.Footer:  {"Equal opportunity", "Equal Opportunity Employer", "EEO Statement", "Our commitment to diversity", "Privacy notice for candidates"},
		document.Company: {"About us", "About Fictional Ltd", "Company profile", "You might not be a fit if:"},
		document.Body:    {"How we work", "About our client", "OUR CLIENT"},
	} {
		for _, heading := range headings {
			before := "Perks"
			if section == document.Benefit {
				before = "Responsibilities"
			}
			if got := under(heading, before, "- Go and Rust"); got != section {
				t.Errorf("under %q: %s, want %s", heading, got, section)
			}
		}
	}
}

// TestJapaneseHeadings is TestEnglishHeadings in Japanese, in lines of their own
// and with marks.
func TestJapaneseHeadings(t *testing.T) {
	for section, headings := range map[document.Section][]string{
		document.Required: {
			"必須要件", "MUST", "必須（MUST）", "必須となる経験", "応募資格・条件", "求めるスキルセット", "採用条件", "求める能力", "スキルセット", "マスト要件", "こんな経験をお持ちの方", "求められる経験", "参画要件",
		},
		document.Preferred: {
			"WANT", "歓迎（WANT）", "あると嬉しい経験", "あると嬉しいスキル", "活かせる経験", "生かせる経験", "歓迎する人物像", "歓迎資格", "必須ではないが歓迎するスキル", "あれば望ましい経験", "加点対象", "尚可要件", "- 歓迎する経験・スキル",
		},
		document.Environment: {"主な開発環境", "使用技術", "使用している技術", "開発体制", "開発手法", "利用技術・ツール"},
		document.Duty:        {"チーム構成", "チームについて", "配属先", "一日の流れ", "入社後の流れ", "お任せする仕事", "この仕事の魅力", "ポジションの魅力", "期待される役割"},
		document.Person:      {"こんな方を探しています", "こんな方に仲間になってほしい", "一緒に働きたい人", "求める姿勢", "活躍できる方", "【こんな方にピッタリ！】"},
		document.Benefit:     {"キャリアパス", "得られる経験", "身につくスキル", "働くメリット"},
		document.Hours:       {"勤務条件", "雇用条件", "働き方"},
		document.Process:     {"選考フロー", "選考ステップ", "応募にあたって", "カジュアル面談"},
		document.Company:     {"採用実績", "メッセージ", "社員の声", "会社紹介"},
		document.Body:        {"募集背景", "この求人の特徴", "その他", "備考", "架空クラウドについて", "架空会計とは"},
	} {
		for _, heading := range headings {
			for _, mark := range []string{"", "■", "【】"} {
				if mark != "" && strings.ContainsAny(heading, "-【") {
					continue
				}
				marked := mark + heading
				if mark == "【】" {
					marked = "【" + heading + "】"
				}
				before := "福利厚生"
				if section == document.Benefit {
					before = "仕事内容"
				}
				if mark != "" {
					before = "■" + before
				}
				if got := under(marked, before, "・GoとRust"); got != section {
					t.Errorf("under %q: %s, want %s", marked, got, section)
				}
			}
		}
	}
}

// A list below "Background" is of what one brings, a paragraph tells why the job
// is offered.
func TestBackground(t *testing.T) {
	if got := under("Background", "Perks", "- Go and Rust"); got != document.Required {
		t.Errorf("a list below it: %s, want required", got)
	}
	if got := under("Background", "Requirements", "We grew, and Go and Rust with us."); got != document.Body {
		t.Errorf("a paragraph below it: %s, want body", got)
	}
}

// TestNoHeadings holds lines that are no headings: what stood before goes on.
func TestNoHeadings(t *testing.T) {
	for _, line := range []string{
		"We build tools for people with experience in farming.", "顧客の業務を理解できる方", "- Knowledge of our tools", "・リモートワーク可", "・\nリモートワーク可", "☆案件内容の開示・明確な評価制度あり！",
		"Java歓迎", "メリットのある仕事をする力",
	} {
		if got := under(line, "必須スキル", "・Goの経験"); got != document.Required {
			t.Errorf("below %q: %s, want required", line, got)
		}
	}
}

// TestLevels cuts texts that put what is required and what is welcome side by
// side and reads where each name stands.
func TestLevels(t *testing.T) {
	const required, preferred, other = "required", "preferred", "other"
	for _, tt := range []struct {
		name, text string
		want       map[string]string
	}{
		{"a short line of bullets", "応募資格 ・Javaの開発経験 ・Goの経験 歓迎条件 ・Pythonの経験 ・Rustの経験", map[string]string{"Java": required, "Go": required, "Python": preferred, "Rust": preferred}},
		{"short words in front", "必須 JavaとGo 歓迎 PythonとRust", map[string]string{"Java": required, "Go": required, "Python": preferred, "Rust": preferred}},
		{"short headings", "必須要件 Javaの開発経験 歓迎要件 Rustの経験", map[string]string{"Java": required, "Rust": preferred}},
		{"the other way round", "歓迎条件 Rustの経験 必須条件 Javaの経験", map[string]string{"Java": required, "Rust": preferred}},
		{"brackets", "【必須】Javaの経験 【歓迎】Rustの経験", map[string]string{"Java": required, "Rust": preferred}},
		{"colons", "必須：Javaの経験 歓迎：Rustの経験", map[string]string{"Java": required, "Rust": preferred}},
		{"words behind are no headings", "Java 必須 Go 歓迎", map[string]string{"Java": other, "Go": other}},
		{"a sub-heading of another mark goes on", "求めるスキル 以下のいずれか 【共通】 ・Javaの経験 【Web領域での経験】 ・Goの経験 歓迎するスキル・経験 ・Rustの経験 " + strings.Repeat("架空の会社です。", 20), map[string]string{"Java": required, "Go": required, "Rust": preferred}},
		{"a heading of the same mark ends it", "【必須スキル】 ・Javaの経験 【会社の様子】 ・Goで遊ぶ会 " + strings.Repeat("架空の会社です。", 20), map[string]string{"Java": required, "Go": other}},
		{"a sentence announces the list", "想定技術\n必須ではありませんが、以下の経験がある方を歓迎します。\n・Java\n・Go", map[string]string{"Java": preferred, "Go": preferred}},
		{"between strokes", "選考プロセス\n面接2回\n＼下記の経験をお持ちの方歓迎／\nJava／Go", map[string]string{"Java": preferred, "Go": preferred}},
		{"a marker on a sub-heading", "必須スキル\n・Javaの経験\n●クラウドの構築経験（特に歓迎）\n・Goの経験", map[string]string{"Java": required, "Go": preferred}},
		{"languages at the top", "Language requirements: Business English\nWe’re looking for an engineer who knows Java.", map[string]string{"Java": other}},
		{"dashes", "Requirements\n- Java, Kafka - advantage\n- Scala -- big plus\n- Rust – nice to have\n- Go (advantage)\n- Perl", map[string]string{"Java": preferred, "Kafka": preferred, "Scala": preferred, "Rust": preferred, "Go": preferred, "Perl": required}},
		{"a label of one entry", "Requirements\n- Java\n- Advantage: Kafka\n- Perl", map[string]string{"Java": required, "Kafka": preferred, "Perl": required}},
		{"a paragraph behind the list", "Preferred\n- Java\n- Perl\nFounded by two farmers, we move parcels for a hundred towns with the help of Kafka and a little luck.", map[string]string{"Java": preferred, "Perl": preferred, "Kafka": other}},
		{"a label among the wishes", "Nice to have\n- Java\n- Certifications: Kafka\n- Perl", map[string]string{"Java": preferred, "Kafka": preferred, "Perl": preferred}},
		{"soft skills among the hard", "Requirements\n- Java\n- Soft skills: explains Kafka to anyone\n- Perl", map[string]string{"Kafka": required, "Perl": required}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := document.New(&listing.Listing{Title: "エンジニア", Text: tt.text})
			for name, want := range tt.want {
				b := &d.Blocks[d.BlockAt(strings.Index(d.Text, name))]
				level := b.Level
				if level == 0 {
					level = map[document.Section]listing.Level{document.Required: listing.LevelRequired, document.Preferred: listing.LevelPreferred}[b.Section]
				}
				got := other
				if level != 0 {
					got = level.String()
				}
				if got != want {
					t.Errorf("%s is %s, want %s\n%s", name, got, want, dump(d))
				}
			}
		})
	}
}
