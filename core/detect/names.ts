/**
 * What speaks for a field: the names that pages give to the code a token or an app shows. Everything is matched
 * on `normalise`d text; names and IDs are split into words first (`nameWords`), so one expression reads both.
 * No group captures.
 */

const any = (...expressions: readonly RegExp[]): string => expressions.map(({ source }) => source).join('|');

/** A code in the tongues that write it in Latin or Cyrillic letters, but that of an offer, a person or a picture. */
const A_CODE =
  /(?<![-\p{L}])(?:code|kod(?:en|u|um|unu|y)?|kód\p{L}*|koodi\p{L}*|c[óo]dig[oe]|codice|chiffres|d[íi]gitos|cifr[ae]s?|ziffern|zahl|cijfers|siffr?or|siffer|cyfry|mã|kode|angka|код\p{L}*|цифр\p{L}*)(?!\p{L})(?! (?:promo|postal|pin\b|qr|rabat|d['’ ]|giảm|mời|de (?:descuento|desconto|barra|reduc)|sconto|desconto|скидк))/u;
const AN_APP =
  /(?<!\p{L})(?:app(?:en|s)?|appli|(?:l['’]|votre |dell['’]|nell['’]|dall['’]|sull['’])applica\p{L}+|aplikac\p{L}+|aplica(?:ci[óo]n|tivo|ção)|uygulama\p{L}*|aplikasi|ứng dụng|приложени\p{L}+|sovellu\p{L}+)(?!\p{L})/u;
const NEAR_APP = new RegExp(
  `${A_CODE.source}[^.!?]{0,40}${AN_APP.source}|(?:öffne\\p{L}*|open|ouvr\\p{L}+|abr[ae]|apri|otwórz|otevře\\p{L}*|mở|buka|откройте|öppna|åpne|åbn|avaa|muestra|${AN_APP.source} aç\\p{L}*) [^.!?]{0,20}${AN_APP.source}[^.!?]{0,60}${A_CODE.source}|uygulama\\p{L}+ (?:\\S+ ){0,3}kod|sovelluks?\\p{L}+ (?:\\S+ ){0,2}koodi|(?:in|von) (?:der|ihrer) app (?:angezeigt|erzeugt|generiert)\\p{L}* (?:code|zahl)|ứng dụng (?:\\S+ ){0,3}mã`,
  'u',
);

/** Only said of a one-time code that a token or an app shows. Decides by itself. */
const STRONG = [
  // At large, and in names and IDs of the markup.
  /otp(?![a-z])|otp ?(?:auth|box|code|entry|field|input|key|no\b|num|pass|pin|pw|text|token|txt|val)/u,
  /\b(?:[2mt]fa|2sv|otc|otk)\b|\b(?:[2mt]fa|2sv) ?(?:code|token|pass|key)|\b(?:one|1)[- ]?time[- ]?(?:auth\w* |access |security |verif\w* |log-?in )?(?:code|key|pass(?!ed|age)|pin|pw|token)/u,
  // Japanese; then in Latin letters, as markup has it.
  /(?:ワン|1) ?[・-]?タイム|ワンパス(?!ポート)|使い捨て|使いきり|可変パス|動的パス|時刻同期|トークン|認証アプリ|認証器|パスワードカード|パスワード生成|生成[機器]|機器[にの]表示|液晶(?!テレビ)|表示窓|電子キー|オーセンティケ|ソフトウ?ェ?ア?トークン/u,
  // How long it lasts; and what an app shows, other than numbers of persons and offers.
  /(?:[1一]回|[1一]度)限り(?:有効)?の?(?:パスワ|パスコ|番号|コード|数字)|[0-9]+秒(?:ごと|毎)に[ぁ-ん]*(?:変|更新|切)|キーホルダー.{0,6}(?:番号|数字)|第[2二]要素/u,
  /(?<!テレビ|tv)(?:アプリ|アプリケーション)(?:[^。]{0,30}(?:表示|生成|発行|作成|確認)[ぁ-ん中]*|[^。]{0,30}出た|の)(?:最新の|現在の)?(?:認証用?)?(?:[0-9]+桁の?)?(?:番号|数字|コード|パスコ|[0-9]桁)/u,
  /wan ?taimu|wan ?time|kahen ?pass?|tsukaisute|tookun|to-?kun/u,
  // English: what shows it and what it is called after that.
  /authenticator|authentication app|\bauth app\b|\btkn\b|[([](?:token|tkn)[)\]]|token[- ]?(?:pass|pin|code|kod\p{L}*|cd\b|key|value|response|digits|n(?:o|umber|r|ummer)\b)|(?:soft(?:ware)?|hard(?:ware)?|security|digital|mobile|\bkey ?fob|rsa|secure ?id)[- ]token ?(?:code|number|value)?|(?:soft|hard(?:ware)?|digital)[- ]?token|secur(?:e)?id\b|key ?fob|digipass|secure key\b|(?:code|number|digits).{0,40}\b(?:security device|secure device|display card|lcd)\b/u,
  /(?:code|digits|number|passcode|pin).{0,40}\b(?:authenticator|token|fob|key ?ring|generator)|(?:code|digits|number|passcode)\w* (?:\w+ ){0,5}(?:from|in|on|by|using|of) (?:\S+ ){0,4}app\b|\bapp code|(?:code|digits|numbers?|passcode) (?:that |which )?(?:the|your|its?) (?:\S+ ){0,2}(?:app|token|device|fob) (?:now )?(?:shows?|display|generat|gives)|(?:open|launch|start) (?:\S+ ){0,3}app\b[^.]{0,60}\b(?:code|digits|number)|button on (?:your|the) (?:token|device|fob)|(?:code|number|digits|they|which)[^.]{0,20} (?:chang|renew|refresh)\w* every [0-9]+|rsa passcode|(?:time-based|rolling|rotating|dynamic|single[- ]use|generierter|gegenereerde|generated|disposable) ?(?:one-time )?(?:code|pass ?(?:code|word)|pin|cipher)|code generator/u,
  // "Two factors", in the languages that say it so.
  /(?:\b2|\btwo|[2二两兩双雙兩]|double|zwei|deux|\bdos|\bdois|\bdu[ae]s?|\bdue|twee|två|\bto|tweede|dvou|dwu\w*|dwa|\bi\u0307?ki|second|multi|mehr|hai|dua)[- ]?(?:fa[ckt]\w*|auth\w*|ste[pg]\w*|stuf\w*|etap\w*|pass?[oai]\w*|trapp?\w*|trinn\w*|trin\b|stap\w*|stegs?\w*|fas\w*|sk[lł]adnik\w*|aşama\w*|adım\w*|faktör\w*|lớp|yếu tố|langkah|faktor)/u,
  /[2二]段階|[2二]要素|多要素|[2二]経路|追加認証コード|2단계|이중 ?인증|2차 ?인증|두 ?단계|[两兩双雙二2]步|[两兩双雙二2]因[素子]|[双雙]重(?:[验驗][证證]|[认認][证證])|多(?:重|因[素子]|步)[验驗认認]/u,
  /(?:\b2\.|2nd|zweite[rn]?|segundo|deuxi[èe]me|secondo|druh[ýé]|drugi|i\u0307?kinci|andra|anden|toinen|второй) ?(?:fa[ckt]\w*|фактор|składnik)/u,
  // Chinese and Korean.
  /(?:应用(?:程序)?|應用(?:程式)?|\bapp) ?(?:[^。]{0,8}(?:[显顯]示|生成|[产產]生)|[中里裡上])[的您出]?(?:[0-9]+[位个個][数數]?)?(?:字|[动動][态態]|[验驗][证證]|代)?(?:[码碼]|[数數]字)|[二2]次[验驗认認][证證]|[权權]杖/u,
  /앱(?:[^.]{0,10}(?:표시|생성|나온|나오|보이|확인)[된한는되]{0,2}|의)? ?(?:[0-9]+ ?자리 ?)?(?:인증 ?)?(?:번호|숫자|코드)/u,
  /[动動][态態](?:口令|密[码碼]|[验驗][证證][码碼]|[码碼])|[动動][态態]|身[份分][验驗][证證]|[验驗][证證]器|[认認][证證]器|令牌|一次性|一次(?:密|口)|[电電]子密[码碼]器|口令卡[动動]/u,
  /일회용|1회용|원타임|토큰|보안 ?매체|인증 ?앱|인증기|오티피/u,
  // German, Dutch, nordic.
  /einmal ?-?(?:code|kenn|pass|pin|schl|tan|zug|wort)|einmalig\w* (?:code|pass|kenn|pin)|\b(?:push|photo|chip|app|secure|smart|q?r?)-?tan\b|authentifizierungs?-?app|authenti[fs]\w*-?app/u,
  /een ?malig\w*|eenmalige|engangs|engångs|kertakäyttö\w*|tunnuslukusovel\w*|kodegenerator|kodebrikke|(?:bank-?|säkerhets)?dosan?\b|nøkkelviser|autentiserings|autentifikations/u,
  // French, Spanish, Portuguese, Italian.
  /usage unique|(?:code|mot de passe) (?:temporaire|unique|éphémère|dynamique|jetable)|application (?:d['’ ]authentification|mobile d)|authentificateur|jeton/u,
  /\b(?:un )?[úu]nic[oa] uso|un solo uso|de un uso|uso [úu]nico|(?:clave|contrase[ñn]a|c[óo]digo) (?:din[áa]mic[oa]|temporal|desechable|\w+ token)|autenticador|aplicaci[óo]n de autenticaci[óo]n|app de autenticaci[óo]n/u,
  /senha (?:descart[áa]vel|din[âa]mica|tempor[áa]ria|de uso)|itoken|chave d[eo] (?:seguran[çc]a )?token|token do app|aplicativo (?:autenticador|de autentica)|app (?:autenticador|de autentica)|c[óo]digo (?:do|da) (?:app|aplicativo|token)|token (?:digital|m[óo]vel)/u,
  /monouso|usa e getta|(?:codice|password) (?:temporane[ao]|dinamic[ao]|usa|generat[ao])|autenticatore|app di autenticazione/u,
  /(?:c[óo]d\w+|clave|mot de passe|chiffres?|cifr[ae]s?|d[íi]gitos|n[úu]mero).{0,40}(?:\btoken|g[ée]n[ée]ra(?:dor|tore|teur)|gerador|autentic\w+|authentif\w+|(?:de (?:la|su|tu|votre|l['’])|d[aoe]|dell['’]|della tua|en (?:la|su|tu)|sur (?:l['’]|votre)|na|no|nell['’]|par (?:l['’]|votre)) ?(?:app|aplica\w+|applica\w+)\b)/u,
  /(?:code|kod\w*|ziffern|zahl|nummer|cijfers|siffror|siffer|ciffer|mã|angka|код\S*|цифр\S*).{0,40}(?:\btoken|generator|authenti\w+|uwierzyteln\w+|токен|аутентиф|(?:aus (?:der|ihrer)|in (?:der|ihrer|de|uw)|uit (?:de|uw)|från|fra|i|z|w|ve|dari|pada|từ|trên|trong|из|в) (?:\S*-)?(?:app\w*|appen|aplikac\w+|uygulama\w*|aplikasi|ứng dụng|приложени\S+))/u,
  // The code, and an app in the same sentence, either first.
  NEAR_APP,
  // Polish, Czech, Turkish, Vietnamese, Indonesian, Russian.
  /\btoken(?:a|u|em|em|ů|es|s|in|ul|i)\b|wskazani\w+ token\w*|(?:hasło|kod\w*|cyfry|heslo) (?:\S+ ){0,3}(?:token|generator)\w*|jednoraz\w*|jednorázov\w*|aplikac\w+ (?:uwierzytelni|autentyk|autoryz)\w*|uwierzytelniaj\w+/u,
  /tek (?:kullan[ıi]ml[ıi]k|seferlik)|kimlik do[ğg]rulay[ıi]c[ıi]\w*|do[ğg]rulama uygulamas\w*|do[ğg]rulay[ıi]c[ıi]|[şs]ifrematik/u,
  /(?:dùng|sử dụng) (?:một|1) lần|(?:mật khẩu|mã) (?:một|1) lần|ứng dụng xác thực|trình xác thực/u,
  /sekali (?:pakai|guna)|aplikasi (?:autentikator|otentikasi|authenticator|autentikasi)|[ao]utentikator|kode (?:dinamis|token)|respon token/u,
  /одноразов\S*|двухфактор\S*|двухэтап\S*|аутентификатор\S*|код\S* из генератор|токен\S*|приложени\S+[- ](?:для )?аутентиф\S*|генератор\S* кодов/u,
];

/** Said of such codes, of mailed ones and of pictures alike: counts, but does not decide. */
const MEDIUM = [
  /認証(?:用)?(?:コード|番号|キー|ナンバ|no\b|パス)|確認(?:用)?(?:コード|番号)|本人確認コード|セキュリティ[ ・-]?コード|パス ?コード|ログインコード|アクセスコード|追加認証|ninsh?o\w*|kakunin ?(?:code|cd|no|bango)/u,
  /(?:verif\w*|security|authent?i?\w*|auth|log-?in|sign-?in|confirm\w*|access|safety|validation|approval)[- ]?(?:code|number|digits|key|token)\b|pass ?code|security token|code (?:of|for) (?:verif|auth|confirm|access)\w*|challenge response/u,
  /[验驗校][证證验驗][码碼]|[认認][证證][码碼]|安全[码碼]|[动動]碼|校验码|[确確][认認][码碼]/u,
  /인증 ?(?:번호|코드|키|암호)|확인 ?(?:코드|번호)|보안 ?코드/u,
  /(?:bestätigung|sicherheit|authentifizierung|verifizierung|prüf|zugang|anmelde|freigabe|auth|verifi[kc]ation|best[äa]tigung)s?-?(?:code|nummer|ziffern)/u,
  /(?:verificatie|beveiligings|bevestigings|controle|toegangs|inlog|authenticatie)-?(?:code|getal)|(?:verifi[ek]a[st]?[sj]?i?ons|verifikations|verifi[es]+rings|bekreftelses|bekræftelses|säkerhets|sikkerheds|sikkerhets|godkendelses|inloggnings|kontroll?|bekräftelse)-?(?:s?kod[e]?)|vahvistuskoodi|turvakoodi|tunnusluku/u,
  /code (?:de |d['’ ])(?:v[ée]rif|s[ée]cu|confirm|valid|acc[èe]s|auth|connex)\w*|c[óo]digo (?:de )?(?:la )?(?:verif|segur|confirm|autent|autoriz|acce|acess|valid|conf)\w*|codice (?:di |d['’ ])?(?:verif|sicur|conf|autent|acces|autoriz|controll)\w*|clave de (?:confirm|seguridad|acceso|verif)\w*/u,
  /kod\w* (?:weryfik|potwierdz|bezpiecz|uwierz|autoryz|dost[ęe]p|logow|ověř|zabezpe)\w*|(?:ověřovací|bezpečnostní|potvrzovací) kód|(?:do[ğg]rulama|onay|g[üu]venlik|giri[şs]|kimlik do[ğg]rulama) (?:kod|numara|[şs]ifre)\w*/u,
  /mã (?:xác (?:thực|minh|nhận)|bảo mật|kiểm tra|đăng nhập)|kode (?:verif|konfirm|keaman|[ao]utent|akses|masuk|login)\w*|код\S* (?:подтвержд|проверк|безопасн|аутентиф|доступ|вход|верифик)\S*|проверочн\S+ код|код авторизации/u,
];

/**
 * What any code may be called, how many digits it has, and how one is asked to enter it. A name of nothing but
 * these says nothing else; then what stands around it counts.
 */
const PLAIN = [
  // Japanese: every word in hiragana says how, not what.
  /桁のパスワード|パスワードを?入力|[ぁ-ん]|コード|ナンバー|番号|数字|数値|桁|半角|英数字?|入力|記入|表示|画面|現在|最新|生成|発行|下記|以下|上記|左|右|番目|[0-9一二三四五六七八九十]文字|欄|方|ボックス|応答|レスポンス|値|例|必須|任意|ください|下|桁目|目|字|回答/u,
  // English, and what markup says of any field.
  /\b(?:please|kindly|enter|type|input|insert|provide|fill|write|in|into|your|the|all|a|an|this|that|its?|is|here|below|above|digits?|numbers?|no|num|nbr|code|codes|value|values|token|response|reply|answer|current|new|latest|generated|shown|displayed|on|of|from|for|as|and|it|to|you|see|e\.?g|example|required|optional|field|box|character|characters|char|position|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|one|two|three|four|five|six|seven|eight|long|exactly|only|without|spaces?|submit|continue|device)\b|digit|\b(?:txt|text|inp|fld|frm|form|val|cd|el|id|ctl\d+|main|content|data|mui|react|ember|ng|v|q|f|pos|part|seg|char|pw|pwd|passwd?)\b/u,
  // Chinese and Korean.
  /请|請|输入|輸入|填[写寫入]|[位目数數]字?|[码碼]|[编編][号號]|[号號][码碼]|[数數]字|当前|當前|[显顯]示|您|你|的|上|中|代[码碼]|[应應]答|[响響][应應]|回[应應]|第|[个個]/u,
  /(?:입력|번호|숫자|자리|번째|코드|표시|응답|화면|칸|값|현재|생성|여섯|아래|해)\S*/u,
  // German, Dutch, nordic.
  /(?<!\p{L})(?:bitte|geben|sie|ein|eingeben|eingabe|den|die|das|der|ihren?|code|ziffern?|stellig\w*|\w*stellige[nrs]?|zahl\w*|nummer|hier|aktuelle[nr]?|angezeigte\w*|antwort|von|aus|vul|voer|uw|je|de|het|in|cijfers?|cijferige|getal|kode|koden|kod|ange|skriv|din|siffror|siffrig|siffer|sifre|sifret|indtast|tast|inn|cifre|ciffer|koodi|syötä|anna|numero|luku|numeroinen)(?!\p{L})/u,
  // French, Spanish, Portuguese, Italian.
  /(?<!\p{L})(?:veuillez|saisir|saisissez|entrez|entrer|tapez|indiquez|renseignez|le|la|les|l|un|une|votre|vos|à|a|de|du|des|ci|dessous|chiffres?|num[ée]ro|réponse|affich[ée]e?|sur|ingres[ae]r?|introdu[cz]\w*|escrib\w*|digit\w*|teclee|el|los|las|su|tu|c[óo]digo|clave|d[íi]gitos|cifras|n[úu]mero|respuesta|mostrado|informe|insira|coloque|o|os|as|seu|sua|resposta|exibido|inserisci|inserire|inserisca|immetti|il|lo|gli|i|tuo|suo|codice|cifre|numero|risposta|mostrato|visualizzato|da|di|con|por|para|que|en|em|na|no|per|su|sul|sulla)(?!\p{L})|ç[ãa]o/u,
  // Polish, Czech, Turkish, Vietnamese, Indonesian, Russian.
  /(?<!\p{L})(?:wpisz|podaj|wprowadź|prosz[ęe]|kod|kodu|cyfrowy|cyfr|cyfry|numer|odpowied[źz]|zadejte|číslo|číslic|lütfen|girin\w*|giriniz|kodu|kodunu|haneli|rakam\w*|numara\w*|yanıt|nhập|mã|số|chữ|gồm|vui|lòng|của|bạn|masukkan|silakan|kode|angka|digit|nomor|respons?|anda)(?!\p{L})|\p{L}*(?:введите|код|кода|цифр|номер|знач|ответ|ваш)\p{L}*|из|на|\bз\b/u,
];

export const NAME_SOURCES = {
  strong: any(...STRONG),
  medium: any(...MEDIUM),
  plain: any(...PLAIN),
} as const;
