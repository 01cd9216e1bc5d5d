import { answersOf } from '../provider.builders';
import { testProvider } from '../provider.contract';
import { openReferenceItems } from './reference-data-items';

const now = new Date('2026-11-28T12:00:00Z');
const rows = [
	{ Name: 'Acme Inc', domain: 'acme.com', employees: 1200, industry: 'Manufacturing' },
	{ Name: 'Globex', domain: null, employees: '2,500', seen: new Date('2026-01-02T00:00:00Z') },
];

testProvider('reference data from items', async () => await openReferenceItems('Companies', rows, { now }), {
	known: { domain: 'acme.com' },
	knownValues: { employees: 1200, industry: 'Manufacturing' },
	unknown: { domain: 'nobody.example' },
});

describe('openReferenceItems', () => {
	it('reads items as it reads the rows of a file, values without a date being as new as the reading', async () => {
		const provider = await openReferenceItems('Companies', rows, { now });
		const [answer] = await answersOf(provider, [{ key: 0, company: 'GLOBEX' }]);
		expect(answer).toMatchObject({
			outcome: 'matched',
			observedAt: now.toISOString(),
			values: { employees: 2500, seen: '2026-01-02T00:00:00.000Z' },
		});
	});

	it("takes a Data Table's own date of a row", async () => {
		const provider = await openReferenceItems(
			'Companies',
			[{ id: 1, name: 'Acme', updatedAt: '2026-03-04T05:06:07.000Z' }],
			{ now },
		);
		expect(await answersOf(provider, [{ key: 0, company: 'Acme' }])).toMatchObject([
			{ observedAt: '2026-03-04T05:06:07.000Z' },
		]);
	});

	it('has the version of the content, whatever the order of rows and columns', async () => {
		const versionOf = async (items: Array<Record<string, unknown>>) =>
			(await openReferenceItems('Companies', items, { now })).version;
		const version = await versionOf(rows);
		const [{ Name, ...rest }, second] = rows;
		expect(await versionOf([second, { ...rest, Name }])).toBe(version);
		expect(await versionOf([{ ...rows[0], employees: 1201 }, second])).not.toBe(version);
	});

	it.each([
		['no rows', [], 'Reference data "Companies": the input is empty.'],
		[
			'no column to match on',
			[{ city: 'Paris' }],
			'Reference data "Companies", item 1: there is no column "domain" and no column "name" among the 1 there are.',
		],
	])('refuses %s', async (_what, items, message) => {
		await expect(openReferenceItems('Companies', items, { now })).rejects.toMatchObject({
			code: 'invalid_parameter',
			message,
		});
	});

	it('stops at the size allowed, and when it is told to', async () => {
		await expect(openReferenceItems('Companies', rows, { now, maxBytes: 10 })).rejects.toThrow(
			'the input is larger than 0 MB',
		);
		await expect(openReferenceItems('Companies', rows, { now, signal: AbortSignal.abort() })).rejects.toMatchObject({
			code: 'canceled',
		});
	});

	it('takes 100,000 rows, and finds the last of them', async () => {
		const many = Array.from({ length: 100_000 }, (_, index) => ({
			domain: `company-${index}.com`,
			name: `Company ${index} of many`,
			employees: index,
		}));
		const provider = await openReferenceItems('Companies', many, { now });
		expect(await answersOf(provider, [{ key: 0, domain: 'company-99999.com' }])).toMatchObject([
			{ outcome: 'matched', values: { employees: 99_999 } },
		]);
	});
});
