import {
	type IDataObject,
	type ILoadOptionsFunctions,
	type INode,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import { filterOperators } from '../../core/stages/fetch/filter-row';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, credentialFields, NodeOrg } from './node-org';

const node = new SalesforceFetchModified();
const { loadOptions } = node.methods;
const latest = node.description.defaultVersion!;

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [
			{
				object: 'Lead',
				name: 'Region__c',
				label: 'Region',
				type: 'picklist',
				picklistValues: ['North, upper', 'South'],
			},
		],
		records: {
			Lead: [
				changed({ LastName: 'Up', Company: 'Northwind', Region__c: 'North, upper' }),
				changed({ LastName: 'Down', Company: 'Northwind', Region__c: 'South' }),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** What a dropdown's method gets from the editor, in the row of a filter on `field`. */
function editor(field: string, parameters: IDataObject = {}): ILoadOptionsFunctions {
	const chosen: IDataObject = { authentication: 'salesforceProductionServerApi', sObject: 'Lead', ...parameters };
	return {
		getNodeParameter: (name: string, fallback?: unknown) => chosen[name] ?? fallback,
		getCurrentNodeParameter: (name: string) => (name === '&field' ? field : chosen[name]),
		getNode: () => ({ credentials: { salesforceProductionServerApi: { id: '1' } } }),
		getCredentials: async () => credentialFields(org.emulator),
	} as unknown as ILoadOptionsFunctions;
}

/** What n8n gives the node of what was saved: without what is not shown, with defaults. */
function resolved(parameters: IDataObject, typeVersion = latest): IDataObject {
	const saved = {
		id: '1',
		name: 'Fetch',
		type: 'salesforceFetchModified',
		typeVersion,
		position: [0, 0],
		parameters,
	} as INode;
	return NodeHelpers.getNodeParameters(
		node.description.properties,
		saved.parameters,
		true,
		false,
		saved,
		node.description,
	)! as IDataObject;
}

/** The API names of the options that the editor shows under Options. */
function optionsShown(parameters: IDataObject, typeVersion = latest): string[] {
	const operation = (parameters.operation ?? 'get') as string;
	const values = resolved(parameters, typeVersion) as never;
	const found = node.description.properties.find(
		({ name, displayOptions }) =>
			name === 'options' && (displayOptions?.show?.operation as string[]).includes(operation),
	)!;
	const saved = { typeVersion } as INode;
	return (found.options as INodeProperties[])
		.filter((option) => NodeHelpers.displayParameter({}, option, saved, node.description, values))
		.map(({ name }) => name);
}

/** Whether the editor shows a parameter beside these. */
function isShown(name: string, parameters: IDataObject): boolean {
	const values = { ...resolved(parameters), ...parameters } as never;
	const saved = { typeVersion: latest } as INode;
	return node.description.properties.some(
		(each) =>
			each.name === name &&
			each.type !== 'hidden' &&
			NodeHelpers.displayParameter(values, each, saved, node.description, values),
	);
}

function outputsOf(parameters: IDataObject, typeVersion = latest): Array<string | undefined> {
	const nodeTypes = {
		getByName: () => node,
		getByNameAndVersion: () => node as INodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const saved = {
		id: '1',
		name: 'Fetch',
		type: 'salesforceFetchModified',
		typeVersion,
		position: [0, 0],
		parameters,
	} as INode;
	const workflow = new Workflow({ id: '1', nodes: [saved], connections: {}, active: false, nodeTypes });
	return NodeHelpers.getNodeOutputs(workflow, workflow.getNode('Fetch')!, node.description).map((output) =>
		typeof output === 'string' ? output : output.displayName,
	);
}

const values = (options: ReadonlyArray<{ value: unknown }>) => options.map(({ value }) => value);

describe('the operators of a filter', () => {
	it.each([
		['Company', ['contains', 'in'], ['greater', 'includes', 'lastNDays']],
		['AnnualRevenue', ['greater', 'lessOrEqual'], ['contains', 'lastNDays']],
		['CreatedDate', ['lastNDays', 'olderThanNDays'], ['equals', 'contains']],
		['IsConverted', ['equals'], ['isEmpty', 'greater']],
		['OwnerId', ['in'], ['contains']],
	])('fit the type of %s', async (field, fitting, others) => {
		const offered = values(await loadOptions.getFilterOperators.call(editor(field)));
		expect(offered).toEqual(expect.arrayContaining(fitting));
		for (const operator of others) expect(offered).not.toContain(operator);
	});

	it.each(['', 'Nope__c', '={{ $json.field }}'])('are all of them while the field is "%s"', async (field) => {
		expect(values(await loadOptions.getFilterOperators.call(editor(field))).sort()).toEqual(
			[...filterOperators].sort(),
		);
	});
});

describe('the choices of a filter', () => {
	it('are the values of the picklist', async () => {
		expect(await loadOptions.getFilterChoices.call(editor('Region__c'))).toEqual([
			{ name: 'North, upper', value: 'North, upper' },
			{ name: 'South', value: 'South' },
		]);
	});

	it('are people for an owner', async () => {
		const owners = await loadOptions.getFilterChoices.call(editor('OwnerId'));
		expect(values(owners)).toContain(org.find('Lead', 'LastName', 'Up').OwnerId);
	});

	it('are none where anything may be written', async () => {
		expect(await loadOptions.getFilterChoices.call(editor('Company'))).toEqual([]);
		expect(await loadOptions.getFilterChoices.call(editor('', { sObject: 'other', otherSObject: '' }))).toEqual([]);
	});

	it.each<[string, IDataObject, string[]]>([
		['one, with a comma in it', { operator: 'equals', choices: ['North, upper'] }, ['Up']],
		['several', { operator: 'equals', choices: ['North, upper', 'South'] }, ['Up', 'Down']],
		['none of several', { operator: 'notEquals', choices: ['North, upper', 'South'] }, []],
		['what an expression gives', { operator: 'in', choices: 'South, Nowhere' }, ['Down']],
		['rather than what is typed', { operator: 'in', choices: ['South'], value: 'North' }, ['Down']],
		['unless none is made', { operator: 'equals', choices: [], value: 'South' }, ['Down']],
		['unless the operator takes none', { operator: 'startsWith', choices: ['South'], value: 'North' }, ['Up']],
	])('hold: %s', async (_what, row, expected) => {
		const parameters = { selection: 'filter', filters: { rows: [{ field: 'Region__c', ...row }] } };
		const { outputs } = await org.execute(node, { parameters });
		expect(outputs[0].map(({ LastName }) => LastName).sort()).toEqual([...expected].sort());
	});
});

describe('what is shown', () => {
	const dueForRefresh = ['includeNeverEnriched', 'includeUnscored', 'retryAfterDays', 'retryFailedAfterDays'];
	const ofChanges = ['lookbackMinutes', 'settleMinutes', 'useLatestDateCovered'];
	const ofFilters = ['candidateField', 'presetFilter', 'rawWhere', 'filterCurrency'];

	it.each<[string, string[], string[]]>([
		['modified', [...ofChanges, ...ofFilters], dueForRefresh],
		['modifiedInLastHours', ofFilters, [...dueForRefresh, ...ofChanges]],
		['neverEnriched', ofFilters, [...dueForRefresh, ...ofChanges]],
		['dueForRefresh', [...dueForRefresh, ...ofFilters], ofChanges],
		['ids', ['skipUnchanged'], [...dueForRefresh, ...ofChanges, ...ofFilters, 'order']],
	])('are the options that mean something: %s', (selection, shown, hidden) => {
		const names = optionsShown({ selection });
		expect(names).toEqual(expect.arrayContaining(shown));
		for (const name of hidden) expect(names).not.toContain(name);
	});

	it('are parent changes for contacts only', () => {
		expect(optionsShown({ selection: 'modified', sObject: 'Contact' })).toContain('includeParentChanges');
		expect(optionsShown({ selection: 'modified', sObject: 'Lead' })).not.toContain('includeParentChanges');
	});

	it('is nothing about records for a count, nothing about a limit where all are returned', () => {
		for (const name of ['order', 'beyondLimit', 'settleMinutes', 'useLatestDateCovered'])
			expect(optionsShown({ operation: 'count', selection: 'modified' })).not.toContain(name);
		expect(optionsShown({})).toContain('beyondLimit');
		expect(optionsShown({ returnAll: true })).not.toContain('beyondLimit');
		expect(resolved({ returnAll: true })).not.toHaveProperty('limit');
	});

	it('is the filter logic from the second filter on', () => {
		const rows = (count: number) => ({
			rows: Array.from({ length: count }, () => ({ field: 'Company', operator: 'equals', value: 'x' })),
		});
		expect(isShown('filterLogic', { filters: rows(1) })).toBe(false);
		expect(isShown('filterLogic', { filters: rows(2) })).toBe(true);
		expect(isShown('filterLogic', { filters: rows(2), selection: 'ids' })).toBe(false);
		// What n8n executes with is what was saved, shown or not.
		for (const count of [1, 2])
			expect(resolved({ filters: rows(count), filterLogic: 'NOT 1' })).toHaveProperty('filterLogic', 'NOT 1');
	});

	it('is which fields are important once they matter', () => {
		const importantFields = { country: 'Country' };
		expect(isShown('importantFields', { importantFields })).toBe(false);
		expect(isShown('importantFields', { importantFields, options: { skipUnchanged: true } })).toBe(true);
		expect(resolved({ importantFields, options: { skipUnchanged: true } })).toHaveProperty(
			'importantFields',
			importantFields,
		);
	});
});

describe('a node that was saved before', () => {
	it.each([1, 2])('of version %i selects, filters and reads what it did', (typeVersion) => {
		const saved = {
			fields: 'Region__c, Owner.Name',
			filterLogic: 'NOT 1',
			filters: { rows: [{ field: 'Company', operator: 'equals', value: 'x' }] },
			options: { furtherFields: ['Title'] },
		};
		expect(resolved(saved, typeVersion)).toMatchObject({
			...saved,
			selection: 'modified',
			returnAll: false,
			limit: 50_000,
		});
	});

	it.each<[string, IDataObject]>([
		[
			'modified',
			{
				lookbackMinutes: 1,
				settleMinutes: 0,
				useLatestDateCovered: false,
				beyondLimit: 'stop',
				order: 'newest_created',
				candidateField: 'X__c',
				rawWhere: 'Id != null',
				presetFilter: 'errored',
			},
		],
		[
			'dueForRefresh',
			{
				includeNeverEnriched: false,
				includeUnscored: true,
				retryAfterDays: 1,
				retryFailedAfterDays: 2,
				order: 'first_come',
				claimRecords: false,
			},
		],
		['ids', { beyondLimit: 'stop', skipUnchanged: true }],
	])('keeps the options that meant something: %s', (selection, options) => {
		for (const typeVersion of [1, 2, latest])
			expect(resolved({ selection, options }, typeVersion)).toHaveProperty('options', options);
	});

	it('keeps the names of fields that were typed', () => {
		const saved = {
			filters: { rows: [{ field: 'Account.Owner.Name', operator: 'equals', value: 'x' }] },
			importantFields: { company: 'Account.Owner.Name' },
			options: { skipUnchanged: true, candidateField: 'X__c' },
		};
		expect(resolved(saved, 1)).toMatchObject(saved);
	});

	it('reads the fields of both parameters, once each', async () => {
		const parameters = { fields: 'Title, Owner.Name', options: { furtherFields: ['Title', 'Region__c'] } };
		const { outputs } = await org.execute(node, { parameters });
		expect(outputs[0][0]).toMatchObject({
			Title: null,
			Region__c: expect.any(String),
			Owner: { Name: expect.any(String) },
		});
	});

	it('keeps its two outputs when it counts', () => {
		expect(outputsOf({ operation: 'count' }, 2)).toHaveLength(2);
	});
});

describe('additional fields', () => {
	it.each<[string, unknown]>([
		['chosen', ['Region__c', 'Owner.Name']],
		['typed in an expression', 'Region__c , Owner.Name'],
	])('are read: %s', async (_how, additionalFields) => {
		const { outputs } = await org.execute(node, { parameters: { additionalFields } });
		expect(outputs[0][0]).toMatchObject({ Region__c: expect.any(String), Owner: { Name: expect.any(String) } });
	});

	it('are one parameter in a new node', () => {
		expect(Object.keys(resolved({}))).toEqual(expect.arrayContaining(['additionalFields']));
		expect(resolved({})).not.toHaveProperty('fields');
		expect(optionsShown({})).not.toContain('furtherFields');
	});
});

describe('the outputs', () => {
	it.each([
		['get', ['Records', 'Nothing Due']],
		['count', ['Count']],
		['plan', ['Batches', 'Nothing Due']],
		['claim', ['Records', 'No Batch Left']],
	])('of %s are named for what they hold', (operation, expected) => {
		expect(outputsOf({ operation })).toEqual(expected);
	});
});

it('is found by what people call it, and says it in words', () => {
	const operation = node.description.properties.find(({ name }) => name === 'operation');
	const actions = (operation?.options ?? []).map((option) => ('action' in option ? option.action : ''));
	expect(actions).toContain('Get changed records');
	const words = JSON.stringify(
		node.description.properties.map(({ displayName, description, hint, options }) => [
			displayName,
			description,
			hint,
			(options ?? []).map((each) => [
				each.name.includes(' ') ? each.name : '',
				'displayName' in each ? each.displayName : '',
				'description' in each ? each.description : '',
			]),
		]),
	);
	for (const word of ['watermark', 'lease', 'settle', 'stamps', 'claim', 'carry-over'])
		expect(words.toLowerCase()).not.toContain(word);
});
