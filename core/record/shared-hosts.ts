/**
 * Hosts on which many companies have a page or an account, so that the host says nothing about which. Site builders
 * that are in the private section of the Public Suffix List need no line here. Drawn up from the help pages of the
 * services (which host a customer gets) and from what web site fields of CRMs hold. One entry is a domain, a host
 * (`sites.google.com`), a name under any country's suffix (`yelp.*`), or a host and the start of a path (`google.com/maps`).
 */
const sharedHostsByKind = {
	socialNetworks: `
		linkedin.* lnkd.in facebook.* fb.com fb.me fb.watch messenger.com m.me instagram.* instagr.am threads.net threads.com twitter.*
		x.com t.co youtube.com youtu.be tiktok.com snapchat.com pinterest.* pin.it reddit.com redd.it tumblr.com xing.com xing.de vk.com
		vk.ru vkontakte.ru ok.ru odnoklassniki.ru weibo.com weibo.cn weixin.qq.com wechat.com line.me lin.ee whatsapp.com wa.me t.me
		telegram.me telegram.org discord.com discord.gg twitch.tv vimeo.com dailymotion.com flickr.com behance.net dribbble.com deviantart.com
		soundcloud.com bandcamp.com medium.com quora.com nextdoor.com viadeo.com meetup.com myspace.com mastodon.social bsky.app bsky.social
		clubhouse.com about.me gravatar.com academia.edu researchgate.net github.com gitlab.com bitbucket.org stackoverflow.com
		producthunt.com angel.co wellfound.com plus.google.com note.com ameblo.jp qiita.com zhihu.com douyin.com xiaohongshu.com naver.me
		band.us kakaocorp.kr pf.kakao.com calendly.com eventbrite.* slideshare.net issuu.com scribd.com docsend.com patreon.com substack.com`,
	profilePages: `
		linktr.ee beacons.ai bio.link bio.site lnk.bio linkin.bio campsite.bio allmylinks.com taplink.cc taplink.at milkshake.app msha.ke
		solo.to carrd.co hoo.be koji.to contactout.com hipolink.net lit.link linkbio.co flow.page later.com/linkinbio`,
	directoriesAndReviews: `
		yelp.* tripadvisor.* trustpilot.* glassdoor.* indeed.* kununu.com g2.com capterra.* getapp.* softwareadvice.com clutch.co
		crunchbase.com zoominfo.com dnb.com bloomberg.com/profile rocketreach.co apollo.io/companies owler.com pitchbook.com/profiles
		opencorporates.com companieshouse.gov.uk find-and-update.company-information.service.gov.uk northdata.* pappers.fr societe.com
		infogreffe.fr verif.com kompass.* europages.* wlw.de wer-liefert-was.de gelbeseiten.de dasoertliche.de 11880.com cylex.* meinestadt.de
		goyellow.de golocal.de herold.at local.ch search.ch pagesjaunes.fr paginasamarillas.* paginegialle.it paginebianche.it
		yellowpages.* yell.com thomsonlocal.com scoot.co.uk freeindex.co.uk hotfrog.* manta.com bbb.org superpages.com whitepages.com
		yellow.co.nz truelocal.com.au goldenpages.* detelefoongids.nl infobel.com foursquare.com angi.com angieslist.com homeadvisor.com
		thumbtack.com houzz.* avvo.com justia.com healthgrades.com zocdoc.com doctolib.* jameda.de findlaw.com opentable.* thefork.*
		justdial.com indiamart.com tradeindia.com sulekha.com made-in-china.com globalsources.com ec21.com tradekey.com exporters-india.com
		2gis.* zoon.ru rusprofile.ru list-org.com dianping.com qcc.com tianyancha.com aiqicha.baidu.com ekiten.jp tabelog.com hotpepper.jp
		saramin.co.kr jobkorea.co.kr wantedly.com monster.* stepstone.* greenhouse.io lever.co workable.com bamboohr.com personio.de
		recruitee.com smartrecruiters.com myworkdayjobs.com wikipedia.org wikidata.org`,
	mapsAndSearch: `
		maps.google.* google.*/maps google.*/search google.*/url google.*/travel g.page g.co goo.gl maps.app.goo.gl
		share.google bing.com maps.apple.com apps.apple.com itunes.apple.com podcasts.apple.com play.google.com chrome.google.com
		waze.com mapquest.com openstreetmap.org here.com/directions yandex.*/maps maps.yandex.* baidu.com map.baidu.com
		duckduckgo.com web.archive.org archive.org/web translate.google.com news.google.com apps.microsoft.com
		microsoft.com/store appexchange.salesforce.com marketplace.visualstudio.com`,
	siteBuilders: `
		sites.google.com wix.com squarespace.com weebly.com wordpress.com wordpress.org jimdo.com jimdosite.com jimdofree.com jimdoweb.com
		strikingly.com mystrikingly.com business.site negocio.site godaddysites.com weeblysite.com site123.me webnode.* webador.* tilda.ws
		tilda.cc ucoz.* ucoz.com nethouse.ru mozello.com mozellosite.com cargo.site cargocollective.com format.com wpengine.com wpcomstaging.com
		kinsta.cloud ghost.io hubspotpagebuilder.com hubspotpagebuilder.eu hs-sites.com hs-sites-eu1.com homestead.com angelfire.com tripod.com
		tripod.lycos.com geocities.com geocities.jp geocities.ws webs.com freewebs.com bravesites.com bravenet.com doodlekit.com webstarts.com
		website.com ucraft.net webstudio.is e-monsite.com over-blog.com canalblog.com skyrock.com pagesperso-orange.fr perso.wanadoo.fr free.fr
		monsite-orange.fr site-solocal.com beepworld.de npage.de hpage.com de.tl repage.de chapso.de homepage-baukasten.de beepworld.it
		pagina.mx es.tl jimdosite.de page4.com one.page unbounce.com unbouncepages.com leadpages.net lpages.co clickfunnels.com
		instapage.com getresponsepages.com systeme.io kajabi.com mykajabi.com teachable.com thinkific.com podia.com kartra.com
		builderallwppro.com duda.co multiscreensite.com yolasite.com zohosites.com zohosites.eu zoho.site odoo.com bitrix24.* bitrix24site.ru
		canva.com canva.site figma.site framer.com typedream.app notion.so notion.com blogspot.* softr.app glitch.me bubble.io glide.page tilda.com simdif.com
		ueniweb.com ueni.com dudaone.com bookmark.com zyrosite.com hostingersite.com 000webhostapp.com infinityfreeapp.com epizy.com
		freehostia.com altervista.org netfirms.com freeservers.com wuaze.com rf.gd blogger.com livejournal.com typepad.com xanga.com
		hatenablog.com fc2.com jugem.jp seesaa.net livedoor.blog blog.jp exblog.jp cocolog-nifty.com wixstudio.io canalblog.fr
		modoo.at tistory.com blog.naver.com smartstore.naver.com cafe24.com imweb.me creatorlink.net wordpress.de strato.site
		amazonaws.com cloudfront.net azurewebsites.net appspot.com googleusercontent.com sharepoint.com onmicrosoft.com force.com salesforce-sites.com
		my.salesforce.com my.site.com lightning.force.com atlassian.net zendesk.com freshdesk.com service-now.com myfreshworks.com
		slack.com zoom.us/j zoom.us/my teams.microsoft.com meet.google.com hsforms.com hsforms.net forms.office.com forms.microsoft.com docs.google.com drive.google.com forms.gle dropbox.com onedrive.live.com 1drv.ms box.com wetransfer.com typeform.com jotform.com
		surveymonkey.* airtable.com trello.com`,
	marketplaces: `
		amazon.* amzn.to amzn.com a.co ebay.* etsy.com alibaba.com aliexpress.* 1688.com shop.app taobao.com tmall.com jd.com rakuten.co.jp
		shopping.yahoo.co.jp mercadolibre.* mercadolivre.com.br shopee.* lazada.* tokopedia.com bukalapak.com flipkart.com walmart.com/seller
		allegro.pl olx.* kleinanzeigen.de ebay-kleinanzeigen.de leboncoin.fr marktplaats.nl subito.it gumtree.* craigslist.org
		bigcartel.com ecwid.com storenvy.com shopify.com gumroad.com bigcommerce.com mybigcommerce.com lightspeedhq.com tictail.com
		fiverr.com upwork.com freelancer.* toptal.com malt.* airbnb.* booking.com vrbo.com expedia.* hotels.com ubereats.com doordash.com
		grubhub.com deliveroo.* just-eat.* lieferando.de swiggy.com zomato.com kickstarter.com indiegogo.com gofundme.com paypal.me
		buymeacoffee.com ko-fi.com redbubble.com zazzle.* cafepress.com mobile.de autoscout24.* autotrader.* immobilienscout24.de
		rightmove.co.uk zillow.com realtor.com loopnet.com avito.ru ozon.ru wildberries.ru coupang.com gmarket.co.kr`,
	shorteners: `
		bit.ly bitly.com j.mp tinyurl.com tiny.cc tiny.one ow.ly owl.ly buff.ly is.gd v.gd cutt.ly rb.gy rebrand.ly rebrandly.com short.io short.gy
		shorturl.at shorte.st adf.ly bl.ink t.ly t2m.io lnk.to smarturl.it soo.gd s.id su.pr sn.im snip.ly snipurl.com dlvr.it ift.tt
		trib.al po.st qr.ae qrco.de qr.net qrfy.io me-qr.com q-r.to db.tt mcaf.ee clck.ru vk.cc u.to urlz.fr urlr.me hubs.ly hubs.la hubs.li
		eepurl.com mailchi.mp conta.cc sforce.co wp.me ht.ly x.co goo.su kutt.it polr.me yourls.org clicky.me budurl.com bc.vc ouo.io
		linkd.in url.kr han.gl vo.la me2.do bre.is suo.im dwz.cn url.cn t.cn surl.li n9.cl acortar.link encr.pw l1nq.com tr.ee dub.sh dub.co
		page.link app.link onelink.me adj.st smart.link geni.us pse.is reurl.cc ppt.cc lihi.cc zpr.io lstu.fr xurl.es cli.gs b.link
		spoti.fi apple.co msft.it ibm.co nyti.ms aka.ms`,
	mailRelays: `
		amazonses.com sendgrid.net sendgrid.com sendgrid.info mailchimp.com mailchimpapp.com mailchimpapp.net mcsv.net mcdlv.net rsgsv.net rsgsv.com list-manage.com
		mandrillapp.com mandrill.com sparkpostmail.com sparkpostmail1.com msprvs1.com sparkpost.com mailgun.org mailgun.net mailgun.com postmarkapp.com mtasv.net pm-bounces.com
		ccsend.com constantcontact.com hubspotemail.net hubspotfree.net hs-send.com exacttarget.com exct.net et-mail.com
		sendinblue.com sendinblue.net sendibm1.com sendibm2.com sendibm3.com brevo.com brevosend.com klaviyomail.com createsend.com
		createsend1.com cmail19.com cmail20.com intercom-mail.com intercom-clicks.com intercom.io helpscout.net frontapp.com front-mail.com
		facebookmail.com indeedemail.com mailjet.com mjt.lu elasticemail.com pepipost.com netcorecloud.net sendpulse.com
		getresponse-mail.com getresponse.com aweber.com infusionmail.com keap-mail.com mktomail.com mktdns.com marketo.org eloqua.com
		pardot.com acems1.com activehosted.com emailsendr.net mailerlite.com mlsend.com moosend.com smtp2go.com smtp.com socketlabs.com
		turbo-smtp.com mailtrap.io resend.dev loops.so customeriomail.com iterable.com braze.com emarsys.net responsys.net
		silverpop.com mkt41.net bluehornet.com vresp.com icontact.com icptrack.com benchmarkemail.com bmetrack.com campaign-archive.com
		cleverreach.com cleverreach.de rapidmail.com rapidmail.de inxmail.com inxserver.com mailingwork.de newsletter2go.com emailsys1a.net
		mailinblack.com mailinblue.com sarbacane.com dolist.net unisender.com esputnik.com dashamail.ru groups.google.com googlegroups.com
		yahoogroups.com groups.io listserv.com gmane.org reply.github.com noreply.github.com proxy.craigslist.org relay.amazon.com
		gaiasend.com outlook-mail.net protection.outlook.com mimecast.com pphosted.com messagelabs.com ppe-hosted.com barracudanetworks.com/relay`,
} as const;

/**
 * Suffixes of the private section of the Public Suffix List under which domains are sold to anybody, as under a
 * country's own suffix: who has one is as good as any owner of a domain.
 */
const soldLikeCountrySuffixes = `
	ae.org br.com cn.com com.de com.se de.com eu.com gb.net hu.net jp.net jpn.com mex.com ru.com sa.com se.net uk.com uk.net us.com us.org
	za.bz za.com co.com co.nl co.no co.at gr.com kr.com qc.com uy.com hu.com no.com no.co ar.com africa.com in.net eu.org co.ca co.cz co.dk
	com.ru msk.ru spb.ru nov.ru msk.su spb.su nov.su org.ru net.ru pp.ru biz.ua co.ua pp.ua in.ua ltd.ua co.pl biz.at info.at priv.at
	web.in ltd.hk inc.hk com.kg co.business co.education co.events co.financial co.network co.place co.technology
	ltd.ng ngo.ng col.ng firm.ng gen.ng priv.no org.yt fin.ci edu.ru org.il radio.am radio.fm web.id zone.id co.bn`;

const entries: ReadonlySet<string> = new Set(Object.values(sharedHostsByKind).flatMap(words));
const relays: ReadonlySet<string> = new Set(words(sharedHostsByKind.mailRelays));
const networks: ReadonlySet<string> = new Set(words(sharedHostsByKind.socialNetworks));
const soldSuffixes: ReadonlySet<string> = new Set(words(soldLikeCountrySuffixes));

/** What is known of an address on the web or in mail; `path` begins with `/` or is empty. */
export interface HostFacts {
	readonly host: string;
	readonly domain: string;
	readonly publicSuffix: string;
	/** Whether the suffix is from the list's private section. */
	readonly isPrivate: boolean;
	readonly path: string;
	/** Whether it is a mail address: `ann@amazon.com` works for Amazon, while a page on amazon.com is anybody's. */
	readonly isMail: boolean;
}

/** Whether the address is on a host that many companies share, so that it identifies none of them. */
export function isSharedHost({ host, domain, publicSuffix, isPrivate, path, isMail }: HostFacts): boolean {
	if (isPrivate && !soldSuffixes.has(publicSuffix)) return true;
	if (isMail && host === domain)
		return relays.has(domain) || networks.has(domain) || networks.has(`${domain.slice(0, -publicSuffix.length)}*`);
	const firstStep = /^\/[^/?#]*/.exec(path)?.[0] ?? '';
	return parents(host, domain).some((parent) => {
		const anySuffix = `${parent.slice(0, -publicSuffix.length)}*`;
		return [parent, anySuffix].some((name) => entries.has(name) || entries.has(`${name}${firstStep}`));
	});
}

/** The host and what it is under, down to its registrable domain. */
function parents(host: string, domain: string): string[] {
	const above = host
		.slice(0, -domain.length)
		.split('.')
		.filter((label) => label !== '')
		.slice(-6);
	return [...above.map((_, index) => [...above.slice(index), domain].join('.')), domain];
}

function words(text: string): string[] {
	return text.trim().split(/\s+/);
}
