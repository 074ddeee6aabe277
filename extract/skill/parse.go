package skill

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// parsed is what taxonomy files say, as written.
type parsed struct {
	version string
	phrases []string
	entries []Entry
}

// read adds what file f says: the subset of YAML that taxonomy files use. A
// general YAML parser would need a tenth of a second for what every start of the
// program does; a test compares the two.
func (p *parsed) read(f File) error {
	var errs []error
	var e *Entry
	inSkills := false
	n := 0
	for raw := range bytes.Lines(bytes.TrimPrefix(f.Content, []byte("\xef\xbb\xbf"))) {
		n++
		line := strings.TrimRight(string(raw), "\r\n ")
		if line == "" || strings.HasPrefix(strings.TrimLeft(line, " "), "#") {
			continue
		}
		bad := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("%w: %s:%d: %s", ErrTaxonomy, f.Name, n, fmt.Sprintf(format, args...)))
		}
		rest := line
		switch {
		case strings.HasPrefix(line, "- ") && inSkills:
			p.entries = append(p.entries, Entry{file: f.Name, line: n})
			e = &p.entries[len(p.entries)-1]
			rest = line[2:]
		case strings.HasPrefix(line, "  ") && line[2] != ' ' && e != nil:
			rest = line[2:]
		case line[0] == ' ' || line[0] == '-':
			bad(`%q: want "- id: …" or two spaces and "key: value"`, line)
			continue
		default:
			e = nil
		}
		key, value, ok := strings.Cut(rest, ":")
		value = strings.TrimLeft(value, " ")
		if !ok {
			bad("%q: want key: value", line)
			continue
		}
		if err := p.set(e, &inSkills, key, value); err != nil {
			bad("%v", err)
		}
	}
	return errors.Join(errs...)
}

// set sets what key names, of entry e or of the file.
func (p *parsed) set(e *Entry, inSkills *bool, key, value string) (err error) {
	switch {
	case e != nil:
		return e.set(key, value)
	case key == "version":
		p.version, err = scalar(value)
	case key == "phrases":
		var more []string
		more, err = sequence(value)
		p.phrases = append(p.phrases, more...)
	case key == "skills" && value == "":
		*inSkills = true
	default:
		err = fmt.Errorf("unknown key %q: want version, phrases or skills", key)
	}
	return err
}

// set sets the field that key names.
func (e *Entry) set(key, value string) (err error) {
	e.given = append(e.given, key)
	switch key {
	case "id":
		e.ID, err = scalar(value)
	case "name":
		e.Name, err = scalar(value)
		if e.NameJA == "" {
			e.NameJA = e.Name
		}
	case "name_ja":
		e.NameJA, err = scalar(value)
	case "kind":
		e.Kind, err = scalar(value)
	case "near":
		e.Near, err = scalar(value)
	case "named":
		switch value {
		case "true":
			e.Named = true
		case "false":
			e.Named = false
		default:
			err = fmt.Errorf("named %q: want true or false", value)
		}
	case "intro":
		if e.NoIntro = value == "false"; !e.NoIntro && value != "true" {
			err = fmt.Errorf("intro %q: want true or false", value)
		}
	case "off":
		if e.off = value == "true"; !e.off && value != "false" {
			err = fmt.Errorf("off %q: want true or false", value)
		}
	case "remove":
		e.remove, err = sequence(value)
	case "en":
		e.En, err = sequence(value)
	case "ja":
		e.Ja, err = sequence(value)
	case "exact":
		e.Exact, err = sequence(value)
	case "context":
		e.Context, err = sequence(value)
	case "never":
		e.Never, err = sequence(value)
	case "list":
		e.List, err = sequence(value)
	case "require":
		e.Require, err = sequence(value)
	case "reject":
		e.Reject, err = sequence(value)
	case "article1":
		e.Article1, err = sequence(value)
	case "article2":
		e.Article2, err = sequence(value)
	default:
		return fmt.Errorf("unknown key %q: want id, name, name_ja, kind, named, en, ja, exact, context, never, near, list, require, reject, intro, article1, article2, remove or off", key)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}

// scalar reads a plain word or a string in double quotes.
func scalar(s string) (string, error) {
	v, rest, err := next(s)
	if err != nil {
		return "", err
	}
	if rest != "" {
		return "", fmt.Errorf("%q: text after the value", rest)
	}
	return v, nil
}

// sequence reads ["a", "b", c].
func sequence(s string) ([]string, error) {
	if len(s) < 2 || s[0] != '[' || s[len(s)-1] != ']' {
		return nil, fmt.Errorf(`%q: want a list in one line: ["a", "b"]`, s)
	}
	s = strings.TrimSpace(s[1 : len(s)-1])
	if s == "" {
		return nil, nil
	}
	out := make([]string, 0, strings.Count(s, ",")+1)
	for {
		v, rest, err := next(s)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
		if rest == "" {
			return out, nil
		}
		if rest[0] != ',' {
			return nil, fmt.Errorf("%q: want a comma", rest)
		}
		s = strings.TrimLeft(rest[1:], " ")
	}
}

// next reads one scalar at the start of s and returns what follows it.
func next(s string) (value, rest string, err error) {
	if s == "" {
		return "", "", errors.New("empty value")
	}
	if s[0] != '"' {
		end := strings.IndexByte(s, ',')
		if end < 0 {
			end = len(s)
		}
		value = strings.TrimRight(s[:end], " ")
		if value == "" || strings.ContainsAny(value, "\"'[]{}#&*!|>%@`:") {
			return "", "", fmt.Errorf("%q: put it in double quotes", value)
		}
		return value, s[end:], nil
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			value = s[1:i]
			if strings.IndexByte(value, '\\') >= 0 {
				if value, err = strconv.Unquote(s[:i+1]); err != nil {
					return "", "", fmt.Errorf("%s: %w", s[:i+1], err)
				}
			}
			return value, strings.TrimLeft(s[i+1:], " "), nil
		}
	}
	return "", "", fmt.Errorf("%q: no closing quote", s)
}
