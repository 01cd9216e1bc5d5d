import { primaryScore, type Contribution, type ModelScore, type Rank, type RecordEnrichment } from '../record-item';

/** The primary model's score and rank, and for each model what it comes from. */
export interface ScoreColumns {
	readonly _score?: number;
	readonly _rank?: Rank;
	/** By model: `72 B = 10 Where every record starts; 18 Title “CEO” …; -8 …`; the points add up to the score. */
	readonly _reasons?: Readonly<Record<string, string>>;
}

/** What the columns do not tell of a model's score. */
export interface ModelFacts {
	readonly version: string;
	/** Names of the rules, in the order of the reasons. */
	readonly rules: readonly string[];
}

type Scores = Readonly<Record<string, ModelScore>>;

const separator = '; ';
const modelShape = /^(\d+) ([ABCDF]) = (.*)$/s;
const reasonShape = /^(-?\d+) (.*)$/s;

/** What was read is written as it was: n8n saves an object that it has saved before at no cost. */
const columnsOfRead = new WeakMap<Scores, ScoreColumns>();

/** What a person reads of the scores. */
export function scoreColumns({
	scores,
	primaryModel,
}: Pick<RecordEnrichment, 'scores' | 'primaryModel'>): ScoreColumns {
	const primary = primaryScore({ scores, primaryModel });
	if (!scores || !primary) return {};
	const known = columnsOfRead.get(scores);
	if (known) return known;
	const { score, rank } = primary;
	const models = Object.entries(scores);
	return {
		_score: score,
		_rank: rank,
		_reasons: Object.fromEntries(models.map(([model, each]) => [model, reasonsOf(each)])),
	};
}

/** What has to be kept beside the columns. */
export function modelFacts(scores: Scores | undefined): Record<string, ModelFacts> | undefined {
	if (!scores) return undefined;
	const facts = Object.entries(scores).map(([model, { modelVersion, contributions }]) => {
		return [model, { version: modelVersion, rules: contributions.map(({ rule }) => rule) }];
	});
	return Object.fromEntries(facts) as Record<string, ModelFacts>;
}

/** The scores that the columns and the facts tell of together; a model whose reasons were taken out has none. */
export function scoresFrom(
	columns: ScoreColumns,
	facts: Readonly<Record<string, ModelFacts>> | undefined,
): Record<string, ModelScore> | undefined {
	if (!facts) return undefined;
	const scores: Record<string, ModelScore> = {};
	for (const [model, { version, rules }] of Object.entries(facts)) {
		const [, score, rank, reasons] = modelShape.exec(String(columns._reasons?.[model])) ?? [];
		if (score === undefined) continue;
		scores[model] = {
			score: Number(score),
			rank: rank as Rank,
			contributions: contributionsFrom(reasons, rules),
			modelVersion: version,
		};
	}
	const { _score, _rank, _reasons } = columns;
	columnsOfRead.set(scores, { _score, _rank, _reasons });
	return scores;
}

function reasonsOf({ score, rank, contributions }: ModelScore): string {
	return `${score} ${rank} = ${contributions.map(({ points, reason }) => `${points} ${reason.replaceAll(separator, ', ')}`).join(separator)}`;
}

function contributionsFrom(reasons: string, rules: readonly string[]): Contribution[] {
	return reasons.split(separator).flatMap((text, index) => {
		const [, points, reason] = reasonShape.exec(text) ?? [];
		return points === undefined ? [] : [{ rule: rules[index] ?? reason, points: Number(points), reason }];
	});
}
