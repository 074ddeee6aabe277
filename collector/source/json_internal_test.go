package source

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

var oddJSON = []string{
	`{"a":1,"b":[true,false,null,"x"],"c":{}}`, `[]`, `[ ]`, `{ }`, `[1,]`, `{"a":1,}`, `{,}`, `[,1]`, `{"a" : -0.5e+10 , "a":2}`, `01`, `-`, `1.`, `.5`, `1e`, `0`, `-0`, `1E-7`,
	`"\ud83d\ude00 \ud83d x \u0041 \ude00\ud83d"`, `"\ud83d\u0041"`, `"\u12"`, `"\x"`, "\"a\nb\"", `"a\"b\\c\/d\b\f\n\r\t"`, `"`, `"\`, `"a\u0000"`, "\"\xff\"", ` 1 `, `1 2`, `{} x`, `tru`, `nulll`, "", `{"a":"日本語\n"}`,
	strings.Repeat("[", 1200) + strings.Repeat("]", 1200), `{"a":{"b":[{"c":"d"}]}}`,
}

// compareJSON checks that what readJSON reads is what encoding/json reads.
func compareJSON(t *testing.T, s string) {
	t.Helper()
	got, ok := readJSON(s)
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	var want any
	err := dec.Decode(&want)
	switch {
	case ok && err != nil:
		t.Fatalf("%.200q is read as %v, want %v", s, got, err)
	case ok && !reflect.DeepEqual(got, want):
		t.Fatalf("%.200q is read as %#v, want %#v", s, got, want)
	case !ok && json.Valid([]byte(s)) && strings.ToValidUTF8(s, "") == s && strings.Count(s, "[")+strings.Count(s, "{") < maxJSONDepth:
		t.Fatalf("%.200q is not read, want %v", s, want)
	}
}

func TestJSONIsThatOfTheStandardLibrary(t *testing.T) {
	for _, s := range oddJSON {
		compareJSON(t, s)
	}
}

func FuzzJSON(f *testing.F) {
	for _, s := range oddJSON {
		f.Add(s)
	}
	f.Fuzz(compareJSON)
}
