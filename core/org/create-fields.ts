import { EnrichmentError } from '../errors';
import { dataFieldsOf } from '../record/data-fields';
import { fieldMetadata } from '../record/field-metadata';
import { ownFields, type OwnField, type OwnFieldKey, type OwnFieldNames } from '../record/fields';
import type { SalesforceClient } from '../salesforce/client';
import type { RowResult } from '../salesforce/row-result';
import { assertApiName } from '../salesforce/soql';
import { misfitOf } from './check-own-fields';
import { bodyOf } from './evidence';
import { grantFields, type GrantReport } from './grant-fields';
import type { DescribedObject } from './setup-questions';

/** Which of the pack's fields to create, and who may use them. */
export interface CreateFieldsRequest {
	readonly sObject: string;
	/** What the pack's own fields are to be called in this org. */
	readonly fieldNames: OwnFieldNames;
	/** Whether the pack's fields for business values are created too, where it has some for the object. */
	readonly hasValueFields?: boolean;
	/** API name of the permission set that gets Read and Edit on the fields; created when there is none. */
	readonly permissionSet: string;
}

/** What became of one field. */
export interface FieldReport {
	readonly field: string;
	readonly status: 'created' | 'there already' | 'there but hidden' | 'cannot serve' | 'refused' | 'unknown';
	/** Absent when it was created or is as it should be. */
	readonly why?: string;
}

export interface CreateFieldsReport {
	readonly fields: readonly FieldReport[];
	readonly grant: GrantReport;
	/** API calls made. */
	readonly calls: number;
}

/** A field to create. */
interface PlannedField {
	readonly name: string;
	readonly field: OwnField;
}

/** Salesforce's answer when the name is taken by a field that describe does not show: field-level security hides it. */
const takenCode = 'DUPLICATE_DEVELOPER_NAME';

/**
 * Creates those of the pack's fields that the object lacks, one Tooling call each, and grants them to the permission
 * set. Never changes or deletes a field; running it again does what is left. Throws only when nothing could be done.
 */
export async function createFields(
	client: SalesforceClient,
	request: CreateFieldsRequest,
	signal?: AbortSignal,
): Promise<CreateFieldsReport> {
	const permissionSet = assertApiName(request.permissionSet);
	const before = client.calls.now();
	const planned = planFields(await describeNow(client, request.sObject, signal), request);
	const fields: FieldReport[] = [...planned.reports];
	for (const missing of planned.missing) fields.push(await createField(client, request.sObject, missing, signal));

	const usable = fields.filter(
		({ status }) => status === 'created' || status === 'there already' || status === 'there but hidden',
	);
	const grant = await grantFields(
		client,
		request.sObject,
		usable.map(({ field }) => field),
		permissionSet,
		signal,
	).catch((error: unknown) => notGranted(permissionSet, usable, reasonUnlessCanceled(error)));
	return { fields: await judgeHidden(client, request, fields, signal), grant, calls: client.calls.since(before).used };
}

/** A field that was hidden may be of any type; once the user sees it, it is judged as the others are. */
async function judgeHidden(
	client: SalesforceClient,
	request: CreateFieldsRequest,
	fields: readonly FieldReport[],
	signal: AbortSignal | undefined,
): Promise<FieldReport[]> {
	if (!fields.some(({ status }) => status === 'there but hidden')) return [...fields];
	const seen = await describeNow(client, request.sObject, signal).catch((error: unknown) => {
		// All that is lost is a judgement: what was done is reported all the same.
		reasonUnlessCanceled(error);
		return undefined;
	});
	const reports = seen ? planFields(seen, request).reports : [];
	const unfit = new Map(
		reports.filter(({ status }) => status === 'cannot serve').map((report) => [report.field.toLowerCase(), report]),
	);
	return fields.map((report) =>
		report.status === 'there but hidden' ? (unfit.get(report.field.toLowerCase()) ?? report) : report,
	);
}

/** Not from the cache: the field that was created a minute ago counts. */
async function describeNow(
	client: SalesforceClient,
	sObject: string,
	signal: AbortSignal | undefined,
): Promise<DescribedObject> {
	const path = `/sobjects/${assertApiName(sObject)}/describe`;
	const object = bodyOf<DescribedObject>(await client.setup.ask('rest', [{ name: 'object', path }], signal), 'object');
	if (object.status === 'read') return object.found;
	throw new EnrichmentError('invalid_parameter', `This user sees no object ${sObject} in the org: ${object.why}`, {
		remedy: 'Check the API name, and give the user read access to the object.',
		details: { sObject },
	});
}

function planFields(
	object: DescribedObject,
	request: CreateFieldsRequest,
): { missing: PlannedField[]; reports: FieldReport[] } {
	const visible = new Map(object.fields.map((field) => [field.name.toLowerCase(), field]));
	const missing: PlannedField[] = [];
	const reports: FieldReport[] = [];
	for (const planned of wantedFields(request)) {
		const there = visible.get(planned.name.toLowerCase());
		if (!there) missing.push(planned);
		else reports.push(reportOnExisting(there.name, misfitOf(planned.field, { ...there, updateable: true })));
	}
	return { missing, reports };
}

function wantedFields({ sObject, fieldNames, hasValueFields = false }: CreateFieldsRequest): PlannedField[] {
	const own = (Object.keys(ownFields) as OwnFieldKey[]).map((key) => ({
		name: fieldNames[key],
		field: ownFields[key],
	}));
	const values = hasValueFields ? dataFieldsOf(sObject).map((field) => ({ name: field.name, field })) : [];
	return [...own, ...values];
}

function reportOnExisting(field: string, misfit: string | undefined): FieldReport {
	return misfit ? { field, status: 'cannot serve', why: `It ${misfit}.` } : { field, status: 'there already' };
}

async function createField(
	client: SalesforceClient,
	sObject: string,
	{ name, field }: PlannedField,
	signal: AbortSignal | undefined,
): Promise<FieldReport> {
	const record = { FullName: `${sObject}.${name}`, Metadata: fieldMetadata(field) };
	try {
		return reportOnCreation(name, await client.setup.createInTooling('CustomField', record, signal));
	} catch (error) {
		return { field: name, status: 'refused', why: reasonUnlessCanceled(error) };
	}
}

function reportOnCreation(field: string, result: RowResult): FieldReport {
	if (result.status === 'saved') return { field, status: 'created' };
	if (result.status === 'unknown')
		return { field, status: 'unknown', why: `${result.reason} Run Create Fields again to find out.` };
	if (result.errors.some(({ code }) => code === takenCode)) {
		return { field, status: 'there but hidden', why: 'The org has a field of this name that this user could not see.' };
	}
	return { field, status: 'refused', why: result.errors.map(({ message }) => message).join(' ') };
}

function notGranted(permissionSet: string, fields: readonly FieldReport[], why: string): GrantReport {
	const refused = fields.map(({ field }) => ({ field, why }));
	const whatToDo = `Grant Read and Edit on the fields to the integration user in Setup: ${why}`;
	return { permissionSet, status: 'refused', granted: [], grantedBefore: [], refused, assignment: 'offered', whatToDo };
}

/** What has been created must be reported, so only a cancellation and a fault of our own end the whole. */
function reasonUnlessCanceled(error: unknown): string {
	if (error instanceof EnrichmentError && error.code !== 'canceled') return error.message;
	throw error;
}
