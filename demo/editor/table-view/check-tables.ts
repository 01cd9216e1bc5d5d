import type { Page } from 'playwright-core';
import { describeTable, measureTable, tableFaults } from './table-view';

const inEnrich = ['_outcome', '_message'];
const inScore = [...inEnrich, '_score', '_rank'];
/** By node of the newcomer's chain: the columns it has something to say in. */
const expectedColumns: Readonly<Record<string, readonly string[]>> = {
	'Salesforce Fetch Modified': [],
	'Salesforce Enrich': inEnrich,
	'Salesforce Score': inScore,
	'Salesforce Dedupe': inScore,
	'Salesforce Bulk Write': [...inScore, '_changed'],
};

/**
 * Measures the table of every node of the executed chain on the canvas, says a line for each, and gives what is
 * wrong; also when no record of the page has as many changed fields as are to be looked at.
 */
export async function checkTables(page: Page, changedFields: number, say: (line: string) => void): Promise<string[]> {
	let faults: string[] = [];
	let mostChanged = 0;
	for (const [node, expected] of Object.entries(expectedColumns)) {
		const table = await measureTable(page, node);
		say(describeTable(table));
		faults = faults.concat(tableFaults(table, expected));
		mostChanged = Math.max(mostChanged, table.mostChanged);
	}
	return mostChanged >= changedFields
		? faults
		: [...faults, `at most ${mostChanged} fields of a record are changed, where ${changedFields} are to be looked at`];
}
