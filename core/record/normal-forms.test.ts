import {
	companyDomainOf,
	isFreemailDomain,
	normalizeCompanyName,
	normalizeDomain,
	normalizeEmail,
	normalizePersonName,
} from './normal-forms';
import { plainWords, speltWords } from './plain-words';

describe('normalizeEmail', () => {
	it.each([
		['  Ann.Lee@Acme.COM ', 'ann.lee@acme.com'],
		['mailto:ann@acme.com', 'ann@acme.com'],
		['a.b.c+news@gmail.com', 'abc@gmail.com'],
		['A.B@GoogleMail.com', 'ab@gmail.com'],
		['ann+de@acme.com', 'ann+de@acme.com'],
		['ann@münchen.de', 'ann@xn--mnchen-3ya.de'],
		['ann@mail.acme.co.uk', 'ann@mail.acme.co.uk'],
	])('writes %p as %p', (text, expected) => {
		expect(normalizeEmail(text)).toBe(expected);
	});

	it.each([
		'',
		'ann',
		'ann@',
		'@acme.com',
		'ann@localhost',
		'ann@1.2.3.4',
		'a@b@acme.com',
		'an n@acme.com',
		'a@acme.com, b@acme.com',
		'+x@gmail.com',
		null,
		12,
	])('finds no address in %p', (value) => {
		expect(normalizeEmail(value)).toBeUndefined();
	});
});

describe('normalizeDomain', () => {
	it.each([
		['acme.com', 'acme.com'],
		['HTTPS://www.Acme.co.uk:8080/about?x=1#y', 'acme.co.uk'],
		['//shop.acme.com', 'acme.com'],
		['acme.com.', 'acme.com'],
		['ann@mail.acme.com', 'acme.com'],
		['www.acme.com, www.acme.de', 'acme.com'],
		['acme.github.io', 'acme.github.io'],
		['https://München.de', 'xn--mnchen-3ya.de'],
		['xn--mnchen-3ya.de', 'xn--mnchen-3ya.de'],
	])('takes %p to %p', (text, expected) => {
		expect(normalizeDomain(text)).toBe(expected);
	});

	it.each(['', ' ', 'N/A', 'none', 'acme', 'localhost', 'co.uk', 'github.io', '192.168.0.1', '[::1]', undefined, 7])(
		'finds no domain in %p',
		(value) => {
			expect(normalizeDomain(value)).toBeUndefined();
		},
	);
});

describe('companyDomainOf', () => {
	it('passes over mail providers and values without a domain', () => {
		expect(companyDomainOf('ann@gmail.com', 'n/a', 'https://www.acme.com')).toBe('acme.com');
	});

	it('knows no company behind private addresses', () => {
		expect(companyDomainOf('ann@web.de', 'ann@proton.me', undefined)).toBeUndefined();
	});

	it.each([
		...[
			'https://www.linkedin.com/company/acme',
			'linkedin.com/in/ann',
			'de.linkedin.com/company/acme',
			'facebook.com/acme',
			'https://m.facebook.com/acme',
		],
		...[
			'https://x.com/acme',
			'twitter.com/acme',
			'instagram.com/acme',
			'https://youtu.be/x',
			'vk.com/acme',
			'xing.com/pages/acme',
			'https://t.me/acme',
		],
		...[
			'acme.wixsite.com/home',
			'acme.squarespace.com',
			'acme.webflow.io',
			'acme.business.site',
			'https://acme.github.io',
			'acme.wordpress.com',
		],
		...[
			'acme.blogspot.de',
			'acme.weebly.com',
			'acme.jimdosite.com',
			'acme.myshopify.com',
			'acme.netlify.app',
			'sites.google.com/view/acme',
		],
		...[
			'acme.tilda.ws',
			'acme.godaddysites.com',
			'acme.webnode.cz',
			'acme.carrd.co',
			'acme.notion.site',
			'acme.azurewebsites.net',
			'acme.s3.amazonaws.com',
		],
		...[
			'https://bit.ly/3xYz',
			'tinyurl.com/acme',
			'https://t.co/abc',
			'goo.gl/maps/x',
			'https://maps.app.goo.gl/x',
			'hubs.ly/x',
			'aka.ms/acme',
		],
		...[
			'https://www.google.com/maps/place/Acme',
			'google.co.uk/maps?q=acme',
			'https://maps.google.de/?cid=1',
			'https://www.google.com/search?q=acme',
			'g.page/acme',
		],
		...[
			'yelp.com/biz/acme',
			'www.yelp.de/biz/acme',
			'tripadvisor.co.uk/x',
			'https://www.trustpilot.com/review/acme.com',
			'glassdoor.de/acme',
			'g2.com/products/acme',
		],
		...[
			'https://www.amazon.co.uk/stores/acme',
			'ebay.de/str/acme',
			'etsy.com/shop/acme',
			'acme.mercadolibre.com.ar',
			'airbnb.fr/rooms/1',
			'linktr.ee/acme',
		],
		...[
			'https://apps.apple.com/app/id1',
			'play.google.com/store/apps/acme',
			'crunchbase.com/organization/acme',
			'en.wikipedia.org/wiki/Acme',
		],
		...[
			'bounce@amazonses.com',
			'x@eu-west-1.amazonses.com',
			'bounces@em1.sendgrid.net',
			'a@mail3.mcsv.net',
			'acme@mailchimpapp.com',
			'x@acme.hubspotemail.net',
		],
		...[
			'ann@privaterelay.appleid.com',
			'buyer1@marketplace.amazon.com',
			'guest@guest.booking.com',
			'inmail@reply.linkedin.com',
			'acme@acme.onmicrosoft.com',
		],
		...[
			'ann@t-online.de',
			'ann@posteo.de',
			'ann@139.com',
			'ann@naver.com',
			'ann@biglobe.ne.jp',
			'ann@op.pl',
			'ann@ziggo.nl',
			'ann@meta.ua',
			'ann@aon.at',
			'ann@uol.com.br',
			'ann@yandex.kz',
			'ann@aol.de',
			'ann@yahoo.com.ar',
			'ann@hotmail.co.th',
			'x@linkedin.com',
		],
		...[
			'example.com',
			'www.example.org',
			'example.co.uk',
			'http://none.com',
			'test.com',
			'ann@test.com',
			'yourcompany.com',
			'noemail.com',
			'beispiel.de',
			'ann@acme.com.invalid',
			'nomail.de',
			'no-email.eu',
			'keinemail.at',
		],
		...[
			'https://acme.slack.com',
			'https://share.hsforms.com/x',
			'https://us02web.zoom.us/j/1',
			'https://shop.app/m/acme',
			'baidu.com/acme',
		],
	])('does not take %s for a company', (value) => {
		expect(companyDomainOf(value)).toBeUndefined();
		expect(companyDomainOf(value, 'ann@acme.com')).toBe('acme.com');
	});

	it.each([
		['acme.uk.com', 'acme.uk.com'],
		['www.acme.com.de', 'acme.com.de'],
		['https://acme.co.com/x', 'acme.co.com'],
		['acme.eu.org', 'acme.eu.org'],
		['https://www.google.com', 'google.com'],
		['https://about.google.com/intl', 'google.com'],
		['ann@amazon.com', 'amazon.com'],
		['ann@etsy.com', 'etsy.com'],
		['ann@zoom.us', 'zoom.us'],
		['https://zoom.us', 'zoom.us'],
		['nomailer.com', 'nomailer.com'],
		['ann@bt.com', 'bt.com'],
		['linkedinlocal.com', 'linkedinlocal.com'],
		['facebook.com.acme.com', 'acme.com'],
		['acme.com/linkedin.com', 'acme.com'],
		['northwind.example', 'northwind.example'],
		['contoso.test', 'contoso.test'],
		['exampleworks.com', 'exampleworks.com'],
	])('takes %s for the company of %s', (value, expected) => {
		expect(companyDomainOf(value)).toBe(expected);
	});
});

describe('isFreemailDomain', () => {
	it.each(['gmail.com', 'hotmail.co.uk', 'gmx.de', 'qq.com', 'mailinator.com', 'hey.com'])('knows %s', (domain) => {
		expect(isFreemailDomain(domain)).toBe(true);
	});

	it.each(['microsoft.com', 'acme.com', ''])('does not know %p', (domain) => {
		expect(isFreemailDomain(domain)).toBe(false);
	});
});

describe('normalizeCompanyName', () => {
	it.each([
		['Acme', 'acme'],
		['  ACME,   Inc. ', 'acme'],
		['The Acme Company', 'acme'],
		['Acme Corp.™', 'acme'],
		['Acme Holdings LLC', 'acme holdings'],
		['J.P. Morgan & Co.', 'jp morgan'],
		['Tiffany & Co', 'tiffany'],
		['Procter & Gamble', 'procter and gamble'],
		['Procter and Gamble Co.', 'procter and gamble'],
		['Procter + Gamble', 'procter and gamble'],
		['Macy’s, Inc', 'macys'],
		["Macy's", 'macys'],
		['Amazon.com, Inc.', 'amazon com'],
		['T-Mobile US, Inc.', 't mobile us'],
		['Marks and Spencer plc', 'marks and spencer'],
		['Acme (UK) Limited', 'acme uk'],
		['Acme GmbH', 'acme'],
		['Acme GmbH & Co. KG', 'acme'],
		['Acme UG (haftungsbeschränkt)', 'acme'],
		['Würth AG & Co. KGaA', 'wurth'],
		['Straße e.V.', 'strasse'],
		['E.ON SE', 'eon'],
		['Société Générale S.A.', 'societe generale'],
		['Dupont S.à r.l.', 'dupont'],
		['Dupont et Cie', 'dupont'],
		['Telefónica, S.A.', 'telefonica'],
		['Ibérica S.L.U.', 'iberica'],
		['Ferrari S.p.A.', 'ferrari'],
		['Rossi S.r.l.', 'rossi'],
		['Philips N.V.', 'philips'],
		['Bakker B.V.', 'bakker'],
		['AB Volvo (publ)', 'volvo'],
		['Volvo AB', 'volvo'],
		['Ørsted A/S', 'orsted'],
		['Novo Nordisk ApS', 'novo nordisk'],
		['Nokia Oyj', 'nokia'],
		['Łódź Systemy Sp. z o.o. Sp.k.', 'lodz systemy'],
		['Sony K.K.', 'sony'],
		['Kabushiki Kaisha Sony', 'sony'],
		['Toyota Motor Co., Ltd.', 'toyota motor'],
		['Petróleo Ltda.', 'petroleo'],
		['Tata Pvt. Ltd.', 'tata'],
		['Tata Private Limited', 'tata'],
		['BHP Pty Ltd', 'bhp'],
		['Bombardier Ltée', 'bombardier'],
		['Cemex S.A.B. de C.V.', 'cemex'],
		['Taco S. de R.L. de C.V.', 'taco'],
		['Grab Pte. Ltd.', 'grab'],
		['株式会社ガンダム', 'ガンダム'],
		['The Limited', 'limited'],
		['Company & Co', 'company'],
		['Ltd.', 'ltd'],
		['3M', '3m'],
	])('writes %p as %p', (name, expected) => {
		expect(normalizeCompanyName(name)).toBe(expected);
	});

	it.each(['', '!!!', 'n/a', '[not provided]', 'Unknown', 'self-employed', null, 42])(
		'finds no name in %p',
		(value) => {
			expect(normalizeCompanyName(value)).toBeUndefined();
		},
	);

	it('keeps two letters apart that differ by a mark of their own script', () => {
		expect(normalizeCompanyName('ガガ')).not.toBe(normalizeCompanyName('カカ'));
	});

	it.each(['The Acme Company', 'AB Volvo (publ)', 'Łódź Systemy Sp. z o.o. Sp.k.', 'Company & Co'])(
		'leaves its own form of %p as it is',
		(name) => {
			const normal = normalizeCompanyName(name);
			expect(normalizeCompanyName(normal)).toBe(normal);
		},
	);
});

describe('the words of a text', () => {
	const texts = [
		'Acme S.p.A.',
		'GmbH&Co.KG, Berlin',
		'"Łódź" (Systemy) Sp. z o.o.',
		'S.à r.l.',
		'J. P. Morgan',
		"L'Oréal [Paris]",
		'ООО «Ромашка»',
		'A/S, B/V',
		'ガガ（株）',
	];

	it.each(texts)('are the same with and without their spelling: %s', (text) => {
		expect(
			speltWords(text)
				.map(({ word }) => word)
				.join(' '),
		).toBe(plainWords(text));
	});
});

describe('normal forms of long texts', () => {
	/** Calls of the regular expression engine and characters that it was given, counted where it is entered. */
	function charactersGiven(work: () => unknown): number {
		let characters = 0;
		const exec = RegExp.prototype.exec;
		const spy = jest.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
			characters += text.length - this.lastIndex;
			return exec.call(this, text);
		});
		work();
		spy.mockRestore();
		return characters;
	}

	it.each<[string, (text: string) => unknown]>([
		['an address', normalizeEmail],
		['a domain', normalizeDomain],
		["a company's domain", (text) => companyDomainOf(text, text)],
		['a company', (text) => normalizeCompanyName(text)],
		['a person', (text) => normalizePersonName(text, text)],
	])('of %s cost no more for a million characters than for the longest that is read', (_, normalize) => {
		for (const part of ['a', 'ltd ', 'a.', '@', '//', '%20', 'ß', "'", 'xn--', '株式会社']) {
			const longest = charactersGiven(() => normalize(part.repeat(Math.ceil(2_048 / part.length))));
			expect(charactersGiven(() => normalize(part.repeat(250_000)))).toBeLessThanOrEqual(Math.max(longest * 2, 20_000));
		}
	});
});
