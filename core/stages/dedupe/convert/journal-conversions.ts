import { isSameValue } from '../../../record/field-value';
import { type RecordId, toRecordId } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import type { Conversion, ConvertHand } from '../../../changes/convert/send-conversions';
import type { JournalRow } from '../../../store/contract/journal';
import type { ConvertedObject } from './carried-fields';
import type { LeadFacts } from './conversion-facts';
import type { PlannedConversion } from './plan-conversion';
import { type ConversionPlans, readAll } from './plan-conversions';

type Status = JournalRow['status'];

const linkOf = { Account: 'ConvertedAccountId', Contact: 'ConvertedContactId' } as const;
const objects = ['Account', 'Contact'] as const;

/** Notes, before anything is sent, what each lead is to go into and which values records that are there are to get. */
export async function journalIntended(hand: ConvertHand, plans: readonly PlannedConversion[]): Promise<void> {
	const rows = plans.flatMap((plan) => [
		row(hand, 'Lead', plan.leadId, linkOf.Account, plan.accountId ?? null, 'intended'),
		row(hand, 'Lead', plan.leadId, linkOf.Contact, plan.contactId ?? null, 'intended'),
		...plan.fills.map(({ sObject, recordId, field, after }) => row(hand, sObject, recordId, field, after, 'intended')),
	]);
	await save(hand, rows);
}

/** Notes what became of the leads: the records that were made, and of those that were there every value that has changed. */
export async function journalEnded(
	hand: ConvertHand,
	{ descriptions, facts }: ConversionPlans,
	plans: readonly PlannedConversion[],
	conversions: readonly Conversion[],
): Promise<void> {
	const byLead = new Map(conversions.map((each) => [each.leadId, each]));
	const rows: JournalRow[] = plans.flatMap((plan) => [
		...ledRows(hand, plan, byLead.get(plan.leadId)),
		...plan.fills.map(({ sObject, recordId, field, after }) => row(hand, sObject, recordId, field, after, 'refused')),
	]);
	const converted = new Set(conversions.filter(({ status }) => status === 'converted').map(({ leadId }) => leadId));
	for (const sObject of objects) {
		const before = recordsBefore(
			sObject,
			plans.filter(({ leadId }) => converted.has(leadId)),
			facts,
		);
		const now = await readAll(hand.client, descriptions[sObject], [...before.keys()], hand.signal);
		for (const [id, record] of now) {
			const { fieldByName } = descriptions[sObject];
			for (const field of Object.keys(record)) {
				const known = fieldByName.get(field);
				const [was, is] = [before.get(id)?.[field] ?? null, record[field] ?? null];
				if (known?.updateable && !isSameValue(was, is, known.type))
					rows.push({ ...row(hand, sObject, id, field, is, 'written'), before: was });
			}
		}
	}
	await save(hand, lastOfEach(rows));
}

/** What a broken-off attempt had noted and sent, by what Salesforce holds now. */
export async function settleIntended(
	hand: ConvertHand,
	open: readonly JournalRow[],
	conversions: readonly Conversion[],
	{ descriptions }: Pick<ConversionPlans, 'descriptions'>,
): Promise<void> {
	const byLead = new Map<string, Conversion>(conversions.map((each) => [each.leadId, each]));
	const rows = open.flatMap((each): JournalRow[] => {
		if (each.sObject !== 'Lead') return [];
		const conversion = byLead.get(each.recordId);
		if (!conversion) return [{ ...each, status: 'refused' }];
		const sObject = objects.find((name) => linkOf[name] === each.field);
		return sObject ? madeRows(hand, sObject, conversion, each.after === null) : [];
	});
	for (const sObject of objects) {
		const own = open.filter((each) => each.sObject === sObject);
		const ids = own.map(({ recordId }) => toRecordId(recordId));
		const now = await readAll(hand.client, descriptions[sObject], ids, hand.signal);
		for (const each of own) {
			const type = descriptions[sObject].fieldByName.get(each.field)?.type;
			const isThere = isSameValue(now.get(toRecordId(each.recordId))?.[each.field], each.after, type);
			rows.push({ ...each, status: isThere ? 'written' : 'refused' });
		}
	}
	await save(hand, rows);
}

function ledRows(hand: ConvertHand, plan: PlannedConversion, conversion: Conversion | undefined): JournalRow[] {
	const ids = { Account: plan.accountId, Contact: plan.contactId };
	if (conversion?.status !== 'converted') {
		const status: Status = conversion?.status === 'unknown' ? 'unknown' : 'refused';
		return objects.map((sObject) => row(hand, 'Lead', plan.leadId, linkOf[sObject], ids[sObject] ?? null, status));
	}
	const { opportunityId } = conversion;
	return [
		...objects.flatMap((sObject) => madeRows(hand, sObject, conversion, ids[sObject] === undefined)),
		...(opportunityId ? [createdRow(hand, 'Opportunity', opportunityId)] : []),
	];
}

function madeRows(hand: ConvertHand, sObject: ConvertedObject, conversion: Conversion, isNew: boolean): JournalRow[] {
	const id = sObject === 'Account' ? conversion.accountId : conversion.contactId;
	if (id === undefined) return [];
	const led = row(hand, 'Lead', conversion.leadId, linkOf[sObject], id, 'written');
	return isNew ? [led, createdRow(hand, sObject, id)] : [led];
}

function createdRow(hand: ConvertHand, sObject: string, id: RecordId): JournalRow {
	return { ...row(hand, sObject, id, 'Id', id, 'written'), kind: 'created' };
}

function recordsBefore(
	sObject: ConvertedObject,
	plans: readonly PlannedConversion[],
	facts: readonly LeadFacts[],
): Map<RecordId, SalesforceRecord> {
	const factsByLead = new Map(facts.map((each) => [each.wish.leadId, each]));
	const records = plans.flatMap((plan) => {
		const { account, contact } = factsByLead.get(plan.leadId) ?? {};
		const [id, record] = sObject === 'Account' ? [plan.accountId, account] : [plan.contactId, contact];
		return id && record ? [[id, record] as const] : [];
	});
	return new Map(records);
}

/** The journal holds one row for a record's field; a later word replaces an earlier one. */
function lastOfEach(rows: readonly JournalRow[]): JournalRow[] {
	return [...new Map(rows.map((each) => [`${each.recordId} ${each.field}`, each])).values()];
}

function row(
	{ client }: ConvertHand,
	sObject: string,
	recordId: RecordId,
	field: string,
	after: unknown,
	status: Status,
): JournalRow {
	const at = client.serverNow().toISOString();
	return { recordId, sObject, field, before: null, after, policy: 'convert', status, at };
}

async function save({ context: { store, run } }: ConvertHand, rows: readonly JournalRow[]): Promise<void> {
	if (rows.length > 0) await store.journal(run.runId, rows);
}
