package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"juyo/config"
	"juyo/extract"
	"juyo/extract/skill"
	"juyo/listing"
)

// addTaxonomy gives cmd --taxonomy.
func (a *app) addTaxonomy(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.taxonomyFlag, "taxonomy", "", "file with skills of your own (default: the configuration; see `juyo taxonomy check --help`)")
}

// taxonomy returns the skills in force: juyo's, changed by the user's own file
// (--taxonomy, else the configuration's).
func (a *app) taxonomy(c config.Config) (*skill.Taxonomy, error) {
	ours, err := skill.Default()
	if err != nil {
		return nil, err
	}
	path := a.taxonomyFlag
	if path == "" {
		path = c.Taxonomy
	}
	if path == "" {
		return ours, nil
	}
	own, err := ownFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w: mend --taxonomy, or taxonomy in the configuration", err)
	}
	t, err := ours.With(own)
	if err != nil {
		return nil, fmt.Errorf("your taxonomy does not go with juyo's:\n%s\nsee `juyo taxonomy check %s`", strings.Join(faults(err), "\n"), path)
	}
	return t, nil
}

// extractor returns what reads signals with the taxonomy in force.
func (a *app) extractor(c config.Config) (*extract.Extractor, error) {
	t, err := a.taxonomy(c)
	if err != nil {
		return nil, err
	}
	return extract.New(t)
}

// extractorAlone is extractor for commands that need nothing else of the
// configuration, and none of it where --taxonomy says which file.
func (a *app) extractorAlone() (*extract.Extractor, error) {
	c := config.Default()
	if a.taxonomyFlag == "" {
		var err error
		if c, _, err = a.settings(); err != nil {
			return nil, err
		}
	}
	return a.extractor(c)
}

// taxonomyAlone is taxonomy for the commands about it.
func (a *app) taxonomyAlone() (*skill.Taxonomy, error) {
	c, _, err := a.settings()
	if err != nil {
		return nil, err
	}
	return a.taxonomy(c)
}

func ownFile(path string) (skill.File, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return skill.File{}, fmt.Errorf("read your taxonomy: %w", err)
	}
	return skill.File{Name: path, Content: b}, nil
}

// faults returns every fault that err joins, without the words that all of them
// begin with.
func faults(err error) []string {
	var out []string
	for line := range strings.Lines(err.Error()) {
		out = append(out, strings.TrimPrefix(strings.TrimSuffix(line, "\n"), skill.ErrTaxonomy.Error()+": "))
	}
	return out
}

func (a *app) taxonomyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "taxonomy",
		Short: "the skills juyo knows, and skills of your own",
		Long: `Lists the skills that listings are searched for, shows by which forms and rules
one is found, and checks a file of your own that adds, changes or switches off
skills. Such a file is named by the configuration (taxonomy: FILE), by
JUYO_TAXONOMY, or by --taxonomy of the commands that read listings; in the
configuration every command agrees on it. After a change run ` + "`juyo reextract`" + `.`,
		Example: "  juyo taxonomy list --kind language\n  juyo taxonomy show go\n  juyo taxonomy check own.yaml",
		Args:    args(0, 0, ""),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.taxonomyListCommand(), a.taxonomyShowCommand(), a.taxonomyCheckCommand())
	return cmd
}

// entryView is a skill as `juyo taxonomy` prints it in JSON.
type entryView struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	NameJA   string   `json:"name_ja"`
	Kind     string   `json:"kind"`
	Named    bool     `json:"named"`
	Article1 []string `json:"article1"`
	Article2 []string `json:"article2"`
	Safe     []string `json:"safe"`
	Exact    []string `json:"exact"`
	Context  []string `json:"context"`
	Never    []string `json:"never"`
	Near     string   `json:"near,omitempty"`
	List     []string `json:"list,omitempty"`
	Require  []string `json:"require,omitempty"`
	Reject   []string `json:"reject,omitempty"`
	Intro    bool     `json:"intro"` // counts before the first heading too
	At       string   `json:"at"`    // file:line
}

func viewOf(e *skill.Entry) entryView {
	list := func(s []string) []string { return append([]string{}, s...) }
	return entryView{
		ID: e.ID, Name: e.Name, NameJA: e.NameJA, Kind: e.Kind, Named: e.Named, Article1: list(e.Article1), Article2: list(e.Article2),
		Safe: safeForms(e), Exact: list(e.Exact), Context: list(e.Context), Never: list(e.Never),
		Near: e.Near, List: e.List, Require: e.Require, Reject: e.Reject, Intro: !e.NoIntro, At: e.At(),
	}
}

// safeForms are the forms that count wherever they stand; the name is one unless
// another class holds it.
func safeForms(e *skill.Entry) []string {
	out := []string{}
	if !slices.Contains(e.Exact, e.Name) && !slices.Contains(e.Context, e.Name) && !slices.Contains(e.Never, e.Name) {
		out = append(out, e.Name)
	}
	return append(append(out, e.En...), e.Ja...)
}

func (a *app) taxonomyListCommand() *cobra.Command {
	var format, kind, category string
	var named, concepts bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "every skill, or those of a kind or an article's category",
		Long: `Lists the skills that listings are searched for, in the order reports show
their kinds. json prints every form and rule too.`,
		Example: "  juyo taxonomy list --kind language\n  juyo taxonomy list --category cloud --named --format md\n  juyo taxonomy list --format csv > skills.csv",
		Args:    args(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			if err := checkFormat(format); err != nil {
				return err
			}
			switch {
			case named && concepts:
				return usagef("--named and --concepts: want one of the two, or none for both")
			case kind != "" && !slices.Contains(listing.Kinds(), kind):
				return usagef("--kind %q: want one of %s", kind, strings.Join(listing.Kinds(), ", "))
			case category != "" && !slices.Contains(categoryKeys(), category):
				return usagef("--category %q: want one of %s", category, strings.Join(categoryKeys(), ", "))
			}
			lang, err := a.lang()
			if err != nil {
				return err
			}
			t, err := a.taxonomyAlone()
			if err != nil {
				return err
			}
			entries := slices.DeleteFunc(t.Entries(), func(e skill.Entry) bool {
				return kind != "" && e.Kind != kind || named && !e.Named || concepts && e.Named ||
					category != "" && !slices.Contains(e.Article1, category) && !slices.Contains(e.Article2, category)
			})
			return listAnswer(t, entries, lang).write(a.stdout, format)
		},
	}
	f := cmd.Flags()
	f.StringVar(&kind, "kind", "", "only this kind: "+strings.Join(listing.Kinds(), ", "))
	f.StringVar(&category, "category", "", "only this category of the careers articles: "+strings.Join(categoryKeys(), ", "))
	f.BoolVar(&named, "named", false, "only products and technologies")
	f.BoolVar(&concepts, "concepts", false, "only concepts of the work (設計, code review …)")
	a.addTaxonomy(cmd)
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(listing.Kinds(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("category", cobra.FixedCompletions(categoryKeys(), cobra.ShellCompDirectiveNoFileComp))
	addFormat(cmd, &format)
	return cmd
}

// categoryKeys are the keys of both articles' categories.
func categoryKeys() []string {
	var keys []string
	for _, c := range listing.Categories() {
		keys = append(keys, c.Key)
	}
	return keys
}

// categoryNames names categories of one article for a person.
func categoryNames(scheme string, keys []string, lang string) string {
	var names []string
	for _, c := range listing.Categories() {
		if c.Scheme == scheme && slices.Contains(keys, c.Key) {
			names = append(names, pick(lang, c.NameJA, c.NameEN))
		}
	}
	return strings.Join(names, pick(lang, "、", ", "))
}

func listAnswer(t *skill.Taxonomy, entries []skill.Entry, lang string) answer {
	an := answer{
		heading: pick(lang, fmt.Sprintf("スキル %s件(全 %s件)、タクソノミー %s", thousands(len(entries)), thousands(len(t.Skills())), t.Version()),
			fmt.Sprintf("%s of %s in taxonomy %s", plural(len(entries), "skill"), thousands(len(t.Skills())), t.Version())),
		columns: []column{
			{"id", false},
			{pick(lang, "名前", "name"), false},
			{pick(lang, "種類", "kind"), false},
			{pick(lang, "呼び名", "forms"), true},
			{pick(lang, "記事1の分類", "article 1"), false},
			{pick(lang, "記事2の分類", "article 2"), false},
		},
		csvHeader: []string{"skill", "name", "name_ja", "kind", "named", "article1", "article2", "safe", "exact", "context"},
	}
	views := make([]entryView, 0, len(entries))
	for i := range entries {
		e := &entries[i]
		v := viewOf(e)
		views = append(views, v)
		kind := e.Kind
		if !e.Named {
			kind += pick(lang, "(概念)", " (concept)")
		}
		an.rows = append(an.rows, []any{e.ID, pick(lang, e.NameJA, e.Name), kind, len(v.Safe) + len(v.Exact) + len(v.Context), categoryNames("article1", e.Article1, lang), categoryNames("article2", e.Article2, lang)})
		an.csvRows = append(an.csvRows, []any{e.ID, e.Name, e.NameJA, e.Kind, e.Named, strings.Join(e.Article1, "|"), strings.Join(e.Article2, "|"), strings.Join(v.Safe, "|"), strings.Join(v.Exact, "|"), strings.Join(v.Context, "|")})
	}
	an.value = struct {
		Version string      `json:"version"`
		Skills  []entryView `json:"skills"`
	}{t.Version(), views}
	return an
}

func (a *app) taxonomyShowCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "show SKILL…",
		Short: "by which forms and rules skills are found",
		Long: `Shows skills, each named by its id or by any form: how it is written in
listings, which forms count by themselves and which need company, what speaks
against it, its categories in both careers articles, and where all this is
written.`,
		Example:           "  juyo taxonomy show go\n  juyo taxonomy show k8s 要件定義 --lang ja\n  juyo taxonomy show spring --format json",
		Args:              args(1, -1, "name of a skill"),
		ValidArgsFunction: a.completeSkills,
		RunE: func(_ *cobra.Command, names []string) error {
			if format != "table" && format != "json" {
				return usagef("--format %q: want table or json", format)
			}
			lang, err := a.lang()
			if err != nil {
				return err
			}
			t, err := a.taxonomyAlone()
			if err != nil {
				return err
			}
			var found []entryView
			for _, name := range names {
				e, err := findEntry(t, name)
				if err != nil {
					return err
				}
				found = append(found, viewOf(e))
			}
			if format == "json" {
				enc := json.NewEncoder(a.stdout)
				enc.SetEscapeHTML(false)
				enc.SetIndent("", "  ")
				return enc.Encode(found)
			}
			for i := range found {
				if i > 0 {
					fmt.Fprintln(a.stdout)
				}
				found[i].write(a.stdout, lang)
			}
			return nil
		},
	}
	a.addTaxonomy(cmd)
	cmd.Flags().StringVar(&format, "format", "table", "table or json")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"table", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// completeSkills offers the ids of skills to the shell, with their names.
func (a *app) completeSkills(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	t, err := a.taxonomyAlone()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []cobra.Completion
	for _, s := range t.Skills() {
		if strings.HasPrefix(s.ID, strings.ToLower(begun)) {
			out = append(out, cobra.CompletionWithDesc(s.ID, s.Name))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// findEntry returns the skill that name, an id or any form, means in t.
func findEntry(t *skill.Taxonomy, name string) (*skill.Entry, error) {
	s, ok := t.Lookup(name)
	if !ok {
		if near := t.Suggest(name, 3); len(near) > 0 {
			return nil, usagef("no skill %q: did you mean %s?", name, strings.Join(near, " or "))
		}
		return nil, usagef("no skill %q: `juyo taxonomy list` names all", name)
	}
	entries := t.Entries()
	i := slices.IndexFunc(entries, func(e skill.Entry) bool { return e.ID == s.ID })
	return &entries[i], nil
}

// write prints v for a person.
func (v *entryView) write(w io.Writer, lang string) {
	what := pick(lang, "概念、ランキングには出ない", "a concept of the work, not ranked by default")
	if v.Named {
		what = pick(lang, "製品・技術", "a product or technology")
	}
	fmt.Fprintf(w, "%s  %s\n", v.ID, pick(lang, v.NameJA, v.Name))
	line := func(label string, words ...string) {
		if s := strings.Join(words, pick(lang, "、", ", ")); s != "" {
			fmt.Fprintf(w, "  %s: %s\n", label, s)
		}
	}
	line(pick(lang, "種類", "kind"), v.Kind, what)
	near, nearJA := skill.NearWords(v.Near)
	for _, c := range []struct {
		en, ja string
		forms  []string
	}{
		{"counts wherever it stands, in any case and width", "どこにあっても数える(大文字・小文字、全角・半角を問わない)", v.Safe},
		{"counts in exactly this case", "この大文字・小文字のときだけ数える", v.Exact},
		{"an everyday word too: counts in this case, with company: " + near, "普通の言葉でもあり、この表記で裏づけがあるときだけ数える: " + nearJA, v.Context},
		{"never counts by itself", "単独では数えない", v.Never},
	} {
		if len(c.forms) > 0 {
			fmt.Fprintf(w, "  %s\n    %s\n", pick(lang, c.ja, c.en), strings.Join(quoted(c.forms), pick(lang, "、", ", ")))
		}
	}
	line(pick(lang, "並記されると裏づけになる種類", "kinds that vouch for it in a list"), v.List...)
	line(pick(lang, "同じ文にあると裏づけになる言葉", "words that vouch for it in its sentence"), quoted(v.Require)...)
	line(pick(lang, "これがあると数えない言葉", "something else in these phrases or beside these words"), quoted(v.Reject)...)
	if !v.Intro {
		line(pick(lang, "最初の見出しより前", "before the first heading"), pick(lang, "数えない(企業が自社を語る言葉)", "does not count: employers use the word of themselves"))
	}
	line(pick(lang, "記事1の分類", "category of article 1"), categoryNames("article1", v.Article1, lang))
	line(pick(lang, "記事2の分類", "category of article 2"), categoryNames("article2", v.Article2, lang))
	if len(v.Article1)+len(v.Article2) == 0 {
		line(pick(lang, "分類", "categories"), pick(lang, "なし(名前を挙げて問わない限りランキングに出ない)", "none: in no ranking unless asked for by name"))
	}
	line(pick(lang, "書かれている場所", "written in"), v.At)
}

func quoted(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = `"` + w + `"`
	}
	return out
}

func (a *app) taxonomyCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE…",
		Short: "say what a file of your own adds, changes and switches off",
		Long: `Reads files of your own together with juyo's taxonomy and says what they add,
change and switch off. Faults are named by file and line, with what to write
instead; the exit code is then 1. Forms that are everyday words are warned of.

A file looks like this; ` + "`juyo taxonomy show SKILL`" + ` says what the lists mean:

  version: "house-1"
  skills:
  - id: houselang            # a new id adds a skill
    name: "HouseLang"
    kind: language
    ja: ["ハウスラング"]
    article1: [lang_fw]      # rankings hold skills of a category only
  - id: rails                # a known id changes that skill
    en: ["Rails API"]        # forms are added,
    remove: ["RoR"]          # or taken away
  - id: flash                # and this one is not counted any more
    off: true

Name the file in the configuration (taxonomy: FILE), then run ` + "`juyo reextract`" + `.`,
		Example: "  juyo taxonomy check own.yaml",
		Args:    args(1, -1, "name of a file"),
		RunE: func(_ *cobra.Command, names []string) error {
			lang, err := a.lang()
			if err != nil {
				return err
			}
			ours, err := skill.Default()
			if err != nil {
				return err
			}
			var files []skill.File
			for _, name := range names {
				f, err := ownFile(name)
				if err != nil {
					return err
				}
				files = append(files, f)
			}
			t, err := ours.With(files...)
			if err != nil {
				all := faults(err)
				for _, f := range all {
					fmt.Fprintln(a.stderr, f)
				}
				return fmt.Errorf("%w: %s, each named above", errOwnTaxonomy, plural(len(all), "fault"))
			}
			if _, err := extract.New(t); err != nil {
				return err
			}
			c := changes(ours, t)
			c.write(a.stdout, t.Version(), lang)
			return nil
		},
	}
}

// errOwnTaxonomy says that a user's file breaks the rules of taxonomy files.
var errOwnTaxonomy = errors.New("the taxonomy cannot be used")
