import { filterOperators, operatorsFor } from '../../core/stages/fetch/filter-row';
import { parseFilterLogic } from '../../core/stages/fetch/filter-logic';
import { selectionParameters } from '../../nodes/SalesforceFetchModified/selection-parameters';
import { readDoc, tableRows } from './doc-text';

/** A field type of each row of the guide's table. */
const typeByRow = ['string', 'double', 'boolean', 'date', 'datetime', 'time', 'reference', 'multipicklist'];

describe('the guide to selections', () => {
	const guide = readDoc('docs/guides/selections.md');

	it('lists the selections that the node offers', () => {
		const names = optionsOf('selection').map(({ name }) => name);
		expect(
			tableRows(guide, 'Selection')
				.map(([name]) => name.replaceAll('*', ''))
				.sort(),
		).toEqual(names.sort());
	});

	it('lists for each type of field the operators that it takes, by the names that the editor shows', () => {
		const valueByName = new Map(operatorOptions().map(({ name, value }) => [name, value]));
		const listed = tableRows(guide, 'Type of field').map(([, names]) =>
			names.split(', ').map((name) => valueByName.get(name)),
		);
		const expected = typeByRow.map((type) => operatorsFor({ type, length: 0 }));
		expect(listed.map((row) => [...row].sort())).toEqual(expected.map((row) => [...row].sort()));
		expect(new Set(listed.flat())).toEqual(new Set(filterOperators));
	});

	it.each(tableRows(guide, 'Logic over three rows'))('says of %s that it is %s', (logic, verdict) => {
		const parse = () => parseFilterLogic(logic, 3);
		if (verdict === 'used') expect(parse).not.toThrow();
		else expect(parse).toThrow(/The filter logic/);
	});

	it('says the defaults', () => {
		expect(guide).toContain(`*Refresh After (Days)* ago, ${defaultOf('refreshAfterDays')} unless set`);
		expect(guide).toContain(`*Limit* is ${defaultOf('limit').toLocaleString('en-US')} unless set`);
	});
});

function parameter(name: string) {
	const found = selectionParameters.find((each) => each.name === name);
	if (!found) throw new Error(`no parameter ${name}`);
	return found;
}

function defaultOf(name: string): number {
	return parameter(name).default as number;
}

function optionsOf(name: string): Array<{ name: string; value: string }> {
	return parameter(name).options as Array<{ name: string; value: string }>;
}

function operatorOptions(): Array<{ name: string; value: string }> {
	const [{ values }] = parameter('filters').options as Array<{
		values: Array<{ name: string; options: Array<{ name: string; value: string }> }>;
	}>;
	return values.find(({ name }) => name === 'operator')!.options;
}
