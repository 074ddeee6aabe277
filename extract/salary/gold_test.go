package salary_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"juyo/extract/salary"
	"juyo/listing"
)

// shared returns the path of a file beside the repository, in the folder of
// labelled texts and real data; the test is skipped when it is not there.
func shared(tb testing.TB, name string) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			tb.Skip("no go.mod above the test: not in the repository")
		}
		dir = up
	}
	path := filepath.Join(filepath.Dir(dir), "shared", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		tb.Skip("no labelled texts beside the repository")
	}
	return path
}

type goldCase struct {
	ID       string       `json:"id"`
	Source   string       `json:"source"`
	Language string       `json:"language"`
	Market   string       `json:"market"`
	Text     string       `json:"text"`
	Salary   *listing.Pay `json:"salary"`
}

func readGold(tb testing.TB, path string) []goldCase {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []goldCase
	for dec := json.NewDecoder(bufio.NewReader(f)); ; {
		var c goldCase
		switch err := dec.Decode(&c); err {
		case nil:
			out = append(out, c)
			continue
		case io.EOF:
			return out
		default:
			tb.Fatalf("%s: %v", path, err)
		}
	}
}

// shape writes a pay range as one word, for comparing.
func shape(p *listing.Pay) string {
	if p == nil {
		return "none"
	}
	end := func(v *int64, cents uint8) string {
		if v == nil {
			return ""
		}
		if cents > 0 {
			return fmt.Sprintf("%d.%02d", *v, cents)
		}
		return strconv.FormatInt(*v, 10)
	}
	return fmt.Sprintf("%s..%s %s/%s", end(p.Min, p.MinCents), end(p.Max, p.MaxCents), p.Currency, p.Period)
}

// tally counts right, wrong, missed and false readings.
type tally struct{ stated, exact, missed, none, alarms int }

func (t *tally) add(want, got *listing.Pay) (ok bool) {
	if want == nil {
		t.none++
		if got != nil {
			t.alarms++
		}
		return got == nil
	}
	t.stated++
	if got == nil {
		t.missed++
	}
	if shape(want) == shape(got) {
		t.exact++
		return true
	}
	return false
}

func (t *tally) String() string {
	return fmt.Sprintf("exact %d of %d (%.1f %%), missed %d, false alarms %d of %d", t.exact, t.stated, 100*float64(t.exact)/float64(max(t.stated, 1)), t.missed, t.alarms, t.none)
}

// TestGold measures the reading of pay against labelled texts: the cases of
// pay alone, and whole listings. Its floors are a little below what was reached.
func TestGold(t *testing.T) {
	for _, set := range []struct {
		file   string
		exact  float64 // floor of the share read exactly
		alarms float64 // ceiling of the share of texts without pay that were given one
	}{
		{"gold/salary.dev.jsonl", 0.985, 0.02},
		{"gold/listings.dev.jsonl", 0.95, 0.01},
	} {
		t.Run(filepath.Base(set.file), func(t *testing.T) {
			cases := readGold(t, shared(t, set.file))
			var all, read tally // by Parse, and by Read with the document's sections
			by := map[string]*tally{}
			for _, c := range cases {
				got := salary.Parse(c.Text, c.Market)
				ok := all.add(c.Salary, got)
				read.add(c.Salary, salary.Read(&listing.Listing{Source: "gold", ID: c.ID, Text: c.Text, Market: c.Market}, nil))
				for _, k := range []string{c.Language, c.Language + " " + c.Source} {
					if by[k] == nil {
						by[k] = &tally{}
					}
					by[k].add(c.Salary, got)
				}
				if !ok {
					t.Logf("%s want %s got %s: %.100q", c.ID, shape(c.Salary), shape(got), strings.TrimSpace(c.Text))
				}
			}
			for _, k := range slices.Sorted(maps.Keys(by)) {
				t.Logf("%-24s %s", k, by[k])
			}
			t.Logf("%-24s %s", "all", &all)
			t.Logf("%-24s %s", "all, by Read", &read)
			if share := float64(all.exact) / float64(all.stated); share < set.exact {
				t.Errorf("exact %.3f, floor %.3f", share, set.exact)
			}
			if share := float64(all.alarms) / float64(all.none); share > set.alarms {
				t.Errorf("false alarms %.3f, ceiling %.3f", share, set.alarms)
			}
		})
	}
}

// TestBesideStructured compares what is read from the text of listings with what
// their employers published as structured pay. The two differ for good reasons
// (other places, out-of-date texts), so the floor is lower.
func TestBesideStructured(t *testing.T) {
	f, err := os.Open(shared(t, "data/ashby/jobs.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var both, same, textOnly, fieldOnly int
	for dec := json.NewDecoder(z); ; {
		var job struct {
			Title            string
			DescriptionPlain string
			Address          struct {
				PostalAddress struct{ AddressCountry string }
			}
			Compensation struct {
				SummaryComponents []struct {
					CompensationType, Interval, CurrencyCode string
					MinValue, MaxValue                       *float64
				}
			}
		}
		if err := dec.Decode(&job); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		market := map[string]string{"Canada": "CA", "Australia": "AU", "Singapore": "SG"}[job.Address.PostalAddress.AddressCountry]
		got := salary.Parse(job.Title+"\n"+job.DescriptionPlain, market)
		want := "none"
		for _, c := range job.Compensation.SummaryComponents {
			if c.CompensationType == "Salary" && c.MinValue != nil && c.MaxValue != nil {
				want = fmt.Sprintf("%.0f..%.0f %s/%s", *c.MinValue, *c.MaxValue, c.CurrencyCode, strings.ToLower(strings.TrimPrefix(c.Interval, "1 ")))
				break
			}
		}
		switch {
		case got == nil && want != "none":
			fieldOnly++
		case got != nil && want == "none":
			textOnly++
		case got != nil:
			both++
			if shape(got) == want {
				same++
			}
		}
	}
	t.Logf("both %d, the same %d (%.1f %%); only in the text %d, only in the field %d", both, same, 100*float64(same)/float64(max(both, 1)), textOnly, fieldOnly)
	if float64(same) < 0.75*float64(both) || both < 300 {
		t.Errorf("%d of %d agree, floor 75 %% of at least 300", same, both)
	}
}
