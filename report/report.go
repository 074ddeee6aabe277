// Package report writes the monthly report: one HTML file that carries everything
// it needs (charts drawn here, no address left to fetch from), and the same
// numbers as JSON and as one long CSV table.
//
// It counts nothing: every number, interval, floor and warning is demand's. It
// reads no database and no clock. Call Build with a demand.Market, then WriteFiles,
// or one of the Write methods.
package report

import (
	"errors"
	"time"

	"juyo/demand"
	"juyo/listing"
	"juyo/report/chart"
)

// SchemaVersion numbers the JSON and CSV forms; it grows when a field changes its
// meaning or goes.
const SchemaVersion = 1

// Options says which report to build.
type Options struct {
	Month   listing.Month // zero: the latest month of the scope that is over
	Lang    string        // ja or en
	Scope   demand.Scope
	Now     time.Time // tells which month is not over yet (partial); written nowhere, so any later Now gives the same bytes
	Version string    // of juyo
	Title   string    // "" for the usual one
	// Static leaves the JavaScript out: no tooltips, a third of the size, for mail
	// and archives.
	Static bool
	// Notes are shown at the top, e.g. why a region was chosen.
	Notes []demand.Warning
	// MinN raises the floors that count listings; see demand.Question.
	MinN int
	// Renderer draws the charts; nil makes one for this report. Programs that
	// write several reports make one and pass it.
	Renderer *chart.Renderer
}

// ErrNoMonth is returned by Build when the scope has no month to report on.
var ErrNoMonth = errors.New("no month to report on")

// Report is everything one report says. Its fields are the answers of demand as
// they came; its JSON form is the report's twin.
type Report struct {
	Schema   int              `json:"schema_version"`
	Title    string           `json:"title"`
	Month    listing.Month    `json:"month"`
	Lang     string           `json:"lang"`
	Scope    demand.Scope     `json:"scope"`
	Versions Versions         `json:"versions"`
	Notes    []demand.Warning `json:"notes"`

	Overview   *demand.OverviewResult `json:"overview"`
	Categories *demand.CategoryResult `json:"categories"`
	Skills     []SkillGroup           `json:"skills"`
	Combos     *demand.ComboResult    `json:"combos"`
	Pay        *demand.PayResult      `json:"pay"`
	// Trends holds the articles' categories ("categories"), the combinations
	// ("combos"), and the leading skills of some groups.
	Trends []TrendGroup `json:"trends"`

	words    *words
	static   bool
	renderer *chart.Renderer
	zone     *time.Location // months are cut, and times written, in it
}

// NotCovered returns why there is nothing to report on the month, or nil: it lies
// outside what was looked at. The report then says so and has no numbers of it.
func (r *Report) NotCovered() *demand.Reason {
	if why := r.Overview.Suppressed; why != nil && why.Code == demand.NotCovered {
		return why
	}
	return nil
}

// Versions says what made the numbers.
type Versions struct {
	Juyo         string    `json:"juyo"`
	Taxonomy     string    `json:"taxonomy"`
	Extractor    string    `json:"extractor"`
	StaleSignals int       `json:"stale_signals"` // listings whose signals another version made
	Through      time.Time `json:"through"`       // latest moment anything was observed
	Zone         string    `json:"zone"`          // months are cut in it
}

// SkillGroup is the ranking of one or more kinds of skill.
type SkillGroup struct {
	Key   string            `json:"group"`
	Kinds []string          `json:"kinds"`
	Top   *demand.TopResult `json:"top"`
}

// TrendGroup is the lines of one figure.
type TrendGroup struct {
	Key   string              `json:"group"`
	Trend *demand.TrendResult `json:"trend"`
}

// group says which kinds are ranked together, and how far.
type group struct {
	key    string
	kinds  []string
	named  bool // only concrete products and technologies, no concepts
	limit  int
	trends int // how many of them are followed over the months
	pays   int // and how many have their pay looked at
}

// TrendMonths is how many months the page shows of a trend; JSON and CSV have all.
const TrendMonths = 24

// groups lists the rankings in the order of the report; every kind of
// listing.Kinds is in one.
func groups() []group {
	return []group{
		{"languages", []string{"language"}, true, 15, 8, 8},
		{"frameworks", []string{"framework"}, true, 10, 6, 4},
		{"frontend", []string{"frontend"}, true, 10, 4, 2},
		{"mobile", []string{"mobile"}, true, 8, 0, 0},
		{"databases", []string{"database", "search", "message-queue"}, true, 10, 4, 0},
		{"clouds", []string{"cloud"}, true, 8, 4, 3},
		{"cloud-services", []string{"cloud-service"}, true, 10, 0, 0},
		{"infrastructure", []string{"infrastructure", "os"}, true, 10, 4, 0},
		{"delivery", []string{"ci-cd", "observability"}, true, 10, 0, 0},
		{"api", []string{"api"}, false, 8, 0, 0},
		{"security", []string{"security"}, false, 10, 0, 0},
		{"ai-data", []string{"ai-ml", "data-pipeline"}, false, 10, 4, 0},
		{"design", []string{"design-process", "practice", "business", "management"}, false, 12, 0, 0},
	}
}
