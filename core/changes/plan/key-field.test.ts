import type { SalesforceClient } from '../../salesforce/client';
import { keyOf, fetchByKey, keyLists } from './key-field';

describe('keyLists', () => {
	it('keeps every key, in lists that fit the URL of a query', () => {
		const keys = Array.from({ length: 2_000 }, (_, index) => `Schlüssel ${index} 'a'`);
		const lists = keyLists(keys, undefined);
		expect(lists.flat()).toEqual(keys);
		expect(lists.length).toBeGreaterThan(1);
		for (const list of lists) expect(encodeURIComponent(list.join(',')).length).toBeLessThan(8_000);
	});

	it('gives no list for no keys', () => {
		expect(keyLists([], undefined)).toEqual([]);
	});
});

describe('fetchByKey', () => {
	it('asks with escaped keys and tells records apart without regard to case', async () => {
		const asked: string[] = [];
		const client = {
			async *query(soql: string) {
				asked.push(soql);
				yield { totalSize: 1, records: [{ Id: '1', Key__c: "O'Neil" }] };
			},
		} as unknown as SalesforceClient;
		const found = await fetchByKey(
			client,
			{ sObject: 'Lead', externalIdField: 'Key__c', keyField: undefined, fields: ['Title'] },
			["o'neil"],
		);
		expect(asked).toEqual(["SELECT Id, Key__c, Title FROM Lead WHERE Key__c IN ('o\\'neil')"]);
		expect(found.get(keyOf("O'NEIL ", undefined))).toMatchObject({ Id: '1' });
	});
});
