package terms

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// workweek is the number of days from which a week at a place leaves no day for
// another.
const workweek = 5

// officeDays is what a sentence says of the days at the office and at home.
type officeDays struct {
	some bool // a part of the days at either
	all  bool // every day at the office
	home bool // every day at home
}

func (o *officeDays) office(days int) {
	if days >= workweek {
		o.all = true
	} else {
		o.some = true
	}
}

func (o *officeDays) atHome(days int) {
	if days >= workweek {
		o.home = true
	} else {
		o.some = true
	}
}

// officeDays reads the days beside the words at h, in their sentence.
func (r *reading) officeDays(h hit) officeDays {
	from, to := r.sentence(h)
	s := string(r.text[from:to])
	if hasCJK(s) {
		if contains(s, "週", "月", "曜", "日", "火・", "・木", "・金") {
			return japaneseDays(s)
		}
		return officeDays{}
	}
	if contains(s, "day", "week", "month", "%") {
		return englishDays(s)
	}
	return officeDays{}
}

// japaneseDays reads the days in a folded Japanese sentence: "週2日出社", "出社は月に
// 数回", "在宅(週3日まで)".
func japaneseDays(s string) officeDays {
	var o officeDays
	for at := 0; at < len(s); {
		if n := daysNamed(s[at:]); n > 0 {
			o.some = true
			at += n
			continue
		}
		days, n := japaneseRhythm(s[at:], s[:at])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(s[at:])
			at += size
			continue
		}
		if !onTrial(s[:at]) {
			o.japanese(s[:at], s[at+n:], days)
		}
		at += n
	}
	return o
}

// daysNamed returns the length of words for a part of the week at the office or at
// home that s begins with, without the word week: "出社3日", "在宅2日".
func daysNamed(s string) int {
	for _, w := range []string{"出社", "在宅", "リモート", "オフィス"} {
		rest, ok := strings.CutPrefix(s, w)
		if !ok {
			continue
		}
		if days, more := smallNumber(rest); days >= 1 && days < workweek && strings.HasPrefix(more, "日") && !startsWith(more, "日目", "日前", "日後", "日間で") {
			return len(s) - len(more)
		}
	}
	return 0
}

// japaneseRhythm reads how many days a week s begins to speak of, 0 for less than
// weekly, and how long the words are; a length of 0 means that s begins with
// nothing of the kind. before is what stands before s.
func japaneseRhythm(s, before string) (days, n int) {
	switch {
	case strings.HasPrefix(s, "毎日"), strings.HasPrefix(s, "全日"), strings.HasPrefix(s, "平日"):
		return workweek, len("毎日")
	case strings.ContainsRune(weekdaysJa, firstRune(s)):
		return japaneseWeekdays(s, before)
	case strings.HasPrefix(s, "隔週"):
		return 0, len("隔週")
	case strings.HasPrefix(s, "毎週"):
		rest := s[len("毎週"):]
		if r, size := utf8.DecodeRuneInString(rest); strings.ContainsRune(weekdaysJa+"月", r) {
			return 1, len("毎週") + size
		}
		if days, n := japaneseCount(rest); n > 0 {
			return days, len("毎週") + n
		}
	case strings.HasPrefix(s, "週"):
		if days, n := japaneseCount(s[len("週"):]); n > 0 && days >= 1 && days <= 7 {
			return days, len("週") + n
		}
	case strings.HasPrefix(s, "月"):
		if days, n := japaneseWeekdays(s, before); n > 0 {
			return days, n
		}
		if last, _ := utf8.DecodeLastRuneInString(before); last >= '0' && last <= '9' || strings.ContainsRune(kanjiDigits, last) {
			return 0, 0 // "4月1日"
		}
		const most = 15 // more days a month are those of all work
		if days, n := japaneseCount(s[len("月"):]); n > 0 && days >= 1 && days <= most {
			return 0, len("月") + n
		}
	}
	return 0, 0
}

// weekdaysJa are the working days whose names are not also that of the month.
const weekdaysJa = "火水木金"

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// japaneseWeekdays reads named days: "火・木", "月曜と水曜", "金曜日". One day alone
// needs its 曜, or it may be any word's part.
func japaneseWeekdays(s, before string) (days, n int) {
	if last, _ := utf8.DecodeLastRuneInString(before); last >= 0x4E00 && last <= 0x9FFF && last != '週' {
		return 0, 0 // "資金・…"
	}
	rest, named := s, false
	for {
		r, size := utf8.DecodeRuneInString(rest)
		if !strings.ContainsRune(weekdaysJa+"月", r) {
			break
		}
		rest = rest[size:]
		days++
		n = len(s) - len(rest)
		if more, ok := strings.CutPrefix(rest, "曜"); ok {
			named, rest = true, strings.TrimPrefix(more, "日")
			n = len(s) - len(rest)
		}
		more := strings.TrimLeft(rest, "・、,/と& ")
		if more == rest {
			break
		}
		rest = more
	}
	if days >= 2 && n > 2*len("火") || named {
		if next := firstRune(s[n:]); named || next < 0x4E00 || next > 0x9FFF {
			return days, n
		}
	}
	return 0, 0
}

// japaneseCount reads the number that s begins with, a range's first, with the
// unit behind it: "に1~2回", "3日", "数回". Numbers of hours are no days.
func japaneseCount(s string) (count, n int) {
	rest := s
	for _, w := range []string{"間に", "に", "の", ":", " ", "最低", "最大", "少なくとも", "約", "およそ", "原則", "あたり"} {
		rest = strings.TrimPrefix(rest, w)
	}
	switch {
	case strings.HasPrefix(rest, "数回"), strings.HasPrefix(rest, "数日"):
		return 2, len(s) - len(rest) + len("数回")
	case strings.HasPrefix(rest, "半分"):
		return 2, len(s) - len(rest) + len("半分")
	}
	count, rest = smallNumber(rest)
	if count < 0 {
		return 0, 0
	}
	for _, mark := range []string{"~", "-", "、", ",", "か", "・", "or", "から", "日~", "回~", "日から", "日または", "日か", "日or"} {
		if more, ok := strings.CutPrefix(rest, mark); ok {
			if _, behind := smallNumber(more); behind != more {
				rest = behind
				break
			}
		}
	}
	for _, unit := range []string{"日間", "日", "回", "度", "d"} {
		if more, ok := strings.CutPrefix(rest, unit); ok {
			return count, len(s) - len(more)
		}
	}
	if startsWith(rest, "時間", "h", "万", "%", ".", "件", "名", "人", "年", "月", "歳", "割") {
		return 0, 0
	}
	return count, len(s) - len(rest)
}

// smallNumber reads the number s begins with, in digits or one kanji numeral, and
// what follows it; -1 without one.
func smallNumber(s string) (int, string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i > 0 {
		n, err := strconv.Atoi(s[:i])
		if err != nil {
			return -1, s
		}
		return n, s[i:]
	}
	r, size := utf8.DecodeRuneInString(s)
	if k := strings.IndexRune(kanjiDigits, r); k > 0 {
		return k / len("一"), s[size:]
	}
	return -1, s
}

// onTrial reports whether the words before a rhythm speak of the first days of a
// job, and not of what comes after them.
func onTrial(before string) bool {
	first := -1
	for _, w := range []string{"試用期間", "研修", "入社後", "入社から", "入社直後", "初月", "最初", "当初", "慣れるまで", "オンボーディング", "キャッチアップ", "開始時", "開始後"} {
		first = max(first, strings.LastIndex(before, w))
	}
	return first >= 0 && !contains(before[first:], "その後", "以降", "終了後", "期間後", "後は", "。")
}

// Words for the office and for home that a rhythm belongs to.
var (
	officeWordsJa = []string{"出社", "出勤", "オフィス勤務", "オフィスに", "オフィスへ", "オフィスで勤務", "オフィスでの", "オフィスで働", "オフィスワーク", "通勤", "来社", "常駐", "現地", "オンサイト", "対面", "本社に", "本社へ", "本社で", "会社に"}
	homeWordsJa   = []string{"リモート", "在宅", "テレワーク", "自宅", "ハイブリッド"}
)

// rhythmReach is how many runes behind a rhythm its word may stand.
const rhythmReach = 18

// japanese notes days whose rhythm stands between before and after.
func (o *officeDays) japanese(before, after string, days int) {
	clause := strings.TrimPrefix(cutRunes(after, rhythmReach), "、")
	for {
		next := strings.TrimLeft(clause, " ~")
		for _, w := range []string{"日", "回", "程度", "ほど", "位", "くらい", "ぐらい", "以上", "以下", "まで", "前後", "だけ", "のみ", "は", "の", "を", "で", "に", "曜"} {
			next = strings.TrimPrefix(next, w)
		}
		if next == clause {
			break
		}
		clause = next
	}
	if startsWith(clause, "ok", "から", "可", "稼働", "勤務", "作業", "フルタイム", "休", "働", "リリース", "定例", "面談", "だけ働") && !startsWith(clause, "勤務地") {
		return // days of work, at whatever place
	}
	if i := strings.IndexAny(clause, "。、,/|;()\n"); i >= 0 {
		clause = clause[:i]
	}
	if i := strings.Index(clause, " "); i >= 0 {
		clause = clause[:i]
	}
	office, home := firstOf(clause, officeWordsJa...), firstOf(clause, homeWordsJa...)
	switch {
	case contains(clause, "稼働", "任意", "手当", "ランチ", "イベント", "交通費"):
	case office >= 0 && (home < 0 || office < home):
		o.office(days)
	case home >= 0:
		o.atHome(days)
	default:
		o.japaneseBefore(before, days)
	}
}

// japaneseBefore notes days of a rhythm that stands right behind its word: "出社は",
// "在宅勤務(", "リモート:".
func (o *officeDays) japaneseBefore(before string, days int) {
	lead := before
	for {
		next := strings.TrimRight(lead, " (:~-・")
		for _, w := range []string{"は", "が", "を", "の", "可", "ok", "可能", "あり", "頻度", "日数", "日", "最大", "最低", "原則", "目安", "上限", "平均", "約", "主に", "基本", "勤務", "ワーク", "制度", "相談", "併用", "必須", "回数"} {
			next = strings.TrimSuffix(next, w)
		}
		if next == lead {
			break
		}
		lead = next
	}
	switch {
	case endsWith(lead, "出社", "出勤", "オフィス", "通勤", "常駐", "来社"):
		o.office(days)
	case endsWith(lead, "リモート", "在宅", "テレ", "テレワーク", "ハイブリッド"):
		o.atHome(days)
	}
}

// dayCounts are the numbers of days that English spells out.
var dayCounts = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "few": 3, "couple": 2, "several": 3, "some": 2, "most": 4}

// weekdays in the plural say that each week has them.
var weekdays = wordSet("mondays tuesdays wednesdays thursdays fridays")

// besideDays are words that may stand between days and the place they are spent
// at.
var besideDays = wordSet(`in at from to the our a an of on be is are work works working worked spent spend spending come comes coming into attend attending attendance required requirement expected mandatory
	minimum min least up max maximum about around approx approximately , ( ) : + & and hybrid presence plus days day each every per week with for you we role policy model schedule typically usually roughly just only or more flexible can will must remote rest time other commute commuting`)

// notOfWork are words of sentences whose days are no days of work.
var notOfWork = []string{"lunch", "catered", "breakfast", "dinner", "snack", "meal", "yoga", "massage", "drinks", "drinking", "happy hour", "beer", "gym", "fitness", "interview", "dental", "customers' ", "release", "we ship", "deploy", "stand up", "standup", "year", "quarter", "vacation", "holiday", "pto", "leave", "office hours", "paid twice", "paid once", "paid every"}

// englishDays reads the days in a folded English sentence: "three days a week in
// the studio", "office attendance twice a week", "home on Fridays".
func englishDays(s string) officeDays {
	var o officeDays
	if contains(s, notOfWork...) {
		return o
	}
	if contains(s, "other days", "rest of the week", "remaining days", "rest of your week") && contains(s, "remote", "home", "wfh") {
		o.some = true
	}
	t := englishTokens(s)
	for i := 0; i < len(t); i++ {
		if share, ok := strings.CutSuffix(t[i], "%"); ok {
			if n, err := strconv.Atoi(share); err == nil && n > 0 && n < 100 && i+1 < len(t) && (t[i+1] == "remote" || t[i+1] == "remotely" || t[i+1] == "wfh" || placeWord(t, i+1, true) != nowhere) {
				o.some = true
			}
			continue
		}
		days, n, weekly := englishRhythm(t[i:])
		if n == 0 {
			continue
		}
		o.english(t, i, i+n, days, weekly)
		i += n - 1
	}
	return o
}

// englishTokens cuts s into words and marks.
func englishTokens(s string) []string {
	for _, mark := range []string{",", "(", ")", ":", "/", "+", "&"} {
		s = strings.ReplaceAll(s, mark, " "+mark+" ")
	}
	t := strings.Fields(s)
	for i := range t {
		t[i] = strings.Trim(t[i], ".!?*\"")
	}
	return t
}

// englishRhythm reads the number of days a week that t begins to speak of (0 for
// less than weekly), how many tokens say it, and whether they say of what period.
func englishRhythm(t []string) (days, n int, weekly bool) {
	switch {
	case weekdays[t[0]]:
		return weekdayCount(t)
	case (t[0] == "every" || t[0] == "each") && len(t) > 1 && weekdays[t[1]+"s"]:
		return 1, 2, true
	case t[0] == "weekly" && len(t) > 1 && (t[1] == "day" || t[1] == "office" || t[1] == "visit"):
		return 1, 1, true
	case t[0] == "daily", len(t) > 1 && (t[0] == "every" || t[0] == "each") && t[1] == "day":
		if t[0] == "daily" {
			return workweek, 1, true
		}
		return workweek, 2, true
	case t[0] == "once" || t[0] == "twice" || t[0] == "thrice":
		days, n = map[string]int{"once": 1, "twice": 2, "thrice": 3}[t[0]], 1
		if k, monthly := period(t[1:]); k > 0 {
			if monthly {
				days = 0
			}
			return days, n + k, true
		}
		return 0, 0, false
	}
	days, n = englishNumber(t)
	if n == 0 || n >= len(t) {
		return 0, 0, false
	}
	if t[n] == "full" && n+1 < len(t) {
		n++
	}
	if !slices.Contains([]string{"days", "day", "times", "x", "days'"}, t[n]) {
		return 0, 0, false
	}
	n++
	if k, monthly := period(t[n:]); k > 0 {
		if monthly {
			days = 0
		}
		return days, n + k, true
	}
	return days, n, false
}

// weekdayCount reads "tuesdays and thursdays", "mondays to wednesdays".
func weekdayCount(t []string) (days, n int, weekly bool) {
	last := 0
	for n < len(t) {
		between := t[n] == "to" || t[n] == "through"
		if weekdays[t[n]] || between {
			days++
		} else if t[n] != "and" && t[n] != "," && t[n] != "&" && t[n] != "or" {
			break
		}
		n++
		if weekdays[t[n-1]] {
			last = n
		}
	}
	if t[0] == "mondays" && t[last-1] == "fridays" {
		days = workweek
	}
	return days, last, true
}

// englishNumber reads a number of days, a range's first.
func englishNumber(t []string) (count, n int) {
	if t[0] == "a" && len(t) > 1 && (t[1] == "few" || t[1] == "couple") {
		n = 1
	}
	word := strings.TrimSuffix(t[n], "+")
	first, _, _ := strings.Cut(word, "-")
	count, ok := dayCounts[first]
	if !ok {
		var err error
		if count, err = strconv.Atoi(first); err != nil || count < 1 || count > 7 {
			return 0, 0
		}
	}
	if n++; n < len(t) && (t[n] == "of" || t[n] == "+") {
		n++
	}
	if n+1 < len(t) && (t[n] == "to" || t[n] == "or" || t[n] == "-") {
		if _, k := englishNumber(t[n+1:]); k > 0 {
			n += 1 + k
		}
	}
	return count, n
}

// period reads "a week", "/ month", "weekly": how many tokens, and whether a month.
func period(t []string) (n int, monthly bool) {
	if len(t) == 0 {
		return 0, false
	}
	for n < len(t) && n < 2 && (t[n] == "a" || t[n] == "per" || t[n] == "each" || t[n] == "every" || t[n] == "/" || t[n] == "in" || t[n] == "of" || t[n] == "the") {
		n++
	}
	if n >= len(t) {
		return 0, false
	}
	switch t[n] {
	case "week", "wk", "weekly", "pw":
		return n + 1, false
	case "month", "monthly":
		return n + 1, true
	}
	return 0, false
}

// whereabouts is where days are spent.
type whereabouts uint8

const (
	nowhere whereabouts = iota
	atOffice
	atHome
)

// placeWord reads where the words at t[i] say that days are spent. Behind the
// days "remote" is one of them, before them it may be about anything.
func placeWord(t []string, i int, behind bool) whereabouts {
	prev, next := "", ""
	if i > 0 {
		prev = t[i-1]
	}
	if i+1 < len(t) {
		next = t[i+1]
	}
	switch t[i] {
	case "office", "offices":
		if prev == "home" || prev == "back" || prev == "front" || prev == "microsoft" || next == "hours" || next == "suite" || next == "365" || next == "manager" {
			return nowhere
		}
		return atOffice
	case "onsite":
		return atOffice
	case "site":
		if prev == "on" {
			return atOffice
		}
	case "person":
		if prev == "in" {
			return atOffice
		}
	case "premises":
		if prev == "our" {
			return atOffice
		}
	case "studio", "hq", "headquarters", "campus":
		for j := i - 1; j >= 0 && j >= i-4; j-- {
			if t[j] == "in" || t[j] == "at" || t[j] == "from" || t[j] == "to" {
				return atOffice
			}
		}
	case "home":
		if prev == "from" || prev == "at" || next == "otherwise" || next == "office" {
			return atHome
		}
	case "wfh", "remotely", "telework", "telecommuting":
		return atHome
	case "remote":
		if behind || i == 0 || next == "(" || next == ":" || next == "work" || next == "working" {
			return atHome
		}
	}
	return nowhere
}

// english notes days that t[from:to] speak of, when a place is named close by.
func (o *officeDays) english(t []string, from, to, days int, weekly bool) {
	const far, near, names = 9, 5, 3 // tokens away, away without a period, of them unknown words
	reach := near
	if weekly {
		reach = far
	}
	where := nowhere
	unknown := 0
	for j := to; j < len(t) && j < to+reach && unknown <= names; j++ {
		if where = placeWord(t, j, true); where != nowhere {
			break
		}
		if !besideDays[t[j]] {
			unknown++
		}
	}
	if where == nowhere {
		unknown = 0
		for j := from - 1; j >= 0 && j >= from-reach && unknown <= names; j-- {
			if where = placeWord(t, j, false); where != nowhere {
				break
			}
			if !besideDays[t[j]] {
				unknown++
			}
		}
	}
	switch where {
	case atOffice:
		o.office(days)
	case atHome:
		o.atHome(days)
	case nowhere:
	}
}
