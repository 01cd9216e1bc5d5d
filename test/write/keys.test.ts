import type { RecordItem } from '../../core/record/record-item';
import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, WriteRun } from './write-org';

const unique = { object: 'Lead', externalId: true, unique: true } as const;

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [
			{ ...unique, name: 'Code__c', type: 'string', length: 20, caseSensitive: true },
			{ ...unique, name: 'Name__c', type: 'string', length: 20 },
			{ ...unique, name: 'Number__c', type: 'double', precision: 18, scale: 2 },
			{ ...unique, name: 'Mail__c', type: 'email' },
		],
		records: {
			Lead: leadSeed(1).map((lead) => ({
				...lead,
				Code__c: 'There',
				Name__c: 'There',
				Number__c: 7,
				Mail__c: 'there@acme.example',
			})),
		},
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	run = await WriteRun.start(org);
});

function newLead(field: string, key: unknown, values: Record<string, unknown> = {}): RecordItem {
	const all = { LastName: 'New', Company: 'Acme', ...values };
	return anItem(
		{ [field]: key },
		{ proposals: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, aProposal(value)])) },
	);
}

const deliver = (strategy: 'bulk' | 'collections') =>
	deliverStaged(run.client, run.context, { now: orgNow, canaryRecords: 0, strategy });

describe.each(['immediate', 'bulk', 'collections'] as const)('keys of records that are written %s', (way) => {
	async function upsert(field: string, items: readonly RecordItem[], operation: 'upsert' | 'create' = 'upsert') {
		const delivery = way === 'immediate' ? way : 'at_finish';
		const { outcomes } = await run.write(items, { operation, externalIdField: field, delivery });
		if (way !== 'immediate') await deliver(way);
		return outcomes.map(({ item }) => item._enrichment?.outcome);
	}

	it('are two where the field is case-sensitive, and each becomes a record', async () => {
		await upsert('Code__c', [
			newLead('Code__c', 'abc', { Title: 'CEO' }),
			newLead('Code__c', 'ABC', { Title: 'CFO' }),
			newLead('Code__c', 'there'),
		]);
		expect(org.org.find('Lead', { Title: 'CEO' })).toMatchObject([{ Code__c: 'abc' }]);
		expect(org.org.find('Lead', { Title: 'CFO' })).toMatchObject([{ Code__c: 'ABC' }]);
		expect(org.org.count('Lead')).toBe(4);
		expect(await run.outcomes()).toEqual({ written: 3 });
	});

	it('are one where it is not', async () => {
		const outcomes = await upsert('Name__c', [
			newLead('Name__c', 'abc'),
			newLead('Name__c', ' ABC '),
			newLead('Name__c', 'THERE', { Industry: 'Energy' }),
		]);
		expect(outcomes[1]).toBe('invalid_input');
		expect(org.org.count('Lead')).toBe(2);
		expect(org.org.find('Lead', { Name__c: 'There' })).toMatchObject([{ LastName: 'L0', Industry: 'Energy' }]);
	});

	it('are numbers in a number field, however they are written', async () => {
		const items = [
			newLead('Number__c', 1),
			newLead('Number__c', '1.0'),
			newLead('Number__c', '7.00', { Industry: 'Energy' }),
			newLead('Number__c', '2.50'),
			newLead('Number__c', 0),
		];
		const outcomes = await upsert('Number__c', items);
		expect(outcomes[1]).toBe('invalid_input');
		expect(org.org.find('Lead', { Industry: 'Energy' })).toMatchObject([{ LastName: 'L0', Number__c: 7 }]);
		expect(
			org.org
				.rows('Lead')
				.map((row) => row.Number__c)
				.sort(),
		).toEqual([0, 1, 2.5, 7]);
		expect((await run.settlements()).map((settlement) => settlement?.outcome)).toEqual([
			'written',
			'written',
			'written',
			'written',
		]);
	});

	it('turn down their items where the number is none, or longer than a number can be told by', async () => {
		const { outcomes } = await run.write(
			[
				newLead('Number__c', 'seven'),
				newLead('Number__c', '123456789012345678.25'),
				newLead('Number__c', '12345678901234567'),
			],
			{ operation: 'upsert', externalIdField: 'Number__c' },
		);
		expect(outcomes.map(({ item }) => item._enrichment)).toMatchObject([
			{ outcome: 'invalid_input', message: 'Number__c is a number field, and "seven" is no number' },
			{ outcome: 'invalid_input', message: expect.stringContaining('more than the 15 digits') },
			{ outcome: 'invalid_input', message: expect.stringContaining('more than the 15 digits') },
		]);
	});

	it('are e-mail addresses without regard to case, and texts of any script', async () => {
		await upsert('Mail__c', [
			newLead('Mail__c', 'There@ACME.example', { Industry: 'Energy' }),
			newLead('Mail__c', 'new@acme.example'),
		]);
		expect(org.org.find('Lead', { Industry: 'Energy' })).toMatchObject([{ LastName: 'L0' }]);
		await upsert('Code__c', [
			newLead('Code__c', 'Ключ-1'),
			newLead('Code__c', 'ключ-1'),
			newLead('Code__c', "d'Été \\ 5%"),
		]);
		expect(org.org.count('Lead')).toBe(5);
		expect(org.org.find('Lead', { Code__c: "d'Été \\ 5%" })).toHaveLength(1);
	});

	it('are not made up for a field that cannot hold what would be made', async () => {
		expect(await upsert('Number__c', [newLead('Number__c', undefined)], 'create')).toEqual(['invalid_input']);
	});
});

/** The reply to the first save only. */
function loseFirstReply(): void {
	const save = run.client.upsert.bind(run.client);
	run.client.upsert = (...parameters) => {
		org.faults.dropAfterCommit(1);
		run.client.upsert = save;
		return save(...parameters);
	};
}

it.each([
	['Code__c', 'THERE'],
	['Number__c', '1.0'],
] as const)('what became of a row is found out by its key after a lost reply: %s = %s', async (field, key) => {
	loseFirstReply();
	const { outcomes } = await run.write([newLead(field, key)], { operation: 'upsert', externalIdField: field });
	expect(outcomes[0]).toMatchObject({ status: 'written', item: { Id: expect.stringMatching(/^00Q/) } });
	expect(org.org.count('Lead')).toBe(2);
	expect(run.client.calls.byKind.write).toBe(1);
});
