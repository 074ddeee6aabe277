package salary

import (
	"strings"
	"unicode/utf8"

	"juyo/extract/document"
	"juyo/listing"
)

// evidenceReach is how far, in bytes, a label may stand before the figure and
// still be shown with it.
const evidenceReach = 200

// Evidence reads the pay of a listing as ReadAt does, and says where: Text[start:end]
// of the document is the label and the figures the pay was read from (from the
// first to the last of them where several give one range), on rune boundaries, and
// why is the rule in a few words, such as "label 想定年収", "pay section" or
// "structured baseSalary". Pay that the source publishes as data and no words of
// the listing repeat has start = end = 0. Without pay, p is nil and why is empty. d
// is l's document; nil makes one.
func Evidence(l *listing.Listing, d *document.Document, places []listing.Place) (p *listing.Pay, start, end int, why string) {
	if d == nil {
		d = document.New(l)
	}
	p, field, body := readAll(l, d, places)
	if p == nil {
		return nil, 0, 0, ""
	}
	source, name := body, ""
	if p.Source == "field" || p.Source == "structured" && field.pay != nil {
		source, name = field, "pay field"
	}
	if p.Source == "structured" && !sameFigures(p, source.pay) {
		return p, 0, 0, "structured baseSalary"
	}
	var label string
	if name != "" {
		start, end, label = inField(l, d, &source)
	} else {
		start, end, label = inBody(l, d, &source)
		name = placeName(d, start)
	}
	why = name
	if label = strings.TrimRightFunc(label, func(r rune) bool { return foldRune(r) == 0 }); label != "" {
		why = "label " + label
	}
	if p.Source == "structured" {
		why = "structured baseSalary, also " + why
	}
	return p, start, end, why
}

// sameFigures reports whether words give the figures of p.
func sameFigures(p, words *listing.Pay) bool {
	return words != nil && p.Currency == words.Currency && p.Period == words.Period &&
		centsOf(p.Min, p.MinCents) == centsOf(words.Min, words.MinCents) && centsOf(p.Max, p.MaxCents) == centsOf(words.Max, words.MaxCents)
}

// shown is the part of the folded text to show for r: its figures, and the label
// when it stands near before or behind them.
func (r *reading) shown() span {
	at := r.at
	if r.by.end > 0 && r.by.end <= at.start && at.start-r.by.start <= evidenceReach {
		at.start = r.by.start
	}
	if r.by.start >= at.end && r.by.end-at.end <= rightReach {
		at.end = r.by.end
	}
	return at
}

// inBody returns where in d.Text the words of r, the reading of title and body,
// stand, and its label as written there.
func inBody(l *listing.Listing, d *document.Document, r *reading) (start, end int, label string) {
	text, shift := titleAndBody(l, d)
	at := r.shown()
	o := unfold(text, at.start, at.end, r.by.start, r.by.end)
	start, end, label = o[0], o[1], text[o[2]:o[3]]
	if shift == 0 {
		return d.BodyStart + start, d.BodyStart + end, label
	}
	body := len(d.Title) + 1
	place := func(i int) int {
		if i < body {
			return min(i, d.BodyStart)
		}
		return min(d.BodyStart+i-body, len(d.Text))
	}
	if start < body && end >= body {
		// The label is the title's: only the figures are shown.
		o = unfold(text, r.at.start, r.at.end)
		start, end = o[0], o[1]
	}
	return place(start), max(place(start), place(end)), label
}

// inField is inBody for the pay field, which d.Text holds as one line.
func inField(l *listing.Listing, d *document.Document, r *reading) (start, end int, label string) {
	at := r.shown()
	o := unfold(l.SalaryText, at.start, at.end, r.by.start, r.by.end)
	label = l.SalaryText[o[2]:o[3]]
	line := inLine(l.SalaryText)
	from := strings.Index(d.Text[:d.BodyStart], line)
	if from < 0 || line == "" {
		return 0, 0, label
	}
	words := inLine(l.SalaryText[o[0]:o[1]])
	if k := strings.Index(line, words); k >= 0 {
		return from + k, from + k + len(words), label
	}
	return from, from + len(line), label
}

// inLine writes s as document.New writes a header field.
func inLine(s string) string {
	s = strings.ToValidUTF8(strings.TrimSpace(s), "\uFFFD")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune("\r\n\v\f\u2028\u2029\u0085", r)
	}), " ")
}

// placeName says which part of the listing the byte at offset stands in.
func placeName(d *document.Document, offset int) string {
	if offset < d.BodyStart {
		return "title"
	}
	if k := d.BlockAt(offset); k >= 0 && partOf(d.Blocks[k].Section) == paySection {
		return "pay section"
	}
	return "a figure with its unit"
}

// unfold returns where in text the offsets of its folded form come from. An end in
// the middle of what one rune folds to moves to that rune's start.
func unfold(text string, offsets ...int) []int {
	out := make([]int, len(offsets))
	folded, spaced := 0, false
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		if strings.HasPrefix(text[i:], "\r\n") {
			size = 2
		}
		for k, o := range offsets {
			if o >= folded {
				out[k] = i
			}
		}
		switch f := fold(text[i : i+size]); {
		case f == " " && spaced: // one of a run
		case f != "":
			folded += len(f)
			spaced = f == " "
		}
		i += size
	}
	for k, o := range offsets {
		if o >= folded {
			out[k] = len(text)
		}
	}
	return out
}
