package duplicate

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"juyo/listing"
)

// unranked is a rank that says no more than none.
const unranked = "-"

// seniorities are ranks of titles.
var seniorities = map[string]string{
	"senior": "senior", "sr": "senior", "snr": "senior", "junior": "junior", "jr": "junior", "lead": "lead", "staff": "staff",
	"principal": "principal", "distinguished": "distinguished", "intern": "intern", "internship": "intern", "trainee": "trainee",
	"apprentice": "apprentice", "graduate": "graduate", "grad": "graduate", "techlead": "lead", "newgrad": "graduate", "head": "head", "director": "director", "vp": "vp", "svp": "svp",
	"evp": "evp", "chief": "chief", "associate": "associate", "deputy": "deputy", "assistant": "assistant", "midlevel": unranked,
	"experienced": unranked, "intermediate": unranked, "founding": "founding",
}

// titleNoise are words of titles that tell no opening from another: how work is
// contracted and where it is done, that people are sought, and fillers.
var titleNoise = wordSet(`remote remotely hybrid onsite on-site wfh anywhere worldwide distributed office based home global locations location multiple various
	full time fulltime part parttime permanent contract contractor temporary temp freelance fixed term ft pt hire hiring hired wanted urgent urgently now new
	copy opening position job role vacancy opportunity career join we re ll wanna need needed apply immediate immediately asap hot open all gender genders he she they
	req requisition id no ref reference at in of for the and with a an to our us or as is k month year level grade per week up salary pay competitive visa sponsorship relocation
	急募 募集 大募集 募集中 求人 積極採用 採用 採用中 中途採用 中途 経験者採用 キャリア採用 キャリア 正社員 契約社員 業務委託 派遣 派遣社員 アルバイト パート 副業 フリーランス 案件
	急募案件 新着 新規 限定 歓迎 大歓迎 優遇 必見 注目 人気 求む 勤務 勤務地 在宅 在宅勤務 在宅可 リモート リモートワーク テレワーク フルリモート フルリモート可 リモート可 リモートok ハイブリッド 一部リモート 出社
	常駐 転勤なし 転勤 駅近 未定 万円 万 円 月 年 日 時給 年収 月給 月収 単価 以上 以下 株式会社 私服 私服可 残業 残業少 残業少なめ ナンバー 番号 求人番号 名 号 卒業 可 有 無 あり なし まで から です ます します しませんか
	随時 再募集 公開 更新 期限 締切 本日 週 即日 長期 短期`)

// cohortWords are words beside which a year counts: next year's intake is
// another opening.
var cohortWords = wordSet(`intern graduate newgrad trainee 卒 internship fall spring summer winter`)

// genericWords say only that it is a job.
var genericWords = wordSet(`engineer 担当 担当者 スタッフ メンバー ポジション 職 業務 member person 技術者 システム開発 仕事 エンジニア職 候補`)

// headWords are what people are; with and without one is not the same job.
var headWords = wordSet(`manager designer architect scientist analyst consultant administrator researcher recruiter writer accountant lawyer counsel strategist marketer
	coordinator french german spanish italian portuguese dutch japanese english chinese mandarin korean arabic hindi polish speaking speaker territory regional
	executive representative president owner leader supervisor advisor tester support day night evening weekend shift 夜勤 日勤 早番 遅番`)

// titleSynonyms are words that mean the same in titles.
var titleSynonyms = map[string]string{
	"developer": "engineer", "programmer": "engineer", "coder": "engineer", "eng": "engineer", "engr": "engineer", "dev": "engineer", "swe": "engineer",
	"sre": "sre", "frontend": "frontend", "backend": "backend", "fullstack": "fullstack", "mgr": "manager", "golang": "go", "js": "javascript",
	"ml": "ml", "ui": "ui", "k8s": "kubernetes", "admin": "administrator", "specialist": "specialist", "rep": "representative", "vice": "vice",
	"hr": "hr", "pm": "pm", "qa": "qa", "internship": "intern", "solution": "solution", "nodejs": "node", "reactjs": "react", "vuejs": "vue",
	"snr": "senior", "sr": "senior", "jr": "junior", "client": "client",
}

// pairedWords are words often written apart.
var pairedWords = map[string]string{
	"back end": "backend", "front end": "frontend", "full stack": "fullstack", "site reliability": "sre", "sre engineer": "sre",
	"machine learning": "ml", "quality assurance": "qa", "user interface": "ui", "new grad": "newgrad", "new graduate": "newgrad", "mid level": "midlevel", "node javascript": "node",
	"vice president": "vp", "artificial intelligence": "ai", "on site": "onsite", "entry level": "junior", "tech lead": "techlead", "technical lead": "techlead", "university grad": "newgrad", "search engine": "searchengine", "searchengine optimization": "seo", "software engineer": "engineer", "human resource": "hr", "human resources": "hr",
	"server side": "backend", "react javascript": "react", "vue javascript": "vue",
}

// japaneseTable says what words of Japanese titles stand for: the word of
// English titles where there is one, so that translated titles meet.
const japaneseTable = `
ソフトウェアエンジニア engineer
ソフトウエアエンジニア engineer
ソフトウェア software
ソフトウエア software
エンジニアリング engineering
エンジニア engineer
プログラマー engineer
プログラマ engineer
デベロッパー engineer
開発者 engineer
開発エンジニア engineer
バックエンド backend
サーバーサイド backend
サーバサイド backend
フロントエンド frontend
フルスタック fullstack
モバイル mobile
インフラストラクチャ infrastructure
インフラ infrastructure
クラウド cloud
プラットフォーム platform
データサイエンティスト data+scientist
データエンジニア data+engineer
データアナリスト data+analyst
データ data
サイエンティスト scientist
アナリスト analyst
機械学習 ml
人工知能 ai
生成 generative
セキュリティ security
ネットワーク network
組み込み embedded
組込み embedded
組込 embedded
ファームウェア firmware
品質保証 qa
テスト test
テスター tester
ゲーム game
デザイナー designer
デザイン design
プロダクトマネージャー product+manager
プロダクトマネジャー product+manager
プロダクトマネージャ product+manager
プロジェクトマネージャー project+manager
プロジェクトマネジャー project+manager
プロジェクトマネージャ project+manager
プロダクト product
プロジェクト project
マネージャー manager
マネジャー manager
マネージャ manager
アーキテクト architect
コンサルタント consultant
ソリューション solution
カスタマーサクセス customer+success
カスタマーサポート customer+support
マーケティング marketing
セールス sales
営業 sales
人事 hr
経理 accounting
アプリケーション application
アプリ app
ウェブ web
サイトリライアビリティ sre
リサーチ research
ロボティクス robotics
ロボット robot
決済 payment
検索 search
広告 ads
課金 billing
請求 billing
物流 logistics
配送 delivery
在庫 inventory
分析 analytics
基盤 platform
認証 identity
シニア senior
上級 senior
ジュニア junior
若手 junior
リードエンジニア lead+engineer
テックリード techlead
リード lead
リーダー lead
スタッフエンジニア staff+engineer
プリンシパル principal
インターンシップ intern
インターン intern
新卒 graduate
部長 director
本部長 director
執行役員 vp
責任者 head
リーディング リーディング
リードタイム リードタイム
リードジェネレーション リードジェネレーション
フルリモートワーク フルリモート
フルリモート フルリモート
リモートワーク リモート
リモート リモート
テレワーク テレワーク
在宅勤務 在宅
積極採用中 積極採用
積極採用 積極採用
採用中 採用
募集中 募集
急募 急募
正社員 正社員
契約社員 契約社員
業務委託 業務委託
チーム チーム
勤務地 勤務地
勤務 勤務
大歓迎 歓迎
歓迎 歓迎
株式会社 株式会社
万円 万円
年収 年収
月給 月給
単価 単価
`

type japaneseWord struct{ from, to string }

// japaneseWords are the words of japaneseTable and the prefectures and towns by
// their first letter, the longest first. Some stand for several words: those
// are joined by +.
var japaneseWords = func() map[rune][]japaneseWord {
	m := map[rune][]japaneseWord{}
	add := func(from, to string) {
		r, _ := utf8.DecodeRuneInString(from)
		m[r] = append(m[r], japaneseWord{from, to})
	}
	for line := range strings.Lines(japaneseTable) {
		if from, to, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			add(from, to)
		}
	}
	for w := range titlePlaces {
		if r, _ := utf8.DecodeRuneInString(w); classOf(r) == kanji || classOf(r) == katakana {
			add(w, w)
		}
	}
	for _, words := range m {
		slices.SortFunc(words, func(a, b japaneseWord) int {
			return cmp.Or(cmp.Compare(len(b.from), len(a.from)), cmp.Compare(a.from, b.from))
		})
	}
	return m
}()

// americanStates are states and provinces of one word that stand behind a town.
var americanStates = wordSet(`california texas florida colorado ohio illinois virginia maryland oregon georgia massachusetts pennsylvania arizona utah indiana michigan tennessee
	alabama alaska arkansas connecticut delaware hawaii idaho iowa kansas kentucky louisiana maine minnesota mississippi missouri montana nebraska nevada
	oklahoma vermont wisconsin wyoming ontario quebec alberta`)

// titlePlaces are places that titles name beside the work; several towns of one
// opening are one.
var titlePlaces = func() map[string]bool {
	m := wordSet(`japan usa us uk eu emea apac europe european asia america americas latam anz dach nordics benelux india china singapore germany france spain italy ireland
	canada mexico brazil poland portugal netherlands sweden norway finland denmark switzerland austria australia korea taiwan israel dubai uae romania ukraine turkey
	vietnam thailand indonesia malaysia philippines argentina colombia chile serbia hungary greece czech bulgaria estonia lithuania egypt kenya nigeria
	london berlin munich münchen hamburg frankfurt cologne paris lyon bordeaux madrid barcelona lisbon porto rome milan amsterdam rotterdam brussels dublin cork
	stockholm copenhagen oslo helsinki zurich zürich geneva vienna prague warsaw krakow kraków budapest bucharest sofia athens belgrade kyiv tallinn vilnius
	nyc boston chicago seattle austin dallas houston denver atlanta miami portland phoenix philadelphia pittsburgh baltimore detroit minneapolis nashville raleigh charlotte
	sf la dc toronto vancouver montreal ottawa calgary sydney melbourne brisbane auckland bengaluru bangalore hyderabad pune mumbai delhi gurgaon noida chennai
	beijing shanghai shenzhen seoul taipei bangkok jakarta manila hanoi tel aviv cairo
	nagoya kobe yokohama sapporo sendai shibuya shinjuku roppongi
	関東 関西 東海 九州 首都圏 都内 全国 国内 海外 日本 名古屋 神戸 横浜 札幌 仙台 川崎 渋谷 新宿 品川 六本木 大手町 丸の内 梅田 難波 博多 天神 五反田 池袋 秋葉原 恵比寿 虎ノ門 豊洲 浜松 北九州 つくば 金沢 本社`)
	for w := range americanStates {
		m[w] = true
	}
	for _, p := range listing.Prefectures() {
		m[strings.ToLower(p.NameEN)] = true
		m[p.NameJA] = true
		if p.Code != 1 {
			short := []rune(p.NameJA)
			m[string(short[:len(short)-1])] = true
		}
	}
	for pair := range strings.SplitSeq("new york|san francisco|los angeles|san jose|san diego|palo alto|mountain view|new zealand|south korea|hong kong|united states|united kingdom|saudi arabia|south africa|ho chi|tel aviv|bay area|costa rica|czech republic|washington dc|north america|middle east|new jersey|north carolina|south carolina|new hampshire|new mexico|rhode island|west virginia|north dakota|south dakota|british columbia|san diego|las vegas|kansas city|salt lake|latin america", "|") {
		joined := strings.ReplaceAll(pair, " ", "")
		m[joined] = true
		a, b, _ := strings.Cut(pair, " ")
		pairedWords[a+" "+b] = joined
		pairedWords[a+" "+stemTitle(b)] = joined
	}
	return m
}()

// wideTerms are the hashes of words of place lines that name no town: countries,
// and ways to work.
var wideTerms = func() map[uint16]bool {
	m := map[uint16]bool{}
	for w := range strings.FieldsSeq(`united state kingdom us usa uk japan india canada germany france spain australia singapore ireland brazil mexico poland china korea remote hybrid distributed
		office home based worldwide global anywhere location multiple europe emea apac america americas latam north south`) {
		m[termHash(stem(w))] = true
	}
	return m
}()
