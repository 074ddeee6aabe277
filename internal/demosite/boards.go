package demosite

import (
	"encoding/json"
	"html"
	"net/http"
	"strconv"
	"time"
)

// boardJobJSON is a job as the Greenhouse job board API publishes it.
type boardJobJSON struct {
	AbsoluteURL    string          `json:"absolute_url"`
	InternalJobID  int             `json:"internal_job_id"`
	Location       boardName       `json:"location"`
	Metadata       []any           `json:"metadata"`
	ID             int             `json:"id"`
	UpdatedAt      string          `json:"updated_at"`
	RequisitionID  string          `json:"requisition_id"`
	Title          string          `json:"title"`
	CompanyName    string          `json:"company_name"`
	FirstPublished string          `json:"first_published"`
	Language       string          `json:"language"`
	Content        string          `json:"content,omitempty"` // HTML, escaped once more
	Departments    []boardIDedName `json:"departments,omitempty"`
	Offices        []boardIDedName `json:"offices,omitempty"`
}

type boardName struct {
	Name string `json:"name"`
}

type boardIDedName struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// employerOf returns the employer whose board the path names.
func (p *page) employerOf() (int, bool) {
	token := p.PathValue("token")
	for i := range employerTable {
		if token != "" && employerTable[i].board == token {
			return i, true
		}
	}
	return 0, false
}

func (p *page) json(v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(p.ResponseWriter, err.Error(), http.StatusInternalServerError)
		return
	}
	p.send("application/json; charset=utf-8", body, time.Time{})
}

// missing answers 404 in the API's form.
func (p *page) missing(what string) {
	p.ResponseWriter.Header().Set("Content-Type", "application/json; charset=utf-8")
	p.WriteHeader(http.StatusNotFound)
	_, _ = p.ResponseWriter.Write([]byte(`{"status":404,"error":"` + what + ` not found"}`)) // the client may have left
}

// board answers what a board says of itself.
func (p *page) board() {
	i, ok := p.employerOf()
	if !ok {
		p.missing("Board")
		return
	}
	p.json(map[string]string{"name": employerTable[i].name, "content": ""})
}

// boardJobs answers all jobs of a board at once; the content only on demand.
func (p *page) boardJobs() {
	i, ok := p.employerOf()
	if !ok {
		p.missing("Board")
		return
	}
	jobs := []boardJobJSON{}
	for _, q := range p.open() {
		if p.sites.market.openings[q.opening].employer == i {
			jobs = append(jobs, p.boardJobOf(q, p.URL.Query().Get("content") == "true"))
		}
	}
	p.json(map[string]any{"jobs": jobs, "meta": map[string]int{"total": len(jobs)}})
}

func (p *page) boardJob() {
	i, ok := p.employerOf()
	if !ok {
		p.missing("Board")
		return
	}
	q, err := p.find(p.PathValue("id"))
	if err != nil || p.sites.market.openings[q.opening].employer != i {
		p.missing("Job")
		return
	}
	p.json(p.boardJobOf(q, true))
}

func (p *page) boardJobOf(q *posting, content bool) boardJobJSON {
	o, e, ad := p.compose(q)
	id, _ := strconv.Atoi(q.id) // publish made it of a number
	job := boardJobJSON{
		AbsoluteURL:    "https://boards.example.com/" + e.board + "/jobs/" + q.id,
		InternalJobID:  id - 3_000_000,
		Location:       boardName{string(ad.place)},
		ID:             id,
		UpdatedAt:      p.modified(q).Format(time.RFC3339),
		RequisitionID:  "R" + strconv.Itoa(q.opening),
		Title:          string(ad.title),
		CompanyName:    e.name,
		FirstPublished: dayStart(q.from).Format(time.RFC3339),
		Language:       "ja",
	}
	if o.en {
		job.Language = "en"
	}
	if content {
		job.Content = html.EscapeString(string(ad.body))
		job.Departments = []boardIDedName{{4000 + int(o.population), []string{"Engineering", "Business", "Open applications"}[o.population]}}
		job.Offices = []boardIDedName{{5000 + o.place, string(ad.place)}}
	}
	return job
}
