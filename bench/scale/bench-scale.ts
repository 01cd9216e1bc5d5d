/**
 * `npm run bench:scale`: the scheduled template in n8n's queue mode, over as many Leads as `--records` says (100,000), with one
 * worker, with two, and with two of which one is killed half-way. The provider answers after `--latency` milliseconds (300).
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { BatchMessage } from '../../demo/editor/batch-messages';
import { openInbox, type Inbox } from '../../demo/editor/inbox';
import { type CompanyDirectory, openDirectory } from '../../demo/scale/company-directory';
import { QueueCluster } from '../../demo/scale/queue-cluster';
import { scaleTemplate } from '../../demo/scale/scale-template';
import { describeMachine } from '../machine';
import { ScaleOrgChild } from './scale-org-child';
import { MachineLoad } from './machine-load';
import { processorSeconds } from './processor-time';
import { judgeScale, type ScaleFigures } from './scale-verdicts';

const leaseMinutes = 1;
const lookMs = 500;
const bellMs = 5_000;

const say = (line: string): void => console.log(line);

interface Options {
	readonly leads: number;
	readonly batchSize: number;
	readonly latencyMs: number;
}

class ScaleBench {
	constructor(
		private readonly cluster: QueueCluster,
		private readonly directory: CompanyDirectory,
		private readonly inbox: Inbox<BatchMessage>,
		private readonly options: Options,
	) {}

	/** Runs the org's workflow to its summary; `atHalf` is called once half of the Leads are stamped. */
	async measure(org: ScaleOrgChild, title: string, atHalf?: () => Promise<void>): Promise<ScaleFigures> {
		this.directory.reset();
		this.inbox.empty();
		const workers = this.cluster.workers.length;
		const before = this.processor(org);
		const storeBefore = await this.storeBytes();
		await this.cluster.session.publish(org.name);
		const started = performance.now();
		await this.cluster.ring(org.name);
		const summary = await this.untilSummary(org, started, atHalf);
		const seconds = (performance.now() - started) / 1_000;
		const state = await org.state();
		const paid = [...this.directory.charged.values()];
		const figures: ScaleFigures = {
			title,
			workers,
			seconds,
			digest: await org.digest(),
			written: summary.written ?? 0,
			salesforceCalls: state.calls,
			savedRows: state.savedRows,
			providerCalls: this.directory.calls,
			credits: paid.reduce((sum, times) => sum + times, 0),
			paidTwice: paid.filter((times) => times > 1).length,
			storeBytes: (await this.storeBytes()) - storeBefore,
			processor: subtract(this.processor(org), before),
		};
		tell(figures);
		return figures;
	}

	private async untilSummary(org: ScaleOrgChild, started: number, atHalf?: () => Promise<void>): Promise<BatchMessage> {
		let half = atHalf;
		for (let rung = performance.now(); ; await pause(lookMs)) {
			const summary = this.inbox.empty().find((message) => isSummaryOf(org.name, message));
			if (summary) return summary;
			if (performance.now() - rung > bellMs) {
				// Somebody's doorbell: whoever has time helps, and every minute the template's own schedule rings too.
				rung = performance.now();
				await this.cluster.ring(org.name).catch(() => undefined);
			}
			if (half && (await org.state()).stamped >= this.options.leads / 2) {
				await half();
				half = undefined;
				say(`  half-way after ${((performance.now() - started) / 1_000).toFixed(1)} s`);
			}
		}
	}

	/** Of all tables and indexes of our store. */
	private async storeBytes(): Promise<number> {
		const [row] = await this.cluster.ask<{ bytes: string }>(
			"SELECT coalesce(sum(pg_total_relation_size(oid)), 0) AS bytes FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace('salesforce_enrichment')",
		);
		return Number(row.bytes);
	}

	/** Of this process the provider is the greater part. */
	private processor(org: ScaleOrgChild): Record<string, number> {
		const workers = this.cluster.workers.reduce((sum, { pid }) => sum + processorSeconds(pid), 0);
		const { user, system } = process.cpuUsage();
		return {
			workers,
			'n8n main': processorSeconds(this.cluster.main.pid),
			PostgreSQL: processorSeconds(this.cluster.postgres.pid),
			'emulated org': processorSeconds(org.pid),
			provider: (user + system) / 1_000_000,
		};
	}
}

async function main(): Promise<void> {
	const options = readOptions();
	const now = new Date();
	const names = ['benchOne', 'benchTwo', 'benchKilled'];
	say(
		`${describeMachine()}; ${options.leads} Leads in batches of ${options.batchSize}, ${options.latencyMs} ms for each reply of the provider`,
	);
	const orgs: ScaleOrgChild[] = [];
	for (const [index, name] of names.entries())
		orgs.push(await ScaleOrgChild.start(name, `00D5e00000BNCH${index}`, options.leads, now));
	const directory = await openDirectory(options.latencyMs);
	const inbox = await openInbox<BatchMessage>();
	const cluster = await QueueCluster.start({
		say,
		env: directory.environment,
		workflows: orgs.map(({ name, url }) => ({
			id: name,
			orgUrl: url,
			template: scaleTemplate({
				path: name,
				inboxUrl: inbox.url,
				batchSize: options.batchSize,
				limit: options.leads,
				leaseMinutes,
			}),
		})),
	});
	try {
		const bench = new ScaleBench(cluster, directory, inbox, options);
		await cluster.addWorker();
		const load = MachineLoad.start(() => [process.pid]);
		const one = await bench.measure(orgs[0], 'one worker');
		await cluster.addWorker();
		const two = await bench.measure(orgs[1], 'two workers');
		const killed = await bench.measure(orgs[2], 'two workers, one of them killed half-way', async () => {
			// Of a look-up that is under way nobody would know whether it was charged, and it would not be sent again.
			while (directory.inFlight > 0) await setImmediate();
			await cluster.killWorker(cluster.workers[0].pid);
			await cluster.addWorker();
		});
		const conditions = { leads: options.leads, cores: cpus().length, othersBusy: load.othersBusy() };
		say('');
		const verdicts = judgeScale(one, two, killed, conditions);
		for (const { target, measured, isMet } of verdicts)
			say(`${(isMet === undefined ? 'not judged' : isMet ? 'met' : 'NOT MET').padEnd(11)} ${target}: ${measured}`);
		process.exitCode = verdicts.some(({ isMet }) => isMet === false) ? 1 : 0;
	} finally {
		await cluster.close();
		await inbox.close();
		await directory.close();
		orgs.forEach((org) => org.close());
	}
}

/** Beside summaries come words on executions that broke, and the summary of whoever rang when nothing was left, at times first. */
function isSummaryOf(pipeline: string, message: BatchMessage & { readonly pipeline?: string }): boolean {
	return message.status !== 'Running' && message.pipeline === pipeline && (message.read ?? 0) > 0;
}

function tell(figures: ScaleFigures): void {
	const total = Object.values(figures.processor).reduce((sum, seconds) => sum + seconds, 0);
	const shares = Object.entries(figures.processor).map(([who, seconds]) => `${who} ${seconds.toFixed(0)} s`);
	say(
		`\n${figures.title}: ${figures.seconds.toFixed(1)} s; ${figures.written} written, ${figures.savedRows} rows saved by collections, the rest by jobs, ${figures.salesforceCalls} Salesforce calls, ${figures.providerCalls} provider calls, ${figures.credits} credits, ${figures.paidTwice} paid twice`,
	);
	say(
		`  the store grew by ${(figures.storeBytes / 2 ** 20).toFixed(1)} MB, ${Math.round(figures.storeBytes / Math.max(1, figures.written))} bytes for each record written`,
	);
	say(`  processor: ${shares.join(', ')}; together ${(total / figures.seconds).toFixed(2)} cores`);
}

function subtract(after: Record<string, number>, before: Record<string, number>): Record<string, number> {
	// Of a worker that was killed nothing is known any more.
	return Object.fromEntries(Object.entries(after).map(([who, seconds]) => [who, Math.max(0, seconds - before[who])]));
}

function readOptions(): Options {
	const { values } = parseArgs({
		options: {
			records: { type: 'string', default: '100000' },
			batch: { type: 'string', default: '2000' },
			latency: { type: 'string', default: '300' },
		},
	});
	return { leads: Number(values.records), batchSize: Number(values.batch), latencyMs: Number(values.latency) };
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
