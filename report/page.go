package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"juyo/demand"
	"juyo/report/assets"
	"juyo/report/chart"
)

//go:embed page/page.html
var pageHTML string

//go:embed page/page.css
var pageCSS string

//go:embed page/boot.js
var bootJS string

// fact is a name and a value.
type fact struct{ Name, Value string }

// link is an entry of the contents.
type link struct {
	ID, Heading string
	Links       []link
}

// page is what the template is filled with.
type page struct {
	W              *words
	R              *Report
	CSP            string
	Style, Scripts template.HTML
	Scope          []fact
	Cards          []fact
	NotTheMarket   string
	NotCovered     string // why the page has no numbers of its month
	Notes          []string
	Sentences      []string
	Sections       []link
	Body           []section
}

// WriteHTML draws the charts and writes the page: one file that needs no other.
func (r *Report) WriteHTML(w io.Writer) error {
	p := r.page()
	live, err := r.draw(p.Body)
	if err != nil {
		return fmt.Errorf("write report %s: %w", r.Month, err)
	}
	style, styleHash := inline("style", pageCSS)
	p.Style = style
	p.CSP = "default-src 'none'; style-src " + styleHash + "; img-src data:; base-uri 'none'; form-action 'none'"
	if !r.static {
		scripts, hashes, err := r.scripts(live)
		if err != nil {
			return fmt.Errorf("write report %s: %w", r.Month, err)
		}
		p.Scripts = scripts
		p.CSP += "; script-src " + hashes
	}
	t, err := template.New("page").Funcs(template.FuncMap{"pair": newPair}).Parse(pageHTML)
	if err != nil {
		return fmt.Errorf("write report %s: %w", r.Month, err)
	}
	var buf bytes.Buffer
	if err := t.Execute(&buf, p); err != nil {
		return fmt.Errorf("write report %s: %w", r.Month, err)
	}
	if _, err := buf.WriteTo(w); err != nil {
		return fmt.Errorf("write report %s: %w", r.Month, err)
	}
	return nil
}

// pair hands a template the words beside a figure.
type pair struct {
	W *words
	F *figure
}

func newPair(w *words, f *figure) pair { return pair{w, f} }

// inline returns an element around our own constant text, and the hash that a
// Content-Security-Policy allows it by.
func inline(element, text string) (el template.HTML, hash string) {
	sum := sha256.Sum256([]byte(text))
	return template.HTML("<" + element + ">" + text + "</" + element + ">"), //nolint:gosec // text is embedded, never from a listing
		"'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// page gathers everything but the drawings.
func (r *Report) page() *page {
	w, o := r.words, r.Overview
	p := &page{
		W: w, R: r, Body: r.sections(),
		Notes: r.warnings(r.Notes, o.Warnings),
		Scope: []fact{
			{w.ScopeMonth, w.monthText(r.Month)},
			{w.ScopeRegion, w.Regions[r.Scope.Region]},
			{w.ScopePopulation, w.Populations[r.Scope.Population]},
			{w.ScopeBasis, w.Bases[r.Scope.Basis]},
			{w.ScopePanel, w.Panels[r.Scope.Panel]},
		},
	}
	if why := r.NotCovered(); why != nil {
		p.NotCovered = fmt.Sprintf(w.NotCovered, w.monthText(r.Month), r.why(why))
	} else {
		p.Cards, p.Sentences = r.cards(), r.sentences()
		if o.NEmployers > 0 {
			p.NotTheMarket = fmt.Sprintf(w.NotTheMarket, w.many(o.NEmployers, "employer"))
		}
	}
	p.Sections = append(p.Sections, link{ID: "summary", Heading: w.Summary})
	for _, s := range p.Body {
		l := link{ID: s.ID, Heading: s.Heading}
		if s.ID == "skills" {
			for _, f := range s.Figures {
				l.Links = append(l.Links, link{ID: f.ID, Heading: f.Heading})
			}
		}
		p.Sections = append(p.Sections, l)
	}
	for i := range p.Body {
		for _, f := range p.Body[i].Figures {
			r.finishFigure(f, p.Body[i].Heading)
		}
	}
	return p
}

// cards are the numbers that head the page.
func (r *Report) cards() []fact {
	w, o := r.words, r.Overview
	card := func(n int, noun string) fact { return fact{w.label(n, noun), count(n)} }
	rest := []fact{card(o.NEmployers, "employers"), card(r.sourcesSeen(), "sources")}
	if r.Scope.Basis == demand.New {
		return append([]fact{card(o.NListings, "new listings")}, rest...)
	}
	return append([]fact{card(o.NListings, "listings"), card(o.New, "new")}, rest...)
}

// finishFigure fills what follows from the rest: labels and the CSV.
func (r *Report) finishFigure(f *figure, heading string) {
	if f.Heading != "" {
		heading = f.Heading
	}
	f.Label = strings.Trim(heading+". "+f.Finding+". "+f.Detail, ". ")
	if f.Table == nil {
		return
	}
	f.CSVName = "juyo-" + r.Month.String() + "-" + f.ID + ".csv"
	f.CSVLabel = fmt.Sprintf(r.words.DownloadHint, heading)
	f.CSV = template.URL("data:text/csv;charset=utf-8;base64," + base64.StdEncoding.EncodeToString(f.Table.csv())) //nolint:gosec // base64 of our own table
	f.Table.Region = fmt.Sprintf(r.words.TableHint, f.Table.Caption)
}

// sections lists the parts of the page after the summary.
func (r *Report) sections() []section {
	w := r.words
	about := []section{
		{ID: "sources", Heading: w.Sources, Lead: w.SourcesLead, Figures: []*figure{r.countsFigure(), r.sourcesFigure()}},
		{ID: "method", Heading: w.Method, Texts: r.methodTexts()},
		{ID: "versions", Heading: w.Versions, Facts: r.versionFacts()},
	}
	if r.NotCovered() != nil {
		return about
	}
	skills := section{ID: "skills", Heading: w.Skills, Lead: w.SkillsLead}
	for _, g := range r.Skills {
		skills.Figures = append(skills.Figures, r.skillsFigure(g))
	}
	trends := section{ID: "trends", Heading: w.Trends, Lead: fmt.Sprintf(w.TrendsLead, TrendMonths)}
	for _, g := range r.Trends {
		trends.Figures = append(trends.Figures, r.trendFigure(g))
	}
	if len(r.Trends) > 0 {
		trends.Texts = r.warnings(r.trendOnly(r.Trends[0].Trend.Warnings))
	}
	return append([]section{
		{
			ID: "categories", Heading: w.Categories, Lead: w.CategoriesLead,
			Figures: []*figure{
				r.categoryFigure("article1", w.Article1, "article1"),
				r.categoryFigure("article2", w.Article2, "article2"),
			},
		},
		skills.oneReason(),
		section{ID: "combos", Heading: w.Combos, Lead: w.CombosLead, Figures: []*figure{r.combosFigure()}}.oneReason(),
		r.paySection(),
		section{
			ID: "mixes", Heading: w.Mixes, Lead: w.MixesLead,
			Figures: []*figure{
				r.mixFigure("roles", w.MixRoles, r.Overview.Roles, w.Roles),
				r.mixFigure("remote", w.MixRemote, r.Overview.Remote, w.Remotes),
				r.mixFigure("employment", w.MixEmployment, r.Overview.Employment, w.Employments),
			},
		}.oneReason(),
		trends.oneReason(),
	}, about...)
}

// oneReason says a reason once where all figures of a section share it.
func (s section) oneReason() section {
	if len(s.Figures) == 0 {
		return s
	}
	why := s.Figures[0].Reason
	for _, f := range s.Figures {
		if f.Reason == "" || f.Reason != why {
			return s
		}
	}
	s.Reason, s.Figures = why, nil
	return s
}

// trendOnly keeps the warnings that only a trend has: the page's head says the
// others, and the section's lead that it is raw.
func (r *Report) trendOnly(warnings []demand.Warning) []demand.Warning {
	return slices.DeleteFunc(slices.Clone(warnings), func(w demand.Warning) bool {
		return w.Code == demand.WarnRawTrend || slices.Contains(r.Overview.Warnings, w)
	})
}

// methodTexts fills the floors and counts into the method.
func (r *Report) methodTexts() []string {
	w, o := r.words, r.Overview
	texts := []string{w.MethodUnit, w.MethodMention, w.MethodCategories, w.MethodInterval, w.MethodRank}
	texts = append(texts, fmt.Sprintf(w.MethodFloors, demand.MinListings, demand.MinEmployers, demand.MinRowListings, demand.MinRowEmployers,
		demand.MinPayMedian, demand.MinPayEmployers, demand.MinPayQuartiles, demand.MinPayTails, demand.MinTrendMonths))
	return append(texts, fmt.Sprintf(w.MethodUnknown, count(o.NUnknownPlace), count(o.NUnknownEmployer)), w.MethodPay, w.MethodTrend, w.MethodLimits)
}

func (r *Report) versionFacts() []fact {
	w, v := r.words, r.Versions
	facts := []fact{
		{w.VersionJuyo, v.Juyo},
		{w.VersionTaxonomy, v.Taxonomy},
		{w.VersionExtractor, v.Extractor},
		{w.VersionZone, v.Zone},
		{w.VersionSchema, strconv.Itoa(r.Schema)},
		{w.VersionCharts, "Apache ECharts " + assets.EChartsVersion},
	}
	if !v.Through.IsZero() {
		facts = append(facts, fact{w.VersionThrough, r.timeText(v.Through)})
	}
	shown := facts[:0]
	for _, f := range facts {
		if f.Value != "" {
			shown = append(shown, f)
		}
	}
	return shown
}

// timeText writes a moment in the report's zone, and names the zone.
func (r *Report) timeText(t time.Time) string {
	zone := r.zone
	if zone == nil {
		zone = time.UTC
	}
	return t.In(zone).Format("2006-01-02 15:04") + " (" + zone.String() + ")"
}

// liveChart is what the boot script needs to make one chart live.
type liveChart struct {
	Wide   map[string]any `json:"wide,omitempty"`
	Narrow map[string]any `json:"narrow,omitempty"`
	Tips   []string       `json:"tips"`
	Keys   int            `json:"keys"` // the series whose points the arrow keys visit
	// Pointer is the one thing in which tooltips differ: "line" or "shadow".
	Pointer string `json:"pointer"`
}

// liveCharts is the data block of the page.
type liveCharts struct {
	Shared map[string]any       `json:"shared"` // what every option has alike
	Charts map[string]liveChart `json:"charts"`
}

// share takes out of the options what they all have alike, and returns it.
func share(live map[string]liveChart) map[string]any {
	shared := map[string]any{}
	for _, c := range live {
		for _, option := range []map[string]any{c.Wide, c.Narrow} {
			for _, key := range chart.Alike() {
				if v, ok := option[key]; ok {
					shared[key] = v
					delete(option, key)
				}
			}
		}
	}
	return shared
}

// draw renders every chart in one session and fills in the SVGs.
func (r *Report) draw(body []section) (map[string]liveChart, error) {
	renderer := r.renderer
	if renderer == nil {
		var err error
		if renderer, err = chart.NewRenderer(); err != nil {
			return nil, err
		}
	}
	session, err := renderer.NewSession()
	if err != nil {
		return nil, err
	}
	live := map[string]liveChart{}
	for i := range body {
		for _, f := range body[i].Figures {
			if f.drawing != nil {
				if f.SVG, err = drawBoth(session, f.ID, f.drawing, live); err != nil {
					return nil, err
				}
			}
			for _, c := range f.Cells {
				if c.drawing != nil {
					if c.SVG, err = drawSmall(session, c.ID, c.drawing, live); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	return live, nil
}

// drawBoth draws a chart for a screen and for a phone; the page shows one.
func drawBoth(s *chart.Session, id string, d drawer, live map[string]liveChart) (template.HTML, error) {
	wide, err := d.Draw(chart.Wide)
	if errors.Is(err, chart.ErrNothing) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	narrow, err := d.Draw(chart.Narrow)
	if err != nil {
		return "", err
	}
	big, err := s.SVG(wide, id, "wide")
	if err != nil {
		return "", err
	}
	small, err := s.SVG(narrow, id, "narrow")
	if err != nil {
		return "", err
	}
	live["chart-"+id] = liveChart{Wide: wide.Option, Narrow: narrow.Option, Tips: d.Tips(), Keys: wide.Keys(), Pointer: wide.Pointer}
	return template.HTML(big + small), nil //nolint:gosec // rewritten by chart.Session.SVG from a list of elements and attributes
}

// drawSmall draws a chart that fits everywhere.
func drawSmall(s *chart.Session, id string, d drawer, live map[string]liveChart) (template.HTML, error) {
	drawing, err := d.Draw(chart.TrendWidth)
	if errors.Is(err, chart.ErrNothing) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	svg, err := s.SVG(drawing, id, "small")
	if err != nil {
		return "", err
	}
	live["chart-"+id] = liveChart{Wide: drawing.Option, Tips: d.Tips(), Keys: drawing.Keys(), Pointer: drawing.Pointer}
	return template.HTML(svg), nil //nolint:gosec // as in drawBoth
}

// scripts returns the options as a block of data, ECharts and the boot script, and
// the hashes of the two that run. The data block never runs: its type is JSON,
// and json.Marshal leaves no < in it.
func (r *Report) scripts(live map[string]liveChart) (scripts template.HTML, hashes string, err error) {
	options, err := json.Marshal(liveCharts{Shared: share(live), Charts: live})
	if err != nil {
		return "", "", fmt.Errorf("write chart options: %w", err)
	}
	library, libraryHash := inline("script", assets.ECharts())
	boot, bootHash := inline("script", bootJS)
	data := `<p id="chart-said" class="sr" aria-live="polite"></p>` + "\n" +
		`<script type="application/json" id="chart-options">` + string(options) + "</script>\n"
	return template.HTML(data) + library + "\n" + boot, libraryHash + " " + bootHash, nil //nolint:gosec // see above
}
