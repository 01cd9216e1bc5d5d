import { shuffle } from 'lodash';
import { toRecordId } from '../../../record/identity';
import type { FieldDescription, SObjectDescription } from '../../../salesforce/schema';
import type { GroupRecord } from './group-record';
import { digestOfPlans, planMerge } from './plan-merge';
import { type MasterRule, type SurvivorshipRules, usualRules } from './survivorship-rules';

const field = (name: string, type = 'string', traits: Partial<FieldDescription> = {}) =>
	[name, { name, label: name, type, updateable: true, externalId: false, compoundFieldName: null, ...traits }] as const;
const description = {
	name: 'Contact',
	fieldByName: new Map([
		field('LastName', 'string', { compoundFieldName: 'Name' }),
		field('FirstName', 'string', { compoundFieldName: 'Name' }),
		field('Title'),
		field('Email', 'email'),
		field('Key__c', 'string', { externalId: true }),
		field('Tags__c', 'multipicklist'),
		field('DoNotCall', 'boolean'),
		field('Vip__c', 'boolean'),
		field('MailingStreet', 'textarea', { compoundFieldName: 'MailingAddress' }),
		field('MailingCity', 'string', { compoundFieldName: 'MailingAddress' }),
		field('MailingCountry', 'string', { compoundFieldName: 'MailingAddress' }),
		field('OwnerId', 'reference'),
		field('ReportsToId', 'reference'),
		field('IndividualId', 'reference'),
		field('RecordTypeId', 'reference'),
		field('CreatedDate', 'datetime', { updateable: false }),
	]),
} as unknown as SObjectDescription;

const ids = ['A', 'B', 'C'].map((letter) => toRecordId(`0035e000000000${letter}`));
const [a, b, c] = ids;

function record(index: number, values: object = {}, facts: Partial<GroupRecord> = {}): GroupRecord {
	const dates = {
		CreatedDate: `2026-0${index + 1}-01T00:00:00.000+0000`,
		LastModifiedDate: `2026-0${index + 1}-01T00:00:00.000+0000`,
	};
	return {
		id: ids[index],
		values: { Id: ids[index], ...dates, ...values },
		relatedRecords: 0,
		isOwnerActive: true,
		hasPortalUser: false,
		provenance: {},
		...facts,
	};
}

function plan(records: readonly GroupRecord[], rules: Partial<SurvivorshipRules> = {}) {
	return planMerge({ groupId: 'g1', records }, { ...usualRules, ...rules }, description);
}
const after = (planned: ReturnType<typeof plan>) =>
	Object.fromEntries(planned.chosen.map(({ field: name, after: value }) => [name, value]));

describe('planMerge: the master', () => {
	it.each<[MasterRule, readonly GroupRecord[], string]>([
		[{ by: 'oldest' }, [record(0), record(1)], a],
		[{ by: 'newest' }, [record(0), record(1)], b],
		[{ by: 'most_complete' }, [record(0), record(1, { Title: 'CTO' })], b],
		[{ by: 'most_complete' }, [record(0, { Title: 'CTO' }), record(1, { DoNotCall: true, Vip__c: true })], a],
		[{ by: 'most_recently_active' }, [record(0), record(1, { LastActivityDate: '2026-03-01' })], b],
		[{ by: 'active_owner' }, [record(0, {}, { isOwnerActive: false }), record(1)], b],
		[{ by: 'most_related' }, [record(0), record(1, {}, { relatedRecords: 3 })], b],
		[{ by: 'converted' }, [record(0), record(1, { IsConverted: true })], b],
		[
			{ by: 'field_value', field: 'Title', values: ['ceo', 'CTO'] },
			[record(0, { Title: 'CTO' }), record(1, { Title: 'CEO' }), record(2)],
			b,
		],
	])('by %j', (rule, records, masterId) => {
		for (const order of [records, [...records].reverse()])
			expect(plan(order, { master: [rule] }).masterId).toBe(masterId);
	});

	it('goes to the next rule where the first cannot tell, and at last to the oldest', () => {
		const records = [record(2), record(0), record(1, {}, { relatedRecords: 1 })];
		expect(plan(records, { master: [{ by: 'active_owner' }, { by: 'most_related' }] }).masterId).toBe(b);
		expect(plan(records, { master: [] })).toMatchObject({ masterId: a, loserIds: [b, c] });
	});

	it('and the digest do not depend on the order of the records', () => {
		const records = [
			record(0, { Title: 'X' }),
			record(1, { Email: 'b@x.example' }),
			record(2, { Email: 'c@x.example' }),
		];
		const digests = Array.from({ length: 6 }, () => plan(shuffle(records)).digest);
		expect(new Set(digests).size).toBe(1);
	});
});

describe('planMerge: the values', () => {
	it('fills blanks of the master from the next best, overwrites nothing, and says what is lost', () => {
		const planned = plan(
			[
				record(0, { Title: 'CTO' }),
				record(1, { Title: 'CEO', Email: 'b@x.example' }),
				record(2, { Email: 'c@x.example' }),
			],
			{
				master: [],
			},
		);
		expect(planned.chosen).toEqual([{ field: 'Email', before: null, after: 'b@x.example', from: b, rule: 'master' }]);
		expect(planned.lost).toEqual([
			{ field: 'Title', value: 'CEO', from: b },
			{ field: 'Email', value: 'c@x.example', from: c },
		]);
	});

	it.each([
		['longest', { take: 'longest' }, 'Chief Technology Officer'],
		['newest', { take: 'newest' }, 'CEO'],
		['most frequent', { take: 'most_frequent' }, 'CEO'],
		['a person before providers', { take: 'most_confident' }, 'CTO'],
		['a source', { take: 'source', sources: ['zoominfo', 'person'] }, 'Chief Technology Officer'],
	] as const)('%s', (_, rule, value) => {
		const records = [
			record(0, { Title: 'CTO' }),
			record(
				1,
				{ Title: 'Chief Technology Officer' },
				{ provenance: { Title: { provider: 'zoominfo', confidence: 0.9 } } },
			),
			record(2, { Title: 'CEO' }, { provenance: { Title: { provider: 'apollo', confidence: 0.7 } } }),
			{
				...record(2, { Title: 'CEO' }, { provenance: { Title: { provider: 'apollo', confidence: 0.7 } } }),
				id: toRecordId('0035e000000000D'),
			},
		];
		const planned = plan(records, { master: [{ by: 'oldest' }], fields: { Title: rule } });
		expect(after(planned).Title ?? 'CTO').toBe(value);
	});

	it('joins a multi-select field, each entry once', () => {
		const planned = plan([record(0, { Tags__c: 'A;B' }), record(1, { Tags__c: 'b;C' })], {
			master: [],
			fields: { Tags__c: { take: 'join' } },
		});
		expect(after(planned)).toEqual({ Tags__c: 'A;B;C' });
		expect(planned.lost).toEqual([]);
	});

	it('never takes back what a person does not want, whatever the rules say', () => {
		const planned = plan([record(0, { DoNotCall: false }), record(1, { DoNotCall: true, Vip__c: true })], {
			master: [],
			fields: { DoNotCall: { take: 'master' } },
			consentFields: ['Vip__c'],
		});
		expect(after(planned)).toEqual({ DoNotCall: true, Vip__c: true });
	});

	it('takes an address whole', () => {
		const planned = plan([
			record(0, { MailingCountry: 'Germany' }, { relatedRecords: 9 }),
			record(1, { MailingStreet: 'High Street 1', MailingCity: 'Leeds' }),
		]);
		expect(after(planned)).toEqual({ MailingStreet: 'High Street 1', MailingCity: 'Leeds', MailingCountry: null });
	});

	it('fills a first name in only where the last name is the same', () => {
		const first = record(0, { LastName: 'Ng' }, { relatedRecords: 9 });
		expect(after(plan([first, record(1, { LastName: 'NG', FirstName: 'Ada' })]))).toEqual({ FirstName: 'Ada' });
		expect(after(plan([first, record(1, { LastName: 'Nguyen', FirstName: 'Bao' })]))).toEqual({});
	});

	it('leaves owner, record type and look-ups to itself alone', () => {
		const planned = plan([record(0), record(1, { OwnerId: 'x', ReportsToId: 'y', IndividualId: 'z' })], { master: [] });
		expect(planned.chosen).toEqual([]);
	});
});

describe('planMerge: what a person has to look at', () => {
	it.each([
		['converted', [record(0), record(1, { IsConverted: true })]],
		['person_account', [record(0, { IsPersonAccount: true }), record(1, { IsPersonAccount: true })]],
		['portal_user', [record(0), record(1, {}, { hasPortalUser: true })]],
		['external_ids', [record(0, { Key__c: 'K1' }), record(1, { Key__c: 'K2' })]],
		['record_types', [record(0, { RecordTypeId: '012A' }), record(1, { RecordTypeId: '012B' })]],
		['hierarchy', [record(0), record(1, { ReportsToId: a })]],
		['individuals', [record(0, { IndividualId: '0PKA' }), record(1, { IndividualId: '0PKB' })]],
	] as const)('%s', (reason, records) => {
		expect(plan(records, { master: [] }).reviews.map((each) => each.reason)).toEqual([reason]);
	});

	it('is nothing where the rules decide all', () => {
		const records = [
			record(0, { Key__c: 'K1' }, { hasPortalUser: true }),
			record(1, { IndividualId: '0PKB' }),
			record(2, { Key__c: 'k1' }),
		];
		expect(plan(records, { master: [] }).reviews).toEqual([{ reason: 'external_ids', sentence: expect.any(String) }]);
		expect(plan(records.slice(0, 2), { master: [] }).reviews).toEqual([]);
	});
});

describe('digestOfPlans', () => {
	it('changes with a value that would be taken over or lost, not with the order of the groups', () => {
		const groups = (title: string) => [
			plan([record(0), record(1, { Title: title })], { master: [] }),
			plan([record(0), record(2)]),
		];
		expect(digestOfPlans(groups('CTO'))).toBe(digestOfPlans(groups('CTO').reverse()));
		expect(digestOfPlans(groups('CTO'))).not.toBe(digestOfPlans(groups('CEO')));
	});
});
