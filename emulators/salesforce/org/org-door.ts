import type { SQLOutputValue } from 'node:sqlite';
import { toId18 } from '../record-id';
import type { SObjectType } from '../schema/schema';
import type { StoredRecord } from '../storage/record-store';
import { formatValue } from '../soql/format-record';
import type { ScriptStep } from '../automation/script';
import { convertLead, type ConvertedLead, type ConvertOptions } from '../writes/convert-lead';
import { deleteRecord } from '../writes/delete-record';
import { mergeRecords } from '../writes/merge-records';
import type { SaveContext } from '../writes/save-context';
import type { SaveResult } from '../writes/save-result';
import { insertRecord, updateRecord } from '../writes/save-record';
import type { OrgState } from './org-state';

/** A record as the REST API would show it, without `attributes`. */
export type OrgRecord = Record<string, unknown>;

/** Equal values by field name, or any test of a record. */
export type RecordFilter = Readonly<Record<string, unknown>> | ((record: OrgRecord) => boolean);

/** Who acts; without `asUser` (a Username or user Id) it is Sandy Sales, so that edits count as a person's. */
export interface ActingUser {
	readonly asUser?: string;
}

const defaultPerson = 'sandy.sales@example.com';

/** Looks into and changes an org from a test, past HTTP and past the API allowance; refused saves throw. */
export class OrgDoor {
	constructor(private readonly state: OrgState) {}

	/** All undeleted records of an object in id order. */
	rows(sObject: string): OrgRecord[] {
		const type = this.type(sObject);
		const rows = this.state.store.prepare(`SELECT * FROM "${type.name}" WHERE IsDeleted = 0 ORDER BY Id`).all();
		return rows.map((row) => shown(type, row));
	}

	/** The undeleted records that fit, in id order. */
	find(sObject: string, filter: RecordFilter): OrgRecord[] {
		if (typeof filter === 'function') return this.rows(sObject).filter(filter);
		const [name, value] = Object.entries(filter)[0] ?? [];
		const type = this.type(sObject);
		// Narrowing by one text column keeps look-ups in a large org quick; the test below stays exact.
		const rows =
			name && typeof value === 'string' && type.field(name)?.type !== 'datetime'
				? this.rowsBy(type, name, value)
				: this.rows(sObject);
		return rows.filter((record) => hasValues(record, filter));
	}

	/** The record with this id, deleted or not; `undefined` when there never was one. */
	get(sObject: string, id: string): OrgRecord | undefined {
		const type = this.type(sObject);
		const row = this.state.store.find(type, toId18(id) ?? id);
		return row && shown(type, row);
	}

	/** How many undeleted records there are, or fit. */
	count(sObject: string, filter?: RecordFilter): number {
		if (filter) return this.find(sObject, filter).length;
		const row = this.state.store
			.prepare(`SELECT COUNT(*) AS n FROM "${this.type(sObject).name}" WHERE IsDeleted = 0`)
			.get();
		return Number(row?.n);
	}

	/** Creates a record; gives its id. */
	insert(sObject: string, fields: OrgRecord, acting: ActingUser = {}): string {
		return accepted(sObject, insertRecord(this.context(acting), this.type(sObject), fields));
	}

	/** A person's edit: stamps move and name the person. */
	update(sObject: string, id: string, fields: OrgRecord, acting: ActingUser = {}): void {
		accepted(sObject, updateRecord(this.context(acting), this.type(sObject), id, fields));
	}

	/** Moves a record to the recycle bin. */
	delete(sObject: string, id: string, acting: ActingUser = {}): void {
		accepted(sObject, deleteRecord(this.context(acting), this.type(sObject), id));
	}

	/** Converts a lead, as a person does with the button. */
	convertLead(id: string, options: ConvertOptions = {}, acting: ActingUser = {}): ConvertedLead {
		const result = convertLead(this.context(acting), id, options);
		if ('success' in result) throw refused('Lead', result);
		return result;
	}

	/** Merges one or two records into the first; they stay as deleted records that name it as their master. */
	merge(
		sObject: string,
		mainId: string,
		victimIds: readonly string[],
		fields: OrgRecord = {},
		acting: ActingUser = {},
	): void {
		accepted(sObject, mergeRecords(this.context(acting), this.type(sObject), mainId, victimIds, fields));
	}

	/** Lets a person edit records between a client's calls; see `ScriptStep` for the moments. */
	script(steps: readonly ScriptStep[]): void {
		this.state.script.add(steps);
	}

	private rowsBy(type: SObjectType, name: string, value: string): OrgRecord[] {
		return this.state.store.findBy(type, name, value).map((row) => shown(type, row));
	}

	private context({ asUser }: ActingUser): SaveContext {
		const user = this.state.userByName(asUser ?? defaultPerson);
		const userId = user ? String(user.Id) : toId18(asUser ?? '');
		if (!userId) throw new Error(`No user ${asUser}`);
		// Assignment rules run in the user interface only when a box is ticked.
		return { org: this.state, userId, autoAssign: false };
	}

	private type(sObject: string): SObjectType {
		const type = this.state.schema.type(sObject);
		if (!type) throw new Error(`No object ${sObject} in this org`);
		return type;
	}
}

function shown(type: SObjectType, row: StoredRecord): OrgRecord {
	return Object.fromEntries(
		type.fields.map((field) => [field.name, formatValue(field.type, row[field.name] as SQLOutputValue)]),
	);
}

function hasValues(record: OrgRecord, values: Readonly<Record<string, unknown>>): boolean {
	return Object.entries(values).every(([name, value]) => record[name] === value);
}

function accepted(sObject: string, result: SaveResult): string {
	if (result.success) return result.id;
	throw refused(sObject, result);
}

function refused(sObject: string, result: SaveResult): Error {
	return new Error(`${sObject}: ${result.errors.map((error) => `${error.statusCode}: ${error.message}`).join('; ')}`);
}
