package duplicate_test

import "time"

var day0 = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)

func on(day int) time.Time { return day0.AddDate(0, 0, day) }
