package store

import (
	"sort"
	"time"

	"juyo/listing"
)

// months cuts moments into months faster than the calendar does: a table of the
// months' first moments in the database's zone.
type months struct {
	zone   *time.Location
	first  listing.Month
	starts []int64 // milliseconds; starts[i] is where month first+i begins
}

func newMonths(zone *time.Location) months {
	m := months{zone: zone, first: listing.NewMonth(1989, time.January)} // what listing.PlausibleDate lets in, and a year
	for i := range listing.NewMonth(2102, time.January) - m.first {
		m.starts = append(m.starts, (m.first + i).Start(zone).UnixMilli())
	}
	return m
}

// of returns the month a moment falls in.
func (m *months) of(ms int64) listing.Month {
	i := sort.Search(len(m.starts), func(i int) bool { return m.starts[i] > ms })
	if i == 0 || i == len(m.starts) {
		return listing.MonthOf(time.UnixMilli(ms), m.zone)
	}
	return m.first + listing.Month(i-1) // about 1,300 months
}
