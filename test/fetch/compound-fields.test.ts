import { toRecordId } from '../../core/record/identity';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { startEnrichmentOrg } from '../salesforce/enrichment-org';
import { aRequest, before, connectImpatiently, fetchAll, minute } from './fetch-org';

jest.setTimeout(120_000);

/** More than the pages of a query that cost fewer calls than a bulk query. */
const size = 16_500;
const fields = [
	'Name',
	'MailingAddress',
	'OtherAddress',
	'MailingCity',
	'Account.BillingAddress',
	'Account.ShippingAddress',
	'Owner.Name',
];
const request = aRequest({ sObject: 'Contact', fields, selection: { kind: 'filter' }, order: 'newest_created' });

let org: SalesforceEmulator;
beforeAll(async () => {
	const Account = [
		{
			'@ref': 'acme',
			Name: 'Acme',
			BillingStreet: '1 Main St\nFloor 2',
			BillingCity: 'Paris',
			BillingCountry: 'France',
			BillingLatitude: 48.85,
			BillingLongitude: 2.35,
			BillingGeocodeAccuracy: 'City',
		},
	];
	const Contact = Array.from({ length: size }, (_, index) => ({
		LastName: `Novak ${index}`,
		CreatedDate: before(index * minute),
		...(index % 2 === 0 && { AccountId: '@acme', MailingCity: 'Lyon', MailingPostalCode: '01234' }),
	}));
	org = await startEnrichmentOrg({ records: { Account, Contact } });
});
afterAll(() => org.close());

describe('an address', () => {
	it('looks the same whether few or many records are read, on the record and on its account', async () => {
		const few = await fetchAll(await connectImpatiently(org), { ...request, maxRecords: 2 });
		const client = await connectImpatiently(org);
		const many = (await Array.fromAsync(fetchRecords(client, request, undefined))).flat();

		expect(client.calls.byKind.bulkResults).toBe(1);
		expect(many).toHaveLength(size);
		const known = (item: Record<string, unknown>) => ({
			...item,
			attributes: undefined,
			Account: item.Account && { ...item.Account, attributes: undefined },
			Owner: { ...(item.Owner as object), attributes: undefined },
		});
		expect(many.slice(0, 2).map(known)).toEqual(few.map(known));
		expect(many[0]).toMatchObject({
			MailingAddress: { city: 'Lyon', postalCode: '01234', street: null },
			OtherAddress: null,
			MailingCity: 'Lyon',
			Account: {
				BillingAddress: { street: '1 Main St\nFloor 2', latitude: 48.85, geocodeAccuracy: 'City' },
				ShippingAddress: null,
			},
		});
		expect(many[1]).toMatchObject({ MailingAddress: null, Account: null });
		expect(many[0]).not.toHaveProperty('MailingPostalCode');
	});

	it('is read by Id too', async () => {
		const ids = org.org.find('Contact', { LastName: 'Novak 0' }).map(({ Id }) => String(Id));
		const [item] = await fetchAll(await connectImpatiently(org), {
			...request,
			selection: { kind: 'ids', ids: ids.map(toRecordId) },
		});
		expect(item).toMatchObject({ MailingAddress: { city: 'Lyon' }, Account: { BillingAddress: { city: 'Paris' } } });
	});

	it('is refused as a filter before anything is read', async () => {
		const rows = [{ field: 'MailingAddress', operator: 'equals', value: 'Lyon' } as const];
		await expect(fetchAll(await connectImpatiently(org), { ...request, filter: { rows } })).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: expect.stringContaining('row 1 (MailingAddress)'),
		});
	});
});

describe('an owner that may be a person or a queue', () => {
	it('is refused at planning with a field that only one of them has', async () => {
		const asked = fetchAll(await connectImpatiently(org), aRequest({ fields: ['Owner.Department'], maxRecords: 1 }));
		await expect(asked).rejects.toMatchObject({
			code: 'missing_field',
			message: expect.stringContaining('Owner.Department: Owner may be Group or User'),
		});
	});
});
