package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
)

// formats of every answer.
var formats = []string{"table", "json", "csv", "md"}

func addFormat(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVar(format, "format", "table", "table, json, csv or md")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

func checkFormat(format string) error {
	if !slices.Contains(formats, format) {
		return usagef("--format %q: want %s", format, strings.Join(formats, ", "))
	}
	return nil
}

// answer is one result in every format: JSON is the value itself, table and md
// are for people, csv has one plain value a cell.
type answer struct {
	value   any      // for json
	heading string   // scope, period, n; for table and md
	columns []column // for table and md
	rows    [][]any
	notes   []string // warnings; for table and md

	csvHeader []string
	csvRows   [][]any
}

type column struct {
	name  string // in the reader's language
	right bool   // aligned right
}

func (an answer) write(w io.Writer, format string) error {
	switch format {
	case "json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(an.value)
	case "csv":
		return an.writeCSV(w)
	}
	var b strings.Builder
	b.WriteString(an.heading + "\n\n")
	if len(an.rows) > 0 {
		t := an.table()
		if format == "md" {
			b.WriteString(t.RenderMarkdown() + "\n\n")
		} else {
			b.WriteString(t.Render() + "\n\n")
		}
	}
	for _, n := range an.notes {
		if format == "md" {
			b.WriteString("- ")
		}
		b.WriteString(n + "\n")
	}
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

func (an answer) table() table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Format.Header = text.FormatDefault
	var header table.Row
	var configs []table.ColumnConfig
	for i, c := range an.columns {
		header = append(header, c.name)
		align := text.AlignLeft
		if c.right {
			align = text.AlignRight
		}
		configs = append(configs, table.ColumnConfig{Number: i + 1, Align: align, AlignHeader: align})
	}
	t.AppendHeader(header)
	t.SetColumnConfigs(configs)
	for _, r := range an.rows {
		t.AppendRow(r)
	}
	return t
}

func (an answer) writeCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write(an.csvHeader); err != nil {
		return err
	}
	for _, r := range an.csvRows {
		cells := make([]string, len(r))
		for i, v := range r {
			cells[i] = csvCell(fmt.Sprint(v))
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// csvCell keeps a spreadsheet from running a scraped text as a formula (OWASP,
// "CSV Injection"): it is shown as text behind an apostrophe. A plain negative
// number stays one.
func csvCell(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(s)[0]) {
		return s
	}
	if s[0] == '-' && strings.Trim(s[1:], "0123456789.") == "" {
		return s
	}
	return "'" + s
}
