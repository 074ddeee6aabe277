package duplicate_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"juyo/extract/duplicate"
)

// words makes n words of a made-up language, the same for the same seed.
func words(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for range 3 + r.IntN(6) {
			b.WriteByte(byte('a' + r.IntN(26)))
		}
		out[i] = b.String()
	}
	return out
}

func text(seed uint64, n int) string { return strings.Join(words(seed, n), " ") }

func jaccard(a, b string) float64 {
	set := func(s string) map[string]bool {
		s = strings.ReplaceAll(s, " ", "")
		m := map[string]bool{}
		for i := 0; i+9 <= len(s); i++ {
			m[s[i:i+9]] = true
		}
		return m
	}
	x, y := set(a), set(b)
	both := 0
	for k := range x {
		if y[k] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

func TestFingerprintIgnoresLayout(t *testing.T) {
	base := "Orchid Freight builds routing software. We look for a Go engineer in Osaka who likes maps, queues and calm on-call weeks."
	same := []string{
		strings.ToUpper(base),
		strings.ReplaceAll(base, " ", "\n  "),
		strings.ReplaceAll(base, ",", " ;"),
		strings.ReplaceAll(base, "Go", "Ｇｏ"),
		strings.ReplaceAll(base, " ", "\u3000"),
		strings.ReplaceAll(base, " ", "\u00a0"),
	}
	want := duplicate.Fingerprint(base)
	for _, s := range same {
		if got := duplicate.Fingerprint(s); !bytes.Equal(got, want) {
			t.Errorf("layout changed the fingerprint of %q", s)
		}
	}
	if other := duplicate.Fingerprint(strings.Replace(base, "Osaka", "Kyoto", 1)); duplicate.Equal(other, want) {
		t.Error("another town, but the texts count as equal")
	}
}

func TestFingerprintTooShort(t *testing.T) {
	for _, s := range []string{"", "Engineer", "エンジニア募集", strings.Repeat(" .", 400)} {
		if f := duplicate.Fingerprint(s); f != nil {
			t.Errorf("Fingerprint(%.20q) = %d bytes, want nil", s, len(f))
		}
	}
	if l := duplicate.Likeness(nil, nil); l != 0 {
		t.Errorf("two unknown texts are %v alike, want 0", l)
	}
}

// The estimate must follow the true similarity within what 64 bins allow.
func TestLikenessFollowsJaccard(t *testing.T) {
	for _, change := range []int{0, 3, 10, 25, 60, 150, 300} {
		var estimated, truth float64
		const rounds = 40
		for seed := range uint64(rounds) {
			a := words(seed, 300)
			b := append([]string(nil), a...)
			copy(b, words(seed+1000, change))
			x, y := strings.Join(a, " "), strings.Join(b, " ")
			estimated += duplicate.Likeness(duplicate.Fingerprint(x), duplicate.Fingerprint(y)) / rounds
			truth += jaccard(x, y) / rounds
		}
		if d := estimated - truth; d > 0.03 || d < -0.03 {
			t.Errorf("%d of 300 words changed: estimate %.3f, truth %.3f", change, estimated, truth)
		}
	}
}

func FuzzFingerprint(f *testing.F) {
	f.Add("Orchid Freight builds routing software for trucks, ships and trains, in Go.", "x")
	f.Add("自社開発のウェブサービスを作るエンジニアを募集します。ＧｏとＲｕｂｙを使います。", "\xef\xbd")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := duplicate.Fingerprint(a), duplicate.Fingerprint(b)
		if x != nil && len(x) != duplicate.FingerprintSize {
			t.Fatalf("%d bytes", len(x))
		}
		if l := duplicate.Likeness(x, x); x != nil && l != 1 {
			t.Fatalf("a text is %v like itself", l)
		}
		l := duplicate.Likeness(x, y)
		if l != duplicate.Likeness(y, x) || l < 0 || l > 1 {
			t.Fatalf("likeness %v is not symmetric in 0 … 1", l)
		}
	})
}

func BenchmarkFingerprint(b *testing.B) {
	s := text(1, 500)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		duplicate.Fingerprint(s)
	}
}

func ExampleFingerprint() {
	first := duplicate.Fingerprint("Lantern Mail runs a mail service. We look for a backend engineer who knows Go and PostgreSQL and likes quiet systems.")
	again := duplicate.Fingerprint("LANTERN MAIL runs a mail service.\n\nWe look for a backend engineer who knows Go and PostgreSQL, and likes quiet systems!")
	other := duplicate.Fingerprint("Harbour Bank looks for an accountant with ten years of experience in closing the books of a group of companies.")
	fmt.Println(duplicate.Likeness(first, again) == 1, duplicate.Likeness(first, other) < 0.2)
	// Output: true true
}
