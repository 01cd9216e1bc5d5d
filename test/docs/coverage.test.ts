import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFieldsOf } from '../../core/record/data-fields';
import { enrichmentRunObject } from '../../core/record/enrichment-run';
import { ownFields } from '../../core/record/fields';
import { localLinks, nodeSources, readDoc, root, tableRows } from './doc-text';

const coverage = readDoc('docs/coverage.md');
const sections = coverage.split(/^## /m).slice(1);
const rows = sections.flatMap((section) => tableRows(section, '#', 'Capability', 'State'));
const states = tableRows(coverage, 'State', 'Means').map(([state]) => state);

describe('the coverage', () => {
	it('answers every capability once, in order', () => {
		expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 196 }, (_, index) => index + 1));
	});

	it('says the state and where or what is missing in every row', () => {
		expect(rows.filter(([, capability, state, where]) => !capability || !where || !states.includes(state))).toEqual([]);
	});

	it.each(states)('counts its rows that are %s', (state) => {
		const count = rows.filter((row) => row[2] === state).length;
		expect(coverage).toContain(`**${count} ${state}**`);
	});

	it('links to files that exist', () => {
		expect(localLinks(coverage).filter((target) => !existsSync(join(root, 'docs', target)))).toEqual([]);
	});

	it('names only fields that the pack has', () => {
		const named = new Set([...coverage.matchAll(/\bEnrichment_\w+__c\b/g)].map(([name]) => name));
		const known: string[] = [
			...Object.values(ownFields).map(({ name }) => name),
			...dataFieldsOf('Lead').map(({ name }) => name),
			enrichmentRunObject.name,
		];
		expect([...named].filter((name) => !known.includes(name))).toEqual([]);
	});

	it('names only parameters that a node has', () => {
		const sources = nodeSources();
		const named = [...coverage.matchAll(/› \*([^*]+)\*/g)].map(([, name]) => name);
		expect(named).not.toHaveLength(0);
		expect(named.filter((name) => !sources.includes(`'${name}'`))).toEqual([]);
	});
});
