import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RecordItem } from '../../core/record/record-item';

/** The items' records, in order. */
export function recordsOf(items: readonly INodeExecutionData[]): RecordItem[] {
	return items.map((item) => item.json);
}

/** Output items of records that are still in the order of their input items. */
export function asItems(records: readonly RecordItem[]): INodeExecutionData[] {
	return records.map((record, index) => asItem(record, index));
}

/** One output item, linked to the input item it comes from. */
export function asItem(json: object, inputIndex: number): INodeExecutionData {
	return { json: json as IDataObject, pairedItem: { item: inputIndex } };
}
