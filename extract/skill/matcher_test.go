package skill_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"juyo/extract/document"
	"juyo/extract/skill"
	"juyo/listing"
)

// levels returns what Find says of a text, as skill and level.
func levels(m *skill.Matcher, text string) map[string]string {
	out := map[string]string{}
	for _, s := range m.Find(document.New(&listing.Listing{Text: text})) {
		out[s.Skill] = s.Level.String()
	}
	return out
}

// TestExamples reads testdata/examples/*.tsv: words that name a skill and words
// that do not, the classic traps among them.
func TestExamples(t *testing.T) {
	m := matcher(t)
	tx, err := skill.Default()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/examples/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var src []byte
	for _, f := range files {
		content, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		src = append(src, content...)
	}
	n := 0
	for line := range strings.Lines(string(src)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.SplitN(line, "\t", 3)
		if len(f) != 3 || f[1] != "+" && f[1] != "-" {
			t.Fatalf("%q: want skill, + or -, and words, parted by tabs", line)
		}
		if s, ok := tx.Lookup(f[0]); !ok || s.ID != f[0] {
			t.Errorf("%q: there is no skill %s", line, f[0])
			continue
		}
		got := levels(m, f[2])
		if _, found := got[f[0]]; found != (f[1] == "+") {
			t.Errorf("%s in %q: found %t, want %t (found %v)", f[0], f[2], found, !found, got)
		}
		n++
	}
	if n < 100 {
		t.Errorf("only %d examples", n)
	}
}

func TestLevels(t *testing.T) {
	m := matcher(t)
	for _, tt := range []struct {
		name, text string
		want       map[string]string
	}{
		{"sections", "募集\n■必須スキル\n・Javaの開発経験\n■歓迎スキル\n・Kotlin\n■開発環境\n・AWS、Docker", map[string]string{"java": "required", "kotlin": "preferred", "aws": "used", "docker": "used"}},
		{"strongest wins", "Go エンジニア\n開発環境: Go\n必須: Goでの開発経験", map[string]string{"go": "required"}},
		{"labels in one line", "運用\n必須: Linux構築経験. 尚可: AWS経験.", map[string]string{"linux": "required", "aws": "preferred"}},
		{"label without a colon", "開発\n【必須】Java、Spring Boot\n【歓迎】React", map[string]string{"java": "required", "spring-boot": "required", "react": "preferred"}},
		{"entry by itself", "開発\n必須スキル：\n・PHP\n・Laravel（歓迎）", map[string]string{"php": "required", "laravel": "preferred"}},
		{"trailing wish", "開発\n応募資格：\nPythonの経験。Rustの経験があれば尚可。", map[string]string{"python": "required", "rust": "preferred"}},
		{"hn header", "Fictional Works | Backend Engineer (Go, Postgres) | Remote", map[string]string{"go": "used", "postgresql": "used", "backend-dev": "used"}},
		{"a plus", "Engineer\nWe use Python. Experience with Scala is a plus.", map[string]string{"python": "used", "scala": "preferred"}},
		{"ideally", "Engineer\nRequirements:\n- Java, and ideally Kotlin", map[string]string{"java": "required", "kotlin": "preferred"}},
		{"bracketed wish is about what it holds", "Engineer\nRequirements\n- CI/CD pipelines (GitHub Actions preferred)", map[string]string{"cicd": "required", "github-actions": "preferred"}},
		{"bracketed wish is about the entry before", "Engineer\nRequirements\n- Python, Rust (preferred)", map[string]string{"python": "required", "rust": "preferred"}},
		{"experience without a section", "Engineer\n- Experience with Terraform", map[string]string{"terraform": "required"}},
		{"stack without a section", "Engineer\nOur stack is React and Postgres.", map[string]string{"react": "used", "postgresql": "used"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, levels(m, tt.text)); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestNotAskedFor(t *testing.T) {
	m := matcher(t)
	for _, text := range []string{
		"Engineer\nNo PHP here.",
		"Engineer\nWe work without PHP.",
		"開発\nPHPの経験は不問です。",
		"開発\nPHPは使いません。",
		"Engineer\nAbout us\nWe sell tools to people who write PHP.",
		"Engineer\nBenefits\n- PHP meetups",
		"開発\n■会社概要\n・PHPの書籍を出版しています。",
		"Engineer\nYou join engineers from PHP, Inc.",
	} {
		if got := levels(m, text); got["php"] != "" {
			t.Errorf("%q names php as %s, want nothing", text, got["php"])
		}
	}
	// A skill refused in one place may be asked for in another.
	if got := levels(m, "Engineer\nRequirements\n- Go\n- No Go experience needed to apply for the trainee post"); got["go"] != "required" {
		t.Errorf("go: %q, want required", got["go"])
	}
	if got := levels(m, "Engineer\nNot only PHP but Go and Rust."); got["php"] == "" {
		t.Error(`"not only PHP" refuses PHP`)
	}
	// Names of the employer are no skills, what it works with is.
	d := document.New(&listing.Listing{Company: "Kong Inc.", Title: "Engineer", Text: "At Kong, we build gateways in Go and Lua."})
	var ids []string
	for _, s := range m.Find(d) {
		ids = append(ids, s.Skill)
	}
	if slices.Contains(ids, "kong") || !slices.Contains(ids, "go") {
		t.Errorf("found %v: want go, and not kong", ids)
	}
	// The stack counts wherever it is told.
	if got := levels(m, "Engineer\nAbout us\nWe sell shoes. Our stack is Elixir and Postgres."); got["elixir"] != "used" {
		t.Errorf("elixir in the company's section: %q, want used", got["elixir"])
	}
}

// TestWriting says that width, case and separators do not matter.
func TestWriting(t *testing.T) {
	m := matcher(t)
	for want, forms := range map[string][]string{
		"spring-boot":    {"Spring Boot", "spring-boot", "SpringBoot", "ＳｐｒｉｎｇＢｏｏｔ", "SPRING BOOT"},
		"github-actions": {"GitHub Actions", "GithubActions", "github-actions"},
		"nodejs":         {"Node.js", "NodeJS", "node js", "ＮＯＤＥ．ＪＳ"},
		"server-build":   {"サーバー構築", "サーバ構築", "ｻｰﾊﾞｰ構築"},
		"web-dev":        {"Webアプリケーション開発", "Web アプリケーション 開発", "ＷＥＢアプリケーション開発"},
		"csharp":         {"C#", "Ｃ＃", "c#", "C♯"},
	} {
		for _, form := range forms {
			if got := levels(m, "開発\n"+form+"の経験"); got[want] == "" {
				t.Errorf("%q: found %v, want %s", form, got, want)
			}
		}
	}
}

// TestHostileTexts finds in texts made to cost the square of their length; it
// would run for minutes if they did.
func TestHostileTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	m := matcher(t)
	for _, unit := range []string{"no ", "Go ", "Spring, ", "Spark Spring ", "(preferred ", "必須:", "歓迎、", "Go、", "Java不要", "ア", "カタカナサーバー", "a.b.", "http://", "【", "- \n", "about the ", "Required Skills And "} {
		text := strings.Repeat(unit, document.MaxBytes/4/len(unit))
		for _, l := range []listing.Listing{{Text: text}, {HTML: text}, {Title: text}} {
			if got := m.Find(document.New(&l)); len(got) > 100 {
				t.Errorf("%q: %d skills", unit, len(got))
			}
		}
	}
}

func TestFindIsConcurrent(t *testing.T) {
	m := matcher(t)
	d := document.New(&listing.Listing{Title: "Go engineer", Text: "必須: Go, Docker, AWS\n歓迎: Rust"})
	want := m.Find(d)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if diff := cmp.Diff(want, m.Find(d)); diff != "" {
					t.Error(diff)
					return
				}
			}
		})
	}
	wg.Wait()
}

// FuzzFind asserts what holds for any text.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "Go", "必須: Java、Go（歓迎）\nC/C++", "ＡＷＳ（ＥＣ２）ｻｰﾊﾞｰ", "https://go.dev/x React.js. (", "not only PHP、\xff\xfe", "■■【】：\n\n- -"} {
		f.Add(s)
	}
	m := matcher(f)
	f.Fuzz(func(t *testing.T, text string) {
		d := document.New(&listing.Listing{Text: text})
		got := m.Find(d)
		if diff := cmp.Diff(got, m.Find(d)); diff != "" {
			t.Fatalf("two answers for one text:\n%s", diff)
		}
		last := -1
		seen := map[string]bool{}
		for _, s := range got {
			if s.Start < 0 || s.End > len(d.Text) || s.Start >= s.End {
				t.Fatalf("%+v: outside the text of %d bytes", s, len(d.Text))
			}
			if d.Text[s.Start:s.End] != s.Surface {
				t.Fatalf("surface %q, text %q", s.Surface, d.Text[s.Start:s.End])
			}
			if utf8.ValidString(d.Text) && !utf8.ValidString(s.Surface) {
				t.Fatalf("%q begins or ends inside a character", s.Surface)
			}
			if s.Level < listing.LevelUsed || s.Level > listing.LevelRequired {
				t.Fatalf("level %d", s.Level)
			}
			if s.Start < last || seen[s.Skill] {
				t.Fatalf("%s: twice or out of order", s.Skill)
			}
			last, seen[s.Skill] = s.Start, true
		}
	})
}

const advertisement = `バックエンドエンジニア（Go）
■業務内容
・自社サービスの設計、開発、運用をお任せします。Goで書かれたマイクロサービスをKubernetes上で動かしています。
・要件定義からコードレビュー、障害対応まで担当します。
■必須スキル
・Go、Java、Pythonのいずれかを用いたWebアプリケーションの開発経験3年以上
・RDBMS（MySQL、PostgreSQL等）の設計経験
■歓迎スキル
・AWSまたはGCPの構築経験、Terraformの経験
・チームをリードした経験
■開発環境
言語: Go 1.25, TypeScript / インフラ: AWS (ECS, RDS, S3, Lambda) / CI: GitHub Actions / 監視: Datadog / Slack, Notion
■福利厚生
各種社会保険、書籍購入補助、リモートワーク手当
`

func BenchmarkFind(b *testing.B) {
	m := matcher(b)
	d := document.New(&listing.Listing{Text: strings.Repeat(advertisement, 4)})
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		m.Find(d)
	}
}

func BenchmarkNewMatcher(b *testing.B) {
	tx, err := skill.Default()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := skill.NewMatcher(tx); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleMatcher_Find() {
	taxonomy, err := skill.Default()
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := skill.NewMatcher(taxonomy)
	if err != nil {
		fmt.Println(err)
		return
	}
	d := document.New(&listing.Listing{
		Title: "バックエンドエンジニア",
		Text:  "■必須スキル\n・GoまたはJavaでの開発経験\n■歓迎スキル\n・Kubernetesの運用経験",
	})
	for _, s := range m.Find(d) {
		fmt.Println(s.Skill, s.Level, s.Surface)
	}
	// Output:
	// backend-dev used バックエンドエンジニア
	// go required Go
	// java required Java
	// kubernetes preferred Kubernetes
}
