package config

import (
	"fmt"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var sourceName = regexp.MustCompile(`^[a-z0-9][a-z0-9_.-]{0,62}$`)

// Validate reports every problem of c, joined under ErrProblems; nil when none.
func (c Config) validate(at positions) []error {
	v := checker{at: at}
	if c.Contact != "" {
		v.contact(c.Contact)
	} else if slices.ContainsFunc(c.Sources, func(s Source) bool { return !s.Off }) {
		v.bad("contact", "missing", "write an e-mail address or a URL at which a site's owner can reach you; juyo sends it with every request")
	}
	if _, err := time.LoadLocation(c.Zone); err != nil || c.Zone == "" {
		v.bad("zone", fmt.Sprintf("unknown zone %q", c.Zone), "write an IANA name such as Asia/Tokyo")
	}
	v.oneOf("region", c.Region, "", "jp", "global")
	if c.Collect.Workers < 1 || c.Collect.Workers > 64 {
		v.bad("collect.workers", strconv.Itoa(c.Collect.Workers), "write a number from 1 to 64")
	}
	if c.Collect.Delay < 500*time.Millisecond {
		v.bad("collect.delay", c.Collect.Delay.String(), `write at least "500ms"; "2s" is polite`)
	}
	if c.Collect.MaxPages < 0 {
		v.bad("collect.max_pages", strconv.Itoa(c.Collect.MaxPages), "write 0 for no bound, or a number")
	}
	for i, a := range c.Collect.Allow {
		if _, err := netip.ParseAddrPort(a); err != nil {
			v.bad(fmt.Sprintf("collect.allow[%d]", i), fmt.Sprintf("%q", a), "write an address and port such as 192.168.1.20:8080")
		}
	}
	v.cron("collect.schedule", c.Collect.Schedule)
	v.cron("report.schedule", c.Report.Schedule)
	if c.Report.Folder == "" {
		v.bad("report.folder", "empty", "write a folder such as reports")
	}
	if len(c.Report.Langs) == 0 {
		v.bad("report.langs", "empty", "write [ja, en], [ja] or [en]")
	}
	for i, l := range c.Report.Langs {
		v.oneOf(fmt.Sprintf("report.langs[%d]", i), l, "ja", "en")
	}
	v.oneOf("log.level", c.Log.Level, "debug", "info", "warn", "error")
	v.oneOf("log.format", c.Log.Format, "auto", "text", "json")
	names := map[string]int{}
	for i, s := range c.Sources {
		v.source(fmt.Sprintf("sources[%d]", i), s)
		if first, twice := names[s.Name]; twice && s.Name != "" {
			v.bad(fmt.Sprintf("sources[%d].name", i), fmt.Sprintf("%q is already the name of sources[%d]", s.Name, first), "give each source a name of its own")
		}
		names[s.Name] = i
	}
	return v.problems
}

type checker struct {
	at       positions
	problems []error
}

func (v *checker) bad(path, what, fix string) {
	line := v.at[path]
	for p := path; line == 0 && strings.ContainsAny(p, ".["); {
		p = p[:strings.LastIndexAny(p, ".[")]
		line = v.at[p]
	}
	v.problems = append(v.problems, Problem{Line: line, Path: path, What: what, Fix: fix})
}

func (v *checker) oneOf(path, got string, want ...string) {
	if !slices.Contains(want, got) {
		shown := slices.DeleteFunc(slices.Clone(want), func(s string) bool { return s == "" })
		v.bad(path, fmt.Sprintf("%q", got), "write "+strings.Join(shown, ", ")+" (or leave it out)")
	}
}

func (v *checker) contact(s string) {
	if u, err := url.Parse(s); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
		return
	}
	if a, err := mail.ParseAddress(strings.TrimPrefix(s, "mailto:")); err == nil && strings.Contains(a.Address, "@") {
		return
	}
	v.bad("contact", fmt.Sprintf("%q", s), "write an e-mail address or an https:// URL")
}

// cron looks at the shape only; the daemon parses the fields and says more.
func (v *checker) cron(path, spec string) {
	fields := strings.Fields(spec)
	if len(fields) > 0 && (strings.HasPrefix(fields[0], "CRON_TZ=") || strings.HasPrefix(fields[0], "TZ=")) {
		fields = fields[1:]
	}
	if len(fields) == 5 || len(fields) >= 1 && strings.HasPrefix(fields[0], "@") {
		return
	}
	v.bad(path, fmt.Sprintf("%q", spec), `write five fields, minute hour day month weekday, such as "30 3 * * *"`)
}

func (v *checker) source(path string, s Source) {
	if !sourceName.MatchString(s.Name) {
		v.bad(path+".name", fmt.Sprintf("%q", s.Name), "write lower-case letters, digits, - _ . (at most 63)")
	}
	if !slices.Contains(kinds, s.Kind) {
		v.bad(path+".kind", fmt.Sprintf("%q", s.Kind), "write one of "+strings.Join(kinds, ", "))
		return
	}
	if s.URL != "" || s.Kind == "jsonld" {
		u, err := url.Parse(s.URL)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			v.bad(path+".url", fmt.Sprintf("%q", s.URL), "write the address of the site, list, sitemap or feed, with https://")
		}
	}
	if s.Kind == "greenhouse" && s.Token == "" && s.URL == "" {
		v.bad(path+".token", "missing", "write the board's name, the last part of its address boards.greenhouse.io/NAME")
	}
	if s.Months < 0 || s.Months > 240 {
		v.bad(path+".months", strconv.Itoa(s.Months), "write how many months to look back, 1 to 240")
	}
	v.oneOf(path+".discover", s.Discover, "", "auto", "sitemap", "list", "feed")
	if s.Pattern != "" {
		if len(s.Pattern) > 512 {
			v.bad(path+".pattern", "longer than 512 characters", "write a shorter regular expression")
		} else if _, err := regexp.Compile(s.Pattern); err != nil {
			v.bad(path+".pattern", err.Error(), "write a Go (RE2) regular expression that a detail page's URL matches, such as /jobs/[0-9]+$")
		}
	}
	if s.Market != "" && len(s.Market) != 2 {
		v.bad(path+".market", fmt.Sprintf("%q", s.Market), "write an ISO country code such as US")
	}
}
