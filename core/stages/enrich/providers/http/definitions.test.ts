import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { shippedProvider, shippedProviders } from '../registry';
import { httpDefinitionJsonSchema, parseHttpDefinition } from './parse-definition';
import { shippedDefinitions } from './shipped-definitions.builders';

const schemaFile = join(__dirname, '../../../../../docs/schemas/http-provider.schema.json');
const published = JSON.parse(readFileSync(schemaFile, 'utf8'));
const isValid = new Ajv().compile(published);

describe('the published schema', () => {
	it('is the one that the engine checks by', () => {
		expect(published).toEqual(JSON.parse(JSON.stringify(httpDefinitionJsonSchema())));
	});

	it('refuses what the engine refuses', () => {
		const [definition] = shippedDefinitions;
		const faulty = [
			{ ...definition, id: 'Not An Id' },
			{ ...definition, batchSize: 0 },
			{ ...definition, surprise: true },
			{ ...definition, needs: [['shoe size']] },
			{ ...definition, routes: [] },
			{ ...definition, messages: ['__proto__.polluted'] },
		];
		for (const each of faulty) {
			expect(isValid(each)).toBe(false);
			expect(() => parseHttpDefinition(each, 'a test')).toThrow(/The definition in a test cannot be used/);
		}
	});
});

describe.each(shippedDefinitions.map((definition) => [definition.id, definition] as const))('%s', (id, definition) => {
	it('is data: it survives JSON, the published schema and all checks', () => {
		const copy = JSON.parse(JSON.stringify(definition));
		expect(copy).toEqual(definition);
		isValid(copy);
		expect(isValid.errors).toBeNull();
		expect(parseHttpDefinition(JSON.stringify(definition), id)).toEqual(definition);
	});

	it('is shipped, cites its documentation, and says that nobody has tried it live', () => {
		expect(shippedProvider(id)).toMatchObject({ label: definition.label, finds: definition.finds });
		expect(definition.documentation.length).toBeGreaterThan(0);
		expect(definition.isTriedLive ?? false).toBe(false);
	});
});

it('has an id of its own for every provider', () => {
	expect(new Set(shippedProviders.map(({ id }) => id)).size).toBe(shippedProviders.length);
	expect(shippedDefinitions.map(({ id }) => id).sort()).toEqual(
		shippedProviders.map(({ id }) => id).filter((id) => shippedDefinitions.some((definition) => definition.id === id)),
	);
});
