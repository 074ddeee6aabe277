package skill

// cue is what a word tells of the skills around it.
type cue uint8

const (
	cueNone        cue = iota
	preferAfter        // "ideally", "bonus if": what follows would be liked
	preferBefore       // "… is a plus", "…尚可": what precedes would be liked
	preferAround       // "preferred": before it, or after it at the start of a sentence
	requireAfter       // "must have", "you have"
	requireBefore      // "… is required", "…必須"
	useAfter           // "we use", "our stack": worked with, whatever the section
	negateAfter        // "no", "without": what follows at once is not asked for
	negateBefore       // "not required", "不要", "不問"
	employersAfter     // "engineers from", "companies like": names of companies follow
	askAfter           // "experience with": asked for, where no heading says how much
	askBefore          // "… experience", "…の経験"
	cueEnd
)

// cueWords are searched for by the same pass as the skills.
var cueWords = map[cue][]string{
	preferAfter: {
		"ideally", "bonus points", "bonus point", "bonus if", "bonus for", "extra points", "extra credit", "brownie points", "nice to have", "nice to haves",
		"nice if", "would be nice if", "great if", "even better if", "good to have", "we'd love it if", "preferably", "not required but", "optionally",
		"it would be a plus if", "it's a plus if", "plus if you", "plus points", "pluses", "desirable skills", "desired skills", "preferred skills", "preferred qualifications",
		"preferred experience", "preference for", "preference given to", "a plus if", "also nice", "bonuses", "尚可として", "歓迎として", "尚可スキル", "歓迎スキル", "歓迎経験",
	},
	preferBefore: {
		"a plus", "are plusses", "are pluses", "big plus", "huge plus", "definite plus", "plusses", "a bonus", "a big bonus", "a huge bonus", "are a bonus", "is bonus", "bonus", "is nice", "would be nice", "is helpful", "are helpful", "helpful",
		"not required", "not essential", "not mandatory", "is desirable", "are desirable", "desirable", "desired", "is an advantage", "an advantage", "advantageous", "is beneficial", "beneficial", "is preferred", "are preferred",
		"is welcome", "are welcome", "would be great", "would be awesome", "would be helpful", "is optional", "an asset", "are an asset", "is valued", "a strong plus", "a nice to have", "is a nice to have",
		"尚可", "なお可", "尚良", "なお良", "尚良し", "あれば", "歓迎", "大歓迎", "優遇", "望ましい", "あると嬉しい", "あるとうれしい", "あると良い", "あるとよい", "だと嬉しい", "だと尚", "必須ではありません", "必須ではない", "必須ではなく",
	},
	preferAround:  {"preferred"},
	requireAfter:  {"must have", "must know", "must be", "requires", "required skills", "you must", "minimum requirements", "must haves", "we require", "requirements are", "should have", "you should have", "you should know", "you'll need", "you will need", "you need", "you have", "you know", "mandatory skills"},
	requireBefore: {"is required", "are required", "required", "is a must", "are a must", "a must", "is mandatory", "mandatory", "is essential", "are essential", "必須", "必須です", "必要です", "が必要", "を必須"},
	useAfter:      {"we use", "we're using", "we are using", "our stack", "our tech stack", "tech stack", "the stack", "stack is", "technologies we use", "we work with", "our technology stack", "technology stack", "built with", "built on", "build with", "written in", "you'll be working with", "you'll work with", "you will work with", "you'll use", "currently use", "current stack", "we're built on", "stack includes", "our technologies"},
	negateAfter:   {"no", "not", "without", "non", "never", "isn't", "aren't", "don't use", "don't need", "doesn't require", "do not need", "rather than", "instead of", "unlike", "neither", "nor", "no need for", "nothing to do with", "not a", "anti"},
	negateBefore:  {"no experience required", "not needed", "not necessary", "isn't required", "isn't necessary", "is not necessary", "unnecessary", "不要", "不問", "問いません", "問わず", "問わない", "不可", "使いません", "使用しません", "使用していません", "利用しません", "使っていません", "使わず", "ではありません", "ではなく", "未経験可", "未経験ok", "未経験者歓迎", "未経験歓迎", "未経験でも", "知識がなくても", "経験がなくても", "知らなくても", "必要ありません", "必要はありません", "対象外", "以外", "を前提としない", "は必要なし", "は含みません"},
	askAfter: {
		"experience with", "experience in", "experience of", "experience using", "experience building", "experience developing", "experience working", "experienced in", "experienced with", "proficient in", "proficient with", "proficiency in", "proficiency with",
		"knowledge of", "knowledge in", "familiar with", "familiarity with", "understanding of", "background in", "expertise in", "expertise with", "expert in", "comfortable with", "comfortable in", "fluent in", "fluency in", "fluent with", "skilled in", "skilled with",
		"worked with", "years of", "years in", "hands-on experience", "strong in", "passion for", "have built", "have used", "mastery of", "solid grasp", "grounding in", "versed in", "you've built", "you've used", "you've worked", "competent in", "competency in", "at least one of",
	},
	askBefore: {
		"experience", "skills", "knowledge", "background", "expertise", "の経験", "開発経験", "経験者", "実務経験", "構築経験", "設計経験", "運用経験", "利用経験", "業務経験", "経験がある", "経験のある", "できる方", "使える方", "いける方", "知見", "知識", "スキルをお持ち", "に詳しい", "得意な", "扱える", "可能な方", "理解がある",
	},
	employersAfter: {"companies like", "companies such as", "company like", "company such as", "names you know like", "engineers from", "team from", "people from", "folks from", "veterans from", "alumni of", "alumni from", "founders from", "backed by", "in partnership with", "partnership with", "partners with", "customers like", "customers include", "customers such as", "clients like", "clients include", "clients such as", "investors include", "formerly of", "previously at", "formerly at", "used by", "trusted by", "acquired by", "competitors like", "a team of 10 from", "hailing from", "experience at", "worked at", "led by former"},
}

// notBefore are words that take the negation out of a word before them: "not
// only", "no problem".
var notBefore = []string{"only", "just", "limited", "necessarily", "to mention", "sure", "afraid", "matter", "exclusively", "all", "yet", "solely", "hesitate", "less than", "later", "more than"}
