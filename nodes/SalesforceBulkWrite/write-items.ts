import { sortBy } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { WriteOutcome } from '../../core/stages/write/verdicts';
import { writeRecords } from '../../core/stages/write/write-proposals';
import type { WriteReport } from '../../core/stages/write/write-report';
import type { WriteRequest } from '../../core/stages/write/write-request';
import { clientRunContext } from '../wiring/client-run';
import { readSObject } from '../wiring/object-parameter';
import { asItem } from '../wiring/record-items';
import { readSwitch } from '../wiring/read-switch';
import { salesforceClient } from '../wiring/salesforce-client';
import { readCallClient } from '../wiring/saving-options';
import { showNotes } from '../wiring/show-notes';
import { readRecords } from './mapping-parameters';
import { readWriteOptions } from './write-parameters';

/** What became of an input, and the fingerprint of the changes it was written with. */
interface Written extends WriteOutcome {
	readonly digest: string;
}

/** Writes the items as the node's parameters say; what an operation adds comes as `changes`. */
export async function writeItems(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
	changes: Partial<WriteRequest>,
): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {});
	const client = await salesforceClient.call(this, readCallClient(options));
	const context = await clientRunContext(items, client);
	const isDryRun = readDryRuns.call(this, items, context?.run.isDryRun === true);
	const { records, mappedFields } = readRecords.call(this, items);
	const request: Omit<WriteRequest, 'isDryRun'> = {
		...readWriteOptions(options),
		...changes,
		delivery: this.getNodeParameter('delivery', 0, 'immediate') as WriteRequest['delivery'],
		sObject: readSObject.call(this, items),
		timeZone: this.getTimezone(),
		mappedFields,
	};
	const written: Written[] = [];
	// The dry ones first: what they find wrong stops the node before anything is sent.
	for (const dry of [true, false]) {
		const indexes = [...items.keys()].filter((index) => isDryRun[index] === dry);
		if (indexes.length === 0) continue;
		const group = indexes.map((index) => records[index]);
		const report = await writeRecords(client, { ...request, isDryRun: dry }, group, context, this.getExecutionCancelSignal());
		showNotes.call(this, notesOn(report, dry, items.length));
		for (const outcome of report.outcomes) written.push({ ...outcome, inputIndex: indexes[outcome.inputIndex], digest: report.digest });
	}
	const inOrder = sortBy(written, 'inputIndex');
	// A rejected record leaves by its own output; throwing here would hide the ones already written.
	return [itemsWith('written', inOrder), itemsWith('rejected', inOrder)];
}

/** For each item; a run that was started as a dry run stays one. */
function readDryRuns(this: IExecuteFunctions, items: readonly INodeExecutionData[], isDryRun: boolean): boolean[] {
	return items.map((_, index) => isDryRun || readSwitch.call(this, 'dryRun', 'Dry Run', index));
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

function itemsWith(status: WriteOutcome['status'], written: readonly Written[]): INodeExecutionData[] {
	return written
		.filter((outcome) => outcome.status === status)
		.map(({ item, changes, errors, inputIndex, digest }) =>
			asItem({ ...item, _enrichment: { ...item._enrichment, changes, errors, digest } }, inputIndex),
		);
}
