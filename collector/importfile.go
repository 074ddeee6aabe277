package collector

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"juyo/collector/source"
	"juyo/listing"
)

// errLongLine is the error of a line beyond maxLine.
var errLongLine = fmt.Errorf("longer than %d MiB: split the listing or drop what is no text", maxLine>>20)

// lines produces one job a line of JSON Lines. Empty lines count but make no job.
func lines(r io.Reader) producer {
	return func(yield func(job) bool) error {
		br := bufio.NewReaderSize(r, 1<<20)
		for n := int64(1); ; n++ {
			line, err := readLine(br)
			switch {
			case errors.Is(err, errLongLine):
				if !yield(job{line: n, err: err}) {
					return nil
				}
			case len(bytes.TrimSpace(line)) > 0:
				if !yield(job{line: n, raw: line}) {
					return nil
				}
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil && !errors.Is(err, errLongLine) {
				return fmt.Errorf("read line %d: %w", n, err)
			}
		}
	}
}

// readLine returns the next line, a copy, without its end. A line beyond maxLine
// is read to its end and not kept.
func readLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := br.ReadSlice('\n')
		if !long {
			line = append(line, part...)
			if len(line) > maxLine {
				long, line = true, nil
			}
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		line = bytes.TrimRight(line, "\r\n")
		if long && (err == nil || errors.Is(err, io.EOF)) {
			return nil, errLongLine // a last long line: the next call says io.EOF
		}
		return line, err
	}
}

// elements produces one job an element of a JSON array. What comes before a
// mistake is produced nevertheless.
func elements(r io.Reader) producer {
	return func(yield func(job) bool) error {
		dec := json.NewDecoder(r)
		if _, err := dec.Token(); err != nil {
			return fmt.Errorf("read JSON array: %w", err)
		}
		n := int64(0)
		for dec.More() {
			n++
			var raw json.RawMessage
			if err := dec.Decode(&raw); err != nil {
				if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
					return fmt.Errorf("the JSON array ends in the middle of element %d, at byte %d: is the file cut short?", n, dec.InputOffset())
				}
				return fmt.Errorf("read element %d of the JSON array, which begins near byte %d: %w; the elements before it are kept, those after it cannot be found", n, dec.InputOffset(), err)
			}
			if !yield(job{line: n, raw: raw}) {
				return nil
			}
		}
		switch end, err := dec.Token(); {
		case errors.Is(err, io.EOF):
			return fmt.Errorf("the JSON array has no ] after element %d, at byte %d, where the file ends: is it cut short?", n, dec.InputOffset())
		case err != nil:
			return fmt.Errorf("the JSON array goes wrong after element %d, at byte %d: %w", n, dec.InputOffset(), err)
		case end != json.Delim(']'):
			return fmt.Errorf("the JSON array is closed by %v after element %d, at byte %d: want ]", end, n, dec.InputOffset())
		}
		at := dec.InputOffset()
		if _, err := dec.Token(); !errors.Is(err, io.EOF) {
			return fmt.Errorf("after the JSON array of %d elements, which ends at byte %d, comes something else, which is not read: want one array, or one object a line", n, at)
		}
		return nil
	}
}

// rows produces one job a row of a table.
func (im *importer) rows(r io.Reader) (producer, error) {
	t, err := source.NewTable(r, im.o.Source, im.o.Map)
	if err != nil {
		return nil, err
	}
	t.Zone = im.o.Zone
	if im.o.Source == "" && !t.Has("source") {
		return nil, errors.New("the table does not name its source: write --source NAME, or give it a column source")
	}
	for _, h := range t.Unknown() {
		if len(im.res.UnknownKeys) < maxUnknownKey {
			im.res.UnknownKeys[h]++
		}
	}
	return func(yield func(job) bool) error {
		for {
			l, line, more, err := t.Next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil && !more {
				return fmt.Errorf("read table: %w", err)
			}
			if t.EndsByPlan() && l.ClosedAt.After(im.o.Now()) {
				l.ClosedAt = listing.Date{} // it has not ended yet
			}
			j := job{line: line, l: &l, err: err}
			if !yield(j) {
				return nil
			}
		}
	}, nil
}

// savedPage produces the listings of one saved page.
func (im *importer) savedPage(r io.Reader) (producer, error) {
	if im.o.Source == "" {
		return nil, errors.New("a saved page does not name its source: write --source NAME")
	}
	body, err := io.ReadAll(io.LimitReader(r, maxSavedPage+1))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if len(body) > maxSavedPage {
		return nil, fmt.Errorf("larger than %d MiB: save the page as HTML only, without its images", maxSavedPage>>20)
	}
	text, _, err := source.ToUTF8(body, "text/html")
	if err != nil {
		return nil, err
	}
	p := listing.Page{URL: im.name, Body: text, ContentType: "text/html; charset=utf-8", FetchedAt: im.o.Now(), Zone: im.o.Zone}
	found, err := source.ReadSaved(&p, im.o.Source)
	return func(yield func(job) bool) error {
		if err != nil && !yield(job{line: 1, err: err}) {
			return nil
		}
		for i := range found {
			if !yield(job{line: 1, l: &found[i]}) {
				return nil
			}
		}
		return nil
	}, nil
}

// parse reads one JSON object and counts the keys it does not know.
func (im *importer) parse(c *chunk, raw []byte) (listing.Listing, error) {
	if !utf8.Valid(raw) {
		return listing.Listing{}, errors.New("not UTF-8: convert the file, e.g. with iconv -t UTF-8")
	}
	var l listing.Listing
	err := json.Unmarshal(raw, &l)
	var wrongType *json.UnmarshalTypeError
	if len(im.o.Map) > 0 && (err == nil || errors.As(err, &wrongType)) || errors.As(err, &wrongType) && wrongType.Field != "" {
		if again, e := source.FromObject(raw, im.o.Map); e == nil || len(im.o.Map) > 0 {
			l, err = again, e
		} else {
			err = e
		}
	}
	if err != nil {
		return l, explainJSON(err, raw)
	}
	var counted []string // a line that repeats a key is one line
	eachKey(raw, func(key string) {
		if slices.Contains(importKeys, strings.ToLower(key)) || im.mapped(key) || slices.Contains(counted, key) {
			return
		}
		if len(counted) < maxUnknownKey {
			counted = append(counted, key)
		}
		if c.unknown == nil {
			c.unknown = map[string]int{}
		}
		if _, ok := c.unknown[key]; ok || len(c.unknown) < maxUnknownKey {
			c.unknown[key]++
		}
	})
	return l, nil
}

func (im *importer) mapped(key string) bool {
	for _, k := range im.o.Map {
		if k == key {
			return true
		}
	}
	return false
}

// importKeys are the keys an object may have.
var importKeys = append(source.Fields(), "base_salary", "telecommute")

// explainJSON says what is wrong with a line in words a person can act on.
func explainJSON(err error, raw []byte) error {
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		from := max(0, int(syntax.Offset)-21)
		near := strings.ToValidUTF8(string(raw[min(from, len(raw)):min(int(syntax.Offset), len(raw))]), "")
		return fmt.Errorf("not JSON: %w at byte %d, after %q", err, syntax.Offset, near)
	case errors.As(err, &wrongType) && wrongType.Field == "":
		return fmt.Errorf("a JSON %s: want one object a line, e.g. {\"source\":…,\"id\":…,\"text\":…}", wrongType.Value)
	case errors.As(err, &wrongType):
		return fmt.Errorf("%s: a JSON %s, want %s", wrongType.Field, wrongType.Value, wrongType.Type)
	}
	return err
}

// eachKey calls f with every key of the JSON object raw, not of those inside it.
// raw is valid JSON. encoding/json could tell unknown keys only by a second,
// slower parse.
func eachKey(raw []byte, f func(key string)) {
	depth, expectKey := 0, false
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '{', '[':
			depth++
			expectKey = depth == 1
		case '}', ']':
			depth--
		case ',':
			expectKey = depth == 1
		case '"':
			end := i + 1
			for end < len(raw) && raw[end] != '"' {
				if raw[end] == '\\' {
					end++
				}
				end++
			}
			if end > len(raw)-1 {
				return
			}
			if expectKey {
				key := string(raw[i+1 : end])
				if strings.ContainsRune(key, '\\') {
					var unquoted string
					if json.Unmarshal(raw[i:end+1], &unquoted) == nil {
						key = unquoted
					}
				}
				f(key)
				expectKey = false
			}
			i = end
		}
	}
}
