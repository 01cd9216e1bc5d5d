import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { DemoWorkflow } from './import-demo';

const margin = 16;

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** Opens each imported template and saves its canvas; throws when n8n does not know one of the nodes. */
export async function photographCanvases(
	page: Page,
	address: string,
	workflows: readonly DemoWorkflow[],
	folder: string,
	say: (line: string) => void,
): Promise<void> {
	for (const { id, template } of workflows) {
		await page.goto(`${address}/workflow/${id}`);
		await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 60_000 });
		await page.waitForLoadState('networkidle');
		await assertEveryNodeIsKnown(page, template);
		const path = join(folder, `${id}.png`);
		await page.screenshot({ path, clip: await templateArea(page) });
		say(`saved ${path}`);
	}
}

/** The part of the page that the template's sticky notes cover, with a margin. */
async function templateArea(page: Page): Promise<Box> {
	const stickies = await page.locator('[data-test-id="sticky"]').all();
	const boxes = (await Promise.all(stickies.map((sticky) => sticky.boundingBox()))).filter((box) => box !== null);
	const left = Math.min(...boxes.map((box) => box.x)) - margin;
	const top = Math.min(...boxes.map((box) => box.y)) - margin;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Every node of the template is on the canvas with an icon that loaded, and none is marked as unknown. */
async function assertEveryNodeIsKnown(page: Page, template: DemoWorkflow['template']): Promise<void> {
	const nodes = template.nodes.filter((node) => node.type !== 'n8n-nodes-base.stickyNote');
	for (const { name } of nodes) {
		const node = page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
		if ((await node.count()) === 0) throw new Error(`The canvas does not show ${name}`);
	}
	const broken = await page.evaluate(
		"[...document.querySelectorAll('[data-test-id=canvas-node] img')].filter((image) => !image.complete || image.naturalWidth === 0).map((image) => image.src)",
	);
	if ((broken as string[]).length > 0) throw new Error(`Icons did not load: ${String(broken)}`);
	if ((await page.getByText('Install this node').count()) > 0) throw new Error('n8n does not know a node');
}
