import { toRecordId } from '../../core/record/identity';
import { refusalOf } from '../../core/record/consent';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import type { SelectionRequest } from '../../core/stages/fetch/selection';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { startEnrichmentOrg } from '../salesforce/enrichment-org';
import { aRequest, before, connectImpatiently, fetchAll, minute } from './fetch-org';

jest.setTimeout(120_000);

/** More than the pages of a query that cost fewer calls than a bulk query. */
const size = 16_500;
const everybody = aRequest({
	...{ sObject: 'Contact', selection: { kind: 'filter' }, order: 'newest_created', readsOptOuts: true },
});
const wanted = ['email', 'title'];

let org: SalesforceEmulator;
beforeAll(async () => {
	const Individual = [
		{ '@ref': 'forget', LastName: 'Forget', ShouldForget: true },
		{ '@ref': 'processing', LastName: 'Processing', HasOptedOutProcessing: true },
		{ '@ref': 'nothing', LastName: 'Nothing' },
	];
	const said = ['@forget', '@processing', '@nothing'];
	const Contact = Array.from({ length: size }, (_, index) => ({
		LastName: `Novak ${index}`,
		CreatedDate: before(index * minute),
		...(index < said.length && { IndividualId: said[index] }),
	}));
	const Lead = [{ LastName: 'Lead', Company: 'Acme', IndividualId: '@forget' }];
	org = await startEnrichmentOrg({ records: { Individual, Contact, Lead, Account: [{ Name: 'Acme' }] } });
});
afterAll(() => org.close());

async function refusals(request: SelectionRequest): Promise<Array<string | undefined>> {
	const items = await fetchAll(await connectImpatiently(org), request);
	return items.map((item) => refusalOf(item, { finds: 'person', wanted }));
}

const expected = [
	'The person asked to be forgotten (Individual.ShouldForget).',
	'The person does not want their data processed (Individual.HasOptedOutProcessing).',
	undefined,
	undefined,
];

describe('what people have said on their Individual', () => {
	it('is read by a query', async () => {
		expect(await refusals({ ...everybody, maxRecords: 4 })).toEqual(expected);
	});

	it('is read by Id', async () => {
		const ids = org.org
			.rows('Contact')
			.slice(0, 4)
			.map((contact) => toRecordId(String(contact.Id)));
		expect(await refusals({ ...everybody, selection: { kind: 'ids', ids } })).toEqual(expected);
	});

	it('is read in bulk', async () => {
		const client = await connectImpatiently(org);
		const items = (await Array.fromAsync(fetchRecords(client, everybody, undefined))).flat();
		expect(client.calls.byKind.bulkResults).toBe(1);
		const said = items.slice(0, 4).map((item) => refusalOf(item, { finds: 'person', wanted }));
		expect(said).toEqual(expected);
		expect(items.filter((item) => refusalOf(item, { finds: 'person', wanted }) !== undefined)).toHaveLength(2);
	});

	it('is read of leads as well', async () => {
		expect(await refusals({ ...everybody, sObject: 'Lead' })).toEqual([expected[0]]);
	});

	it('costs one call, and none where it is not asked for', async () => {
		const callsOf = async (readsOptOuts: boolean) => {
			org.calls.clear();
			await fetchAll(await connectImpatiently(org), { ...everybody, maxRecords: 4, readsOptOuts });
			return org.calls.byKind.describe;
		};
		expect((await callsOf(true))! - (await callsOf(false))!).toBe(1);
	});

	it('is nothing of an account', async () => {
		const [account] = await fetchAll(await connectImpatiently(org), { ...everybody, sObject: 'Account' });
		expect(account).toMatchObject({ Name: 'Acme' });
		expect(account).not.toHaveProperty('Individual');
	});
});
