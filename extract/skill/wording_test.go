package skill_test

import (
	"testing"

	"juyo/extract/document"
	"juyo/listing"
)

// TestUnneededParts reads what a heading, a label or a sentence says is not asked
// for, and the wishes that only look like it.
func TestUnneededParts(t *testing.T) {
	const req, pref, used = "required", "preferred", "used"
	type levelOf = map[string]string
	checkWording(t, []wording{
		{"不問 above bullets", "技術者\n【必須】\n・Rubyの経験\n【不問】\n・COBOL、Perlの経験\n【歓迎】\n・Dockerの経験", levelOf{"ruby": req, "cobol": "", "perl": "", "docker": pref}},
		{"不要 above bullets", "技術者\n必須：\n- Ruby\n不要：\n- COBOLの経験\n- Perl\n歓迎：\n- Docker", levelOf{"ruby": req, "cobol": "", "perl": "", "docker": pref}},
		{"Not required above bullets", "Engineer\nRequirements\n- Ruby\nNot required\n- COBOL\n- Perl\nNice to have\n- Docker", levelOf{"ruby": req, "cobol": "", "perl": "", "docker": pref}},
		{"a label", "Engineer\nRequirements: Ruby, Git.\nNot required: a degree, COBOL, Perl.\nWe use Docker.", levelOf{"ruby": req, "cobol": "", "perl": "", "docker": used}},
		{"you do not need", "Engineer\nYou have: Ruby\nYou don’t need: COBOL, mainframe years, Perl", levelOf{"ruby": req, "cobol": "", "perl": ""}},
		{"使わない技術", "技術者\n開発言語：Ruby\n使わない技術：COBOL、Perl", levelOf{"ruby": used, "cobol": "", "perl": ""}},
		{"以下は求めません", "技術者\n歓迎：Docker\n以下の経験は求めません：COBOL、Perl", levelOf{"docker": pref, "cobol": "", "perl": ""}},
		{"以下は不問 above bullets", "技術者\n必須スキル\n・Ruby\n以下の経験は不問です。\n・COBOL\n・Perl", levelOf{"ruby": req, "cobol": "", "perl": ""}},
		{"NG", "技術者\n必須：Ruby\nNG：COBOLだけの方", levelOf{"ruby": req, "cobol": ""}},
		{"in brackets behind", "技術者\n開発言語：Ruby、COBOL（未導入）、Perl（経験不問）", levelOf{"ruby": used, "cobol": "", "perl": ""}},
		{"there is none", "Engineer\nWe write Ruby. There's no COBOL here, and Perl is not expected.", levelOf{"ruby": used, "cobol": "", "perl": ""}},
		{"other hands", "技術者\n業務内容\nRubyでの開発。画面はCOBOLですが、専任者がいるため触りません。", levelOf{"ruby": used, "cobol": ""}},
		{"talk of it", "相談員\nRubyやPerlなど技術の話題が多い職場です。", levelOf{"ruby": "", "perl": ""}},
		{"学歴不問 is no such heading", "技術者\n【学歴不問】\n・Rubyでの開発", levelOf{"ruby": used}},

		{"a wish that disclaims", "技術者\nDockerが書けると助かりますが、必須ではありません。", levelOf{"docker": pref}},
		{"a wish with a disclaimer behind", "技術者\nDockerの経験は必須ではないものの、あれば優遇します。", levelOf{"docker": pref}},
		{"nice but not essential", "Engineer\nRequirements: Ruby. Docker is nice but not essential. Perl would be great, though not required.", levelOf{"ruby": req, "docker": pref, "perl": pref}},
		{"not essential", "Engineer\nRequirements: Ruby. Docker is not essential.", levelOf{"docker": ""}},
		{"a wish in brackets", "Engineer\nKafka experience not required (although obviously it's nice!).", levelOf{"kafka": pref}},
		{"used but not asked for", "Engineer\nWe mainly use Perl, but Perl expertise is not required.", levelOf{"perl": used}},
		{"interns are welcome", "Bakery software in Turku.\nPHP developers, interns also welcome. OCaml or Haskell welcome.", levelOf{"php": used, "ocaml": pref, "haskell": pref}},
		{"non-technical people", "Engineer\nYou write for non-technical Salesforce users, in a non-Perl house.", levelOf{"salesforce": used, "perl": ""}},
	})
}

// TestLevelLabels reads labels and runs of lines that say how much is asked for.
func TestLevelLabels(t *testing.T) {
	const req, pref, used = "required", "preferred", "used"
	type levelOf = map[string]string
	checkWording(t, []wording{
		{"an equals sign", "保守\n必須＝Linux、VMware\n歓迎＝Ansible、Zabbix", levelOf{"linux": req, "vmware": req, "ansible": pref, "zabbix": pref}},
		{"Nice and Must", "Support\nMust: Okta\nNice: Ansible, scripts in Bash", levelOf{"okta": req, "ansible": pref, "shell": pref}},
		{"bare lines", "Support\nMust\nOkta\nLinux\nNice\nAnsible\nZabbix", levelOf{"okta": req, "linux": req, "ansible": pref, "zabbix": pref}},
		{"Needed and Welcome", "Engineer\nNeeded: Ruby, MySQL\nWelcome: GraphQL, Docker", levelOf{"ruby": req, "mysql": req, "graphql": pref, "docker": pref}},
		{"a greeting is no label", "Welcome!\nWe write Ruby with Docker.", levelOf{"ruby": used, "docker": used}},
		{"you may have", "Engineer\nYou have: Ruby\nYou may have: Docker", levelOf{"ruby": req, "docker": pref}},
		{"it would be great if", "Engineer\nYou'll need\n• Ruby\nIt'd be great if you had\n• Docker or Ansible", levelOf{"ruby": req, "docker": pref, "ansible": pref}},
		{"glad", "Engineer\nYou need: Ruby\nWe'd be glad to see: Docker", levelOf{"ruby": req, "docker": pref}},
		{"past the pay", "技術者\n必須：Ruby\n尚可：Docker\n単価：60万円\nチャット：Slack　課題管理：Jira", levelOf{"ruby": req, "docker": pref, "slack": used, "jira": used}},
		{"past an own label", "技術者\n必須：Ruby\n歓迎：Docker\nビルド：Gradle、CI：Jenkins", levelOf{"ruby": req, "docker": pref, "gradle": used, "jenkins": used}},
		{"fields with bullets", "技術者\n・必須：Ruby\n・尚可：Docker\n・週3日、在宅\n・普段の開発ではSlackを使います", levelOf{"ruby": req, "docker": pref, "slack": used}},
		{"a list below a label goes on", "技術者\n必須：Ruby\n・MySQL\n・Linuxの経験\n歓迎：Docker\n・Ansible", levelOf{"ruby": req, "mysql": req, "linux": req, "docker": pref, "ansible": pref}},
		{"fields without a colon", "技術者\n応募資格 Ruby または PHP での開発経験 / Linuxの操作 / Gitでの運用\n歓迎 Docker、Redis\n年収 500万円", levelOf{"ruby": req, "php": req, "linux": req, "git": req, "docker": pref, "redis": pref}},
		{"labels in one paragraph", "試験担当／架空機器\n新製品の試験を行います。応募資格：Linuxの操作経験、Excelの基本操作。歓迎：Pythonによる自動化。給与：400万円。", levelOf{"linux": req, "excel": req, "python": pref}},
		{"求める方", "技術者\n・求める方：Rubyで製品を作った経験、DockerまたはAnsible", levelOf{"ruby": req, "docker": req, "ansible": req}},
		{"kinds of skills below a label", "Engineer\nTechnical Skills: one or more of each line\nEngineering: Java, Ruby\nDatabases: MySQL", levelOf{"java": req, "ruby": req, "mysql": req}},
		{"a list is a plus", "Engineer\nExperience with Python, Django, Flask is preferred.", levelOf{"python": pref, "django": pref, "flask": pref}},
		{"cases of a list", "案件一覧\n案件1：帳票の改修\n必須：Java　尚可：Oracle\n案件2：AWSの構築\n必須：Linux　尚可：Ansible", levelOf{"java": req, "aws": used, "linux": req, "ansible": pref}},
		{"who knows", "DevOps\nA port authority needs a contractor who knows Puppet, Vault and Jenkins.", levelOf{"puppet": req, "jenkins": req}},
		{"who has shipped", "Contract\nNeed someone who has shipped Django before.", levelOf{"django": req}},
		{"must know", "We're two people and need a third. You must know Terraform well. Experience with Kafka would be a plus, as would Redis.", levelOf{"terraform": req, "kafka": pref, "redis": pref}},
		{"three levels in a line", "Quant developer at a mill. Prices grain. TypeScript preferred, C++ required, Python glue.", levelOf{"typescript": pref, "cpp": req, "python": used}},
		{"would help if, helps", "Engineer\nYou have run Kubernetes. It would help if you know Terraform or Ansible. Reading PHP and Perl helps.", levelOf{"terraform": pref, "ansible": pref, "php": pref, "perl": pref}},
		{"a plus for the last only", "Developer\nRequirements\nCSS you can defend, Nuxt is a plus.", levelOf{"css": req, "nuxt": pref}},
		{"enough", "修正依頼\nコーディングはHTMLとCSSが分かれば足ります。", levelOf{"html": req, "css": req}},
		{"の実務", "診断担当（Linux）\n◆必要な経験・能力\n・Linuxサーバーの実務", levelOf{"linux": req}},
	})
}

// TestOtherPeople reads whose work a sentence tells of.
func TestOtherPeople(t *testing.T) {
	const req, pref, used = "required", "preferred", "used"
	type levelOf = map[string]string
	checkWording(t, []wording{
		{"a team beside", "組込み技術者\n【仕事内容】\nC++で制御を書きます。\n【雰囲気】\nクラウド側のチームはTypeScriptとAWSで開発しています。", levelOf{"cpp": used, "typescript": "", "aws": ""}},
		{"the own team", "クラウドエンジニア\n【仕事内容】\nクラウドチームはTerraformとAWSで開発しています。", levelOf{"terraform": used, "aws": used}},
		{"the team at large", "技術者\n【仕事内容】\n開発チームはTypeScriptで開発しています。", levelOf{"typescript": used}},
		{"engineers beside a product manager", "プロダクトマネージャー\n開発体制\nデザイナーはFigmaで、エンジニアはRubyとReactで手を動かしています。", levelOf{"ruby": "", "react": ""}},
		{"folks in brackets", "Frontend Engineer\nThe backend folks (Scala, Kafka) sit far away. You write React.", levelOf{"scala": "", "kafka": ""}},
		{"another team writes", "Backend Engineer\nThe mobile team writes Swift and Kotlin; you write PHP.", levelOf{"swift": "", "kotlin": "", "php": used}},
		{"customers with a system", "企画担当\nお客様には、SAPやSalesforceを使う製造業もいらっしゃいます。", levelOf{"sap": "", "salesforce": ""}},
		{"work at customers", "営業技術\nお客様にはAWSの導入を提案します。", levelOf{"aws": used}},
		{"a career", "情シス\n【歓迎】\n・Linux\n※将来は基幹システム刷新のプロジェクトマネージャーを目指せます。", levelOf{"linux": pref, "project-mgmt": "", "erp": ""}},
		{"voices", "未経験歓迎\n▶先輩の声\n「Perlから始めて、今はPythonを書いています」（27歳）", levelOf{"perl": "", "python": ""}},
		{"courtesy", "窓口\n合いそうな職種をこちらからご提案します。ご提案は1名につき1件まで。", levelOf{"proposal": ""}},
		{"applying in languages", "技術者\n日本語・英語どちらでも応募できます。", levelOf{"japanese-lang": "", "english": ""}},
		{"with a mentor", "Intern\nYou pair with a mentor on Ruby.", levelOf{"mentoring": "", "ruby": used}},
		{"mentoring beside partners", "Lead\nThe role\nYou partner with leaders across engineering, mentor engineers and write Ruby.", levelOf{"mentoring": used, "ruby": used}},
		{"a name that ends in a skill", "Sootcap AI | Backend Engineer | Remote\nAt Sootcap AI we write Ruby.", levelOf{"ai": "", "ruby": used}},
		{"a role before a bar", "Solution Architect | Full-time | Remote\nYou draw the Azure platform.", levelOf{"architecture": used, "azure": used}},
		{"an AI-curious mind", "Sales\nRequirements: an AI-curious mind.", levelOf{"ai": ""}},
		{"who you will work with", "Engineer\nWho you'll work with: Ruby (design), Julia (finance) and Ada (search).\nMust\nPython", levelOf{"ruby": "", "julia": "", "ada": "", "python": req}},
	})
}

// TestEntriesOfLists takes everyday words for skills where they are entries of
// their own beside skills of any kind.
func TestEntriesOfLists(t *testing.T) {
	const req, pref, used = "required", "preferred", "used"
	type levelOf = map[string]string
	checkWording(t, []wording{
		{"behind いずれか", "技術者\n尚可：Vault、Consulのいずれか、Go", levelOf{"go": pref}},
		{"between concepts", "技術者\n歓迎：AWSのコスト最適化、Go、情報セキュリティ", levelOf{"go": pref}},
		{"a bullet", "技術者\n歓迎\n・Hotwire、Sidekiq", levelOf{"hotwire": pref}},
		{"an unknown neighbour", "Engineer\nExtra credit: Detox, Fastlane, GraphQL.", levelOf{"fastlane": pref}},
		{"kernels", "Engineer\nIdeally: CUDA kernels, ROS, Docker.", levelOf{"ros": pref}},
		{"no entry", "Engineer\nRequirements\n- Swift, accurate typing and Excel", levelOf{"swift": ""}},
		{"a heading between", "Engineer\nRequirements\n- Communication\n- Ready to Go\nNice to have\n- Terraform", levelOf{"go": ""}},
		{"連携", "技術者\n歓迎：TOEIC 800点、Stripe連携の経験", levelOf{"stripe": pref}},
		{"the longest name", "分析担当\n尚可：AWS GuardDutyの監視経験", levelOf{"guardduty": pref, "aws": ""}},
		{"a phrase with and without ー", "技術者\n業務内容\nプロダクトマネージャ等と話します。Rubyを書きます。", levelOf{"ruby": used, "product-mgmt": ""}},
		{"go-to-market", "Engineer\nYou write PHP and help our Go-to-Market team.", levelOf{"php": used, "go": ""}},
		{"what does not matter in brackets", "募集\n必須スキル\n・ピープルマネジメント経験（人数規模問わず）", levelOf{"people-mgmt": req}},
		{"not to be missed", "募集\n業務内容\nこの仕事にはTerraformが必要不可欠です。", levelOf{"terraform": req}},
		{"people who use it", "Engineer\nYou build tools used by other engineers on AWS, Docker and Kubernetes.", levelOf{"aws": used, "kubernetes": used}},
		{"companies that use it", "Engineer\nOur tool is used by Snowflake, Datadog and many more.", levelOf{"snowflake": "", "datadog": ""}},
		{"what to expect", "Engineer\nWhat to expect:\n- Ruby on Linux", levelOf{"ruby": used, "linux": used}},
		{"katakana compounds", "技術者\n業務内容\nデータベースマイグレーションとデータベースリプレイスを行います。", levelOf{"database": used}},
	})
}

// wording is a text and the level of some of its skills, "" for none.
type wording struct {
	name, text string
	want       map[string]string
}

// checkWording compares levels with what the matcher finds.
func checkWording(t *testing.T, cases []wording) {
	t.Helper()
	m := matcher(t)
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			got := levels(m, tt.text)
			for id, want := range tt.want {
				if got[id] != want {
					t.Errorf("%s: got %q, want %q", id, got[id], want)
				}
			}
			if t.Failed() {
				d := document.New(&listing.Listing{Text: tt.text})
				for _, f := range m.Explain(d) {
					t.Logf("%s %v %s; %s", f.Surface, f.Level, f.Why, f.LevelWhy)
				}
			}
		})
	}
}
