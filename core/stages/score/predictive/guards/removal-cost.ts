import { rocAuc } from '../measures/ranking';
import type { Pace } from '../pace';
import { fitScorecard, scorecardLogOdds } from '../train/fit-scorecard';
import type { LearntFeature } from '../train/learnt-feature';

/** Among fields known beforehand each is partly said by others; none costs this much AUC when it is taken away. */
const leastCost = 0.08;
/** Fields known beforehand may hang on one of them while all of them together say no more than this; a leak lifts a model above it. */
const leastWhole = 0.8;
/** Only a field that says much by itself can be what a model hangs on. */
const leastValue = 1;
const mostTried = 8;

interface Rows {
	readonly outcomes: Int8Array;
	readonly fit: Int32Array;
	readonly test: Int32Array;
}

/** The features without which a scorecard loses more than it could by losing an honest field, each with the reason. */
export async function irreplaceable(
	features: readonly LearntFeature[],
	{ outcomes, fit, test }: Rows,
	pace: Pace,
): Promise<Map<LearntFeature, string>> {
	const suspects = features
		.filter(({ informationValue }) => informationValue >= leastValue)
		.sort((a, b) => b.informationValue - a.informationValue)
		.slice(0, mostTried);
	const found = new Map<LearntFeature, string>();
	if (suspects.length === 0) return found;
	const whole = await aucOf(features);
	if (whole < leastWhole) return found;
	for (const suspect of suspects) {
		const without = await aucOf(
			features.filter((feature) => feature.encoded.feature.field !== suspect.encoded.feature.field),
		);
		if (whole - without < leastCost) continue;
		found.set(
			suspect,
			`without it the AUC falls from ${whole.toFixed(2)} to ${without.toFixed(2)}, more than any field known beforehand takes with it`,
		);
	}
	return found;

	async function aucOf(some: readonly LearntFeature[]): Promise<number> {
		const card = await fitScorecard(some, outcomes, fit, pace);
		return rocAuc(
			await scorecardLogOdds(some, card, test, pace),
			Int8Array.from(test, (row) => outcomes[row]),
		).auc;
	}
}
