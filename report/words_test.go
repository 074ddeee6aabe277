package report

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"juyo/listing"
)

var verb = regexp.MustCompile(`%(?:\[(\d)\])?([sd%])`)

// arguments returns the kind of each argument a text takes, in their order.
func arguments(t *testing.T, text string) string {
	t.Helper()
	kinds := map[int]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next = int(m[1][0] - '0')
		}
		kinds[next] = m[2]
		next++
	}
	var out strings.Builder
	for i := 1; i <= len(kinds); i++ {
		if kinds[i] == "" {
			t.Errorf("%q leaves out argument %d", text, i)
		}
		out.WriteString(kinds[i])
	}
	return out.String()
}

// Both languages say everything, with the same arguments, and every text is used.
func TestWords(t *testing.T) {
	ja, en := reflect.ValueOf(*japanese()), reflect.ValueOf(*english())
	source := sources(t)
	for i := range ja.NumField() {
		field := ja.Type().Field(i)
		if !regexp.MustCompile(`\.` + field.Name + `\b`).MatchString(source) {
			t.Errorf("%s is used nowhere", field.Name)
		}
		switch field.Type.Kind() {
		case reflect.String:
			a, b := ja.Field(i).String(), en.Field(i).String()
			if strings.TrimSpace(a) == "" || strings.TrimSpace(b) == "" {
				t.Errorf("%s is empty in a language", field.Name)
			}
			if x, y := arguments(t, a), arguments(t, b); x != y {
				t.Errorf("%s takes %q in Japanese and %q in English", field.Name, x, y)
			}
		case reflect.Map:
			for _, k := range append(ja.Field(i).MapKeys(), en.Field(i).MapKeys()...) {
				a, b := ja.Field(i).MapIndex(k), en.Field(i).MapIndex(k)
				if !a.IsValid() || !b.IsValid() || a.String() == "" || b.String() == "" {
					t.Errorf("%s[%v] is missing in a language", field.Name, k)
				}
			}
		default:
			t.Errorf("%s is a %s", field.Name, field.Type)
		}
	}
	if _, err := wordsIn("fr"); err == nil {
		t.Error("French: no error")
	}
}

// sources returns all that may use a text: the code but for the tables
// themselves, and the template.
func sources(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	all.WriteString(pageHTML)
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(b)
		}
	}
	return all.String()
}

// Every value that listings have has a name in both languages, and every kind of
// skill is in one ranking.
func TestValuesHaveNames(t *testing.T) {
	for _, w := range []*words{japanese(), english()} {
		for _, r := range append(listing.Roles(), listing.RoleOther) {
			if w.Roles[string(r)] == "" {
				t.Errorf("%s: role %s has no name", w.Lang, r)
			}
		}
		for _, e := range listing.Employments() {
			if w.Employments[string(e)] == "" {
				t.Errorf("%s: employment %s has no name", w.Lang, e)
			}
		}
		for _, e := range listing.Remotes() {
			if w.Remotes[string(e)] == "" {
				t.Errorf("%s: remote %s has no name", w.Lang, e)
			}
		}
		for _, p := range listing.Periods() {
			if w.PayUnits[p] == "" {
				t.Errorf("%s: pay period %s has no name", w.Lang, p)
			}
		}
		var kinds []string
		for _, g := range groups() {
			if w.Groups[g.key] == "" {
				t.Errorf("%s: group %s has no name", w.Lang, g.key)
			}
			kinds = append(kinds, g.kinds...)
		}
		want := listing.Kinds()
		slices.Sort(kinds)
		slices.Sort(want)
		if !slices.Equal(kinds, want) {
			t.Errorf("rankings cover %v, want %v", kinds, want)
		}
	}
}

// What may not be said: that the listings are the market, that a skill raises
// pay, that demand changed, that overlapping intervals prove the opposite, or that
// what is named is asked for.
func TestForbiddenWords(t *testing.T) {
	forbidden := regexp.MustCompile(`市場全体の|市場全体に|年収が上がる|需要が増え(?:た|ました)。|誤差の範囲|最も多い分類|求める求人が最も|(?i)vacanc|asked for most|within the error|raises pay|market share`)
	for _, w := range []*words{japanese(), english()} {
		v := reflect.ValueOf(*w)
		for i := range v.NumField() {
			if s := v.Field(i).String(); forbidden.MatchString(s) {
				t.Errorf("%s: %s says %q", w.Lang, v.Type().Field(i).Name, forbidden.FindString(s))
			}
		}
	}
}
