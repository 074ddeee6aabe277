package source

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzRows: whatever the file, reading ends, lines are numbered upwards, and a
// table without a mistake reads as encoding/csv reads it.
func FuzzRows(f *testing.F) {
	f.Add("a,b\n1,\"2\n3\"\n")
	f.Add("a,b,c,d\n1,\"x,y,z\n2,x,y,z\n3,\"\",y,z\n")
	f.Add("a;b\r\n\"1\"\"\";2\r\n\r\n3;\"\r\n\"")
	f.Add("\uFEFFa\n\"")
	f.Fuzz(func(t *testing.T, in string) {
		s := newRows(bufio.NewReader(strings.NewReader(in)))
		if _, err := s.heading(); err != nil {
			return
		}
		var got [][]string
		wrong := false
		for before := int64(0); ; {
			fields, number, err := s.next()
			if errors.Is(err, io.EOF) && number == 0 {
				break
			}
			if number <= before {
				t.Fatalf("line %d after line %d", number, before)
			}
			before = number
			if err != nil {
				wrong = true
				continue
			}
			got = append(got, fields)
		}
		strict := csv.NewReader(strings.NewReader(strings.TrimPrefix(in, "\uFEFF")))
		strict.Comma = []rune(s.comma)[0]
		want, err := strict.ReadAll()
		// A field full of what looks like rows is taken for a missing quote.
		if err != nil || wrong && slices.ContainsFunc(want, func(row []string) bool { return strings.Contains(strings.Join(row, ""), "\n") }) {
			return
		}
		if diff := cmp.Diff(want[1:], got); diff != "" && len(want)+len(got) > 1 {
			t.Errorf("rows (-encoding/csv +ours):\n%s", diff)
		}
	})
}

func BenchmarkRows(b *testing.B) {
	in := "id,title,company,text\n" + strings.Repeat("1024,\"バックエンドエンジニア, 東京\",みかげ電算株式会社,\"Go と MySQL による\n決済基盤の\"\"開発\"\"。\"\n", 5000)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		s := newRows(bufio.NewReader(strings.NewReader(in)))
		if _, err := s.heading(); err != nil {
			b.Fatal(err)
		}
		n := 0
		for ; ; n++ {
			if _, _, err := s.next(); err != nil {
				break
			}
		}
		if n != 5000 {
			b.Fatal(n)
		}
	}
}
