package salary_test

import (
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"juyo/extract/salary"
)

var (
	between  = regexp.MustCompile(`([0-9０-９円万kK台上])([ 　]*)[〜～~\-–—―－]([ 　]*)(約?[¥￥$€£0-9０-９])`)
	labelled = regexp.MustCompile(`(年収|月給|年俸|時給|日給|月収|単価|固定給|基本給|給与|報酬|(?m:^)(?:Salary|Base|Compensation|CTC))([:：]?)[ 　]?([¥￥$€£₹0-9０-９])`)
	ordinary = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "，", ",", "　", " ", "：", ":", "（", "(", "）", ")", "／", "/", "￥", "¥", "＋", "+", "％", "%")
)

// rewriteAll are rewritings of a text that leave its meaning.
func rewriteAll(text string, random *rand.Rand) map[string]string {
	out := map[string]string{
		"narrow":                ordinary.Replace(text),
		"wide":                  wide(text),
		"spaces":                spaced(text, random),
		"wide spaces":           strings.ReplaceAll(spaced(text, random), " ", "　"),
		"label on its own line": labelled.ReplaceAllString(text, "$1$2\n$3"),
		"CR LF":                 strings.ReplaceAll(text, "\n", "\r\n"),
	}
	for _, dash := range []string{"〜", "～", "~", "-", "–", "—", "―", "－", "−", " – ", " ～ "} {
		out["mark "+dash] = between.ReplaceAllString(text, "${1}"+dash+"${4}")
	}
	return out
}

// wide writes the ASCII signs of a text full-width, letters of units and words as
// well.
func wide(text string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xFEE0
		}
		return r
	}, text)
}

// spaced doubles spaces and puts others where a Japanese word meets a figure.
func spaced(text string, random *rand.Rand) string {
	var b strings.Builder
	var last rune
	for _, r := range text {
		japanese := func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }
		digit := func(r rune) bool { return r >= '0' && r <= '9' }
		if (r == ' ' || japanese(last) && digit(r) && last != '万' && last != '千' && last != '第' || digit(last) && (r == '万' || r == '円')) && random.IntN(2) == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// Width, spaces, the kind of dash and a line break behind the label say nothing:
// the reading must stay.
func TestWritingSaysNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, f := range readForms(t) {
		if unread[f.text] != "" {
			continue
		}
		for name, text := range rewriteAll(f.text, random) {
			if got := shape(salary.Parse(text, f.market)); got != f.want {
				t.Errorf("%s: %q\n got %s\nwant %s", name, text, got, f.want)
			}
		}
	}
}

// The same on the labelled texts, where most must hold: some of their lines are
// lists whose label is one line up.
func TestWritingSaysNothingInLabelledTexts(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	all, same := 0, 0
	for _, c := range readGold(t, shared(t, "gold/salary.dev.jsonl")) {
		want := shape(salary.Parse(c.Text, c.Market))
		for name, text := range rewriteAll(c.Text, random) {
			all++
			if got := shape(salary.Parse(text, c.Market)); got == want {
				same++
			} else if os.Getenv("ZZ") != "" {
				t.Logf("%s: %.300q\n got %s\nwant %s", name, text, got, want)
			}
		}
	}
	t.Logf("%d of %d the same", same, all)
	if float64(same) < 0.995*float64(all) {
		t.Errorf("%d of %d rewritten texts are read as before", same, all)
	}
}
