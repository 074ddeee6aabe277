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

// maxHeadings is how many headings without words are passed over.
const maxHeadings = 20

// scanHead jumps from tag to tag: most of a page is script, style and text, and
// only the few tags that say something are read letter by letter.
func scanHead(body []byte) head {
	var h head
	s := tagScanner{body: body}
	headings := 0
	for s.next() {
		tag := s.body[s.start:s.end]
		switch s.name {
		case atom.Script:
			if s.rawEnd > s.end && foldContains(tag, "ld+json") && foldContains([]byte(attributeOf(tag, "type")), "ld+json") {
				h.blocks = append(h.blocks, string(s.body[s.end:s.rawEnd]))
			}
		case atom.Link:
			if h.canonical == "" && foldContains(tag, "canonical") && strings.EqualFold(attributeOf(tag, "rel"), "canonical") {
				h.canonical = strings.TrimSpace(attributeOf(tag, "href"))
			}
		case atom.Meta:
			if foldContains(tag, "og:") || foldContains(tag, "tdm-") {
				h.meta(tag)
			}
		case atom.Title:
			if h.title == "" && s.rawEnd > s.end {
				h.title = plain(html.UnescapeString(strings.ToValidUTF8(string(s.body[s.end:s.rawEnd]), "�")))
			}
		case atom.H1:
			if headings++; h.h1 == "" && headings <= maxHeadings {
				h.h1 = innerText(s.body[s.end:], atom.H1)
			}
		}
	}
	return h
}

func (h *head) meta(tag []byte) {
	switch strings.ToLower(attributeOf(tag, "name") + attributeOf(tag, "property")) {
	case "og:url":
		h.ogURL = strings.TrimSpace(attributeOf(tag, "content"))
	case "og:title":
		h.ogTitle = plain(attributeOf(tag, "content"))
	case "tdm-reservation":
		h.tdm = strings.TrimSpace(attributeOf(tag, "content"))
	}
}

// attributeOf returns the value of an attribute, whose name is in lower case, of
// one start tag; the first of a name counts.
func attributeOf(tag []byte, name string) string {
	i := 1
	for i < len(tag) && endsName[tag[i]] != 1 {
		i++
	}
	for i < len(tag) && tag[i] != '>' {
		if isSpaceByte(tag[i]) {
			i++
			continue
		}
		a := attributeAt(tag, i)
		if a.nameEnd-i == len(name) && equalFold(tag[i:a.nameEnd], []byte(name)) {
			if value := tag[a.from:a.to]; !bytes.ContainsAny(value, "&\r\x00") {
				return string(value)
			}
			return tokenizedAttribute(tag, name)
		}
		i = a.end
	}
	return ""
}

// tokenizedAttribute is attributeOf for values with entities and other things the
// tokenizer knows: "&copy=1" is no entity in an attribute.
func tokenizedAttribute(tag []byte, name string) string {
	z := html.NewTokenizer(bytes.NewReader(tag))
	z.Next()
	_, more := z.TagName()
	for more {
		var k, v []byte
		if k, v, more = z.TagAttr(); string(k) == name {
			return string(v)
		}
	}
	return ""
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
