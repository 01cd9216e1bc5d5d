import { namesOfOwnFields } from '../../record/fields';
import { inputHash } from '../../record/input-hash';
import type { RecordItem } from '../../record/record-item';
import type { EnrichRequest } from './enrich-request';
import { aProviderThat } from './provider.builders';
import { matchInputPreset } from './enrich-presets';
import { matchHashInputs } from '../../record/match-gate';
import { type LookUpPlan, planLookUp } from './plan-look-up';

const inputs = matchInputPreset('Lead');
const lastActivity = '2026-01-01T00:00:00.000Z';

function aLead(change: RecordItem = {}): RecordItem {
	return {
		Id: '00Q1',
		Email: 'ann@acme.com',
		Website: null,
		Company: 'Acme',
		Country: null,
		Industry: null,
		...change,
	};
}

function stamped(lead: RecordItem, change: RecordItem = {}): RecordItem {
	const hash = inputHash(matchHashInputs(inputs), lead);
	return { ...lead, Enrichment_Match_Hash__c: hash, Enrichment_Last_Activity__c: lastActivity, ...change };
}

/** What is decided about the lead: `ask`, `unchanged` … */
function kindOf(lead: RecordItem, change: Partial<EnrichRequest> = {}): string {
	return planOf(lead, change).kind;
}

function planOf(lead: RecordItem, change: Partial<EnrichRequest> = {}): LookUpPlan {
	const request: EnrichRequest = {
		sObject: 'Lead',
		provider: aProviderThat(() => []),
		inputs,
		mappings: [{ source: 'industry', target: 'Industry', policy: 'fill_blank', minConfidence: 0.8 }],
		gate: true,
		...change,
	};
	return planLookUp(lead, 0, request, matchHashInputs(inputs));
}

describe('planLookUp', () => {
	const proposals = {
		Website: { value: 'acme.com', provider: 'first', confidence: 0.9, observedAt: lastActivity, policy: 'fill_blank' },
	} as const;

	it.each<[string, RecordItem]>([
		['is as it was', stamped(aLead())],
		['is spelled otherwise', { ...stamped(aLead()), Email: 'ANN@acme.com ', Company: 'ACME, Inc.' }],
		['was filled in by this run only', { ...stamped(aLead({ Email: null })), _enrichment: { proposals } }],
	])('leaves alone a record whose input %s', (_, lead) => {
		expect(kindOf(lead)).toBe('unchanged');
	});

	it.each<[string, RecordItem]>([
		['whose inputs changed', { ...stamped(aLead()), Company: 'Globex' }],
		['never stamped', aLead()],
		['stamped without an activity', stamped(aLead(), { Enrichment_Last_Activity__c: null })],
		['whose last attempt failed', stamped(aLead(), { Enrichment_Outcome__c: 'provider_failed' })],
		['whose last write was rejected', stamped(aLead(), { Enrichment_Outcome__c: 'rejected' })],
	])('asks for a record %s', (_, lead) => {
		expect(kindOf(lead)).toBe('ask');
	});

	it('asks for everything with the gate open', () => {
		expect(kindOf(stamped(aLead()), { gate: false })).toBe('ask');
	});

	it.each([
		[
			'a mailbox that nobody reads, but its company',
			{ Email: 'noreply@acme.com' },
			{ domain: 'acme.com', company: 'Acme' },
		],
		['an address typed to fill the field', { Email: 'test@test.com' }, { company: 'Acme' }],
		['somebody at a domain for examples', { Email: 'ann@example.com' }, { company: 'Acme' }],
		[
			'a mailbox that several share',
			{ Email: 'info@acme.com' },
			{ email: 'info@acme.com', domain: 'acme.com', company: 'Acme' },
		],
		[
			'a page of the company at another',
			{ Website: 'https://www.linkedin.com/company/acme', Email: 'no-reply@linkedin.com' },
			{ company: 'Acme' },
		],
	])('asks with the next input instead of %s', (_, change, query) => {
		expect(planOf(aLead(change))).toMatchObject({ kind: 'ask' });
		expect(planOf(aLead(change))).toHaveProperty('query', { key: 0, ...query });
	});

	it('has nothing to ask with where only a mailbox of nobody is left', () => {
		const nobody = aLead({ Email: 'test@test.com', Company: 'n/a' });
		expect(planOf(nobody)).toEqual({
			kind: 'unusable',
			message: 'Nothing to match on: Email is not usable, Website is blank, Company is not usable.',
		});
	});

	describe('where the org has fields of its own for the stamps', () => {
		const fieldNames = namesOfOwnFields({
			matchHash: 'Mintigo_hash__c',
			lastActivity: 'Mintigo_update_datetime__c',
			outcome: 'Mintigo_status__c',
		});
		const hash = inputHash(matchHashInputs(inputs), aLead());
		const lead = aLead({
			Mintigo_hash__c: hash,
			Mintigo_update_datetime__c: lastActivity,
			Mintigo_status__c: 'matched',
		});

		it('goes by those', () => {
			expect(kindOf(lead, { fieldNames })).toBe('unchanged');
			expect(kindOf({ ...lead, Mintigo_status__c: 'provider_failed' }, { fieldNames })).toBe('ask');
			expect(kindOf({ ...lead, Mintigo_update_datetime__c: null }, { fieldNames })).toBe('ask');
			expect(kindOf(lead)).toBe('ask');
		});

		it('takes no notice of the shipped ones', () => {
			expect(kindOf(stamped(aLead()), { fieldNames })).toBe('ask');
		});
	});
});

describe('planLookUp for a provider with inputs of its own', () => {
	const facts = {
		finds: 'person',
		needs: [['email'], ['firstName', 'lastName', 'company']],
		uses: ['email', 'firstName', 'lastName', 'company', 'phone'],
	} as const;
	const provider = { ...aProviderThat(() => [], facts), label: 'Finder' };

	it('asks with all that it uses and nothing else', () => {
		const lead = aLead({ FirstName: 'Ann', LastName: 'Lee', Phone: '+1 415 555 0100', Country: 'US', Title: 'CEO' });
		expect(planOf(lead, { provider })).toHaveProperty('query', {
			key: 0,
			email: 'ann@acme.com',
			company: 'Acme',
			firstName: 'Ann',
			lastName: 'Lee',
			phone: '+14155550100',
		});
	});

	it('says which fields are missing, and what would do', () => {
		const lead = aLead({ Email: null, FirstName: 'Ann', LastName: null });
		expect(planOf(lead, { provider })).toEqual({
			kind: 'unusable',
			message:
				'Nothing to match on: Email is blank, FirstName is not usable, LastName is blank. Finder is asked by e-mail address, or first name with last name with company name.',
		});
	});

	it('says so where no field is named for what it takes', () => {
		const registry = aProviderThat(() => [], { needs: [['registrationNumber']], uses: ['registrationNumber'] });
		expect(planOf(aLead(), { provider: registry })).toHaveProperty(
			'message',
			'Nothing to match on: no field is named for what the provider takes. fake is asked by registration number.',
		);
	});

	it('does not ask for what goes with a value that is filled already', () => {
		const mappings: EnrichRequest['mappings'] = [
			{ source: 'email', target: 'Email', policy: 'fill_blank', minConfidence: 0.8 },
			{ source: 'email_status', target: 'Mail_Status__c', policy: 'always', minConfidence: 0.8, goesWith: 'Email' },
		];
		expect(kindOf(aLead(), { provider, mappings })).toBe('filled');
	});
});

describe('a chain of look-ups with inputs of their own', () => {
	const second = { email: 'Email', alsoMatters: ['LinkedIn__c'] };

	it('is gated on what its first one says', () => {
		const known = { hashInputs: { match: matchHashInputs(inputs) } };
		const request = { inputs: second };
		expect(kindOf({ ...stamped(aLead()), _enrichment: known }, request)).toBe('unchanged');
	});
});
