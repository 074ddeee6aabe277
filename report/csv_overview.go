package report

import (
	"cmp"
	"maps"
	"slices"

	"juyo/demand"
)

// tidyOverview are the counts: by month, by source, and the mixes.
func (r *Report) tidyOverview() []tidyRow {
	o := r.Overview
	var out []tidyRow
	add := func(t tidyRow, n int) {
		v := float64(n)
		t.value, t.n = &v, n
		out = append(out, t)
	}
	total := tidyRow{section: "overview", month: r.Month, employers: o.NEmployers, unit: "listings"}
	for _, c := range []struct {
		measure string
		n       int
	}{
		{"listings", o.NListings},
		{"advertisements", o.NAds},
		{"new", o.New},
		{"carried", o.Carried},
		{"entry_level", o.Entry},
		{"unknown_employer", o.NUnknownEmployer},
		{"unknown_place", o.NUnknownPlace},
	} {
		total.measure = c.measure
		add(total, c.n)
	}
	for _, m := range o.Months {
		t := tidyRow{section: "months", month: m.Month, employers: m.Employers, unit: "listings", partial: m.Partial}
		if m.NoData { // no number, not 0
			t.measure, t.reason = "active", &demand.Reason{Code: demand.NotCovered}
			out = append(out, t)
			continue
		}
		t.measure = "active"
		add(t, m.Active)
		t.measure = "new"
		add(t, m.New)
		if m.AfterGap > 0 {
			t.measure, t.unit = "gap_before", "months"
			add(t, m.AfterGap)
		}
		for _, low := range m.LowCoverage {
			t.measure, t.key, t.unit, t.value, t.n = "low_coverage", cmp.Or(low.Source, "private"), "fraction", &low.Coverage, 0
			out = append(out, t)
		}
	}
	for _, s := range o.Sources {
		t := tidyRow{section: "sources", group: s.Kind, key: s.Source, month: r.Month, unit: "listings"}
		if s.Private {
			t.group, t.key = "", "private"
		}
		t.measure = "active"
		add(t, s.Active)
		t.measure = "new"
		add(t, s.New)
		if s.Coverage != nil {
			t.measure, t.unit, t.value, t.n = "coverage", "fraction", s.Coverage, 0
			out = append(out, t)
		}
	}
	if s := o.EntryShare; s != nil {
		out = append(out, shareRows(tidyRow{section: "mix", group: "entry_level", key: "welcome", month: r.Month}, *s, o.NListings, o.NEmployers)...)
	}
	for _, mix := range []struct {
		group  string
		counts map[string]int
	}{{"role", o.Roles}, {"remote", o.Remote}, {"employment", o.Employment}} {
		for _, k := range slices.Sorted(maps.Keys(mix.counts)) {
			add(tidyRow{section: "mix", group: mix.group, key: k, measure: "listings", month: r.Month, of: o.NListings, unit: "listings"}, mix.counts[k])
		}
	}
	return out
}
