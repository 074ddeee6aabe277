package config

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// positions remembers on which line of the file each path stands.
type positions map[string]int

// decode reads b into c strictly: unknown keys and wrong types are problems with
// their line, and whatever can be read is read.
func decode(b []byte, c *Config) (positions, []error) {
	at := positions{}
	var doc yaml.Node
	if err := yaml.Load(b, &doc); err != nil {
		if len(strings.TrimSpace(string(b))) == 0 {
			return at, nil // an empty file says nothing
		}
		return at, []error{Problem{Path: "file", What: "is not YAML: " + err.Error(), Fix: "see `juyo init --print` for an example"}}
	}
	root := &doc
	if root.Kind == yaml.DocumentNode && len(root.Content) > 0 {
		root = root.Content[0]
	}
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" || root.Kind == 0 {
		return at, nil // only comments
	}
	problems := unknownKeys(root, reflect.TypeFor[Config](), "", at)
	if err := root.Load(c); err != nil {
		problems = append(problems, typeProblems(err, at)...)
	}
	return at, problems
}

// unknownKeys walks n beside the struct type t, notes where each path stands and
// returns a problem for every key t has no field for.
func unknownKeys(n *yaml.Node, t reflect.Type, path string, at positions) []error {
	at[path] = n.Line
	var problems []error
	switch {
	case t.Kind() == reflect.Struct && n.Kind == yaml.MappingNode:
		fields := map[string]reflect.Type{}
		var names []string
		for f := range t.Fields() {
			name := f.Tag.Get("yaml")
			fields[name] = f.Type
			names = append(names, name)
		}
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			sub := join(path, key.Value)
			ft, ok := fields[key.Value]
			switch {
			case !ok:
				problems = append(problems, Problem{Line: key.Line, Path: sub, What: "unknown key", Fix: suggest(key.Value, names)})
				continue
			case seen[key.Value]:
				problems = append(problems, Problem{Line: key.Line, Path: sub, What: "written twice", Fix: "keep one of the two"})
			}
			seen[key.Value] = true
			problems = append(problems, unknownKeys(value, ft, sub, at)...)
		}
	case t.Kind() == reflect.Slice && n.Kind == yaml.SequenceNode:
		for i, e := range n.Content {
			problems = append(problems, unknownKeys(e, t.Elem(), fmt.Sprintf("%s[%d]", path, i), at)...)
		}
	}
	return problems
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func suggest(got string, names []string) string {
	best, dist := "", 3
	for _, n := range names {
		if d := distance(got, n); d < dist {
			best, dist = n, d
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "write one of " + strings.Join(names, ", ")
}

// distance is the Levenshtein distance of a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, cost)
		}
	}
	return row[len(b)]
}

func typeProblems(err error, at positions) []error {
	var load *yaml.LoadErrors
	if !errors.As(err, &load) {
		return []error{Problem{Path: "file", What: err.Error()}}
	}
	var problems []error
	for _, e := range load.Errors {
		p := Problem{Line: e.Mark.Line, What: e.Message}
		for path, line := range at {
			// The deepest path on that line is the one meant.
			if line == e.Mark.Line && len(path) >= len(p.Path) {
				p.Path = path
			}
		}
		if strings.Contains(p.What, "time.Duration") {
			p.Fix = `write a time such as "2s" or "500ms"`
		}
		problems = append(problems, p)
	}
	return problems
}

// Variable is one environment variable that overrides the file.
type Variable struct {
	Name string // JUYO_…
	Path string // the key it overrides
	set  func(c *Config, v string) error
}

// Variables lists the environment variables Load reads. Each may also be given
// as NAME_FILE, a file whose content is the value.
func Variables() []Variable {
	text := func(get func(*Config) *string) func(*Config, string) error {
		return func(c *Config, v string) error { *get(c) = v; return nil }
	}
	return []Variable{
		{"JUYO_CONTACT", "contact", text(func(c *Config) *string { return &c.Contact })},
		{"JUYO_DATABASE", "database", text(func(c *Config) *string { return &c.Database })},
		{"JUYO_TAXONOMY", "taxonomy", text(func(c *Config) *string { return &c.Taxonomy })},
		{"JUYO_ZONE", "zone", text(func(c *Config) *string { return &c.Zone })},
		{"JUYO_REGION", "region", text(func(c *Config) *string { return &c.Region })},
		{"JUYO_COLLECT_SCHEDULE", "collect.schedule", text(func(c *Config) *string { return &c.Collect.Schedule })},
		{"JUYO_COLLECT_WORKERS", "collect.workers", func(c *Config, v string) (err error) {
			c.Collect.Workers, err = strconv.Atoi(v)
			return err
		}},
		{"JUYO_COLLECT_DELAY", "collect.delay", func(c *Config, v string) (err error) {
			c.Collect.Delay, err = time.ParseDuration(v)
			return err
		}},
		{"JUYO_REPORT_SCHEDULE", "report.schedule", text(func(c *Config) *string { return &c.Report.Schedule })},
		{"JUYO_REPORT_FOLDER", "report.folder", text(func(c *Config) *string { return &c.Report.Folder })},
		{"JUYO_REPORT_LANGS", "report.langs", func(c *Config, v string) error { c.Report.Langs = strings.Split(v, ","); return nil }},
		{"JUYO_LOG_LEVEL", "log.level", text(func(c *Config) *string { return &c.Log.Level })},
		{"JUYO_LOG_FORMAT", "log.format", text(func(c *Config) *string { return &c.Log.Format })},
	}
}

// notSettings are JUYO_ variables that other parts read.
var notSettings = []string{"JUYO_CONFIG", "JUYO_DB", "JUYO_LANG", "JUYO_NO_COLOR"}

func override(c *Config, environ []string) []error {
	byName := map[string]Variable{}
	var names []string
	for _, v := range Variables() {
		byName[v.Name] = v
		names = append(names, v.Name)
	}
	var problems []error
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		if !strings.HasPrefix(name, "JUYO_") || strings.HasPrefix(name, "JUYO_TEST_") || slices.Contains(notSettings, name) {
			continue
		}
		v, ok := byName[name]
		if !ok {
			v, ok = byName[strings.TrimSuffix(name, "_FILE")]
			if ok {
				b, err := os.ReadFile(value)
				if err != nil {
					problems = append(problems, Problem{Path: name, What: "cannot read the file it names: " + err.Error()})
					continue
				}
				value = strings.TrimSpace(string(b))
			}
		}
		if !ok {
			problems = append(problems, Problem{Path: name, What: "unknown variable", Fix: suggest(name, names)})
			continue
		}
		if err := v.set(c, value); err != nil {
			problems = append(problems, Problem{Path: name, What: fmt.Sprintf("bad value %q for %s: %v", value, v.Path, err)})
		}
	}
	return problems
}
