package extract_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"juyo/extract"
	"juyo/listing"
)

// An explanation holds what Read says, and every part of it points into the text.
func TestExplainSaysWhatReadSays(t *testing.T) {
	e := extractor(t)
	input := advertisement + "\nnot json\n" + `{"id":"8","title":"Go engineer","text":"Pay: $150k-$180k a year. No PHP.","base_salary":{"min":150000,"max":180000,"currency":"USD","period":"year"}}` + "\n" + `{"id":"9"}` + "\n"
	var bad []int
	var ids []string
	res, err := e.ExplainEach(t.Context(), strings.NewReader(input), func(l *listing.Listing, x extract.Explanation) error {
		ids = append(ids, l.ID)
		if diff := cmp.Diff(e.Read(l), x.Signals); diff != "" {
			t.Errorf("%s: -Read +Explain\n%s", l.ID, diff)
		}
		if x.Text != e.Text(l) || x.Title != l.Title {
			t.Errorf("%s: title %q, text %q", l.ID, x.Title, x.Text)
		}
		for _, f := range x.Findings {
			if x.Text[f.Start:f.End] != f.Surface {
				t.Errorf("%s: %+v is not where it says", l.ID, f)
			}
		}
		if w := x.PayWords; w == nil || w.Why == "" || x.Text[w.Start:w.End] != w.Surface || w.End == 0 {
			t.Errorf("%s: pay %+v from %+v, want the words and the rule", l.ID, x.Salary, w)
		}
		return nil
	}, func(err *extract.LineError) { bad = append(bad, err.Line) })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(extract.StreamResult{Lines: 4, Read: 2, Bad: 2}, res); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"7", "8"}, ids); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{2, 4}, bad); diff != "" {
		t.Errorf("bad lines: %s", diff)
	}
}

func TestExplainStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	n := 0
	_, err := extractor(t).ExplainEach(ctx, strings.NewReader(strings.Repeat(advertisement+"\n", 5)), func(*listing.Listing, extract.Explanation) error {
		n++
		stop()
		return nil
	}, nil)
	if !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("explained %d listings after the interrupt, error %v", n, err)
	}
}
