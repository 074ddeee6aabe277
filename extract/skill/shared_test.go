package skill_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"juyo/listing"
)

// sharedPath returns a path in the folder of real data beside the repository,
// which is not part of it, and whether it is there.
func sharedPath(elem ...string) (string, bool) {
	dir, err := os.Getwd()
	if err != nil {
		return "", false
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
	p := filepath.Join(append([]string{filepath.Dir(dir), "shared"}, elem...)...)
	_, err = os.Stat(p)
	return p, err == nil
}

// shared is sharedPath for tests that need the real data: it skips them when it
// is absent.
func shared(tb testing.TB, elem ...string) string {
	tb.Helper()
	p, ok := sharedPath(elem...)
	if !ok {
		tb.Skipf("no real data beside the repository: %s", p)
	}
	return p
}

// eachLine calls f with every line of a JSON Lines file, plain or gzip.
func eachLine(tb testing.TB, path string, f func([]byte)) {
	tb.Helper()
	file, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(file)
		if err != nil {
			tb.Fatal(err)
		}
		r = z
	}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 16<<20)
	for s.Scan() {
		f(s.Bytes())
	}
	if err := s.Err(); err != nil {
		tb.Fatal(err)
	}
}

// eachListing calls f with every listing of an import file.
func eachListing(tb testing.TB, path string, f func(*listing.Listing)) {
	tb.Helper()
	eachLine(tb, path, func(line []byte) {
		var l listing.Listing
		if err := json.Unmarshal(line, &l); err != nil {
			tb.Fatal(err)
		}
		f(&l)
	})
}
