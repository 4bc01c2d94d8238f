/** Hosts people have open all day, none of them a bank's: nothing among them may raise an alarm. */
export const POPULAR = `
google.com google.co.jp youtube.com facebook.com instagram.com x.com twitter.com tiktok.com whatsapp.com line.me
wikipedia.org ja.wikipedia.org amazon.com amazon.co.jp yahoo.co.jp yahoo.com search.yahoo.co.jp mail.yahoo.co.jp
bing.com duckduckgo.com ecosia.org baidu.com yandex.ru naver.com rakuten.co.jp rakuten.com item.rakuten.co.jp
netflix.com hulu.jp abema.tv nicovideo.jp tver.jp spotify.com music.apple.com apple.com icloud.com microsoft.com
live.com outlook.com office.com teams.microsoft.com login.microsoftonline.com github.com gitlab.com bitbucket.org
stackoverflow.com stackexchange.com reddit.com pinterest.com linkedin.com quora.com medium.com note.com qiita.com
zenn.dev hatena.ne.jp b.hatena.ne.jp ameblo.jp livedoor.com fc2.com blogspot.com wordpress.com tumblr.com
nhk.or.jp www3.nhk.or.jp asahi.com yomiuri.co.jp mainichi.jp nikkei.com sankei.com jiji.com kyodonews.jp
bbc.co.uk cnn.com nytimes.com theguardian.com reuters.com bloomberg.co.jp toyokeizai.net diamond.jp
cookpad.com kurashiru.com tabelog.com gnavi.co.jp hotpepper.jp retty.me ikyu.com jalan.net booking.com
airbnb.jp expedia.co.jp jal.co.jp ana.co.jp jreast.co.jp eki-net.com jorudan.co.jp navitime.co.jp ekitan.com
kuronekoyamato.co.jp sagawa-exp.co.jp post.japanpost.jp mercari.com jp.mercari.com paypay.ne.jp zozo.jp
uniqlo.com muji.com nitori-net.jp ikea.com yodobashi.com biccamera.com kakaku.com dmm.com booth.pm pixiv.net
suumo.jp homes.co.jp athome.co.jp indeed.com doda.jp mynavi.jp rikunabi.com en-japan.com wantedly.com
nta.go.jp e-tax.nta.go.jp mynaportal.go.jp myna.go.jp digital.go.jp mhlw.go.jp jma.go.jp metro.tokyo.lg.jp
city.yokohama.lg.jp u-tokyo.ac.jp kyoto-u.ac.jp waseda.jp keio.ac.jp docomo.ne.jp au.com softbank.jp
kddi.com ntt.com nttdocomo.co.jp biglobe.ne.jp nifty.com so-net.ne.jp ocn.ne.jp sakura.ne.jp onamae.com
tenki.jp weathernews.jp weather.yahoo.co.jp map.yahoo.co.jp maps.google.com translate.google.com deepl.com
openai.com chatgpt.com anthropic.com zoom.us slack.com notion.so dropbox.com evernote.com trello.com canva.com
adobe.com figma.com salesforce.com cloudflare.com paypal.com stripe.com ebay.com aliexpress.com walmart.com
twitch.tv discord.com steampowered.com nintendo.com playstation.com sony.jp panasonic.com toyota.jp honda.co.jp
lawson.co.jp family.co.jp sej.co.jp mcdonalds.co.jp starbucks.co.jp seiyu.co.jp aeon.com aeonretail.jp
epson.jp canon.jp nikon.com fujifilm.com hitachi.co.jp nec.com fujitsu.com ricoh.co.jp brother.co.jp
midori-hojin.or.jp midorigaoka.ed.jp aobaku.jp aoba-dental.jp kamome-note.jp kamomebooks.jp sakuragaoka.net
shizuoka.jp pref.kyoto.jp hiroshima-u.ac.jp yokohamatriennale.jp chiba-tv.com gunma-u.ac.jp 77.ne.jp
smbc-card.com mufgcard.com saisoncard.co.jp jcb.co.jp orico.co.jp mizuho-fg.co.jp japanpost.jp sbisec.co.jp
seven-i.co.jp sonyfinancialgroup.co.jp resonaholdings.co.jp
`
  .trim()
  .split(/\s+/);

/** Hosts as Japanese banks have them: on one word, on three, shared among banks, and the demonstration's. */
export const BANKS = `
direct.smbc.co.jp directg.s.bk.mufg.jp web.ib.mizuhobank.co.jp ib.resonabank.co.jp direct.jp-bank.japanpost.jp
fes.rakuten-bank.co.jp login.paypay-bank.co.jp netbk.co.jp sonybank.jp ib.aeonbank.co.jp www.sevenbank.co.jp
ib.jibunbank.co.jp direct.sbishinseibank.co.jp direct.gmo-aozora.com ib1.surugabank.co.jp ib.hokuyobank.co.jp
direct.77bank.co.jp ib.boy.co.jp direct.chibabank.co.jp ib.shizuokabank.co.jp ib.kyotobank.co.jp
ib.hirogin.co.jp direct.fukuokabank.co.jp ib.gunmabank.co.jp ib.joyobank.co.jp parasol.anser.ne.jp
direct.jabank.jp midori.example login.aoba.co.jp ib.kamome.example
`
  .trim()
  .split(/\s+/);
