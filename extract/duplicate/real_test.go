package duplicate_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"juyo/extract"
	"juyo/extract/duplicate"
	"juyo/listing"
)

// realLines reads a gzipped JSON Lines file of the real data beside the
// repository, or skips the test.
func realLines[T any](tb testing.TB, path ...string) []T {
	tb.Helper()
	_, here, _, _ := runtime.Caller(0)
	name := filepath.Join(append([]string{filepath.Dir(here), "..", "..", "..", "shared", "data"}, path...)...)
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		tb.Skipf("no real data: ../shared/data/%s is absent", filepath.Join(path...))
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	var out []T
	for lines.Scan() {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			tb.Fatal(err)
		}
		out = append(out, v)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}

// seen is a listing and the first and last day it was there.
type seen struct {
	listing.Listing
	first, last time.Time
}

// readAll reads listings the way the program does, on all processors.
func readAll(tb testing.TB, of []seen) []listing.GroupCandidate {
	tb.Helper()
	x, err := extract.Default()
	if err != nil {
		tb.Fatal(err)
	}
	out := make([]listing.GroupCandidate, len(of))
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(of); i += workers {
				s := x.Read(&of[i].Listing)
				out[i] = listing.GroupCandidate{
					Number: int64(i + 1), EmployerKey: listing.EmployerKey(s.Employer), Title: of[i].Title, Places: s.Places,
					FirstSeen: of[i].first, LastSeen: of[i].last, Fingerprint: s.Fingerprint,
				}
			}
		})
	}
	wait.Wait()
	return out
}

var tag = regexp.MustCompile(`<[^>]*>`)

// visible is the text of a page as a reader sees it: tags stripped, entities
// decoded, white space folded.
func visible(markup string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(markup, " "))), " ")
}

func day(tb testing.TB, s string) time.Time {
	tb.Helper()
	if len(s) > 10 {
		s = s[:10]
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// TestRealEqualTexts: postings that read the same are one opening, every two of
// them, however far apart.
func TestRealEqualTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 28,418 texts")
	}
	rows := realLines[struct {
		ID, URL, HTML, Location string
		Posted                  string `json:"posted_at"`
		Closed                  string `json:"closed_at"`
	}](t, "hn", "hn_2013_2018.jsonl.gz")
	all := make([]seen, len(rows))
	for i, r := range rows {
		all[i] = seen{listing.Listing{ID: r.ID, URL: r.URL, HTML: r.HTML, Location: r.Location}, day(t, r.Posted), day(t, r.Closed)}
	}
	groups := duplicate.Group(readAll(t, all))
	byText := map[string][]int{}
	for i := range all {
		v := visible(all[i].HTML)
		byText[v] = append(byText[v], i)
	}
	postings, pairs, texts, split := 0, 0, 0, 0
	for v, of := range byText {
		if len(of) < 2 {
			continue
		}
		texts++
		postings += len(of)
		pairs += len(of) * (len(of) - 1) / 2
		for _, i := range of[1:] {
			if groups[i] != groups[of[0]] {
				if split++; split <= 5 {
					t.Errorf("%s and %s read the same but are two groups: %.80q", all[of[0]].ID, all[i].ID, v)
				}
			}
		}
	}
	distinct := map[uint32]int{}
	for _, g := range groups {
		distinct[g]++
	}
	t.Logf("%d postings in %d groups; %d texts stand in %d postings (%d reposts, %d pairs); split: %d", len(all), len(distinct), texts, postings, postings-texts, pairs, split)
}

// TestRealBoards says how real boards are grouped, and holds that no group mixes
// ranks or, where there is no text, titles of different words.
func TestRealBoards(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 42,000 listings")
	}
	for _, file := range []string{"ashby/jobs", "wantedly/listings", "greenhouse_snapshots/jobs_lifecycle"} {
		raw := realLines[map[string]any](t, filepath.FromSlash(file)+".jsonl.gz")
		str := func(m map[string]any, keys ...string) string {
			for _, k := range keys {
				if s, ok := m[k].(string); ok {
					return s
				}
			}
			return ""
		}
		all := make([]seen, len(raw))
		for i, m := range raw {
			l := listing.Listing{
				Title: str(m, "title"), Location: str(m, "location"), Company: str(m, "_board", "board", "companyName"), HTML: str(m, "descriptionHtml"),
			}
			if strings.HasPrefix(l.Company, "No company") {
				l.Company = ""
			}
			all[i] = seen{l, day(t, "2026-06-01"), day(t, "2026-06-02")}
			if first := str(m, "first_snap", "first_seen"); first != "" {
				all[i].first, all[i].last = day(t, first), day(t, str(m, "last_snap", "last_seen"))
			}
		}
		groups := duplicate.Group(readAll(t, all))
		members := map[uint32][]int{}
		for i, g := range groups {
			members[g] = append(members[g], i)
		}
		several, pairs, mixed := 0, 0, 0
		for _, of := range members {
			if len(of) == 1 {
				continue
			}
			several++
			pairs += len(of) * (len(of) - 1) / 2
			senior := 0
			for _, i := range of {
				if senioritySaid.MatchString(all[i].Title) {
					senior++
				}
			}
			if senior > 0 && senior < len(of) {
				if mixed++; mixed <= 3 {
					t.Errorf("%s: one opening is senior and is not: %q, %q", file, all[of[0]].Title, all[of[len(of)-1]].Title)
				}
			}
		}
		t.Logf("%s: %d listings, %d groups, %d of several listings, %d pairs", file, len(all), len(members), several, pairs)
	}
}

// senioritySaid finds seniority by other means than the package does.
var senioritySaid = regexp.MustCompile(`(?i)\b(senior|sr)\b|シニア`)
