/**
 * `npm run screenshot`: opens the real editor in Debian's Chromium, every operation of every node in it, builds and
 * executes a newcomer's workflow there, measures what its tables look like, and fails when a panel is empty, a
 * parameter is hidden or a table is hard to read. Pictures of all panels go to build/panels, those of the guides
 * and the templates to docs/images. Options: `--check` leaves docs/images alone, `--compare` prints a table of
 * controls beside those of other nodes and opens nothing.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceFileCsv } from '../data/reference-file';
import { startDemoOrg } from '../demo-org';
import { readTemplate } from '../hourly-template';
import { openEditorPage, requireBrowser } from './browser';
import { photographCanvases } from './canvas-pictures';
import { compareNodes } from './compare/compare-nodes';
import { freePort } from './free-port';
import { importDemo, type DemoWorkflow } from './import-demo';
import { installN8n } from './install-n8n';
import { prepareN8n } from './n8n-instance';
import { startN8n } from './n8n-server';
import { checkNewcomer } from './newcomer/check-newcomer';
import { signIn } from './owner-session';
import { packedTarball } from './packed-tarball';
import { builtNodes, packageName } from './panels/built-nodes';
import { checkPanels, panelWorkflow } from './panels/check-panels';
import { panelsOf } from './panels/panel-list';

const root = join(__dirname, '..', '..');
const pictures = join(root, 'docs', 'images');
const templates = ['hourly', 'scheduled', 'daily-refresh', 'audience', 'rescore', 'employer-changes', 'undo'];
const say = (line: string): void => console.log(line);

async function main(): Promise<boolean> {
	const command = await installN8n(say);
	if (process.argv.includes('--compare')) {
		say(compareNodes(command));
		return true;
	}
	requireBrowser();
	const folder = mkdtempSync(join(tmpdir(), 'salesforce-enrichment-picture-'));
	const org = await startDemoOrg({ clock: () => new Date(), leads: 1000, contacts: 200 });
	try {
		return await lookInside(command, folder, org.url);
	} finally {
		await org.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function lookInside(command: string, folder: string, orgUrl: string): Promise<boolean> {
	const referenceFile = join(folder, 'companies.csv');
	writeFileSync(referenceFile, referenceFileCsv(2));
	const n8n = await prepareN8n({ command, folder, tarball: packedTarball(), port: await freePort() });
	const workflows = templates.map((name): DemoWorkflow => ({ id: name, orgUrl, template: readTemplate(name) }));
	await importDemo(n8n, folder, workflows);
	const server = await startN8n(n8n);
	try {
		return await look(server.address, workflows, referenceFile);
	} finally {
		await server.stop();
	}
}

/** Every check runs, also after one that found something. */
async function look(address: string, workflows: readonly DemoWorkflow[], referenceFile: string): Promise<boolean> {
	const session = await signIn(address);
	const { page, close } = await openEditorPage(address);
	const guides = process.argv.includes('--check') ? undefined : pictures;
	const nodes = builtNodes();
	const panels = nodes.flatMap((node) => panelsOf(node, packageName));
	try {
		if (guides) await photographCanvases(page, address, workflows, guides, say);
		await page.goto(`${address}/workflow/${await session.createWorkflow(panelWorkflow(panels))}`);
		const hidden = await checkPanels(page, panels, { all: join(root, 'build', 'panels'), guides }, say);
		const unread = await checkNewcomer(page, { address, session, nodes, referenceFile, guides }, say);
		const faults = [...hidden, ...unread];
		for (const fault of faults) say(`FAULT ${fault}`);
		return faults.length === 0;
	} finally {
		await close();
	}
}

main().then(
	(isWell) => process.exit(isWell ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
