package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"juyo/config"
)

func (a *app) initCommand() *cobra.Command {
	var print bool
	cmd := &cobra.Command{
		Use:   "init [FILE]",
		Short: "write an annotated configuration file",
		Long: `Writes FILE (default juyo.yaml) with every key explained. It never overwrites
a file. Fill in contact and sources, then run ` + "`juyo config check`" + `.`,
		Example: "  juyo init\n  juyo init --print > /etc/juyo/config.yaml",
		Args:    args(0, 1, ""),
		RunE: func(_ *cobra.Command, names []string) error {
			if print {
				_, err := a.stdout.Write(config.Example())
				return err
			}
			name := "juyo.yaml"
			if len(names) == 1 {
				name = names[0]
			}
			f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("%s is there already and stays as it is: name another file, or see the example with `juyo init --print`", name)
			}
			if err != nil {
				return fmt.Errorf("write the configuration: %w", err)
			}
			if _, err := f.Write(config.Example()); err != nil {
				_ = f.Close()
				return fmt.Errorf("write the configuration: %w", err)
			}
			if err := f.Close(); err != nil {
				return fmt.Errorf("write the configuration: %w", err)
			}
			fmt.Fprintf(a.stdout, "wrote %s\nnext: fill in contact and sources, then\n  juyo config check --config %s\n  juyo collect --config %s\n", name, name, name)
			return nil
		},
	}
	cmd.Flags().BoolVar(&print, "print", false, "print it instead of writing a file")
	return cmd
}
