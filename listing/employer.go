package listing

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// EmployerKey returns the key under which an employer's ways of writing its name
// meet: 株式会社マネーフォワード, (株)マネーフォワード and マネーフォワード株式会社 share
// one; Money Forward, Inc. and MONEY FORWARD share another. Names in different
// scripts meet only through the user's alias file. The empty key is an unknown
// employer.
func EmployerKey(name string) string {
	s := strings.ToLower(norm.NFKC.String(name))
	for _, form := range employerForms {
		s = strings.ReplaceAll(s, form, " ")
	}
	for _, dotted := range []string{" k.k.", " g.k.", ",k.k."} {
		s = strings.TrimSuffix(strings.TrimSpace(s), dotted)
	}
	// Words and runs of letters, joined: spaces and punctuation tell nothing apart.
	words := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != 'ー' && r != '&' && r != '+'
	})
	for len(words) > 1 && employerSuffixes[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return strings.Join(words, "")
}

// employerForms are Japanese legal forms, after NFKC (which turns ㈱ into (株)).
var employerForms = []string{
	"株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人",
	"特定非営利活動法人", "国立大学法人", "独立行政法人", "国立研究開発法人", "医療法人社団", "医療法人", "学校法人", "社会福祉法人",
	"(株)", "(有)", "(合)", "(同)",
}

// employerSuffixes are legal forms of other languages, as last words.
var employerSuffixes = map[string]bool{
	"inc": true, "incorporated": true, "corp": true, "corporation": true, "co": true, "company": true, "ltd": true, "limited": true,
	"llc": true, "llp": true, "lp": true, "plc": true, "gmbh": true, "ag": true, "se": true, "kg": true, "ug": true, "bv": true,
	"nv": true, "sa": true, "sas": true, "sarl": true, "srl": true, "spa": true, "ab": true, "oy": true, "as": true, "aps": true,
	"kk": true, "gk": true, "pte": true, "pty": true, "pvt": true, "private": true, "sro": true, "kft": true, "zoo": true,
}
