/**
 * What pages call the fields of a login other than the code, and what tells a login from other forms. Matched on
 * `normalise`d text; names and IDs are split into words first (`nameWords`). No group captures.
 */

const any = (...expressions: readonly RegExp[]): string => expressions.map(({ source }) => source).join('|');

/** What names a person at their bank or service. */
const ACCOUNT = [
  /(?:ログイン|ログオン|サインイン|ユーザー?|利用者|会員|契約者?|お客[さ様]ま?|顧客|加入者|管理者|担当者|操作者|オペレーター?|ダイレクト|アカウント)(?:番号|id|名|コード|no\b|ナンバー?)|アカウント/u,
  /\b(?:user|log-?[io]n|sign-?(?:in|on)|customer|client|cust|member(?:ship)?|subscriber|contract|access|banking|operator)[- ]?(?:id\b|ident\w*|name|n(?:o|umber|r|um)\b|#)|\b(?:customer|client|member|operator) ?code|\baccount ?(?:id\b|name)|\blog-?[io]n$|\b(?:uid|usr|cif|crn)\b/u,
  /(?<!(?:meeting|device|session|order|case|transaction|payment|product|company|corporate|employer|room|webinar|event|会議|ミーティング|端末|機器|企業|会社|法人|団体|取引|注文|商品) ?)(?<![a-z])id(?![a-z])/u,
  /(?:keiyaku(?:sha)?|kokyaku|kaiin|riyo(?:u)?sha|riyo) ?(?:id|no|bango|bangou|cd|code)/u,
  /用[户戶](?:名|编号|編號|号|號|代|id)?|登[录錄入](?:名|[账帳賬]|id)|[账賬帐帳][户戶]|[会會][员員](?:名|号|號|编号)|客[户戶](?:号|號|编号|編號)|使用者(?:代|名|帳)|身[份分][证證]|[统統]一[编編]/u,
  /아이디|사용자|(?:회원|고객|이용자|계정) ?(?:번호|명|id)|계정/u,
  /benutzer|nutzer(?:name|kennung)|anmelde-?(?:name|kennung|id)|(?:kunden|mitglieds?|vertrags|teilnehmer|zugangs|legitimations)-?(?:nummer|kennung|nr|id)|netkey|gebruikers|inlognaam|(?:klant|toegangs)-?nummer|anv[äa]ndar|brug?ernavn|brukernavn|bruker-?id|(?:kund|kunde|person|fødsels|f[öo]delse|medlems?)-?n(?:ummer|r)|käyttäjä|asiakas|(?<!\p{L})tunnus(?!\p{L})/u,
  /identifiant|utilisateur|(?:n(?:um[ée]ro|°|º)|code) (?:de |d['’ ])?(?:client|abonn|contrat|adh[ée]rent)|usu[aá]ri[oa]|utente|identifica(?:dor|tivo)|(?:n(?:[úu]mero|°|º)|c[óo]d(?:igo|ice)) (?:de |do |da |di )?(?:client|contrato|contratto|socio)|documento|\b(?:dni|nif|nie|cpf|cnpj|rut)\b|codice fiscale/u,
  /u[żz]ytkownik|identyfikator|numer klienta|nazwa logowania|uživatel|přihlašovací jméno|klientské|kullan[ıi]c[ıi] ?(?:ad|kod)|m[üu][şs]teri ?n|kimlik n|tên (?:đăng nhập|truy cập|người dùng|tài khoản)|nama (?:pengguna|akun)|(?:nomor|no\.?) (?:nasabah|pelanggan)|логин|пользовател|идентификатор|номер (?:клиент|договор)|уч[её]тн/u,
  // What is theirs, or reaches them: many services know them by it.
  /口座番号|\bkou?za\b|\b(?:account|acct?)[- ]?(?:n(?:o|umber|r|um)\b|#)|[账帳賬帐][号號]|계좌 ?번호|(?:konto|depot|rekening)-?n(?:ummer|r)|n(?:[uú]m[eé]ro|°|º) (?:de |di |da )?(?:compte|cuenta|conta\b|conto\b)|nomor rekening|số tài khoản|номер сч[её]т/u,
  /(?:企業|会社|法人|団体)(?:番号|id|コード)|\b(?:company|corporate|corp|organi[sz]ation|business|employer)[- ]?(?:id\b|code|n(?:o|umber)\b)/u,
  /mail|phone|\bmobile|\btel\b|メール|電話|携帯|[邮郵]箱|[电電]子[邮郵]|手机|手機|이메일|휴대|전화|correo|courriel|t[ée]l[ée]fono?|telefon|celular|cellulare|e-?post|sähköposti|puhelin|почт|телефон|điện thoại|ponsel|surel/u,
];

/** Secrets that stay the same. */
const SECRET =
  /パスワード|パスフレーズ|暗証|暗号|合言葉|pass ?(?:word|wd|phrase)|\bpass\b|\bpassw|\bpw\d*\b|\bpwd|\bp\.?i\.?n\b|\bansho\w*|密[码碼]|口令|비밀 ?번호|암호|passwor[td]|kennwort|geheimzahl|wachtwoord|lösenord|passord|adgangskode|kodeord|salasana|mot de passe|code secret|contraseña|\bclave|senha|palavra-passe|hasło|heslo|[şs]ifre|parola|mật khẩu|kata ?sandi|парол/u;

/** What is asked of a payment, an order, a letter or a newcomer, never of who logs in. */
const MATTER = [
  /金額|数量|株数|口数|価格|単価|摘要|受取人|振込先|依頼人|氏名|お名前|苗字|フリガナ|ふりがな|住所|郵便番号|コメント|備考|通信欄|件名|メモ|カード番号|有効期限|希望/u,
  /\b(?:amount|quantity|qty|price|payee|beneficiary|recipient|(?:first|last|full|given|family|middle) ?name|surname|street|(?:home|postal|billing|shipping|delivery) address|address ?(?:line|\d)|city|zip|post(?:al)? ?code|postcode|subject|comments?|memo|message|remarks?|iban|swift|card ?n(?:umber|o)|expir\w*|company name|job title)\b/u,
  /金[额額]|[数數]量|姓名|地址|收款|[备備][注註]|价格|금액|수량|성명|주소|받는 ?(?:분|사람)|메모/u,
  /betrag|vorname|nachname|empfänger|straße|verwendungszweck|postleit|bedrag|voornaam|achternaam|begunstigde|belopp|beløb|beløp|f[öo]rnamn|efternamn|fornavn|etternavn|mottag|modtag|summa\b|saaja|etunimi|sukunimi/u,
  /montant|prénom|nom de famille|bénéficiaire|destinataire|code postal|importe|monto|apellido|beneficiari|destinat[aá]rio|c[óo]digo postal|sobrenome|favorecido|endereço(?! de)|importo|cognome|causale|kwota|imię|nazwisko|odbiorc|částka|příjmení|tutar|soyad|al[ıi]c[ıi] ad|số tiền|họ (?:và )?tên|người nhận|jumlah|nominal|penerima|сумма|фамили|получател/u,
];

/** Said where one logs in. */
const LOGIN =
  /ログ ?イン|ログオン|サインイン|\blog-? ?(?:in|on)\b|\bsign-? ?(?:in|on)\b|登[录錄入]|로그인|anmeld|einlogg|inlogg|logga in|logg inn|log ind|kirjaudu|connexion|connecte[rz]|iniciar ses|inicio de ses|ingres[aeo]|acess[eo]|acced[ei]|accesso|zaloguj|logowani|přihl[áa]|giri[şs]|đăng nhập|masuk|вход|войти|войдите/u;

export const LOGIN_SOURCES = {
  account: any(...ACCOUNT),
  secret: SECRET.source,
  matter: any(...MATTER),
  login: LOGIN.source,
} as const;
