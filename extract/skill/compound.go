package skill

import "unicode/utf8"

// compoundWords are katakana words that form compounds with the names of skills
// without changing them: フルスタックエンジニア, インフラセキュリティ. Elsewhere a
// name in katakana ends where the run of katakana does: ユニティ is not in
// コミュニティ, nor クラウド in クラウドソーシング.
var compoundWords = []string{
	"アカウント", "アクセス", "アナリスト", "アプリ", "アプリケーション", "アルゴリズム", "アーキテクチャ", "アーキテクト", "インスタンス", "インターフェース", "インテグレーション", "インフラ", "ウェブ", "エンジニア", "エンジニアリング", "エンタープライズ",
	"エージェント", "オンライン", "オープン", "オーケストレーション", "カスタム", "ガイドライン", "クライアント", "クラウド", "クラスタ", "クラスター", "グループ", "グローバル", "コスト", "コンサルタント", "コンサルティング", "コンテンツ", "コンポーネント",
	"コード", "サイエンス", "サイト", "サポート", "サーバ", "サーバー", "サーバーサイド", "サーバーレス", "サービス", "システム", "シニア", "スキル", "スクリプト", "スタック", "スペシャリスト", "スマホ", "スマートフォン", "セキュリティ", "ソフト", "ソフトウェア", "ソリューション",
	"ソース", "チーム", "ツール", "テクノロジー", "テスト", "テックリード", "ディレクター", "デザイナー", "デザイン", "デジタル", "デプロイ", "デベロッパー", "データ", "データベース", "ネイティブ", "ネットワーク", "ハンズオン", "バックエンド", "パイプライン", "パターン", "パッケージ", "パフォーマンス",
	"ビジネス", "ファイル", "ファースト", "フルスタック", "フレームワーク", "フロント", "フロントエンド", "フルリモート", "プラクティス", "プラットフォーム", "プログラマ", "プログラマー", "プログラミング", "プログラム", "プロジェクト", "プロセス", "プロダクト", "プロトコル", "ベスト", "ベース", "ホスティング", "ポリシー",
	"マネジメント", "マネージド", "マネージャー", "マネージャ", "メンバー", "モダン", "モデル", "モバイル", "ユーザー", "ライブラリ", "リアルタイム", "リソース", "リリース", "リーダー", "リード", "レイヤー", "レガシー", "ログ", "ロジック", "ワークフロー", "コミュニケーション", "ベンダー", "コーポレート", "プライベート", "パブリック",
	"レビュー", "リプレイス", "リプレース", "リニューアル", "マイグレーション", "オンプレミス", "オンプレ", "サイバー", "ワークロード", "ケース", "ドメイン", "ドキュメント", "アップデート", "コンソール", "ダッシュボード", "アラート", "スケール", "スケーラブル", "イベント", "ゲーム", "スペック", "レベル", "ガバナンス", "リスク",
}

var (
	compoundSet     = make(map[string]bool, len(compoundWords))
	longestCompound = 0
)

func init() {
	for _, w := range compoundWords {
		compoundSet[w] = true
		longestCompound = max(longestCompound, len(w))
	}
}

// mostWords is how many of the words may stand together; a longer run of katakana
// is no compound, and must not cost the square of its length.
const mostWords = 6

// compoundBefore reports whether s ends with some of the words, whole.
func compoundBefore(s string) bool { return wordsBefore(s, mostWords) }

func wordsBefore(s string, most int) bool {
	if most == 0 {
		return false
	}
	for n := 6; n <= longestCompound && n <= len(s); n += 3 {
		if !compoundSet[s[len(s)-n:]] {
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
		if !isKatakana(r) || wordsBefore(s[:len(s)-n], most-1) {
			return true
		}
	}
	return false
}

// compoundAfter reports whether s begins with some of the words, whole.
func compoundAfter(s string) bool { return wordsAfterwards(s, mostWords) }

func wordsAfterwards(s string, most int) bool {
	if most == 0 {
		return false
	}
	for n := 6; n <= longestCompound && n <= len(s); n += 3 {
		if !compoundSet[s[:n]] {
			continue
		}
		r, _ := utf8.DecodeRuneInString(s[n:])
		if !isKatakana(r) || wordsAfterwards(s[n:], most-1) {
			return true
		}
	}
	return false
}
