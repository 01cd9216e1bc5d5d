import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OwnUsage, Task } from './contestant-process';
import type { Contestant } from './contestants';
import { extrapolate, type Figures } from './figures';
import type { MeasuredOrg } from './measured-org';
import { SfBulk } from './sf-bulk';

/** Lets one contestant, whose compiled program is in `programs`, do its work on the org as it was seeded; throws unless every record was written. */
export async function measureContestant(org: MeasuredOrg, contestant: Contestant, programs: string): Promise<Figures> {
	const rows = Math.min(org.rows, contestant.mostRows ?? Infinity);
	const folder = mkdtempSync(join(tmpdir(), 'bench-salesforce-'));
	try {
		await org.restore();
		const figures = await (contestant.program === 'sf'
			? measureSf(org, contestant, folder)
			: measureProcess(org, contestant, rows, folder, programs));
		const changed = await org.countChanged();
		if (changed !== rows) throw new Error(`${contestant.name} wrote ${changed} of ${rows} records`);
		return extrapolate(figures, org.rows);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

async function measureProcess(
	org: MeasuredOrg,
	{ name, program, mode }: Contestant,
	rows: number,
	folder: string,
	programs: string,
): Promise<Figures> {
	const jsonLinesFile = join(folder, 'leads.jsonl');
	if (program === 'our-write') await org.exportLeads(join(folder, 'leads.csv'), jsonLinesFile);
	const accessToken = program === 'built-in-node' ? await org.issueToken() : undefined;
	const task: Task = { url: org.url, rows, folder, mode, jsonLinesFile, accessToken };
	return { name, rows, ...(await watched(org, () => compete(join(programs, `${program}.js`), task))) };
}

async function measureSf(org: MeasuredOrg, { name }: Contestant, folder: string): Promise<Figures> {
	const csvFile = join(folder, 'leads.csv');
	await org.exportLeads(csvFile, join(folder, 'leads.jsonl'));
	const sf = await SfBulk.signIn(org.url, await org.issueToken());
	try {
		const { seconds: startSeconds } = await sf.measureStart();
		return { name, rows: org.rows, startSeconds, ...(await watched(org, () => sf.measureUpdate(csvFile))) };
	} finally {
		rmSync(sf.folder, { recursive: true });
	}
}

/** What the work took by itself, and what it took of the org. */
async function watched(
	org: MeasuredOrg,
	work: () => Promise<OwnUsage>,
): Promise<OwnUsage & Pick<Figures, 'calls' | 'emulatorSeconds'>> {
	const before = await org.usage();
	const own = await work();
	const after = await org.usage();
	return { ...own, calls: after.apiCalls - before.apiCalls, emulatorSeconds: (after.cpuMs - before.cpuMs) / 1_000 };
}

/** Starts the program in a process of its own; what it prints is printed. */
async function compete(program: string, task: Task): Promise<OwnUsage> {
	const env = { ...process.env, SALESFORCE_ENRICHMENT_HOSTS: '127.0.0.1' };
	const child = fork(program, [JSON.stringify(task)], { execArgv: [], env });
	let usage: OwnUsage | undefined;
	child.once('message', (message) => (usage = message as OwnUsage));
	const [code] = (await once(child, 'exit')) as [number | null];
	if (!usage || code !== 0) throw new Error(`${program} ended with ${code} and did not do its work`);
	return usage;
}
