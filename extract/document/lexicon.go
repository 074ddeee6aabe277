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
		"required", "key requirements", "job requirements", "technical requirements", "what you need", "what you'll need", "what you will need", "you have", "you must have", "you'll have", "you will have", "you'll need", "you need", "we need you to have",
		"what we're looking for", "what we are looking for", "who we're looking for", "who we are looking for", "we're looking for", "we are looking for", "looking for", "who you are", "about you",
		"what you bring", "what you'll bring", "what you will bring", "you bring", "you'll bring", "skills", "skills & experience", "skills and experience", "experience", "experience & skills",
		"your skills", "your profile", "your background", "your experience", "your qualifications", "your expertise", "you might be a fit",
		"what we need", "what we ask", "what we ask for", "what we expect", "we expect", "you should have", "you should be", "ideal candidate", "the ideal candidate", "desired skills and experience", "what you have", "what makes you", "is this you", "candidate profile", "candidate requirements",
		"essential skills", "mandatory", "mandatory skills", "competencies", "technical skills", "knowledge", "you are", "what it takes", "we'd love to hear from you if", "we'd love to chat if you", "this role is for you if", "skills you'll need", "skill set", "skillset", "prerequisites",
		"traits", "attributes", "essential criteria", "essential requirements", "what you need to succeed", "what you need to be successful", "to be successful in this role",
		"to succeed in this role", "success in this role", "who are you", "what we look for", "we look for", "we are seeking", "key skills", "core skills", "must have skills",
		"skills and qualifications", "skills & qualifications", "experience and qualifications", "education and experience", "education & experience",
		"knowledge and skills", "person specification", "eligibility criteria", "ideal profile", "minimum requirements", "basic requirements",
		"additional requirements", "non-negotiables", "non negotiables", "good fit", "you might be a good fit", "you may be a good fit", "you'll be a good fit", "you might be a great fit", "you'll be a great fit", "you could be a great fit", "great fit", "ideal background", "what'll make us love you", "what will make us love you", "we'll be most excited if you", "in the right place if", "at the right place if", "make you successful", "makes you successful", "strong fit", "perfect fit", "right fit", "you might be a fit",
		"you may be a fit", "be a fit if", "great match", "good match", "you should apply if", "apply if you", "this is for you if", "this job is for you if", "role is for you",
		"we'd love to meet you if", "we want to hear from you if", "sound like you",
		"sounds like you", "what you should have", "skills required", "experience required", "skills needed", "experience needed", "the skills you need", "required knowledge",
		"required technical skills", "required competencies", "core competencies", "your skillset", "your skill set", "your toolkit", "your know-how", "you know",
		"you come with", "what you come with", "what you know", "your strengths", "what makes you a great fit", "what makes you a good fit", "we're excited about you",
		"we hope you have", "the right candidate", "successful candidate", "our ideal candidate", "who should apply", "who you'll be", "work experience", "professional experience",
		"professional background", "technical background", "educational background", "relevant experience", "technical qualifications",
		"job qualifications", "experience and skills", "what success requires", "what the role requires", "the role requires", "this role requires", "what it takes to succeed",
		"skills we need", "skills we look for", "experience we look for", "求めるスキルセット", "必須となる", "必須とする", "採用条件", "採用要件", "応募資格・条件", "応募基準", "応募資格について",
		"求める方", "求めるもの", "求める技術", "求める知識", "求める能力", "必要な語学力", "参加条件", "参画要件", "応募対象", "対象となる人", "応募いただける方", "求められる経験", "求められる能力", "求める実務経験", "経験・知識",
		"スキル・知識", "知識・スキル", "知識・技術", "マスト要件", "マスト条件", "マストスキル", "こんな経験をお持ちの方", "お持ちいただきたい", "持っていてほしい", "身につけていてほしい", "以下の経験をお持ちの方", "必要な技術", "必要とする", "必要とされる", "学歴・資格", "保有資格",
	},
	Preferred: {
		"歓迎", "歓迎スキル", "歓迎要件", "歓迎条件", "歓迎経験", "歓迎する", "歓迎される", "歓迎項目", "歓迎する経験", "歓迎される経験", "あれば歓迎する", "あれば歓迎する経験", "あると歓迎される", "additional desirable", "あれば歓迎", "あると歓迎", "尚可", "なお可", "尚可スキル", "優遇", "優遇条件", "優遇スキル", "あると望ましい", "あると嬉しい", "あると強い", "あると有利", "あると心強い", "あると助かる", "あったら嬉しい", "あったらうれしい", "あれば良い", "あればよい", "あればなお良い", "あればなおよい", "あればなおよし", "できると嬉しい", "だと嬉しい", "あれば尚良", "あれば尚可",
		"望ましい", "推奨スキル", "推奨要件", "推奨条件", "あるとよい", "あると良い", "活かせる", "活かせるスキル", "活かせる経験", "優遇する経験", "優遇される", "優遇される経験", "プラスとなる", "プラスになる", "プラスとなる経験", "プラスになる経験", "加点要素", "加点ポイント", "加点項目", "あるとうれしい", "あれば嬉しい", "あればうれしい", "あるとなお良い", "あるとなおよい", "あると尚良い", "なお良い", "なおよし", "尚良", "こんな方だと嬉しい", "want", "wants", "better", "nice to have", "nice to haves", "nice-to-have", "nice-to-haves",
		"preferred", "preferred qualifications", "preferred skills", "preferred experience", "preferred requirements", "bonus", "bonus points", "bonus skills", "plus", "pluses", "plusses", "a plus", "is a plus", "desired", "desirable", "desirable skills",
		"desired skills", "desired experience", "good to have", "great to have", "great if you had", "great if", "glad if", "nice to know", "what we'd like", "soft requirements", "would love", "we'd love", "we'd love to see", "glad to have", "glad to see", "we'd be glad to see", "we'd be glad to have", "we'd be happy to see", "you'd be glad to have", "happy to see", "you may have", "you might have", "you could have", "lovely to have", "additional qualifications", "even better if", "extra credit", "brownie points", "ideally", "you might also have", "you may also have", "we'd love it if", "what sets you apart", "stand out", "icing on the cake", "optional", "advantageous", "desirable knowledge", "desirable experience", "would be an advantage", "helpful experience",
		"desirable criteria", "an advantage", "added advantage", "would be a plus", "will be a plus", "what's a plus",
		"what is a plus", "it's a plus if", "nice-to-have skills", "nice to have skills", "extra points", "extra credit if you", "bonus points if you", "bonus points for",
		"bonus if you", "bonus qualifications", "it's a bonus if", "make us happy", "make us extra happy", "make you stand out", "makes you stand out",
		"help you stand out", "set you apart", "sets you apart", "great if you have", "it would be great if", "it's great if you", "we'd love if", "we'd be thrilled",
		"even better", "even better if you", "added bonus", "beneficial skills", "nice extras", "desired qualifications", "desired attributes",
		"preferred background", "preferred knowledge", "preferred attributes", "preferred technical skills", "strong plus", "big plus", "we also like",
		"we also value", "not required but", "not required, but", "not a must", "not essential", "good-to-have", "good to haves", "歓迎する人物像", "歓迎する資格", "歓迎資格",
		"歓迎する知識", "歓迎されるスキル", "あると嬉しい経験", "あると嬉しいスキル", "あるとより良い", "あるとより", "あると好ましい", "好ましい", "必須ではない", "必須ではありません", "プラスα", "プラスアルファ", "ウェルカム要件", "生かせる経験",
		"生かせるスキル", "活かせる知識", "こんな経験があれば", "お持ちだと嬉しい", "お持ちであれば", "優遇要件", "優遇資格", "歓迎される資格", "加点対象", "推奨経験", "推奨資格", "あれば望ましい", "あれば尚可な", "あれば活かせる",
		"尚可要件", "尚可条件", "尚可経験", "尚良い経験", "尚歓迎", "より歓迎",
	},
	Body: {"募集背景", "背景", "募集の背景", "採用背景", "採用の背景", "この求人の特徴", "求人の特徴", "our client", "about our client", "about the client", "事業について", "how we work", "what to expect", "プロダクトについて", "サービスについて", "全文書き起こし"},
	Environment: {
		"開発環境", "技術環境", "技術スタック", "使用技術", "利用技術", "利用ツール", "使用ツール", "技術要素", "開発技術", "開発ツール", "環境", "システム環境", "使用言語", "開発言語", "利用言語", "言語", "テックスタック", "採用技術", "主な技術", "技術構成", "システム構成",
		"主な開発環境", "使用技術・ツール", "開発環境・ツール", "ツール", "技術スタック・ツール", "主要技術", "主要な技術", "技術情報", "担当工程", "tech stack", "technology stack", "technical stack", "our stack", "our tech stack", "our tech", "stack", "the stack", "technologies", "technologies we use", "technology", "tools", "tools we use", "our technology", "what we use", "environment", "tech",
		"our technologies", "tech we use", "tech environment", "technical environment", "the tech",
		"開発体制", "開発手法", "開発プロセス", "開発の進め方", "開発スタイル", "利用している技術", "使用している技術", "使っている技術", "使用する技術", "利用サービス", "使用サービス", "使用フレームワーク", "利用中の技術", "インフラ環境", "技術・ツール",
		"ツール・技術", "主な開発言語", "主な使用技術", "利用環境", "使用環境", "技術スタックについて", "開発環境について", "our tools", "our toolbox", "our tech stack includes", "tools and technologies",
		"tools & technologies", "technologies and tools", "technologies & tools", "technologies you'll use", "technologies you'll work with", "tech you'll use",
		"tech you'll work with", "what we work with", "what you'll work with", "what you'll use", "languages & frameworks", "languages and frameworks",
		"engineering stack", "development environment", "the stack you'll work with",
	},
	Duty: {
		"仕事内容", "業務内容", "職務内容", "担当業務", "業務詳細", "具体的な業務", "具体的な仕事", "主な業務", "主な仕事", "作業内容", "案件概要", "案件内容", "案件詳細", "概要", "お任せしたいこと", "お任せする", "お任せしたい", "任せる仕事", "ミッション", "役割", "ポジション概要", "職務詳細", "依頼内容", "依頼の背景", "プロジェクト概要", "プロジェクト内容",
		"プロジェクト", "業務概要", "仕事の内容", "お仕事内容", "職種", "募集職種", "担当していただく", "お願いしたいこと", "具体的には", "期待する役割", "期待すること", "入社後", "仕事概要", "開発内容", "募集ポジション", "ポジション", "職務概要", "職務", "主な職務", "主な役割", "担当範囲", "変更の範囲", "従事すべき業務", "業務の範囲", "依頼概要", "仕事の魅力", "やりがい", "本ポジションの魅力", "ポジションの魅力",
		"responsibilities", "responsibility", "key responsibilities", "your responsibilities", "duties", "job duties", "what you'll do", "what you will do", "what you'll be doing", "what you will be doing", "what you'll work on", "what you do", "the role", "role", "about the role", "about this role", "about the job", "about the position", "about the team", "about your role", "about the opportunity", "the opportunity", "your role", "your mission", "the mission", "job description", "description", "position", "the job", "role overview", "role summary", "job summary", "position summary", "position overview", "overview", "summary",
		"your impact", "the impact you'll have", "you will", "you'll", "in this role", "in this role you will", "as a", "your tasks", "tasks", "projects", "day to day", "day-to-day", "a day in the life", "the team", "our team", "the work", "what we do", "what we're building", "what we are building", "essential functions", "key areas", "scope", "what you'll own", "what you will own", "how you'll make an impact",
		"チーム構成", "チーム体制", "チームについて", "配属先", "配属部署", "配属先情報", "配属先について", "所属チーム", "所属部署", "組織構成", "組織体制", "一日の流れ", "1日の流れ", "1日のスケジュール", "一日のスケジュール", "技術的な課題",
		"技術課題", "技術的挑戦", "担当プロダクト", "担当プロジェクト", "プロジェクト例", "案件例", "仕事について", "お任せする仕事", "お任せする業務", "お仕事の内容", "ポジションについて", "期待される役割", "期待する成果", "入社後の流れ",
		"入社後にお任せ", "主な担当業務", "業務の魅力", "仕事の醍醐味", "この仕事の魅力", "day in the life", "a typical day", "typical day", "typical week",
		"what your day looks like", "how you'll contribute", "what you'll achieve", "what you'll accomplish", "what you'll be responsible for", "you'll be responsible for",
		"what success looks like", "key duties", "main duties", "main tasks", "main responsibilities", "primary responsibilities", "key accountabilities",
		"key deliverables", "problems to solve", "problems you'll solve", "problems you'll be solving", "why this role exists", "why this role",
		"the challenge", "role description", "role responsibilities", "role purpose", "purpose of the role", "what this role does", "your day",
		"your day-to-day", "your first 90 days", "first 90 days", "what you'll build", "what you'll be working on", "what you'll deliver", "what you'll lead",
		"you'll get to", "how you'll spend your time", "how you'll have impact", "how you'll make a difference", "main activities", "key tasks",
		"your contribution", "your challenge", "your challenges", "what we'll expect from you", "as the", "where you come in", "what's the job",
	},
	Person: {
		"求める人物像", "求める人物", "人物像", "求める人材", "求める人材像", "求めている人材", "求めている人物", "こんな方を求めて", "こんな方", "こんな人", "向いている方", "マッチする方", "カルチャー", "行動指針", "バリュー", "求めるマインド", "マインド", "志向性", "personality", "soft skills", "values", "our values", "core values", "culture", "our culture",
		"こんな方を探しています", "こんな方を募集", "こんな方と", "こんな方に", "こんな方に仲間になってほしい", "こんな人に", "こんな人と", "こんな人を", "仲間になってほしい", "一緒に働きたい", "一緒に働きたい人", "活躍している人", "活躍できる方", "活躍できる人",
		"フィットする方", "向いている人", "求める姿勢", "期待するマインド", "求める人", "人物面", "求める価値観", "求めるマインドセット", "you'll thrive", "you'll enjoy this", "you'll love this", "you'll enjoy it here", "you'll love it here if", "大切にしている価値観", "大切にしていること",
	},
	Company: {
		"会社概要", "会社について", "会社情報", "会社紹介", "企業情報", "企業概要", "企業紹介", "事業内容", "事業概要", "事業紹介", "私たちについて", "弊社について", "当社について", "設立", "代表者", "資本金", "従業員数", "売上高", "主要取引先", "主な取引先", "取引先", "主要株主", "本社所在地", "沿革", "社員数", "会社名", "企業名", "会社の特徴", "経営理念", "企業理念", "ビジョン", "受賞歴", "メディア掲載", "創業者",
		"about us", "about the company", "about our company", "who we are", "our company", "company", "company overview", "company description", "our story", "our mission", "our vision", "the company", "our customers", "our investors", "our product", "investors", "funding",
		"might not be a fit", "not looking for", "shouldn't apply", "unlikely to thrive", "isn't for you", "not for you", "not the right fit", "what sets us apart", "may not be a fit", "not be a fit", "not for you if", "向いていない人", "向いていない方", "合わない人", "合わない方", "代表メッセージ",
		"チームからのメッセージ", "社員の声", "先輩の声", "メンバーの声", "スタッフの声", "利用者の声", "お客様の声", "先輩からのメッセージ", "社員からのメッセージ", "社員紹介", "メンバー紹介", "who you'll work with", "who you'll be working with", "先輩社員", "社員インタビュー", "company profile", "company background", "company mission",
		"what we stand for", "our beliefs", "our purpose", "our journey", "our history", "our backers", "message from the team",
	},
	Benefit: {
		"福利厚生", "待遇", "待遇・福利厚生", "諸手当", "各種手当", "手当", "社会保険", "各種保険", "加入保険", "保険", "保険制度", "制度", "社内制度", "働く環境", "職場環境", "教育制度", "研修制度", "研修", "キャリアパス", "支援制度", "受動喫煙", "受動喫煙対策", "受動喫煙防止", "服装", "この仕事で得られるもの", "得られるもの", "得られる経験", "評価制度", "ここがポイント", "おすすめポイント", "魅力", "アピールポイント",
		"benefits", "perks", "perks & benefits", "perks and benefits", "benefits & perks", "benefits and perks", "what we offer", "we offer", "what you'll get", "what you get", "what's in it for you", "why us", "why it might be a fit", "why you might like", "why join", "why join us", "why you'll love", "why work", "why work with us", "our benefits", "our perks", "what we provide", "we provide", "working at", "life at", "our offer", "what's on offer", "health", "time off",
		"身につくスキル", "習得できる", "学べること", "得られるスキル", "得られる経験・スキル", "入社するメリット", "働くメリット", "福利厚生・制度", "キャリアステップ", "成長環境",
		"この求人のポイント", "ここが魅力", "experience gained", "experience you'll gain", "what you'll gain", "skills you'll gain", "what you'll learn", "what we'll offer",
		"what we can offer", "we can offer", "the package", "our package", "benefits package", "extras we offer", "what we give you", "what we've got for you",
		"we take care of you", "reasons to join", "join us to", "why you should join", "why you'll love working", "why you'll love working here", "growth opportunities",
		"paid time off",
		"how we support you", "working with us",
	},
	Pay: {
		"給与", "給料", "賃金", "年収", "想定年収", "予定年収", "月給", "月収", "時給", "日給", "年俸", "報酬", "単価", "月単価", "契約金額", "報酬額", "給与・報酬", "賞与", "昇給", "昇給・賞与", "給与詳細", "基本給", "固定残業代", "想定給与", "給与形態", "精算", "精算幅", "支払いサイト", "支払サイト",
		"salary", "salary range", "compensation", "compensation range", "pay", "pay range", "base salary", "rate", "pay rate", "annual salary", "remuneration", "compensation & benefits", "compensation and benefits", "equity", "wage",
		"給与・待遇", "給与・福利厚生", "想定年俸", "想定単価", "compensation and perks", "compensation & perks", "pay transparency", "salary and benefits", "salary & benefits",
		"salary information", "base pay", "total rewards", "stock options",
	},
	Hours: {
		"勤務時間", "就業時間", "労働時間", "勤務形態", "勤務体系", "勤務日数", "休日", "休暇", "休日・休暇", "休日休暇", "休憩", "休憩時間", "残業", "時間外労働", "年間休日", "稼働", "稼働時間", "稼働日数", "稼働条件", "期間", "契約期間", "参画期間", "参画時期", "開始時期", "就業開始", "試用期間", "雇用期間", "雇用形態", "契約形態", "就業形態", "募集人数", "採用人数", "面談回数", "年齢", "外国籍", "商流",
		"working hours", "hours", "schedule", "work schedule", "shift", "employment type", "job type", "contract type", "contract length", "duration", "start date", "type",
		"勤務条件", "雇用条件", "労働条件", "働き方", "契約条件", "就業条件", "勤務体制", "就業形態・勤務時間", "入社時期", "working conditions", "work arrangement", "working arrangement",
		"employment details", "employment conditions", "contract details", "engagement type", "working model",
	},
	Place: {
		"勤務地", "就業場所", "勤務場所", "作業場所", "就業先", "最寄駅", "最寄り駅", "アクセス", "所在地", "住所", "勤務先", "リモート", "リモートワーク", "リモート頻度", "出社頻度", "転勤", "エリア", "場所",
		"location", "locations", "job location", "work location", "office location", "our office", "where", "where you'll work", "remote", "visa", "relocation", "travel",
		"勤務地・アクセス", "交通アクセス", "勤務地について", "出社について", "where we work", "where you'll be based", "travel requirements", "work authorization",
	},
	Process: {
		"選考", "選考フロー", "選考プロセス", "選考方法", "選考について", "応募方法", "応募フロー", "応募の流れ", "応募先", "面接", "面談", "採用フロー", "採用プロセス", "採用までの流れ", "選考の流れ", "応募書類", "提出書類", "問い合わせ", "お問い合わせ", "連絡先", "エントリー", "選考内容", "次のステップ",
		"how to apply", "to apply", "apply", "application process", "interview process", "the interview process", "our interview process", "hiring process", "our hiring process", "recruitment process", "selection process", "interview", "next steps", "contact", "the process",
		"応募にあたって", "応募の前に", "面接について", "カジュアル面談", "選考ステップ", "選考内容・フロー", "よくある質問", "お問合せ", "お問合せ先", "書類選考のポイント", "how we hire", "candidate journey", "your journey",
		"how we interview", "our recruitment process", "what happens next", "what's next", "ready to apply",
		"apply now", "application instructions", "application deadline", "recruitment timeline",
	},
	Footer: {
		"個人情報", "個人情報の取り扱い", "個人情報保護", "プライバシーポリシー", "注意事項", "免責", "関連リンク", "参考リンク", "参考url",
		"equal opportunity", "equal employment opportunity", "eeo", "eoe", "eeo statement", "privacy", "privacy notice", "privacy policy", "disclaimer", "diversity", "diversity & inclusion", "diversity and inclusion", "diversity, equity", "our commitment", "commitment to", "accommodations", "accommodation", "background check", "additional information",
		"equal opportunity employer", "equal-opportunity employer", "equal opportunity statement", "recruitment fraud", "equal opportunities", "equal employment", "eeo/aa", "our commitment to diversity", "commitment to diversity",
		"diversity, equity and inclusion", "diversity, equity & inclusion", "diversity statement", "privacy notice for candidates", "candidate privacy",
		"data privacy", "disclaimers", "e-verify", "recruiter notice", "notice to recruiters", "agency notice", "scam alert", "fraud alert",
		"機会の平等", "応募者の個人情報",
	},
}

// wholeHeadings name a section only when they are all of a heading: inside a
// longer one they say nothing.
var wholeHeadings = map[Section][]string{
	Required:    {"スキルセット", "profile", "you", "what you offer", "certifications", "licenses", "licenses and certifications", "license/certification", "your dna", "education", "要件", "語学", "needed", "need", "needs", "minimum", "bare minimum", "necessary", "essential", "essentials", "eligibility", "募集対象", "the profile", "qualities"},
	Preferred:   {"advantage", "advantages", "bonuses", "beneficial", "extras", "ベター", "加点", "preferences", "desirables", "ウェルカム", "うれしい", "嬉しい", "有利", "nice", "should", "could", "welcome", "welcomed", "nice if you have", "you'd also like", "cherry on top"},
	Body:        {"その他", "other notices", "referral instructions", "other notes", "a final note", "final note", "notes", "備考", "補足", "補足事項", "募集要項", "background", "要項"},
	Environment: {"using", "buzzwords", "tooling"},
	Duty:        {"業務", "仕事", "やること", "面白さ", "challenges", "expectations", "deliverables", "accountabilities", "業務の流れ", "仕事の流れ"},
	Person:      {"スタンス", "価値観", "人間性", "マインドセット"},
	Company:     {"顧客", "クライアント", "メッセージ", "取引実績", "採用実績", "at a glance", "not a fit"},
	Benefit:     {"キャリア", "メリット", "キャリアアップ", "insurance", "vacation", "wellness", "retirement", "身につく", "身に付く", "learning and development", "career path", "career growth", "career development"},
	Place:       {"オフィス", "出社", "office", "workplace"},
	Hours:       {"入社日", "中抜け"},
	Process:     {"応募時", "questions", "interested", "faq", "interviewing", "書類選考", "our process", "join us"},
	Unneeded: {
		"不問", "不要", "ng", "ng条件", "ng事項", "対象外", "不要なスキル", "不要な経験", "不要スキル", "不要な知識", "不要なもの", "求めないもの", "求めないスキル", "求めないこと", "求めない経験", "必須ではないもの", "なくてよいもの", "なくてもよいもの", "なくて良いもの", "いらないもの", "いらないスキル", "必要ないもの",
		"使わない技術", "使わないもの", "使っていない技術", "使用しない技術", "使用していない技術", "採用していない技術", "採用しない技術", "触らない技術", "未導入", "将来検討", "検討中の技術", "やらないこと", "担当しないこと", "やらない業務", "対象外業務", "対象外の業務",
		"not required", "not needed", "not necessary", "not expected", "not asked for", "not part of the job", "out of scope", "not in scope", "no need for", "you don't need", "you won't need", "you do not need", "don't need", "we don't need", "what you don't need", "what you won't need", "things you don't need",
		"won't", "what we don't ask", "what we don't ask for", "anti-requirements", "irrelevant", "irrelevant experience", "条件外", "unnecessary", "not applicable", "you won't be working with", "you won't work with", "you won't be using", "you won't use", "you won't touch", "we don't use", "what we don't use", "we do not use", "not used", "you won't do", "what you won't do", "you won't be doing", "what this role is not", "what this job is not", "this role is not",
	},
	Footer: {"inclusion", "dei", "legal", "accessibility", "ダイバーシティ"},
}

type headingWords struct {
	section Section
	runes   int
	whole   bool // of wholeHeadings
}

// noSection is the section of headingTails.
const noSection Section = 255

// headingTails are words that headings add to what they name: they are part of
// a heading and say nothing.
var headingTails = []string{
	"in this role", "for this role", "for the role", "for this position", "in this position", "to be successful", "to succeed", "from you", "in you", "in a candidate",
	"for this job", "to do the job", "to thrive", "at work", "as well", "with us", "at a minimum", "if you have", "if you", "for you", "for us",
}

// questions are ways of asking in a heading and how it is put otherwise, in
// pairs: the lexicon holds one of each.
var questions = []string{
	"you will", "you'll", "you would", "you'll", "you'd", "you'll", "will you", "you'll", "would you", "you'll", "we are", "we're", "are we", "we're",
	"do you", "you", "are you", "you are", "do we", "we", "can we", "we", "what is", "what's", "who is", "who's", "we will", "we'll",
}

var putPlainly = strings.NewReplacer(questions...)

// plainQuestion puts a folded heading as the lexicon does: "what will you bring"
// is "what you'll bring".
func plainQuestion(s string) string {
	if !strings.Contains(s, "you") && !strings.Contains(s, "we") && !strings.Contains(s, " is ") {
		return s
	}
	for i := 0; i < len(questions); i += 2 {
		if strings.Contains(s, questions[i]) {
			return putPlainly.Replace(s)
		}
	}
	return s
}

var headingIndex = func() map[string]headingWords {
	m := make(map[string]headingWords, 1400)
	for sec, words := range headings {
		for _, w := range words {
			w = plainQuestion(w)
			m[w] = headingWords{section: sec, runes: utf8.RuneCountInString(w)}
		}
	}
	for _, w := range headingTails {
		m[w] = headingWords{section: noSection, runes: utf8.RuneCountInString(w)}
	}
	for sec, words := range wholeHeadings {
		for _, w := range words {
			m[w] = headingWords{section: sec, runes: utf8.RuneCountInString(w), whole: true}
		}
	}
	return m
}()

// headingsByStart holds the words of headings by their first three bytes, one
// Japanese character, the longest first.
var headingsByStart = func() map[[3]byte][]string {
	m := make(map[[3]byte][]string, 400)
	for w, words := range headingIndex {
		if words.whole {
			continue
		}
		k := [3]byte{w[0], w[1], w[2]}
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
	if i+3 > len(s) {
		return ""
	}
	if k := int(s[i])<<8 | int(s[i+1]); startBits[k/64]>>(k%64)&1 == 0 {
		return ""
	}
	for _, w := range headingsByStart[[3]byte{s[i], s[i+1], s[i+2]}] {
		if strings.HasPrefix(s[i:], w) && standsAlone(s, i, i+len(w)) {
			return w
		}
	}
	return ""
}

// foldHeading lower-cases and width-folds a heading and strips what decorates
// it.
func foldHeading(s string) string {
	var room [3 * maxHeadingRunes]byte
	folded, as := room[:0], true // as: the same as s so far
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch f := plainRune(r); {
		case f < 0:
			s = strings.ReplaceAll(strings.ToLower(norm.NFKC.String(s)), "’", "'")
			return plainQuestion(trimDecoration(s))
		case f != r && as:
			as = false
			folded = append(folded, s[:i]...)
			fallthrough
		case !as:
			folded = utf8.AppendRune(folded, f)
		}
		i += n
	}
	if !as {
		s = string(folded)
	}
	return plainQuestion(trimDecoration(s))
}

// plainRune returns what foldHeading makes of r, -1 when that takes the tables of
// NFKC.
func plainRune(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf, japaneseLetter(r):
		return r
	case r >= '！' && r <= '～':
		return plainRune(r - 0xFEE0)
	case r == '’':
		return '\''
	case r == '\u3000':
		return ' '
	case r == '、' || r == '。' || r == '・' || r >= '〈' && r <= '】' || r == '–' || r == '—' || r == '“' || r == '”':
		return r
	}
	return -1
}

// japaneseLetter reports letters of Japanese that folding leaves as they are:
// hiragana, katakana, the long vowel mark and kanji.
func japaneseLetter(r rune) bool {
	return r >= 'ぁ' && r <= 'ゖ' || r >= 'ァ' && r <= 'ー' && r != '・' || r >= 0x4E00 && r <= 0x9FFF
}

// trimDecoration strips white space, punctuation but parentheses, and symbols from
// both ends of s.
func trimDecoration(s string) string {
	if s != "" && isAlnum(s[0]) && isAlnum(s[len(s)-1]) {
		return s
	}
	return strings.TrimFunc(s, func(r rune) bool {
		if r < utf8.RuneSelf && isAlnum(byte(r)) || japaneseLetter(r) {
			return false
		}
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '(' && r != ')' || unicode.IsSymbol(r)
	})
}

// classify returns the section that the folded heading s names and how many of
// its runes words of headings make up; 0 when it names none.
func classify(s string) (Section, int) {
	if w, ok := headingIndex[s]; ok && w.section != noSection {
		return w.section, w.runes
	}
	if rest, ok := strings.CutPrefix(s, "about "); ok && rest != "" { // about Fictional Ltd.
		return aboutWhat(rest), utf8.RuneCountInString(s)
	}
	best := headingWords{section: noSection}
	covered := 0
	preferred, required := false, false
	for i := 0; i < len(s); i++ {
		word := longestAt(s, i)
		if word == "" {
			continue
		}
		w := headingIndex[word]
		if w.section != noSection && (w.runes > best.runes && (w.section != Body || best.section == noSection) || best.section == Body) {
			best = w
		}
		preferred = preferred || w.section == Preferred
		required = required || w.section == Required && demands(word)
		covered += w.runes
		i += len(word) - 1
	}
	if best.section == noSection {
		return Body, 0
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

// aboutWhat returns the section of the heading "about …".
func aboutWhat(rest string) Section {
	for _, w := range [...]string{"you", "role", "job", "position", "team", "opportunity", "work"} {
		if hasWord(rest, w) {
			if w == "you" {
				return Required
			}
			return Duty
		}
	}
	if hasWord(rest, "client") {
		return Body
	}
	return Company
}

// demands reports whether word says of itself that it is about what is required.
func demands(word string) bool {
	return strings.Contains(word, "必須") || strings.Contains(word, "must") || strings.HasPrefix(word, "required")
}

// standsAlone reports whether the ASCII words at s[i:end] are not part of
// longer words.
func standsAlone(s string, i, end int) bool {
	if s[i] < 0x80 && i > 0 && isWord(s[i-1]) {
		return false
	}
	return s[end-1] >= 0x80 || end == len(s) || !isWord(s[end])
}

func isWord(c byte) bool { return isAlnum(c) || c == '_' }

func isAlnum(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }

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
