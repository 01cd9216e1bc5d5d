import {
	type IDataObject,
	type ILoadOptionsFunctions,
	type INode,
	type INodeType,
	type INodeTypes,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { credentialFields, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [
			{
				object: 'Lead',
				name: 'ERP_Id__c',
				label: 'ERP ID',
				type: 'string',
				length: 40,
				externalId: true,
				unique: true,
			},
			{ object: 'Lead', name: 'Plain__c', label: 'Plain', type: 'string', length: 40 },
		],
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const node = new SalesforceBulkWrite();

/** What the editor calls a dropdown's method with. */
function editor(parameters: IDataObject = {}, credentials: IDataObject = {}): ILoadOptionsFunctions {
	const all: IDataObject = {
		authentication: 'salesforceProductionServerApi',
		operation: 'update',
		sObject: 'Lead',
		...parameters,
	};
	return {
		getNodeParameter: (name: string, fallback?: unknown) => all[name] ?? fallback,
		getNode: () => ({}),
		getCredentials: async () => credentialFields(org.emulator, credentials as Record<string, string>),
	} as unknown as ILoadOptionsFunctions;
}

/** The outputs as n8n works them out for the node on the canvas. */
function outputsOf(typeVersion: number, parameters: IDataObject) {
	const nodeTypes = {
		getByName: () => node,
		getByNameAndVersion: () => node as INodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const saved = {
		id: '1',
		name: 'Write',
		type: 'salesforceBulkWrite',
		typeVersion,
		position: [0, 0],
		parameters,
	} as INode;
	const workflow = new Workflow({ id: '1', nodes: [saved], connections: {}, active: false, nodeTypes });
	const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.getNode('Write')!, node.description);
	return outputs.map((output) => (typeof output === 'string' ? output : output.displayName));
}

describe('the outputs', () => {
	it.each([
		['written', 2, { dryRun: false }, ['Written', 'Rejected', 'Changes']],
		['written, where nothing is set', 2, {}, ['Written', 'Rejected', 'Changes']],
		['dry', 2, { dryRun: true }, ['Would Write', 'Would Be Rejected', 'Changes']],
		['what the items say', 2, { dryRun: '={{ $json.dry }}' }, ['Written or Would Write', 'Rejected', 'Changes']],
		[
			'what a node says that has not run',
			2,
			{ dryRun: "={{ $('Settings').first().json.dry }}" },
			['Written or Would Write', 'Rejected', 'Changes'],
		],
		['written, saved before there was a review', 1, {}, ['Written', 'Rejected']],
		['dry, saved before there was a review', 1, { dryRun: true }, ['Would Write', 'Would Be Rejected']],
	])('are named for what they hold: %s', (_what, typeVersion, parameters, expected) => {
		expect(outputsOf(typeVersion, parameters)).toEqual(expected);
	});
});

describe('Writes To', () => {
	it('names the org and its kind', async () => {
		const [option, ...others] = await node.methods.loadOptions.getTargetOrg.call(editor());
		expect(others).toEqual([]);
		expect(option).toMatchObject({
			name: expect.stringMatching(/^.+ \(production\)$/),
			description: `Writes to ${org.emulator.url}`,
		});
		const parameter = node.description.properties.find(({ name }) => name === 'targetOrg');
		expect(option.value).toBe(parameter?.default);
	});

	it('says why a credential does not connect', async () => {
		const [option] = await node.methods.loadOptions.getTargetOrg.call(editor({}, { clientSecret: 'wrong' }));
		expect(option.name).toMatch(/^Not connected: .+/);
	});

	it('stands right under the credential', () => {
		expect(node.description.properties.slice(0, 2).map(({ name }) => name)).toEqual(['authentication', 'targetOrg']);
	});
});

describe('the object', () => {
	it('is one of the org that the user may write, or that of the records', async () => {
		const values = (await node.methods.loadOptions.getWritableObjects.call(editor())).map(({ value }) => value);
		expect(values).toEqual(expect.arrayContaining(['fromRecords', 'Lead', 'Account', 'other']));
		const parameter = node.description.properties.find(({ name }) => name === 'sObject');
		expect(parameter?.typeOptions?.loadOptionsMethod).toBe('getWritableObjects');
	});
});

describe('the key field', () => {
	it("is chosen among the external ID fields of the object, the pack's own first", async () => {
		const options = await node.methods.loadOptions.getKeyFields.call(editor({ operation: 'upsert' }));
		expect(options.map(({ value }) => value)).toEqual(['', 'Enrichment_Key__c', 'ERP_Id__c']);
		expect(options[2].name).toBe('ERP ID (ERP_Id__c)');
	});

	it('tells what is missing while the records are to tell the object', async () => {
		const options = await node.methods.loadOptions.getKeyFields.call(editor({ sObject: 'fromRecords' }));
		expect(options).toMatchObject([{ value: '', description: expect.stringContaining('Choose the object above') }]);
	});

	it.each([
		['upsert', { externalIdField: 'ERP_Id__c' }],
		['create', { keyField: 'ERP_Id__c' }],
	])('of a saved %s stays one of the choices while nobody knows the object', async (operation, saved) => {
		const options = await node.methods.loadOptions.getKeyFields.call(
			editor({ sObject: 'fromRecords', operation, ...saved }),
		);
		expect(options.map(({ value }) => value)).toEqual(['', 'ERP_Id__c']);
	});

	it('can still be an expression', () => {
		const keys = node.description.properties.filter(({ name }) => ['externalIdField', 'keyField'].includes(name));
		expect(keys.map(({ type, noDataExpression }) => [type, noDataExpression])).toEqual([
			['options', undefined],
			['options', undefined],
		]);
	});
});

describe('the field of an exception', () => {
	it('is one that the user may write', async () => {
		const options = await node.methods.loadOptions.getWritableFieldNames.call(editor());
		expect(options).toContainEqual({ name: 'Plain (Plain__c)', value: 'Plain__c' });
		expect(options.map(({ value }) => value)).not.toContain('CreatedDate');
	});

	it('asks for the object where none is chosen, and keeps what was saved', async () => {
		const exceptions = { exception: [{ field: 'Industry' }, { field: '={{ $json.field }}' }, { field: 'Industry' }] };
		const options = await node.methods.loadOptions.getWritableFieldNames.call(
			editor({ sObject: 'fromRecords', exceptions }),
		);
		expect(options.map(({ value }) => value)).toEqual(['', 'Industry']);
	});
});

describe('the mapping', () => {
	const fieldsFor = (parameters: IDataObject) =>
		node.methods.resourceMapping.getWritableFields.call(editor(parameters));

	it('asks for the object where none is chosen', async () => {
		expect(await fieldsFor({ sObject: 'fromRecords' })).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('Choose the object above'),
		});
	});

	it('keeps what is mapped already, which the editor would forget', async () => {
		const schema = [{ id: 'Industry', displayName: 'Industry (Industry)', removed: false }];
		expect(await fieldsFor({ sObject: 'fromRecords', columns: { schema } })).toMatchObject({ fields: schema });
	});

	it('says something else of an object of which the user may write nothing', async () => {
		expect((await fieldsFor({})).emptyFieldsNotice).toContain('may write no field of Lead');
	});
});

describe('May Overwrite', () => {
	const told = async (parameters: IDataObject) =>
		(await node.methods.loadOptions.getOverwrites.call(editor(parameters))).map(({ name }) => name);

	it('counts what is mapped, whatever expressions are mapped to it', async () => {
		const columns = { mappingMode: 'defineBelow', value: { Title: '={{ $json.title }}', Industry: 'Energy' } };
		const exceptions = { exception: [{ field: 'Title', policy: 'always' }] };
		expect(await told({ columns, policy: 'fill_blank', exceptions })).toEqual([
			'1 of 2 mapped fields may replace what is there: Always; 1 fills blanks only',
		]);
	});

	it('counts a field whose value the editor keeps to itself, because it is empty or an expression over items', async () => {
		const columns = {
			mappingMode: 'defineBelow',
			value: {},
			schema: [
				{ id: 'Title', removed: false },
				{ id: 'Industry', removed: false },
				{ id: 'Phone', removed: true },
			],
		};
		expect(await told({ columns, policy: 'always' })).toEqual([
			'2 of 2 mapped fields may replace what is there: Always',
		]);
	});

	it('counts what is taken from the input', async () => {
		const columns = {
			mappingMode: 'autoMapInputData',
			value: null,
			schema: [{ id: 'Title' }, { id: 'Phone', removed: true }],
		};
		expect(
			await told({ columns, policy: 'always', exceptions: { exception: [{ field: 'Fax', policy: 'clear' }] } }),
		).toEqual(['1 of 1 mapped field may replace what is there: Always']);
	});

	it('counts nothing where an expression decides', async () => {
		expect(await told({ columns: { value: { Title: 'CEO' } }, policy: '={{ $json.policy }}' })).toEqual([
			'An expression decides, item by item',
		]);
	});
});

it('is found by what people call it', () => {
	const operation = node.description.properties.find(({ name }) => name === 'operation');
	const actions = (operation?.options ?? []).map((option) => ('action' in option ? option.action : ''));
	for (const word of ['create', 'update', 'upsert'])
		expect(actions.some((action) => action?.toLowerCase().includes(word))).toBe(true);
});
