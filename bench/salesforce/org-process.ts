import { createWriteStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { benchSeed, change } from './bench-leads';
import type { ExportedLead, OrgAnswer, OrgQuestion } from './org-messages';

/** Runs as a process of its own, so that its share of time and memory can be told: `org-process.ts ROWS SEED LATENCY_MS`. */
async function main([rows, seed, latencyMs]: readonly number[]): Promise<void> {
	const started = performance.now();
	const emulator = await startSalesforceEmulator({
		org: { kind: 'production', dailyApiRequests: 100_000_000 },
		seed: benchSeed(rows, seed),
		latencyMs,
	});
	process.on('message', (question: OrgQuestion) => void answer(emulator, question).then(tell));
	process.once('disconnect', () => process.exit(0));
	tell({ url: emulator.url, loadMs: performance.now() - started });
}

function tell(answered: OrgAnswer): void {
	process.send?.(answered);
}

async function answer(emulator: SalesforceEmulator, question: OrgQuestion): Promise<OrgAnswer> {
	if (question.ask === 'token') return { token: emulator.issueToken() };
	if (question.ask === 'export') return await exportLeads(emulator, question.csvFile, question.jsonLinesFile);
	const { user, system } = process.cpuUsage();
	return {
		apiCalls: emulator.calls.total,
		cpuMs: (user + system) / 1_000,
		peakRssBytes: process.resourceUsage().maxRSS * 1024,
	};
}

async function exportLeads(
	emulator: SalesforceEmulator,
	csvFile: string,
	jsonLinesFile: string,
): Promise<{ rows: number }> {
	const leads = emulator.org.rows('Lead') as unknown as ExportedLead[];
	await writeLines(csvFile, [`Id,${change.field}`, ...leads.map(({ Id }) => `${Id},${change.value}`)]);
	await writeLines(
		jsonLinesFile,
		leads.map(({ Id, Title, SystemModstamp }) => JSON.stringify({ Id, Title, SystemModstamp })),
	);
	return { rows: leads.length };
}

async function writeLines(file: string, lines: readonly string[]): Promise<void> {
	await pipeline(Readable.from(lines.map((line) => `${line}\n`)), createWriteStream(file));
}

void main(process.argv.slice(2).map(Number));
