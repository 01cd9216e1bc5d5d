import type { INodeType } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import { Newcomer } from './newcomer';

/** What the person has at hand: the pack's nodes, the saved credential's name, the file of companies. */
export interface AtHand {
	readonly nodes: readonly INodeType[];
	readonly credential: string;
	readonly referenceFile: string;
}

/** Adding nodes and choosing the saved credential do not count. */
export const mostControls = 5;

/**
 * Manual Trigger → Fetch → Enrich → Score → Dedupe → Bulk Write, a dry run without a run, built in the editor and
 * executed with its button. Gives the parameters that had to be changed, as `node: label`.
 */
export async function buildNewcomersChain(
	page: Page,
	address: string,
	{ nodes, credential, referenceFile }: AtHand,
): Promise<readonly string[]> {
	const person = new Newcomer(page);
	const node = (name: string): INodeType => {
		const found = nodes.find(({ description }) => description.name === name);
		if (!found) throw new Error(`The pack has no ${name}`);
		return found;
	};
	await person.openEmptyCanvas(address);

	await person.addNode(node('salesforceFetchModified'), 'get');
	await person.chooseCredential(credential);
	await person.closePanel();

	await person.addNode(node('salesforceEnrich'), 'enrich');
	await person.type('filePath', referenceFile);
	await person.closePanel();

	await person.addNode(node('salesforceScore'), 'score');
	await person.closePanel();

	await person.addNode(node('salesforceDedupe'), 'findInInput');
	await person.closePanel();

	await person.addNode(node('salesforceBulkWrite'), 'update');
	await person.chooseCredential(credential);
	await person.flip('dryRun');
	await person.closePanel();

	await person.tidyUp();
	await person.execute();
	return person.touched;
}
