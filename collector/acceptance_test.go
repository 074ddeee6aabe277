package collector_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"
	"unicode"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"

	"juyo/collector"
	"juyo/listing"
)

// Saved job pages of real sites are served on loopback and collected. What each
// page's markup states, as a reader of our own in this test finds it, must be in
// the listing.
func TestRealPagesAreCollected(t *testing.T) {
	t.Parallel()
	dir := shared(t, "data/pages")
	var manifest []struct {
		File  string
		Types []string `json:"jsonld_types"`
	}
	b, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &manifest); err != nil {
		t.Fatal(err)
	}
	w := newTown(t)
	var list strings.Builder
	stated := map[string]map[string]any{} // by title and employer
	files := map[string]string{}
	for _, m := range manifest {
		if !slices.Contains(m.Types, "JobPosting") {
			continue
		}
		path := "/pages/" + m.File
		fmt.Fprintf(&list, "<a href=%q>x</a>\n", path)
		w.answers[path] = func(rw http.ResponseWriter, _ *http.Request) {
			body, err := os.ReadFile(filepath.Join(dir, m.File))
			if err != nil {
				http.Error(rw, err.Error(), http.StatusInternalServerError)
				return
			}
			rw.Header().Set("Content-Type", "text/html")
			_, _ = rw.Write(body)
		}
		p := statedBy(t, filepath.Join(dir, m.File))
		key := letters(p["title"].(string) + p["hiringOrganization"].(map[string]any)["name"].(string))
		stated[key], files[key] = p, m.File
	}
	w.says("/list", list.String())
	run := w.run(w.collector(), collector.Source{Name: "pages", Kind: "jsonld", URL: w.srv.URL + "/list", Pattern: `/pages/.*\.html$`})
	if run.Status != listing.RunComplete || run.Counts.New != len(stated) {
		t.Errorf("%d pages: %+v", len(stated), run)
	}

	var table strings.Builder
	tw := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(tw, "file\ttitle\temployer\tplace\tpay\tposted\tid")
	for r, err := range w.db.Revisions(t.Context(), "none") {
		if err != nil {
			t.Fatal(err)
		}
		l := r.Listing
		key := letters(l.Title + l.Company)
		p := stated[key]
		if p == nil {
			t.Errorf("no page states %q of %q", l.Title, l.Company)
			continue
		}
		delete(stated, key)
		missing(t, &l, p)
		_, _ = fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", cut(files[key]), cut(l.Title), cut(l.Company), cut(l.Location), payOf(l.BaseSalary), l.PostedAt.Format("2006-01-02"), cut(l.ID))
	}
	_ = tw.Flush()
	t.Log("\n" + table.String())
	for key := range stated {
		t.Errorf("%s was not collected", files[key])
	}
}

func cut(s string) string {
	if r := []rune(s); len(r) > 32 {
		return string(r[:31]) + "…"
	}
	return s
}

func payOf(p *listing.Pay) string {
	if p == nil {
		return "-"
	}
	end := func(v *int64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatInt(*v, 10)
	}
	return end(p.Min) + "-" + end(p.Max) + " " + p.Currency + "/" + string(p.Period)
}

var ldScript = regexp.MustCompile(`(?is)<script[^>]*ld\+json[^>]*>(.*?)</script>`)

// statedBy reads the JobPosting of a page in the plainest way there is.
func statedBy(t *testing.T, file string) map[string]any {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	if strings.Contains(text[:min(len(text), 2000)], "Shift_JIS") {
		if text, err = japanese.ShiftJIS.NewDecoder().String(text); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range ldScript.FindAllStringSubmatch(text, -1) {
		block := strings.Map(func(r rune) rune {
			if r < 0x20 {
				return ' '
			}
			return r
		}, m[1])
		var v any
		if err := json.Unmarshal([]byte(block), &v); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all, ok := v.([]any)
		if !ok {
			all = []any{v}
		}
		for _, e := range all {
			if p, ok := e.(map[string]any); ok && p["@type"] == "JobPosting" {
				return p
			}
		}
	}
	t.Fatalf("%s: no JobPosting", file)
	return nil
}

// missing reports every fact of a JobPosting that is not in the listing.
func missing(t *testing.T, l *listing.Listing, p map[string]any) {
	t.Helper()
	everything, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	within := letters(l.Title + l.Company + l.Location + l.EmploymentText + l.Body() + string(everything))
	about := func(what, s string) {
		if s = letters(s); s != "" && !strings.Contains(within, s) {
			t.Errorf("%s: %s is missing: %.200s", l.Title, what, s)
		}
	}
	for _, field := range []string{"title", "description", "skills", "responsibilities", "qualifications", "industry", "occupationalCategory", "workHours", "jobBenefits"} {
		if s, ok := p[field].(string); ok {
			about(field, s)
		}
	}
	if org, ok := p["hiringOrganization"].(map[string]any); ok {
		about("employer", org["name"].(string))
	}
	if where, ok := p["jobLocation"].(map[string]any); ok {
		address := where["address"].(map[string]any)
		for _, part := range []string{"streetAddress", "addressLocality", "addressRegion"} {
			if s, ok := address[part].(string); ok {
				about(part, s)
			}
		}
		if c, _ := address["addressCountry"].(string); len(c) == 2 && l.Market != c {
			t.Errorf("%s: country %s is missing: %q", l.Title, c, l.Market)
		}
	}
	if id, ok := p["identifier"].(map[string]any); ok {
		if v, ok := id["value"].(string); ok && l.ID != v {
			t.Errorf("%s: identifier %q became %q", l.Title, v, l.ID)
		}
	}
	if (p["jobLocationType"] == "TELECOMMUTE") != l.Telecommute {
		t.Errorf("%s: telecommute is %t", l.Title, l.Telecommute)
	}
	if posted, _ := p["datePosted"].(string); len(posted) >= 10 {
		day := strings.ReplaceAll(posted[:10], "/", "-")
		if got := l.PostedAt.Format("2006-01-02"); got != day {
			t.Errorf("%s: posted on %s, read as %s", l.Title, day, got)
		}
	}
	if e, ok := p["educationRequirements"].(map[string]any); ok {
		about("education", e["credentialCategory"].(string))
	}
	if e, ok := p["experienceRequirements"].(map[string]any); ok {
		about("experience", fmt.Sprintf("%d+ years of experience", int(e["monthsOfExperience"].(float64))/12))
	}
	if s, ok := p["baseSalary"].(map[string]any); ok {
		pay := payOf(l.BaseSalary)
		var figures []string
		collectFigures(s["value"], &figures)
		if len(figures) == 0 {
			t.Errorf("%s: no figures in %v", l.Title, s)
		}
		for _, f := range figures {
			if !strings.Contains(pay, f) {
				t.Errorf("%s: pay %s is missing from %s", l.Title, f, pay)
			}
		}
		if c, _ := s["currency"].(string); !strings.Contains(pay, c) {
			t.Errorf("%s: currency %s is missing from %s", l.Title, c, pay)
		}
	}
}

func collectFigures(v any, into *[]string) {
	switch v := v.(type) {
	case string:
		if v != "" && strings.Trim(v, "0123456789") == "" {
			*into = append(*into, v)
		}
	case float64:
		*into = append(*into, strconv.FormatInt(int64(v), 10))
	case []any:
		for _, e := range v {
			collectFigures(e, into)
		}
	case map[string]any:
		for _, e := range v {
			collectFigures(e, into)
		}
	}
}

var markup = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)

// letters is what s says: no markup, no entities, no white space or punctuation.
func letters(s string) string {
	for range 3 {
		s = html.UnescapeString(s)
	}
	s = markup.ReplaceAllString(s, "")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}
