package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"juyo/extract"
)

func (a *app) extractCommand() *cobra.Command {
	var emitText bool
	var workers int
	cmd := &cobra.Command{
		Use:   "extract [FILE|-]",
		Short: "read signals from listings, without a database",
		Long: `Reads listings as JSON Lines (the form of ` + "`juyo import`" + `) and prints one JSON
object a line, in input order: id, skills (id, level, start, end, surface),
salary, employment, remote, roles, min_years, entry_level, language, population,
employer_type, and employer, seniority, places. start and end are UTF-8 byte
offsets into the text that --emit-text prints.

Memory does not grow with the input. A bad line is reported with its number and
skipped; the exit code is then 1.`,
		Example: "  juyo extract < listings.jsonl > signals.jsonl\n  echo '{\"id\":\"1\",\"text\":\"Go (Golang) での開発経験 3年以上\"}' | juyo extract",
		Args:    args(0, 1, ""),
		RunE: func(_ *cobra.Command, names []string) error {
			r := a.stdin
			if len(names) == 1 && names[0] != "-" {
				f, err := os.Open(names[0])
				if err != nil {
					return err
				}
				defer f.Close()
				r = f
			}
			e, err := extract.Default()
			if err != nil {
				return err
			}
			res, err := extract.Stream(a.ctx, r, a.stdout, e, extract.StreamOptions{
				Workers: workers, EmitText: emitText,
				Bad: func(err *extract.LineError) { fmt.Fprintln(a.stderr, "juyo:", err) },
			})
			if err != nil {
				return err
			}
			if res.Bad > 0 {
				return fmt.Errorf("%w: %d of %d", errBadLines, res.Bad, res.Bad+res.Read)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&emitText, "emit-text", false, "also print each listing's text as it was read, as text")
	cmd.Flags().IntVar(&workers, "workers", runtime.NumCPU(), "listings read at once")
	return cmd
}
