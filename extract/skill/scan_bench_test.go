package skill_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func BenchmarkScan(b *testing.B) {
	m := matcher(b)
	docs := advertisements(b)
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	n := 0
	for b.Loop() {
		for _, d := range docs {
			n += m.Hits(d.Text)
		}
	}
	b.ReportMetric(float64(n)/float64(b.N), "hits")
}

// TestFilters: the filters before the trie never leave out a form.
func TestFilters(t *testing.T) {
	m := matcher(t)
	for _, d := range advertisements(t) {
		want, got := m.HitsWithoutFilters(d.Text), m.HitSpans(d.Text)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("hits without and with filters differ in %q (-without +with):\n%s", missing(d.Text, want, got), diff)
		}
	}
}

// missing returns the first words of want that are not in got.
func missing(text string, want, got [][2]int) string {
	for i, w := range want {
		if i >= len(got) || got[i] != w {
			return text[w[0]:w[1]]
		}
	}
	return ""
}
