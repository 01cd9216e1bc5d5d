import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import manifest from '../package.json';
import { builtInTypes } from './wiring/credential-fields';
import { loadModule, packageCredentials, packageNodes } from './package-nodes.builders';

const credentialNames = packageCredentials.map(({ name }) => name);

function operationOptions(properties: readonly INodeProperties[]): INodePropertyOptions[] {
	const operations = properties.filter(({ name }) => name === 'operation');
	return operations.flatMap(({ options }) => options as INodePropertyOptions[]);
}

/** A description's own parameters and those inside its collections. */
function allParameters(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		return [property, ...allParameters(inner)];
	});
}

it('covers every node of the folder', () => {
	const folders = readdirSync(__dirname).filter((name) => name.startsWith('Salesforce'));
	expect(packageNodes.map(({ className }) => className).sort()).toEqual(folders.sort());
});

describe.each(packageNodes)('$className', ({ className, folder, node }) => {
	const { description, methods } = node;
	const parameters = allParameters(description.properties);

	it('is named alike everywhere', () => {
		expect(description.name).toBe(className[0].toLowerCase() + className.slice(1));
		expect(description.displayName.replaceAll(' ', '')).toBe(className);
		expect(description.defaults.name).toBe(description.displayName);
	});

	it('has a subtitle, and an icon of its own for each theme', () => {
		const { light, dark } = description.icon as { light: string; dark: string };
		const [lightDrawing, darkDrawing] = [light, dark].map((icon) =>
			readFileSync(path.join(folder, icon.replace('file:', '')), 'utf8'),
		);
		expect(lightDrawing).toContain('viewBox="0 0 60 60"');
		expect(darkDrawing).toContain('viewBox="0 0 60 60"');
		expect(lightDrawing).not.toBe(darkDrawing);
		expect(description.subtitle).toMatch(/^={{.*}}$/);
	});

	it('has a codex file that names it', () => {
		const codex = JSON.parse(readFileSync(path.join(folder, `${className}.node.json`), 'utf8'));
		expect(codex.node).toBe(`${manifest.name}.${description.name}`);
		expect(codex.categories).toContain('Sales');
	});

	it('describes each operation and has a file for it that exports exactly description and execute', () => {
		const operations = operationOptions(description.properties);
		// A trigger does one thing: it listens.
		if (!description.group.includes('trigger')) expect(operations).not.toHaveLength(0);
		for (const { name, value, action, description: text } of operations) {
			expect({ name, action, text }).toEqual({
				name: expect.any(String),
				action: expect.any(String),
				text: expect.any(String),
			});
			const operation = loadModule(path.join(folder, 'operations', `${value}.operation`));
			expect(Object.keys(operation).sort()).toEqual(['description', 'execute']);
		}
	});

	it('chooses resource and operation without expressions', () => {
		for (const parameter of description.properties) {
			if (['resource', 'operation'].includes(parameter.name)) expect(parameter.noDataExpression).toBe(true);
		}
	});

	it('starts every choice at one of its options', () => {
		for (const { type, typeOptions, options, default: initial } of parameters) {
			// A list from the org starts with nothing chosen.
			if (typeOptions?.loadOptionsMethod && !options) continue;
			const values = (options ?? []).map((option) => ('value' in option ? option.value : undefined));
			if (type === 'options') expect(values).toContain(initial);
			if (type === 'multiOptions') expect(values).toEqual(expect.arrayContaining(initial as string[]));
		}
	});

	it('explains every parameter that a person fills in', () => {
		const explained = ['string', 'number', 'boolean', 'json', 'multiOptions'];
		const silent = parameters.filter(({ type, description: text }) => explained.includes(type) && !text);
		expect(silent.map(({ name }) => name)).toEqual([]);
	});

	it('lets the editor hide no parameter: what Authentication names in `show` it takes for a part of the credential', () => {
		const authentication = parameters.filter(({ name }) => name === 'authentication');
		expect(authentication.map(({ displayOptions }) => displayOptions?.show)).toEqual(
			authentication.map(() => undefined),
		);
		const shownBy = new Set(
			(description.credentials ?? []).flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {})),
		);
		const hiding = description.properties.filter(
			({ name, displayOptions }) => shownBy.has(name) && displayOptions?.show,
		);
		expect(hiding.map(({ name }) => name)).toEqual([]);
	});

	it('makes parameters depend on parameters that exist', () => {
		const names = new Set(description.properties.map(({ name }) => name));
		const named = description.properties.flatMap(({ displayOptions }) => [
			...Object.keys(displayOptions?.show ?? {}),
			...Object.keys(displayOptions?.hide ?? {}),
		]);
		// n8n knows the node's version by itself.
		expect(named.filter((name) => name !== '@version' && !names.has(name.replace(/^\//, '').split('.')[0]))).toEqual(
			[],
		);
	});

	it('names only operations that there are', () => {
		const operations = operationOptions(description.properties).map(({ value }) => value);
		const asked = description.properties.flatMap(
			({ displayOptions }) => (displayOptions?.show?.operation ?? []) as string[],
		);
		expect([...new Set(asked)].filter((operation) => !operations.includes(operation))).toEqual([]);
	});

	it("asks for credentials of this pack or of n8n's Salesforce node; those of the pack are tested by the node, but for OAuth2, which n8n never tests", () => {
		const ofSalesforce = (description.credentials ?? []).filter(({ name }) => name.startsWith('salesforce'));
		for (const { name, testedBy, displayOptions } of ofSalesforce) {
			expect([...credentialNames, ...builtInTypes]).toContain(name);
			if (name.endsWith('OAuth2Api') || !credentialNames.includes(name)) expect(testedBy).toBeUndefined();
			else expect(methods?.credentialTest).toHaveProperty([testedBy as string]);
			expect(displayOptions?.show?.authentication).toEqual([name]);
		}
	});

	it('asks for the credential of a provider where that provider is chosen, by a type of this pack or of n8n', () => {
		const ofProviders = (description.credentials ?? []).filter(
			({ name }) => !name.startsWith('salesforce') && name !== 'changeTriggerSecretApi',
		);
		for (const { name, required, displayOptions } of ofProviders) {
			expect(required).toBe(true);
			expect(displayOptions?.show?.provider).not.toHaveLength(0);
			const file = `${name[0].toUpperCase()}${name.slice(1)}.credentials.js`;
			const isOfN8n = existsSync(path.join(__dirname, '../node_modules/n8n-nodes-base/dist/credentials', file));
			expect({ name, isKnown: isOfN8n || credentialNames.includes(name) }).toEqual({ name, isKnown: true });
		}
	});
});

describe('the pack', () => {
	const named = (name: string) => packageNodes.find(({ className }) => className === name)!.node.description;

	it.each(['SalesforceBulkWrite', 'SalesforceEnrich', 'SalesforceEnrichmentRun'])(
		'does not offer %s to agents as a tool',
		(name) => {
			expect(named(name).usableAsTool).toBeUndefined();
		},
	);

	it('asks for credentials only where a node talks to Salesforce; elsewhere they fill lists and are not needed', () => {
		const asking = packageNodes.filter(({ node }) =>
			node.description.credentials?.some(({ name, required }) => required && name.startsWith('salesforce')),
		);
		expect(asking.map(({ className }) => className).sort()).toEqual([
			'SalesforceBulkWrite',
			'SalesforceEnrichmentRun',
			'SalesforceFetchModified',
		]);
		const authentication = named('SalesforceEnrichmentRun').properties.filter(({ name }) => name === 'authentication');
		expect(authentication.map(({ displayOptions }) => displayOptions)).toEqual([
			{ hide: { operation: ['finish', 'finishBatch'] } },
		]);
	});

	it('names the outputs of a node that has two', () => {
		expect(named('SalesforceFetchModified').outputNames).toEqual(['records', 'nothing due']);
		expect(named('SalesforceBulkWrite').outputNames).toEqual(['written', 'rejected']);
	});
});

/** Those that open an org; the others open providers, and `credentials/provider-credentials.test.ts` is about them. */
const orgCredentials = packageCredentials.filter(({ name }) => name.startsWith('salesforce'));

const isOAuth2 = ({ name }: ICredentialType) => name.endsWith('OAuth2Api');

describe.each(packageCredentials)('$name', (credential) => {
	it('has an icon for each theme', () => {
		const { light, dark } = credential.icon as { light: string; dark: string };
		for (const icon of [light, dark]) {
			expect(existsSync(path.join(__dirname, '../credentials', icon.replace('file:', '')))).toBe(true);
		}
		expect(light).not.toBe(dark);
	});
});

it.each(orgCredentials)('$name speaks v68.0 unless another version is set', ({ properties }) => {
	expect(properties.find(({ name }) => name === 'apiVersion')).toMatchObject({ type: 'string', default: '68.0' });
});

describe.each(orgCredentials.filter(isOAuth2))('$name', (credential) => {
	it('leaves secrets and tokens to the OAuth2 type of n8n', () => {
		expect(credential.extends).toEqual(['oAuth2Api']);
		const visible = credential.properties.filter(({ type }) => type !== 'hidden');
		const asked = visible.filter(({ type }) => type !== 'notice');
		expect(asked.map(({ name }) => name)).toEqual(['loginUrl', 'apiVersion']);
	});
});

describe.each(orgCredentials.filter((credential) => !isOAuth2(credential)))('$name', (credential) => {
	it('hides every secret while it is typed', () => {
		const masked = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(masked.map(({ name }) => name).sort()).toEqual(['clientSecret', 'privateKey']);
	});

	it('asks for a secret or for a user and a key, by the grant', () => {
		const grantOf = (name: string) =>
			credential.properties.find((property) => property.name === name)?.displayOptions?.show?.grant;
		expect(grantOf('clientSecret')).toEqual(['client_credentials']);
		expect(grantOf('username')).toEqual(['jwt_bearer']);
		expect(grantOf('privateKey')).toEqual(['jwt_bearer']);
	});
});
