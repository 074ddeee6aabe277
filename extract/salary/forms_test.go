package salary_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"juyo/extract/salary"
)

// form is a line of testdata/forms.tsv.
type form struct {
	language string
	textCase
}

func readForms(tb testing.TB) []form {
	tb.Helper()
	f, err := os.Open("testdata/forms.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []form
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 4 {
			tb.Fatalf("%q: want four cells", lines.Text())
		}
		text := strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(cells[3])
		out = append(out, form{cells[0], textCase{text: text, market: cells[1], want: cells[2]}})
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}

// unread are forms that are not read yet, and why.
var unread = map[string]string{
	"高専卒 210,000円\n大卒 230,000円\n院卒 255,000円\n（いずれも月給）": "the label stands below the list it labels",
}

// Every form of testdata/forms.tsv must be read as written there.
func TestForms(t *testing.T) {
	right := map[string]int{}
	forms := readForms(t)
	for _, f := range forms {
		got := shape(salary.Parse(f.text, f.market))
		if why := unread[f.text]; why != "" {
			if got == f.want {
				t.Errorf("%q is read now: take it off the list (%s)", f.text, why)
			}
			continue
		}
		if got != f.want {
			t.Errorf("%s %q\n got %s\nwant %s", f.market, f.text, got, f.want)
			continue
		}
		right[f.language]++
	}
	if len(forms) < 250 {
		t.Errorf("%d forms, want at least 250", len(forms))
	}
	t.Logf("right: %v of %d", right, len(forms))
}
