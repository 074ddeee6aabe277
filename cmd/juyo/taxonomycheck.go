package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"juyo/extract/skill"
)

// ownChanges is what a user's own files do to juyo's taxonomy.
type ownChanges struct {
	added, changed, off []ownChange
	unranked            []*skill.Entry // added, and of no category
	doubts              []doubt
}

// ownChange is one skill that differs, with what differs.
type ownChange struct {
	entry *skill.Entry
	what  []string
}

// doubt is a form that will be found where it is not meant.
type doubt struct {
	at, skill, form string
	exact           bool // it stands under exact
}

// changes compares ours with t, which is ours with the user's files.
func changes(ours, t *skill.Taxonomy) ownChanges {
	var c ownChanges
	before := map[string]*skill.Entry{}
	never := map[string]bool{}
	old := ours.Entries()
	for i := range old {
		before[old[i].ID] = &old[i]
		for _, f := range old[i].Never {
			never[strings.ToLower(f)] = true
		}
	}
	now := t.Entries()
	for i := range now {
		e := &now[i]
		was, known := before[e.ID]
		if !known {
			c.added = append(c.added, ownChange{e, quoted(safeAndOther(e))})
			if len(e.Article1)+len(e.Article2) == 0 {
				c.unranked = append(c.unranked, e)
			}
			was = &skill.Entry{}
		} else if what := difference(was, e); len(what) > 0 {
			c.changed = append(c.changed, ownChange{e, what})
		}
		delete(before, e.ID)
		c.doubts = append(c.doubts, doubts(was, e, never)...)
	}
	for i := range old {
		if _, gone := before[old[i].ID]; gone {
			c.off = append(c.off, ownChange{&old[i], nil})
		}
	}
	return c
}

// safeAndOther are the forms of e that can count.
func safeAndOther(e *skill.Entry) []string {
	return slices.Concat(safeForms(e), e.Exact, e.Context)
}

// difference says in what b differs from a.
func difference(a, b *skill.Entry) []string {
	var out []string
	for _, f := range []struct{ key, a, b string }{
		{"name", a.Name, b.Name},
		{"name_ja", a.NameJA, b.NameJA},
		{"kind", a.Kind, b.Kind},
		{"near", a.Near, b.Near},
		{"named", strconv.FormatBool(a.Named), strconv.FormatBool(b.Named)},
		{"intro", strconv.FormatBool(!a.NoIntro), strconv.FormatBool(!b.NoIntro)},
		{"list", strings.Join(a.List, " "), strings.Join(b.List, " ")},
		{"article1", strings.Join(a.Article1, " "), strings.Join(b.Article1, " ")},
		{"article2", strings.Join(a.Article2, " "), strings.Join(b.Article2, " ")},
	} {
		if f.a != f.b {
			out = append(out, fmt.Sprintf("%s: %q → %q", f.key, f.a, f.b))
		}
	}
	for _, f := range []struct {
		key  string
		a, b []string
	}{
		{"en", a.En, b.En},
		{"ja", a.Ja, b.Ja},
		{"exact", a.Exact, b.Exact},
		{"context", a.Context, b.Context},
		{"never", a.Never, b.Never},
		{"require", a.Require, b.Require},
		{"reject", a.Reject, b.Reject},
	} {
		for _, form := range f.b {
			if !slices.Contains(f.a, form) {
				out = append(out, fmt.Sprintf("%s + %q", f.key, form))
			}
		}
		for _, form := range f.a {
			if !slices.Contains(f.b, form) {
				out = append(out, fmt.Sprintf("%s − %q", f.key, form))
			}
		}
	}
	return out
}

// doubts returns the forms that now has, was had not, and that are everyday words
// although they count without company.
func doubts(was, now *skill.Entry, never map[string]bool) []doubt {
	var out []doubt
	known := append(safeForms(was), was.Exact...)
	for _, f := range safeForms(now) {
		if !slices.Contains(known, f) && (short(f, 3) || everyday[strings.ToLower(f)] || never[strings.ToLower(f)]) {
			out = append(out, doubt{now.At(), now.ID, f, false})
		}
	}
	for _, f := range now.Exact {
		// In its own case "Express" is still the first word of a sentence.
		if !slices.Contains(known, f) && (short(f, 2) || everyday[strings.ToLower(f)] && f != strings.ToUpper(f)) {
			out = append(out, doubt{now.At(), now.ID, f, true})
		}
	}
	return out
}

// short reports whether form has fewer than n letters; a Japanese one says more
// with each.
func short(form string, n int) bool {
	runes := utf8.RuneCountInString(form)
	if len(form) > runes {
		return runes < 2
	}
	return runes < n
}

// everyday holds words that stand in every other listing with nothing of a
// product about them: names of products are made of such words.
var everyday = wordSet(`
	about access action active air all analytics ant app apex area arrow atlas atom aurora automation back base basic bash beam bear best big bit blaze
	block blue board bolt book boost bootstrap box brand bridge bright build builder bulk business call canvas care cat center chain chart chat chef
	circle clean clear click client cloud club code coffee common compass connect consul content control copilot core course craft cube current cursor
	dash dashboard data date day deep delta design desk direct dive dock draw drive drone drop dynamic eagle earth easy echo edge electron element
	email ember engine event every exchange express face fast feature field file find fire first fish five flash flask fleet flex flow fly focus form
	forge foundation fox frame free fresh front full fusion future game gate general ghost git glass global glue go good grape graph gravity green grid
	group growth grunt gulp hack hand harbor heart helm help here hive home horizon host house hub hugo ideas impact insight intercom iron jump key
	kit lab lambda language launch layer lead leaf lean learn less level life lift light lightning like line link lint linear list live logic
	look loop lumen magic mail main make manager map mark market master match material matrix max mesh meta micro mind mint mix mobile mode model
	monitor moon motion move native nest net network neutral new next night node nomad north notes notion now nova number ocean office omni one
	open orbit order origin oxygen pack page panel parallel parcel part pass path peak people phoenix pilot pin pipe pixel place plan platform play
	point pool portal post power presto prime process product profile project pulse pure push quality quick quill rack radar rails range
	rapid raven react real redash reach relay remote report rest ring rise river road robot rock rocket root route rules run rush rust safe
	sail sales sanity scale scene school science scope script scrum search section secure sense sentry serve service shell shield shift ship
	side sign signal silver simple site sky slack slim smart snow social solid solution sound source space spark speed spin spinner splash split
	spring sprint square stack staff stage standard star start state station stellar step stitch stone storm story stream street strict stripe
	strong studio style sum summit sun support surge swift switch sync system table target task team tech tempo terra test text thread three tide
	tiger time title toast tool top total touch tower track trade train travel tree trial true trust twist two unit unity universal up us use user
	value vapor vault vector velocity verse version video view vision visual vite voice void wave way web wing wire wise wood word work world write
	yarn you zen zero zone
	開発 設計 運用 構築 保守 業務 経験 技術 知識 言語 環境 実装 改善 対応 管理 分析 検証 提案 製品 機能 会社 募集 求人 仕事 成長 挑戦 品質 基盤 画面 帳票 案件
	チーム サービス システム データ ツール ユーザー プロダクト プロジェクト サポート スキル メンバー リーダー アプリ サイト ビジネス スピード クラウド エンジニア 社内 自社 顧客
`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// write prints c for a person.
func (c *ownChanges) write(w io.Writer, version, lang string) {
	fmt.Fprintln(w, pick(lang,
		fmt.Sprintf("問題なし: 追加 %d件、変更 %d件、停止 %d件、タクソノミー %s", len(c.added), len(c.changed), len(c.off), version),
		fmt.Sprintf("fine: %d added, %d changed, %d switched off; taxonomy %s", len(c.added), len(c.changed), len(c.off), version)))
	for _, part := range []struct {
		label string
		list  []ownChange
	}{{pick(lang, "追加", "added"), c.added}, {pick(lang, "変更", "changed"), c.changed}, {pick(lang, "停止", "off"), c.off}} {
		for _, x := range part.list {
			fmt.Fprintf(w, "  %s  %s  %s (%s)\n", part.label, x.entry.ID, pick(lang, x.entry.NameJA, x.entry.Name), x.entry.Kind)
			for _, s := range x.what {
				fmt.Fprintf(w, "      %s\n", s)
			}
		}
	}
	for _, e := range c.unranked {
		fmt.Fprintf(w, pick(lang, "注意: %s: %s: 分類がないのでランキングに出ない: article1 か article2 を書く(分類は `juyo taxonomy list --help`)\n",
			"note: %s: %s: it has no category and will be in no ranking: write article1 or article2 (`juyo taxonomy list --help` names the categories)\n"), e.At(), e.ID)
	}
	for _, d := range c.doubts {
		way := pick(lang, "大文字・小文字が決まっていれば exact に、普通の言葉でもあれば context に(near: list が安全)", "write it under exact if its case tells it apart, else under context (near: list is the safe choice)")
		if d.exact {
			way = pick(lang, "context に書く(near: list が安全)", "write it under context (near: list is the safe choice)")
		}
		fmt.Fprintf(w, pick(lang, "注意: %s: %s: \"%s\" は普通の言葉なので、関係のない文でも数えられる: %s\n", "note: %s: %s: %q is an everyday word and will be counted where it is not meant: %s\n"), d.at, d.skill, d.form, way)
	}
}
