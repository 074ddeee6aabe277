package source

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// node is one thing of structured data: its properties by name, values as
// encoding/json gives them. Microdata is brought into the same form.
type node map[string]any

// prefixes are how a schema.org name may be written in full.
var prefixes = []string{"", "schema:", "http://schema.org/", "https://schema.org/"}

// get returns the value of a property, nil when it is absent.
func (n node) get(name string) any {
	for _, p := range prefixes {
		if v, ok := n[p+name]; ok && v != nil {
			return v
		}
	}
	return nil
}

// str returns a property as text; see text.
func (n node) str(name string) string { return strings.TrimSpace(text(n.get(name))) }

// is reports whether the node's type, or one of its types, is name.
func (n node) is(name string) bool {
	for _, t := range list(n["@type"]) {
		s, _ := t.(string)
		if i := strings.LastIndexAny(s, "/:#"); i >= 0 {
			s = s[i+1:]
		}
		if strings.EqualFold(s, name) {
			return true
		}
	}
	return false
}

// nested returns the names of the properties that hold nodes or lists, sorted, so
// that walking is repeatable.
func (n node) nested() []string {
	var keys []string
	for k, v := range n {
		switch v.(type) {
		case map[string]any, []any:
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

// list returns v as a list: an array's elements, nothing for null, else v alone.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// text returns v as text: strings and numbers as they are, lists joined by a
// comma, a node by its @value, name, value, text or url.
func text(v any) string { return textDepth(v, 0) }

func textDepth(v any, depth int) string {
	if depth > 8 {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case []any:
		var parts []string
		for _, e := range v {
			if s := strings.TrimSpace(textDepth(e, depth+1)); s != "" && len(parts) < 200 {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		n := node(v)
		for _, k := range []string{"@value", "name", "value", "text", "description", "url", "@id"} {
			if s := strings.TrimSpace(textDepth(n.get(k), depth+1)); s != "" {
				return s
			}
		}
	}
	return ""
}
