package document

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// headings are the words that headings of real advertisements use for each
// section, folded as foldHeading does. Where several occur in one heading the
// longest decides.
var headings = map[Section][]string{
	Required: {
		"必須", "必須スキル", "必須要件", "必須条件", "必須経験", "必須項目", "必須資格", "応募資格", "応募要件", "応募条件", "応募要項", "求めるスキル",
		"求める経験", "求められるスキル", "必要な経験", "必要なスキル", "必要な資格", "必要な能力", "必要スキル", "必要経験", "必要要件", "必要条件", "必要資格", "要求スキル", "要求経験",
		"スキル要件", "スキル条件", "経験・スキル", "スキル・経験", "スキル経験", "求める要件", "求める条件", "参画条件", "募集条件", "募集要項・条件", "応募に必要な", "対象となる方",
		"経験/スキル", "スキル/経験", "必要な経験/スキル", "必要なスキル/経験", "求める経験/スキル", "求めるスキル/経験", "必要な経験・スキル", "求める経験・スキル", "知識・経験", "必要な知識", "必要な知識・経験", "必須の経験", "資格要件", "経験者条件", "対象者", "必要な免許", "免許・資格", "経験・資格", "人材要件", "minimum skills", "求める語学力", "語学力", "語学要件", "言語要件", "日本語要件", "英語要件", "language requirements", "language requirement", "abilities", "knowledge, skills, and abilities", "language skills", "求める人材のスキル", "must", "must have", "must haves", "must-have", "must-haves",
		"requirement", "requirements", "qualification", "qualifications", "minimum qualifications", "basic qualifications", "required qualifications", "required skills", "required experience",
		"required", "key requirements", "job requirements", "technical requirements", "what you need", "what you'll need", "what you will need", "you have", "you must have", "you'll have", "you will have",
		"what we're looking for", "what we are looking for", "who we're looking for", "who we are looking for", "we're looking for", "we are looking for", "looking for", "who you are", "about you",
		"what you bring", "what you'll bring", "what you will bring", "you bring", "you'll bring", "skills", "skills & experience", "skills and experience", "experience", "experience & skills",
		"your skills", "your profile", "your background", "your experience", "your qualifications", "your expertise", "you might be a fit", "you may be a good fit", "you might be a good fit", "you are a fit", "you'll be a good fit",
		"what we need", "what we expect", "we expect", "you should have", "you should be", "ideal candidate", "the ideal candidate", "desired skills and experience", "what you have", "what makes you", "is this you", "candidate profile", "candidate requirements",
		"essential skills", "essential", "essentials", "mandatory", "mandatory skills", "competencies", "technical skills", "knowledge", "background", "you are", "what it takes", "we'd love to hear from you if", "we'd love to chat if you", "you could be a great fit", "this role is for you if", "you'll thrive", "you will thrive", "you'll love this", "skills you'll need", "skill set", "skillset", "prerequisites",
	},
	Preferred: {
		"歓迎", "歓迎スキル", "歓迎要件", "歓迎条件", "歓迎経験", "歓迎する", "歓迎される", "歓迎項目", "歓迎する経験", "歓迎される経験", "あれば歓迎する", "あれば歓迎する経験", "あると歓迎される", "additional desirable", "あれば歓迎", "あると歓迎", "尚可", "なお可", "尚可スキル", "優遇", "優遇条件", "優遇スキル", "あると望ましい", "あると嬉しい", "あれば尚良", "あれば尚可",
		"望ましい", "推奨スキル", "推奨要件", "推奨条件", "あるとよい", "あると良い", "活かせる", "活かせるスキル", "活かせる経験", "優遇する経験", "優遇される", "優遇される経験", "プラスとなる", "プラスになる", "プラスとなる経験", "プラスになる経験", "加点要素", "加点ポイント", "加点項目", "あるとうれしい", "あれば嬉しい", "あればうれしい", "あるとなお良い", "あるとなおよい", "あると尚良い", "なお良い", "なおよし", "尚良", "こんな方だと嬉しい", "want", "wants", "better", "nice to have", "nice to haves", "nice-to-have", "nice-to-haves",
		"preferred", "preferred qualifications", "preferred skills", "preferred experience", "preferred requirements", "bonus", "bonus points", "bonus skills", "plus", "pluses", "plusses", "a plus", "is a plus", "desired", "desirable", "desirable skills",
		"desired skills", "desired experience", "good to have", "great to have", "additional qualifications", "even better if", "extra credit", "brownie points", "ideally", "you might also have", "you may also have", "we'd love it if", "what sets you apart", "stand out", "icing on the cake", "optional", "advantageous", "desirable knowledge", "desirable experience", "would be an advantage", "helpful experience",
	},
	Body: {"募集背景", "背景", "募集の背景", "採用背景", "採用の背景"},
	Environment: {
		"開発環境", "技術環境", "技術スタック", "使用技術", "利用技術", "利用ツール", "使用ツール", "技術要素", "開発技術", "開発ツール", "環境", "システム環境", "使用言語", "開発言語", "利用言語", "言語", "テックスタック", "採用技術", "主な技術", "技術構成", "システム構成",
		"主な開発環境", "使用技術・ツール", "開発環境・ツール", "ツール", "技術スタック・ツール", "主要技術", "主要な技術", "技術情報", "担当工程", "tech stack", "technology stack", "technical stack", "our stack", "our tech stack", "our tech", "stack", "the stack", "technologies", "technologies we use", "technology", "tools", "tools we use", "our technology", "what we use", "environment", "tech",
		"our technologies", "tech we use", "tech environment", "technical environment", "the tech",
	},
	Duty: {
		"仕事内容", "業務内容", "職務内容", "担当業務", "業務詳細", "具体的な業務", "具体的な仕事", "主な業務", "主な仕事", "作業内容", "案件概要", "案件内容", "案件詳細", "概要", "お任せしたいこと", "お任せする", "お任せしたい", "任せる仕事", "ミッション", "役割", "ポジション概要", "職務詳細", "依頼内容", "依頼の背景", "プロジェクト概要", "プロジェクト内容",
		"プロジェクト", "業務概要", "仕事の内容", "お仕事内容", "職種", "募集職種", "担当していただく", "お願いしたいこと", "具体的には", "期待する役割", "期待すること", "入社後", "仕事概要", "開発内容", "募集ポジション", "ポジション", "職務概要", "職務", "主な職務", "主な役割", "担当範囲", "変更の範囲", "従事すべき業務", "業務の範囲", "依頼概要", "仕事の魅力", "やりがい", "本ポジションの魅力", "ポジションの魅力",
		"responsibilities", "responsibility", "key responsibilities", "your responsibilities", "duties", "job duties", "what you'll do", "what you will do", "what you'll be doing", "what you will be doing", "what you'll work on", "what you do", "the role", "role", "about the role", "about this role", "about the job", "about the position", "about the team", "about your role", "about the opportunity", "the opportunity", "your role", "your mission", "the mission", "job description", "description", "position", "the job", "role overview", "role summary", "job summary", "position summary", "position overview", "overview", "summary",
		"your impact", "the impact you'll have", "you will", "you'll", "in this role", "in this role you will", "as a", "your tasks", "tasks", "projects", "day to day", "day-to-day", "a day in the life", "the team", "our team", "the work", "what we do", "what we're building", "what we are building", "essential functions", "key areas", "scope", "what you'll own", "what you will own", "how you'll make an impact",
	},
	Person: {
		"求める人物像", "求める人物", "人物像", "求める人材", "求める人材像", "求めている人材", "求めている人物", "求める方", "こんな方を求めて", "こんな方", "こんな人", "向いている方", "マッチする方", "カルチャー", "行動指針", "バリュー", "求めるマインド", "マインド", "志向性", "personality", "traits", "attributes", "soft skills", "values", "our values", "core values", "culture", "our culture",
	},
	Company: {
		"会社概要", "会社について", "会社情報", "会社紹介", "企業情報", "企業概要", "企業紹介", "事業内容", "事業概要", "事業紹介", "私たちについて", "弊社について", "当社について", "設立", "代表者", "資本金", "従業員数", "売上高", "主要取引先", "主な取引先", "取引先", "主要株主", "本社所在地", "沿革", "社員数", "会社名", "企業名", "会社の特徴", "経営理念", "企業理念", "ビジョン", "受賞歴", "メディア掲載", "創業者",
		"about us", "about the company", "about our company", "who we are", "our company", "company", "company overview", "company description", "our story", "our mission", "our vision", "the company", "our customers", "our investors", "our product", "investors", "funding", "our clients",
	},
	Benefit: {
		"福利厚生", "待遇", "待遇・福利厚生", "諸手当", "各種手当", "手当", "社会保険", "各種保険", "加入保険", "保険", "保険制度", "制度", "社内制度", "働く環境", "職場環境", "教育制度", "研修制度", "研修", "キャリアパス", "支援制度", "受動喫煙", "受動喫煙対策", "受動喫煙防止", "服装", "この仕事で得られるもの", "得られるもの", "得られる経験", "評価制度", "ここがポイント", "おすすめポイント", "魅力", "アピールポイント",
		"benefits", "perks", "perks & benefits", "perks and benefits", "benefits & perks", "benefits and perks", "what we offer", "we offer", "what you'll get", "what you get", "what's in it for you", "why us", "why join", "why join us", "why you'll love", "why work", "why work with us", "our benefits", "our perks", "what we provide", "we provide", "working at", "life at", "our offer", "what's on offer", "how we work", "health", "time off",
	},
	Pay: {
		"給与", "給料", "賃金", "年収", "想定年収", "予定年収", "月給", "月収", "時給", "日給", "年俸", "報酬", "単価", "月単価", "契約金額", "報酬額", "給与・報酬", "賞与", "昇給", "昇給・賞与", "給与詳細", "基本給", "固定残業代", "想定給与", "給与形態", "精算", "精算幅", "支払いサイト", "支払サイト",
		"salary", "salary range", "compensation", "compensation range", "pay", "pay range", "base salary", "rate", "pay rate", "annual salary", "remuneration", "compensation & benefits", "compensation and benefits", "equity", "wage",
	},
	Hours: {
		"勤務時間", "就業時間", "労働時間", "勤務形態", "勤務体系", "勤務日数", "休日", "休暇", "休日・休暇", "休日休暇", "休憩", "休憩時間", "残業", "時間外労働", "年間休日", "稼働", "稼働時間", "稼働日数", "稼働条件", "期間", "契約期間", "参画期間", "参画時期", "開始時期", "就業開始", "試用期間", "雇用期間", "雇用形態", "契約形態", "就業形態", "募集人数", "採用人数", "面談回数", "年齢", "外国籍", "商流",
		"working hours", "hours", "schedule", "work schedule", "shift", "employment type", "job type", "contract type", "contract length", "duration", "start date", "type",
	},
	Place: {
		"勤務地", "就業場所", "勤務場所", "作業場所", "就業先", "最寄駅", "最寄り駅", "アクセス", "所在地", "住所", "勤務先", "リモート", "リモートワーク", "リモート頻度", "出社頻度", "転勤", "エリア", "場所",
		"location", "locations", "job location", "work location", "office location", "our office", "where", "where you'll work", "remote", "visa", "relocation", "travel",
	},
	Process: {
		"選考", "選考フロー", "選考プロセス", "選考方法", "選考について", "応募方法", "応募フロー", "応募の流れ", "応募先", "面接", "面談", "採用フロー", "採用プロセス", "採用までの流れ", "選考の流れ", "応募書類", "提出書類", "問い合わせ", "お問い合わせ", "連絡先", "エントリー", "選考内容", "次のステップ",
		"how to apply", "to apply", "apply", "application process", "interview process", "the interview process", "our interview process", "hiring process", "our hiring process", "recruitment process", "selection process", "interview", "next steps", "contact", "what to expect", "the process",
	},
	Footer: {
		"個人情報", "個人情報の取り扱い", "個人情報保護", "プライバシーポリシー", "注意事項", "免責", "関連リンク", "参考リンク", "参考url",
		"equal opportunity", "equal employment opportunity", "eeo", "eeo statement", "privacy", "privacy notice", "privacy policy", "disclaimer", "diversity", "diversity & inclusion", "diversity and inclusion", "diversity, equity", "our commitment", "commitment to", "accommodations", "accommodation", "background check", "additional information",
	},
}

type headingWords struct {
	section Section
	runes   int
}

var headingIndex = func() map[string]headingWords {
	m := make(map[string]headingWords, 600)
	for sec, words := range headings {
		for _, w := range words {
			m[w] = headingWords{sec, utf8.RuneCountInString(w)}
		}
	}
	return m
}()

// headingsByStart holds the words of headings by their first two bytes, the
// longest first.
var headingsByStart = func() map[[2]byte][]string {
	m := make(map[[2]byte][]string, 400)
	for w := range headingIndex {
		k := [2]byte{w[0], w[1]}
		m[k] = append(m[k], w)
	}
	for _, list := range m {
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	}
	return m
}()

// startBits says which pairs of bytes begin words of headings.
var startBits = func() (bits [1 << 10]uint64) {
	for k := range headingsByStart {
		i := int(k[0])<<8 | int(k[1])
		bits[i/64] |= 1 << (i % 64)
	}
	return bits
}()

// longestAt returns the longest words of a heading that stand at s[i:], or "".
func longestAt(s string, i int) string {
	if i+2 > len(s) {
		return ""
	}
	if k := int(s[i])<<8 | int(s[i+1]); startBits[k/64]>>(k%64)&1 == 0 {
		return ""
	}
	for _, w := range headingsByStart[[2]byte{s[i], s[i+1]}] {
		if strings.HasPrefix(s[i:], w) && standsAlone(s, i, i+len(w)) {
			return w
		}
	}
	return ""
}

// foldHeading lower-cases and width-folds a heading and strips what decorates
// it.
func foldHeading(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if !ascii {
		s = norm.NFKC.String(s)
	}
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '(' && r != ')' || unicode.IsSymbol(r)
	})
}

// classify returns the section that the folded heading s names and how many of
// its runes words of headings make up; 0 when it names none.
func classify(s string) (Section, int) {
	if w, ok := headingIndex[s]; ok {
		return w.section, w.runes
	}
	if rest, ok := strings.CutPrefix(s, "about "); ok && rest != "" { // about Fictional Ltd.
		for _, w := range []string{"you", "role", "job", "position", "team", "opportunity", "work"} {
			if hasWord(rest, w) {
				if w == "you" {
					return Required, utf8.RuneCountInString(s)
				}
				return Duty, utf8.RuneCountInString(s)
			}
		}
		return Company, utf8.RuneCountInString(s)
	}
	best := headingWords{}
	covered := 0
	preferred, required := false, false
	for i := 0; i < len(s); i++ {
		word := longestAt(s, i)
		if word == "" {
			continue
		}
		w := headingIndex[word]
		if w.runes > best.runes {
			best = w
		}
		preferred = preferred || w.section == Preferred
		required = required || w.section == Required && (strings.Contains(word, "必須") || strings.Contains(word, "must") || strings.HasPrefix(word, "required"))
		covered += w.runes
		i += len(word) - 1
	}
	// 応募資格（歓迎） is about what is welcome, 必須・歓迎スキル about both.
	if preferred && best.section != Preferred && !required && best.section == Required {
		best.section = Preferred
	}
	if required && (best.section == Preferred || best.section == Environment || best.section == Duty || best.section == Person) {
		best.section = Required
	}
	return best.section, covered
}

// standsAlone reports whether the ASCII words at s[i:end] are not part of
// longer words.
func standsAlone(s string, i, end int) bool {
	if s[i] < 0x80 && i > 0 && isWord(s[i-1]) {
		return false
	}
	return s[end-1] >= 0x80 || end == len(s) || !isWord(s[end])
}

func isWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_'
}

func hasWord(s, word string) bool {
	for i := 0; ; {
		j := strings.Index(s[i:], word)
		if j < 0 {
			return false
		}
		i += j
		if standsAlone(s, i, i+len(word)) {
			return true
		}
		i += len(word)
	}
}
