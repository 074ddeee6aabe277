package source

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"juyo/listing"
)

// Fields lists the fields of a listing that a file of one's own may state, in
// the names of `juyo import`.
func Fields() []string {
	return []string{
		"source", "id", "url", "title", "company", "location", "html", "text", "salary_text", "employment_text",
		"market", "posted_at", "observed_at", "closed_at", "lang",
	}
}

// headings are the column headings people write, by the field they mean. A
// heading is compared without case, spaces and punctuation.
var headings = map[string][]string{
	"source":          {"source", "媒体", "媒体名", "サイト", "サイト名", "掲載元", "情報源"},
	"id":              {"id", "jobid", "listingid", "求人id", "求人番号", "求人no", "管理番号", "no", "番号", "案件id"},
	"url":             {"url", "link", "joburl", "求人url", "リンク", "応募url", "詳細url"},
	"title":           {"title", "jobtitle", "position", "name", "求人名", "求人タイトル", "タイトル", "職種名", "職種", "ポジション", "ポジション名", "案件名", "件名"},
	"company":         {"company", "companyname", "employer", "organization", "会社名", "会社", "企業名", "企業", "社名", "募集企業", "雇用主"},
	"location":        {"location", "place", "city", "勤務地", "勤務場所", "就業場所", "所在地", "場所", "最寄り駅"},
	"html":            {"html", "descriptionhtml", "bodyhtml"},
	"text":            {"text", "description", "jobdescription", "body", "content", "仕事内容", "業務内容", "職務内容", "本文", "内容", "詳細", "募集要項", "求人内容", "求人詳細"},
	"salary_text":     {"salarytext", "salary", "pay", "compensation", "給与", "給料", "年収", "想定年収", "月給", "報酬", "単価", "月額単価", "給与条件", "賃金"},
	"employment_text": {"employmenttext", "employment", "employmenttype", "jobtype", "雇用形態", "契約形態", "契約", "働き方"},
	"market":          {"market", "country", "国"},
	"posted_at":       {"postedat", "posted", "dateposted", "publishedat", "掲載日", "公開日", "投稿日", "受付年月日", "掲載開始日"},
	"observed_at":     {"observedat", "observed", "seenat", "収集日", "取得日", "確認日", "取得日時", "収集日時"},
	"closed_at":       {"closedat", "closed", "validthrough", "終了日", "掲載終了日", "募集終了日"},
	"lang":            {"lang", "language", "言語コード"},
}

// plannedEnds are those headings of closed_at that say when a listing is going to
// end, not that it has.
var plannedEnds = []string{"validthrough", "掲載終了日", "募集終了日"}

// sections are columns that belong to the advertisement's body, under their own
// heading, so that 必須 and 歓迎 stay apart.
var sections = []string{
	"必須", "歓迎", "スキル", "応募資格", "応募条件", "資格", "経験", "開発環境", "使用技術", "技術", "環境", "要件", "求める", "待遇", "福利厚生",
	"勤務時間", "備考", "特徴", "リモート", "requirement", "qualification", "skill", "techstack", "technolog", "responsibilit", "benefit",
	"nicetohave", "preferred", "musthave", "remote",
}

// headingKey folds a heading for comparison.
func headingKey(s string) string {
	s = strings.ToLower(norm.NFKC.String(s))
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-.:：()（）[]【】「」　/・", r) {
			return -1
		}
		return r
	}, s)
}

// fieldOf returns the field a heading means: a field's name, "section" for a part
// of the body, or "" when it is not known.
func fieldOf(heading string) string {
	key := headingKey(heading)
	if key == "" {
		return ""
	}
	for field, words := range headings {
		if slices.Contains(words, key) {
			return field
		}
	}
	for _, s := range sections {
		if strings.Contains(key, s) {
			return "section"
		}
	}
	return ""
}

// fromFields builds a listing from named values as text; times that state no zone
// are of zone. A date that cannot be read is an error: in a file of one's own it
// is a mistake to mend.
func fromFields(values map[string]string, zone *time.Location) (listing.Listing, error) {
	l := listing.Listing{
		Source:         strings.TrimSpace(values["source"]),
		ID:             strings.TrimSpace(values["id"]),
		URL:            strings.TrimSpace(values["url"]),
		Title:          plain(values["title"]),
		Company:        plain(values["company"]),
		Location:       plain(values["location"]),
		HTML:           values["html"],
		Text:           values["text"],
		SalaryText:     strings.TrimSpace(values["salary_text"]),
		EmploymentText: strings.TrimSpace(values["employment_text"]),
		Market:         strings.ToUpper(strings.TrimSpace(values["market"])),
		Lang:           strings.TrimSpace(values["lang"]),
	}
	for _, d := range []struct {
		name string
		dst  *listing.Date
	}{{"posted_at", &l.PostedAt}, {"observed_at", &l.ObservedAt}, {"closed_at", &l.ClosedAt}} {
		s := strings.TrimSpace(values[d.name])
		if s == "" {
			continue
		}
		if *d.dst, _ = parseDateIn(s, zone); d.dst.IsZero() {
			return l, fmt.Errorf("%s: date %q cannot be read: write it as 2026-10-01", d.name, s)
		}
	}
	if l.HTML == "" && hasTag(l.Text) {
		l.HTML, l.Text = l.Text, ""
	}
	return l, nil
}

// FromObject builds a listing from a JSON object whose values may be of other
// types than text (an id that is a number) or under other names: rename maps
// fields to the keys that hold them.
func FromObject(raw []byte, rename map[string]string) (listing.Listing, error) {
	var obj map[string]any
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.UseNumber()
	if err := dec.Decode(&obj); err != nil {
		return listing.Listing{}, err
	}
	values := map[string]string{}
	for k, v := range obj {
		k = strings.ToLower(k)
		switch v.(type) {
		case nil, map[string]any, []any:
			if slices.Contains(Fields(), k) && v != nil {
				return listing.Listing{}, fmt.Errorf("%s: a JSON %s, want text", k, jsonType(v))
			}
		default:
			values[k] = text(v)
		}
	}
	for field, key := range rename {
		if v, ok := obj[key]; ok {
			values[field] = text(v)
		}
	}
	l, err := fromFields(values, time.UTC) // as listing.ParseDate reads the same line
	if err != nil {
		return l, err
	}
	var rest struct {
		BaseSalary  *listing.Pay `json:"base_salary"`
		Telecommute bool         `json:"telecommute"`
	}
	if err := json.Unmarshal(raw, &rest); err != nil {
		return l, err
	}
	l.BaseSalary, l.Telecommute = rest.BaseSalary, rest.Telecommute
	return l, nil
}

func jsonType(v any) string {
	switch v.(type) {
	case []any:
		return "array"
	case map[string]any:
		return "object"
	case bool:
		return "boolean"
	case json.Number:
		return "number"
	}
	return "string"
}
