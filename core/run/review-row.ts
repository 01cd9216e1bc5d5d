import { isBlank } from '../record/field-value';
import type { SalesforceRecord } from '../record/record-item';
import type { OrgIdentity } from '../salesforce/org-identity';
import type { SObjectDescription } from '../salesforce/schema';

/** One field of one record, as a line that a person reviews; what is not known is empty, never `undefined`. */
export interface ReviewRow {
	/** Opens the record in its org; empty for one that does not exist yet. */
	readonly link: string;
	/** The record's name; empty where nobody has read it. */
	readonly record: string;
	readonly Id: string;
	/** The field's label. */
	readonly field: string;
	readonly apiName: string;
	readonly before: unknown;
	readonly after: unknown;
}

/** What a row is made from. */
export interface ReviewedField {
	readonly recordId: string;
	/** API name. */
	readonly field: string;
	readonly before?: unknown;
	readonly after?: unknown;
	/** What people call the record; empty where nobody knows. */
	readonly name: string;
}

/** The labels and the org that rows are made with. */
export interface ReviewSettings {
	readonly description: SObjectDescription;
	readonly org: Pick<OrgIdentity, 'instanceUrl'>;
}

/** The row of one field; costs no call, because labels come from the description that is known anyway. */
export function reviewRow(
	{ recordId, name, field, before, after }: ReviewedField,
	{ description, org }: ReviewSettings,
): ReviewRow {
	return {
		link: recordId === '' ? '' : recordLink(org, recordId),
		record: name,
		Id: recordId,
		field: fieldLabel(field, description),
		apiName: field,
		before: cell(before),
		after: cell(after),
	};
}

/** The page that shows the record. */
export function recordLink({ instanceUrl }: Pick<OrgIdentity, 'instanceUrl'>, recordId: string): string {
	return `${instanceUrl.replace(/\/$/, '')}/${recordId}`;
}

/** The field's label, or its API name where the object has no such field for this user. */
export function fieldLabel(field: string, { fieldByName }: Pick<SObjectDescription, 'fieldByName'>): string {
	return fieldByName.get(field)?.label ?? field;
}

/** Fields that `recordName` looks at; an object has some of them. */
export const nameFields = ['Name', 'FirstName', 'LastName', 'Subject', 'CaseNumber'] as const;

/** What people call the record, of the values that are known of it; empty when these do not tell. */
export function recordName(values: SalesforceRecord): string {
	return textOf(values.Name) ?? personName(values) ?? textOf(values.Subject) ?? textOf(values.CaseNumber) ?? '';
}

function personName({ FirstName, LastName }: SalesforceRecord): string | undefined {
	if (isBlank(FirstName)) return isBlank(LastName) ? undefined : String(LastName);
	return isBlank(LastName) ? String(FirstName) : `${String(FirstName)} ${String(LastName)}`;
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && !isBlank(value) ? value : undefined;
}

function cell(value: unknown): unknown {
	return value ?? '';
}
