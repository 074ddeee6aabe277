package skill_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	ahocorasick "github.com/petar-dambovaliev/aho-corasick"

	"juyo/extract/document"
	"juyo/extract/skill"
	"juyo/listing"
)

// advertisements returns real advertisements, Japanese and English, where the
// folder of real data is beside the repository, else our own.
func advertisements(tb testing.TB) []*document.Document {
	tb.Helper()
	var docs []*document.Document
	add := func(elem ...string) {
		path, ok := sharedPath(elem...)
		if !ok {
			return
		}
		n := 0
		eachLine(tb, path, func(line []byte) {
			if n++; strings.HasSuffix(path, ".gz") && n%50 != 0 {
				return // enough of them
			}
			var l listing.Listing
			if err := json.Unmarshal(line, &l); err != nil {
				tb.Fatal(err)
			}
			docs = append(docs, document.New(&l))
		})
	}
	add("gold", "listings.dev.jsonl")
	add("data", "hn", "hn_2013_2018.jsonl.gz")
	if docs == nil {
		tb.Log("no real data beside the repository: our own advertisement instead")
		for range 100 {
			docs = append(docs, document.New(&listing.Listing{Text: advertisement}))
		}
	}
	return docs
}

// BenchmarkAgainstDFA compares, in turns on the same texts with the same
// patterns, the automaton with a general Aho-Corasick automaton (full DFA,
// leftmost-longest, any ASCII case). x/scan is how many times as fast the scan
// is, x/find the whole of Find: company, levels and all.
func BenchmarkAgainstDFA(b *testing.B) {
	m := matcher(b)
	docs := advertisements(b)
	builder := ahocorasick.NewAhoCorasickBuilder(ahocorasick.Opts{AsciiCaseInsensitive: true, MatchKind: ahocorasick.LeftMostLongestMatch, DFA: true})
	dfa := builder.Build(m.Patterns())
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	best := [3]time.Duration{time.Hour, time.Hour, time.Hour} // the machine's other work makes means of little use
	var found [3]int
	mentions := make([]listing.Mention, 0, 256)
	for b.Loop() {
		at := time.Now()
		for _, d := range docs {
			found[0] += m.Hits(d.Text)
		}
		best[0] = min(best[0], time.Since(at))
		at = time.Now()
		for _, d := range docs {
			mentions = m.AppendMentions(mentions[:0], d)
			found[1] += len(mentions)
		}
		best[1] = min(best[1], time.Since(at))
		at = time.Now()
		for _, d := range docs {
			found[2] += len(dfa.FindAll(d.Text))
		}
		best[2] = min(best[2], time.Since(at))
	}
	if found[0] == 0 || found[1] == 0 || found[2] < found[0] {
		b.Fatalf("found %v: the three do not do the same work", found)
	}
	b.ReportMetric(float64(best[2])/float64(best[0]), "x/scan")
	b.ReportMetric(float64(best[2])/float64(best[1]), "x/find")
}

// BenchmarkHostile compares the time a byte of hostile texts with that of
// ordinary ones: long runs of what forms begin with, of list separators, of
// negations, of one endless sentence. x/worst is the slowest of them.
func BenchmarkHostile(b *testing.B) {
	m := matcher(b)
	const size = 100 << 10
	ordinary := advertisements(b)
	letters := 0
	for _, d := range ordinary {
		letters += len(d.Text)
	}
	var hostile []*document.Document
	units := slices.Clone(hostileUnits)
	for _, between := range []string{", ", "、", "/", " is a plus, experience with ", "尚可、必須", "（", "不要", " and no "} {
		var all strings.Builder
		for _, e := range names(b) {
			all.WriteString(e)
			all.WriteString(between)
		}
		units = append(units, all.String())
	}
	for _, unit := range units {
		hostile = append(hostile, document.New(&listing.Listing{Text: strings.Repeat(unit, max(1, size/len(unit)))}))
	}
	mentions := make([]listing.Mention, 0, 4096)
	usual := time.Duration(1 << 62)
	took := slices.Repeat([]time.Duration{usual}, len(hostile))
	for b.Loop() {
		at := time.Now()
		for _, d := range ordinary {
			mentions = m.AppendMentions(mentions[:0], d)
		}
		usual = min(usual, time.Since(at))
		for i, d := range hostile {
			at := time.Now()
			mentions = m.AppendMentions(mentions[:0], d)
			took[i] = min(took[i], time.Since(at))
		}
	}
	worst, which := 0.0, ""
	for i, d := range hostile {
		x := float64(took[i]) / float64(len(d.Text)) / (float64(usual) / float64(letters))
		if x > worst {
			worst, which = x, units[i]
		}
	}
	b.ReportMetric(worst, "x/worst")
	b.Logf("the slowest text repeats %.60q", which)
}

// names returns the names of all skills.
func names(tb testing.TB) []string {
	tb.Helper()
	tx, err := skill.Default()
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for _, s := range tx.Skills() {
		out = append(out, s.Name)
	}
	return out
}

// hostileUnits are repeated to 100 KB and more.
var hostileUnits = []string{
	"Go", "Go ", "Go, ", "Go/", "C++", "R ", "a", "あ", "ー", "(", "（Go", "no Go ", "Go不要、", "Java・", "React to ", "https://example.com/go/", "a@go.", ".NET.", "spring boot spring ",
	"experience with Go ", "Go尚可", "必須Go", "Swift\n", "Express\n", "■必須\nGo\n■歓迎\nC\n", "ｶﾞ", "ＧＯ ", "クラウドクラウド", "サーバーサイドエンジニア", "Amazon Web Services ", "e.g. C ", "、", "• ", "AI", "Access ", "Go R C D ", "\u00a0", "-", "--Go",
}

func BenchmarkMentions(b *testing.B) {
	m := matcher(b)
	d := document.New(&listing.Listing{Text: strings.Repeat(advertisement, 4)})
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	mentions := make([]listing.Mention, 0, 256)
	for b.Loop() {
		mentions = m.AppendMentions(mentions[:0], d)
	}
}

// TestMentionsAllocate: a daemon that reads its whole archive again after a
// change of the taxonomy makes no garbage in the matcher.
func TestMentionsAllocate(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates by itself")
	}
	m := matcher(t)
	docs := advertisements(t)
	mentions := make([]listing.Mention, 0, 4096)
	run := func() {
		for _, d := range docs {
			mentions = m.AppendMentions(mentions[:0], d)
		}
	}
	run()
	if n := testing.AllocsPerRun(5, run) / float64(len(docs)); n > 0.05 {
		t.Errorf("%.2f allocations a listing, want none", n)
	}
}
