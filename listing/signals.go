package listing

// Level says how strongly a listing asks for a skill. Higher is stronger; a
// skill named at several levels keeps the strongest.
type Level uint8

// The levels, weakest first. Their numbers are kept in packed skill sets, two
// bits each, and never change.
const (
	LevelUsed      Level = 1 // 使用技術: worked with or on
	LevelPreferred Level = 2 // 歓迎: would like it
	LevelRequired  Level = 3 // 必須: asks for it
)

// String returns used, preferred or required.
func (l Level) String() string {
	switch l {
	case LevelUsed:
		return "used"
	case LevelPreferred:
		return "preferred"
	case LevelRequired:
		return "required"
	}
	return "none"
}

// MarshalText writes the level's word.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads used, preferred or required; anything else is level 0.
func (l *Level) UnmarshalText(b []byte) error {
	switch string(b) {
	case "used":
		*l = LevelUsed
	case "preferred":
		*l = LevelPreferred
	case "required":
		*l = LevelRequired
	default:
		*l = 0
	}
	return nil
}

// Mention is the place in a listing's text that names a skill: one entry a
// skill, its strongest level. Start and End are UTF-8 byte offsets into the
// text that `juyo extract --emit-text` prints; Surface is text[Start:End].
type Mention struct {
	Skill   string `json:"id"`
	Level   Level  `json:"level"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Surface string `json:"surface"`
}

// Period is the unit of time a pay figure is for.
type Period string

// The periods.
const (
	PerYear  Period = "year"
	PerMonth Period = "month"
	PerWeek  Period = "week"
	PerDay   Period = "day"
	PerHour  Period = "hour"
)

// Periods lists the periods in the fixed order that stored columns count in.
func Periods() []Period { return []Period{PerYear, PerMonth, PerWeek, PerDay, PerHour} }

// Pay is a pay range as published, in plain units of its currency (yen, dollars),
// with the yearly range derived from it. A nil end is open: not stated, not 0.
// A single figure has Min = Max. Hourly pay is published to the cent: MinCents
// and MaxCents (0 to 99) are the hundredths beyond Min and Max, and the JSON form
// writes both in one number (46.75).
type Pay struct {
	Min       *int64 `json:"min"`
	Max       *int64 `json:"max"`
	Currency  string `json:"currency"` // ISO 4217
	Period    Period `json:"period"`
	AnnualMin *int64 `json:"annual_min"` // Min for a year, by Method
	AnnualMax *int64 `json:"annual_max"`
	Method    string `json:"annual_method,omitempty"` // rule that made the yearly figures, e.g. "stated", "month*12"
	Source    string `json:"pay_source,omitempty"`    // structured, field or text

	MinCents uint8 `json:"-"`
	MaxCents uint8 `json:"-"`

	// BonusMonths is the bonus of a year in months of pay where the listing gives
	// a number (賞与4.5ヶ月分); 0: none given. WithBonus is the second yearly figure,
	// with that bonus; nil without one, and where the stated figure is yearly.
	BonusMonths  float64 `json:"bonus_months,omitempty"`
	WithBonusMin *int64  `json:"annual_with_bonus_min,omitempty"`
	WithBonusMax *int64  `json:"annual_with_bonus_max,omitempty"`

	// OvertimeHours and OvertimePay are the fixed overtime (固定残業, みなし残業) that
	// the figures include: hours a month and the lowest amount a month, in plain
	// units of Currency; 0 and nil: not stated.
	OvertimeHours float64 `json:"overtime_hours,omitempty"`
	OvertimePay   *int64  `json:"overtime_pay,omitempty"`
}

// Employment is a kind of contract offered.
type Employment string

// The kinds of employment: 正社員, 契約社員, 業務委託/フリーランス/副業,
// アルバイト, インターン, 派遣.
const (
	Fulltime  Employment = "fulltime"
	Contract  Employment = "contract"
	Freelance Employment = "freelance"
	Parttime  Employment = "parttime"
	Intern    Employment = "intern"
	Temporary Employment = "temporary"
)

// Employments lists the kinds in the fixed order that stored bits count in.
func Employments() []Employment {
	return []Employment{Fulltime, Contract, Freelance, Parttime, Intern, Temporary}
}

// Remote says where the work may be done.
type Remote string

// The kinds of remote work. Silence is unknown, never onsite.
const (
	RemoteUnknown Remote = "unknown"
	RemoteFull    Remote = "full"
	RemotePartial Remote = "partial"
	RemoteOnsite  Remote = "onsite"
)

// Remotes lists the kinds in the fixed order that stored columns count in.
func Remotes() []Remote {
	return []Remote{RemoteUnknown, RemoteFull, RemotePartial, RemoteOnsite}
}

// Role is a kind of work advertised.
type Role string

// Roles lists the roles in the fixed order that stored bits count in (16, one
// bit each).
func Roles() []Role {
	return []Role{
		"backend", "frontend", "fullstack", "mobile", "infra_sre", "data", "ml_ai", "embedded",
		"game", "qa", "security", "em_lead", "pm", "design", "consultant", "helpdesk_it",
	}
}

// RoleOther is the role of a listing that fits none of Roles; it has no bit.
const RoleOther Role = "other"

// Seniority is the level in a career that the title states.
type Seniority string

// Seniorities lists them in the fixed order that stored columns count in; the
// empty one is unknown.
func Seniorities() []Seniority {
	return []Seniority{"", "intern", "entry", "mid", "senior", "lead", "manager", "executive"}
}

// Population says whether a listing belongs in the denominators of software
// engineering demand.
type Population string

// The populations: people who build, run, test or lead software and its
// infrastructure; everyone else; and open applications (オープンポジション),
// which advertise no particular work.
const (
	Software   Population = "software"
	OtherWork  Population = "other"
	TalentPool Population = "talent_pool"
)

// Populations lists them in the fixed order that stored columns count in.
func Populations() []Population { return []Population{Software, OtherWork, TalentPool} }

// EmployerType says how the employer earns its money with the work: 自社開発,
// 受託, SES・客先常駐, 紹介・派遣. It is unknown unless the text says so.
type EmployerType string

// EmployerTypes lists them in the fixed order that stored columns count in.
func EmployerTypes() []EmployerType {
	return []EmployerType{"unknown", "product", "contract", "ses", "agency"}
}

// Industry is a field of business that the listing says its employer, or the
// work, belongs to. A listing may state several.
type Industry string

// Industries lists the fields in the fixed order that stored bits count in (at
// most 32, one bit each; new ones go to the end). The first three are ways of
// doing business rather than fields (SaaS, digital transformation, web services);
// the careers articles ask for them in one breath with EC, 金融, 医療, 製造.
func Industries() []Industry {
	return []Industry{
		"saas", "dx", "web_service", "ec", "finance", "healthcare", "manufacturing", "game", "media_ad", "education",
		"logistics", "real_estate", "public", "hr", "travel_food", "telecom", "energy", "mobility", "security", "ai", "space_robotics", "crypto",
	}
}

// Stage is where in its life the employer says it stands.
type Stage string

// Stages lists them in the fixed order that stored columns count in; the empty
// one is unknown: startup (スタートアップ, ベンチャー, seed to series D), listed
// (上場企業, publicly traded) and large (大手, a company of thousands).
func Stages() []Stage { return []Stage{"", "startup", "listed", "large"} }

// LanguageAsk is a language that the listing asks its reader to speak, write or
// read at work.
type LanguageAsk struct {
	Language string `json:"language"` // ISO 639-1
	Level    Level  `json:"level"`    // required, preferred; used where the text only says that it is spoken
	// Grade is how well: basic, conversational, business, native; "" not stated.
	Grade string `json:"grade,omitempty"`
}

// Signals is all that was read from one listing; derived, rebuildable, and
// stamped with the Version of extractor and taxonomy that made it. Its JSON form
// is one line of `juyo extract`.
type Signals struct {
	ID           string       `json:"id"`
	Skills       []Mention    `json:"skills"`
	Salary       *Pay         `json:"salary"`
	Employment   []Employment `json:"employment"`
	Remote       Remote       `json:"remote"`
	Roles        []Role       `json:"roles"`
	MinYears     *int         `json:"min_years"`
	EntryLevel   bool         `json:"entry_level"`
	Language     string       `json:"language"` // ISO 639-1 of the text
	Population   Population   `json:"population"`
	EmployerType EmployerType `json:"employer_type"`

	Employer  string    `json:"employer"`  // name as read: Listing.Company, else from the text; "" unknown
	Seniority Seniority `json:"seniority"` // "" unknown
	Places    []Place   `json:"places"`    // where the work is; empty: unknown

	Industries     []Industry    `json:"industries"`      // empty: not stated
	Stage          Stage         `json:"stage,omitempty"` // "" unknown
	LanguagesAsked []LanguageAsk `json:"languages_asked"` // empty: none named

	// EmployerTypeWords are the words that say EmployerType; "" when unknown.
	EmployerTypeWords string `json:"employer_type_words,omitempty"`

	Version string `json:"-"` // extractor and taxonomy that made this

	// Fingerprint tells near-equal texts (see extract/duplicate); opaque here.
	Fingerprint []byte `json:"-"`
}

// Reading is a listing together with what was read from it.
type Reading struct {
	Listing Listing
	Signals Signals
}
