// Command juyo watches the job market for software engineers: it collects
// listings politely, reads skills, pay and terms from them, and says with
// honest intervals what is asked for. Run `juyo demo` to see its whole job.
//
// This package is flags and wiring only, one file per command; the work is done
// in the packages it joins.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // a container without zone files cuts months in the right zone too
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := run(ctx, os.Args[1:], env{
		program: os.Args[0],
		stdin:   os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		environ: os.Environ(), now: time.Now,
		stdoutTTY: isTerminal(os.Stdout), stderrTTY: isTerminal(os.Stderr),
	})
	stop()
	os.Exit(code)
}
