import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDoc, root, tableRows } from './doc-text';

describe('the guide to credentials', () => {
	const guide = readDoc('docs/guides/credentials.md');

	it('lists the credential types by their names in the editor', () => {
		const files = readdirSync(join(root, 'credentials')).filter((file) => file.endsWith('.credentials.ts'));
		const names = files.map((file) => /displayName = '(.+)'/.exec(readDoc(`credentials/${file}`))?.[1]);
		expect(
			tableRows(guide, 'Credential type')
				.map(([name]) => name.replaceAll('*', ''))
				.sort(),
		).toEqual(names.sort());
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
