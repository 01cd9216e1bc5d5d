import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Proposal } from '../../core/record/record-item';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { anItem, aProposal } from '../salesforce/enrichment-org';
import { changed, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		validationRules: [
			{
				object: 'Lead',
				field: 'Website',
				when: { field: 'Website', op: 'contains', value: 'forbidden' },
				message: 'Not that website',
			},
		],
		records: {
			Lead: ['Novak', 'Okafor', 'Perez'].map((LastName) =>
				changed({ LastName, FirstName: 'Ada', Company: 'Northwind', Title: 'CTO' }),
			),
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const lead = (LastName: string) => org.find('Lead', 'LastName', LastName);

function item(
	LastName: string,
	values: Record<string, unknown>,
	traits: Partial<Proposal> = { policy: 'always' },
): INodeExecutionData {
	const proposals = Object.fromEntries(
		Object.entries(values).map(([field, value]) => [field, aProposal(value, traits)]),
	);
	return { json: anItem(lead(LastName), { proposals }) as IDataObject };
}

async function write(items: INodeExecutionData[], parameters: IDataObject = {}) {
	const {
		outputs,
		hints,
		items: paired,
	} = await org.execute(new SalesforceBulkWrite(), {
		items,
		typeVersion: 2,
		parameters: { sObject: 'Lead', ...parameters },
	});
	return { outputs, rows: outputs[2], notes: hints.map(({ message }) => message), paired };
}

const tooLong = '0'.repeat(41);

describe('the changes of a dry run', () => {
	it('are one flat row per field, with a link, names, both values and where the new one comes from', async () => {
		const { rows, paired } = await write([item('Okafor', {}), item('Novak', { Industry: 'Energy', Title: 'CEO' })], {
			dryRun: true,
		});
		const { Id } = lead('Novak');
		const shared = {
			link: `${org.emulator.url}/${String(Id)}`,
			record: 'Ada Novak',
			Id,
			source: 'reference',
			policy: 'always',
			confidence: expect.any(Number),
		};
		expect(rows).toEqual([
			{ ...shared, field: 'Industry', apiName: 'Industry', before: '', after: 'Energy' },
			{ ...shared, field: 'Title', apiName: 'Title', before: 'CTO', after: 'CEO' },
		]);
		expect(paired[2].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 1 }]);
	});

	it('cost no call beyond those of the dry run', async () => {
		await write([item('Novak', { Industry: 'Energy' })], { dryRun: true, options: { changeRows: 'never' } });
		const without = org.emulator.calls.log.length;
		org.emulator.calls.clear();
		await write([item('Novak', { Industry: 'Energy' })], { dryRun: true });
		expect(org.emulator.calls.log).toHaveLength(without);
	});

	it('include records that would be created, under the name they would have', async () => {
		const columns = {
			mappingMode: 'autoMapInputData',
			value: null,
			schema: ['LastName', 'Company'].map((id) => ({ id })),
		};
		const { rows, notes } = await write([{ json: { LastName: 'Quist', Company: 'Acme' } }], {
			operation: 'create',
			values: 'mapping',
			columns,
			dryRun: true,
		});
		expect(rows).toMatchObject([
			{ link: '', record: 'Quist', Id: '', apiName: 'LastName', before: '', after: 'Quist', source: 'mapping' },
			{ record: 'Quist', field: 'Company', after: 'Acme' },
		]);
		expect(notes[0]).toContain('would create 1 record with 2 fields');
	});

	it('name records that came with nothing but their Ids', async () => {
		const { Id } = lead('Novak');
		const columns = { mappingMode: 'defineBelow', value: { Industry: 'Energy' }, schema: [] };
		const { rows } = await write([{ json: { Id: String(Id) } }], { values: 'mapping', columns, dryRun: true });
		expect(rows).toMatchObject([{ record: 'Ada Novak', after: 'Energy' }]);
	});

	it('leave out what would be rejected, and what stays as it is', async () => {
		const { rows, outputs } = await write([item('Novak', { Phone: tooLong }), item('Okafor', { Title: 'CTO' })], {
			dryRun: true,
		});
		expect(rows).toEqual([]);
		expect(outputs.map((items) => items.length)).toEqual([1, 1, 0]);
	});
});

describe('Change Rows', () => {
	it.each([
		['dry_run', true, 1],
		['dry_run', false, 0],
		['always', true, 1],
		['always', false, 1],
		['never', true, 0],
	])('%s with Dry Run %s gives %i rows', async (changeRows, dryRun, expected) => {
		const { rows } = await write([item('Novak', { Industry: 'Energy' })], { dryRun, options: { changeRows } });
		expect(rows).toHaveLength(expected);
	});

	it('lists of a mixed call what is dry', async () => {
		const execution = {
			items: [item('Novak', { Industry: 'Energy' }), item('Okafor', { Industry: 'Energy' })],
			typeVersion: 2,
		};
		const parameters = { sObject: 'Lead', dryRun: (index: number) => index === 1 };
		const { outputs, hints } = await org.execute(new SalesforceBulkWrite(), { ...execution, parameters });
		expect(outputs[2]).toMatchObject([{ record: 'Ada Okafor' }]);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^1 of 2 items: Dry run, nothing was written: would change 1 field of 1 record/),
			'1 of 2 items: Changed 1 field of 1 record',
		]);
	});
});

describe('a workflow saved before there was a review', () => {
	it('keeps its two outputs, so that its error output stays where it is', async () => {
		const { outputs } = await org.execute(new SalesforceBulkWrite(), {
			items: [item('Novak', { Industry: 'Energy' })],
			parameters: { sObject: 'Lead', dryRun: true },
		});
		expect(outputs).toHaveLength(2);
	});
});

describe('the note', () => {
	it.each([
		['changes', { Industry: 'Energy', Title: 'CEO' }, 'Changed 2 fields of 1 record'],
		['what stays as it is', { Title: 'CTO' }, '1 unchanged'],
		[
			'what was left out',
			{ Industry: 'Energy', Phone: tooLong },
			'Changed 1 field of 1 record; 1 only in part: Phone too long (1)',
		],
		['what was rejected', { Phone: tooLong }, '1 rejected: Phone too long (1)'],
		[
			'what Salesforce rejected',
			{ Website: 'forbidden.example' },
			'1 rejected: Website refused by a validation rule (1)',
		],
	])('counts %s', async (_what, values, expected) => {
		expect((await write([item('Novak', values)])).notes).toEqual([expected]);
	});

	it('has a fingerprint in a dry run that changes something, and none of nothing', async () => {
		const some = await write([item('Novak', { Industry: 'Energy' })], { dryRun: true });
		expect(some.notes).toEqual([
			expect.stringMatching(
				/^Dry run, nothing was written: would change 1 field of 1 record\. Fingerprint of all changes: [0-9a-f]{16}$/,
			),
		]);
		expect((await write([item('Novak', { Title: 'CTO' })], { dryRun: true })).notes).toEqual([
			'Dry run, nothing was written: 1 unchanged',
		]);
	});
});

describe('the reason of a rejected record', () => {
	it.each([
		['of the type check', { Phone: tooLong }, /^Phone: 41 characters .*Shorten the value, or lengthen the field\.$/],
		[
			'of Salesforce, which names no field',
			{ Website: 'forbidden.example' },
			/^Website: Not that website.*Correct the record by hand/,
		],
	])('%s names field and remedy in a column of its own', async (_whose, values, expected) => {
		const { outputs } = await write([item('Novak', values)]);
		expect(outputs[1]).toMatchObject([{ _outcome: 'rejected', _message: expect.stringMatching(expected) }]);
	});

	it('names what was left out of a record that was written all the same', async () => {
		const { outputs } = await write([item('Novak', { Industry: 'Energy', Phone: tooLong })]);
		expect(outputs[0]).toMatchObject([
			{ _outcome: 'partly_written', _message: expect.stringMatching(/^Left out: Phone: .*Shorten the value/) },
		]);
	});

	it('is there for records that are gone, unnamed or of another object too', async () => {
		const gone = item('Novak', { Industry: 'Energy' });
		org.emulator.org.delete('Lead', String(gone.json.Id));
		const { outputs, notes } = await write([
			gone,
			{ json: { LastName: 'Nobody' } },
			{ json: { Id: '0015e0000000001' } },
		]);
		for (const json of outputs[1])
			expect(json).toMatchObject({ _outcome: expect.any(String), _message: expect.stringMatching(/\S.*\. \S/) });
		expect(notes).toEqual(['3 rejected: names no record (2), deleted, merged or hidden (1)']);
	});

	it('does not reach Salesforce with its remedy', async () => {
		await write([item('Novak', { Phone: tooLong })]);
		expect(String(lead('Novak').Enrichment_Message__c)).not.toContain('Shorten');
	});
});
