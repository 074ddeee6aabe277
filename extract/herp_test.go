package extract_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"juyo/extract"
	"juyo/listing"
)

// herpJob is a listing as a HERP board keeps it: 必須, 歓迎 and pay in fields of
// their own.
type herpJob struct {
	ID               string `json:"id"`
	Name             string `json:"name"`
	FormOfEmployment string `json:"formOfEmployment"`
	Summary          string `json:"summary"`
	Required         string `json:"requiredSkills"`
	Preferred        string `json:"preferredSkills"`
	Personality      string `json:"personality"`
	Conditions       string `json:"workingConditions"`
	Welfare          string `json:"welfare"`
	Location         string `json:"location"`
	Salary           struct {
		Text    string `json:"text"`
		Minimum *int64 `json:"minimum"`
		Maximum *int64 `json:"maximum"`
		Period  string `json:"period"`
	} `json:"salary"`
}

// text is the advertisement as its page shows it, with line breaks.
func (j *herpJob) text() string {
	var b strings.Builder
	for _, part := range [][2]string{
		{"雇用形態", j.FormOfEmployment},
		{"仕事内容", j.Summary},
		{"必須スキル", j.Required},
		{"歓迎スキル", j.Preferred},
		{"求める人物像", j.Personality},
		{"給与", j.Salary.Text},
		{"勤務条件", j.Conditions},
		{"福利厚生", j.Welfare},
		{"勤務地", j.Location},
	} {
		if part[1] != "" {
			b.WriteString(part[0] + "\n" + strings.TrimSpace(part[1]) + "\n")
		}
	}
	return b.String()
}

// A board that keeps what is required, what would be liked and what is paid apart
// says what a careful reader finds in the same advertisement as one text: with its
// lines, and with all of them run together as where markup was lost.
func TestFieldsAndTextAgree(t *testing.T) {
	e := extractor(t)
	var jobs []herpJob
	for _, file := range []string{"company.json", "company_sparse.json"} {
		path, ok := sharedPath("data", "ats", "herp", file)
		if !ok {
			t.Skip("no real data beside the repository")
		}
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Company struct {
				Jobs []herpJob `json:"jobs"`
			} `json:"company"`
		}
		if err := json.Unmarshal(src, &doc); err != nil {
			t.Fatal(err)
		}
		jobs = append(jobs, doc.Company.Jobs...)
	}
	for _, form := range []struct {
		name string
		flat bool
	}{{"lines", false}, {"run together", true}} {
		t.Run(form.name, func(t *testing.T) {
			var level, pay tally
			for i := range jobs {
				j := &jobs[i]
				text := j.text()
				if form.flat {
					text = strings.Join(strings.Fields(text), " ")
				}
				got := e.Read(&listing.Listing{ID: j.ID, Title: j.Name, Text: text})
				j.compareLevels(t, e, &got, &level)
				if j.Salary.Minimum == nil && j.Salary.Maximum == nil {
					continue
				}
				same := got.Salary != nil && got.Salary.Currency == "JPY" && sameEnd(got.Salary.Min, j.Salary.Minimum) && sameEnd(got.Salary.Max, j.Salary.Maximum) &&
					strings.HasPrefix(j.Salary.Period, map[listing.Period]string{listing.PerYear: "ANNUAL", listing.PerMonth: "MONTH", listing.PerHour: "HOUR", listing.PerDay: "DA"}[got.Salary.Period])
				if pay.value(same); !same {
					t.Logf("pay of %.30q: %.60q is %v, the board says %s %s %s", j.Name, j.Salary.Text, payWords(got.Salary), end(j.Salary.Minimum), end(j.Salary.Maximum), j.Salary.Period)
				}
			}
			t.Logf("levels: %d of %d skills (%.4f); pay: %d of %d (%.4f)", level.same, level.of, level.accuracy(), pay.same, pay.of, pay.accuracy())
			if level.of < 100 || level.accuracy() < 0.92 {
				t.Errorf("levels agree for %.4f of %d skills, want 0.92", level.accuracy(), level.of)
			}
			if pay.of < 40 || pay.accuracy() < 0.97 {
				t.Errorf("pay agrees for %.4f of %d listings, want 0.97", pay.accuracy(), pay.of)
			}
		})
	}
}

// compareLevels compares the levels of the skills that the fields name.
func (j *herpJob) compareLevels(t *testing.T, e *extract.Extractor, got *listing.Signals, level *tally) {
	t.Helper()
	want := map[string]listing.Level{}
	for _, field := range []struct {
		heading, text string
		level         listing.Level
	}{{"歓迎スキル", j.Preferred, listing.LevelPreferred}, {"必須スキル", j.Required, listing.LevelRequired}} {
		alone := e.Read(&listing.Listing{Title: "募集", Text: field.heading + "\n" + field.text})
		for _, m := range alone.Skills {
			want[m.Skill] = field.level
		}
	}
	have := map[string]listing.Level{}
	for _, m := range got.Skills {
		have[m.Skill] = m.Level
	}
	for id, l := range want {
		level.value(have[id] == l)
	}
}

func sameEnd(a, b *int64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

func end(p *int64) string {
	b, _ := json.Marshal(p)
	return string(b)
}

func payWords(p *listing.Pay) string {
	b, _ := json.Marshal(p)
	return string(b)
}
