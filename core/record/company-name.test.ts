import { withoutLegalForm } from './company-name';
import { normalizeCompanyName } from './normal-forms';

/** Each line is one company, however it is spelt. */
const sameCompany: ReadonlyArray<readonly [string, ...string[]]> = [
	['gazprom', 'ПАО «Газпром»', 'Газпром, ПАО', 'ПАО Газпром', 'Публичное акционерное общество "Газпром"', 'Газпром'],
	[
		'romashka',
		'ООО «Ромашка»',
		'Ромашка ООО',
		'ооо ромашка',
		'Общество с ограниченной ответственностью «Ромашка»',
		'АО «Ромашка»',
		'ЗАО Ромашка',
		'НАО "Ромашка"',
	],
	[
		'romashka latin',
		'OOO "Romashka"',
		'OOO Romashka',
		'Romashka OOO',
		'LLC Romashka',
		'JSC Romashka',
		'ZAO Romashka',
		'AO "Romashka"',
		'PAO «Romashka»',
	],
	['privatbank', 'АТ «ПриватБанк»', 'ТОВ ПРИВАТБАНК', 'ПрАТ «Приватбанк»', 'Приватбанк ПАТ'],
	[
		'toyota',
		'トヨタ自動車株式会社',
		'株式会社トヨタ自動車',
		'(株)トヨタ自動車',
		'㈱トヨタ自動車',
		'トヨタ自動車（株）',
		'株式会社 トヨタ自動車',
		'トヨタ自動車 有限会社',
		'トヨタ自動車合同会社',
		'トヨタ自動車',
	],
	['huawei', '华为技术有限公司', '华为技术有限责任公司', '华为技术股份有限公司', '华为技术', '华为技术 有限公司'],
	['tsmc', '台灣積體電路製造股份有限公司', '台灣積體電路製造'],
	[
		'samsung',
		'삼성전자 주식회사',
		'삼성전자주식회사',
		'주식회사 삼성전자',
		'주식회사삼성전자',
		'(주)삼성전자',
		'㈜삼성전자',
		'삼성전자(주)',
		'유한회사 삼성전자',
	],
	[
		'muller',
		...([
			'GmbH & Co. KG',
			'GmbH u. Co. KG',
			'GmbH u.Co.KG',
			'GmbH und Co. KG',
			'GmbH&Co.KG',
			'GmbH + Co. KG',
			'GmbH + Co KG',
			'GmbH & Co KG',
			'GmbH & Cie. KG',
			'GmbH Co. KG',
			'GmbH & Co. KGaA',
			'GmbH & Co. KG a.A.',
			'GmbH & Co. OHG',
			'AG & Co. KG',
			'SE & Co. KGaA',
			'UG (haftungsbeschränkt) & Co. KG',
			'Ltd. & Co. KG',
			'B.V. & Co. KG',
			'& Co. KG',
			'u. Co. KG',
			'KG',
			'OHG',
			'G.m.b.H.',
			'Ges.m.b.H.',
			'gGmbH',
			'GmbH & Co. Kommanditgesellschaft',
			'GmbH i.L.',
			'e. K.',
			'e.K.',
			'PartG mbB',
		].map((form) => `Müller ${form}`) as [string, ...string[]]),
	],
	[
		'rossi',
		'Rossi S.p.A.',
		'Rossi SpA',
		'Rossi SPA',
		'Rossi s.p.a.',
		'ROSSI S.P.A.',
		'Rossi S.r.l.',
		'Rossi e C. S.n.c.',
		'Rossi & C. s.a.s.',
		'Rossi',
	],
	['volvo', 'AB Volvo', 'Volvo AB', 'AB Volvo (publ)', 'VOLVO AB', 'volvo ab'],
	['bolt', 'Bolt OÜ', 'OÜ Bolt', 'Bolt oü', 'Bolt'],
	['dupont', 'SARL Dupont', 'EURL Dupont', 'SASU Dupont', 'Dupont SARL', 'Dupont'],
	['allegro', 'Allegro Spółka z o.o.', 'Allegro Sp. z o.o.', 'Allegro'],
	['yamada', '医療法人 山田', '医療法人社団山田', 'NPO法人山田', '山田'],
	['lidl', 'UAB Lidl', 'UAB „Lidl“', 'Lidl UAB', 'SIA "Lidl"', 'Lidl, SIA', 'Lidl SIA'],
	['bca', 'PT Bca Tbk', 'PT. Bca', 'PT. Bca Tbk.', 'Bca Tbk'],
	['gasunie', 'N.V. Gasunie', 'Gasunie N.V.', 'Gasunie NV'],
	['acme srl', 'S.C. Acme S.R.L.', 'SC ACME SRL', 'Acme S.R.L.', 'Acme S.r.l.'],
	['maersk', 'A/S Maersk', 'Maersk A/S', 'Maersk AS'],
	['siemens', 'Siemens AG', 'SIEMENS AG', 'siemens ag', 'Siemens A.G.', 'Siemens'],
	['verein', 'Hilfe e.V.', 'Hilfe e. V.', 'Hilfe eV', 'Hilfe'],
	['arcelik', 'Arçelik A.Ş.', 'Arçelik Anonim Şirketi', 'ARÇELİK A.Ş.', 'Arçelik San. ve Tic. Ltd. Şti.'],
	['fpt', 'Công ty Cổ phần FPT', 'CÔNG TY TNHH FPT', 'FPT JSC', 'FPT'],
	['ote', 'ΟΤΕ Α.Ε.', 'ΟΤΕ ΑΕ', 'ΟΤΕ Ανώνυμη Εταιρεία', 'ΟΤΕ'],
	['elektro', 'Elektro d.o.o.', 'Elektro doo', 'Elektro DOO', 'Elektro'],
	['skoda', 'Škoda a.s.', 'ŠKODA, spol. s r.o.', 'Skoda s.r.o.'],
	['ptt', 'PTT Public Company Limited', 'PTT PCL', 'PTT'].map((name) => name.replace('PTT', 'Siam')) as [
		string,
		...string[],
	],
];

/** Each pair is two companies. */
const otherCompany: ReadonlyArray<readonly [string, string]> = [
	['Oasis Spa', 'Oasis LLC'],
	['Oasis spa', 'Oasis, Inc.'],
	['OASIS SPA', 'OASIS LLC'],
	['Serenity Day Spa', 'Serenity Day Ltd'],
	['SIA Partners', 'Partners Inc'],
	['Sia Partners', 'Partners'],
	['SIA Engineering', 'Engineering Ltd'],
	['SA Power Networks', 'Power Networks Ltd'],
	['AG Insurance', 'Insurance AG'],
	['BV Capital', 'Capital BV'],
	['Co-op', 'Op Ltd'],
	['Limited Brands', 'Brands Ltd'],
	['Inc. Magazine', 'Magazine Inc'],
	['AB InBev', 'InBev Ltd'],
	['AB Sciex', 'Sciex Inc'],
	['AB Foods', 'Foods Ltd'],
	['UAB Medicine', 'Medicine Inc'],
	['UAB Health System', 'Health System'],
	['A. O. Smith', 'Smith Corp'],
	['AO Smith', 'Smith LLC'],
	['PT Solutions', 'Solutions Inc'],
	['SAS Institute', 'Institute Ltd'],
	['OU Health', 'Health Inc'],
	['CV Partner', 'Partner AS'],
	['Pao de Acucar', 'De Acucar'],
	['Too Faced', 'Faced Ltd'],
	['Smart EV', 'Smart Ltd'],
	['Smart Ev', 'Smart Ltd'],
	['Luxe Nails & SPA', 'Luxe Nails Ltd'],
	['Glow Med SPA', 'Glow Med LLC'],
	['A.S. Watson Group', 'Watson Group'],
	['P.T. Barnum', 'Barnum Ltd'],
	['C.V. Starr', 'Starr Inc'],
	['S.C. Johnson', 'Johnson Ltd'],
	['B.V. Capital', 'Capital Ltd'],
	['Dental Care KY', 'Dental Care Inc'],
	['British Telecom BT', 'British Telecom plc'],
	['Precision Ag', 'Precision Inc'],
	['Scooby Doo', 'Scooby Inc'],
	['Bio Sci', 'Bio Ltd'],
	['Mountain Sac', 'Mountain Inc'],
	['Ooo La La', 'La La Inc'],
	['NV Energy', 'Energy NV'],
	['SE Health', 'Health SE'],
	['AS Roma', 'Roma AS'],
	['KG Mobility', 'Mobility KG'],
	['Plus Company Store', 'Store Ltd'],
	['公司', '有限公司'],
	['株式会社', '有限会社'],
	['ИП', 'ООО'],
];

it.each(sameCompany)('knows the spellings of %s as one company', (_, ...names) => {
	expect([...new Set(names.map((name) => normalizeCompanyName(name)))]).toHaveLength(1);
	expect(normalizeCompanyName(names[0])).toBeDefined();
});

it.each(otherCompany)('does not take %s for %s', (one, other) => {
	expect(normalizeCompanyName(one)).toBeDefined();
	expect(normalizeCompanyName(one)).not.toBe(normalizeCompanyName(other));
});

it.each([
	['ROSSI SPA', 'IT', 'rossi'],
	['Rossi Spa', 'Italia', 'rossi'],
	['Rossi Spa', 'US', 'rossi spa'],
	['AB Fortum', 'Sweden', 'fortum'],
	['AB Fortum', 'GB', 'ab fortum'],
	['SIA Tet', 'LV', 'tet'],
	['SAS Dupont', 'France', 'dupont'],
	['SAS Institute', 'US', 'sas institute'],
	['ЧП Иванов', 'Украина', 'иванов'],
	['PT Astra', 'Indonesia', 'astra'],
	['Metro Ag', 'DE', 'metro'],
])('reads %s in %s as %s', (name, country, expected) => {
	expect(normalizeCompanyName(name, country)).toBe(expected);
});

describe('the work on a company name', () => {
	/** Characters and words that are looked at, counted where the algorithm reads them. */
	function stepsFor(name: string): number {
		let steps = 0;
		const slice = Array.prototype.slice;
		const spy = jest.spyOn(Array.prototype, 'slice').mockImplementation(function (this: unknown[], ...range) {
			const part = slice.apply(this, range as [number, number]);
			steps += part.length;
			return part;
		});
		try {
			withoutLegalForm(name);
		} finally {
			spy.mockRestore();
		}
		return steps;
	}

	it.each(['ltd ', 'co ', 'GmbH & Co. KG ', 'ООО ', '株式会社', 'the '])(
		'doubles with the name, made of %p',
		(part) => {
			const [once, twice] = [2_000, 4_000].map((times) => stepsFor(part.repeat(times)));
			expect(twice).toBeLessThan(2.2 * Math.max(once, 100));
		},
	);

	it('is not done for a text that is no name', () => {
		expect(normalizeCompanyName('ltd '.repeat(32_768))).toBeUndefined();
	});
});
