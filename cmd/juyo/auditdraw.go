package main

import (
	"errors"
	"slices"
	"strings"
	"time"

	"juyo/demand"
	"juyo/listing"
	"juyo/store"
)

// reading is a kept text as the extractor reads it now.
type reading struct {
	source, id string
	content    store.ContentHash
	found      bool // the text is kept here
	listing    listing.Listing
	signals    listing.Signals
}

func (r *reading) of(v *store.Audit) bool {
	return r.source == v.Source && r.id == v.Listing && r.content == v.Content
}

// read reads one text again; a text that is not kept has nothing read from it.
func (u *auditor) read(source, id string, content store.ContentHash) (*reading, error) {
	r := &reading{source: source, id: id, content: content}
	l, err := u.p.DB.Text(u.a.ctx, source, id, content)
	if errors.Is(err, store.ErrNotFound) {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	r.found, r.listing, r.signals = true, l, u.p.Extract.Read(&l)
	return r, nil
}

// prompt is a mention to ask about.
type prompt struct {
	store.Audit        // all but the verdict
	ticket      uint64 // decides the order
}

// lotName names a text in the lottery, lotOf undoes it. The id comes last: it is
// the only part that a stranger wrote, and may hold anything.
func lotName(a *store.Auditable) (string, error) {
	content, err := a.Content.MarshalText()
	return a.Source + "\x00" + string(content) + "\x00" + a.Listing, err
}

func lotOf(name string) (source, id string, content store.ContentHash, err error) {
	parts := strings.SplitN(name, "\x00", 3)
	err = content.UnmarshalText([]byte(parts[1]))
	return parts[0], parts[2], content, err
}

// auditKey is what is not asked about twice: a skill in a text.
type auditKey struct {
	source, listing, skill string
	content                store.ContentHash
}

// sampling is a sample on its way.
type sampling struct {
	u       *auditor
	judged  map[auditKey]*reviewed
	counted map[demand.Stratum]int
	done    map[demand.Stratum]int // of them judged
	prompts []prompt
	unread  int // drawn, but not read any more
}

// draw draws the sample in two passes over what was read: one counts the strata,
// the other draws. Only the texts of drawn mentions are looked at.
func (u *auditor) draw() (*sampling, error) {
	reviews, err := u.review()
	if err != nil {
		return nil, err
	}
	s := &sampling{u: u, judged: map[auditKey]*reviewed{}, counted: map[demand.Stratum]int{}, done: map[demand.Stratum]int{}}
	for i := range reviews {
		if r := &reviews[i]; r.standing == stands {
			s.judged[auditKey{r.Source, r.Listing, r.Skill, r.Content}] = r
		}
	}
	err = s.each(func(a *store.Auditable, of demand.Stratum) error {
		s.counted[of]++
		if s.asked(a, of.Skill) {
			s.done[of]++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	size := demand.Allocate(s.counted, s.done, u.o.sample)
	spare := map[demand.Stratum]int{}
	for of, n := range size {
		// Some of those drawn may not be read any more, or be no ambiguous words.
		if spare[of] = n + 4; u.o.ambiguous {
			spare[of] = 16*n + 32
		}
	}
	lottery := demand.NewLottery(u.o.seed, spare)
	err = s.each(func(a *store.Auditable, of demand.Stratum) error {
		if s.asked(a, of.Skill) {
			return nil
		}
		name, err := lotName(a)
		if err == nil {
			lottery.Enter(of, name)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for of, n := range size {
		if err := s.look(lottery.Drawn(of), n); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(s.prompts, func(a, b prompt) int {
		if a.ticket != b.ticket {
			if a.ticket < b.ticket {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Source+a.Listing+a.Skill, b.Source+b.Listing+b.Skill)
	})
	return s, nil
}

// each calls f with every mention the sample may be drawn from.
func (s *sampling) each(f func(a *store.Auditable, of demand.Stratum) error) error {
	o := &s.u.o
	for a, err := range s.u.p.DB.Auditables(s.u.a.ctx) {
		if err != nil {
			return err
		}
		if o.textLang != "" && a.Language != o.textLang {
			continue
		}
		for _, skill := range a.Skills {
			if _, known := s.u.skills[skill]; !known || !s.u.wants(skill) || o.ambiguous && s.u.forms[skill] == nil {
				continue
			}
			if err := f(a, demand.Stratum{Skill: skill, Language: a.Language}); err != nil {
				return err
			}
		}
	}
	return nil
}

// asked reports whether a mention needs no question. One that was judged as an
// ambiguous word only takes part in a draw from all: see look.
func (s *sampling) asked(a *store.Auditable, skill string) bool {
	r, ok := s.judged[auditKey{a.Source, a.Listing, skill, a.Content}]
	return ok && (s.u.o.ambiguous || r.Draw == store.DrawAll)
}

// look turns the first n of the lots that can be asked about into prompts. A
// mention that was judged as an ambiguous word is drawn from all now: its verdict
// counts so from here on, without asking again.
func (s *sampling) look(lots []demand.Lot, n int) error {
	for _, lot := range lots {
		if n == 0 {
			return nil
		}
		source, id, content, err := lotOf(lot.Name)
		if err != nil {
			return err
		}
		if r, ok := s.judged[auditKey{source, id, lot.Skill, content}]; ok {
			r.Draw, r.At = store.DrawAll, r.At.Add(time.Millisecond)
			if _, err := s.u.p.DB.SetAudits(s.u.a.ctx, []store.Audit{r.Audit}); err != nil {
				return err
			}
			n--
			continue
		}
		now, err := s.u.read(source, id, content)
		if err != nil {
			return err
		}
		p, ok := s.u.prompt(now, &lot)
		switch {
		case !ok:
			s.unread++
		case !s.u.o.ambiguous || p.Kind != kindSafe:
			s.prompts = append(s.prompts, p)
			n--
		}
	}
	return nil
}

// prompt finds the mention of a lot in its text as it is read now.
func (u *auditor) prompt(now *reading, lot *demand.Lot) (prompt, bool) {
	i := slices.IndexFunc(now.signals.Skills, func(m listing.Mention) bool { return m.Skill == lot.Skill })
	if i < 0 {
		return prompt{}, false
	}
	m := &now.signals.Skills[i]
	p := prompt{ticket: lot.Ticket, Audit: store.Audit{
		Skill: m.Skill, Source: now.source, Listing: now.id, Content: now.content, Start: m.Start, End: m.End, Surface: m.Surface, Level: m.Level,
		Version: u.p.Extract.Version(), Kind: u.forms.kind(m.Skill, m.Surface), Language: now.signals.Language, Draw: store.DrawAll,
	}}
	if u.o.ambiguous {
		p.Draw = store.DrawAmbiguous
	}
	return p, true
}
