import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../core/store/open-store';
import { readTemplate } from '../hourly-template';
import { difference, problemsOfOneSummary, type BatchMessage } from './batch-messages';
import { BatchesOrg, batchSize, knownCompanies } from './batches-org';
import type { DemoWorkflow } from './import-demo';
import { openInbox, type Inbox } from './inbox';
import type { N8nInstance } from './n8n-instance';
import { RungN8n } from './rung-n8n';
import { rungTemplate } from './rung-template';
import { leftInStore } from './store-leftovers';

/** Longer than the leases of run, batch and records; clocks are put ahead by it instead of waiting. */
const pauseMs = 40 * 60_000;
const sObject = 'Lead';
/** Ids of the two copies, names of their pipelines and paths of their webhooks in one. */
const calmId = 'batchesCalm';
const killedId = 'batchesKilled';
/** Of the second batch nothing is left when its turn comes. */
const allButOneBatch = { read: 3 * batchSize, written: 2 * batchSize };

/** The scheduled template imported twice, each copy on an org of its own: on one nothing happens to n8n, on the other it is killed. */
export class BatchesCheck {
	private instance!: N8nInstance;

	private n8n: RungN8n | undefined;

	private aheadMs = 0;

	private constructor(
		private readonly folder: string,
		private readonly say: (line: string) => void,
		private readonly inbox: Inbox<BatchMessage>,
		private readonly calm: BatchesOrg,
		private readonly killed: BatchesOrg,
	) {
		writeFileSync(this.referenceFile, knownCompanies);
	}

	/** Starts the orgs; `say` gets what is done and what came of it, line by line. */
	static async open(folder: string, say: (line: string) => void): Promise<BatchesCheck> {
		const now = new Date();
		const calm = await BatchesOrg.start('Calm', '00D5e00000BATCA', now);
		const killed = await BatchesOrg.start('Killed', '00D5e00000BATCB', now);
		return new BatchesCheck(folder, say, await openInbox<BatchMessage>(), calm, killed);
	}

	/** What is to be imported before `run`. */
	get workflows(): readonly DemoWorkflow[] {
		return [this.workflow(calmId, this.calm), this.workflow(killedId, this.killed)];
	}

	/** True when everything went as it should. */
	async run(instance: N8nInstance): Promise<boolean> {
		this.instance = instance;
		const parts = [
			await this.part('three batches, the second empty when its turn comes', () => this.ordinaryRun()),
			await this.part('n8n killed in the first batch and again in the last', () => this.killedRun()),
			await this.part('a batch breaks', () => this.brokenBatch()),
		];
		return parts.every((isWell) => isWell);
	}

	/** Kills the n8n that it has started; there is nothing in it to keep. */
	async close(): Promise<void> {
		await this.n8n?.kill();
		await Promise.all([this.inbox.close(), this.calm.close(), this.killed.close()]);
	}

	private async ordinaryRun(): Promise<string[]> {
		const n8n = await this.start();
		await n8n.publish(calmId);
		await n8n.publish(killedId);
		this.calm.emptySecondBatchInTime();
		await n8n.ring(calmId);

		const executions = await n8n.settledExecutions(calmId);
		const messages = this.inbox.empty();
		this.tell(messages, this.calm, executions);
		return [
			...problemsOfOneSummary(messages, 'Success', allButOneBatch),
			...difference('stamped Leads', this.calm.stamped(), 2 * batchSize),
			...difference('executions', executions, 'integrated success 3, webhook success 1'),
			...(await this.leftovers(calmId, this.calm)),
		];
	}

	private async killedRun(): Promise<string[]> {
		this.killed.emptySecondBatchInTime();
		await this.ringAndKill(0);
		const n8n = await this.ringAndKill(batchSize);
		await n8n.ring(killedId);

		const executions = await n8n.settledExecutions(killedId);
		const messages = this.inbox.empty();
		this.tell(messages, this.killed, executions);
		const differences = JSON.stringify(this.calm.differences(this.killed));
		this.say(
			`  Rows sent again: ${this.killed.savedRows() - this.calm.savedRows()}; fields that differ from the run that nobody killed: ${differences}`,
		);
		return [
			...problemsOfOneSummary(messages, 'Success', allButOneBatch),
			...difference('runs in the messages', new Set(messages.map(({ runId }) => runId)).size, 1),
			...difference('fields that differ', differences, '{}'),
			...(await this.leftovers(killedId, this.killed)),
		];
	}

	private async brokenBatch(): Promise<string[]> {
		const n8n = this.n8n!;
		this.calm.addLead();
		rmSync(this.referenceFile);
		await n8n.ring(calmId);
		// One for the execution of the batch, one for the execution that called it.
		await n8n.errorExecutions(calmId, 2);
		const failed = this.inbox.empty();

		writeFileSync(this.referenceFile, knownCompanies);
		await n8n.ring(calmId);
		const executions = await n8n.settledExecutions(calmId);
		const again = this.inbox.empty();
		this.tell([...failed, ...again], this.calm, executions);
		return [
			...problemsOfOneSummary(failed, 'Failed', { read: 1, written: 0 }),
			...(failed[0]?.reason?.includes(this.referenceFile) ? [] : ['the reason does not name the missing file']),
			...problemsOfOneSummary(again, 'Success', { read: 1, written: 1 }),
			...difference('stamped Leads', this.calm.stamped(), 2 * batchSize + 1),
		];
	}

	/** Rings, kills n8n between commit and reply of the first write after so many stamped Leads, and starts it again. */
	private async ringAndKill(stampedBefore: number): Promise<RungN8n> {
		const n8n = this.n8n!;
		const moment = this.killed.betweenCommitAndReply(stampedBefore);
		// The kill cuts this connection too.
		const answer = n8n.ring(killedId).catch(() => undefined);
		const isTooLate = await Promise.race([moment.then(() => false), answer.then(() => true)]);
		if (isTooLate) throw new Error(`The run ended, and nothing was written after ${stampedBefore} stamped Leads`);
		await n8n.kill();
		await answer;
		this.killed.emulator.faults.clear();
		this.say(
			`  Killed with ${this.killed.stamped()} Leads stamped, the last of them by a request that was never answered`,
		);
		this.aheadMs += pauseMs;
		for (const { emulator } of [this.calm, this.killed]) emulator.clock.advance(pauseMs);
		return await this.start();
	}

	private async start(): Promise<RungN8n> {
		return (this.n8n = await RungN8n.start(this.instance, this.folder, this.aheadMs));
	}

	private async leftovers(pipeline: string, { emulator }: BatchesOrg): Promise<string[]> {
		const key = { orgId: emulator.identity.id, pipeline, sObject };
		const recordIds = emulator.org.rows(sObject).map(({ Id }) => String(Id));
		const store = await openStore({ kind: 'sqlite', path: String(this.instance.env.SALESFORCE_ENRICHMENT_STORE) });
		try {
			return await leftInStore(store, key, { recordIds, batches: 3, runs: 1 }, new Date(Date.now() + this.aheadMs));
		} finally {
			await store.close();
		}
	}

	private tell(messages: readonly BatchMessage[], org: BatchesOrg, executions: string): void {
		for (const { text } of messages) this.say(text.replace(/^/gm, '  | '));
		this.say(
			`  The org: ${org.emulator.org.count(sObject)} Leads, ${org.stamped()} stamped, ${org.savedRows()} rows saved; n8n: ${executions}`,
		);
	}

	private async part(name: string, work: () => Promise<string[]>): Promise<boolean> {
		this.say(`\nScheduled template, ${name}`);
		const started = performance.now();
		const problems = await work();
		for (const problem of problems) this.say(`  WRONG: ${problem}`);
		this.say(
			`  ${problems.length === 0 ? 'As it should be' : 'Not as it should be'}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
		);
		return problems.length === 0;
	}

	private workflow(id: string, { emulator }: BatchesOrg): DemoWorkflow {
		const template = readTemplate('scheduled', { pipeline: id, referenceFile: this.referenceFile });
		return {
			id,
			orgUrl: emulator.url,
			template: rungTemplate(template, { path: id, inboxUrl: this.inbox.url, batchSize }),
		};
	}

	private get referenceFile(): string {
		return join(this.folder, 'known-companies.csv');
	}
}
