import { createHash } from 'node:crypto';
import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import { digestJournal } from '../../core/run/diff-digest';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, WriteRun } from './write-org';

type Snapshot = ReadonlyMap<string, Record<string, unknown>>;

/** The pack's stamps and what Salesforce itself notes on every save: no part of the diff. */
const notBusiness = /^(LastModified|SystemModstamp|Enrichment_(Last|Outcome|Message|Match|Model|Log))/;

let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [
			{ object: 'Lead', name: 'Since__c', type: 'datetime' },
			{ object: 'Lead', name: 'Day__c', type: 'date' },
			{ object: 'Lead', name: 'Key_Account__c', type: 'boolean' },
			{ object: 'Lead', name: 'Margin__c', type: 'double', precision: 5, scale: 2 },
		],
		records: { Lead: leadSeed(120) },
	});
});
afterAll(() => org.close());
beforeEach(() => {
	org.reset();
	org.faults.clear();
	org.setClock(() => orgNow);
});

const snapshot = (): Snapshot => new Map(org.org.rows('Lead').map((lead) => [String(lead.Id), { ...lead }]));

/** Nothing of ours: each changed value as a line of JSON, its hash's first eight bytes, sorted, hashed. */
function digestBetween(before: Snapshot, after: Snapshot): string {
	const prints: bigint[] = [];
	for (const [id, record] of after) {
		for (const [field, value] of Object.entries(record)) {
			if (notBusiness.test(field) || value === before.get(id)?.[field]) continue;
			const instant =
				typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
					? new Date(Date.parse(value)).toISOString()
					: value;
			prints.push(
				createHash('sha256')
					.update(JSON.stringify([id, field, instant]))
					.digest()
					.readBigUInt64BE(),
			);
		}
	}
	const bytes = prints
		.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
		.map((print) => {
			const buffer = Buffer.alloc(8);
			buffer.writeBigUInt64BE(print);
			return buffer;
		});
	return createHash('sha256').update(Buffer.concat(bytes)).digest('hex');
}

async function itemsOf(run: WriteRun) {
	const items = await run.fetch('Industry', 'Energy');
	return items.map((item, index) =>
		anItem(item, {
			...item._enrichment,
			proposals: {
				...(index % 3 === 0 && item._enrichment?.proposals),
				...(index % 4 === 0 && {
					Since__c: aProposal(1795278557),
					Day__c: aProposal('2026-11-01'),
					NumberOfEmployees: aProposal('1200'),
				}),
				...(index % 5 === 0 && {
					Key_Account__c: aProposal('true', { policy: 'always' }),
					Margin__c: aProposal(12.345),
				}),
				...(index % 7 === 0 && { Title: aProposal('  CTO') }),
			},
		}),
	);
}

describe('a dry run', () => {
	it("sends nothing, tells each field's before, after, source, confidence and policy, and journals it", async () => {
		const run = await WriteRun.start(org, { isDryRun: true });
		const before = snapshot();
		const { outcomes } = await run.write(await itemsOf(run), { isDryRun: true });
		expect(snapshot()).toEqual(before);
		expect(outcomes[3].changes).toEqual([
			{
				field: 'Industry',
				before: null,
				after: 'Energy',
				provider: 'reference',
				confidence: 0.98,
				observedAt: '2026-11-01',
				policy: 'fill_blank',
			},
		]);
		expect(new Set((await run.journal()).map(({ status }) => status))).toEqual(new Set(['would_write']));
	});

	it.each([
		['immediate', 'immediate', undefined],
		['at finish, by Composite', 'at_finish', 'collections'],
		['at finish, by a Bulk job', 'at_finish', 'bulk'],
	] as const)(
		'has the digest of the real run (%s), which follows from the org alone',
		async (_name, delivery, strategy) => {
			const dry = await WriteRun.start(org, { isDryRun: true });
			const foreseen = await dry.write(await itemsOf(dry), { isDryRun: true, delivery });

			const before = snapshot();
			const real = await WriteRun.start(org);
			const written = await real.write(await itemsOf(real), { delivery });
			if (strategy) await deliverStaged(real.client, real.context, { now: orgNow, strategy });

			const digest = digestBetween(before, snapshot());
			expect(digest).not.toBe(digestBetween(before, before));
			expect([foreseen.digest, written.digest]).toEqual([digest, digest]);
			expect(await digestJournal(dry.store, 'run-1')).toBe(digest);
			expect(await digestJournal(real.store, 'run-1')).toBe(digest);
		},
	);

	it('has another digest once the org has changed', async () => {
		const run = await WriteRun.start(org, { isDryRun: true });
		const items = await itemsOf(run);
		const { digest } = await run.write(items, { isDryRun: true });
		org.org.update('Lead', String(items[0].Id), { Industry: 'Banking' });
		expect((await run.write(items, { isDryRun: true })).digest).not.toBe(digest);
	});
});
