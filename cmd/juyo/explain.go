package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"juyo/extract"
	"juyo/extract/skill"
	"juyo/listing"
)

// explain prints what was read from each listing of r and why, for a person or
// as JSON Lines.
func (a *app) explain(r io.Reader, e *extract.Extractor, format string) (extract.StreamResult, error) {
	lang, err := a.lang()
	if err != nil {
		return extract.StreamResult{}, err
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	x := explainer{lang: lang, color: a.color(a.stdoutTTY), names: map[string]string{}}
	for _, s := range e.Skills() {
		x.names[s.ID] = pick(lang, s.NameJA, s.Name)
	}
	return e.ExplainEach(a.ctx, r, func(l *listing.Listing, ex extract.Explanation) error {
		if format == "json" {
			return enc.Encode(ex)
		}
		_, err := io.WriteString(a.stdout, x.page(l, &ex))
		return err
	}, a.sayBad)
}

// sayBad reports a line that is no listing.
func (a *app) sayBad(err *extract.LineError) { fmt.Fprintln(a.stderr, "juyo:", err) }

// advertisement returns the one advertisement that r holds, text or HTML, as a
// line of input. name is the file's, which tells HTML by its ending; without one
// the first character does.
func advertisement(r io.Reader, name string) (io.Reader, error) {
	const most = 16 << 20
	l := listing.Listing{ID: filepath.Base(name)}
	if name == "-" {
		name, l.ID = "standard input", ""
	}
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, fmt.Errorf("read the advertisement: %w", err)
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	switch {
	case len(b) > most:
		return nil, fmt.Errorf("%s is longer than %d MiB: that is no advertisement", name, most>>20)
	case !utf8.Valid(b):
		return nil, fmt.Errorf("%s is not UTF-8: save it as UTF-8, or take it in with `juyo import`, which reads CP932 and UTF-16 too", name)
	}
	if isHTML(name) || !isText(name) && bytes.HasPrefix(bytes.TrimSpace(b), []byte("<")) {
		l.HTML = string(b)
	} else {
		l.Text = string(b)
	}
	line, err := json.Marshal(&l)
	if err != nil {
		return nil, fmt.Errorf("read the advertisement: %w", err)
	}
	return bytes.NewReader(line), nil
}

func isHTML(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

func isText(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text", ".md":
		return true
	}
	return false
}

// explainer prints explanations in one language, with colours or without.
type explainer struct {
	lang  string
	color bool
	names map[string]string // of skills, by id
}

// The colours of levels (SGR codes); what is refused is dim.
const (
	colorRequired  = "1;32"
	colorPreferred = "33"
	colorUsed      = "36"
	colorRefused   = "2"
	colorTitle     = "1"
)

func levelColor(l listing.Level) string {
	switch l {
	case listing.LevelRequired:
		return colorRequired
	case listing.LevelPreferred:
		return colorPreferred
	case listing.LevelUsed:
		return colorUsed
	}
	return colorRefused
}

// levelName is a level for a person; that of a refused form is "no".
func (x *explainer) levelName(l listing.Level) string {
	if x.lang != "ja" {
		if l == 0 {
			return "no"
		}
		return l.String()
	}
	return [...]string{"対象外", "使用", "歓迎", "必須"}[min(l, listing.LevelRequired)]
}

func (x *explainer) paint(code, s string) string {
	if !x.color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// page is one listing, explained.
func (x *explainer) page(l *listing.Listing, ex *extract.Explanation) string {
	var b strings.Builder
	title := ex.Title
	if title == "" {
		title = pick(x.lang, "(題名なし)", "(no title)")
	}
	where := strings.Trim(l.Source+"/"+l.ID, "/")
	fmt.Fprintf(&b, "=== %s", x.paint(colorTitle, plain(title)))
	if where != "" {
		fmt.Fprintf(&b, "  [%s]", plain(where))
	}
	b.WriteString("\n")
	x.terms(&b, ex)
	b.WriteString("\n" + x.text(ex) + "\n\n")
	var counted, refused []skill.Finding
	skills := map[string]bool{}
	for _, f := range ex.Findings {
		if f.Accepted {
			counted = append(counted, f)
			skills[f.Skill] = true
		} else {
			refused = append(refused, f)
		}
	}
	fmt.Fprintf(&b, pick(x.lang, "数えた言葉 %d件、スキル %d件\n", "counted: %d mentions of %d skills\n"), len(counted), len(skills))
	for i := range counted {
		x.finding(&b, ex.Text, &counted[i])
	}
	if len(refused) > 0 {
		fmt.Fprintf(&b, pick(x.lang, "数えなかった言葉 %d件\n", "not counted: %d\n"), len(refused))
		for i := range refused {
			x.finding(&b, ex.Text, &refused[i])
		}
	}
	b.WriteString("\n")
	return b.String()
}

// finding prints one form with the words around it and the reasons.
func (x *explainer) finding(b *strings.Builder, text string, f *skill.Finding) {
	head := x.names[f.Skill]
	if f.Accepted {
		head += pick(x.lang, "、", ", ") + x.levelName(f.Level)
	}
	fmt.Fprintf(b, "  %s  %s\n", x.paint(levelColor(f.Level), head), x.snippet(text, f))
	why := pick(x.lang, f.WhyJA, f.Why)
	if f.Accepted {
		why += pick(x.lang, "。"+x.levelName(f.Level)+": "+f.LevelWhyJA, "; "+x.levelName(f.Level)+": "+f.LevelWhy)
	}
	fmt.Fprintf(b, "      %s\n", plain(why))
}

// snippet is f in the words around it, those of its line.
func (x *explainer) snippet(text string, f *skill.Finding) string {
	const runes = 24
	before, after := text[:f.Start], text[f.End:]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	if r := []rune(before); len(r) > runes {
		before = "…" + string(r[len(r)-runes:])
	}
	if r := []rune(after); len(r) > runes {
		after = string(r[:runes]) + "…"
	}
	word := "«" + plain(f.Surface) + "»"
	if x.color {
		word = x.paint(levelColor(f.Level), plain(f.Surface))
	}
	return strings.TrimSpace(plain(before) + word + plain(after))
}

// text is the listing's text with the forms marked: in colours, or as
// [Go→required].
func (x *explainer) text(ex *extract.Explanation) string {
	var b strings.Builder
	at := 0
	for _, f := range ex.Findings {
		if f.Start < at {
			continue // inside one that is marked
		}
		b.WriteString(plain(ex.Text[at:f.Start]))
		if x.color {
			b.WriteString(x.paint(levelColor(f.Level), plain(f.Surface)))
		} else {
			b.WriteString("[" + plain(f.Surface) + "→" + x.levelName(f.Level) + "]")
		}
		at = f.End
	}
	b.WriteString(plain(ex.Text[at:]))
	return "  | " + strings.ReplaceAll(strings.TrimSpace(b.String()), "\n", "\n  | ")
}

// plain takes out of a listing's words what would drive a terminal: control
// characters, and marks that turn the direction of writing.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f:
			return -1
		}
		return r
	}, s)
}

// terms prints everything that was read beside the skills.
func (x *explainer) terms(b *strings.Builder, ex *extract.Explanation) {
	line := func(ja, en, value string) {
		switch value {
		case "":
			value = pick(x.lang, "記載なし", "not stated")
		case "unknown":
			value = pick(x.lang, "不明", value)
		}
		fmt.Fprintf(b, "  %s: %s\n", pick(x.lang, ja, en), plain(value))
	}
	line("給与", "pay", x.pay(ex))
	line("対象", "population", string(ex.Population))
	line("企業", "employer", ex.Employer)
	kind := string(ex.EmployerType)
	if ex.EmployerTypeWords != "" {
		kind += pick(x.lang, "(「"+ex.EmployerTypeWords+"」)", fmt.Sprintf(" (%q)", ex.EmployerTypeWords))
	}
	line("企業の種類", "employer type", kind)
	line("雇用形態", "employment", words(ex.Employment))
	line("リモート", "remote", string(ex.Remote))
	line("職種", "roles", words(ex.Roles))
	years := ""
	if ex.MinYears != nil {
		years = strconv.Itoa(*ex.MinYears)
	}
	line("必要な経験年数", "years asked for", years)
	line("未経験・新卒歓迎", "entry level", map[bool]string{true: pick(x.lang, "明記あり", "welcome"), false: pick(x.lang, "記載なし", "not stated")}[ex.EntryLevel])
	line("職位", "seniority", string(ex.Seniority))
	line("勤務地", "places", places(ex.Places, x.lang))
	line("本文の言語", "written in", ex.Language)
	var asked []string
	for _, q := range ex.LanguagesAsked {
		asked = append(asked, strings.TrimSpace(q.Language+" "+x.levelName(q.Level)+" "+q.Grade))
	}
	line("求める言語", "languages asked for", strings.Join(asked, ", "))
	line("業種", "industries", words(ex.Industries))
	line("企業段階", "stage", string(ex.Stage))
}

// words joins a list of words.
func words[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
}

func places(list []listing.Place, lang string) string {
	var out []string
	for _, p := range list {
		name := p.Country
		for _, pref := range listing.Prefectures() {
			if p.Country == "JP" && pref.Code == p.Prefecture {
				name = pick(lang, pref.NameJA, pref.NameEN)
			}
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// pay says what the listing pays, as published and for a year.
func (x *explainer) pay(ex *extract.Explanation) string {
	p := ex.Salary
	if p == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s/%s", span(p.Min, p.MinCents, p.Max, p.MaxCents), p.Currency, p.Period)
	if p.AnnualMin != nil || p.AnnualMax != nil {
		fmt.Fprintf(&b, pick(x.lang, "、年 %s (%s)", ", a year %s (%s)"), span(p.AnnualMin, 0, p.AnnualMax, 0), p.Method)
	}
	if p.BonusMonths > 0 {
		fmt.Fprintf(&b, pick(x.lang, "、賞与 %g か月分", ", bonus of %g months"), p.BonusMonths)
	}
	if p.WithBonusMin != nil || p.WithBonusMax != nil {
		fmt.Fprintf(&b, pick(x.lang, "、賞与込みの年 %s", ", a year with bonus %s"), span(p.WithBonusMin, 0, p.WithBonusMax, 0))
	}
	if p.OvertimeHours > 0 {
		fmt.Fprintf(&b, pick(x.lang, "、固定残業 %g 時間を含む", ", %g hours of fixed overtime included"), p.OvertimeHours)
	}
	if p.OvertimePay != nil {
		fmt.Fprintf(&b, pick(x.lang, "、固定残業代 月 %s を含む", ", fixed overtime pay of %s a month included"), thousands(int(*p.OvertimePay)))
	}
	if w := ex.PayWords; w == nil {
		fmt.Fprintf(&b, pick(x.lang, "、出所 %s", ", from %s"), p.Source)
	} else {
		why := w.Why
		if x.lang == "ja" {
			why = payRules.Replace(why)
		}
		fmt.Fprintf(&b, pick(x.lang, "、根拠 %s", ", from %s"), why)
		if w.End > w.Start {
			fmt.Fprintf(&b, pick(x.lang, "「%s」", " %q"), strings.Join(strings.Fields(plain(w.Surface)), " "))
		}
	}
	return b.String()
}

// payRules turns the words of salary.Evidence's rules into Japanese.
var payRules = strings.NewReplacer(
	"structured baseSalary", "構造化データ baseSalary", ", also ", "、", "label ", "見出し語 ", "pay field", "給与欄", "pay section", "給与の部分",
	"title", "題名", "a figure with its unit", "単位のある金額",
)

// span writes a range whose ends may be open.
func span(least *int64, leastCents uint8, most *int64, mostCents uint8) string {
	end := func(n *int64, cents uint8) string {
		switch {
		case n == nil:
			return ""
		case cents > 0:
			return fmt.Sprintf("%s.%02d", thousands(int(*n)), cents)
		}
		return thousands(int(*n))
	}
	a, b := end(least, leastCents), end(most, mostCents)
	if a == b {
		return a
	}
	return a + "–" + b
}
