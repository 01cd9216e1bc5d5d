import { chunk } from 'lodash';
import { toRecordId } from '../../record/identity';
import type { SalesforceClient } from '../../salesforce/client';
import type { SObjectDescription } from '../../salesforce/schema';
import { soqlIdList, soqlLiteral } from '../../salesforce/soql';
import { namesUser, type ActiveUsers } from './coerce/coerce-reference';
import type { WriteTarget } from './record-plan';

/** So many names of 80 characters fit the length of a query's URL. */
const namesPerQuery = 50;

interface UserRow {
	readonly Id: string;
	readonly Username: string;
	readonly Email: string | null;
}

/** What of these records' proposals names a user, each once; nothing has to be asked when it is empty. */
export function userNamesIn(targets: readonly Pick<WriteTarget, 'item'>[], description: SObjectDescription): string[] {
	const names = new Set<string>();
	for (const { item } of targets) {
		const proposals = item._enrichment?.proposals ?? {};
		for (const target in proposals) {
			const { value } = proposals[target];
			const field = description.fieldByName.get(target);
			if (field && typeof value === 'string' && namesUser(value.trim(), field)) names.add(value.trim());
		}
	}
	return [...names];
}

/** Calls that looking up so many names costs. */
export function userCallsFor(names: readonly string[]): number {
	return Math.ceil(names.length / namesPerQuery);
}

/** Looks up which of the names are active users: one query for every 50. */
export async function fetchActiveUsers(
	client: SalesforceClient,
	names: readonly string[],
	signal?: AbortSignal,
): Promise<ActiveUsers> {
	const idsByName = new Map<string, Set<string>>();
	const add = (name: string, id: string) => idsByName.set(name, (idsByName.get(name) ?? new Set()).add(id));
	for (const part of chunk(names, namesPerQuery)) {
		const soql = `SELECT Id, Username, Email FROM User WHERE IsActive = true AND (${conditionFor(part)})`;
		for await (const page of client.query(soql, signal)) {
			for (const { Id, Username, Email } of page.records as unknown as UserRow[]) {
				const id = toRecordId(Id);
				add(id, id);
				add(Username.toLowerCase(), id);
				if (Email) add(Email.toLowerCase(), id);
			}
		}
	}
	return {
		find(text) {
			const ids = idsByName.get(text.includes('@') ? text.toLowerCase() : toRecordId(text));
			// Two users of one e-mail: choosing between them would be a guess.
			return ids?.size === 1 ? [...ids][0] : undefined;
		},
	};
}

function conditionFor(names: readonly string[]): string {
	const texts = names.filter((name) => name.includes('@'));
	const ids = names.filter((name) => !name.includes('@'));
	const list = `(${texts.map((name) => soqlLiteral(name)).join(',')})`;
	return [
		...(ids.length > 0 ? [`Id IN ${soqlIdList(ids)}`] : []),
		...(texts.length > 0 ? [`Username IN ${list}`, `Email IN ${list}`] : []),
	].join(' OR ');
}
