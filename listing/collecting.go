package listing

import "time"

// Page is the bytes fetched from one URL at one moment. Body is decoded: the
// content encoding is undone and text is UTF-8.
type Page struct {
	URL         string // asked for
	FinalURL    string // after redirects
	Status      int
	ContentType string
	Body        []byte
	FetchedAt   time.Time
	NotModified bool // the server said 304: Body is empty, what was kept before still stands
	Validators  Validators

	// Zone is where a day or a time of the page that states no zone is meant: the
	// one months are cut in. Nil: Japan.
	Zone *time.Location
}

// Validators are what a server gave us to ask "has it changed?" with (RFC 9110
// section 13).
type Validators struct {
	ETag         string
	LastModified string
	Until        time.Time // not to be asked with from then on: the page states an end; zero: no end
}

// IsZero reports whether there is nothing to ask with.
func (v Validators) IsZero() bool { return v.ETag == "" && v.LastModified == "" }

// RunStatus says how a collect run of one source ended.
type RunStatus string

// The statuses. Only a complete run may close listings.
const (
	RunRunning  RunStatus = "running"
	RunComplete RunStatus = "complete" // every page the source advertises was read
	RunPartial  RunStatus = "partial"  // some were not; Run.Reasons says why
	RunFailed   RunStatus = "failed"   // nothing could be read
)

// Run is one look at one source.
type Run struct {
	ID       int64
	Source   string
	Started  time.Time
	Finished time.Time // zero while running
	Status   RunStatus
	Reasons  []string // why it is not complete, for a person
	Counts   RunCounts
}

// RunCounts is what a run did.
type RunCounts struct {
	Pages       int `json:"pages"`        // fetched, 304 included
	NotModified int `json:"not_modified"` // of them unchanged
	Listings    int `json:"listings"`     // seen
	New         int `json:"new"`
	Changed     int `json:"changed"`
	Closed      int `json:"closed"`
	Errors      int `json:"errors"`
}

// FrontierURL is one URL that a run still has to visit, or has visited.
type FrontierURL struct {
	URL       string
	Kind      string    // what the page is to its source: "list", "detail", "sitemap", …
	Attempts  int       // tries so far in this run
	NotBefore time.Time // not to be claimed sooner
	ListingID string    // the provider's id when known before fetching
	Note      string    // what the source wants to remember about it
}

// Outcome says what became of a claimed FrontierURL.
type Outcome string

// The outcomes of a visit.
const (
	OutcomeDone  Outcome = "done"
	OutcomeRetry Outcome = "retry" // try again at NotBefore
	OutcomeError Outcome = "error" // given up in this run: the run is partial
	OutcomeGone  Outcome = "gone"  // 404 or 410: the listing is gone
	// OutcomeNewest is done, with a page that shows the newest listings only (a
	// feed): a run with such a page may be complete, but closes nothing.
	OutcomeNewest Outcome = "newest"
	// OutcomeDisallowed is a detail page that robots.txt or a reservation keeps
	// from us and from which we never had a listing: a run may be complete without.
	OutcomeDisallowed Outcome = "disallowed"
	// OutcomeLost is done, with a page that carried a listing earlier and carries
	// none now. Many of them mean that the site has changed.
	OutcomeLost Outcome = "lost"
)

// RunTally is what is kept of a run that is not finished yet, whichever process
// did it.
type RunTally struct {
	Pages    map[Outcome]int // pages by what became of them; "" is not visited yet
	Details  map[Outcome]int // of them detail pages
	Listings int             // seen
	Reasons  []string        // why pages given up were, each once, in the order of the pages
	More     int             // reasons beyond those
	Why      string          // why the first disallowed page is
}

// SourceInfo is what the store keeps about a source beside its runs.
type SourceInfo struct {
	Name    string
	Kind    string // jsonld, greenhouse, hackernews, import, …
	URL     string
	Private bool   // a user's own; stays out of anything published
	Panel   string // "live" or "archive"
}

// PutResult counts what keeping readings changed.
type PutResult struct {
	New       int // listings not known before
	Changed   int // known listings whose text or fields changed: a new revision
	Unchanged int // known listings seen again
}

// GroupCandidate is what is needed of a stored listing to judge which others
// advertise the same opening (see extract/duplicate).
type GroupCandidate struct {
	Number      int64  // the store's number of the listing
	EmployerKey string // "" unknown
	Title       string
	Places      []Place
	FirstSeen   time.Time
	LastSeen    time.Time // or when it closed
	Fingerprint []byte
}
