import type { Page } from 'playwright-core';

/** Runs the workflow on the canvas with the editor's button, until this node has succeeded; throws in n8n's words when one fails. */
export async function executeOnCanvas(page: Page, lastNode: string): Promise<void> {
	await page.locator('[data-test-id="execute-workflow-button"]').click();
	const failed = page.locator('[data-test-id="canvas-node-status-error"]');
	const succeeded = page.locator(
		`[data-test-id="canvas-node"][data-node-name="${lastNode}"] [data-test-id="canvas-node-status-success"]`,
	);
	await succeeded.or(failed).first().waitFor({ timeout: 120_000 });
	if ((await failed.count()) === 0) return;
	const words = await page.locator('.el-notification').allInnerTexts();
	throw new Error(`The workflow failed: ${words.join(' ')}`);
}
