package daemon

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// ErrSchedule marks a schedule that cannot be followed.
var ErrSchedule = errors.New("bad schedule")

// Schedule is a cron line made ready.
type Schedule struct {
	spec  string
	times cron.Schedule
	zone  *time.Location
	odd   string // what a reader of the line may not expect, "" nothing
}

// grammar is said to whoever wrote a line that cannot be read.
const grammar = `want five fields "minute hour day-of-month month day-of-week", e.g. "30 3 * * *" for 03:30 every day or "0 6 1 * *" for 06:00 on the first of the month; @hourly, @daily, @weekly, @monthly and "@every 6h" also do; "CRON_TZ=Europe/Berlin 30 3 * * *" sets a zone`

// shortest is the least time between two runs of "@every": below it the line is
// a mistake more likely than a wish.
const shortest = time.Minute

// ParseSchedule reads a cron line of five fields or a descriptor such as @daily,
// with CRON_TZ=ZONE before it if it is not for zone. after is the moment from
// which it must ever fire: a line that never does, such as the 30th of February,
// is refused. Errors wrap ErrSchedule and say what to write.
func ParseSchedule(spec string, zone *time.Location, after time.Time) (s *Schedule, err error) {
	spec = strings.TrimSpace(spec)
	// The parser slices out of range on some lines, e.g. "TZ=Asia/Tokyo" alone.
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, fmt.Errorf("%w %q: it cannot be read: %s", ErrSchedule, spec, grammar)
		}
	}()
	if spec == "" {
		return nil, fmt.Errorf("%w: empty: %s", ErrSchedule, grammar)
	}
	times, err := cron.ParseStandard(spec)
	if err != nil {
		return nil, fmt.Errorf("%w %q: %w: %s", ErrSchedule, spec, err, grammar)
	}
	s = &Schedule{spec: spec, times: times, zone: zone}
	switch t := times.(type) {
	case cron.ConstantDelaySchedule:
		// The parser makes anything shorter than a second, even a negative
		// duration, run every second.
		_, text, _ := strings.Cut(spec, "@every ")
		if d, err := time.ParseDuration(strings.TrimSpace(text)); err != nil || d < shortest {
			return nil, fmt.Errorf("%w %q: runs less than %s apart: write e.g. \"@every 1h\"", ErrSchedule, spec, shortest)
		}
	case *cron.SpecSchedule:
		const star = 1 << 63 // how the parser marks a field of *
		if t.Dom&star == 0 && t.Dow&star == 0 {
			s.odd = "both a day of the month and a day of the week are given: it runs on days that match either, not both"
		}
	}
	if s.Next(after).IsZero() {
		return nil, fmt.Errorf("%w %q: it never fires: no such day comes in the next five years; look at the day and the month", ErrSchedule, spec)
	}
	return s, nil
}

// Next returns the first moment after t that the schedule fires, in its default
// zone; the zero time when there is none within five years. In a zone with
// summer time, a run in the hour that is left out falls away that day and one in
// the hour that comes twice runs twice; Asia/Tokyo has none.
func (s *Schedule) Next(t time.Time) time.Time {
	return s.times.Next(t.In(s.zone))
}

// String returns the line as written.
func (s *Schedule) String() string { return s.spec }
