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
	const isDryRun = (this.getNodeParameter('dryRun', 0) as boolean) || context?.run.isDryRun === true;
	const { records, mappedFields } = readRecords.call(this, items);
	const request: WriteRequest = {
		...readWriteOptions(options),
		...changes,
		delivery: this.getNodeParameter('delivery', 0, 'immediate') as WriteRequest['delivery'],
		sObject: readSObject.call(this, items),
		isDryRun,
		mappedFields,
		timeZone: this.getTimezone(),
	};
	const report = await writeRecords(client, request, records, context, this.getExecutionCancelSignal());
	showNotes.call(this, notesOn(report, isDryRun));
	// A rejected record leaves by its own output; throwing here would hide the ones already written.
	return [itemsWith('written', report), itemsWith('rejected', report)];
}

function notesOn({ digest, stopReason }: WriteReport, isDryRun: boolean): string[] {
	return [
		...(isDryRun
			? [`Dry run: nothing was written to Salesforce. Each item lists its changes under _enrichment. Digest of all changes: ${digest}`]
			: []),
		...(stopReason === undefined ? [] : [`The write was stopped; what it had not reached is left to a later run. ${stopReason}`]),
	];
}

function itemsWith(status: WriteOutcome['status'], { outcomes, digest }: WriteReport): INodeExecutionData[] {
	return outcomes
		.filter((outcome) => outcome.status === status)
		.map(({ item, changes, errors, inputIndex }) =>
			asItem({ ...item, _enrichment: { ...item._enrichment, changes, errors, digest } }, inputIndex),
		);
}
