import { type RecordId, toRecordId } from '../../core/record/identity';
import type { SalesforceClient } from '../../core/salesforce/client';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { connect, startEnrichmentOrg } from './enrichment-org';

let org: SalesforceEmulator;
let client: SalesforceClient;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		standardDuplicateRules: false,
		matchingRules: [{ name: 'Same_Email', object: 'Contact', criteria: [{ field: 'Email' }] }],
		duplicateRules: [{ name: 'Contacts_DR', object: 'Contact', matchingRules: ['Same_Email'], onUpdate: 'allow' }],
		records: {
			Account: [{ '@ref': 'acme', Name: 'Acme' }],
			Contact: ['One', 'Two', 'Three'].map((LastName) => ({ LastName, AccountId: '@acme', Email: 'same@x.example' })),
			Lead: [{ LastName: 'Li', Company: 'Beta & Söhne <GmbH>' }],
		},
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connect(org);
});

const contact = (LastName: string): RecordId => toRecordId(String(org.org.find('Contact', { LastName })[0].Id));
const request = (master: string, losers: readonly string[], fields = {}) => ({
	sObject: 'Contact',
	masterId: contact(master),
	loserIds: losers.map(contact),
	fields,
});

describe('merge', () => {
	it('carries values that XML has to escape, empties fields, and counts as one call', async () => {
		const two = contact('Two');
		org.org.update('Contact', contact('One'), { Department: 'Sales' });
		const before = client.calls.now();
		const fields = { Title: 'R&D <"lead">\u0001', Department: null };
		expect(await client.soap.merge([request('One', ['Two'], fields)])).toEqual([{ status: 'merged', relatedIds: [] }]);
		expect(client.calls.since(before)).toEqual({ used: 1, retries: 0 });
		expect(org.org.get('Contact', contact('One'))).toMatchObject({ Title: 'R&D <"lead">', Department: null });
		expect(org.org.get('Contact', two)).toMatchObject({ IsDeleted: true });
	});

	it('tells of each merge what became of it', async () => {
		const results = await client.soap.merge([
			request('One', ['Two']),
			request('One', ['One']),
			request('One', ['Three']),
		]);
		expect(results.map(({ status }) => status)).toEqual(['merged', 'refused', 'merged']);
		expect(results[1]).toMatchObject({ errors: [{ code: 'INVALID_OPERATION', retryable: false }] });
	});

	it('leaves open what became of a merge whose reply was lost, and does not send it again', async () => {
		org.faults.dropAfterCommit();
		const [result] = await client.soap.merge([request('One', ['Two'])]);
		expect(result).toMatchObject({ status: 'unknown', isPending: true });
		expect(org.calls.count('soap')).toBe(1);
	});

	it('renews a session that has ended', async () => {
		org.expireSessions();
		expect(await client.soap.merge([request('One', ['Two'])])).toMatchObject([{ status: 'merged' }]);
	});

	it('is refused as a whole where the allowance is used up', async () => {
		org.faults.set({ requestLimit: { afterCalls: 0 } });
		await expect(client.soap.merge([request('One', ['Two'])])).rejects.toMatchObject({
			code: 'request_limit_exceeded',
		});
		expect(org.org.count('Contact')).toBe(3);
	});

	it('takes 200 merges at most', async () => {
		const many = Array.from({ length: 201 }, () => request('One', ['Two']));
		await expect(client.soap.merge(many)).rejects.toMatchObject({
			message: expect.stringContaining('200 is the most'),
		});
	});
});

describe('undelete', () => {
	it('brings back what is in the bin and says why the rest is not', async () => {
		const two = contact('Two');
		await client.soap.merge([request('One', ['Two'])]);
		const results = await client.soap.undelete([two, contact('One')]);
		expect(results).toMatchObject([
			{ status: 'saved', id: two },
			{ status: 'refused', errors: [{ code: 'UNDELETE_FAILED' }] },
		]);
	});
});

describe('convertLeads', () => {
	it('makes contact and account', async () => {
		const leadId = toRecordId(String(org.org.rows('Lead')[0].Id));
		const [result] = await client.soap.convertLeads([
			{
				leadId,
				convertedStatus: 'Closed - Converted',
				createsOpportunity: false,
				overwritesLeadSource: false,
				notifiesOwner: false,
				bypassesDuplicateRules: true,
			},
		]);
		expect(result).toMatchObject({ status: 'converted', opportunityId: undefined });
		const { ConvertedAccountId } = org.org.get('Lead', leadId)!;
		expect(result).toMatchObject({ accountId: ConvertedAccountId });
		expect(org.org.get('Account', String(ConvertedAccountId))?.Name).toBe('Beta & Söhne <GmbH>');
	});
});

describe('findDuplicates', () => {
	it('names what each of the org’s rules finds', async () => {
		const [findings] = await client.soap.findDuplicates([contact('One')]);
		expect(findings).toEqual({
			status: 'found',
			byRule: [{ rule: 'Contacts_DR', ids: [contact('Two'), contact('Three')] }],
		});
	});
});
