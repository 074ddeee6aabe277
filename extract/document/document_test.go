package document_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"juyo/extract/document"
	"juyo/listing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestText(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   listing.Listing
		want string
	}{
		{"plain text stays as it is", listing.Listing{Text: "  A\n\n\tB  \n<b>not markup</b> &amp;"}, "  A\n\n\tB  \n<b>not markup</b> &amp;"},
		{"line ends", listing.Listing{Text: "a\r\nb\rc"}, "a\nb\nc"},
		{"header fields", listing.Listing{Title: "Go\nengineer", Location: "東京", SalaryText: "年収600万円", EmploymentText: "正社員", Text: "本文"}, "Go engineer\n東京\n年収600万円\n正社員\n\n本文"},
		{"some header fields", listing.Listing{Title: "Go", EmploymentText: "正社員", Text: "本文"}, "Go\n正社員\n\n本文"},
		{"title only", listing.Listing{Title: "Go"}, "Go"},
		{"nothing", listing.Listing{}, ""},
		{"html before text", listing.Listing{HTML: "<p>a</p>", Text: "b"}, "a"},
		{"blocks and lists", listing.Listing{HTML: "<h2>Duties</h2><p>One\n two</p><ul><li>a<li>b</ul><div>c</div>"}, "Duties\n\nOne two\n\n- a\n- b\nc"},
		{"paragraphs without ends, as Hacker News writes them", listing.Listing{HTML: "Fictional | Berlin<p>We use Go &amp; C&#x2F;C++.<p>Mail us"}, "Fictional | Berlin\n\nWe use Go & C/C++.\n\nMail us"},
		{"line breaks", listing.Listing{HTML: "a<br>b<br/><br/><br>c"}, "a\nb\n\nc"},
		{"tables", listing.Listing{HTML: "<table><tr><th>給与</th><td>月給30万円</td></tr><tr><th>勤務地</th><td>東京</td></tr></table>"}, "給与\t月給30万円\n勤務地\t東京"},
		{"hidden parts", listing.Listing{HTML: "<style>p{}</style><p>a</p><script>var b = '<p>b</p>'</script><!-- c --><svg><text>d</text></svg>e"}, "a\n\ne"},
		{"escaped twice, as Greenhouse does", listing.Listing{HTML: "&lt;p&gt;C &amp;amp; C++&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;"}, "C & C++\n\nb"},
		{"markup without blocks keeps its lines", listing.Listing{HTML: "<b>Duties</b>\nGo\nRust"}, "Duties\nGo\nRust"},
		{"no markup", listing.Listing{HTML: "Go &amp; Rust\n<Must> 1 < 2"}, "Go & Rust\n<Must> 1 < 2"},
		{"ideographic space stays", listing.Listing{HTML: "<p>年収　600万円</p>"}, "年収　600万円"},
		{"broken markup", listing.Listing{HTML: "<p>a<div <b>c"}, "a\nc"},
		{"broken UTF-8", listing.Listing{Text: "a\xffb"}, "a\uFFFDb"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, document.New(&tt.in).Text); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// TestSections reads the advertisements in testdata and compares the blocks they
// are cut into with the golden file beside each.
func TestSections(t *testing.T) {
	files, err := filepath.Glob("testdata/*.in")
	if err != nil || len(files) == 0 {
		t.Fatalf("no advertisements: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			l := &listing.Listing{Text: strings.TrimRight(string(src), "\n")}
			if strings.Contains(file, "html") {
				l = &listing.Listing{HTML: string(src)}
			}
			golden := strings.TrimSuffix(file, ".in") + ".golden"
			got := dump(document.New(l))
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// dump writes a document's blocks a line each.
func dump(d *document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title %q\n", d.Title)
	for _, x := range d.Blocks {
		mark := ' '
		switch {
		case x.Heading:
			mark = '#'
		case x.Bullet:
			mark = '*'
		}
		level := ""
		if x.Level != 0 {
			level = x.Level.String()
		}
		fmt.Fprintf(&b, "%-11s %-9s %c %s\n", x.Section, level, mark, d.Text[x.Start:x.End])
	}
	return b.String()
}

// TestHeadingWords reads one line under each heading.
func TestHeadingWords(t *testing.T) {
	for heading, want := range map[string]document.Section{
		"必要な経験/スキル":    document.Required,
		"あると嬉しい経験/スキル": document.Preferred,
		"【プラスとなる経験】":   document.Preferred,
		"加点要素":         document.Preferred,
		"優遇する経験":       document.Preferred,
		"■こんな方だと嬉しいです": document.Preferred,
		"■こんな方を求めています": document.Person,
		"求めている人材":      document.Person,
	} {
		d := document.New(&listing.Listing{Title: "エンジニア", Text: "仕事内容\n開発します。\n" + heading + "\n・Goでの開発経験"})
		if got := d.Blocks[len(d.Blocks)-1].Section; got != want {
			t.Errorf("under %s: %s, want %s", heading, got, want)
		}
	}
}

// The body's first line is the title of a listing that has none, whatever other
// fields it has.
func TestTitleBehindFields(t *testing.T) {
	d := document.New(&listing.Listing{Location: "Leeds", EmploymentText: "Full-time", Text: "Backend Engineer\nWe move parcels."})
	if d.Title != "Backend Engineer" || d.Blocks[2].Section != document.Title {
		t.Errorf("title %q, its block in %s", d.Title, d.Blocks[2].Section)
	}
}

func TestLongText(t *testing.T) {
	long := strings.Repeat("求人票\n", document.MaxBytes/10)
	for _, l := range []listing.Listing{{Text: long}, {HTML: "<p>" + strings.ReplaceAll(long, "\n", "<p>")}, {Title: long, Text: long}} {
		d := document.New(&l)
		if len(d.Text) > document.MaxBytes || len(d.Text) < document.MaxBytes-8 || !utf8.ValidString(d.Text) {
			t.Errorf("a long text becomes %d bytes, valid %t", len(d.Text), utf8.ValidString(d.Text))
		}
		check(t, d)
	}
}

func TestBlockAt(t *testing.T) {
	d := document.New(&listing.Listing{Title: "Go", Text: "必須: Java\n歓迎: Rust"})
	for i, b := range d.Blocks {
		if got := d.BlockAt(b.Start); got != i {
			t.Errorf("BlockAt(%d) = %d, want %d", b.Start, got, i)
		}
		if got := d.BlockAt(b.End - 1); got != i {
			t.Errorf("BlockAt(%d) = %d, want %d", b.End-1, got, i)
		}
	}
	if got := document.New(&listing.Listing{}).BlockAt(0); got != -1 {
		t.Errorf("BlockAt(0) of nothing = %d, want -1", got)
	}
}

// check asserts what holds for the blocks of any document.
func check(t *testing.T, d *document.Document) {
	t.Helper()
	last := 0
	for _, b := range d.Blocks {
		if b.Start < last || b.Start >= b.End || b.End > len(d.Text) || b.Content < b.Start || b.Content > b.End {
			t.Fatalf("block %+v after offset %d of %d", b, last, len(d.Text))
		}
		if s := d.Text[b.Start:b.End]; strings.TrimSpace(s) != s || !utf8.ValidString(s) {
			t.Fatalf("block %q: white space around it, or broken", s)
		}
		last = b.End
	}
	if d.BodyStart > len(d.Text) {
		t.Fatalf("body at %d of %d", d.BodyStart, len(d.Text))
	}
}

// FuzzNew asserts what holds for any listing.
func FuzzNew(f *testing.F) {
	for _, s := range []string{"", "<p>必須スキル<li>Go", "■必須：\n・Java（歓迎）\n## 【開発環境】\nGo", "a\r\n\xff&lt;p&gt;", "<table><tr><th>a<td>b", "必須: A. 尚可: B 【歓迎】C"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, body string) {
		for _, l := range []*listing.Listing{{Title: title, Text: body}, {Title: title, HTML: body}, {Text: body}} {
			d := document.New(l)
			if !utf8.ValidString(d.Text) || len(d.Text) > document.MaxBytes {
				t.Fatalf("text of %d bytes, valid %t", len(d.Text), utf8.ValidString(d.Text))
			}
			check(t, d)
		}
		if utf8.ValidString(body) && !strings.Contains(body, "\r") && len(body) <= document.MaxBytes {
			if got := document.New(&listing.Listing{Text: body}).Text; got != body {
				t.Fatalf("plain text %q became %q", body, got)
			}
		}
	})
}

func BenchmarkNew(b *testing.B) {
	src, err := os.ReadFile("testdata/marked.in")
	if err != nil {
		b.Fatal(err)
	}
	l := &listing.Listing{Text: string(src)}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		document.New(l)
	}
}

func ExampleNew() {
	d := document.New(&listing.Listing{
		Title: "Backend engineer",
		HTML:  "<h3>Requirements</h3><ul><li>Go</li><li>Rust (nice to have)</li></ul>",
	})
	for _, b := range d.Blocks {
		fmt.Println(b.Section, b.Level, d.Text[b.Start:b.End])
	}
	// Output:
	// title none Backend engineer
	// required required Requirements
	// required none - Go
	// required preferred - Rust (nice to have)
}
