import { setImmediate } from 'node:timers/promises';
import { effectiveRecord } from '../../record/effective';
import { isBlank } from '../../record/field-value';
import { ownFields } from '../../record/fields';
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
import { reasonFor } from './rule-applies';
import { rankOf, type Scorecard, scorecardFields, scorecardScheme } from './scorecard';

export interface ScoreRequest {
	readonly scorecard: Scorecard;
	/** Where the score goes; the pack's own field when absent. */
	readonly scoreField?: string;
	/** Where the rank goes; the pack's own field when absent. */
	readonly rankField?: string;
	/** Whether a record whose inputs and scorecard did not change keeps its stamped score. */
	readonly gate: boolean;
	/** When the scoring takes place; the `observedAt` of its proposals. */
	readonly now: Date;
}

const recordsPerTurn = 500;

/**
 * The records with a score of the effective record under the scorecard's name and, unless the gate keeps the
 * stamped score, proposals for score and rank; in the same order. Contributions add up to the score exactly.
 */
export async function scoreRecords(items: readonly RecordItem[], request: ScoreRequest): Promise<RecordItem[]> {
	const hashInputs = modelHashInputs(request.scorecard);
	const scored: RecordItem[] = [];
	for (const item of items) {
		scored.push(scoreItem(item, request, hashInputs));
		if (scored.length % recordsPerTurn === 0) await setImmediate();
	}
	return scored;
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

function scoreItem(item: RecordItem, request: ScoreRequest, hashInputs: HashInputs): RecordItem {
	const { scorecard } = request;
	const scoreField = request.scoreField || ownFields.score.name;
	const rankField = request.rankField || ownFields.rank.name;
	const record = effectiveRecord(item);

	const stamped = request.gate && isUnchanged(item, record, hashInputs) ? stampedScore(item[scoreField], scorecard) : undefined;
	const score = stamped ?? scoreRecord(record, scorecard);
	const proposals = stamped ? {} : {
		[scoreField]: proposalOf(score.score, scorecard, request.now),
		[rankField]: proposalOf(score.rank, scorecard, request.now),
	};
	return withEnrichment(item, { scores: { [scorecard.name]: score }, proposals, hashInputs: { model: hashInputs } });
}

/** The stamp was made over the values after a write, so it is compared with what this run would leave behind. */
function isUnchanged(item: RecordItem, record: SalesforceRecord, hashInputs: HashInputs): boolean {
	const stamped = item[ownFields.modelHash.name];
	return !isBlank(stamped) && stamped === inputHash(hashInputs, record);
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
