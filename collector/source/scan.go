package source

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page says of itself outside the listing it carries. It is read
// token by token: a page nested too deep for a parser still reads.
type head struct {
	blocks    []string // contents of <script type="application/ld+json">
	canonical string   // link rel=canonical
	ogURL     string
	ogTitle   string
	title     string
	h1        string
	tdm       string // meta tdm-reservation, W3C TDMRep
}

func scanHead(body []byte) head {
	var h head
	z := html.NewTokenizer(bytes.NewReader(body))
	z.SetMaxBuf(16 << 20)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return h
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch tag := atom.Lookup(name); tag {
			case atom.Script:
				if a := attrs(z, more); strings.Contains(strings.ToLower(a["type"]), "ld+json") && z.Next() == html.TextToken {
					h.blocks = append(h.blocks, string(z.Raw()))
				}
			case atom.Link:
				if a := attrs(z, more); strings.EqualFold(a["rel"], "canonical") && h.canonical == "" {
					h.canonical = strings.TrimSpace(a["href"])
				}
			case atom.Meta:
				h.meta(attrs(z, more))
			case atom.Title:
				if h.title == "" && z.Next() == html.TextToken {
					h.title = plain(string(z.Text()))
				}
			case atom.H1:
				if h.h1 == "" {
					h.h1 = innerText(z, tag)
				}
			}
		}
	}
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

func attrs(z *html.Tokenizer, more bool) map[string]string {
	a := map[string]string{}
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
func innerText(z *html.Tokenizer, tag atom.Atom) string {
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
