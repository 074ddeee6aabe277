package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"juyo/listing"
)

// hackerNews reads the monthly "Ask HN: Who is hiring?" threads through the
// public Algolia API: first the list of threads, then each thread with all its
// comments. Every comment to the thread itself is a listing; answers to comments
// are not. A thread is over when the next one opens, and its listings close then.
type hackerNews struct{}

const (
	hackerNewsAPI   = "https://hn.algolia.com"
	hackerNewsItem  = "https://news.ycombinator.com/item?id="
	hackerNewsMonth = 2 // the open thread and the one before, so that its listings close
	maxMonths       = 240
)

func (hackerNews) Check(src Source) error {
	var errs []error
	if src.URL != "" {
		errs = append(errs, checkURL(src.URL))
	}
	if src.Months < 0 || src.Months > maxMonths {
		errs = append(errs, fmt.Errorf("months %d: write 1 to %d", src.Months, maxMonths))
	}
	return errors.Join(errs...)
}

func (hackerNews) Start(src Source) ([]listing.FrontierURL, error) {
	base := strings.TrimSuffix(first(src.URL, hackerNewsAPI), "/")
	// The author posts three threads a month, of which one is wanted.
	hits := min(3*months(src)+6, 1000)
	q := url.Values{"tags": {"story,author_whoishiring"}, "hitsPerPage": {strconv.Itoa(hits)}}
	return []listing.FrontierURL{{URL: base + "/api/v1/search_by_date?" + q.Encode(), Kind: PageList}}, nil
}

func months(src Source) int {
	if src.Months == 0 {
		return hackerNewsMonth
	}
	return src.Months
}

func (k hackerNews) Read(src Source, u listing.FrontierURL, p *Page) (Result, error) {
	if p.Status != 200 && p.Status != 0 {
		return Result{}, fmt.Errorf("%s is not there (HTTP %d): check url", u.URL, p.Status)
	}
	if u.Kind == PageList {
		return k.threads(src, p)
	}
	return k.thread(src, u, p)
}

// hiring is how the wanted threads are titled, since 2011.
var hiring = regexp.MustCompile(`(?i)^ask hn: who is hiring\b`)

func (hackerNews) threads(src Source, p *Page) (Result, error) {
	var answer struct {
		Hits []struct {
			ID        string `json:"objectID"`
			Title     string `json:"title"`
			CreatedAt string `json:"created_at"`
		} `json:"hits"`
	}
	if err := json.Unmarshal(p.Body, &answer); err != nil {
		return Result{}, fmt.Errorf("list of threads: %w", err)
	}
	base := strings.TrimSuffix(first(src.URL, hackerNewsAPI), "/")
	var r Result
	next := "" // when the thread after this one opened: newest come first
	for _, h := range answer.Hits {
		if !hiring.MatchString(h.Title) || h.ID == "" || strings.Trim(h.ID, "0123456789") != "" {
			continue
		}
		if len(r.Follow) == months(src) {
			break
		}
		r.Follow = append(r.Follow, listing.FrontierURL{URL: base + "/api/v1/items/" + h.ID, Kind: PageBoard, Note: next})
		next = h.CreatedAt
	}
	switch {
	case len(r.Follow) == 0:
		return r, fmt.Errorf("none of the %d threads is titled \"Ask HN: Who is hiring?\"", len(answer.Hits))
	case len(r.Follow) < months(src):
		r.Reasons = append(r.Reasons, fmt.Sprintf("%d threads were found, %d are asked for", len(r.Follow), months(src)))
	}
	return r, nil
}

// hackerNewsComment is a comment, or the thread itself, as the API gives it.
type hackerNewsComment struct {
	ID        int64               `json:"id"`
	Author    *string             `json:"author"`
	Text      *string             `json:"text"`
	CreatedAt string              `json:"created_at"`
	Type      string              `json:"type"`
	Dead      bool                `json:"dead"`
	Deleted   bool                `json:"deleted"`
	Children  []hackerNewsComment `json:"children"`
}

func (hackerNews) thread(src Source, u listing.FrontierURL, p *Page) (Result, error) {
	var thread hackerNewsComment
	if err := json.Unmarshal(p.Body, &thread); err != nil {
		return Result{}, fmt.Errorf("thread %s: %w", u.URL, err)
	}
	if thread.ID == 0 || thread.Type != "story" {
		return Result{}, fmt.Errorf("thread %s: the answer is no thread", u.URL)
	}
	closed := ParseDate(u.Note)
	var r Result
	for _, c := range thread.Children {
		id := strconv.FormatInt(c.ID, 10)
		if c.Dead || c.Deleted || c.Author == nil || c.Text == nil {
			if c.ID != 0 && c.Text == nil {
				r.Gone = append(r.Gone, id) // taken back by its author
			}
			continue
		}
		if len(bare(*c.Text)) < 20 || c.ID == 0 {
			continue
		}
		l := listing.Listing{
			Source: src.Name, ID: id, URL: hackerNewsItem + id, HTML: *c.Text, Market: src.Market,
			PostedAt: ParseDate(c.CreatedAt), ObservedAt: listing.Date{Time: p.FetchedAt},
		}
		l.Title = headline(*c.Text) // who posts is read with the rest of the text (extract/terms)
		if !closed.IsZero() && closed.Before(p.FetchedAt) {
			// A thread that is over is an archive: its comments were there from
			// their own time on, not from ours.
			l.ClosedAt = closed
			if !l.PostedAt.IsZero() && l.PostedAt.Before(closed.Time) {
				l.ObservedAt = l.PostedAt
			}
		}
		r.Listings = append(r.Listings, l)
	}
	return r, nil
}

// headline is the first line of a comment, by custom "Company | role | place |
// terms".
func headline(text string) string {
	line, _, _ := strings.Cut(text, "<p>")
	title := plain(line)
	if utf8.RuneCountInString(title) > 200 {
		title = string([]rune(title)[:200])
	}
	return title
}
