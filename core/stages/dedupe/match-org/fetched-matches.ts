import { idOfRead, recordIdIn } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import { linkagePreset } from '../linkage/presets';
import { comparedPaths, linkageRecordOf } from '../linkage/linkage-records';
import { probabilityOf } from '../linkage/model';
import { peopleQueries } from './candidate-queries';
import { eachOnce, type FetchMeans, readRows } from './fetch-means';
import type { AskedItem, OrgMatch } from './found-match';
import { weighFetched } from './weigh-fetched';

const converted = ['IsConverted', 'ConvertedContactId', 'ConvertedAccountId'];

/** Leads or contacts that items may be, found by what they share: one call for up to 200 items. Converted leads stand for what became of them. */
export async function fetchPeople(
	means: FetchMeans,
	sObject: string,
	items: readonly AskedItem[],
	leastWeight: number,
	onlyConverted = false,
): Promise<OrgMatch[][]> {
	const description = await means.client.describe(sObject);
	const preset = linkagePreset(sObject);
	const extras = [...converted, 'AccountId'].filter((name) => description.fieldByName.has(name));
	const fields = ['Id', 'Name', 'OwnerId', ...extras, ...comparedPaths(preset, description)];
	const asked = items.map(({ record }) => record);
	const queries = peopleQueries(sObject, fields, asked, onlyConverted ? 'IsConverted = true' : undefined);
	const records = eachOnce(await readRows(means, sObject, queries, `look for ${sObject} records`));
	const compared = records.map((record) => linkageRecordOf(record, preset));
	const pairs = await weighFetched(asked, compared, preset.subject, leastWeight);
	return pairs.map((each, at) =>
		each.flatMap(({ place, weight, parts }) => {
			const record = records[place];
			if (idOfRead(record) === items[at].id) return [];
			return matchesOf(sObject, record, { probability: probabilityOf(weight), parts });
		}),
	);
}

/** A converted lead is nobody to match with: its contact is, or its account where it has none. */
export function matchesOf(
	sObject: string,
	record: SalesforceRecord,
	found: Pick<OrgMatch, 'probability' | 'parts' | 'group'>,
): OrgMatch[] {
	const id = idOfRead(record);
	const ownerId = recordIdIn(record.OwnerId);
	const accountId = recordIdIn(record.AccountId);
	const name = typeof record.Name === 'string' ? record.Name : undefined;
	if (record.IsConverted !== true)
		return [
			{ sObject, id, ...found, ...(name && { name }), ...(ownerId && { ownerId }), ...(accountId && { accountId }) },
		];
	const contactId = recordIdIn(record.ConvertedContactId);
	const convertedAccountId = recordIdIn(record.ConvertedAccountId);
	const { group: _group, ...evidence } = found;
	if (contactId !== undefined)
		return [
			{
				sObject: 'Contact',
				id: contactId,
				...evidence,
				convertedFrom: id,
				...(convertedAccountId && { accountId: convertedAccountId }),
			},
		];
	return convertedAccountId === undefined
		? []
		: [{ sObject: 'Account', id: convertedAccountId, ...evidence, convertedFrom: id }];
}
