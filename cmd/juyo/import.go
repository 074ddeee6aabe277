package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"juyo/collector"
)

// errBadLines says that an import went through but left lines out.
var errBadLines = errors.New("some lines could not be read")

func (a *app) importCommand() *cobra.Command {
	var source, mapping string
	var private bool
	var workers int
	cmd := &cobra.Command{
		Use:   "import FILE…|-",
		Short: "take in listings from files of your own",
		Long: `Reads listings from JSON Lines (plain or gzip), CSV, or saved HTML job pages, by
the file's name and content; "-" reads standard input. Importing the same file
again changes nothing. A line that cannot be read is reported with its number
and left out; the rest goes on, and the exit code is 1.

JSON Lines has one listing an object: source and id (required, unique in the
source), url, title, company, location, html or text, salary_text,
employment_text, market, posted_at, observed_at, closed_at, lang.

CSV has a header row; --map names its columns. UTF-8 (with or without a byte
order mark), UTF-16 and CP932 (Shift_JIS as Excel saves it) are recognised. CSV
and saved pages belong to a source of your own, named with --source.`,
		Example: "  juyo import listings.jsonl.gz\n  juyo import --source my-list --map title=求人名,company=会社名,url=URL 求人.csv\n  juyo import --source saved --private pages/*.html",
		Args:    args(1, -1, "name of a file (or - for standard input)"),
		RunE: func(_ *cobra.Command, names []string) error {
			columns, err := parseMap(mapping)
			if err != nil {
				return err
			}
			c, _, err := a.settings()
			if err != nil {
				return err
			}
			log, err := a.logger(c.Log)
			if err != nil {
				return err
			}
			p, err := a.open(c, log, true)
			if err != nil {
				return err
			}
			defer p.Close()
			m := a.meter()
			defer m.stop()
			var sum collector.ImportResult
			unknown := map[string]int{}
			var failed []error // files; the others go on
			for _, name := range names {
				r, err := a.importFile(name, m, collector.ImportOptions{
					Store: p.DB, Read: p.Extract.Read, Log: log, Now: a.now, Workers: workers,
					Source: source, Private: private, Map: columns, Zone: p.DB.Zone(),
				})
				sum.Read, sum.New, sum.Changed = sum.Read+r.Read, sum.New+r.New, sum.Changed+r.Changed
				sum.Unchanged, sum.Bad = sum.Unchanged+r.Unchanged, sum.Bad+r.Bad
				for k, n := range r.UnknownKeys {
					unknown[k] += n
				}
				if a.ctx.Err() != nil {
					return err
				}
				if err != nil {
					failed = append(failed, err)
				}
			}
			m.stop()
			for _, k := range slices.Sorted(maps.Keys(unknown)) {
				fmt.Fprintf(a.stderr, "juyo: unknown key %q left out in %s\n", k, plural(unknown[k], "line"))
			}
			fmt.Fprintf(a.stdout, "read %s: %s new, %s changed, %s known already", plural(sum.Read, "listing"), thousands(sum.New), thousands(sum.Changed), thousands(sum.Unchanged))
			if sum.Bad > 0 {
				fmt.Fprintf(a.stdout, ", %s left out", plural(sum.Bad, "bad line"))
			}
			fmt.Fprintln(a.stdout)
			if sum.Bad > 0 {
				failed = append(failed, fmt.Errorf("%w: %d, each named above; mend and import again, nothing is counted twice", errBadLines, sum.Bad))
			}
			return errors.Join(failed...)
		},
	}
	f := cmd.Flags()
	f.StringVar(&source, "source", "", "name of the source that CSV rows and saved pages belong to")
	a.addTaxonomy(cmd)
	f.StringVar(&mapping, "map", "", "CSV columns, field=header, comma-separated")
	f.BoolVar(&private, "private", false, "keep this source out of anything published")
	f.IntVar(&workers, "workers", runtime.NumCPU(), "listings read at once")
	return cmd
}

func (a *app) importFile(name string, m *meter, o collector.ImportOptions) (collector.ImportResult, error) {
	r := a.stdin
	label, size := "standard input", int64(0)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return collector.ImportResult{}, err
		}
		defer f.Close()
		if st, err := f.Stat(); err == nil {
			size = st.Size()
		}
		label, r = filepath.Base(name), f
	}
	k := m.task(label, size)
	if size > 0 {
		r = &countReader{r: r, f: k.at}
	}
	o.Report = func(e error) {
		// Above the trackers, or plainly when there are none.
		if m.w != nil {
			m.w.Log("%v", e)
			return
		}
		fmt.Fprintln(a.stderr, "juyo:", e)
	}
	res, err := collector.Import(a.ctx, o, name, r)
	k.end(err)
	if errors.Is(err, context.Canceled) {
		err = fmt.Errorf("after %s: %w", plural(res.Read, "listing"), err)
	}
	return res, err
}

// parseMap reads "title=求人名,company=会社名".
func parseMap(s string) (map[string]string, error) {
	if s == "" {
		return nil, nil
	}
	m := map[string]string{}
	for pair := range strings.SplitSeq(s, ",") {
		field, header, ok := strings.Cut(pair, "=")
		if !ok || field == "" || header == "" {
			return nil, usagef("--map %q: want field=header pairs such as title=求人名,company=会社名", pair)
		}
		m[strings.TrimSpace(field)] = strings.TrimSpace(header)
	}
	return m, nil
}
