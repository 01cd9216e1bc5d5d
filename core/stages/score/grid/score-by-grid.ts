import { withComparableAmounts } from '../../../record/amounts';
import { effectiveRecord } from '../../../record/effective';
import { isBlank } from '../../../record/field-value';
import { type OwnFieldNames, shippedFieldNames } from '../../../record/fields';
import {
	type ModelScore,
	type Proposal,
	type Rank,
	type RecordItem,
	withEnrichment,
} from '../../../record/record-item';
import { loadMemoryOf, noMemory, type WriteMemory } from '../../../record/write-memory';
import type { RunContext } from '../../../run/run-context';
import type { HistoryStore } from '../../../store/contract/history';
import { paceOf } from '../predictive/pace';
import {
	modelHashInputs,
	modelHashOf,
	proposalOf,
	scoredAtProposal,
	stampedScore,
	unreadFields,
	withoutInputs,
} from '../score';
import type { ScoringModel } from '../scoring-model';
import { cellWords, type ScoreGrid } from './grid';
import type { GridModel } from './grid-model';

/** Where the scores of a grid go; those that are blank are not written but for score and rank, which have the pack's fields. */
export interface GridFields {
	readonly cell?: string;
	readonly fit?: string;
	readonly engagement?: string;
	readonly score?: string;
	readonly rank?: string;
	/** Date and time. */
	readonly scoredAt?: string;
}

export interface GridRequest {
	readonly grid: ScoreGrid;
	readonly model: GridModel;
	readonly fields: GridFields;
	/** Whether a record whose inputs and scorecards did not change keeps what it has. */
	readonly gate: boolean;
	/** Whether the grid's score is the one that counts where a record has others. */
	readonly isPrimary?: boolean;
	readonly fieldNames?: OwnFieldNames;
	readonly now: Date;
}

interface Scoring {
	readonly unread: readonly string[];
	readonly memory: WriteMemory;
	readonly targets: Required<Pick<GridFields, 'score' | 'rank'>> & GridFields;
}

const recordsPerLook = 16;
const ranks: readonly Rank[] = ['A', 'B', 'C', 'D', 'F'];

/**
 * The records with the scores of fit and engagement and the one they make together, each with its reasons, and proposals for the fields
 * named, in the same order. One pass: a record is looked at once.
 */
export async function scoreByGrid(
	items: readonly RecordItem[],
	request: GridRequest,
	context?: RunContext<HistoryStore>,
): Promise<RecordItem[]> {
	const { model, fields, fieldNames = shippedFieldNames } = request;
	const unread = unreadFields(items, model);
	const memory = context ? await loadMemoryOf(context.store, context.run.orgId, items) : noMemory;
	const targets = { ...fields, score: fields.score || fieldNames.score, rank: fields.rank || fieldNames.rank };
	const pace = paceOf();
	const scored: RecordItem[] = [];
	for (const item of items) {
		scored.push(scoreItem(item, request, { unread, memory, targets }));
		if (scored.length % recordsPerLook === 0) await pace.breathe();
	}
	return scored;
}

function scoreItem(item: RecordItem, request: GridRequest, { unread, memory, targets }: Scoring): RecordItem {
	const { model, isPrimary, fieldNames = shippedFieldNames } = request;
	const record = withComparableAmounts(effectiveRecord(item, memory), item);
	const modelHash = modelHashOf(model, modelHashInputs(model), record, unread);
	const isGated = request.gate && modelHash !== null && item[fieldNames.modelHash] === modelHash;
	const kept = isGated ? keptScores(item, model, targets) : undefined;
	const added = { modelHash, ...(isPrimary && { primaryModel: model.name }) };
	const scoredAt = scoredAtProposal(item, targets.scoredAt, kept !== undefined, model, request.now);
	if (kept) return withEnrichment(item, { ...added, scores: kept, proposals: scoredAt });
	const { fit, engagement, cell, combined } = model.scoreBoth(record, unread);
	const values: Array<readonly [string | undefined, unknown]> = [
		[targets.score, combined.score],
		[targets.rank, combined.rank],
		[targets.cell, cellWords(request.grid, cell)],
		[targets.fit, fit.score],
		[targets.engagement, engagement.score],
	];
	const proposals: Record<string, Proposal> = { ...scoredAt };
	for (const [field, value] of values) if (field) proposals[field] = proposalOf(value, model, request.now);
	return withEnrichment(item, {
		...added,
		scores: {
			[model.name]: withoutInputs(item, model, combined),
			[model.fit.name]: withoutInputs(item, model.fit, fit),
			[model.engagement.name]: withoutInputs(item, model.engagement, engagement),
		},
		proposals,
	});
}

/** What the fields hold, when all of them hold something: an emptied one has the record scored again. */
function keptScores(
	item: RecordItem,
	model: GridModel,
	targets: Scoring['targets'],
): Record<string, ModelScore> | undefined {
	if (targets.cell && isBlank(item[targets.cell])) return undefined;
	const sides: Array<readonly [string | undefined, ScoringModel]> = [
		[targets.score, model],
		[targets.fit, model.fit],
		[targets.engagement, model.engagement],
	];
	const scores: Record<string, ModelScore> = {};
	for (const [field, side] of sides) {
		if (!field) continue;
		const score = stampedScore(item[field], side);
		if (!score) return undefined;
		scores[side.name] = side === model ? { ...score, rank: keptRank(item[targets.rank]) ?? score.rank } : score;
	}
	return scores;
}

/** A cell may have given a rank of its own. */
function keptRank(value: unknown): Rank | undefined {
	return ranks.find((rank) => rank === value);
}
