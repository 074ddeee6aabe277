package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"juyo/extract"
)

// version is set by the release build: -ldflags "-X main.version=1.2.3".
var version = ""

// versionString returns the release's version, else the module's or commit's
// that the go command recorded, else dev.
func versionString() string {
	if version != "" {
		return version
	}
	if b, ok := debug.ReadBuildInfo(); ok {
		if v := b.Main.Version; v != "" && v != "(devel)" {
			return v
		}
		for _, s := range b.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return "dev-" + s.Value[:12]
			}
		}
	}
	return "dev"
}

func (a *app) versionCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "print the versions of juyo, its extractor and its taxonomy",
		Example: "  juyo version --format json",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			e, err := a.extractorAlone()
			if err != nil { // the version is asked for when something is wrong
				fmt.Fprintln(a.stderr, "juyo: without your taxonomy:", err)
				if e, err = extract.Default(); err != nil {
					return err
				}
			}
			v := struct {
				Juyo     string `json:"juyo"`
				Extract  string `json:"extractor"`
				Skills   int    `json:"skills"`
				Go       string `json:"go"`
				Platform string `json:"platform"`
			}{versionString(), e.Version(), len(e.Skills()), runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
			switch format {
			case "json":
				enc := json.NewEncoder(a.stdout)
				enc.SetIndent("", "  ")
				return enc.Encode(v)
			case "table":
				_, err = fmt.Fprintf(a.stdout, "juyo %s\nextractor and taxonomy %s (%d skills)\n%s %s\n", v.Juyo, v.Extract, v.Skills, v.Go, v.Platform)
				return err
			}
			return usagef("--format %q: want table or json", format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "table", "table or json")
	return cmd
}
