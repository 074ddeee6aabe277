// Package archtest keeps the arrows of docs/design.md true: which package may
// import which, and which outside technology enters by which door. It parses
// the import clauses itself, in this process, because a test that asks another
// program passes from the test cache when a forbidden import appears.
//
// It is not a style check. Call Check on the module's root.
package archtest

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Rule draws the arrows of one package.
type Rule struct {
	// Ours lists the packages of this module it may import; a trailing "/..."
	// takes in the folder and everything below it. "*" allows all.
	Ours []string
	// Doors lists the outside technologies (keys of Rules.Doors) it may import.
	Doors []string
}

// Rules is the whole picture.
type Rules struct {
	Module   string          // module path
	Packages map[string]Rule // by folder relative to the root; "x/..." covers folders below x that have no rule of their own
	// Doors maps the name of a technology to the import paths it comes in by;
	// they are closed to every package without that door.
	Doors map[string][]string
	// Pure packages may import only the standard library, our packages as
	// drawn, and these modules.
	Pure map[string][]string
}

// Violation is one import that no arrow allows.
type Violation struct {
	File   string // relative to the root
	Import string // "" when the package itself has no rule
	Why    string
}

func (v Violation) String() string {
	if v.Import == "" {
		return fmt.Sprintf("%s: %s", v.File, v.Why)
	}
	return fmt.Sprintf("%s imports %s: %s", v.File, v.Import, v.Why)
}

// Check parses the imports of every non-test Go file below root and returns what
// breaks the rules, sorted. Folders named testdata, vendor or starting with a
// dot or underscore are left out, as the go command does.
func Check(root string, r Rules) ([]Violation, error) {
	var out []Violation
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if p != root && (name == "testdata" || name == "vendor" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			if p != root {
				if _, err := os.Stat(filepath.Join(p, "go.mod")); err == nil {
					return filepath.SkipDir // another module
				}
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		vs, err := checkFile(p, filepath.ToSlash(rel), r)
		out = append(out, vs...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("check imports below %s: %w", root, err)
	}
	slices.SortFunc(out, func(a, b Violation) int { return strings.Compare(a.String(), b.String()) })
	return out, nil
}

func checkFile(file, rel string, r Rules) ([]Violation, error) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	folder := path.Dir(rel)
	rule, known := r.ruleFor(folder)
	if !known {
		return []Violation{{File: rel, Why: fmt.Sprintf("nobody drew arrows for package %q: add it to the rules and to docs/design.md", folder)}}, nil
	}
	var out []Violation
	for _, spec := range f.Imports {
		imp, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		if why := r.refuse(folder, rule, imp); why != "" {
			out = append(out, Violation{File: rel, Import: imp, Why: why})
		}
	}
	return out, nil
}

// ruleFor finds the rule of a folder: its own, or that of the nearest "x/...".
func (r Rules) ruleFor(folder string) (Rule, bool) {
	if rule, ok := r.Packages[folder]; ok {
		return rule, true
	}
	for dir := folder; ; dir = path.Dir(dir) {
		if rule, ok := r.Packages[dir+"/..."]; ok {
			return rule, true
		}
		if dir == "." || dir == "/" {
			return Rule{}, false
		}
	}
}

func (r Rules) refuse(folder string, rule Rule, imp string) string {
	if ours, ok := strings.CutPrefix(imp, r.Module+"/"); ok {
		if slices.ContainsFunc(rule.Ours, func(pattern string) bool { return covers(pattern, ours) }) {
			return ""
		}
		return fmt.Sprintf("%s may import only %v of ours", folder, rule.Ours)
	}
	for _, door := range slices.Sorted(maps.Keys(r.Doors)) {
		for _, prefix := range r.Doors[door] {
			if within(imp, prefix) && !slices.Contains(rule.Doors, door) {
				return door + " comes in by its one door only"
			}
		}
	}
	if allowed, pure := r.pureFor(folder); pure && strings.Contains(strings.SplitN(imp, "/", 2)[0], ".") {
		if !slices.ContainsFunc(allowed, func(m string) bool { return within(imp, m) }) {
			return fmt.Sprintf("%s is pure: the standard library and %v only", folder, allowed)
		}
	}
	return ""
}

func (r Rules) pureFor(folder string) ([]string, bool) {
	for dir := folder; dir != "."; dir = path.Dir(dir) {
		if allowed, ok := r.Pure[dir]; ok {
			return allowed, true
		}
	}
	return nil, false
}

func covers(pattern, pkg string) bool {
	if pattern == "*" {
		return true
	}
	if dir, ok := strings.CutSuffix(pattern, "/..."); ok {
		return within(pkg, dir)
	}
	return pattern == pkg
}

func within(imp, prefix string) bool {
	return imp == prefix || strings.HasPrefix(imp, prefix+"/")
}
