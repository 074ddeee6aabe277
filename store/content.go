package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"juyo/listing"
)

// document is the content of a listing as a source published it: all that, when
// it differs, makes a new revision. Dates and the URL are not content: boards
// change both while the text stays.
type document struct {
	Title          string       `json:"title,omitempty"`
	Company        string       `json:"company,omitempty"`
	Location       string       `json:"location,omitempty"`
	HTML           string       `json:"html,omitempty"`
	Text           string       `json:"text,omitempty"`
	SalaryText     string       `json:"salary_text,omitempty"`
	EmploymentText string       `json:"employment_text,omitempty"`
	Market         string       `json:"market,omitempty"`
	Lang           string       `json:"lang,omitempty"`
	BaseSalary     *listing.Pay `json:"base_salary,omitempty"`
	Telecommute    bool         `json:"telecommute,omitempty"`
}

func documentOf(l *listing.Listing) document {
	return document{
		Title: l.Title, Company: l.Company, Location: l.Location, HTML: l.HTML, Text: l.Text,
		SalaryText: l.SalaryText, EmploymentText: l.EmploymentText, Market: l.Market, Lang: l.Lang,
		BaseSalary: l.BaseSalary, Telecommute: l.Telecommute,
	}
}

// fill puts the content back into a listing.
func (d *document) fill(l *listing.Listing) {
	l.Title, l.Company, l.Location, l.HTML, l.Text = d.Title, d.Company, d.Location, d.HTML, d.Text
	l.SalaryText, l.EmploymentText, l.Market, l.Lang = d.SalaryText, d.EmploymentText, d.Market, d.Lang
	l.BaseSalary, l.Telecommute = d.BaseSalary, d.Telecommute
}

// contentHash tells whether a listing's content changed: 64 bits of a SHA-256
// over the content's fields, each with its length. It is compared only between
// contents of one listing.
func contentHash(l *listing.Listing, buf []byte) (int64, []byte) {
	buf = buf[:0]
	for _, s := range []string{l.Title, l.Company, l.Location, l.HTML, l.Text, l.SalaryText, l.EmploymentText, l.Market, l.Lang} {
		buf = binary.AppendUvarint(buf, uint64(len(s)))
		buf = append(buf, s...)
	}
	if l.Telecommute {
		buf = append(buf, 't')
	}
	if p := l.BaseSalary; p != nil {
		buf = append(buf, 'p')
		for _, s := range []string{p.Currency, string(p.Period), p.Method, p.Source} {
			buf = binary.AppendUvarint(buf, uint64(len(s)))
			buf = append(buf, s...)
		}
		for _, v := range []*int64{p.Min, p.Max, p.AnnualMin, p.AnnualMax} {
			if v == nil {
				buf = append(buf, 0)
				continue
			}
			buf = append(buf, 1)
			buf = binary.AppendVarint(buf, *v)
		}
	}
	sum := sha256.Sum256(buf)
	return int64(binary.LittleEndian.Uint64(sum[:8])), buf // a hash has no sign; columns are signed
}

// urlHash finds a listing by its page: 64 bits of the canonical URL's SHA-256.
func urlHash(canonical string) int64 {
	sum := sha256.Sum256([]byte(canonical))
	return int64(binary.LittleEndian.Uint64(sum[:8])) // a hash has no sign; columns are signed
}

// zipper compresses and expands documents.
type zipper struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

// maxDocument bounds what a damaged document may ask to be expanded to.
const maxDocument = 64 << 20

func newZipper() (zipper, error) {
	// One document at a time: more goroutines would only wait.
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(true))
	if err != nil {
		return zipper{}, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxDocument))
	return zipper{enc, dec}, err
}

func (z *zipper) close() {
	if z.enc != nil {
		_ = z.enc.Close() // nothing is buffered
	}
	if z.dec != nil {
		z.dec.Close()
	}
}

func (z *zipper) pack(l *listing.Listing) ([]byte, error) {
	body, err := json.Marshal(documentOf(l))
	if err != nil {
		return nil, fmt.Errorf("write document: %w", err)
	}
	return z.enc.EncodeAll(body, make([]byte, 0, len(body)/2)), nil
}

func (z *zipper) unpack(body []byte, l *listing.Listing) error {
	text, err := z.dec.DecodeAll(body, nil)
	if err != nil {
		return fmt.Errorf("expand document: %w", err)
	}
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		return fmt.Errorf("read document: %w", err)
	}
	d.fill(l)
	return nil
}
