package skill_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"juyo/extract/document"
	"juyo/listing"
)

// TestLevelWording reads the level that a sentence gives a skill, below a heading
// or without one, and what the wording takes out altogether.
func TestLevelWording(t *testing.T) {
	const req, pref, used = "required", "preferred", "used"
	type levelOf = map[string]string
	m := matcher(t)
	for _, tt := range []struct {
		name, text string
		want       levelOf
	}{
		// Two levels in one line.
		{"a short line of bullets", "コンサルタント\n応募資格 ・Javaの開発経験 ・Goの経験 歓迎条件 ・Pythonの経験 ・Rustの経験", levelOf{"java": req, "go": req, "python": pref, "rust": pref}},
		{"a short line of words", "エンジニア\n必須 Java、PHP 歓迎 Python、Ruby", levelOf{"java": req, "php": req, "python": pref, "ruby": pref}},
		{"words behind", "エンジニア\nJava 必須 PHP 歓迎", levelOf{"java": req, "php": pref}},
		{"entries parted by spaces", "エンジニア\n歓迎スキル\nJavaの開発経験 AWSの構築経験 架空会計は全製品に自動化を導入し、TerraformとKubernetesで支えています。", levelOf{"java": pref, "aws": pref, "terraform": "", "kubernetes": ""}},

		// Wishes.
		{"bare advantage", "Engineer\nRequirements\n- Java\n- Experience with PHP, Kafka - advantage\n- Ruby (advantage)\n- Terraform – nice to have\n- Docker, a strong plus", levelOf{"java": req, "php": pref, "kafka": pref, "ruby": pref, "terraform": pref, "docker": pref}},
		{"competitive advantage", "Engineer\nRequirements\n- Uses Java to keep our competitive advantage", levelOf{"java": req}},
		{"optional at the end", "Engineer\nRequirements\n- PHP in production is optional.", levelOf{"php": pref}},
		{"would help", "Engineer\nYears with Kafka would help.", levelOf{"kafka": pref}},
		{"not required but a plus", "Engineer\nRequirements\n- Kafka is not required but a plus.", levelOf{"kafka": pref}},
		{"必須ではないが歓迎", "エンジニア\nKafkaの経験は必須ではありませんが、あれば歓迎します。", levelOf{"kafka": pref}},
		{"above a list", "エンジニア\n必須ではありませんが、以下の経験がある方を歓迎します。\n・Java\n・PHP", levelOf{"java": pref, "php": pref}},

		// Demands.
		{"necessity", "Engineer\nA working knowledge of Java is a necessity.", levelOf{"java": req}},
		{"experience as", "Engineer\nWe seek someone with broad experience as a web programmer (PHP, MySQL).", levelOf{"php": req, "mysql": req}},
		{"experience behind a name", "Engineer\nWe want Java experience with large systems.", levelOf{"java": req}},
		{"apply if", "Engineer\nYou should apply if you're proficient in Java or PHP.", levelOf{"java": req, "php": req}},
		{"experience in brackets", "Engineer\nYou bring strong full-stack experience (Java, Kafka or similar).", levelOf{"java": req, "kafka": req}},
		{"the stack of a requirement", "Engineer\nRequirements\n- A solid understanding of the back-end technology stack, including Linux", levelOf{"linux": req}},
		{"labels in one line", "エンジニア\n開発環境\nリポジトリ管理：GitHub, GitLab CI/CD：Jenkins 監視：Datadog", levelOf{"gitlab": used, "gitlab-ci": "", "cicd": used, "jenkins": used, "datadog": used}},
		{"an entry of experience among tools", "エンジニア\n開発環境\n・Java\n・Kafkaの構築経験", levelOf{"java": used, "kafka": req}},

		// Duties.
		{"you have a hand in", "Engineer\nThe role\nYou have a hand in all of it: Java, Kafka and shipping.", levelOf{"java": used, "kafka": used}},
		{"you have access to", "Engineer\nYou have access to Kubernetes clusters.", levelOf{"kubernetes": used}},
		{"the experience for customers", "Engineer\nThe role\nYou care for PostgreSQL, Kafka, and the experience for customers.", levelOf{"postgresql": used, "kafka": used}},
		{"and will be tasked with", "Engineer\nThe role\nThe person has deep expertise in Java and will be tasked with moving reports to Kafka.", levelOf{"java": req, "kafka": used}},
		{"you will", "Engineer\nThe role\nWith a strong background in PHP, you will keep Terraform modules tidy.", levelOf{"php": req, "terraform": used}},
		{"maintain an understanding", "Engineer\nWhat you'll do\n- Maintain a deep understanding of Kubernetes", levelOf{"kubernetes": used}},
		{"leverage your experience", "Engineer\nWhat you'll do\n- Leverage your experience in Terraform to move us forward", levelOf{"terraform": used}},
		{"経験を活かし", "エンジニア\n業務内容\nKubernetesの運用経験を活かし、改善を提案します。", levelOf{"kubernetes": used}},
		{"what is done below requirements", "エンジニア\n必須スキル\n・Javaの開発経験\n現在はKubernetesへの移行を進めています。", levelOf{"java": req, "kubernetes": used}},
		{"what is wanted below requirements", "エンジニア\n必須スキル\nKubernetesに詳しい方を求めています。", levelOf{"kubernetes": req}},

		// Character.
		{"a person", "エンジニア\n必須スキル\n・Javaの経験\n求める人物像\n・AWSで工夫できる方", levelOf{"java": req, "aws": used}},
		{"a person with experience", "エンジニア\n求める人物像\n・AWSの運用経験がある方", levelOf{"aws": req}},

		// Nothing of the job.
		{"not required", "Engineer\nRequirements\n- Fluency in English (Japanese is not required)", levelOf{"english": req, "japanese-lang": ""}},
		{"not required but the wish to learn", "Engineer\nRequirements\n- Japanese proficiency is not required but a willingness to learn is preferred.", levelOf{"japanese-lang": ""}},
		{"必須ではありません", "エンジニア\n必須スキル\n・日本語：ビジネスレベル ※英語力は必須ではありません", levelOf{"japanese-lang": req, "english": ""}},
		{"Excel-like", "Engineer\nRequirements\n- Java for an Excel-like web editor", levelOf{"java": req, "excel": ""}},
		{"Unix-like", "Engineer\nRequirements\n- Unix-like environments", levelOf{"unix": req}},
		{"not responsible for", "Engineer\nThe role\nYou write Java. You are not responsible for Kubernetes.", levelOf{"java": used, "kubernetes": ""}},
		{"differs from", "エンジニア\n業務内容\n受託開発とは異なります。Javaで自分たちの製品を作ります。", levelOf{"java": used, "contract-dev": ""}},
		{"another team's", "エンジニア\n業務内容\nJavaで試作します。運用保守は別チームが引き取ります。", levelOf{"java": used, "sys-ops": ""}},
		{"customers", "Engineer\nIndustry leaders such as Snowflake, Datadog and others love our work. We use Java.", levelOf{"java": used, "snowflake": "", "datadog": ""}},
		{"a vision behind the wishes", "Engineer\nNice to have\n- Kafka\nAs our mission is to be the first office of machines, Kubernetes and Terraform are in all of our products.", levelOf{"kafka": pref, "kubernetes": "", "terraform": ""}},
		{"what a product does for customers", "Engineer\nParcelville helps customers monitor their parcels.\nThe role\nYou write Java.", levelOf{"java": used, "monitoring": ""}},
		{"colleagues", "Engineer\nThe role\nYou write Java and collaborate closely with security, frontend and data teams.", levelOf{"java": used, "security-general": "", "frontend-dev": ""}},
		{"no colleagues", "Engineer\nThe role\nYou work closely with us on security and the frontend.", levelOf{"security-general": used, "frontend-dev": used}},
		{"a wish is no vision", "Engineer\nNice to have\n- Experience with Kafka across our products", levelOf{"kafka": pref}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := levels(m, tt.text)
			for id, want := range tt.want {
				if diff := cmp.Diff(want, got[id]); diff != "" {
					t.Errorf("%s: -want +got\n%s", id, diff)
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
