/**
 * What speaks against a field whose name may be that of a code: the name of another thing, a code that comes
 * another way, a page about something else. A name with nothing of a code in it needs no entry here, unless
 * pages give such fields the markup of one. No group captures.
 */

const any = (...expressions: readonly RegExp[]): string => expressions.map(({ source }) => source).join('|');

/** The name of another thing, though it may speak of codes and tokens. */
const OTHER = [
  // Cards: number, date, the three digits on the back, a grid of digits printed on it.
  /card ?(?:n|v|s|c|holder|date|exp)|カード(?:の|番|認|裏|情報|名)|ティカード|ご?確認カード|cv[vc]|csc\b|有効期限|expir|乱数表|マトリ|座標|\bgrid\b|[卡]号|卡號|信用卡|카드|karten(?:nummer|pr)|carte bancaire|tarjeta|cart[ãa]o\b|carta di/u,
  // Fixed secrets: PINs, second passwords, those that confirm a payment, words one remembers.
  /暗証|暗號|第[2二]パス(?!(?:ワード|コード)? ?\()|第[2二]暗|(?:取引|確認|実行|振込|資金移動|決済|承認|申請|契約|会員|ログイン|固定|現在の?|新しい|旧|仮|初期|初回|初期設定)用?パスワード|合言葉|合い言葉|秘密の|ひみつ|質問|memorable|security (?:question|answer|word)|secret (?!token)|passphrase|mother|maiden|(?:log-?in|current|old|new|confirm\w*|re-?type|re-?enter|account|web|online|internet|bank\w*|fixed|static|master|initial) password|(?:nouveau|ancien) mot de passe|(?:neues|altes|aktuelles) passwort|nueva contraseña|nova senha|(?<!(?:time|otp|token|use)[- ])\bpin\b(?! ?\+)|\bp\.i\.n|geheim|tr?an?saction pass|trading pass|支付密|交易密|取款密|登[录錄入]密|결제 ?비밀|계좌 ?비밀|이체 ?비밀|pin-?code/u,
  // Part of a fixed password: its third and fifth character.
  /(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|last) (?:char|letter|digit of)|(?:character|letter|digit)s? \d+ (?:of|from) your (?:pass|memo|secur|pin)|(?:文字|桁)目の(?:文字|英)/u,
  // Numbers of persons, accounts and papers.
  /serial|シリアル|製造番号|機番|(?:お客[さ様]ま?|顧客|契約者?|口座|支店|店番|店|店舗|会員|加入者|利用者|ユーザー?|企業|社員|学籍|受付|整理|管理|注文|予約|問[い合]?合?わ?せ|伝票|追跡|証券|保険証券|免許|マイナンバー|個人|法人|電話|携帯|郵便|部店|科目|振込先|承認者)(?:番号|コード|id|no\b)|受取人|金額|日付|年月日|生年|住所|氏名|名義/u,
  /\b(?:id|name|next|user ?name|iban|bic|swift|amount|birth\w*|dob|nickname|passport|licen[cs]e|activation|voucher|promo\w*|coupon|gift|discount|referr?al|affiliate|invit\w*|redeem|campaign|meeting|webinar|booking|reservation|pnr|confirmation num\w*|product key|on the back|back of|wi-?fi|pairing|keyword|search|subject)\b/u,
  /\b(?:account|acct|customer|client|member(?:ship)?|contract|policy|order|invoice|reference|ref|tracking|ticket|case|phone|mobile|tele?phone|company|employee|staff|student|store|dealer|agent|sponsor|course|room|door|gate|flight|class|classroom|conference|event|table|bank|branch|sort|routing|area|country|city|zip|post|postal|dial(?:ling)?|product|registration|user|tax|vat|insurance|patient|driver|vehicle|parcel|model|part)[ -]?(?:code(?! from)|n(?:umber|o|r|um)\b|#|id\b|name)/u,
  /優待|クーポン|キャンペーン|プロモ|ギフト|ポイント|招待|紹介|ライセンス|プロダクト|アクティベ|登録(?:コード|番号|キー)|引換|会議|ミーティング|ペアリング|端末(?:名|番号|id|認証コード)|機器(?![にの]表示)|デバイス(?:名|コード|番号)|検索|件名|トークンの?(?:名|id|シリアル|番号を登録|登録)|検査|診察|商品|問合/u,
  /优惠|優惠|折扣|兑换|兌換|邀请|邀請|推荐码|推薦碼|礼品|禮品|激活|序列|[账帳]号|帳號|用户|用戶|会议|會議|订单|訂單|配对|邮编|郵遞|手机号|身份证号|초대|쿠폰|할인|추천|상품권|시리얼|일련|회의|예약|주문|계좌|아이디|고객|생년|우편|사업자/u,
  /gutschein|rabatt|aktionscode|einladung|lizenz|seriennr|(?<!se)kunden|konto|vertrags|mitglied|buchung|postleit|\bplz\b|vorwahl|blz\b|cadeau|korting|kortings|klant|rekening|uitnodig|postcode|coupon|promo|parrain|invitation|abonn|r[ée]servation|code postal|client\b|compte|cup[óo]n|descuento|invitaci|reserva|c[óo]digo postal|cuenta|cliente|sucursal|cupom|desconto|convite|\bcep\b|ag[êe]ncia|conta\b|buono|sconto|invito|prenotaz|\bcap\b|kupon|rabat|zaprosz|zniżk|pocztow|postnummer|psč|kontrakt|klienta|ndirim|davet|müşteri|hesap|mã giảm|khuyến mãi|mã mời|giới thiệu|khách hàng|tài khoản|rekening|undangan|kupon|pelanggan|промо|купон|приглаш|скидк|индекс|сч[её]т|клиент|серийн/u,
  // Signing a payment: the code belongs to what is being signed, or to a number that the page shows.
  /取引(?:認証|署名)|署名|振込認証|次の|電子署名|トランザクション(?:認証|署名)|\bsign(?:ing|ature)?\b(?! ?-?in)|transaction (?:auth|sign|code|number)|挑[战戰]|签名|簽名|서명|signatur|podpis|подпис|\bimza/u,
  // Keys of interfaces, not of persons.
  /\bapi\b|access token|(?:personal|bearer|refresh|session|bot|deploy|webhook)[- ]token|public key|private key|secret key|client secret|hook|\bcsrf|xsrf/u,
];

/** Spare codes: a veto unless the field's label also asks for the real one. */
const RECOVERY = [
  /recover|back-?up|scratch|emergency|reserve code|spare|rescue|printed code/u,
  /リカバリ|回復|復旧|復元|バックアップ|予備|緊急|非常用|備用|备用|恢[复復]|救援|복구|백업|예비/u,
  /wiederherstell|notfall|ersatz-?code|herstel|noodcode|reserve|återställ|gjenoppret|gendan|nødkode|varakoodi|palaut/u,
  /récup|secours|sauvegarde|recuper|respaldo|emerg[êe]n|backup|riserva|ripristino|zapasow|odzysk|awaryj|kurtar|yedek|khôi phục|dự phòng|pemulihan|cadangan|резерв|восстанов/u,
];

/** The field itself says that its code is mailed, sent, spoken, read from a picture, or shown by another machine. */
const ELSEWHERE = [
  /mail|\bsms|[sm]-?tan\b|text message|voice|phone call|\bcall(?:ed|ing)?\b|by letter|in the letter|by post\b|whats ?app|telegram|\bfax/u,
  /メール|ショートメ|電話で|音声|通話|自動音声|郵送|はがき|ハガキ|書面|お手紙|短信|简讯|簡訊|手机[验短]|手機驗|[语語]音|[电電][话話]|[邮郵]|휴대|문자|음성|전화|이메일|우편/u,
  /correo|courriel|\bnachricht|anruf|per post|briefpost|par téléphone|par voie|am telefon|per telefon|llamada|mensaje|mensagem|chiamata|messaggio|wiadomo|tin nhắn|cuộc gọi|\bpesan|panggilan|писем|письм|звон|смс|почт|sähköposti|tekstiviesti/u,
  // Pictures that tell people from robots.
  /captcha|kaptcha|画像|絵|見える|ひらがな|[图圖]|image|picture|robot|graphic|the characters|文字を|im bild\b|bildcode|imagen|imagem|immagine|(?<!z)obraz|resim|gambar|hình ảnh|картинк|이미지|그림|보안 ?문자|자동 ?입력/u,
  // What another machine shows: the screen of a television, a reader of cards, a till.
  /(?:shown|displayed|appears?|see) (?:in|on|by) (?:your|the|this) (?:\w+ )?(?:terminal|tv|console|screen of|printer|machine|television|set-top)|(?<!\p{L})tv(?!\p{L})|テレビ|television|card reader|カードリーダ|(?:card|chip|code) ?reader|kartenleser|tan-?generator mit karte|lecteur de carte|\blector\b|lettore di cart|czytnik/u,
];

/** A code that was sent, or can be once more: no token knows it. Asked of what stands near, links and buttons included. */
const SENT = [
  /\b(?:sent|texted|mailed|emailed|messaged|dispatched)\b|re-?send|send (?:a )?(?:new|another) code|send (?:code|it)(?: again)?\b|n['’o]*t (?:get|got|receive[d]?|arrive)|get (?:a |the )?(?:new )?code\b|request (?:a )?(?:new )?code|check your (?:mail|e-?mail|inbox|phone|messages|texts)|calling you|we(?:['’]ll| will| are going to| just)? (?:call|called|text|ring)|(?:will|to) (?:get|receive) (?:a |an )?(?:automated )?(?:phone |voice )?call|automated call|spoken|arrives? (?:by|in)/u,
  /(?:メール|sms|ショートメ|郵送|書面|はがき|電話|音声)(?:[^。 ]{0,15}(?:通知|お知らせ|ご案内)|.{0,40}(?:送|届|記載)|[^。]{0,40}(?:お伝え|流れ|読み上げ|発信|かけ))|送(?:信|り|付)?(?:いた|され|しま|済|した)|お送りした|(?:携帯|電話番号|アドレス|スマートフォン)(?:番号|電話)?(?:に|へ|宛|あて).{0,30}(?:送|届|通知|お知らせ|発行)|再送|もう一度送|届かない|届きません|届いた|受信した|受け取った|自動音声|お電話(?:し|を|いた|に)|音声(?:で|ガイ|案内)/u,
  /发送[至到了]|已发|已發|發送[至到了]|[获獲]取[验驗]|重新[发發获獲]|[重再]发|收到|没收到|收不到|语音|語音|전송|발송|보냈|보내|번호 ?(?:받기|요청)|재전송|재발송|받지 못|받은|수신/u,
  /gesendet|geschickt|versandt|zugesandt|erneut (?:senden|anford)|nicht erhalten|angerufen|rufen sie an|verstuurd|gestuurd|verzonden|opnieuw (?:ver|st|op)|niet ontvangen|skicka(?:t|de|r)|skicka (?:igen|ny|en ny)|sendt|har sendt|send (?:igen|på nytt|ny)|sänt|lähetetty|lähetimme|uudelleen/u,
  /envoyé|renvo[iy]|reçu|appel(?:ons|é)|enviad|enviamos|envi[óo]\b|reenv|recibi|recebe[ru]|receb[ei]|llam(?:ad|are|amos)|ligamos|inviat|abbiamo invi|reinvi|ricevut/u,
  /wysłan|wysła[lł]|wyślij (?:ponownie|nowy|kod)|nie dotar|otrzyma[lł]|odeslán|zaslán|gönder(?:di|il)|(?:tekrar|yeniden) gönder|ulaşmad|đã (?:được )?gửi|được gửi|gửi (?:đến|tới|về|qua)|gửi lại|gửi mã|nhận được|dikirim|terkirim|kirim ulang|mengirim|menerima|отправ(?:ле|ил)|отправить (?:код|ещ|снова|повт)|выслан|выслал|прислал|не приш|получил|пришл|позвон/u,
];

/** Setting a token up, or signing what is typed into it: the code shown then is made for something else. */
const SETUP = [
  /challenge (?:code|number|is|:)|(?:enter|type|key)(?: in)? (?:this|these|the (?:following|number|digits|amount|last)|\d+)(?:(?!show|display|appear|generat|see )[^.]){0,60} (?:into|on|in) (?:your|the) (?:\S+ )?(?:token|device|reader|card reader|app|keypad|generator)|(?:press|use|choose|select) (?:the )?["'“]?sign\b|sign (?:this|the|your) (?:payment|transaction|transfer|order)|transaction sign\w*|signing code/u,
  /(?:を|、)(?:お手元の|ご利用の)?(?:ハード|ソフトウェア)?(?:トークン|生成機|機器|アプリ)に(?:入力|打ち込)|チャレンジ(?:コード|番号)|取引認証|トランザクション認証|取引署名/u,
  /\bscan\b|(?:create|choose|set|pick|set up|new)(?: an?| your| the)?(?: new)?(?: (?:\d|\w+)[- ]digit)? (?:app )?(?:pass ?code|pin)\b|qr[- ]?(?:c|k|コ|код|码|碼)|二次元|secret key|setup key|set-up key|manual(?:ly)? (?:enter|key)|扫|掃|スキャン|読み取|読取|(?:パスコード|pinコード)の?を?(?:設定|作成|登録|変更)|新しいパスコード|セットアップキー|シークレットキー|秘密鍵|스캔|escane|scann|skann|escanear|zeskanuj|tarat|tarayın|quét|pindai|сканир/u,
];

/** A page about other codes than those of a login: asked of what stands near a field whose own name decides nothing. */
const TOPIC = [
  /(?:authori[sz]e|activate|connect|link|register|add) (?:your |a |this |the )?(?:new )?device|device activation|\b(?:voucher|coupon|promo(?:tion(?:al)?)?|gift|redeem|discount|referral|invit(?:e|ation)|meeting|webinar|conference|booking|reservation|check-?in|boarding|ticket|prescription|parcel|delivery|locker|licen[cs]e|product key|pair(?:ing)?|television|console|printer|router|bluetooth|captcha|robot|classroom|quiz|game|join|survey|unsubscribe|newsletter|download code|serial|warranty)\b/u,
  /(?<!\p{L})tv(?!\p{L})|クーポン|キャンペーン|ギフト|優待|プレゼント|招待|紹介|会議|ミーティング|予約|搭乗|チェックイン|荷物|配達|宅配|ライセンス|プロダクト|ペアリング|テレビ|プリンタ|ルータ|リーダ|抽選|アンケート|商品|交換|診察|受付番号|乱数|暗証|合言葉|カードの?(?:裏|番号|表)/u,
  /优惠|優惠|兑换|兌換|邀请|邀請|会议|會議|订单|訂單|电视|配对|礼品|쿠폰|상품권|초대|회의|예약|티켓|배송/u,
  /gutschein|rabatt|einladung|lizenz|buchung|fernseh|paket|cadeau|korting|uitnodig|parrainage|réservation|colis|cupón|descuento|invitación|reserva|cupom|convite|buono|sconto|invito|prenotaz|kupon|zaprosz|paczk|davet|indirim|giảm giá|undangan|промокод|купон|приглаш/u,
];

/** A token or an app gives the code here, whatever else is sent. */
const DEVICE = [
  /authent.+or|authentication app|(?:from|in|on|by|open|using|use|with|your) (?:\S+ ){0,4}(?:app|token)\b|token (?:code|number|shows|displays|device)|(?:hard|soft|security)\w*[- ]token/u,
  /認証アプリ|アプリ(?:の画面)?(?:に|で|を|の)(?:表示|生成|発行|起動|開|ひら|確認|ワンタイム|6桁|数字|番号|コード)|トークン|ワンタイムパスワード生成/u,
  /令牌|토큰|인증 ?앱|приложени|токен|autentica[dt]or|authentif|authenti[fs]i|uwierzytelniaj|do[ğg]rulay[ıi]c[ıi]|ứng dụng xác|\btoken/u,
];

/** What a field says it takes, in `autocomplete`: a browser's own word, whatever stands beside the field. */
const PURPOSE =
  /\b(?:username|(?:current|new)-password|cc|tel|email|name|(?:given|family|additional)-name|nickname|postal|address|street|country|organization|bday|sex|url|photo|impp|language|transaction)\b/u;

export const VETO_SOURCES = {
  other: any(...OTHER),
  recovery: any(...RECOVERY),
  elsewhere: any(...ELSEWHERE),
  sent: any(...SENT),
  setup: any(...SETUP),
  topic: any(...TOPIC),
  device: any(...DEVICE),
  purpose: PURPOSE.source,
} as const;
