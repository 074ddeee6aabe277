package main

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/japanese"
)

var update = flag.Bool("update", false, "rewrite what the scripts expect")

// TestMain lets this test binary be the juyo command too: scripts and kill tests
// start it as a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"juyo": func() { os.Exit(testMain()) }})
}

// testMain is main with a clock and manners a test can set: JUYO_TEST_NOW freezes
// the clock, JUYO_TEST_DELAY is the time between two requests to loopback.
func testMain() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	e := env{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, environ: os.Environ(), now: time.Now,
	}
	if s := e.getenv("JUYO_TEST_NOW"); s != "" {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			panic(err)
		}
		e.now = func() time.Time { return at }
	}
	if s := e.getenv("JUYO_TEST_DELAY"); s != "" {
		d, err := time.ParseDuration(s)
		if err != nil {
			panic(err)
		}
		e.delay = &d
	}
	return run(ctx, os.Args[1:], e)
}

// TestScripts runs every testdata/script/*.txtar: what a person types and sees.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("JUYO_TEST_NOW", "2026-11-21T09:00:00Z")
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("LANG", "en_US.UTF-8")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// cp932 FILE OUT: FILE as Excel on Windows saves it.
			"cp932": func(ts *testscript.TestScript, _ bool, args []string) {
				// Windows writes the wave dash of CP932 as U+FF5E, which is all Go's encoder takes.
				text, err := japanese.ShiftJIS.NewEncoder().String(strings.ReplaceAll(ts.ReadFile(args[0]), "〜", "～"))
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o600))
			},
			// lines FILE N: FILE has N lines.
			"lines": func(ts *testscript.TestScript, _ bool, args []string) {
				if n := strings.Count(ts.ReadFile(args[0]), "\n"); !strings.EqualFold(args[1], itoa(n)) {
					ts.Fatalf("%s has %d lines, want %s", args[0], n, args[1])
				}
			},
		},
	})
}

func itoa(n int) string { return strings.TrimSpace(thousands(n)) }
