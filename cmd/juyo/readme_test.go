package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"juyo/internal/demosite"
	"juyo/listing"
)

// Every command in the READMEs runs, in the order they give, in an empty folder.
// Where they say "fill in contact and sources", the test does, with fictional
// sites on loopback.
func TestReadmeCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("runs every command of the READMEs: not in -short")
	}
	makefile, err := os.ReadFile(filepath.Join("..", "..", "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"README.md", "README.ja.md"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("..", "..", name))
			if err != nil {
				t.Fatal(err)
			}
			market := demosite.NewMarket(3, listing.NewMonth(2026, time.June), 5, demosite.Size{Open: 60})
			sites, err := demosite.Start(t.Context(), market, func() time.Time { return killStart })
			if err != nil {
				t.Fatal(err)
			}
			defer sites.Close()
			dir, ran := t.TempDir(), 0
			for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
				for line := range strings.Lines(block[1]) {
					line = strings.TrimSpace(line)
					ran++
					switch target, isMake := strings.CutPrefix(line, "make "); {
					case isMake:
						if !bytes.Contains(makefile, []byte("\n"+target+":")) {
							t.Errorf("%q: the Makefile has no such target", line)
						}
					case line == "go run ./cmd/juyo demo":
						// TestDemoFindsWhatWasPlanted runs it.
					case line == "./juyo daemon":
						runDaemonUntilAlive(t, dir)
					case strings.HasPrefix(line, "./juyo "):
						runReadmeLine(t, dir, line)
						if line == "./juyo init" {
							writeCollectConfig(t, filepath.Join(dir, "juyo.yaml"), sites)
						}
					default:
						t.Errorf("no test knows how to run %q", line)
					}
				}
			}
			if ran < 10 {
				t.Errorf("only %d commands found: the test no longer reads the file right", ran)
			}
			for _, file := range []string{"juyo.db", "2026-10." + map[string]string{"README.md": "en", "README.ja.md": "ja"}[name] + ".html"} {
				if _, err := os.Stat(filepath.Join(dir, file)); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// runReadmeLine runs "./juyo ARG… [> FILE]".
func runReadmeLine(t *testing.T, dir, line string) {
	t.Helper()
	command, file, redirected := strings.Cut(line, " > ")
	cmd := child(t, killStart, dir, strings.Fields(command)[1:]...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", line, err, out.String(), errs.String())
	}
	if redirected {
		if err := os.WriteFile(filepath.Join(dir, file), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// runDaemonUntilAlive starts the daemon, waits for its heartbeat, has `--check`
// see it, and ends it with SIGTERM: it must be gone within ten seconds.
func runDaemonUntilAlive(t *testing.T, dir string) {
	t.Helper()
	cmd := child(t, killStart, dir, "daemon")
	var log bytes.Buffer
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for deadline := time.Now().Add(30 * time.Second); ; {
		if err := child(t, killStart, dir, "daemon", "--check").Run(); err == nil {
			break
		}
		select {
		case err := <-ended:
			t.Fatalf("the daemon ended by itself: %v\n%s", err, log.String())
		default:
		}
		if time.Now().After(deadline) {
			_ = cmd.Process.Kill()
			err := <-ended
			t.Fatalf("no heartbeat in 30 s: %v\n%s", err, log.String())
		}
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the daemon ended with %v\n%s", err, log.String())
		}
	case <-time.After(12 * time.Second):
		_ = cmd.Process.Kill()
		t.Errorf("the daemon was not gone 12 s after SIGTERM\n%s", log.String())
	}
}
