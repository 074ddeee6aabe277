package report

import (
	"maps"
	"slices"
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
		t.measure = "active"
		add(t, m.Active)
		t.measure = "new"
		add(t, m.New)
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
