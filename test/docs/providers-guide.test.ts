import { httpProviderSchema, httpProviderSchemaFile } from '../../docs/http-provider-schema';
import { providersFile, withProviderTable } from '../../docs/provider-table';
import { openHttpProvider } from '../../core/stages/enrich/providers/http/open-http-provider';
import { parseHttpDefinition } from '../../core/stages/enrich/providers/http/parse-definition';
import { placeholderFilters } from '../../core/stages/enrich/providers/http/placeholders';
import { shippedProviders } from '../../core/stages/enrich/providers/registry';
import { codeBlocks, readDoc, tableRows } from './doc-text';

describe('the guide to providers', () => {
	const guide = readDoc(providersFile);

	it('lists every provider as its facts have it', () => {
		expect(withProviderTable(guide)).toBe(guide);
		expect(tableRows(guide, 'Provider').map(([label]) => label)).toEqual(shippedProviders.map(({ label }) => label));
	});

	it('shows a definition that can be opened', () => {
		const [example] = codeBlocks(guide, 'json');
		const provider = openHttpProvider(parseHttpDefinition(example, 'the guide'));
		expect(provider.attributes.map(({ name }) => name)).toEqual(['name', 'employees', 'status']);
		expect(provider.facts.billing.worstCase([])).toEqual({ 'look-ups': 1_000 });
	});

	it('names filters that there are', () => {
		const named = [...guide.matchAll(/\{\w+\|([a-z]\w*)/g)].map(([, filter]) => filter);
		expect(named.length).toBeGreaterThan(3);
		expect(named.filter((filter) => !Object.hasOwn(placeholderFilters, filter))).toEqual([]);
	});

	it('links to the schema as it is made', () => {
		expect(readDoc(httpProviderSchemaFile)).toBe(httpProviderSchema());
	});
});
