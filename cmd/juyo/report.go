package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"juyo/config"
	"juyo/demand"
	"juyo/report"
	"juyo/report/chart"
)

func (a *app) reportCommand() *cobra.Command {
	var q question
	var out string
	var static bool
	cmd := &cobra.Command{
		Use:   "report",
		Short: "write the monthly report: one HTML file, with its data beside it",
		Long: `Writes one self-contained HTML file: no network, no CDN; charts are readable
without JavaScript and printable. The same numbers are written beside it as JSON
and CSV. The same database, month and juyo give the same bytes. Sources marked
private are counted, never named.`,
		Example: "  juyo report\n  juyo report --month 2026-10 --lang ja -o reports/2026-10.ja.html\n  juyo report --month 2026-10 --static -o - > report.html",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			lang, err := a.lang()
			if err != nil {
				return err
			}
			c, _, err := a.settings()
			if err != nil {
				return err
			}
			p, m, err := a.market(c)
			if err != nil {
				return err
			}
			defer p.Close()
			asked, err := q.resolve(a, c, m)
			if err != nil {
				return err
			}
			r, err := a.buildReport(c, m, asked, lang, static)
			if err != nil {
				return err
			}
			if out == "-" {
				return r.WriteHTML(a.stdout)
			}
			if out == "" {
				out = reportPath(c, asked.Question, lang)
			}
			return a.writeReport(r, out)
		},
	}
	q.flags(cmd)
	cmd.Flags().StringVarP(&out, "output", "o", "", "file to write; - prints the HTML (default: REPORT_FOLDER/YYYY-MM.LANG.html)")
	cmd.Flags().BoolVar(&static, "static", false, "charts as pictures only, no JavaScript")
	return cmd
}

func (a *app) buildReport(c config.Config, m *demand.Market, q asked, lang string, static bool) (*report.Report, error) {
	if a.renderer == nil {
		r, err := chart.NewRenderer()
		if err != nil {
			return nil, err
		}
		a.renderer = r // the next report of this process has it compiled
	}
	return report.Build(a.ctx, m, report.Options{
		Month: q.Month, Lang: lang, Scope: q.Scope, Now: a.now(), Version: versionString(), Static: static || c.Report.Static,
		Notes: q.notes, MinN: q.MinN, Renderer: a.renderer,
	})
}

// reportPath is where the report of a question goes when nobody says.
func reportPath(c config.Config, q demand.Question, lang string) string {
	return filepath.Join(c.Report.Folder, fmt.Sprintf("%s.%s.html", q.Month, lang))
}

func (a *app) writeReport(r *report.Report, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	if why := r.NotCovered(); why != nil {
		fmt.Fprintln(a.stderr, "juyo:", why.EN)
	}
	files, err := report.WriteFiles(a.ctx, path, r)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, "wrote %s\n", strings.Join(files, ", "))
	return err
}
