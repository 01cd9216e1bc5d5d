/**
 * `npm run test:enrich-chain [-- --records N --seed S --kill-points K]`: 10,000 Leads through a chain of three emulated vendors that
 * throttle, fail, lose replies and run out of credits. The ledger and the vendors' own books have to agree to the credit, also
 * when the process is killed and resumed; unchanged records and a sandbox must cost nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Balance } from './chain-ledger';
import { ChainCase, type ChainSetting, seededFaults, seededPoints } from './chain-cases';

const problems: string[] = [];

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			records: { type: 'string', default: '10000' },
			seed: { type: 'string', default: '1' },
			'kill-points': { type: 'string', default: '10' },
		},
	});
	const folder = mkdtempSync(join(tmpdir(), 'enrich-chain-'));
	const setting = { records: Number(values.records), seed: Number(values.seed), folder };
	const started = performance.now();
	say(`${setting.records.toLocaleString('en-US')} Leads, three vendors, seed ${setting.seed}`);
	try {
		await withFaults(setting);
		await killed(setting, Number(values['kill-points']));
		await again(setting);
		await sandbox(setting);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	say(
		`${((performance.now() - started) / 1_000).toFixed(0)} s; ${problems.length === 0 ? 'all hold' : 'NOT all hold'}`,
	);
	for (const problem of problems) say(`  ${problem}`);
	process.exitCode = problems.length === 0 ? 0 : 1;
}

async function withFaults(setting: ChainSetting): Promise<void> {
	const chain = await ChainCase.open('faults', setting, seededFaults(setting.seed));
	try {
		const { outcomes, requests } = await chain.run();
		say(`with faults: ${requests} requests; ${JSON.stringify(faultsOf(chain))}`);
		for (const [provider, counts] of Object.entries(outcomes)) say(`  ${provider}: ${JSON.stringify(counts)}`);
		await judgeMoney(chain);
	} finally {
		await chain.close();
	}
}

async function killed(setting: ChainSetting, points: number): Promise<void> {
	const chain = await ChainCase.open('killed', setting, seededFaults(setting.seed + 1));
	try {
		await chain.run(seededPoints(points, setting.seed));
		say(`killed ${chain.kills} times and resumed`);
		if (chain.kills < points) problems.push(`killed: only ${chain.kills} of ${points} points were reached`);
		await judgeMoney(chain);
	} finally {
		await chain.close();
	}
}

/** Half of the Leads had no Website, which the first run has filled: it is one of its own inputs. */
async function again(setting: ChainSetting): Promise<void> {
	const chain = await ChainCase.open('again', setting, []);
	try {
		const first = await chain.run();
		const spent = chain.charged();
		const second = await chain.run();
		const { matched, skipped_unchanged: skipped } = second.outcomes['lusha-companies'] ?? {};
		say(
			`again: ${credits(spent)} credits and ${first.requests} requests, then ${credits(chain.charged() - spent)} and ${second.requests} (${skipped} unchanged, ${matched ?? 0} matched)`,
		);
		if (chain.charged() !== spent) problems.push(`again: the re-run cost ${credits(chain.charged() - spent)} credits`);
		if (skipped !== setting.records) problems.push(`again: ${skipped} of ${setting.records} were left alone`);
		if (filledWebsites(chain) === 0) problems.push('again: no Website was filled, so the case shows nothing');
		await judgeMoney(chain);
	} finally {
		await chain.close();
	}
}

async function sandbox(setting: ChainSetting): Promise<void> {
	const chain = await ChainCase.open('sandbox', setting, [], 'sandbox');
	try {
		const { requests } = await chain.run();
		say(`sandbox: ${credits(chain.charged())} credits, ${requests} requests`);
		if (chain.charged() !== 0) problems.push(`sandbox: ${credits(chain.charged())} credits were spent`);
	} finally {
		await chain.close();
	}
}

/** settled ≤ charged ≤ settled + unknown, and equal once somebody has looked the unknown ones up. */
async function judgeMoney(chain: ChainCase): Promise<void> {
	for (const balance of await chain.balances()) {
		say(`  ${lineOf(balance)}`);
		const { provider, settled, unknown, charged, reserved } = balance;
		if (reserved !== 0) problems.push(`${chain.name}: ${credits(reserved)} credits of ${provider} are still reserved`);
		if (settled > charged || charged > settled + unknown) problems.push(`${chain.name}: ${lineOf(balance)}`);
	}
	const resolved = await chain.resolve();
	for (const balance of await chain.balances()) {
		const { settled, unknown, charged } = balance;
		if (settled !== charged || unknown !== 0) problems.push(`${chain.name}, resolved: ${lineOf(balance)}`);
	}
	say(`  ${resolved} unknown calls resolved`);
}

function lineOf({ provider, settled, unknown, charged }: Balance): string {
	return `${provider}: settled ${credits(settled)} ≤ charged ${credits(charged)} ≤ settled + unknown ${credits(settled + unknown)}`;
}

function credits(thousandths: number): string {
	return (thousandths / 1_000).toLocaleString('en-US');
}

function faultsOf({ vendors }: ChainCase): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { fault } of vendors.requests()) if (fault) counts[fault] = (counts[fault] ?? 0) + 1;
	return counts;
}

function filledWebsites({ org }: ChainCase): number {
	return org.org.rows('Lead').filter(({ Website }) => typeof Website === 'string' && !Website.includes('www.')).length;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
