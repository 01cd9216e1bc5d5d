/**
 * `npm run test:hourly`: the hourly template with as many due Leads as it takes (`--leads`, 50,000) in the pinned real n8n with
 * a small heap (`--heap`, 1024 MB), once as it is and once with a node that throws in the last batch (`--only calm` or `broken`
 * for one of them). Prints seconds and the peak
 * memory of n8n; the exit status tells whether org, summaries and saved executions are as they should be.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BatchMessage, difference, problemsOfOneSummary } from '../../demo/editor/batch-messages';
import { freePort } from '../../demo/editor/free-port';
import { importDemo } from '../../demo/editor/import-demo';
import { openInbox, type Inbox } from '../../demo/editor/inbox';
import { installN8n } from '../../demo/editor/install-n8n';
import { prepareN8n } from '../../demo/editor/n8n-instance';
import { startN8n, type RunningN8n } from '../../demo/editor/n8n-server';
import { type OwnerSession, signIn } from '../../demo/editor/owner-session';
import { packedTarball } from '../../demo/editor/packed-tarball';
import { until } from '../../demo/editor/until';
import { DueLeadsOrg, knownCompanies } from './due-leads-org';
import { limitTemplate } from './limit-template';
import { forgetPeak, peakMegabytes } from './process-memory';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const batchSize = 2_000;
/** Per run; a loaded machine takes several times as long as an idle one. */
const patienceSeconds = 1_500;
/** To ask a busy n8n over a connection. */
const mostAttempts = 5;

/** A copy of the template and the org that it works on. */
interface Copy {
	readonly id: string;
	readonly title: string;
	readonly org: DueLeadsOrg;
}

/** What a run left in n8n. */
interface Ended {
	readonly messages: readonly BatchMessage[];
	readonly problems: string[];
}

/** n8n as it runs, and where its summaries go. */
interface Site {
	readonly n8n: RunningN8n;
	readonly session: OwnerSession;
	readonly inbox: Inbox<BatchMessage>;
}

async function main(): Promise<boolean> {
	const { leads, heap, only } = readArguments();
	const command = await installN8n(say);
	const folder = mkdtempSync(join(tmpdir(), 'salesforce-enrichment-hourly-'));
	const now = new Date();
	const inbox = await openInbox<BatchMessage>();
	const calm: Copy = {
		id: 'hourlyCalm',
		title: 'as it is',
		org: await DueLeadsOrg.start('Calm', '00D5e00000HOURA', leads, now),
	};
	const broken: Copy = {
		id: 'hourlyBroken',
		title: 'a node throws in the last batch',
		org: await DueLeadsOrg.start('Broken', '00D5e00000HOURB', leads, now),
	};
	let n8n: RunningN8n | undefined;
	try {
		const referenceFile = join(folder, 'companies.csv');
		writeFileSync(referenceFile, knownCompanies());
		const instance = await prepareN8n({ command, folder, tarball: packedTarball(), port: await freePort() });
		const common = { referenceFile, inboxUrl: inbox.url };
		await importDemo(instance, folder, [
			{ id: calm.id, orgUrl: calm.org.emulator.url, template: limitTemplate({ ...common, id: calm.id }) },
			{
				id: broken.id,
				orgUrl: broken.org.emulator.url,
				template: limitTemplate({ ...common, id: broken.id, throwsFor: broken.org.lastName }),
			},
		]);
		n8n = await startN8n(instance, { NODE_OPTIONS: `--max-old-space-size=${heap}` });
		const site: Site = { n8n, session: await signIn(n8n.address), inbox };
		say(`n8n ${heap} MB of heap, ${leads} due Leads in each org; ${peakMegabytes(n8n.pid) ?? '?'} MB after the start`);
		const isCalmWell = only === 'broken' || (await part(site, calm, () => calmProblems(site, calm, leads)));
		const isBrokenWell = only === 'calm' || (await part(site, broken, () => brokenProblems(site, broken, leads)));
		return isCalmWell && isBrokenWell;
	} catch (error) {
		say(`n8n printed last:\n${n8n?.output().slice(-4_000) ?? 'nothing'}`);
		throw error;
	} finally {
		await n8n?.stop();
		await Promise.all([inbox.close(), calm.org.close(), broken.org.close()]);
		rmSync(folder, { recursive: true, force: true });
	}
}

async function calmProblems(site: Site, copy: Copy, leads: number): Promise<string[]> {
	const { messages, problems } = await ringUntilEnded(site, copy);
	return [
		...problems,
		// Who is not found gets a score all the same.
		...problemsOfOneSummary(messages, 'Success', { read: leads, written: leads }),
		...difference('stamped Leads', copy.org.stamped(), leads),
		...difference('enriched Leads', copy.org.enriched(), copy.org.known()),
	];
}

/** All batches but the last are written; of the last one nothing. */
async function brokenProblems(site: Site, copy: Copy, leads: number): Promise<string[]> {
	const { messages, problems } = await ringUntilEnded(site, copy);
	// The last batch has what is left over, or is a whole one.
	const wellFor = leads - (leads % batchSize || batchSize);
	const failed = (await patiently(site.n8n, () => site.session.listExecutions(copy.id))).filter(
		({ status }) => status === 'error',
	);
	return [
		...problems,
		...problemsOfOneSummary(messages, 'Failed', { read: leads, written: wellFor }),
		...(messages.some(({ reason }) => reason?.includes('A node of the last batch has thrown'))
			? []
			: ['no summary says what was thrown']),
		...difference('stamped Leads', copy.org.stamped(), wellFor),
		...difference('enriched Leads', copy.org.enriched(), copy.org.known(wellFor)),
		// The execution of the batch, and the one that called it.
		...difference('saved executions that failed', failed.length, 2),
	];
}

async function ringUntilEnded({ n8n, session, inbox }: Site, { id }: Copy): Promise<Ended> {
	await patiently(n8n, () => session.publish(id));
	await (await fetch(`${n8n.address}/webhook/${id}`, { method: 'POST' })).text();
	const messages: BatchMessage[] = [];
	await until(
		`The run of ${id} ends`,
		async () => {
			for (const message of inbox.empty()) messages.push(message);
			const executions = await patiently(n8n, () => session.listExecutions(id));
			const isQuiet = executions.every(({ status }) => !['new', 'running', 'waiting'].includes(status));
			return isQuiet && messages.some(({ status }) => status !== 'Running');
		},
		patienceSeconds,
	);
	for (const message of inbox.empty()) messages.push(message);
	for (const { status, text } of messages) if (status !== 'Running') say(text.replace(/^/gm, '  | '));
	const tooLong = /Invalid string length|heap out of memory/.exec(n8n.output());
	return { messages, problems: tooLong ? [`n8n printed “${tooLong[0]}”`] : [] };
}

/** Asks again when the connection broke: a busy n8n closes those that idle, but only a dead one refuses a new one. */
async function patiently<T>({ address, output }: RunningN8n, ask: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await ask();
		} catch (error) {
			const { code } = ((error as Error).cause ?? {}) as { code?: string };
			if (code === 'ECONNREFUSED') throw new Error(`n8n has died:\n${output().slice(-2_000)}`, { cause: error });
			if (code === undefined || attempt === mostAttempts)
				throw new Error(`${address}: ${String(error)}`, { cause: error });
		}
	}
}

async function part({ n8n }: Site, { title }: Copy, work: () => Promise<string[]>): Promise<boolean> {
	forgetPeak(n8n.pid);
	const started = performance.now();
	const problems = await work();
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	for (const problem of problems) say(`  WRONG: ${problem}`);
	const verdict = problems.length === 0 ? 'as it should be' : 'not as it should be';
	say(`Hourly template, ${title}: ${verdict}; ${seconds} s, peak memory of n8n ${peakMegabytes(n8n.pid) ?? '?'} MB`);
	return problems.length === 0;
}

function readArguments(): { readonly leads: number; readonly heap: number; readonly only?: string } {
	const { values } = parseArgs({
		options: {
			leads: { type: 'string', default: '50000' },
			heap: { type: 'string', default: '1024' },
			only: { type: 'string' },
		},
	});
	const [leads, heap] = [Number(values.leads), Number(values.heap)];
	if (!Number.isInteger(leads) || leads < batchSize || !Number.isInteger(heap))
		throw new Error(`--leads is a whole number from ${batchSize} on, --heap a number of MB`);
	return { leads, heap, only: values.only };
}

main().then(
	(isWell) => process.exit(isWell ? 0 : 1),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		process.exit(1);
	},
);
