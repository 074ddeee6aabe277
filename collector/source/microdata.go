package source

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// bodyProps are properties whose markup is part of what they say.
var bodyProps = map[string]bool{
	"description": true, "responsibilities": true, "qualifications": true, "skills": true, "experienceRequirements": true,
	"educationRequirements": true, "jobBenefits": true, "benefits": true, "incentives": true, "workHours": true,
}

// microdata returns the JobPosting nodes of HTML microdata (WHATWG HTML chapter
// 5) and of RDFa Lite, which differs in the names of its attributes. itemref is
// not followed: no page read so far uses it.
func (r *reader) microdata() ([]node, error) {
	doc, err := html.Parse(bytes.NewReader(r.page.Body))
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	var found []node
	for el := range doc.Descendants() {
		if el.Type == html.ElementNode && strings.Contains(attr(el, "itemtype")+attr(el, "typeof"), "JobPosting") {
			found = append(found, scope(el, 0))
		}
	}
	return found, nil
}

// scope reads the properties of the thing that el begins.
func scope(el *html.Node, depth int) node {
	var types []any
	for t := range strings.FieldsSeq(attr(el, "itemtype") + " " + attr(el, "typeof")) {
		types = append(types, t)
	}
	n := node{"@type": types}
	properties(el, n, depth)
	return n
}

func properties(el *html.Node, n node, depth int) {
	if depth > 500 {
		return
	}
	for c := range el.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		names := strings.Fields(attr(c, "itemprop") + " " + attr(c, "property"))
		begins := hasAttr(c, "itemscope") || attr(c, "typeof") != ""
		var thing map[string]any // read once, whatever number of names it has
		if begins && len(names) > 0 {
			thing = scope(c, depth+1)
		}
		for _, name := range names {
			name = name[strings.LastIndexAny(name, "/:#")+1:]
			if begins {
				n.append(name, thing)
			} else {
				n.append(name, propertyValue(c, name))
			}
		}
		if !begins {
			properties(c, n, depth+1)
		}
	}
}

func (n node) append(name string, v any) {
	switch old := n[name].(type) {
	case nil:
		n[name] = v
	case []any:
		n[name] = append(old, v)
	default:
		n[name] = []any{old, v}
	}
}

// propertyValue is what an element says as a property.
func propertyValue(el *html.Node, name string) string {
	if v := attr(el, "content"); v != "" {
		return v
	}
	switch el.Data {
	case "time":
		if v := attr(el, "datetime"); v != "" {
			return v
		}
	case "a", "link", "area":
		if name == "url" || name == "sameAs" || name == "mainEntityOfPage" {
			return attr(el, "href")
		}
	case "data", "meter":
		return attr(el, "value")
	case "img":
		return attr(el, "src")
	}
	if bodyProps[name] {
		return innerHTML(el)
	}
	var b strings.Builder
	for d := range el.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// innerHTML is the markup within el, without its scripts and styles.
func innerHTML(el *html.Node) string {
	var unwanted []*html.Node
	for d := range el.Descendants() {
		if d.Type == html.ElementNode && (d.Data == "script" || d.Data == "style" || d.Data == "noscript") {
			unwanted = append(unwanted, d)
		}
	}
	for _, d := range unwanted {
		if d.Parent != nil {
			d.Parent.RemoveChild(d)
		}
	}
	var b bytes.Buffer
	for c := range el.ChildNodes() {
		if err := html.Render(&b, c); err != nil {
			break
		}
	}
	return b.String()
}

func attr(el *html.Node, name string) string {
	for _, a := range el.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(el *html.Node, name string) bool {
	for _, a := range el.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
