package demosite

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/japanese"
)

// robots answers /robots.txt.
func (p *page) robots() {
	e := &siteTable[p.site]
	var b bytes.Buffer
	b.WriteString("# " + e.title + "\nUser-agent: *\n")
	for _, rule := range e.disallow {
		b.WriteString("Disallow: " + rule + "\n")
	}
	if e.crawlDelay > 0 {
		fmt.Fprintf(&b, "Crawl-delay: %d\n", int(e.crawlDelay.Seconds()))
	}
	if sitemap := p.sites.sites[p.site].Sitemap; sitemap != "" {
		b.WriteString("\nSitemap: " + sitemap + "\n")
	}
	p.send("text/plain; charset=utf-8", b.Bytes(), time.Time{})
}

// html answers with an HTML page. Around body stand links to disallowed paths,
// as there are on every real site.
func (p *page) html(title, head, body string, modified time.Time) {
	e := &siteTable[p.site]
	charset := "utf-8"
	if p.site == siteMukashi {
		charset = "Shift_JIS"
	}
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"" + e.lang + "\">\n<head>\n<meta charset=\"" + charset + "\">\n<title>" + html.EscapeString(title) + "</title>\n" + head + "</head>\n<body>\n<nav>")
	b.WriteString(`<a href="/">` + html.EscapeString(e.title) + `</a> `)
	for _, trap := range p.traps() {
		b.WriteString(`<a href="` + html.EscapeString(trap) + `">` + trapWords(e.lang) + `</a> `)
	}
	b.WriteString("</nav>\n<main>\n" + body + "</main>\n<footer>" + html.EscapeString(e.title) + "</footer>\n</body>\n</html>\n")
	if p.site != siteMukashi {
		p.send("text/html; charset=utf-8", []byte(b.String()), modified)
		return
	}
	// Old Japanese sites declare their encoding in the page only. Shift_JIS knows
	// the full-width tilde but not the wave dash.
	out, err := japanese.ShiftJIS.NewEncoder().String(strings.ReplaceAll(b.String(), "〜", "～"))
	if err != nil {
		http.Error(p.ResponseWriter, "page cannot be written in Shift_JIS: "+err.Error(), http.StatusInternalServerError)
		return
	}
	p.send("text/html", []byte(out), modified)
}

func trapWords(lang string) string {
	if lang == "en" {
		return "More"
	}
	return "もっと見る"
}

// traps returns links a polite reader does not follow.
func (p *page) traps() []string {
	switch p.site {
	case siteKikori:
		return []string{"/search?q=engineer&page=2", "/apply/start"}
	case siteLantern:
		return []string{"/?ref=nav", "/apply/start"}
	case siteMukashi:
		return []string{"/list?sort=pay", "/oubo/form.cgi"}
	case siteBoards:
		return []string{"/admin/login"}
	}
	return []string{"/kanri/login", "/preview/1"}
}

// trap answers every other path. Disallowed ones are an endless maze; the
// request log says who went in.
func (p *page) trap() {
	path := p.URL.RequestURI()
	if !siteTable[p.site].forbids(path) {
		http.NotFound(p.ResponseWriter, p.Request)
		return
	}
	p.html("maze", "", fmt.Sprintf("<p><a href=\"%s%d/\">next</a></p>\n", html.EscapeString(strings.TrimSuffix(p.URL.Path, "/")+"/"), len(path)), time.Time{})
}

func (p *page) home() {
	if siteTable[p.site].forbids(p.URL.RequestURI()) {
		p.trap()
		return
	}
	var b strings.Builder
	b.WriteString("<h1>" + html.EscapeString(siteTable[p.site].title) + "</h1>\n<ul>\n")
	for _, q := range p.open()[:min(10, len(p.open()))] {
		if path := p.detailPath(q); path != "" {
			_, _, ad := p.compose(q)
			b.WriteString(`<li><a href="` + path + `">` + html.EscapeString(string(ad.title)) + "</a></li>\n")
		}
	}
	b.WriteString("</ul>\n")
	p.html(siteTable[p.site].title, "", b.String(), time.Time{})
}

func (p *page) about() {
	p.html(siteTable[p.site].title, "", "<h1>"+html.EscapeString(siteTable[p.site].title)+"</h1>\n<p>A fictional job site.</p>\n", time.Time{})
}

// detailPath returns the path of a posting's page.
func (p *page) detailPath(q *posting) string {
	return strings.Replace(siteTable[p.site].detailPath, "%s", q.id, 1)
}

// detail answers one listing's page: 410 or 404 when it is gone.
func (p *page) detail() {
	id := strings.TrimSuffix(p.PathValue("id"), ".html")
	q, err := p.find(id)
	if err == nil && p.URL.Path != p.detailPath(q) {
		err = errNotYet
	}
	if err != nil {
		status := http.StatusNotFound
		if err == errGone { //nolint:errorlint // find returns it bare
			status = siteTable[p.site].gone
		}
		http.Error(p.ResponseWriter, err.Error(), status)
		return
	}
	o, e, ad := p.compose(q)
	posting, err := json.Marshal(p.jobPosting(q, o, e, ad))
	if err != nil {
		http.Error(p.ResponseWriter, err.Error(), http.StatusInternalServerError)
		return
	}
	title := string(ad.title)
	head := `<link rel="canonical" href="` + p.detailPath(q) + "\">\n" + `<script type="application/ld+json">` + string(posting) + "</script>\n"
	var b strings.Builder
	words := [5]string{"会社名", "勤務地", "給与", "雇用形態", "掲載日"}
	if o.en {
		words = [5]string{"Company", "Location", "Pay", "Employment", "Posted"}
	}
	b.WriteString("<h1>" + html.EscapeString(title) + "</h1>\n<table>\n")
	for i, v := range []string{e.name, string(ad.place), string(ad.pay), string(ad.employment), dayStart(q.from).Format(time.DateOnly)} {
		if v != "" {
			b.WriteString("<tr><th>" + words[i] + "</th><td>" + html.EscapeString(v) + "</td></tr>\n")
		}
	}
	b.WriteString("</table>\n<article>\n")
	b.Write(ad.body)
	b.WriteString("</article>\n")
	p.html(title, head, b.String(), p.modified(q))
}

// list answers a page of the list of the Shift_JIS site.
func (p *page) list() {
	if siteTable[p.site].forbids(p.URL.RequestURI()) {
		p.trap()
		return
	}
	const perPage = 20
	open := p.open()
	pages := max(1, (len(open)+perPage-1)/perPage)
	n := 1
	if v := p.URL.Query().Get("page"); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil || n < 1 || n > pages {
			http.NotFound(p.ResponseWriter, p.Request)
			return
		}
	}
	part := open[min(len(open), (n-1)*perPage):min(len(open), n*perPage)]
	var b strings.Builder
	fmt.Fprintf(&b, "<h1>求人一覧</h1>\n<p>全%d件中 %d～%d件を表示</p>\n<ul>\n", len(open), min(len(open), (n-1)*perPage+1), min(len(open), n*perPage))
	newest := time.Time{}
	for _, q := range part {
		_, e, ad := p.compose(q)
		fmt.Fprintf(&b, "<li><a class=\"job\" href=\"%s\">%s</a> %s</li>\n", p.detailPath(q), html.EscapeString(string(ad.title)), html.EscapeString(e.name))
	}
	b.WriteString("</ul>\n<p>")
	if n > 1 {
		fmt.Fprintf(&b, `<a rel="prev" href="/list?page=%d">前の%d件</a> `, n-1, perPage)
	}
	if n < pages {
		fmt.Fprintf(&b, `<a rel="next" href="/list?page=%d">次の%d件</a>`, n+1, perPage)
	}
	b.WriteString("</p>\n")
	p.html("求人一覧", "", b.String(), newest)
}

const urlsPerShard = 60

// sitemapIndex answers /sitemap.xml: one plain sitemap and gzipped shards.
func (p *page) sitemapIndex() {
	shards := max(1, (len(p.open())+urlsPerShard-1)/urlsPerShard)
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
	b.WriteString("<sitemap><loc>" + p.host + "/sitemaps/pages.xml</loc></sitemap>\n")
	for i := range shards {
		fmt.Fprintf(&b, "<sitemap><loc>%s/sitemaps/jobs-%d.xml.gz</loc></sitemap>\n", p.host, i+1)
	}
	b.WriteString("</sitemapindex>\n")
	p.send("application/xml; charset=utf-8", []byte(b.String()), time.Time{})
}

func (p *page) sitemapShard() {
	name := p.PathValue("name")
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
	if name == "pages.xml" {
		b.WriteString("<url><loc>" + p.host + "/</loc></url>\n<url><loc>" + p.host + "/about</loc></url>\n</urlset>\n")
		p.send("application/xml; charset=utf-8", []byte(b.String()), time.Time{})
		return
	}
	open := p.open()
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(name, "jobs-"), ".xml.gz"))
	if err != nil || n < 1 || (n-1)*urlsPerShard >= max(1, len(open)) {
		http.NotFound(p.ResponseWriter, p.Request)
		return
	}
	for _, q := range open[(n-1)*urlsPerShard : min(len(open), n*urlsPerShard)] {
		b.WriteString("<url><loc>" + p.host + p.detailPath(q) + "</loc><lastmod>" + p.modified(q).Format(time.RFC3339) + "</lastmod></url>\n")
	}
	b.WriteString("</urlset>\n")
	var gz bytes.Buffer
	z := gzip.NewWriter(&gz)
	if _, err = z.Write([]byte(b.String())); err == nil {
		err = z.Close()
	}
	if err != nil {
		http.Error(p.ResponseWriter, err.Error(), http.StatusInternalServerError)
		return
	}
	// A gzipped file, not a gzipped transfer: no Content-Encoding.
	p.send("application/gzip", gz.Bytes(), time.Time{})
}

// feed answers the RSS 2.0 feed of everything open.
func (p *page) feed() {
	var b strings.Builder
	e := &siteTable[p.site]
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n<title>" + html.EscapeString(e.title) + "</title>\n<link>" + p.host + "/</link>\n<description>新着求人</description>\n<language>ja</language>\n")
	for _, q := range p.open() {
		_, who, ad := p.compose(q)
		b.WriteString("<item><title>" + html.EscapeString(string(ad.title)) + "</title><link>" + p.host + p.detailPath(q) + `</link><guid isPermaLink="false">` + e.name + "-" + q.id + "</guid><pubDate>" +
			dayStart(q.from).Add(9*time.Hour).Format(time.RFC1123Z) + "</pubDate><description>" + html.EscapeString(who.name) + "</description></item>\n")
	}
	b.WriteString("</channel>\n</rss>\n")
	p.send("application/rss+xml; charset=utf-8", []byte(b.String()), time.Time{})
}
