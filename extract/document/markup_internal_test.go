package document

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var oddMarkup = []string{
	"a<b>c</b>&amp;d", "<p>a<div <b>c", "a < b <", "a</", "a</ b>c</>d", "<!-- <p> --><p>", "<!--><p>", "<!---><p>", "<!-- a --!>b", "<!-- a ->-->b", "<!", "<!doctype html>a", "<![CDATA[a]]>b", "<?php ?>a",
	"<script>'<p>'</script>a", "<script><!--<script></script>--></script><p>", "<script/>a</script>b", "<SCRIPT>a</ScRiPt >b", "<style>a>b{}</style>c", "<title>a &amp; <b></title>c", "<textarea></textareax></textarea>a", "<xmp><b>&amp;\r\n\x00</xmp>c", "<plaintext><p>&amp;", "<noscript><p>a</noscript>b", "<script>", "<style></style",
	"<br/>a<br a=x/>b<br a/>c<br a= />d<br a='/'/>e<br a=1 a=/>f<br a=/ >g", "<svg/>a", "<svg><text>a</text></svg>b", "<select><option>a</select>b", "<p a='>' b=\">\" c=>d</p>", "<p a='", "<p a", "a\r\nb\rc", "<pre>\r\na</pre>", "<a\x00>b", "\x00", "<LI>a<Li>b", "<blockquotes>a", "&am<b>p;", "<b =c/=d>", "<a \x87 \xc1=/>", "</p a='>'>b",
}

// piecesOf reads src with markup.
func piecesOf(src string) []string {
	var out []string
	for m := (markup{src: src}); ; {
		p, name, text := m.next()
		if p == noPiece {
			return out
		}
		out = append(out, string('0'+rune(p))+" "+name.String()+" "+text)
	}
}

// tokensOf reads src with the whole tokenizer: the oracle.
func tokensOf(src string) []string {
	var out []string
	z := html.NewTokenizer(strings.NewReader(src))
	for {
		var p piece
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.TextToken:
			out = append(out, "1  "+string(z.Text()))
			continue
		case html.StartTagToken:
			p = startPiece
		case html.SelfClosingTagToken:
			p = emptyPiece
		case html.EndTagToken:
			p = endPiece
		default:
			continue
		}
		name, _ := z.TagName()
		a := atom.Lookup(name)
		if len(name) > len("blockquote") { // means nothing here
			a = 0
		}
		out = append(out, string('0'+rune(p))+" "+a.String()+" ")
	}
}

func compareMarkup(t *testing.T, src string) {
	t.Helper()
	if got, want := piecesOf(src), tokensOf(src); !slices.Equal(got, want) {
		t.Fatalf("%.300q is read as\n%.600q, want\n%.600q", src, got, want)
	}
}

func TestMarkupIsThatOfTheTokenizer(t *testing.T) {
	for _, src := range oddMarkup {
		compareMarkup(t, src)
	}
}

func FuzzMarkup(f *testing.F) {
	for _, src := range oddMarkup {
		f.Add(src)
	}
	f.Fuzz(compareMarkup)
}
