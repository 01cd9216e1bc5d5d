import type { IDataObject } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { type KnownLead, someLeads } from './dedupe-people';
import { changed, errorOf, itemsOf, NodeOrg } from './node-org';

const known: KnownLead[] = someLeads(240);
const copies = 60;
const dedupe = new SalesforceDedupe();
const connected = { authentication: 'salesforceProductionServerApi' };

let org: NodeOrg;
beforeAll(async () => {
	const converted = changed({ LastName: 'Gone', Company: 'Company 1', IsConverted: true });
	org = await NodeOrg.open({
		standardDuplicateRules: false,
		records: { Lead: [...known.map(({ fields }) => fields), converted] },
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function scan(parameters: IDataObject = {}) {
	const all = { operation: 'scanObject', ...connected, sObject: 'Lead', ...parameters };
	return await org.execute(dedupe, { items: [{ json: {} }], parameters: all as IDataObject });
}

/** Who a lead is, by its Id. */
function personOf(id: unknown): string {
	const { FirstName, Email } = org.record('Lead', id);
	return known.find(({ fields }) => fields.FirstName === FirstName && fields.Email === Email)!.person;
}

describe('Scan Object', () => {
	it('finds who is there twice among all records, in a few calls, and writes nothing', async () => {
		const { outputs } = await scan();
		const [records, [summary]] = outputs;
		const groups = new Map<string, Set<string>>();
		for (const { group, Id } of records) {
			const people = groups.get(String(group)) ?? new Set();
			groups.set(String(group), people.add(personOf(Id)));
		}
		const mixed = [...groups.values()].filter(({ size }) => size > 1);
		expect(mixed.length).toBeLessThanOrEqual(1);
		expect(groups.size).toBeGreaterThanOrEqual(copies - 1);
		expect(summary).toMatchObject({ sObject: 'Lead', records: 300, groups: groups.size, duplicates: records.length });
		expect(String(summary.text)).toMatch(/^300 records of Lead read with \d API calls?: \d+ duplicates in \d+ groups/);
		expect(records[0]).toMatchObject({ groupSize: 2, LastName: expect.any(String) as unknown });
		expect(Object.keys(org.emulator.calls.byKind).filter((kind) => /collection|composite|update/i.test(kind))).toEqual(
			[],
		);
	});

	it('gives groups that Plan Merges takes as they are', async () => {
		const scanned = await scan({ mostScannedGroups: 5 });
		expect(new Set(scanned.outputs[0].map(({ group }) => group)).size).toBe(5);
		const plan = async (parameters: IDataObject) =>
			await org.execute(dedupe, {
				items: itemsOf(scanned),
				parameters: { operation: 'planMerges', ...connected, ...parameters } as IDataObject,
			});
		expect((await plan({ groupsFrom: 'column', groupColumn: 'group' })).outputs[0]).toHaveLength(5);
		expect((await plan({ leastProbability: 0.5 })).outputs[0]).toHaveLength(5);
	});

	it('shows a group as one row', async () => {
		const { outputs } = await scan({ scanGives: 'groups', mostScannedGroups: 1 });
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[0][0]).toMatchObject({ records: 2, agreedOn: expect.stringContaining('e-mail') as unknown });
		expect(String(outputs[0][0].ids).split(', ')).toHaveLength(2);
	});

	it('reads only what meets the conditions', async () => {
		const { outputs } = await scan({
			filters: { rows: [{ field: 'Email', operator: 'contains', value: 'company1.example' }] },
		} as unknown as IDataObject);
		expect(outputs[1][0].records).toBe(
			known.filter(({ fields }) => /company1\.example/i.test(String(fields.Email))).length,
		);
	});

	it('is a run whose counts Get tells', async () => {
		const [, [{ runId, groups, duplicates }]] = (await scan()).outputs;
		const parameters = { resource: 'run', operation: 'get', runs: 'byId', runId, ...connected } as IDataObject;
		const { outputs } = await org.execute(new SalesforceEnrichmentRun(), { items: [{ json: {} }], parameters });
		expect(outputs[0][0]).toMatchObject({
			status: 'Success',
			pipeline: 'scan Lead',
			counts: { read: 300, duplicates },
			scan: { records: 300, groups, duplicates },
			calls: { byStage: { scan: { retries: 0 } } },
		});
	});

	it('keeps the numbers of groups from one scan to the next', async () => {
		const groupsOf = async () => Object.fromEntries((await scan()).outputs[0].map(({ Id, group }) => [Id, group]));
		expect(await groupsOf()).toEqual(await groupsOf());
	});

	it('begins anew after one that was killed, and the index of before serves meanwhile', async () => {
		await scan();
		const key = { orgId: org.emulator.identity.id, name: 'Lead' };
		const before = await org.store.loadMatchIndex(key);
		org.emulator.faults.set({ unavailable: { times: 99, path: 'query' } });
		await errorOf(scan());
		expect(await org.store.loadMatchIndex(key)).toEqual(before);
		org.emulator.faults.clear();
		const { outputs } = await scan();
		expect(outputs[1][0].records).toBe(300);
		expect((await org.store.loadMatchIndex(key))!.generation).toBe(2);
	});

	it('lets Plan Merges plan whom a person has called the same, however little speaks for it', async () => {
		const [{ Id, otherId, link, otherLink, probability }] = (await scan()).outputs[2];
		expect(Number(probability)).toBeLessThan(0.95);
		expect([link, otherLink].map((each) => String(each).split('/').at(-1))).toEqual([Id, otherId]);
		const decision = { ids: [String(Id), String(otherId)], verdict: 'same', decidedAt: new Date() } as const;
		await org.store.saveDecisions(org.emulator.identity.id, [decision as never]);
		const again = await scan();
		const plans = await org.execute(dedupe, {
			items: itemsOf(again),
			parameters: { operation: 'planMerges', ...connected, leastProbability: 0.95 } as IDataObject,
		});
		const planned = plans.outputs[0].map(({ plan }) => (JSON.parse(String(plan)) as { ids: string[] }).ids);
		expect(planned.filter((ids) => ids.includes(String(Id)) && ids.includes(String(otherId)))).toHaveLength(1);
		expect(again.outputs[2].filter((row) => row.Id === Id && row.otherId === otherId)).toEqual([]);
	});

	it('puts nobody into one group who was called different', async () => {
		const [first] = (await scan({ scanGives: 'groups', mostScannedGroups: 1 })).outputs[0];
		const [one, other] = String(first.ids).split(', ');
		const decision = { ids: [one, other], verdict: 'different', decidedAt: new Date() } as const;
		await org.store.saveDecisions(org.emulator.identity.id, [decision]);
		const groupOf = new Map((await scan()).outputs[0].map(({ Id, group }) => [Id, group]));
		expect([groupOf.get(one), groupOf.get(other)]).toEqual([undefined, undefined]);
	});

	it('gives pairs in doubt by an output of their own, with what speaks for and against them, until somebody decides', async () => {
		const [, [summary], review] = (await scan()).outputs;
		expect(review.length).toBeGreaterThan(0);
		expect(summary.reviewPairs).toBe(review.length);
		const chances = review.map(({ probability }) => Number(probability));
		expect(chances).toEqual([...chances].sort((a, b) => b - a));
		expect(Math.min(...chances)).toBeGreaterThanOrEqual(0.1);
		const [first, ...others] = review;
		expect(first).toMatchObject({
			sObject: 'Lead',
			why: expect.stringContaining('perhaps the same') as unknown,
			speaksFor: expect.stringMatching(/\+\d/) as unknown,
			differs: expect.stringContaining(' / ') as unknown,
		});
		const cut = (await scan({ scanOptions: { mostReviewed: 1 } })).outputs;
		expect(cut[2]).toEqual([first]);
		expect(cut[1][0].reviewPairs).toBe(review.length);

		const said = {
			operation: 'rememberDecision',
			decidedId: first.Id,
			decidedOtherId: first.otherId,
			verdict: 'different',
		};
		await org.execute(dedupe, {
			items: [{ json: first as IDataObject }],
			parameters: { ...connected, ...said } as IDataObject,
		});
		expect((await scan()).outputs[2].map(({ Id, otherId }) => [Id, otherId])).toEqual(
			others.map(({ Id, otherId }) => [Id, otherId]),
		);
	});

	it('asks for an object it knows', async () => {
		expect((await errorOf(scan({ sObject: 'Case' }))).message).toContain('There is no preset');
	});
});
