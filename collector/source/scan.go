package source

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page says of itself outside the listing it carries. It is read
// tag by tag: a page nested too deep for a parser still reads.
type head struct {
	blocks    []string // contents of <script type="application/ld+json">
	canonical string   // link rel=canonical
	ogURL     string
	ogTitle   string
	title     string
	h1        string
	tdm       string // meta tdm-reservation, W3C TDMRep
}

// scanHead jumps from tag to tag: most of a page is script, style and text, and
// only the few tags that say something are read letter by letter.
func scanHead(body []byte) head {
	var h head
	s := tagScanner{body: body}
	for s.next() {
		tag := s.body[s.start:s.end]
		switch s.name {
		case atom.Script:
			if !foldContains(tag, "ld+json") {
				continue
			}
			if strings.Contains(strings.ToLower(attributes(tag)["type"]), "ld+json") && s.rawEnd > s.end {
				h.blocks = append(h.blocks, string(s.body[s.end:s.rawEnd]))
			}
		case atom.Link:
			if h.canonical == "" && foldContains(tag, "canonical") {
				if a := attributes(tag); strings.EqualFold(a["rel"], "canonical") {
					h.canonical = strings.TrimSpace(a["href"])
				}
			}
		case atom.Meta:
			if foldContains(tag, "og:") || foldContains(tag, "tdm-") {
				h.meta(attributes(tag))
			}
		case atom.Title:
			if h.title == "" && s.rawEnd > s.end {
				h.title = plain(html.UnescapeString(strings.ToValidUTF8(string(s.body[s.end:s.rawEnd]), "�")))
			}
		case atom.H1:
			if h.h1 == "" {
				h.h1 = innerText(s.body[s.end:], atom.H1)
			}
		}
	}
	return h
}

func (h *head) meta(a map[string]string) {
	name := strings.ToLower(a["name"] + a["property"])
	content := strings.TrimSpace(a["content"])
	switch name {
	case "og:url":
		h.ogURL = content
	case "og:title":
		h.ogTitle = plain(content)
	case "tdm-reservation":
		h.tdm = content
	}
}

// attributes reads the attributes of one start tag; the first of a name counts.
func attributes(tag []byte) map[string]string {
	a := map[string]string{}
	z := html.NewTokenizer(bytes.NewReader(tag))
	if t := z.Next(); t != html.StartTagToken && t != html.SelfClosingTagToken {
		return a
	}
	_, more := z.TagName()
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		if _, dup := a[string(k)]; !dup {
			a[string(k)] = string(v)
		}
	}
	return a
}

// innerText reads the text up to the end of tag, a little of it at most.
func innerText(body []byte, tag atom.Atom) string {
	z := html.NewTokenizer(bytes.NewReader(body[:min(len(body), 16<<10)]))
	var b strings.Builder
	for b.Len() < 1000 {
		switch z.Next() {
		case html.ErrorToken:
			return plain(b.String())
		case html.TextToken:
			b.Write(z.Text())
		case html.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == tag {
				return plain(b.String())
			}
		}
	}
	return plain(b.String())
}

// ReservesMining reports whether a page says, by the W3C TDM Reservation
// Protocol, that text and data mining is reserved: the caller then keeps nothing
// of it.
func ReservesMining(body []byte) bool {
	if !bytes.Contains(body, []byte("tdm-reservation")) {
		return false
	}
	return scanHead(body).tdm == "1"
}
