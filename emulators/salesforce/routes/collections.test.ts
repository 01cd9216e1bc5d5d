import { aLead, leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

describe('collections', () => {
	it('save what is good and report the rest in order', async () => {
		const records = [
			aLead({ LastName: 'A', Company: 'X', Key__c: 'k' }),
			aLead({ LastName: 'B' }),
			aLead({ LastName: 'C', Company: 'X', Key__c: 'K' }),
		];
		const { body } = await client.request('POST', 'composite/sobjects', { records });
		expect(body).toEqual([
			{ id: expect.stringMatching(/^00Q/), success: true, errors: [] },
			{
				success: false,
				errors: [
					{
						statusCode: 'REQUIRED_FIELD_MISSING',
						message: 'Required fields are missing: [Company]',
						fields: ['Company'],
					},
				],
			},
			{ success: false, errors: [expect.objectContaining({ statusCode: 'DUPLICATE_VALUE' })] },
		]);
	});

	it('save nothing under allOrNone', async () => {
		const records = [aLead({ LastName: 'A', Company: 'X' }), aLead({ LastName: 'B' })];
		const { body } = await client.request('POST', 'composite/sobjects', { allOrNone: true, records });
		expect(body[0].errors[0].statusCode).toBe('ALL_OR_NONE_OPERATION_ROLLED_BACK');
		expect(org.org.count('Lead')).toBe(451);
	});

	it('refuse more than 200 records', async () => {
		const records = Array.from({ length: 201 }, () => aLead({ LastName: 'A', Company: 'X' }));
		const { status, body } = await client.request('POST', 'composite/sobjects', { records });
		expect([status, body[0].errorCode]).toEqual([400, 'EXCEEDED_ID_LIMIT']);
	});

	it('change objects at most nine times', async () => {
		const mixed = (count: number) =>
			Array.from({ length: count }, (_, index) =>
				index % 2 ? aLead({ LastName: 'A', Company: 'X' }) : { attributes: { type: 'Account' }, Name: 'A' },
			);
		const good = await client.request('POST', 'composite/sobjects', { records: mixed(10) });
		expect(good.body.map((each: { success: boolean }) => each.success)).toEqual(Array(10).fill(true));
		const { status, body } = await client.request('POST', 'composite/sobjects', { records: mixed(11) });
		expect([status, body[0].message]).toEqual([
			400,
			'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.',
		]);
		const ids = good.body.map((each: { id: string }) => each.id);
		expect((await client.request('PATCH', 'composite/sobjects', { records: mixed(11) })).status).toBe(400);
		expect((await client.request('DELETE', `composite/sobjects?ids=${[...ids, ids[0]].join()}`)).status).toBe(400);
		expect((await client.request('DELETE', `composite/sobjects?ids=${ids.join()}&allOrNone=true`)).body).toHaveLength(
			10,
		);
	});

	it('are retrieved by GET too, up to 2,000 by POST', async () => {
		const { body } = await client.request('GET', `composite/sobjects/Lead?ids=${leadId}&fields=LastName,Company`);
		expect(body).toEqual([
			{
				attributes: { type: 'Lead', url: `/services/data/v68.0/sobjects/Lead/${leadId}` },
				Id: leadId,
				LastName: 'L0',
				Company: 'Acme',
			},
		]);
		const many = (count: number) =>
			client.request('POST', 'composite/sobjects/Lead', { ids: Array(count).fill(leadId), fields: ['Id'] });
		expect([(await many(2_000)).body.length, (await many(2_001)).body[0].errorCode]).toEqual([
			2_000,
			'EXCEEDED_ID_LIMIT',
		]);
	});

	it('upsert by external id and tell creates from updates', async () => {
		const upsert = (LastName: string) =>
			client.request('PATCH', 'composite/sobjects/Lead/Key__c', {
				records: [aLead({ LastName, Company: 'X', Key__c: 'k' })],
			});
		expect((await upsert('A')).body[0]).toMatchObject({ success: true, created: true });
		expect((await upsert('B')).body[0]).toMatchObject({ success: true, created: false });
		expect(org.org.find('Lead', { Key__c: 'k' })).toEqual([expect.objectContaining({ LastName: 'B' })]);
	});

	it('retrieve in the order asked, null for what is missing', async () => {
		const { body } = await client.request('POST', 'composite/sobjects/Lead', {
			ids: ['00Q5e00000ZZZZZ', leadId],
			fields: ['LastName'],
		});
		expect(body).toEqual([null, expect.objectContaining({ Id: leadId, LastName: 'L0' })]);
	});

	it('delete by ids', async () => {
		const { body } = await client.request('DELETE', `composite/sobjects?ids=${leadId},00Q5e00000ZZZZZ`);
		expect(body.map((each: { success: boolean }) => each.success)).toEqual([true, false]);
	});
});
