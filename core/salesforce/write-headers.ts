import type { DuplicateRuleOptions, WriteOptions } from './row-result';

/**
 * The headers of a call that saves records, but for `Sforce-Call-Options`, which the connection sends itself.
 * Source: REST API Developer Guide, “Assignment Rule Header” and “Duplicate Rule Header”.
 */
export function writeHeaders({ autoAssign, duplicateRule }: WriteOptions): Record<string, string> {
	return {
		'Sforce-Auto-Assign': autoAssign ? 'TRUE' : 'FALSE',
		...(duplicateRule && { 'Sforce-Duplicate-Rule-Header': duplicateRuleHeader(duplicateRule) }),
	};
}

function duplicateRuleHeader({ allowSave, includeRecordDetails, runAsCurrentUser }: DuplicateRuleOptions): string {
	const flags = { allowSave, includeRecordDetails, runAsCurrentUser };
	return Object.entries(flags)
		.map(([name, isOn]) => `${name}=${isOn === true}`)
		.join('; ');
}
