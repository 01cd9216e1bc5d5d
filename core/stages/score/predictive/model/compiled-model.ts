import { categoryBinner, numberBinner } from '../bins/binning';
import { logistic } from '../bins/woe';
import { categoryReader, isNumeric, numberReader } from '../data/feature';
import { categoryCoder, type Coding, numberCoder } from '../trees/coding';
import { forestValue, packForest } from '../trees/forest';
import { expectedValue, packed } from '../trees/tree';
import { addTreeShap } from '../trees/tree-shap';
import type { ModelDocument, ModelFeature } from './model-document';

/** A model made ready to be asked over and over. */
export interface CompiledModel {
	/** Log-odds of a record that nothing is known of: `logOdds` is this and all contributions. */
	readonly base: number;
	/** Which bin each feature's value falls into, into `bins`; 255 of what nobody read. */
	binsOf(read: ReadValue, asOfMs: number, bins: Uint8Array): void;
	/** Calibrated log-odds of winning. */
	logOdds(read: ReadValue, asOfMs: number): number;
	/** What each feature adds to the calibrated log-odds, into `contributions`, and its bins, into `bins`. */
	explain(read: ReadValue, asOfMs: number, contributions: Float64Array, bins: Uint8Array): void;
}

/** The value of a feature's field; `unread` when nobody read it, so that it says neither for nor against. */
export type ReadValue = (field: string, feature: number) => unknown;

/** Stands for a value that nobody read. */
export const unread = Symbol('unread');

/** From calibrated log-odds to a probability from 0 to 1. */
export const probabilityOf = logistic;

type ToPlace = (value: unknown, asOfMs: number) => number;

/** Makes a model ready; the document is taken to be valid. */
export function compileModel(document: ModelDocument): CompiledModel {
	const { features, calibration } = document;
	const binners = features.map(({ bins, ...feature }) =>
		placer(
			feature,
			bins.type === 'number' ? numberBinner(bins) : undefined,
			bins.type === 'category' ? categoryBinner(bins) : undefined,
		),
	);
	const binsOf: CompiledModel['binsOf'] = (read, asOfMs, bins) => {
		for (let at = 0; at < features.length; at += 1) {
			const value = read(features[at].field, at);
			bins[at] = value === unread ? 255 : binners[at](value, asOfMs);
		}
	};
	const kind = document.kind === 'scorecard' ? scorecardKind(document, binners) : treesKind(document);
	const { intercept, slope } = calibration;
	return {
		base: intercept + slope * kind.base,
		binsOf,
		logOdds: (read, asOfMs) => intercept + slope * kind.logOdds(read, asOfMs),
		explain(read, asOfMs, contributions, bins) {
			binsOf(read, asOfMs, bins);
			kind.explain(read, asOfMs, contributions, bins);
			for (let at = 0; at < contributions.length; at += 1) contributions[at] *= slope;
		},
	};
}

type Kind = Omit<CompiledModel, 'binsOf'>;

function scorecardKind({ features, scorecard }: ModelDocument, binners: readonly ToPlace[]): Kind {
	const { intercept = 0, coefficients = [] } = scorecard ?? {};
	const added = features.map(({ woe }, at) => Float64Array.from(woe, (weight) => weight * coefficients[at]));
	return {
		base: intercept,
		logOdds(read, asOfMs) {
			let logOdds = intercept;
			for (let at = 0; at < features.length; at += 1) {
				const value = read(features[at].field, at);
				if (value !== unread) logOdds += added[at][binners[at](value, asOfMs)];
			}
			return logOdds;
		},
		explain(_read, _asOfMs, contributions, bins) {
			for (let at = 0; at < features.length; at += 1) contributions[at] = bins[at] === 255 ? 0 : added[at][bins[at]];
		},
	};
}

function treesKind({ features, trees }: ModelDocument): Kind {
	const { start = 0, codings = [] } = trees ?? {};
	const all = (trees?.trees ?? []).map(packed);
	const forest = packForest(all);
	const coders = features.map((feature, at) => placer(feature, ...codersOf(codings[at])));
	const codes = new Uint8Array(features.length);
	const code = (read: ReadValue, asOfMs: number): Uint8Array => {
		for (let at = 0; at < features.length; at += 1) {
			const value = read(features[at].field, at);
			codes[at] = value === unread ? 0 : coders[at](value, asOfMs);
		}
		return codes;
	};
	return {
		base: all.reduce((sum, tree) => sum + expectedValue(tree), start),
		logOdds(read, asOfMs) {
			const own = code(read, asOfMs);
			return start + forestValue(forest, own);
		},
		explain(read, asOfMs, contributions) {
			const own = code(read, asOfMs);
			contributions.fill(0);
			for (const tree of all) addTreeShap(tree, own, contributions);
		},
	};
}

function codersOf(coding: Coding): [ReturnType<typeof numberCoder>?, ReturnType<typeof categoryCoder>?] {
	return coding.type === 'number' ? [numberCoder(coding), undefined] : [undefined, categoryCoder(coding)];
}

/** From a field's value to its place; texts are looked up once each, as far as they fit a small memory. */
function placer(
	feature: Omit<ModelFeature, 'bins' | 'woe' | 'shares' | 'informationValue'>,
	ofNumber: ((value: number) => number) | undefined,
	ofLevel: ((level: string) => number) | undefined,
): ToPlace {
	if (isNumeric(feature) && ofNumber) {
		const read = numberReader(feature);
		return (value, asOfMs) => ofNumber(read(value, asOfMs));
	}
	const read = categoryReader(feature);
	const placeByText = new Map<string, number>();
	return (value) => {
		if (typeof value !== 'string') return ofLevel?.(read(value)) ?? 0;
		const known = placeByText.get(value);
		if (known !== undefined) return known;
		const place = ofLevel?.(read(value)) ?? 0;
		if (placeByText.size < mostRemembered) placeByText.set(value, place);
		return place;
	};
}

const mostRemembered = 10_000;
