import type { RecordItem } from '../../core/record/record-item';
import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import { writeRecords } from '../../core/stages/write/write';
import type { WriteRequest } from '../../core/changes/write-request';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, plainUpdate, WriteRun } from './write-org';

jest.setTimeout(60_000);

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({ records: { Lead: leadSeed(3) } });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.setClock(() => orgNow);
	run = await WriteRun.start(org);
});

const leadId = () => String(org.org.rows('Lead')[0].Id);
const lead = () => org.org.get('Lead', leadId());
const asPerson = (fields: Record<string, unknown>) => org.org.update('Lead', leadId(), fields);
/** Another tool, or a human who has signed in as the user that we use. */
const asOurUser = (fields: Record<string, unknown>) =>
	org.org.update('Lead', leadId(), fields, { asUser: run.client.org.userId });

async function fetchFirst(
	policy: 'always' | 'tracked' | 'if_newer' | 'fill_blank',
	value: unknown = 'Energy',
): Promise<RecordItem> {
	return (await run.fetch('Industry', value, { policy, observedAt: '2027-01-01' }))[0];
}

const deliveries = ['immediate', 'at_finish'] as const;
type Way = (typeof deliveries)[number];

/** Writes the item after what happens meanwhile: before the write, or between staging and the delivery. */
async function write(item: RecordItem, way: Way, meanwhile: () => void, changes: Partial<WriteRequest> = {}) {
	if (way === 'immediate') meanwhile();
	await run.write([item], { delivery: way, ...changes });
	if (way === 'immediate') return;
	meanwhile();
	await deliverStaged(run.client, run.context, { now: orgNow, canaryRecords: 0 });
}

const outcome = async (item: RecordItem) => (await run.store.loadWork(run.run, [String(item.Id)]))[0].settlement;

describe.each(deliveries)("a person's edit, written %s", (way) => {
	it('behind a later touch by our own user is a conflict', async () => {
		const item = await fetchFirst('always');
		await write(item, way, () => {
			asPerson({ Industry: 'Banking' });
			asOurUser({ Title: 'CEO' });
		});
		expect(lead()).toMatchObject({ Industry: 'Banking', Title: 'CEO' });
		expect(await outcome(item)).toMatchObject({
			outcome: 'conflict',
			message: expect.stringContaining('somebody changed it to Banking'),
		});
	});

	it('made under our own user is a conflict', async () => {
		const item = await fetchFirst('if_newer');
		await write(item, way, () => asOurUser({ Industry: 'Banking' }));
		expect(lead()?.Industry).toBe('Banking');
		expect((await outcome(item))?.outcome).toBe('conflict');
	});

	it('within the second in which the record was read is a conflict', async () => {
		asPerson({ Industry: 'Retail' });
		const item = await fetchFirst('always');
		await write(item, way, () => asPerson({ Industry: 'Banking' }));
		expect(item._enrichment?.version).toBe(lead()?.SystemModstamp);
		expect(lead()?.Industry).toBe('Banking');
		expect((await outcome(item))?.outcome).toBe('conflict');
	});

	it.each(['fill_blank', 'tracked'] as const)('is left alone without a word by %s', async (policy) => {
		const item = await fetchFirst(policy);
		await write(item, way, () => {
			asPerson({ Industry: 'Banking' });
			asOurUser({ Title: 'CEO' });
		});
		expect(lead()?.Industry).toBe('Banking');
		expect((await outcome(item))?.outcome).toBe('stamped');
	});

	it('of another field, by whomever, is no conflict', async () => {
		const item = await fetchFirst('always');
		await write(item, way, () => {
			asPerson({ Title: 'CEO' });
			asOurUser({ Phone: '1' });
		});
		expect(lead()).toMatchObject({ Industry: 'Energy', Title: 'CEO', Phone: '1' });
	});

	it('is not what another run of ours has written meanwhile', async () => {
		const item = await fetchFirst('always');
		const other = await run.store.findRun('run-1');
		await run.store.createRun({ ...other!, runId: 'run-of-another-pipeline', pipeline: 'other' });
		const change = {
			recordId: String(item.Id),
			sObject: 'Lead',
			field: 'Industry',
			before: null,
			after: 'Retail',
			status: 'written',
			at: orgNow.toISOString(),
		} as const;
		await run.store.journal('run-of-another-pipeline', [change]);
		await write(item, way, () => asOurUser({ Industry: 'Retail' }));
		expect(lead()?.Industry).toBe('Energy');
		expect((await outcome(item))?.outcome).toBe('written');
	});

	it('is not what the workflow itself has set on the item', async () => {
		asPerson({ Title: 'cto' });
		const item = await fetchFirst('always');
		const set = anItem(
			{ ...item, Title: 'CTO' },
			{ version: item._enrichment?.version, proposals: { Title: aProposal('CTO', { policy: 'always' }) } },
		);
		await write(set, way, () => undefined, { mappedFields: ['Title'] });
		expect(lead()?.Title).toBe('CTO');
	});
});

describe('two writes outside of a run', () => {
	it('of one field, one behind the other, are none of somebody else', async () => {
		const item = await fetchFirst('always');
		const { outcomes } = await writeRecords(run.client, plainUpdate, [item], undefined);
		const next = {
			...outcomes[0].item,
			_enrichment: {
				...outcomes[0].item._enrichment,
				proposals: { Industry: aProposal('Retail', { policy: 'always' }) },
			},
		};
		const [second] = (await writeRecords(run.client, plainUpdate, [next], undefined)).outcomes;
		expect(second).toMatchObject({ status: 'written', errors: [] });
		expect(lead()?.Industry).toBe('Retail');
	});

	it('keep what a person set between them', async () => {
		const item = await fetchFirst('always');
		const { outcomes } = await writeRecords(run.client, plainUpdate, [item], undefined);
		asPerson({ Industry: 'Banking' });
		asOurUser({ Title: 'CEO' });
		const [second] = (await writeRecords(run.client, plainUpdate, [outcomes[0].item], undefined)).outcomes;
		expect(second.item._enrichment?.outcome).toBe('conflict');
		expect(lead()?.Industry).toBe('Banking');
	});
});
