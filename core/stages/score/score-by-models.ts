import { EnrichmentError } from '../../errors';
import { withComparableAmounts } from '../../record/amounts';
import { effectiveRecord } from '../../record/effective';
import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import { type OwnFieldNames, shippedFieldNames } from '../../record/fields';
import { inputHash } from '../../record/input-hash';
import { type ModelScore, type Proposal, type Rank, type RecordItem, withEnrichment } from '../../record/record-item';
import { loadMemoryOf, noMemory, type WriteMemory } from '../../record/write-memory';
import type { RunContext } from '../../run/run-context';
import type { HistoryStore } from '../../store/contract/history';
import { modelOfAccounts } from './account-fields';
import { insightProposals, type Insight } from './insights';
import type { ModelDocument } from './predictive/model/model-document';
import { paceOf } from './predictive/pace';
import { predictiveModel } from './predictive/model/predictive-model';
import { steadyRank } from './predictive/model/score-map';
import { proposalOf, scoredAtProposal, stampedScore, unreadFields, withoutInputs } from './score';
import type { ScoringModel } from './scoring-model';

/** A trained model, which records it is for, and where what it says goes. */
export interface ModelUse {
	readonly document: ModelDocument;
	/** Records that it is for: those whose field is ticked, or holds `value`; all when absent. */
	readonly when?: { readonly field: string; readonly value?: string };
	/** The pack's own fields when blank, but for the models after the first: those are written only where a field is named. */
	readonly scoreField?: string;
	readonly rankField?: string;
	/** Where a person sets a rank that holds until it is emptied. */
	readonly overrideField?: string;
	readonly insights?: readonly Insight[];
}

export interface ModelsRequest {
	readonly uses: readonly ModelUse[];
	/** `first`: a record is scored by the first model that is for it. `all`: by all, and the first that is for it counts. */
	readonly mode: 'first' | 'all';
	/** Object of the records. */
	readonly sObject: string;
	/** Give ranks although a model found no reliable signal. */
	readonly isForced: boolean;
	readonly gate: boolean;
	readonly fieldNames?: OwnFieldNames;
	/** Date and time field that says when the record was scored; none when absent or blank. */
	readonly scoredAtField?: string;
	/** What people of the org call the fields, by path, for the words of reasons; those of the training where a field has none. */
	readonly labels?: ReadonlyMap<string, string>;
	readonly now: Date;
}

interface Ready extends ModelUse {
	readonly model: ScoringModel;
	readonly unread: readonly string[];
	readonly givesRank: boolean;
	readonly scoreTarget?: string;
	readonly rankTarget?: string;
}

const ranks: readonly Rank[] = ['A', 'B', 'C', 'D', 'F'];

/**
 * The records with the scores of the models that are for them and proposals for score, rank and insights, in the same order. A record
 * that no model is for stays as it is. Throws `invalid_parameter` for a lead model on an object without people.
 */
export async function scoreByModels(
	items: readonly RecordItem[],
	request: ModelsRequest,
	context?: RunContext<HistoryStore>,
): Promise<RecordItem[]> {
	const ready = request.uses.map((use, at) => makeReady(use, at === 0, items, request));
	const memory = context ? await loadMemoryOf(context.store, context.run.orgId, items) : noMemory;
	const pace = paceOf();
	const scored: RecordItem[] = [];
	for (const item of items) {
		scored.push(scoreItem(item, ready, request, memory));
		await pace.breathe();
	}
	return scored;
}

function makeReady(use: ModelUse, isFirst: boolean, items: readonly RecordItem[], request: ModelsRequest): Ready {
	const { document } = use;
	if (document.basis === 'lead' && !['Lead', 'Contact'].includes(request.sObject)) {
		throw new EnrichmentError(
			'invalid_parameter',
			`The model ${document.name} was learnt from people and cannot score ${request.sObject}.`,
			{
				remedy: 'Use a model with the basis account, or score Leads or Contacts with this one.',
			},
		);
	}
	const meant = modelOfAccounts(document, request.sObject, items);
	const model = predictiveModel(meant, request.now, request.labels);
	const names = request.fieldNames ?? shippedFieldNames;
	return {
		...use,
		model,
		unread: unreadFields(items, model),
		givesRank: request.isForced || document.training.signal !== 'none',
		scoreTarget: use.scoreField || (isFirst || request.mode === 'first' ? names.score : undefined),
		rankTarget: use.rankField || (isFirst || request.mode === 'first' ? names.rank : undefined),
	};
}

function scoreItem(item: RecordItem, ready: readonly Ready[], request: ModelsRequest, memory: WriteMemory): RecordItem {
	const record = withComparableAmounts(effectiveRecord(item, memory), item);
	const meant = ready.filter(({ when }) => isMeant(record, when));
	const used = request.mode === 'first' ? meant.slice(0, 1) : ready;
	if (used.length === 0) return item;
	const fieldNames = request.fieldNames ?? shippedFieldNames;
	const modelHash = hashOf(used, record);
	const isUnchanged = request.gate && modelHash !== null && item[fieldNames.modelHash] === modelHash;
	const kept = isUnchanged ? keptScores(item, used) : undefined;
	const scores: Record<string, ModelScore> = {};
	const proposals: Record<string, Proposal> = {};
	used.forEach((use, at) => {
		const fresh = kept?.[at] ?? withoutInputs(item, use.model, use.model.score(record, use.unread));
		const score = { ...fresh, rank: rankFor(item, fresh.score, use) };
		scores[use.model.name] = score;
		if (kept) return;
		for (const [field, value] of targetsOf(score, use)) proposals[field] = proposalOf(value, use.model, request.now);
	});
	const [primary] = meant.length > 0 ? meant : used;
	Object.assign(
		proposals,
		scoredAtProposal(item, request.scoredAtField, kept !== undefined, primary.model, request.now),
	);
	return withEnrichment(item, { scores, primaryModel: primary.model.name, proposals, modelHash });
}

/** Which records a model is for: a ticked box, or the value named, whatever its case. */
function isMeant(record: RecordItem, when: ModelUse['when']): boolean {
	if (!when) return true;
	const value = readField(record, when.field);
	if (when.value === undefined || when.value === '') return value === true || value === 'true';
	return !isBlank(value) && String(value).trim().toLowerCase() === when.value.trim().toLowerCase();
}

/** A rank that a person set holds; otherwise the one the record has stays until the score leaves its band by the margin. */
function rankFor(item: RecordItem, score: number, { document, rankTarget, overrideField }: Ready): Rank {
	const override = overrideOf(item, overrideField);
	if (override) return override;
	return steadyRank(score, rankTarget && item[rankTarget], document.ranks, document.rankMargin);
}

function overrideOf(item: RecordItem, field: string | undefined): Rank | undefined {
	const value = field ? readField(item, field) : undefined;
	return ranks.find(
		(rank) =>
			rank ===
			String(value ?? '')
				.trim()
				.toUpperCase(),
	);
}

function targetsOf(
	score: ModelScore,
	{ scoreTarget, rankTarget, givesRank, insights = [] }: Ready,
): Array<readonly [string, unknown]> {
	return [
		...(scoreTarget ? [[scoreTarget, score.score] as const] : []),
		...(rankTarget && givesRank ? [[rankTarget, score.rank] as const] : []),
		...insightProposals(score, insights),
	];
}

function keptScores(item: RecordItem, used: readonly Ready[]): ModelScore[] | undefined {
	const kept = used.map(({ model, scoreTarget }) => (scoreTarget ? stampedScore(item[scoreTarget], model) : undefined));
	return kept.every((score) => score !== undefined) ? (kept as ModelScore[]) : undefined;
}

/** An insight that is added later, or goes to another field, is filled like a first one. */
function schemeOf({ model, insights = [] }: Ready): string {
	return insights.length === 0 ? model.scheme : `${model.scheme}/${JSON.stringify(insights)}`;
}

/** Over the inputs of all models that score the record: a new version of one of them scores it again. */
function hashOf(used: readonly Ready[], record: RecordItem): string | null {
	const scheme = used.map(schemeOf).join('+');
	const paths = [...new Set(used.flatMap(({ model }) => model.inputs))].sort();
	return inputHash({ scheme, fields: Object.fromEntries(paths.map((path) => [path, path])) }, record) ?? null;
}
