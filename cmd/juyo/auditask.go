package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"

	"juyo/extract/document"
	"juyo/store"
)

// interview draws a sample and asks.
func (u *auditor) interview() error {
	if err := u.refresh(); err != nil {
		return err
	}
	s, err := u.draw()
	if err != nil {
		return err
	}
	if s.unread > 0 {
		fmt.Fprintln(u.a.stderr, pick(u.lang,
			fmt.Sprintf("注意: 抽出した%d件は、今の版ではもう読み取られません。`juyo reextract` で読み直せます", s.unread),
			fmt.Sprintf("note: %s drawn %s not read by this version any more: `juyo reextract` reads all texts again", plural(s.unread, "mention"), map[bool]string{true: "is", false: "are"}[s.unread == 1])))
	}
	if len(s.prompts) == 0 {
		_, err := fmt.Fprintln(u.a.stdout, pick(u.lang, "確かめる記述はありません: すべて判定済みか、求人がまだありません", "nothing to ask about: all such mentions are judged, or no listing has one"))
		return err
	}
	return u.ask(s.prompts)
}

// refresh groups duplicates, which are counted and asked about once; in a database
// of somebody else's it leaves them as they are.
func (u *auditor) refresh() error {
	if !mayWrite(u.p.DB.Path()) {
		return nil
	}
	return u.p.Refresh(u.a.ctx, nil)
}

// ask asks about each prompt and keeps each answer at once.
func (u *auditor) ask(prompts []prompt) error {
	in := newAnswers(u.a.stdin)
	given := map[int]*store.Audit{}
	err := u.askAll(prompts, in, given)
	tally := map[store.AuditVerdict]int{}
	for _, v := range given {
		tally[v.Verdict]++
	}
	yes, no, unsure := tally[store.VerdictYes], tally[store.VerdictNo], tally[store.VerdictUnsure]
	fmt.Fprintln(u.a.stdout, pick(u.lang,
		fmt.Sprintf("\n判定を%d件保存しました: はい %d、いいえ %d、不明 %d。集計は `juyo audit --report`", len(given), yes, no, unsure),
		fmt.Sprintf("\nkept %s: %d yes, %d no, %d unsure; `juyo audit --report` sums up", plural(len(given), "verdict"), yes, no, unsure)))
	return err
}

func (u *auditor) askAll(prompts []prompt, in *answers, given map[int]*store.Audit) error {
	for i := 0; i < len(prompts); {
		if err := u.show(&prompts[i], i+1, len(prompts)); err != nil {
			return err
		}
		key, note, err := u.key(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch key {
		case 'q':
			return nil
		case 'b':
			i = max(0, i-1)
			continue
		}
		v := prompts[i].Audit
		decide(&v, key)
		v.Note, v.At = note, u.a.now()
		if before := given[i]; before != nil && !v.At.After(before.At) {
			v.At = before.At.Add(time.Millisecond) // the answer that was taken back must not win
		}
		if _, err := u.p.DB.SetAudits(u.a.ctx, []store.Audit{v}); err != nil {
			return err
		}
		given[i] = &v
		i++
	}
	return nil
}

// decide sets the verdict that a key stands for.
func decide(v *store.Audit, key rune) {
	v.Verdict, v.LevelRight = store.VerdictUnsure, nil
	right := key == 'y'
	switch key {
	case 'y', 'l':
		v.Verdict, v.LevelRight = store.VerdictYes, &right
	case 'n':
		v.Verdict = store.VerdictNo
	}
}

// auditKeys are the keys of an answer.
const auditKeys = "yn?lbq"

// key asks until an answer has one of the keys.
func (u *auditor) key(in *answers) (rune, string, error) {
	for {
		key, note, err := in.next(u.a.ctx)
		if err != nil {
			return 0, "", err
		}
		if strings.ContainsRune(auditKeys, key) {
			if in.terminal != nil { // which shows no key by itself
				fmt.Fprintln(u.a.stdout, string(key))
			}
			return key, note, nil
		}
		if _, err := fmt.Fprint(u.a.stdout, pick(u.lang, "y、n、?、l、b、q のどれかで答えてください: ", "answer y, n, ?, l, b or q: ")); err != nil {
			return 0, "", err
		}
	}
}

// around is how many characters are shown on either side of a mention.
const around = 90

// show prints one mention with the words around it, and the question.
func (u *auditor) show(p *prompt, i, of int) error {
	now, err := u.read(p.Source, p.Listing, p.Content)
	if err != nil {
		return err
	}
	d := document.New(&now.listing)
	if p.End > len(d.Text) {
		return fmt.Errorf("%s of %s: words %d to %d are outside its text of %d bytes", p.Listing, p.Source, p.Start, p.End, len(d.Text))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%d/%d  %s — %s\n", i, of, visible(d.Title), visible(pick(u.lang, orUnknown(now.signals.Employer, "企業名不明"), orUnknown(now.signals.Employer, "employer unknown"))))
	fmt.Fprintf(&b, "      %s %s %s\n", p.Source, visible(p.Listing), visible(now.listing.URL))
	if h := headingOver(d, p.Start); h != "" {
		fmt.Fprintf(&b, "      %s: %s\n", pick(u.lang, "見出し", "under"), visible(h))
	}
	fmt.Fprintf(&b, "      %s%s%s\n", before(d.Text[:p.Start]), u.highlight(visible(d.Text[p.Start:p.End])), after(d.Text[p.End:]))
	level := map[string]string{"required": "必須", "preferred": "歓迎", "used": "使用"}
	fmt.Fprintf(&b, "      %s: %s\n", pick(u.lang, "読み取ったレベル", "read as"), pick(u.lang, level[p.Level.String()], p.Level.String()))
	if u.lang == "ja" {
		fmt.Fprintf(&b, "`%s` は、ここで仕事のスキルとして挙げられていますか? [y]はい [n]いいえ [?]不明 [l]はい、ただしレベルが違う [b]戻る [q]終わる: ", u.name(p.Skill))
	} else {
		fmt.Fprintf(&b, "is `%s` named here as a skill of the job? [y]es [n]o [?]unsure [l] yes, but the level is wrong [b]ack [q]uit: ", u.name(p.Skill))
	}
	_, err = io.WriteString(u.a.stdout, b.String())
	return err
}

func orUnknown(s, unknown string) string {
	if s == "" {
		return unknown
	}
	return s
}

// highlight marks a mention: with colour on a terminal, else in guillemets.
func (u *auditor) highlight(s string) string {
	if u.a.color(u.a.stdoutTTY) {
		return "\x1b[1;7m" + s + "\x1b[0m"
	}
	return "«" + s + "»"
}

// headingOver returns the heading that a byte of the text stands under, or "".
func headingOver(d *document.Document, at int) string {
	for i := d.BlockAt(at); i >= 0; i-- {
		if b := d.Blocks[i]; b.Heading && b.End <= at {
			return d.Text[b.Start:b.End]
		}
	}
	return ""
}

// before returns the last characters of a text, after the first ones, in one line.
func before(s string) string {
	cut := len(s)
	for n := 0; n < around && cut > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(s[:cut])
		cut -= size
	}
	return ellipsis(cut > 0) + visible(s[cut:])
}

func after(s string) string {
	cut := 0
	for n := 0; n < around && cut < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[cut:])
		cut += size
	}
	return visible(s[:cut]) + ellipsis(cut < len(s))
}

func ellipsis(more bool) string {
	if more {
		return "…"
	}
	return ""
}

// visible puts a text in one line and takes out what would steer the terminal or
// turn the direction of writing: listings are written by strangers.
func visible(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		switch {
		case r == '\n':
			if !strings.HasSuffix(b.String(), " / ") {
				b.WriteString(" / ")
			}
			gap = true
			continue
		case unicode.IsSpace(r):
			if !gap {
				b.WriteByte(' ')
			}
			gap = true
			continue
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			continue
		}
		b.WriteRune(r)
		gap = false
	}
	return b.String()
}

// answers reads answers: a key each from a terminal, a line each from anything
// else.
type answers struct {
	terminal *os.File // nil: lines
	given    chan reply
}

// reply is one answer, or why there is none.
type reply struct {
	key  rune
	note string
	err  error
}

func newAnswers(r io.Reader) *answers {
	in := &answers{given: make(chan reply)}
	if f, ok := r.(*os.File); ok && isTerminal(f) {
		in.terminal = f
	}
	// Reading cannot be interrupted: it happens beside the question, which a signal
	// ends.
	go in.readAll(bufio.NewReaderSize(r, 1<<16))
	return in
}

func (in *answers) readAll(r *bufio.Reader) {
	for {
		var a reply
		if in.terminal != nil {
			a.key, _, a.err = r.ReadRune()
		} else {
			a = readAnswer(r)
		}
		in.given <- a
		if a.err != nil {
			return
		}
	}
}

// readAnswer reads a line: a key, or a word that begins with it, and a note.
func readAnswer(r *bufio.Reader) reply {
	line, err := r.ReadString('\n')
	line = strings.TrimSpace(line)
	if line == "" {
		return reply{err: err}
	}
	word, note, _ := strings.Cut(line, " ")
	word = strings.ToLower(word)
	key, size := utf8.DecodeRuneInString(word)
	if full := map[string]bool{"yes": true, "no": true, "unsure": true, "level": true, "back": true, "quit": true}; len(word) > size && !full[word] {
		key = 0
	}
	if word == "unsure" {
		key = '?'
	}
	return reply{key: key, note: strings.TrimSpace(note)}
}

// What a terminal in raw mode sends for Ctrl-C and Ctrl-D.
const (
	keyInterrupt = '\x03'
	keyEnd       = '\x04'
)

// next waits for an answer. A terminal gives its keys one by one meanwhile, without
// waiting for the end of a line, and is put back before next returns.
func (in *answers) next(ctx context.Context) (rune, string, error) {
	if in.terminal != nil {
		before, err := term.MakeRaw(int(in.terminal.Fd()))
		if err != nil {
			return 0, "", fmt.Errorf("read single keys from the terminal: %w", err)
		}
		defer func() { _ = term.Restore(int(in.terminal.Fd()), before) }() // nobody is left to tell
	}
	select {
	case <-ctx.Done():
		return 0, "", ctx.Err()
	case a := <-in.given:
		switch {
		case a.err != nil:
			return 0, "", a.err
		case in.terminal != nil && a.key == keyInterrupt, in.terminal != nil && a.key == keyEnd:
			return 'q', "", nil
		}
		return unicode.ToLower(a.key), a.note, nil
	}
}
