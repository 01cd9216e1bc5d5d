import { finishRun } from '../../core/stages/finish/finish';
import { runContext } from '../../core/run/lease';
import type { RunSummary } from '../../core/run/run-summary';
import type { RunContext } from '../../core/run/run-context';
import { startRun } from '../../core/run/start-run';
import type { SalesforceClient } from '../../core/salesforce/client';
import { enrichRecords } from '../../core/stages/enrich/enrich';
import { mappingPreset, matchInputPreset } from '../../core/stages/enrich/enrich-presets';
import type { EnrichmentProvider } from '../../core/stages/enrich/provider';
import { claimBatch } from '../../core/stages/fetch/claim-batch';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import { planBatches } from '../../core/stages/fetch/plan-batches';
import type { SelectionRequest } from '../../core/stages/fetch/selection';
import { scorecardModel } from '../../core/stages/score/scorecard-model';
import { scoreRecords } from '../../core/stages/score/score';
import { scorecardPreset } from '../../core/stages/score/scorecard-presets';
import { deliveryOver } from '../../core/stages/finish/deliver-run';
import { writeRecords } from '../../core/stages/write/write';
import type { RecordItem } from '../../core/record/record-item';
import type { Store } from '../../core/store/store';
import { type Way, ways } from './crash-point';

const minuteMs = 60_000;

/** The pipeline that the test kills. */
export const sObject = 'Lead';
export const pipeline = 'crash';

const selection: Pick<SelectionRequest, 'sObject' | 'fields' | 'claimMs'> = {
	sObject,
	fields: [],
	claimMs: 30 * minuteMs,
};

/** What one execution of the pipeline works with. */
export interface PipelineParts {
	readonly client: SalesforceClient;
	readonly store: Store;
	readonly provider: EnrichmentProvider;
	readonly executionId: string;
	/** Stands still while the execution lasts. */
	readonly now: Date;
	readonly way: Way;
	readonly batchSize: number;
}

/** Start, Fetch (in batches: Plan, then Claim again and again), Enrich, Score, Write, Finish; what Finish puts out. */
export async function runPipeline(parts: PipelineParts): Promise<RunSummary | undefined> {
	const { client, store, now, executionId, way } = parts;
	const request = { orgId: client.org.orgId, pipeline, sObject, executionId, isDryRun: false, leaseMs: 3 * minuteMs };
	const started = await startRun(store, request, now, () => `run-of-${executionId}`);
	if (started.status === 'held')
		throw new Error(`${started.holder} holds the lease until ${started.expiresAt.toISOString()}`);

	const context = runContext(store, started.run, () => now);
	await (ways[way].inBatches ? workOffBatches(parts, context) : workOffAll(parts, context));
	// The way of a large run, whatever its size: with few rows Collections would cost fewer calls.
	const delivery = deliveryOver({ connect: async () => client, clock: () => now, request: { strategy: 'bulk' } });
	const summary = await finishRun(store, started.run, { delivery }, now);
	if (summary && 'batches' in summary) throw new Error(summary.text);
	return summary;
}

function modifiedRecords(): SelectionRequest {
	const window = { initialFrom: undefined, lookbackMs: 10 * minuteMs, settleMs: 2 * minuteMs };
	return { ...selection, selection: { kind: 'modified', window, useLatestDateCovered: true }, maxRecords: 50_000 };
}

async function workOffAll(parts: PipelineParts, context: RunContext): Promise<void> {
	let items: RecordItem[] = [];
	for await (const page of fetchRecords(parts.client, modifiedRecords(), context)) items = items.concat(page);
	if (items.length > 0) await workOff(parts, context, items);
}

async function workOffBatches(parts: PipelineParts, context: RunContext): Promise<void> {
	await planBatches(parts.client, modifiedRecords(), parts.batchSize, context, new FetchTally());
	let doneBatchIds: number[] = [];
	for (;;) {
		const claim = { selection, leaseMs: 30 * minuteMs, doneBatchIds };
		const { batchId, items } = await claimBatch(parts.client, claim, context, parts.now, new FetchTally());
		if (batchId === undefined) return;
		await workOff(parts, context, items);
		doneBatchIds = [batchId];
	}
}

async function workOff(
	{ client, provider, now, way }: PipelineParts,
	context: RunContext,
	items: readonly RecordItem[],
): Promise<void> {
	const enrichment = {
		sObject,
		provider,
		inputs: matchInputPreset(sObject),
		mappings: mappingPreset(sObject),
		gate: true,
	};
	const enriched = await enrichRecords(items, enrichment, context);
	const scored = await scoreRecords(enriched, {
		model: scorecardModel(scorecardPreset(sObject), { now }),
		now,
		gate: true,
	});
	const { delivery } = ways[way];
	await writeRecords(
		client,
		{ sObject, isDryRun: false, autoAssign: false, writeStamps: true, delivery },
		scored,
		context,
	);
}
