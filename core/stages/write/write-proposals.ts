import { chunk } from 'lodash';
import type { EnrichmentError } from '../../errors';
import { stampFields } from '../../record/fields';
import type { RecordItem } from '../../record/record-item';
import type { RunContext } from '../../run/run-context';
import type { RowError, SalesforceClient, SObjectDescription } from '../../salesforce/client';
import { maxRetrieveIds, maxUpdateRows } from '../../salesforce/collections';
import {
	isStopSignal,
	noProgress,
	recoverRows,
	sendRows,
	updateCallsFor,
	type ApplyJob,
	type Progress,
	type SendablePlan,
} from './apply-changes';
import { journalChanges } from './journal-changes';
import { planRecord, type RecordPlan, type WriteTarget } from './plan-record';
import { sortInputs } from './sort-inputs';
import { Verdicts, type WriteOutcome } from './verdicts';


export interface WriteRequest {
	readonly sObject: string;
	/** Goes all the way up to the send, and journals what would be written. */
	readonly isDryRun: boolean;
	/** Re-runs assignment rules on every updated record, as Salesforce does by default. */
	readonly autoAssign: boolean;
	/** Marks every attempted record in our own fields, as far as the org has them. */
	readonly writeStamps: boolean;
}

/**
 * Writes the proposals that each record's policies accept, judged on the values Salesforce holds now. One outcome
 * per item, in order; throws only when nothing was written, when it is canceled, or when the run's lease is lost.
 */
export async function writeProposals(
	client: SalesforceClient,
	request: WriteRequest,
	items: readonly RecordItem[],
	context: RunContext | undefined,
	signal?: AbortSignal,
): Promise<WriteOutcome[]> {
	if (items.length === 0) return [];
	const before = client.calls.now();
	try {
		return await writeAll(client, request, items, context, signal);
	} finally {
		await context?.store.addCalls(context.run.runId, 'write', { planned: 0, ...client.calls.since(before) });
	}
}

/** What all parts of one write share. */
interface Write {
	readonly client: SalesforceClient;
	readonly request: WriteRequest;
	readonly description: SObjectDescription;
	readonly verdicts: Verdicts;
	readonly context?: RunContext;
	readonly signal?: AbortSignal;
}

async function writeAll(
	client: SalesforceClient,
	request: WriteRequest,
	items: readonly RecordItem[],
	context: RunContext | undefined,
	signal: AbortSignal | undefined,
): Promise<WriteOutcome[]> {
	const before = client.calls.now();
	const description = await client.describe(request.sObject);
	const described = client.calls.since(before);
	const { orgId } = client.org;
	const { targets, invalid } = sortInputs(items, { orgId, sObject: request.sObject, keyPrefix: description.keyPrefix });
	await planCalls(context, described.used - described.retries + Math.ceil(targets.length / maxRetrieveIds));

	const verdicts = new Verdicts(items);
	invalid.forEach(({ inputIndex, message }) => verdicts.turnDown(inputIndex, message));
	await writeTargets({ client, request, description, verdicts, context, signal }, targets);
	return verdicts.outcomes();
}

async function writeTargets(write: Write, targets: readonly WriteTarget[]): Promise<void> {
	const progress = noProgress();
	try {
		for (const part of chunk(targets, maxRetrieveIds)) await writePart(write, part, progress);
		await recoverRows(applyJob(write), progress);
	} catch (error) {
		if (isStopSignal(error) || progress.sentRows === 0) throw error;
		// What was written stays told; the rest is left to a later run.
		const left = targets.filter(({ inputIndex }) => !write.verdicts.has(inputIndex));
		left.forEach((target) => write.verdicts.fail(target, [notReached(error)]));
		await write.verdicts.settle(left, write.context);
	}
}

/** Re-reads, decides and sends up to 2,000 records. */
async function writePart(write: Write, targets: readonly WriteTarget[], progress: Progress): Promise<void> {
	const { client, request, description, verdicts, context, signal } = write;
	await context?.keepLease();
	const ids = targets.map((target) => target.id);
	const current = await client.retrieve(request.sObject, ids, fieldsToRead(targets, description), signal);
	const job = applyJob(write);
	const plans = targets.map((target, index) => planRecord(target, current[index], job.settings));
	if (request.isDryRun) {
		await foresee(job, plans);
		return;
	}
	const settled = plans.filter((plan) => !isSendable(plan));
	settled.forEach((plan) => verdicts.accept(plan));
	await verdicts.settle(settled, context);

	const sendable = plans.filter(isSendable);
	await planCalls(context, updateCallsFor(sendable.length));
	await sendRows(job, sendable, progress);
}

async function foresee(job: ApplyJob, plans: readonly RecordPlan[]): Promise<void> {
	for (const part of chunk(plans, maxUpdateRows)) {
		await job.context?.keepLease();
		await journalChanges(job, part, () => 'would_write');
		part.forEach((plan) => job.verdicts.foresee(plan));
		await job.verdicts.settle(part, job.context);
	}
}

/** With Salesforce's clock of this moment. */
function applyJob({ client, request, description, verdicts, context, signal }: Write): ApplyJob {
	const { sObject, autoAssign, writeStamps } = request;
	const settings = { description, writeStamps, serverNow: client.serverNow(), runId: context?.run.runId };
	return { client, sObject, autoAssign, settings, context, verdicts, signal };
}

/** Targets, stamps and hash inputs, as far as the object has them; what it lacks is rejected per record. */
function fieldsToRead(targets: readonly WriteTarget[], description: SObjectDescription): string[] {
	const names = new Set<string>(['SystemModstamp', 'IsConverted', ...stampFields]);
	for (const { item } of targets) {
		const { proposals = {}, hashInputs = {} } = item._enrichment ?? {};
		Object.keys(proposals).forEach((name) => names.add(name));
		const inputs = { ...hashInputs.match?.fields, ...hashInputs.model?.fields };
		Object.values(inputs).forEach((name) => names.add(name));
	}
	return [...names].filter((name) => description.fieldByName.has(name));
}

function isSendable(plan: RecordPlan): plan is SendablePlan {
	return plan.row !== undefined;
}

async function planCalls(context: RunContext | undefined, planned: number): Promise<void> {
	await context?.store.addCalls(context.run.runId, 'write', { planned, used: 0, retries: 0 });
}

function notReached(error: unknown): RowError {
	const { code, message, retryable } = error as EnrichmentError;
	return { code: code.toUpperCase(), message, fields: [], retryable };
}
