import type { SalesforceClient } from '../../salesforce/client';
import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import { shippedFieldNames } from '../../record/fields';
import { fetchPreset } from './object-presets';
import { type PlanRequest, planSelection } from './plan-selection';

function aField(name: string, changes: Partial<FieldDescription> = {}): FieldDescription {
	const flags = { nillable: true, createable: true, updateable: true, externalId: false, restrictedPicklist: false };
	const base = {
		label: name,
		type: 'string',
		length: 255,
		precision: 0,
		scale: 0,
		picklistValues: [],
		referenceTo: [],
		relationshipName: null,
	};
	return { name, ...base, ...flags, ...changes };
}

function anObject(name: string, fields: readonly FieldDescription[]): SObjectDescription {
	return { name, label: name, keyPrefix: '', fieldByName: new Map(fields.map((field) => [field.name, field])) };
}

function clientSeeing(...objects: SObjectDescription[]): SalesforceClient {
	const byName = new Map(objects.map((object) => [object.name, object]));
	return { describe: async (name: string) => byName.get(name) } as unknown as SalesforceClient;
}

const ownNames = fetchPreset('Account', shippedFieldNames).fields.filter(
	(name) => !name.endsWith('__c') && name !== 'CurrencyIsoCode',
);
const account = (...more: FieldDescription[]) =>
	anObject('Account', [...ownNames.map((name) => aField(name)), ...more]);
const now = new Date('2026-11-21T16:00:00Z');
const request: PlanRequest = { sObject: 'Account', fields: [], selection: { kind: 'filter' } };

describe('planSelection', () => {
	it('leaves out our fields where the org lacks them', async () => {
		const selection = await planSelection(clientSeeing(account()), request, now);
		expect(selection.fields).toEqual(ownNames);
		const stamped = account(aField('Enrichment_Outcome__c'));
		expect((await planSelection(clientSeeing(stamped), request, now)).fields).toContain('Enrichment_Outcome__c');
	});

	it('names a field once, however often it is asked for', async () => {
		const selection = await planSelection(clientSeeing(account()), { ...request, fields: ['Website', 'Name'] }, now);
		expect(selection.fields.filter((name) => name === 'Website')).toHaveLength(1);
	});

	it('excludes person accounts where there are any', async () => {
		expect((await planSelection(clientSeeing(account()), request, now)).conditions).toEqual([]);
		const people = account(aField('IsPersonAccount', { type: 'boolean' }));
		expect((await planSelection(clientSeeing(people), request, now)).conditions).toEqual(['IsPersonAccount = false']);
	});

	it('follows a parent of several kinds to the one that has the field', async () => {
		const owned = account(aField('OwnerId', { relationshipName: 'Owner', referenceTo: ['Group', 'User'] }));
		const client = clientSeeing(owned, anObject('Group', []), anObject('User', [aField('Email')]));
		await expect(planSelection(client, { ...request, fields: ['Owner.Email'] }, now)).resolves.toBeDefined();
		await expect(planSelection(client, { ...request, fields: ['Owner.Fax'] }, now)).rejects.toMatchObject({
			code: 'missing_field',
			details: { fields: ['Owner.Fax'] },
		});
	});

	describe('over an org with several currencies', () => {
		const revenue = aField('AnnualRevenue', { type: 'currency' });
		const several = account(aField('CurrencyIsoCode', { type: 'picklist' }), revenue);
		const rows = [{ field: 'AnnualRevenue', operator: 'greater', value: '5000' }] as const;
		const knowing = (corporate: readonly object[]): SalesforceClient =>
			({
				...clientSeeing(several),
				async *query() {
					yield { records: corporate, totalSize: corporate.length };
				},
			}) as unknown as SalesforceClient;
		const euro = { IsoCode: 'EUR', ConversionRate: 1, IsCorporate: true };

		it("compares amounts in the org's own currency, not as bare numbers", async () => {
			expect((await planSelection(knowing([euro]), { ...request, filter: { rows } }, now)).conditions).toEqual([
				'AnnualRevenue > EUR5000',
			]);
		});

		it("compares them in the currency that the filter names, although nobody says which is the org's own", async () => {
			const filter = { rows, currency: ' usd ' };
			expect((await planSelection(knowing([]), { ...request, filter }, now)).conditions).toEqual([
				'AnnualRevenue > USD5000',
			]);
		});

		it('refuses to compare them when nobody knows in what', async () => {
			await expect(planSelection(knowing([]), { ...request, filter: { rows } }, now)).rejects.toMatchObject({
				code: 'invalid_parameter',
				message: expect.stringContaining('AnnualRevenue'),
			});
			await expect(
				planSelection(knowing([]), { ...request, filter: { rows, currency: 'euros' } }, now),
			).rejects.toThrow('"euros" is no currency');
		});

		it('reads the currency of each record beside its amounts', async () => {
			const { fields, amounts } = await planSelection(knowing([euro]), request, now);
			expect(fields).toContain('CurrencyIsoCode');
			expect(amounts).toEqual({ paths: ['AnnualRevenue'], rateByCode: { EUR: 1 } });
		});
	});

	it('refuses a field path that could carry SOQL', async () => {
		const injected = planSelection(clientSeeing(account()), { ...request, fields: ['Name FROM User --'] }, now);
		await expect(injected).rejects.toMatchObject({ code: 'invalid_parameter' });
	});
});
