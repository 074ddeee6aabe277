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
	negateBefore       // "不要", "不問"
	employersAfter     // "engineers from", "companies like": names of companies follow
	askAfter           // "experience with": asked for, where no heading says how much
	askBefore          // "… experience", "…の経験"
	unneeded           // "not required", "必須ではありません": no demand, unless it goes on "but a plus"
	preferEnd          // "advantage" at the end of a sentence: what precedes would be liked
	pitches            // "all of our products", "転換点": what a company says of itself
	hushed             // "you have access to": words of a cue that ask for nothing
	teams              // "チームは": who does what follows
	clients            // "お客様には": who has what follows
	cueEnd
)

// cueWords are searched for by the same pass as the skills.
var cueWords = map[cue][]string{
	preferAfter: {
		"ideally", "bonus points", "bonus point", "bonus if", "bonus for", "extra points", "extra credit", "brownie points", "nice to have", "nice to haves",
		"nice if", "would be nice if", "great if", "even better if", "good to have", "we'd love it if", "preferably", "optionally",
		"it would be a plus if", "it's a plus if", "plus if you", "plus points", "pluses", "desirable skills", "desired skills", "preferred skills", "preferred qualifications",
		"preferred experience", "preference for", "preference given to", "a plus if", "advantage if", "advantage to have", "would be great if", "would be awesome if", "would be helpful if", "would be useful if", "would be lovely if", "nice to know", "歓迎するのは", "あると嬉しいのは", "would help if", "helps if", "it helps if", "helpful if", "useful if", "handy if", "glad if", "happy if", "lovely if", "love it if", "welcome if", "as would", "we'd be happy if", "also nice", "bonuses", "尚可として", "歓迎として", "尚可スキル", "歓迎スキル", "歓迎経験",
	},
	preferBefore: {
		"a plus", "are plusses", "are pluses", "big plus", "huge plus", "definite plus", "plusses", "an even bigger one", "an even bigger plus", "a bonus", "a big bonus", "a huge bonus", "are a bonus", "is bonus", "bonus", "あると、", "ほうが良い", "方が良い", "ほうがよい", "goes a long way", "would not hurt", "wouldn't hurt", "doesn't hurt", "won't hurt", "is appreciated", "are appreciated", "appreciated", "is nice", "are nice", "nice but", "would be nice", "is helpful", "are helpful", "helpful",
		"is desirable", "are desirable", "desirable", "desired", "is an advantage", "an advantage", "advantageous", "is beneficial", "beneficial", "is preferred", "are preferred",
		"is welcome", "are welcome", "would be great", "would be awesome", "would be helpful", "is optional", "an asset", "would help", "would be useful", "would be a benefit", "would be an advantage", "is a benefit", "nice bonus", "だと良い", "だとなお良い", "あるとなお良い", "あるとベター", "であれば嬉しい", "プラスになります", "プラスです", "are an asset", "is valued", "a strong plus", "a nice to have", "is a nice to have",
		"尚可", "なお可", "尚良", "なお良", "尚良し", "あれば", "歓迎", "大歓迎", "優遇", "望ましい", "あると嬉しい", "あるとうれしい", "あると良い", "あるとよい", "だと嬉しい", "だと尚", "助かります", "助かる", "と嬉しいです", "とうれしいです", "あると助かります", "あると心強い", "だと心強い", "加点します", "加点対象",
	},
	preferAround:  {"preferred"},
	requireAfter:  {"応募資格は", "応募条件は", "応募要件は", "必須は", "必須条件は", "必須スキルは", "必須要件は", "求めるのは", "求める経験は", "求めるスキルは", "必要なのは", "条件は", "must have", "must know", "must be", "requires", "required skills", "you must", "minimum requirements", "must haves", "we require", "requirements are", "should have", "you should have", "you should know", "you'll need", "you will need", "you need", "you have", "you know", "mandatory skills"},
	requireBefore: {"is required", "are required", "required", "is a must", "are a must", "a must", "is mandatory", "mandatory", "is essential", "are essential", "is necessary", "are necessary", "is a necessity", "are a necessity", "a necessity", "必須", "必須です", "必要です", "が必要", "を必須", "不可欠", "必要不可欠", "is non-negotiable", "are non-negotiable", "is expected", "are expected", "できれば問題ありません", "できれば問題ない", "使えれば問題ありません", "分かれば足ります", "わかれば足ります", "分かれば十分", "わかれば十分", "使えれば十分", "書ければ十分", "あれば十分", "あれば足ります", "できれば十分", "できれば足ります", "分かれば大丈夫", "わかれば大丈夫", "できれば大丈夫", "使えれば大丈夫"},
	useAfter:      {"we use", "we're using", "we are using", "our stack", "our tech stack", "tech stack", "the stack", "stack is", "technologies we use", "we work with", "our technology stack", "technology stack", "built with", "built on", "build with", "written in", "you'll be working with", "you'll work with", "you will work with", "you'll use", "currently use", "current stack", "we're built on", "stack includes", "our technologies"},
	negateAfter:   {"no", "not", "without", "non", "never", "isn't", "aren't", "don't use", "don't need", "doesn't require", "do not need", "rather than", "instead of", "unlike", "neither", "nor", "no need for", "nothing to do with", "not a", "anti", "not responsible for", "no longer", "no plans to", "no plan to", "no intention of", "do not plan to", "don't plan to", "moved off", "moved away from", "migrated off", "migrated away from"},
	negateBefore:  {"no experience required", "not needed", "not necessary", "isn't required", "isn't necessary", "is not necessary", "unnecessary", "不要", "不問", "問いません", "問わず", "問わない", "不可", "使いません", "使用しません", "使用していません", "利用しません", "使っていません", "使わず", "ではありません", "ではなく", "未経験可", "未経験ok", "未経験者歓迎", "未経験歓迎", "未経験でも", "知識がなくても", "経験がなくても", "知らなくても", "必要ありません", "必要はありません", "対象外", "以外", "とは異なり", "とは異なる", "とは違い", "とは違う", "の枠を超え", "には真似できない", "は別チーム", "は別部署", "は別の部署", "は別のチーム", "は他チーム", "は担当しません", "は発生しません", "を前提としない", "は必要なし", "は含みません", "求めません", "求めていません", "扱いません", "触れません", "触りません", "書きません", "使っておらず", "使用しておらず", "利用しておらず", "irrelevant", "is irrelevant", "are irrelevant", "使わない", "使っていない", "使用していない", "使用しない", "利用していません", "利用していない", "採用していません", "導入していません", "未導入", "未使用", "からの移行は完了", "からの移行が完了", "からの移行は終わ", "からの移行を終え", "から移行済み", "は廃止", "は別会社", "は他社", "は外注", "は協力会社", "学べます", "学べる", "習得できます", "習得できる", "is not something", "are not something", "handled by another", "handled by other", "handled by a different", "maintained by another", "maintained by other", "owned by another", "owned by other", "担当外", "専任者がい", "専任の担当がい", "話題", "お断り", "ご遠慮", "目指せます", "目指せる", "目指すことができ", "目指すことも", "目指していただけ", "キャリアパス", "キャリアチェンジ", "ステップアップ", "not expected", "isn't expected", "is not expected", "is not used", "are not used", "is no longer used", "is out of scope", "are out of scope", "is not part of", "are not part of"},
	askAfter: {
		"experience with", "experience in", "experience of", "experience using", "experience as", "experienced as", "experience building", "experience developing", "experience working", "experienced in", "experienced with", "proficient in", "proficient with", "proficiency in", "proficiency with",
		"knowledge of", "knowledge in", "familiar with", "familiarity with", "understanding of", "background in", "expertise in", "expertise with", "expert in", "comfortable with", "comfortable in", "fluent in", "fluency in", "fluent with", "skilled in", "skilled with",
		"worked with", "years of", "years in", "hands-on experience", "strong in", "passion for", "have built", "have used", "mastery of", "solid grasp", "grounding in", "versed in", "you've built", "you've used", "you've worked", "competent in", "competency in", "at least one of", "candidate has", "candidates have", "candidate will have", "applicant has", "who knows", "who know", "who has shipped", "who have shipped", "who's shipped", "who has built", "who have built", "who has worked with", "who have worked with", "who has used", "who have used", "who has run", "who have run", "who has written", "who have written", "who has operated", "who has led", "who can write", "who can read", "who writes", "who understands", "you've shipped", "you've run", "you've written", "you've operated",
	},
	askBefore: {
		"experience", "skills", "knowledge", "background", "expertise", "の経験", "開発経験", "経験者", "実務経験", "構築経験", "設計経験", "運用経験", "利用経験", "業務経験", "経験がある", "経験のある", "お持ちの方", "持っている方", "有する方", "取得者", "書ける方", "読める方", "使いこなせる方", "わかる方", "分かる方", "作れる方", "できる方", "使える方", "いける方", "知見", "知識", "スキルをお持ち", "に詳しい", "得意な", "扱える", "可能な方", "理解がある",
	},
	employersAfter: {"companies like", "companies including", "leaders such as", "leaders like", "brands like", "brands such as", "brands including", "organizations like", "organizations such as", "organisations such as", "enterprises like", "enterprises such as", "startups like", "startups such as", "businesses like", "businesses such as", "customers including", "clients including", "the likes of", "competitors such as", "alternatives like", "alternative to", "companies such as", "company like", "company such as", "names you know like", "engineers from", "team from", "people from", "folks from", "veterans from", "alumni of", "alumni from", "founders from", "backed by", "in partnership with", "partnership with", "partners with", "customers like", "customers include", "customers such as", "clients like", "clients include", "clients such as", "investors include", "formerly of", "previously at", "formerly at", "used by", "trusted by", "acquired by", "competitors like", "a team of 10 from", "hailing from", "experience at", "worked at", "led by former"},
	unneeded:       {"not required", "not strictly required", "not specifically required", "not essential", "not mandatory", "not a requirement", "not a must", "isn't a must", "必須ではありません", "必須ではない", "必須ではなく", "必須ではございません", "必須としません", "必須条件ではありません"},
	preferEnd:      {"advantage", "big advantage", "great advantage", "strong plus", "plus", "optional", "helps", "helps a lot", "welcome", "welcomed", "would be lovely"},
	pitches: {
		"all of our products", "all our products", "across our products", "our mission", "our vision", "is the leading", "is a leading", "are a leading", "are the leading", "leading provider", "we have aimed to", "we aim to become", "aims to become", "helps customers", "helps companies", "helps businesses", "help businesses", "helps organizations", "enables businesses",
		"全製品", "転換点", "リーディングカンパニー", "業界をリード", "を目指しています", "を目指してきました", "を目指しております", "の実現を目指", "をミッションに", "をビジョンに", "というミッション", "というビジョン",
	},
	teams:   {"チームは", "チームが", "チームでは", "エンジニアは", "デザイナーは"},
	clients: {"お客様には", "お客様は", "お客さまには", "お客様の多くは", "顧客には", "顧客は", "取引先には", "取引先は", "導入企業には", "クライアントには", "ユーザーには", "利用企業には"},
	hushed: {
		"you have a hand in", "you have access to", "you have the chance", "you have a chance", "you have the opportunity", "you have an opportunity", "you have a say", "everything you need", "anything you need", "all you need", "whatever you need", "tools you need", "support you need", "help you need", "what you need to know",
		"achieving this requires", "doing this requires", "that requires", "if you have any questions", "if you have questions", "you have questions", "if you need", "the experience for", "experience for customers", "experience for our", "experience for users", "experience of our", "experience our",
		"onsite preferred", "on-site preferred", "remote preferred", "hybrid preferred", "in-person preferred", "be required to", "as required", "if required", "when required", "where required", "required for a", "required for the", "required by",
		"are expected to", "is expected to", "be expected to", "お願いできる方", "お任せできる方", "依頼できる方", "協力できる方", "who you'll work with", "who you will work with", "who you'll be working with", "who know us", "who knows what", "who knows how", "who know how", "who know what", "who understands that", "who know that", "knowledge base", "knowledge bases", "knowledge-sharing", "knowledge sharing", "knowledge transfer", "knowledge graph", "knowledge graphs", "welcome to", "visas welcome", "interns welcome", "take advantage", "taking advantage", "takes advantage", "competitive advantage", "unfair advantage", "advantage of",
	},
}

// notBefore are words that take the negation out of a word before them: "not
// only", "no problem".
var notBefore = []string{"only", "just", "limited", "necessarily", "to mention", "sure", "afraid", "matter", "exclusively", "all", "yet", "solely", "hesitate", "less than", "later", "more than"}
