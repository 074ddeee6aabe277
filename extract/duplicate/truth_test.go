package duplicate_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"juyo/extract"
	"juyo/extract/duplicate"
	"juyo/listing"
)

// ad is one advertisement of a made-up opening.
type ad struct {
	listing.Listing
	opening int
	kind    string
	day     int
}

// opening is what an advertisement is written from.
type opening struct {
	id           int
	ja           bool
	employer     string
	title        string
	other        string // the title in the other language
	town         string
	blurb        []string
	about        []string // the team
	work, need   []string
	extra        []string // benefits
	pay          int
	years        int
	plain        bool // prose, no bullets
	heads        [4]string
	greeting     string
	teamInBody   bool
	templateNote string
}

// text writes the advertisement out.
func (o *opening) text() string {
	var b strings.Builder
	line := func(s ...string) { b.WriteString(strings.Join(s, "") + "\n") }
	stop := ". "
	if o.ja {
		stop = "。"
	}
	list := func(head string, of []string) {
		line("\n", head)
		if o.plain {
			line(strings.Join(of, stop), stop)
			return
		}
		for _, s := range of {
			line("- ", s)
		}
	}
	if o.greeting != "" {
		line(o.greeting)
	}
	line(strings.Join(o.blurb, " "))
	if o.templateNote != "" {
		line(o.templateNote)
	}
	line("\n", o.heads[0])
	line(strings.Join(o.about, " "))
	list(o.heads[1], o.work)
	list(o.heads[2], o.need)
	if o.ja {
		line(fmt.Sprintf("\n給与：年収%d万円〜%d万円　経験%d年以上", o.pay, o.pay+200, o.years))
	} else {
		line(fmt.Sprintf("\nSalary: %d,000 to %d,000 a year. %d years of experience.", o.pay/10, o.pay/10+20, o.years))
	}
	list(o.heads[3], o.extra)
	return b.String()
}

func (o *opening) clone() *opening {
	c := *o
	c.blurb, c.about, c.work, c.need, c.extra = slices.Clone(o.blurb), slices.Clone(o.about), slices.Clone(o.work), slices.Clone(o.need), slices.Clone(o.extra)
	return &c
}

// truth makes openings and their advertisements.
type truth struct {
	r    *rand.Rand
	ads  []ad
	open int
}

func pick[T any](r *rand.Rand, of []T, n int) []T {
	out := make([]T, 0, n)
	for _, i := range r.Perm(len(of))[:min(n, len(of))] {
		out = append(out, of[i])
	}
	return out
}

func one[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

func (t *truth) add(o *opening, kind, title, body, company, place string, day int) {
	t.ads = append(t.ads, ad{Listing: listing.Listing{ID: strconv.Itoa(len(t.ads)), Title: title, Company: company, Location: place, Text: body}, opening: o.id, kind: kind, day: day})
}

// company makes one employer with its openings: crafts, teams, ranks, all from
// one template.
func (t *truth) company(n int, ja bool) {
	r := t.r
	name := fmt.Sprintf("%s %s", one(r, []string{"Orchid", "Lantern", "Harbour", "Quartz", "Willow", "Comet", "Saffron", "Basalt"}), []string{"Freight", "Mail", "Labs", "Works", "Foundry", "Atlas"}[n%6])
	name += fmt.Sprintf(" %c%c", 'A'+n/26, 'A'+n%26)
	blurbs, extras, heads := blurbsEN, benefitsEN, [4]string{"The team", "What you will do", "What we ask for", "What we offer"}
	if ja {
		name = "株式会社" + name
		blurbs, extras, heads = blurbsJA, benefitsJA, [4]string{"■配属先", "■仕事内容", "■応募資格", "■福利厚生"}
	}
	blurb := pick(r, blurbs[2:], 4)
	blurb = append([]string{fmt.Sprintf(blurbs[r.IntN(2)], name)}, blurb...)
	extra := pick(r, extras, 4)
	base := opening{teamInBody: n%8 > 5, ja: ja, employer: name, blurb: blurb, extra: extra, heads: heads, town: one(r, townsEN)}
	if ja {
		base.town = one(r, townsJA)
	}
	teams := pick(r, squads, 2)
	for _, k := range pick(r, []int{0, 1, 2, 3, 4, 5, 6, 7}, 3) {
		c := crafts[k]
		for ti, team := range teams {
			if ti == 1 && r.IntN(2) == 0 {
				continue
			}
			t.advertise(t.write(base.clone(), c, team, ""))
			if r.IntN(3) == 0 {
				t.advertise(t.write(base.clone(), c, team, "Senior "))
			}
		}
	}
}

// write fills an opening of craft c in a team. The employer's openings share its
// blurb, benefits and what everybody does.
func (t *truth) write(o *opening, c craft, team squad, rank string) *opening {
	r := t.r
	o.id = t.open
	t.open++
	o.pay, o.years = 500+10*r.IntN(40), 2+r.IntN(4)
	ranked := ""
	if rank != "" {
		ranked = "シニア"
	}
	switch {
	case o.teamInBody && o.ja:
		o.title, o.other = ranked+c.titleJA, rank+c.titleEN
	case o.teamInBody:
		o.title, o.other = rank+c.titleEN, ranked+c.titleJA
	case o.ja:
		o.title, o.other = ranked+c.titleJA+"（"+team.ja+"）", rank+c.titleEN+", "+team.en
	default:
		o.title, o.other = rank+c.titleEN+", "+team.en, ranked+c.titleJA+"（"+team.ja+"）"
	}
	if o.ja {
		o.about = slices.Clone(team.aboutJA)
		o.work = append(slices.Clone(c.workJA), sharedWorkJA...)
		o.need = append(slices.Clone(c.needJA), strings.Join(c.tech, "、")+"の実務経験")
	} else {
		o.about = slices.Clone(team.aboutEN)
		o.work = append(slices.Clone(c.workEN), sharedWorkEN...)
		o.need = append(slices.Clone(c.needEN), "hands-on use of "+strings.Join(c.tech, ", "))
	}
	return o
}

var decorations = []func(r *rand.Rand, o *opening) string{
	func(_ *rand.Rand, o *opening) string { return o.title },
	func(_ *rand.Rand, o *opening) string {
		if o.ja {
			return "【急募】" + o.title + "★正社員"
		}
		return o.title + " (m/f/d)"
	},
	func(r *rand.Rand, o *opening) string {
		if o.ja {
			return fmt.Sprintf("%d｜%s／フルリモート可", 100+r.IntN(900), o.title)
		}
		return o.title + " - Remote"
	},
	func(_ *rand.Rand, o *opening) string {
		if o.ja {
			return o.title + "＠" + o.town
		}
		return strings.ToUpper(o.title) + " (" + o.town + ")"
	},
	func(_ *rand.Rand, o *opening) string {
		return strings.NewReplacer("Senior", "Sr.", "Backend", "Back-end", "Frontend", "Front End").Replace(o.title)
	},
}

// advertise writes 3 … 6 advertisements of an opening.
func (t *truth) advertise(o *opening) {
	r := t.r
	day := r.IntN(600)
	t.add(o, "first", o.title, o.text(), o.employer, o.town, day)
	kinds := []func(*opening, int){t.repost, t.redated, t.reworded, t.reworded, t.elsewhere, t.board, t.translated, t.truncated}
	for _, f := range pick(r, kinds, 2+r.IntN(4)) {
		f(o, day+r.IntN(45))
	}
}

func (t *truth) titled(o *opening) string { return one(t.r, decorations)(t.r, o) }

func (t *truth) repost(o *opening, day int) {
	t.add(o, "repost", o.title, o.text(), o.employer, o.town, day+300)
}

func (t *truth) redated(o *opening, day int) {
	c := o.clone()
	c.pay, c.years = o.pay+50, o.years+1
	c.greeting = "Hello again! Updated on 3 May 2026."
	if o.ja {
		c.greeting = "こんにちは。2026年5月3日更新。"
	}
	t.add(c, "redated", t.titled(c), c.text(), o.employer, o.town, day)
}

// reworded changes 10 … 35 % of the words, the order of the sentences, the
// layout, the pay and the words on the company.
func (t *truth) reworded(o *opening, day int) {
	c := o.clone()
	r := t.r
	share := 0.10 + 0.25*r.Float64()
	c.plain = r.IntN(2) == 0
	c.pay += 10 * r.IntN(20)
	blurbs, syn := blurbsEN, synonymsEN
	if o.ja {
		blurbs, syn = blurbsJA, synonymsJA
	}
	if r.IntN(2) == 0 {
		c.blurb = append([]string{fmt.Sprintf(blurbs[r.IntN(2)], o.employer)}, pick(r, blurbs[2:], 4)...)
	}
	for _, part := range [][]string{c.blurb, c.about, c.work, c.need, c.extra} {
		r.Shuffle(len(part), func(i, j int) { part[i], part[j] = part[j], part[i] })
		for i := range part {
			part[i] = reword(r, part[i], o.ja, share, syn)
		}
	}
	t.add(c, "reworded", t.titled(c), c.text(), o.employer, o.town, day)
}

// reword replaces a share of the words of s by synonyms or other words.
func reword(r *rand.Rand, s string, ja bool, share float64, syn map[string]string) string {
	if ja {
		for _, from := range sortedKeys(syn) {
			if r.Float64() < 3*share {
				s = strings.ReplaceAll(s, from, syn[from])
			}
		}
		if r.Float64() < 2*share {
			s = one(r, fillerJA) + s
		}
		return s
	}
	words := strings.Fields(s)
	for i, w := range words {
		if to, ok := syn[w]; ok && r.Float64() < 3*share {
			words[i] = to
		} else if len(w) > 4 && r.Float64() < share {
			words[i] = one(r, fillerEN)
		}
	}
	return strings.Join(words, " ")
}

func sortedKeys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// elsewhere is the opening in other towns.
func (t *truth) elsewhere(o *opening, day int) {
	towns := townsEN
	if o.ja {
		towns = townsJA
	}
	for _, town := range pick(t.r, towns, 2) {
		c := o.clone()
		c.town = town
		t.add(c, "elsewhere", t.titled(c), c.text(), o.employer, town, day)
	}
}

// board is the opening on a board that writes its own words around it, and now
// and then leaves the employer out.
func (t *truth) board(o *opening, day int) {
	wraps := wrapEN
	if o.ja {
		wraps = wrapJA
	}
	w := one(t.r, wraps)
	employer := o.employer
	if t.r.IntN(10) == 0 {
		employer = ""
	}
	t.add(o, "board", t.titled(o), w[0]+"\n\n"+o.text()+"\n"+w[1], employer, o.town, day)
}

func (t *truth) translated(o *opening, day int) {
	t.add(o, "translated", o.other, o.text(), o.employer, o.town, day)
}

// truncated is what a list page shows of it.
func (t *truth) truncated(o *opening, day int) {
	full := []rune(o.text())
	t.add(o, "truncated", o.title, string(full[:len(full)*(35+t.r.IntN(40))/100])+"…", o.employer, o.town, day)
}

// agency makes cases of one freelance agency: one template, one employer or
// none, often the same bare title, other work each.
func (t *truth) agency(n int) {
	r := t.r
	name := fmt.Sprintf("株式会社ケース紹介%d", n)
	if n%2 == 1 {
		name = ""
	}
	industry := []string{"損害保険", "百貨店", "鉄道", "製薬", "電力", "自治体", "証券", "通信", "出版", "航空", "食品卸", "学習塾"}
	systems := []string{"契約管理", "在庫照会", "座席予約", "治験記録", "検針", "住民窓口", "約定照合", "料金計算", "組版", "整備記録", "受発注", "成績管理"}
	langs := []string{"Java", "PHP", "C#", "Python", "COBOL", "Ruby"}
	phases := []string{"要件定義から参画", "基本設計以降", "詳細設計と製造", "結合試験の推進", "保守と改修", "移行計画の策定"}
	for i := range 10 {
		o := &opening{id: t.open, employer: name, ja: true}
		t.open++
		lang, ind, sys := langs[(i+n)%6], industry[(i*5+n)%12], systems[(i*7+n)%12]
		o.title = fmt.Sprintf("【%s】%s向け%sシステム開発", lang, ind, sys)
		if i%4 == 3 {
			o.title = lang + "エンジニア"
		}
		body := func(pay int) string {
			return fmt.Sprintf("案件名：%s\n【案件概要】%s会社で使われる%sの仕組みを%sで開発します。%s。\n【必須スキル】%sでの開発%d年以上、%s業務の理解\n【尚可】%sに関する知見\n【単価】%d万円　精算幅140-180時間\n【面談】一回（オンライン）\n【備考】服装自由、外国籍の方は応相談、商流は弊社まで。ご応募お待ちしております。詳細は担当よりご連絡いたします。",
				o.title, ind, sys, lang, one(r, phases), lang, 2+r.IntN(5), ind, sys, pay)
		}
		pay := 55 + r.IntN(30)
		first := body(pay)
		t.add(o, "case", o.title, first, name, "東京", 10*n)
		t.add(o, "case", "【急募】"+o.title, strings.Replace(first, fmt.Sprint(pay, "万"), fmt.Sprint(pay+5, "万"), 1), name, "東京", 10*n+20)
	}
}

// short makes very short advertisements: a line each.
func (t *truth) short(n int) {
	name := fmt.Sprintf("Tiny Shop %d", n)
	for i, c := range crafts[:4] {
		o := &opening{id: t.open, employer: name}
		t.open++
		t.add(o, "short", c.titleEN, c.titleEN+" wanted. Write to us.", name, townsEN[(n+i)%6], n)
		t.add(o, "short", "Hiring: "+c.titleEN, c.titleEN+" wanted! Write to us.", name, townsEN[(n+i)%6], n+20)
	}
}

func makeTruth(seed uint64) *truth {
	t := &truth{r: rand.New(rand.NewPCG(seed, 26))}
	for n := range 96 {
		t.company(n, n%2 == 0)
	}
	for n := range 8 {
		t.agency(n)
	}
	for n := range 6 {
		t.short(n)
	}
	return t
}

// candidates reads advertisements the way the program does.
func candidates(tb testing.TB, ads []ad) []listing.GroupCandidate {
	tb.Helper()
	x, err := extract.Default()
	if err != nil {
		tb.Fatal(err)
	}
	out := make([]listing.GroupCandidate, len(ads))
	for i := range ads {
		s := x.Read(&ads[i].Listing)
		out[i] = listing.GroupCandidate{
			Number: int64(i + 1), EmployerKey: listing.EmployerKey(s.Employer), Title: ads[i].Title, Places: s.Places,
			FirstSeen: on(ads[i].day), LastSeen: on(ads[i].day).Add(240 * time.Hour), Fingerprint: s.Fingerprint,
		}
	}
	return out
}

// tally counts pairs of advertisements.
type tally struct{ right, wrong, missed int }

func (t tally) precision() float64 { return float64(t.right) / float64(t.right+t.wrong) }
func (t tally) recall() float64    { return float64(t.right) / float64(t.right+t.missed) }

// judgeTruth counts the pairs of a truth set that groups make, all of them and
// by the kind of the later advertisement, and names some wrong ones.
func judgeTruth(set *truth, groups []uint32) (all tally, by map[string]*tally, wrong []string) {
	by = map[string]*tally{}
	for i := range set.ads {
		b := &set.ads[i]
		k := by[b.kind]
		if k == nil {
			k = &tally{}
			by[b.kind] = k
		}
		for j := range i {
			a := &set.ads[j]
			switch truly, found := a.opening == b.opening, groups[i] == groups[j]; {
			case truly && found:
				all.right++
				k.right++
			case truly:
				all.missed++
				k.missed++
			case found:
				all.wrong++
				k.wrong++
				if len(wrong) < 12 {
					wrong = append(wrong, fmt.Sprintf("%s %q / %s %q of %s", a.kind, a.Title, b.kind, b.Title, b.Company))
				}
			}
		}
	}
	return all, by, wrong
}

// TestTruth: pairs of one opening are found, and pairs that only look alike are
// not made. A quarter of the employers do not say the team in the title.
func TestTruth(t *testing.T) {
	for seed := range uint64(4) {
		set := makeTruth(seed)
		all, by, wrong := judgeTruth(set, duplicate.Group(candidates(t, set.ads)))
		t.Logf("set %d: %d openings, %d advertisements: pairs right %d, wrong %d, missed %d: precision %.4f, recall %.4f",
			seed, set.open, len(set.ads), all.right, all.wrong, all.missed, all.precision(), all.recall())
		for _, k := range slices.Sorted(maps.Keys(by)) {
			t.Logf("  %-10s %+v", k, *by[k])
		}
		if set.open < 400 || len(set.ads) < 1500 {
			t.Errorf("set %d: %d openings and %d advertisements are too few", seed, set.open, len(set.ads))
		}
		if all.precision() < 0.98 || all.recall() < 0.90 {
			t.Errorf("set %d: precision %.4f, recall %.4f; want at least 0.98 and 0.90. Wrong:\n%s", seed, all.precision(), all.recall(), strings.Join(wrong, "\n"))
		}
	}
}
