import { EnrichmentError } from '../../../errors';
import { type MergeHand, type MergeRun, lookUpMerges, sendMerges } from '../../../changes/merge/send-merges';
import { leaseHolder, runContext } from '../../../run/lease';
import { RunBooks } from '../../../run/run-books';
import { startRun } from '../../../run/start-run';
import type { ConnectedOrg } from '../../../record/same-org';
import type { SalesforceClient } from '../../../salesforce/client';
import type { DuplicateRuleOptions } from '../../../salesforce/row-result';
import type { KeptMerge } from '../../../store/contract/merges';
import type { Run } from '../../../store/contract/runs';
import type { Store } from '../../../store/store';
import { digestOfPlans, type PlannedMerge } from '../survivorship/plan-merge';
import type { ReviewReason } from '../survivorship/review-reasons';
import { keysOfLosers, mergesOf } from './keep-merges';
import { type MergeReport, type NotMerged, reportMerges } from './merge-report';
import { type MergePlanRequest, type MergePlans, planMerges } from './plan-merges';

/** Salesforce cannot, or a person said no. */
const neverMerged: ReadonlySet<ReviewReason> = new Set(['converted', 'decided_different']);

/** Most groups of one run unless somebody raises it. */
export const usualMostGroups = 50;

export interface MergeGroupsRequest extends MergePlanRequest {
	/** Digests that a person has seen: of single groups, or the one of the whole plan. */
	readonly approved: readonly string[];
	/** Also groups for which the plan wants a person's look: whoever approves their digest has looked. Not where Salesforce cannot (converted leads), or where a person said that they differ. */
	readonly mergesReviewed: boolean;
	readonly mostGroups: number;
	/** What duplicate rules of the org may stop; by default one that only warns does not. */
	readonly duplicateRule?: DuplicateRuleOptions;
	readonly executionId?: string;
	readonly workflowId?: string;
	/** How long the merge may be silent before another execution goes on with it. */
	readonly leaseMs: number;
}

/** What merging needs from outside. */
export interface MergeMeans {
	readonly client: SalesforceClient;
	readonly store: Store;
	readonly clock: () => Date;
	readonly newRunId: () => string;
	readonly signal?: AbortSignal;
}

/**
 * Merges the groups whose plan was approved and is still the same. It is a run of its own: everything that an undo needs is in the store
 * before anything is sent, and a killed one goes on where it stopped when it is called again.
 */
export async function mergeGroups(means: MergeMeans, request: MergeGroupsRequest): Promise<MergeReport> {
	const { client, store, clock, newRunId } = means;
	const before = client.calls.now();
	const { sObject, executionId, workflowId, leaseMs } = request;
	const settings = { instanceUrl: client.org.instanceUrl };
	const key = { orgId: client.org.orgId, sObject, pipeline: `merge ${sObject}` };
	const start = { ...key, kind: 'merge', isDryRun: false, executionId, workflowId, leaseMs, settings } as const;
	const started = await startRun(store, start, clock(), newRunId);
	if (started.status === 'held') throw heldError(sObject, started.holder, started.expiresAt);
	const { run } = started;
	const context: MergeRun = runContext(store, run, clock, client);
	const hand: MergeHand = {
		client,
		context,
		options: { duplicateRule: request.duplicateRule ?? { allowSave: true } },
		books: new RunBooks(context, 'merge'),
		signal: means.signal,
	};
	try {
		const earlier = started.status === 'resumed' ? await resume(hand) : [];
		const { merges, notMerged, plans } = await begin(means, hand, request, earlier);
		const ended = [...earlier, ...(await sendMerges(hand, merges))];
		await keepKeys(hand, plans, ended);
		const report = reportMerges({ run, merges: ended, notMerged, plans, isResumed: started.status === 'resumed' });
		await store.closeRun(run.runId, { status: report.status, reason: report.reason }, clock());
		return report;
	} finally {
		await hand.books.enterAsPlanned(client.calls.since(before));
		// Also after a failure: whoever repeats the merge need not wait for the lease to run out.
		await store.releaseRecords(run.orgId, run.runId);
		await store.releaseLease(run, leaseHolder(run));
	}
}

/** What a broken-off attempt had approved and stored: what may have been carried out is looked up, and the rest is sent. */
async function resume(hand: MergeHand): Promise<KeptMerge[]> {
	const kept = (await Array.fromAsync(hand.context.store.readMerges(hand.context.run.runId))).flat();
	const inDoubt = kept.filter(({ state }) => state === 'intended' || state === 'unknown');
	const found = new Map((await lookUpMerges(hand, inDoubt)).map((merge) => [merge.number, merge]));
	const known = kept.map((merge) => found.get(merge.number) ?? merge);
	const left = known.filter(({ state }) => state === 'planned' || state === 'intended');
	const sent = new Map((await sendMerges(hand, left)).map((merge) => [merge.number, merge]));
	return known.map((merge) => sent.get(merge.number) ?? merge);
}

/** Plans the groups that no earlier attempt has taken on, and stores what is to be sent of them, in one go. */
async function begin(
	{ client, store, signal }: MergeMeans,
	{ context }: MergeHand,
	request: MergeGroupsRequest,
	earlier: readonly KeptMerge[],
): Promise<{ readonly merges: KeptMerge[]; readonly notMerged: NotMerged[]; readonly plans: MergePlans }> {
	const taken = new Set(earlier.flatMap(({ masterId, loserIds }) => [masterId, ...loserIds]));
	const groups = request.groups.filter(({ ids }) => !ids.some((id) => taken.has(id)));
	const plans = await planMerges(client, { ...request, groups }, store, signal);
	const { chosen, notMerged } = choose(plans, request);
	const free = await claim(context, client, chosen);
	const merges: KeptMerge[] = [];
	const records = new Map(plans.read.groups.map((group) => [group.groupId, group.records]));
	for (const plan of chosen) {
		if (![plan.masterId, ...plan.loserIds].every((id) => free.has(id))) {
			notMerged.push({ plan, why: 'claimed_elsewhere' });
			continue;
		}
		const first = earlier.length + merges.length + 1;
		const parts = mergesOf(plan, records.get(plan.groupId) ?? [], plans.read.childrenById, first);
		for (const merge of parts) merges.push(merge);
	}
	await context.store.addMerges(context.run.runId, merges);
	return { merges, notMerged, plans };
}

function choose(
	{ plans, digest }: MergePlans,
	{ approved, mergesReviewed, mostGroups }: MergeGroupsRequest,
): { readonly chosen: PlannedMerge[]; readonly notMerged: NotMerged[] } {
	const seen = new Set(approved);
	const isWhole = seen.has(digest) || seen.has(digestOfPlans(plans));
	const chosen: PlannedMerge[] = [];
	const notMerged: NotMerged[] = [];
	for (const plan of plans) {
		const mustSkip = plan.reviews.some(({ reason }) => !mergesReviewed || neverMerged.has(reason));
		if (mustSkip) notMerged.push({ plan, why: 'review' });
		else if (!isWhole && !seen.has(plan.digest)) notMerged.push({ plan, why: 'not_approved' });
		else if (chosen.length >= mostGroups) notMerged.push({ plan, why: 'over_limit' });
		else chosen.push(plan);
	}
	return { chosen, notMerged };
}

async function claim(
	{ run, store }: MergeRun,
	client: SalesforceClient,
	plans: readonly PlannedMerge[],
): Promise<ReadonlySet<string>> {
	const ids = plans.flatMap(({ masterId, loserIds }) => [masterId, ...loserIds]);
	if (ids.length === 0) return new Set();
	return new Set(await store.claimRecords(run.orgId, ids, run.runId, client.serverNow(), run.leaseMs));
}

/** Whoever knows a loser by its key finds the survivor from now on. */
async function keepKeys(
	{ context }: MergeHand,
	{ description }: MergePlans,
	merges: readonly KeptMerge[],
): Promise<void> {
	const keys = merges.filter(({ state }) => state === 'merged').flatMap((merge) => keysOfLosers(merge, description));
	if (keys.length > 0) await context.store.addMergedKeys(context.run.orgId, context.run.runId, keys);
}

function heldError(sObject: string, holder: string, expiresAt: Date): EnrichmentError {
	return new EnrichmentError(
		'lease_held',
		`Execution ${holder} is merging records of ${sObject} already; without a sign of life it counts as alive until ${expiresAt.toISOString()}.`,
		{ retryable: true, remedy: 'Wait for it; one that was killed can be repeated after that moment.' },
	);
}

/** The org's run of merges with this id; throws when there is none, or when it is something else. */
export async function loadMergeRun(
	store: Pick<Store, 'findRun' | 'location'>,
	runId: string,
	{ orgId }: ConnectedOrg,
): Promise<Run> {
	const found = await store.findRun(runId);
	// Of another org nobody is told more than that there is no such run.
	const run = found?.orgId === orgId ? found : undefined;
	if (run?.kind === 'merge') return run;
	throw new EnrichmentError(
		'run_not_found',
		run
			? `Run ${runId} has merged nothing: it is a run of ${run.pipeline}.`
			: `Run ${runId} is not in the store ${store.location}.`,
		{
			remedy:
				'Merge names the ID of its run; one that was pruned, because it ended too long ago, cannot be undone any more.',
		},
	);
}
