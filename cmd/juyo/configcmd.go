package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"juyo/config"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "config",
		Short:   "check or show the configuration",
		Example: "  juyo config check\n  juyo config show",
		Args:    args(0, 0, ""),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:     "check",
		Short:   "say everything that is wrong with it, and what to write instead",
		Example: "  juyo config check --config /etc/juyo/config.yaml",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			c, path, err := a.settings()
			if err != nil {
				return err
			}
			if _, err := a.taxonomy(c); err != nil {
				return err
			}
			if path == "" {
				path = "no file; the defaults and the environment"
			}
			on := 0
			for _, s := range c.Sources {
				if !s.Off {
					on++
				}
			}
			fmt.Fprintf(a.stdout, "%s: fine, %s (%d on)\n", path, plural(len(c.Sources), "source"), on)
			if on == 0 {
				fmt.Fprintln(a.stdout, "not ready to collect: write contact and at least one source")
			}
			return nil
		},
	}, &cobra.Command{
		Use:     "show",
		Short:   "print what is in force, with defaults and environment",
		Example: "  juyo config show",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			c, path, err := a.settings()
			if err != nil {
				return err
			}
			b, err := config.Show(c)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "# from %s\n# database in force: %s\n%s", orNone(path), a.dsn(c), b)
			return nil
		},
	})
	return cmd
}

func orNone(path string) string {
	if path == "" {
		return "no file: defaults and environment"
	}
	return path
}
