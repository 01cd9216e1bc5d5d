import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDoc, root, tableRows } from './doc-text';

describe('the guide to credentials', () => {
	const guide = readDoc('docs/guides/credentials.md');

	it('lists the credential types by their names in the editor', () => {
		expect(listedIn(guide)).toEqual(namesOf(/^Salesforce/));
	});

	it('leaves those of providers to their own guide', () => {
		expect(listedIn(readDoc('docs/guides/providers.md'))).toEqual(namesOf(/^Enrichment/));
	});

	it('says the scope that is asked for', () => {
		const [, scope] = /name: 'scope'.*default: '(.+?)'/.exec(readDoc('credentials/signed-in-user.ts')) ?? [];
		expect(guide).toContain(`\`${scope}\``);
	});

	it('lists the checks of an org in their order', () => {
		const [, names] = /export type CheckName =([^;]+);/.exec(readDoc('core/org/finding.ts')) ?? [];
		expect(tableRows(guide, 'Check').map(([name]) => name)).toEqual(
			[...names.matchAll(/'(.+?)'/g)].map(([, name]) => name),
		);
	});
});

function namesOf(kind: RegExp): Array<string | undefined> {
	const files = readdirSync(join(root, 'credentials')).filter((file) => file.endsWith('.credentials.ts'));
	return files
		.filter((file) => kind.test(file))
		.map((file) => /displayName = '(.+)'/.exec(readDoc(`credentials/${file}`))?.[1])
		.sort();
}

function listedIn(text: string): string[] {
	return tableRows(text, 'Credential type')
		.map(([name]) => name.replaceAll('*', ''))
		.sort();
}
