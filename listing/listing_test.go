package listing_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"juyo/listing"
)

func TestEmployerKeyMeetsWaysOfWriting(t *testing.T) {
	same := [][]string{
		{"株式会社あおぞら計算", "(株)あおぞら計算", "㈱あおぞら計算", "あおぞら計算株式会社", "株式会社 あおぞら計算", "（株）あおぞら計算"},
		{"Example Works, Inc.", "EXAMPLE WORKS INC", "Example Works", "Ｅｘａｍｐｌｅ　Ｗｏｒｋｓ", "example-works Inc."},
		{"Kumo Systems Co., Ltd.", "Kumo Systems", "Kumo Systems K.K."},
		{"Yuki GmbH", "yuki"},
		{"合同会社ミドリ", "ミドリ合同会社"},
	}
	keys := map[string]string{}
	for _, names := range same {
		want := listing.EmployerKey(names[0])
		if want == "" {
			t.Errorf("%q has no key", names[0])
		}
		if other, taken := keys[want]; taken {
			t.Errorf("%q and %q share the key %q", names[0], other, want)
		}
		keys[want] = names[0]
		for _, n := range names[1:] {
			if got := listing.EmployerKey(n); got != want {
				t.Errorf("EmployerKey(%q) = %q, want %q as of %q", n, got, want, names[0])
			}
		}
	}
	for _, n := range []string{"", "  ", "・", "---"} {
		if got := listing.EmployerKey(n); got != "" {
			t.Errorf("EmployerKey(%q) = %q, want unknown", n, got)
		}
	}
	// A name made of a legal form only keeps it: there is nothing else to tell by.
	if got := listing.EmployerKey("Company"); got != "company" {
		t.Errorf(`EmployerKey("Company") = %q`, got)
	}
}

func FuzzEmployerKey(f *testing.F) {
	f.Add("株式会社あおぞら計算")
	f.Add("Example Works, Inc.")
	f.Fuzz(func(t *testing.T, name string) {
		key := listing.EmployerKey(name)
		if strings.ContainsAny(key, " ,.()\n\t") {
			t.Errorf("EmployerKey(%q) = %q keeps punctuation", name, key)
		}
		if spaced := listing.EmployerKey(" " + name + "\n"); spaced != key {
			t.Errorf("EmployerKey(%q) = %q, but %q with space around it", name, key, spaced)
		}
	})
}

func TestMonths(t *testing.T) {
	tokyo := time.FixedZone("JST", 9*3600)
	m, err := listing.ParseMonth("2026-12")
	if err != nil {
		t.Fatal(err)
	}
	if m.String() != "2026-12" || (m+1).String() != "2027-01" || (m+1).Month() != time.January || m.Year() != 2026 {
		t.Errorf("months do not count: %v %v", m, m+1)
	}
	// The zone decides: the last evening of November in UTC is December in Tokyo.
	at := time.Date(2026, 11, 30, 20, 0, 0, 0, time.UTC)
	if got := listing.MonthOf(at, tokyo); got != m {
		t.Errorf("MonthOf in Tokyo = %v, want %v", got, m)
	}
	if got := listing.MonthOf(at, time.UTC); got != m-1 {
		t.Errorf("MonthOf in UTC = %v, want %v", got, m-1)
	}
	if !m.End(tokyo).Equal((m + 1).Start(tokyo)) {
		t.Error("a month does not end where the next starts")
	}
	for _, bad := range []string{"", "2026", "2026-13", "2026-1", "10-2026"} {
		if _, err := listing.ParseMonth(bad); err == nil {
			t.Errorf("ParseMonth(%q) is accepted", bad)
		}
	}
}

func TestDates(t *testing.T) {
	tests := map[string]string{ // empty: refused
		`"2026-10-01"`:                `"2026-10-01T12:00:00Z"`,
		`"2026/10/01"`:                `"2026-10-01T12:00:00Z"`,
		`"2026-10-01T09:30:00+09:00"`: `"2026-10-01T00:30:00Z"`,
		`"2026-10-01T00:30:00.123Z"`:  `"2026-10-01T00:30:00Z"`,
		`"2026-10-01T00:30:00"`:       `"2026-10-01T00:30:00Z"`,
		`""`:                          `""`,
		`null`:                        `""`,
		`"yesterday"`:                 ``,
		`20261001`:                    ``,
	}
	for in, want := range tests {
		var d listing.Date
		err := json.Unmarshal([]byte(in), &d)
		if want == "" {
			if err == nil {
				t.Errorf("%s is accepted as %v", in, d)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if got, _ := json.Marshal(d); string(got) != want {
			t.Errorf("%s = %s, want %s", in, got, want)
		}
	}
}

func TestValidateNamesEveryField(t *testing.T) {
	l := listing.Listing{Source: "My Source!"}
	err := l.Validate()
	if !errors.Is(err, listing.ErrInvalid) {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{"source", "id", "text"} {
		if !strings.Contains(err.Error(), want+":") {
			t.Errorf("%q is not named in %v", want, err)
		}
	}
	ok := listing.Listing{Source: "my-notes", ID: "1", Title: "バックエンドエンジニア"}
	if err := ok.Validate(); err != nil {
		t.Error(err)
	}
}

func TestPackedSkillsKeepNumberAndLevel(t *testing.T) {
	for _, n := range []uint16{0, 1, 4095, listing.MaxSkillNumber} {
		for l := listing.LevelUsed; l <= listing.LevelRequired; l++ {
			p := listing.PackSkill(n, l)
			if p.Number() != n || p.Level() != l {
				t.Errorf("PackSkill(%d, %v) came back as %d, %v", n, l, p.Number(), p.Level())
			}
		}
	}
}

func TestRegions(t *testing.T) {
	both := listing.RegionsOf([]listing.Place{{Country: "JP", Prefecture: 13}, {Country: "GB"}})
	none := listing.RegionsOf(nil)
	if !both.In(listing.RegionJP) || !both.In(listing.RegionGlobal) {
		t.Error("a listing with offices in Tokyo and London is in both regions")
	}
	if none.In(listing.RegionJP) || none.In(listing.RegionGlobal) || !none.In(listing.RegionAll) {
		t.Error("an unknown place is in neither region, and in all")
	}
	if n := len(listing.Prefectures()); n != 47 {
		t.Errorf("%d prefectures", n)
	}
}

func Example() {
	l := listing.Listing{Source: "my-notes", ID: "1", Company: "株式会社あおぞら計算", Title: "Goエンジニア"}
	fmt.Println(l.Validate(), listing.EmployerKey(l.Company) == listing.EmployerKey("(株)あおぞら計算"))
	// Output: <nil> true
}
