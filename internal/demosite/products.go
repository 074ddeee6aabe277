package demosite

// product is what an opening works on: it gives every listing its own story.
// The sentences take one number at %n.
type product struct {
	ja, en                 string
	sentenceJA, sentenceEN string
}

var productTable = []product{
	{"倉庫在庫システム", "Warehouse Stock", "全国%nか所の倉庫で、入荷から出荷までの在庫の動きを追いかけるサービスです。", "It follows stock from arrival to dispatch in %n warehouses."},
	{"配車予約サービス", "Ride Booking", "地方の町で%n台の乗合車両を予約できるサービスです。", "It lets small towns book seats in %n shared cars."},
	{"学校給食の発注サービス", "School Lunch Orders", "%n校の栄養士さんが献立づくりと発注に毎日使っています。", "Dietitians of %n schools plan menus and order food with it every day."},
	{"農機シェアリング", "Farm Machine Sharing", "使っていないトラクターを近所の農家どうしで貸し借りする仕組みで、%n市町村に広がりました。", "Neighbouring farms lend each other tractors; it has spread to %n towns."},
	{"図書館の蔵書検索", "Library Search", "%n館の公共図書館をまたいで本を探せる検索サービスです。", "Readers look for books across %n public libraries."},
	{"温泉宿の予約管理", "Inn Reservations", "家族経営の温泉宿%n軒の予約台帳をひとつにまとめています。", "It keeps the reservation books of %n family-run inns."},
	{"保険見積もりエンジン", "Insurance Quotes", "%n社の保険商品の料率を計算し、見積もりを数秒で返します。", "It computes the rates of %n insurers and answers within seconds."},
	{"決済ゲートウェイ", "Payment Gateway", "小さな店から通販まで、加盟店%n店の支払いを止めずに処理しています。", "It processes the payments of %n shops, small and large, without a stop."},
	{"訪問看護の記録アプリ", "Home Nursing Notes", "訪問看護ステーション%nか所で、看護師さんが移動中に記録を書けるようにしています。", "Nurses of %n stations write their notes with it between two visits."},
	{"中古楽器の売買サイト", "Second-hand Instruments", "%n本のギターや管楽器が並ぶ、演奏者どうしの売買の場です。", "Players sell each other instruments there; %n are listed today."},
	{"工場の設備点検記録", "Plant Inspection", "%n工場の点検票を紙から置き換え、故障の兆しを早く見つけます。", "It replaces the paper check sheets of %n plants and shows early signs of failure."},
	{"気象データ配信", "Weather Feeds", "%n地点の観測値を集め、農家や船会社へ届けています。", "It gathers readings of %n stations for farmers and shipping lines."},
	{"電子契約サービス", "Contract Signing", "契約書の作成から保管までを%n社の法務担当者が利用しています。", "Legal teams of %n companies draft, sign and keep contracts with it."},
	{"動画教材プラットフォーム", "Video Lessons", "%n本の授業動画を、回線の細い地域にも途切れず届けます。", "It streams %n lessons, in places with thin lines too."},
	{"勤怠打刻サービス", "Time Sheets", "%n人の打刻を毎朝同じ時間に受けとめる、止められない仕組みです。", "Every morning %n people clock in at the same minute."},
	{"再生可能エネルギーの需給予測", "Energy Forecasts", "%n基の太陽光発電所の発電量を30分ごとに予測します。", "It forecasts the output of %n solar plants every half hour."},
	{"町工場の受発注サイト", "Parts Marketplace", "図面を送ると%n社の町工場から見積もりが届くサービスです。", "Send a drawing, and quotes arrive from %n workshops."},
	{"動物病院のカルテ", "Vet Records", "%n軒の動物病院で、犬や猫のカルテと会計をつないでいます。", "It joins the records and bills of %n animal hospitals."},
	{"乗換案内エンジン", "Journey Planner", "%n社の時刻表から、乗換経路を一瞬で計算します。", "It computes routes over the timetables of %n operators."},
	{"ふるさと産品の通販", "Regional Produce Shop", "生産者%n人の産品を、年末の注文の山でも滞らせず届けます。", "It ships the produce of %n growers, through the year-end peak too."},
	{"不動産の内見予約", "Flat Viewings", "%n店の仲介会社の空き状況を合わせ、内見の時間を自動で調整します。", "It arranges viewings over the calendars of %n agencies."},
	{"調剤薬局の在庫共有", "Pharmacy Stock", "%n薬局の在庫を融通しあい、薬の廃棄を減らしています。", "%n pharmacies share stock with it and throw less away."},
	{"会計仕訳の自動化", "Bookkeeping Automation", "領収書の読み取りから仕訳までを%n事務所の税理士が利用しています。", "Accountants of %n offices let it turn receipts into entries."},
	{"チケット販売サイト", "Ticket Sales", "発売直後の1分間に%n万件のアクセスが押し寄せる販売サイトです。", "In the first minute of a sale, %n0,000 requests arrive."},
	{"建設現場の写真台帳", "Site Photo Ledger", "%n現場の写真を、工程ごとに自動で整理します。", "It sorts the photos of %n building sites by stage of work."},
	{"子ども向け読書アプリ", "Reading App", "%n冊の絵本を、読み上げ付きで楽しめるアプリです。", "Children listen to and read %n picture books with it."},
	{"漁港の水揚げ管理", "Harbour Landings", "%n漁港のせりと水揚げの記録を、その場で共有します。", "It shares auctions and landings of %n harbours as they happen."},
	{"音声配信サービス", "Audio Streaming", "個人の番組%n本を、通勤時間の波に合わせて配信しています。", "It streams %n independent shows through the commuting peaks."},
	{"宅配ロッカーの制御", "Parcel Lockers", "駅や団地に置いた%n台のロッカーを遠隔で見守っています。", "It looks after %n lockers in stations and housing estates."},
	{"人事評価サービス", "Review Cycles", "%n社の目標設定と面談の記録を支えています。", "It supports goals and one-on-ones of %n companies."},
	{"自治体の申請窓口", "Civic Forms", "%n自治体の申請を、役所へ行かずに済ませられるようにしています。", "Residents of %n towns file forms without a trip to the hall."},
	{"手芸素材の通販", "Craft Supplies", "%n種類の布や糸から、作りたいものに合う素材を探せます。", "Makers find what they need among %n fabrics and yarns."},
	{"英会話レッスン予約", "Lesson Booking", "%n人の講師の予定を、時差をまたいで調整します。", "It matches the hours of %n tutors across time zones."},
	{"駐車場の空き情報", "Parking Finder", "%nか所の駐車場の満空を、数秒おきに更新しています。", "It refreshes the state of %n car parks every few seconds."},
	{"研究室の試薬管理", "Lab Inventory", "%n研究室の試薬の残量と期限を管理しています。", "It keeps levels and dates of reagents in %n labs."},
	{"家計簿アプリ", "Household Ledger", "毎月%n万世帯が支出をふり返るアプリです。", "Every month %n0,000 households look back on their spending with it."},
	{"コールセンター支援", "Call Centre Assist", "%n席のオペレーターに、会話中に必要な手順を表示します。", "It shows %n operators the right steps while they talk."},
	{"貨物船の運航計画", "Vessel Scheduling", "%n隻の船の航路と港の順番を組み立てます。", "It plans routes and ports for %n vessels."},
	{"アンケート集計サービス", "Survey Tallies", "一日%n万件の回答を、締め切りの直後に集計します。", "It tallies %n0,000 answers a day right after closing time."},
	{"映画館の座席予約", "Cinema Seats", "%nスクリーンの座席を、取り違えなく予約できる仕組みです。", "It books the seats of %n screens and never sells one twice."},
}
