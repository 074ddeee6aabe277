package skill_test

import (
	"os"
	"strings"
	"testing"

	"juyo/extract/document"
	"juyo/listing"
)

// snippet is a text of testdata/levels.txt and the level of every skill it names.
type snippet struct {
	text string
	want map[string]string
}

// snippets reads testdata/levels.txt.
func snippets(t *testing.T) []snippet {
	t.Helper()
	content, err := os.ReadFile("testdata/levels.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{"r": "required", "p": "preferred", "u": "used"}
	var out []snippet
	var text strings.Builder
	for line := range strings.Lines(string(content)) {
		answer, ends := strings.CutPrefix(strings.TrimSpace(line), "=> ")
		switch {
		case strings.HasPrefix(line, "#"):
		case !ends:
			text.WriteString(line)
		default:
			s := snippet{text: strings.TrimSpace(text.String()), want: map[string]string{}}
			for f := range strings.SplitSeq(answer, ", ") {
				id, level, _ := strings.Cut(f, " ")
				if names[level] == "" {
					t.Fatalf("%q: want id and r, p or u", f)
				}
				s.want[id] = names[level]
			}
			out = append(out, s)
			text.Reset()
		}
	}
	return out
}

// TestSnippets reads short advertisements of every form of level and negation:
// nearly all their skills are to be found, and nearly all levels right.
func TestSnippets(t *testing.T) {
	m := matcher(t)
	var found, missed, extra, right float64
	all := snippets(t)
	for _, s := range all {
		got := map[string]string{}
		for _, mention := range m.Find(document.New(&listing.Listing{Text: s.text})) {
			got[mention.Skill] = mention.Level.String()
		}
		first, _, _ := strings.Cut(s.text, "\n")
		for id, level := range s.want {
			switch got[id] {
			case level:
				found, right = found+1, right+1
			case "":
				missed++
				t.Logf("%s: misses %s", first, id)
			default:
				found++
				t.Logf("%s: %s is %s, want %s", first, id, got[id], level)
			}
		}
		for id := range got {
			if s.want[id] == "" {
				extra++
				t.Logf("%s: %s is not asked for", first, id)
			}
		}
	}
	f1, level := 2*found/(2*found+missed+extra), right/found
	t.Logf("%d snippets: f1 %.3f, level %.3f", len(all), f1, level)
	if len(all) < 90 || f1 < 0.95 || level < 0.98 {
		t.Errorf("%d snippets, f1 %.3f, level %.3f: want 90, 0.95, 0.98", len(all), f1, level)
	}
}
