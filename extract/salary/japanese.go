package salary

import "juyo/listing"

// japaneseCues are the words Japanese listings put beside amounts.
var japaneseCues = []cueRow{
	{role: label, period: listing.PerYear, words: "年収 年俸 年間報酬 年間給与 年_収 年_俸 年棒"},
	{role: expected, period: listing.PerYear, words: "想定年収 予定年収 理論年収 初年度年収 初年度の年収 初年度想定年収 初年度_年収 初年度の想定年収 見込年収 見込み年収 想定年俸 予定年俸 提示年収 年収レンジ 想定理論年収 オファー年収 想定_年収 想定される年収 年収目安 入社時年収 入社時想定年収 年収想定 採用時年収"},
	{role: label, period: listing.PerMonth, words: "月給 月収 月俸 a+b a_+_b 固定給 月額報酬 月額給与 初任給 想定月収 想定月給 想定月額 月_給 月_収 月給与 月報酬"},
	{role: contract, period: listing.PerMonth, alsoLabel: true, words: "単価 月単価 月額単価 単金 人月単価 案件単価 想定単価 契約単価 予定単価 案件金額"},
	{role: basic, period: listing.PerMonth, words: "基本給 基本月給 本給 基本給与 固定給部分"},
	{role: label, period: listing.PerHour, words: "時給 時間給 時間単価 時給単価 タイムチャージ 時間あたり 1時間あたり 1時間当たり 時間当たり 時_給 時単価 時給換算"},
	{role: label, period: listing.PerDay, words: "日給 日当 日単価 人日 1人日 1日あたり 1日当たり 日_給 日給換算"},
	{role: label, period: listing.PerWeek, words: "週給 週額"},
	{role: label, words: "給与 給料 賃金 サラリー 給与額 支給額 給_与 給与条件 給与形態 給与体系 待遇 条件面 処遇 給与イメージ 収入"},
	{role: fee, words: "報酬 報酬額 ギャラ 報酬条件 支払額 契約報酬 報酬目安 委託料 業務委託料"},
	{role: neutral, words: `日給月給制 手当を含む 手当等を含む 手当含む 一律手当 手当込 手当込み 諸手当込 諸手当を含む 諸手当含む 各種手当を含む 各種手当含む
		固定残業代込 固定残業代込み 固定残業代含む 固定残業代を含む 固定残業代を含み 固定残業代を含んだ 固定残業手当含む 固定残業手当を含む 固定残業手当込 みなし残業代を含む みなし残業代含む みなし残業含む みなし残業込 みなし残業代込 みなし残業手当を含む みなし残業手当含む
		残業代込 残業代を含む 残業代含む 賞与込 賞与込み 賞与含む 賞与を含む 賞与別 賞与別途 残業代別 残業代別途 残業代全額支給 残業代別途支給 交通費別 交通費別途 交通費込 交通費込み 交通費全額支給 交通費支給 交通費含む インセンティブ含む インセンティブを含む インセンティブ込 応募時の年収 年収に応じて 年収に応じ
		経験・能力 スキル見合い スキル見合 給与計算 給与明細 給与改定 昇給あり 賞与あり 昇給・賞与あり 賞与・昇給あり 昇給年1回 昇給年2回 上下割 固定残業代制 みなし残業制 市場価値 市場価格 保険完備 社会保険完備 費用対効果 資格取得`},
	{role: against, words: `手当 資本金 資本準備金 売上 売上高 年商 月商 調達 調達額 資金 時価総額 補助 祝い金 祝金 一時金 奨励金 支援金 報奨金 見舞金 インセンティブ 賞与 ボーナス 交通費 通勤費 手数料 残業代 固定残業 みなし残業 固定残業手当 時間外 時間外手当 深夜
		家賃 書籍 費用 経費 予算 市場規模 取扱高 取引高 流通額 流通総額 流通金額 保険 退職金 寄付 昇給 昇給額 控除 最低賃金 前職 現年収 現在の年収 希望年収 年収アップ 収入アップ 契約金額 契約金 見積 見積り 売買 決済 融資 価格 料金 賞金 購入 株式 ストックオプション
		総額 固定報酬 固定報酬制 成果報酬 一式 累計 補填 助成 助成金 支度金 準備金 旅費 リファラル 紹介料 粗利 利益 営業利益 コスト 削減 投資 出資 受注 資産 精算 投資額 取扱額 利用料 受講料 会費 参加費 送料 懸賞 報奨 支援制度 年収以上 奨学金 返済 賠償 月間売上 売上目標 損害 ローン 年貢 課金額 流通 支払い実績 上乗せ 加算 食事 住宅 赤字 黒字 市場`},
	{role: average, words: `平均年収 平均給与 平均月収 平均月給 平均時給 平均単価 平均報酬 平均年間給与 平均賞与 業界平均 全国平均 平均_年収`},
	{role: example, words: `年収例 モデル年収 月収例 月給例 給与例 モデルケース 収入例 報酬例 年収モデル モデル月収 モデル給与 モデル年収例 年収の例 年収事例 転職事例 単価例 支給例 参考年収 社員の年収 先輩の年収 年収実績 報酬実績 参画例 稼働例 賃金例 年収サンプル 給与モデル 給与実例 年収実例 案件例 例) 例: 一例 参考例 収入モデル 月収モデル 給与の一例 年収の一例 平均月収例 目指せ 稼げ`},
	{role: probation, words: "試用期間 試用期間中 研修期間 研修期間中 試用期間は 試用中 見習い期間 本採用前 使用期間 前任者"},
	{role: neutral, words: "試用期間後 試用期間終了後 本採用後 研修期間後 研修終了後"},
	{role: contract, words: "業務委託 フリーランス 副業 準委任 個人事業主 複業"},
	{role: timing, period: listing.PerYear, words: "年俸制 年収制 年俸制度"},
	{role: timing, period: listing.PerMonth, words: "月給制 月収制"},
	{role: timing, period: listing.PerHour, words: "時給制"},
	{role: timing, period: listing.PerDay, words: "日給制"},
	{role: loose, period: listing.PerMonth, words: "月額 月_額 毎月 月々 月あたり 一ヶ月 1ヶ月あたり"},
	{role: loose, period: listing.PerYear, words: "年額"},
	{role: loose, period: listing.PerDay, words: "日額"},
}
