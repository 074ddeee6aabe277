package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"juyo/internal/demosite"
	"juyo/listing"
)

// killStart is when the kill tests happen, on their clock.
var killStart = time.Date(2026, 10, 31, 3, 0, 0, 0, time.UTC)

// kills is how often a process is killed in one test: a few times in `make test`,
// often in `make soak`.
func kills(t *testing.T) int {
	t.Helper()
	if testing.Short() {
		t.Skip("kills processes for some seconds: not in -short")
	}
	if os.Getenv("JUYO_TEST_SOAK") != "" {
		return 25
	}
	return 3
}

// child starts this binary as juyo in a process of its own.
func child(t *testing.T, now time.Time, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// testscript runs a command when the binary is called by the command's name.
	name := filepath.Join(t.TempDir(), "juyo")
	if err := os.Symlink(self, name); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "JUYO_TEST_NOW="+now.Format(time.RFC3339), "JUYO_TEST_DELAY=1ms", "HOME="+dir)
	return cmd
}

// killed runs juyo and kills it after d unless it ended before; it reports
// whether it was killed.
func killed(t *testing.T, d time.Duration, now time.Time, dir string, args ...string) bool {
	t.Helper()
	var out strings.Builder
	cmd := child(t, now, dir, args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(d, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	err := cmd.Wait()
	if err != nil && cmd.ProcessState.ExitCode() != -1 {
		t.Fatalf("juyo %s: %v\n%s", strings.Join(args, " "), err, out.String())
	}
	return err != nil
}

// finish runs juyo to its end and returns how long that took.
func finish(t *testing.T, now time.Time, dir string, args ...string) time.Duration {
	t.Helper()
	began := time.Now()
	if out, err := child(t, now, dir, args...).CombinedOutput(); err != nil {
		t.Fatalf("juyo %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return time.Since(began)
}

// contents are the counts that a killed run must share with an undisturbed one.
func contents(t *testing.T, db string) string {
	t.Helper()
	p := openForTest(t, db)
	defer p.Close()
	if err := p.DB.Check(t.Context()); err != nil {
		t.Fatalf("after kills: %v", err)
	}
	if err := p.Refresh(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	c, err := p.DB.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("listings %d (%d open), revisions %d, texts %d, sources %d, employers %d, groups %d", c.Listings, c.Open, c.Revisions, c.Texts, c.Sources, c.Employers, c.Groups)
}

// Import is killed at random moments, run again, and ends with what an
// undisturbed import keeps.
func TestKillImport(t *testing.T) {
	n, now := kills(t), killStart
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "listings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if err := demosite.Generate(t.Context(), f, demosite.GenerateOptions{Listings: 6000, Months: 12, Seed: 7}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	took := finish(t, now, dir, "import", "--db", "whole.db", "listings.jsonl")
	want := contents(t, filepath.Join(dir, "whole.db"))
	r := rand.New(rand.NewPCG(1, 2))
	done := 0
	for i := 0; done < n && i < 10*n; i++ {
		// A fresh database every few kills, so that early moments are hit too.
		db := fmt.Sprintf("killed%d.db", i/3)
		if killed(t, time.Duration(r.Float64()*float64(took)), now, dir, "import", "--db", db, "listings.jsonl") {
			done++
		}
		if i%3 == 2 || done == n {
			finish(t, now, dir, "import", "--db", db, "listings.jsonl")
			if got := contents(t, filepath.Join(dir, db)); got != want {
				t.Fatalf("after %d kills: %s\nundisturbed: %s", done, got, want)
			}
		}
	}
	t.Logf("import: %d kills; %s; integrity ok", done, want)
	if done < n {
		t.Errorf("only %d of %d kills came before the end", done, n)
	}
}

// Collect is killed at random moments, run again, and ends with what an
// undisturbed collect keeps.
func TestKillCollect(t *testing.T) {
	n, now := kills(t), killStart
	dir := t.TempDir()
	market := demosite.NewMarket(3, listing.NewMonth(2026, time.June), 5, demosite.Size{Open: 250})
	sites, err := demosite.Start(t.Context(), market, func() time.Time { return killStart })
	if err != nil {
		t.Fatal(err)
	}
	defer sites.Close()
	writeCollectConfig(t, filepath.Join(dir, "juyo.yaml"), sites)
	took := finish(t, now, dir, "collect", "--db", "whole.db")
	want := contents(t, filepath.Join(dir, "whole.db"))
	r := rand.New(rand.NewPCG(3, 4))
	done := 0
	for i := 0; done < n && i < 10*n; i++ {
		db := fmt.Sprintf("killed%d.db", i/3)
		if killed(t, time.Duration(r.Float64()*float64(took)), now, dir, "collect", "--db", db) {
			done++
			now = now.Add(3 * time.Minute) // the dead process's lease runs out
		}
		if i%3 == 2 || done == n {
			finish(t, now, dir, "collect", "--db", db)
			if got := contents(t, filepath.Join(dir, db)); got != want {
				t.Fatalf("after %d kills: %s\nundisturbed: %s", done, got, want)
			}
		}
	}
	t.Logf("collect: %d kills; %s; integrity ok", done, want)
	if done < n {
		t.Errorf("only %d of %d kills came before the end", done, n)
	}
	for _, r := range sites.Requests() {
		if r.Forbidden {
			t.Errorf("%s asked for %s, which its robots.txt forbids", r.Site, r.Path)
		}
	}
}

// writeCollectConfig writes a configuration with the sites as sources, but the one
// whose robots.txt asks for five seconds between requests: real ones, here.
func writeCollectConfig(t *testing.T, path string, sites *demosite.Sites) {
	t.Helper()
	sources, allow := demoSources(sites)
	slow := ""
	for _, s := range sites.Sites() {
		if s.CrawlDelay > 0 {
			slow = s.Name
		}
	}
	var b strings.Builder
	b.WriteString("contact: test@example.com\ncollect:\n  allow:\n")
	for _, a := range allow {
		fmt.Fprintf(&b, "    - %q\n", a.String())
	}
	b.WriteString("sources:\n")
	for _, s := range sources {
		if s.Name == slow {
			continue
		}
		fmt.Fprintf(&b, "  - {name: %q, kind: %q, url: %q, token: %q, discover: %q, pattern: %q}\n", s.Name, s.Kind, s.URL, s.Token, s.Discover, s.Pattern)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}
