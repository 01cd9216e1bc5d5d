import { toRecordId } from '../../core/record/identity';
import assert from 'node:assert/strict';
import type { OrgSession } from './org-session';

/** One promise of `core/salesforce`, kept or broken by an org. */
export interface ContractStep {
	readonly name: string;
	/** Throws where the org does not behave as the pack relies on. */
	readonly run: (org: OrgSession) => Promise<void>;
}

/** What the pack's client relies on, tried with records that the run creates itself. */
export const contractSteps: readonly ContractStep[] = [
	{
		name: 'connects and learns which org it is',
		run: async ({ client }) => {
			assert.match(client.org.orgId, /^00D\w{15}$/);
			assert.equal(client.org.isSandbox, false);
		},
	},
	{
		name: 'describes Lead',
		run: async ({ client }) => {
			const { fieldByName } = await client.describe('Lead');
			assert.equal(fieldByName.get('SystemModstamp')?.type, 'datetime');
			assert.equal(fieldByName.get('LastName')?.nillable, false);
		},
	},
	{
		name: 'updates records and answers in their order',
		run: async (org) => {
			const ids = await org.createLeads(3);
			const rows = ids.map((Id, index) => (index === 1 ? { Id, Email: 'no address' } : { Id, Title: `T${index}` }));
			const results = await org.client.update('Lead', rows);
			assert.deepEqual(
				results.map((each) => each.status),
				['saved', 'refused', 'saved'],
			);
			const [refused] = results.slice(1);
			assert.equal(refused.status === 'refused' && refused.errors[0].code, 'INVALID_EMAIL_ADDRESS');
			const records = await org.client.retrieve('Lead', ids.map(toRecordId), ['Title']);
			assert.deepEqual(
				records.map((each) => each?.Title ?? null),
				['T0', null, 'T2'],
			);
		},
	},
	{
		name: 'queries its own records by stamp and id, page by page',
		run: async (org) => {
			const ids = new Set(await org.createLeads(5));
			const { body } = await org.query(`SELECT SystemModstamp FROM Lead WHERE Id = '${[...ids][0]}'`);
			const stamp = String(body.records[0].SystemModstamp).replace('+0000', 'Z');
			const soql = `SELECT Id FROM Lead WHERE SystemModstamp >= ${stamp} AND LastName LIKE '${org.marker}%' ORDER BY SystemModstamp, Id`;
			const found: unknown[] = [];
			for await (const page of org.client.query(soql)) for (const record of page.records) found.push(record.Id);
			assert.ok([...ids].every((id) => found.includes(id)));
		},
	},
	{
		name: 'says how far changes are complete, and it is not in the future',
		run: async ({ client }) => {
			const covered = await client.fetchLatestDateCovered('Lead');
			assert.ok(covered && covered <= (await client.fetchServerNow()));
		},
	},
	{
		name: 'says what is left of the daily allowance',
		run: async ({ client }) => {
			const { max, remaining } = await client.fetchDailyAllowance();
			assert.ok(max > 0 && remaining > 0 && remaining <= max);
		},
	},
	{
		name: 'stamps saves by the clock of its Date header',
		run: async (org) => {
			const before = await org.client.fetchServerNow();
			const [id] = await org.createLeads(1);
			const { body, headers } = await org.send('GET', `sobjects/Lead/${id}?fields=SystemModstamp`);
			const stamp = Date.parse(String(body.SystemModstamp).replace('+0000', 'Z'));
			assert.ok(
				stamp >= Math.floor(before.getTime() / 1_000) * 1_000 - 2_000 &&
					stamp <= Date.parse(headers.get('date') ?? '') + 2_000,
			);
		},
	},
];
