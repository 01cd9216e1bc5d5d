import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { countSelection } from '../../core/stages/fetch/count-records';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';
import { aRequest, before, commitWindow, connectImpatiently, fetchAll, lastNames, minute, modified } from './fetch-org';

const minutesAgo = (minutes: number) => before(minutes * minute);
const contact = (LastName: string, AccountId: string | undefined, changed: number) => ({
	LastName,
	...(AccountId && { AccountId }),
	SystemModstamp: minutesAgo(changed),
});

let org: SalesforceEmulator;
let client: SalesforceClient;
let context: RunContext;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		records: {
			Account: [
				{ '@ref': 'quiet', Name: 'Quiet', SystemModstamp: minutesAgo(600) },
				{ '@ref': 'edited', Name: 'Edited', SystemModstamp: minutesAgo(30) },
				{ '@ref': 'later', Name: 'Later', SystemModstamp: minutesAgo(10) },
			],
			Contact: [
				contact('Untouched', '@quiet', 600),
				contact('Own change', '@quiet', 20),
				contact('Parent change', '@edited', 600),
				contact('Parent change too', '@edited', 599),
				contact('Both', '@edited', 25),
				contact('Later parent', '@later', 600),
				contact('No parent', undefined, 600),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connectImpatiently(org);
	context = await startRunFor(org, { sObject: 'Contact' });
	await context.store.commitWatermark(context.run, { modifiedAt: new Date(minutesAgo(60)) });
});

const selection = modified({ includeParentChanges: true });
const request = (changes = {}) => aRequest({ sObject: 'Contact', selection, ...changes });

describe('with parent changes, a window', () => {
	it('holds the contacts whose account changed, each once, in the order of the changes', async () => {
		const names = lastNames(await fetchAll(client, request(), context));
		expect(names.slice(0, 2).sort()).toEqual(['Parent change', 'Parent change too']);
		expect(names.slice(2)).toEqual(['Both', 'Own change', 'Later parent']);
	});

	it('holds only what changed itself when it is not asked for', async () => {
		expect(lastNames(await fetchAll(client, aRequest({ sObject: 'Contact' }), context))).toEqual([
			'Both',
			'Own change',
		]);
	});

	it('counts them towards the limit and goes on behind the last one, losing and repeating none', async () => {
		const taken: unknown[] = [];
		for (let run = 0; run < 5; run += 1) {
			const items = await fetchAll(client, request({ maxRecords: 1 }), context);
			expect(items).toHaveLength(1);
			taken.push(items[0].LastName);
			await commitWindow(context);
		}
		expect([...taken.slice(0, 2)].sort()).toEqual(['Parent change', 'Parent change too']);
		expect(taken.slice(2)).toEqual(['Both', 'Own change', 'Later parent']);
		expect(await fetchAll(client, request({ maxRecords: 1 }), context)).toEqual([]);
	});

	it('costs one call more, as planned', async () => {
		await fetchAll(client, request(), context);
		expect(client.calls.byKind.query).toBe(2);
		const { fetch } = await context.store.readCalls('run-1');
		expect(fetch.used - fetch.retries).toBe(fetch.planned);
	});

	it('is counted with them, in two calls', async () => {
		await client.describe('Contact');
		expect((await countSelection(client, request(), context)).records).toBe(5);
		expect(client.calls.byKind.query).toBe(2);
	});

	it("gives the parent's fields along", async () => {
		const [item] = await fetchAll(client, request({ fields: ['Account.Name'] }), context);
		expect(item.Account).toMatchObject({ Name: 'Edited' });
	});

	it('is refused for an object without that parent', async () => {
		await expect(fetchAll(client, aRequest({ selection }))).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: expect.stringContaining('not for Lead'),
		});
	});
});
