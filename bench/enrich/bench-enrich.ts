/**
 * `npm run bench:enrich`: companies looked up at an emulated vendor (People Data Labs) that answers after `--latency` ms (300), as
 * the node asks and with a request per record. `--records N` (10,000), `--large N` (100,000, for memory, at 20 ms).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ProvidersEmulator, startProviders } from '../../emulators/providers/providers-emulator';
import { describeConditions } from '../salesforce/conditions';
import type { LookUpTask, LookUpUsage } from './look-up-task';
import { type EnrichFigures, judgeEnrich, tableLine, tableHead } from './enrich-table';

const seed = 1;
const companies = 4_000;
const key = 'bench-key';
/** So many records of the slow way are measured, and its figures multiplied. */
const mostOneByOne = 200;
const largeLatencyMs = 20;
/** The same room for every process: without a limit V8 lets garbage lie, the more the longer it runs, and peaks tell nothing. */
const heap = ['--max-old-space-size=96', '--max-semi-space-size=4'];
const plentiful = [{ name: 'minute', requests: 1_000_000, perMs: 60_000, kind: 'sliding' as const }];

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			records: { type: 'string', default: '10000' },
			large: { type: 'string', default: '100000' },
			latency: { type: 'string', default: '300' },
		},
	});
	const [records, large, latencyMs] = [Number(values.records), Number(values.large), Number(values.latency)];
	for (const line of describeConditions({ rows: records, largeRows: large, latencyMs }, seed)) console.log(line);
	console.log(tableHead());
	const figures = [
		await measure('one request a record', latencyMs, { way: 'one-by-one', rows: records }),
		await measure('one request a record, 10 at a time', latencyMs, { way: 'one-by-one', rows: records, atATime: 10 }),
		await measure('ours', latencyMs, { way: 'pack', rows: records }),
		await measure('ours, small', largeLatencyMs, { way: 'pack', rows: records }),
		await measure('ours, large', largeLatencyMs, { way: 'pack', rows: large }),
	];
	const verdicts = judgeEnrich(figures);
	for (const { target, measured, isMet } of verdicts)
		console.log(`${isMet ? 'met    ' : 'MISSED '} ${target}: ${measured}`);
	process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
}

async function measure(
	name: string,
	latencyMs: number,
	asked: Pick<LookUpTask, 'way' | 'rows' | 'atATime'>,
): Promise<EnrichFigures> {
	const vendor = await startProviders({
		seed,
		world: { companyCount: companies, personCount: 0 },
		accounts: [{ vendor: 'people-data-labs', key, credits: { company: 10_000_000 }, windows: plentiful }],
		latencyMs,
	});
	try {
		const rows = asked.way === 'pack' ? asked.rows : Math.min(asked.rows, mostOneByOne * (asked.atATime ?? 1));
		const domains = vendor.world.companies.map(({ domain }) => domain);
		const usage = await inAProcess({ ...asked, rows, domains, key, url: vendor.urls['people-data-labs'] });
		const figures = multiplied(usage, vendor, name, asked.rows / rows, asked.rows);
		console.log(tableLine(figures));
		return figures;
	} finally {
		await vendor.close();
	}
}

function multiplied(
	usage: LookUpUsage,
	vendor: ProvidersEmulator,
	name: string,
	factor: number,
	rows: number,
): EnrichFigures {
	const credits = Object.values(vendor.charged('people-data-labs')).reduce((sum, amount) => sum + amount, 0) / 1_000;
	return {
		name,
		rows,
		calls: vendor.requestCount('people-data-labs') * factor,
		seconds: usage.seconds * factor,
		cpuSeconds: usage.cpuSeconds * factor,
		peakRssBytes: usage.peakRssBytes,
		matched: usage.matched * factor,
		credits: credits * factor,
		...(factor > 1 && { measuredRows: rows / factor }),
	};
}

async function inAProcess(task: LookUpTask): Promise<LookUpUsage> {
	const program = join(__dirname, 'look-up-process.ts');
	const child = fork(program, [JSON.stringify(task)], { execArgv: ['--import', 'tsx', ...heap] });
	const [usage] = (await Promise.race([
		once(child, 'message'),
		once(child, 'exit').then(() => {
			throw new Error(`The process of ${task.way} ended without figures.`);
		}),
	])) as [LookUpUsage];
	return usage;
}

void main();
