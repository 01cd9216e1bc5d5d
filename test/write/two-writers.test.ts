import type { RecordItem } from '../../core/record/record-item';
import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { DeliveryRequest } from '../../core/changes/staged/delivery';
import type { WriteRequest } from '../../core/changes/write-request';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { dieAt, leadSeed, websiteRule, WriteRun } from './write-org';

jest.setTimeout(60_000);

const delivery: DeliveryRequest = { now: orgNow, canaryRecords: 0, strategy: 'bulk' };
const matched = {
	outcome: 'matched',
	hashInputs: { match: { scheme: 'm1', fields: { website: 'Website' } } },
} as const;

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({ records: { Lead: leadSeed(20) }, validationRules: [websiteRule] });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	run = await WriteRun.start(org);
});

type Proposals = Record<string, ReturnType<typeof aProposal>>;

/** The first lead's item with other proposals, as the branch of another node has it. */
const withProposals = (item: RecordItem, proposals: Proposals, changes: object = {}) =>
	anItem(item, { version: item._enrichment?.version, ...matched, ...changes, proposals });

const always = (value: unknown) => aProposal(value, { policy: 'always' });
const stage = async (item: RecordItem, changes: Partial<WriteRequest> = {}) =>
	(await run.write([item], { delivery: 'at_finish', ...changes })).outcomes[0];
const deliver = (changes: Partial<DeliveryRequest> = {}) =>
	deliverStaged(run.client, run.context, { ...delivery, ...changes });
const lead = (item: RecordItem) => org.org.get('Lead', String(item.Id));
const journal = async () =>
	(await run.journal()).map(({ field, before, after, status }) => [field, before, after, status]);
const outcomeOf = async (item: RecordItem) => (await run.store.loadWork(run.run, [String(item.Id)]))[0].settlement;

async function firstItem(): Promise<RecordItem> {
	return (await run.fetch('Title', 'CTO'))[0];
}

describe('two writers at finish of one record', () => {
	it.each(['bulk', 'collections'] as const)('both have their values written, by %s', async (strategy) => {
		const item = await firstItem();
		await stage(withProposals(item, { Title: aProposal('CTO') }));
		await stage(withProposals(item, { Phone: aProposal('+49 30 1') }));
		await deliver({ strategy });
		expect(lead(item)).toMatchObject({ Title: 'CTO', Phone: '+49 30 1', Enrichment_Outcome__c: 'written' });
		expect(await journal()).toEqual([
			['Title', null, 'CTO', 'written'],
			['Phone', null, '+49 30 1', 'written'],
		]);
		expect(await outcomeOf(item)).toMatchObject({ outcome: 'written', retryable: false });
	});

	it('one of them twice: the later value counts, and the journal starts from what Salesforce holds', async () => {
		org.org.update('Lead', String((await firstItem()).Id), { Title: 'VP' });
		const item = await firstItem();
		await stage(withProposals(item, { Title: always('CTO') }));
		await stage(withProposals(item, { Title: always('CEO') }));
		await deliver();
		expect(lead(item)?.Title).toBe('CEO');
		expect(await journal()).toEqual([['Title', 'VP', 'CEO', 'written']]);
	});

	it('the later of which wants what is there: that stays', async () => {
		org.org.update('Lead', String((await firstItem()).Id), { Title: 'VP' });
		const item = await firstItem();
		await stage(withProposals(item, { Title: always('CTO') }));
		await stage(withProposals(item, { Title: always('VP') }));
		await deliver();
		expect(lead(item)?.Title).toBe('VP');
	});

	it('one of which empties a field, the other fills another', async () => {
		org.org.update('Lead', String((await firstItem()).Id), { Title: 'VP' });
		const item = await firstItem();
		await stage(withProposals(item, { Title: always(null) }));
		await stage(withProposals(item, { Phone: aProposal('1') }));
		await deliver();
		expect(lead(item)).toMatchObject({ Title: null, Phone: '1' });
	});

	it('one of which has nothing to add: the stamp and the outcome stay those of the values', async () => {
		const item = await firstItem();
		await stage(withProposals(item, { Title: aProposal('CTO') }));
		await stage(withProposals(item, {}));
		await deliver();
		expect(lead(item)).toMatchObject({ Title: 'CTO', Enrichment_Outcome__c: 'written' });
		expect(await outcomeOf(item)).toMatchObject({ outcome: 'written', retryable: false });
	});

	it("one of which fills what the other one's look-up starts from: the stamped hash is that of the values together", async () => {
		const item = await firstItem();
		await stage(withProposals(item, { Website: aProposal('acme.example') }));
		await stage(withProposals(item, { Phone: aProposal('1') }));
		await deliver();
		const together = lead(item)?.Enrichment_Match_Hash__c;
		org.reset();
		run = await WriteRun.start(org);
		await stage(withProposals(await firstItem(), { Website: aProposal('acme.example'), Phone: aProposal('1') }));
		await deliver();
		expect(together).toEqual(expect.any(String));
		expect(together).toBe(lead(item)?.Enrichment_Match_Hash__c);
	});

	it('one of which left a value out: the record was written in part, and says so', async () => {
		const item = await firstItem();
		await stage(withProposals(item, { Title: aProposal('CTO'), Phone: aProposal('1'.repeat(61)) }));
		await stage(withProposals(item, { Website: aProposal('acme.example') }));
		await deliver();
		expect(lead(item)).toMatchObject({ Title: 'CTO', Phone: null, Website: 'acme.example' });
		expect(await outcomeOf(item)).toMatchObject({
			outcome: 'partly_written',
			message: expect.stringContaining('Phone'),
			leftOut: [{ field: 'Phone' }],
		});
	});

	it('and a third call of one of them changes nothing', async () => {
		const item = await firstItem();
		const first = withProposals(item, { Title: aProposal('CTO') });
		for (const each of [first, withProposals(item, { Phone: aProposal('1') }), first]) await stage(each);
		await deliver();
		expect(lead(item)).toMatchObject({ Title: 'CTO', Phone: '1' });
	});
});

describe('a run that is killed between two stagings', () => {
	it('resumes with both', async () => {
		const item = await firstItem();
		const [title, phone] = [
			withProposals(item, { Title: aProposal('CTO') }),
			withProposals(item, { Phone: aProposal('1') }),
		];
		await stage(title);
		const { savePart } = run.store;
		run.store.savePart = () => Promise.reject(new Error('killed'));
		await expect(stage(phone)).rejects.toThrow('killed');
		run.store.savePart = savePart;
		for (const each of [title, phone]) await stage(each);
		await deliver();
		expect(lead(item)).toMatchObject({ Title: 'CTO', Phone: '1' });
		expect(new Set((await run.journal()).map(({ status }) => status))).toEqual(new Set(['written']));
	});

	it.each(['close', 'find'] as const)(
		'sends what was staged after a job was under way (killed after its %s), and confirms nothing before',
		async (method) => {
			const item = await firstItem();
			await stage(withProposals(item, { Title: aProposal('CTO') }));
			await dieAt(run, method, true, deliver);
			await stage(withProposals(item, { Phone: aProposal('1') }));
			await deliver();
			expect(lead(item)).toMatchObject({ Title: 'CTO', Phone: '1' });
			expect(await journal()).toEqual([
				['Title', null, 'CTO', 'written'],
				['Phone', null, '1', 'written'],
			]);
		},
	);

	it('overwrites with a later value what its own job has written meanwhile', async () => {
		const item = await firstItem();
		await stage(withProposals(item, { Title: always('CTO') }));
		await dieAt(run, 'find', true, deliver);
		await stage(withProposals(item, { Title: always('CEO') }));
		await deliver();
		expect(lead(item)).toMatchObject({ Title: 'CEO', Enrichment_Outcome__c: 'written' });
	});
});

describe('an immediate and a delivered write of one record', () => {
	it.each([
		['at once, then at finish', ['immediate', 'at_finish']],
		['at finish, then at once', ['at_finish', 'immediate']],
	] as const)('keep each its field, %s', async (_order, deliveries) => {
		const item = await firstItem();
		const proposals: Proposals[] = [{ Title: aProposal('CTO') }, { Phone: aProposal('1') }];
		for (const [index, each] of deliveries.entries())
			await run.write([withProposals(item, proposals[index])], { delivery: each });
		await deliver();
		expect(lead(item)).toMatchObject({ Title: 'CTO', Phone: '1', Enrichment_Outcome__c: 'written' });
		expect((await run.journal()).map(({ status }) => status)).toEqual(['written', 'written']);
		expect(await outcomeOf(item)).toMatchObject({ outcome: 'written' });
	});

	it.each([
		['at once, then at finish', ['immediate', 'at_finish']],
		['at finish, then at once', ['at_finish', 'immediate']],
	] as const)('of one field: the later one counts, %s', async (_order, deliveries) => {
		const item = await firstItem();
		const values = ['CTO', 'CEO'];
		for (const [index, each] of deliveries.entries())
			await run.write([withProposals(item, { Title: always(values[index]) })], { delivery: each });
		await deliver();
		expect(lead(item)?.Title).toBe('CEO');
		expect(await journal()).toEqual([['Title', null, 'CEO', 'written']]);
		expect(await run.store.countStagedRows('run-1')).toBe(0);
	});

	it('says refused when what waited is refused after what was sent at once was written', async () => {
		const item = await firstItem();
		await stage(withProposals(item, { Website: aProposal('forbidden.example') }));
		await run.write([withProposals(item, { Title: aProposal('CTO') })]);
		await deliver();
		expect(lead(item)).toMatchObject({ Title: 'CTO', Website: null });
		expect((await outcomeOf(item))?.outcome).not.toBe('written');
		expect(await journal()).toEqual([
			['Website', null, 'forbidden.example', 'refused'],
			['Title', null, 'CTO', 'written'],
		]);
	});
});

describe('two writers at finish of one record that does not exist yet', () => {
	const key = 'Enrichment_Key__c';
	const aNew = (proposals: Proposals) =>
		anItem(
			{},
			{
				...matched,
				proposals: { [key]: aProposal('k-1'), LastName: aProposal('New'), Company: aProposal('Acme'), ...proposals },
			},
		);
	const create = (proposals: Proposals, operation: 'create' | 'upsert') =>
		stage(aNew(proposals), { operation, externalIdField: key });
	const created = () => org.org.rows('Lead').filter((row) => row[key] === 'k-1');

	it.each([
		['upsert', 'upsert'],
		['create', 'create'],
		['create', 'upsert'],
		['upsert', 'create'],
	] as const)('make one record with the values of both: %s and %s', async (first, second) => {
		await create({ Title: aProposal('CTO') }, first);
		await create({ Phone: aProposal('1') }, second);
		await deliver();
		expect(created()).toMatchObject([{ Title: 'CTO', Phone: '1' }]);
		expect((await run.journal()).filter(({ status }) => status === 'written').map(({ field }) => field)).toEqual(
			expect.arrayContaining(['Title', 'Phone']),
		);
	});

	it('leave what is only for a new record off one that somebody created meanwhile, and say so', async () => {
		await create({ Title: aProposal('CTO') }, 'create');
		await create({ Phone: aProposal('1') }, 'upsert');
		org.org.insert('Lead', { LastName: 'New', Company: 'Acme', [key]: 'k-1' });
		await deliver();
		expect(created()).toMatchObject([{ Title: null, Phone: '1' }]);
		const [settlement] = (await run.settlements()).filter((each) => each?.recordId === created()[0].Id);
		expect(settlement).toMatchObject({
			outcome: 'written',
			message: expect.stringContaining('Title: only to be set on a new record'),
		});
	});
});
