import { startTestOrg } from '../test-org';

const start = new Date('2026-03-01T10:00:00Z');

async function trackingOrg() {
	const org = await startTestOrg({
		seed: {
			customObjects: [{ name: 'Deal__c', fields: [{ name: 'Tier__c', type: 'string' }] }],
			trackedFields: { Lead: ['Rating', 'HasOptedOutOfEmail'], Deal__c: ['Tier__c'] },
			records: { Lead: [{ LastName: 'One', Company: 'Acme', Rating: 'Cold' }] },
		},
		clock: () => start,
	});
	return { org, id: String(org.org.rows('Lead')[0].Id) };
}

describe('field history', () => {
	it('has a row for each tracked field that a save has changed, with the values before and after', async () => {
		const { org, id } = await trackingOrg();
		org.org.update('Lead', id, { Rating: 'Hot', HasOptedOutOfEmail: true, Title: 'CEO' });
		org.org.update('Lead', id, { Rating: 'Hot' });
		const rows = org.org.rows('LeadHistory');
		expect(rows.map(({ LeadId, Field, OldValue, NewValue }) => [LeadId, Field, OldValue, NewValue])).toEqual([
			[id, 'Rating', 'Cold', 'Hot'],
			[id, 'HasOptedOutOfEmail', 'false', 'true'],
		]);
		expect(rows[0].CreatedDate).toBe('2026-03-01T10:00:00.000+0000');
		await org.close();
	});

	it('tells the moment of a conversion and of a creation', async () => {
		const { org, id } = await trackingOrg();
		org.org.convertLead(id);
		org.org.insert('Lead', { LastName: 'Two', Company: 'Acme' });
		expect(org.org.rows('LeadHistory').map(({ Field }) => Field)).toEqual(['leadConverted', 'created']);
		await org.close();
	});

	it('is called after the object, and is not there for objects that nothing is tracked of', async () => {
		const { org } = await trackingOrg();
		const deal = org.org.insert('Deal__c', { Tier__c: 'Gold' });
		org.org.update('Deal__c', deal, { Tier__c: 'Tin' });
		expect(org.org.find('Deal__History', { Field: 'Tier__c' })).toMatchObject([
			{ ParentId: deal, OldValue: 'Gold', NewValue: 'Tin' },
		]);
		expect(() => org.org.rows('AccountHistory')).toThrow();
		await org.close();
	});
});
