import { readField } from '../../../../record/field-path';
import type { Contribution, ModelScore, SalesforceRecord } from '../../../../record/record-item';
import type { ScoringModel } from '../../scoring-model';
import { binWords } from './bin-words';
import { type CompiledModel, compileModel, probabilityOf, unread } from './compiled-model';
import type { ModelDocument } from './model-document';
import { rankBy, rawScore } from './score-map';

/**
 * The scoring model that a document is. Ages count up to `now`. Where the training knew a field by its API name only, reasons take its name from `labels`, by path; the
 * rule of a contribution is what the training called the field in any case.
 */
export function predictiveModel(
	document: ModelDocument,
	now: Date,
	labels?: ReadonlyMap<string, string>,
): ScoringModel {
	const compiled = compileModel(document);
	const inputs = [...new Set(document.features.map(({ field }) => field))].sort();
	const explainer = explainerOf(document, compiled, labels);
	return {
		name: document.name,
		version: document.version,
		scheme: `model-1/${document.name}/${document.version}/${document.id}`,
		inputs,
		score(record, unreadFields = []) {
			const isUnread = unreadFields.length === 0 ? undefined : new Set(unreadFields);
			return explainer(record, isUnread, now.getTime());
		},
		rank: (score) => rankBy(score, document.ranks),
	};
}

type Explainer = (record: SalesforceRecord, isUnread: ReadonlySet<string> | undefined, asOfMs: number) => ModelScore;

/**
 * Scores a record with its reasons. Points are whole: each is what it adds to the rounded running sum, so that all of them
 * add up to the score exactly.
 */
function explainerOf(
	document: ModelDocument,
	compiled: CompiledModel,
	labels: ReadonlyMap<string, string> | undefined,
): Explainer {
	const { features, scoreMap, ranks, version } = document;
	const spoken = features.map((feature) => ({ ...feature, label: spokenLabel(feature, labels) }));
	const words = spoken.map(binWords);
	const contributions = new Float64Array(features.length);
	const bins = new Uint8Array(features.length);
	const values = new Array<unknown>(features.length);
	const pointsPerLogOdd = 100 / (scoreMap.hundred - scoreMap.zero);
	const base = rawScore(compiled.base, scoreMap);
	return (record, isUnread, asOfMs) => {
		for (let at = 0; at < features.length; at += 1) {
			values[at] = isUnread?.has(features[at].field) ? unread : readField(record, features[at].field);
		}
		const read = (_field: string, at: number): unknown => values[at];
		compiled.explain(read, asOfMs, contributions, bins);
		const lines: Contribution[] = [{ rule: 'base', points: Math.round(base) + 0, reason: 'Where every record starts' }];
		let sum = base;
		let logOdds = compiled.base;
		for (let at = 0; at < features.length; at += 1) {
			const before = Math.round(sum);
			sum += contributions[at] * pointsPerLogOdd;
			logOdds += contributions[at];
			const points = Math.round(sum) - before;
			if (points === 0) continue;
			const { label } = features[at];
			lines.push({ rule: label, points, reason: words[at][bins[at]] ?? `${spoken[at].label} was not read` });
		}
		return finished(lines, Math.round(sum), logOdds);
	};

	function finished(lines: Contribution[], total: number, logOdds: number): ModelScore {
		const score = Math.min(100, Math.max(0, total));
		if (score !== total) lines.push({ rule: 'limit', points: score - total, reason: 'Scores stay between 0 and 100' });
		return {
			score,
			rank: rankBy(score, ranks),
			contributions: lines,
			modelVersion: version,
			probability: probabilityOf(logOdds),
		};
	}
}

/** A model that was learnt with labels keeps them; one that knows only API names takes those of the org: `Title (seniority)`. */
function spokenLabel(
	{ field, label }: ModelDocument['features'][number],
	labels: ReadonlyMap<string, string> | undefined,
): string {
	const known = labels?.get(field);
	const isApiName = label === field || label.startsWith(`${field} (`);
	return known !== undefined && isApiName ? known + label.slice(field.length) : label;
}

/** The contributions that say most for a high score and most against it. */
export function topReasons(
	{ contributions }: Pick<ModelScore, 'contributions'>,
	most = 3,
): { readonly positive: Contribution[]; readonly negative: Contribution[] } {
	const said = contributions.filter(({ rule }) => rule !== 'base' && rule !== 'limit');
	const falling = [...said].sort((a, b) => b.points - a.points);
	return {
		positive: falling.filter(({ points }) => points > 0).slice(0, most),
		negative: falling
			.filter(({ points }) => points < 0)
			.reverse()
			.slice(0, most),
	};
}
