package extract_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"juyo/extract"
	"juyo/listing"
)

const advertisement = `{"source":"board","id":"7","title":"バックエンドエンジニア","company":"架空物流株式会社","location":"東京都千代田区","salary_text":"年収600万円〜900万円","employment_text":"正社員","html":"<h3>必須スキル</h3><ul><li>Goでの開発経験3年以上</li></ul><h3>歓迎スキル</h3><ul><li>AWS</li></ul><h3>福利厚生</h3><p>Slack手当</p>"}`

func extractor(tb testing.TB) *extract.Extractor {
	tb.Helper()
	e, err := extract.Default()
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

func TestRead(t *testing.T) {
	e := extractor(t)
	var l listing.Listing
	if err := json.Unmarshal([]byte(advertisement), &l); err != nil {
		t.Fatal(err)
	}
	got := e.Read(&l)
	text := e.Text(&l)
	var skills []string
	for _, s := range got.Skills {
		skills = append(skills, s.Skill+" "+s.Level.String())
		if text[s.Start:s.End] != s.Surface {
			t.Errorf("%s: surface %q, text %q", s.Skill, s.Surface, text[s.Start:s.End])
		}
	}
	if diff := cmp.Diff([]string{"backend-dev used", "go required", "aws preferred"}, skills); diff != "" {
		t.Errorf("skills -want +got\n%s", diff)
	}
	if got.Salary == nil || *got.Salary.Min != 6000000 || *got.Salary.Max != 9000000 || got.Salary.Period != listing.PerYear {
		t.Errorf("salary %+v, want 6–9 million yen a year", got.Salary)
	}
	if diff := cmp.Diff([]listing.Employment{listing.Fulltime}, got.Employment); diff != "" {
		t.Errorf("employment -want +got\n%s", diff)
	}
	if got.MinYears == nil || *got.MinYears != 3 {
		t.Errorf("years %v, want 3", got.MinYears)
	}
	if got.ID != "7" || got.Language != "ja" || got.Version != e.Version() || got.Population != listing.Software || len(got.Fingerprint) == 0 {
		t.Errorf("id %q, language %q, version %q, population %q, fingerprint of %d bytes", got.ID, got.Language, got.Version, got.Population, len(got.Fingerprint))
	}
}

// TestEmptyListing says that nothing is made up, and that JSON has [] and null
// where there is nothing.
func TestEmptyListing(t *testing.T) {
	got, err := json.Marshal(extractor(t).Read(&listing.Listing{Source: "board", ID: "1", Title: "?"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"skills":[]`, `"salary":null`, `"employment":[]`, `"places":[]`, `"min_years":null`, `"remote":"unknown"`} {
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
	if bytes.Contains(got, []byte(`"roles":null`)) {
		t.Errorf("%s: roles are null", got)
	}
}

func TestStream(t *testing.T) {
	e := extractor(t)
	in := "\ufeff" + strings.Join([]string{
		`{"source":"s","id":"a","text":"Go"}`,
		``,
		`not json`,
		`{"source":"s","id":"b","text":"必須: Python"}`,
		`{"source":"s","id":"c"}`,
		`{"source":"s","id":"d","posted_at":"yesterday","text":"x"}`,
		`{"source":"s","id":"e","title":"<b>React & Rust</b>","extra":1}`,
	}, "\n")
	var bad []string
	var out bytes.Buffer
	res, err := extract.Stream(t.Context(), strings.NewReader(in), &out, e, extract.StreamOptions{
		Workers: 3, EmitText: true,
		Bad: func(e *extract.LineError) {
			if !errors.Is(e, extract.ErrLine) {
				t.Errorf("%v does not wrap ErrLine", e)
			}
			bad = append(bad, strconv.Itoa(e.Line))
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(extract.StreamResult{Lines: 6, Read: 3, Bad: 3}, res); diff != "" {
		t.Errorf("result -want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"3", "5", "6"}, bad); diff != "" {
		t.Errorf("bad lines -want +got\n%s", diff)
	}
	var ids, texts []string
	for line := range strings.Lines(out.String()) {
		var s struct{ ID, Text string }
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		ids, texts = append(ids, s.ID), append(texts, s.Text)
	}
	if diff := cmp.Diff([]string{"a", "b", "e"}, ids); diff != "" {
		t.Errorf("ids -want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Go", "必須: Python", "<b>React & Rust</b>"}, texts); diff != "" {
		t.Errorf("texts -want +got\n%s", diff)
	}
}

// TestStreamKeepsOrder pushes many listings of different length through several
// workers.
func TestStreamKeepsOrder(t *testing.T) {
	var in strings.Builder
	const n = 500
	for i := range n {
		fmt.Fprintf(&in, `{"source":"s","id":"%d","text":%q}`+"\n", i, strings.Repeat("Go, Rust and Python. ", i%37))
	}
	in.WriteString(`{"source":"s","id":"last","title":"end"}`)
	e := extractor(t)
	var first []byte
	for _, workers := range []int{1, 4} {
		var out bytes.Buffer
		if _, err := extract.Stream(t.Context(), strings.NewReader(in.String()), &out, e, extract.StreamOptions{Workers: workers}); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = out.Bytes()
		} else if !bytes.Equal(first, out.Bytes()) {
			t.Error("several workers write something else than one")
		}
	}
	if !bytes.Contains(first, []byte(`"id":"last"`)) {
		t.Error("the last line, without a line end, is lost")
	}
}

func TestStreamStops(t *testing.T) {
	e := extractor(t)
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	go func() {
		for {
			if _, err := io.WriteString(w, `{"source":"s","id":"a","text":"Go"}`+"\n"); err != nil {
				return
			}
		}
	}()
	tap := &stopAfter{n: 20, stop: func() { cancel(); r.CloseWithError(io.ErrClosedPipe) }}
	_, err := extract.Stream(ctx, io.TeeReader(r, tap), io.Discard, e, extract.StreamOptions{Workers: 2})
	if err == nil {
		t.Error("a cancelled stream ends without an error")
	}

	broken := errors.New("disk full")
	_, err = extract.Stream(t.Context(), strings.NewReader(strings.Repeat(advertisement+"\n", 400)), failing{broken}, e, extract.StreamOptions{})
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want that of the writer", err)
	}
}

type stopAfter struct {
	n    int
	stop func()
}

func (s *stopAfter) Write(p []byte) (int, error) {
	if s.n--; s.n == 0 {
		s.stop()
	}
	return len(p), nil
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestTooLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a line of 17 MB")
	}
	in := `{"source":"s","id":"a","text":"` + strings.Repeat("x", 17<<20) + `"}` + "\n" + `{"source":"s","id":"b","text":"Go"}`
	var out bytes.Buffer
	res, err := extract.Stream(t.Context(), strings.NewReader(in), &out, extractor(t), extract.StreamOptions{})
	if err != nil || res.Bad != 1 || res.Read != 1 {
		t.Errorf("%+v, %v: want one line skipped and one read", res, err)
	}
}

func BenchmarkRead(b *testing.B) {
	e := extractor(b)
	var l listing.Listing
	if err := json.Unmarshal([]byte(advertisement), &l); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		e.Read(&l)
	}
}

func ExampleExtractor_Read() {
	e, err := extract.Default()
	if err != nil {
		fmt.Println(err)
		return
	}
	s := e.Read(&listing.Listing{Title: "Backend engineer", Text: "Requirements\n- Go\n- Kafka is a plus\nSalary: $120k-150k"})
	for _, m := range s.Skills {
		fmt.Println(m.Skill, m.Level)
	}
	fmt.Println(*s.Salary.Min, *s.Salary.Max, s.Salary.Currency, s.Salary.Period)
	// Output:
	// backend-dev used
	// go required
	// kafka preferred
	// 120000 150000 USD year
}
