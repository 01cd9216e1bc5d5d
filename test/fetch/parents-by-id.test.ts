import { toRecordId } from '../../core/record/identity';
import type { SalesforceClient } from '../../core/salesforce/client';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';
import { aRequest, connectImpatiently, fetchAll } from './fetch-org';

let org: SalesforceEmulator;
let client: SalesforceClient;
beforeAll(async () => {
	const Account = Array.from({ length: 40 }, (_, index) => ({ '@ref': `a${index}`, Name: `Account ${index}` }));
	const Contact = Array.from({ length: 2_000 }, (_, index) => ({
		LastName: `C${index}`,
		AccountId: `@a${index % 40}`,
	}));
	org = await startEnrichmentOrg({ records: { Account, Contact } });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connectImpatiently(org);
});

describe('2,000 contacts by Id', () => {
	it('are read with their accounts in one call, in the order of the Ids', async () => {
		const context = await startRunFor(org, { sObject: 'Contact' });
		const ids = org.org
			.rows('Contact')
			.map((contact) => String(contact.Id))
			.reverse();
		org.org.delete('Contact', ids[3]);
		await client.describe('Contact');
		await client.describe('Account');
		org.calls.clear();
		const tally = new FetchTally();
		const items = await fetchAll(
			client,
			aRequest({ sObject: 'Contact', selection: { kind: 'ids', ids: ids.map(toRecordId) } }),
			context,
			tally,
		);
		expect(items.map((item) => item.Id)).toEqual(ids.filter((_, index) => index !== 3));
		expect(items[0]).toMatchObject({ Account: { Name: expect.stringMatching(/^Account \d+$/) } });
		expect(tally.vanished).toBe(1);
		expect(org.calls.byKind).toEqual({ composite: 1 });
		expect(await context.store.readCalls('run-1')).toEqual({ fetch: { planned: 1, used: 1, retries: 0 } });
	});

	it('are read completely when Salesforce gives smaller pages', async () => {
		org.faults.set({ shortPages: 150 });
		const ids = org.org.rows('Contact').map((contact) => String(contact.Id));
		expect(
			await fetchAll(client, aRequest({ sObject: 'Contact', selection: { kind: 'ids', ids: ids.map(toRecordId) } })),
		).toHaveLength(2_000);
	});

	it('fail as one when a query is refused', async () => {
		await expect(
			client.querySeveral(['SELECT Id FROM Contact LIMIT 1', 'SELECT Nope__c FROM Contact'], 'read two'),
		).rejects.toMatchObject({
			code: 'missing_field',
			message: expect.stringContaining('Nope__c'),
		});
		await expect(
			client.querySeveral(
				Array.from({ length: 6 }, () => 'SELECT Id FROM Contact'),
				'read six',
			),
		).rejects.toMatchObject({ code: 'invalid_parameter' });
	});
});
