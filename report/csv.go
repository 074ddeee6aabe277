package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"juyo/demand"
	"juyo/listing"
)

// bom makes spreadsheet programs read the file as UTF-8.
const bom = "\ufeff"

// safeCell keeps a spreadsheet from running a text as a formula: a cell that
// opens with one of the marks that do (full-width forms too), gets an apostrophe
// before it. Numbers of our own, which may be negative, do not come through here.
func safeCell(s string) string {
	if s == "" {
		return s
	}
	if strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(s)[0]) && !isNumber(s) {
		return "'" + s
	}
	return s
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// writeRow quotes every cell: a cell never depends on what a reader takes for text.
func writeRow(b *bytes.Buffer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"')
		b.WriteString(strings.ReplaceAll(safeCell(strings.ReplaceAll(c, "\x00", "")), `"`, `""`))
		b.WriteByte('"')
	}
	b.WriteString("\r\n")
}

// csv returns the table as a file for a spreadsheet.
func (t *table) csv() []byte {
	var b bytes.Buffer
	b.WriteString(bom)
	writeRow(&b, t.Head)
	for _, row := range t.Rows {
		writeRow(&b, row)
	}
	return b.Bytes()
}

// tidyHead names the columns of WriteCSV.
func tidyHead() []string {
	return []string{
		"schema_version", "section", "group", "key", "name", "name_ja", "measure", "month", "value", "lo", "hi", "n", "employers", "of",
		"unit", "region", "population", "basis", "panel", "partial", "reason",
	}
}

// tidyRow is one value: one measure of one thing in one month.
type tidyRow struct {
	section, group, key, name, nameJA, measure string
	month                                      listing.Month
	value, lo, hi                              *float64
	n, employers, of                           int
	unit                                       string
	partial                                    bool
	reason                                     *demand.Reason
}

// WriteCSV writes every number of the report as one long table, one value a row,
// UTF-8 with a byte order mark, every cell quoted. Texts that a spreadsheet would
// run as a formula open with an apostrophe.
func (r *Report) WriteCSV(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString(bom)
	writeRow(&b, tidyHead())
	number := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	for _, t := range r.tidy() {
		reason := ""
		if t.reason != nil {
			reason = string(t.reason.Code)
		}
		writeRow(&b, []string{
			strconv.Itoa(r.Schema), t.section, t.group, t.key, t.name, t.nameJA, t.measure, t.month.String(), number(t.value), number(t.lo), number(t.hi),
			strconv.Itoa(t.n), strconv.Itoa(t.employers), strconv.Itoa(t.of), t.unit,
			string(r.Scope.Region), string(r.Scope.Population), string(r.Scope.Basis), r.Scope.Panel, strconv.FormatBool(t.partial), reason,
		})
	}
	if err := checkCSV(b.Bytes()); err != nil {
		return fmt.Errorf("write report %s as CSV: %w", r.Month, err)
	}
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("write report %s as CSV: %w", r.Month, err)
	}
	return nil
}

// checkCSV reads the table back: every row has every column.
func checkCSV(b []byte) error {
	_, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte(bom)))).ReadAll()
	return err
}

// shareRows are the two rows of a share.
func shareRows(t tidyRow, s demand.Share, of, ofEmployers int) []tidyRow {
	listings, employers := t, t
	listings.measure, listings.value, listings.lo, listings.hi = "share_of_listings", &s.Share, &s.Lo, &s.Hi
	listings.n, listings.employers, listings.of, listings.unit = s.Listings, s.Employers, of, "fraction"
	employers.measure, employers.value, employers.lo, employers.hi = "share_of_employers", &s.EmployerShare, &s.EmployerLo, &s.EmployerHi
	employers.n, employers.employers, employers.of, employers.unit = s.Employers, s.Employers, ofEmployers, "fraction"
	return []tidyRow{listings, employers}
}

// tidy lists every number of the report.
func (r *Report) tidy() []tidyRow {
	var out []tidyRow
	suppressed := func(section, group string, a demand.Answer) {
		if a.Suppressed != nil {
			out = append(out, tidyRow{section: section, group: group, measure: "suppressed", month: a.Period, n: a.NListings, employers: a.NEmployers, reason: a.Suppressed})
		}
	}
	out = append(out, r.tidyOverview()...)
	suppressed("categories", "", r.Categories.Answer)
	for _, row := range r.Categories.Rows {
		t := tidyRow{section: "categories", group: row.Scheme, key: row.Key, name: row.NameEN, nameJA: row.NameJA, month: r.Month, reason: row.Reason}
		out = append(out, shareOrReason(t, row.Share, r.Categories.Answer)...)
	}
	for _, g := range r.Skills {
		suppressed("skills", g.Key, g.Top.Answer)
		for _, row := range g.Top.Rows {
			t := tidyRow{section: "skills", group: g.Key, key: row.Skill, name: row.Name, nameJA: row.NameJA, month: r.Month}
			out = append(out, shareRows(t, row.Share, g.Top.NListings, g.Top.NEmployers)...)
			for _, l := range []struct {
				measure string
				n       int
			}{{"required", row.Required}, {"preferred", row.Preferred}, {"used", row.Used}} {
				t.measure, t.n, t.of, t.unit = l.measure, l.n, row.Listings, "listings"
				v := float64(l.n)
				t.value = &v
				out = append(out, t)
			}
		}
		for _, row := range g.Top.Concepts {
			t := tidyRow{section: "concepts", group: g.Key, key: row.Skill, name: row.Name, nameJA: row.NameJA, month: r.Month}
			out = append(out, shareRows(t, row.Share, g.Top.NListings, g.Top.NEmployers)...)
		}
	}
	suppressed("combos", "", r.Combos.Answer)
	for _, row := range r.Combos.Rows {
		t := tidyRow{section: "combos", key: row.Key, name: row.NameEN, nameJA: row.NameJA, month: r.Month, reason: row.Reason}
		out = append(out, shareOrReason(t, row.Share, r.Combos.Answer)...)
		if row.Required != nil {
			t.key += "/required"
			out = append(out, shareRows(t, *row.Required, r.Combos.NListings, r.Combos.NEmployers)...)
		}
	}
	suppressed("pay", "", r.Pay.Answer)
	if d := r.Pay.Disclosed; d != nil {
		out = append(out, shareRows(tidyRow{section: "pay", group: "any", key: "disclosed", month: r.Month}, *d, r.Pay.NListings, r.Pay.NEmployers)...)
	}
	for _, row := range r.Pay.Rows {
		out = append(out, r.tidyPay(row)...)
	}
	for _, g := range r.Trends {
		suppressed("trends", g.Key, g.Trend.Answer)
		for _, s := range g.Trend.Rows {
			for _, p := range s.Points {
				t := tidyRow{section: "trends", group: g.Key, key: s.Skill, name: s.Name, nameJA: s.NameJA, measure: "share_of_listings", month: p.Month, of: p.N, partial: p.Partial, reason: p.Reason, unit: "fraction"}
				if p.Share != nil {
					t.value, t.lo, t.hi, t.n, t.employers = &p.Share.Share, &p.Share.Lo, &p.Share.Hi, p.Share.Listings, p.Share.Employers
				}
				out = append(out, t)
			}
		}
	}
	return out
}

func shareOrReason(t tidyRow, s demand.Share, a demand.Answer) []tidyRow {
	if t.reason != nil {
		t.measure = "share_of_listings"
		return []tidyRow{t}
	}
	return shareRows(t, s, a.NListings, a.NEmployers)
}

// tidyPay are the percentiles of one distribution.
func (r *Report) tidyPay(row demand.PayRow) []tidyRow {
	t := tidyRow{
		section: "pay", group: row.Employment, key: row.Group, name: row.Name, nameJA: row.NameJA, month: r.Month, n: row.N, employers: row.Employers, of: row.Of,
		unit: row.Currency + "/" + string(row.Period), reason: row.Reason,
	}
	if row.P50 == nil {
		t.measure = "p50"
		return []tidyRow{t}
	}
	var out []tidyRow
	for _, m := range []struct {
		measure       string
		value, lo, hi *float64
	}{
		{"p10", row.P10, nil, nil},
		{"p25", row.P25, nil, nil},
		{"p50", row.P50, row.P50Lo, row.P50Hi},
		{"p75", row.P75, nil, nil},
		{"p90", row.P90, nil, nil},
	} {
		if m.value != nil {
			u := t
			u.measure, u.value, u.lo, u.hi = m.measure+"_"+row.Basis, m.value, m.lo, m.hi
			out = append(out, u)
		}
	}
	d := t
	d.measure, d.value, d.n, d.unit = "disclosure", &row.Disclosure, row.Disclosed, "fraction"
	stating := float64(row.Stating)
	u := t
	u.measure, u.value, u.n, u.of, u.unit = "stating", &stating, row.Stating, row.Disclosed, "listings"
	return append(out, d, u)
}
