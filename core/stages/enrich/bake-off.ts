import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import type { RecordItem } from '../../record/record-item';
import { counted } from '../../run/verdict';
import type { Credits } from '../../store/contract/ledger';
import { type BakedField, type BakedRecord, type FieldVerdict, judgeBakeOff } from './bake-off-judge';
import { type MeteredProvider, metered } from './bake-off-meter';
import { type Calibration, calibrationOf } from './calibration';
import { enrichRecords } from './enrich';
import type { EnrichRequest, FieldMapping } from './enrich-request';
import type { EnrichRun } from './enrich-run';
import { totalCredits } from './forecast-figures';
import type { ProviderFacts } from './provider';

export interface BakeOffSettings {
	/** Numbers are right when they differ by at most this share. */
	readonly tolerance?: number;
	/** At most `mostBaked`. */
	readonly most?: number;
}

export interface BakeOffReport {
	readonly provider: string;
	/** Asked about, and known to the provider. */
	readonly records: number;
	readonly matched: number;
	readonly fields: readonly FieldVerdict[];
	/** Target fields that the provider was asked with, so that nothing could be hidden. */
	readonly notJudged: readonly string[];
	/** Absent where too few values could be compared. */
	readonly calibration?: Calibration;
	readonly calls: number;
	readonly charged: Credits;
	/** All of it, for a reader. */
	readonly sentence: string;
}

/** Enough to tell good from bad, and few enough to pay for. */
export const mostBaked = 200;
const usualTolerance = 0.2;
/** Inputs that identify nobody by themselves. */
const narrowing: ReadonlySet<string> = new Set(['phone', 'title', 'street', 'city', 'region', 'postalCode', 'country']);
/** What places of a record are called as inputs of a provider. */
const inputByPlace: Readonly<Record<string, string>> = { website: 'domain', moreEmails: 'email' };

/** The records whose mapped values are known, with those values hidden: what a bake-off asks about. */
export function hiddenRecords(
	items: readonly RecordItem[],
	request: EnrichRequest,
	{ most = mostBaked }: BakeOffSettings = {},
): { readonly items: readonly RecordItem[]; readonly known: ReadonlyArray<Readonly<Record<string, unknown>>> } {
	const targets = judgedMappings(request).map(({ target }) => target);
	const chosen = items
		.filter((item) => targets.some((target) => !isBlank(item[target])))
		.slice(0, Math.min(most, mostBaked));
	return {
		items: chosen.map((item) => hide(item, targets)),
		known: chosen.map((item) => Object.fromEntries(targets.map((target) => [target, readField(item, target)]))),
	};
}

/** The request by which hidden records are asked about: whatever its confidence, every value counts. */
export function bakeOffRequest(request: EnrichRequest): EnrichRequest {
	const mappings = judgedMappings(request).map(
		(mapping): FieldMapping => ({ ...mapping, policy: 'fill_blank', minConfidence: 0 }),
	);
	return { ...request, mappings, gate: false };
}

/**
 * Asks the provider about records whose values are known and hidden from it, and compares: accuracy, fill and cost by field,
 * and how far its confidence can be trusted. Spends what a look-up of these records costs; ceilings apply. Nothing is written.
 */
export async function bakeOff(
	items: readonly RecordItem[],
	request: EnrichRequest,
	context: EnrichRun | undefined,
	settings: BakeOffSettings = {},
	signal?: AbortSignal,
): Promise<BakeOffReport> {
	const hidden = hiddenRecords(items, request, settings);
	const provider = metered(request.provider);
	const asked = await enrichRecords(hidden.items, { ...bakeOffRequest(request), provider }, context, signal);
	const matched = asked.filter((item) => Object.keys(item._enrichment?.proposals ?? {}).length > 0);
	const perMatch = totalCredits(provider.meter.charged) / Math.max(1, matched.length);
	const records = asked.map(
		(item, index): BakedRecord => ({
			known: hidden.known[index],
			given: item._enrichment?.proposals ?? {},
			credits: matched.includes(item) ? perMatch : 0,
		}),
	);
	const { fields, values } = judgeBakeOff(records, bakedFields(request), {
		tolerance: settings.tolerance ?? usualTolerance,
	});
	const calibration = calibrationOf(request.provider.id, values, request.now ?? new Date());
	return reportOf(request, { records: asked.length, matched: matched.length, fields, calibration }, provider);
}

type Judged = Pick<BakeOffReport, 'records' | 'matched' | 'fields' | 'calibration'>;

function reportOf(request: EnrichRequest, judged: Judged, { meter }: MeteredProvider): BakeOffReport {
	const { id, label = id } = request.provider;
	const { fields, records, matched } = judged;
	const [filled, right] = [
		fields.reduce((sum, each) => sum + each.filled, 0),
		fields.reduce((sum, each) => sum + each.right, 0),
	];
	const share =
		filled === 0 ? 'none to compare' : `${Math.round((right / filled) * 100)} % of ${counted(filled, 'value')} right`;
	const spent = totalCredits(meter.charged);
	return {
		provider: id,
		...judged,
		notJudged: notJudgedOf(request),
		calls: meter.calls,
		charged: meter.charged,
		sentence: `${label} knew ${matched.toLocaleString('en-US')} of ${counted(records, 'record')}, ${share}; ${counted(meter.calls, 'call')}, ${spent === 0 ? 'no credits' : `${spent.toLocaleString('en-US')} credits`}.`,
	};
}

/** A field that tells the provider who is meant would give the answer away; what only narrows it down is hidden with the rest. */
function judgedMappings({ mappings, inputs, provider }: EnrichRequest): readonly FieldMapping[] {
	const asked = Object.entries(inputs).filter(([name]) => !narrowing.has(name) && isUsed(name, provider.facts));
	const paths = new Set(asked.flatMap(([, path]) => path as string | readonly string[]));
	return mappings.filter(({ target }) => !paths.has(target));
}

function isUsed(input: string, { uses }: ProviderFacts): boolean {
	const name = inputByPlace[input] ?? input;
	return (uses as readonly string[]).includes(name);
}

function notJudgedOf(request: EnrichRequest): string[] {
	const judged = new Set(judgedMappings(request));
	return request.mappings.filter((mapping) => !judged.has(mapping)).map(({ target }) => target);
}

function bakedFields(request: EnrichRequest): BakedField[] {
	const seen = new Set<string>();
	return judgedMappings(request).flatMap(({ source, target }) => {
		if (seen.has(target)) return [];
		seen.add(target);
		return [{ target, attribute: source }];
	});
}

/** As if Salesforce had none of the values, and no provider had been asked before. */
function hide(item: RecordItem, targets: readonly string[]): RecordItem {
	const blank = Object.fromEntries(targets.map((target) => [target, null]));
	const {
		proposals: _proposals,
		outcome: _outcome,
		confidence: _confidence,
		message: _message,
		...known
	} = item._enrichment ?? {};
	return { ...item, ...blank, ...(item._enrichment && { _enrichment: known }) };
}
