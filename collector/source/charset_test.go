package source_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"juyo/collector/source"
)

// Pages lie about their encoding, or say nothing. Each text is served in each
// encoding under each declaration, short and long.
func TestToUTF8(t *testing.T) {
	t.Parallel()
	const short = "<p>バックエンドエンジニアを募集しています。必須：Go、歓迎：Kubernetes。年収600万円～900万円（①東京・②大阪）</p>"
	encodings := []struct {
		name, header, meta string
		enc                encoding.Encoding
	}{
		{"utf-8", "utf-8", "utf-8", unicode.UTF8},
		{"Shift_JIS", "Shift_JIS", "shift_jis", japanese.ShiftJIS},
		{"EUC-JP", "EUC-JP", "euc-jp", japanese.EUCJP},
		{"ISO-2022-JP", "ISO-2022-JP", "iso-2022-jp", japanese.ISO2022JP},
	}
	for _, e := range encodings {
		text := short
		if e.name == "EUC-JP" || e.name == "ISO-2022-JP" {
			text = strings.NewReplacer("①", "", "②", "").Replace(text)
		}
		for _, declared := range []string{"header", "meta", "nothing", "header says utf-8", "header says cp932", "meta says utf-8"} {
			for _, long := range []bool{false, true} {
				body := text
				if long {
					body = strings.Repeat(text+"\n", 60)
				}
				contentType, head := "text/html", "<html><head><title>x</title></head>"
				switch declared {
				case "header":
					contentType += "; charset=" + e.header
				case "meta":
					head = `<html><head><meta charset="` + e.meta + `"></head>`
				case "header says utf-8":
					contentType += `; charset="utf8"`
				case "header says cp932":
					contentType += "; charset=cp932"
				case "meta says utf-8":
					head = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head>`
				}
				want := head + body
				in, err := e.enc.NewEncoder().String(want)
				if err != nil {
					t.Fatal(err)
				}
				got, name, err := source.ToUTF8([]byte(in), contentType)
				if err != nil || string(got) != want {
					t.Errorf("%s, declared by %s, long %t: read as %s, %v: %.90s", e.name, declared, long, name, err, got)
				}
			}
		}
	}
	for name, tt := range map[string]struct{ in, contentType, want string }{
		"empty":                          {"", "", ""},
		"ASCII":                          {"plain", "", "plain"},
		"UTF-8 after much ASCII":         {strings.Repeat("x", 5000) + "求人", "", strings.Repeat("x", 5000) + "求人"},
		"byte order mark beats header":   {"\uFEFF求人", "text/html; charset=shift_jis", "求人"},
		"damaged UTF-8 stays UTF-8":      {strings.Repeat("求人募集", 100) + "\xe6\xb1", "", strings.Repeat("求人募集", 100) + "\uFFFD"},
		"header without a known name":    {"求人", "text/html; charset=japanese", "求人"},
		"header that cannot be parsed":   {"求人", "text/html; charset=;;", "求人"},
		"UTF-16 with its byte mark":      {"\xFF\xFE\x42\x6C\xBA\x4E", "", "求人"},
		"Latin with a header that is so": {"caf\xe9 r\xe9sum\xe9", "text/html; charset=iso-8859-1", "café résumé"},
	} {
		if got, enc, err := source.ToUTF8([]byte(tt.in), tt.contentType); err != nil || string(got) != tt.want {
			t.Errorf("%s: %q as %s, %v", name, got, enc, err)
		}
	}
	if gbk, err := simplifiedchinese.GBK.NewEncoder().String(strings.Repeat("招聘后端工程师", 30)); err != nil {
		t.Fatal(err)
	} else if got, _, err := source.ToUTF8([]byte(gbk), "text/html; charset=gbk"); err != nil || !strings.HasPrefix(string(got), "招聘后端") {
		t.Errorf("GBK: %.30s, %v", got, err)
	}
	if _, _, err := source.ToUTF8([]byte(strings.Repeat("\x81\x00\xff\xfe\x9f\x80", 50)), "text/html; charset=shift_jis"); err == nil {
		t.Error("noise is taken for text")
	}
}
