import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { anItem, aProposal } from '../salesforce/enrichment-org';
import { changed, enrichmentOf, errorOf, itemsOf, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	const Lead = ['Novak', 'Okafor', 'Petrov'].map((LastName) => changed({ LastName, Company: 'Northwind' }));
	org = await NodeOrg.open({ records: { Lead } });
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const write = new SalesforceBulkWrite();
const run = new SalesforceEnrichmentRun();
const fetchModified = new SalesforceFetchModified();
const industries = () => ['Novak', 'Okafor', 'Petrov'].map((name) => org.find('Lead', 'LastName', name).Industry);
const leadId = (name: string) => String(org.find('Lead', 'LastName', name).Id);

/** A lead with a proposal for its industry. */
function proposed(name: string, more: IDataObject = {}): INodeExecutionData {
	return {
		json: {
			...(anItem({ Id: leadId(name) }, { proposals: { Industry: aProposal('Energy') } }) as IDataObject),
			...more,
		},
	};
}

const allProposed = () => ['Novak', 'Okafor', 'Petrov'].map((name) => proposed(name));

describe('Dry Run of Bulk Write by an expression', () => {
	const dryRun = (index: number) => index === 1;

	it('is decided per item: only the others are written, and each leaves in its place', async () => {
		const { outputs, items } = await org.execute(write, {
			items: allProposed(),
			parameters: { sObject: 'Lead', dryRun },
		});
		expect(industries()).toEqual(['Energy', null, 'Energy']);
		expect(outputs[0].map((json) => enrichmentOf(json).outcome)).toEqual(['written', 'would_write', 'written']);
		expect(items[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('is dry for the first item only when it says so for the first only', async () => {
		await org.execute(write, {
			items: allProposed(),
			parameters: { sObject: 'Lead', dryRun: (index: number) => index === 0 },
		});
		expect(industries()).toEqual([null, 'Energy', 'Energy']);
	});

	it('is dry for all of them in a run that was started as a dry run', async () => {
		const started = await org.execute(run, { parameters: { pipeline: 'hourly', dryRun: true } });
		const fetched = itemsOf(await org.execute(fetchModified, { items: itemsOf(started) }));
		const items = fetched.map(({ json }) => ({
			json: {
				...json,
				_enrichment: { ...(json._enrichment as IDataObject), proposals: { Industry: aProposal('Energy') } },
			},
		}));
		await org.execute(write, { items: items as unknown as INodeExecutionData[], parameters: { dryRun } });
		expect(industries()).toEqual([null, null, null]);
	});

	it.each([
		['true', null],
		['FALSE', 'Energy'],
	])('understands the text %s', async (text, industry) => {
		await org.execute(write, { items: allProposed(), parameters: { sObject: 'Lead', dryRun: () => text } });
		expect(new Set(industries())).toEqual(new Set([industry]));
	});

	it.each([undefined, null, '', 'perhaps'])(
		'stops before anything is sent when it gives %j, which must not mean no',
		async (value) => {
			const error = await errorOf(
				org.execute(write, {
					items: allProposed(),
					parameters: { sObject: 'Lead', dryRun: (index: number) => (index === 2 ? value : false) },
				}),
			);
			expect(error).toMatchObject({
				message: expect.stringContaining('and not true or false'),
				context: { itemIndex: 2 },
				description: expect.stringContaining('Correct the expression'),
			});
			expect(industries()).toEqual([null, null, null]);
		},
	);
});

describe('with Continue on Fail', () => {
	it('an item whose Dry Run nobody can tell leaves Bulk Write as rejected, and its neighbours are written', async () => {
		const parameters = { sObject: 'Lead', dryRun: (index: number) => (index === 1 ? '' : false) };
		const { outputs, items } = await org.execute(write, { items: allProposed(), parameters, continueOnFail: true });
		expect(industries()).toEqual(['Energy', null, 'Energy']);
		expect(items[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1]).toEqual([
			expect.objectContaining({ Id: leadId('Okafor'), error: expect.stringContaining('Dry Run') }),
		]);
		expect(items[1][0].pairedItem).toEqual({ item: 1 });
	});

	it('a record of another org leaves Bulk Write as rejected, and its neighbours are written', async () => {
		const stranger = {
			json: anItem(
				{ Id: leadId('Novak') },
				{ orgId: '00D000000000001AAA', proposals: { Industry: aProposal('Energy') } },
			) as IDataObject,
		};
		const { outputs, items } = await org.execute(write, {
			items: [stranger, proposed('Okafor')],
			parameters: { sObject: 'Lead' },
			continueOnFail: true,
		});
		expect(industries()).toEqual([null, 'Energy', null]);
		expect(outputs.map((output) => output.map(({ Id }) => Id))).toEqual([[leadId('Okafor')], [leadId('Novak')]]);
		expect(items[0][0].pairedItem).toEqual({ item: 1 });
	});

	it('everything leaves Bulk Write as rejected, and nothing as written, when the node could do nothing', async () => {
		const { outputs } = await org.execute(write, {
			items: allProposed(),
			parameters: { sObject: 'other', otherSObject: 'Nope__c' },
			continueOnFail: true,
		});
		expect(outputs.map((output) => output.length)).toEqual([0, 3]);
		expect(outputs[1][0].error).toContain('no object Nope__c');
	});

	it('one run that is unknown does not keep Undo and Get from the other', async () => {
		const started = await org.execute(run, { parameters: { pipeline: 'hourly' } });
		const { runId } = started.outputs[0][0];
		const parameters = {
			runId: (index: number) => (index === 0 ? 'no-such-run' : runId),
			runs: 'byId',
			undoDryRun: true,
		};
		const items = [{ json: {} }, { json: {} }];
		const got = await org.execute(run, {
			items,
			parameters: { ...parameters, operation: 'get' },
			continueOnFail: true,
		});
		expect(got.outputs[0]).toEqual([
			{ error: expect.stringContaining('no-such-run') },
			expect.objectContaining({ runId }),
		]);
		expect(got.items[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('one ID that is none does not keep Explain from its neighbours', async () => {
		const parameters = { operation: 'explain', recordId: (index: number) => (index === 1 ? 'none' : leadId('Novak')) };
		const { outputs } = await org.execute(run, {
			items: [{ json: {} }, { json: {} }, { json: {} }],
			parameters,
			continueOnFail: true,
		});
		expect(outputs[0].map(({ recordId, error }) => recordId ?? error)).toEqual([
			leadId('Novak'),
			expect.stringContaining('"none" is not a Salesforce record ID.'),
			leadId('Novak'),
		]);
	});

	it('an _enrichment that was put on another record costs the items it is on only', async () => {
		const [scored] = (
			await org.execute(new SalesforceScore(), { items: allProposed(), parameters: { sObject: 'Lead' } })
		).items;
		const moved = { json: { ...scored[0].json, Id: scored[1].json.Id } };
		const { outputs } = await org.execute(write, {
			items: [moved, ...scored, moved],
			parameters: { sObject: 'Lead' },
			continueOnFail: true,
			fromOutside: true,
		});
		expect(outputs.map((output) => output.length)).toEqual([3, 2]);
		expect(outputs[1][0].error).toContain('2 items, of which the first is item 1, is not');
	});
});

describe('Undo', () => {
	it('undoes each run that the items name, once, dry or not as each says', async () => {
		const runIds: unknown[] = [];
		for (const name of ['Novak', 'Okafor']) {
			const started = await org.execute(run, { parameters: { pipeline: name }, executionId: name });
			const { _enrichment } = started.outputs[0][0] as { _enrichment: IDataObject };
			const item = proposed(name);
			const written = {
				json: { ...item.json, _enrichment: { ...(item.json._enrichment as IDataObject), ..._enrichment } },
			};
			await org.execute(write, { items: [written], parameters: { sObject: 'Lead' }, executionId: name });
			await org.execute(run, { parameters: { operation: 'finish' }, executionId: name });
			runIds.push(_enrichment.runId);
		}
		expect(industries()).toEqual(['Energy', 'Energy', null]);
		const parameters = {
			operation: 'undo',
			runId: (index: number) => runIds[Math.min(index, 1)],
			undoDryRun: (index: number) => index === 0,
		};
		const { outputs } = await org.execute(run, { items: [{ json: {} }, { json: {} }, { json: {} }], parameters });
		expect(outputs[0].map(({ undoneRunId, isDryRun }) => [undoneRunId, isDryRun])).toEqual([
			[runIds[0], true],
			[runIds[1], false],
		]);
		expect(industries()).toEqual(['Energy', null, null]);
	});

	it('undoes nothing when Dry Run is given by an expression that finds nothing', async () => {
		const started = await org.execute(run, { parameters: { pipeline: 'hourly' } });
		const { runId } = started.outputs[0][0];
		const error = await errorOf(
			org.execute(run, { parameters: { operation: 'undo', runId, undoDryRun: () => undefined } }),
		);
		expect(error.message).toContain('Dry Run is nothing, and not true or false');
	});
});

describe('By IDs', () => {
	it('reads the expression of every item, and each record once', async () => {
		const names = ['Novak', 'Okafor', 'Petrov', 'Novak'];
		const items = names.map((name) => ({ json: { Id: leadId(name) } }));
		const parameters = { selection: 'ids', ids: (index: number) => items[index].json.Id };
		const { outputs } = await org.execute(fetchModified, { items, parameters });
		expect(outputs[0].map(({ LastName }) => LastName)).toEqual(['Novak', 'Okafor', 'Petrov']);
	});

	it('takes lists, texts and both, from several items', async () => {
		const lists = [[leadId('Novak'), leadId('Okafor')], `${leadId('Okafor')}, ${leadId('Petrov')}`, undefined];
		const parameters = { operation: 'count', selection: 'ids', ids: (index: number) => lists[index] };
		const { outputs } = await org.execute(fetchModified, { items: lists.map(() => ({ json: {} })), parameters });
		expect(outputs[0][0].records).toBe(3);
	});
});

describe('what a node reads once', () => {
	it.each([
		[
			'Fetch Modified',
			fetchModified,
			{ sObject: (index: number) => ['Lead', 'Contact'][index] },
			'Object is one for all items',
		],
		[
			'Enrich',
			new SalesforceEnrich(),
			{ sObject: 'Lead', filePath: (index: number) => `/data/${index}.csv` },
			'File Path is one for all items',
		],
		[
			'Score',
			new SalesforceScore(),
			{ sObject: 'Lead', scoreField: (index: number) => `Score_${index}__c` },
			'Score Field is one for all items',
		],
		['Bulk Write', write, { sObject: (index: number) => ['Lead', 'Contact'][index] }, 'Object is one for all items'],
		['Start', run, { pipeline: (index: number) => `pipeline ${index}` }, 'Pipeline Name is one for all items'],
		[
			'Start, dry run',
			run,
			{ pipeline: 'hourly', dryRun: (index: number) => index === 0 },
			'Dry Run is one for all items',
		],
	])(
		'stops %s when the items give different values, before anything is done',
		async (_name, node, parameters, message) => {
			const error = await errorOf(org.execute(node, { items: [{ json: {} }, { json: {} }], parameters }));
			expect(error.message).toContain(message);
			expect(org.emulator.calls.log).toEqual([]);
		},
	);
});

describe('what Fetch Modified says', () => {
	const said = async (parameters: IDataObject, items: INodeExecutionData[] = [{ json: {} }]) =>
		(await org.execute(fetchModified, { items, parameters })).hints.map(({ message }) => message).join('\n');

	it('when listed records are not found, how many of how many and which', async () => {
		const gone = '00Q5e00000ZZZZZEA2';
		expect(await said({ selection: 'ids', ids: `${leadId('Novak')}, ${gone.slice(0, 15)}` })).toMatch(
			/^1 record of Lead listed by ID\.\n1 of 2 not found \(.*\): 00Q5e00000ZZZZZ\w{3}\.$/,
		);
		expect(await said({ selection: 'ids', ids: [leadId('Novak'), leadId('Okafor')] })).toBe(
			'2 records of Lead listed by ID.',
		);
	});

	it('when none of them is found', async () => {
		expect(await said({ selection: 'ids', ids: '00Q5e00000ZZZZZ, 00Q5e00000YYYYY' })).toMatch(
			/^No records of Lead listed by ID\.\n2 of 2 not found/,
		);
	});

	it('without a run: which window was read, and that nothing is remembered', async () => {
		const text = await said({ selection: 'modified' });
		expect(text).toMatch(
			/^3 records of Lead modified\.\nRead without a run: changes from 2026-11-21T15:29:17.000Z to 2026-11-21T16:27:17.000Z\. Nothing is remembered/,
		);
		expect(await said({ selection: 'modified' })).toBe(text);
	});

	it('without a run and beyond the limit: no next run that would go on', async () => {
		const text = await said({ selection: 'modified', limit: 2 });
		expect(text).toContain('without a run nobody remembers where this one stopped');
		expect(text).not.toContain('the next run goes on');
	});

	it('within a run and beyond the limit: that the next one goes on', async () => {
		const started = itemsOf(await org.execute(run, { parameters: { pipeline: 'hourly' } }));
		expect(await said({ selection: 'modified', limit: 2 }, started)).toContain(
			'the next run goes on where this one stopped',
		);
	});
});
