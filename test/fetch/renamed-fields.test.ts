import { toRecordId } from '../../core/record/identity';
import { namesOfOwnFields, type OwnFieldKey, ownFields } from '../../core/record/fields';
import { inputHash } from '../../core/record/input-hash';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { claimBatch } from '../../core/stages/fetch/claim-batch';
import { countSelection } from '../../core/stages/fetch/count-records';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import { standardHashInputs } from '../../core/record/match-gate';
import { planBatches } from '../../core/stages/fetch/plan-batches';
import type { Selection, SelectionRequest } from '../../core/stages/fetch/selection';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { enrichmentFields, orgNow, startRunFor } from '../salesforce/enrichment-org';
import { aRequest, before, connectImpatiently, day, fetchAll, lastNames, minute, modified } from './fetch-org';

/** Every field of the pack under a name of the org's own. */
const renamed = Object.fromEntries((Object.keys(ownFields) as OwnFieldKey[]).map((key) => [key, `Mintigo_${key}__c`]));
const fieldNames = namesOfOwnFields(renamed);
const keyByShippedName = new Map(Object.entries(ownFields).map(([key, { name }]) => [name, key as OwnFieldKey]));
const customFields = enrichmentFields('Lead').map((field) => ({
	...field,
	name: fieldNames[keyByShippedName.get(field.name as never)!],
}));

const important = standardHashInputs('Lead')!;
const lead = (LastName: string, fields: Record<string, unknown> = {}) => {
	const record = { LastName, Company: 'Acme', SystemModstamp: before(60 * minute), ...fields };
	return { ...record, [fieldNames.matchHash]: inputHash(important, record) };
};
const attempted = (daysAgo: number, outcome: string, score: number | null = 50) => ({
	...{ [fieldNames.lastActivity]: before(daysAgo * day), [fieldNames.outcome]: outcome, [fieldNames.score]: score },
});

let org: SalesforceEmulator;
let client: SalesforceClient;
let context: RunContext;
beforeAll(async () => {
	const Lead = [
		lead('New'),
		lead('Eight days', attempted(8, 'written')),
		lead('Twenty days', attempted(20, 'written')),
		lead('No match', attempted(20, 'no_match')),
		lead('Failed', attempted(1, 'provider_failed')),
		lead('Unscored', attempted(1, 'written', null)),
	];
	org = await startSalesforceEmulator({ clock: () => orgNow, seed: { customFields, records: { Lead } } });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connectImpatiently(org);
	context = await startRunFor(org, { executionId: 'exec-1' });
});

const refresh: Selection = {
	kind: 'due_for_refresh',
	refreshAfterDays: 7,
	retryAfterDays: 30,
	includeNeverEnriched: true,
	includeUnscored: true,
};
const byPreset = (preset: 'never_sent' | 'errored' | 'sent_without_match') => ({
	selection: { kind: 'filter' } as const,
	filter: { preset },
});
const request = (changes: Partial<SelectionRequest>) => aRequest({ fieldNames, ...changes });
const leadId = (LastName: string) => String(org.org.find('Lead', { LastName })[0].Id);

describe('fields that the org calls otherwise', () => {
	it.each<[string, Partial<SelectionRequest>, string[]]>([
		[
			'what is due for refresh, in the scheduled order',
			{ selection: refresh },
			['New', 'Twenty days', 'Eight days', 'Unscored'],
		],
		['what was never enriched', { selection: { kind: 'never_enriched' } }, ['New']],
		['the changes of what was never enriched', { selection: modified({ onlyNeverEnriched: true }) }, ['New']],
		['what was never sent', byPreset('never_sent'), ['New']],
		['what failed', byPreset('errored'), ['Failed']],
		['what was sent without a match', byPreset('sent_without_match'), ['No match']],
		[
			'what a condition names',
			{
				selection: { kind: 'filter' },
				filter: { rawWhere: `${fieldNames.score} = null AND ${fieldNames.outcome} != null` },
			},
			['Unscored'],
		],
	])('tell %s, to Get and to Count', async (_what, changes, expected) => {
		expect(lastNames(await fetchAll(client, request(changes)))).toEqual(expected);
		expect((await countSelection(client, request(changes), undefined)).records).toBe(expected.length);
	});

	it('are read with every record', async () => {
		const [item] = await fetchAll(client, request({ selection: { kind: 'ids', ids: [toRecordId(leadId('Failed'))] } }));
		expect(item).toMatchObject({
			[fieldNames.outcome]: 'provider_failed',
			[fieldNames.score]: 50,
			[fieldNames.rank]: null,
		});
		expect(item).not.toHaveProperty(ownFields.outcome.name);
	});

	it('tell what is unchanged', async () => {
		const items = await fetchAll(client, request({ unchangedBy: important, order: 'scheduled' }));
		expect(lastNames(items)).toEqual(['New', 'Failed']);
	});

	it('tell Claim what this run has written, and how it ended', async () => {
		const plan = request({ selection: { kind: 'ids', ids: ['New', 'Failed'].map(leadId).map(toRecordId) } });
		await planBatches(client, plan, 2, context, new FetchTally());
		org.org.update('Lead', leadId('New'), {
			[fieldNames.logId]: 'run-1',
			[fieldNames.outcome]: 'no_match',
			[fieldNames.message]: 'Nobody',
		});
		const claim = { selection: plan, leaseMs: 30 * minute, doneBatchIds: [] };
		expect(lastNames((await claimBatch(client, claim, context, orgNow, new FetchTally())).items)).toEqual(['Failed']);
		const [settled] = await context.store.loadWork(context.run, [leadId('New')]);
		expect(settled.settlement).toMatchObject({
			outcome: 'stamped',
			enrichOutcome: 'no_match',
			message: expect.stringContaining('Nobody (known by its status fields'),
		});
	});

	it('are named where the user may not see them', async () => {
		const misspelt = namesOfOwnFields({ ...renamed, lastActivity: 'Mintigo_Sent__c' });
		await expect(fetchAll(client, request({ selection: refresh, fieldNames: misspelt }))).rejects.toMatchObject({
			code: 'missing_field',
			message: expect.stringContaining('Lead has no field Mintigo_Sent__c'),
		});
	});

	it.each([fetchAll, countSelection])('cannot carry a condition into a query', async (operation) => {
		const wicked = namesOfOwnFields({ lastActivity: 'Id != null OR Id' });
		org.calls.clear();
		const attempt = operation(
			client,
			request({ selection: { kind: 'never_enriched' }, fieldNames: wicked }),
			undefined,
		);
		await expect(attempt).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: expect.stringContaining('Id != null OR Id'),
		});
		expect(org.calls.count('query')).toBe(0);
	});
});
