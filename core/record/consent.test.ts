import { consentOf, type ConsentRules, individualOptOuts, refusalOf, usualConsentRules } from './consent';
import type { SalesforceRecord } from './record-item';

const everything = { finds: 'person', wanted: ['email', 'email_status', 'mobile_phone', 'title'] } as const;
const addresses = { finds: 'person', wanted: ['email', 'email_status'] } as const;

/** A contact who has read everything and opted out of nothing. */
function aContact(change: SalesforceRecord = {}): SalesforceRecord {
	return { Id: '003000000000001AAA', HasOptedOutOfEmail: false, DoNotCall: false, Individual: null, ...change };
}

function withIndividual(flags: Readonly<Record<string, unknown>>): SalesforceRecord {
	return aContact({
		IndividualId: '0PK000000000001AAA',
		Individual: { ShouldForget: false, HasOptedOutProcessing: false, ...flags },
	});
}

const blocked: ConsentRules = { ...usualConsentRules, doNotProcessField: 'Do_Not_Process__c' };

describe('refusalOf', () => {
	it.each<[string, SalesforceRecord, ConsentRules]>([
		['who has said nothing', aContact(), usualConsentRules],
		['whose Individual says nothing', withIndividual({}), usualConsentRules],
		['who minds being tracked, which does not count', withIndividual({ HasOptedOutTracking: true }), usualConsentRules],
		[
			'who minds being profiled, which does not count unless chosen',
			withIndividual({ HasOptedOutProfiling: true }),
			usualConsentRules,
		],
		['who wants no e-mail, while other things are wanted', aContact({ HasOptedOutOfEmail: true }), usualConsentRules],
		['without an unticked do-not-process field', aContact({ Do_Not_Process__c: false }), blocked],
		['with an empty do-not-process field', aContact({ Do_Not_Process__c: null }), blocked],
		['with a do-not-process field that says no', aContact({ Do_Not_Process__c: 'No' }), blocked],
	])('lets somebody be asked about %s', (_who, record, rules) => {
		expect(refusalOf(record, everything, rules)).toBeUndefined();
	});

	it.each<[string, SalesforceRecord, ConsentRules | undefined, string]>([
		[
			'asked to be forgotten',
			withIndividual({ ShouldForget: true }),
			undefined,
			'The person asked to be forgotten (Individual.ShouldForget).',
		],
		[
			'wants nothing processed',
			withIndividual({ HasOptedOutProcessing: true }),
			undefined,
			'The person does not want their data processed (Individual.HasOptedOutProcessing).',
		],
		[
			'says so in a plain item',
			withIndividual({ HasOptedOutProcessing: 'TRUE' }),
			undefined,
			'The person does not want their data processed (Individual.HasOptedOutProcessing).',
		],
		[
			'minds being profiled, where that counts',
			withIndividual({ HasOptedOutProfiling: true }),
			{ ...usualConsentRules, individual: ['HasOptedOutProfiling'] },
			'The person does not want to be profiled (Individual.HasOptedOutProfiling).',
		],
		[
			'is marked by the organisation',
			aContact({ Do_Not_Process__c: true }),
			blocked,
			'The record must not be processed (Do_Not_Process__c).',
		],
		[
			'is marked with a reason',
			aContact({ Do_Not_Process__c: 'Legal hold' }),
			blocked,
			'The record must not be processed (Do_Not_Process__c).',
		],
		[
			'may be marked, which nobody can tell',
			aContact(),
			blocked,
			'The field Do_Not_Process__c, which says who must not be processed, is not in the item.',
		],
		[
			'is marked twice',
			{ ...withIndividual({ ShouldForget: true }), Do_Not_Process__c: true },
			blocked,
			'The record must not be processed (Do_Not_Process__c); the person asked to be forgotten (Individual.ShouldForget).',
		],
		[
			'is marked on a parent',
			aContact({ Account: { Blocked__c: true } }),
			{ ...usualConsentRules, doNotProcessField: 'Account.Blocked__c' },
			'The record must not be processed (Account.Blocked__c).',
		],
	])('refuses who %s', (_who, record, rules, words) => {
		expect(refusalOf(record, everything, rules)).toBe(words);
	});

	it('refuses who wants no e-mail when nothing but an address is wanted', () => {
		expect(refusalOf(aContact({ HasOptedOutOfEmail: true }), addresses)).toBe(
			'The person has opted out of e-mail (HasOptedOutOfEmail), and nothing else is wanted.',
		);
	});

	it.each(Object.keys(individualOptOuts) as Array<keyof typeof individualOptOuts>)(
		'heeds Individual.%s where it is chosen',
		(name) => {
			const rules = { individual: [name], channels: [] };
			expect(refusalOf(withIndividual({ [name]: true }), everything, rules)).toContain(`Individual.${name}`);
			expect(refusalOf(withIndividual({ [name]: false }), everything, rules)).toBeUndefined();
		},
	);
});

describe('consentOf', () => {
	it('withholds what a channel needs that the person opted out of, and nothing else', () => {
		const noMail = consentOf(aContact({ HasOptedOutOfEmail: true }), everything);
		expect(noMail).toEqual({ refusals: [], withheld: ['email', 'email_status'], unread: [] });
		expect(consentOf(aContact({ DoNotCall: true }), everything).withheld).toEqual(['mobile_phone']);
	});

	it('leaves a company’s own address and phone alone', () => {
		const question = { finds: 'company', wanted: ['email', 'phone'] } as const;
		const optedOut = aContact({ HasOptedOutOfEmail: true, DoNotCall: true });
		expect(consentOf(optedOut, question)).toEqual({ refusals: [], withheld: [], unread: [] });
	});

	it('heeds a person’s Individual for their company too', () => {
		const question = { finds: 'company', wanted: ['industry'] } as const;
		expect(consentOf(withIndividual({ ShouldForget: true }), question).refusals).toHaveLength(1);
	});

	it.each<[string, SalesforceRecord, string[]]>([
		[
			'all of a bare item',
			{ Id: 'x' },
			['HasOptedOutOfEmail', 'DoNotCall', 'Individual.ShouldForget', 'Individual.HasOptedOutProcessing'],
		],
		[
			'the Individual, where the record has one',
			aContact({ IndividualId: '0PK', Individual: undefined }),
			['Individual.ShouldForget', 'Individual.HasOptedOutProcessing'],
		],
		['part of it', withIndividual({ ShouldForget: undefined }), ['Individual.ShouldForget']],
		['nothing, where the record has no Individual', aContact({ Individual: undefined, IndividualId: null }), []],
	])('tells what could not be heeded: %s', (_meaning, record, unread) => {
		expect(consentOf(record, everything).unread).toEqual(unread);
	});
});
