import { mkdirSync } from 'node:fs';
import type { INode, INodeProperties } from 'n8n-workflow';
import type { Locator, Page } from 'playwright-core';
import type { WorkflowTemplate } from '../../../test/engine/workflow-engine';
import type { Panel } from './panel-list';
import { photographPanel, type PictureFolders } from './panel-pictures';

/** A workflow with one node per panel, unconnected. */
export function panelWorkflow(panels: readonly Panel[]): WorkflowTemplate {
	return {
		name: 'Every panel',
		nodes: panels.map((panel, index) => nodeOf(panel, index)),
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}

function nodeOf({ name, type, typeVersion, chosen }: Panel, index: number): INode {
	return {
		id: `panel-${index}`,
		name,
		type,
		typeVersion,
		position: [(index % 6) * 240, Math.floor(index / 6) * 200],
		parameters: chosen,
	};
}

/** Opens each panel on the canvas, saves its picture, and gives what is not as its description says, a line each. */
export async function checkPanels(
	page: Page,
	panels: readonly Panel[],
	{ all, guides }: PictureFolders,
	say: (line: string) => void,
): Promise<string[]> {
	mkdirSync(all, { recursive: true });
	let faults: string[] = [];
	for (const panel of panels) {
		const found = await checkPanel(page, panel, { all, guides });
		const controls = panel.shown.filter(({ type }) => type !== 'notice').length;
		say(`${panel.name}: ${controls} controls${found.map((fault) => `; ${fault}`).join('')}`);
		faults = faults.concat(found.map((fault) => `${panel.name}: ${fault}`));
	}
	say(`${panels.length} panels opened, ${faults.length} faults; pictures in ${all}`);
	return faults;
}

async function checkPanel(page: Page, panel: Panel, folders: PictureFolders): Promise<string[]> {
	const body = await openPanel(page, panel.name);
	const missing: string[] = [];
	for (const property of panel.shown) {
		if (!(await isThere(body, property))) missing.push(`${property.displayName} is not there`);
	}
	// A kind of credential of which there is none yet is a button.
	const choice = body.locator('[data-test-id="node-credentials-select"]');
	if (panel.isConnected && !(await appears(choice.or(body.getByRole('button', { name: /^Connect to / })))))
		missing.push('no credential can be chosen');
	if (panel.shown.length === 0) missing.push('the panel is empty');
	await photographPanel(page, panel.name, folders);
	await closePanel(page);
	return missing;
}

/** Opens a node of the canvas that is on the page, and waits until its parameters are there. */
export async function openPanel(page: Page, nodeName: string): Promise<Locator> {
	const panel = page.locator('[data-test-id="ndv"]');
	// By its header, which the dialog of another node would not have.
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`).dblclick();
	await panel.locator('[data-test-id="node-title-container"]', { hasText: nodeName }).waitFor();
	await panel.locator('[data-test-id="node-parameters"]').waitFor();
	return panel.locator('[data-test-id="node-parameters"]');
}

export async function closePanel(page: Page): Promise<void> {
	await page.locator('[data-test-id="ndv-close-button"]').click();
	await page.locator('[data-test-id="ndv"]').waitFor({ state: 'hidden' });
}

/** A notice by its words, anything else by its label with a control under it. */
async function isThere(body: Locator, { name, type, displayName }: INodeProperties): Promise<boolean> {
	if (type === 'notice') return appears(body.getByText(displayName.replace(/<[^>]*>.*/s, '').slice(0, 40)));
	const item = body.locator('[data-test-id="parameter-item"], [data-test-id="node-parameters"] > *', {
		has: body.page().locator(`label[for="${name}"]`, { hasText: displayName }),
	});
	return appears(item.locator('input, textarea, button, [role="switch"], .cm-content'));
}

async function appears(element: Locator): Promise<boolean> {
	return element
		.first()
		.waitFor({ timeout: 5000 })
		.then(
			() => true,
			() => false,
		);
}
