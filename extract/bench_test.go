package extract_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"juyo/extract/document"
	"juyo/extract/duplicate"
	"juyo/extract/salary"
	"juyo/extract/skill"
	"juyo/extract/terms"
	"juyo/listing"
)

// hostileText is repeated to 100 KB: what rules begin with, end at or look for.
type hostileText struct {
	unit string
	html bool
	head string // stands before them, once
}

// hostileTexts are made to be slow to read: each is long runs of what one rule
// looks around, back or ahead from.
func hostileTexts() []hostileText {
	var out []hostileText
	for _, u := range []string{
		// Shapes of lines and headings.
		"【", "【】", "(", ")", "（", "）", "[", "]", "「", "『", "■", "■\n", "【必須】\n", "■必須\nGo\n■歓迎\nC\n", "・\n", "- \n", "\n", " \n", "　", "\t", "#", "# ", "**", "** **\n", "①", "1. \n", "a:\n", ":", "：", ":\n", "：\n", "-", "--", "ー", "~", "〜",
		"。", "、", ",", ".", "...", "!", "?", "\u00a0", "\u200b", "\u2028", "a", "あ", "歓迎", "必須", "必須：", "必須 Go 歓迎 C ", "歓迎スキル ", "応募資格 ", "（歓迎）", "(preferred)", " - plus", "must: ", "must", "nice to have ", "What You'll Do ", "Requirements ", "What is you will are we ", "About ", "について\n",
		"以下の経験をお持ちの方を歓迎します\n", "あいうえおかきくけこさしすせそ", "Requirements\n", "Requirements: Go\n", "会社概要\n", "CI/CD：", "■必須：Go ■歓迎：C ", "Ａ", "ｶﾞ", "が", "é", "İ", "𠮷", "\ufffd",
		// Pay.
		"¥1", "¥1 ", "1", "1 ", "1,", "1,000,", "1.", "1-", "1~", "1〜2", "10万円", "10万円 ", "10万円〜", "10万円\n", "年収", "年収1", "年収600万円〜800万円 ", "月給30万円\n", "$1 ", "$100k - $120k ", "$100,000 - $120,000 per year ", "kr ", "5 kr ", "100k ", "(1)", "1)", "(1", "試用期間", "固定残業代", "固定残業代45時間分 ", "賞与", "賞与4ヶ月 ", "賞与\n", "昇給", "実働", "一", "一万円", "十", "千円", "→", "600万円→", "per ", "1/", "1|", "|", "100 | ", "and 1 and 2 ", "年収例 ", "2013-2018 ", "03-1234-5678 ",
		// Terms and skills.
		"東京", "東京都千代田区", "Tokyo, ", "Remote", "remote ", "フルリモート", "not remote ", "no ", "not ", "不可", "不要", "正社員", "3年", "3年以上 ", "3+ years ", "years of experience ", "英語", "日本語", "株式会社", "エンジニア", "engineer ", "senior engineer ", "Go", "Go ", "Go, ", "Go/", "C++", "R ", "React to ", "experience with Go ",
		"https://example.com/go/", "a@b.", "www.", ".NET.", "e.g. ", "クラウド", "|Go|", "業界", "SaaS ", "We are hiring ", "hiring: ",
	} {
		out = append(out, hostileText{unit: u})
	}
	// Parts of an advertisement that are read in ways of their own.
	for _, head := range []string{"■開発環境\n", "■必須スキル\n", "■歓迎スキル\n", "■給与\n", "■会社概要\n", "Requirements:\n", "募集背景 当社は "} {
		for _, u := range []string{"a：", "a/b：", "・Go\n", "- Go\n", "・Goでの開発経験（歓迎）\n", "1 ", "必須：", "Go、", "- must: Go, want: C\n", "あ"} {
			out = append(out, hostileText{unit: u, head: head})
		}
	}
	for _, u := range []string{
		"<b>", "</b>", "<p>", "<p>a", "<br>", "<li>", "<ul><li>a", "<div>", "<div><div>a</div>", "<table><tr><td>", "<td>a", "<dl><dt>a<dd>b", "<pre>\n", "<svg>", "<script>", "<style><", "<!--", "<!-- -->", "<!", "<?", "</", "<", "< ", "<a", "<a ", "<a b=\"", "<a b='c' ", "&", "&amp;", "&#", "&#x", "&amp;amp;", "&lt;p&gt;", "&lt;", "&nbsp;", "<h2>a</h2>", "<h2>必須</h2><p>Go</p>", "<b>歓迎</b>: Go<br>", "<title>", "<textarea>", "<plaintext>", "<xmp>", "<p>\r\n", "\x00",
	} {
		out = append(out, hostileText{unit: u, html: true})
	}
	return out
}

// realListings returns the listings of the development gold and every 50th
// posting of Hacker News where the folder of real data is beside the repository,
// else our own.
func realListings(tb testing.TB) []listing.Listing {
	tb.Helper()
	var out []listing.Listing
	for _, from := range []struct {
		every int
		elem  []string
	}{{1, []string{"gold", "listings.dev.jsonl"}}, {50, []string{"data", "hn", "hn_2013_2018.jsonl.gz"}}} {
		path, ok := sharedPath(from.elem...)
		if !ok {
			continue
		}
		for i, line := range linesOf(tb, path) {
			if i%from.every != 0 {
				continue
			}
			var l listing.Listing
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				tb.Fatal(err)
			}
			out = append(out, l)
		}
	}
	if out == nil {
		tb.Log("no real data beside the repository: our own advertisement instead")
		var l listing.Listing
		if err := json.Unmarshal([]byte(advertisement), &l); err != nil {
			tb.Fatal(err)
		}
		out = slices.Repeat([]listing.Listing{l}, 200)
	}
	return out
}

// linesOf returns the lines of a file, which may be compressed.
func linesOf(tb testing.TB, path string) []string {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			tb.Fatal(err)
		}
	}
	all, err := io.ReadAll(r)
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(all)), "\n")
}

// BenchmarkHostile compares, in turns, the time that Read takes for a byte of
// hostile texts with that for a byte of real listings. x/worst is the slowest of
// them; the log names the slow ones and the package their time goes to.
func BenchmarkHostile(b *testing.B) {
	const size, slow = 100 << 10, 3
	e := extractor(b)
	real, realBytes := realListings(b), 0
	for i := range real {
		realBytes += len(real[i].Title) + len(real[i].Body())
	}
	texts := hostileTexts()
	hostile := make([]listing.Listing, len(texts))
	for i, t := range texts {
		if s := strings.Repeat(t.unit, max(1, size/len(t.unit))); t.html {
			hostile[i].HTML = "<p>" + s
		} else {
			hostile[i].Text = t.head + s
		}
	}
	usual := time.Duration(1 << 62) // the machine's other work makes means of little use
	took := slices.Repeat([]time.Duration{usual}, len(hostile))
	for b.Loop() {
		at := time.Now()
		for i := range real {
			e.Read(&real[i])
		}
		usual = min(usual, time.Since(at))
		for i := range hostile {
			at := time.Now()
			e.Read(&hostile[i])
			took[i] = min(took[i], time.Since(at))
		}
	}
	perByte := float64(usual) / float64(realBytes)
	worst := 0.0
	for i := range hostile {
		x := float64(took[i]) / float64(len(hostile[i].Body())) / perByte
		if worst = max(worst, x); x > slow {
			b.Logf("%5.1f times as slow as real listings: %.20q, then %.60q again and again (HTML %t), %s", x, texts[i].head, texts[i].unit, texts[i].html, slowPackages(b, &hostile[i], perByte))
		}
	}
	b.ReportMetric(worst, "x/worst")
	b.ReportMetric(float64(realBytes)/usual.Seconds()/1e6, "MB/s-real")
}

// slowPackages says how long each package below extract takes for l, in the times
// that Read takes for as many bytes of real listings.
func slowPackages(tb testing.TB, l *listing.Listing, perByte float64) string {
	tb.Helper()
	tx, err := skill.Default()
	if err != nil {
		tb.Fatal(err)
	}
	m, err := skill.NewMatcher(tx)
	if err != nil {
		tb.Fatal(err)
	}
	d := document.New(l)
	var out []string
	for _, p := range []struct {
		name string
		read func()
	}{
		{"document", func() { document.New(l) }},
		{"terms", func() { terms.Read(l, d) }},
		{"salary", func() { salary.Read(l, d) }},
		{"skill", func() { m.Find(d) }},
		{"duplicate", func() { duplicate.Fingerprint(d.Text) }},
	} {
		best := time.Duration(1 << 62)
		for range 3 {
			at := time.Now()
			p.read()
			best = min(best, time.Since(at))
		}
		if x := float64(best) / float64(len(l.Body())) / perByte; x > 0.5 {
			out = append(out, fmt.Sprintf("%s %.1f", p.name, x))
		}
	}
	return strings.Join(out, ", ")
}
