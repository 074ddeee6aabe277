package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/lmittmann/tint"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"juyo/config"
	"juyo/report/chart"
)

// Exit codes, printed by `juyo help exit-codes`.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
)

// env is what a process has: streams, environment, clock. Tests bring their own.
type env struct {
	program              string // as it was called
	stdin                io.Reader
	stdout, stderr       io.Writer
	environ              []string
	now                  func() time.Time
	stdoutTTY, stderrTTY bool
	// delay replaces the configured time between requests; only tests set it,
	// which collect from their own loopback.
	delay *time.Duration
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// getenv returns the variable's value in e's environment.
func (e env) getenv(name string) string {
	for _, kv := range slices.Backward(e.environ) {
		if k, v, ok := strings.Cut(kv, "="); ok && k == name {
			return v
		}
	}
	return ""
}

// usageError marks a wrong use of the command line: exit code 2.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// app is one invocation: the environment and the flags every command has.
type app struct {
	env
	ctx context.Context // set once by run, read by the commands that cobra calls

	dbFlag, configFlag, langFlag, logLevel, taxonomyFlag string
	quiet, noColor                                       bool

	renderer *chart.Renderer // of reports, once one was written
}

// run executes juyo with args and returns the exit code.
func run(ctx context.Context, args []string, e env) int {
	a := &app{env: e, ctx: ctx}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(e.stdin)
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		fmt.Fprintln(e.stderr, "juyo: interrupted; what was done is kept, run the same command again to go on")
		return exitInterrupted
	}
	fmt.Fprintln(e.stderr, "juyo:", err)
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	return exitFailed
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "juyo",
		Short: "which skills do job listings ask for, is it rising, what does it pay",
		Long: `juyo (需要, demand) collects public job listings politely, reads skills, pay
and terms out of Japanese and English text, keeps them in one SQLite file, and
answers with honest intervals which skills are asked for and what they pay.

Start with ` + "`juyo demo`" + `: it shows the whole road on a fictional market.`,
		Example:       "  juyo demo\n  juyo import listings.jsonl && juyo top\n  juyo report --month 2026-10 --lang ja -o report.html",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				msg := fmt.Sprintf("unknown command %q", args[0])
				// A word of three letters is two letters away from nearly anything.
				if s := cmd.SuggestionsFor(args[0]); len(s) > 0 && len(args[0]) > 3 {
					msg += ", did you mean " + strings.Join(s, " or ") + "?"
				}
				return usagef("%s: see `juyo help`", msg)
			}
			return nil
		},
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SuggestionsMinimumDistance = 2
	f := root.PersistentFlags()
	f.StringVar(&a.dbFlag, "db", "", "database file (default: $JUYO_DB, the configuration, else the user data folder)")
	f.StringVar(&a.configFlag, "config", "", "configuration file (default: $JUYO_CONFIG, ./juyo.yaml, else the user's)")
	f.StringVar(&a.langFlag, "lang", "", "language of answers, ja or en (default: from LANG)")
	f.StringVar(&a.logLevel, "log-level", "", "debug, info, warn or error (default: the configuration)")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "no progress on stderr")
	f.BoolVar(&a.noColor, "no-color", false, "no colours (also NO_COLOR)")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w: see `%s --help`", err, cmd.CommandPath())
	})
	root.AddCommand(
		a.demoCommand(), a.initCommand(), a.collectCommand(), a.importCommand(), a.extractCommand(), a.reextractCommand(),
		a.topCommand(), a.reportCommand(), a.taxonomyCommand(), a.daemonCommand(), a.auditCommand(), a.generateCommand(), a.configCommand(), a.versionCommand(),
		exitCodesTopic(),
	)
	return root
}

func exitCodesTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "exit-codes",
		Short: "what juyo's exit codes mean",
		Long: `  0  fine; also a collect run that could not read all of a source
  1  failed: also when a source could not be read at all, or input lines were left out
  2  wrong use: an unknown command or flag, a value that cannot be
130  interrupted; what was done is kept`,
	}
}

// args lets a command have from least to most arguments; most below 0 is no bound.
func args(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, got []string) error {
		switch {
		case len(got) < least:
			return usagef("%s missing: see `%s --help`", what, cmd.CommandPath())
		case most >= 0 && len(got) > most:
			return usagef("unexpected argument %q: see `%s --help`", got[most], cmd.CommandPath())
		}
		return nil
	}
}

// called is how a person calls juyo here: a binary by its path, or go run.
func (e env) called() string {
	switch {
	case strings.Contains(filepath.ToSlash(e.program), "/go-build"):
		return "go run ./cmd/juyo"
	case strings.ContainsAny(e.program, `/\\`) && !filepath.IsAbs(e.program):
		return e.program
	}
	return "juyo"
}

// settings finds and loads the configuration. Its path is "" when there is none.
func (a *app) settings() (config.Config, string, error) {
	path := a.configFlag
	if path == "" {
		path = a.getenv("JUYO_CONFIG")
	}
	if path == "" {
		for _, p := range []string{"juyo.yaml", filepath.Join(a.userFolder("config"), "config.yaml")} {
			if _, err := os.Stat(p); err == nil {
				path = p
				break
			}
		}
	}
	c, err := config.Load(path, a.environ)
	return c, path, err
}

// userFolder returns juyo's own folder of the user: kind is "config" or "data".
// XDG on Linux and the BSDs, the platform's folders elsewhere.
func (a *app) userFolder(kind string) string {
	home := a.getenv("HOME")
	switch runtime.GOOS {
	case "windows":
		return filepath.Join(a.getenv("LocalAppData"), "juyo")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "juyo")
	}
	if kind == "config" {
		if d := a.getenv("XDG_CONFIG_HOME"); d != "" {
			return filepath.Join(d, "juyo")
		}
		return filepath.Join(home, ".config", "juyo")
	}
	if d := a.getenv("XDG_DATA_HOME"); d != "" {
		return filepath.Join(d, "juyo")
	}
	return filepath.Join(home, ".local", "share", "juyo")
}

// lang returns ja or en: the flag, JUYO_LANG, else LC_ALL, LC_MESSAGES, LANG.
func (a *app) lang() (string, error) {
	if a.langFlag != "" {
		if !slices.Contains([]string{"ja", "en"}, a.langFlag) {
			return "", usagef("--lang %q: want ja or en", a.langFlag)
		}
		return a.langFlag, nil
	}
	for _, name := range []string{"JUYO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := a.getenv(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "ja") {
				return "ja", nil
			}
			return "en", nil
		}
	}
	return "en", nil
}

// color says whether to write colours to a stream that is or is not a terminal.
func (a *app) color(tty bool) bool {
	return tty && !a.noColor && a.getenv("NO_COLOR") == "" && a.getenv("JUYO_NO_COLOR") == "" && a.getenv("TERM") != "dumb"
}

// logger writes to stderr: readable on a terminal, JSON otherwise, or as c says.
func (a *app) logger(c config.Log) (*slog.Logger, error) {
	name := c.Level
	if a.logLevel != "" {
		name = a.logLevel
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return nil, usagef("--log-level %q: want debug, info, warn or error", name)
	}
	if c.Format == "text" || c.Format == "auto" && a.stderrTTY {
		return slog.New(tint.NewTextHandler(a.stderr, &tint.Options{Level: level, TimeFormat: time.DateTime, NoColor: !a.color(a.stderrTTY)})), nil
	}
	return slog.New(slog.NewJSONHandler(a.stderr, &slog.HandlerOptions{Level: level})), nil
}
