import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Proposal } from '../../core/record/record-item';
import { anItem, aProposal, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, WriteRun } from './write-org';

const sandy = '0055e0000000003AAA';

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [
			{ object: 'Lead', name: 'Topics__c', type: 'multipicklist', restricted: true, picklistValues: ['A', 'B', 'C'] },
		],
		users: [{ Username: 'gone@example.com', LastName: 'Gone', IsActive: false }],
		records: { Lead: leadSeed(60).map((lead, index) => ({ ...lead, ...(index === 0 && { Topics__c: 'A;B' }) })) },
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	run = await WriteRun.start(org);
});

async function writeFirst(values: Record<string, unknown>, changes: Partial<Proposal> = {}) {
	const [item] = await run.fetch('Industry', null);
	const proposals = Object.fromEntries(
		Object.entries(values).map(([field, value]) => [field, aProposal(value, { policy: 'always', ...changes })]),
	);
	const { outcomes } = await run.write([anItem(item, { ...item._enrichment, proposals })]);
	return { outcome: outcomes[0], lead: org.org.get('Lead', String(item.Id)) ?? {} };
}

describe('a multi-select picklist', () => {
	it.each([
		['set', 'C', 'C'],
		['add', 'C', 'A;B;C'],
		['remove', 'A', 'B'],
	] as const)('can be %s', async (multiSelect, value, stored) => {
		expect((await writeFirst({ Topics__c: value }, { multiSelect })).lead.Topics__c).toBe(stored);
	});
});

describe('the owner', () => {
	it.each([
		['by Id', sandy],
		['by user name', 'Sandy.Sales@example.com'],
	])('is an active user, named %s', async (_how, value) => {
		const { lead } = await writeFirst({ OwnerId: value });
		expect(lead.OwnerId).toBe(sandy);
	});

	it.each(['gone@example.com', 'nobody@example.com', '0055e0000000999AAA'])('%s is none', async (value) => {
		const { outcome } = await writeFirst({ OwnerId: value });
		expect(outcome).toMatchObject({
			status: 'rejected',
			errors: [
				{
					code: 'INACTIVE_OWNER_OR_USER',
					message: `OwnerId: Attempting to set reference field value with string ${value}, who is no active user`,
				},
			],
		});
	});

	it('is not looked up near the ceiling of API calls', async () => {
		Object.assign(run.context, { allowance: async () => 'skip_owner_look_up' });
		const { lead } = await writeFirst({ OwnerId: sandy });
		expect(lead.OwnerId).toBe(sandy);
		expect(run.client.calls.byKind.query).toBeUndefined();
		expect((await writeFirst({ OwnerId: 'sandy.sales@example.com' })).outcome.errors[0].message).toContain(
			'who was not looked up',
		);
	});

	it('is looked up once for a whole batch', async () => {
		const items = await run.fetch('OwnerId', sandy, { policy: 'always' });
		await run.write(items, { canaryRecords: 0 });
		expect(run.client.calls.byKind.query).toBe(1);
		expect(org.org.count('Lead', { OwnerId: sandy })).toBe(60);
		const { write } = await run.store.readCalls('run-1');
		expect(write.used).toBe(write.planned);
	});
});
