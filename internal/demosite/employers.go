package demosite

// employerKind is how an employer earns its money.
type employerKind uint8

const (
	makesProduct employerKind = iota // 自社開発
	worksOnOrder                     // 受託開発
	lendsPeople                      // SES, 客先常駐
)

// employer is one fictional company. No name in this package is a real one.
type employer struct {
	name   string
	board  string  // token of its board on the Greenhouse-shaped site; "" elsewhere
	site   int     // index of the site it publishes on
	place  int     // index into places: where its office is
	weight float64 // its share of listings, relative
	pay    float64 // factor on pay
	kind   employerKind
	en     bool // publishes in English
}

// The five sites, in the order of Sites.
const (
	siteKikori  = iota // Japanese, sitemap and JSON-LD
	siteLantern        // English, sitemap and JSON-LD
	siteMukashi        // Shift_JIS, list pages
	siteBoards         // Greenhouse-shaped API
	siteTayori         // feed
	siteCount
)

var employerTable = []employer{
	{"株式会社みかづき霧箱", "", siteKikori, 0, 1.5, 1.06, makesProduct, false},
	{"夜汽車データ工房株式会社", "", siteKikori, 1, 1.2, 1.02, makesProduct, false},
	{"株式会社ハリネズミ計算所", "", siteKikori, 2, 1.0, 1.00, makesProduct, false},
	{"株式会社雲海書庫", "", siteKikori, 3, 1.0, 1.04, makesProduct, false},
	{"とおり雨システムズ有限会社", "", siteKikori, 8, 0.7, 0.93, worksOnOrder, false},
	{"株式会社ねこじゃらし電信", "", siteKikori, 4, 1.1, 1.01, makesProduct, false},
	{"株式会社こもれび往来", "", siteKikori, 10, 0.8, 0.97, makesProduct, false},
	{"ほうき星キッチン株式会社", "", siteKikori, 5, 1.0, 1.03, makesProduct, false},
	{"株式会社しろくま郵便局前", "", siteKikori, 12, 0.7, 0.95, worksOnOrder, false},
	{"株式会社七色ボタン製作", "", siteKikori, 6, 0.9, 0.99, makesProduct, false},
	{"株式会社月見坂ロジック", "", siteKikori, 0, 1.2, 1.05, makesProduct, false},

	{"Paper Lantern Harbour K.K.", "", siteLantern, 0, 1.3, 1.10, makesProduct, true},
	{"Quiet Otter Compass K.K.", "", siteLantern, 1, 1.1, 1.08, makesProduct, true},
	{"Marmalade Telescope Ltd.", "", siteLantern, 20, 0.8, 1.00, makesProduct, true},
	{"Velvet Turnip Analytics GmbH", "", siteLantern, 21, 0.8, 1.00, makesProduct, true},
	{"Nine Umbrellas Pte. Ltd.", "", siteLantern, 22, 0.7, 1.00, makesProduct, true},
	{"Tin Whistle Orchard Inc.", "", siteLantern, 23, 0.9, 1.06, makesProduct, true},
	{"Moonlit Ferry Works K.K.", "", siteLantern, 2, 1.0, 1.05, makesProduct, true},
	{"Barley & Comet K.K.", "", siteLantern, 10, 0.8, 1.04, makesProduct, true},
	{"Crooked Kite Maps Inc.", "", siteLantern, 24, 0.7, 1.00, makesProduct, true},

	{"株式会社昔噺ソフト", "", siteMukashi, 0, 1.4, 0.92, worksOnOrder, false},
	{"どんぐり情報処理株式会社", "", siteMukashi, 8, 1.2, 0.90, lendsPeople, false},
	{"有限会社すずめ通信網", "", siteMukashi, 9, 0.9, 0.92, worksOnOrder, false},
	{"株式会社竹とんぼ工学", "", siteMukashi, 6, 1.1, 0.93, worksOnOrder, false},
	{"かすみ草コンピューター株式会社", "", siteMukashi, 11, 0.9, 0.94, lendsPeople, false},
	{"株式会社五色沼ネットワーク", "", siteMukashi, 13, 0.8, 0.91, worksOnOrder, false},
	{"株式会社ふくろう夜間開発", "", siteMukashi, 7, 1.1, 0.94, lendsPeople, false},
	{"かまくら雪室システム株式会社", "", siteMukashi, 12, 0.8, 0.92, worksOnOrder, false},
	{"株式会社あかり坂情報", "", siteMukashi, 3, 1.0, 0.95, worksOnOrder, false},

	{"株式会社ほたる金庫", "hotaru-kinko", siteBoards, 0, 2.4, 1.12, makesProduct, false},
	{"そらまめ交通株式会社", "soramame", siteBoards, 1, 2.2, 1.08, makesProduct, false},
	{"株式会社こだま縫製クラブ", "kodama-club", siteBoards, 4, 1.8, 1.05, makesProduct, false},
	{"株式会社わたぐも診療帳", "watagumo", siteBoards, 2, 1.9, 1.07, makesProduct, false},
	{"Seven Teacups K.K.", "seven-teacups", siteBoards, 0, 1.6, 1.14, makesProduct, true},
	{"Fog Bell Robotics K.K.", "fog-bell", siteBoards, 5, 1.4, 1.10, makesProduct, true},
	{"株式会社いわし雲学習社", "iwashigumo", siteBoards, 3, 1.7, 1.03, makesProduct, false},

	{"株式会社便箋と切手", "", siteTayori, 0, 1.2, 1.03, makesProduct, false},
	{"株式会社ひだまり測量", "", siteTayori, 9, 0.9, 0.98, makesProduct, false},
	{"みぞれ屋デジタル株式会社", "", siteTayori, 12, 0.8, 0.96, worksOnOrder, false},
	{"株式会社とび石観測", "", siteTayori, 5, 1.0, 1.02, makesProduct, false},
	{"株式会社かざぐるま農園技研", "", siteTayori, 13, 0.9, 0.99, makesProduct, false},
	{"株式会社ぽんぽん船", "", siteTayori, 10, 1.0, 1.01, makesProduct, false},
	{"つゆくさ保険計算株式会社", "", siteTayori, 1, 1.1, 1.05, makesProduct, false},
	{"株式会社えんどう豆の塔", "", siteTayori, 8, 1.0, 1.00, makesProduct, false},
	{"株式会社くじら雲シアター", "", siteTayori, 7, 0.9, 1.02, makesProduct, false},
}

// place is where an office is, as listings write it.
type place struct {
	ja, en   string // full text; ja "" where no listing in Japanese is published
	country  string // ISO 3166
	region   string // prefecture or state, in the language of the place's listings
	city     string
	regionEN string
	cityEN   string
	currency string // pay is stated in it
}

// The first placesInJapan places are in Japan.
const placesInJapan = 20

var places = []place{
	{"東京都渋谷区", "Shibuya, Tokyo", "JP", "東京都", "渋谷区", "Tokyo", "Shibuya", "JPY"},
	{"東京都港区", "Minato, Tokyo", "JP", "東京都", "港区", "Tokyo", "Minato", "JPY"},
	{"東京都千代田区", "Chiyoda, Tokyo", "JP", "東京都", "千代田区", "Tokyo", "Chiyoda", "JPY"},
	{"東京都新宿区", "Shinjuku, Tokyo", "JP", "東京都", "新宿区", "Tokyo", "Shinjuku", "JPY"},
	{"東京都品川区", "Shinagawa, Tokyo", "JP", "東京都", "品川区", "Tokyo", "Shinagawa", "JPY"},
	{"東京都中央区", "Chuo, Tokyo", "JP", "東京都", "中央区", "Tokyo", "Chuo", "JPY"},
	{"東京都文京区", "Bunkyo, Tokyo", "JP", "東京都", "文京区", "Tokyo", "Bunkyo", "JPY"},
	{"神奈川県横浜市", "Yokohama, Kanagawa", "JP", "神奈川県", "横浜市", "Kanagawa", "Yokohama", "JPY"},
	{"大阪府大阪市", "Osaka, Osaka", "JP", "大阪府", "大阪市", "Osaka", "Osaka", "JPY"},
	{"愛知県名古屋市", "Nagoya, Aichi", "JP", "愛知県", "名古屋市", "Aichi", "Nagoya", "JPY"},
	{"福岡県福岡市", "Fukuoka, Fukuoka", "JP", "福岡県", "福岡市", "Fukuoka", "Fukuoka", "JPY"},
	{"京都府京都市", "Kyoto, Kyoto", "JP", "京都府", "京都市", "Kyoto", "Kyoto", "JPY"},
	{"北海道札幌市", "Sapporo, Hokkaido", "JP", "北海道", "札幌市", "Hokkaido", "Sapporo", "JPY"},
	{"宮城県仙台市", "Sendai, Miyagi", "JP", "宮城県", "仙台市", "Miyagi", "Sendai", "JPY"},
	{"兵庫県神戸市", "Kobe, Hyogo", "JP", "兵庫県", "神戸市", "Hyogo", "Kobe", "JPY"},
	{"広島県広島市", "Hiroshima, Hiroshima", "JP", "広島県", "広島市", "Hiroshima", "Hiroshima", "JPY"},
	{"埼玉県さいたま市", "Saitama, Saitama", "JP", "埼玉県", "さいたま市", "Saitama", "Saitama", "JPY"},
	{"千葉県柏市", "Kashiwa, Chiba", "JP", "千葉県", "柏市", "Chiba", "Kashiwa", "JPY"},
	{"新潟県新潟市", "Niigata, Niigata", "JP", "新潟県", "新潟市", "Niigata", "Niigata", "JPY"},
	{"沖縄県那覇市", "Naha, Okinawa", "JP", "沖縄県", "那覇市", "Okinawa", "Naha", "JPY"},
	{"", "London, United Kingdom", "GB", "", "", "England", "London", "GBP"},
	{"", "Berlin, Germany", "DE", "", "", "Berlin", "Berlin", "EUR"},
	{"", "Singapore", "SG", "", "", "Singapore", "Singapore", "SGD"},
	{"", "San Francisco, CA, United States", "US", "", "", "CA", "San Francisco", "USD"},
	{"", "Toronto, Canada", "CA", "", "", "ON", "Toronto", "CAD"},
}

// Parts that make the many employers of generated listings: every pair is used
// once before a form of company changes.
var (
	employerFirst = []string{
		"みかづき", "よあけ", "こもれび", "しぐれ", "ゆきうさぎ", "はなぐもり", "つばめ", "ひつじ雲", "かわせみ", "あめんぼ", "ほおずき", "さざんか", "いちょう", "すいか", "からくり",
		"まつぼっくり", "ふうりん", "おぼろ", "たんぽぽ", "やまびこ", "うみねこ", "こがらし", "ささぶね", "とろろ芋", "なみしぶき", "かげろう", "くるみ", "ほしくず", "わらび", "つくし",
		"ねむの木", "れんこん", "えんぴつ", "かみふうせん", "すずらん", "どんぐり", "ひょうたん", "もくれん", "りんどう", "あさつゆ",
	}
	employerSecond = []string{
		"霧箱", "計算所", "書庫", "電信", "測量", "工房", "灯台", "製図室", "観測舎", "通信網", "郵便", "技研堂", "研究室", "細工所", "図書係", "算盤", "回覧板", "時計店", "標本室", "方位盤",
		"歯車", "羅針", "踏切", "水車", "縁側", "天文台", "停車場", "活版所", "織機", "糸巻", "積木", "風車", "帆船", "温室", "望遠鏡", "地図帳", "気球", "暗号帳", "土鈴", "渡し船",
	}
	employerFirstEN = []string{
		"Paper", "Velvet", "Copper", "Quiet", "Crooked", "Amber", "Foggy", "Mossy", "Wandering", "Tin", "Painted", "Sleepy", "Lemon", "Salted", "Hollow", "Lucky", "Woollen", "Maple", "Silver", "Dusty",
	}
	employerSecondEN = []string{
		"Lantern", "Otter", "Teacup", "Umbrella", "Turnip", "Telescope", "Kite", "Ferry", "Pancake", "Badger", "Compass", "Harmonica", "Pelican", "Thimble", "Orchard", "Drawbridge", "Walnut", "Gramophone", "Haystack", "Lighthouse",
	}
)

// appendEmployerName writes the name of the i-th employer of generated
// listings; no two are the same.
func appendEmployerName(b []byte, i int, en bool) []byte {
	first, second := employerFirst, employerSecond
	if en {
		first, second = employerFirstEN, employerSecondEN
	}
	n, m := len(first), len(second)
	// Steps of 7 and 11 keep neighbours apart; both are coprime to the lengths.
	a, c := first[i*7%n], second[(i/n+i*11)%m]
	form := i / (n * m)
	if en {
		b = append(b, a...)
		b = append(b, ' ')
		b = append(b, c...)
		if form > 0 {
			b = append(b, ' ')
			b = appendInt(b, int64(form+1))
		}
		return append(b, " K.K."...)
	}
	if form%2 == 0 {
		b = append(b, "株式会社"...)
	}
	b = append(b, a...)
	b = append(b, c...)
	if form > 1 {
		b = append(b, "第"...)
		b = appendInt(b, int64(form/2+1))
	}
	if form%2 == 1 {
		b = append(b, "株式会社"...)
	}
	return b
}
