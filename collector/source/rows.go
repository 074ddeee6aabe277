package source

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	maxCell = 1 << 20  // bytes of one quoted field: a missing quote must not take the rest of the file with it
	maxRow  = 16 << 20 // bytes of one line
)

// rows cuts a table into rows as RFC 4180 has them, but for two liberties that
// files take: a quote inside a field that does not begin with one is text
// (27" monitor), and so is one inside a quoted field that is whole on its line.
// encoding/csv either gives up at the first wrong quote or, lazily, takes all
// that follows for one field; here the row is reported and the next ones stand.
type rows struct {
	br    *bufio.Reader
	comma string
	width int        // fields of the heading row, 0 before it is read
	usual int        // fields of the last row that could be read
	ahead []textLine // lines read and not yet dealt with
	room  []textLine // where ahead begins anew
	count int64      // lines read from br
	err   error      // why no line comes after ahead; io.EOF at the end
}

// textLine is a line without its end. A long one is beyond maxRow and was not kept.
type textLine struct {
	number int64
	text   string
	long   bool
}

var (
	errStrayQuote = errors.New(`text after the closing quote of a field: write "" for a quote inside a quoted field`)
	errLongRow    = fmt.Errorf("longer than %d MiB", maxRow>>20)
)

// next returns the next row and the number of the line it begins on. An error
// that is not s.err is one of this row: it was left out, with the lines up to the
// next one that reads as a row of the table.
func (s *rows) next() (fields []string, number int64, err error) {
	for {
		l, ok := s.at(0)
		if !ok {
			return nil, 0, s.err
		}
		if l.text != "" || l.long {
			number = l.number
			break
		}
		s.drop(1)
	}
	fields, used, err := s.parse(0, false)
	if err == nil && s.swallows(fields, used) {
		err = fmt.Errorf("a quoted field that begins on line %d holds whole rows: its closing quote is missing, or a quote inside it is not written \"\"", number)
	}
	if errors.Is(err, errStrayQuote) {
		if lazy, n, e := s.parse(0, true); e == nil && (s.width == 0 || len(lazy) == s.width) {
			fields, used, err = lazy, n, nil
		}
	}
	if err == nil {
		s.usual = len(fields)
		s.drop(used)
		return fields, number, nil
	}
	if last := s.synchronise(); last > number {
		err = fmt.Errorf("%w; lines %d to %d are left out", err, number, last)
	}
	return nil, number, err
}

// synchronise leaves out the line at hand and those after it up to the next that
// begins a row with as many fields as the table has columns. It returns the
// number of the last line left out that is not empty.
func (s *rows) synchronise() (last int64) {
	for {
		l, ok := s.at(0)
		if !ok {
			return last
		}
		if last > 0 {
			fields, used, err := s.parse(0, false)
			if err == nil && s.fits(len(fields)) && !s.swallows(fields, used) {
				return last
			}
		}
		if l.text != "" || l.long {
			last = l.number
		}
		s.drop(1)
	}
}

// fits reports whether a row of n fields is one of this table: some files leave
// out the empty fields at the end, of every row.
func (s *rows) fits(n int) bool { return n == s.width || n == s.usual && n > 1 }

// swallows reports whether a row that spans lines has taken in others: it has not
// as many fields as the table while one of its lines has, or it has, and so has
// every line it spans.
func (s *rows) swallows(fields []string, used int) bool {
	if used == 1 || s.width == 0 {
		return false
	}
	alone := 0 // lines after the first that are a row by themselves
	for i := 1; i < used; i++ {
		if f, n, err := s.parse(i, false); err == nil && n == 1 && len(f) == s.width && s.width > 1 {
			alone++
		}
	}
	if !s.fits(len(fields)) {
		return alone > 0
	}
	// Prose in a field may hold as many commas as the table by chance, but not on
	// each of its lines and on both ends.
	first, _ := s.at(0)
	last, _ := s.at(used - 1)
	return s.width > 3 && used > 2 && alone >= used-2 &&
		strings.Count(first.text, s.comma) == s.width-1 && strings.Count(last.text, s.comma) == s.width-1
}

// parse reads the row that begins on the i-th line ahead and returns its fields
// and how many lines it spans. When lazy, a quote inside a quoted field is text,
// and the row has to end on its line.
func (s *rows) parse(i int, lazy bool) (fields []string, used int, err error) {
	l, _ := s.at(i)
	if l.long {
		return nil, 1, errLongRow
	}
	rest, used := l.text, 1
	for {
		if !strings.HasPrefix(rest, `"`) {
			field, after, more := strings.Cut(rest, s.comma)
			fields = append(fields, field)
			if !more {
				return fields, used, nil
			}
			rest = after
			continue
		}
		field, after, lines, err := s.quoted(i+used-1, rest[1:], lazy)
		used += lines
		if err != nil {
			return nil, used, err
		}
		fields = append(fields, field)
		if after == "" {
			return fields, used, nil
		}
		rest = after[len(s.comma):]
	}
}

// quoted reads a quoted field from behind its opening quote, which is on the i-th
// line ahead. It returns what follows the field on its last line, empty or
// beginning with the comma, and how many lines further that is.
func (s *rows) quoted(i int, rest string, lazy bool) (field, after string, lines int, err error) {
	opened, _ := s.at(i)
	var b strings.Builder
	for b.Len() <= maxCell {
		text, behind, closed := strings.Cut(rest, `"`)
		if !closed {
			if lazy {
				return "", "", lines, errStrayQuote
			}
			b.WriteString(text)
			b.WriteByte('\n')
			next, ok := s.at(i + lines + 1)
			if !ok {
				return "", "", lines, fmt.Errorf("the quoted field that begins on line %d is never closed: write \"\" for a quote inside a quoted field", opened.number)
			}
			lines++
			if next.long {
				return "", "", lines, errLongRow
			}
			rest = next.text
			continue
		}
		b.WriteString(text)
		if strings.HasPrefix(behind, `"`) {
			b.WriteByte('"')
			rest = behind[1:]
			continue
		}
		if trimmed := strings.TrimLeft(behind, " "); trimmed == "" || strings.HasPrefix(trimmed, s.comma) {
			if b.Len() > maxCell {
				break
			}
			return b.String(), trimmed, lines, nil
		}
		if !lazy {
			return "", "", lines, errStrayQuote
		}
		b.WriteByte('"')
		rest = behind
	}
	return "", "", lines, fmt.Errorf("the quoted field that begins on line %d is longer than %d MiB: is its closing quote missing?", opened.number, maxCell>>20)
}

// at returns the i-th line ahead, if there is one.
func (s *rows) at(i int) (textLine, bool) {
	for len(s.ahead) <= i {
		if s.err != nil {
			return textLine{}, false
		}
		s.readLine()
	}
	return s.ahead[i], true
}

func (s *rows) drop(n int) {
	clear(s.ahead[:n]) // let go of their text
	if s.ahead = s.ahead[n:]; len(s.ahead) == 0 {
		s.ahead = s.room[:0]
	}
}

// readLine adds one line to those ahead, or sets err.
func (s *rows) readLine() {
	var text []byte
	long := false
	for {
		part, err := s.br.ReadSlice('\n')
		if !long {
			text = append(text, part...)
			if len(text) > maxRow {
				long, text = true, nil
			}
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			s.err = err
			if len(text) == 0 && !long {
				return
			}
		}
		break
	}
	s.count++
	line := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
	if s.ahead = append(s.ahead, textLine{number: s.count, text: line, long: long}); len(s.ahead) == 1 {
		s.room = s.ahead
	}
}

// newRows returns the rows of br, a file in UTF-8.
func newRows(br *bufio.Reader) *rows {
	if mark, _ := br.Peek(3); string(mark) == "\uFEFF" {
		_, _ = br.Discard(len(mark)) // just peeked at
	}
	return &rows{br: br, comma: string(sniffComma(br))}
}

// heading reads the first row.
func (s *rows) heading() ([]string, error) {
	head, number, err := s.next()
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty: want a row of headings, then one listing a row")
	case err != nil && number == 0:
		return nil, fmt.Errorf("read heading row: %w", err)
	case err != nil:
		return nil, fmt.Errorf("heading row, line %d: %w", number, err)
	}
	for _, h := range head {
		if !utf8.ValidString(h) {
			return nil, fmt.Errorf("heading row, line %d: %q is not valid text: save the file as UTF-8", number, h)
		}
	}
	s.width = len(head)
	return head, nil
}
