package duplicate_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"juyo/extract/duplicate"
	"juyo/listing"
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

func TestFingerprintOfNothing(t *testing.T) {
	for _, s := range []string{"", " ", strings.Repeat(" .", 400), "★☆★", "\u200b\ufe0f"} {
		if f := duplicate.Fingerprint(s); f != nil {
			t.Errorf("Fingerprint(%.20q) = %d bytes, want nil", s, len(f))
		}
	}
	if l := duplicate.Likeness(nil, nil); l != 0 {
		t.Errorf("two unknown texts are %v alike, want 0", l)
	}
	if duplicate.Equal(nil, nil) {
		t.Error("two unknown texts are equal")
	}
}

// Short texts have a digest too: two that read the same are told.
func TestFingerprintOfShortTexts(t *testing.T) {
	for _, s := range []string{"x", "Go", "エンジニア", "C++", "Go engineer, Osaka."} {
		a, b := duplicate.Fingerprint(s), duplicate.Fingerprint(" "+strings.ToUpper(s)+"!\n")
		if !duplicate.Equal(a, b) || duplicate.Likeness(a, b) != 1 {
			t.Errorf("%q is not equal to itself in capitals", s)
		}
	}
	if duplicate.Equal(duplicate.Fingerprint("C++ engineer"), duplicate.Fingerprint("C# engineer")) {
		t.Error("C++ and C# count as one")
	}
}

// What others wrote into the column is no fingerprint, and no reason to fall over.
func TestNotAFingerprint(t *testing.T) {
	good := duplicate.Fingerprint("Orchid Freight builds routing software in Osaka.")
	for _, bad := range [][]byte{{}, {1, 2, 3, 4}, make([]byte, 72), make([]byte, 75), make([]byte, 80), make([]byte, 9000), good[:len(good)-1]} {
		if duplicate.Equal(good, bad) || duplicate.Equal(bad, bad) || duplicate.Likeness(good, bad) != 0 {
			t.Errorf("%d bytes count as a fingerprint", len(bad))
		}
		c := listing.GroupCandidate{EmployerKey: "orchid", Title: "Engineer", Fingerprint: bad}
		d := listing.GroupCandidate{EmployerKey: "orchid", Title: "Engineer", Fingerprint: good}
		got := duplicate.Group([]listing.GroupCandidate{c, d, c})
		if got[0] != got[2] {
			t.Errorf("%d bytes: the same listing is two openings", len(bad))
		}
		if len(bad) > 0 && got[0] == got[1] {
			t.Errorf("%d bytes: an unreadable fingerprint counts as no text", len(bad))
		}
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
	f.Add("ｶﾞｯﾂﾘ稼げるｴﾝｼﾞﾆｱ㈱", "Straße ﬁne Ⅳ ﷺ")
	wide := strings.NewReplacer("a", "ａ", "Z", "Ｚ", "7", "７", " ", "\u3000 \n", "ガ", "ｶﾞ", "ン", "ﾝ")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := duplicate.Fingerprint(a), duplicate.Fingerprint(b)
		if again := duplicate.Fingerprint(strings.Clone(a)); !bytes.Equal(x, again) {
			t.Fatal("the same text has two fingerprints")
		}
		if x != nil && (duplicate.Likeness(x, x) != 1 || !duplicate.Equal(x, x)) {
			t.Fatal("a text is unlike itself")
		}
		if l := duplicate.Likeness(x, y); l != duplicate.Likeness(y, x) || l < 0 || l > 1 {
			t.Fatalf("likeness %v is not symmetric in 0 … 1", l)
		}
		if duplicate.Equal(x, y) && duplicate.Likeness(x, y) != 1 {
			t.Fatal("equal texts are not quite alike")
		}
		if utf8.ValidString(a) {
			if other := duplicate.Fingerprint("\u3000" + wide.Replace(a) + "\t\n"); !bytes.Equal(x, other) {
				t.Fatalf("width or white space counts in %q", a)
			}
		}
		pair := []listing.GroupCandidate{{EmployerKey: "e", Title: b, Fingerprint: x}, {EmployerKey: "e", Title: a, Fingerprint: y}}
		there := duplicate.Group(pair)
		slices.Reverse(pair)
		if back := duplicate.Group(pair); (there[0] == there[1]) != (back[0] == back[1]) {
			t.Fatal("the order of two candidates counts")
		}
		pair[1] = pair[0]
		if got := duplicate.Group(pair); pair[0].Fingerprint != nil && got[0] != got[1] {
			t.Fatal("a listing is not of its own opening")
		}
	})
}

func BenchmarkFingerprint(b *testing.B) {
	ja := strings.Repeat("株式会社みほんでは、自社サービスの決済基盤を一緒に育てるバックエンドエンジニア（Ｇｏ）を募集しています。\n", 30)
	for name, s := range map[string]string{"en": text(1, 500), "ja": ja} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				duplicate.Fingerprint(s)
			}
		})
	}
}

func ExampleFingerprint() {
	first := duplicate.Fingerprint("Lantern Mail runs a mail service. We look for a backend engineer who knows Go and PostgreSQL and likes quiet systems.")
	again := duplicate.Fingerprint("LANTERN MAIL runs a mail service.\n\nWe look for a backend engineer who knows Go and PostgreSQL, and likes quiet systems!")
	other := duplicate.Fingerprint("Harbour Bank looks for an accountant with ten years of experience in closing the books of a group of companies.")
	fmt.Println(duplicate.Likeness(first, again) == 1, duplicate.Likeness(first, other) < 0.2)
	// Output: true true
}
