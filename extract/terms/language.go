package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// languageBytes is how much of a text is looked at to tell its language.
const languageBytes = 12 << 10

// openingBytes is how much of a bilingual text decides.
const openingBytes = 600

// Language returns the ISO 639-1 code of the language most of text is written
// in, "" when it has too few letters to tell. Kana mean Japanese, hangul Korean;
// han alone is Chinese unless it has signs only Japanese uses. Latin letters are
// English unless the commonest words of another language outnumber English ones.
func Language(text string) string {
	if len(text) > languageBytes {
		n := languageBytes
		for n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		text = text[:n]
	}
	var latin, kana, han, hangul, other int
	var cyrillic, japanese bool
	script := ""
	for _, r := range text {
		switch {
		case r < 0x80:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				latin++
			}
		case r >= 0x3041 && r <= 0x30FF && r != '・', r >= 0xFF66 && r <= 0xFF9F:
			kana++
		case r >= 0x3400 && r <= 0x9FFF:
			han++
			japanese = japanese || strings.ContainsRune(japaneseOnly, r)
		case r >= 0xAC00 && r <= 0xD7A3:
			hangul++
		case !unicode.IsLetter(r) || r >= 0xFF21 && r <= 0xFF5A:
		case r < 0x250:
			latin++
		default:
			other++
			if script == "" || script == "ru" && !cyrillic {
				script = scriptLanguage(r)
			}
			cyrillic = cyrillic || strings.ContainsRune("іїєґІЇЄҐ", r)
		}
	}
	// One han or kana says about as much as two and a half Latin letters.
	cjk := 5 * (kana + han) / 2
	korean := 5 * hangul / 2
	switch total := latin + cjk + korean + other; {
	case total == 0:
		return ""
	case 2*korean > total && hangul > kana:
		return "ko"
	case 4*cjk > total && 5*cjk < 3*total && kana > 0 && len(text) > 4*openingBytes:
		// Two languages side by side: an advertisement opens in its own.
		n := openingBytes
		for !utf8.RuneStart(text[n]) {
			n--
		}
		return Language(text[:n])
	case 5*cjk > 2*total && (20*kana >= han || japanese):
		return "ja"
	case 5*cjk > 2*total:
		return "zh"
	case 2*other > total:
		if script == "ru" && cyrillic {
			return "uk"
		}
		return script
	}
	return latinLanguage(text)
}

// japaneseOnly are characters that Japanese writes and Chinese, in either form,
// does not.
const japaneseOnly = "込働畑枠円経応験発実歓図広権駅総営売読対済検様価単続県沢浜業務募必須歴勤社員"

func scriptLanguage(r rune) string {
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return "ru"
	case unicode.Is(unicode.Greek, r):
		return "el"
	case unicode.Is(unicode.Hebrew, r):
		return "he"
	case unicode.Is(unicode.Arabic, r):
		return "ar"
	case unicode.Is(unicode.Thai, r):
		return "th"
	case unicode.Is(unicode.Devanagari, r):
		return "hi"
	}
	return ""
}

// commonest are the commonest words of languages in Latin letters, those that
// English shares left out. A word may speak for several languages; the sum
// decides.
var commonest = map[string]string{
	"en": "the and of to in for with you we our is are or on as will be your that this an at by from have who it us their what work team experience looking hiring engineer engineers developer developers senior software remote",
	"de": "und der die das den dem des wir mit für fuer sie ist ein eine einen einer einem oder von zu auf im bei als dich dein deine du uns unser unsere sich nicht auch werden sowie nach aus über kenntnisse erfahrung entwickler entwicklung vollzeit gesucht suchen bist hast wirst mitarbeiter aufgaben stellenangebot",
	"fr": "et les des vous nous pour une dans est avec sur au aux du la le que qui votre notre vos nos ou par en un développeur développement expérience équipe recherche recherchons poste chez être ainsi afin stage alternance ingénieur",
	"es": "y los las el para una con del en que por nuestro nuestra nuestros tu te se como es un la experiencia desarrollador desarrollo equipo trabajo empresa buscamos conocimientos ingeniero más años somos",
	"pt": "e os em uma não você para com do da dos das que um na no por como experiência desenvolvedor desenvolvimento equipe trabalho vaga nossa nosso conhecimento mais empresa pessoa somos são",
	"it": "e di il della per che gli sono con una un la le dei del nel alla come si esperienza sviluppatore sviluppo lavoro azienda siamo nostro nostra team ricerca cerchiamo conoscenza",
	"nl": "het een je van wij voor en met de op bij aan jij ons onze ben bent zijn te dat als ook naar om ervaring ontwikkelaar zoeken jouw werk werken ontwikkeling wat uur",
	"sv": "och att vi med för som är av på till du en ett dig om oss vår våra erfarenhet utvecklare söker har eller inom kommer arbeta jobb din hos",
	"da": "og at vi med for som er af på til du en et dig om os vores erfaring udvikler søger har eller inden kommer arbejde din hos det ikke samt medarbejder udvikling",
	"nb": "og at vi med for som er av på til du en et deg om oss vår våre erfaring utvikler søker har eller innen kommer jobbe din hos det ikke samt utvikling",
	"fi": "ja on että me sinä sinun meidän tai sekä kanssa kokemusta ohjelmistokehittäjä osaaminen työ haemme olet joka mukaan etsimme olemme myös",
	"pl": "i w na z do oraz się jest nie że lub dla jako od po za praca doświadczenie programista znajomość oferujemy poszukujemy umiejętność mile widziane pracy",
	"cs": "a se na je v pro že do s nebo jako od po za ve jsme zkušenosti vývojář práce hledáme nabízíme znalost máte naše jsi tým",
	"sk": "a sa na je v pre že do s alebo ako od po za vo sme skúsenosti vývojár práca hľadáme ponúkame znalosť",
	"hu": "és a az hogy nem egy vagy van meg is fejlesztő tapasztalat munka keresünk csapat ismerete számára amely",
	"ro": "și si în din la cu pentru este sau care un o experiență dezvoltator echipa căutăm cunoștințe lucru",
	"tr": "ve bir için ile bu olarak olan veya deneyim yazılım geliştirici iş arıyoruz ekip tecrübe bilgi sahibi en az",
	"id": "dan yang di untuk dengan dari ini pada kami anda adalah atau dalam pengalaman memiliki bekerja tahun",
	"vi": "và của các cho có là trong với được kinh nghiệm lập trình viên công ty làm việc yêu cầu năm",
	"et": "ja on et ning või meie sina kogemus arendaja tööd otsime",
	"lt": "ir yra kad su į arba mes patirtis programuotojas darbas ieškome",
}

// wordLanguages maps a word to bits of latinLanguages.
var latinLanguages, wordLanguages = func() ([]string, map[string]uint32) {
	order := []string{"en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "tr", "id", "vi", "et", "lt"}
	words := make(map[string]uint32, 700)
	for i, l := range order {
		for w := range strings.FieldsSeq(commonest[l]) {
			words[w] |= 1 << i
		}
	}
	return order, words
}()

// latinLanguage returns the language whose commonest words text holds most of.
func latinLanguage(text string) string {
	var counts [32]int
	var buf [24]byte
	n := 0
	flush := func() {
		if n > 0 && n < len(buf) {
			if b := wordLanguages[string(buf[:n])]; b != 0 {
				for i := range latinLanguages {
					counts[i] += int(b >> i & 1)
				}
			}
		}
		n = 0
	}
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
			fallthrough
		case c >= 'a' && c <= 'z' || c >= 0x80 && c != 0xE2: // E2 begins dashes, quotes and bullets
			if n < len(buf) {
				buf[n] = c
				n++
			}
		default:
			flush()
		}
	}
	flush()
	best := 0
	for i := range latinLanguages {
		if counts[i] > counts[best] {
			best = i
		}
	}
	return latinLanguages[best]
}
