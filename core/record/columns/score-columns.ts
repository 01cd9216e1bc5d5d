import type { Contribution, ModelScore, Rank } from '../record-item';

/** The first model's score and rank, those of all models where there are several, and why, by model. */
export interface ScoreColumns {
	readonly _score?: number;
	readonly _rank?: Rank;
	readonly _scores?: Readonly<Record<string, string>>;
	/** By model: reason → points; they add up to the score. */
	readonly _reasons?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What the columns do not tell of a model's score. */
export interface ModelFacts {
	readonly version: string;
	/** Names of the rules, in the order of the reasons. */
	readonly rules: readonly string[];
}

type Scores = Readonly<Record<string, ModelScore>>;

const scoreShape = /^(\d+) ([ABCDF])$/;

/** What a person reads of the scores; one model's needs no list of models. */
export function scoreColumns(scores: Scores | undefined): ScoreColumns {
	const models = Object.entries(scores ?? {});
	if (models.length === 0) return {};
	const [[, first]] = models;
	return {
		_score: first.score,
		_rank: first.rank,
		_scores: Object.fromEntries(models.map(([model, { score, rank }]) => [model, `${score} ${rank}`])),
		_reasons: Object.fromEntries(models.map(([model, { contributions }]) => [model, reasonsOf(contributions)])),
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

/** The scores that the columns and the facts tell of together. */
export function scoresFrom({ _scores, _reasons }: ScoreColumns, facts: Readonly<Record<string, ModelFacts>> | undefined): Record<string, ModelScore> | undefined {
	if (!facts) return undefined;
	const scores: Record<string, ModelScore> = {};
	for (const [model, { version, rules }] of Object.entries(facts)) {
		const [, score, rank] = scoreShape.exec(String(_scores?.[model])) ?? [];
		if (score === undefined) continue;
		const contributions = Object.entries(_reasons?.[model] ?? {}).map(([reason, points], index) => {
			return { rule: rules[index] ?? reason, points, reason };
		});
		scores[model] = { score: Number(score), rank: rank as Rank, contributions, modelVersion: version };
	}
	return scores;
}

/** Two rules may give the same reason, and a bare number would lose its place among the others. */
function reasonsOf(contributions: readonly Contribution[]): Record<string, number> {
	const points: Record<string, number> = {};
	for (const { reason, points: given } of contributions) {
		let name = /^\d+$/.test(reason) ? `${reason} (1)` : reason;
		for (let count = 2; Object.hasOwn(points, name); count++) name = `${reason} (${count})`;
		points[name] = given;
	}
	return points;
}
