import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { IAuthenticateGeneric, ICredentialType } from 'n8n-workflow';
import manifest from '../package.json';
import { shippedDefinitions } from '../core/stages/enrich/providers/http/shipped-definitions.builders';
import { shippedProviders } from '../core/stages/enrich/providers/registry';

const classNames = manifest.n8n.credentials.map((built) => path.basename(built, '.credentials.js'));
const providerCredentials = classNames.filter((name) => name.startsWith('Enrichment')).map(instanceOf);
const builtInNames = new Set(
	readdirSync(path.join(path.dirname(require.resolve('n8n-nodes-base/package.json')), 'dist/credentials'))
		.filter((file) => file.endsWith('.credentials.js'))
		.map((file) => file.replace('.credentials.js', ''))
		.map((name) => name.charAt(0).toLowerCase() + name.slice(1)),
);

describe('the credential types of providers', () => {
	it('are all files of the folder, listed in the manifest', () => {
		const files = readdirSync(__dirname).filter((file) => file.endsWith('.credentials.ts'));
		expect(files.map((file) => file.replace('.credentials.ts', '')).sort()).toEqual([...classNames].sort());
	});

	it('are those that the providers name, ours first and those of n8n behind', () => {
		const ours = new Set(providerCredentials.map(({ name }) => name));
		for (const { id, credentials } of shippedProviders) {
			const [first, ...others] = credentials;
			expect([id, first === undefined || ours.has(first)]).toEqual([id, true]);
			expect(others.filter((name) => !builtInNames.has(name))).toEqual([]);
		}
	});
});

describe.each(providerCredentials.map((credential) => [credential.name, credential] as const))(
	'%s',
	(name, credential) => {
		it('has a name that n8n has not', () => {
			expect(builtInNames.has(name)).toBe(false);
			expect(classNames).toContain(name.charAt(0).toUpperCase() + name.slice(1));
		});

		it('sends what it asks for and nothing else, and hides keys while they are typed', () => {
			if (name.endsWith('OAuth2Api')) {
				expect(credential.extends).toEqual(['oAuth2Api']);
				expect(credential.properties.every(({ type }) => type === 'hidden')).toBe(true);
				return;
			}
			const sent = JSON.stringify((credential.authenticate as IAuthenticateGeneric).properties);
			const used = [...sent.matchAll(/\$credentials\.(\w+)/g)].map(([, property]) => property);
			expect(used.sort()).toEqual(credential.properties.map((property) => property.name).sort());
			for (const property of credential.properties) {
				expect([property.name, property.typeOptions?.password ?? false]).toEqual([
					property.name,
					property.name === 'apiKey',
				]);
			}
		});

		it('has a test, at a host that its definitions ask', () => {
			if (name.endsWith('OAuth2Api')) return; // n8n never runs a test of an OAuth2 type.
			const { baseURL = '', url } = credential.test?.request ?? {};
			expect(new URL(url as string, baseURL).protocol).toBe('https:');
			const hosts = shippedDefinitions
				.filter(({ credentials = [] }) => credentials.includes(name))
				.flatMap(({ routes }) => routes.flatMap(({ steps }) => steps.map(({ request }) => new URL(request.url).host)));
			expect(hosts.length === 0 || hosts.includes(new URL(baseURL).host)).toBe(true);
		});
	},
);

function instanceOf(className: string): ICredentialType {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is data of the manifest
	const loaded = require(path.join(__dirname, `${className}.credentials`)) as Record<string, new () => ICredentialType>;
	return new loaded[className]();
}
