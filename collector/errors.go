package collector

import (
	"errors"
	"fmt"
)

// Why a page was not fetched. They are wrapped in a FetchError that names the
// page.
var (
	ErrDisallowed  = errors.New("robots.txt disallows it")
	ErrReserved    = errors.New("the site reserves text and data mining (tdm-reservation: 1)")
	ErrNoRobots    = errors.New("robots.txt could not be read, so nothing may be fetched")
	ErrHostSkipped = errors.New("host skipped")
	ErrRefused     = errors.New("address refused")
	ErrRedirect    = errors.New("redirect refused")
	ErrChallenge   = errors.New("the site asks for a human (challenge page)")
	ErrTooLarge    = errors.New("answer too large")
	ErrEncoding    = errors.New("answer in an encoding that was not asked for")
	ErrStatus      = errors.New("unexpected status")
)

// FetchError says which page was not fetched, and why: Kind is one of the errors
// above, Detail what a person wants to know beside it.
type FetchError struct {
	URL    string
	Kind   error
	Detail string
	Cause  error // what lay beneath, may be nil
}

// Error writes URL, kind, detail and cause on one line.
func (e *FetchError) Error() string {
	s := fmt.Sprintf("%s: %v", e.URL, e.Kind)
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Unwrap returns the kind and the cause.
func (e *FetchError) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}
