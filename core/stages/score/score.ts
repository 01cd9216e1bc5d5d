import { setImmediate } from 'node:timers/promises';
import { withComparableAmounts } from '../../record/amounts';
import { effectiveRecord } from '../../record/effective';
import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import { type OwnFieldNames, shippedFieldNames } from '../../record/fields';
import { inputHash } from '../../record/input-hash';
import {
	type Contribution,
	type HashInputs,
	type ModelScore,
	type Proposal,
	type RecordItem,
	type SalesforceRecord,
	withEnrichment,
} from '../../record/record-item';
import { loadMemoryOf, noMemory, type WriteMemory } from '../../record/write-memory';
import type { RunContext } from '../../run/run-context';
import { reasonFor } from './rule-applies';
import { rankOf, type Scorecard, scorecardFields, scorecardScheme } from './scorecard';

export interface ScoreRequest {
	readonly scorecard: Scorecard;
	/** Where the score goes; the pack's own field when absent or blank. */
	readonly scoreField?: string;
	/** Where the rank goes; the pack's own field when absent or blank. */
	readonly rankField?: string;
	/** Whether a record whose inputs and scorecard did not change keeps its stamped score. */
	readonly gate: boolean;
	/** What the org calls the pack's own fields; the shipped names unless set. */
	readonly fieldNames?: OwnFieldNames;
	/** When the scoring takes place; the `observedAt` of its proposals. */
	readonly now: Date;
}

const recordsPerTurn = 500;

/**
 * The records with a score of the effective record under the scorecard's name and, unless the gate keeps the
 * stamped score, proposals for score and rank; in the same order. Contributions add up to the score exactly. Without a
 * run nobody knows which values are ours, so that proposals over them do not count.
 */
export async function scoreRecords(items: readonly RecordItem[], request: ScoreRequest, context?: RunContext): Promise<RecordItem[]> {
	const hashInputs = modelHashInputs(request.scorecard);
	const scorecard = withoutUnread(request.scorecard, unreadFields(items, request.scorecard));
	const memory = context ? await loadMemoryOf(context.store, context.run.orgId, items) : noMemory;
	const scored: RecordItem[] = [];
	for (const item of items) {
		scored.push(scoreItem(item, { ...request, scorecard }, hashInputs, memory));
		if (scored.length % recordsPerTurn === 0) await setImmediate();
	}
	return scored;
}

/**
 * The scorecard's fields that no item carries or is to get: nobody read them, so that nothing can be said of them, not
 * even that they are blank. A field that some of the items carry counts as blank on the others.
 */
export function unreadFields(items: readonly RecordItem[], scorecard: Scorecard): string[] {
	if (items.length === 0) return [];
	return scorecardFields(scorecard).filter(
		(path) => !items.some((item) => readField(item, path) !== undefined || item._enrichment?.proposals?.[path] !== undefined),
	);
}

function withoutUnread(scorecard: Scorecard, unread: readonly string[]): Scorecard {
	if (unread.length === 0) return scorecard;
	return { ...scorecard, rules: scorecard.rules.filter(({ field }) => !unread.includes(field)) };
}

/** The score of one record from 0 to 100, with a line for every rule that held. */
export function scoreRecord(record: SalesforceRecord, scorecard: Scorecard): ModelScore {
	const contributions: Contribution[] = [];
	if (scorecard.base !== 0) {
		contributions.push({ rule: 'base', points: scorecard.base, reason: 'Where every record starts' });
	}
	for (const rule of scorecard.rules) {
		const reason = reasonFor(rule, record);
		if (reason !== undefined) contributions.push({ rule: rule.name, points: rule.points, reason });
	}
	const sum = contributions.reduce((total, { points }) => total + points, 0);
	const score = Math.min(100, Math.max(0, sum));
	if (score !== sum) {
		contributions.push({ rule: 'limit', points: score - sum, reason: 'Scores stay between 0 and 100' });
	}
	return { score, rank: rankOf(score, scorecard.ranks), contributions, modelVersion: scorecard.version };
}

/** An input is named by its field path, so that its value is hashed as it is and not in a coarser normal form. */
function modelHashInputs(scorecard: Scorecard): HashInputs {
	const fields = scorecardFields(scorecard).map((path) => [path, path]);
	return { scheme: scorecardScheme(scorecard), fields: Object.fromEntries(fields) };
}

function scoreItem(item: RecordItem, request: ScoreRequest, hashInputs: HashInputs, memory: WriteMemory): RecordItem {
	const { scorecard, fieldNames = shippedFieldNames } = request;
	const scoreField = request.scoreField || fieldNames.score;
	const rankField = request.rankField || fieldNames.rank;
	const record = withComparableAmounts(effectiveRecord(item, memory), item);

	const modelHash = inputHash(hashInputs, record) ?? null;
	const isGated = request.gate && modelHash !== null && item[fieldNames.modelHash] === modelHash;
	const stamped = isGated ? stampedScore(item[scoreField], scorecard) : undefined;
	const score = stamped ?? scoreRecord(record, scorecard);
	const proposals = stamped ? {} : {
		[scoreField]: proposalOf(score.score, scorecard, request.now),
		[rankField]: proposalOf(score.rank, scorecard, request.now),
	};
	return withEnrichment(item, { scores: { [scorecard.name]: score }, proposals, modelHash });
}

/** `undefined` when the field holds no score, as after somebody emptied it: then the record is scored again. */
function stampedScore(value: unknown, scorecard: Scorecard): ModelScore | undefined {
	const score = isBlank(value) ? Number.NaN : Number(value);
	if (!Number.isInteger(score) || score < 0 || score > 100) return undefined;
	const reason = 'Kept: neither the inputs nor the scorecard changed since it was given';
	return {
		score,
		rank: rankOf(score, scorecard.ranks),
		contributions: [{ rule: 'kept', points: score, reason }],
		modelVersion: scorecard.version,
	};
}

function proposalOf(value: unknown, scorecard: Scorecard, now: Date): Proposal {
	return {
		value,
		provider: `score:${scorecard.name}`,
		confidence: 1,
		observedAt: now.toISOString(),
		policy: 'always',
	};
}
