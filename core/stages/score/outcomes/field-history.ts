import { EnrichmentError } from '../../../errors';
import type { SalesforceClient } from '../../../salesforce/client';
import { soqlLiteral } from '../../../salesforce/soql';
import { dateFrom } from '../predictive/data/cell';
import { readRows, type RowClient } from './read-rows';
import type { TrainingFrame } from './training-frame';
import type { Decision } from './training-source';

/** What the history of fields has shown. */
export interface HistoryFindings {
	/** Whether the org keeps a history of the object that this user may read. */
	readonly isKept: boolean;
	/** Values taken back to what they were when the outcome was known. */
	readonly restored: number;
	/** Why a field is known only with the outcome, by field. */
	readonly leaks: Readonly<Record<string, string>>;
}

interface HistoryObject {
	readonly name: string;
	/** Its field that names the record. */
	readonly record: string;
}

/** The first change behind the outcome; the value before it is the one that held. */
interface LateChange {
	readonly atMs: number;
	readonly before: unknown;
}

/** Of the won (or lost) records that have a value, the share whose value came afterwards, above that of the others. */
const leastGap = 0.05;
const leastLate = 10;
const deviationsOf99Percent = 2.576;

/** Converting writes one of these; its moment is exact, where the lead's own field knows the day alone. */
const conversion = 'leadConverted';

/**
 * Takes the frame's values back to what they were when each outcome was known, as far as the org's field history reaches (Salesforce
 * keeps 18 months of it, 24 through the API), and tells which fields are mostly filled only then.
 */
export async function applyFieldHistory(
	client: RowClient & Pick<SalesforceClient, 'describe'>,
	sObject: string,
	frame: TrainingFrame,
	wins: (decision: Decision) => boolean,
	signal?: AbortSignal,
): Promise<HistoryFindings> {
	const history = historyObject(sObject);
	const from = earliest(frame);
	if (from === undefined || !(await isReadable(client, history))) return { isKept: false, restored: 0, leaks: {} };
	const fieldAt = new Map(frame.fields.map((field, at) => [field, at]));
	const late = new Map<string, LateChange>();
	const convertedAt = new Map<string, number>();
	const changes: Array<readonly [id: string, field: number, atMs: number, before: unknown]> = [];
	const paths = [history.record, 'Field', 'OldValue', 'CreatedDate'];
	const soql = `SELECT ${paths.join(', ')} FROM ${history.name} WHERE CreatedDate >= ${soqlLiteral(new Date(from))} ORDER BY CreatedDate, Id`;
	await readRows(
		client,
		soql,
		paths,
		([record, name, before, created]) => {
			const id = String(record);
			const field = fieldAt.get(String(name));
			if (name === conversion) convertedAt.set(id, dateFrom(created));
			else if (field !== undefined && frame.decisionOf(id)) changes.push([id, field, dateFrom(created), before]);
		},
		signal,
	);
	for (const [id, field, atMs, before] of changes) {
		const decidedMs = convertedAt.get(id) ?? frame.decisionOf(id)?.decidedMs ?? Number.NaN;
		const key = `${id} ${field}`;
		if (atMs >= decidedMs && !late.has(key)) late.set(key, { atMs, before });
	}
	const leaks = leaksOf(late, frame, wins);
	for (const [key, { before }] of late) {
		const [id, field] = key.split(' ');
		frame.replace(id, Number(field), before);
	}
	return { isKept: true, restored: late.size, leaks };
}

/** LeadHistory, OpportunityFieldHistory, and Tier__History of Tier__c (Object Reference, "StandardObjectNameHistory"). */
function historyObject(sObject: string): HistoryObject {
	if (sObject.endsWith('__c')) return { name: sObject.replace(/__c$/, '__History'), record: 'ParentId' };
	return { name: sObject === 'Opportunity' ? 'OpportunityFieldHistory' : `${sObject}History`, record: `${sObject}Id` };
}

function earliest(frame: TrainingFrame): number | undefined {
	let least = Infinity;
	for (const { decidedMs, neededMs } of frame.decisions)
		if (!Number.isNaN(decidedMs))
			least = Math.min(least, Number.isNaN(neededMs) ? decidedMs : Math.min(decidedMs, neededMs));
	return Number.isFinite(least) ? least : undefined;
}

async function isReadable(client: Pick<SalesforceClient, 'describe'>, { name }: HistoryObject): Promise<boolean> {
	try {
		await client.describe(name);
		return true;
	} catch (error) {
		// An org that tracks no field of the object has no such object, and a user may be kept from it.
		if (error instanceof EnrichmentError && error.code === 'invalid_parameter') return false;
		throw error;
	}
}

/** Fields that were filled after the outcome clearly more often where it was won, or where it was lost. */
function leaksOf(
	late: ReadonlyMap<string, LateChange>,
	frame: TrainingFrame,
	wins: (decision: Decision) => boolean,
): Record<string, string> {
	const counts = frame.fields.map(() => ({ lateWon: 0, lateLost: 0 }));
	let [won, lost] = [0, 0];
	for (const decision of frame.decisions)
		if (wins(decision)) won += 1;
		else lost += 1;
	for (const [key, { before }] of late) {
		const [id, at] = key.split(' ');
		const decision = frame.decisionOf(id);
		if (!decision || String(before ?? '') === String(frame.valueOf(id, Number(at)) ?? '')) continue;
		counts[Number(at)][wins(decision) ? 'lateWon' : 'lateLost'] += 1;
	}
	const found: Record<string, string> = {};
	counts.forEach(({ lateWon, lateLost }, at) => {
		const [ofWon, ofLost] = [lateWon / Math.max(1, won), lateLost / Math.max(1, lost)];
		if (lateWon + lateLost < leastLate || Math.abs(ofWon - ofLost) < leastGap) return;
		const all = (lateWon + lateLost) / (won + lost);
		const deviation = Math.sqrt(all * (1 - all) * (1 / Math.max(1, won) + 1 / Math.max(1, lost)));
		if (Math.abs(ofWon - ofLost) < deviationsOf99Percent * deviation) return;
		found[frame.fields[at]] =
			`field history shows that it was set after the outcome in ${percent(ofWon)} of the won records and in ${percent(ofLost)} of the lost ones`;
	});
	return found;
}

function percent(share: number): string {
	return `${Math.round(share * 100)} %`;
}
