package collector_test

import (
	"testing"
	"time"

	"juyo/collector"
)

// A page valid through 31 October is over on that day where months are cut, so
// that it does not count in November.
func TestRunEndsDaysInItsZone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		zone *time.Location
		want time.Time
	}{
		{"Japan when nothing is said", nil, time.Date(2026, 10, 31, 14, 59, 59, 0, time.UTC)},
		{"UTC", time.UTC, time.Date(2026, 10, 31, 23, 59, 59, 0, time.UTC)},
		{"where it is still October", time.FixedZone("PST", -8*60*60), time.Time{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newTown(t) // on 1 November, 03:00 UTC
			w.board(1)
			w.says("/jobs/1", `<script type="application/ld+json">{"@type":"JobPosting","title":"SRE","description":"Go","identifier":"1","validThrough":"2026-10-31"}</script>`)
			w.run(w.collector(func(o *collector.Options) { o.Zone = tt.zone }), w.source())
			kept, err := w.db.Listing(t.Context(), "mikage", "1")
			if err != nil {
				t.Fatal(err)
			}
			if got := kept.Listing.ClosedAt; !got.Equal(tt.want) {
				t.Errorf("closed %s, want %s", got, tt.want)
			}
		})
	}
}
