package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"juyo/demand"
	"juyo/store"
)

// auditReport is `juyo audit --report` as JSON.
type auditReport struct {
	Extractor string `json:"extractor"` // that reads now
	Verdicts  int    `json:"verdicts"`
	Outdated  int    `json:"outdated"` // not counted: the words are not read as the skill any more
	NotHere   int    `json:"not_here"` // not counted: the text is not kept here
	*demand.PrecisionResult
}

// summary sums up the verdicts against what is read now.
func (u *auditor) summary() (*auditReport, error) {
	if err := u.refresh(); err != nil {
		return nil, err
	}
	reviews, err := u.review()
	if err != nil {
		return nil, err
	}
	res := &auditReport{Extractor: u.p.Extract.Version(), Verdicts: len(reviews)}
	var verdicts []demand.Verdict
	for i := range reviews {
		switch reviews[i].standing {
		case stands:
			verdicts = append(verdicts, u.verdict(&reviews[i]))
		case outdated:
			res.Outdated++
		case notHere:
			res.NotHere++
		}
	}
	counted := map[demand.Stratum]int{}
	for a, err := range u.p.DB.Auditables(u.a.ctx) {
		if err != nil {
			return nil, err
		}
		for _, skill := range a.Skills {
			if u.wants(skill) {
				counted[demand.Stratum{Skill: skill, Language: a.Language}]++
			}
		}
	}
	res.PrecisionResult = demand.PrecisionOf(verdicts, counted)
	return res, nil
}

func (u *auditor) report() error {
	r, err := u.summary()
	if err != nil {
		return err
	}
	return u.reportAnswer(r).write(u.a.stdout, u.o.format)
}

func (u *auditor) reportAnswer(r *auditReport) answer {
	lang := u.lang
	an := answer{
		value: r, heading: u.reportHeading(r), notes: u.reportNotes(r),
		columns: []column{
			{pick(lang, "スキル", "skill"), false},
			{pick(lang, "求人", "counted"), true},
			{pick(lang, "判定", "judged"), true},
			{pick(lang, "正しい", "right"), true},
			{pick(lang, "不明", "unsure"), true},
			{pick(lang, "適合率", "precision"), true},
			{pick(lang, "95%区間", "95% interval"), true},
			{pick(lang, "レベルが正しい", "level right"), true},
		},
		csvHeader: []string{"measure", "skill", "name", "counted", "judged", "right", "unsure", "precision", "precision_lo", "precision_hi"},
	}
	line := func(measure, skill, name string, counted any, p *demand.Precision) {
		an.csvRows = append(an.csvRows, append([]any{measure, skill, name, counted}, precisionCells(p)...))
	}
	line("overall", "", "", "", &r.Overall.Precision)
	line("level", "", "", "", &r.Level.Precision)
	line("ambiguous", "", "", "", &r.Ambiguous)
	for i := range r.Rows {
		s := &r.Rows[i]
		name := u.name(s.Skill)
		an.rows = append(an.rows, []any{
			name, thousands(s.Counted), s.Judged, s.Right, s.Unsure, precisionText(&s.Precision), intervalText(&s.Precision),
			fmt.Sprintf("%d/%d", s.Level.Right, s.Level.Judged),
		})
		line("skill", s.Skill, name, s.Counted, &s.Precision)
		line("skill_level", s.Skill, name, s.Counted, &s.Level)
		line("skill_ambiguous", s.Skill, name, s.Counted, &s.Ambiguous)
	}
	return an
}

// precisionCells leaves what nobody judged empty: no share, not 0.
func precisionCells(p *demand.Precision) []any {
	if p.Judged == 0 {
		return []any{0, 0, p.Unsure, "", "", ""}
	}
	return []any{p.Judged, p.Right, p.Unsure, p.Share, p.Lo, p.Hi}
}

func precisionText(p *demand.Precision) string {
	if p.Judged == 0 {
		return "–"
	}
	return percent(p.Share)
}

func intervalText(p *demand.Precision) string {
	if p.Judged == 0 {
		return "–"
	}
	return percent(p.Lo) + "–" + percent(p.Hi)
}

func (u *auditor) reportHeading(r *auditReport) string {
	if r.Overall.Strata == 0 {
		return pick(u.lang, "全体について集計できる判定がまだありません: `juyo audit` で判定してください", "no verdicts to sum up over all mentions yet: judge a sample with `juyo audit`")
	}
	o, strata := &r.Overall, "strata"
	if o.Strata == 1 {
		strata = "stratum"
	}
	return pick(u.lang,
		fmt.Sprintf("適合率 %s(95%%区間 %s): 判定 %d件、%d層(スキル×言語、件数で重み付け)。数えた記述の %s に当たります",
			percent(o.Share), intervalText(&o.Precision), o.Judged, o.Strata, percent(o.Covered)),
		fmt.Sprintf("precision %s (95%% interval %s): %s in %d %s of skill and language, weighed by how often each is counted; they cover %s of what is counted",
			percent(o.Share), intervalText(&o.Precision), plural(o.Judged, "verdict"), o.Strata, strata, percent(o.Covered)))
}

func (u *auditor) reportNotes(r *auditReport) []string {
	var notes []string
	add := func(ja, en string) { notes = append(notes, pick(u.lang, ja, en)) }
	if l := &r.Level; l.Strata > 0 {
		add(fmt.Sprintf("レベル(必須・歓迎・使用)の適合率 %s(%s、正しい記述 %d件中)", percent(l.Share), intervalText(&l.Precision), l.Judged),
			fmt.Sprintf("levels are right in %s (%s) of %d right mentions", percent(l.Share), intervalText(&l.Precision), l.Judged))
	}
	if p := &r.Ambiguous; p.Judged > 0 {
		add(fmt.Sprintf("ほかの意味もある語の適合率 %s(%s、%d件、重み付けなし)", percent(p.Share), intervalText(p), p.Judged),
			fmt.Sprintf("words that mean something else as well are right in %s (%s) of %d, unweighted", percent(p.Share), intervalText(p), p.Judged))
	}
	if r.Outdated > 0 {
		add(fmt.Sprintf("古い判定 %d件は、今の版(%s)が同じ語を同じスキルと読まないため数えていません", r.Outdated, r.Extractor),
			fmt.Sprintf("%s outdated and not counted: %s no longer reads those words as that skill", plural(r.Outdated, "verdict"), r.Extractor))
	}
	if r.NotHere > 0 {
		add(fmt.Sprintf("判定 %d件は、本文がこのデータベースにないため数えていません", r.NotHere),
			plural(r.NotHere, "verdict")+" not counted: the texts are not kept here")
	}
	return notes
}

// export writes the verdicts. Those on private sources stay here: they quote what
// the listings say.
func (u *auditor) export(file string) error {
	sources, err := u.p.DB.Sources(u.a.ctx)
	if err != nil {
		return err
	}
	private := map[string]bool{}
	for _, s := range sources {
		private[s.Name] = s.Private
	}
	all, err := u.p.DB.Audits(u.a.ctx)
	if err != nil {
		return err
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	written, left := 0, 0
	for i := range all {
		switch {
		case !u.wants(all[i].Skill):
		case private[all[i].Source]:
			left++
		default:
			if err := e.Encode(&all[i]); err != nil {
				return fmt.Errorf("write verdicts: %w", err)
			}
			written++
		}
	}
	if file == "-" {
		_, err = io.WriteString(u.a.stdout, b.String())
	} else {
		err = os.WriteFile(file, []byte(b.String()), 0o600)
	}
	if err != nil {
		return fmt.Errorf("write verdicts: %w", err)
	}
	fmt.Fprintln(u.a.stderr, pick(u.lang,
		fmt.Sprintf("判定を%d件書き出しました(非公開の情報源の%d件を除く)", written, left),
		fmt.Sprintf("wrote %s, left out %d on private sources", plural(written, "verdict"), left)))
	return nil
}

// importFrom keeps the verdicts of a file. A bad line is named and left out.
func (u *auditor) importFrom(file string) error {
	r := u.a.stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		r = f
	}
	var all []store.Audit
	bad := 0
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var v store.Audit
		err := json.Unmarshal(lines.Bytes(), &v)
		if err == nil {
			err = v.Validate()
		}
		if err != nil {
			fmt.Fprintf(u.a.stderr, "juyo: %s:%d: %v\n", file, n, err)
			bad++
			continue
		}
		all = append(all, v)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read verdicts from %s: %w", file, err)
	}
	kept, err := u.p.DB.SetAudits(u.a.ctx, all)
	if err != nil {
		return err
	}
	fmt.Fprintln(u.a.stdout, pick(u.lang,
		fmt.Sprintf("判定を%d件読み、%d件を保存しました。%d件は既にあります", len(all), kept, len(all)-kept),
		fmt.Sprintf("read %s: %d kept, %d known already or older", plural(len(all), "verdict"), kept, len(all)-kept)))
	if bad > 0 {
		return fmt.Errorf("%w: %d of %d", errBadLines, bad, bad+len(all))
	}
	return nil
}
