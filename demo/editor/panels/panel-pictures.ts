import { join } from 'node:path';
import type { Page } from 'playwright-core';

export interface PictureFolders {
	/** Gets a picture of every panel, as the whole screen shows it. */
	readonly all: string;
	/** Gets the parameters of those that guides show; undefined for none. */
	readonly guides?: string;
}

/** By panel: the name of the picture in the guides. */
const inGuides: Readonly<Record<string, string>> = {
	'SalesforceEnrichmentRun org checkOrg': 'check-org',
	'SalesforceEnrichmentRun run start': 'start-run',
	'SalesforceFetchModified get': 'fetch-modified',
	'SalesforceEnrich enrich': 'enrich',
	'SalesforceScore score': 'score',
};

const margin = 12;

/** Saves the open panel. */
export async function photographPanel(page: Page, panel: string, { all, guides }: PictureFolders): Promise<void> {
	await page.screenshot({ path: join(all, `${panel.replaceAll(' ', '-')}.png`), animations: 'disabled' });
	const name = inGuides[panel];
	if (!guides || !name) return;
	await page.screenshot({
		path: join(guides, `${name}.png`),
		animations: 'disabled',
		clip: await parametersArea(page),
	});
}

/** From the tabs to the last parameter. */
async function parametersArea(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
	const boxOf = async (selector: string): Promise<{ x: number; y: number; width: number; height: number }> => {
		const box = await page.locator(selector).last().boundingBox();
		if (!box) throw new Error(`${selector} is not on the screen`);
		return box;
	};
	const tabs = await boxOf('[data-test-id="tab-params"]');
	const parameters = await boxOf('[data-test-id="node-parameters"]');
	const last = await boxOf(
		'[data-test-id="node-parameters"] label:visible, [data-test-id="node-parameters"] [data-test-id="collection-parameter-add"]:visible, [data-test-id="node-parameters"] [data-test-id="parameter-input"]:visible',
	);
	const bottom = Math.min(last.y + last.height + margin, page.viewportSize()?.height ?? 0);
	return {
		x: parameters.x - margin,
		y: tabs.y - margin,
		width: parameters.width + 2 * margin,
		height: bottom - tabs.y + margin,
	};
}
