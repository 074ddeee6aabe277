package robots_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"juyo/collector/robots"
)

func TestAllowed(t *testing.T) {
	t.Parallel()
	const file = `# a file with most of what there is
User-agent: *
Disallow: /private
Allow: /private/jobs
Disallow: /*.pdf$
Disallow: /search?*page=
Crawl-delay: 4

User-agent: juyo/9 (and a comment)   # ours
User-agent: OtherBot
Disallow: /tmp
Sitemap: https://jobs.example/sitemap.xml

User-agent: JUYO
Disallow: /求人/下書き
Disallow: /a%3cd.html
Allow: /tmp/open$
Disallow: /tie
Allow: /tie
Crawl-delay: 1.5
`
	r := robots.Parse([]byte(file))
	tests := []struct {
		agent, path string
		want        bool
		line        string
	}{
		{"SomeBot", "/private/x", false, "Disallow: /private"},
		{"SomeBot", "/private/jobs/1", true, "Allow: /private/jobs"},
		{"SomeBot", "/a/b.pdf", false, "Disallow: /*.pdf$"},
		{"SomeBot", "/a/b.pdf?x", true, ""},
		{"SomeBot", "/search?q=go&page=2", false, "Disallow: /search?*page="},
		{"SomeBot", "/search?q=go", true, ""},
		{"SomeBot", "/tmp", true, ""},
		{"juyo", "/private/x", true, ""}, // its own group replaces that of everyone
		{"juyo/1.0 (+mailto:ops@jobs.example)", "/tmp/1", false, "Disallow: /tmp"},
		{"juyobot", "/tmp/1", true, ""}, // a token is matched whole
		{"otherbot", "/tmp/1", false, "Disallow: /tmp"},
		{"juyo", "/tmp/open", true, "Allow: /tmp/open$"},
		{"juyo", "/tmp/open/1", false, "Disallow: /tmp"},
		{"juyo", "/%E6%B1%82%E4%BA%BA/%E4%B8%8B%E6%9B%B8%E3%81%8D/3", false, "Disallow: /求人/下書き"},
		{"juyo", "/%e6%b1%82%e4%ba%ba/%e4%b8%8b%e6%9b%b8%e3%81%8d", false, "Disallow: /求人/下書き"},
		{"juyo", "/求人/下書き", false, "Disallow: /求人/下書き"},
		{"juyo", "/a%3Cd.html", false, "Disallow: /a%3cd.html"},
		{"juyo", "/%74mp", false, "Disallow: /tmp"},
		{"juyo", "/tie/1", true, "Allow: /tie"},
		{"juyo", "/robots.txt", true, ""},
		{"juyo", "", true, ""},
	}
	for _, tt := range tests {
		if got, line := r.Allowed(tt.agent, tt.path); got != tt.want || line != tt.line {
			t.Errorf("Allowed(%q, %q) = %t by %q, want %t by %q", tt.agent, tt.path, got, line, tt.want, tt.line)
		}
	}
	if got := r.CrawlDelay("juyo/1.0"); got != 1500*time.Millisecond {
		t.Errorf("crawl delay of juyo is %s, want 1.5s", got)
	}
	if got := r.CrawlDelay("SomeBot"); got != 4*time.Second {
		t.Errorf("crawl delay of everyone is %s, want 4s", got)
	}
	if diff := cmp.Diff([]string{"https://jobs.example/sitemap.xml"}, r.Sitemaps()); diff != "" {
		t.Errorf("sitemaps: %s", diff)
	}
}

func TestParseOddFiles(t *testing.T) {
	t.Parallel()
	utf16le := func(s string) string {
		var b strings.Builder
		b.WriteString("\xFF\xFE")
		for _, r := range s {
			b.WriteByte(byte(r))
			b.WriteByte(byte(r >> 8))
		}
		return b.String()
	}
	big := "User-agent: *\nDisallow: /first\n" + strings.Repeat("# filler\n", 60_000) + "Disallow: /last\n"
	tests := []struct {
		name, file, path string
		want             bool
	}{
		{"empty", "", "/x", true},
		{"CR line ends", "User-agent: *\rDisallow: /x\r", "/x", false},
		{"byte order mark", "\uFEFFUser-agent: *\nDisallow: /x", "/x", false},
		{"UTF-16", utf16le("User-agent: *\nDisallow: /x"), "/x", false},
		{"HTML with a 200", "<!doctype html>\n<html><body>User-agent: *\nDisallow: /</body></html>", "/x", true},
		{"rule before any agent", "Disallow: /x\nUser-agent: *\nDisallow: /y", "/x", true},
		{"blank lines inside a group", "User-agent: *\n\n\nDisallow: /x", "/x", false},
		{"delay inside agent lines", "User-agent: a\nCrawl-delay: 3\nUser-agent: *\nDisallow: /x", "/x", false},
		{"unusable delay", "User-agent: *\nCrawl-delay: soon\nDisallow: /x", "/x", false},
		{"empty disallow", "User-agent: *\nDisallow:", "/x", true},
		{"spaces everywhere", "  user-AGENT \t:  *  \n  DISALLOW : /x  # no", "/x", false},
		{"only stars", "User-agent: *\nDisallow: ****", "/x", false},
		{"dollar in the middle", "User-agent: *\nDisallow: /a$b", "/a$b", false},
		{"anchored star", "User-agent: *\nDisallow: /x*y$", "/x1y2y", false},
		{"anchored star, no match", "User-agent: *\nDisallow: /x*y$", "/x1y2", true},
		{"within the size limit", big, "/first", false},
		{"beyond the size limit", big, "/last", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got, line := robots.Parse([]byte(tt.file)).Allowed("juyo", tt.path); got != tt.want {
				t.Errorf("allowed %t by %q, want %t", got, line, tt.want)
			}
		})
	}
}

// The matcher published by the largest crawler comes with its cases, and the RFC
// with further ones; those on which the RFC has an opinion must agree.
func TestPublishedCases(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"google_cases.jsonl", "rfc9309_cases.jsonl"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, err := os.Open(shared(t, "data/robots/"+name))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			asked := 0
			lines := bufio.NewScanner(f)
			lines.Buffer(nil, 16<<20)
			for lines.Scan() {
				var c struct {
					ID, Robots, Agent, URL string
					Allowed                bool
					RFC                    *bool
					Note                   string
				}
				if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
					t.Fatal(err)
				}
				if c.RFC == nil || !*c.RFC {
					continue
				}
				asked++
				u, err := url.Parse(c.URL)
				if err != nil {
					t.Fatal(err)
				}
				path := u.EscapedPath()
				if u.RawQuery != "" || u.ForceQuery {
					path += "?" + u.RawQuery
				}
				if got, line := robots.Parse([]byte(c.Robots)).Allowed(c.Agent, path); got != c.Allowed {
					t.Errorf("%s: allowed %t by %q, want %t (%s)", c.ID, got, line, c.Allowed, c.Note)
				}
			}
			if err := lines.Err(); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d cases asked", asked)
		})
	}
}

func TestRealFiles(t *testing.T) {
	t.Parallel()
	f, err := os.Open(shared(t, "data/robots/real.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	zr, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(zr)
	files, bytes, delays := 0, 0, 0
	for {
		var c struct{ Host, Robots string }
		if err := dec.Decode(&c); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		r := robots.Parse([]byte(c.Robots))
		r.Allowed("juyo", "/jobs/1?x=y")
		if ok, line := r.Allowed("juyo", "/robots.txt"); !ok {
			t.Errorf("%s: its robots.txt itself is disallowed by %q", c.Host, line)
		}
		if r.CrawlDelay("juyo") > 0 {
			delays++
		}
		files++
		bytes += len(c.Robots)
	}
	t.Logf("%d files, %d bytes, %d with a delay for us", files, bytes, delays)
}

func FuzzParse(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /%zz\n", "juyo", "/a?b#c")
	f.Add("\xff\xfeU\x00", "*", "%")
	f.Fuzz(func(t *testing.T, file, agent, path string) {
		r := robots.Parse([]byte(file))
		allowed, line := r.Allowed(agent, path)
		if !allowed && line == "" {
			t.Error("disallowed without a rule")
		}
		if again, _ := r.Allowed(strings.ToUpper(agent), path); again != allowed {
			t.Errorf("the agent's case decides: %t, %t", allowed, again)
		}
		if ok, _ := r.Allowed(agent, "/robots.txt"); !ok {
			t.Error("/robots.txt is disallowed")
		}
		if d := r.CrawlDelay(agent); d < 0 {
			t.Errorf("delay %s", d)
		}
		if utf8.ValidString(file) && !strings.Contains(file, "\uFEFF") && len(file) < 1000 {
			// What allows us to go on does so whatever the line ends are.
			if crlf, _ := robots.Parse([]byte(strings.ReplaceAll(file, "\n", "\r\n"))).Allowed(agent, path); crlf != allowed {
				t.Errorf("line ends decide: %t, %t", allowed, crlf)
			}
		}
	})
}

func BenchmarkAllowed(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for i := range 500 {
		fmt.Fprintf(&file, "Disallow: /section%d/*/edit$\n", i)
	}
	r := robots.Parse([]byte(file.String()))
	for b.Loop() {
		r.Allowed("juyo", "/section250/jobs/12345/edit")
	}
}

func ExampleParse() {
	r := robots.Parse([]byte("User-agent: *\nDisallow: /private\nAllow: /private/jobs\nCrawl-delay: 5\n"))
	ok, line := r.Allowed("juyo", "/private/notes")
	fmt.Println(ok, line)
	ok, line = r.Allowed("juyo", "/private/jobs/12")
	fmt.Println(ok, line)
	fmt.Println(r.CrawlDelay("juyo"))
	// Output:
	// false Disallow: /private
	// true Allow: /private/jobs
	// 5s
}

// shared returns a path in the test data beside the repository, and skips the
// test when it is not there.
func shared(t *testing.T, path string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	full := filepath.Join(filepath.Dir(dir), "shared", path)
	if _, err := os.Stat(full); err != nil {
		t.Skip("no test data beside the repository: " + path)
	}
	return full
}

// Of a file longer than is read, the line the cut falls into is not half read: it
// could say the opposite of the whole. The same in UTF-16.
func TestParseDropsTheLineThatIsCut(t *testing.T) {
	t.Parallel()
	const head, tail = "User-agent: *\nDisallow: /a\n#", "\nDisallow: /"
	wide := func(s string) []byte {
		b := []byte{0xFF, 0xFE}
		for i := range len(s) {
			b = append(b, s[i], 0)
		}
		return b
	}
	for name, file := range map[string][]byte{
		"utf-8":    []byte(head + strings.Repeat("x", robots.MaxSize-len(head)-len(tail)) + tail + "b"),
		"utf-16":   wide(head + strings.Repeat("x", robots.MaxSize/2-1-len(head)-len(tail)) + tail + "b"),
		"one line": []byte("Disallow: /" + strings.Repeat("x", robots.MaxSize)),
	} {
		r := robots.Parse(file)
		if ok, line := r.Allowed("juyo", "/b"); !ok {
			t.Errorf("%s: %q decides", name, line)
		}
		if ok, _ := r.Allowed("juyo", "/a"); ok && name != "one line" {
			t.Errorf("%s: a whole line was dropped", name)
		}
	}
}
