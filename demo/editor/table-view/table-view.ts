import type { Page } from 'playwright-core';
import { closePanel, openPanel } from '../panels/check-panels';

/** The table that the editor draws of a node's first output, in CSS pixels. */
export interface TableView {
	readonly node: string;
	readonly rows: number;
	readonly highestRow: number;
	/** In their order; `until` is the right edge, from the table's left one. */
	readonly columns: ReadonlyArray<{ readonly name: string; readonly until: number }>;
	/** Of the column that lists the fields written, the longest list on the page. */
	readonly mostChanged: number;
}

/** What a person looks for. */
export const essentials = ['_outcome', '_message', '_score', '_rank', '_duplicateOf', '_changed'];
export const highestRow = 400;
export const nearestPixels = 1200;

const measure = `(() => {
	const table = document.querySelector('[data-test-id="output-panel"] table');
	const left = table.getBoundingClientRect().left;
	const rows = [...table.querySelectorAll('tbody tr')];
	const columns = [...table.querySelectorAll('thead th')].map((head) => ({ name: head.innerText.trim(), until: Math.round(head.getBoundingClientRect().right - left) })).filter(({ name }) => name !== '');
	const changed = columns.findIndex(({ name }) => name === '_changed');
	const lengths = rows.map((row) => (changed < 0 ? 0 : row.children[changed].innerText.split(',').filter((field) => field.trim() !== '').length));
	return {
		rows: rows.length,
		highestRow: Math.round(Math.max(0, ...rows.map((row) => row.getBoundingClientRect().height))),
		columns,
		mostChanged: Math.max(0, ...lengths),
	};
})()`;

/** Opens the node on the canvas and measures the table of what it has put out. */
export async function measureTable(page: Page, node: string): Promise<TableView> {
	await openPanel(page, node);
	const output = page.locator('[data-test-id="output-panel"]');
	await output.locator('[data-test-id="radio-button-table"]').click();
	await output.locator('table tbody tr').first().waitFor();
	const view = (await page.evaluate(measure)) as Omit<TableView, 'node'>;
	await closePanel(page);
	return { node, ...view };
}

/** One line for people. */
export function describeTable({ node, rows, highestRow: height, columns, mostChanged }: TableView): string {
	const near = columns.filter(({ until }) => until <= nearestPixels).map(({ name }) => name);
	const changed = mostChanged > 0 ? `, up to ${mostChanged} fields changed` : '';
	return `${node}: ${rows} rows, the highest ${height} px, ${columns.length} columns${changed}; within ${nearestPixels} px: ${near.join(', ')}`;
}

/** What makes the table hard to read, a line each; `expected` are the essentials that this node has something to say in. */
export function tableFaults(
	{ node, rows, highestRow: height, columns }: TableView,
	expected: readonly string[],
): string[] {
	const far = columns.filter(({ name, until }) => essentials.includes(name) && until > nearestPixels);
	const absent = expected.filter((name) => !columns.some((column) => column.name === name));
	return [
		...(rows > 0 ? [] : ['no rows']),
		...(height <= highestRow ? [] : [`a row of ${height} px, where ${highestRow} are allowed`]),
		...far.map(({ name, until }) => `${name} ends at ${until} px, where ${nearestPixels} are allowed`),
		...absent.map((name) => `no column ${name}`),
		...columns.filter(({ name }) => name === 'attributes').map(({ name }) => `${name} is shown`),
	].map((fault) => `${node}: ${fault}`);
}
