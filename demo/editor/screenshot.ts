/**
 * `npm run screenshot`: opens the imported templates in the real editor, in Debian's Chromium, and
 * saves each canvas to docs/images. Fails when n8n does not know one of the nodes.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { readTemplate } from '../hourly-template';
import { freePort } from './free-port';
import { importDemo, type DemoWorkflow } from './import-demo';
import { installN8n } from './install-n8n';
import { prepareN8n } from './n8n-instance';
import { startN8n } from './n8n-server';
import { owner, signIn } from './owner-session';
import { packedTarball } from './packed-tarball';

const browserPath = '/usr/bin/chromium';
const margin = 16;
const pictures = join(__dirname, '..', '..', 'docs', 'images');
const templates = ['hourly', 'batches', 'undo'];

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
		const workflows = templates.map((name) => ({ id: name, orgUrl: 'http://127.0.0.1:1', template: readTemplate(name) }));
		await importDemo(n8n, folder, workflows);
		const server = await startN8n(n8n);
		try {
			await signIn(server.address);
			await photograph(server.address, workflows);
		} finally {
			await server.stop();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function photograph(address: string, workflows: readonly DemoWorkflow[]): Promise<void> {
	const browser = await chromium.launch({
		executablePath: browserPath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
	});
	try {
		const page = await browser.newPage({ viewport: { width: 2100, height: 1100 }, deviceScaleFactor: 1.5 });
		await signInOn(page, `${address}/signin`);
		for (const { id, template } of workflows) {
			await page.goto(`${address}/workflow/${id}`);
			await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 60_000 });
			await page.waitForLoadState('networkidle');
			await assertEveryNodeIsKnown(page, template);
			const path = join(pictures, `${id}.png`);
			await page.screenshot({ path, clip: await templateArea(page) });
			console.log(`saved ${path}`);
		}
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

async function signInOn(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await page.fill('input[name=emailOrLdapLoginId]', owner.email);
	await page.fill('input[name=password]', owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((at) => !at.pathname.includes('signin'), { timeout: 60_000 });
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

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
