import type { RecordItem } from '../../core/record/record-item';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, websiteRule, WriteRun } from './write-org';

const upsert = { operation: 'upsert', externalIdField: 'Key__c' } as const;
const createByKey = { operation: 'create', externalIdField: 'Key__c' } as const;
/** As in an org that lacks the pack's own key field. */
const keyless = { fieldNames: { externalKey: 'Not_Here__c' } } as const;
const create = { operation: 'create', ...keyless } as const;

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [{ object: 'Lead', name: 'Key__c', type: 'string', length: 40, externalId: true, unique: true }],
		records: { Lead: leadSeed(2).map((lead, index) => ({ ...lead, Key__c: `key-${index}`, Title: 'CTO' })) },
		validationRules: [websiteRule],
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	run = await WriteRun.start(org);
});

function aNewLead(values: Record<string, unknown>, changes: RecordItem = {}): RecordItem {
	const all = { LastName: 'New', Company: 'Acme', ...values };
	const proposals = Object.fromEntries(Object.entries(all).map(([field, value]) => [field, aProposal(value)]));
	return { ...changes, ...anItem(changes, { outcome: undefined, proposals }) };
}

const byKey = (key: string) => org.org.find('Lead', { Key__c: key });
const count = () => org.org.count('Lead');

/** The emulator drops the next reply of any kind; this arms it for the first save only. */
function loseFirstReply(method: 'upsert' | 'create'): void {
	const save = run.client[method].bind(run.client) as (...parameters: unknown[]) => Promise<never>;
	Object.assign(run.client, {
		[method]: (...parameters: unknown[]) => {
			org.faults.dropAfterCommit(1);
			Object.assign(run.client, { [method]: save });
			return save(...parameters);
		},
	});
}

/** The first upsert meets a lock on every row. */
function lockFirst(): void {
	const upsertRows = run.client.upsert.bind(run.client);
	const lock = {
		code: 'UNABLE_TO_LOCK_ROW',
		message: 'unable to obtain exclusive access to this record',
		fields: [],
		retryable: true,
	};
	run.client.upsert = async (...parameters) => {
		run.client.upsert = upsertRows;
		return parameters[2].map(() => ({ status: 'refused' as const, errors: [lock] }));
	};
}

describe('upsert', () => {
	it('updates by its policies what has the key and creates what has not', async () => {
		const { outcomes } = await run.write(
			[aNewLead({ Key__c: 'KEY-0', Title: 'CEO', Industry: 'Energy' }), aNewLead({ Key__c: 'key-9', Title: 'CEO' })],
			upsert,
		);
		expect(outcomes.map(({ status }) => status)).toEqual(['written', 'written']);
		expect(byKey('key-0')).toMatchObject([{ LastName: 'L0', Title: 'CTO', Industry: 'Energy' }]);
		expect(byKey('key-9')).toMatchObject([{ LastName: 'New', Title: 'CEO' }]);
		expect(outcomes.map(({ item }) => item.Id)).toEqual([byKey('key-0')[0].Id, byKey('key-9')[0].Id]);
	});

	it('matches on the field of the pack when no other is named', async () => {
		const own = org.org.insert('Lead', { LastName: 'Own', Company: 'Acme', Enrichment_Key__c: 'Own-1' });
		const { outcomes } = await run.write([aNewLead({ Enrichment_Key__c: 'own-1', Industry: 'Energy' })], {
			operation: 'upsert',
		});
		expect(outcomes[0]).toMatchObject({ status: 'written', item: { Id: own } });
		expect(org.org.get('Lead', own)).toMatchObject({ LastName: 'Own', Industry: 'Energy' });
	});

	it('takes the key from the item when no proposal has it', async () => {
		await run.write([aNewLead({ Industry: 'Energy' }, { Key__c: 'key-1' })], upsert);
		expect(byKey('key-1')).toMatchObject([{ Industry: 'Energy' }]);
		expect(count()).toBe(2);
	});

	it('sends once more after a lost reply only what did not arrive', async () => {
		loseFirstReply('upsert');
		const { outcomes } = await run.write([aNewLead({ Key__c: 'key-9' })], upsert);
		expect(outcomes[0]).toMatchObject({ status: 'written', item: { Id: byKey('key-9')[0].Id } });
		expect(count()).toBe(3);
		expect(run.client.calls.byKind.write).toBe(1);
	});

	it('turns down items without a key, and the second of two with the same', async () => {
		const { outcomes } = await run.write([aNewLead({}), aNewLead({ Key__c: 'a' }), aNewLead({ Key__c: 'A' })], upsert);
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual([
			'invalid_input',
			'written',
			'invalid_input',
		]);
	});

	it('tells what Salesforce refuses', async () => {
		const { outcomes } = await run.write([aNewLead({ Key__c: 'a', Website: 'forbidden.example' })], upsert);
		expect(outcomes[0]).toMatchObject({ status: 'rejected', errors: [{ message: 'Not that website' }] });
		expect(count()).toBe(2);
	});

	it('would write the same in a dry run', async () => {
		const items = [aNewLead({ Key__c: 'key-0', Industry: 'Energy' }), aNewLead({ Key__c: 'key-9' })];
		const { outcomes } = await run.write(items, { ...upsert, isDryRun: true });
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['would_write', 'would_write']);
		expect(count()).toBe(2);
	});

	it.each([
		[{ operation: 'upsert', ...keyless } as const, 'An upsert needs an external ID field'],
		[{ ...upsert, externalIdField: 'Title' }, 'Title of Lead is no external id field'],
		[{ ...upsert, externalIdField: 'Nope__c' }, 'Nope__c of Lead does not exist'],
		[{ ...create, delivery: 'at_finish' } as const, 'A creation that is delivered at finish needs a unique key'],
	])('refuses a request that cannot work (%#)', async (request, message) => {
		await expect(run.write([aNewLead({ Key__c: 'a' })], request)).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: expect.stringContaining(message),
		});
	});
});

describe('what the run counts', () => {
	it('is what was created or found by its key too, none of it to be tried again', async () => {
		await run.write(
			[
				aNewLead({ Key__c: 'key-0', Industry: 'Energy' }),
				aNewLead({ Key__c: 'a' }),
				aNewLead({ Key__c: 'b', Website: 'forbidden.example' }),
			],
			upsert,
		);
		expect(await run.outcomes()).toEqual({ written: 2, rejected: 1 });
		expect((await run.settlements()).filter((settlement) => settlement?.retryable)).toEqual([]);
	});

	it('is a creation without a key, refused or in doubt', async () => {
		loseFirstReply('create');
		await run.write([aNewLead({})], create);
		await run.write([aNewLead({ Website: 'forbidden.example' })], create);
		expect(await run.outcomes()).toEqual({ unknown_created: 1, rejected: 1 });
	});

	it('is once what was refused for a lock first', async () => {
		lockFirst();
		await run.write([aNewLead({ Key__c: 'a' })], upsert);
		expect(await run.outcomes()).toEqual({ written: 1 });
	});

	it('is what a dry run would write', async () => {
		await run.write([aNewLead({ Key__c: 'key-0', Industry: 'Energy' }), aNewLead({ Key__c: 'a' })], {
			...upsert,
			isDryRun: true,
		});
		expect(await run.outcomes()).toEqual({ would_write: 2 });
	});

	it('is not what was held back, because whoever handed it over has to come again', async () => {
		Object.assign(run.context, { allowance: async () => 'skip_cross_object_matching' });
		await run.write([aNewLead({ Key__c: 'a' })], upsert);
		expect(await run.outcomes()).toEqual({});
	});
});

describe('create', () => {
	it('creates, and lists the new record in the journal under a policy that undo leaves alone', async () => {
		const { outcomes } = await run.write([aNewLead({ Title: 'CEO' })], create);
		const id = outcomes[0].item.Id;
		expect(org.org.get('Lead', String(id))).toMatchObject({
			LastName: 'New',
			Title: 'CEO',
			Enrichment_Log_Id__c: 'run-1',
		});
		const journal = await run.journal();
		expect(journal[0]).toMatchObject({
			recordId: id,
			field: 'Id',
			before: null,
			after: id,
			policy: 'create',
			status: 'written',
		});
		expect(new Set(journal.map(({ policy }) => policy))).toEqual(new Set(['create']));
	});

	it('never sends again what may have been created without a key', async () => {
		loseFirstReply('create');
		const { outcomes } = await run.write([aNewLead({})], create);
		expect(outcomes[0]).toMatchObject({ status: 'rejected', item: { _enrichment: { outcome: 'unknown_created' } } });
		expect(run.client.calls.byKind.write).toBe(1);
		expect(count()).toBe(3);
	});

	it('with a key finds out that the record was created', async () => {
		loseFirstReply('upsert');
		const { outcomes } = await run.write([aNewLead({ Key__c: 'a' })], createByKey);
		expect(outcomes[0]).toMatchObject({ status: 'written', item: { Id: byKey('a')[0].Id } });
		expect(count()).toBe(3);
	});

	it('with a key field but no key makes one from the values, so that the same input creates one record', async () => {
		await run.write([aNewLead({ Title: 'CEO' })], createByKey);
		const { outcomes } = await run.write([aNewLead({ Title: 'CEO' }), aNewLead({ Title: 'CFO' })], createByKey);
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['unchanged', 'written']);
		expect(outcomes[0].item._enrichment?.message).toContain('exists already');
		expect(count()).toBe(4);
	});

	it('without a named field makes a key in the field of the pack, and so finds out that a record was created', async () => {
		loseFirstReply('upsert');
		const { outcomes } = await run.write([aNewLead({ Title: 'CEO' })], { operation: 'create' });
		expect(outcomes[0].status).toBe('written');
		expect(org.org.get('Lead', String(outcomes[0].item.Id))).toMatchObject({
			Title: 'CEO',
			Enrichment_Key__c: expect.stringMatching(/^[0-9a-f]{32}$/),
		});
		expect(count()).toBe(3);
	});

	it('uses the field that the org has for the key', async () => {
		const { outcomes } = await run.write([aNewLead({ Title: 'CEO' })], {
			operation: 'create',
			fieldNames: { externalKey: 'Key__c' },
		});
		expect(org.org.get('Lead', String(outcomes[0].item.Id))).toMatchObject({
			Key__c: expect.stringMatching(/^[0-9a-f]{32}$/),
			Enrichment_Key__c: null,
		});
	});

	it('creates nothing for which nobody has looked for duplicates', async () => {
		const unmatched = aNewLead({});
		const { outcomes } = await run.write(
			[{ ...unmatched, _enrichment: { ...unmatched._enrichment, isUnmatched: true } }, aNewLead({ Title: 'CEO' })],
			create,
		);
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['carried_over', 'written']);
	});

	it('creates nothing once the run saves calls by not matching, while updates go on', async () => {
		Object.assign(run.context, { allowance: async () => 'skip_cross_object_matching' });
		const { outcomes } = await run.write(
			[aNewLead({ Key__c: 'a' }), aNewLead({ Key__c: 'key-0', Industry: 'Energy' })],
			upsert,
		);
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['carried_over', 'written']);
		expect(byKey('key-0')).toMatchObject([{ Industry: 'Energy' }]);
	});

	it('checks types before sending', async () => {
		const { outcomes } = await run.write([aNewLead({ NumberOfEmployees: 'many' })], { ...create, badValues: 'refuse' });
		expect(outcomes[0].errors).toMatchObject([
			{ message: 'NumberOfEmployees: Attempting to set int field value with string many' },
		]);
		expect(run.client.calls.byKind.write).toBeUndefined();
	});
});
