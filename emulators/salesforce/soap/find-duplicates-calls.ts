import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../api-error';
import type { ApiRequest } from '../http/api-request';
import { SoapFault, xmlElements } from '../http/soap-reply';
import { toId18 } from '../record-id';
import type { SObjectType } from '../schema/schema';
import { readInput } from '../writes/read-input';
import type { SaveContext } from '../writes/save-context';
import { recordError } from '../writes/save-result';
import { type SoapOperation, soapSaveContext, textsOf, typeNamed } from './soap-call';
import { readSoapRecord } from './soap-record';
import { duplicateResultXml, errorsXml } from './soap-results';

type Values = Readonly<Record<string, SQLInputValue>>;

/** SOAP API Developer Guide: findDuplicates(). */
const mostRecords = 50;
const gone = recordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');

/** findDuplicates(): what the org's active duplicate rules find for values that need not be saved. */
export const findDuplicatesCall: SoapOperation = (request, call, envelope) => {
	checkBatch(call.children.length);
	const context = soapSaveContext(request, envelope);
	const records = call.children.map(readSoapRecord);
	const type = oneType(records.map((each) => typeNamed(request, each.type)));
	return records
		.map(({ id, fields }) => {
			const stored = id ? storedRow(request, type, id) : {};
			if (!stored) return failureXml([gone]);
			const { values, errors } = readInput(context, type, fields, 'create');
			return errors.length ? failureXml(errors) : foundXml(context, type, { ...stored, ...values }, toId18(id ?? ''));
		})
		.join('');
};

/** findDuplicatesByIds(): the same for records of the org. */
export const findDuplicatesByIdsCall: SoapOperation = (request, call, envelope) => {
	const ids = textsOf(call, 'ids');
	checkBatch(ids.length);
	const context = soapSaveContext(request, envelope);
	const type = oneType(ids.map((id) => typeNamed(request, request.org.schema.typeOfId(toId18(id) ?? '')?.name ?? id)));
	return ids
		.map((id) => {
			const stored = storedRow(request, type, id);
			return stored ? foundXml(context, type, stored, toId18(id)) : failureXml([gone]);
		})
		.join('');
};

function storedRow({ org }: ApiRequest, type: SObjectType, id: string): Values | undefined {
	const row = org.store.find(type, toId18(id) ?? id);
	return row && !row.IsDeleted ? row : undefined;
}

function foundXml(context: SaveContext, type: SObjectType, record: Values, id: string | undefined): string {
	const found = context.org.duplicateRules.find(context, type, record, id);
	const results = found.map((each) => duplicateResultXml('duplicateResults', each)).join('');
	return `<result>${results}${xmlElements({ success: true })}</result>`;
}

function failureXml(errors: readonly RecordError[]): string {
	return `<result>${errorsXml(errors)}${xmlElements({ success: false })}</result>`;
}

function oneType(types: readonly SObjectType[]): SObjectType {
	const names = new Set(types.map((type) => type.name));
	if (names.size === 1) return types[0];
	throw new SoapFault('INVALID_TYPE', 'All records must be of the same type.', 'UnexpectedErrorFault');
}

function checkBatch(count: number): void {
	if (count <= mostRecords) return;
	throw new SoapFault(
		'LIMIT_EXCEEDED',
		'Configuration error: The number of records to check is greater than the permitted batch size.',
	);
}
