package report_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"juyo/demand"
	"juyo/report"
)

// contextCanceled returns a context and how to cancel it.
func contextCanceled(tb interface{ Context() context.Context }) (context.Context, context.CancelFunc) {
	return context.WithCancel(tb.Context())
}

func Example() {
	ctx := context.Background()
	market, err := demand.Load(ctx, plantedColumns(marketSize{months: 3, listings: 100, through: october}))
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := report.Build(ctx, market, report.Options{
		Lang: "en", Scope: demand.DefaultScope(), Now: october, Version: "v1.0.0", Static: true,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	dir, err := os.MkdirTemp("", "juyo-report")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	paths, err := report.WriteFiles(ctx, filepath.Join(dir, r.Month.String()+".en.html"), r)
	for _, p := range paths {
		fmt.Println(filepath.Base(p))
	}
	fmt.Println(r.Title, err)
	// Output:
	// 2026-10.en.html
	// 2026-10.en.json
	// 2026-10.en.csv
	// Job demand report, October 2026 <nil>
}
