package listing

// Skill is one entry of the taxonomy as reports and stores need it; the words
// that find it in a text live in extract/skill.
type Skill struct {
	ID       string   // stable key, e.g. "go"
	Name     string   // display name, e.g. "Go"
	NameJA   string   // Japanese display name; equal to Name when there is none
	Kind     string   // language, framework, database, cloud, … (see Kinds)
	Named    bool     // a concrete product or technology, to be ranked; false: a concept bucket
	Article1 []string // category keys of article 1; "none" is left out
	Article2 []string // category keys of article 2; "none" is left out
}

// Kinds lists the kinds of skill in the order reports show them.
func Kinds() []string {
	return []string{
		"language", "framework", "frontend", "mobile", "database", "search", "message-queue", "cloud", "cloud-service",
		"infrastructure", "os", "api", "observability", "ci-cd", "security", "ai-ml", "data-pipeline", "design-process",
		"practice", "business", "management",
	}
}

// Category is one heading of a career article's list of skills. Scheme is
// "article1" or "article2"; Key is unique in its scheme.
type Category struct {
	Scheme string
	Key    string
	NameJA string // as the article writes it
	NameEN string
}

// Categories lists both articles' categories in the articles' order, and AI・データ
// (article 1 names it as a supplement to its three).
func Categories() []Category {
	return []Category{
		{"article1", "lang_fw", "言語・フレームワーク", "Languages and frameworks"},
		{"article1", "db_api_cloud", "DB・API・クラウド", "Databases, APIs and cloud"},
		{"article1", "upstream_design", "上流工程・設計力・ビジネス理解", "Upstream work, design and business"},
		{"article1", "ai_data", "AI・データ", "AI and data"},
		{"article2", "service_design", "サービス設計", "Service design"},
		{"article2", "server_infra", "サーバー・インフラ", "Servers and infrastructure"},
		{"article2", "db_design", "DB設計", "Database design"},
		{"article2", "cloud", "クラウド", "Cloud"},
		{"article2", "security", "セキュリティ", "Security"},
	}
}

// PackedSkill is one entry of a packed skill set: a 14-bit skill number of the
// database's own numbering and a 2-bit Level, in two bytes.
type PackedSkill uint16

// MaxSkillNumber is the largest skill number that fits a PackedSkill.
const MaxSkillNumber = 1<<14 - 1

// PackSkill packs number (0 … MaxSkillNumber) and level.
func PackSkill(number uint16, level Level) PackedSkill {
	return PackedSkill(number<<2 | uint16(level&3))
}

// Number returns the skill number.
func (p PackedSkill) Number() uint16 { return uint16(p) >> 2 }

// Level returns the level.
func (p PackedSkill) Level() Level { return Level(p & 3) }
