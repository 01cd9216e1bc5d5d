import { counted, formatCount } from '../run/verdict';
import { isBlank } from '../record/field-value';
import type { OwnFieldNames } from '../record/fields';
import type { SalesforceRecord } from '../record/record-item';
import { parseDateTime } from '../salesforce/date-time';
import type { SetupQuestion } from '../salesforce/setup-calls';
import { assertApiName, soqlIdLiteral } from '../salesforce/soql';
import type { Evidence } from './evidence';
import { couldNotBeChecked, type Finding } from './finding';
import type { DescribedObject } from './setup-questions';

const check = 'API user';

/** Enough to notice another writer, few enough for one page. */
const mostRecords = 200;

/** Rows that wait for a delivery are stamped when they are decided on, which may be hours before they are saved. */
const stampAgeMs = 24 * 60 * 60 * 1000;

/** The newest records of the last week that were modified as our user; `undefined` where the object has no stamp to tell ours by. */
export function touchesQuestion(
	sObject: string,
	userId: string,
	names: OwnFieldNames,
	object: Evidence<DescribedObject>,
): SetupQuestion | undefined {
	const known = new Set(object.status === 'read' ? object.found.fields.map(({ name }) => name) : []);
	if (!known.has(names.logId)) return undefined;
	const fields = ['Id', 'LastModifiedDate', names.logId, names.lastActivity, names.modelHash].filter(
		(name) => name === 'Id' || known.has(name),
	);
	// SystemModstamp has an index, LastModifiedDate in general none.
	const soql =
		`SELECT ${fields.map(assertApiName).join(', ')} FROM ${assertApiName(sObject)} WHERE LastModifiedById = ${soqlIdLiteral(userId)} ` +
		`AND SystemModstamp >= LAST_N_DAYS:7 ORDER BY SystemModstamp DESC LIMIT ${mostRecords}`;
	return { name: 'touches', soql };
}

/** Whether something else writes under the user that our writes carry: another tool, another person, another workflow. */
export function checkApiUser(
	sObject: string,
	names: OwnFieldNames,
	touches: Evidence<readonly SalesforceRecord[]> | undefined,
): Finding {
	const whatToDo =
		'Give the workflow a user of its own, so that field history and Last Modified By tell its writes from those of others.';
	if (!touches)
		return couldNotBeChecked(
			check,
			`${sObject} has no field ${names.logId} that tells our writes from others.`,
			'Add it by Create Fields.',
		);
	if (touches.status === 'refused')
		return couldNotBeChecked(check, touches.why, 'Look at Last Modified By of some records.');
	const { found } = touches;
	const others = found.filter((record) => !isOurs(record, names));
	if (others.length === 0)
		return { check, state: 'ok', what: `Nothing else was seen to write ${sObject} as our user in the last 7 days.` };
	const what =
		`${formatCount(others.length)} of the last ${counted(found.length, 'record')} of ${sObject} that our user modified within 7 days ${others.length === 1 ? 'has' : 'have'} no status fields of ours from then: ` +
		'another tool, or a person, writes as this user too.';
	return { check, state: 'warning', what, whatToDo, names: others.slice(0, 10).map(({ Id }) => String(Id)) };
}

/** A write of a score alone leaves the last activity as it is. */
function isOurs(record: SalesforceRecord, { logId, lastActivity, modelHash }: OwnFieldNames): boolean {
	if (isBlank(record[logId])) return false;
	if (isBlank(record[lastActivity]) || !isBlank(record[modelHash])) return true;
	return parseDateTime(record.LastModifiedDate).getTime() - parseDateTime(record[lastActivity]).getTime() <= stampAgeMs;
}
