import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownCustomFields } from '../../demo/data/own-custom-fields';
import { wonAndLost } from '../../demo/data/won-and-lost';
import { readTemplate } from '../../demo/hourly-template';
import { summaryFrom } from '../../demo/summary-of';
import type { EngineRun } from '../engine/workflow-engine';
import { HourlyOrg } from './hourly-org';

let org: HourlyOrg;
const folder = mkdtempSync(join(tmpdir(), 'train-test-'));
const reportFile = join(folder, 'report.html');
const template = readTemplate('train-and-back-test', { reportFile, reasonsField: 'Why__c' });

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

afterAll(async () => {
	await org.close();
	rmSync(folder, { recursive: true, force: true });
});

/** Half a year of these companies is the back-test; the machine's clock tells when it begins. */
async function begin(accounts: number): Promise<void> {
	// n8n looks for a file before it makes one, and under Jest takes its absence for a failure (its errors are of another realm).
	writeFileSync(reportFile, '');
	const { records, trackedFields } = wonAndLost(11, new Date(), { accounts, leads: 0 });
	const customFields = [
		...ownCustomFields(['Account']),
		{ object: 'Account', name: 'Why__c', type: 'string', length: 255 } as const,
	];
	await org.begin([], { customFields, records, trackedFields });
}

const answer = (waiting: EngineRun, Answer: string): Promise<EngineRun> =>
	org.engine.resume(waiting, template, org.credentials(), [{ json: { Answer } }]);

const scored = () => org.emulator.org.rows('Account').filter((account) => account.Enrichment_Score__c !== null);

describe('the template that trains and back-tests', () => {
	it('learns from what was won and lost, tests on the newest, shows the page and asks before anything is kept', async () => {
		await begin(1_900);
		const waiting = await org.run(template, 'Every Month');

		expect(waiting.error).toBeUndefined();
		expect(waiting.status).toBe('waiting');
		const [question] = waiting.output('Summary');
		expect(question).toMatchObject({ status: 'Question', subject: 'account wins: a yes is awaited for a model' });
		expect(question.body).toMatch(/^On \d+ of the newest records: AUC 0\.\d{3} .*signal: (weak|usable)/);
		expect(question.body).toContain('left out as known only afterwards');
		const page = readFileSync(reportFile, 'utf8');
		expect(page).toContain('<svg');
		expect(page).not.toMatch(/<script|(src|href)="http/);
		const [trained] = waiting.output('Train Model');
		const [tested] = waiting.output('Back-Test on the Newest');
		expect(Number(trained.records) + Number(tested.records)).toBe(1_900);
		expect([scored(), await org.store.listModels(org.emulator.identity.id)]).toEqual([[], []]);

		const ended = await answer(waiting, 'Yes, keep it and score');

		const summary = summaryFrom(ended.output('Summary').at(-1)!);
		const withIndustry = org.emulator.org.count('Account', ({ Industry }) => Industry !== null);
		expect(summary).toMatchObject({ status: 'Success', counts: { read: withIndustry } });
		const [kept] = await org.store.listModels(org.emulator.identity.id);
		expect(kept).toMatchObject({ name: 'account-wins' });
		const accounts = scored();
		expect(accounts).toHaveLength(withIndustry);
		const rankOf = (industry: string) =>
			accounts.filter(
				({ Industry, Enrichment_Rank__c: rank }) => Industry === industry && ['A', 'B'].includes(String(rank)),
			);
		expect(rankOf('Technology').length).toBeGreaterThan(5 * rankOf('Government').length);
		expect(accounts.some(({ Why__c }) => String(Why__c).includes('Industry is technology'))).toBe(true);
	}, 120_000);

	it('keeps nothing and writes nothing when the answer is no', async () => {
		await begin(1_900);
		const ended = await answer(await org.run(template, 'Run by Hand'), 'No');

		expect(ended.output('Summary').at(-1)).toMatchObject({ status: 'Nothing Done' });
		expect([scored(), await org.store.listModels(org.emulator.identity.id)]).toEqual([[], []]);
	}, 120_000);

	it('says that there is too little, and does not ask', async () => {
		await begin(300);
		const ended = await org.run(template, 'Run by Hand');

		expect(ended.output('Summary')).toEqual([
			expect.objectContaining({
				status: 'Nothing Done',
				body: expect.stringContaining('too few to learn a model from'),
			}),
		]);
		expect([ended.timesRun('Ask'), readFileSync(reportFile, 'utf8')]).toEqual([0, '']);
	}, 60_000);
});
