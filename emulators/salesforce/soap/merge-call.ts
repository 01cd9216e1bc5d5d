import { xmlElements } from '../http/soap-reply';
import { mergeRecords, type MergeResult } from '../writes/merge-records';
import { recordError, rejected } from '../writes/save-result';
import { childOf, type XmlElement } from '../../http/xml-reader';
import { checkCount, type SoapOperation, soapSaveContext, textsOf, typeNamed } from './soap-call';
import { readSoapRecord } from './soap-record';
import { errorsXml } from './soap-results';

/**
 * merge(): at most 200 requests, each its own transaction (SOAP API Developer Guide, merge()). Clients call the element of a
 * request by different names and are understood; its place counts.
 */
export const mergeCall: SoapOperation = (request, call, envelope) => {
	checkCount(call.children.length);
	return call.children
		.map((element) => resultXml(mergeOne(soapSaveContext(request, envelope), request, element)))
		.join('');
};

function mergeOne(
	context: ReturnType<typeof soapSaveContext>,
	request: Parameters<SoapOperation>[0],
	element: XmlElement,
): MergeResult {
	const master = childOf(element, 'masterRecord');
	if (!master) return rejected(recordError('REQUIRED_FIELD_MISSING', 'Required fields are missing: [masterRecord]'));
	const { type: name, id, fields } = readSoapRecord(master);
	const type = typeNamed(request, name);
	if (!id) return rejected(recordError('MISSING_ARGUMENT', 'Id not specified in an update call'));
	const parents = Object.entries(fields).filter(([, value]) => typeof value === 'object' && value !== null);
	if (parents.length > 0) {
		const names = parents.map(([field]) => field);
		return rejected(
			recordError('INVALID_FIELD', `External ID fields cannot be used with merge: ${names.join(', ')}`, names),
		);
	}
	return mergeRecords(context, type, id, textsOf(element, 'recordToMergeIds'), fields);
}

function resultXml(result: MergeResult): string {
	const list = (name: string, ids: readonly string[] = []) => ids.map((id) => xmlElements({ [name]: id })).join('');
	const { id, success, mergedRecordIds, updatedRelatedIds } = result;
	const body = [
		errorsXml(result.errors),
		xmlElements({ id }),
		list('mergedRecordIds', mergedRecordIds),
		xmlElements({ success }),
		list('updatedRelatedIds', updatedRelatedIds),
	];
	return `<result>${body.join('')}</result>`;
}
