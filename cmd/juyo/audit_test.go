package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"juyo/extract/skill"
	"juyo/listing"
	"juyo/store"
)

func TestAnswerLines(t *testing.T) {
	r := bufio.NewReader(strings.NewReader("y\nNO not a skill, a greeting\r\n?\nunsure\nl\n\nyep\nb\nquit now"))
	for _, want := range []reply{
		{key: 'y'},
		{key: 'n', note: "not a skill, a greeting"},
		{key: '?'},
		{key: '?'},
		{key: 'l'},
		{}, // an empty line and a word that is no answer are asked again
		{},
		{key: 'b'},
		{key: 'q', note: "now"},
		{err: io.EOF},
	} {
		if got := readAnswer(r); got.key != want.key || got.note != want.note || !errors.Is(got.err, want.err) {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

func TestWhatKeysDecide(t *testing.T) {
	right, wrong := true, false
	for key, want := range map[rune]store.Audit{
		'y': {Verdict: store.VerdictYes, LevelRight: &right},
		'l': {Verdict: store.VerdictYes, LevelRight: &wrong},
		'n': {Verdict: store.VerdictNo},
		'?': {Verdict: store.VerdictUnsure},
	} {
		got := store.Audit{Verdict: store.VerdictNo, LevelRight: &wrong}
		decide(&got, key)
		if got.Verdict != want.Verdict || (got.LevelRight == nil) != (want.LevelRight == nil) || got.LevelRight != nil && *got.LevelRight != *want.LevelRight {
			t.Errorf("%c: %+v", key, got)
		}
	}
}

// A level that was judged right and is read otherwise now is wrong; a wrong one that
// is read otherwise now may be right.
func TestLevelsOfOlderVerdicts(t *testing.T) {
	right, wrong := true, false
	u := &auditor{}
	for _, c := range []struct {
		judged *bool
		then   listing.Level
		now    listing.Level
		want   *bool
	}{
		{nil, listing.LevelUsed, listing.LevelUsed, nil},
		{&right, listing.LevelRequired, listing.LevelRequired, &right},
		{&right, listing.LevelRequired, listing.LevelUsed, &wrong},
		{&wrong, listing.LevelRequired, listing.LevelRequired, &wrong},
		{&wrong, listing.LevelRequired, listing.LevelUsed, nil},
	} {
		got := u.verdict(&reviewed{Audit: store.Audit{Verdict: store.VerdictYes, LevelRight: c.judged, Level: c.then}, level: c.now}).LevelRight
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("judged %v as %s, now %s: %v", c.judged, c.then, c.now, got)
		}
	}
}

func TestKindsOfForms(t *testing.T) {
	taxonomy, err := skill.Default()
	if err != nil {
		t.Fatal(err)
	}
	forms := ambiguousFormsOf(taxonomy)
	for _, c := range []struct{ skill, surface, want string }{
		{"go", "Go", kindContext},
		{"go", "golang", kindSafe},
		{"go", "Go言語", kindSafe},
		{"postgresql", "PostgreSQL", kindSafe},
		{"nothing", "Go", kindSafe},
	} {
		if got := forms.kind(c.skill, c.surface); got != c.want {
			t.Errorf("%s as %q: %s, want %s", c.skill, c.surface, got, c.want)
		}
	}
}

// An answer is kept before the next question is asked: a process that is killed then
// has lost nothing.
func TestKilledAuditKeepsItsAnswers(t *testing.T) {
	_ = kills(t) // as often as it takes: once for each answer
	dir := t.TempDir()
	text := `{"source":"notes","id":"1","title":"Goエンジニア","company":"株式会社あおぞら計算","text":"必須: Go、PostgreSQL、Docker、Kubernetesの経験","observed_at":"2026-10-02"}`
	if err := os.WriteFile(filepath.Join(dir, "one.jsonl"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	finish(t, killStart, dir, "import", "--db", "a.db", "one.jsonl")
	for round := 1; round <= 3; round++ {
		cmd := child(t, killStart, dir, "audit", "--db", "a.db", "--lang", "en")
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for asked, lines := 0, bufio.NewReader(out); asked < 2; { // the second question says that the first answer is kept
			word, err := lines.ReadString(']')
			if err != nil {
				t.Fatalf("round %d, after %d questions: %v", round, asked, err)
			}
			if strings.HasSuffix(word, "[q]") {
				asked++
				if _, err := io.WriteString(in, "y\n"[:2*(2-asked)]); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
		finish(t, killStart, dir, "audit", "--db", "a.db", "--export", "v.jsonl")
		kept, err := os.ReadFile(filepath.Join(dir, "v.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(kept), "\n"); n != round {
			t.Errorf("after %d answers and as many kills %d are kept", round, n)
		}
	}
}

// FuzzVisible: what strangers write neither steers the terminal nor breaks the line.
func FuzzVisible(f *testing.F) {
	f.Add("必須: \x1b[31mGo\x1b[0m\r\n\n・\u202eAWS\x00\xff")
	f.Fuzz(func(t *testing.T, s string) {
		for _, got := range []string{visible(s), before(s), after(s)} {
			if !utf8.ValidString(got) {
				t.Errorf("%q: not UTF-8", got)
			}
			for _, r := range got {
				if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
					t.Errorf("%q: has %U", got, r)
				}
			}
		}
		if n := utf8.RuneCountInString(after(s)); n > 3*around+1 { // a line end is shown as three characters
			t.Errorf("%d characters after the mention", n)
		}
	})
}
