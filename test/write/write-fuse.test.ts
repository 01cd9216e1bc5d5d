import type { WriteRequest } from '../../core/changes/write-request';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, WriteRun } from './write-org';

const minuteMs = 60_000;

let org: SalesforceEmulator;
let run: WriteRun;
let runs = 0;

beforeAll(async () => {
	// A flow that knows better, whatever is written.
	const flow = { object: 'Lead', on: 'update' as const, set: { Industry: 'Mining' } };
	org = await startEnrichmentOrg({ records: { Lead: leadSeed(1) }, automation: { fieldUpdates: [flow] } });
});
beforeEach(async () => {
	org.reset();
	org.setClock(() => orgNow);
	run = await WriteRun.start(org);
});
afterAll(() => org.close());

/** Writes what the flow takes back, `minutes` after the start; gives what became of it. */
async function writeAt(minutes: number, changes: Partial<WriteRequest> = {}) {
	org.setClock(() => new Date(orgNow.getTime() + minutes * minuteMs));
	await run.client.fetchServerNow();
	const items = await run.fetch('Industry', 'Energy', { policy: 'always' });
	const { outcomes } = await run.write(items, changes);
	return outcomes[0].item._enrichment;
}

const wordsAt = async (minutes: readonly number[], changes: Partial<WriteRequest> = {}) => {
	const words: unknown[] = [];
	for (const each of minutes) words.push((await writeAt(each, changes))?.outcome);
	return words;
};

describe('a record that a flow changes back after every write', () => {
	it('is written ten times in an hour, and not once more until the first of them is an hour old', async () => {
		const before = org.org.rows('Lead')[0].Industry;
		expect(before).not.toBe('Mining');
		expect(await wordsAt([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual(Array(10).fill('written'));
		org.calls.clear();
		const held = await writeAt(10);
		expect(held).toMatchObject({
			outcome: 'written_too_often',
			message: expect.stringContaining('written 10 times in the last hour'),
		});
		expect(org.calls.log.filter(({ method }) => method === 'PATCH')).toEqual([]);
		expect(await wordsAt([59, 60, 60.5])).toEqual(['written_too_often', 'written', 'written_too_often']);
	});

	it('is counted over all runs', async () => {
		const words: unknown[] = [];
		for (let minute = 0; minute < 4; minute += 1) {
			words.push((await writeAt(minute, { writeFuse: { perHour: 3, perDay: 0 } }))?.outcome);
			run = await run.next(`later-${(runs += 1)}`);
		}
		expect(words).toEqual(['written', 'written', 'written', 'written_too_often']);
	});

	it('is left to a later run, which the summary can tell of', async () => {
		const writeFuse = { perHour: 0, perDay: 1 };
		await wordsAt([0, 61], { writeFuse });
		expect(await run.settlements()).toEqual([
			expect.objectContaining({
				outcome: 'written_too_often',
				retryable: true,
				message: expect.stringContaining('24 hours'),
			}),
		]);
	});

	it('is written as often as asked where there is no limit', async () => {
		const minutes = Array.from({ length: 14 }, (_, index) => index);
		expect(await wordsAt(minutes, { writeFuse: { perHour: 0, perDay: 0 } })).toEqual(Array(14).fill('written'));
	});
});
