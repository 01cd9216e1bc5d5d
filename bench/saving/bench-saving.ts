/**
 * `npm run bench:saving`: what it costs n8n to save the execution of the hourly template, with the pack's word on each record
 * nested as in version 1 of the nodes, and in columns as in version 2. `--rows N` sets the number of Leads (10,000).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'flatted';
import { demoClient } from '../../demo/data/org-seed';
import { referenceFileCsv } from '../../demo/data/reference-file';
import { startDemoOrg } from '../../demo/demo-org';
import { readTemplate } from '../../demo/hourly-template';
import { type EngineRun, WorkflowEngine, type WorkflowTemplate } from '../../test/engine/workflow-engine';

const repeats = 5;
const seedOfTheReferenceFile = 2;
const now = new Date('2026-11-21T12:00:00.000Z');
const shapes = [
	{ name: 'nested (version 1)', version: 1 },
	{ name: 'columns (version 2)', version: 2 },
];

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000' } } });
	const rows = Number(values.rows);
	const folder = mkdtempSync(join(tmpdir(), 'bench-saving-'));
	process.env.SALESFORCE_ENRICHMENT_HOSTS = '127.0.0.1';
	process.env.SALESFORCE_ENRICHMENT_CLOCK_HOURS = '1000000';
	try {
		const engine = await WorkflowEngine.load(join(__dirname, '..', '..'), 'saving');
		const kept: Kept[] = [];
		for (const { version } of shapes) kept.push(await runHourly(engine, folder, rows, version));
		report(rows, kept);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Of the execution that was started and of those of its batches. */
type Kept = ReadonlyArray<EngineRun['kept']>;

/** Each in an org and a store of its own, so that both do the same work. */
async function runHourly(engine: WorkflowEngine, folder: string, rows: number, version: number): Promise<Kept> {
	process.env.SALESFORCE_ENRICHMENT_STORE = join(folder, `store-${version}.sqlite`);
	const org = await startDemoOrg({ leads: rows, contacts: 0, clock: () => now });
	try {
		const referenceFile = join(folder, 'companies.csv');
		writeFileSync(referenceFile, referenceFileCsv(seedOfTheReferenceFile));
		const template = inVersion(readTemplate('hourly', { sObject: 'Lead', referenceFile }), version);
		const { clientId, clientSecret } = demoClient;
		const fields = { loginUrl: org.url, grant: 'client_credentials', clientId, clientSecret, apiVersion: '68.0' };
		const run = await engine.run(template, { salesforceProductionServerApi: fields }, 'Every Hour');
		if (run.error) throw new Error(run.error);
		return [run, ...run.calls].map((execution) => execution.kept);
	} finally {
		await org.close();
	}
}

function inVersion(template: WorkflowTemplate, typeVersion: number): WorkflowTemplate {
	return {
		...template,
		nodes: template.nodes.map((node) =>
			node.type.startsWith('n8n-nodes-salesforce-enrichment.') ? { ...node, typeVersion } : node,
		),
	};
}

/** Alternating, so that a machine which grows slower does not decide. */
function report(rows: number, kept: readonly Kept[]): void {
	const seconds: number[][] = kept.map(() => []);
	const bytes: number[] = [];
	for (let repeat = 0; repeat < repeats; repeat++) {
		kept.forEach((data, index) => {
			const started = performance.now();
			const texts = data.map((execution) => stringify(execution));
			seconds[index].push((performance.now() - started) / 1_000);
			bytes[index] = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
		});
	}
	console.log(
		`${rows.toLocaleString('en-US')} Leads of the demo's org (seed 1), the hourly template, all nodes' items, as n8n saves them (flatted); median of ${repeats}`,
	);
	console.log('| Shape | MB | Seconds to write it | Items |\n|---|---|---|---|');
	shapes.forEach(({ name }, index) => {
		console.log(
			`| ${name} | ${(bytes[index] / 1e6).toFixed(1)} | ${median(seconds[index]).toFixed(2)} | ${countItems(kept[index]).toLocaleString('en-US')} |`,
		);
	});
	console.log(
		`columns: ${(bytes[1] / bytes[0]).toFixed(2)} of the bytes, ${(median(seconds[1]) / median(seconds[0])).toFixed(2)} of the seconds`,
	);
}

function countItems(data: Kept): number {
	const runs = data.flatMap(({ resultData }) => Object.values(resultData.runData).flat());
	return runs.reduce(
		(sum, run) => sum + (run.data?.main ?? []).reduce((items, output) => items + (output?.length ?? 0), 0),
		0,
	);
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

void main();
