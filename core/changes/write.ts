import { recordIdIn } from '../record/identity';
import type { RecordItem } from '../record/record-item';
import { DiffDigest } from '../run/diff-digest';
import type { Currencies } from '../salesforce/currencies';
import { type Hand, takeHand } from './hand';
import { chooseKeyField } from './plan/key-field';
import { requireRun } from './staged/stage-rows';
import { Verdicts } from './settle/verdicts';
import type { WriteReport } from './write-report';
import type { WriteRequest } from './write-request';

/** What all parts of one write share. */
export interface Write extends Hand {
	readonly request: WriteRequest;
	readonly items: readonly RecordItem[];
	readonly verdicts: Verdicts;
	/** Asked for once, when an amount has to be converted. */
	currencies?: Currencies;
}

/** A write that has done nothing yet; one of a run that was told to stop stops at once. Throws `invalid_parameter` when the request cannot work. */
export async function beginWrite(
	parts: Pick<Write, 'client' | 'request' | 'items' | 'description' | 'context' | 'signal'>,
): Promise<Write> {
	const { request: asked, items, ...means } = parts;
	const { description, context } = means;
	if (asked.delivery === 'at_finish' && !asked.isDryRun) requireRun(context);
	const before = await context?.store.countTried(context.run);
	const hand = takeHand(means, asked, before);
	const request = { ...asked, externalIdField: chooseKeyField(asked, description, hand.fieldNames) };
	const run = await context?.store.findRun(context.run.runId);
	if (run?.stop) hand.brake.stop(run.stop.why);
	return { ...hand, request, items, verdicts: new Verdicts(items) };
}

/**
 * Once every input has its verdict; `ledToSurvivors` inputs were led by their key to another record. The digest is made when
 * somebody asks for it, which copying the report does.
 */
export function reportOf({ verdicts, brake }: Pick<Write, 'verdicts' | 'brake'>, ledToSurvivors = 0): WriteReport {
	const outcomes = verdicts.outcomes();
	let digest: string | undefined;
	return {
		outcomes,
		...(ledToSurvivors > 0 && { ledToSurvivors }),
		get digest() {
			return (digest ??= digestOf(outcomes));
		},
		...(brake.reason !== undefined && { stopReason: brake.reason }),
	};
}

function digestOf(outcomes: WriteReport['outcomes']): string {
	const digest = new DiffDigest();
	for (const { item, changes } of outcomes) {
		const recordId = recordIdIn(item.Id) ?? '';
		for (const { field, after } of changes) digest.add({ recordId, field, after });
	}
	return digest.hex();
}
