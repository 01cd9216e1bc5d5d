import { ownFields } from '../core/record/fields';
import type { OrgRecord } from '../emulators/salesforce/org/org-door';
import { choicesOf } from './data/choices';
import { demoCompanies, demoLead } from './data/org-seed';
import type { DemoOrg } from './demo-org';

/** Ten minutes before the first run would no longer look back to them. */
const staleMs = 50 * 60_000;
const objects = ['Account', 'Contact', 'Lead'];

export interface DueRecords {
	/** Of each object. */
	readonly least: number;
	/** Of each object and call: what was just changed is not read before two minutes have passed, so not all may be changed at once. */
	readonly mostAtOnce: number;
}

/**
 * Works towards `least` records of each object that are due: never enriched, and changed within the last 50 minutes.
 * First those that nobody has taken are changed anew; where there are too few, new Leads come in, and Accounts and
 * Contacts are handed back to be enriched again. Gives how many records were changed or created.
 */
export function keepDue(org: DemoOrg, wanted: DueRecords, now: Date): number {
	return objects.reduce((sum, sObject) => sum + keepObjectDue(org, sObject, wanted, now), 0);
}

function keepObjectDue(org: DemoOrg, sObject: string, { least, mostAtOnce }: DueRecords, now: Date): number {
	const { org: door } = org.emulator;
	const rows = door.rows(sObject);
	const missing = Math.min(mostAtOnce, Math.max(0, least - rows.filter((row) => isDue(row, now)).length));
	const stale = rows.filter((row) => isNeverEnriched(row) && !isDue(row, now)).slice(0, missing);
	for (const { Id } of stale) door.update(sObject, String(Id), { [ownFields.lastActivity.name]: null });

	const more = missing - stale.length;
	if (sObject === 'Lead') insertLeads(org, more, rows.length);
	else handBack(org, sObject, rows.filter((row) => !isNeverEnriched(row)).slice(0, more));
	return missing;
}

function insertLeads(org: DemoOrg, count: number, seed: number): void {
	const choices = choicesOf(seed);
	const companies = demoCompanies(choices);
	for (let index = 0; index < count; index += 1) {
		org.emulator.org.insert('Lead', { ...demoLead(choices.pick(companies), choices) });
	}
}

/** As a person does who wants them looked up again. */
function handBack(org: DemoOrg, sObject: string, rows: readonly OrgRecord[]): void {
	for (const { Id } of rows) {
		org.emulator.org.update(sObject, String(Id), {
			[ownFields.lastActivity.name]: null,
			[ownFields.matchHash.name]: null,
		});
	}
}

function isNeverEnriched(row: OrgRecord): boolean {
	return row[ownFields.lastActivity.name] === null;
}

function isDue(row: OrgRecord, now: Date): boolean {
	return isNeverEnriched(row) && now.getTime() - Date.parse(String(row.SystemModstamp)) < staleMs;
}
