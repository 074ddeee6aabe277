// Package config is what the operator says: one YAML file, overridden by JUYO_…
// variables, with every problem reported at once and what to write instead.
//
// It is plain structs and imports nothing of ours; commands turn them into the
// options of other packages. It reads no environment by itself. Call Load.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Config is everything the operator can say. The keys of the file are the yaml
// tags; Example shows each with its default.
type Config struct {
	Contact  string   `yaml:"contact"`  // e-mail or URL a site owner can reach you at; required to collect
	Database string   `yaml:"database"` // file path; "" the user data folder
	Taxonomy string   `yaml:"taxonomy"` // file with skills of one's own; "" only juyo's
	Zone     string   `yaml:"zone"`     // IANA zone months are cut in
	Region   string   `yaml:"region"`   // jp, global, or "" for jp while there is enough of it
	Collect  Collect  `yaml:"collect"`
	Report   Report   `yaml:"report"`
	Log      Log      `yaml:"log"`
	Sources  []Source `yaml:"sources"`
}

// Collect says when and how hard to collect.
type Collect struct {
	Schedule string        `yaml:"schedule"`  // cron: minute hour day month weekday
	Workers  int           `yaml:"workers"`   // sources collected at once
	Delay    time.Duration `yaml:"delay"`     // least time between two requests to one host
	MaxPages int           `yaml:"max_pages"` // per source and run; 0: no bound
	Allow    []string      `yaml:"allow"`     // ip:port inside your own network that may be fetched
}

// Report says when and where monthly reports are written.
type Report struct {
	Schedule string   `yaml:"schedule"`
	Folder   string   `yaml:"folder"`
	Langs    []string `yaml:"langs"`
	Static   bool     `yaml:"static"` // leave the interactive charts out
}

// Log says how the daemon talks.
type Log struct {
	Level  string `yaml:"level"`  // debug, info, warn or error
	Format string `yaml:"format"` // auto, text or json
}

// Source is one place to collect from.
type Source struct {
	Name         string `yaml:"name"`
	Kind         string `yaml:"kind"`
	URL          string `yaml:"url"`
	Token        string `yaml:"token"`         // greenhouse: the board's name
	Discover     string `yaml:"discover"`      // jsonld: auto, sitemap, list or feed
	Pattern      string `yaml:"pattern"`       // jsonld: regular expression of detail pages' URLs
	LinkSelector string `yaml:"link_selector"` // jsonld: CSS selector of links to detail pages
	NextSelector string `yaml:"next_selector"` // jsonld: CSS selector of the link to the next list page
	Months       int    `yaml:"months"`        // hackernews: months to look back
	Market       string `yaml:"market"`        // ISO country that tells which $ is meant
	Private      bool   `yaml:"private"`       // stays out of anything published
	Off          bool   `yaml:"off"`           // keep the entry, do not collect
}

// Kinds of source the file can name.
var kinds = []string{"jsonld", "greenhouse", "hackernews"}

// Default returns what holds when the file says nothing.
func Default() Config {
	return Config{
		Zone:    "Asia/Tokyo",
		Collect: Collect{Schedule: "30 3 * * *", Workers: 4, Delay: 2 * time.Second},
		Report:  Report{Schedule: "0 6 1 * *", Folder: "reports", Langs: []string{"ja", "en"}},
		Log:     Log{Level: "info", Format: "auto"},
	}
}

// ErrProblems marks a file that was read but says things that cannot be; the
// error lists all of them.
var ErrProblems = errors.New("the configuration has problems")

// Problem is one thing wrong: where, what, and what to write instead.
type Problem struct { //nolint:errname // a Problem is what people see in a list; it is an error only to be joined
	Line int    // of the file, 0 when it is not from the file
	Path string // e.g. sources[2].kind
	What string
	Fix  string
}

func (p Problem) Error() string {
	var b strings.Builder
	if p.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", p.Line)
	}
	fmt.Fprintf(&b, "%s: %s", p.Path, p.What)
	if p.Fix != "" {
		b.WriteString(": " + p.Fix)
	}
	return b.String()
}

// Load reads the file at path over the defaults, then the JUYO_… variables of
// environ ("KEY=value" strings), and validates. A path of "" reads no file.
//
// Errors: the file cannot be read (wrapped), or ErrProblems joined with every
// Problem.
func Load(path string, environ []string) (Config, error) {
	c := Default()
	var problems []error
	var at positions
	if path != "" {
		b, err := os.ReadFile(path)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return c, fmt.Errorf("read the configuration: %w: write one with `juyo init`", err)
			}
			return c, fmt.Errorf("read the configuration: %w", err)
		}
		at, problems = decode(b, &c)
	}
	problems = append(problems, override(&c, environ)...)
	problems = append(problems, c.validate(at)...)
	if len(problems) > 0 {
		where := path
		if where == "" {
			where = "the environment"
		}
		return c, fmt.Errorf("%s: %w:\n%w", where, ErrProblems, errors.Join(problems...))
	}
	if path != "" {
		c.anchor(filepath.Dir(path))
	}
	return c, nil
}

// anchor makes relative paths of the file relative to the file's own folder, so
// that a cron job and a person in another folder mean the same database.
func (c *Config) anchor(dir string) {
	for _, p := range []*string{&c.Database, &c.Taxonomy, &c.Report.Folder} {
		if *p != "" && !filepath.IsAbs(*p) && !strings.Contains(*p, "://") {
			*p = filepath.Join(dir, *p)
		}
	}
}
