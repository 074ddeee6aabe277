package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"math"
	"regexp"
	"strconv"
	"strings"

	"juyo/listing"
)

// greenhouse reads a board of the Greenhouse Job Board API, which is public and
// documented: GET /v1/boards/{token}/jobs?content=true answers all jobs at once.
type greenhouse struct{}

const greenhouseAPI = "https://boards-api.greenhouse.io"

// boardToken is what a board's name may be made of.
var boardToken = regexp.MustCompile(`^[A-Za-z0-9_-]{1,100}$`)

func (greenhouse) Check(src Source) error {
	var errs []error
	if !boardToken.MatchString(src.Token) {
		errs = append(errs, fmt.Errorf("token %q: write the board's name, the last part of job-boards.greenhouse.io/NAME", src.Token))
	}
	if src.URL != "" {
		errs = append(errs, checkURL(src.URL))
	}
	return errors.Join(errs...)
}

func (greenhouse) Start(src Source) ([]listing.FrontierURL, error) {
	base := strings.TrimSuffix(first(src.URL, greenhouseAPI), "/")
	return []listing.FrontierURL{{URL: base + "/v1/boards/" + src.Token + "/jobs?content=true", Kind: PageBoard}}, nil
}

// greenhouseBoard is the part of the API's answer that is read.
type greenhouseBoard struct {
	Jobs []json.RawMessage `json:"jobs"`
	Meta struct {
		Total *int `json:"total"`
	} `json:"meta"`
}

type greenhouseJob struct {
	ID             json.Number `json:"id"`
	Title          string      `json:"title"`
	CompanyName    string      `json:"company_name"`
	AbsoluteURL    string      `json:"absolute_url"`
	Content        string      `json:"content"`
	Language       string      `json:"language"`
	FirstPublished string      `json:"first_published"`
	Location       struct {
		Name string `json:"name"`
	} `json:"location"`
	Offices []struct {
		Name     string `json:"name"`
		Location string `json:"location"`
	} `json:"offices"`
	Metadata []struct {
		Name  string `json:"name"`
		Value any    `json:"value"`
	} `json:"metadata"`
	PayInputRanges []struct {
		MinCents int64  `json:"min_cents"`
		MaxCents int64  `json:"max_cents"`
		Currency string `json:"currency_type"`
		Title    string `json:"title"`
		Blurb    string `json:"blurb"`
	} `json:"pay_input_ranges"`
}

func (greenhouse) Read(src Source, _ listing.FrontierURL, p *Page) (Result, error) {
	if p.Status == 404 || p.Status == 410 {
		return Result{}, fmt.Errorf("there is no board %q (HTTP %d): check token", src.Token, p.Status)
	}
	var board greenhouseBoard
	if err := json.Unmarshal(p.Body, &board); err != nil {
		return Result{}, fmt.Errorf("board %s: not the answer of the job board API: %w", src.Token, err)
	}
	if board.Jobs == nil {
		return Result{}, fmt.Errorf("board %s: the answer has no jobs list", src.Token)
	}
	var r Result
	if total := board.Meta.Total; total != nil && *total != len(board.Jobs) {
		r.Reasons = append(r.Reasons, fmt.Sprintf("the board says it has %d jobs and lists %d", *total, len(board.Jobs)))
	}
	for i, raw := range board.Jobs {
		var j greenhouseJob
		if err := json.Unmarshal(raw, &j); err != nil || j.ID == "" {
			r.Reasons = append(r.Reasons, fmt.Sprintf("job %d of the board cannot be read: %v", i+1, err))
			continue
		}
		r.Listings = append(r.Listings, j.listing(src, p))
	}
	return r, nil
}

func (j *greenhouseJob) listing(src Source, p *Page) listing.Listing {
	l := listing.Listing{
		Source: src.Name, ID: j.ID.String(), URL: j.AbsoluteURL, Title: plain(j.Title), Company: plain(first(j.CompanyName, src.Token)),
		Location: plain(j.Location.Name), PostedAt: ParseDate(j.FirstPublished), ObservedAt: listing.Date{Time: p.FetchedAt}, Market: src.Market,
	}
	if len(j.Language) >= 2 {
		l.Lang = strings.ToLower(j.Language[:2])
	}
	if l.Location == "" {
		var offices []string
		for _, o := range j.Offices {
			offices = append(offices, plain(first(o.Location, o.Name)))
		}
		l.Location = strings.Join(offices, "; ")
	}
	for _, m := range j.Metadata {
		value := text(m.Value)
		name := strings.ToLower(m.Name)
		if value != "" && (strings.Contains(name, "employment") || strings.Contains(name, "雇用形態") || name == "time type" || name == "job type") {
			l.EmploymentText = plain(value)
		}
	}
	body := newBody(html.UnescapeString(j.Content)) // the API escapes HTML once more
	for _, pay := range j.PayInputRanges {
		if l.BaseSalary == nil {
			l.BaseSalary = centsPay(pay.MinCents, pay.MaxCents, pay.Currency, pay.Title)
		}
		l.SalaryText = strings.TrimSpace(l.SalaryText + "\n" + centsText(pay.MinCents, pay.MaxCents, pay.Currency, pay.Title))
	}
	l.HTML, l.Text = body.html, body.text
	return l
}

// centsOf is an amount the API gives in hundredths. Currencies without a minor
// unit are met both ways: a yen figure is in hundredths only when it would be
// absurd in yen.
func centsOf(v int64, currency string) int64 {
	if (currency == "JPY" || currency == "KRW" || currency == "VND") && v < 60_000_000 {
		return v
	}
	return int64(math.Round(float64(v) / 100))
}

func centsPay(low, high int64, currency, title string) *listing.Pay {
	currency = strings.ToUpper(currency)
	if len(currency) != 3 || low <= 0 && high <= 0 {
		return nil
	}
	pay := &listing.Pay{Currency: currency, Source: "structured"}
	if low > 0 {
		pay.Min = new(centsOf(low, currency))
	}
	if high > 0 {
		pay.Max = new(centsOf(high, currency))
	}
	if pay.Period = periodOf(title); pay.Period == "" {
		pay.Period = guessPeriod(float64(max(centsOf(low, currency), centsOf(high, currency))), currency)
	}
	if pay.Period == "" {
		return nil
	}
	return pay
}

func centsText(low, high int64, currency, title string) string {
	return strings.TrimSpace(plain(title) + " " + strconv.FormatInt(centsOf(low, currency), 10) + " - " + strconv.FormatInt(centsOf(high, currency), 10) + " " + currency)
}
