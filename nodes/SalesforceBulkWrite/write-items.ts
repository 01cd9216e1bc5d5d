import { sortBy } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { SalesforceClient } from '../../core/salesforce/client';
import { changeRows, listsChanges } from '../../core/stages/write/review-rows';
import { messageWithCure } from '../../core/stages/write/told';
import type { WriteOutcome } from '../../core/changes/settle/verdicts';
import { writeRecords } from '../../core/stages/write/write';
import type { Store } from '../../core/store/store';
import type { WriteRequest } from '../../core/changes/write-request';
import { writeSentence } from '../../core/stages/write/write-sentence';
import { clientRunContext } from '../wiring/client-run';
import { readSObject } from '../wiring/object-parameter';
import { asItem } from '../wiring/record-items';
import { readSwitch } from '../wiring/read-switch';
import { salesforceClient } from '../wiring/salesforce-client';
import { readCallClient } from '../wiring/saving-options';
import { showNotes } from '../wiring/show-notes';
import { instanceStore } from '../wiring/store';
import { eraseDeleted } from './erase-deleted';
import { readRecords } from './mapping-parameters';
import { hasReviewOutput } from './outputs';
import { readChangeRows, readWriteOptions } from './write-parameters';

/** What became of an input, and what is said of the whole call that it was written with. */
interface Written extends WriteOutcome {
	/** Only where items say it. */
	readonly digest?: string;
	readonly isListed: boolean;
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
	const mergedKeys = context?.store ?? (await storeIfOpen());
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
		const report = await writeRecords(
			client,
			{ ...request, isDryRun: dry },
			group,
			context,
			this.getExecutionCancelSignal(),
			mergedKeys,
		);
		const said = writeSentence(report, dry, await client.describe(request.sObject));
		showNotes.call(this, [
			indexes.length === items.length ? said : `${indexes.length} of ${items.length} items: ${said}`,
		]);
		if (!dry) showNotes.call(this, await eraseDeleted(options, request.sObject, report.outcomes, client, context));
		const isListed = listsChanges(readChangeRows(options), dry);
		// Items with columns say what changed, and have no place for its fingerprint.
		const digest = this.getNode().typeVersion < 2 ? report.digest : undefined;
		for (const outcome of report.outcomes)
			written.push({ ...outcome, inputIndex: indexes[outcome.inputIndex], digest, isListed });
	}
	return await outputsFrom.call(this, sortBy(written, 'inputIndex'), client, request.sObject);
}

/** Outside of a run a write needs no store, so that one which cannot be opened stops nothing. */
async function storeIfOpen(): Promise<Store | undefined> {
	try {
		return await instanceStore();
	} catch {
		return undefined;
	}
}

/** For each item; a run that was started as a dry run stays one. */
function readDryRuns(this: IExecuteFunctions, items: readonly INodeExecutionData[], isDryRun: boolean): boolean[] {
	return items.map((_, index) => isDryRun || readSwitch.call(this, 'dryRun', 'Dry Run', index));
}

/** A rejected record leaves by its own output; throwing here would hide the ones already written. */
async function outputsFrom(
	this: IExecuteFunctions,
	written: readonly Written[],
	client: SalesforceClient,
	sObject: string,
): Promise<INodeExecutionData[][]> {
	const description = await client.describe(sObject);
	const hasReview = hasReviewOutput(this.getNode());
	const itemsWith = (status: WriteOutcome['status']) =>
		written
			.filter((outcome) => outcome.status === status)
			.map((outcome) =>
				asItem(asRecord(outcome, hasReview ? messageWithCure(outcome, description) : undefined), outcome.inputIndex),
			);
	const outputs = [itemsWith('written'), itemsWith('rejected')];
	if (!hasReview) return outputs;
	const listed = written.filter(({ isListed }) => isListed);
	return [
		...outputs,
		listed.flatMap((outcome) =>
			changeRows(outcome, { description, org: client.org }).map((row) => asItem(row, outcome.inputIndex)),
		),
	];
}

function asRecord({ item, changes, errors, digest }: Written, message: string | undefined): object {
	return {
		...item,
		_enrichment: { ...item._enrichment, ...(message !== undefined && { message }), changes, errors, digest },
	};
}
