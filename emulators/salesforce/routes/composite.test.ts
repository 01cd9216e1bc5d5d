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

describe('composite', () => {
	it('updates 5 x 200 records for one API call', async () => {
		const ids = org.org
			.rows('Lead')
			.map((lead) => lead.Id)
			.filter((id) => !String(id).includes('CONVRT'));
		const part = (index: number) => ({
			method: 'PATCH',
			url: '/services/data/v68.0/composite/sobjects',
			referenceId: `part${index}`,
			httpHeaders: { 'Sforce-Auto-Assign': 'FALSE' },
			body: {
				records: Array.from({ length: 200 }, (_, row) =>
					aLead({ Id: ids[(index * 200 + row) % ids.length], Title: 'CTO' }),
				),
			},
		});
		const { body } = await client.request('POST', 'composite', { compositeRequest: [0, 1, 2, 3, 4].map(part) });
		const results = body.compositeResponse.flatMap((reply: { body: unknown[] }) => reply.body);
		expect(results.filter((each: { success: boolean }) => each.success)).toHaveLength(1_000);
		expect(org.org.count('Lead', { Title: 'CTO' })).toBe(450);
		expect(org.org.count('Lead', { OwnerId: '0055e0000000003AAA' })).toBe(0);
		expect(org.calls.total).toBe(1);
	});

	it('hands no header of its own down but the three that are inherited', async () => {
		const compositeRequest = [
			{ method: 'PATCH', url: `/services/data/v68.0/sobjects/Lead/${leadId}`, referenceId: 'a', body: { Title: 'x' } },
		];
		await client.request('POST', 'composite', { compositeRequest }, { 'Sforce-Auto-Assign': 'FALSE' });
		expect(org.org.get('Lead', leadId)?.OwnerId).toBe('0055e0000000003AAA');
	});

	it('fills in references and undoes everything under allOrNone', async () => {
		const compositeRequest = [
			{ method: 'POST', url: '/services/data/v68.0/sobjects/Account', referenceId: 'acc', body: { Name: 'New' } },
			{
				method: 'POST',
				url: '/services/data/v68.0/sobjects/Contact',
				referenceId: 'con',
				body: { LastName: 'N', AccountId: '@{acc.id}' },
			},
		];
		const good = await client.request('POST', 'composite', { allOrNone: true, compositeRequest });
		expect(good.body.compositeResponse.map((each: { httpStatusCode: number }) => each.httpStatusCode)).toEqual([
			201, 201,
		]);
		const bad = { method: 'POST', url: '/services/data/v68.0/sobjects/Contact', referenceId: 'bad', body: {} };
		const undone = await client.request('POST', 'composite', {
			allOrNone: true,
			compositeRequest: [...compositeRequest, bad],
		});
		expect(undone.body.compositeResponse[0].body[0].errorCode).toBe('PROCESSING_HALTED');
		expect(undone.body.compositeResponse[2].body[0].errorCode).toBe('REQUIRED_FIELD_MISSING');
		expect(org.org.count('Account', { Name: 'New' })).toBe(1);
	});

	it('refuses more than five heavy or 25 subrequests', async () => {
		const part = { method: 'GET', url: '/services/data/v68.0/query?q=SELECT Id FROM Lead', referenceId: 'q' };
		for (const count of [6, 26]) {
			const { status } = await client.request('POST', 'composite', {
				compositeRequest: Array.from({ length: count }, () => part),
			});
			expect(status).toBe(400);
		}
	});
});
