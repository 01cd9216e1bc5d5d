import { counted } from '../run/verdict';
import type { CreateFieldsReport } from './create-fields';

/** What became of one field, as a line that a person reads; `why` is empty when all is well. */
export interface CreationRow {
	readonly field: string;
	readonly status: string;
	readonly access: string;
	readonly why: string;
}

/** One row per field, in the order in which they were looked at. */
export function creationRows(report: CreateFieldsReport): CreationRow[] {
	return report.fields.map(({ field, status, why }) => ({
		field,
		status,
		access: accessTo(field, report),
		why: why ?? '',
	}));
}

/** What was created and granted, in one sentence with numbers, and what is left to a person. */
export function creationSentence({ fields, grant }: CreateFieldsReport): string {
	const having = (status: string) => fields.filter((field) => field.status === status).length;
	const created = having('created');
	const there = having('there already');
	const open = fields.length - created - there;
	const parts = [
		created > 0 ? `${counted(created, 'field')} created` : 'No field created',
		there > 0 && `${there} there already`,
		open > 0 && `${open} to look at`,
		grant.granted.length > 0 && `access to ${grant.granted.length} granted by ${grant.permissionSet}`,
		grant.refused.length > 0 && `access to ${grant.refused.length} refused`,
	].filter(Boolean);
	return [parts.join(', '), grant.whatToDo].filter((part) => part !== undefined).join('. ');
}

function accessTo(field: string, { grant }: CreateFieldsReport): string {
	if (grant.granted.includes(field)) return 'granted';
	if (grant.grantedBefore.includes(field)) return 'granted before';
	const refused = grant.refused.find((each) => each.field === field);
	return refused ? `refused: ${refused.why}` : 'none';
}
