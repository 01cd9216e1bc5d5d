import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { isBlank } from '../../../core/record/field-value';
import { readField } from '../../../core/record/field-path';
import type { RecordItem } from '../../../core/record/record-item';
import { noMemory } from '../../../core/record/write-memory';
import { counted, formatCount } from '../../../core/run/verdict';
import { type Evaluation, evaluate } from '../../../core/stages/dedupe/find/evaluate';
import { findByLinkage } from '../../../core/stages/dedupe/find/find-by-linkage';
import type { Measures } from '../../../core/stages/dedupe/linkage/measures';
import { readSObject } from '../../wiring/object-parameter';
import { asItem, recordsOf } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { readWeighedFields, weighedFieldParameters } from '../weighed-fields';

const show = { operation: ['evaluate'] };

export const description: INodeProperties[] = [
	{
		displayName:
			'Finds the duplicates among the items as Find Duplicates does, and measures them by a field that says who each record is in truth. The first item has a page with the curves as attachment report. Nothing is tuned by it and nothing is written.',
		name: 'evaluateNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	{
		displayName: 'Field with the Truth',
		name: 'labelField',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Person_Number__c',
		description:
			'Column that has the same value in all records of one person or company; records without a value are compared, and count for nothing',
		displayOptions: { show },
	},
	...weighedFieldParameters(show),
];

/** Measures, the curve of thresholds, and the pairs that were judged wrongly. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const sObject = readSObject.call(this, items);
	const labelField = String(this.getNodeParameter('labelField', 0, '')).trim();
	const records = recordsOf(items);
	const truth = records.map((record) => labelOf(record, labelField));
	if (!truth.some((label) => label !== undefined))
		throw new EnrichmentError('invalid_parameter', `No item has a value in ${labelField || 'Field with the Truth'}.`, {
			remedy: 'Name the column that says who each record is in truth, with its exact name.',
		});
	const preset = readWeighedFields.call(this, sObject);
	const found = await findByLinkage(records, { sObject, preset, memory: noMemory, decisions: [] });
	const evaluation = await evaluate(found, truth);
	showNotes.call(this, [sentenceOf(evaluation), ...found.notes]);
	const mistakes = evaluation.mistakes.map(({ one, other, ...mistake }) =>
		asItem(
			{
				...mistake,
				Id: records[one].Id ?? null,
				otherId: records[other].Id ?? null,
				item: one + 1,
				otherItem: other + 1,
				truth: truth[one],
				otherTruth: truth[other],
			},
			one,
		),
	);
	const thresholds = evaluation.thresholds.map(({ precision, recall, f1, ...row }) =>
		asItem({ ...row, ...shownMeasures({ precision, recall, f1 }) }, 0),
	);
	const [first, ...others] = measureRows(evaluation).map((row) => asItem(row, 0));
	// Loaded where it is needed: it brings the library that draws.
	const { evaluationPage } = await import('../../../core/stages/dedupe/find/evaluation-page');
	const page = Buffer.from(evaluationPage(evaluation, found, records, sObject));
	const report = await this.helpers.prepareBinaryData(page, `duplicates-of-${sObject}.html`, 'text/html');
	return [[{ ...first, binary: { report } }, ...others], thresholds, mistakes];
}

function labelOf(record: RecordItem, labelField: string): string | undefined {
	if (labelField === '') return undefined;
	const value = readField(record, labelField);
	return isBlank(value) ? undefined : String(value).trim() || undefined;
}

function measureRows({ pairs, records3, groups, labelled, truePairs, ...evaluation }: Evaluation): object[] {
	const { blockingRecall, calibrationError } = evaluation;
	const common = {
		labelledRecords: labelled,
		truePairs,
		blockingRecall: shown(blockingRecall),
		calibrationError: shown(calibrationError),
	};
	return [
		{ measure: 'pairs', ...shownMeasures(pairs), ...common },
		{ measure: 'B³', ...shownMeasures(records3), ...common },
		{ measure: 'whole groups', ...shownMeasures(groups), ...common },
	];
}

function shownMeasures({ precision, recall, f1 }: Measures): Measures {
	return { precision: shown(precision), recall: shown(recall), f1: shown(f1) };
}

function shown(share: number): number {
	return Math.round(share * 10_000) / 10_000;
}

function sentenceOf({ pairs, records3, labelled, records, truePairs, mistakeCount }: Evaluation): string {
	const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
	const of =
		labelled === records
			? counted(records, 'record')
			: `${formatCount(labelled)} of ${counted(records, 'record')} with a label`;
	return `${of}, ${counted(truePairs, 'true pair')}: precision ${percent(pairs.precision)}, recall ${percent(pairs.recall)}, F1 ${percent(pairs.f1)} of pairs; B³ F1 ${percent(records3.f1)}; ${counted(mistakeCount, 'compared pair')} judged wrongly`;
}
