import { chunk } from 'lodash';
import type {
	INodeCredentialDescription,
	IDataObject,
	ILoadOptionsFunctions,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { credentialFields, NodeOrg } from './node-org';

const nodes: Array<[string, INodeType]> = [
	['Enrich', new SalesforceEnrich()],
	['Score', new SalesforceScore()],
	['Dedupe', new SalesforceDedupe()],
];

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({ customFields: [{ object: 'Lead', name: 'Fit__c', label: 'Fit', type: 'double' }] });
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** What the editor's list of a node holds when these parameters are chosen. */
async function list(node: INodeType, method: string, parameters: IDataObject = {}): Promise<INodePropertyOptions[]> {
	const chosen: IDataObject = { authentication: 'salesforceProductionServerApi', sObject: 'Lead', ...parameters };
	const functions = {
		getNodeParameter: (name: string, fallback?: unknown) => chosen[name] ?? fallback,
		getNode: () => ({ credentials: { salesforceProductionServerApi: { id: '1' } } }),
		getCredentials: async () => credentialFields(org.emulator),
	} as unknown as ILoadOptionsFunctions;
	return await node.methods!.loadOptions![method].call(functions);
}

/** The parameter's versions: typed and listed. */
function versionsOf(node: INodeType, name: string): INodeProperties[] {
	const all = node.description.properties.flatMap((property) => [
		property,
		...(property.options ?? []).flatMap((option) =>
			'values' in option ? option.values : 'type' in option ? [option] : [],
		),
	]);
	return all.filter((property) => property.name === name);
}

describe.each(nodes)('%s', (_name, node) => {
	it('needs no credential to run, and asks for one of each kind for its lists only', () => {
		// Enrich asks for those of its providers too, where one is chosen.
		const isForLists = ({ displayOptions }: INodeCredentialDescription) =>
			'authentication' in (displayOptions?.show ?? {});
		const credentials = (node.description.credentials ?? []).filter(isForLists);
		expect(credentials.length).toBeGreaterThan(3);
		expect(credentials.map(({ required }) => required)).toEqual(credentials.map(() => false));
		const [field] = node.description.properties.filter(({ name }) => name === 'authentication');
		// Score connects where a rule counts related records or a reason names a field.
		const displayName = node instanceof SalesforceScore ? 'Connect With' : 'Field Lists From';
		expect(field).toMatchObject({ displayName, default: 'none' });
		// Where an operation connects, the same parameter asks for its credential in another version.
		expect(Object.keys(field.displayOptions ?? {})).not.toContain('show');
		const kinds = (field.options as INodePropertyOptions[]).map(({ value }) => value);
		expect(kinds.sort()).toEqual(['none', ...credentials.map(({ name }) => name)].sort());
	});

	it('has every list that its parameters name', () => {
		const named = JSON.stringify(node.description.properties).matchAll(/"loadOptionsMethod":"(\w+)"/g);
		const methods = Object.keys(node.methods?.loadOptions ?? {});
		expect([...new Set([...named].map(([, method]) => method))].sort()).toEqual(methods.sort());
	});
});

it.each<[INodeType, string]>([
	[new SalesforceEnrich(), 'target'],
	[new SalesforceEnrich(), 'company'],
	[new SalesforceScore(), 'scoreField'],
	[new SalesforceScore(), 'rankField'],
	[new SalesforceScore(), 'field'],
	[new SalesforceDedupe(), 'lastName'],
])('a field is typed until there is a list to choose it from, under one name %#', (node, name) => {
	const condition = (shown: Record<string, unknown> | undefined) => shown?.authentication ?? shown?.['/authentication'];
	// A row of trained models has fields of the same names, which are typed.
	const versions = versionsOf(node, name).filter(
		({ displayOptions }) => condition(displayOptions?.hide) ?? condition(displayOptions?.show),
	);
	// Rules of a scorecard, of a fit and of an engagement each have theirs.
	const pairs = chunk(versions, 2);
	expect(pairs.length).toBe(name === 'field' ? 3 : 1);
	for (const [typed, listed] of pairs) {
		expect([typed.type, listed.type]).toEqual(['string', 'options']);
		const conditions = [condition(typed.displayOptions?.hide), condition(listed.displayOptions?.show)];
		expect(conditions[0]).toEqual(conditions[1]);
		expect(conditions[0]).not.toContain('none');
	}
});

it('offers the fields that fit: numbers for a score, texts for a match, what may be written for a target', async () => {
	const scoreTargets = (await list(new SalesforceScore(), 'getNumberTargets')).map(({ value }) => value);
	expect(scoreTargets).toEqual(expect.arrayContaining(['Fit__c', 'NumberOfEmployees']));
	expect(scoreTargets).not.toContain('Company');
	expect(await list(new SalesforceDedupe(), 'getTextFields')).toContainEqual({
		name: 'Company (Company)',
		value: 'Company',
	});
	const targets = (await list(new SalesforceEnrich(), 'getUpdatableFields')).map(({ value }) => value);
	expect(targets).toContain('Industry');
	expect(targets).not.toContain('CreatedDate');
});

it('offers the columns that reference data usually has, those in use, and any other by name', async () => {
	const rows = [{ source: 'annual_revenue' }, { source: 'industry' }, { source: '={{ $json.column }}' }, {}];
	const options = await list(new SalesforceEnrich(), 'getMappingSources', { 'mappings.rows': rows });
	const values = options.map(({ value }) => value);
	expect(values).toEqual(expect.arrayContaining(['industry', 'employees', 'annual_revenue']));
	expect(new Set(values).size).toBe(values.length);
	expect(values.at(-1)).toBe('otherColumn');
	expect(values).not.toContain('={{ $json.column }}');
});

it('chooses a column of any name', async () => {
	const rows = [
		{ source: 'otherColumn', column: ' Staff ', target: 'NumberOfEmployees', policy: 'always', minConfidence: 0.5 },
	];
	const filePath = org.writeFile('companies.csv', 'domain,Staff\nacme.com,12\n');
	const items = [{ json: { Id: '00Q000000000001AAA', Email: 'ada@acme.com', NumberOfEmployees: null } }];
	const { outputs } = await org.execute(new SalesforceEnrich(), {
		items,
		parameters: { sObject: 'Lead', filePath, mapping: 'define', mappings: { rows } },
	});
	expect(outputs[0][0]._enrichment).toMatchObject({ proposals: { NumberOfEmployees: { value: '12' } } });
	expect(org.emulator.calls.log).toEqual([]);
});
