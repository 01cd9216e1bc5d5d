import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { WriteOutcome } from '../../core/stages/write/verdicts';
import { writeRecords } from '../../core/stages/write/write-proposals';
import type { WriteReport } from '../../core/stages/write/write-report';
import type { WriteRequest } from '../../core/stages/write/write-request';
import { clientRunContext } from '../wiring/client-run';
import { readSObject } from '../wiring/object-parameter';
import { asItem } from '../wiring/record-items';
import { salesforceClient } from '../wiring/salesforce-client';
import { readCallClient } from '../wiring/saving-options';
import { showNotes } from '../wiring/show-notes';
import { readRecords } from './mapping-parameters';
import { readWriteOptions } from './write-parameters';

/** Writes the items as the node's parameters say; what an operation adds comes as `changes`. */
export async function writeItems(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
	changes: Partial<WriteRequest>,
): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {});
	const client = await salesforceClient.call(this, readCallClient(options));
	const context = await clientRunContext(items, client);
	const { records, mappedFields } = readRecords.call(this, items);
	const request: Omit<WriteRequest, 'isDryRun'> = {
		...readWriteOptions(options),
		...changes,
		delivery: this.getNodeParameter('delivery', 0, 'immediate') as WriteRequest['delivery'],
		sObject: readSObject.call(this, items),
		timeZone: this.getTimezone(),
		mappedFields,
	};
	const isDry = items.map((_item, index) => context?.run.isDryRun === true || isOn(this.getNodeParameter('dryRun', index)));
	const results: ItemResult[] = [];
	// What sends nothing comes first: should it fail, nothing has been written.
	for (const isDryRun of [true, false]) {
		const indexes = items.map((_item, index) => index).filter((index) => isDry[index] === isDryRun);
		if (indexes.length === 0) continue;
		const part = indexes.map((index) => records[index]);
		const report = await writeRecords(client, { ...request, isDryRun }, part, context, this.getExecutionCancelSignal());
		showNotes.call(this, notesOn(report, isDryRun, items.length));
		report.outcomes.forEach((outcome) => results.push({ ...outcome, inputIndex: indexes[outcome.inputIndex], digest: report.digest }));
	}
	results.sort((a, b) => a.inputIndex - b.inputIndex);
	// A rejected record leaves by its own output; throwing here would hide the ones already written.
	return [itemsWith('written', results), itemsWith('rejected', results)];
}

type ItemResult = WriteOutcome & Pick<WriteReport, 'digest'>;

/** An expression may give text; whatever does not clearly say no keeps from writing. */
function isOn(value: unknown): boolean {
	return typeof value === 'string' ? !['', 'false', '0', 'no'].includes(value.trim().toLowerCase()) : Boolean(value);
}

function notesOn({ outcomes, digest, stopReason }: WriteReport, isDryRun: boolean, all: number): string[] {
	const which = outcomes.length === all ? '' : ` of ${outcomes.length} of ${all} items`;
	return [
		...(isDryRun
			? [`Dry run: nothing${which} was written to Salesforce. Each item lists its changes under _enrichment. Digest of all changes: ${digest}`]
			: []),
		...(stopReason === undefined ? [] : [`The write was stopped; what it had not reached is left to a later run. ${stopReason}`]),
	];
}

function itemsWith(status: WriteOutcome['status'], results: readonly ItemResult[]): INodeExecutionData[] {
	return results
		.filter((result) => result.status === status)
		.map(({ item, changes, errors, inputIndex, digest }) =>
			asItem({ ...item, _enrichment: { ...item._enrichment, changes, errors, digest } }, inputIndex),
		);
}
