import { join } from 'node:path';
import { readTemplate, type TemplateSettings } from '../../demo/hourly-template';
import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import type { EngineRun } from '../engine/workflow-engine';
import { aLead, HourlyOrg } from './hourly-org';

const merging = ['Merge all that need no look', 'Merge only those named below'] as const;
const allBut = 'Merge all that need no look but those named below';

let org: HourlyOrg;

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

afterAll(() => org.close());

const twins = (FirstName: string, LastName: string, fields: object = {}) => {
	const Email = `${FirstName}@northwind.example`.toLowerCase();
	return [
		aLead({ FirstName, LastName, Email, Title: 'CTO', ...fields }),
		aLead({ FirstName, LastName, Email, Phone: '+44 20 7946 0000' }),
	];
};

const seed = {
	standardDuplicateRules: false,
	customFields: [{ object: 'Lead', name: 'Key__c', type: 'string', length: 20, externalId: true }],
} satisfies Partial<OrgSeed>;

beforeEach(async () => {
	await org.begin(
		[
			...twins('Ada', 'Byron'),
			...twins('Bob', 'Noyce'),
			...twins('Cleo', '<b>Vogt</b>'),
			aLead({ FirstName: 'Dan', LastName: 'Alone', Email: 'dan@northwind.example' }),
		],
		seed,
	);
});

const sweep = (settings: TemplateSettings = {}) => readTemplate('duplicate-sweep', settings);

const ask = (settings: TemplateSettings = {}, trigger = 'Run by Hand') => org.run(sweep(settings), trigger);

function answer(waiting: EngineRun, Answer?: string, Numbers?: string): Promise<EngineRun> {
	return org.engine.resume(waiting, sweep(), org.credentials(), [
		{ json: Answer === undefined ? {} : { Answer, Numbers } },
	]);
}

const names = (): string[] => org.emulator.org.rows('Lead').map(({ FirstName }) => String(FirstName));

describe('the duplicate sweep template', () => {
	it('shows what would be merged as a numbered table, says where to answer, and has written nothing by then', async () => {
		const waiting = await ask({}, 'Every Sunday');

		expect(waiting.status).toBe('waiting');
		const [question] = waiting.output('Summary');
		expect(question).toMatchObject({
			status: 'Question',
			subject: 'duplicate sweep: an answer is awaited for 3 groups of duplicates',
		});
		expect(question.body).toMatch(/^3 groups would be merged: 3 records into 3, .+\nAnswer within seven days: http/);
		const { table } = waiting.output('The Table')[0] as { table: string };
		expect(table.match(/<tr>/g)).toHaveLength(4);
		expect(table).toContain('<td>1</td><td><a href="http');
		expect(table).toMatch(/<td>Ada Byron 00Q\w+<\/td><td>Phone: \+44 20 7946 0000<\/td><td><\/td><td>0<\/td>/);
		expect(names()).toHaveLength(7);
	});

	it('shows names as text, whatever somebody has typed into them', async () => {
		const { table } = (await ask()).output('The Table')[0] as { table: string };
		expect(table).toContain('Cleo &#60;b&#62;Vogt&#60;/b&#62;');
		expect(table).not.toContain('<b>');
	});

	it('merges all groups after a yes, reports once, and names the run that takes them back', async () => {
		const ended = await answer(await ask(), merging[0]);

		expect(ended.error).toBeUndefined();
		const [, report, ...more] = ended.output('Summary');
		expect(more).toEqual([]);
		expect(report).toMatchObject({
			status: 'Success',
			subject: 'duplicate sweep: Success, 3 records merged',
			groupsMerged: 3,
		});
		expect(report.body).toContain(`this run: ${String(report.runId)}`);
		expect(names()).toEqual(['Ada', 'Bob', 'Cleo', 'Dan']);

		const undone = await org.run(readTemplate('undo', { runId: String(report.runId) }), 'Run by Hand');
		expect(undone.output('Show What Would Be Undone')[0].text).toMatch(/^3 merged records would come back/);
	});

	it.each([
		[merging[1], '2', ['Ada', 'Ada', 'Bob', 'Cleo', 'Cleo', 'Dan']],
		[merging[1], ' 1, 3 ', ['Ada', 'Bob', 'Bob', 'Cleo', 'Dan']],
		[merging[1], '2 - 9', ['Ada', 'Ada', 'Bob', 'Cleo', 'Dan']],
		[allBut, '1-2', ['Ada', 'Ada', 'Bob', 'Bob', 'Cleo', 'Dan']],
	])('does what "%s" with "%s" says, and nothing else', async (said, numbers, left) => {
		const waiting = await ask();
		const order = (waiting.output('The Table')[0].rows as Array<{ keep: string }>).map(({ keep }) => keep);
		expect(order).toEqual(['Ada Byron', 'Bob Noyce', 'Cleo <b>Vogt</b>']);
		await answer(waiting, said, numbers);
		expect(names().sort()).toEqual(left);
	});

	it.each([
		['Merge nothing', '1', 'By the answer no group'],
		[merging[1], '', 'By the answer no group'],
		[merging[1], 'all', 'By the answer no group'],
		[undefined, undefined, 'Nobody answered'],
	])('merges nothing, and says so, when the answer is %s with %s', async (said, numbers, text) => {
		const ended = await answer(await ask(), said, numbers);
		expect(ended.output('Summary').at(-1)).toMatchObject({
			status: 'Nothing Done',
			body: expect.stringContaining(text),
		});
		expect([ended.timesRun('Merge Groups'), names().length]).toEqual([0, 7]);
	});

	it('merges a group that needs a look only when it is named', async () => {
		await org.begin(
			[
				...twins('Ada', 'Byron', { Key__c: 'A' }).map((lead, at) => ({ ...lead, Key__c: `A${at}` })),
				...twins('Bob', 'Noyce'),
			],
			seed,
		);
		const waiting = await ask();
		expect(waiting.output('The Table')[0].rows).toMatchObject([
			{ number: 1, keep: 'Bob Noyce', lookAt: '' },
			{ number: 2, keep: 'Ada Byron', lookAt: expect.stringContaining('Key') },
		]);
		await answer(waiting, merging[0]);
		expect(names()).toEqual(['Ada', 'Ada', 'Bob']);

		await answer(await ask(), merging[1], '1');
		expect(names()).toEqual(['Ada', 'Bob']);
	});

	it('leaves a group that somebody has changed since the form was made, and says which', async () => {
		const waiting = await ask();
		const [{ keepId }] = waiting.output('The Table')[0].rows as Array<{ keepId: string }>;
		org.emulator.org.update('Lead', keepId, { Phone: '1', Title: 'CEO' });

		const ended = await answer(waiting, merging[0]);
		const report = ended.output('Summary').at(-1)!;
		expect(report).toMatchObject({ status: 'Partial Success', groupsMerged: 2, groupsNotMerged: 1 });
		expect(report.body).toMatch(new RegExp(`${keepId}: .+plan it again`));
	});

	it('asks about as many groups as Settings says, and tells of the others', async () => {
		const waiting = await ask({ mostGroups: 2 });
		expect(waiting.output('The Question')[0].text).toContain('The first 2 of 3 groups are asked about.');
		expect(waiting.output('The Table')[0].rows).toHaveLength(2);
	});

	it.each([
		['no record meets the condition', { condition: "LastName = 'Nobody'" }],
		['no two are the same', { condition: "LastName = 'Alone'" }],
	])('asks nobody when %s', async (_what, settings) => {
		const ended = await ask(settings);
		expect(ended.status).toBe('success');
		expect(ended.output('Summary')).toEqual([
			expect.objectContaining({ status: 'Nothing Done', body: expect.stringContaining('No duplicates') }),
		]);
	});

	it('tells the reason when Salesforce takes no such condition', async () => {
		const failed = await ask({ condition: 'Ratings = 1' });
		expect(failed.errorRun?.output('Summary')).toEqual([
			expect.objectContaining({ status: 'Failed', body: expect.stringContaining('Ratings') }),
		]);
	});
});
