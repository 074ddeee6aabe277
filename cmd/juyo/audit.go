package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"juyo/demand"
	"juyo/extract/skill"
	"juyo/internal/pipeline"
	"juyo/listing"
	"juyo/store"
)

// auditFlags are what `juyo audit` is asked to do.
type auditFlags struct {
	skills               []string
	sample               int
	seed                 uint64
	ambiguous            bool
	textLang             string
	report               bool
	format               string
	exportFile, importIn string
}

func (a *app) auditCommand() *cobra.Command {
	var o auditFlags
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "judge a sample of what was read, and say how often it is right",
		Long: `Draws mentions of skills from the kept texts, shows each with the words around
it, and asks whether the skill is named there as one of the job. Every answer is
kept at once. The sample is stratified by skill and language of the text: a few of
each skill as far as it goes round, then in proportion to how often the skill is
counted. The same --seed draws the same sample; what is judged already is not asked
again.

Answer with one key (a line each where stdin is no terminal; words after the key
are kept as a note):
  y yes   n no   ? unsure   l yes, but its level is wrong   b back   q quit

--ambiguous asks only about words that mean something else as well ("Go"). Their
verdicts say nothing about all mentions and are summed up apart.

--report prints how often mentions are right, by skill with Wilson's 95 % interval
and over all skills weighed by how often each is counted. A verdict given for an
older version of the extractor counts as long as the same words of the same text
are still read as the skill.`,
		Example: "  juyo audit --sample 50 --seed 1\n  juyo audit --skill go --ambiguous\n  juyo audit --report\n  juyo audit --export verdicts.jsonl",
		Args:    args(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.check(cmd.Flags().Changed); err != nil {
				return err
			}
			lang, err := a.lang()
			if err != nil {
				return err
			}
			u, err := a.auditor(o, lang)
			if err != nil {
				return err
			}
			defer u.p.Close()
			switch {
			case o.report:
				return u.report()
			case o.exportFile != "":
				return u.export(o.exportFile)
			case o.importIn != "":
				return u.importFrom(o.importIn)
			}
			return u.interview()
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&o.skills, "skill", nil, "only these skills, by id")
	f.IntVar(&o.sample, "sample", 20, "how many mentions to ask about")
	f.Uint64Var(&o.seed, "seed", 1, "same seed, same sample")
	f.BoolVar(&o.ambiguous, "ambiguous", false, "only words that mean something else as well")
	f.StringVar(&o.textLang, "lang-of-text", "", "only texts in this language, ja or en")
	f.BoolVar(&o.report, "report", false, "print how often mentions are right")
	f.StringVar(&o.exportFile, "export", "", "write the verdicts to this file as JSON Lines (- for stdout)")
	f.StringVar(&o.importIn, "import", "", "keep the verdicts in this file (- for stdin)")
	addFormat(cmd, &o.format)
	a.addTaxonomy(cmd)
	return cmd
}

// check reports flags that do not go together or have a value they cannot have.
func (o *auditFlags) check(given func(flag string) bool) error {
	var modes []string
	for _, name := range []string{"report", "export", "import"} {
		if given(name) {
			modes = append(modes, "--"+name)
		}
	}
	if len(modes) > 1 {
		return usagef("%s: one at a time", strings.Join(modes, " and "))
	}
	for _, name := range []string{"sample", "seed", "ambiguous", "lang-of-text"} {
		if len(modes) > 0 && given(name) {
			return usagef("--%s is for drawing a sample: it does not go with %s", name, modes[0])
		}
	}
	if given("format") && !o.report {
		return usagef("--format is for --report")
	}
	if err := checkFormat(o.format); err != nil {
		return err
	}
	if o.sample < 1 {
		return usagef("--sample %d: want at least 1", o.sample)
	}
	if !slices.Contains([]string{"", "ja", "en"}, o.textLang) {
		return usagef("--lang-of-text %q: want ja or en", o.textLang)
	}
	return nil
}

// auditor is one invocation of `juyo audit`.
type auditor struct {
	a      *app
	p      *pipeline.Pipeline
	o      auditFlags
	lang   string
	skills map[string]listing.Skill
	forms  ambiguousForms
}

// auditor opens the database and gets ready.
func (a *app) auditor(o auditFlags, lang string) (*auditor, error) {
	c, _, err := a.settings()
	if err != nil {
		return nil, err
	}
	log, err := a.logger(c.Log)
	if err != nil {
		return nil, err
	}
	t, err := a.taxonomy(c)
	if err != nil {
		return nil, err
	}
	p, err := a.open(c, log, false)
	if err != nil {
		return nil, err
	}
	u := &auditor{a: a, p: p, o: o, lang: lang, forms: ambiguousFormsOf(t), skills: map[string]listing.Skill{}}
	for _, s := range p.Extract.Skills() {
		u.skills[s.ID] = s
	}
	for _, id := range o.skills {
		if _, ok := u.skills[id]; !ok {
			_ = p.Close()
			return nil, usagef("--skill %q: not in the taxonomy: %s", id, nearest(t, id))
		}
	}
	return u, nil
}

// nearest says what may have been meant instead of an unknown id.
func nearest(t *skill.Taxonomy, id string) string {
	if near := t.Suggest(id, 3); len(near) > 0 {
		return "did you mean " + strings.Join(near, ", ") + "?"
	}
	return "see `juyo taxonomy list`"
}

func (u *auditor) wants(skill string) bool {
	return len(u.o.skills) == 0 || slices.Contains(u.o.skills, skill)
}

// name returns how to show a skill.
func (u *auditor) name(id string) string {
	s, ok := u.skills[id]
	if !ok {
		return id
	}
	return pick(u.lang, s.NameJA, s.Name)
}

// ambiguousForms are the ways of writing skills that mean something else as well:
// the kind of form by skill and plain surface.
type ambiguousForms map[string]map[string]string

// The kinds of form, as verdicts keep them.
const (
	kindSafe    = "safe"    // counts wherever it stands
	kindExact   = "exact"   // counts in exactly this case
	kindContext = "context" // an everyday word too: counts in company only
)

func ambiguousFormsOf(t *skill.Taxonomy) ambiguousForms {
	forms := ambiguousForms{}
	for _, e := range t.Entries() {
		if len(e.Exact)+len(e.Context) == 0 {
			continue
		}
		of := map[string]string{}
		for _, f := range e.Exact {
			of[plainForm(f)] = kindExact
		}
		for _, f := range e.Context {
			of[plainForm(f)] = kindContext
		}
		forms[e.ID] = of
	}
	return forms
}

// kind returns which kind of form a surface of a skill is.
func (f ambiguousForms) kind(skill, surface string) string {
	if k, ok := f[skill][plainForm(surface)]; ok {
		return k
	}
	return kindSafe
}

// plainForm drops what the matcher does not tell apart in an exact form: spaces and
// hyphens.
func plainForm(s string) string {
	return strings.NewReplacer(" ", "", "-", "", "\u3000", "").Replace(s)
}

// reviewed is a verdict as it stands against what is read from its text now.
type reviewed struct {
	store.Audit
	standing standing
	level    listing.Level // as read now
	language string        // of the text, as read now
}

// standing says whether a verdict is about what is read now.
type standing uint8

const (
	stands   standing = iota // the same words are still read as the skill
	outdated                 // they are not
	notHere                  // the text is not kept here
)

// review reads the texts of all verdicts again.
func (u *auditor) review() ([]reviewed, error) {
	all, err := u.p.DB.Audits(u.a.ctx)
	if err != nil {
		return nil, err
	}
	out := make([]reviewed, 0, len(all))
	var now *reading
	for i := range all {
		v := &all[i]
		if !u.wants(v.Skill) {
			continue
		}
		if now == nil || !now.of(v) { // verdicts come text by text
			if now, err = u.read(v.Source, v.Listing, v.Content); err != nil {
				return nil, err
			}
		}
		r := reviewed{Audit: *v, standing: outdated, language: now.signals.Language}
		if !now.found {
			r.standing = notHere
		}
		for _, m := range now.signals.Skills {
			if m.Skill == v.Skill && m.Start == v.Start && m.End == v.End {
				r.standing, r.level = stands, m.Level
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// verdict is r as demand sums it up. A level that was right is wrong when another
// is read now; whether another than a wrong one is right is not known.
func (u *auditor) verdict(r *reviewed) demand.Verdict {
	v := demand.Verdict{
		Stratum: demand.Stratum{Skill: r.Skill, Language: r.language}, Chosen: r.Draw == store.DrawAmbiguous,
		Ambiguous: u.forms.kind(r.Skill, r.Surface) != kindSafe,
	}
	if r.Verdict != store.VerdictUnsure {
		right := r.Verdict == store.VerdictYes
		v.Right = &right
	}
	if r.LevelRight != nil && (r.level == r.Level || *r.LevelRight) {
		right := *r.LevelRight && r.level == r.Level
		v.LevelRight = &right
	}
	return v
}
