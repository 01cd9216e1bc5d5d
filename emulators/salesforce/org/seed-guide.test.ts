import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startTestOrg } from '../test-org';
import type { OrgSeed } from './seed';

const guide = readFileSync(path.join(__dirname, 'SEED.md'), 'utf8');
const examples = [...guide.matchAll(/^## (.+)$[^]*?^```json\n([^]*?)^```$/gm)].map(
	([, title, json]) => [title, json] as const,
);

describe('SEED.md', () => {
	it('has an example under every heading', () => {
		expect(examples.map(([title]) => title)).toEqual([...guide.matchAll(/^## (.+)$/gm)].map(([, title]) => title));
	});

	it.each(examples)('%s: its example starts an org with every record it names', async (_, json) => {
		const seed = JSON.parse(json) as OrgSeed;
		const org = await startTestOrg({ seed });
		const counts = Object.entries(seed.records ?? {}).map(
			([object, records]) => [object, org.org.count(object), records.length] as const,
		);
		await org.close();
		for (const [object, count, wanted] of counts) expect([object, count >= wanted]).toEqual([object, true]);
	});

	it('shows what its records become', async () => {
		const [, custom, features] = examples.map(([, json]) => JSON.parse(json) as OrgSeed);
		const first = await startTestOrg({ seed: custom });
		expect(first.org.rows('Region__c')[0]).toMatchObject({ Name: 'R-0001', Title__c: 'Acme / R-0001' });
		await first.close();
		const second = await startTestOrg({ seed: features });
		expect(second.org.rows('Account')[0]).toMatchObject({ IsPersonAccount: true, Name: 'Ada Ng' });
		expect(second.org.rows('Lead')[0].OwnerId).toBe(second.org.find('Group', { Name: 'Inbox' })[0].Id);
		await second.close();
	});
});
