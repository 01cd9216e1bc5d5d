import { EnrichmentError } from '../../../errors';
import { countBy, partition } from 'lodash';
import { type RecordId, toRecordId } from '../../../record/identity';
import {
	type Conversion,
	type ConvertHand,
	lookUpConversions,
	sendConversions,
} from '../../../changes/convert/send-conversions';
import { leaseHolder, runContext } from '../../../run/lease';
import { RunBooks } from '../../../run/run-books';
import { startRun } from '../../../run/start-run';
import { counted } from '../../../run/verdict';
import type { SalesforceClient } from '../../../salesforce/client';
import type { ConvertRequest } from '../../../salesforce/soap/soap-calls';
import type { RunStatus } from '../../../store/contract/runs';
import type { Store } from '../../../store/store';
import { journalEnded, journalIntended, settleIntended } from './journal-conversions';
import type { ConversionRules } from './conversion-facts';
import type { PlannedConversion } from './plan-conversion';
import { type ConversionPlans, type ConversionRequest, planConversions } from './plan-conversions';

/** Most leads of one run unless somebody raises it. */
export const usualMostLeads = 50;

export interface ConvertLeadsRequest extends ConversionRequest {
	/** Digests of single leads that a person has seen. */
	readonly approved: readonly string[];
	readonly mostLeads: number;
	readonly executionId?: string;
	readonly workflowId?: string;
	/** How long the run may be silent before another execution goes on with it. */
	readonly leaseMs: number;
}

/** What converting needs from outside. */
export interface ConvertMeans {
	readonly client: SalesforceClient;
	readonly store: Store;
	readonly clock: () => Date;
	readonly newRunId: () => string;
	readonly signal?: AbortSignal;
}

/** What became of one lead; ids of what it became only where it was converted. */
export interface ConvertedLead extends Omit<Conversion, 'status'> {
	readonly status: Conversion['status'] | 'review' | 'not_approved' | 'over_limit' | 'claimed_elsewhere';
}

export interface ConversionReport {
	readonly runId: string;
	readonly status: RunStatus;
	readonly reason: string | undefined;
	readonly leads: readonly ConvertedLead[];
	/** In one sentence with numbers. */
	readonly text: string;
}

const whyLeft = {
	not_approved: 'Left alone: its plan was not approved, or the records have changed since: plan it again.',
	over_limit: 'Left alone: the run has its most leads already: convert again for the rest.',
	claimed_elsewhere: 'Left alone: another run works on it or on what it matches.',
} as const;

/**
 * Converts the leads whose plan was approved and is still the same. It is a run of its own: what it is about to do is in the store
 * before anything is sent, a killed one goes on where it stopped when it is called again, and no lead is converted twice.
 */
export async function convertLeads(means: ConvertMeans, request: ConvertLeadsRequest): Promise<ConversionReport> {
	const { client, store, clock, newRunId } = means;
	const before = client.calls.now();
	const { executionId, workflowId, leaseMs } = request;
	const key = { orgId: client.org.orgId, sObject: 'Lead', pipeline: 'convert Lead' };
	const settings = { instanceUrl: client.org.instanceUrl };
	const start = { ...key, kind: 'convert', isDryRun: false, executionId, workflowId, leaseMs, settings } as const;
	const started = await startRun(store, start, clock(), newRunId);
	if (started.status === 'held') throw heldError(started.holder, started.expiresAt);
	const { run } = started;
	const context = runContext(store, run, clock, client);
	const hand: ConvertHand = { client, context, books: new RunBooks(context, 'convert'), signal: means.signal };
	try {
		const earlier = started.status === 'resumed' ? await resume(hand, request) : [];
		const leads = [...earlier, ...(await begin(hand, request, earlier))];
		const isWhole = leads.every(({ status }) => status === 'converted');
		const status = isWhole ? 'Success' : 'Partial Success';
		const reason = isWhole ? undefined : 'Not every lead was converted';
		await store.closeRun(run.runId, { status, reason }, clock());
		return { runId: run.runId, status, reason, leads, text: sentence(leads, earlier.length) };
	} finally {
		await hand.books.enterAsPlanned(client.calls.since(before));
		// Also after a failure: whoever repeats it need not wait for the lease to run out.
		await store.releaseRecords(run.orgId, run.runId);
		await store.releaseLease(run, leaseHolder(run));
	}
}

/** What a broken-off attempt may have sent is looked up; what was converted is told, and all else is planned anew. */
async function resume(hand: ConvertHand, { rules }: ConvertLeadsRequest): Promise<ConvertedLead[]> {
	const { store, run } = hand.context;
	const rows = (await Array.fromAsync(store.readJournal(run.runId))).flat();
	const leadIds = new Set(rows.filter(({ sObject }) => sObject === 'Lead').map(({ recordId }) => recordId));
	const found = await lookUpConversions(hand, [...leadIds].map(toRecordId));
	const open = rows.filter(({ status }) => status === 'intended' || status === 'unknown');
	const { descriptions } = await planConversions(hand.client, { wishes: [], rules }, hand.signal);
	const still = open.filter(
		({ field, recordId }) => field !== 'IsConverted' || !found.some((each) => each.leadId === recordId),
	);
	await settleIntended(hand, still, found, { descriptions });
	return found;
}

async function begin(
	hand: ConvertHand,
	request: ConvertLeadsRequest,
	earlier: readonly ConvertedLead[],
): Promise<ConvertedLead[]> {
	const done = new Set(earlier.map(({ leadId }) => leadId));
	const wishes = request.wishes.filter(({ leadId }) => !done.has(leadId));
	const plans = await planConversions(hand.client, { wishes, rules: request.rules }, hand.signal);
	const { chosen, left } = choose(plans, request, earlier.length);
	const free = await claim(hand, chosen);
	const [mine, others] = partition(chosen, (plan) => idsOf(plan).every((id) => free.has(id)));
	others.forEach(({ leadId }) =>
		left.push({ leadId, status: 'claimed_elsewhere', message: whyLeft.claimed_elsewhere }),
	);
	await journalIntended(hand, mine);
	const conversions = await sendConversions(
		hand,
		mine.map((plan) => requestOf(plan, request.rules)),
	);
	await journalEnded(hand, plans, mine, conversions);
	return [...conversions, ...left];
}

function choose(
	{ plans }: ConversionPlans,
	{ approved, mostLeads }: ConvertLeadsRequest,
	already: number,
): { readonly chosen: PlannedConversion[]; readonly left: ConvertedLead[] } {
	const seen = new Set(approved);
	const chosen: PlannedConversion[] = [];
	const left: ConvertedLead[] = [];
	const leave = ({ leadId }: PlannedConversion, status: ConvertedLead['status'], message: string) =>
		left.push({ leadId, status, message });
	for (const plan of plans) {
		if (plan.reviews.length > 0) leave(plan, 'review', plan.reviews.map(({ sentence: said }) => said).join(' '));
		else if (!seen.has(plan.digest)) leave(plan, 'not_approved', whyLeft.not_approved);
		else if (already + chosen.length >= mostLeads) leave(plan, 'over_limit', whyLeft.over_limit);
		else chosen.push(plan);
	}
	return { chosen, left };
}

function idsOf({ leadId, accountId, contactId }: PlannedConversion): RecordId[] {
	return [leadId, accountId, contactId].filter((id) => id !== undefined);
}

async function claim({ client, context }: ConvertHand, plans: readonly PlannedConversion[]): Promise<Set<string>> {
	const { run, store } = context;
	const ids = [...new Set(plans.flatMap(idsOf))];
	if (ids.length === 0) return new Set();
	return new Set(await store.claimRecords(run.orgId, ids, run.runId, client.serverNow(), run.leaseMs));
}

function requestOf({ leadId, accountId, contactId }: PlannedConversion, rules: ConversionRules): ConvertRequest {
	const { convertedStatus, createsOpportunity, ownerId } = rules;
	return {
		...{ leadId, accountId, contactId, convertedStatus, createsOpportunity, ownerId },
		...{ overwritesLeadSource: false, notifiesOwner: false, bypassesDuplicateRules: false },
	};
}

const wordsByStatus: Readonly<Record<Exclude<ConvertedLead['status'], 'converted'>, string>> = {
	refused: 'refused by Salesforce',
	unknown: 'without a reply: convert once more, and it is looked up',
	review: 'left, because something speaks against it',
	not_approved: 'left, because its plan was not approved or has changed',
	over_limit: 'left for the next run',
	claimed_elsewhere: 'left, because another run works on it',
};

function sentence(leads: readonly ConvertedLead[], earlier: number): string {
	const counts = countBy(leads, ({ status }) => status);
	const left = Object.entries(wordsByStatus).filter(([status]) => counts[status]);
	const parts = [
		`${counted(counts.converted ?? 0, 'lead')} converted, which cannot be taken back`,
		...left.map(([status, words]) => `${counted(counts[status], 'lead')} ${words}`),
		earlier > 0 ? `${counted(earlier, 'lead')} of them by an earlier attempt that had been broken off` : '',
	];
	return `${parts.filter(Boolean).join('; ')}.`;
}

function heldError(holder: string, expiresAt: Date): EnrichmentError {
	return new EnrichmentError(
		'lease_held',
		`Execution ${holder} is converting leads already; without a sign of life it counts as alive until ${expiresAt.toISOString()}.`,
		{ retryable: true, remedy: 'Wait for it; one that was killed can be repeated after that moment.' },
	);
}
