import type { RecordItem } from '../../core/record/record-item';
import { runContext } from '../../core/run/lease';
import type { RunContext } from '../../core/run/run-context';
import type { RunSummary } from '../../core/run/run-summary';
import { startRun } from '../../core/run/start-run';
import type { SalesforceClient } from '../../core/salesforce/client';
import { enrichRecords } from '../../core/stages/enrich/enrich';
import { matchInputPreset } from '../../core/stages/enrich/enrich-presets';
import type { EnrichRequest, FieldMapping } from '../../core/stages/enrich/enrich-request';
import type { EnrichmentProvider } from '../../core/stages/enrich/provider';
import { claimBatch } from '../../core/stages/fetch/claim-batch';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import { planBatches } from '../../core/stages/fetch/plan-batches';
import type { SelectionRequest } from '../../core/stages/fetch/selection';
import { finishRun } from '../../core/stages/finish/finish';
import { writeRecords } from '../../core/stages/write/write';
import type { Store } from '../../core/store/store';

const minuteMs = 60_000;

export const sObject = 'Lead';
export const pipeline = 'chain';

/** What one execution of the chain works with. */
export interface ChainParts {
	readonly client: SalesforceClient;
	readonly store: Store;
	/** First to last. */
	readonly providers: readonly EnrichmentProvider[];
	readonly executionId: string;
	/** Stands still while the execution lasts. */
	readonly now: Date;
	readonly batchSize: number;
	readonly force: boolean;
	/** Told of every record after each provider. */
	tell(provider: string, item: RecordItem): void;
}

const mapping = { policy: 'fill_blank', minConfidence: 0.5 } as const;
const mappings: readonly FieldMapping[] = [
	{ source: 'website', target: 'Website', ...mapping },
	{ source: 'industry', target: 'Industry', ...mapping },
	{ source: 'employees', target: 'NumberOfEmployees', ...mapping },
	{ source: 'city', target: 'City', ...mapping },
	{ source: 'country', target: 'Country', ...mapping },
	{ source: 'phone', target: 'Phone', ...mapping },
];

/** Start, Plan, then batch by batch: Claim, each provider in turn, Write; then Finish. */
export async function runChain(parts: ChainParts): Promise<RunSummary | undefined> {
	const { client, store, now, executionId } = parts;
	const request = { orgId: client.org.orgId, pipeline, sObject, executionId, isDryRun: false, leaseMs: 3 * minuteMs };
	const started = await startRun(store, request, now, () => `run-of-${executionId}`);
	if (started.status === 'held') throw new Error(`${started.holder} holds the lease.`);
	const context = runContext(store, started.run, () => now);
	await planBatches(client, selectionOf(parts), parts.batchSize, context, new FetchTally());
	let doneBatchIds: number[] = [];
	for (;;) {
		const claim = { selection: claimed, leaseMs: 30 * minuteMs, doneBatchIds };
		const { batchId, items } = await claimBatch(client, claim, context, now, new FetchTally());
		if (batchId === undefined) break;
		await workOff(parts, context, items);
		doneBatchIds = [batchId];
	}
	const summary = await finishRun(store, started.run, {}, now);
	if (summary && 'batches' in summary) throw new Error(summary.text);
	return summary;
}

const claimed: Pick<SelectionRequest, 'sObject' | 'fields' | 'claimMs'> = {
	sObject,
	fields: [],
	claimMs: 30 * minuteMs,
};

/** All that has changed; once more all there is, where everything is to be asked again. */
function selectionOf({ force }: ChainParts): SelectionRequest {
	const window = { initialFrom: undefined, lookbackMs: 10 * minuteMs, settleMs: 2 * minuteMs };
	if (force) return { ...claimed, selection: { kind: 'filter' }, maxRecords: 50_000 };
	return { ...claimed, selection: { kind: 'modified', window, useLatestDateCovered: true }, maxRecords: 50_000 };
}

async function workOff(parts: ChainParts, context: RunContext, items: readonly RecordItem[]): Promise<void> {
	let enriched: readonly RecordItem[] = items;
	for (const provider of parts.providers) {
		enriched = await enrichRecords(enriched, requestOf(parts, provider), context);
		for (const item of enriched) parts.tell(provider.id, item);
	}
	const write = { sObject, isDryRun: false, autoAssign: false, writeStamps: true, delivery: 'immediate' } as const;
	await writeRecords(parts.client, write, enriched, context);
}

function requestOf({ client, now, force }: ChainParts, provider: EnrichmentProvider): EnrichRequest {
	const known = new Set(provider.attributes.map(({ name }) => name));
	return {
		sObject,
		provider,
		inputs: matchInputPreset(sObject),
		mappings: mappings.filter(({ source }) => known.has(source)),
		gate: !force,
		now,
		clock: () => new Date(now.getTime() + performance.now()),
		// What the node decides by the kind of org that the credential leads to.
		money: { maySpend: !client.org.isSandbox },
	};
}
