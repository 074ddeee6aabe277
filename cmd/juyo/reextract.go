package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) reextractCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "reextract",
		Short: "read all kept texts again after a change of taxonomy or extractor",
		Long: `Makes the signals of every kept text again that another version of juyo's
extractor or taxonomy made, then rebuilds what is counted from them. Stopping it
loses nothing: the next run goes on where it stopped.`,
		Example: "  juyo reextract",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			c, _, err := a.settings()
			if err != nil {
				return err
			}
			log, err := a.logger(c.Log)
			if err != nil {
				return err
			}
			p, err := a.open(c, log, false)
			if err != nil {
				return err
			}
			defer p.Close()
			m := a.meter()
			defer m.stop()
			counts, err := p.DB.Counts(a.ctx)
			if err != nil {
				return err
			}
			k := m.task("read texts again", int64(counts.Revisions))
			n, err := p.Reextract(a.ctx, all, func(done int) { k.at(int64(done)) })
			k.end(err)
			if err != nil {
				return err
			}
			k = m.task("rebuild columns", 0)
			err = p.Refresh(a.ctx, func(done, total int) { k.total(int64(total)); k.at(int64(done)) })
			k.end(err)
			if err != nil {
				return err
			}
			m.stop()
			_, err = fmt.Fprintf(a.stdout, "read %s again with %s; %s were of that version already\n", plural(n, "text"), p.Extract.Version(), thousands(counts.Revisions-n))
			return err
		},
	}
	a.addTaxonomy(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "also texts whose signals this version made")
	return cmd
}
