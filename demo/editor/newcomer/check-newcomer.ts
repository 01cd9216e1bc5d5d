import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import type { OwnerSession } from '../owner-session';
import { closePanel, openPanel } from '../panels/check-panels';
import { checkTables } from '../table-view/check-tables';
import { tenProposals } from '../table-view/ten-proposals';
import { executeOnCanvas } from './execute-on-canvas';
import { buildNewcomersChain, mostControls } from './newcomer-chain';

export interface NewcomerPlace {
	readonly address: string;
	readonly session: OwnerSession;
	readonly nodes: readonly INodeType[];
	readonly referenceFile: string;
	/** Where the guides' picture of the dry run goes; undefined for none. */
	readonly guides?: string;
}

const credential = 'Demo org';
const writer = 'Salesforce Bulk Write';

/** Builds and executes the newcomer's chain, then the same with ten values suggested, and gives what is not well, a line each. */
export async function checkNewcomer(page: Page, place: NewcomerPlace, say: (line: string) => void): Promise<string[]> {
	const { address, session, nodes, referenceFile, guides } = place;
	const touched = await buildNewcomersChain(page, address, { nodes, credential, referenceFile });
	say(`A newcomer's workflow: ${touched.length} controls touched (${touched.join(', ')})`);
	const tooMany =
		touched.length > mostControls
			? [`${touched.length} controls had to be touched, where ${mostControls} are allowed`]
			: [];
	const untold = await writerFaults(page, guides, say);
	const unread = await checkTables(page, 1, say);

	const [, workflowId] = /workflow\/(\w+)/.exec(page.url()) ?? [];
	const ten = await session.createWorkflow(tenProposals(await session.readWorkflow(workflowId)));
	await page.goto(`${address}/workflow/${ten}`);
	await executeOnCanvas(page, writer);
	say('The same with ten values suggested:');
	return [...tooMany, ...untold, ...unread, ...(await checkTables(page, 10, say))];
}

/** Bulk Write says what it would do, in numbers. */
async function writerFaults(page: Page, guides: string | undefined, say: (line: string) => void): Promise<string[]> {
	const words = await wordsOf(page, writer, guides);
	say(`${writer} says: ${words}`);
	return /would change [1-9][\d,]* fields of [1-9][\d,]* records/i.test(words)
		? []
		: [`${writer} does not say what it would do, but ${JSON.stringify(words)}`];
}

/** What the node says on its output; the empty string when it says nothing. */
async function wordsOf(page: Page, node: string, guides: string | undefined): Promise<string> {
	await openPanel(page, node);
	const output = page.locator('[data-test-id="output-panel"]');
	await output.locator('[data-test-id="radio-button-table"]').click();
	await output.locator('table').waitFor();
	const words = await output.locator('[data-test-id="node-hint"]').allInnerTexts();
	if (guides)
		await page
			.locator('[data-test-id="ndv"]')
			.screenshot({ path: join(guides, 'dry-run.png'), animations: 'disabled' });
	await closePanel(page);
	return words.join(' ').trim();
}
