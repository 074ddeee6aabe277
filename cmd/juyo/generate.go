package main

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"juyo/internal/demosite"
	"juyo/listing"
)

func (a *app) generateCommand() *cobra.Command {
	var listings, months int
	var seed uint64
	var end string
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "print fictional listings with known truth, for demos and tests",
		Long: `Prints listings of a fictional market as JSON Lines, ready for ` + "`juyo import`" + `.
The same flags print the same bytes. The employers do not exist.`,
		Example: "  juyo generate --listings 5000 --months 24 --seed 1 | juyo import --db try.db -",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			o := demosite.GenerateOptions{Listings: listings, Months: months, Seed: seed}
			if listings < 1 || months < 1 {
				return usagef("--listings %d --months %d: want at least 1 of each", listings, months)
			}
			var err error
			if o.End, err = listing.ParseMonth(end); err != nil {
				return usageError{err}
			}
			w := bufio.NewWriterSize(a.stdout, 1<<16)
			if err := demosite.Generate(a.ctx, w, o); err != nil {
				return fmt.Errorf("generate listings: %w", err)
			}
			return w.Flush()
		},
	}
	f := cmd.Flags()
	f.IntVar(&listings, "listings", 1000, "how many")
	f.IntVar(&months, "months", 24, "over how many months")
	f.Uint64Var(&seed, "seed", 1, "same seed, same listings")
	f.StringVar(&end, "end", "2026-10", "last month, YYYY-MM")
	return cmd
}
