package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxSitemapURLs is how many pages one sitemap may list (sitemaps.org protocol).
const maxSitemapURLs = 50_000

// sitemap is what a sitemap file lists.
type sitemap struct {
	pages    []string
	sitemaps []string // of an index
	cut      bool     // it lists more than was read
}

// readSitemap reads a sitemap, an index of sitemaps, or the text form of one
// address a line.
func readSitemap(body []byte) (sitemap, error) {
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\uFEFF")))
	if len(trimmed) == 0 {
		return sitemap{}, errors.New("it is empty")
	}
	if trimmed[0] != '<' {
		return textSitemap(trimmed)
	}
	var m sitemap
	dec := xml.NewDecoder(bytes.NewReader(trimmed))
	dec.Strict = false
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // already UTF-8
	var inIndex, rooted bool
	var parent string
	for depth := 0; ; {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return m, fmt.Errorf("not XML: %w", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			depth++
			name := strings.ToLower(tok.Name.Local)
			switch {
			case depth == 1 && name != "urlset" && name != "sitemapindex":
				return m, fmt.Errorf("its root element is <%s>, not <urlset> or <sitemapindex>", tok.Name.Local)
			case depth == 1:
				inIndex, rooted = name == "sitemapindex", true
			case depth == 2:
				parent = name
			case depth == 3 && name == "loc" && (parent == "url" || parent == "sitemap"):
				var loc string
				if err := dec.DecodeElement(&loc, &tok); err != nil {
					return m, fmt.Errorf("not XML: %w", err)
				}
				depth--
				m.add(strings.TrimSpace(loc), inIndex)
			case depth > 256:
				return m, errors.New("nested deeper than 256 elements")
			}
		case xml.EndElement:
			depth--
		}
	}
	if !rooted {
		return m, errors.New("it holds no <urlset> or <sitemapindex>")
	}
	return m, nil
}

func (m *sitemap) add(loc string, isSitemap bool) {
	switch {
	case loc == "":
	case isSitemap && len(m.sitemaps) < maxSitemapURLs:
		m.sitemaps = append(m.sitemaps, loc)
	case !isSitemap && len(m.pages) < maxSitemapURLs:
		m.pages = append(m.pages, loc)
	default:
		m.cut = true
	}
}

func textSitemap(b []byte) (sitemap, error) {
	var m sitemap
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "http://") || strings.HasPrefix(line, "https://") {
			m.add(line, false)
		} else if line != "" {
			return m, fmt.Errorf("line %.60q is no address", line)
		}
	}
	return m, nil
}
