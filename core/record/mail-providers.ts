import { readFileSync } from 'node:fs';

/** Providers that neither kept list has: national access providers, newer services, forwarding services. */
const furtherProviders = `
1und1.de a1.net aon.at chello.at inode.at liwest.at kabsi.at tele2.at hispeed.ch sunrise.ch gmx.ch hotmail.ch quickline.ch
posteo.de posteo.net mailbox.org vodafone.de vodafonemail.de o2online.de o2mail.de unitymedia.de unity-mail.de ewe.net ewetel.net
kabelmail.de netcologne.de alice-dsl.net alice-dsl.de alicedsl.de gmx.org gmx.info web.com.de email.de online.de versanet.de
bbox.fr bouygtel.fr numericable.fr club-internet.fr aliceadsl.fr outlook.fr hotmail.fr live.fr orange.net laposte.net sfr.net noos.fr
ziggo.nl xs4all.nl casema.nl quicknet.nl upcmail.nl online.nl tele2.nl kpnplanet.nl solcon.nl caiway.nl telfort.nl hccnet.nl
telenet.be proximus.be scarlet.be voo.be pec.it legalmail.it arubapec.it postecert.it fastwebnet.it teletu.it hotmail.it outlook.it
telefonica.net ono.com ya.com euskaltel.net hotmail.es outlook.es movistar.es mixmail.com netcabo.pt clix.pt iol.pt outlook.pt
telia.com bredband.net bredband2.com comhem.se tele2.se telenor.se online.no broadpark.no getmail.no hotmail.no tdcadsl.dk
stofanet.dk hotmail.dk jubii.dk ofir.dk mail.dk elisanet.fi kolumbus.fi suomi24.fi welho.com dnainternet.net pp.inet.fi simnet.is
azet.sk zoznam.sk pobox.sk seznam.sk citromail.hu t-online.hu indamail.hu vipmail.hu upcmail.hu mail.bg dir.bg gbg.bg
op.pl poczta.onet.pl onet.eu poczta.fm tlen.pl spoko.pl vp.pl go2.pl gazeta.pl neostrada.pl t.pl net-s.pl siol.net t-2.net
email.t-com.hr inet.hr net.hr otenet.gr in.gr forthnet.gr hol.gr inbox.lt one.lt takas.lt apollo.lv hot.ee online.ee mail.ee
meta.ua ukrpost.net 3g.ua bigmir.net lenta.ru autorambler.ru myrambler.ru ro.ru pochta.ru internet.ru vk.com aport.ru
mynet.com ttmail.com turk.net superonline.com walla.co.il netvision.net.il bezeqint.net 012.net.il zahav.net.il
sohu.com 139.com 189.cn wo.cn 263.net 188.com vip.163.com vip.126.com vip.qq.com icloud.com.cn aliyun.cn outlook.cn hotmail.com.tw
yahoo.com.tw seed.net.tw hinet.net pchome.com.tw netvigator.com ymail.ne.jp nifty.com biglobe.ne.jp ocn.ne.jp plala.or.jp so-net.ne.jp
dion.ne.jp docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp disney.ne.jp vodafone.ne.jp i.softbank.jp uqmobile.jp rakuten.jp excite.co.jp
goo.jp livedoor.com kakao.com hanmail.net paran.com dreamwiz.com lycos.co.kr korea.kr.com singnet.com.sg starhub.net.sg pacific.net.sg
tm.net.my streamyx.com pldtdsl.net globe.com.ph rediffmail.com indiatimes.com vsnl.net vsnl.com sify.com bsnl.in airtelmail.in
bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au dodo.com.au internode.on.net ozemail.com.au westnet.com.au aapt.net.au
adam.com.au xtra.co.nz slingshot.co.nz orcon.net.nz vodafone.co.nz mweb.co.za telkomsa.net vodamail.co.za webmail.co.za iafrica.com
uol.com.br bol.com.br terra.com.br ig.com.br r7.com zipmail.com.br oi.com.br globomail.com outlook.com.br hotmail.com.br
prodigy.net.mx live.com.mx hotmail.com.mx infinitummail.com speedy.com.ar fibertel.com.ar arnet.com.ar ciudad.com.ar vtr.net cantv.net
btopenworld.com btconnect.com plus.com plusnet.com virginmedia.co.uk virgin.net tiscali.co.uk fsmail.net freeuk.com lineone.net orangehome.co.uk
eircom.net eir.ie comcast.net xfinity.com spectrum.net brighthouse.com roadrunner.com frontier.com frontiernet.net windstream.net
centurylink.net centurytel.net q.com mindspring.com embarqmail.com suddenlink.net optonline.net optimum.net cableone.net mediacombb.net
tds.net wowway.com rcn.com hughes.net bell.net bellnet.ca videotron.ca cogeco.ca eastlink.ca mts.net sasktel.net telus.net shaw.ca
proton.me protonmail.com protonmail.ch pm.me hey.com duck.com tuta.com tuta.io tutanota.com tutanota.de tutamail.com keemail.me skiff.com
fastmail.com fastmail.fm zohomail.com zohomail.eu zoho.in startmail.com mailfence.com ctemplar.com countermail.com disroot.org riseup.net
kolabnow.com runbox.com hushmail.com hushmail.me mailo.com murena.io e.email onmail.com superhuman.me thexyz.com soverin.net
mozmail.com relay.firefox.com privaterelay.appleid.com simplelogin.com simplelogin.co slmail.me slmails.com aleeas.com anonaddy.com
anonaddy.me addy.io passmail.net passinbox.com passfwd.com dralias.com 8alias.com 33mail.com burnermail.io spamgourmet.com
`;

/** Providers with a domain in most countries, by what stands before the suffix. */
const providersEverywhere = new Set([
	'gmail',
	'googlemail',
	'yahoo',
	'ymail',
	'rocketmail',
	'hotmail',
	'aol',
	'gmx',
	'yandex',
	'protonmail',
	'tutanota',
]);

/** Companies that the lists have among mail providers because they once gave mailboxes away, or sell access as well. */
const companiesInTheLists = [
	'bt.com',
	'saudia.com',
	'clerk.com',
	'name.com',
	'law.com',
	'oath.com',
	'spa.com',
	'bolt.com',
];

let loaded: ReadonlySet<string> | undefined;

/** Whether a registrable domain is one of a free or disposable mail provider. */
export function isMailProvider(domain: string): boolean {
	return mailProviderDomains().has(domain) || providersEverywhere.has(domain.split('.', 1)[0]);
}

/**
 * Domains of free and disposable mail providers, loaded once, at the first use: the lists of the packages
 * `email-providers` and `disposable-email-domains`, and what we know beside them.
 */
function mailProviderDomains(): ReadonlySet<string> {
	if (loaded) return loaded;
	const domains = new Set<string>();
	for (const list of lists()) for (const domain of list) domains.add(domain);
	return finished(domains);
}

/** Reads the lists ahead of the first question, which takes a tenth of a second; `pause` is called between short parts. */
export async function loadMailProviders(pause: () => Promise<void>): Promise<void> {
	if (loaded) return;
	const domains = new Set<string>();
	for (const list of lists()) {
		for (const [at, domain] of list.entries()) {
			if (at % domainsPerPart === 0) await pause();
			domains.add(domain);
		}
	}
	finished(domains);
}

const domainsPerPart = 2_048;

function* lists(): Generator<readonly string[]> {
	yield listOf('email-providers/all.json');
	yield listOf('disposable-email-domains/index.json');
	yield listOf('disposable-email-domains/wildcard.json');
	yield furtherProviders.trim().split(/\s+/);
}

function finished(domains: Set<string>): ReadonlySet<string> {
	for (const company of companiesInTheLists) domains.delete(company);
	loaded = domains;
	return domains;
}

/** Read as a file, because what `require` has parsed stays in memory a second time. */
function listOf(file: string): string[] {
	return JSON.parse(readFileSync(require.resolve(file), 'utf8'));
}
