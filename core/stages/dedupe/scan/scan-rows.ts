import type { RecordItem } from '../../../record/record-item';
import type { OrgIdentity } from '../../../salesforce/org-identity';
import type { LinkageRecord } from '../linkage/fields';
import { linkagePreset } from '../linkage/presets';
import type { ScannedGroup } from './scan-groups';

type Org = Pick<OrgIdentity, 'orgId' | 'instanceUrl'>;

/** Records of groups as items, those of a group together, with what of them was compared. */
export function groupRecords(groups: readonly ScannedGroup[], sObject: string, { orgId }: Org): RecordItem[] {
	const paths = Object.entries(linkagePreset(sObject).fields);
	return groups.flatMap(({ cluster, members }) =>
		members.map(({ id, record, matches }) => ({
			attributes: { type: sObject },
			Id: id,
			...Object.fromEntries(paths.map(([path, field]) => [path, record[field] ?? null])),
			group: String(cluster),
			groupSize: members.length,
			_enrichment: { orgId, sObject, matches },
		})),
	);
}

/** Groups as rows for a person. */
export function groupRows(groups: readonly ScannedGroup[], sObject: string, { instanceUrl }: Org): object[] {
	return groups.map(({ cluster, members }) => {
		const probabilities = members.flatMap(({ matches }) => matches.map(({ probability }) => probability));
		return {
			sObject,
			group: String(cluster),
			records: members.length,
			names: members.map(({ record }) => nameOf(record)).join(', '),
			leastProbability: probabilities.reduce((least, each) => Math.min(least, each), 1),
			agreedOn: [...new Set(members.flatMap(({ matches }) => matches.flatMap((match) => match.agreedOn)))].join(', '),
			ids: members.map(({ id }) => id).join(', '),
			firstLink: `${instanceUrl}/${members[0].id}`,
		};
	});
}

/** What people call the record. */
export function nameOf({ firstName, lastName, company }: LinkageRecord): string {
	const name = [firstName, lastName].filter((part) => typeof part === 'string' && part !== '').join(' ');
	return name === '' ? String(company ?? '') : name;
}
