import { withComparableAmounts } from '../../record/amounts';
import { effectiveRecord } from '../../record/effective';
import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import { type OwnFieldNames, shippedFieldNames } from '../../record/fields';
import { inputHash } from '../../record/input-hash';
import {
	type HashInputs,
	type ModelScore,
	type Proposal,
	type RecordItem,
	type SalesforceRecord,
	withEnrichment,
} from '../../record/record-item';
import { loadMemoryOf, noMemory, type WriteMemory } from '../../record/write-memory';
import type { RunContext } from '../../run/run-context';
import type { HistoryStore } from '../../store/contract/history';
import { ageInDays } from './age';
import { paceOf } from './predictive/pace';
import type { ScoringModel } from './scoring-model';

export interface ScoreRequest {
	readonly model: ScoringModel;
	/** Whether its score is the one that counts where a record has several; the first that was given unless one is. */
	readonly isPrimary?: boolean;
	/** Where the score goes; the pack's own field when absent or blank. */
	readonly scoreField?: string;
	/** Where the rank goes; the pack's own field when absent or blank. */
	readonly rankField?: string;
	/** Date and time field that says when the record was scored, or its score last found to hold; none when absent or blank. */
	readonly scoredAtField?: string;
	/** Whether a record whose inputs and model did not change keeps its stamped score. */
	readonly gate: boolean;
	/** What the org calls the pack's own fields; the shipped names unless set. */
	readonly fieldNames?: OwnFieldNames;
	/** When the scoring takes place; the `observedAt` of its proposals. */
	readonly now: Date;
}

/** How many records are scored before anybody looks at the clock. */
const recordsPerLook = 16;

/** What is the same for all records of one call. */
interface Scoring {
	readonly unread: readonly string[];
	readonly hashInputs: HashInputs;
	readonly memory: WriteMemory;
}

/**
 * The records with a score of the effective record under the model's name and, unless the gate keeps the
 * stamped score, proposals for score and rank; in the same order. Contributions add up to the score exactly. Without a
 * run nobody knows which values are ours, so that proposals over them do not count.
 */
export async function scoreRecords(
	items: readonly RecordItem[],
	request: ScoreRequest,
	context?: RunContext<HistoryStore>,
): Promise<RecordItem[]> {
	const unread = unreadFields(items, request.model);
	const hashInputs = modelHashInputs(request.model);
	const memory = context ? await loadMemoryOf(context.store, context.run.orgId, items) : noMemory;
	const pace = paceOf();
	const scored: RecordItem[] = [];
	for (const item of items) {
		scored.push(scoreItem(item, request, { unread, hashInputs, memory }));
		if (scored.length % recordsPerLook === 0) await pace.breathe();
	}
	return scored;
}

/**
 * The model's inputs that no item carries or is to get: nobody read them, so that nothing can be said of them, not
 * even that they are blank. A field that some of the items carry counts as blank on the others.
 */
export function unreadFields(items: readonly RecordItem[], { inputs }: Pick<ScoringModel, 'inputs'>): string[] {
	if (items.length === 0) return [];
	return inputs.filter((path) => !items.some((item) => isCarried(item, path)));
}

/** An input is named by its field path, so that its value is hashed as it is and not in a coarser normal form. */
export function modelHashInputs({ scheme, inputs }: ScoringModel): HashInputs {
	return { scheme, fields: Object.fromEntries(inputs.map((path) => [path, path])) };
}

/** Over what the record holds, and over what of its score moves by itself; `null` when no input has a value. */
export function modelHashOf(
	model: ScoringModel,
	inputs: HashInputs,
	record: SalesforceRecord,
	unread: readonly string[],
): string | null {
	if (!model.moving) return inputHash(inputs, record) ?? null;
	return inputHash({ ...inputs, scheme: `${inputs.scheme}/${model.moving(record, unread)}` }, record) ?? null;
}

function scoreItem(item: RecordItem, request: ScoreRequest, { unread, hashInputs, memory }: Scoring): RecordItem {
	const { model, isPrimary, fieldNames = shippedFieldNames } = request;
	const scoreField = request.scoreField || fieldNames.score;
	const rankField = request.rankField || fieldNames.rank;
	const record = withComparableAmounts(effectiveRecord(item, memory), item);

	const modelHash = modelHashOf(model, hashInputs, record, unread);
	const isGated = request.gate && modelHash !== null && item[fieldNames.modelHash] === modelHash;
	const stamped = isGated ? stampedScore(item[scoreField], model) : undefined;
	const score = stamped ?? withoutInputs(item, model, model.score(record, unread));
	const proposals = {
		...(!stamped && {
			[scoreField]: proposalOf(score.score, model, request.now),
			[rankField]: proposalOf(score.rank, model, request.now),
		}),
		...scoredAtProposal(item, request.scoredAtField, stamped !== undefined, model, request.now),
	};
	return withEnrichment(item, {
		scores: { [model.name]: score },
		...(isPrimary && { primaryModel: model.name }),
		proposals,
		modelHash,
	});
}

/** A record that carries no input at all says so, without points: the score says nothing of it. */
export function withoutInputs(item: RecordItem, { inputs }: ScoringModel, score: ModelScore): ModelScore {
	if (inputs.some((path) => isCarried(item, path))) return score;
	const reason = 'None of the fields that the scorecard looks at was read';
	return { ...score, contributions: [...score.contributions, { rule: 'unread', points: 0, reason }] };
}

/** Read, if only as blank, or about to be filled. */
function isCarried(item: RecordItem, path: string): boolean {
	return readField(item, path) !== undefined || item._enrichment?.proposals?.[path] !== undefined;
}

/** `undefined` when the field holds no score, as after somebody emptied it: then the record is scored again. */
export function stampedScore(value: unknown, model: ScoringModel): ModelScore | undefined {
	const score = isBlank(value) ? Number.NaN : Number(value);
	if (!Number.isInteger(score) || score < 0 || score > 100) return undefined;
	const reason = 'Kept: neither the inputs nor the scorecard changed since it was given';
	return {
		score,
		rank: model.rank(score),
		contributions: [{ rule: 'kept', points: score, reason }],
		modelVersion: model.version,
	};
}

/** Of a kept score it is confirmed no more than once a day: a write of its own for each look would be a change for nothing. */
const confirmedAfterDays = 1;

/** When a record was scored, for the field that says so; nothing where none is named, or a kept score was confirmed within the day. */
export function scoredAtProposal(
	item: RecordItem,
	field: string | undefined,
	isKept: boolean,
	model: ScoringModel,
	now: Date,
): Record<string, Proposal> {
	if (!field || (isKept && ageInDays(readField(item, field), now) < confirmedAfterDays)) return {};
	return { [field]: proposalOf(now.toISOString(), model, now) };
}

/** A value that a model gives a field, over whatever is there. */
export function proposalOf(value: unknown, { name }: ScoringModel, now: Date): Proposal {
	return {
		value,
		provider: `score:${name}`,
		source: 'score',
		confidence: 1,
		observedAt: now.toISOString(),
		policy: 'always',
	};
}
