package source

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// foundTag is a start tag with its raw text and a few of its attributes.
type foundTag struct{ tag, raw, attributes string }

// attributesRead are those that reading a page's head asks for, and one more.
var attributesRead = []string{"type", "rel", "href", "name", "property", "content", "b"}

// tagsOf finds the start tags with the scanner.
func tagsOf(body []byte) []foundTag {
	var out []foundTag
	s := tagScanner{body: body}
	for s.next() {
		var values []string
		for _, name := range attributesRead {
			values = append(values, attributeOf(body[s.start:s.end], name))
		}
		out = append(out, foundTag{string(body[s.start:s.end]), string(body[s.end:s.rawEnd]), strings.Join(values, "|")})
	}
	return out
}

// tokensOf finds them with the whole tokenizer: the oracle.
func tokensOf(body []byte) []foundTag {
	var out []foundTag
	z := html.NewTokenizer(bytes.NewReader(body))
	raw := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			out = append(out, foundTag{tag: string(z.Raw())})
			name, more := z.TagName()
			values := make([]string, len(attributesRead))
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				if i := slices.Index(attributesRead, string(k)); i >= 0 {
					values[i] = string(v)
				}
			}
			out[len(out)-1].attributes = strings.Join(values, "|")
			switch atom.Lookup(name) {
			case atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Xmp, atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Plaintext:
				raw = true
				continue
			}
		case html.TextToken:
			if raw {
				out[len(out)-1].raw = string(z.Raw())
			}
		}
		raw = false
	}
}

func compareTags(t *testing.T, body []byte) {
	t.Helper()
	got, want := tagsOf(body), tokensOf(body)
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			var g, w foundTag
			if i < len(got) {
				g = got[i]
			}
			if i < len(want) {
				w = want[i]
			}
			t.Fatalf("tag %d is %.200q, want %.200q", i, g, w)
		}
	}
}

var oddPages = []string{
	`<p a="<b>" c='>' d=x>e</p>`, `<!-- <p> --><p>`, `<!--><p>`, `<!---><p>`, `<!-- a --!><p>`, `<!-- a ->--><p>`, `<script>"<p>"</script><p>`, `<SCRIPT type='application/LD+JSON'>{"a":"</p>"}</ScRiPt ><h1>x</h1>`,
	`<script><!--<script></script>--></script><p>`, `<style>a>b{}</style><p/>`, `<title>a &amp; <b></title>`, `<a =b=c d/e=f>`, `<a b = "c" d>`, `<a b=>c>`, `</a b=">"><p>`, `<?php echo "<p>" ?><p>`, `<!doctype html><p>`, `<![CDATA[<p>]]><p>`,
	`< p><p`, `<p a="`, `<plaintext><p>`, `<noscript><p></noscript><p>`, `<textarea></textareax></textarea><p>`, `<script></script`, `<script>`, `</><p>`, `</ p><p>`, "<p\fa><\x00p><p\x00>", `<br/><img src=a/><p>`, `<!-- x --- ><p> -->`,
	`<meta name=og:url content="a&amp;b"><meta content='c&copy=1' content=d>`, `<link REL="canonical" href=>`, `<link =rel=x rel=y/>`, `<meta name="a"content="b"/>`, "<meta content=\"a\r\nb\x00\">", `<meta content/name=x>`, `<meta content = >`, `<SCRIPT
TYPE=application/ld+json>{}</SCRIPT>`,
}

func TestTagsAreThoseOfTheTokenizer(t *testing.T) {
	for _, page := range oddPages {
		t.Run("", func(t *testing.T) { compareTags(t, []byte(page)) })
	}
}

func TestTagsOfRealPages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "*", "*", "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "pages", "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	if files = append(files, more...); len(files) == 0 {
		t.Skip("no saved pages beside the repository")
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".html"), func(t *testing.T) {
			body, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			compareTags(t, body)
		})
	}
}

func FuzzTags(f *testing.F) {
	for _, page := range oddPages {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		compareTags(t, body)
	})
}
