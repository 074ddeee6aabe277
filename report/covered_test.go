package report_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"juyo/demand"
	"juyo/listing"
	"juyo/report"
)

// gappedMarket is a market of ten months in whose sixth and seventh nothing was
// looked at.
func gappedMarket(t *testing.T) *demand.Market {
	t.Helper()
	c := plantedColumns(marketSize{months: 10, listings: 120, through: october})
	last := listing.MonthOf(october, tokyo)
	gap := map[listing.Month]bool{last - 4: true, last - 3: true}
	s := c.segment
	for i := range s.N {
		switch {
		case gap[s.First[i]]: // first seen when somebody looked again
			s.First[i], s.Last[i] = last-2, max(last-2, s.Last[i])
		case s.First[i] < last-4 && s.Last[i] >= last-4:
			s.Last[i] = last - 5
		}
	}
	for i := range c.catalogue.Sources {
		delete(c.catalogue.Sources[i].Coverage, last-4)
		delete(c.catalogue.Sources[i].Coverage, last-3)
	}
	if c.catalogue.Sources[0].Coverage[last-7] != 0 {
		c.catalogue.Sources[0].Coverage[last-7] = 0.4
	}
	m, err := demand.Load(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A month without data is a gap, not a 0, and the month after it says what its
// new listings include.
func TestMonthsWithoutData(t *testing.T) {
	m := gappedMarket(t)
	for lang, want := range map[string]struct{ none, after, thin, legend string }{
		"ja": {"データなし", "新規にはその間に出た求人も入っている月: 2026-09", "2026-04（careers-a 40.0%）", "途切れ: データのない月"},
		"en": {"no data", "new listings include what appeared in it: 2026-09", "2026-04 (careers-a 40.0%)", "gap: no data for that month"},
	} {
		doc := parse(t, html(t, build(t, m, report.Options{Lang: lang, Static: true})))
		rows := map[string]string{}
		doc.Find("#monthly-counts tbody tr").Each(func(_ int, tr *goquery.Selection) {
			rows[tr.Find("th").Text()] = tr.Find("td").First().Text()
		})
		if rows["2026-07"] != want.none || rows["2026-08"] != want.none || rows["2026-09 ‡"] == "" || rows["2026-04 †"] == "" {
			t.Errorf("%s: months %v", lang, rows)
		}
		notes := doc.Find("#monthly-counts .notes").Text()
		for _, part := range []string{want.after, want.thin} {
			if !strings.Contains(notes, part) {
				t.Errorf("%s: notes lack %q: %s", lang, part, notes)
			}
		}
		if marks := doc.Find("#monthly-counts svg.wide text").Text(); strings.Count(marks, "×") != 2 || !strings.Contains(marks, "‡") || !strings.Contains(marks, "†") {
			t.Errorf("%s: the chart is marked %q", lang, marks)
		}
		if keys := doc.Find("#trend-categories .keys").Text(); !strings.Contains(keys, want.legend) || strings.Contains(keys, "件数不足") || strings.Contains(keys, "too few") {
			t.Errorf("%s: the legend says %q", lang, keys)
		}
	}
	var table bytes.Buffer
	if err := build(t, m, report.Options{}).WriteCSV(&table); err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`"months","","","","","active","2026-07","","","".*"not_covered"`).MatchString(table.String()) {
		t.Error("the CSV has a number for a month without data")
	}
}

// A month outside what is covered says so first, and has no counts, no shares and
// no talk of too few listings.
func TestNotCovered(t *testing.T) {
	m := gappedMarket(t)
	for _, month := range []listing.Month{listing.NewMonth(2019, time.January), listing.NewMonth(2026, time.July)} {
		for lang, want := range map[string]string{"ja": "調査対象外", "en": "not covered"} {
			r := build(t, m, report.Options{Lang: lang, Static: true, Month: month})
			if why := r.NotCovered(); why == nil || why.Code != demand.NotCovered {
				t.Errorf("%s: %+v", month, why)
			}
			doc := parse(t, html(t, r))
			first := doc.Find("#summary h2").Next()
			if !strings.Contains(first.Text(), want) {
				t.Errorf("%s %s: the summary opens with %q", month, lang, first.Text())
			}
			if n := doc.Find(".cards, #categories, #skills, #combos, #pay, #mixes, #trends").Length(); n != 0 {
				t.Errorf("%s %s: %d parts about nothing", month, lang, n)
			}
			text := doc.Find("#summary, #sources").Text()
			for _, bad := range []string{"件数不足", "足りません", "0社", "too few", "0 employers", "%!"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s %s: says %q", month, lang, bad)
				}
			}
		}
	}
	if r := build(t, m, report.Options{}); r.NotCovered() != nil {
		t.Errorf("%s: %+v", r.Month, r.NotCovered())
	}
}

// The day a report is made on is not in it.
func TestAnotherDaySameBytes(t *testing.T) {
	m := plantedMarket(t, marketSize{months: 5, listings: 100, through: time.Date(2026, 11, 1, 0, 30, 0, 0, tokyo)})
	var made [2]bytes.Buffer
	for i, now := range []time.Time{october, october.AddDate(1, 2, 3)} {
		r := build(t, m, report.Options{Month: listing.NewMonth(2026, time.October), Now: now, Static: true})
		for _, write := range []func(*bytes.Buffer) error{
			func(b *bytes.Buffer) error { return r.WriteHTML(b) },
			func(b *bytes.Buffer) error { return r.WriteJSON(b) },
			func(b *bytes.Buffer) error { return r.WriteCSV(b) },
		} {
			if err := write(&made[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if !bytes.Equal(made[0].Bytes(), made[1].Bytes()) {
		t.Error("the same database makes two reports on two days")
	}
	if !strings.Contains(made[0].String(), "2026-11-01 00:30 (JST)") {
		t.Error("the last observation is not in the report's zone, or the zone has no name")
	}
}

// On a phone the charts keep their counts, and English has a singular.
func TestCountsAndPlurals(t *testing.T) {
	r := build(t, bigMarket(), report.Options{Lang: "en", Static: true})
	doc := parse(t, html(t, r))
	for _, id := range []string{"#languages", "#article1", "#combos-chart", "#roles", "#pay-jpy-year-employment"} {
		texts := doc.Find(id + " svg.narrow text").Text()
		if !regexp.MustCompile(`[%M] \([\d,]+\)`).MatchString(texts) {
			t.Errorf("%s: the narrow chart has no counts: %s", id, texts)
		}
	}
	ticks := 0
	doc.Find("#pay-jpy-year-employment svg.wide text").Each(func(_ int, tick *goquery.Selection) {
		if regexp.MustCompile(`^¥\d+(\.\d)?M$`).MatchString(tick.Text()) {
			ticks++
		}
	})
	if ticks < 3 {
		t.Errorf("%d ticks on the axis of pay have its currency", ticks)
	}
	text := doc.Find("body").Text()
	if bad := regexp.MustCompile(`\b1 (listings|employers|sources|skills|months|more skills)\b`).FindString(text); bad != "" {
		t.Errorf("the page says %q", around(text, bad))
	}
	doc.Find("#combos-chart .notes li").Each(func(i int, li *goquery.Selection) {
		if !strings.Contains(li.Text(), ": ") || i == 0 && !strings.Contains(li.Text(), "base") {
			t.Errorf("no definition: %q", li.Text())
		}
	})
	if n := doc.Find("#combos-chart .notes li").Length(); n < 4 {
		t.Errorf("%d definitions of four combinations", n)
	}
}
