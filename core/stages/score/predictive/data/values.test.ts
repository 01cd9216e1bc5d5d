import { commaNumberFrom, dateFrom, isMissing, numberFrom } from './cell';
import { outcomesOf, readOutcomeValues } from './outcome-values';
import { profileColumn } from './profile-column';
import { functionOf, seniorityOf } from './title-words';

it.each([
	['12', 12],
	['-1,200.50', -1200.5],
	['$ 30', 30],
	['12 %', 12],
	['3,5', Number.NaN],
	['', Number.NaN],
	['0x10', Number.NaN],
	['12 Main Street', Number.NaN],
	['1 200 000', 1_200_000],
	["1'200", 1_200],
	['EUR 1,200', 1_200],
	['1,200 USD', 1_200],
	['5 12', Number.NaN],
])('numberFrom %j is %d', (text, number) => {
	expect(numberFrom(text)).toEqual(number);
});

it.each([
	['1.200,50 €', 1200.5],
	['3,5', 3.5],
	['1.234.567,00', 1_234_567],
	['12', 12],
	['1,200.50', Number.NaN],
])('commaNumberFrom %j is %d', (text, number) => {
	expect(commaNumberFrom(text)).toEqual(number);
});

it.each([
	['5 Mar 2024', 'month_first', '2024-03-05T00:00:00.000Z'],
	['05-Mar-24', 'month_first', '2024-03-05T00:00:00.000Z'],
	['March 5, 2024 1:30 PM', 'month_first', '2024-03-05T13:30:00.000Z'],
	['2024-03-01', 'month_first', '2024-03-01T00:00:00.000Z'],
	['2024-03-01T10:00:00.000+0200', 'month_first', '2024-03-01T08:00:00.000Z'],
	['03/04/2024', 'month_first', '2024-03-04T00:00:00.000Z'],
	['03/04/2024', 'day_first', '2024-04-03T00:00:00.000Z'],
	['3/4/2024 1:30 PM', 'month_first', '2024-03-04T13:30:00.000Z'],
] as const)('dateFrom %s, %s', (text, order, iso) => {
	expect(new Date(dateFrom(text, order)).toISOString()).toBe(iso);
});

it.each(['', ' ', 'Unknown', 'N/A', null, undefined, '--'])('%j says nothing', (value) => {
	expect(isMissing(value)).toBe(true);
});

describe('readOutcomeValues', () => {
	it.each([
		[['yes', 'no'], ['yes'], ['no'], []],
		[[true, false], ['true'], ['false'], []],
		[[1, 0], ['1'], ['0'], []],
		[['Won', 'Lost', 'Engaging'], ['won'], ['lost'], ['engaging']],
		[['Converted', 'Something else'], ['converted'], ['something else'], []],
		[['Yes', ''], ['yes'], [''], []],
		[['ja', 'nein'], ['ja'], ['nein'], []],
		[['Oui', 'Non'], ['oui'], ['non'], []],
	])('%j', (values, wins, losses, undecided) => {
		const read = readOutcomeValues(values, 'Outcome');
		expect(read).toEqual({ wins, losses, undecided });
		expect([...outcomesOf(values, read)].filter((outcome) => outcome === 1)).toHaveLength(1);
	});

	it('asks where it cannot be told, and takes what is named', () => {
		expect(() => readOutcomeValues(['blue', 'red'], 'Team')).toThrow('"blue", "red"');
		expect(readOutcomeValues(['blue', 'red', ''], 'Team', ['Blue'])).toEqual({
			wins: ['blue'],
			losses: ['red'],
			undecided: [''],
		});
	});
});

describe('profileColumn', () => {
	const each = (count: number, value: (at: number) => unknown): unknown[] =>
		Array.from({ length: count }, (_, at) => value(at));

	it.each([
		['Employees', each(200, (at) => (at % 10 === 0 ? 999 : at % 28)), { kind: 'number', sentinels: [999] }],
		['Size', each(200, (at) => (at % 10 === 0 ? -1 : at)), { kind: 'number', sentinels: [-1] }],
		['Score', each(200, (at) => at - 50), { kind: 'id' }],
		['Created', each(200, (at) => `2024-01-${String((at % 28) + 1).padStart(2, '0')}`), { kind: 'date' }],
		['Contact date', each(200, (at) => `${(at % 28) + 1}/02/2024`), { kind: 'date', dayOrder: 'day_first' }],
		['Industry', each(200, (at) => ['Retail', 'unknown'][at % 2]), { kind: 'category' }],
		['Email', each(200, (at) => `a${at}@b.com`), { kind: 'email' }],
		['Title', each(200, (at) => `${['Director', 'Manager', 'CEO'][at % 3]} ${at}`), { kind: 'title' }],
		['Case Id', each(200, (at) => `X${at}`), { kind: 'id' }],
		['Notes', each(200, (at) => `we spoke ${at}`), { kind: 'text' }],
		['Umsatz', each(200, (at) => `${at}.500,25 €`), { kind: 'number', hasDecimalComma: true }],
		['Opened', each(200, (at) => `${(at % 28) + 1} May 2024`), { kind: 'date' }],
		['Region', each(200, () => 'EMEA'), { kind: 'constant' }],
	])('tells what %s holds', (field, values, profile) => {
		expect(profileColumn(values, field)).toMatchObject(profile);
	});
});

it.each([
	['Vice President of Sales', 'vice president', 'sales'],
	['CFO', 'c-level', 'finance'],
	['Head of IT', 'director', 'it'],
	['Praktikant', 'student or intern', undefined],
])('a title such as %s', (title, seniority, what) => {
	expect(seniorityOf(title)).toBe(seniority);
	expect(functionOf(title)).toBe(what);
});
