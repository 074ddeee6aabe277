package collector

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestAddressesThatAreNotPublic(t *testing.T) {
	t.Parallel()
	g := guard{allow: []netip.AddrPort{netip.MustParseAddrPort("127.0.0.1:8080"), netip.MustParseAddrPort("[::1]:8080")}}
	for address, want := range map[string]bool{
		"8.8.8.8:443": true, "93.184.216.34:80": true, "[2606:4700::1111]:443": true, "127.0.0.1:8080": true, "[::1]:8080": true, "[::ffff:127.0.0.1]:8080": true,
		"8.8.8.8:22": false, "8.8.8.8:8080": false, "127.0.0.1:80": false, "127.0.0.1:8081": false, "127.1.2.3:443": false, "0.0.0.0:80": false, "0.1.2.3:80": false,
		"10.0.0.1:443": false, "172.16.0.1:443": false, "172.31.255.255:443": false, "192.168.1.1:80": false, "169.254.169.254:80": false,
		"100.64.0.1:80": false, "100.127.255.255:80": false, "192.0.0.8:80": false, "192.0.2.1:80": false, "192.88.99.1:80": false,
		"198.18.0.1:80": false, "198.19.255.255:80": false, "198.51.100.7:80": false, "203.0.113.9:80": false, "224.0.0.1:80": false, "239.1.1.1:80": false,
		"240.0.0.1:80": false, "255.255.255.255:80": false, "[::]:80": false, "[::1]:80": false, "[fe80::1]:80": false, "[fe80::1%25eth0]:80": false,
		"[fc00::1]:80": false, "[fd12:3456::1]:80": false, "[ff02::1]:80": false, "[fec0::1]:80": false, "[2001:db8::1]:80": false, "[2001::1]:80": false,
		"[2002:7f00:1::]:80": false, "[64:ff9b::7f00:1]:80": false, "[64:ff9b:1::1]:80": false, "[100::1]:80": false, "[::ffff:10.0.0.1]:80": false,
		"[::ffff:169.254.169.254]:80": false, "[::127.0.0.1]:80": false, "[3fff::1]:80": false, "[5f00::1]:80": false,
		"172.15.0.1:443": true, "172.32.0.1:443": true, "100.63.0.1:80": true, "100.128.0.1:80": true, "198.20.0.1:80": true, "192.0.1.1:80": true,
		"not an address": false,
	} {
		err := g.control(t.Context(), "tcp4", address, nil)
		if (err == nil) != want || err != nil && !errors.Is(err, ErrRefused) {
			t.Errorf("dial %s: %v, want allowed %t", address, err, want)
		}
	}
	for raw, want := range map[string]bool{
		"https://jobs.example/x": true, "http://jobs.example:80/": true, "https://jobs.example:443/": true, "http://127.0.0.1:8080/": true, "http://localhost:8080/": true,
		"ftp://jobs.example/": false, "file:///etc/passwd": false, "javascript:alert(1)": false, "https://user:pw@jobs.example/": false,
		"http://jobs.example:22/": false, "http://10.0.0.1/": false, "http://[fd00::1]/": false, "http://169.254.169.254/latest": false, "https:///x": false,
	} {
		u, err := url.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if err := g.checkURL(u); (err == nil) != want {
			t.Errorf("%s: %v, want allowed %t", raw, err, want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 1, 3, 0, 0, 0, time.UTC)
	for in, want := range map[string]time.Duration{
		"120": 2 * time.Minute, " 5 ": 5 * time.Second, "0": 0, "-5": 0, "99999999999": 24 * time.Hour, "Sun, 01 Nov 2026 03:10:00 GMT": 10 * time.Minute,
		"Sun, 01 Nov 2026 02:00:00 GMT": 0, "Fri, 01 Jan 2038 00:00:00 GMT": 24 * time.Hour, "": -1, "soon": -1, "1.5": -1,
	} {
		got, ok := retryAfter(http.Header{"Retry-After": {in}}, now)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("Retry-After %q: %s, want %s", in, got, want)
		}
	}
}

func TestInflate(t *testing.T) {
	t.Parallel()
	text := []byte(strings.Repeat("バックエンドエンジニア, Go, MySQL\n", 400))
	packed := func(w func(io.Writer) io.WriteCloser, b []byte) []byte {
		var out bytes.Buffer
		zw := w(&out)
		_, _ = zw.Write(b)
		_ = zw.Close()
		return out.Bytes()
	}
	gz := func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
	zl := func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
	fl := func(w io.Writer) io.WriteCloser {
		zw, err := flate.NewWriter(w, 9)
		if err != nil {
			t.Fatal(err)
		}
		return zw
	}
	tests := []struct {
		name, encoding string
		body           []byte
		limit          int64
		cut            bool
		want           int
		err            error
	}{
		{"plain", "", text, 1 << 20, false, len(text), nil},
		{"gzip", "gzip", packed(gz, text), 1 << 20, false, len(text), nil},
		{"gzip in two parts", "x-gzip", append(packed(gz, text), packed(gz, text)...), 1 << 20, false, 2 * len(text), nil},
		{"zlib", "deflate", packed(zl, text), 1 << 20, false, len(text), nil},
		{"bare deflate", "deflate", packed(fl, text), 1 << 20, false, len(text), nil},
		{"a packed file", "", packed(gz, text), 1 << 20, false, len(text), nil},
		{"a packed file, packed again on the way", "gzip", packed(gz, packed(gz, text)), 1 << 20, false, len(text), nil},
		{"nothing, packed", "gzip", nil, 1 << 20, false, 0, nil},
		{"exactly at the limit", "", text, int64(len(text)), false, len(text), nil},
		{"one byte more", "", text, int64(len(text)) - 1, false, 0, ErrTooLarge},
		{"one byte more, cut", "", text, int64(len(text)) - 1, true, len(text) - 1, nil},
		{"bomb", "gzip", packed(gz, make([]byte, 32<<20)), 50 << 20, false, 0, ErrTooLarge},
		{"bomb of zlib", "deflate", packed(zl, make([]byte, 32<<20)), 50 << 20, false, 0, ErrTooLarge},
		{"unknown", "zstd", text, 1 << 20, false, 0, ErrEncoding},
		{"nested", "gzip, gzip", packed(gz, packed(gz, text)), 1 << 20, false, 0, ErrEncoding},
		{"cut off", "gzip", packed(gz, text)[:100], 1 << 20, false, 0, io.ErrUnexpectedEOF},
		{"cut off, when a cut is wanted", "gzip", packed(gz, text)[:100], 1 << 20, true, 0, io.ErrUnexpectedEOF},
		{"not gzip", "gzip", text, 1 << 20, false, 0, gzip.ErrHeader},
	}
	for _, tt := range tests {
		res := &http.Response{Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(tt.body))}
		if tt.encoding != "" {
			res.Header.Set("Content-Encoding", tt.encoding)
		}
		got, err := inflate(res, "https://jobs.example/", tt.limit, tt.cut)
		if len(got) != tt.want || (err == nil) != (tt.err == nil) || tt.err != nil && !errors.Is(err, tt.err) {
			t.Errorf("%s: %d bytes, %v; want %d, %v", tt.name, len(got), err, tt.want, tt.err)
		}
	}
}

func TestChallengePages(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		"<script>window._cf_chl_opt={cvId:'3'}</script>":                                       true,
		"<html><title>Pardon Our Interruption</title></html>":                                  true,
		"<html>We protect our site with a captcha when you apply.</html>":                      false,
		`<script>_cf_chl_opt</script><script type="application/ld+json">"JobPosting"</script>`: false,
		strings.Repeat("x", 300<<10) + "<script src=/cdn-cgi/challenge-platform/h/b></script>": false,
		"": false,
	} {
		if got := challenged(&http.Response{StatusCode: http.StatusOK, Header: http.Header{}}, []byte(body)); got != want {
			t.Errorf("%.60q: %t", body, got)
		}
	}
}

func TestUTF8Prolog(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`<?xml version="1.0" encoding="Shift_JIS"?><a/>`: `<?xml version="1.0" encoding="UTF-8"?><a/>`,
		`<?xml version='1.0'?><a/>`:                      `<?xml version="1.0" encoding="UTF-8"?><a/>`,
		`<a/>`:                                           `<a/>`,
		`<?xml`:                                          `<?xml`,
	} {
		if got := string(utf8Prolog([]byte(in))); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}

func TestRobotsAreKeptFor(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]time.Duration{
		"": 24 * time.Hour, "max-age=60": time.Hour, "public, max-age=7200": 2 * time.Hour, "max-age=999999": 24 * time.Hour,
		"no-cache": time.Hour, "No-Store, max-age=7200": time.Hour, "max-age=soon": 24 * time.Hour, `max-age="10800"`: 3 * time.Hour,
	} {
		if got := ttlOf(http.Header{"Cache-Control": {in}}); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestWholeMilliRoundsUp(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 1, 3, 0, 0, 5_000_000, time.UTC)
	for _, d := range []time.Duration{0, -1, -999_999} {
		if got := wholeMilli(at.Add(d)); !got.Equal(at) {
			t.Errorf("%s: %s", at.Add(d), got)
		}
	}
}

func TestJitterIsSteadyAndBounded(t *testing.T) {
	t.Parallel()
	seen := map[time.Duration]bool{}
	for _, key := range []string{"a", "b", "https://jobs.example/1", "https://jobs.example/2", ""} {
		j := jitter(key, time.Second)
		if j < 0 || j > time.Second || j != jitter(key, time.Second) {
			t.Errorf("%q: %s", key, j)
		}
		seen[j] = true
	}
	if len(seen) < 4 {
		t.Errorf("all alike: %v", seen)
	}
}
