package duplicate_test

// The words of made-up openings. Employers, products and texts are fictional.

type craft struct {
	titleEN, titleJA string
	tech             []string
	workEN, workJA   []string // duties only this craft has
	needEN, needJA   []string // requirements only this craft has
}

var crafts = []craft{
	{
		"Backend Engineer", "バックエンドエンジニア",
		[]string{"Go", "PostgreSQL", "gRPC", "Redis"},
		[]string{"design the interfaces other services call and keep them stable for years", "find slow queries and rewrite them before customers notice", "split a large database into parts that can grow alone", "write migrations that run while the shop is open", "guard queues against messages that arrive twice"},
		[]string{"他のサービスから呼ばれる境界を設計し長期間安定させる", "遅い問合せを見つけて書き直す", "巨大な台帳を分割して別々に拡張する", "営業中に止めずに移行する手順を書く", "二重に届く電文からキューを守る"},
		[]string{"three years of writing servers that many people depend on", "a sound grasp of transactions and isolation", "habit of measuring before changing"},
		[]string{"多数の利用者を支えるサーバー開発を三年以上", "トランザクションと分離レベルの理解", "変更前に計測する習慣"},
	},
	{
		"Frontend Engineer", "フロントエンドエンジニア",
		[]string{"TypeScript", "React", "CSS", "Playwright"},
		[]string{"turn sketches of designers into screens that feel quick on old phones", "build a library of widgets with keyboard support", "cut the weight of our bundles and watch the paint times", "write tests that click through the whole purchase", "talk with support about what confuses visitors"},
		[]string{"意匠の下書きを古い端末でも軽快な画面に仕上げる", "キーボードで操作できる部品集を整える", "配布物の容量を削り描画時間を監視する", "購入完了まで画面を操作する自動試験を書く", "問い合わせ窓口と迷いやすい箇所を話し合う"},
		[]string{"a portfolio of interfaces that real visitors use", "good knowledge of accessibility guidelines", "an eye for spacing and motion"},
		[]string{"実際に使われている画面の制作実績", "アクセシビリティ指針の知識", "余白と動きに対する目配り"},
	},
	{
		"Data Engineer", "データエンジニア",
		[]string{"Python", "BigQuery", "Airflow", "dbt"},
		[]string{"bring events from forty sources into one warehouse each night", "describe every column so analysts need not ask", "detect gaps in the feed and backfill them", "lower the bill of our largest tables", "agree on contracts with the teams that send events"},
		[]string{"四十の発生元から毎晩ひとつの倉庫へ記録を集める", "分析者が迷わないよう全列の定義を書く", "欠損を検知して穴埋めする", "最大級の表にかかる費用を下げる", "送信側の部署と形式の取り決めを結ぶ"},
		[]string{"experience with columnar stores of many terabytes", "fluent SQL including window functions", "care for privacy of personal records"},
		[]string{"数十テラバイト規模の列指向倉庫の経験", "窓関数を含む堪能なSQL", "個人情報の扱いへの配慮"},
	},
	{
		"iOS Engineer", "iOSエンジニア",
		[]string{"Swift", "SwiftUI", "Xcode", "Fastlane"},
		[]string{"ship a release to the store every second week", "keep the app usable in tunnels and elevators", "bring widgets and watch faces to travellers", "trace crashes back to the line that caused them", "move old view controllers to declarative views"},
		[]string{"隔週で店頭へ新版を届ける", "圏外でも使えるよう保存を工夫する", "ウィジェットや腕時計の文字盤を提供する", "異常終了を原因の行まで追跡する", "旧来の画面を宣言的な記述へ移す"},
		[]string{"two or more apps of yours in the store", "understanding of memory and threads on phones", "patience with review guidelines"},
		[]string{"公開済みアプリの開発経験二本以上", "端末の記憶領域と並行処理の理解", "審査指針への粘り強い対応"},
	},
	{
		"Site Reliability Engineer", "SRE",
		[]string{"Kubernetes", "Terraform", "Prometheus", "AWS"},
		[]string{"set objectives with every team and report the budget that is left", "rehearse the loss of a whole zone twice a year", "automate certificates and rotation of secrets", "make deployments boring and reversible", "lead the review after an incident without blame"},
		[]string{"各部署と目標値を決め残り予算を報告する", "年二回ゾーン全損を想定した訓練を行う", "証明書と秘密情報の更新を自動化する", "配備を退屈で戻せるものにする", "障害後の振り返りを責めずに進行する"},
		[]string{"years of carrying a pager for public systems", "deep knowledge of Linux networking", "scripts you are proud of"},
		[]string{"公開システムの当番経験", "Linuxの通信まわりの深い知識", "誇れる自動化の実績"},
	},
	{
		"Machine Learning Engineer", "機械学習エンジニア",
		[]string{"Python", "PyTorch", "CUDA", "MLflow"},
		[]string{"train rankers on a billion clicks and explain their mistakes", "serve models within twenty milliseconds", "collect labels from experts and measure agreement", "compare every release with the last one offline and online", "write reports that the legal team understands"},
		[]string{"十億件の行動から順位付けを学習し誤りを説明する", "二十ミリ秒以内に推論を返す", "専門家の正解付けを集めて一致度を測る", "毎回の更新を旧版と比較する", "法務にも伝わる報告書を書く"},
		[]string{"solid statistics and linear algebra", "papers or public models of your own", "practice with distributed training"},
		[]string{"統計と線形代数の確かな素養", "自身の論文または公開モデル", "分散学習の実務"},
	},
	{
		"QA Engineer", "QAエンジニア",
		[]string{"Selenium", "Appium", "Postman", "Jenkins"},
		[]string{"plan the checks of a release with product owners", "automate the journeys that break most often", "explore new features with the eyes of a beginner", "track defects until somebody fixes them", "teach developers to write cases first"},
		[]string{"企画担当と一緒に公開前の確認を計画する", "壊れやすい経路の自動化を進める", "初心者の目で新機能を探る", "不具合が直るまで追いかける", "開発者へ先に観点を書くよう教える"},
		[]string{"a certificate in testing or equal practice", "clear bug reports in writing", "stubbornness in a friendly tone"},
		[]string{"試験技術の資格または同等の実務", "分かりやすい不具合報告", "親しみやすい粘り強さ"},
	},
	{
		"Security Engineer", "セキュリティエンジニア",
		[]string{"Burp", "OSQuery", "SIEM", "Vault"},
		[]string{"attack our own products before others do", "review designs that touch money or identity", "answer reports from outside researchers within a day", "hunt for strange logins in a year of records", "run a yearly exercise with the board"},
		[]string{"他者より先に自社製品を攻撃して弱点を探す", "金銭や本人確認に触れる設計を点検する", "外部研究者の報告へ一日以内に返答する", "一年分の記録から不審な接続を探す", "役員と年次演習を行う"},
		[]string{"found and reported vulnerabilities", "knowledge of cryptographic protocols", "calm under pressure"},
		[]string{"脆弱性の発見と報告の経験", "暗号通信の知識", "緊張下での落ち着き"},
	},
}

type squad struct {
	en, ja   string
	aboutEN  []string
	aboutJA  []string
	thingsEN string
}

var squads = []squad{
	{"Payments", "決済", []string{"The payments team moves money between merchants and banks.", "Refunds, chargebacks and settlement files are its daily bread."}, []string{"決済チームは加盟店と銀行の間でお金を動かします。", "返金や締め処理、消込が日々の仕事です。"}, "settlement"},
	{"Search", "検索", []string{"The search team helps visitors find the right listing among millions.", "Index freshness, synonyms and typo tolerance are its concern."}, []string{"検索チームは数百万件から目的のものを見つける手助けをします。", "索引の鮮度や類義語、誤字への寛容さを担当します。"}, "ranking"},
	{"Logistics", "物流", []string{"The logistics team plans routes for vans and warehouses.", "It forecasts parcels and negotiates with carriers."}, []string{"物流チームは車両と倉庫の経路を計画します。", "荷量の予測と運送会社との調整を行います。"}, "parcels"},
	{"Identity", "認証", []string{"The identity team looks after accounts, passkeys and consent.", "It fights takeovers and keeps sign-up short."}, []string{"認証チームはアカウントとパスキー、同意の管理を担います。", "乗っ取りと戦いながら登録を短く保ちます。"}, "accounts"},
	{"Ads", "広告", []string{"The ads team sells sponsored slots by auction.", "Pacing, budgets and click fraud fill its backlog."}, []string{"広告チームは掲載枠を入札で販売します。", "予算配分や不正クリック対策が課題です。"}, "auctions"},
	{"Analytics", "分析", []string{"The analytics team gives merchants charts of their own sales.", "Cohorts, funnels and exports are what they ask for."}, []string{"分析チームは店舗ごとの売上グラフを提供します。", "継続率や離脱、書き出し機能が求められています。"}, "charts"},
}

var (
	blurbsEN = []string{
		"%s was founded by two sailors who disliked paper charts.", "%s makes quiet tools for people who run small shops.", "We are a company of ninety from fourteen countries.",
		"Our customers range from bakeries to shipyards.", "Last year we doubled the number of regions we serve.", "The firm is profitable and owned by those who work in it.",
		"We believe in short meetings and long lunches.", "Our office has a garden, a piano and too many plants.", "Every decision is written down so that newcomers can read why.",
		"We publish part of our code and speak at meetups.", "Investors have trusted us with a third round of funding.", "Our mission is to make trade fair for the smallest seller.",
	}
	blurbsJA = []string{
		"%sは紙の海図が嫌いな二人の船乗りが創業しました。", "%sは小さなお店を営む人のための静かな道具を作っています。", "十四か国から集まった九十名の会社です。",
		"取引先はパン屋から造船所まで幅広くあります。", "昨年は対応地域を二倍に広げました。", "黒字経営で、働く人が株主です。",
		"会議は短く昼休みは長くを信条にしています。", "事務所には庭とピアノと多すぎる植物があります。", "決定はすべて文書に残し新しい人も経緯を読めます。",
		"コードの一部を公開し勉強会で登壇しています。", "三度目の資金調達を終えました。", "一番小さな売り手にも公正な商いを届けることが使命です。",
	}
	sharedWorkEN = []string{"take part in planning every two weeks and say no when needed", "review the changes of colleagues with kindness", "share the on-call rota with six others", "write notes that outlive your memory", "help to interview new colleagues"}
	sharedWorkJA = []string{"隔週の計画に参加し必要なら断る", "同僚の変更を丁寧に確認する", "六名で当番を分担する", "記憶より長持ちする文書を残す", "採用面接に協力する"}
	benefitsEN   = []string{"thirty days of holiday", "a budget for books and travel", "equipment of your choice", "parental leave for everyone", "yearly pay review in the open", "shares after one year"}
	benefitsJA   = []string{"年間休日百二十五日", "書籍購入補助", "好きな機材を支給", "全員に育児休業", "給与改定は年一回公開", "一年後に持株会へ参加可"}
	townsEN      = []string{"London", "Berlin", "Amsterdam", "Dublin", "Toronto", "Lisbon"}
	townsJA      = []string{"東京", "大阪", "福岡", "名古屋", "札幌", "京都"}
	synonymsEN   = map[string]string{
		"keep": "hold", "find": "discover", "write": "author", "team": "group", "helps": "assists", "large": "sizeable", "quick": "fast", "old": "elderly", "build": "create", "cut": "reduce",
		"watch": "monitor", "customers": "clients", "customer": "client", "years": "seasons", "good": "strong", "knowledge": "command", "review": "check", "colleagues": "coworkers", "share": "split", "notes": "records", "company": "business", "every": "each",
		"habit": "custom", "design": "shape", "make": "render", "lead": "guide", "report": "state", "systems": "platforms", "deep": "thorough", "explain": "clarify", "experience": "background", "practice": "routine", "clear": "plain", "help": "aid", "people": "folks", "budget": "allowance", "equipment": "gear",
	}
	synonymsJA = map[string]string{
		"設計": "構想", "計画": "立案", "確認": "点検", "担当": "受け持ち", "経験": "実績", "理解": "把握", "知識": "知見", "会社": "企業", "同僚": "仲間", "変更": "修正", "参加": "加わり", "仕事": "業務", "提供": "お届け", "管理": "運営", "習慣": "姿勢", "必要": "求められる", "協力": "手伝い", "文書": "記録",
		"書く": "記す", "見つけ": "探し当て", "追いかける": "追う", "進める": "推進する", "測る": "計る", "報告": "連絡", "整える": "用意する", "監視": "見守り", "自動化": "省力化",
	}
	fillerEN = []string{"gladly", "carefully", "together", "daily", "across", "modern", "steady", "honest", "curious", "independent", "remarkable", "reliable", "pragmatic", "thoughtful", "ambitious", "friendly"}
	fillerJA = []string{"着実に", "丁寧な姿勢で", "チームとして", "日常的に", "最新の手法で", "誠実に", "主体性を発揮し", "現場目線で"}
	wrapEN   = [][2]string{
		{"HarbourJobs presents: hand-picked vacancies for builders. Our consultants know each client in person and guide you through the process.", "Apply with one click. HarbourJobs is an equal opportunity platform; your profile is stored according to our privacy notice. Similar vacancies are sent by mail on request. Create an alert, rate this employer or tell a friend about the vacancy."},
		{"Posted on Ladder & Lamp, the board for calm workplaces.", "Ladder & Lamp never sells addresses. Report this posting if it looks wrong. Terms, cookies, imprint. Download our salary guide, read interviews with recent hires and compare offers in your region."},
	}
	wrapJA = [][2]string{
		{"【港ジョブ】厳選求人のご紹介です。専任の相談員が企業の内情まで把握し選考を最後まで支援します。", "ボタンひとつで応募できます。登録情報は個人情報保護方針に従い管理されます。類似の求人をメールで受け取る場合は通知設定をご利用ください。口コミの投稿や友人への紹介も歓迎します。"},
		{"はしごとランプ：落ち着いた職場の求人掲示板", "掲載内容に誤りがある場合は通報してください。利用規約、クッキー、運営会社。年収ガイドの資料請求、入社者インタビュー、地域別の条件比較もご覧いただけます。"},
	}
)
