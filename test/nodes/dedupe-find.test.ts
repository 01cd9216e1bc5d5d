import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, errorOf, itemsOf, NodeOrg } from './node-org';

const lead = (Title: string, FirstName: string, LastName: string, Company: string, Email?: string, fields = {}) =>
	changed({ Title, FirstName, LastName, Company, ...(Email !== undefined && { Email }), ...fields });

const firstNames = ['Ada', 'Bo', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hal'];
const lastNames = ['Archer', 'Baker', 'Carver', 'Dyer', 'Ekman', 'Fisk', 'Gomez'];
/** Fifty others, so that there is something to learn from. */
const others = Array.from({ length: 50 }, (_, index) => {
	const [first, last] = [firstNames[index % 8], lastNames[index % 7]];
	const domain = `company${index % 20}.example`;
	const mail = `${first}.${last}@${domain}`.toLowerCase();
	return lead('other', first, last, `Company ${index % 20}`, mail, { Phone: `+49 30 ${2_000_000 + index * 7919}` });
});

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: {
			Lead: [
				lead('L1', 'Jana', 'Novak', 'Northwind', 'jana.novak@northwind.example', { Phone: '+49 30 1234567' }),
				lead('L2', 'Jana', 'Nowak', 'Northwind GmbH', 'jana.novak@northwind.example', { Phone: '030 1234567' }),
				lead('L3', 'Tobe', 'Okafor', 'Northwind', 'tobe.okafor@northwind.example'),
				lead('L4', 'Ingrid', 'Solberg', 'Fjord Shipping', 'ingrid@fjord.example'),
				lead('L5', 'Ingrid', 'Solberg', 'Nordic Freight', undefined, { City: 'Oslo' }),
				lead('L6', 'Rui', 'Costa', 'Contoso', 'rui@contoso.example'),
				...others,
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const dedupe = new SalesforceDedupe();

async function fetched(): Promise<INodeExecutionData[]> {
	const parameters = { sObject: 'Lead', fields: 'Title, FirstName, LastName, Company, Email, Phone, City' };
	return itemsOf(await org.execute(new SalesforceFetchModified(), { parameters }));
}

const find = async (parameters: IDataObject = {}, items?: INodeExecutionData[]) =>
	await org.execute(dedupe, { typeVersion: 3, items: items ?? (await fetched()), parameters });

const titlesOf = (output: ReadonlyArray<Record<string, unknown>>) => output.map(({ Title }) => Title).sort();

async function remember({ Id, otherId }: IDataObject, verdict: string) {
	const said = { decidedId: Id, decidedOtherId: otherId, verdict };
	const parameters = { operation: 'rememberDecision', authentication: 'salesforceProductionServerApi', ...said };
	return await org.execute(dedupe, { typeVersion: 3, items: [{ json: {} }], parameters });
}

async function idsOf(...titles: string[]): Promise<IDataObject> {
	const records = org.emulator.org.rows('Lead');
	const [Id, otherId] = titles.map((title) => String(records.find(({ Title }) => Title === title)?.Id));
	return { Id, otherId };
}

describe('Find Duplicates by match weights', () => {
	it('parts duplicates from those to keep, says why, and colleagues stay apart', async () => {
		const { outputs, hints } = await find();
		expect(outputs).toHaveLength(3);
		expect(titlesOf(outputs[1])).toEqual(['L2']);
		expect(outputs[1][0]).toMatchObject({ groupSize: 2, why: expect.stringMatching(/^e-mail: equal \+.* = \+/) });
		expect(outputs[1][0]._duplicateOf).toBe(outputs[0].find(({ Title }) => Title === 'L1')?.Id);
		expect(hints.map(({ message }) => message).join()).toContain('2 duplicates in 1 group among 56 records');
	});

	it('has one output for a workflow that writes all, and none for pairs in doubt where nobody wants to look', async () => {
		const { outputs } = await find({ outputs: 'together', doubtOutput: false });
		expect(outputs.map((output) => output.length)).toEqual([56]);
	});

	it('says of records alone who comes closest', async () => {
		const { outputs } = await find({ outputs: 'together', findOptions: { sayWhyNot: true } });
		const alone = outputs[0].filter(({ group }) => group === undefined);
		expect(alone.every(({ nearest }) => typeof nearest === 'string' && nearest !== '')).toBe(true);
	});

	it.each([1, 40])('compares the fields of any object where a person names them, %i of 400 twice', async (count) => {
		const parameters = {
			weighed: 'fields',
			recordsAre: 'person',
			weighedFields: {
				rows: [
					{ field: 'mail', holds: 'email' },
					{ field: 'who', holds: 'fullName' },
					{ field: 'number', holds: 'phone' },
				],
			},
		};
		const visitors = Array.from({ length: 400 }, (_, index) => {
			const [first, last] = [firstNames[index % 8], lastNames[index % 7]];
			const number = `+49 30 ${2_000_000 + index * 7919}`;
			return { mail: `${first}${index}@site${index}.example`, who: `${first} ${last}${index}`, number };
		});
		const twice = visitors.slice(0, count).map((visitor) => ({ ...visitor, mail: visitor.mail.toUpperCase() }));
		const items = [...visitors, ...twice].map((json) => ({ json }));
		const { outputs } = await find({ sObject: 'other', otherSObject: 'Visitor__c', ...parameters }, items);
		expect(outputs[1].map(({ mail }) => mail)).toEqual(twice.map(({ mail }) => mail));
	});

	it('names what is missing where no field is given', async () => {
		const error = await errorOf(find({ weighed: 'fields' }));
		expect(error.message).toBe('Compared Fields names no field to compare.');
	});
});

describe('Remember Decision', () => {
	it('keeps records apart that a person told apart, and together what a person called the same', async () => {
		const { hints } = await remember(await idsOf('L1', 'L2'), 'different');
		expect(hints.map(({ message }) => message)).toEqual(['1 pair kept as not the same']);
		await remember(await idsOf('L4', 'L5'), 'same');
		const { outputs } = await find();
		expect(titlesOf(outputs[1])).toEqual(['L5']);
		const ids = Object.values(await idsOf('L1', 'L2')).sort();
		expect(outputs[2].map(({ Id, otherId }) => [Id, otherId].sort())).not.toContainEqual(ids);
	});

	it('forgets what is undecided again', async () => {
		await remember(await idsOf('L1', 'L2'), 'different');
		await remember(await idsOf('L2', 'L1'), 'undecided');
		const { outputs } = await find();
		expect(titlesOf(outputs[1])).toEqual(['L2']);
	});

	it('keeps nothing of what cannot be meant', async () => {
		const error = await errorOf(remember({ ...(await idsOf('L1', 'L2')), otherId: 'nobody' }, 'different'));
		expect(error.message).toContain('"nobody" is no Salesforce record ID');
		const { outputs } = await find();
		expect(titlesOf(outputs[1])).toEqual(['L2']);
	});
});
