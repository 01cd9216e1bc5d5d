import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../api-error';
import { toId18 } from '../record-id';
import type { DuplicateRuleOptions } from '../writes/save-context';

const duplicateRuleKeys: ReadonlyArray<keyof DuplicateRuleOptions> = [
	'allowSave',
	'includeRecordDetails',
	'runAsCurrentUser',
];

/** `Sforce-Duplicate-Rule-Header: allowSave=true; …`; what it does not name is false. */
export function readDuplicateRule(headers: IncomingHttpHeaders): DuplicateRuleOptions {
	const given = readOptions(headers['sforce-duplicate-rule-header']);
	const values = duplicateRuleKeys.map((key) => [key, given.get(key.toLowerCase())?.toLowerCase() === 'true'] as const);
	return Object.fromEntries(values) as unknown as DuplicateRuleOptions;
}

/** `Sforce-Auto-Assign`: TRUE (also when absent), FALSE, or the id of the one rule to run. */
export function readAutoAssign(headers: IncomingHttpHeaders): { autoAssign: boolean; assignmentRuleId?: string } {
	const text = String(headers['sforce-auto-assign'] ?? '').trim();
	if (text === '' || /^true$/i.test(text)) return { autoAssign: true };
	if (/^false$/i.test(text)) return { autoAssign: false };
	const assignmentRuleId = toId18(text);
	if (!assignmentRuleId) throw new ApiError(400, 'MALFORMED_ID', `malformed id ${text}`);
	return { autoAssign: true, assignmentRuleId };
}

/** The client name of `Sforce-Call-Options: client=…`, or `undefined`. */
export function readClientName(headers: IncomingHttpHeaders): string | undefined {
	return readOptions(headers['sforce-call-options']).get('client') || undefined;
}

/** `name=value` pairs, separated by commas or semicolons, by name in small letters. */
function readOptions(header: string | string[] | undefined): Map<string, string> {
	const pairs = String(header ?? '').split(/[;,]/);
	return new Map(
		pairs.map((pair) => {
			const [name, ...value] = pair.split('=');
			return [name.trim().toLowerCase(), value.join('=').trim()];
		}),
	);
}
