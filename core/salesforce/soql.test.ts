import {
	assertApiName,
	assertFieldPath,
	soqlDay,
	soqlIdList,
	soqlIdLiteral,
	soqlLikeLiteral,
	soqlLiteral,
} from './soql';

describe('soqlLiteral', () => {
	it.each([
		['plain', "'plain'"],
		["O'Brien", "'O\\'Brien'"],
		["\\' OR Name != '", "'\\\\\\' OR Name != \\''"],
		['two\nlines\t"quoted"\r', '\'two\\nlines\\t\\"quoted\\"\\r\''],
		['cut \ud83d', "'cut \ufffd'"],
		['whole 😀', "'whole 😀'"],
		[12.5, '12.5'],
		[false, 'false'],
		[null, 'null'],
		[new Date('2026-11-21T16:29:17Z'), '2026-11-21T16:29:17.000Z'],
	])('writes %j as %s', (value, literal) => {
		expect(soqlLiteral(value)).toBe(literal);
	});

	it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
		expect(() => soqlLiteral(value)).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
	});
});

describe('soqlIdLiteral', () => {
	it('writes the 18-character form', () => {
		expect(soqlIdLiteral('00Q5e0000000001')).toBe("'00Q5e0000000001EAA'");
	});

	it('refuses what could break out of the literal', () => {
		expect(() => soqlIdLiteral("00Q5e0000000001' OR Id != '")).toThrow(
			expect.objectContaining({ code: 'invalid_input' }),
		);
	});
});

describe('soqlIdList', () => {
	it('joins the ids', () => {
		expect(soqlIdList(['00Q5e0000000001', '00Q5e0000000002'])).toBe("('00Q5e0000000001EAA','00Q5e0000000002EAA')");
	});

	it('refuses an empty list, which would select everything', () => {
		expect(() => soqlIdList([])).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
	});
});

describe('assertApiName', () => {
	it.each(['Lead', 'Fit__c', 'ns__Fit__c'])('accepts %s', (name) => {
		expect(assertApiName(name)).toBe(name);
	});

	it.each(['', '1st', 'Lead ', 'Name, Id', 'Account.Name', "x'"])('refuses %j', (name) => {
		expect(() => assertApiName(name)).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
	});
});

describe('assertFieldPath', () => {
	it.each(['Name', 'Account.Name', 'A.B.C.D.E.Name'])('accepts %s', (path) => {
		expect(assertFieldPath(path)).toBe(path);
	});

	it.each(['Account.', '.Name', 'A.B.C.D.E.F.Name', 'Account..Name'])('refuses %j', (path) => {
		expect(() => assertFieldPath(path)).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
	});
});

describe('soqlLikeLiteral', () => {
	it.each([
		['start', "'100\\%\\_net\\\\%'"],
		['end', "'%100\\%\\_net\\\\'"],
		['anywhere', "'%100\\%\\_net\\\\%'"],
	] as const)('looks for the text as it is, at the %s', (position, literal) => {
		expect(soqlLikeLiteral('100%_net\\', position)).toBe(literal);
	});

	it('lets no quote end the pattern', () => {
		expect(soqlLikeLiteral("O' OR Name LIKE '", 'start')).toBe("'O\\' OR Name LIKE \\'%'");
	});
});

describe('soqlDay', () => {
	it.each(['2026-02-28', '2028-02-29'])('takes %s', (day) => {
		expect(soqlDay(day)).toBe(day);
	});

	it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-01-01T00:00:00Z', 'today', '2026-01-01 OR Id != null'])(
		'refuses %j',
		(text) => {
			expect(() => soqlDay(text)).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
		},
	);
});
