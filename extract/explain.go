package extract

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"juyo/extract/document"
	"juyo/extract/salary"
	"juyo/extract/skill"
	"juyo/listing"
)

// Explanation is what Read reads from one listing together with what it rests on.
type Explanation struct {
	listing.Signals
	Title    string          `json:"title"`          // of the listing, else its first line
	Text     string          `json:"text,omitempty"` // that the offsets of findings are into
	Findings []skill.Finding `json:"findings"`       // every form of a skill in it, counted or not
	PayWords *PayWords       `json:"pay_words,omitempty"`
}

// PayWords are the words of Text that state the pay, and the rule that chose
// them. End is 0 where the pay stands in no words of the text.
type PayWords struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Surface string `json:"surface"`
	Why     string `json:"why"`
}

// Explain returns everything that Read reads from l, with every form of a skill
// in its text and why it counts or does not.
func (e *Extractor) Explain(l *listing.Listing) Explanation {
	d := document.New(l)
	x := Explanation{Signals: e.read(l, d), Title: d.Title, Text: d.Text, Findings: full(e.matcher.Explain(d))}
	if p, start, end, why := salary.Evidence(l, d, x.Places); p != nil {
		x.PayWords = &PayWords{Start: start, End: end, Surface: d.Text[start:end], Why: why}
	}
	return x
}

// ExplainEach reads listings from r as Stream does and calls f with each, in
// order. bad is called for every line that is no listing. The error is that of
// ctx, of reading r or of f.
func (e *Extractor) ExplainEach(ctx context.Context, r io.Reader, f func(*listing.Listing, Explanation) error, bad func(*LineError)) (StreamResult, error) {
	var res StreamResult
	err := eachLine(r, func(number int, line []byte, err error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		res.Lines++
		var l listing.Listing
		if err == nil {
			err = decode(line, &l)
		}
		if err != nil {
			res.Bad++
			bad(&LineError{Line: number, Err: err})
			return nil
		}
		res.Read++
		return f(&l, e.Explain(&l))
	})
	return res, err
}

// decode reads one line of input.
func decode(line []byte, l *listing.Listing) error {
	if err := json.Unmarshal(line, l); err != nil {
		return fmt.Errorf("%w: %w", ErrLine, err)
	}
	if l.Body() == "" && l.Title == "" {
		return fmt.Errorf("%w: it has no title, no text and no html", ErrLine)
	}
	return nil
}
