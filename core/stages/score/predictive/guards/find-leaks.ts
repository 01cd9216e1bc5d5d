import type { LeakFinding } from '../model/model-document';
import type { Pace } from '../pace';
import type { LearntFeature } from '../train/learnt-feature';
import { leakSigns } from './leaks';
import { irreplaceable } from './removal-cost';

interface Rows {
	readonly outcomes: Int8Array;
	readonly fit: Int32Array;
	readonly test: Int32Array;
}

/**
 * Fields that look as if they were known only after the outcome, with all that speaks for it, and the features that are left to
 * learn from. `known` are told by the org's own history. Fields of `keep` are named too, but stay.
 */
export async function findLeaks(
	features: readonly LearntFeature[],
	rows: Rows,
	keep: ReadonlySet<string>,
	known: Readonly<Record<string, string>>,
	pace: Pace,
): Promise<{ readonly leaks: LeakFinding[]; readonly honest: LearntFeature[] }> {
	// Taken back to what it was, a field may hold nothing any more; it is told all the same.
	const whyByField = new Map(Object.entries(known).map(([field, why]) => [field, [why]]));
	const add = ({ encoded: { feature } }: LearntFeature, why: string): void => {
		const known = whyByField.get(feature.field) ?? [];
		if (!known.includes(why)) whyByField.set(feature.field, [...known, why]);
	};
	for (const feature of features) {
		for (const why of leakSigns(feature, rows.outcomes, rows.fit)) add(feature, why);
		await pace.breathe();
	}
	// What the others cost is asked without the ones that are plain already, which would hide it.
	const unsuspected = features.filter(({ encoded: { feature } }) => !whyByField.has(feature.field));
	for (const [feature, why] of await irreplaceable(telling(unsuspected), rows, pace)) add(feature, why);
	const labels = new Map(features.map(({ encoded: { feature } }) => [feature.field, feature.label]));
	return {
		leaks: [...whyByField].map(([field, why]) => ({
			field,
			label: labels.get(field) ?? field,
			why,
			isForced: keep.has(field),
		})),
		honest: features.filter(({ encoded: { feature } }) => !whyByField.has(feature.field) || keep.has(feature.field)),
	};
}

/** A value of twice what chance gives is the least that is learnt from. */
const timesChance = 2;
const mostFeatures = 150;

/** The features that say more about winning than chance would, at most 150 of them, in their order. */
export function telling(features: readonly LearntFeature[]): LearntFeature[] {
	const saying = features.filter(({ informationValue, chanceValue }) => informationValue > timesChance * chanceValue);
	if (saying.length <= mostFeatures) return saying;
	const least = saying.map(({ informationValue }) => informationValue).sort((a, b) => b - a)[mostFeatures - 1];
	return saying.filter(({ informationValue }) => informationValue >= least).slice(0, mostFeatures);
}
