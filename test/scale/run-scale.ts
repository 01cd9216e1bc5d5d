/**
 * `npm run test:scale`: n8n in queue mode with two workers works on four orgs that are alike. On the first nothing happens;
 * on the others a worker is killed, PostgreSQL is restarted, Redis is restarted, each in the middle of the run. What the
 * runs leave in the org, in the store and in the provider's books has to be the same.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { BatchMessage } from '../../demo/editor/batch-messages';
import { openInbox, type Inbox } from '../../demo/editor/inbox';
import { until } from '../../demo/editor/until';
import { type CompanyDirectory, openDirectory } from '../../demo/scale/company-directory';
import { QueueCluster } from '../../demo/scale/queue-cluster';
import { scaleTemplate } from '../../demo/scale/scale-template';
import { outcomes, problemsBeside, problemsOf } from './compare-runs';
import { type Remains, ScaleScene, workerOf } from './scale-scene';

const leads = 2_400;
const batchSize = 200;
const latencyMs = 300;
const runSeconds = 400;
const leaseMinutes = 1;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Calm {
	readonly remains: Remains;
	readonly charged: number;
}

class ScaleTest {
	private calm?: Calm;

	constructor(
		private readonly cluster: QueueCluster,
		private readonly directory: CompanyDirectory,
		private readonly inbox: Inbox<BatchMessage>,
	) {}

	/** True when the run went well and left what the undisturbed one left. */
	async run(scene: ScaleScene, title: string, disturb?: () => Promise<string>): Promise<boolean> {
		say(`\n${title}`);
		this.directory.reset();
		this.inbox.empty();
		const started = performance.now();
		await this.cluster.session.publish(scene.name);
		await this.cluster.ring(scene.name);
		await this.secondBell(scene);
		if (disturb) say(`  ${await disturb()}`);
		const messages = await this.untilSummary();
		const seconds = (performance.now() - started) / 1_000;
		const remains = await scene.remains(this.cluster);
		const charged = sum(this.directory.charged);
		this.tell(messages, remains, charged, seconds);
		const problems = [
			...problemsOf(remains, messages, this.directory.charged, leads),
			...(this.calm ? problemsBeside(this.calm.remains, remains, { calm: this.calm.charged, disturbed: charged }) : []),
			...(disturb || remains.batchesByWorker.size === 2 ? [] : ['one worker did it all']),
		];
		this.calm ??= { remains, charged };
		problems.forEach((problem) => say(`  WRONG: ${problem}`));
		if (problems.length === 0) say('  As it should be');
		return problems.length === 0;
	}

	/** As soon as there is something to help with; whichever worker comes, one that is at work already declines. */
	private async secondBell(scene: ScaleScene): Promise<void> {
		await scene.untilStamped(1);
		for (let bells = 0; bells < 4; bells += 1) {
			await this.cluster.ring(scene.name);
			await pause(300);
		}
	}

	private async untilSummary(): Promise<BatchMessage[]> {
		let messages: BatchMessage[] = [];
		const isOver = async (): Promise<boolean> => {
			messages = messages.concat(this.inbox.empty());
			return messages.some(({ status }) => status !== 'Running');
		};
		await until('The summary', isOver, runSeconds);
		// A second one would come at about the same time.
		await pause(3_000);
		return messages.concat(this.inbox.empty());
	}

	private tell(messages: readonly BatchMessage[], remains: Remains, charged: number, seconds: number): void {
		for (const { text } of messages) say(text.split('\n', 3).join('\n').replace(/^/gm, '  | '));
		const shares = [...remains.batchesByWorker.values()].join(' and ');
		say(
			`  ${seconds.toFixed(1)} s; batches by worker: ${shares}; ${remains.savedRows} rows saved by the org, ${this.directory.calls} calls to the provider, ${charged} credits, ${remains.ledger.journal.length} journal rows; ${outcomes(remains)}`,
		);
	}
}

async function main(): Promise<boolean> {
	const started = performance.now();
	const now = new Date();
	const names = ['scaleCalm', 'scaleKilled', 'scalePostgres', 'scaleRedis'];
	const scenes = await Promise.all(
		names.map((name, index) => ScaleScene.open(name, `00D5e00000SCAL${'ABCD'[index]}`, leads, now)),
	);
	const [calm, killed, postgres, redis] = scenes;
	const directory = await openDirectory(latencyMs);
	const inbox = await openInbox<BatchMessage>();
	const cluster = await QueueCluster.start({
		say,
		env: directory.environment,
		workflows: scenes.map(({ name, emulator }) => ({
			id: name,
			orgUrl: emulator.url,
			template: scaleTemplate({ path: name, inboxUrl: inbox.url, batchSize, limit: leads, leaseMinutes }),
		})),
	});
	try {
		await cluster.addWorker();
		await cluster.addWorker();
		say(`n8n, two workers, Redis and PostgreSQL: started in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
		const test = new ScaleTest(cluster, directory, inbox);
		const parts = [
			await test.run(calm, `${leads} Leads in batches of ${batchSize}, nothing happens`),
			await test.run(killed, 'A worker is killed between a write and its reply', async () => {
				await killed.untilStamped(leads / 3);
				const pid = await workerOf(cluster, await killed.holdAWriter());
				const { name } = await cluster.killWorker(pid);
				killed.emulator.faults.clear();
				await cluster.addWorker();
				return `Killed ${name} (-9) with ${killed.stamped()} Leads stamped, and started another one`;
			}),
			await test.run(postgres, 'PostgreSQL is restarted', async () => {
				await postgres.untilStamped(leads / 3);
				await cluster.postgres.restart('SIGINT');
				return `Restarted with ${postgres.stamped()} Leads stamped`;
			}),
			await test.run(redis, 'Redis is restarted', async () => {
				await redis.untilStamped(leads / 3);
				await cluster.redis.restart();
				return `Restarted with ${redis.stamped()} Leads stamped`;
			}),
		];
		say(`\n${parts.filter((isWell) => isWell).length} of ${parts.length} as they should be`);
		return parts.every((isWell) => isWell);
	} catch (error) {
		inbox.empty().forEach(({ text }) => say(text));
		throw error;
	} finally {
		if (process.argv.includes('--logs')) cluster.workers.forEach((worker) => say(worker.log()));
		await cluster.close();
		await inbox.close();
		await directory.close();
		await Promise.all(scenes.map((scene) => scene.close()));
	}
}

function sum(counts: ReadonlyMap<string, number>): number {
	return [...counts.values()].reduce((total, count) => total + count, 0);
}

main().then(
	(isWell) => process.exit(isWell ? 0 : 1),
	(error: unknown) => {
		process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
		process.exit(1);
	},
);
