package collector

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

const (
	maxRatio      = 200     // a text never compresses better than this; a bomb does
	ratioFrom     = 1 << 20 // decoded bytes from which the ratio is judged
	maxCompressed = 64 << 20
)

// inflate reads the body of res and undoes its compression: what Content-Encoding
// says, and gzip files such as sitemap.xml.gz. limit bounds the decoded bytes;
// beyond it the answer is cut when cut is true, else refused: a truncated page
// would be a wrong page.
func inflate(res *http.Response, page string, limit int64, cut bool) ([]byte, error) {
	tooLarge := func(what string) error { return &FetchError{URL: page, Kind: ErrTooLarge, Detail: what} }
	in := &counted{r: res.Body, limit: min(max(limit, 1<<20), maxCompressed)}
	var r io.Reader = in
	switch enc := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
	case "gzip", "x-gzip":
		r = &lazy{open: func() (io.Reader, error) { return gzip.NewReader(in) }}
	case "deflate":
		r = &lazy{open: func() (io.Reader, error) { return deflate(in) }}
	default: // br and zstd were not asked for; nested encodings are a bomb's way
		return nil, &FetchError{URL: page, Kind: ErrEncoding, Detail: enc}
	}
	body, more, err := readRatio(r, in, limit)
	switch {
	case errors.Is(err, errRatio):
		return nil, tooLarge(fmt.Sprintf("it unpacks to more than %d times its size", maxRatio))
	case errors.Is(err, errCompressed) || more && !cut:
		return nil, tooLarge(fmt.Sprintf("more than %d bytes", limit))
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", page, err)
	}
	// A file that is gzip by itself, once: a sitemap. Served with a
	// Content-Encoding it may arrive unpacked already.
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) && !cut {
		packed := &counted{r: bytes.NewReader(body), limit: maxCompressed}
		zr, err := gzip.NewReader(packed)
		if err != nil {
			return nil, fmt.Errorf("gunzip %s: %w", page, err)
		}
		body, more, err = readRatio(zr, packed, limit)
		switch {
		case errors.Is(err, errRatio):
			return nil, tooLarge(fmt.Sprintf("it unpacks to more than %d times its size", maxRatio))
		case more:
			return nil, tooLarge(fmt.Sprintf("more than %d bytes", limit))
		case err != nil:
			return nil, fmt.Errorf("gunzip %s: %w", page, err)
		}
	}
	return body, nil
}

var (
	errRatio      = errors.New("compressed beyond belief")
	errCompressed = errors.New("too many compressed bytes")
)

// readRatio reads r to its end or limit, and gives up when it grows out of
// proportion to what was read of in.
func readRatio(r io.Reader, in *counted, limit int64) (body []byte, more bool, err error) {
	buf := make([]byte, 0, 64<<10)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if int64(len(buf)) > limit {
			return buf[:limit], true, nil
		}
		if len(buf) > ratioFrom && int64(len(buf)) > maxRatio*in.n {
			return nil, false, errRatio
		}
		if errors.Is(err, io.EOF) {
			return buf, false, nil
		}
		if err != nil {
			return buf, false, err
		}
	}
}

// counted counts what is read and refuses more than limit.
type counted struct {
	r        io.Reader
	n, limit int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.n > c.limit+64<<10 {
		return n, errCompressed
	}
	return n, err
}

// lazy opens its reader at the first Read: an empty body has no gzip header.
type lazy struct {
	open func() (io.Reader, error)
	r    io.Reader
}

func (l *lazy) Read(p []byte) (int, error) {
	if l.r == nil {
		r, err := l.open()
		if err != nil {
			return 0, err
		}
		l.r = r
	}
	return l.r.Read(p)
}

// deflate reads what servers mean by it: zlib (RFC 1950), or bare flate.
func deflate(r io.Reader) (io.Reader, error) {
	br := bufio.NewReader(r)
	head, err := br.Peek(2)
	if err != nil {
		return nil, err
	}
	if head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(br)
	}
	return flate.NewReader(br), nil
}
