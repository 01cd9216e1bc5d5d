import { join } from 'node:path';
import { runCustomObject } from '../../demo/data/own-custom-fields';
import { readTemplate, type TemplateSettings } from '../../demo/hourly-template';
import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import type { EngineRun } from '../engine/workflow-engine';
import { aLead, HourlyOrg } from './hourly-org';

const merging = ['Merge all that need no look', 'Merge only those named below'] as const;
const allBut = 'Merge all that need no look but those named below';
const fields = {
	groups: 'Numbers of Groups',
	never: 'Groups That Are Not the Same: Never Ask Again',
	same: 'Pairs That Are the Same',
	different: 'Pairs That Are Not the Same',
	name: 'Your Name',
} as const;
type Said = Partial<Record<keyof typeof fields, string>>;

let org: HourlyOrg;

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

afterAll(() => org.close());

const twins = (FirstName: string, LastName: string, more: object = {}) => {
	const Email = `${FirstName}@northwind.example`.toLowerCase();
	return [
		aLead({ FirstName, LastName, Email, Title: 'CTO', ...more }),
		aLead({ FirstName, LastName, Email, Phone: '+44 20 7946 0000' }),
	];
};

/** Two of one rare name among people of other names: perhaps the same, who knows. */
const lookAlikes = [
	...Array.from({ length: 24 }, (_, at) => {
		const FirstName =
			'Ada Bob Cleo Dan Ole Finn Gus Hal Ivo Jan Kai Lea Mia Ned Olga Pia Quin Rosa Sven Tara Ugo Vera Wim Zoe'.split(
				' ',
			)[at];
		const names =
			'Byron Noyce Vogt Lamarr Moore Turing Hopper Knuth Shannon Liskov Dijkstra Hoare Wirth Backus Floyd Milner Lampson Perlis Cook Karp Tarjan Rabin Scott Gray';
		const LastName = names.split(' ')[at];
		const Email = `${FirstName}.${LastName}@company${at}.example`.toLowerCase();
		return aLead({ FirstName, LastName, Company: `Company ${at}`, Email });
	}),
	aLead({ FirstName: 'Eva', LastName: 'Lindqvist', Company: 'Northwind', Email: 'eva.lindqvist@northwind.example' }),
	aLead({ FirstName: 'Eva', LastName: 'Lindqvist', Company: 'Contoso', Email: null }),
];

const seed = {
	standardDuplicateRules: false,
	customObjects: [runCustomObject()],
	customFields: [{ object: 'Lead', name: 'Key__c', type: 'string', length: 20, externalId: true }],
} satisfies Partial<OrgSeed>;

const everybody = [
	...twins('Ada', 'Byron'),
	...twins('Bob', 'Noyce'),
	...twins('Cleo', '<b>Vogt</b>'),
	aLead({ FirstName: 'Dan', LastName: 'Alone', Email: 'dan@northwind.example' }),
];

beforeEach(() => org.begin(everybody, seed));

const sweep = (settings: TemplateSettings = {}) => readTemplate('duplicate-sweep', settings);

const ask = (settings: TemplateSettings = {}, trigger = 'Run by Hand') => org.run(sweep(settings), trigger);

function answer(waiting: EngineRun, Answer?: string, said: Said = {}): Promise<EngineRun> {
	const given = Object.entries(said).map(([name, text]) => [fields[name as keyof Said], text] as const);
	const json = Answer === undefined ? {} : { Answer, ...Object.fromEntries(given) };
	return org.engine.resume(waiting, sweep(), org.credentials(), [{ json }]);
}

interface Tables {
	readonly rows: ReadonlyArray<{ readonly number: number; readonly keep: string; readonly keepId: string }>;
	readonly pairs: ReadonlyArray<{ readonly number: number; readonly name: string; readonly otherName: string }>;
	readonly groupTable: string;
	readonly pairTable: string;
	readonly text: string;
}

const tablesOf = (waiting: EngineRun): Tables => waiting.output('The Tables')[0] as unknown as Tables;
const numberOf = (waiting: EngineRun, name: string): string =>
	String(tablesOf(waiting).rows.find(({ keep }) => keep === name)?.number);
const reportOf = (ended: EngineRun) => ended.output('Summary').at(-1)!;
const names = (): string[] =>
	org.emulator.org
		.rows('Lead')
		.map(({ FirstName }) => String(FirstName))
		.sort();
const all = ['Ada', 'Ada', 'Bob', 'Bob', 'Cleo', 'Cleo', 'Dan'];

describe('the duplicate sweep template', () => {
	it('shows what would be merged side by side, says where to answer, and has written nothing by then', async () => {
		const waiting = await ask({}, 'Every Sunday');

		expect(waiting.error).toBeUndefined();
		expect(waiting.status).toBe('waiting');
		const [question] = waiting.output('Summary');
		expect(question).toMatchObject({
			status: 'Question',
			subject: 'duplicate sweep: an answer is awaited for 3 groups of duplicates and 0 pairs in doubt',
		});
		expect(question.body).toMatch(
			/^7 records of Lead read .+3 groups would be merged: .+\nAnswer within six days: http/,
		);
		const { groupTable } = tablesOf(waiting);
		expect(groupTable.match(/<h3>\d\. /g)).toHaveLength(3);
		expect(groupTable).toMatch(/<b>\+44 20 7946 0000 ✓<\/b>/);
		expect(names()).toEqual(all);
	});

	it('shows names as text, whatever somebody has typed into them', async () => {
		const { groupTable } = tablesOf(await ask());
		expect(groupTable).toContain('Cleo &#60;b&#62;Vogt&#60;/b&#62;');
		expect(groupTable).not.toContain('<b>Vogt');
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
		expect(report.body).toContain('Left for the next sweep: 0 groups, 0 pairs in doubt.');
		expect(names()).toEqual(['Ada', 'Bob', 'Cleo', 'Dan']);

		const undone = await org.run(readTemplate('undo', { runId: String(report.runId) }), 'Run by Hand');
		expect(undone.output('Show What Would Be Undone')[0].text).toMatch(/^3 merged records would come back/);
	});

	it('leaves a record of the merge in an org that keeps such records', async () => {
		const ended = await answer(await ask(), merging[0]);
		const { runId } = reportOf(ended);
		const [kept, ...more] = org.emulator.org.find('Enrichment_Run__c', {});
		expect(more).toEqual([]);
		expect(kept).toMatchObject({ Run_Id__c: runId, Status__c: 'Success' });
		expect(String(kept.Summary__c)).toMatch(/^3 records merged into 3/);
	});

	it.each([
		[merging[1], ['Bob Noyce'], ['Ada', 'Ada', 'Bob', 'Cleo', 'Cleo', 'Dan']],
		[merging[1], ['Ada Byron', 'Cleo <b>Vogt</b>'], ['Ada', 'Bob', 'Bob', 'Cleo', 'Dan']],
		[allBut, ['Ada Byron', 'Bob Noyce'], ['Ada', 'Ada', 'Bob', 'Bob', 'Cleo', 'Dan']],
	])('does what "%s" with %j says, and nothing else', async (said, people, left) => {
		const waiting = await ask();
		await answer(waiting, said, { groups: people.map((name) => numberOf(waiting, name)).join(' , ') });
		expect(names()).toEqual(left);
	});

	it.each([
		['Merge nothing now', '1', 'By the answer no group'],
		[merging[1], '', 'By the answer no group'],
		[merging[1], 'all', 'By the answer no group'],
		[undefined, undefined, 'Nobody answered'],
	])('merges nothing, and says so, when the answer is %s with %s', async (said, numbers, text) => {
		const ended = await answer(await ask(), said, { groups: numbers });
		expect(reportOf(ended)).toMatchObject({ status: 'Nothing Done', body: expect.stringContaining(text) });
		expect([ended.timesRun('Merge Groups'), names().length]).toEqual([0, 7]);
	});

	it('merges a group that needs a look only when it is named', async () => {
		const keyed = twins('Ada', 'Byron').map((lead, at) => ({ ...lead, Key__c: `A${at}` }));
		await org.begin([...keyed, ...twins('Bob', 'Noyce')], seed);
		const waiting = await ask();
		expect(tablesOf(waiting).rows).toMatchObject([
			{ number: 1, keep: 'Bob Noyce', lookAt: '' },
			{ number: 2, keep: 'Ada Byron', lookAt: expect.stringContaining('Key') },
		]);
		await answer(waiting, merging[0]);
		expect(names()).toEqual(['Ada', 'Ada', 'Bob']);

		await answer(await ask(), merging[1], { groups: '1' });
		expect(names()).toEqual(['Ada', 'Bob']);
	});

	it('leaves a group that somebody has changed since the form was made, and says which', async () => {
		const waiting = await ask();
		const [{ keepId }] = tablesOf(waiting).rows;
		org.emulator.org.update('Lead', keepId, { Phone: '1', Title: 'CEO' });

		const report = reportOf(await answer(waiting, merging[0]));
		expect(report).toMatchObject({ status: 'Partial Success', groupsMerged: 2, groupsNotMerged: 1 });
		expect(report.body).toMatch(new RegExp(`${keepId}: .+plan it again`));
	});

	it('asks about as many groups as Settings says, and tells of the others', async () => {
		const waiting = await ask({ mostGroups: 2 });
		expect(tablesOf(waiting).text).toContain('2 groups (1 more wait for the next sweep)');
		expect(tablesOf(waiting).rows).toHaveLength(2);
	});

	it('never asks again about a group that was called not the same, and says so', async () => {
		const waiting = await ask();
		const ended = await answer(waiting, merging[0], { never: numberOf(waiting, 'Bob Noyce'), name: 'Jana' });
		expect(names()).toEqual(['Ada', 'Bob', 'Bob', 'Cleo', 'Dan']);
		expect(reportOf(ended).body).toContain('Never asked again: 1 group.');
		const [decision] = await org.store.loadDecisions(org.emulator.identity.id);
		expect(decision).toMatchObject({ verdict: 'different', decidedBy: 'Jana' });

		const next = await ask();
		expect(next.output('Summary')).toEqual([
			expect.objectContaining({ status: 'Nothing Done', body: expect.stringMatching(/^No duplicates/) }),
		]);
	});

	it.each([
		['no record meets the condition', { condition: "LastName = 'Nobody'" }],
		['no two are the same', { condition: "LastName = 'Alone'" }],
	])('asks nobody when %s', async (_what, settings) => {
		const ended = await ask(settings);
		expect(ended.error).toBeUndefined();
		expect(ended.status).toBe('success');
		expect(ended.output('Summary')).toEqual([
			expect.objectContaining({ status: 'Nothing Done', body: expect.stringMatching(/^No duplicates/) }),
		]);
	});

	it('tells the reason when Salesforce takes no such condition', async () => {
		const failed = await ask({ condition: 'Ratings = 1' });
		expect(failed.errorRun?.output('Summary')).toEqual([
			expect.objectContaining({ status: 'Failed', body: expect.stringContaining('Ratings') }),
		]);
	});
});

describe('the duplicate sweep template, of pairs in doubt', () => {
	beforeEach(() => org.begin(lookAlikes, seed));

	const isEvas = (pair: Tables['pairs'][number]) => pair.name === 'Eva Lindqvist' && pair.otherName === 'Eva Lindqvist';
	const evasOf = (waiting: EngineRun): string => String(tablesOf(waiting).pairs.find(isEvas)?.number);
	const evas = (): number => org.emulator.org.find('Lead', { FirstName: 'Eva', LastName: 'Lindqvist' }).length;

	it('asks about them although there is no group, with what speaks for and against', async () => {
		const waiting = await ask();
		expect(waiting.error).toBeUndefined();
		const { rows, pairs, pairTable } = tablesOf(waiting);
		expect([rows.length, pairs.filter(isEvas).length]).toEqual([0, 1]);
		expect(pairTable).toMatch(/<h3>\d+\. <a href="http[^"]+"[^>]+>Eva Lindqvist<\/a> and <a /);
		expect(pairTable).toMatch(/Match probability \d+ %.+<b>For<\/b>/);
	});

	it('plans a pair that was called the same in the next sweep', async () => {
		const waiting = await ask();
		const ended = await answer(waiting, 'Merge nothing now', { same: evasOf(waiting) });
		expect(reportOf(ended)).toMatchObject({ status: 'Success', subject: expect.stringContaining('1 decision kept') });
		const next = await ask();
		expect(tablesOf(next).rows).toMatchObject([{ keep: 'Eva Lindqvist' }]);
		expect(tablesOf(next).pairs.filter(isEvas)).toEqual([]);
		await answer(next, merging[0]);
		expect(evas()).toBe(1);
	});

	it('asks no more about pairs that were called not the same', async () => {
		await answer(await ask(), 'Merge nothing now', { different: '1-30' });
		const next = await ask();
		expect(next.output('Summary')).toEqual([expect.objectContaining({ status: 'Nothing Done' })]);
	});

	it('keeps nothing of a pair that was called both', async () => {
		const waiting = await ask();
		const number = evasOf(waiting);
		const ended = await answer(waiting, 'Merge nothing now', { same: number, different: number });
		expect(reportOf(ended).body).toContain(`Named as both, so nothing was kept of them: pairs ${number}.`);
		expect(await org.store.loadDecisions(org.emulator.identity.id)).toEqual([]);
	});

	it('asks about as many pairs as Settings says, and tells of the others', async () => {
		const waiting = await ask({ mostPairs: 0 });
		expect(tablesOf(waiting).pairs).toEqual([]);
		expect(tablesOf(waiting).text).toMatch(/0 pairs in doubt \(\d+ more wait for the next sweep\)/);
	});
});
