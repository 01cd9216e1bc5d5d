/**
 * `npm run editor`: the pinned real n8n with the packed pack, the demo's credentials and the shipped
 * templates, beside the demo's org. With `--headless` n8n runs the templates instead and the exit
 * status tells whether all of it went well.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceFileCsv } from '../data/reference-file';
import { startDemoOrg } from '../demo-org';
import { readTemplate } from '../hourly-template';
import { BatchesCheck } from './check-batches';
import { InstantCheck } from './check-instant';
import { OnDemandCheck } from './check-on-demand';
import { TemplatesCheck } from './check-templates';
import { freePort } from './free-port';
import { importDemo, type DemoWorkflow } from './import-demo';
import { installN8n } from './install-n8n';
import { prepareN8n } from './n8n-instance';
import { putOrgInUse } from './org-in-use';
import { packedTarball } from './packed-tarball';
import { serveEditor } from './serve-editor';

const say = (line: string): void => console.log(line);

const editorSize = { leads: 5000, contacts: 2000 };
// The checks bring orgs of their own.
const headlessSize = { leads: 10, contacts: 2 };

async function main(): Promise<boolean> {
	const isHeadless = process.argv.includes('--headless');
	const command = await installN8n(say);
	const folder = mkdtempSync(join(tmpdir(), 'salesforce-enrichment-editor-'));
	const org = await startDemoOrg({ clock: () => new Date(), ...(isHeadless ? headlessSize : editorSize) });
	const batches = isHeadless ? await BatchesCheck.open(folder, say) : undefined;
	const onDemand = isHeadless ? await OnDemandCheck.open(folder, say) : undefined;
	const instant = isHeadless ? await InstantCheck.open(folder, say) : undefined;
	const templates = isHeadless ? await TemplatesCheck.open(folder, say) : undefined;
	try {
		const referenceFile = join(folder, 'companies.csv');
		writeFileSync(referenceFile, referenceFileCsv(2));
		const n8n = await prepareN8n({ command, folder, tarball: packedTarball(), port: await freePort() });
		const shipped = (id: string, name: string): DemoWorkflow => ({
			id,
			orgUrl: org.url,
			template: readTemplate(name, { referenceFile }),
		});
		const hourly = shipped('demoHourly1', 'hourly');
		await importDemo(n8n, folder, [
			hourly,
			...(batches?.workflows ?? [
				...[
					'scheduled',
					'daily-refresh',
					'audience',
					'rescore',
					'employer-changes',
					'duplicate-sweep',
					'undo',
					'on-demand',
				].map((name) => shipped(`demo-${name}`, name)),
			]),
		]);
		if (batches && onDemand && instant && templates) {
			const areTemplatesWell = await templates.run(n8n);
			const isOnDemandWell = await onDemand.run(n8n);
			const isInstantWell = await instant.run(n8n);
			return (await batches.run(n8n)) && areTemplatesWell && isOnDemandWell && isInstantWell;
		}
		const leaveOrg = putOrgInUse(org);
		await serveEditor(
			n8n,
			hourly.id,
			say,
			`The org is at ${org.url}; some minutes after a run new records are due`,
		).finally(leaveOrg);
		return true;
	} finally {
		await batches?.close();
		await onDemand?.close();
		await instant?.close();
		await templates?.close();
		await org.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

main().then(
	(isWell) => process.exit(isWell ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
