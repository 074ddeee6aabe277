package salary_test

import (
	"testing"

	"juyo/extract/document"
	"juyo/extract/salary"
	"juyo/listing"
)

func TestEvidence(t *testing.T) {
	for _, tc := range []struct {
		name       string
		l          listing.Listing
		words, why string
	}{
		{"label in the line", listing.Listing{Text: "募集要項\n想定年収：６００万円～９００万円（応相談）\n資本金1億円"}, "想定年収：６００万円～９００万円", "label 想定年収"},
		{"label in a heading", listing.Listing{Text: "Engineer\n\nSalary range:\r\n\r\n€60k – €100k\n\nBenefits"}, "Salary range:\n\n€60k – €100k", "label Salary range"},
		{"label behind", listing.Listing{Text: "We offer\n$60K-$80K base\nand lunch."}, "$60K-$80K base", "label base"},
		{"a range of several", listing.Listing{Text: "給与\nメンバー 年収450万円〜600万円\nリーダー 年収600万円〜850万円"}, "年収450万円〜600万円\nリーダー 年収600万円〜850万円", "label 年収"},
		{"no label", listing.Listing{Text: "Orchid | Berlin | €60k-€80k | full-time"}, "€60k-€80k", "a figure with its unit"},
		{"title", listing.Listing{Title: "SRE【年収700万円〜1,000万円】", Location: "東京", Text: "急成長中の会社です。"}, "年収700万円〜1,000万円", "label 年収"},
		{"body behind a title", listing.Listing{Title: "SRE", Location: "東京", Text: "月給\u200b４０\u3000万円から"}, "月給\u200b４０\u3000万円から", "label 月給"},
		{"field", listing.Listing{Title: "SRE", SalaryText: "500万円 〜\n800万円", Text: "x"}, "500万円 〜 800万円", "pay field"},
		{"field with a label", listing.Listing{Title: "SRE", SalaryText: " 年収 500万円〜800万円", Text: "年収100万円"}, "年収 500万円〜800万円", "label 年収"},
		{"structured", listing.Listing{Text: "x", BaseSalary: pay(7_000_000, 9_000_000, "JPY", listing.PerYear)}, "", "structured baseSalary"},
		{"structured and words", listing.Listing{Text: "年収 700〜900万円", BaseSalary: pay(7_000_000, 9_000_000, "JPY", listing.PerYear)}, "年収 700〜900万円", "structured baseSalary, also label 年収"},
		{"none", listing.Listing{Text: "資本金 1,000万円"}, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := document.New(&tc.l)
			p, start, end, why := salary.Evidence(&tc.l, d, nil)
			if got := d.Text[start:end]; got != tc.words || why != tc.why {
				t.Errorf("%q by %q, want %q by %q", got, why, tc.words, tc.why)
			}
			if want := salary.ReadAt(&tc.l, d, nil); shape(p) != shape(want) {
				t.Errorf("evidence for %s, read %s", shape(p), shape(want))
			}
		})
	}
}
