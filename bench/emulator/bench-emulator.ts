import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../machine';
import { BenchClient } from './bench-client';
import type { BenchOrgReady } from './bench-org';
import {
	measure,
	readByBulkQuery,
	readByKeyset,
	readByLocator,
	updateByCollections,
	updateByComposite,
	updateByIngest,
	type Measurement,
} from './measurements';

const dataSeed = 20_261_121;
const mostRssBytes = 1.5 * 1024 ** 3;
/** Collections are for changes, not for whole orgs; more rows would only take longer. */
const mostCollectionRows = 100_000;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { rows: { type: 'string', default: '400000' } } });
	const rows = Number(values.rows);
	if (!Number.isInteger(rows) || rows < 1) throw new Error(`--rows takes a whole number above 0, not ${values.rows}`);
	printConditions(rows);

	const { child, ready } = await startOrg(rows);
	const client = new BenchClient(ready.url);
	try {
		await client.signIn();
		print({ name: 'load from a seed', rows, ms: ready.loadMs }, await peakRssBytes(client));
		await measureAll(client, rows);
		const peak = await peakRssBytes(client);
		const isWithin = peak <= mostRssBytes;
		console.log(
			`peak memory of the emulator: ${Math.round(peak / 1024 ** 2)} MB (${isWithin ? 'within' : 'ABOVE'} ${mostRssBytes / 1024 ** 2} MB)`,
		);
		process.exitCode = isWithin ? 0 : 1;
	} finally {
		client.close();
		child.disconnect();
	}
}

async function measureAll(client: BenchClient, rows: number): Promise<void> {
	let ids: string[] = [];
	const some = (): string[] => ids.slice(0, mostCollectionRows);
	const steps: Array<readonly [string, () => Promise<number>]> = [
		['query, locator pages of 2,000', async () => (ids = await readByLocator(client)).length],
		['query, keyset pages of 2,000', () => readByKeyset(client)],
		['collections update, 200 to a call', () => updateByCollections(client, some())],
		['composite update, 5 x 200 to a call', () => updateByComposite(client, some())],
		['bulk ingest update, one job', () => updateByIngest(client, ids)],
		['bulk query, pages of 50,000', () => readByBulkQuery(client)],
	];
	for (const [name, work] of steps) {
		const measurement = await measure(name, work);
		const expected = name.includes('call') ? Math.min(rows, mostCollectionRows) : rows;
		if (measurement.rows !== expected) throw new Error(`${name}: ${measurement.rows} rows, not ${expected}`);
		print(measurement, await peakRssBytes(client));
	}
}

async function startOrg(rows: number): Promise<{ child: ChildProcess; ready: BenchOrgReady }> {
	const child = fork(join(__dirname, 'bench-org.ts'), [String(rows), String(dataSeed)], {
		execArgv: ['--import', 'tsx'],
	});
	const ready = await new Promise<BenchOrgReady>((resolve, reject) => {
		child.once('message', (message) => resolve(message as BenchOrgReady));
		child.once('exit', (code) => reject(new Error(`The emulator ended with ${code}`)));
	});
	return { child, ready };
}

function printConditions(rows: number): void {
	console.log(`${describeMachine()}, data seed: ${dataSeed}, Leads: ${rows.toLocaleString('en-US')}\n`);
}

/** The most memory the emulator has held so far. */
async function peakRssBytes(client: BenchClient): Promise<number> {
	return (await client.send('GET', '/__control/state')).json<{ memory: { peakRssBytes: number } }>().memory
		.peakRssBytes;
}

function print({ name, rows, ms }: Measurement, peak: number): void {
	const perSecond = Math.round(rows / (ms / 1_000)).toLocaleString('en-US');
	console.log(
		`${name.padEnd(38)} ${perSecond.padStart(10)} rows/s   ${rows.toLocaleString('en-US').padStart(8)} rows in ${(ms / 1_000).toFixed(1).padStart(5)} s   peak ${Math.round(peak / 1024 ** 2)} MB`,
	);
}

void main();
