import { toRecordId } from '../../../record/identity';
import type { FieldDescription, SObjectDescription } from '../../../salesforce/schema';
import type { GroupRecord } from '../survivorship/group-record';
import { planMerge } from '../survivorship/plan-merge';
import { type SurvivorshipRules, usualRules } from '../survivorship/survivorship-rules';
import { sideBySide } from './side-by-side';

const field = (name: string, label: string, type = 'string') =>
	[name, { name, label, type, updateable: true, externalId: false, compoundFieldName: null }] as unknown as readonly [
		string,
		FieldDescription,
	];
const many = Array.from({ length: 20 }, (_, at) => field(`Field_${at}__c`, `Field ${at}`));
const description = {
	name: 'Contact',
	fieldByName: new Map([
		field('LastName', 'Last Name'),
		field('Email', 'Email', 'email'),
		field('Phone', 'Business Phone', 'phone'),
		field('Title', 'Title'),
		field('Tags__c', 'Tags', 'multipicklist'),
		...many,
	]),
} as unknown as SObjectDescription;
const settings = { description, org: { instanceUrl: 'https://acme.example' } };

const letters = 'ABCDEF';
function record(index: number, values: object, relatedRecords = 0): GroupRecord {
	const id = toRecordId(`0035e000000000${letters[index]}`);
	return {
		id,
		values: { Id: id, LastName: 'Byron', CreatedDate: `2026-0${index + 1}-01T00:00:00.000+0000`, ...values },
		relatedRecords,
		isOwnerActive: true,
		hasPortalUser: false,
		provenance: {},
	};
}

function shown(records: readonly GroupRecord[], rules: Partial<SurvivorshipRules> = {}): string {
	const master = [{ by: 'oldest' }] as const;
	const plan = planMerge({ groupId: 'g', records }, { ...usualRules, master, ...rules }, description);
	return sideBySide(plan, records, settings).replace(/\u200b|\u00a0+ /g, '');
}

describe('sideBySide', () => {
	it('puts who stays first, and what holds afterwards in bold', () => {
		const html = shown([record(1, { Phone: '+44 20', Title: 'Chief' }, 3), record(0, { Title: 'CTO' })]);
		expect(html).toContain('<th>Field</th><th>Stays</th><th>Goes</th>');
		expect(html).toContain('<td>Business Phone</td><td>–</td><td><b>+44 20 ✓</b></td>');
		expect(html).toContain('<td>Title</td><td><b>CTO ✓</b></td><td>Chief</td>');
		expect(html).toContain('<td>Created</td><td>2026-01-01</td><td>2026-02-01</td>');
		expect(html).toContain('<td>Related records</td><td>0</td><td>3 move along</td>');
		expect(html).toMatch(/<td>Record<\/td><td><a href="https:\/\/acme\.example\/0035e000000000A\w{3}" /);
		expect(html).toContain('The same in all: Last Name Byron.');
	});

	it('shows what the record that stays has alone', () => {
		const html = shown([record(0, { Phone: '+44 20' }), record(1, {})]);
		expect(html).toContain('<td>Business Phone</td><td><b>+44 20 ✓</b></td><td>–</td>');
	});

	it('shows a value that was made of several', () => {
		const html = shown([record(0, { Tags__c: 'a;b' }), record(1, { Tags__c: 'c' })], {
			fields: { Tags__c: { take: 'join' } },
		});
		expect(html).toContain('<td>Tags</td><td>a;b → <b>a;b;c ✓</b></td><td>c</td>');
	});

	it('counts what is too much to stand beside each other', () => {
		const filled = (word: string) => Object.fromEntries(many.map(([name]) => [name, word]));
		const html = shown(letters.split('').map((_, at) => record(at, filled(`word ${at}`))));
		expect(html.match(/<th>/g)).toHaveLength(5);
		expect(html).toContain('Also go: Byron, Byron.');
		expect(html).toContain('Further fields that differ: 5.');
	});

	it('shows as text whatever somebody has typed, and no more of it than people read', () => {
		const html = shown([record(0, { Title: '<img src=x onerror=alert(1)>' }), record(1, { Title: 'x'.repeat(200) })]);
		expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
		expect(html).not.toContain('<img');
		expect(html).toContain(`${'x'.repeat(80)}…`);
	});
});
