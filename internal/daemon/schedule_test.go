package daemon

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestParseSchedule(t *testing.T) {
	after := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) // a Saturday, 21:00 in Japan
	for _, c := range []struct{ spec, want, err string }{
		{spec: "30 3 * * *", want: "2026-11-22T03:30:00+09:00"},
		{spec: "  30 3 * * *  ", want: "2026-11-22T03:30:00+09:00"},
		{spec: "0 6 1 * *", want: "2026-12-01T06:00:00+09:00"},
		{spec: "@daily", want: "2026-11-22T00:00:00+09:00"},
		{spec: "@monthly", want: "2026-12-01T00:00:00+09:00"},
		{spec: "@every 6h", want: "2026-11-22T03:00:00+09:00"},
		{spec: "CRON_TZ=UTC 0 13 * * *", want: "2026-11-21T22:00:00+09:00"},
		{spec: "TZ=America/New_York 0 9 * * MON", want: "2026-11-23T23:00:00+09:00"},
		{spec: "0 0 29 2 *", want: "2028-02-29T00:00:00+09:00"},
		{spec: "*/15 9-17 * * 1-5", want: "2026-11-23T09:00:00+09:00"},

		{spec: "", err: "empty"},
		{spec: "   ", err: "empty"},
		{spec: "61 * * * *", err: "61"},
		{spec: "* * * *", err: "expected exactly 5 fields"},
		{spec: "30 3 * * * *", err: "expected exactly 5 fields"},
		{spec: "daily", err: "expected exactly 5 fields"},
		{spec: "@fortnightly", err: "fortnightly"},
		{spec: "@reboot", err: "reboot"},
		{spec: "0 0 30 2 *", err: "never fires"},
		{spec: "0 0 31 4,6,9,11 *", err: "never fires"},
		{spec: "TZ=Asia/Tokyo", err: "cannot be read"},
		{spec: "CRON_TZ=", err: "cannot be read"},
		{spec: "CRON_TZ=Asia/Edo 0 0 * * *", err: "Asia/Edo"},
		{spec: "@every 5s", err: "less than 1m"},
		{spec: "@every -1h", err: "less than 1m"},
		{spec: "@every often", err: "often"},
		{spec: "*/0 * * * *", err: "0"},
		{spec: "5-1 * * * *", err: "5-1"},
	} {
		s, err := ParseSchedule(c.spec, tokyo, after)
		if c.err != "" {
			if !errors.Is(err, ErrSchedule) || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%q: error %v, want one that says %q", c.spec, err, c.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", c.spec, err)
			continue
		}
		if got := s.Next(after).In(tokyo).Format(time.RFC3339); got != c.want {
			t.Errorf("%q: next %s, want %s", c.spec, got, c.want)
		}
	}
}

// Either day field matches when both are given, which surprises; the log says so.
func TestEitherDay(t *testing.T) {
	for spec, want := range map[string]bool{"0 9 1-7 * MON": true, "0 9 1 * *": false, "0 9 * * MON": false, "@weekly": false} {
		s, err := ParseSchedule(spec, tokyo, time.Unix(0, 0))
		if err != nil {
			t.Fatal(err)
		}
		if (s.odd != "") != want {
			t.Errorf("%q: remark %q", spec, s.odd)
		}
	}
}

// Whatever is written, reading it ends with a schedule that fires later than the
// moment given, or with an error that says what to write; never with a panic.
func FuzzParseSchedule(f *testing.F) {
	for _, s := range []string{"30 3 * * *", "@every 1h", "TZ=Asia/Tokyo", "CRON_TZ=UTC @daily", "0 0 30 2 *", "*/0 * * * *", "TZ= ", "@every 9999999h"} {
		f.Add(s)
	}
	after := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, spec string) {
		s, err := ParseSchedule(spec, tokyo, after)
		if err != nil {
			if !errors.Is(err, ErrSchedule) {
				t.Errorf("%q: error %v", spec, err)
			}
			return
		}
		if next := s.Next(after); !next.After(after) {
			t.Errorf("%q: next %s is not after %s", spec, next, after)
		}
	})
}
