package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"juyo/extract"
)

func (a *app) extractCommand() *cobra.Command {
	var emitText, explain, text bool
	var workers int
	var format string
	cmd := &cobra.Command{
		Use:   "extract [FILE|-]",
		Short: "read signals from listings, without a database",
		Long: `Reads listings as JSON Lines (the form of ` + "`juyo import`" + `) and prints one JSON
object a line, in input order: id, skills (id, level, start, end, surface),
salary, employment, remote, roles, min_years, entry_level, language, population,
employer_type, and employer, seniority, places, industries, languages_asked.
start and end are UTF-8 byte offsets into the text that --emit-text prints.

--explain shows a person why: each listing's text with the forms of skills
marked, the rule that counted or refused each, what its level comes from, and
everything else that was read. With --format json it prints one object a line:
the signals, title, text and "findings" (id, level, start, end, surface,
accepted, why, why_ja, level_why, level_why_ja).

--text takes the input for one advertisement as it stands, text or HTML; with
--explain a file named .txt, .md or .html is taken so anyway.

Memory does not grow with the input. A bad line is reported with its number and
skipped; the exit code is then 1.`,
		Example: "  juyo extract < listings.jsonl > signals.jsonl\n  echo '{\"id\":\"1\",\"text\":\"Go (Golang) での開発経験 3年以上\"}' | juyo extract\n  juyo extract --explain advertisement.txt\n  juyo extract --explain --format json listings.jsonl",
		Args:    args(0, 1, ""),
		RunE: func(_ *cobra.Command, names []string) error {
			switch {
			case format != "" && !explain:
				return usagef("--format %q: only with --explain; without, signals are JSON Lines always", format)
			case format != "" && format != "text" && format != "json":
				return usagef("--format %q: want text or json", format)
			case emitText && explain:
				return usagef("--emit-text with --explain: --explain shows the text anyway")
			}
			r, name := a.stdin, "-"
			if len(names) == 1 && names[0] != "-" {
				name = names[0]
				f, err := os.Open(name)
				if err != nil {
					return err
				}
				defer f.Close()
				r = f
			}
			if text || explain && (isHTML(name) || isText(name)) {
				var err error
				if r, err = advertisement(r, name); err != nil {
					return err
				}
			}
			e, err := a.extractorAlone()
			if err != nil {
				return err
			}
			var res extract.StreamResult
			if explain {
				res, err = a.explain(r, e, format)
			} else {
				res, err = extract.Stream(a.ctx, r, a.stdout, e, extract.StreamOptions{Workers: workers, EmitText: emitText, Bad: a.sayBad})
			}
			if err != nil {
				return err
			}
			if res.Bad > 0 {
				return fmt.Errorf("%w: %d of %d", errBadLines, res.Bad, res.Bad+res.Read)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.BoolVar(&emitText, "emit-text", false, "also print each listing's text as it was read, as text")
	f.BoolVar(&explain, "explain", false, "show what was read and why, for a person")
	f.StringVar(&format, "format", "", "of --explain: text or json (default text)")
	f.BoolVar(&text, "text", false, "the input is one advertisement, text or HTML, not JSON Lines")
	f.IntVar(&workers, "workers", runtime.NumCPU(), "listings read at once")
	a.addTaxonomy(cmd)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}
