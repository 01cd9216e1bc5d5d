import { toRecordId } from '../record/identity';
import type { SalesforceClient } from '../salesforce/client';
import type { RowResult } from '../salesforce/row-result';
import { assertApiName, soqlLiteral } from '../salesforce/soql';

/** What became of the grant, field by field. */
export interface GrantReport {
	readonly permissionSet: string;
	readonly status: 'created' | 'found' | 'refused';
	/** Fields that it now grants and did not before. */
	readonly granted: readonly string[];
	/** Fields that it granted already. */
	readonly grantedBefore: readonly string[];
	readonly refused: ReadonlyArray<{ readonly field: string; readonly why: string }>;
	/** `offered`: nobody is assigned by this operation but the user of a set that it created itself. */
	readonly assignment: 'assigned already' | 'assigned now' | 'offered';
	/** What is left to a person; absent when nothing is. */
	readonly whatToDo?: string;
}

interface ExistingSet {
	readonly id: string;
	readonly isAssigned: boolean;
	/** `Object.Field`, by what it grants. */
	readonly editable: ReadonlyMap<string, { readonly id: string; readonly isEditable: boolean }>;
}

interface PermissionRow {
	readonly Id: string;
	readonly Field: string;
	readonly PermissionsEdit: boolean;
}

/** Salesforce's way to grant field-level security from outside: one FieldPermissions record per set and field. */
const fieldPermissions = 'FieldPermissions';

/** Grants Read and Edit on the fields to the permission set, which is created when the org has none of the name. */
export async function grantFields(
	client: SalesforceClient,
	sObject: string,
	fields: readonly string[],
	permissionSet: string,
	signal?: AbortSignal,
): Promise<GrantReport> {
	const name = assertApiName(permissionSet);
	const found = await findSet(client, sObject, name, signal);
	if (!found) return await createSet(client, sObject, fields, name, signal);
	const grants = await grantTo(client, sObject, fields, found, signal);
	return {
		permissionSet: name,
		status: 'found',
		...grants,
		assignment: found.isAssigned ? 'assigned already' : 'offered',
		whatToDo: found.isAssigned
			? offerToAdmins(client, found.id)
			: `${assignTo(client, name, found.id)}. ${offerToAdmins(client, found.id)}`,
	};
}

/** A field made through an API is hidden from everybody, System Administrators too. */
function offerToAdmins(client: SalesforceClient, setId: string): string {
	return `Administrators and users don't see the fields yet: assign them Enrichment User, or this set to the administrators (${setupPage(client, setId)}).`;
}

function assignTo(client: SalesforceClient, name: string, setId: string): string {
	return `Assign the permission set ${name} to the integration user (${setupPage(client, setId)})`;
}

/** Where Setup shows a permission set, with its button Manage Assignments. */
function setupPage({ org }: SalesforceClient, setId: string): string {
	return `${org.instanceUrl}/lightning/setup/PermSets/page?address=%2F${setId}`;
}

async function createSet(
	client: SalesforceClient,
	sObject: string,
	fields: readonly string[],
	name: string,
	signal: AbortSignal | undefined,
): Promise<GrantReport> {
	const [created] = await client.create(
		'PermissionSet',
		[{ Name: name, Label: name.replaceAll('_', ' ') }],
		undefined,
		signal,
	);
	if (created.status !== 'saved') {
		const why = reasonOf(created);
		const refused = fields.map((field) => ({ field, why }));
		return {
			permissionSet: name,
			status: 'refused',
			granted: [],
			grantedBefore: [],
			refused,
			assignment: 'offered',
			whatToDo: 'Create the permission set in Setup, then run Create Fields again.',
		};
	}
	const set: ExistingSet = { id: created.id, isAssigned: false, editable: new Map() };
	const grants = await grantTo(client, sObject, fields, set, signal);
	// It grants nothing but what was granted a moment ago, so the user gains no right that nobody has looked at.
	const [assigned] = await client.create(
		'PermissionSetAssignment',
		[{ PermissionSetId: created.id, AssigneeId: client.org.userId }],
		undefined,
		signal,
	);
	const isAssigned = assigned.status === 'saved';
	return {
		permissionSet: name,
		status: 'created',
		...grants,
		assignment: isAssigned ? 'assigned now' : 'offered',
		whatToDo: isAssigned
			? offerToAdmins(client, created.id)
			: `${assignTo(client, name, created.id)}: ${reasonOf(assigned)}. ${offerToAdmins(client, created.id)}`,
	};
}

async function findSet(
	client: SalesforceClient,
	sObject: string,
	name: string,
	signal: AbortSignal | undefined,
): Promise<ExistingSet | undefined> {
	const [set] = await rows<{ readonly Id: string }>(
		client,
		`SELECT Id FROM PermissionSet WHERE Name = ${soqlLiteral(name)} AND IsOwnedByProfile = false`,
		signal,
	);
	if (!set) return undefined;
	const id = toRecordId(set.Id);
	const assignments = await rows(
		client,
		`SELECT Id FROM PermissionSetAssignment WHERE PermissionSetId = ${soqlLiteral(id)} AND AssigneeId = ${soqlLiteral(client.org.userId)}`,
		signal,
	);
	const permissions = await rows<PermissionRow>(
		client,
		`SELECT Id, Field, PermissionsEdit FROM FieldPermissions WHERE ParentId = ${soqlLiteral(id)} AND SobjectType = ${soqlLiteral(sObject)}`,
		signal,
	);
	return {
		id,
		isAssigned: assignments.length > 0,
		editable: new Map(
			permissions.map((row) => [row.Field.toLowerCase(), { id: row.Id, isEditable: row.PermissionsEdit }]),
		),
	};
}

async function grantTo(
	client: SalesforceClient,
	sObject: string,
	fields: readonly string[],
	set: ExistingSet,
	signal: AbortSignal | undefined,
): Promise<Pick<GrantReport, 'granted' | 'grantedBefore' | 'refused'>> {
	const grantOf = (field: string) => set.editable.get(`${sObject}.${field}`.toLowerCase());
	const grantedBefore = fields.filter((field) => grantOf(field)?.isEditable);
	const toRaise = fields.filter((field) => grantOf(field)?.isEditable === false);
	const toAdd = fields.filter((field) => !grantOf(field));

	const rights = { PermissionsRead: true, PermissionsEdit: true };
	const added = toAdd.map((field) => ({
		ParentId: set.id,
		SobjectType: sObject,
		Field: `${sObject}.${field}`,
		...rights,
	}));
	const raised = toRaise.map((field) => ({ Id: grantOf(field)?.id, ...rights }));
	const results = [
		...(added.length > 0 ? await client.create(fieldPermissions, added, undefined, signal) : []),
		...(raised.length > 0 ? await client.update(fieldPermissions, raised, undefined, signal) : []),
	];
	const outcomes = [...toAdd, ...toRaise].map((field, index) => ({ field, result: results[index] }));
	return {
		granted: outcomes.filter(({ result }) => result.status === 'saved').map(({ field }) => field),
		grantedBefore,
		refused: outcomes
			.filter(({ result }) => result.status !== 'saved')
			.map(({ field, result }) => ({ field, why: reasonOf(result) })),
	};
}

async function rows<T>(client: SalesforceClient, soql: string, signal: AbortSignal | undefined): Promise<T[]> {
	const all: T[] = [];
	for await (const page of client.query(soql, signal)) for (const record of page.records) all.push(record as T);
	return all;
}

function reasonOf(result: RowResult): string {
	if (result.status === 'unknown') return result.reason;
	return result.status === 'refused' ? result.errors.map(({ code, message }) => `${code}: ${message}`).join('; ') : '';
}
