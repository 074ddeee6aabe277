package skill_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"juyo/extract/document"
	"juyo/extract/skill"
	"juyo/listing"
)

// strongest returns the strongest accepted finding of each skill, the first of
// them, as Find returns mentions.
func strongest(findings []skill.Finding) []listing.Mention {
	best := map[string]int{}
	out := []listing.Mention{}
	for _, f := range findings {
		if !f.Accepted {
			continue
		}
		i, seen := best[f.Skill]
		switch {
		case !seen:
			best[f.Skill] = len(out)
			out = append(out, f.Mention)
		case f.Level > out[i].Level:
			out[i] = f.Mention
		}
	}
	slices.SortFunc(out, func(a, b listing.Mention) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return strings.Compare(a.Skill, b.Skill)
	})
	return out
}

// checkExplained asserts what holds for the explanation of any text.
func checkExplained(t *testing.T, m *skill.Matcher, d *document.Document) {
	t.Helper()
	findings := m.Explain(d)
	if diff := cmp.Diff(m.Find(d), strongest(findings)); diff != "" {
		t.Errorf("%.200q: -Find +Explain\n%s", d.Text, diff)
	}
	last := 0
	for _, f := range findings {
		if f.Start < last || f.End > len(d.Text) || f.Surface != d.Text[f.Start:f.End] {
			t.Errorf("%+v: out of order or not where it says", f)
		}
		last = f.Start
		if f.Why == "" || f.WhyJA == "" || strings.Contains(f.Why, `""`) || strings.Contains(f.WhyJA, "「」") {
			t.Errorf("%+v in %.200q: no reason", f, d.Text)
		}
		if f.Accepted != (f.Level != 0) || f.Accepted != (f.LevelWhy != "") || f.Accepted != (f.LevelWhyJA != "") || strings.Contains(f.LevelWhy, `""`) {
			t.Errorf("%+v: level and its reason go with what is accepted", f)
		}
	}
}

func TestExplainAgreesWithFind(t *testing.T) {
	m := matcher(t)
	files, err := filepath.Glob("testdata/examples/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			if f := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 3); len(f) == 3 {
				checkExplained(t, m, document.New(&listing.Listing{Text: f[2]}))
				n++
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d examples", n)
	}
	checkExplained(t, m, document.New(&listing.Listing{Text: advertisement}))
	for _, unit := range hostileUnits {
		checkExplained(t, m, document.New(&listing.Listing{Text: strings.Repeat(unit, 200)}))
	}
	if path, ok := sharedPath("gold", "listings.dev.jsonl"); ok {
		eachLine(t, path, func(line []byte) {
			var l listing.Listing
			if err := json.Unmarshal(line, &l); err != nil {
				t.Fatal(err)
			}
			checkExplained(t, m, document.New(&l))
		})
	}
}

// TestExplainReasons tells, for words of a listing, which rule took or refused
// each form.
func TestExplainReasons(t *testing.T) {
	m := matcher(t)
	for _, tt := range []struct {
		text, skill, why, levelWhy string // levelWhy: "" where it is refused
	}{
		{"開発\n必須スキル：\n・Kubernetesの経験", "kubernetes", "a safe form", `under the heading "必須スキル："`},
		{"We use Python, Go and Rust.", "go", `in a list with "`, `the sentence says "We use"`},
		{"Engineer\nRequirements\n- Experience building services in Go", "go", `the words around it speak of a technology: "in Go"`, `under the heading "Requirements"`},
		{"Engineer\nRequirements\n- Go", "go", "stands alone in a list of skills", `under the heading "Requirements"`},
		{"Engineer\nBonus points for Terraform.", "terraform", "a safe form", `the sentence says "Bonus points"`},
		{"Engineer\n- Experience with Terraform", "terraform", "a safe form", `asked for in the words "Experience with"`},
		{"開発\n【必須】Java、Spring Boot\n【歓迎】React", "react", "an everyday word too", `behind the label "【歓迎】"`},
		{"java / go / python", "go", "in another case, but in a list with", "in the title"},
		{"Kubernetes engineer", "kubernetes", "a safe form", "in the title"},

		{"Engineer\nAbout us\nWe sell PHP hosting.", "php", `in the part about the company, "About us"`, ""},
		{"Engineer\nBenefits\n- PHP meetups", "php", `in the part about benefits, "Benefits"`, ""},
		{"Engineer\nNo PHP here.", "php", `negated by "No"`, ""},
		{"開発\nPHPの経験は不問です。", "php", `negated by "不問"`, ""},
		{"開発\n【不問】\n・PHPの経験", "php", `in the part about what is not needed, "【不問】"`, ""},
		{"Engineer\nNot required: a degree, PHP.\nYou write Ruby.", "php", "in the part about what is not needed", ""},
		{"Engineer\nRequirements\n- Ruby for a Kubernetes-like scheduler", "kubernetes", `"Kubernetes-like" says what something is like`, ""},
		{"Engineer\nNice to have\n- Ruby\nAs our mission is to run every mill, Kubernetes is in our looms.", "kubernetes", `in what the company says of itself, "our mission"`, ""},
		{"Engineer\nYou collaborate closely with security teams on Ruby.", "security-general", "what colleagues do or work with", ""},
		{"制御技術者\nクラウド側のチームはRubyで開発しています。", "ruby", "what colleagues do or work with", ""},
		{"企画担当\nお客様にはSAPを使う会社もいらっしゃいます。", "sap", "what customers have or use", ""},
		{"Engineer\nYou join engineers from PHP, Inc.", "php", `among names of companies, behind "engineers from"`, ""},
		{"Engineer\nWe closed our Series C last year.", "c", `in the phrase "Series C"`, ""},
		{"See https://example.com/kubernetes/jobs for more.", "kubernetes", "part of an address", ""},
		{"Engineer\nAre you ready to go?", "go", `in another case than "Go", and nothing vouches for it`, ""},
		{"Engineer\nLast week We Go Far Inc. opened", "go", "an everyday word too, and nothing vouches for it: it needs ", ""},
		{"Engineer\n- Experience with Kafka\nPrivacy Policy\nWe store what you send in Redis.", "redis", "in the closing words", ""},
	} {
		d := document.New(&listing.Listing{Text: tt.text})
		var got []string
		found := false
		for _, f := range m.Explain(d) {
			if f.Skill != tt.skill {
				continue
			}
			got = append(got, f.Why+" / "+f.LevelWhy)
			found = found || f.Accepted == (tt.levelWhy != "") && strings.Contains(f.Why, tt.why) && strings.Contains(f.LevelWhy, tt.levelWhy)
		}
		if !found {
			t.Errorf("%q: %s\n got %q\nwant %q / %q", tt.text, tt.skill, got, tt.why, tt.levelWhy)
		}
	}
	// The employer's own name needs the field that states it.
	d := document.New(&listing.Listing{Company: "Kong Inc.", Title: "Engineer", Text: "At Kong, we build gateways."})
	if f := m.Explain(d); len(f) == 0 || f[0].Skill != "kong" || f[0].Accepted || f[0].Why != "a name of the employer" {
		t.Errorf("Kong at Kong: %+v", f)
	}
}

func FuzzExplain(f *testing.F) {
	for _, s := range append([]string{"", advertisement, "no Go\nSeries C, https://go.dev/x"}, hostileUnits...) {
		f.Add(s)
	}
	m := matcher(f)
	f.Fuzz(func(t *testing.T, text string) {
		checkExplained(t, m, document.New(&listing.Listing{Text: text}))
	})
}
