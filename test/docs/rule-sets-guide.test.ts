import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseRuleSet } from '../../core/rules/parse-rule-set';
import { shippedProvider } from '../../core/stages/enrich/providers/registry';
import { ruleSetSchema, ruleSetSchemaFile } from '../../docs/rule-set-schema';
import { codeBlocks, italics, localLinks, nodeSources, readDoc, root } from './doc-text';

const guide = readDoc('docs/guides/rule-sets.md');

describe('the guide to rule sets', () => {
	it('shows a document that can be used', () => {
		const [document] = codeBlocks(guide, 'json');
		expect(Object.keys(parseRuleSet(document, 'guide').objects)).toEqual(['Lead']);
	});

	it('maps what the provider gives', () => {
		const { enrich = {} } = parseRuleSet(codeBlocks(guide, 'json')[0], 'guide').objects.Lead;
		for (const [id, { mapping = [] }] of Object.entries(enrich)) {
			const given = shippedProvider(id)!
				.open({})
				.attributes.map(({ name }) => name);
			expect(mapping.map(({ source }) => source).filter((source) => !given.includes(source))).toEqual([]);
		}
	});

	it('links to the schema as it is made', () => {
		expect(guide).toContain('schemas/rule-set.schema.json');
		expect(readDoc(ruleSetSchemaFile)).toBe(ruleSetSchema());
	});

	it('links to files that exist', () => {
		expect(localLinks(guide).filter((target) => !existsSync(join(root, 'docs/guides', target)))).toEqual([]);
	});

	it('names parameters and options as the editor shows them', () => {
		const sources = nodeSources();
		const nodes = ['rule set', 'Run: Start', 'Fetch Modified', 'Enrich', 'Score', 'Dedupe', 'Bulk Write', 'missing'];
		const named = italics(guide).filter((words) => !nodes.includes(words) && words !== 'Enrichment Run');
		expect(named.length).toBeGreaterThan(20);
		expect(named.filter((words) => !sources.includes(`'${words}'`))).toEqual([]);
	});
});
