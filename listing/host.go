package listing

import "time"

// HostState is what politeness must remember of a host between runs, so that a
// new process neither asks sooner than the last one promised nor forgets that a
// host was in trouble.
type HostState struct {
	Host       string        // lower case, with its port when it is not the scheme's own
	NextAt     time.Time     // no request before
	Failures   int           // in a row; 0 after a success
	OpenUntil  time.Time     // the circuit is open: no request before
	CrawlDelay time.Duration // robots.txt asks for this pause; 0 none
}

// RobotsFile is a robots.txt as it was fetched.
type RobotsFile struct {
	Authority string // scheme://host, with its port when it is not the scheme's own
	Body      []byte // empty: there is none
	Status    int    // HTTP status it came with
	FetchedAt time.Time
	Until     time.Time // to be fetched again from then on
}
