import { isSalesforceId, toRecordId } from '../record/identity';
import {
	type ChangeMessage,
	type ChangeNotice,
	isObjectName,
	type MessageRules,
	momentsIn,
	refusedMessage,
	textOfBody,
} from './change-message';

/** What one call may name. */
const mostIds = 2_000;

const knownKeys: ReadonlySet<string> = new Set(['ids', 'orgId', 'records', 'sObject']);

/**
 * The records that a JSON message names, from the bytes of its body: `{"ids": […]}`, `{"records": [{"Id": …}, …]}` or a list of
 * either, 1–2,000 of them; an object also may say `sObject` and `orgId`. Each record is named once in what it gives. Throws
 * `invalid_input` for anything else, in words that quote nothing of it.
 */
export function parseChangeNotice(body: Uint8Array, rules: MessageRules): ChangeMessage {
	const content = parseJson(textOfBody(body, rules.maxBytes));
	const { ids, records, orgId, sObject } = Array.isArray(content) ? listOnly(content) : checkedKeys(content);
	if ((ids === undefined) === (records === undefined)) throw refusedMessage('names no records, or names them twice');
	const rows = listOf(ids ?? records);
	const notices = ids === undefined ? rows.map((row) => noticeOf(row, rules)) : rows.map(noticeOfId);
	const byId = new Map(notices.map((notice) => [notice.recordId, notice]));
	return { ...orgOf(orgId), ...objectOf(sObject), notices: [...byId.values()], empty: 0 };
}

type Named = Partial<Record<'ids' | 'records' | 'orgId' | 'sObject', unknown>>;

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw refusedMessage('is not JSON');
	}
}

/** A list of Ids, or of records. */
function listOnly(content: readonly unknown[]): Named {
	return typeof content[0] === 'string' ? { ids: content } : { records: content };
}

function checkedKeys(content: unknown): Named {
	if (!isObject(content)) throw refusedMessage('is neither an object nor a list');
	if (Object.keys(content).some((key) => !knownKeys.has(key))) throw refusedMessage('has keys that nobody knows');
	return content;
}

function listOf(value: unknown): readonly unknown[] {
	if (!Array.isArray(value) || value.length === 0) throw refusedMessage('names no records');
	if (value.length > mostIds) throw refusedMessage(`names more than ${mostIds} records`);
	return value;
}

function noticeOf(row: unknown, { enrichedField }: MessageRules): ChangeNotice {
	if (!isObject(row) || !Object.hasOwn(row, 'Id')) throw refusedMessage('has a record without an ID');
	const own = (field: string) => (Object.hasOwn(row, field) ? row[field] : undefined);
	return { ...noticeOfId(row.Id), ...momentsIn(own, enrichedField) };
}

function noticeOfId(id: unknown): ChangeNotice {
	if (typeof id !== 'string' || !isSalesforceId(id)) throw refusedMessage('has an ID that is none');
	return { recordId: toRecordId(id) };
}

function orgOf(orgId: unknown): Pick<ChangeMessage, 'orgId'> {
	if (orgId === undefined) return {};
	if (typeof orgId !== 'string' || !orgId.startsWith('00D') || !isSalesforceId(orgId)) {
		throw refusedMessage('has an ID that is none');
	}
	return { orgId: toRecordId(orgId) };
}

function objectOf(sObject: unknown): Pick<ChangeMessage, 'sObject'> {
	if (sObject === undefined) return {};
	if (typeof sObject !== 'string' || !isObjectName(sObject)) throw refusedMessage('names an object that is none');
	return { sObject };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
