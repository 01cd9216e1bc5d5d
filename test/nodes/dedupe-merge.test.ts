import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { changed, errorOf, itemsOf, NodeOrg } from './node-org';

const contact = (FirstName: string, LastName: string, fields: IDataObject = {}) =>
	changed({ FirstName, LastName, AccountId: '@acme', ...fields });

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		standardDuplicateRules: false,
		records: {
			Account: [changed({ '@ref': 'acme', Name: 'Acme' })],
			Contact: [
				contact('Ada', 'Byron', { '@ref': 'ada', Title: 'CTO', Email: 'ada@acme.example' }),
				contact('Ada', 'Byron', { Phone: '+44 20 7946 0000', Email: 'ADA@acme.example', Title: 'Chief' }),
				contact('Bob', 'Noyce', { Email: 'bob@acme.example' }),
				contact('Bob', 'Noyce', { Email: 'bob@acme.example', ReportsToId: '@ada' }),
			],
			Case: [changed({ Subject: 'Help', ContactId: '@ada' })],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const dedupe = new SalesforceDedupe();
const contacts = (): INodeExecutionData[] =>
	org.emulator.org.rows('Contact').map((row) => ({ json: { ...row, attributes: { type: 'Contact' } } as IDataObject }));

async function found(): Promise<INodeExecutionData[]> {
	return itemsOf(await org.execute(dedupe, { items: contacts(), parameters: { outputs: 'together' } }));
}

async function plan(parameters: IDataObject = {}, items?: INodeExecutionData[]) {
	const connected = { authentication: 'salesforceProductionServerApi', sObject: 'Contact', ...parameters };
	return await org.execute(dedupe, {
		items: items ?? (await found()),
		parameters: { operation: 'planMerges', ...connected },
	});
}

async function merge(items: INodeExecutionData[], parameters: IDataObject = {}) {
	const connected = { authentication: 'salesforceProductionServerApi', ...parameters };
	return await org.execute(dedupe, { items, parameters: { operation: 'merge', ...connected } });
}

async function undo(mergeRunId: unknown, undoDryRun: boolean) {
	const parameters = {
		operation: 'undoMerge',
		authentication: 'salesforceProductionServerApi',
		mergeRunId,
		undoDryRun,
	};
	return await org.execute(dedupe, { items: [{ json: {} }], parameters: parameters as IDataObject });
}

describe('Plan Merges', () => {
	it('shows who would stay and with whose values, and writes nothing', async () => {
		const { outputs } = await plan();
		const [groups, values] = outputs;
		expect(groups).toHaveLength(2);
		expect(groups[0]).toMatchObject({
			keep: 'Ada Byron',
			takesOver: 'Business Phone: +44 20 7946 0000',
			leavesBehind: 'Title: Chief',
			relatedRecords: 0,
			lookAt: '',
		});
		expect(groups[0].mergeAway).toMatch(/^Ada Byron 003/);
		expect(values).toMatchObject([
			{ record: 'Ada Byron', field: 'Business Phone', before: '', after: '+44 20 7946 0000', rule: 'master' },
		]);
		expect(org.emulator.org.count('Contact')).toBe(4);
	});

	it('goes by a column too, and by the rules that were set', async () => {
		const items = contacts().map((item) => ({ json: { ...item.json, cluster: item.json.LastName } }));
		const { outputs } = await plan(
			{
				groupsFrom: 'column',
				groupColumn: 'cluster',
				masterRules: { rules: [{ by: 'newest' }] },
				fieldRules: { rules: [{ field: 'Title', take: 'longest' }] },
			} as IDataObject,
			items,
		);
		expect(outputs[0][0]).toMatchObject({ group: 'Byron', takesOver: expect.stringContaining('Title: Chief') });
	});

	it('keeps ticked what the chosen list, or a text with commas, calls a wish', async () => {
		const rules = { master: [{ by: 'newest' }], fields: {}, consentFields: ['Opt_A__c', 'Opt_B__c'] };
		for (const consentFields of [['Opt_A__c', 'Opt_B__c'], 'Opt_A__c, Opt_B__c']) {
			const { outputs } = await plan({ masterRules: { rules: [{ by: 'newest' }] }, consentFields } as IDataObject);
			expect((JSON.parse(String(outputs[0][0].plan)) as { rules: unknown }).rules).toEqual(rules);
		}
	});

	it('always has one item with the numbers, and plans so many groups as were asked for', async () => {
		const { outputs } = await plan({ mostPlanned: 1 });
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[2]).toMatchObject([{ sObject: 'Contact', groups: 1, readyGroups: 1, groupsNotPlanned: 1 }]);
		expect(outputs[2][0].text).toContain('1 further group beyond the most that are planned at once');
		const alone = await plan({}, contacts().slice(0, 1));
		expect(alone.outputs.map((items) => items.length)).toEqual([0, 0, 1]);
	});

	it('names the column that is missing, and the item without an ID', async () => {
		const missing = await errorOf(plan({ groupsFrom: 'column', groupColumn: 'nope' }));
		expect(missing.message).toContain('No item has a column nope');
		const items = [{ json: { cluster: 'x', attributes: { type: 'Contact' } } }];
		const noId = await errorOf(plan({ groupsFrom: 'column', groupColumn: 'cluster' }, items));
		expect(noId.message).toContain('no Salesforce record ID');
	});
});

describe('Merge', () => {
	it('merges the rows that came through, and Undo Merge takes all of it back', async () => {
		const planned = await plan();
		const { outputs } = await merge(itemsOf(planned).slice(0, 1));
		const [[merged], notMerged] = outputs;
		expect(merged).toMatchObject({ status: 'merged', relatedRecords: 0 });
		expect(notMerged).toEqual([]);
		expect(org.emulator.org.count('Contact')).toBe(3);
		const [[shown]] = (await undo(merged.runId, true)).outputs;
		expect(shown.text).toMatch(/^1 merged record would come back under its own ID\. Would restore 1 field/);
		expect(org.emulator.org.count('Contact')).toBe(3);
		const [[undone], changes] = (await undo(merged.runId, false)).outputs;
		expect(undone).toMatchObject({ status: 'Success', fieldsRestored: 1 });
		expect(changes).toMatchObject([{ apiName: 'Phone', result: 'Given back' }]);
		expect(org.emulator.org.count('Contact')).toBe(4);
	});

	it('leaves what has changed since the plan', async () => {
		const planned = await plan();
		org.emulator.org.update('Contact', String(planned.outputs[0][0].keepId), { Phone: '1' });
		const { outputs } = await merge(itemsOf(planned));
		expect(outputs[1]).toMatchObject([{ status: 'not_approved', message: expect.stringContaining('plan it again') }]);
		expect(outputs[0]).toHaveLength(1);
	});

	it('keeps apart what somebody said is not the same', async () => {
		const [one, two] = org.emulator.org.rows('Contact').map(({ Id }) => String(Id));
		await org.store.saveDecisions(org.emulator.identity.id, [
			{ ids: [one, two], verdict: 'different', decidedBy: 'Ada', decidedAt: new Date() },
		]);
		const planned = await plan();
		expect(planned.outputs[0][0].lookAt).toBe(`Ada said that ${one} and ${two} are not the same.`);
		const { outputs } = await merge(itemsOf(planned), { mergesReviewed: true });
		expect(outputs[1]).toMatchObject([{ status: 'review' }]);
		expect(outputs[0]).toHaveLength(1);
	});

	it('refuses items that are no plan', async () => {
		const error = await errorOf(merge(contacts()));
		expect(error.message).toContain('no row of Plan Merges');
	});
});

it('asks for a connection where none was chosen', async () => {
	const error = await errorOf(plan({ authentication: 'none' }));
	expect(error.message).toContain('Connect With is None');
});

describe('Undo Merge', () => {
	it('knows no run that merged nothing', async () => {
		const error = await errorOf(undo('5f0c2a20-7d2e-4a51-9b6d-2f1f0a6d9c11', true));
		expect(error.message).toContain('is not in the store');
	});
});
