/**
 * `npm run screenshot`: opens the imported template in the real editor, in Debian's Chromium, and
 * saves the canvas to docs/images. Fails when n8n does not know one of the nodes.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { readTemplate } from '../hourly-template';
import { freePort } from './free-port';
import { importDemo } from './import-demo';
import { installN8n } from './install-n8n';
import { prepareN8n } from './n8n-instance';
import { packedTarball } from './packed-tarball';
import { owner, startEditor, type RunningEditor } from './serve-editor';

const browserPath = '/usr/bin/chromium';
const margin = 16;
const picture = join(__dirname, '..', '..', 'docs', 'images', 'hourly.png');

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

async function main(): Promise<void> {
	if (!existsSync(browserPath)) throw new Error('Chromium is missing: apt-get install chromium');
	const command = await installN8n(console.log);
	const folder = mkdtempSync(join(tmpdir(), 'salesforce-enrichment-picture-'));
	try {
		const n8n = await prepareN8n({ command, folder, tarball: packedTarball(), port: await freePort() });
		await importDemo(n8n, folder, { orgUrl: 'http://127.0.0.1:1', referenceFile: '/data/companies.csv' });
		const editor = await startEditor(n8n);
		try {
			await photograph(editor);
		} finally {
			await editor.stop();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function photograph(editor: RunningEditor): Promise<void> {
	const browser = await chromium.launch({
		executablePath: browserPath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
	});
	try {
		const page = await browser.newPage({ viewport: { width: 2100, height: 900 }, deviceScaleFactor: 1.5 });
		await signIn(page, editor);
		await page.goto(editor.workflowUrl);
		await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 60_000 });
		await page.waitForLoadState('networkidle');
		await assertEveryNodeIsKnown(page);
		await page.screenshot({ path: picture, clip: await templateArea(page) });
		console.log(`saved ${picture}`);
	} finally {
		await browser.close();
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

async function signIn(page: Page, editor: RunningEditor): Promise<void> {
	await page.goto(editor.signInUrl);
	await page.fill('input[name=emailOrLdapLoginId]', owner.email);
	await page.fill('input[name=password]', owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => !url.pathname.includes('signin'), { timeout: 60_000 });
}

/** Every node of the template is on the canvas with an icon that loaded, and none is marked as unknown. */
async function assertEveryNodeIsKnown(page: Page): Promise<void> {
	const nodes = readTemplate('hourly').nodes.filter((node) => node.type !== 'n8n-nodes-base.stickyNote');
	const names = nodes.map((node) => node.name);
	for (const name of names) {
		const node = page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
		if ((await node.count()) === 0) throw new Error(`The canvas does not show ${name}`);
	}
	const broken = await page.evaluate(
		"[...document.querySelectorAll('[data-test-id=canvas-node] img')].filter((image) => !image.complete || image.naturalWidth === 0).map((image) => image.src)",
	);
	if ((broken as string[]).length > 0) throw new Error(`Icons did not load: ${String(broken)}`);
	if ((await page.getByText('Install this node').count()) > 0) throw new Error('n8n does not know a node');
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
