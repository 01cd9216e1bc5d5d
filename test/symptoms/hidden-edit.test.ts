import { deliverStaged } from '../../core/stages/write/deliver-staged';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, WriteRun } from '../write/write-org';

jest.setTimeout(120_000);

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({ records: { Lead: leadSeed(10).map((lead) => ({ ...lead, Industry: 'Energy' })) } });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	run = await WriteRun.start(org);
});

const ids = () => org.org.rows('Lead').map(({ Id }) => String(Id));

/** Sandy sets the industry, then something else under our own user touches the record. */
function editThenTouch(): void {
	for (const id of ids()) {
		org.org.update('Lead', id, { Industry: 'Banking' });
		org.org.update('Lead', id, { Title: 'CTO' }, { asUser: run.client.org.userId });
	}
}

describe.each(['immediate', 'at_finish'] as const)('a person\'s edit behind a later touch by our user, %s', (delivery) => {
	it('is a conflict and stays', async () => {
		const items = await run.fetch('Industry', 'Retail', { policy: 'always' });
		if (delivery === 'immediate') editThenTouch();
		await run.write(items, { delivery });
		if (delivery === 'at_finish') {
			editThenTouch();
			await deliverStaged(run.client, run.store, run.run, { now: orgNow, canaryRecords: 0 });
		}
		expect(org.org.count('Lead', { Industry: 'Banking' })).toBe(10);
		expect(await run.outcomes()).toEqual({ conflict: 10 });
	});

	it('counts within the very second of the read too', async () => {
		for (const id of ids()) org.org.update('Lead', id, { Title: 'CEO' });
		const items = await run.fetch('Industry', 'Retail', { policy: 'always' });
		if (delivery === 'immediate') for (const id of ids()) org.org.update('Lead', id, { Industry: 'Banking' });
		await run.write(items, { delivery });
		if (delivery === 'at_finish') {
			for (const id of ids()) org.org.update('Lead', id, { Industry: 'Banking' });
			await deliverStaged(run.client, run.store, run.run, { now: orgNow, canaryRecords: 0 });
		}
		expect(org.org.count('Lead', { Industry: 'Banking' })).toBe(10);
	});
});
