package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"juyo/listing"
)

// Table reads listings from a CSV or TSV file: a heading row, then one listing a
// row. It is made by NewTable.
type Table struct {
	// Zone is where times that state no zone are meant, nil for Japan.
	Zone *time.Location

	rows     *rows
	columns  []column
	source   string
	unknown  []string
	encoding string
	planned  bool // closed_at is a planned end
}

// column is what a column of the file holds: a field, a section of the body
// under its heading, or nothing known.
type column struct {
	heading, field string
}

// NewTable reads the heading row of r. The file may be UTF-8 with or without
// byte order mark, UTF-16, Shift_JIS as Excel saves it in Japan, or EUC-JP, and
// separated by commas, tabs or semicolons. rename maps fields to headings
// (title → 求人名); other headings are understood where they are obvious. src is
// the source of rows that state none.
//
// A row that cannot be read does not take others with it: see Next.
func NewTable(r io.Reader, src string, rename map[string]string) (*Table, error) {
	utf8r, enc, err := decodeStream(r)
	if err != nil {
		return nil, err
	}
	t := &Table{source: src, encoding: enc, rows: newRows(bufio.NewReaderSize(utf8r, 64<<10))}
	head, err := t.rows.heading()
	if err != nil {
		return nil, err
	}
	if err := t.setColumns(head, rename); err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Table) setColumns(head []string, rename map[string]string) error {
	taken := map[string]bool{}
	for _, h := range head {
		t.columns = append(t.columns, column{heading: strings.TrimSpace(h)})
	}
	for field, heading := range rename {
		if !slices.Contains(Fields(), field) {
			return fmt.Errorf("map %s=%s: no field of that name; fields are %s", field, heading, strings.Join(Fields(), ", "))
		}
		i := slices.IndexFunc(t.columns, func(c column) bool { return headingKey(c.heading) == headingKey(heading) })
		if i < 0 {
			return fmt.Errorf("map %s=%s: the file has no such column; its columns are %s", field, heading, strings.Join(t.headings(), ", "))
		}
		t.columns[i].field = field
		taken[field] = true
	}
	for i := range t.columns {
		c := &t.columns[i]
		if c.field != "" {
			continue
		}
		switch f := fieldOf(c.heading); {
		case f == "section", f != "" && !taken[f]:
			c.field = f
			taken[f] = true
		case slices.Contains(repeatable, f): // a second column of words still belongs to the body
			c.field = "section"
		case c.heading != "":
			t.unknown = append(t.unknown, c.heading)
		}
	}
	t.planned = slices.ContainsFunc(t.columns, func(c column) bool {
		return c.field == "closed_at" && slices.Contains(plannedEnds, headingKey(c.heading))
	})
	if !taken["title"] && !taken["text"] && !taken["html"] && !taken["section"] {
		return fmt.Errorf("no column holds a title or a text; the columns are %s: say which, e.g. --map title=%s", strings.Join(t.headings(), ", "), t.columns[0].heading)
	}
	return nil
}

// repeatable are fields of which a second column is kept as part of the body.
var repeatable = []string{"text", "title", "salary_text", "location", "employment_text"}

// Has reports whether the file has a column for the field.
func (t *Table) Has(field string) bool {
	return slices.ContainsFunc(t.columns, func(c column) bool { return c.field == field })
}

func (t *Table) headings() []string {
	out := make([]string, 0, len(t.columns))
	for _, c := range t.columns {
		out = append(out, c.heading)
	}
	return out
}

// Unknown lists the headings that mean nothing to juyo; their columns are left
// out.
func (t *Table) Unknown() []string { return t.unknown }

// Encoding is the encoding the file was found to be in.
func (t *Table) Encoding() string { return t.encoding }

// EndsByPlan reports whether closed_at is read from a column of planned ends
// (掲載終了日, validThrough): one that lies ahead says that the listing is open.
func (t *Table) EndsByPlan() bool { return t.planned }

// Next returns the listing of the next row and the line it begins on. The error
// is io.EOF at the end, one of this row that leaves the rest readable when more
// is true, else one that ends the reading.
//
// A row whose quotes are wrong is such an error; with it are left out the lines
// up to the next that reads as a row with the heading's number of columns.
func (t *Table) Next() (l listing.Listing, line int64, more bool, err error) {
	row, line, err := t.rows.next()
	if err != nil {
		return l, line, line > 0, err
	}
	values := map[string]string{"source": t.source}
	var body strings.Builder
	for i, v := range row {
		v = strings.TrimSpace(v)
		if i >= len(t.columns) || v == "" {
			continue
		}
		if !utf8.ValidString(v) {
			return l, line, true, fmt.Errorf("column %q: not valid %s: save the file as UTF-8", t.columns[i].heading, t.encoding)
		}
		switch f := t.columns[i].field; f {
		case "":
		case "section":
			fmt.Fprintf(&body, "\n\n■%s\n%s", t.columns[i].heading, v)
		default:
			values[f] = v
		}
	}
	if values["html"] == "" {
		values["text"] = strings.TrimSpace(values["text"] + body.String())
	} else {
		values["html"] += strings.ReplaceAll(body.String(), "\n", "<br>\n")
	}
	if until := values["closed_at"]; until != "" && t.planned {
		if end := endOfDay(until, t.Zone); !end.IsZero() {
			values["closed_at"] = end.Format(time.RFC3339)
		}
	}
	l, err = fromFields(values, inJapan(t.Zone))
	if err == nil && l.ID == "" {
		l.ID = tableID(l)
	}
	return l, line, true, err
}

// tableID is the id of a row that states none: its URL, else what tells it from
// other rows.
func tableID(l listing.Listing) string {
	if l.URL != "" {
		return listing.CanonicalURL(l.URL)
	}
	if l.Title == "" && l.Company == "" {
		return ""
	}
	return "row-" + shortHash(l.Title, l.Company, l.Location)
}

// decodeStream returns r as UTF-8, judging its encoding by its beginning.
func decodeStream(r io.Reader) (io.Reader, string, error) {
	br := bufio.NewReaderSize(r, 256<<10)
	head, err := br.Peek(256 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, "", fmt.Errorf("read: %w", err)
	}
	if bytes.HasPrefix(head, []byte("\xFE\xFF")) || bytes.HasPrefix(head, []byte("\xFF\xFE")) {
		return transform.NewReader(br, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()), "utf-16", nil
	}
	if i := bytes.LastIndexByte(head, '\n'); i > 0 {
		head = head[:i] // never in the middle of a character
	}
	_, name, err := ToUTF8(head, "")
	if err != nil {
		return nil, "", fmt.Errorf("encoding unknown: save the file as UTF-8: %w", err)
	}
	if name == "utf-8" {
		return br, name, nil
	}
	enc, _ := lookupEncoding(name)
	if enc == nil {
		return nil, "", fmt.Errorf("encoding %s cannot be read: save the file as UTF-8", name)
	}
	return transform.NewReader(br, enc.NewDecoder()), name, nil
}

// sniffComma tells the separator from the heading row.
func sniffComma(br *bufio.Reader) rune {
	head, _ := br.Peek(32 << 10)
	line, _, _ := bytes.Cut(head, []byte("\n"))
	comma, most := ',', 0
	for _, c := range []rune{',', '\t', ';'} {
		n, quoted := 0, false
		for _, b := range string(line) {
			if b == '"' {
				quoted = !quoted
			}
			if b == c && !quoted {
				n++
			}
		}
		if n > most {
			comma, most = c, n
		}
	}
	return comma
}
