import { inputHash } from '../../core/record/input-hash';
import type { Proposal } from '../../core/record/record-item';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, WriteRun } from './write-org';

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		features: {
			stateAndCountryPicklists: [
				{
					code: 'US',
					name: 'United States',
					states: [
						{ code: 'WA', name: 'Washington' },
						{ code: 'CA', name: 'California' },
					],
				},
				{
					code: 'AU',
					name: 'Australia',
					states: [
						{ code: 'WA', name: 'Western Australia' },
						{ code: 'QLD', name: 'Queensland' },
					],
				},
				{ code: 'DE', name: 'Germany' },
			],
		},
		records: { Lead: leadSeed(2) },
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	run = await WriteRun.start(org);
});

async function writeFirst(
	values: Record<string, unknown>,
	held: Record<string, unknown> = {},
	changes: Partial<Proposal> = {},
) {
	if (Object.keys(held).length > 0) org.org.update('Lead', String(org.org.rows('Lead')[0].Id), held);
	const [item] = await run.fetch('Industry', null);
	const proposals = Object.fromEntries(
		Object.entries({ ...values, City: 'Anywhere' }).map(([field, value]) => [
			field,
			aProposal(value, { policy: 'always', ...changes }),
		]),
	);
	const { outcomes } = await run.write([anItem(item, { ...item._enrichment, proposals })]);
	const lead = org.org.get('Lead', String(item.Id)) ?? {};
	return { outcome: outcomes[0], lead, code: outcomes[0].item._enrichment?.outcome };
}

describe('states and countries', () => {
	it.each([
		[
			{ State: 'Queensland', Country: 'Australia' },
			{ StateCode: 'QLD', CountryCode: 'AU' },
		],
		[
			{ StateCode: 'QLD', CountryCode: 'AU' },
			{ State: 'Queensland', Country: 'Australia' },
		],
		[
			{ State: 'QLD', Country: 'au' },
			{ State: 'Queensland', Country: 'Australia' },
		],
		[{ Country: 'Deutschland' }, { CountryCode: 'DE', Country: 'Germany' }],
		[
			{ Country: 'USA', State: 'WA' },
			{ CountryCode: 'US', State: 'Washington' },
		],
		[
			{ Country: 'AUS', State: 'WA' },
			{ CountryCode: 'AU', State: 'Western Australia' },
		],
	])('are written by their codes: %j', async (values, stored) => {
		const { lead, outcome } = await writeFirst(values);
		expect(outcome.errors).toEqual([]);
		expect(outcome.changes.map(({ field }) => field)).toEqual(expect.arrayContaining(['CountryCode']));
		expect(outcome.changes.map(({ field }) => field)).not.toContain('Country');
		expect(lead).toMatchObject(stored);
	});

	it('that are the same by their codes are no change', async () => {
		const { outcome } = await writeFirst(
			{ State: 'WA', Country: 'Vereinigte Staaten' },
			{ CountryCode: 'US', StateCode: 'WA' },
		);
		expect(outcome.changes.map(({ field }) => field)).toEqual(['City']);
		expect(outcome.errors).toEqual([]);
	});

	it.each([
		['a spelling that nobody knows', { Country: 'Atlantis' }, 'Country: nobody knows a place spelt Atlantis'],
		['a state of a country that has none in the org', { Country: 'Germany', State: 'Bavaria' }, 'State: '],
		['a state of another country', { Country: 'United States', State: 'Queensland' }, 'State: '],
		['a state without a country', { State: 'Queensland' }, 'State: '],
	])('are left out and the rest is written: %s', async (_what, values, message) => {
		const { lead, outcome, code } = await writeFirst(values);
		expect(code).toBe('partly_written');
		expect(lead).toMatchObject({ City: 'Anywhere', StateCode: null });
		expect(outcome.errors).toMatchObject([{ message: expect.stringContaining(message) }]);
		expect(run.client.calls.byKind.write).toBe(1);
	});

	it('do not mix: the state of one country is not written beside another that stays', async () => {
		const { lead, outcome } = await writeFirst(
			{ Country: 'Australia', State: 'WA' },
			{ CountryCode: 'US' },
			{ policy: 'fill_blank' },
		);
		expect(lead).toMatchObject({ CountryCode: 'US', StateCode: null, City: 'Anywhere' });
		expect(outcome.errors[0].message).toBe('State: it is proposed for AU, and the country of the record is US');
	});

	it('do not mix: a country is not written where the record keeps a state that it has not', async () => {
		const { lead, outcome } = await writeFirst({ Country: 'Germany' }, { CountryCode: 'US', StateCode: 'CA' });
		expect(lead).toMatchObject({ CountryCode: 'US', StateCode: 'CA', City: 'Anywhere' });
		expect(outcome.errors[0].message).toBe('CountryCode: DE has no state CA, which the record keeps');
	});

	it('are a conflict where somebody has changed the text since it was read', async () => {
		const [item] = await run.fetch('Country', 'Germany', { policy: 'always' });
		const { CountryCode: _code, ...read } = item;
		org.setClock(() => new Date(Date.parse(String(item.SystemModstamp)) + 7_200_000));
		org.org.update('Lead', String(item.Id), { CountryCode: 'AU' });
		const { outcomes } = await run.write([anItem(read, item._enrichment)]);
		expect(outcomes[0].item._enrichment).toMatchObject({
			outcome: 'conflict',
			message: expect.stringContaining('Code: somebody changed it to AU'),
		});
	});

	it('that fill an input of the match leave the hash that the next run makes of the record', async () => {
		const match = { scheme: 'match-1', fields: { company: 'Company', country: 'Country' } };
		const [item] = await run.fetch('Country', 'Deutschland');
		await run.write([anItem(item, { ...item._enrichment, hashInputs: { match } })]);
		const lead = org.org.get('Lead', String(item.Id)) ?? {};
		expect(lead.Country).toBe('Germany');
		expect(lead.Enrichment_Match_Hash__c).toBe(inputHash(match, lead));
	});

	it('can be undone, because the journal has the codes', async () => {
		await writeFirst({ Country: 'Australia', State: 'Queensland' });
		const rows = (await run.journal())
			.filter(({ field }) => field !== 'City')
			.map(({ field, before, after }) => [field, before, after]);
		expect(rows).toEqual(
			expect.arrayContaining([
				['CountryCode', null, 'AU'],
				['StateCode', null, 'QLD'],
			]),
		);
	});
});
