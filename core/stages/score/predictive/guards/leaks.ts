import { missingBin } from '../bins/binning';
import { informationValue, logit } from '../bins/woe';
import { rocAuc } from '../measures/ranking';
import type { LearntFeature } from '../train/learnt-feature';

/** An information value above 0.5 is suspicious of fields known beforehand (Siddiqi, 2006, ch. 6); none of theirs is thrice that. */
export const implausibleValue = 1.6;
/** Whether a form field is filled tells little about winning, unless it is filled once the outcome is known. */
const implausibleFilling = 1;
/** Log-odds between a group of records and all of them: 20 times the odds. */
const nearlyDecided = 3;
/** A group counts from this share of all wins (or losses) on. */
const leastShareOfWins = 0.05;
const leastShareOfLosses = 0.1;
/** With few wins a group without any is no wonder. */
const leastValueOfLosers = 0.5;
const leastLateShare = 0.05;
const deviationsOf99Percent = 2.576;

/** Why a feature looks as if it were known only after the outcome, told by itself alone; empty when it does not. */
export function leakSigns(feature: LearntFeature, outcomes: Int8Array, fit: Int32Array): string[] {
	return [
		...valueSigns(feature, outcomes, fit),
		...fillingSigns(feature),
		...groupSigns(feature),
		...dateSigns(feature),
	];
}

function valueSigns(feature: LearntFeature, outcomes: Int8Array, fit: Int32Array): string[] {
	const value = feature.informationValue - feature.chanceValue;
	if (value < implausibleValue) return [];
	const alone = rocAuc(
		Float64Array.from(fit, (row) => feature.woe[feature.bins[row]]),
		Int8Array.from(fit, (row) => outcomes[row]),
	);
	return [
		`by itself it tells won from lost in ${Math.round(alone.auc * 100)} of 100 pairs (information value ${value.toFixed(1)}; fields known beforehand stay below ${implausibleValue})`,
	];
}

function fillingSigns({ binning, counts, informationValue: whole }: LearntFeature): string[] {
	const missing = missingBin(binning);
	const all = sum(counts.records);
	const wins = sum(counts.wins);
	const [emptyRecords, emptyWins] = [counts.records[missing], counts.wins[missing]];
	if (emptyRecords === 0 || emptyRecords === all || whole < implausibleFilling) return [];
	const filling = {
		records: Float64Array.of(all - emptyRecords, emptyRecords),
		wins: Float64Array.of(wins - emptyWins, emptyWins),
	};
	if (informationValue(filling) < implausibleFilling) return [];
	const ofWins = percent(1 - emptyWins / wins);
	const ofLosses = percent(1 - (emptyRecords - emptyWins) / (all - wins));
	return [
		`it is filled in ${ofWins} of the won records and in ${ofLosses} of the lost ones, as if it were filled afterwards`,
	];
}

/** Groups of records of which nearly all, or nearly none, have won. */
function groupSigns({ counts, informationValue: value, encoded }: LearntFeature): string[] {
	const wins = sum(counts.wins);
	const losses = sum(counts.records) - wins;
	const average = logit(wins / (wins + losses));
	let [wonWith, lostWith, wonRecords, lostRecords] = [0, 0, 0, 0];
	counts.records.forEach((records, bin) => {
		if (records === 0) return;
		const [low, high] = wilson(counts.wins[bin], records);
		if (logit(low) - average > nearlyDecided)
			[wonWith, wonRecords] = [wonWith + counts.wins[bin], wonRecords + records];
		const lost = records - counts.wins[bin];
		if (logit(high) - average < -nearlyDecided) [lostWith, lostRecords] = [lostWith + lost, lostRecords + records];
	});
	const what = encoded.feature.kind === 'is_filled' ? 'where it is filled' : 'with some of its values';
	const signs: string[] = [];
	if (wonWith >= leastShareOfWins * wins)
		signs.push(
			`${what} ${percent(wonWith / wonRecords)} of the records are won, and ${percent(wonWith / wins)} of all wins are among them`,
		);
	if (lostWith >= leastShareOfLosses * losses && value >= leastValueOfLosers)
		signs.push(
			`${what} hardly any record is won (${percent(1 - lostWith / lostRecords)}), and ${percent(lostWith / losses)} of all losses are among them`,
		);
	return signs;
}

function dateSigns({ encoded }: LearntFeature): string[] {
	if (encoded.feature.kind !== 'age_in_days' || encoded.type !== 'number') return [];
	const known = encoded.values.filter((age) => !Number.isNaN(age));
	const late = known.filter((age) => age < -1).length / Math.max(1, known.length);
	return late < leastLateShare
		? []
		: [`in ${percent(late)} of the records its date lies after the moment of the decision`];
}

/** Wilson's interval of a share (1927), at 99 %. */
function wilson(wins: number, records: number): readonly [number, number] {
	const z = deviationsOf99Percent;
	const share = wins / records;
	const middle = (share + (z * z) / (2 * records)) / (1 + (z * z) / records);
	const reach =
		(z / (1 + (z * z) / records)) * Math.sqrt((share * (1 - share)) / records + (z * z) / (4 * records * records));
	return [Math.max(1e-9, middle - reach), Math.min(1 - 1e-9, middle + reach)];
}

function sum(values: Float64Array): number {
	return values.reduce((total, value) => total + value, 0);
}

function percent(share: number): string {
	return `${Math.round(share * 100)} %`;
}
